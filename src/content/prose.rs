//! The prose of a page: headings, links, references, and the sentences that use them.
//!
//! The text itself stays in its file; only what other pages need is kept in memory.

use std::borrow::Cow;

use super::kind::Kind;
use super::runs::{Piece, Runs};
use crate::lexicon::is_any;
use crate::source::Span;

/// The prose of a page.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The byte at which it begins: after the front matter, or in it, with the notes to editors.
    pub start: u32,
    /// The notes to editors, which are read before the rest.
    pub notes: Option<Notes>,
    /// Whether it is blank.
    pub is_empty: bool,
    /// A hash of its text as written, by which a page is found again under another name.
    pub mark: u64,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its links and images, in order.
    pub links: Vec<Link>,
    /// Its references in double brackets, in order.
    pub references: Vec<Reference>,
    /// The indices of the references that begin their sentence, where a value is capitalised; sorted.
    pub(super) openers: Vec<u32>,
    /// The sentences that hold a link or a reference.
    pub sentences: Runs,
    /// The words of its headings, by the number of the heading.
    pub titles: Runs,
    /// Anchors set by raw HTML, sorted.
    pub anchors: Vec<Box<str>>,
    /// The headings that are written in raw HTML, in order.
    pub raw_headings: Vec<RawHeading>,
    /// Missing text alternatives, in the order in which they were found.
    pub lacks: Vec<Omission>,
    /// The indices of the headings, sorted by anchor; empty where there are few.
    pub(super) sorted: Vec<u32>,
}

/// Where the notes to editors stand in the front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notes {
    /// Where they end.
    pub end: u32,
    /// The byte at which the rest of the prose begins.
    pub rest: u32,
}

/// Returns the Markdown of a page: the text from a byte on or, with notes to editors, these and the rest.
///
/// What stands between is blanked, so that every byte keeps its place, and ends in a thematic break that ends each block
/// of the notes.
#[must_use]
pub fn prose_text(text: &str, start: usize, notes: Option<Notes>) -> Cow<'_, str> {
    let Some(notes) = notes else {
        return text.get(start..).unwrap_or_default().into();
    };
    let (end, rest) = (notes.end as usize, notes.rest as usize);
    let (Some(written), Some(between), Some(after)) =
        (text.get(start..end), text.get(end..rest), text.get(rest..))
    else {
        return Cow::default();
    };

    // By bytes: a letter of three bytes becomes three blanks.
    let mut masked: Vec<u8> = between
        .bytes()
        .map(|byte| if matches!(byte, b'\n' | b'\r') { byte } else { b' ' })
        .collect();
    if let Some(fence) = between.rfind("---") {
        masked[fence..fence + 3].copy_from_slice(b"***");
    }

    let masked = String::from_utf8(masked).unwrap_or_default();
    [written, &masked, after].concat().into()
}

/// How many headings are searched one by one; most pages have fewer and need no sorted table.
const FEW: usize = 32;

impl Body {
    /// Sorts the anchors for fast lookup, once all are known.
    pub(super) fn sort_anchors(&mut self) {
        self.anchors.sort_unstable();

        // Two elements with one id are a fault of the HTML, but a link to it still works.
        self.anchors.dedup();

        // A page of ten thousand headings would otherwise compare each link with all of them.
        if let Ok(count) = u32::try_from(self.headings.len())
            && self.headings.len() > FEW
        {
            self.sorted = (0..count).collect();
            self.sorted.sort_by_key(|&number| &self.headings[number as usize].id);
        }
    }

    /// Finds the number of a heading by its anchor.
    #[must_use]
    pub fn heading_number(&self, anchor: &str) -> Option<u32> {
        let id = |number: u32| &*self.headings[number as usize].id;
        if self.sorted.is_empty() {
            return (0..).zip(&self.headings).find(|(_, it)| *it.id == *anchor).map(|it| it.0);
        }

        let found = self.sorted.binary_search_by(|&number| id(number).cmp(anchor)).ok()?;
        Some(self.sorted[found])
    }

    /// Returns the links that begin at a byte of the source. In raw HTML several may: where a value holds
    /// entities, the places of the addresses in it are not known.
    pub fn links_at(&self, start: usize) -> impl Iterator<Item = &Link> {
        // Sorted already: events come in the order of the text.
        let first = self.links.partition_point(|link| (link.start as usize) < start);
        self.links[first..].iter().take_while(move |link| link.start as usize == start)
    }

    /// Returns the index of the reference that begins at a byte of the source.
    #[must_use]
    pub fn reference_at(&self, start: usize) -> Option<usize> {
        self.references.binary_search_by_key(&start, |reference| reference.start as usize).ok()
    }

    /// Tells whether a reference is the first word of its sentence.
    #[must_use]
    pub fn opens_sentence(&self, reference: usize) -> bool {
        u32::try_from(reference).is_ok_and(|number| self.openers.binary_search(&number).is_ok())
    }

    /// Returns the heading that begins at a byte of the source.
    #[must_use]
    pub fn heading_at(&self, start: usize) -> Option<&Heading> {
        let found = self.headings.binary_search_by_key(&start, |it| it.span.start as usize);
        found.ok().map(|index| &self.headings[index])
    }

    /// Tells whether a range of the text lies within the words of a link or of a reference.
    #[must_use]
    pub fn is_linked(&self, span: Span) -> bool {
        // They are in the order of the text, and few are nested.
        const NESTED: usize = 8;

        let holds = |words: Span| words.start <= span.start && span.end <= words.end;
        let links = self.links.partition_point(|it| it.words.start <= span.start);
        let references = self.references.partition_point(|it| it.words.start <= span.start);
        let last = |count: usize| count.saturating_sub(NESTED)..count;

        self.links[last(links)].iter().any(|it| holds(it.words))
            || self.references[last(references)].iter().any(|it| it.labelled && holds(it.words))
    }

    /// Tells whether the prose has an anchor, by a heading or by raw HTML.
    #[must_use]
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.heading_number(anchor).is_some()
            || self.anchors.binary_search_by(|known| (**known).cmp(anchor)).is_ok()
    }
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Its anchor, unique on the page.
    pub id: Box<str>,
    /// 1 to 6.
    pub level: u8,
    /// The whole heading.
    pub span: Span,
    /// The marks that give the level: those before the words, or the line below them.
    pub marks: Span,
}

/// A heading in raw HTML.
#[derive(Debug, Clone)]
pub struct RawHeading {
    /// 1 to 6.
    pub level: u8,
    /// Its opening tag.
    pub span: Span,
    /// Whether it has no words.
    pub is_empty: bool,
}

/// The kind of a missing text alternative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// An image without alternative text.
    Alt,
    /// An image whose alternative text is its file's name.
    FileName,
    /// An image without alternative text as the only content of a link.
    LinkedAlt,
    /// A link without words.
    LinkWords,
    /// An embedded page without a title.
    FrameTitle,
    /// A table without column headers.
    Header,
    /// A table of three columns or more with a single column header.
    MostOfHeader,
}

/// An element that lacks a text alternative.
#[derive(Debug, Clone)]
pub struct Omission {
    /// What is missing.
    pub what: Lack,
    /// Where.
    pub span: Span,
    /// Whether it is written in raw HTML.
    pub is_raw: bool,
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In square brackets, with words of its own.
    Brackets,
    /// In angle brackets: the address is the link text.
    Address,
    /// In raw HTML.
    Html,
}

/// A link or an image, in standard Markdown or in raw HTML.
#[derive(Debug, Clone)]
pub struct Link {
    /// The byte of the source at which it begins: its bracket, or its address in raw HTML.
    pub start: u32,
    /// Where it leads, as written.
    pub target: Box<str>,
    /// The span of the target.
    pub span: Span,
    /// The span of its words; the whole link where it has none.
    pub words: Span,
    /// Whether it is shown in the page, like an image.
    pub image: bool,
    /// How it is written.
    pub form: Form,
    /// Whether it is in a list, a table or a block of HTML, where context besides its words tells where it
    /// leads.
    pub is_listed: bool,
    /// The sentence that holds it.
    pub sentence: Option<u32>,
}

/// A reference: `[[kind:target#part|label]]`, or `![[target]]`.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The byte of the source at which its brackets begin.
    pub start: u32,
    /// The kind, where it is given.
    pub kind: Option<Kind>,
    /// The id.
    pub target: Box<str>,
    /// The part of the record to print.
    pub part: Option<Box<str>>,
    /// Whether the writer gave it a label.
    pub labelled: bool,
    /// Whether the record is shown whole.
    pub embed: bool,
    /// Whether it is in a list or a table.
    pub is_listed: bool,
    /// The span of id and part, without the brackets.
    pub span: Span,
    /// The span of its words: the label, where it has one.
    pub words: Span,
    /// The sentence that holds it.
    pub sentence: Option<u32>,
}

/// The position of a piece of running text.
#[derive(Clone, Copy)]
pub(super) struct PiecePlace {
    /// The number of its sentence.
    pub(super) sentence: u32,
    /// Whether no word comes before it.
    pub(super) is_first: bool,
    /// Whether the sentence ends with a full stop or similar; an item of a list may not.
    pub(super) is_closed: bool,
}

/// A part of a sentence that is being read: a slice of a text, or any other piece.
#[derive(Clone, Copy)]
enum Part<'p> {
    Text(&'p str),
    Other(&'p Piece<Box<str>>),
}

/// Splits running text into sentences, and keeps those that refer to something.
///
/// Calls `place` with the position of each reference and link.
pub(super) fn sentences(
    pieces: &[Piece<Box<str>>],
    abbreviations: &[&str],
    kept: &mut Runs,
    mut place: impl FnMut(&Piece<Box<str>>, PiecePlace),
) {
    let mut sentence: Vec<Part<'_>> = Vec::new();
    let mut finish = |sentence: &mut Vec<Part<'_>>| {
        // Most sentences refer to nothing: they are never copied.
        if sentence.iter().any(|part| matches!(part, Part::Other(_))) {
            trim(sentence);
            let number = kept.push(sentence.iter().map(|part| match part {
                Part::Text(text) => Piece::Text(*text),
                Part::Other(piece) => piece.as_deref(),
            }));

            let is_closed = is_closed(sentence);
            let mut is_first = true;
            for part in sentence.iter() {
                match part {
                    Part::Text(text) => is_first &= !text.contains(char::is_alphanumeric),
                    Part::Other(piece) => {
                        place(piece, PiecePlace { sentence: number, is_first, is_closed });
                        is_first = false;
                    }
                }
            }
        }

        sentence.clear();
    };

    for piece in pieces {
        let Piece::Text(text) = piece else {
            sentence.push(Part::Other(piece));
            continue;
        };

        let mut start = 0;
        for end in sentence_ends(text, abbreviations) {
            sentence.push(Part::Text(&text[start..end]));
            finish(&mut sentence);
            start = end;
        }

        if start < text.len() {
            sentence.push(Part::Text(&text[start..]));
        }
    }

    finish(&mut sentence);
}

/// Tells whether a sentence ends with a full stop or another final mark.
fn is_closed(sentence: &[Part<'_>]) -> bool {
    match sentence.last() {
        Some(Part::Text(text)) => {
            text.trim_end_matches(['”', '’', '"', ')']).ends_with(['.', '!', '?', '؟', '。'])
        }
        _ => false,
    }
}

fn trim(sentence: &mut [Part<'_>]) {
    if let Some(Part::Text(first)) = sentence.first_mut() {
        *first = first.trim_start();
    }

    if let Some(Part::Text(last)) = sentence.last_mut() {
        *last = last.trim_end();
    }
}

/// Finds where sentences end in a text: after `.`, `!` or `?` (with closing quotation marks and
/// brackets), where white space and something that can begin a sentence follow. A full stop after one of
/// the abbreviations ends nothing.
pub(super) fn sentence_ends(text: &str, abbreviations: &[&str]) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ascii = memchr::memchr3_iter(b'.', b'!', b'?', bytes);
    if memchr::memchr2(0xd8, 0xe3, bytes).is_none() {
        return ends_among(text, ascii, abbreviations);
    }

    // These are the first bytes of final marks in other scripts.
    let marks = bytes.iter().enumerate();
    let marks = marks.filter(|(_, byte)| matches!(byte, b'.' | b'!' | b'?' | 0xd8 | 0xe3));
    ends_among(text, marks.map(|(at, _)| at), abbreviations)
}

/// Finds which of some marks end a sentence.
fn ends_among(
    text: &str,
    marks: impl Iterator<Item = usize>,
    abbreviations: &[&str],
) -> Vec<usize> {
    let mut ends = Vec::new();
    for at in marks {
        let mark = text[at..].chars().next().unwrap_or_default();
        if !matches!(mark, '.' | '!' | '?' | '؟' | '。') {
            continue;
        }

        if mark == '.' && is_abbreviation(&text[..at], abbreviations) {
            continue;
        }

        let rest = &text[at + mark.len_utf8()..];

        // A full stop is inside the quotation marks if the whole sentence is quoted.
        let closed = rest.trim_start_matches(['”', '’', '"', '\'', ')', ']', '»']);
        let after = closed.trim_start();
        let spaced = after.len() < closed.len() || mark == '。';

        // A small letter continues the sentence: "p.m. on Monday".
        let begins = after.chars().next().is_none_or(|next| !next.is_lowercase());

        if spaced && begins {
            ends.push(text.len() - after.len());
        }
    }

    ends
}

fn is_abbreviation(before: &str, abbreviations: &[&str]) -> bool {
    // The longest is a few letters; a megabyte without a space must not be searched at every full stop.
    let near = before.char_indices().rev().nth(8).map_or(0, |(at, _)| at);
    let before = &before[near..];
    let word = before.rsplit(|letter: char| letter.is_whitespace() || letter == '(').next();
    let word = word.unwrap_or_default();

    // "J. Smith", and each letter of "U.K.".
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);

    initial || is_any(word, abbreviations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ENGLISH;

    #[test]
    fn sentences_end_where_people_end_them() {
        let split = |text: &str| {
            let mut start = 0;
            let mut parts: Vec<String> = Vec::new();
            for end in sentence_ends(text, ENGLISH.abbreviations) {
                parts.push(text[start..end].trim().to_owned());
                start = end;
            }

            parts.push(text[start..].trim().to_owned());
            parts.retain(|part| !part.is_empty());

            parts
        };

        assert_eq!(split("One. Two! Three? Four").len(), 4);
        assert_eq!(split("It fell by 2.5 per cent. No. 10 said so.").len(), 2);
        assert_eq!(split("Mr. Jarvis met J. Smith, e.g. at home.").len(), 1);
        assert_eq!(split("He said: “It works.” Then he left.").len(), 2);
    }
}
