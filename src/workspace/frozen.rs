//! Serves documents from the bytes they were linked from, even if the disk has changed.
//!
//! In: files, and the bytes that documents were linked from. Out: files that answer with those bytes.
//! Invariant: the map never changes, so that one build sees one state.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use crate::source::{FileEntry, Files, SitePath, Stamp};

/// The bytes of documents by their path.
pub(super) type DocumentBytes = Arc<HashMap<SitePath, Arc<[u8]>>>;

/// Serves documents from the bytes they were linked from, and everything else from the disk.
pub(super) struct Frozen {
    documents: DocumentBytes,
    files: Arc<dyn Files>,
}

impl Frozen {
    pub(super) fn new(documents: DocumentBytes, files: Arc<dyn Files>) -> Frozen {
        Frozen { documents, files }
    }
}

impl Files for Frozen {
    fn list(&self) -> io::Result<Vec<FileEntry>> {
        self.files.list()
    }

    fn list_at(&self, path: &SitePath) -> io::Result<Vec<FileEntry>> {
        self.files.list_at(path)
    }

    fn other_folders(&self) -> io::Result<Vec<String>> {
        self.files.other_folders()
    }

    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        match self.documents.get(path) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => self.files.read(path),
        }
    }

    fn read_at_most(&self, path: &SitePath, limit: u64) -> io::Result<Vec<u8>> {
        match self.documents.get(path) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => self.files.read_at_most(path, limit),
        }
    }

    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>> {
        match self.documents.get(path) {
            Some(bytes) => Ok(Box::new(&**bytes)),
            None => self.files.open(path),
        }
    }

    // Assets are not cached.
    fn stamp(&self, path: &SitePath) -> io::Result<Stamp> {
        self.files.stamp(path)
    }

    fn read_piece(&self, path: &SitePath, from: u64, length: u64) -> io::Result<Vec<u8>> {
        self.files.read_piece(path, from, length)
    }
}
