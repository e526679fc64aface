//! Values that are claimed to be a fraction or a multiple of an earlier one: "half of the 2019 level".
//!
//! In: a figure that a sentence is about. Out: `wrong-change`. Invariant: both values are in the series, and the
//! earlier one is named by its time.

use super::change::{is_attached, written_pair_of};
use super::period::{Lead, NamedPeriod};
use super::subject::{RecordFinding, Subject};
use super::value::values;
use crate::check::prose::sentence::Advice;
use crate::check::solver::{
    AllowedRange, AmountKind, ChangeAssertion, ChangeWay, Measure, WrittenAmount, allowed_multiples,
};
use crate::diagnostic::Code;
use crate::lexicon::{RecordWords, WordRoles as W};
use crate::value::Qualifier;

/// Reports the multiples that the series refutes.
pub(super) fn contradicted(subject: &Subject<'_>) -> Vec<RecordFinding> {
    let series = &subject.series;
    let has_limits = series.values.iter().any(|it| it.qualifier != Qualifier::Exact);
    if series.values.len() < 2 || has_limits || series.is_rate() {
        return Vec::new();
    }

    let s = subject.words;
    (0..s.amounts.len()).filter_map(|index| check(subject, index)).collect()
}

fn check(subject: &Subject<'_>, index: usize) -> Option<RecordFinding> {
    let s = subject.words;
    let token = s.at[index];
    let amount = &s.amounts[index];
    let base = base(subject, token, amount)?;
    let is_cut = s.led_by(token, W::BY, W::FILLER.without(W::BY));
    let is_claimed = !is_cut && !subject.is_hypothetical(token) && is_attached(subject, token);
    if !is_claimed {
        return None;
    }

    let base_at = subject.series.at(&base.period)?;
    let value_at = meant_value(subject, base).filter(|&at| at > base_at)?;
    let (from, to) = (&subject.series.values[base_at], &subject.series.values[value_at]);
    if from.low() <= 0.0 {
        return None;
    }

    let (low, high) = (to.low() / from.high(), to.high() / from.low());
    if allowed(token, index, amount).iter().any(|it| high >= it.low && low <= it.high) {
        return None;
    }

    let pair = written_pair_of(subject, base_at, value_at);
    let message = format!(
        "you wrote {}; the record of `{}` has {pair}, {:.2} times as much",
        s.written(index),
        subject.title(),
        to.value / from.value
    );
    let help = "correct the multiple, or name the two times that are meant".to_owned();
    let mut found = subject.found(Code::WrongChange, token, token, Advice { message, help });
    found.diagnostic = found
        .diagnostic
        .label(subject.place(from.observation), "the earlier value in the record")
        .label(subject.place(to.observation), "the later value in the record");

    Some(found)
}

/// Finds the time that a fraction or a multiple is measured from: "of the 2019 level", "times its level in 2019".
fn base<'s>(
    subject: &'s Subject<'_>,
    token: usize,
    amount: &WrittenAmount,
) -> Option<&'s NamedPeriod> {
    let s = subject.words;
    let levels = |at: usize| RecordWords::holds(s.lexicon.records.levels, s.word(at));
    let mut next = match amount.kind {
        AmountKind::Fraction if s.is(token + 1, W::OF) => token + 2,
        AmountKind::Multiple => token + 1,
        _ => return None,
    };
    if !s.is(next, W::THE) {
        return None;
    }
    next += 1;

    // "The 2019 level", "its level in 2019", "the level of 2019"
    let is_before = levels(next + 1);
    let is_after = levels(next) && s.is(next + 1, W::IN | W::OF);
    let at = match () {
        () if is_before => next,
        () if is_after => next + 2,
        () => return None,
    };

    subject.periods.iter().find(|it| it.token == at)
}

/// Finds the value that is meant: that of the named time, the one with the written number, or the latest.
fn meant_value(subject: &Subject<'_>, base: &NamedPeriod) -> Option<usize> {
    let series = &subject.series;
    let others = subject.periods.iter().filter(|it| it.token != base.token);
    let named: Vec<&NamedPeriod> =
        others.filter(|it| matches!(it.lead, Lead::Value | Lead::Bare)).collect();
    match named.as_slice() {
        [] => {}
        [only] => return series.at(&only.period),
        _ => return None,
    }

    let s = subject.words;
    match values(subject).as_slice() {
        [] => Some(series.latest()),
        [only] => series.holding(&s.amounts[*only]).last().copied(),
        _ => None,
    }
}

fn allowed(token: usize, index: usize, amount: &WrittenAmount) -> Vec<AllowedRange> {
    allowed_multiples(&ChangeAssertion {
        amount: Some(index),
        token,
        measure: Measure::Multiple,
        way: ChangeWay::Up,
        size: amount.value,
        qualifier: amount.qualifier,
        may_add_one: false,
    })
}
