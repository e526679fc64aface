//! The search index of an edition, by Pagefind.
//!
//! In: an edition, and what is held back. Out: the files of the index, which the search page's script asks for.
//! Invariant: pages go into the index one after another, in the order of the site, so that the same
//! edition gives the same files; nothing is written here.

use std::path::Path;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use rayon::prelude::*;

use super::error::PublishError;
use super::index::{IndexFile, SearchIndex, searchable};
use super::search_page::search_html;
use crate::output::OutPath;
use crate::proof::{HeldWords, PageText, page_text};
use crate::render::{Edition, RenderError};

/// The folder of the index, beside the search page; the page's script contains the same path.
const FOLDER: &str = "search/pagefind";

/// How many pages are rendered at a time: enough to keep all threads at work, and few enough that their
/// text takes some megabytes of memory and not the whole site's.
const BATCH: usize = 256;

/// Makes the files of the index of an edition; none where search is off.
///
/// # Errors
/// Where a page cannot be rendered, or Pagefind gives up.
pub(super) fn index_files(
    edition: &Edition,
    held: Option<&HeldWords>,
    done: &(dyn Fn() + Sync),
) -> Result<SearchIndex, PublishError> {
    if !edition.site().config().search {
        return Ok(SearchIndex::default());
    }

    // Pagefind's API is asynchronous, although it does no I/O here.
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| failure(&error))?;

    runtime.block_on(index(edition, held, done))
}

async fn index(
    edition: &Edition,
    held: Option<&HeldWords>,
    done: &(dyn Fn() + Sync),
) -> Result<SearchIndex, PublishError> {
    // One index for the pages of all languages: readers search the site, not one language of it.
    let language = edition.site().language().tag().to_lowercase();

    // Stemmers depend on the language, not on the country.
    let language = language.split('-').next().unwrap_or_default().to_owned();
    let options = PagefindServiceConfig::builder().force_language(language).build();
    let mut index = PagefindIndex::new(Some(options)).map_err(|error| failure(&error))?;

    let mut leaks = Vec::new();

    for ids in searchable(edition).chunks(BATCH) {
        let texts: Vec<Result<PageText, RenderError>> =
            ids.par_iter().map(|&id| page_text(edition, id)).collect();

        for text in texts {
            let text = text?;
            let html = search_html(edition, &text);
            // The index itself is compressed: its words are looked at before they go into it.
            if let Some(held) = held {
                leaks.extend(held.find(FOLDER, html.as_bytes()));
            }

            let added = index.add_html_file(None, Some(text.url), html).await;
            added.map_err(|error| failure(&error))?;
            done();
        }
    }

    let files = index.get_files().await.map_err(|error| failure(&error))?;
    let has_own_stemmer = files.iter().any(|file| is_stemmer(&file.filename));

    let files: Result<Vec<_>, PublishError> = files
        .into_iter()
        .filter(|file| is_needed(&file.filename, has_own_stemmer))
        .map(|file| {
            let names = file.filename.iter().map(|name| name.to_string_lossy());
            let path = format!("{FOLDER}/{}", names.collect::<Vec<_>>().join("/"));
            let path = OutPath::new(&path).map_err(|error| failure(&error))?;
            Ok(IndexFile { path, bytes: file.contents })
        })
        .collect();

    Ok(SearchIndex { files: files?, leaks })
}

/// Tells whether a file is the search program for a language that Pagefind has a stemmer for.
fn is_stemmer(name: &Path) -> bool {
    name.extension().is_some_and(|end| end == "pagefind") && !is_generic(name)
}

/// Tells whether a file is the search program for any other language.
fn is_generic(name: &Path) -> bool {
    name == Path::new("wasm.unknown.pagefind")
}

/// Tells whether the search page's script, or Pagefind's, ever loads a file. Pagefind also brings scripts
/// and styles of its own search boxes, which our search page replaces.
fn is_needed(name: &Path, has_own_stemmer: bool) -> bool {
    match name.extension().and_then(|end| end.to_str()) {
        Some("js" | "css" | "html") => name == Path::new("pagefind.js"),
        _ => !(is_generic(name) && has_own_stemmer),
    }
}

fn failure(error: &impl std::fmt::Display) -> PublishError {
    PublishError::Search(error.to_string())
}
