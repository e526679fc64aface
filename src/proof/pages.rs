//! Checks that every route can be printed.
//!
//! In: an edition. Out: findings, one for each line of a template that fails. Invariant: the bytes are
//! those that a build would write, and they are thrown away.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::held_words::HeldWords;
use crate::diagnostic::{self, Diagnostic};
use crate::render::{Edition, RenderError, SourceError};
use crate::site::{FileKind, PageKind, Publication, Route, RouteKind};
use crate::source::SitePath;

/// Renders every route and returns the findings of templates that failed, and of what is held back and would be
/// printed.
///
/// # Errors
/// The first source file, in the order of the routes, that differs from the one the site was linked
/// from. Findings take precedence: the site is built again anyway once the template is fixed.
pub fn check_pages(
    edition: &Edition,
    held: Option<&HeldWords>,
) -> Result<Vec<Diagnostic>, SourceError> {
    check_routes(edition, edition.routes().par_iter(), held)
}

/// Renders the pages of what is held back, on the edition of the site with all of it.
///
/// # Errors
/// As [`check_pages`].
pub fn check_held_pages(
    rehearsal: &Edition,
    publication: &Publication,
) -> Result<Vec<Diagnostic>, SourceError> {
    let index = rehearsal.site().index();
    let hold = |route: &Route| match route.kind {
        RouteKind::Page(PageKind::Entry(id, _)) => publication.hold(index.document_of(id).index()),
        _ => None,
    };
    let routes = rehearsal.routes().par_iter().filter(|route| hold(route).is_some());

    let zone = rehearsal.site().config().zone();
    let words = rehearsal.routes().iter().find_map(hold).map(|hold| hold.words(&zone));
    let mut findings = check_routes(rehearsal, routes, None)?;
    findings.iter_mut().for_each(|finding| finding.held.clone_from(&words));

    Ok(findings)
}

fn check_routes<'e>(
    edition: &'e Edition,
    routes: impl ParallelIterator<Item = &'e Route>,
    held: Option<&HeldWords>,
) -> Result<Vec<Diagnostic>, SourceError> {
    let leaks = |route: &Route, bytes: &[u8]| {
        held.map_or_else(Vec::new, |held| held.find(&route.address.file(), bytes))
    };
    let render = |route: &Route| match route.kind {
        RouteKind::File(FileKind::Asset(number)) => {
            let source = &edition.site().assets()[number].source;
            // Reading a video would find nothing.
            let bytes = held.filter(|_| is_text(source)).map(|_| edition.files().read(source));
            Ok(leaks(route, &bytes.and_then(Result::ok).unwrap_or_default()))
        }
        _ => edition.render(route).map(|bytes| leaks(route, &bytes)),
    };

    // Collected in the order of the routes, so that the page a finding names is the same in every
    // run.
    let results: Vec<_> = routes.map(render).collect();

    let mut findings = Vec::new();
    let mut leaks = Vec::new();
    let mut source_error = None;
    for result in results {
        match result {
            Ok(found) => leaks.extend(found),
            Err(RenderError::Template(finding)) => findings.push(*finding),
            Err(RenderError::Source(error)) => source_error = source_error.or(Some(error)),
        }
    }

    let mut findings = match source_error {
        Some(error) if findings.is_empty() => return Err(error),
        _ => by_template_line(findings),
    };
    findings.extend(held.map_or_else(Vec::new, |held| held.findings(leaks, edition.files())));

    Ok(findings)
}

/// Tells whether a file that is published as it is holds text.
#[must_use]
pub fn is_text(path: &SitePath) -> bool {
    const TEXTS: [&str; 12] = [
        "css",
        "csv",
        "html",
        "js",
        "json",
        "md",
        "svg",
        "txt",
        "vtt",
        "webmanifest",
        "xml",
        "yaml",
    ];
    path.name().rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending))
}

/// Merges findings of one template line on many pages into one, which names the first page.
#[must_use]
pub fn by_template_line(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<_, (Diagnostic, usize)> = BTreeMap::new();
    for finding in findings {
        // The message as well: one line may fail for two reasons, on different pages.
        let key = (finding.place.clone(), finding.message.clone());
        groups.entry(key).and_modify(|(_, more)| *more += 1).or_insert((finding, 0));
    }

    let mut findings: Vec<Diagnostic> = groups
        .into_values()
        .map(|(mut finding, more)| {
            // The first label is the page; a template that fails alone has none to count.
            if let (Some(label), 1..) = (finding.labels.first_mut(), more) {
                label.text = format!("{}, and {more} more", label.text);
            }

            finding
        })
        .collect();

    diagnostic::sort(&mut findings);

    findings
}
