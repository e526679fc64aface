//! The words of cards: what a page shows besides its prose.
//!
//! In: a site and a page of it. Out: the words that its cards and boxes print, as plain text.
//! Invariant: they are read from what the templates read, so that text and page cannot differ.

use super::edition::Edition;
use super::error::RenderError;
use super::html::{RenderedProse, Rendition};
use super::{cards, figure_card, prose};
use crate::content::Kind;
use crate::site::{EntryId, Site};
use crate::value::LocalText;

/// The words of a page beside its title, its summary and its prose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CardWords {
    /// What kind of page it is, in the site's language; empty for a briefing without a type.
    pub kind: String,
    /// What a reader should know about a record at a glance: a status, an office, a value.
    pub detail: String,
    /// The date that the page shows beside its title.
    pub date: Option<DateWords>,
    /// What is shown above the prose.
    pub facts: Vec<String>,
    /// An agreement's short title, shown below the prose.
    pub short_title: Option<String>,
    /// An agreement's events up to the day of the build.
    pub events: Vec<String>,
}

/// A date for programs and for readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateWords {
    /// `2025-06-03`
    pub iso: String,
    /// `3 June 2025`
    pub words: String,
}

impl Edition {
    /// Returns the words of a page's cards.
    #[must_use]
    pub fn card_words(&self, id: EntryId) -> CardWords {
        let site = self.site();
        let words = match site.kind(id) {
            Kind::Page => CardWords::default(),
            Kind::Briefing => return briefing(site, id),
            Kind::Agreement => agreement(site, id),
            Kind::Minister => minister(site, id),
            Kind::Figure => figure(site, id),
        };

        match words.kind.is_empty() {
            true => {
                let kind = site.language().phrase(site.kind(id).word()).to_owned();
                CardWords { kind, ..words }
            }
            false => words,
        }
    }

    /// Renders a page's prose as HTML, without the cards of other records and the marks of footnotes.
    ///
    /// # Errors
    /// As [`Edition::render`].
    pub fn own_prose(&self, id: EntryId) -> Result<String, RenderError> {
        let RenderedProse { body, notes } = prose::render(self, id, Rendition::Search)?;
        Ok(body + &notes)
    }
}

/// Joins the words that are present, with commas.
fn comma_separated<'w>(words: impl IntoIterator<Item = Option<&'w str>>) -> String {
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn briefing(site: &Site, id: EntryId) -> CardWords {
    let card = cards::briefing(site, id, site.language());
    let today = site.as_of().day;
    let updates = site.briefing(id).into_iter().flat_map(|briefing| &briefing.updates);
    let known = updates.filter(|update| update.date.value.first_day() <= today);

    CardWords {
        kind: card.r#type.map(|term| term.words).unwrap_or_default(),
        date: card.date.map(|date| DateWords { iso: date.iso, words: date.words }),
        facts: known.map(|update| (*update.note).to_owned()).collect(),
        ..CardWords::default()
    }
}

fn agreement(site: &Site, id: EntryId) -> CardWords {
    // Past events only: a search result must not present a plan as done.
    let card = cards::agreement(site, id, site.index().voice(), false);
    let events = card.timeline.iter().map(|event| {
        let signatories = event.by.iter().map(|signatory| &*signatory.minister.styled_name);
        let words = [&*event.event.words, &event.date.words]
            .into_iter()
            .chain(event.place.as_deref())
            .chain(signatories)
            .chain(event.note.as_deref());
        comma_separated(words.map(Some))
    });

    CardWords {
        events: events.collect(),
        short_title: card.short_title.as_deref().map(str::to_owned),
        kind: card.instrument.map(|instrument| instrument.words).unwrap_or_default(),
        detail: card.status.words,
        date: card.status.since.map(|date| DateWords { iso: date.iso, words: date.words }),
        facts: Vec::new(),
    }
}

fn minister(site: &Site, id: EntryId) -> CardWords {
    let card = cards::minister_now(site, id, site.language());
    let mut facts = Vec::new();
    if let Some(minister) = site.minister(id) {
        let office = |title, organisation| comma_separated([Some(title), organisation]);
        // Former roles as well: people are searched by the office that they are remembered for.
        let roles = minister.roles.iter();
        facts.extend(roles.map(|role| {
            office(role.title.value.own(), role.organisation.as_ref().map(LocalText::own))
        }));
        facts.extend(minister.other_names.iter().map(|name| (*name.value).to_owned()));
        facts.extend(minister.names.iter().map(|(_, name)| (**name).to_owned()));
    }

    CardWords {
        detail: comma_separated([card.role.as_deref(), card.organisation.as_deref()]),
        facts,
        ..CardWords::default()
    }
}

fn figure(site: &Site, id: EntryId) -> CardWords {
    let card = figure_card::figure(site, id, site.index().voice());
    let value = card.value.as_ref();
    let value = value.map(|value| comma_separated([Some(&*value.words), value.period.as_deref()]));
    let source = card.source.as_ref();
    let source = source
        .map(|source| comma_separated([source.publisher.as_deref(), source.title.as_deref()]));

    let measure = card.measure.as_deref().map(str::to_owned);
    let caveat = card.caveat.as_deref().map(str::to_owned);

    CardWords {
        detail: value.clone().unwrap_or_default(),
        facts: [measure, value, source, caveat].into_iter().flatten().collect(),
        ..CardWords::default()
    }
}
