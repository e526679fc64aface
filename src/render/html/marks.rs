//! The lines on which blocks were written, for those who write.
//!
//! In: the blocks of a body. Out: a comment before each of them. Invariant: only [`Rendition::Marked`] has any,
//! so that no published page shows where it comes from.
//!
//! [`Rendition::Marked`]: super::Rendition::Marked

use pulldown_cmark::Tag;

use super::Writer;

/// What a marker begins with; its line follows, and 0 behind the last block.
const MARKER: &str = "<!--chancery ";

impl Writer<'_, '_> {
    /// Writes the marker of a block that begins at a byte of the body.
    pub(super) fn mark(&mut self, tag: &Tag<'_>, start: usize) {
        if !is_block(tag) {
            return;
        }

        let start = self.in_source(start);
        if let Some(line) = self.lines.as_ref().map(|lines| lines.place(start).line) {
            self.raw(format!("{MARKER}{line}-->"));
        }
    }

    /// Writes the marker behind the last block, so that what a template prints below is not taken for it.
    pub(super) fn mark_end(&mut self) {
        if self.lines.is_some() {
            self.html.push_str(MARKER);
            self.html.push_str("0-->");
        }
    }
}

/// Tells whether a comment may stand before an element without a change to how the rest is read.
fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Item
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableRow
    )
}
