//! The languages that a site is written in.
//!
//! In: the settings, the documents and the phrases. Out: a [`Language`] for every tag that is used.
//! Invariant: each tag has one, so that whatever is printed knows its language.

use std::collections::BTreeMap;

use super::{EntryId, Site};
use crate::config;
use crate::diagnostic::{Diagnostic, Place};
use crate::value::{Language, Tag};

/// The site's own language first, then the others by tag.
#[derive(Debug, Default)]
pub(super) struct Languages(Vec<Language>);

/// Returns the languages of a site; those of the site before are kept where nothing changed.
pub(super) fn of(site: &Site, before: &Site) -> Languages {
    let phrases = &site.input.languages;
    let is_alike = *phrases == before.input.languages;
    let language = |tag: &Tag| {
        let known = before.languages.0.iter().find(|known| known.tag() == tag.as_str());
        known.filter(|_| is_alike).cloned().unwrap_or_else(|| phrases.language(tag))
    };

    let own = &site.config().language.value;
    let mut others: BTreeMap<&str, &Tag> = BTreeMap::new();
    for (tag, _) in written(site) {
        others.insert(tag.as_str(), tag);
    }

    others.remove(own.as_str());

    Languages(std::iter::once(own).chain(others.into_values()).map(language).collect())
}

/// Returns the languages that front matter names, with their places.
fn written(site: &Site) -> impl Iterator<Item = (&Tag, Place)> {
    site.documents.iter().flat_map(|document| {
        let tags = document.entries().filter_map(|entry| entry.head.language.as_ref());
        tags.map(|tag| (&tag.value, Place::new(&document.path, tag.span)))
    })
}

/// Reports each language that has no phrases, once.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    let lacks = |language: &&Language| !site.input.languages.have_tag(language.tag());
    let lacking: Vec<&Language> = site.languages.0.iter().filter(lacks).collect();
    let own = &site.config().language;
    let finding = |language: &Language| {
        if language.tag() == own.value.as_str() {
            let place = Place::new(&config::path(), own.span);
            return Some(config::languages::wordless(&own.value, place));
        }

        let (tag, place) = written(site).find(|(tag, _)| tag.as_str() == language.tag())?;
        Some(config::languages::wordless(tag, place))
    };

    lacking.into_iter().filter_map(finding).collect()
}

impl Site {
    /// Returns the languages of the site, its own first.
    pub fn languages(&self) -> &[Language] {
        &self.languages.0
    }

    /// Returns the language of the site: of its lists, its menus, and of whatever says nothing else.
    pub fn language(&self) -> &Language {
        &self.languages.0[0]
    }

    /// Returns the language of an entry; a record that stands inline is written in that of its file.
    pub fn language_of(&self, id: EntryId) -> &Language {
        let own = self.entry(id).head.language.as_ref();
        let tag = own.or(self.document(id).own.head.language.as_ref());
        let language = tag.and_then(|tag| self.language_by_tag(tag.value.as_str()));
        language.unwrap_or_else(|| self.language())
    }

    /// Returns a language of the site by its tag.
    pub fn language_by_tag(&self, tag: &str) -> Option<&Language> {
        self.languages.0.iter().find(|language| language.tag() == tag)
    }
}
