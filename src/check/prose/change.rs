//! Recomputes claimed changes.
//!
//! In: the changes that a sentence claims. Out: findings. The two values come from the sentence itself,
//! or from the one before ("That is a fall of…"), or from the series of the figure that the sentence is
//! about. Invariant: where no pair of values is certain, nothing is reported.

use rust_decimal::Decimal;

use super::judgement::{RecordPair, ValuePair, judge};
use super::matching;
use super::page::PageFacts;
use super::record;
use super::sentence::Sentence;
use super::series;
use super::tokenized::TokenizedText;
use crate::content::statement::{ChangeClaim, Comparison, QuantityMention, Statement, tokens};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lexicon::Lexicon;

/// Reports claimed changes that their values do not support.
pub(super) fn unsupported(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    for claim in &sentence.statement.changes {
        let found = if let Some(values) = typed_values(sentence, claim) {
            let pair = value_pair(page, sentence, values);
            judge(page, sentence, claim, &pair)
        } else if !claim.supposed && !claim.other_base {
            series::contradicted(page, sentence, claim)
                .filter(|_| !record::speaks_of_parts(page, sentence))
        } else {
            None
        };

        // What is plainly false is the solver's to refute, which tries every reading.
        let goes_on = sentence.previous.is_some() && sentence.continues_previous();
        findings.extend(found.filter(|it| is_of_precision(it) || goes_on && is_by_record(it)));
    }
}

/// Tells whether a finding rests on a record: its values are pointed at.
fn is_by_record(finding: &Diagnostic) -> bool {
    !finding.labels.is_empty()
}

/// Tells whether a finding is about how exactly a change can be known, or about a base that nobody has.
fn is_of_precision(finding: &Diagnostic) -> bool {
    finding.code == Code::OverPreciseChange || finding.severity == Severity::Warning
}

/// A typed value and the statement that holds it.
#[derive(Clone, Copy)]
struct TypedValue<'s> {
    statement: &'s Statement,
    amount: &'s QuantityMention,
}

/// The two typed values of a claim, the earlier one first.
#[derive(Clone, Copy)]
struct TypedPair<'s> {
    from: TypedValue<'s>,
    to: TypedValue<'s>,
}

/// Finds the two values that a claim is about: both in its sentence, both in the one before, or one in
/// each.
fn typed_values<'s>(sentence: &Sentence<'s>, claim: &ChangeClaim) -> Option<TypedPair<'s>> {
    let both_in = |statement: &'s Statement, pair: Comparison| {
        let value = |number: u32| {
            let amount = statement.mentions.get(number as usize)?;
            Some(TypedValue { statement, amount })
        };
        Some(TypedPair { from: value(pair.from)?, to: value(pair.to)? })
    };

    if let Some(pair) = claim.pair {
        return both_in(sentence.statement, pair);
    }

    // What claims a change itself has used its values up.
    let previous = sentence.previous.as_ref()?.statement;
    match &*previous.comparisons {
        _ if !previous.changes.is_empty() => None,
        [pair] if claim.looks_back => both_in(previous, *pair),
        [] => across_sentences(sentence, claim, previous),
        _ => None,
    }
}

/// Finds one value in the sentence before and one at the claim: "There were 1,488. This figure rose
/// by 10% to 1,641", "There were 82. This is an increase of 164% from the 31 of 2010".
fn across_sentences<'s>(
    sentence: &Sentence<'s>,
    claim: &ChangeClaim,
    previous: &'s Statement,
) -> Option<TypedPair<'s>> {
    let (_, old) = previous.only_value()?;
    let (_, own) = sentence.statement.only_value()?;
    let is_like = old.unit() == own.unit() && sentence.statement.changes.len() == 1;

    if !is_like || !sentence.continues_previous() || own.start < claim.end || claim.supposed {
        return None;
    }

    let old = TypedValue { statement: previous, amount: old };
    let own = TypedValue { statement: sentence.statement, amount: own };
    let leads = |words: &[&str]| sentence.leads_to(claim.end, own.amount.start, words);

    if leads(sentence.lexicon.changes.to) {
        Some(TypedPair { from: old, to: own })
    } else if leads(sentence.lexicon.claims.base_prepositions) {
        Some(TypedPair { from: own, to: old })
    } else {
        None
    }
}

fn value_pair<'s>(
    page: &'s PageFacts<'s>,
    sentence: &Sentence<'_>,
    values: TypedPair<'_>,
) -> ValuePair<'s> {
    if let Some(record) = record_pair(page, values) {
        return record.into();
    }

    let stated = stated_rounding(page.lexicon, values.from.statement)
        .or_else(|| stated_rounding(page.lexicon, sentence.statement));
    let quantity = |value: TypedValue<'_>| {
        let rounding = stated.or_else(|| value.amount.numeral.likely_rounding());
        value.amount.quantity(rounding)
    };

    ValuePair {
        from: quantity(values.from),
        to: quantity(values.to),
        record: None,
        has_known_rounding: stated.is_some(),
    }
}

/// Finds the figure of the page that holds both values, and whose words the sentence uses.
fn record_pair<'s>(page: &'s PageFacts<'s>, values: TypedPair<'_>) -> Option<RecordPair<'s>> {
    let statement = values.from.statement;
    let tokens = tokens(&statement.text);
    let text = TokenizedText { text: &statement.text, tokens: &tokens, lexicon: page.lexicon };

    let candidates = page.figures.iter().filter_map(|figure| {
        let known = |amount: &QuantityMention| {
            let mut holding = figure.holding(amount, amount.value());
            holding.find(|(_, it)| figure.knew(it)).map(|(_, it)| it)
        };

        let (earlier, later) = (known(values.from.amount)?, known(values.to.amount)?);
        let score = matching::sentence_score(figure, text);

        (score >= 1).then_some((score, RecordPair { figure, earlier, later }))
    });

    // Of figures that fit alike, the first that the page names.
    let best = candidates.reduce(|one, two| if two.0 > one.0 { two } else { one });
    best.map(|(_, record)| record)
}

/// Reads "both rounded to the nearest 100" out of a sentence.
fn stated_rounding(lexicon: &Lexicon, statement: &Statement) -> Option<Decimal> {
    let words = &lexicon.claims;
    let (_, rest) = statement.text.split_once(words.rounded_to)?;
    let rest = rest.trim_start().trim_start_matches(words.nearest).trim_start();
    let word = rest.split(char::is_whitespace).next()?.trim_end_matches(['.', ',', ')', ';']);

    match words.roundings.iter().find(|(known, _)| *known == word) {
        Some((_, unit)) => Some(Decimal::from(*unit)),
        None => word.replace(',', "").parse().ok().filter(|unit| *unit > Decimal::ZERO),
    }
}
