//! What a page is about, in one line: for search engines, and for previews of links.
//!
//! In: a page as its template reads it. Out: its summary; else its first words; else what it is. Invariant: no two
//! pages of a site that differ in their titles have the same one.

use super::context::PageContext;
use super::edition::Edition;
use super::{cards, figure_card};
use crate::content::html::{self, Token};
use crate::language::Language;
use crate::site::{EntryId, PageKind, Site, Voice};

/// About as many letters as search engines show.
const LETTERS: usize = 160;

/// With fewer words than this, a first paragraph says too little: the next one is added.
const FEW: usize = 60;

/// Returns the description of a page.
pub(super) fn page_description(
    edition: &Edition,
    page: &PageContext<'_>,
    kind: &PageKind,
) -> String {
    if let Some(summary) = page.summary.as_deref().filter(|it| !it.is_empty()) {
        return summary.to_owned();
    }

    let words = first_words(&page.content);
    if !words.is_empty() {
        return words;
    }

    let site = &*edition.site;
    let languages = site.index().languages();
    let language = languages.find(&page.language).unwrap_or_else(|| site.language());
    let facts = match kind {
        PageKind::Entry(id, _) => facts(site, *id, language),
        PageKind::Term(taxonomy, ..) => Some(language.phrase(taxonomy.folder()).to_owned()),
        _ => None,
    };

    let own = match facts {
        Some(facts) => {
            language.fill("description_with", &[("title", &page.title), ("facts", &facts)])
        }
        None => page.title.clone(),
    };
    let site_title = site.config().title.in_language(language.tag());

    match own == site_title {
        true => own,
        false => language.fill("description_of", &[("page", &own), ("site", site_title)]),
    }
}

/// Returns what a record is, in a few words; none where nothing is known.
fn facts(site: &Site, id: EntryId, language: &Language) -> Option<String> {
    let voice = Voice { day: site.as_of().day, language };

    if let Some(figure) = site.figure(id) {
        let observation = figure.known_on(voice.day).next_back();
        let Some(observation) = observation else {
            return figure.measure.as_deref().map(str::to_owned);
        };
        let value = figure_card::value(observation, language);
        return Some(match &value.period {
            Some(period) => {
                language.fill("value_for_period", &[("value", &value.words), ("period", period)])
            }
            None => value.words.into_owned(),
        });
    }

    if let Some(agreement) = site.agreement(id) {
        return Some(cards::status(agreement, voice).words);
    }

    if site.minister(id).is_some() {
        let card = cards::minister(site, id, voice);
        let parts = [card.role, card.organisation].into_iter().flatten();
        let parts: Vec<String> = parts.map(std::borrow::Cow::into_owned).collect();
        return (!parts.is_empty()).then(|| parts.join(language.phrase("comma")));
    }

    None
}

/// Returns the words of the first paragraphs of a page's prose, up to the end of a word; none of its headings, tables
/// and cards.
fn first_words(content: &str) -> String {
    let mut words = String::new();
    let mut is_within = false;

    for token in html::tokens(content) {
        match token {
            // Paragraphs of cards have classes, those of prose have none.
            Token::Open(tag) if tag.name == "p" => is_within = tag.attributes.is_empty(),
            Token::Close(name, _) if name == "p" => {
                is_within = false;
                words.push(' ');
                if words.chars().count() > FEW {
                    break;
                }
            }
            Token::Text(text, _) if is_within => words.push_str(&text),
            _ => {}
        }
    }

    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LETTERS {
        return words;
    }

    let end = words.char_indices().nth(LETTERS).map_or(words.len(), |(at, _)| at);
    let end = words[..end].rfind(' ').unwrap_or(end);

    format!("{}…", words[..end].trim_end_matches([',', ';', ':', '.', ' ']))
}
