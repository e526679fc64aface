//! One address, one thing: where two claim the same.

use rayon::prelude::*;

use super::route::Routes;
use super::{EntryId, FileKind, PageKind, Route, RouteKind, Site, Taxonomy};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SitePath, Span};

/// Finds the routes that claim one address, and those whose address is a file where another needs a
/// folder, by their numbers.
///
/// Upper and lower case are one to some file systems, so they are one here.
pub(super) fn clashes(routes: &[Route]) -> Vec<(usize, usize)> {
    let files: Vec<String> =
        routes.par_iter().map(|route| route.address.file().to_lowercase()).collect();
    let mut taken: foldhash::HashMap<&str, usize> = foldhash::HashMap::default();
    taken.reserve(files.len());

    let mut clashes = Vec::new();
    for (number, file) in files.iter().enumerate() {
        match taken.get(file.as_str()) {
            Some(&first) => clashes.push((first, number)),
            None => {
                taken.insert(file, number);
            }
        }
    }

    // Only names without `index.html` can be a file where another needs a folder.
    for (number, file) in files.iter().enumerate() {
        let folders = file.match_indices('/').map(|(at, _)| &file[..at]);
        let others = folders.filter_map(|folder| taken.get(folder));
        clashes.extend(others.filter(|&&other| other != number).map(|&other| (other, number)));
    }

    clashes
}

/// Words every clash of routes that somebody has to mend.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    let Routes { all, clashes, .. } = &*site.routes;
    clashes.iter().filter_map(|&(first, second)| clash(site, &all[first], &all[second])).collect()
}

fn clash(site: &Site, first: &Route, second: &Route) -> Option<Diagnostic> {
    // Two records of one id clash in all their pages; the id is the finding.
    let same = |one, other| same_id(site, one, other);
    match (&first.kind, &second.kind) {
        (
            RouteKind::Page(PageKind::Entry(one, page)),
            RouteKind::Page(PageKind::Entry(other, _)),
        ) if *page > 1 || same(*one, *other) => {
            return None;
        }
        (
            RouteKind::File(FileKind::FigureCsv(one)),
            RouteKind::File(FileKind::FigureCsv(other)),
        ) if same(*one, *other) => return None,
        (RouteKind::Page(PageKind::Redirect(alias)), RouteKind::Page(PageKind::Entry(page, 1)))
            if alias == page =>
        {
            return own_address(site, first);
        }
        _ => {}
    }

    let redirect = |route: &Route| match route.kind {
        RouteKind::Page(PageKind::Redirect(id)) => Some(id),
        _ => None,
    };
    let twins = redirect(first).is_some() && redirect(first) == redirect(second);
    let mut claims = [claim(site, first, 0), claim(site, second, usize::from(twins))];

    // The finding stands where something can be changed, and at the alias: pages come first.
    let is_alias = |route: &Route| redirect(route).is_some();
    if claims[1].1.is_none() || (is_alias(first) && !is_alias(second) && claims[0].1.is_some()) {
        claims.swap(0, 1);
    }

    let [(first_words, first_place), (second_words, second_place)] = claims;
    let place = second_place?;
    if twins {
        let message = format!("the alias `{}` stands twice", second.address);
        let finding =
            Diagnostic::new(Code::DuplicateUrl, place, message).help("take one of them out");
        return first_place.map(|first| finding.label(first, "it stands here first"));
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

/// Words that a page redirects to itself.
fn own_address(site: &Site, alias: &Route) -> Option<Diagnostic> {
    let (_, place) = claim(site, alias, 0);
    let message = format!("the alias `{}` is the page's own address", alias.address);
    Some(Diagnostic::new(Code::DuplicateUrl, place?, message).help("take the alias out"))
}

fn same_id(site: &Site, one: EntryId, other: EntryId) -> bool {
    site.kind(one) == site.kind(other)
        && site.kind(one) != crate::content::Kind::Page
        && site.entry(one).id.value == site.entry(other).id.value
}

/// Names who claims an address, and where that can be changed; `nth` tells aliases of one page apart
/// that come to the same.
fn claim(site: &Site, route: &Route, nth: usize) -> (String, Option<Place>) {
    match &route.kind {
        RouteKind::Page(PageKind::Entry(id, _)) | RouteKind::File(FileKind::FigureCsv(id)) => {
            (format!("the page `{}`", site.title(*id)), Some(site.place(*id)))
        }
        RouteKind::Page(PageKind::Redirect(id)) => {
            let aliases = &site.entry(*id).head.aliases;
            let alias = aliases
                .iter()
                .filter(|alias| super::route::alias_address(&alias.value) == route.address)
                .nth(nth);
            let place = alias.map(|alias| Place::new(&site.document(*id).path, alias.span));
            (format!("an alias of `{}`", site.title(*id)), place)
        }
        RouteKind::File(FileKind::Asset(number)) => {
            let path: &SitePath = &site.assets()[*number].source;
            (format!("the file `{path}`"), Some(Place::new(path, Span::default())))
        }
        RouteKind::Page(PageKind::Term(Taxonomy::Topics, id, _))
        | RouteKind::File(FileKind::TopicFeed(id)) => (format!("the topic `{id}`"), None),
        RouteKind::Page(PageKind::Term(Taxonomy::Countries, id, _)) => {
            (format!("the country `{id}`"), None)
        }
        RouteKind::Page(
            PageKind::Home
            | PageKind::List(..)
            | PageKind::Taxonomy(..)
            | PageKind::Data
            | PageKind::Search
            | PageKind::NotFound,
        )
        | RouteKind::File(
            FileKind::Data(_)
            | FileKind::Feed
            | FileKind::Sitemap
            | FileKind::SitemapPart(_)
            | FileKind::Robots,
        ) => ("a page that Chancery makes".to_owned(), None),
    }
}
