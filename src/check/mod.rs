//! What is false, seen from the whole site.
//!
//! In: a [`Site`], and what was found of the site before. Out: findings; one file for each family of
//! rules. Invariant: a check speaks only of what is known to be wrong. Where a date or a name is
//! missing, it is silent.

mod access;
mod changes;
mod figures;
mod prose;
mod roles;
mod settle;
mod signatories;
mod translations;

use rayon::prelude::*;

pub use settle::{may_publish, settle};

use self::prose::Register;
use crate::diagnostic::{Diagnostic, Place};
use crate::site::{DocumentId, EntryId, Fingerprint, Site};
use crate::source::Span;

/// Rules about a page or record. They may look at it, at what it refers to, at the day and at the
/// settings, and no further: while these stay as they are, nobody asks again.
const OF_ENTRY: [fn(&Site, EntryId, &mut Vec<Diagnostic>); 13] = [
    roles::listed_ministers,
    roles::signatories,
    roles::titles_in_prose,
    signatories::of_parties,
    figures::sourced,
    figures::dated,
    figures::behind,
    figures::overtaken,
    figures::older,
    figures::too_young,
    changes::claimed,
    changes::asked,
    translations::stale,
];

/// Rules about many at once. They are asked at every build, so they must not go through all pages.
const OF_SITE: [fn(&Site) -> Vec<Diagnostic>; 1] = [roles::overlapping];

/// What was found of each document of a site; nothing before the first site.
#[derive(Debug, Default)]
pub struct Checked {
    register: Register,
    documents: Vec<(Fingerprint, Box<[Diagnostic]>)>,
}

impl Checked {
    /// Returns how many documents were looked at, and not only remembered.
    #[must_use]
    pub fn anew(&self, before: &Checked) -> usize {
        let names_alike = self.register.names_as(&before.register);
        let is_known = |(at, (basis, _)): &(usize, &(Fingerprint, _))| {
            names_alike && before.documents.get(*at).is_some_and(|(known, _)| known == basis)
        };
        self.documents.len() - self.documents.iter().enumerate().filter(is_known).count()
    }
}

/// Runs every check that may find something else than before.
#[must_use]
pub fn check(site: &Site, before: &Checked) -> (Vec<Diagnostic>, Checked) {
    let register = Register::of(site, &before.register);
    let names_alike = register.names_as(&before.register);
    let of_document = |document: DocumentId| {
        let basis = site.fingerprint(document);
        let known = before.documents.get(document.index()).filter(|_| names_alike);
        match known.filter(|(known, _)| *known == basis) {
            Some(known) => known.clone(),
            None => (basis, found(site, &register, document)),
        }
    };

    let documents =
        site.index().document_ids().collect::<Vec<_>>().into_par_iter().with_min_len(64);
    let documents: Vec<_> = documents.map(of_document).collect();
    let mut findings: Vec<Diagnostic> = OF_SITE.iter().flat_map(|rule| rule(site)).collect();
    findings.extend(documents.iter().flat_map(|(_, found)| found.iter().cloned()));

    (findings, Checked { register, documents })
}

fn found(site: &Site, register: &Register, document: DocumentId) -> Box<[Diagnostic]> {
    let own = site.index().own_entry(document);
    let mut findings = prose::of_page(site, own, register);
    access::of_page(site, own, &mut findings);
    for entry in site.index().entries_of(document) {
        OF_ENTRY.iter().for_each(|rule| rule(site, entry, &mut findings));
    }

    findings.into()
}

/// Returns a place in the file that holds an entry.
fn at(site: &Site, id: EntryId, span: Span) -> Place {
    Place::new(&site.document(id).path, span)
}
