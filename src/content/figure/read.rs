//! Reads the front matter of a figure.
//!
//! In: the fields of a front matter. Out: a [`Figure`], and findings. Invariant: a typed series and one that comes
//! from elsewhere are read by the same functions.

use super::data;
use super::keys::{LISTED, OBSERVATION, REVISION, SOURCE};
use super::values::{PARTS_MAX, PeriodReader, SERIES_MAX, SeriesDefaults, SeriesValues};
use super::{ComparedWith, Figure, FigureSource, NamedSeries, Observation, ValueMark};
use crate::content::written_value::{self, WrittenValue};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Spanned;
use crate::value::{Claim, Date, Period, Unit, ValueError, quote};
use crate::yaml::{Fields, KeyValue, Node, NodeReader, Text, Value};

/// The words that ask a figure for a part, so that no series can have such a name.
const ASKING_WORDS: [&str; 5] = ["previous", "change", "difference", "period", "source"];

pub(in crate::content) fn read(fields: &mut Fields<'_, '_, '_>) -> Figure {
    let unit = fields.parsed("unit", Code::BadValue, Unit::parse).map(|unit| unit.value);
    let rounded_to = fields.parsed("rounded_to", Code::BadValue, crate::value::parse_rounding);
    let rounded_to = rounded_to.map(|rounding| rounding.value);
    let defaults = SeriesDefaults {
        rounded_to,
        unit: unit.clone(),
        provisional: fields.flag("provisional").unwrap_or(false),
    };
    let written =
        ["series", "series_by", "value", "data"].into_iter().find_map(|key| fields.key(key));

    let mut values = match fields.node("series") {
        Some(node) => series(fields.reading, node, "`series`", &defaults),
        None => SeriesValues::default(),
    };
    values.extend(single(fields, &defaults));
    let table = data::read(fields, &defaults);
    let path = table.as_ref().map(|(path, _)| Box::new(path.clone()));
    let table = table.map(|(_, table)| table).unwrap_or_default();
    values.extend(table.whole);
    values.sort();

    let mut figure = Figure {
        unit,
        measure: fields.text("measure").map(|text| text.value),
        source: source(fields, "source"),
        series: values.series,
        gaps: values.gaps,
        parts: Vec::new(),
        data: path,
        compare: fields.parsed("compare", Code::BadValue, compared_with).map(|it| it.value),
        has_value: written.is_some(),
        rounded_to,
        say: fields.texts("say"),
        never_say: fields.texts("never_say"),
        caveat: fields.text("caveat").map(|text| text.value),
        change: fields.parsed("change", Code::BadValue, Claim::parse),
        geography: fields.text("geography").map(|text| text.value),
    };
    figure.parts = parts(fields, &figure, &defaults);
    for (name, values) in table.parts {
        add_part(fields.reading, &mut figure, name, values);
    }

    figure
}

fn compared_with(text: &str) -> Result<ComparedWith, ValueError> {
    match text.trim().to_lowercase().as_str() {
        "previous" => Ok(ComparedWith::Previous),
        "year" => Ok(ComparedWith::Year),
        _ => Err(ValueError::new(format!(
            "{} is nothing that a value can be compared with",
            quote(text)
        ))
        .help("write `previous` for the value before it, or `year` for that of the year before")),
    }
}

/// Reads the one `value` of a figure that has no series.
fn single(fields: &mut Fields<'_, '_, '_>, defaults: &SeriesDefaults) -> SeriesValues {
    let years = fields.reading.years;
    let period =
        fields.parsed("period", Code::BadPeriod, |text| written_value::period(text, &[], years));
    let Some(text) = value_text(fields) else {
        return SeriesValues::default();
    };

    if let Some(series) = fields.key("series").or(fields.key("series_by")) {
        let finding = Diagnostic::new(
            Code::BadValue,
            fields.reading.place(text.span),
            "a figure has either one `value` or a `series`, and this has both",
        );

        let label = fields.reading.place(series);
        fields.reading.findings.push(
            finding
                .label(label, "the series")
                .help("put the value into the series, under its period"),
        );

        return SeriesValues::default();
    }

    defaults.entry(fields.reading, period, &text).unwrap_or_default()
}

/// Reads `series_by`: series of one unit, by their names.
fn parts(
    fields: &mut Fields<'_, '_, '_>,
    whole: &Figure,
    defaults: &SeriesDefaults,
) -> Vec<NamedSeries> {
    let Some(node) = fields.node("series_by") else {
        return Vec::new();
    };
    let Some(mut entries) = fields.reading.map(node, "`series_by`") else {
        return Vec::new();
    };

    if let Some(first_over) = entries.get(PARTS_MAX) {
        let message = format!("the figure has {} series; the limit is {PARTS_MAX}", entries.len());
        let help = "make several figures of it, each with the series that are compared";
        fields.reading.report(Code::TooLarge, first_over.key.span, message, help);
        entries = &entries[..PARTS_MAX];
    }

    let mut figure = whole.clone();
    for entry in entries {
        let what = format!("the series `{}`", entry.key.value);
        let values = series(fields.reading, &entry.node, &what, defaults);
        add_part(fields.reading, &mut figure, entry.key.clone(), values);
    }

    figure.parts
}

/// Adds a series to a figure, unless its name is unfit.
fn add_part(
    reading: &mut NodeReader<'_>,
    whole: &mut Figure,
    name: Text,
    mut values: SeriesValues,
) {
    if let Some(finding) = unfit_name(reading, &name, &whole.parts) {
        reading.findings.push(finding);
        return;
    }

    values.sort();
    let figure = Figure {
        unit: whole.unit.clone(),
        measure: whole.measure.clone(),
        source: whole.source.clone(),
        series: values.series,
        gaps: values.gaps,
        data: whole.data.clone(),
        compare: whole.compare,
        has_value: whole.has_value,
        rounded_to: whole.rounded_to,
        geography: whole.geography.clone(),
        ..Figure::default()
    };
    whole.parts.push(NamedSeries { name, figure });
}

/// Reports the name of a series that a reference could not tell from something else.
fn unfit_name(reading: &NodeReader<'_>, name: &Text, others: &[NamedSeries]) -> Option<Diagnostic> {
    let place = reading.place(name.span);
    let lower = name.value.to_lowercase();
    let first = lower.split(' ').next().unwrap_or_default();

    if let Some(other) = others.iter().find(|it| it.name.value.to_lowercase() == lower) {
        let label = reading.place(other.name.span);
        let message = format!("two series are called `{}`", name.value);
        let finding = Diagnostic::new(Code::DuplicateKey, place, message);
        return Some(finding.label(label, "first defined here").help("keep one of the two"));
    }
    if ASKING_WORDS.contains(&first) {
        let message = format!("a series cannot be called `{}`", name.value);
        let help =
            format!("`#{first}` already asks a figure for something else: choose another name");
        return Some(Diagnostic::new(Code::BadValue, place, message).help(help));
    }
    if Period::parse_on_site(&name.value, reading.years).is_ok() {
        let message =
            format!("`{}` is a period, and `series_by` has the names of series", name.value);
        let help = "write the values of one series under `series`, \
                    and several as `series_by: {Men: {2024: 5}, Women: {2024: 6}}`";
        return Some(Diagnostic::new(Code::WrongType, place, message).help(help));
    }

    None
}

/// Reads a series: a map of periods to values, or a list of them.
fn series<'n>(
    reading: &mut NodeReader<'_>,
    node: &'n Node,
    what: &str,
    defaults: &SeriesDefaults,
) -> SeriesValues {
    let rows: Option<Vec<WrittenRow<'n>>> = match &node.value {
        Value::List(items) => Some(listed_rows(reading, items)),
        _ => reading.map(node, what).map(|entries| {
            let row =
                |entry: &'n KeyValue| WrittenRow { period: entry.key.clone(), node: &entry.node };
            entries.iter().map(row).collect()
        }),
    };
    let Some(mut rows) = rows else {
        return SeriesValues::default();
    };

    if let Some(first_over) = rows.get(SERIES_MAX) {
        let message = format!("the series has {} values; the limit is {SERIES_MAX}", rows.len());
        let help =
            "publish the whole of it as a file in `static/`, and keep what is compared and charted";
        reading.report(Code::TooLarge, first_over.period.span, message, help);
        rows.truncate(SERIES_MAX);
    }

    let mut periods = PeriodReader::new(rows.iter().map(|row| &*row.period.value).collect());
    let mut values = SeriesValues::default();
    for row in &rows {
        let Some(period) = periods.read(reading, &row.period) else {
            continue;
        };

        values.extend(observation(reading, row.node, period, defaults).unwrap_or_default());
    }

    values
}

/// A row of a series: its period as written, and the node of its value.
struct WrittenRow<'n> {
    period: Text,
    node: &'n Node,
}

/// Returns the rows of a series that is written as a list.
fn listed_rows<'n>(reading: &mut NodeReader<'_>, items: &'n [Node]) -> Vec<WrittenRow<'n>> {
    let row = |node: &'n Node| {
        let Value::Map(entries) = &node.value else {
            let message = "a value in a list needs its period";
            let help = "write `- {period: 2024, value: 5}`, or `2024: 5` without the hyphen";
            reading.report(Code::WrongType, node.span, message, help);
            return None;
        };

        let period = entries.iter().find(|entry| &*entry.key.value == "period");
        let text = period.and_then(|entry| reading.text(&entry.node, "`period`"));
        if text.is_none() {
            let help = "add a line `period: …`";
            reading.report(Code::MissingKey, node.span, "this value has no period", help);
        }

        Some(WrittenRow { period: text?, node })
    };

    items.iter().filter_map(row).collect()
}

fn observation(
    reading: &mut NodeReader<'_>,
    node: &Node,
    period: Spanned<Period>,
    defaults: &SeriesDefaults,
) -> Option<SeriesValues> {
    let Value::Map(entries) = &node.value else {
        if node.value.is_empty() {
            let help = "write the number after the period, `[x]` where none is available, \
                        or take the line out";
            reading.report(Code::MissingKey, period.span, "this period has no value", help);
            return None;
        }

        let text = node_text(reading, node)?;
        return defaults.entry(reading, Some(period), &text);
    };

    let is_listed = entries.iter().any(|entry| &*entry.key.value == "period");
    let schema = if is_listed { LISTED } else { OBSERVATION };
    let mut fields = Fields::from_node(reading, schema, node)?;
    if is_listed {
        fields.node("period");
    }

    let text = value_text(&mut fields);
    let published = fields.parsed("published", Code::BadDate, Date::parse);
    let provisional = fields.flag("provisional");
    let remark = fields.text("note").map(|text| text.value);
    let source = source(&mut fields, "source").map(Box::new);
    let value = text.and_then(|text| defaults.entry(fields.reading, Some(period), &text));

    let revised = revisions(&mut fields, period, published, defaults);
    fields.finish();

    let mut values = value?;
    values.describe(published, provisional, remark.as_deref());
    for one in &mut values.series {
        one.source.clone_from(&source);
        one.revised.clone_from(&revised);
    }

    Some(values)
}

/// Reads the text of `value`, which may be a mark in brackets.
fn value_text(fields: &mut Fields<'_, '_, '_>) -> Option<Text> {
    let node = fields.node("value")?;
    node_text(fields.reading, node)
}

/// Reads a node as the text of a value: to YAML the brackets of `[c]` are those of a list.
fn node_text(reading: &mut NodeReader<'_>, node: &Node) -> Option<Text> {
    if let Value::List(items) = &node.value
        && let [one] = items.as_slice()
        && one.value.text().is_some()
    {
        let written = reading.source[node.span.range()].trim();
        if matches!(written_value::marked(written), WrittenValue::Missing(_)) {
            return Some(Spanned::new(written.into(), node.span));
        }
    }

    reading.text(node, "a value")
}

/// Reads `revised`: one map, or a list of them, oldest first.
fn revisions(
    fields: &mut Fields<'_, '_, '_>,
    period: Spanned<Period>,
    mut before: Option<Spanned<Date>>,
    defaults: &SeriesDefaults,
) -> Vec<Observation> {
    let Some(node) = fields.node("revised") else {
        return Vec::new();
    };

    let nodes = match &node.value {
        Value::List(nodes) => nodes.as_slice(),
        _ => std::slice::from_ref(node),
    };

    let mut revisions = Vec::new();
    for node in nodes {
        let Some(revision) = revision(fields.reading, node, period, defaults) else {
            continue;
        };

        if let (Some(earlier), Some(later)) = (&before, &revision.published)
            && later.value.first_day() <= earlier.value.first_day()
        {
            let place = fields.reading.place(later.span);
            let message = "a revision cannot be published on or before the day of what it revises";
            let finding = Diagnostic::new(Code::BadDate, place, message);
            let label = fields.reading.place(earlier.span);
            let help = "compare the two dates; the oldest revision comes first";
            let finding = finding.label(label, "when the earlier value was published").help(help);
            fields.reading.findings.push(finding);

            continue;
        }

        before = revision.published;
        revisions.push(revision);
    }

    revisions
}

/// Reads a revision; its day decides which pages still show the earlier value.
fn revision(
    reading: &mut NodeReader<'_>,
    node: &Node,
    period: Spanned<Period>,
    defaults: &SeriesDefaults,
) -> Option<Observation> {
    if matches!(node.value, Value::Scalar { .. }) {
        let help = "write the new value with its day: \
                    `revised: {value: \"2,700\", published: 2025-05-22}`";
        let message = "a revision needs its value and the day on which that was published";
        reading.report(Code::WrongType, node.span, message, help);
        return None;
    }

    let mut fields = Fields::from_node(reading, REVISION, node)?;
    let text = fields.text("value");
    let published = fields.parsed("published", Code::BadDate, Date::parse);

    let provisional = fields.flag("provisional");
    let remark = fields.text("note").map(|text| text.value);
    let source = source(&mut fields, "source").map(Box::new);
    let value = text.and_then(|text| defaults.quantity(fields.reading, &text));

    fields.finish();
    published.as_ref()?;

    let (value, marks) = value?;
    let is_marked = defaults.provisional || marks.contains(&ValueMark::Provisional);
    let provisional = provisional.unwrap_or(is_marked);

    Some(Observation {
        published,
        provisional,
        marks,
        note: remark,
        source,
        ..Observation::new(Some(period), value)
    })
}

fn source(fields: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<FigureSource> {
    let node = fields.node(key)?;
    let mut fields = Fields::from_node(fields.reading, SOURCE, node)?;
    let source = FigureSource {
        title: fields.text("title").map(|text| text.value),
        url: fields.address("url").map(|url| url.value),
        publisher: fields.text("publisher").map(|text| text.value),
        published: fields.parsed("published", Code::BadDate, Date::parse),
        next_release: fields.parsed("next_release", Code::BadDate, Date::parse),
        licence: fields.text_with_addresses("licence").map(|text| text.value),
    };

    fields.finish();

    Some(source)
}
