//! The stems of words, which figures are named by.
//!
//! In: a word of one language. Out: its stem. Invariant: a stem that a thread remembers is the one that it would
//! compute again.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use rust_stemmers::Stemmer;

use crate::lexicon::Lexicon;

thread_local! {
    /// The stems of the words that this thread has met: a site says the same few thousand words over and over.
    static KNOWN_STEMS: RefCell<KnownStems> = RefCell::default();
}

/// Words with their stems, in one language.
#[derive(Default)]
struct KnownStems {
    /// The language, by its lexicon.
    lexicon: Option<&'static Lexicon>,
    stems: HashMap<Box<str>, Box<str>, FixedState>,
}

impl KnownStems {
    /// More words than this are no site's vocabulary but noise, and forgotten.
    const MOST: usize = 50_000;

    /// Forgets what was met, where it is of another language or too much.
    fn make_room(&mut self, lexicon: &'static Lexicon) {
        let is_same = self.lexicon.is_some_and(|known| std::ptr::eq(known, lexicon));
        if !is_same || self.stems.len() >= KnownStems::MOST {
            self.stems.clear();
            self.lexicon = Some(lexicon);
        }
    }
}

/// Reduces the words of one language to their stems.
pub(super) struct WordStemmer {
    lexicon: &'static Lexicon,
    stemmer: Stemmer,
}

impl WordStemmer {
    pub(super) fn new(lexicon: &'static Lexicon) -> WordStemmer {
        WordStemmer { lexicon, stemmer: Stemmer::create(lexicon.figures.stemming) }
    }

    /// Returns the stem of a word, without a possessive ending.
    pub(super) fn stem(&self, word: &str) -> Box<str> {
        KNOWN_STEMS.with_borrow_mut(|known| {
            known.make_room(self.lexicon);
            if let Some(stem) = known.stems.get(word) {
                return stem.clone();
            }

            let stem = self.reduce(word);
            known.stems.insert(word.into(), stem.clone());
            stem
        })
    }

    fn reduce(&self, word: &str) -> Box<str> {
        let lower = word.to_lowercase();
        let endings = self.lexicon.figures.possessives.iter();
        let bare = endings.fold(&*lower, |word, ending| word.trim_end_matches(ending));

        self.stemmer.stem(bare).into()
    }

    /// Returns the stems of a text's words that say what is counted.
    pub(super) fn telling_stems(&self, text: &str) -> Vec<Box<str>> {
        words(text)
            .filter(|word| !is_empty(self.lexicon, &word.to_lowercase()))
            .filter(|word| !word.starts_with(|first: char| first.is_ascii_digit()))
            .map(|word| self.stem(word))
            .collect()
    }

    pub(super) fn all_stems(&self, text: &str) -> Vec<Box<str>> {
        words(text).map(|word| self.stem(word)).collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '\'' && sign != '’');
    words.filter(|word| !word.is_empty())
}

/// Tells whether a word says nothing of what is counted.
pub(super) fn is_empty(lexicon: &Lexicon, word: &str) -> bool {
    let words = &lexicon.figures;
    words.joining.contains(&word)
        || words.empty.contains(&word)
        || lexicon.dates.month(word).is_some()
}
