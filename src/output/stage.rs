//! The new site while it is being written.
//!
//! In: paths and bytes, from many threads. Out: a complete folder, then the published site. Invariant: a
//! site of which one file could not be written is never committed.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, FileTimes};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::commit;
use super::error::OutputError;
use super::manifest::{Manifest, ManifestEntry, PageMark};
use super::moving::parent;
use super::path::{MANIFEST, OutPath, SIGNATURE};
use super::place::OutputPlace;
use super::tree::{self, PIECE};
use super::work::Work;

/// Up to this size a copied file is read into memory first, so that an unchanged one need not be written.
const SMALL: u64 = 1024 * 1024;

/// A new site that is being written, from any number of threads.
///
/// Dropping it leaves the old site as it was, and nothing else.
#[derive(Debug)]
pub struct Stage {
    place: OutputPlace,
    work: Work,
    folder: PathBuf,
    old: Manifest,
    files: Mutex<BTreeMap<OutPath, ManifestEntry>>,
    marks: Mutex<BTreeMap<OutPath, PageMark>>,
    is_rehearsal: bool,
    folders: Mutex<HashMap<String, Folder>>,
    unchanged: AtomicUsize,
    failed: AtomicBool,
    mode: CommitMode,
}

/// How a commit replaces the old site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CommitMode {
    /// A whole new folder takes the place of the old one.
    Swap,
    /// Only files with other bytes are written, and go into the folder one by one.
    InPlace,
}

/// Whether a folder of the new site existed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folder {
    /// The old site has it too, and it is not reached through a link.
    Old,
    /// The old site does not have it.
    New,
}

/// What a commit did to the published site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommitReport {
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
    pub(super) fn new(
        place: OutputPlace,
        work: Work,
        old: Manifest,
        mode: CommitMode,
    ) -> Result<Stage, OutputError> {
        let folder = work.new_site();
        fs::create_dir(&folder).map_err(OutputError::io("create", &folder))?;

        Ok(Stage {
            place,
            work,
            folder,
            old,
            files: Mutex::default(),
            marks: Mutex::default(),
            is_rehearsal: false,
            folders: Mutex::default(),
            unchanged: AtomicUsize::new(0),
            failed: AtomicBool::new(false),
            mode,
        })
    }

    /// Writes a file; where the old site has one with the same bytes, that one is kept.
    ///
    /// Its time stamp stays, so that web servers answer 304 and `rsync` skips it.
    ///
    /// # Errors
    /// Where the path was written before, is a folder, or the file system refuses. The site can no
    /// longer be committed then.
    pub fn write(&self, path: &OutPath, bytes: &[u8]) -> Result<(), OutputError> {
        self.noting_failure(|| {
            let entry = ManifestEntry::new(bytes);
            self.claim(path, entry)?;
            if self.is_in_place(path, Some(entry)) || self.put(path.as_str(), bytes)? {
                self.unchanged.fetch_add(1, Ordering::Relaxed);
            }

            Ok(())
        })
    }

    /// Notes in the manifest that nobody but those at work is to see the site: later builds do not ask what became of
    /// its addresses.
    #[must_use]
    pub fn as_rehearsal(self, is_rehearsal: bool) -> Stage {
        Stage { is_rehearsal, ..self }
    }

    /// Notes in the manifest what a page can be found by again.
    pub fn mark(&self, path: &OutPath, mark: PageMark) {
        guard(&self.marks).insert(path.clone(), mark);
    }

    /// Keeps a file of the old site without reading it; returns whether that was possible. It is not where
    /// the new site is a new folder.
    ///
    /// # Errors
    /// Where the path was written before.
    pub fn keep(&self, path: &OutPath) -> Result<bool, OutputError> {
        let Some(&entry) = self.old.files().get(path) else {
            return Ok(false);
        };

        if !self.is_in_place(path, None) {
            return Ok(false);
        }

        self.noting_failure(|| self.claim(path, entry))?;
        self.unchanged.fetch_add(1, Ordering::Relaxed);

        Ok(true)
    }

    /// Copies a file of any size from a reader, as [`Stage::write`] does.
    ///
    /// # Errors
    /// As [`Stage::write`], and where the reader fails.
    pub fn copy(&self, path: &OutPath, mut from: impl Read) -> Result<(), OutputError> {
        let mut start = Vec::new();
        self.noting_failure(|| {
            let taken = from.by_ref().take(SMALL + 1).read_to_end(&mut start);
            taken.map_err(OutputError::io("read what goes to", Path::new(path.as_str())))?;
            Ok(())
        })?;

        if start.len() as u64 <= SMALL {
            return self.write(path, &start);
        }

        self.noting_failure(|| self.copy_large(path, io::Cursor::new(start).chain(from)))
    }

    /// Replaces the old site by the new one.
    ///
    /// # Errors
    /// Where a file could not be written before, or the file system refuses. The old site is then intact,
    /// unless its folder could only be filled file by file; see the module.
    pub fn commit(self) -> Result<CommitReport, OutputError> {
        self.commit_signed(|_| Ok(None))
    }

    /// Replaces the old site by the new one, as [`Stage::commit`] does, with a signature of the manifest's bytes beside
    /// it where there is one.
    ///
    /// # Errors
    /// As [`Stage::commit`], and where the manifest cannot be signed.
    pub fn commit_signed(
        self,
        sign: impl FnOnce(&[u8]) -> Result<Option<String>, OutputError>,
    ) -> Result<CommitReport, OutputError> {
        // Relaxed is enough: `commit` owns the stage, so every writer has ended.
        if self.failed.load(Ordering::Relaxed) {
            return Err(OutputError::Unfinished);
        }

        let manifest = Manifest::from(std::mem::take(&mut *guard(&self.files)))
            .with_marks(std::mem::take(&mut *guard(&self.marks)), self.is_rehearsal);
        let unchanged = self.unchanged.load(Ordering::Relaxed);
        match self.mode {
            // Both are compared: a file that was deleted meanwhile is written again under the same manifest.
            CommitMode::InPlace if manifest == self.old && unchanged == manifest.files().len() => {}
            CommitMode::InPlace => {
                self.put(MANIFEST, &manifest.to_bytes())?;
                commit::fill(&self.place, &self.work, &self.old, &manifest)?;
            }
            CommitMode::Swap => {
                let bytes = manifest.to_bytes();
                if let Some(signature) = sign(&bytes)? {
                    self.put(SIGNATURE, signature.as_bytes())?;
                }

                self.put(MANIFEST, &bytes)?;
                commit::replace(&self.place, &self.work, &self.old, &manifest)?;
            }
        }

        let files = manifest.files();
        let is_gone = |path: &&OutPath| !files.contains_key(*path);

        Ok(CommitReport {
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

    /// Tells whether a file need not be written, because the output folder stays and has it.
    ///
    /// A file of the right size is assumed to hold the bytes of the manifest: the folder is Chancery's own,
    /// and a full build compares again.
    fn is_in_place(&self, path: &OutPath, wanted: Option<ManifestEntry>) -> bool {
        self.mode == CommitMode::InPlace
            && self.old.files().get(path).is_some_and(|&old| {
                let found = self.place.out.join(path.as_str()).symlink_metadata();
                wanted.is_none_or(|wanted| wanted == old)
                    && found.is_ok_and(|found| found.is_file() && found.len() == old.size)
            })
    }

    /// Reserves a path before it is written, so that the second of two writers fails.
    fn claim(&self, path: &OutPath, entry: ManifestEntry) -> Result<(), OutputError> {
        match guard(&self.files).insert(path.clone(), entry) {
            Some(_) => Err(OutputError::WrittenTwice(path.clone())),
            None => Ok(()),
        }
    }

    /// Writes bytes, or keeps the old file that holds them; returns whether it was kept.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<bool, OutputError> {
        let folder = self.make_folder(parent(path))?;
        let old = self.old_file(path, folder);
        let to = self.folder.join(path);

        match old.filter(|old| tree::holds(old, bytes)) {
            // A hard link costs no space and keeps the time; some file systems have none.
            Some(old) if self.mode == CommitMode::Swap && fs::hard_link(&old, &to).is_ok() => {
                Ok(true)
            }
            old => {
                let mut file = create(path, &to)?;
                file.write_all(bytes)
                    .and_then(|()| old.as_deref().map_or(Ok(()), |old| keep_time(old, &file)))
                    .map_err(OutputError::io("write", &to))?;
                Ok(old.is_some())
            }
        }
    }

    /// Copies piece by piece, and compares with the old file afterwards.
    fn copy_large(&self, path: &OutPath, mut from: impl Read) -> Result<(), OutputError> {
        // Claimed with a placeholder, because the hash is known only at the end.
        self.claim(path, ManifestEntry::new(&[]))?;

        let folder = self.make_folder(parent(path.as_str()))?;
        let to = self.folder.join(path.as_str());
        let mut file = create(path.as_str(), &to)?;
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
            file.write_all(&piece[..length]).map_err(OutputError::io("write", &to))?;
        }

        drop(file);

        let hash = hasher.finalize();
        guard(&self.files).insert(path.clone(), ManifestEntry { size, hash });

        let old = self.old_file(path.as_str(), folder);
        if let Some(old) = old.filter(|old| tree::same(old, &to)) {
            let file = File::options().write(true).open(&to);
            file.and_then(|file| keep_time(&old, &file)).map_err(OutputError::io("write", &to))?;
            self.unchanged.fetch_add(1, Ordering::Relaxed);
        }

        Ok(())
    }

    /// Returns where the old site has a path, if it has.
    fn old_file(&self, path: &str, folder: Folder) -> Option<PathBuf> {
        let had = path == MANIFEST || path == SIGNATURE || self.old.files().contains_key(path);
        (had && folder == Folder::Old).then(|| self.place.out.join(path))
    }

    /// Creates a folder once, whichever thread needs it first.
    fn make_folder(&self, folder: &str) -> Result<Folder, OutputError> {
        if folder.is_empty() {
            return Ok(Folder::Old);
        }

        if let Some(&known) = guard(&self.folders).get(folder) {
            return Ok(known);
        }

        let above = self.make_folder(parent(folder))?;
        let path = self.folder.join(folder);
        match fs::create_dir(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if !tree::is_folder(&path) {
                    return Err(clash(folder));
                }
            }
            made => made.map_err(OutputError::io("create", &path))?,
        }

        let known = match above {
            Folder::Old if tree::is_folder(&self.place.out.join(folder)) => Folder::Old,
            _ => Folder::New,
        };

        guard(&self.folders).insert(folder.to_owned(), known);

        Ok(known)
    }
}

fn create(path: &str, to: &Path) -> Result<File, OutputError> {
    // `create_new` also detects names that only this file system takes for the same one.
    File::create_new(to).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => clash(path),
        _ => OutputError::io("create", to)(error),
    })
}

fn clash(path: &str) -> OutputError {
    OutputError::Clash(path.to_owned())
}

fn keep_time(old: &Path, file: &File) -> io::Result<()> {
    let modified = old.symlink_metadata()?.modified()?;
    file.set_times(FileTimes::new().set_modified(modified))
}

/// Locks a map. A poisoned lock is fine: every change is a single insertion, which a panic cannot halve.
fn guard<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::super::testing::{Scratch, path};
    use super::*;

    #[test]
    fn a_first_build_writes_everything() {
        let scratch = Scratch::new();
        let written = scratch.build(&[("index.html", "home"), ("briefings/x/index.html", "x")]);
        let expected = CommitReport { files: 2, changed: 2, unchanged: 0, removed: 0, bytes: 5 };
        assert_eq!(written, expected);
        let text = fs::read_to_string(scratch.out().join("briefings/x/index.html"));
        assert_eq!(text.unwrap(), "x");

        let manifest = Manifest::read(&scratch.out().join(MANIFEST)).unwrap();
        assert_eq!(manifest.files()["index.html"], ManifestEntry::new(b"home"));
        assert_eq!(scratch.names(), ["content", "public"]);
    }

    #[test]
    fn unchanged_files_keep_their_time() {
        let scratch = Scratch::new();
        scratch.build(&[("same", "1"), ("other", "1"), ("deep/er/same", "1")]);
        scratch.age("public");
        let old = scratch.modified("public/same");
        let written = scratch.build(&[("same", "1"), ("other", "2"), ("deep/er/same", "1")]);
        assert_eq!((written.unchanged, written.changed), (2, 1));

        assert_eq!(scratch.modified("public/same"), old);
        assert_eq!(scratch.modified("public/deep/er/same"), old);
        assert_ne!(scratch.modified("public/other"), old);
    }

    #[test]
    fn a_file_is_compared_with_the_disk_and_not_with_the_manifest() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "one")]);
        scratch.put("public/a", "two");
        let written = scratch.build(&[("a", "one")]);
        assert_eq!(written.changed, 1);
        assert_eq!(scratch.text("public/a"), "one");
    }

    #[test]
    fn stale_files_are_removed() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "1"), ("old/deep/b", "1"), ("turn", "file"), ("fold/x", "1")]);
        fs::create_dir_all(scratch.out().join("empty/er")).unwrap();
        let written = scratch.build(&[("a", "1"), ("turn/x", "folder"), ("fold", "file")]);
        assert_eq!((written.removed, written.changed), (3, 2));

        assert_eq!(scratch.published(), [".chancery.json", "a", "fold", "turn", "turn/x"]);
        assert_eq!(scratch.build(&[]).removed, 3);
        assert_eq!(scratch.published(), [".chancery.json"]);
    }

    #[test]
    fn a_dropped_stage_leaves_the_old_site() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "1"), ("b", "1")]);
        let before = scratch.snapshot();
        let stage = scratch.stage();
        stage.write(&path("a"), b"1").unwrap();

        stage.write(&path("b"), b"2").unwrap();
        drop(stage);
        assert_eq!(scratch.snapshot(), before);
    }

    #[test]
    fn a_dropped_first_stage_leaves_nothing() {
        let scratch = Scratch::new();
        let before = scratch.snapshot();
        let stage = scratch.target("not/yet/there").unwrap().stage().unwrap();
        stage.write(&path("a/b"), b"1").unwrap();
        drop(stage);
        assert_eq!(scratch.snapshot(), before);
    }

    #[test]
    fn a_stage_that_cannot_be_made_leaves_nothing() {
        let scratch = Scratch::new();
        let before = scratch.snapshot();

        // The name itself fits; that of the work folder beside it does not.
        let target = scratch.target(format!("not/yet/{}", "x".repeat(250)));
        assert!(target.unwrap().stage().is_err());
        assert_eq!(scratch.snapshot(), before);
    }

    #[test]
    fn the_order_of_writing_does_not_show() {
        let scratch = Scratch::new();
        let files: Vec<_> =
            (0..200).map(|n| (format!("p{}/{n}/index.html", n % 7), n.to_string())).collect();
        let manifest = |folder: &str, files: Vec<&(String, String)>| {
            let stage = scratch.target(folder).unwrap().stage().unwrap();
            files.into_par_iter().for_each(|(name, text)| {
                stage.write(&path(name), text.as_bytes()).unwrap();
            });
            stage.commit().unwrap();
            scratch.text(&format!("{folder}/{MANIFEST}"))
        };
        let one = manifest("one", files.iter().collect());
        let other = manifest("other", files.iter().rev().collect());
        assert_eq!(one, other);

        let text = Path::new(".").canonicalize().unwrap();
        assert!(!one.contains(&*text.to_string_lossy()));
    }

    #[test]
    fn of_two_writers_of_a_path_one_is_told() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "old")]);
        let before = scratch.snapshot();
        let stage = scratch.stage();
        let refused: Vec<_> =
            (0..8).into_par_iter().filter_map(|_| stage.write(&path("a/b"), b"x").err()).collect();
        assert_eq!(refused.len(), 7);

        assert!(matches!(&refused[0], OutputError::WrittenTwice(twice) if *twice == path("a/b")));
        assert!(matches!(stage.commit(), Err(OutputError::Unfinished)));
        assert_eq!(scratch.snapshot(), before);
    }

    #[test]
    fn a_path_is_a_file_or_a_folder() {
        for order in [["a", "a/b"], ["a/b", "a"]] {
            let stage = Scratch::new();
            let stage = stage.stage();
            stage.write(&path(order[0]), b"").unwrap();
            let error = stage.write(&path(order[1]), b"").unwrap_err();
            assert!(matches!(error, OutputError::Clash(_)), "{error}");
        }
    }

    #[test]
    fn files_of_any_size_are_copied() {
        let scratch = Scratch::new();
        let large: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
        let mut other = large.clone();
        other[2_500_000] ^= 1;

        let build = |large: &[u8]| {
            let stage = scratch.stage();
            stage.copy(&path("fonts/large"), large).unwrap();
            stage.copy(&path("fonts/small"), &b"small"[..]).unwrap();
            stage.commit().unwrap()
        };

        assert_eq!(build(&large).changed, 2);
        scratch.age("public");

        let old = scratch.modified("public/fonts/large");
        assert_eq!(build(&large).unchanged, 2);
        assert_eq!(scratch.modified("public/fonts/large"), old);

        let written = build(&other);
        assert_eq!((written.unchanged, written.bytes), (1, 3_000_005));
        assert_ne!(scratch.modified("public/fonts/large"), old);

        let manifest = Manifest::read(&scratch.out().join(MANIFEST)).unwrap();
        assert_eq!(manifest.files()["fonts/large"], ManifestEntry::new(&other));
    }

    #[test]
    fn a_failing_reader_fails_the_site() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("unplugged"))
            }
        }

        let scratch = Scratch::new();
        scratch.build(&[("a", "1")]);

        let before = scratch.snapshot();
        let stage = scratch.stage();
        let large = io::repeat(7).take(2 * SMALL).chain(Broken);
        assert!(stage.copy(&path("large"), large).is_err());
        assert!(stage.commit().is_err());

        assert_eq!(scratch.snapshot(), before);
    }

    #[test]
    fn sites_side_by_side_do_not_interfere() {
        let scratch = Scratch::new();
        let [one, other] = ["public", "public2"].map(|out| scratch.target(out).unwrap());
        let (one, other) = (one.stage().unwrap(), other.stage().unwrap());
        one.write(&path("a"), b"one").unwrap();
        other.write(&path("a"), b"other").unwrap();

        one.commit().unwrap();
        other.commit().unwrap();
        assert_eq!(scratch.text("public/a"), "one");
        assert_eq!(scratch.text("public2/a"), "other");
        assert_eq!(scratch.names(), ["content", "public", "public2"]);
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;

        let scratch = Scratch::new();
        scratch.build(&[("a", "1")]);
        fs::set_permissions(scratch.out(), fs::Permissions::from_mode(0o2750)).unwrap();
        scratch.build(&[("a", "2")]);
        let mode = fs::metadata(scratch.out()).unwrap().permissions().mode();
        assert_eq!(mode & 0o7777, 0o2750);
    }

    #[test]
    fn only_what_changed_is_written() {
        let scratch = Scratch::new();
        scratch.build(&[("same", "1"), ("deep/same", "1"), ("other", "1"), ("gone/x", "1")]);
        scratch.age("public");

        let before = scratch.modified("public/same");
        let written =
            scratch.update(&[("same", "1"), ("deep/same", "1"), ("other", "2"), ("new/y", "1")]);
        assert_eq!((written.changed, written.unchanged, written.removed), (2, 2, 1));
        assert_eq!(scratch.modified("public/same"), before);
        assert_eq!(scratch.modified("public/deep/same"), before);

        let names = [".chancery.json", "deep", "deep/same", "new", "new/y", "other", "same"];
        assert_eq!(scratch.published(), names);

        let updated = scratch.texts_below("public");
        scratch.build(&[("same", "1"), ("deep/same", "1"), ("other", "2"), ("new/y", "1")]);
        assert_eq!(updated, scratch.texts_below("public"), "a whole build gives the same");
        assert_eq!(scratch.names(), ["content", "public"]);
    }

    #[test]
    fn an_update_without_changes_touches_nothing() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "1"), ("deep/b", "1")]);
        let before = scratch.snapshot();
        scratch.update(&[("a", "1"), ("deep/b", "1")]);
        assert_eq!(scratch.snapshot(), before);
    }

    #[test]
    fn an_update_that_is_dropped_leaves_the_old_site() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "1"), ("b", "1")]);
        let before = scratch.snapshot();
        let stage = scratch.target("public").unwrap().update().unwrap();
        stage.write(&path("a"), b"2").unwrap();
        drop(stage);
        assert_eq!(scratch.snapshot(), before);
    }

    #[test]
    fn a_kept_file_is_not_read_and_a_missing_one_not_kept() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "1"), ("b", "1")]);
        fs::remove_file(scratch.path("public/b")).unwrap();

        let stage = scratch.target("public").unwrap().update().unwrap();
        assert!(stage.keep(&path("a")).unwrap());
        assert!(!stage.keep(&path("b")).unwrap());
        assert!(!stage.keep(&path("c")).unwrap());
        stage.write(&path("b"), b"1").unwrap();

        stage.commit().unwrap();
        assert_eq!(scratch.text("public/b"), "1");

        // A whole new folder keeps nothing of the old one.
        assert!(!scratch.stage().keep(&path("a")).unwrap());
    }

    #[test]
    fn folders_and_files_change_places_and_a_missing_folder_comes_back() {
        let scratch = Scratch::new();
        scratch.build(&[("turn", "file"), ("fold/x", "1")]);
        scratch.update(&[("turn/x", "folder"), ("fold", "file")]);
        assert_eq!(scratch.published(), [".chancery.json", "fold", "turn", "turn/x"]);
        fs::remove_dir_all(scratch.out()).unwrap();
        scratch.update(&[("a", "1")]);
        assert_eq!(scratch.published(), [".chancery.json", "a"]);
    }
}
