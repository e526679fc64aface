//! Documents outside a site, checked as pages of it would be.
//!
//! In: a [`Site`] with these documents among its own. Out: the findings about their prose. Invariant: a document is never
//! compared with another one, and the records are not judged.

use rayon::prelude::*;

use super::contradiction;
use super::prose::{self, Vocabulary};
use crate::content::Shape;
use crate::diagnostic::{Diagnostic, bound_findings};
use crate::site::{DocumentId, Site};

/// Checks the prose of the documents that belong to no site.
#[must_use]
pub fn check_loose(site: &Site) -> Vec<Diagnostic> {
    let vocabulary = Vocabulary::build(site, &Vocabulary::default());
    let index = site.index();
    let is_loose = |id: &DocumentId| index.document(*id).shape == Shape::Loose;
    let ids: Vec<DocumentId> = index.document_ids().filter(is_loose).collect();

    let checked = |&id: &DocumentId| {
        let own = index.own_entry(id);
        let prose::PageReport { mut findings, stated } = prose::check_page(site, own, &vocabulary);
        findings.extend(contradiction::within(site, id, &stated));
        bound_findings(&index.document(id).path, findings)
    };

    // In the order of the documents, whatever the timing of threads.
    let findings: Vec<Vec<Diagnostic>> = ids.par_iter().map(checked).collect();
    findings.into_iter().flatten().collect()
}

/// Reports the numbers of these documents that are values of no record; `known` are the findings about their prose.
#[must_use]
pub fn unbound_numbers(site: &Site, known: &[Diagnostic]) -> Vec<Diagnostic> {
    let vocabulary = Vocabulary::build(site, &Vocabulary::default());
    let index = site.index();
    let mut found = Vec::new();

    for id in index.document_ids().filter(|id| index.document(*id).shape == Shape::Loose) {
        let path = &index.document(id).path;
        let own = index.own_entry(id);
        let of_file: Vec<&Diagnostic> = known.iter().filter(|it| it.place.path == *path).collect();
        let unbound = prose::unbound_numbers(site, own, &vocabulary).into_iter();

        // A number that is wrong has been compared with its record.
        let is_judged = |it: &Diagnostic| {
            of_file.iter().any(|known| {
                known.place.span.start < it.place.span.end
                    && it.place.span.start < known.place.span.end
            })
        };
        found.extend(bound_findings(path, unbound.filter(|it| !is_judged(it)).collect()));
    }

    found
}
