//! Old addresses that lead to a page.
//!
//! In: entries with their aliases, and the files beside them. Out: pairs of addresses. Invariant: nothing that is
//! published is among the old addresses.

use super::address;
use super::gone::GoneAddress;
use super::id::EntryId;
use super::link::Site;
use super::route::{PageKind, RouteKind};
use crate::content::Kind;

/// An old address, and where it leads; both from the site's root, with letters as people read them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address.
    pub from: String,
    /// The address of the page.
    pub to: String,
}

impl Site {
    /// Returns the redirects of all pages, in their order: each alias, and the files beside the page.
    #[must_use]
    pub fn redirects(&self) -> Vec<Redirect> {
        let mut assets: Vec<&str> = self.assets().iter().map(|it| it.address.as_str()).collect();
        assets.sort_unstable();

        let mut redirects = Vec::new();
        for id in self.index().entries() {
            add(self, id, &assets, &mut redirects);
        }

        // What is published wins, as it does among the routes.
        redirects.retain(|redirect| {
            let route = self.route(&redirect.from);
            route.is_none_or(|route| matches!(route.kind, RouteKind::Page(PageKind::Redirect(_))))
        });

        redirects
    }

    /// Returns the addresses that the settings call gone.
    #[must_use]
    pub fn gone(&self) -> Vec<GoneAddress<'_>> {
        self.config().gone.iter().map(GoneAddress::new).collect()
    }
}

/// Adds the redirects to an entry; the addresses of the assets are sorted.
fn add(site: &Site, id: EntryId, assets: &[&str], redirects: &mut Vec<Redirect>) {
    let own = site.address(id).as_str();
    for alias in &site.entry(id).head.aliases {
        let from = address::of_alias(&alias.value);
        redirects.push(Redirect { from: from.as_str().to_owned(), to: own.to_owned() });

        // What lay beside the page lies beside it again: links to a map or to data keep working.
        if !from.as_str().ends_with('/') {
            continue;
        }

        let data = (site.kind(id) == Kind::Figure).then_some("data.csv");
        let first = assets.partition_point(|asset| *asset < own);

        // Everything lies below the home page, and nothing beside it.
        let beside = assets[first..].iter().map_while(|asset| asset.strip_prefix(own));
        let beside = beside.filter(|_| own != "/");
        redirects.extend(
            data.into_iter()
                .chain(beside)
                .map(|name| Redirect { from: format!("{from}{name}"), to: format!("{own}{name}") }),
        );
    }
}
