//! The layout of a net.
//!
//! In: boxes with their lines of words, newest first, who relates to whom, and which box the page is
//! about. Out: the place of each box, and the path of each line between two of them.
//! Invariant: boxes are in rows of one or two, and lines run only between and outside the rows, so nothing
//! overlaps, whatever the relations are.

use super::elements::{LINE, Margins, PADDING, Spot, Tie, WIDTH};
use super::layers::layers;
use super::lines::{self, Connector};

/// The gap between two boxes of a row.
const GAP: i32 = 12;

/// A net with all its places.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// The boxes, in the order in which they were given.
    pub(super) spots: Vec<Spot>,
    /// The lines, one for each tie.
    pub(super) lines: Vec<Connector>,
    pub(super) height: i32,
}

/// The rows from the top: the indices of the boxes beside one another.
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
            // A phone has room for two side by side.
            rows.extend(others.chunks(2).map(<[usize]>::to_vec));
            rows.extend(own.map(|here| vec![here]));
        }
    }

    rows
}

/// Returns the width for words in a row of one or two boxes between the margins.
pub(super) fn room(in_row: usize, margins: Margins) -> i32 {
    box_width(in_row, margins) - 2 * PADDING
}

fn box_width(in_row: usize, margins: Margins) -> i32 {
    let free = WIDTH - margins.left - margins.right;
    if in_row > 1 { (free - GAP) / 2 } else { free }
}

/// Lays out a net; `lines_of` returns how many lines of words a box has at a width.
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

    // The order follows from dependencies: margins depend on the bundles, the width of boxes
    // on the margins, their height on their width, and the places of lines on all of these.
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
            spot.x = margins.left + if spot.is_second { spot.width + GAP } else { 0 };
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MOST: usize = 12;

    /// Plans a net of `MOST` boxes, with words of different lengths.
    fn net(ties: impl Iterator<Item = (usize, usize, usize)>) -> (Vec<Tie>, Plan) {
        let ties: std::collections::BTreeSet<Tie> = ties
            .filter(|(from, to, _)| from != to)
            .map(|(from, to, kind)| Tie { from, to, kind })
            .collect();
        let ties: Vec<Tie> = ties.into_iter().collect();
        let plan = plan(MOST, 5, &ties, |number, room| if room < 150 { 2 + number % 4 } else { 2 });
        (ties, plan)
    }

    fn holds(spot: &Spot, (x, y): (i32, i32)) -> bool {
        let (right, bottom) = (spot.x + spot.width, spot.y + spot.height);
        (spot.x + 2..=right - 2).contains(&x) && (y == spot.y || y == bottom)
    }

    fn segments(line: &Connector) -> impl Iterator<Item = ((i32, i32), (i32, i32))> {
        line.points.windows(2).map(|two| (two[0].min(two[1]), two[0].max(two[1])))
    }

    fn judge(ties: &[Tie], plan: &Plan) -> Result<(), TestCaseError> {
        for (number, spot) in plan.spots.iter().enumerate() {
            prop_assert!(spot.x >= 2 && spot.x + spot.width <= WIDTH - 2, "{spot:?}");
            prop_assert!(spot.y >= 2 && spot.y + spot.height <= plan.height - 2, "{spot:?}");
            prop_assert!(spot.width >= 100, "{spot:?}");

            for other in &plan.spots[number + 1..] {
                let beside =
                    spot.x + spot.width + GAP <= other.x || other.x + other.width + GAP <= spot.x;
                let above = spot.y + spot.height < other.y || other.y + other.height < spot.y;
                prop_assert!(beside || above, "{spot:?} {other:?}");
            }
        }

        prop_assert_eq!(ties.len(), plan.lines.len());

        for (tie, line) in ties.iter().zip(&plan.lines) {
            let ends = (line.points[0], line.points[line.points.len() - 1]);
            let (to, from) = if line.points_at_first { ends } else { (ends.1, ends.0) };
            prop_assert!(holds(&plan.spots[tie.from], from) && holds(&plan.spots[tie.to], to));

            for ((x, y), (to_x, to_y)) in segments(line) {
                prop_assert!((x == to_x) != (y == to_y), "{line:?}");
                prop_assert!(x >= 1 && to_x < WIDTH, "{line:?}");
                let is_through = |spot: &Spot| {
                    to_x > spot.x
                        && x < spot.x + spot.width
                        && to_y > spot.y
                        && y < spot.y + spot.height
                };

                prop_assert!(!plan.spots.iter().any(is_through), "{line:?}");
            }
        }

        Ok(())
    }

    /// Tells whether two segments overlap by more than a point.
    fn overlap(one: ((i32, i32), (i32, i32)), two: ((i32, i32), (i32, i32))) -> bool {
        let level = |it: ((i32, i32), (i32, i32))| it.0.1 == it.1.1;
        match (level(one), level(two)) {
            (true, true) => one.0.1 == two.0.1 && one.0.0 < two.1.0 && two.0.0 < one.1.0,
            (false, false) => one.0.0 == two.0.0 && one.0.1 < two.1.1 && two.0.1 < one.1.1,
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn nothing_overlaps(
            ties in prop::collection::vec((0..MOST, 0..MOST, 0_usize..4), 0..24)
        ) {
            let (ties, plan) = net(ties.into_iter().map(|(a, b, kind)| (a.min(b), a.max(b), kind)));
            judge(&ties, &plan)?;
            for (at, one) in plan.lines.iter().enumerate() {
                for two in &plan.lines[at + 1..] {
                    // Lines of one bundle begin at one point.
                    let same = one.points[0] == two.points[0];
                    let over = segments(one).any(|one| segments(two).any(|two| overlap(one, two)));
                    prop_assert!(same || !over, "{one:?} {two:?}");
                }
            }
        }

        #[test]
        fn circles_are_drawn_too(
            ties in prop::collection::vec((0..MOST, 0..MOST, 0_usize..4), 0..60)
        ) {
            let (ties, plan) = net(ties.into_iter());
            judge(&ties, &plan)?;
        }
    }

    #[test]
    fn the_agreement_of_the_page_stands_alone() {
        let tie = |from, to| Tie { from, to, kind: 0 };
        let ties = [tie(0, 1), tie(0, 2), tie(0, 3), tie(1, 4), tie(2, 4), tie(3, 4)];
        assert_eq!(rows(5, 2, &ties), [vec![0], vec![1], vec![2], vec![3], vec![4]]);
        assert_eq!(rows(5, 0, &ties), [vec![0], vec![1, 2], vec![3], vec![4]]);
    }
}
