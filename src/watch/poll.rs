//! Polls files where the file system reports no changes.
//!
//! In: the site's folder. Out: the state of every file, and what differs from an earlier state.
//! Invariant: no file is opened.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use crate::source::disk::{FOLDERS, file_number};

/// The state of each file of a site at one moment.
#[derive(Debug, Default)]
pub(super) struct FileStates(BTreeMap<PathBuf, FileState>);

/// What changes when a file is written: its size, its time to the nanosecond, or its inode number, where
/// another file was renamed to its name within the same tick of the clock.
#[derive(Debug, PartialEq, Eq)]
struct FileState {
    is_folder: bool,
    size: u64,
    modified: Option<SystemTime>,
    number: u64,
}

impl FileStates {
    /// Reads the state of every file of a site except those of the output folder.
    pub(super) fn read(root: &Path, out: &Path) -> FileStates {
        let mut states = BTreeMap::new();
        for folder in FOLDERS {
            // Links are followed, because the site reads through those that stay within it.
            let walk = WalkDir::new(root.join(folder)).follow_links(true);
            let walk = walk.into_iter().filter_entry(|entry| entry.path() != out);
            for entry in walk.flatten() {
                let Ok(metadata) = entry.metadata() else {
                    continue;
                };
                let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
                states.insert(path.to_path_buf(), FileState::new(&metadata));
            }
        }

        FileStates(states)
    }

    /// Returns the paths that changed, are new, or are gone.
    pub(super) fn differences<'s>(
        &'s self,
        before: &'s FileStates,
    ) -> impl Iterator<Item = &'s Path> {
        let new = self.0.iter().filter(|(path, state)| before.0.get(*path) != Some(state));
        let gone = before.0.iter().filter(|(path, _)| !self.0.contains_key(*path));
        new.chain(gone).map(|(path, _)| path.as_path())
    }
}

/// How far the times of a file may lie behind the clock: two seconds are the coarsest that file systems keep (FAT).
const COARSEST: Duration = Duration::from_secs(2);

/// Returns the files and folders of a site that may have changed since a moment, by the times that the file system keeps
/// of them; a file that is gone, or was put there with an older time, has changed its folder.
pub(super) fn changed_since(
    root: &Path,
    out: &Path,
    since: SystemTime,
) -> impl Iterator<Item = PathBuf> {
    let since = since.checked_sub(COARSEST).unwrap_or(SystemTime::UNIX_EPOCH);
    let is_new = move |metadata: &Metadata| {
        last_change(metadata).is_none_or(|changed| changed >= since)
            || metadata.modified().is_ok_and(|modified| modified >= since)
    };

    let mut changed = Vec::new();
    for folder in FOLDERS {
        let walk = WalkDir::new(root.join(folder)).follow_links(true);
        let walk = walk.into_iter().filter_entry(|entry| entry.path() != out);
        for entry in walk.flatten() {
            if entry.metadata().is_ok_and(|metadata| is_new(&metadata)) {
                let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
                changed.push(path.to_path_buf());
            }
        }
    }

    changed.into_iter()
}

/// Returns when a file's bytes, name or owner last changed.
#[cfg(unix)]
fn last_change(metadata: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;

    let seconds = u64::try_from(metadata.ctime()).ok()?;
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
}

#[cfg(not(unix))]
fn last_change(metadata: &Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}

impl FileState {
    fn new(metadata: &Metadata) -> FileState {
        let is_folder = metadata.is_dir();

        FileState {
            is_folder,
            // A folder's time and size change with every file in it, and those have states of their own.
            size: if is_folder { 0 } else { metadata.len() },
            modified: if is_folder { None } else { metadata.modified().ok() },
            number: file_number(metadata),
        }
    }
}

/// Returns the kind of the file system that holds a folder, where it is one that reports no changes
/// made on other machines; `mounts` are the lines of `/proc/mounts`.
pub(super) fn silent(mounts: &str, folder: &Path) -> Option<String> {
    // Network file systems, and folders that a virtual machine shares with its host.
    const SILENT: [&str; 16] = [
        "9p",
        "afs",
        "ceph",
        "cifs",
        "drvfs",
        "fakeowner",
        "ncpfs",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb3",
        "smbfs",
        "vboxsf",
        "virtiofs",
        "vmhgfs",
        "lustre",
    ];

    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let mut fields = line.split(' ').skip(1);
        let (Some(point), Some(kind)) = (fields.next(), fields.next()) else {
            continue;
        };

        // Spaces are written as octal numbers (getmntent(3)).
        let point = PathBuf::from(point.replace("\\040", " "));
        let depth = point.components().count();

        // Of two mounts at the same point the later one hides the earlier.
        if folder.starts_with(&point) && best.is_none_or(|(deepest, _)| depth >= deepest) {
            best = Some((depth, kind));
        }
    }

    let (_, kind) = best?;
    let is_silent = SILENT.contains(&kind)
        || ["fuse.sshfs", "fuse.grpcfuse", "fuse.osxfs", "fuse.vmhgfs"]
            .iter()
            .any(|known| kind.starts_with(known));

    is_silent.then(|| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_mount_decides() {
        let mounts = "/dev/sda / ext4 rw 0 0\nhost:/x /mnt/with\\040space nfs4 rw 0 0\n\
                      tmpfs /mnt/with\\040space/local tmpfs rw 0 0\nC:\\134 /mnt/c 9p rw 0 0\n";
        let of = |path: &str| silent(mounts, Path::new(path));
        assert_eq!(of("/srv/site"), None);
        assert_eq!(of("/mnt/with space/site").as_deref(), Some("nfs4"));
        assert_eq!(of("/mnt/with space/local/site"), None);

        assert_eq!(of("/mnt/c/site").as_deref(), Some("9p"));
        assert_eq!(of("/mnt/cc"), None);
        assert_eq!(silent("", Path::new("/x")), None);
    }
}
