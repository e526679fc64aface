//! Superlatives that the series of a figure refutes: "the highest since 2019", "for the third year running".
//!
//! In: a figure that a sentence is about. Out: `not-a-record`. Invariant: a series that does not reach back
//! to the named time can refute a superlative but never confirm one.

mod level;
mod step;
mod streak;

use super::narrowing;
use super::period::{Lead, NamedPeriod};
use super::value::{is_place, values};
use crate::check::prose::record::subject::{RecordFinding, Subject, period_of};
use crate::check::prose::sentence::Advice;
use crate::check::prose::series::RecordValue;
use crate::check::solver::AmountKind;
use crate::diagnostic::Code;
use crate::language::house_style;
use crate::lexicon::{RecordWords, WordRoles as W};
use crate::value::{Period, Qualifier};

/// The longest year, in days: the same day of an earlier year is at most this many days back per year.
const DAYS_IN_YEAR: f64 = 366.0;

/// The span of time that a superlative is claimed for.
#[derive(Debug, Clone, Copy)]
enum Reach {
    /// All values, later ones included.
    Ever,
    /// Those after the named period.
    Since(Period),
    /// This many years before the value.
    Years(f64),
    /// The calendar year of the value.
    ThisYear,
}

/// A value, and the earlier one that it is compared with.
#[derive(Clone, Copy)]
struct ValueStep {
    before: usize,
    after: usize,
}

/// The tokens of a superlative, and its reach.
#[derive(Debug, Clone, Copy)]
struct SuperlativeClaim {
    token: usize,
    last: usize,
    reach: Reach,
}

/// Reports superlatives that other values of the series refute.
pub(super) fn denied(subject: &Subject<'_>) -> Vec<RecordFinding> {
    let series = &subject.series;
    let has_limits = series.values.iter().any(|it| it.qualifier != Qualifier::Exact);
    if series.values.len() < 2 || has_limits {
        return Vec::new();
    }

    let mut found = level::denied(subject);
    found.extend(step::denied(subject));
    found.extend(streak::denied(subject));

    found
}

/// Reads the reach from the words after a superlative; none if they name none.
fn reach_after(subject: &Subject<'_>, token: usize) -> Option<Reach> {
    const TAIL: usize = 9;

    let s = subject.words;
    let words = &s.lexicon.records;
    let tail = token + 1..(token + 1 + TAIL).min(s.tokens.len());
    let ends = tail.clone().find(|&at| s.is_sign(at, ';') || s.is(at, W::BREAK));
    let tail = token + 1..ends.unwrap_or(tail.end);

    if let Some(period) = since(subject, token) {
        return Some(Reach::Since(period));
    }
    if s.find_phrase(tail.clone(), words.so_far).is_some() {
        return Some(Reach::ThisYear);
    }
    if s.find_phrase(tail.clone(), words.ever).is_some() {
        return Some(Reach::Ever);
    }

    in_years(subject, tail).map(Reach::Years)
}

/// "In five years", "for a decade", "in six quarters"
fn in_years(subject: &Subject<'_>, tail: std::ops::Range<usize>) -> Option<f64> {
    let s = subject.words;
    let found = tail.filter(|&at| s.follows(at, W::IN | W::FOR)).find_map(|at| length(subject, at));

    found.filter(|years| *years >= 1.2)
}

/// Reads the duration at a token, in years.
fn length(subject: &Subject<'_>, token: usize) -> Option<f64> {
    const DAYS: f64 = 365.25;
    const MONTHS: f64 = 12.0;

    let s = subject.words;
    let amount = s.amount(token)?;
    if amount.kind == AmountKind::Duration {
        return Some(amount.value / DAYS);
    }

    // "Six quarters" is a count, and "three quarters" looks like a fraction.
    let end = s.tokens.get(token + 1).map_or(s.text.len(), |next| next.end as usize);
    let mut words = s.text[amount.start as usize..end].split_ascii_whitespace();
    let (count, part) = (words.next()?.to_lowercase(), words.next()?.to_lowercase());
    let count = s.lexicon.numbers.cardinal(&count).or_else(|| count.parse().ok())?;
    let part = s.lexicon.amounts.singular(&part);
    let (_, months) = s.lexicon.records.parts.iter().find(|(name, _)| *name == part)?;

    Some(f64::from(count) * f64::from(*months) / MONTHS)
}

/// Finds the time that follows "since" after a token.
fn since(subject: &Subject<'_>, token: usize) -> Option<Period> {
    const REACH: usize = 9;

    let after = subject.periods.iter().filter(|it| it.is_since && it.token > token);
    let near = after.filter(|it| it.token - token <= REACH);
    near.map(|it| it.period).next()
}

/// Tells whether a claim refers to the figure as recorded: not to a part, a shorter period or a plan.
fn is_of_figure(subject: &Subject<'_>, it: &SuperlativeClaim) -> bool {
    const REACH: usize = 14;
    // "The highest of any month since", "of all G7 countries": this many words after it may narrow it.
    const TAIL: usize = 8;

    let s = subject.words;
    let binding = &subject.binding;
    let distance = binding.first.abs_diff(it.token).min(binding.last.abs_diff(it.token));
    let narrower = s.lexicon.records.narrower;

    // "Since the third quarter of 2023" is a time.
    let is_of_period =
        |at: usize| subject.periods.iter().any(|it| it.token == at || it.token + 1 == at);
    let mut near = it.token.saturating_sub(3)..(it.last + TAIL).min(s.tokens.len());
    let is_narrower = near.any(|at| {
        let is_own = (it.token..=it.last).contains(&at) || is_of_period(at);
        RecordWords::holds(narrower, s.word(at)) && !s.is_time(at) && !is_own
    });

    let between = s.between(binding.last, it.token);
    let around = binding.first.saturating_sub(2)..it.last + 6;
    let is_denied = subject.is_hypothetical(it.token) && !says_never(subject, it.token);

    // "Has fallen for the tenth year running in the north"
    let is_restricted = narrowing::restricts(s, binding.figure, it.last + 1);

    !(distance > REACH
        || is_narrower
        || is_restricted
        || is_denied
        || s.any(between, W::BREAK)
        || around.into_iter().any(|at| is_place(subject, at)))
}

/// Tells whether "never" comes before a comparison: "has never been higher".
fn says_never(subject: &Subject<'_>, token: usize) -> bool {
    const REACH: usize = 8;

    let s = subject.words;
    (token.saturating_sub(REACH)..token)
        .any(|at| RecordWords::holds(s.lexicon.records.never, s.word(at)))
}

/// Finds the value that a superlative refers to: that of its time, the one with its number, or the latest.
fn of_value(subject: &Subject<'_>, it: &SuperlativeClaim) -> Option<usize> {
    let series = &subject.series;
    match named_times(subject, it).as_slice() {
        [] => {}
        [only] => return series.at(&only.period),
        _ => return None,
    }

    // "At 1,587, deaths were the lowest since": the number identifies the year.
    let s = subject.words;
    let written: Vec<usize> = values(subject)
        .into_iter()
        .filter(|&index| !is_of_past_event(subject, s.at[index]))
        .filter_map(|index| series.holding(&s.amounts[index]).last().copied())
        .collect();
    match written.as_slice() {
        [only] => Some(*only),
        _ => Some(series.latest()),
    }
}

/// Lists the times that a superlative may refer to.
fn named_times<'s>(subject: &'s Subject<'_>, it: &SuperlativeClaim) -> Vec<&'s NamedPeriod> {
    // "Were the highest since 2019, at 412 in 2024": a time further away belongs to something else.
    const REACH: usize = 9;

    let is_own = |period: &&NamedPeriod| {
        // "The highest so far this year" is said of the value, whose time precedes it.
        let is_reach = matches!(it.reach, Reach::ThisYear) && period.token > it.last;
        !period.is_since
            && !is_reach
            && matches!(period.lead, Lead::Value | Lead::Bare)
            && period.token < it.last + REACH
            && !is_of_past_event(subject, period.token)
    };

    subject.periods.iter().filter(is_own).collect()
}

/// Tells whether a time dates the event after "since": "since peaking at 2,034 in 2022".
fn is_of_past_event(subject: &Subject<'_>, token: usize) -> bool {
    const REACH: usize = 8;

    let s = subject.words;
    // "The most since 2019 were recorded in 2022": there "since" already has its time.
    let clause = (token.saturating_sub(REACH)..token)
        .rev()
        .take_while(|&at| !s.is_sign(at, ',') && !s.is_date(at));
    clause.into_iter().any(|at| s.is(at, W::SINCE))
}

/// Tells whether a value is within the reach of a claim about another.
fn is_within(subject: &Subject<'_>, reach: Reach, value_at: usize, at: usize) -> bool {
    let values = &subject.series.values;
    let (Some(own), Some(other)) = (values[value_at].period(), values[at].period()) else {
        return false;
    };

    match reach {
        Reach::Ever => true,
        Reach::Since(since) => at < value_at && other.last() > since.last(),
        Reach::Years(years) => {
            at < value_at && days_between(own, other) < years * DAYS_IN_YEAR - 30.0
        }
        Reach::ThisYear => at < value_at && other.first().year() == own.last().year(),
    }
}

fn days_between(later: &Period, earlier: &Period) -> f64 {
    let days = later.last().since(earlier.last()).map_or(0, |span| span.get_days());
    f64::from(days)
}

/// Finds the value of an equally long period the given number of months earlier.
fn step_before(subject: &Subject<'_>, after: usize, months: i32) -> Option<ValueStep> {
    // Leap years and month lengths shift an end by some days.
    const SLACK: u32 = 4;

    let series = &subject.series;
    let before = series.months_before(after, months)?;
    let days = |at: usize| series.values[at].period().map(Period::days);
    let is_like = days(before)?.abs_diff(days(after)?) <= SLACK;

    is_like.then_some(ValueStep { before, after })
}

impl ValueStep {
    /// Returns the increase from the earlier to the later value that their rounding leaves certain; negative
    /// for a fall.
    ///
    /// None where it is not certain.
    fn certain_rise(self, values: &[RecordValue<'_>]) -> Option<f64> {
        let (before, after) = (&values[self.before], &values[self.after]);
        let rise = after.value - before.value;
        let open = after.half + before.half;

        match rise.abs() > open || open == 0.0 {
            true => Some(rise),
            false => None,
        }
    }
}

/// Makes a finding from the values of a series that refute a claim.
fn report(
    subject: &Subject<'_>,
    it: &SuperlativeClaim,
    pair: ValueStep,
    roles: [&str; 2],
) -> RecordFinding {
    let values = &subject.series.values;
    let (one, two) = (values[pair.before].observation, values[pair.after].observation);
    let s = subject.words;
    let range = s.tokens[it.token].start as usize..s.tokens[it.last].end as usize;
    let message = format!(
        "you wrote \"{}\"; the record of `{}` has {} for {} and {} for {}",
        &s.text[range],
        subject.title(),
        house_style::quantity(&one.value.value),
        period_of(one),
        house_style::quantity(&two.value.value),
        period_of(two)
    );
    let help = "look at the whole series, and say since when it is true".to_owned();
    let mut found = subject.found(Code::NotARecord, it.token, it.last, Advice { message, help });
    found.diagnostic =
        found.diagnostic.label(subject.place(one), roles[0]).label(subject.place(two), roles[1]);

    found
}
