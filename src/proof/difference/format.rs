//! The forms in which a difference is written.
//!
//! In: a difference, and the names of its sides. Out: a document. Invariant: a form is a pure function, and no form lets
//! words of the site speak to what shows it.

use super::compare::SiteDifference;
use super::phrasing::ComparedSides;
use super::{html, markdown, text};
use crate::diagnostic::Style;

/// A form of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceFormat {
    /// For a terminal.
    Text,
    /// For a pull request.
    Markdown,
    /// One file for a browser.
    Html,
}

impl DifferenceFormat {
    /// All forms, the default first.
    pub const ALL: [DifferenceFormat; 3] =
        [DifferenceFormat::Text, DifferenceFormat::Markdown, DifferenceFormat::Html];

    /// Returns its name on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DifferenceFormat::Text => "text",
            DifferenceFormat::Markdown => "markdown",
            DifferenceFormat::Html => "html",
        }
    }

    /// Finds a form by its name.
    #[must_use]
    pub fn parse(text: &str) -> Option<DifferenceFormat> {
        DifferenceFormat::ALL.into_iter().find(|format| format.as_str() == text)
    }

    /// Writes a difference; only the text for a terminal has a style.
    #[must_use]
    pub fn write(self, difference: &SiteDifference, sides: &ComparedSides, style: Style) -> String {
        match self {
            DifferenceFormat::Text => text::write(difference, sides, style),
            DifferenceFormat::Markdown => markdown::write(difference, sides),
            DifferenceFormat::Html => html::write(difference, sides),
        }
    }
}
