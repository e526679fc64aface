//! The highest or lowest value, and what follows it: "the most cases, 412, followed by Leeds with 530".

use super::super::refutation::Refutation;
use super::super::sentence::Sentence;
use super::{
    Order, are_alike, breaks, contradicts, is_value, refutation, value_after, value_before,
};
use crate::lexicon::WordRoles as W;

/// A superlative with its value.
struct Leader {
    word: usize,
    value: usize,
    order: Order,
}

/// Reports values that exceed a claimed highest one, and ranks in the wrong order.
pub(super) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    // An average or target is not a rival: "with the national average at 5.4%".
    if s.any(0..s.tokens.len(), W::TARGET) {
        return Vec::new();
    }

    let leaders = leaders(s);
    let mut found: Vec<Refutation> = Vec::new();

    for leader in &leaders {
        found.extend(rivals(s, leader));
    }
    found.extend(opposites(s, &leaders));
    if leaders.is_empty() {
        found.extend(ahead(s));
        found.extend(places(s));
    }
    found.extend(listed(s));
    found.extend(record(s));

    found
}

/// Finds the superlatives of a sentence that have a value.
fn leaders(s: &Sentence<'_>) -> Vec<Leader> {
    // "The highest turnout of the five districts of the county was in Avon, with"
    const AFTER: usize = 16;
    const BEFORE: usize = 9;

    let superlatives = (0..s.tokens.len()).filter(|&token| s.is(token, W::HIGHEST | W::LOWEST));
    superlatives
        .filter(|&token| is_first(s, token))
        .filter_map(|word| {
            let order = if s.is(word, W::HIGHEST) { Order::First } else { Order::Second };
            let next = value_after(s, word, AFTER);
            let last = value_before(s, word, BEFORE);

            // "Hull, at 412, had the most cases, ahead of Leeds (530)"
            let value = match (next, last) {
                (Some(next), Some(last)) if is_ranked(s, s.between(word, s.at[next])) => last,
                (Some(next), _) => next,
                (None, Some(last)) => last,
                (None, None) => return None,
            };
            Some(Leader { word, value, order })
        })
        .collect()
}

/// Tells whether a superlative claims the first rank: not "second-highest", "one of the highest".
fn is_first(s: &Sentence<'_>, token: usize) -> bool {
    const REACH: usize = 5;

    let start = token.saturating_sub(REACH);
    let is_ordinal = |at: usize| {
        let word = s.word(at);
        s.lexicon.amounts.ordinals.iter().any(|(name, number)| *name == word && *number > 1)
            || word.starts_with(|char: char| char.is_ascii_digit())
    };
    let is_among =
        s.any(start..token, W::OPEN | W::NOT | W::FOLLOWED) || (start..token).any(is_ordinal);
    let counts = (start..token).any(|at| {
        s.is(at, W::OF)
            && s.is(at + 1, W::THE)
            && s.is_word(at.wrapping_sub(1))
            && at + 2 == token
            && at > 0
            && s.lexicon.numbers.cardinal(s.word(at - 1)).is_some()
    });

    // "In the least deprived areas" names a group.
    let is_label = s.word(token + 1).ends_with("ed")
        && s.follows(token, W::THE)
        && token > 1
        && s.is(token - 2, W::IN | W::OF | W::AMONG | W::FOR | W::AT | W::FROM);
    if is_label {
        return false;
    }

    // "At most", "at least", "most of the", "the highest since 2019" say something else.
    let is_limit = s.follows(token, W::AT) || s.is(token, W::LEAST) && s.is(token + 1, W::OF);
    let is_adverb =
        s.is(token, W::LEAST) && !s.follows(token, W::THE | W::HAVE) && !is_counting(s, token);
    let since = (token + 1..token + 6)
        .any(|at| s.is(at, W::SINCE) || s.is(at, W::DURING) || s.is(at, W::FOR));

    // "The largest 320 firms", "the three highest".
    let counted = s.amount_at(token + 1).is_some() || token > 0 && s.amount_at(token - 1).is_some();
    !(is_among || counts || is_limit || is_adverb || since || counted)
}

/// "Recorded the most cases", "had most visitors": directly after a verb.
fn is_counting(s: &Sentence<'_>, token: usize) -> bool {
    token > 0 && s.word(token - 1).ends_with("ed") || s.follows(token, W::BE)
}

/// Tells whether words in a range rank one thing behind another.
fn is_ranked(s: &Sentence<'_>, range: std::ops::Range<usize>) -> bool {
    s.any(range, W::RANKED | W::COMPARED | W::BEHIND | W::AHEAD)
}

/// Reports the values after a leader that exceed it.
fn rivals(s: &Sentence<'_>, leader: &Leader) -> Option<Refutation> {
    // "Followed by the City of Leeds and its surroundings with"
    const REACH: usize = 12;

    let from = s.at[leader.value].max(leader.word);
    let rank = (from + 1..s.tokens.len()).take_while(|&at| !s.is_sign(at, ';')).find(|&at| {
        let is_rank =
            s.is(at, W::FOLLOWED | W::AHEAD | W::COMPARED | W::BEHIND) && !s.is(at + 1, W::ON);
        let is_with = s.is(at, W::WITH) && s.is_sign(at - 1, ',');
        is_rank || is_with
    })?;

    // Values in between belong to the leader: "(412 of 1,200)".
    if rank - from > REACH {
        return None;
    }

    let is_with = s.is(rank, W::WITH);
    let mut last = rank;
    let mut rivals = Vec::new();
    for index in 0..s.amounts.len() {
        let token = s.at[index];
        if token <= rank || !is_value(s, index) || !are_alike(s, leader.value, index) {
            continue;
        }

        let gap = last + 1..token;
        let is_other = gap.clone().any(|at| breaks(s, at))
            || s.any(gap.clone(), W::SINCE | W::RISE | W::FALL | W::TOTAL | W::TO);
        let is_stated = is_held(s, token) || s.is(rank, W::COMPARED) && is_of_another(s, token);
        if is_other || gap.len() > REACH || !is_stated || s.is(token + 1, W::OF) {
            break;
        }
        rivals.push(index);
        last = token;
    }

    // "With X at 4.4% and Y at 6.0%": one number alone may be of anything.
    let order = if s.is(rank, W::BEHIND) { leader.order.reversed() } else { leader.order };
    let beaten =
        rivals.iter().copied().find(|&index| contradicts(s, leader.value, index, order))?;
    let is_named =
        !is_with || s.is(s.at[beaten] - 1, W::AT | W::ON) || s.is_sign(s.at[beaten] - 1, '(');

    is_named.then(|| refutation(s, leader.word, (leader.value, beaten), order))
}

/// Tells whether a value belongs to another place: "against 14,500 in Torr", but not "in 2023".
fn is_of_another(s: &Sentence<'_>, token: usize) -> bool {
    let name = if s.is(token + 2, W::THE) { token + 3 } else { token + 2 };
    let starts = s.tokens.get(name).map_or("", |it| &s.text[it.start as usize..it.end as usize]);
    let is_name = s.is_word(name)
        && starts.starts_with(char::is_uppercase)
        && !s.lexicon.dates.is_month(starts);

    s.is(token + 1, W::IN | W::AT | W::FOR) && is_name
}

/// Tells whether a value is assigned to a name: "Leeds with 530", "Leeds (530)", "Leeds on 530", "Leeds,
/// 530".
fn is_held(s: &Sentence<'_>, token: usize) -> bool {
    let before = token.wrapping_sub(1);
    let is_sign = s.sign(before).is_some_and(|sign| ",(–".contains(sign));

    s.led_by(token, W::WITH | W::AT | W::ON | W::HAVE | W::THE, W::FILLER.without(W::TO | W::BY))
        || is_sign
        || s.word(before).ends_with("'s")
        || s.follows(token, W::BY | W::OF)
        || s.follows(token, W::BE)
}

/// Reports a highest value below the lowest.
fn opposites(s: &Sentence<'_>, leaders: &[Leader]) -> Option<Refutation> {
    // "Highest in Kent (6.1%) and lowest in Surrey (7.9%)"
    const REACH: usize = 16;

    leaders.windows(2).find_map(|pair| {
        let (one, two) = (&pair[0], &pair[1]);
        let is_near = two.word - one.word <= REACH;
        let is_opposed = one.order != two.order && one.value != two.value;
        let is_same_way = (s.at[one.value] > one.word) == (s.at[two.value] > two.word)
            && s.at[one.value] < two.word;
        let is_wrong = is_near
            && is_opposed
            && is_same_way
            && are_alike(s, one.value, two.value)
            && contradicts(s, one.value, two.value, one.order);

        is_wrong.then(|| refutation(s, one.word, (one.value, two.value), one.order))
    })
}

/// "Hull, with 412, is ahead of Leeds (530)", "second with 500, behind Hull with 400".
fn ahead(s: &Sentence<'_>) -> Option<Refutation> {
    const BEFORE: usize = 8;
    const AFTER: usize = 9;

    (0..s.tokens.len()).find_map(|word| {
        let is_ahead = s.is(word, W::AHEAD) && s.is(word + 1, W::OF);
        let is_behind = s.is(word, W::BEHIND);

        // "Followed by" without a superlative may also list from the least to the greatest.
        let is_followed = s.is(word, W::FOLLOWED)
            && s.is(word + 1, W::BY)
            && s.is_sign(word.wrapping_sub(1), ',');
        if !is_ahead && !is_behind && !is_followed {
            return None;
        }

        let (one, two) = (value_before(s, word, BEFORE)?, value_after(s, word, AFTER)?);
        let order = if is_behind { Order::Second } else { Order::First };
        let is_wrong = are_alike(s, one, two)
            && !(is_followed && is_dated(s, two))
            && is_held(s, s.at[two])
            && is_held(s, s.at[one])
            && !s.any(word..s.at[two], W::RISE | W::FALL | W::AND | W::TO)
            && contradicts(s, one, two, order);

        is_wrong.then(|| refutation(s, word, (one, two), order).weak(is_followed))
    })
}

/// Tells whether a value has a time: "41 students in 2019, followed by 71 in 2020" follow each other in time.
fn is_dated(s: &Sentence<'_>, index: usize) -> bool {
    s.is(s.at[index] + 1, W::IN) && s.is_date(s.at[index] + 2)
}

/// "Followed by health care with 2,900 and then retail with 3,700": each is below the one before.
fn listed(s: &Sentence<'_>) -> Option<Refutation> {
    // "And then by the City of Leeds with"
    const REACH: usize = 8;

    let word = (0..s.tokens.len())
        .find(|&at| s.is(at, W::FOLLOWED) && (s.is(at + 1, W::BY) || s.follows(at, W::AND)))?;
    if s.any(0..word, W::LOWEST | W::SMALLER | W::ASCENDING) {
        return None;
    }

    let mut held: Vec<usize> = Vec::new();
    let mut last = word;
    for index in 0..s.amounts.len() {
        let token = s.at[index];
        if token <= word || !is_value(s, index) {
            continue;
        }

        let gap = last + 1..token;
        let is_other = gap.clone().any(|at| breaks(s, at))
            // "Followed by the 4 value bytes, so that the field is 5 bytes"
            || s.any(gap.clone(), W::SINCE | W::RISE | W::FALL | W::TOTAL | W::TO | W::BE);
        let is_next = held.first().is_none_or(|&first| are_alike(s, first, index));
        if is_other || gap.len() > REACH || !is_held(s, token) || !is_next {
            break;
        }
        held.push(index);
        last = token;
    }

    if held.iter().any(|&index| is_dated(s, index)) {
        return None;
    }

    let wrong = held.windows(2).find(|pair| contradicts(s, pair[0], pair[1], Order::First))?;
    Some(refutation(s, word, (wrong[0], wrong[1]), Order::First))
}

/// "Leeds came first with 41 medals, York second with 52 and Hull third with 12".
fn places(s: &Sentence<'_>) -> Option<Refutation> {
    // "Second, with a total of"
    const REACH: usize = 5;

    let mut places: Vec<(u32, usize, usize)> = Vec::new();
    for token in 0..s.tokens.len() {
        let ordinal = s.lexicon.amounts.ordinals.iter().find(|(name, _)| *name == s.word(token));
        let Some(&(_, place)) = ordinal else { continue };
        let value = value_after(s, token, REACH).filter(|&value| {
            let gap = s.between(token, s.at[value]);
            s.any(gap.clone(), W::WITH | W::ON | W::AT) && !s.any(gap, W::AND)
                || s.is_sign(s.at[value] - 1, '(')
        });
        places.extend(value.map(|value| (place, value, token)));
    }

    // Ranks must count up from the first, and the values must not all rise: in golf, the lowest score wins.
    let counts_on =
        places.iter().enumerate().all(|(at, it)| u32::try_from(at + 1).is_ok_and(|at| at == it.0));
    let rises = places.windows(2).all(|pair| contradicts(s, pair[0].1, pair[1].1, Order::First));
    if places.len() < 3 || !counts_on || rises {
        return None;
    }

    let wrong = places.windows(2).find(|pair| {
        are_alike(s, pair[0].1, pair[1].1) && contradicts(s, pair[0].1, pair[1].1, Order::First)
    })?;
    Some(refutation(s, wrong[0].2, (wrong[0].1, wrong[1].1), Order::First))
}

/// "A record 412, beating the 430 of 2019", "down from the previous peak of 400".
fn record(s: &Sentence<'_>) -> Option<Refutation> {
    const BEFORE: usize = 14;
    const AFTER: usize = 9;

    (0..s.tokens.len()).find_map(|word| {
        let is_beat = s.is(word, W::BEAT);
        let is_old = s.is(word, W::EARLIER_RECORD) && (s.is(word + 1, W::RECORD | W::HIGHEST));
        if !is_beat && !is_old {
            return None;
        }

        let (one, two) = (value_before(s, word, BEFORE)?, value_after(s, word, AFTER)?);
        let highs = s.lexicon.records.record_highs;
        let superlative = s.any(0..s.at[two], W::HIGHEST | W::RECORD)
            || s.find_phrase(0..s.at[two], highs).is_some()
            || is_old;
        let lowest = s.any(0..s.tokens.len(), W::LOWEST | W::FALL | W::SMALLER);
        let is_apart = !s.any(s.between(s.at[one], s.at[two]), W::NOT);
        let is_difference = s.led_by(s.at[one], W::BY, W::FILLER) || s.is(s.at[one] + 1, W::MORE);
        let is_wrong = superlative
            && !lowest
            && is_apart
            && !is_difference
            && are_alike(s, one, two)
            && is_beaten(s, one, two);

        is_wrong.then(|| refutation(s, word, (one, two), Order::First))
    })
}

/// Tells whether a value is no larger than another at any rounding: the most that 2.8 million may be is at
/// most the least that 2.9 million may be.
fn is_beaten(s: &Sentence<'_>, one: usize, two: usize) -> bool {
    const EXACT: f64 = 1e-9;

    let (one, two) = (s.amounts[one].range(), s.amounts[two].range());
    one.value < two.value && one.high <= two.low * (1.0 + EXACT)
}
