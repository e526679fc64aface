//! Ids to entries, and what to say where there is none.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{EntryId, Site};
use crate::content::{Kind, Record, Reference};
use crate::diagnostic::{Code, Diagnostic, Place, nearest};

/// For each unknown id that pages name, with the kind they ask for, those that may be meant.
pub(super) type Near = BTreeMap<(Option<Kind>, Box<str>), Vec<EntryId>>;

/// Looks once for what each unknown id may mean: a record that is renamed may be unknown to
/// thousands of pages at once.
pub(super) fn near(site: &Site, before: &Site) -> Near {
    let is_unknown = |(kind, id): &(Option<Kind>, &str)| {
        matches!(site.find(*kind, id), Found::None) && !site.index.withheld.contains_key(*id)
    };

    let mut unknown: BTreeSet<(Option<Kind>, &str)> = BTreeSet::new();
    for (document, names) in site.documents.iter().zip(&site.names) {
        if names.is_whole {
            continue;
        }

        let prose = document.body.references.iter().map(|it| (it.kind, &*it.target));
        let lists = match &document.own.record {
            Record::Briefing(briefing) => briefing.records.as_slice(),
            _ => &[],
        };
        let lists = lists.iter().map(|named| (Some(named.kind), &*named.id.value));
        unknown.extend(prose.chain(lists).filter(is_unknown));
    }

    let near = |(kind, id): (Option<Kind>, &str)| {
        let key = (kind, id.into());
        // Who is near is a question of ids alone, and those are as they were.
        let near = before.near.get(&key).cloned().unwrap_or_else(|| {
            let near = site.look_for_nearest(kind, id).into_iter().map(|(_, entry)| entry);
            near.collect()
        });
        (key, near)
    };

    unknown.into_par_iter().map(near).collect::<Vec<_>>().into_iter().collect()
}

/// What an id names.
pub(super) enum Found {
    One(EntryId),
    None,
    /// Several kinds have it; all are given.
    Many(Vec<EntryId>),
}

impl Site {
    /// Finds what an id names, within one kind where it is given.
    pub(super) fn find(&self, kind: Option<Kind>, id: &str) -> Found {
        let all = self.index.by_id.get(id).map(Vec::as_slice).unwrap_or_default();
        let mut fit =
            all.iter().copied().filter(|&id| kind.is_none_or(|kind| self.kind(id) == kind));
        match (fit.next(), fit.next()) {
            (None, _) => Found::None,
            (Some(one), None) => Found::One(one),
            (Some(first), Some(_)) => {
                // Of one kind the first stands for all: the clash itself is a finding of its own.
                let same = |other: &EntryId| self.kind(*other) == self.kind(first);
                if kind.is_some_and(|kind| kind != Kind::Page) || first_kind_only(self, all, same) {
                    Found::One(first)
                } else {
                    Found::Many(
                        all.iter()
                            .copied()
                            .filter(|&id| kind.is_none_or(|kind| self.kind(id) == kind))
                            .collect(),
                    )
                }
            }
        }
    }

    /// Finds a record of a kind by its id.
    pub fn find_record(&self, kind: Kind, id: &str) -> Option<EntryId> {
        self.find_one(Some(kind), id)
    }

    /// Finds the one entry that an id names, within one kind where it is given.
    pub(super) fn find_one(&self, kind: Option<Kind>, id: &str) -> Option<EntryId> {
        match self.find(kind, id) {
            Found::One(found) => Some(found),
            Found::None | Found::Many(_) => None,
        }
    }

    /// Finds everything that an id names, with a kind before a colon where one is given.
    pub fn find_all(&self, text: &str) -> Vec<EntryId> {
        let (kind, id) = match text.split_once(':') {
            Some((word, id)) => match Kind::ALL.into_iter().find(|kind| kind.word() == word) {
                Some(kind) => (Some(kind), id),
                None => (None, text),
            },
            None => (None, text),
        };
        let all = self.index.by_id.get(id).map(Vec::as_slice).unwrap_or_default();

        all.iter().copied().filter(|&id| kind.is_none_or(|kind| self.kind(id) == kind)).collect()
    }

    /// Returns the ids nearest to one that is unknown, of one kind where it is given.
    pub fn nearest_ids(&self, kind: Option<Kind>, id: &str) -> Vec<&str> {
        match self.near.get(&(kind, id.into())) {
            Some(near) => near.iter().map(|&near| &*self.entry(near).id.value).collect(),
            None => self.look_for_nearest(kind, id).into_iter().map(|(id, _)| id).collect(),
        }
    }

    fn look_for_nearest(&self, kind: Option<Kind>, id: &str) -> Vec<(&str, EntryId)> {
        // In order, and once each: two files may share an id by mistake.
        let ids: BTreeMap<&str, EntryId> = self
            .entries()
            .filter(|&entry| kind.is_none_or(|kind| self.kind(entry) == kind))
            .map(|entry| (&*self.entry(entry).id.value, entry))
            .collect();
        let first = nearest(id, ids.keys().copied());

        // Writers know a surname or a topic better than the whole id.
        let part = ids.keys().copied().filter(|known| {
            id.len() > 3 && known.split('-').any(|word| word == id) && first != Some(*known)
        });

        first.into_iter().chain(part.take(3)).map(|id| (id, ids[id])).collect()
    }

    /// Words what is wrong with an id of a list or a key, which says the kind.
    pub(super) fn wrong_listed(&self, kind: Kind, id: &str, place: &Place) -> Option<Diagnostic> {
        match self.find(Some(kind), id) {
            Found::One(_) => None,
            Found::None | Found::Many(_) => {
                Some(self.unknown(Some(kind), id, place, str::to_owned))
            }
        }
    }

    /// Words what is wrong with the id of a reference of prose.
    pub(super) fn wrong_reference(
        &self,
        reference: &Reference,
        place: &Place,
    ) -> Option<Diagnostic> {
        match self.find(reference.kind, &reference.target) {
            Found::One(_) => None,
            Found::None => {
                let written = |id: &str| {
                    let kind = reference.kind.map(|kind| format!("{}:", kind.word()));
                    let part = reference.part.as_ref().map(|part| format!("#{part}"));
                    format!("{}{id}{}", kind.unwrap_or_default(), part.unwrap_or_default())
                };
                Some(self.unknown(reference.kind, &reference.target, place, written))
            }
            Found::Many(several) => Some(self.ambiguous(&reference.target, &several, place)),
        }
    }

    /// Words that an id names nothing; `written` writes another id in its place.
    fn unknown(
        &self,
        kind: Option<Kind>,
        id: &str,
        place: &Place,
        written: impl Fn(&str) -> String,
    ) -> Diagnostic {
        let what = kind.map_or("page or record", Kind::word);

        if id.is_empty() {
            return Diagnostic::new(
                Code::UnknownReference,
                place.clone(),
                "a reference names nothing",
            )
            .help("write an id between the brackets, e.g. `[[dan-jarvis]]`");
        }

        let shown = id;
        let finding = Diagnostic::new(
            Code::UnknownReference,
            place.clone(),
            format!("unknown {what} `{shown}`"),
        );

        if let Some(why) = self.index.withheld.get(id) {
            return finding.help(format!("`{id}` is there and is not published: it is {why}"));
        }

        let near = self.nearest_ids(kind, id);
        if let [first, ..] = near.as_slice() {
            let all: Vec<String> = near.iter().map(|near| format!("`{near}`")).collect();
            let finding = finding.help(format!("did you mean {}?", all.join(" or ")));
            let exact = near.len() == 1;
            return if exact { finding.fix(place.clone(), written(first)) } else { finding };
        }

        let others = self.index.by_id.get(id).and_then(|all| all.first());
        match (others, kind) {
            (Some(&other), _) => finding.help(format!(
                "`{id}` is {}, not {}",
                self.kind(other).phrase(),
                kind.map_or("a page or record", Kind::phrase)
            )),
            (None, Some(kind)) if kind != Kind::Page => finding.help(format!(
                "`chancery add {what} TITLE` makes one; its file is to be `content/{}/{id}.md`",
                kind.folder()
            )),
            _ => finding.help("an id is the name of a file without `.md` and without its date"),
        }
    }

    fn ambiguous(&self, id: &str, several: &[EntryId], place: &Place) -> Diagnostic {
        let kinds: Vec<String> =
            several.iter().map(|&id| self.kind(id).phrase().to_owned()).collect();
        let message = format!("`{id}` names {}", kinds.join(" and "));
        let mut finding = Diagnostic::new(Code::AmbiguousReference, place.clone(), message);
        let one_kind = several.iter().all(|&id| self.kind(id) == self.kind(several[0]));

        finding = if one_kind {
            finding.help("link to the file itself: `[words](../folder/name.md)`")
        } else {
            let ways =
                several.iter().map(|&found| format!("`[[{}:{id}]]`", self.kind(found).word()));
            finding.help(format!("write {}", ways.collect::<Vec<_>>().join(" or ")))
        };

        for &one in several {
            finding =
                finding.label(self.place(one), format!("{} of this id", self.kind(one).phrase()));
        }

        finding
    }
}

fn first_kind_only(site: &Site, all: &[EntryId], same: impl Fn(&EntryId) -> bool) -> bool {
    all.iter().all(&same) && all.iter().all(|&id| site.kind(id) != Kind::Page)
}
