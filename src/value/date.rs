//! A calendar date, as exact as it was written.

use std::cmp::{Ordering, Reverse};
use std::fmt;

use super::day::{iso_day, month_in_english, read_year};
use super::{Day, ValueError, foreign_date, text};
use crate::lexicon::{Dates, ENGLISH};

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Some day of a year.
    Year,
    /// Some day of a month.
    Month,
    /// The day itself.
    Day,
}

/// A calendar date of day, month or year precision, from the year 1000 to 9999.
///
/// Dates sort by their first day. On the same first day the more exact one comes first:
/// 1 August 2025, August 2025; an event on some day of August is no earlier than its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    first: Day,
    precision: Precision,
}

impl Date {
    /// Reads `2025-08-20`, `2025-08`, `2025` (ISO 8601), `20 August 2025` or `August 2025`.
    ///
    /// # Errors
    ///
    /// Explains why an impossible date does not exist, and refuses any other text as unreadable.
    pub fn parse(text: &str) -> Result<Date, ValueError> {
        let tidy = text::tidy(text);

        read(&tidy, &ENGLISH.dates).unwrap_or_else(|| Err(foreign_date::date_error(&tidy, text)))
    }

    /// Takes a day as a date of day precision.
    #[must_use]
    pub fn from_day(day: Day) -> Date {
        Date { first: day, precision: Precision::Day }
    }

    /// Returns the year of the date, as exact as that.
    #[must_use]
    pub fn to_year(self) -> Date {
        Date { first: self.first.first_of_year(), precision: Precision::Year }
    }

    /// Returns the first day that it may be.
    #[must_use]
    pub fn first_day(&self) -> Day {
        self.first
    }

    /// Returns the last day that it may be.
    #[must_use]
    pub fn last_day(&self) -> Day {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }

    /// Returns how exact it is.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Writes it in the form of ISO 8601 and of HTML's `datetime`: `2025-08-20`, `2025-08`, `2025`.
    #[must_use]
    pub fn iso(&self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.precision {
            Precision::Year => format!("{year:04}"),
            Precision::Month => format!("{year:04}-{month:02}"),
            Precision::Day => iso_day(self.first),
        }
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Date) -> Ordering {
        // Reversed: the more exact date comes first, and is the greater precision.
        let key = |date: &Date| (date.first, Reverse(date.precision));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Date) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

/// Reads a tidy text; none if it does not look like a date at all.
pub(super) fn read(tidy: &str, words: &Dates) -> Option<Result<Date, ValueError>> {
    read_numeric(tidy).or_else(|| read_words(tidy, words))
}

fn read_numeric(tidy: &str) -> Option<Result<Date, ValueError>> {
    let mut parts = tidy.splitn(4, '-');
    let year = read_year(parts.next()?)?;
    let Some(month) = parts.next() else {
        return Some(of_year(year));
    };
    let month = text::digits(month, 2)?;
    let Some(day) = parts.next() else {
        return Some(of_month(year, month));
    };
    let day = text::digits(day, 2)?;

    parts.next().is_none().then(|| of_day(year, month, day))
}

fn read_words(tidy: &str, words: &Dates) -> Option<Result<Date, ValueError>> {
    // A fourth part makes it something else.
    let mut parts = tidy.split([' ', ',']).filter(|part| !part.is_empty());
    let parts = [parts.next(), parts.next(), parts.next(), parts.next()];

    match parts {
        [Some(month), Some(year), None, None] => {
            Some(of_month(read_year(year)?, words.month(month)?))
        }
        [Some(one), Some(two), Some(year), None] => {
            let (day, month) = match words.month(two) {
                Some(month) => (one, month),
                None => (two, words.month(one)?),
            };
            Some(of_day(read_year(year)?, month, read_day(day, words)?))
        }
        _ => None,
    }
}

/// Reads the day of a month: `5`, `05`, `5th`.
fn read_day(word: &str, words: &Dates) -> Option<i8> {
    let end = word.find(|char: char| !char.is_ascii_digit()).unwrap_or(word.len());
    let (number, ending) = word.split_at(end);

    // `5th` is common; it is read, but never printed.
    let plain = ending.is_empty() || words.ordinals.contains(&ending);
    (plain && (1..=2).contains(&number.len())).then(|| number.parse().ok()).flatten()
}

fn of_year(year: i16) -> Result<Date, ValueError> {
    Ok(Date { first: first_of_month(year, 1)?, precision: Precision::Year })
}

pub(super) fn of_month(year: i16, month: i8) -> Result<Date, ValueError> {
    Ok(Date { first: first_of_month(year, month)?, precision: Precision::Month })
}

fn of_day(year: i16, month: i8, day: i8) -> Result<Date, ValueError> {
    let first = first_of_month(year, month)?;
    match Day::new(year, month, day) {
        Ok(day) => Ok(Date::from_day(day)),
        Err(_) => Err(ValueError::new(no_such_day(first, day))),
    }
}

/// Explains why a day does not exist in the month that begins at `first`.
fn no_such_day(first: Day, day: i8) -> String {
    let month = month_in_english(first);
    format!("{day} {month} does not exist: {month} has {} days", first.days_in_month())
}

fn first_of_month(year: i16, month: i8) -> Result<Day, ValueError> {
    Day::new(year, month, 1).map_err(|_| {
        ValueError::new(format!("there is no month {month:02}: months run from 01 to 12"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        for (text, iso) in [
            ("2025-08-20", "2025-08-20"),
            (" 2025-08 ", "2025-08"),
            ("2025", "2025"),
            ("20 August 2025", "2025-08-20"),
            ("20th Aug 2025", "2025-08-20"),
            ("August 20, 2025", "2025-08-20"),
            ("august\u{a0}2025", "2025-08"),
            ("Sept. 2025", "2025-09"),
            ("2024-02-29", "2024-02-29"),
        ] {
            assert_eq!(Date::parse(text).expect(text).iso(), iso);
        }
    }

    #[test]
    fn invalid_dates_get_a_reason() {
        for (text, message) in [
            ("2025-02-30", "30 February 2025 does not exist: February 2025 has 28 days"),
            ("31 April 2025", "31 April 2025 does not exist: April 2025 has 30 days"),
            ("2025-13", "there is no month 13: months run from 01 to 12"),
            ("20/08/2025", "`20/08/2025` is not how a date is written"),
            ("2025-8-20", "`2025-8-20` is not how a date is written"),
            ("tomorrow", "`tomorrow` is not a date"),
            ("", "`` is not a date"),
            ("0025", "`0025` is not a date"),
            ("2025-08-20-1", "`2025-08-20-1` is not a date"),
        ] {
            assert_eq!(Date::parse(text).expect_err(text).message, message);
        }
    }

    #[test]
    fn dates_sort_within_their_first_day_the_exact_ones_first() {
        let mut dates: Vec<Date> = ["2025-09", "2025", "2025-01", "2025-01-01", "2024-12-31"]
            .into_iter()
            .map(|text| Date::parse(text).expect(text))
            .collect();
        dates.sort();
        let sorted: Vec<String> = dates.iter().map(Date::iso).collect();
        assert_eq!(sorted, ["2024-12-31", "2025-01-01", "2025-01", "2025", "2025-09"]);
    }

    #[test]
    fn a_date_ends_with_its_month_or_year() {
        let last = |text| iso_day(Date::parse(text).expect(text).last_day());
        assert_eq!(last("2024-02"), "2024-02-29");
        assert_eq!(last("2024"), "2024-12-31");
        assert_eq!(last("2024-02-03"), "2024-02-03");
    }
}
