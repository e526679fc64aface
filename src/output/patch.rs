//! Writes a changed file in the place of the one that was read.
//!
//! In: a file, what was read of it, and what it is to be. Out: whether it was written. Invariant: a file that changed since
//! it was read is left alone; readers see the old or the new file, and never a half of one.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patched {
    /// It has the new text.
    Written,
    /// It is another than the one that was read.
    Changed,
    /// It is a link, or no file at all: what it leads to may lie anywhere.
    NotAFile,
}

/// Replaces a file, if it still holds what was read.
///
/// # Errors
/// Where the file or its folder cannot be written; the file is then as it was.
pub fn replace(path: &Path, read: &[u8], new: &[u8]) -> io::Result<Patched> {
    let metadata = fs::symlink_metadata(path)?;
    if !metadata.is_file() {
        return Ok(Patched::NotAFile);
    }
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    if fs::read(path)? != read {
        return Ok(Patched::Changed);
    }

    // Beside it, because a file is renamed in one step on its own disk alone. The name is one that no site reads.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.chancery-fix"));
    let written = write(&beside, new, &metadata).and_then(|()| {
        // Once more, and at the last moment: an editor may have saved it meanwhile.
        match fs::read(path)? == read {
            true => fs::rename(&beside, path).map(|()| Patched::Written),
            false => Ok(Patched::Changed),
        }
    });

    if !matches!(written, Ok(Patched::Written)) {
        fs::remove_file(&beside).ok();
    }

    written
}

fn write(path: &Path, bytes: &[u8], like: &fs::Metadata) -> io::Result<()> {
    // A file that an interrupted run left behind is ours.
    fs::remove_file(path).ok();
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.set_permissions(like.permissions())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "one").expect("written");
        assert_eq!(replace(&path, b"other", b"two").expect("read"), Patched::Changed);
        assert_eq!(fs::read(&path).expect("read"), b"one");
        assert_eq!(replace(&path, b"one", b"two").expect("read"), Patched::Written);
        assert_eq!(fs::read(&path).expect("read"), b"two");
        assert_eq!(
            fs::read_dir(folder.path()).expect("listed").count(),
            1,
            "nothing is left beside it"
        );
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_links_are_not_followed() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "one").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        replace(&path, b"one", b"two").expect("replaced");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);

        let link = folder.path().join("b.md");
        std::os::unix::fs::symlink(&path, &link).expect("linked");
        assert_eq!(replace(&link, b"two", b"three").expect("read"), Patched::NotAFile);
    }
}
