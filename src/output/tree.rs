//! Walks, compares and removes trees of files, never through a symbolic link.

use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::Manifest;
use super::path::{INSIDE, MANIFEST, SIGNATURE};
use crate::source::leftovers;

/// The size of the pieces in which files are read; BLAKE3 needs 16 KiB at once for its widest SIMD.
pub(super) const PIECE: usize = 64 * 1024;

/// Lists files of an output folder that are neither in the manifest nor Chancery's own, sorted within their
/// folders; the search may stop after `limit` of them.
pub(super) fn strangers(out: &Path, known: &Manifest, limit: usize) -> io::Result<Vec<String>> {
    strangers_below(out, "", known, limit)
}

fn strangers_below(
    folder: &Path,
    prefix: &str,
    known: &Manifest,
    limit: usize,
) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = Vec::new();
    for entry in sorted_entries(folder)? {
        let path = below(prefix, &entry);
        let kind = entry.file_type()?;
        if kind.is_dir() {
            if path != INSIDE {
                folders.push((entry.path(), path));
            }
        } else if !(kind.is_file() && is_ours(&path, &entry, known)) {
            found.push(path);
        }
    }

    // Without a manifest a few files are enough to refuse, so that a home folder given by mistake is not
    // searched.
    if known.files().is_empty() {
        for (folder, path) in folders {
            if found.len() >= limit {
                break;
            }
            found.extend(strangers_below(&folder, &path, known, limit)?);
        }
    } else {
        let below: Vec<_> = folders
            .into_par_iter()
            .map(|(folder, path)| strangers_below(&folder, &path, known, limit))
            .collect::<io::Result<_>>()?;
        found.extend(below.into_iter().flatten());
    }

    Ok(found)
}

/// Removes a folder to which only Chancery has written; a missing one is fine.
pub(super) fn remove(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?.collect::<io::Result<Vec<_>>>()?,
    };

    // In parallel, because the time goes into waiting for the file system.
    entries.into_par_iter().try_for_each(|entry| {
        if entry.file_type()?.is_dir() {
            remove(&entry.path())
        } else {
            fs::remove_file(entry.path())
        }
    })?;

    fs::remove_dir(folder)
}

/// Removes a site that was replaced; files that are not in its manifest are moved to the new site.
///
/// A file that was put there while the build ran is not ours to delete either.
pub(super) fn retire(old: &Path, known: &Manifest, out: &Path) -> io::Result<()> {
    retire_below(old, "", known, out)?;
    // The manifest goes last, because an interrupted removal is continued by it.
    remove_if_there(&old.join(SIGNATURE))?;
    remove_if_there(&old.join(MANIFEST))?;

    fs::remove_dir(old)
}

/// Removes a file that may be gone already.
pub(super) fn remove_if_there(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn retire_below(folder: &Path, prefix: &str, known: &Manifest, out: &Path) -> io::Result<()> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;

    entries.into_par_iter().try_for_each(|entry| {
        let path = below(prefix, &entry);
        let kind = entry.file_type()?;
        if kind.is_dir() {
            retire_below(&entry.path(), &path, known, out)?;
            fs::remove_dir(entry.path())
        } else if path == MANIFEST || path == SIGNATURE {
            Ok(())
        } else if kind.is_file() && is_ours(&path, &entry, known) {
            fs::remove_file(entry.path())
        } else {
            // The entry's own name: `path` is lossy where a name is not UTF-8.
            let folder = out.join(prefix);
            fs::create_dir_all(&folder)?;
            fs::rename(entry.path(), free_name(&folder.join(entry.file_name())))
        }
    })
}

/// Returns the path itself if it is free, else with the first free ending.
fn free_name(path: &Path) -> PathBuf {
    let mut free = path.to_path_buf();
    for number in 1.. {
        if !exists(&free) {
            break;
        }

        let mut name = path.as_os_str().to_owned();
        name.push(format!(".kept-{number}"));
        free = PathBuf::from(name);
    }

    free
}

/// Tells whether a path is taken, even by a broken link.
pub(super) fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Tells whether a path is a folder, and not a link to one.
pub(super) fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_dir())
}

/// Tells whether anything but a folder is at a path.
pub(super) fn is_taken_by_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| !found.is_dir())
}

/// Tells whether a path is a regular file with exactly these bytes.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same_length = path
        .symlink_metadata()
        .is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    same_length && File::open(path).is_ok_and(|file| reads(file, bytes).unwrap_or(false))
}

/// Tells whether two paths are regular files with the same bytes.
pub(super) fn same(left: &Path, right: &Path) -> bool {
    let length = |path: &Path| {
        let found = path.symlink_metadata().ok()?;
        found.is_file().then_some(found.len())
    };

    let compare = || -> io::Result<bool> {
        let (mut left, mut right) = (File::open(left)?, File::open(right)?);
        let (mut one, mut other) = (Vec::new(), Vec::new());
        loop {
            one.clear();
            other.clear();
            let pieces = PIECE as u64;
            left.by_ref().take(pieces).read_to_end(&mut one)?;
            right.by_ref().take(pieces).read_to_end(&mut other)?;

            if one != other || one.is_empty() {
                return Ok(one == other);
            }
        }
    };

    length(left).is_some() && length(left) == length(right) && compare().unwrap_or(false)
}

fn reads(mut file: impl Read, mut expected: &[u8]) -> io::Result<bool> {
    let mut piece = vec![0; PIECE.min(expected.len() + 1)];
    loop {
        let length = match file.read(&mut piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            length => length?,
        };

        if length == 0 {
            return Ok(expected.is_empty());
        }

        match expected.strip_prefix(&piece[..length]) {
            Some(rest) => expected = rest,
            None => return Ok(false),
        }
    }
}

fn is_ours(path: &str, entry: &DirEntry, known: &Manifest) -> bool {
    known.files().contains_key(path)
        || path == MANIFEST
        || path == SIGNATURE
        || entry.file_name().to_str().is_some_and(leftovers::is_of_system)
}

fn sorted_entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_unstable_by_key(DirEntry::file_name);
    Ok(entries)
}

fn below(prefix: &str, entry: &DirEntry) -> String {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    match prefix {
        "" => name.into_owned(),
        _ => format!("{prefix}/{name}"),
    }
}

/// Tells whether copying file by file may succeed where a rename failed.
pub(super) fn cannot_rename(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::CrossesDevices
            | io::ErrorKind::ResourceBusy
            | io::ErrorKind::PermissionDenied
    )
}
