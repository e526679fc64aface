//! Putting a finished site in the place of the old one.

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::error::OutputError;
use super::manifest::{MANIFEST, Manifest};
use super::path::OutPath;
use super::target::Place;
use super::tree;
use super::work::{Work, cannot_rename};

/// Replaces the output folder by the new site in the work folder, which is complete.
pub(super) fn replace(
    place: &Place,
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
                // The new site is in place; of the old one the next build removes what is left.
                if tree::exists(&work.old_site()) {
                    tree::retire(&work.old_site(), old, &place.out).ok();
                }

                return Ok(());
            }
            Err(error) if cannot_rename(&error) && tree::is_folder(&place.out) => {}
            Err(error) => return Err(OutputError::io("replace", &place.shown)(error)),
        }
    }

    fill(place, work, old, new)
}

/// Brings the output folder up to date with the files in the work folder: all that changed.
pub(super) fn fill(
    place: &Place,
    work: &Work,
    old: &Manifest,
    new: &Manifest,
) -> Result<(), OutputError> {
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
    let permissions = replaced.permissions();
    if new.symlink_metadata()?.permissions() != permissions {
        fs::set_permissions(new, permissions)?;
    }

    if exchange(new, out) {
        // Under its own name the old site is not taken for an unfinished new one.
        fs::rename(new, old).ok();
        return Ok(());
    }

    fs::rename(out, old)?;

    fs::rename(new, out).or_else(|error| {
        fs::rename(old, out)?;
        Err(error)
    })
}

/// Exchanges two folders in one step, so that there is no moment without a site.
#[cfg(target_os = "linux")]
fn exchange(new: &Path, out: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, new, CWD, out, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

/// Moves the new site's files into the output folder, one by one; the manifest goes last.
///
/// It can be called again after it was cut short: what is no longer in `from` has arrived.
pub(super) fn move_in(
    place: &Place,
    from: &Path,
    old: &Manifest,
    new: &Manifest,
) -> Result<(), OutputError> {
    keep_strangers(place, from, old, new)?;

    let mut folders = Folders { out: &place.out, real: HashSet::new() };
    let is_stale = |path: &&OutPath| !new.files().contains_key(*path);
    for path in old.files().keys().filter(is_stale) {
        folders.remove_file(path)?;
    }

    for path in new.files().keys() {
        let source = from.join(path.as_str());
        if !tree::exists(&source) {
            continue;
        }

        let destination = place.out.join(path.as_str());
        folders.make(parent(path.as_str()))?;
        fs::rename(&source, &destination).map_err(OutputError::io("replace", &destination))?;
    }

    let destination = place.out.join(MANIFEST);
    fs::rename(from.join(MANIFEST), &destination).map_err(OutputError::io("replace", &destination))
}

/// Refuses to move the new site over a file that was put there while the build ran.
fn keep_strangers(
    place: &Place,
    from: &Path,
    old: &Manifest,
    new: &Manifest,
) -> Result<(), OutputError> {
    let in_the_way = |path: &&OutPath| {
        !old.files().contains_key(*path)
            && tree::is_taken_by_file(&place.out.join(path.as_str()))
            && tree::exists(&from.join(path.as_str()))
    };

    match new.files().keys().find(in_the_way) {
        None => Ok(()),
        Some(path) => Err(OutputError::ForeignFiles {
            out: place.shown.clone(),
            files: vec![path.to_string()],
            more: false,
        }),
    }
}

/// The folders of the output folder that are known to be real ones.
struct Folders<'a> {
    out: &'a Path,
    real: HashSet<String>,
}

impl Folders<'_> {
    /// Makes a folder below the output folder; a link in its place is refused.
    fn make(&mut self, folder: &str) -> Result<(), OutputError> {
        if folder.is_empty() || self.real.contains(folder) {
            return Ok(());
        }

        self.make(parent(folder))?;
        let path = self.out.join(folder);
        match fs::create_dir(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && tree::is_folder(&path) => {}
            made => made.map_err(OutputError::io("create", &path))?,
        }

        self.real.insert(folder.to_owned());

        Ok(())
    }

    /// Removes a file and the folders that it leaves empty, but nothing behind a link.
    fn remove_file(&mut self, path: &OutPath) -> Result<(), OutputError> {
        let folder = parent(path.as_str());
        let mut above = Path::new(folder).ancestors();
        if !above.all(|folder| tree::is_folder(&self.out.join(folder))) {
            return Ok(());
        }

        let file = self.out.join(path.as_str());
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(OutputError::io("remove", &file)(error));
            }
            _ => {}
        }

        for folder in Path::new(folder).ancestors() {
            let empty =
                !folder.as_os_str().is_empty() && fs::remove_dir(self.out.join(folder)).is_ok();
            if !empty {
                break;
            }
        }

        Ok(())
    }
}

/// Returns the folder that holds a path; the output folder itself is empty.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Scratch, path};
    use super::*;

    #[test]
    fn a_site_can_be_moved_in_file_by_file() {
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
    fn a_file_that_came_during_the_build_is_carried_over() {
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
    fn a_file_that_came_during_the_build_is_not_moved_over() {
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

        // A file that became a link is not compared through it, nor kept.
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
