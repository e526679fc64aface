//! Decides whether a site may be written to a folder.
//!
//! In: two paths. Out: a target, or the reason for the refusal. Invariant: a refusal touches nothing.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::error::OutputError;
use super::manifest::Manifest;
use super::path::MANIFEST;
use super::place::OutputPlace;
use super::stage::{CommitMode, Stage};
use super::tree;
use super::work::{Work, read_manifest};
use crate::source::disk::FOLDERS;

/// How many of the files in the way a refusal names: enough to recognise the folder.
const NAMED: usize = 3;

/// An output folder that a build may replace: it is missing, empty, or Chancery's own.
#[derive(Debug)]
pub struct OutputTarget {
    place: OutputPlace,
    published: Manifest,
}

impl OutputTarget {
    /// Checks the output folder of a site, and recovers what a killed build left of it.
    ///
    /// `out` and the folders above it need not exist. It is checked by its real path, so that neither `..`
    /// nor a link gets round a refusal.
    ///
    /// # Errors
    /// Where the folder is not Chancery's to replace; see [`OutputError`].
    pub fn open(out: &Path, site_root: &Path) -> Result<OutputTarget, OutputError> {
        let site = fs::canonicalize(site_root).map_err(OutputError::io("find", site_root))?;
        let place = OutputPlace { out: real_path(out, &site)?, shown: out.to_path_buf() };
        keep_off_site(&place, &site)?;

        match place.out.symlink_metadata() {
            Ok(found) if !found.is_dir() => return Err(OutputError::NotAFolder(place.shown)),
            _ => Work::recover_existing(&place)?,
        }

        let published = owned(&place)?;
        Ok(OutputTarget { place, published })
    }

    /// Returns the manifest of the published site; empty where there is none.
    #[must_use]
    pub fn published(&self) -> &Manifest {
        &self.published
    }

    /// Creates a new folder for the new site, on the same file system as the old one.
    ///
    /// # Errors
    /// Where the folder cannot be made, or another build is at work in it.
    pub fn stage(self) -> Result<Stage, OutputError> {
        self.begin(CommitMode::Swap)
    }

    /// Starts to update the folder file by file: only files with other bytes are written.
    ///
    /// A failure before [`Stage::commit`] leaves the old site. After a kill during it old and new pages are
    /// mixed, each complete, until the next build.
    ///
    /// # Errors
    /// As [`OutputTarget::stage`].
    pub fn update(self) -> Result<Stage, OutputError> {
        self.begin(CommitMode::InPlace)
    }

    fn begin(self, mode: CommitMode) -> Result<Stage, OutputError> {
        let OutputTarget { place, published } = self;
        let work = Work::begin(&place)?;

        // Another build may have finished before we got the lock.
        let now = read_manifest(&place.out.join(MANIFEST))?;

        // A folder that was deleted meanwhile cannot be updated, only built again.
        let mode = if tree::is_folder(&place.out) { mode } else { CommitMode::Swap };
        let published = if now == published { published } else { owned(&place)? };

        Stage::new(place, work, published, mode)
    }
}

/// Reads the manifest of an output folder, and checks that it lists every file there.
fn owned(place: &OutputPlace) -> Result<Manifest, OutputError> {
    let manifest = read_manifest(&place.out.join(MANIFEST))?;
    let mut files = match tree::strangers(&place.out, &manifest, NAMED + 1) {
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        files => files.map_err(OutputError::io("read", &place.shown))?,
    };

    if files.is_empty() {
        return Ok(manifest);
    }

    let more = files.len() > NAMED;
    files.truncate(NAMED);

    for file in &mut files {
        // A name may hold escape sequences, which a terminal would obey.
        *file = file.replace(char::is_control, "\u{fffd}");
    }

    let is_listed = tree::exists(&place.out.join(MANIFEST));
    Err(OutputError::ForeignFiles { out: place.shown.clone(), files, more, is_listed })
}

/// Resolves a path; from the first missing folder on it is taken as written, which `canonicalize` cannot.
fn real_path(out: &Path, site: &Path) -> Result<PathBuf, OutputError> {
    let absolute = std::path::absolute(out).map_err(OutputError::io("find", out))?;
    let mut real = PathBuf::new();
    let mut parts = absolute.components().peekable();

    while let Some(part) = parts.next() {
        let name = match part {
            Component::Prefix(_) | Component::RootDir => {
                real.push(part);
                continue;
            }
            Component::CurDir => continue,
            Component::ParentDir => {
                real.pop();
                continue;
            }
            Component::Normal(name) => name,
        };
        let next = real.join(name);
        let is_link = match next.symlink_metadata() {
            Ok(found) => found.is_symlink(),
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return Err(OutputError::NotAFolder(out.to_path_buf()));
            }
            Err(error) => return Err(OutputError::io("find", &next)(error)),
        };

        if !is_link {
            real = next;
            continue;
        }

        // A link on the way is common (`/tmp` on macOS). The output folder itself must be a real one, and a
        // link within the site must not lead out of it.
        let Ok(led) = fs::canonicalize(&next) else {
            return Err(link(out, next));
        };
        let leaves_site = real.starts_with(site) && !led.starts_with(site);
        if leaves_site || parts.peek().is_none() {
            return Err(link(out, next));
        }

        real = led;
    }

    // On a file system that ignores case, this finds the spelling on the disk.
    let known = real.ancestors().find(|path| tree::exists(path));
    if let Some(known) = known
        && let Ok(canonical) = fs::canonicalize(known)
        && let Ok(rest) = real.strip_prefix(known)
    {
        // Unlike `join`, `collect` adds no `/` for an empty rest.
        real = canonical.components().chain(rest.components()).collect();
    }

    Ok(real)
}

fn link(out: &Path, link: PathBuf) -> OutputError {
    OutputError::Link { out: out.to_path_buf(), link }
}

/// Refuses a folder that overlaps with what the site is built from.
fn keep_off_site(place: &OutputPlace, site: &Path) -> Result<(), OutputError> {
    let OutputPlace { out, shown } = place;
    if out == site {
        return Err(OutputError::SiteItself(shown.clone()));
    }

    if site.starts_with(out) {
        return Err(OutputError::AboveSite(shown.clone()));
    }

    // `Content` is the same folder as `content` on many disks, and a slip on all others.
    let first = out.strip_prefix(site).ok().and_then(|below| {
        let first = below.components().next()?;
        first.as_os_str().to_str().map(str::to_ascii_lowercase)
    });

    for folder in FOLDERS {
        // The folder may be a link to one that has another name.
        let led = fs::canonicalize(site.join(folder));
        let overlaps = led.is_ok_and(|led| out.starts_with(&led) || led.starts_with(out));
        if overlaps || first.as_deref() == Some(folder) {
            return Err(OutputError::SiteFolder { out: shown.clone(), folder });
        }
    }

    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::Scratch;
    use super::*;

    /// Opens a folder that must be refused, checks that nothing was touched, and returns the message.
    fn refused(scratch: &Scratch, out: impl AsRef<Path>) -> String {
        let before = scratch.snapshot();
        let error = scratch.target(out).map(|_| ()).unwrap_err();
        assert_eq!(scratch.snapshot(), before);
        let root = scratch.path("").to_string_lossy().into_owned();
        error.to_string().replace(&root, "")
    }

    #[test]
    fn missing_and_empty_folders_are_accepted() {
        let scratch = Scratch::new();
        fs::create_dir_all(scratch.path("empty/er")).unwrap();
        let before = scratch.snapshot();

        for out in ["public", "empty", "a/b/c", "a/../public", "../beside", "./public/"] {
            let target = scratch.target(out).unwrap();
            assert!(target.published().files().is_empty());
        }

        assert_eq!(scratch.snapshot(), before);
    }

    #[test]
    fn foreign_files_are_refused() {
        let scratch = Scratch::new();
        scratch.put("public/notes.txt", "mine");
        assert_eq!(
            refused(&scratch, "public"),
            "`public` holds files that Chancery did not write (`notes.txt`): move them away, or \
             choose another folder with --out; if they are an earlier build whose `.chancery.json` is gone, \
             delete the folder"
        );

        for name in ["a", "b", "c/d"] {
            scratch.put(&format!("public/{name}"), "");
        }

        let said = refused(&scratch, "public");
        assert!(said.contains("(`a`, `b`, `notes.txt` and more)"), "{said}");
    }

    #[test]
    fn a_file_beside_ours_is_refused() {
        let scratch = Scratch::new();
        scratch.build(&[("a", "1"), ("deep/b", "1")]);
        scratch.put("public/deep/notes.txt", "mine");
        let said = refused(&scratch, "public");
        assert!(said.contains("(`deep/notes.txt`)"), "{said}");

        fs::remove_file(scratch.path("public/deep/notes.txt")).unwrap();

        // Files that file managers create by themselves are not foreign.
        scratch.put("public/deep/.DS_Store", "");
        scratch.build(&[("a", "1")]);
    }

    #[test]
    fn the_site_itself_is_refused() {
        let scratch = Scratch::new();
        for (out, expected) in [
            (".", "`.` is the site's own folder"),
            ("content/..", "`content/..` is the site's own folder"),
            ("missing/..", "`missing/..` is the site's own folder"),
            ("..", "the site lies in `..`"),
            ("../..", "the site lies in `../..`"),
            ("/", "the site lies in `/`"),
            ("content", "`content` overlaps `content`"),
            ("content/x/y", "`content/x/y` overlaps `content`"),
            ("public/../content/new", "`public/../content/new` overlaps `content`"),
            ("Content", "`Content` overlaps `content`"),
            ("templates", "`templates` overlaps `templates`"),
            ("static/public", "`static/public` overlaps `static`"),
        ] {
            let said = refused(&scratch, out);
            assert!(said.contains(expected) || out == "/", "{out}: {said}");
            assert!(said.contains("choose another folder with --out"), "{said}");
        }
    }

    #[test]
    fn a_file_is_refused() {
        let scratch = Scratch::new();
        scratch.put("file", "mine");
        for out in ["file", "file/below"] {
            assert!(refused(&scratch, out).contains("is not a folder"));
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused() {
        use std::os::unix::fs::symlink;

        let scratch = Scratch::new();
        let link = |to: &str, name: &str| {
            symlink(scratch.path(to), scratch.path(name)).unwrap();
        };

        fs::create_dir_all(scratch.path("inner")).unwrap();
        fs::create_dir_all(scratch.path("../outer/deep")).unwrap();
        link("../outer", "out");
        link("inner", "in");
        link("nowhere", "broken");

        for out in ["out", "out/public", "out/deep/public", "in", "broken", "broken/x"] {
            let said = refused(&scratch, out);
            assert!(said.contains("is reached through a symbolic link"), "{said}");
        }

        // A link on the way that stays in the site is resolved before the check.
        scratch.target("in/public").unwrap();
        link("content", "words");
        assert!(refused(&scratch, "words/public").contains("overlaps `content`"));

        // `..` after a link is the parent of the link's target.
        assert!(refused(&scratch, "in/..").contains("own folder"));

        // A folder that the site is read from under another name.
        link("inner", "static");
        assert!(refused(&scratch, "inner/public").contains("overlaps `static`"));
    }

    #[cfg(unix)]
    #[test]
    fn links_among_our_files_are_refused() {
        use std::os::unix::fs::symlink;

        let scratch = Scratch::new();
        scratch.build(&[("a", "1"), ("deep/b", "1")]);
        scratch.put("elsewhere/b", "1");
        fs::remove_file(scratch.path("public/a")).unwrap();
        symlink(scratch.path("elsewhere/b"), scratch.path("public/a")).unwrap();

        assert!(refused(&scratch, "public").contains("(`a`)"));
        fs::remove_file(scratch.path("public/a")).unwrap();
        fs::remove_dir_all(scratch.path("public/deep")).unwrap();
        symlink(scratch.path("elsewhere"), scratch.path("public/deep")).unwrap();
        assert!(refused(&scratch, "public").contains("(`deep`)"));
    }

    #[test]
    fn foreign_manifests_are_refused() {
        let scratch = Scratch::new();
        for (text, said) in [
            ("", "it is damaged, or Chancery did not write it: move the folder away"),
            ("{\"files\": [\"a\"]}", "it is damaged"),
            (
                "{\"generator\": \"chancery\", \"version\": 9}",
                "a newer version of Chancery wrote it: update Chancery",
            ),
        ] {
            scratch.put("public/.chancery.json", text);
            let found = refused(&scratch, "public");
            assert!(found.contains(said), "{found}");
        }

        fs::remove_file(scratch.path("public/.chancery.json")).unwrap();
        scratch.put("public/.chancery.json/x", "");
        assert!(refused(&scratch, "public").contains("it is damaged"));
    }

    #[test]
    fn a_site_that_is_not_there_is_an_error() {
        let scratch = Scratch::new();
        let error = OutputTarget::open(&scratch.out(), &scratch.path("missing")).unwrap_err();
        assert!(matches!(error, OutputError::Io { .. }), "{error}");
    }
}
