//! Sentences that continue about the figure of the previous one: "35,000 were returned. That is a rise of
//! 14%."
//!
//! In: a sentence that names no figure. Out: claims that the previous sentence's figure refutes. Invariant:
//! only words that refer back connect it to that figure.

use super::stems::SentenceStems;
use super::{JoinedWords, about_figures, binding};
use crate::check::prose::page::PageFacts;
use crate::check::prose::report::PageReport;
use crate::check::prose::sentence::Sentence;
use crate::check::solver::{goes_on, scan};

/// Compares the changes in a sentence with the figure that the previous sentence is about.
pub(super) fn check(page: &PageFacts<'_>, sentence: &Sentence<'_>, report: &mut PageReport) {
    let goes_on = sentence.solvable.as_ref().is_some_and(goes_on);
    let Some(previous) = sentence.previous.as_ref().filter(|_| goes_on) else {
        return;
    };

    let head = previous.statement.text.trim_end().trim_end_matches(['.', '!', '?']);
    let text = format!("{head}, {}", sentence.statement.text);
    let Ok(shift) = u32::try_from(head.len() + 2) else {
        return;
    };

    let own = sentence.statement.references.iter().map(|&(start, number)| (start + shift, number));
    let references: Vec<(u32, u32)> =
        previous.statement.references.iter().copied().chain(own).collect();
    let Some(words) = scan(&text, &references, page.lexicon) else {
        return;
    };

    let stems = SentenceStems::read(&words);
    let mut bindings = binding::bind(page, &words, &stems);
    bindings.retain(|it| !it.is_narrowed(&words));

    let joined = JoinedWords { words: &words, stems: &stems, shift, only_changes: true };
    about_figures(page, sentence, joined, bindings, report);
}
