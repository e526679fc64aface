//! The records that documents are compared with.
//!
//! In: a site's folder, what a site published, or a plain file of figures. Out: [`Records`]. Invariant: the records
//! themselves are not judged, but what keeps them from being read is found.

use std::io;
use std::sync::Arc;

use super::{data, published, with_prefix};
use crate::content::loose::figures::{self, PlainFigures};
use crate::content::{Document, Kind, Record};
use crate::diagnostic::Diagnostic;
use crate::site::{AsOf, Input, Publication};
use crate::source::builtin::OverTheme;
use crate::source::disk::DiskFiles;
use crate::source::memory::MemoryFiles;
use crate::source::{Files, SitePath, Source};
use crate::value::Moment;
use crate::workspace::{Changes, Workspace};

/// The largest file of records, in bytes: what a large site publishes of its figures.
const LARGEST: u64 = 256 << 20;

/// Records, ready to be linked with documents.
pub struct Records {
    pub(super) input: Input,
    /// What is wrong with them.
    pub(super) findings: Vec<Diagnostic>,
    /// The words of the names of ministers.
    pub(super) names: Vec<Box<str>>,
}

/// Why there are no records, in a writer's words.
#[derive(Debug)]
pub struct RecordsError(pub String);

impl From<io::Error> for RecordsError {
    fn from(error: io::Error) -> RecordsError {
        RecordsError(error.to_string())
    }
}

impl Records {
    /// Returns no records at all.
    ///
    /// # Errors
    /// Never in practice: the built-in phrases are read from the program.
    pub fn none(now: Moment) -> Result<Records, RecordsError> {
        Records::with_documents(Vec::new(), Vec::new(), now)
    }

    /// Reads the records of a site's folder.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn of_site(
        site: DiskFiles,
        prefix: &str,
        as_of: Moment,
        now: Moment,
    ) -> Result<Records, RecordsError> {
        let mut workspace = Workspace::new(Arc::new(OverTheme::new(site)));
        workspace.read(&Changes::All)?;

        let mut input = workspace.documents_input();
        input.documents = with_prefix(input.documents, prefix);
        input.as_of = AsOf::at(as_of, &input.config.zone(), now);
        let names = names(&input.documents);

        Ok(Records { input, findings: Vec::new(), names })
    }

    /// Reads a plain file of figures, or the `figures.json` that a site publishes.
    ///
    /// # Errors
    /// Where the file cannot be read, or is neither.
    pub fn of_file(
        disk: &dyn Files,
        path: &SitePath,
        as_of: Moment,
    ) -> Result<Records, RecordsError> {
        let bytes = disk
            .read_at_most(path, LARGEST)
            .map_err(|error| RecordsError(format!("`{path}` cannot be read: {error}")))?;

        if path.as_str().ends_with(".json") {
            let source = published::as_figures(path, &bytes).map_err(RecordsError)?;
            let PlainFigures { document, .. } = figures::read(&source);
            return Records::with_documents(
                vec![Arc::new(without_places(document))],
                Vec::new(),
                as_of,
            );
        }

        let source = Source::decode(path.clone(), bytes)
            .map_err(|_| RecordsError(format!("`{path}` is not UTF-8")))?;
        let PlainFigures { mut document, bindings, mut findings } = figures::read(&source);
        for binding in &bindings {
            let written = data::value(disk, path, binding);
            findings.extend(match written {
                Ok(written) => figures::bind(&mut document, binding, &written).err().map(|it| *it),
                Err(finding) => Some(*finding),
            });
        }

        Records::with_documents(vec![Arc::new(document)], findings, as_of)
    }

    fn with_documents(
        documents: Vec<Arc<Document>>,
        findings: Vec<Diagnostic>,
        as_of: Moment,
    ) -> Result<Records, RecordsError> {
        let mut workspace = Workspace::new(Arc::new(OverTheme::new(MemoryFiles::default())));
        workspace.read(&Changes::All)?;

        let mut input = workspace.documents_input();
        input.as_of = AsOf::at(as_of, &input.config.zone(), as_of);
        input.documents = documents;
        input.publication = Arc::new(Publication::default());

        Ok(Records { input, findings, names: Vec::new() })
    }
}

/// Points at a file of one line as a whole: its places mean nothing to a reader.
fn without_places(mut document: Document) -> Document {
    for entry in &mut document.inline {
        if let Record::Figure(figure) = &mut entry.record {
            for observation in &mut figure.series {
                observation.value.span = crate::source::Span::default();
            }
        }
    }
    document
}

/// Lists the words of the names of ministers, as they may stand alone in a text.
fn names(documents: &[Arc<Document>]) -> Vec<Box<str>> {
    // Shorter ones are particles and initials, which many other names have too.
    const SHORTEST: usize = 4;

    let entries = documents.iter().flat_map(|document| document.entries());
    let ministers = entries.filter(|entry| entry.record.kind() == Kind::Minister);
    let words = ministers.flat_map(|entry| entry.id.value.split('-'));
    let mut words: Vec<Box<str>> =
        words.filter(|word| word.len() >= SHORTEST).map(Box::from).collect();
    words.sort_unstable();
    words.dedup();

    words
}
