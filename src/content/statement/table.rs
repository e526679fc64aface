//! Tables and lists of the body, whose parts are checked against one another.

use crate::source::Span;

/// A cell: its text, and where that is in the source.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its text, as a reader sees it.
    pub text: Box<str>,
    /// Where it is written.
    pub span: Span,
}

/// A table with its header row first.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Its rows, of which the first is the header.
    pub rows: Vec<Vec<Cell>>,
    /// Whether it is in a block quote.
    pub in_block_quote: bool,
}

impl Table {
    /// Tells whether it can be checked: some rows below the header hold digits.
    #[must_use]
    pub fn holds_numbers(&self) -> bool {
        // A sum has two parts at least; larger tables are data sets, and are checked where they come from.
        const FEWEST_ROWS: usize = 2;
        const MOST_ROWS: usize = 200;

        if self.rows.len() > MOST_ROWS {
            return false;
        }

        let holds = |row: &&Vec<Cell>| {
            row.iter().any(|cell| cell.text.bytes().any(|byte| byte.is_ascii_digit()))
        };

        self.rows.iter().skip(1).filter(holds).count() >= FEWEST_ROWS
    }
}

/// A list with the words that introduce it.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// The last block before it, which ends with a colon.
    pub introduction: Cell,
    /// Its items.
    pub items: Vec<Cell>,
    /// Whether it is in a block quote.
    pub in_block_quote: bool,
}

impl List {
    /// Tells whether it can be checked: a number introduces it, and every item has one.
    #[must_use]
    pub fn holds_numbers(&self) -> bool {
        // A sum has two parts at least.
        const FEWEST: usize = 2;

        let has_digit = |cell: &Cell| cell.text.bytes().any(|byte| byte.is_ascii_digit());
        let is_introduced = self.introduction.text.trim_end().ends_with(':');
        is_introduced
            && has_digit(&self.introduction)
            && self.items.len() >= FEWEST
            && self.items.iter().all(has_digit)
    }
}
