//! The English words of this room, read and written; another language needs another such file.

use super::date::Day;
use super::{Magnitude, Qualifier, text};
use crate::lexicon::ENGLISH;

/// What stands between the ends of a range that begins with "between".
pub(super) const AND: &str = " and ";

/// What a claim of no change says.
pub(super) const LITTLE_CHANGE: &str = "little or no change";

/// What is said of values that may have moved either way, and by more than a little.
pub(super) const NO_CLEAR_CHANGE: &str = "no clear change";

/// What a claim of exactly no change says.
pub(super) const NO_CHANGE: &str = "no change";

/// Fractions that a reader can picture, in per cent to the hundredth, the finest first.
pub(super) const FRACTIONS: [(&str, i64); 7] = [
    ("a tenth", 1000),
    ("a fifth", 2000),
    ("a quarter", 2500),
    ("a third", 3333),
    ("half", 5000),
    ("two thirds", 6667),
    ("three quarters", 7500),
];

/// Returns the phrase that stands before a value; nothing for an exact one.
///
/// What can be counted one by one is "fewer", what is measured is "less".
pub(super) fn qualifier(qualifier: Qualifier, counted: bool) -> &'static str {
    match qualifier {
        Qualifier::Exact | Qualifier::Between => "",
        Qualifier::About => "about",
        Qualifier::UpTo => "up to",
        Qualifier::AtLeast => "at least",
        Qualifier::AtMost => "at most",
        Qualifier::MoreThan => "more than",
        Qualifier::FewerThan if counted => "fewer than",
        Qualifier::FewerThan => "less than",
        Qualifier::Nearly => "nearly",
    }
}

/// Returns the word of a magnitude; nothing for one.
pub(super) fn magnitude(magnitude: Magnitude) -> &'static str {
    match magnitude {
        Magnitude::One => "",
        Magnitude::Thousand => "thousand",
        Magnitude::Million => "million",
        Magnitude::Billion => "billion",
        Magnitude::Trillion => "trillion",
    }
}

/// Returns the unit of a difference between percentages.
pub(super) fn percentage_points(one: bool) -> &'static str {
    if one { "percentage point" } else { "percentage points" }
}

/// Joins the two ends of a range.
pub(super) fn range(low: &str, high: &str) -> String {
    format!("{low} to {high}")
}

/// Returns the name of a day's month.
pub(super) fn month_name(day: Day) -> &'static str {
    usize::try_from(day.month() - 1)
        .ok()
        .and_then(|at| Some(ENGLISH.dates.months.get(at)?.name))
        .unwrap_or_default()
}

/// Writes a day's year: "2025".
pub(super) fn year(day: Day) -> String {
    format!("{:04}", day.year())
}

/// Writes a day's month: "August 2025".
pub(super) fn month(day: Day) -> String {
    format!("{} {:04}", month_name(day), day.year())
}

/// Writes a day: "20 August 2025".
pub(super) fn day(day: Day) -> String {
    let mut text = String::with_capacity(24);
    text::push_number(&mut text, day.day(), 1);
    text.extend([" ", month_name(day), " "]);
    text::push_number(&mut text, day.year(), 4);
    text
}

/// Says why a day does not exist in the month that begins at `first`.
pub(super) fn no_such_day(first: Day, day: i8) -> String {
    let month = month(first);
    format!("{day} {month} does not exist: {month} has {} days", first.days_in_month())
}

/// Writes a stretch of whole years.
pub(super) fn years(first: Day, last: Day) -> String {
    if first.year() == last.year() { year(first) } else { range(&year(first), &year(last)) }
}

/// Writes a stretch of whole months.
pub(super) fn months(first: Day, last: Day) -> String {
    if first.year() != last.year() {
        range(&month(first), &month(last))
    } else if first.month() == last.month() {
        month(first)
    } else {
        range(month_name(first), &month(last))
    }
}

/// Writes a stretch of days.
pub(super) fn days(first: Day, last: Day) -> String {
    if first == last {
        day(first)
    } else if first.year() != last.year() {
        range(&day(first), &day(last))
    } else if first.month() != last.month() {
        range(&format!("{} {}", first.day(), month_name(first)), &day(last))
    } else {
        range(&first.day().to_string(), &day(last))
    }
}

/// Writes a financial year.
pub(super) fn financial_year(first: Day, last: Day) -> String {
    format!("{} {}", ENGLISH.dates.financial_year[0], range(&year(first), &year(last)))
}

/// Writes a stretch of months that is named by its end.
pub(super) fn ending(months: i32, last: &str) -> String {
    match months {
        12 => format!("year ending {last}"),
        1 => format!("month ending {last}"),
        months => format!("{months} months to {last}"),
    }
}

/// What stands beside an axis of years that are named by their end.
pub(super) const YEAR_ENDING: &str = "year ending";

/// What stands beside an axis of other periods that are named by their end.
pub(super) const PERIOD_ENDING: &str = "period ending";

/// Writes a day's month in few letters: "Mar 2025".
pub(super) fn short_month(day: Day) -> String {
    format!("{} {:04}", month_name(day).get(..3).unwrap_or_default(), day.year())
}

/// Writes a day in few letters: "4 Jul 2025".
pub(super) fn short_day(day: Day) -> String {
    format!("{} {}", day.day(), short_month(day))
}

/// Writes a financial year in few letters: "2024/25".
pub(super) fn short_financial_year(first: Day, last: Day) -> String {
    format!("{}/{:02}", year(first), last.year() % 100)
}

/// Writes a quarter: "Q1 2024".
pub(super) fn quarter(number: i8, first: Day) -> String {
    format!("Q{number} {}", year(first))
}

/// Writes how long a period is.
pub(super) fn length(months: Option<i32>, days: u32) -> String {
    match (months, days) {
        (Some(1), _) => "1 month".to_owned(),
        (Some(months), _) => format!("{months} months"),
        (None, 1) => "1 day".to_owned(),
        (None, days) => format!("{days} days"),
    }
}

/// Writes a rise or a fall of some size.
pub(super) fn change(rise: bool, size: &str) -> String {
    if rise { format!("a rise of {size}") } else { format!("a fall of {size}") }
}

/// Writes a rise or a fall of which no size can be said.
pub(super) fn bare_change(rise: bool) -> &'static str {
    if rise { "a rise" } else { "a fall" }
}

/// Writes a size between two others.
pub(super) fn between(low: &str, high: &str) -> String {
    format!("between {low}{AND}{high}")
}

/// Writes the same size in another unit behind it.
pub(super) fn or(size: &str) -> String {
    format!(", or {size}")
}
