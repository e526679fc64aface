//! Superlatives that the series of a figure denies: "the highest since 2019", "a record", "ever".
//!
//! In: a figure that a sentence is about. Out: `not-a-record`. Invariant: a series that does not reach back to
//! the time that is named can deny a record, and never confirms one.

use super::period::Lead;
use super::value::is_place;
use super::{RecordFinding, Subject, period_of};
use crate::check::prose::sentence::Advice;
use crate::check::solver::AmountKind;
use crate::diagnostic::Code;
use crate::language::house_style;
use crate::lexicon::{RecordWords, WordRoles as W};
use crate::value::{Period, Qualifier};

/// How far back a superlative reaches.
#[derive(Debug, Clone, Copy)]
enum Reach {
    /// All values, later ones included.
    Ever,
    /// Those after the named period.
    Since(Period),
    /// So many years before the value.
    Years(f64),
}

/// A superlative in a sentence.
struct Superlative {
    token: usize,
    last: usize,
    is_high: bool,
    reach: Reach,
}

/// Reports a superlative that another value of the series denies.
pub(super) fn denied(subject: &Subject<'_>) -> Vec<RecordFinding> {
    let series = &subject.series;
    let has_limits = series.values.iter().any(|it| it.qualifier != Qualifier::Exact);
    if series.values.len() < 2 || has_limits {
        return Vec::new();
    }

    (0..subject.words.tokens.len())
        .filter_map(|token| superlative(subject, token))
        .filter_map(|it| check(subject, &it))
        .collect()
}

fn superlative(subject: &Subject<'_>, token: usize) -> Option<Superlative> {
    let s = subject.words;
    let words = &s.lexicon.records;
    let phrase = |list: &[&str]| s.find_phrase(token..token + 4, list).filter(|it| it.0 == token);

    for (list, is_high) in [(words.record_highs, true), (words.record_lows, false)] {
        if let Some((_, length)) = phrase(list) {
            let last = token + length - 1;
            let is_other =
                s.is(token, W::RECORD) && s.follows(token, W::THE) && s.is(last + 1, W::OF);
            let reach = since(subject, last).map_or(Reach::Ever, Reach::Since);
            return (!is_other).then_some(Superlative { token, last, is_high, reach });
        }
    }

    // "Never so few"
    let has_never =
        || (token.saturating_sub(8)..token).any(|at| RecordWords::holds(words.never, s.word(at)));
    for (list, is_high) in [(words.so_high, true), (words.so_low, false)] {
        if let Some((_, length)) = phrase(list)
            && has_never()
        {
            return Some(Superlative {
                token,
                last: token + length - 1,
                is_high,
                reach: Reach::Ever,
            });
        }
    }

    years_high(subject, token).or_else(|| ranked(subject, token))
}

/// "A five-year high"
fn years_high(subject: &Subject<'_>, token: usize) -> Option<Superlative> {
    const DAYS: f64 = 365.25;

    let s = subject.words;
    let words = &s.lexicon.records;
    let is_high = RecordWords::holds(words.highs, s.word(token + 1));
    if !is_high && !RecordWords::holds(words.lows, s.word(token + 1)) {
        return None;
    }

    let years = match s.amount(token) {
        Some(amount) if amount.kind == AmountKind::Duration => amount.value / DAYS,
        Some(_) => return None,
        None => {
            let (count, unit) = s.word(token).rsplit_once('-')?;
            let cardinal = s.lexicon.numbers.cardinal(count).map(f64::from);
            let count = cardinal.or_else(|| count.parse().ok())?;
            if unit != words.year {
                return None;
            }
            count
        }
    };

    (years >= 1.9).then_some(Superlative {
        token,
        last: token + 1,
        is_high,
        reach: Reach::Years(years),
    })
}

/// "The highest since 2019", "the lowest on record", "lower than at any time since 2019"
fn ranked(subject: &Subject<'_>, token: usize) -> Option<Superlative> {
    const TAIL: usize = 9;

    let s = subject.words;
    let words = &s.lexicon.records;
    let is_high = s.is(token, W::HIGHEST);
    let is_low = s.is(token, W::LOWEST);
    if !is_high && !is_low || s.follows(token, W::AT) && s.is(token, W::LEAST) {
        return None;
    }

    let tail = token + 1..(token + 1 + TAIL).min(s.tokens.len());
    let ends = tail.clone().find(|&at| s.is_sign(at, ';') || s.is(at, W::BREAK));
    let tail = token + 1..ends.unwrap_or(tail.end);
    let ever = s.find_phrase(tail.clone(), words.ever);
    let reach = match (since(subject, token), ever) {
        (Some(period), _) => Reach::Since(period),
        (None, Some(_)) => Reach::Ever,
        (None, None) => Reach::Years(in_years(subject, tail)?),
    };

    Some(Superlative { token, last: token, is_high, reach })
}

/// "In five years", "for a decade"
fn in_years(subject: &Subject<'_>, tail: std::ops::Range<usize>) -> Option<f64> {
    const DAYS: f64 = 365.25;

    let s = subject.words;
    let found = tail.filter(|&at| s.follows(at, W::IN | W::FOR)).find_map(|at| {
        let amount = s.amount(at).filter(|it| it.kind == AmountKind::Duration)?;
        Some(amount.value / DAYS)
    });

    found.filter(|years| *years >= 1.9)
}

/// Finds the time that "since" names after a token.
fn since(subject: &Subject<'_>, token: usize) -> Option<Period> {
    const REACH: usize = 9;

    let after = subject.periods.iter().filter(|it| it.is_since && it.token > token);
    let near = after.filter(|it| it.token - token <= REACH);
    near.map(|it| it.period).next()
}

fn check(subject: &Subject<'_>, it: &Superlative) -> Option<RecordFinding> {
    const REACH: usize = 14;
    const DAYS_IN_YEAR: f64 = 366.0;

    let s = subject.words;
    let binding = &subject.binding;
    let series = &subject.series;
    let distance = binding.first.abs_diff(it.token).min(binding.last.abs_diff(it.token));
    let narrower = s.lexicon.records.narrower;
    let near = it.token.saturating_sub(3)..(it.last + 8).min(s.tokens.len());
    let is_narrower =
        near.clone().any(|at| RecordWords::holds(narrower, s.word(at)) && !s.is_time(at));
    let between = s.between(binding.last, it.token);
    let around = binding.first.saturating_sub(2)..it.last + 6;

    let is_denied = subject.is_hypothetical(it.token)
        && !(it.token.saturating_sub(8)..it.token)
            .any(|at| RecordWords::holds(s.lexicon.records.never, s.word(at)));
    if distance > REACH
        || is_narrower
        || is_denied
        || s.any(between, W::BREAK)
        || around.into_iter().any(|at| is_place(subject, at))
    {
        return None;
    }

    let value_at = of_value(subject, it)?;
    let value = &series.values[value_at];
    let sign = if it.is_high { 1.0 } else { -1.0 };
    let beats = |at: usize| {
        let other = &series.values[at];
        (other.value - value.value) * sign > other.half + value.half
    };
    let last = value.period()?.last();

    let mut rivals = (0..series.values.len()).filter(|&at| at != value_at).filter(|&at| {
        let Some(period) = series.values[at].period() else {
            return false;
        };
        match it.reach {
            Reach::Ever => true,
            Reach::Since(since) => at < value_at && period.last() > since.last(),
            Reach::Years(years) => {
                let days = last.since(period.last()).map_or(0, |span| span.get_days());
                at < value_at && f64::from(days) < years * DAYS_IN_YEAR - 30.0
            }
        }
    });
    let rival = rivals.find(|&at| beats(at)).or_else(|| {
        // "The lowest since 2023" of 2024, which was higher: there is nothing between the two.
        let Reach::Since(since) = it.reach else {
            return None;
        };
        let base = series.at(&since)?;
        (base + 1 == value_at && beats(base)).then_some(base)
    })?;

    Some(report(subject, it, value_at, rival))
}

/// Finds the value that a superlative is said of.
fn of_value(subject: &Subject<'_>, it: &Superlative) -> Option<usize> {
    let series = &subject.series;
    let named = subject.periods.iter().filter(|period| {
        !period.is_since
            && matches!(period.lead, Lead::Value | Lead::Bare)
            && period.token < it.last + 9
    });
    let named: Vec<_> = named.collect();

    match named.as_slice() {
        [] => Some(series.latest()),
        [only] => series.at(&only.period),
        _ => None,
    }
}

fn report(subject: &Subject<'_>, it: &Superlative, value_at: usize, rival: usize) -> RecordFinding {
    let values = &subject.series.values;
    let (value, other) = (values[value_at].observation, values[rival].observation);
    let s = subject.words;
    let range = s.tokens[it.token].start as usize..s.tokens[it.last].end as usize;
    let message = format!(
        "you wrote \"{}\"; the record of `{}` has {} for {} and {} for {}",
        &s.text[range],
        subject.title(),
        house_style::quantity(&other.value.value),
        period_of(other),
        house_style::quantity(&value.value.value),
        period_of(value)
    );
    let help = "look at the whole series, and say since when it is true".to_owned();
    let mut found = subject.found(Code::NotARecord, it.token, it.last, Advice { message, help });
    found.diagnostic = found
        .diagnostic
        .label(subject.place(other), "the value beyond it")
        .label(subject.place(value), "the value that is meant");

    found
}
