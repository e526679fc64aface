//! What the checks of prose find on a page.

use super::stated_value::StatedValue;
use crate::diagnostic::Diagnostic;

/// What is found on a page.
#[derive(Debug, Default)]
pub(in crate::check) struct PageReport {
    pub(in crate::check) findings: Vec<Diagnostic>,
    /// The values that it gives figures, which no record can refute and another page may.
    pub(in crate::check) stated: Vec<StatedValue>,
}
