//! OpenDocument texts (ISO/IEC 26300), as LibreOffice writes them.
//!
//! In: a package. Out: an [`OfficeDocument`]. Invariant: deleted text, which such a file keeps aside, does not count.

use super::office::{Cell, Content, OfficeDocument, Paragraph, ParagraphKind, Part, Section};
use super::package::{Package, Unread};
use super::xml::{XmlEvent, XmlTag};
use crate::content::MAX_FILE;

/// How many tables and frames may lie within each other; no office program writes more.
const DEEPEST: usize = 32;

/// How often a repeated cell or row is read: a spreadsheet repeats empty ones a million times.
const MOST_REPEATED: usize = 64;

/// Tells whether a package is an OpenDocument text.
pub(super) fn is_open_document(package: &Package<'_>) -> bool {
    package.has("content.xml") && package.has("META-INF/manifest.xml")
}

/// Reads a document.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read(package: &mut Package<'_>) -> Result<OfficeDocument, Unread> {
    let mut is_locked = false;
    package.read("META-INF/manifest.xml", &mut |event| {
        is_locked |= matches!(&event, XmlEvent::Open(tag) if tag.name == "encryption-data");
        Ok(())
    })?;
    if is_locked {
        return Err(Unread {
            message: "the file is locked with a password".to_owned(),
            help: "save a copy without a password",
        });
    }

    let mut document = OfficeDocument::default();
    let mut reader = PartReader::new();
    package.read("content.xml", &mut |event| reader.take(event))?;
    if !reader.is_text {
        return Err(Unread {
            message:
                "the file is a spreadsheet, a presentation or a drawing, whatever its name says"
                    .to_owned(),
            help: "save its text as `.odt`, `.docx` or `.txt`",
        });
    }
    reader.end_section("");
    let notes = std::mem::take(&mut reader.notes);
    document.sections.append(&mut reader.sections);
    document.sections.extend(notes);

    // Its page headers and footers, and its language.
    let mut reader = PartReader::new();
    package.read("styles.xml", &mut |event| reader.take(event))?;
    document.sections.append(&mut reader.sections);
    document.language = reader.language;

    Ok(document)
}

/// An element that is open, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    List,
    Table,
    Row,
    Cell,
    TextBox,
    NoteBody,
    /// The header or footer of a page, by its name.
    Margin(&'static str),
    DefaultStyle,
    /// Nothing in it is read.
    Hidden,
    Other,
}

/// Reads one part.
struct PartReader {
    sections: Vec<Section>,
    notes: Vec<Section>,
    language: Option<String>,
    /// Whether the body is that of a text.
    is_text: bool,
    open: Vec<Element>,
    hidden: usize,
    /// The open containers, the innermost last.
    content: Vec<Vec<Content>>,
    tables: Vec<Vec<Vec<Cell>>>,
    /// The open cells, and how often each is repeated.
    cells: Vec<(Cell, usize)>,
    paragraphs: Vec<Paragraph>,
    /// The text boxes that are anchored in each open paragraph.
    boxes: Vec<Vec<Content>>,
    /// The open lists by their number, from the outermost.
    lists: Vec<usize>,
    /// How many lists there were.
    list_count: usize,
    is_default: bool,
    length: usize,
}

impl PartReader {
    fn new() -> PartReader {
        PartReader {
            sections: Vec::new(),
            notes: Vec::new(),
            language: None,
            is_text: false,
            open: Vec::new(),
            hidden: 0,
            content: vec![Vec::new()],
            tables: Vec::new(),
            cells: Vec::new(),
            paragraphs: Vec::new(),
            boxes: Vec::new(),
            lists: Vec::new(),
            list_count: 0,
            is_default: false,
            length: 0,
        }
    }

    fn take(&mut self, event: XmlEvent) -> Result<(), String> {
        match event {
            XmlEvent::Open(tag) => {
                let element = match self.hidden {
                    0 => self.begin(&tag),
                    _ => Element::Other,
                };
                self.hidden += usize::from(element == Element::Hidden);
                self.open.push(element);
                if self.content.len() > DEEPEST {
                    return Err("its tables and frames are nested too deeply".to_owned());
                }
            }
            XmlEvent::Close => {
                if let Some(element) = self.open.pop() {
                    self.end(element);
                }
            }
            XmlEvent::Text(text) if self.hidden == 0 => {
                self.length += text.len();
                if self.length as u64 > MAX_FILE {
                    return Err("it has more text than a document can have".to_owned());
                }
                self.words(&text);
            }
            XmlEvent::Text(_) => {}
        }

        Ok(())
    }

    fn begin(&mut self, tag: &XmlTag) -> Element {
        match (tag.vocabulary, &*tag.name) {
            ("office", "text") => {
                self.is_text = true;
                Element::Other
            }
            ("text", name) => self.begin_text(name, tag),
            ("table", "table") => {
                self.tables.push(Vec::new());
                Element::Table
            }
            ("table", "table-row") => {
                if let Some(table) = self.tables.last_mut() {
                    table.push(Vec::new());
                }
                Element::Row
            }
            ("table", "table-cell" | "covered-table-cell") => self.begin_cell(tag),
            ("draw", "text-box") => {
                self.content.push(Vec::new());
                Element::TextBox
            }
            // Spoken to those who see no picture, or to the writers.
            ("office", "annotation") | ("draw", "object") | ("math", "math") => {
                self.part(Part::Object);
                Element::Hidden
            }
            ("style", "header" | "header-first" | "header-left") => Element::Margin("page header"),
            ("style", "footer" | "footer-first" | "footer-left") => Element::Margin("page footer"),
            ("style", "default-style") => {
                self.is_default = tag.get("family") == Some("paragraph");
                Element::DefaultStyle
            }
            ("style", "text-properties") if self.is_default => {
                if let Some(language) = tag.get("language").filter(|tag| *tag != "none") {
                    let country = tag.get("country").filter(|tag| *tag != "none");
                    let country = country.map(|country| format!("-{country}")).unwrap_or_default();
                    self.language = Some(format!("{language}{country}"));
                }
                Element::Other
            }
            ("", "title" | "desc") => Element::Hidden,
            _ => Element::Other,
        }
    }

    fn begin_text(&mut self, name: &str, tag: &XmlTag) -> Element {
        match name {
            "p" | "h" => {
                let list = self.lists.first().copied().filter(|_| name == "p");
                let level = self.lists.len().saturating_sub(1);
                let style = tag.get("style-name").unwrap_or_default();
                let kind = match list {
                    Some(list) => ParagraphKind::Item { list, level },
                    None if style.contains("Quotation") => ParagraphKind::Quote,
                    None => ParagraphKind::Plain,
                };
                self.paragraphs.push(Paragraph { kind, ..Paragraph::default() });
                self.boxes.push(Vec::new());
                Element::Paragraph
            }
            "list" => {
                if self.lists.is_empty() {
                    self.list_count += 1;
                }
                self.lists.push(self.list_count);
                Element::List
            }
            "s" => {
                let count = tag.number("c").unwrap_or(1).clamp(1, MOST_REPEATED);
                self.words(&" ".repeat(count));
                Element::Other
            }
            "tab" => {
                self.part(Part::Tab);
                Element::Other
            }
            "line-break" => {
                self.words(" ");
                Element::Other
            }
            "note-body" => {
                self.content.push(Vec::new());
                Element::NoteBody
            }
            "tracked-changes" | "table-of-content" | "illustration-index" | "table-index"
            | "alphabetical-index" | "object-index" | "user-index" | "note-citation"
            | "ruby-text" | "hidden-paragraph" | "hidden-text" | "script" => Element::Hidden,
            _ => Element::Other,
        }
    }

    fn begin_cell(&mut self, tag: &XmlTag) -> Element {
        let is_covered = tag.name == "covered-table-cell";
        let repeated = tag.number("number-columns-repeated").unwrap_or(1).clamp(1, MOST_REPEATED);

        // A cell over several columns is followed by those that it covers, which are there and empty.
        let cell = Cell { columns: 1, is_continued: is_covered, ..Cell::default() };
        self.cells.push((cell, repeated));
        self.content.push(Vec::new());
        Element::Cell
    }

    fn words(&mut self, words: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };

        // White space in the file is one blank; what the writer typed is written as `text:s`.
        let words = words.replace(['\u{ad}', '\u{200b}'], "").replace('\u{2011}', "-");
        let words = words.replace(['\n', '\r', '\t'], " ");
        match paragraph.parts.last_mut() {
            Some(Part::Words(before)) => before.push_str(&words),
            _ => paragraph.parts.push(Part::Words(words)),
        }
    }

    fn part(&mut self, part: Part) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.parts.push(part);
        }
    }

    fn end(&mut self, element: Element) {
        match element {
            Element::Hidden => self.hidden -= 1,
            _ if self.hidden > 0 => {}
            Element::Paragraph => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.add(Content::Paragraph(paragraph));
                }
                let boxes = self.boxes.pop().unwrap_or_default();
                boxes.into_iter().for_each(|text_box| self.add(text_box));
            }
            Element::List => {
                self.lists.pop();
            }
            Element::Cell => self.end_cell(),
            Element::Table => {
                if let Some(mut table) = self.tables.pop() {
                    table.retain(|row| !row.is_empty());
                    self.add(Content::Table(table));
                }
            }
            Element::TextBox => {
                let text_box = Content::TextBox(self.content.pop().unwrap_or_default());
                match self.boxes.last_mut() {
                    Some(boxes) => boxes.push(text_box),
                    None => self.add(text_box),
                }
            }
            Element::NoteBody => {
                let content = self.content.pop().unwrap_or_default();
                let name = format!("note {}", self.notes.len() + 1);
                self.notes.push(Section { name, content });
            }
            Element::Margin(name) => self.end_section(name),
            Element::DefaultStyle => self.is_default = false,
            Element::Row | Element::Other => {}
        }
    }

    fn end_cell(&mut self) {
        let content = self.content.pop().unwrap_or_default();
        let Some((cell, repeated)) = self.cells.pop() else {
            return;
        };

        if let Some(row) = self.tables.last_mut().and_then(|table| table.last_mut()) {
            let cell = Cell { content, ..cell };
            // A row of a text has no more cells than that; the rest is a spreadsheet's empty end.
            let room = MOST_REPEATED.saturating_sub(row.len()).max(1);
            row.extend(std::iter::repeat_n(cell, repeated.min(room)));
        }
    }

    fn add(&mut self, part: Content) {
        if let Some(content) = self.content.last_mut() {
            content.push(part);
        }
    }

    fn end_section(&mut self, name: &str) {
        let content = self.content.first_mut().map(std::mem::take).unwrap_or_default();
        if !content.is_empty() {
            self.sections.push(Section { name: name.to_owned(), content });
        }
    }
}
