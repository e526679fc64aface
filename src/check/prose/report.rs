//! The result of the fact checks of a page.

use super::stated_value::StatedValue;
use crate::diagnostic::Diagnostic;

/// The result of the fact checks of a page.
#[derive(Debug, Default)]
pub(in crate::check) struct PageReport {
    pub(in crate::check) findings: Vec<Diagnostic>,
    /// The values that it states for figures, which no record can refute but another page may.
    pub(in crate::check) stated: Vec<StatedValue>,
}
