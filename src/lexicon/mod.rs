//! The words that a language is read by: numbers, qualifiers, units, months, verbs of change.
//!
//! In: the tag of a language. Out: its [`Lexicon`], tables and nothing else. Invariant: another language
//! is another file beside `en.rs`; no reader names a word itself.

mod change;
mod date;
// A table of words is read in columns; one word a line would make it a thousand lines.
#[rustfmt::skip]
mod en;
mod number;
mod text;
mod unit;

pub use change::{Changes, Direction};
pub use date::{Dates, Month};
pub use en::ENGLISH;
pub use number::{Fraction, Magnitude, Numbers, Qualifier, Ranges};
pub use text::{ends_with_phrase, is_any, starts_with_phrase};
pub use unit::Units;

/// The words of one language.
///
/// Words are compared without regard to case unless a table says otherwise. In a table that is searched
/// for the first match, longer phrases come before the shorter ones that they begin or end with.
#[derive(Debug)]
pub struct Lexicon {
    /// Numbers, and how they are meant.
    pub numbers: Numbers,
    /// What numbers measure.
    pub units: Units,
    /// Dates and periods.
    pub dates: Dates,
    /// Rises and falls.
    pub changes: Changes,
}

impl Lexicon {
    /// Finds the lexicon of a language by its tag (BCP 47), whatever its region: `en`, `en-GB`.
    ///
    /// None where we have no words of the language: its prose is then not read at all, since what
    /// one language's words make of another is chance.
    #[must_use]
    pub fn for_language(tag: &str) -> Option<&'static Lexicon> {
        let base = tag.split(['-', '_']).next().unwrap_or_default();
        base.eq_ignore_ascii_case("en").then_some(&ENGLISH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_whatever_its_region() {
        for tag in ["en", "en-GB", "en-US", "EN-gb"] {
            assert!(Lexicon::for_language(tag).is_some(), "{tag}");
        }

        for tag in ["", "fr", "cy", "enm", "de-AT"] {
            assert!(Lexicon::for_language(tag).is_none(), "{tag}");
        }
    }

    /// A phrase is found by the first entry that fits, so that no entry may hide a longer one.
    #[test]
    fn no_phrase_hides_a_longer_one() {
        let qualifiers: Vec<&str> = ENGLISH.numbers.qualifiers.iter().map(|it| it.0).collect();
        for (at, phrase) in qualifiers.iter().enumerate() {
            for later in &qualifiers[at + 1..] {
                assert!(starts_with_phrase(later, phrase).is_none(), "{phrase} hides {later}");
                assert!(ends_with_phrase(later, phrase).is_none(), "{phrase} hides {later}");
            }
        }
    }
}
