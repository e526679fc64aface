//! The site with what is held back: what decides about records, and is checked before its hour.
//!
//! In: the input of a site, and what its documents hold back by their own keys. Out: what is held back in all,
//! and the findings about it. Invariant: linked only where something is held back; no byte of it is published.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::{self, CheckCache, Rehearsal};
use crate::diagnostic::Diagnostic;
use crate::site::{self, Input, Publication, Site};
use crate::source::SitePath;

/// The site of all documents.
pub(super) struct WholeSite {
    pub(super) site: Arc<Site>,
    /// What of it is held back.
    pub(super) publication: Arc<Publication>,
    /// What linking it found.
    findings: Vec<Diagnostic>,
}

impl WholeSite {
    /// Links all documents of an input, whose publication is decided by their own keys.
    pub(super) fn link(
        input: &Input,
        previous: Option<&Site>,
        is_in_theme: &dyn Fn(&str) -> bool,
    ) -> WholeSite {
        let own = &input.publication;
        let shown = Arc::new(Publication::clone(own).showing_held());
        let (site, findings) = site::link(Input { publication: shown, ..input.clone() }, previous);
        let publication = Arc::new(site::withhold_unused(&site, own, is_in_theme));

        WholeSite { site: Arc::new(site), publication, findings }
    }

    /// Links and checks what is held back, and returns the findings about it.
    pub(super) fn rehearse(&self, public: &Site, checked: &CheckCache) -> Vec<Diagnostic> {
        let rehearsal =
            Rehearsal { whole: &self.site, publication: &self.publication, public, checked };
        check::rehearse(rehearsal, self.findings.clone())
    }

    /// Returns the findings about held documents, with their severities and marked as held: those of the
    /// rehearsal, and those that reading the files found, which are taken out of the list.
    pub(super) fn judge(
        &self,
        findings: &mut Vec<Diagnostic>,
        rehearsed: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let is_held =
            |finding: &Diagnostic| check::hold_of(&self.publication, &self.site, finding).is_some();
        let (mut held, public): (Vec<_>, Vec<_>) =
            std::mem::take(findings).into_iter().partition(is_held);
        *findings = public;
        held.extend(rehearsed);

        let mut held = check::apply_severities(&self.site, held);
        check::mark_held(&mut held, &self.holds());

        held
    }

    /// Returns what holds back each held document, in words.
    fn holds(&self) -> BTreeMap<SitePath, String> {
        let zone = self.site.config().zone();
        let documents = self.site.index().documents().iter().enumerate();
        let held = documents.filter_map(|(at, document)| {
            Some((document.path.clone(), self.publication.hold(at)?.words(&zone)))
        });

        held.collect()
    }
}
