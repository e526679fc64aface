//! A published site on disk, read through its manifest.
//!
//! In: an output folder. Out: its manifest, and the bytes of its files. Invariant: nothing is written, and no file
//! is read that the manifest does not list.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::{Manifest, ManifestError};
use super::path::{MANIFEST, OutPath};

/// An output folder with its manifest.
#[derive(Debug)]
pub struct PublishedFolder {
    folder: PathBuf,
    manifest: Manifest,
}

impl PublishedFolder {
    /// Opens an output folder; the manifest in it may be named as well.
    ///
    /// # Errors
    /// Where there is no manifest, or none that this version knows.
    pub fn open(path: &Path) -> Result<PublishedFolder, ManifestError> {
        let is_file = path.is_file();
        let folder = match (is_file, path.parent()) {
            (true, Some(parent)) => parent.to_owned(),
            _ => path.to_owned(),
        };
        let manifest = if is_file { path.to_owned() } else { folder.join(MANIFEST) };

        Ok(PublishedFolder { manifest: Manifest::read(&manifest)?, folder })
    }

    /// Returns the list of its files.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Returns the path of the folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads a file; it must be as the manifest says.
    ///
    /// # Errors
    /// Where the file cannot be read, or was changed after the build that wrote it.
    pub fn read(&self, path: &OutPath) -> io::Result<Vec<u8>> {
        let bytes = fs::read(self.folder.join(path.as_str()))?;
        let listed = self.manifest.files().get(path);

        // A comparison by the manifest's hashes would pass over what was changed by hand.
        if listed.is_none_or(|listed| listed.hash != blake3::hash(&bytes)) {
            let message = "it was changed after the build that wrote it: build this folder again";
            return Err(io::Error::other(message));
        }

        Ok(bytes)
    }
}
