//! Byte offsets to lines and columns.

use std::ops::Range;

/// A place as people and editors count it: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from the file's first one.
    pub line: usize,
    /// The column in characters, not bytes.
    pub column: usize,
}

/// How many bytes lie between two marks of a [`LineIndex`].
const STRIDE: usize = 1024;

/// Where each line of a text starts.
#[derive(Debug, Clone)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
    // Characters before every `STRIDE`th byte: a line of 1 MB with ten thousand findings would
    // otherwise be counted from its start ten thousand times.
    marks: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Reads the line starts of a text; `\n`, `\r\n` and a lone `\r` each end a line.
    #[must_use]
    pub fn new(text: &'a str) -> LineIndex<'a> {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|&(at, &byte)| {
            byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let mut before = 0;
        let marks = std::iter::once(0)
            .chain(bytes.chunks_exact(STRIDE).map(|chunk| {
                before += characters(chunk);
                before
            }))
            .collect();

        LineIndex { text, starts, marks }
    }

    /// Returns the text that the index was made of.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Returns where a line's text lies, without what ends it; past the last line, the empty end.
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

    /// Returns the line and column of a byte offset; one past the end is the end.
    #[must_use]
    pub fn place(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }

        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];

        LineColumn {
            line,
            column: self.characters_before(offset) - self.characters_before(start) + 1,
        }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let mark = offset / STRIDE;
        self.marks[mark] + characters(&self.text.as_bytes()[mark * STRIDE..offset])
    }
}

/// Counts the characters that begin in a stretch of UTF-8.
fn characters(bytes: &[u8]) -> usize {
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
    fn columns_of_long_lines_are_counted_from_marks() {
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
    fn a_line_is_cut_from_what_ends_it() {
        let text = "a\r\nb\rc\n";
        let index = LineIndex::new(text);
        let lines: Vec<_> = (1..=5).map(|line| &text[index.line(line)]).collect();
        assert_eq!(lines, ["a", "b", "c", "", ""]);
    }
}
