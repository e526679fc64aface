//! The field of a chart in which values stand: the grid with the numbers of its axis, and what a pointer reads there.
//!
//! In: a paper, values, their scale. Out: elements on the paper. Invariant: the numbers of the axis stand left of the
//! field, in a gutter that the style sheet gives; within the field all places are in per cent of its own width.

use rust_decimal::Decimal;

use super::paper::{LETTER, LETTERS, LINE, Paper, TextPosition, percent};
use super::point::Point;
use super::scale::Scale;
use super::words;

/// The height of the field.
const HEIGHT: u32 = 220;

/// The room above the field, for the number of the highest value.
const ABOVE: u32 = 22;

/// With more values than this no pointer could find one, and their words would outgrow the page.
const MOST_READ: usize = 400;

/// The widest gutter of the style sheet, in letters.
const MOST_GUTTER: usize = 12;

/// The width of a chart on a screen of 320 pixels, the narrowest that WCAG 2.2 (1.4.10) requires.
const NARROWEST: usize = 288;

/// The place of the field.
pub(super) struct Plot {
    /// Its upper end, in pixels.
    top: u32,
    /// Where the words of the value under the pointer stand.
    read_at: u32,
    /// Whether they are written at all.
    is_read: bool,
    /// The width of the field in pixels where the screen is narrowest.
    pub(super) narrowest: usize,
}

impl Plot {
    /// Makes room for the title of the axis, and for the words of the value under the pointer beside or below it.
    pub(super) fn new(paper: &mut Paper<'_>, points: &[Point<'_>], scale: &Scale) -> Plot {
        let language = paper.language;
        let title = scale.title(language);
        if !title.is_empty() {
            paper.words("axis", TextPosition { x: Decimal::ZERO, y: 14 }, "start", &title);
        }

        let is_read = points.len() <= MOST_READ;
        let longest = points.iter().filter(|_| is_read);
        let longest = longest.map(|it| words::point_words(it, language).chars().count()).max();
        let beside = title.chars().count() + longest.unwrap_or_default() < LETTERS;
        let read_at = if beside { 14 } else { 14 + LINE };

        let ticks = scale.ticks(language);
        let gutter = ticks.iter().map(|(_, words)| words.chars().count()).max();
        let gutter = gutter.unwrap_or_default().clamp(1, MOST_GUTTER);
        paper.gutter = gutter;

        Plot {
            top: read_at + 8 + ABOVE,
            read_at,
            is_read,
            narrowest: NARROWEST - gutter * LETTER - 8,
        }
    }

    /// Returns the lower end of the field, in pixels.
    pub(super) fn bottom(&self) -> u32 {
        self.top + HEIGHT
    }

    /// Returns the height of a number, in pixels from the top.
    pub(super) fn y(&self, scale: &Scale, number: Decimal) -> Decimal {
        let down = Decimal::ONE_THOUSAND - scale.place(number);
        let y = Decimal::from(self.top) + down * Decimal::new(i64::from(HEIGHT), 3);
        y.round_dp(1).normalize()
    }

    /// Draws the lines of the axis, with their numbers before them.
    pub(super) fn grid(&self, paper: &mut Paper<'_>, scale: &Scale) {
        for (number, words) in scale.ticks(paper.language) {
            let at = self.y(scale, number);
            let class = if number.is_zero() { "grid nought" } else { "grid" };
            paper.add(format_args!(
                "<line class=\"{class}\" x1=\"0\" x2=\"100%\" y1=\"{at}\" y2=\"{at}\"/>"
            ));

            let y = at + Decimal::from(5);
            paper.words_before(y, &words);
        }

        if scale.is_cut() {
            paper.mark(super::paper::Mark::Cut);
            let bottom = self.bottom();
            let (one, two) = (bottom + 4, bottom + 9);
            paper.add(format_args!("<path class=\"cut\" d=\"M-6 {one}l12 -7M-6 {two}l12 -7\"/>"));
        }
    }

    /// Adds what a pointer reads between two places of the width: the value with its period, and a mark on it.
    pub(super) fn readout(
        &self,
        paper: &mut Paper<'_>,
        point: &Point<'_>,
        (from, to): (Decimal, Decimal),
        dot: Option<(Decimal, Decimal)>,
    ) {
        if !self.is_read {
            return;
        }

        let (x, width) = (percent(from), percent((to - from).round_dp(1)));
        let (y, height) = (self.top - ABOVE, HEIGHT + ABOVE);
        paper.add(format_args!(
            "<g class=\"point\"><rect class=\"hit\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
        ));

        if let Some((x, y)) = dot {
            let x = percent(x);
            paper.add(format_args!("<circle class=\"cursor\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"));
        }

        let words = words::point_words(point, paper.language);
        let position = TextPosition { x: Decimal::ONE_THOUSAND, y: self.read_at };
        paper.words("tip", position, "end", &words);
        paper.add(format_args!("</g>"));
    }
}

/// Draws a range with ends, over a column or a dot.
pub(super) fn whisker(paper: &mut Paper<'_>, x: Decimal, top: Decimal, bottom: Decimal) {
    let (x, half) = (percent(x), 5);

    // Twice: a wide light line below the dark one keeps the range visible on its column. The ends are drawn in an
    // element of their own, because a percentage and pixels cannot be added.
    for class in ["range-ground", "range"] {
        paper.add(format_args!(
            "<svg x=\"{x}\" overflow=\"visible\"><path class=\"{class}\" \
             d=\"M0 {top}V{bottom}M-{half} {top}h10M-{half} {bottom}h10\"/></svg>"
        ));
    }
}
