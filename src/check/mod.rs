//! Checks that need the linked site: truth, accessibility, translations.
//!
//! In: a [`Site`], and the cached findings of the previous site. Out: findings; one file for each family of
//! rules. Invariant: a check reports only what is known to be wrong. Where a date or a name is missing, it is
//! silent.

mod access;
mod changes;
mod clearance;
mod contradiction;
mod figures;
mod lifecycle;
#[cfg(feature = "documents")]
mod loose;
mod place;
mod prose;
mod rehearsal;
mod roles;
mod severities;
mod signatories;
mod size;
mod solver;
mod translations;
mod verdict;

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

pub use clearance::clearance_hash;
#[cfg(feature = "documents")]
pub use loose::{check_loose, unbound_numbers};
pub use rehearsal::{Rehearsal, hold_of, mark_held, rehearse};
pub use severities::{apply_severities, is_of_dated_page, may_publish};

use self::prose::{ChangedNames, StatedValue, Vocabulary};
use crate::diagnostic::{Diagnostic, bound_findings};
use crate::site::{DocumentId, EntryId, Fingerprint, Numbering, Site};

/// Rules about one page or record. They may read it, what it refers to, the day and the settings, and nothing
/// else: their findings are cached as long as these stay the same.
const ENTRY_RULES: [fn(&Site, EntryId, &mut Vec<Diagnostic>); 20] = [
    roles::listed_ministers,
    roles::signatories,
    roles::titles_in_prose,
    signatories::parties,
    figures::unsourced,
    figures::periodless,
    figures::overdue,
    figures::overtaken,
    figures::older_than_known,
    figures::not_yet_known,
    changes::claimed,
    changes::referenced,
    translations::stale,
    lifecycle::dates_in_order,
    lifecycle::updates_in_order,
    lifecycle::withdrawal,
    lifecycle::review,
    lifecycle::placeholders,
    clearance::sign_off,
    size::embeds,
];

/// Rules that compare many entries. They run at every build, so they must not go through all pages.
const SITE_RULES: [fn(&Site) -> Vec<Diagnostic>; 3] =
    [roles::overlapping, lifecycle::replacements, clearance::types];

/// The fewest documents for one task: most are cached, and starting a task costs more than a lookup.
const DOCUMENTS_PER_TASK: usize = 64;

/// The findings of each document of a site; empty before the first site.
#[derive(Debug, Default)]
pub struct CheckCache {
    vocabulary: Vocabulary,
    /// What the numbers in the findings mean; none before the first site.
    numbering: Option<Numbering>,
    documents: Vec<CachedFindings>,
    /// How many documents were checked again.
    rechecked: usize,
}

/// The findings of a document, and everything that they depend on.
#[derive(Debug, Clone)]
struct CachedFindings {
    fingerprint: Fingerprint,
    findings: Box<[Diagnostic]>,
    /// The values in the document that others may contradict; mostly empty.
    stated: Box<[StatedValue]>,
}

impl CheckCache {
    /// Returns how many documents' findings did not come from the previous cache.
    #[must_use]
    pub fn rechecked(&self) -> usize {
        self.rechecked
    }

    /// Returns the values that each document states.
    fn stated(&self) -> impl Iterator<Item = &[StatedValue]> {
        self.documents.iter().map(|cached| &*cached.stated)
    }
}

/// The findings of the previous site that may be used again.
struct ReusableFindings<'c> {
    cache: &'c CheckCache,
    /// By what they depend on, where documents have other numbers than before.
    by_fingerprint: Option<foldhash::HashMap<&'c Fingerprint, &'c CachedFindings>>,
    /// Any sentence may misspell any minister: those with such a name are checked again.
    changed_names: ChangedNames,
}

impl<'c> ReusableFindings<'c> {
    fn of(cache: &'c CheckCache, site: &Site, vocabulary: &Vocabulary) -> ReusableFindings<'c> {
        let has_same_numbers = cache.numbering.as_ref() == Some(&site.index().numbering());
        let by_fingerprint = (!has_same_numbers).then(|| {
            // A stated value has the number of its figure.
            let known = cache.documents.iter().filter(|cached| cached.stated.is_empty());
            known.map(|cached| (&cached.fingerprint, cached)).collect()
        });

        ReusableFindings {
            cache,
            by_fingerprint,
            changed_names: vocabulary.changed_names(&cache.vocabulary),
        }
    }

    /// Looks up the findings of a document, if what they depend on is unchanged.
    fn find(
        &self,
        site: &Site,
        id: DocumentId,
        fingerprint: &Fingerprint,
    ) -> Option<&CachedFindings> {
        let cached = match &self.by_fingerprint {
            Some(known) => *known.get(fingerprint)?,
            None => self.cache.documents.get(id.index())?,
        };
        let is_touched = || self.changed_names.touch(site.index().document(id));

        (cached.fingerprint == *fingerprint && !is_touched()).then_some(cached)
    }
}

/// Runs every check whose result may have changed.
#[must_use]
pub fn check(site: &Site, before: &CheckCache) -> (Vec<Diagnostic>, CheckCache) {
    let vocabulary = Vocabulary::build(site, &before.vocabulary);
    let reusable = ReusableFindings::of(before, site, &vocabulary);
    let rechecked = AtomicUsize::new(0);

    let checked = |document: DocumentId| {
        let fingerprint = site.fingerprint(document);
        if let Some(cached) = reusable.find(site, document, &fingerprint) {
            return cached.clone();
        }

        rechecked.fetch_add(1, Ordering::Relaxed);
        check_document(site, &vocabulary, document, fingerprint)
    };

    let ids: Vec<DocumentId> = site.index().document_ids().collect();
    let ids = ids.into_par_iter().with_min_len(DOCUMENTS_PER_TASK);
    let documents: Vec<_> = ids.map(checked).collect();

    // In document order, regardless of thread timing: the report must not vary between runs.
    let mut findings: Vec<Diagnostic> = SITE_RULES.iter().flat_map(|rule| rule(site)).collect();
    findings.extend(documents.iter().flat_map(|cached| cached.findings.iter().cloned()));

    let stated = site.index().document_ids().zip(documents.iter().map(|cached| &*cached.stated));
    findings.extend(contradiction::find(site, stated));

    let numbering = Some(site.index().numbering());
    let rechecked = rechecked.into_inner();

    (findings, CheckCache { vocabulary, numbering, documents, rechecked })
}

fn check_document(
    site: &Site,
    vocabulary: &Vocabulary,
    document: DocumentId,
    fingerprint: Fingerprint,
) -> CachedFindings {
    // Prose belongs to the file's own entry; inline records have none.
    let own = site.index().own_entry(document);
    let prose::PageReport { mut findings, stated } = prose::check_page(site, own, vocabulary);
    access::check_page(site, own, &mut findings);

    for entry in site.index().entries_of(document) {
        ENTRY_RULES.iter().for_each(|rule| rule(site, entry, &mut findings));
    }

    let findings = bound_findings(&site.index().document(document).path, findings);

    CachedFindings { fingerprint, findings: findings.into(), stated: stated.into() }
}
