//! Addresses that two routes claim, or that cannot be written.
//!
//! In: routes. Out: the [`Clash`]es among them, and findings. Invariant: every route that cannot be
//! written beside the others has a finding, here or for an id that is defined twice.

use std::borrow::Cow;

use rayon::prelude::*;

use super::address;
use super::id::EntryId;
use super::index::Index;
use super::route::{FileKind, PageKind, Route, RouteKind, Taxonomy};
use super::twins::LOOK_ALIKE;
use crate::content::Kind;
use crate::content::slug::check_file_name;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SitePath, Span, portable};

/// Two routes that claim one address, by their positions, in route order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clash {
    first: usize,
    second: usize,
}

/// Finds the routes that claim one address, and those whose address is a file where another route needs a
/// folder.
pub(super) fn find(routes: &[Route]) -> Vec<Clash> {
    // Those that end with a slash are folders, of which each holds an `index.html`.
    let mut folders: PlaceMap<'_> = PlaceMap::default();
    let mut files: PlaceMap<'_> = PlaceMap::default();
    folders.reserve(routes.len());

    let mut clashes = Vec::new();
    for (second, route) in routes.iter().enumerate() {
        let place = place_of(route.address.as_str());
        let taken = if place.ends_with('/') { &mut folders } else { &mut files };
        let &mut first = taken.entry(place).or_insert(second);

        if first != second {
            clashes.push(Clash { first, second });
        }
    }

    // Only a name without `index.html` can be a file where another needs a folder; or `index.html` itself.
    for (second, route) in routes.iter().enumerate() {
        let place = place_of(route.address.as_str());
        let above = place.match_indices('/').map(|(at, _)| &place[..at]);
        let others = above.filter_map(|path| match path.strip_suffix(INDEX) {
            Some(folder) if folder.ends_with('/') => folders.get(folder),
            _ => files.get(path),
        });

        let others = others.filter(|&&other| other != second);
        clashes.extend(others.map(|&first| Clash { first, second }));
    }

    clashes
}

/// The file of a folder's page.
const INDEX: &str = "index.html";

/// The first route that takes each place of the output folder.
type PlaceMap<'r> = foldhash::HashMap<Cow<'r, str>, usize>;

/// Returns the place that an address takes in the output folder: without upper case, as some file systems do not
/// distinguish it, and without `index.html` after a slash.
fn place_of(address: &str) -> Cow<'_, str> {
    let first = address.bytes().take_while(|byte| *byte == b'/').count();
    let address = &address[first.saturating_sub(1)..];

    // As nearly all addresses are written: then nothing is copied.
    let is_lower = address.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let mut place = match is_lower {
        true => Cow::Borrowed(address),
        false => Cow::Owned(address.to_lowercase()),
    };

    if let Some(folder) = place.strip_suffix(INDEX).filter(|folder| folder.ends_with('/')) {
        let length = folder.len();
        match &mut place {
            Cow::Borrowed(place) => *place = &place[..length],
            Cow::Owned(place) => place.truncate(length),
        }
    }

    place
}

/// Reports every clash that needs a fix.
pub(super) fn findings(index: &Index, routes: &[Route], clashes: &[Clash]) -> Vec<Diagnostic> {
    let report = |clash: &Clash| report(index, &routes[clash.first], &routes[clash.second]);
    clashes.iter().filter_map(report).collect()
}

/// The longest folder, in bytes, that is judged without the name of the page in it.
const SHORT: usize = 500;

/// Finds the routes whose address cannot be written to an output folder, by their positions.
pub(super) fn unwritable(routes: &[Route]) -> Vec<usize> {
    let is_unwritable = |at: &usize| {
        let address = &routes[*at].address;
        let path = address.as_str().trim_start_matches('/');

        // The page of a short folder can be written wherever the folder can, and needs no name made for it.
        match path.strip_suffix('/').filter(|_| path.len() <= SHORT) {
            Some(folder) => portable::problem(folder).is_some(),
            None => portable::problem(&address.file()).is_some(),
        }
    };

    (0..routes.len()).into_par_iter().filter(is_unwritable).collect()
}

/// Reports the addresses that cannot be written, one at each place.
pub(super) fn unwritable_findings<'r>(
    index: &Index,
    unwritable: impl Iterator<Item = &'r Route>,
) -> Vec<Diagnostic> {
    // Long enough to recognise an address that is too long.
    const SHOWN: usize = 60;

    let finding = |route: &Route| {
        let file = route.address.file();
        let problem = portable::problem(&file)?;

        // A page whose name, or whose folder's, makes no address was reported when it was read.
        let is_page = matches!(route.kind, RouteKind::Page(PageKind::Entry(..)));
        if is_page && file.split('/').any(|part| check_file_name(part).is_some()) {
            return None;
        }

        let place = claim(index, route, 0).place?;
        let address = route.address.as_str();
        let mut shown: String = address.chars().take(SHOWN).collect();
        if shown.len() < address.len() {
            shown.push('…');
        }

        let message = format!("the address `{shown}` cannot be written: {problem}");
        let help = "give the file, or a folder above it, another name";
        Some(Diagnostic::new(Code::UnsafePath, place, message).help(help))
    };

    let mut findings: Vec<_> = unwritable.filter_map(finding).collect();

    // The pages of a list share its fault.
    findings.dedup_by(|one, other| one.place == other.place);

    findings
}

fn report(index: &Index, first: &Route, second: &Route) -> Option<Diagnostic> {
    // Two records with one id clash in all their pages; only the id is reported.
    let same = |one, other| has_same_id(index, one, other);
    match (&first.kind, &second.kind) {
        (
            RouteKind::Page(PageKind::Entry(one, page)),
            RouteKind::Page(PageKind::Entry(other, _)),
        ) if *page > 1 || same(*one, *other) => return None,
        (
            RouteKind::File(FileKind::FigureCsv(one)),
            RouteKind::File(FileKind::FigureCsv(other)),
        ) if same(*one, *other) => return None,
        (RouteKind::Page(PageKind::Redirect(alias)), RouteKind::Page(PageKind::Entry(page, 1)))
            if alias == page =>
        {
            return own_address(index, first);
        }
        _ => {}
    }

    if redirect(first).is_some() && redirect(first) == redirect(second) {
        return duplicate_alias(index, first, second);
    }

    let mut claims = [claim(index, first, 0), claim(index, second, 0)];

    // The finding is placed where something can be changed, preferably at the alias: pages come first.
    let is_alias = |route: &Route| redirect(route).is_some();
    let is_first_to_change = is_alias(first) && !is_alias(second) && claims[0].place.is_some();
    if claims[1].place.is_none() || is_first_to_change {
        claims.swap(0, 1);
    }

    let [taken, claimed] = claims;
    let message = format!(
        "{} has the address `{}`, which {} has too",
        claimed.claimant, second.address, taken.claimant
    );
    let place = claimed.place?;
    let are_alike = taken.place.as_ref().is_some_and(|taken| {
        taken.path != place.path && taken.path.composed() == place.path.composed()
    });
    let finding = Diagnostic::new(Code::DuplicateUrl, place, message).help(match are_alike {
        true => LOOK_ALIKE,
        false => {
            "give one of them another name: rename the file, or set `slug`; an alias may only be an address that \
             is free"
        }
    });

    Some(match taken.place {
        Some(place) => finding.label(place, "it is taken here"),
        None => finding,
    })
}

fn redirect(route: &Route) -> Option<EntryId> {
    match route.kind {
        RouteKind::Page(PageKind::Redirect(id)) => Some(id),
        _ => None,
    }
}

/// Explains that a page lists an alias twice.
fn duplicate_alias(index: &Index, first: &Route, second: &Route) -> Option<Diagnostic> {
    let place = claim(index, second, 1).place?;
    let message = format!("alias `{}` is listed twice", second.address);
    let finding = Diagnostic::new(Code::DuplicateUrl, place, message).help("take one of them out");
    claim(index, first, 0).place.map(|place| finding.label(place, "first listed here"))
}

/// Explains that a page redirects to itself.
fn own_address(index: &Index, alias: &Route) -> Option<Diagnostic> {
    let place = claim(index, alias, 0).place?;
    let message = format!("the alias `{}` is the page's own address", alias.address);
    Some(Diagnostic::new(Code::DuplicateUrl, place, message).help("take the alias out"))
}

fn has_same_id(index: &Index, one: EntryId, other: EntryId) -> bool {
    index.kind(one) == index.kind(other)
        && index.kind(one) != Kind::Page
        && index.entry(one).id.value == index.entry(other).id.value
}

/// Who claims an address.
struct AddressClaim {
    claimant: String,
    /// Where the address can be changed; none for generated pages.
    place: Option<Place>,
}

/// Names who claims an address; `nth` distinguishes the aliases of one page with the same address.
fn claim(index: &Index, route: &Route, nth: usize) -> AddressClaim {
    let made = |claimant: String| AddressClaim { claimant, place: None };

    match &route.kind {
        RouteKind::Page(PageKind::Entry(id, _)) | RouteKind::File(FileKind::FigureCsv(id)) => {
            let claimant = format!("the page `{}`", index.title(*id));
            AddressClaim { claimant, place: Some(index.place(*id)) }
        }

        RouteKind::Page(PageKind::Redirect(id)) => {
            let aliases = index.entry(*id).head.aliases.iter();
            let mut claiming =
                aliases.filter(|alias| address::of_alias(&alias.value) == route.address);
            let place = claiming.nth(nth);
            let place = place.map(|alias| Place::new(&index.file(*id).path, alias.span));
            AddressClaim { claimant: format!("an alias of `{}`", index.title(*id)), place }
        }

        RouteKind::File(FileKind::Asset(number)) => {
            let path: &SitePath = &index.assets()[*number].source;
            let place = Some(Place::new(path, Span::default()));
            AddressClaim { claimant: format!("the file `{path}`"), place }
        }

        RouteKind::Page(PageKind::Term(Taxonomy::Topics, id, _))
        | RouteKind::File(FileKind::TopicFeed(id)) => made(format!("the topic `{id}`")),
        RouteKind::Page(PageKind::Term(Taxonomy::Countries, id, _)) => {
            made(format!("the country `{id}`"))
        }

        RouteKind::Page(
            PageKind::Home
            | PageKind::List(..)
            | PageKind::Taxonomy(..)
            | PageKind::Changes(_)
            | PageKind::Data
            | PageKind::Search
            | PageKind::NotFound,
        )
        | RouteKind::File(
            FileKind::Data(_)
            | FileKind::Feed
            | FileKind::ChangesFeed
            | FileKind::Sitemap
            | FileKind::SitemapPart(_)
            | FileKind::Robots
            | FileKind::Redirects,
        ) => made("a page that Chancery makes".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_takes_the_place_of_its_file() {
        for (address, place) in [
            ("/", "/"),
            ("/index.html", "/"),
            ("/river/", "/river/"),
            ("/River/INDEX.html", "/river/"),
            ("//river/", "/river/"),
            ("/river", "/river"),
            ("/river/my-index.html", "/river/my-index.html"),
            ("/R\u{cd}O/", "/r\u{ed}o/"),
        ] {
            assert_eq!(place_of(address), place, "{address}");
        }
    }

    #[test]
    fn a_file_clashes_with_the_folder_that_another_needs() {
        let clashes = |addresses: &[&str]| {
            let routes = addresses.iter().map(|address| Route {
                address: address::of_alias(address),
                kind: RouteKind::File(FileKind::Feed),
            });
            let clashes = find(&routes.collect::<Vec<_>>()).into_iter();
            clashes.map(|it| (it.first, it.second)).collect::<Vec<_>>()
        };

        assert_eq!(clashes(&["/a/", "/b/", "/a/b/", "/a/c.csv"]), []);
        assert_eq!(clashes(&["/a/", "/b/", "/A/index.html"]), [(0, 2)]);
        assert_eq!(clashes(&["/a.b/x/", "/A.b"]), [(1, 0)]);
        assert_eq!(clashes(&["/a/", "/a/index.html/b.csv"]), [(0, 1)]);
        assert_eq!(clashes(&["/index.html/x/", "/"]), [(1, 0)]);
    }
}
