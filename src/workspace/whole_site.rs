//! The site with what is held back: what decides about records, and is checked before its hour.
//!
//! In: the input of a site, and what its documents hold back by their own keys. Out: what is held back in all,
//! and the findings about it. Invariant: linked only where something is held back; no byte of it is published.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::check::{self, CheckCache, Rehearsal};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::site::{self, AsOf, DocumentId, Input, Publication, Site};
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

        // What a text of today may name on a day of the past is whatever exists at all.
        let as_of = if input.as_of.is_past { AsOf::after_all() } else { input.as_of };
        let all = Input { publication: shown, as_of, ..input.clone() };
        let (site, findings) = site::link(all, previous);
        let publication = Arc::new(site::withhold_unused(&site, own, is_in_theme));

        WholeSite { site: Arc::new(site), publication, findings }
    }

    /// Keeps, of what linking a day of the past found, what is wrong on any day: what names nothing, or a draft.
    pub(super) fn retain_timeless(&self, found: &mut Vec<Diagnostic>) {
        let key = |finding: &Diagnostic| (finding.code, finding.place.clone());
        let on_any_day: BTreeSet<_> = self.findings.iter().map(key).collect();
        let names_draft = |finding: &Diagnostic| {
            finding.code == Code::EmbargoLeak && self.names_draft(&finding.place)
        };

        found.retain(|finding| on_any_day.contains(&key(finding)) || names_draft(finding));
    }

    /// Tells whether what is named at a place will not come out by itself.
    fn names_draft(&self, place: &Place) -> bool {
        let index = self.site.index();
        let Some(page) = index.at_path(place.path.as_str()) else {
            return false;
        };

        let is_draft = |to: &DocumentId| {
            self.publication.hold(to.index()).is_some_and(|hold| hold.until.is_none())
        };
        let drafts =
            self.site.dependencies(index.document_of(page)).iter().copied().filter(is_draft);

        drafts.into_iter().any(|to| {
            let target = index.own_entry(to);
            let in_prose = self.site.places(page, target).into_iter().map(|(span, _)| span);
            let in_list = self.site.listed_at(index.document_of(page), target);
            in_prose.chain(in_list).any(|span| span == place.span)
        })
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
