//! The work folder of a build, and the recovery of what a killed build left in it.
//!
//! In: the output folder's place. Out: a locked folder. Invariant: after a recovery the old site or the new
//! one is in place, complete.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::OutputError;
use super::manifest::Manifest;
use super::moving::move_in;
use super::path::{INSIDE, MANIFEST};
use super::place::OutputPlace;
use super::tree::{self, cannot_rename};

const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";
const MOVING: &str = "moving";
const PROBE: &str = "probe";

/// How often to retry when another build removes the work folder between two of our steps; each retry means
/// that a build has ended, so more than a few are a coincidence.
const ATTEMPTS: usize = 16;

/// A work folder that only this build uses; dropping it removes it.
#[derive(Debug)]
pub(super) struct Work {
    folder: PathBuf,
    /// Held open for the lock on it.
    _lock: File,
    /// Removed with the work folder if the build fails.
    parents: CreatedParents,
}

/// Parent directories that we created, outermost first; removed if they are still empty.
#[derive(Debug, Default)]
struct CreatedParents(Vec<PathBuf>);

impl Drop for CreatedParents {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // Fails, as it should, where the build has put something into the folder.
            fs::remove_dir(folder).ok();
        }
    }
}

impl Work {
    /// Recovers what a killed build left, if anything.
    pub(super) fn recover_existing(place: &OutputPlace) -> Result<(), OutputError> {
        for folder in [place.beside(), place.inside()] {
            if tree::exists(&folder) {
                Work::take(place, folder)?.recover(place)?;
            }
        }

        Ok(())
    }

    /// Creates and locks a work folder: beside the output folder, or else inside it.
    pub(super) fn begin(place: &OutputPlace) -> Result<Work, OutputError> {
        let parents = make_parents(&place.out)?;
        match Work::take(place, place.beside()) {
            Ok(mut work) => {
                work.parents = parents;
                work.recover(place)?;
                if work.reaches(&place.out) {
                    return Ok(work);
                }
            }
            // The parent folder may not be written, as on many web servers: work inside.
            Err(OutputError::Io { error, .. })
                if tree::is_folder(&place.out)
                    && matches!(
                        error.kind(),
                        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
                    ) => {}
            Err(error) => return Err(error),
        }

        let work = Work::take(place, place.inside())?;
        work.recover(place)?;

        Ok(work)
    }

    /// Creates a work folder where there is none, and locks it.
    ///
    /// The lock is the system's own (`flock`) and ends with its process. So once we have it, everything in
    /// the folder was left by a dead build.
    pub(super) fn take(place: &OutputPlace, folder: PathBuf) -> Result<Work, OutputError> {
        let path = folder.join(LOCK);
        for _ in 0..ATTEMPTS {
            match fs::create_dir(&folder) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => made.map_err(OutputError::io("create", &folder))?,
            }

            if tree::exists(&folder) && !holds_only_ours(&folder) {
                return Err(OutputError::WorkFolder(folder));
            }

            let mut options = OpenOptions::new();
            let lock = match options.write(true).create(true).truncate(false).open(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                lock => lock.map_err(OutputError::io("create", &path))?,
            };

            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(OutputError::Busy(place.shown.clone()));
                }
                // Some network file systems have no locks; a single build must still work there.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => {
                    return Err(OutputError::io("lock", &path)(error));
                }
            }

            // The build that held the lock may have removed its file on its way out: then we hold the lock
            // of a file that nobody else can see.
            if is_still(&lock, &path) {
                return Ok(Work { folder, _lock: lock, parents: CreatedParents::default() });
            }
        }

        Err(OutputError::Busy(place.shown.clone()))
    }

    /// Recovers what a killed build left: afterwards the old site, or the complete new one, is in place.
    pub(super) fn recover(&self, place: &OutputPlace) -> Result<(), OutputError> {
        let (new, old) = (self.new_site(), self.old_site());
        if tree::exists(&self.moving()) {
            if tree::exists(&new.join(MANIFEST)) {
                let manifest = read_manifest(&new.join(MANIFEST))?;
                let known = read_manifest(&place.out.join(MANIFEST))?;
                move_in(place, &new, &known, &manifest)?;
            }

            self.finish_moving()?;
        }

        if tree::exists(&old) {
            if tree::exists(&place.out) {
                let known = read_manifest(&old.join(MANIFEST))?;
                tree::retire(&old, &known, &place.out).map_err(OutputError::io("remove", &old))?;
            } else {
                fs::rename(&old, &place.out).map_err(OutputError::io("restore", &place.out))?;
            }
        }

        tree::remove(&new).map_err(OutputError::io("remove", &new))?;

        let probe = self.folder.join(PROBE);
        tree::remove(&probe).map_err(OutputError::io("remove", &probe))
    }

    /// Returns the folder of the site that is being written.
    pub(super) fn new_site(&self) -> PathBuf {
        self.folder.join(NEW)
    }

    /// Returns the folder of the site that was replaced.
    pub(super) fn old_site(&self) -> PathBuf {
        self.folder.join(OLD)
    }

    /// Tells whether the work folder lies in the output folder itself.
    pub(super) fn is_inside(&self) -> bool {
        self.folder.file_name() == Some(OsStr::new(INSIDE))
    }

    /// Marks the new site as complete, before it is moved file by file.
    pub(super) fn start_moving(&self) -> Result<(), OutputError> {
        let mark = self.moving();
        fs::write(&mark, "").map_err(OutputError::io("create", &mark))
    }

    /// Removes the marker.
    pub(super) fn finish_moving(&self) -> Result<(), OutputError> {
        let mark = self.moving();
        fs::remove_file(&mark).map_err(OutputError::io("remove", &mark))
    }

    fn moving(&self) -> PathBuf {
        self.folder.join(MOVING)
    }

    /// Tells whether something can be renamed from here into the output folder.
    ///
    /// It is tried, because device numbers do not show it: a bind mount shares its number with the file
    /// system below it, and yet a rename across it fails.
    fn reaches(&self, out: &Path) -> bool {
        let (probe, landed) = (self.folder.join(PROBE), out.join(INSIDE));
        if !tree::is_folder(out) || fs::create_dir(&probe).is_err() {
            return true;
        }

        match fs::rename(&probe, &landed) {
            Ok(()) => fs::remove_dir(&landed).is_ok(),
            Err(error) => {
                fs::remove_dir(&probe).ok();
                !cannot_rename(&error)
            }
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // A move that has begun and failed, as on a full disk, is continued by the next build.
        if tree::exists(&self.moving()) {
            return;
        }

        // What cannot be removed now is removed by the next build.
        tree::remove(&self.new_site()).ok();
        fs::remove_file(self.folder.join(LOCK)).ok();
        fs::remove_dir(&self.folder).ok();
    }
}

/// Reads the manifest of an output folder, which has none before its first build.
pub(super) fn read_manifest(path: &Path) -> Result<Manifest, OutputError> {
    use super::manifest::ManifestError;

    let failed = |error| OutputError::Manifest { path: path.to_path_buf(), error };
    match path.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Manifest::default()),
        Err(error) => Err(failed(ManifestError::Io(error))),
        Ok(found) if !found.is_file() => Err(failed(ManifestError::Foreign)),
        Ok(_) => Manifest::read(path).map_err(failed),
    }
}

fn holds_only_ours(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        // Gone again, or not readable; opening the lock shows which.
        return tree::is_folder(folder) || !tree::exists(folder);
    };

    tree::is_folder(folder)
        && entries.flatten().all(|entry| {
            let name = entry.file_name();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => [NEW, OLD, PROBE].iter().any(|&own| name == own),
                Ok(kind) if kind.is_file() => [LOCK, MOVING].iter().any(|&own| name == own),
                Ok(_) => false,
                Err(_) => true,
            }
        })
}

fn make_parents(out: &Path) -> Result<CreatedParents, OutputError> {
    let above = out.ancestors().skip(1);
    let mut missing: Vec<_> = above.take_while(|path| !tree::exists(path)).collect();
    missing.reverse();

    let mut parents = CreatedParents::default();
    for folder in missing {
        match fs::create_dir(folder) {
            Ok(()) => parents.0.push(folder.to_path_buf()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(OutputError::io("create", folder)(error)),
        }
    }

    Ok(parents)
}

#[cfg(unix)]
fn is_still(lock: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let id = |found: fs::Metadata| (found.dev(), found.ino());
    match (lock.metadata(), path.symlink_metadata()) {
        (Ok(held), Ok(found)) => id(held) == id(found),
        _ => false,
    }
}

/// On other systems an open file keeps its name until it is closed.
#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    tree::exists(path)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Scratch, path};
    use super::*;

    /// Copies the published site to where a killed build would have left it.
    fn copy(scratch: &Scratch, from: &str, to: &str) {
        for (name, text) in scratch.texts_below(from) {
            scratch.put(&format!("{to}/{name}"), &text);
        }
    }

    #[test]
    fn an_unfinished_site_is_dropped() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "1")]);
        let before = scratch.snapshot();

        scratch.put(".public.chancery/lock", "");
        scratch.put(".public.chancery/new/deep/half", "ha");
        fs::create_dir(scratch.path(".public.chancery/probe")).unwrap();
        scratch.target("public").unwrap();
        assert_eq!(scratch.snapshot(), before);
    }

    #[test]
    fn a_swap_killed_between_its_renames_is_undone() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "1")]);
        let before = scratch.snapshot();

        scratch.put(".public.chancery/lock", "");
        scratch.put(".public.chancery/new/a", "2");
        fs::rename(scratch.out(), scratch.path(".public.chancery/old")).unwrap();
        scratch.target("public").unwrap();
        assert_eq!(scratch.snapshot(), before);
    }

    #[test]
    fn an_interrupted_removal_is_completed() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "1"), ("b", "1")]);

        let before = scratch.snapshot();
        scratch.put(".public.chancery/lock", "");
        copy(&scratch, "public", ".public.chancery/old");
        fs::remove_file(scratch.path(".public.chancery/old/a")).unwrap();
        scratch.target("public").unwrap();

        assert_eq!(scratch.snapshot(), before);

        // Even then foreign files are kept.
        copy(&scratch, "public", ".public.chancery/old");
        scratch.put(".public.chancery/old/notes.txt", "mine");
        assert!(scratch.target("public").is_err());
        assert_eq!(scratch.text("public/notes.txt"), "mine");
        assert_eq!(scratch.names(), ["content", "public"]);
    }

    #[test]
    fn an_interrupted_move_is_completed() {
        // Killed after each possible number of moved files.
        for arrived in 0..=3 {
            let scratch = Scratch::new();
            scratch.build(&[("a", "2"), ("deep/b", "2")]);
            copy(&scratch, "public", "next");
            scratch.build(&[("a", "1"), ("stale/c", "1")]);
            copy(&scratch, "next", "public/.chancery/new");

            scratch.put("public/.chancery/lock", "");
            scratch.put("public/.chancery/moving", "");

            for name in ["a", "deep/b", MANIFEST].iter().take(arrived) {
                let text = scratch.text(&format!("next/{name}"));
                scratch.put(&format!("public/{name}"), &text);
                fs::remove_file(scratch.path("public/.chancery/new").join(name)).unwrap();
            }

            if arrived > 0 {
                fs::remove_dir_all(scratch.path("public/stale")).unwrap();
            }

            scratch.target("public").unwrap();
            assert_eq!(scratch.texts_below("public"), scratch.texts_below("next"));
            assert!(!tree::exists(&scratch.path("public/.chancery")));
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_interrupted_move_does_not_follow_a_link() {
        let scratch = Scratch::new();
        scratch.build(&[("deep/b", "1")]);
        scratch.put("elsewhere/b", "mine");
        copy(&scratch, "public", "public/.chancery/new");
        scratch.put("public/.chancery/lock", "");

        scratch.put("public/.chancery/moving", "");
        fs::remove_dir_all(scratch.path("public/deep")).unwrap();
        std::os::unix::fs::symlink(scratch.path("elsewhere"), scratch.path("public/deep")).unwrap();
        assert!(scratch.target("public").is_err());
        assert_eq!(scratch.text("elsewhere/b"), "mine");
    }

    #[test]
    fn two_builds_exclude_each_other() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "0")]);
        let waiting = scratch.target("public").unwrap();
        let stage = scratch.stage();
        let error = scratch.target("public").unwrap_err();
        assert!(matches!(error, OutputError::Busy(_)), "{error}");

        let error = waiting.stage().unwrap_err();
        assert!(matches!(error, OutputError::Busy(_)), "{error}");
        stage.write(&path("a"), b"1").unwrap();
        stage.commit().unwrap();
        assert_eq!(scratch.text("public/a"), "1");
    }

    #[test]
    fn a_build_sees_what_another_did_before_it_took_the_lock() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "0")]);
        let early = scratch.target("public").unwrap();

        scratch.build(&[("a", "0"), ("b", "1")]);
        let stage = early.stage().unwrap();
        assert_eq!(stage.commit().unwrap().removed, 2);
        let early = scratch.target("public").unwrap();

        scratch.build(&[("a", "0")]);
        scratch.put("public/notes.txt", "mine");
        assert!(early.stage().is_err());
    }

    #[test]
    fn a_foreign_work_folder_is_refused() {
        for taken in [".public.chancery/notes.txt", ".public.chancery", "public/.chancery/x"] {
            let scratch = Scratch::new();
            scratch.put(taken, "mine");
            let before = scratch.snapshot();
            let opened = scratch.target("public").and_then(super::super::OutputTarget::stage);
            let error = opened.unwrap_err();
            assert!(matches!(error, OutputError::WorkFolder(_)), "{error}");
            assert_eq!(scratch.snapshot(), before);
        }
    }
}
