//! The lines and brackets of a block that the parser could not read.
//!
//! In: the text of a block. Out: its lines, their keys and values, and brackets that are left open.
//! Invariant: all offsets are bytes of the block, and not of the source that holds it.

/// One line of a block, without its line break.
pub(super) struct BlockLine<'t> {
    /// Where it begins in the block.
    pub(super) start: usize,
    /// Its text.
    pub(super) text: &'t str,
}

impl<'t> BlockLine<'t> {
    pub(super) fn around(text: &'t str, byte: usize) -> BlockLine<'t> {
        let byte = text.floor_char_boundary(byte);

        // An error at the very end belongs to the last line that is not blank.
        let byte = if text[byte..].trim().is_empty() { text.trim_end().len() } else { byte };
        let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
        let end = text[byte..].find(['\n', '\r']).map_or(text.len(), |at| at + byte);

        BlockLine { start, text: &text[start..end] }
    }

    /// Returns where the line's value begins, after its key or its dash.
    pub(super) fn value(&self) -> Option<usize> {
        let text = self.text;
        let dash = text.trim_start().strip_prefix("- ").map(|rest| text.len() - rest.len());
        let after_dash = dash.unwrap_or(0);
        let key = text[after_dash..].find(": ").map(|at| after_dash + at + 2);
        let value = key.or(dash)?;
        let blank = text[value..].len() - text[value..].trim_start().len();
        Some(self.start + value + blank)
    }

    /// Returns where the line's text ends, without trailing blanks.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.trim_end().len()
    }

    /// Returns where the line's text begins, after its indentation.
    pub(super) fn begin(&self) -> usize {
        self.start + self.text.len() - self.text.trim_start().len()
    }

    /// Returns the nearest line above that is not blank.
    pub(super) fn above(&self, text: &'t str) -> Option<BlockLine<'t>> {
        let before = text[..self.start].trim_end();
        (!before.is_empty()).then(|| BlockLine::around(text, before.len() - 1))
    }

    /// Tells whether the line begins with a key.
    pub(super) fn has_key(&self) -> bool {
        let text = self.text.trim();
        let key = text.split_once(": ").map(|(key, _)| key).or_else(|| text.strip_suffix(':'));
        key.is_some_and(|key| !key.contains([' ', '[', '{', ',', '"', '\'']))
    }
}

/// The open brackets and braces of a piece of text.
#[derive(Default)]
pub(super) struct Brackets {
    /// The brackets that would close them, innermost last.
    closers: Vec<char>,
    /// The offset after the bracket that closed the first of them.
    pub(super) closed: Option<usize>,
}

impl Brackets {
    pub(super) fn scan(text: &str) -> Brackets {
        let mut brackets = Brackets::default();
        brackets.read(text);
        brackets
    }

    fn read(&mut self, text: &str) {
        let mut quote = None;
        let mut before = ' ';
        for (at, sign) in text.char_indices() {
            match (quote, sign) {
                (Some(open), sign) if sign == open => quote = None,
                (Some(_), _) => {}

                // An apostrophe within a word opens no quotation: `[the UK's, Iraq's]`.
                (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(sign),
                // The rest of the line is a comment, including any brackets.
                (None, '#') if before.is_whitespace() => return,
                (None, '[') => self.closers.push(']'),
                (None, '{') => self.closers.push('}'),
                (None, ']' | '}') => {
                    self.closers.pop();
                    if self.closers.is_empty() {
                        self.closed.get_or_insert(at + 1);
                        return;
                    }
                }
                _ => {}
            }

            before = sign;
        }
    }
}

/// A value that begins with a bracket and is never closed.
pub(super) struct UnclosedValue {
    /// Where the value begins.
    pub(super) start: usize,
    /// Its first character.
    pub(super) sign: char,
    /// Where its text ends.
    pub(super) end: usize,
    /// The brackets that would close it.
    pub(super) closers: String,
}

/// Finds the value whose brackets are still open at the line that begins at `until`.
pub(super) fn unclosed_value(text: &str, until: usize) -> Option<UnclosedValue> {
    let mut open: Option<(UnclosedValue, Brackets, usize)> = None;
    let mut start = 0;
    for written in text.split_inclusive('\n') {
        if start > until {
            break;
        }

        let line = BlockLine { start, text: written.trim_end_matches(['\n', '\r']) };
        start += written.len();

        let indent = line.begin() - line.start;
        if let Some((value, brackets, above)) = &mut open {
            // A key at the same depth ends the value: a bracket still open there is never closed.
            if line.has_key() && indent <= *above {
                break;
            }

            brackets.read(line.text);

            if brackets.closers.is_empty() {
                open = None;
            } else {
                value.end = line.end().max(value.end);
            }

            continue;
        }

        let Some(at) = line.value() else {
            continue;
        };

        let Some(sign) = text[at..].chars().next().filter(|sign| matches!(sign, '[' | '{')) else {
            continue;
        };

        let brackets = Brackets::scan(&text[at..line.end().max(at)]);
        if !brackets.closers.is_empty() {
            let end = line.end();
            let value = UnclosedValue { start: at, sign, end, closers: String::new() };
            open = Some((value, brackets, indent));
        }
    }

    let (mut open, brackets, _) = open?;
    open.closers = brackets.closers.iter().rev().collect();

    Some(open)
}
