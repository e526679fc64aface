//! Places of findings: a range of the file that holds an entry.

use crate::diagnostic::Place;
use crate::site::{EntryId, Site};
use crate::source::Span;

/// Returns a place in the file that holds an entry.
pub(super) fn place_in(site: &Site, id: EntryId, span: Span) -> Place {
    Place::new(&site.document(id).path, span)
}
