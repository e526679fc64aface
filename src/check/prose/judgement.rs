//! The verdict on a change that a sentence claims, given its two values.
//!
//! In: a claim and a [`ValuePair`]. Out: a finding with what to write instead. Invariant: a claim that
//! holds under some plausible rounding of typed values is accepted; only a record, or words such as
//! "rounded to the nearest 100", make a claim too exact.

use rust_decimal::Decimal;

use super::figure::PageFigure;
use super::page::PageFacts;
use super::sentence::{Advice, Sentence, TextRange};
use crate::check::verdict::{DisputedChange, refutation};
use crate::content::figure::Observation;
use crate::content::statement::{ChangeClaim, ClaimedSize, Statement};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language::house_style;
use crate::value::{
    Bound, Change, ChangeUnit, Claim, Direction, Interval, Qualifier, Quantity, Verdict,
};

/// The two values that a claim is measured by.
pub(super) struct ValuePair<'s> {
    pub(super) from: Quantity,
    pub(super) to: Quantity,
    /// The record that holds both, where one does.
    pub(super) record: Option<RecordPair<'s>>,
    /// Whether their rounding is known, so that too exact a claim can be told from a right one.
    pub(super) has_known_rounding: bool,
}

/// Two observations of a figure.
#[derive(Clone, Copy)]
pub(super) struct RecordPair<'s> {
    pub(super) figure: &'s PageFigure<'s>,
    pub(super) earlier: &'s Observation,
    pub(super) later: &'s Observation,
}

impl<'s> From<RecordPair<'s>> for ValuePair<'s> {
    fn from(record: RecordPair<'s>) -> ValuePair<'s> {
        ValuePair {
            from: record.earlier.value.value.clone(),
            to: record.later.value.value.clone(),
            record: Some(record),
            has_known_rounding: true,
        }
    }
}

/// Compares a claim with its values.
pub(super) fn judge(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    claim: &ChangeClaim,
    pair: &ValuePair<'_>,
) -> Option<Diagnostic> {
    let change = Change::between(&pair.from, &pair.to)?;
    let verdict = verdict(sentence.statement, claim, &change)?;
    let is_small = || is_within_reason(sentence.statement, claim, &change);
    if verdict == Verdict::TooExact && (!pair.has_known_rounding || is_small()) {
        return None;
    }

    let range = TextRange { start: claim.start, end: claim.end };
    let size = size_words(&change).filter(|_| direction(&change) == claim.direction);
    let disputed = DisputedChange {
        written: sentence.words(range),
        direction: Some(claim.direction),
        from: &pair.from,
        to: &pair.to,
        rounded_to: pair.record.and_then(|record| record.figure.record.rounded_to),
        change: &change,
        replacement: size.unwrap_or_else(|| house_style::change(&change)),
    };

    let refuted = refutation(verdict, &disputed)?;
    let help = match insertable_reference(page, sentence, claim, pair) {
        Some(reference) => {
            format!("write `{reference}`, which gives \"{}\"", house_style::change(&change))
        }
        // A record's values were checked when it was written; the sentence was typed from memory.
        None if pair.record.is_some() => format!("write \"{}\"", disputed.replacement),
        None => refuted.help,
    };

    let advice = Advice { message: refuted.message, help };
    let finding = sentence.finding(page, refuted.code, range, advice);
    let finding = label_values(page, finding, pair);

    let is_sure = pair.record.is_some() || refuted.code != Code::WrongChange;
    let correction = correction(page, sentence, claim, pair, &change).filter(|_| is_sure);

    Some(match correction {
        Some((range, words)) => finding.fix(sentence.place(page, range), words),
        None => finding,
    })
}

/// Tells whether what the rounding leaves open is little beside the claim's own digits: "10%" of 9.4% to 10.7%.
fn is_within_reason(statement: &Statement, claim: &ChangeClaim, change: &Change) -> bool {
    // Of a whole percentage, three points; of each decimal, two and a half of its units.
    const WHOLE: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
    const UNITS: Decimal = Decimal::from_parts(25, 0, 0, false, 1);

    let ClaimedSize::Mention(at) = claim.size else {
        return false;
    };
    let places = statement.mentions.get(at as usize).map_or(0, |it| it.numeral.written_places());
    let open = change.interval();
    let width = match (open.low(), open.high()) {
        (Some(low), Some(high)) => high.value - low.value,
        _ => return false,
    };

    match places {
        0 => width <= WHOLE,
        places => width <= UNITS * Decimal::new(1, places.min(9)),
    }
}

fn label_values(page: &PageFacts<'_>, finding: Diagnostic, pair: &ValuePair<'_>) -> Diagnostic {
    let Some(record) = pair.record else {
        return finding;
    };

    let path = &page.site.document(record.figure.id).path;
    finding
        .label(Place::new(path, record.earlier.value.span), "the earlier value in the record")
        .label(Place::new(path, record.later.value.span), "the later value in the record")
}

fn direction(change: &Change) -> Direction {
    match change.direction() {
        Direction::Fall => Direction::Fall,
        _ => Direction::Rise,
    }
}

/// Holds a claim against a change; none where the claim cannot be read.
pub(super) fn verdict(
    statement: &Statement,
    claim: &ChangeClaim,
    change: &Change,
) -> Option<Verdict> {
    let direction = match claim.direction {
        Direction::Fall => Direction::Fall,
        _ => Direction::Rise,
    };

    let parsed = match claim.size {
        ClaimedSize::Mention(at) => {
            let size = statement.mentions.get(at as usize)?.quantity(None);
            Claim::of_quantity(Some(direction), &size)?
        }
        ClaimedSize::Fraction(fraction, qualifier) => {
            Claim::of_fraction(Some(direction), fraction, qualifier)?
        }
        ClaimedSize::Multiple(hundredths, qualifier) => {
            return multiple_verdict(hundredths, qualifier, change);
        }
    };

    Some(match parsed.verdict(change) {
        Verdict::TooExact if is_difference_of_percentages(&parsed, change) => Verdict::OtherUnit,
        // "About" before the change of the numbers as written claims no more than they support.
        Verdict::TooExact if is_about(statement, claim) && holds_estimate(&parsed, change) => {
            Verdict::Right
        }
        verdict => verdict,
    })
}

fn is_about(statement: &Statement, claim: &ChangeClaim) -> bool {
    let ClaimedSize::Mention(at) = claim.size else {
        return false;
    };

    let size = statement.mentions.get(at as usize);
    size.is_some_and(|size| size.qualifier == Qualifier::About)
}

/// Tells whether a claim's words cover the change of the numbers as written.
fn holds_estimate(claim: &Claim, change: &Change) -> bool {
    change.estimate().is_some_and(|size| claim.reading().contains(size.abs()))
        && claim.unit() == change.unit()
}

/// Tells whether a claim in per cent is the difference of two percentages as they are written:
/// "by 10%, from about 40% to about 30%".
fn is_difference_of_percentages(claim: &Claim, change: &Change) -> bool {
    let is_percent = claim.unit() == ChangeUnit::Percent && change.unit() == ChangeUnit::Points;
    let written = change.estimate().map(|points| points.abs());
    let relative = change.relative().and_then(|it| it.value());

    is_percent
        && written.is_some_and(|points| claim.reading().contains(points))
        && !relative.is_some_and(|size| claim.reading().contains(size.abs()))
}

/// Holds "doubled", "more than halved" against a change; they are never meant to the hundredth.
fn multiple_verdict(hundredths: i64, qualifier: Qualifier, change: &Change) -> Option<Verdict> {
    let truth = change.relative()?;
    let is_fall = hundredths < 100;
    let size = Decimal::from(hundredths - 100);

    // "Halved" is said of anything from 40% to 60%, "doubled" of 75% to 125%, and so on upwards.
    let tolerance = Decimal::from(if is_fall { 10 } else { hundredths / 8 });
    let is_limit = qualifier == Qualifier::MoreThan;

    // A limit is met by one per cent less, which is the rounding that a reader forgives.
    let reading = match (is_limit, is_fall) {
        (true, false) => Interval::new(Some(Bound::closed(size - Decimal::ONE)), None),
        (true, true) => Interval::new(None, Some(Bound::closed(size + Decimal::ONE))),
        _ => Interval::around(size, tolerance),
    };

    let is_opposite = is_fall == truth.low().is_some_and(|low| low.value >= Decimal::ZERO);

    Some(match reading.meets(&truth) {
        true => Verdict::Right,
        false if is_opposite => Verdict::OtherDirection,
        false => Verdict::Wrong,
    })
}

/// Returns the size of a change in words that can replace the claimed one: "about 27%".
fn size_words(change: &Change) -> Option<String> {
    let words = house_style::change(change);
    let size = words.strip_prefix("a fall of ").or_else(|| words.strip_prefix("a rise of "))?;
    Some(size.to_owned())
}

/// Returns the reference that gives the change, where the sentence can hold one.
fn insertable_reference(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    claim: &ChangeClaim,
    pair: &ValuePair<'_>,
) -> Option<String> {
    let record = pair.record.filter(|record| !record.figure.is_own)?;
    if !sentence.may_refer(claim.start) {
        return None;
    }

    let id = &page.site.entry(record.figure.id).id.value;
    let series = &record.figure.series;
    let is_nth_newest = |back: usize, one: &Observation| {
        series.len().checked_sub(back).is_some_and(|at| std::ptr::eq(series[at], one))
    };

    // `#change` leads to the newest value only; of an older one there is no reference.
    let (is_newest, is_before) = (is_nth_newest(1, record.later), is_nth_newest(2, record.earlier));
    match (is_newest, is_before, &record.earlier.period) {
        (true, true, _) => Some(format!("[[{id}#change]]")),
        (true, false, Some(period)) => {
            Some(format!("[[{id}#change from {}]]", house_style::period(&period.value)))
        }
        _ => None,
    }
}

/// Returns the edit that corrects a claim, where the words around it need none.
fn correction(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    claim: &ChangeClaim,
    pair: &ValuePair<'_>,
    change: &Change,
) -> Option<(TextRange, String)> {
    if !sentence.may_be_rewritten(claim.start) || direction(change) != claim.direction {
        return None;
    }

    let noun = claim.noun.map(|(start, end)| TextRange { start, end });
    if let Some(noun) = noun
        && let Some(reference) = insertable_reference(page, sentence, claim, pair)
    {
        return Some((noun, reference));
    }

    // "A about 27% fall" would be no English.
    if let Some(noun) = noun.filter(|noun| noun.end != claim.end) {
        return Some((noun, house_style::change(change)));
    }

    Some((TextRange { start: claim.start, end: claim.end }, size_words(change)?))
}
