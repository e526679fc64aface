//! The list of the files that a build wrote, stored in the output folder itself.
//!
//! In: paths, sizes and hashes. Out: JSON, and back. Invariant: the same files give the same bytes.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use super::path::{OutPath, UnsafePath};

// Other generators have such files too, so it names its owner. Another hash algorithm or format needs another
// version.
const GENERATOR: &str = "chancery";
const ALGORITHM: &str = "blake3";
const VERSION: u64 = 1;

/// The files of a published site, without the manifest itself, with size and hash.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    files: BTreeMap<OutPath, ManifestEntry>,
    /// What pages can be found by again; optional, and unknown to earlier versions.
    marks: BTreeMap<OutPath, PageMark>,
    is_rehearsal: bool,
}

/// By what a page is found again under another address: hashes of what its writer wrote, which do not depend on
/// where and when it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageMark {
    /// The hash of its title.
    pub title: u64,
    /// The hash of its text; none where it has none.
    pub text: Option<u64>,
}

/// Size and hash of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ManifestEntry {
    /// The file's length in bytes.
    pub size: u64,
    /// The BLAKE3 hash of its bytes.
    pub hash: blake3::Hash,
}

impl ManifestEntry {
    /// Describes a file by its bytes.
    #[must_use]
    pub fn new(bytes: &[u8]) -> ManifestEntry {
        ManifestEntry { size: bytes.len() as u64, hash: blake3::hash(bytes) }
    }
}

impl Manifest {
    /// Reads a manifest from a file. Its paths are validated, because files are deleted by them.
    ///
    /// # Errors
    /// Where the file cannot be read, or is not a manifest that this version knows.
    pub fn read(path: &Path) -> Result<Manifest, ManifestError> {
        Manifest::parse(&fs::read(path).map_err(ManifestError::Io)?)
    }

    /// Reads a manifest from its bytes.
    ///
    /// # Errors
    /// Where they are not a manifest that this version knows.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, ManifestError> {
        let written: ManifestJson = serde_json::from_slice(bytes).map_err(|_| unknown(bytes))?;
        if written.head.generator != GENERATOR || written.head.version != VERSION {
            return Err(unknown(bytes));
        }

        if written.algorithm != ALGORITHM {
            return Err(ManifestError::Foreign);
        }

        let mut manifest = Manifest { is_rehearsal: written.rehearsal, ..Manifest::default() };
        for (path, entry) in written.files {
            let path = OutPath::new(&path).map_err(ManifestError::Path)?;
            let hash = blake3::Hash::from_hex(&entry.hash).map_err(|_| ManifestError::Foreign)?;
            if let Some(title) = mark(entry.title.as_deref())? {
                let text = mark(entry.text.as_deref())?;
                manifest.marks.insert(path.clone(), PageMark { title, text });
            }

            manifest.files.insert(path, ManifestEntry { size: entry.size, hash });
        }

        Ok(manifest)
    }

    /// Adds what pages are found by, and whether nobody but those at work is to see the site.
    #[must_use]
    pub fn with_marks(self, marks: BTreeMap<OutPath, PageMark>, is_rehearsal: bool) -> Manifest {
        Manifest { marks, is_rehearsal, ..self }
    }

    /// Returns what a page is found by again.
    #[must_use]
    pub fn mark(&self, path: &OutPath) -> Option<PageMark> {
        self.marks.get(path).copied()
    }

    /// Tells whether the site was built with drafts, or as of another day, and so was not what readers see.
    #[must_use]
    pub fn is_rehearsal(&self) -> bool {
        self.is_rehearsal
    }

    /// Returns the files, sorted by path.
    #[must_use]
    pub fn files(&self) -> &BTreeMap<OutPath, ManifestEntry> {
        &self.files
    }

    /// Serialises the manifest: JSON with one line for each file, so that a diff shows what changed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!(
            "{{\n\"generator\": \"{GENERATOR}\",\n\"version\": {VERSION},\n\
             \"algorithm\": \"{ALGORITHM}\",\n"
        );
        if self.is_rehearsal {
            text.push_str("\"rehearsal\": true,\n");
        }
        text.push_str("\"files\": {");

        let mut separator = "";
        for (path, ManifestEntry { size, hash }) in &self.files {
            let name = serde_json::Value::from(path.as_str());
            let hash = hash.to_hex();
            write!(text, "{separator}\n{name}: {{\"size\": {size}, \"hash\": \"{hash}\"")
                .expect("a string takes whatever is written to it");
            separator = ",";

            if let Some(PageMark { title, text: words }) = self.marks.get(path) {
                let words = words.map(|words| format!(", \"text\": \"{words:016x}\""));
                let words = words.unwrap_or_default();
                write!(text, ", \"title\": \"{title:016x}\"{words}")
                    .expect("a string takes whatever is written to it");
            }

            text.push('}');
        }

        text.push_str("\n}\n}\n");

        text.into_bytes()
    }
}

impl From<BTreeMap<OutPath, ManifestEntry>> for Manifest {
    fn from(files: BTreeMap<OutPath, ManifestEntry>) -> Manifest {
        Manifest { files, ..Manifest::default() }
    }
}

/// Reads the hash of a title or a text, if it is there.
fn mark(hex: Option<&str>) -> Result<Option<u64>, ManifestError> {
    let read = |hex| u64::from_str_radix(hex, 16).map_err(|_| ManifestError::Foreign);
    hex.map(read).transpose()
}

/// Why a file is not a usable manifest.
#[derive(Debug)]
pub enum ManifestError {
    /// It cannot be read at all.
    Io(io::Error),
    /// It was not written by Chancery, or is damaged.
    Foreign,
    /// It was written by a later version of Chancery, in a form that this one does not know.
    Newer,
    /// It lists a path that Chancery would not write.
    Path(UnsafePath),
}

impl fmt::Display for ManifestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ManifestError::Io(error) => write!(f, "it cannot be read: {error}"),
            ManifestError::Foreign => f.write_str("it is damaged, or Chancery did not write it"),
            ManifestError::Newer => f.write_str("a newer version of Chancery wrote it"),
            ManifestError::Path(error) => write!(f, "it lists a path that is not safe: {error}"),
        }
    }
}

impl std::error::Error for ManifestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ManifestError::Io(error) => Some(error),
            ManifestError::Path(error) => Some(error),
            ManifestError::Foreign | ManifestError::Newer => None,
        }
    }
}

#[derive(Deserialize)]
struct ManifestHead {
    generator: String,
    version: u64,
}

#[derive(Deserialize)]
struct ManifestJson {
    #[serde(flatten)]
    head: ManifestHead,
    algorithm: String,
    #[serde(default)]
    rehearsal: bool,
    files: BTreeMap<String, ManifestEntryJson>,
}

#[derive(Deserialize)]
struct ManifestEntryJson {
    size: u64,
    hash: String,
    title: Option<String>,
    text: Option<String>,
}

/// Says what is wrong with a manifest that does not have this version's form.
fn unknown(bytes: &[u8]) -> ManifestError {
    match serde_json::from_slice::<ManifestHead>(bytes) {
        Ok(head) if head.generator == GENERATOR && head.version > VERSION => ManifestError::Newer,
        _ => ManifestError::Foreign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        let files = files.iter().map(|&(path, text)| {
            let entry = ManifestEntry::new(text.as_bytes());
            (OutPath::new(path).unwrap(), entry)
        });
        Manifest::from(files.collect::<BTreeMap<_, _>>())
    }

    #[test]
    fn a_manifest_round_trips() {
        let files = [("b/\"quoted\" é.html", "b"), ("a.html", "a")];
        for files in [&files[..], &[]] {
            let written = manifest(files);
            let bytes = written.to_bytes();
            assert_eq!(Manifest::parse(&bytes).unwrap(), written);
        }
    }

    #[test]
    fn the_format_is_fixed() {
        let text = String::from_utf8(manifest(&[("a.html", "")]).to_bytes()).unwrap();
        assert_eq!(
            text,
            r#"{
"generator": "chancery",
"version": 1,
"algorithm": "blake3",
"files": {
"a.html": {"size": 0, "hash": "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"}
}
}
"#
        );
    }

    #[test]
    fn marks_are_kept_and_may_be_missing() {
        let files = [("a.html", "a"), ("b.html", "b"), ("c.css", "c")];
        let mark = |title, text| PageMark { title, text };
        let marks = [("a.html", mark(1, Some(u64::MAX))), ("b.html", mark(2, None))];
        let marks = marks.map(|(path, mark)| (OutPath::new(path).unwrap(), mark));
        let written = manifest(&files).with_marks(marks.into(), true);
        let bytes = written.to_bytes();
        assert_eq!(Manifest::parse(&bytes).unwrap(), written);

        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("\"rehearsal\": true,\n\"files\""), "{text}");
        assert!(
            text.contains(", \"title\": \"0000000000000001\", \"text\": \"ffffffffffffffff\"}"),
            "{text}"
        );
        assert!(text.contains(", \"title\": \"0000000000000002\"}"), "{text}");
    }

    #[test]
    fn unusable_manifests_are_explained() {
        let said = |text: &str| Manifest::parse(text.as_bytes()).unwrap_err().to_string();
        let foreign = "it is damaged, or Chancery did not write it";
        assert_eq!(said(""), foreign);
        assert_eq!(said("[]"), foreign);
        assert_eq!(said(r#"{"files": {}}"#), foreign);

        let head = r#""generator": "chancery", "version": 1, "algorithm": "blake3""#;
        let with = |files: &str| said(&format!("{{{head}, \"files\": {{{files}}}}}"));
        assert_eq!(with(r#""a": {"size": 1, "hash": "zz"}"#), foreign);
        assert_eq!(with(r#""a": {"size": -1, "hash": ""}"#), foreign);

        let hash = "0".repeat(64);

        for path in ["../x", "/etc/passwd", "a/../b", "", ".chancery.json"] {
            let said = with(&format!(r#""{path}": {{"size": 1, "hash": "{hash}"}}"#));
            assert!(said.starts_with("it lists a path that is not safe"), "{said}");
        }

        assert_eq!(
            said(r#"{"generator": "chancery", "version": 2, "pages": []}"#),
            "a newer version of Chancery wrote it"
        );
    }
}
