//! Links documents into a site, stage by stage.
//!
//! In: an [`Input`], and the previous site if there is one. Out: a [`Site`], and findings about what
//! does not fit together. Invariant: the previous site only changes how long it takes. The findings of a
//! document depend on the document and on what it refers to; where neither changed, they are reused.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::address::Address;
use super::answer::ReferenceError;
use super::answers::Answers;
use super::as_of::AsOf;
use super::carried::{self, PresentStages, PreviousStages};
use super::delta::Delta;
use super::files::Asset;
use super::follow::{Destination, LinkResolver, Suggestions};
use super::id::{DocumentId, EntryId};
use super::index::{Index, Voice};
use super::input::Input;
use super::links::{self, DocumentLinks, Fingerprint, PreviousLinks};
use super::lists::Lists;
use super::mentions::{Mention, MentionSources, Mentions};
use super::menu::{self, MenuTarget};
use super::names::Names;
use super::publication::Publication;
use super::published::PublishedPaths;
use super::relations::{AgreementAct, AgreementRelation, RelationGroup};
use super::route::{FileKind, Route, RouteKind};
use super::routes::{self, PageCounts, Routes};
use super::terms::Terms;
use super::translations::{self, Translations};
use super::{clashes, cycles, gone, image, misfiled, topic_names, unresolved};
use crate::config::{Config, ShareImage};
use crate::content::agreement::Agreement;
use crate::content::briefing::Briefing;
use crate::content::figure::{Figure, Observation};
use crate::content::minister::Minister;
use crate::content::{Document, Entry, Kind, Link, Run};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language::Language;
use crate::source::{SitePath, Span};
use crate::value::Day;
use crate::yaml::Text;

/// How much one page may show of the entries that it embeds, see [`Site::embedded_size`]: a hundred tables of a
/// hundred months, which is a megabyte.
pub const EMBEDDED_MAX: usize = 10_000;

/// A linked site: the last stage, which holds those before it.
///
/// Parts that an edit does not affect are shared with the previous site.
#[derive(Debug)]
pub struct Site {
    index: Index,
    translations: Arc<Translations>,
    lists: Lists,
    published: Arc<PublishedPaths>,
    names: Names,
    /// For each document, the targets of its links, and its findings.
    links: Vec<Arc<DocumentLinks>>,
    mentions: Mentions,
    routes: Arc<Routes>,
}

/// Links documents, and reports what does not fit together.
#[must_use]
pub fn link(input: Input, previous: Option<&Site>) -> (Site, Vec<Diagnostic>) {
    let index = Index::build(input, previous.map(|it| &it.index));

    // If ids mean other entries than before, everything that holds an id is invalid.
    let (previous, unlike) = match previous {
        Some(previous) if previous.index.has_directory_of(&index) => (Some(previous), None),
        other => (None, other),
    };
    let delta = Delta::between(&index, previous.map(|it| &it.index));

    // Before the lists, which show a page and its translations as one item.
    let translations = Translations::build(&index, previous.map(|it| &it.translations));
    let lists = Lists::build(&index, &translations, &delta, previous.map(|it| &it.lists));

    // The previous site, if its paths are the same except for further pages of entries.
    let same_paths = previous
        .filter(|it| lists.has_terms_of(&it.lists) && routes::has_same_aliases(&index, &delta));
    let published = match same_paths {
        Some(previous) => Arc::clone(&previous.published),
        None => routes::published_paths(&index, &lists, previous.map(|it| &it.published)),
    };

    // Where ids mean other entries, what was linked before is carried over to the new numbers.
    let carried = unlike.and_then(|it| {
        let present =
            PresentStages { index: &index, translations: &translations, published: &published };
        carried::carry(present, it.previous_stages())
    });
    let (delta_of_links, known_names) = match &carried {
        Some(carried) => (&carried.delta, Some(&carried.names)),
        None => (&delta, previous.map(|it| &it.names)),
    };

    let names = Names::build(&index, &translations, &lists, delta_of_links, known_names);
    let answers = Answers { index: &index, names: &names };
    let suggestions = Suggestions::new(&index);
    let suggestions = Some(&suggestions);
    let resolver = LinkResolver { answers, published: &published, suggestions };
    let known_links = match &carried {
        Some(carried) => Some(PreviousLinks {
            names: &carried.names,
            // What came and went among them is among the changes already.
            published: &published,
            links: &carried.links,
        }),
        None => previous.map(Site::previous_links),
    };
    let links = links::build(resolver, delta_of_links, known_links);

    let sources = MentionSources {
        index: &index,
        translations: &translations,
        lists: &lists,
        names: &names,
        links: &links,
    };
    let mentions = match unlike.zip(carried.as_ref()) {
        Some((before, carried)) => Mentions::carry(sources, carried.links(), &before.mentions),
        None => Mentions::build(sources, previous.map(|it| (it.mention_sources(), &it.mentions))),
    };

    // Last of all: how many pages a record has depends on how many others mention it.
    let counts = PageCounts { index: &index, lists: &lists, mentions: &mentions };
    let same_routes = same_paths.filter(|it| counts.has_routes_of(it.page_counts(), &delta));
    let routes = match same_routes {
        Some(previous) => Arc::clone(&previous.routes),
        None => Routes::build(&index, &lists, &mentions),
    };

    let site = Site { index, translations, lists, published, names, links, mentions, routes };
    let findings = site.findings();

    (site, findings)
}

/// Reports a site without a page: an emptied folder builds without a fault, and would take a whole site off the web.
fn empty(index: &Index) -> Option<Diagnostic> {
    let finding = || {
        let place = Place::new(&crate::config::path(), Span::default());
        Diagnostic::new(Code::EmptySite, place, "the site has no pages of its own")
            .help("`chancery add briefing TITLE` writes one")
    };

    index.all_documents().is_empty().then(finding)
}

impl Site {
    /// Returns the findings of every stage.
    fn findings(&self) -> Vec<Diagnostic> {
        let Site { index, lists, published, names, .. } = self;
        let of_documents = self.links.iter().flat_map(|links| links.findings.iter().cloned());
        let unknown = |page: EntryId, id: &str, place: &Place| {
            unresolved::unresolved_id(index, names, index.kind(page), id, place)
        };

        let mut findings = index.findings();
        findings.extend(empty(index));
        findings.extend(cycles::findings(index, lists));
        findings.extend(of_documents);
        findings.extend(menu::findings(index, published));
        findings.extend(topic_names::findings(index, lists));
        findings.extend(misfiled::findings(index));
        let settings = crate::config::path();
        let pictures = image::keys_of_settings(index);
        findings.extend(pictures.filter_map(|it| image::missing(index, &settings, it)));

        let key_figures = index.config().key_figures.iter();
        findings.extend(key_figures.filter_map(|id| {
            let place = Place::new(&settings, id.span);
            unresolved::unresolved_id(index, names, Kind::Figure, &id.value, &place)
        }));

        findings.extend(translations::findings(index, &self.translations, unknown));
        findings.extend(gone::findings(index.config(), self.routes.all()));
        findings.extend(clashes::unwritable_findings(index, self.routes.unwritable()));
        findings.extend(clashes::findings(index, self.routes.all(), self.routes.clashes()));

        findings
    }

    fn previous_links(&self) -> PreviousLinks<'_> {
        PreviousLinks { names: &self.names, published: &self.published, links: &self.links }
    }

    fn previous_stages(&self) -> PreviousStages<'_> {
        PreviousStages {
            index: &self.index,
            translations: &self.translations,
            published: &self.published,
            names: &self.names,
            links: &self.links,
        }
    }

    fn mention_sources(&self) -> MentionSources<'_> {
        MentionSources {
            index: &self.index,
            translations: &self.translations,
            lists: &self.lists,
            names: &self.names,
            links: &self.links,
        }
    }

    fn page_counts(&self) -> PageCounts<'_> {
        PageCounts { index: &self.index, lists: &self.lists, mentions: &self.mentions }
    }

    /// Returns the documents and their entries, with every lookup.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Returns which pages are translations of which.
    pub fn translations(&self) -> &Translations {
        &self.translations
    }

    /// Returns the order of every list.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Returns the answers to references.
    pub fn answers(&self) -> Answers<'_> {
        Answers { index: &self.index, names: &self.names }
    }

    /// Returns what it was linked from.
    pub fn input(&self) -> &Input {
        self.index.input()
    }

    /// Returns the settings.
    pub fn config(&self) -> &Config {
        self.index.config()
    }

    /// Returns what is held back of all documents.
    pub fn publication(&self) -> &Publication {
        self.index.publication()
    }

    /// Returns the day and moment as of which the build answers.
    pub fn as_of(&self) -> AsOf {
        self.index.as_of()
    }

    /// Returns the file that holds an entry.
    pub fn document(&self, id: EntryId) -> &Document {
        self.index.file(id)
    }

    /// Returns an entry as written.
    pub fn entry(&self, id: EntryId) -> &Entry {
        self.index.entry(id)
    }

    /// Returns the kind of an entry.
    pub fn kind(&self, id: EntryId) -> Kind {
        self.index.kind(id)
    }

    /// Returns the address of an entry's page.
    pub fn address(&self, id: EntryId) -> &Address {
        self.index.address(id)
    }

    /// Returns the URL of an entry's page, from the host's root.
    pub fn url(&self, id: EntryId) -> &str {
        self.index.url(id)
    }

    /// Returns the title of an entry: a minister's is the name.
    pub fn title(&self, id: EntryId) -> &str {
        self.index.title(id)
    }

    /// Returns where an entry is defined, for findings about the whole of it.
    pub fn place(&self, id: EntryId) -> Place {
        self.index.place(id)
    }

    /// Returns the briefing, if the entry is one.
    pub fn briefing(&self, id: EntryId) -> Option<&Briefing> {
        self.index.briefing(id)
    }

    /// Returns the agreement, if the entry is one.
    pub fn agreement(&self, id: EntryId) -> Option<&Agreement> {
        self.index.agreement(id)
    }

    /// Returns the minister, if the entry is one.
    pub fn minister(&self, id: EntryId) -> Option<&Minister> {
        self.index.minister(id)
    }

    /// Returns the figure, if the entry is one.
    pub fn figure(&self, id: EntryId) -> Option<&Figure> {
        self.index.figure(id)
    }

    /// Returns the language of the site: of its lists, its menus, and of everything that names none.
    pub fn language(&self) -> &Language {
        self.index.language()
    }

    /// Returns the language of an entry; an inline record is written in that of its file.
    pub fn language_of(&self, id: EntryId) -> &Language {
        self.index.language_of(id)
    }

    /// Returns the day as of which a page's references are answered.
    pub fn day_of(&self, id: EntryId) -> Day {
        self.index.day_of(id)
    }

    /// Returns the voice of a page: its day and its language.
    pub fn voice_of(&self, id: EntryId) -> Voice<'_> {
        self.index.voice_of(id)
    }

    /// Returns the files that are published as they are.
    pub fn assets(&self) -> &[Asset] {
        self.index.assets()
    }

    /// Returns the image of an entry, its own before the site's, with its alternative text.
    pub fn image(&self, id: Option<EntryId>) -> Option<(&Asset, &str)> {
        image::image(&self.index, id)
    }

    /// Returns the portrait of a minister, with what the record says of it.
    pub fn portrait(&self, id: EntryId) -> Option<(&Asset, &ShareImage)> {
        image::portrait(&self.index, id)
    }

    /// Returns the file that a key of the settings names.
    pub fn settings_file(&self, named: &Text) -> Option<&Asset> {
        image::of_settings(&self.index, named)
    }

    /// Finds a record of a kind by its id.
    pub fn find_record(&self, kind: Kind, id: &str) -> Option<EntryId> {
        self.index.find_record(kind, id)
    }

    /// Returns the pages or records of a kind, in the order in which their list shows them.
    pub fn listed(&self, kind: Kind) -> &[EntryId] {
        self.lists.of_kind(kind)
    }

    /// Returns the topics, by their title.
    pub fn topics(&self) -> &Terms {
        self.lists.topics()
    }

    /// Returns the countries, by their name.
    pub fn countries(&self) -> &Terms {
        self.lists.countries()
    }

    /// Returns the entries that the nth reference of a page's prose names.
    pub fn referenced(&self, page: EntryId, reference: usize) -> Option<EntryId> {
        self.names.referenced(&self.index, page, reference)
    }

    /// Returns the records of a kind that a briefing's lists name, in their order.
    pub fn named(&self, page: EntryId, kind: Kind) -> Vec<EntryId> {
        self.names.named(&self.index, page, kind)
    }

    /// Returns the records that a page names in its lists or its prose, without duplicates, lists first.
    pub fn uses(&self, page: EntryId, kind: Kind) -> Vec<EntryId> {
        self.names.uses(&self.index, page, kind)
    }

    /// Returns the relations of an agreement: those that it states, as written, then those that others state.
    pub fn agreement_relations(&self, id: EntryId) -> Vec<AgreementRelation> {
        self.names.agreement_relations(&self.index, id)
    }

    /// Returns the relations of an agreement by kind: those that it states, then those that others state.
    pub fn relation_groups(&self, id: EntryId) -> Vec<RelationGroup> {
        RelationGroup::collect(&self.agreement_relations(id))
    }

    /// Returns the events of agreements in which a minister acted.
    pub fn acts(&self, id: EntryId) -> &[AgreementAct] {
        self.names.acts(id)
    }

    /// Resolves a link from a page.
    pub fn follow(&self, page: EntryId, link: &Link) -> Destination {
        let resolver =
            LinkResolver { answers: self.answers(), published: &self.published, suggestions: None };
        resolver.follow(page, link)
    }

    /// Resolves what an item of the menu names.
    ///
    /// # Errors
    /// If there is no such page.
    pub fn menu_target(&self, target: &str) -> Result<MenuTarget, ReferenceError> {
        menu::target(&self.index, &self.published, target)
    }

    /// Tells whether an item of the menu names the list of a kind that has nothing in it yet.
    pub fn is_empty_list(&self, target: &str) -> bool {
        menu::is_empty_list(&self.index, target)
    }

    /// Returns plain pages and sections outside any section with a page: only a menu can link to them.
    pub fn root_pages(&self) -> Vec<EntryId> {
        menu::root_pages(&self.index, &self.lists)
    }

    /// Returns the briefing that is to be read instead of a withdrawn one.
    pub fn replacement(&self, id: EntryId) -> Option<EntryId> {
        let replaced_by = self.briefing(id)?.withdrawn.as_ref()?.replaced_by.as_ref()?;
        self.find_record(Kind::Briefing, &replaced_by.value)
    }

    /// Returns where a briefing's lists name an entry.
    pub fn listed_at(&self, id: DocumentId, entry: EntryId) -> Option<Span> {
        let briefing = self.briefing(self.index.own_entry(id))?;
        let listed = self.names.resolution(id).listed.iter();
        let at = listed.take(briefing.records.len()).position(|it| *it == Some(entry))?;
        Some(briefing.records[at].id.span)
    }

    /// Returns the documents that a document refers to in any way, sorted.
    pub fn dependencies(&self, id: DocumentId) -> &[DocumentId] {
        self.links[id.index()].dependencies()
    }

    /// Returns the documents that the menu names.
    pub(super) fn in_menu(&self) -> impl Iterator<Item = DocumentId> {
        let named = menu::named(self.config());
        let targets = named.filter_map(|(_, named)| self.menu_target(&named.value).ok()?.entry);
        targets.map(|entry| self.index.document_of(entry))
    }

    /// Returns the file that is published as it is at an address.
    pub fn asset_at(&self, address: &Address) -> Option<&Asset> {
        match self.route(address.as_str())?.kind {
            RouteKind::File(FileKind::Asset(number)) => self.assets().get(number),
            _ => None,
        }
    }

    /// Returns the pictures that an entry names itself.
    pub fn own_images(&self, id: EntryId) -> impl Iterator<Item = &Asset> {
        image::own(&self.index, id)
    }

    /// Tells whether a file is an image that the settings name.
    pub(super) fn is_image_of_site(&self, file: &SitePath) -> bool {
        let mut named = image::keys_of_settings(&self.index);
        named.any(|named| {
            image::of_settings(&self.index, named).is_some_and(|asset| asset.source == *file)
        })
    }

    /// Returns everything that a document's findings depend on: equal to the previous site's if neither the
    /// document nor anything that it refers to has changed.
    pub fn fingerprint(&self, id: DocumentId) -> Fingerprint {
        self.links[id.index()].fingerprint()
    }

    /// Returns how many documents were relinked since another site: those that changed, and those that refer
    /// to one that did.
    pub fn relinked_since(&self, previous: Option<&Site>) -> usize {
        let known = previous.map(|it| it.links.as_slice()).unwrap_or_default();
        let known: foldhash::HashSet<_> = known.iter().map(|links| links.fingerprint()).collect();
        self.links.iter().filter(|links| !known.contains(&links.fingerprint())).count()
    }

    /// Returns the entry that is the target of the nth link of a page.
    pub fn linked(&self, page: EntryId, link: usize) -> Option<EntryId> {
        self.links[self.index.document_of(page).index()].target(link)
    }

    /// Returns who refers to an entry, newest first.
    pub fn mentions(&self, id: EntryId) -> &[Mention] {
        self.mentions.mentions_of(id)
    }

    /// Returns the places in a page's prose that refer to an entry, in order, each with its sentence.
    pub fn places(&self, page: EntryId, entry: EntryId) -> Vec<(Span, Option<u32>)> {
        // An inline record has no prose; that of its file is another page's.
        if !self.index.is_filed(page) {
            return Vec::new();
        }

        let document = self.index.document_of(page);
        let body = &self.index.document(document).body;
        let references = body.references.iter().zip(&self.names.resolution(document).references);
        let references = references
            .filter(|(_, to)| **to == Some(entry))
            .map(|(reference, _)| (reference.span, reference.sentence));

        let links = self.links[document.index()].targets().iter();
        let links = links.filter(|(_, to)| *to == entry).map(|&(number, _)| {
            let link = &body.links[number as usize];
            (link.span, link.sentence)
        });

        let mut places: Vec<_> = references.chain(links).collect();

        // References and links were collected separately, while readers see them in one order.
        places.sort_unstable();

        places
    }

    /// Returns the sentences in which a page refers to an entry, without duplicates, in the page's order.
    pub fn sentences(&self, page: EntryId, entry: EntryId) -> Vec<Run<'_>> {
        let places = self.places(page, entry).into_iter();
        // A sentence that names an entry twice is quoted once.
        let numbers: BTreeSet<u32> = places.filter_map(|(_, sentence)| sentence).collect();
        let body = &self.document(page).body;
        numbers.into_iter().filter_map(|number| body.sentences.get(number)).collect()
    }

    /// Returns the value of a figure that a page shows beside its prose: in the box of a briefing, or as the
    /// value of an agreement.
    pub fn shown_beside(&self, mention: Mention, figure: EntryId) -> Option<&Observation> {
        let is_shown = match self.kind(mention.page) {
            // The box of a briefing shows the figures of its prose as well as those of its lists.
            Kind::Briefing => self.uses(mention.page, Kind::Figure).contains(&figure),
            _ => mention.in_lists,
        };
        let figure = self.figure(figure).filter(|_| is_shown)?;
        figure.known_on(self.day_of(mention.page)).next_back()
    }

    /// Returns how much a page shows of an entry that it embeds: its card, and each value or event in it.
    pub fn embedded_size(&self, id: EntryId) -> usize {
        let values = self.figure(id).map_or(0, Figure::row_count);
        let events = self.agreement(id).map_or(0, |agreement| agreement.timeline.len());
        1 + values + events
    }

    /// Returns everything that the site publishes, in a fixed order.
    pub fn routes(&self) -> &[Route] {
        self.routes.all()
    }

    /// Returns what the site publishes at an address.
    pub fn route(&self, address: &str) -> Option<&Route> {
        self.routes.at(address)
    }
}
