//! The program that searches: Pagefind's script, and its stemmer for the site's language in WebAssembly.
//!
//! In: a language. Out: the files that the search page loads whatever the site says.
//! Invariant: they come from the library in the version whose format we write.

use std::path::Path;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use serde_json::{Value, json};

use crate::publish::PublishError;

/// The file that tells the client which index there is.
pub(super) const ENTRY: &str = "pagefind-entry.json";

/// Pagefind's client.
pub(super) struct Client {
    /// Names below the folder of the index, and bytes.
    pub(super) files: Vec<(String, Vec<u8>)>,
    language: String,
    /// The entry of an index of one page.
    entry: Value,
}

/// Returns the client for a language.
///
/// # Errors
/// Where Pagefind gives up.
pub(super) fn client(language: &str) -> Result<Client, PublishError> {
    // Pagefind's API is asynchronous, although it does no I/O here.
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| failure(&error))?;
    let files = runtime.block_on(library_files(language)).map_err(|error| failure(&error))?;

    let entry = files.iter().find(|(name, _)| name == ENTRY).map(|(_, bytes)| &**bytes);
    let entry = serde_json::from_slice(entry.unwrap_or_default());
    let entry = entry.map_err(|error| failure(&error))?;

    let has_own_stemmer = files.iter().any(|(name, _)| is_stemmer(name));
    let is_needed = |name: &str| match Path::new(name).extension().and_then(|end| end.to_str()) {
        // Pagefind also brings search boxes of its own, which our search page replaces.
        Some("js") => name == "pagefind.js",
        Some("pagefind") => is_stemmer(name) || !has_own_stemmer,
        _ => false,
    };

    Ok(Client {
        files: files.into_iter().filter(|(name, _)| is_needed(name)).collect(),
        language: language.to_owned(),
        entry,
    })
}

impl Client {
    /// Returns the version of the format that it reads.
    pub(super) fn version(&self) -> &str {
        self.entry["version"].as_str().unwrap_or_default()
    }

    /// Writes the entry of an index of some pages, whose table has a name.
    pub(super) fn entry(mut self, table: &str, pages: usize) -> Vec<u8> {
        match pages {
            // The search page says that there is nothing to search.
            0 => self.entry["languages"] = json!({}),
            _ => {
                let language = &mut self.entry["languages"][&self.language];
                language["hash"] = json!(table);
                language["page_count"] = json!(pages);
            }
        }

        self.entry.to_string().into_bytes()
    }
}

/// Returns the files of an index of one page: the library hands out its client in no other way.
async fn library_files(
    language: &str,
) -> Result<Vec<(String, Vec<u8>)>, Box<dyn std::error::Error + Send + Sync>> {
    let options = PagefindServiceConfig::builder().force_language(language.to_owned()).build();
    let mut index = PagefindIndex::new(Some(options))?;

    let (url, words) = ("/".to_owned(), "page".to_owned());
    index.add_custom_record(url, words, language.to_owned(), None, None, None).await?;

    let files = index.get_files().await?;
    let files = files.into_iter().map(|file| {
        let names: Vec<_> = file.filename.iter().map(|name| name.to_string_lossy()).collect();
        (names.join("/"), file.contents)
    });

    Ok(files.collect())
}

/// Tells whether a file is the search program for a language that Pagefind has a stemmer for.
fn is_stemmer(name: &str) -> bool {
    name.ends_with(".pagefind") && name != "wasm.unknown.pagefind"
}

fn failure(error: &impl std::fmt::Display) -> PublishError {
    PublishError::Search(error.to_string())
}
