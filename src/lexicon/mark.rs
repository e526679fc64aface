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
