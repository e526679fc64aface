//! Related briefings: those that have most in common with one.
//!
//! In: a [`Site`] and a briefing. Out: a handful of others. Invariant: the work is bounded, however
//! many briefings share a record or a topic.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::id::EntryId;
use super::link::Site;
use crate::content::Kind;

/// The most related briefings: a list that can be read at a glance.
const MAX_RELATED: usize = 5;

/// How many neighbours in time are compared on either side in each shared list. A topic that thousands of
/// briefings share says little; those of the same weeks are the relevant ones.
const NEIGHBOURS: usize = 12;

/// The weight of a shared record: an agreement is the subject of a briefing, while ministers are named in
/// many.
const RECORD_WEIGHTS: [(Kind, u32); 3] =
    [(Kind::Agreement, 4), (Kind::Figure, 3), (Kind::Minister, 2)];

/// The weight of a shared topic.
const TOPIC_WEIGHT: u32 = 2;

/// The weight of a shared country: alone it does not relate briefings, since most name the same few.
const COUNTRY_WEIGHT: u32 = 1;

/// Returns the briefings that share most agreements, figures, ministers, topics and countries with
/// one; of equals, the nearest in time.
#[must_use]
pub fn related_briefings(site: &Site, id: EntryId) -> Vec<EntryId> {
    let Some(briefing) = site.briefing(id) else {
        return Vec::new();
    };

    // Shared things are collected first and counted afterwards: one list is cheaper than a map.
    let mut shared: Vec<(EntryId, u32)> = Vec::new();
    for (kind, weight) in RECORD_WEIGHTS {
        for record in site.named(id, kind) {
            let pages = neighbours(site, site.mentions(record), id, |mention| mention.page);
            shared.extend(pages.map(|page| (page, weight)));
        }
    }

    let topics = briefing.topics.iter();
    let topics = topics.filter_map(|topic| site.topics().by_spelling(&topic.value));
    let countries = briefing.countries.iter();
    let countries = countries.filter_map(|country| site.countries().get(&country.value.code()));
    let terms = topics.map(|term| (term, TOPIC_WEIGHT));
    let terms = terms.chain(countries.map(|term| (term, COUNTRY_WEIGHT)));

    for (term, weight) in terms {
        let pages = neighbours(site, &term.briefings, id, |&page| page);
        shared.extend(pages.map(|page| (page, weight)));
    }

    best(site, id, shared)
}

/// Adds up the weights of each page, and returns the pages with most.
fn best(site: &Site, id: EntryId, mut shared: Vec<(EntryId, u32)>) -> Vec<EntryId> {
    shared.sort_unstable_by_key(|&(page, _)| page);

    let scores = shared
        .chunk_by(|(one, _), (other, _)| one == other)
        .map(|group| (group[0].0, group.iter().map(|(_, weight)| weight).sum::<u32>()));

    // The number of pages between two in time serves as well as the days, and is free.
    let rank = |page: EntryId| site.lists().rank(page);
    let distance = |page: EntryId| rank(page).abs_diff(rank(id));

    let related: Vec<_> = scores
        .filter(|&(page, score)| score > COUNTRY_WEIGHT && page != id)
        .map(|(page, score)| Reverse((Reverse(score), distance(page), page)))
        .collect();

    // Of hundreds only a handful is needed: a heap is cheaper than sorting them all.
    let mut related = BinaryHeap::from(related);
    let pages = std::iter::from_fn(|| related.pop()).map(|Reverse((_, _, page))| page);

    // Withdrawn briefings are not recommended.
    let day = site.as_of().day;
    let is_in_force =
        |page: &EntryId| site.briefing(*page).is_some_and(|it| it.withdrawn_on(day).is_none());

    pages.filter(is_in_force).take(MAX_RELATED).collect()
}

/// Returns the neighbours of a page in a list that is sorted newest first.
fn neighbours<'l, T>(
    site: &Site,
    list: &'l [T],
    id: EntryId,
    page: impl Fn(&T) -> EntryId + 'l,
) -> impl Iterator<Item = EntryId> + 'l {
    let rank = |id: EntryId| site.lists().rank(id);
    let at = list.partition_point(|item| rank(page(item)) < rank(id));
    let from = at.saturating_sub(NEIGHBOURS);
    let to = (at + NEIGHBOURS + 1).min(list.len());
    list[from..to].iter().map(page)
}
