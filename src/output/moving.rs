//! Moves a finished site into the output folder, file by file.
//!
//! In: a folder with a site and its manifest. Out: the same files in the output folder. Invariant: no
//! file is replaced that is in neither manifest, and no symbolic link is followed.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::OutputError;
use super::manifest::Manifest;
use super::path::{MANIFEST, OutPath, SIGNATURE};
use super::place::OutputPlace;
use super::tree;

/// Moves the new site's files into the output folder, one by one; the manifest goes last, and then its signature.
///
/// It can be called again after an interruption: what is no longer in `from` has arrived.
pub(super) fn move_in(
    place: &OutputPlace,
    from: &Path,
    old: &Manifest,
    new: &Manifest,
) -> Result<(), OutputError> {
    // Checked before the first move: a refusal halfway would leave a mixture.
    keep_strangers(place, from, old, new)?;

    // It is of the old manifest. The new one is moved after the manifest: a folder that was interrupted before has
    // none, rather than a wrong one.
    let signature = place.out.join(SIGNATURE);
    tree::remove_if_there(&signature).map_err(OutputError::io("remove", &signature))?;

    let mut folders = Folders { out: &place.out, real: HashSet::new() };
    let is_stale = |path: &&OutPath| !new.files().contains_key(*path);
    // Stale files go first: a file may have to give way to a folder of the same name.
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
    fs::rename(from.join(MANIFEST), &destination)
        .map_err(OutputError::io("replace", &destination))?;

    match tree::exists(&from.join(SIGNATURE)) {
        true => fs::rename(from.join(SIGNATURE), &signature)
            .map_err(OutputError::io("replace", &signature)),
        false => Ok(()),
    }
}

/// Refuses to overwrite a file that somebody put there while the build ran.
pub(super) fn keep_strangers(
    place: &OutputPlace,
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
            is_listed: true,
        }),
    }
}

/// Folders below the output folder that are known to be real, and not links.
struct Folders<'a> {
    out: &'a Path,
    real: HashSet<String>,
}

impl Folders<'_> {
    /// Creates a folder below the output folder; a link in its place is refused.
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

    /// Removes a file and the folders that it leaves empty, but nothing beyond a link.
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
