//! Interval arithmetic over decimals: the set of possible true values.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

/// An endpoint of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The number at which it ends.
    pub value: Decimal,
    /// Whether the number itself is included.
    pub closed: bool,
}

/// All values from a low to a high endpoint; without an endpoint it is unbounded on that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    low: Option<Bound>,
    high: Option<Bound>,
}

/// The decimal places of quotients, which are rounded outwards so that no possible value is lost. Twelve: far
/// finer than any published number, and far below the 28 digits of a decimal.
const PLACES: u32 = 12;

impl Bound {
    /// Makes an endpoint that is included.
    #[must_use]
    pub fn closed(value: Decimal) -> Bound {
        Bound { value, closed: true }
    }

    /// Makes an endpoint that is excluded.
    #[must_use]
    pub fn open(value: Decimal) -> Bound {
        Bound { value, closed: false }
    }

    fn map(self, change: impl FnOnce(Decimal) -> Option<Decimal>) -> Option<Bound> {
        let value = change(self.value)?;
        Some(Bound { value, ..self })
    }
}

impl Interval {
    /// Makes an interval from two endpoints, in either order.
    #[must_use]
    pub fn new(low: Option<Bound>, high: Option<Bound>) -> Interval {
        match (low, high) {
            // Negative factors swap the endpoints, and callers compute with both.
            (Some(one), Some(two)) if one.value > two.value => {
                Interval { low: Some(two), high: Some(one) }
            }
            _ => Interval { low, high },
        }
    }

    /// Makes the interval of one value.
    #[must_use]
    pub fn exact(value: Decimal) -> Interval {
        Interval::closed(value, value)
    }

    /// Makes a closed interval.
    #[must_use]
    pub fn closed(low: Decimal, high: Decimal) -> Interval {
        Interval::new(Some(Bound::closed(low)), Some(Bound::closed(high)))
    }

    /// Makes the interval within `half` of a value; both endpoints are included, since the publisher's rule
    /// for ties is unknown.
    #[must_use]
    pub fn around(value: Decimal, half: Decimal) -> Interval {
        let half = half.abs();
        Interval {
            low: value.checked_sub(half).map(Bound::closed),
            high: value.checked_add(half).map(Bound::closed),
        }
    }

    /// Makes the unbounded interval.
    #[must_use]
    pub fn unbounded() -> Interval {
        Interval { low: None, high: None }
    }

    /// Returns the low end.
    #[must_use]
    pub fn low(&self) -> Option<Bound> {
        self.low
    }

    /// Returns the high end.
    #[must_use]
    pub fn high(&self) -> Option<Bound> {
        self.high
    }

    /// Returns its value, if it has only one.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        let (low, high) = (self.low?, self.high?);

        // If the one point is excluded, no value is left.
        (low == high && low.closed).then_some(low.value)
    }

    /// Tells whether both endpoints are finite.
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        self.low.is_some() && self.high.is_some()
    }

    /// Tells whether it contains a value.
    #[must_use]
    pub fn contains(&self, value: Decimal) -> bool {
        let above = self.low.is_none_or(|low| match value.cmp(&low.value) {
            Ordering::Less => false,
            Ordering::Equal => low.closed,
            Ordering::Greater => true,
        });

        let below = self.high.is_none_or(|high| match value.cmp(&high.value) {
            Ordering::Less => true,
            Ordering::Equal => high.closed,
            Ordering::Greater => false,
        });

        above && below
    }

    /// Tells whether it contains all of another interval.
    #[must_use]
    pub fn holds(&self, other: &Interval) -> bool {
        let low = match (self.low, other.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(other)) => {
                own.value < other.value
                    || (own.value == other.value && (own.closed || !other.closed))
            }
        };

        let high = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(other)) => {
                own.value > other.value
                    || (own.value == other.value && (own.closed || !other.closed))
            }
        };

        low && high
    }

    /// Tells whether the two have a value in common.
    #[must_use]
    pub fn meets(&self, other: &Interval) -> bool {
        let reaches = |low: Option<Bound>, high: Option<Bound>| match (low, high) {
            (Some(low), Some(high)) => {
                low.value < high.value || (low.value == high.value && low.closed && high.closed)
            }
            _ => true,
        };
        reaches(self.low, other.high) && reaches(other.low, self.high)
    }

    /// Returns all sums of a value of each.
    #[must_use]
    pub fn sum(&self, other: &Interval) -> Interval {
        Interval { low: sum(self.low, other.low), high: sum(self.high, other.high) }
    }

    /// Returns all differences of a value of this one less a value of the other.
    #[must_use]
    pub fn difference(&self, other: &Interval) -> Interval {
        self.sum(&other.negated())
    }

    /// Returns the interval of the negated values.
    #[must_use]
    pub fn negated(&self) -> Interval {
        let turn = |bound: Bound| Bound { value: -bound.value, ..bound };
        Interval { low: self.high.map(turn), high: self.low.map(turn) }
    }

    /// Returns all quotients of a value of this one by a value of the other.
    ///
    /// None if the other contains zero. Inexact endpoints are rounded outwards to the twelfth decimal place;
    /// one that is too large for a decimal becomes unbounded.
    #[must_use]
    pub fn ratio(&self, other: &Interval) -> Option<Interval> {
        let zero = Decimal::ZERO;
        if other.contains(zero) {
            return None;
        }

        if other.high.is_some_and(|high| high.value <= zero) {
            return self.negated().ratio(&other.negated());
        }

        let low_by = other.low?;

        Some(Interval {
            low: self.low.and_then(|low| {
                // The smallest quotient of a negative number is by the smallest divisor, and of a positive one
                // by the largest.
                let by = if low.value < zero { Some(low_by) } else { other.high };
                quotient(low, by, RoundingStrategy::ToNegativeInfinity)
            }),
            high: self.high.and_then(|high| {
                let by = if high.value > zero { Some(low_by) } else { other.high };
                quotient(high, by, RoundingStrategy::ToPositiveInfinity)
            }),
        })
    }

    /// Returns the change from one value to another in per cent of the first:
    /// `(to - from) / from * 100`.
    ///
    /// None if the first may be zero.
    #[must_use]
    pub fn percentage_change(from: &Interval, to: &Interval) -> Option<Interval> {
        // Equal to `to / from - 1`. Using `from` only once keeps the interval tight: twice, it would
        // count its uncertainty twice.
        let ratio = to.ratio(from)?;
        let percent = |bound: Bound| {
            bound.map(|ratio| ratio.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED))
        };
        Some(Interval { low: ratio.low.and_then(percent), high: ratio.high.and_then(percent) })
    }
}

fn sum(one: Option<Bound>, two: Option<Bound>) -> Option<Bound> {
    let (one, two) = (one?, two?);
    Some(Bound { value: one.value.checked_add(two.value)?, closed: one.closed && two.closed })
}

/// Divides an endpoint by an endpoint of a positive interval; without one, the divisor is infinite and the
/// quotient zero.
fn quotient(end: Bound, by: Option<Bound>, outwards: RoundingStrategy) -> Option<Bound> {
    let Some(by) = by else {
        let closed = end.closed && end.value.is_zero();
        return Some(Bound { value: Decimal::ZERO, closed });
    };

    if end.value.is_zero() {
        // Zero divided by anything is zero, even if the divisor's endpoint is excluded.
        return Some(end);
    }

    let exact = end.value.checked_div(by.value)?;

    Some(Bound {
        value: exact.round_dp_with_strategy(PLACES, outwards),
        closed: end.closed && by.closed,
    })
}
