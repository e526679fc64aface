//! The body of a page while it is being read: what is open, and whether it has words.
//!
//! In: elements and words in the order of the text. Out: a [`Body`]. Invariant: an element is judged when it closes,
//! once all of its words are known.

use std::ops::Range;

use super::block::BlockText;
use super::element::{ElementKind, OpenElement, is_file_name};
use crate::content::prose::{Body, Lack, Omission, RawHeading};
use crate::source::Span;

/// Builds a body; Markdown and raw HTML both add to it.
#[derive(Default)]
pub(super) struct BodyBuilder {
    pub(super) body: Body,
    pub(super) block: BlockText,
    /// The open links, images and references, the innermost last.
    pub(super) open: Vec<OpenElement>,
    /// How many lists and tables are open.
    pub(super) lists: u32,
    /// The first row of a table, while it is read.
    pub(super) header: Option<HeaderRow>,
    /// The heading in raw HTML whose words are being read.
    pub(super) raw_heading: Option<RawHeading>,
}

/// The first row of a table.
pub(super) struct HeaderRow {
    pub(super) span: Span,
    pub(super) cells: u32,
    /// How many of its cells have words, and whether the open cell has any.
    pub(super) filled: u32,
    pub(super) is_filled: bool,
}

impl BodyBuilder {
    /// Returns the place in the source of a range of the body.
    pub(super) fn in_source(&self, range: Range<usize>) -> Span {
        Span::from(range).shifted(self.body.start as usize)
    }

    /// Ends the running text, and adds its sentences to the body.
    pub(super) fn end_block(&mut self) {
        self.block.end(&mut self.body);
    }

    /// Extends the words of the open element to what it contains.
    pub(super) fn reach(&mut self, range: &Range<usize>) {
        if let Some(open) = self.open.last_mut() {
            open.words.end = open.words.end.max(range.end);
        }
    }

    /// Adds words to the open element.
    pub(super) fn say(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.say(text);
        }

        if !text.trim().is_empty() {
            self.name_blocks();
        }
    }

    /// Records that the open element has a name other than text.
    pub(super) fn name(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.is_named = true;
        }
        self.name_blocks();
    }

    /// Records words for the open heading and the open cell.
    fn name_blocks(&mut self) {
        if let Some(heading) = &mut self.raw_heading {
            heading.is_empty = false;
        }

        if let Some(header) = &mut self.header {
            header.is_filled = true;
        }
    }

    /// Closes the innermost element, and checks its words.
    pub(super) fn close(&mut self) -> Option<OpenElement> {
        let open = self.open.pop()?;
        let is_mute = open.says_nothing();

        // Without words, the smallest span to point at is the whole element.
        let words = if open.words.is_empty() { &open.whole } else { &open.words };
        let words = self.in_source(words.clone());

        match open.kind {
            ElementKind::Link(number) | ElementKind::Anchor(number) => {
                let link = &mut self.body.links[number as usize];
                link.words = words;
                let is_raw = matches!(open.kind, ElementKind::Anchor(_));

                match open.mute {
                    Some(image) if is_mute => self.lacks(Lack::LinkedAlt, image, false),
                    None if is_mute => self.lacks(Lack::LinkWords, words, is_raw),
                    _ => {}
                }
            }

            ElementKind::Image(number) => {
                let link = &mut self.body.links[number as usize];
                link.words = words;
                let is_name = is_file_name(open.said.trim(), &link.target);
                let span = self.in_source(open.whole.clone());

                match is_mute {
                    true => self.mute_image(span),
                    false if is_name => self.lacks(Lack::FileName, words, false),
                    false => {}
                }
            }

            ElementKind::Reference(number) => {
                let reference = &mut self.body.references[number as usize];
                reference.words = words;
                if reference.labelled && !reference.embed && is_mute {
                    self.lacks(Lack::LinkWords, words, false);
                }
            }
        }

        if let Some(outer) = self.open.last_mut() {
            outer.words.end = outer.words.end.max(open.whole.end);

            // The alternative text of an image counts as words of the link around it.
            outer.is_named |= open.is_named;
            outer.say(&open.said);
        }

        Some(open)
    }

    /// Records an image without words: within a link, the words of the link may be enough.
    fn mute_image(&mut self, span: Span) {
        match self.open.last_mut() {
            // Reported when the link closes, if nothing else in it has words.
            Some(link) => link.mute = link.mute.or(Some(span)),
            None => self.lacks(Lack::Alt, span, false),
        }
    }

    /// Reports that something lacks words.
    pub(super) fn lacks(&mut self, what: Lack, span: Span, is_raw: bool) {
        self.body.lacks.push(Omission { what, span, is_raw });
    }

    /// Sets where the words of a link in raw HTML end.
    pub(super) fn end_words(&mut self, at: usize) {
        if let Some(open) = self.open.last_mut() {
            open.words.end = at.max(open.words.start);
        }
    }
}
