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
