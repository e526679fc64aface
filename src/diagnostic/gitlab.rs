//! Writes a report of GitLab's Code Quality, which merge requests show beside the changed lines.
//!
//! In: findings. Out: one JSON list. Invariant: fingerprints are unique, or GitLab would show one of those that share one.
//! Source: "Code Quality report format" in GitLab's documentation, a part of Code Climate's.

use serde::Serialize;

use super::finding::Diagnostic;
use super::fingerprint::fingerprints;
use super::json::safe_json;
use super::position::LineIndexes;
use super::severity::Severity;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn write(diagnostics: &[Diagnostic], lines: &LineIndexes) -> String {
    let issues: Vec<Issue<'_>> = diagnostics
        .iter()
        .zip(fingerprints(diagnostics, lines))
        .map(|(finding, fingerprint)| issue(finding, fingerprint, lines))
        .collect();
    let json = serde_json::to_string_pretty(&issues).expect("texts and numbers always serialise");

    safe_json(&json) + "\n"
}

fn issue<'a>(finding: &'a Diagnostic, fingerprint: String, lines: &LineIndexes) -> Issue<'a> {
    let at = lines.position(&finding.place);
    let name = at.name.as_deref().map(|name| format!("{name}: ")).unwrap_or_default();
    let help = finding.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
    let hold = finding.held.as_deref().map(|held| format!(" (held: {held})")).unwrap_or_default();

    Issue {
        description: format!("{name}{}{help}{hold}", finding.message),
        check_name: finding.code.as_str(),
        fingerprint,
        // The scale is: info, minor, major, critical, blocker.
        severity: match (finding.severity, &finding.held) {
            (_, Some(_)) => "info",
            (Severity::Error, None) => "major",
            (Severity::Warning, None) => "minor",
        },
        location: Location {
            path: finding.place.path.as_str(),
            lines: Lines { begin: at.start.line, end: at.last_line() },
        },
    }
}
