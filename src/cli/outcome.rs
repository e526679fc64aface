//! How a command ended.

use super::args::Deny;
use super::status::is_held_error;
use crate::check::may_publish;
use crate::diagnostic::Diagnostic;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// No findings that fail the run.
    Clean,
    /// There are findings of a severity that fails the run.
    Findings,
}

impl Outcome {
    /// Decides whether findings fail a run, as `--deny` has it.
    pub(super) fn judge(deny: &[Deny], findings: &[Diagnostic]) -> Outcome {
        let is_denied = deny.iter().any(|deny| match deny {
            Deny::Warnings => findings.iter().any(|finding| finding.held.is_none()),
            Deny::Held => findings.iter().any(is_held_error),
        });

        if is_denied || !may_publish(findings) { Outcome::Findings } else { Outcome::Clean }
    }
}
