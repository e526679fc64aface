//! The addresses, besides those of entries, that links may target.
//!
//! In: routes. Out: [`PublishedPaths`]. Invariant: sites with the same paths share one set, so that sets are
//! compared by pointer.

use std::sync::Arc;

use super::address::Address;
use super::route::Route;

/// The addresses of assets, feeds, lists and everything else that is not an entry's page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PublishedPaths(foldhash::HashSet<Address>);

impl PublishedPaths {
    /// Collects the addresses of routes; the previous set is kept if it is equal.
    pub(super) fn collect(
        routes: Vec<Route>,
        previous: Option<&Arc<PublishedPaths>>,
    ) -> Arc<PublishedPaths> {
        let paths = PublishedPaths(routes.into_iter().map(|route| route.address).collect());

        match previous {
            Some(previous) if **previous == paths => Arc::clone(previous),
            _ => Arc::new(paths),
        }
    }

    pub(super) fn contains(&self, address: &str) -> bool {
        self.0.contains(address)
    }

    /// Returns the addresses that only one of two sets has, in no order.
    pub(super) fn symmetric_difference<'p>(
        &'p self,
        other: &'p PublishedPaths,
    ) -> impl Iterator<Item = &'p str> {
        self.0.symmetric_difference(&other.0).map(Address::as_str)
    }

    /// Returns the addresses, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Address::as_str)
    }
}
