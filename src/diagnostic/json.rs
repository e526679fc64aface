//! One JSON object a line, for programs.
//!
//! Lines and columns count from 1, columns in characters. `end_line` and `end_column` name the
//! place just behind the last character, as editors count: a word of four letters at the start of
//! a line runs from column 1 to column 5, and a point ends where it starts. Keys are added, never
//! renamed; a change that breaks readers raises `version`.

use std::fmt::Write;

use serde::Serialize;

use super::{Diagnostic, Lines, Place};

const VERSION: u8 = 1;

#[derive(Serialize)]
struct Finding<'a> {
    version: u8,
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    at: Stretch<'a>,
    help: Option<&'a str>,
    labels: Option<Vec<Label<'a>>>,
    fix: Option<Vec<Edit<'a>>>,
}

#[derive(Serialize)]
struct Label<'a> {
    #[serde(flatten)]
    at: Stretch<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    at: Stretch<'a>,
    replacement: &'a str,
}

#[derive(Serialize)]
struct Stretch<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

pub(super) fn write(finding: &Diagnostic, lines: &Lines) -> String {
    let labels = finding
        .labels
        .iter()
        .map(|label| Label { at: stretch(&label.place, lines), text: &label.text });

    let edits = finding
        .fix
        .iter()
        .map(|edit| Edit { at: stretch(&edit.place, lines), replacement: &edit.replacement });

    let object = Finding {
        version: VERSION,
        code: finding.code.as_str(),
        severity: finding.severity.word(),
        message: &finding.message,
        at: stretch(&finding.place, lines),
        help: finding.help.as_deref(),
        labels: some(labels.collect()),
        fix: some(edits.collect()),
    };
    let json = serde_json::to_string(&object).expect("strings and numbers always serialise");

    escape_controls(&json) + "\n"
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

fn stretch<'a>(place: &'a Place, lines: &Lines) -> Stretch<'a> {
    let at = lines.position(place);

    Stretch {
        file: place.path.as_str(),
        line: at.start.line,
        column: at.start.column,
        end_line: at.end.line,
        end_column: at.end.column,
    }
}

/// Escapes the controls that JSON lets pass raw, for lines that are looked at in a terminal.
///
/// They stand in strings only, where an escape means the same.
fn escape_controls(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                write!(out, "\\u{:04x}", u32::from(c)).expect("writing to a string cannot fail");
            }
            other => out.push(other),
        }
    }

    out
}
