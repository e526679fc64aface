//! Writes one finding per line, in the form that editors' problem matchers read.
//!
//! In: findings. Out: lines. Invariant: every line matches
//! `^(.+):(\d+):(\d+): (error|warning)\[(.+)\]: (.*)$`.

use super::clean::{one_line, visible_name};
use super::concat::concat;
use super::finding::Diagnostic;
use super::position::LineIndexes;

pub(super) fn write(diagnostics: &[Diagnostic], lines: &LineIndexes) -> String {
    concat(diagnostics, |finding| line(finding, lines))
}

fn line(finding: &Diagnostic, lines: &LineIndexes) -> String {
    let at = lines.position(&finding.place);

    let name = at.name.as_deref().map(|name| format!("{name}: ")).unwrap_or_default();
    let held = finding.held.as_deref().map(|held| format!(" (held: {})", one_line(held)));

    format!(
        "{}:{}:{}: {}[{}]: {name}{}{}\n",
        visible_name(at.path.as_str()),
        at.start.line,
        at.start.column,
        finding.severity.word(),
        finding.code.as_str(),
        one_line(&finding.message),
        held.unwrap_or_default(),
    )
}
