//! An output folder's place on the disk, and where a build works for it.

use std::ffi::OsString;
use std::path::PathBuf;

use super::path::INSIDE;

/// An output folder.
#[derive(Debug, Clone)]
pub(super) struct OutputPlace {
    /// Its real path: absolute, without links, `.` and `..`, whether it exists or not.
    pub(super) out: PathBuf,
    /// Its path as the caller gave it, for messages.
    pub(super) shown: PathBuf,
}

impl OutputPlace {
    /// Returns where a build works beside the output folder.
    pub(super) fn beside(&self) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.out.file_name().unwrap_or_default());
        name.push(INSIDE);
        self.out.with_file_name(name)
    }

    /// Returns where a build works in the output folder, when it cannot beside it.
    pub(super) fn inside(&self) -> PathBuf {
        self.out.join(INSIDE)
    }
}
