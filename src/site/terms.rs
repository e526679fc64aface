//! Terms: topics and countries, which exist once a page names them.
//!
//! In: an [`Index`], and the entries of each kind in list order. Out: [`Terms`]. Invariant: a term
//! without entries does not exist.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

use super::address::Address;
use super::id::EntryId;
use super::index::Index;
use crate::content::agreement::Party;
use crate::content::slug::slugify;
use crate::language::Language;
use crate::value::{Country, Organisation, translated};

/// A topic or a country, with everything under it.
#[derive(Debug)]
pub struct Term {
    /// The slug of a topic, the code of a country.
    pub id: Box<str>,
    /// The title that readers of the site's language see.
    pub title: Box<str>,
    /// The title of a topic in other languages, by BCP 47 tag.
    pub titles: Vec<(Box<str>, Box<str>)>,
    /// The organisation of the site's own that it is.
    pub organisation: Option<Arc<Organisation>>,
    /// Its page.
    pub address: Address,
    /// The briefings under it, newest first.
    pub briefings: Vec<EntryId>,
    /// The agreements under it.
    pub agreements: Vec<EntryId>,
    /// The ministers under it.
    pub ministers: Vec<EntryId>,
}

impl Term {
    /// Returns the title of a topic in a language, if it has one there.
    #[must_use]
    pub fn title_in(&self, language: &Language) -> Option<&str> {
        translated(&self.titles, language.tag())
    }
}

/// All terms of one kind, sorted by title.
#[derive(Debug, Default)]
pub struct Terms {
    sorted: Vec<Term>,
    by_id: BTreeMap<Box<str>, usize>,
    /// By the spelling in briefings.
    by_spelling: foldhash::HashMap<Box<str>, usize>,
}

impl Terms {
    /// Returns the terms, sorted by title.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Term> {
        self.sorted.iter()
    }

    /// Finds a term by its id.
    pub fn get(&self, id: &str) -> Option<&Term> {
        self.by_id.get(id).map(|&index| &self.sorted[index])
    }

    /// Finds a topic by its spelling in a briefing.
    pub fn by_spelling(&self, spelling: &str) -> Option<&Term> {
        self.by_spelling.get(spelling).map(|&index| &self.sorted[index])
    }

    /// Returns the topics that are spelled in several ways, with the spellings, all in order.
    pub(super) fn shared_spellings(&self) -> Vec<(&Term, Vec<&str>)> {
        // Most sites have none: then as many spellings as topics.
        if self.by_spelling.len() <= self.sorted.len() {
            return Vec::new();
        }

        let mut spellings: Vec<(usize, &str)> =
            self.by_spelling.iter().map(|(spelling, &term)| (term, &**spelling)).collect();
        spellings.sort_unstable();

        let of_terms = spellings.chunk_by(|(one, _), (other, _)| one == other);
        let shared = of_terms.filter(|spellings| spellings.len() > 1);
        shared
            .map(|spellings| {
                let words = spellings.iter().map(|(_, spelling)| *spelling).collect();
                (&self.sorted[spellings[0].0], words)
            })
            .collect()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// Sorts terms by title; each spelling comes with the id of its term.
    fn sort(
        language: &Language,
        mut terms: Vec<Term>,
        spellings: Vec<(Box<str>, Box<str>)>,
    ) -> Terms {
        // By id as well: two terms may have the same title.
        terms.sort_by_cached_key(|term| (language.sort_key(&term.title), term.id.clone()));
        let by_id = terms.iter().enumerate().map(|(index, term)| (term.id.clone(), index));
        let by_id: BTreeMap<_, _> = by_id.collect();
        let spellings = spellings.into_iter();
        let by_spelling =
            spellings.filter_map(|(spelling, id)| Some((spelling, *by_id.get(&id)?))).collect();

        Terms { sorted: terms, by_id, by_spelling }
    }
}

/// The terms of one kind while they are collected, by what entries name them with: a spelling, or a country.
struct Collector<K> {
    /// The folder of their pages: `topics` or `countries`.
    folder: &'static str,
    terms: Vec<Term>,
    by_id: BTreeMap<Box<str>, usize>,
    /// The number of the term that each name stands for; none for a topic of punctuation alone.
    by_name: foldhash::HashMap<K, Option<usize>>,
}

impl<K: Copy + Eq + Hash> Collector<K> {
    fn new(folder: &'static str) -> Collector<K> {
        let by_name = foldhash::HashMap::default();
        Collector { folder, terms: Vec::new(), by_id: BTreeMap::new(), by_name }
    }

    /// Returns the term of a name; `make` gives the id and the title, of which the first that is met is kept.
    fn term(&mut self, name: K, make: impl FnOnce() -> (String, String)) -> Option<&mut Term> {
        // Ten thousand briefings use a few dozen names, so an id is made once for each.
        let number = match self.by_name.get(&name) {
            Some(number) => *number,
            None => {
                let (id, title) = make();
                let number = self.number(&id, &title);
                self.by_name.insert(name, number);
                number
            }
        };

        number.map(|number| &mut self.terms[number])
    }

    fn number(&mut self, id: &str, title: &str) -> Option<usize> {
        // A topic of punctuation alone has no slug, and so no address.
        if id.is_empty() {
            return None;
        }

        if let Some(number) = self.by_id.get(id) {
            return Some(*number);
        }

        let number = self.terms.len();
        self.by_id.insert(id.into(), number);
        self.terms.push(Term {
            id: id.into(),
            title: title.into(),
            titles: Vec::new(),
            organisation: None,
            address: Address::new(format!("/{}/{id}/", self.folder)),
            briefings: Vec::new(),
            agreements: Vec::new(),
            ministers: Vec::new(),
        });

        Some(number)
    }
}

/// Adds an entry to a list, without duplicates: an entry may name a term twice.
fn add(list: &mut Vec<EntryId>, id: EntryId) {
    // Entries come in order, so that an earlier mention can only be the last one.
    if list.last() != Some(&id) {
        list.push(id);
    }
}

/// Collects the topics that briefings name; spellings with the same slug are one topic.
pub(super) fn topics(index: &Index, briefings: &[EntryId]) -> Terms {
    let mut topics = Collector::new("topics");
    for &id in briefings {
        for topic in index.briefing(id).into_iter().flat_map(|briefing| &briefing.topics) {
            let spelling = &*topic.value;
            let make = || (slugify(spelling), spelling.to_owned());
            if let Some(term) = topics.term(spelling, make) {
                add(&mut term.briefings, id);
            }
        }
    }

    let Collector { mut terms, by_name, .. } = topics;
    let named = &index.config().vocabulary.topics;
    if !named.is_empty() {
        for term in &mut terms {
            let own = named.iter().find(|(spelling, _)| slugify(spelling) == *term.id);
            term.titles = own.map(|(_, titles)| titles.clone()).unwrap_or_default();
        }
    }

    let spellings = by_name.into_iter().filter_map(|(spelling, number)| {
        let term = &terms[number?];
        Some((Box::from(spelling), term.id.clone()))
    });
    let spellings = spellings.collect();

    Terms::sort(index.language(), terms, spellings)
}

/// The entries that may name countries, in list order.
pub(super) struct CountrySources<'s> {
    pub(super) briefings: &'s [EntryId],
    pub(super) agreements: &'s [EntryId],
    pub(super) ministers: &'s [EntryId],
}

/// Collects the countries that briefings, agreements and ministers name.
pub(super) fn countries(index: &Index, sources: &CountrySources<'_>) -> Terms {
    let mut countries = Collector::new("countries");
    let make = |country: &Country| {
        let country = country.clone();
        move || (country.code(), index.language().country(&country))
    };

    for &id in sources.briefings {
        for country in index.briefing(id).into_iter().flat_map(|briefing| &briefing.countries) {
            let country = &country.value;
            if let Some(term) = countries.term(country, make(country)) {
                add(&mut term.briefings, id);
            }
        }
    }

    for &id in sources.agreements {
        for party in index.agreement(id).into_iter().flat_map(|agreement| &agreement.parties) {
            if let Party::Country(country) = &party.value
                && let Some(term) = countries.term(country, make(country))
            {
                add(&mut term.agreements, id);
            }
        }
    }

    for &id in sources.ministers {
        let country = index.minister(id).and_then(|minister| minister.country.as_ref());
        if let Some(country) = country.map(|country| &country.value)
            && let Some(term) = countries.term(country, make(country))
        {
            // A minister has one country: there is nothing to add twice.
            term.ministers.push(id);
        }
    }

    for organisation in &index.config().vocabulary.organisations {
        if let Some(number) = countries.by_id.get(&organisation.id) {
            countries.terms[*number].organisation = Some(Arc::clone(organisation));
        }
    }

    Terms::sort(index.language(), countries.terms, Vec::new())
}
