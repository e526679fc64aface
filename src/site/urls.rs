//! One address, one thing: where two claim the same.

use std::collections::HashMap;

use super::{EntryId, Route, RouteKind, Site};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SitePath, Span};

/// Reports every address that two things claim, and every one that is a file to one and a folder to
/// another.
///
/// Upper and lower case are one to some file systems, so they are one here.
pub(super) fn clashes(site: &Site, routes: &[Route], findings: &mut Vec<Diagnostic>) {
    let mut taken: HashMap<String, usize> = HashMap::with_capacity(routes.len());
    for (number, route) in routes.iter().enumerate() {
        let file = route.address.file().to_lowercase();
        match taken.get(&file) {
            Some(&first) => findings.extend(clash(site, &routes[first], route)),
            None => {
                taken.insert(file, number);
            }
        }
    }
    // Only names without `index.html` can be a file where another needs a folder.
    for (number, route) in routes.iter().enumerate() {
        let file = route.address.file().to_lowercase();
        let folders = file.match_indices('/').map(|(at, _)| &file[..at]);
        for folder in folders {
            if let Some(&other) = taken.get(folder)
                && other != number
            {
                findings.extend(clash(site, &routes[other], route));
            }
        }
    }
}

fn clash(site: &Site, first: &Route, second: &Route) -> Option<Diagnostic> {
    let mut claims = [claim(site, first), claim(site, second)];
    // The finding stands where something can be changed.
    if claims[1].1.is_none() {
        claims.swap(0, 1);
    }
    let [(first_words, first_place), (second_words, second_place)] = claims;
    // Two records of one id clash in their further pages too; the id is the finding.
    let place = second_place?;
    if matches!((&first.kind, &second.kind), (RouteKind::Entry(one, page), RouteKind::Entry(other, _)) if *page > 1 || same_id(site, *one, *other))
    {
        return None;
    }
    let message =
        format!("{second_words} has the address `{}`, which {first_words} has too", second.address);
    let finding = Diagnostic::new(Code::DuplicateUrl, place, message)
        .help("give one of them another name: rename the file, or set `slug`; an alias may only be an address that is free");
    Some(match first_place {
        Some(place) => finding.label(place, "it is taken here"),
        None => finding,
    })
}

fn same_id(site: &Site, one: EntryId, other: EntryId) -> bool {
    site.kind(one) == site.kind(other)
        && site.kind(one) != crate::content::Kind::Page
        && site.entry(one).id.value == site.entry(other).id.value
}

/// Names who claims an address, and where that can be changed.
fn claim(site: &Site, route: &Route) -> (String, Option<Place>) {
    match &route.kind {
        RouteKind::Entry(id, _) | RouteKind::Data(id) => {
            (format!("the page `{}`", site.title(*id)), Some(site.place(*id)))
        }
        RouteKind::Redirect(id) => {
            let aliases = &site.entry(*id).head.aliases;
            let alias = aliases
                .iter()
                .find(|alias| super::route::alias_address(&alias.value) == route.address);
            let place = alias.map(|alias| Place::new(&site.document(*id).path, alias.span));
            (format!("an alias of `{}`", site.title(*id)), place)
        }
        RouteKind::Asset(number) => {
            let path: &SitePath = &site.assets()[*number].source;
            (format!("the file `{path}`"), Some(Place::new(path, Span::default())))
        }
        RouteKind::Topic(id, _) | RouteKind::TopicFeed(id) => (format!("the topic `{id}`"), None),
        RouteKind::Country(id, _) => (format!("the country `{id}`"), None),
        _ => ("a page that Chancery makes".to_owned(), None),
    }
}
