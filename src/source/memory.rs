//! A site in memory, for tests and benchmarks.
//!
//! In: paths and bytes. Out: files as the disk would give them. Invariant: reads no file.

use std::collections::BTreeMap;
use std::io;

use super::disk::FOLDERS;
use super::leftovers::{Leftover, leftover_at};
use super::{FileEntry, Files, SitePath};

/// Files in a map.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles(BTreeMap<SitePath, Vec<u8>>);

impl MemoryFiles {
    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl AsRef<str>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(SitePath::new(path), bytes.into());
    }

    /// Removes a file.
    pub fn remove(&mut self, path: impl AsRef<str>) {
        self.0.remove(path.as_ref());
    }

    fn get(&self, path: &SitePath) -> io::Result<&Vec<u8>> {
        self.0.get(path).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }
}

impl<P: AsRef<str>, B: Into<Vec<u8>>> FromIterator<(P, B)> for MemoryFiles {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> MemoryFiles {
        let mut all = MemoryFiles::default();
        for (path, bytes) in files {
            all.insert(path, bytes);
        }

        all
    }
}

impl Files for MemoryFiles {
    fn list(&self) -> io::Result<Vec<FileEntry>> {
        let entry = |path: &SitePath| match leftover_at(path.as_str()) {
            None => Some(FileEntry::File(path.clone())),
            Some(Leftover::Copy) => Some(FileEntry::Leftover(path.clone())),
            Some(Leftover::Trace) => None,
        };

        Ok(self.0.keys().filter_map(entry).collect())
    }

    fn other_folders(&self) -> io::Result<Vec<String>> {
        let folders = self.0.keys().filter_map(|path| path.as_str().split_once('/'));
        let mut others: Vec<String> = folders.map(|(folder, _)| folder.to_owned()).collect();
        others.retain(|folder| !FOLDERS.contains(&&**folder));
        others.dedup();

        Ok(others)
    }

    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        self.get(path).cloned()
    }

    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>> {
        Ok(Box::new(io::Cursor::new(self.get(path)?)))
    }
}
