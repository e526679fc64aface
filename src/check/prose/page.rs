//! A page with the records that its sentences may be about.

use super::figure::{FigureIndex, PageFigure};
use crate::content::{Document, Kind};
use crate::site::{EntryId, Site};
use crate::value::Day;

/// A page with the records that its sentences may be about.
pub(super) struct PageFacts<'s> {
    pub(super) site: &'s Site,
    pub(super) id: EntryId,
    pub(super) document: &'s Document,
    /// The day as of which its sentences are true or false.
    pub(super) day: Day,
    /// The figures that it names, its own first.
    pub(super) figures: Vec<PageFigure<'s>>,
    /// The agreements that it names, its own first.
    pub(super) agreements: Vec<EntryId>,
}

impl<'s> PageFacts<'s> {
    pub(super) fn gather(site: &'s Site, id: EntryId, index: &'s FigureIndex) -> PageFacts<'s> {
        let own = site.agreement(id).map(|_| id);
        let used = site.uses(id, Kind::Agreement).into_iter().filter(|&other| other != id);

        PageFacts {
            site,
            id,
            document: site.document(id),
            day: site.day_of(id),
            figures: index.page_figures(site, id),
            agreements: own.into_iter().chain(used).collect(),
        }
    }
}
