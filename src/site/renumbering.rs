//! Numbers of documents and entries, where other files have come or gone.
//!
//! In: for each id of the previous site, what it is now. Out: the same values under the new numbers. Invariant: what
//! is gone has no number.

use super::id::{DocumentId, EntryId};

/// Where the documents and entries of the previous site are now; none for what is gone.
pub(super) struct Renumbering {
    pub(super) documents: Vec<Option<DocumentId>>,
    pub(super) entries: Vec<Option<EntryId>>,
    /// How many documents there are now.
    pub(super) document_count: usize,
    /// How many entries there are now.
    pub(super) entry_count: usize,
}

impl Renumbering {
    pub(super) fn document(&self, id: DocumentId) -> Option<DocumentId> {
        self.documents[id.index()]
    }

    pub(super) fn entry(&self, id: EntryId) -> Option<EntryId> {
        self.entries[id.index()]
    }

    /// Puts a value for each document of the previous site in the order of the present one; those of new
    /// documents are made.
    pub(super) fn reorder<T>(
        &self,
        previous: &[T],
        carry: impl Fn(&T) -> T,
        make: impl Fn() -> T,
    ) -> Vec<T> {
        let mut values: Vec<T> = std::iter::repeat_with(make).take(self.document_count).collect();
        for (value, to) in previous.iter().zip(&self.documents) {
            if let Some(to) = to {
                values[to.index()] = carry(value);
            }
        }

        values
    }
}
