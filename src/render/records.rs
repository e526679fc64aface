//! The pages of briefings and records: their template variables besides the card.

use std::borrow::Cow;
use std::collections::HashSet;

use super::context::{
    AgreementContext, BriefingContext, FigureCard, FigureContext, ForeignName, Lang, MentionCard,
    MinisterContext, PageLink, QuotedSentence, RecentUpdate, RelatedAgreements, RoleEntry,
    SignedAgreement, SpeechContext, TermCard, UpdateNote, VocabularyTerm, When, WithdrawalNotice,
};
use super::edition::Edition;
use super::{cards, contact, figure_card, net};
use crate::content::agreement::Availability;
use crate::content::briefing::{self, Briefing, Speech, UpdateKind};
use crate::content::{Kind, Piece, Run};
use crate::language::{Language, LanguageTag};
use crate::site::{self, EntryId, Mention, RelationGroup, Site, Voice};
use crate::value::{Date, Unit};

pub(super) fn terms<'s>(site: &Site, terms: &[&'s site::Term]) -> Vec<TermCard<'s>> {
    let card = |term: &&'s site::Term| TermCard {
        title: &term.title,
        url: cards::url(site, &term.address),
        count: term.briefings.len() + term.agreements.len() + term.ministers.len(),
    };
    terms.iter().map(card).collect()
}

/// Makes the variables of a briefing; `shown` are those pages referring to it that this one of its pages lists.
pub(super) fn briefing<'e>(
    edition: &'e Edition,
    id: EntryId,
    shown: &[Mention],
) -> BriefingContext<'e> {
    let site = &*edition.site;
    let briefing = site.briefing(id).expect("only briefings have such a page");
    let voice = site.voice_of(id);
    let language = voice.language;

    // Only a preview gets here without a date, since that stops a build.
    let date = briefing.date.as_ref().map_or_else(
        || When::date(Date::from_day(voice.day), language),
        |date| When::moment(date.value, language),
    );

    let mut updates: Vec<&briefing::Update> = briefing
        .updates
        .iter()
        .filter(|update| update.date.value.first_day() <= site.as_of().day)
        .collect();

    updates.sort_by_key(|update| std::cmp::Reverse(update.date.value));

    let updates: Vec<UpdateNote> = updates.into_iter().map(|it| update(it, language)).collect();

    // Lists show the source of a translation: under its topics, and among related briefings.
    let source = site.translations().source_of(id).unwrap_or(id);
    let listed = site.briefing(source).unwrap_or(briefing);
    let topics = listed.topics.iter().map(|topic| site.topics().by_spelling(&topic.value));
    let linked: Vec<EntryId> = shown.iter().map(|mention| mention.page).collect();
    let related: Vec<EntryId> = site::related_briefings(site, source)
        .into_iter()
        // Briefings that link here have their own list.
        .filter(|other| !site.mentions(id).iter().any(|mention| mention.page == *other))
        .collect();

    BriefingContext {
        r#type: VocabularyTerm::chosen(&briefing.r#type, language),
        ministers: edition.cards(&site.named(id, Kind::Minister), voice),
        agreements: edition.cards(&site.named(id, Kind::Agreement), voice),
        key_figures: edition.cards(&key_figures(site, id, voice), voice),
        figures: edition.cards(&site.uses(id, Kind::Figure), voice),
        correction: updates
            .iter()
            // They are sorted newest first, so the first correction is the newest.
            .find(|update| update.kind.id == UpdateKind::Correction.id())
            .cloned(),
        updates,
        withdrawn: cards::withdrawn(site, briefing).map(|withdrawn| WithdrawalNotice {
            date: cards::when(withdrawn.date.as_ref(), language),
            reason: withdrawn.reason.as_deref().map(Into::into),
            replaced_by: withdrawn
                .replaced_by
                .as_ref()
                .and_then(|id| site.find_record(Kind::Briefing, &id.value))
                .map(|id| cards::link(site, id, language)),
        }),
        topics: term_links(site, topics, language),
        countries: country_links(site, listed, language),
        related: edition.page_cards(&related, voice),
        linked_from: edition.page_cards(&linked, voice),
        speech: speech(edition, id, voice),
        contact: briefing.contact.as_deref().map(|it| contact::card(it, language, site.language())),
        cite: cite(site, id, &date).into(),
        date,
    }
}

/// Returns what a briefing says of a speech; none where it says nothing.
fn speech<'e>(edition: &'e Edition, id: EntryId, voice: Voice<'_>) -> Option<SpeechContext<'e>> {
    let site = &*edition.site;
    let speech = &site.briefing(id)?.speech;
    if *speech == Speech::default() {
        return None;
    }

    let place = speech.place.as_ref().map(|it| site.index().words_in(id, it, voice.language));
    let speaker = speech.speaker.as_ref();
    let speaker = speaker.and_then(|id| site.find_record(Kind::Minister, &id.value));

    Some(SpeechContext {
        speaker: speaker.map(|speaker| edition.card(speaker, voice)),
        place: place.map(|(words, _)| words.into()),
        place_lang: place.and_then(|(_, lang)| lang).map(Lang::new),
        delivered: speech.delivered.as_ref().map(|at| When::moment(at.value, voice.language)),
        check_against_delivery: speech.check_against_delivery,
    })
}

/// How many figures stand at the top of a briefing.
const KEY_FIGURES: usize = 3;

/// Returns the figures that stand at the top of a briefing.
///
/// A number stands three times on a page at most: there, in its sentence, and with its source in the box; what is
/// embedded shows its number in the chart.
fn key_figures(site: &Site, id: EntryId, voice: Voice<'_>) -> Vec<EntryId> {
    let all = site.uses(id, Kind::Figure);
    if all.len() < 2 {
        return Vec::new();
    }

    let references = site.document(id).body.references.iter().enumerate();
    let embedded = references.filter(|(_, reference)| reference.embed);
    let embedded: Vec<EntryId> =
        embedded.filter_map(|(number, _)| site.referenced(id, number)).collect();

    let is_shown = |figure: &EntryId| {
        !embedded.contains(figure)
            && site.figure(*figure).is_some_and(|it| it.known_on(voice.day).next().is_some())
    };
    all.into_iter().filter(is_shown).take(KEY_FIGURES).collect()
}

/// Links terms, each once, as two spellings may name the same one.
fn term_links<'s>(
    site: &'s Site,
    terms: impl Iterator<Item = Option<&'s site::Term>>,
    language: &Language,
) -> Vec<PageLink<'s>> {
    let is_own = language.tag() == site.language().tag();
    let mut seen = HashSet::new();
    let terms = terms.flatten().filter(|term| seen.insert(&*term.id));

    terms
        .map(|term| {
            let url = cards::url(site, &term.address);
            match term.title_in(language) {
                Some(title) => cards::own_link(title, url),
                // A topic without a name in the language keeps that of the site's.
                None => PageLink {
                    title: (&*term.title).into(),
                    lang: (!is_own).then(|| Lang::new(site.language())),
                    url,
                },
            }
        })
        .collect()
}

/// Links countries, each once, by their names in a language.
fn country_links<'s>(
    site: &'s Site,
    briefing: &Briefing,
    language: &Language,
) -> Vec<PageLink<'s>> {
    let mut seen = HashSet::new();
    let countries = briefing.countries.iter().filter_map(|country| {
        let term = site.countries().get(&country.value.code())?;
        seen.insert(&*term.id).then(|| {
            cards::own_link(language.country(&country.value), cards::url(site, &term.address))
        })
    });

    countries.collect()
}

fn update<'s>(update: &'s briefing::Update, language: &Language) -> UpdateNote<'s> {
    UpdateNote {
        date: When::date(update.date.value, language),
        note: update.note.to_string().into(),
        kind: VocabularyTerm::new("update", update.kind.id(), language),
    }
}

/// Returns the newest corrections and updates, for the home page.
pub(super) fn recent_updates(site: &Site, most: usize) -> Vec<RecentUpdate<'_>> {
    let recent = site::recent_updates(site, most).into_iter();
    recent
        .map(|(id, of)| RecentUpdate {
            page: cards::link(site, id, site.language()),
            update: update(of, site.language()),
        })
        .collect()
}

/// Formats a citation: publisher, title, kind, date, address.
fn cite(site: &Site, id: EntryId, date: &When) -> String {
    let config = site.config();
    let publisher = config.publisher.as_ref().map_or(&config.title, |publisher| &publisher.name);
    let language = site.language_of(id);
    let publisher = publisher.in_language(language.tag());
    let kind = site.briefing(id).map_or("", |it| it.r#type.words(language));
    let url = config.base_url.absolute(&cards::url(site, site.address(id)));
    let places = [
        ("publisher", publisher),
        ("title", site.title(id)),
        // Within a citation the kind is a common noun; by itself it is a heading.
        ("kind", &kind.to_lowercase()),
        ("date", &date.words),
        ("url", &url),
    ];

    language.fill("citation", &places)
}

pub(super) fn agreement(edition: &Edition, id: EntryId) -> AgreementContext<'_> {
    let site = &*edition.site;
    let agreement = site.agreement(id).expect("only agreements have such a page");
    let voice = Voice { day: site.as_of().day, language: site.language_of(id) };
    let language = voice.language;
    let (text_url, text_reason) = match &agreement.text {
        Some(Availability::Published(url)) => (Some((&**url).into()), None),
        Some(Availability::Unpublished(reason)) => {
            let reason = reason.as_deref().unwrap_or_else(|| language.phrase("no_reason_given"));
            (None, Some(reason.into()))
        }
        None => (None, None),
    };

    let value =
        agreement.value.as_ref().and_then(|value| site.find_record(Kind::Figure, &value.value));
    let relation = |group: RelationGroup| RelatedAgreements {
        words: cards::relation_words(language, group.kind, group.is_inverse),
        agreements: edition.cards(&group.agreements, voice),
    };

    AgreementContext {
        card: cards::agreement(site, id, voice, true),
        binding: agreement.binding.map(|it| VocabularyTerm::new("binding", it.id(), language)),
        text_url,
        text_reason,
        value: value.map(|figure| edition.card(figure, voice)),
        relations: site.relation_groups(id).into_iter().map(relation).collect(),
        net: net::net(edition, id),
    }
}

pub(super) fn minister<'s>(edition: &'s Edition, id: EntryId) -> MinisterContext<'s> {
    let site = &*edition.site;
    let minister = site.minister(id).expect("only ministers have such a page");
    let day = site.as_of().day;
    let language = site.language_of(id);
    let mut roles: Vec<_> = minister.roles.iter().collect();

    // Roles without a beginning come last, since they are not known to be recent.
    roles.sort_by_key(|role| std::cmp::Reverse(role.from.as_ref().map(|from| from.value)));

    let words = |text| site.index().words_in(id, text, language);
    let role = |role: &'s crate::content::minister::Role| RoleEntry {
        title: words(&role.title.value).0.into(),
        lang: words(&role.title.value).1.map(Lang::new),
        organisation: role.organisation.as_ref().map(|it| words(it).0.into()),
        from: cards::when(role.from.as_ref(), language),
        to: cards::when(role.to.as_ref(), language),
        acting: role.acting,
        current: role.is_known_to_be_held_on(day),
    };

    // A tag that cannot be read has a finding; until then HTML's own default applies.
    let direction = |tag: &str| LanguageTag::parse(tag).map_or("ltr", |tag| tag.direction());
    let name = |(language, name): &(Box<str>, Box<str>)| ForeignName {
        language: language.to_string().into(),
        direction: direction(language),
        name: name.to_string().into(),
    };

    MinisterContext {
        card: cards::minister_now(site, id, language),
        roles: roles.into_iter().map(role).collect(),
        aliases: minister.other_names.iter().map(|alias| (&*alias.value).into()).collect(),
        names: minister.names.iter().map(name).collect(),
        signed: signed(edition, id),
    }
}

/// Returns the acts of a minister in agreements, newest first.
fn signed(edition: &Edition, id: EntryId) -> Vec<SignedAgreement<'_>> {
    let site = &*edition.site;
    let mut acts = Vec::new();
    for act in site.acts(id) {
        let agreement = site.agreement(act.agreement);
        let Some(event) = agreement.and_then(|agreement| agreement.timeline.get(act.event)) else {
            continue;
        };
        acts.push((event.date.value, act.agreement, &event.event));
    }

    // Two agreements signed on one day keep the order of the site, so that builds are alike.
    acts.sort_by_key(|(date, agreement, _)| (std::cmp::Reverse(*date), *agreement));

    let voice = Voice { day: site.as_of().day, language: site.language_of(id) };
    let language = voice.language;

    acts.into_iter()
        .filter(|(date, ..)| date.first_day() <= voice.day)
        .map(|(date, agreement, event)| SignedAgreement {
            agreement: edition.card(agreement, voice),
            event: VocabularyTerm::chosen(event, language),
            date: When::date(date, language),
            // The office held when it was signed, and not the present one.
            role: cards::minister(site, id, Voice { day: date.first_day(), language }).role,
        })
        .collect()
}

pub(super) fn figure<'s>(site: &'s Site, id: EntryId) -> FigureContext<'s> {
    let figure = site.figure(id).expect("only figures have such a page");
    let voice = Voice { day: site.as_of().day, language: site.language_of(id) };
    let card = figure_card::figure_with_series(site, id, voice, "part-chart");
    let cite = cite_figure(site, id, &card, voice.language);
    let words =
        |list: &'s [crate::yaml::Text]| list.iter().map(|word| Cow::from(&*word.value)).collect();

    FigureContext {
        card,
        cite: cite.into(),
        unit: figure
            .unit
            .as_ref()
            .filter(|unit| **unit != Unit::None)
            .map(|unit| voice.language.unit(unit).into()),
        geography: figure.geography.as_deref().map(Into::into),
        say: words(&figure.say),
        never_say: words(&figure.never_say),
    }
}

/// Formats the citation of a figure: its value and period, its source, and where it stands.
fn cite_figure(site: &Site, id: EntryId, card: &FigureCard<'_>, language: &Language) -> String {
    let comma = language.phrase("comma");
    let mut parts = Vec::new();

    let value = card.value.as_ref().map(|value| match &value.period {
        Some(period) => {
            let key = if value.provisional { "chart_point_provisional" } else { "chart_point" };
            language.fill(key, &[("value", &value.words), ("period", period)])
        }
        None => value.words.to_string(),
    });
    parts.push(match &value {
        Some(value) => {
            language.fill("description_with", &[("title", &card.title), ("facts", value)])
        }
        None => card.title.to_string(),
    });

    if let Some(source) = &card.source {
        let date = source.published.as_ref().map(|date| &*date.words);
        let named = [source.publisher.as_deref(), source.title.as_deref(), date];
        let named: Vec<&str> = named.into_iter().flatten().collect();
        if !named.is_empty() {
            parts.push(language.fill("source_is", &[("source", &named.join(comma))]));
        }
    }

    let config = site.config();
    let url = config.base_url.absolute(&cards::url(site, site.address(id)));
    let day = When::date(Date::from_day(site.as_of().day), language);
    let place =
        [("site", config.title.in_language(language.tag())), ("url", &url), ("date", &day.words)];
    parts.push(language.fill("citation_figure", &place));

    parts.join(". ")
}

/// Returns the pages that refer to a record, with the sentences that do.
pub(super) fn mentions<'s>(
    edition: &'s Edition,
    record: EntryId,
    mentions: &[site::Mention],
) -> Vec<MentionCard<'s>> {
    let site = &*edition.site;
    let voice = Voice { day: site.as_of().day, language: site.language_of(record) };
    let mention = |mention: &site::Mention| MentionCard {
        page: edition.page_card(mention.page, voice),
        value: site.shown_beside(*mention, record).map(|it| figure_card::value(it, voice.language)),
        sentences: site
            .sentences(mention.page, record)
            .into_iter()
            .map(|sentence| quoted_sentence(site, mention.page, record, sentence))
            .collect(),
    };

    mentions.iter().map(mention).collect()
}

/// Splits a sentence, as its page prints it, at the first reference to the record.
fn quoted_sentence(
    site: &Site,
    page: EntryId,
    record: EntryId,
    sentence: Run<'_>,
) -> QuotedSentence {
    let refers = |piece: &Piece<&str>| match piece {
        Piece::Reference(number, _) => site.referenced(page, *number as usize) == Some(record),
        Piece::Link(number, _) => site.linked(page, *number as usize) == Some(record),
        Piece::Text(_) => false,
    };

    let pieces: Vec<_> = sentence.pieces().collect();
    let at = pieces.iter().position(refers).unwrap_or(0);
    let words = |pieces: &[Piece<&str>]| {
        pieces.iter().map(|&piece| site.answers().piece_words(page, piece)).collect()
    };

    QuotedSentence {
        before: words(&pieces[..at]),
        printed: words(&pieces[at..(at + 1).min(pieces.len())]),
        after: words(&pieces[(at + 1).min(pieces.len())..]),
    }
}
