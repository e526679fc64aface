//! HTML pages: what readers see of them, block by block.
//!
//! In: the text of a page. Out: its blocks, its language and its title. Invariant: no word of a script, a style or code is
//! read; every word has its place in the page.

use std::ops::Range;

use super::block::{DocumentBlock, PlacedPiece, TableCell, is_blank};
use crate::content::html::{HtmlTag, Token, tokens};

/// A page as it was read.
#[derive(Debug, Default)]
pub(super) struct HtmlPage {
    pub(super) blocks: Vec<DocumentBlock>,
    /// The `lang` of the page.
    pub(super) language: Option<String>,
}

/// Elements whose words continue the text around them.
const INLINE: [&str; 36] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "output", "q", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements whose words are not shown, or are no prose.
const HIDDEN: [&str; 14] = [
    "script", "style", "template", "noscript", "svg", "math", "select", "textarea", "object",
    "iframe", "audio", "video", "del", "nav",
];

/// Elements that name a thing, whose digits are no numbers that the page states.
const CODE: [&str; 5] = ["code", "kbd", "samp", "pre", "var"];

/// Elements without a closing tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// How many blocks may be open within each other; what is nested deeper is read on the last level.
const DEEPEST: usize = 64;

/// A block that is open.
enum OpenContainer {
    List(Vec<Vec<DocumentBlock>>),
    Item(Vec<DocumentBlock>),
    Quote(Vec<DocumentBlock>),
    Table(OpenTable),
    Cell { cell: TableCell, columns: usize, rows: usize },
}

#[derive(Default)]
struct OpenTable {
    rows: Vec<Vec<TableCell>>,
    /// How many more rows each column is covered by a cell above.
    covered: Vec<usize>,
}

struct PageReader<'t> {
    html: &'t str,
    page: HtmlPage,
    open: Vec<OpenContainer>,
    pieces: Vec<PlacedPiece>,
    /// The element that hides what is in it, and how often it is open.
    hidden: Option<(String, usize)>,
    /// The open elements of code.
    code: usize,
}

/// Reads a page.
pub(super) fn read(html: &str) -> HtmlPage {
    let mut reader = PageReader {
        html,
        page: HtmlPage::default(),
        open: Vec::new(),
        pieces: Vec::new(),
        hidden: None,
        code: 0,
    };

    for token in tokens(html) {
        match token {
            Token::Open(tag) => reader.open_tag(&tag),
            Token::Close(name, _) => reader.close_tag(&name),
            Token::Text(text, place) => reader.text(&text, place),
            Token::Comment(_) | Token::Doctype(_) | Token::Unfinished(..) => {}
        }
    }

    reader.end_paragraph();
    while !reader.open.is_empty() {
        reader.close_block();
    }

    reader.page
}

impl PageReader<'_> {
    fn open_tag(&mut self, tag: &HtmlTag) {
        let name = &*tag.name;
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(hidden == name);
            return;
        }

        if name == "html" || name == "body" {
            let language = tag.get("lang").or(tag.get("xml:lang")).map(str::to_owned);
            self.page.language = self.page.language.take().or(language);
        }

        let is_void = VOID.contains(&name) || tag.is_self_closing && HIDDEN.contains(&name);
        let is_hidden = HIDDEN.contains(&name) || tag.attribute("hidden").is_some();
        if is_hidden && !is_void {
            // A block that is left out separates what stands around it.
            if !INLINE.contains(&name) {
                self.end_paragraph();
            }
            self.hidden = Some((name.to_owned(), 1));
            return;
        }

        if CODE.contains(&name) {
            self.code += 1;
            self.pieces.push(PlacedPiece::Object(tag.span.clone()));
        }

        match name {
            "br" => self.pieces.push(PlacedPiece::Words(" ".to_owned(), tag.span.clone())),
            "img" => self.alternative(tag),
            _ if INLINE.contains(&name) => {}
            _ => self.open_block(tag),
        }
    }

    /// Reads the alternative text of an image as a paragraph of its own.
    fn alternative(&mut self, tag: &HtmlTag) {
        // In a sentence a picture is a sign; its text would tear the words apart.
        let Some(alt) = tag.attribute("alt").filter(|_| is_blank(&self.pieces)) else {
            return;
        };
        let piece = PlacedPiece::Words(alt.value.clone(), alt.span.clone());
        self.add(DocumentBlock::Paragraph(vec![piece]));
    }

    fn open_block(&mut self, tag: &HtmlTag) {
        self.end_paragraph();
        if self.open.len() >= DEEPEST {
            return;
        }

        match &*tag.name {
            "ul" | "ol" => self.open.push(OpenContainer::List(Vec::new())),
            "li" => {
                self.close_while(|open| matches!(open, OpenContainer::Item(_)));
                if matches!(self.open.last(), Some(OpenContainer::List(_))) {
                    self.open.push(OpenContainer::Item(Vec::new()));
                }
            }
            "blockquote" => self.open.push(OpenContainer::Quote(Vec::new())),
            "table" => self.open.push(OpenContainer::Table(OpenTable::default())),
            "tr" => {
                self.close_while(|open| matches!(open, OpenContainer::Cell { .. }));
                if let Some(OpenContainer::Table(table)) = self.open.last_mut() {
                    table.begin_row();
                }
            }
            "td" | "th" => self.open_cell(tag),
            _ => {}
        }
    }

    fn open_cell(&mut self, tag: &HtmlTag) {
        self.close_while(|open| matches!(open, OpenContainer::Cell { .. }));
        let Some(OpenContainer::Table(table)) = self.open.last_mut() else {
            return;
        };

        if table.rows.is_empty() {
            table.begin_row();
        }

        // The HTML standard's own bounds: a page may not ask for a billion cells.
        let span = |name: &str, most: usize| {
            let written = tag.get(name).and_then(|text| text.trim().parse().ok());
            written.unwrap_or(1_usize).clamp(1, most)
        };
        let cell = TableCell { blocks: Vec::new(), start: tag.span.end };
        self.open.push(OpenContainer::Cell {
            cell,
            columns: span("colspan", 100),
            rows: span("rowspan", 1000),
        });
    }

    fn close_tag(&mut self, name: &str) {
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == name {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            return;
        }

        if CODE.contains(&name) {
            self.code = self.code.saturating_sub(1);
        }
        if INLINE.contains(&name) {
            return;
        }

        self.end_paragraph();
        let wanted: fn(&OpenContainer) -> bool = match name {
            "ul" | "ol" => |open| matches!(open, OpenContainer::List(_)),
            "li" => |open| matches!(open, OpenContainer::Item(_)),
            "blockquote" => |open| matches!(open, OpenContainer::Quote(_)),
            "table" => |open| matches!(open, OpenContainer::Table(_)),
            "td" | "th" => |open| matches!(open, OpenContainer::Cell { .. }),
            _ => return,
        };

        // A closing tag without an opening one closes nothing; nothing reaches out of a cell but a table's end.
        let at = self.open.iter().rposition(wanted);
        let is_in_reach = |at: usize| {
            let between = &self.open[at + 1..];
            name == "table" || !between.iter().any(|open| matches!(open, OpenContainer::Table(_)))
        };
        if let Some(at) = at.filter(|&at| is_in_reach(at)) {
            while self.open.len() > at {
                self.close_block();
            }
        }
    }

    /// Closes the blocks at the end that are left open without a closing tag, as HTML allows.
    fn close_while(&mut self, is_open: fn(&OpenContainer) -> bool) {
        let last_table = self
            .open
            .iter()
            .rposition(|open| matches!(open, OpenContainer::Table(_) | OpenContainer::List(_)));
        let from = last_table.map_or(0, |at| at + 1);
        if let Some(at) = self.open[from..].iter().position(is_open) {
            while self.open.len() > from + at {
                self.close_block();
            }
        }
    }

    fn text(&mut self, text: &str, place: Range<usize>) {
        if self.hidden.is_some() || self.code > 0 {
            return;
        }

        let blank = text.chars().all(char::is_whitespace);
        if blank && self.pieces.is_empty() {
            return;
        }

        self.pieces.extend(aligned(text, self.html, place));
    }

    /// Ends the running paragraph, where there is one.
    fn end_paragraph(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        if !is_blank(&pieces) {
            self.add(DocumentBlock::Paragraph(pieces));
        }
    }

    /// Adds a block to the innermost open one.
    fn add(&mut self, block: DocumentBlock) {
        match self.open.last_mut() {
            Some(OpenContainer::Item(blocks) | OpenContainer::Quote(blocks)) => blocks.push(block),
            Some(OpenContainer::Cell { cell, .. }) => cell.blocks.push(block),
            // What stands in a list or a table and in none of its parts, such as a caption, comes before it.
            Some(OpenContainer::List(_) | OpenContainer::Table(_)) => {
                let at = self.open.iter().rposition(|open| {
                    !matches!(open, OpenContainer::List(_) | OpenContainer::Table(_))
                });
                match at.map(|at| &mut self.open[at]) {
                    Some(OpenContainer::Item(blocks) | OpenContainer::Quote(blocks)) => {
                        blocks.push(block);
                    }
                    Some(OpenContainer::Cell { cell, .. }) => cell.blocks.push(block),
                    _ => self.page.blocks.push(block),
                }
            }
            None => self.page.blocks.push(block),
        }
    }

    fn close_block(&mut self) {
        self.end_paragraph();
        match self.open.pop() {
            Some(OpenContainer::Item(blocks)) => {
                if let Some(OpenContainer::List(items)) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            Some(OpenContainer::List(items)) if !items.is_empty() => {
                self.add(DocumentBlock::List(items));
            }
            Some(OpenContainer::Quote(blocks)) if !blocks.is_empty() => {
                self.add(DocumentBlock::Quote(blocks));
            }
            Some(OpenContainer::Cell { cell, columns, rows }) => {
                if let Some(OpenContainer::Table(table)) = self.open.last_mut() {
                    table.push(cell, columns, rows);
                }
            }
            Some(OpenContainer::Table(mut table)) => {
                table.rows.retain(|row| !row.is_empty());
                self.add(DocumentBlock::Table(table.rows));
            }
            _ => {}
        }
    }
}

impl OpenTable {
    fn begin_row(&mut self) {
        self.rows.push(Vec::new());
        self.cover();
    }

    /// Adds empty cells where cells above reach down into the row.
    fn cover(&mut self) {
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        while let Some(covered) = self.covered.get_mut(row.len()).filter(|rows| **rows > 0) {
            *covered -= 1;
            row.push(TableCell::default());
        }
    }

    fn push(&mut self, cell: TableCell, columns: usize, rows: usize) {
        // A table of this width is no table; its cells are still read.
        const WIDEST: usize = 1000;

        let Some(row) = self.rows.last_mut() else {
            return;
        };
        let start = cell.start;
        let first = row.len();
        row.push(cell);
        for _ in 1..columns.min(WIDEST.saturating_sub(first)) {
            row.push(TableCell { start, ..TableCell::default() });
        }

        let end = row.len();
        if rows > 1 {
            if self.covered.len() < end {
                self.covered.resize(end, 0);
            }
            self.covered[first..end].fill(rows - 1);
        }

        self.cover();
    }
}

/// Splits a text at its entities and line ends, so that all other words keep their exact place.
fn aligned(text: &str, html: &str, place: Range<usize>) -> Vec<PlacedPiece> {
    let source = html.get(place.clone()).unwrap_or_default();
    if source.len() == text.len() {
        return vec![PlacedPiece::Words(text.to_owned(), place)];
    }

    let mut pieces = Vec::new();
    let (mut at, mut rest) = (place.start, text);
    let mut source = source;
    while !source.is_empty() {
        let plain = source.find(['&', '\r']).unwrap_or(source.len());
        let Some(words) = rest.get(..plain).filter(|words| *words == &source[..plain]) else {
            return vec![PlacedPiece::Words(text.to_owned(), place)];
        };
        if plain > 0 {
            pieces.push(PlacedPiece::Words(words.to_owned(), at..at + plain));
        }
        (source, rest, at) = (&source[plain..], &rest[plain..], at + plain);

        // One sign stands for an entity, and for the two bytes of a line end.
        let Some(sign) = rest.chars().next() else {
            break;
        };
        let width = match source.starts_with('&') {
            true => source
                .find(';')
                .filter(|_| sign != '&' || source.starts_with("&amp;"))
                .map_or(1, |end| end + 1),
            false => 1 + usize::from(source.starts_with("\r\n")),
        };
        pieces.push(PlacedPiece::Words(sign.to_string(), at..at + width));
        (source, rest, at) = (&source[width..], &rest[sign.len_utf8()..], at + width);
    }

    pieces
}
