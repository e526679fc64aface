//! The prose of an entry, read again from its file.
//!
//! In: an edition and an entry. Out: HTML. Invariant: the HTML is made from the bytes that the site was
//! linked from, or not at all.

use super::edition::Edition;
use super::error::{RenderError, SourceError};
use super::html::{self, RenderedProse, Rendition};
use crate::site::EntryId;
use crate::source::Source;

/// Renders the prose of an entry; inline records have none.
///
/// # Errors
/// The file cannot be read or has changed since it was linked, or an embedded record's template failed.
pub(super) fn render(
    edition: &Edition,
    id: EntryId,
    rendition: Rendition,
) -> Result<RenderedProse, RenderError> {
    let document = edition.site.document(id);
    if !edition.site.index().is_filed(id) || document.body.is_empty {
        return Ok(RenderedProse::default());
    }

    let bytes = edition
        .files
        .read(&document.path)
        .map_err(|error| SourceError::Unreadable(document.path.clone(), error))?;

    // Links and references are found by their byte: in a changed text they would be wrong.
    let source = Source::decode(document.path.clone(), bytes)
        .ok()
        .filter(|source| source.hash == document.hash)
        .ok_or_else(|| SourceError::Changed(document.path.clone()))?;

    Ok(html::render(edition, id, rendition, &source.text)?)
}
