//! Where the words of a page stand.
//!
//! In: the text of a page. Out: its text as a result quotes it, and the places and weights of its terms.
//! Invariant: the nth word of the quoted text has the position n, by which Pagefind's client cuts its excerpts.

use super::page::MetaField;
use super::terms::{SearchVocabulary, TermRole};
use super::text::{SearchText, TextMark, single_spaced};

/// The weight of a word of the text, in the unit of the index: 24 is one.
const TEXT_WEIGHT: u8 = 24;

/// A page as the index quotes it, and where its terms stand.
#[derive(Debug, Default)]
pub(super) struct PageWords {
    /// The words, with one blank between them.
    pub(super) content: String,
    pub(super) word_count: usize,
    pub(super) anchors: Vec<ResultAnchor>,
    pub(super) places: Vec<TermPlace>,
}

/// An element that a result can lead to.
#[derive(Debug, serde::Serialize)]
pub(super) struct ResultAnchor {
    element: String,
    id: String,
    text: String,
    /// The position of the first word after it begins.
    location: usize,
}

/// A term at a place of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct TermPlace {
    pub(super) term: usize,
    pub(super) weight: u8,
    pub(super) position: u32,
}

/// A term at a place of a page's data.
#[derive(Debug, Clone, Copy)]
pub(super) struct MetaPlace {
    pub(super) term: usize,
    pub(super) field: MetaField,
    pub(super) position: u32,
}

/// Reads the words of a page's text.
pub(super) fn page_words(text: SearchText, vocabulary: &mut SearchVocabulary<'_>) -> PageWords {
    let mut words = PageWords::default();
    let mut weights = vec![TEXT_WEIGHT];
    let mut anchors: Vec<Option<_>> = text.anchors.into_iter().map(Some).collect();
    let mut done = 0;

    for placed in text.marks {
        words.read(&text.words[done..placed.at], current(&weights), vocabulary);
        done = placed.at;

        match placed.mark {
            // A heading within a heading weighs no more than the outer one.
            TextMark::Heading(level) if weights.len() == 1 => weights.push(heading_weight(level)),
            TextMark::Heading(_) => weights.push(current(&weights)),
            TextMark::HeadingEnd => {
                weights.pop();
            }
            TextMark::Anchor(number) => {
                let anchor = anchors[number].take().map(|anchor| ResultAnchor {
                    element: anchor.element,
                    id: anchor.id,
                    text: single_spaced(&anchor.words).into_owned(),
                    location: words.word_count,
                });
                words.anchors.extend(anchor);
            }
        }
    }

    words.read(&text.words[done..], current(&weights), vocabulary);

    words
}

/// Returns where the terms of a page's data stand.
pub(super) fn meta_places<'m>(
    meta: impl Iterator<Item = (MetaField, &'m str)>,
    vocabulary: &mut SearchVocabulary<'_>,
) -> Vec<MetaPlace> {
    let mut places = Vec::new();
    for (field, value) in meta {
        for (position, word) in (0..).zip(value.split_whitespace()) {
            let terms = vocabulary.terms_of(word).iter().filter(|it| it.role != TermRole::Tail);
            places.extend(terms.map(|it| MetaPlace { term: it.term, field, position }));
        }
    }

    places
}

impl PageWords {
    /// Appends words of one weight.
    fn read(&mut self, text: &str, weight: u8, vocabulary: &mut SearchVocabulary<'_>) {
        for word in text.split_whitespace() {
            match word.contains('\u{200b}') {
                // It only shows where a word may be broken.
                true => self.word(&word.replace('\u{200b}', ""), weight, vocabulary),
                false => self.word(word, weight, vocabulary),
            }
        }
    }

    fn word(&mut self, word: &str, weight: u8, vocabulary: &mut SearchVocabulary<'_>) {
        if word.is_empty() {
            return;
        }

        if !self.content.is_empty() {
            self.content.push(' ');
        }
        self.content.push_str(word);

        let terms = vocabulary.terms_of(word);
        let is_part = |role: TermRole| role != TermRole::Whole;

        // The parts of a compound share its weight.
        let parts = terms.iter().filter(|it| is_part(it.role)).count();
        let parts = u8::try_from(parts).unwrap_or(u8::MAX);
        let part_weight = weight.checked_div(parts).unwrap_or_default().max(1);

        let position = u32::try_from(self.word_count).unwrap_or(u32::MAX);
        self.places.extend(terms.iter().map(|it| TermPlace {
            term: it.term,
            weight: if is_part(it.role) { part_weight } else { weight },
            position,
        }));

        self.word_count += 1;
    }
}

fn current(weights: &[u8]) -> u8 {
    weights.last().copied().unwrap_or(TEXT_WEIGHT)
}

/// Returns the weight of a heading: seven times that of a text for the first level, twice for the sixth.
fn heading_weight(level: u8) -> u8 {
    TEXT_WEIGHT * (8 - level)
}
