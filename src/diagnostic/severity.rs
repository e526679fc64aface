//! The severities of findings.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published until it is fixed.
    Error,
    /// The site is published all the same; `--deny warnings` makes the run fail.
    Warning,
}

impl Severity {
    /// Returns the word that outputs print.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}
