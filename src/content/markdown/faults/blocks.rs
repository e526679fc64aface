//! Blocks that a slip makes: code that never ends, and a paragraph that a line of hyphens turns into a heading.
//!
//! In: the place of a block. Out: warnings. Invariant: a heading that looks like one is left alone.

use std::ops::Range;

use super::report::Report;
use crate::diagnostic::{Code, Severity};

/// The longest paragraph that is taken for a heading, in bytes.
const LONGEST_HEADING: usize = 120;

/// Reports a fence of code that is not closed, and so takes in whatever follows.
pub(super) fn fenced_code(range: &Range<usize>, report: &mut Report<'_>) {
    let text = report.body[range.clone()].trim_end();
    let mut lines = text.lines().map(|line| line.trim_start_matches([' ', '\t', '>']));
    let Some(open) = lines.next() else {
        return;
    };

    let Some(sign) = open.chars().next().filter(|sign| matches!(sign, '`' | '~')) else {
        return;
    };
    let length = open.len() - open.trim_start_matches(sign).len();
    let closes = |line: &str| {
        let line = line.trim_end();
        line.len() >= length && line.chars().all(|it| it == sign)
    };

    if lines.next_back().is_some_and(closes) {
        return;
    }

    let start = range.start + report.body[range.clone()].find(sign).unwrap_or_default();
    let message = "the code that begins here is never closed, and takes in what follows";
    let help = format!("close it with {} on a line of its own", &open[..length]);
    let finding = report.finding(Code::LostText, start..start + length, message);
    report.push(finding.severity(Severity::Warning).help(help));
}

/// Reports a paragraph that became a heading, because a line of hyphens stands directly below it.
pub(super) fn heading(range: &Range<usize>, report: &mut Report<'_>) {
    let text = report.body[range.clone()].trim_end();
    let Some((words, line)) = text.rsplit_once('\n') else {
        return;
    };

    let hyphens = line.trim_start_matches([' ', '\t', '>']);
    if text.starts_with('#') || !hyphens.starts_with('-') {
        return;
    }

    let words = words.trim_end();
    let is_sentence = words.ends_with(['.', ';', ',']) || words.contains('\n');
    if !is_sentence && words.len() <= LONGEST_HEADING {
        return;
    }

    let end = range.start + text.len();
    let start = end - hyphens.len();
    let line_start = end - line.len();
    let message = "this line makes a heading of the paragraph above it";
    let finding = report
        .finding(Code::LostText, start..end, message)
        .severity(Severity::Warning)
        .help("leave a blank line above it for a rule; begin a heading with `##`")
        .fix(report.place(line_start..line_start), "\n");
    report.push(finding);
}
