//! A few values: columns from nought, in the order of time, with a gap where a period is missing.

use rust_decimal::Decimal;

use super::axis::{self, NamePlace};
use super::paper::{LETTER, Mark, Paper, TextPosition, percent};
use super::plot::{Plot, whisker};
use super::point::Point;
use super::scale::Scale;

/// The widest column, in thousandths of the chart: two values would be two walls without it.
const WIDEST: i64 = 150;

/// How many more slots than values there may be: one value of 1990 beside those of this decade would leave the rest of
/// the chart empty.
const MOST_GAPS: usize = 2;

pub(super) fn draw(paper: &mut Paper<'_>, points: &[Point<'_>], scale: &Scale) {
    let plot = Plot::new(paper, points, scale);
    plot.grid(paper, scale);

    let slots = slots(points);
    let count = slots.last().map_or(1, |last| last + 1);
    let slot = Decimal::ONE_THOUSAND / Decimal::from(count);
    let centre = |at: usize| {
        (slot * (Decimal::from(slots[at]) + Decimal::new(5, 1))).round_dp(1).normalize()
    };
    let width = (slot * Decimal::new(62, 2)).min(Decimal::from(WIDEST)).round_dp(1);

    for (at, point) in points.iter().enumerate() {
        let bar = Bar { centre: centre(at), width };
        column(paper, point, scale, &plot, &bar);
    }

    numbers(paper, points, scale, &plot, (&centre, count));

    let places: Vec<NamePlace> = points
        .iter()
        .enumerate()
        .map(|(at, point)| NamePlace {
            x: centre(at),
            name: paper.language.short_period(&point.period),
        })
        .collect();
    // The number below a column that ends at the bottom stands where the names would.
    let bottom = Decimal::from(plot.bottom());
    let hangs = |point: &Point<'_>| {
        let number = point.quantity.number();
        number < Decimal::ZERO && plot.y(scale, number) + Decimal::from(18) > bottom
    };
    paper.height = plot.bottom() + if points.iter().any(hangs) { 14 } else { 0 };

    axis::slot_names(paper, &places, (count, plot.narrowest));
    axis::caption(paper, points);

    for (at, point) in points.iter().enumerate() {
        let left = centre(at) - slot / Decimal::TWO;
        plot.readout(paper, point, (left, left + slot), None);
    }
}

/// Where a column stands, in thousandths of the width.
struct Bar {
    centre: Decimal,
    width: Decimal,
}

impl Bar {
    fn left(&self) -> String {
        percent(self.centre - self.width / Decimal::TWO)
    }
}

/// Returns the slot of each value: those of missing periods stay empty.
fn slots(points: &[Point<'_>]) -> Vec<usize> {
    let in_order = || (0..points.len()).collect();

    // Periods of unlike length have no common step.
    if points.windows(2).any(|pair| !pair[0].period.is_like(&pair[1].period)) {
        return in_order();
    }

    let starts = points.iter().map(|point| axis::days(point.period.first()));
    let starts: Vec<i64> = starts.collect();
    let steps: Vec<i64> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let Some(least) = steps.iter().copied().min().filter(|step| *step > 0) else {
        return in_order();
    };

    // One step after the other: months differ by days, which add up.
    let mut slot = 0;
    let mut slots = vec![slot];
    for step in steps {
        slot += usize::try_from((step + least / 2) / least).unwrap_or(1);
        slots.push(slot);
    }

    let is_sparse = slot + 1 > points.len() + MOST_GAPS;
    if is_sparse { in_order() } else { slots }
}

fn column(paper: &mut Paper<'_>, point: &Point<'_>, scale: &Scale, plot: &Plot, bar: &Bar) {
    let extent = point.extent();
    let (x, width) = (bar.left(), percent(bar.width));
    let span = |one: Decimal, two: Decimal| {
        let (one, two) = (plot.y(scale, one), plot.y(scale, two));
        (one.min(two), (one - two).abs())
    };

    // A value of "at most" has no certain part.
    let sure = extent.open.is_none_or(|(from, _)| from == extent.number);
    if sure {
        let hatch = paper.hatch();
        let (class, fill) = if point.provisional {
            paper.mark(Mark::Provisional);
            ("bar-provisional", format!(" fill=\"{hatch}\""))
        } else {
            ("bar", String::new())
        };

        let (y, height) = span(Decimal::ZERO, extent.number);
        paper.add(format_args!(
            "<rect class=\"{class}\"{fill} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
        ));
    }

    if let Some((from, to)) = extent.open {
        paper.mark(Mark::Open);
        let (y, height) = span(from, to.unwrap_or_else(|| scale.high()));
        paper.add(format_args!(
            "<rect class=\"open\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
        ));
    }

    if let Some((low, high)) = extent.range {
        let (top, height) = span(low, high);

        // Less than this cannot be seen.
        if height >= Decimal::from(4) {
            paper.mark(Mark::Range);
            whisker(paper, bar.centre, top, (top + height).normalize());
        }
    }
}

/// Writes the values at their columns, if there is room for all of them; else the newest alone.
fn numbers(
    paper: &mut Paper<'_>,
    points: &[Point<'_>],
    scale: &Scale,
    plot: &Plot,
    (centre, slots): (&dyn Fn(usize) -> Decimal, usize),
) {
    let language = paper.language;
    let room = plot.narrowest / slots;
    let fits = |all: &[String]| all.iter().all(|it| it.chars().count() * LETTER <= room);

    let whole: Vec<String> = points.iter().map(|it| language.quantity(it.quantity)).collect();
    // The axis says "£ billion". A limit is never shortened to its number.
    let short = || -> Option<Vec<String>> {
        let exact = points.iter().all(|point| point.extent().open.is_none() && point.is_plain());
        exact.then(|| points.iter().map(|it| scale.words(it.quantity.number(), language)).collect())
    };
    let all = [Some(whole.clone()), short()].into_iter().flatten().find(|all| fits(all));

    // Beside the zero line of a negative value, not inside its column.
    let y = |point: &Point<'_>| {
        let reach = point.reach();
        let is_negative = point.quantity.number() < Decimal::ZERO;
        let tops = reach.iter().map(|number| plot.y(scale, *number));
        match is_negative {
            true => tops.max().unwrap_or_default() + Decimal::from(16),
            false => tops.min().unwrap_or_default() - Decimal::from(7),
        }
    };

    if let Some(all) = all {
        for (at, words) in all.iter().enumerate() {
            let position = TextPosition { x: centre(at), y: y(&points[at]) };
            paper.words("number", position, "middle", words);
        }
    } else if let Some((last, words)) = points.last().zip(whole.last()) {
        // Over its column, unless it would stand out beyond the chart.
        let x = centre(points.len() - 1);
        let half = Decimal::from(words.chars().count() * LETTER * 500 / plot.narrowest);
        let (x, anchor) = match x + half <= Decimal::ONE_THOUSAND {
            true => (x, "middle"),
            false => (Decimal::ONE_THOUSAND, "end"),
        };
        paper.words("number", TextPosition { x, y: y(last) }, anchor, words);
    }
}
