//! Checks that every route can be printed.
//!
//! In: an edition. Out: findings, one for each line of a template that fails. Invariant: the bytes are
//! those that a build would write, and they are thrown away.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::{self, Diagnostic};
use crate::render::{Edition, RenderError, SourceError};
use crate::site::{FileKind, PageKind, Publication, Route, RouteKind};

/// Renders every route and returns the findings of templates that failed.
///
/// # Errors
/// The first source file, in the order of the routes, that differs from the one the site was linked
/// from. Findings take precedence: the site is built again anyway once the template is fixed.
pub fn check_pages(edition: &Edition) -> Result<Vec<Diagnostic>, SourceError> {
    check_routes(edition, edition.routes().par_iter())
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
    let mut findings = check_routes(rehearsal, routes)?;
    findings.iter_mut().for_each(|finding| finding.held.clone_from(&words));

    Ok(findings)
}

fn check_routes<'e>(
    edition: &'e Edition,
    routes: impl ParallelIterator<Item = &'e Route>,
) -> Result<Vec<Diagnostic>, SourceError> {
    let render = |route: &Route| match route.kind {
        // Assets are copied unchanged; reading a video would find nothing.
        RouteKind::File(FileKind::Asset(_)) => Ok(()),
        _ => edition.render(route).map(drop),
    };

    // Collected in the order of the routes, so that the page a finding names is the same in every
    // run.
    let results: Vec<_> = routes.map(render).collect();

    let mut findings = Vec::new();
    let mut source_error = None;
    for result in results {
        match result {
            Ok(()) => {}
            Err(RenderError::Template(finding)) => findings.push(*finding),
            Err(RenderError::Source(error)) => source_error = source_error.or(Some(error)),
        }
    }

    match source_error {
        Some(error) if findings.is_empty() => Err(error),
        _ => Ok(by_template_line(findings)),
    }
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
