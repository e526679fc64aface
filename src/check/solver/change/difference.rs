//! Differences between two values: "2,300 more than the 12,400".
//!
//! In: a sentence and its differences. Out: the one that its two values refute. Invariant: a sentence with several
//! differences is silent, since each may have its own values.

use super::is_certain;
use crate::check::solver::amount::{AmountKind, Likeness, WrittenAmount};
use crate::check::solver::claim::{Difference, is_gap};
use crate::check::solver::pairs::{self, PairTie};
use crate::check::solver::refutation::{Fault, Refutation, number};
use crate::check::solver::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// Checks an absolute difference: "2,300 more than the 12,400".
pub(super) fn check(s: &Sentence<'_>, own: &Difference, all: &[Difference]) -> Option<Refutation> {
    // No gap is between two values that differ by so much.
    const ABSURD: f64 = 20.0;

    let amount = &s.amounts[own.amount];
    let likeness = amount.likeness()?;
    let without: Vec<usize> = all.iter().map(|it| it.amount).collect();
    let token = s.at[own.amount];
    let is_in_points = is_gap(s, token)
        && amount
            .noun
            .first()
            .is_some_and(|noun| s.lexicon.amounts.bare_points.contains(&noun.as_str()));
    let is_like = |known: &Likeness| match is_in_points {
        true => matches!(known, Likeness::Percent | Likeness::Count(None)),
        false => *known == likeness,
    };
    let group = s.groups(&without).into_iter().find(|(known, _)| is_like(known))?.1;
    let pair = pairs::explicit(s, &group)
        .into_iter()
        .find(|pair| pairs::is_attached(s, token, pair))
        .or_else(|| pairs::through(s, token, &group))
        .or_else(|| is_gap(s, token).then(|| pairs::apart(s, token, &group)).flatten());
    let limits = group.iter().any(|&index| s.amounts[index].is_limit());
    // "By $40 in 2025 and a further $30 in 2026, to $610 and $650 respectively"
    let is_assigned = s.any(0..s.tokens.len(), W::RESPECTIVELY);
    if !pairs::may_change(&likeness, &group) || limits || all.len() > 1 || is_assigned {
        return None;
    }

    let pair = pair?;
    let mut range = amount.range();
    // "Up by 7.25 points to 1,405.72, from 1,398": without decimals beside those that have them, it is rounded.
    let is_rounded = |index: usize| s.amounts[index].decimals == 0 && amount.decimals > 0;
    if group.iter().any(|&index| is_rounded(index)) && group.iter().any(|&it| !is_rounded(it)) {
        range.low -= 0.5;
        range.high += 0.5;
    }
    if amount.says_more() {
        range.high = range.high.max(amount.value * 1.3);
    }
    if amount.says_less() {
        range.low = amount.value * 0.8;
    }

    let holds = group.iter().any(|&one| {
        group.iter().any(|&two| {
            let (base, value) = (s.amounts[one].range(), s.amounts[two].range());
            one != two && range.meets(value.low - base.high - 1e-9, value.high - base.low + 1e-9)
        })
    });
    let (base, value) = (&s.amounts[pair.base], &s.amounts[pair.value]);
    let counts_same = is_in_points
        || s.counts_alike(own.amount, pair.base)
        || s.counts_alike(own.amount, pair.value);
    // "The package is $146 billion; in a $14 trillion economy, a difference of $12 billion is nothing"
    let times = (value.value / base.value.max(1e-9)).max(base.value / value.value.max(1e-9));
    let are_apart = pair.tie == PairTie::Gap && times > ABSURD;
    // "An increase of $9.2 million over last year and $36 million over the request", "from $5.15 to $5.85, to $6.55 and
    // $7.25": other differences, and other steps.
    let is_another =
        |at: usize| s.follows(at, W::AND) && s.is(at + 1, W::DURING | W::FROM | W::BEYOND | W::ON);
    let last = s.at[pair.base].max(s.at[pair.value]);
    let goes_on = group.iter().any(|&index| s.at[index] > last && s.follows(s.at[index], W::TO));
    let is_shared = goes_on || group.iter().any(|&index| is_another(s.at[index]));
    // "Billion" for "million" is the commonest slip.
    let ratio = amount.value / (value.value - base.value).abs().max(1e-9);
    let is_slip = (ratio / 1000.0 - 1.0).abs() < 0.02 || (ratio / 1e6 - 1.0).abs() < 0.02;
    let is_far = amount.value > base.value.max(value.value) * 3.0;
    if holds
        || are_apart
        || is_shared
        || !counts_same
        || is_far && !is_slip
        || super::foreign::is_one_of_several(s, token)
        || super::foreign::has_base_of_its_own(s, token)
    {
        return None;
    }

    let difference = (value.value - base.value).abs();
    let (from, to) = (s.written(pair.base), s.written(pair.value));
    let scale = unit_scale(amount);

    Some(Refutation {
        fault: Fault::Change,
        start: amount.start,
        end: amount.end,
        message: format!(
            "you wrote {}; {from} and {to} differ by {}",
            s.written(own.amount),
            number(difference / scale, 2)
        ),
        help: "compare all three numbers with their source".to_owned(),
        is_weak: !is_certain(s, Some(own.amount), &pair),
        is_inferred: false,
        fix: None,
    })
}

/// Returns the scale in which a difference is written: 7 for days written as weeks.
fn unit_scale(amount: &WrittenAmount) -> f64 {
    match amount.kind {
        AmountKind::Duration => (amount.value / amount.value.round().max(1.0)).max(1.0),
        _ => 1.0,
    }
}
