//! Sentences compared with the figures that they are about: values, periods, changes, superlatives.
//!
//! In: a sentence of a page, and the figures that the page names. Out: findings, and values that only another
//! page can refute. Invariant: a number that may count something else, or is of a time that the series does
//! not cover, is never reported.

mod base;
mod binding;
mod change;
mod continued;
mod exactness;
mod multiple;
mod narrowing;
mod pair;
mod period;
mod resolve;
mod scope;
mod slip;
mod stated;
mod stems;
mod subject;
mod superlative;
mod value;

use super::page::PageFacts;
use super::report::PageReport;
use super::sentence::Sentence;
use crate::check::solver::Solvable;
use crate::lexicon::WordRoles as W;
use binding::Binding;
pub(super) use stated::settled;
use stems::SentenceStems;
use subject::Subject;

/// Reports claims of a sentence that its figures refute, and collects the values that it gives for times
/// missing from their records.
pub(super) fn check(page: &PageFacts<'_>, sentence: &Sentence<'_>, report: &mut PageReport) {
    // A sentence with more amounts is a table in prose.
    const MOST_AMOUNTS: usize = 24;

    let Some(words) = &sentence.solvable else {
        return;
    };
    if words.amounts.len() > MOST_AMOUNTS || !says_something(words) {
        return;
    }

    let stems = SentenceStems::read(words);
    let (bindings, parts): (Vec<_>, Vec<_>) =
        binding::bind(page, words, &stems).into_iter().partition(|it| !it.is_narrowed(words));
    let own = JoinedWords { words, stems: &stems, shift: 0, only_changes: false };

    if bindings.is_empty() {
        if parts.is_empty() {
            let named = binding::by_values(page, words, &stems).into_iter().collect();
            about_figures(page, sentence, JoinedWords { only_changes: true, ..own }, named, report);
        }
        continued::check(page, sentence, report);
    } else {
        about_figures(page, sentence, own, bindings, report);
    }

    let parts: Vec<_> = parts.iter().map(|it| it.figure.id).collect();
    report.findings.extend(slip::slips(page, sentence, words, stems.all, &parts));

    // A sentence with references and no typed number says what its records say.
    if words.amounts.iter().any(|amount| amount.likeness().is_some()) {
        resolve::with_values(page, sentence, &mut report.findings);
    }
}

/// The words of a sentence, preceded by those of the previous one where it continues that one.
#[derive(Clone, Copy)]
struct JoinedWords<'p> {
    words: &'p Solvable<'p>,
    stems: &'p SentenceStems,
    /// The byte where its own words begin.
    shift: u32,
    /// Whether it is checked for changes only, because its own words do not name the figure.
    only_changes: bool,
}

/// Compares a sentence with each of the figures that it is about.
fn about_figures<'p>(
    page: &'p PageFacts<'p>,
    sentence: &'p Sentence<'p>,
    joined: JoinedWords<'p>,
    bindings: Vec<Binding<'p>>,
    report: &mut PageReport,
) {
    let JoinedWords { words, stems, shift, only_changes } = joined;
    let is_only_one = bindings.len() == 1;
    let periods = match bindings.is_empty() {
        true => Vec::new(),
        false => period::named(words, page.day, page.site.config().years),
    };
    let places: Vec<usize> = bindings.iter().map(|it| it.first).collect();

    for binding in bindings {
        let Some(series) = &binding.figure.numbers else {
            continue;
        };

        let others: Vec<usize> =
            places.iter().copied().filter(|&place| place != binding.first).collect();
        let subject = Subject {
            page,
            sentence,
            words,
            shift,
            stems,
            series,
            periods: &periods,
            is_only_one,
            day: page.day,
            binding,
        };

        if !only_changes {
            report.stated.extend(stated::values(&subject, &others));
        }
        if subject.series.values.is_empty() {
            continue;
        }

        let mut found = change::contradicted(&subject);
        found.extend(multiple::contradicted(&subject));
        found.extend(base::missing(&subject));

        if !only_changes {
            found.extend(value::differing(&subject));
            found.extend(superlative::denied(&subject));
        }

        let own = found.into_iter().filter(|it| {
            words.tokens[it.token].start >= shift && subject.is_nearest(it.token, &others)
        });
        report.findings.extend(own.map(|it| it.diagnostic));
    }
}

/// Tells whether a sentence has anything that a record can refute: a typed number, a change, a superlative.
fn says_something(words: &Solvable<'_>) -> bool {
    let claims =
        W::RISE_VERB | W::FALL_VERB | W::HIGHEST | W::LOWEST | W::RECORD | W::NOT | W::STREAK;

    words.amounts.iter().any(|amount| amount.reference().is_none())
        || words.any(0..words.tokens.len(), claims)
}
