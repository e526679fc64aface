//! The built-in theme: the repository's own `templates/` and `static/`, embedded in the program.
//!
//! In: a site's files. Out: the same files with the theme below them. Invariant: a site's file always
//! overrides the built-in file of the same path.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use include_dir::{Dir, include_dir};

use super::{FileEntry, Files, SitePath, Stamp};

// Embedded, so that one file on a server without the repository builds a whole site.
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// A site's files, with the built-in theme as the fallback.
#[derive(Debug)]
pub struct OverTheme<F> {
    site: F,
    theme: BTreeMap<SitePath, &'static [u8]>,
}

impl<F: Files> OverTheme<F> {
    /// Layers a site's files over the theme.
    pub fn new(site: F) -> OverTheme<F> {
        let mut theme = BTreeMap::new();
        for (folder, dir) in [("templates", &TEMPLATES), ("static", &STATIC)] {
            gather(folder, dir, &mut theme);
        }

        OverTheme { site, theme }
    }

    /// Returns the site's own files.
    pub fn site(&self) -> &F {
        &self.site
    }

    /// Adds the theme's files that the site does not override.
    fn merged<'t>(
        mut all: Vec<FileEntry>,
        theme: impl Iterator<Item = &'t SitePath>,
    ) -> Vec<FileEntry> {
        let own: BTreeSet<&str> = all.iter().map(|entry| entry.path().as_str()).collect();
        let theme = theme.filter(|path| !own.contains(path.as_str()));
        let theme: Vec<FileEntry> = theme.cloned().map(FileEntry::File).collect();

        all.extend(theme);
        all.sort_unstable();

        all
    }
}

/// Returns the texts of the built-in templates below a folder, sorted by path.
pub fn below(folder: &str) -> impl Iterator<Item = (SitePath, &'static str)> + use<'_> {
    let mut all = BTreeMap::new();
    gather("templates", &TEMPLATES, &mut all);
    let texts = all.into_iter().filter(move |(path, _)| path.as_str().starts_with(folder));
    texts.filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)))
}

/// Tells whether a file of `static/` is one of the theme's, by its name.
#[must_use]
pub fn is_theme_file(name: &str) -> bool {
    STATIC.get_file(name).is_some()
}

/// Tells whether the site has no such file: a file may stand where its folder would be.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn gather(folder: &str, dir: &'static Dir<'_>, all: &mut BTreeMap<SitePath, &'static [u8]>) {
    for file in dir.files() {
        // Embedded paths use the separator of the system that the program was built on.
        let parts: Vec<_> = file.path().iter().map(|part| part.to_string_lossy()).collect();
        all.insert(SitePath::new(format!("{folder}/{}", parts.join("/"))), file.contents());
    }

    for below in dir.dirs() {
        gather(folder, below, all);
    }
}

impl<F: Files> Files for OverTheme<F> {
    fn list(&self) -> io::Result<Vec<FileEntry>> {
        Ok(Self::merged(self.site.list()?, self.theme.keys()))
    }

    fn list_at(&self, path: &SitePath) -> io::Result<Vec<FileEntry>> {
        let theme = self.theme.keys().filter(|own| own.is_at_or_below(path));
        Ok(Self::merged(self.site.list_at(path)?, theme))
    }

    fn other_folders(&self) -> io::Result<Vec<String>> {
        self.site.other_folders()
    }

    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        match (self.site.read(path), self.theme.get(path)) {
            // Only a missing file falls through. A file that is there and cannot be read is an error of the
            // site, and the theme's in its place would hide it.
            (Err(error), Some(bytes)) if is_missing(&error) => Ok(bytes.to_vec()),
            (read, _) => read,
        }
    }

    fn read_at_most(&self, path: &SitePath, limit: u64) -> io::Result<Vec<u8>> {
        match (self.site.read_at_most(path, limit), self.theme.get(path)) {
            (Err(error), Some(bytes)) if is_missing(&error) => Ok(bytes.to_vec()),
            (read, _) => read,
        }
    }

    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>> {
        match (self.site.open(path), self.theme.get(path)) {
            (Err(error), Some(bytes)) if is_missing(&error) => Ok(Box::new(*bytes)),
            (open, _) => open,
        }
    }

    fn stamp(&self, path: &SitePath) -> io::Result<Stamp> {
        match (self.site.stamp(path), self.theme.get(path)) {
            (Err(error), Some(bytes)) if is_missing(&error) => Ok(Stamp::from_bytes(bytes)),
            (stamp, _) => stamp,
        }
    }

    fn read_piece(&self, path: &SitePath, from: u64, length: u64) -> io::Result<Vec<u8>> {
        match (self.site.read_piece(path, from, length), self.theme.get(path)) {
            (Err(error), Some(bytes)) if is_missing(&error) => {
                let rest = bytes.iter().skip(usize::try_from(from).unwrap_or(usize::MAX));
                Ok(rest.take(usize::try_from(length).unwrap_or(usize::MAX)).copied().collect())
            }
            (piece, _) => piece,
        }
    }
}
