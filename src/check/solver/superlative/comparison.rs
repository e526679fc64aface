//! Comparative adjectives and verbs: "X (320) was larger than Y (340)", "women (320) outnumbered men (340)".

use super::super::amount::AmountKind;
use super::super::refutation::Refutation;
use super::super::sentence::Sentence;
use super::{Order, are_alike, contradicts, refutation, value_after, value_before};
use crate::lexicon::WordRoles as W;

/// Reports comparisons that the values reverse.
pub(super) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    (0..s.tokens.len()).filter_map(|word| than(s, word).or_else(|| verb(s, word))).collect()
}

/// "With 320 days of rain, Oban was wetter than Fort William, which had 340".
fn than(s: &Sentence<'_>, word: usize) -> Option<Refutation> {
    // "Larger than the old theatre in the High Street, which had"
    const BEFORE: usize = 9;
    const AFTER: usize = 11;
    // "More visitors (320) than"
    const BETWEEN: usize = 9;

    if !s.is(word, W::GREATER | W::SMALLER) {
        return None;
    }

    let than = (word + 1..word + BETWEEN)
        .take_while(|&at| !s.is_sign(at, ';'))
        .find(|&at| s.is(at, W::THAN));

    // "Above Hale's, at 64%", "below the 4.1% of"
    let than = if s.is(word, W::BEYOND) { Some(word) } else { than }?;

    // "8% more than", "20 fewer than", "three times larger than", "no more than" and "more or less than" have
    // a size; "the above item" refers to earlier text.
    let is_measured = word > 0
        && (s.is(word, W::BEYOND) && s.follows(word, W::THE)
            || s.amount(word - 1).is_some()
            || is_unit_of_amount(s, word - 1)
            || s.follows(word, W::MANY | W::NOT | W::OR | W::BY | W::AND));
    let is_qualifier = than <= word + 1 && s.amount(than + 1).is_some();
    if is_measured || is_qualifier || s.any(word..than, W::OR | W::AND) || s.is(word + 1, W::OR) {
        return None;
    }

    // "More visitors (320) than"; "more likely to be ½% than 1%" compares something else.
    let inside = value_after(s, word, than.saturating_sub(word + 1))
        .filter(|&index| s.is_sign(s.at[index] - 1, '(') || !s.is(word, W::MORE));
    let is_adjective = than <= word + 1;
    let is_open = s.has_sign(word..than, &[',']) && inside.is_none();
    if is_open || !is_adjective && inside.is_none() && !s.is(word, W::MORE) {
        return None;
    }

    // "Above the 50 threshold"
    let is_limit = |index: usize| s.is(s.at[index] + 1, W::TARGET);
    let one = inside.or_else(|| value_before(s, word, BEFORE))?;
    let two = value_after(s, than, AFTER)?;
    let order = if s.is(word, W::GREATER) { Order::First } else { Order::Second };
    let is_wrong = is_stated(s, one, word)
        && are_alike(s, one, two)
        && is_held(s, two, than)
        && !is_limit(two)
        && contradicts(s, one, two, order);

    is_wrong.then(|| refutation(s, word, (one, two), order))
}

/// Tells whether a word is the unit of the number before it: "6.4 million tonnes more than".
fn is_unit_of_amount(s: &Sentence<'_>, token: usize) -> bool {
    let noun = s.lexicon.amounts.singular(s.word(token));
    token > 0 && s.amount(token - 1).is_some_and(|amount| amount.noun.first() == Some(&noun))
}

/// Tells whether the first value is a level and not the size of a change.
fn is_stated(s: &Sentence<'_>, index: usize, word: usize) -> bool {
    let token = s.at[index];
    let gap = if token < word { s.between(token, word) } else { s.between(word, token) };
    // "An additional 450 gigalitres above the 2,750 of the plan"
    let is_change = s.led_by(token, W::BY | W::ADDITIONAL, W::FILLER)
        || s.is(token + 1, W::MORE | W::RISE | W::FALL);
    let rises = s.any(token.saturating_sub(4)..token, W::RISE_VERB | W::FALL_VERB);
    let is_level = s.follows(token, W::TO | W::AT | W::WITH);

    // "Grew 3%, more than" compares growth, "rose to 3%, more than" levels, regardless of sign.
    let falls = s.any(token.saturating_sub(4)..token, W::FALL_VERB | W::FALL) && !is_level;
    !is_change
        && !falls
        && (!rises || is_level || s.amounts[index].kind == AmountKind::Percent)
        && !s.any(gap, W::NOT)
}

/// Tells whether the second value belongs to the thing compared with: "Fort William (340)", "the 340 of".
fn is_held(s: &Sentence<'_>, index: usize, than: usize) -> bool {
    let token = s.at[index];
    let gap = s.between(than, token);
    let before = token - 1;
    let is_sign = s.is_sign(before, '(');
    let is_led = s.follows(token, W::THE) && gap.len() <= 2 || s.word(before).ends_with("'s");
    let is_verb = s.word(before).ends_with("ed") && s.follows(before, W::WHICH | W::DEMONSTRATIVE);
    let is_clause = s.is(before, W::HAVE | W::AT | W::WITH | W::ON | W::BE) || is_verb;
    let changes = s.any(gap.clone(), W::RISE | W::FALL | W::TO | W::AND);
    let is_forecast = s.any(gap, W::MOOD | W::TARGET);

    (is_sign || is_led || is_clause) && !changes && !is_forecast
}

/// "Women (320) outnumbered men (340)", "exports of £3.2bn exceeded imports of £3.5bn".
fn verb(s: &Sentence<'_>, word: usize) -> Option<Refutation> {
    const BEFORE: usize = 7;
    const AFTER: usize = 7;

    if !s.is(word, W::EXCEEDS)
        || s.amount(word + 1).is_some()
        || s.any(0..s.tokens.len(), W::NOT | W::MOOD)
    {
        return None;
    }

    let (one, two) = (value_before(s, word, BEFORE)?, value_after(s, word, AFTER)?);
    let is_passive = s.is(word + 1, W::BY);
    let order = if is_passive { Order::First.reversed() } else { Order::First };
    let gap = s.between(word, s.at[two]);
    let token = s.at[two];
    let is_difference = !is_passive && s.any(gap.clone(), W::BY);
    let is_held = s.is_sign(token - 1, '(') || s.follows(token, W::OF | W::THE | W::AT);
    // "The deficit totals $319 billion, and the debt has surpassed the $8 trillion mark": another subject.
    let is_joined = s.any(s.at[one]..word, W::AND);
    let is_wrong = !is_difference
        && !is_joined
        && is_held
        && !s.any(gap, W::AND | W::TO | W::FROM)
        && are_alike(s, one, two)
        && contradicts(s, one, two, order);

    is_wrong.then(|| refutation(s, word, (one, two), order))
}
