//! Folders whose name is not quite that of a kind.
//!
//! In: an [`Index`]. Out: one finding for each folder. Invariant: the files of such a folder are read as records of
//! the kind that was meant, so that nothing else follows from the slip.

use std::collections::BTreeMap;

use super::index::Index;
use crate::content::Kind;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SitePath, Span};

/// Reports the folders that were probably meant to be those of a kind.
pub(super) fn findings(index: &Index) -> Vec<Diagnostic> {
    let mut folders: BTreeMap<&str, (Kind, &SitePath, usize)> = BTreeMap::new();

    for document in index.documents() {
        let Some(kind) = document.misfiled else {
            continue;
        };
        let below = document.path.as_str().strip_prefix("content/").unwrap_or_default();
        let top = below.split('/').next().unwrap_or_default();
        folders.entry(top).or_insert((kind, &document.path, 0)).2 += 1;
    }

    let report = |(top, (kind, first, count)): (&str, (Kind, &SitePath, usize))| {
        let (word, folder) = (kind.word(), kind.folder());
        let files = match count {
            1 => format!("a file that reads like {}", kind.phrase()),
            many => format!("{many} files that read like {word}s"),
        };
        let message = format!("the folder `content/{top}/` holds {files}");

        Diagnostic::new(Code::WrongType, Place::new(first, Span::default()), message)
            .help(format!("did you mean the folder `{folder}/`? rename it to `content/{folder}/`"))
    };

    folders.into_iter().map(report).collect()
}
