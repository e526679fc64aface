//! Writes a report of tests in JUnit's XML, which most CI systems show.
//!
//! In: findings. Out: one document: a suite for each file, a failed test for each error. Invariant: well-formed whatever
//! the findings say; a run without findings has one test, which passed.

use std::fmt::Write as _;

use super::clean::picture;
use super::finding::Diagnostic;
use super::position::LineIndexes;
use super::severity::Severity;

pub(super) fn write(diagnostics: &[Diagnostic], lines: &LineIndexes) -> String {
    let failures = diagnostics.iter().filter(|finding| fails(finding)).count();
    let tests = diagnostics.len().max(1);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"chancery\" tests=\"{tests}\" failures=\"{failures}\">\n"
    );

    if diagnostics.is_empty() {
        out += "  <testsuite name=\"chancery check\" tests=\"1\" failures=\"0\">\n    \
                <testcase name=\"no findings\" classname=\"chancery\"/>\n  </testsuite>\n";
    }

    for of_file in diagnostics.chunk_by(|one, other| one.place.path == other.place.path) {
        let file = escaped(of_file[0].place.path.as_str());
        let failures = of_file.iter().filter(|finding| fails(finding)).count();
        let _ = writeln!(
            out,
            "  <testsuite name=\"{file}\" tests=\"{}\" failures=\"{failures}\">",
            of_file.len()
        );
        for finding in of_file {
            out += &test_case(finding, &file, lines);
        }
        out += "  </testsuite>\n";
    }

    out + "</testsuites>\n"
}

/// Tells whether a finding fails the run.
fn fails(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error && finding.held.is_none()
}

fn test_case(finding: &Diagnostic, file: &str, lines: &LineIndexes) -> String {
    let at = lines.position(&finding.place);
    let place = match &at.name {
        Some(name) => name.to_string(),
        None => format!("line {}, column {}", at.start.line, at.start.column),
    };
    let code = finding.code.as_str();
    let message = escaped(&finding.message);
    let mut text = format!("{}: {place}\n{}", finding.place.path, finding.message);
    if let Some(help) = &finding.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    if let Some(held) = &finding.held {
        let _ = write!(text, "\nheld: this page is {held}");
    }

    let name = escaped(&format!("{code}, {place}"));
    let text = escaped(&text);
    let line = at.start.line;
    let inner = match fails(finding) {
        true => format!("<failure type=\"{code}\" message=\"{message}\">{text}</failure>"),
        // There is no warning in the format: the test passes and says what it saw.
        false => format!("<system-out>{text}</system-out>"),
    };

    format!(
        "    <testcase name=\"{name}\" classname=\"{file}\" file=\"{file}\" line=\"{line}\">\n      {inner}\n    </testcase>\n"
    )
}

/// Escapes a text for XML 1.0, which cannot hold control characters at all.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            // In an attribute a parser would make a blank of it.
            '\n' => out += "&#10;",
            '\t' => out += "&#9;",
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(picture(other)),
        }
    }

    out
}
