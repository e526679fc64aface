//! An edition to an output folder: every route is rendered, in parallel, and written.

use std::collections::BTreeMap;
use std::fmt;

use rayon::prelude::*;

use crate::diagnostic::{self, Diagnostic};
use crate::output::{OutPath, OutputError, Stage};
use crate::render::{Edition, Unrendered};
use crate::site::{Asset, FileKind, Route, RouteKind};
use crate::source::{Files, SitePath};

/// Why nothing was published.
#[derive(Debug)]
pub enum PublishError {
    /// Templates failed.
    Findings(Vec<Diagnostic>),
    /// A file of the site could not be read again.
    File(SitePath, std::io::Error),
    /// A file changed while the site was built.
    Changed(SitePath),
    /// The search index could not be made.
    Search(String),
    /// The output folder could not be written.
    Output(OutputError),
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishError::Findings(findings) => {
                write!(f, "{} findings in templates", findings.len())
            }
            PublishError::File(path, error) => write!(f, "`{path}` cannot be read: {error}"),
            PublishError::Changed(path) => {
                write!(f, "`{path}` was changed while the site was built: build it again")
            }
            PublishError::Search(error) => {
                write!(
                    f,
                    "the search index cannot be made: {error}; `--no-search` builds without it"
                )
            }
            PublishError::Output(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PublishError {}

impl From<OutputError> for PublishError {
    fn from(error: OutputError) -> PublishError {
        PublishError::Output(error)
    }
}

/// The files of a search index, by where they go.
pub(super) type IndexFiles = Vec<(OutPath, Vec<u8>)>;

/// Renders every route and writes it to the stage, with the search index; `done` is called after each
/// route and each page of the index, from any thread.
///
/// # Errors
/// All findings of templates together; else the first other trouble, in the order of the routes.
pub fn publish(
    edition: &Edition,
    files: &dyn Files,
    stage: &Stage,
    done: &(dyn Fn() + Sync),
) -> Result<(), PublishError> {
    publish_over(edition, files, stage, &|_| false, done)
}

/// Does what [`publish`] does, but for files published as they are that `is_there` knows to be in the
/// output folder as they should be: those are not read.
///
/// # Errors
/// As [`publish`].
pub fn publish_over(
    edition: &Edition,
    files: &dyn Files,
    stage: &Stage,
    is_there: &(dyn Fn(&Asset) -> bool + Sync),
    done: &(dyn Fn() + Sync),
) -> Result<(), PublishError> {
    let each = |route: &Route| -> Result<(), PublishError> {
        let path = OutPath::new(&route.address.file()).map_err(|error| {
            let name = SitePath::new(route.address.as_str());
            PublishError::File(name, std::io::Error::other(error))
        })?;

        if let RouteKind::File(FileKind::Asset(number)) = route.kind {
            // Files that nobody looks into are copied piece by piece: a film need not fit into memory.
            let asset = &edition.site().assets()[number];
            let source = &asset.source;

            if is_there(asset) && stage.keep(&path)? {
                done();
                return Ok(());
            }

            let reader =
                files.open(source).map_err(|error| PublishError::File(source.clone(), error))?;
            stage.copy(&path, reader)?;
        } else {
            stage.write(&path, &edition.render(route).map_err(failed_page)?)?;
        }

        done();

        Ok(())
    };

    // The index is made by one thread for the most part, and the pages by all others.
    let (pages, index) = rayon::join(
        || gathered(edition.routes().par_iter().map(each).collect()),
        || search_files(edition, done),
    );

    pages?;

    let write = |(path, bytes): &(OutPath, Vec<u8>)| Ok(stage.write(path, bytes)?);
    gathered(index?.par_iter().map(write).collect())
}

#[cfg(feature = "search")]
fn search_files(edition: &Edition, done: &(dyn Fn() + Sync)) -> Result<IndexFiles, PublishError> {
    super::search::files(edition, done)
}

/// Without Pagefind the settings say that there is no search.
#[cfg(not(feature = "search"))]
#[expect(clippy::unnecessary_wraps, reason = "with Pagefind it may fail")]
fn search_files(_: &Edition, _: &(dyn Fn() + Sync)) -> Result<IndexFiles, PublishError> {
    Ok(Vec::new())
}

/// Renders every route for its findings, and writes nothing.
///
/// # Errors
/// As [`publish`].
pub fn check_pages(edition: &Edition) -> Result<(), PublishError> {
    let each = |route: &Route| match route.kind {
        RouteKind::File(FileKind::Asset(_)) => Ok(()),
        _ => edition.render(route).map(drop).map_err(failed_page),
    };
    gathered(edition.routes().par_iter().map(each).collect())
}

pub(super) fn failed_page(unrendered: Unrendered) -> PublishError {
    match unrendered {
        Unrendered::Template(finding) => PublishError::Findings(vec![*finding]),
        Unrendered::File(path, error) => PublishError::File(path, error),
        Unrendered::Changed(path) => PublishError::Changed(path),
    }
}

fn gathered(results: Vec<Result<(), PublishError>>) -> Result<(), PublishError> {
    let mut findings = Vec::new();
    let mut other = None;
    for result in results {
        match result {
            Ok(()) => {}
            Err(PublishError::Findings(found)) => findings.extend(found),
            Err(error) => other = other.or(Some(error)),
        }
    }

    if !findings.is_empty() {
        return Err(PublishError::Findings(together(findings)));
    }

    other.map_or(Ok(()), Err)
}

/// Makes one finding of what a line of a template did to many pages: the first page stands for all.
fn together(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<_, (Diagnostic, usize)> = BTreeMap::new();
    for finding in findings {
        let key = (finding.place.clone(), finding.message.clone());
        groups.entry(key).and_modify(|(_, more)| *more += 1).or_insert((finding, 0));
    }

    let mut findings: Vec<Diagnostic> = groups
        .into_values()
        .map(|(mut finding, more)| {
            if let (Some(label), 1..) = (finding.labels.first_mut(), more) {
                label.text = format!("{}, and {more} more", label.text);
            }
            finding
        })
        .collect();

    diagnostic::sort(&mut findings);

    findings
}
