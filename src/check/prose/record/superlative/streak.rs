//! Runs of rises or falls that are claimed: "fell for the third year running", "every year since 2020".

use super::{
    Reach, SuperlativeClaim, is_of_figure, named_times, of_value, report, since, step_before,
};
use crate::check::prose::record::change::is_attached;
use crate::check::prose::record::subject::{RecordFinding, Subject};
use crate::check::prose::stemmer::WordStemmer;
use crate::check::solver::AmountKind;
use crate::lexicon::{RecordWords, WordRoles as W};
use crate::value::Period;

/// The claimed length of a run.
#[derive(Debug, Clone, Copy)]
enum Length {
    /// This many steps, up to the value that is meant.
    Steps(u32),
    /// All steps after a period.
    Since(Period),
}

/// A run of rises or of falls.
struct Streak {
    claim: SuperlativeClaim,
    length: Length,
    /// The months between two of its values.
    months: i32,
}

/// The tokens of a claimed run, before its length is resolved.
struct StreakSpan {
    last: usize,
    months: i32,
    count: Option<u32>,
}

/// Reports runs in which a step of the series goes the other way.
pub(super) fn denied(subject: &Subject<'_>) -> Vec<RecordFinding> {
    let s = subject.words;
    let found = (0..s.tokens.len()).find_map(|token| streak(subject, token));

    found.and_then(|it| check(subject, &it)).into_iter().collect()
}

fn streak(subject: &Subject<'_>, token: usize) -> Option<Streak> {
    // Longer runs are claimed "since" a year; a larger number is not a count of steps.
    const MOST_STEPS: u32 = 40;

    let span = nth(subject, token)
        .or_else(|| counted(subject, token))
        .or_else(|| every(subject, token))?;
    let length = match span.count {
        Some(count) => Length::Steps(count),
        None => Length::Since(since(subject, token)?),
    };
    let is_run = match length {
        Length::Steps(count) => (2..=MOST_STEPS).contains(&count),
        Length::Since(_) => true,
    };

    let claim = SuperlativeClaim { token, last: span.last, reach: Reach::Ever };
    is_run.then_some(Streak { claim, length, months: span.months })
}

/// "Third year running", "third consecutive year", "third straight annual fall"
fn nth(subject: &Subject<'_>, token: usize) -> Option<StreakSpan> {
    let s = subject.words;
    let &(_, count) = s.lexicon.amounts.ordinals.iter().find(|(name, _)| *name == s.word(token))?;
    let span = spans(subject, token + 1)?;

    Some(StreakSpan { count: Some(count), ..span })
}

/// "Three consecutive years", "three years in a row"
fn counted(subject: &Subject<'_>, token: usize) -> Option<StreakSpan> {
    let s = subject.words;
    let amount = s.amount(token)?;
    let text = s.written(s.amount_at(token)?).to_lowercase();
    let mut words = text.split_ascii_whitespace();
    let count = words.next()?;
    let count = s.lexicon.numbers.cardinal(count).or_else(|| count.parse().ok())?;

    match (amount.kind, words.next()) {
        // "Three years" and "three quarters" are single amounts.
        (AmountKind::Duration | AmountKind::Fraction, Some(span)) => {
            let months = months_of(subject, span)?;
            let (_, length) = running(subject, token + 1)?;
            Some(StreakSpan { last: token + length, months, count: Some(count) })
        }
        (AmountKind::Count, None) => {
            let span = spans(subject, token + 1)?;
            Some(StreakSpan { count: Some(count), ..span })
        }
        _ => None,
    }
}

/// "Every year since 2020", "in each year since 2020", "in each of the last three years"
fn every(subject: &Subject<'_>, token: usize) -> Option<StreakSpan> {
    let s = subject.words;
    let words = &s.lexicon.records;
    if !RecordWords::holds(words.every, s.word(token)) {
        return None;
    }

    if let Some(months) = months_of(subject, s.word(token + 1)) {
        let is_since = s.is(token + 2, W::SINCE);
        return is_since.then_some(StreakSpan { last: token + 1, months, count: None });
    }

    // "Each of the last three years"
    let last = token + 4;
    let is_last = s.is(token + 1, W::OF) && s.is(token + 2, W::THE) && s.is(token + 3, W::BEFORE);
    let text = s.written(s.amount_at(last).filter(|_| is_last)?).to_lowercase();
    // "Three years" is one amount; "three quarters" after "last" is a count and its noun.
    let (count, span, end) = match text.split_once(' ') {
        Some((count, span)) => (count, span, last),
        None => (&*text, s.word(last + 1), last + 1),
    };
    let count = s.lexicon.numbers.cardinal(count).or_else(|| count.parse().ok())?;
    let months = months_of(subject, span)?;

    Some(StreakSpan { last: end, months, count: Some(count) })
}

/// Reads "year running", "consecutive year", "straight annual fall" after a number.
fn spans(subject: &Subject<'_>, token: usize) -> Option<StreakSpan> {
    let s = subject.words;
    let plain = |last: usize, months: i32| StreakSpan { last, months, count: None };

    if let Some(months) = months_of(subject, s.word(token)) {
        let (_, length) = running(subject, token + 1)?;
        return Some(plain(token + length, months));
    }

    running(subject, token).filter(|it| it.1 == 1)?;
    let next = token + 1;
    let months = months_of(subject, s.word(next)).or_else(|| {
        let steps = s.lexicon.records.steps.iter();
        steps.clone().find(|(word, _)| *word == s.word(next)).map(|(_, months)| *months)
    })?;

    Some(plain(next, months))
}

/// Finds the words that make a count a run: "running", "in a row".
fn running(subject: &Subject<'_>, token: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 3;

    let s = subject.words;
    s.find_phrase(token..token + LONGEST, s.lexicon.records.running).filter(|it| it.0 == token)
}

/// Returns the length in months of a period word, for those that series are counted by.
fn months_of(subject: &Subject<'_>, word: &str) -> Option<i32> {
    let lexicon = subject.words.lexicon;
    let word = lexicon.amounts.singular(word);
    let found = lexicon.records.step_spans.iter().find(|(span, _)| *span == word);

    found.map(|(_, months)| *months)
}

fn check(subject: &Subject<'_>, it: &Streak) -> Option<RecordFinding> {
    let (verb, is_rise) = direction(subject, &it.claim)?;
    let is_claimed = is_attached(subject, verb)
        && is_linked(subject, &it.claim, verb)
        && !subject.is_hypothetical(verb);
    if !is_claimed || !is_of_figure(subject, &it.claim) {
        return None;
    }

    let series = &subject.series;
    let sign = if is_rise { 1.0 } else { -1.0 };
    let mut after = of_value(subject, &it.claim).or_else(|| ending(subject, it))?;
    let mut steps = 0;

    while let Some(step) = step_before(subject, after, it.months) {
        let is_over = match it.length {
            Length::Steps(count) => steps == count,
            Length::Since(since) => {
                series.values[after].period().is_none_or(|own| own.last() <= since.last())
            }
        };
        if is_over {
            break;
        }

        // Two equal values are not a rise either.
        if step.certain_rise(&series.values).is_some_and(|rise| rise * sign <= 0.0) {
            let roles = ["the value before", "the value that breaks the run"];
            return Some(report(subject, &it.claim, step, roles));
        }

        after = step.before;
        steps += 1;
    }

    None
}

/// Tells whether only times, sizes and the figure's own words come between a run and its verb: not "fell, and
/// crews were praised for the third year running".
fn is_linked(subject: &Subject<'_>, it: &SuperlativeClaim, verb: usize) -> bool {
    let s = subject.words;
    let gap = match verb < it.token {
        true => verb + 1..it.token,
        false => it.last + 1..verb,
    };
    let own = subject.binding.first..=subject.binding.last;
    let plain = W::STOP | W::FILLER | W::GENERIC | W::COUNT_NOUN | W::ENDING | W::MEASURE;

    let stemmer = WordStemmer::new(s.lexicon);
    let is_own = |at: usize| subject.binding.figure.terms.names_unit(&stemmer.stem(s.word(at)));
    let is_plain = |at: usize| {
        !s.is_word(at)
            || s.is(at, plain)
            || s.is_month(at)
            || own.contains(&at)
            || s.word(at).ends_with("ly")
            || is_own(at)
    };

    !s.any(gap.clone(), W::AND | W::BREAK) && gap.into_iter().all(is_plain)
}

/// Finds the last value of a longer period: "for the fourth quarter in a row, ending 2025 at".
fn ending(subject: &Subject<'_>, it: &Streak) -> Option<usize> {
    const SHORTER: i32 = 12;

    let times = named_times(subject, &it.claim);
    let &[only] = times.as_slice() else {
        return None;
    };
    let ends_with = |own: &Period| own.last() == only.period.last();
    let mut values = subject.series.values.iter();

    values.position(|value| value.period().is_some_and(ends_with)).filter(|_| it.months < SHORTER)
}

/// Finds the word that gives the direction of a run: a verb before it, or the noun after it.
fn direction(subject: &Subject<'_>, it: &SuperlativeClaim) -> Option<(usize, bool)> {
    // "Fell in the year to June 2025 for the third year running"
    const REACH: usize = 12;
    const AFTER: usize = 8;

    let s = subject.words;
    let is_verb = |at: &usize| {
        s.is(*at, W::RISE_VERB | W::FALL_VERB)
            && !(s.is(*at, W::UP | W::DOWN) && s.is(at + 1, W::TO | W::FROM))
    };
    let is_rise = |at: usize| s.is(at, W::RISE | W::RISE_VERB);

    // "The third consecutive annual fall"
    let noun = it.last + 1;
    if s.is(noun, W::RISE | W::FALL) && !s.is(noun, W::UP | W::DOWN) {
        return Some((noun, is_rise(noun)));
    }
    if s.is(it.last, W::RISE | W::FALL) {
        return Some((it.last, is_rise(it.last)));
    }

    let before: Vec<usize> =
        (it.token.saturating_sub(REACH)..it.token).filter(|at| is_verb(at)).collect();
    let found = match before.as_slice() {
        // "For the third year running, road deaths fell"
        [] => (it.last + 1..it.last + AFTER).find(|at| is_verb(at)),
        all => all.last().copied(),
    }?;

    // With both a rise and a fall, it cannot be decided which continued.
    let is_clear = before.iter().all(|&at| is_rise(at) == is_rise(found));
    is_clear.then_some((found, is_rise(found)))
}
