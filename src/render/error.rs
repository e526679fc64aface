//! Why a page cannot be rendered.
//!
//! In: a failed template, or a source file. Out: an error that every caller carries through.
//! Invariant: a fault in a template is a finding, never a bare message.

use std::fmt;
use std::io;

use crate::diagnostic::Diagnostic;
use crate::source::SitePath;

/// A source file that differs from the one the site was linked from.
#[derive(Debug)]
pub enum SourceError {
    /// It can no longer be read.
    Unreadable(SitePath, io::Error),
    /// Its bytes have changed.
    Changed(SitePath),
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SourceError::Unreadable(path, error) => write!(f, "`{path}` cannot be read: {error}"),
            SourceError::Changed(path) => {
                write!(f, "`{path}` was changed while the site was built: build it again")
            }
        }
    }
}

impl std::error::Error for SourceError {}

/// Why a route cannot be rendered.
#[derive(Debug)]
pub enum RenderError {
    /// A template failed: a finding, like any other.
    Template(Box<Diagnostic>),
    /// A source file can no longer be read, or has changed.
    Source(SourceError),
}

impl From<Box<Diagnostic>> for RenderError {
    fn from(finding: Box<Diagnostic>) -> RenderError {
        RenderError::Template(finding)
    }
}

impl From<SourceError> for RenderError {
    fn from(error: SourceError) -> RenderError {
        RenderError::Source(error)
    }
}
