//! Records as templates see them: cards, as of the day of the page that shows them.

use super::context::{
    AgreementCard, BriefingCard, Event, FormerRole, Lang, MinisterCard, OrganisationContext,
    PageLink, PartyLink, PortraitImage, SignatoryCard, Status, VocabularyTerm, When,
};
use super::versions;
use std::borrow::Cow;

use tera::Value;

use crate::content::agreement::{self, RelationKind};
use crate::content::briefing::{Briefing, Withdrawal};
use crate::content::minister::{Role, Standing};
use crate::language::Language;
use crate::site::{Address, EntryId, HoldReason, Site, Voice, href};
use crate::source::Spanned;
use crate::value::{Country, Date, Day, Moment, Organisation};

/// Converts an optional date into what templates read.
pub(super) fn when(date: Option<&Spanned<Date>>, language: &Language) -> Option<When> {
    date.map(|date| When::date(date.value, language))
}

/// Converts a free map into what templates read: an empty one if there is none.
pub(super) fn extra(map: Option<&serde_yaml::Value>) -> Value {
    match map {
        Some(map) => Value::from_serializable(map),
        None => Value::from(tera::Map::default()),
    }
}

/// Lends an optional text to a template.
pub(super) fn text(text: Option<&str>) -> Option<Cow<'_, str>> {
    text.map(Cow::from)
}

/// Returns the URL of an address, from the host's root.
pub(super) fn url(site: &Site, address: &Address) -> Cow<'static, str> {
    href(site.config().base_url.path(), address).into()
}

/// Returns a link to an entry, from a page in a language.
pub(super) fn link<'s>(site: &'s Site, id: EntryId, language: &Language) -> PageLink<'s> {
    let (title, lang) = site.index().name_in(id, language);
    PageLink { title: title.into(), lang: lang.map(Lang::new), url: site.url(id).into() }
}

/// Returns a link whose words are in the language of the page.
pub(super) fn own_link<'s>(
    title: impl Into<Cow<'s, str>>,
    url: impl Into<Cow<'s, str>>,
) -> PageLink<'s> {
    PageLink { title: title.into(), lang: None, url: url.into() }
}

/// Returns the date of the newest update on or before a day.
pub(super) fn last_update(briefing: &Briefing, day: Day) -> Option<Date> {
    let dates = briefing.updates.iter().map(|update| update.date.value);
    // A month or a year counts from its first day, as an event of an agreement does.
    dates.filter(|date| date.first_day() <= day).max()
}

/// Returns the withdrawal of a briefing, if it is in force by the build's day.
pub(super) fn withdrawn<'s>(site: &Site, briefing: &'s Briefing) -> Option<&'s Withdrawal> {
    briefing.withdrawn_on(site.as_of().day)
}

/// Returns why an entry is held back that is shown all the same, and when it comes out, as written.
pub(super) fn hold(site: &Site, id: EntryId) -> Option<(HoldReason, Option<Moment>)> {
    let hold = site.index().hold(id)?;
    let embargo = site.entry(id).head.embargo.as_ref();
    let date = site.briefing(id).and_then(|briefing| briefing.date.as_ref());
    let written = match hold.reason {
        HoldReason::Embargo => embargo.map(|it| it.value),
        HoldReason::Date => date.map(|it| it.value),
        HoldReason::Draft | HoldReason::Users | HoldReason::Source => {
            hold.until.map(|until| Moment::in_zone(until, &site.config().zone()))
        }
    };

    Some((hold.reason, written))
}

/// Makes the card of a page, in the language of the list that shows it.
pub(super) fn briefing<'s>(site: &'s Site, id: EntryId, language: &Language) -> BriefingCard<'s> {
    let head = &site.entry(id).head;
    let briefing = site.briefing(id);

    // The title of the card already links to this version.
    let others = versions::translations(site, id).into_iter().filter(|other| !other.current);

    let (title, lang) = site.index().name_in(id, language);
    let summary = site.index().summary_in(id, language);

    BriefingCard {
        title: title.into(),
        lang: lang.map(Lang::new),
        summary_lang: summary.and_then(|(_, lang)| lang).map(Lang::new),
        translations: others.collect(),
        url: site.url(id).into(),
        summary: summary.map(|(words, _)| words.into()),
        date: briefing
            .and_then(|it| it.date.as_ref())
            .map(|date| When::moment(date.value, language)),
        r#type: briefing.map(|it| VocabularyTerm::chosen(&it.r#type, language)),
        withdrawn: briefing.is_some_and(|it| withdrawn(site, it).is_some()),
        extra: extra(head.extra.as_deref()),
    }
}

fn party<'s>(site: &'s Site, party: &'s agreement::Party, language: &Language) -> PartyLink<'s> {
    match party {
        agreement::Party::Country(country) => country_card(site, country, language),
        agreement::Party::Named(name) => PartyLink { name: (&**name).into(), url: None },
    }
}

fn country_card<'s>(site: &'s Site, country: &Country, language: &Language) -> PartyLink<'s> {
    let address = site.countries().get(&country.code()).map(|term| &term.address);
    let name = language.country(country);
    PartyLink { name: name.into(), url: address.map(|address| url(site, address)) }
}

/// Makes what the settings say of an organisation.
pub(super) fn organisation<'s>(
    site: &'s Site,
    organisation: &'s Organisation,
    language: &Language,
) -> OrganisationContext<'s> {
    let members = organisation.members.iter();

    OrganisationContext {
        short: organisation.short.as_ref().map(|it| it.in_language(language.tag()).into()),
        url: text(organisation.url.as_deref()),
        members: members.map(|it| country_card(site, it, language)).collect(),
    }
}

/// Returns an agreement's events up to a day or, with `all`, also the later ones, marked as such.
fn timeline<'s>(
    site: &'s Site,
    agreement: &'s agreement::Agreement,
    Voice { day, language }: Voice<'_>,
    all: bool,
) -> Vec<Event<'s>> {
    let mut events: Vec<&agreement::TimelineEvent> = agreement.timeline.iter().collect();

    // A stable sort: events of one day stay in the order of the record.
    events.sort_by_key(|event| event.date.value);

    events
        .into_iter()
        .filter(|event| all || event.date.value.first_day() <= day)
        .map(|event| Event {
            date: When::date(event.date.value, language),
            event: VocabularyTerm::chosen(&event.event, language),
            place: text(event.place.as_deref()),
            by: event
                .by
                .iter()
                .map(|by| {
                    // A signatory is shown with the office held when signing, whatever they became since.
                    signatory(site, by, Voice { day: event.date.value.first_day(), language })
                })
                .collect(),
            note: text(event.note.as_deref()),
            future: event.date.value.first_day() > day,
        })
        .collect()
}

fn signatory<'s>(
    site: &'s Site,
    by: &'s agreement::Signatory,
    voice: Voice<'_>,
) -> SignatoryCard<'s> {
    let found = site.find_record(crate::content::Kind::Minister, &by.minister.value);

    SignatoryCard {
        party: party(site, &by.party.value, voice.language),
        minister: match found {
            Some(id) => minister(site, id, voice),
            // A reference to an unknown minister is an error, but a preview still shows the page, with the
            // name as written.
            None => MinisterCard {
                id: "".into(),
                name: (&*by.minister.value).into(),
                styled_name: (&*by.minister.value).into(),
                name_lang: None,
                lang: None,
                organisation_lang: None,
                url: None,
                role: None,
                acting: false,
                organisation: None,
                country: None,
                portrait: None,
                former: None,
            },
        },
    }
}

pub(super) fn agreement<'s>(
    site: &'s Site,
    id: EntryId,
    voice: Voice<'_>,
    all_events: bool,
) -> AgreementCard<'s> {
    let language = voice.language;
    let agreement = site.agreement(id).expect("only agreements are asked for their card");

    let (title, lang) = site.index().name_in(id, language);
    let summary = site.index().summary_in(id, language);
    let short_title = agreement.short_title.as_ref();

    AgreementCard {
        id: (&*site.entry(id).id.value).into(),
        title: title.into(),
        lang: lang.map(Lang::new),
        summary_lang: summary.and_then(|(_, lang)| lang).map(Lang::new),
        short_title: short_title.map(|it| site.index().words_in(id, it, language).0.into()),
        url: site.url(id).into(),
        summary: summary.map(|(words, _)| words.into()),
        instrument: agreement.instrument.as_ref().map(|it| VocabularyTerm::chosen(it, language)),
        status: status(agreement, voice),
        parties: agreement.parties.iter().map(|it| party(site, &it.value, language)).collect(),
        timeline: timeline(site, agreement, voice, all_events),
    }
}

/// Returns the words of a relation, read from either end.
pub(super) fn relation_words(language: &Language, kind: RelationKind, is_inverse: bool) -> String {
    let group = if is_inverse { "relation_inverse" } else { "relation" };
    language.term(group, kind.id()).to_owned()
}

/// Returns the status of an agreement on a day, derived from its last event by then.
pub(super) fn status(
    agreement: &agreement::Agreement,
    Voice { day, language }: Voice<'_>,
) -> Status {
    match agreement.status_on(day) {
        Some(event) => Status {
            id: VocabularyTerm::chosen(&event.event.status(), language).id,
            words: event.event.status().words(language).to_owned(),
            since: Some(When::date(event.date.value, language)),
        },
        None => Status {
            id: "not-begun".into(),
            words: language.phrase("no_event_known").to_owned(),
            since: None,
        },
    }
}

/// Makes the card of a minister as of today; a role without dates does not count as held today.
pub(super) fn minister_now<'s>(
    site: &'s Site,
    id: EntryId,
    language: &Language,
) -> MinisterCard<'s> {
    let day = site.as_of().day;
    let card = minister(site, id, Voice { day, language });
    let Some(minister) = site.minister(id) else {
        return card;
    };

    let role = minister.role_on(day);
    let former = match minister.standing_on(day) {
        Standing::Former(last) => Some(former_role(site, id, last, language)),
        Standing::InOffice | Standing::Unknown => None,
    };

    // The record may say that somebody was Home Secretary without saying since when; a page that answers as
    // of today must not claim that they still are.
    if role.is_some_and(|role| role.is_known_to_be_held_on(day)) {
        return card;
    }

    MinisterCard { role: None, acting: false, organisation: None, former, ..card }
}

fn former_role<'s>(
    site: &'s Site,
    id: EntryId,
    role: &'s Role,
    language: &Language,
) -> FormerRole<'s> {
    let year = |date: &Option<Spanned<Date>>| {
        date.as_ref().map(|date| language.date(date.value.to_year()))
    };
    let years = match (year(&role.from), year(&role.to)) {
        (Some(from), Some(to)) if from == to => to,
        (Some(from), Some(to)) => language.fill("range_of_years", &[("from", &from), ("to", &to)]),
        (_, to) => language.fill("former_until", &[("date", &to.unwrap_or_default())]),
    };
    let (title, lang) = site.index().words_in(id, &role.title.value, language);
    let organisation = role.organisation.as_ref();

    FormerRole {
        title: title.into(),
        lang: lang.map(Lang::new),
        organisation: organisation.map(|it| site.index().words_in(id, it, language).0.into()),
        years,
    }
}

pub(super) fn ministers_now<'s>(site: &'s Site, ids: &[EntryId]) -> Vec<MinisterCard<'s>> {
    ids.iter().map(|&id| minister_now(site, id, site.language())).collect()
}

/// Makes the card of a minister as styled on a day. Where the record has a name in the language, that name is used
/// alone, since the honorific belongs to the other one.
pub(super) fn minister<'s>(
    site: &'s Site,
    id: EntryId,
    Voice { day, language }: Voice<'_>,
) -> MinisterCard<'s> {
    let (name, foreign) = site.index().name_in(id, language);
    let lang = Lang::of_entry(site, id, language);
    let is_translated = lang.is_some() && foreign.is_none();
    let name = Cow::from(name);
    let minister = site.minister(id);
    let role = minister.and_then(|minister| minister.role_on(day));

    let words = |text| site.index().words_in(id, text, language);
    let title = role.map(|role| words(&role.title.value));
    let organisation = role.and_then(|role| role.organisation.as_ref()).map(words);

    let honorific = minister.and_then(|minister| minister.honorific.as_deref());

    // "The Rt Hon" before a name in Arabic letters would be neither language.
    let honorific = honorific.filter(|_| !is_translated);
    let country = minister.and_then(|minister| minister.country.as_ref());

    MinisterCard {
        id: (&*site.entry(id).id.value).into(),
        styled_name: honorific
            .map_or_else(|| name.clone(), |honorific| format!("{honorific} {name}").into()),
        name_lang: foreign.map(Lang::new),
        lang: title.and_then(|(_, lang)| lang).map(Lang::new),
        organisation_lang: organisation.and_then(|(_, lang)| lang).map(Lang::new),
        name,
        url: Some(site.url(id).into()),
        role: title.map(|(title, _)| title.into()),
        acting: role.is_some_and(|role| role.acting),
        organisation: organisation.map(|(words, _)| words.into()),
        country: country.map(|it| country_card(site, &it.value, language)),
        portrait: site.portrait(id).map(|(file, portrait)| PortraitImage {
            url: url(site, &file.address),
            alt: (&*portrait.alt).into(),
            lang: lang.clone(),
            credit: text(portrait.credit.as_deref()),
        }),
        former: None,
    }
}
