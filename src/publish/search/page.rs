//! What a result of the search says about a page, and what it is filed under.
//!
//! In: a page's text, and the site. Out: its data, facets and sort key.
//! Invariant: facets name records by id and title; no words are added to the page's own.

use std::collections::{BTreeMap, HashSet};

use super::text::single_spaced;
use crate::content::{Kind, agreement};
use crate::proof::PageText;
use crate::render::Edition;
use crate::site::{EntryId, Site};
use crate::value::Country;

/// Sorts a page without a date after all others when the newest are asked for.
const UNDATED: &str = "0000-00-00";

/// The data of a result, in the order in which the index numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MetaField {
    Date,
    Day,
    Detail,
    Dir,
    Image,
    ImageAlt,
    Lang,
    Title,
    Type,
}

impl MetaField {
    pub(super) const ALL: [MetaField; 9] = [
        MetaField::Date,
        MetaField::Day,
        MetaField::Detail,
        MetaField::Dir,
        MetaField::Image,
        MetaField::ImageAlt,
        MetaField::Lang,
        MetaField::Title,
        MetaField::Type,
    ];

    /// Returns its name in the index; names are in the order of the alphabet.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            MetaField::Date => "date",
            MetaField::Day => "day",
            MetaField::Detail => "detail",
            MetaField::Dir => "dir",
            MetaField::Image => "image",
            MetaField::ImageAlt => "image_alt",
            MetaField::Lang => "lang",
            MetaField::Title => "title",
            MetaField::Type => "type",
        }
    }
}

/// What is known of a page beside its words.
#[derive(Debug, Default)]
pub(super) struct PageData {
    pub(super) meta: BTreeMap<MetaField, String>,
    /// Each facet's values, `id|title`.
    pub(super) facets: BTreeMap<&'static str, Vec<String>>,
    /// Orders pages when the newest are asked for.
    pub(super) date: String,
    filed: HashSet<(&'static str, String)>,
}

/// Collects the data and facets of a page.
pub(super) fn page_data(edition: &Edition, text: &PageText) -> PageData {
    let site = edition.site();
    let mut data = PageData::default();
    data.meta(MetaField::Title, &text.title);

    if let Some(language) = &text.language {
        data.meta(MetaField::Lang, &language.tag);
        data.meta(MetaField::Dir, &language.direction);
    }

    data.meta(MetaField::Type, &text.kind);
    data.meta(MetaField::Detail, &text.detail);

    if let Some(date) = &text.date {
        data.meta(MetaField::Date, &date.words);
        data.meta(MetaField::Day, &date.iso);
    }

    add_facets(&mut data, site, text.id);
    data.date = sort_date(site, text).unwrap_or_else(|| UNDATED.to_owned());

    data
}

/// Returns the sort key of a page for readers who ask for the newest first.
fn sort_date(site: &Site, text: &PageText) -> Option<String> {
    let shown = || text.date.as_ref().map(|date| date.iso.clone());
    match site.kind(text.id) {
        // Times of day are compared as instants, regardless of their offsets.
        Kind::Briefing => {
            let date = site.briefing(text.id)?.date.as_ref()?;
            Some(date.value.instant().to_string())
        }

        Kind::Figure => {
            let figure = site.figure(text.id)?;
            let newest = figure.known_on(site.as_of().day).next_back()?;
            Some(figure.known_from(newest)?.to_string())
        }

        Kind::Page | Kind::Agreement | Kind::Minister => shown(),
    }
}

/// Files a page under its type, topics, ministers, agreements and countries.
fn add_facets(data: &mut PageData, site: &Site, id: EntryId) {
    let kind = site.kind(id);
    let language = site.language();
    match site.briefing(id) {
        Some(briefing) => {
            let r#type = &briefing.r#type;
            data.facet("type", r#type.id(), r#type.words(language));
        }
        None => data.facet("type", kind.word(), language.phrase(kind.word())),
    }

    let mut ministers = site.uses(id, Kind::Minister);
    let mut agreements = site.uses(id, Kind::Agreement);
    let mut countries: Vec<&Country> = Vec::new();

    // A record is filed under itself, so that its facet shows it beside the pages that name it.
    match kind {
        Kind::Briefing | Kind::Page | Kind::Figure => {}
        Kind::Agreement => agreements.push(id),
        Kind::Minister => ministers.push(id),
    }

    if let Some(briefing) = site.briefing(id) {
        for topic in briefing.topics.iter().filter_map(|it| site.topics().by_spelling(&it.value)) {
            data.facet("topic", &topic.id, &topic.title);
        }
        countries.extend(briefing.countries.iter().map(|country| &country.value));
    }

    if let Some(agreement) = site.agreement(id) {
        for party in &agreement.parties {
            if let agreement::Party::Country(country) = &party.value {
                countries.push(country);
            }
        }

        let signatories = agreement.timeline.iter().flat_map(|event| &event.by);
        ministers.extend(
            signatories.filter_map(|it| site.find_record(Kind::Minister, &it.minister.value)),
        );
    }

    if let Some(country) = site.minister(id).and_then(|minister| minister.country.as_ref()) {
        countries.push(&country.value);
    }

    for minister in ministers {
        data.facet("minister", &site.entry(minister).id.value, site.title(minister));
    }

    for agreement in agreements {
        data.facet("agreement", &site.entry(agreement).id.value, site.title(agreement));
    }

    for country in countries {
        data.facet("country", &country.code().to_lowercase(), &language.country(country));
    }
}

impl PageData {
    /// Adds data that a result shows beside its title.
    fn meta(&mut self, field: MetaField, words: &str) {
        if !words.is_empty() {
            self.meta.insert(field, single_spaced(words).into_owned());
        }
    }

    /// Files the page under something, once: the id is for addresses, and the title for readers.
    fn facet(&mut self, name: &'static str, id: &str, title: &str) {
        // Search URLs carry the id and so survive a new title; the script gets the title without a
        // request.
        let value = single_spaced(&format!("{id}|{title}")).into_owned();

        // A minister named in a list and as a signatory is still one facet.
        if self.filed.insert((name, value.clone())) {
            self.facets.entry(name).or_default().push(value);
        }
    }
}
