//! The packages of office programs: zip archives of XML.
//!
//! In: the bytes of a file. Out: its parts as streams, or in plain words why there are none. Invariant: a part that
//! unpacks to much more than the file is refused before it is read to its end.

use std::io::{BufReader, Cursor, Read, Take};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::xml::{self, XmlEvent};

/// What is not read of a file, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread {
    /// The fact.
    pub(super) message: String,
    /// What to do.
    pub(super) help: &'static str,
}

const DAMAGED: &str = "open it in the program that wrote it, and save it again; if that fails, take an earlier version";
const NEW_FORMAT: &str = "save it as `.docx` or `.odt`, or paste its text into a `.txt` file";
const PASSWORD: &str = "save a copy without a password";

/// How many parts a package may have: a document with a thousand pictures has fewer.
const MOST_PARTS: usize = 20_000;

/// The most bytes that a part unpacks to, and how many for each byte of the file: text packs to a tenth, and an empty
/// table to a fiftieth.
const LARGEST_PART: u64 = 64 << 20;
const EXPANSION: u64 = 100;

/// The first bytes of the older format of Office, in which files with a password are wrapped as well.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

impl Unread {
    /// A file that no program could read.
    pub(super) fn damaged(why: &str) -> Unread {
        Unread { message: format!("the file is damaged: {why}"), help: DAMAGED }
    }
}

/// An open package.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    limit: u64,
}

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    /// What the file is instead, or that it is damaged.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, Unread> {
        if bytes.starts_with(&COMPOUND) {
            return Err(compound(bytes));
        }

        if bytes.is_empty() {
            return Err(Unread { message: "the file is empty".to_owned(), help: DAMAGED });
        }

        if !bytes.starts_with(b"PK") {
            let message = other_format(bytes).to_owned();
            return Err(Unread { message, help: NEW_FORMAT });
        }

        let archive = ZipArchive::new(Cursor::new(bytes));
        let archive =
            archive.map_err(|_| Unread::damaged("its list of parts is cut off or overwritten"))?;
        if archive.len() > MOST_PARTS {
            return Err(Unread::damaged("it has more parts than a document can have"));
        }

        let limit = LARGEST_PART.min((bytes.len() as u64) * EXPANSION + (1 << 20));
        Ok(Package { archive, limit })
    }

    /// Tells whether the package has a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Reads a part as XML; nothing where there is no such part.
    ///
    /// # Errors
    /// That the part is damaged, locked or far larger than the file.
    pub(super) fn read(
        &mut self,
        name: &str,
        take: &mut dyn FnMut(XmlEvent) -> Result<(), String>,
    ) -> Result<(), Unread> {
        let limit = self.limit;
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(()),
            Err(ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
                let message = "the file is locked with a password".to_owned();
                return Err(Unread { message, help: PASSWORD });
            }
            Err(_) => {
                return Err(Unread::damaged(&format!("its part `{name}` cannot be unpacked")));
            }
        };

        if part.size() > limit {
            return Err(too_large(name));
        }

        let mut stream = Bounded { part: part.take(limit), is_over: false };
        let read = xml::read(BufReader::new(&mut stream), take);
        if stream.is_over {
            return Err(too_large(name));
        }

        read.map_err(|why| Unread::damaged(&format!("{why} (`{name}`)")))
    }
}

/// A part of which no more than a limit is unpacked, whatever the package says of its size.
struct Bounded<'p, 'b> {
    part: Take<ZipFile<'p, Cursor<&'b [u8]>>>,
    is_over: bool,
}

impl Read for Bounded<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.part.read(buffer)?;
        self.is_over = length == 0 && self.part.limit() == 0;
        Ok(length)
    }
}

fn too_large(name: &str) -> Unread {
    let message = format!("the file unpacks to far more than a document holds (`{name}`)");
    Unread { message, help: DAMAGED }
}

/// Says what a file in the older format of Office is.
fn compound(bytes: &[u8]) -> Unread {
    // The names of streams are UTF-16.
    let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    match memchr::memmem::find(bytes, &wide).is_some() {
        true => Unread { message: "the file is locked with a password".to_owned(), help: PASSWORD },
        false => Unread {
            message: "the file is in the format of Word 97-2003 (`.doc`), which is not read"
                .to_owned(),
            help: NEW_FORMAT,
        },
    }
}

/// Says what a file that is no package is, by how it begins.
fn other_format(bytes: &[u8]) -> &'static str {
    const KNOWN: [(&[u8], &str); 6] = [
        (b"%PDF", "the file is a PDF, whatever its name says"),
        (b"{\\rtf", "the file is in Rich Text Format (`.rtf`), whatever its name says"),
        (b"<?xml", "the file is bare XML, whatever its name says"),
        (b"<html", "the file is a web page, whatever its name says"),
        (b"<!DOCTYPE", "the file is a web page, whatever its name says"),
        (b"\xff\xd8\xff", "the file is a picture, whatever its name says"),
    ];

    let known = KNOWN.iter().find(|(sign, _)| bytes.starts_with(sign));
    known.map_or("the file is neither a Word nor an OpenDocument text", |(_, message)| message)
}

/// Says what a format that is not read is, by its first bytes; none for a text.
pub(super) fn unread_format(bytes: &[u8]) -> Option<Unread> {
    let message = match bytes {
        _ if bytes.starts_with(&COMPOUND) => return Some(compound(bytes)),
        _ if bytes.starts_with(b"%PDF") => "the file is a PDF, which is not read",
        _ if bytes.starts_with(b"{\\rtf") => {
            "the file is in Rich Text Format (`.rtf`), which is not read"
        }
        _ if bytes.contains(&0) && !is_wide(bytes) => {
            "the file is neither text nor a document that is read"
        }
        _ => return None,
    };
    Some(Unread { message: message.to_owned(), help: NEW_FORMAT })
}

/// Tells whether a text is UTF-16, by its byte order mark.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}
