//! Charts: the values of a figure as SVG.
//!
//! In: what is known of a figure on a day. Out: an `<svg>` element: bars for a few periods, a line for
//! many. Places along the width are in per cent and everything else in pixels, so that a chart fills
//! any width while its words keep the size of the page's.
//! Invariant: no inline style, no script, no number in binary; colours are the style sheet's.

mod bars;
mod line;
mod paper;
mod scale;
mod words;

use rust_decimal::Decimal;

use crate::content::figure::{Figure, Observation};
use crate::value::{Period, Qualifier, Quantity, Unit};
use paper::Paper;
use scale::Scale;

/// What a chart is made of.
pub(super) struct Chart<'s> {
    /// What the figure is called.
    pub(super) title: &'s str,
    /// The figure.
    pub(super) figure: &'s Figure,
    /// Its values that are known, oldest first.
    pub(super) known: &'s [&'s Observation],
    /// The element's id; no other on its page has it.
    pub(super) anchor: &'s str,
}

/// Up to so many periods are bars.
const MOST_BARS: usize = 8;

/// One value in its place in time.
struct Point<'s> {
    period: Period,
    quantity: &'s Quantity,
    provisional: bool,
}

/// What is drawn of a value.
struct Shape {
    /// The number that was written; of a range its low end.
    number: Decimal,
    /// What is open: from where to where the true value may lie by the words of a limit. An end
    /// that is missing has none.
    open: Option<(Decimal, Option<Decimal>)>,
    /// What its rounding or an "about" leaves: from where to where.
    range: Option<(Decimal, Decimal)>,
}

/// Draws a figure's values; nothing where fewer than two are known for a period, since one alone is
/// no comparison.
pub(super) fn svg(chart: &Chart<'_>) -> Option<String> {
    let points: Vec<Point<'_>> = chart
        .known
        .iter()
        .filter_map(|one| {
            Some(Point {
                period: one.period.as_ref()?.value,
                quantity: &one.value.value,
                provisional: one.provisional,
            })
        })
        .collect();
    let first = points.first()?;
    // Values in several units have no axis in common.
    let same = points.iter().all(|point| point.quantity.unit().is_like(first.quantity.unit()));
    if points.len() < 2 || !same {
        return None;
    }
    let unit = chart.figure.unit.as_ref().unwrap_or_else(|| unit_of(&points));
    let numbers = points.iter().flat_map(Point::reach);
    let scale = Scale::of(numbers, unit);
    let bars = points.len() <= MOST_BARS;
    let (class, kind) = if bars { ("bars", "Bar chart") } else { ("line", "Line chart") };
    let mut paper = Paper::new(chart.anchor);
    if bars {
        bars::draw(&mut paper, &points, &scale);
    } else {
        line::draw(&mut paper, &points, &scale);
    }
    Some(paper.finish(class, chart.title, &words::description(kind, &points)))
}

/// Returns the unit that one of the values names.
fn unit_of<'s>(points: &[Point<'s>]) -> &'s Unit {
    let units = points.iter().map(|point| point.quantity.unit());
    units.max_by_key(|unit| **unit != Unit::None).unwrap_or(&Unit::None)
}

impl Point<'_> {
    /// Returns the numbers that the axis must hold; a value without an upper end reaches a little
    /// further than its number.
    fn reach(&self) -> Vec<Decimal> {
        let shape = self.shape();
        let mut reach = vec![shape.number];
        reach.extend(shape.range.into_iter().flat_map(|(low, high)| [low, high]));
        if let Some((from, to)) = shape.open {
            let further = || from.checked_mul(Decimal::new(11, 1)).unwrap_or(from);
            reach.extend([from, to.unwrap_or_else(further)]);
        }
        reach
    }

    fn shape(&self) -> Shape {
        let number = self.quantity.number();
        let interval = self.quantity.interval();
        let low = interval.low().map(|bound| bound.value);
        let high = interval.high().map(|bound| bound.value);
        let open = match self.quantity.qualifier() {
            Qualifier::UpTo | Qualifier::AtMost | Qualifier::FewerThan => {
                Some((low.unwrap_or_default(), Some(number)))
            }
            Qualifier::AtLeast | Qualifier::MoreThan => Some((number, None)),
            Qualifier::Between => Some((number, self.quantity.upper())),
            Qualifier::Exact | Qualifier::About | Qualifier::Nearly => None,
        };
        let range = low.zip(high).filter(|(low, high)| open.is_none() && low != high);
        Shape { number, open, range }
    }
}
