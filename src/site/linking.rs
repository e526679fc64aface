//! Links documents into a site.
//!
//! In: documents, settings, and the site as it was linked before; out: the site, and findings.
//! Invariant: the site before changes how long it takes and nothing else. What is found of a document
//! rests on the document and on what it refers to; where neither changed, it is taken over.

use std::sync::Arc;

use rayon::prelude::*;

use super::ties::{self, Names};
use super::{
    AsOf, Site, cycles, index, languages, lists, mentions, relations, resolve, route, translations,
    urls,
};
use crate::config::Config;
use crate::content::Document;
use crate::diagnostic::{Diagnostic, Place};
use crate::language::PhraseBook;
use crate::source::SitePath;

/// What a site is linked from.
#[derive(Debug, Default)]
pub struct Input {
    /// The settings.
    pub config: Arc<Config>,
    /// The phrases of the languages.
    pub phrases: Arc<PhraseBook>,
    /// All documents, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// The files that are published as they are: those of `static/`, and those beside pages.
    pub files: Vec<SitePath>,
    /// The day and moment that the build speaks of.
    pub as_of: AsOf,
    /// Whether drafts and embargoed pages are shown.
    pub drafts: bool,
}

/// Links documents, and finds what does not fit together.
///
/// The site before is an empty one where nothing was linked before.
#[must_use]
pub fn link(input: Input, before: &Site) -> (Site, Vec<Diagnostic>) {
    let (documents, index) = index::of(&input, before);
    let nothing = Site::default();

    // Where ids mean other entries, nothing that was known of them holds.
    let before = if Arc::ptr_eq(&index, &before.index) { before } else { &nothing };
    let mentions = vec![Arc::default(); index.nodes.len()];
    let mut site = Site { input, documents, index, mentions, ..Site::default() };
    let changed: Vec<usize> = (0..site.documents.len())
        .filter(|&at| {
            let known = before.documents.get(at);
            known.is_none_or(|known| !Arc::ptr_eq(known, &site.documents[at]))
        })
        .collect();

    site.languages = languages::build(&site, before);
    site.translations = translations::of(&site, before);
    site.lists = lists::of(&site, before, &changed);

    // Links may lead to whatever is published; how many pages a record has is known only at the end.
    site.known = route::known(&site, before, &changed);
    site.names = names(&site, before, &changed);
    site.near = resolve::near(&site, before);
    site.relations = relations::of(&site);

    // Answers and anchors can be asked for only now that every reference is known.
    site.ties = ties::of(&site, before, &changed);
    site.mentions = mentions::of(&site, before);
    site.routes = route::of(&site, before, &changed);

    let mut findings = index::findings(&site);
    cycles::find(&site, &mut findings);
    findings.extend(site.ties.iter().flat_map(|ties| ties.findings.iter().cloned()));
    menu(&site, &mut findings);

    let image = site.config().image.as_ref();
    findings.extend(image.and_then(|it| site.missing_image(&crate::config::path(), it)));
    findings.extend(languages::findings(&site));
    findings.extend(translations::findings(&site));
    findings.extend(urls::findings(&site));

    (site, findings)
}

/// Resolves what each document names, where it is other than before.
fn names(site: &Site, before: &Site, changed: &[usize]) -> Vec<Arc<Names>> {
    let mut names = before.names.clone();
    let new: Vec<_> =
        changed.par_iter().map(|&at| Arc::new(Names::of(site, &site.documents[at]))).collect();
    names.resize_with(site.documents.len(), Arc::default);

    for (&at, new) in changed.iter().zip(new) {
        names[at] = new;
    }

    names
}

/// Reports items of the menu that lead nowhere.
fn menu(site: &Site, findings: &mut Vec<Diagnostic>) {
    for item in &site.config().navigation {
        if let Err(unanswered) = site.menu_target(&item.url.value) {
            let place = Place::new(&crate::config::path(), item.url.span);
            findings.push(
                Diagnostic::new(unanswered.code, place, unanswered.message)
                    .help_if(unanswered.help),
            );
        }
    }
}
