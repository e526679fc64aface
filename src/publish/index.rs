//! The pages in the search index.

use crate::render::Edition;
use crate::site::EntryId;

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
