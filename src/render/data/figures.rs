//! Figures for programs: one value per row, or one figure per line.

use serde::Serialize;
use serde_json::value::RawValue;

use super::addresses::entry_url;
use super::document::{
    Amount, BriefingObject, Field, RecordObject, amount, briefings, date, field, number, reference,
};
use super::table::{self, Column, ColumnType, CsvTable, flag, text};
use crate::content::Kind;
use crate::content::figure::{self, Figure, Observation};
use crate::language::house_style;
use crate::render::cards;
use crate::site::{EntryId, Site};
use crate::value::{Bound, Day, Period};

/// A row for each value that is known on the build's day.
pub(super) struct Values;

/// A value, with the one that it replaced.
pub(super) struct ValueRow<'s> {
    site: &'s Site,
    id: EntryId,
    figure: &'s Figure,
    observation: &'s Observation,
    earlier: Option<&'s Observation>,
}

impl CsvTable for Values {
    type Row<'s> = ValueRow<'s>;
}

const fn column(
    name: &'static str,
    holds: ColumnType,
    about: &'static str,
    cell: for<'s> fn(&ValueRow<'s>) -> String,
) -> Column<Values> {
    Column { name, holds, about, cell }
}

/// The columns of a figure's own file.
const OWN: [Column<Values>; 14] = [
    column("figure", ColumnType::Word, "The figure's id", |row| {
        row.site.entry(row.id).id.value.to_string()
    }),
    column("period", ColumnType::Text, "The period, in words", |row| {
        row.period().map(house_style::period).unwrap_or_default()
    }),
    column("first_day", ColumnType::Day, "The first day of the period", |row| {
        row.period().map(|it| it.first().to_string()).unwrap_or_default()
    }),
    column("last_day", ColumnType::Day, "The last day of the period, itself included", |row| {
        row.period().map(|it| it.last().to_string()).unwrap_or_default()
    }),
    // `500/900` in a column of numbers is not a number: a range has two columns.
    column("value", ColumnType::Number, "The number in full; of a range its low end", |row| {
        row.observation.value.value.number().normalize().to_string()
    }),
    column("value_to", ColumnType::Number, "The high end of a range; else empty", |row| {
        let upper = row.observation.value.value.upper();
        upper.map_or_else(String::new, |upper| upper.normalize().to_string())
    }),
    column("qualifier", ColumnType::Word, QUALIFIER, |row| {
        row.observation.value.value.qualifier().id().to_owned()
    }),
    column("written", ColumnType::Text, "The value as pages print it", |row| {
        house_style::quantity(&row.observation.value.value)
    }),
    column("unit", ColumnType::Text, UNIT, |row| row.observation.value.value.unit().to_string()),
    column("low", ColumnType::Number, LOW, |row| {
        bound(row.observation.value.value.interval().low())
    }),
    column("high", ColumnType::Number, HIGH, |row| {
        bound(row.observation.value.value.interval().high())
    }),
    column("provisional", ColumnType::Flag, "Whether the value may still be revised", |row| {
        flag(row.observation.provisional)
    }),
    column("published", ColumnType::Date, "When the value was published", |row| {
        date(row.observation.published.as_ref()).unwrap_or_default()
    }),
    column("revised_from", ColumnType::Number, "The number before its last revision", |row| {
        let before = row.earlier.map(|it| it.value.value.number().normalize());
        before.map_or_else(String::new, |before| before.to_string())
    }),
];

/// The columns of the file of all figures that describe the figure, so that each row is self-contained.
const ABOUT: [Column<Values>; 10] = [
    column("title", ColumnType::Text, "The figure's title", |row| {
        row.site.title(row.id).to_owned()
    }),
    column("measure", ColumnType::Text, "What is counted or measured", |row| {
        text(row.figure.measure.as_deref())
    }),
    column("geography", ColumnType::Text, "The area that it covers", |row| {
        text(row.figure.geography.as_deref())
    }),
    column("rounded_to", ColumnType::Number, "To how much the values were rounded", |row| {
        row.figure.rounded_to.map_or_else(String::new, |it| it.normalize().to_string())
    }),
    column("caveat", ColumnType::Text, "What to know before using it", |row| {
        text(row.figure.caveat.as_deref())
    }),
    column("source_title", ColumnType::Text, "The publication that the values come from", |row| {
        row.source(|source| source.title.as_deref())
    }),
    column("source_publisher", ColumnType::Text, "Who publishes the source", |row| {
        row.source(|source| source.publisher.as_deref())
    }),
    column("source_url", ColumnType::Address, "The address of the source", |row| {
        row.source(|source| source.url.as_deref())
    }),
    column("source_licence", ColumnType::Text, "The licence of the source", |row| {
        row.source(|source| source.licence.as_deref())
    }),
    column("url", ColumnType::Address, "The figure's page", |row| entry_url(row.site, row.id)),
];

const QUALIFIER: &str = "How the number is meant: exact, about, up-to, at-least, at-most, more-than, \
                         fewer-than, nearly or between";
const UNIT: &str = "%, percentage points, a currency's code (ISO 4217), or what is counted";
const LOW: &str = "The lowest that the true value may be, from qualifier and rounding; empty where there \
                   is no limit";
const HIGH: &str = "The highest that the true value may be, from qualifier and rounding; empty where \
                    there is no limit";

impl ValueRow<'_> {
    fn period(&self) -> Option<&Period> {
        self.observation.period.as_ref().map(|period| &period.value)
    }

    fn source(&self, part: impl Fn(&figure::FigureSource) -> Option<&str>) -> String {
        text(self.figure.source.as_ref().and_then(part))
    }
}

fn bound(bound: Option<Bound>) -> String {
    bound.map_or_else(String::new, |bound| bound.value.normalize().to_string())
}

/// Returns the columns of the file of all figures.
pub(super) fn columns() -> Vec<&'static Column<Values>> {
    OWN.iter().chain(&ABOUT).collect()
}

/// Writes the values of one figure.
pub(crate) fn figure_csv(site: &Site, id: EntryId) -> Vec<u8> {
    table::csv::<Values>(&OWN.iter().collect::<Vec<_>>(), rows_of(site, id))
}

/// Writes the values of all figures.
pub(super) fn csv(site: &Site) -> Vec<u8> {
    table::csv::<Values>(&columns(), rows(site))
}

/// Returns the rows of all figures.
pub(super) fn rows(site: &Site) -> impl Iterator<Item = ValueRow<'_>> {
    site.listed(Kind::Figure).iter().flat_map(|&id| rows_of(site, id))
}

fn rows_of(site: &Site, id: EntryId) -> impl Iterator<Item = ValueRow<'_>> {
    let day = site.as_of().day;
    let figure = site.figure(id);

    figure.into_iter().flat_map(move |figure| {
        figure.series.iter().filter_map(move |first| {
            let mut versions = figure.versions_on(first, day);
            let observation = versions.next_back()?;
            Some(ValueRow { site, id, figure, observation, earlier: versions.next_back() })
        })
    })
}

#[derive(Serialize)]
pub(super) struct FigureObject<'s> {
    id: &'s str,
    url: String,
    title: &'s str,
    summary: Option<&'s str>,
    measure: Option<&'s str>,
    unit: Option<String>,
    geography: Option<&'s str>,
    caveat: Option<&'s str>,
    rounded_to: Option<Box<RawValue>>,
    say: Vec<&'s str>,
    never_say: Vec<&'s str>,
    source: Option<SourceObject<'s>>,
    csv: String,
    observations: Vec<ObservationObject<'s>>,
    agreements: Vec<RecordObject<'s>>,
    briefings: Vec<BriefingObject<'s>>,
}

#[derive(Serialize)]
struct SourceObject<'s> {
    title: Option<&'s str>,
    url: Option<&'s str>,
    publisher: Option<&'s str>,
    published: Option<String>,
    next_release: Option<String>,
    licence: Option<&'s str>,
}

#[derive(Serialize)]
struct ObservationObject<'s> {
    period: Option<PeriodObject>,
    #[serde(flatten)]
    amount: Amount,
    provisional: bool,
    published: Option<String>,
    revisions: Vec<RevisionObject<'s>>,
}

#[derive(Serialize)]
struct PeriodObject {
    words: String,
    first: String,
    last: String,
}

#[derive(Serialize)]
struct RevisionObject<'s> {
    published: Option<String>,
    before: Amount,
    after: Amount,
    note: Option<&'s str>,
}

/// The fields of a figure.
pub(super) const FIELDS: &[Field] = &[
    field("id", ColumnType::Word, "The figure's id"),
    field("url", ColumnType::Address, "Its page"),
    field("title", ColumnType::Text, "Its title"),
    field("summary", ColumnType::Text, "One or two sentences about it"),
    field("measure", ColumnType::Text, "What is counted or measured"),
    field("unit", ColumnType::Text, UNIT),
    field("geography", ColumnType::Text, "The area that it covers"),
    field("caveat", ColumnType::Text, "What to know before using it"),
    field("rounded_to", ColumnType::Number, "To how much the values were rounded"),
    field("say", ColumnType::Text, "Words that fit what is counted"),
    field("never_say", ColumnType::Text, "Words that do not"),
    field("source", ColumnType::Object, "Where it comes from"),
    field("source.title", ColumnType::Text, "The publication"),
    field("source.url", ColumnType::Address, "Its address"),
    field("source.publisher", ColumnType::Text, "Who publishes it"),
    field("source.published", ColumnType::Date, "When it came out"),
    field("source.next_release", ColumnType::Date, "When the next one comes out"),
    field("source.licence", ColumnType::Text, "Its licence"),
    field("csv", ColumnType::Address, "The values of this figure alone, as CSV"),
    field("observations", ColumnType::Objects, "Its values, oldest period first"),
    field("observations[].period", ColumnType::Object, "What the value is for"),
    field("observations[].period.words", ColumnType::Text, "The period, in words"),
    field("observations[].period.first", ColumnType::Day, "Its first day"),
    field("observations[].period.last", ColumnType::Day, "Its last day, itself included"),
    field("observations[].value", ColumnType::Number, "The number in full; of a range its low end"),
    field("observations[].value_to", ColumnType::Number, "The high end of a range"),
    field("observations[].unit", ColumnType::Text, UNIT),
    field("observations[].qualifier", ColumnType::Word, QUALIFIER),
    field("observations[].low", ColumnType::Number, LOW),
    field("observations[].high", ColumnType::Number, HIGH),
    field("observations[].written", ColumnType::Text, "The value as pages print it"),
    field("observations[].provisional", ColumnType::Flag, "Whether it may still be revised"),
    field("observations[].published", ColumnType::Date, "When it was published"),
    field(
        "observations[].revisions",
        ColumnType::Objects,
        "How it came to be this value, oldest first",
    ),
    field(
        "observations[].revisions[].published",
        ColumnType::Date,
        "When the new value was published",
    ),
    field("observations[].revisions[].before", ColumnType::Object, "The value before, as above"),
    field("observations[].revisions[].after", ColumnType::Object, "The value since, as above"),
    field("observations[].revisions[].note", ColumnType::Text, "Why it was revised"),
    field("agreements", ColumnType::Objects, "The agreements whose worth it states"),
    field("agreements[].id", ColumnType::Word, "The agreement's id"),
    field("agreements[].url", ColumnType::Address, "Its page"),
    field("agreements[].title", ColumnType::Text, "Its title"),
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

/// Makes the object of a figure.
pub(super) fn object(site: &Site, id: EntryId) -> FigureObject<'_> {
    let figure = site.figure(id).expect("only figures are listed as figures");
    let entry = site.entry(id);
    let day = site.as_of().day;
    let csv = cards::url(site, &site.address(id).beside("data.csv"));
    let unit = figure.unit.as_ref().filter(|unit| **unit != crate::value::Unit::None);

    FigureObject {
        id: &entry.id.value,
        url: entry_url(site, id),
        title: site.title(id),
        summary: entry.head.summary.as_deref(),
        measure: figure.measure.as_deref(),
        unit: unit.map(ToString::to_string),
        geography: figure.geography.as_deref(),
        caveat: figure.caveat.as_deref(),
        rounded_to: figure.rounded_to.map(number),
        say: words(&figure.say),
        never_say: words(&figure.never_say),
        source: figure.source.as_ref().map(|it| source(it, day)),
        csv: site.config().base_url.absolute(&csv),
        observations: figure.series.iter().filter_map(|it| value(figure, it, day)).collect(),
        agreements: worth(site, id),
        briefings: briefings(site, id),
    }
}

fn words(list: &[crate::yaml::Text]) -> Vec<&str> {
    list.iter().map(|word| &*word.value).collect()
}

/// Describes the source of a figure; a release after the build's day is left out.
fn source(source: &figure::FigureSource, day: Day) -> SourceObject<'_> {
    let published = source.published.as_ref().filter(|it| it.value.first_day() <= day);

    SourceObject {
        title: source.title.as_deref(),
        url: source.url.as_deref(),
        publisher: source.publisher.as_deref(),
        published: date(published),
        next_release: date(source.next_release.as_ref()),
        licence: source.licence.as_deref(),
    }
}

fn value<'s>(
    figure: &'s Figure,
    first: &'s Observation,
    day: Day,
) -> Option<ObservationObject<'s>> {
    let versions: Vec<_> = figure.versions_on(first, day).collect();
    let observation = versions.last()?;
    let revisions = versions.windows(2).map(|pair| RevisionObject {
        published: date(pair[1].published.as_ref()),
        before: amount(&pair[0].value.value),
        after: amount(&pair[1].value.value),
        note: pair[1].note.as_deref(),
    });

    let span = |period: Period| PeriodObject {
        words: house_style::period(&period),
        first: period.first().to_string(),
        last: period.last().to_string(),
    };

    Some(ObservationObject {
        period: observation.period.as_ref().map(|period| span(period.value)),
        amount: amount(&observation.value.value),
        provisional: observation.provisional,
        published: date(observation.published.as_ref()),
        revisions: revisions.collect(),
    })
}

/// Returns the agreements whose value a figure is.
fn worth(site: &Site, id: EntryId) -> Vec<RecordObject<'_>> {
    let is_worth = |agreement: EntryId| {
        let value = site.agreement(agreement).and_then(|it| it.value.as_ref());
        value.is_some_and(|value| site.find_record(Kind::Figure, &value.value) == Some(id))
    };
    let pages = site.mentions(id).iter().map(|mention| mention.page);
    pages.filter(|&page| is_worth(page)).map(|page| reference(site, page)).collect()
}
