//! All documents together: ids, addresses, and who refers to whom.
//!
//! In: documents, assets and settings. Out: a [`Site`], and findings about what does not fit
//! together. Invariant: read-only once it is linked; it answers as of a day, and reads no file.

mod address;
mod answer;
mod cycles;
mod data_file;
mod follow;
mod image;
mod index;
mod languages;
mod linking;
mod lists;
mod mentions;
mod menu;
mod related;
mod relations;
mod resolve;
mod route;
mod terms;
mod ties;
mod translations;
mod urls;

use std::sync::Arc;

use jiff::Timestamp;

pub use address::{Address, href};
pub use answer::{Answer, Unanswered};
pub use data_file::DataFile;
pub use follow::Destination;
pub use linking::{Input, link};
pub use mentions::Mention;
pub use relations::Related;
pub use route::{Route, RouteKind, SITEMAP_MAX};
pub use terms::{Term, Terms};

use crate::config::Config;
use crate::content::agreement::{Agreement, RelationKind};
use crate::content::briefing::Briefing;
use crate::content::figure::Figure;
use crate::content::minister::Minister;
use crate::content::{Document, Entry, Heading, Kind, Record, Shape};
use crate::diagnostic::Place;
use crate::language::{Language, LanguageSet};
use crate::source::{SitePath, Span};
use crate::value::{Country, Day};

/// The day and the moment that a build speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// Records and lists answer as of this day.
    pub day: Day,
    /// Embargoes are over when they end at or before this moment.
    pub moment: Timestamp,
}

impl Default for AsOf {
    /// The beginning of time.
    fn default() -> AsOf {
        AsOf { day: Day::MIN, moment: Timestamp::MIN }
    }
}

/// As of when, and in which language, something is said.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'s> {
    /// The day.
    pub day: Day,
    /// The language.
    pub language: &'s Language,
}

/// Names a page or record of one site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

impl EntryId {
    fn new(index: usize) -> EntryId {
        EntryId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Returns its number among the entries of the site, from nought.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A file that is published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Where it lies.
    pub source: SitePath,
    /// Where it is published.
    pub address: Address,
}

/// What can be said of a document rests on this: on the document, and on what it refers to.
#[derive(Debug, Clone)]
pub struct Basis(Arc<ties::Ties>);

impl PartialEq for Basis {
    fn eq(&self, other: &Basis) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A linked site.
///
/// What an edit leaves as it was is shared with the site before; the empty site stands before the first.
#[derive(Debug, Default)]
pub struct Site {
    /// What it was linked from.
    input: Input,
    /// The documents that are published, sorted by path.
    documents: Vec<Arc<Document>>,
    /// Who is who.
    index: Arc<index::Index>,
    /// The languages that it is written in.
    languages: LanguageSet,
    translations: Arc<translations::Translations>,
    lists: lists::Lists,
    known: Arc<route::Known>,
    /// For each document, what its ids name.
    names: Vec<Arc<ties::Names>>,
    /// What may be meant by ids that are unknown.
    near: resolve::Near,
    relations: relations::Relations,
    /// For each document, where its links lead, and what was found.
    ties: Vec<Arc<ties::Ties>>,
    /// For each node, who refers to it.
    mentions: Vec<Arc<[Mention]>>,
    routes: Arc<route::Routes>,
}

impl Site {
    /// Returns the settings.
    pub fn config(&self) -> &Config {
        &self.input.config
    }

    /// Returns the day and moment that the build speaks of.
    pub fn as_of(&self) -> AsOf {
        self.input.as_of
    }

    /// Returns the published documents, sorted by path.
    pub fn documents(&self) -> &[Arc<Document>] {
        &self.documents
    }

    /// Returns all pages and records, each file's own before its inline ones.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> + use<> {
        (0..self.index.nodes.len()).map(EntryId::new)
    }

    /// Returns the pages or records of a kind, in the order in which their list shows them.
    pub fn listed(&self, kind: Kind) -> &[EntryId] {
        &self.lists.listed[kind as usize]
    }

    /// Returns the file that holds an entry.
    pub fn document(&self, id: EntryId) -> &Document {
        self.shared_document(id)
    }

    /// Returns the file of an entry as it is shared with the sites before and after.
    pub fn shared_document(&self, id: EntryId) -> &Arc<Document> {
        &self.documents[self.index.nodes[id.index()].document]
    }

    /// Returns what was written of an entry.
    pub fn entry(&self, id: EntryId) -> &Entry {
        let node = &self.index.nodes[id.index()];
        let document = &self.documents[node.document];
        match node.inline {
            Some(inline) => &document.inline[inline],
            None => &document.own,
        }
    }

    /// Tells whether an entry has a file, and so prose, of its own.
    pub fn is_filed(&self, id: EntryId) -> bool {
        self.index.nodes[id.index()].inline.is_none()
    }

    /// Returns the headings of an entry's prose; a record that stands inline has none.
    pub fn headings(&self, id: EntryId) -> &[Heading] {
        if self.is_filed(id) { &self.document(id).body.headings } else { &[] }
    }

    /// Returns the kind of an entry.
    pub fn kind(&self, id: EntryId) -> Kind {
        self.index.nodes[id.index()].kind
    }

    /// Returns the address of an entry's page.
    pub fn address(&self, id: EntryId) -> &Address {
        &self.index.nodes[id.index()].address
    }

    /// Returns the URL of an entry's page, from the host's root.
    pub fn url(&self, id: EntryId) -> &str {
        &self.index.nodes[id.index()].url
    }

    /// Returns the title of an entry: a minister's is the name.
    pub fn title(&self, id: EntryId) -> &str {
        &self.entry(id).head.title
    }

    /// Returns where an entry is defined, for findings about the whole of it.
    pub fn place(&self, id: EntryId) -> Place {
        let document = self.document(id);
        let span = self.entry(id).id.span;

        // The id of most files is their name: the finding then stands at the first line.
        let span = if span == Span::default() { Span::new(0, 3) } else { span };
        Place::new(&document.path, span)
    }

    /// Returns the briefing, where the entry is one.
    pub fn briefing(&self, id: EntryId) -> Option<&Briefing> {
        match &self.entry(id).record {
            Record::Briefing(briefing) => Some(briefing),
            _ => None,
        }
    }

    /// Returns the agreement, where the entry is one.
    pub fn agreement(&self, id: EntryId) -> Option<&Agreement> {
        match &self.entry(id).record {
            Record::Agreement(agreement) => Some(agreement),
            _ => None,
        }
    }

    /// Returns the minister, where the entry is one.
    pub fn minister(&self, id: EntryId) -> Option<&Minister> {
        match &self.entry(id).record {
            Record::Minister(minister) => Some(minister),
            _ => None,
        }
    }

    /// Returns the figure, where the entry is one.
    pub fn figure(&self, id: EntryId) -> Option<&Figure> {
        match &self.entry(id).record {
            Record::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    /// Tells whether an entry is a section's own text.
    pub fn is_section(&self, id: EntryId) -> bool {
        self.is_filed(id) && self.document(id).shape == Shape::Section
    }

    /// Returns the section of a folder below `content/` (`briefings/2025`), where it has a text.
    pub fn section(&self, folder: &str) -> Option<EntryId> {
        self.index.sections.get(folder).copied()
    }

    /// Returns the sections by folder.
    pub fn sections(&self) -> impl Iterator<Item = (&str, EntryId)> {
        self.index.sections.iter().map(|(folder, id)| (&**folder, *id))
    }

    /// Returns the day that a page's references are answered for: a briefing's own date, and the
    /// build's day for all others.
    pub fn day_of(&self, id: EntryId) -> Day {
        let date = self.briefing(id).and_then(|briefing| briefing.date.as_ref());
        date.map_or(self.as_of().day, |date| date.value.day())
    }

    /// Returns how a page speaks: as of its day, in its language.
    pub fn voice_of(&self, id: EntryId) -> Voice<'_> {
        Voice { day: self.day_of(id), language: self.language_of(id) }
    }

    /// Returns how lists speak, and records of themselves: as of the build's day.
    pub fn voice(&self) -> Voice<'_> {
        Voice { day: self.as_of().day, language: self.language() }
    }

    /// Returns the page or record that a file describes.
    pub fn at_path(&self, path: &str) -> Option<EntryId> {
        self.index.by_path.get(path).copied()
    }

    /// Returns the entry of a file.
    pub fn own(&self, document: usize) -> EntryId {
        self.index.own[document]
    }

    /// Returns the entries of a file: its own, and those that its lists define.
    pub fn entries_of(&self, document: usize) -> impl Iterator<Item = EntryId> + use<> {
        let first = self.own(document).index();
        (first..=first + self.documents[document].inline.len()).map(EntryId::new)
    }

    /// Returns what everything rests on that can be said of a document alone: it is the same as in the
    /// site before as long as neither the document nor anything that it refers to has changed.
    pub fn basis(&self, document: usize) -> Basis {
        Basis(Arc::clone(&self.ties[document]))
    }

    /// Returns how many documents are linked otherwise than in another site, or to something that
    /// changed.
    pub fn linked_anew(&self, before: &Site) -> usize {
        let is_kept =
            |at: usize| before.ties.get(at).is_some_and(|it| Arc::ptr_eq(it, &self.ties[at]));
        (0..self.ties.len()).filter(|&at| !is_kept(at)).count()
    }

    fn document_index(&self, id: EntryId) -> usize {
        self.index.nodes[id.index()].document
    }

    /// Returns what the nth reference of a page's prose names.
    pub fn referenced(&self, page: EntryId, reference: usize) -> Option<EntryId> {
        let document = self.document_index(page);
        self.names[document].references.get(reference).copied().flatten()
    }

    /// Returns the records of a kind that a briefing's lists name, in their order.
    pub fn named(&self, page: EntryId, kind: Kind) -> Vec<EntryId> {
        let named = &self.names[self.document_index(page)].listed;
        named.iter().flatten().copied().filter(|&id| self.kind(id) == kind).collect()
    }

    /// Returns the records that a page names in its lists or its prose, each once, lists first.
    pub fn uses(&self, page: EntryId, kind: Kind) -> Vec<EntryId> {
        let document = self.document_index(page);
        let mut used = self.named(page, kind);
        for id in self.names[document].references.iter().flatten().copied() {
            if self.kind(id) == kind && !used.contains(&id) {
                used.push(id);
            }
        }

        used
    }

    /// Returns who refers to an entry, newest first.
    pub fn mentions(&self, id: EntryId) -> &[Mention] {
        &self.mentions[id.index()]
    }

    /// Returns the events of agreements in which a minister acted: the agreement, and the number of
    /// the event in its timeline.
    pub fn signed(&self, id: EntryId) -> &[(EntryId, usize)] {
        &self.relations.acts[id.index()]
    }

    /// Returns the topics, by their title.
    pub fn topics(&self) -> &Terms {
        &self.lists.topics
    }

    /// Returns the countries, by their name.
    pub fn countries(&self) -> &Terms {
        &self.lists.countries
    }

    /// Returns the address of a country's page.
    pub fn country_address(&self, country: Country) -> Option<&Address> {
        self.lists.countries.get(&country.code()).map(|term| &term.address)
    }

    /// Returns the files that are published as they are.
    pub fn assets(&self) -> &[Asset] {
        &self.index.assets
    }

    /// Returns the agreements that stand in a relation to an agreement, both ways, in a fixed order:
    /// what it does to others, then what others do to it, which is the relation turned round.
    pub fn relations(&self, id: EntryId) -> Vec<(RelationKind, bool, Vec<EntryId>)> {
        let mut groups = Vec::new();
        let own =
            self.agreement(id).map(|agreement| agreement.relations.as_slice()).unwrap_or_default();
        for kind in RelationKind::ALL.iter().copied() {
            let to = own.iter().filter(|relation| relation.kind == kind);
            let to =
                to.filter_map(|relation| self.find_record(Kind::Agreement, &relation.to.value));
            groups.push((kind, false, to.collect()));
        }

        for kind in RelationKind::ALL.iter().copied() {
            let from = self.relations.related_to[id.index()].iter();
            let from = from.filter(|(relation, _)| *relation == kind).map(|&(_, from)| from);
            groups.push((kind, true, from.collect()));
        }

        groups.retain(|(_, _, agreements): &(_, _, Vec<EntryId>)| !agreements.is_empty());

        groups
    }
}
