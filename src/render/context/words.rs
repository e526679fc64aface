//! Dates, links and terms of the vocabulary, with the words that readers see.

use std::borrow::Cow;

use crate::content::{BuiltInWord, Choice};
use crate::language::Language;
use crate::render::printer::fields;
use crate::site::{EntryId, Site};
use crate::value::{Date, Moment};

/// A day, a month or a year, or a time.
#[derive(Debug, Clone)]
pub(crate) struct When {
    /// For the `datetime` attribute: `2025-08-20`, `2025-08`, `2025-08-20T10:30:00+01:00`.
    pub(crate) iso: String,
    /// For people: `20 August 2025`, `August 2025`.
    pub(crate) words: String,
}

impl When {
    /// Formats a date for readers of a language.
    pub(crate) fn date(date: Date, language: &Language) -> When {
        When { iso: date.iso(), words: language.date(date) }
    }

    /// Formats a day or a time for readers of a language.
    pub(crate) fn moment(moment: Moment, language: &Language) -> When {
        When { iso: moment.iso(), words: language.moment(&moment) }
    }
}

/// A link with its words.
#[derive(Debug, Clone)]
pub(crate) struct PageLink<'s> {
    /// Its words.
    pub(crate) title: Cow<'s, str>,
    /// The language of the title, where it is not the page's.
    pub(crate) lang: Option<Lang>,
    /// Its address: from the host's root, with the site's base path.
    pub(crate) url: Cow<'s, str>,
}

/// A word of the vocabulary: the key that was written, and how it reads.
#[derive(Debug, Clone)]
pub(crate) struct VocabularyTerm {
    /// `press-release`
    pub(crate) id: Cow<'static, str>,
    /// `Press release`
    pub(crate) words: String,
}

impl VocabularyTerm {
    /// Looks up the words of a term of front matter; its phrases begin with `group`.
    pub(crate) fn new(group: &str, id: &'static str, language: &Language) -> VocabularyTerm {
        VocabularyTerm { id: id.into(), words: language.term(group, id).to_owned() }
    }

    /// Takes a word that a site may have added or renamed.
    pub(crate) fn chosen<T: BuiltInWord>(word: &Choice<T>, language: &Language) -> VocabularyTerm {
        let id = match word {
            Choice::BuiltIn(word) => word.written().into(),
            Choice::Own(own) => own.id.to_string().into(),
        };

        VocabularyTerm { id, words: word.words(language).to_owned() }
    }
}

/// A language that is not the page's, for `lang` and `dir`.
#[derive(Debug, Clone)]
pub(crate) struct Lang {
    /// The BCP 47 tag.
    pub(crate) tag: Box<str>,
    /// `ltr` or `rtl`.
    pub(crate) direction: &'static str,
}

impl Lang {
    pub(crate) fn new(language: &Language) -> Lang {
        Lang { tag: language.tag().into(), direction: language.direction() }
    }

    /// Returns the language of an entry, if it is not the one of the page.
    pub(crate) fn of_entry(site: &Site, id: EntryId, spoken: &Language) -> Option<Lang> {
        let own = site.language_of(id);
        (own.tag() != spoken.tag()).then(|| Lang::new(own))
    }
}

fields! {
    When { iso, words }
    PageLink<'_> { title, lang, url }
    VocabularyTerm { id, words }
    Lang { tag, direction }
}
