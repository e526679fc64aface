//! Fact checks: compares the claims of a page with the records that it references.
//!
//! In: a [`Site`], and the statements of its documents. Out: findings.
//! Invariant: a number is never matched to a figure by its value alone; its unit and the words around
//! it must fit. What is doubtful is not reported.

mod agreements;
mod change;
mod figure;
mod hedge;
mod judgement;
mod label;
mod matching;
mod names;
mod number;
mod page;
mod periods;
mod sentence;
mod series;
mod status;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::site::{EntryId, Site};
use figure::FigureIndex;
use names::Spellings;
use page::PageFacts;
use sentence::{PreviousSentence, Sentence};

/// The words of all figures and the names of all ministers, which sentences are compared with.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    figures: FigureIndex,
    spellings: Arc<Spellings>,
}

impl Vocabulary {
    /// Lists the words and names of a site; what has not changed is shared with the vocabulary before.
    pub(super) fn build(site: &Site, before: &Vocabulary) -> Vocabulary {
        let spellings = Spellings::build(site);
        let has_changed = spellings != *before.spellings;

        Vocabulary {
            figures: FigureIndex::build(site, &before.figures),
            spellings: if has_changed {
                Arc::new(spellings)
            } else {
                Arc::clone(&before.spellings)
            },
        }
    }

    /// Tells whether all names are spelt as in another vocabulary.
    ///
    /// A figure's words need no such question: they matter only to the pages that name it, and these
    /// depend on its record anyhow.
    pub(super) fn has_same_names(&self, other: &Vocabulary) -> bool {
        Arc::ptr_eq(&self.spellings, &other.spellings)
    }
}

/// Compares the sentences of a page with the records.
pub(super) fn check_page(site: &Site, id: EntryId, vocabulary: &Vocabulary) -> Vec<Diagnostic> {
    // These rules read English; in another language they would find something by chance.
    if site.language_of(id).lexicon().is_none() {
        return Vec::new();
    }

    let page = PageFacts::gather(site, id, &vocabulary.figures);
    let mut findings = names::misspelt(&page, &vocabulary.spellings);

    let mut previous = None;
    for statement in &page.document.statements.all {
        let sentence =
            Sentence::read(&page, statement, previous.take().filter(|_| statement.follows));
        change::unsupported(&page, &sentence, &mut findings);

        if !page.figures.is_empty() {
            number::typed(&page, &sentence, &mut findings);
            label::near_numbers(&page, &sentence, &mut findings);
        }

        periods::unlike(&page, &sentence, &mut findings);
        status::premature(&page, &sentence, &mut findings);
        previous = Some(PreviousSentence { statement, matches: sentence.matches });
    }

    label::near_references(&page, &mut findings);

    findings
}
