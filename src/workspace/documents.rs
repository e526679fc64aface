//! Decides what each file is for, and parses documents.
//!
//! In: a path, and bytes. Out: the role of the file, and the parsed document. Invariant: only documents are
//! read as a whole.

use std::io;
use std::sync::Arc;

use crate::config;
use crate::content::{self, Document, SiteReading};
use crate::diagnostic::{Code, Diagnostic, Family, Place, Severity};
use crate::language;
use crate::source::leftovers;
use crate::source::{
    Files, Hash, ReadFailure, SitePath, Source, Span, Stamp, TableFailure, ValueTable,
};

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileRole {
    Settings,
    Template,
    /// The phrases of a language.
    Phrases,
    Document,
    /// A style, script or picture that templates link by the hash of its bytes.
    Style,
    /// A file that is published as it is.
    Other,
}

impl FileRole {
    /// Decides the purpose of a file by its path; none if it has none.
    pub(super) fn from_path(path: &SitePath) -> Option<FileRole> {
        let name = path.as_str();
        let ends = |endings: &[&str]| endings.iter().any(|end| name.ends_with(end));
        if name == config::PATH {
            Some(FileRole::Settings)
        } else if language::is_phrase_file(path) {
            Some(FileRole::Phrases)
        } else if name.starts_with("templates/") {
            // Notes for colleagues and backups of tools are there as well.
            ends(&[".html", ".xml", ".svg"]).then_some(FileRole::Template)
        } else if name.starts_with("content/") && name.ends_with(".md") {
            Some(FileRole::Document)
        } else if name.starts_with("static/") && ends(&[".css", ".js", ".svg", ".ico", ".woff2"]) {
            // `asset()` takes only these kinds; they are small enough to hash at every build.
            Some(FileRole::Style)
        } else {
            Some(FileRole::Other)
        }
    }
}

/// Returns the finding about an entry of a listing that cannot be read.
pub(super) fn unreadable(path: &SitePath, why: &ReadFailure) -> Diagnostic {
    let place = Place::new(path, Span::default());
    match why {
        ReadFailure::LeavesSite => {
            Diagnostic::new(Code::UnsafePath, place, "this symbolic link leads out of the site")
                .help("copy what it leads to into the site, or take the link away")
        }

        ReadFailure::LeavesFolder => Diagnostic::new(
            Code::UnsafePath,
            place,
            "this symbolic link leads into another folder than its own of `content/`, `static/` and `templates/`",
        )
        .help("copy what it leads to into this folder, or take the link away"),

        ReadFailure::Unpublished(target) => Diagnostic::new(
            Code::UnsafePath,
            place,
            format!("this symbolic link leads to `{target}`, which is not published from there"),
        )
        .help("copy what it leads to, or take the link away"),

        ReadFailure::LinkInLink => Diagnostic::new(
            Code::UnsafePath,
            place,
            "this symbolic link lies in a folder that is reached through another one",
        )
        .help("let the first link lead straight to the files"),

        ReadFailure::TooManyLinked(most) => Diagnostic::new(
            Code::TooLarge,
            place,
            format!("more than {most} files are reached through one symbolic link"),
        )
        .help("link to the folders below, or take the link away"),

        ReadFailure::NotAFile => Diagnostic::new(
            Code::UnsafePath,
            place,
            "this is a named pipe, a socket or a device, and no file",
        )
        .help("take it away; a program may have made it here by mistake"),

        ReadFailure::TooLarge { size, limit } => Diagnostic::new(
            Code::TooLarge,
            place,
            format!("the file has {size} MB; the limit is {limit} MB"),
        )
        .help("split it, or take out what does not belong in it"),

        ReadFailure::BrokenLink => Diagnostic::new(
            Code::UnsafePath,
            place,
            "this symbolic link leads to nothing, or in a circle",
        )
        .help("mend the link, or take it away"),

        ReadFailure::NameNotUtf8 => Diagnostic::new(
            Code::UnsafePath,
            place,
            "the file's name is not UTF-8, so that no address can be made of it",
        )
        .help("rename the file"),

        ReadFailure::Io(error) => {
            Diagnostic::new(Code::MissingAsset, place, format!("the file cannot be read: {error}"))
                .help("check the file's permissions")
        }
    }
}

/// Adds to an error the file that could not be read.
pub(super) fn with_path(path: &SitePath, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("`{path}` cannot be read: {error}"))
}

/// Tells whether a document cannot be shown as its file is now.
///
/// A slip in its text is shown, with its finding: whoever writes sees both. But HTML that is left open could swallow the
/// rest of the page, and with it all that a preview adds.
pub(super) fn is_broken(findings: &[Diagnostic]) -> bool {
    let can_be_shown = |finding: &Diagnostic| match finding.code {
        Code::OpenHtml => false,
        Code::UnsafeLink | Code::ControlCharacter => true,
        code => code.family() == Family::Prose,
    };

    findings.iter().any(|it| it.severity == Severity::Error && !can_be_shown(it))
}

/// Tells whether any finding is an error.
pub(super) fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Hashes a file of any size piece by piece.
pub(super) fn hash(files: &dyn Files, path: &SitePath) -> io::Result<Hash> {
    Hash::digest_reader(&mut *files.open(path)?)
}

/// A document with the findings about it alone.
#[derive(Debug, Clone)]
pub(super) struct ParsedDocument {
    pub(super) document: Arc<Document>,
    pub(super) findings: Arc<[Diagnostic]>,
}

/// Tells whether a file of `content/` was written for colleagues, such as a `README.md`: without front matter it is no
/// page.
pub(super) fn is_for_colleagues(path: &SitePath, bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    leftovers::is_for_colleagues(path.name()) && !text.starts_with(b"---")
}

/// Returns the failure of a text that is larger than any is read.
pub(super) fn too_large(files: &dyn Files, path: &SitePath) -> ReadFailure {
    let size = files.stamp(path).map_or(0, |stamp| stamp.size);
    ReadFailure::TooLarge { size: size >> 20, limit: content::MAX_FILE >> 20 }
}

/// Makes the document of a file that is too large to be read.
pub(super) fn parse_too_large(path: &SitePath, stamp: Stamp) -> ParsedDocument {
    let (document, findings) = content::too_large(path, stamp.hash, stamp.size);
    ParsedDocument { document: Arc::new(document), findings: findings.into() }
}

/// Reads the table of values that a document names.
pub(super) fn data_file(files: &dyn Files, path: &SitePath, bytes: &[u8]) -> Option<ValueTable> {
    let path = content::data_path(path, bytes)?;
    let source = match files.read_at_most(&path, content::MAX_FILE) {
        Ok(bytes) => Source::decode(path.clone(), bytes).map_err(|_| TableFailure::NotUtf8),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Err(TableFailure::TooLarge),
        // A link that leads elsewhere is as good as none.
        Err(_) => Err(TableFailure::Missing),
    };

    Some(ValueTable { path, source })
}

/// Returns the hash of a document's bytes, and of the table that it names: both decide what it holds.
pub(super) fn hash_with(bytes: &[u8], data: Option<&ValueTable>) -> Hash {
    let own = Hash::digest(bytes);
    match data {
        None => own,
        Some(data) => {
            let table = data.source.as_ref().map(|source| source.hash).ok();
            Hash::digest(format!("{own:?} {table:?}").as_bytes())
        }
    }
}

/// Parses a document, with the table that it names.
pub(super) fn parse(
    path: &SitePath,
    bytes: Vec<u8>,
    site: &SiteReading,
    data: Option<&ValueTable>,
) -> ParsedDocument {
    let (document, findings) = match Source::decode(path.clone(), bytes) {
        Ok(source) => content::parse_with(&source, site, data),
        Err(error) => content::unreadable(&error),
    };
    ParsedDocument { document: Arc::new(document), findings: findings.into() }
}
