//! How a command ended.

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// No findings that fail the run.
    Clean,
    /// There are findings of a severity that fails the run.
    Findings,
}
