//! The sentences of a body that may claim something.
//!
//! In: the Markdown events. Out: statements. Invariant: code, and the id of a reference, are not claims of
//! the page; a block quote's claims are somebody else's.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::html_words::HtmlWords;
use crate::content::statement::{BlockReader, Flow, Hints, Setting, Statements};
use crate::source::Span;

/// Collects the running text of each block, and extracts its claims.
pub(super) struct Claims<'t> {
    blocks: BlockReader<'t>,
    /// The alternative text of the open image.
    alt: Flow,
    /// The open raw HTML, with the words of it that readers see.
    html: HtmlWords,
    /// The open block quotes, and whether each is a quotation.
    quotes: Vec<bool>,
    /// How many images are open.
    images: u32,
    /// Whether the words of a reference without a label are being read, which are its id, or those of an address.
    is_id: bool,
    /// Where the body begins in the source.
    start: usize,
}

impl<'t> Claims<'t> {
    pub(super) fn new(
        start: usize,
        hints: &'t Hints,
        statements: &'t mut Statements,
    ) -> Claims<'t> {
        Claims {
            blocks: BlockReader::new(hints, statements),
            alt: Flow::new(Setting::FrontMatter),
            html: HtmlWords::default(),
            quotes: Vec::new(),
            images: 0,
            is_id: false,
            start,
        }
    }

    /// Takes an event of the body; the text of code blocks is not passed in.
    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let source = range.start + self.start..range.end + self.start;
        match event {
            Event::Start(tag) => self.start_tag(tag, &source),
            Event::End(tag) => self.end_tag(*tag),
            Event::Text(text) if self.images > 0 => self.alt.push(text, source),
            Event::Text(text) if !self.is_id => self.blocks.push(text, source),
            Event::Html(text) => self.html(text, source),
            // Code names a thing, such as a file: its digits are not numbers that the page states.
            Event::Code(_) => self.blocks.object(source),
            Event::SoftBreak | Event::HardBreak => self.blocks.push(" ", source),
            _ => {}
        }
    }

    /// Takes a reference; `id` is the span of its id, if that is all that is written.
    pub(super) fn reference(&mut self, index: u32, id: Option<Span>) {
        self.blocks.reference(index);
        if let Some(id) = id {
            self.blocks.object(id.range());
            self.is_id = true;
        }
    }

    /// Reads the statements of the block that ends.
    pub(super) fn end_block(&mut self) {
        self.blocks.end_block();
    }

    /// Takes a line of an HTML block: its words are read like any others.
    fn html(&mut self, text: &str, source: Range<usize>) {
        for piece in self.html.pieces(text) {
            match piece {
                Some(words) => {
                    let place = source.start + words.start..source.start + words.end;
                    self.blocks.push(&text[words], place);
                }
                None => self.end_block(),
            }
        }
    }

    fn start_tag(&mut self, tag: &Tag<'_>, source: &Range<usize>) {
        match tag {
            Tag::HtmlBlock => {
                self.end_block();
                self.html = HtmlWords::default();
            }
            Tag::List(_) => self.blocks.begin_list(),
            Tag::Item => self.blocks.begin_item(),
            Tag::Table(_) => self.blocks.begin_table(),
            Tag::TableHead | Tag::TableRow => self.blocks.begin_row(),

            // The digits of an address are no numbers that the page states.
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.blocks.object(source.clone());
                self.is_id = true;
            }

            Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            Tag::Image { title, .. } => {
                self.images += 1;
                if !title.is_empty() {
                    self.caption(title, source);
                }
            }

            // An alert looks like a block quote but quotes nobody.
            Tag::BlockQuote(kind) => {
                self.quotes.push(kind.is_none());
                match kind {
                    None => self.blocks.begin_quote(),
                    Some(_) => self.end_block(),
                }
            }
            Tag::TableCell => self.blocks.begin_cell(source.start),
            _ => self.end_block(),
        }
    }

    /// Reads the caption of an image: `![alt](image.png "Caption")`.
    fn caption(&mut self, title: &str, source: &Range<usize>) {
        let mut flow = Flow::new(Setting::FrontMatter);
        flow.push(title, source.clone());
        self.blocks.aside(&mut flow);
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.is_id = false,
            TagEnd::Image => {
                self.images -= 1;
                if self.images == 0 {
                    self.blocks.aside(&mut self.alt);
                }
            }
            TagEnd::TableCell => self.blocks.end_cell(),
            TagEnd::List(_) => self.blocks.end_list(),
            TagEnd::Table => self.blocks.end_table(),

            TagEnd::BlockQuote(_) => match self.quotes.pop() {
                Some(true) => self.blocks.end_quote(),
                _ => self.end_block(),
            },
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::HtmlBlock
            | TagEnd::CodeBlock => {}
            _ => self.end_block(),
        }
    }
}
