//! Index types: which document, and which entry, of one site.
//!
//! In: positions. Out: [`DocumentId`] and [`EntryId`]. Invariant: an id is used with the site that made
//! it, or with one whose directory is the same.

/// The index of a published document of one site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(u32);

impl DocumentId {
    /// Returns the id of the document at a position in path order.
    pub(super) fn new(index: usize) -> DocumentId {
        DocumentId(narrow(index))
    }

    /// Returns the document's position among those of the site, from zero.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The index of a page or record of one site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

impl EntryId {
    /// Returns the id of the entry at a position.
    pub(super) fn new(index: usize) -> EntryId {
        EntryId(narrow(index))
    }

    /// Returns the entry's position among those of the site, from zero.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

fn narrow(index: usize) -> u32 {
    // Half the size of a `usize`, since millions of ids are kept; four thousand million files are enough.
    u32::try_from(index).expect("no site has as many entries as a `u32` can count")
}
