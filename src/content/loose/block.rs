//! The blocks of a document, as every format has them.
//!
//! In: paragraphs, lists, quotations and tables with the places of their words. Out: the statements in them. Invariant:
//! a table that only arranges a page is no table: its cells are read one after the other.

use std::ops::Range;

use crate::content::statement::BlockReader;

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PlacedPiece {
    /// Words, with their place in the text that findings point into.
    Words(String, Range<usize>),
    /// Something without words, such as code: it separates the words around it.
    Object(Range<usize>),
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DocumentBlock {
    /// A paragraph or a heading.
    Paragraph(Vec<PlacedPiece>),
    /// The blocks of each item.
    List(Vec<Vec<DocumentBlock>>),
    /// What somebody else said.
    Quote(Vec<DocumentBlock>),
    /// The rows.
    Table(Vec<Vec<TableCell>>),
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TableCell {
    /// Its blocks.
    pub(super) blocks: Vec<DocumentBlock>,
    /// Where it begins.
    pub(super) start: usize,
}

/// Reads blocks, one after the other.
pub(super) fn read(blocks: &[DocumentBlock], reader: &mut BlockReader<'_>) {
    for block in blocks {
        match block {
            DocumentBlock::Paragraph(pieces) => {
                push(pieces, reader);
                reader.end_block();
            }
            DocumentBlock::List(items) => {
                reader.begin_list();
                for item in items {
                    reader.begin_item();
                    read(item, reader);
                }
                reader.end_list();
            }
            DocumentBlock::Quote(blocks) => {
                reader.begin_quote();
                read(blocks, reader);
                reader.end_quote();
            }
            DocumentBlock::Table(rows) if is_layout(rows) => {
                rows.iter().flatten().for_each(|cell| read(&cell.blocks, reader));
            }
            DocumentBlock::Table(rows) => table(rows, reader),
        }
    }
}

/// Tells whether a table arranges a page, as in newsletters and letterheads, instead of comparing things.
fn is_layout(rows: &[Vec<TableCell>]) -> bool {
    // The cells of a table of numbers hold a line or two.
    const MOST_PARAGRAPHS: usize = 3;

    let is_one_column = rows.iter().all(|row| row.len() < 2);
    let is_data = |cell: &TableCell| {
        cell.blocks.len() <= MOST_PARAGRAPHS
            && cell.blocks.iter().all(|block| matches!(block, DocumentBlock::Paragraph(_)))
    };

    is_one_column || !rows.iter().flatten().all(is_data)
}

fn table(rows: &[Vec<TableCell>], reader: &mut BlockReader<'_>) {
    reader.begin_table();

    for row in rows {
        reader.begin_row();
        for cell in row {
            reader.begin_cell(cell.start);
            for (at, block) in cell.blocks.iter().enumerate() {
                let DocumentBlock::Paragraph(pieces) = block else {
                    continue;
                };
                if at > 0 {
                    reader.push(" ", cell.start..cell.start);
                }
                push(pieces, reader);
            }
            reader.end_cell();
        }
    }

    reader.end_table();
}

fn push(pieces: &[PlacedPiece], reader: &mut BlockReader<'_>) {
    for piece in pieces {
        match piece {
            PlacedPiece::Words(words, place) => reader.push(words, place.clone()),
            PlacedPiece::Object(place) => reader.object(place.clone()),
        }
    }
}

/// Tells whether a paragraph has anything to read.
pub(super) fn is_blank(pieces: &[PlacedPiece]) -> bool {
    pieces.iter().all(|piece| match piece {
        PlacedPiece::Words(words, _) => words.trim().is_empty(),
        PlacedPiece::Object(_) => true,
    })
}
