//! Replaces the old site by the finished new one.
//!
//! In: a complete work folder. Out: the output folder. Invariant: killed at any moment, it leaves a state
//! from which the next build recovers either the old site or the new one, complete.

use std::fs;
use std::io;
use std::path::Path;

use super::error::OutputError;
use super::manifest::Manifest;
use super::moving::{keep_strangers, move_in};
use super::place::OutputPlace;
use super::tree::{self, cannot_rename};
use super::work::Work;

/// Replaces the output folder by the new site in the work folder, which is complete.
pub(super) fn replace(
    place: &OutputPlace,
    work: &Work,
    old: &Manifest,
    new: &Manifest,
) -> Result<(), OutputError> {
    if tree::exists(&place.out) && !tree::is_folder(&place.out) {
        return Err(OutputError::NotAFolder(place.shown.clone()));
    }

    if !work.is_inside() {
        match swap(&work.new_site(), &place.out, &work.old_site()) {
            Ok(()) => {
                // The new site is in place. What cannot be removed of the old one is left to the next build.
                if tree::exists(&work.old_site()) {
                    tree::retire(&work.old_site(), old, &place.out).ok();
                }

                return Ok(());
            }
            // A mount point, or a parent folder that may not be written: the files go in one by one.
            Err(error) if cannot_rename(&error) && tree::is_folder(&place.out) => {}
            Err(error) => return Err(OutputError::io("replace", &place.shown)(error)),
        }
    }

    fill(place, work, old, new)
}

/// Moves the files of the work folder, which are those that changed, into the output folder.
pub(super) fn fill(
    place: &OutputPlace,
    work: &Work,
    old: &Manifest,
    new: &Manifest,
) -> Result<(), OutputError> {
    // Refused before the marker is set: with it the next build would complete the move.
    keep_strangers(place, &work.new_site(), old, new)?;
    work.start_moving()?;
    move_in(place, &work.new_site(), old, new)?;
    work.finish_moving()
}

/// Puts `new` where `out` is, and `out` where `old` is to be.
fn swap(new: &Path, out: &Path, old: &Path) -> io::Result<()> {
    let Ok(replaced) = out.symlink_metadata() else {
        return fs::rename(new, out);
    };
    // A web server may read the folder by a group that the administrator gave it.
    let permissions = replaced.permissions();
    if new.symlink_metadata()?.permissions() != permissions {
        fs::set_permissions(new, permissions)?;
    }

    if exchange(new, out) {
        // At `new` the next build would take the old site for an unfinished new one.
        fs::rename(new, old).ok();
        return Ok(());
    }

    fs::rename(out, old)?;

    // Between these two renames there is no site. On failure the old one is restored; after a kill the next
    // build does that.
    fs::rename(new, out).or_else(|error| {
        fs::rename(old, out)?;
        Err(error)
    })
}

/// Exchanges two folders in one step, so that there is always a complete site.
#[cfg(target_os = "linux")]
fn exchange(new: &Path, out: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, new, CWD, out, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Scratch, path};
    use super::*;

    #[test]
    fn a_site_can_be_moved_file_by_file() {
        let scratch = Scratch::new();
        scratch.build(&[
            ("same", "1"),
            ("other", "1"),
            ("gone/deep/x", "1"),
            ("turn", "1"),
            ("fold/x", "1"),
        ]);

        scratch.age("public");

        let old = scratch.modified("public/same");
        let stage = scratch.stage_inside("public");
        for (name, text) in [("same", "1"), ("other", "2"), ("turn/x", "1"), ("fold", "1")] {
            stage.write(&path(name), text.as_bytes()).unwrap();
        }

        let written = stage.commit().unwrap();
        assert_eq!((written.unchanged, written.changed, written.removed), (1, 3, 3));
        assert_eq!(scratch.modified("public/same"), old);
        assert_eq!(scratch.text("public/other"), "2");

        let names = [".chancery.json", "fold", "other", "same", "turn", "turn/x"];
        assert_eq!(scratch.published(), names);
        scratch.build(&[]);
    }

    #[test]
    fn a_file_created_during_the_build_is_kept() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "1")]);

        let stage = scratch.stage();
        stage.write(&path("a"), b"2").unwrap();
        scratch.put("public/deep/notes.txt", "mine");
        scratch.put("public/b", "mine");
        stage.write(&path("b"), b"page").unwrap();

        stage.commit().unwrap();
        assert_eq!(scratch.text("public/deep/notes.txt"), "mine");
        assert_eq!(scratch.text("public/b"), "page");
        assert_eq!(scratch.text("public/b.kept-1"), "mine");
        assert_eq!(scratch.names(), ["content", "public"]);

        let error = scratch.target("public").unwrap_err();
        assert!(matches!(error, OutputError::ForeignFiles { .. }), "{error}");
    }

    #[test]
    fn a_file_created_during_the_build_is_not_overwritten() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "1")]);
        let stage = scratch.stage_inside("public");
        stage.write(&path("b"), b"page").unwrap();
        scratch.put("public/b", "mine");

        let before = scratch.texts_below("public");
        let error = stage.commit().unwrap_err();
        assert!(matches!(error, OutputError::ForeignFiles { .. }), "{error}");
        assert_eq!(scratch.texts_below("public"), before);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_never_followed() {
        use std::os::unix::fs::symlink;

        let scratch = Scratch::new();
        scratch.build(&[("a", "1"), ("deep/b", "1")]);
        scratch.put("elsewhere/b", "1");

        let elsewhere = scratch.path("elsewhere");
        for inside in [false, true] {
            scratch.build(&[("a", "1"), ("deep/b", "1")]);
            let stage = if inside { scratch.stage_inside("public") } else { scratch.stage() };
            std::fs::remove_dir_all(scratch.path("public/deep")).unwrap();
            symlink(&elsewhere, scratch.path("public/deep")).unwrap();
            stage.write(&path("a"), b"2").unwrap();

            stage.commit().unwrap();
            assert_eq!(scratch.text("elsewhere/b"), "1");
            std::fs::remove_file(scratch.path("public/deep")).unwrap();
        }

        // Nor is a folder that became a link compared through it.
        scratch.build(&[("deep/b", "1")]);

        let stage = scratch.stage();
        std::fs::remove_dir_all(scratch.path("public/deep")).unwrap();
        symlink(&elsewhere, scratch.path("public/deep")).unwrap();
        stage.write(&path("deep/b"), b"1").unwrap();
        assert_eq!(stage.commit().unwrap().changed, 1);

        std::fs::remove_file(scratch.path("public/deep.kept-1")).unwrap();

        // A file that became a link is neither compared through it nor kept.
        scratch.build(&[("a", "1")]);

        let stage = scratch.stage();
        scratch.put("elsewhere/a", "1");
        std::fs::remove_file(scratch.path("public/a")).unwrap();
        symlink(elsewhere.join("a"), scratch.path("public/a")).unwrap();
        stage.write(&path("a"), b"1").unwrap();

        assert_eq!(stage.commit().unwrap().changed, 1);
        assert!(!scratch.path("public/a").is_symlink());
        assert_eq!(scratch.text("elsewhere/a"), "1");
    }
}
