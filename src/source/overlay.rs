//! Files with some of them changed in memory, to see what a change would do.
//!
//! In: files, and new bytes for a few. Out: the files as they would be. Invariant: writes nothing.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use super::{FileEntry, Files, SitePath};

/// Files over others.
pub struct Overlay {
    below: Arc<dyn Files>,
    changed: BTreeMap<SitePath, Vec<u8>>,
}

impl Overlay {
    /// Lays changed files over others, which have files of these paths.
    pub fn new(below: Arc<dyn Files>, changed: BTreeMap<SitePath, Vec<u8>>) -> Overlay {
        Overlay { below, changed }
    }
}

impl Files for Overlay {
    fn list(&self) -> io::Result<Vec<FileEntry>> {
        self.below.list()
    }

    fn other_folders(&self) -> io::Result<Vec<String>> {
        self.below.other_folders()
    }

    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        match self.changed.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.below.read(path),
        }
    }

    fn read_at_most(&self, path: &SitePath, limit: u64) -> io::Result<Vec<u8>> {
        match self.changed.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.below.read_at_most(path, limit),
        }
    }

    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>> {
        match self.changed.get(path) {
            Some(bytes) => Ok(Box::new(io::Cursor::new(bytes))),
            None => self.below.open(path),
        }
    }
}
