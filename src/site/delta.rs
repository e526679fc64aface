//! What an edit changed: the documents that differ from those of the previous site.
//!
//! In: two indexes. Out: a [`Delta`]. Invariant: without a previous index every document has changed,
//! so that a full build is an incremental one from an empty memory.

use std::sync::Arc;

use super::id::DocumentId;
use super::index::Index;
use crate::content::Document;

/// The documents that changed since the previous site was linked.
#[derive(Debug)]
pub(super) struct Delta<'p> {
    previous: Option<&'p Index>,
    changed: Vec<DocumentId>,
}

impl<'p> Delta<'p> {
    /// Compares an index with the previous one, which must have the same directory.
    pub(super) fn between(index: &Index, previous: Option<&'p Index>) -> Delta<'p> {
        let is_changed = |id: &DocumentId| {
            // The workspace passes the same document as long as its file has the same bytes.
            previous.is_none_or(|it| !Arc::ptr_eq(it.document(*id), index.document(*id)))
        };
        let changed = index.document_ids().filter(is_changed).collect();

        Delta { previous, changed }
    }

    /// Takes the documents that have to be linked again, in path order, where numbers are others than before.
    pub(super) fn from_changed(changed: Vec<DocumentId>) -> Delta<'p> {
        Delta { previous: None, changed }
    }

    /// Returns the documents that changed, in path order.
    pub(super) fn changed(&self) -> &[DocumentId] {
        &self.changed
    }

    /// Returns the previous and the present version of each changed document; none if there is no previous
    /// site.
    pub(super) fn versions<'s>(
        &'s self,
        index: &'s Index,
    ) -> Option<impl Iterator<Item = (&'s Document, &'s Document)>> {
        let previous = self.previous?;
        let changed = self.changed.iter();
        Some(changed.map(|&id| (&**previous.document(id), &**index.document(id))))
    }
}
