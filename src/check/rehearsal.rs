//! The findings about what is held back, as it will stand at its hour.
//!
//! In: the site of all documents, and the public one with its findings. Out: findings. Invariant: each one
//! concerns a document that is held; a public page is judged by the public site alone.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::prose::{StatedValue, Vocabulary};
use super::{CheckCache, SITE_RULES, check_document, contradiction};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::site::{DocumentId, EntryId, Hold, Publication, Site};
use crate::source::{SitePath, Span};

/// The site of all documents, and what is known about the public one.
#[derive(Clone, Copy)]
pub struct Rehearsal<'r> {
    /// The site of all documents.
    pub whole: &'r Site,
    /// What of it is held back.
    pub publication: &'r Publication,
    /// The public site.
    pub public: &'r Site,
    /// What was found about the public site.
    pub checked: &'r CheckCache,
}

/// Checks what is held back, given what linking the whole site found.
#[must_use]
pub fn rehearse(rehearsal: Rehearsal<'_>, linked: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let Rehearsal { whole, publication, .. } = rehearsal;
    let vocabulary = Vocabulary::build(whole, &Vocabulary::default());
    let is_held = |id: &DocumentId| publication.hold(id.index()).is_some();
    let held: Vec<DocumentId> = whole.index().document_ids().filter(is_held).collect();

    let check = |&id: &DocumentId| check_document(whole, &vocabulary, id, whole.fingerprint(id));
    let checked: Vec<_> = held.par_iter().map(check).collect();

    let mut findings = linked;
    findings.extend(SITE_RULES.iter().flat_map(|rule| rule(whole)));
    findings.extend(checked.iter().flat_map(|cached| cached.findings.iter().cloned()));

    let public = stated_on_public_pages(rehearsal);
    let stated = held.iter().zip(&checked).map(|(&id, cached)| (id, &*cached.stated));
    let all = public.iter().map(|(id, stated)| (*id, stated.as_slice())).chain(stated);
    findings.extend(contradiction::find(whole, all));

    findings.retain(|finding| hold_of(publication, whole, finding).is_some());
    findings.extend(held.iter().flat_map(|&id| outlasted(whole, publication, id)));

    findings
}

/// Returns what holds back the document that a finding concerns: the one at its place, or else at a label.
#[must_use]
pub fn hold_of(publication: &Publication, whole: &Site, finding: &Diagnostic) -> Option<Hold> {
    let hold = |place: &Place| {
        let entry = whole.index().at_path(place.path.as_str())?;
        publication.hold(whole.index().document_of(entry).index())
    };

    hold(&finding.place).or_else(|| finding.labels.iter().find_map(|label| hold(&label.place)))
}

/// Returns the values that public pages state, by the ids of the whole site.
fn stated_on_public_pages(rehearsal: Rehearsal<'_>) -> Vec<(DocumentId, Vec<StatedValue>)> {
    let Rehearsal { whole, public, checked, .. } = rehearsal;
    let in_whole = |id: DocumentId| {
        let entry = whole.index().at_path(public.index().document(id).path.as_str())?;
        Some(whole.index().document_of(entry))
    };

    // An entry keeps its number within its file.
    let moved = |id: EntryId| {
        let document = public.index().document_of(id);
        let number = id.index() - public.index().own_entry(document).index();
        whole.index().entries_of(in_whole(document)?).nth(number)
    };

    let pages = public.index().document_ids().zip(checked.stated());
    let stated = pages.filter(|(_, stated)| !stated.is_empty()).filter_map(|(id, stated)| {
        let values =
            stated.iter().filter_map(|value| Some(value.with_figure(moved(value.figure)?)));
        Some((in_whole(id)?, values.collect()))
    });
    stated.collect()
}

/// Reports what a held page names that will be held longer than the page.
fn outlasted(whole: &Site, publication: &Publication, id: DocumentId) -> Vec<Diagnostic> {
    let Some(own) = publication.hold(id.index()) else {
        return Vec::new();
    };

    let index = whole.index();
    let document = index.document(id);
    let zone = whole.config().zone();
    let mut findings = BTreeMap::new();

    for to in whole.dependencies(id).iter().filter(|to| **to != id) {
        let Some(hold) = publication.hold(to.index()).filter(|hold| hold.outlasts(&own)) else {
            continue;
        };

        let target = index.own_entry(*to);
        let spans = whole.places(index.own_entry(id), target).into_iter().map(|(span, _)| span);
        let span = spans.chain(whole.listed_at(id, target)).next().unwrap_or(Span::new(0, 3));
        let message = format!(
            "this page is out before `{}`, which it names, and which is {}",
            index.title(target),
            hold.words(&zone)
        );
        let place = Place::new(&document.path, span);
        let finding = Diagnostic::new(Code::EmbargoLeak, place, message);
        findings.insert(
            *to,
            finding.help("take it out of this page, or let both come out at the same time"),
        );
    }

    findings.into_values().collect()
}

/// Marks the findings of held documents, which fail no build.
pub fn mark_held(findings: &mut [Diagnostic], holds: &BTreeMap<SitePath, String>) {
    for finding in findings {
        let labels = finding.labels.iter().map(|label| &label.place.path);
        let mut paths = std::iter::once(&finding.place.path).chain(labels);
        finding.held = paths.find_map(|path| holds.get(path)).cloned();
    }
}
