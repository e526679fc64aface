//! Headings that lack the blank behind their marks.
//!
//! In: the literal text. Out: warnings. Invariant: a hashtag at the head of a line is no heading.

use super::Report;
use super::literal::{Line, Literal};
use crate::diagnostic::{Code, Severity};

/// The longest line that is taken for a heading, in bytes.
const LONGEST: usize = 100;

/// A no-break space, as a keyboard gives it that has Option or AltGr still held.
const NO_BREAK: &str = "\u{a0}";

/// Reports lines that look like headings, and are printed with their marks.
pub(super) fn find(literal: &Literal, report: &mut Report<'_>) {
    if memchr::memchr(b'#', literal.bytes()).is_none() {
        return;
    }

    let lines: Vec<Line<'_>> = literal.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        if !line.text().starts_with(b"#") || !line.begins_line(report.body) {
            continue;
        }

        let is_alone = |near: Option<&Line<'_>>| near.is_none_or(Line::is_empty);
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        let is_alone = is_alone(above) && is_alone(lines.get(at + 1));

        if let Some(gap) = heading(&report.body[line.at()..line.end()], is_alone) {
            let marks = line.at()..line.at() + gap.start;
            let finding = report
                .finding(Code::LostText, marks, "this line is no heading: its marks are printed")
                .severity(Severity::Warning)
                .help("put a blank behind the `#`")
                .fix(report.place(line.at() + gap.start..line.at() + gap.end), " ");
            report.push(finding);
        }
    }
}

/// Returns where the blank of a heading is missing, if a line looks like one.
fn heading(line: &str, is_alone: bool) -> Option<std::ops::Range<usize>> {
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = &line[marks..];
    if marks > 6 || line.len() > LONGEST || words.trim().is_empty() {
        return None;
    }

    if words.starts_with(NO_BREAK) {
        return Some(marks..marks + NO_BREAK.len());
    }

    let first = words.chars().next().filter(|sign| sign.is_alphanumeric())?;
    let is_heading = marks > 1 || (is_alone && first.is_uppercase() && !is_hashtag(words));
    is_heading.then_some(marks..marks)
}

/// Tells whether words behind a single `#` are rather a hashtag: one word, one with capitals within, or the beginning
/// of a sentence or of more hashtags.
fn is_hashtag(words: &str) -> bool {
    let words = words.trim_end();
    let Some((first, _)) = words.split_once(' ') else {
        return true;
    };

    words.contains('#')
        || first.chars().skip(1).any(|sign| !sign.is_lowercase())
        || words.ends_with(['.', '!', '?', ':', ';', ',', '…'])
}
