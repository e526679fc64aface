//! Files to documents: what is listed, what each file is for, and what is parsed.

use std::io;
use std::sync::Arc;

use crate::config;
use crate::content::{self, Document};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language;
use crate::lexicon::Lexicon;
use crate::source::{Files, Hash, ReadFailure, SitePath, Source, Span};

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Settings,
    Template,
    /// The phrases of a language.
    Phrases,
    Document,
    /// A style, a script or a picture that pages ask for by the hash of its bytes.
    Style,
    /// A file that is published as it is, and not looked into.
    Other,
}

impl Use {
    /// Tells what a file is for by its path.
    pub(super) fn of(path: &SitePath) -> Option<Use> {
        let name = path.as_str();
        let ends = |endings: &[&str]| endings.iter().any(|end| name.ends_with(end));
        if name == config::PATH {
            Some(Use::Settings)
        } else if language::is_phrase_file(path) {
            Some(Use::Phrases)
        } else if name.starts_with("templates/") {
            // A note for colleagues, or what a tool left lying there, is no template.
            ends(&[".html", ".xml", ".svg"]).then_some(Use::Template)
        } else if name.starts_with("content/") && name.ends_with(".md") {
            Some(Use::Document)
        } else if name.starts_with("static/") && ends(&[".css", ".js", ".svg", ".ico", ".woff2"]) {
            // Pages ask for styles, scripts and pictures of their own; large files are nobody's style.
            Some(Use::Style)
        } else {
            Some(Use::Other)
        }
    }
}

/// Words why an entry of a listing cannot be read.
pub(super) fn unreadable(path: &SitePath, why: &ReadFailure) -> Diagnostic {
    let place = Place::new(path, Span::default());
    match why {
        ReadFailure::LeavesSite => {
            Diagnostic::new(Code::UnsafePath, place, "this symbolic link leads out of the site")
                .help("copy what it leads to into the site, or take the link away")
        }

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

        ReadFailure::Io(said) => {
            Diagnostic::new(Code::MissingAsset, place, format!("the file cannot be read: {said}"))
                .help("look at who may read it")
        }
    }
}

/// Names the file that could not be read.
pub(super) fn named(path: &SitePath, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("`{path}` cannot be read: {error}"))
}

/// Hashes a file of any size piece by piece.
pub(super) fn hash(files: &dyn Files, path: &SitePath) -> io::Result<Hash> {
    Hash::digest_reader(&mut *files.open(path)?)
}

/// A document with the findings about it alone.
#[derive(Debug, Clone)]
pub(super) struct Parsed {
    pub(super) document: Arc<Document>,
    pub(super) findings: Arc<[Diagnostic]>,
}

/// Parses a document.
pub(super) fn document(
    path: &SitePath,
    bytes: Vec<u8>,
    site_lexicon: Option<&'static Lexicon>,
) -> Parsed {
    let (document, findings) = match Source::decode(path.clone(), bytes) {
        Ok(source) => content::parse(&source, site_lexicon),
        Err(error) => content::unreadable(&error),
    };
    Parsed { document: Arc::new(document), findings: findings.into() }
}
