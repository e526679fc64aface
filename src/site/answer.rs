//! An answer of a record, or why it has none.
//!
//! In: words and an entry. Out: an [`Answer`] or a [`ReferenceError`]. Invariant: words in a language other
//! than the requested one carry its tag.

use super::address::Address;
use super::id::EntryId;
use super::index::Index;
use crate::content::Link;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::language::Language;
use crate::source::SitePath;
use crate::value::ValueError;

/// What a record answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The words in the sentence.
    pub words: String,
    /// The plain number, if the answer is a value.
    pub machine: Option<String>,
    /// The value of a later period that is known by now, if the sentence has an earlier one.
    pub newer: Option<String>,
    /// The present wording, if a value was revised after the page's day.
    pub revised: Option<String>,
    /// The page it leads to.
    pub address: Address,
    /// The anchor on that page.
    pub anchor: Option<String>,
    /// The language of the words, if it is not the requested one.
    pub lang: Option<Language>,
}

/// Why a reference or a link has no target, or a record has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceError {
    /// The code of the finding.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// What to write in its place, where only one thing can be meant.
    pub fix: Option<String>,
}

impl ReferenceError {
    pub(super) fn new(
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> ReferenceError {
        ReferenceError { code, message: message.into(), help: Some(help.into()), fix: None }
    }

    /// Refuses an address that readers cannot or may not follow.
    pub(super) fn refused(error: ValueError) -> ReferenceError {
        let ValueError { message, help, fix } = error;
        ReferenceError { code: Code::UnsafeLink, message, help, fix }
    }

    /// Gives what is to be written in its place.
    pub(super) fn fix(self, replacement: impl Into<String>) -> ReferenceError {
        ReferenceError { fix: Some(replacement.into()), ..self }
    }

    /// Returns the finding at a place.
    pub(super) fn at(self, place: Place) -> Diagnostic {
        Diagnostic::new(self.code, place, self.message).help_if(self.help)
    }

    /// Returns the finding about a link, with its fix where the place of its address is known.
    pub(super) fn at_link(self, path: &SitePath, link: &Link) -> Diagnostic {
        let place = Place::new(path, link.span);

        // The address of a reference-style link is elsewhere, and entities hide that of an attribute.
        let is_exact = link.span.range().len() == link.target.len();
        let fix = self.fix.clone().filter(|_| is_exact);
        let finding = self.at(place.clone());

        match fix {
            Some(fix) => finding.fix(place, fix),
            None => finding,
        }
    }
}

impl Answer {
    /// Answers with words in the requested language.
    pub(super) fn new(index: &Index, id: EntryId, words: impl Into<String>) -> Answer {
        Answer {
            words: words.into(),
            machine: None,
            newer: None,
            revised: None,
            address: index.address(id).clone(),
            anchor: None,
            lang: None,
        }
    }

    /// Answers with an entry's name.
    pub(super) fn name(index: &Index, id: EntryId, language: &Language) -> Answer {
        let (name, lang) = index.name_in(id, language);
        Answer { lang: lang.cloned(), ..Answer::new(index, id, name) }
    }

    /// Answers with words that are written in the language of the record.
    pub(super) fn verbatim(
        index: &Index,
        id: EntryId,
        words: impl Into<String>,
        asked: &Language,
    ) -> Answer {
        let own = index.language_of(id);
        let lang = Some(own).filter(|own| own.tag() != asked.tag()).cloned();
        Answer { lang, ..Answer::new(index, id, words) }
    }
}

/// Explains that a record has no such part.
pub(super) fn no_part<'k>(
    index: &Index,
    id: EntryId,
    part: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> ReferenceError {
    let help = match nearest(part, known.clone()) {
        Some(near) => format!("did you mean `#{near}`?"),
        None => {
            let known: Vec<String> = known.map(|part| format!("#{part}")).collect();
            format!("it has: {}", known.join(", "))
        }
    };

    let message = format!("{} has no part `#{part}`", index.kind(id).phrase());
    ReferenceError::new(Code::UnknownReference, message, help)
}
