//! Publishes an edition to an output folder: every route is rendered, in parallel, and written.
//!
//! In: an edition, and a stage of the output folder. Out: nothing, or why nothing may be published.
//! Invariant: nothing is committed here; a stage that is dropped leaves the folder as it was.

mod error;
mod index;
#[cfg(feature = "search")]
mod search;

use std::io;

use rayon::prelude::*;

pub use error::PublishError;
use index::searchable;

#[cfg(feature = "search")]
use search::write_index;

use crate::diagnostic::{Diagnostic, Severity, count};
use crate::output::{OutPath, Stage};
#[cfg(not(feature = "search"))]
use crate::proof::HeldWords;
use crate::proof::{self, Leak, by_template_line, is_text};
use crate::render::{Edition, SourceError};
use crate::site::{Asset, FileKind, Route, RouteKind};
use crate::source::SitePath;
use crate::workspace::Build;

/// Renders every route and writes it to the stage, with the search index; `done` is called [`steps`]
/// times, from any thread. Returns the warnings about what was printed.
///
/// # Errors
/// All findings of templates together, or all leaks of what is held back; else the first other error, in the order of the routes.
pub fn publish(
    build: &Build,
    stage: &Stage,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<Diagnostic>, PublishError> {
    publish_changes(build, stage, &|_| false, done)
}

/// Like [`publish`], but skips assets whose current version is already in the output folder according to
/// `is_current`.
///
/// # Errors
/// As [`publish`].
pub fn publish_changes(
    build: &Build,
    stage: &Stage,
    is_current: &(dyn Fn(&Asset) -> bool + Sync),
    done: &(dyn Fn() + Sync),
) -> Result<Vec<Diagnostic>, PublishError> {
    let edition = &build.edition;
    let held = build.held_words();
    let leaks = |route: &Route, bytes: &[u8]| {
        held.as_ref().map_or_else(Vec::new, |held| held.find(&route.address.file(), bytes))
    };

    let write_route = |route: &Route| -> Result<Vec<Leak>, PublishError> {
        let path = out_path(route)?;
        let mut found = Vec::new();

        if let Some(mark) = proof::page_mark(edition.site(), &route.kind) {
            stage.mark(&path, mark);
        }

        match route.kind {
            RouteKind::File(FileKind::Asset(number)) => {
                let asset = &edition.site().assets()[number];
                let is_kept = is_current(asset) && stage.keep(&path)?;
                if !is_kept {
                    // Copied piece by piece: a video need not fit into memory.
                    stage.copy(&path, open(edition, asset)?)?;
                }

                if held.is_some() && is_text(&asset.source) {
                    let bytes = edition.files().read(&asset.source).unwrap_or_default();
                    found = leaks(route, &bytes);
                }
            }
            RouteKind::Page(_)
            | RouteKind::File(
                FileKind::FigureCsv(_)
                | FileKind::Data(_)
                | FileKind::Feed
                | FileKind::TopicFeed(_)
                | FileKind::ChangesFeed
                | FileKind::Sitemap
                | FileKind::SitemapPart(_)
                | FileKind::Robots
                | FileKind::Redirects,
            ) => {
                let bytes = edition.render(route)?;
                found = leaks(route, &bytes);
                stage.write(&path, &bytes)?;
            }
        }

        done();

        Ok(found)
    };

    // Side by side: where the runs of the index are joined, one thread alone would be at work.
    let (pages, index) = rayon::join(
        || merged(edition.routes().par_iter().map(write_route).collect()),
        || write_index(edition, stage, held.as_ref(), done),
    );

    // Before the index's own error: findings of templates are what the writer can fix.
    let in_pages = pages?.into_iter().flatten();
    let leaks = in_pages.chain(index?).collect();
    let findings = held.map_or_else(Vec::new, |held| held.findings(leaks, edition.files()));
    if count(&findings, Severity::Error) > 0 {
        return Err(PublishError::Findings(findings));
    }

    Ok(findings)
}

/// Returns how many steps it takes to publish an edition: its routes, and the pages of the index.
#[must_use]
pub fn steps(edition: &Edition) -> usize {
    edition.routes().len() + searchable(edition).len()
}

/// Without Pagefind, search is switched off in the settings.
#[cfg(not(feature = "search"))]
#[expect(clippy::unnecessary_wraps, reason = "with Pagefind it may fail")]
fn write_index(
    _: &Edition,
    _: &Stage,
    _: Option<&HeldWords>,
    _: &(dyn Fn() + Sync),
) -> Result<Vec<Leak>, PublishError> {
    Ok(Vec::new())
}

fn out_path(route: &Route) -> Result<OutPath, PublishError> {
    OutPath::new(&route.address.file()).map_err(|error| {
        let name = SitePath::new(route.address.as_str());
        PublishError::Source(SourceError::Unreadable(name, io::Error::other(error)))
    })
}

fn open<'e>(edition: &'e Edition, asset: &Asset) -> Result<Box<dyn io::Read + 'e>, SourceError> {
    let reader = edition.files().open(&asset.source);
    reader.map_err(|error| SourceError::Unreadable(asset.source.clone(), error))
}

/// Returns all results, the first error in the order of the routes, or the findings of all templates.
fn merged<T>(results: Vec<Result<T, PublishError>>) -> Result<Vec<T>, PublishError> {
    let mut all = Vec::with_capacity(results.len());
    let mut findings = Vec::new();
    let mut other = None;
    for result in results {
        match result {
            Ok(one) => all.push(one),
            // All of them, so that one build shows every fault of the templates.
            Err(PublishError::Findings(found)) => findings.extend(found),
            Err(error) => other = other.or(Some(error)),
        }
    }

    if !findings.is_empty() {
        return Err(PublishError::Findings(by_template_line(findings)));
    }

    other.map_or(Ok(all), Err)
}
