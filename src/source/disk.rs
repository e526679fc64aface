//! A site in a folder on disk.
//!
//! In: a folder. Out: its files. Invariant: nothing outside the folder is ever read, even through symbolic
//! links, and no read waits for another program.

use std::cmp::Ordering;
use std::fs;
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::leftovers::{Leftover, leftover, leftover_at};
use super::{FileEntry, Files, Hash, ReadFailure, SitePath, Stamp, too_large};

/// The folders of a site that are read, in listing order.
// The rest of the root is not listed: it is often a repository, with keys and drafts beside the content.
pub const FOLDERS: [&str; 3] = ["content", "static", "templates"];

/// Above this size in bytes, a file's stamp is its size and modification time instead of a content hash:
/// hashing a film would delay the preview by seconds.
pub const LARGE: u64 = 1 << 20;

/// How many files are read through one symbolic link: more than any folder of pictures, and few enough that a
/// hundred links to one folder do not fill the memory.
const LINKED_MAX: usize = 10_000;

/// A site's folder on disk.
#[derive(Debug, Clone)]
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// Opens a site's root, and resolves its symbolic links.
    ///
    /// # Errors
    /// Where the folder does not exist or must not be entered.
    pub fn open(root: &Path) -> io::Result<DiskFiles> {
        Ok(DiskFiles { root: fs::canonicalize(root)? })
    }

    /// Returns the site's root, absolute and without links.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the path of a file below the site's root.
    fn site_path(&self, path: &Path) -> SitePath {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);

        // Site paths have `/` on every system: they become URLs, and findings must not vary between systems.
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        SitePath::new(parts.join("/"))
    }

    /// Returns where a symbolic link in one of the site's folders leads, if what is there is read from that place
    /// anyhow.
    fn link_target(&self, folder: &Path, link: &Path) -> Result<SitePath, ReadFailure> {
        let target = fs::canonicalize(link).map_err(|_| ReadFailure::BrokenLink)?;
        if !target.starts_with(&self.root) {
            return Err(ReadFailure::LeavesSite);
        }

        // From `static/` a link would publish the sources of `content/`, or the keys of the repository.
        if folder.is_symlink() || !target.starts_with(folder) {
            return Err(ReadFailure::LeavesFolder);
        }

        if target.to_str().is_none() {
            return Err(ReadFailure::NameNotUtf8);
        }

        let path = self.site_path(&target);
        let is_source = |path: &Path| path.extension().is_some_and(|end| end == "md");
        let shows_source = is_source(&target) && !is_source(link) && target.is_file();

        match leftover_at(path.as_str()).is_some() || shows_source {
            true => Err(ReadFailure::Unpublished(path)),
            false => Ok(path),
        }
    }

    /// Lists the files at or below `at`, a path in one of the site's folders; `link` is the symbolic link above it, if
    /// there is one.
    fn list_folder(&self, folder: &Path, at: &Path, link: Option<LinkedFolder>) -> Vec<FileEntry> {
        let mut found =
            FolderWalk { files: self, folder, all: Vec::new(), link: link.into_iter().collect() };

        // Links are followed: folders of images are linked into several bundles. Each target is checked below.
        let mut walk = WalkDir::new(at).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            let is_folder = entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
            if found.take(at, entry) == Descent::Skip && is_folder {
                walk.skip_current_dir();
            }
        }

        found.all
    }

    /// Opens a file without waiting for another program.
    fn open_file(&self, path: &SitePath) -> io::Result<(fs::File, fs::Metadata)> {
        let mut options = fs::OpenOptions::new();
        options.read(true);

        // A named pipe would wait for its writer for ever, and may have replaced a file since the listing.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, NONBLOCK);

        let file = options.open(self.root.join(path.as_str()))?;
        let metadata = file.metadata()?;

        match metadata.is_file() {
            true => Ok((file, metadata)),
            false => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")),
        }
    }
}

/// The flag with which the system opens a named pipe at once, whether or not anybody writes to it.
#[cfg(unix)]
const NONBLOCK: i32 = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();

/// A folder that is reached through a symbolic link.
struct LinkedFolder {
    at: PathBuf,
    target: SitePath,
    /// How many files were listed below it.
    files: usize,
}

impl LinkedFolder {
    /// Returns where a file below the link really lies.
    fn target_of(&self, path: &Path) -> SitePath {
        let below: Vec<_> = path.strip_prefix(&self.at).unwrap_or(path).iter().collect();
        let below: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        SitePath::new(format!("{}/{}", self.target, below.join("/")))
    }
}

/// Whether a walk goes into a folder.
#[derive(PartialEq, Eq)]
enum Descent {
    Enter,
    Skip,
}

/// What a walk through one of the site's folders has found.
struct FolderWalk<'d> {
    files: &'d DiskFiles,
    folder: &'d Path,
    all: Vec<FileEntry>,
    /// The symbolic links that were followed, in the order of the walk.
    link: Vec<LinkedFolder>,
}

impl FolderWalk<'_> {
    /// Adds an entry of the walk that began at `at`.
    fn take(&mut self, at: &Path, entry: walkdir::Result<walkdir::DirEntry>) -> Descent {
        let path = match &entry {
            Ok(entry) => entry.path().to_path_buf(),
            Err(error) => error.path().unwrap_or(at).to_path_buf(),
        };

        // First of all: Emacs locks a file with a dangling link `.#name`, which is not worth a finding.
        if path != self.folder
            && let Some(leftover) = self.leftover(&path)
        {
            if leftover == Leftover::Copy {
                self.all.push(FileEntry::Leftover(self.files.site_path(&path)));
            }

            return Descent::Skip;
        }

        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                // walkdir reports a link to nothing, or to a folder above it, as an error of the link.
                let failure = match error.io_error() {
                    Some(reason) if !path.is_symlink() => ReadFailure::Io(reason.to_string()),
                    _ => ReadFailure::BrokenLink,
                };

                return self.fail(&path, failure);
            }
        };

        match self.entry(&entry) {
            Ok(descent) => descent,
            Err(failure) => self.fail(&path, failure),
        }
    }

    fn entry(&mut self, entry: &walkdir::DirEntry) -> Result<Descent, ReadFailure> {
        let path = entry.path();
        let kind = entry.file_type();
        let in_link = self.link.iter().position(|link| path.starts_with(&link.at));

        if entry.path_is_symlink() {
            // A few links to each other would make a tree without an end.
            if in_link.is_some() {
                return Err(ReadFailure::LinkInLink);
            }

            let target = self.files.link_target(self.folder, path)?;
            if kind.is_dir() {
                self.link.push(LinkedFolder { at: path.to_path_buf(), target, files: 0 });
                return Ok(Descent::Enter);
            }

            return self.file(entry, Some(target));
        }

        if kind.is_dir() {
            return Ok(Descent::Enter);
        }

        let Some(link) = in_link.map(|at| &mut self.link[at]) else {
            return self.file(entry, None);
        };

        link.files += 1;
        let target = link.target_of(path);

        match link.files.cmp(&LINKED_MAX) {
            Ordering::Less => self.file(entry, Some(target)),
            Ordering::Equal => Err(ReadFailure::TooManyLinked(LINKED_MAX)),
            Ordering::Greater => Ok(Descent::Skip),
        }
    }

    /// Adds a file, or what cannot be read like one.
    fn file(
        &mut self,
        entry: &walkdir::DirEntry,
        target: Option<SitePath>,
    ) -> Result<Descent, ReadFailure> {
        if entry.path().strip_prefix(&self.files.root).ok().and_then(Path::to_str).is_none() {
            return Err(ReadFailure::NameNotUtf8);
        }

        if !entry.file_type().is_file() {
            return Err(ReadFailure::NotAFile);
        }

        let path = self.files.site_path(entry.path());
        self.all.push(match target {
            Some(target) => FileEntry::Linked { path, target },
            None => FileEntry::File(path),
        });

        Ok(Descent::Enter)
    }

    fn fail(&mut self, path: &Path, failure: ReadFailure) -> Descent {
        self.all.push(FileEntry::Unreadable(self.files.site_path(path), failure));
        Descent::Skip
    }

    fn leftover(&self, path: &Path) -> Option<Leftover> {
        leftover_in(self.folder, path)
    }
}

/// Tells what left a file or folder in one of the site's folders.
fn leftover_in(folder: &Path, path: &Path) -> Option<Leftover> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    leftover(&folder.file_name().unwrap_or_default().to_string_lossy(), &name)
}

impl Files for DiskFiles {
    fn list(&self) -> io::Result<Vec<FileEntry>> {
        // An unmounted or deleted root would otherwise look like a site whose every page was removed.
        fs::read_dir(&self.root)?;

        let folders = FOLDERS.map(|folder| self.root.join(folder)).into_iter();
        let folders = folders.filter(|folder| folder.symlink_metadata().is_ok());
        let mut all: Vec<_> =
            folders.flat_map(|folder| self.list_folder(&folder, &folder, None)).collect();

        // The system lists a folder in no order, and output must not vary between runs.
        all.sort_unstable();

        Ok(all)
    }

    fn list_at(&self, path: &SitePath) -> io::Result<Vec<FileEntry>> {
        fs::read_dir(&self.root)?;

        let first = path.as_str().split('/').next().unwrap_or_default();
        let mut all = Vec::new();
        if !FOLDERS.contains(&first) {
            return Ok(all);
        }

        let folder = self.root.join(first);
        let at = self.root.join(path.as_str());

        // Files in a folder that is left out, or behind a link that is not followed, are not listed either.
        let mut link = None;
        let above = at.ancestors().skip(1).take_while(|above| above.starts_with(&folder));
        for above in above {
            if above != folder && leftover_in(&folder, above).is_some() {
                return Ok(all);
            }

            if above.is_symlink() {
                match self.link_target(&folder, above) {
                    Ok(target) if link.is_none() => {
                        link = Some(LinkedFolder { at: above.to_path_buf(), target, files: 0 });
                    }
                    _ => return Ok(all),
                }
            }
        }

        if at.symlink_metadata().is_ok() {
            all = self.list_folder(&folder, &at, link);
        }

        all.sort_unstable();

        Ok(all)
    }

    fn other_folders(&self) -> io::Result<Vec<String>> {
        let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
        let holds_any = |entry: &fs::DirEntry| {
            fs::read_dir(entry.path()).is_ok_and(|mut within| within.next().is_some())
        };

        let mut folders = Vec::new();
        for entry in fs::read_dir(&self.root)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            if !FOLDERS.contains(&&*name) && is_folder(&entry) && holds_any(&entry) {
                folders.push(name);
            }
        }

        folders.sort_unstable();

        Ok(folders)
    }

    fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        self.read_at_most(path, u64::MAX)
    }

    fn read_at_most(&self, path: &SitePath, limit: u64) -> io::Result<Vec<u8>> {
        let (file, metadata) = self.open_file(path)?;
        if metadata.len() > limit {
            return Err(too_large(metadata.len()));
        }

        // A file may grow while it is read.
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;

        match bytes.len() as u64 > limit {
            true => Err(too_large(bytes.len() as u64)),
            false => Ok(bytes),
        }
    }

    fn open(&self, path: &SitePath) -> io::Result<Box<dyn io::Read + '_>> {
        Ok(Box::new(self.open_file(path)?.0))
    }

    fn stamp(&self, path: &SitePath) -> io::Result<Stamp> {
        let (mut file, metadata) = self.open_file(path)?;
        if metadata.len() <= LARGE {
            let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
            file.read_to_end(&mut bytes)?;
            return Ok(Stamp::from_bytes(&bytes));
        }

        // With the inode number: a file that is replaced by another of the same size and time, as `rsync` does,
        // has another one.
        let state =
            format!("{} {:?} {}", metadata.len(), metadata.modified().ok(), file_number(&metadata));

        Ok(Stamp { size: metadata.len(), hash: Hash::digest(state.as_bytes()) })
    }

    fn read_piece(&self, path: &SitePath, from: u64, length: u64) -> io::Result<Vec<u8>> {
        let (mut file, _) = self.open_file(path)?;
        file.seek(io::SeekFrom::Start(from))?;
        // Exactly as long: a preview keeps a piece for as long as its reader is slow.
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        file.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Returns the file's inode number, which survives a rename.
#[cfg(unix)]
pub(crate) fn file_number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

/// Returns zero: this system has no inode numbers.
#[cfg(not(unix))]
pub(crate) fn file_number(_: &fs::Metadata) -> u64 {
    0
}
