//! The stems of a sentence's words, by which figures are recognised.
//!
//! In: the words of a sentence. Out: [`SentenceStems`]. Invariant: a word with a hyphen has the stems of its parts, so
//! that "small-boat arrivals" name the figure of arrivals by small boat.

use crate::check::prose::stemmer::WordStemmer;
use crate::check::solver::Solvable;

/// The stems of a sentence, in order, each with its token.
pub(super) struct SentenceStems {
    pub(super) all: Vec<Box<str>>,
    tokens: Vec<usize>,
    /// The marks of all stems.
    marks: u128,
}

/// Returns one of 128 marks of a stem: without its mark, a sentence does not have the stem.
fn mark(stem: &str) -> u128 {
    let first = stem.bytes().next().unwrap_or_default();
    let last = stem.bytes().next_back().unwrap_or_default();
    let sum = usize::from(first) * 5 + usize::from(last) * 29 + stem.len();
    1 << (sum % 128)
}

impl SentenceStems {
    pub(super) fn read(words: &Solvable<'_>) -> SentenceStems {
        let stemmer = WordStemmer::new(words.lexicon);
        let mut all = Vec::with_capacity(words.tokens.len());
        let mut tokens = Vec::with_capacity(words.tokens.len());

        for token in 0..words.tokens.len() {
            let word = words.word(token);
            for part in word.split(['-', '‑']) {
                all.push(stemmer.stem(part));
                tokens.push(token);
            }
        }

        let marks = all.iter().fold(0, |marks, stem| marks | mark(stem));
        SentenceStems { all, tokens, marks }
    }

    /// Tells whether the sentence may have a stem; of the stems of other sentences, most fail here.
    pub(super) fn may_hold(&self, stem: &str) -> bool {
        self.marks & mark(stem) != 0
    }

    /// Returns each stem once, sorted.
    pub(super) fn sorted(&self) -> Vec<Box<str>> {
        let mut sorted = self.all.clone();
        sorted.sort_unstable();
        sorted.dedup();
        sorted
    }

    /// Returns the token of a stem.
    pub(super) fn token(&self, stem: usize) -> usize {
        self.tokens[stem]
    }

    /// Returns the first stem of a token.
    pub(super) fn of_token(&self, token: usize) -> &str {
        let first = self.tokens.partition_point(|&own| own < token);
        self.all.get(first).map_or("", |stem| stem)
    }
}
