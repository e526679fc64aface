//! Pages as they were linked, whatever became of their files since.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use crate::source::{FileEntry, Files, SitePath, Stamp};

/// The bytes of documents by their path.
pub(super) type Kept = Arc<HashMap<SitePath, Arc<[u8]>>>;

/// Files whose documents are answered from memory; the map never changes once it is here.
pub(super) struct Held {
    kept: Kept,
    files: Arc<dyn Files>,
}

impl Held {
    pub(super) fn new(kept: Kept, files: Arc<dyn Files>) -> Held {
        Held { kept, files }
    }
}

impl Files for Held {
    fn list(&self) -> io::Result<Vec<FileEntry>> {
        self.files.list()
    }

    fn list_at(&self, path: &SitePath) -> io::Result<Vec<FileEntry>> {
        self.files.list_at(path)
    }

    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        match self.kept.get(path) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => self.files.read(path),
        }
    }

    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>> {
        match self.kept.get(path) {
            Some(bytes) => Ok(Box::new(&**bytes)),
            None => self.files.open(path),
        }
    }

    // What is published as it is is held by nobody.
    fn stamp(&self, path: &SitePath) -> io::Result<Stamp> {
        self.files.stamp(path)
    }

    fn read_piece(&self, path: &SitePath, from: u64, length: u64) -> io::Result<Vec<u8>> {
        self.files.read_piece(path, from, length)
    }
}
