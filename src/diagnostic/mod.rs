//! Findings about content: what is wrong, where, and how to mend it.
//!
//! In: places found by the stages. Out: [`Diagnostic`]s, and their text in each output format.
//! Invariant: a diagnostic holds places as byte spans; lines and columns are counted only when it
//! is written out, against [`Texts`].

mod clean;
mod code;
mod concise;
mod excerpt;
mod explain;
mod format;
mod full;
mod github;
mod json;
mod nearest;
mod position;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::sync::Arc;

pub use clean::visible;
pub use code::{Code, Family};
pub use explain::{Explanation, explain, list, nearest_code};
pub use format::{Format, Style, write};
pub use nearest::nearest;
use position::Lines;
pub use position::{Position, place, places};

use crate::source::{SitePath, Span};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// It is published, and said; `--deny warnings` makes the run fail.
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

/// A stretch of one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the site's root.
    pub path: SitePath,
    /// The stretch of its text; an empty one is a point.
    pub span: Span,
}

impl Place {
    /// Joins a file and a stretch of it.
    #[must_use]
    pub fn new(path: &SitePath, span: Span) -> Place {
        Place { path: path.clone(), span }
    }
}

/// A further place that belongs to a finding, with what is to be seen there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there, in a few words.
    pub text: String,
}

/// A change to a file that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is taken out.
    pub place: Place,
    /// What is put in its stead.
    pub replacement: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which check speaks.
    pub code: Code,
    /// How bad it is; the code's own severity unless the site's settings say otherwise.
    pub severity: Severity,
    /// The fact, in a writer's words: lower case, no full stop.
    pub message: String,
    /// The smallest guilty thing.
    pub place: Place,
    /// Further places, in the order in which they are to be read.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// The edits that mend it, where that is mechanical.
    pub fix: Vec<Edit>,
}

impl Diagnostic {
    /// Makes a finding at a place.
    #[must_use]
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            place,
            labels: Vec::new(),
            help: None,
            fix: Vec::new(),
        }
    }

    /// Makes it milder or graver than its code usually is.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Diagnostic {
        self.severity = severity;
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn label(mut self, place: Place, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { place, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, where that is known.
    #[must_use]
    pub fn help_if(mut self, help: Option<String>) -> Diagnostic {
        self.help = help.or(self.help);
        self
    }

    /// Offers an edit that mends it.
    #[must_use]
    pub fn fix(mut self, place: Place, replacement: impl Into<String>) -> Diagnostic {
        self.fix.push(Edit { place, replacement: replacement.into() });
        self
    }

    fn order(&self, other: &Diagnostic) -> Ordering {
        (&self.place, self.code, &self.message).cmp(&(&other.place, other.code, &other.message))
    }
}

/// Sorts findings by file and place, and drops what is said twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(Diagnostic::order);
    diagnostics.dedup();
}

/// Counts the findings of one severity.
#[must_use]
pub fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|finding| finding.severity == severity).count()
}

/// The texts that findings point into.
pub trait Texts {
    /// Returns a file's text as the findings saw it (no byte order mark; what is not UTF-8 replaced),
    /// or nothing where there is no such file.
    fn text(&self, path: &SitePath) -> Option<Arc<str>>;
}
