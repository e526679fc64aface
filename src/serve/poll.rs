//! Where the file system tells of no changes: what every file looked like, and what looks different.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::source::disk::{FOLDERS, file_number};

/// What each file of a site looked like at one moment.
#[derive(Debug, Default)]
pub(super) struct Seen(BTreeMap<PathBuf, Looks>);

/// Whatever changes when a file is written: its size, its time to the nanosecond, and which file it is.
#[derive(Debug, PartialEq, Eq)]
struct Looks {
    is_folder: bool,
    size: u64,
    modified: Option<SystemTime>,
    number: u64,
}

impl Seen {
    /// Looks at every file of a site but those of the output folder.
    pub(super) fn of(root: &Path, out: &Path) -> Seen {
        let mut seen = BTreeMap::new();
        for folder in FOLDERS {
            let walk = WalkDir::new(root.join(folder)).follow_links(true);
            let walk = walk.into_iter().filter_entry(|entry| entry.path() != out);
            for entry in walk.flatten() {
                let Ok(found) = entry.metadata() else {
                    continue;
                };
                let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
                seen.insert(path.to_path_buf(), Looks::of(&found));
            }
        }

        Seen(seen)
    }

    /// Names what looks different, is new, or is gone.
    pub(super) fn differences<'s>(&'s self, before: &'s Seen) -> impl Iterator<Item = &'s Path> {
        let new = self.0.iter().filter(|(path, looks)| before.0.get(*path) != Some(looks));
        let gone = before.0.iter().filter(|(path, _)| !self.0.contains_key(*path));
        new.chain(gone).map(|(path, _)| path.as_path())
    }
}

impl Looks {
    fn of(found: &Metadata) -> Looks {
        let is_folder = found.is_dir();

        Looks {
            is_folder,
            // A folder's own time and size change with every file in it, which is seen anyway.
            size: if is_folder { 0 } else { found.len() },
            modified: if is_folder { None } else { found.modified().ok() },
            number: file_number(found),
        }
    }
}

/// Names the kind of the file system that holds a folder, where it is one that tells of no changes
/// made elsewhere; `mounts` are the lines of `/proc/mounts`.
pub(super) fn silent(mounts: &str, folder: &Path) -> Option<String> {
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

        // Spaces stand there as octal numbers (getmntent(3)).
        let point = PathBuf::from(point.replace("\\040", " "));
        let depth = point.components().count();

        // Of two at one point the later lies over the earlier.
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
    fn the_deepest_mount_tells() {
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
