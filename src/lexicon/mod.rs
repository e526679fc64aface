//! The words for reading a language: numbers, qualifiers, units, months, verbs of change.
//!
//! In: the tag of a language. Out: its [`Lexicon`], which consists of tables only. Invariant: another
//! language is another file beside `en.rs`; no reader spells out a word itself.

mod agreement;
mod amount;
mod change;
mod claim;
mod cue;
mod date;
// A table of words is laid out in columns; with one word a line it would be a thousand lines long.
#[rustfmt::skip]
mod en;
#[rustfmt::skip]
mod en_amounts;
#[rustfmt::skip]
mod en_wholes;
mod en_words;
#[rustfmt::skip]
pub mod european_dates;
mod figure;
mod hedge;
mod label;
mod mark;
mod name;
mod number;
#[rustfmt::skip]
mod person_name;
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
pub use mark::{Marks, MissingReason, TableWords, ValueMark};
pub use name::NameWords;
pub use number::{Cardinals, Fraction, Magnitude, Numbers, Qualifier, Ranges};
pub use person_name::family_name;
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
    /// Abbreviations, without their full stop, that do not end a sentence. One too many costs less than a
    /// sentence cut in two.
    pub abbreviations: &'static [&'static str],
    /// Numbers and their qualifiers.
    pub numbers: Numbers,
    /// Fractions, multiples, durations and other amounts.
    pub amounts: AmountWords,
    /// Wholes, their parts and shares.
    pub wholes: WholeWords,
    /// The roles of single words in a sentence with a claim.
    pub words: &'static WordTable,
    /// Units of numbers.
    pub units: Units,
    /// Marks of statistical offices beside values, and in their place.
    pub marks: Marks,
    /// Names of columns in tables of values.
    pub tables: TableWords,
    /// Dates and periods.
    pub dates: Dates,
    /// Rises and falls.
    pub changes: ChangeWords,
    /// Names of people and of agreements.
    pub names: NameWords,
    /// Cues for the status of an agreement.
    pub standing: StandingWords,
    /// Words about the status of agreements.
    pub agreements: AgreementWords,
    /// Words around a claim of a change.
    pub claims: ClaimWords,
    /// Words for what figures count.
    pub figures: FigureWords,
    /// Words that limit or soften a number at a distance.
    pub hedges: HedgeWords,
    /// Words that decide whether a label refers to a figure.
    pub labels: LabelWords,
    /// Words around a title of office.
    pub roles: RoleWords,
    /// Words about a figure besides its number: its time and its rank.
    pub records: RecordWords,
}

impl Lexicon {
    /// The lexicons of all languages whose prose is read.
    pub const ALL: [&'static Lexicon; 1] = [&ENGLISH];

    /// Finds the lexicon of a language by its tag (BCP 47), whatever its region: `en`, `en-GB`.
    ///
    /// None if there is no lexicon of the language: its prose is then not read at all, since another
    /// language's words would match only by chance.
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

    /// The first entry that matches is taken, so no entry may shadow a longer one.
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

    /// What is said of an agreement is read only in a sentence with a cue.
    #[test]
    fn every_phrase_of_a_status_is_a_cue() {
        for phrase in ENGLISH.agreements.phrases {
            let sentence = format!("{} the text", phrase.words);
            assert!(ENGLISH.standing.is_in(&sentence), "{sentence}");

            let starts = sentence.match_indices(' ').map(|(at, _)| at + 1);
            let mut starts = std::iter::once(0).chain(starts);
            assert!(starts.any(|at| ENGLISH.cues.begins_at(sentence.as_bytes(), at)), "{sentence}");
        }
    }
}
