//! The headings of a body, each with a unique anchor.
//!
//! In: headings with their running text. Out: headings and titles in a [`Body`]. Invariant: no two headings
//! of a page have the same anchor.

use std::collections::HashMap;

use super::block::BlockText;
use crate::content::prose::{Body, Heading};
use crate::content::runs::Piece;
use crate::content::slug;
use crate::source::Span;

/// Collects headings.
#[derive(Default)]
pub(super) struct Outline {
    open: Option<OpenHeading>,
    /// The anchors in use, with the number of duplicates of each.
    anchors: HashMap<String, usize>,
}

/// A heading whose words are being read.
pub(super) struct OpenHeading {
    pub(super) level: u8,
    /// The anchor that the writer gave it.
    pub(super) id: Option<Box<str>>,
    pub(super) span: Span,
}

impl Outline {
    pub(super) fn begin(&mut self, heading: OpenHeading) {
        self.open = Some(heading);
    }

    /// Ends the open heading; `text` is the whole body as it is written.
    pub(super) fn end(&mut self, block: &mut BlockText, body: &mut Body, text: &str) {
        let Some(OpenHeading { level, id, span }) = self.open.take() else {
            return;
        };

        block.close_words();
        let base = id.map_or_else(|| slug_of(block, body), String::from);
        let id = self.anchor(base);

        let start = body.start as usize;
        let written = &text[span.start as usize - start..span.end as usize - start];
        body.titles.push(block.pieces.iter().map(Piece::as_deref));
        body.headings.push(Heading { id, level, span, marks: marks(level, span, written) });
    }

    /// Makes an anchor unique on the page, as GitHub does: `-1`, `-2`…
    fn anchor(&mut self, mut base: String) -> Box<str> {
        if base.is_empty() {
            // A heading of punctuation alone still needs an anchor.
            base = "section".to_owned();
        }

        let mut id = base.clone();

        // In a loop: a writer may have used `-1` as an anchor of their own.
        while self.anchors.contains_key(&id) {
            let count = self.anchors.entry(base.clone()).or_insert(0);
            *count += 1;
            id = format!("{base}-{count}");
        }

        self.anchors.insert(id.clone(), 0);

        id.into()
    }
}

fn slug_of(block: &BlockText, body: &Body) -> String {
    let words = block.pieces.iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Link(_, text) | Piece::Reference(_, Some(text)) => &**text,
        Piece::Reference(index, None) => &*body.references[*index as usize].target,
    });

    slug::slugify(&words.collect::<String>())
}

/// Finds the marks that make a line a heading.
fn marks(level: u8, span: Span, written: &str) -> Span {
    let start = span.start as usize;
    let signs = written.bytes().take_while(|byte| *byte == b'#').count();

    // `#5 of 10` with an underline is a Setext heading, and its `#` is text.
    let is_before = !written[signs..].starts_with(|next: char| !next.is_whitespace());

    if signs == usize::from(level) && is_before {
        return Span::new(start, start + signs);
    }

    let line = written.trim_end_matches(['=', '-']).len();
    Span::new(start + line, start + written.len())
}
