//! What goes wrong when people write YAML, in words that help them.
//!
//! In: the text and what the parser said. Out: a finding, and a mask that lets the parser go on, so
//! that one slip hides no other.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place};

/// What is said of an unquoted colon.
pub(super) const COLON: &str = "this text contains a colon, which YAML takes for a key";

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
    /// Every such sign of a stretch becomes a plain letter.
    Signs(usize, usize, char),
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
        matches!(self.mask, Mask::Byte(_) | Mask::Signs(..))
    }

    /// Tells whether the trouble begins within one of some stretches.
    pub(super) fn is_within(&self, stretches: &[Range<usize>]) -> bool {
        stretches.iter().any(|stretch| stretch.contains(&self.start))
    }

    /// Writes over the trouble, length for length; false where that cannot help.
    pub(super) fn mask(&self, text: &mut Cow<'_, str>) -> bool {
        let (start, end, with) = match self.mask {
            Mask::Signs(start, end, sign) => {
                let masked = text[start..end].replace(sign, &"_".repeat(sign.len_utf8()));
                let helps = masked != text[start..end];
                text.to_mut().replace_range(start..end, &masked);
                return helps;
            }
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

/// Reports tabs in indentation, all in one finding, and reads them as spaces; returns the lines.
pub(super) fn tabs(
    text: &mut Cow<'_, str>,
    at: &dyn Fn(usize, usize) -> Place,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Range<usize>> {
    let mut tabs = Vec::new();
    let mut lines = Vec::new();
    let mut start = 0;

    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        let indented = &line[..blank];
        if !line.trim().is_empty()
            && let Some(first) = indented.find('\t')
        {
            tabs.push((start + first, start + blank));
            lines.push(start..start + line.len());
        }

        start += line.len();
    }

    let Some(&(first, end)) = tabs.first() else {
        return lines;
    };

    let so_many = match tabs.len() {
        1 => String::new(),
        more => format!(" (on {more} lines)"),
    };

    let message = format!("a tab is used to indent{so_many}; YAML allows only spaces there");
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

    lines
}

/// Reports keys whose colon is followed by no space, and reads them as if there were one; false
/// where that loses a letter of the value.
///
/// Only the outermost keys are looked at: they begin their line, where nothing else can stand.
pub(super) fn glued(
    text: &mut Cow<'_, str>,
    at: &dyn Fn(usize, usize) -> Place,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let mut signs = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let key = line.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        if let Some((key, rest)) = key.filter(|&at| at > 0).map(|at| line.split_at(at))
            && let Some(sign) = rest.strip_prefix(':').and_then(|rest| rest.chars().next())
            && !sign.is_ascii_whitespace()
            && !rest.trim_end().contains(": ")
            && !rest.trim_end().ends_with(':')
        {
            signs.push((start, start + key.len() + 1, sign));
        }

        start += line.len();
    }

    let mut loses_nothing = true;
    for (key, sign_at, sign) in signs {
        let end = sign_at + sign.len_utf8();
        let name = &text[key..sign_at - 1];

        findings.push(if sign.is_whitespace() {
            let message = format!(
                "a no-break space stands behind the colon of `{name}`, where no eye can see it"
            );
            Diagnostic::new(Code::YamlTrap, at(sign_at, end), message)
                .help("type the space again")
                .fix(at(sign_at, end), " ")
        } else {
            loses_nothing = false;
            let message = format!("a space is missing behind the colon of `{name}`");
            Diagnostic::new(Code::YamlSyntax, at(sign_at - 1, sign_at), message)
                .help(format!("write `{name}: …`"))
                .fix(at(sign_at, sign_at), " ")
        });

        text.to_mut().replace_range(sign_at..end, &" ".repeat(end - sign_at));
    }

    loses_nothing
}

/// Finds the words for what the parser said about a byte of the text.
///
/// `written` is the text before anything was masked, of the same length: fixes are made of it.
pub(super) fn understand(written: &str, text: &str, byte: usize, said: &str) -> Trouble {
    let line = Line::around(text, byte);
    if let Some(trouble) = unseen(&line) {
        return trouble;
    }

    if said.starts_with("simple key expect ':'")
        && let Some(trouble) = without_key(text, &line)
    {
        return trouble;
    }

    let above = line.above(text);
    let nearby = [Some(&line), above.as_ref()];
    if let Some(trouble) =
        nearby.into_iter().flatten().find_map(|line| behind_brackets(written, text, line))
    {
        return trouble;
    }

    if !said.contains("quoted")
        && let Some(open) = open_brackets(text, line.start)
    {
        return unclosed_brackets(open);
    }

    if (said.contains("escape") || said.contains("hexadecimal"))
        && let Some(trouble) = backslash(written, text, &line)
    {
        return trouble;
    }

    if said.starts_with("mapping values are not allowed")
        || said.starts_with("illegal placement of ':'")
    {
        return colon(written, text, byte, &line);
    }

    let ends_within = ["invalid indentation in quoted", "EOF", "end of stream"];
    if ends_within.iter().any(|words| said.contains(words))
        && let Some(quote) = open_quote(text, byte)
    {
        return unclosed_quote(text, quote);
    }

    if said.starts_with("invalid trailing content after") {
        return after_quote(written, text, byte, &line);
    }

    if said.starts_with("unexpected character") || said.contains("unknown anchor") {
        return reserved_sign(written, text, byte, &line);
    }

    let (message, help) = in_plain_words(said);

    Trouble {
        code: Code::YamlSyntax,
        message: message.to_owned(),
        help: help.to_owned(),
        start: line.begin().min(line.end()),
        end: line.end(),
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

    /// Returns where the line's text begins, behind its indentation.
    fn begin(&self) -> usize {
        self.start + self.text.len() - self.text.trim_start().len()
    }

    /// Returns the line above that says something.
    fn above(&self, text: &'t str) -> Option<Line<'t>> {
        let before = text[..self.start].trim_end();
        (!before.is_empty()).then(|| Line::around(text, before.len() - 1))
    }

    /// Tells whether the line begins with a key.
    fn has_key(&self) -> bool {
        let text = self.text.trim();
        let key = text.split_once(": ").map(|(key, _)| key).or_else(|| text.strip_suffix(':'));
        key.is_some_and(|key| !key.contains([' ', '[', '{', ',', '"', '\'']))
    }
}

/// Reports a sign that cannot be seen and that YAML does not allow.
fn unseen(line: &Line<'_>) -> Option<Trouble> {
    let hidden = |&(_, sign): &(usize, char)| {
        (sign.is_control() && !matches!(sign, '\t' | '\u{85}')) || sign == '\u{feff}'
    };
    let (at, sign) = line.text.char_indices().find(hidden)?;
    let (start, end) = (line.start + at, line.start + at + sign.len_utf8());

    Some(Trouble {
        code: Code::YamlTrap,
        message: "a control character stands here, where no eye can see it".to_owned(),
        help: "take it out; if it cannot be found, type the line again".to_owned(),
        start,
        end,
        fix: Some((start, end, String::new())),
        mask: Mask::Signs(start, end, sign),
    })
}

/// Reports a line without a key: the parser sees it only at the next line that has one.
fn without_key(text: &str, line: &Line<'_>) -> Option<Trouble> {
    let above = line.above(text).filter(|_| line.has_key())?;
    if above.has_key() {
        return None;
    }

    let (message, help) = in_plain_words("simple key");

    Some(Trouble {
        code: Code::YamlSyntax,
        message: message.to_owned(),
        help: help.to_owned(),
        start: above.begin(),
        end: above.end(),
        fix: None,
        mask: Mask::Line(above.start, above.start + above.text.len()),
    })
}

/// Reports text behind brackets: YAML takes a value that begins with one for a list.
fn behind_brackets(written: &str, text: &str, line: &Line<'_>) -> Option<Trouble> {
    let value = line.value()?;
    let sign = text[value..].chars().next().filter(|sign| matches!(sign, '[' | '{'))?;
    let open = Brackets::of(&text[value..line.end()]);
    let end = value + open.closed?;
    let rest = text[end..line.end()].trim_start();

    if rest.is_empty() || rest.starts_with(['#', ',', ':']) {
        return None;
    }

    let what = if sign == '[' { "list" } else { "map" };

    Some(Trouble {
        code: Code::YamlTrap,
        message: format!("YAML takes text that begins with `{sign}` for a {what}"),
        help: "put the whole text in quotation marks".to_owned(),
        start: value,
        end,
        fix: Some((value, line.end(), quoted(&written[value..line.end()]))),
        mask: Mask::Byte(value),
    })
}

/// The brackets and braces of a stretch of text, as far as they are open.
#[derive(Default)]
struct Brackets {
    /// What would close those that are open, innermost last.
    closers: Vec<char>,
    /// Behind the sign that closed the first of them.
    closed: Option<usize>,
}

impl Brackets {
    fn of(text: &str) -> Brackets {
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
                (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(sign),
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

/// A value that begins with a bracket which no later line closes.
struct Open {
    at: usize,
    sign: char,
    /// Where the text of the value ends.
    end: usize,
    closers: String,
}

/// Finds the brackets that are still open above a line, or in it.
fn open_brackets(text: &str, until: usize) -> Option<Open> {
    let mut open: Option<(Open, Brackets, usize)> = None;
    let mut start = 0;
    for written in text.split_inclusive('\n') {
        if start > until {
            break;
        }

        let line = Line { start, text: written.trim_end_matches(['\n', '\r']) };
        start += written.len();

        let indent = line.begin() - line.start;
        if let Some((value, brackets, above)) = &mut open {
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

        let brackets = Brackets::of(&text[at..line.end().max(at)]);
        if !brackets.closers.is_empty() {
            let end = line.end();
            open = Some((Open { at, sign, end, closers: String::new() }, brackets, indent));
        }
    }

    let (mut open, brackets, _) = open?;
    open.closers = brackets.closers.iter().rev().collect();

    Some(open)
}

fn unclosed_brackets(open: Open) -> Trouble {
    let (message, help) = match open.sign {
        '[' => ("this list is never closed", "close it with `]`"),
        _ => ("these braces are never closed", "close them with `}`"),
    };

    Trouble {
        code: Code::YamlSyntax,
        message: message.to_owned(),
        help: format!("{help}, or put the text in quotation marks if it is none"),
        start: open.at,
        end: open.at + 1,
        fix: Some((open.end, open.end, open.closers)),
        mask: Mask::Line(open.at, open.end),
    }
}

/// Reports a backslash in double quotation marks that begins no sign of YAML's.
fn backslash(written: &str, text: &str, line: &Line<'_>) -> Option<Trouble> {
    let value = line.value().filter(|&value| text[value..].starts_with('"'))?;
    let mut rest = text[value..line.end()].char_indices();
    let mut guilty = None;

    while let Some((at, sign)) = rest.next() {
        if sign != '\\' {
            continue;
        }

        let (_, next) = rest.next()?;
        let digits = match next {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let hex = rest.clone().take(digits).filter(|(_, digit)| digit.is_ascii_hexdigit());

        if !"0abtnvfre \"/\\N_LPxuU".contains(next) || hex.count() < digits {
            guilty = Some((value + at, value + at + 1 + next.len_utf8()));
            break;
        }
    }

    let (start, end) = guilty?;
    let whole = text[value..line.end()].ends_with('"') && !text[value..].contains("\\\"");

    Some(Trouble {
        code: Code::YamlTrap,
        message: "a backslash in double quotation marks begins a sign that YAML does not know"
            .to_owned(),
        help: "write the backslash twice, or use single quotation marks".to_owned(),
        start,
        end,
        fix: whole.then(|| (value, line.end(), quoted(inner(&written[value..line.end()])))),
        mask: if whole { Mask::Signs(value, line.end(), '\\') } else { Mask::Byte(start) },
    })
}

fn colon(written: &str, text: &str, byte: usize, line: &Line<'_>) -> Trouble {
    match line.value() {
        Some(value) if value < byte => Trouble {
            code: Code::YamlTrap,
            message: COLON.to_owned(),
            help: "put the whole text in quotation marks".to_owned(),
            start: byte,
            end: byte + 1,
            fix: Some((value, line.end(), quoted(&written[value..line.end()]))),
            mask: if text[value..].starts_with(['[', '{', '"', '\'']) {
                Mask::Byte(byte)
            } else {
                Mask::Signs(value, line.end(), ':')
            },
        },

        _ => Trouble {
            code: Code::YamlSyntax,
            message: "this key is indented differently from the keys around it".to_owned(),
            help: "keys of one block begin in the same column; a text that goes on over several \
                   lines wants `|` or quotation marks"
                .to_owned(),
            start: line.begin(),
            end: byte.max(line.begin()),
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

fn after_quote(written: &str, text: &str, byte: usize, line: &Line<'_>) -> Trouble {
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
        fix: value.map(|value| (value, end, quoted(inner(&written[value..end])))),
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

fn reserved_sign(written: &str, text: &str, byte: usize, line: &Line<'_>) -> Trouble {
    let sign = text[byte.min(text.len())..].chars().next().unwrap_or(' ');
    let value = line.value().filter(|&value| value <= byte).unwrap_or(byte);

    Trouble {
        code: Code::YamlSyntax,
        message: format!("a value cannot begin with `{sign}`: YAML keeps that sign for itself"),
        help: "put the whole text in quotation marks".to_owned(),
        start: byte,
        end: byte + sign.len_utf8(),
        fix: Some((value, line.end().max(value), quoted(&written[value..line.end().max(value)]))),
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
