//! The languages that a site is written in.
//!
//! In: the tags that its settings and pages name, and the phrases. Out: a [`Language`] for each.
//! Invariant: the site's own language is always there, and comes first.

use std::sync::Arc;

use super::{Language, LanguageTag, PhraseBook};

/// The site's own language, then the others by tag.
#[derive(Debug, PartialEq)]
pub struct LanguageSet {
    all: Vec<Language>,
}

impl LanguageSet {
    /// Makes the languages of a site from the tag of its settings and those of its pages.
    ///
    /// Languages whose phrases did not change are taken from the previous set.
    #[must_use]
    pub fn build<'t>(
        book: &PhraseBook,
        own: &'t LanguageTag,
        of_pages: impl Iterator<Item = &'t LanguageTag>,
        previous: Option<&LanguageSet>,
    ) -> LanguageSet {
        let mut others: Vec<&LanguageTag> = of_pages.filter(|tag| *tag != own).collect();

        // By tag, so that the order does not vary with the order in which pages are read.
        others.sort_unstable_by_key(|tag| tag.as_str());
        others.dedup();

        let language = |tag: &LanguageTag| {
            let phrases = book.phrases(tag);
            let known = previous.and_then(|previous| previous.find(tag.as_str()));
            let known = known.filter(|known| known.0.phrases == *phrases);
            known.cloned().unwrap_or_else(|| Language::new(tag, Arc::clone(phrases)))
        };

        LanguageSet { all: std::iter::once(own).chain(others).map(language).collect() }
    }

    /// Returns the site's own language: that of its lists and menus, and of pages without one.
    #[must_use]
    pub fn own(&self) -> &Language {
        &self.all[0]
    }

    /// Returns all of them, the site's own first.
    #[must_use]
    pub fn all(&self) -> &[Language] {
        &self.all
    }

    /// Returns the language of a tag.
    #[must_use]
    pub fn find(&self, tag: &str) -> Option<&Language> {
        self.all.iter().find(|language| language.tag() == tag)
    }
}
