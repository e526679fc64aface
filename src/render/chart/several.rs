//! Several series: a line for each through one time, named where it ends.
//!
//! In: named series of one unit. Out: elements on the paper. Invariant: no series is told from another by its colour
//! alone; each has its name beside its last value.

use rust_decimal::Decimal;

use super::axis;
use super::line::{joins, middle};
use super::paper::{LETTER, Mark, Paper, TextPosition, percent};
use super::plot::Plot;
use super::point::Point;
use super::scale::Scale;
use super::words::point_words;

/// How many colours and dashes the style sheet has for lines; further ones share the last.
const MOST_LOOKS: usize = 6;

/// Below this distance two names would touch, in pixels.
const NAME_GAP: i64 = 17;

/// With more values than this in one series dots would overlap.
const MOST_DOTS: usize = 40;

/// The widest share of the field that names may take, in thousandths.
const MOST_NAMES: usize = 420;

/// One series with its name.
pub(super) struct SeriesPoints<'s> {
    pub(super) name: &'s str,
    pub(super) points: Vec<Point<'s>>,
}

/// A name beside the end of its line.
struct EndName<'s> {
    name: &'s str,
    /// Where its line ends, in thousandths of the width.
    x: Decimal,
    /// Its height, in pixels from the top.
    y: Decimal,
}

pub(super) fn draw(paper: &mut Paper<'_>, all: &[SeriesPoints<'_>], scale: &Scale) {
    let longest = all.iter().max_by_key(|series| series.points.len());
    let Some(longest) = longest else {
        return;
    };
    let plot = Plot::new(paper, &longest.points, scale);
    plot.grid(paper, scale);

    let time = Time::of(all, plot.narrowest);
    let mut names = Vec::new();
    for (number, series) in all.iter().enumerate() {
        let look = (number + 1).min(MOST_LOOKS);
        let places: Vec<(Decimal, Decimal)> = series
            .points
            .iter()
            .map(|point| (time.place(point), plot.y(scale, point.quantity.number())))
            .collect();

        lines(paper, series, &places, look, plot.bottom());
        dots(paper, series, &places, look);
        names.extend(places.last().map(|&(x, y)| EndName { name: series.name, x, y }));
    }
    end_names(paper, names);

    paper.height = plot.bottom();
    let x: Vec<Decimal> = longest.points.iter().map(|point| time.place(point)).collect();
    let (names, wanted) = axis::line_names(paper.language, &longest.points, &x);
    axis::names(paper, &names, &wanted, plot.narrowest);
    axis::caption(paper, &longest.points);
}

/// Describes the chart in words: each series by its ends.
pub(super) fn description(
    all: &[SeriesPoints<'_>],
    language: &crate::language::Language,
) -> String {
    let count = all.iter().map(|series| series.points.len()).sum::<usize>();
    let shown = language.integer(count as u64);
    let values = [("count", shown.as_str())];
    let mut text = language.fill_plural("chart_line", Decimal::from(count), 0, &values);

    for series in all {
        let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else {
            continue;
        };

        let (first, last) = (point_words(first, language), point_words(last, language));
        let ends = match series.points.len() {
            1 => last,
            _ => language.fill("chart_from_to", &[("first", &first), ("last", &last)]),
        };
        text.extend([" ", series.name, ": ", &ends, "."]);
    }

    text
}

/// The days that a chart covers, and the room that it leaves for names.
struct Time {
    begin: i64,
    span: Decimal,
    /// The place of the last day, in thousandths of the width.
    right: Decimal,
}

impl Time {
    fn of(all: &[SeriesPoints<'_>], narrowest: usize) -> Time {
        let days = || all.iter().flat_map(|series| &series.points).map(|it| middle(&it.period));
        let (begin, end) = (days().min().unwrap_or_default(), days().max().unwrap_or_default());
        let letters = all.iter().map(|series| series.name.chars().count()).max();
        let names = letters.unwrap_or_default() * LETTER * 1000 / narrowest.max(1) + 20;

        Time {
            begin,
            span: Decimal::from((end - begin).max(1)),
            right: Decimal::from(1000 - names.min(MOST_NAMES)),
        }
    }

    fn place(&self, point: &Point<'_>) -> Decimal {
        // Not at the very edge, where half a dot would be cut off.
        let left = Decimal::from(15);
        let share = Decimal::from(middle(&point.period) - self.begin) / self.span;

        (left + (self.right - left) * share).round_dp(1).normalize()
    }
}

/// Draws each run of joined values; segments that lead to a provisional value are dashed.
fn lines(
    paper: &mut Paper<'_>,
    series: &SeriesPoints<'_>,
    places: &[(Decimal, Decimal)],
    look: usize,
    bottom: u32,
) {
    // Only lines may be stretched to the width; their places are thousandths of it.
    paper.add(format_args!(
        "<svg x=\"0\" y=\"0\" width=\"100%\" height=\"{bottom}\" viewBox=\"0 0 1000 {bottom}\" \
         preserveAspectRatio=\"none\" overflow=\"visible\">"
    ));

    for (at, is_joined) in joins(&series.points).into_iter().enumerate() {
        if !is_joined {
            continue;
        }

        let dashed = series.points[at + 1].provisional;
        let class = if dashed { "way way-provisional" } else { "way" };
        let ((x1, y1), (x2, y2)) = (places[at], places[at + 1]);
        paper.add(format_args!(
            "<polyline class=\"{class} way-{look}\" vector-effect=\"non-scaling-stroke\" \
             points=\"{x1},{y1} {x2},{y2}\"/>"
        ));
    }

    paper.add(format_args!("</svg>"));
}

fn dots(
    paper: &mut Paper<'_>,
    series: &SeriesPoints<'_>,
    places: &[(Decimal, Decimal)],
    look: usize,
) {
    let last = series.points.len().saturating_sub(1);
    for (at, (point, (x, y))) in series.points.iter().zip(places).enumerate() {
        if series.points.len() > MOST_DOTS && at != last && !point.provisional {
            continue;
        }
        if point.provisional {
            paper.mark(Mark::Provisional);
        }

        let class = if point.provisional { "dot-provisional" } else { "dot" };
        let x = percent(*x);
        paper.add(format_args!(
            "<circle class=\"{class} dot-{look}\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"
        ));
    }
}

/// Writes each name beside the end of its line, and moves those apart that would touch.
fn end_names(paper: &mut Paper<'_>, mut names: Vec<EndName<'_>>) {
    names.sort_by_key(|name| name.y);

    let mut lowest: Option<Decimal> = None;
    for name in names {
        let middle = name.y + Decimal::from(5);
        let y = match lowest {
            Some(above) => middle.max(above + Decimal::from(NAME_GAP)),
            None => middle,
        };
        lowest = Some(y);

        let position = TextPosition { x: name.x + Decimal::from(12), y };
        paper.words("name", position, "start", name.name);
    }
}
