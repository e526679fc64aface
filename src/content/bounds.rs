//! How much one page may claim.
//!
//! In: the sentences of a page. Out: no more of them than anybody writes, and a finding that says so. Invariant: what is
//! left out is never left out in silence, and fails a build.

use super::statement::{Statement, Statements};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::SitePath;

/// How many sentences, items and rows a page may have whose numbers can be compared: with each other, and with every
/// record that the page names. It is a megabyte of nothing else.
const CLAIMS_MAX: usize = 10_000;

/// Leaves out the sentences that are too many to be compared, and reports them.
pub(super) fn bound_claims(path: &SitePath, found: &mut Statements) -> Option<Diagnostic> {
    let is_compared =
        |it: &Statement| it.may_refute_itself() || it.cue_count > 0 && !it.references.is_empty();
    let mut claims = found.all.iter().enumerate().filter(|(_, it)| is_compared(it));
    let (kept, first_over) = claims.nth(CLAIMS_MAX)?;
    let count = CLAIMS_MAX + 1 + claims.count();

    let length = u32::try_from(first_over.text.len()).unwrap_or(u32::MAX);
    let place = Place::new(path, first_over.span(0, length));
    let message = format!(
        "the page has {count} sentences, items and rows with numbers to compare; the limit is {CLAIMS_MAX}"
    );
    found.all.truncate(kept);

    Some(
        Diagnostic::new(Code::TooLarge, place, message)
            .help("split it into several pages, or publish a long table as a file beside it"),
    )
}
