//! Pages as the search index takes them: their own words, and what they are filed under.
//!
//! In: a site and a page of it. Out: an HTML document that no reader sees, with the attributes by which
//! Pagefind knows titles, facets and dates.
//! Invariant: a page's words are in one document alone. What it shows of others (cards, lists, charts,
//! the frame of the site) is not among them; what is withheld, withdrawn or a draft has none at all.

use std::fmt::Write as _;

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use super::context::Term;
use super::html::Wanted;
use super::{Edition, Unrendered, cards};
use crate::content::{Kind, agreement};
use crate::site::{EntryId, Site, href};
use crate::value::Country;

/// Sorts a page without a date behind all others when the newest are asked for.
const UNDATED: &str = "0000-00-00";

/// A page as the search index takes it.
pub struct SearchPage {
    /// Its address below the site's own, as a browser wants it.
    pub url: String,
    /// A document with its words.
    pub html: String,
}

impl Edition {
    /// Returns the pages that readers can search for, in a fixed order: none where search is off.
    #[must_use]
    pub fn searchable(&self) -> Vec<EntryId> {
        let site = &*self.site;
        let is_searchable =
            |id: &EntryId| site.index().is_indexed(*id) && !site.index().is_section(*id);
        match site.config().search {
            true => site.index().entries().filter(is_searchable).collect(),
            false => Vec::new(),
        }
    }

    /// Makes a page's document for the search index.
    ///
    /// # Errors
    /// As [`Edition::render`].
    pub fn search_page(&self, id: EntryId) -> Result<SearchPage, Unrendered> {
        let site = &*self.site;
        let mut page = Document::default();
        page.meta("title", site.title(id));

        let language = site.language_of(id);
        if language.tag() != site.language().tag() {
            page.meta("lang", language.tag());
            page.meta("dir", language.direction());
        }

        if let Some(summary) = &site.entry(id).head.summary {
            page.paragraph(summary);
        }

        match site.kind(id) {
            Kind::Page => page.meta("type", &self.word("page")),
            Kind::Briefing => briefing(&mut page, site, id),
            Kind::Agreement => self.agreement_words(&mut page, id),
            Kind::Minister => self.minister_words(&mut page, id),
            Kind::Figure => self.figure_words(&mut page, id),
        }

        page.body.push_str(&self.prose(id, Wanted::Words)?);

        if site.kind(id) == Kind::Agreement {
            self.story_of(&mut page, id);
        }

        // Pagefind leaves out what has no words.
        if page.body.trim().is_empty() {
            page.paragraph(site.title(id));
        }

        facets(&mut page, self, id);

        Ok(SearchPage { url: href("/", site.address(id)), html: page.whole() })
    }

    fn agreement_words(&self, page: &mut Document, id: EntryId) {
        let card = cards::agreement(&self.site, id, self.site.index().voice(), false);
        let instrument = card.instrument.map(|instrument| instrument.words);
        page.meta("type", &instrument.unwrap_or_else(|| self.word("agreement")));
        page.meta("detail", &card.status.words);
        if let Some(since) = &card.status.since {
            page.date(&since.iso, &since.words);
        }
    }

    /// What an agreement is called, and what happened to it, below the heading that this has on its page.
    fn story_of(&self, page: &mut Document, id: EntryId) {
        let card = cards::agreement(&self.site, id, self.site.index().voice(), false);
        if let Some(short) = &card.short_title {
            page.paragraph(short);
        }

        if card.timeline.is_empty() {
            return;
        }

        page.section("part-timeline", &self.word("timeline"));

        for event in &card.timeline {
            let by = event.by.iter().map(|one| &*one.minister.styled_name);
            let words = [&*event.event.words, &event.date.words]
                .into_iter()
                .chain(event.place.as_deref())
                .chain(by)
                .chain(event.note.as_deref());
            page.paragraph(&words.collect::<Vec<_>>().join(", "));
        }
    }

    fn minister_words(&self, page: &mut Document, id: EntryId) {
        let card = cards::minister_now(&self.site, id, self.site.language());
        page.meta("type", &self.word("minister"));

        let now = [card.role.as_deref(), card.organisation.as_deref()];
        page.meta("detail", &now.into_iter().flatten().collect::<Vec<_>>().join(", "));

        let Some(minister) = self.site.minister(id) else {
            return;
        };

        for role in &minister.roles {
            let words = [Some(&*role.title.value), role.organisation.as_deref()];
            page.paragraph(&words.into_iter().flatten().collect::<Vec<_>>().join(", "));
        }

        for name in &minister.other_names {
            page.paragraph(&name.value);
        }

        for (_, name) in &minister.names {
            page.paragraph(name);
        }
    }

    fn figure_words(&self, page: &mut Document, id: EntryId) {
        let day = self.site.as_of().day;
        let card = cards::figure(&self.site, id, self.site.index().voice());
        page.meta("type", &self.word("figure"));

        if let Some(measure) = &card.measure {
            page.paragraph(measure);
        }

        if let Some(value) = &card.value {
            let words = [Some(&*value.words), value.period.as_deref()];
            let words = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
            page.meta("detail", &words);
            page.paragraph(&words);
        }

        let source = card.source.as_ref();
        let source = source.map(|source| [source.publisher.as_deref(), source.title.as_deref()]);
        let source = source.into_iter().flatten().flatten().collect::<Vec<_>>().join(", ");
        page.paragraph(&source);

        if let Some(caveat) = &card.caveat {
            page.paragraph(caveat);
        }

        let figure = self.site.figure(id);
        let known = figure.and_then(|it| it.known_from(it.known_on(day).next_back()?));
        if let Some(known) = known {
            page.sort = known.to_string();
        }
    }

    /// Returns a phrase of the templates.
    pub(super) fn word(&self, key: &str) -> String {
        self.site.language().phrase(key).to_owned()
    }
}

fn briefing(page: &mut Document, site: &Site, id: EntryId) {
    let card = cards::briefing(site, id, site.language());
    if let Some(Term { words, .. }) = card.r#type {
        page.meta("type", &words);
    }

    let Some(briefing) = site.briefing(id) else {
        return;
    };

    if let (Some(date), Some(shown)) = (&briefing.date, &card.date) {
        page.date(&shown.iso, &shown.words);
        // Times of day are compared as instants, whatever their offsets.
        page.sort = date.value.instant().to_string();
    }

    for update in &briefing.updates {
        if update.date.value.first_day() <= site.as_of().day {
            page.paragraph(&update.note);
        }
    }
}

/// Files a page under its type, topics, ministers, agreements and countries.
fn facets(page: &mut Document, edition: &Edition, id: EntryId) {
    let site = &*edition.site;
    let kind = site.kind(id);
    match site.briefing(id) {
        Some(briefing) => page.facet(
            "type",
            briefing.r#type.id(),
            site.language().term("type", briefing.r#type.id()),
        ),
        None => page.facet("type", kind.word(), &edition.word(kind.word())),
    }

    let mut ministers = site.uses(id, Kind::Minister);
    let mut agreements = site.uses(id, Kind::Agreement);
    let mut countries: Vec<Country> = Vec::new();

    match kind {
        Kind::Briefing | Kind::Page | Kind::Figure => {}
        Kind::Agreement => agreements.push(id),
        Kind::Minister => ministers.push(id),
    }

    if let Some(briefing) = site.briefing(id) {
        for topic in briefing.topics.iter().filter_map(|it| site.topics().by_spelling(&it.value)) {
            page.facet("topic", &topic.id, &topic.title);
        }
        countries.extend(briefing.countries.iter().map(|country| country.value));
    }

    if let Some(agreement) = site.agreement(id) {
        for party in &agreement.parties {
            if let agreement::Party::Country(country) = party.value {
                countries.push(country);
            }
        }

        let by = agreement.timeline.iter().flat_map(|event| &event.by);
        ministers.extend(by.filter_map(|by| site.find_record(Kind::Minister, &by.minister.value)));
    }

    if let Some(country) = site.minister(id).and_then(|minister| minister.country.as_ref()) {
        countries.push(country.value);
    }

    for minister in ministers {
        page.facet("minister", &site.entry(minister).id.value, site.title(minister));
    }

    for other in agreements {
        page.facet("agreement", &site.entry(other).id.value, site.title(other));
    }

    for country in countries {
        page.facet("country", &country.code().to_lowercase(), &site.language().country(country));
    }
}

/// The document while it is made.
#[derive(Default)]
struct Document {
    /// Elements that hold titles, facets and dates, and are no words of the page.
    facts: String,
    body: String,
    /// What the newest are sorted by; empty where the page has no date.
    sort: String,
    facets: Vec<(&'static str, String)>,
}

impl Document {
    fn section(&mut self, anchor: &str, title: &str) {
        let _ = write!(self.body, "<h2 id=\"{anchor}\">");
        let _ = escape_html_body_text(&mut self.body, title);
        self.body.push_str("</h2>\n");
    }

    fn paragraph(&mut self, words: &str) {
        if !words.is_empty() {
            self.element("p", words);
        }
    }

    fn element(&mut self, name: &str, words: &str) {
        let _ = write!(self.body, "<{name}>");
        let _ = escape_html_body_text(&mut self.body, words);
        let _ = writeln!(self.body, "</{name}>");
    }

    /// Adds what a result shows beside its title.
    fn meta(&mut self, name: &str, words: &str) {
        if !words.is_empty() {
            self.attribute("meta", name, words);
        }
    }

    fn date(&mut self, iso: &str, words: &str) {
        self.meta("date", words);
        self.meta("day", iso);
        self.sort = iso.to_owned();
    }

    /// Files the page under something, once: the id is for addresses, and the title for readers.
    fn facet(&mut self, name: &'static str, id: &str, title: &str) {
        let facet = (name, format!("{id}|{title}"));
        if !self.facets.contains(&facet) {
            self.attribute("filter", name, &facet.1);
            self.facets.push(facet);
        }
    }

    fn attribute(&mut self, what: &str, name: &str, content: &str) {
        let _ = write!(self.facts, "<meta data-pagefind-{what}=\"{name}[content]\" content=\"");
        let _ = escape_html(&mut self.facts, content);
        self.facts.push_str("\">\n");
    }

    fn whole(mut self) -> String {
        let sort = std::mem::take(&mut self.sort);
        self.attribute("sort", "date", if sort.is_empty() { UNDATED } else { &sort });
        format!(
            "<html><body><main data-pagefind-body>{}{}</main></body></html>",
            self.facts, self.body
        )
    }
}
