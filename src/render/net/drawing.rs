//! A net as SVG.
//!
//! In: a plan, and the words of each box. Out: an `<svg>` element.
//! Invariant: no inline style, no script, no id; colours and weights are the style sheet's.

use std::fmt::Write as _;

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use super::elements::{LINE, PADDING, Spot, Tie, WIDTH};
use super::letters;
use super::lines::Connector;
use super::plan::Plan;
use crate::content::agreement::RelationKind;

/// The length of an arrowhead.
const TIP: i32 = 8;

/// The radius of a bend.
const BEND: i32 = 6;

/// The content of a box.
pub(super) struct Words<'s> {
    /// The short title of the agreement.
    pub(super) title: &'s str,
    /// Its full title.
    pub(super) full_title: &'s str,
    /// Its page; none for the agreement that the page is about.
    pub(super) url: Option<&'s str>,
    /// Its status, and the year of the status.
    pub(super) state: String,
}

impl Words<'_> {
    /// Returns the lines of a box: its title's, and its status's.
    pub(super) fn lines(&self, room: i32) -> (Vec<String>, Vec<String>) {
        let room = u32::try_from(room).unwrap_or_default();
        // A box of half the width may be higher.
        let most = if room < 150 { 4 } else { 3 };
        (
            letters::lines(self.title, letters::TITLE, room, most),
            letters::lines(&self.state, letters::STATE, room, 2),
        )
    }

    /// Returns how many lines a box has.
    pub(super) fn count(&self, room: i32) -> usize {
        let (title, state) = self.lines(room);
        title.len() + state.len()
    }
}

/// Draws a net, mirrored for languages that are read from right to left.
pub(super) fn svg(plan: &Plan, ties: &[Tie], words: &[Words<'_>], right_to_left: bool) -> String {
    let mut out = String::with_capacity(8 << 10);
    let _ = writeln!(
        out,
        "<svg class=\"net\" role=\"group\" aria-labelledby=\"part-net\" viewBox=\"0 0 {WIDTH} {0}\" width=\"{WIDTH}\" height=\"{0}\">",
        plan.height
    );

    let mirror = |x: i32| if right_to_left { WIDTH - x } else { x };
    for (line, tie) in plan.lines.iter().zip(ties) {
        let mirrored = line.points.iter().map(|&(x, y)| (mirror(x), y)).collect();
        tie_line(&mut out, &Connector { points: mirrored, ..line.clone() }, tie.kind);
    }

    let mut order: Vec<usize> = (0..words.len()).collect();

    // Keyboard order is reading order.
    order.sort_by_key(|&number| (plan.spots[number].row, plan.spots[number].is_second));

    for number in order {
        let spot = plan.spots[number];
        let x = if right_to_left { WIDTH - spot.x - spot.width } else { spot.x };
        card(&mut out, &Spot { x, ..spot }, &words[number]);
    }

    out.push_str("</svg>");

    out
}

/// Returns the class of a kind of relation.
pub(super) fn class(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::BuildsOn => "net-builds-on",
        RelationKind::Implements => "net-implements",
        RelationKind::Amends => "net-amends",
        RelationKind::Supersedes => "net-supersedes",
    }
}

/// Draws a line and its arrowhead.
fn tie_line(out: &mut String, line: &Connector, kind: usize) {
    let class = RelationKind::ALL.get(kind).map_or("", |kind| class(*kind));
    let mut points = line.points.clone();
    let (tip, before) = if line.points_at_first {
        (points[0], points[1])
    } else {
        (points[points.len() - 1], points[points.len() - 2])
    };

    // The line ends where its arrowhead begins.
    let back = (before.1 - tip.1).signum() * TIP;
    let end = if line.points_at_first { 0 } else { points.len() - 1 };
    points[end].1 += back;

    let way = path(&points);
    let _ = writeln!(out, "<path class=\"net-tie {class}\" d=\"{way}\"/>");

    // The last kind, supersedes, is drawn as a double line: colour must not be the only difference between
    // kinds (WCAG 2.2, 1.4.1).
    if kind == RelationKind::ALL.len() - 1 {
        // A second stroke within the first makes two lines of it.
        let _ = writeln!(out, "<path class=\"net-gap\" d=\"{way}\"/>");
    }

    let _ = writeln!(
        out,
        "<path class=\"net-tip {class}\" d=\"M{} {}l-4.5 {back}h9z\"/>",
        tip.0, tip.1
    );
}

/// Writes a path with rounded bends.
fn path(points: &[(i32, i32)]) -> String {
    let mut out = format!("M{} {}", points[0].0, points[0].1);
    for three in points.windows(3) {
        let [one, two, three] = [three[0], three[1], three[2]];
        let length = |a: (i32, i32), b: (i32, i32)| (a.0 - b.0).abs() + (a.1 - b.1).abs();

        // Two bends at the ends of a short segment share it.
        let bend = BEND.min(length(one, two) / 2).min(length(two, three) / 2);
        let towards = |other: (i32, i32)| {
            (two.0 + (other.0 - two.0).signum() * bend, two.1 + (other.1 - two.1).signum() * bend)
        };
        let ((x, y), (to_x, to_y)) = (towards(one), towards(three));

        let _ = write!(out, "L{x} {y}Q{} {} {to_x} {to_y}", two.0, two.1);
    }

    if let Some((x, y)) = points.last() {
        let _ = write!(out, "L{x} {y}");
    }

    out
}

fn card(out: &mut String, spot: &Spot, words: &Words<'_>) {
    let Spot { x, y, width, height, .. } = *spot;
    let (title, state) = words.lines(width - 2 * PADDING);
    if let Some(url) = words.url {
        // The older name of the attribute: programs that collect `a[href]` expect a string value, and that of
        // an SVG link is an object.
        out.push_str("<a class=\"net-box\" role=\"link\" xlink:href=\"");

        let _ = escape_html(&mut *out, url);

        // The accessible name begins with the visible text, for users of speech control.
        out.push_str("\" aria-label=\"");

        let seen = title.join(" ");
        let _ = escape_html(&mut *out, &format!("{seen} {}", state.join(" ")));
        let is_whole = seen == words.full_title;

        if !is_whole {
            out.push_str(". ");
            let _ = escape_html(&mut *out, words.full_title);
        }

        out.push_str("\">");

        if !is_whole {
            out.push_str("<title>");
            let _ = escape_html_body_text(&mut *out, words.full_title);
            out.push_str("</title>");
        }
    } else {
        out.push_str("<g class=\"net-box net-here\">");
    }

    let _ =
        write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\"/>");
    let used = i32::try_from(title.len() + state.len()).unwrap_or_default() * LINE;
    let mut baseline = y + (height - used) / 2 + 12;
    let titles = title.iter().map(|line| ("net-title", line));

    for (class, line) in titles.chain(state.iter().map(|line| ("net-state", line))) {
        let middle = spot.middle();
        // The space separates the words of two lines for screen readers.
        let _ = write!(out, " <text class=\"{class}\" x=\"{middle}\" y=\"{baseline}\">");
        let _ = escape_html_body_text(&mut *out, line);
        out.push_str("</text>");
        baseline += LINE;
    }

    out.push_str(if words.url.is_some() { "</a>\n" } else { "</g>\n" });
}
