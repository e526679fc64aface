//! Suggestions for unknown ids.
//!
//! In: an [`Index`], and the ids that pages name. Out: [`NearMisses`]. Invariant: they depend only on ids, so
//! one directory always gives the same suggestions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::id::EntryId;
use super::index::{Index, Lookup};
use crate::content::Kind;
use crate::diagnostic::KnownWords;

/// How many ids that share a word with the unknown one are offered besides the nearest.
const MAX_PARTIAL_MATCHES: usize = 3;

/// The least length of a part of an id that is matched: shorter ones occur in half of all ids.
const MIN_PART: usize = 4;

/// How many unknown ids are compared with the known ones, in their order: who has more has lost a folder of records.
const SEARCHED: usize = 2000;

/// An id as written on a page, with its required kind.
type WrittenId<'d> = (Option<Kind>, &'d str);

/// For each unknown id on any page, the entries that may be meant; none where that was not asked.
#[derive(Debug, Default)]
pub(super) struct NearMisses(BTreeMap<UnknownId, Option<Vec<EntryId>>>);

/// An id without an entry, and the kind that it should have.
type UnknownId = (Option<Kind>, Box<str>);

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

        // Comparing an id with all others is the most expensive step here, and most unknown ids were
        // unknown before as well.
        let known = |(kind, id): &WrittenId<'_>| {
            let known = previous.and_then(|previous| previous.0.get(&(*kind, (*id).into())));
            known.cloned().flatten()
        };

        // Those beyond are not looked up either: the advice must depend on this site alone.
        let unknown: Vec<WrittenId<'_>> = unknown.into_iter().collect();
        let (searched, beyond) = unknown.split_at(unknown.len().min(SEARCHED));
        let new = searched.iter().filter(|written| known(written).is_none());
        let ids = KnownIds::of_kinds(index, new.map(|(kind, _)| *kind));

        let near = |written: &WrittenId<'_>| {
            let (kind, id) = *written;
            let near = known(written).unwrap_or_else(|| {
                ids[&kind].search(id).into_iter().map(|(_, entry)| entry).collect()
            });

            ((kind, id.into()), Some(near))
        };

        let near: Vec<_> = searched.par_iter().map(near).collect();
        let beyond = beyond.iter().map(|&(kind, id)| ((kind, id.into()), None));
        NearMisses(near.into_iter().chain(beyond).collect())
    }

    /// Returns the ids nearest to one that is unknown, of one kind if it is given.
    pub(super) fn ids<'s>(&self, index: &'s Index, kind: Option<Kind>, id: &str) -> Vec<&'s str> {
        match self.0.get(&(kind, id.into())) {
            Some(near) => near.iter().flatten().map(|&near| &*index.entry(near).id.value).collect(),
            None => {
                let ids = KnownIds::new(index, kind);
                ids.search(id).into_iter().map(|(id, _)| id).collect()
            }
        }
    }
}

/// The ids of a site, of one kind or of all, as they are searched.
struct KnownIds<'s> {
    // Sorted and without duplicates: two files may share an id by mistake.
    ids: BTreeMap<&'s str, EntryId>,
    words: KnownWords<'s>,
    /// The ids that have a word as one of their parts; writers remember a surname or a topic better than a whole id.
    by_part: HashMap<&'s str, Vec<&'s str>>,
}

impl<'s> KnownIds<'s> {
    /// Collects the ids of each of some kinds once.
    fn of_kinds(
        index: &'s Index,
        kinds: impl Iterator<Item = Option<Kind>>,
    ) -> HashMap<Option<Kind>, KnownIds<'s>> {
        let mut all = HashMap::new();
        for kind in kinds {
            all.entry(kind).or_insert_with(|| KnownIds::new(index, kind));
        }

        all
    }

    fn new(index: &'s Index, kind: Option<Kind>) -> KnownIds<'s> {
        let ids: BTreeMap<&str, EntryId> = index
            .entries()
            .filter(|&entry| kind.is_none_or(|kind| index.kind(entry) == kind))
            .map(|entry| (&*index.entry(entry).id.value, entry))
            .collect();

        let mut by_part: HashMap<&str, Vec<&str>> = HashMap::new();
        for &id in ids.keys() {
            for part in id.split('-').filter(|part| part.len() >= MIN_PART) {
                let with_part = by_part.entry(part).or_default();

                // One more than is offered, as the nearest of all may be among them.
                if with_part.len() <= MAX_PARTIAL_MATCHES && with_part.last() != Some(&id) {
                    with_part.push(id);
                }
            }
        }

        KnownIds { words: KnownWords::new(ids.keys().copied()), ids, by_part }
    }

    fn search(&self, id: &str) -> Vec<(&'s str, EntryId)> {
        let first = self.words.nearest(id);
        let partial = self.by_part.get(id).into_iter().flatten().copied();
        let partial = partial.filter(|known| first != Some(*known)).take(MAX_PARTIAL_MATCHES);

        first.into_iter().chain(partial).map(|id| (id, self.ids[id])).collect()
    }
}
