//! The pages of briefings and records: what their templates may read beside the card.

use serde::Serialize;

use super::cards;
use super::context::{
    AgreementContext, BriefingContext, FigureContext, Mention, MinisterContext, NameIn, Relation,
    Role, Sentence, SignedAgreement, Term, Update, When, Withdrawn,
};
use super::pages::direction;
use crate::content::agreement::{Agreement, Availability};
use crate::content::briefing::{self, Briefing, UpdateKind};
use crate::content::figure::Figure;
use crate::content::minister::Minister;
use crate::content::slug::slugify;
use crate::content::{Kind, Piece};
use crate::site::{self, EntryId, Site};
use crate::value::{Date, Unit};

/// A topic or a country in the list of them.
#[derive(Debug, Serialize)]
pub(super) struct TermCard {
    title: String,
    url: String,
    count: usize,
}

pub(super) fn terms(site: &Site, terms: &[&site::Term]) -> Vec<TermCard> {
    let card = |term: &&site::Term| TermCard {
        title: term.title.to_string(),
        url: cards::url(site, &term.address),
        count: term.briefings.len() + term.agreements.len() + term.ministers.len(),
    };
    terms.iter().map(card).collect()
}

pub(super) fn briefing(site: &Site, id: EntryId) -> BriefingContext {
    let none = Briefing::default();
    let briefing = site.briefing(id).unwrap_or(&none);
    let day = site.day_of(id);
    let date = briefing
        .date
        .as_ref()
        .map_or_else(|| Date::from_day(day).into(), |date| When::from(date.value));
    let mut updates: Vec<&briefing::Update> = briefing
        .updates
        .iter()
        .filter(|update| update.date.value.first_day() <= site.as_of().day)
        .collect();
    updates.sort_by_key(|update| std::cmp::Reverse(update.date.value));
    let updates: Vec<Update> = updates.into_iter().map(update).collect();
    let topics =
        briefing.topics.iter().filter_map(|topic| site.topics().get(&slugify(&topic.value)));
    let countries =
        briefing.countries.iter().filter_map(|country| site.countries().get(&country.value.code()));
    let link = |term: &site::Term| super::context::Link {
        title: term.title.to_string(),
        url: cards::url(site, &term.address),
    };
    let linked: Vec<EntryId> = site.mentions(id).iter().map(|mention| mention.page).collect();
    let related: Vec<EntryId> =
        site.related(id).into_iter().filter(|other| !linked.contains(other)).collect();
    BriefingContext {
        r#type: Term { id: briefing.r#type.id(), words: briefing.r#type.words() },
        ministers: cards::ministers(site, &site.named(id, Kind::Minister), day),
        agreements: cards::agreements(site, &site.named(id, Kind::Agreement), day),
        figures: cards::figures(site, &site.uses(id, Kind::Figure), day),
        correction: updates
            .iter()
            .find(|update| update.kind.id == UpdateKind::Correction.id())
            .cloned(),
        updates,
        withdrawn: briefing.withdrawn.as_ref().map(|withdrawn| Withdrawn {
            date: cards::when(withdrawn.date.as_ref()),
            reason: withdrawn.reason.as_deref().map(str::to_owned),
            replaced_by: withdrawn
                .replaced_by
                .as_ref()
                .and_then(|id| site.find_record(Kind::Briefing, &id.value))
                .map(|id| cards::link(site, id)),
        }),
        topics: topics.map(link).collect(),
        countries: countries.map(link).collect(),
        related: cards::briefings(site, &related),
        linked_from: cards::briefings(site, &linked),
        contact: briefing.contact.as_deref().map(str::to_owned),
        cite: cite(site, id, &date),
        date,
    }
}

fn update(update: &briefing::Update) -> Update {
    Update {
        date: update.date.value.into(),
        note: update.note.to_string(),
        kind: Term { id: update.kind.id(), words: update.kind.words() },
    }
}

/// Words a citation: publisher, title, kind, date, address.
fn cite(site: &Site, id: EntryId, date: &When) -> String {
    let config = site.config();
    let publisher = config.publisher.as_ref().map_or(&config.title, |publisher| &publisher.name);
    let kind = site.briefing(id).map_or("", |briefing| briefing.r#type.words()).to_lowercase();
    let url = config.base_url.absolute(&cards::url(site, site.address(id)));
    format!("{publisher}, “{}”, {kind}, {}, {url}", site.title(id), date.words)
}

pub(super) fn agreement(site: &Site, id: EntryId) -> AgreementContext {
    let none = Agreement::default();
    let agreement = site.agreement(id).unwrap_or(&none);
    let day = site.as_of().day;
    let (text_url, text_reason) = match &agreement.text {
        Some(Availability::Published(url)) => (Some(url.to_string()), None),
        Some(Availability::Unpublished(reason)) => {
            (None, Some(reason.as_deref().unwrap_or("no reason is given").to_owned()))
        }
        None => (None, None),
    };
    let value =
        agreement.value.as_ref().and_then(|value| site.find_record(Kind::Figure, &value.value));
    let relation = |(words, ids): (&'static str, Vec<EntryId>)| Relation {
        words,
        agreements: cards::agreements(site, &ids, day),
    };
    AgreementContext {
        card: cards::agreement(site, id, day, true),
        binding: agreement.binding.map(|binding| Term { id: binding.id(), words: binding.words() }),
        text_url,
        text_reason,
        value: value.map(|figure| cards::figure(site, figure, day)),
        relations: site.relations(id).into_iter().map(relation).collect(),
    }
}

pub(super) fn minister(site: &Site, id: EntryId) -> MinisterContext {
    let none = Minister::default();
    let minister = site.minister(id).unwrap_or(&none);
    let day = site.as_of().day;
    let mut roles: Vec<_> = minister.roles.iter().collect();
    roles.sort_by_key(|role| std::cmp::Reverse(role.from.as_ref().map(|from| from.value)));
    let role = |role: &crate::content::minister::Role| Role {
        title: role.title.value.to_string(),
        organisation: role.organisation.as_deref().map(str::to_owned),
        from: cards::when(role.from.as_ref()),
        to: cards::when(role.to.as_ref()),
        acting: role.acting,
        current: role.may_be_held_on(day),
    };
    let name = |(language, name): &(Box<str>, Box<str>)| NameIn {
        language: language.to_string(),
        direction: direction(language),
        name: name.to_string(),
    };
    MinisterContext {
        card: cards::minister(site, id, day),
        roles: roles.into_iter().map(role).collect(),
        aliases: minister.other_names.iter().map(|alias| alias.value.to_string()).collect(),
        names: minister.names.iter().map(name).collect(),
        signed: signed(site, id),
    }
}

/// Returns what a minister did for agreements, newest first.
fn signed(site: &Site, id: EntryId) -> Vec<SignedAgreement> {
    let mut acts = Vec::new();
    for &(agreement, event) in site.signed(id) {
        let Some(event) =
            site.agreement(agreement).and_then(|agreement| agreement.timeline.get(event))
        else {
            continue;
        };
        acts.push((event.date.value, agreement, event.event));
    }
    acts.sort_by_key(|&(date, agreement, _)| (std::cmp::Reverse(date), agreement));
    let day = site.as_of().day;
    acts.into_iter()
        .filter(|(date, ..)| date.first_day() <= day)
        .map(|(date, agreement, event)| SignedAgreement {
            agreement: cards::agreement(site, agreement, day, false),
            event: Term { id: event.id(), words: event.words() },
            date: date.into(),
            role: cards::minister(site, id, date.first_day()).role,
        })
        .collect()
}

pub(super) fn figure(site: &Site, id: EntryId) -> FigureContext {
    let none = Figure::default();
    let figure = site.figure(id).unwrap_or(&none);
    let words =
        |list: &[crate::yaml::Text]| list.iter().map(|word| word.value.to_string()).collect();
    FigureContext {
        card: cards::figure(site, id, site.as_of().day),
        unit: figure.unit.as_ref().filter(|unit| **unit != Unit::None).map(ToString::to_string),
        geography: figure.geography.as_deref().map(str::to_owned),
        say: words(&figure.say),
        never_say: words(&figure.never_say),
    }
}

/// Returns who refers to a record, with the sentences that do.
pub(super) fn mentions(site: &Site, record: EntryId, mentions: &[site::Mention]) -> Vec<Mention> {
    let mention = |mention: &site::Mention| Mention {
        page: cards::briefing(site, mention.page),
        sentences: site
            .sentences(mention)
            .into_iter()
            .map(|sentence| printed(site, mention.page, record, sentence))
            .collect(),
    };
    mentions.iter().map(mention).collect()
}

/// Words a sentence as its page prints it, parted at the first place that refers to the record.
fn printed(
    site: &Site,
    page: EntryId,
    record: EntryId,
    sentence: &crate::content::Sentence,
) -> Sentence {
    let refers = |piece: &Piece| match piece {
        Piece::Reference(number, _) => site.referenced(page, *number as usize) == Some(record),
        Piece::Link(number, _) => site.linked(page, *number as usize) == Some(record),
        Piece::Text(_) => false,
    };
    let at = sentence.pieces.iter().position(refers).unwrap_or(0);
    let words =
        |pieces: &[Piece]| pieces.iter().map(|piece| site.piece_words(page, piece)).collect();
    Sentence {
        before: words(&sentence.pieces[..at]),
        printed: words(&sentence.pieces[at..(at + 1).min(sentence.pieces.len())]),
        after: words(&sentence.pieces[(at + 1).min(sentence.pieces.len())..]),
    }
}
