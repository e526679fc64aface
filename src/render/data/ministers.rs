//! Ministers for programs: one role per row, or one minister per line.

use serde::Serialize;

use super::addresses::entry_url;
use super::document::{
    BriefingObject, Field, PartyObject, RecordObject, briefings, country, date, field, reference,
};
use super::table::{self, Column, ColumnType, CsvTable, flag, text};
use crate::content::Kind;
use crate::content::agreement::TimelineEvent;
use crate::content::minister::{self, Minister};
use crate::site::{EntryId, Site};
use crate::value::{Day, LocalText};

/// A row for each role; one for a minister without any.
pub(super) struct Roles;

pub(super) struct RoleRow<'s> {
    site: &'s Site,
    id: EntryId,
    minister: &'s Minister,
    role: Option<&'s minister::Role>,
}

impl CsvTable for Roles {
    type Row<'s> = RoleRow<'s>;
}

const fn column(
    name: &'static str,
    holds: ColumnType,
    about: &'static str,
    cell: for<'s> fn(&RoleRow<'s>) -> String,
) -> Column<Roles> {
    Column { name, holds, about, cell }
}

const TO: &str = "Until when, that day included; empty where it is held, or not known";
const SORT_NAME: &str = "What lists sort the name by: the family name, as far as it is known";
const CURRENT: &str = "Whether it is known to be held on the day of the file";

const COLUMNS: [Column<Roles>; 12] = [
    column("minister", ColumnType::Word, "The minister's id", |row| {
        row.site.entry(row.id).id.value.to_string()
    }),
    column("name", ColumnType::Text, "The name", |row| row.site.title(row.id).to_owned()),
    column("sort_name", ColumnType::Text, SORT_NAME, |row| {
        row.minister.sort_name(row.site.title(row.id)).to_owned()
    }),
    column("honorific", ColumnType::Text, "What stands before the name in formal style", |row| {
        text(row.minister.honorific.as_deref())
    }),
    column(
        "country",
        ColumnType::Word,
        "The state or organisation, by its code; a state by that of ISO 3166-1",
        |row| row.minister.country.as_ref().map_or_else(String::new, |it| it.value.code()),
    ),
    column("role", ColumnType::Text, "The title of the role", |row| {
        text(row.role.map(|role| role.title.value.own()))
    }),
    column("organisation", ColumnType::Text, "The organisation of the role", |row| {
        text(row.role.and_then(|role| role.organisation.as_ref()).map(LocalText::own))
    }),
    column(
        "from",
        ColumnType::Date,
        "Since when it was held; empty where that is not known",
        |row| date(row.role.and_then(|role| role.from.as_ref())).unwrap_or_default(),
    ),
    column("to", ColumnType::Date, TO, |row| {
        date(row.role.and_then(|role| role.to.as_ref())).unwrap_or_default()
    }),
    column("acting", ColumnType::Flag, "Whether it was held for somebody else", |row| {
        row.role.map_or_else(String::new, |role| flag(role.acting))
    }),
    column("current", ColumnType::Flag, CURRENT, |row| {
        let day = row.site.as_of().day;
        row.role.map_or_else(String::new, |role| flag(role.is_known_to_be_held_on(day)))
    }),
    column("url", ColumnType::Address, "The minister's page", |row| entry_url(row.site, row.id)),
];

/// Returns the columns of the file.
pub(super) fn columns() -> Vec<&'static Column<Roles>> {
    COLUMNS.iter().collect()
}

/// Writes the roles of all ministers.
pub(super) fn csv(site: &Site) -> Vec<u8> {
    table::csv::<Roles>(&columns(), rows(site))
}

/// Returns the rows: minister by minister, the roles as they are written.
pub(super) fn rows(site: &Site) -> impl Iterator<Item = RoleRow<'_>> {
    site.listed(Kind::Minister).iter().flat_map(move |&id| {
        let minister = site.minister(id).expect("only ministers are listed as ministers");
        let roles = minister.roles.iter().map(Some);

        // A minister without roles gets a row too, so that every record is in the file.
        let none = minister.roles.is_empty().then_some(None);
        roles.chain(none).map(move |role| RoleRow { site, id, minister, role })
    })
}

#[derive(Serialize)]
pub(super) struct MinisterObject<'s> {
    id: &'s str,
    url: String,
    name: &'s str,
    sort_name: &'s str,
    honorific: Option<&'s str>,
    summary: Option<&'s str>,
    country: Option<PartyObject<'s>>,
    other_spellings: Vec<&'s str>,
    names: Vec<NameObject<'s>>,
    roles: Vec<RoleObject<'s>>,
    acts: Vec<ActObject<'s>>,
    briefings: Vec<BriefingObject<'s>>,
}

#[derive(Serialize)]
struct NameObject<'s> {
    language: &'s str,
    name: &'s str,
}

#[derive(Serialize)]
struct RoleObject<'s> {
    title: &'s str,
    organisation: Option<&'s str>,
    from: Option<String>,
    to: Option<String>,
    acting: bool,
    current: bool,
}

#[derive(Serialize)]
struct ActObject<'s> {
    date: String,
    event: &'s str,
    agreement: RecordObject<'s>,
}

/// The fields of a minister.
pub(super) const FIELDS: &[Field] = &[
    field("id", ColumnType::Word, "The minister's id"),
    field("url", ColumnType::Address, "The page"),
    field("name", ColumnType::Text, "The name"),
    field("sort_name", ColumnType::Text, SORT_NAME),
    field("honorific", ColumnType::Text, "What stands before the name in formal style"),
    field("summary", ColumnType::Text, "One or two sentences"),
    field("country", ColumnType::Object, "The state that the roles belong to"),
    field("country.name", ColumnType::Text, "Its name"),
    field(
        "country.country",
        ColumnType::Word,
        "Its code: ISO 3166-1, ISO 3166-2, or the word for an organisation",
    ),
    field("other_spellings", ColumnType::Text, "Other spellings of the name"),
    field("names", ColumnType::Objects, "The name in other languages"),
    field("names[].language", ColumnType::Word, "The language, a BCP 47 tag"),
    field("names[].name", ColumnType::Text, "The name in it"),
    field("roles", ColumnType::Objects, "The roles"),
    field("roles[].title", ColumnType::Text, "The title of the role"),
    field("roles[].organisation", ColumnType::Text, "Its organisation"),
    field("roles[].from", ColumnType::Date, "Since when it was held, where that is known"),
    field("roles[].to", ColumnType::Date, TO),
    field("roles[].acting", ColumnType::Flag, "Whether it was held for somebody else"),
    field("roles[].current", ColumnType::Flag, CURRENT),
    field("acts", ColumnType::Objects, "What the minister did for agreements, oldest first"),
    field("acts[].date", ColumnType::Date, "When"),
    field("acts[].event", ColumnType::Word, "What, a word as in the timeline of an agreement"),
    field("acts[].agreement", ColumnType::Object, "The agreement: id, url and title"),
    field("briefings", ColumnType::Objects, "The briefings that name the minister, newest first"),
    field("briefings[].id", ColumnType::Word, "The briefing's id"),
    field("briefings[].url", ColumnType::Address, "Its page"),
    field(
        "briefings[].date",
        ColumnType::Date,
        "When it was published; some with a time of the day",
    ),
    field("briefings[].withdrawn", ColumnType::Flag, "Whether it was withdrawn since"),
];

/// Makes the object of a minister.
pub(super) fn object(site: &Site, id: EntryId) -> MinisterObject<'_> {
    let minister = site.minister(id).expect("only ministers are listed as ministers");
    let entry = site.entry(id);
    let day = site.as_of().day;

    MinisterObject {
        id: &entry.id.value,
        url: entry_url(site, id),
        name: site.title(id),
        sort_name: minister.sort_name(site.title(id)),
        honorific: minister.honorific.as_deref(),
        summary: entry.head.summary.as_deref(),
        country: minister.country.as_ref().map(|it| country(&it.value)),
        other_spellings: minister.other_names.iter().map(|it| &*it.value).collect(),
        names: minister
            .names
            .iter()
            .map(|(language, name)| NameObject { language, name })
            .collect(),
        roles: minister.roles.iter().map(|role| role_object(role, day)).collect(),
        acts: acts(site, id),
        briefings: briefings(site, id),
    }
}

fn role_object(role: &minister::Role, day: Day) -> RoleObject<'_> {
    RoleObject {
        title: role.title.value.own(),
        organisation: role.organisation.as_ref().map(LocalText::own),
        from: date(role.from.as_ref()),
        to: date(role.to.as_ref()),
        acting: role.acting,
        current: role.is_known_to_be_held_on(day),
    }
}

/// Returns the acts of a minister in agreements by the build's day, oldest first.
fn acts<'s>(site: &'s Site, id: EntryId) -> Vec<ActObject<'s>> {
    let acts = site.acts(id).iter().filter_map(|act| {
        let event = site.agreement(act.agreement)?.timeline.get(act.event)?;
        // A planned event has not happened yet.
        (event.date.value.first_day() <= site.as_of().day).then_some((event, act.agreement))
    });
    let mut acts: Vec<_> = acts.collect();
    acts.sort_by_key(|&(event, agreement)| (event.date.value, agreement));

    let act = |(event, agreement): (&'s TimelineEvent, EntryId)| ActObject {
        date: event.date.value.iso(),
        event: event.event.id(),
        agreement: reference(site, agreement),
    };

    acts.into_iter().map(act).collect()
}
