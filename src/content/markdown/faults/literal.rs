//! The text of a body that prints as it is typed.
//!
//! In: the places of text events. Out: the body with all else blanked out. Invariant: a byte that is kept stands where
//! it stands in the body; Markdown's own signs, code, HTML and signs behind a backslash are not kept.

use std::ops::Range;

/// Stands for a byte that does not print as typed.
pub(super) const BLANK: u8 = 0;

/// The literal text of a body.
#[derive(Debug)]
pub(crate) struct Literal {
    bytes: Vec<u8>,
}

/// A line of the literal text.
#[derive(Debug, Clone, Copy)]
pub(super) struct LiteralLine<'l> {
    /// Where it begins in the body.
    pub(super) start: usize,
    /// Its bytes, without the end of the line.
    pub(super) bytes: &'l [u8],
    /// Where its first literal sign is, counted from its start; its length where there is none.
    pub(super) head: usize,
}

impl Literal {
    /// Begins with nothing that prints; ends of lines are kept.
    pub(crate) fn new(body: &str) -> Literal {
        let mut bytes = vec![BLANK; body.len()];
        for at in memchr::memchr_iter(b'\n', body.as_bytes()) {
            bytes[at] = b'\n';
        }

        Literal { bytes }
    }

    /// Adds a text event.
    pub(crate) fn keep(&mut self, body: &str, range: &Range<usize>) {
        let Range { start, end } = *range;
        self.bytes[start..end].copy_from_slice(&body.as_bytes()[start..end]);

        // A backslash takes a sign its meaning, as the writer asked.
        if start > 0
            && body.as_bytes()[start - 1] == b'\\'
            && body.as_bytes().get(start).is_some_and(u8::is_ascii_punctuation)
        {
            self.bytes[start] = BLANK;
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the text of a range, with blanks for what does not print.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        String::from_utf8_lossy(&self.bytes[range]).replace(char::from(BLANK), " ")
    }

    /// Returns the lines, in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = LiteralLine<'_>> {
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\n', &self.bytes).chain([self.bytes.len()]);

        ends.map(move |end| {
            let line = std::mem::replace(&mut start, end + 1);
            let bytes = &self.bytes[line..end];
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            let blank = bytes.iter().take_while(|byte| matches!(**byte, BLANK | b' ' | b'\t'));
            LiteralLine { start: line, bytes, head: blank.count() }
        })
    }
}

impl<'l> LiteralLine<'l> {
    /// Returns the line from its first literal sign on.
    pub(super) fn text(&self) -> &'l [u8] {
        &self.bytes[self.head..]
    }

    /// Returns the place of the first literal sign in the body.
    pub(super) fn at(&self) -> usize {
        self.start + self.head
    }

    /// Returns where the line ends in the body.
    pub(super) fn end(&self) -> usize {
        self.start + self.bytes.len()
    }

    /// Returns what stands before the first literal sign, as written: marks of quotes and lists.
    pub(super) fn marks<'t>(&self, body: &'t str) -> &'t str {
        &body[self.start..self.at()]
    }

    /// Tells whether the text begins its line, apart from the marks of a quotation.
    pub(super) fn begins_line(&self, body: &str) -> bool {
        let is_mark = |byte: u8| matches!(byte, b' ' | b'\t' | b'>');
        !self.text().is_empty() && self.marks(body).bytes().all(is_mark)
    }

    /// Tells whether nothing of the line prints as typed.
    pub(super) fn is_empty(&self) -> bool {
        self.head == self.bytes.len()
    }
}
