//! The records that a document outside a site speaks of: it names none in lists or brackets.
//!
//! In: a document, and all records. Out: those whose words one of its sentences has. Invariant: a record that the document
//! does not name in most of its words is never compared with it.

use std::collections::HashSet;

use super::stemmer::{WordStemmer, is_empty};
use crate::content::{Document, Kind};
use crate::lexicon::Lexicon;
use crate::site::{EntryId, Site};

/// How many of the words of a phrase a sentence needs to name the figure: two of three, three of four. Titles are longer
/// than what is said of them.
const NEEDED: (usize, usize) = (2, 3);

/// The stems of a document's sentences.
pub(super) struct SentenceWords {
    sentences: Vec<HashSet<Box<str>>>,
    /// Those of all its sentences.
    all: HashSet<Box<str>>,
    lexicon: &'static Lexicon,
}

impl SentenceWords {
    pub(super) fn read(document: &Document, lexicon: &'static Lexicon) -> SentenceWords {
        let stemmer = WordStemmer::new(lexicon);
        let words =
            |text: &str| -> HashSet<Box<str>> { stemmer.all_stems(text).into_iter().collect() };
        let sentences: Vec<HashSet<Box<str>>> =
            document.statements.all.iter().map(|statement| words(&statement.text)).collect();
        let all = sentences.iter().flatten().cloned().collect();

        SentenceWords { sentences, all, lexicon }
    }

    /// Reads a single sentence.
    #[cfg(feature = "documents")]
    pub(super) fn of_text(text: &str, lexicon: &'static Lexicon) -> SentenceWords {
        let stems: HashSet<Box<str>> =
            WordStemmer::new(lexicon).all_stems(text).into_iter().collect();
        SentenceWords { sentences: vec![stems.clone()], all: stems, lexicon }
    }

    /// Tells whether one of the sentences has most words of a phrase.
    pub(super) fn hold(&self, phrase: &[Box<str>]) -> bool {
        let telling: Vec<&Box<str>> =
            phrase.iter().filter(|stem| !is_empty(self.lexicon, stem)).collect();
        let needed = (telling.len() * NEEDED.0).div_ceil(NEEDED.1);
        let count = |words: &HashSet<Box<str>>| {
            telling.iter().filter(|stem| words.contains(**stem)).count()
        };

        // Most figures are not in the document at all.
        needed > 0
            && count(&self.all) >= needed
            && self.sentences.iter().any(|it| count(it) >= needed)
    }
}

/// Lists the agreements that a document names by a title.
pub(super) fn agreements(site: &Site, document: &Document) -> Vec<EntryId> {
    let statements = &document.statements;
    let names = statements.names.iter().filter(|name| name.is_agreement);
    let texts = statements.all.iter().map(|it| &it.text).chain(names.map(|name| &name.text));
    let texts: Vec<String> = texts.map(|text| tidy(text)).collect();

    let is_said = |id: &&EntryId| {
        let short =
            site.agreement(**id).and_then(|it| Some(it.short_title.as_ref()?.in_language("en")));
        let titles = [Some(site.title(**id)), short].into_iter().flatten().map(tidy);
        titles.into_iter().any(|title| texts.iter().any(|text| text.contains(&*title)))
    };

    site.listed(Kind::Agreement).iter().filter(is_said).copied().collect()
}

/// Lists the ministers whom a document names in full.
pub(super) fn ministers(site: &Site, document: &Document) -> Vec<EntryId> {
    let names = document.statements.names.iter().filter(|name| !name.is_agreement);
    let names: HashSet<&str> = names.map(|name| &*name.text).collect();
    let listed = site.listed(Kind::Minister).iter();
    listed.filter(|id| names.contains(site.title(**id))).copied().collect()
}

fn tidy(text: &str) -> String {
    text.to_lowercase().replace(['–', '‑'], "-").replace('’', "'").replace('&', "and")
}
