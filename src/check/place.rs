//! Places of findings: a range of the file that holds an entry.

use crate::diagnostic::Place;
use crate::site::{EntryId, Site};
use crate::source::Span;

/// Returns a place in the file that holds an entry.
pub(super) fn place_in(site: &Site, id: EntryId, span: Span) -> Place {
    Place::new(&site.document(id).path, span)
}

/// Returns the place of a figure's value: in its own file, or in the table that it names.
pub(super) fn place_of_value(site: &Site, id: EntryId, span: Span) -> Place {
    site.document(id).place_of_value(span)
}
