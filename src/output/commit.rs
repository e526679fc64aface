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
    let mut folders = Folders {
        out: &place.out,
        real: HashSet::new(),
    };
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
        if !old.files().contains_key(path) && tree::is_taken_by_file(&destination) {
            return Err(OutputError::ForeignFiles {
                out: place.shown.clone(),
                files: vec![path.to_string()],
                more: false,
            });
        }
        folders.make(parent(path.as_str()))?;
        fs::rename(&source, &destination).map_err(OutputError::io("replace", &destination))?;
    }
    let destination = place.out.join(MANIFEST);
    fs::rename(from.join(MANIFEST), &destination).map_err(OutputError::io("replace", &destination))
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
