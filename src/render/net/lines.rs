//! The paths of lines between boxes.
//!
//! In: boxes in rows, and who relates to whom. Out: for each relation a path of horizontal and
//! vertical segments. Between two rows is a corridor with horizontal tracks, and outside of the rows
//! are two margins with vertical ones, for lines that pass by a row.
//! Invariant: lines of one bundle share their beginning; those of different bundles only cross, as
//! long as the margins have room.

use std::collections::BTreeMap;

use super::elements::{Margins, Spot, Tie, WIDTH};

/// The distance between two tracks of a corridor.
const TRACK: i32 = 8;

/// The distance from a box to the first track: room for an arrowhead and a bend.
const STUB: i32 = 15;

/// The greatest distance between two tracks of a margin.
const SIDE_TRACK: i32 = 7;

/// The width that all tracks of a margin may take: with both margins full, two boxes still fit
/// beside one another.
const SIDE: i32 = 28;

/// The smallest distance between two lines that run side by side.
const NEAR: i32 = 6;

/// The relations of one kind that one agreement has, in one direction: their lines share one end.
#[derive(Debug)]
pub(super) struct Bundle {
    /// The agreement that they have in common.
    hub: usize,
    /// The others, with the number of the tie.
    leaves: Vec<(usize, usize)>,
    /// Whether the arrows are at the hub.
    points_at_hub: bool,
}

/// The path of a tie, from the end that it shares with others of its bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Connector {
    pub(super) points: Vec<(i32, i32)>,
    /// Whether the arrow is at the first point and not at the last.
    pub(super) points_at_first: bool,
}

/// Bundles ties that share their kind and one end, the largest bundles first.
pub(super) fn bundles(ties: &[Tie], spots: &[Spot]) -> Vec<Bundle> {
    let mut left: Vec<usize> = (0..ties.len()).collect();

    // A tie within one row cannot be drawn; layers leave none.
    left.retain(|&tie| spots[ties[tie].from].row != spots[ties[tie].to].row);

    let mut bundles = Vec::new();
    while !left.is_empty() {
        let mut counts: BTreeMap<(bool, usize, usize), usize> = BTreeMap::new();
        for tie in left.iter().map(|&tie| ties[tie]) {
            *counts.entry((false, tie.from, tie.kind)).or_default() += 1;
            *counts.entry((true, tie.to, tie.kind)).or_default() += 1;
        }

        // `max_by_key` takes the last of equals; reversed, that is the first, independent of the order of the
        // ties.
        let largest = counts.iter().rev().max_by_key(|(_, count)| **count).map(|(key, _)| *key);
        let Some((points_at_hub, hub, kind)) = largest else {
            break;
        };
        let hub_of = |tie: Tie| if points_at_hub { tie.to } else { tie.from };
        let (own, rest): (Vec<usize>, Vec<usize>) =
            left.iter().partition(|&&tie| ties[tie].kind == kind && hub_of(ties[tie]) == hub);
        let leaf = |tie: usize| if points_at_hub { ties[tie].from } else { ties[tie].to };
        let leaves = own.into_iter().map(|tie| (leaf(tie), tie)).collect();
        bundles.push(Bundle { hub, leaves, points_at_hub });

        left = rest;
    }

    bundles
}

/// Returns the corridor next to a box on the side of another one.
fn corridor(from: &Spot, to: &Spot) -> usize {
    if from.row < to.row { from.row } else { from.row - 1 }
}

/// Tells whether a line uses a margin, and if so, whether it is the second one.
fn margin_side(hub: &Spot, leaf: &Spot) -> Option<bool> {
    let is_by = hub.row.abs_diff(leaf.row) > 1;
    is_by.then_some(leaf.is_second || hub.is_second)
}

/// The vertical tracks of both margins.
#[derive(Debug, Default)]
pub(super) struct Sides {
    /// The track of a bundle, by the margin.
    track: BTreeMap<(usize, bool), i32>,
    /// How many tracks either margin has.
    counts: [i32; 2],
}

impl Sides {
    fn step(&self, second: bool) -> i32 {
        (SIDE / self.counts[usize::from(second)].max(1)).clamp(1, SIDE_TRACK)
    }

    /// Returns how wide the margins are.
    pub(super) fn margins(&self) -> Margins {
        let margin = |second: bool| {
            let count = self.counts[usize::from(second)].min(SIDE);
            2 + count * self.step(second) + if count > 0 { 3 } else { 0 }
        };
        Margins { left: margin(false), right: margin(true) }
    }

    fn x(&self, bundle: usize, second: bool) -> i32 {
        let Margins { left, right } = self.margins();
        let track = self.track.get(&(bundle, second)).copied().unwrap_or_default();
        let from_rows = 3 + track.min(SIDE - 1) * self.step(second) + self.step(second);
        if second { WIDTH - right + from_rows } else { left - from_rows }
    }
}

/// Assigns tracks to the bundles that pass by a row, the shortest next to the rows.
pub(super) fn sides(bundles: &[Bundle], spots: &[Spot]) -> Sides {
    let mut ranges: BTreeMap<(usize, bool), (usize, usize)> = BTreeMap::new();
    for (number, bundle) in bundles.iter().enumerate() {
        let hub = &spots[bundle.hub];
        for leaf in bundle.leaves.iter().map(|&(leaf, _)| &spots[leaf]) {
            if let Some(second) = margin_side(hub, leaf) {
                let (one, two) = (corridor(hub, leaf), corridor(leaf, hub));
                let range = ranges.entry((number, second)).or_insert((one, one));
                *range = (range.0.min(one).min(two), range.1.max(one).max(two));
            }
        }
    }

    let mut by_length: Vec<_> = ranges.into_iter().collect();

    // The short ones inside: a long line around a short one does not cross it.
    by_length.sort_by_key(|&(key, (from, to))| (to - from, key));

    let mut sides = Sides::default();
    let mut taken: [Vec<(i32, usize, usize)>; 2] = [Vec::new(), Vec::new()];
    for ((number, second), (from, to)) in by_length {
        let taken = &mut taken[usize::from(second)];
        let is_free = |track: i32| {
            taken.iter().all(|&(it, low, high)| it != track || to < low || high < from)
        };
        let track = first_free(taken.len(), is_free);
        taken.push((track, from, to));
        sides.track.insert((number, second), track);

        let count = &mut sides.counts[usize::from(second)];
        *count = (*count).max(track + 1);
    }

    sides
}

/// Returns the first free track; with one more track than bundles there always is one.
fn first_free(bundles: usize, is_free: impl Fn(i32) -> bool) -> i32 {
    (0..).take(bundles + 1).find(|&track| is_free(track)).unwrap_or_default()
}

/// Where bundles leave boxes: by box, whether at its lower edge, and bundle.
pub(super) type Ports = BTreeMap<(usize, bool, usize), i32>;

/// Spreads the ends of lines over the edges of boxes, so that no two overlap.
pub(super) fn ports(bundles: &[Bundle], spots: &[Spot], rows: usize) -> Ports {
    let mut faces: BTreeMap<(usize, bool), Vec<(i32, usize)>> = BTreeMap::new();
    for (number, bundle) in bundles.iter().enumerate() {
        let hub = &spots[bundle.hub];
        for &(leaf, _) in &bundle.leaves {
            let leaf_spot = &spots[leaf];
            let ends = [(bundle.hub, hub, leaf_spot), (leaf, leaf_spot, hub)];
            for (own, from, to) in ends {
                let face = faces.entry((own, from.row < to.row)).or_default();
                let towards = match margin_side(hub, leaf_spot) {
                    None => to.middle(),
                    Some(second) => i32::from(second) * WIDTH,
                };

                match face.iter_mut().find(|(_, bundle)| *bundle == number) {
                    Some((before, _)) => *before = i32::midpoint(*before, towards),
                    None => face.push((towards, number)),
                }
            }
        }
    }

    let mut ports = Ports::new();
    for row in 0..rows {
        // Of a corridor first the upper ends, which keep their places, then the lower ones.
        for is_below in [true, false] {
            let row = if is_below { row } else { row + 1 };
            for (&(own, below), face) in &faces {
                if below != is_below || spots[own].row != row {
                    continue;
                }

                let mut face = face.clone();

                // From left to right by target, so that lines of one box do not cross at its edge.
                face.sort_unstable();

                let count = i32::try_from(face.len()).unwrap_or(i32::MAX);

                for (nth, (_, bundle)) in (1..).zip(face) {
                    let x = spots[own].x + spots[own].width * nth / (count + 1);
                    let x = if below { x } else { move_aside(x, own, bundle, spots, &ports) };
                    ports.insert((own, below, bundle), x);
                }
            }
        }
    }

    ports
}

/// Moves the end of a line at a box's upper edge aside, away from others of the corridor above; where
/// its own bundle comes from nearly above, the line becomes straight.
fn move_aside(x: i32, own: usize, bundle: usize, spots: &[Spot], ports: &Ports) -> i32 {
    let spot = &spots[own];
    let in_corridor = ports
        .iter()
        .filter(|&(&(other, is_below, _), _)| spots[other].row + usize::from(is_below) == spot.row);
    let (same, others): (Vec<_>, Vec<_>) = in_corridor.partition(|(key, _)| key.2 == bundle);
    let is_free = |x: i32| others.iter().all(|(_, other)| (*other - x).abs() >= NEAR);
    let within = |x: &i32| (spot.x + NEAR..spot.x + spot.width - NEAR).contains(x);

    let above = same.iter().map(|(_, other)| **other).filter(|other| (other - x).abs() <= 2 * NEAR);
    let away = (0..spot.width).flat_map(|by| [x + by, x - by]);

    // A straight line is preferred to the nearest free place.
    above.chain(away).filter(within).find(|&x| is_free(x)).unwrap_or(x)
}

/// The horizontal tracks of all corridors.
#[derive(Debug)]
pub(super) struct Tracks {
    /// The track of a bundle, by the corridor.
    track: BTreeMap<(usize, usize), i32>,
    /// How many tracks each corridor has.
    counts: Vec<i32>,
}

impl Tracks {
    /// Returns how high a corridor is.
    pub(super) fn corridor(&self, corridor: usize) -> i32 {
        2 * STUB + (self.counts[corridor] - 1).max(0) * TRACK
    }
}

/// Assigns tracks to bundles in each corridor that they go through.
pub(super) fn tracks(
    bundles: &[Bundle],
    ports: &Ports,
    sides: &Sides,
    spots: &[Spot],
    rows: usize,
) -> Tracks {
    let mut reaches: BTreeMap<(usize, usize), (i32, i32)> = BTreeMap::new();
    for (number, bundle) in bundles.iter().enumerate() {
        let hub = bundle.hub;
        for &(leaf, _) in &bundle.leaves {
            let passes =
                margin_side(&spots[hub], &spots[leaf]).map(|second| sides.x(number, second));
            for (own, to) in [(hub, leaf), (leaf, hub)] {
                let (from, to) = (&spots[own], &spots[to]);
                let port = ports[&(own, from.row < to.row, number)];
                let reach = reaches.entry((corridor(from, to), number)).or_insert((port, port));
                for x in [Some(port), passes].into_iter().flatten() {
                    *reach = (reach.0.min(x), reach.1.max(x));
                }
            }
        }
    }

    let mut tracks = Tracks { track: BTreeMap::new(), counts: vec![0; rows] };
    let mut taken: Vec<Vec<(i32, i32, i32)>> = vec![Vec::new(); rows];
    let mut by_length: Vec<_> = reaches.into_iter().filter(|(_, (from, to))| from < to).collect();

    // The bundle's number last, so that equal reaches get the same tracks in every build.
    by_length.sort_by_key(|&((corridor, bundle), (from, to))| (corridor, to - from, bundle));

    for ((corridor, bundle), (from, to)) in by_length {
        let taken = &mut taken[corridor];
        let is_free = |track: i32| {
            taken
                .iter()
                .all(|&(it, low, high)| it != track || to + NEAR < low || high + NEAR < from)
        };
        let track = first_free(taken.len(), is_free);
        taken.push((track, from, to));
        tracks.track.insert((corridor, bundle), track);

        tracks.counts[corridor] = tracks.counts[corridor].max(track + 1);
    }

    tracks
}

/// Returns the path of every tie, in the order of the ties.
pub(super) fn lines(
    bundles: &[Bundle],
    ports: &Ports,
    tracks: &Tracks,
    sides: &Sides,
    spots: &[Spot],
) -> Vec<Connector> {
    let mut lines = BTreeMap::new();
    for (number, bundle) in bundles.iter().enumerate() {
        for &(leaf, tie) in &bundle.leaves {
            let (hub, leaf) = ((bundle.hub, &spots[bundle.hub]), (leaf, &spots[leaf]));
            let end = |(own, from): (usize, &Spot), to: &Spot| {
                let is_below = from.row < to.row;
                let x = ports[&(own, is_below, number)];
                let corridor = corridor(from, to);
                let track = tracks.track.get(&(corridor, number)).copied().unwrap_or_default();
                let top = spots.iter().find(|spot| spot.row == corridor);
                let top = top.map_or(0, |spot| spot.y + spot.height);

                let y = if is_below { from.y + from.height } else { from.y };
                [(x, y), (x, top + STUB + track * TRACK)]
            };
            // From the hub, so that all lines of a bundle begin at one point.
            let [first, second] = end(hub, leaf.1);
            let [last, last_but_one] = end(leaf, hub.1);
            let mut points = vec![first, second];

            if let Some(second_side) = margin_side(hub.1, leaf.1) {
                let x = sides.x(number, second_side);
                points.extend([(x, second.1), (x, last_but_one.1)]);
            }

            points.extend([last_but_one, last]);
            straighten(&mut points);
            lines.insert(tie, Connector { points, points_at_first: bundle.points_at_hub });
        }
    }

    lines.into_values().collect()
}

/// Removes points that are not bends.
fn straighten(points: &mut Vec<(i32, i32)>) {
    points.dedup();
    let mut at = 1;
    while at + 1 < points.len() {
        let [one, two, three] = [points[at - 1], points[at], points[at + 1]];
        if one.0 == two.0 && two.0 == three.0 || one.1 == two.1 && two.1 == three.1 {
            points.remove(at);
        } else {
            at += 1;
        }
    }
}
