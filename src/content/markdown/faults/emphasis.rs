//! Marks of emphasis that print as they are typed.
//!
//! In: the literal text, and where its blocks begin. Out: warnings. Invariant: a lone asterisk, as of a product or of a
//! footnote (`2 * 3`, `1,900*`, `1,900**`), is left alone.

use std::ops::Range;

use super::literal::Literal;
use super::report::Report;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// The most findings about emphasis in a file: a file with more is no text that somebody typed.
const MOST: usize = 200;

/// The longest words between two marks that are taken for a pair, in bytes.
const REACH: usize = 400;

/// The longest words that a help repeats, in bytes.
const SHOWN: usize = 60;

/// A run of one sign in the literal text.
#[derive(Debug, Clone, Copy)]
struct EmphasisMark {
    at: usize,
    length: usize,
    sign: u8,
    /// The block that it is in.
    block: usize,
    before: Neighbour,
    after: Neighbour,
}

/// What stands beside a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Neighbour {
    /// A blank, or the end of the line.
    Blank,
    Digit,
    Letter,
    /// The same sign, which is no literal text: a part of this run was read as emphasis.
    Emphasis,
    /// A sign that ends something: a full stop, a closing bracket.
    End,
    /// Another sign.
    Sign,
}

/// Reports marks of emphasis that readers would see; `blocks` says where the blocks of the text begin.
pub(super) fn find(literal: &Literal, blocks: &[usize], report: &mut Report<'_>) {
    let marks = marks(literal, blocks, report.body);
    let doubles: Vec<EmphasisMark> =
        marks.iter().filter(|mark| mark.is_double()).copied().collect();

    let mut found = double_marks(&doubles, report);
    found.extend(single_marks(&marks, report));
    found.sort_by_key(|finding| finding.place.span);
    found.truncate(MOST);
    found.into_iter().for_each(|finding| report.push(finding));
}

fn marks(literal: &Literal, blocks: &[usize], body: &str) -> Vec<EmphasisMark> {
    let text = literal.bytes();
    let mut marks: Vec<EmphasisMark> = Vec::new();
    let mut done = 0;

    for at in memchr::memchr3_iter(b'*', b'_', b'~', text) {
        if at < done {
            continue;
        }

        let sign = text[at];
        let length = text[at..].iter().take_while(|byte| **byte == sign).count();
        done = at + length;

        let neighbour = |near: Option<char>| match near {
            None => Neighbour::Blank,
            Some(near) if near.is_whitespace() => Neighbour::Blank,
            Some(near) if near == char::from(sign) => Neighbour::Emphasis,
            Some(near) if near.is_numeric() => Neighbour::Digit,
            Some(near) if near.is_alphabetic() => Neighbour::Letter,
            Some(near) if ")]},.;:!?|…”’»".contains(near) => Neighbour::End,
            Some(_) => Neighbour::Sign,
        };

        let block = blocks.partition_point(|start| *start <= at);
        let start = block.checked_sub(1).map_or(0, |block| blocks[block]).min(at);
        let before = neighbour(body[start..at].chars().next_back());
        let after = neighbour(body[done..].chars().next());
        marks.push(EmphasisMark { at, length, sign, block, before, after });
    }

    marks
}

impl EmphasisMark {
    fn end(&self) -> usize {
        self.at + self.length
    }

    /// Tells whether it is a whole mark of two signs.
    fn is_double(&self) -> bool {
        self.length == 2 && ![self.before, self.after].contains(&Neighbour::Emphasis)
    }

    /// Tells whether it stands before a word, as a mark does that opens.
    fn may_open(&self) -> bool {
        !matches!(self.before, Neighbour::Letter | Neighbour::Digit | Neighbour::Emphasis)
            && !matches!(self.after, Neighbour::Blank | Neighbour::End)
    }

    /// Tells whether it stands behind a word, as a mark does that closes.
    fn may_close(&self) -> bool {
        self.before != Neighbour::Blank
            && matches!(self.after, Neighbour::Blank | Neighbour::Sign | Neighbour::End)
    }

    fn is_padded(&self) -> bool {
        self.before == Neighbour::Blank && self.after == Neighbour::Blank
    }

    fn shown(&self) -> String {
        char::from(self.sign).to_string().repeat(self.length)
    }
}

fn double_marks(marks: &[EmphasisMark], report: &Report<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Bold that goes over several paragraphs has its end in another one, and one finding.
    let mut waiting: Option<u8> = None;
    // A footnote's text comes after the marks that refer to it: `1,900**`.
    let mut has_referred = false;
    let has_footnote = !marks.is_empty() && has_footnote(report.body, "**");
    let mut at = 0;

    while let Some(mark) = marks.get(at) {
        let next = marks.get(at + 1).filter(|next| next.block == mark.block);
        at += 1;

        // The text of a footnote, at the head of a line.
        let is_note = mark.sign == b'*' && has_referred && begins_line(mark, report);
        if let Some(next) = next.filter(|next| is_pair(mark, next, report.body)) {
            found.push(pair(mark, next, report));
            at += 1;
        } else if mark.may_open() && !is_note && !is_shown(mark, report.body) {
            waiting = Some(mark.sign);
            found.push(alone(mark, true, report));
        } else if !mark.may_open() && mark.may_close() && mark.sign == b'*' {
            if waiting == Some(mark.sign) {
                waiting = None;
            } else if mark.before == Neighbour::Letter && !has_footnote {
                found.push(alone(mark, false, report));
            }
            has_referred = true;
        }
    }

    found
}

/// Tells whether two marks of one block were to hold the words between them.
fn is_pair(one: &EmphasisMark, other: &EmphasisMark, body: &str) -> bool {
    if one.sign != other.sign || other.at - one.end() > REACH {
        return false;
    }

    let words = &body[one.end()..other.at];
    let has_letters = words.contains(char::is_alphabetic);
    match (one.may_open(), one.is_padded()) {
        (true, _) => words.contains(char::is_alphanumeric) && one.after != Neighbour::Blank,
        // `2 ** 3 ** 4` is arithmetic.
        (_, true) => {
            let closes = other.is_padded() || other.may_close();
            has_letters && closes && other.before != Neighbour::Digit
        }
        // `word**(bold)** word`
        _ => {
            let opens = words.starts_with(['(', '[', '"', '\'', '“', '‘', '„', '«']);
            let closes =
                other.may_close() || matches!(other.before, Neighbour::Sign | Neighbour::End);
            has_letters && one.before == Neighbour::Letter && opens && closes
        }
    }
}

/// Tells whether a lone mark is shown rather than meant: as a name of a program, `__errno_location`, or between signs, `'**'`.
fn is_shown(mark: &EmphasisMark, body: &str) -> bool {
    let is_sign = |near: Neighbour| matches!(near, Neighbour::Sign | Neighbour::End);
    let name = |sign: &char| sign.is_alphanumeric() || *sign == '_';
    let word = body[mark.end()..].chars().take_while(name);
    let is_name = |sign: char| sign == '_' || sign.is_numeric() || sign.is_uppercase();

    is_sign(mark.before) && is_sign(mark.after) || mark.sign == b'_' && word.skip(1).any(is_name)
}

fn begins_line(mark: &EmphasisMark, report: &Report<'_>) -> bool {
    let before = &report.body.as_bytes()[..mark.at];
    let first = before.iter().rev().find(|byte| !b" \t>|".contains(byte));
    first.is_none_or(|byte| *byte == b'\n')
}

/// Tells whether a line begins with a mark, as the text of a footnote does.
fn has_footnote(body: &str, mark: &str) -> bool {
    body.lines().any(|line| {
        let text = line.trim_start_matches([' ', '\t', '>', '|', '\\']);
        let rest = text.strip_prefix(mark);
        rest.is_some_and(|rest| !rest.starts_with('*')) || text.starts_with(r"*\*")
    })
}

fn alone(mark: &EmphasisMark, opens: bool, report: &Report<'_>) -> Diagnostic {
    let shown = mark.shown();
    let (what, help) = match opens {
        true => ("closes", format!("write `{shown}` directly behind the last word that it is for")),
        false => {
            ("opens", format!("write `{shown}` directly before the first word, or take it out"))
        }
    };

    let message =
        format!("`{shown}` is printed as it is typed: nothing {what} it in its paragraph");
    let finding = report.finding(Code::LostText, mark.at..mark.end(), message);
    finding.severity(Severity::Warning).help(help)
}

fn pair(one: &EmphasisMark, other: &EmphasisMark, report: &Report<'_>) -> Diagnostic {
    let shown = one.shown();
    let words = &report.body[one.end()..other.at];
    let inner = words.trim();
    let has_blank = inner.len() < words.len();

    let reason = match has_blank {
        true => "a blank separates them from their words",
        false => "a letter stands directly beside them, and a sign within",
    };

    // Where a letter stands outside of a mark and a sign within, or a blank was moved out, a blank parts them.
    let is_word = |near: Neighbour| matches!(near, Neighbour::Letter | Neighbour::Digit);
    let before = if is_word(one.before) { " " } else { "" };
    let after = if is_word(other.after) { " " } else { "" };
    let right = format!("{before}{shown}{inner}{shown}{after}");

    let message = format!("the marks `{shown}` are printed as they are typed: {reason}");
    let is_mixed = inner.contains(['*', '_', '\n']);
    let help = match right.len() > SHOWN || is_mixed {
        true => format!("put `{shown}` directly around the words, and a blank on the outer side"),
        false => {
            let side = match (before.is_empty(), after.is_empty()) {
                (true, true) => "",
                (true, false) => ", and a blank behind it",
                (false, true) => ", and a blank before it",
                (false, false) => ", and a blank on either side",
            };
            format!("write `{}`{side}", right.trim())
        }
    };

    let range = one.at..other.end();
    let finding = report
        .finding(Code::LostText, range.clone(), message)
        .severity(Severity::Warning)
        .help(help);

    match is_mixed {
        true => finding,
        false => finding.fix(report.place(range), right),
    }
}

/// Reports asterisks that stand alone where emphasis was meant for sure.
fn single_marks(marks: &[EmphasisMark], report: &Report<'_>) -> Vec<Diagnostic> {
    let singles: Vec<&EmphasisMark> =
        marks.iter().filter(|mark| mark.sign == b'*' && mark.length == 1).collect();
    let has_footnote = !singles.is_empty() && has_footnote(report.body, "*");
    let mut found = Vec::new();

    for (at, mark) in singles.iter().enumerate() {
        let uneven = uneven(mark, report.body, has_footnote);
        if let Some(range) = uneven {
            let message =
                "the asterisks before and behind these words differ in number, and one is printed";
            let finding = report.finding(Code::LostText, range, message);
            found.push(finding.severity(Severity::Warning).help("write `*italic*` or `**bold**`"));
            continue;
        }

        // `some *words * here`: not at the head of a line, where a footnote explains its mark.
        let next = singles.get(at + 1).filter(|next| next.block == mark.block);
        let Some(next) =
            next.filter(|_| mark.before == Neighbour::Blank && mark.after == Neighbour::Letter)
        else {
            continue;
        };

        let words = &report.body[mark.end()..next.at];
        let is_meant = next.is_padded() && words.len() <= SHOWN && !words.contains('\n');
        if is_meant && !begins_line(mark, report) {
            found.push(pair(mark, next, report));
        }
    }

    found
}

/// Returns the words with their marks, where an asterisk is left over beside emphasis: `**bold*`, `*bold**`.
fn uneven(mark: &EmphasisMark, body: &str, has_footnote: bool) -> Option<Range<usize>> {
    let bytes = body.as_bytes();
    let reach = bytes.len().min(mark.at + REACH);
    let far = mark.at.saturating_sub(REACH);
    let line_end = memchr::memchr(b'\n', &bytes[mark.at..reach]).map_or(reach, |at| mark.at + at);
    let line_start = memchr::memrchr(b'\n', &bytes[far..mark.at]).map_or(far, |at| far + at + 1);
    let is_escaped = body[..mark.at].ends_with('\\');

    if mark.after == Neighbour::Emphasis && mark.before != Neighbour::Emphasis && !is_escaped {
        let rest = body.get(mark.end()..line_end)?;
        let words = rest.trim_start_matches('*');
        // `***Note:** …` at the head of a line is a footnote's mark before bold words.
        if rest.len() - words.len() > 1 || words.starts_with('*') {
            return None;
        }
        let end = words.find('*')?;
        let end = line_end - words.len() + end + 1;
        return (bytes.get(end) != Some(&b'*')).then_some(mark.at..end);
    }

    if mark.before == Neighbour::Emphasis && mark.after != Neighbour::Emphasis {
        let rest = body.get(line_start..mark.at)?;
        let words = rest.trim_end_matches('*');
        // `*1,900**` and `**words***` have the mark of a footnote behind them.
        let is_single = rest.len() - words.len() == 1 && !words.ends_with('\\');
        if !is_single || !words.ends_with(char::is_alphabetic) || has_footnote {
            return None;
        }
        let start = words.rfind('*')?;
        return Some(line_start + start..mark.end());
    }

    None
}
