//! Reads the values and the periods of a series, wherever they are written.
//!
//! In: a text with its place. Out: an observation, a reason why there is none, or a finding. Invariant: it knows no key
//! and no column.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{MissingReason, MissingValue, Observation, ValueMark};
use crate::content::written_value::{self, WrittenValue};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::source::Spanned;
use crate::value::{Date, Period, Quantity, Unit, ValueError, quote};
use crate::yaml::{NodeReader, Text};

/// How many values a series may have: a day's value for fifty years. Each has a row in a table and a place in a chart.
pub(super) const SERIES_MAX: usize = 20_000;

/// How many series a figure may have: more lines than that are no chart.
pub(super) const PARTS_MAX: usize = 40;

/// What the values of a figure have in common unless they say otherwise.
pub(super) struct SeriesDefaults {
    pub(super) rounded_to: Option<Decimal>,
    pub(super) unit: Option<Unit>,
    pub(super) provisional: bool,
}

/// The values of a series, and its periods without one.
#[derive(Default)]
pub(super) struct SeriesValues {
    pub(super) series: Vec<Observation>,
    pub(super) gaps: Vec<MissingValue>,
}

/// A value, or the reason why there is none.
pub(super) enum ValueOrReason {
    Value(Spanned<Quantity>, Vec<ValueMark>),
    Missing(MissingReason),
}

impl SeriesValues {
    pub(super) fn is_empty(&self) -> bool {
        self.series.is_empty() && self.gaps.is_empty()
    }

    /// Adds what is said of all of its values.
    pub(super) fn describe(
        &mut self,
        published: Option<Spanned<Date>>,
        provisional: Option<bool>,
        note: Option<&str>,
    ) {
        for gap in &mut self.gaps {
            gap.published = published;
            gap.note = note.map(Box::from);
        }
        for one in &mut self.series {
            one.published = published;
            one.provisional = provisional.unwrap_or(one.provisional);
            one.note = note.map(Box::from);
        }
    }

    pub(super) fn extend(&mut self, other: SeriesValues) {
        self.series.extend(other.series);
        self.gaps.extend(other.gaps);
    }

    /// Puts the values into the order of their periods; those without one come last.
    pub(super) fn sort(&mut self) {
        let key = |period: &Option<Spanned<Period>>| {
            let period = period.as_ref().map(|it| (it.value.last(), it.value.first()));
            (period.is_none(), period)
        };
        self.series.sort_by_key(|one| key(&one.period));
        self.gaps.sort_by_key(|one| key(&one.period));
    }
}

impl SeriesDefaults {
    /// Reads a value with its marks, or a mark in its place.
    pub(super) fn value(&self, reading: &mut NodeReader<'_>, text: &Text) -> Option<ValueOrReason> {
        let quantity = |written: &str| -> Result<Quantity, ValueError> {
            if let Some(question) = written_value::question(written) {
                return Err(question);
            }

            let quantity = Quantity::parse(written, self.rounded_to, self.unit.as_ref())?;
            match written_value::unit_question(&quantity, self.unit.as_ref()) {
                Some(question) => Err(question),
                None => Ok(quantity),
            }
        };

        match written_value::marked(&text.value) {
            WrittenValue::Missing(reason) => Some(ValueOrReason::Missing(reason)),
            WrittenValue::Value { text: bare, marks } => match quantity(bare) {
                Ok(value) => Some(ValueOrReason::Value(Spanned::new(value, text.span), marks)),
                Err(error) => {
                    reading.bad(Code::BadValue, text.span, error);
                    None
                }
            },
        }
    }

    /// Reads a value, where a mark in its place says nothing.
    pub(super) fn quantity(
        &self,
        reading: &mut NodeReader<'_>,
        text: &Text,
    ) -> Option<(Spanned<Quantity>, Vec<ValueMark>)> {
        match self.value(reading, text)? {
            ValueOrReason::Value(value, marks) => Some((value, marks)),
            ValueOrReason::Missing(_) => {
                let message = format!("{} is a mark and not a value", quote(&text.value));
                let help = "write the number that was published";
                reading.report(Code::BadValue, text.span, message, help);
                None
            }
        }
    }

    /// Makes the entry of a period from the text of its value.
    pub(super) fn entry(
        &self,
        reading: &mut NodeReader<'_>,
        period: Option<Spanned<Period>>,
        text: &Text,
    ) -> Option<SeriesValues> {
        let entry = match self.value(reading, text)? {
            ValueOrReason::Value(value, marks) => {
                let provisional = self.provisional || marks.contains(&ValueMark::Provisional);
                let one = Observation { provisional, marks, ..Observation::new(period, value) };
                SeriesValues { series: vec![one], gaps: Vec::new() }
            }
            ValueOrReason::Missing(reason) => {
                let gap = MissingValue { period, reason, published: None, note: None };
                SeriesValues { series: Vec::new(), gaps: vec![gap] }
            }
        };

        Some(entry)
    }
}

/// Reads the periods of a series, each by its neighbours, and reports those that come twice.
pub(super) struct PeriodReader<'t> {
    written: Vec<&'t str>,
    known: HashMap<Period, Text>,
}

impl<'t> PeriodReader<'t> {
    pub(super) fn new(written: Vec<&'t str>) -> PeriodReader<'t> {
        PeriodReader { written, known: HashMap::new() }
    }

    /// Reads a period; none if it is wrong, or comes a second time.
    pub(super) fn read(
        &mut self,
        reading: &mut NodeReader<'_>,
        text: &Text,
    ) -> Option<Spanned<Period>> {
        let years = reading.years;
        let period = match written_value::period(&text.value, &self.written, years) {
            Ok(period) => period,
            Err(error) => {
                reading.bad(Code::BadPeriod, text.span, error);
                return None;
            }
        };

        if let Some(first) = self.known.get(&period) {
            let words = house_style::period(&period);
            let message = match first.value == text.value {
                true => format!("duplicate period {words}"),
                false => format!("duplicate period {words}, written in two ways"),
            };
            let finding = Diagnostic::new(Code::DuplicateKey, reading.place(text.span), message);
            let label = reading.place(first.span);

            reading
                .findings
                .push(finding.label(label, "first defined here").help("keep one of the two"));
            return None;
        }

        self.known.insert(period, text.clone());

        Some(Spanned::new(period, text.span))
    }
}
