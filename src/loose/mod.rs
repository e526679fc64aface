//! Documents without a site, checked as its pages would be.
//!
//! In: files of any format, and the records of a site or of a plain file. Out: findings. Invariant: there is one way to
//! check prose: documents become pages of a site that is linked and never printed.

mod data;
mod published;
mod records;

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check;
use crate::content::loose::{
    self, DocumentFormat, LooseDocument, LooseReading, LooseWaiver, MAX_PACKAGE,
};
use crate::content::{Document, MAX_FILE};
use crate::diagnostic::{self, Code, Diagnostic, Texts};
use crate::language::LanguageTag;
use crate::site::{self, Input};
use crate::source::{Files, Hash, SitePath};
use crate::value::{Date, Moment};

pub use records::{Records, RecordsError};

/// How documents are checked.
#[derive(Debug, Clone)]
pub struct LooseOptions {
    /// The language of all documents; else each one's own.
    pub language: Option<LanguageTag>,
    /// The day as of which documents without a date speak, if one was asked for.
    pub as_of: Option<Moment>,
    /// The present.
    pub now: Moment,
    /// Whether every number must be bound to a record, or waived.
    pub every_number: bool,
}

/// What was read and found.
#[derive(Debug, Default)]
pub struct LooseReport {
    /// The findings, sorted.
    pub findings: Vec<Diagnostic>,
    /// How many documents were read.
    pub read: usize,
    /// How many of them are in a language whose sentences are not read.
    pub in_other_languages: usize,
}

/// A text that came from elsewhere than a file.
#[derive(Debug, Clone)]
pub struct GivenText {
    /// The name that findings show.
    pub name: SitePath,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The documents, by where they are.
pub struct Documents<'f> {
    /// The files on disk, from the working directory.
    pub disk: &'f dyn Files,
    /// Their paths, sorted.
    pub paths: Vec<SitePath>,
    /// The text of standard input, if it was named.
    pub given: Option<GivenText>,
}

/// Checks documents, and compares them with records.
#[must_use]
pub fn check(documents: &Documents<'_>, records: Records, options: &LooseOptions) -> LooseReport {
    let Records { mut input, findings, names } = records;
    let reading = LooseReading {
        language: options.language.clone(),
        as_of: options.as_of.and_then(|moment| Date::parse(&moment.day().to_string()).ok()),
        // Every number is looked at where each must be bound.
        has_records: options.every_number || has_records(&input),
        names,
    };

    let read: Vec<LooseDocument> =
        documents.paths.par_iter().map(|path| read_file(documents.disk, path, &reading)).collect();
    let given = documents.given.iter();
    let given = given.map(|text| loose::read(&text.name, text.bytes.clone(), &reading));
    let read: Vec<LooseDocument> = read.into_iter().chain(given).collect();

    let mut report = LooseReport {
        findings,
        read: read.len(),
        in_other_languages: read.iter().filter(|it| !it.is_read).count(),
    };

    let mut waivers: BTreeMap<SitePath, Vec<LooseWaiver>> = BTreeMap::new();
    for LooseDocument { document, findings, waivers: own, .. } in read {
        report.findings.extend(findings);
        if !own.is_empty() {
            waivers.insert(document.path.clone(), own);
        }
        input.documents.push(Arc::new(document));
    }
    report.findings.extend(judge(input, options.every_number));

    let is_waived = |finding: &Diagnostic| {
        waivers
            .get(&finding.place.path)
            .is_some_and(|of_file| of_file.iter().any(|it| it.silences(finding)))
    };
    report.findings.retain(|finding| !is_waived(finding));
    diagnostic::sort(&mut report.findings);

    report
}

fn has_records(input: &Input) -> bool {
    input.documents.iter().any(|document| {
        let is_record = |entry: &crate::content::Entry| {
            !matches!(
                entry.record,
                crate::content::Record::Page | crate::content::Record::Briefing(_)
            )
        };
        document.entries().any(is_record)
    })
}

/// Links the documents with the records, and checks their prose.
fn judge(mut input: Input, every_number: bool) -> Vec<Diagnostic> {
    input.documents.sort_by(|one, two| one.path.cmp(&two.path));
    let publication = site::Publication::by_own_keys(&input.documents, &input.config, input.as_of);

    // A release is compared with what is under embargo as well: that is what it announces.
    input.publication = Arc::new(publication.showing_held());

    // What does not fit together among the pages of a site is nothing to documents that lie beside it.
    let (site, _) = site::link(input, None);
    let mut findings = check::check_loose(&site);
    if every_number {
        findings.extend(check::unbound_numbers(&site, &findings));
    }

    // The records of a site may set the severity of a check.
    check::apply_severities(&site, findings)
}

/// Reads a file, whatever it is.
fn read_file(disk: &dyn Files, path: &SitePath, reading: &LooseReading) -> LooseDocument {
    let limit = limit(path);
    match disk.read_at_most(path, limit) {
        Ok(bytes) => loose::read(path, bytes, reading),
        Err(error) => {
            let finding = match error.kind() {
                io::ErrorKind::FileTooLarge => {
                    let message = format!("the file is larger than {} MB", limit >> 20);
                    loose::unreadable(path, message, "split it into several documents")
                        .with_code(Code::TooLarge)
                }
                _ => loose::unreadable(
                    path,
                    format!("the file cannot be read: {error}"),
                    "ask who may read it, and whether it is still there",
                ),
            };
            loose::unread(path, Hash::digest(b""), finding)
        }
    }
}

fn limit(path: &SitePath) -> u64 {
    match DocumentFormat::of_name(path.name()) {
        Some(format) if !format.is_laid_out() => MAX_FILE,
        // A file of another name may be an office program's.
        _ => MAX_PACKAGE,
    }
}

impl Documents<'_> {
    fn document_text(&self, path: &SitePath) -> Option<loose::DocumentText> {
        let given = self.given.as_ref().filter(|given| given.name == *path);
        let bytes = match given {
            Some(given) => given.bytes.clone(),
            None => self.disk.read_at_most(path, limit(path)).ok()?,
        };
        loose::text(path, bytes)
    }
}

impl Texts for Documents<'_> {
    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        // What a site published is one line of a megabyte.
        if path.as_str().ends_with(".json") {
            return None;
        }
        self.document_text(path).map(|it| it.text)
    }

    fn line_names(&self, path: &SitePath) -> Arc<[Box<str>]> {
        let is_laid_out =
            DocumentFormat::of_name(path.name()).is_none_or(DocumentFormat::is_laid_out);
        match is_laid_out {
            true => self.document_text(path).map(|it| it.line_names).unwrap_or_default(),
            false => Arc::default(),
        }
    }
}

/// Gives documents of a site the paths that they have from the working directory.
fn with_prefix(documents: Vec<Arc<Document>>, prefix: &str) -> Vec<Arc<Document>> {
    let prefixed = documents.into_iter().map(|document| {
        let path = SitePath::new(format!("{prefix}{}", document.path));
        Arc::new(Document { path, ..Document::clone(&document) })
    });
    prefixed.collect()
}
