//! Values that differ from the record, or belong to another period.
//!
//! In: a figure that a sentence is about. Out: `wrong-value` and `wrong-period`. Invariant: a number is never
//! called wrong if another figure of the page has it, or if its noun is not one of the figure's words.

use super::narrowing;
use super::period::{Lead, NamedPeriod};
use super::subject::{RecordFinding, Subject, period_of};
use crate::check::prose::sentence::Advice;
use crate::check::prose::series::RecordValue;
use crate::check::prose::stemmer::WordStemmer;
use crate::check::solver::{AmountKind, WrittenAmount, claims, differences};
use crate::diagnostic::Code;
use crate::language::house_style;
use crate::lexicon::{RecordWords, WordRoles as W};
use crate::value::{Qualifier, Unit};

/// Reports the amounts of a sentence that are not values of the figure, or not that of their period.
pub(super) fn differing(subject: &Subject<'_>) -> Vec<RecordFinding> {
    let values = values(subject);
    let found = values.iter().filter_map(|&index| differs(subject, index, values.len()));

    found.chain(of_another_time(subject)).collect()
}

/// A reference that prints the latest value in a sentence about another time.
fn of_another_time(subject: &Subject<'_>) -> Option<RecordFinding> {
    let s = subject.words;
    let token = subject.binding.first;
    let number = s.amount(token)?.reference()?;
    let reference = subject.page.document.body.references.get(number as usize)?;
    let series = &subject.series;
    let named = own_period(subject, token, true).filter(|_| reference.part.is_none())?;
    let expected = series.at(&named.period).filter(|&at| at != series.latest())?;

    // "The rate was [[rate]]; in 2023 it was [[rate#2023]]": that time has a value of its own.
    let is_of_named = |number: u32| {
        let part = subject.page.document.body.references.get(number as usize)?.part.as_deref()?;
        let record = subject.binding.figure.record;
        let part = record.asked_part(part).map_or(Some(part), |(_, part)| part)?;
        let period = record.period_named(part, subject.page.site.config().years).ok()?;
        (series.at(&period) == Some(expected)).then_some(())
    };
    let mut others = s.amounts.iter().filter_map(WrittenAmount::reference);
    if others.any(|other| is_of_named(other).is_some()) {
        return None;
    }

    let (printed, right) = (&series.values[series.latest()], &series.values[expected]);
    let named = house_style::period(&named.period);
    let message = format!(
        "the reference prints {}, which is the value of `{}` for {}, and the sentence says {named}",
        house_style::quantity(&printed.observation.value.value),
        subject.title(),
        period_of(printed.observation)
    );
    let help = match subject.reference(right.observation, token) {
        Some(reference) => format!("write `{reference}` if {named} is meant"),
        None => "refer to the value of that time, or name the other".to_owned(),
    };

    Some(subject.found(Code::WrongPeriod, token, token, Advice { message, help }))
}

/// Lists the amounts that may be values of the figure.
pub(super) fn values(subject: &Subject<'_>) -> Vec<usize> {
    let s = subject.words;
    let mut sizes: Vec<usize> = claims(s).iter().filter_map(|it| it.amount).collect();
    sizes.extend(differences(s).iter().map(|it| it.amount));

    let all = s.amounts.iter().enumerate().filter(|&(index, amount)| {
        subject.series.is_like(amount) && amount.low.is_none() && !sizes.contains(&index)
    });

    all.map(|(index, _)| index).filter(|&index| is_own(subject, index)).collect()
}

/// Tells whether an amount may count what the figure counts.
fn is_own(subject: &Subject<'_>, index: usize) -> bool {
    const LEAST_SPELLED: f64 = 20.0;
    const FAR: usize = 14;

    let s = subject.words;
    let amount = &s.amounts[index];
    let token = s.at[index];
    let from = subject.binding.last.min(token);
    let to = subject.binding.first.max(token);

    // "144,320 apprentices, compared with 136,500"
    let breaks =
        |at: usize| s.is(at, W::BREAK) && !(s.is(at, W::WITH) && s.follows(at, W::COMPARED));
    if from < to && (from + 1..to).any(breaks)
        || s.is(token + 1, W::OF) && amount.kind == AmountKind::Percent
    {
        return false;
    }

    match amount.kind {
        AmountKind::Count if amount.is_spelled && amount.value < LEAST_SPELLED => false,
        AmountKind::Count => match counts_own(subject, amount) {
            Some(is_own) => is_own,
            None => {
                let binding = &subject.binding;
                let distance = binding.first.abs_diff(token).min(binding.last.abs_diff(token));
                binding.is_reference || distance <= FAR
            }
        },
        _ => true,
    }
}

/// Tells whether the noun of a count is one of the figure's words; none if it has no noun.
fn counts_own(subject: &Subject<'_>, amount: &WrittenAmount) -> Option<bool> {
    let stemmer = WordStemmer::new(subject.page.lexicon);
    let terms = subject.binding.figure.terms;
    let telling: Vec<_> = amount
        .noun
        .iter()
        .filter(|word| !word.ends_with("ed") && !word.ends_with("ing"))
        .map(|word| stemmer.stem(word))
        .collect();

    if telling.is_empty() {
        return None;
    }

    let is_unit = match (&subject.series.unit, &amount.unit) {
        (Unit::Named(name), Some(unit)) => name.to_lowercase().contains(unit.as_str()),
        _ => false,
    };

    Some(is_unit || telling.iter().any(|stem| terms.names_unit(stem)))
}

/// Finds the time that an amount belongs to: the one next to it, or the only one of the sentence.
pub(super) fn own_period(
    subject: &Subject<'_>,
    token: usize,
    is_alone: bool,
) -> Option<NamedPeriod> {
    const REACH: usize = 6;
    // In one clause: "40,300 nurses were licensed to practise in the country in 2025".
    const REACH_IN_CLAUSE: usize = 12;

    let s = subject.words;
    let beside = subject.periods.iter().filter(|it| {
        let between = s.between(it.token, token);
        let is_free = between.clone().all(|at| {
            s.amount(at).is_none_or(|it| {
                !matches!(it.kind, AmountKind::Count | AmountKind::Money(_) | AmountKind::Percent)
            })
        });
        let is_clause = it.token > token
            && between.clone().all(|at| s.sign(at).is_none() && !s.is(at, W::BREAK | W::AND));
        let reach = if is_clause { REACH_IN_CLAUSE } else { REACH };
        it.token.abs_diff(token) <= reach && is_free && is_of_value(subject, it.lead)
    });
    // Prefers the time of "64,300 in March" to that of "In March, … 64,300".
    let near = beside.min_by_key(|it| (it.token < token, it.token.abs_diff(token)));

    near.copied().or_else(|| {
        let mut named = subject.periods.iter().filter(|it| is_of_value(subject, it.lead));
        let only = named.next()?;
        let is_only = named.next().is_none() && is_alone && subject.periods.len() == 1;
        is_only.then_some(*only)
    })
}

/// The time of a value that is given by its distance from another.
enum Distance {
    /// No distance is given.
    None,
    /// The record has no value that far before.
    Unknown,
    Known(NamedPeriod),
}

/// Reads the distance of a value from another: "15,130 in September, compared with 18,450 two years earlier".
fn distance(subject: &Subject<'_>, token: usize) -> Distance {
    const MONTHS: i32 = 12;
    const DAYS: f64 = 365.25;
    // "A year earlier", "in the previous year"
    const REACH: usize = 4;

    let s = subject.words;
    let clause =
        (token + 1..(token + REACH).min(s.tokens.len())).take_while(|&at| s.sign(at).is_none());
    let found = clause.into_iter().find_map(|at| {
        let phrase =
            s.find_phrase(at..(at + REACH).min(s.tokens.len()), s.lexicon.records.distances);
        if phrase.is_some_and(|(first, _)| first == at) {
            return Some((at, 1.0));
        }

        let length = s.amount(at).filter(|it| it.kind == AmountKind::Duration)?;
        s.is(at + 1, W::AGO | W::EARLIER | W::BACK).then_some((at, length.value / DAYS))
    });
    let Some((at, years)) = found else {
        return Distance::None;
    };

    let is_other = |it: &&NamedPeriod| it.token < token && it.lead == Lead::Value && !it.is_guess;
    let series = &subject.series;
    let base = || {
        let later = subject.periods.iter().rev().find(is_other)?;
        let months = (1..MONTHS).find(|&it| (f64::from(it) - years).abs() < 0.01)? * MONTHS;
        let base = series.months_before(series.at(&later.period)?, months)?;
        series.values[base].period().copied()
    };

    match base() {
        Some(period) => Distance::Known(NamedPeriod {
            token: at,
            period,
            lead: Lead::Value,
            is_since: false,
            is_guess: false,
            ends_range: false,
        }),
        None => Distance::Unknown,
    }
}

fn is_of_value(subject: &Subject<'_>, lead: Lead) -> bool {
    match lead {
        Lead::Value => true,
        Lead::Bare => subject.is_only_one,
        Lead::Base | Lead::Reach | Lead::Deadline => false,
    }
}

fn differs(subject: &Subject<'_>, index: usize, count: usize) -> Option<RecordFinding> {
    let s = subject.words;
    let (amount, token) = (&s.amounts[index], s.at[index]);
    let series = &subject.series;
    let holding = series.holding(amount);
    let own = match distance(subject, token) {
        Distance::None => own_period(subject, token, count == 1),
        Distance::Known(named) => Some(named),
        Distance::Unknown => return None,
    };
    let expected = own.and_then(|named| series.at(&named.period));

    if !holding.is_empty() {
        return of_another_period(subject, index, &holding, own, expected);
    }
    if series.has_held(amount) || is_of_another_figure(subject, amount) {
        return None;
    }

    let wanted = match (own, expected) {
        (_, Some(expected)) => expected,
        (None, None) if is_surely_latest(subject, index, count) => series.latest(),
        _ => return None,
    };
    let value = &series.values[wanted];
    // "Wages grew by 3.8% in that quarter and prices by 2.9%": the sentence has the value already.
    if expected.is_some_and(|expected| is_given(subject, index, expected)) {
        return None;
    }

    let is_stated =
        expected.is_some() && subject.binding.words != 1 || subject.binding.is_reference;
    if subject.is_hypothetical(token) && expected.is_none()
        || !is_near(amount, value, is_stated || expected.is_some())
        || is_qualified(amount, value)
        || is_of_part(subject, token)
    {
        return None;
    }

    Some(wrong_value(subject, index, value))
}

/// Tells whether another amount of the sentence is a value of the series.
fn is_given(subject: &Subject<'_>, index: usize, value: usize) -> bool {
    let amounts = subject.words.amounts.iter().enumerate();
    let mut others = amounts.filter(|&(other, it)| other != index && subject.series.is_like(it));

    others.any(|(_, it)| subject.series.holding(it).contains(&value))
}

/// A value of the series that is stated for another period.
fn of_another_period(
    subject: &Subject<'_>,
    index: usize,
    holding: &[usize],
    own: Option<NamedPeriod>,
    expected: Option<usize>,
) -> Option<RecordFinding> {
    // Periods whose lengths differ by at most this are of one kind; calendar and financial years are
    // different times only if they share no day.
    const LIKE_DAYS: u32 = 40;

    let s = subject.words;
    let token = s.at[index];
    let newest = *holding.last()?;
    let (series, named) = (&subject.series, own?);
    let own = &named.period;
    // "To 119 in 2025, from 168 in 2024": only a time directly after the base belongs to it.
    let is_beside = named.token > token && named.token <= token + 3;
    if s.follows(token, W::FROM) && !is_beside {
        return None;
    }

    match expected {
        Some(expected) if holding.contains(&expected) => return None,
        Some(_) => {}
        None => {
            let is_apart = |&at: &usize| {
                series.values[at].period().is_some_and(|it| {
                    let is_like = it.days().abs_diff(own.days()) <= LIKE_DAYS;
                    is_like && (it.last() < own.first() || own.last() < it.first())
                })
            };
            let is_certain = holding.iter().all(is_apart) && !named.is_guess;
            if !is_certain || subject.is_hypothetical(token) {
                return None;
            }
        }
    }
    if is_of_another_figure(subject, &s.amounts[index]) {
        return None;
    }

    let value = &series.values[newest];
    // "5" may be any five if only one word names the figure.
    let amount = &s.amounts[index];
    let is_round = amount.value < 10.0 && amount.decimals == 0 && subject.binding.words == 1;
    if is_round {
        return None;
    }

    let written = s.written(index);
    let named = house_style::period(own);
    let true_period = period_of(value.observation);
    let right = expected.map(|at| series.values[at].observation);
    let message = match right {
        Some(right) => format!(
            "you wrote {written} for {named}; that is the value of `{}` for {true_period}, and {named} has {}",
            subject.title(),
            house_style::quantity(&right.value.value)
        ),
        None => format!(
            "you wrote {written} for {named}; that is the value of `{}` for {true_period}",
            subject.title()
        ),
    };
    let reference = right.and_then(|right| subject.reference(right, token));
    let help = match reference {
        Some(reference) => {
            format!("write `{reference}` if {named} is meant, or name {true_period} as the time")
        }
        None => format!("name {true_period} as the time, or correct the number"),
    };
    let mut found = subject.found(Code::WrongPeriod, token, token, Advice { message, help });
    let place = subject.place(value.observation);
    found.diagnostic = found.diagnostic.label(place, "the value in the record");

    Some(found)
}

fn wrong_value(subject: &Subject<'_>, index: usize, value: &RecordValue<'_>) -> RecordFinding {
    let s = subject.words;
    let token = s.at[index];
    let right = house_style::quantity(&value.observation.value.value);
    let period = period_of(value.observation);
    let of = if period.is_empty() { String::new() } else { format!(" for {period}") };
    let message = format!(
        "you wrote {}; the record of `{}` has {right}{of}",
        s.written(index),
        subject.title()
    );
    let help = match subject.reference(value.observation, token) {
        Some(reference) => {
            format!("write `{reference}`; if the number counts something else, say what")
        }
        None => format!("write {right}; if the number counts something else, say what"),
    };
    let mut found = subject.found(Code::WrongValue, token, token, Advice { message, help });
    let place = subject.place(value.observation);
    found.diagnostic = found.diagnostic.label(place, "the value in the record");

    found
}

/// Tells whether a value in a sentence without a time can only be the latest.
pub(super) fn is_surely_latest(subject: &Subject<'_>, index: usize, count: usize) -> bool {
    const NEAR: usize = 7;

    let s = subject.words;
    let token = s.at[index];
    let binding = &subject.binding;
    let distance = binding.first.abs_diff(token).min(binding.last.abs_diff(token));
    let has_value = |index: &usize| !subject.series.holding(&s.amounts[*index]).is_empty();

    // A number beside the figure's own value counts something else.
    let is_alone = count == 1 || !values(subject).iter().any(has_value);
    !binding.is_reference
        && subject.is_only_one
        && is_alone
        && distance <= NEAR
        && subject.periods.is_empty()
}

/// Tells whether a written number may be meant as a value: the same digits in another order, a power of ten
/// off, or, where the sentence names the time, between half and twice the value.
pub(super) fn is_near(amount: &WrittenAmount, value: &RecordValue<'_>, is_stated: bool) -> bool {
    const POWERS: [i32; 10] = [-9, -6, -3, -2, -1, 1, 2, 3, 6, 9];

    if value.value == 0.0 || amount.value == 0.0 {
        return false;
    }

    let ratio = amount.value / value.value;
    let is_power = POWERS.iter().any(|&power| (ratio / 10_f64.powi(power) - 1.0).abs() < 0.02);

    is_stated && (0.5..=2.0).contains(&ratio)
        || is_power
        || has_same_digits(amount.value, value.value)
}

pub(super) fn has_same_digits(one: f64, two: f64) -> bool {
    let digits = |value: f64| {
        let text = format!("{value:.3}");
        let mut digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
        while digits.last() == Some(&'0') {
            digits.pop();
        }
        let first = digits.iter().position(|&digit| digit != '0').unwrap_or(0);
        let mut digits = digits.split_off(first);
        digits.sort_unstable();
        digits
    };
    let (one, two) = (digits(one), digits(two));

    one.len() >= 2 && one == two
}

/// Tells whether the qualifier before a number allows for the value.
pub(super) fn is_qualified(amount: &WrittenAmount, value: &RecordValue<'_>) -> bool {
    let (own, other) = (amount.value, value.value);
    match amount.qualifier {
        Qualifier::MoreThan | Qualifier::AtLeast => own <= other && other <= own * 1.15,
        Qualifier::FewerThan | Qualifier::Nearly => other <= own && other >= own * 0.85,
        Qualifier::About => (own - other).abs() <= 0.06 * other,
        Qualifier::UpTo | Qualifier::AtMost => other <= own && value.qualifier != amount.qualifier,
        Qualifier::Exact | Qualifier::Between => false,
    }
}

/// Tells whether a number is a target, an average, or of one place.
pub(super) fn is_of_part(subject: &Subject<'_>, token: usize) -> bool {
    let s = subject.words;
    let near = token.saturating_sub(4)..token + 4;
    let around =
        subject.binding.first.min(token).saturating_sub(4)..subject.binding.last.max(token) + 5;

    s.any(near, W::TARGET | W::ADDITIONAL | W::MORE)
        || narrowing::is_one_of_several(s, token)
        || narrowing::states_shares(s)
        || narrowing::has_restricted_verb(s, subject.binding.figure, subject.binding.last)
        || narrowing::restricts(s, subject.binding.figure, token + 1)
        || around.into_iter().any(|at| is_place(subject, at))
}

/// Tells whether the name of a place outside the figure's words begins at a token: "in Leeds".
pub(super) fn is_place(subject: &Subject<'_>, at: usize) -> bool {
    let s = subject.words;
    if RecordWords::holds(s.lexicon.records.elsewhere, s.word(at)) {
        return true;
    }
    if !s.is(at, W::IN | W::AT | W::FOR | W::TO | W::FROM) {
        return false;
    }

    let name = at + 1 + usize::from(s.is(at + 1, W::THE));
    let Some(token) = s.tokens.get(name).filter(|_| s.is_word(name)) else {
        return false;
    };
    let text = &s.text[token.start as usize..token.end as usize];
    let figure = subject.binding.figure;
    let is_name = text.starts_with(char::is_uppercase) && text.len() > 2;
    let stemmer = WordStemmer::new(subject.page.lexicon);
    let is_known = figure.record.geography.as_deref().is_some_and(|it| it.contains(text))
        // "In Welsh-medium education": parts of a hyphenated word count as the figure's words.
        || text.split('-').any(|part| figure.terms.names_unit(&stemmer.stem(part)));

    is_name
        && !s.lexicon.dates.is_month(text)
        && !is_known
        && s.lexicon.dates.month(text).is_none()
        && !text.starts_with('Q')
}

/// Tells whether another figure of the page has an amount as a value.
pub(super) fn is_of_another_figure(subject: &Subject<'_>, amount: &WrittenAmount) -> bool {
    // Several words name this figure, and none that one.
    let is_named = subject.binding.is_reference || subject.binding.words > 1;
    let others = subject.page.figures.iter().filter(|it| it.id != subject.binding.figure.id);
    let others = others.filter(|it| !is_named || it.shared_words(&subject.stems.sorted()) > 0);
    let mut series = others.filter_map(|figure| figure.known_numbers());

    series.any(|series| series.is_like(amount) && series.has_held(amount))
}
