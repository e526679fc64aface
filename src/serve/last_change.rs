//! What the last save changed, for those who want to see it.
//!
//! In: the editions before and after a rebuild, and the files that changed. Out: the pages, each with the first
//! line that differs, and where a page has moved to. Invariant: nothing is read but the documents that changed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::content::Document;
use crate::render::Edition;
use crate::source::SitePath;

/// How many files of one save are named: after a checkout nobody reads more.
const CHANGES_MAX: usize = 20;

/// A file that changed with the last save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedFile {
    /// The title of its page, or its own name.
    pub title: String,
    /// The URL of its page; none for what is no page, or is gone.
    pub url: Option<String>,
    /// The file, relative to the site's root.
    pub file: String,
    /// The first line that differs, from 1.
    pub line: Option<usize>,
    /// Whether the file was deleted.
    pub gone: bool,
}

/// Returns what changed, documents first.
pub(super) fn changed_files(
    before: &Edition,
    after: &Edition,
    changed: &BTreeSet<SitePath>,
) -> Vec<ChangedFile> {
    let index = after.site().index();
    let one = |path: &SitePath| {
        let page = index.at_path(path.as_str());
        ChangedFile {
            title: page.map_or_else(|| path.to_string(), |id| index.title(id).to_owned()),
            url: page.map(|id| index.url(id).to_owned()),
            file: path.to_string(),
            line: page.and_then(|_| first_difference(before, after, path)),
            gone: after.files().stamp(path).is_err(),
        }
    };

    let mut files: Vec<_> = changed.iter().map(one).collect();
    files.sort_by_key(|file| file.url.is_none());
    files.truncate(CHANGES_MAX);

    files
}

/// Returns the first line of a document that is not as it was; of a new one the first.
fn first_difference(before: &Edition, after: &Edition, path: &SitePath) -> Option<usize> {
    let new = after.files().read(path).ok()?;
    let is_old = before.site().index().at_path(path.as_str()).is_some();
    let old = is_old.then(|| before.files().read(path).ok()).flatten().unwrap_or_default();
    let same = new.iter().zip(&old).take_while(|(one, other)| one == other).count();

    Some(1 + memchr::memchr_iter(b'\n', &new[..same]).count())
}

/// Returns where pages have moved to, by their old path below the host: a document that is gone, and a new one of
/// the same bytes, or of the same title where that tells.
pub(super) fn moved_pages(
    before: &Edition,
    after: &Edition,
    changed: &BTreeSet<SitePath>,
) -> BTreeMap<String, String> {
    let of = |edition: &Edition| -> BTreeMap<SitePath, std::sync::Arc<Document>> {
        let index = edition.site().index();
        let ids = changed.iter().filter_map(|path| index.at_path(path.as_str()));
        ids.map(|id| (index.file(id).path.clone(), index.file(id).clone())).collect()
    };
    let (old, new) = (of(before), of(after));
    let url = |edition: &Edition, document: &Document| {
        let index = edition.site().index();
        index.at_path(document.path.as_str()).map(|id| index.url(id).to_owned())
    };

    // A page may have another address although its file stays where it is.
    let renamed = old.values().filter_map(|old| {
        let new = new.get(&old.path)?;
        Some((url(before, old)?, url(after, new)?))
    });
    let renamed: Vec<_> = renamed.collect();

    let gone: Vec<_> = old.values().filter(|it| !new.contains_key(&it.path)).collect();
    let come: Vec<_> = new.values().filter(|it| !old.contains_key(&it.path)).collect();

    let title = |document: &Document| document.own.head.title.clone();

    let target = |old: &Document| {
        let same_bytes = come.iter().find(|new| new.hash == old.hash);
        let mut same_title = come.iter().filter(|new| title(new) == title(old));
        let only = same_title.next().filter(|_| same_title.next().is_none());
        same_bytes.or(only).copied()
    };

    let moves = gone.iter().filter_map(|old| {
        let new = target(old)?;
        Some((url(before, old)?, url(after, new)?))
    });

    renamed.into_iter().chain(moves).filter(|(from, to)| from != to).collect()
}
