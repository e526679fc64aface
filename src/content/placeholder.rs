//! The sentences that `chancery add` writes for writers to replace.
//!
//! In: the text of a file. Out: where they stand. Invariant: what `add` writes comes from here.

use crate::source::Span;

/// The summary of a new briefing.
pub const SUMMARY: &str = "One or two sentences that say what is new.";

/// The body of a new briefing.
pub const BODY: &str = "Begin with what is new, and for whom.";

/// Finds the sentences that are still as `add` wrote them.
pub(super) fn find(text: &str) -> Box<[Span]> {
    let places = [SUMMARY, BODY].into_iter().filter_map(|sentence| {
        let start = memchr::memmem::find(text.as_bytes(), sentence.as_bytes())?;
        Some(Span::new(start, start + sentence.len()))
    });

    places.collect()
}
