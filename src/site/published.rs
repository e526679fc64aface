//! The addresses that links may lead to besides those of entries.
//!
//! In: routes. Out: [`PublishedPaths`]. Invariant: sites of the same paths share one set, so that two
//! are compared by pointer.

use std::sync::Arc;

use super::route::{PageKind, Route, RouteKind};

/// The addresses of assets, feeds, lists and whatever else is no entry's page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PublishedPaths(foldhash::HashSet<Box<str>>);

impl PublishedPaths {
    /// Collects the addresses of routes; the previous set is kept if it is equal.
    pub(super) fn collect(
        routes: Vec<Route>,
        previous: Option<&Arc<PublishedPaths>>,
    ) -> Arc<PublishedPaths> {
        // The directory already has those of entries, which would outnumber all others.
        let is_entry = |route: &Route| matches!(route.kind, RouteKind::Page(PageKind::Entry(..)));
        let others = routes.into_iter().filter(|route| !is_entry(route));
        let paths = PublishedPaths(others.map(|route| route.address.into_path()).collect());

        match previous {
            Some(previous) if **previous == paths => Arc::clone(previous),
            _ => Arc::new(paths),
        }
    }

    pub(super) fn contains(&self, address: &str) -> bool {
        self.0.contains(address)
    }

    /// Returns the addresses, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|address| &**address)
    }
}
