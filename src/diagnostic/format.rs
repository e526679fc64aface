//! The output formats of findings.
//!
//! In: findings, and the texts that they point into. Out: one document in the requested format.
//! Invariant: a format is a pure function of findings and texts, in its own file, and writes the whole
//! document, so that it can wrap the findings.

use std::borrow::Cow;

use super::clean::without_commands;
use super::finding::Diagnostic;
use super::position::LineIndexes;
use super::style::Style;
use super::texts::{LoadedTexts, Texts};
use super::{concise, full, github, gitlab, json, junit, sarif};

/// An output format, named as `--format` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// For people: the source with the relevant part underlined.
    #[default]
    Full,
    /// For editors: one finding per line.
    Concise,
    /// For programs: one JSON object per line.
    Json,
    /// For GitHub: annotations in a pull request.
    Github,
    /// For GitLab: a report of its Code Quality.
    Gitlab,
    /// For code scanning: a log in SARIF 2.1.0.
    Sarif,
    /// For other CI systems: a report of tests in JUnit's XML.
    Junit,
}

impl Format {
    /// All formats, in the order in which help texts name them.
    pub const ALL: &[Format] = &[
        Format::Full,
        Format::Concise,
        Format::Json,
        Format::Github,
        Format::Gitlab,
        Format::Sarif,
        Format::Junit,
    ];

    /// Returns the format's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Full => "full",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Sarif => "sarif",
            Format::Junit => "junit",
        }
    }

    /// Finds a format by its name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Format> {
        let mut all = Format::ALL.iter().copied();
        all.find(|format| format.as_str() == text)
    }
}

/// Writes findings as one document, in their order; the text is empty or ends with a line feed.
#[must_use]
pub fn write(
    diagnostics: &[Diagnostic],
    texts: &dyn Texts,
    format: Format,
    style: Style,
) -> String {
    let loaded = LoadedTexts::load(diagnostics, texts);
    let lines = LineIndexes::build(&loaded);

    match format {
        Format::Full => disarmed(full::write(diagnostics, &lines, style)),
        Format::Concise => disarmed(concise::write(diagnostics, &lines)),
        Format::Json => json::write(diagnostics, &lines),
        Format::Github => github::write(diagnostics, &lines),
        Format::Gitlab => gitlab::write(diagnostics, &lines),
        Format::Sarif => sarif::write(diagnostics, &lines),
        Format::Junit => disarmed(junit::write(diagnostics, &lines)),
    }
}

/// Takes out what a CI runner obeys, which parts that are harmless alone may make together.
fn disarmed(text: String) -> String {
    match without_commands(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(text) => text,
    }
}
