//! The headings of a body, each with a unique anchor.
//!
//! In: headings with their running text. Out: headings and titles in a [`Body`]. Invariant: no two headings
//! of a page have the same anchor, and one made from words gives way to all that the writer chose.

use std::collections::HashMap;

use super::block::BlockText;
use super::faults::{Anchors, FaultFinder};
use crate::content::prose::{Body, Heading};
use crate::content::runs::Piece;
use crate::content::slug;
use crate::source::Span;

/// Collects headings.
#[derive(Default)]
pub(super) struct Outline {
    open: Option<OpenHeading>,
    /// Whether the writer gave each heading its anchor, in order.
    is_given: Vec<bool>,
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
        let start = body.start as usize;
        let written = &text[span.start as usize - start..span.end as usize - start];
        self.is_given.push(id.is_some());

        // Without regard to other anchors, of which some are yet to come.
        let id = id.unwrap_or_else(|| slug_of(block, body).into());
        body.titles.push(block.pieces.iter().map(Piece::as_deref));
        body.headings.push(Heading { id, level, span, marks: marks(level, span, written) });
    }

    /// Makes the anchors unique, once the whole body is read.
    pub(super) fn finish(&mut self, body: &mut Body, faults: &mut FaultFinder<'_>) {
        let start = body.start as usize;
        let given = body.headings.iter().zip(&self.is_given).filter(|(_, is_given)| **is_given);
        for (heading, _) in given {
            let span = heading.span.range();
            faults.anchors.give(&heading.id, span.start - start..span.end - start);
        }

        let is_given = std::mem::take(&mut self.is_given);
        for (heading, is_given) in body.headings.iter_mut().zip(is_given) {
            let base = String::from(std::mem::take(&mut heading.id));
            heading.id = self.anchor(base, is_given, &faults.anchors);
        }
    }

    /// Makes an anchor unique on the page, as GitHub does: `-1`, `-2`…
    fn anchor(&mut self, mut base: String, is_given: bool, taken: &Anchors) -> Box<str> {
        if base.is_empty() {
            // A heading of punctuation alone still needs an anchor.
            base = "section".to_owned();
        }

        // A number at its end would not help: those of notes and charts have numbers as well.
        if !is_given && taken.is_of_page(&base) {
            base.insert_str(0, "section-");
        }

        let mut id = base.clone();

        // In a loop: a writer may have used `-1` as an anchor of their own.
        while self.anchors.contains_key(&id) || (!is_given && taken.is_taken(&id)) {
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
