//! Fact checks: compares the claims of a page with the records that it references.
//!
//! In: a [`Site`], and the statements of its documents. Out: findings.
//! Invariant: a number is never matched to a figure by its value alone; its unit and the words around
//! it must fit. What is doubtful is not reported.

mod agreement_titles;
mod agreements;
mod arithmetic;
mod figure;
mod hedge;
mod label;
mod loose;
mod matching;
mod names;
mod number;
mod offices;
mod page;
mod record;
mod report;
mod restated;
mod sentence;
mod series;
mod stated_value;
mod status;
mod stemmer;
mod tokenized;
mod treaty;
#[cfg(feature = "documents")]
mod unbound;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::lexicon::Lexicon;
use crate::site::{EntryId, Site};
use figure::FigureIndex;
pub(super) use names::ChangedNames;
use names::Spellings;
use page::PageFacts;
pub(super) use report::PageReport;
use sentence::{PreviousSentence, Sentence};
pub(super) use stated_value::{StatedTime, StatedValue, ValueBounds};
#[cfg(feature = "documents")]
pub(super) use unbound::unbound_numbers;

/// The words of all figures and the names of all ministers, which sentences are compared with.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// One index for each language that prose is read in, in the order of [`Lexicon::ALL`].
    figures: Vec<FigureIndex>,
    spellings: Spellings,
}

impl Vocabulary {
    /// Lists the words and names of a site; what has not changed is shared with the previous vocabulary.
    pub(super) fn build(site: &Site, before: &Vocabulary) -> Vocabulary {
        let figures = Lexicon::ALL.iter().enumerate();
        let figures =
            figures.map(|(at, lexicon)| FigureIndex::build(site, lexicon, before.figures.get(at)));

        Vocabulary { figures: figures.collect(), spellings: Spellings::build(site) }
    }

    /// Returns the names that are somebody else's than in another vocabulary.
    pub(super) fn changed_names(&self, other: &Vocabulary) -> ChangedNames {
        self.spellings.changed_names(&other.spellings)
    }
}

/// Compares the sentences of a page with the records.
pub(super) fn check_page(site: &Site, id: EntryId, vocabulary: &Vocabulary) -> PageReport {
    // Without a lexicon of its language, findings in a page would be accidental.
    let Some(lexicon) = site.language_of(id).lexicon() else {
        return PageReport::default();
    };

    let index = vocabulary.figures.iter().find(|index| index.reads(lexicon));
    let page = PageFacts::gather(site, id, lexicon, index);
    let findings = names::misspelt(&page, &vocabulary.spellings);
    let mut report = PageReport { findings, stated: Vec::new() };

    offices::wrong_titles(&page, &vocabulary.spellings, &mut report.findings);

    let mut previous = None;
    for statement in &page.document.statements.all {
        let sentence =
            Sentence::read(&page, statement, previous.take().filter(|_| statement.follows));
        arithmetic::sentence(&page, &sentence, &mut report.findings);

        if !page.figures.is_empty() {
            record::check(&page, &sentence, &mut report);
            number::typed(&page, &sentence, &mut report.findings);
            label::near_numbers(&page, &sentence, &mut report.findings);
        }

        status::premature(&page, &sentence, &mut report.findings);
        previous = Some(PreviousSentence { statement, matches: sentence.matches });
    }

    // Pages of a site have records for what they say twice.
    if !page.may_refer() {
        report.findings.extend(restated::contradictions(&page));
    }

    label::near_references(&page, &mut report.findings);
    arithmetic::tables(&page, &mut report.findings);
    arithmetic::lists(&page, &mut report.findings);
    without_doubles(&mut report.findings);
    report.stated = record::settled(&page, report.stated);

    report
}

/// Keeps one of several findings that report the same words for the same reason.
fn without_doubles(findings: &mut Vec<Diagnostic>) {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    let wrong: Vec<Place> = findings
        .iter()
        .filter(|it| matches!(it.code, Code::WrongValue | Code::WrongPeriod))
        .map(|it| it.place.clone())
        .collect();

    // A fix that inserts a reference for a number that is wrong, or is under a wrong period, would confirm
    // it.
    findings.retain(|it| {
        let is_advice = matches!(it.code, Code::LooseNumber | Code::DroppedQualifier);
        let overlaps = |one: &Place| {
            let (own, other) = (one.span, it.place.span);
            own.start < other.end && other.start < own.end
        };

        !is_advice || !wrong.iter().any(overlaps)
    });

    for finding in findings.drain(..) {
        let is_known = kept.iter().any(|known| {
            known.code == finding.code
                && known.place.span.start < finding.place.span.end
                && finding.place.span.start < known.place.span.end
        });
        if !is_known {
            kept.push(finding);
        }
    }

    *findings = kept;
}
