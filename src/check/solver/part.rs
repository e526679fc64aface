//! Parts and wholes: a part that is greater than its whole, and what remains.
//!
//! In: a sentence. Out: the parts that their whole refutes. Invariant: a part is refuted only where it
//! exceeds its whole at every rounding of both.

use super::amount::AmountKind;
use super::claim::differences;
use super::refutation::{Fault, Refutation, number};
use super::sentence::Sentence;
use super::share::{is_participle, is_possessive};
use crate::lexicon::WordRoles as W;

/// A part and its whole, by their indices.
#[derive(Debug, Clone, Copy)]
struct PartOfWhole {
    part: usize,
    whole: usize,
}

/// Checks the parts that a sentence names.
pub(crate) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    let mut found = Vec::new();

    for pair in 0..s.amounts.len().saturating_sub(1) {
        let (one, two) = (pair, pair + 1);
        let alike = s.amounts[one].likeness() == s.amounts[two].likeness()
            && s.amounts[one].is_count_or_money();
        if alike && s.amounts[one].low.is_none() && s.amounts[two].low.is_none() {
            let part = part_before(s, one, two)
                .or_else(|| part_after(s, one, two))
                .or_else(|| part_fronted(s, one, two));
            found.extend(part.and_then(|it| judge(s, it)));
        }
    }
    found.extend(remaining(s));

    found
}

/// "480 of the 360 schools".
fn part_before(s: &Sentence<'_>, part: usize, whole: usize) -> Option<PartOfWhole> {
    // "480 primary schools of the 360": more words contain another thing.
    const LONGEST: usize = 6;

    let (first, last) = (s.at[part], s.at[whole]);
    let gap = first + 1..last;
    let of = gap.clone().find(|&at| s.is(at, W::OF))?;
    let is_plain = (first + 1..of)
        .all(|at| s.is_word(at) && !s.is(at, W::STOP.without(W::OR)) || s.is(at, W::OUT))
        && of - first <= 3
        && (of + 1..last).all(|at| s.is(at, W::DETERMINER) || is_possessive(s, at));
    let has_article = s.any(of + 1..last, W::THE | W::DEMONSTRATIVE | W::ALL);
    let is_rate = s.lexicon.wholes.no_whole.contains(&s.word(of - 1))
        || s.is(first + 1, W::MEASURE | W::EACH);
    // "Of 2,000, 480 of the 360 …" of money: "£480 of the £360".
    let is_alike = s.counts_alike(part, whole);

    (gap.len() <= LONGEST && is_plain && has_article && !is_rate && is_alike)
        .then_some(PartOfWhole { part, whole })
}

/// "360 schools, of which 480 are primary"
fn part_after(s: &Sentence<'_>, whole: usize, part: usize) -> Option<PartOfWhole> {
    const LONGEST: usize = 18;

    let words = &s.lexicon.wholes;
    let gap = s.at[whole] + 1..s.at[part];
    let (of, length) = s.find_phrase(gap.clone(), words.of_which)?;
    let is_led =
        (of + length..gap.end).all(|at| s.is(at, W::DETERMINER | W::FILLER) || s.is_sign(at, ','));
    let breaks = (gap.start..of)
        .any(|at| s.is(at, W::BREAK) || matches!(s.sign(at), Some('.' | ':')) || s.is(at, W::AND));
    let ends = s.word_count(gap.start..of) <= LONGEST;
    let has_participle = s.amounts[part].noun.first().is_none_or(|noun| is_participle(s, noun));
    let is_alike = s.counts_alike(whole, part) || has_participle;

    (is_led && !breaks && ends && is_alike).then_some(PartOfWhole { part, whole })
}

/// "Of the 14 bridges on the route, 16 need repair"
fn part_fronted(s: &Sentence<'_>, whole: usize, part: usize) -> Option<PartOfWhole> {
    const NEAR: usize = 4;
    const LONGEST: usize = 10;

    let (first, last) = (s.at[whole], s.at[part]);
    let of = (0..first.min(NEAR)).find(|&at| s.is(at, W::OF))?;
    let is_led = (of == 0 || of == 1 && s.is(0, W::OUT))
        && (of + 1..first).all(|at| s.is(at, W::DETERMINER) || is_possessive(s, at));
    let gap = first + 1..last;
    let comma = gap.clone().find(|&at| s.is_sign(at, ','))?;
    let is_plain = (first + 1..comma)
        .all(|at| s.is_word(at) && !s.is(at, W::AND | W::WHICH | W::DEMONSTRATIVE));
    let is_next = (comma + 1..last).all(|at| s.is(at, W::FILLER | W::DETERMINER));
    let is_value = s.amounts[whole].kind == AmountKind::Count && s.amounts[part].unit.is_none();
    // "Of the 14 bridges, 16 spans …" counts something else.
    let noun = s.amounts[part].noun.first();
    let plural = s.word(last + 1);
    let is_verb = noun.is_none_or(|noun| {
        s.lexicon.amounts.singular(plural) == plural || s.amounts[whole].noun.contains(noun)
    });

    (is_led && is_plain && is_next && is_value && is_verb && gap.len() <= LONGEST)
        .then_some(PartOfWhole { part, whole })
}

fn judge(s: &Sentence<'_>, found: PartOfWhole) -> Option<Refutation> {
    // Allows for numbers that were rounded separately.
    const MARGIN: f64 = 1.005;

    let (part, whole) = (&s.amounts[found.part], &s.amounts[found.whole]);
    let exceeds = part.range().low > whole.range().high * MARGIN;
    if !exceeds
        || whole.says_more()
        || whole.value < 2.0
        || part.is_limit()
        || whole.is_spelled && whole.value < 10.0
    {
        return None;
    }

    let (a, b) = (s.written(found.part), s.written(found.whole));
    Some(Refutation {
        fault: Fault::Share,
        start: part.start,
        end: part.end,
        message: format!("{a} is more than the {b} that it is a part of"),
        help: "compare both numbers with their source; they may be the wrong way round".to_owned(),
        is_weak: false,
        is_inferred: false,
        fix: None,
    })
}

/// Tells whether an amount is the rest of a whole: "the remaining 60", "leaving 60", "60 remain".
fn is_rest(s: &Sentence<'_>, index: usize) -> bool {
    let token = s.at[index];
    let words = &s.lexicon.wholes;
    let is_value = s.amounts[index].is_count_or_money() && s.amounts[index].low.is_none();
    let is_named = s.led_by(token, W::REMAINING, W::OF | W::FILLER)
        && s.any(token.saturating_sub(4)..token, W::THE);
    let is_led = token > 0 && words.leaves.contains(&s.word(token - 1));
    let tail = token + 1..(token + 4).min(s.tokens.len());
    // The first two amounts are the whole and one part.
    let is_followed = index > 1 && s.find_phrase(tail, words.left).is_some();
    // "A fifth of the remaining 60" refers to the rest as a whole again.
    let is_whole = token >= 3 && s.is(token - 3, W::OF);

    is_value && !is_whole && (is_named || is_led || is_followed)
}

/// "Of the 120, 70 are in Leeds and the remaining 60 in York."
fn remaining(s: &Sentence<'_>) -> Option<Refutation> {
    const LEAST: f64 = 10.0;
    // A rest cannot exceed its whole; a larger one has another whole.
    const MOST: f64 = 1.0;

    let rest = (0..s.amounts.len()).find(|&index| is_rest(s, index))?;
    let (_, group) = s.groups(&[]).into_iter().find(|(_, group)| group.contains(&rest))?;
    let has_limit = group.iter().any(|&index| s.amounts[index].is_limit());
    let breaks = (0..s.tokens.len())
        .any(|at| s.is(at, W::BREAK) && !s.is(at, W::WITH) && !s.is_sign(at, ';'));
    if group.len() != 3 || has_limit || breaks || !differences(s).is_empty() {
        return None;
    }

    let others: Vec<usize> = group.iter().copied().filter(|&index| index != rest).collect();
    let &[one, two] = &others[..] else {
        return None;
    };
    let (whole, part) = match s.amounts[one].value > s.amounts[two].value {
        true => (one, two),
        false => (two, one),
    };
    // "The remaining 29 million acres of the 44 million": the rest is of another whole.
    let end = s.at[rest] + 1;
    let of = (end..end + 3).find(|&at| s.is(at, W::OF));
    let has_own = of.is_some_and(|of| (of + 1..of + 4).any(|at| s.amount(at).is_some()));
    if has_own || !s.has_only(&[whole, part, rest]) {
        return None;
    }

    let is_alike = s.counts_alike(whole, part) && s.counts_alike(whole, rest);
    let [w, p, r] = [whole, part, rest].map(|index| s.amounts[index].range());
    let fits = |one: super::amount::Range, two: super::amount::Range, sum: super::amount::Range| {
        one.sum(two).meets(sum.low * 0.998, sum.high * 1.002)
    };
    let is_money = matches!(s.amounts[rest].kind, AmountKind::Money(_));
    let holds = fits(p, r, w) || fits(w, r, p) || fits(w, p, r);
    if !is_alike || holds || r.value > w.value * MOST || !is_money && w.value < LEAST {
        return None;
    }

    let amount = &s.amounts[rest];
    let left = (w.value - p.value) / if amount.has_magnitude && w.value >= 1e6 { 1e6 } else { 1.0 };
    let unit = if amount.has_magnitude && w.value >= 1e6 { " million" } else { "" };
    Some(Refutation {
        fault: Fault::Sum,
        start: amount.start,
        end: amount.end,
        message: format!(
            "you wrote {}; {} less {} leaves {}{unit}",
            s.written(rest),
            s.written(whole),
            s.written(part),
            number(left, 3)
        ),
        help: "compare all three numbers with their source".to_owned(),
        is_weak: false,
        is_inferred: false,
        fix: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::check::solver::testing::refutes;

    fn is_refuted(text: &str) -> bool {
        refutes(super::check, text)
    }

    #[test]
    fn a_part_is_smaller_than_its_whole() {
        let refuted = [
            "So far 480 of the 360 schools have replied.",
            "There are 150 judges, of whom 190 are women.",
            "The £40 million fund, of which £55 million has been spent, closes in May.",
            "Of the 120 homes, 70 are in Leeds and the remaining 60 in York.",
        ];
        let silent = [
            "So far 280 of the 360 schools have replied.",
            "More than 150 judges, of whom 190 were asked, replied.",
            "The council spent £48 million of the £60 million.",
            "Of the 120 homes, 70 are in Leeds and the remaining 50 in York.",
            "We bought 900 tonnes of the 120 products.",
            "It completes the transfer of 89 acres, 60 for the state and the remaining 29 of the 44 for the firms.",
        ];

        for text in refuted {
            assert!(is_refuted(text), "silent: {text}");
        }
        for text in silent {
            assert!(!is_refuted(text), "refuted: {text}");
        }
    }
}
