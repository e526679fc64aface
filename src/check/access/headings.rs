//! Headings that skip a level, stand as high as the title, or say nothing.

use super::Page;
use crate::content::{Heading, Piece, Run};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::source::Span;

/// A heading of a page.
struct Step<'s> {
    level: u8,
    /// The level at which no heading of the page skips one.
    sound: u8,
    span: Span,
    /// The heading, where it is written in Markdown and not in raw HTML.
    written: Option<&'s Heading>,
    is_empty: bool,
}

/// Judges the headings of a page: its title is the first level, and each goes down one at most.
pub(super) fn in_order(page: &Page<'_>, findings: &mut Vec<Diagnostic>) {
    let mut steps = steps(page);
    for step in steps.iter().filter(|step| step.is_empty) {
        let help = "write its words, or take it out";
        let finding = page.finding(Code::HeadingOrder, step.marks(), "the heading has no words");
        findings.push(finding.help(help));
    }

    if says_title(page, &steps) {
        findings.push(title_again(page, &steps.remove(0)));
    }

    make_sound(&mut steps);

    let wrong: Vec<(usize, String)> = (0..steps.len())
        .filter_map(|at| Some((at, wrong(&steps[at], at.checked_sub(1).map(|at| &steps[at]))?)))
        .collect();

    for (number, (at, message)) in wrong.iter().enumerate() {
        let next = wrong.get(number + 1).map_or(steps.len(), |(next, _)| *next);
        let section = &steps[*at..next];
        let step = &section[0];
        let mut finding = page.finding(Code::HeadingOrder, step.marks(), message);
        finding.fix = edits(page, section).unwrap_or_default();

        let others = section[1..].iter().any(|step| step.sound != step.level);
        let help = format!("write `{}`", sign(step.written.is_some(), step.sound));

        findings.push(finding.help(match others {
            true => help + ", and move the headings below it likewise",
            false => help,
        }));
    }
}

impl Step<'_> {
    /// Returns what gives the level: the smallest guilty thing.
    fn marks(&self) -> Span {
        self.written.map_or(self.span, |heading| heading.marks)
    }
}

/// Says what is wrong with a heading that comes behind another.
fn wrong(step: &Step<'_>, before: Option<&Step<'_>>) -> Option<String> {
    let own = sign(step.written.is_some(), step.level);

    match before {
        _ if step.level == 1 => Some(format!("`{own}` is the level of the page's title")),
        None if step.level > 2 => {
            Some(format!("the page's first heading is `{own}`, which skips a level"))
        }
        // Below one that is to move down itself, a heading may be right where it is.
        Some(before) if step.level > before.level + 1 && step.sound < step.level => {
            let above = sign(before.written.is_some(), before.level);
            Some(format!("`{own}` below `{above}` skips a level"))
        }
        _ => None,
    }
}

fn sign(is_markdown: bool, level: u8) -> String {
    match is_markdown {
        true => "#".repeat(level.into()),
        false => format!("<h{level}>"),
    }
}

/// Lists the headings of a page in the order in which they stand.
fn steps<'s>(page: &Page<'s>) -> Vec<Step<'s>> {
    let body = &page.document.body;
    let is_empty = |run: Run<'_>| {
        run.pieces().all(|piece| match piece {
            Piece::Text(words) | Piece::Link(_, words) => words.trim().is_empty(),
            Piece::Reference(..) => false,
        })
    };

    let written = body.headings.iter().zip(body.titles.iter()).map(|(heading, title)| Step {
        level: heading.level,
        sound: heading.level,
        span: heading.span,
        written: Some(heading),
        is_empty: is_empty(title),
    });

    let raw = body.raw_headings.iter().filter(|_| page.has_html()).map(|heading| Step {
        level: heading.level,
        sound: heading.level,
        span: heading.span,
        written: None,
        is_empty: heading.is_empty,
    });
    let mut steps: Vec<Step<'s>> = written.chain(raw).collect();
    steps.sort_by_key(|step| step.span);

    steps
}

/// Sets the level that each heading has where none is skipped: one below the nearest heading before it
/// that is higher.
fn make_sound(steps: &mut [Step<'_>]) {
    let mut open: Vec<u8> = Vec::new();
    for step in steps {
        open.retain(|&level| level < step.level);
        open.push(step.level);
        step.sound = (1..).zip(&open).last().map_or(2, |(above, _)| above + 1);
    }
}

/// Returns the edits that make a section of a page sound, where each of them can be made.
fn edits(page: &Page<'_>, section: &[Step<'_>]) -> Option<Vec<Edit>> {
    let moved = section.iter().filter(|step| step.sound != step.level);
    let edit = |step: &Step<'_>| {
        let heading = step.written?;
        let is_underlined = heading.marks.start > heading.span.start;
        let replacement = match step.sound {
            2 if is_underlined => "-".repeat((heading.marks.end - heading.marks.start) as usize),
            level @ 2..=6 if !is_underlined => "#".repeat(level.into()),
            _ => return None,
        };

        Some(Edit { place: page.place(heading.marks), replacement })
    };

    moved.map(edit).collect()
}

/// Tells whether a page's prose begins with its title again, as files from elsewhere do.
fn says_title(page: &Page<'_>, steps: &[Step<'_>]) -> bool {
    let Some(first) = steps.first().filter(|step| step.level == 1 && step.written.is_some()) else {
        return false;
    };

    let title = page.document.body.titles.get(0).into_iter().flat_map(Run::pieces);
    let words: String = title
        .map(|piece| match piece {
            Piece::Text(words) | Piece::Link(_, words) => words,
            Piece::Reference(_, label) => label.unwrap_or_default(),
        })
        .collect();

    !first.is_empty && words.trim().to_lowercase() == page.site.title(page.id).to_lowercase()
}

fn title_again(page: &Page<'_>, step: &Step<'_>) -> Diagnostic {
    page.finding(Code::HeadingOrder, step.span, "the page's title stands here a second time")
        .help("take the line out: the title is printed above the text")
        .fix(page.place(step.span), "")
}
