//! The pages in the search index, and the files of the index.

use crate::output::OutPath;
use crate::proof::Leak;
use crate::render::Edition;
use crate::site::EntryId;

/// A file of the search index, and its path.
pub(super) struct IndexFile {
    pub(super) path: OutPath,
    pub(super) bytes: Vec<u8>,
}

/// The search index, and what it would publish of what is held back.
#[derive(Default)]
pub(super) struct SearchIndex {
    pub(super) files: Vec<IndexFile>,
    pub(super) leaks: Vec<Leak>,
}

/// Returns the pages that readers can search for, in a fixed order: none where search is off.
pub(super) fn searchable(edition: &Edition) -> Vec<EntryId> {
    let site = edition.site();

    // Sections are lists of pages that are searched themselves.
    let is_searchable =
        |id: &EntryId| site.index().is_indexed(*id) && !site.index().is_section(*id);

    match site.config().search {
        true => site.index().entries().filter(is_searchable).collect(),
        false => Vec::new(),
    }
}
