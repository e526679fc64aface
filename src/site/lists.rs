//! Lists: the order of each kind, of each section, and of everything under a term.
//!
//! In: a site with its index. Out: its [`Lists`]. Invariant: an edit that moves nothing in a list
//! leaves the very list of the site before.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::terms::{self, Terms};
use super::{EntryId, Site};
use crate::content::agreement::Agreement;
use crate::content::briefing::Briefing;
use crate::content::minister::Minister;
use crate::content::{Entry, Kind, Record};
use crate::source::Spanned;

/// The entries of each kind, in the order in which its list shows them.
pub(super) type Listed = [Arc<[EntryId]>; 5];

/// Every list of a site, and the order that all of them follow.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The place of each entry among all: dated pages newest first, then the others by path.
    order: Arc<[u32]>,
    pub(super) listed: Listed,
    /// The pages below each section's folder, in the order of their kind's list.
    pub(super) section_items: Arc<HashMap<EntryId, Vec<EntryId>>>,
    pub(super) topics: Arc<Terms>,
    pub(super) countries: Arc<Terms>,
}

impl Lists {
    /// Tells whether two sites sort their pages by date alike.
    pub(super) fn is_ordered_as(&self, other: &Lists) -> bool {
        Arc::ptr_eq(&self.order, &other.order)
    }

    /// Tells whether two sites have the same terms, with as much under each.
    pub(super) fn has_terms_of(&self, other: &Lists) -> bool {
        Arc::ptr_eq(&self.topics, &other.topics) && Arc::ptr_eq(&self.countries, &other.countries)
    }
}

/// Returns the lists of a site; those in which no edit moved anything are those of the site before.
pub(super) fn of(site: &Site, before: &Site, changed: &[usize]) -> Lists {
    let moved = Moved::of(site, before, changed);
    let before = &before.lists;
    let order = match moved.dates {
        true => kept_if_same(order(site), &before.order),
        false => Arc::clone(&before.order),
    };
    let is_ordered_alike = Arc::ptr_eq(&order, &before.order);
    let listed = Kind::ALL.map(|kind| {
        let known = &before.listed[kind as usize];
        match moved.kinds[kind as usize] || (kind == Kind::Briefing && !is_ordered_alike) {
            true => kept_if_same(listed(site, kind, &order), known),
            false => Arc::clone(known),
        }
    });
    let is_kept = |kind: Kind| Arc::ptr_eq(&listed[kind as usize], &before.listed[kind as usize]);
    let section_items = match Kind::ALL.into_iter().all(is_kept) {
        true => Arc::clone(&before.section_items),
        false => Arc::new(section_items(site, &listed)),
    };

    let topics = match !moved.topics && is_kept(Kind::Briefing) {
        true => Arc::clone(&before.topics),
        false => Arc::new(terms::topics(site, &listed)),
    };

    let named_by = [Kind::Briefing, Kind::Agreement, Kind::Minister];
    let countries = match !moved.countries && named_by.into_iter().all(is_kept) {
        true => Arc::clone(&before.countries),
        false => Arc::new(terms::countries(site, &listed)),
    };

    Lists { order, listed, section_items, topics, countries }
}

fn kept_if_same<T: PartialEq>(new: Vec<T>, known: &Arc<[T]>) -> Arc<[T]> {
    if new[..] == **known { Arc::clone(known) } else { new.into() }
}

/// Which lists an edit may have changed.
#[derive(Default)]
struct Moved {
    dates: bool,
    kinds: [bool; 5],
    topics: bool,
    countries: bool,
}

impl Moved {
    fn of(site: &Site, before: &Site, changed: &[usize]) -> Moved {
        let mut moved = Moved::default();
        for &at in changed {
            let Some(known) = before.documents.get(at) else {
                return Moved { dates: true, kinds: [true; 5], topics: true, countries: true };
            };
            for (one, other) in site.documents[at].entries().zip(known.entries()) {
                moved.note(one, other);
            }
        }

        moved
    }

    /// Compares what lists look at.
    fn note(&mut self, one: &Entry, other: &Entry) {
        let kind = one.record.kind() as usize;
        match (&one.record, &other.record) {
            (Record::Briefing(one), Record::Briefing(other)) => {
                let instant = |it: &Briefing| it.date.as_ref().map(|date| date.value.instant());
                self.dates |= instant(one) != instant(other);
                self.topics |= !is_written_alike(&one.topics, &other.topics);
                self.countries |= !is_written_alike(&one.countries, &other.countries);
            }
            (Record::Agreement(one), Record::Agreement(other)) => {
                let events = |it: &Agreement| {
                    let events = it.timeline.iter().map(|it| (it.date.value, it.event));
                    events.collect::<Vec<_>>()
                };
                self.kinds[kind] |= events(one) != events(other);
                self.countries |= !is_written_alike(&one.parties, &other.parties);
            }
            (Record::Minister(one), Record::Minister(other)) => {
                let country = |it: &Minister| it.country.as_ref().map(|country| country.value);
                self.countries |= country(one) != country(other);
            }
            _ => {}
        }

        self.kinds[kind] |=
            is_listed_by_title(one.record.kind()) && one.head.title != other.head.title;
    }
}

fn is_listed_by_title(kind: Kind) -> bool {
    matches!(kind, Kind::Page | Kind::Minister | Kind::Figure)
}

/// Compares what is written, wherever it stands.
fn is_written_alike<T: PartialEq>(one: &[Spanned<T>], other: &[Spanned<T>]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.value == other.value)
}

/// Sorts a kind as its list shows it.
fn listed(site: &Site, kind: Kind, order: &[u32]) -> Vec<EntryId> {
    let is_listed = |id: &EntryId| {
        site.kind(*id) == kind && !site.is_section(*id) && site.source_of(*id).is_none()
    };
    let mut listed: Vec<EntryId> = site.entries().filter(is_listed).collect();
    match kind {
        Kind::Briefing => listed.sort_by_key(|&id| order[id.index()]),
        Kind::Agreement => {
            // What is planned does not make an agreement recent.
            let last_event = |id: EntryId| {
                let event = site.agreement(id)?.status_on(site.as_of().day)?;
                Some(event.date.value)
            };
            listed.sort_by_cached_key(|&id| (Reverse(last_event(id)), id));
        }
        Kind::Page | Kind::Minister | Kind::Figure => {
            listed.sort_by_cached_key(|&id| (site.title(id).to_lowercase(), id));
        }
    }

    listed
}

/// Gathers the pages below each section's folder, in the order of their kind's list.
fn section_items(site: &Site, listed: &Listed) -> HashMap<EntryId, Vec<EntryId>> {
    let mut items: HashMap<EntryId, Vec<EntryId>> = HashMap::new();
    let filed = listed.iter().flat_map(|list| list.iter().copied()).filter(|&id| site.is_filed(id));
    for id in filed {
        let folder = site.document(id).path.folder().strip_prefix("content").unwrap_or_default();
        let folders = std::iter::successors(Some(folder.trim_start_matches('/')), |folder| {
            folder.rsplit_once('/').map(|(above, _)| above)
        });
        for section in folders.filter_map(|folder| site.section(folder)) {
            items.entry(section).or_default().push(id);
        }
    }

    items
}

/// Gives every entry its place among all: newest first, then by path; pages without a date last.
fn order(site: &Site) -> Vec<u32> {
    let mut ids: Vec<EntryId> = site.entries().collect();
    ids.sort_by_cached_key(|&id| {
        let date = site.briefing(id).and_then(|briefing| briefing.date.as_ref());
        (Reverse(date.map(|date| date.value.instant())), id)
    });

    let mut order = vec![0; ids.len()];
    for (place, id) in (0..).zip(ids) {
        order[id.index()] = place;
    }

    order
}

/// The key by which dated pages are sorted, newest first.
pub(super) fn newest_first(site: &Site, id: EntryId) -> u32 {
    site.lists.order[id.index()]
}
