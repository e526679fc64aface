//! What a build leaves out, until when, and when the site changes next.
//!
//! In: a [`Site`], and its findings. Out: lines for people, and an object for a scheduler. Invariant: both say the same.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::report;
use crate::diagnostic::{Diagnostic, Severity, count, safe_json, visible_name};
use crate::language::house_style;
use crate::output::CommitReport;
use crate::site::{Hold, HoldReason, NextChange, Site, next_change};

/// How many held files are named: more would push the findings off the screen.
const NAMED: usize = 5;

/// What a build leaves out, and what comes next.
pub(super) struct BuildStatus {
    zone: TimeZone,
    held: Vec<(String, Hold)>,
    /// The errors in what is held.
    errors: usize,
    next: Option<NextChange>,
}

impl BuildStatus {
    /// Describes a site and its findings.
    pub(super) fn new(site: &Site, findings: &[Diagnostic]) -> BuildStatus {
        let documents = site.index().all_documents().iter().enumerate();
        let held = documents.filter_map(|(at, document)| {
            let hold = site.publication().hold(at).filter(|_| !site.publication().shows_held())?;
            Some((document.path.as_str().to_owned(), hold))
        });

        BuildStatus {
            zone: site.config().zone(),
            held: held.collect(),
            errors: findings.iter().filter(|finding| is_held_error(finding)).count(),
            next: next_change(site),
        }
    }

    /// Returns the lines that follow the closing line of a command.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();

        if !self.held.is_empty() {
            lines.push(self.summary());
            lines.extend(self.held.iter().take(NAMED).map(|(file, hold)| {
                format!("  {}: {}", visible_name(file), hold.words(&self.zone))
            }));

            if self.held.len() > NAMED {
                lines.push(format!("  and {} more", self.held.len() - NAMED));
            }
        }

        lines.extend(self.next.as_ref().map(|next| {
            format!(
                "the site next changes by itself on {}: {} ({})",
                house_style::instant(next.at, &self.zone),
                next.reason.words(),
                visible_name(next.file.as_str()),
            )
        }));

        lines
    }

    /// Returns how much is held, and what is wrong with it.
    fn summary(&self) -> String {
        let files = report::count_of(self.held.len(), "file");
        let is_one = self.held.len() == 1;
        let errors = match self.errors {
            0 => String::new(),
            errors => format!(
                ", with {} that will stop the build when {} out",
                report::count_of(errors, "error"),
                if is_one { "it comes" } else { "they come" },
            ),
        };

        format!("held back: {files}{errors}")
    }

    /// Returns the object that `--json` prints.
    pub(super) fn json(
        &self,
        findings: &[Diagnostic],
        pages: usize,
        written: Option<CommitReport>,
    ) -> String {
        let held = self.held.iter().map(|(file, hold)| JsonHold {
            file,
            reason: reason(hold.reason),
            until: hold.until,
        });

        let status = JsonStatus {
            version: 1,
            written: written.is_some(),
            pages,
            files: written.map(|it| it.files),
            changed: written.map(|it| it.changed),
            removed: written.map(|it| it.removed),
            errors: count(findings, Severity::Error),
            warnings: count(findings, Severity::Warning),
            held_errors: self.errors,
            held: held.collect(),
            next: self.next.as_ref().map(|next| JsonNext {
                at: next.at,
                reason: next.reason.word(),
                file: next.file.as_str(),
            }),
        };

        let json = serde_json::to_string(&status).expect("strings and numbers always serialise");
        safe_json(&json) + "\n"
    }
}

/// Tells whether a finding will stop the build once a held page comes out.
pub(super) fn is_held_error(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error && finding.held.is_some()
}

fn reason(reason: HoldReason) -> &'static str {
    match reason {
        HoldReason::Draft => "draft",
        HoldReason::Embargo => "embargo",
        HoldReason::Date => "date",
        HoldReason::Users => "users",
        HoldReason::Source => "source",
    }
}

/// The object that `build --json` prints; keys are added and never renamed.
#[derive(Serialize)]
struct JsonStatus<'s> {
    version: u8,
    written: bool,
    pages: usize,
    files: Option<usize>,
    changed: Option<usize>,
    removed: Option<usize>,
    errors: usize,
    warnings: usize,
    held_errors: usize,
    held: Vec<JsonHold<'s>>,
    next: Option<JsonNext<'s>>,
}

#[derive(Serialize)]
struct JsonHold<'s> {
    file: &'s str,
    reason: &'static str,
    /// RFC 3339 in UTC; null for a draft.
    until: Option<Timestamp>,
}

#[derive(Serialize)]
struct JsonNext<'s> {
    at: Timestamp,
    reason: &'static str,
    file: &'s str,
}
