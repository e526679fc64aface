//! A value that a page states for a figure at a time that is missing from the figure's record.
//!
//! Invariant: its bounds allow for its qualifier and its rounding, so two pages contradict each other only
//! where no number is within both.

use crate::site::EntryId;
use crate::source::Span;
use crate::value::{Day, Period};

/// A value that a page states for a figure at a time that is missing from the figure's record.
#[derive(Debug, Clone)]
pub(in crate::check) struct StatedValue {
    pub(in crate::check) figure: EntryId,
    pub(in crate::check) time: StatedTime,
    pub(in crate::check) bounds: ValueBounds,
    /// The number as written.
    pub(in crate::check) written: Box<str>,
    pub(in crate::check) span: Span,
    /// Whether its clause has nothing besides the figure, the number and the time, so that it cannot be a
    /// part.
    pub(in crate::check) is_plain: bool,
    pub(super) is_headline: bool,
}

impl StatedValue {
    /// Returns the same value, stated of another figure.
    pub(in crate::check) fn with_figure(&self, figure: EntryId) -> StatedValue {
        StatedValue { figure, ..self.clone() }
    }
}

/// A number with the lower and upper bound that its qualifier and rounding allow.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct ValueBounds {
    pub(in crate::check) value: f64,
    pub(in crate::check) low: f64,
    pub(in crate::check) high: f64,
}

/// The time of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum StatedTime {
    /// A first and a last day.
    Days(Day, Day),
    /// No time is named: it is the newest value on a page's day.
    NewestOn(Day),
}

impl StatedTime {
    /// Returns the period, where one is named.
    pub(in crate::check) fn period(self) -> Option<Period> {
        match self {
            StatedTime::Days(first, last) => Period::new(first, last).ok(),
            StatedTime::NewestOn(_) => None,
        }
    }
}

impl ValueBounds {
    /// Tells whether both bounds are finite.
    pub(in crate::check) fn is_limited(self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }

    /// Tells whether some number is within both.
    pub(in crate::check) fn meets(self, other: ValueBounds) -> bool {
        // Tolerance for binary rounding: "5,134" and "5,135" touch without overlapping.
        const LOSS: f64 = 1e-9;

        let loss = LOSS * self.value.abs().max(other.value.abs());
        self.low.max(other.low) + loss < self.high.min(other.high)
    }
}
