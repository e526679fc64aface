//! Explains YAML's syntax errors to writers.
//!
//! In: a block, and the parser's error. Out: a finding, and a mask that lets the parser continue, so that one
//! slip hides no other. Invariant: a mask keeps the length of the block, so that all places stay right.

use std::borrow::Cow;
use std::ops::Range;

use super::lines::{BlockLine, Brackets, UnclosedValue, unclosed_value};
use super::writer::quoted;
use super::{bullets, messages};
use crate::diagnostic::{Code, Diagnostic, Place};

/// The message about an unquoted colon.
pub(super) const COLON: &str = "this text contains a colon, which YAML takes for a key";

/// Characters that no plain value may begin with (YAML 1.2.2, section 5.3), and the one that the parser takes
/// for an alias.
const RESERVED: [char; 4] = ['@', '`', '%', '*'];

/// A syntax error with an explanation.
#[derive(Debug)]
pub(super) struct SyntaxError {
    code: Code,
    message: String,
    help: String,
    /// The bytes of the block that are at fault.
    range: Range<usize>,
    fix: Option<Replacement>,
    mask: Mask,
}

/// New text for a part of the block.
#[derive(Debug)]
struct Replacement {
    range: Range<usize>,
    text: String,
}

/// What is overwritten in the next pass, so that the parser gets past the error.
#[derive(Debug, PartialEq, Eq)]
enum Mask {
    /// One byte becomes a letter.
    Byte(usize),
    /// Every such character in a range becomes a letter.
    Signs(Range<usize>, char),
    /// A range becomes blank.
    Blank(Range<usize>),
}

impl SyntaxError {
    pub(super) fn diagnostic(&self, at: &dyn Fn(Range<usize>) -> Place) -> Diagnostic {
        let place = at(self.range.clone());
        let finding =
            Diagnostic::new(self.code, place, self.message.as_str()).help(self.help.as_str());

        match &self.fix {
            Some(fix) => finding.fix(at(fix.range.clone()), fix.text.as_str()),
            None => finding,
        }
    }

    /// Tells whether the mask leaves every key in its place.
    pub(super) fn loses_nothing(&self) -> bool {
        matches!(self.mask, Mask::Byte(_) | Mask::Signs(..))
    }

    /// Tells whether the error begins within one of some ranges.
    pub(super) fn is_within(&self, ranges: &[Range<usize>]) -> bool {
        ranges.iter().any(|range| range.contains(&self.range.start))
    }

    /// Masks the error without changing the length of the text; false where that cannot help.
    pub(super) fn mask(&self, text: &mut Cow<'_, str>) -> bool {
        let (range, filler) = match &self.mask {
            Mask::Signs(range, sign) => {
                let before = &text[range.clone()];

                // As many bytes as before, for characters of several bytes too: all later places stay right.
                let masked = before.replace(*sign, &"_".repeat(sign.len_utf8()));
                let has_changed = masked != before;
                text.to_mut().replace_range(range.clone(), &masked);
                return has_changed;
            }

            &Mask::Byte(at) if text.is_char_boundary(at) && at < text.len() => (at..at + 1, "_"),
            Mask::Blank(range) if !text[range.clone()].trim().is_empty() => (range.clone(), " "),
            _ => return false,
        };

        if !text.is_char_boundary(range.end) {
            return false;
        }

        let masked = filler.repeat(range.len());
        text.to_mut().replace_range(range, &masked);

        true
    }
}

/// Explains an error that the parser reported at a byte of the text.
///
/// `written` is the text before anything was masked, of the same length: fixes quote from it.
pub(super) fn explain(written: &str, text: &str, byte: usize, error: &str) -> SyntaxError {
    // A character of several bytes is masked by as many letters, and the error may be at any of them.
    let byte = written.floor_char_boundary(byte);
    let line = BlockLine::around(text, byte);

    // First: an invisible character explains every other error on its line, and the parser names only what
    // comes after it.
    if let Some(error) = control_character(&line) {
        return error;
    }

    if messages::KEY_WITHOUT_COLON.matches(error)
        && let Some(error) = without_key(text, &line)
    {
        return error;
    }

    // The parser notices text after brackets only at the next line.
    let above = line.above(text);
    let nearby = [Some(&line), above.as_ref()];
    if let Some(error) =
        nearby.into_iter().flatten().find_map(|line| text_after_brackets(written, text, line))
    {
        return error;
    }

    // A bracket that is never closed makes the parser stumble many lines later, at a key that is right.
    if !error.contains(messages::QUOTED_SCALAR)
        && let Some(value) = unclosed_value(text, line.start)
    {
        return unclosed_brackets(value);
    }

    if messages::BAD_ESCAPE.iter().any(|message| message.matches(error))
        && let Some(error) = backslash(written, text, &line)
    {
        return error;
    }

    if messages::UNEXPECTED_COLON.iter().any(|message| message.matches(error)) {
        return colon(written, text, byte, &line);
    }

    if messages::OPEN_QUOTE.iter().any(|message| message.matches(error))
        && let Some(quote) = open_quote(text, byte)
    {
        return unclosed_quote(text, quote);
    }

    if messages::TEXT_AFTER_QUOTE.matches(error) {
        return after_quote(written, text, byte, &line);
    }

    if messages::RESERVED_SIGN.iter().any(|message| message.matches(error)) {
        return reserved_sign(written, byte, &line);
    }

    let (message, help) = messages::in_plain_words(error);
    let help = if begins_with_bullet(&line) { ITEM } else { help };

    SyntaxError {
        code: Code::YamlSyntax,
        message: message.to_owned(),
        help: help.to_owned(),
        range: line.begin().min(line.end())..line.end(),
        fix: None,
        mask: Mask::Blank(line.start..line.start + line.text.len()),
    }
}

/// Reports an invisible character that YAML does not allow.
fn control_character(line: &BlockLine<'_>) -> Option<SyntaxError> {
    let hidden = |&(_, sign): &(usize, char)| {
        // U+0085 is a line break to YAML 1.1, and printable by 1.2.
        (sign.is_control() && !matches!(sign, '\t' | '\u{85}')) || sign == '\u{feff}'
    };
    let (at, sign) = line.text.char_indices().find(hidden)?;
    let start = line.start + at;
    let range = start..start + sign.len_utf8();

    Some(SyntaxError {
        code: Code::YamlTrap,
        message: "invisible control character".to_owned(),
        help: "take it out; if it cannot be found, type the line again".to_owned(),
        range: range.clone(),
        fix: Some(Replacement { range: range.clone(), text: String::new() }),
        // Only this character: the rest of the line may be a key that is needed.
        mask: Mask::Signs(range, sign),
    })
}

/// What to do about a bullet that no key stands above.
const ITEM: &str = "write a list below its key, and begin each item with `- `";

fn begins_with_bullet(line: &BlockLine<'_>) -> bool {
    line.text.trim_start().starts_with(bullets::BULLETS)
}

/// Reports a line without a key: the parser sees it only at the next line that has one.
fn without_key(text: &str, line: &BlockLine<'_>) -> Option<SyntaxError> {
    let above = line.above(text).filter(|_| line.has_key())?;
    if above.has_key() {
        return None;
    }

    let (message, help) = messages::in_plain_words("simple key");
    let help = if begins_with_bullet(&above) { ITEM } else { help };

    Some(SyntaxError {
        code: Code::YamlSyntax,
        message: message.to_owned(),
        help: help.to_owned(),
        range: above.begin()..above.end(),
        fix: None,
        mask: Mask::Blank(above.start..above.start + above.text.len()),
    })
}

/// Reports text after brackets: YAML takes a value that begins with one for a list.
fn text_after_brackets(written: &str, text: &str, line: &BlockLine<'_>) -> Option<SyntaxError> {
    let value = line.value()?;
    let sign = text[value..].chars().next().filter(|sign| matches!(sign, '[' | '{'))?;
    let open = Brackets::scan(&text[value..line.end()]);
    let end = value + open.closed?;
    let rest = text[end..line.end()].trim_start();

    // What may follow closed brackets: a comment, the next item, or the colon of a key.
    if rest.is_empty() || rest.starts_with(['#', ',', ':']) {
        return None;
    }

    let what = if sign == '[' { "list" } else { "map" };

    Some(SyntaxError {
        code: Code::YamlTrap,
        message: format!("YAML takes text that begins with `{sign}` for a {what}"),
        help: "put the whole text in quotation marks".to_owned(),
        range: value..end,
        fix: Some(quote(written, value..line.end())),
        mask: Mask::Byte(value),
    })
}

fn unclosed_brackets(value: UnclosedValue) -> SyntaxError {
    let (message, help) = match value.sign {
        '[' => ("this list is never closed", "close it with `]`"),
        _ => ("these braces are never closed", "close them with `}`"),
    };

    SyntaxError {
        code: Code::YamlSyntax,
        message: message.to_owned(),
        help: format!("{help}, or put the text in quotation marks if it is not one"),
        range: value.start..value.start + 1,
        fix: Some(Replacement { range: value.end..value.end, text: value.closers }),
        mask: Mask::Blank(value.start..value.end),
    }
}

/// Reports a backslash in double quotation marks that begins no escape of YAML.
fn backslash(written: &str, text: &str, line: &BlockLine<'_>) -> Option<SyntaxError> {
    let value = line.value().filter(|&value| text[value..].starts_with('"'))?;
    let mut rest = text[value..line.end()].char_indices();
    let mut unknown = None;

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
            unknown = Some(value + at..value + at + 1 + next.len_utf8());
            break;
        }
    }

    let range = unknown?;

    // A fix by machine is offered only where the quotation marks are sure to belong together.
    let is_whole = text[value..line.end()].ends_with('"') && !text[value..].contains("\\\"");

    Some(SyntaxError {
        code: Code::YamlTrap,
        message: "a backslash in double quotation marks begins no escape that YAML knows"
            .to_owned(),
        help: "write the backslash twice, or use single quotation marks".to_owned(),
        fix: is_whole.then(|| quote_again(written, value..line.end())),
        mask: match is_whole {
            true => Mask::Signs(value..line.end(), '\\'),
            false => Mask::Byte(range.start),
        },
        range,
    })
}

fn colon(written: &str, text: &str, byte: usize, line: &BlockLine<'_>) -> SyntaxError {
    match line.value() {
        Some(value) if value < byte => SyntaxError {
            code: Code::YamlTrap,
            message: COLON.to_owned(),
            help: "put the whole text in quotation marks".to_owned(),
            range: byte..byte + 1,
            fix: Some(quote(written, value..line.end())),
            // In quotation marks or brackets the other colons of the line are right.
            mask: if text[value..].starts_with(['[', '{', '"', '\'']) {
                Mask::Byte(byte)
            } else {
                Mask::Signs(value..line.end(), ':')
            },
        },

        _ => SyntaxError {
            code: Code::YamlSyntax,
            message: "this key is indented differently from the keys around it".to_owned(),
            help: "keys of one block begin in the same column; a text of several \
                   lines needs `|` or quotation marks"
                .to_owned(),
            range: line.begin()..byte.max(line.begin()),
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

    // The parser reports where it gave up, which is the next key or the end of the block.
    text[..at].rfind(": \"").or_else(|| text[..at].rfind(": '")).map(|colon| colon + 2)
}

/// Returns a text in quotation marks whose further lines begin in the first column.
///
/// YAML 1.2 wants them indented (section 7.3); most readers do not insist, and thousands of files rely on it.
pub(super) fn quoted_lines(text: &str, byte: usize, error: &str) -> Option<Range<usize>> {
    if !messages::OPEN_QUOTE.iter().any(|message| message.matches(error)) {
        return None;
    }

    let start = open_quote(text, text.floor_char_boundary(byte))?;
    let mark = text[start..].chars().next()?;
    let end = start + 1 + closing_quote(&text[start + 1..], mark)?;
    let inside = &text[start..end];

    // A key among the lines: the quotation mark is one of another text, and the first was forgotten.
    let mut lines = inside.split('\n').skip(1).peekable();
    lines.peek()?;
    let is_of_keys = lines.any(|line| BlockLine { start: 0, text: line }.has_key());

    let rest = text[end + 1..].lines().next().unwrap_or_default().trim();
    let ends_line = rest.is_empty() || rest.starts_with('#');

    (!is_of_keys && ends_line).then_some(start..end)
}

/// Returns where a text in quotation marks ends.
fn closing_quote(text: &str, mark: char) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if mark == '"' => at += 1,
            // Two of them are an apostrophe in single quotation marks.
            b'\'' if mark == '\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            byte if byte == mark as u8 => return Some(at),
            _ => {}
        }
        at += 1;
    }

    None
}

fn unclosed_quote(text: &str, quote: usize) -> SyntaxError {
    let line = BlockLine::around(text, quote);
    let mark = &text[quote..=quote];

    SyntaxError {
        code: Code::YamlSyntax,
        message: "this quotation mark is never closed".to_owned(),
        help: format!("close it with `{mark}` at the end of the text"),
        range: quote..quote + 1,
        // At the end of the line: few texts in front matter go over several.
        fix: Some(Replacement { range: line.end()..line.end(), text: mark.to_owned() }),
        mask: Mask::Byte(quote),
    }
}

fn after_quote(written: &str, text: &str, byte: usize, line: &BlockLine<'_>) -> SyntaxError {
    // An error in a key has no value to quote.
    let value = line.value().filter(|&value| value < byte);
    let end = line.end().max(byte);
    let single = value.is_some_and(|value| text[value..].starts_with('\''));
    let help = if single {
        "write an apostrophe inside single quotation marks twice (`''`), or use double ones"
    } else {
        "put the whole text in one pair of quotation marks, and write those inside it as `\\\"`"
    };

    SyntaxError {
        code: Code::YamlSyntax,
        message: "text follows the closing quotation mark".to_owned(),
        help: help.to_owned(),
        range: byte..end,
        fix: value.map(|value| quote_again(written, value..end)),
        // Without its opening quotation mark, the rest of the line is plain text.
        mask: value.map_or(Mask::Blank(line.start..end), Mask::Byte),
    }
}

/// Strips one outer pair of quotation marks, where both are there.
fn inner(text: &str) -> &str {
    ['"', '\'']
        .into_iter()
        .find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark))
        .unwrap_or(text)
}

fn reserved_sign(written: &str, byte: usize, line: &BlockLine<'_>) -> SyntaxError {
    // The parser may count a character too many where brackets go over several lines.
    let until = byte.saturating_sub(line.start).min(line.text.len());
    let until = line.text.ceil_char_boundary(until + 1);
    let byte = line.text[..until].rfind(RESERVED).map_or(byte, |at| line.start + at);
    let sign = written[byte..].chars().next().unwrap_or(' ');
    let value = line.value().filter(|&value| value <= byte).unwrap_or(byte);

    SyntaxError {
        code: Code::YamlSyntax,
        message: format!("a value cannot begin with `{sign}`: YAML reserves that character"),
        help: "put the whole text in quotation marks".to_owned(),
        range: byte..byte + sign.len_utf8(),
        fix: Some(quote(written, value..line.end().max(value))),
        mask: Mask::Byte(byte),
    }
}

/// Puts a part of the block in quotation marks.
fn quote(written: &str, range: Range<usize>) -> Replacement {
    Replacement { text: quoted(&written[range.clone()]), range }
}

/// Replaces the quotation marks of a part of the block with one proper pair.
fn quote_again(written: &str, range: Range<usize>) -> Replacement {
    Replacement { text: quoted(inner(&written[range.clone()])), range }
}
