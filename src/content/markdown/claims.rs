//! The sentences of a body that may claim something.
//!
//! In: the Markdown events. Out: statements. Invariant: the words of images, code and references are
//! not claims of the page, and those of a block quote are somebody else's.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::content::statement::{self, Flow, Hints, Setting, Statements};
use crate::source::Span;

/// Collects the running text of each block, and extracts its claims.
pub(super) struct Claims<'t> {
    flow: Flow,
    /// The open block quotes, and whether each is a quotation.
    quotes: Vec<bool>,
    /// How many images are open.
    images: u32,
    /// Whether the words of a reference without a label are being read: they are its id.
    is_id: bool,
    /// Where the body begins in the source.
    start: usize,
    hints: &'t Hints,
    statements: &'t mut Statements,
}

impl<'t> Claims<'t> {
    pub(super) fn new(
        start: usize,
        hints: &'t Hints,
        statements: &'t mut Statements,
    ) -> Claims<'t> {
        let flow = Flow::new(Setting::Prose);
        Claims { flow, quotes: Vec::new(), images: 0, is_id: false, start, hints, statements }
    }

    /// Takes an event of the body; text of code blocks is not passed on to it.
    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let source = range.start + self.start..range.end + self.start;
        match event {
            Event::Start(tag) => self.start_tag(tag, &source),
            Event::End(tag) => self.end_tag(*tag),
            Event::Text(text) if self.images == 0 && !self.is_id => self.flow.push(text, source),
            // Code names a thing, such as a file: its digits are not numbers that the page states.
            Event::Code(_) => self.flow.object(source),
            Event::SoftBreak | Event::HardBreak => self.flow.push(" ", source),
            _ => {}
        }
    }

    /// Takes a reference; `id` is the span of its id, if that is all that is written.
    pub(super) fn reference(&mut self, index: u32, id: Option<Span>) {
        self.flow.reference(index);
        if let Some(id) = id {
            self.flow.object(id.range());
            self.is_id = true;
        }
    }

    /// Reads the statements of the block that ends.
    pub(super) fn end_block(&mut self) {
        statement::read(&mut self.flow, self.hints, self.statements);
    }

    fn start_tag(&mut self, tag: &Tag<'_>, source: &Range<usize>) {
        match tag {
            Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            Tag::Image { .. } => self.images += 1,

            // An alert looks like a block quote and is nobody else's words.
            Tag::BlockQuote(kind) => {
                self.end_block();
                self.quotes.push(kind.is_none());
                self.flow.quotes += u32::from(kind.is_none());
            }

            // A row is read as one: its first cell says what the others count.
            Tag::TableCell => self.flow.push(" | ", source.start..source.start),
            _ => self.end_block(),
        }
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.is_id = false,
            TagEnd::Image => self.images -= 1,
            TagEnd::BlockQuote(_) => {
                self.end_block();
                let was_quote = self.quotes.pop().unwrap_or(false);
                self.flow.quotes -= u32::from(was_quote);
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::TableCell
            | TagEnd::HtmlBlock
            | TagEnd::CodeBlock => {}
            _ => self.end_block(),
        }
    }
}
