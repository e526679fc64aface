//! Names as spelt in prose: of people introduced by a title or named in the front matter, and of agreements.

use super::Setting;
use super::candidate::first_byte;
use super::flow::{Flow, size};
use crate::lexicon::{Lexicon, NameWords};
use crate::source::Span;

/// A name as it is spelt in the prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its words, without titles before it and post-nominal letters after it.
    pub text: Box<str>,
    /// Where it is.
    pub span: Span,
    /// Whether it is within a quotation.
    pub quoted: bool,
    /// Whether it is the name of an agreement rather than a person.
    pub is_agreement: bool,
    /// Whether a reference can replace it.
    pub in_prose: bool,
    /// The text before and after it in its block, as far as a title of office may reach; empty for an
    /// agreement.
    pub around: Surroundings,
}

/// The words around a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// The words before it.
    pub before: Box<str>,
    /// The words after it.
    pub after: Box<str>,
}

/// What to look for on a page, according to its front matter.
#[derive(Debug, Default)]
pub(in crate::content) struct Hints {
    /// Whether the page names anything that its sentences can be compared with.
    pub(in crate::content) compares: bool,
    /// Whether it names agreements.
    pub(in crate::content) agreements: bool,
    /// The words of its ministers' ids.
    pub(in crate::content) names: Vec<Box<str>>,
    /// The lexicon of its language; without one its prose is not read.
    pub(in crate::content) lexicon: Option<&'static Lexicon>,
    /// Where its running text stands.
    pub(in crate::content) setting: Setting,
}

/// A word of a name, or a whole name, by its first byte and one past its last.
#[derive(Debug, Clone, Copy)]
struct Part {
    start: usize,
    end: usize,
}

impl Part {
    fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// Reads the names in a block.
pub(super) fn read(flow: &Flow, hints: &Hints, words: &NameWords, found: &mut Vec<Name>) {
    let text = flow.text();
    let mut at = 0;
    while let Some(start) = next_capital(text, at) {
        if let Some(end) = alone(text.as_bytes(), start) {
            at = end;
            continue;
        }

        let (parts, end) = sequence(text, start, words);
        at = end.max(start + 1);

        let people = persons(text, &parts, hints, words);
        found.extend(people.into_iter().map(|name| named(flow, text, name, false)));

        if hints.agreements
            && let Some(name) = agreement(text, &parts, words)
        {
            found.push(named(flow, text, name, true));
        }
    }
}

fn named(flow: &Flow, text: &str, name: Part, is_agreement: bool) -> Name {
    Name {
        text: name.of(text).into(),
        span: flow.span(size(name.start), size(name.end)),
        quoted: flow.quotes > 0,
        is_agreement,
        in_prose: flow.setting == Setting::Prose,
        around: match is_agreement {
            true => Surroundings::default(),
            false => surroundings(text, name.start, name.end),
        },
    }
}

/// Returns the text around a name.
fn surroundings(text: &str, start: usize, end: usize) -> Surroundings {
    // "The Parliamentary Under-Secretary of State for Safeguarding and Violence Against Women" is 86 bytes.
    const REACH: usize = 120;

    let from = text.ceil_char_boundary(start.saturating_sub(REACH));
    let to = text.floor_char_boundary(end + REACH);

    Surroundings { before: text[from..start].into(), after: text[end..to].into() }
}

/// Finds the next word with an initial capital.
fn next_capital(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // After a multi-byte letter it does not begin a word; after a quotation mark it does.
    let within = |at: usize| bytes[at - 1].is_ascii_alphanumeric();
    let mut at = from;

    loop {
        at = first_byte(bytes, at, u8::is_ascii_uppercase)?;
        if at == 0 || !within(at) {
            return Some(at);
        }
        at += 1;
    }
}

/// Returns the end of a capitalised word without a further word of a name after it, the common case.
fn alone(bytes: &[u8], start: usize) -> Option<usize> {
    let letters = |from: usize| bytes[from..].iter().take_while(|it| it.is_ascii_alphabetic());
    let end = start + letters(start).count();
    let more = |byte: u8| matches!(byte, b'-' | b'\'' | b'`') || byte >= 0x80;

    match (bytes.get(end), bytes.get(end + 1)) {
        (Some(&byte), _) if more(byte) => None,
        // No particle is longer, and "al-Sudani" has a hyphen.
        (Some(b' '), Some(next)) if next.is_ascii_lowercase() => {
            let length = letters(end + 1).count();
            let joined = bytes.get(end + 1 + length).is_some_and(|&byte| more(byte));
            (length > 3 && !joined).then_some(end)
        }
        (Some(b' '), Some(_)) => None,
        _ => Some(end),
    }
}

/// Reads capitalised words separated by single spaces, and the particles between them.
fn sequence(text: &str, start: usize, words: &NameWords) -> (Vec<Part>, usize) {
    // Longer runs of capitals are headings.
    const MOST: usize = 12;

    let mut parts = Vec::new();
    let mut pending = Vec::new();
    let mut at = start;

    while parts.len() + pending.len() < MOST {
        let end = word_end(text, at, words);
        if end == at {
            break;
        }

        let word = &text[at..end];
        let capital = word.starts_with(char::is_uppercase)
            || words.prefixes.iter().any(|prefix| word.starts_with(prefix));

        if capital {
            parts.append(&mut pending);
            parts.push(Part { start: at, end });
        } else if words.particles.contains(&word) {
            pending.push(Part { start: at, end });
        } else {
            break;
        }

        at = end;

        if !text[at..].starts_with([' ', '\u{a0}']) {
            break;
        }

        at += text[at..].chars().next().map_or(1, char::len_utf8);
    }

    let end = parts.last().map_or(start, |part| part.end);
    (parts, end)
}

/// Finds the end of a word of a name; hyphens and apostrophes are part of it.
fn word_end(text: &str, start: usize, words: &NameWords) -> usize {
    let rest = &text[start..];
    if rest.starts_with("& ") {
        return start + 1;
    }

    let joins = |sign: char| matches!(sign, '-' | '–' | '‑' | '’' | '‘' | '\'' | 'ʿ' | 'ʼ' | '`');
    let raw = rest.find(|sign: char| !sign.is_alphabetic() && !joins(sign)).unwrap_or(rest.len());
    let mut word = &rest[..raw];

    for own in words.possessives {
        word = word.strip_suffix(*own).unwrap_or(word);
    }

    // An apostrophe at the end of a word is part of a name only before another word of it.
    let next = rest[raw..].strip_prefix(' ').and_then(|rest| rest.chars().next());
    let inner = word.len() == raw && next.is_some_and(char::is_uppercase);
    let trimmed = word.trim_end_matches(['-', '–', '‑']);
    let trimmed = match inner {
        true => trimmed,
        false => trimmed.trim_end_matches(['’', '‘', '\'', '`']),
    };

    start + trimmed.len()
}

/// Finds people's names among capitalised words: after a title, or similar to an id of the front matter.
fn persons(text: &str, parts: &[Part], hints: &Hints, words: &NameWords) -> Vec<Part> {
    let word = |part: &Part| part.of(text);
    let joint = |part: &Part| words.joints.contains(&word(part));
    parts.split(joint).filter_map(|run| person(text, run, hints, words)).collect()
}

/// Finds a person's name in a run of capitalised words: "Prime Minister Keir Starmer MP".
fn person(text: &str, run: &[Part], hints: &Hints, words: &NameWords) -> Option<Part> {
    let word = |part: &Part| part.of(text);
    let title = run.iter().rposition(|part| words.titles.contains(&word(part)));
    let mut parts = &run[title.map_or(0, |at| at + 1)..];

    while let Some((last, rest)) = parts.split_last()
        && word(last).len() <= 3
        && word(last).chars().all(char::is_uppercase)
    {
        parts = rest;
    }

    if title.is_none() {
        parts = &parts[hinted(text, parts, hints)?..];
    }

    let (first, last) = (parts.first()?, parts.last()?);
    (2..=6).contains(&parts.len()).then_some(Part { start: first.start, end: last.end })
}

/// Finds the start of a name with words similar to those of an id: "Finance Heng Swee Keat" and "Law K
/// Shanmugam" begin with the second word, "Kier Starmer" with the first.
fn hinted(text: &str, parts: &[Part], hints: &Hints) -> Option<usize> {
    if hints.names.is_empty() {
        return None;
    }

    let word = |at: usize| parts[at].of(text);
    let known = |word: &str| {
        let lower = word.to_lowercase();
        let mut own = lower.split(|sign: char| !sign.is_alphanumeric());
        own.any(|own| own.len() > 3 && hints.names.iter().any(|name| is_like(own, name)))
    };
    let mut first = (0..parts.len()).find(|&at| known(word(at)))?;

    while first > 0 && (parts.len() - first < 2 || word(first - 1).len() <= 2) {
        first -= 1;
    }

    Some(first)
}

/// Tells whether a word equals that of an id, or begins like it.
fn is_like(own: &str, name: &str) -> bool {
    const BEGINNING: usize = 5;
    let alike = own.bytes().zip(name.bytes()).take_while(|(one, two)| one == two).count();
    own == name || (alike >= BEGINNING && own.len().abs_diff(name.len()) <= 1)
}

/// Finds an agreement's name, which ends with the kind of instrument.
fn agreement(text: &str, parts: &[Part], words: &NameWords) -> Option<Part> {
    let word = |part: &Part| part.of(text);
    let last = parts.iter().rposition(|part| words.instruments.contains(&word(part)))?;
    let parts = &parts[..=last];
    let first = parts.iter().position(|part| word(part) != words.article)?;
    (last >= first + 2).then_some(Part { start: parts[first].start, end: parts[last].end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ENGLISH;

    fn names(text: &str, ids: &[&str]) -> Vec<String> {
        let mut flow = Flow::new(Setting::Prose);
        flow.push(text, 0..text.len());
        let hints = Hints {
            compares: true,
            agreements: true,
            names: ids.iter().map(|id| Box::from(*id)).collect(),
            lexicon: Some(&ENGLISH),
            setting: Setting::Prose,
        };

        let mut found = Vec::new();
        read(&flow, &hints, &ENGLISH.names, &mut found);

        found.iter().map(|name| name.text.to_string()).collect()
    }

    #[test]
    fn names_are_found() {
        assert_eq!(
            names("Iraq’s Prime Minister Mohammed Shia’ Al Sudani’s visit", &[]),
            ["Mohammed Shia’ Al Sudani"]
        );
        assert_eq!(names("Security Minister Dan Jarvis MP said", &[]), ["Dan Jarvis"]);
        assert_eq!(names("Then Al Sudani left", &["sudani"]), ["Al Sudani"]);
        assert_eq!(
            names("Minister for Home Affairs and Law K Shanmugan said", &["shanmugam"]),
            ["K Shanmugan"]
        );

        assert_eq!(
            names(
                "the Minister for Finance Heng Swee Keat and Prime Minister Lee Hsien",
                &["heng"]
            ),
            ["Heng Swee Keat", "Lee Hsien"]
        );

        assert_eq!(
            names("the UK–Iraq Partnership & Cooperation Agreement was", &[]),
            ["UK–Iraq Partnership & Cooperation Agreement"]
        );
        assert_eq!(names("The Home Office in London said", &[]), Vec::<String>::new());
    }
}
