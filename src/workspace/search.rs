//! The search index of an edition, by Pagefind.
//!
//! In: an edition. Out: the files of the index, which the search page's script asks for.
//! Invariant: pages go into the index one after another, in the order of the site, so that the same
//! edition gives the same files; nothing is written here.

use std::path::Path;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use rayon::prelude::*;

use super::publish::{IndexFiles, PublishError, failed_page};
use crate::output::OutPath;
use crate::render::{Edition, SearchPage, Unrendered};

/// The folder of the index, beside the search page.
const FOLDER: &str = "search/pagefind";

/// How many pages are rendered at a time: in parallel, and held in memory until they are indexed.
const BATCH: usize = 256;

/// Returns the files of the index of an edition; none where search is off.
///
/// # Errors
/// Where a page cannot be rendered, or Pagefind gives up.
pub(super) fn files(
    edition: &Edition,
    done: &(dyn Fn() + Sync),
) -> Result<IndexFiles, PublishError> {
    if !edition.site().config().search {
        return Ok(Vec::new());
    }

    // Pagefind's interface is asynchronous, although it waits for nothing but its own work.
    let runtime =
        tokio::runtime::Builder::new_current_thread().build().map_err(|error| failed(&error))?;
    runtime.block_on(index(edition, done))
}

async fn index(edition: &Edition, done: &(dyn Fn() + Sync)) -> Result<IndexFiles, PublishError> {
    // One index for the pages of all languages: readers search the site, and not a language of it.
    let language = edition.site().language().tag().to_lowercase();
    let language = language.split('-').next().unwrap_or_default().to_owned();
    let options = PagefindServiceConfig::builder().force_language(language).build();
    let mut index = PagefindIndex::new(Some(options)).map_err(|error| failed(&error))?;

    for ids in edition.searchable().chunks(BATCH) {
        let pages: Vec<Result<SearchPage, Unrendered>> =
            ids.par_iter().map(|&id| edition.search_page(id)).collect();
        for page in pages {
            let SearchPage { url, html } = page.map_err(failed_page)?;
            let added = index.add_html_file(None, Some(url), html).await;
            added.map_err(|error| failed(&error))?;
            done();
        }
    }

    let files = index.get_files().await.map_err(|error| failed(&error))?;
    let has_own_stemmer = files.iter().any(|file| is_stemmer(&file.filename));

    files
        .into_iter()
        .filter(|file| is_asked_for(&file.filename, has_own_stemmer))
        .map(|file| {
            let names = file.filename.iter().map(|name| name.to_string_lossy());
            let path = format!("{FOLDER}/{}", names.collect::<Vec<_>>().join("/"));
            Ok((OutPath::new(&path).map_err(|error| failed(&error))?, file.contents))
        })
        .collect()
}

/// Tells whether a file is the program that searches in a language that Pagefind knows.
fn is_stemmer(name: &Path) -> bool {
    name.extension().is_some_and(|end| end == "pagefind") && !is_generic(name)
}

/// Tells whether a file is the program that searches in any other language.
fn is_generic(name: &Path) -> bool {
    name == Path::new("wasm.unknown.pagefind")
}

/// Tells whether the search page's script, or Pagefind's, ever asks for a file: of the scripts one, and
/// none of the boxes that Pagefind brings for sites without a search page of their own.
fn is_asked_for(name: &Path, has_own_stemmer: bool) -> bool {
    match name.extension().and_then(|end| end.to_str()) {
        Some("js" | "css" | "html") => name == Path::new("pagefind.js"),
        _ => !(is_generic(name) && has_own_stemmer),
    }
}

fn failed(error: &impl std::fmt::Display) -> PublishError {
    PublishError::Search(error.to_string())
}
