//! The rank of a value among several that are all given: "the second-largest of the four allocations, €9
//! million".

use super::super::refutation::{Fault, Refutation};
use super::super::sentence::Sentence;
use super::{Order, are_alike, breaks, contradicts, is_value};
use crate::lexicon::WordRoles as W;

/// A rank that is claimed among a number of values.
struct ClaimedPlace {
    /// Its first and last token.
    first: usize,
    last: usize,
    place: usize,
    order: Order,
}

/// Reports a rank that the values of a sentence refute.
pub(super) fn check(s: &Sentence<'_>) -> Option<Refutation> {
    // A sentence that mentions a rise, another year or a plan has other values than those ranked.
    let others =
        W::RISE_VERB | W::FALL_VERB | W::COMPARED | W::TARGET | W::SINCE | W::FROM | W::NOT;
    let is_mixed = (0..s.tokens.len()).any(|at| {
        let is_joint = s.is(at, W::UP | W::DOWN) && !s.is(at + 1, W::FROM | W::BY);
        s.is(at, others) && !is_joint
    });
    if is_mixed {
        return None;
    }

    (0..s.tokens.len())
        .filter_map(|token| claimed(s, token))
        .find_map(|it| of_all(s, &it).or_else(|| following(s, &it)).or_else(|| only_ahead(s, &it)))
}

/// Reads "largest", "second-largest", "third most productive", "ranks second".
fn claimed(s: &Sentence<'_>, token: usize) -> Option<ClaimedPlace> {
    let order = |roles: W| match () {
        () if roles.meets(W::HIGHEST) => Some(Order::First),
        () if roles.meets(W::LOWEST) => Some(Order::Second),
        () => None,
    };
    let ordinal = |word: &str| {
        let known = s.lexicon.amounts.ordinals.iter().find(|(name, _)| *name == word);
        known.and_then(|(_, place)| usize::try_from(*place).ok())
    };

    // "Second-largest" is one word.
    if let Some((number, superlative)) = s.word(token).split_once('-') {
        let place = ordinal(number)?;
        let order = order(s.lexicon.words.roles(superlative))?;
        return Some(ClaimedPlace { first: token, last: token, place, order });
    }

    if let Some(place) = ordinal(s.word(token)) {
        if let Some(order) = order(s.roles(token + 1)) {
            return Some(ClaimedPlace { first: token, last: token + 1, place, order });
        }

        // "Ranks second", "came in third": the first has the most.
        let is_placed = (token.saturating_sub(2)..token)
            .any(|at| s.lexicon.wholes.placed.contains(&s.word(at)));
        let order = Order::First;
        return is_placed.then_some(ClaimedPlace { first: token, last: token, place, order });
    }

    let is_counted =
        token > 0 && (ordinal(s.word(token - 1)).is_some() || s.amount_at(token - 1).is_some());
    let is_limit = s.is(token, W::LEAST) && !s.follows(token, W::THE | W::HAVE);
    let order = order(s.roles(token)).filter(|_| !is_counted && !is_limit)?;

    Some(ClaimedPlace { first: token, last: token, place: 1, order })
}

/// "The largest of the three, €96 million; €104 million goes to Istrelia and €71 million to Marenz."
fn of_all(s: &Sentence<'_>, it: &ClaimedPlace) -> Option<Refutation> {
    // A rank among more values than these is a table in prose.
    const MOST: usize = 8;

    let count = whole(s, it)?;
    let own = own_value(s, it)?;
    let all: Vec<usize> = (0..s.amounts.len())
        .filter(|&index| is_value(s, index) && (index == own || is_like(s, own, index)))
        .collect();
    // "Is part of £40 million, of which £11 million is new": a whole, and another value's part.
    let is_whole =
        |index: &usize| *index != own && s.led_by(s.at[*index], W::OF, W::FILLER.without(W::OF));
    let picks = s.find_phrase(0..s.tokens.len(), s.lexicon.wholes.of_which).is_some();
    let is_ranking = !picks && !all.iter().any(is_whole);
    if !(3..=MOST).contains(&count) || all.len() != count || !is_ranking {
        return None;
    }

    let beyond = |index: usize| contradicts(s, own, index, it.order);
    let below = |index: usize| contradicts(s, index, own, it.order);
    let others = all.iter().copied().filter(|&index| index != own);
    let first = others.clone().filter(|&index| beyond(index)).count() + 1;
    let last = count - others.filter(|&index| below(index)).count();
    if (first..=last).contains(&it.place) {
        return None;
    }

    // The rank of equal values is ambiguous.
    let place = (first == last).then_some(first)?;
    let message = format!(
        "you wrote \"{}\"; of the {count} values {} is number {place}",
        words(s, it),
        s.written(own)
    );
    Some(report(s, it, own, message))
}

/// "Came second with 81, behind Port Amara (86) and Mtondoo (84)"
fn following(s: &Sentence<'_>, it: &ClaimedPlace) -> Option<Refutation> {
    // "Second among the ports that were audited in the year, with a score of"
    const REACH: usize = 16;

    let word = (it.last + 1..(it.last + REACH).min(s.tokens.len()))
        .take_while(|&at| !s.is_sign(at, ';'))
        .find(|&at| s.is(at, W::BEHIND))?;
    let own = value_before(s, word, it.first)?;
    let ends = (word + 1..s.tokens.len())
        .find(|&at| s.is_sign(at, ';') || s.is(at, W::AHEAD | W::FOLLOWED) || breaks(s, at));
    let after = word + 1..ends.unwrap_or(s.tokens.len());

    let ahead = after.filter(|&at| {
        s.amount_at(at).is_some_and(|index| {
            let is_named = s.is_sign(at - 1, '(') || s.follows(at, W::WITH | W::ON | W::AT);
            is_named
                && is_value(s, index)
                && is_like(s, own, index)
                && contradicts(s, own, index, it.order)
        })
    });
    let ahead = ahead.count();
    if ahead < it.place {
        return None;
    }

    let message =
        format!("you wrote \"{}\"; {ahead} values are named that come before it", words(s, it));
    Some(report(s, it, own, message))
}

/// "Was the third most productive, only Penllyn Vale (1,410) having built more"
fn only_ahead(s: &Sentence<'_>, it: &ClaimedPlace) -> Option<Refutation> {
    const REACH: usize = 14;
    const AFTER: usize = 7;

    let only = (it.last + 1..(it.last + REACH).min(s.tokens.len())).find(|&at| {
        s.lexicon.wholes.only.contains(&s.word(at))
            && (s.is_sign(at - 1, ',') || s.follows(at, W::BEHIND | W::WITH))
    })?;
    let own = value_before(s, it.first, it.first)?;

    // One name with one value: of two, the comparison may refer to either.
    let mut values = (only + 1..s.tokens.len()).filter(|&at| {
        s.amount_at(at).is_some_and(|index| is_value(s, index) && is_like(s, own, index))
    });
    let value = values.next().filter(|&at| s.is_sign(at - 1, '('))?;
    let is_single = values.next().is_none() && !s.any(only + 1..value, W::AND);
    let ends = value + 1..(value + AFTER).min(s.tokens.len());
    let is_ahead = s.follows(only, W::BEHIND) || s.any(ends, W::MORE | W::AHEAD | W::GREATER);
    if !is_single || !is_ahead || it.place <= 2 {
        return None;
    }

    let message = format!("you wrote \"{}\"; only one is named that comes before it", words(s, it));
    Some(report(s, it, own, message))
}

/// Reads how many values are ranked: "of the three", "among the four countries", "of the three clusters, …".
fn whole(s: &Sentence<'_>, it: &ClaimedPlace) -> Option<usize> {
    // "Of the four countries that were surveyed in the year"
    const AFTER: usize = 6;

    let count = |at: usize| {
        let leads = s.is(at, W::OF | W::AMONG) && s.is(at + 1, W::THE);
        let number = s.amount(at + 2).filter(|_| leads)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few")]
        let number = (number.value.fract() == 0.0 && number.value > 0.0 && number.decimals == 0)
            .then_some(number.value as usize);
        number
    };
    let after = (it.last + 1..it.last + AFTER)
        .take_while(|&at| !s.sign(at).is_some_and(|sign| matches!(sign, ',' | ';' | '(')));

    after.into_iter().find_map(count).or_else(|| count(0).filter(|_| it.first > 0))
}

/// Finds the value whose rank is claimed: in apposition directly after it, or before it.
fn own_value(s: &Sentence<'_>, it: &ClaimedPlace) -> Option<usize> {
    // "Of the three HFMD clusters was Bedong North with"
    const AFTER: usize = 14;

    let next = (it.last + 1..(it.last + 1 + AFTER).min(s.tokens.len()))
        .take_while(|&at| !s.is_sign(at, ';') && !breaks(s, at))
        .find(|&at| s.amount_at(at).is_some_and(|index| is_value(s, index)));
    let is_apposed = |at: usize| {
        let is_sign = s.sign(at - 1).is_some_and(|sign| matches!(sign, ',' | '–' | '('));
        // "The second of the four countries (Skerra 81": the name in the bracket is another one's.
        is_sign || s.led_by(at, W::WITH | W::AT, W::FILLER)
    };

    match next.filter(|&at| is_apposed(at)) {
        Some(at) => s.amount_at(at),
        None => value_before(s, it.first, it.first),
    }
}

/// Finds the only value before a rank, within its clause.
fn value_before(s: &Sentence<'_>, end: usize, place: usize) -> Option<usize> {
    const REACH: usize = 16;

    let mut found = (place.saturating_sub(REACH)..end)
        .filter(|&at| s.amount_at(at).is_some_and(|index| is_value(s, index)));
    let only = found.next()?;
    // "Second among the ports" does not begin a new clause.
    let is_break = |at: usize| s.is_sign(at, ';') || breaks(s, at) && !s.is(at, W::AMONG);
    let is_broken = s.between(only, place).any(is_break);

    s.amount_at(only).filter(|_| found.next().is_none() && !is_broken)
}

/// Tells whether two values are ranked together; a number without a noun counts what the other counts.
fn is_like(s: &Sentence<'_>, own: usize, other: usize) -> bool {
    are_alike(s, own, other) || are_alike(s, other, own)
}

fn words<'s>(s: &'s Sentence<'_>, it: &ClaimedPlace) -> &'s str {
    &s.text[s.tokens[it.first].start as usize..s.tokens[it.last].end as usize]
}

fn report(s: &Sentence<'_>, it: &ClaimedPlace, own: usize, message: String) -> Refutation {
    let (first, last) = (it.first.min(s.at[own]), it.last.max(s.at[own]));

    Refutation::at_tokens(
        s,
        Fault::Superlative,
        first..=last,
        message,
        "check the values, or the place that is claimed",
    )
}

#[cfg(test)]
mod tests {
    use crate::check::solver::testing::{TEMPTING, refutes};

    #[test]
    fn a_place_is_that_of_its_value() {
        let refuted = [
            "The largest of the three grants, £14 million, goes to Hale; Torr receives £19 million and Wick £11 million.",
            "The second-smallest of the four depots, with 31 staff, is Hale; Torr has 12, Wick 18 and Brig 44.",
            "Wool (2.1 million tonnes) was the third-biggest cargo of the three, grain coming to 1.4 million tonnes and ore to 0.9 million tonnes.",
            "Of the three depots, Hale was the smallest with 44 buses, while Torr had 31 and Wick 52.",
            "With a score of 61, Hale ranks third among the four towns surveyed (Torr 58, Wick 44, Brig 39).",
            "Hale came second among the towns with a score of 61, behind Torr (66) and Wick (64).",
            "Hale, which opened 310 beds, was the third most active of the 14 boards, only Torr (340) having opened more.",
        ];
        let silent = [
            "The largest of the three grants, £19 million, goes to Hale; Torr receives £14 million and Wick £11 million.",
            "The second-smallest of the four depots, with 18 staff, is Hale; Torr has 12, Wick 31 and Brig 44.",
            "Of the three depots, Hale was the smallest with 28 buses, while Torr had 31 and Wick 52.",
            "With a score of 61, Hale ranks first among the four towns surveyed (Torr 58, Wick 44, Brig 39).",
            "Hale came third among the towns with a score of 61, behind Torr (66) and Wick (64).",
            "Hale came third with a score of 61, behind Torr (66).",
            "Hale, which opened 310 beds, was the second most active of the 14 boards, only Torr (340) having opened more.",
            // One of the values is that of another year, or of the whole.
            "The largest of the three schools has 412 pupils, up from 390, and expects 450.",
            "The largest of the three grants, £9 million, is part of £40 million, of which £11 million is new.",
            "The second of the three reports lists 12 faults, 15 risks and 9 remedies.",
        ];

        let is_refuted = |text: &str| refutes(super::super::check, text);
        for text in refuted {
            assert!(is_refuted(text), "silent: {text}");
        }
        for text in silent.iter().chain(TEMPTING) {
            assert!(!is_refuted(text), "refuted: {text}");
        }
    }
}
