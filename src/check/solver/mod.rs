//! The solver of claims: refutes a claim that no reading of its sentence makes true.
//!
//! In: the text of a sentence, the words of its language, and the day of its page. Out: [`Refutation`]s.
//! Invariant: a claim is refuted only where no ordered pair of like amounts, no sum and no difference
//! makes it true at the rounding that its words allow. Knows no site and no record.

mod amount;
mod calendar;
mod change;
mod claim;
mod direction;
mod joined;
mod list;
mod pairs;
mod part;
mod periods;
mod portion;
mod precision;
mod rate;
mod refutation;
mod scan;
mod sentence;
mod share;
mod sum;
mod superlative;
mod table;
#[cfg(test)]
mod testing;
mod whole;

use jiff::civil::Date;

use crate::lexicon::Lexicon;

pub(crate) use amount::{AmountKind, DateParts, WrittenAmount};
pub(crate) use change::said_in_percent;
pub(crate) use claim::{
    AllowedRange, ChangeAssertion, ChangeWay, Difference, Measure, allowed, allowed_multiples,
    claims, differences, is_of_another, is_within_reason,
};
pub(crate) use joined::{goes_on, solve_after};
pub(crate) use refutation::{Fault, Refutation};
pub(crate) use scan::scan;
pub(crate) use sentence::Sentence as Solvable;
use sentence::Sentence;

/// Checks a sentence by itself.
pub(crate) fn solve(s: &Sentence<'_>) -> Vec<Refutation> {
    // A sentence with more amounts is a table in prose.
    const MOST_AMOUNTS: usize = 24;
    const LONGEST_LIST: usize = 42;

    if s.amounts.is_empty() || s.amounts.len() > MOST_AMOUNTS || !is_prose(s) {
        return Vec::new();
    }

    let mut found = change::check(s);
    if found.is_empty() {
        found.extend(precision::check(s));
    }

    // Values counted over periods of different lengths are neither a rise nor a fall.
    let periods = periods::check(s);

    // A wrong size refutes the same two values as the verb before it would.
    if found.is_empty() && periods.is_empty() {
        found.extend(direction::check(s));
    }
    found.extend(share::check(s));
    found.extend(sum::check(s));
    found.extend(part::check(s));

    // What follows is tied by the order of words and by their likeness alone. Lists and rankings are longer by nature.
    let mut inferred = Vec::new();
    if s.tokens.len() <= LONGEST_LIST {
        inferred.extend(whole::check(s));
        inferred.extend(superlative::check(s));
    }
    if is_short(s) {
        if periods.is_empty() {
            inferred.extend(rate::check(s));
        }
        inferred.extend(periods);
        inferred.extend(portion::check(s));
    }

    found.extend(inferred.into_iter().map(Refutation::inferred));

    found
}

/// Tells whether a sentence is short enough to say one thing: in a longer one, numbers belong to several statements.
pub(super) fn is_short(s: &Sentence<'_>) -> bool {
    const LONGEST: usize = 33;

    s.tokens.len() <= LONGEST
}

/// Tells whether a text is a sentence, and not the labels of a chart that lost their layout: a long one ends with a sign.
fn is_prose(s: &Sentence<'_>) -> bool {
    // Headlines and the items of a list are shorter.
    const LONGEST_WITHOUT: usize = 36;

    let ends = s.text.trim_end().ends_with(|last: char| !last.is_alphanumeric() && last != ')');
    ends || s.tokens.len() <= LONGEST_WITHOUT
}

/// A sentence's text, and the positions of its references.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SentenceText<'t> {
    pub(crate) text: &'t str,
    pub(crate) references: &'t [(u32, u32)],
}

/// Checks a sentence, joined to the previous one where it continues with its values: "That is a rise of 8%."
pub(crate) fn solve_text(
    own: SentenceText<'_>,
    previous: Option<SentenceText<'_>>,
    lexicon: &'static Lexicon,
    day: Option<Date>,
) -> Vec<Refutation> {
    let sentence = scan(own.text, own.references, lexicon);
    sentence.map(|sentence| solve_after(&sentence, previous, day)).unwrap_or_default()
}

pub(crate) use list::check as list;

/// A refuted cell of a table; spans of the refutation are within the cell's text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RefutedCell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) refutation: Refutation,
}

/// Checks the cells of a table against one another; the first row is its header.
pub(crate) fn tables(rows: &[Vec<&str>], lexicon: &'static Lexicon) -> Vec<RefutedCell> {
    table::check(rows, lexicon)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::testing::MISLEADING;
    use super::*;
    use crate::lexicon::ENGLISH;
    use crate::lexicon::toy::TOY;

    /// Another language is another lexicon file: no reader contains words of its own.
    #[test]
    fn an_invented_language_is_solved_by_its_lexicon_alone() {
        let solve = |text| solve_text(SentenceText { text, references: &[] }, None, &TOY, None);

        let found = solve("Gi falis po nef zentel, da 28.3 zentel gis 19.3 zentel.");
        assert!(found.iter().any(|it| it.fault == Fault::PointsNotPercent), "{found:?}");
        assert_eq!(solve("Gi falis po nef zentel punkt, da 28.3 zentel gis 19.3 zentel."), []);
    }

    #[test]
    fn what_only_reads_like_a_claim_is_silent() {
        let page = Some(date(2026, 3, 4));
        for &text in MISLEADING {
            let sentence = SentenceText { text, references: &[] };
            assert_eq!(solve_text(sentence, None, &ENGLISH, page), [], "{text}");
        }
    }
}
