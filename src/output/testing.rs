//! A small site in a temporary folder, for this room's tests.

use std::collections::BTreeMap;
use std::fs::{self, File, FileTimes};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::manifest::Manifest;
use super::place::OutputPlace;
use super::stage::CommitMode;
use super::work::{Work, read_manifest};
use super::{CommitReport, MANIFEST, OutPath, OutputError, OutputTarget, Stage};

pub(super) fn path(path: &str) -> OutPath {
    OutPath::new(path).unwrap()
}

/// A site with one page; paths are below its folder, and the output folder is `public`.
pub(super) struct Scratch {
    outer: TempDir,
    root: PathBuf,
}

impl Scratch {
    pub(super) fn new() -> Scratch {
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().canonicalize().unwrap().join("site");
        let scratch = Scratch { outer, root };
        scratch.put("content/a.md", "# A");
        scratch
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(super) fn out(&self) -> PathBuf {
        self.path("public")
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Opens an output folder; messages name it as it is given here.
    pub(super) fn target(&self, out: impl AsRef<Path>) -> Result<OutputTarget, OutputError> {
        OutputTarget::open(&self.root.join(out), &self.root)
    }

    pub(super) fn stage(&self) -> Stage {
        self.target("public").unwrap().stage().unwrap()
    }

    /// Stages as if the output folder could not be renamed.
    pub(super) fn stage_inside(&self, out: &str) -> Stage {
        let place = OutputPlace { out: self.path(out), shown: PathBuf::from(out) };
        let work = Work::take(&place, place.inside()).unwrap();
        let published: Manifest = read_manifest(&place.out.join(MANIFEST)).unwrap();
        Stage::new(place, work, published, CommitMode::Swap).unwrap()
    }

    pub(super) fn build(&self, files: &[(&str, &str)]) -> CommitReport {
        let stage = self.stage();
        for (name, text) in files {
            stage.write(&path(name), text.as_bytes()).unwrap();
        }

        stage.commit().unwrap()
    }

    /// Brings the published site up to date in place.
    pub(super) fn update(&self, files: &[(&str, &str)]) -> CommitReport {
        let stage = self.target("public").unwrap().update().unwrap();
        for (name, text) in files {
            stage.write(&path(name), text.as_bytes()).unwrap();
        }

        stage.commit().unwrap()
    }

    pub(super) fn modified(&self, path: &str) -> SystemTime {
        fs::metadata(self.path(path)).unwrap().modified().unwrap()
    }

    /// Sets every file below a folder to a day of long ago.
    pub(super) fn age(&self, folder: &str) {
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_007);
        for name in self.texts_below(folder).into_keys() {
            let path = self.path(folder).join(name);
            let file = File::options().write(true).open(path).unwrap();
            file.set_times(FileTimes::new().set_modified(long_ago)).unwrap();
        }
    }

    /// Lists the entries of the site's folder, without those below them.
    pub(super) fn names(&self) -> Vec<String> {
        let entries = walk(&self.root).into_keys();
        entries.filter(|name| !name.contains('/')).collect()
    }

    /// Lists everything in the output folder.
    pub(super) fn published(&self) -> Vec<String> {
        walk(&self.out()).into_keys().collect()
    }

    /// Returns the plain files below a folder, except in a work folder.
    pub(super) fn texts_below(&self, folder: &str) -> BTreeMap<String, String> {
        let folder = self.path(folder);

        walk(&folder)
            .into_iter()
            .filter(|(name, kind)| kind.starts_with("file") && !name.starts_with(".chancery/"))
            .map(|(name, _)| {
                let text = String::from_utf8_lossy(&fs::read(folder.join(&name)).unwrap()).into();
                (name, text)
            })
            .collect()
    }

    /// Returns everything there is, with bytes, links and the time stamps of files.
    pub(super) fn snapshot(&self) -> BTreeMap<String, String> {
        walk(self.outer.path())
    }
}

fn walk(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let name = entry.path().strip_prefix(folder).unwrap();
        let found = entry.metadata().unwrap();
        let kind = if found.is_dir() {
            "folder".to_owned()
        } else if found.is_symlink() {
            format!("link to {:?}", fs::read_link(entry.path()).unwrap())
        } else {
            let bytes = fs::read(entry.path()).unwrap();
            let modified = found.modified().unwrap();
            format!("file {modified:?} {}", blake3::hash(&bytes))
        };

        all.insert(name.to_str().unwrap().to_owned(), kind);
    }

    all
}
