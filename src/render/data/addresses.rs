//! The absolute addresses that the data files name.

use crate::render::cards;
use crate::site::{Address, DataFile, EntryId, Site};

/// Returns the absolute URL of an entry's page.
pub(super) fn entry_url(site: &Site, id: EntryId) -> String {
    site.config().base_url.absolute(site.url(id))
}

/// Returns the absolute URL of a file.
pub(super) fn file_url(site: &Site, file: DataFile) -> String {
    let address = Address::data().beside(file.name());
    site.config().base_url.absolute(&cards::url(site, &address))
}

/// Returns the absolute URL of the page that documents the files.
pub(super) fn page_url(site: &Site) -> String {
    site.config().base_url.absolute(&cards::url(site, &Address::data()))
}
