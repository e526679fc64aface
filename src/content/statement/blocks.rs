//! Blocks of running text: paragraphs, lists with their introductions, tables across their cells.
//!
//! In: the words of a document with their places, and where its blocks begin and end. Out: [`Statements`]. Invariant:
//! knows no format; a reader of a format says what it meets, in the order of the text.

use std::ops::Range;

use super::{Cell, Flow, Hints, List, Setting, Statements, Table};

/// Collects the running text of each block, and extracts its claims.
pub(in crate::content) struct BlockReader<'t> {
    flow: Flow,
    /// The table that is open.
    table: Option<Table>,
    /// Where its open cell begins in the running text.
    cell_start: usize,
    /// The last block, if it may introduce a list.
    introduction: Option<Cell>,
    /// The lists that are open, the innermost last.
    lists: Vec<List>,
    hints: &'t Hints,
    statements: &'t mut Statements,
}

impl<'t> BlockReader<'t> {
    pub(in crate::content) fn new(
        hints: &'t Hints,
        statements: &'t mut Statements,
    ) -> BlockReader<'t> {
        BlockReader {
            flow: Flow::new(hints.setting),
            table: None,
            cell_start: 0,
            introduction: None,
            lists: Vec::new(),
            hints,
            statements,
        }
    }

    /// Adds words with their place in the source.
    pub(in crate::content) fn push(&mut self, words: &str, source: Range<usize>) {
        self.flow.push(words, source);
    }

    /// Adds a placeholder for something without words.
    pub(in crate::content) fn object(&mut self, source: Range<usize>) {
        self.flow.object(source);
    }

    /// Adds a reference; its words follow.
    pub(in crate::content) fn reference(&mut self, number: u32) {
        self.flow.reference(number);
    }

    /// Reads words that stand outside the running text: an alternative text, a caption, a title.
    pub(in crate::content) fn aside(&mut self, flow: &mut Flow) {
        super::read(flow, self.hints, self.statements);
    }

    /// Reads the statements of the block that ends.
    pub(in crate::content) fn end_block(&mut self) {
        self.note_list_part();
        super::read(&mut self.flow, self.hints, self.statements);
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

    pub(in crate::content) fn begin_list(&mut self) {
        self.end_block();
        let introduction = self.introduction.take().unwrap_or_default();
        let in_block_quote = self.flow.quotes > 0;
        self.lists.push(List { introduction, items: Vec::new(), in_block_quote });
    }

    pub(in crate::content) fn begin_item(&mut self) {
        self.end_block();
        if let Some(list) = self.lists.last_mut() {
            list.items.push(Cell::default());
        }
    }

    pub(in crate::content) fn end_list(&mut self) {
        self.end_block();
        self.statements.lists.extend(self.lists.pop().filter(List::holds_numbers));
    }

    pub(in crate::content) fn begin_table(&mut self) {
        self.end_block();
        // The introduction of the table does not introduce a list after it.
        self.introduction = None;
        let in_block_quote = self.flow.quotes > 0;
        self.table = Some(Table { rows: Vec::new(), in_block_quote });
    }

    pub(in crate::content) fn begin_row(&mut self) {
        self.end_block();
        if let Some(table) = &mut self.table {
            table.rows.push(Vec::new());
        }
    }

    /// Begins a cell at a byte of the source.
    ///
    /// A row is read as one sentence: its first cell names what the others count.
    pub(in crate::content) fn begin_cell(&mut self, at: usize) {
        self.flow.push(" | ", at..at);
        self.cell_start = self.flow.text().len();
    }

    pub(in crate::content) fn end_cell(&mut self) {
        let cell = self.flow.cell(self.cell_start);
        if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
            row.push(cell);
        }
    }

    pub(in crate::content) fn end_table(&mut self) {
        self.end_block();
        self.statements.tables.extend(self.table.take().filter(Table::holds_numbers));
    }

    /// Begins a block quote: its claims are somebody else's.
    pub(in crate::content) fn begin_quote(&mut self) {
        self.end_block();
        self.flow.quotes += 1;
    }

    pub(in crate::content) fn end_quote(&mut self) {
        self.end_block();
        self.flow.quotes -= 1;
    }
}

impl Setting {
    /// Tells whether block quotes of the text are quotations.
    pub(super) fn has_quotations(self) -> bool {
        matches!(self, Setting::Prose | Setting::Document)
    }
}
