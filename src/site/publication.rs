//! Which documents are published at a moment, and why the others are not.
//!
//! In: the documents and the moment. Out: for each document the reason to withhold it, if there is
//! one. Invariant: a translation is withheld with its source.

use std::collections::HashMap;

use jiff::Timestamp;

use super::input::Input;
use crate::content::{Document, Record};

/// Why a document is not published, worded for a finding.
pub(super) type Reason = &'static str;

/// Returns for each document of the input why it is not published at this moment.
pub(super) fn reasons_to_withhold(input: &Input) -> Vec<Option<Reason>> {
    let documents = || input.documents.iter();
    let mut reasons: Vec<_> = documents().map(|it| reason_to_withhold(it, input)).collect();
    let withheld = documents().zip(&reasons).filter_map(|(document, reason)| {
        let own = &document.own;
        // A withheld translation does not affect its source, which may be published already.
        let is_source = own.head.translation_of.is_none();
        reason.filter(|_| is_source).map(|reason| ((own.record.kind(), &*own.id.value), reason))
    });
    let withheld: HashMap<_, _> = withheld.collect();

    if withheld.is_empty() {
        return reasons;
    }

    // A translation has the content of its source, and would leak it.
    for (document, reason) in documents().zip(&mut reasons) {
        if let Some(source) = &document.own.head.translation_of {
            let source = withheld.get(&(document.own.record.kind(), &*source.value));
            *reason = reason.or(source.copied());
        }
    }

    reasons
}

fn reason_to_withhold(document: &Document, input: &Input) -> Option<Reason> {
    if input.drafts {
        None
    } else if document.own.head.draft {
        Some("a draft")
    } else {
        // An embargo that ends exactly at this moment is over.
        embargo_end(document).filter(|end| *end > input.as_of.moment).map(|_| "under embargo")
    }
}

/// Returns the first end of an embargo after the moment of the input.
pub(super) fn next_embargo_end(input: &Input) -> Option<Timestamp> {
    let ends = input.documents.iter().filter_map(|document| embargo_end(document));
    ends.filter(|end| *end > input.as_of.moment).min()
}

/// Returns when the embargo on a document ends, if it has one.
pub(super) fn embargo_end(document: &Document) -> Option<Timestamp> {
    match &document.own.record {
        Record::Briefing(briefing) => {
            briefing.embargo.as_ref().map(|embargo| embargo.value.instant())
        }
        _ => None,
    }
}
