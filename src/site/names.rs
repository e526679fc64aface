//! The third stage: what every id in every document resolves to.
//!
//! In: an [`Index`], translations and [`Lists`]. Out: [`Names`]. Invariant: what a document's ids resolve to
//! depends only on the document and on the directory.

use std::sync::Arc;

use rayon::prelude::*;

use super::delta::Delta;
use super::id::{DocumentId, EntryId};
use super::index::Index;
use super::lists::Lists;
use super::near::NearMisses;
use super::relations::{AgreementAct, AgreementRelation, Relations};
use super::renumbering::Renumbering;
use super::translations::Translations;
use crate::content::{Document, Kind, Record};
use crate::source::Spanned;

/// What the ids of one document resolve to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Resolution {
    /// The lists of its briefing; none where an id is unknown or is listed twice.
    pub(super) listed: Box<[Option<EntryId>]>,
    /// The references of its prose.
    pub(super) references: Box<[Option<EntryId>]>,
    /// The entries that its other keys name.
    others: Box<[EntryId]>,
    /// Whether each id names exactly one thing.
    pub(super) is_complete: bool,
}

/// What the ids of all documents resolve to, and suggestions for those that resolve to nothing.
#[derive(Debug)]
pub struct Names {
    resolutions: Vec<Arc<Resolution>>,
    near: NearMisses,
    relations: Relations,
}

impl Names {
    /// Resolves the ids of the documents that changed, and reuses those of all others.
    pub(super) fn build(
        index: &Index,
        translations: &Translations,
        lists: &Lists,
        delta: &Delta<'_>,
        previous: Option<&Names>,
    ) -> Names {
        let changed = delta.changed();
        let resolve = |&id: &DocumentId| Arc::new(Resolution::of(index, translations, id));
        let new: Vec<_> = changed.par_iter().map(resolve).collect();

        let resolutions = match previous {
            // Without a previous site every document has changed.
            None => new,
            Some(previous) => {
                let mut resolutions = previous.resolutions.clone();
                for (id, new) in changed.iter().zip(new) {
                    resolutions[id.index()] = new;
                }

                resolutions
            }
        };

        let incomplete =
            index.documents().iter().zip(&resolutions).filter(|(_, it)| !it.is_complete);
        let written = incomplete.flat_map(|(document, _)| written_ids(document));
        let near = NearMisses::build(index, written, previous.map(|it| &it.near));
        let relations = Relations::build(index, lists);

        Names { resolutions, near, relations }
    }

    /// Returns what was known under other numbers; nothing is known of a document that names what is gone.
    pub(super) fn renumbered(&self, renumbering: &Renumbering) -> Names {
        let unknown = Arc::new(Resolution::unknown());
        let carry = |known: &Arc<Resolution>| match renumbering.keeps_entries(known.entries()) {
            true => Some(Arc::clone(known)),
            false => known.renumbered(renumbering).map(Arc::new),
        };

        Names {
            resolutions: renumbering.reorder(&self.resolutions, carry, &unknown),
            // Suggestions are made of all ids.
            near: NearMisses::default(),
            relations: self.relations.renumbered(renumbering),
        }
    }

    /// Tells whether a document's ids are known to resolve to what they did.
    pub(super) fn is_known(&self, id: DocumentId) -> bool {
        self.resolution(id).is_complete
    }

    pub(super) fn resolution(&self, id: DocumentId) -> &Arc<Resolution> {
        &self.resolutions[id.index()]
    }

    pub(super) fn relations(&self) -> &Relations {
        &self.relations
    }

    /// Returns the entries that the nth reference of a page's prose names.
    pub fn referenced(&self, index: &Index, page: EntryId, reference: usize) -> Option<EntryId> {
        let resolution = self.resolution(index.document_of(page));
        resolution.references.get(reference).copied().flatten()
    }

    /// Returns the records of a kind that a briefing's lists name, in their order.
    pub fn named(&self, index: &Index, page: EntryId, kind: Kind) -> Vec<EntryId> {
        let listed = &self.resolution(index.document_of(page)).listed;
        listed.iter().flatten().copied().filter(|&id| index.kind(id) == kind).collect()
    }

    /// Returns the records that a page names in its lists or its prose, without duplicates, lists first.
    pub fn uses(&self, index: &Index, page: EntryId, kind: Kind) -> Vec<EntryId> {
        let resolution = self.resolution(index.document_of(page));
        let named = self.named(index, page, kind);
        let references = resolution.references.iter().flatten().copied();
        let references = references.filter(|&id| index.kind(id) == kind);

        let mut seen: foldhash::HashSet<EntryId> = named.iter().copied().collect();
        let in_prose: Vec<EntryId> = references.filter(|&id| seen.insert(id)).collect();

        [named, in_prose].concat()
    }

    /// Returns the relations of an agreement: those that it states, as written, then those that others state.
    pub fn agreement_relations(&self, index: &Index, id: EntryId) -> Vec<AgreementRelation> {
        self.relations.of_agreement(index, id)
    }

    /// Returns the events of agreements in which a minister acted.
    pub fn acts(&self, id: EntryId) -> &[AgreementAct] {
        self.relations.acts(id)
    }

    /// Returns the ids nearest to one that is unknown, of one kind if it is given.
    pub(super) fn nearest_ids<'s>(
        &self,
        index: &'s Index,
        kind: Option<Kind>,
        id: &str,
    ) -> Vec<&'s str> {
        self.near.ids(index, kind, id)
    }
}

impl Resolution {
    fn unknown() -> Resolution {
        Resolution {
            listed: Box::default(),
            references: Box::default(),
            others: Box::default(),
            is_complete: false,
        }
    }

    /// Returns the same under other numbers; none where something that it names is gone.
    fn renumbered(&self, renumbering: &Renumbering) -> Option<Resolution> {
        let entry = |id: &Option<EntryId>| match id {
            Some(id) => renumbering.entry(*id).map(Some),
            None => Some(None),
        };

        Some(Resolution {
            listed: self.listed.iter().map(entry).collect::<Option<_>>()?,
            references: self.references.iter().map(entry).collect::<Option<_>>()?,
            others: self.others.iter().map(|id| renumbering.entry(*id)).collect::<Option<_>>()?,
            is_complete: self.is_complete,
        })
    }

    fn of(index: &Index, translations: &Translations, id: DocumentId) -> Resolution {
        let document = index.document(id);
        let mut listed: Vec<Option<EntryId>> = Vec::new();
        let mut is_complete = true;

        if let Record::Briefing(briefing) = &document.own.record {
            for record in &briefing.records {
                let found = index.find_record(record.kind, &record.id.value);
                is_complete &= found.is_some();

                // A repeated id becomes `None`, so that positions still match the list.
                listed.push(found.filter(|_| !listed.contains(&found)));
            }
        }

        let mut others = Vec::new();
        for (kind, id) in ids_in_keys(document) {
            let found = index.find_record(kind, &id.value);
            is_complete &= found.is_some();
            others.extend(found);
        }

        others.extend(translations.source_of(index.own_entry(id)));

        let references = document.body.references.iter();
        let references: Box<[_]> =
            references.map(|it| index.find_one(it.kind, &it.target)).collect();
        is_complete &= references.iter().all(Option::is_some);

        Resolution { listed: listed.into(), references, others: others.into(), is_complete }
    }

    /// Returns everything that the document names.
    pub(super) fn entries(&self) -> impl Iterator<Item = EntryId> {
        let ids = self.listed.iter().chain(&self.references).flatten().chain(&self.others);
        ids.copied()
    }
}

/// Returns the ids in a document's lists and prose, each with its required kind.
pub(super) fn written_ids(document: &Document) -> impl Iterator<Item = (Option<Kind>, &str)> {
    let lists = match &document.own.record {
        Record::Briefing(briefing) => briefing.records.as_slice(),
        _ => &[],
    };
    let lists = lists.iter().map(|named| (Some(named.kind), &*named.id.value));
    let prose = document.body.references.iter().map(|it| (it.kind, &*it.target));

    prose.chain(lists)
}

/// Returns the ids in other keys, each with its required kind.
pub(super) fn ids_in_keys(document: &Document) -> Vec<(Kind, &Spanned<Box<str>>)> {
    let mut ids = Vec::new();
    if let Record::Briefing(briefing) = &document.own.record {
        let replaced = briefing.withdrawn.as_ref().and_then(|it| it.replaced_by.as_ref());
        ids.extend(replaced.map(|id| (Kind::Briefing, id)));
    }

    for entry in document.entries() {
        let Record::Agreement(agreement) = &entry.record else {
            continue;
        };
        ids.extend(agreement.relations.iter().map(|it| (Kind::Agreement, &it.to)));
        let signatories = agreement.timeline.iter().flat_map(|event| &event.by);
        ids.extend(signatories.map(|by| (Kind::Minister, &by.minister)));
        ids.extend(agreement.value.iter().map(|id| (Kind::Figure, id)));
    }

    ids
}
