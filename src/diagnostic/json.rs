//! Writes one JSON object per line, for programs.
//!
//! In: findings. Out: JSON lines. Invariant: keys are added and never renamed; a change that breaks
//! readers raises `version`.
//!
//! Lines and columns count from 1, columns in characters. `end_line` and `end_column` are exclusive, as
//! editors count: a word of four letters at the start of a line runs from column 1 to column 5, and a
//! point ends where it starts.

use std::fmt::Write;

use serde::Serialize;

use super::concat::concat;
use super::finding::{Diagnostic, Place};
use super::position::LineIndexes;

/// The JSON Schema of a line.
pub const JSON_SCHEMA: &str = include_str!("json.schema.json");

/// The version of the object's shape, raised only by a change that breaks readers.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct JsonFinding<'a> {
    version: u8,
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    at: JsonRange<'a>,
    help: Option<&'a str>,
    labels: Option<Vec<JsonLabel<'a>>>,
    fix: Option<Vec<JsonEdit<'a>>>,
    held: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonLabel<'a> {
    #[serde(flatten)]
    at: JsonRange<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    #[serde(flatten)]
    at: JsonRange<'a>,
    replacement: &'a str,
}

#[derive(Serialize)]
struct JsonRange<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// What the line is called in a document without lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<Box<str>>,
}

pub(super) fn write(diagnostics: &[Diagnostic], lines: &LineIndexes) -> String {
    concat(diagnostics, |finding| object(finding, lines))
}

fn object(finding: &Diagnostic, lines: &LineIndexes) -> String {
    let labels = finding
        .labels
        .iter()
        .map(|label| JsonLabel { at: range(&label.place, lines), text: &label.text });

    let edits = finding
        .fix
        .iter()
        .map(|edit| JsonEdit { at: range(&edit.place, lines), replacement: &edit.replacement });

    let json = JsonFinding {
        version: VERSION,
        code: finding.code.as_str(),
        severity: finding.severity.word(),
        message: &finding.message,
        at: range(&finding.place, lines),
        help: finding.help.as_deref(),
        // `null` for none, like `help`, so that a reader has one test for all three.
        labels: non_empty(labels.collect()),
        fix: non_empty(edits.collect()),
        held: finding.held.as_deref(),
    };
    let json = serde_json::to_string(&json).expect("strings and numbers always serialise");

    safe_json(&json) + "\n"
}

fn non_empty<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

fn range<'a>(place: &'a Place, lines: &LineIndexes) -> JsonRange<'a> {
    let at = lines.position(place);

    JsonRange {
        file: place.path.as_str(),
        line: at.start.line,
        column: at.start.column,
        end_line: at.end.line,
        end_column: at.end.column,
        part: at.name,
    }
}

/// Escapes the control characters that JSON allows raw, and what CI runners obey, so that the lines are safe in a
/// terminal and in a log.
///
/// They occur in strings only, where the escape means the same.
#[must_use]
pub fn safe_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut is_second = false;
    for c in json.chars() {
        let is_hash = c == '#';
        match c {
            // `##[` speaks to a CI runner wherever it stands in a line.
            '#' if is_second => out.push_str("\\u0023"),
            '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                write!(out, "\\u{:04x}", u32::from(c)).expect("writing to a string cannot fail");
            }
            other => out.push(other),
        }

        is_second = is_hash;
    }

    out
}
