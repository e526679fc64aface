//! What is published at an address.
//!
//! In: ids, kinds, names. Out: a [`Route`]. Invariant: a route contains everything that the renderer needs to
//! know.

use super::address::Address;
use super::data_file::DataFile;
use super::id::EntryId;
use super::index::Index;
use crate::content::Kind;

/// One thing that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Its address.
    pub address: Address,
    /// Its kind.
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

/// A page printed by a template. If it has a number, that is the number of the page within a list, from 1.
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
    /// A page of what changed after it was published.
    Changes(usize),
    /// The page that documents the data files.
    Data,
    /// The search page.
    Search,
    /// The page that servers show for an unknown address.
    NotFound,
    /// An old address of an entry, which redirects to its page.
    Redirect(EntryId),
}

/// The ways to group briefings and records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taxonomy {
    /// What briefings are about.
    Topics,
    /// Countries and organisations.
    Countries,
}

/// A published file without a template.
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
    /// The Atom feed of changes.
    ChangesFeed,
    /// The sitemap, or the list of its parts where there are several.
    Sitemap,
    /// A part of the sitemap, from 1.
    SitemapPart(usize),
    /// `robots.txt`.
    Robots,
    /// The redirects of old addresses, for the host.
    Redirects,
    /// A file that is copied, by its index in [`Index::assets`].
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
    /// Tells whether the page has content of its own; redirects, the search page and the 404 page have none.
    #[must_use]
    pub fn has_content(&self) -> bool {
        match self {
            PageKind::Home
            | PageKind::Entry(..)
            | PageKind::List(..)
            | PageKind::Taxonomy(..)
            | PageKind::Term(..)
            | PageKind::Changes(_)
            | PageKind::Data => true,
            PageKind::Search | PageKind::NotFound | PageKind::Redirect(_) => false,
        }
    }
}

impl Taxonomy {
    /// Returns the folder of its pages, which is also the key of its name in a language.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Taxonomy::Topics => "topics",
            Taxonomy::Countries => "countries",
        }
    }
}

impl Route {
    /// Tells whether the sitemap lists the route.
    #[must_use]
    pub fn is_in_sitemap(&self, index: &Index) -> bool {
        match &self.kind {
            RouteKind::Page(PageKind::Entry(id, _)) => index.is_indexed(*id),
            kind => kind.has_content(),
        }
    }
}
