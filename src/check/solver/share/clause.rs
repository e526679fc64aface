//! Shares whose part and whole are in another clause: "is 75% complete, with 78 of its 120 kilometres paved".
//!
//! In: a sentence with a share. Out: its part and its whole. Invariant: the sentence has exactly one part and
//! one whole and no other count, and no words name another whole for the share.

use super::{Share, is_led_by_whole, is_possessive, is_ratio};
use crate::check::solver::amount::AmountKind;
use crate::check::solver::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// Finds the part and the whole of a share in another clause.
pub(super) fn share(s: &Sentence<'_>, claim: usize) -> Option<Share> {
    if let Some(share) = compared(s, claim) {
        return Some(share);
    }
    let (part, whole) = only_ratio(s, claim)?;
    let (one, two) = (s.at[part], s.at[whole]);
    let (first, last) = (one.min(two), one.max(two));
    let token = s.at[claim];

    // "Achieving an additional £8 million on top of the £64 million": the two are added.
    if s.led_by(one, W::ADDITIONAL, W::FILLER) {
        return None;
    }

    let is_linked =
        if token > last { follows(s, last, token) } else { leads(s, token, first, one) };
    let breaks = (first.min(token)..last.max(token)).any(|at| {
        let is_own =
            s.is(at, W::WITH | W::AMONG) || s.is_sign(at, ';') && s.is(at + 1, W::DEMONSTRATIVE);
        s.is(at, W::BREAK) && !is_own
    });

    (is_linked && !breaks && is_of_whole(s, token, whole)).then_some(Share { claim, part, whole })
}

/// "At 38 minutes, the average wait in our offices is half of the 57 minutes of 2019": the value before the
/// verb is the part, the one after the share the whole.
fn compared(s: &Sentence<'_>, claim: usize) -> Option<Share> {
    // "A quarter of the planned £90 million"
    const NEAR: usize = 5;
    const NEAR_TOTAL: usize = 8;
    const REACH: usize = 16;

    let token = s.at[claim];
    let values: Vec<usize> = (0..s.amounts.len())
        .filter(|&index| index != claim && s.amounts[index].likeness().is_some())
        .collect();
    let &[part, whole] = &values[..] else {
        return None;
    };
    let (first, last) = (s.at[part], s.at[whole]);
    // "Of total goods exports of"
    let near = if s.any(token..last.max(token), W::TOTAL) { NEAR_TOTAL } else { NEAR };
    let is_of = last > token && last - token <= near && is_led_by_whole(s, whole);

    // "And made up 22 percent of"
    let start = token.saturating_sub(3);
    let verb = s
        .find_phrase(start..token, s.lexicon.wholes.share_verbs)
        .filter(|(at, length)| (at + length..token).all(|it| s.is(it, W::FILLER)));
    let is_verb = (s.led_by(token, W::BE, W::FILLER) || verb.is_some())
        && first < token
        && token - first <= REACH;
    let breaks = (first..last).any(|at| {
        // "And thus represented"
        let joins_verb =
            verb.is_some_and(|(verb, _)| at < verb && (at + 1..verb).all(|it| s.is(it, W::LINK)));
        s.is(at, W::BREAK | W::AND | W::NOT) && !s.is(at, W::WITH) && !joins_verb
    });
    let are_alike = s.amounts[part].likeness() == s.amounts[whole].likeness()
        && s.amounts[part].value < s.amounts[whole].value
        && s.counts_alike(part, whole);

    (is_of && is_verb && !breaks && are_alike).then_some(Share { claim, part, whole })
}

/// Finds the only part and whole that a sentence counts; none if it counts anything else.
fn only_ratio(s: &Sentence<'_>, claim: usize) -> Option<(usize, usize)> {
    let mut values = (0..s.amounts.len()).filter(|&index| {
        let is_time = s.amounts[index].kind == AmountKind::Duration;
        index != claim && s.amounts[index].likeness().is_some() && !is_time
            || index != claim
                && matches!(s.amounts[index].kind, AmountKind::Fraction | AmountKind::Multiple)
    });
    let (one, two) = (values.next()?, values.next()?);
    let [a, b] = [one, two].map(|index| &s.amounts[index]);
    let is_counted = a.is_count_or_money() && b.is_count_or_money();
    let units = a.unit.is_none() || b.unit.is_none() || a.unit == b.unit;
    let is_money = |kind: AmountKind| matches!(kind, AmountKind::Money(_));
    let are_alike = a.kind == b.kind || !is_money(a.kind) && !is_money(b.kind);
    if values.next().is_some()
        || !is_counted
        || !units
        || !are_alike
        || a.is_limit()
        || b.is_limit()
    {
        return None;
    }

    let words = &s.lexicon.wholes;
    let gap = s.between(s.at[one], s.at[two]);
    let is_total = s.led_by(s.at[two], W::OF, W::FILLER) && s.any(gap.clone(), W::TOTAL);
    if a.value < b.value
        && (is_ratio(s, one, two) || is_led_by_whole(s, two) && gap.len() <= 6 || is_total)
    {
        return Some((one, two));
    }

    // "Out of 640 wards, 480", "1,640 kitchens, of which 410"
    let is_fronted = is_led_by_whole(s, one) && s.has_sign(gap.clone(), &[',']);
    let picks = s.find_phrase(gap, words.of_which).is_some();
    (b.value < a.value && (is_fronted || picks)).then_some((two, one))
}

/// Tells whether a share after a ratio describes it: ", constituting 65%", "; that is 30%", "the remaining
/// 35%".
fn follows(s: &Sentence<'_>, last: usize, token: usize) -> bool {
    // The nouns of the whole, and the verb.
    const LONGEST: usize = 8;
    // "Gives them about 25%"
    const NEAR: usize = 3;

    let rests = s.led_by(token, W::REMAINING, W::FILLER);
    if rests {
        return s.any(last..token, W::AND) || s.has_sign(last..token, &[';']);
    }

    let verb = (last + 1..token).rev().find_map(|at| {
        s.find_phrase(at..token, s.lexicon.wholes.share_verbs).filter(|found| found.0 == at)
    });
    let Some((verb, length)) = verb else {
        return false;
    };
    let is_near = token - verb - length <= NEAR
        && (verb + length..token)
            .all(|at| s.is_word(at) && !s.is(at, W::IN | W::TO | W::FROM | W::BY));

    // A comma begins a new subject, unless a relative pronoun or a verb follows.
    let comma = (last + 1..verb).rev().find(|&at| s.sign(at).is_some());
    let has_own_subject = comma.is_some_and(|at| at + 1 != verb && !s.is(at + 1, W::DEMONSTRATIVE));
    let starts_verb = comma.is_some_and(|at| at + 1 == verb);
    let is_gerund = s.word(verb).ends_with(s.lexicon.wholes.gerund_ending);

    is_near && verb - last <= LONGEST && !has_own_subject && (!starts_verb || is_gerund)
}

/// Tells whether the ratio explains a share before it: "received 41%, taking 410 of the 1,000".
fn leads(s: &Sentence<'_>, token: usize, first: usize, part: usize) -> bool {
    // "One candidate in five was shortlisted: of 1,200 who …", "is 75% complete, with 78 of …"
    const NEAR: usize = 3;

    let Some(separator) = (token + 1..first).rev().find(|&at| s.sign(at).is_some()) else {
        return false;
    };
    let head = separator + 1;
    let is_near = first - head <= NEAR;

    if s.is_sign(separator, ':') {
        return is_near && (head..first).all(|at| s.is(at, W::OF | W::OUT | W::DETERMINER));
    }

    let continues = s.is_sign(separator, ',')
        && s.word(head).ends_with(s.lexicon.wholes.gerund_ending)
        && !s.is(head, W::BREAK | W::STOP);
    let with = s.is_sign(separator, ',')
        && s.is(head, W::WITH)
        && part == head + 1
        && !s.is(token + 1, W::OF);

    is_near && (continues || with)
}

/// Tells whether a share names no other whole than the counted one: "55% of the graduates".
fn is_of_whole(s: &Sentence<'_>, token: usize, whole: usize) -> bool {
    const REACH: usize = 6;

    let noun = &s.amounts[whole].noun;
    // "Of the region's schools" has another possessor than "among the 40 here".
    let has_owner = (token + 2..token + 2 + REACH)
        .take_while(|&at| s.is_word(at))
        .any(|at| is_possessive(s, at));
    if !s.is(token + 1, W::OF) || noun.is_empty() && !has_owner {
        return true;
    }

    // "Twenty-two of the 24 chairs, accounting for 94% of the board's votes"
    let head = (token + 2..token + 2 + REACH).take_while(|&at| s.is_word(at)).last();
    let is_counted = |at: usize| noun.contains(&s.lexicon.amounts.singular(s.word(at)));
    if has_owner && !head.is_some_and(is_counted) {
        return false;
    }

    (token + 2..token + 2 + REACH).take_while(|&at| s.is_word(at)).any(|at| {
        s.is(at, W::THEM | W::TOTAL) || noun.contains(&s.lexicon.amounts.singular(s.word(at)))
    })
}
