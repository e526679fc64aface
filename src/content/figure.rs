//! Figures: numbers with a unit, a period, a source and a rounding.

use std::collections::HashMap;

use crate::diagnostic::Code;
use crate::source::Spanned;
use crate::value::{Date, Day, Period, Quantity, Unit};
use crate::yaml::{Fields, Node, Reading, Text, Value};
use rust_decimal::Decimal;

/// The front matter of a figure.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// The unit of its values, where they do not carry it themselves.
    pub unit: Option<Unit>,
    /// What is counted, in words.
    pub measure: Option<Box<str>>,
    /// Where it comes from.
    pub source: Option<Source>,
    /// Its values, oldest period first; those without a period come last.
    pub series: Vec<Observation>,
    /// To how much the values were rounded: 100 is "to the nearest 100".
    pub rounded_to: Option<Decimal>,
    /// Words that fit the measure.
    pub say: Vec<Text>,
    /// Words that do not.
    pub never_say: Vec<Text>,
    /// What to know before it is used.
    pub caveat: Option<Box<str>>,
    /// A change that was claimed somewhere.
    pub change: Option<Text>,
    /// The area that it covers.
    pub geography: Option<Box<str>>,
}

/// One value of a figure.
#[derive(Debug, Clone)]
pub struct Observation {
    /// Its period; none where none is given.
    pub period: Option<Spanned<Period>>,
    /// The value.
    pub value: Spanned<Quantity>,
    /// When it was published; none where only the source's own date is known.
    pub published: Option<Spanned<Date>>,
    /// Whether it may still be revised.
    pub provisional: bool,
}

/// The map `source`.
#[derive(Debug, Clone, Default)]
pub struct Source {
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

impl Figure {
    /// Returns the day from which an observation was known, where that can be told.
    ///
    /// Its own date of publication decides; else the source's, for the newest value, which is the one
    /// that the source came out with; else the last day of its period, before which nobody knew it.
    #[must_use]
    pub fn known_from(&self, observation: &Observation) -> Option<Day> {
        let ended = observation.period.as_ref().map(|period| period.value.last());
        // A month or a year counts from its first day, but nothing is known before its period ends.
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
        match source.filter(|_| newest) {
            Some(source) => Some(not_before_the_end(source)),
            None => ended,
        }
    }

    /// Returns the values known on a day, oldest period first.
    pub fn known_on(&self, day: Day) -> impl DoubleEndedIterator<Item = &Observation> {
        self.series.iter().filter(move |observation| {
            self.known_from(observation).is_none_or(|known| known <= day)
        })
    }
}

pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Figure {
    let unit = fields.parsed("unit", Code::BadValue, Unit::parse).map(|unit| unit.value);
    let rounded_to = fields.parsed("rounded_to", Code::BadValue, crate::value::parse_rounding);
    let rounded_to = rounded_to.map(|rounding| rounding.value);
    let shared = Shared {
        rounded_to,
        unit: unit.clone(),
        provisional: fields.flag("provisional").unwrap_or(false),
    };
    let mut series = series(fields, &shared);
    series.extend(single(fields, &shared));
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
        rounded_to,
        say: fields.texts("say"),
        never_say: fields.texts("never_say"),
        caveat: fields.text("caveat").map(|text| text.value),
        change: fields.text("change"),
        geography: fields.text("geography").map(|text| text.value),
    }
}

/// What all values of a figure have in common.
struct Shared {
    rounded_to: Option<Decimal>,
    unit: Option<Unit>,
    provisional: bool,
}

impl Shared {
    fn quantity(&self, fields: &mut Reading<'_>, text: &Text) -> Option<Spanned<Quantity>> {
        match Quantity::parse(&text.value, self.rounded_to, self.unit.as_ref()) {
            Ok(quantity) => Some(Spanned::new(quantity, text.span)),
            Err(error) => {
                fields.bad(Code::BadValue, text.span, error);
                None
            }
        }
    }
}

/// Reads the one `value` of a figure that has no series.
fn single(fields: &mut Fields<'_, '_, '_>, shared: &Shared) -> Option<Observation> {
    let period = fields.parsed("period", Code::BadPeriod, Period::parse);
    let text = fields.text("value")?;
    if let Some(series) = fields.key("series") {
        let finding = crate::diagnostic::Diagnostic::new(
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
    Some(Observation {
        period,
        value: shared.quantity(fields.reading, &text)?,
        published: None,
        provisional: shared.provisional,
    })
}

fn series(fields: &mut Fields<'_, '_, '_>, shared: &Shared) -> Vec<Observation> {
    let Some(node) = fields.node("series") else {
        return Vec::new();
    };
    let Some(entries) = fields.reading.map(node, "`series`") else {
        return Vec::new();
    };
    let mut series: Vec<Observation> = Vec::new();
    let mut known = HashMap::new();
    for entry in entries {
        let period = match Period::parse(&entry.key.value) {
            Ok(period) => period,
            Err(error) => {
                fields.reading.bad(Code::BadPeriod, entry.key.span, error);
                continue;
            }
        };
        if let Some(&first) = known.get(&period) {
            let message =
                format!("the period {} stands twice, written in two ways", period.words());
            let finding = crate::diagnostic::Diagnostic::new(
                Code::DuplicateKey,
                fields.reading.place(entry.key.span),
                message,
            );
            let label = fields.reading.place(first);
            fields
                .reading
                .findings
                .push(finding.label(label, "it stands here first").help("keep one of the two"));
            continue;
        }
        known.insert(period, entry.key.span);
        let period = Spanned::new(period, entry.key.span);
        series.extend(observation(fields, &entry.node, period, shared));
    }
    series
}

fn observation(
    fields: &mut Fields<'_, '_, '_>,
    node: &Node,
    period: Spanned<Period>,
    shared: &Shared,
) -> Option<Observation> {
    if !matches!(node.value, Value::Map(_)) {
        if node.value.is_empty() {
            let help = "write the number behind the period, or take the line out";
            fields.reading.report(Code::MissingKey, period.span, "this period has no value", help);
            return None;
        }
        let text = fields.reading.text(node, "a value")?;
        return Some(Observation {
            period: Some(period),
            value: shared.quantity(fields.reading, &text)?,
            published: None,
            provisional: shared.provisional,
        });
    }
    let mut fields = Fields::of(fields.reading, "a value of the series", node)?;
    let text = fields.required("value");
    let published = fields.parsed("published", Code::BadDate, Date::parse);
    let provisional = fields.flag("provisional").unwrap_or(shared.provisional);
    let value = text.and_then(|text| shared.quantity(fields.reading, &text));
    fields.finish();
    Some(Observation { period: Some(period), value: value?, published, provisional })
}

fn source(fields: &mut Fields<'_, '_, '_>) -> Option<Source> {
    let node = fields.node("source")?;
    let mut fields = Fields::of(fields.reading, "`source`", node)?;
    let source = Source {
        title: fields.text("title").map(|text| text.value),
        url: fields.address("url").map(|url| url.value),
        publisher: fields.text("publisher").map(|text| text.value),
        published: fields.parsed("published", Code::BadDate, Date::parse),
        next_release: fields.parsed("next_release", Code::BadDate, Date::parse),
        licence: fields.text("licence").map(|text| text.value),
    };
    fields.finish();
    Some(source)
}
