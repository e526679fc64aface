//! Related briefings: those that share most with one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{EntryId, Site};
use crate::content::Kind;

/// How many briefings are related at most.
const MOST: usize = 5;

/// How many neighbours in time are looked at on either side in each shared list. A topic that
/// thousands of briefings share says little; those of the same weeks are the ones meant.
const NEIGHBOURS: usize = 12;

impl Site {
    /// Returns the briefings that share most agreements, figures, ministers, topics and countries with
    /// one; of equals, the nearest in the order of time.
    pub fn related(&self, id: EntryId) -> Vec<EntryId> {
        let Some(briefing) = self.briefing(id) else {
            return Vec::new();
        };

        // Every sharing is noted, and then counted: one list is cheaper than a map.
        let mut shared: Vec<(EntryId, u32)> = Vec::new();
        for (kind, weight) in [(Kind::Agreement, 4), (Kind::Figure, 3), (Kind::Minister, 2)] {
            for record in self.named(id, kind) {
                let pages = near(self.mentions(record), id, self, |mention| mention.page);
                shared.extend(pages.map(|page| (page, weight)));
            }
        }

        let topics = briefing.topics.iter();
        let topics = topics.filter_map(|topic| self.topics().spelt(&topic.value));
        let countries = briefing.countries.iter();
        let countries = countries.filter_map(|country| self.countries().get(&country.value.code()));

        for (term, weight) in topics.map(|term| (term, 2)).chain(countries.map(|term| (term, 1))) {
            let pages = near(&term.briefings, id, self, |&page| page);
            shared.extend(pages.map(|page| (page, weight)));
        }

        shared.sort_unstable_by_key(|&(page, _)| page);

        let scores = shared
            .chunk_by(|(one, _), (other, _)| one == other)
            .map(|group| (group[0].0, group.iter().map(|(_, weight)| weight).sum::<u32>()));

        // How many pages lie between two in time is as good as the days, and costs nothing.
        let own = super::lists::newest_first(self, id);
        let distance = |page: EntryId| super::lists::newest_first(self, page).abs_diff(own);

        // Nobody is led to what no longer stands.
        let stands = |page: EntryId| {
            self.briefing(page).is_some_and(|it| it.withdrawn_on(self.as_of().day).is_none())
        };

        let related: Vec<_> = scores
            .filter(|&(page, score)| score > 1 && page != id)
            .map(|(page, score)| Reverse((Reverse(score), distance(page), page)))
            .collect();

        // Of hundreds a handful is wanted: a heap is cheaper than sorting them all.
        let mut related = BinaryHeap::from(related);
        let pages = std::iter::from_fn(|| related.pop()).map(|Reverse((_, _, page))| page);

        pages.filter(|&page| stands(page)).take(MOST).collect()
    }
}

/// Returns the neighbours of a page in a list that is sorted newest first.
fn near<'l, T>(
    list: &'l [T],
    id: EntryId,
    site: &Site,
    page: impl Fn(&T) -> EntryId + 'l,
) -> impl Iterator<Item = EntryId> + 'l {
    let key = super::lists::newest_first(site, id);
    let at = list.partition_point(|item| super::lists::newest_first(site, page(item)) < key);
    let from = at.saturating_sub(NEIGHBOURS);
    let to = (at + NEIGHBOURS + 1).min(list.len());
    list[from..to].iter().map(page)
}
