//! The marks that statistical offices put beside values, or in their place.

/// What a mark beside a value says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueMark {
    /// It may still be revised.
    Provisional,
    /// It replaces one that was published before.
    Revised,
    /// It is estimated and not counted.
    Estimated,
    /// It is a forecast.
    Forecast,
    /// It cannot be compared with those before it.
    Break,
    /// It rests on few observations.
    Unreliable,
}

/// Why a period has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissingReason {
    /// It is not available.
    NotAvailable,
    /// There can be none.
    NotApplicable,
    /// It is not published, because it would tell about single people or firms.
    Confidential,
    /// It is more than nought, and less than half of what is printed.
    Low,
}

/// The marks of values.
#[derive(Debug)]
pub struct Marks {
    /// Marks after a value, in any case: the letters stand apart or in brackets.
    pub beside: &'static [(&'static str, ValueMark)],
    /// Those letters that may also touch the last digit: `1,900r`.
    pub touching: &'static [&'static str],
    /// What stands in place of a value, in any case.
    pub instead: &'static [(&'static str, MissingReason)],
    /// Those of them that mean this only in brackets: `[c]`.
    pub bracketed: &'static [(&'static str, MissingReason)],
}

/// The names of columns in tables of values, in any case; a low line counts as a space.
#[derive(Debug)]
pub struct TableWords {
    /// Periods.
    pub period: &'static [&'static str],
    /// Values, in a table with a row for each.
    pub value: &'static [&'static str],
    /// The series of a value.
    pub series: &'static [&'static str],
    /// Notes.
    pub note: &'static [&'static str],
    /// Days of publication.
    pub published: &'static [&'static str],
    /// Whether values may still be revised.
    pub provisional: &'static [&'static str],
    /// What says so in such a column.
    pub yes: &'static [&'static str],
}

impl ValueMark {
    /// Returns its name in data and in the keys of phrases.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            ValueMark::Provisional => "provisional",
            ValueMark::Revised => "revised",
            ValueMark::Estimated => "estimated",
            ValueMark::Forecast => "forecast",
            ValueMark::Break => "break",
            ValueMark::Unreliable => "unreliable",
        }
    }
}

impl MissingReason {
    /// Returns its name in data and in the keys of phrases.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            MissingReason::NotAvailable => "not-available",
            MissingReason::NotApplicable => "not-applicable",
            MissingReason::Confidential => "confidential",
            MissingReason::Low => "low",
        }
    }
}
