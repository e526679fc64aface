//! What a public page must not name: whatever is held back.
//!
//! In: a hold, and what names it. Out: the error, and the words for a hold. Invariant: the words say until when.

use jiff::tz::TimeZone;

use super::answer::ReferenceError;
use super::index::Index;
use super::publication::{Hold, HoldReason};
use crate::diagnostic::Code;
use crate::language::house_style;

impl Hold {
    /// Says what it is held back as, and until when: "under embargo until 3 June 2025, 09:00 BST".
    #[must_use]
    pub fn words(&self, zone: &TimeZone) -> String {
        let until = self.until.map(|until| house_style::instant(until, zone));

        match (self.reason, until) {
            (HoldReason::Draft, _) => "a draft".to_owned(),
            (HoldReason::Embargo, Some(until)) => format!("under embargo until {until}"),
            (HoldReason::Date, Some(until)) => format!("not out until {until}"),
            (HoldReason::Users, Some(until)) => {
                format!("named by held pages alone, the first of which is out from {until}")
            }
            (HoldReason::Users, None) => "named by drafts alone".to_owned(),
            (HoldReason::Source, Some(until)) => {
                format!("a translation of what is held until {until}")
            }
            (HoldReason::Source, None) => "a translation of a draft".to_owned(),
            (HoldReason::Embargo | HoldReason::Date, None) => "held back".to_owned(),
        }
    }
}

/// Returns the error of a public page that names what is held back.
pub(super) fn leak(index: &Index, what: &str, hold: Hold) -> ReferenceError {
    let words = hold.words(&index.config().zone());
    let help = match hold.until {
        Some(_) => "take this out until then, or hold this page back at least as long",
        None => "take this out, or take `draft: yes` out of what it names",
    };

    ReferenceError::new(
        Code::EmbargoLeak,
        format!("a public page names `{what}`, which is {words}"),
        help,
    )
}
