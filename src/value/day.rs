//! A day, and how it is written for programs and in messages.

use jiff::tz::Offset;

use super::text;
use crate::lexicon::ENGLISH;

/// A day of the Gregorian calendar.
pub type Day = jiff::civil::Date;

/// Writes a day as `2025-08-20`.
pub(super) fn iso_day(day: Day) -> String {
    let mut text = String::with_capacity(10);
    text::push_number(&mut text, day.year(), 4);
    text.push('-');
    text::push_number(&mut text, day.month(), 2);
    text.push('-');
    text::push_number(&mut text, day.day(), 2);
    text
}

/// Reads a year of four digits; one before 1000 is a typing error.
pub(super) fn read_year(text: &str) -> Option<i16> {
    text::digits(text, 4).filter(|&year| year >= 1000)
}

/// Writes a day for an error message: "20 August 2025".
pub(super) fn in_english(day: Day) -> String {
    format!("{} {}", day.day(), month_in_english(day))
}

pub(super) fn month_in_english(day: Day) -> String {
    // Not written by `language`, a room above: an error must not depend on it.
    let index = usize::try_from(day.month() - 1).unwrap_or_default();
    format!("{} {:04}", ENGLISH.dates.months[index].name, day.year())
}

/// Writes an offset from UTC, as in RFC 3339; `Z` where there is none.
pub(super) fn offset_words(offset: Option<Offset>) -> String {
    let seconds = offset.map_or(0, Offset::seconds);
    if seconds == 0 {
        return "Z".to_owned();
    }

    // Minutes are enough: offsets in RFC 3339 have no seconds.
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;

    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
