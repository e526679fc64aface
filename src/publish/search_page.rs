//! The documents that Pagefind indexes: a page's own words, and its facets.
//!
//! In: a page's text, and the site. Out: an HTML document that no reader sees, with the attributes by
//! which Pagefind knows titles, facets and dates.
//! Invariant: no words are added to the page's own; facets name records by id and title.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use html5gum::{Token, Tokenizer};
use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use crate::content::{Kind, agreement};
use crate::proof::{Block, PageText};
use crate::render::Edition;
use crate::site::{EntryId, Site};
use crate::value::Country;

/// The deepest nesting of elements that goes into the index as it is: ten lists in each other have thirty.
const DEPTH_MAX: usize = 200;

/// Sorts a page without a date after all others when the newest are asked for.
const UNDATED: &str = "0000-00-00";

/// Writes a page's document for the search index.
pub(super) fn search_html(edition: &Edition, text: &PageText) -> String {
    let site = edition.site();
    let mut document = SearchDocument::default();
    document.meta("title", &text.title);

    if let Some(language) = &text.language {
        document.meta("lang", &language.tag);
        document.meta("dir", &language.direction);
    }

    document.meta("type", &text.kind);
    document.meta("detail", &text.detail);

    if let Some(date) = &text.date {
        document.meta("date", &date.words);
        document.meta("day", &date.iso);
    }

    for block in &text.blocks {
        match block {
            Block::Heading { anchor, words } => document.heading(anchor, words),
            Block::Paragraph(words) => document.paragraph(words),
            Block::Prose(html) => document.body.push_str(&shallow(html)),
        }
    }

    // Pagefind skips documents without words.
    if document.body.trim().is_empty() {
        document.paragraph(&text.title);
    }

    add_facets(&mut document, site, text.id);

    let date = sort_date(site, text);
    document.attribute("sort", "date", date.as_deref().unwrap_or(UNDATED));

    document.finish()
}

/// Returns HTML whose elements are not nested without an end: Pagefind's time grows with the square of the depth.
fn shallow(html: &str) -> Cow<'_, str> {
    if is_shallow(html) {
        return Cow::Borrowed(html);
    }

    // The words alone. Headings lose their anchors, on a page that no browser shows well either.
    let mut words = String::from("<p>");
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::String(text) => {
                let _ = escape_html_body_text(&mut words, &String::from_utf8_lossy(&text));
            }
            // `a<br>b` are two words.
            Token::StartTag(_) | Token::EndTag(_) => words.push(' '),
            _ => {}
        }
    }

    words.push_str("</p>\n");

    Cow::Owned(words)
}

/// Tells whether no more than [`DEPTH_MAX`] elements are open at a time.
fn is_shallow(html: &str) -> bool {
    // Elements without content (HTML standard, "Void elements") that Markdown makes or writers use.
    const VOID: [&str; 6] = ["br", "hr", "img", "input", "source", "wbr"];

    let mut depth = 0_usize;
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let rest = &html[at + 1..];
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let is_void = VOID.iter().any(|name| rest[..length].eq_ignore_ascii_case(name));
            depth += usize::from(!is_void);
            if depth > DEPTH_MAX {
                return false;
            }
        }
    }

    true
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
fn add_facets(document: &mut SearchDocument, site: &Site, id: EntryId) {
    let kind = site.kind(id);
    let language = site.language();
    match site.briefing(id) {
        Some(briefing) => {
            let r#type = briefing.r#type.id();
            document.facet("type", r#type, language.term("type", r#type));
        }
        None => document.facet("type", kind.word(), language.phrase(kind.word())),
    }

    let mut ministers = site.uses(id, Kind::Minister);
    let mut agreements = site.uses(id, Kind::Agreement);
    let mut countries: Vec<Country> = Vec::new();

    // A record is filed under itself, so that its facet shows it beside the pages that name it.
    match kind {
        Kind::Briefing | Kind::Page | Kind::Figure => {}
        Kind::Agreement => agreements.push(id),
        Kind::Minister => ministers.push(id),
    }

    if let Some(briefing) = site.briefing(id) {
        for topic in briefing.topics.iter().filter_map(|it| site.topics().by_spelling(&it.value)) {
            document.facet("topic", &topic.id, &topic.title);
        }
        countries.extend(briefing.countries.iter().map(|country| country.value));
    }

    if let Some(agreement) = site.agreement(id) {
        for party in &agreement.parties {
            if let agreement::Party::Country(country) = party.value {
                countries.push(country);
            }
        }

        let signatories = agreement.timeline.iter().flat_map(|event| &event.by);
        ministers.extend(
            signatories.filter_map(|it| site.find_record(Kind::Minister, &it.minister.value)),
        );
    }

    if let Some(country) = site.minister(id).and_then(|minister| minister.country.as_ref()) {
        countries.push(country.value);
    }

    for minister in ministers {
        document.facet("minister", &site.entry(minister).id.value, site.title(minister));
    }

    for agreement in agreements {
        document.facet("agreement", &site.entry(agreement).id.value, site.title(agreement));
    }

    for country in countries {
        document.facet("country", &country.code().to_lowercase(), &language.country(country));
    }
}

/// A document in progress.
#[derive(Default)]
struct SearchDocument {
    /// Elements for titles, facets and dates, which are not words of the page.
    facts: String,
    body: String,
    facets: HashSet<(&'static str, String)>,
}

impl SearchDocument {
    fn heading(&mut self, anchor: &str, title: &str) {
        let _ = write!(self.body, "<h2 id=\"{anchor}\">");
        let _ = escape_html_body_text(&mut self.body, title);
        self.body.push_str("</h2>\n");
    }

    fn paragraph(&mut self, words: &str) {
        self.body.push_str("<p>");
        let _ = escape_html_body_text(&mut self.body, words);
        self.body.push_str("</p>\n");
    }

    /// Adds data that a result shows beside its title.
    fn meta(&mut self, name: &str, words: &str) {
        if !words.is_empty() {
            self.attribute("meta", name, words);
        }
    }

    /// Files the page under something, once: the id is for addresses, and the title for readers.
    fn facet(&mut self, name: &'static str, id: &str, title: &str) {
        // Search URLs carry the id and so survive a new title; the script gets the title without a
        // request.
        let facet = (name, format!("{id}|{title}"));

        // A minister named in a list and as a signatory is still one facet.
        if self.facets.insert(facet.clone()) {
            self.attribute("filter", name, &facet.1);
        }
    }

    fn attribute(&mut self, what: &str, name: &str, content: &str) {
        let _ = write!(self.facts, "<meta data-pagefind-{what}=\"{name}[content]\" content=\"");
        let _ = escape_html(&mut self.facts, content);
        self.facts.push_str("\">\n");
    }

    fn finish(self) -> String {
        format!(
            "<html><body><main data-pagefind-body>{}{}</main></body></html>",
            self.facts, self.body
        )
    }
}
