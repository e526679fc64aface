//! Changes that are stated more exactly than the rounding of a record's values allows.
//!
//! In: a claim that some pair of values supports. Out: `over-precise-change`, with the change that the values
//! allow.
//! Invariant: a claim whose values leave it open by only a few units of its last digit is accepted, as is
//! "about".

use super::change::range_of;
use super::pair::SeriesPair;
use super::subject::{RecordFinding, Subject};
use crate::check::prose::sentence::{Advice, TextRange};
use crate::check::solver::{ChangeAssertion, Measure, is_within_reason};
use crate::check::verdict::{DisputedChange, refutation};
use crate::language::house_style;
use crate::lexicon::WordRoles as W;
use crate::value::{Change, Qualifier, Verdict};

/// Reports a percentage more exact than its two values: "27%" of 2,600 to 1,900, both rounded to 100.
pub(super) fn too_exact(
    subject: &Subject<'_>,
    claim: &ChangeAssertion,
    pair: SeriesPair,
) -> Option<RecordFinding> {
    let s = subject.words;
    let index = claim.amount?;
    let is_plain = claim.measure == Measure::Percent && claim.qualifier == Qualifier::Exact;

    // A whole percentage may have been computed from unrounded values, unless the record says that all are
    // rounded.
    let decimals = s.amounts[index].decimals;
    let is_known = decimals > 0 || subject.binding.figure.record.rounded_to.is_some();
    if !is_plain || !is_known || subject.series.is_rate() {
        return None;
    }

    let bears = range_of(subject, pair)?;
    if is_within_reason(bears.high - bears.low, decimals) {
        return None;
    }

    let values = &subject.series.values;
    let (from, to) = (values[pair.base].observation, values[pair.value].observation);
    let change = Change::between(&from.value.value, &to.value.value)?;
    let size = size_words(&change);
    let refuted = refutation(
        Verdict::TooExact,
        &DisputedChange {
            written: s.written(index),
            direction: None,
            from: &from.value.value,
            to: &to.value.value,
            rounded_to: subject.binding.figure.record.rounded_to,
            change: &change,
            replacement: size.clone().unwrap_or_else(|| house_style::change(&change)),
        },
    )?;

    let help = match subject.change_reference(pair, claim.token) {
        Some(reference) => {
            format!("write `{reference}`, which gives \"{}\"", house_style::change(&change))
        }
        None => refuted.help,
    };

    let advice = Advice { message: refuted.message, help };
    let mut found = subject.found(refuted.code, claim.token, claim.token, advice);
    found.diagnostic = subject.labelled(found.diagnostic, pair);
    found.diagnostic = match size.filter(|_| takes_words(subject, claim)) {
        Some(words) => {
            let amount = &s.amounts[index];
            let range = subject.own_range(TextRange { start: amount.start, end: amount.end });
            found.diagnostic.fix(subject.sentence.place(subject.page, range), words)
        }
        None => found.diagnostic,
    };

    Some(found)
}

/// Returns the size of a change in words that can replace the claimed one: "about 27%".
fn size_words(change: &Change) -> Option<String> {
    let words = house_style::change(change);
    let size = words.strip_prefix("a fall of ").or_else(|| words.strip_prefix("a rise of "))?;
    Some(size.to_owned())
}

/// Tells whether "about 27%" fits grammatically in the claim's place: "a about 27% fall" does not.
fn takes_words(subject: &Subject<'_>, claim: &ChangeAssertion) -> bool {
    let s = subject.words;
    let start = s.tokens[claim.token].start;
    let next = claim.token + 1;

    subject.sentence.may_be_rewritten(subject.own(start))
        && !s.follows(claim.token, W::A)
        && !s.is(next, W::RISE | W::FALL | W::CHANGE)
}
