//! Documents below folders, as version control sees them.
//!
//! In: paths that somebody named. Out: the files below them, each once, in order. Invariant: what `.gitignore` leaves out,
//! what is hidden and what tools download is not listed below a folder; a file that is named is.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::SitePath;
use super::leftovers;

/// Folders of what tools download or make, in repositories that forgot to ignore them.
const DOWNLOADED: [&str; 8] = [
    "node_modules",
    "bower_components",
    "jspm_packages",
    "venv",
    "site-packages",
    "__pycache__",
    "Pods",
    "_site",
];

/// Lists the files at and below paths. `is_wanted` says which names are read in folders.
///
/// # Errors
/// A path that is neither a file nor a folder, with the reason.
pub fn list(
    paths: &[PathBuf],
    is_wanted: &(dyn Fn(&str) -> bool + Sync),
) -> Result<Vec<SitePath>, String> {
    let mut found = Vec::new();
    let mut known = HashSet::new();

    for path in paths {
        let canonical = path
            .canonicalize()
            .map_err(|error| format!("`{}` cannot be read: {error}", path.display()))?;

        let below = match canonical.is_dir() {
            true => walk(path, is_wanted)?,
            false => vec![path.clone()],
        };

        for file in below {
            // What is given twice, or by two names, is read once.
            let is_new = known.insert(file.canonicalize().unwrap_or_else(|_| file.clone()));
            if is_new {
                found.push(site_path(&file)?);
            }
        }
    }

    found.sort_unstable();

    Ok(found)
}

fn walk(folder: &Path, is_wanted: &(dyn Fn(&str) -> bool + Sync)) -> Result<Vec<PathBuf>, String> {
    // Not the machine's own settings of git: two machines must read the same files.
    let walk = WalkBuilder::new(folder)
        .git_global(false)
        .require_git(false)
        .follow_links(false)
        .filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            entry.depth() == 0 || !(is_folder && DOWNLOADED.contains(&&*name))
        })
        .build();

    let mut files = Vec::new();
    for entry in walk {
        // A folder that must not be entered hides no other.
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if files.is_empty() && error.depth() == Some(0) => {
                return Err(error.to_string());
            }
            Err(_) => continue,
        };

        let name = entry.file_name().to_string_lossy();
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && is_wanted(&name) && leftovers::leftover("content", &name).is_none() {
            files.push(entry.into_path());
        }
    }

    Ok(files)
}

/// Writes a path as findings show it: from where it was given, with `/` on every system.
fn site_path(path: &Path) -> Result<SitePath, String> {
    let shown = path.to_str();
    let shown =
        shown.ok_or_else(|| format!("the name of `{}` is not UTF-8: rename it", path.display()))?;
    let shown = if cfg!(windows) { shown.replace('\\', "/") } else { shown.to_owned() };

    let mut bare = &*shown;
    while let Some(rest) = bare.strip_prefix("./") {
        bare = rest.trim_start_matches('/');
    }

    Ok(SitePath::new(bare))
}
