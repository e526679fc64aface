//! Template variables of figures.

use std::borrow::Cow;

use super::words::{Lang, When};
use crate::render::printer::fields;

/// A figure in a card or in the figures box, as of the page's date.
#[derive(Debug, Clone)]
pub(crate) struct FigureCard<'s> {
    /// Its id.
    pub(crate) id: Cow<'s, str>,
    /// Its title.
    pub(crate) title: Cow<'s, str>,
    /// The language of the title, where it is not the page's.
    pub(crate) title_lang: Option<Lang>,
    /// The language of measure and caveat, where it is not the page's.
    pub(crate) lang: Option<Lang>,
    /// Its address.
    pub(crate) url: Cow<'s, str>,
    /// Its `data.csv`.
    pub(crate) csv_url: Cow<'s, str>,
    /// What is counted.
    pub(crate) measure: Option<Cow<'s, str>>,
    /// The value known on that date; none if none was known.
    pub(crate) value: Option<FigureValue<'s>>,
    /// How it changed, in words ("a fall of about 27%", "0.48 °C lower").
    pub(crate) change: Option<Cow<'s, str>>,
    /// The period that it is compared with: the one before, or the same of the year before.
    pub(crate) change_from: Option<Cow<'s, str>>,
    /// The change with that period ("a fall of about 27% on 2024", "0.48 °C lower than 2023").
    pub(crate) change_on: Option<Cow<'s, str>>,
    /// Between which limits the change lies, in words; none where the change itself says it.
    pub(crate) change_note: Option<Cow<'s, str>>,
    /// The value of a later period, known now but not on the page's date.
    pub(crate) newer: Option<FigureValue<'s>>,
    /// The revised value, if it was revised after the page's date.
    pub(crate) revised: Option<ValueRevision<'s>>,
    /// Where it comes from.
    pub(crate) source: Option<SourceCard<'s>>,
    /// What to know before it is used.
    pub(crate) caveat: Option<Cow<'s, str>>,
    /// The newest value of each of its series, where it has several.
    pub(crate) parts: Vec<NamedValue<'s>>,
    /// All values, newest first; on the figure's own page and where it is embedded, else empty.
    pub(crate) series: Vec<SeriesRow<'s>>,
    /// All values of a figure of several series; where `series` is filled.
    pub(crate) table: Option<SeriesTable<'s>>,
    /// Notes on single values.
    pub(crate) notes: Vec<SeriesNote<'s>>,
    /// The chart of the series as SVG (`| safe`); none where fewer than two periods are known.
    pub(crate) chart: Option<String>,
    /// Revisions of the series up to the page's date, newest first.
    pub(crate) revisions: Vec<ValueRevision<'s>>,
    /// Whether values were rounded, in words ("Rounded to the nearest 100").
    pub(crate) rounding: Option<Cow<'s, str>>,
}

/// One value of a figure.
#[derive(Debug, Clone)]
pub(crate) struct FigureValue<'s> {
    /// With qualifier and unit: `up to £12.3 billion`.
    pub(crate) words: Cow<'s, str>,
    /// As a plain decimal number: `12300000000`.
    pub(crate) machine: Cow<'s, str>,
    /// The period, in words; none where it is not known.
    pub(crate) period: Option<Cow<'s, str>>,
    /// Whether it may still be revised.
    pub(crate) provisional: bool,
    /// What else its publisher marks it as ("estimated").
    pub(crate) marks: Vec<Cow<'s, str>>,
}

/// The newest value of one of several series.
#[derive(Debug, Clone)]
pub(crate) struct NamedValue<'s> {
    /// The name of the series.
    pub(crate) name: Cow<'s, str>,
    /// The value.
    pub(crate) value: FigureValue<'s>,
    /// Its change, with the period that it is compared with.
    pub(crate) change_on: Option<Cow<'s, str>>,
}

/// The values of several series: a column for each, and a row for each period.
#[derive(Debug, Clone)]
pub(crate) struct SeriesTable<'s> {
    /// The names of the series.
    pub(crate) names: Vec<Cow<'s, str>>,
    /// The rows, oldest first.
    pub(crate) rows: Vec<TableRow<'s>>,
}

/// The values of one period.
#[derive(Debug, Clone)]
pub(crate) struct TableRow<'s> {
    /// The period, in words; none where it is not known.
    pub(crate) period: Option<Cow<'s, str>>,
    /// The anchor of the row.
    pub(crate) anchor: Cow<'s, str>,
    /// A cell for each series.
    pub(crate) cells: Vec<SeriesCell<'s>>,
}

/// One value of a table of several series.
#[derive(Debug, Clone)]
pub(crate) struct SeriesCell<'s> {
    /// The value; none where there is none.
    pub(crate) value: Option<FigureValue<'s>>,
    /// Why there is no value, in words.
    pub(crate) missing: Option<Cow<'s, str>>,
}

/// A note on one value.
#[derive(Debug, Clone)]
pub(crate) struct SeriesNote<'s> {
    /// The name of its series; none of a figure that has one.
    pub(crate) series: Option<Cow<'s, str>>,
    /// Its period, in words.
    pub(crate) period: Option<Cow<'s, str>>,
    /// The note.
    pub(crate) text: Cow<'s, str>,
}

/// A value that was replaced by another one for the same period.
#[derive(Debug, Clone)]
pub(crate) struct ValueRevision<'s> {
    /// The period, in words; none where it is not known.
    pub(crate) period: Option<Cow<'s, str>>,
    /// The value before.
    pub(crate) from: Cow<'s, str>,
    /// The value since.
    pub(crate) to: Cow<'s, str>,
    /// The new value as a plain decimal number.
    pub(crate) machine: Cow<'s, str>,
    /// When the new value was published.
    pub(crate) date: Option<When>,
    /// Why.
    pub(crate) note: Option<Cow<'s, str>>,
}

/// One row of a figure's table.
#[derive(Debug, Clone)]
pub(crate) struct SeriesRow<'s> {
    /// The value with its period.
    pub(crate) value: FigureValue<'s>,
    /// The anchor of its row.
    pub(crate) anchor: Cow<'s, str>,
    /// The change from the row before, in words.
    pub(crate) change: Option<Cow<'s, str>>,
    /// Between which limits that change lies, in words.
    pub(crate) change_note: Option<Cow<'s, str>>,
    /// The change from the year before, in words; by month and by quarter only.
    pub(crate) change_year: Option<Cow<'s, str>>,
    /// Between which limits that change lies, in words.
    pub(crate) change_year_note: Option<Cow<'s, str>>,
    /// Why there is no value, in words; its other words are then the same.
    pub(crate) missing: Option<Cow<'s, str>>,
    /// When it was published.
    pub(crate) published: Option<When>,
    /// Its revisions, newest first; empty if it was never revised.
    pub(crate) revisions: Vec<ValueRevision<'s>>,
}

/// Where a figure comes from.
#[derive(Debug, Clone)]
pub(crate) struct SourceCard<'s> {
    /// The publication.
    pub(crate) title: Option<Cow<'s, str>>,
    /// Its address.
    pub(crate) url: Option<Cow<'s, str>>,
    /// Who publishes it.
    pub(crate) publisher: Option<Cow<'s, str>>,
    /// When it came out.
    pub(crate) published: Option<When>,
    /// When the next one comes out.
    pub(crate) next_release: Option<When>,
    /// Its licence.
    pub(crate) licence: Option<Cow<'s, str>>,
}

/// `figure`: the rest of a figure's page.
#[derive(Debug, Clone)]
pub(crate) struct FigureContext<'s> {
    /// What its card shows.
    pub(crate) card: FigureCard<'s>,
    /// The unit, in words.
    pub(crate) unit: Option<Cow<'s, str>>,
    /// The area that it covers.
    pub(crate) geography: Option<Cow<'s, str>>,
    /// How to cite it, as one line of text.
    pub(crate) cite: Cow<'s, str>,
    /// Words that fit.
    pub(crate) say: Vec<Cow<'s, str>>,
    /// Words that do not fit.
    pub(crate) never_say: Vec<Cow<'s, str>>,
}

fields! {
    FigureCard<'_> {
        id, title, title_lang, lang, url, csv_url, measure, value, change, change_from, change_on,
        change_note, newer, revised, source, caveat, parts, series, table, notes, chart, revisions, rounding,
    }
    FigureValue<'_> { words, machine, period, provisional, marks }
    NamedValue<'_> { ..value, name, change_on }
    SeriesTable<'_> { names, rows }
    TableRow<'_> { period, anchor, cells }
    SeriesCell<'_> { value, missing }
    SeriesNote<'_> { series, period, text }
    ValueRevision<'_> { period, from, to, machine, date, note }
    SeriesRow<'_> { ..value, anchor, change, change_note, change_year, change_year_note, missing, published, revisions }
    SourceCard<'_> { title, url, publisher, published, next_release, licence }
    FigureContext<'_> { ..card, unit, geography, cite, say, never_say }
}
