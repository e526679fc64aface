//! Everything that a site publishes, address by address.
//!
//! In: the stages before. Out: [`Routes`], in a fixed order, and the [`PublishedPaths`] for links.
//! Invariant: exactly the things with a route are published.

use std::sync::Arc;

use super::address::{self, Address};
use super::clashes;
use super::delta::Delta;
use super::id::EntryId;
use super::index::Index;
use super::lists::Lists;
use super::mentions::Mentions;
use super::published::PublishedPaths;
use super::route::{FileKind, PageKind, Route, RouteKind, Taxonomy};
use super::terms::Terms;
use crate::content::{Document, Kind};

/// The most URLs in a sitemap (sitemaps.org, protocol 0.9).
pub const SITEMAP_MAX: usize = 50_000;

/// All routes, and which of them claim one address.
#[derive(Debug)]
pub(super) struct Routes {
    all: Vec<Route>,
    /// The first route of each address.
    by_address: foldhash::HashMap<Address, usize>,
    clashes: Vec<clashes::Clash>,
    /// Those whose address cannot be written.
    unwritable: Vec<usize>,
}

/// Returns the addresses, besides those of entries, that links may target.
pub(super) fn published_paths(
    index: &Index,
    lists: &Lists,
    previous: Option<&Arc<PublishedPaths>>,
) -> Arc<PublishedPaths> {
    // The directory has the addresses of entries, the vast majority. How many further pages a record has is known
    // only when every link is resolved, and no link may target one.
    PublishedPaths::collect(all(index, lists, EntryPages::LeftOut), previous)
}

impl Routes {
    /// Lists everything that a site publishes.
    pub(super) fn build(index: &Index, lists: &Lists, mentions: &Mentions) -> Arc<Routes> {
        let all = all(index, lists, EntryPages::Listed(mentions));
        let mut by_address = foldhash::HashMap::default();
        by_address.reserve(all.len());

        for (number, route) in all.iter().enumerate() {
            by_address.entry(route.address.clone()).or_insert(number);
        }

        let clashes = clashes::find(&all);
        let unwritable = clashes::unwritable(&all);
        Arc::new(Routes { all, by_address, clashes, unwritable })
    }

    /// Returns the routes, in a fixed order.
    pub(super) fn all(&self) -> &[Route] {
        &self.all
    }

    /// Returns the route at an address.
    pub(super) fn at(&self, address: &str) -> Option<&Route> {
        self.by_address.get(address).map(|&at| &self.all[at])
    }

    /// Returns the routes whose address cannot be written.
    pub(super) fn unwritable(&self) -> impl Iterator<Item = &Route> {
        self.unwritable.iter().map(|&at| &self.all[at])
    }

    /// Returns the routes that claim one address.
    pub(super) fn clashes(&self) -> &[clashes::Clash] {
        &self.clashes
    }
}

/// The stages that decide how many pages a site's entries have.
#[derive(Clone, Copy)]
pub(super) struct PageCounts<'s> {
    pub(super) index: &'s Index,
    pub(super) lists: &'s Lists,
    pub(super) mentions: &'s Mentions,
}

impl PageCounts<'_> {
    /// Tells whether two sites with the same paths have the same routes.
    pub(super) fn has_routes_of(self, previous: PageCounts<'_>, delta: &Delta<'_>) -> bool {
        let changed = delta.changed().iter().map(|&id| self.index.own_entry(id));

        self.index.entries().all(|id| self.of(id) == previous.of(id))
            && changed.into_iter().all(|id| {
                self.of(id) == previous.of(id)
                    && self.index.is_indexed(id) == previous.index.is_indexed(id)
            })
    }

    fn of(self, id: EntryId) -> usize {
        page_count(self.index, self.lists, id, self.mentions.mentions_of(id).len())
    }
}

/// Tells whether the documents that changed still have the same aliases.
pub(super) fn has_same_aliases(index: &Index, delta: &Delta<'_>) -> bool {
    let are_alike = |(one, other): (&Document, &Document)| {
        let aliases = |document: &Document| {
            let entries = document.entries();
            entries
                .map(|entry| entry.head.aliases.iter().map(|it| it.value.clone()).collect())
                .collect::<Vec<Vec<_>>>()
        };
        aliases(one) == aliases(other)
    };

    delta.versions(index).is_some_and(|mut versions| versions.all(are_alike))
}

/// Whether the pages of entries are among the routes.
#[derive(Clone, Copy)]
enum EntryPages<'m> {
    /// They are, as many as there are mentions of each.
    Listed(&'m Mentions),
    /// They are not; the sitemap counts those that do not depend on mentions.
    LeftOut,
}

/// Lists everything that a site publishes, in a fixed order.
fn all(index: &Index, lists: &Lists, entry_pages: EntryPages<'_>) -> Vec<Route> {
    let entries = match entry_pages {
        EntryPages::Listed(_) => index.entries().len(),
        EntryPages::LeftOut => 0,
    };
    let all = Vec::with_capacity(entries + index.assets().len() + 64);
    let mut routes = RouteList { all, left_out: 0 };
    routes.add_page(Address::home(), PageKind::Home);

    for id in index.entries() {
        add_entry(index, lists, id, entry_pages, &mut routes);
    }

    for kind in [Kind::Briefing, Kind::Agreement, Kind::Minister, Kind::Figure] {
        if !has_list(index, kind) {
            continue;
        }

        let pages = index.page_count(lists.of_kind(kind).len());
        routes.add_pages(&Address::list(kind), pages, |page| PageKind::List(kind, page));
    }

    add_terms(index, lists, &mut routes);
    add_changes(index, lists, &mut routes);
    add_data(index, lists, &mut routes);
    add_frame(index, &mut routes);

    routes.all
}

/// Routes as they are collected.
struct RouteList {
    all: Vec<Route>,
    /// How many pages of entries were left out that the sitemap lists.
    left_out: usize,
}

impl RouteList {
    fn add_page(&mut self, address: Address, kind: PageKind) {
        self.all.push(Route { address, kind: RouteKind::Page(kind) });
    }

    fn add_file(&mut self, address: Address, kind: FileKind) {
        self.all.push(Route { address, kind: RouteKind::File(kind) });
    }

    /// Adds the pages of a list, from 1.
    fn add_pages(&mut self, first: &Address, count: usize, kind: impl Fn(usize) -> PageKind) {
        for page in 1..=count {
            self.add_page(first.page(page), kind(page));
        }
    }
}

/// Tells whether there is a list of a kind: an empty one is a page that nothing links to, unless it has a text.
pub(super) fn has_list(index: &Index, kind: Kind) -> bool {
    // Withdrawn briefings are in no list, and their pages still lead to it.
    index.has_kind(kind) || index.section(kind.folder()).is_some()
}

/// Adds the routes of an entry: its old addresses, its pages, its data.
fn add_entry(
    index: &Index,
    lists: &Lists,
    id: EntryId,
    entry_pages: EntryPages<'_>,
    routes: &mut RouteList,
) {
    for alias in &index.entry(id).head.aliases {
        routes.add_page(address::of_alias(&alias.value), PageKind::Redirect(id));
    }

    // Its text is printed at the top of that page, which has its own route.
    if index.is_section(id) && is_shown_elsewhere(index, lists, id) {
        return;
    }

    let address = index.address(id);
    match entry_pages {
        EntryPages::Listed(mentions) => {
            let pages = page_count(index, lists, id, mentions.mentions_of(id).len());
            routes.add_pages(address, pages, |page| PageKind::Entry(id, page));
        }
        EntryPages::LeftOut if index.is_indexed(id) => {
            routes.left_out += page_count(index, lists, id, 0);
        }
        EntryPages::LeftOut => {}
    }

    if index.kind(id) == Kind::Figure {
        routes.add_file(address.beside("data.csv"), FileKind::FigureCsv(id));
    }
}

/// Returns how many pages an entry has.
fn page_count(index: &Index, lists: &Lists, id: EntryId, mentions: usize) -> usize {
    match index.kind(id) {
        Kind::Page if index.is_section(id) => index.page_count(lists.section_items(id).len()),
        Kind::Page => 1,
        // All of these list the pages that refer to them.
        Kind::Briefing | Kind::Agreement | Kind::Minister | Kind::Figure => {
            index.page_count(mentions)
        }
    }
}

/// Tells whether a section's text is printed on another page: the home page, the list of a kind, the page of
/// a term or the data page.
pub(super) fn is_shown_elsewhere(index: &Index, lists: &Lists, id: EntryId) -> bool {
    let address = index.address(id).as_str();
    let made =
        ["/", "/briefings/", "/agreements/", "/ministers/", "/figures/", "/topics/", "/countries/"];

    made.contains(&address)
        || (lists.has_data() && index.address(id) == &Address::data())
        || (!lists.changes().is_empty() && index.address(id) == &Address::changes())
        || is_term_text(lists, address)
}

/// Tells whether the page at an address is that of a topic or a country.
fn is_term_text(lists: &Lists, address: &str) -> bool {
    let terms = lists.topics().iter().chain(lists.countries().iter());
    (address.starts_with("/topics/") || address.starts_with("/countries/"))
        && terms.into_iter().any(|term| term.address.as_str() == address)
}

fn add_terms(index: &Index, lists: &Lists, routes: &mut RouteList) {
    add_taxonomy(index, Taxonomy::Topics, lists.topics(), routes);
    add_taxonomy(index, Taxonomy::Countries, lists.countries(), routes);
}

/// Adds the list of a taxonomy, and the pages of its terms.
fn add_taxonomy(index: &Index, taxonomy: Taxonomy, terms: &Terms, routes: &mut RouteList) {
    let address = match taxonomy {
        Taxonomy::Topics => Address::topics(),
        Taxonomy::Countries => Address::countries(),
    };

    // A site without topics has no page of topics.
    if !terms.is_empty() {
        let pages = index.page_count(terms.iter().len());
        routes.add_pages(&address, pages, |page| PageKind::Taxonomy(taxonomy, page));
    }

    for term in terms.iter() {
        let pages = index.page_count(term.briefings.len());
        let kind = |page| PageKind::Term(taxonomy, term.id.clone(), page);
        routes.add_pages(&term.address, pages, kind);

        if taxonomy == Taxonomy::Topics {
            routes.add_file(term.address.beside("feed.xml"), FileKind::TopicFeed(term.id.clone()));
        }
    }
}

/// Adds the list of changes; a site on which nothing changed has none.
fn add_changes(index: &Index, lists: &Lists, routes: &mut RouteList) {
    if lists.changes().is_empty() {
        return;
    }

    let address = Address::changes();
    let pages = index.page_count(lists.changes().len());
    routes.add_pages(&address, pages, PageKind::Changes);
    routes.add_file(address.beside("feed.xml"), FileKind::ChangesFeed);
}

fn add_data(index: &Index, lists: &Lists, routes: &mut RouteList) {
    if !lists.has_data() {
        return;
    }

    routes.add_page(Address::data(), PageKind::Data);

    for file in lists.data_files() {
        let address = Address::data().beside(file.name());
        // A file of `static/` replaces the generated one, here and below.
        if is_free(index, &address) {
            routes.add_file(address, FileKind::Data(file));
        }
    }
}

/// Tells whether no asset replaces the generated file at an address.
fn is_free(index: &Index, address: &Address) -> bool {
    !index.assets().iter().any(|asset| asset.address == *address)
}

/// Adds what every site has: feed, search, robots, assets, the sitemap of all routes so far.
fn add_frame(index: &Index, routes: &mut RouteList) {
    routes.add_file(Address::feed(), FileKind::Feed);

    if index.config().search {
        routes.add_page(Address::search(), PageKind::Search);
    }

    let robots = Address::new("/robots.txt");
    if is_free(index, &robots) {
        routes.add_file(robots, FileKind::Robots);
    }

    let redirects = Address::new("/_redirects");
    if index.config().redirects.is_some() && is_free(index, &redirects) {
        routes.add_file(redirects, FileKind::Redirects);
    }

    let not_found = Address::new("/404.html");
    if is_free(index, &not_found) {
        routes.add_page(not_found, PageKind::NotFound);
    }

    for (number, asset) in index.assets().iter().enumerate() {
        routes.add_file(asset.address.clone(), FileKind::Asset(number));
    }

    // Counted last, when all pages have their routes.
    let pages = routes.all.iter().filter(|route| route.is_in_sitemap(index)).count();
    let pages = pages + routes.left_out;
    routes.add_file(Address::sitemap(), FileKind::Sitemap);

    if pages > SITEMAP_MAX {
        for part in 1..=pages.div_ceil(SITEMAP_MAX) {
            let address = Address::new(format!("/sitemap-{part}.xml"));
            routes.add_file(address, FileKind::SitemapPart(part));
        }
    }
}
