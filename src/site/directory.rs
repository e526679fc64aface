//! Ids and addresses of all entries.
//!
//! In: documents, files and settings. Out: a [`Directory`]. Invariant: it holds nothing that an edit of
//! words, dates or values changes, so most edits do not affect it.

use std::collections::{BTreeMap, HashMap, hash_map};
use std::sync::Arc;

use super::address::{self, Address};
use super::files::{Bundles, SiteFiles};
use super::id::{DocumentId, EntryId};
use super::input::Input;
use super::publication::Hold;
use crate::config::Config;
use crate::content::{self, Document, Kind, Shape};
use crate::language::LanguageTag;
use crate::source::{SitePath, composed};

/// The address of a page or record, and where it is defined.
#[derive(Debug, Clone)]
pub(super) struct DirectoryEntry {
    /// The file that holds it.
    pub(super) document: DocumentId,
    /// Which of the file's inline records it is; none for the file's own.
    pub(super) inline: Option<usize>,
    pub(super) kind: Kind,
    pub(super) address: Address,
    // Encoded once: it is printed on page after page.
    pub(super) url: Arc<str>,
}

/// Ids and URLs of all entries, with their lookup tables.
#[derive(Debug)]
pub(super) struct Directory {
    /// What holds each published document back, where it is shown all the same.
    pub(super) holds: Vec<Option<Hold>>,
    pub(super) nodes: Vec<DirectoryEntry>,
    /// The first node of each document; its inline records follow it.
    pub(super) own: Vec<EntryId>,
    pub(super) by_id: foldhash::HashMap<Box<str>, SameId>,
    pub(super) by_path: foldhash::HashMap<SitePath, EntryId>,
    pub(super) by_address: foldhash::HashMap<Address, EntryId>,
    /// Sections by their folder below `content/`, without slashes at the ends.
    pub(super) sections: BTreeMap<Box<str>, EntryId>,
    /// The ids and paths that are not published, and what holds them back.
    pub(super) withheld: HashMap<Box<str>, Hold>,
    /// The addresses that they will have, without their last slash.
    pub(super) withheld_addresses: HashMap<Box<str>, Hold>,
    pub(super) files: SiteFiles,
    pub(super) asset_by_source: HashMap<SitePath, usize>,
    /// Two entries of one kind that have one id, the first before the second.
    pub(super) twins: Vec<(EntryId, EntryId)>,
}

/// The entries that have one id: mostly one, which needs no list of its own.
#[derive(Debug)]
pub(super) enum SameId {
    One([EntryId; 1]),
    Several(Vec<EntryId>),
}

impl SameId {
    pub(super) fn as_slice(&self) -> &[EntryId] {
        match self {
            SameId::One(one) => one,
            SameId::Several(all) => all,
        }
    }

    fn push(&mut self, id: EntryId) {
        match self {
            SameId::One([first]) => *self = SameId::Several(vec![*first, id]),
            SameId::Several(all) => all.push(id),
        }
    }
}

/// The published documents of a site, in path order, with the directory that was made of them.
#[derive(Clone, Copy)]
pub(super) struct KnownDirectory<'p> {
    pub(super) documents: &'p [Arc<Document>],
    pub(super) directory: &'p Directory,
}

impl Directory {
    /// Gives every published entry its id and address; those of documents that stayed are shared with the
    /// previous directory, which must have been made for the same base URL.
    pub(super) fn build(
        input: &Input,
        documents: &[Arc<Document>],
        previous: Option<KnownDirectory<'_>>,
    ) -> Directory {
        let count = input.documents.len();
        let mut directory = Directory {
            holds: published(input).map(|(_, hold)| hold).collect(),
            nodes: Vec::with_capacity(count),
            own: Vec::with_capacity(count),
            by_id: map_for(count),
            by_path: map_for(count),
            by_address: map_for(count),
            sections: BTreeMap::new(),
            withheld: HashMap::new(),
            withheld_addresses: HashMap::new(),
            files: SiteFiles::default(),
            asset_by_source: HashMap::new(),
            twins: Vec::new(),
        };

        let held = directory.withhold(input);
        let mut known = previous.into_iter().flat_map(KnownDirectory::entered).peekable();
        for (number, document) in documents.iter().enumerate() {
            while known.next_if(|(before, _)| before.path < document.path).is_some() {}

            let stayed = known.next_if(|(before, _)| Arc::ptr_eq(before, document));
            let id = DocumentId::new(number);
            directory.enter(&input.config, id, document, stayed.map(|(_, nodes)| nodes));
        }

        let with_files = documents.iter().zip(&directory.own);
        let with_files = with_files.filter(|(document, _)| document.shape == Shape::Bundle);
        let address = |own: &EntryId| directory.nodes[own.index()].address.clone();
        let published = with_files.map(|(document, own)| (document.path.folder(), address(own)));
        let bundles = Bundles { published: published.collect(), held };

        let files = SiteFiles::place(input, documents, &bundles);
        directory.enter_files(files);

        directory
    }

    /// Returns the documents of the input that are published, in path order.
    pub(super) fn published(input: &Input) -> Vec<Arc<Document>> {
        published(input).map(|(document, _)| Arc::clone(document)).collect()
    }

    /// Tells whether every id, URL and publication state of an input equals that of the input from which the
    /// directory was made, and whether its settings make the same links and routes.
    pub(super) fn is_unchanged(&self, input: &Input, previous: &Input) -> bool {
        let raw_html = input.config.raw_html;
        let is_alike = |one: &Arc<Document>, other: &Arc<Document>| {
            Arc::ptr_eq(one, other)
                || is_entered_alike(one, other) && self.files.shows_alike(raw_html, one, other)
        };

        input.as_of.day == previous.as_of.day
            && input.publication == previous.publication
            && input.config.routes_alike(&previous.config)
            && input.files == previous.files
            && input.links == previous.links
            && input.documents.len() == previous.documents.len()
            && input
                .documents
                .iter()
                .zip(&previous.documents)
                .all(|(one, other)| is_alike(one, other))
    }

    /// Records what is not published, and returns the folders that are withheld as well.
    fn withhold(&mut self, input: &Input) -> HashMap<String, Hold> {
        let mut folders = HashMap::new();
        let documents = input.documents.iter().enumerate();
        for (at, document) in documents.filter(|(at, _)| !input.publication.is_published(*at)) {
            let Some(hold) = input.publication.holds[at] else {
                continue;
            };

            // The pictures beside an embargoed page would leak it just as its words would.
            if document.shape == Shape::Bundle {
                folders.insert(document.path.folder().to_owned(), hold);
            }

            self.withheld.extend(document.entries().map(|entry| (entry.id.value.clone(), hold)));

            // Links name a file, or the address of a page; no id looks like either.
            self.withheld.insert(composed(document.path.as_str()).into(), hold);
            let address = address::of_document(document);
            let address = address.as_str().trim_end_matches('/').into();
            self.withheld_addresses.insert(address, hold);
        }

        folders
    }

    /// Gives the entries of a document their ids and addresses; `known` are its nodes in the previous directory.
    fn enter(
        &mut self,
        config: &Config,
        id: DocumentId,
        document: &Document,
        known: Option<&[DirectoryEntry]>,
    ) {
        let own = EntryId::new(self.nodes.len());
        self.own.push(own);
        self.by_path.insert(document.path.composed(), own);

        if document.shape == Shape::Section {
            let folder = document.path.folder().strip_prefix("content").unwrap_or_default();
            self.sections.insert(folder.trim_start_matches('/').into(), own);
        }

        let inline = document.inline.iter().enumerate().map(|(at, entry)| (Some(at), entry));

        // Its own entry first: `Index::entries_of` counts from there.
        let entries = std::iter::once((None, &document.own)).chain(inline);
        if let Some(known) = known {
            for ((_, entry), node) in entries.zip(known) {
                self.enter_node(entry, DirectoryEntry { document: id, ..node.clone() });
            }

            return;
        }

        for (inline, entry) in entries {
            let kind = entry.record.kind();
            let address = match inline {
                None => address::of_document(document),
                Some(_) => address::of_inline(kind, &entry.id.value),
            };
            let url = address::href(config.base_url.path(), &address).into();

            self.enter_node(entry, DirectoryEntry { document: id, inline, kind, address, url });
        }
    }

    /// Adds a node to all lookup tables.
    fn enter_node(&mut self, entry: &content::Entry, node: DirectoryEntry) {
        let id = EntryId::new(self.nodes.len());
        let kind = node.kind;

        // The first of several that claim one address keeps it; the clash has its own finding.
        self.by_address.entry(node.address.clone()).or_insert(id);
        self.nodes.push(node);

        if entry.id.value.is_empty() {
            return;
        }

        let others = match self.by_id.entry(entry.id.value.clone()) {
            hash_map::Entry::Vacant(free) => {
                free.insert(SameId::One([id]));
                return;
            }
            hash_map::Entry::Occupied(others) => others.into_mut(),
        };

        // Plain pages may share an id, since every folder may have its `contact.md`; with two figures of one
        // id it would be unclear which number is right.
        let mut twins = others.as_slice().iter().filter(|_| kind != Kind::Page);
        match twins.find(|other| self.nodes[other.index()].kind == kind) {
            Some(&first) => self.twins.push((first, id)),
            None => others.push(id),
        }
    }

    /// Takes over which files are published.
    fn enter_files(&mut self, files: SiteFiles) {
        let numbered = files.assets.iter().enumerate();
        self.asset_by_source = numbered.map(|(at, asset)| (asset.source.composed(), at)).collect();

        let withheld = files.withheld.iter();
        self.withheld.extend(withheld.map(|(path, hold)| (composed(path.as_str()).into(), *hold)));
        self.files = files;
    }
}

impl<'p> KnownDirectory<'p> {
    /// Returns each document with its nodes.
    fn entered(self) -> impl Iterator<Item = (&'p Arc<Document>, &'p [DirectoryEntry])> {
        let KnownDirectory { documents, directory } = self;

        documents.iter().zip(&directory.own).map(|(document, own)| {
            let first = own.index();
            (document, &directory.nodes[first..=first + document.inline.len()])
        })
    }
}

/// Returns the published documents, in path order, and what holds them back where they are shown all the same.
fn published(input: &Input) -> impl Iterator<Item = (&Arc<Document>, Option<Hold>)> {
    let publication = &input.publication;
    let documents = input.documents.iter().enumerate();
    let published = documents.filter(|(at, _)| publication.is_published(*at));
    published.map(|(at, document)| (document, publication.holds[at]))
}

fn map_for<K, V>(count: usize) -> foldhash::HashMap<K, V> {
    foldhash::HashMap::with_capacity_and_hasher(count, foldhash::fast::RandomState::default())
}

/// Tells whether two versions of a document give the same directory.
pub(super) fn is_entered_alike(one: &Arc<Document>, other: &Arc<Document>) -> bool {
    let is_called_alike = |one: &content::Entry, other: &content::Entry| {
        one.record.kind() == other.record.kind() && one.id.value == other.id.value
    };

    // All fields that translations and the lookup tables depend on; if one were missing here, a
    // stale directory would be kept.
    Arc::ptr_eq(one, other)
        || one.path == other.path
            && one.shape == other.shape
            && is_called_alike(&one.own, &other.own)
            && source(one) == source(other)
            && language(one) == language(other)
            && one.inline.len() == other.inline.len()
            && one.inline.iter().zip(&other.inline).all(|(one, other)| is_called_alike(one, other))
}

fn source(document: &Document) -> Option<&str> {
    let source = document.own.head.translation_of.as_ref();
    source.map(|source| &*source.value)
}

fn language(document: &Document) -> Option<&LanguageTag> {
    document.own.head.language.as_ref().map(|language| &language.value)
}
