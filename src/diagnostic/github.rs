//! Writes workflow commands, which GitHub shows beside the changed lines of a pull request.
//!
//! In: findings. Out: one command per line. Invariant: no finding can begin a command of its own.
//! Sources: "Workflow commands for GitHub Actions", and `command.ts` of `actions/toolkit` for the
//! escapes. GitHub shows ten errors and ten warnings a step.

use std::fmt::Write;

use super::clean::picture;
use super::concat::concat;
use super::finding::Diagnostic;
use super::position::LineIndexes;

pub(super) fn write(diagnostics: &[Diagnostic], lines: &LineIndexes) -> String {
    concat(diagnostics, |finding| command(finding, lines))
}

fn command(finding: &Diagnostic, lines: &LineIndexes) -> String {
    let at = lines.position(&finding.place);
    let mut out = format!(
        "::{} file={},line={}",
        finding.severity.word(),
        property(at.path.as_str()),
        at.start.line,
    );

    // GitHub drops an annotation whose columns are on different lines.
    let rest = if at.start.line == at.end.line {
        format!(",col={},endLine={},endColumn={}", at.start.column, at.end.line, at.end.column)
    } else {
        format!(",endLine={}", at.last_line())
    };

    // The code as the title: GitHub shows it in bold above the message.
    let title = property(finding.code.as_str());
    // The lines of a Word file are not those that a person sees.
    let name = at.name.as_deref().map(|name| format!("{name}: ")).unwrap_or_default();
    write!(out, "{rest},title={title}::{name}{}", data(&finding.message))
        .expect("writing to a string cannot fail");

    if let Some(help) = &finding.help {
        out += &data(&format!("\nhelp: {help}"));
    }

    if let Some(held) = &finding.held {
        out += &data(&format!("\nheld: this page is {held}"));
    }

    out + "\n"
}

fn data(text: &str) -> String {
    escape(text, "")
}

fn property(text: &str) -> String {
    escape(text, ":,")
}

fn escape(text: &str, separators: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // `%` is escaped as well: it begins an escape, and GitHub would decode what a writer typed.
        if matches!(c, '%' | '\r' | '\n') || separators.contains(c) {
            write!(out, "%{:02X}", u32::from(c)).expect("writing to a string cannot fail");
        } else {
            out.push(picture(c));
        }
    }

    out
}
