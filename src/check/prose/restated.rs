//! Two sentences of one document that say the same of one time, with different numbers.
//!
//! In: the statements of a document. Out: findings. Invariant: no record is consulted. The sentences have the same telling
//! words and name the same days or years; where one says more than the other, it may speak of a part.

use std::collections::BTreeMap;

use super::page::PageFacts;
use super::stemmer::WordStemmer;
use crate::check::solver::{self, AmountKind, Solvable, WrittenAmount};
use crate::content::statement::Statement;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::lexicon::WordRoles as W;

/// The fewest telling words of a sentence that can be known again.
const FEWEST_WORDS: usize = 3;

/// The most tokens of a sentence that says one thing.
const LONGEST: usize = 40;

/// What a sentence says, but for its number: its words and its times, both sorted, and the kind of the number.
type Saying = (Vec<Box<str>>, Vec<String>, String);

/// A sentence with one value.
struct StatedOnce<'p> {
    statement: &'p Statement,
    amount: WrittenAmount,
}

/// Reports sentences that give another number than an earlier one.
pub(super) fn contradictions(page: &PageFacts<'_>) -> Vec<Diagnostic> {
    let stemmer = WordStemmer::new(page.lexicon);
    let mut known: BTreeMap<Saying, StatedOnce<'_>> = BTreeMap::new();
    let mut findings = Vec::new();

    for statement in &page.document.statements.all {
        let Some((saying, stated)) = read(page, &stemmer, statement) else {
            continue;
        };
        match known.get(&saying) {
            Some(first) if !agree(&first.amount, &stated.amount) => {
                findings.push(finding(page, first, &stated));
            }
            Some(_) => {}
            None => {
                known.insert(saying, stated);
            }
        }
    }

    findings
}

fn read<'p>(
    page: &PageFacts<'p>,
    stemmer: &WordStemmer,
    statement: &'p Statement,
) -> Option<(Saying, StatedOnce<'p>)> {
    // A row of a table is told apart by its header.
    if !statement.may_refute_itself() || statement.text.contains(" | ") {
        return None;
    }

    let words = solver::scan(&statement.text, &statement.references, page.lexicon)?;
    let (value, times) = value_and_times(&words)?;
    if words.tokens.len() > LONGEST || statement.is_quoted(words.amounts[value].start) {
        return None;
    }

    let all = 0..words.tokens.len();
    if words.any(all.clone(), W::MOOD.or(W::NOT)) {
        return None;
    }

    let telling = all.filter(|&at| words.is_word(at) && !words.is(at, W::STOP));
    let mut stems: Vec<Box<str>> = telling.map(|at| stemmer.stem(words.word(at))).collect();
    stems.sort_unstable();
    stems.dedup();
    if stems.len() < FEWEST_WORDS {
        return None;
    }

    let amount = words.amounts[value].clone();
    let kind = format!("{:?}", amount.likeness());
    Some(((stems, times, kind), StatedOnce { statement, amount }))
}

/// Returns the only value of a sentence, and the times that it names, of which there is one at least.
fn value_and_times(words: &Solvable<'_>) -> Option<(usize, Vec<String>)> {
    let mut value = None;
    let mut times = Vec::new();

    for (index, amount) in words.amounts.iter().enumerate() {
        match amount.kind {
            AmountKind::Count | AmountKind::Money(_) | AmountKind::Percent if value.is_none() => {
                value = Some(index);
            }
            AmountKind::Year { .. } | AmountKind::Date(_) => {
                let written = words.text.get(amount.start as usize..amount.end as usize)?;
                times.push(written.to_lowercase());
            }
            _ => return None,
        }
    }

    times.sort_unstable();
    times.dedup();
    let value = value.filter(|&value| {
        let amount = &words.amounts[value];
        !is_label(words, value)
            && !amount.is_limit()
            && !amount.says_more()
            && !amount.says_less()
            && amount.low.is_none()
    })?;

    (!times.is_empty()).then_some((value, times))
}

/// Tells whether a number names something and counts nothing: "Day 2", "Watch Party (Part 3)".
fn is_label(words: &Solvable<'_>, index: usize) -> bool {
    let amount = &words.amounts[index];
    let before = words.at[index].checked_sub(1).and_then(|before| words.tokens.get(before));
    let is_named = before
        .and_then(|token| words.text.get(token.start as usize..))
        .is_some_and(|text| text.starts_with(char::is_uppercase));

    amount.kind == AmountKind::Count && amount.noun.is_empty() && is_named
}

/// Tells whether one number may be both, at the rounding that each is written with.
fn agree(one: &WrittenAmount, other: &WrittenAmount) -> bool {
    let (one, other) = (one.range(), other.range());
    one.meets(other.low, other.high)
}

fn finding(page: &PageFacts<'_>, first: &StatedOnce<'_>, second: &StatedOnce<'_>) -> Diagnostic {
    let place = |stated: &StatedOnce<'_>| {
        let span = stated.statement.span(stated.amount.start, stated.amount.end);
        Place::new(&page.document.path, span)
    };
    let written = |stated: &StatedOnce<'_>| {
        stated.statement.words(stated.amount.start, stated.amount.end).to_owned()
    };
    let message = format!(
        "you wrote {}; the same was {} earlier in the text",
        written(second),
        written(first)
    );

    Diagnostic::new(Code::Contradiction, place(second), message)
        .label(place(first), "the other number")
        .help(
            "compare both with the source and correct the wrong one, or say what tells them apart",
        )
}
