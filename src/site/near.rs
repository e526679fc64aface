//! Suggestions for unknown ids.
//!
//! In: an [`Index`], and the ids that pages name. Out: [`NearMisses`]. Invariant: they depend only on ids, so
//! one directory always gives the same suggestions.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::id::EntryId;
use super::index::{Index, Lookup};
use crate::content::Kind;
use crate::diagnostic::nearest;

/// How many ids that share a word with the unknown one are offered besides the nearest.
const MAX_PARTIAL_MATCHES: usize = 3;

/// The least length of a part of an id that is matched: shorter ones occur in half of all ids.
const MIN_PART: usize = 4;

/// An id as written on a page, with its required kind.
type WrittenId<'d> = (Option<Kind>, &'d str);

/// For each unknown id on any page, the entries that may be meant.
#[derive(Debug, Default)]
pub(super) struct NearMisses(BTreeMap<(Option<Kind>, Box<str>), Vec<EntryId>>);

impl NearMisses {
    /// Searches once for each unknown id: after a record is renamed, thousands of pages may have the same
    /// one.
    pub(super) fn build<'d>(
        index: &Index,
        written: impl Iterator<Item = WrittenId<'d>>,
        previous: Option<&NearMisses>,
    ) -> NearMisses {
        let is_unknown = |(kind, id): &WrittenId<'_>| {
            matches!(index.look_up(*kind, id), Lookup::None) && index.withheld(id).is_none()
        };
        let unknown: BTreeSet<WrittenId<'_>> = written.filter(is_unknown).collect();

        let near = |(kind, id): WrittenId<'_>| {
            let key = (kind, id.into());

            // Comparing an id with all others is the most expensive step here, and most unknown ids were
            // unknown before as well.
            let known = previous.and_then(|previous| previous.0.get(&key).cloned());
            let near = known.unwrap_or_else(|| {
                search(index, kind, id).into_iter().map(|(_, entry)| entry).collect()
            });

            (key, near)
        };

        let near: Vec<_> = unknown.into_par_iter().map(near).collect();
        NearMisses(near.into_iter().collect())
    }

    /// Returns the ids nearest to one that is unknown, of one kind if it is given.
    pub(super) fn ids<'s>(&self, index: &'s Index, kind: Option<Kind>, id: &str) -> Vec<&'s str> {
        match self.0.get(&(kind, id.into())) {
            Some(near) => near.iter().map(|&near| &*index.entry(near).id.value).collect(),
            None => search(index, kind, id).into_iter().map(|(id, _)| id).collect(),
        }
    }
}

fn search<'s>(index: &'s Index, kind: Option<Kind>, id: &str) -> Vec<(&'s str, EntryId)> {
    // Sorted and without duplicates: two files may share an id by mistake.
    let ids: BTreeMap<&str, EntryId> = index
        .entries()
        .filter(|&entry| kind.is_none_or(|kind| index.kind(entry) == kind))
        .map(|entry| (&*index.entry(entry).id.value, entry))
        .collect();
    let first = nearest(id, ids.keys().copied());

    // Writers remember a surname or a topic better than the whole id.
    let partial = ids.keys().copied().filter(|known| {
        id.len() >= MIN_PART && known.split('-').any(|word| word == id) && first != Some(*known)
    });

    let all = first.into_iter().chain(partial.take(MAX_PARTIAL_MATCHES));
    all.map(|id| (id, ids[id])).collect()
}
