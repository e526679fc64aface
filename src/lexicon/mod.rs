//! The words that a language is read by: numbers, qualifiers, units, months, verbs of change.
//!
//! In: the tag of a language. Out: its [`Lexicon`], which is tables and nothing else. Invariant: another
//! language is another file beside `en.rs`; no reader spells out a word itself.

mod agreement;
mod amount;
mod change;
mod claim;
mod cue;
mod date;
// A table of words is read in columns; with one word a line it would be a thousand lines long.
#[rustfmt::skip]
mod en;
#[rustfmt::skip]
mod en_amounts;
#[rustfmt::skip]
mod en_wholes;
mod en_words;
mod figure;
mod hedge;
mod label;
mod name;
mod number;
mod record;
mod role;
mod standing;
mod text;
#[cfg(test)]
#[rustfmt::skip]
pub(crate) mod toy;
mod unit;
mod whole;
mod word;

pub use agreement::{AgreementStanding, AgreementWords, StandingForm, StandingPhrase};
pub use amount::AmountWords;
pub use change::{ChangeWords, Direction};
pub use claim::ClaimWords;
pub use cue::Cues;
pub use date::{Dates, Month};
pub use en::ENGLISH;
pub use figure::FigureWords;
pub use hedge::HedgeWords;
pub use label::LabelWords;
pub use name::NameWords;
pub use number::{Cardinals, Fraction, Magnitude, Numbers, Qualifier, Ranges};
pub use record::RecordWords;
pub use role::RoleWords;
pub use standing::StandingWords;
pub use text::{ends_with_phrase, is_any, starts_with_phrase};
pub use unit::Units;
pub use whole::WholeWords;
pub use word::{WordRoles, WordTable};

/// The words of one language.
///
/// Words are compared without regard to case unless a table says otherwise. In a table that is searched
/// for the first match, longer phrases come before the shorter ones that they begin or end with.
#[derive(Debug)]
pub struct Lexicon {
    /// Words of which every sentence with a claim has one, unless it has a digit.
    pub cues: Cues,
    /// Words, without their full stop, that a sentence goes on after. One too many costs less than a sentence
    /// that is cut in two.
    pub abbreviations: &'static [&'static str],
    /// Numbers, and how they are meant.
    pub numbers: Numbers,
    /// Fractions, multiples, lengths of time, and what else a sentence counts by.
    pub amounts: AmountWords,
    /// Wholes, their parts and shares.
    pub wholes: WholeWords,
    /// What single words do in a sentence that claims something.
    pub words: &'static WordTable,
    /// What numbers measure.
    pub units: Units,
    /// Dates and periods.
    pub dates: Dates,
    /// Rises and falls.
    pub changes: ChangeWords,
    /// Names of people and of agreements.
    pub names: NameWords,
    /// How far an agreement has come.
    pub standing: StandingWords,
    /// What is said of agreements.
    pub agreements: AgreementWords,
    /// What is around a claim of a change.
    pub claims: ClaimWords,
    /// What figures count.
    pub figures: FigureWords,
    /// What limits or softens a number from afar.
    pub hedges: HedgeWords,
    /// What decides whether a label is given to a figure.
    pub labels: LabelWords,
    /// What is around a title of office.
    pub roles: RoleWords,
    /// What is said of a figure beside its number.
    pub records: RecordWords,
}

impl Lexicon {
    /// The lexicons of all languages that prose is read in.
    pub const ALL: [&'static Lexicon; 1] = [&ENGLISH];

    /// Finds the lexicon of a language by its tag (BCP 47), whatever its region: `en`, `en-GB`.
    ///
    /// None if we have no words of the language: its prose is then not read at all, since what one
    /// language's words make of another is chance.
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

    /// The first entry that matches is taken, so no entry may hide a longer one.
    #[test]
    fn no_phrase_hides_a_longer_one() {
        let qualifiers: Vec<&str> = ENGLISH.numbers.qualifiers.iter().map(|it| it.0).collect();
        let changes: Vec<&str> = ENGLISH.changes.phrases.iter().map(|it| it.0).collect();
        let points = ENGLISH.units.points;
        for phrases in [&qualifiers[..], &changes[..], points] {
            for (at, phrase) in phrases.iter().enumerate() {
                for later in &phrases[at + 1..] {
                    assert!(starts_with_phrase(later, phrase).is_none(), "{phrase} hides {later}");
                }
            }
        }

        for (at, phrase) in qualifiers.iter().enumerate() {
            for later in &qualifiers[at + 1..] {
                assert!(ends_with_phrase(later, phrase).is_none(), "{phrase} hides {later}");
            }
        }
    }

    /// A sentence without a cue is never read.
    #[test]
    fn every_word_that_claims_without_a_digit_is_a_cue() {
        let numbers = &ENGLISH.numbers;
        let magnitudes = numbers.magnitudes.iter().map(|it| it.0).filter(|word| word.len() > 3);
        let fractions = numbers.fractions.iter().map(|it| it.1);
        let multiples = ENGLISH.changes.multiples.iter().map(|it| it.0);
        for word in magnitudes.chain(fractions).chain(multiples) {
            assert!(ENGLISH.cues.begins_at(word.as_bytes(), 0), "{word}");
        }
    }
}
