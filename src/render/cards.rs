//! Records as templates see them: cards, as of the day of the page that shows them.

use super::context::{
    AgreementCard, BriefingCard, Event, FigureCard, FigureSource, FigureValue, Link, MinisterCard,
    Observation, Party, Signatory, Status, Term, When,
};
use crate::content::agreement::{self, EventKind};
use crate::content::briefing::Briefing;
use crate::content::figure::{self, Figure};
use crate::site::{Address, EntryId, Site, href};
use crate::source::Spanned;
use crate::value::{Change, Date, Day, Moment, Quantity, Unit};

impl From<Date> for When {
    fn from(date: Date) -> When {
        When { iso: date.iso(), words: date.words() }
    }
}

impl From<Moment> for When {
    fn from(moment: Moment) -> When {
        When { iso: moment.iso(), words: moment.words() }
    }
}

/// Turns a date that may not be known into what templates read.
pub(super) fn when(date: Option<&Spanned<Date>>) -> Option<When> {
    date.map(|date| When::from(date.value))
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

/// Returns the address of something on the site, as a browser wants it.
pub(super) fn url(site: &Site, address: &Address) -> String {
    href(site.config().base_url.path(), address)
}

/// Returns a link to an entry.
pub(super) fn link(site: &Site, id: EntryId) -> Link {
    Link { title: site.title(id).to_owned(), url: url(site, site.address(id)) }
}

/// Returns the date of the newest update on or before a day.
pub(super) fn last_update(briefing: &Briefing, day: Day) -> Option<Date> {
    let dates = briefing.updates.iter().map(|update| update.date.value);
    dates.filter(|date| date.first_day() <= day).max()
}

/// Returns the day on which a page last changed, as far as it says, as ISO 8601.
pub(super) fn last_changed(site: &Site, id: EntryId) -> Option<String> {
    let briefing = site.briefing(id)?;
    let update = last_update(briefing, site.as_of().day).map(|date| date.first_day());
    let published = briefing.date.as_ref()?.value.day();
    Some(update.map_or(published, |update| update.max(published)).to_string())
}

/// Tells whether search engines are asked to leave a page out.
pub(super) fn is_noindex(site: &Site, id: EntryId) -> bool {
    let head = &site.entry(id).head;
    head.draft
        || site.briefing(id).is_some_and(|briefing| {
            briefing.withdrawn.is_some() || embargo(site, briefing).is_some()
        })
}

/// Returns the embargo of a briefing that is shown before it ends.
pub(super) fn embargo(site: &Site, briefing: &Briefing) -> Option<Moment> {
    let embargo = briefing.embargo.as_ref()?.value;
    (embargo.instant() > site.as_of().moment).then_some(embargo)
}

pub(super) fn briefing(site: &Site, id: EntryId) -> BriefingCard {
    let head = &site.entry(id).head;
    let briefing = site.briefing(id);
    BriefingCard {
        title: site.title(id).to_owned(),
        url: url(site, site.address(id)),
        summary: owned(head.summary.as_deref()),
        date: briefing.and_then(|it| it.date.as_ref()).map(|date| When::from(date.value)),
        r#type: briefing.map(|it| Term { id: it.r#type.id(), words: it.r#type.words() }),
        withdrawn: briefing.is_some_and(|it| it.withdrawn.is_some()),
    }
}

pub(super) fn briefings(site: &Site, ids: &[EntryId]) -> Vec<BriefingCard> {
    ids.iter().map(|&id| briefing(site, id)).collect()
}

fn party(site: &Site, party: &agreement::Party) -> Party {
    let address = match party {
        agreement::Party::Country(country) => site.country_address(*country),
        agreement::Party::Named(_) => None,
    };
    Party { name: party.name().to_owned(), url: address.map(|address| url(site, address)) }
}

fn event_term(event: EventKind) -> Term {
    Term { id: event.id(), words: event.words() }
}

/// An agreement's events up to a day; all of them, the later ones marked, where `all` is asked for.
fn timeline(site: &Site, agreement: &agreement::Agreement, day: Day, all: bool) -> Vec<Event> {
    let mut events: Vec<&agreement::Event> = agreement.timeline.iter().collect();
    events.sort_by_key(|event| event.date.value);
    events
        .into_iter()
        .filter(|event| all || event.date.value.first_day() <= day)
        .map(|event| Event {
            date: event.date.value.into(),
            event: event_term(event.event),
            place: owned(event.place.as_deref()),
            by: event
                .by
                .iter()
                .map(|by| signatory(site, by, event.date.value.first_day()))
                .collect(),
            note: owned(event.note.as_deref()),
            future: event.date.value.first_day() > day,
        })
        .collect()
}

fn signatory(site: &Site, by: &agreement::Signatory, day: Day) -> Signatory {
    let found = site.find_record(crate::content::Kind::Minister, &by.minister.value);
    Signatory {
        party: party(site, &by.party.value),
        minister: match found {
            Some(id) => minister(site, id, day),
            None => MinisterCard {
                id: String::new(),
                name: by.minister.value.to_string(),
                styled_name: by.minister.value.to_string(),
                url: None,
                role: None,
                organisation: None,
                country: None,
            },
        },
    }
}

pub(super) fn agreement(site: &Site, id: EntryId, day: Day, all_events: bool) -> AgreementCard {
    let head = &site.entry(id).head;
    let none = agreement::Agreement::default();
    let agreement = site.agreement(id).unwrap_or(&none);
    let status = agreement.status_on(day);
    AgreementCard {
        id: site.entry(id).id.value.to_string(),
        title: site.title(id).to_owned(),
        short_title: owned(agreement.short_title.as_deref()),
        url: url(site, site.address(id)),
        summary: owned(head.summary.as_deref()),
        instrument: agreement.instrument.map(|it| Term { id: it.id(), words: it.words() }),
        status: match status {
            Some(event) => Status {
                id: event.event.id(),
                words: event.event.words(),
                since: Some(event.date.value.into()),
            },
            None => Status { id: "not-begun", words: "No event known yet", since: None },
        },
        parties: agreement.parties.iter().map(|it| party(site, &it.value)).collect(),
        timeline: timeline(site, agreement, day, all_events),
    }
}

pub(super) fn agreements(site: &Site, ids: &[EntryId], day: Day) -> Vec<AgreementCard> {
    ids.iter().map(|&id| agreement(site, id, day, false)).collect()
}

pub(super) fn minister(site: &Site, id: EntryId, day: Day) -> MinisterCard {
    let name = site.title(id).to_owned();
    let minister = site.minister(id);
    let role = minister.and_then(|minister| minister.role_on(day));
    let honorific = minister.and_then(|minister| minister.honorific.as_deref());
    let country = minister.and_then(|minister| minister.country.as_ref());
    MinisterCard {
        id: site.entry(id).id.value.to_string(),
        styled_name: honorific
            .map_or_else(|| name.clone(), |honorific| format!("{honorific} {name}")),
        name,
        url: Some(url(site, site.address(id))),
        role: role.map(|role| role.title.value.to_string()),
        organisation: role.and_then(|role| owned(role.organisation.as_deref())),
        country: country.map(|country| party(site, &agreement::Party::Country(country.value))),
    }
}

pub(super) fn ministers(site: &Site, ids: &[EntryId], day: Day) -> Vec<MinisterCard> {
    ids.iter().map(|&id| minister(site, id, day)).collect()
}

fn value(observation: &figure::Observation) -> FigureValue {
    FigureValue {
        words: observation.value.value.words(),
        machine: observation.value.value.machine(),
        period: observation.period.as_ref().map(|period| period.value.words()),
        provisional: observation.provisional,
    }
}

/// Words the change between two values, where their periods can be compared.
fn change(from: &figure::Observation, to: &figure::Observation) -> Option<String> {
    let (first, second) = (from.period.as_ref()?, to.period.as_ref()?);
    let like = first.value.is_like(&second.value);
    like.then(|| Change::between(&from.value.value, &to.value.value))?.map(|change| change.words())
}

pub(super) fn figure(site: &Site, id: EntryId, day: Day) -> FigureCard {
    let none = Figure::default();
    let figure = site.figure(id).unwrap_or(&none);
    let known: Vec<&figure::Observation> = figure.known_on(day).collect();
    let current = known.last().copied();
    let newest = figure.known_on(site.as_of().day).next_back();
    let newer =
        newest.filter(|newest| current.is_none_or(|current| !std::ptr::eq(*newest, current)));
    let change_of = |at: usize| change(known[at.checked_sub(1)?], known[at]);
    let address = site.address(id);
    FigureCard {
        id: site.entry(id).id.value.to_string(),
        title: site.title(id).to_owned(),
        url: url(site, address),
        csv_url: url(site, &address.beside("data.csv")),
        measure: owned(figure.measure.as_deref()),
        value: current.map(value),
        change: known.len().checked_sub(1).and_then(change_of),
        newer: newer.map(value),
        source: figure.source.as_ref().map(source),
        caveat: owned(figure.caveat.as_deref()),
        series: known
            .iter()
            .enumerate()
            .map(|(at, observation)| Observation {
                value: value(observation),
                anchor: observation
                    .period
                    .as_ref()
                    .map_or_else(|| "value".to_owned(), |it| it.value.anchor()),
                change: change_of(at),
                published: when(observation.published.as_ref()),
            })
            .collect(),
        rounding: figure.rounded_to.map(|to| {
            format!("Rounded to the nearest {}", Quantity::exact(to, Unit::None).words())
        }),
    }
}

pub(super) fn figures(site: &Site, ids: &[EntryId], day: Day) -> Vec<FigureCard> {
    ids.iter().map(|&id| figure(site, id, day)).collect()
}

fn source(source: &figure::Source) -> FigureSource {
    FigureSource {
        title: owned(source.title.as_deref()),
        url: owned(source.url.as_deref()),
        publisher: owned(source.publisher.as_deref()),
        published: when(source.published.as_ref()),
        next_release: when(source.next_release.as_ref()),
        licence: owned(source.licence.as_deref()),
    }
}
