//! The fourth stage: the targets of each document's links, and the findings about them.
//!
//! In: a [`LinkResolver`], and the links of the previous site. Out: [`DocumentLinks`]. Invariant: the
//! findings of a document depend only on the document, on what it refers to, on the day and on the settings.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::delta::Delta;
use super::follow::{Destination, LinkResolver};
use super::id::{DocumentId, EntryId};
use super::names::Names;
use super::published::PublishedPaths;
use super::renumbering::Renumbering;
use super::{image, unresolved};
use crate::content::Entry;
use crate::diagnostic::{Diagnostic, Place, bound_findings};

/// How many documents make one task: most are only compared, which is less work than starting a task.
const MIN_BATCH: usize = 256;

/// Number of dead links of a document for which a near target is looked for: who has more has moved a folder.
const SUGGESTED: usize = 200;

/// The targets of a document's links, and the findings about everything that it names.
#[derive(Debug, Default)]
pub(super) struct DocumentLinks {
    /// What the links were made as: it stays the same where only numbers are others.
    made: Arc<()>,
    /// The entries that are targets of its links, by the index of the link in the body.
    targets: Box<[(u32, EntryId)]>,
    /// The documents that it refers to in any way, sorted.
    dependencies: Box<[DocumentId]>,
    pub(super) findings: Box<[Diagnostic]>,
}

/// Everything that a document's findings depend on: equal if neither the document nor anything that it refers
/// to has changed.
#[derive(Debug, Clone)]
pub struct Fingerprint(Arc<()>);

impl PartialEq for Fingerprint {
    fn eq(&self, other: &Fingerprint) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Fingerprint {}

impl Hash for Fingerprint {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

/// The links of the previous site, with the stages from which they were made.
#[derive(Clone, Copy)]
pub(super) struct PreviousLinks<'p> {
    pub(super) names: &'p Names,
    pub(super) published: &'p Arc<PublishedPaths>,
    pub(super) links: &'p [Arc<DocumentLinks>],
}

/// Resolves the links and references of the documents whose targets may have changed, and reuses
/// those of all others.
pub(super) fn build(
    resolver: LinkResolver<'_>,
    delta: &Delta<'_>,
    previous: Option<PreviousLinks<'_>>,
) -> Vec<Arc<DocumentLinks>> {
    let index = resolver.answers.index;
    let Some(previous) = previous else {
        let all = index.documents().par_iter().enumerate().with_min_len(MIN_BATCH);
        return all.map(|(id, _)| resolve(resolver, DocumentId::new(id))).collect();
    };

    // A path that appears or disappears may be the target of any link.
    let same_paths = std::ptr::eq(resolver.published, Arc::as_ptr(previous.published));
    let is_changed = changed(resolver, delta, previous.names);
    let links = previous.links.par_iter().enumerate().with_min_len(MIN_BATCH);

    links
        .map(|(id, known)| {
            let is_current = same_paths
                && !is_changed[id]
                && !known.dependencies.iter().any(|to| is_changed[to.index()]);

            // A finding may mention anything on the site, so it is worded again.
            match is_current && known.findings.is_empty() {
                true => Arc::clone(known),
                false => resolve(resolver, DocumentId::new(id)),
            }
        })
        .collect()
}

/// Returns for each document whether anything that others can read from it has changed.
fn changed(resolver: LinkResolver<'_>, delta: &Delta<'_>, previous: &Names) -> Vec<bool> {
    let index = resolver.answers.index;
    let mut is_changed = vec![false; index.documents().len()];
    for id in delta.changed() {
        is_changed[id.index()] = true;
    }

    // A minister's page has a part for signed agreements, which are stated by the agreements.
    let relations = resolver.answers.names.relations();
    for entry in relations.with_other_acts(index, previous.relations()) {
        is_changed[index.document_of(entry).index()] = true;
    }

    is_changed
}

fn resolve(resolver: LinkResolver<'_>, id: DocumentId) -> Arc<DocumentLinks> {
    let index = resolver.answers.index;
    let names = resolver.answers.names;
    let document = index.document(id);
    let resolution = names.resolution(id);

    let mut findings = Vec::new();
    if !resolution.is_complete {
        unresolved::findings(index, names, id, &mut findings);
    }

    let images = document.entries().flat_map(Entry::images);
    findings.extend(images.filter_map(|it| image::missing(index, &document.path, &it.file)));

    check_references(resolver, id, &mut findings);

    let targets = follow_links(resolver, id, &mut findings);

    let all = resolution.entries().chain(targets.iter().map(|(_, to)| *to));
    let mut dependencies: Vec<DocumentId> = all.map(|to| index.document_of(to)).collect();

    // Sorted and deduplicated to save memory: there is one such list for each document.
    dependencies.sort_unstable();
    dependencies.dedup();

    Arc::new(DocumentLinks {
        made: Arc::default(),
        targets: targets.into(),
        dependencies: dependencies.into(),
        findings: bound_findings(&document.path, findings).into(),
    })
}

/// Reports the references of a document that have no answer.
fn check_references(resolver: LinkResolver<'_>, id: DocumentId, findings: &mut Vec<Diagnostic>) {
    let answers = resolver.answers;
    let document = answers.index.document(id);
    let voice = answers.index.voice_of(answers.index.own_entry(id));
    let targets = &answers.names.resolution(id).references;

    for (reference, target) in document.body.references.iter().zip(targets) {
        let Some(target) = *target else {
            continue;
        };

        // An embed shows whatever exists, and a label supplies the words; but a part that is named has to
        // exist.
        if reference.part.is_none() && (reference.embed || reference.labelled) {
            continue;
        }

        // A record that is itself broken has a finding already, at its cause.
        if let Err(error) = answers.answer(target, reference.part.as_deref(), voice)
            && answers.index.file(target).is_sound
        {
            findings.push(error.at(Place::new(&document.path, reference.span)));
        }
    }
}

/// Resolves the links of a document, and reports dead ones.
fn follow_links(
    resolver: LinkResolver<'_>,
    id: DocumentId,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(u32, EntryId)> {
    let index = resolver.answers.index;
    let document = index.document(id);
    let page = index.own_entry(id);
    let mut targets = Vec::new();

    let mut resolver = resolver;
    let mut dead = 0;
    for (number, link) in (0..).zip(&document.body.links).filter(|(_, it)| index.is_live(it)) {
        match resolver.follow(page, link) {
            Destination::Dead(error) | Destination::Refused(error) => {
                dead += 1;
                if dead == SUGGESTED {
                    resolver.suggestions = None;
                }

                findings.push(error.at_link(&document.path, link));
            }
            Destination::Entry(to, _) => targets.push((number, to)),
            Destination::Published(..) | Destination::Here(_) | Destination::Elsewhere => {}
        }
    }

    targets
}

impl DocumentLinks {
    /// Returns what the findings of the document depend on.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Arc::clone(&self.made))
    }

    /// Returns the same links under other numbers; none where a target is gone.
    pub(super) fn renumbered(
        self: &Arc<DocumentLinks>,
        renumbering: &Renumbering,
    ) -> Option<Arc<DocumentLinks>> {
        let targets = self.targets.iter().map(|(_, to)| *to);
        let dependencies = self.dependencies.iter().copied();
        if renumbering.keeps_entries(targets) && renumbering.keeps_documents(dependencies) {
            return Some(Arc::clone(self));
        }

        let target = |&(link, to): &(u32, EntryId)| Some((link, renumbering.entry(to)?));
        let document = |&to: &DocumentId| renumbering.document(to);

        Some(Arc::new(DocumentLinks {
            made: Arc::clone(&self.made),
            targets: self.targets.iter().map(target).collect::<Option<_>>()?,
            // Numbers follow the order of paths, before and now.
            dependencies: self.dependencies.iter().map(document).collect::<Option<_>>()?,
            findings: self.findings.clone(),
        }))
    }

    /// Returns the documents that it refers to in any way, sorted.
    pub(super) fn dependencies(&self) -> &[DocumentId] {
        &self.dependencies
    }

    /// Returns the entries that are targets of links, with the index of each link in the body.
    pub(super) fn targets(&self) -> &[(u32, EntryId)] {
        &self.targets
    }

    /// Returns the entry that is the target of the nth link of the body.
    pub(super) fn target(&self, link: usize) -> Option<EntryId> {
        let number = u32::try_from(link).ok()?;
        // The targets are sorted, having been pushed in the order of the body.
        let at = self.targets.binary_search_by_key(&number, |(known, _)| *known).ok()?;
        Some(self.targets[at].1)
    }
}
