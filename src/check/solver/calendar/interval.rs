//! Dates as intervals of days.

use jiff::civil::Date;

use super::super::amount::{AmountKind, DateParts, WrittenAmount};
use super::super::refutation::number;
use crate::value::Qualifier;

/// The days that a date may mean: from first to last, of a year, a month or one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateInterval {
    pub(super) first: Date,
    pub(super) last: Date,
}

/// A number of days, as least and most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Elapsed {
    pub(super) least: f64,
    pub(super) most: f64,
}

/// Returns the least and the most that an amount of time allows by its qualifier, in the amount's
/// own unit: `about` is the share that "about" may miss by, `more` the factor that "more than" and
/// "less than" may span.
pub(super) fn allowed(amount: &WrittenAmount, about: f64, more: f64) -> (f64, f64) {
    let value = amount.value;

    match amount.qualifier {
        Qualifier::About => (value * (1.0 - about), value * (1.0 + about)),
        Qualifier::MoreThan | Qualifier::AtLeast => (value, value * more),
        Qualifier::FewerThan | Qualifier::Nearly => (value / more, value),
        _ => (value, value),
    }
}

impl DateInterval {
    /// Returns the days of a date that has a year; none if it does not exist.
    pub(super) fn of_parts(parts: DateParts) -> Option<DateInterval> {
        let year = parts.year?;
        match parts.day {
            Some(day) => Date::new(year, parts.month, day).ok().map(DateInterval::day),
            None => {
                let first = Date::new(year, parts.month, 1).ok()?;
                Some(DateInterval { first, last: first.last_of_month() })
            }
        }
    }

    /// Returns the days of an amount that is a date with a year, or a year.
    pub(super) fn read(amount: &WrittenAmount) -> Option<DateInterval> {
        let year = amount.year()?;
        match amount.kind {
            AmountKind::Date(parts) => DateInterval::of_parts(parts),
            // A financial year may begin in any month of its first year.
            AmountKind::Year { is_financial } => Some(DateInterval {
                first: Date::new(year, 1, 1).ok()?,
                last: Date::new(year + i16::from(is_financial), 12, 31).ok()?,
            }),
            _ => None,
        }
    }

    pub(super) fn day(date: Date) -> DateInterval {
        DateInterval { first: date, last: date }
    }

    /// Returns the time from an earlier interval to this one.
    pub(super) fn since(self, earlier: DateInterval) -> Elapsed {
        Elapsed { least: days(earlier.last, self.first), most: days(earlier.first, self.last) }
    }
}

/// Returns the days between two dates; negative if the second is earlier.
pub(super) fn days(from: Date, to: Date) -> f64 {
    from.until(to).map_or(0.0, |span| f64::from(span.get_days()))
}

/// Writes a duration in the unit in which another one was written.
pub(super) fn length(days: f64, unit: &str, unit_days: f64) -> String {
    // Weeks and months between two dates are rarely whole.
    let count = days / unit_days;
    let decimals = usize::from(unit_days > 1.0 && (count - count.round()).abs() > 0.1);
    let count = number(count, decimals);
    let plural = if count == "1" { "" } else { "s" };

    format!("{count} {unit}{plural}")
}
