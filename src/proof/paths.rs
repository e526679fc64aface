//! Addresses that no build can write as files.
//!
//! In: a site. Out: findings. Invariant: what passes here, [`OutPath`] takes.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::output::OutPath;
use crate::site::{FileKind, PageKind, Route, RouteKind, Site};

/// The length of an address, in bytes, up to which none made of slugs can be too long.
const SHORT: usize = 200;

/// Reports what has an address that cannot be the path of a file.
#[must_use]
pub fn check_paths(site: &Site) -> Vec<Diagnostic> {
    let mut reported: BTreeSet<Place> = BTreeSet::new();
    let mut findings = Vec::new();

    for route in site.routes().iter().filter(|route| may_be_unfit(route)) {
        let Err(error) = OutPath::new(&route.address.file()) else {
            continue;
        };

        // The further pages of a list are as long as the first, or longer.
        let Some(place) = site.place_of_route(route).filter(|it| reported.insert(it.clone()))
        else {
            continue;
        };

        let message =
            format!("no file can have the address `{}`: {}", shortened(route), error.reason());
        findings.push(
            Diagnostic::new(Code::UnsafePath, place, message)
                .help("give it another name, or put it into fewer or shorter folders"),
        );
    }

    findings
}

/// Tells whether an address was not made of slugs alone, or is long.
fn may_be_unfit(route: &Route) -> bool {
    let is_own_name = matches!(
        route.kind,
        RouteKind::File(FileKind::Asset(_)) | RouteKind::Page(PageKind::Redirect(_))
    );

    is_own_name || route.address.as_str().len() > SHORT
}

/// Returns an address for a message, with its end alone where it is long.
fn shortened(route: &Route) -> String {
    const LONGEST: usize = 60;

    let address = route.address.as_str();
    let count = address.chars().count();
    match count > LONGEST {
        true => format!("…{}", address.chars().skip(count - LONGEST).collect::<String>()),
        false => address.to_owned(),
    }
}
