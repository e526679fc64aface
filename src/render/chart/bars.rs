//! A few values: horizontal bars, so that the names of their periods have room.

use rust_decimal::Decimal;

use super::paper::{LETTERS, LINE, Mark, Paper, TextPosition, percent};
use super::point::Point;
use super::scale::Scale;

/// The thickness of a bar.
const BAR: u32 = 18;

/// How many letters of axis labels fit at a width of 320 pixels, the narrowest that WCAG 2.2 (1.4.10)
/// requires.
const TICK_LETTERS: usize = 24;

/// The space below a bar.
const GAP: u32 = 16;

pub(super) fn draw(paper: &mut Paper<'_>, points: &[Point<'_>], scale: &Scale) {
    let language = paper.language;
    let title = scale.title(language);
    if !title.is_empty() {
        paper.words("axis", TextPosition { x: Decimal::ZERO, y: 14 }, "start", &title);
        paper.height = LINE + 6;
    }

    let names: Vec<String> = points.iter().map(|point| language.period(&point.period)).collect();
    let rows: Vec<u32> = points
        .iter()
        .zip(&names)
        .map(|(point, name)| {
            // If the two do not fit side by side on a phone, the value gets its own line.
            let long =
                name.chars().count() + language.quantity(point.quantity).chars().count() > LETTERS;
            if long { 2 * LINE } else { LINE }
        })
        .collect();

    let mut tops = Vec::new();
    let mut bottom = paper.height;
    for row in &rows {
        tops.push(bottom + row);
        bottom += row + BAR + GAP;
    }

    bottom -= GAP / 2;
    axis(paper, scale, &tops, bottom);

    let whole = Decimal::ONE_THOUSAND;
    for ((point, name), row) in points.iter().zip(&names).zip(rows) {
        let y = paper.height + 15;
        paper.words("name", TextPosition { x: Decimal::ZERO, y }, "start", name);

        let value = language.quantity(point.quantity);

        if row == LINE {
            paper.words("number", TextPosition { x: whole, y }, "end", &value);
        } else {
            paper.words("number", TextPosition { x: Decimal::ZERO, y: y + LINE }, "start", &value);
        }

        bar(paper, point, scale, paper.height + row);
        paper.height += row + BAR + GAP;
    }

    // The numbers of the axis are below the last bar.
    paper.height = bottom + LINE + 8;
}

/// Draws the axis labels and their lines, which are behind the bars but not behind text.
fn axis(paper: &mut Paper<'_>, scale: &Scale, tops: &[u32], bottom: u32) {
    let ticks = scale.ticks(paper.language);
    let letters: usize = ticks.iter().map(|(_, words)| words.chars().count()).sum();

    // Every other label is omitted if all of them would overlap on a phone.
    let every = if letters > TICK_LETTERS { 2 } else { 1 };
    let zero = ticks.iter().position(|(number, _)| number.is_zero()).unwrap_or_default();

    for (at, (number, words)) in ticks.iter().enumerate() {
        let place = scale.place(*number);
        let x = percent(place);
        let class = if number.is_zero() { "grid nought" } else { "grid" };

        for (row, top) in tops.iter().enumerate() {
            let last = row + 1 == tops.len();
            let (from, to) = (top - 3, if last { bottom } else { top + BAR + 3 });
            paper.add(format_args!(
                "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{from}\" y2=\"{to}\"/>"
            ));
        }

        let anchor = if place.is_zero() {
            "start"
        } else if place == Decimal::ONE_THOUSAND {
            "end"
        } else {
            "middle"
        };

        // Counted from zero, which always keeps its label.
        if zero.abs_diff(at).is_multiple_of(every) {
            paper.words("tick", TextPosition { x: place, y: bottom + 17 }, anchor, words);
        }
    }
}

fn bar(paper: &mut Paper<'_>, point: &Point<'_>, scale: &Scale, y: u32) {
    let extent = point.extent();
    let zero = Decimal::ZERO;
    let number = scale.place(extent.number);

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

        let (x, width) = bar_span(scale.place(zero), number);
        paper.add(format_args!(
            "<rect class=\"{class}\"{fill} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{BAR}\"/>"
        ));
    }

    if let Some((from, to)) = extent.open {
        paper.mark(Mark::Open);
        let to = to.unwrap_or_else(|| scale.high());
        let (x, width) = bar_span(scale.place(from), scale.place(to));
        paper.add(format_args!(
            "<rect class=\"open\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{BAR}\"/>"
        ));
    }

    if let Some((low, high)) = extent.range {
        let (low, high) = (scale.place(low), scale.place(high));

        // Less than this cannot be seen.
        if high - low >= Decimal::TEN {
            paper.mark(Mark::Range);

            let (low, high) = (percent(low), percent(high));
            let (middle, upper, lower) = (y + BAR / 2, y + 4, y + BAR - 4);

            // Twice: a wide light line below the dark one keeps the range visible on its bar.
            for class in ["range-ground", "range"] {
                paper.add(format_args!(
                    "<line class=\"{class}\" x1=\"{low}\" x2=\"{high}\" y1=\"{middle}\" y2=\"{middle}\"/>\
                     <line class=\"{class}\" x1=\"{low}\" x2=\"{low}\" y1=\"{upper}\" y2=\"{lower}\"/>\
                     <line class=\"{class}\" x1=\"{high}\" x2=\"{high}\" y1=\"{upper}\" y2=\"{lower}\"/>"
                ));
            }
        }
    }
}

/// Writes the start and the width of a bar.
fn bar_span(one: Decimal, two: Decimal) -> (String, String) {
    let (low, high) = (one.min(two), one.max(two));
    (percent(low), percent(high - low))
}
