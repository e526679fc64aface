//! Where an output folder is on the disk, and where a build for it works.
//!
//! In: paths. Out: paths. Invariant: touches no disk.

use std::ffi::OsString;
use std::path::PathBuf;

use super::path::INSIDE;

/// The location of an output folder.
#[derive(Debug, Clone)]
pub(super) struct OutputPlace {
    /// Its real path: absolute, without links, `.` and `..`, whether it exists or not.
    pub(super) out: PathBuf,
    /// The path as the caller gave it, for messages.
    pub(super) shown: PathBuf,
}

impl OutputPlace {
    /// Returns the work folder beside the output folder: on the same file system, so that it can be renamed.
    pub(super) fn beside(&self) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.out.file_name().unwrap_or_default());
        name.push(INSIDE);
        self.out.with_file_name(name)
    }

    /// Returns the work folder inside the output folder, for when there can be none beside it.
    pub(super) fn inside(&self) -> PathBuf {
        self.out.join(INSIDE)
    }
}
