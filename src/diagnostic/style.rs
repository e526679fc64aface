//! What the terminal can show.

/// What the terminal can show; only the format for people uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to print colours.
    pub colour: bool,
    /// The number of columns.
    pub width: usize,
}

impl Style {
    /// No colours, and 100 columns: for files, logs and tests.
    pub const PLAIN: Style = Style { colour: false, width: 100 };
}

impl Default for Style {
    fn default() -> Style {
        Style::PLAIN
    }
}
