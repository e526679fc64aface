//! Writes a log in SARIF 2.1.0, which code scanning reads.
//!
//! In: findings. Out: one JSON object. Invariant: valid against the schema of OASIS; every rule that a result names is
//! among the rules, with its explanation. Columns count characters.

use serde_json::{Value, json};

use super::code::Code;
use super::explain::explain;
use super::finding::{Diagnostic, Edit, Place};
use super::fingerprint::fingerprints;
use super::json::safe_json;
use super::position::LineIndexes;
use super::severity::Severity;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(diagnostics: &[Diagnostic], lines: &LineIndexes) -> String {
    let mut codes: Vec<Code> = diagnostics.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();

    let results: Vec<Value> = diagnostics
        .iter()
        .zip(fingerprints(diagnostics, lines))
        .map(|(finding, fingerprint)| result(finding, &fingerprint, &codes, lines))
        .collect();

    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Chancery",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let json = serde_json::to_string_pretty(&log).expect("texts and numbers always serialise");

    safe_json(&json) + "\n"
}

fn rule(code: Code) -> Value {
    let said = code.explain();
    json!({
        "id": code.as_str(),
        "shortDescription": {"text": said.summary},
        "fullDescription": {"text": said.meaning},
        "help": {"text": explain(code)},
        "defaultConfiguration": {"level": level(code.severity())},
        "properties": {"tags": [code.family().as_str()]},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(finding: &Diagnostic, fingerprint: &str, codes: &[Code], lines: &LineIndexes) -> Value {
    let help = finding.help.as_deref().map(|help| format!("\n{help}")).unwrap_or_default();
    let rule = codes.binary_search(&finding.code).unwrap_or_default();
    let mut result = json!({
        "ruleId": finding.code.as_str(),
        "ruleIndex": rule,
        "level": match &finding.held {
            // It fails no build before the page comes out.
            Some(_) => "note",
            None => level(finding.severity),
        },
        "message": {"text": format!("{}{help}", finding.message)},
        "locations": [location(&finding.place, lines)],
        "partialFingerprints": {"chancery/v1": fingerprint},
    });

    let labels = finding.labels.iter().enumerate().map(|(number, label)| {
        let mut related = location(&label.place, lines);
        related["id"] = json!(number + 1);
        related["message"] = json!({"text": label.text});
        related
    });
    let labels: Vec<Value> = labels.collect();
    if !labels.is_empty() {
        result["relatedLocations"] = labels.into();
    }

    if !finding.fix.is_empty() {
        result["fixes"] = json!([{"artifactChanges": changes(&finding.fix, lines)}]);
    }

    result
}

/// Returns the changes of a fix, file by file.
fn changes(fix: &[Edit], lines: &LineIndexes) -> Vec<Value> {
    let mut edits: Vec<&Edit> = fix.iter().collect();
    edits.sort_by(|one, other| one.place.cmp(&other.place));

    let of_file = |edits: &[&Edit]| {
        let replacements: Vec<Value> = edits
            .iter()
            .map(|edit| {
                json!({
                    "deletedRegion": region(&edit.place, lines),
                    "insertedContent": {"text": edit.replacement},
                })
            })
            .collect();
        json!({"artifactLocation": artifact(&edits[0].place), "replacements": replacements})
    };
    edits.chunk_by(|one, other| one.place.path == other.place.path).map(of_file).collect()
}

fn location(place: &Place, lines: &LineIndexes) -> Value {
    let name = lines.position(place).name;
    let mut location = json!({"physicalLocation": {"artifactLocation": artifact(place)}});

    match name {
        // The lines of a Word file are in no viewer.
        Some(name) => location["logicalLocations"] = json!([{"fullyQualifiedName": name}]),
        None => location["physicalLocation"]["region"] = region(place, lines),
    }

    location
}

fn region(place: &Place, lines: &LineIndexes) -> Value {
    let at = lines.position(place);
    json!({
        "startLine": at.start.line,
        "startColumn": at.start.column,
        "endLine": at.end.line,
        "endColumn": at.end.column,
    })
}

/// Names a file by a relative URI reference (RFC 3986).
fn artifact(place: &Place) -> Value {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

    const PATH: AsciiSet =
        NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

    json!({"uri": utf8_percent_encode(place.path.as_str(), &PATH).to_string()})
}
