//! Files that are no pages: data, feeds, documents, pictures.
//!
//! In: two printed sites. Out: the files that differ, with the lines that do where a file has lines. Invariant: the files
//! of the search index, which follow from the pages, are one difference together.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::change::RunMark;
use super::sites::{DifferenceError, PrintedSite};
use crate::output::{ManifestEntry, OutPath};

/// The folder of the search index. Its files are named by their content, and mean nothing to people.
const SEARCH_INDEX: &str = "search/pagefind/";
/// The endings of files that people or programs read line by line.
const TEXTS: [&str; 11] =
    ["csv", "tsv", "json", "xml", "txt", "css", "js", "svg", "ics", "vtt", "md"];
/// The largest file whose lines are compared.
const LARGEST: u64 = 32 << 20;
/// The most lines that a difference holds; the others are counted.
const MOST_LINES: usize = 200;

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDifference {
    /// Its path from the site's root, with `/` before it.
    pub path: String,
    /// What became of it.
    pub kind: FileDelta,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileDelta {
    /// It is new; with its size in bytes.
    Added(u64),
    /// It is gone.
    Removed,
    /// It has another path.
    Moved {
        /// The old path.
        from: String,
    },
    /// Its bytes differ; with its old and its new size.
    Bytes(u64, u64),
    /// Its lines differ.
    Lines {
        /// How many went.
        removed: usize,
        /// How many came.
        added: usize,
        /// The first of them.
        lines: Vec<LineChange>,
    },
    /// The search index, of which so many files differ.
    SearchIndex(usize),
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    /// Whether it went or came.
    pub mark: RunMark,
    /// The line.
    pub text: String,
}

/// Tells whether a file is a page.
pub(super) fn is_page(path: &OutPath) -> bool {
    let name = path.as_str();
    name.ends_with(".html") && !name.starts_with(SEARCH_INDEX)
}

/// Compares all files that are no pages.
pub(super) fn differences(
    old: &dyn PrintedSite,
    new: &dyn PrintedSite,
) -> Result<Vec<FileDifference>, DifferenceError> {
    let mut gone = Vec::new();
    let mut changed = Vec::new();
    let mut index = 0;
    let (before, after) = (old.manifest().files(), new.manifest().files());
    let is_index = |path: &OutPath| path.as_str().starts_with(SEARCH_INDEX);

    for (path, entry) in before.iter().filter(|(path, _)| !is_page(path)) {
        match after.get(path) {
            Some(now) if now == entry => {}
            _ if is_index(path) => index += 1,
            Some(now) => changed.push((path, *entry, *now)),
            None => gone.push((path, *entry)),
        }
    }

    let mut come = Vec::new();
    for (path, entry) in after.iter().filter(|(path, _)| !is_page(path)) {
        match before.contains_key(path) {
            true => {}
            false if is_index(path) => index += 1,
            false => come.push((path, *entry)),
        }
    }

    let changed: Vec<Result<FileDifference, DifferenceError>> = changed
        .into_par_iter()
        .map(|(path, was, is)| Ok(at(path, change(old, new, path, was, is)?)))
        .collect();

    let mut all = changed.into_iter().collect::<Result<Vec<_>, _>>()?;
    all.extend(added_and_removed(gone, come));
    all.sort_by(|one, other| one.path.cmp(&other.path));

    if index > 0 {
        let path = format!("/{SEARCH_INDEX}");
        all.push(FileDifference { path, kind: FileDelta::SearchIndex(index) });
    }

    Ok(all)
}

fn at(path: &OutPath, kind: FileDelta) -> FileDifference {
    FileDifference { path: format!("/{path}"), kind }
}

/// A file that is on one side alone.
type Lone<'m> = (&'m OutPath, ManifestEntry);

/// Describes files that are on one side alone; one with the same bytes on the other side has moved.
fn added_and_removed(gone: Vec<Lone<'_>>, come: Vec<Lone<'_>>) -> Vec<FileDifference> {
    let mut by_hash: BTreeMap<[u8; 32], Vec<&OutPath>> = BTreeMap::new();

    // An empty file is like any other empty file.
    for (path, entry) in gone.iter().rev().filter(|(_, entry)| entry.size > 0) {
        by_hash.entry(*entry.hash.as_bytes()).or_default().push(path);
    }

    let mut moved = Vec::new();
    let mut all = Vec::new();
    for (path, entry) in come {
        match by_hash.get_mut(entry.hash.as_bytes()).and_then(Vec::pop) {
            Some(from) => {
                moved.push(from);
                all.push(at(path, FileDelta::Moved { from: format!("/{from}") }));
            }
            None => all.push(at(path, FileDelta::Added(entry.size))),
        }
    }

    let gone = gone.into_iter().filter(|(path, _)| !moved.contains(path));
    all.extend(gone.map(|(path, _)| at(path, FileDelta::Removed)));

    all
}

fn change(
    old: &dyn PrintedSite,
    new: &dyn PrintedSite,
    path: &OutPath,
    was: ManifestEntry,
    is: ManifestEntry,
) -> Result<FileDelta, DifferenceError> {
    let name = path.as_str();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_text = TEXTS.contains(&ending) || name == "_redirects";
    if !is_text || was.size.max(is.size) > LARGEST {
        return Ok(FileDelta::Bytes(was.size, is.size));
    }

    Ok(lines(&readable(&old.read(path)?, ending), &readable(&new.read(path)?, ending)))
}

/// Returns a text in lines that people can compare.
fn readable(bytes: &[u8], ending: &str) -> String {
    let text = String::from_utf8_lossy(bytes);
    match ending {
        // Data for programs is one line, or some.
        "json" => match serde_json::from_slice::<serde_json::Value>(bytes) {
            Ok(value) => serde_json::to_string_pretty(&value).unwrap_or_default(),
            Err(_) => text.into_owned(),
        },
        "xml" | "svg" => text.replace("><", ">\n<"),
        _ => text.into_owned(),
    }
}

/// Compares the lines of two texts, whatever their order.
fn lines(old: &str, new: &str) -> FileDelta {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    old.lines().for_each(|line| counts.entry(line).or_default()[0] += 1);
    new.lines().for_each(|line| counts.entry(line).or_default()[1] += 1);

    let mut all = Vec::new();
    let mut totals = [0, 0];
    for (side, text, mark) in [(0, old, RunMark::Old), (1, new, RunMark::New)] {
        for line in text.lines() {
            let [before, after] = counts[line];
            let (own, other) = if side == 0 { (before, after) } else { (after, before) };
            if own > other {
                // One line of several alike has gone: the last ones are those.
                let count = counts.get_mut(line).map(|counts| &mut counts[side]);
                count.into_iter().for_each(|count| *count -= 1);
                totals[side] += 1;
                all.push(LineChange { mark, text: line.trim().to_owned() });
            }
        }
    }

    // Both ends are worth seeing: what went, and what came.
    let (mut removed, mut added): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|line| line.mark == RunMark::Old);
    removed.truncate(MOST_LINES / 2);
    added.truncate(MOST_LINES / 2);
    removed.append(&mut added);

    FileDelta::Lines { removed: totals[0], added: totals[1], lines: removed }
}
