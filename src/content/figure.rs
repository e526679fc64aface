//! Figures: numbers with a unit, a period, a source and a rounding.
//!
//! In: the fields of a front matter. Out: a [`Figure`]. Invariant: every query for a known value takes a day.

use std::collections::HashMap;

use super::written_value;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::source::Spanned;
use crate::value::{Claim, Date, Day, FinancialYear, Period, Quantity, Unit, ValueError};
use crate::yaml::{Fields, Key, Node, NodeReader, Schema, Text, Value, ValueType};
use rust_decimal::Decimal;

/// The front matter of a figure.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// The unit of values that do not name their own.
    pub unit: Option<Unit>,
    /// What is counted, in words.
    pub measure: Option<Box<str>>,
    /// Where it comes from.
    pub source: Option<FigureSource>,
    /// Its values, oldest period first; those without a period come last.
    pub series: Vec<Observation>,
    /// Whether a value is written at all, even one that cannot be read.
    pub has_value: bool,
    /// The rounding of the values: 100 is "to the nearest 100".
    pub rounded_to: Option<Decimal>,
    /// Words that fit the measure.
    pub say: Vec<Text>,
    /// Words that do not fit it.
    pub never_say: Vec<Text>,
    /// What to know before using it.
    pub caveat: Option<Box<str>>,
    /// A change that was claimed elsewhere.
    pub change: Option<Spanned<Claim>>,
    /// The area that it covers.
    pub geography: Option<Box<str>>,
}

/// One value of a figure as it was published.
#[derive(Debug, Clone)]
pub struct Observation {
    /// Its period, if given.
    pub period: Option<Spanned<Period>>,
    /// The value.
    pub value: Spanned<Quantity>,
    /// When it was published; none where only the source's date is known.
    pub published: Option<Spanned<Date>>,
    /// Whether it may still be revised.
    pub provisional: bool,
    /// The reason of the revision, if it is one and gives it.
    pub note: Option<Box<str>>,
    /// Its revisions, oldest first; these have no revisions of their own.
    pub revised: Vec<Observation>,
}

/// The map `source`.
#[derive(Debug, Clone, Default)]
pub struct FigureSource {
    /// The publication.
    pub title: Option<Box<str>>,
    /// Its address.
    pub url: Option<Box<str>>,
    /// Who publishes it.
    pub publisher: Option<Box<str>>,
    /// When it came out.
    pub published: Option<Spanned<Date>>,
    /// When the next one comes out.
    pub next_release: Option<Spanned<Date>>,
    /// Its licence.
    pub licence: Option<Box<str>>,
}

impl Observation {
    /// Returns a value without revisions, as most are.
    pub(super) fn new(period: Option<Spanned<Period>>, value: Spanned<Quantity>) -> Observation {
        Observation {
            period,
            value,
            published: None,
            provisional: false,
            note: None,
            revised: Vec::new(),
        }
    }

    /// Tells whether another value is for the same period, revised or not.
    #[must_use]
    pub fn is_for_period_of(&self, other: &Observation) -> bool {
        let period = |one: &Observation| one.period.as_ref().map(|period| period.value);
        period(self) == period(other)
    }
}

impl Figure {
    /// Reads the period that a reference names: `2009-10` is read as in the series, or by the site's
    /// settings.
    ///
    /// # Errors
    ///
    /// As [`Period::parse`].
    pub fn period_named(
        &self,
        text: &str,
        years: Option<FinancialYear>,
    ) -> Result<Period, ValueError> {
        let read = Period::parse_on_site(text, years)?;
        if !Period::may_be_month_or_year(text) {
            return Ok(read);
        }

        let year = Period::parse(&text.replacen('-', "/", 1))?.in_years(years);
        let is_held = |period: &Period| {
            self.series.iter().any(|it| it.period.as_ref().is_some_and(|own| own.value == *period))
        };

        Ok([read, Period::parse(text)?, year].into_iter().find(is_held).unwrap_or(read))
    }

    /// Returns the day from which an observation was known, if that can be determined.
    ///
    /// Its own date of publication decides; else the source's, for the newest value, because that is what
    /// the source published; else the last day of its period, before which nobody could know it. A value
    /// with revisions is not what the source published last.
    #[must_use]
    pub fn known_from(&self, observation: &Observation) -> Option<Day> {
        let ended = observation.period.as_ref().map(|period| period.value.last());

        // A month or a year counts from its first day, but no value is known before its period ends.
        let not_before_the_end = |date: &Spanned<Date>| {
            let published = date.value.first_day();
            let imprecise = date.value.last_day() != published;
            ended.filter(|_| imprecise).map_or(published, |ended| published.max(ended))
        };

        if let Some(published) = &observation.published {
            return Some(not_before_the_end(published));
        }

        let newest = self.series.last().is_some_and(|last| std::ptr::eq(last, observation));
        let source = self.source.as_ref().and_then(|source| source.published.as_ref());
        match source.filter(|_| newest && observation.revised.is_empty()) {
            Some(source) => Some(not_before_the_end(source)),
            None => ended,
        }
    }

    /// Returns the values known on a day, oldest period first, each in its latest revision by then.
    pub fn known_on(&self, day: Day) -> impl DoubleEndedIterator<Item = &Observation> {
        self.series.iter().filter_map(move |first| self.versions_on(first, day).next_back())
    }

    /// Returns the versions of a value known by a day: the first publication, and each revision.
    pub fn versions_on<'f>(
        &'f self,
        first: &'f Observation,
        day: Day,
    ) -> impl DoubleEndedIterator<Item = &'f Observation> {
        let known = move |one: &&Observation| self.known_from(one).is_none_or(|from| from <= day);
        let begun = Some(first).filter(known);
        begun.into_iter().chain(first.revised.iter().filter(move |_| begun.is_some())).filter(known)
    }

    /// Returns the version known on a day for the period of a value.
    pub fn version_on<'f>(&'f self, of: &'f Observation, day: Day) -> Option<&'f Observation> {
        let first = self.series.iter().find(|first| first.is_for_period_of(of))?;
        self.versions_on(first, day).next_back()
    }
}

/// The keys of a figure.
pub(super) const KEYS: &[Key] = &[
    Key::new("unit", ValueType::Unit, "the unit: `%`, a currency, or what is counted"),
    Key::new("measure", ValueType::Text, "what is counted, in words"),
    Key::new("geography", ValueType::Text, "the area that it covers"),
    Key::new("caveat", ValueType::Text, "what to know before using it"),
    Key::new("source", ValueType::Map(SOURCE), "the publication that it comes from"),
    Key::new(
        "series",
        ValueType::Table {
            key: &ValueType::Period,
            value: &ValueType::OneOf(&[ValueType::Quantity, ValueType::Map(OBSERVATION)]),
        },
        "its values by period",
    ),
    Key::new("value", ValueType::Quantity, "its one value, in place of a series"),
    Key::new("period", ValueType::Period, "the period of its one value"),
    Key::new("rounded_to", ValueType::Number, "the rounding of the values: `100`"),
    Key::new("provisional", ValueType::Flag, "whether the values may still be revised"),
    Key::new("say", ValueType::List(&ValueType::Text), "words that fit the measure"),
    Key::new("never_say", ValueType::List(&ValueType::Text), "words that do not fit it"),
    Key::new("change", ValueType::Change, "a change that was claimed elsewhere"),
];

const SOURCE: &Schema = &Schema {
    what: "`source`",
    groups: &[&[
        Key::new("title", ValueType::Text, "the title of the publication"),
        Key::new("url", ValueType::Url, "its address"),
        Key::new("publisher", ValueType::Text, "its publisher"),
        Key::new("published", ValueType::Date, "when it came out"),
        Key::new("next_release", ValueType::Date, "when the next one comes out"),
        Key::new("licence", ValueType::Text, "its licence"),
    ]],
};

const OBSERVATION: &Schema = &Schema {
    what: "a value of the series",
    groups: &[&[
        Key::new("value", ValueType::Quantity, "the value").required(),
        Key::new("published", ValueType::Date, "when it was published"),
        Key::new("provisional", ValueType::Flag, "whether it may still be revised"),
        Key::new(
            "revised",
            ValueType::OneOf(&[
                ValueType::Map(REVISION),
                ValueType::List(&ValueType::Map(REVISION)),
            ]),
            "what was published in its place later, oldest first",
        ),
    ]],
};

const REVISION: &Schema = &Schema {
    what: "a revision",
    groups: &[&[
        Key::new("value", ValueType::Quantity, "the new value").required(),
        Key::new("published", ValueType::Date, "when it was published").required(),
        Key::new("provisional", ValueType::Flag, "whether it may still be revised"),
        Key::new("note", ValueType::Text, "the reason of the revision"),
    ]],
};

pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Figure {
    let unit = fields.parsed("unit", Code::BadValue, Unit::parse).map(|unit| unit.value);
    let rounded_to = fields.parsed("rounded_to", Code::BadValue, crate::value::parse_rounding);
    let rounded_to = rounded_to.map(|rounding| rounding.value);
    let defaults = SeriesDefaults {
        rounded_to,
        unit: unit.clone(),
        provisional: fields.flag("provisional").unwrap_or(false),
    };
    let has_value = fields.key("series").or(fields.key("value")).is_some();
    let mut series = series(fields, &defaults);
    series.extend(single(fields, &defaults));

    series.sort_by_key(|observation| {
        let period =
            observation.period.as_ref().map(|period| (period.value.last(), period.value.first()));
        (period.is_none(), period)
    });

    Figure {
        unit,
        measure: fields.text("measure").map(|text| text.value),
        source: source(fields),
        series,
        has_value,
        rounded_to,
        say: fields.texts("say"),
        never_say: fields.texts("never_say"),
        caveat: fields.text("caveat").map(|text| text.value),
        change: fields.parsed("change", Code::BadValue, Claim::parse),
        geography: fields.text("geography").map(|text| text.value),
    }
}

/// What the values of a figure have in common unless they say otherwise.
struct SeriesDefaults {
    rounded_to: Option<Decimal>,
    unit: Option<Unit>,
    provisional: bool,
}

impl SeriesDefaults {
    fn quantity(&self, reading: &mut NodeReader<'_>, text: &Text) -> Option<Spanned<Quantity>> {
        let read = match written_value::question(&text.value) {
            Some(question) => Err(question),
            None => Quantity::parse(&text.value, self.rounded_to, self.unit.as_ref()),
        };
        let read = read.and_then(|quantity| {
            let question = written_value::unit_question(&quantity, self.unit.as_ref());
            question.map_or(Ok(quantity), Err)
        });

        match read {
            Ok(quantity) => Some(Spanned::new(quantity, text.span)),
            Err(error) => {
                reading.bad(Code::BadValue, text.span, error);
                None
            }
        }
    }
}

/// Reads the one `value` of a figure that has no series.
fn single(fields: &mut Fields<'_, '_, '_>, defaults: &SeriesDefaults) -> Option<Observation> {
    let years = fields.reading.financial_year;
    let period =
        fields.parsed("period", Code::BadPeriod, |text| written_value::period(text, &[], years));
    let text = fields.text("value")?;
    if let Some(series) = fields.key("series") {
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

        return None;
    }

    let value = defaults.quantity(fields.reading, &text)?;
    Some(Observation { provisional: defaults.provisional, ..Observation::new(period, value) })
}

/// How many values a series may have: a day's value for fifty years. Each has a row in a table and a place in a chart.
const SERIES_MAX: usize = 20_000;

fn series(fields: &mut Fields<'_, '_, '_>, defaults: &SeriesDefaults) -> Vec<Observation> {
    let Some(node) = fields.node("series") else {
        return Vec::new();
    };

    let Some(mut entries) = fields.reading.map(node, "`series`") else {
        return Vec::new();
    };

    if let Some(first_over) = entries.get(SERIES_MAX) {
        let message = format!("the series has {} values; the limit is {SERIES_MAX}", entries.len());
        let help =
            "publish the whole of it as a file in `static/`, and keep what is compared and charted";
        fields.reading.report(Code::TooLarge, first_over.key.span, message, help);
        entries = &entries[..SERIES_MAX];
    }

    let mut series: Vec<Observation> = Vec::new();
    let mut known = HashMap::new();
    let keys: Vec<&str> = entries.iter().map(|entry| &*entry.key.value).collect();
    let years = fields.reading.financial_year;
    for entry in entries {
        let period = match written_value::period(&entry.key.value, &keys, years) {
            Ok(period) => period,
            Err(error) => {
                fields.reading.bad(Code::BadPeriod, entry.key.span, error);
                continue;
            }
        };

        if let Some(&first) = known.get(&period) {
            let message =
                format!("duplicate period {}, written in two ways", house_style::period(&period));
            let finding =
                Diagnostic::new(Code::DuplicateKey, fields.reading.place(entry.key.span), message);
            let label = fields.reading.place(first);

            fields
                .reading
                .findings
                .push(finding.label(label, "first defined here").help("keep one of the two"));
            continue;
        }

        known.insert(period, entry.key.span);

        let period = Spanned::new(period, entry.key.span);
        series.extend(observation(fields, &entry.node, period, defaults));
    }

    series
}

fn observation(
    fields: &mut Fields<'_, '_, '_>,
    node: &Node,
    period: Spanned<Period>,
    defaults: &SeriesDefaults,
) -> Option<Observation> {
    if !matches!(node.value, Value::Map(_)) {
        if node.value.is_empty() {
            let help = "write the number after the period, or take the line out";
            fields.reading.report(Code::MissingKey, period.span, "this period has no value", help);
            return None;
        }

        let text = fields.reading.text(node, "a value")?;
        let value = defaults.quantity(fields.reading, &text)?;
        let provisional = defaults.provisional;

        return Some(Observation { provisional, ..Observation::new(Some(period), value) });
    }

    let mut fields = Fields::from_node(fields.reading, OBSERVATION, node)?;
    let text = fields.text("value");
    let published = fields.parsed("published", Code::BadDate, Date::parse);
    let provisional = fields.flag("provisional").unwrap_or(defaults.provisional);
    let value = text.and_then(|text| defaults.quantity(fields.reading, &text));

    let revised = revisions(&mut fields, period, published, defaults);
    fields.finish();

    Some(Observation { published, provisional, revised, ..Observation::new(Some(period), value?) })
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

    let provisional = fields.flag("provisional").unwrap_or(defaults.provisional);
    let why = fields.text("note").map(|text| text.value);
    let value = text.and_then(|text| defaults.quantity(fields.reading, &text));

    fields.finish();
    published.as_ref()?;

    Some(Observation {
        published,
        provisional,
        note: why,
        ..Observation::new(Some(period), value?)
    })
}

fn source(fields: &mut Fields<'_, '_, '_>) -> Option<FigureSource> {
    let node = fields.node("source")?;
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
