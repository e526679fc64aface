//! Changes of a figure whose record holds no earlier value.
//!
//! In: a figure with one value, and a sentence that says how it changed. Out: a warning. Invariant: a missing
//! base is reported only where the record has exactly one value.

use super::change::is_attached;
use super::subject::{RecordFinding, Subject};
use crate::check::prose::sentence::Advice;
use crate::check::solver::{ChangeAssertion, Measure, claims};
use crate::diagnostic::{Code, Severity};

/// Warns of changes that nobody can check: "35,000 were returned, up 14% on the year before".
pub(super) fn missing(subject: &Subject<'_>) -> Vec<RecordFinding> {
    let record = subject.binding.figure.record;
    if subject.series.values.len() != 1 || record.series.len() != 1 {
        return Vec::new();
    }

    claims(subject.words).iter().filter_map(|claim| baseless(subject, claim)).collect()
}

fn baseless(subject: &Subject<'_>, claim: &ChangeAssertion) -> Option<RecordFinding> {
    let s = subject.words;
    let index = claim.amount.filter(|_| claim.measure == Measure::Percent)?;

    // The record's own value must be in the sentence: a change alone may be of something else.
    let figures = &subject.page.figures;
    let mut matches = subject.sentence.matches.iter();
    let is_matched = matches.any(|it| figures[it.figure].id == subject.binding.figure.id);
    let values = s.amounts.iter().filter(|amount| subject.series.is_like(amount)).count();
    let has_others = values > usize::from(is_matched);
    if !(subject.binding.is_reference || is_matched)
        || has_others
        || super::change::base_months(subject, claim.token) != Some(12)
        || subject.is_hypothetical(claim.token)
        || !is_attached(subject, claim.token)
    {
        return None;
    }

    let size = s.written(index);
    if subject.binding.figure.mentions_size(size) {
        return None;
    }

    let message = format!(
        "`{size}` has no base: the figure `{}` holds no value for the year before, so that nobody can check the sum",
        subject.title()
    );
    let help = format!(
        "add the earlier value to the `series` of `{}`; if it is not published, leave the change out, or say in the \
         record's `caveat` that {size} was claimed without a base",
        subject.page.site.entry(subject.binding.figure.id).id.value
    );

    let advice = Advice { message, help };
    let mut found = subject.found(Code::WrongChange, claim.token, claim.token, advice);
    let record = subject.page.site.place(subject.binding.figure.id);
    found.diagnostic =
        found.diagnostic.severity(Severity::Warning).label(record, "the record with its one value");

    Some(found)
}
