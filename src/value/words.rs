//! English dates for the messages of this room's errors.

use super::date::Day;
use crate::lexicon::ENGLISH;

/// Writes a day: "20 August 2025".
pub(super) fn day(day: Day) -> String {
    format!("{} {}", day.day(), month(day))
}

/// Says why a day does not exist in the month that begins at `first`.
pub(super) fn no_such_day(first: Day, day: i8) -> String {
    let month = month(first);
    format!("{day} {month} does not exist: {month} has {} days", first.days_in_month())
}

fn month(day: Day) -> String {
    let index = usize::try_from(day.month() - 1).unwrap_or_default();
    format!("{} {:04}", ENGLISH.dates.months[index].name, day.year())
}
