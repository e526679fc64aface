//! Why a site cannot be written, worded for the person who ran the build.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::ManifestError;
use super::path::{MANIFEST, OutPath};

/// Why a site was not written.
///
/// The refusals come before anything is touched; paths are shown as the caller gave them.
#[derive(Debug)]
pub enum OutputError {
    /// The folder holds files that are in no manifest.
    ForeignFiles {
        /// The output folder.
        out: PathBuf,
        /// The first of the files, relative to the folder.
        files: Vec<String>,
        /// Whether there are further ones.
        more: bool,
        /// Whether the folder has a list of what Chancery wrote.
        is_listed: bool,
    },
    /// The output folder is the site's own folder.
    SiteItself(PathBuf),
    /// The output folder contains the site's folder.
    AboveSite(PathBuf),
    /// The output folder is, lies in or contains a folder that the site is read from.
    SiteFolder {
        /// The output folder.
        out: PathBuf,
        /// `content`, `static` or `templates`.
        folder: &'static str,
    },
    /// The output folder is a symbolic link, or a link in the site leads to it from outside.
    Link {
        /// The output folder.
        out: PathBuf,
        /// The link.
        link: PathBuf,
    },
    /// The output folder's path belongs to something other than a folder.
    NotAFolder(PathBuf),
    /// The output folder's manifest cannot be read.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        error: ManifestError,
    },
    /// The name of the work folder is taken by somebody else's files.
    WorkFolder(PathBuf),
    /// Another build is writing the same folder.
    Busy(PathBuf),
    /// Two pages or files were written to one path.
    WrittenTwice(OutPath),
    /// A path is already taken by a folder, or by a name that is the same on this file system.
    Clash(String),
    /// The manifest could not be signed.
    Unsigned(String),
    /// The site was not committed, because one of its files could not be written.
    Unfinished,
    /// An error of the operating system.
    Io {
        /// What was tried, as a verb: `write`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        error: io::Error,
    },
}

impl OutputError {
    /// Adds what was attempted, and with which path, to an error of the operating system.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> OutputError {
        move |error| OutputError::Io { doing, path: path.to_path_buf(), error }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The way out is the same for every refusal of a folder.
        let another = "choose another folder with --out";

        match self {
            OutputError::ForeignFiles { out, files, more, is_listed } => {
                let out = out.display();
                let more = if *more { " and more" } else { "" };

                write!(
                    f,
                    "`{out}` holds files that Chancery did not write (`{}`{more}): \
                     move them away, or {another}",
                    files.join("`, `")
                )?;

                // Without its list Chancery does not know its own files again.
                match is_listed {
                    true => Ok(()),
                    false => write!(
                        f,
                        "; if they are an earlier build whose `{MANIFEST}` is gone, delete the folder"
                    ),
                }
            }

            OutputError::SiteItself(out) => {
                write!(f, "`{}` is the site's own folder: {another}", out.display())
            }
            OutputError::AboveSite(out) => {
                write!(f, "the site lies in `{}`: {another}", out.display())
            }

            OutputError::SiteFolder { out, folder } => write!(
                f,
                "`{}` overlaps `{folder}`, which the site is built from: {another}",
                out.display()
            ),

            OutputError::Link { out, link } => write!(
                f,
                "`{}` is reached through a symbolic link (`{}`): \
                 remove the link, or {another}",
                out.display(),
                link.display()
            ),

            OutputError::NotAFolder(out) => {
                write!(f, "`{}` is not a folder: move it away, or {another}", out.display())
            }

            OutputError::Manifest { path, error } => {
                let path = path.display();
                write!(f, "the manifest `{path}` cannot be used, {error}: ")?;
                match error {
                    ManifestError::Newer => write!(f, "update Chancery, or {another}"),
                    _ => write!(f, "move the folder away, or {another}"),
                }
            }

            OutputError::WorkFolder(path) => write!(
                f,
                "`{}` holds files that Chancery did not write, and a build needs that name: \
                 move it away",
                path.display()
            ),

            OutputError::Busy(out) => {
                write!(f, "another build is writing `{}`: wait until it is done", out.display())
            }
            OutputError::WrittenTwice(path) => {
                write!(f, "two pages or files have the same path, `{path}`")
            }
            OutputError::Clash(path) => {
                write!(f, "`{path}` is also a folder, or differs only in case from another path")
            }
            OutputError::Unsigned(why) => {
                write!(f, "the site could not be signed, and was left as it was: {why}")
            }
            OutputError::Unfinished => {
                f.write_str("a file could not be written, so the site was left as it was")
            }

            OutputError::Io { doing, path, error } => {
                write!(f, "could not {doing} `{}`: {error}", path.display())?;
                match error.kind() {
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        f.write_str("; free some space and build again")
                    }
                    _ => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            OutputError::Io { error, .. } => Some(error),
            OutputError::Manifest { error, .. } => Some(error),
            _ => None,
        }
    }
}
