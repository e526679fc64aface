//! Many values: a line through time, broken where a period is missing.

use rust_decimal::Decimal;

use super::axis;
use super::paper::{LETTER, Mark, Paper, TextPosition, percent};
use super::plot::Plot;
use super::point::Point;
use super::scale::Scale;
use crate::value::Period;

/// With more values than this only those that need a dot have one: dots of 8 pixels would overlap.
const MOST_DOTS: usize = 40;

/// The position of a value.
struct PointPosition {
    /// In thousandths of the width.
    x: Decimal,
    /// In pixels from the top.
    y: Decimal,
}

pub(super) fn draw(paper: &mut Paper<'_>, points: &[Point<'_>], scale: &Scale) {
    let plot = Plot::new(paper, points, scale);
    plot.grid(paper, scale);

    let places = places(points, |number| plot.y(scale, number));
    let joins = joins(points);
    lines(paper, points, &places, &joins, &plot);

    for (at, point) in points.iter().enumerate() {
        let is_shown = is_dot(points, &joins, at);
        dot(paper, point, &places[at], (&plot, scale), is_shown);
    }

    newest(paper, points, &places, &plot);

    paper.height = plot.bottom();
    let x: Vec<Decimal> = places.iter().map(|place| place.x).collect();
    let (names, wanted) = axis::line_names(paper.language, points, &x);
    axis::names(paper, &names, &wanted, plot.narrowest);
    axis::caption(paper, points);

    for (at, point) in points.iter().enumerate() {
        let between = |one: usize, two: usize| (places[one].x + places[two].x) / Decimal::TWO;
        let from = if at == 0 { Decimal::ZERO } else { between(at - 1, at) };
        let to = if at + 1 == points.len() { Decimal::ONE_THOUSAND } else { between(at, at + 1) };
        let span = (from.round_dp(1).normalize(), to.round_dp(1).normalize());
        plot.readout(paper, point, span, Some((places[at].x, places[at].y)));
    }
}

/// Writes the newest value above or below the line, on the side that is nearer.
fn newest(paper: &mut Paper<'_>, points: &[Point<'_>], places: &[PointPosition], plot: &Plot) {
    let Some((point, place)) = points.last().zip(places.last()) else {
        return;
    };

    let words = paper.language.quantity(point.quantity);
    let width = words.chars().count() * LETTER * 1000 / plot.narrowest;
    let from = place.x - Decimal::from(width);

    // One point further, whose line leads into the words.
    let first = places.iter().rposition(|place| place.x < from).unwrap_or_default();
    let heights = || places[first..].iter().map(|place| place.y);
    let highest = heights().min().unwrap_or(place.y) - Decimal::from(10);
    let lowest = heights().max().unwrap_or(place.y) + Decimal::from(22);

    let is_below =
        lowest - place.y < place.y - highest && lowest < Decimal::from(plot.bottom() - 4);
    let y = if is_below { lowest } else { highest };
    paper.words("number", TextPosition { x: place.x, y }, "end", &words);
}

/// Places every value at the middle of its period.
fn places(points: &[Point<'_>], y: impl Fn(Decimal) -> Decimal) -> Vec<PointPosition> {
    // Not at the very edges, where half a dot would be cut off.
    let (left, right) = (Decimal::from(15), Decimal::from(985));
    let begin = points.first().map_or(0, |point| middle(&point.period));
    let end = points.last().map_or(0, |point| middle(&point.period));
    let span = Decimal::from((end - begin).max(1));

    points
        .iter()
        .map(|point| {
            let share = Decimal::from(middle(&point.period) - begin) / span;
            let x = (left + (right - left) * share).round_dp(1).normalize();
            PointPosition { x, y: y(point.quantity.number()) }
        })
        .collect()
}

/// Returns the middle of a period, in half days.
pub(super) fn middle(period: &Period) -> i64 {
    axis::days(period.first()) + axis::days(period.last())
}

/// Returns for each value whether it is joined to the next: not across a missing period, and not between
/// periods of different lengths.
pub(super) fn joins(points: &[Point<'_>]) -> Vec<bool> {
    let steps: Vec<i64> = points
        .windows(2)
        .map(|pair| axis::days(pair[1].period.first()) - axis::days(pair[0].period.first()))
        .collect();
    let mut sorted = steps.clone();
    sorted.sort_unstable();

    // The median, which one missing period does not shift.
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or_default();

    // Half a period of tolerance: quarters have 90 to 92 days, and months 28 to 31.
    let is_near = |step: i64| 2 * step <= 3 * usual;

    // A limit is not a value, so no line leads to it.
    let is_value = |point: &Point<'_>| point.extent().open.is_none();
    let are_alike = points.windows(2).map(|pair| {
        pair[0].period.is_like(&pair[1].period) && is_value(&pair[0]) && is_value(&pair[1])
    });

    steps.iter().zip(are_alike).map(|(step, alike)| alike && is_near(*step)).collect()
}

/// Draws each run of joined values; segments that lead to a provisional value are dashed.
fn lines(
    paper: &mut Paper<'_>,
    points: &[Point<'_>],
    places: &[PointPosition],
    joins: &[bool],
    plot: &Plot,
) {
    // Only lines may be stretched to the width; their places are thousandths of it.
    paper.add(format_args!(
        "<svg x=\"0\" y=\"0\" width=\"100%\" height=\"{0}\" viewBox=\"0 0 1000 {0}\" \
         preserveAspectRatio=\"none\" overflow=\"visible\">",
        plot.bottom()
    ));

    let mut at = 0;
    while at < joins.len() {
        let dashed = |at: usize| points[at + 1].provisional;
        let end = (at..joins.len())
            .find(|&next| !joins[next] || dashed(next) != dashed(at))
            .unwrap_or(joins.len());

        if end > at {
            let way: Vec<String> =
                places[at..=end].iter().map(|place| format!("{},{}", place.x, place.y)).collect();
            let class = if dashed(at) { "way way-provisional" } else { "way" };
            paper.add(format_args!(
                "<polyline class=\"{class}\" vector-effect=\"non-scaling-stroke\" points=\"{}\"/>",
                way.join(" ")
            ));
        }

        at = end.max(at + usize::from(joins.get(at) == Some(&false)));
    }

    paper.add(format_args!("</svg>"));
}

/// Tells whether a value has a dot: every one of a few, and of many those that would be invisible without.
fn is_dot(points: &[Point<'_>], joins: &[bool], at: usize) -> bool {
    let alone = (at == 0 || !joins[at - 1]) && joins.get(at) != Some(&true);
    let last = at + 1 == points.len();
    let plain = points[at].is_plain() && !points[at].provisional;
    points.len() <= MOST_DOTS || alone || last || !plain
}

fn dot(
    paper: &mut Paper<'_>,
    point: &Point<'_>,
    place: &PointPosition,
    (plot, scale): (&Plot, &Scale),
    shown: bool,
) {
    let y = |number: Decimal| plot.y(scale, number);
    let extent = point.extent();
    let (x, at) = (percent(place.x), place.y);
    let stem = |paper: &mut Paper<'_>, class: &str, (one, two): (Decimal, Decimal)| {
        let (one, two) = (y(one), y(two));
        paper.add(format_args!(
            "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{one}\" y2=\"{two}\"/>"
        ));
    };

    if let Some((from, to)) = extent.open {
        paper.mark(Mark::Open);
        let to = to.unwrap_or_else(|| from.checked_mul(Decimal::new(11, 1)).unwrap_or(from));
        stem(paper, "open", (from, to));
    }

    if let Some((low, high)) = extent.range.filter(|_| shown)
        // A shorter one would be hidden by the dot.
        && y(low) - y(high) >= Decimal::from(5)
    {
        paper.mark(Mark::Range);
        stem(paper, "range", (low, high));
    }

    // Last, so that the dot is above its stems.
    if shown {
        let hollow = point.provisional || extent.open.is_some();
        let class = if hollow { "dot-provisional" } else { "dot" };
        if point.provisional {
            paper.mark(Mark::Provisional);
        }

        paper.add(format_args!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{at}\" r=\"4\"/>"));
    }
}
