//! A site in a folder on disk.
//!
//! In: a folder. Out: its files. Invariant: nothing outside the folder is ever read, even through symbolic
//! links.

use std::fs;
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{FileEntry, Files, Hash, ReadFailure, SitePath, Stamp};

/// The folders of a site that are read, in listing order.
// The rest of the root is not listed: it is often a repository, with keys and drafts beside the content.
pub const FOLDERS: [&str; 3] = ["content", "static", "templates"];

/// Above this size in bytes, a file's stamp is its size and modification time instead of a content hash:
/// hashing a film would delay the preview by seconds.
const LARGE: u64 = 1 << 20;

/// A site's folder on disk.
#[derive(Debug, Clone)]
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// Opens a site's root, and resolves its symbolic links.
    ///
    /// # Errors
    /// Where the folder does not exist or must not be entered.
    pub fn open(root: &Path) -> io::Result<DiskFiles> {
        Ok(DiskFiles { root: fs::canonicalize(root)? })
    }

    /// Returns the site's root, absolute and without links.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn file_entry(&self, path: &Path, failure: Option<ReadFailure>) -> FileEntry {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);

        // Site paths have `/` on every system: they become URLs, and findings must not vary between systems.
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let site_path = SitePath::new(parts.join("/"));

        match failure {
            Some(failure) => FileEntry::Unreadable(site_path, failure),
            None if relative.to_str().is_none() => {
                FileEntry::Unreadable(site_path, ReadFailure::NameNotUtf8)
            }
            None => FileEntry::File(site_path),
        }
    }

    /// Returns why a symbolic link must not be followed: its target must lie in the site.
    fn link_failure(&self, path: &Path) -> Option<ReadFailure> {
        match fs::canonicalize(path) {
            Ok(target) if target.starts_with(&self.root) => None,
            Ok(_) => Some(ReadFailure::LeavesSite),
            Err(_) => Some(ReadFailure::BrokenLink),
        }
    }

    /// Lists the files at or below `at`, a path in one of the site's folders.
    fn list_folder(&self, folder: &Path, at: &Path, all: &mut Vec<FileEntry>) {
        // Links are followed: shared folders of images are often linked into several sites. Each target is
        // checked below.
        let mut walk = WalkDir::new(at).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(at).to_path_buf();

                    // walkdir reports a link to nothing, or to a folder above it, as an error of the link.
                    let failure = match error.io_error() {
                        Some(reason) if !path.is_symlink() => ReadFailure::Io(reason.to_string()),
                        _ => ReadFailure::BrokenLink,
                    };

                    all.push(self.file_entry(&path, Some(failure)));
                    continue;
                }
            };

            let is_folder = entry.file_type().is_dir();
            if entry.path() != folder && is_noise(folder, &entry.file_name().to_string_lossy()) {
                if is_folder {
                    walk.skip_current_dir();
                }

                continue;
            }

            // After the check for noise: Emacs locks a file with a dangling link `.#name`, which is not worth a
            // finding.
            if entry.path_is_symlink()
                && let Some(failure) = self.link_failure(entry.path())
            {
                all.push(self.file_entry(entry.path(), Some(failure)));

                if is_folder {
                    walk.skip_current_dir();
                }
            } else if entry.file_type().is_file() {
                all.push(self.file_entry(entry.path(), None));
            }
        }
    }
}

/// Tells whether a file is a leftover of an editor, a file manager or version control.
///
/// Hidden files are published from `static/` alone (`.well-known`, `.nojekyll`).
fn is_noise(folder: &Path, name: &str) -> bool {
    // Vim and Emacs leave copies beside the file that is edited; published, they would be drafts with
    // addresses.
    let left_by_editor = name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || (name.starts_with('.') && [".swp", ".swx"].iter().any(|end| name.ends_with(end)));
    let hidden = name.starts_with('.') && !folder.ends_with("static");
    left_by_editor || hidden || matches!(name, ".DS_Store" | ".git" | "Thumbs.db")
}

impl Files for DiskFiles {
    fn list(&self) -> io::Result<Vec<FileEntry>> {
        // An unmounted or deleted root would otherwise look like a site whose every page was removed.
        fs::read_dir(&self.root)?;

        let mut all = Vec::new();
        for folder in FOLDERS {
            let folder = self.root.join(folder);
            if folder.symlink_metadata().is_ok() {
                self.list_folder(&folder, &folder, &mut all);
            }
        }

        // The system lists a folder in no order, and output must not vary between runs.
        all.sort_unstable();

        Ok(all)
    }

    fn list_at(&self, path: &SitePath) -> io::Result<Vec<FileEntry>> {
        fs::read_dir(&self.root)?;

        let first = path.as_str().split('/').next().unwrap_or_default();
        let mut all = Vec::new();
        if !FOLDERS.contains(&first) {
            return Ok(all);
        }

        let folder = self.root.join(first);
        let at = self.root.join(path.as_str());

        // Files in a hidden folder, or reached through a link out of the site, are not listed either.
        let above = at.ancestors().skip(1).take_while(|above| above.starts_with(&folder));
        let is_hidden = above.into_iter().any(|above| {
            let name = above.file_name().unwrap_or_default().to_string_lossy();
            (above != folder && is_noise(&folder, &name))
                || (above.is_symlink() && self.link_failure(above).is_some())
        });

        if !is_hidden && at.symlink_metadata().is_ok() {
            self.list_folder(&folder, &at, &mut all);
        }

        all.sort_unstable();

        Ok(all)
    }

    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        fs::read(self.root.join(path.as_str()))
    }

    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>> {
        Ok(Box::new(fs::File::open(self.root.join(path.as_str()))?))
    }

    fn stamp(&self, path: &SitePath) -> io::Result<Stamp> {
        let metadata = fs::metadata(self.root.join(path.as_str()))?;
        if metadata.len() <= LARGE {
            return Ok(Stamp::from_bytes(&self.read(path)?));
        }

        // With the inode number: a file that is replaced by another of the same size and time, as `rsync` does,
        // has another one.
        let state =
            format!("{} {:?} {}", metadata.len(), metadata.modified().ok(), file_number(&metadata));

        Ok(Stamp { size: metadata.len(), hash: Hash::digest(state.as_bytes()) })
    }

    fn read_piece(&self, path: &SitePath, from: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut file = fs::File::open(self.root.join(path.as_str()))?;
        file.seek(io::SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Returns the file's inode number, which survives a rename.
#[cfg(unix)]
pub(crate) fn file_number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

/// Returns zero: this system has no inode numbers.
#[cfg(not(unix))]
pub(crate) fn file_number(_: &fs::Metadata) -> u64 {
    0
}
