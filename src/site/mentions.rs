//! Who refers to whom: the references of all pages, turned round.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::{EntryId, Site, lists};
use crate::content::figure::Observation;
use crate::content::{Kind, Run};
use crate::source::Span;

/// That a page refers to a record or another page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The page that refers.
    pub page: EntryId,
    /// Whether its front matter names it: a briefing's lists, or an agreement's `value`.
    pub in_lists: bool,
}

impl Site {
    /// Returns the places in a page's prose that refer to an entry, in order, each with the sentence
    /// that holds it.
    pub fn places(&self, page: EntryId, entry: EntryId) -> Vec<(Span, Option<u32>)> {
        // A record that stands inline has no prose; that of its file is another page's.
        if !self.is_filed(page) {
            return Vec::new();
        }

        let document = self.document_index(page);
        let body = &self.documents[document].body;
        let references = body.references.iter().zip(&self.names[document].references);
        let references = references
            .filter(|(_, to)| **to == Some(entry))
            .map(|(reference, _)| (reference.span, reference.sentence));

        let links = self.ties[document].links.iter().filter(|(_, to)| *to == entry);
        let links = links.map(|&(number, _)| {
            let link = &body.links[number as usize];
            (link.span, link.sentence)
        });
        let mut places: Vec<_> = references.chain(links).collect();
        places.sort_unstable();

        places
    }

    /// Returns the sentences in which a page refers to an entry, each once, in the page's order.
    pub fn sentences(&self, page: EntryId, entry: EntryId) -> Vec<Run<'_>> {
        let body = &self.document(page).body;
        let places = self.places(page, entry);
        let numbers: BTreeSet<u32> =
            places.into_iter().filter_map(|(_, sentence)| sentence).collect();
        numbers.into_iter().filter_map(|number| body.sentences.get(number)).collect()
    }

    /// Returns the value of a figure that a page shows beside its prose: in the box of a briefing, or
    /// as what an agreement is worth.
    pub fn shown_beside(&self, mention: Mention, figure: EntryId) -> Option<&Observation> {
        let shown = match self.kind(mention.page) {
            Kind::Briefing => self.uses(mention.page, Kind::Figure).contains(&figure),
            _ => mention.in_lists,
        };
        let figure = self.figure(figure).filter(|_| shown)?;
        figure.known_on(self.day_of(mention.page)).next_back()
    }

    /// Returns the entry that the nth link of a page leads to.
    pub fn linked(&self, page: EntryId, link: usize) -> Option<EntryId> {
        let links = &self.ties[self.document_index(page)].links;
        let number = u32::try_from(link).ok()?;
        links.iter().find(|(known, _)| *known == number).map(|&(_, id)| id)
    }
}

/// A page refers to an entry now, or did before.
struct Change {
    to: EntryId,
    page: EntryId,
    now: Option<Mention>,
}

/// Turns round what every page refers to; each list is sorted newest first.
///
/// Lists in which nothing changed are those of the site before.
pub(super) fn of(site: &Site, before: &Site) -> Vec<Arc<[Mention]>> {
    let nothing = Site::default();
    let before = if site.lists.is_ordered_as(&before.lists) { before } else { &nothing };
    let changes = |document: usize| changes(site, before, document);
    let documents = (0..site.documents.len()).into_par_iter().with_min_len(256);
    let mut changes: Vec<Change> = documents.flat_map_iter(changes).collect();

    // Behind what it was, what it is now.
    let place = |change: &Change| lists::newest_first(site, change.page);
    changes.par_sort_unstable_by_key(|change| (change.to, place(change), change.now.is_some()));

    let mut mentions = before.mentions.clone();
    mentions.resize(site.index.nodes.len(), Arc::default());

    for changes in changes.chunk_by(|one, other| one.to == other.to) {
        let list = &mut mentions[changes[0].to.index()];
        *list = merged(site, list, changes).into();
    }

    mentions
}

/// Returns what a document no longer refers to, and what it refers to now, where these differ.
fn changes(site: &Site, before: &Site, document: usize) -> Vec<Change> {
    let is_known = before.names.get(document).zip(before.ties.get(document));
    let is_same = is_known.is_some_and(|(names, ties)| {
        Arc::ptr_eq(names, &site.names[document]) && Arc::ptr_eq(ties, &site.ties[document])
    });

    if is_same {
        return Vec::new();
    }

    let now = mentioned(site, document);
    let then = is_known.map_or_else(Vec::new, |_| mentioned(before, document));
    if now == then {
        return Vec::new();
    }

    let gone = then.into_iter().map(|(to, Mention { page, .. })| Change { to, page, now: None });
    let here =
        now.into_iter().map(|(to, mention)| Change { to, page: mention.page, now: Some(mention) });

    gone.chain(here).collect()
}

/// Returns the entries that a document refers to, each once; a page does not mention itself.
fn mentioned(site: &Site, document: usize) -> Vec<(EntryId, Mention)> {
    let page = site.own(document);
    let names = &site.names[document];
    let by_list = Mention { page, in_lists: true };
    let by_prose = Mention { page, in_lists: false };
    let listed = names.listed.iter().flatten().map(|&to| (to, by_list));

    let references = names.references.iter().flatten().map(|&to| (to, by_prose));
    let links = site.ties[document].links.iter().map(|&(_, to)| (to, by_prose));
    let worth = site.entries_of(document).filter_map(|entry| {
        let value = site.agreement(entry)?.value.as_ref()?;
        let to = site.find_record(Kind::Figure, &value.value)?;
        Some((to, Mention { page: entry, in_lists: true }))
    });
    let mut all: Vec<_> = listed.chain(references).chain(links).chain(worth).collect();

    // A list shows what was translated once: the source stands for its translations.
    let source = site.source_of(page);
    let by_source = source.map(|source| mentioned(site, site.document_index(source)));
    let is_shown = |to: EntryId| {
        let by_source = by_source.iter().flatten();
        !site.are_versions(to, page) && by_source.into_iter().all(|(other, _)| *other != to)
    };

    all.retain(|(to, mention)| *to != mention.page && is_shown(*to));

    // Of all mentions of one entry by one page the first stays, which is that of the lists.
    all.sort_unstable_by_key(|(to, mention)| (*to, mention.page, !mention.in_lists));
    all.dedup_by_key(|(to, mention)| (*to, mention.page));

    all
}

/// Puts changes into a list; both are sorted.
fn merged(site: &Site, list: &[Mention], changes: &[Change]) -> Vec<Mention> {
    let place = |page: EntryId| lists::newest_first(site, page);
    let mut merged = Vec::with_capacity(list.len() + changes.len());
    let mut rest = list;

    for change in changes {
        let at = rest.partition_point(|mention| place(mention.page) < place(change.page));
        merged.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        if rest.first().is_some_and(|mention| mention.page == change.page) {
            rest = &rest[1..];
        }

        merged.extend(change.now);
    }

    merged.extend_from_slice(rest);

    merged
}
