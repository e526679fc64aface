//! The texts that findings point into.
//!
//! In: findings. Out: the text of each file that they name. Invariant: each file is loaded once, however many findings it
//! has.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::finding::Diagnostic;
use crate::source::SitePath;

/// The texts that findings point into.
pub trait Texts {
    /// Returns a file's text as the findings saw it (without byte order mark, invalid UTF-8 replaced); none
    /// where there is no such file.
    fn text(&self, path: &SitePath) -> Option<Arc<str>>;

    /// Returns what each line of a text is called where it is no line of its file, such as "paragraph 12" of a Word
    /// document; none of any other.
    fn line_names(&self, _path: &SitePath) -> Arc<[Box<str>]> {
        Arc::default()
    }
}

/// The texts that the findings of a run point into.
pub(super) struct LoadedTexts {
    texts: BTreeMap<SitePath, Arc<str>>,
    /// Of those whose lines have names.
    line_names: BTreeMap<SitePath, Arc<[Box<str>]>>,
}

impl LoadedTexts {
    pub(super) fn load(diagnostics: &[Diagnostic], texts: &dyn Texts) -> LoadedTexts {
        let mut loaded = BTreeMap::new();
        for path in diagnostics.iter().flat_map(paths) {
            // Not `entry`: it would clone the path of each of ten thousand findings.
            if !loaded.contains_key(path) {
                loaded.insert(path.clone(), texts.text(path));
            }
        }

        let found = |(path, text): (_, Option<Arc<str>>)| Some((path, text?));
        let loaded: BTreeMap<SitePath, Arc<str>> = loaded.into_iter().filter_map(found).collect();

        let names = loaded.keys().map(|path| (path.clone(), texts.line_names(path)));
        let line_names = names.filter(|(_, names)| !names.is_empty()).collect();

        LoadedTexts { texts: loaded, line_names }
    }

    /// Returns what the lines of a text are called.
    pub(super) fn line_names(&self, path: &SitePath) -> &[Box<str>] {
        self.line_names.get(path).map(|names| &**names).unwrap_or_default()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&SitePath, &Arc<str>)> {
        self.texts.iter()
    }
}

fn paths(finding: &Diagnostic) -> impl Iterator<Item = &SitePath> {
    let labels = finding.labels.iter().map(|label| &label.place.path);
    let edits = finding.fix.iter().map(|edit| &edit.place.path);
    std::iter::once(&finding.place.path).chain(labels).chain(edits)
}
