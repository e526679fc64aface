//! A series from a table in a file beside the figure.
//!
//! In: the text of a CSV file. Out: the values of one series or of several, with places in that file. Invariant: a
//! value of a table is read, and refused, as one that is typed.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord, Trim};

use super::values::{PeriodReader, SERIES_MAX, SeriesDefaults, SeriesValues};
use crate::diagnostic::Code;
use crate::lexicon::{ENGLISH, is_any};
use crate::source::{Span, Spanned};
use crate::value::Date;
use crate::yaml::{NodeReader, Text};

/// The values of a table.
#[derive(Default)]
pub(super) struct TableValues {
    /// The series of the whole.
    pub(super) whole: SeriesValues,
    /// The series that a column or a cell names, in the order of the table.
    pub(super) parts: Vec<(Text, SeriesValues)>,
}

/// What the columns of a table hold.
struct Columns {
    period: usize,
    /// Of a table with a row for each value: the column of the values; none where each column is a series.
    value: Option<usize>,
    series: Option<usize>,
    note: Option<usize>,
    published: Option<usize>,
    provisional: Option<usize>,
}

/// A row of the table: its cells, each with its place.
struct Row {
    cells: Vec<Text>,
}

/// Reads the table of a file; `reading` reads that file.
pub(super) fn read(reading: &mut NodeReader<'_>, defaults: &SeriesDefaults) -> TableValues {
    let mut rows = rows(reading);
    if rows.is_empty() {
        let help = "the first row names the columns: `period,value`, or `period` and a column for each series";
        reading.report(Code::BadValue, Span::default(), "the file has no rows", help);
        return TableValues::default();
    }

    let head = rows.remove(0);
    let Some(columns) = columns(reading, &head) else {
        return TableValues::default();
    };
    if let Some(first_over) = rows.get(SERIES_MAX) {
        let message = format!("the table has {} rows; the limit is {SERIES_MAX}", rows.len());
        let help =
            "publish the whole of it as a file in `static/`, and keep what is compared and charted";
        let span = first_over.cells.first().map(|cell| cell.span).unwrap_or_default();
        reading.report(Code::TooLarge, span, message, help);
        rows.truncate(SERIES_MAX);
    }

    match columns.value {
        Some(value) => long(reading, &rows, &columns, value, defaults),
        None => wide(reading, &head, &rows, columns.period, defaults),
    }
}

/// Splits the text into rows and cells.
fn rows(reading: &mut NodeReader<'_>) -> Vec<Row> {
    let text = reading.source;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes());

    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let at = error.position().map_or(0, csv::Position::byte);
                let at = usize::try_from(at).unwrap_or_default().min(text.len());
                let help = "save the file again as `CSV UTF-8`";
                reading.report(Code::BadValue, Span::new(at, at), "this row cannot be read", help);
                break;
            }
        }

        let begin = record.position().map_or(0, csv::Position::byte);
        let begin = usize::try_from(begin).unwrap_or_default();
        let end = usize::try_from(reader.position().byte()).unwrap_or_default();
        let cells = cells(text, begin..end.min(text.len()), &record);

        // An empty line, and a row of separators that a spreadsheet leaves behind its table.
        if cells.iter().any(|cell| !cell.value.is_empty()) {
            rows.push(Row { cells });
        }
    }

    rows
}

/// Finds the place of each cell in its row: they stand there in order, perhaps in quotation marks.
fn cells(text: &str, range: std::ops::Range<usize>, record: &StringRecord) -> Vec<Text> {
    let row = text.get(range.clone()).unwrap_or_default();
    let mut from = 0;
    let cell = |cell: &str| {
        let found = row.get(from..).and_then(|rest| rest.find(cell)).unwrap_or_default();
        let start = range.start + from + found;
        from = (from + found + cell.len()).min(row.len());

        Spanned::new(cell.into(), Span::new(start, start + cell.len()))
    };

    record.iter().map(cell).collect()
}

/// Returns the sign between cells: the one that the first row has most often outside quotation marks.
fn delimiter(text: &str) -> u8 {
    let mut is_quoted = false;
    let mut counts = BTreeMap::from([(b',', 0), (b';', 0), (b'\t', 0)]);
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            byte if !is_quoted => {
                if let Some(count) = counts.get_mut(&byte) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }

    // A comma where the row has only one column.
    let most = counts.into_iter().filter(|(_, count)| *count > 0).max_by_key(|(_, count)| *count);
    most.map_or(b',', |(byte, _)| byte)
}

/// Finds out what the columns hold by their names, in any case.
fn columns(reading: &mut NodeReader<'_>, head: &Row) -> Option<Columns> {
    let words = &ENGLISH.tables;
    let named = |words: &[&str]| {
        let is_it = |cell: &Text| is_any(cell.value.replace('_', " ").trim(), words);
        head.cells.iter().position(is_it)
    };

    let Some(period) = named(words.period) else {
        let span = head.cells.first().map(|cell| cell.span).unwrap_or_default();
        let message = "no column of this table holds periods";
        let help = "name the columns in the first row: `period,value`, or `period` and a column for each series";
        reading.report(Code::BadValue, span, message, help);
        return None;
    };

    if head.cells.len() < 2 {
        let message = "this table has one column, and needs the values as well";
        let help = "put a comma between the period and its value: `2024,1900`";
        reading.report(Code::BadValue, head.cells[period].span, message, help);
        return None;
    }

    Some(Columns {
        period,
        value: named(words.value),
        series: named(words.series),
        note: named(words.note),
        published: named(words.published),
        provisional: named(words.provisional),
    })
}

/// Reads a table with a column for each series; one beside the periods is the series of the whole.
fn wide(
    reading: &mut NodeReader<'_>,
    head: &Row,
    rows: &[Row],
    period: usize,
    defaults: &SeriesDefaults,
) -> TableValues {
    let written: Vec<&str> =
        rows.iter().filter_map(|row| row.cells.get(period)).map(|cell| &*cell.value).collect();
    let mut periods = PeriodReader::new(written);
    let mut all: Vec<SeriesValues> = head.cells.iter().map(|_| SeriesValues::default()).collect();

    for row in rows {
        let Some(period_cell) = row.cells.get(period).filter(|cell| !cell.value.is_empty()) else {
            report_no_period(reading, row);
            continue;
        };
        let Some(read) = periods.read(reading, period_cell) else {
            continue;
        };

        for (at, cell) in row.cells.iter().enumerate() {
            let is_value = at != period && !cell.value.is_empty();
            let Some(values) = all.get_mut(at).filter(|_| is_value) else {
                continue;
            };
            values.extend(defaults.entry(reading, Some(read), cell).unwrap_or_default());
        }
    }

    let named = head.cells.iter().zip(all).enumerate().filter(|(at, _)| *at != period);
    let mut parts: Vec<(Text, SeriesValues)> =
        named.map(|(_, (name, values))| (name.clone(), values)).collect();
    parts.retain(|(name, values)| !name.value.is_empty() || !values.is_empty());

    match parts.len() {
        1 => TableValues { whole: parts.remove(0).1, parts: Vec::new() },
        _ => TableValues { whole: SeriesValues::default(), parts },
    }
}

/// Reads a table with a row for each value.
fn long(
    reading: &mut NodeReader<'_>,
    rows: &[Row],
    columns: &Columns,
    value: usize,
    defaults: &SeriesDefaults,
) -> TableValues {
    let cell = |row: &'_ Row, at: Option<usize>| -> Option<Text> {
        row.cells.get(at?).filter(|cell| !cell.value.is_empty()).cloned()
    };
    let written: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.cells.get(columns.period))
        .map(|cell| &*cell.value)
        .collect();

    // Each series has every period once.
    let mut periods: BTreeMap<Box<str>, PeriodReader<'_>> = BTreeMap::new();
    let mut found = TableValues::default();
    for row in rows {
        let Some(period) = cell(row, Some(columns.period)) else {
            report_no_period(reading, row);
            continue;
        };
        let name = cell(row, columns.series);
        let key = name.as_ref().map(|name| name.value.clone()).unwrap_or_default();
        let reader = periods.entry(key).or_insert_with(|| PeriodReader::new(written.clone()));
        let Some(read) = reader.read(reading, &period) else {
            continue;
        };

        let Some(text) = cell(row, Some(value)) else {
            let help = "write the number, `[x]` where none is available, or take the row out";
            reading.report(Code::MissingKey, period.span, "this period has no value", help);
            continue;
        };
        let mut values = defaults.entry(reading, Some(read), &text).unwrap_or_default();

        let published = cell(row, columns.published).and_then(|text| date(reading, &text));
        let provisional =
            cell(row, columns.provisional).map(|it| is_any(&it.value, ENGLISH.tables.yes));
        let note = cell(row, columns.note).map(|text| text.value);
        values.describe(published, provisional, note.as_deref());

        match name {
            None => found.whole.extend(values),
            Some(name) => match found.parts.iter_mut().find(|(own, _)| own.value == name.value) {
                Some((_, part)) => part.extend(values),
                None => found.parts.push((name, values)),
            },
        }
    }

    found
}

fn report_no_period(reading: &mut NodeReader<'_>, row: &Row) {
    let span = row.cells.iter().find(|cell| !cell.value.is_empty()).map(|cell| cell.span);
    let help = "write its period into the first column, or take the row out";
    reading.report(Code::MissingKey, span.unwrap_or_default(), "this row has no period", help);
}

fn date(reading: &mut NodeReader<'_>, text: &Text) -> Option<Spanned<Date>> {
    match Date::parse(&text.value) {
        Ok(date) => Some(Spanned::new(date, text.span)),
        Err(error) => {
            reading.bad(Code::BadDate, text.span, error);
            None
        }
    }
}
