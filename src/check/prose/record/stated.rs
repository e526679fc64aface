//! Values that a page states for a figure at a time that is missing from the figure's record.
//!
//! In: a figure that a sentence is about. Out: [`StatedValue`]s, which only another page can contradict. Invariant:
//! values that may be a part, an estimate, a wish or reported speech are left out.

use std::collections::BTreeMap;

use super::period::{self, NamedPeriod};
use super::subject::Subject;
use super::{scope, value};
use crate::check::prose::page::PageFacts;
use crate::check::prose::series::{RecordValue, written_half};
use crate::check::prose::stated_value::{StatedTime, StatedValue, ValueBounds};
use crate::check::solver::{AmountKind, WrittenAmount};
use crate::content::briefing::UpdateKind;
use crate::content::statement::Setting;
use crate::lexicon::{RecordWords, WordRoles as W};
use crate::site::EntryId;
use crate::value::{Period, Qualifier};

/// Lists the values that a sentence states for a figure; `others` are the tokens where it names other
/// figures.
pub(super) fn values(subject: &Subject<'_>, others: &[usize]) -> Vec<StatedValue> {
    let candidates = value::values(subject);
    let is_note = subject.sentence.statement.setting == Setting::Note;
    if candidates.is_empty() || is_note || is_unsettled(subject) {
        return Vec::new();
    }

    let count = candidates.len();
    let is_near = |index: &usize| subject.is_nearest(subject.words.at[*index], others);
    let own = candidates.into_iter().filter(is_near);
    let found: Vec<StatedValue> = own.filter_map(|index| stated(subject, index, count)).collect();

    // "Of the 5,100 in 2024, 3,900 …": of two values for one time it cannot be decided which is the whole.
    let is_only_one =
        |it: &&StatedValue| found.iter().filter(|other| other.time == it.time).count() == 1;
    found.iter().filter(is_only_one).cloned().collect()
}

/// Keeps only the values that may be compared with those of other pages.
pub(in crate::check::prose) fn settled(
    page: &PageFacts<'_>,
    mut stated: Vec<StatedValue>,
) -> Vec<StatedValue> {
    if stated.is_empty() || page.document.statements.mentions_revisions {
        return Vec::new();
    }

    let briefing = page.site.briefing(page.id);
    let is_mended = briefing.is_some_and(|briefing| {
        briefing.withdrawn_on(page.site.as_of().day).is_some()
            || briefing.updates.iter().any(|update| update.kind == UpdateKind::Correction)
    });
    if is_mended {
        return Vec::new();
    }

    date_headlines(&mut stated);

    stated
}

/// Gives a headline without a time the only time that the page names for its figure.
fn date_headlines(stated: &mut [StatedValue]) {
    let mut only: BTreeMap<EntryId, Option<StatedTime>> = BTreeMap::new();
    for it in stated.iter().filter(|it| it.time.period().is_some()) {
        let known = only.entry(it.figure).or_insert(Some(it.time));
        *known = known.filter(|known| *known == it.time);
    }

    for it in stated.iter_mut().filter(|it| it.is_headline && it.time.period().is_none()) {
        it.time = only.get(&it.figure).copied().flatten().unwrap_or(it.time);
    }
}

fn stated(subject: &Subject<'_>, index: usize, count: usize) -> Option<StatedValue> {
    let (s, sentence) = (subject.words, subject.sentence);
    let (amount, token) = (&s.amounts[index], s.at[index]);
    let is_own_word = !sentence.statement.is_quoted(amount.start) && amount.sign != Some(true);

    // A value of any version of the record is right, or is reported by another check.
    if !is_own_word
        || subject.series.has_held(amount)
        || value::is_of_another_figure(subject, amount)
        || subject.is_hypothetical(token)
        || value::is_of_part(subject, token)
    {
        return None;
    }

    let named = value::own_period(subject, token, count == 1);
    let time = match &named {
        Some(named) => days_of(subject, named)?,
        None => newest(subject, index, count)?,
    };
    let clause = scope::Clause::around(subject, index, named.as_ref());

    // One word fits too many things if not even the time is named.
    if time.period().is_none() && !clause.names_in_full() {
        return None;
    }
    if clause.is_limited() || clause.is_hypothetical() {
        return None;
    }

    let is_exact = amount.qualifier == Qualifier::Exact;

    Some(StatedValue {
        figure: subject.binding.figure.id,
        time,
        bounds: bounds(amount),
        written: s.written(index).into(),
        span: sentence.statement.span(amount.start, amount.end),
        is_plain: is_exact && clause.is_plain(),
        is_headline: sentence.statement.setting == Setting::FrontMatter,
    })
}

/// Returns the days that a named time means, where they are over and the record has no value for them.
fn days_of(subject: &Subject<'_>, named: &NamedPeriod) -> Option<StatedTime> {
    let meant = period::days_meant(subject.words, named)?;
    let (first, last) = (meant.first(), meant.last());

    // A period that is not over still grows.
    if named.ends_range || last > subject.day || named.is_guess && !is_sure_guess(subject, &meant) {
        return None;
    }

    let series = &subject.series;
    let is_open = series.at(&named.period).is_none() && series.at(&meant).is_none();
    is_open.then_some(StatedTime::Days(first, last))
}

/// Tells whether a time without its year is unambiguous: "in March" in an April, "last year" for a figure
/// counted by calendar years.
fn is_sure_guess(subject: &Subject<'_>, period: &Period) -> bool {
    const MONTH: i32 = 31;
    const YEAR: u32 = 360;

    let days = i32::try_from(period.days()).unwrap_or(i32::MAX);
    let is_fresh = subject
        .day
        .since(period.last())
        .is_ok_and(|span| span.get_days() <= days.saturating_add(MONTH));
    let mut known = subject.series.values.iter().filter_map(RecordValue::period);
    let has_other_years = known.any(|it| it.days() > YEAR && it.first().day_of_year() != 1);

    is_fresh && !(period.days() > YEAR && has_other_years)
}

/// Returns the page's day for a value that can only be the newest, where no word refers to another time.
fn newest(subject: &Subject<'_>, index: usize, count: usize) -> Option<StatedTime> {
    let s = subject.words;
    let has_time = s.amounts.iter().any(|it| {
        use AmountKind as K;
        matches!(it.kind, K::Date(_) | K::Year { .. } | K::Duration | K::Time | K::Age)
    });
    let mut words = (0..s.tokens.len()).map(|token| s.word(token));
    // "At its peak" names a time too.
    let has_rank = s.any(0..s.tokens.len(), W::HIGHEST | W::LOWEST | W::RECORD);
    let states_time =
        has_time || has_rank || words.any(|it| RecordWords::holds(s.lexicon.records.times, it));

    // A typing error in the record's newest value is already reported.
    let is_slip = subject.series.values.last().is_some_and(|newest| {
        let amount = &s.amounts[index];
        value::is_near(amount, newest, false) || value::is_qualified(amount, newest)
    });

    let is_newest = !states_time && !is_slip && value::is_surely_latest(subject, index, count);
    is_newest.then_some(StatedTime::NewestOn(subject.day))
}

/// Tells whether a word marks the numbers of a sentence as estimates, others' claims, or superseded.
fn is_unsettled(subject: &Subject<'_>) -> bool {
    let s = subject.words;
    let words = s.lexicon.records.unsettled;
    let tells = |token: usize| {
        RecordWords::holds(words, s.word(token)) && !scope::is_own_word(subject, token)
    };

    (0..s.tokens.len()).any(tells)
}

/// Returns the lower and upper bound of what an amount may mean.
fn bounds(amount: &WrittenAmount) -> ValueBounds {
    // "Nearly 5,100" does not mean 4,300, nor "about 5,100" 5,500.
    const NEARLY: f64 = 0.85;
    const ABOUT: f64 = 0.06;

    let half = written_half(amount, false);
    let value = amount.value;
    let (low, high) = (value - half, value + half);

    let (low, high) = match amount.qualifier {
        Qualifier::MoreThan | Qualifier::AtLeast => (low, f64::INFINITY),
        Qualifier::Nearly => (value * NEARLY, high),
        Qualifier::FewerThan | Qualifier::UpTo | Qualifier::AtMost => (f64::NEG_INFINITY, high),
        Qualifier::About => (low.min(value * (1.0 - ABOUT)), high.max(value * (1.0 + ABOUT))),
        Qualifier::Exact | Qualifier::Between => (low, high),
    };

    ValueBounds { value, low, high }
}
