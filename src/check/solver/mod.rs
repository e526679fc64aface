//! The solver of claims: refutes what no reading of a sentence makes true.
//!
//! In: the text of a sentence, the words of its language, and the day of its page. Out: [`Refutation`]s.
//! Invariant: a claim is refuted only where no ordered pair of like amounts, no sum and no difference
//! makes it true at the rounding that its words allow. Knows no site and no record.

mod amount;
mod calendar;
mod change;
mod claim;
mod direction;
mod list;
mod pairs;
mod part;
mod periods;
mod portion;
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

use crate::lexicon::{Lexicon, WordRoles as W};

pub(crate) use amount::{AmountKind, DateParts, WrittenAmount};
pub(crate) use change::said_in_percent;
pub(crate) use claim::{
    AllowedRange, ChangeAssertion, ChangeWay, Difference, Measure, allowed, allowed_multiples,
    claims, differences, is_of_another,
};
pub(crate) use refutation::{Fault, Refutation};
pub(crate) use scan::scan;
pub(crate) use sentence::Sentence as Solvable;
use sentence::Sentence;

/// Checks a sentence by itself.
pub(crate) fn solve(s: &Sentence<'_>) -> Vec<Refutation> {
    // More amounts than these are a table in prose.
    const MOST_AMOUNTS: usize = 24;

    if s.amounts.len() > MOST_AMOUNTS {
        return Vec::new();
    }

    let mut found = change::check(s);

    // What is counted over another length of time is neither a rise nor a fall.
    let periods = periods::check(s);

    // A size that is wrong says the same of the two values as the verb before it.
    if found.is_empty() && periods.is_empty() {
        found.extend(direction::check(s));
    }
    if periods.is_empty() {
        found.extend(rate::check(s));
    }
    found.extend(periods);
    found.extend(share::check(s));
    found.extend(portion::check(s));
    found.extend(sum::check(s));
    found.extend(part::check(s));
    found.extend(whole::check(s));
    found.extend(superlative::check(s));

    found
}

/// A sentence's text, and where its references begin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SentenceText<'t> {
    pub(crate) text: &'t str,
    pub(crate) references: &'t [(u32, u32)],
}

/// Checks a sentence, joined to the one before where it goes on about its values: "That is a rise of 8%."
pub(crate) fn solve_text(
    own: SentenceText<'_>,
    previous: Option<SentenceText<'_>>,
    lexicon: &'static Lexicon,
    day: Option<Date>,
) -> Vec<Refutation> {
    let sentence = scan(own.text, own.references, lexicon);
    sentence.map(|sentence| solve_after(&sentence, previous, day)).unwrap_or_default()
}

/// Checks a sentence that has been read, joined to the one before where it goes on about its values.
pub(crate) fn solve_after(
    sentence: &Sentence<'_>,
    previous: Option<SentenceText<'_>>,
    day: Option<Date>,
) -> Vec<Refutation> {
    let mut found = solve(sentence);
    found.extend(calendar::check(sentence, day));
    let Some(previous) = previous.filter(|_| found.is_empty() && goes_on(sentence)) else {
        return found;
    };

    let head = previous.text.trim_end().trim_end_matches(['.', '!', '?']);
    let joined = format!("{head}, {}", sentence.text);
    let shift = head.len() + 2;
    let Some(sentence) = scan(&joined, previous.references, sentence.lexicon) else {
        return found;
    };

    // A verb such as "doubled" needs its values beside it.
    let mut found: Vec<Refutation> =
        change::check(&sentence).into_iter().filter(|it| !it.is_weak).collect();
    found.extend(share::check(&sentence));
    let own = found.into_iter().filter_map(|it| {
        let start = it.start.checked_sub(u32::try_from(shift).ok()?)?;
        Some(Refutation { start, end: start + (it.end - it.start), ..it })
    });

    own.collect()
}

/// Tells whether a sentence goes on about the one before: "That is", "An increase of", "Up 8%".
fn goes_on(s: &Sentence<'_>) -> bool {
    // "By the end of the year, this figure had …"
    const REACH: usize = 7;

    let comma = (0..REACH).find(|&at| s.is_sign(at, ',')).map_or(0, |comma| comma + 1);
    let changes = W::RISE | W::FALL | W::CHANGE;

    [0, comma].into_iter().any(|at| {
        s.is(at, W::DEMONSTRATIVE) && (s.is_word(at + 1) || s.is_sign(at + 1, '–'))
            || s.is(at, W::A | W::THE)
                && (s.is(at + 1, changes) || s.amount(at + 1).is_some() && s.is(at + 2, changes))
            || s.is(at, W::UP | W::DOWN | W::COMPARED)
            || s.is(at, W::BEFORE) && !s.is(at, W::BE | W::HAVE)
            || s.is(at, W::THE) && s.is(at + 1, W::COUNT_NOUN | W::BEFORE)
    })
}

pub(crate) use list::check as list;

/// A cell of a table that is refuted; the places of the refutation are within its text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RefutedCell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) refutation: Refutation,
}

/// Checks the cells of a table, whose first row is its header, against one another.
pub(crate) fn tables(rows: &[Vec<&str>], lexicon: &'static Lexicon) -> Vec<RefutedCell> {
    table::check(rows, lexicon)
}
