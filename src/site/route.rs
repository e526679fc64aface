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
    /// The home page.
    Home,
    /// A page or record; records have further pages, from 1, where many refer to them.
    Entry(EntryId, usize),
    /// A page of the list of a kind.
    List(Kind, usize),
    /// A page of the list of topics.
    Topics(usize),
    /// A page of the list of countries.
    Countries(usize),
    /// A page of a topic, by its id.
    Topic(Box<str>, usize),
    /// A page of a country, by its code.
    Country(Box<str>, usize),
    /// A figure's values as CSV.
    Data(EntryId),
    /// The page that documents the files for programs.
    DataPage,
    /// All records of a kind, for programs.
    DataFile(DataFile),
    /// The site's Atom feed.
    Feed,
    /// A topic's Atom feed.
    TopicFeed(Box<str>),
    /// The sitemap, or the list of its parts where there are several.
    Sitemap,
    /// A part of the sitemap, from 1.
    SitemapPart(usize),
    /// What robots may read.
    Robots,
    /// Where readers search.
    Search,
    /// What is shown where nothing is.
    NotFound,
    /// An old address of a page.
    Redirect(EntryId),
    /// A file as it is, by its place in [`Site::assets`].
    Asset(usize),
}

impl RouteKind {
    /// Tells whether readers see a page there, so that the sitemap may list it.
    #[must_use]
    pub fn is_page(&self) -> bool {
        use RouteKind::{Countries, Country, DataPage, Entry, Home, List, Topic, Topics};

        matches!(
            self,
            Home | Entry(..)
                | List(..)
                | Topics(_)
                | Countries(_)
                | Topic(..)
                | Country(..)
                | DataPage
        )
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
        match route.kind {
            RouteKind::Entry(id, _) => self.is_indexed(id),
            _ => route.kind.is_page(),
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
            add(alias_address(&alias.value), RouteKind::Redirect(id));
        }

        if self.is_section(id) && self.is_listed_elsewhere(id) {
            return;
        }

        add(address.clone(), RouteKind::Entry(id, 1));

        for page in 2..=self.entry_pages(id) {
            add(address.page(page), RouteKind::Entry(id, page));
        }

        if self.kind(id) == Kind::Figure {
            add(address.beside("data.csv"), RouteKind::Data(id));
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
                add(Address::new("/topics/").page(page), RouteKind::Topics(page));
            }
        }

        for term in self.topics().iter() {
            for page in 1..=self.page_count(term.briefings.len()) {
                add(term.address.page(page), RouteKind::Topic(term.id.clone(), page));
            }
            add(term.address.beside("feed.xml"), RouteKind::TopicFeed(term.id.clone()));
        }

        if !self.countries().is_empty() {
            for page in 1..=self.page_count(self.countries().iter().len()) {
                add(Address::new("/countries/").page(page), RouteKind::Countries(page));
            }
        }

        for term in self.countries().iter() {
            for page in 1..=self.page_count(term.briefings.len()) {
                add(term.address.page(page), RouteKind::Country(term.id.clone(), page));
            }
        }
    }

    fn data_routes(&self, add: &mut impl FnMut(Address, RouteKind)) {
        if !self.has_data() {
            return;
        }

        add(self.data_address(), RouteKind::DataPage);

        for file in self.data_files() {
            let address = self.data_address().beside(file.name());
            if self.generates(address.as_str()) {
                add(address, RouteKind::DataFile(file));
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

    let is_own = |route: &Route| matches!(route.kind, RouteKind::Entry(..));
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
    add(Address::new("/"), RouteKind::Home);

    for id in site.entries() {
        site.entry_routes(id, &mut add);
    }

    for kind in [Kind::Briefing, Kind::Agreement, Kind::Minister, Kind::Figure] {
        let address = Site::list_address(kind);
        for page in 1..=site.page_count(site.listed(kind).len()) {
            add(address.page(page), RouteKind::List(kind, page));
        }
    }

    site.term_routes(&mut add);
    site.data_routes(&mut add);
    add(Address::new("/feed.xml"), RouteKind::Feed);

    if site.config().search {
        add(site.search_address(), RouteKind::Search);
    }

    if site.generates("/robots.txt") {
        add(Address::new("/robots.txt"), RouteKind::Robots);
    }

    if site.generates("/404.html") {
        add(Address::new("/404.html"), RouteKind::NotFound);
    }

    for (number, asset) in site.assets().iter().enumerate() {
        add(asset.address.clone(), RouteKind::Asset(number));
    }

    let pages = routes.iter().filter(|route| site.in_sitemap(route)).count();
    routes.push(Route { address: Address::new("/sitemap.xml"), kind: RouteKind::Sitemap });

    if pages > SITEMAP_MAX {
        routes.extend((1..=pages.div_ceil(SITEMAP_MAX)).map(|part| Route {
            address: Address::new(format!("/sitemap-{part}.xml")),
            kind: RouteKind::SitemapPart(part),
        }));
    }

    routes
}
