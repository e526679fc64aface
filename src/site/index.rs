//! Ids and addresses: what every entry is called, and where it is published.
//!
//! In: documents, files and settings. Out: an [`Index`]. Invariant: it holds nothing that an edit of
//! words, dates or values changes, so that most edits leave it as it is.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::{Address, AsOf, Asset, EntryId, Input, Site, address};
use crate::config::Config;
use crate::content::slug::check_file_name;
use crate::content::{Document, Entry, Kind, Record, Shape};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language::Tag;
use crate::source::{SitePath, Span};

/// A page or record in its site.
#[derive(Debug)]
pub(super) struct Node {
    /// The file that holds it.
    pub(super) document: usize,
    /// Which of the file's inline records it is; none for the file's own.
    pub(super) inline: Option<usize>,
    pub(super) kind: Kind,
    pub(super) address: Address,
    /// The address as a browser wants it, for it is printed on page after page.
    pub(super) url: Box<str>,
}

/// Who is who in a site.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// For each document that was given, whether it is published.
    is_published: Vec<bool>,
    pub(super) nodes: Vec<Node>,
    /// The first node of each document; its inline records follow it.
    pub(super) own: Vec<EntryId>,
    pub(super) by_id: foldhash::HashMap<Box<str>, Vec<EntryId>>,
    pub(super) by_path: foldhash::HashMap<SitePath, EntryId>,
    pub(super) by_address: foldhash::HashMap<Box<str>, EntryId>,
    /// Sections by their folder below `content/`, without slashes at the ends.
    pub(super) sections: BTreeMap<Box<str>, EntryId>,
    /// What is not published, and why, for messages.
    pub(super) withheld: HashMap<Box<str>, &'static str>,
    pub(super) assets: Vec<Asset>,
    pub(super) asset_by_source: HashMap<SitePath, usize>,
    /// Two entries of one kind that have one id, the first before the second.
    twins: Vec<(EntryId, EntryId)>,
    /// What was found about the names of files.
    findings: Vec<Diagnostic>,
    /// The first end of an embargo after the moment that it was made for.
    until: Option<Timestamp>,
}

/// Returns the documents that are published, with their index.
///
/// Where nobody is called or published otherwise than in the site before, that one's index is kept.
pub(super) fn of(input: &Input, before: &Site) -> (Vec<Arc<Document>>, Arc<Index>) {
    let index = match holds(input, before) {
        true => Arc::clone(&before.index),
        false => Arc::new(Index::new(input)),
    };
    (index.published(input), index)
}

/// Tells whether everybody is called and published as in the site before.
fn holds(input: &Input, before: &Site) -> bool {
    let last = &before.input;
    let moment = input.as_of.moment;

    input.as_of.day == last.as_of.day
        && moment >= last.as_of.moment
        && before.index.until.is_none_or(|until| moment < until)
        && input.drafts == last.drafts
        && input.config == last.config
        && input.phrases == last.phrases
        && input.files == last.files
        && input.documents.len() == last.documents.len()
        && input.documents.iter().zip(&last.documents).all(|(one, other)| is_same(one, other))
}

fn is_same(one: &Arc<Document>, other: &Arc<Document>) -> bool {
    let is_called = |one: &Entry, other: &Entry| {
        one.record.kind() == other.record.kind() && one.id.value == other.id.value
    };

    Arc::ptr_eq(one, other)
        || one.path == other.path
            && one.shape == other.shape
            && is_called(&one.own, &other.own)
            && one.own.head.draft == other.own.head.draft
            && source(one) == source(other)
            && language(one) == language(other)
            && embargo(one) == embargo(other)
            && one.inline.len() == other.inline.len()
            && one.inline.iter().zip(&other.inline).all(|(one, other)| is_called(one, other))
}

fn source(document: &Document) -> Option<&str> {
    let source = document.own.head.translation_of.as_ref();
    source.map(|source| &*source.value)
}

fn language(document: &Document) -> Option<&Tag> {
    document.own.head.language.as_ref().map(|language| &language.value)
}

fn embargo(document: &Document) -> Option<Timestamp> {
    match &document.own.record {
        Record::Briefing(briefing) => {
            briefing.embargo.as_ref().map(|embargo| embargo.value.instant())
        }
        _ => None,
    }
}

/// Tells for each document why it is not published at this moment.
///
/// A translation says what its source says: it is held back with it.
fn reasons_to_withhold(input: &Input) -> Vec<Option<&'static str>> {
    let documents = || input.documents.iter();
    let mut reasons: Vec<_> = documents().map(|it| reason_to_withhold(it, input)).collect();
    let held = documents().zip(&reasons).filter_map(|(document, reason)| {
        let own = &document.own;
        let is_source = own.head.translation_of.is_none();
        reason.filter(|_| is_source).map(|reason| ((own.record.kind(), &*own.id.value), reason))
    });
    let held: HashMap<_, _> = held.collect();

    if held.is_empty() {
        return reasons;
    }

    for (document, reason) in documents().zip(&mut reasons) {
        if let Some(source) = &document.own.head.translation_of {
            let source = held.get(&(document.own.record.kind(), &*source.value));
            *reason = reason.or(source.copied());
        }
    }

    reasons
}

fn reason_to_withhold(document: &Document, input: &Input) -> Option<&'static str> {
    let AsOf { moment, .. } = input.as_of;
    if input.drafts {
        None
    } else if document.own.head.draft {
        Some("a draft")
    } else {
        embargo(document).filter(|end| *end > moment).map(|_| "under embargo")
    }
}

impl Index {
    fn new(input: &Input) -> Index {
        let reasons = reasons_to_withhold(input);
        let mut index = Index {
            is_published: reasons.iter().map(Option::is_none).collect(),
            ..Index::default()
        };
        let documents = index.published(input);
        index.by_id.reserve(documents.len());
        index.by_path.reserve(documents.len());

        index.by_address.reserve(documents.len());

        let moment = input.as_of.moment;
        let ends = input.documents.iter().filter_map(|document| embargo(document));
        index.until = ends.filter(|end| *end > moment).min();

        let bundles = index.withhold(input, &reasons);

        for (number, document) in documents.iter().enumerate() {
            index.enter(&input.config, number, document);
        }

        index.publish_files(&input.files, &documents, &bundles);

        index
    }

    fn published(&self, input: &Input) -> Vec<Arc<Document>> {
        let documents = input.documents.iter().zip(&self.is_published);
        documents.filter(|(_, is_published)| **is_published).map(|(it, _)| Arc::clone(it)).collect()
    }

    /// Notes what is not published, and returns the folders that are not either.
    fn withhold(&mut self, input: &Input, reasons: &[Option<&'static str>]) -> HashSet<String> {
        let mut bundles = HashSet::new();
        for (document, reason) in input.documents.iter().zip(reasons) {
            let Some(reason) = *reason else {
                continue;
            };

            if document.shape == Shape::Bundle {
                bundles.insert(document.path.folder().to_owned());
            }

            self.withheld.extend(document.entries().map(|entry| (entry.id.value.clone(), reason)));

            // Links name a file; no id looks like a path to one.
            self.withheld.insert(document.path.as_str().into(), reason);
        }

        bundles
    }

    /// Gives the entries of a document their ids and addresses.
    fn enter(&mut self, config: &Config, number: usize, document: &Document) {
        let own = EntryId::new(self.nodes.len());
        self.own.push(own);
        self.by_path.insert(document.path.clone(), own);

        let entries = std::iter::once((None, &document.own));
        let inline = document.inline.iter().enumerate().map(|(at, entry)| (Some(at), entry));
        for (inline, entry) in entries.chain(inline) {
            let id = EntryId::new(self.nodes.len());
            let kind = entry.record.kind();
            let address = match inline {
                None => address::of_document(document),
                Some(_) => address::of_inline(kind, &entry.id.value),
            };

            self.by_address.entry(address.as_str().into()).or_insert(id);

            let url = address::href(config.base_url.path(), &address).into();
            self.nodes.push(Node { document: number, inline, kind, address, url });

            if inline.is_none() && document.shape == Shape::Section {
                let folder = document.path.folder().strip_prefix("content").unwrap_or_default();
                self.sections.insert(folder.trim_start_matches('/').into(), id);
            }

            if entry.id.value.is_empty() {
                continue;
            }

            let others = self.by_id.entry(entry.id.value.clone()).or_default();
            let twin = others.iter().find(|other| self.nodes[other.index()].kind == kind);
            match twin.filter(|_| kind != Kind::Page) {
                Some(&first) => self.twins.push((first, id)),
                None => others.push(id),
            }
        }
    }

    /// Gives files their addresses: those of `static/` from the root, those beside a page below it.
    ///
    /// A page that is not published keeps its files to itself, even within the folder of one that is.
    fn publish_files(
        &mut self,
        files: &[SitePath],
        documents: &[Arc<Document>],
        withheld: &HashSet<String>,
    ) {
        let bundles = documents.iter().zip(&self.own);
        let bundles: HashMap<String, EntryId> = bundles
            .filter(|(document, _)| document.shape == Shape::Bundle)
            .map(|(document, &own)| (document.path.folder().to_owned(), own))
            .collect();

        for source in files {
            let address = match source.as_str().strip_prefix("static/") {
                Some(path) => Some(Address::new(format!("/{path}"))),
                None => self.beside_page(&bundles, withheld, source),
            };

            let Some(address) = address else {
                continue;
            };

            if let Some(error) = address.as_str()[1..].split('/').find_map(check_file_name) {
                let place = Place::new(source, Span::default());
                let message = format!("the file's name is not safe as an address: {error}");
                let finding = Diagnostic::new(Code::UnsafePath, place, message);

                self.findings.push(
                    finding
                        .help("rename it: letters, digits, hyphens and dots are safe everywhere"),
                );
                continue;
            }

            self.asset_by_source.insert(source.clone(), self.assets.len());
            self.assets.push(Asset { source: source.clone(), address });
        }
    }

    fn beside_page(
        &self,
        bundles: &HashMap<String, EntryId>,
        withheld: &HashSet<String>,
        source: &SitePath,
    ) -> Option<Address> {
        let mut folder = source.folder();
        loop {
            if withheld.contains(folder) {
                return None;
            }

            if let Some(page) = bundles.get(folder) {
                let page = &self.nodes[page.index()].address;
                return Some(page.beside(&source.as_str()[folder.len() + 1..]));
            }

            folder = folder.rsplit_once('/')?.0;
        }
    }
}

/// Reports ids that are defined twice, and files that cannot be published under their names.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    let twins = site.index.twins.iter().map(|&(first, second)| twice(site, first, second));
    twins.chain(site.index.findings.iter().cloned()).collect()
}

fn twice(site: &Site, first: EntryId, second: EntryId) -> Diagnostic {
    let entry = site.entry(second);
    let kind = site.kind(second).word();

    Diagnostic::new(
        Code::DuplicateId,
        site.place(second),
        format!("the id `{}` is defined twice: two {kind}s have it", entry.id.value),
    )
    .label(site.place(first), "it is defined here first")
    .help("give one of them another id: rename its file, or set `slug`")
}
