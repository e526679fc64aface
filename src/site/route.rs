//! Everything that a site publishes, address by address.

use std::sync::Arc;

use super::{Address, AsOf, DataFile, EntryId, Site, urls};
use crate::content::briefing::Briefing;
use crate::content::{Document, Kind};

/// One thing that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Where.
    pub address: Address,
    /// What.
    pub kind: RouteKind,
}

/// What is published at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RouteKind {
    /// A page, printed by a template.
    Page(PageKind),
    /// Anything else: data, feeds, assets.
    File(FileKind),
}

/// A page that a template prints. Where a page has a number, it counts the pages of one list, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKind {
    /// The home page.
    Home,
    /// The page of an entry; records have further pages where many pages mention them.
    Entry(EntryId, usize),
    /// A page of the list of a kind.
    List(Kind, usize),
    /// A page of the list of all topics or countries.
    Taxonomy(Taxonomy, usize),
    /// A page of one topic, by its slug, or of one country, by its code.
    Term(Taxonomy, Box<str>, usize),
    /// The page that documents the data files.
    Data,
    /// The search page.
    Search,
    /// The page that servers show where nothing is published.
    NotFound,
    /// An old address of an entry, which leads to its page.
    Redirect(EntryId),
}

/// By what briefings and records are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taxonomy {
    /// What briefings are about.
    Topics,
    /// Countries and organisations.
    Countries,
}

/// A published file that no template prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileKind {
    /// The values of a figure as CSV.
    FigureCsv(EntryId),
    /// All records of a kind, for programs.
    Data(DataFile),
    /// The site's Atom feed.
    Feed,
    /// The Atom feed of a topic, by its slug.
    TopicFeed(Box<str>),
    /// The sitemap, or the list of its parts where there are several.
    Sitemap,
    /// A part of the sitemap, from 1.
    SitemapPart(usize),
    /// `robots.txt`.
    Robots,
    /// A file that is copied, by its index in [`Site::assets`].
    Asset(usize),
}

impl RouteKind {
    /// Tells whether it is a page with content of its own, so that a sitemap may list it.
    #[must_use]
    pub fn has_content(&self) -> bool {
        match self {
            RouteKind::Page(page) => page.has_content(),
            RouteKind::File(_) => false,
        }
    }
}

impl PageKind {
    /// Tells whether the page has content of its own; redirects, the search page and the page for
    /// what is not found have none.
    #[must_use]
    pub fn has_content(&self) -> bool {
        match self {
            PageKind::Home
            | PageKind::Entry(..)
            | PageKind::List(..)
            | PageKind::Taxonomy(..)
            | PageKind::Term(..)
            | PageKind::Data => true,
            PageKind::Search | PageKind::NotFound | PageKind::Redirect(_) => false,
        }
    }
}

impl Taxonomy {
    /// Returns the folder that its pages lie in, which is also the key of its name in a language.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Taxonomy::Topics => "topics",
            Taxonomy::Countries => "countries",
        }
    }
}

/// All routes, and which of them claim one address.
#[derive(Debug, Default)]
pub(super) struct Routes {
    pub(super) all: Vec<Route>,
    /// The first route of each address.
    by_address: foldhash::HashMap<Box<str>, usize>,
    pub(super) clashes: Vec<(usize, usize)>,
}

/// Addresses that are published and are no entry's page: of assets, feeds, lists.
pub(super) type Known = foldhash::HashSet<Box<str>>;

/// How many URLs a sitemap holds at most (sitemaps.org, protocol 0.9).
pub const SITEMAP_MAX: usize = 50_000;

impl Site {
    /// Returns everything that the site publishes, in a fixed order.
    pub fn routes(&self) -> &[Route] {
        &self.routes.all
    }

    /// Returns what the site publishes at an address.
    pub fn route(&self, address: &str) -> Option<&Route> {
        self.routes.by_address.get(address).map(|&at| &self.routes.all[at])
    }

    /// Returns the address of a kind's list.
    pub fn list_address(kind: Kind) -> Address {
        Address::new(format!("/{}/", kind.folder()))
    }

    /// Tells whether search engines may list a page: nobody is led to what no longer stands, or
    /// does not stand yet and is only previewed.
    pub fn is_indexed(&self, id: EntryId) -> bool {
        let AsOf { day, moment } = self.as_of();
        let stands = |briefing: &Briefing| {
            briefing.withdrawn_on(day).is_none() && briefing.embargo_after(moment).is_none()
        };
        !self.entry(id).head.draft && self.briefing(id).is_none_or(stands)
    }

    /// Tells whether the sitemap lists a route.
    pub fn in_sitemap(&self, route: &Route) -> bool {
        match &route.kind {
            RouteKind::Page(PageKind::Entry(id, _)) => self.is_indexed(*id),
            kind => kind.has_content(),
        }
    }

    /// Returns how many pages a list of so many items has: at least one.
    pub fn page_count(&self, items: usize) -> usize {
        items.div_ceil(self.config().paginate_by).max(1)
    }

    /// A file of `static/` stands in for what would be generated at these addresses.
    fn generates(&self, address: &str) -> bool {
        !self.assets().iter().any(|asset| asset.address.as_str() == address)
    }

    fn entry_routes(&self, id: EntryId, add: &mut impl FnMut(Address, RouteKind)) {
        let entry = self.entry(id);
        let address = self.address(id);

        for alias in &entry.head.aliases {
            add(alias_address(&alias.value), RouteKind::Page(PageKind::Redirect(id)));
        }

        if self.is_section(id) && self.is_listed_elsewhere(id) {
            return;
        }

        add(address.clone(), RouteKind::Page(PageKind::Entry(id, 1)));

        for page in 2..=self.entry_pages(id) {
            add(address.page(page), RouteKind::Page(PageKind::Entry(id, page)));
        }

        if self.kind(id) == Kind::Figure {
            add(address.beside("data.csv"), RouteKind::File(FileKind::FigureCsv(id)));
        }
    }

    /// Returns how many pages an entry has.
    pub fn entry_pages(&self, id: EntryId) -> usize {
        match self.kind(id) {
            Kind::Briefing => 1,
            Kind::Page if self.is_section(id) => self.page_count(self.section_items(id).len()),
            Kind::Page => 1,
            _ => self.page_count(self.mentions(id).len()),
        }
    }

    /// Tells whether a section's text stands on the home page or on the list of a kind.
    pub fn is_listed_elsewhere(&self, id: EntryId) -> bool {
        let address = self.address(id).as_str();
        let lists = [
            "/",
            "/briefings/",
            "/agreements/",
            "/ministers/",
            "/figures/",
            "/topics/",
            "/countries/",
        ];

        lists.contains(&address)
            || (self.has_data() && address == self.data_address().as_str())
            || self.is_term_text(id)
    }

    /// Tells whether a section's text stands on the page of a topic or a country.
    pub(super) fn is_term_text(&self, id: EntryId) -> bool {
        let address = self.address(id).as_str();
        let terms = self.topics().iter().chain(self.countries().iter());
        (address.starts_with("/topics/") || address.starts_with("/countries/"))
            && terms.into_iter().any(|term| term.address.as_str() == address)
    }

    /// Returns the pages below a section's folder, in the order of their kind's list.
    pub fn section_items(&self, id: EntryId) -> &[EntryId] {
        self.lists.section_items.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    fn term_routes(&self, add: &mut impl FnMut(Address, RouteKind)) {
        if !self.topics().is_empty() {
            for page in 1..=self.page_count(self.topics().iter().len()) {
                let kind = PageKind::Taxonomy(Taxonomy::Topics, page);
                add(Address::new("/topics/").page(page), RouteKind::Page(kind));
            }
        }

        for term in self.topics().iter() {
            for page in 1..=self.page_count(term.briefings.len()) {
                let kind = PageKind::Term(Taxonomy::Topics, term.id.clone(), page);
                add(term.address.page(page), RouteKind::Page(kind));
            }
            let feed = FileKind::TopicFeed(term.id.clone());
            add(term.address.beside("feed.xml"), RouteKind::File(feed));
        }

        if !self.countries().is_empty() {
            for page in 1..=self.page_count(self.countries().iter().len()) {
                let kind = PageKind::Taxonomy(Taxonomy::Countries, page);
                add(Address::new("/countries/").page(page), RouteKind::Page(kind));
            }
        }

        for term in self.countries().iter() {
            for page in 1..=self.page_count(term.briefings.len()) {
                let kind = PageKind::Term(Taxonomy::Countries, term.id.clone(), page);
                add(term.address.page(page), RouteKind::Page(kind));
            }
        }
    }

    fn data_routes(&self, add: &mut impl FnMut(Address, RouteKind)) {
        if !self.has_data() {
            return;
        }

        add(self.data_address(), RouteKind::Page(PageKind::Data));

        for file in self.data_files() {
            let address = self.data_address().beside(file.name());
            if self.generates(address.as_str()) {
                add(address, RouteKind::File(FileKind::Data(file)));
            }
        }
    }
}

/// An old address that names a file stays one; any other becomes a folder with a page in it.
pub(super) fn alias_address(alias: &str) -> Address {
    let is_file = alias.rsplit('/').next().is_some_and(|name| name.contains('.'));
    match alias.ends_with('/') || is_file {
        true => Address::new(alias),
        false => Address::new(format!("{alias}/")),
    }
}

/// Tells whether two sites, of the same ids, have the same lists and old addresses.
fn are_alike(site: &Site, before: &Site, changed: &[usize]) -> bool {
    let aliases = |document: &Document| {
        let aliases =
            document.entries().map(|entry| entry.head.aliases.iter().map(|it| it.value.clone()));
        aliases.map(Vec::from_iter).collect::<Vec<_>>()
    };

    let is_alike = |&at: &usize| {
        before
            .documents
            .get(at)
            .is_some_and(|before| aliases(before) == aliases(&site.documents[at]))
    };

    Arc::ptr_eq(&site.index, &before.index)
        && site.lists.has_terms_of(&before.lists)
        && changed.iter().all(is_alike)
}

/// Returns the addresses that links may lead to besides those of entries.
pub(super) fn known(site: &Site, before: &Site, changed: &[usize]) -> Arc<Known> {
    if are_alike(site, before, changed) {
        return Arc::clone(&before.known);
    }

    let is_own = |route: &Route| matches!(route.kind, RouteKind::Page(PageKind::Entry(..)));
    let others = all(site).into_iter().filter(|route| !is_own(route));
    let known: Known = others.map(|route| route.address.into()).collect();
    if known == *before.known { Arc::clone(&before.known) } else { Arc::new(known) }
}

/// Returns everything that the site publishes.
pub(super) fn of(site: &Site, before: &Site, changed: &[usize]) -> Arc<Routes> {
    let pages = |site: &Site, id: EntryId| (site.entry_pages(id), site.is_indexed(id));
    let records = [Kind::Agreement, Kind::Minister, Kind::Figure];
    let mut records = records.iter().flat_map(|&kind| site.listed(kind));
    let is_alike = are_alike(site, before, changed)
        && records.all(|&id| site.entry_pages(id) == before.entry_pages(id))
        && changed.iter().all(|&at| pages(site, site.own(at)) == pages(before, site.own(at)));

    if is_alike {
        return Arc::clone(&before.routes);
    }

    let all = all(site);
    let mut by_address = foldhash::HashMap::default();
    by_address.reserve(all.len());

    for (number, route) in all.iter().enumerate() {
        by_address.entry(route.address.as_str().into()).or_insert(number);
    }

    let clashes = urls::clashes(&all);
    Arc::new(Routes { all, by_address, clashes })
}

/// Lists everything that the site publishes, in a fixed order.
fn all(site: &Site) -> Vec<Route> {
    let mut routes = Vec::with_capacity(site.index.nodes.len() + site.assets().len() + 64);
    let mut add = |address: Address, kind| routes.push(Route { address, kind });
    add(Address::new("/"), RouteKind::Page(PageKind::Home));

    for id in site.entries() {
        site.entry_routes(id, &mut add);
    }

    for kind in [Kind::Briefing, Kind::Agreement, Kind::Minister, Kind::Figure] {
        let address = Site::list_address(kind);
        for page in 1..=site.page_count(site.listed(kind).len()) {
            add(address.page(page), RouteKind::Page(PageKind::List(kind, page)));
        }
    }

    site.term_routes(&mut add);
    site.data_routes(&mut add);
    add(Address::new("/feed.xml"), RouteKind::File(FileKind::Feed));

    if site.config().search {
        add(site.search_address(), RouteKind::Page(PageKind::Search));
    }

    if site.generates("/robots.txt") {
        add(Address::new("/robots.txt"), RouteKind::File(FileKind::Robots));
    }

    if site.generates("/404.html") {
        add(Address::new("/404.html"), RouteKind::Page(PageKind::NotFound));
    }

    for (number, asset) in site.assets().iter().enumerate() {
        add(asset.address.clone(), RouteKind::File(FileKind::Asset(number)));
    }

    let pages = routes.iter().filter(|route| site.in_sitemap(route)).count();
    routes.push(Route {
        address: Address::new("/sitemap.xml"),
        kind: RouteKind::File(FileKind::Sitemap),
    });

    if pages > SITEMAP_MAX {
        routes.extend((1..=pages.div_ceil(SITEMAP_MAX)).map(|part| Route {
            address: Address::new(format!("/sitemap-{part}.xml")),
            kind: RouteKind::File(FileKind::SitemapPart(part)),
        }));
    }

    routes
}
