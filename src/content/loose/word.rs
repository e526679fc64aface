//! Word documents (Office Open XML, ECMA-376), as they will read once every change is accepted.
//!
//! In: a package. Out: an [`OfficeDocument`]. Invariant: inserted text counts and deleted text does not; text that was
//! moved, and a drawing that is stored in two forms, counts once.

use std::collections::HashMap;

use super::office::{Cell, Content, OfficeDocument, Paragraph, ParagraphKind, Part, Section};
use super::package::{Package, Unread};
use super::xml::{XmlEvent, XmlTag};
use crate::content::MAX_FILE;

/// How many tables and text boxes may lie within each other; no office program writes more.
const DEEPEST: usize = 32;

/// Reads a document.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read(package: &mut Package<'_>) -> Result<OfficeDocument, Unread> {
    let main = main_part(package)?;
    let related = relations(package, &main)?;
    let mut document = OfficeDocument::default();

    let mut styles = Styles::default();
    for part in parts(&related, "styles") {
        styles = Styles::read(package, part)?;
    }
    document.language = styles.language.clone();

    let body = read_part(package, &main, &styles)?;
    document.sections.extend(body);

    for (kind, name) in [
        ("footnotes", "footnote"),
        ("endnotes", "endnote"),
        ("header", "page header"),
        ("footer", "page footer"),
    ] {
        for part in parts(&related, kind) {
            let mut sections = read_part(package, part, &styles)?;
            for (at, section) in sections.iter_mut().enumerate() {
                section.name = match kind {
                    "footnotes" | "endnotes" => format!("{name} {}", at + 1),
                    _ => name.to_owned(),
                };
            }
            document.sections.extend(sections);
        }
    }

    Ok(document)
}

/// Tells whether a package is a Word document.
pub(super) fn is_word(package: &mut Package<'_>) -> bool {
    main_part(package).is_ok()
}

/// Finds the part that holds the text.
fn main_part(package: &mut Package<'_>) -> Result<String, Unread> {
    let all = relations(package, "")?;
    let main = parts(&all, "officeDocument").next().map(str::to_owned);
    let main = main.filter(|main| main.ends_with(".xml") && package.has(main));
    let main =
        main.or_else(|| package.has("word/document.xml").then(|| "word/document.xml".to_owned()));

    // A spreadsheet has such a part as well.
    match main {
        Some(main) if !main.starts_with("xl/") && !main.starts_with("ppt/") => Ok(main),
        Some(_) => Err(Unread {
            message: "the file is a spreadsheet or a presentation, whatever its name says"
                .to_owned(),
            help: "save its text as `.docx`, `.odt` or `.txt`",
        }),
        None => Err(Unread {
            message: "the file is neither a Word nor an OpenDocument text".to_owned(),
            help: "save it as `.docx` or `.odt`, or paste its text into a `.txt` file",
        }),
    }
}

/// Lists the parts that a part refers to: the kind of each, and its name.
fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<(String, String)>, Unread> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut found = Vec::new();

    package.read(&format!("{folder}_rels/{name}.rels"), &mut |event| {
        if let XmlEvent::Open(tag) = event
            && tag.name == "Relationship"
            && tag.get("TargetMode") != Some("External")
            && let (Some(kind), Some(target)) = (tag.get("Type"), tag.get("Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = match target.strip_prefix('/') {
                Some(target) => target.to_owned(),
                None => format!("{folder}{target}"),
            };
            found.push((kind, target));
        }
        Ok(())
    })?;

    Ok(found)
}

fn parts<'r>(relations: &'r [(String, String)], kind: &'r str) -> impl Iterator<Item = &'r str> {
    relations.iter().filter(move |(known, _)| known == kind).map(|(_, target)| &**target)
}

/// What the styles of a document say of paragraphs.
#[derive(Default)]
struct Styles {
    language: Option<String>,
    by_id: HashMap<String, WordStyle>,
}

#[derive(Default, Clone)]
struct WordStyle {
    based_on: Option<String>,
    is_heading: bool,
    is_quote: bool,
    is_contents: bool,
    list: Option<usize>,
}

impl Styles {
    fn read(package: &mut Package<'_>, part: &str) -> Result<Styles, Unread> {
        let mut styles = Styles::default();
        let mut open: Option<(String, WordStyle)> = None;
        let mut in_defaults = false;
        let mut names: Vec<String> = Vec::new();

        package.read(part, &mut |event| {
            match event {
                XmlEvent::Open(tag) => {
                    match (&*tag.name, &mut open) {
                        ("docDefaults", _) => in_defaults = true,
                        ("lang", None) if in_defaults => {
                            styles.language = tag.get("val").map(str::to_owned);
                        }
                        ("style", _) => {
                            let id = tag.get("styleId").unwrap_or_default().to_owned();
                            open = Some((id, WordStyle::default()));
                        }
                        ("name", Some((_, style))) => {
                            style.name(tag.get("val").unwrap_or_default());
                        }
                        ("basedOn", Some((_, style))) => {
                            style.based_on = tag.get("val").map(str::to_owned);
                        }
                        ("outlineLvl", Some((_, style))) => {
                            style.is_heading |= tag.number("val").is_some_and(|level| level < 9);
                        }
                        ("numId", Some((_, style))) => style.list = tag.number("val"),
                        _ => {}
                    }
                    names.push(tag.name);
                }
                XmlEvent::Close => match names.pop().as_deref() {
                    Some("docDefaults") => in_defaults = false,
                    Some("style") => styles.by_id.extend(open.take()),
                    _ => {}
                },
                XmlEvent::Text(_) => {}
            }
            Ok(())
        })?;

        Ok(styles)
    }

    /// Returns what a style says, with what it takes from those that it is based on.
    fn of(&self, id: &str) -> WordStyle {
        // A circle of styles ends as well.
        const LONGEST: usize = 16;

        let mut whole = WordStyle::default();
        let mut next = self.by_id.get(id);
        for _ in 0..LONGEST {
            let Some(style) = next else {
                break;
            };
            whole.is_heading |= style.is_heading;
            whole.is_quote |= style.is_quote;
            whole.is_contents |= style.is_contents;
            whole.list = whole.list.or(style.list);
            next = style.based_on.as_deref().and_then(|id| self.by_id.get(id));
        }

        whole
    }
}

impl WordStyle {
    /// Notes what the name of a style says; the names of Word's own styles are English in every language.
    fn name(&mut self, name: &str) {
        let name = name.to_lowercase();
        self.is_heading |= name.starts_with("heading ") || name == "title" || name == "subtitle";
        self.is_quote |= matches!(&*name, "quote" | "intense quote" | "block text");
        self.is_contents |= name.starts_with("toc ") || name == "table of figures";
    }
}

/// Reads a part into its sections: the body is one, and so is each note.
fn read_part(
    package: &mut Package<'_>,
    part: &str,
    styles: &Styles,
) -> Result<Vec<Section>, Unread> {
    let mut reader = PartReader::new(styles);
    package.read(part, &mut |event| reader.take(event))?;
    reader.end_section();

    Ok(reader.sections)
}

/// An element that is open, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    ParagraphKeys,
    /// The properties of a run, of a row or of another part.
    RunKeys,
    RowKeys,
    CellKeys,
    Run,
    Text,
    Table,
    Row,
    Cell,
    TextBox,
    Note,
    /// A placeholder that nobody has filled in shows its own prompt.
    Control,
    Alternative,
    /// Nothing in it is read.
    Hidden,
    Other,
}

/// Reads one part.
struct PartReader<'s> {
    styles: &'s Styles,
    sections: Vec<Section>,
    /// The open elements.
    open: Vec<Element>,
    /// How many of them hide what is in them.
    hidden: usize,
    /// The open containers: the section, and the cells and text boxes in it, the innermost last.
    content: Vec<Vec<Content>>,
    tables: Vec<Vec<Vec<Cell>>>,
    /// The properties of the open cells.
    cells: Vec<Cell>,
    /// Whether each open row is deleted.
    rows: Vec<bool>,
    paragraphs: Vec<OpenParagraph>,
    /// Whether the text of the open run is hidden.
    is_vanished: bool,
    /// Whether each open content control still shows its prompt.
    controls: Vec<bool>,
    /// Whether each open choice between two forms of a drawing has been read.
    alternatives: Vec<bool>,
    /// The bytes of all text.
    length: usize,
}

#[derive(Default)]
struct OpenParagraph {
    paragraph: Paragraph,
    style: WordStyle,
    list: Option<usize>,
    level: usize,
    /// The text boxes that are anchored in it.
    boxes: Vec<Content>,
}

impl<'s> PartReader<'s> {
    fn new(styles: &'s Styles) -> PartReader<'s> {
        PartReader {
            styles,
            sections: Vec::new(),
            open: Vec::new(),
            hidden: 0,
            content: vec![Vec::new()],
            tables: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            paragraphs: Vec::new(),
            is_vanished: false,
            controls: Vec::new(),
            alternatives: Vec::new(),
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
                    return Err("its tables and text boxes are nested too deeply".to_owned());
                }
            }
            XmlEvent::Close => {
                if let Some(element) = self.open.pop() {
                    self.end(element);
                }
            }
            XmlEvent::Text(text)
                if self.hidden == 0 && self.open.last() == Some(&Element::Text) =>
            {
                self.length += text.len();
                if self.length as u64 > MAX_FILE {
                    return Err("it has more text than a document can have".to_owned());
                }
                self.words(text);
            }
            XmlEvent::Text(_) => {}
        }

        Ok(())
    }

    fn begin(&mut self, tag: &XmlTag) -> Element {
        let parent = self.open.last().copied();
        match (tag.vocabulary, &*tag.name) {
            ("mc", "AlternateContent") => {
                self.alternatives.push(false);
                Element::Alternative
            }
            ("mc", "Choice" | "Fallback") => {
                // A program reads the first form that it knows; all of them hold the same text.
                match self.alternatives.last_mut() {
                    Some(is_read) if *is_read => Element::Hidden,
                    Some(is_read) => {
                        *is_read = true;
                        Element::Other
                    }
                    None => Element::Other,
                }
            }
            ("m", "oMath" | "oMathPara") => {
                self.part(Part::Object);
                Element::Hidden
            }
            ("w", name) => self.begin_word(name, tag, parent),
            _ => Element::Other,
        }
    }

    fn begin_word(&mut self, name: &str, tag: &XmlTag, parent: Option<Element>) -> Element {
        match name {
            "p" => {
                self.paragraphs.push(OpenParagraph::default());
                Element::Paragraph
            }
            "pPr" => Element::ParagraphKeys,
            "rPr" | "sdtPr" => Element::RunKeys,
            "trPr" => Element::RowKeys,
            "tcPr" => Element::CellKeys,
            "r" => {
                self.is_vanished = false;
                Element::Run
            }
            "t" => Element::Text,
            "tbl" => {
                self.tables.push(Vec::new());
                Element::Table
            }
            "tr" => {
                self.rows.push(false);
                if let Some(table) = self.tables.last_mut() {
                    table.push(Vec::new());
                }
                Element::Row
            }
            "tc" => {
                self.cells.push(Cell { columns: 1, ..Cell::default() });
                self.content.push(Vec::new());
                Element::Cell
            }
            "txbxContent" => {
                self.content.push(Vec::new());
                Element::TextBox
            }
            "footnote" | "endnote" => match tag.get("type") {
                Some(kind) if kind != "normal" => Element::Hidden,
                _ => Element::Note,
            },
            "sdt" => {
                self.controls.push(false);
                Element::Control
            }
            // What was deleted or moved away, and what the text was like before.
            "moveFrom" | "pPrChange" | "rPrChange" | "tblPrChange" | "trPrChange"
            | "tcPrChange" | "sectPrChange" | "numberingChange" | "tblGridChange" | "delText"
            | "delInstrText" | "instrText" | "rt" | "comment" | "sectPr" | "tblGrid" | "tblPr" => {
                Element::Hidden
            }
            "del" => self.begin_deletion(parent),
            "sdtContent" if self.controls.last() == Some(&true) => Element::Hidden,
            _ => {
                self.note_key(name, tag, parent);
                Element::Other
            }
        }
    }

    /// Takes a deletion: of text, of the mark of a paragraph, or of a row.
    fn begin_deletion(&mut self, parent: Option<Element>) -> Element {
        match parent {
            Some(Element::RunKeys) if self.is_in_paragraph_keys() => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.paragraph.joins_next = true;
                }
            }
            Some(Element::RowKeys) => {
                if let Some(is_deleted) = self.rows.last_mut() {
                    *is_deleted = true;
                }
            }
            _ => {}
        }

        Element::Hidden
    }

    fn is_in_paragraph_keys(&self) -> bool {
        self.open.iter().rev().nth(1) == Some(&Element::ParagraphKeys)
    }

    /// Takes a property, or a sign in a run.
    fn note_key(&mut self, name: &str, tag: &XmlTag, parent: Option<Element>) {
        match (name, parent) {
            ("pStyle", Some(Element::ParagraphKeys)) => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.style = self.styles.of(tag.get("val").unwrap_or_default());
                }
            }
            ("outlineLvl", Some(Element::ParagraphKeys)) => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.style.is_heading |= tag.number("val").is_some_and(|level| level < 9);
                }
            }
            ("numId", _) => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.list = tag.number("val");
                }
            }
            ("ilvl", _) => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.level = tag.number("val").unwrap_or_default().min(DEEPEST);
                }
            }
            ("vanish" | "specVanish", Some(Element::RunKeys)) if !self.is_in_paragraph_keys() => {
                self.is_vanished |= tag.is_on();
            }
            ("showingPlcHdr", Some(Element::RunKeys)) => {
                if let Some(is_prompt) = self.controls.last_mut() {
                    *is_prompt = tag.is_on();
                }
            }
            ("gridSpan", Some(Element::CellKeys)) => {
                if let Some(cell) = self.cells.last_mut() {
                    // As many columns as Word can have.
                    cell.columns = tag.number("val").unwrap_or(1).clamp(1, 63);
                }
            }
            ("vMerge", Some(Element::CellKeys)) => {
                if let Some(cell) = self.cells.last_mut() {
                    cell.is_continued = tag.get("val") != Some("restart");
                }
            }
            ("tab" | "ptab", Some(Element::Run)) => self.part(Part::Tab),
            ("br" | "cr", Some(Element::Run)) => self.words(" ".to_owned()),
            ("noBreakHyphen", Some(Element::Run)) => self.words("-".to_owned()),
            ("sym", Some(Element::Run)) => self.words(" ".to_owned()),
            _ => {}
        }
    }

    fn words(&mut self, words: String) {
        if self.is_vanished || words.is_empty() {
            return;
        }

        // A hyphen that shows only where a line breaks is none, and a hard one is like any other.
        let words = match words.contains(['\u{ad}', '\u{2011}', '\u{200b}']) {
            true => words.replace(['\u{ad}', '\u{200b}'], "").replace('\u{2011}', "-"),
            false => words,
        };

        let Some(open) = self.paragraphs.last_mut() else {
            return;
        };
        match open.paragraph.parts.last_mut() {
            Some(Part::Words(before)) => before.push_str(&words),
            _ => open.paragraph.parts.push(Part::Words(words)),
        }
    }

    fn part(&mut self, part: Part) {
        if let Some(open) = self.paragraphs.last_mut().filter(|_| !self.is_vanished) {
            open.paragraph.parts.push(part);
        }
    }

    fn end(&mut self, element: Element) {
        match element {
            Element::Hidden => self.hidden -= 1,
            _ if self.hidden > 0 => {}
            Element::Paragraph => self.end_paragraph(),
            Element::Alternative => {
                self.alternatives.pop();
            }
            Element::Control => {
                self.controls.pop();
            }
            Element::Run => self.is_vanished = false,
            Element::Cell => self.end_cell(),
            Element::Row => {
                let is_deleted = self.rows.pop().unwrap_or(false);
                if is_deleted && let Some(table) = self.tables.last_mut() {
                    table.pop();
                }
            }
            Element::Table => {
                if let Some(table) = self.tables.pop() {
                    self.add(Content::Table(table));
                }
            }
            Element::TextBox => {
                let content = self.content.pop().unwrap_or_default();
                let text_box = Content::TextBox(content);
                match self.paragraphs.last_mut() {
                    Some(open) => open.boxes.push(text_box),
                    None => self.add(text_box),
                }
            }
            Element::Note => self.end_section(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(OpenParagraph { mut paragraph, style, list, level, boxes }) =
            self.paragraphs.pop()
        else {
            return;
        };

        // List 0 takes a paragraph out of the list of its style.
        let list = list.or(style.list).filter(|list| *list > 0);
        paragraph.kind = match list {
            _ if style.is_contents => ParagraphKind::Contents,
            _ if style.is_quote => ParagraphKind::Quote,
            Some(list) if !style.is_heading => ParagraphKind::Item { list, level },
            _ => ParagraphKind::Plain,
        };

        self.add(Content::Paragraph(paragraph));
        boxes.into_iter().for_each(|text_box| self.add(text_box));
    }

    fn end_cell(&mut self) {
        let content = self.content.pop().unwrap_or_default();
        let Some(cell) = self.cells.pop() else {
            return;
        };

        match self.tables.last_mut().and_then(|table| table.last_mut()) {
            Some(row) => row.push(Cell { content, ..cell }),
            None => content.into_iter().for_each(|part| self.add(part)),
        }
    }

    fn add(&mut self, part: Content) {
        if let Some(content) = self.content.last_mut() {
            content.push(part);
        }
    }

    /// Ends the body, a note or a page header.
    fn end_section(&mut self) {
        let content = self.content.first_mut().map(std::mem::take).unwrap_or_default();
        if !content.is_empty() {
            self.sections.push(Section { name: String::new(), content });
        }
    }
}
