//! The sentences of a body that may claim something.
//!
//! In: the Markdown events. Out: statements. Invariant: code, and the id of a reference, are not claims of
//! the page; a block quote's claims are somebody else's.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::html_words::HtmlWords;
use crate::content::statement::{self, Cell, Flow, Hints, List, Setting, Statements, Table};
use crate::source::Span;

/// Collects the running text of each block, and extracts its claims.
pub(super) struct Claims<'t> {
    flow: Flow,
    /// The alternative text of the open image.
    alt: Flow,
    /// The open raw HTML, with the words of it that readers see.
    html: HtmlWords,
    /// The table that is open.
    table: Option<Table>,
    /// Where its open cell begins in the running text.
    cell_start: usize,
    /// The last block, if it may introduce a list.
    introduction: Option<Cell>,
    /// The lists that are open, the innermost last.
    lists: Vec<List>,
    /// The open block quotes, and whether each is a quotation.
    quotes: Vec<bool>,
    /// How many images are open.
    images: u32,
    /// Whether the words of a reference without a label are being read, which are its id, or those of an address.
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
        Claims {
            flow: Flow::new(Setting::Prose),
            alt: Flow::new(Setting::FrontMatter),
            html: HtmlWords::default(),
            table: None,
            cell_start: 0,
            introduction: None,
            lists: Vec::new(),
            quotes: Vec::new(),
            images: 0,
            is_id: false,
            start,
            hints,
            statements,
        }
    }

    /// Takes an event of the body; the text of code blocks is not passed in.
    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let source = range.start + self.start..range.end + self.start;
        match event {
            Event::Start(tag) => self.start_tag(tag, &source),
            Event::End(tag) => self.end_tag(*tag),
            Event::Text(text) if self.images > 0 => self.alt.push(text, source),
            Event::Text(text) if !self.is_id => self.flow.push(text, source),
            Event::Html(text) => self.html(text, source),
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
        self.note_list_part();
        statement::read(&mut self.flow, self.hints, self.statements);
    }

    /// Keeps the ending block as an item of the open list, or as a possible introduction of the next one.
    fn note_list_part(&mut self) {
        let text = self.flow.text().trim_end();
        if text.is_empty() || self.table.is_some() {
            return;
        }

        let is_introduction = text.ends_with(':');
        match self.lists.last_mut() {
            // Later paragraphs of an item add to it.
            Some(list) => {
                if let Some(item) = list.items.last_mut().filter(|item| item.text.is_empty()) {
                    *item = self.flow.cell(0);
                }
            }
            None => self.introduction = is_introduction.then(|| self.flow.cell(0)),
        }
    }

    /// Takes a line of an HTML block: its words are read like any others.
    fn html(&mut self, text: &str, source: Range<usize>) {
        for piece in self.html.pieces(text) {
            match piece {
                Some(words) => {
                    let place = source.start + words.start..source.start + words.end;
                    self.flow.push(&text[words], place);
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
            Tag::List(_) => {
                self.end_block();
                let introduction = self.introduction.take().unwrap_or_default();
                let in_block_quote = self.flow.quotes > 0;
                self.lists.push(List { introduction, items: Vec::new(), in_block_quote });
            }
            Tag::Item => {
                self.end_block();
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(Cell::default());
                }
            }
            Tag::Table(_) => {
                self.end_block();
                // The introduction of the table does not introduce a list after it.
                self.introduction = None;
                let in_block_quote = self.flow.quotes > 0;
                self.table = Some(Table { rows: Vec::new(), in_block_quote });
            }
            Tag::TableHead | Tag::TableRow => {
                self.end_block();
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }

            // The digits of an address are no numbers that the page states.
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.flow.object(source.clone());
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
                self.end_block();
                self.quotes.push(kind.is_none());
                self.flow.quotes += u32::from(kind.is_none());
            }

            // A row is read as one sentence: its first cell names what the others count.
            Tag::TableCell => {
                self.flow.push(" | ", source.start..source.start);
                self.cell_start = self.flow.text().len();
            }
            _ => self.end_block(),
        }
    }

    /// Reads the caption of an image: `![alt](image.png "Caption")`.
    fn caption(&mut self, title: &str, source: &Range<usize>) {
        let mut flow = Flow::new(Setting::FrontMatter);
        flow.push(title, source.clone());
        statement::read(&mut flow, self.hints, self.statements);
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.is_id = false,
            TagEnd::Image => {
                self.images -= 1;
                if self.images == 0 {
                    statement::read(&mut self.alt, self.hints, self.statements);
                }
            }
            TagEnd::TableCell => {
                let cell = self.flow.cell(self.cell_start);
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }

            TagEnd::List(_) => {
                self.end_block();
                self.statements.lists.extend(self.lists.pop().filter(List::holds_numbers));
            }

            TagEnd::Table => {
                self.end_block();
                self.statements.tables.extend(self.table.take().filter(Table::holds_numbers));
            }

            TagEnd::BlockQuote(_) => {
                self.end_block();
                let was_quote = self.quotes.pop().unwrap_or(false);
                self.flow.quotes -= u32::from(was_quote);
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::HtmlBlock
            | TagEnd::CodeBlock => {}
            _ => self.end_block(),
        }
    }
}
