//! A page with the records that its sentences may be about.

use std::cell::OnceCell;

use super::agreement_titles::AgreementTitles;
use super::figure::{FigureIndex, PageFigure};
use super::loose;
use crate::check::solver::Solvable;
use crate::content::{Document, Kind, Shape};
use crate::lexicon::Lexicon;
use crate::site::{EntryId, Site};
use crate::value::Day;

/// A page with the records that its sentences may be about.
pub(super) struct PageFacts<'s> {
    pub(super) site: &'s Site,
    pub(super) id: EntryId,
    pub(super) document: &'s Document,
    /// The words of its language.
    pub(super) lexicon: &'static Lexicon,
    /// The day as of which its sentences are true or false.
    pub(super) day: Day,
    /// The figures that it names, its own first.
    pub(super) figures: Vec<PageFigure<'s>>,
    /// The agreements that it names, its own first.
    pub(super) agreements: Vec<EntryId>,
    /// What each of them may be called; made when the first sentence is held against them.
    titles: OnceCell<Vec<AgreementTitles>>,
}

impl<'s> PageFacts<'s> {
    /// Returns the day on which a briefing was written; none for a page that answers as of today.
    ///
    /// A weekday without a year is in a year near it, and "20 years ago" counts back from it.
    pub(super) fn written_on(&self) -> Option<Day> {
        let briefing = self.site.briefing(self.id)?;
        briefing.date.as_ref().map(|date| date.value.day())
    }

    /// Returns what a sentence refers to: the tokens, and the entries.
    pub(super) fn references_in(&self, words: &Solvable<'_>) -> Vec<(usize, EntryId)> {
        let found = words.amounts.iter().enumerate().filter_map(|(index, amount)| {
            let number = amount.reference()?;
            let id = self.site.referenced(self.id, number as usize)?;
            Some((words.at[index], id))
        });

        found.collect()
    }

    pub(super) fn gather(
        site: &'s Site,
        id: EntryId,
        lexicon: &'static Lexicon,
        index: Option<&'s FigureIndex>,
    ) -> PageFacts<'s> {
        let own = site.agreement(id).map(|_| id);
        let used = match site.document(id).shape {
            Shape::Loose => loose::agreements(site, site.document(id)),
            _ => site.uses(id, Kind::Agreement),
        };
        let used = used.into_iter().filter(|&other| other != id);

        PageFacts {
            site,
            id,
            document: site.document(id),
            lexicon,
            day: site.day_of(id),
            figures: index.map(|index| index.page_figures(site, id)).unwrap_or_default(),
            agreements: own.into_iter().chain(used).collect(),
            titles: OnceCell::new(),
        }
    }

    /// Tells whether its text may refer to records: a document outside the site may not.
    pub(super) fn may_refer(&self) -> bool {
        self.document.shape != Shape::Loose
    }

    /// Returns the ministers that it names.
    pub(super) fn ministers(&self) -> Vec<EntryId> {
        match self.document.shape {
            Shape::Loose => loose::ministers(self.site, self.document),
            _ => self.site.uses(self.id, Kind::Minister),
        }
    }

    /// Returns what each of its agreements may be called.
    pub(super) fn agreement_titles(&self) -> &[AgreementTitles] {
        self.titles.get_or_init(|| {
            self.agreements
                .iter()
                .map(|&id| AgreementTitles::collect(self.site, id, self.lexicon))
                .collect()
        })
    }
}
