//! A finding with its places, its advice and its fix.
//!
//! In: what a check found. Out: a [`Diagnostic`]. Invariant: two runs over one site sort their findings in
//! the same order.

use std::cmp::Ordering;

use super::code::Code;
use super::severity::Severity;
use crate::source::{SitePath, Span};

/// A range of one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the site's root.
    pub path: SitePath,
    /// The range of its text; an empty one is a point.
    pub span: Span,
}

impl Place {
    /// Pairs a file with a range of it.
    #[must_use]
    pub fn new(path: &SitePath, span: Span) -> Place {
        Place { path: path.clone(), span }
    }
}

/// A further place of a finding, with a note about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there, in a few words.
    pub text: String,
}

/// A change to a file that fixes a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is removed.
    pub place: Place,
    /// What is inserted in its place.
    pub replacement: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The check that made the finding.
    pub code: Code,
    /// How bad it is; the code's own severity unless the site's settings say otherwise.
    pub severity: Severity,
    /// The fact, in a writer's words: lower case, no full stop.
    pub message: String,
    /// The smallest thing at fault.
    pub place: Place,
    /// Further places, in reading order.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// The edits that fix it, where that is mechanical.
    pub fix: Vec<Edit>,
    /// What holds back the page that it is about, in words; then it fails no build.
    pub held: Option<String>,
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
            held: None,
        }
    }

    /// Reports the same under another code, with its severity.
    #[must_use]
    pub fn with_code(mut self, code: Code) -> Diagnostic {
        self.code = code;
        self.severity = code.severity();
        self
    }

    /// Overrides the severity of the code.
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

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds advice, where there is any.
    #[must_use]
    pub fn help_if(mut self, help: Option<String>) -> Diagnostic {
        // Without new advice, the previous advice is kept.
        self.help = help.or(self.help);
        self
    }

    /// Adds an edit that fixes it. The edits of one finding are independent of each other; those beyond the first
    /// thousand are left to the next run.
    #[must_use]
    pub fn fix(mut self, place: Place, replacement: impl Into<String>) -> Diagnostic {
        // A finding of a hundred thousand lines would weigh a hundred times what they do.
        const MOST_EDITS: usize = 1_000;

        if self.fix.len() < MOST_EDITS {
            self.fix.push(Edit { place, replacement: replacement.into() });
        }
        self
    }

    fn order(&self, other: &Diagnostic) -> Ordering {
        // Everything that distinguishes two findings is compared: checks run in parallel, and output must not
        // vary between runs.
        (&self.place, self.code, &self.message).cmp(&(&other.place, other.code, &other.message))
    }
}

/// Sorts findings by file and place, and removes duplicates.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(Diagnostic::order);
    diagnostics.dedup();
}

/// Counts the findings of one severity, without those of held pages.
#[must_use]
pub fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    let public = diagnostics.iter().filter(|finding| finding.held.is_none());
    public.filter(|finding| finding.severity == severity).count()
}
