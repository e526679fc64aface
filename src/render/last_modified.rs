//! When pages last changed, by the dates that they show.
//!
//! In: a site. Out: a day for each route that has one. Invariant: no clock is read; a page that shows no date
//! has none, and dates after the build's day are ignored.

use crate::content::Kind;
use crate::content::agreement::Agreement;
use crate::content::briefing::Briefing;
use crate::content::figure::Figure;
use crate::content::minister::Minister;
use crate::site::{EntryId, PageKind, Route, RouteKind, Site, Taxonomy, Term};
use crate::source::Spanned;
use crate::value::{Date, Day};

/// The days on which the entries of a site last changed.
pub(super) struct LastModified<'s> {
    site: &'s Site,
    /// For each entry its day.
    days: Vec<Option<Day>>,
    /// For each kind the newest day of its entries.
    kinds: [Option<Day>; 5],
}

impl LastModified<'_> {
    /// Collects the days of all entries once, as lists need them repeatedly.
    pub(super) fn new(site: &Site) -> LastModified<'_> {
        let days: Vec<_> = site.index().entries().map(|id| own_day(site, id)).collect();
        let newest = |kind| site.listed(kind).iter().filter_map(|id| days[id.index()]).max();
        let kinds = Kind::ALL.map(newest);
        LastModified { site, days, kinds }
    }

    /// Returns the day on which a page last changed; the pages of a list change with its newest item.
    pub(super) fn day(&self, route: &Route) -> Option<Day> {
        let site = self.site;
        let RouteKind::Page(page) = &route.kind else {
            return None;
        };

        match page {
            PageKind::Entry(id, _) if site.index().is_section(*id) => {
                self.newest(site.lists().section_items(*id))
            }

            PageKind::Entry(id, _) => {
                let mentions = site.mentions(*id).iter().map(|mention| mention.page);
                let named = mentions.filter_map(|page| self.days[page.index()]).max();

                // A briefing does not change when another page names it.
                let named = named.filter(|_| site.briefing(*id).is_none());
                self.days[id.index()].max(named)
            }

            PageKind::List(kind, _) => self.kinds[*kind as usize],
            PageKind::Term(Taxonomy::Topics, id, _) => self.term(site.topics().get(id)?),
            PageKind::Term(Taxonomy::Countries, id, _) => self.term(site.countries().get(id)?),

            // Both show something of every kind, or count it.
            PageKind::Home | PageKind::Taxonomy(..) => self.kinds.iter().copied().max().flatten(),

            PageKind::Changes(_) => {
                let newest = site.lists().changes().first().and_then(|change| change.date);
                newest.map(|date| date.first_day())
            }

            PageKind::Data => [Kind::Agreement, Kind::Minister, Kind::Figure]
                .map(|it| self.kinds[it as usize])[..]
                .iter()
                .copied()
                .max()
                .flatten(),

            // None of them is in the sitemap, or shows a date.
            PageKind::Search | PageKind::NotFound | PageKind::Redirect(_) => None,
        }
    }

    fn term(&self, term: &Term) -> Option<Day> {
        let lists = [&term.briefings, &term.agreements, &term.ministers];
        lists.into_iter().map(|list| self.newest(list)).max().flatten()
    }

    fn newest(&self, ids: &[EntryId]) -> Option<Day> {
        ids.iter().filter_map(|id| self.days[id.index()]).max()
    }
}

/// Returns the newest day that an entry itself shows, except future ones.
fn own_day(site: &Site, id: EntryId) -> Option<Day> {
    let day = site.as_of().day;
    let dates: Vec<Day> = if let Some(briefing) = site.briefing(id) {
        briefing_days(briefing)
    } else if let Some(agreement) = site.agreement(id) {
        agreement_days(agreement)
    } else if let Some(minister) = site.minister(id) {
        minister_days(minister)
    } else if let Some(figure) = site.figure(id) {
        figure_days(figure, day)
    } else {
        Vec::new()
    };

    dates.into_iter().filter(|date| *date <= day).max()
}

fn briefing_days(briefing: &Briefing) -> Vec<Day> {
    let published = briefing.date.iter().map(|date| date.value.day());
    let updates = briefing.updates.iter().map(|update| first_day(&update.date));
    let withdrawn = briefing.withdrawn.iter().filter_map(|it| it.date.as_ref()).map(first_day);
    published.chain(updates).chain(withdrawn).collect()
}

fn agreement_days(agreement: &Agreement) -> Vec<Day> {
    agreement.timeline.iter().map(|event| first_day(&event.date)).collect()
}

fn minister_days(minister: &Minister) -> Vec<Day> {
    let dates = minister.roles.iter().flat_map(|role| [role.from.as_ref(), role.to.as_ref()]);
    dates.flatten().map(first_day).collect()
}

fn figure_days(figure: &Figure, day: Day) -> Vec<Day> {
    let known = |one: &Figure| -> Vec<Day> {
        one.known_on(day).filter_map(|observation| one.known_from(observation)).collect()
    };
    figure.all_series().flat_map(|(_, one)| known(one)).collect()
}

/// Returns the day from which a month or a year counts, here as everywhere.
fn first_day(date: &Spanned<Date>) -> Day {
    date.value.first_day()
}
