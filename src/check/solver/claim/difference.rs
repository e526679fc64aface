//! Amounts that are themselves differences: "28 fewer", "by 120", "a gap of 7".

use super::super::amount::AmountKind;
use super::super::sentence::Sentence;
use super::{ChangeWay, Difference, before, direction, way};
use crate::lexicon::WordRoles as W;

/// Finds the amounts that are themselves differences.
pub(crate) fn differences(s: &Sentence<'_>) -> Vec<Difference> {
    let found = s.amounts.iter().enumerate().filter_map(|(index, amount)| {
        let is_value = amount.is_count_or_money() || amount.kind == AmountKind::Duration;
        let way = is_value.then(|| difference(s, s.at[index])).flatten()?;
        Some(Difference { amount: index, way })
    });

    found.collect()
}

fn difference(s: &Sentence<'_>, token: usize) -> Option<ChangeWay> {
    // "£65 dearer" is a difference only if it says than what; "17 minutes quicker" always is.
    let is_length = s.amount(token).is_some_and(|it| it.kind == AmountKind::Duration);
    let comparative = |at: usize| {
        let ends = s.is(at + 1, W::THAN) || is_length && !s.is_word(at + 1);
        let compares = s.is(at, W::GREATER | W::SMALLER | W::CHANGE) && ends;
        (s.is(at, W::MORE) || compares).then(|| way(s, at)).flatten()
    };

    // "By more than a thousand" is a difference; "more homes than 1,000" is not.
    let is_qualified = token > 1 && s.is(token - 1, W::THAN) && s.is(token - 2, W::MORE);
    let leads = W::TO | W::FROM | W::AT | W::THAN | W::WITH | W::COMPARED;
    if token > 0 && s.is(token - 1, leads) && !is_qualified {
        return None;
    }

    if let Some(way) = comparative(token + 1) {
        // "12 more than 10" at the start of a sentence may be a value; "12 fewer" cannot.
        let is_bare = s.is(token + 2, W::THAN) && s.amount(token + 3).is_some() && token < 2;
        return (!is_bare).then_some(way);
    }
    // "£18 a week more"
    if s.is(token + 1, W::EACH) && comparative(token + 3).is_some() {
        return comparative(token + 3);
    }
    // "120 homes more", "120 jobs fewer"
    if s.is_word(token + 1)
        && !s.is(token + 1, W::STOP)
        && s.is(token + 2, W::MORE)
        && (s.is(token + 3, W::THAN) || !s.is_word(token + 3))
    {
        return comparative(token + 2);
    }

    // "£58,000 up on the £694,000"
    if s.is(token + 1, W::UP | W::DOWN) && s.is(token + 2, W::ON) {
        return way(s, token + 1);
    }
    // "318 short of the target", "a gap of 7", "a 7-year gap"
    let falls_short = s.is(token + 1, W::FALL) && s.is(token + 2, W::OF);
    if falls_short && !s.is(token + 1, W::FALL_VERB | W::MORE | W::DOWN) {
        return Some(ChangeWay::Down);
    }
    if is_gap(s, token) {
        return Some(ChangeWay::Any);
    }

    brought(s, token).or_else(|| sized(s, token))
}

/// Tells whether an amount is the gap between two others: "a gap of 7", "a 7-year gap".
pub(in super::super) fn is_gap(s: &Sentence<'_>, token: usize) -> bool {
    // "A margin of error of 3" is not a gap.
    let of = (token.saturating_sub(6)..token).rev().find(|&at| s.is(at, W::OF));
    let is_led = of.is_some_and(|of| {
        s.follows(of, W::GAP) && (of + 1..token).all(|at| s.is(at, W::FILLER) && !s.is(at, W::TO))
    });

    is_led || s.is(token + 1, W::GAP) && s.follows(token, W::A)
}

/// Finds the direction of an addition to a total: "added 140 beds, taking the total from 860 to 1,020".
fn brought(s: &Sentence<'_>, token: usize) -> Option<ChangeWay> {
    // "We have added 140 beds, taking the total from 860 to 1,020"
    let adds =
        s.led_by(token, W::ADDED, W::FILLER | W::ADDITIONAL) || s.follows(token, W::ADDITIONAL);
    let brings = (token + 1..token + 8).find(|&at| s.is(at, W::BRINGING));
    if let Some(brings) = brings.filter(|_| adds)
        && s.any(brings..s.tokens.len(), W::FROM)
    {
        return Some(ChangeWay::Any);
    }

    // "Rises from £2.4 billion to £2.65 billion, which is an extra £250 billion"
    let is_extra = s.follows(token, W::ADDITIONAL)
        && !s.follows(token, W::A)
        && token >= 2
        && s.is(token - 2, W::A)
        && (!s.is(token + 1, W::IN) || s.any(token.saturating_sub(4)..token, W::WHICH));
    // "2,764 in post, compared to 2,591 in March – an extra 173 people"
    let head = token.checked_sub(if s.is(token.wrapping_sub(2), W::A) { 3 } else { 2 });
    let is_apposed = head.is_some_and(|at| matches!(s.sign(at), Some(',' | '–' | ':')));
    let compares = is_apposed && s.any(0..token, W::COMPARED);
    if is_extra && (s.any(0..token, W::FROM) || compares) {
        return Some(ChangeWay::Up);
    }

    None
}

/// Finds the direction of an amount that is the size of a change: "up £400", "a fall of 120".
fn sized(s: &Sentence<'_>, token: usize) -> Option<ChangeWay> {
    // "An increase of 1.5% (445) on the 29,740", "by 28 percent (or 2.7 million jobs)"
    if let Some(way) = apposed_to_claim(s, token) {
        return Some(way);
    }

    let previous = token.checked_sub(1)?;
    if s.is(previous, W::BY | W::UP | W::DOWN) {
        // "Blew out by £400 million, from £1.3 billion to £1.7 billion"
        let leads_on =
            s.is(previous, W::BY) && s.is_sign(token + 1, ',') && s.is(token + 2, W::FROM);
        return direction_before(s, token).or_else(|| leads_on.then_some(ChangeWay::Any));
    }
    if s.is(previous, W::OF | W::A) && previous > 0 && way(s, previous - 1).is_some() {
        return direction_before(s, token);
    }
    // "By about 120", "an increase of some 850"
    if s.led_by(token, W::BY, W::FILLER.without(W::OF.or(W::TO))) {
        return direction_before(s, token);
    }
    if s.led_by(token, W::OF, W::FILLER.without(W::BY.or(W::TO))) {
        let of = (0..token).rev().find(|&at| s.is(at, W::OF))?;
        return way(s, of.checked_sub(1)?);
    }

    None
}

/// Finds the direction of the claim that an amount is in apposition to.
fn apposed_to_claim(s: &Sentence<'_>, token: usize) -> Option<ChangeWay> {
    let back = (1..=3).find(|&back| {
        token >= back && s.amount(token - back).is_some_and(|it| it.kind == AmountKind::Percent)
    })?;
    let claim = token - back;
    let gap = s.between(claim, token);
    let is_apposed = !gap.is_empty()
        && gap.clone().all(|at| {
            s.is_sign(at, '(')
                || s.is_sign(at, ',')
                || s.is(at, W::OR | W::FILLER) && !s.is(at, W::TO | W::OF)
        })
        && gap.clone().any(|at| s.is_sign(at, '(') || s.is(at, W::OR));

    direction(s, claim).filter(|_| is_apposed)
}

fn direction_before(s: &Sentence<'_>, token: usize) -> Option<ChangeWay> {
    before(s, token)
}
