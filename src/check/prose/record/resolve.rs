//! Solves sentences with the values of their references inserted.
//!
//! In: a sentence with references. Out: findings of its own arithmetic. Invariant: a reference is replaced by
//! what the page prints there, and only where that is a value.

use crate::check::prose::arithmetic;
use crate::check::prose::page::PageFacts;
use crate::check::prose::sentence::{Advice, Sentence, TextRange};
use crate::check::solver::{self, SentenceText};
use crate::content::figure::Observation;
use crate::content::statement::OBJECT;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::house_style;

/// A value in the resolved text, in place of a reference in the written one.
struct InsertedValue {
    /// The bytes of the resolved text where it begins and, exclusive, ends.
    start: usize,
    end: usize,
    /// The byte of the written text where the reference begins.
    at: usize,
}

/// Solves a sentence with the values that its references print.
pub(super) fn with_values(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let statement = sentence.statement;
    let mut text = String::with_capacity(statement.text.len() + 32);
    let mut pieces = Vec::new();
    let mut done = 0;

    for &(start, number) in &statement.references {
        let start = start as usize;
        let Some(words) =
            printed(page, number).filter(|_| statement.text[start..].starts_with(OBJECT))
        else {
            continue;
        };

        text.push_str(&statement.text[done..start]);
        let from = text.len();
        text.push_str(&words);
        pieces.push(InsertedValue { start: from, end: text.len(), at: start });
        done = start + OBJECT.len_utf8();
    }
    if pieces.is_empty() {
        return;
    }

    text.push_str(&statement.text[done..]);

    let own = SentenceText { text: &text, references: &[] };
    for refutation in solver::solve_text(own, None, page.lexicon, page.written_on()) {
        let range = TextRange {
            start: written(&pieces, refutation.start as usize),
            end: written(&pieces, refutation.end as usize),
        };
        let code = arithmetic::code(refutation.fault);
        let advice = Advice { message: refutation.message, help: refutation.help };
        let finding = sentence.finding(page, code, range, advice);
        findings.push(match refutation.is_weak || refutation.is_inferred {
            true => finding.severity(Severity::Warning),
            false => finding,
        });
    }
}

/// Maps a byte of the resolved text to the written one.
fn written(pieces: &[InsertedValue], byte: usize) -> u32 {
    let mut shift = 0;
    for piece in pieces {
        if byte < piece.start {
            break;
        }
        if byte < piece.end {
            return u32::try_from(piece.at).unwrap_or(u32::MAX);
        }
        shift = piece.end - (piece.at + OBJECT.len_utf8());
    }

    u32::try_from(byte.saturating_sub(shift)).unwrap_or(u32::MAX)
}

/// Returns the value that a reference prints.
fn printed(page: &PageFacts<'_>, number: u32) -> Option<String> {
    let reference = page.document.body.references.get(number as usize)?;
    let id = page.site.referenced(page.id, number as usize)?;
    let figure = page.figures.iter().find(|figure| figure.id == id)?;
    let words = |it: &&Observation| house_style::quantity(&it.value.value);

    // One of several series is asked as the figure itself is.
    let part = reference.part.as_deref();
    let (record, part) = match part.and_then(|part| figure.record.asked_part(part)) {
        Some((series, part)) => (&series.figure, part),
        None => (figure.record, part),
    };
    let day = page.site.day_of(page.id);

    match part {
        None => record.known_on(day).next_back().as_ref().map(words),
        Some(part) => {
            let period = record.period_named(part, page.site.config().years).ok()?;
            let is_wanted =
                |it: &&Observation| it.period.as_ref().is_some_and(|own| own.value == period);
            record.known_on(day).find(is_wanted).as_ref().map(words)
        }
    }
}
