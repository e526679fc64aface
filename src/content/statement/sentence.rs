//! Splits a block into sentences, and keeps those with a claim.

use super::candidate::CandidateScan;
use super::flow::{Flow, size};
use super::{Hints, Statement, mention, token};
use crate::content::prose::sentence_ends;
use crate::lexicon::Lexicon;

/// The longest sentence that is read, in bytes: a longer one is not prose.
const LONGEST: usize = 4000;

/// A sentence of a block.
#[derive(Debug, Clone, Copy, Default)]
struct SentenceRange {
    start: usize,
    end: usize,
    /// Whether quotation marks are open at its start.
    begins_quoted: bool,
    /// Whether the sentence before it was kept.
    follows: bool,
}

impl SentenceRange {
    fn length(&self) -> usize {
        self.end - self.start
    }
}

/// Reads the sentences of a block. If the page names nothing to compare them with, only those that may refute
/// themselves are kept.
pub(super) fn read(
    flow: &Flow,
    hints: &Hints,
    lexicon: &'static Lexicon,
    found: &mut Vec<Statement>,
) {
    let text = flow.text();
    let mut candidates = CandidateScan::new(text, &lexicon.cues);
    let mut next = candidates.next(0);

    if next.is_none() {
        return;
    }

    let mut sentence = SentenceRange::default();

    // The previous sentence, if it makes no claim.
    let mut plain = SentenceRange::default();
    for end in sentence_ends(text, lexicon.abbreviations).into_iter().chain([text.len()]) {
        sentence.end = end;
        let is_candidate = next.is_some_and(|at| at < end);
        let statement = match is_candidate && sentence.length() <= LONGEST {
            true => claim(flow, sentence, hints, lexicon),
            false => None,
        };

        let is_first = !sentence.follows;
        let is_kept = statement.is_some();

        if let Some(mut statement) = statement {
            // A sentence may refer back to a record that the previous one names.
            let is_read = is_first && (1..=LONGEST).contains(&plain.length());
            if let Some(before) = is_read.then(|| referring(flow, plain)).flatten() {
                found.push(before);
                statement.follows = true;
            }

            found.push(statement);
        }

        let words = &text[sentence.start..end];
        plain = sentence;
        sentence = SentenceRange {
            start: end,
            end,
            begins_quoted: open_at_end(words, sentence.begins_quoted),
            follows: is_kept,
        };

        if is_candidate {
            next = candidates.next(end);
        }
    }
}

/// Reads a sentence; none if it makes no claim that can be checked.
fn claim(
    flow: &Flow,
    sentence: SentenceRange,
    hints: &Hints,
    lexicon: &'static Lexicon,
) -> Option<Statement> {
    let text = &flow.text()[sentence.start..sentence.end];
    let references = flow.references(size(sentence.start), size(sentence.end));

    // A sentence that cannot be compared with a record has to refute itself, which takes two cues.
    let is_comparable = hints.compares || !references.is_empty();
    let cue_count = count_cues(text, lexicon);
    if !is_comparable && cue_count < FEWEST_CUES {
        return None;
    }

    let mentions = match hints.compares {
        true => mention::read(text, &token::tokens(text), lexicon),
        false => Vec::new(),
    };

    Some(Statement { mentions: mentions.into(), cue_count, ..bare(flow, sentence, references) })
}

/// How many words with a digit, or cues, a sentence needs to refute itself: two amounts, or a date and its
/// weekday.
pub(super) const FEWEST_CUES: u8 = 2;

/// Counts the words of a sentence that have a digit or are cues, up to [`FEWEST_CUES`].
fn count_cues(text: &str, lexicon: &'static Lexicon) -> u8 {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut found = 0;

    for end in memchr::memchr_iter(b' ', bytes).chain([bytes.len()]) {
        let has_digit = bytes[start..end].iter().any(u8::is_ascii_digit);
        found += u8::from(has_digit || lexicon.cues.begins_at(bytes, start));
        start = end + 1;

        if found == FEWEST_CUES {
            break;
        }
    }

    found
}

/// Keeps a sentence without a claim for its references: "In all there were [[returns]]. That is a rise of
/// 14%."
fn referring(flow: &Flow, sentence: SentenceRange) -> Option<Statement> {
    let references = flow.references(size(sentence.start), size(sentence.end));
    let refers = !references.is_empty();
    refers.then(|| bare(flow, SentenceRange { follows: false, ..sentence }, references))
}

/// Makes a statement without claims.
fn bare(flow: &Flow, sentence: SentenceRange, references: Box<[(u32, u32)]>) -> Statement {
    Statement {
        text: flow.text()[sentence.start..sentence.end].into(),
        references,
        mentions: Box::default(),
        setting: flow.setting,
        in_block_quote: flow.quotes > 0 && flow.setting.has_quotations(),
        begins_quoted: sentence.begins_quoted,
        cue_count: 0,
        follows: sentence.follows,
        segments: flow.part(size(sentence.start), size(sentence.end)),
    }
}

/// Tells whether quotation marks are open at the end of a text.
///
/// A single mark opens before a letter and closes after a word's end; inside a word, and after a plural
/// possessive, it is an apostrophe.
pub(super) fn open_at_end(text: &str, open_before: bool) -> bool {
    // The first bytes of all other quotation marks; most sentences have none.
    if memchr::memchr3(b'"', 0xe2, 0xc2, text.as_bytes()).is_none() {
        return open_before;
    }

    let mut double = open_before;
    let mut single = false;
    let mut before = ' ';
    let mut signs = text.chars().peekable();

    while let Some(sign) = signs.next() {
        let next = signs.peek().copied().unwrap_or(' ');
        match sign {
            '“' | '«' | '„' => double = true,
            '”' | '»' => double = false,
            '"' => double = !double,
            '‘' if !before.is_alphanumeric() => single = true,
            '’' if single && !next.is_alphanumeric() && before != 's' => single = false,
            '’' if single && !next.is_alphanumeric() && matches!(next, '.' | ',' | ';') => {
                single = false;
            }
            _ => {}
        }

        before = sign;
    }

    double || single
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_open_and_close() {
        assert!(open_at_end("He said: “We have deported 35,000", false));
        assert!(!open_at_end("He said: “We have.” There were 35,000", false));
        assert!(open_at_end("it carries on", true));
        assert!(!open_at_end("the Ministers’ visit cost £5", false));
        assert!(open_at_end("the ‘landmark deal worth £5", false));
        assert!(!open_at_end("the ‘landmark’ deal worth £5", false));
    }
}
