//! Figures as templates see them: a value with its change and source, and the table of a series.
//!
//! In: a figure, and the day and the language of the page that shows it. Out: its card. Invariant: nothing that came
//! out after that day is on it, but what is marked as newer.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::cards::{text, url, when};
use super::chart;
use super::context::{
    FigureCard, FigureValue, Lang, NamedValue, SeriesCell, SeriesNote, SeriesRow, SeriesTable,
    SourceCard, TableRow, ValueRevision,
};
use crate::content::figure::{Figure, MissingValue, NamedSeries, Observation, ValueMark};
use crate::language::Language;
use crate::site::{EntryId, Site, Voice};
use crate::source::Spanned;
use crate::value::{
    Day, Magnitude, Period, Quantity, Unit, ValueComparison, common_magnitude, names_units,
};

/// Makes a value as templates see it.
pub(super) fn value<'s>(observation: &'s Observation, language: &Language) -> FigureValue<'s> {
    written_value(observation, language, language.quantity(&observation.value.value))
}

fn written_value<'s>(
    observation: &'s Observation,
    language: &Language,
    words: String,
) -> FigureValue<'s> {
    let provisional = observation.provisional;
    let named = |mark: &&ValueMark| **mark != ValueMark::Provisional;
    let marks = observation.marks.iter().filter(named);

    FigureValue {
        words: words.into(),
        machine: observation.value.value.machine().into(),
        period: observation.period.as_ref().map(|period| language.period(&period.value).into()),
        provisional,
        marks: marks.map(|mark| language.term("mark", mark.id()).to_owned().into()).collect(),
    }
}

/// Compares two values, where their periods can be compared.
fn comparison(from: &Observation, to: &Observation) -> Option<ValueComparison> {
    let (first, second) = (from.period.as_ref()?, to.period.as_ref()?);
    // Rolling years a quarter apart share nine months: a change between them would mislead.
    let is_like = first.value.unlikeness(&second.value).is_none();

    is_like.then(|| ValueComparison::between(&from.value.value, &to.value.value)).flatten()
}

/// Makes the card of a figure without its series, as most pages show a single value.
pub(super) fn figure<'s>(site: &'s Site, id: EntryId, voice: Voice<'_>) -> FigureCard<'s> {
    let Voice { day, language } = voice;
    let figure = site.figure(id).expect("only figures are asked for their card");
    let current = figure.known_on(day).next_back();

    // A page shows what was known on its day; a newer value is shown beside it, marked as newer.
    let newest = figure.known_on(site.as_of().day).next_back();

    // Another version of the same period is a revision, which the card shows as `revised`.
    let newer =
        newest.filter(|newest| current.is_none_or(|current| !newest.is_for_period_of(current)));

    let now = current.and_then(|current| figure.version_on(current, site.as_of().day));
    let base = current.and_then(|current| figure.base(current, day));
    let compared = base.zip(current).and_then(|(base, current)| comparison(base, current));
    // Without a change, its base period means nothing.
    let base_period = base.filter(|_| compared.is_some()).and_then(|base| base.period.as_ref());
    let base_period = base_period.map(|period| language.period(&period.value));
    let address = site.address(id);
    let (title, title_lang) = site.index().name_in(id, language);

    FigureCard {
        id: (&*site.entry(id).id.value).into(),
        title: title.into(),
        title_lang: title_lang.map(Lang::new),
        lang: Lang::of_entry(site, id, language),
        url: site.url(id).into(),
        csv_url: url(site, &address.beside("data.csv")),
        measure: text(figure.measure.as_deref()),
        value: current.map(|current| value(current, language)),
        change: compared.as_ref().map(|compared| language.comparison(compared).into()),
        change_on: compared
            .as_ref()
            .zip(base_period.as_deref())
            .map(|(compared, period)| language.comparison_with(compared, period).into()),
        change_note: compared
            .as_ref()
            .and_then(|compared| language.change_bounds(compared))
            .map(Cow::from),
        change_from: base_period.map(Cow::from),
        newer: newer.map(|newer| value(newer, language)),
        revised: current.zip(now).and_then(|(current, now)| revision(current, now, language)),
        source: source(figure, current, voice, site.as_of().day),
        caveat: text(figure.caveat.as_deref()),
        parts: parts(figure, voice),
        series: Vec::new(),
        table: None,
        notes: Vec::new(),
        chart: None,
        revisions: Vec::new(),
        rounding: figure.rounded_to.map(|to| {
            let number = language.quantity(&Quantity::exact(to, Unit::None));
            language.fill("rounded_to", &[("number", &number)]).into()
        }),
    }
}

/// Returns the newest value of each of several series.
fn parts<'s>(figure: &'s Figure, Voice { day, language }: Voice<'_>) -> Vec<NamedValue<'s>> {
    let newest = |(name, one): (&'s str, &'s Figure)| {
        let current = one.known_on(day).next_back()?;
        let base = one.base(current, day);
        let compared = base.and_then(|base| comparison(base, current));
        let period = base.and_then(|base| base.period.as_ref());
        let change = compared.zip(period).map(|(compared, period)| {
            language.comparison_with(&compared, &language.period(&period.value)).into()
        });

        Some(NamedValue { name: name.into(), value: value(current, language), change_on: change })
    };

    let parts = figure.parts.iter().map(|part| (&*part.name.value, &part.figure));
    parts.filter_map(newest).collect()
}

/// Returns the revision from one value to another, if the two read differently.
fn revision<'s>(
    from: &'s Observation,
    to: &'s Observation,
    language: &Language,
) -> Option<ValueRevision<'s>> {
    // Most values were never revised, and formatting both is the most expensive way to check.
    if std::ptr::eq(from, to) {
        return None;
    }

    let (from, now) = (language.quantity(&from.value.value), value(to, language));

    // A revision below the printed precision reads the same; a note about it would puzzle readers.
    (from != now.words).then(|| ValueRevision {
        period: now.period,
        from: from.into(),
        to: now.words,
        machine: now.machine,
        date: when(to.published.as_ref(), language),
        note: text(to.note.as_deref()),
    })
}

/// Makes the card of a figure with all values known on a day, for its own page and for embeds;
/// `anchor` is the id of its chart.
pub(super) fn figure_with_series<'s>(
    site: &'s Site,
    id: EntryId,
    voice: Voice<'_>,
    anchor: &str,
) -> FigureCard<'s> {
    let Voice { day, language } = voice;
    let figure = site.figure(id).expect("only figures are asked for their card");
    let rows = SeriesRows::of(figure, voice);

    let known: Vec<_> = figure.known_on(day).collect();
    let series_of = |part: &'s NamedSeries| chart::ChartSeries {
        name: &part.name.value,
        known: part.figure.known_on(day).collect(),
    };
    let parts: Vec<_> = figure.parts.iter().map(series_of).collect();
    let chart = chart::svg(&chart::Chart {
        title: site.title(id),
        figure,
        known: &known,
        parts: &parts,
        anchor,
        language,
    });

    // ISO 8601 sorts by time; equal dates keep the order of the periods.
    let mut revisions = rows.revisions;
    let date = |revision: &ValueRevision| revision.date.as_ref().map(|date| date.iso.clone());
    revisions.sort_by_key(|revision| std::cmp::Reverse(date(revision)));

    // Readers look for the newest value first.
    let mut series = rows.rows;
    series.reverse();
    let table = table(figure, voice).map(|mut table| {
        table.rows.reverse();
        table
    });

    FigureCard {
        table,
        notes: notes(figure, voice),
        series,
        chart,
        revisions,
        ..self::figure(site, id, voice)
    }
}

/// How the values of a table are written: all in one magnitude, and all with their unit or none.
#[derive(Clone, Copy)]
struct ColumnForm {
    magnitude: Option<Magnitude>,
    named: bool,
}

impl ColumnForm {
    fn of<'f>(known: impl Iterator<Item = &'f Observation> + Clone) -> ColumnForm {
        let quantities = known.map(|one| &one.value.value);
        ColumnForm { magnitude: common_magnitude(&quantities), named: names_units(&quantities) }
    }

    fn value<'s>(self, observation: &'s Observation, language: &Language) -> FigureValue<'s> {
        let quantity = observation.value.value.written_in(self.magnitude, self.named);
        written_value(observation, language, language.quantity(&quantity))
    }
}

/// The rows of the table of one series, and its revisions.
struct SeriesRows<'s> {
    rows: Vec<SeriesRow<'s>>,
    revisions: Vec<ValueRevision<'s>>,
}

impl<'s> SeriesRows<'s> {
    fn of(figure: &'s Figure, Voice { day, language }: Voice<'_>) -> SeriesRows<'s> {
        let known: Vec<&Observation> = figure.known_on(day).collect();
        let form = ColumnForm::of(known.iter().copied());
        let by_period: HashMap<Period, &Observation> =
            known.iter().filter_map(|one| Some((one.period.as_ref()?.value, *one))).collect();
        let a_year_before = |one: &Observation| {
            let year =
                one.period.as_ref().filter(|_| one.is_part_of_year())?.value.year_before()?;
            by_period.get(&year).copied()
        };

        let mut before = None;
        let mut rows = Vec::new();
        let mut revisions = Vec::new();
        for first in &figure.series {
            let versions: Vec<_> = figure.versions_on(first, day).collect();
            let Some(&observation) = versions.last() else {
                continue;
            };

            let pairs = versions.windows(2).rev();
            let revised: Vec<ValueRevision> =
                pairs.filter_map(|pair| revision(pair[0], pair[1], language)).collect();
            revisions.extend(revised.iter().cloned());

            let compared = before.replace(observation).and_then(|it| comparison(it, observation));
            let over_year = a_year_before(observation).and_then(|it| comparison(it, observation));
            let words = |it: &Option<ValueComparison>| {
                it.as_ref().map(|compared| Cow::from(language.comparison(compared)))
            };
            let note = |it: &Option<ValueComparison>| {
                it.as_ref().and_then(|it| language.change_bounds(it)).map(Cow::from)
            };

            rows.push(SeriesRow {
                value: form.value(observation, language),
                anchor: anchor(observation.period.as_ref()).into(),
                change: words(&compared),
                change_note: note(&compared),
                change_year: words(&over_year),
                change_year_note: note(&over_year),
                missing: None,
                published: when(observation.published.as_ref(), language),
                revisions: revised,
            });
        }

        let gaps = figure.gaps_on(day).map(|gap| (gap, missing_row(gap, language)));
        for (gap, row) in gaps {
            rows.insert(place_of(gap, &known, &rows), row);
        }

        SeriesRows { rows, revisions }
    }
}

/// Returns where the row of a missing value belongs: after those of earlier periods.
fn place_of(gap: &MissingValue, known: &[&Observation], rows: &[SeriesRow<'_>]) -> usize {
    let key = |period: &Option<Spanned<Period>>| {
        let period = period.as_ref().map(|it| (it.value.last(), it.value.first()));
        (period.is_none(), period)
    };
    let before = known.iter().filter(|one| key(&one.period) < key(&gap.period)).count();
    // Those that were inserted before it are older too.
    let inserted = rows.len() - known.len();

    (before + inserted).min(rows.len())
}

fn missing_row<'s>(gap: &'s MissingValue, language: &Language) -> SeriesRow<'s> {
    let reason = language.term("missing", gap.reason.id()).to_owned();

    SeriesRow {
        value: FigureValue {
            words: reason.clone().into(),
            machine: "".into(),
            period: gap.period.as_ref().map(|period| language.period(&period.value).into()),
            provisional: false,
            marks: Vec::new(),
        },
        anchor: anchor(gap.period.as_ref()).into(),
        change: None,
        change_note: None,
        change_year: None,
        change_year_note: None,
        missing: Some(reason.into()),
        published: when(gap.published.as_ref(), language),
        revisions: Vec::new(),
    }
}

fn anchor(period: Option<&Spanned<Period>>) -> String {
    period.map_or_else(|| "value".to_owned(), |period| period.value.anchor())
}

/// Makes the table of a figure of several series: a row for each period, and a column for each series.
fn table<'s>(figure: &'s Figure, Voice { day, language }: Voice<'_>) -> Option<SeriesTable<'s>> {
    if figure.parts.is_empty() {
        return None;
    }

    let named = figure
        .all_series()
        .filter(|(name, one)| name.is_some() || !one.series.is_empty() || !one.gaps.is_empty());
    let columns: Vec<(Option<&str>, &Figure)> = named.collect();
    let all: Vec<&Observation> = columns.iter().flat_map(|(_, one)| one.known_on(day)).collect();
    let form = ColumnForm::of(all.iter().copied());

    // By the last day, as in every series; a row without a period is the last.
    let mut rows: BTreeMap<_, TableRow<'s>> = BTreeMap::new();
    let blank = || vec![SeriesCell { value: None, missing: None }; columns.len()];
    for (at, (_, one)) in columns.iter().enumerate() {
        let mut put = |period: &Option<Spanned<Period>>, cell: SeriesCell<'s>| {
            let key = period.as_ref().map(|it| (it.value.last(), it.value.first()));
            let row = rows.entry((key.is_none(), key)).or_insert_with(|| TableRow {
                period: period.as_ref().map(|it| language.period(&it.value).into()),
                anchor: anchor(period.as_ref()).into(),
                cells: blank(),
            });
            row.cells[at] = cell;
        };

        for known in one.known_on(day) {
            let value = Some(form.value(known, language));
            put(&known.period, SeriesCell { value, missing: None });
        }
        for gap in one.gaps_on(day) {
            let reason = language.term("missing", gap.reason.id()).to_owned();
            put(&gap.period, SeriesCell { value: None, missing: Some(reason.into()) });
        }
    }

    let name = |(name, _): &(Option<&'s str>, &Figure)| match name {
        Some(name) => Cow::from(*name),
        None => language.phrase("all_series").to_owned().into(),
    };

    Some(SeriesTable {
        names: columns.iter().map(name).collect(),
        rows: rows.into_values().collect(),
    })
}

/// Returns the notes on single values, in the order of their rows.
fn notes<'s>(figure: &'s Figure, Voice { day, language }: Voice<'_>) -> Vec<SeriesNote<'s>> {
    let mut notes = Vec::new();
    for (name, one) in figure.all_series() {
        // The note of a revision is its reason, which stands beside the value.
        let is_known = |first: &&Observation| one.versions_on(first, day).next().is_some();
        let known = one.series.iter().filter(is_known);
        let of_values = known.map(|it| (&it.period, &it.note));
        let of_gaps = one.gaps_on(day).map(|it| (&it.period, &it.note));

        let texts =
            of_values.chain(of_gaps).filter_map(|(period, note)| Some((period, note.as_deref()?)));
        let mut rows: Vec<_> = texts.collect();
        rows.sort_by_key(|(period, _)| {
            period.as_ref().map(|period| (period.value.last(), period.value.first()))
        });
        notes.extend(rows.into_iter().map(|(period, text)| SeriesNote {
            series: name.map(Cow::from),
            period: period.as_ref().map(|period| language.period(&period.value).into()),
            text: text.into(),
        }));
    }

    notes
}

/// Returns the source that a page of that day may name: one that came out later is left out.
fn source<'s>(
    figure: &'s Figure,
    shown: Option<&'s Observation>,
    Voice { day, language }: Voice<'_>,
    today: Day,
) -> Option<SourceCard<'s>> {
    let source = figure.source_on(shown, day)?;
    // What was due yesterday is no news.
    let next_release = source.next_release.filter(|date| date.value.last_day() >= today);

    Some(SourceCard {
        title: text(source.title),
        url: text(source.url),
        publisher: text(source.publisher),
        published: when(source.published, language),
        next_release: when(next_release, language),
        licence: text(source.licence),
    })
}
