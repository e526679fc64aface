//! Headings that skip a level, share the level of the title, or are empty.
//!
//! In: the headings of a page. Out: findings. Invariant: a fix, applied alone, skips no level below it.

use super::page::PageProse;
use crate::content::{Heading, Piece, Run};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::source::Span;

/// A heading of a page.
struct PageHeading<'s> {
    level: u8,
    /// The level that it would have if no heading of the page skipped a level.
    correct_level: u8,
    span: Span,
    /// The heading in Markdown; none where it is raw HTML.
    markdown: Option<&'s Heading>,
    is_empty: bool,
    /// Whether it is a `###` as American releases have it below their text.
    is_end_mark: bool,
}

/// Reports headings out of order: the page's title is level 1, and each heading may go down by at most one
/// level.
pub(super) fn order(page: &PageProse<'_>, findings: &mut Vec<Diagnostic>) {
    let mut headings = headings(page);
    for heading in headings.iter().filter(|heading| heading.is_empty) {
        let help = "write its words, or take it out";
        let finding = page.finding(Code::HeadingOrder, heading.marks(), "the heading has no words");
        findings.push(finding.help(help));
    }

    for heading in headings.iter().filter(|heading| heading.is_end_mark) {
        let start = heading.span.start as usize;
        let message = "an end mark of `#` is read as a heading without words";
        let finding = page.finding(Code::HeadingOrder, heading.span, message);
        findings.push(
            finding
                .help("write `\\` before it to show the mark, or take it out")
                .fix(page.place(Span::new(start, start)), "\\"),
        );
    }

    // Without words a heading is at no level either.
    headings.retain(|heading| !heading.is_empty && !heading.is_end_mark);

    // Checked before the levels: without that heading, those below it may be right.
    if repeats_title(page, &headings) {
        findings.push(repeated_title(page, &headings.remove(0)));
    }

    set_correct_levels(&mut headings);

    let wrong: Vec<(usize, String)> = (0..headings.len())
        .filter_map(|at| {
            Some((at, fault(&headings[at], at.checked_sub(1).map(|at| &headings[at]))?))
        })
        .collect();

    for (number, (at, message)) in wrong.iter().enumerate() {
        // A fix moves all headings up to the next finding, so fixes never overlap.
        let next = wrong.get(number + 1).map_or(headings.len(), |(next, _)| *next);
        let section = &headings[*at..next];
        let heading = &section[0];
        let mut finding = page.finding(Code::HeadingOrder, heading.marks(), message);
        finding.fix = edits(page, section).unwrap_or_default();

        let others = section[1..].iter().any(|heading| heading.correct_level != heading.level);
        let help = format!("write `{}`", sign(heading.markdown.is_some(), heading.correct_level));

        findings.push(finding.help(match others {
            true => help + ", and move the headings below it likewise",
            false => help,
        }));
    }
}

impl PageHeading<'_> {
    /// Returns the marks that give the level, as the smallest span to blame.
    fn marks(&self) -> Span {
        self.markdown.map_or(self.span, |heading| heading.marks)
    }
}

/// Words the fault of a heading that follows another.
fn fault(heading: &PageHeading<'_>, before: Option<&PageHeading<'_>>) -> Option<String> {
    let own = sign(heading.markdown.is_some(), heading.level);

    match before {
        _ if heading.level == 1 => Some(format!("`{own}` is the level of the page's title")),
        None if heading.level > 2 => {
            Some(format!("the page's first heading is `{own}`, which skips a level"))
        }
        // Below a heading that has to move down itself, a heading may already be right.
        Some(before)
            if heading.level > before.level + 1 && heading.correct_level < heading.level =>
        {
            let above = sign(before.markdown.is_some(), before.level);
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

/// Lists the headings of a page in source order, including those in raw HTML.
fn headings<'s>(page: &PageProse<'s>) -> Vec<PageHeading<'s>> {
    let body = &page.document.body;
    let is_all = |run: Run<'_>, is_nothing: fn(char) -> bool| {
        run.pieces().all(|piece| match piece {
            Piece::Text(words) | Piece::Link(_, words) => words.chars().all(is_nothing),
            // A reference prints something, or has a finding already.
            Piece::Reference(..) => false,
        })
    };

    let markdown = body.headings.iter().zip(body.titles.iter()).map(|(heading, title)| {
        let is_empty = is_all(title, char::is_whitespace);
        // `###` or `# # #`, as American releases have it below their text.
        let is_end_mark = is_all(title, |sign| sign == '#' || sign.is_whitespace())
            && (!is_empty || heading.marks == heading.span && heading.level >= 3);
        PageHeading {
            level: heading.level,
            correct_level: heading.level,
            span: heading.span,
            markdown: Some(heading),
            is_empty: is_empty && !is_end_mark,
            is_end_mark,
        }
    });

    let raw = body.raw_headings.iter().filter(|_| page.has_html()).map(|heading| PageHeading {
        level: heading.level,
        correct_level: heading.level,
        span: heading.span,
        markdown: None,
        is_empty: heading.is_empty,
        is_end_mark: false,
    });
    let mut headings: Vec<PageHeading<'s>> = markdown.chain(raw).collect();

    // Markdown and raw HTML were collected separately; readers see them in one order.
    headings.sort_by_key(|heading| heading.span);

    headings
}

/// Sets the level that each heading should have: one below the nearest higher heading before it.
fn set_correct_levels(headings: &mut [PageHeading<'_>]) {
    let mut open: Vec<u8> = Vec::new();
    for heading in headings {
        open.retain(|&level| level < heading.level);
        open.push(heading.level);
        heading.correct_level = (1..).zip(&open).last().map_or(2, |(above, _)| above + 1);
    }
}

/// Returns the edits that correct a section of a page; none where one of them cannot be made.
/// Moved alone, a heading would become a sibling of its own subheadings.
fn edits(page: &PageProse<'_>, section: &[PageHeading<'_>]) -> Option<Vec<Edit>> {
    let moved = section.iter().filter(|heading| heading.correct_level != heading.level);
    let edit = |heading: &PageHeading<'_>| {
        let Heading { marks, span, .. } = heading.markdown?;
        let is_underlined = marks.start > span.start;

        // An underline has two levels only, and `#` at most six.
        let replacement = match heading.correct_level {
            2 if is_underlined => "-".repeat((marks.end - marks.start) as usize),
            level @ 2..=6 if !is_underlined => "#".repeat(level.into()),
            _ => return None,
        };

        Some(Edit { place: page.place(*marks), replacement })
    };

    moved.map(edit).collect()
}

/// Tells whether a page's prose repeats its title as the first heading, as imported files do.
fn repeats_title(page: &PageProse<'_>, headings: &[PageHeading<'_>]) -> bool {
    // In source order the first in Markdown has the first title.
    let first = page.document.body.headings.first();
    let is_first = headings.first().zip(first).is_some_and(|(shown, first)| {
        shown.level == 1 && shown.markdown.is_some() && shown.span == first.span
    });
    if !is_first {
        return false;
    }

    let title = page.document.body.titles.get(0).into_iter().flat_map(Run::pieces);
    let words: String = title
        .map(|piece| match piece {
            Piece::Text(words) | Piece::Link(_, words) => words,
            Piece::Reference(_, label) => label.unwrap_or_default(),
        })
        .collect();

    words.trim().to_lowercase() == page.site.title(page.id).to_lowercase()
}

fn repeated_title(page: &PageProse<'_>, heading: &PageHeading<'_>) -> Diagnostic {
    page.finding(Code::HeadingOrder, heading.span, "the page's title is repeated here")
        .help("take the line out: the title is printed above the text")
        .fix(page.place(heading.span), "")
}
