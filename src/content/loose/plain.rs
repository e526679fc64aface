//! Plain text: paragraphs between blank lines, and lists.
//!
//! In: a text. Out: its blocks. Invariant: the wrapped lines of a paragraph are one text, and every word has its place.

use std::ops::Range;

use super::block::{DocumentBlock, PlacedPiece};

/// What an item of a list begins with.
const BULLETS: [&str; 6] = ["- ", "* ", "+ ", "• ", "– ", "o "];

/// The line that is read, without its end.
struct SourceLine<'t> {
    text: &'t str,
    /// Where its words begin in the source.
    start: usize,
}

/// What a line is.
enum LineKind {
    Blank,
    /// An item of a list: the width of its mark.
    Item(usize),
    /// A line of signs, such as one that underlines a heading.
    Rule,
    Words,
}

/// Splits a text into its blocks.
pub(super) fn blocks(text: &str) -> Vec<DocumentBlock> {
    let mut all = Vec::new();
    let mut open: Vec<PlacedPiece> = Vec::new();
    let mut items: Vec<Vec<DocumentBlock>> = Vec::new();
    let mut in_item = false;

    for line in lines(text) {
        let kind = line_kind(&line);

        if !matches!(kind, LineKind::Words) {
            let block = std::mem::take(&mut open);
            match in_item {
                _ if block.is_empty() => {}
                true => items.push(vec![DocumentBlock::Paragraph(block)]),
                false => all.push(DocumentBlock::Paragraph(block)),
            }
            in_item = false;
        }

        match kind {
            LineKind::Item(width) => {
                in_item = true;
                open.push(words(&line, width));
            }
            LineKind::Words => {
                // A list ends before a paragraph.
                if open.is_empty() && !items.is_empty() {
                    all.push(DocumentBlock::List(std::mem::take(&mut items)));
                }
                open.extend(join(&line, &open));
                open.push(words(&line, 0));
            }
            LineKind::Blank | LineKind::Rule => {}
        }
    }

    match in_item {
        true => items.push(vec![DocumentBlock::Paragraph(open)]),
        false if !open.is_empty() => {
            if !items.is_empty() {
                all.push(DocumentBlock::List(std::mem::take(&mut items)));
            }
            all.push(DocumentBlock::Paragraph(open));
        }
        false => {}
    }
    if !items.is_empty() {
        all.push(DocumentBlock::List(items));
    }

    all
}

fn lines(text: &str) -> impl Iterator<Item = SourceLine<'_>> {
    let mut at = 0;
    // Before the year 2000 a Macintosh ended lines so.
    let end = if text.contains('\n') { '\n' } else { '\r' };
    text.split_inclusive(end).map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        SourceLine { text: line.trim(), start }
    })
}

fn line_kind(line: &SourceLine<'_>) -> LineKind {
    let text = line.text;
    if text.is_empty() {
        return LineKind::Blank;
    }

    if !text.contains(char::is_alphanumeric) {
        return LineKind::Rule;
    }

    let bullet = BULLETS.iter().find(|bullet| text.starts_with(**bullet));
    let numbered = || {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        // Years and numbers end lines of prose with a full stop as well: an item has a small number.
        let marks = [". ", ") "].iter().find(|mark| text[digits..].starts_with(**mark));
        marks.filter(|_| (1..=2).contains(&digits)).map(|mark| digits + mark.len())
    };

    match bullet.map(|bullet| bullet.len()).or_else(numbered) {
        Some(width) => LineKind::Item(width),
        None => LineKind::Words,
    }
}

/// Returns the words of a line after its mark.
fn words(line: &SourceLine<'_>, mark: usize) -> PlacedPiece {
    let text = line.text[mark..].trim_start();
    let start = line.start + (line.text.len() - text.len());
    PlacedPiece::Words(text.to_owned(), start..start + text.len())
}

/// Returns the blank that joins a line to the one before it.
fn join(line: &SourceLine<'_>, open: &[PlacedPiece]) -> Option<PlacedPiece> {
    let Some(PlacedPiece::Words(_, before)) = open.last() else {
        return None;
    };
    let gap: Range<usize> = before.end..line.start;
    Some(PlacedPiece::Words(" ".to_owned(), gap))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(blocks: &[DocumentBlock]) -> String {
        let words = |pieces: &[PlacedPiece]| -> String {
            let words = pieces.iter().map(|piece| match piece {
                PlacedPiece::Words(words, _) => &**words,
                PlacedPiece::Object(_) => "?",
            });
            words.collect()
        };
        let block = |block: &DocumentBlock| match block {
            DocumentBlock::Paragraph(pieces) => words(pieces),
            DocumentBlock::List(items) => {
                let items = items.iter().map(|item| format!("- {}", shown(item)));
                items.collect::<Vec<_>>().join(" ")
            }
            DocumentBlock::Quote(inner) => format!("> {}", shown(inner)),
            DocumentBlock::Table(rows) => format!("{} rows", rows.len()),
        };
        blocks.iter().map(block).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn lines_are_joined_and_items_are_not() {
        let text = "TITLE\r\n=====\r\n\r\nIt rose\r\nby 8%.\r\n\r\nOf these:\n- one\n  more\n- two\n\nEnd.\n1) a\n2) b";
        assert_eq!(
            shown(&blocks(text)),
            "TITLE | It rose by 8%. | Of these: | - one more - two | End. | - a - b"
        );
    }

    #[test]
    fn places_are_those_of_the_words() {
        let text = "  It rose\n  by 8%.";
        let [DocumentBlock::Paragraph(pieces)] = &blocks(text)[..] else {
            panic!("one paragraph");
        };
        for piece in pieces {
            if let PlacedPiece::Words(words, place) = piece {
                assert_eq!(
                    text[place.clone()].split_whitespace().count(),
                    words.split_whitespace().count()
                );
            }
        }
    }
}
