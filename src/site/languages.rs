//! The languages that a site is written in.
//!
//! In: the settings, the documents and the phrases. Out: a [`Language`] for every tag that is used.
//! Invariant: each tag has one, so that whatever is printed knows its language.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::input::Input;
use crate::config;
use crate::content::Document;
use crate::diagnostic::{Diagnostic, Place};
use crate::value::{Language, Tag};

/// The languages of a site, its own first, then the others by tag.
#[derive(Debug)]
pub(super) struct SiteLanguages(Vec<Language>);

impl SiteLanguages {
    /// Makes the languages that the settings and the documents name.
    ///
    /// Those of the previous site are kept if the phrases are the same: loading one is slow.
    pub(super) fn build(
        input: &Input,
        documents: &[Arc<Document>],
        previous: Option<&SiteLanguages>,
    ) -> SiteLanguages {
        let language = |tag: &Tag| {
            let known = previous.and_then(|previous| previous.by_tag(tag.as_str()));
            known.cloned().unwrap_or_else(|| input.languages.language(tag))
        };

        let own = &input.config.language.value;
        let mut others: BTreeMap<&str, &Tag> = BTreeMap::new();
        for (tag, _) in tags(documents) {
            others.insert(tag.as_str(), tag);
        }

        others.remove(own.as_str());

        SiteLanguages(std::iter::once(own).chain(others.into_values()).map(language).collect())
    }

    /// Returns the languages, the site's own first.
    pub(super) fn all(&self) -> &[Language] {
        &self.0
    }

    /// Returns the language of the site itself.
    pub(super) fn own(&self) -> &Language {
        &self.0[0]
    }

    /// Returns a language by its tag.
    pub(super) fn by_tag(&self, tag: &str) -> Option<&Language> {
        self.0.iter().find(|language| language.tag() == tag)
    }
}

/// Returns the tags that front matter names, with their places.
fn tags(documents: &[Arc<Document>]) -> impl Iterator<Item = (&Tag, Place)> {
    documents.iter().flat_map(|document| {
        let tags = document.entries().filter_map(|entry| entry.head.language.as_ref());
        tags.map(|tag| (&tag.value, Place::new(&document.path, tag.span)))
    })
}

/// Reports each language that has no phrases once, at the first place that names it.
pub(super) fn findings(
    input: &Input,
    documents: &[Arc<Document>],
    languages: &SiteLanguages,
) -> Vec<Diagnostic> {
    let lacking = languages.all().iter().filter(|it| !input.languages.have_tag(it.tag()));
    let own = &input.config.language;
    let finding = |language: &Language| {
        if language.tag() == own.value.as_str() {
            let place = Place::new(&config::path(), own.span);
            return Some(config::languages::wordless(&own.value, place));
        }

        let (tag, place) = tags(documents).find(|(tag, _)| tag.as_str() == language.tag())?;
        Some(config::languages::wordless(tag, place))
    };

    lacking.filter_map(finding).collect()
}
