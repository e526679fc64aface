//! Levels that the series of a figure refutes: "the highest since 2019", "a record", "never so few".

use super::{
    Reach, SuperlativeClaim, ValueStep, is_of_figure, is_within, of_value, reach_after, report,
    says_never, since,
};
use crate::check::prose::record::narrowing;
use crate::check::prose::record::subject::{RecordFinding, Subject};
use crate::check::prose::record::value::values;
use crate::check::prose::stemmer::WordStemmer;
use crate::check::solver::AmountKind;
use crate::lexicon::{RecordWords, WordRoles as W};

/// The extreme of the series that a value is claimed to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    High,
    Low,
    /// One of the two: "the best since" may be the lowest.
    Either,
}

/// A claim that a level is the highest or the lowest.
struct Level {
    claim: SuperlativeClaim,
    end: End,
}

/// Reports claimed extremes that another value of the series exceeds.
pub(super) fn denied(subject: &Subject<'_>) -> Vec<RecordFinding> {
    (0..subject.words.tokens.len())
        .filter_map(|token| level(subject, token))
        .filter_map(|it| check(subject, &it))
        .collect()
}

fn level(subject: &Subject<'_>, token: usize) -> Option<Level> {
    named_record(subject, token)
        .or_else(|| never_so(subject, token))
        .or_else(|| than_any(subject, token))
        .or_else(|| years_high(subject, token))
        .or_else(|| record_value(subject, token))
        .or_else(|| ranked(subject, token))
}

/// "A record high", "an all-time low"
fn named_record(subject: &Subject<'_>, token: usize) -> Option<Level> {
    let s = subject.words;
    let words = &s.lexicon.records;

    [(words.record_highs, End::High), (words.record_lows, End::Low)].into_iter().find_map(
        |(list, end)| {
            let length = phrase_at(subject, token, list)?;
            let last = token + length - 1;
            let is_other =
                s.is(token, W::RECORD) && s.follows(token, W::THE) && s.is(last + 1, W::OF);
            let reach = since(subject, last).map_or(Reach::Ever, Reach::Since);
            (!is_other).then_some(Level { claim: SuperlativeClaim { token, last, reach }, end })
        },
    )
}

/// "Never so few", "has never been higher"
fn never_so(subject: &Subject<'_>, token: usize) -> Option<Level> {
    let s = subject.words;
    let words = &s.lexicon.records;

    [(words.so_high, End::High), (words.so_low, End::Low)].into_iter().find_map(|(list, end)| {
        let length = phrase_at(subject, token, list).filter(|_| says_never(subject, token))?;
        let last = token + length - 1;

        // "Never more than 40" is a limit.
        let is_limit = s.is(last + 1, W::THAN);
        (!is_limit)
            .then_some(Level { claim: SuperlativeClaim { token, last, reach: Reach::Ever }, end })
    })
}

/// "Higher than in any year since 2019", "lower than ever"
fn than_any(subject: &Subject<'_>, token: usize) -> Option<Level> {
    let s = subject.words;
    let end = match () {
        () if s.is(token, W::GREATER) => End::High,
        () if s.is(token, W::SMALLER) => End::Low,
        () => return None,
    };
    let length = phrase_at(subject, token + 1, s.lexicon.records.than_any)?;
    let last = token + length;
    let reach = reach_after(subject, token)?;

    Some(Level { claim: SuperlativeClaim { token, last, reach }, end })
}

/// "A five-year high"
fn years_high(subject: &Subject<'_>, token: usize) -> Option<Level> {
    const DAYS: f64 = 365.25;
    // A "one-year high" of a yearly series is true of every value above the one before.
    const FEWEST: f64 = 1.9;

    let s = subject.words;
    let words = &s.lexicon.records;
    let end = match s.word(token + 1) {
        word if RecordWords::holds(words.highs, word) => End::High,
        word if RecordWords::holds(words.lows, word) => End::Low,
        _ => return None,
    };

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

    let claim = SuperlativeClaim { token, last: token + 1, reach: Reach::Years(years) };
    (years >= FEWEST).then_some(Level { claim, end })
}

/// "A record 9.2 million tonnes", "a record wheat crop"
fn record_value(subject: &Subject<'_>, token: usize) -> Option<Level> {
    // "A record wheat crop", "a record total of 9.2 million tonnes"
    const REACH: usize = 4;

    let s = subject.words;
    if !s.is(token, W::RECORD) || !s.follows(token, W::A) {
        return None;
    }

    let near = token + 1..token + 1 + REACH;
    let is_step = s.any(near.clone(), W::RISE | W::FALL | W::CHANGE) || s.is(token + 1, W::OF);
    let is_own = near.contains(&subject.binding.first)
        || values(subject).iter().any(|&index| near.contains(&s.at[index]));
    let reach = since(subject, token).map_or(Reach::Ever, Reach::Since);

    let claim = SuperlativeClaim { token, last: token, reach };
    (is_own && !is_step).then_some(Level { claim, end: End::High })
}

/// "The highest since 2019", "the lowest on record", "the best in five years"
fn ranked(subject: &Subject<'_>, token: usize) -> Option<Level> {
    // "The largest annual fall"
    const STEP: usize = 4;

    let s = subject.words;
    let words = &s.lexicon.records;
    let end = match () {
        () if s.is(token, W::HIGHEST) => End::High,
        () if s.is(token, W::LOWEST) || RecordWords::holds(words.least, s.word(token)) => End::Low,
        () if RecordWords::holds(words.extremes, s.word(token)) => End::Either,
        () => return None,
    };

    // What is ranked in "the largest fall since" is a change, while "at least" and "second-highest" claim no
    // extreme.
    let is_change = s.any(token + 1..token + STEP, W::RISE | W::FALL | W::CHANGE);
    let is_limit = s.follows(token, W::AT) && s.is(token, W::LEAST);
    let is_second = s.follows(token, W::WHICH_PART);
    if is_change || is_limit || is_second || ranks_another(subject, token) {
        return None;
    }

    let reach = reach_after(subject, token)?;
    Some(Level { claim: SuperlativeClaim { token, last: token, reach }, end })
}

/// Tells whether a superlative refers to something else: "the highest rainfall", "the highest number of
/// crews".
fn ranks_another(subject: &Subject<'_>, token: usize) -> bool {
    let s = subject.words;
    let figure = subject.binding.figure;
    let stemmer = WordStemmer::new(s.lexicon);
    let is_level = |at: usize| {
        s.is(at, W::COUNT_NOUN | W::GENERIC | W::RECORD)
            || RecordWords::holds(s.lexicon.records.levels, s.word(at))
    };

    let mut next = token + 1;
    while is_level(next) {
        next += 1;
    }
    if s.is(next, W::OF) {
        return narrowing::restricts(s, figure, next);
    }

    let is_own = |at: usize| figure.terms.names_unit(&stemmer.stem(s.word(at)));
    let plain = W::STOP | W::FILLER | W::SINCE | W::BE | W::HAVE | W::HIGHEST | W::LOWEST;
    let is_ever =
        s.find_phrase(next..next + 3, s.lexicon.records.ever).is_some_and(|it| it.0 == next);

    s.is_word(next) && !s.is(next, plain) && !is_own(next) && !is_own(next + 1) && !is_ever
}

fn phrase_at(subject: &Subject<'_>, token: usize, list: &[&str]) -> Option<usize> {
    subject.words.length_at(token, list)
}

fn check(subject: &Subject<'_>, it: &Level) -> Option<RecordFinding> {
    let Level { claim, end } = it;
    if !is_of_figure(subject, claim) {
        return None;
    }

    let value_at = of_value(subject, claim)?;
    let rival = match end {
        End::High => rival(subject, claim, value_at, 1.0)?,
        End::Low => rival(subject, claim, value_at, -1.0)?,
        // With one value above it and another below, it is neither.
        End::Either => {
            rival(subject, claim, value_at, -1.0)?;
            rival(subject, claim, value_at, 1.0)?
        }
    };

    let pair = ValueStep { before: rival, after: value_at };
    Some(report(subject, claim, pair, ["the value beyond it", "the value that is meant"]))
}

/// Finds a value beyond another, above or below it.
fn rival(
    subject: &Subject<'_>,
    it: &SuperlativeClaim,
    value_at: usize,
    sign: f64,
) -> Option<usize> {
    let values = &subject.series.values;
    let value = &values[value_at];
    let beats = |at: usize| {
        let other = &values[at];
        (other.value - value.value) * sign > other.half + value.half
    };

    let mut others = (0..values.len()).filter(|&at| at != value_at);
    let found = others.find(|&at| is_within(subject, it.reach, value_at, at) && beats(at));

    found.or_else(|| {
        // "The lowest since 2023", of 2024, which was higher: there is no value between the two.
        let Reach::Since(since) = it.reach else {
            return None;
        };
        let base = subject.series.at(&since)?;
        (base + 1 == value_at && beats(base)).then_some(base)
    })
}
