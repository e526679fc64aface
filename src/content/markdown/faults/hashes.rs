//! Headings that lack the blank behind their marks.
//!
//! In: the literal text. Out: warnings. Invariant: a hashtag at the head of a line is no heading.

use super::literal::{Literal, LiteralLine};
use super::report::Report;
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

    let lines: Vec<LiteralLine<'_>> = literal.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        if !line.text().starts_with(b"#") || !line.begins_line(report.body) {
            continue;
        }

        let is_alone = |near: Option<&LiteralLine<'_>>| near.is_none_or(LiteralLine::is_empty);
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        let standing = Standing {
            is_alone: is_alone(above) && is_alone(lines.get(at + 1)),
            is_last: lines[at + 1..].iter().all(LiteralLine::is_empty),
        };

        if let Some(gap) = heading(&report.body[line.at()..line.end()], standing) {
            // The title is the first level, so that a single mark is one too few.
            let (help, gap_text) = match gap.start {
                1 => {
                    ("write `##` and a blank before its words: the title is the first level", "# ")
                }
                _ => ("put a blank after the marks", " "),
            };

            let marks = line.at()..line.at() + gap.start;
            let finding = report
                .finding(Code::LostText, marks, "this line is no heading: its marks are printed")
                .severity(Severity::Warning)
                .help(help)
                .fix(report.place(line.at() + gap.start..line.at() + gap.end), gap_text);
            report.push(finding);
        }
    }
}

/// Where a line stands.
#[derive(Clone, Copy)]
struct Standing {
    /// Whether it is a paragraph by itself.
    is_alone: bool,
    /// Whether no text comes after it.
    is_last: bool,
}

/// Returns where the blank of a heading is missing, if a line looks like one.
fn heading(line: &str, standing: Standing) -> Option<std::ops::Range<usize>> {
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = &line[marks..];
    if marks > 6 || line.len() > LONGEST || words.trim().is_empty() {
        return None;
    }

    if words.starts_with(NO_BREAK) {
        return Some(marks..marks + NO_BREAK.len());
    }

    let first = words.chars().next().filter(|sign| sign.is_alphanumeric())?;
    let is_heading = marks > 1
        || (standing.is_alone && first.is_uppercase() && !is_hashtag(words, standing.is_last));
    is_heading.then_some(marks..marks)
}

/// Tells whether words behind a single `#` are rather a hashtag: a word with capitals within, or the beginning of a
/// sentence or of more hashtags. One word at the end of the text is a hashtag too.
fn is_hashtag(words: &str, is_last: bool) -> bool {
    let words = words.trim_end();
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));

    words.contains('#')
        || (rest.is_empty() && is_last)
        || first.chars().skip(1).any(|sign| !sign.is_lowercase())
        || words.ends_with(['.', '!', '?', ':', ';', ',', '…'])
}
