//! Rises and falls that are claimed to be the first or the sharpest for some time: "the first fall since
//! 2019".

use super::{
    SuperlativeClaim, ValueStep, is_of_figure, is_within, of_value, reach_after, report,
    step_before,
};
use crate::check::prose::record::change::is_attached;
use crate::check::prose::record::subject::{RecordFinding, Subject};
use crate::lexicon::{RecordWords, WordRoles as W};

/// The rank that a change is claimed to have among earlier changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    First,
    Greatest,
}

/// A change that is claimed to be the first or the greatest.
struct RankedStep {
    claim: SuperlativeClaim,
    /// The word that gives its direction.
    verb: usize,
    is_rise: bool,
    rank: Rank,
    /// The months that it covers, where the words say so.
    months: Option<i32>,
}

/// Reports changes that are not the first, or that an earlier one exceeds.
pub(super) fn denied(subject: &Subject<'_>) -> Vec<RecordFinding> {
    (0..subject.words.tokens.len())
        .filter_map(|token| ranked(subject, token).or_else(|| first_time(subject, token)))
        .filter_map(|it| check(subject, &it))
        .collect()
}

/// "The first fall since 2019", "the sharpest annual rise on record"
fn ranked(subject: &Subject<'_>, token: usize) -> Option<RankedStep> {
    // "The largest year-on-year percentage fall"
    const REACH: usize = 4;

    let s = subject.words;
    let words = &s.lexicon.records;
    let rank = match () {
        () if RecordWords::holds(words.first, s.word(token)) => Rank::First,
        () if RecordWords::holds(words.sharpest, s.word(token)) => Rank::Greatest,
        () => return None,
    };
    if s.follows(token, W::WHICH_PART) || !s.follows(token, W::THE) {
        return None;
    }

    let noun = (token + 1..token + 1 + REACH).find(|&at| s.is(at, W::RISE | W::FALL))?;
    let between = token + 1..noun;
    let steps = words.steps.iter();
    let months = between.clone().find_map(|at| {
        steps.clone().find(|(word, _)| *word == s.word(at)).map(|(_, months)| *months)
    });

    // "The first significant fall" may follow insignificant ones.
    let is_plain =
        |at: usize| s.is(at, W::GENERIC) || words.steps.iter().any(|(word, _)| *word == s.word(at));
    if !between.into_iter().all(is_plain) {
        return None;
    }

    let reach = reach_after(subject, noun)?;
    let claim = SuperlativeClaim { token, last: noun, reach };
    Some(RankedStep { claim, verb: noun, is_rise: s.is(noun, W::RISE), rank, months })
}

/// "Fell for the first time since 2019"
fn first_time(subject: &Subject<'_>, token: usize) -> Option<RankedStep> {
    // "Fell in 2024 for the first time"
    const REACH: usize = 6;

    let s = subject.words;
    let list = s.lexicon.records.first_time;
    let (_, length) = s.find_phrase(token..token + 4, list).filter(|it| it.0 == token)?;
    let end = token + length - 1;
    let is_verb =
        |at: &usize| s.is(*at, W::RISE_VERB | W::FALL_VERB) && !s.is(*at, W::UP | W::DOWN);
    let mut verbs = (token.saturating_sub(REACH)..token).filter(is_verb);
    let verb = verbs.next()?;

    // "Fell below 4% for the first time": a level was passed; earlier falls are not counterexamples.
    let is_level = s.any(verb + 1..token, W::BEYOND | W::TO | W::BY)
        || (verb + 1..token).any(|at| s.amount(at).is_some_and(|it| it.likeness().is_some()));
    if verbs.next().is_some() || is_level {
        return None;
    }

    let reach = reach_after(subject, end)?;
    let claim = SuperlativeClaim { token, last: end, reach };
    let is_rise = s.is(verb, W::RISE_VERB);
    Some(RankedStep { claim, verb, is_rise, rank: Rank::First, months: None })
}

fn check(subject: &Subject<'_>, it: &RankedStep) -> Option<RecordFinding> {
    let is_claimed = !subject.is_hypothetical(it.verb) && is_attached(subject, it.verb);
    if !is_claimed || !is_of_figure(subject, &it.claim) {
        return None;
    }

    let values = &subject.series.values;
    let value_at = of_value(subject, &it.claim)?;
    let months = it.months.or_else(|| own_months(subject, value_at))?;
    let own = step_before(subject, value_at, months)?;
    let sign = if it.is_rise { 1.0 } else { -1.0 };
    let certain = |step: ValueStep| step.certain_rise(values).map(|rise| rise * sign);

    if certain(own).is_some_and(|rise| rise <= 0.0) {
        let roles = ["the value before", "the value that is meant"];
        return Some(report(subject, &it.claim, own, roles));
    }

    let earlier =
        (0..value_at).rev().filter(|&at| is_within(subject, it.claim.reach, value_at, at));
    let rival = earlier.filter_map(|at| step_before(subject, at, months)).find(|&step| {
        let is_same_way = certain(step).is_some_and(|rise| rise > 0.0);
        is_same_way && (it.rank == Rank::First || is_greater(subject, step, own))
    })?;
    let roles = match it.rank {
        Rank::First => ["the value before", "the value that went the same way"],
        Rank::Greatest => ["the value before", "the value that went further"],
    };

    Some(report(subject, &it.claim, rival, roles))
}

/// Returns the months between two values of a yearly series; none for shorter periods, where the step is
/// ambiguous.
fn own_months(subject: &Subject<'_>, value_at: usize) -> Option<i32> {
    const YEAR: i32 = 12;
    // A year, less a few days.
    const SHORTEST: u32 = 360;

    let days = subject.series.values[value_at].period()?.days();
    (days >= SHORTEST).then_some(YEAR)
}

/// Tells whether a change is greater than another both in absolute terms and in per cent.
fn is_greater(subject: &Subject<'_>, one: ValueStep, two: ValueStep) -> bool {
    let values = &subject.series.values;
    let size = |step: ValueStep| {
        let (before, after) = (&values[step.before], &values[step.after]);
        let open = before.half + after.half;
        ((after.value - before.value).abs(), open, before.value.abs())
    };
    let ((own, own_open, own_base), (other, other_open, other_base)) = (size(one), size(two));

    own - own_open > other + other_open
        && own_base > 0.0
        && other_base > 0.0
        && (own - own_open) / own_base > (other + other_open) / other_base
}
