//! Lists: the order of each kind, and the terms that come into being when they are named.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{Address, EntryId, Site};
use crate::content::agreement::{Agreement, Party};
use crate::content::briefing::Briefing;
use crate::content::minister::Minister;
use crate::content::slug::slugify;
use crate::content::{Document, Entry, Kind, Record};
use crate::source::Spanned;

/// A topic or a country, with everything under it.
#[derive(Debug)]
pub struct Term {
    /// The slug of a topic, the code of a country.
    pub id: Box<str>,
    /// As it reads.
    pub title: Box<str>,
    /// Its page.
    pub address: Address,
    /// The briefings under it, newest first.
    pub briefings: Vec<EntryId>,
    /// The agreements under it.
    pub agreements: Vec<EntryId>,
    /// The ministers under it.
    pub ministers: Vec<EntryId>,
}

/// All terms of one kind, sorted by title.
#[derive(Debug, Default)]
pub struct Terms {
    terms: Vec<Term>,
    by_id: BTreeMap<Box<str>, usize>,
}

impl Terms {
    /// Returns the terms, sorted by title.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Term> {
        self.terms.iter()
    }

    /// Finds a term by its id.
    pub fn get(&self, id: &str) -> Option<&Term> {
        self.by_id.get(id).map(|&index| &self.terms[index])
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    fn of(mut terms: Vec<Term>) -> Terms {
        terms.sort_by(|one, other| (&one.title, &one.id).cmp(&(&other.title, &other.id)));
        let by_id = terms.iter().enumerate().map(|(index, term)| (term.id.clone(), index));
        Terms { by_id: by_id.collect(), terms }
    }
}

/// Every list of a site, and the order that all of them follow.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The place of each entry among all: dated pages newest first, then the others by path.
    order: Arc<[u32]>,
    /// Each kind in the order in which its list shows it.
    pub(super) listed: [Vec<EntryId>; 5],
    /// The pages below each section's folder, in the order of their kind's list.
    pub(super) section_items: HashMap<EntryId, Vec<EntryId>>,
    pub(super) topics: Terms,
    pub(super) countries: Terms,
}

impl Lists {
    /// Tells whether two sites sort their pages by date alike.
    pub(super) fn is_ordered_as(&self, other: &Lists) -> bool {
        Arc::ptr_eq(&self.order, &other.order) || self.order == other.order
    }
}

/// Returns the lists of a site, which are those of the site before where no document that changed
/// stands elsewhere in them.
pub(super) fn of(site: &Site, before: &Site, changed: &[usize]) -> Arc<Lists> {
    let is_listed_alike =
        |&at: &usize| is_listed_alike(&site.documents[at], &before.documents[at]);
    if Arc::ptr_eq(&site.index, &before.index) && changed.iter().all(is_listed_alike) {
        return Arc::clone(&before.lists);
    }
    let order = order(site);
    let listed = listed(site, &order);
    let (section_items, (topics, countries)) = rayon::join(
        || section_items(site, &listed),
        || rayon::join(|| topics(site, &listed), || countries(site, &listed)),
    );
    Arc::new(Lists { order: order.into(), listed, section_items, topics, countries })
}

/// Tells whether an edit left a document where it is in every list.
fn is_listed_alike(one: &Document, other: &Document) -> bool {
    one.entries().zip(other.entries()).all(|(one, other)| is_entry_listed_alike(one, other))
}

fn is_entry_listed_alike(one: &Entry, other: &Entry) -> bool {
    let is_titled_alike = one.head.title == other.head.title;
    match (&one.record, &other.record) {
        (Record::Briefing(one), Record::Briefing(other)) => {
            let instant = |briefing: &Briefing| briefing.date.as_ref().map(|it| it.value.instant());
            instant(one) == instant(other)
                && is_written_alike(&one.topics, &other.topics)
                && is_written_alike(&one.countries, &other.countries)
        }
        (Record::Agreement(one), Record::Agreement(other)) => {
            let events = |agreement: &Agreement| {
                agreement.timeline.iter().map(|it| (it.date.value, it.event)).collect::<Vec<_>>()
            };
            events(one) == events(other) && is_written_alike(&one.parties, &other.parties)
        }
        (Record::Minister(one), Record::Minister(other)) => {
            let country = |it: &Minister| it.country.as_ref().map(|country| country.value);
            is_titled_alike && country(one) == country(other)
        }
        _ => is_titled_alike,
    }
}

/// Compares what is written, wherever it stands.
fn is_written_alike<T: PartialEq>(one: &[Spanned<T>], other: &[Spanned<T>]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| one.value == other.value)
}

/// Sorts each kind as its list shows it.
fn listed(site: &Site, order: &[u32]) -> [Vec<EntryId>; 5] {
    let mut listed: [Vec<EntryId>; 5] = Default::default();
    for id in site.entries().filter(|&id| !site.is_section(id)) {
        listed[site.kind(id) as usize].push(id);
    }
    let title = |id: &EntryId| (site.title(*id).to_lowercase(), *id);
    for kind in [Kind::Page, Kind::Minister, Kind::Figure] {
        listed[kind as usize].sort_by_cached_key(title);
    }
    listed[Kind::Briefing as usize].sort_by_key(|&id| order[id.index()]);
    // What is planned does not make an agreement recent.
    let last_event = |id: &EntryId| {
        let event = site.agreement(*id).and_then(|agreement| agreement.status_on(site.as_of().day));
        event.map(|event| event.date.value)
    };
    listed[Kind::Agreement as usize].sort_by_cached_key(|id| (Reverse(last_event(id)), *id));
    listed
}

/// Gathers the pages below each section's folder, in the order of their kind's list.
fn section_items(site: &Site, listed: &[Vec<EntryId>; 5]) -> HashMap<EntryId, Vec<EntryId>> {
    let mut items: HashMap<EntryId, Vec<EntryId>> = HashMap::new();
    let filed = listed.iter().flatten().copied().filter(|&id| site.is_filed(id));
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

fn term<'t>(
    terms: &'t mut BTreeMap<Box<str>, Term>,
    kind: &str,
    id: &str,
    title: &str,
) -> Option<&'t mut Term> {
    if id.is_empty() {
        return None;
    }
    // Thousands of briefings name a term, and one of them makes it.
    if !terms.contains_key(id) {
        let new = Term {
            id: id.into(),
            title: title.into(),
            address: Address::new(format!("/{kind}/{id}/")),
            briefings: Vec::new(),
            agreements: Vec::new(),
            ministers: Vec::new(),
        };
        terms.insert(id.into(), new);
    }
    terms.get_mut(id)
}

/// Gathers the topics that briefings name; spellings that give one slug are one topic.
fn topics(site: &Site, listed: &[Vec<EntryId>; 5]) -> Terms {
    let mut terms = BTreeMap::new();
    let mut slugs: HashMap<&str, String> = HashMap::new();
    for &id in &listed[Kind::Briefing as usize] {
        for topic in
            site.briefing(id).map(|briefing| briefing.topics.as_slice()).unwrap_or_default()
        {
            let slug = slugs.entry(&topic.value).or_insert_with(|| slugify(&topic.value));
            let Some(term) = term(&mut terms, "topics", slug, &topic.value) else {
                continue;
            };
            if term.briefings.last() != Some(&id) {
                term.briefings.push(id);
            }
        }
    }
    Terms::of(terms.into_values().collect())
}

/// Gathers the countries that briefings, agreements and ministers name.
fn countries(site: &Site, listed: &[Vec<EntryId>; 5]) -> Terms {
    let mut terms = BTreeMap::new();
    for &id in &listed[Kind::Briefing as usize] {
        for country in
            site.briefing(id).map(|briefing| briefing.countries.as_slice()).unwrap_or_default()
        {
            let country = country.value;
            if let Some(term) = term(&mut terms, "countries", &country.code(), country.name())
                && term.briefings.last() != Some(&id)
            {
                term.briefings.push(id);
            }
        }
    }
    for &id in &listed[Kind::Agreement as usize] {
        for party in
            site.agreement(id).map(|agreement| agreement.parties.as_slice()).unwrap_or_default()
        {
            if let Party::Country(country) = party.value
                && let Some(term) = term(&mut terms, "countries", &country.code(), country.name())
                && term.agreements.last() != Some(&id)
            {
                term.agreements.push(id);
            }
        }
    }
    for &id in &listed[Kind::Minister as usize] {
        if let Some(country) = site.minister(id).and_then(|minister| minister.country.as_ref())
            && let Some(term) =
                term(&mut terms, "countries", &country.value.code(), country.value.name())
        {
            term.ministers.push(id);
        }
    }
    Terms::of(terms.into_values().collect())
}
