//! Which languages a site is written in.
//!
//! In: the settings, the documents and the phrases. Out: a [`LanguageSet`], and findings about
//! languages without phrases. Invariant: every tag that a page names has its language in the set.

use super::{EntryId, Site};
use crate::config;
use crate::diagnostic::{Diagnostic, Place};
use crate::language::{Language, LanguageSet, Tag, missing_language};

/// Returns the languages of a site, sharing those of the previous one that did not change.
pub(super) fn build(site: &Site, previous: &Site) -> LanguageSet {
    let own = &site.config().language.value;
    let of_pages = named_by_pages(site).map(|(tag, _)| tag);
    LanguageSet::build(&site.input.phrases, own, of_pages, &previous.languages)
}

/// Returns the languages that front matter names, with their places.
fn named_by_pages(site: &Site) -> impl Iterator<Item = (&Tag, Place)> {
    site.documents.iter().flat_map(|document| {
        let tags = document.entries().filter_map(|entry| entry.head.language.as_ref());
        tags.map(|tag| (&tag.value, Place::new(&document.path, tag.span)))
    })
}

/// Reports each language that has no phrases once, at the first place that names it.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    let own = &site.config().language;
    let finding = |language: &Language| {
        if language.tag() == own.value.as_str() {
            let place = Place::new(&config::path(), own.span);
            return Some(missing_language(&own.value, place));
        }

        let (tag, place) = named_by_pages(site).find(|(tag, _)| tag.as_str() == language.tag())?;
        Some(missing_language(tag, place))
    };

    let has_phrases = |language: &Language| site.input.phrases.has_language(language.tag());
    let all = site.languages.all().iter();
    all.filter(|language| !has_phrases(language)).filter_map(finding).collect()
}

impl Site {
    /// Returns the languages of the site, its own first.
    pub fn languages(&self) -> &LanguageSet {
        &self.languages
    }

    /// Returns the site's own language: that of its lists and menus, and of pages that name none.
    pub fn language(&self) -> &Language {
        self.languages.own()
    }

    /// Returns the language of an entry; an inline record is written in that of its file.
    pub fn language_of(&self, id: EntryId) -> &Language {
        let own = self.entry(id).head.language.as_ref();
        let tag = own.or(self.document(id).own.head.language.as_ref());
        let language = tag.and_then(|tag| self.languages.find(tag.value.as_str()));
        language.unwrap_or_else(|| self.language())
    }
}
