//! One finding a line, as editors' problem matchers read it:
//! `^(.+):(\d+):(\d+): (error|warning)\[(.+)\]: (.*)$`.

use super::clean::{name, one_line};
use super::{Diagnostic, Lines};

pub(super) fn write(finding: &Diagnostic, lines: &Lines) -> String {
    let at = lines.position(&finding.place);

    format!(
        "{}:{}:{}: {}[{}]: {}\n",
        name(at.path.as_str()),
        at.start.line,
        at.start.column,
        finding.severity.word(),
        finding.code.as_str(),
        one_line(&finding.message),
    )
}
