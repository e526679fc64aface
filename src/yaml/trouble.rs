//! What goes wrong when people write YAML, in words that help them.
//!
//! In: the text and what the parser said. Out: a finding, and a mask that lets the parser go on, so
//! that one slip hides no other.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Place};

/// A syntax error that was understood.
#[derive(Debug)]
pub(super) struct Trouble {
    code: Code,
    message: String,
    help: String,
    /// The guilty bytes.
    start: usize,
    end: usize,
    fix: Option<(usize, usize, String)>,
    mask: Mask,
}

/// What is written over, for the next reading only.
#[derive(Debug, PartialEq, Eq)]
enum Mask {
    /// One byte becomes a plain letter.
    Byte(usize),
    /// A line is left out.
    Line(usize, usize),
}

impl Trouble {
    pub(super) fn diagnostic(&self, at: &dyn Fn(usize, usize) -> Place) -> Diagnostic {
        let place = at(self.start, self.end);
        let finding =
            Diagnostic::new(self.code, place, self.message.as_str()).help(self.help.as_str());
        match &self.fix {
            Some((start, end, text)) => finding.fix(at(*start, *end), text.as_str()),
            None => finding,
        }
    }

    /// Tells whether what was masked leaves every key in its place.
    pub(super) fn loses_nothing(&self) -> bool {
        matches!(self.mask, Mask::Byte(_))
    }

    /// Writes over the trouble, length for length; false where that cannot help.
    pub(super) fn mask(&self, text: &mut Cow<'_, str>) -> bool {
        let (start, end, with) = match self.mask {
            Mask::Byte(at) if text.is_char_boundary(at) && at < text.len() => (at, at + 1, "_"),
            Mask::Line(start, end) if !text[start..end].trim().is_empty() => (start, end, " "),
            _ => return false,
        };
        if !text.is_char_boundary(end) {
            return false;
        }
        text.to_mut().replace_range(start..end, &with.repeat(end - start));
        true
    }
}

/// Reports tabs in indentation, all in one finding, and reads them as spaces.
pub(super) fn tabs(
    text: &mut Cow<'_, str>,
    at: &dyn Fn(usize, usize) -> Place,
    findings: &mut Vec<Diagnostic>,
) {
    let mut tabs = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        let indented = &line[..blank];
        if !line.trim().is_empty()
            && let Some(first) = indented.find('\t')
        {
            tabs.push((start + first, start + blank));
        }
        start += line.len();
    }
    let Some(&(first, end)) = tabs.first() else {
        return;
    };
    let lines = match tabs.len() {
        1 => String::new(),
        more => format!(" (on {more} lines)"),
    };
    let message = format!("a tab is used to indent{lines}; YAML allows only spaces there");
    let mut finding = Diagnostic::new(Code::YamlSyntax, at(first, end), message)
        .help("indent with two spaces; most editors can do so when Tab is pressed");
    for &(start, end) in &tabs {
        let spaces = text[start..end].replace('\t', "  ");
        finding = finding.fix(at(start, end), spaces);
    }
    findings.push(finding);
    for &(start, end) in &tabs {
        text.to_mut().replace_range(start..end, &" ".repeat(end - start));
    }
}

/// Finds the words for what the parser said about a byte of the text.
pub(super) fn understand(text: &str, byte: usize, said: &str) -> Trouble {
    let line = Line::around(text, byte);
    if said.starts_with("mapping values are not allowed")
        || said.starts_with("illegal placement of ':'")
    {
        return colon(text, byte, &line);
    }
    if said.starts_with("invalid indentation in quoted")
        || said.contains("EOF")
        || said.contains("end of stream")
    {
        if let Some(quote) = open_quote(text, byte) {
            return unclosed_quote(text, quote);
        }
    }
    if said.starts_with("invalid trailing content after") {
        return after_quote(text, byte, &line);
    }
    if said.starts_with("unexpected character") || said.contains("unknown anchor") {
        return reserved_sign(text, byte, &line);
    }
    let (message, help) = in_plain_words(said);
    Trouble {
        code: Code::YamlSyntax,
        message: message.to_owned(),
        help: help.to_owned(),
        start: line.start + (line.text.len() - line.text.trim_start().len()),
        end: line.start + line.text.trim_end().len(),
        fix: None,
        mask: Mask::Line(line.start, line.start + line.text.len()),
    }
}

/// One line of the text, without its line break.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, byte: usize) -> Line<'t> {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        // An error at the very end belongs to the last line that says something.
        let byte = if text[byte..].trim().is_empty() { text.trim_end().len() } else { byte };
        let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
        let end = text[byte..].find(['\n', '\r']).map_or(text.len(), |at| at + byte);
        Line { start, text: &text[start..end] }
    }

    /// Returns the offset at which the line's value begins, behind its key or its dash.
    fn value(&self) -> Option<usize> {
        let text = self.text;
        let dash = text.trim_start().strip_prefix("- ").map(|rest| text.len() - rest.len());
        let after_dash = dash.unwrap_or(0);
        let key = text[after_dash..].find(": ").map(|at| after_dash + at + 2);
        let value = key.or(dash)?;
        let blank = text[value..].len() - text[value..].trim_start().len();
        Some(self.start + value + blank)
    }

    fn end(&self) -> usize {
        self.start + self.text.trim_end().len()
    }
}

fn colon(text: &str, byte: usize, line: &Line<'_>) -> Trouble {
    match line.value() {
        Some(value) if value < byte => Trouble {
            code: Code::YamlTrap,
            message: "this text contains a colon, which YAML takes for a key".to_owned(),
            help: "put the whole text in quotation marks".to_owned(),
            start: byte,
            end: byte + 1,
            fix: Some((value, line.end(), quoted(&text[value..line.end()]))),
            mask: Mask::Byte(byte),
        },
        _ => Trouble {
            code: Code::YamlSyntax,
            message: "this key is indented differently from the keys around it".to_owned(),
            help: "keys of one block begin in the same column; a text that goes on over several \
                   lines wants `|` or quotation marks"
                .to_owned(),
            start: line.start + (line.text.len() - line.text.trim_start().len()),
            end: byte.max(line.start),
            fix: None,
            mask: Mask::Byte(byte),
        },
    }
}

/// Finds the quotation mark that opens the scalar at or before a byte.
fn open_quote(text: &str, byte: usize) -> Option<usize> {
    let at = byte.min(text.len());
    if text[at..].starts_with(['"', '\'']) {
        return Some(at);
    }
    text[..at].rfind(": \"").or_else(|| text[..at].rfind(": '")).map(|colon| colon + 2)
}

fn unclosed_quote(text: &str, quote: usize) -> Trouble {
    let line = Line::around(text, quote);
    let mark = &text[quote..=quote];
    Trouble {
        code: Code::YamlSyntax,
        message: "this quotation mark is never closed".to_owned(),
        help: format!("close it with `{mark}` at the end of the text"),
        start: quote,
        end: quote + 1,
        fix: Some((line.end(), line.end(), mark.to_owned())),
        mask: Mask::Byte(quote),
    }
}

fn after_quote(text: &str, byte: usize, line: &Line<'_>) -> Trouble {
    let value = line.value().filter(|&value| value < byte);
    let end = line.end().max(byte);
    let single = value.is_some_and(|value| text[value..].starts_with('\''));
    let help = if single {
        "write an apostrophe inside single quotation marks twice (`''`), or use double ones"
    } else {
        "put the whole text in one pair of quotation marks, and write those inside it as `\\\"`"
    };
    Trouble {
        code: Code::YamlSyntax,
        message: "text follows the closing quotation mark".to_owned(),
        help: help.to_owned(),
        start: byte,
        end,
        fix: value.map(|value| (value, end, quoted(inner(&text[value..end])))),
        mask: value.map_or(Mask::Line(line.start, end), Mask::Byte),
    }
}

/// Takes one outer pair of quotation marks off, where both are there.
fn inner(text: &str) -> &str {
    ['"', '\'']
        .into_iter()
        .find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark))
        .unwrap_or(text)
}

fn reserved_sign(text: &str, byte: usize, line: &Line<'_>) -> Trouble {
    let sign = text[byte.min(text.len())..].chars().next().unwrap_or(' ');
    let value = line.value().filter(|&value| value <= byte).unwrap_or(byte);
    Trouble {
        code: Code::YamlSyntax,
        message: format!("a value cannot begin with `{sign}`: YAML keeps that sign for itself"),
        help: "put the whole text in quotation marks".to_owned(),
        start: byte,
        end: byte + sign.len_utf8(),
        fix: Some((value, line.end().max(value), quoted(&text[value..line.end().max(value)]))),
        mask: Mask::Byte(byte),
    }
}

/// Writes a text as a double-quoted YAML scalar.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn in_plain_words(said: &str) -> (&'static str, &'static str) {
    const WORDS: [(&str, &str, &str); 9] = [
        (
            "lists and maps inside one another",
            "lists and maps are nested too deep here",
            "front matter wants no more than a few levels",
        ),
        (
            "recursion",
            "lists and maps are nested too deep here",
            "front matter wants no more than a few levels",
        ),
        (
            "expected key",
            "this line does not fit the lines above it",
            "check its indentation: keys of one block begin in the same column, and so do the dashes \
             of one list",
        ),
        (
            "simple key",
            "this line is neither a key nor part of the text above it",
            "write `key: value`, or indent the line if it goes on with the text above",
        ),
        (
            "flow mapping",
            "the braces opened with `{` are not closed, or a comma is missing",
            "write `{key: value, key: value}`",
        ),
        (
            "flow sequence",
            "the list opened with `[` is not closed, or a comma is missing",
            "write `[one, two]`",
        ),
        (
            "bracket",
            "this bracket closes nothing that was opened",
            "take it out, or put the text in quotation marks",
        ),
        (
            "block sequence entries",
            "a list cannot begin behind a key on the same line",
            "begin the list on the next line, or put the text in quotation marks",
        ),
        (
            "escape",
            "a backslash in double quotation marks begins a sign that YAML does not know",
            "write the backslash twice, or use single quotation marks",
        ),
    ];
    WORDS.iter().find(|(key, ..)| said.contains(key)).map_or(
        (
            "YAML cannot make sense of this line",
            "compare it with the lines around it; text with special signs wants quotation marks",
        ),
        |&(_, message, help)| (message, help),
    )
}

/// Writes a text as a YAML scalar: plain where that is read back as the same text, else quoted.
#[must_use]
pub fn quoted_if_needed(text: &str) -> String {
    let plain = serde_yaml::from_str::<serde_yaml::Value>(text);
    let same = matches!(&plain, Ok(serde_yaml::Value::String(read)) if read == text);
    if same && !text.contains(": ") && !text.contains(" #") {
        text.to_owned()
    } else {
        quoted(text)
    }
}
