//! The file whose faults are looked for.
//!
//! In: a body with its place. Out: findings. Invariant: a range of the body becomes a place in the file only here.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SitePath, Span};

/// The file that is read, and what is found in it.
pub(crate) struct Report<'f> {
    pub(crate) path: &'f SitePath,
    /// Where the body begins in the file.
    pub(crate) start: usize,
    /// The whole body.
    pub(crate) body: &'f str,
    /// Whether HTML in the body is published as HTML.
    pub(crate) has_html: bool,
    pub(crate) findings: &'f mut Vec<Diagnostic>,
}

impl Report<'_> {
    /// Returns the place of a range of the body.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.path, Span::from(range).shifted(self.start))
    }

    /// Makes a finding about a range of the body.
    pub(super) fn finding(
        &self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(code, self.place(range), message)
    }

    pub(super) fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }
}
