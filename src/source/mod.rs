//! The files of a site, and places in them.
//!
//! In: a folder, or a map in memory. Out: [`Source`]s, and [`Span`]s that point into their text.
//! Invariant: only [`disk`] touches the operating system, and it only reads.

pub mod builtin;
mod control;
pub mod disk;
pub mod leftovers;
mod letters;
mod line_index;
pub mod memory;
pub mod overlay;
mod path;
pub mod portable;
#[cfg(feature = "documents")]
pub mod tree;

use std::io::{self, Read as _};
use std::sync::Arc;

pub use control::{forbidden, is_forbidden};
pub use letters::composed;
pub use line_index::{LineColumn, LineIndex};
pub use path::SitePath;

/// The files of one site, seen from its root folder (the one that holds `content/`).
pub trait Files: Send + Sync {
    /// Lists every file below `content/`, `templates/` and `static/`, sorted by path.
    ///
    /// A path that cannot be listed (a link out of the site, a folder without read permission) comes
    /// back as [`FileEntry::Unreadable`], so that one bad file hides no other.
    ///
    /// # Errors
    /// Where the site's root itself cannot be read.
    fn list(&self) -> io::Result<Vec<FileEntry>>;

    /// Lists one path: the file itself, everything below it where it is a folder, nothing where it no
    /// longer exists.
    ///
    /// # Errors
    /// As [`Files::list`].
    fn list_at(&self, path: &SitePath) -> io::Result<Vec<FileEntry>> {
        let mut all = self.list()?;
        all.retain(|listed| listed.path().is_at_or_below(path));
        Ok(all)
    }

    /// Lists the names of the folders beside those of a site that hold anything, in order: one may be misspelt.
    ///
    /// # Errors
    /// As [`Files::list`].
    fn other_folders(&self) -> io::Result<Vec<String>> {
        Ok(Vec::new())
    }

    /// Reads a whole file.
    ///
    /// # Errors
    /// The file system's error; the caller names the file.
    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>>;

    /// Reads a whole file if it has no more than `limit` bytes.
    ///
    /// # Errors
    /// [`io::ErrorKind::FileTooLarge`] for a larger one, of which nothing has to be read; else as [`Files::read`].
    fn read_at_most(&self, path: &SitePath, limit: u64) -> io::Result<Vec<u8>> {
        let bytes = self.read(path)?;
        match bytes.len() as u64 > limit {
            true => Err(too_large(bytes.len() as u64)),
            false => Ok(bytes),
        }
    }

    /// Opens a file for streaming, for assets that are copied and never parsed.
    ///
    /// # Errors
    /// The file system's error; the caller names the file.
    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>>;

    /// Returns a change stamp: a content hash, or the size and modification time of a large file.
    ///
    /// # Errors
    /// The file system's error; the caller names the file.
    fn stamp(&self, path: &SitePath) -> io::Result<Stamp> {
        self.read(path).map(|bytes| Stamp::from_bytes(&bytes))
    }

    /// Reads `length` bytes of a file from an offset; fewer where the file ends earlier.
    ///
    /// # Errors
    /// The file system's error; the caller names the file.
    fn read_piece(&self, path: &SitePath, from: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut file = self.open(path)?;

        // Skips by reading, since not every kind of file can seek; the disk's own implementation does.
        io::copy(&mut file.by_ref().take(from), &mut io::sink())?;
        let mut bytes = Vec::new();
        file.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Returns the error of a file that has more bytes than are read.
fn too_large(size: u64) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("it has {} MB", size >> 20))
}

/// A change stamp: equal for as long as a file is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The size in bytes.
    pub size: u64,
    /// A hash of the bytes, or of the metadata that changes with them.
    pub hash: Hash,
}

impl Stamp {
    /// Returns the stamp of a file's bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Stamp {
        Stamp { size: bytes.len() as u64, hash: Hash::digest(bytes) }
    }
}

/// One entry of a listing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileEntry {
    /// A file that can be read.
    File(SitePath),
    /// A file that is reached through a symbolic link.
    Linked {
        /// Its path in the listing.
        path: SitePath,
        /// Where it lies.
        target: SitePath,
    },
    /// A copy that an editor or a merge left behind, which is never read; other leftovers are not listed.
    Leftover(SitePath),
    /// A path that exists and cannot, or must not, be read.
    Unreadable(SitePath, ReadFailure),
}

impl FileEntry {
    /// Returns the path of the entry.
    #[must_use]
    pub fn path(&self) -> &SitePath {
        match self {
            FileEntry::File(path)
            | FileEntry::Linked { path, .. }
            | FileEntry::Leftover(path)
            | FileEntry::Unreadable(path, _) => path,
        }
    }
}

/// Why a path in the site's folders is not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadFailure {
    /// A symbolic link to a target outside the site.
    LeavesSite,
    /// A symbolic link to another folder of the site than the one that it lies in.
    LeavesFolder,
    /// A symbolic link to what is not published from where it lies: a hidden file, a leftover, a source.
    Unpublished(SitePath),
    /// A symbolic link in a folder that is itself reached through one.
    LinkInLink,
    /// A symbolic link to a folder with more files than are followed.
    TooManyLinked(usize),
    /// A symbolic link to a missing file, or to a folder above it.
    BrokenLink,
    /// A named pipe, a socket or a device.
    NotAFile,
    /// A text of more megabytes than the limit.
    TooLarge {
        /// Its size.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// A name that is not UTF-8 and so has no URL.
    NameNotUtf8,
    /// An error of the operating system.
    Io(String),
}

/// The text of one file, with the hash of its bytes.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file's path in the site.
    pub path: SitePath,
    /// Its text, without a byte order mark.
    pub text: Arc<str>,
    /// The hash of the bytes read.
    pub hash: Hash,
}

impl Source {
    /// Decodes a file's bytes as UTF-8 and drops a leading byte order mark.
    ///
    /// # Errors
    /// The offset of the first byte that is not UTF-8.
    pub fn decode(path: SitePath, bytes: Vec<u8>) -> Result<Source, NotUtf8> {
        // Of the bytes as they are, with the byte order mark: the same hash as the one in a listing's stamp.
        let hash = Hash::digest(&bytes);
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            NotUtf8 { path: path.clone(), offset: valid, hash }
        })?;

        // Windows editors write the mark; left in, the first line would not be `---`. Places count from after
        // it, as editors do.
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => Arc::from(rest),
            None => Arc::from(text),
        };

        Ok(Source { path, text, hash })
    }
}

/// The error of a file that is not UTF-8.
#[derive(Debug, Clone)]
pub struct NotUtf8 {
    /// The file's path.
    pub path: SitePath,
    /// The first byte that is not UTF-8, counted from 0.
    pub offset: usize,
    /// The hash of the bytes read.
    pub hash: Hash,
}

/// A hash of a file's bytes: the first 128 bits of BLAKE3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash([u8; 16]);

impl Hash {
    /// Hashes bytes.
    #[must_use]
    pub fn digest(bytes: &[u8]) -> Hash {
        let mut first = [0; 16];
        first.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Hash(first)
    }

    /// Hashes a stream without holding it in memory.
    ///
    /// # Errors
    /// Where the reader fails.
    pub fn digest_reader(reader: &mut dyn io::Read) -> io::Result<Hash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        let mut first = [0; 16];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Ok(Hash(first))
    }

    /// Returns the first half, for finding things again where a mistake does no harm.
    #[must_use]
    pub fn short(self) -> u64 {
        let (first, _) = self.0.split_at(8);
        first.iter().fold(0, |short, byte| short << 8 | u64::from(*byte))
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

/// A range of a source's text, in bytes from its start; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Returns the span between two byte offsets; offsets past 4 GiB saturate, see `too-large`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end) }
    }

    /// Returns the span moved towards the end by some bytes.
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

/// A table of values in a file that another file names.
#[derive(Debug, Clone)]
pub struct ValueTable {
    /// Its path.
    pub path: SitePath,
    /// Its text, or why there is none.
    pub source: Result<Source, TableFailure>,
}

/// Why a table of values cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFailure {
    /// There is no such file.
    Missing,
    /// It is larger than any text that is read.
    TooLarge,
    /// It is no UTF-8.
    NotUtf8,
}

/// A value with its place in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place in the source that holds it.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }

    /// Maps the value and keeps the place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(change(self.value), self.span)
    }
}
