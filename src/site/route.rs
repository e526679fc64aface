//! Everything that a site publishes, address by address.

use super::{Address, AsOf, EntryId, Site};
use crate::content::Kind;
use crate::content::briefing::Briefing;

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
        use RouteKind::{Countries, Country, Entry, Home, List, Topic, Topics};
        matches!(
            self,
            Home | Entry(..) | List(..) | Topics(_) | Countries(_) | Topic(..) | Country(..)
        )
    }
}

/// How many URLs a sitemap holds at most (sitemaps.org, protocol 0.9).
pub const SITEMAP_MAX: usize = 50_000;

impl Site {
    /// Returns everything that the site publishes, in a fixed order.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Returns the address of a kind's list.
    pub fn list_address(kind: Kind) -> Address {
        Address::new(format!("/{}/", kind.folder()))
    }

    /// Tells whether search engines may list a page: nobody is led to what no longer stands, or
    /// does not stand yet and is only previewed.
    pub fn is_indexed(&self, id: EntryId) -> bool {
        let AsOf { day, moment } = self.as_of;
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
        items.div_ceil(self.config.paginate_by).max(1)
    }

    /// A file of `static/` stands in for what would be generated at these addresses.
    fn generates(&self, address: &str) -> bool {
        !self.assets.iter().any(|asset| asset.address.as_str() == address)
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
        lists.contains(&address) || self.is_term_text(id)
    }

    /// Tells whether a section's text stands on the page of a topic or a country.
    pub(super) fn is_term_text(&self, id: EntryId) -> bool {
        let address = self.address(id).as_str();
        let terms = self.topics.iter().chain(self.countries.iter());
        (address.starts_with("/topics/") || address.starts_with("/countries/"))
            && terms.into_iter().any(|term| term.address.as_str() == address)
    }

    /// Returns the pages below a section's folder, in the order of their kind's list.
    pub fn section_items(&self, id: EntryId) -> &[EntryId] {
        self.section_items.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    fn term_routes(&self, add: &mut impl FnMut(Address, RouteKind)) {
        if !self.topics.is_empty() {
            for page in 1..=self.page_count(self.topics.iter().len()) {
                add(Address::new("/topics/").page(page), RouteKind::Topics(page));
            }
        }
        for term in self.topics.iter() {
            for page in 1..=self.page_count(term.briefings.len()) {
                add(term.address.page(page), RouteKind::Topic(term.id.clone(), page));
            }
            add(term.address.beside("feed.xml"), RouteKind::TopicFeed(term.id.clone()));
        }
        if !self.countries.is_empty() {
            for page in 1..=self.page_count(self.countries.iter().len()) {
                add(Address::new("/countries/").page(page), RouteKind::Countries(page));
            }
        }
        for term in self.countries.iter() {
            for page in 1..=self.page_count(term.briefings.len()) {
                add(term.address.page(page), RouteKind::Country(term.id.clone(), page));
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

/// Lists everything that the site publishes, in a fixed order.
pub(super) fn all(site: &Site) -> Vec<Route> {
    let mut routes = Vec::with_capacity(site.nodes.len() + site.assets.len() + 64);
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
    add(Address::new("/feed.xml"), RouteKind::Feed);
    if site.generates("/robots.txt") {
        add(Address::new("/robots.txt"), RouteKind::Robots);
    }
    if site.generates("/404.html") {
        add(Address::new("/404.html"), RouteKind::NotFound);
    }
    for (number, asset) in site.assets.iter().enumerate() {
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
