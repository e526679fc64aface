//! Which languages a site is written in.
//!
//! In: the settings, the documents and the phrases. Out: a [`LanguageSet`], and findings about
//! languages without phrases. Invariant: every tag that a page names has its language in the set.

use std::sync::Arc;

use super::input::Input;
use crate::config;
use crate::content::Document;
use crate::diagnostic::{Diagnostic, Place};
use crate::language::{Language, LanguageSet, LanguageTag, missing_language};

/// Returns the languages of a site, sharing those of the previous one that did not change.
pub(super) fn build(
    input: &Input,
    documents: &[Arc<Document>],
    previous: Option<&LanguageSet>,
) -> LanguageSet {
    let own = &input.config.language.value;
    let of_pages = named_by_pages(documents).map(|(tag, _)| tag);
    LanguageSet::build(&input.phrases, own, of_pages, previous)
}

/// Returns the languages that front matter names, with their places.
fn named_by_pages(documents: &[Arc<Document>]) -> impl Iterator<Item = (&LanguageTag, Place)> {
    documents.iter().flat_map(|document| {
        let tags = document.entries().filter_map(|entry| entry.head.language.as_ref());
        tags.map(|tag| (&tag.value, Place::new(&document.path, tag.span)))
    })
}

/// Reports each language that has no phrases once, at the first place that names it.
pub(super) fn findings(
    input: &Input,
    documents: &[Arc<Document>],
    languages: &LanguageSet,
) -> Vec<Diagnostic> {
    let own = &input.config.language;
    let finding = |language: &Language| {
        if language.tag() == own.value.as_str() {
            let place = Place::new(&config::path(), own.span);
            return Some(missing_language(&own.value, place));
        }

        // One finding per language, not per page: a thousand pages lack the same file.
        let mut named = named_by_pages(documents);
        let (tag, place) = named.find(|(tag, _)| tag.as_str() == language.tag())?;

        Some(missing_language(tag, place))
    };

    let has_phrases = |language: &Language| input.phrases.has_language(language.tag());
    let all = languages.all().iter();

    all.filter(|language| !has_phrases(language)).filter_map(finding).collect()
}
