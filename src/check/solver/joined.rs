//! Claims over two sentences: "In 2024 there were 640. That is a rise of 8%."
//!
//! In: a sentence and the one before. Out: [`Refutation`]s, placed in the later one. Invariant: two sentences
//! are joined only where words of the later one refer to the earlier one.

use jiff::civil::Date;

use super::amount::Likeness;
use super::claim::{claims, differences};
use super::refutation::Refutation;
use super::sentence::Sentence;
use super::{SentenceText, calendar, change, direction, scan, share, solve};
use crate::lexicon::WordRoles as W;

/// How a sentence continues the previous one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// It makes a claim about the earlier one's values: "That is a rise of 8%."
    Claim,
    /// Each has a value for its own time: "Last year 340 came. This year it was 400, or 10% more."
    Times,
    /// It gives the values for the earlier one's claim: "There were 340 then; there are 400 now."
    Values,
}

/// Checks a sentence joined to the previous one, where it continues with that one's values.
pub(crate) fn solve_after(
    sentence: &Sentence<'_>,
    previous: Option<SentenceText<'_>>,
    day: Option<Date>,
) -> Vec<Refutation> {
    // A claim and one of its values: "This was up 8% from the 12,400 of 2024".
    const MOST_OF_ITS_OWN: usize = 2;

    let mut found = solve(sentence);
    found.extend(calendar::check(sentence, day));

    // "The fall was due to farming, down 0.5%, and fishing, which slowed from 2.6% to 2.2%" has values of its own.
    let values = sentence.amounts.iter().filter(|amount| amount.likeness().is_some()).count();
    let bond = bond(sentence)
        .filter(|it| found.is_empty() && (*it == Bond::Values || values <= MOST_OF_ITS_OWN));
    if let Some((previous, bond)) = previous.zip(bond) {
        found.extend(join(sentence, previous, bond));
    }

    found
}

fn join(own: &Sentence<'_>, previous: SentenceText<'_>, bond: Bond) -> Vec<Refutation> {
    let head = previous.text.trim_end().trim_end_matches(['.', '!', '?']);
    let joined = format!("{head}, {}", own.text);
    let shift = head.len() + 2;
    let Some(sentence) = scan(&joined, previous.references, own.lexicon) else {
        return Vec::new();
    };

    if bond != Bond::Claim && !fits(&sentence, shift, bond) {
        return Vec::new();
    }

    let mut found = change::check_joined(&sentence);
    match bond {
        Bond::Claim => found.extend(share::check(&sentence)),
        Bond::Times | Bond::Values if found.is_empty() => found.extend(direction::check(&sentence)),
        Bond::Times | Bond::Values => {}
    }

    found.into_iter().filter_map(|it| in_own(own, it, shift, bond)).collect()
}

/// Places a refutation in the later sentence: at its last value if the claim is in the earlier one.
fn in_own(own: &Sentence<'_>, found: Refutation, shift: usize, bond: Bond) -> Option<Refutation> {
    let shift = u32::try_from(shift).ok()?;
    if let Some(start) = found.start.checked_sub(shift) {
        return Some(Refutation { start, end: start + (found.end - found.start), ..found });
    }

    let value = own.amounts.iter().rfind(|it| it.likeness().is_some())?;
    let is_stated = bond == Bond::Values;
    is_stated.then_some(Refutation { start: value.start, end: value.end, fix: None, ..found })
}

/// Tells whether the two sentences have two like values, placed as their bond requires.
fn fits(joined: &Sentence<'_>, shift: usize, bond: Bond) -> bool {
    let sizes: Vec<usize> = claims(joined)
        .iter()
        .filter_map(|it| it.amount)
        .chain(differences(joined).iter().map(|it| it.amount))
        .collect();
    let groups = joined.groups(&sizes);
    let counted: Vec<&(Likeness, Vec<usize>)> =
        groups.iter().filter(|(likeness, _)| *likeness != Likeness::Duration).collect();
    let counted = if counted.is_empty() { groups.iter().collect() } else { counted };

    let [(_, values)] = counted[..] else {
        return false;
    };
    let &[one, two] = &values[..] else {
        return false;
    };
    let is_own = |index: usize| joined.amounts[index].start as usize >= shift;

    joined.counts_alike(one, two)
        && match bond {
            Bond::Claim => true,
            Bond::Times => !is_own(one) && is_own(two),
            Bond::Values => is_own(one),
        }
}

/// Tells how a sentence continues the previous one, if it does.
fn bond(s: &Sentence<'_>) -> Option<Bond> {
    // A claim and one of its values: "This was up 8% from the 12,400 of 2024". With more, it has values of its own:
    // "The fall was due to farming, down 0.5%, and fishing, which slowed from 2.6% to 2.2%".
    const MOST_OF_ITS_OWN: usize = 2;

    let values = s.amounts.iter().filter(|it| it.likeness().is_some()).count();
    if goes_on(s) && values <= MOST_OF_ITS_OWN {
        return Some(Bond::Claim);
    }

    let is_past = s.is(0, W::BEFORE | W::AFTER) && !s.is(0, W::BE | W::HAVE);
    let opens_with_time = s.is(0, W::NOW) && !s.is(0, W::BE | W::HAVE)
        || s.is(0, W::IN | W::BY | W::SINCE) && (1..4).any(|at| s.is_date(at) || s.is_month(at))
        || is_past;
    let gives_values = s.is(0, W::THERE | W::FROM | W::DEMONSTRATIVE);

    match values {
        2.. if gives_values => Some(Bond::Values),
        1.. if opens_with_time => Some(Bond::Times),
        _ => None,
    }
}

/// Tells whether a sentence refers back to the previous one: "That is", "An increase of", "Up 8%".
pub(crate) fn goes_on(s: &Sentence<'_>) -> bool {
    // "By the end of the year, this figure had …"
    const REACH: usize = 7;

    let comma = (0..REACH).find(|&at| s.is_sign(at, ',')).map_or(0, |comma| comma + 1);
    let changes = W::RISE | W::FALL | W::CHANGE;

    [0, comma].into_iter().any(|at| {
        // "The cash element, which had contracted, …" has its own subject.
        let is_relative = at > 0 && s.is(at, W::WHICH);
        s.is(at, W::DEMONSTRATIVE) && !is_relative && (s.is_word(at + 1) || s.is_sign(at + 1, '–'))
            || s.is(at, W::A | W::THE)
                && (s.is(at + 1, changes) || s.amount(at + 1).is_some() && s.is(at + 2, changes))
            || s.is(at, W::UP | W::DOWN | W::COMPARED)
            || s.is(at, W::BEFORE) && !s.is(at, W::BE | W::HAVE)
            || s.is(at, W::THE) && s.is(at + 1, W::COUNT_NOUN | W::BEFORE)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ENGLISH;

    fn is_refuted(text: &str) -> bool {
        let (previous, own) = text.split_once(". ").unwrap();
        let previous = SentenceText { text: previous, references: &[] };
        let own = scan(own, &[], &ENGLISH).unwrap();
        !solve_after(&own, Some(previous), None).is_empty()
    }

    #[test]
    fn two_sentences_are_read_as_one() {
        let refuted = [
            "There were 640 growers in 2024 and 800 in 2025. That is a rise of 35%.",
            "In 2024, 8,400 people were on the register. Today, 6,300 are, which is 35% fewer.",
            "The number of licensed growers has quintupled. There were 40 then; there are 120 now.",
            "Last year we vaccinated 18,200 dogs. This year it was 21,900, or 4,700 more.",
        ];
        let silent = [
            "There were 640 growers in 2024 and 800 in 2025. That is a rise of 25%.",
            "In 2024, 8,400 people were on the register. Today, 6,300 are, which is 25% fewer.",
            "The EU recorded 19,800 road deaths in 2024. In 2025 there was a rise, to 20,300.",
            "The number of licensed growers has tripled. There were 40 then; there are 120 now.",
            "The number of licensed growers has tripled. The 40 growers then grew 120 acres.",
            "Aid fell from 16% to 14.7%. The cash element, which had contracted, expanded by 7.6%.",
            "Crime has fallen. There were 410 officers then; there are 485 now.",
        ];

        for text in refuted {
            assert!(is_refuted(text), "silent: {text}");
        }
        for text in silent {
            assert!(!is_refuted(text), "refuted: {text}");
        }
    }
}
