//! Many values: a line through time, broken where a period is missing.

use rust_decimal::Decimal;

use super::paper::{LINE, Mark, Paper, TextPosition, percent};
use super::point::Point;
use super::scale::Scale;
use crate::language::Language;
use crate::value::{Day, Period, Qualifier};

/// The height of the plot, without words.
const HEIGHT: u32 = 240;

/// With more values than this only those that need a dot have one: dots of 8 pixels would overlap.
const MOST_DOTS: usize = 40;

/// The width of a letter in the narrowest chart, in thousandths of the chart's width.
const LETTER: usize = 37;

/// The position of a value.
struct PointPosition {
    /// In thousandths of the width.
    x: Decimal,
    /// In pixels from the top.
    y: Decimal,
}

pub(super) fn draw(paper: &mut Paper<'_>, points: &[Point<'_>], scale: &Scale) {
    let language = paper.language;
    let title = scale.title(language);
    if !title.is_empty() {
        paper.words("axis", TextPosition { x: Decimal::ZERO, y: 14 }, "start", &title);
    }

    let top = Decimal::from(LINE + 20);
    let y = |number: Decimal| {
        let down = Decimal::ONE_THOUSAND - scale.place(number);
        (top + down * Decimal::new(i64::from(HEIGHT), 3)).round_dp(1).normalize()
    };

    let mut widest = 0;
    for (number, words) in scale.ticks(paper.language) {
        let (at, class) = (y(number), if number.is_zero() { "grid nought" } else { "grid" });
        paper.add(format_args!(
            "<line class=\"{class}\" x1=\"0\" x2=\"100%\" y1=\"{at}\" y2=\"{at}\"/>"
        ));

        paper.words(
            "tick",
            // Above its line, which would strike it through.
            TextPosition { x: Decimal::ZERO, y: at - Decimal::from(5) },
            "start",
            &words,
        );

        widest = widest.max(words.chars().count());
    }

    let places = places(points, widest, y);
    let joins = joins(points);
    lines(paper, points, &places, &joins);

    for (at, point) in points.iter().enumerate() {
        dot(paper, point, &places[at], y, is_dot(points, &joins, at));
    }

    paper.height = LINE + 20 + HEIGHT;
    newest(paper, points, &places);
    periods(paper, points, &places);
}

/// Writes the newest value where the line does not cross it: below the line if that falls.
fn newest(paper: &mut Paper<'_>, points: &[Point<'_>], places: &[PointPosition]) {
    let [.., before, place] = places else {
        return;
    };
    let below = place.y + Decimal::from(24);
    let fits = below < Decimal::from(paper.height);

    // Further away below than above, since text is placed by its baseline.
    let y = if before.y < place.y && fits { below } else { place.y - Decimal::from(12) };

    if let Some(point) = points.last() {
        paper.words(
            "number",
            TextPosition { x: place.x, y },
            "end",
            &paper.language.quantity(point.quantity),
        );
    }
}

/// Places every value at the middle of its period.
fn places(
    points: &[Point<'_>],
    widest: usize,
    y: impl Fn(Decimal) -> Decimal,
) -> Vec<PointPosition> {
    // The numbers of the axis are at the left within the drawing, with no value below them.
    let left = Decimal::from(30 + 25 * widest.min(14));

    // Not at the very edge, where half a dot would be cut off.
    let right = Decimal::from(980);
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
fn middle(period: &Period) -> i64 {
    number(period.first()) + number(period.last())
}

fn number(day: Day) -> i64 {
    day.duration_since(Day::constant(1000, 1, 1)).as_hours() / 24
}

/// Returns for each value whether it is joined to the next: not across a missing period, and not between
/// periods of different lengths.
fn joins(points: &[Point<'_>]) -> Vec<bool> {
    let steps: Vec<i64> = points
        .windows(2)
        .map(|pair| number(pair[1].period.first()) - number(pair[0].period.first()))
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
fn lines(paper: &mut Paper<'_>, points: &[Point<'_>], places: &[PointPosition], joins: &[bool]) {
    // Only lines may be stretched to the width; their places are thousandths of it.
    paper.add(format_args!(
        "<svg x=\"0\" y=\"0\" width=\"100%\" height=\"{0}\" viewBox=\"0 0 1000 {0}\" \
         preserveAspectRatio=\"none\" overflow=\"visible\">",
        LINE + 20 + HEIGHT
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
    let plain = points[at].quantity.qualifier() == Qualifier::Exact && !points[at].provisional;
    points.len() <= MOST_DOTS || alone || last || !plain
}

fn dot(
    paper: &mut Paper<'_>,
    point: &Point<'_>,
    place: &PointPosition,
    y: impl Fn(Decimal) -> Decimal,
    shown: bool,
) {
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

/// Labels some of the periods, or their years: as many as fit, the newest among them.
fn periods(paper: &mut Paper<'_>, points: &[Point<'_>], places: &[PointPosition]) {
    let base = paper.height;
    let names = names(paper.language, points);
    let longest = names.iter().map(|(_, name)| name.chars().count() + 1).max();
    let apart = Decimal::from(LETTER * longest.unwrap_or_default());
    // Far beyond the right edge: nothing is labelled yet.
    let mut free = Decimal::from(2000);

    // From the newest backwards, so that the newest is always labelled.
    for (at, name) in names.into_iter().rev() {
        let place = places[at].x;
        if free - place < apart {
            continue;
        }

        // A label without room at the end is placed left of its point instead of centred.
        let is_at_end = place > Decimal::ONE_THOUSAND - apart / Decimal::TWO;
        free = if is_at_end { place - apart / Decimal::TWO } else { place };

        let (x, from, to) = (percent(place), base, base + 5);
        paper.add(format_args!(
            "<line class=\"grid nought\" x1=\"{x}\" x2=\"{x}\" y1=\"{from}\" y2=\"{to}\"/>"
        ));

        let anchor = if is_at_end { "end" } else { "middle" };
        paper.words("tick", TextPosition { x: place, y: base + 20 }, anchor, &name);
    }

    paper.height += LINE + 4;

    let of =
        points.last().map(|point| paper.language.axis_caption(&point.period)).unwrap_or_default();
    let shared = points.iter().all(|point| paper.language.axis_caption(&point.period) == of);
    if shared && !of.is_empty() {
        paper.words(
            "axis",
            TextPosition { x: Decimal::ONE_THOUSAND, y: paper.height + 12 },
            "end",
            of,
        );
        paper.height += LINE;
    }

    paper.height += 4;
}

/// Returns the labels below a line: each period, or the years where months and quarters cover several.
fn names(language: &Language, points: &[Point<'_>]) -> Vec<(usize, String)> {
    let year = |at: usize| points[at].period.first().year();
    let is_within_a_year = |point: &Point<'_>| {
        // Months and quarters, but no years.
        point.period.first().year() == point.period.last().year() && point.period.days() < 300
    };

    let begins = |at: &usize| *at > 0 && year(*at) != year(*at - 1);
    let years: Vec<usize> = (0..points.len()).filter(begins).collect();

    // Over fewer years the months or quarters themselves fit.
    if years.len() >= 3 && points.iter().all(is_within_a_year) {
        return years
            .into_iter()
            .map(|at| (at, language.year(points[at].period.first())))
            .collect();
    }

    let all = points.iter().enumerate();
    all.map(|(at, point)| (at, language.short_period(&point.period))).collect()
}
