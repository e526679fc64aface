//! Advice for two records of one id.
//!
//! In: the two, and a finding about them. Out: the finding with its help. Invariant: a fix is given only where the
//! names of both files differ in their dates alone.

use crate::content::slug::date_of;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::{SitePath, Span};

/// What to do about two files whose names differ in Unicode's composed form only.
pub(super) const LOOK_ALIKE: &str = "the names of the two files look alike, and write their letters in two ways: take one of them out";

/// One of two entries with the same id.
pub(super) struct Twin<'s> {
    pub(super) path: &'s SitePath,
    pub(super) id: &'s str,
    /// Whether its id is the name of its file.
    pub(super) is_named_by_file: bool,
}

/// Adds what to do about the second of two entries with the same id.
pub(super) fn advise(finding: Diagnostic, first: &Twin<'_>, second: &Twin<'_>) -> Diagnostic {
    if first.path != second.path && first.path.composed() == second.path.composed() {
        return finding.help(LOOK_ALIKE);
    }

    let date = date_of(second.path).filter(|_| second.is_named_by_file);
    let Some(date) = date.filter(|date| date_of(first.path) != Some(date)) else {
        return finding.help("give one of them another id: rename its file, or set `slug`");
    };

    // Weekly notices have one name, and the date before it is no part of an id.
    let slug = format!("{}-{date}", second.id);
    let end = Place::new(second.path, Span::new(3, 3));
    finding
        .help(format!(
            "the date before a file's name is no part of its id: write `slug: {slug}`, or put the month into \
             the name"
        ))
        .fix(end, format!("\nslug: {slug}"))
}
