//! The document of an office program, laid out as lines of text.
//!
//! In: paragraphs and tables as the file has them. Out: a text with one paragraph a line, the name of each line, and the
//! blocks with places in that text. Invariant: what findings point into is what readers of the document see.

use super::block::{DocumentBlock, PlacedPiece, TableCell};

/// A part of a paragraph as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Words.
    Words(String),
    /// A tabulator, which sets columns apart.
    Tab,
    /// A formula or a drawing.
    Object,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum ParagraphKind {
    /// One of running text, or a heading.
    #[default]
    Plain,
    /// An item of a list, with its list and its level from nought.
    Item { list: usize, level: usize },
    /// A quotation.
    Quote,
    /// A line of a table of contents, which says what another line says.
    Contents,
}

/// A paragraph as written.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub(super) parts: Vec<Part>,
    pub(super) kind: ParagraphKind,
    /// Whether its mark is deleted, so that it continues in the next one.
    pub(super) joins_next: bool,
}

/// A cell of a table as written.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) content: Vec<Content>,
    /// How many columns it takes.
    pub(super) columns: usize,
    /// Whether it continues the cell above.
    pub(super) is_continued: bool,
}

/// A part of a document as written.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Paragraph(Paragraph),
    Table(Vec<Vec<Cell>>),
    TextBox(Vec<Content>),
}

/// A stretch of a document: its body, a note, a page header.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// What its lines are called: "footnote 2"; empty for the body.
    pub(super) name: String,
    pub(super) content: Vec<Content>,
}

/// A document as written.
#[derive(Debug, Default)]
pub(super) struct OfficeDocument {
    pub(super) sections: Vec<Section>,
    /// The tag of its language.
    pub(super) language: Option<String>,
}

/// A document with its text laid out.
#[derive(Debug, Default)]
pub(super) struct LaidOut {
    pub(super) text: String,
    /// The name of each line.
    pub(super) names: Vec<Box<str>>,
    pub(super) blocks: Vec<DocumentBlock>,
}

/// Lays out a document.
pub(super) fn lay_out(document: &OfficeDocument) -> LaidOut {
    let mut layout = Layout::default();

    for section in &document.sections {
        layout.section = section.name.as_str().into();
        layout.paragraphs = 0;
        let blocks = layout.blocks(&section.content, &ParagraphPlace::Text);
        layout.out.blocks.extend(blocks);
    }

    layout.out
}

#[derive(Default)]
struct Layout {
    out: LaidOut,
    /// The name of the open section.
    section: Box<str>,
    /// How many paragraphs and tables it had so far.
    paragraphs: usize,
    tables: usize,
}

/// Where a paragraph stands.
enum ParagraphPlace {
    Text,
    TextBox,
    Cell { table: usize, row: usize, column: usize },
}

/// A paragraph with its text in lines.
struct LaidOutLine {
    kind: ParagraphKind,
    pieces: Vec<PlacedPiece>,
}

impl Layout {
    fn blocks(&mut self, content: &[Content], position: &ParagraphPlace) -> Vec<DocumentBlock> {
        let mut blocks = Vec::new();
        let mut items: Vec<LaidOutLine> = Vec::new();
        // Text boxes follow the paragraph that they are anchored in.
        let mut joined: Vec<Part> = Vec::new();

        for part in content {
            match part {
                Content::Paragraph(paragraph) => {
                    joined.extend(paragraph.parts.iter().cloned());
                    if paragraph.joins_next {
                        continue;
                    }

                    let parts = std::mem::take(&mut joined);
                    let Some(line) = self.line(&parts, paragraph.kind, position) else {
                        continue;
                    };
                    match line.kind {
                        ParagraphKind::Item { .. } => items.push(line),
                        ParagraphKind::Contents => {}
                        kind => {
                            blocks.extend(lists(&mut items));
                            let paragraph = DocumentBlock::Paragraph(line.pieces);
                            blocks.push(match kind {
                                ParagraphKind::Quote => DocumentBlock::Quote(vec![paragraph]),
                                _ => paragraph,
                            });
                        }
                    }
                }
                Content::Table(rows) => {
                    blocks.extend(lists(&mut items));
                    blocks.push(self.table(rows));
                }
                Content::TextBox(content) => {
                    blocks.extend(lists(&mut items));
                    blocks.extend(self.blocks(content, &ParagraphPlace::TextBox));
                }
            }
        }

        // The last paragraph of a cell may have lost its mark.
        blocks.extend(lists(&mut items));
        let last = self.line(&joined, ParagraphKind::Plain, position);
        blocks.extend(last.map(|line| DocumentBlock::Paragraph(line.pieces)));

        blocks
    }

    fn table(&mut self, rows: &[Vec<Cell>]) -> DocumentBlock {
        self.tables += 1;
        let table = self.tables;
        let mut out = Vec::new();

        for (row, cells) in rows.iter().enumerate() {
            let mut read = Vec::new();
            for cell in cells {
                let position = ParagraphPlace::Cell { table, row: row + 1, column: read.len() + 1 };
                let start = self.out.text.len();
                let blocks = match cell.is_continued {
                    true => Vec::new(),
                    false => self.blocks(&cell.content, &position),
                };
                read.push(TableCell { blocks, start });

                let more = 1..cell.columns;
                read.extend(more.map(|_| TableCell { blocks: Vec::new(), start }));
            }
            out.push(read);
        }

        DocumentBlock::Table(out)
    }

    /// Adds a paragraph as a line of text; none where it is blank.
    fn line(
        &mut self,
        parts: &[Part],
        kind: ParagraphKind,
        position: &ParagraphPlace,
    ) -> Option<LaidOutLine> {
        let is_said = parts.iter().any(|part| match part {
            Part::Words(words) => !words.trim().is_empty(),
            _ => false,
        });
        if !is_said {
            return None;
        }

        let mut pieces = Vec::new();
        for part in parts {
            let start = self.out.text.len();
            match part {
                Part::Words(words) => {
                    // A line break in the text would begin a line of its own.
                    let words = words.replace(['\n', '\r'], " ");
                    self.out.text.push_str(&words);
                    pieces.push(PlacedPiece::Words(words, start..self.out.text.len()));
                }
                Part::Tab => {
                    self.out.text.push('\t');
                    // As between cells: columns that are set by tabulators are a row.
                    let words = if pieces.is_empty() { " " } else { " | " };
                    pieces.push(PlacedPiece::Words(words.to_owned(), start..self.out.text.len()));
                }
                Part::Object => {
                    self.out.text.push('\u{fffc}');
                    pieces.push(PlacedPiece::Object(start..self.out.text.len()));
                }
            }
        }

        self.out.text.push('\n');
        let name = self.name(position);
        self.out.names.push(name.into());

        Some(LaidOutLine { kind, pieces })
    }

    fn name(&mut self, position: &ParagraphPlace) -> String {
        let own = match position {
            ParagraphPlace::Cell { table, row, column } => {
                return match self.section.is_empty() {
                    true => format!("table {table}, row {row}, cell {column}"),
                    false => format!("{}, table {table}, row {row}, cell {column}", self.section),
                };
            }
            ParagraphPlace::TextBox => "text box, ",
            ParagraphPlace::Text => "",
        };

        self.paragraphs += 1;
        match &*self.section {
            "" => format!("{own}paragraph {}", self.paragraphs),
            section => format!("{own}{section}"),
        }
    }
}

/// Groups items that follow each other into lists, and lists within items.
fn lists(items: &mut Vec<LaidOutLine>) -> Vec<DocumentBlock> {
    let mut open: Vec<(usize, usize, Vec<Vec<DocumentBlock>>)> = Vec::new();
    let mut done = Vec::new();

    for line in items.drain(..) {
        let ParagraphKind::Item { list, level } = line.kind else {
            continue;
        };

        // A deeper list ends before an item of an outer one, and a list before another one of its level.
        while let Some((_, open_level, _)) = open.last().filter(|(open_list, open_level, _)| {
            *open_level > level || *open_level == level && *open_list != list
        }) {
            let _ = open_level;
            close(&mut open, &mut done);
        }

        if open.last().is_none_or(|(_, open_level, _)| *open_level < level) {
            open.push((list, level, Vec::new()));
        }

        if let Some((_, _, items)) = open.last_mut() {
            items.push(vec![DocumentBlock::Paragraph(line.pieces)]);
        }
    }

    while !open.is_empty() {
        close(&mut open, &mut done);
    }

    done
}

/// Closes the innermost list: it is a part of the last item of the one around it.
fn close(open: &mut Vec<(usize, usize, Vec<Vec<DocumentBlock>>)>, done: &mut Vec<DocumentBlock>) {
    let Some((_, _, items)) = open.pop() else {
        return;
    };
    match open.last_mut().and_then(|(_, _, outer)| outer.last_mut()) {
        Some(item) => item.push(DocumentBlock::List(items)),
        None => done.push(DocumentBlock::List(items)),
    }
}
