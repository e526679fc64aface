//! XML as a stream of elements and texts.
//!
//! In: bytes. Out: events with the vocabulary of each element. Invariant: no entity but those of XML itself is resolved,
//! and no more than one event is in memory.

use std::io::BufRead;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

/// How deep elements may lie within each other: no office program nests a tenth of that.
const DEEPEST: usize = 2000;

/// The namespaces that are read, each with a short name; both editions of Office Open XML among them.
const VOCABULARIES: [(&str, &str); 13] = [
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("w", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("m", "http://purl.oclc.org/ooxml/officeDocument/math"),
    ("rel", "http://schemas.openxmlformats.org/package/2006/relationships"),
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
    ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("math", "http://www.w3.org/1998/Math/MathML"),
    ("manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"),
];

/// An element's opening tag.
#[derive(Debug)]
pub(super) struct XmlTag {
    /// The short name of its namespace; empty for one that is not read.
    pub(super) vocabulary: &'static str,
    /// Its name without a prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl XmlTag {
    /// Returns the value of an attribute, by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// Returns the number in an attribute.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.trim().parse().ok()
    }

    /// Tells whether a switch such as `<w:vanish/>` is on.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.get("val"), Some("0" | "false" | "off"))
    }
}

/// A part of a stream.
#[derive(Debug)]
pub(super) enum XmlEvent {
    /// An element begins.
    Open(XmlTag),
    /// The innermost element ends.
    Close,
    /// Text, with its entities resolved.
    Text(String),
}

/// Reads a stream to its end.
///
/// # Errors
/// Why it is no XML, in a writer's words, or what `take` refuses.
pub(super) fn read(
    stream: impl BufRead,
    take: &mut dyn FnMut(XmlEvent) -> Result<(), String>,
) -> Result<(), String> {
    let mut reader = NsReader::from_reader(stream);
    let mut buffer = Vec::new();
    let mut depth = 0_usize;

    loop {
        buffer.clear();
        let (namespace, event) =
            reader.read_resolved_event_into(&mut buffer).map_err(|error| damage(&error))?;

        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err("its parts are nested too deeply".to_owned());
                }
                take(XmlEvent::Open(tag(&namespace, &start)))?;
            }
            Event::Empty(start) => {
                take(XmlEvent::Open(tag(&namespace, &start)))?;
                take(XmlEvent::Close)?;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                take(XmlEvent::Close)?;
            }
            Event::Text(text) => take(words(&text))?,
            Event::CData(text) => take(words(&text))?,
            Event::GeneralRef(name) => {
                let letter = name.resolve_char_ref().ok().flatten().map(String::from);
                let named = String::from_utf8_lossy(&name);
                let named = quick_xml::escape::resolve_predefined_entity(&named);
                let text = letter.or(named.map(str::to_owned));
                take(XmlEvent::Text(text.unwrap_or_default()))?;
            }
            Event::Eof if depth > 0 => return Err("it ends in the middle".to_owned()),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn tag(namespace: &ResolveResult<'_>, start: &BytesStart<'_>) -> XmlTag {
    let vocabulary = match namespace {
        ResolveResult::Bound(bound) => {
            let found = VOCABULARIES.iter().find(|(_, uri)| uri.as_bytes() == bound.as_ref());
            found.map_or("", |(short, _)| short)
        }
        _ => "",
    };

    let mut all = start.attributes();
    let attributes = all.with_checks(false).flatten().map(|attribute| {
        let value = String::from_utf8_lossy(&attribute.value);
        let value = quick_xml::escape::unescape(&value)
            .map(std::borrow::Cow::into_owned)
            .unwrap_or_default();
        (lossy(attribute.key.local_name().as_ref()), value)
    });

    XmlTag {
        vocabulary,
        name: lossy(start.local_name().as_ref()),
        attributes: attributes.collect(),
    }
}

fn words(text: &[u8]) -> XmlEvent {
    XmlEvent::Text(lossy(text))
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Says what is wrong with a stream, in a writer's words.
fn damage(error: &quick_xml::Error) -> String {
    match error {
        quick_xml::Error::Io(error) => error.to_string(),
        _ => "its text is cut off or overwritten".to_owned(),
    }
}
