//! Figures for programs: one value per row, or one figure per line.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::value::RawValue;

use super::addresses::entry_url;
use super::document::{
    Amount, BriefingObject, Field, RecordObject, amount, briefings, date, field, number, reference,
};
use super::table::{self, Column, ColumnType, CsvTable, flag, text};
use crate::content::Kind;
use crate::content::figure::{self, Figure, MissingValue, Observation, ValueMark};
use crate::language::house_style;
use crate::render::cards;
use crate::site::{EntryId, Site};
use crate::source::Spanned;
use crate::value::{Bound, ChangeUnit, Date, Day, Period, Quantity, Unit, ValueComparison};

/// A row for each value that is known on the build's day.
pub(super) struct Values;

/// A value, with the one that it replaced; or a period without one.
pub(super) struct ValueRow<'s> {
    site: &'s Site,
    id: EntryId,
    /// The figure, or one of its series.
    figure: &'s Figure,
    /// The name of that series, where the figure has several.
    series: Option<&'s str>,
    cell: RowCell<'s>,
    /// The period that the value is compared with, and the comparison.
    compared: Option<(Period, ValueComparison)>,
}

#[derive(Clone, Copy)]
enum RowCell<'s> {
    Known {
        /// The newest version of the value.
        value: &'s Observation,
        /// The first version, with its revisions.
        first: &'s Observation,
        /// The version before the newest one.
        earlier: Option<&'s Observation>,
        /// The value that it is compared with.
        base: Option<&'s Observation>,
    },
    Missing(&'s MissingValue),
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
const OWN: [Column<Values>; 24] = [
    column("figure", ColumnType::Word, "The figure's id", |row| {
        row.site.entry(row.id).id.value.to_string()
    }),
    column("series", ColumnType::Text, SERIES, |row| text(row.series)),
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
    column("value", ColumnType::Number, VALUE, |row| {
        row.of_quantity(|it| it.number().normalize().to_string())
    }),
    column("value_to", ColumnType::Number, "The high end of a range; else empty", |row| {
        row.of_quantity(|it| decimal(it.upper()))
    }),
    column("qualifier", ColumnType::Word, QUALIFIER, |row| {
        row.of_quantity(|it| it.qualifier().id().to_owned())
    }),
    column("written", ColumnType::Text, "The value as pages print it", |row| {
        row.of_quantity(house_style::quantity)
    }),
    column("unit", ColumnType::Text, UNIT, |row| row.of_quantity(|it| it.unit().to_string())),
    column("low", ColumnType::Number, LOW, |row| row.of_quantity(|it| bound(it.interval().low()))),
    column("high", ColumnType::Number, HIGH, |row| {
        row.of_quantity(|it| bound(it.interval().high()))
    }),
    column("missing", ColumnType::Word, MISSING, |row| {
        row.missing().map(|gap| gap.reason.id().to_owned()).unwrap_or_default()
    }),
    column("provisional", ColumnType::Flag, "Whether the value may still be revised", |row| {
        flag(row.known().is_some_and(|it| it.provisional))
    }),
    column("marks", ColumnType::Text, MARKS, |row| {
        row.known().map(|it| marks(it).join(" ")).unwrap_or_default()
    }),
    column("published", ColumnType::Date, "When the value was published", |row| {
        date(row.published()).unwrap_or_default()
    }),
    column("note", ColumnType::Text, "What to know about this value alone", |row| text(row.note())),
    column("revised_from", ColumnType::Number, "The number before its last revision", |row| {
        let before = row.earlier().map(|it| it.value.value.number().normalize());
        before.map_or_else(String::new, |before| before.to_string())
    }),
    column("compared_with", ColumnType::Text, COMPARED_WITH, |row| {
        row.compared.as_ref().map(|(period, _)| house_style::period(period)).unwrap_or_default()
    }),
    column("change", ColumnType::Number, CHANGE, |row| row.of_change(|it| rounded(it.estimate()))),
    column("change_unit", ColumnType::Text, CHANGE_UNIT, |row| row.of_change(change_unit)),
    column("change_low", ColumnType::Number, CHANGE_LOW, |row| {
        row.of_change(|it| rounded_bound(it.interval().low()))
    }),
    column("change_high", ColumnType::Number, CHANGE_HIGH, |row| {
        row.of_change(|it| rounded_bound(it.interval().high()))
    }),
    column("change_written", ColumnType::Text, "The change as pages print it", |row| {
        row.of_change(house_style::comparison)
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

const SERIES: &str = "The name of the series, where the figure has several; else empty";
const VALUE: &str = "The number in full; of a range its low end; empty where there is none";
const QUALIFIER: &str = "How the number is meant: exact, about, up-to, at-least, at-most, more-than, \
                         fewer-than, nearly or between";
const UNIT: &str = "%, percentage points, a currency's code (ISO 4217), or what is counted";
const LOW: &str = "The lowest that the true value may be, from qualifier and rounding; empty where there \
                   is no limit";
const HIGH: &str = "The highest that the true value may be, from qualifier and rounding; empty where \
                    there is no limit";
const MISSING: &str = "Why there is no value: not-available, not-applicable, confidential or low (more than \
                       nought, and less than half of what is printed); else empty";
const MARKS: &str =
    "What else the publisher marks the value as: revised, estimated, forecast, break, unreliable";
const COMPARED_WITH: &str = "The period with which the value is compared, in words";
const CHANGE: &str =
    "The change from that period, of the numbers as published; negative for a fall";
const CHANGE_UNIT: &str =
    "%, percentage points, or the unit of the value where percentages have no meaning";
const CHANGE_LOW: &str = "The lowest that the true change may be, from the rounding of both values";
const CHANGE_HIGH: &str =
    "The highest that the true change may be, from the rounding of both values";

impl<'s> ValueRow<'s> {
    fn known(&self) -> Option<&'s Observation> {
        match self.cell {
            RowCell::Known { value, .. } => Some(value),
            RowCell::Missing(_) => None,
        }
    }

    fn missing(&self) -> Option<&'s MissingValue> {
        match self.cell {
            RowCell::Known { .. } => None,
            RowCell::Missing(gap) => Some(gap),
        }
    }

    fn of_quantity(&self, part: impl Fn(&Quantity) -> String) -> String {
        self.known().map(|it| part(&it.value.value)).unwrap_or_default()
    }

    fn period(&self) -> Option<&Period> {
        let period = match self.cell {
            RowCell::Known { value, .. } => &value.period,
            RowCell::Missing(gap) => &gap.period,
        };

        period.as_ref().map(|period| &period.value)
    }

    fn published(&self) -> Option<&Spanned<Date>> {
        match self.cell {
            RowCell::Known { value, .. } => value.published.as_ref(),
            RowCell::Missing(gap) => gap.published.as_ref(),
        }
    }

    /// Returns the version before the newest one.
    fn earlier(&self) -> Option<&'s Observation> {
        match self.cell {
            RowCell::Known { earlier, .. } => earlier,
            RowCell::Missing(_) => None,
        }
    }

    /// Returns the note on the value; that of a revision is its reason.
    fn note(&self) -> Option<&'s str> {
        match self.cell {
            RowCell::Known { first, .. } => first.note.as_deref(),
            RowCell::Missing(gap) => gap.note.as_deref(),
        }
    }

    fn of_change(&self, part: impl Fn(&ValueComparison) -> String) -> String {
        self.compared.as_ref().map(|(_, compared)| part(compared)).unwrap_or_default()
    }

    fn source(&self, part: impl Fn(&figure::FigureSource) -> Option<&str>) -> String {
        let own = self.known().and_then(|it| it.source.as_deref());
        text(own.or(self.figure.source.as_ref()).and_then(part))
    }
}

impl RowCell<'_> {
    /// Compares a value with the one that its figure compares it with, where their periods allow it.
    fn compared(self) -> Option<(Period, ValueComparison)> {
        let RowCell::Known { value, base, .. } = self else {
            return None;
        };

        let base = base?;
        let (from, to) = (base.period.as_ref()?.value, value.period.as_ref()?.value);
        let is_like = from.unlikeness(&to).is_none();
        let compared =
            is_like.then(|| ValueComparison::between(&base.value.value, &value.value.value));

        Some((from, compared??))
    }
}

/// Returns the unit in which a comparison is made, for programs.
fn change_unit(comparison: &ValueComparison) -> String {
    match comparison {
        ValueComparison::Change(change) => match change.unit() {
            ChangeUnit::Percent => Unit::Percent.to_string(),
            ChangeUnit::Points => Unit::PercentagePoints.to_string(),
        },
        ValueComparison::Difference(difference) => difference.unit().to_string(),
    }
}

fn marks(observation: &Observation) -> Vec<&'static str> {
    let marks = observation.marks.iter().filter(|mark| **mark != ValueMark::Provisional);
    marks.map(|mark| mark.id()).collect()
}

fn bound(bound: Option<Bound>) -> String {
    decimal(bound.map(|bound| bound.value))
}

fn decimal(number: Option<Decimal>) -> String {
    number.map_or_else(String::new, |number| number.normalize().to_string())
}

/// How many decimals a computed change has in data: more than any page prints.
const CHANGE_PLACES: u32 = 3;

fn rounded(number: Option<Decimal>) -> String {
    decimal(number.map(|number| number.round_dp(CHANGE_PLACES)))
}

fn rounded_bound(bound: Option<Bound>) -> String {
    rounded(bound.map(|bound| bound.value))
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
    let figures = site.figure(id).into_iter().flat_map(Figure::all_series);

    figures.flat_map(move |(series, figure)| {
        let cells = cells_of(figure, site.as_of().day).into_iter();
        cells.map(move |cell| ValueRow {
            site,
            id,
            figure,
            series,
            cell,
            compared: cell.compared(),
        })
    })
}

/// Returns the values of a series that were known on a day, and its periods without one; oldest period first.
fn cells_of(figure: &Figure, day: Day) -> Vec<RowCell<'_>> {
    let firsts = figure.series.iter().filter_map(|first| {
        let mut versions = figure.versions_on(first, day);
        versions.next_back().map(|_| (first, versions.next_back()))
    });
    let known = figure.with_bases(day).into_iter().zip(firsts);
    let known = known.map(|((value, base), (first, earlier))| RowCell::Known {
        value,
        first,
        earlier,
        base,
    });

    let mut cells: Vec<_> = known.collect();
    if figure.gaps.is_empty() {
        return cells;
    }

    cells.extend(figure.gaps_on(day).map(RowCell::Missing));
    cells.sort_by_key(|cell| {
        let period = match cell {
            RowCell::Known { value, .. } => &value.period,
            RowCell::Missing(gap) => &gap.period,
        };
        let key = period.as_ref().map(|it| (it.value.last(), it.value.first()));
        (key.is_none(), key)
    });

    cells
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
    series: Option<&'s str>,
    period: Option<PeriodObject>,
    #[serde(flatten)]
    amount: Amount,
    missing: Option<&'static str>,
    provisional: bool,
    marks: Vec<&'static str>,
    published: Option<String>,
    note: Option<&'s str>,
    source: Option<SourceObject<'s>>,
    change: Option<ChangeObject>,
    revisions: Vec<RevisionObject<'s>>,
}

#[derive(Serialize)]
struct ChangeObject {
    compared_with: PeriodObject,
    value: Option<Box<RawValue>>,
    unit: String,
    low: Option<Box<RawValue>>,
    high: Option<Box<RawValue>>,
    written: String,
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
    field("observations[].series", ColumnType::Text, SERIES),
    field("observations[].period", ColumnType::Object, "What the value is for"),
    field("observations[].period.words", ColumnType::Text, "The period, in words"),
    field("observations[].period.first", ColumnType::Day, "Its first day"),
    field("observations[].period.last", ColumnType::Day, "Its last day, itself included"),
    field("observations[].value", ColumnType::Number, VALUE),
    field("observations[].value_to", ColumnType::Number, "The high end of a range"),
    field("observations[].unit", ColumnType::Text, UNIT),
    field("observations[].qualifier", ColumnType::Word, QUALIFIER),
    field("observations[].low", ColumnType::Number, LOW),
    field("observations[].high", ColumnType::Number, HIGH),
    field("observations[].written", ColumnType::Text, "The value as pages print it"),
    field("observations[].missing", ColumnType::Word, MISSING),
    field("observations[].provisional", ColumnType::Flag, "Whether it may still be revised"),
    field("observations[].marks", ColumnType::Text, MARKS),
    field("observations[].published", ColumnType::Date, "When it was published"),
    field("observations[].note", ColumnType::Text, "What to know about this value alone"),
    field(
        "observations[].source",
        ColumnType::Object,
        "Its own publication, as above, where it has one",
    ),
    field("observations[].change", ColumnType::Object, "Its change; null where there is none"),
    field(
        "observations[].change.compared_with",
        ColumnType::Object,
        "The period of its base, as above",
    ),
    field("observations[].change.value", ColumnType::Number, CHANGE),
    field("observations[].change.unit", ColumnType::Text, CHANGE_UNIT),
    field("observations[].change.low", ColumnType::Number, CHANGE_LOW),
    field("observations[].change.high", ColumnType::Number, CHANGE_HIGH),
    field("observations[].change.written", ColumnType::Text, "The change as pages print it"),
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
    let unit = figure.unit.as_ref().filter(|unit| **unit != Unit::None);

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
        observations: figure
            .all_series()
            .flat_map(|(series, one)| {
                let cells = cells_of(one, day).into_iter();
                cells.map(move |cell| observation(one, series, cell, day))
            })
            .collect(),
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

fn observation<'s>(
    figure: &'s Figure,
    series: Option<&'s str>,
    cell: RowCell<'s>,
    day: Day,
) -> ObservationObject<'s> {
    let span = |period: Period| PeriodObject {
        words: house_style::period(&period),
        first: period.first().to_string(),
        last: period.last().to_string(),
    };

    let (newest, first) = match cell {
        RowCell::Known { value, first, .. } => (value, first),
        RowCell::Missing(gap) => {
            return ObservationObject {
                series,
                period: gap.period.as_ref().map(|period| span(period.value)),
                amount: Amount::default(),
                missing: Some(gap.reason.id()),
                provisional: false,
                marks: Vec::new(),
                published: date(gap.published.as_ref()),
                note: gap.note.as_deref(),
                source: None,
                change: None,
                revisions: Vec::new(),
            };
        }
    };

    let versions: Vec<_> = figure.versions_on(first, day).collect();
    let revisions = versions.windows(2).map(|pair| RevisionObject {
        published: date(pair[1].published.as_ref()),
        before: amount(&pair[0].value.value),
        after: amount(&pair[1].value.value),
        note: pair[1].note.as_deref(),
    });
    let change = cell.compared().map(|(period, it)| {
        let end =
            |bound: Option<Bound>| bound.map(|bound| number(bound.value.round_dp(CHANGE_PLACES)));
        ChangeObject {
            compared_with: span(period),
            value: it.estimate().map(|change| number(change.round_dp(CHANGE_PLACES))),
            unit: change_unit(&it),
            low: end(it.interval().low()),
            high: end(it.interval().high()),
            written: house_style::comparison(&it),
        }
    });

    ObservationObject {
        series,
        period: newest.period.as_ref().map(|period| span(period.value)),
        amount: amount(&newest.value.value),
        missing: None,
        provisional: newest.provisional,
        marks: marks(newest),
        published: date(newest.published.as_ref()),
        // The reason of a revision stands with it.
        note: first.note.as_deref(),
        source: newest.source.as_deref().map(|it| source(it, day)),
        change,
        revisions: revisions.collect(),
    }
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
