//! The elements of a net: boxes in their places, and the ties between them.

/// The width of the drawing: what margins leave of a screen of 320 pixels.
pub(super) const WIDTH: i32 = 288;

/// The padding between the border of a box and its words.
pub(super) const PADDING: i32 = 9;

/// The height of a line of words.
pub(super) const LINE: i32 = 16;

/// A relation between two boxes, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tie {
    /// The agreement that relates to the other one.
    pub(super) from: usize,
    /// The other one, which is older.
    pub(super) to: usize,
    /// The kind of relation.
    pub(super) kind: usize,
}

/// A box in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
    /// Its row, counted from the top.
    pub(super) row: usize,
    /// Whether it is the second of two in its row.
    pub(super) is_second: bool,
}

impl Spot {
    pub(super) fn middle(&self) -> i32 {
        self.x + self.width / 2
    }
}

/// The widths of the margins left and right of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Margins {
    pub(super) left: i32,
    pub(super) right: i32,
}
