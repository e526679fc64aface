//! Numbers of documents and entries, where other files have come or gone.
//!
//! In: for each id of the previous site, what it is now. Out: the same values under the new numbers. Invariant: what
//! is gone has no number.

use std::sync::Arc;

use super::id::{DocumentId, EntryId};

/// Where the documents and entries of the previous site are now; none for what is gone.
pub(super) struct Renumbering {
    documents: Vec<Option<DocumentId>>,
    entries: Vec<Option<EntryId>>,
    /// How many documents there are now.
    pub(super) document_count: usize,
    /// How many entries there are now.
    pub(super) entry_count: usize,
    /// The numbers below these are what they were.
    first_moved_document: usize,
    first_moved_entry: usize,
}

impl Renumbering {
    /// Takes where everything is now, and how many documents and entries there are.
    pub(super) fn new(
        documents: Vec<Option<DocumentId>>,
        entries: Vec<Option<EntryId>>,
        document_count: usize,
        entry_count: usize,
    ) -> Renumbering {
        let moved =
            documents.iter().enumerate().find(|(at, to)| to.map(DocumentId::index) != Some(*at));
        let first_moved_document = moved.map_or(documents.len(), |(at, _)| at);
        let moved = entries.iter().enumerate().find(|(at, to)| to.map(EntryId::index) != Some(*at));
        let first_moved_entry = moved.map_or(entries.len(), |(at, _)| at);

        Renumbering {
            documents,
            entries,
            document_count,
            entry_count,
            first_moved_document,
            first_moved_entry,
        }
    }

    pub(super) fn document(&self, id: DocumentId) -> Option<DocumentId> {
        self.documents[id.index()]
    }

    pub(super) fn entry(&self, id: EntryId) -> Option<EntryId> {
        self.entries[id.index()]
    }

    /// Tells whether all of some entries have the numbers that they had.
    pub(super) fn keeps_entries(&self, mut ids: impl Iterator<Item = EntryId>) -> bool {
        ids.all(|id| id.index() < self.first_moved_entry)
    }

    /// Tells whether all of some documents have the numbers that they had.
    pub(super) fn keeps_documents(&self, mut ids: impl Iterator<Item = DocumentId>) -> bool {
        ids.all(|id| id.index() < self.first_moved_document)
    }

    /// Puts a value for each document of the previous site in the order of the present one; `carry` gives it under
    /// the new numbers, and documents without one get `other`.
    pub(super) fn reorder<T>(
        &self,
        previous: &[Arc<T>],
        carry: impl Fn(&Arc<T>) -> Option<Arc<T>>,
        other: &Arc<T>,
    ) -> Vec<Arc<T>> {
        let mut values = Vec::with_capacity(self.document_count);

        // The order stays, so that new documents are only put between the others.
        for (value, to) in previous.iter().zip(&self.documents) {
            let Some(to) = to else {
                continue;
            };

            values.resize_with(to.index(), || Arc::clone(other));
            values.push(carry(value).unwrap_or_else(|| Arc::clone(other)));
        }

        values.resize_with(self.document_count, || Arc::clone(other));

        values
    }
}
