//! The forms in which findings are written out, and the one function that writes them.

use rayon::prelude::*;

use super::position::{Lines, Read};
use super::{Diagnostic, Texts, concise, full, github, json};

/// A form of output, named as `--format` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// For people: the source with the guilty part underlined.
    #[default]
    Full,
    /// For editors: one finding a line.
    Concise,
    /// For programs: one JSON object a line.
    Json,
    /// For GitHub: annotations in a pull request.
    Github,
}

impl Format {
    /// All forms, in the order in which help texts name them.
    pub const ALL: &[Format] = &[Format::Full, Format::Concise, Format::Json, Format::Github];

    /// Returns the form's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Full => "full",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::Github => "github",
        }
    }

    /// Finds a form by its name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Format> {
        let mut all = Format::ALL.iter().copied();
        all.find(|format| format.as_str() == text)
    }
}

/// What the reader's terminal can show; only [`Format::Full`] asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are wanted.
    pub colour: bool,
    /// How many columns there are.
    pub width: usize,
}

impl Style {
    /// No colours, and 100 columns: for files, logs and tests.
    pub const PLAIN: Style = Style { colour: false, width: 100 };
}

impl Default for Style {
    fn default() -> Style {
        Style::PLAIN
    }
}

/// Writes findings out, in their order; the text ends with a line feed, or is empty.
#[must_use]
pub fn write(
    diagnostics: &[Diagnostic],
    texts: &dyn Texts,
    format: Format,
    style: Style,
) -> String {
    let read = Read::of(diagnostics, texts);
    let lines = Lines::of(&read);
    let one = |finding: &Diagnostic| match format {
        Format::Full => full::write(finding, &lines, style),
        Format::Concise => concise::write(finding, &lines),
        Format::Json => json::write(finding, &lines),
        Format::Github => github::write(finding, &lines),
    };
    let all: Vec<String> = diagnostics.par_iter().map(one).collect();

    all.concat()
}
