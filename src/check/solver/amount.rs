//! What a sentence counts, measures and dates.
//!
//! Invariant: arithmetic here is binary. A claim is refuted by a margin that is many orders larger than
//! what a double loses, and exact values are computed where a finding quotes them.

use crate::value::{Currency, Qualifier};

/// What sort of thing an amount is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum AmountKind {
    /// A number of things, or of a physical unit.
    Count,
    Money(Currency),
    Percent,
    /// Percentage points; basis points are hundredths of them.
    Points,
    /// A simple fraction: "a third", "one in five".
    Fraction,
    /// "Three times", "twice".
    Multiple,
    /// A length of time, in days.
    Duration,
    Date(DateParts),
    /// A year that is named alone; `is_financial` for 2024-25.
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

/// An amount in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WrittenAmount {
    /// Where it begins in the text, without its qualifier.
    pub(crate) start: u32,
    /// One past its last byte.
    pub(crate) end: u32,
    pub(crate) kind: AmountKind,
    /// The number, with its magnitude; durations in days.
    pub(crate) value: f64,
    /// The number as it is written, without its magnitude or the length of its unit.
    pub(crate) shown: f64,
    /// Half a unit of the rounding that the number shows.
    pub(crate) half: f64,
    /// One unit of its last digit that is not zero.
    pub(crate) last_unit: f64,
    /// The low end of a range.
    pub(crate) low: Option<f64>,
    pub(crate) qualifier: Qualifier,
    /// How many decimals it is written with.
    pub(crate) decimals: u32,
    /// The words that follow it, in the singular.
    pub(crate) noun: Vec<String>,
    /// The unit of a count or a duration: "tonne", "week".
    pub(crate) unit: Option<String>,
    /// Whether it is multiplied by a word: "million".
    pub(crate) has_magnitude: bool,
    /// Whether its number is written in words.
    pub(crate) is_spelled: bool,
    /// Whether it carries a sign: `Some(true)` for a minus.
    pub(crate) sign: Option<bool>,
    /// Whether it is in basis points.
    pub(crate) is_basis_points: bool,
}

/// A number with what its rounding and its qualifier leave open.
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

/// What amounts must share to be compared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Likeness {
    Count(Option<String>),
    Money(Currency),
    Percent,
    Duration,
}

impl WrittenAmount {
    /// Returns what its words leave open.
    pub(crate) fn range(&self) -> Range {
        // "About 4,310" is not rounded to a hundred.
        const WIDEST_ABOUT: f64 = 0.08;
        // "More than 4,000" is rarely said of 4,500.
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

    /// Returns what it can be compared by; none for what is no value.
    pub(crate) fn likeness(&self) -> Option<Likeness> {
        match self.kind {
            AmountKind::Count => Some(Likeness::Count(self.unit.clone())),
            AmountKind::Money(currency) => Some(Likeness::Money(currency)),
            AmountKind::Percent => Some(Likeness::Percent),
            AmountKind::Duration => Some(Likeness::Duration),
            _ => None,
        }
    }

    /// Tells whether its words set a limit: "up to".
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
