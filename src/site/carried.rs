//! What is still known of a site once documents have come, gone or moved.
//!
//! In: the index of a site, and the previous site, whose documents have other numbers. Out: the previous names and
//! links under the new numbers, and the documents that have to be linked again. Invariant: what is kept would be
//! the same if it were made anew.
//!
//! A document that comes or goes changes the links of few others: those that name one of its ids, or whose links end
//! in the name of something that came or went. That is decided by the words alone, without following a link, and
//! where it is doubtful a document is linked again.

use std::sync::Arc;

use super::address::Address;
use super::delta::Delta;
use super::files::Asset;
use super::id::DocumentId;
use super::index::Index;
use super::links::DocumentLinks;
use super::mentions::CarriedLinks;
use super::names::{self, Names};
use super::published::PublishedPaths;
use super::renumbering::Renumbering;
use super::translations::Translations;
use crate::content::{Document, Entry, Shape};

/// Where more documents came or went than one in so many, everything is linked again.
const MOST_MOVED: usize = 8;
/// But so many always may: a save, and what a program writes beside it.
const FEW_MOVED: usize = 50;

type WordSet = foldhash::HashSet<Box<str>>;

/// The stages of the previous site, as far as they are known.
#[derive(Clone, Copy)]
pub(super) struct PreviousStages<'p> {
    pub(super) index: &'p Index,
    pub(super) translations: &'p Translations,
    pub(super) published: &'p PublishedPaths,
    pub(super) names: &'p Names,
    pub(super) links: &'p [Arc<DocumentLinks>],
}

/// The stages that are made already.
#[derive(Clone, Copy)]
pub(super) struct PresentStages<'p> {
    pub(super) index: &'p Index,
    pub(super) translations: &'p Translations,
    pub(super) published: &'p PublishedPaths,
}

/// What was known of the documents that stayed.
pub(super) struct Carried<'p> {
    /// The documents to link again.
    pub(super) delta: Delta<'p>,
    pub(super) names: Names,
    pub(super) links: Vec<Arc<DocumentLinks>>,
    /// Where everything is now.
    pub(super) renumbering: Renumbering,
}

impl Carried<'_> {
    /// Returns what mentions are carried over by.
    pub(super) fn links(&self) -> CarriedLinks<'_> {
        CarriedLinks { renumbering: &self.renumbering, names: &self.names, links: &self.links }
    }
}

/// Carries over what stays as it was; none where too much is different.
pub(super) fn carry<'p>(
    present: PresentStages<'_>,
    previous: PreviousStages<'p>,
) -> Option<Carried<'p>> {
    let (now, before) = (present.index, previous.index);
    let alike = now.as_of().day == before.as_of().day
        && now.publication().shows_held() == before.publication().shows_held()
        && now.config().links_alike(before.config());
    if !alike {
        return None;
    }

    let moves = Moves::between(now, before);
    let count = moves.come.len() + moves.gone.len();
    let is_few = count <= FEW_MOVED.max(now.documents().len() / MOST_MOVED);
    if !is_few || moves.touch_languages(present, previous) {
        return None;
    }

    let words = ChangedWords::collect(present, previous, &moves);
    let Moves { renumbering, come: mut changed, .. } = moves;
    let names = previous.names.renumbered(&renumbering);

    // What stays is the same document; the rest is linked again.
    let none = Arc::<DocumentLinks>::default();
    let mut links = vec![none; renumbering.document_count];
    for (old, known) in before.document_ids().zip(previous.links) {
        let Some(to) = renumbering.document(old) else {
            continue;
        };

        let document = now.document(to);
        let stays = Arc::ptr_eq(before.document(old), document)
            && names.is_known(to)
            && !words.touch(document);
        match known.renumbered(&renumbering).filter(|_| stays) {
            Some(known) => links[to.index()] = known,
            None => changed.push(to),
        }
    }

    changed.sort_unstable();

    Some(Carried { delta: Delta::from_changed(changed), names, links, renumbering })
}

/// The documents that came, went, or are entered otherwise than before.
struct Moves {
    renumbering: Renumbering,
    come: Vec<DocumentId>,
    gone: Vec<DocumentId>,
}

impl Moves {
    /// Compares the documents of two indexes, both in path order.
    fn between(now: &Index, before: &Index) -> Moves {
        let mut documents = vec![None; before.documents().len()];
        let mut entries = vec![None; before.entries().len()];
        let (mut come, mut gone) = (Vec::new(), Vec::new());

        // Nearly all are the same documents, whose paths need not be compared.
        let is_at = |one: &Arc<Document>, other: &Arc<Document>| {
            Arc::ptr_eq(one, other) || one.path == other.path
        };
        let is_before = |one: &Arc<Document>, other: &Arc<Document>| {
            !Arc::ptr_eq(one, other) && one.path < other.path
        };

        let mut new = now.document_ids().peekable();
        for old in before.document_ids() {
            let document = before.document(old);
            while let Some(id) = new.next_if(|id| is_before(now.document(*id), document)) {
                come.push(id);
            }

            match new.next_if(|id| is_at(now.document(*id), document)) {
                Some(id) if now.enters_alike(id, before, old) => {
                    documents[old.index()] = Some(id);
                    for (old, new) in before.entries_of(old).zip(now.entries_of(id)) {
                        entries[old.index()] = Some(new);
                    }
                }
                Some(id) => {
                    come.push(id);
                    gone.push(old);
                }
                None => gone.push(old),
            }
        }

        come.extend(new);

        let (document_count, entry_count) = (now.documents().len(), now.entries().len());
        let renumbering = Renumbering::new(documents, entries, document_count, entry_count);

        Moves { renumbering, come, gone }
    }

    /// Tells whether a translation, or a page that has one, came or went: lists and links then show other versions.
    fn touch_languages(&self, present: PresentStages<'_>, previous: PreviousStages<'_>) -> bool {
        let has_versions = |index: &Index, translations: &Translations, id: DocumentId| {
            let head = &index.document(id).own.head;
            head.language.is_some()
                || head.translation_of.is_some()
                || translations.has_versions(index.own_entry(id))
        };

        let come = |&id: &DocumentId| has_versions(present.index, present.translations, id);
        let gone = |&id: &DocumentId| has_versions(previous.index, previous.translations, id);
        self.come.iter().any(come) || self.gone.iter().any(gone)
    }
}

/// The ids, and the last parts of paths and addresses, that name something else than before.
#[derive(Default)]
struct ChangedWords {
    ids: WordSet,
    names: WordSet,
    /// The lengths of the names, a bit for each up to 63: most links end in a name of another length.
    lengths: u64,
}

impl ChangedWords {
    fn collect(
        present: PresentStages<'_>,
        previous: PreviousStages<'_>,
        moves: &Moves,
    ) -> ChangedWords {
        let mut words = ChangedWords::default();
        for (index, documents) in [(present.index, &moves.come), (previous.index, &moves.gone)] {
            for &id in documents {
                words.add_document(index, id);
            }
        }

        words.add_assets(present.index.assets(), previous.index.assets());
        for path in present.published.symmetric_difference(previous.published) {
            words.add_path(path);
        }

        words
    }

    fn add_document(&mut self, index: &Index, id: DocumentId) {
        let document = index.document(id);
        self.add_path(document.path.as_str());
        if document.shape != Shape::Single {
            self.add_path(document.path.folder());
        }

        for entry in index.entries_of(id) {
            self.ids.insert(index.entry(entry).id.value.clone());
            self.add_path(index.address(entry).as_str());
            for alias in &index.entry(entry).head.aliases {
                self.add_path(&alias.value);
            }
        }
    }

    /// Adds the files that came, went, or have another address.
    fn add_assets(&mut self, now: &[Asset], before: &[Asset]) {
        let key = |asset: &Asset| (asset.source.clone(), asset.address.clone());
        let set = |assets: &[Asset]| -> foldhash::HashSet<_> { assets.iter().map(key).collect() };
        let (now, before) = (set(now), set(before));

        for (source, address) in now.symmetric_difference(&before) {
            self.add_path(source.as_str());
            self.add_path(Address::as_str(address));
        }
    }

    fn add_path(&mut self, path: &str) {
        if let Some(part) = last_part(path) {
            self.lengths |= length_bit(part);
            self.names.insert(part.into());
        }
    }

    /// Tells whether a document may name anything of it.
    fn touch(&self, document: &Document) -> bool {
        if self.ids.is_empty() && self.names.is_empty() {
            return false;
        }

        let is_name =
            |part: &str| self.lengths & length_bit(part) != 0 && self.names.contains(part);
        let leads = |target: &str| last_part(target).is_none_or(is_name);
        let mut images = document.entries().flat_map(Entry::images);

        names::written_ids(document).any(|(_, id)| self.ids.contains(id))
            || names::ids_in_keys(document).iter().any(|(_, id)| self.ids.contains(&id.value))
            || document.own.head.translation_of.is_some()
            || document.body.links.iter().any(|link| leads(&link.target))
            || images.any(|image| leads(&image.file.value))
    }
}

fn length_bit(part: &str) -> u64 {
    1 << part.len().min(63)
}

/// Returns the name at the end of a path, a link or an address, by which it may be recognised; none where that takes
/// more than a look.
fn last_part(path: &str) -> Option<&str> {
    // Encoded and composed letters may be written otherwise elsewhere.
    if path.bytes().any(|byte| !byte.is_ascii() || matches!(byte, b'%' | b'\\')) {
        return None;
    }

    let end = memchr::memchr2(b'#', b'?', path.as_bytes()).unwrap_or(path.len());
    let path = &path[..end];
    let mut parts = path.rsplit('/').filter(|part| !part.is_empty());
    let is_index = |part: &&str| matches!(*part, "index.md" | "_index.md" | "index.html");
    let part = parts.find(|part| !is_index(part))?;
    let part = part.strip_suffix(".md").or_else(|| part.strip_suffix(".html")).unwrap_or(part);

    (!matches!(part, "." | ".." | "")).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_links_and_addresses_of_one_page_end_alike() {
        for path in [
            "content/briefings/river.md",
            "content/briefings/river/index.md",
            "content/briefings/river/_index.md",
            "content/briefings/river",
            "../river.md#top",
            "/briefings/river/",
            "/briefings/river/index.html?x=/a",
            "https://x.example/river.html",
        ] {
            assert_eq!(last_part(path), Some("river"), "{path}");
        }

        for path in ["", "..", "../", ".", "#top", "r%C3%ADo.md", "río.md", "/", "index.md"] {
            assert_eq!(last_part(path), None, "{path}");
        }
    }
}
