//! A name or a title that may be written in several languages.
//!
//! In: the words of each language. Out: those of one. Invariant: there are always words.

/// Words, and the same in other languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalText {
    own: Box<str>,
    /// By BCP 47 tag.
    others: Box<[(Box<str>, Box<str>)]>,
}

impl LocalText {
    /// Makes a text from the words of its record's language and those of others, by BCP 47 tag.
    #[must_use]
    pub fn new(own: impl Into<Box<str>>, others: Vec<(Box<str>, Box<str>)>) -> LocalText {
        LocalText { own: own.into(), others: others.into() }
    }

    /// Returns the words in the language of the record or the settings that have them.
    #[must_use]
    pub fn own(&self) -> &str {
        &self.own
    }

    /// Returns the words in a language, or else those of the record's own.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> &str {
        self.translated(tag).unwrap_or(&self.own)
    }

    /// Returns the words of the other languages, with their BCP 47 tags.
    #[must_use]
    pub fn others(&self) -> &[(Box<str>, Box<str>)] {
        &self.others
    }

    /// Returns the words in another language, if they are written; those in `ar` serve a page in `ar-IQ`.
    #[must_use]
    pub fn translated(&self, tag: &str) -> Option<&str> {
        translated(&self.others, tag)
    }
}

impl From<Box<str>> for LocalText {
    fn from(own: Box<str>) -> LocalText {
        LocalText { own, others: Box::default() }
    }
}

/// Finds the words of a language among several: of its very tag, or else of the same language elsewhere.
#[must_use]
pub fn translated<'t>(all: &'t [(Box<str>, Box<str>)], tag: &str) -> Option<&'t str> {
    let base = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
    let exact = all.iter().find(|(of, _)| of.eq_ignore_ascii_case(tag));
    let near = || all.iter().find(|(of, _)| base(of) == base(tag));

    exact.or_else(near).map(|(_, words)| &**words)
}
