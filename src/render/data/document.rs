//! The records of a kind as JSON: a description of the file, then one record per line.
//!
//! In: a site and a kind. Out: a file. Invariant: every key is in every object, `null` where the value is
//! unknown; the fields that the page lists are exactly these keys.

use rust_decimal::Decimal;
use std::borrow::Cow;

use serde::Serialize;
use serde_json::value::RawValue;

use super::addresses::{entry_url, file_url, page_url};
use super::table::ColumnType;
use crate::config::Licence;
use crate::content::Kind;
use crate::content::agreement::Party;
use crate::language::house_style;
use crate::render::cards;
use crate::render::navigation::folder_title;
use crate::site::{DataFile, EntryId, Site};
use crate::source::Spanned;
use crate::value::{Country, Date, Quantity, Unit};

/// A field of the objects in a file, by its path: `status.since`, `parties[].name`.
pub(super) struct Field {
    pub(super) path: &'static str,
    pub(super) holds: ColumnType,
    /// What it means, for readers.
    pub(super) about: &'static str,
}

/// The keys before the records.
#[derive(Serialize)]
struct Envelope<'s> {
    title: String,
    url: String,
    documentation: String,
    as_of: String,
    language: &'s str,
    licence: Option<&'s str>,
    publisher: Option<PublisherObject<'s>>,
}

#[derive(Serialize)]
struct PublisherObject<'s> {
    name: &'s str,
    url: Option<&'s str>,
}

/// The keys before the records, for the page that documents the files.
pub(super) const ENVELOPE: [Field; 9] = [
    field("title", ColumnType::Text, "The title of the site, and of what the file holds"),
    field("url", ColumnType::Address, "Where the file is published"),
    field("documentation", ColumnType::Address, "The page that documents it"),
    field("as_of", ColumnType::Day, "The day for which values, roles and statuses answer"),
    field("language", ColumnType::Word, "The language of the words in it, a BCP 47 tag"),
    field("licence", ColumnType::Text, "The licence of the site's words"),
    field("publisher", ColumnType::Object, "Who publishes the site"),
    field("publisher.name", ColumnType::Text, "The publisher's name"),
    field("publisher.url", ColumnType::Address, "The publisher's own site"),
];

/// Makes a field.
pub(super) const fn field(path: &'static str, holds: ColumnType, about: &'static str) -> Field {
    Field { path, holds, about }
}

/// Returns the title of a file: the site's, and that of the kind's list.
pub(super) fn title(site: &Site, kind: Kind) -> String {
    let title = folder_title(site, kind.folder(), site.language()).0;
    format!("{}: {title}", site.config().title.own())
}

/// Writes a file: its description, and its records, one per line.
pub(super) fn json<'s, T: Serialize>(
    site: &'s Site,
    file: DataFile,
    kind: Kind,
    item: impl Fn(&'s Site, EntryId) -> T,
) -> Vec<u8> {
    let config = site.config();
    let envelope = Envelope {
        title: title(site, kind),
        url: file_url(site, file),
        documentation: page_url(site),
        as_of: site.as_of().day.to_string(),
        language: config.language.value.as_str(),
        licence: config.licence.as_ref().map(Licence::identifier),
        publisher: config
            .publisher
            .as_ref()
            .map(|it| PublisherObject { name: it.name.own(), url: it.url.as_deref() }),
    };
    let mut bytes = to_json(&envelope);

    // Without its closing brace the envelope takes the records as one more key.
    bytes.pop();

    // Not `items`: that is JSON Feed's key, and feed readers would offer ministers as news.
    bytes.extend(b",\"records\":[");

    for (number, &id) in site.listed(kind).iter().enumerate() {
        bytes.extend(if number == 0 { &b"\n"[..] } else { b",\n" });
        bytes.extend(to_json(&item(site, id)));
    }

    bytes.extend(b"\n]}\n");

    bytes
}

fn to_json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("texts and numbers always serialise")
}

/// Another record, by id and address.
#[derive(Serialize)]
pub(super) struct RecordObject<'s> {
    id: &'s str,
    url: String,
    title: &'s str,
}

/// Names another record.
pub(super) fn reference(site: &Site, id: EntryId) -> RecordObject<'_> {
    RecordObject { id: &site.entry(id).id.value, url: entry_url(site, id), title: site.title(id) }
}

/// A briefing that names a record.
#[derive(Serialize)]
pub(super) struct BriefingObject<'s> {
    id: &'s str,
    url: String,
    date: Option<String>,
    withdrawn: bool,
}

/// Returns the briefings that name a record, newest first.
pub(super) fn briefings(site: &Site, id: EntryId) -> Vec<BriefingObject<'_>> {
    let named = site.mentions(id).iter().filter_map(|mention| {
        let briefing = site.briefing(mention.page)?;

        // Without titles: thousands of briefings may name one minister, and with their titles the files would
        // be larger than all the pages together.
        Some(BriefingObject {
            id: &site.entry(mention.page).id.value,
            url: entry_url(site, mention.page),
            date: briefing.date.as_ref().map(|date| date.value.iso()),
            withdrawn: cards::withdrawn(site, briefing).is_some(),
        })
    });

    named.collect()
}

/// A party, with its country code if it is a state.
#[derive(Serialize)]
pub(super) struct PartyObject<'s> {
    name: Cow<'s, str>,
    country: Option<String>,
}

pub(super) fn party(party: &Party) -> PartyObject<'_> {
    match party {
        Party::Country(known) => country(known),
        Party::Named(name) => PartyObject { name: (&**name).into(), country: None },
    }
}

pub(super) fn country(country: &Country) -> PartyObject<'_> {
    PartyObject { name: country.name(), country: Some(country.code()) }
}

/// A value: the number as published, and the bounds of the true value.
#[derive(Serialize, Default)]
pub(super) struct Amount {
    value: Option<Box<RawValue>>,
    value_to: Option<Box<RawValue>>,
    unit: Option<String>,
    qualifier: Option<&'static str>,
    low: Option<Box<RawValue>>,
    high: Option<Box<RawValue>>,
    written: Option<String>,
}

pub(super) fn amount(quantity: &Quantity) -> Amount {
    let interval = quantity.interval();

    Amount {
        value: Some(number(quantity.number())),
        value_to: quantity.upper().map(number),
        unit: Some(quantity.unit()).filter(|unit| **unit != Unit::None).map(Unit::to_string),
        qualifier: Some(quantity.qualifier().id()),
        low: interval.low().map(|low| number(low.value)),
        high: interval.high().map(|high| number(high.value)),
        written: Some(house_style::quantity(quantity)),
    }
}

/// Writes a decimal number without rounding, which a binary float would do.
pub(super) fn number(decimal: Decimal) -> Box<RawValue> {
    // Normalised, so that 2600.0 and 2600 are one number in every file.
    let text = decimal.normalize().to_string();
    RawValue::from_string(text).expect("a decimal number is a number of JSON")
}

/// Formats an optional date.
pub(super) fn date(date: Option<&Spanned<Date>>) -> Option<String> {
    date.map(|date| date.value.iso())
}
