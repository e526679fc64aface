//! Tables of the body, whose cells are checked against one another.

use crate::source::Span;

/// A cell: its text, and where that is in the source.
#[derive(Debug, Clone)]
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
        // A sum has two parts at least.
        const FEWEST_ROWS: usize = 2;

        let holds = |row: &&Vec<Cell>| {
            row.iter().any(|cell| cell.text.bytes().any(|byte| byte.is_ascii_digit()))
        };

        self.rows.iter().skip(1).filter(holds).count() >= FEWEST_ROWS
    }
}
