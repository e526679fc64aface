//! Terms: the topics and countries that come into being when they are named.

use std::collections::BTreeMap;

use super::lists::Listed;
use super::{Address, EntryId, Site};
use crate::content::Kind;
use crate::content::agreement::Party;
use crate::content::slug::slugify;

/// A topic or a country, with everything under it.
#[derive(Debug)]
pub struct Term {
    /// The slug of a topic, the code of a country.
    pub id: Box<str>,
    /// As it reads.
    pub title: Box<str>,
    /// Its page.
    pub address: Address,
    /// The briefings under it, newest first.
    pub briefings: Vec<EntryId>,
    /// The agreements under it.
    pub agreements: Vec<EntryId>,
    /// The ministers under it.
    pub ministers: Vec<EntryId>,
}

/// All terms of one kind, sorted by title.
#[derive(Debug, Default)]
pub struct Terms {
    sorted: Vec<Term>,
    by_id: BTreeMap<Box<str>, usize>,
    /// As briefings write them.
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

    /// Finds a term as a briefing writes it.
    pub fn spelt(&self, spelling: &str) -> Option<&Term> {
        self.by_spelling.get(spelling).map(|&index| &self.sorted[index])
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// Sorts terms; of spellings their ids are given.
    fn of<'s>(
        terms: BTreeMap<Box<str>, Term>,
        spellings: impl Iterator<Item = (&'s str, &'s str)>,
    ) -> Terms {
        let mut terms: Vec<Term> = terms.into_values().collect();
        terms.sort_by(|one, other| (&one.title, &one.id).cmp(&(&other.title, &other.id)));
        let by_id = terms.iter().enumerate().map(|(index, term)| (term.id.clone(), index));
        let by_id: BTreeMap<_, _> = by_id.collect();
        let by_spelling = spellings
            .filter_map(|(spelling, id)| Some((spelling.into(), *by_id.get(id)?)))
            .collect();

        Terms { sorted: terms, by_id, by_spelling }
    }
}

fn term<'t>(
    terms: &'t mut BTreeMap<Box<str>, Term>,
    kind: &str,
    id: &str,
    title: &str,
) -> Option<&'t mut Term> {
    if id.is_empty() {
        return None;
    }

    // Thousands of briefings name a term, and one of them makes it.
    if !terms.contains_key(id) {
        let new = Term {
            id: id.into(),
            title: title.into(),
            address: Address::new(format!("/{kind}/{id}/")),
            briefings: Vec::new(),
            agreements: Vec::new(),
            ministers: Vec::new(),
        };

        terms.insert(id.into(), new);
    }

    terms.get_mut(id)
}

/// Gathers the topics that briefings name; spellings that give one slug are one topic.
pub(super) fn topics(site: &Site, listed: &Listed) -> Terms {
    let mut terms = BTreeMap::new();
    let mut slugs: BTreeMap<&str, String> = BTreeMap::new();
    for &id in &*listed[Kind::Briefing as usize] {
        for topic in
            site.briefing(id).map(|briefing| briefing.topics.as_slice()).unwrap_or_default()
        {
            let slug = slugs.entry(&topic.value).or_insert_with(|| slugify(&topic.value));
            let Some(term) = term(&mut terms, "topics", slug, &topic.value) else {
                continue;
            };
            if term.briefings.last() != Some(&id) {
                term.briefings.push(id);
            }
        }
    }

    let spellings = slugs.iter().map(|(spelling, slug)| (*spelling, slug.as_str()));
    Terms::of(terms, spellings)
}

/// Gathers the countries that briefings, agreements and ministers name.
pub(super) fn countries(site: &Site, listed: &Listed) -> Terms {
    let mut terms = BTreeMap::new();
    for &id in &*listed[Kind::Briefing as usize] {
        for country in
            site.briefing(id).map(|briefing| briefing.countries.as_slice()).unwrap_or_default()
        {
            let country = country.value;
            if let Some(term) =
                term(&mut terms, "countries", &country.code(), &site.language().country(country))
                && term.briefings.last() != Some(&id)
            {
                term.briefings.push(id);
            }
        }
    }

    for &id in &*listed[Kind::Agreement as usize] {
        for party in
            site.agreement(id).map(|agreement| agreement.parties.as_slice()).unwrap_or_default()
        {
            if let Party::Country(country) = party.value
                && let Some(term) = term(
                    &mut terms,
                    "countries",
                    &country.code(),
                    &site.language().country(country),
                )
                && term.agreements.last() != Some(&id)
            {
                term.agreements.push(id);
            }
        }
    }

    for &id in &*listed[Kind::Minister as usize] {
        if let Some(country) = site.minister(id).and_then(|minister| minister.country.as_ref())
            && let Some(term) = term(
                &mut terms,
                "countries",
                &country.value.code(),
                &site.language().country(country.value),
            )
        {
            term.ministers.push(id);
        }
    }

    Terms::of(terms, std::iter::empty())
}
