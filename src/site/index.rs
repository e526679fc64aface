//! The first stage: the published documents, with the ids and addresses of their entries.
//!
//! In: an [`Input`], and the index of the previous site. Out: an [`Index`], which looks entries up and
//! returns their content. Invariant: it contains only what a single file states.

use std::sync::Arc;

use super::address::Address;
use super::as_of::AsOf;
use super::directory::{self, Directory, DirectoryEntry, KnownDirectory, SameId};
use super::files::Asset;
use super::id::{DocumentId, EntryId};
use super::input::Input;
use super::languages;
use super::publication::{Hold, Publication};
use super::strays;
use super::twins::{self, Twin};
use crate::config::Config;
use crate::content::agreement::Agreement;
use crate::content::briefing::Briefing;
use crate::content::figure::Figure;
use crate::content::minister::Minister;
use crate::content::{Document, Entry, Form, Heading, Kind, Link, Record, Shape};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language::{Language, LanguageSet};
use crate::source::{Span, composed};
use crate::value::{Day, LocalText, translated};

/// The day and the language of an answer.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'s> {
    /// The day.
    pub day: Day,
    /// The language.
    pub language: &'s Language,
}

/// What the ids of a site mean: they name the same in sites of one numbering.
#[derive(Debug, Clone)]
pub struct Numbering(Arc<Directory>);

impl PartialEq for Numbering {
    fn eq(&self, other: &Numbering) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The published documents and their entries, with the lookups by id, path and address.
#[derive(Debug)]
pub struct Index {
    input: Input,
    documents: Vec<Arc<Document>>,
    directory: Arc<Directory>,
    languages: LanguageSet,
}

/// What an id names.
#[derive(Debug)]
pub(super) enum Lookup {
    One(EntryId),
    None,
    /// Several kinds have it; all are given.
    Several(Vec<EntryId>),
}

impl Index {
    /// Indexes the documents that are published.
    ///
    /// The directory of the previous site is kept if every id, URL and publication state is the same.
    pub(super) fn build(input: Input, previous: Option<&Index>) -> Index {
        // Most edits change only words. The directory is then the previous one itself, so later stages can
        // tell by its pointer that ids are still valid.
        let unchanged = previous.filter(|it| it.directory.is_unchanged(&input, &it.input));
        let documents = Directory::published(&input);
        let directory = match unchanged {
            Some(previous) => Arc::clone(&previous.directory),
            None => {
                // Their URLs begin with its path.
                let base_url = &input.config.base_url;
                let known = previous.filter(|it| *base_url == it.config().base_url);
                let known = known.map(|it| KnownDirectory {
                    documents: &it.documents,
                    directory: &it.directory,
                });
                Arc::new(Directory::build(&input, &documents, known))
            }
        };

        let languages = languages::build(&input, &documents, previous.map(|it| &it.languages));

        Index { input, documents, directory, languages }
    }

    /// Tells whether the ids of two indexes name the same documents and entries.
    pub(super) fn has_directory_of(&self, other: &Index) -> bool {
        Arc::ptr_eq(&self.directory, &other.directory)
    }

    /// Returns what it was made from.
    pub(super) fn input(&self) -> &Input {
        &self.input
    }

    /// Returns what its ids mean.
    pub fn numbering(&self) -> Numbering {
        Numbering(Arc::clone(&self.directory))
    }

    /// Tells whether a document has the ids, addresses and hold that one of another index had.
    pub(super) fn enters_alike(&self, id: DocumentId, other: &Index, its: DocumentId) -> bool {
        directory::is_entered_alike(self.document(id), other.document(its))
            && self.directory.holds[id.index()] == other.directory.holds[its.index()]
    }

    /// Returns the settings.
    pub fn config(&self) -> &Config {
        &self.input.config
    }

    /// Returns the day and moment as of which the build answers.
    pub fn as_of(&self) -> AsOf {
        self.input.as_of
    }

    /// Returns the published documents, sorted by path.
    pub fn documents(&self) -> &[Arc<Document>] {
        &self.documents
    }

    /// Returns what is held back of all documents.
    pub fn publication(&self) -> &Publication {
        &self.input.publication
    }

    /// Returns all documents, those that are held back among them, sorted by path.
    pub fn all_documents(&self) -> &[Arc<Document>] {
        &self.input.documents
    }

    /// Returns the ids of the published documents, in path order.
    pub fn document_ids(&self) -> impl ExactSizeIterator<Item = DocumentId> + use<> {
        (0..self.documents.len()).map(DocumentId::new)
    }

    /// Returns a document.
    pub fn document(&self, id: DocumentId) -> &Arc<Document> {
        &self.documents[id.index()]
    }

    /// Returns the entry of a document: the one that its file describes.
    pub fn own_entry(&self, id: DocumentId) -> EntryId {
        self.directory.own[id.index()]
    }

    /// Returns the entries of a document: its own, and those that its lists define.
    pub fn entries_of(&self, id: DocumentId) -> impl Iterator<Item = EntryId> + use<> {
        let first = self.own_entry(id).index();
        (first..=first + self.document(id).inline.len()).map(EntryId::new)
    }

    /// Returns all pages and records, each file's own before its inline ones.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = EntryId> + use<> {
        (0..self.directory.nodes.len()).map(EntryId::new)
    }

    fn node(&self, id: EntryId) -> &DirectoryEntry {
        &self.directory.nodes[id.index()]
    }

    /// Returns the document that holds an entry.
    pub fn document_of(&self, id: EntryId) -> DocumentId {
        self.node(id).document
    }

    /// Returns the file that holds an entry, as it is shared between builds.
    pub fn file(&self, id: EntryId) -> &Arc<Document> {
        self.document(self.document_of(id))
    }

    /// Returns an entry as written.
    pub fn entry(&self, id: EntryId) -> &Entry {
        let file = self.file(id);
        match self.node(id).inline {
            Some(inline) => &file.inline[inline],
            None => &file.own,
        }
    }

    /// Tells whether an entry has a file, and so prose, of its own.
    pub fn is_filed(&self, id: EntryId) -> bool {
        self.node(id).inline.is_none()
    }

    /// Tells whether an entry is a section's own text.
    pub fn is_section(&self, id: EntryId) -> bool {
        self.is_filed(id) && self.file(id).shape == Shape::Section
    }

    /// Returns the headings of an entry's prose; an inline record has none.
    pub(super) fn headings(&self, id: EntryId) -> &[Heading] {
        if self.is_filed(id) { &self.file(id).body.headings } else { &[] }
    }

    /// Tells whether a page has an anchor, by a heading or by raw HTML.
    pub(super) fn has_anchor(&self, id: EntryId, anchor: &str) -> bool {
        self.is_filed(id) && self.file(id).body.has_anchor(anchor)
    }

    /// Tells whether a link is one on the page: raw HTML may be shown as text.
    pub fn is_live(&self, link: &Link) -> bool {
        link.form != Form::Html || self.config().raw_html
    }

    /// Returns the kind of an entry.
    pub fn kind(&self, id: EntryId) -> Kind {
        self.node(id).kind
    }

    /// Returns the address of an entry's page.
    pub fn address(&self, id: EntryId) -> &Address {
        &self.node(id).address
    }

    /// Returns the URL of an entry's page, from the host's root.
    pub fn url(&self, id: EntryId) -> &str {
        &self.node(id).url
    }

    /// Returns the title of an entry: a minister's is the name.
    pub fn title(&self, id: EntryId) -> &str {
        &self.entry(id).head.title
    }

    /// Returns where an entry is defined, for findings about the whole of it.
    pub fn place(&self, id: EntryId) -> Place {
        let span = self.entry(id).id.span;

        // The id of most files is their name: the finding then points at the first line.
        let span = if span == Span::default() { Span::new(0, 3) } else { span };
        Place::new(&self.file(id).path, span)
    }

    /// Returns the briefing, if the entry is one.
    pub fn briefing(&self, id: EntryId) -> Option<&Briefing> {
        match &self.entry(id).record {
            Record::Briefing(briefing) => Some(briefing),
            _ => None,
        }
    }

    /// Returns the agreement, if the entry is one.
    pub fn agreement(&self, id: EntryId) -> Option<&Agreement> {
        match &self.entry(id).record {
            Record::Agreement(agreement) => Some(agreement),
            _ => None,
        }
    }

    /// Returns the minister, if the entry is one.
    pub fn minister(&self, id: EntryId) -> Option<&Minister> {
        match &self.entry(id).record {
            Record::Minister(minister) => Some(minister),
            _ => None,
        }
    }

    /// Returns the figure, if the entry is one.
    pub fn figure(&self, id: EntryId) -> Option<&Figure> {
        match &self.entry(id).record {
            Record::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    /// Tells whether any published entry has a kind.
    pub(super) fn has_kind(&self, kind: Kind) -> bool {
        self.directory.nodes.iter().any(|node| node.kind == kind)
    }

    /// Returns the section of a folder below `content/` (`briefings/2025`), if it has a text.
    pub fn section(&self, folder: &str) -> Option<EntryId> {
        self.directory.sections.get(folder).copied()
    }

    /// Returns the sections that have a text, by folder.
    pub fn sections(&self) -> impl Iterator<Item = EntryId> {
        self.directory.sections.values().copied()
    }

    /// Returns the page or record that a file describes.
    pub fn at_path(&self, path: &str) -> Option<EntryId> {
        self.directory.by_path.get(&*composed(path)).copied()
    }

    /// Returns the entry that has an address.
    pub(super) fn at_address(&self, address: &str) -> Option<EntryId> {
        self.directory.by_address.get(&*composed(address)).copied()
    }

    /// Returns the addresses of all entries, in no order.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.directory.by_address.keys().map(Address::as_str)
    }

    /// Returns what holds back the file or the entry with an id, if it exists and is not published.
    pub(super) fn withheld(&self, path_or_id: &str) -> Option<Hold> {
        self.directory.withheld.get(&*composed(path_or_id)).copied()
    }

    /// Returns what holds back the page that is to have an address, with or without its last slash.
    pub(super) fn withheld_at(&self, address: &str) -> Option<Hold> {
        let address = composed(address.trim_end_matches('/'));
        self.directory.withheld_addresses.get(&*address).copied()
    }

    /// Returns what holds an entry back, where it is shown all the same.
    pub fn hold(&self, id: EntryId) -> Option<Hold> {
        self.directory.holds[self.document_of(id).index()]
    }

    /// Returns the files that are published as they are.
    pub fn assets(&self) -> &[Asset] {
        &self.directory.files.assets
    }

    /// Returns the published file that lies at a path.
    pub(super) fn asset(&self, source: &str) -> Option<&Asset> {
        let number = *self.directory.asset_by_source.get(&*composed(source))?;
        Some(&self.directory.files.assets[number])
    }

    /// Returns all entries with an id, except later duplicates of one kind.
    pub(super) fn with_id(&self, id: &str) -> &[EntryId] {
        self.directory.by_id.get(&*composed(id)).map(SameId::as_slice).unwrap_or_default()
    }

    /// Finds the one entry with an id, of any kind.
    pub(super) fn only_with_id(&self, id: &str) -> Option<EntryId> {
        match self.with_id(id) {
            [one] if !id.is_empty() => Some(*one),
            _ => None,
        }
    }

    /// Looks up what an id names, within one kind if it is given.
    pub(super) fn look_up(&self, kind: Option<Kind>, id: &str) -> Lookup {
        let all = self.with_id(id);
        let has_kind = |id: &EntryId| kind.is_none_or(|kind| self.kind(*id) == kind);
        let mut fit = all.iter().copied().filter(has_kind);

        match (fit.next(), fit.next()) {
            (None, _) => Lookup::None,
            (Some(one), None) => Lookup::One(one),
            (Some(first), Some(_)) => {
                // For one kind the first represents all: the clash has its own finding.
                let is_record = |kind: Kind| kind != Kind::Page;
                let one_kind = |id: &EntryId| self.kind(*id) == self.kind(first);
                let are_twins = is_record(self.kind(first)) && all.iter().all(one_kind);

                if kind.is_some_and(is_record) || are_twins {
                    Lookup::One(first)
                } else {
                    Lookup::Several(all.iter().copied().filter(has_kind).collect())
                }
            }
        }
    }

    /// Finds the one entry that an id names, within one kind if it is given.
    pub(super) fn find_one(&self, kind: Option<Kind>, id: &str) -> Option<EntryId> {
        match self.look_up(kind, id) {
            Lookup::One(found) => Some(found),
            Lookup::None | Lookup::Several(_) => None,
        }
    }

    /// Finds a record of a kind by its id.
    pub fn find_record(&self, kind: Kind, id: &str) -> Option<EntryId> {
        self.find_one(Some(kind), id)
    }

    /// Finds everything that an id names, with a kind before a colon if one is given.
    pub fn find_all(&self, text: &str) -> Vec<EntryId> {
        let kind_of = |word: &str| Kind::ALL.into_iter().find(|kind| kind.word() == word);
        let prefixed = text.split_once(':').and_then(|(word, id)| Some((kind_of(word)?, id)));
        let (kind, id) = prefixed.map_or((None, text), |(kind, id)| (Some(kind), id));
        let fits = |id: &EntryId| kind.is_none_or(|kind| self.kind(*id) == kind);

        self.with_id(id).iter().copied().filter(fits).collect()
    }

    /// Returns the languages of the site, its own first.
    pub fn languages(&self) -> &LanguageSet {
        &self.languages
    }

    /// Returns the language of the site: of its lists, its menus, and of everything that names none.
    pub fn language(&self) -> &Language {
        self.languages.own()
    }

    /// Returns the language of an entry; an inline record is written in that of its file.
    pub fn language_of(&self, id: EntryId) -> &Language {
        let own = self.entry(id).head.language.as_ref();
        let tag = own.or(self.file(id).own.head.language.as_ref());
        let language = tag.and_then(|tag| self.languages.find(tag.value.as_str()));
        language.unwrap_or_else(|| self.language())
    }

    /// Returns the day as of which a page's references are answered: a briefing's own date, and the build's
    /// day for all others.
    pub fn day_of(&self, id: EntryId) -> Day {
        let date = self.briefing(id).and_then(|briefing| briefing.date.as_ref());
        date.map_or(self.as_of().day, |date| date.value.day())
    }

    /// Returns the voice of a page: its day and its language.
    pub fn voice_of(&self, id: EntryId) -> Voice<'_> {
        Voice { day: self.day_of(id), language: self.language_of(id) }
    }

    /// Returns the voice of lists, and of records on their own pages: the build's day and the site's
    /// language.
    pub fn voice(&self) -> Voice<'_> {
        Voice { day: self.as_of().day, language: self.language() }
    }

    /// Returns an entry's name in a language, with its own language where that is another one: the record of a minister,
    /// an agreement or a figure may give it in several.
    pub fn name_in(&self, id: EntryId, language: &Language) -> (&str, Option<&Language>) {
        let own = self.language_of(id);
        if own.tag() == language.tag() {
            return (self.title(id), None);
        }

        let names = match &self.entry(id).record {
            Record::Minister(minister) => minister.names.as_slice(),
            _ => &self.entry(id).head.titles,
        };

        match translated(names, language.tag()) {
            Some(name) => (name, None),
            None => (self.title(id), Some(own)),
        }
    }

    /// Returns a text of an entry in a language, with the entry's own language where the text has no other.
    pub fn words_in<'s>(
        &'s self,
        id: EntryId,
        text: &'s LocalText,
        language: &Language,
    ) -> (&'s str, Option<&'s Language>) {
        let own = self.language_of(id);
        if own.tag() == language.tag() {
            return (text.own(), None);
        }

        match text.translated(language.tag()) {
            Some(words) => (words, None),
            None => (text.own(), Some(own)),
        }
    }

    /// Returns the summary of an entry in a language, with its own language where that is another one.
    pub fn summary_in(
        &self,
        id: EntryId,
        language: &Language,
    ) -> Option<(&str, Option<&Language>)> {
        let head = &self.entry(id).head;
        let summary = head.summary.as_deref()?;
        let own = self.language_of(id);
        if own.tag() == language.tag() {
            return Some((summary, None));
        }

        let words = translated(&head.summaries, language.tag());
        Some(words.map_or((summary, Some(own)), |words| (words, None)))
    }

    /// Tells whether search engines may list a page: not if it is withdrawn, or not published yet and only
    /// previewed.
    pub fn is_indexed(&self, id: EntryId) -> bool {
        self.hold(id).is_none() && !self.is_withdrawn(id)
    }

    /// Tells whether a page is a briefing that is withdrawn by the build's day.
    pub fn is_withdrawn(&self, id: EntryId) -> bool {
        // By its kind first, which is at hand: it is asked of every entry.
        self.kind(id) == Kind::Briefing
            && self.briefing(id).is_some_and(|it| it.withdrawn_on(self.as_of().day).is_some())
    }

    /// Returns how many pages a list with the given number of items has: at least one.
    pub fn page_count(&self, items: usize) -> usize {
        // A list with a text of its own has a page even where it is empty.
        items.div_ceil(self.config().paginate_by).max(1)
    }

    /// Reports ids that are defined twice, files that cannot be published under their names, and
    /// languages without phrases.
    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let Directory { twins, files, .. } = &*self.directory;
        let twins = twins.iter().map(|&(first, second)| self.duplicate_id(first, second));
        let languages = languages::findings(&self.input, &self.documents, &self.languages);
        let strays = files.findings.iter().cloned();

        // Not kept with the directory: an editor's backup must not link the whole site anew.
        let leftovers = strays::leftovers(&self.input.leftovers);
        twins.chain(strays).chain(leftovers).chain(languages).collect()
    }

    fn duplicate_id(&self, first: EntryId, second: EntryId) -> Diagnostic {
        let id = &self.entry(second).id.value;
        let kind = self.kind(second).word();
        let message = format!("the id `{id}` is defined twice: two {kind}s have it");

        let finding = Diagnostic::new(Code::DuplicateId, self.place(second), message)
            .label(self.place(first), "it is defined here first");

        twins::advise(finding, &self.twin(first), &self.twin(second))
    }

    /// Returns what tells an entry from another of the same id.
    fn twin(&self, id: EntryId) -> Twin<'_> {
        let entry = self.entry(id);
        let is_named_by_file = entry.head.slug.is_none() && self.is_filed(id);
        Twin { path: &self.file(id).path, id: &entry.id.value, is_named_by_file }
    }
}
