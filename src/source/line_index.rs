//! Converts byte offsets to lines and columns.
//!
//! In: a text. Out: the line and column of any byte offset. Invariant: columns count characters, and no
//! look-up counts more than [`STRIDE`] bytes.

use std::ops::Range;

/// A position as people and editors count it: both numbers from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, counted from the file's first.
    pub line: usize,
    /// The column in characters, not bytes.
    pub column: usize,
}

/// Distance in bytes between the checkpoints of a [`LineIndex`]: a few hundred nanoseconds of counting.
const STRIDE: usize = 1024;

/// An index of the lines of a text.
#[derive(Debug, Clone)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
    // Number of characters before every `STRIDE`th byte. Without these checkpoints, a line of 1 MB with
    // ten thousand findings would be counted from its start ten thousand times.
    checkpoints: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Indexes a text; `\n`, `\r\n` and a lone `\r` each end a line.
    #[must_use]
    pub fn new(text: &'a str) -> LineIndex<'a> {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|&(at, &byte)| {
            // Editors count a lone `\r` as a line break, and a finding has to name the line that they show.
            byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let mut before = 0;
        let checkpoints = std::iter::once(0)
            .chain(bytes.chunks_exact(STRIDE).map(|chunk| {
                before += characters(chunk);
                before
            }))
            .collect();

        LineIndex { text, starts, checkpoints }
    }

    /// Returns the indexed text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the byte range of a line without its line break; past the last line, the text's empty end.
    #[must_use]
    pub fn line(&self, number: usize) -> Range<usize> {
        let end = self.text.len();
        let start_of = |line: usize| self.starts.get(line).copied().unwrap_or(end);
        let (start, next) = (start_of(number.saturating_sub(1)), start_of(number));
        let text = &self.text[start..next];
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        start..start + text.len()
    }

    /// Returns the line and column of a byte offset; an offset past the end counts as the end.
    #[must_use]
    pub fn place(&self, offset: usize) -> LineColumn {
        // An error of a parser may point into the middle of a character.
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];

        LineColumn {
            line,
            column: self.characters_before(offset) - self.characters_before(start) + 1,
        }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let checkpoint = offset / STRIDE;
        self.checkpoints[checkpoint]
            + characters(&self.text.as_bytes()[checkpoint * STRIDE..offset])
    }
}

/// Counts the characters that begin in a run of UTF-8 bytes.
fn characters(bytes: &[u8]) -> usize {
    // Every byte but the continuation bytes `10xxxxxx` begins a character.
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let index = LineIndex::new("a\r\n£é x\rlast");
        let place = |offset| {
            let at = index.place(offset);
            (at.line, at.column)
        };

        assert_eq!(place(0), (1, 1));
        assert_eq!(place(3), (2, 1));
        assert_eq!(place(7), (2, 3));
        assert_eq!(place(10), (3, 1));
        assert_eq!(place(99), (3, 5));
    }

    #[test]
    fn columns_of_long_lines_are_counted_from_checkpoints() {
        for characters in [511, 512, 513, 1024, 4000] {
            let text = format!("x\n{}", "é".repeat(characters));
            let index = LineIndex::new(&text);
            for at in 0..=characters {
                let expected = LineColumn { line: 2, column: at + 1 };
                assert_eq!(index.place(2 + 2 * at), expected);
            }
        }
    }

    #[test]
    fn a_line_excludes_its_line_break() {
        let text = "a\r\nb\rc\n";
        let index = LineIndex::new(text);
        let lines: Vec<_> = (1..=5).map(|line| &text[index.line(line)]).collect();
        assert_eq!(lines, ["a", "b", "c", "", ""]);
    }
}
