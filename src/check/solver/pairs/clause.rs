//! Bases in a separate clause: "against 340 a year ago, …", "…, having been 340", "… after 340 in 2024".
//!
//! In: two neighbouring amounts of a sentence. Out: whether their clauses say which of them is earlier.
//! Invariant: the value of a clause is a base only directly after a word of the past or of comparison.

use super::PairTie;
use crate::check::solver::amount::AmountKind;
use crate::check::solver::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// Tells whether the first amount of a sentence or clause is the base: "Set against last year's 340, …".
pub(super) fn opens_with_base(s: &Sentence<'_>, token: usize) -> bool {
    // "Set against the rather higher total of 340": a longer phrase has its own subject.
    const REACH: usize = 6;

    // "Having paid 3.85% in March, …"
    let once = s.find_phrase(0..token.min(3), s.lexicon.amounts.once);
    if once.is_some_and(|(at, length)| at == 0 && (length..token).all(|it| s.is(it, W::FILLER))) {
        return true;
    }

    let Some(leads) = (token.saturating_sub(REACH)..token).rev().find(|&at| s.is(at, W::COMPARED))
    else {
        return false;
    };
    let is_plain = (leads + 1..token).all(|at| {
        let breaks = s.is(at, W::BREAK) && !s.is(at, W::WITH);
        s.is_word(at) && !breaks && !s.is(at, W::AND | W::TARGET)
    });
    let opens = leads == 0 || leads == 1 || s.sign(leads - 1).is_some_and(|sign| sign != ',');

    is_plain && opens
}

/// "Set against last year's 109,000, the 130,800 …": the base comes first, and a comma ends its clause.
pub(super) fn is_fronted(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    let (i, j) = (s.at[first], s.at[second]);
    opens_with_base(s, i) && s.has_sign(i + 1..j, &[','])
}

/// Finds the wording that puts the second amount in the past: "…, having been 39", "… after 11,237 in 2024".
pub(super) fn of_the_past(s: &Sentence<'_>, first: usize, second: usize) -> Option<PairTie> {
    // "Where it used to take applicants some 48"
    const REACH: usize = 6;

    let (i, j) = (s.at[first], s.at[second]);
    let gap = s.between(i, j);
    let clause =
        gap.clone().rev().find(|&at| s.sign(at).is_some_and(|sign| ",;–(:".contains(sign)));
    let start = clause.map_or(gap.start, |at| at + 1);

    // "It takes 14 days; last spring it was 21"
    let is_past = |at: usize| s.is(at, W::BEFORE | W::AGO) && !s.is(at, W::BE | W::HAVE | W::NOW);
    let begins_anew = s.any(start..j, W::AND);
    let is_dated_before = !begins_anew
        && (start..j).any(is_past)
        && s.led_by(j, W::BE | W::HAVE, W::FILLER | W::AT | W::MOTION)
        && clause.is_some()
        && s.word_count(start..j) <= REACH
        && !(i + 1..start).any(is_past);
    if is_dated_before {
        return Some(PairTie::Once);
    }

    // "It is 58% now – in 2023 it was 49%": only the earlier value has a year.
    let is_of_a_year = clause.is_some()
        && (start..j).any(|at| s.amount(at).is_some_and(|it| it.year().is_some()))
        && s.led_by(j, W::BE, W::FILLER | W::AT | W::MOTION)
        && s.word_count(start..j) <= REACH
        && !(0..start).any(|at| s.is_date(at));
    if is_of_a_year {
        return Some(PairTie::Once);
    }

    let near = j.saturating_sub(REACH).max(start)..j;
    let once = near.clone().find_map(|at| s.find_phrase(at..j, s.lexicon.amounts.once));
    let is_stated = once.is_some_and(|(at, length)| {
        (at + length..j).all(|it| s.is_word(it) && !s.is(it, W::BREAK | W::AND))
    });
    // "340 last year, having been 390 in 2019" still compares later with earlier; "340 then" is not the
    // present value.
    let first_is_past = s.any(i + 1..start.min(i + 4), W::AGO);
    // "Wait 23 days where they used to wait 41"
    let is_where = once.is_some_and(|(at, _)| {
        (at.saturating_sub(2)..at).any(|it| s.lexicon.amounts.contrasts.contains(&s.word(it)))
    });
    if is_stated && !begins_anew && (clause.is_some() || is_where) && !first_is_past {
        return Some(PairTie::Once);
    }

    let is_after = s.led_by(j, W::AFTER, W::FILLER.without(W::TO | W::BY))
        && s.amounts[first].kind != AmountKind::Duration
        && is_timed(s, j)
        && is_timed(s, i);
    is_after.then_some(PairTie::After)
}

/// Pairs "48 minutes before the upgrade and 36 minutes after it".
pub(super) fn are_before_and_after(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    let (one, two) = (s.at[first] + 1, s.at[second] + 1);

    s.is(one, W::EARLIER) && s.is_word(one + 1) && s.is(two, W::AFTER)
}

/// Tells whether a time directly follows an amount: "11,237 in the same quarter of 2024".
fn is_timed(s: &Sentence<'_>, token: usize) -> bool {
    const REACH: usize = 8;

    let following = (token + 1..(token + REACH).min(s.tokens.len()))
        .take_while(|&at| s.sign(at).is_none() && !s.is_value(at));
    following.into_iter().any(|at| {
        s.is_date(at)
            || s.is_month(at)
            || s.is(at, W::AGO)
            || s.is(at, W::NOW.without(W::BE | W::HAVE))
            || s.is(at, W::BEFORE) && !s.is(at, W::BE | W::HAVE) && s.is_word(at + 1)
    })
}

/// Tells whether two values are of numbered periods: "640 in its first year and 1,920 in its third".
pub(super) fn are_counted_on(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    // "Were paid in the scheme's first year"
    const REACH: usize = 7;

    let (i, j) = (s.at[first], s.at[second]);
    let ordinal = |from: usize, end: usize| {
        let at = (from..end.min(from + REACH))
            .find(|&at| number(s, at).is_some() && s.any(from..at, W::IN))?;
        Some((number(s, at)?, at))
    };
    let Some((one, at)) = ordinal(i + 1, j) else {
        return false;
    };
    let is_time = s.lexicon.amounts.spans.iter().any(|(span, _)| *span == s.word(at + 1));

    is_time && ordinal(j + 1, s.tokens.len()).is_some_and(|(two, _)| one < two)
}

fn number(s: &Sentence<'_>, token: usize) -> Option<u32> {
    let word = s.word(token);
    s.lexicon.amounts.ordinals.iter().find(|(name, _)| *name == word).map(|it| it.1)
}

/// Tells whether a value is that of an earlier record: "fell by 12 to 88, the lowest since 2015, when there were 80".
pub(super) fn is_rank_of_another_time(s: &Sentence<'_>, token: usize) -> bool {
    // "Since 2015, when there were only"
    const REACH: usize = 8;
    // "The lowest number since"
    const NEAR: usize = 4;

    let since = (token.saturating_sub(REACH)..token).rev().find(|&at| s.is(at, W::SINCE));

    since.is_some_and(|since| {
        s.any(since.saturating_sub(NEAR)..since, W::HIGHEST | W::LOWEST)
            && s.has_sign(since..token, &[','])
    })
}
