//! A value that a page gives a figure for a time of which the figure's record has none.
//!
//! Invariant: its bounds are those that its words and its rounding allow, so that two pages contradict each other only
//! where the bounds of both have no number in common.

use crate::site::EntryId;
use crate::source::Span;
use crate::value::{Day, Period};

/// A value that a page gives a figure, whose record has none of that time.
#[derive(Debug, Clone)]
pub(in crate::check) struct StatedValue {
    pub(in crate::check) figure: EntryId,
    pub(in crate::check) time: StatedTime,
    pub(in crate::check) bounds: ValueBounds,
    /// The number as it is written.
    pub(in crate::check) written: Box<str>,
    pub(in crate::check) span: Span,
    /// Whether its clause says nothing but the figure, the number and the time: it cannot be that of a part.
    pub(in crate::check) is_plain: bool,
    pub(super) is_headline: bool,
}

/// A number with the least and the most that its words and its rounding allow.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct ValueBounds {
    pub(in crate::check) value: f64,
    pub(in crate::check) low: f64,
    pub(in crate::check) high: f64,
}

/// The time that a value is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum StatedTime {
    /// A first and a last day.
    Days(Day, Day),
    /// None is named: it is the newest value on a page's day.
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
    /// Tells whether it has a least and a most.
    pub(in crate::check) fn is_limited(self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }

    /// Tells whether some number satisfies both.
    pub(in crate::check) fn meets(self, other: ValueBounds) -> bool {
        // What binary arithmetic may lose: "5,134" and "5,135" touch, and do not meet.
        const LOSS: f64 = 1e-9;

        let loss = LOSS * self.value.abs().max(other.value.abs());
        self.low.max(other.low) + loss < self.high.min(other.high)
    }
}
