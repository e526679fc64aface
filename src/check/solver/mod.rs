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
mod pairs;
mod periods;
mod refutation;
mod scan;
mod sentence;
mod superlative;

pub(crate) use refutation::{Fault, Refutation};
pub(crate) use scan::scan;
pub(crate) use sentence::Sentence;

/// Checks a sentence by itself.
pub(crate) fn solve(s: &Sentence<'_>) -> Vec<Refutation> {
    // More amounts than these are a table in prose.
    const MOST_AMOUNTS: usize = 24;

    if s.amounts.len() > MOST_AMOUNTS {
        return Vec::new();
    }

    let mut found = change::check(s);
    found.extend(direction::check(s));
    found.extend(periods::check(s));
    found.extend(superlative::check(s));

    found
}

/// Checks a sentence, joined to the one before where it goes on about its values.
pub(crate) fn solve_text(
    text: &str,
    previous: Option<&str>,
    references: &[(u32, u32)],
    lexicon: &'static crate::lexicon::Lexicon,
    day: Option<jiff::civil::Date>,
) -> Vec<Refutation> {
    let Some(sentence) = scan(text, references, lexicon) else { return Vec::new() };
    let mut found = solve(&sentence);
    found.extend(calendar::check(&sentence, day));

    found
}

pub(crate) fn tables(
    rows: &[Vec<String>],
    lexicon: &'static crate::lexicon::Lexicon,
) -> Vec<((usize, usize), Refutation)> {
    Vec::new()
}
