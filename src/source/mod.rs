//! The files of a site, and places in them.
//!
//! In: a folder, or a map in memory. Out: [`Source`]s, and [`Span`]s that point into their text.
//! Invariant: only [`disk`] touches the operating system, and it only reads.

pub mod builtin;
pub mod disk;
mod line_index;
pub mod memory;
mod path;

use std::io::{self, Read as _};
use std::sync::Arc;

pub use line_index::{LineColumn, LineIndex};
pub use path::SitePath;

/// The files of one site, seen from its root folder (the one that holds `content/`).
pub trait Files: Send + Sync {
    /// Lists every file below `content/`, `templates/` and `static/`, sorted by path.
    ///
    /// What cannot be listed (a link out of the site, a folder that may not be read) comes back as
    /// an [`Unreadable`] entry, so that one bad file hides no other.
    ///
    /// # Errors
    /// Where the site's root itself cannot be read.
    fn list(&self) -> io::Result<Vec<Listed>>;

    /// Lists a path as [`Files::list`] does: the file itself, everything below it where it is a
    /// folder, nothing where it is gone.
    ///
    /// # Errors
    /// As [`Files::list`].
    fn list_at(&self, path: &SitePath) -> io::Result<Vec<Listed>> {
        let mut all = self.list()?;
        all.retain(|listed| listed.path().is_at_or_below(path));
        Ok(all)
    }

    /// Reads one file whole.
    ///
    /// # Errors
    /// Whatever the file system says; the caller names the file.
    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>>;

    /// Opens one file for reading piece by piece, for files that are copied and never looked into.
    ///
    /// # Errors
    /// Whatever the file system says; the caller names the file.
    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>>;

    /// Looks at one file, and need not read a large one for that.
    ///
    /// # Errors
    /// Whatever the file system says; the caller names the file.
    fn stamp(&self, path: &SitePath) -> io::Result<Stamp> {
        self.read(path).map(|bytes| Stamp::of(&bytes))
    }

    /// Reads so many bytes of one file from a place on; fewer where it ends before.
    ///
    /// # Errors
    /// Whatever the file system says; the caller names the file.
    fn read_piece(&self, path: &SitePath, from: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut file = self.open(path)?;
        io::copy(&mut file.by_ref().take(from), &mut io::sink())?;
        let mut bytes = Vec::new();
        file.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// How many bytes it holds.
    pub size: u64,
    /// A hash of its bytes, or of whatever changes when they do.
    pub hash: Hash,
}

impl Stamp {
    /// Stamps bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Stamp {
        Stamp { size: bytes.len() as u64, hash: Hash::of(bytes) }
    }
}

/// One entry of a listing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// A file that can be read.
    File(SitePath),
    /// An entry that is there and must not, or cannot, be read.
    Unreadable(SitePath, Unreadable),
}

impl Listed {
    /// Returns where the entry lies.
    #[must_use]
    pub fn path(&self) -> &SitePath {
        match self {
            Listed::File(path) | Listed::Unreadable(path, _) => path,
        }
    }
}

/// Why an entry of the site's folders is not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unreadable {
    /// A symbolic link whose target lies outside the site.
    LeavesSite,
    /// A symbolic link that leads back to a folder above it, or to nothing.
    BrokenLink,
    /// A name that is not UTF-8, so that no URL can be made of it.
    NameNotUtf8,
    /// What the operating system said.
    Io(String),
}

/// The text of one file, with the hash of its bytes.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where the file lies in the site.
    pub path: SitePath,
    /// Its text, without a byte order mark.
    pub text: Arc<str>,
    /// The hash of its bytes as they were read.
    pub hash: Hash,
}

impl Source {
    /// Decodes a file's bytes, which must be UTF-8; a leading byte order mark is dropped.
    ///
    /// # Errors
    /// The offset of the first byte that is not UTF-8, with the text up to it.
    pub fn decode(path: SitePath, bytes: Vec<u8>) -> Result<Source, NotUtf8> {
        let hash = Hash::of(&bytes);
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            NotUtf8 { path: path.clone(), offset: valid, hash }
        })?;

        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => Arc::from(rest),
            None => Arc::from(text),
        };

        Ok(Source { path, text, hash })
    }
}

/// A file whose bytes are no text.
#[derive(Debug, Clone)]
pub struct NotUtf8 {
    /// Which file.
    pub path: SitePath,
    /// The first byte that is not UTF-8, counted from 0.
    pub offset: usize,
    /// The hash of the bytes as they were read.
    pub hash: Hash,
}

/// A hash of a file's bytes: the first 128 bits of BLAKE3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash([u8; 16]);

impl Hash {
    /// Hashes bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Hash {
        let mut first = [0; 16];
        first.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Hash(first)
    }

    /// Hashes what a reader gives, piece by piece.
    ///
    /// # Errors
    /// Where the reader fails.
    pub fn of_reader(reader: &mut dyn io::Read) -> io::Result<Hash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        let mut first = [0; 16];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Ok(Hash(first))
    }

    /// Writes the hash in hexadecimal digits.
    #[must_use]
    pub fn hex(self) -> String {
        use std::fmt::Write as _;

        self.0.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// A stretch of a source's text, in bytes from its start; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span from byte offsets; sources are at most 1 GiB, see `too-large`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end) }
    }

    /// Returns the same span moved to the right.
    #[must_use]
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start as usize + by, self.end as usize + by)
    }

    /// Returns the span as a range for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// A value with the place where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where, in the source that holds it.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value with its place.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }

    /// Changes the value and keeps the place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(change(self.value), self.span)
    }
}
