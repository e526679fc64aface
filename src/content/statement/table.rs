//! Tables and lists of the body, which are checked for consistency.

use crate::source::Span;

/// A cell: its text, and its span in the source.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its text as readers see it.
    pub text: Box<str>,
    /// Its span.
    pub span: Span,
}

/// A table with its header row first.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Its rows; the first is the header.
    pub rows: Vec<Vec<Cell>>,
    /// Whether it is in a block quote.
    pub in_block_quote: bool,
}

impl Table {
    /// Tells whether it can be checked: some rows below the header have digits.
    #[must_use]
    pub fn holds_numbers(&self) -> bool {
        // A sum has at least two parts; larger tables are data sets, and are checked at their source.
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

/// A list with its introduction.
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
    /// Tells whether it can be checked: its introduction and every item have a number.
    #[must_use]
    pub fn holds_numbers(&self) -> bool {
        // A sum has at least two parts.
        const FEWEST: usize = 2;

        let has_digit = |cell: &Cell| cell.text.bytes().any(|byte| byte.is_ascii_digit());
        let is_introduced = self.introduction.text.trim_end().ends_with(':');
        is_introduced
            && has_digit(&self.introduction)
            && self.items.len() >= FEWEST
            && self.items.iter().all(has_digit)
    }
}
