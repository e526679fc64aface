//! What is published at an address.
//!
//! In: ids, kinds, names. Out: a [`Route`]. Invariant: a route says all that the renderer has to be told.

use super::address::Address;
use super::data_file::DataFile;
use super::id::EntryId;
use super::index::Index;
use crate::content::Kind;

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
    /// A file as it is, by its position in [`Site::assets`](super::Site::assets).
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

impl Route {
    /// Tells whether the sitemap lists the route.
    #[must_use]
    pub fn is_in_sitemap(&self, index: &Index) -> bool {
        match self.kind {
            RouteKind::Entry(id, _) => index.is_indexed(id),
            _ => self.kind.is_page(),
        }
    }
}
