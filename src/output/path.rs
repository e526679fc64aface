//! Paths in the output folder, and the names that are reserved there.
//!
//! In: text. Out: a path, or why it is unsafe. Invariant: an [`OutPath`] means the same file everywhere.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use crate::source::portable;

/// The manifest's own name in the output folder; hidden, so that web servers do not list it.
pub const MANIFEST: &str = portable::RESERVED[0];

/// The work folder's name where it is inside the output folder.
pub(super) const INSIDE: &str = portable::RESERVED[1];

/// The name of the manifest's signature, which lies beside it as minisign has it.
pub const SIGNATURE: &str = portable::RESERVED[2];

/// A path below the output folder that every file system reads the same way: `briefings/x/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// Validates a path against the rules of Linux, macOS and Windows.
    ///
    /// A site built on one system is often copied to another.
    ///
    /// # Errors
    /// Where a part is empty, `.` or `..`, holds a backslash, a colon or a control character, ends
    /// in a dot or a space, is a Windows device (`con`, `lpt1.html`), is longer than 255 bytes, or
    /// where the path is longer than 1,024 bytes or is a name that Chancery keeps for itself.
    pub fn new(path: &str) -> Result<OutPath, UnsafePath> {
        match portable::problem(path) {
            None => Ok(OutPath(Arc::from(path))),
            Some(reason) => Err(UnsafePath { path: path.to_owned(), reason }),
        }
    }

    /// Returns the path as text, with `/` between its parts.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for OutPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A path that must not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsafePath {
    path: String,
    reason: &'static str,
}

impl fmt::Display for UnsafePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UnsafePath { path, reason } = self;
        write!(f, "{path:?} cannot be the path of an output file: {reason}")
    }
}

impl std::error::Error for UnsafePath {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_are_accepted() {
        for path in [
            "index.html",
            "briefings/x/index.html",
            ".well-known/security.txt",
            "static/.chancery.json",
            "réponse/ا/index.html",
            "console/company/common/lpt10",
            "a..b/c .d",
        ] {
            assert_eq!(OutPath::new(path).unwrap().as_str(), path);
        }

        OutPath::new(&"x".repeat(255)).unwrap();
    }

    #[test]
    fn unsafe_paths_are_refused() {
        let long = "x".repeat(256);
        let deep = "ab/".repeat(400) + "c";
        for path in [
            "",
            "/",
            "/etc/passwd",
            "a//b",
            "a/",
            ".",
            "..",
            "../x",
            "a/../b",
            "a/./b",
            "a\\b",
            "..\\x",
            "c:/x",
            "C:x",
            "file::$DATA",
            "a\0b",
            "a\nb",
            "a\u{7f}",
            "a\u{85}b",
            "con",
            "CON.html",
            "a/Aux/index.html",
            "nul .txt",
            "com1",
            "LPT9.tar.gz",
            "com²",
            "conin$",
            "a.",
            "a ",
            "a./b",
            ".chancery.json",
            ".Chancery.JSON",
            ".chancery/new/x",
            &long,
            &deep,
        ] {
            assert!(OutPath::new(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn the_error_gives_the_reason() {
        let error = OutPath::new("a/../b").unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"a/../b\" cannot be the path of an output file: a part is `.` or `..`"
        );
    }
}
