//! A site in a folder: the one reader of the operating system.

use std::fs;
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Files, Hash, Listed, SitePath, Stamp, Unreadable};

/// The folders of a site that are read, in the order in which they are listed.
pub const FOLDERS: [&str; 3] = ["content", "static", "templates"];

/// From this size on a file is told from its former state by its size and time: to read a film takes
/// longer than anybody wants to wait for a page.
const LARGE: u64 = 1 << 20;

/// A site's folder on disk.
#[derive(Debug, Clone)]
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// Opens a site's root; links are judged against its real path.
    ///
    /// # Errors
    /// Where the folder is not there or may not be entered.
    pub fn open(root: &Path) -> io::Result<DiskFiles> {
        Ok(DiskFiles { root: fs::canonicalize(root)? })
    }

    /// Returns the site's root, absolute and without links.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn listed(&self, path: &Path, problem: Option<Unreadable>) -> Listed {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let site_path = SitePath::new(parts.join("/"));

        match problem {
            Some(problem) => Listed::Unreadable(site_path, problem),
            None if relative.to_str().is_none() => {
                Listed::Unreadable(site_path, Unreadable::NameNotUtf8)
            }
            None => Listed::File(site_path),
        }
    }

    /// Judges a symbolic link: what it leads to must lie in the site.
    fn link_problem(&self, path: &Path) -> Option<Unreadable> {
        match fs::canonicalize(path) {
            Ok(target) if target.starts_with(&self.root) => None,
            Ok(_) => Some(Unreadable::LeavesSite),
            Err(_) => Some(Unreadable::BrokenLink),
        }
    }

    /// Lists what lies at or below `at`, a path in one of the site's folders.
    fn list_folder(&self, folder: &Path, at: &Path, all: &mut Vec<Listed>) {
        let mut walk = WalkDir::new(at).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(at).to_path_buf();
                    let problem = match error.io_error() {
                        Some(said) if !path.is_symlink() => Unreadable::Io(said.to_string()),
                        _ => Unreadable::BrokenLink,
                    };
                    all.push(self.listed(&path, Some(problem)));
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

            if entry.path_is_symlink()
                && let Some(problem) = self.link_problem(entry.path())
            {
                all.push(self.listed(entry.path(), Some(problem)));
                if is_folder {
                    walk.skip_current_dir();
                }
            } else if entry.file_type().is_file() {
                all.push(self.listed(entry.path(), None));
            }
        }
    }
}

/// Tells what editors, file managers and version control leave lying about.
///
/// `static/` may hold hidden files that are meant (`.well-known`, `.nojekyll`); elsewhere none is.
fn is_noise(folder: &Path, name: &str) -> bool {
    let left_by_editor = name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || (name.starts_with('.') && [".swp", ".swx"].iter().any(|end| name.ends_with(end)));
    let hidden = name.starts_with('.') && !folder.ends_with("static");
    left_by_editor || hidden || matches!(name, ".DS_Store" | ".git" | "Thumbs.db")
}

impl Files for DiskFiles {
    fn list(&self) -> io::Result<Vec<Listed>> {
        fs::read_dir(&self.root)?;
        let mut all = Vec::new();
        for folder in FOLDERS {
            let folder = self.root.join(folder);
            if folder.symlink_metadata().is_ok() {
                self.list_folder(&folder, &folder, &mut all);
            }
        }

        all.sort_unstable();

        Ok(all)
    }

    fn list_at(&self, path: &SitePath) -> io::Result<Vec<Listed>> {
        fs::read_dir(&self.root)?;

        let first = path.as_str().split('/').next().unwrap_or_default();
        let mut all = Vec::new();
        if !FOLDERS.contains(&first) {
            return Ok(all);
        }

        let folder = self.root.join(first);
        let at = self.root.join(path.as_str());

        // What lies in a hidden folder, or behind a link out of the site, is not listed either.
        let above = at.ancestors().skip(1).take_while(|above| above.starts_with(&folder));
        let is_hidden = above.into_iter().any(|above| {
            let name = above.file_name().unwrap_or_default().to_string_lossy();
            (above != folder && is_noise(&folder, &name))
                || (above.is_symlink() && self.link_problem(above).is_some())
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
        let found = fs::metadata(self.root.join(path.as_str()))?;
        if found.len() <= LARGE {
            return Ok(Stamp::of(&self.read(path)?));
        }

        let looks = format!("{} {:?} {}", found.len(), found.modified().ok(), number(&found));
        Ok(Stamp { size: found.len(), hash: Hash::of(looks.as_bytes()) })
    }

    fn read_piece(&self, path: &SitePath, from: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut file = fs::File::open(self.root.join(path.as_str()))?;
        file.seek(io::SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Tells which file it is, whatever its name.
#[cfg(unix)]
pub(crate) fn number(found: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(found)
}

/// Tells which file it is, as far as the system does.
#[cfg(not(unix))]
pub(crate) fn number(_: &fs::Metadata) -> u64 {
    0
}
