//! Documents that belong to no site: Markdown, HTML, plain text, Word and OpenDocument.
//!
//! In: the bytes of a file. Out: a [`Document`] with the statements of its prose, as a page of a site has them. Invariant:
//! no front matter is asked for, and no key of another tool is a fault; whatever the bytes are, reading them ends, in
//! memory that the size of the file bounds.

mod block;
pub mod figures;
mod html;
mod markdown;
mod office;
mod open_document;
mod package;
mod plain;
mod waiver;
mod word;
mod xml;

use std::sync::Arc;

use self::package::{Package, Unread};
pub use self::waiver::LooseWaiver;
use super::document::{Document, Record, Shape};
use super::parse::{MAX_FILE, bare};
use super::prose::Body;
use super::statement::{BlockReader, Hints, Setting, Statements};
use super::{bounds, fitted::fitted};
use crate::content::briefing::Briefing;
use crate::diagnostic::{Code, Diagnostic, Place, bound_findings};
use crate::language::LanguageTag;
use crate::lexicon::{ENGLISH, Lexicon};
use crate::source::{Hash, SitePath, Source, Span, Spanned};
use crate::value::{Date, Moment};

/// The largest file of an office program, in bytes: a report with many pictures.
pub const MAX_PACKAGE: u64 = 256 << 20;

/// The name of the text that comes through a pipe.
pub const STANDARD_INPUT: &str = "<stdin>";

/// The format of a document outside a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentFormat {
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Plain text.
    Text,
    /// An office program's: Word's or OpenDocument's, whichever it turns out to be.
    Office,
}

impl DocumentFormat {
    /// Returns the format of a file by the ending of its name; none for one that is not read in folders.
    #[must_use]
    pub fn of_name(name: &str) -> Option<DocumentFormat> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        Some(match &*ending {
            "md" | "markdown" | "mdown" | "mkd" => DocumentFormat::Markdown,
            "html" | "htm" | "xhtml" => DocumentFormat::Html,
            "txt" | "text" => DocumentFormat::Text,
            "docx" | "docm" | "dotx" | "odt" | "ott" | "doc" => DocumentFormat::Office,
            _ => return None,
        })
    }

    /// Returns the format of a file that was named, by its name or by how it begins.
    ///
    /// What comes through a pipe is Markdown, of which plain text is nearly a part.
    fn of(name: &str, bytes: &[u8]) -> DocumentFormat {
        if let Some(format) = DocumentFormat::of_name(name) {
            return format;
        }

        let start =
            String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).trim_start().to_lowercase();
        if bytes.starts_with(b"PK\x03\x04") {
            DocumentFormat::Office
        } else if start.starts_with("<!doctype html") || start.starts_with("<html") {
            DocumentFormat::Html
        } else if name == STANDARD_INPUT {
            DocumentFormat::Markdown
        } else {
            DocumentFormat::Text
        }
    }

    /// Tells whether its text is laid out, so that findings point into a text that is not the file's.
    #[must_use]
    pub fn is_laid_out(self) -> bool {
        self == DocumentFormat::Office
    }
}

/// How documents outside a site are read.
#[derive(Debug, Clone, Default)]
pub struct LooseReading {
    /// The language that was asked for; else each document's own, else English.
    pub language: Option<LanguageTag>,
    /// The day as of which documents without a date of their own speak.
    pub as_of: Option<Date>,
    /// Whether there are records to compare them with.
    pub has_records: bool,
    /// The words of the names of ministers in these records.
    pub names: Vec<Box<str>>,
}

/// What findings about a document point into.
#[derive(Debug, Clone)]
pub struct DocumentText {
    /// The text: the file's own, or with one paragraph a line.
    pub text: Arc<str>,
    /// What each line is called, "paragraph 12", where it is no line of the file; else empty.
    pub line_names: Arc<[Box<str>]>,
}

/// A document as it was read.
#[derive(Debug)]
pub struct LooseDocument {
    /// Its statements, its date and its language.
    pub document: Document,
    /// What is wrong with the file itself.
    pub findings: Vec<Diagnostic>,
    /// What its comments waive.
    pub waivers: Vec<LooseWaiver>,
    /// Whether its sentences are read: its language may be one without a lexicon.
    pub is_read: bool,
}

/// What a document says of itself.
#[derive(Debug, Default)]
struct Meta {
    /// The day, as `2025-06-03`.
    date: Option<String>,
    /// The tag of its language, as written.
    language: Option<String>,
}

/// A document before its statements are read.
struct Opened {
    source: Source,
    line_names: Arc<[Box<str>]>,
    meta: Meta,
    content: OpenedContent,
}

enum OpenedContent {
    Markdown,
    Blocks(Vec<block::DocumentBlock>),
}

/// Reads a document.
#[must_use]
pub fn read(path: &SitePath, bytes: Vec<u8>, reading: &LooseReading) -> LooseDocument {
    let hash = Hash::digest(&bytes);
    match open(path, bytes) {
        Ok(opened) => read_opened(&opened, reading),
        Err(finding) => unread(path, hash, *finding),
    }
}

/// Returns the text that findings about a document point into; none where it cannot be read.
#[must_use]
pub fn text(path: &SitePath, bytes: Vec<u8>) -> Option<DocumentText> {
    let opened = open(path, bytes).ok()?;
    Some(DocumentText { text: opened.source.text, line_names: opened.line_names })
}

/// Returns a document without statements, for a file that is not read.
#[must_use]
pub fn unread(path: &SitePath, hash: Hash, finding: Diagnostic) -> LooseDocument {
    LooseDocument {
        document: Document { shape: Shape::Loose, ..bare(path, hash) },
        findings: vec![finding],
        waivers: Vec::new(),
        is_read: true,
    }
}

/// Reports a file that is not read because of its size in bytes.
#[must_use]
pub fn too_large(path: &SitePath, size: u64, limit: u64) -> Diagnostic {
    let message = format!("the file has {} MB; the limit is {} MB", size >> 20, limit >> 20);
    Diagnostic::new(Code::TooLarge, Place::new(path, Span::default()), message)
        .help("split it into several documents")
}

/// Reports a file that is no document, or a damaged one.
#[must_use]
pub fn unreadable(path: &SitePath, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::new(Code::UnreadableDocument, Place::new(path, Span::default()), message).help(help)
}

/// Decodes a file and finds its blocks.
fn open(path: &SitePath, bytes: Vec<u8>) -> Result<Opened, Box<Diagnostic>> {
    let refuse = |Unread { message, help }| Box::new(unreadable(path, message, help));
    let format = DocumentFormat::of(path.name(), &bytes);

    if format.is_laid_out() {
        let laid_out = open_office(&bytes).map_err(refuse)?;
        let source =
            Source { path: path.clone(), text: laid_out.text.into(), hash: Hash::digest(&bytes) };
        return Ok(Opened {
            source,
            line_names: laid_out.names.into(),
            meta: Meta { date: date_of_name(path), language: laid_out.language },
            content: OpenedContent::Blocks(laid_out.blocks),
        });
    }

    if bytes.len() as u64 > MAX_FILE {
        return Err(Box::new(too_large(path, bytes.len() as u64, MAX_FILE)));
    }
    if let Some(unread) = package::unread_format(&bytes) {
        return Err(refuse(unread));
    }

    let source = decode(path, bytes)?;
    let (content, meta) = match format {
        DocumentFormat::Markdown => {
            (OpenedContent::Markdown, markdown::Front::find(&source).meta())
        }
        DocumentFormat::Html => {
            let page = html::read(&source.text);
            (OpenedContent::Blocks(page.blocks), Meta { date: None, language: page.language })
        }
        _ => (OpenedContent::Blocks(plain::blocks(&source.text)), Meta::default()),
    };
    let date = meta.date.or_else(|| date_of_name(path));

    Ok(Opened { source, line_names: Arc::default(), meta: Meta { date, ..meta }, content })
}

/// A file of an office program with its text laid out.
struct OpenedOffice {
    text: String,
    names: Vec<Box<str>>,
    blocks: Vec<block::DocumentBlock>,
    language: Option<String>,
}

fn open_office(bytes: &[u8]) -> Result<OpenedOffice, Unread> {
    let mut package = Package::open(bytes)?;
    let document = match open_document::is_open_document(&package) && !word::is_word(&mut package) {
        true => open_document::read(&mut package)?,
        false => word::read(&mut package)?,
    };

    let office::LaidOut { text, names, blocks } = office::lay_out(&document);
    if text.len() as u64 > MAX_FILE {
        return Err(Unread::damaged("it has more text than a document can have"));
    }

    Ok(OpenedOffice { text, names, blocks, language: document.language })
}

/// Decodes a text: UTF-8, or UTF-16 with a byte order mark.
fn decode(path: &SitePath, bytes: Vec<u8>) -> Result<Source, Box<Diagnostic>> {
    // Notepad's "Unicode" of many years.
    if package::is_wide(&bytes) {
        let is_little = bytes[0] == 0xff;
        let units = bytes[2..].chunks_exact(2).map(|pair| match is_little {
            true => u16::from_le_bytes([pair[0], pair[1]]),
            false => u16::from_be_bytes([pair[0], pair[1]]),
        });
        let text: String =
            char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        return Ok(Source { path: path.clone(), text: text.into(), hash: Hash::digest(&bytes) });
    }

    Source::decode(path.clone(), bytes).map_err(|error| {
        let place = Place::new(path, Span::new(error.offset, error.offset));
        let finding = Diagnostic::new(Code::NotUtf8, place, "the file is not UTF-8 from here on");
        Box::new(finding.help("save it again as UTF-8; in most editors, \"Save with encoding\""))
    })
}

/// Extracts the statements of a document.
fn read_opened(opened: &Opened, reading: &LooseReading) -> LooseDocument {
    let Opened { source, meta, .. } = opened;
    let own = meta.language.as_deref().and_then(|tag| LanguageTag::parse(tag).ok());
    let language = reading.language.clone().or(own);
    let lexicon = match &language {
        Some(tag) => Lexicon::for_language(tag.as_str()),
        None => Some(&ENGLISH),
    };

    let hints = Hints {
        compares: reading.has_records,
        agreements: reading.has_records,
        names: reading.names.clone(),
        lexicon,
        setting: Setting::Document,
    };
    let mut found = Statements::default();
    let mut findings = Vec::new();
    let waivers = match opened.line_names.is_empty() {
        true => waiver::find(source, &mut findings),
        // An office program shows no comment of this kind.
        false => Vec::new(),
    };

    let body = match &opened.content {
        OpenedContent::Markdown => {
            let front = markdown::Front::find(source);
            markdown::read(source, &front, &hints, &mut found, &mut findings)
        }
        OpenedContent::Blocks(blocks) => {
            let mut reader = BlockReader::new(&hints, &mut found);
            block::read(blocks, &mut reader);
            reader.end_block();
            Body::default()
        }
    };

    findings.extend(bounds::bound_claims(&source.path, &mut found));
    found.mentions_revisions = reading.has_records
        && lexicon.is_some_and(|lexicon| lexicon.records.mentions_revisions(&source.text));
    found.all = fitted(std::mem::take(&mut found.all));

    let mut document = Document {
        shape: Shape::Loose,
        is_sound: true,
        // The page refers to no other, and links to none.
        body: Body { links: Vec::new(), ..body },
        statements: found,
        ..bare(&source.path, source.hash)
    };
    document.own.id = Spanned::new(source.path.as_str().into(), Span::default());
    document.own.head.title = source.path.as_str().into();
    // Not that of the site whose records it is compared with.
    document.own.head.language = Some(Spanned::new(language.unwrap_or_default(), Span::default()));
    document.own.record = record(meta, reading);

    LooseDocument {
        document,
        findings: bound_findings(&source.path, findings),
        waivers,
        is_read: lexicon.is_some(),
    }
}

/// A document with a date speaks as of it, as a briefing does; any other as of today.
fn record(meta: &Meta, reading: &LooseReading) -> Record {
    let own = meta.date.as_deref().and_then(|text| Moment::parse(text).ok());
    let asked = || reading.as_of.and_then(|date| Moment::parse(&date.iso()).ok());
    match own.or_else(asked) {
        Some(date) => Record::Briefing(Box::new(Briefing {
            date: Some(Spanned::new(date, Span::default())),
            ..Briefing::default()
        })),
        None => Record::Page,
    }
}

/// Returns the date that a file's name begins with: `2025-06-03-river-data.md`.
fn date_of_name(path: &SitePath) -> Option<String> {
    path.name().get(..10).filter(|start| is_date(start)).map(str::to_owned)
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}
