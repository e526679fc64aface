//! Where everything of a net stands.
//!
//! In: boxes with their lines of words, newest first, who relates to whom, and which box the page is
//! about. Out: the place of each box, and the way of each line between two of them.
//! Invariant: boxes stand in rows of one or two, and lines go between the rows and outside of them
//! only, so that nothing lies over anything else, whatever the relations are.

use super::layers::layers;
use super::lines::{self, Line};

/// How wide the drawing is: what a screen of 320 pixels leaves.
pub(super) const WIDTH: i32 = 288;

/// What is free between two boxes of a row.
const GAP: i32 = 12;

/// What is free above and below the words of a box, and between a box and its words.
pub(super) const PADDING: i32 = 9;

/// The height of a line of words.
pub(super) const LINE: i32 = 16;

/// Who relates to whom, and how: numbers of boxes, and of the kind of relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tie {
    /// The agreement that relates to the other one.
    pub(super) from: usize,
    /// The other one, which is older.
    pub(super) to: usize,
    /// Which relation.
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

/// A net with all its places.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// The boxes, in the order in which they came in.
    pub(super) spots: Vec<Spot>,
    /// The lines, one for each tie.
    pub(super) lines: Vec<Line>,
    pub(super) height: i32,
}

/// How many boxes stand beside one another in each row, from the top: the numbers of the boxes.
pub(super) type Rows = Vec<Vec<usize>>;

/// Sorts boxes into rows; the one that the page is about has a row of its own.
pub(super) fn rows(count: usize, here: usize, ties: &[Tie]) -> Rows {
    let edges: Vec<(usize, usize)> = ties.iter().map(|tie| (tie.from, tie.to)).collect();
    let layers = layers(count, &edges);
    let mut rows = Rows::new();
    for layer in 0..count {
        let on_layer: Vec<usize> = (0..count).filter(|&it| layers[it] == layer).collect();
        let runs = on_layer.split_inclusive(|&it| it == here);
        for run in runs {
            let (others, own) = match run {
                [others @ .., last] if *last == here => (others, Some(here)),
                others => (others, None),
            };
            rows.extend(others.chunks(2).map(<[usize]>::to_vec));
            rows.extend(own.map(|here| vec![here]));
        }
    }
    rows
}

/// Returns how wide words may be in a row, so many boxes beside one another, between such margins.
pub(super) fn room(in_row: usize, margins: (i32, i32)) -> i32 {
    box_width(in_row, margins) - 2 * PADDING
}

fn box_width(in_row: usize, (left, right): (i32, i32)) -> i32 {
    let free = WIDTH - left - right;
    if in_row > 1 { (free - GAP) / 2 } else { free }
}

/// Gives everything its place. `lines_of` tells how many lines of words a box has within a room.
pub(super) fn plan(
    count: usize,
    here: usize,
    ties: &[Tie],
    lines_of: impl Fn(usize, i32) -> usize,
) -> Plan {
    let rows = rows(count, here, ties);
    let mut spots = vec![Spot { x: 0, y: 0, width: 0, height: 0, row: 0, is_second: false }; count];
    for (row, boxes) in rows.iter().enumerate() {
        for (column, &number) in boxes.iter().enumerate() {
            spots[number].row = row;
            spots[number].is_second = column == 1;
        }
    }
    let bundles = lines::bundles(ties, &spots);
    let sides = lines::sides(&bundles, &spots);
    let margins = sides.margins();
    let mut heights = Vec::new();
    for boxes in &rows {
        let room = room(boxes.len(), margins);
        let most = boxes.iter().map(|&number| lines_of(number, room)).max().unwrap_or_default();
        let height = i32::try_from(most).unwrap_or_default() * LINE + 2 * PADDING;
        heights.push(height);
        for &number in boxes {
            let spot = &mut spots[number];
            spot.width = box_width(boxes.len(), margins);
            spot.height = height;
            spot.x = margins.0 + if spot.is_second { spot.width + GAP } else { 0 };
        }
    }
    let ports = lines::ports(&bundles, &spots, rows.len());
    let tracks = lines::tracks(&bundles, &ports, &sides, &spots, rows.len());
    // One unit at either end keeps the outline of a box within the drawing.
    let mut height = 2;
    let mut tops = Vec::new();
    for (row, own) in heights.iter().enumerate() {
        tops.push(height);
        height += own + if row + 1 < rows.len() { tracks.corridor(row) } else { 2 };
    }
    for spot in &mut spots {
        spot.y = tops[spot.row];
    }
    let lines = lines::lines(&bundles, &ports, &tracks, &sides, &spots);
    Plan { spots, lines, height }
}
