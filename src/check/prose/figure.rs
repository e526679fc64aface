//! The figures that a page names, and the words that describe them.
//!
//! In: the figures of a [`Site`]. Out: a [`FigureIndex`], and the [`PageFigure`]s of a page. Invariant:
//! the terms of a figure depend on its own document alone.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::loose::SentenceWords;
use super::series::RecordSeries;
use super::stemmer::{WordStemmer, is_empty};
use super::tokenized::TokenizedText;
use crate::content::figure::{Figure, Observation};
use crate::content::statement::QuantityMention;
use crate::content::{Document, Kind, Shape};
use crate::language::house_style;
use crate::lexicon::Lexicon;
use crate::site::{EntryId, Site};
use crate::value::{Day, Unit};

/// How many of the figures that a page names its sentences are compared with. A page that names more is a
/// list, and the work grows with numbers times figures.
const MOST_FIGURES: usize = 300;

/// The stems that describe a figure, and its values.
#[derive(Debug)]
pub(super) struct FigureTerms {
    /// The stems of its title and measure, sorted.
    pub(super) stems: Vec<Box<str>>,
    /// The stems of its title, in its order.
    title: Vec<Box<str>>,
    /// The stems of its unit.
    pub(super) unit: Vec<Box<str>>,
    /// The stems of the area that it covers: naming it narrows nothing.
    geography: Vec<Box<str>>,
    /// The stems of each phrase of `say`.
    say: Vec<Vec<Box<str>>>,
    /// The stems of each phrase of `never_say`, in the record's order.
    never_say: Vec<Vec<Box<str>>>,
    /// The indices of its observations in the series, oldest first, by value.
    values: HashMap<Decimal, Vec<usize>>,
}

/// The terms of all figures of a site in one language, each with the document that it was built from.
#[derive(Debug)]
pub(super) struct FigureIndex {
    lexicon: &'static Lexicon,
    entries: HashMap<EntryId, IndexedFigure>,
}

#[derive(Debug)]
struct IndexedFigure {
    document: Arc<Document>,
    terms: Arc<FigureTerms>,
}

/// A figure as of a page's day.
pub(super) struct PageFigure<'s> {
    pub(super) id: EntryId,
    pub(super) record: &'s Figure,
    /// The page's day, as of which values are known.
    day: Day,
    /// The values that were known on that day, oldest period first.
    pub(super) series: Vec<&'s Observation>,
    /// Their numbers, where they share one unit and the page has sentences to compare with them.
    pub(super) numbers: Option<RecordSeries<'s>>,
    pub(super) terms: &'s FigureTerms,
    /// The words of the page's language.
    pub(super) lexicon: &'static Lexicon,
    /// Whether the page is the figure's own.
    pub(super) is_own: bool,
}

/// A phrase of `never_say` in a sentence: its index in the record's list, its first and last token.
#[derive(Debug, Clone, Copy)]
pub(super) struct BannedPhrase {
    pub(super) number: usize,
    pub(super) first: usize,
    pub(super) last: usize,
}

impl FigureTerms {
    fn collect(stemmer: &WordStemmer, title: &str, figure: &Figure) -> FigureTerms {
        let mut stems = stemmer.telling_stems(title);
        stems.extend(stemmer.telling_stems(figure.measure.as_deref().unwrap_or_default()));
        stems.sort_unstable();
        stems.dedup();

        let phrases = |words: &[crate::yaml::Text]| -> Vec<Vec<Box<str>>> {
            words.iter().map(|phrase| stemmer.all_stems(&phrase.value)).collect()
        };

        let unit = match &figure.unit {
            Some(Unit::Named(name)) => stemmer.all_stems(name),
            _ => Vec::new(),
        };

        let mut values: HashMap<Decimal, Vec<usize>> = HashMap::new();
        for (number, observation) in figure.series.iter().enumerate() {
            values.entry(observation.value.value.number()).or_default().push(number);
        }

        FigureTerms {
            stems,
            title: stemmer.all_stems(title),
            unit,
            geography: stemmer.all_stems(figure.geography.as_deref().unwrap_or_default()),
            say: phrases(&figure.say),
            never_say: phrases(&figure.never_say),
            values,
        }
    }

    /// Returns the phrases that the figure is called by: its title, and those of `say`.
    pub(super) fn own_phrases(&self) -> impl Iterator<Item = &[Box<str>]> {
        self.say.iter().chain([&self.title]).map(Vec::as_slice)
    }

    /// Tells whether a stem names what the figure counts.
    pub(super) fn names_unit(&self, stem: &str) -> bool {
        let holds = |stems: &[Box<str>]| stems.iter().any(|known| **known == *stem);

        holds(&self.unit)
            || holds(&self.geography)
            || self.stems.binary_search_by(|known| (**known).cmp(stem)).is_ok()
            || self.never_say.iter().any(|phrase| holds(phrase))
    }
}

impl FigureIndex {
    /// Collects the terms of all figures; those of unchanged documents are shared with the previous index.
    pub(super) fn build(
        site: &Site,
        lexicon: &'static Lexicon,
        before: Option<&FigureIndex>,
    ) -> FigureIndex {
        let stemmer = WordStemmer::new(lexicon);

        let entries = site.listed(Kind::Figure).iter().filter_map(|&id| {
            let document = site.index().file(id);
            let entry = before.and_then(|before| before.entries.get(&id));
            let unchanged = entry.filter(|entry| Arc::ptr_eq(&entry.document, document));

            let terms = match unchanged {
                Some(entry) => Arc::clone(&entry.terms),
                None => {
                    let (title, figure) = (&site.entry(id).head.title, site.figure(id)?);
                    Arc::new(FigureTerms::collect(&stemmer, title, figure))
                }
            };

            Some((id, IndexedFigure { document: Arc::clone(document), terms }))
        });

        let entries = entries.collect();

        FigureIndex { lexicon, entries }
    }

    /// Tells whether its terms are in the given language.
    pub(super) fn reads(&self, lexicon: &Lexicon) -> bool {
        std::ptr::eq(self.lexicon, lexicon)
    }

    /// Lists the figures that a document outside the site names in its sentences.
    fn named_in(&self, site: &Site, page: EntryId) -> Vec<EntryId> {
        let figures = site.listed(Kind::Figure);
        if figures.is_empty() {
            return Vec::new();
        }

        let words = SentenceWords::read(site.document(page), self.lexicon);
        let is_named = |id: &&EntryId| {
            self.entries
                .get(*id)
                .is_some_and(|indexed| indexed.terms.own_phrases().any(|phrase| words.hold(phrase)))
        };
        figures.iter().filter(is_named).copied().collect()
    }

    /// Returns the figures that a page names, its own first.
    pub(super) fn page_figures<'s>(&'s self, site: &'s Site, page: EntryId) -> Vec<PageFigure<'s>> {
        let day = site.day_of(page);
        let own = site.figure(page).map(|_| page);
        let uses = match site.document(page).shape {
            Shape::Loose => self.named_in(site, page),
            _ => site.uses(page, Kind::Figure),
        };
        let ids = own.into_iter().chain(uses.into_iter().filter(|&id| id != page));

        let has_sentences = !site.document(page).statements.all.is_empty();

        ids.take(MOST_FIGURES)
            .filter_map(|id| {
                let (record, indexed) = (site.figure(id)?, self.entries.get(&id)?);
                let series: Vec<&Observation> = record.known_on(day).collect();
                let numbers =
                    RecordSeries::read(record, &series, self.lexicon).filter(|_| has_sentences);

                Some(PageFigure {
                    id,
                    record,
                    day,
                    series,
                    numbers,
                    terms: &indexed.terms,
                    lexicon: self.lexicon,
                    is_own: id == page,
                })
            })
            .collect()
    }
}

impl<'s> PageFigure<'s> {
    /// Returns the observations whose value and unit equal an amount's, newest first, each with its index in
    /// the series.
    pub(super) fn holding(
        &self,
        amount: &QuantityMention,
        value: Decimal,
    ) -> impl Iterator<Item = (usize, &'s Observation)> {
        let numbers = self.terms.values.get(&value).map(Vec::as_slice).unwrap_or_default();
        let all = numbers.iter().rev().map(|&number| (number, &self.record.series[number]));
        let unit = amount.unit().clone();

        all.filter(move |(_, it)| unit.may_mean(it.value.value.unit()))
    }

    /// Returns its numbers, if any value was known on the page's day.
    pub(super) fn known_numbers(&self) -> Option<&RecordSeries<'s>> {
        self.numbers.as_ref().filter(|numbers| !numbers.values.is_empty())
    }

    /// Tells whether a value was known on the page's day.
    pub(super) fn knew(&self, observation: &Observation) -> bool {
        self.record.known_from(observation).is_none_or(|known| known <= self.day)
    }

    /// Returns the reference in double brackets that prints a value.
    pub(super) fn reference(&self, site: &Site, observation: &Observation) -> String {
        let id = &site.entry(self.id).id.value;
        let is_newest = self.series.last().is_some_and(|last| std::ptr::eq(*last, observation));

        match &observation.period {
            Some(period) if !is_newest => {
                format!("[[{id}#{}]]", house_style::period(&period.value))
            }
            _ => format!("[[{id}]]"),
        }
    }

    /// Tells whether a text has most of the words of its title, or of a phrase of `say`.
    #[cfg(feature = "documents")]
    pub(super) fn is_named_in(&self, text: &str) -> bool {
        let words = SentenceWords::of_text(text, self.lexicon);
        self.terms.own_phrases().any(|phrase| words.hold(phrase))
    }

    /// Returns the stems of its phrases: those of `say`, and of its title.
    pub(super) fn phrases(&self) -> impl Iterator<Item = &[Box<str>]> {
        self.terms.say.iter().chain([&self.terms.title]).map(Vec::as_slice)
    }

    /// Returns those stems of a phrase that describe what is counted.
    pub(super) fn telling<'w>(&self, phrase: &'w [Box<str>]) -> Vec<&'w str> {
        phrase.iter().map(|stem| &**stem).filter(|stem| !is_empty(self.lexicon, stem)).collect()
    }

    /// Counts how many of its words are among the sorted stems of a sentence; a phrase of `say` or
    /// `never_say` counts for two more.
    pub(super) fn score(&self, sentence: &[Box<str>]) -> usize {
        let holds = |stem: &str| sentence.binary_search_by(|known| (**known).cmp(stem)).is_ok();

        // A banned phrase still shows that this figure is meant.
        let phrases = self.terms.say.iter().chain(&self.terms.never_say);
        let has_phrase = phrases
            .filter(|phrase| !phrase.is_empty())
            .any(|phrase| phrase.iter().all(|stem| is_empty(self.lexicon, stem) || holds(stem)));

        self.shared_words(sentence) + if has_phrase { 2 } else { 0 }
    }

    /// Counts how many of its words are among the sorted stems of a sentence.
    pub(super) fn shared_words(&self, sentence: &[Box<str>]) -> usize {
        self.terms.stems.iter().filter(|stem| sentence.binary_search(stem).is_ok()).count()
    }

    /// Finds the phrases of `never_say` among the tokens of a sentence, the longest at each token.
    pub(super) fn banned_phrases(&self, text: TokenizedText<'_>) -> Vec<BannedPhrase> {
        if self.terms.never_say.is_empty() {
            return Vec::new();
        }

        let stemmer = WordStemmer::new(text.lexicon);
        let stems: Vec<Box<str>> =
            text.tokens.iter().map(|token| stemmer.stem(token.text_in(text.text))).collect();

        let phrase_at = |at: usize| {
            let phrases = self.terms.never_say.iter().enumerate();
            let found =
                phrases.filter(|(_, phrase)| !phrase.is_empty() && stems[at..].starts_with(phrase));
            let (number, phrase) = found.max_by_key(|(_, phrase)| phrase.len())?;

            Some(BannedPhrase { number, first: at, last: at + phrase.len() - 1 })
        };

        (0..stems.len()).filter_map(phrase_at).collect()
    }

    /// Returns the words that the record prefers to the banned ones.
    pub(super) fn preferred_words(&self) -> Vec<&str> {
        self.record.say.iter().map(|phrase| &*phrase.value).collect()
    }

    /// Tells whether the record itself mentions a size, for example in a claim whose base is not recorded.
    pub(super) fn mentions_size(&self, size: &str) -> bool {
        let caveat = self.record.caveat.as_deref().unwrap_or_default();
        let change = self.record.change.as_ref().map_or("", |change| change.value.written());

        caveat.contains(size) || change.contains(size)
    }
}
