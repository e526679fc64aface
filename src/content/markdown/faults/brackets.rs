//! Square brackets that were to be a link, a reference or a mark of a note, and print as they are typed.
//!
//! In: the literal text. Out: findings. Invariant: brackets of ordinary prose (`[sic]`, `[1]`) are left alone.

use std::collections::HashMap;
use std::ops::Range;

use super::literal::{BLANK, Literal};
use super::notes::Notes;
use super::report::Report;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::composed;

/// The most findings about brackets in a file: a file with more is no text that somebody typed.
const MOST: usize = 1_000;

/// How far the parts of a link may be apart, in bytes: what is longer is no link, and is not read again and again.
const REACH: usize = 1_000;

/// Square brackets in the literal text, as they belong together.
struct BracketPairs {
    /// Where each pair opens and closes, in the order of their ends.
    pairs: Vec<(usize, usize)>,
    /// Those that open and are never closed.
    open: Vec<usize>,
    /// Those that close nothing.
    closing: Vec<usize>,
}

/// Reports brackets that were to be something else.
pub(super) fn find(literal: &Literal, notes: &mut Notes, report: &mut Report<'_>) {
    let text = literal.bytes();
    if memchr::memchr2(b'[', b']', text).is_none() {
        return;
    }

    let brackets = BracketPairs::pair(text);
    let labels = respelt_labels(literal, report.body);
    let mut found = Vec::new();

    for &(open, close) in &brackets.pairs {
        if found.len() >= MOST {
            break;
        }
        if close - open > REACH {
            continue;
        }

        let pair = BracketPair { literal, text, open, close };
        if let Some(name) = pair.words().strip_prefix('^').and_then(|name| notes.respelt(name)) {
            let name = name.to_owned();
            notes.reference(&name);
            found.push(pair.respelt(&format!("^{name}"), report));
            continue;
        }
        let label = if labels.is_empty() { None } else { labels.get(&key_of(&pair.words())) };
        if let Some(label) = label {
            found.push(pair.respelt(label, report));
            continue;
        }

        found.extend(pair.note(notes, report).or_else(|| match text.get(close + 1) {
            Some(b'(') => pair.inline(report),
            // The label has a finding of its own.
            Some(b'[')
                if !labels.is_empty()
                    && pair.label().is_some_and(|it| labels.contains_key(&key_of(&it))) =>
            {
                None
            }
            Some(b'[') => pair.reference(report),
            Some(b' ') => pair.parted(report).or_else(|| pair.reversed(report)),
            _ => pair.reversed(report),
        }));
    }

    found.extend(brackets.half_references(literal, report));
    found.into_iter().for_each(|finding| report.push(finding));
}

impl BracketPairs {
    fn pair(text: &[u8]) -> BracketPairs {
        let mut brackets =
            BracketPairs { pairs: Vec::new(), open: Vec::new(), closing: Vec::new() };
        let mut stack = Vec::new();
        let mut last = 0;

        for at in memchr::memchr2_iter(b'[', b']', text) {
            // No pair goes over the end of a paragraph.
            if has_blank_line(&text[last..at]) {
                brackets.open.append(&mut stack);
            }
            last = at;

            match text[at] {
                b'[' => stack.push(at),
                _ => match stack.pop() {
                    Some(open) => brackets.pairs.push((open, at)),
                    None => brackets.closing.push(at),
                },
            }
        }

        brackets.open.append(&mut stack);
        brackets
    }

    /// Returns references in double brackets of which one bracket is missing.
    fn half_references(&self, literal: &Literal, report: &Report<'_>) -> Vec<Diagnostic> {
        let text = literal.bytes();
        let closes: HashMap<usize, usize> = self.pairs.iter().copied().collect();
        let opens: HashMap<usize, usize> = self.pairs.iter().map(|it| (it.1, it.0)).collect();
        let finding = |range: Range<usize>, id: &str| {
            report
                .finding(Code::LostText, range.clone(), "a bracket of the reference is missing")
                .help(format!("write `[[{id}]]`"))
                .fix(report.place(range), format!("[[{id}]]"))
        };

        let mut found = Vec::new();
        if self.open.is_empty() && self.closing.is_empty() {
            return found;
        }

        for &open in self.open.iter().filter(|&&open| text.get(open + 1) == Some(&b'[')).take(MOST)
        {
            let close = closes.get(&(open + 1)).filter(|&&close| close - open < REACH);
            let Some(&close) = close else {
                continue;
            };
            let id = literal.text(open + 2..close);
            // `[[id]\]`: as the writer asked.
            let is_meant = report.body[close + 1..].starts_with("\\]");
            if is_id(&id) && !is_meant {
                found.push(finding(open..close + 1, &id));
            }
        }

        for &close in self.closing.iter().filter(|&&close| close > 0).take(MOST) {
            let open = opens.get(&(close - 1)).filter(|&&open| close - open < REACH);
            let Some(&open) = open else {
                continue;
            };
            let id = literal.text(open + 1..close - 1);
            let is_meant = report.body[..open].ends_with("\\[");
            if is_id(&id) && !is_meant {
                found.push(finding(open..close + 1, &id));
            }
        }

        found
    }
}

/// Returns the labels of links that may be written with the same letters as others and not be found, since each letter
/// may be one sign or several.
fn respelt_labels(literal: &Literal, body: &str) -> HashMap<String, String> {
    // Signs that are put on a letter are U+0300 to U+036F.
    if memchr::memchr2(0xcc, 0xcd, body.as_bytes()).is_none() {
        return HashMap::new();
    }

    let labels = super::definitions::labels(literal, body);
    let labels = labels.into_iter().filter(|label| !label.is_ascii());
    labels.map(|label| (key_of(&label), label)).collect()
}

/// Returns the form in which labels are compared.
fn key_of(label: &str) -> String {
    composed(label).to_lowercase()
}

/// Brackets that belong together.
struct BracketPair<'l> {
    literal: &'l Literal,
    text: &'l [u8],
    open: usize,
    close: usize,
}

impl BracketPair<'_> {
    fn words(&self) -> String {
        self.literal.text(self.open + 1..self.close)
    }

    /// Tells whether an exclamation mark makes an image of it.
    fn is_image(&self) -> bool {
        self.open > 0 && self.text[self.open - 1] == b'!'
    }

    /// Returns where the line ends that a byte is in, as far as a link may reach.
    fn line_end(&self, from: usize) -> usize {
        let reach = self.text.len().min(from + REACH);
        memchr::memchr(b'\n', &self.text[from..reach]).map_or(reach, |at| from + at)
    }

    fn start(&self) -> usize {
        self.open - usize::from(self.is_image())
    }

    /// Returns the label behind the pair: `[words][label]`.
    fn label(&self) -> Option<String> {
        let from = self.close + 2;
        let reach = self.text.len().min(from + REACH);
        let end = from + memchr::memchr(b']', self.text.get(from..reach)?)?;
        Some(self.literal.text(from..end))
    }

    /// Reports a name whose letters are the same as those of another, and their bytes are not.
    fn respelt(&self, right: &str, report: &Report<'_>) -> Diagnostic {
        let message = format!(
            "the letters of `[{right}]` are typed in another way here than where it is defined, and do not match"
        );
        let place = report.place(self.open + 1..self.close);
        let finding = report.finding(Code::LostText, self.open..self.close + 1, message);
        finding
            .help("type both in the same way: a letter and its accent are one sign or two")
            .fix(place, right)
    }

    /// Reads `[^name]`, a mark of a note that has no text, and `^[text]`, a note within the line.
    fn note(&self, notes: &Notes, report: &Report<'_>) -> Option<Diagnostic> {
        let range = self.open..self.close + 1;
        let words = self.words();

        if self.open > 0 && self.text[self.open - 1] == b'^' && words.contains(' ') {
            let message = "a note within the line is printed as it is typed";
            let finding = report.finding(Code::LostText, self.open - 1..self.close + 1, message);
            return Some(finding.help(
                "write a mark, `[^name]`, and below the paragraph `[^name]: ` and its text",
            ));
        }

        let name = words.strip_prefix('^')?;
        if name.trim().is_empty() || name.contains(['[', '\n']) {
            return None;
        }

        let message =
            format!("there is no note `[^{name}]`, and its mark is printed as it is typed");
        let help = match notes.nearest(name) {
            Some(near) => format!("did you mean `[^{near}]`?"),
            None => format!("write its text on a line of its own: `[^{name}]: …`"),
        };

        Some(report.finding(Code::LostText, range, message).help(help))
    }

    /// Reads `[words](address)` that is no link.
    fn inline(&self, report: &Report<'_>) -> Option<Diagnostic> {
        let from = self.close + 2;
        let line_end = self.line_end(from);
        let is_image = self.is_image();
        let what = if is_image { "image" } else { "link" };

        let Some(end) = closing_bracket(&self.text[from..line_end]).map(|at| from + at) else {
            let address = self.literal.text(from..line_end);
            let is_meant =
                is_image || looks_like_address(address.split(' ').next().unwrap_or_default());
            return is_meant.then(|| {
                let message =
                    format!("the {what} is printed as it is typed: its address is not closed");
                let finding = report.finding(Code::LostText, self.start()..self.close + 2, message);
                finding.help("close it with `)`")
            });
        };

        let written = self.literal.text(from..end);
        let Parts { address, title } = Parts::split(&written);
        let is_tag = written.contains("{{") || written.contains("{%");
        if !address.contains(' ') && title.is_empty() || is_tag {
            return None;
        }
        let range = self.start()..end + 1;
        if let Some((title, right)) = open_title(&written) {
            let message = format!(
                "the {what} is printed as it is typed: its title is not within one pair of quotation marks"
            );
            let title = from + title.start..from + title.end;
            let finding = report.finding(Code::LostText, range, message);
            return Some(
                finding
                    .help(format!("write the title as `{right}`"))
                    .fix(report.place(title), right),
            );
        }

        if !is_image && !looks_like_address(address) {
            return None;
        }

        let message = format!("the {what} is printed as it is typed: its address contains a blank");
        let finding = report.finding(Code::LostText, range, message);

        // A title in typographic quotation marks is none.
        if title.starts_with(['“', '”', '„', '«', '‘', '’']) {
            return Some(finding.help("put the title into straight quotation marks: `\"…\"`"));
        }

        let place = report.place(from..from + address.len());
        Some(
            finding
                .help(format!(
                    "write the address as `<{address}>`, or give the file a name without blanks"
                ))
                .fix(place, format!("<{address}>")),
        )
    }

    /// Reads `[words][label]` with a label that nothing defines.
    fn reference(&self, report: &Report<'_>) -> Option<Diagnostic> {
        let from = self.close + 2;
        let reach = self.text.len().min(from + REACH);
        let label_end = memchr::memchr2(b'[', b']', &self.text[from..reach]).map(|at| from + at)?;
        if self.text[label_end] == b'[' {
            return None;
        }

        // `matrix[row][column]` is no link.
        if self.open > 0 && self.text[self.open - 1].is_ascii_alphanumeric() {
            return None;
        }

        let words = self.words();
        let label = self.literal.text(from..label_end);
        let is_number =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());

        // `[1][2]` are two numbers of sources, `[^1][^2]` two notes, `[[a]][b]` a reference.
        if is_number(&words)
            || is_number(&label)
            || words.contains(['[', '^'])
            || label.starts_with('^')
        {
            return None;
        }

        let name = if label.trim().is_empty() { words.as_str() } else { label.as_str() };
        let message = format!("nothing defines `[{name}]`, and the link is printed as it is typed");
        let finding =
            report.finding(Code::LostText, self.start()..label_end + 1, message).help(format!(
                "write `[{name}]: ` and the address on a line of its own, or `[words](address)`"
            ));

        // Two remarks in brackets may follow one another; an image is no remark.
        Some(if self.is_image() { finding } else { finding.severity(Severity::Warning) })
    }

    /// Reads `[words] (address)`.
    fn parted(&self, report: &Report<'_>) -> Option<Diagnostic> {
        let blanks = self.text[self.close + 1..].iter().take_while(|byte| **byte == b' ').count();
        let from = self.close + 1 + blanks;
        if self.text.get(from) != Some(&b'(') {
            return None;
        }

        let line_end = self.line_end(from);
        let end = from + 1 + closing_bracket(&self.text[from + 1..line_end])?;
        let address = self.literal.text(from + 1..end);
        let words = self.words();
        let is_remark = !self.is_image() && words.bytes().all(|byte| byte.is_ascii_digit());
        if is_remark || address.contains(' ') || !looks_like_address(&address) {
            return None;
        }

        let message =
            "the link is printed as it is typed: a blank separates its words from its address";
        let gap = report.place(self.close + 1..from);
        let finding = report.finding(Code::LostText, self.start()..end + 1, message);
        Some(finding.severity(Severity::Warning).help("take the blank out").fix(gap, ""))
    }

    /// Reads `(words)[address]`.
    fn reversed(&self, report: &Report<'_>) -> Option<Diagnostic> {
        let address = self.words();
        let far = self.open.saturating_sub(REACH);
        let before = self.text[far..self.open].strip_suffix(b")")?;
        let start = memchr::memrchr2(b'(', b'\n', before).filter(|&at| before[at] == b'(')?;
        if address.contains(' ') || !looks_like_address(&address) {
            return None;
        }

        let words = self.literal.text(far + start + 1..far + before.len());
        let range = far + start..self.close + 1;
        let message = "the link is printed as it is typed: its brackets are the wrong way round";
        let finding = report.finding(Code::LostText, range.clone(), message);
        Some(
            finding
                .help("the words go into square brackets, the address into round ones")
                .fix(report.place(range), format!("[{words}]({address})")),
        )
    }
}

/// The address of a link, and its title.
struct Parts<'t> {
    address: &'t str,
    title: &'t str,
}

impl Parts<'_> {
    fn split(written: &str) -> Parts<'_> {
        let written = written.trim();
        let quote = written.find([' ', '\t']).and_then(|_| {
            let quotes = [" \"", " '", " “", " „", " «", " ‘", " ”"];
            quotes.iter().filter_map(|quote| written.find(quote)).min()
        });

        match quote {
            Some(at) => {
                Parts { address: written[..at].trim_end(), title: written[at..].trim_start() }
            }
            None => Parts { address: written, title: "" },
        }
    }
}

/// Finds a title behind an address that lacks a quotation mark, or holds one of its own; returns its place in the text and
/// how it is written.
fn open_title(written: &str) -> Option<(Range<usize>, String)> {
    const MARKS: [char; 2] = ['"', '\''];

    let parts = Parts::split(written);
    let title = match parts.title {
        // Without a mark before it, it is a title only behind a whole address, and not the rest of one.
        "" => {
            let (address, rest) = parts.address.split_once([' ', '\t'])?;
            let last = address.rsplit('/').next().unwrap_or_default();
            let is_whole = looks_like_address(address) && (last.is_empty() || last.contains('.'));
            let is_plain = !rest.contains(|sign: char| ".%\\/()“”„«‘’".contains(sign));
            Some(rest.trim()).filter(|_| is_whole && is_plain)?
        }
        title if title.starts_with(MARKS) && !parts.address.contains(' ') => title.trim_end(),
        _ => return None,
    };

    let words = title.trim_matches(MARKS).trim();
    if words.is_empty() || !looks_like_address(parts.address.split(' ').next()?) {
        return None;
    }

    let start = title.as_ptr() as usize - written.as_ptr() as usize;
    let range = start..start + title.len();
    let right = match (words.contains('"'), words.contains('\'')) {
        (false, _) => format!("\"{words}\""),
        (true, false) => format!("'{words}'"),
        (true, true) => format!("\"{}\"", words.replace('"', "\\\"")),
    };

    // A title that is whole has another fault around it.
    (right != title).then_some((range, right))
}

/// Tells whether words in brackets are an address, and not a remark.
fn looks_like_address(words: &str) -> bool {
    let ending = words
        .rsplit_once('.')
        .map(|(_, ending)| ending.split(['#', '?']).next().unwrap_or_default());
    let is_file = ending.is_some_and(|it| {
        (2..=5).contains(&it.len())
            && it.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && it.bytes().any(|byte| byte.is_ascii_alphabetic())
    });
    let has_start = ["http://", "https://", "mailto:", "tel:", "/", "./", "../", "www."]
        .iter()
        .any(|start| words.starts_with(start));

    has_start || is_file
}

/// Tells whether words may be the id of a record, with its part and its label.
fn is_id(words: &str) -> bool {
    let id = words.split(['#', '|']).next().unwrap_or_default().trim();
    let is_sign = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | ':' | '.');

    id.chars().all(is_sign)
        && id.chars().any(char::is_alphabetic)
        && id.starts_with(char::is_alphanumeric)
}

/// Finds the round bracket that closes an address.
fn closing_bracket(text: &[u8]) -> Option<usize> {
    let mut depth = 0;
    for at in memchr::memchr2_iter(b'(', b')', text) {
        match text[at] {
            b'(' => depth += 1,
            _ if depth == 0 => return Some(at),
            _ => depth -= 1,
        }
    }

    None
}

/// Tells whether a part of the text holds a line of which nothing is literal, as between two paragraphs.
fn has_blank_line(text: &[u8]) -> bool {
    let mut ends = memchr::memchr_iter(b'\n', text);
    let Some(mut last) = ends.next() else {
        return false;
    };

    for end in ends {
        if text[last + 1..end].iter().all(|byte| matches!(*byte, BLANK | b' ' | b'\t' | b'\r')) {
            return true;
        }
        last = end;
    }

    false
}
