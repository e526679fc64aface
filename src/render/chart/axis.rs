//! The names of periods below a chart: the first, the last, and between them as many as fit, in round steps.

use rust_decimal::Decimal;

use super::paper::{LETTER, LINE, Paper, TextPosition, percent};
use super::point::Point;
use crate::language::Language;
use crate::value::Day;

/// A name and its place, in thousandths of the width.
pub(super) struct NamePlace {
    pub(super) x: Decimal,
    pub(super) name: String,
}

/// The most lines of one name: "22 Mar 2024" below a narrow column.
const MOST_LINES: usize = 3;

/// The size of a step between the names of points, of which the smallest that fits is taken; months come by the quarter
/// and the half year.
const STEPS: [usize; 11] = [1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240];

/// The size of a step between years.
const YEARS: [i16; 9] = [1, 2, 5, 10, 20, 25, 50, 100, 200];

/// Returns the number of a day, for distances.
pub(super) fn days(day: Day) -> i64 {
    day.duration_since(Day::constant(1000, 1, 1)).as_hours() / 24
}

/// Writes a name below each column, over several lines where it is narrow; where not even single words fit, the first
/// and the last alone.
pub(super) fn slot_names(
    paper: &mut Paper<'_>,
    places: &[NamePlace],
    (slots, narrowest): (usize, usize),
) {
    let room = narrowest / slots.max(1) / LETTER;
    let lines: Vec<Vec<String>> = places.iter().map(|place| wrapped(&place.name, room)).collect();
    let fits = |lines: &Vec<String>| {
        lines.len() <= MOST_LINES && lines.iter().all(|line| line.chars().count() <= room)
    };

    if !lines.iter().all(fits) {
        names(paper, places, &(0..places.len()).collect::<Vec<_>>(), narrowest);
        return;
    }

    let most = lines.iter().map(Vec::len).max().unwrap_or(1);
    for (place, lines) in places.iter().zip(&lines) {
        let mut y = paper.height + 20;
        for line in lines {
            paper.words("tick", TextPosition { x: place.x, y }, "middle", line);
            y += LINE - 4;
        }
    }

    let rows = u32::try_from(most).unwrap_or(1);
    paper.height += 12 + rows * (LINE - 4);
}

/// Breaks a name at its blanks into lines of so many letters; a longer word has a line of its own.
fn wrapped(name: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ') {
        let fits = |line: &String| line.chars().count() + 1 + word.chars().count() <= room;
        match lines.last_mut().filter(|line| fits(line)) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }

    lines
}

/// Writes the names of some places on one line: the last, the first, and in equal steps as many of the wanted ones as
/// fit between them.
pub(super) fn names(
    paper: &mut Paper<'_>,
    places: &[NamePlace],
    wanted: &[usize],
    narrowest: usize,
) {
    let [first, .., last] = places else {
        return;
    };

    // In thousandths of the width where it is narrowest, with a blank between two names.
    let width = |name: &str| {
        let pixels = (name.chars().count() + 2) * LETTER;
        Decimal::from(pixels * 1000 / narrowest.max(1))
    };
    let (free_from, free_to) = (first.x + width(&first.name), last.x - width(&last.name));

    let between = |step: usize| -> Vec<usize> {
        let stepped = wanted.iter().copied().step_by(step);
        let fits = |at: &usize| {
            let (x, half) = (places[*at].x, width(&places[*at].name) / Decimal::TWO);
            free_from < x - half && x + half < free_to
        };
        stepped.filter(fits).collect()
    };
    let is_clear = |chosen: &Vec<usize>| {
        chosen.windows(2).all(|pair| {
            let (one, two) = (&places[pair[0]], &places[pair[1]]);
            two.x - one.x >= (width(&one.name) + width(&two.name)) / Decimal::TWO
        })
    };
    let chosen = STEPS.into_iter().map(between).find(is_clear).unwrap_or_default();

    // Of two long names on a narrow chart the newer one is the one that readers look for.
    if first.x + width(&first.name) <= free_to + width("") {
        name(paper, first, "start");
    }
    for at in chosen {
        name(paper, &places[at], "middle");
    }
    name(paper, last, "end");

    paper.height += LINE + 6;
}

fn name(paper: &mut Paper<'_>, place: &NamePlace, anchor: &str) {
    let (x, from, to) = (percent(place.x), paper.height, paper.height + 5);
    paper.add(format_args!(
        "<line class=\"grid nought\" x1=\"{x}\" x2=\"{x}\" y1=\"{from}\" y2=\"{to}\"/>"
    ));

    // The words of the ends stay within the chart.
    let x = match anchor {
        "start" => place.x.min(Decimal::TEN),
        "end" => place.x.max(Decimal::from(990)),
        _ => place.x,
    };
    paper.words("tick", TextPosition { x, y: paper.height + 20 }, anchor, &place.name);
}

/// Says below the names of periods what they are the ends of, where all are the ends of one kind.
pub(super) fn caption(paper: &mut Paper<'_>, points: &[Point<'_>]) {
    let of = |point: &Point<'_>| paper.language.axis_caption(&point.period).to_owned();
    let newest = points.last().map(of).unwrap_or_default();
    if !newest.is_empty() && points.iter().all(|point| of(point) == newest) {
        let position = TextPosition { x: Decimal::ONE_THOUSAND, y: paper.height + 12 };
        paper.words("axis", position, "end", &newest);
        paper.height += LINE;
    }

    paper.height += 4;
}

/// Returns the names below a line: those of the periods, and which of them may stand; where months and quarters cover
/// several years, the years at which they begin.
pub(super) fn line_names(
    language: &Language,
    points: &[Point<'_>],
    places: &[Decimal],
) -> (Vec<NamePlace>, Vec<usize>) {
    let short = |at: usize| language.short_period(&points[at].period);
    let year = |at: usize| points[at].period.first().year();
    let is_within_a_year = |point: &Point<'_>| {
        // Months and quarters, but no years.
        point.period.first().year() == point.period.last().year() && point.period.days() < 300
    };

    let begins: Vec<usize> = (1..points.len()).filter(|&at| year(at) != year(at - 1)).collect();

    let all = points.iter().all(is_within_a_year);
    let whole_years = points.iter().all(|point| point.period.days() >= 360);

    // Within one year the months or quarters themselves are named.
    let (by_year, wanted) = match () {
        () if all && !begins.is_empty() => (true, round_years(&begins, &year)),
        () if whole_years => (false, round_years(&(0..points.len()).collect::<Vec<_>>(), &year)),
        () => (false, (0..points.len()).collect()),
    };

    let names = (0..points.len()).map(|at| {
        let is_end = at == 0 || at + 1 == points.len();
        let name = match by_year && !is_end {
            true => language.year(points[at].period.first()),
            false => short(at),
        };
        NamePlace { x: places[at], name }
    });

    (names.collect(), wanted)
}

/// Returns those points whose years are round, so that at most a dozen are left.
fn round_years(points: &[usize], year: &dyn Fn(usize) -> i16) -> Vec<usize> {
    // "2023/24" at 320 pixels: five names fit.
    const MOST: usize = 5;

    let round = |step: i16| -> Vec<usize> {
        points.iter().copied().filter(|&at| year(at) % step == 0).collect()
    };
    let fitting = YEARS.into_iter().map(round).find(|chosen| chosen.len() <= MOST);
    fitting.unwrap_or_default()
}
