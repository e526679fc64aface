//! Writes a table for the summary of a run on GitHub, which shows ten annotations of a kind and no more.
//!
//! In: findings. Out: Markdown. Invariant: no finding leaves its cell, and the table stays below the limit of a summary.

use std::fmt::Write as _;

use super::clean::one_line;
use super::finding::{Diagnostic, count};
use super::position::LineIndexes;
use super::severity::Severity;
use super::texts::{LoadedTexts, Texts};

/// The most bytes of a summary: GitHub's limit is a megabyte for a step.
const LONGEST: usize = 900 << 10;

/// Writes the summary of a run.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic], texts: &dyn Texts) -> String {
    let loaded = LoadedTexts::load(diagnostics, texts);
    let lines = LineIndexes::build(&loaded);
    let errors = count(diagnostics, Severity::Error);
    let warnings = count(diagnostics, Severity::Warning);
    let plural = |count: usize| if count == 1 { "" } else { "s" };

    let mut out = format!(
        "### Chancery: {errors} error{}, {warnings} warning{}\n\n",
        plural(errors),
        plural(warnings)
    );
    if diagnostics.is_empty() {
        return out;
    }

    out += "| | Place | Check | What is wrong |\n|---|---|---|---|\n";
    for (number, finding) in diagnostics.iter().enumerate() {
        let row = row(finding, &lines);
        if out.len() + row.len() > LONGEST {
            let _ = writeln!(out, "\nand {} more", diagnostics.len() - number);
            break;
        }
        out += &row;
    }

    out + "\n"
}

fn row(finding: &Diagnostic, lines: &LineIndexes) -> String {
    let at = lines.position(&finding.place);
    let place = match &at.name {
        Some(name) => format!("{}: {name}", at.path),
        None => format!("{}:{}", at.path, at.start.line),
    };
    let severity = match &finding.held {
        Some(_) => "held",
        None => finding.severity.word(),
    };
    let help =
        finding.help.as_deref().map(|help| format!("<br>{}", cell(help))).unwrap_or_default();

    format!(
        "| {severity} | {} | {} | {}{help} |\n",
        cell(&place),
        finding.code.as_str(),
        cell(&finding.message)
    )
}

/// Writes a text as one cell, in which nothing is markup.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            // GitHub makes names of people and numbers of issues into links as well.
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '@' | '#' | ':' | '$' | '!' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\t' => out.push(' '),
            other => out.push(other),
        }
    }

    out
}
