//! The new site while it is being written.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File, FileTimes};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::commit::{self, parent};
use super::error::OutputError;
use super::manifest::{FileEntry, MANIFEST, Manifest};
use super::path::OutPath;
use super::target::Place;
use super::tree::{self, PIECE};
use super::work::Work;

/// Up to this size a file that is copied is read whole before anything is written.
const SMALL: u64 = 1024 * 1024;

/// A new site that is being written, from as many threads as there are.
///
/// Dropping it leaves the old site as it was, and nothing else.
#[derive(Debug)]
pub struct Stage {
    place: Place,
    work: Work,
    folder: PathBuf,
    old: Manifest,
    files: Mutex<BTreeMap<OutPath, FileEntry>>,
    folders: Mutex<HashSet<String>>,
    unchanged: AtomicUsize,
    failed: AtomicBool,
}

/// What a commit did to the published site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The files of the site, without the manifest.
    pub files: usize,
    /// How many of them are new or have other bytes than before.
    pub changed: usize,
    /// How many are as they were, time stamp and all.
    pub unchanged: usize,
    /// How many files of the old site are gone.
    pub removed: usize,
    /// The size of all files together.
    pub bytes: u64,
}

impl Stage {
    pub(super) fn new(place: Place, work: Work, old: Manifest) -> Result<Stage, OutputError> {
        let folder = work.new_site();
        fs::create_dir(&folder).map_err(OutputError::io("create", &folder))?;
        Ok(Stage {
            place,
            work,
            folder,
            old,
            files: Mutex::default(),
            folders: Mutex::default(),
            unchanged: AtomicUsize::new(0),
            failed: AtomicBool::new(false),
        })
    }

    /// Writes a file; where the old site has it with the same bytes, that one is kept.
    ///
    /// # Errors
    /// Where the path was written before, is a folder, or the file system refuses. The site can no
    /// longer be committed then.
    pub fn write(&self, path: &OutPath, bytes: &[u8]) -> Result<(), OutputError> {
        self.noting_failure(|| {
            self.claim(path, FileEntry::of(bytes))?;
            if self.put(path.as_str(), bytes)? {
                self.unchanged.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        })
    }

    /// Copies a file of any size from a reader, as [`Stage::write`] does.
    ///
    /// # Errors
    /// As [`Stage::write`], and where the reader fails.
    pub fn copy(&self, path: &OutPath, mut from: impl Read) -> Result<(), OutputError> {
        let mut start = Vec::new();
        self.noting_failure(|| {
            let taken = from.by_ref().take(SMALL + 1).read_to_end(&mut start);
            taken.map_err(OutputError::io(
                "read what goes to",
                Path::new(path.as_str()),
            ))?;
            Ok(())
        })?;
        if start.len() as u64 <= SMALL {
            return self.write(path, &start);
        }
        self.noting_failure(|| self.copy_large(path, io::Cursor::new(start).chain(from)))
    }

    /// Puts the new site in the place of the old one.
    ///
    /// # Errors
    /// Where a file could not be written before, or the file system refuses. The old site is whole
    /// then, unless its folder could only be filled file by file; see the module.
    pub fn commit(self) -> Result<Written, OutputError> {
        if self.failed.load(Ordering::Relaxed) {
            return Err(OutputError::Unfinished);
        }
        let manifest = Manifest::from(std::mem::take(&mut *guard(&self.files)));
        self.put(MANIFEST, &manifest.to_bytes())?;
        commit::replace(&self.place, &self.work, &self.old, &manifest)?;
        let files = manifest.files();
        let unchanged = self.unchanged.load(Ordering::Relaxed);
        let is_gone = |path: &&OutPath| !files.contains_key(*path);
        Ok(Written {
            files: files.len(),
            changed: files.len() - unchanged,
            unchanged,
            removed: self.old.files().keys().filter(is_gone).count(),
            bytes: files.values().map(|entry| entry.size).sum(),
        })
    }

    fn noting_failure<T>(
        &self,
        work: impl FnOnce() -> Result<T, OutputError>,
    ) -> Result<T, OutputError> {
        let done = work();
        if done.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        done
    }

    /// Takes a path before it is written, so that of two writers one is told.
    fn claim(&self, path: &OutPath, entry: FileEntry) -> Result<(), OutputError> {
        match guard(&self.files).insert(path.clone(), entry) {
            Some(_) => Err(OutputError::WrittenTwice(path.clone())),
            None => Ok(()),
        }
    }

    /// Writes bytes, or keeps the old file that holds them; tells whether it was kept.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<bool, OutputError> {
        self.make_folder(parent(path))?;
        let old = self.old_file(path);
        let to = self.folder.join(path);
        match old.filter(|old| tree::holds(old, bytes)) {
            Some(old) if fs::hard_link(&old, &to).is_ok() => Ok(true),
            old => {
                let mut file = self.create(path, &to)?;
                file.write_all(bytes)
                    .and_then(|()| old.as_deref().map_or(Ok(()), |old| keep_time(old, &file)))
                    .map_err(OutputError::io("write", &to))?;
                Ok(old.is_some())
            }
        }
    }

    /// Copies piece by piece, and compares with the old file on the way.
    fn copy_large(&self, path: &OutPath, mut from: impl Read) -> Result<(), OutputError> {
        // What the file holds is known only at its end.
        self.claim(path, FileEntry::of(&[]))?;
        self.make_folder(parent(path.as_str()))?;
        let to = self.folder.join(path.as_str());
        let mut file = self.create(path.as_str(), &to)?;
        let mut hasher = blake3::Hasher::new();
        let mut size = 0;
        let mut piece = vec![0; PIECE];
        loop {
            let length = match from.read(&mut piece) {
                Ok(0) => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                length => length.map_err(OutputError::io("read what goes to", &to))?,
            };
            hasher.update(&piece[..length]);
            size += length as u64;
            file.write_all(&piece[..length])
                .map_err(OutputError::io("write", &to))?;
        }
        drop(file);
        let hash = hasher.finalize();
        guard(&self.files).insert(path.clone(), FileEntry { size, hash });
        let old = self.old_file(path.as_str());
        if let Some(old) = old.filter(|old| tree::same(old, &to)) {
            let file = File::options().write(true).open(&to);
            file.and_then(|file| keep_time(&old, &file))
                .map_err(OutputError::io("write", &to))?;
            self.unchanged.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Returns where the old site has a path, if it has.
    fn old_file(&self, path: &str) -> Option<PathBuf> {
        let had = path == MANIFEST || self.old.files().contains_key(path);
        had.then(|| self.place.out.join(path))
    }

    fn create(&self, path: &str, to: &Path) -> Result<File, OutputError> {
        // `create_new` also finds names that only this file system takes for one.
        File::create_new(to).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => clash(path),
            _ => OutputError::io("create", to)(error),
        })
    }

    /// Makes a folder once; threads that meet at it all find it made.
    fn make_folder(&self, folder: &str) -> Result<(), OutputError> {
        if folder.is_empty() || guard(&self.folders).contains(folder) {
            return Ok(());
        }
        let path = self.folder.join(folder);
        let mut made = fs::create_dir(&path);
        if made
            .as_ref()
            .is_err_and(|error| error.kind() == ErrorKind::NotFound)
        {
            self.make_folder(parent(folder))?;
            made = fs::create_dir(&path);
        }
        match made {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && tree::is_folder(&path) => {}
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::AlreadyExists | ErrorKind::NotADirectory
                ) =>
            {
                return Err(clash(folder));
            }
            made => made.map_err(OutputError::io("create", &path))?,
        }
        guard(&self.folders).insert(folder.to_owned());
        Ok(())
    }
}

fn clash(path: &str) -> OutputError {
    OutputError::Clash(path.to_owned())
}

fn keep_time(old: &Path, file: &File) -> io::Result<()> {
    let modified = old.symlink_metadata()?.modified()?;
    file.set_times(FileTimes::new().set_modified(modified))
}

/// Locks a map whose every change is one insertion: a panic elsewhere leaves it whole.
fn guard<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
