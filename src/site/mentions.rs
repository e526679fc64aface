//! Who refers to whom: the references of all pages, inverted.
//!
//! In: the stages up to the links, now and of the previous site. Out: [`Mentions`]. Invariant: the list of an
//! entry whose mentions did not change is shared with the previous site.

use std::sync::Arc;

use rayon::prelude::*;

use super::id::{DocumentId, EntryId};
use super::index::Index;
use super::links::DocumentLinks;
use super::lists::Lists;
use super::names::Names;
use super::renumbering::Renumbering;
use super::translations::Translations;
use crate::content::Kind;

/// How many documents make one task: most have not changed, and take almost no time.
const MIN_BATCH: usize = 256;

/// A page that refers to a record or another page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The page that refers.
    pub page: EntryId,
    /// Whether its front matter names it: a briefing's lists, or an agreement's `value`.
    pub in_lists: bool,
}

/// For each entry, who refers to it, newest first.
#[derive(Debug)]
pub(super) struct Mentions(Vec<Arc<[Mention]>>);

/// The stages that mentions are made from.
#[derive(Clone, Copy)]
pub(super) struct MentionSources<'s> {
    pub(super) index: &'s Index,
    pub(super) translations: &'s Translations,
    pub(super) lists: &'s Lists,
    pub(super) names: &'s Names,
    pub(super) links: &'s [Arc<DocumentLinks>],
}

/// The names and links of the previous site under the numbers of the present one.
#[derive(Clone, Copy)]
pub(super) struct CarriedLinks<'c> {
    pub(super) renumbering: &'c Renumbering,
    pub(super) names: &'c Names,
    pub(super) links: &'c [Arc<DocumentLinks>],
}

/// A change to the mentions of one entry by one page.
struct MentionChange {
    to: EntryId,
    page: EntryId,
    /// The mention; none if the page no longer refers to the entry.
    now: Option<Mention>,
}

impl Mentions {
    /// Inverts the references of all pages.
    pub(super) fn build(
        sources: MentionSources<'_>,
        previous: Option<(MentionSources<'_>, &Mentions)>,
    ) -> Mentions {
        // Lists that are sorted in another order cannot be merged into.
        let previous = previous.filter(|(before, _)| sources.lists.has_ranks_of(before.lists));
        let before = previous.map(|(before, _)| before);
        let count = sources.index.documents().len();
        let documents = (0..count).into_par_iter().with_min_len(MIN_BATCH).map(DocumentId::new);
        let changes = documents.flat_map_iter(|id| changes(sources, before, id)).collect();
        let known = match previous {
            Some((_, previous)) => previous.0.clone(),
            None => vec![Arc::default(); sources.index.entries().len()],
        };

        Mentions(known).changed(sources.lists, changes)
    }

    /// Takes over the mentions of a site with other numbers, except for those by documents that were linked again.
    pub(super) fn carry(
        sources: MentionSources<'_>,
        carried: CarriedLinks<'_>,
        previous: &Mentions,
    ) -> Mentions {
        let CarriedLinks { renumbering, names, links } = carried;
        let is_same = |id: DocumentId| {
            Arc::ptr_eq(names.resolution(id), sources.names.resolution(id))
                && Arc::ptr_eq(&links[id.index()], &sources.links[id.index()])
        };

        let linked_again = sources.index.document_ids().filter(|&id| !is_same(id));
        let mut is_left_out = vec![false; renumbering.entry_count];
        let mut changes = Vec::new();
        for id in linked_again {
            sources.index.entries_of(id).for_each(|page| is_left_out[page.index()] = true);
            let new = mentions_by(sources, id).into_iter();
            changes.extend(new.map(|(to, mention)| MentionChange {
                to,
                page: mention.page,
                now: Some(mention),
            }));
        }

        let known = previous.renumbered(renumbering, &is_left_out);
        known.changed(sources.lists, changes)
    }

    /// Returns the mentions under other numbers, without those by some pages. The order of the others stays: they
    /// have the dates that they had, and numbers keep the order of paths.
    fn renumbered(&self, renumbering: &Renumbering, is_left_out: &[bool]) -> Mentions {
        let page = |mention: &Mention| {
            renumbering.entry(mention.page).filter(|page| !is_left_out[page.index()])
        };

        let mut mentions = vec![Arc::default(); renumbering.entry_count];
        for (old, list) in self.0.iter().enumerate() {
            let Some(to) = renumbering.entry(EntryId::new(old)) else {
                continue;
            };

            let stays = list.iter().all(|mention| page(mention) == Some(mention.page));
            mentions[to.index()] = match stays {
                true => Arc::clone(list),
                false => {
                    let moved = |it: &Mention| Some(Mention { page: page(it)?, ..*it });
                    list.iter().filter_map(moved).collect()
                }
            };
        }

        Mentions(mentions)
    }

    /// Merges changes into the lists.
    fn changed(mut self, lists: &Lists, mut changes: Vec<MentionChange>) -> Mentions {
        // Removals come before additions, so that the second replaces the first.
        changes.par_sort_unstable_by_key(|change| {
            (change.to, lists.rank(change.page), change.now.is_some())
        });

        for changes in changes.chunk_by(|one, other| one.to == other.to) {
            let list = &mut self.0[changes[0].to.index()];
            *list = merge(lists, list, changes).into();
        }

        self
    }

    /// Returns who refers to an entry, newest first.
    pub(super) fn mentions_of(&self, id: EntryId) -> &[Mention] {
        &self.0[id.index()]
    }
}

/// Returns the entries that a document no longer refers to, and those that it refers to now, where these
/// differ.
fn changes(
    now: MentionSources<'_>,
    before: Option<MentionSources<'_>>,
    id: DocumentId,
) -> Vec<MentionChange> {
    let is_same = before.is_some_and(|before| {
        Arc::ptr_eq(before.names.resolution(id), now.names.resolution(id))
            && Arc::ptr_eq(&before.links[id.index()], &now.links[id.index()])
    });

    if is_same {
        return Vec::new();
    }

    let new = mentions_by(now, id);
    let old = before.map_or_else(Vec::new, |before| mentions_by(before, id));

    // Most edits change words but no reference; then no list is touched.
    if new == old {
        return Vec::new();
    }

    let gone = old.into_iter().map(|(to, mention)| (to, mention.page, None));
    let here = new.into_iter().map(|(to, mention)| (to, mention.page, Some(mention)));

    gone.chain(here).map(|(to, page, now)| MentionChange { to, page, now }).collect()
}

/// Returns the entries that a document refers to, each once; a page does not mention itself.
fn mentions_by(sources: MentionSources<'_>, id: DocumentId) -> Vec<(EntryId, Mention)> {
    let MentionSources { index, translations, .. } = sources;
    let page = index.own_entry(id);
    let resolution = sources.names.resolution(id);
    let by_list = Mention { page, in_lists: true };
    let by_prose = Mention { page, in_lists: false };

    let listed = resolution.listed.iter().flatten().map(|&to| (to, by_list));
    let references = resolution.references.iter().flatten().map(|&to| (to, by_prose));
    let links = sources.links[id.index()].targets().iter().map(|&(_, to)| (to, by_prose));

    // An inline agreement may have a `value` as well, and has no file of its own.
    let values = index.entries_of(id).filter_map(|entry| {
        let value = index.agreement(entry)?.value.as_ref()?;
        let to = index.find_record(Kind::Figure, &value.value)?;
        Some((to, Mention { page: entry, in_lists: true }))
    });
    let mut all: Vec<_> = listed.chain(references).chain(links).chain(values).collect();

    // A list shows a page and its translations once, as the source.
    let source = translations.source_of(page);
    let by_source = source.map(|source| mentions_by(sources, index.document_of(source)));
    let is_shown = |to: EntryId| {
        let by_source = by_source.iter().flatten();
        !translations.are_versions(to, page) && by_source.into_iter().all(|(other, _)| *other != to)
    };

    all.retain(|(to, mention)| *to != mention.page && is_shown(*to));

    // Of several mentions of one entry by one page the first is kept, which is that of the lists.
    all.sort_unstable_by_key(|(to, mention)| (*to, mention.page, !mention.in_lists));
    all.dedup_by_key(|(to, mention)| (*to, mention.page));

    all
}

/// Merges changes into a list; both are sorted.
fn merge(lists: &Lists, list: &[Mention], changes: &[MentionChange]) -> Vec<Mention> {
    let mut merged = Vec::with_capacity(list.len() + changes.len());
    let mut rest = list;

    for change in changes {
        let rank = lists.rank(change.page);
        let at = rest.partition_point(|mention| lists.rank(mention.page) < rank);
        merged.extend_from_slice(&rest[..at]);
        rest = &rest[at..];

        // A page has at most one mention in a list: the new one replaces the old.
        if rest.first().is_some_and(|mention| mention.page == change.page) {
            rest = &rest[1..];
        }

        merged.extend(change.now);
    }

    merged.extend_from_slice(rest);

    merged
}
