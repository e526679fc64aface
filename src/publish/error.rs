//! Why an edition cannot be published.
//!
//! In: what went wrong in rendering, reading or writing. Out: one error, in words.
//! Invariant: faults of templates stay findings, so that all of them are reported at once.

use std::fmt;

use crate::diagnostic::Diagnostic;
use crate::output::OutputError;
use crate::render::{RenderError, SourceError};

/// Why nothing was published.
#[derive(Debug)]
pub enum PublishError {
    /// Templates failed, or what is held back would have been printed.
    Findings(Vec<Diagnostic>),
    /// A source file could not be read again as it was.
    Source(SourceError),
    /// The search index could not be made.
    Search(String),
    /// The output folder could not be written.
    Output(OutputError),
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishError::Findings(findings) => {
                write!(f, "{} findings in what was printed", findings.len())
            }
            PublishError::Source(error) => error.fmt(f),
            PublishError::Search(error) => {
                write!(
                    f,
                    "the search index cannot be made: {error}; `--no-search` builds without it"
                )
            }
            PublishError::Output(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PublishError {}

impl From<RenderError> for PublishError {
    fn from(error: RenderError) -> PublishError {
        match error {
            RenderError::Template(finding) => PublishError::Findings(vec![*finding]),
            RenderError::Source(error) => PublishError::Source(error),
        }
    }
}

impl From<SourceError> for PublishError {
    fn from(error: SourceError) -> PublishError {
        PublishError::Source(error)
    }
}

impl From<OutputError> for PublishError {
    fn from(error: OutputError) -> PublishError {
        PublishError::Output(error)
    }
}
