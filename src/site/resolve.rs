//! Ids to entries, and what to say where there is none.

use super::{EntryId, Site};
use crate::content::{Kind, Reference};
use crate::diagnostic::{Code, Diagnostic, Place, nearest};

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
        let all = self.by_id.get(id).map(Vec::as_slice).unwrap_or_default();
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
        match self.find(Some(kind), id) {
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
        let all = self.by_id.get(id).map(Vec::as_slice).unwrap_or_default();
        all.iter().copied().filter(|&id| kind.is_none_or(|kind| self.kind(id) == kind)).collect()
    }

    /// Returns the ids nearest to one that is unknown, of one kind where it is given.
    pub fn nearest_ids(&self, kind: Option<Kind>, id: &str) -> Vec<&str> {
        let mut ids: Vec<&str> = self
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| kind.is_none_or(|kind| node.kind == kind))
            .map(|(index, _)| &*self.entry(EntryId::new(index)).id.value)
            .collect();
        // Two files may share an id by mistake: it is named once.
        ids.sort_unstable();
        ids.dedup();
        let mut near: Vec<&str> = nearest(id, ids.iter().copied()).into_iter().collect();
        // Writers know a surname or a topic better than the whole id.
        let part = ids.iter().filter(|known| {
            id.len() > 3 && known.split('-').any(|word| word == id) && !near.contains(known)
        });
        let part: Vec<&str> = part.copied().take(3).collect();
        near.extend(part);
        near
    }

    /// Resolves an id of a list or a key, which says the kind.
    pub(super) fn resolve_listed(
        &self,
        kind: Kind,
        id: &str,
        place: &Place,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<EntryId> {
        match self.find(Some(kind), id) {
            Found::One(found) => Some(found),
            Found::None | Found::Many(_) => {
                findings.push(self.unknown(Some(kind), id, place, str::to_owned));
                None
            }
        }
    }

    /// Resolves a reference of prose.
    pub(super) fn resolve(
        &self,
        reference: &Reference,
        place: &Place,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<EntryId> {
        match self.find(reference.kind, &reference.target) {
            Found::One(found) => Some(found),
            Found::None => {
                let written = |id: &str| {
                    let kind = reference.kind.map(|kind| format!("{}:", kind.word()));
                    let part = reference.part.as_ref().map(|part| format!("#{part}"));
                    format!("{}{id}{}", kind.unwrap_or_default(), part.unwrap_or_default())
                };
                findings.push(self.unknown(reference.kind, &reference.target, place, written));
                None
            }
            Found::Many(several) => {
                findings.push(self.ambiguous(&reference.target, &several, place));
                None
            }
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
        if let Some(why) = self.withheld.get(id) {
            return finding.help(format!("`{id}` is there and is not published: it is {why}"));
        }
        let near = self.nearest_ids(kind, id);
        if let [first, ..] = near.as_slice() {
            let all: Vec<String> = near.iter().map(|near| format!("`{near}`")).collect();
            let finding = finding.help(format!("did you mean {}?", all.join(" or ")));
            let exact = near.len() == 1;
            return if exact { finding.fix(place.clone(), written(first)) } else { finding };
        }
        let others = self.by_id.get(id).and_then(|all| all.first());
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
