//! What a word of a text is found by: its stem, the parts of a compound, signs.
//!
//! In: a word as it stands between two blanks, and the stemmer of the site's language. Out: the terms that it is filed
//! under. Invariant: they are those that Pagefind's client makes of the same word in a query.

use std::collections::HashMap;
use std::ops::Range;

use convert_case::{Case, Casing};
use foldhash::fast::FixedState;
use pagefind_stem::Stemmer;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::text::CONNECTORS;

/// The longest end of a run of katakana that is filed, in letters: Pagefind's own limit.
const KATAKANA_MAX: usize = 16;

/// The longest end of a dotted name (`b.c` of `a.b.c`) that is filed, in letters: Pagefind's own limit.
const TAIL_MAX: usize = 64;

/// How many ends of one word are filed. No name has so many; a megabyte of dots would have half a million.
const ENDS_MAX: usize = 64;

/// What a page is found by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct SearchTerm {
    /// The stem, without diacritics.
    pub(super) stem: String,
    /// The word with its diacritics, where it has any: a query that has them too finds it first.
    pub(super) spelling: Option<String>,
}

/// How a word comes to a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TermRole {
    /// The word itself, or a sign in it.
    Whole,
    /// A part of a compound.
    Part,
    /// The end of a dotted name, which only texts are found by.
    Tail,
}

/// A term of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordTerm {
    /// Its number in the vocabulary.
    pub(super) term: usize,
    pub(super) role: TermRole,
}

/// The words of some pages and their terms, each read once.
pub(super) struct SearchVocabulary<'s> {
    stemmer: Option<&'s Stemmer>,
    words: HashMap<String, Range<usize>, FixedState>,
    word_terms: Vec<WordTerm>,
    numbers: HashMap<SearchTerm, usize, FixedState>,
    terms: Vec<SearchTerm>,
}

impl<'s> SearchVocabulary<'s> {
    pub(super) fn new(stemmer: Option<&'s Stemmer>) -> SearchVocabulary<'s> {
        SearchVocabulary {
            stemmer,
            words: HashMap::default(),
            word_terms: Vec::new(),
            numbers: HashMap::default(),
            terms: Vec::new(),
        }
    }

    /// Returns the terms of a word.
    pub(super) fn terms_of(&mut self, word: &str) -> &[WordTerm] {
        if let Some(range) = self.words.get(word) {
            return &self.word_terms[range.clone()];
        }

        let start = self.word_terms.len();
        for (term, role) in terms(word, self.stemmer) {
            let term = self.number(term);
            self.word_terms.push(WordTerm { term, role });
        }

        let range = start..self.word_terms.len();
        self.words.insert(word.to_owned(), range.clone());

        &self.word_terms[range]
    }

    /// Returns the terms by their numbers.
    pub(super) fn terms(&self) -> &[SearchTerm] {
        &self.terms
    }

    pub(super) fn into_terms(self) -> Vec<SearchTerm> {
        self.terms
    }

    fn number(&mut self, term: SearchTerm) -> usize {
        if let Some(&number) = self.numbers.get(&term) {
            return number;
        }

        let number = self.terms.len();
        self.terms.push(term.clone());
        self.numbers.insert(term, number);

        number
    }
}

/// Reads a word.
fn terms(word: &str, stemmer: Option<&Stemmer>) -> Vec<(SearchTerm, TermRole)> {
    let mut terms = Vec::with_capacity(1);
    let whole = letters(word);

    if !whole.is_empty() {
        terms.push((term(&whole, stemmer), TermRole::Whole));
    }

    terms.extend(katakana_ends(word).into_iter().map(|end| (term(end, None), TermRole::Part)));

    if !is_compound(word) {
        return terms;
    }

    let parts = parts(word);
    let is_split = parts.contains(' ') || !whole.starts_with(&parts);
    if !whole.is_empty() && is_split {
        // A single letter is no word of a compound.
        let parts = parts.split(' ').filter(|part| part.len() > 1);
        terms.extend(parts.map(|part| (term(part, stemmer), TermRole::Part)));
    }

    terms.extend(emoji(word).map(|sign| {
        let sign = SearchTerm { stem: sign.to_owned(), spelling: None };
        (sign, TermRole::Whole)
    }));
    add_tails(&mut terms, word, stemmer);

    terms
}

/// Returns the letters and digits of a word in lower case.
fn letters(word: &str) -> String {
    let mut letters = String::with_capacity(word.len());
    for letter in word.chars() {
        if letter.is_ascii() {
            if letter.is_ascii_alphanumeric() || letter == '_' {
                letters.push(letter.to_ascii_lowercase());
            }
        } else if letter.is_uppercase() && letter.is_alphanumeric() {
            // Some have several letters in lower case.
            letters.extend(letter.to_lowercase());
        } else if letter.is_alphanumeric() || CONNECTORS.contains(&letter) {
            letters.push(letter);
        }
    }

    letters
}

fn term(word: &str, stemmer: Option<&Stemmer>) -> SearchTerm {
    let plain = without_diacritics(word);
    let base = plain.as_deref().unwrap_or(word);
    let stem = stemmer.map_or_else(|| base.to_owned(), |stemmer| stemmer.stem(base).into_owned());

    SearchTerm { stem, spelling: plain.map(|_| word.to_owned()) }
}

/// Returns a word without its diacritics; none if it has none.
fn without_diacritics(word: &str) -> Option<String> {
    // The sound marks of kana make other words of a word: バンド is a band, ハンド is a hand.
    let is_sound_mark = |letter: char| matches!(letter, '\u{3099}' | '\u{309a}');

    if word.is_ascii() {
        return None;
    }

    let kept = word.nfd().filter(|&letter| !is_combining_mark(letter) || is_sound_mark(letter));
    let plain: String = kept.collect();
    let plain = match plain.contains(is_sound_mark) {
        true => plain.nfc().collect(),
        false => plain,
    };

    (plain != word).then_some(plain)
}

/// Tells whether a word may have parts: it has a sign, or a capital within.
fn is_compound(word: &str) -> bool {
    !word.chars().all(char::is_alphanumeric) || word.chars().skip(1).any(char::is_uppercase)
}

/// Returns the parts of `UK-wide`, `snake_case` and `camelCase` in lower case, with blanks between them.
fn parts(word: &str) -> String {
    let spaced = word.replace(|letter: char| letter.is_ascii_punctuation(), " ");
    let spaced = spaced.to_case(Case::Lower);

    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn emoji(word: &str) -> impl Iterator<Item = &str> {
    // No sign of ASCII alone is an emoji: a keycap has more.
    let word = if word.is_ascii() { "" } else { word };

    word.graphemes(true).filter(|sign| emojis::get(sign).is_some())
}

/// Adds the ends of a dotted name that are compounds themselves: `is_open` of `office.is_open`. A plain end is a part of
/// the compound already.
fn add_tails(terms: &mut Vec<(SearchTerm, TermRole)>, word: &str, stemmer: Option<&Stemmer>) {
    for (dot, _) in word.match_indices('.').take(ENDS_MAX) {
        let tail = first_letters(&word[dot + 1..], TAIL_MAX);
        if !is_compound(tail) {
            continue;
        }

        let whole = letters(tail);
        if whole.chars().nth(1).is_none() {
            continue;
        }

        let tail = term(&whole, stemmer);
        if terms.iter().all(|(known, _)| known.stem != tail.stem) {
            terms.push((tail, TermRole::Tail));
        }
    }
}

/// Returns the ends of a run of katakana: no dictionary divides it, and a query may name its last word alone.
fn katakana_ends(word: &str) -> Vec<&str> {
    let is_katakana = |letter: char| matches!(letter, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}');

    if word.is_ascii() || word.chars().nth(2).is_none() || !word.chars().all(is_katakana) {
        return Vec::new();
    }

    let mut ends: Vec<&str> = Vec::new();
    for (start, _) in word.char_indices().skip(1).take(ENDS_MAX) {
        let end = first_letters(&word[start..], KATAKANA_MAX);
        if end.chars().nth(1).is_some() && !ends.contains(&end) {
            ends.push(end);
        }
    }

    ends
}

/// Returns no more than the first letters of a text.
fn first_letters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::search::stemmer::stemmer;

    #[test]
    fn words_are_found_by_stems_parts_and_signs() {
        let cases = [
            ("Dams.", "dam"),
            ("UK-wide", "ukwid uk+ wide+"),
            ("don't", "dont don+"),
            ("snake_case", "snake_cas snake+ case+"),
            ("camelCase", "camelcas camel+ case+"),
            ("Café-crème", "cafecrem/cafécrème cafe/café+ creme/crème+"),
            ("office.is_open()", "officeis_open offic+ is+ open+ is_open+"),
            ("a.b.c", "abc bc+"),
            ("—", ""),
            ("1", "1"),
            ("👍🏽", "👍🏽"),
            ("カタカナ", "カタカナ タカナ+ カナ+"),
            ("バンド", "バンド ンド+"),
        ];

        for (word, expected) in cases {
            let terms = terms(word, stemmer("en").as_ref()).into_iter().map(|(term, role)| {
                let spelling = term.spelling.map(|spelling| format!("/{spelling}"));
                let part = if role == TermRole::Whole { "" } else { "+" };
                format!("{}{}{part}", term.stem, spelling.unwrap_or_default())
            });
            assert_eq!(terms.collect::<Vec<_>>().join(" "), expected, "{word}");
        }
    }

    #[test]
    fn no_sign_of_ascii_is_an_emoji() {
        assert!((0..128).map(char::from).all(|sign| emojis::get(&sign.to_string()).is_none()));
    }

    #[test]
    fn a_word_without_an_end_has_few_terms() {
        for word in ["a.b_".repeat(10_000), "カナ".repeat(10_000)] {
            assert!(terms(&word, None).len() < 20_100, "{}", &word[..8]);
        }
    }
}
