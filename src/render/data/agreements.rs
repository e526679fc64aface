//! Agreements for programs: one agreement or one event per row, or one agreement per line.

use serde::Serialize;

use super::addresses::entry_url;
use super::document::{
    BriefingObject, Field, PartyObject, RecordObject, briefings, field, party, reference,
};
use super::table::{self, Column, ColumnType, CsvTable, SEPARATOR, flag, text};
use crate::content::agreement::{
    Agreement, Availability, Binding, Party, RelationKind, Signatory, TimelineEvent,
};
use crate::content::{Choice, Kind};
use crate::render::cards;
use crate::site::{AgreementRelation, EntryId, Site, Voice};
use crate::value::LocalText;

/// A row for each agreement.
pub(super) struct Agreements;

/// A row for each event of an agreement.
pub(super) struct Events;

pub(super) struct AgreementRow<'s> {
    site: &'s Site,
    id: EntryId,
    agreement: &'s Agreement,
}

pub(super) struct EventRow<'s> {
    site: &'s Site,
    id: EntryId,
    event: &'s TimelineEvent,
}

impl CsvTable for Agreements {
    type Row<'s> = AgreementRow<'s>;
}

impl CsvTable for Events {
    type Row<'s> = EventRow<'s>;
}

const fn column<T: CsvTable>(
    name: &'static str,
    holds: ColumnType,
    about: &'static str,
    cell: for<'s> fn(&T::Row<'s>) -> String,
) -> Column<T> {
    Column { name, holds, about, cell }
}

const INSTRUMENT: &str = "What it is: treaty, memorandum-of-understanding, joint-statement, declaration, \
                          exchange-of-notes, arrangement or commercial-package";
const BINDING: &str = "Whether it binds in law: yes, no or unknown";
const STATUS: &str = "The last event up to the day of the file; empty where none is known";
const EVENT: &str = "What happened: negotiations-opened, agreed, signed, laid, ratified, \
                     provisionally-applied, in-force, amended, suspended or terminated";
const PLANNED: &str = "Whether it lies after the day of the file";

const AGREEMENTS: [Column<Agreements>; 18] = [
    column("id", ColumnType::Word, "The agreement's id", |row| {
        row.site.entry(row.id).id.value.to_string()
    }),
    column("title", ColumnType::Text, "Its full title", |row| row.site.title(row.id).to_owned()),
    column("short_title", ColumnType::Text, "What it is called for short", |row| {
        text(row.agreement.short_title.as_ref().map(LocalText::own))
    }),
    column("instrument", ColumnType::Word, INSTRUMENT, |row| {
        row.agreement.instrument.as_ref().map_or("", Choice::id).to_owned()
    }),
    column("binding", ColumnType::Word, BINDING, |row| {
        row.agreement.binding.map_or("", |it| it.id()).to_owned()
    }),
    column("status", ColumnType::Word, STATUS, |row| {
        row.status().map_or(String::new(), |it| it.event.status().id().to_owned())
    }),
    column("status_since", ColumnType::Date, "When that was", |row| {
        row.status().map_or_else(String::new, |status| status.date.value.iso())
    }),
    column("parties", ColumnType::Words, "The names of its parties", |row| {
        joined(row.agreement.parties.iter().map(|it| party_name(&it.value)))
    }),
    column("countries", ColumnType::Words, "The states among them, by ISO 3166-1 code", |row| {
        let parties = row.agreement.parties.iter();
        joined(parties.filter_map(|it| country_code(&it.value)))
    }),
    column("builds_on", ColumnType::Words, "The ids of the agreements that it builds on", |row| {
        row.related(RelationKind::BuildsOn)
    }),
    column("implements", ColumnType::Words, "The ids of those that it implements", |row| {
        row.related(RelationKind::Implements)
    }),
    column("amends", ColumnType::Words, "The ids of those that it amends", |row| {
        row.related(RelationKind::Amends)
    }),
    column("supersedes", ColumnType::Words, "The ids of those that it supersedes", |row| {
        row.related(RelationKind::Supersedes)
    }),
    column("text_url", ColumnType::Address, "Where its text stands", |row| {
        text(availability(row.agreement).0)
    }),
    column("text_reason", ColumnType::Text, "Why its text is not published", |row| {
        text(availability(row.agreement).1)
    }),
    column("value", ColumnType::Word, "The id of the figure that states its worth", |row| {
        row.worth().map_or_else(String::new, |id| row.site.entry(id).id.value.to_string())
    }),
    column("summary", ColumnType::Text, "One or two sentences about it", |row| {
        text(row.site.entry(row.id).head.summary.as_deref())
    }),
    column("url", ColumnType::Address, "Its page", |row| entry_url(row.site, row.id)),
];

const EVENTS: [Column<Events>; 8] = [
    column("agreement", ColumnType::Word, "The agreement's id", |row| {
        row.site.entry(row.id).id.value.to_string()
    }),
    column("date", ColumnType::Date, "When it happened, as exactly as is known", |row| {
        row.event.date.value.iso()
    }),
    column("event", ColumnType::Word, EVENT, |row| row.event.event.id().to_owned()),
    column("planned", ColumnType::Flag, PLANNED, |row| flag(is_planned(row.site, row.event))),
    column("place", ColumnType::Text, "Where", |row| text(row.event.place.as_deref())),
    column("acted_for", ColumnType::Words, "The parties for which somebody acted", |row| {
        joined(row.event.by.iter().map(|by| party_name(&by.party.value)))
    }),
    column(
        "ministers",
        ColumnType::Words,
        "The ids of those who acted, in the same order",
        |row| joined(row.event.by.iter().map(|by| by.minister.value.to_string())),
    ),
    column("note", ColumnType::Text, "A remark", |row| text(row.event.note.as_deref())),
];

impl AgreementRow<'_> {
    fn status(&self) -> Option<&TimelineEvent> {
        self.agreement.status_on(self.site.as_of().day)
    }

    fn related(&self, kind: RelationKind) -> String {
        let related = self.site.agreement_relations(self.id).into_iter();
        // The other direction is in the row of the other agreement.
        let own = related.filter(|it| it.kind == kind && !it.is_inverse);
        joined(own.map(|it| self.site.entry(it.other).id.value.to_string()))
    }

    fn worth(&self) -> Option<EntryId> {
        worth(self.site, self.agreement)
    }
}

fn worth(site: &Site, agreement: &Agreement) -> Option<EntryId> {
    site.find_record(Kind::Figure, &agreement.value.as_ref()?.value)
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(SEPARATOR)
}

fn party_name(party: &Party) -> String {
    match party {
        Party::Country(country) => country.name().into_owned(),
        Party::Named(name) => name.to_string(),
    }
}

fn country_code(party: &Party) -> Option<String> {
    match party {
        Party::Country(country) => Some(country.code()),
        Party::Named(_) => None,
    }
}

/// Returns where the text is published, or why it is not.
fn availability(agreement: &Agreement) -> (Option<&str>, Option<&str>) {
    match &agreement.text {
        Some(Availability::Published(url)) => (Some(url), None),
        Some(Availability::Unpublished(reason)) => (None, reason.as_deref()),
        None => (None, None),
    }
}

fn is_planned(site: &Site, event: &TimelineEvent) -> bool {
    event.date.value.first_day() > site.as_of().day
}

/// Returns the columns of the file of agreements.
pub(super) fn columns() -> Vec<&'static Column<Agreements>> {
    AGREEMENTS.iter().collect()
}

/// Returns the columns of the file of events.
pub(super) fn event_columns() -> Vec<&'static Column<Events>> {
    EVENTS.iter().collect()
}

/// Writes all agreements.
pub(super) fn csv(site: &Site) -> Vec<u8> {
    table::csv::<Agreements>(&columns(), rows(site))
}

/// Writes the events of all agreements.
pub(super) fn events_csv(site: &Site) -> Vec<u8> {
    table::csv::<Events>(&event_columns(), event_rows(site))
}

/// Returns the rows of the file of agreements.
pub(super) fn rows(site: &Site) -> impl Iterator<Item = AgreementRow<'_>> {
    let ids = site.listed(Kind::Agreement).iter();
    ids.filter_map(move |&id| Some(AgreementRow { site, id, agreement: site.agreement(id)? }))
}

/// Returns the rows of the file of events: agreement by agreement, oldest first.
pub(super) fn event_rows(site: &Site) -> impl Iterator<Item = EventRow<'_>> {
    rows(site).flat_map(|AgreementRow { site, id, agreement }| {
        in_order(agreement).into_iter().map(move |event| EventRow { site, id, event })
    })
}

fn in_order(agreement: &Agreement) -> Vec<&TimelineEvent> {
    let mut events: Vec<&TimelineEvent> = agreement.timeline.iter().collect();
    // A stable sort: events of one day stay in the order of the record.
    events.sort_by_key(|event| event.date.value);
    events
}

#[derive(Serialize)]
pub(super) struct AgreementObject<'s> {
    id: &'s str,
    url: String,
    title: &'s str,
    short_title: Option<&'s str>,
    summary: Option<&'s str>,
    instrument: Option<&'s str>,
    binding: Option<&'static str>,
    status: Option<StatusObject>,
    parties: Vec<PartyObject<'s>>,
    timeline: Vec<EventObject<'s>>,
    relations: Vec<RelationObject<'s>>,
    text: Option<TextObject<'s>>,
    value: Option<RecordObject<'s>>,
    briefings: Vec<BriefingObject<'s>>,
}

#[derive(Serialize)]
struct StatusObject {
    event: String,
    since: String,
}

#[derive(Serialize)]
struct EventObject<'s> {
    date: String,
    event: &'s str,
    planned: bool,
    place: Option<&'s str>,
    by: Vec<SignatoryObject<'s>>,
    note: Option<&'s str>,
}

#[derive(Serialize)]
struct SignatoryObject<'s> {
    party: PartyObject<'s>,
    minister: Option<RecordObject<'s>>,
    role: Option<String>,
}

#[derive(Serialize)]
struct RelationObject<'s> {
    relation: &'static str,
    agreement: RecordObject<'s>,
}

#[derive(Serialize)]
struct TextObject<'s> {
    published: bool,
    url: Option<&'s str>,
    reason: Option<&'s str>,
}

/// The fields of an agreement.
pub(super) const FIELDS: &[Field] = &[
    field("id", ColumnType::Word, "The agreement's id"),
    field("url", ColumnType::Address, "Its page"),
    field("title", ColumnType::Text, "Its full title"),
    field("short_title", ColumnType::Text, "What it is called for short"),
    field("summary", ColumnType::Text, "One or two sentences about it"),
    field("instrument", ColumnType::Word, INSTRUMENT),
    field("binding", ColumnType::Word, BINDING),
    field("status", ColumnType::Object, STATUS),
    field("status.event", ColumnType::Word, "The event, a word as in the timeline"),
    field("status.since", ColumnType::Date, "When that was"),
    field("parties", ColumnType::Objects, "Its parties"),
    field("parties[].name", ColumnType::Text, "The party's name"),
    field("parties[].country", ColumnType::Word, "The ISO 3166-1 code, where the party is a state"),
    field("timeline", ColumnType::Objects, "What happened to it, oldest first"),
    field("timeline[].date", ColumnType::Date, "When, as exactly as is known"),
    field("timeline[].event", ColumnType::Word, EVENT),
    field("timeline[].planned", ColumnType::Flag, PLANNED),
    field("timeline[].place", ColumnType::Text, "Where"),
    field("timeline[].by", ColumnType::Objects, "Who acted"),
    field("timeline[].by[].party", ColumnType::Object, "For which party, as above"),
    field("timeline[].by[].minister", ColumnType::Object, "Who: id, url and title (the name)"),
    field("timeline[].by[].role", ColumnType::Text, "The role that was held on that day"),
    field("timeline[].note", ColumnType::Text, "A remark"),
    field("relations", ColumnType::Objects, "How it stands to other agreements, from both ends"),
    field("relations[].relation", ColumnType::Word, RELATION),
    field("relations[].agreement", ColumnType::Object, "The other agreement: id, url and title"),
    field("text", ColumnType::Object, "Whether its text is published"),
    field("text.published", ColumnType::Flag, "Whether it is"),
    field("text.url", ColumnType::Address, "Where it stands"),
    field("text.reason", ColumnType::Text, "Why it is not published"),
    field("value", ColumnType::Object, "The figure that states its worth: id, url and title"),
    field("briefings", ColumnType::Objects, "The briefings that name it, newest first"),
    field("briefings[].id", ColumnType::Word, "The briefing's id"),
    field("briefings[].url", ColumnType::Address, "Its page"),
    field(
        "briefings[].date",
        ColumnType::Date,
        "When it was published; some with a time of the day",
    ),
    field("briefings[].withdrawn", ColumnType::Flag, "Whether it was withdrawn since"),
];

const RELATION: &str = "builds_on, implements, amends or supersedes; or, from the other end, built_on_by, \
                        implemented_by, amended_by or superseded_by";

/// Makes the object of an agreement.
pub(super) fn object(site: &Site, id: EntryId) -> AgreementObject<'_> {
    let agreement = site.agreement(id).expect("only agreements are listed as agreements");
    let entry = site.entry(id);
    let status = agreement.status_on(site.as_of().day);
    let (url, reason) = availability(agreement);
    let text = agreement.text.as_ref();

    AgreementObject {
        id: &entry.id.value,
        url: entry_url(site, id),
        title: site.title(id),
        short_title: agreement.short_title.as_ref().map(LocalText::own),
        summary: entry.head.summary.as_deref(),
        instrument: agreement.instrument.as_ref().map(Choice::id),
        binding: agreement.binding.map(Binding::id),
        status: status.map(|it| StatusObject {
            event: it.event.status().id().to_owned(),
            since: it.date.value.iso(),
        }),
        parties: agreement.parties.iter().map(|it| party(&it.value)).collect(),
        timeline: in_order(agreement).into_iter().map(|it| event_object(site, it)).collect(),
        relations: site.agreement_relations(id).into_iter().map(|it| relation(site, it)).collect(),
        // A record without a text does not claim that the text is withheld.
        text: text.map(|_| TextObject { published: url.is_some(), url, reason }),
        value: worth(site, agreement).map(|id| reference(site, id)),
        briefings: briefings(site, id),
    }
}

fn event_object<'s>(site: &'s Site, event: &'s TimelineEvent) -> EventObject<'s> {
    let voice = Voice { day: event.date.value.first_day(), language: site.language() };
    let by = |by: &'s Signatory| {
        let minister = site.find_record(Kind::Minister, &by.minister.value);

        // From the card, so that files and pages cannot differ.
        let role = minister.and_then(|id| cards::minister(site, id, voice).role);

        SignatoryObject {
            party: party(&by.party.value),
            minister: minister.map(|id| reference(site, id)),
            role: role.map(std::borrow::Cow::into_owned),
        }
    };

    EventObject {
        date: event.date.value.iso(),
        event: event.event.id(),
        planned: is_planned(site, event),
        place: event.place.as_deref(),
        by: event.by.iter().map(by).collect(),
        note: event.note.as_deref(),
    }
}

fn relation(site: &Site, related: AgreementRelation) -> RelationObject<'_> {
    let relation = match (related.kind, related.is_inverse) {
        (kind, false) => kind.id(),
        (RelationKind::BuildsOn, true) => "built_on_by",
        (RelationKind::Implements, true) => "implemented_by",
        (RelationKind::Amends, true) => "amended_by",
        (RelationKind::Supersedes, true) => "superseded_by",
    };

    RelationObject { relation, agreement: reference(site, related.other) }
}
