//! Amounts: what a sentence counts, measures and dates.
//!
//! Invariant: arithmetic here uses doubles. A refutation needs a margin many orders of magnitude above the
//! error of a double, and where a finding quotes a value, the exact one is computed.

use crate::value::{Currency, Qualifier};

/// The kind of an amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum AmountKind {
    /// A number of things, or of a physical unit.
    Count,
    Money(Currency),
    Percent,
    /// Percentage points; basis points are converted to them.
    Points,
    /// A simple fraction: "a third", "one in five".
    Fraction,
    /// "Three times", "twice".
    Multiple,
    /// A length of time, in days.
    Duration,
    Date(DateParts),
    /// A year alone; `is_financial` for 2024-25.
    Year {
        is_financial: bool,
    },
    Time,
    /// An age in years.
    Age,
    /// A reference of the body, by its index there.
    Reference(u32),
}

/// The parts of a date that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct DateParts {
    pub(crate) year: Option<i16>,
    pub(crate) month: i8,
    pub(crate) day: Option<i8>,
    /// Monday is 0.
    pub(crate) weekday: Option<i8>,
}

/// An amount of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WrittenAmount {
    /// Its first byte in the text, without the qualifier.
    pub(crate) start: u32,
    /// One past its last byte.
    pub(crate) end: u32,
    pub(crate) kind: AmountKind,
    /// The number, with its magnitude; durations in days.
    pub(crate) value: f64,
    /// The number as written, without its magnitude; durations in their written unit.
    pub(crate) shown: f64,
    /// Half of the unit that the number appears to be rounded to.
    pub(crate) half: f64,
    /// One unit of its last non-zero digit.
    pub(crate) last_unit: f64,
    /// The low end of a range; none for a single number.
    pub(crate) low: Option<f64>,
    pub(crate) qualifier: Qualifier,
    /// The number of decimals written.
    pub(crate) decimals: u32,
    /// The words that follow it, in the singular.
    pub(crate) noun: Vec<String>,
    /// The unit of a count or a duration: "tonne", "week".
    pub(crate) unit: Option<String>,
    /// Whether a word such as "million" multiplies it.
    pub(crate) has_magnitude: bool,
    /// Whether its number is written in words.
    pub(crate) is_spelled: bool,
    /// Whether it carries a sign: `Some(true)` for a minus.
    pub(crate) sign: Option<bool>,
    /// Whether it is in basis points.
    pub(crate) is_basis_points: bool,
}

/// A number as an interval that allows for its rounding and qualifier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Range {
    pub(crate) value: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Range {
    pub(crate) fn sum(self, other: Range) -> Range {
        Range {
            value: self.value + other.value,
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }

    /// Tells whether two ranges share a number.
    pub(crate) fn meets(self, low: f64, high: f64) -> bool {
        self.high >= low && self.low <= high
    }
}

/// What two amounts must have in common to be compared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Likeness {
    Count(Option<String>),
    Money(Currency),
    Percent,
    Duration,
}

impl WrittenAmount {
    /// Returns the interval that its rounding and qualifier allow.
    pub(crate) fn range(&self) -> Range {
        // "About 4,310" is not rounded to a hundred.
        const WIDEST_ABOUT: f64 = 0.08;
        // "More than 4,000" rarely means 4,500.
        const MORE: f64 = 1.12;
        const LESS: f64 = 0.88;
        const UP_TO: f64 = 0.5;

        let value = self.value.abs();
        let half = match self.qualifier {
            Qualifier::About => self.half.max(self.last_unit.min(WIDEST_ABOUT * value)),
            _ => self.half,
        };
        let mut range = Range { value, low: value - half, high: value + half };

        if let Some(low) = self.low {
            range.low = range.low.min(low);
        }

        match self.qualifier {
            Qualifier::MoreThan | Qualifier::AtLeast => range.high = range.high.max(value * MORE),
            Qualifier::FewerThan | Qualifier::Nearly => range.low = range.low.min(value * LESS),
            Qualifier::UpTo | Qualifier::AtMost => range.low = range.low.min(value * UP_TO),
            Qualifier::Exact | Qualifier::About | Qualifier::Between => {}
        }

        range.low = range.low.max(0.0);
        range
    }

    /// Returns its likeness; none for an amount that is not a value.
    pub(crate) fn likeness(&self) -> Option<Likeness> {
        match self.kind {
            AmountKind::Count => Some(Likeness::Count(self.unit.clone())),
            AmountKind::Money(currency) => Some(Likeness::Money(currency)),
            AmountKind::Percent => Some(Likeness::Percent),
            AmountKind::Duration => Some(Likeness::Duration),
            _ => None,
        }
    }

    /// Tells whether its qualifier sets a limit: "up to".
    pub(crate) fn is_limit(&self) -> bool {
        matches!(self.qualifier, Qualifier::UpTo | Qualifier::AtMost)
    }

    pub(crate) fn says_more(&self) -> bool {
        matches!(self.qualifier, Qualifier::MoreThan | Qualifier::AtLeast)
    }

    pub(crate) fn says_less(&self) -> bool {
        matches!(self.qualifier, Qualifier::FewerThan | Qualifier::Nearly)
    }

    pub(crate) fn says_about(&self) -> bool {
        self.qualifier == Qualifier::About
    }

    pub(crate) fn is_count_or_money(&self) -> bool {
        matches!(self.kind, AmountKind::Count | AmountKind::Money(_))
    }

    /// Returns the year of a date or of a year.
    pub(crate) fn year(&self) -> Option<i16> {
        match self.kind {
            #[expect(clippy::cast_possible_truncation, reason = "a year has four digits")]
            AmountKind::Year { .. } => Some(self.value as i16),
            AmountKind::Date(parts) => parts.year,
            _ => None,
        }
    }

    /// Returns the index of the reference, if it is one.
    pub(crate) fn reference(&self) -> Option<u32> {
        match self.kind {
            AmountKind::Reference(index) => Some(index),
            _ => None,
        }
    }

    /// Returns the date, if it is one.
    pub(crate) fn date(&self) -> Option<DateParts> {
        match self.kind {
            AmountKind::Date(parts) => Some(parts),
            _ => None,
        }
    }
}
