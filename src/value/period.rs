//! Periods: a first and a last day, with the names that statistics use.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use jiff::{Span, ToSpan};

use super::date;
use super::day::{in_english, iso_day, read_year};
use super::{Date, Day, Precision, ValueError, text};
use crate::lexicon::{Dates, ENGLISH, Lexicon};

/// A first and a last day, both included.
///
/// Periods compare by their days; the name only decides how they are written.
#[derive(Debug, Clone, Copy)]
pub struct Period {
    first: Day,
    last: Day,
    name: PeriodName,
}

/// Why two periods cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unlikeness {
    /// One is longer.
    Length,
    /// Both are years that begin on different days: a calendar and a financial year.
    Beginning,
    /// Some days are in both.
    Overlap,
}

/// The label of a period on an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodForm {
    /// A calendar year.
    Year,
    /// A financial year.
    FinancialYear,
    /// A quarter of a calendar year.
    Quarter,
    /// A calendar month.
    Month,
    /// Any other that ends with a month: labelled by that month.
    EndOfMonth,
    /// Any other: labelled by its last day.
    EndDay,
}

/// How a period is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodName {
    /// By its years, months or days.
    Plain,
    /// As a financial year.
    FinancialYear,
    /// By a number of months and its end.
    Ending(i32),
}

/// The day on which the financial years of a state or an organisation begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FinancialYear {
    month: i8,
    day: i8,
}

impl FinancialYear {
    /// Reads a month and a day: `04-01`.
    ///
    /// # Errors
    ///
    /// Refuses text that is not a day of every year, and 1 January, where the calendar year begins.
    pub fn parse(text: &str) -> Result<FinancialYear, ValueError> {
        // Not a leap year: the day must exist in every year.
        const ANY_YEAR: i16 = 2023;

        let parts = text.trim().split_once('-');
        let read = |part: &str| text::digits::<i8>(part, 2);
        let found = parts.and_then(|(month, day)| {
            let (month, day) = (read(month)?, read(day)?);
            Day::new(ANY_YEAR, month, day).is_ok().then_some(FinancialYear { month, day })
        });
        let years = found.ok_or_else(|| {
            ValueError::new(format!("{} is not a day of every year", text::quote(text)))
                .help("write the month and the day on which financial years begin: `04-01`")
        })?;

        if (years.month, years.day) == (1, 1) {
            return Err(ValueError::new(
                "a financial year that begins on 1 January is the calendar year",
            )
            .help("take the line out, and write such periods as `2024`"));
        }

        Ok(years)
    }

    /// Returns the financial year that begins in a calendar year.
    fn beginning_in(self, year: i16) -> Option<Period> {
        let first = Day::new(year, self.month, self.day).ok()?;
        let next = Day::new(year.checked_add(1)?, self.month, self.day).ok()?;
        let last = next.yesterday().ok()?;

        Period::named(first, last, PeriodName::FinancialYear).ok()
    }
}

impl Period {
    /// Reads a period.
    ///
    /// | text | period |
    /// |---|---|
    /// | `2024` | the calendar year |
    /// | `2024-03`, `March 2024` | the month |
    /// | `2024-Q1`, `Q1 2024` | January to March 2024 |
    /// | `2024-25`, `2024/25`, `2024-2025`, `financial year 2024 to 2025` | 1 April 2024 to 31 March 2025 |
    /// | `year ending March 2025`, `YE March 2025`, `6 months to March 2025` | that many months, including the last |
    /// | `5 July 2024 to 4 July 2025`, `July to September 2024`, `2020 to 2024` | from the first day of the one to the last of the other |
    /// | `2025-08-20` | the day |
    ///
    /// `2009-10` is October 2009, as in ISO 8601; the financial year is `2009/10` or
    /// `2009-2010`. This holds from `2000-01` to `2011-12`; from `2012-13` on there is no such
    /// month.
    ///
    /// # Errors
    ///
    /// Refuses what does not exist, what ends before it begins and what cannot be read.
    pub fn parse(text: &str) -> Result<Period, ValueError> {
        let tidy = text::tidy(text);
        read(&tidy, &ENGLISH).unwrap_or_else(|| {
            Err(ValueError::new(format!("{} is not a period", text::quote(text))).help(
                "write for example `2024`, `2024-03`, `2024-Q1`, `2024-25`, \
                     `year ending March 2025` or `5 July 2024 to 4 July 2025`",
            ))
        })
    }

    /// Reads a period with the site's setting for financial years.
    ///
    /// With the setting, `2009-10` is a financial year and not a month, and `2024/25` begins on the site's
    /// day.
    ///
    /// # Errors
    ///
    /// As [`Period::parse`].
    pub fn parse_on_site(text: &str, years: Option<FinancialYear>) -> Result<Period, ValueError> {
        let is_year = years.is_some() && Period::may_be_month_or_year(text);
        let read = match is_year {
            true => Period::parse(&text.replacen('-', "/", 1)),
            false => Period::parse(text),
        };

        read.map(|period| period.in_years(years))
    }

    /// Tells whether a text such as `2009-10` is a month in ISO 8601 but a financial year to a reader.
    #[must_use]
    pub fn may_be_month_or_year(text: &str) -> bool {
        let Some((year, next)) = text.trim().split_once('-') else {
            return false;
        };
        let (Ok(first), Ok(second)) = (year.parse::<u16>(), next.parse::<u16>()) else {
            return false;
        };

        year.len() == 4
            && next.len() == 2
            && (1..=12).contains(&second)
            && (first + 1) % 100 == second
    }

    /// Returns the same financial year with the site's first day; any other period unchanged.
    #[must_use]
    pub fn in_years(self, years: Option<FinancialYear>) -> Period {
        let own = years.filter(|_| self.name == PeriodName::FinancialYear);
        own.and_then(|years| years.beginning_in(self.first.year())).unwrap_or(self)
    }

    /// Reads the period at the start of running text with a lexicon; returns its length in bytes.
    #[must_use]
    pub fn scan(text: &str, lexicon: &Lexicon) -> Option<(Period, usize)> {
        // The longest have seven words: "between 28 June 2024 and 4 July 2024", plus an article.
        const MOST_WORDS: usize = 8;

        let is_joint = |char: char| char.is_alphanumeric() || matches!(char, '/' | '-' | '–');
        let ends = text.char_indices().filter(|&(at, char)| {
            let next = text[at + char.len_utf8()..].chars().next();
            is_joint(char) && !next.is_some_and(is_joint)
        });
        let ends: Vec<usize> =
            ends.map(|(at, char)| at + char.len_utf8()).take(MOST_WORDS).collect();

        // No prefix of "July to September 2024" is a period, while "2024 to 2025" has a shorter one.
        ends.into_iter().rev().find_map(|end| {
            let period = read(&text::tidy(&text[..end]), lexicon)?.ok()?;
            Some((period, end))
        })
    }

    /// Makes a period of its first and last day.
    ///
    /// # Errors
    ///
    /// Refuses an end before the beginning.
    pub fn new(first: Day, last: Day) -> Result<Period, ValueError> {
        Period::named(first, last, PeriodName::Plain)
    }

    /// Returns the first day.
    #[must_use]
    pub fn first(&self) -> Day {
        self.first
    }

    /// Returns the last day, which is included.
    #[must_use]
    pub fn last(&self) -> Day {
        self.last
    }

    /// Counts its days.
    #[must_use]
    pub fn days(&self) -> u32 {
        let hours = self.last.duration_since(self.first).as_hours();
        u32::try_from(hours / 24 + 1).unwrap_or(u32::MAX)
    }

    /// Counts its months, if it consists of whole ones; they may begin on any day.
    #[must_use]
    pub fn months(&self) -> Option<i32> {
        // From first day to first day: a period from 15 March to 14 March is twelve months.
        let next = self.last.tomorrow().ok()?;
        let years = i32::from(next.year()) - i32::from(self.first.year());
        let months = years * 12 + i32::from(next.month()) - i32::from(self.first.month());
        (months > 0 && next.day() == self.first.day()).then_some(months)
    }

    /// Tells whether the other is equally long: in months, or in days apart from a leap day.
    #[must_use]
    pub fn is_like(&self, other: &Period) -> bool {
        if let (Some(own), Some(others)) = (self.months(), other.months()) {
            return own == others;
        }

        let (own, others) = (self.days(), other.days());

        // A year to 4 July is as long as the one before it, although only one of them has a 29 February.
        let leap = |period: &Period| period.days().saturating_sub(period.leap_days());
        own == others || (own.abs_diff(others) == 1 && leap(self) == leap(other))
    }

    /// Returns why a change between this period and the other would mislead.
    #[must_use]
    pub fn unlikeness(&self, other: &Period) -> Option<Unlikeness> {
        let years = |period: &Period| period.months().is_some_and(|months| months % 12 == 0);
        let begins = |period: &Period| (period.first.month(), period.first.day());
        if !self.is_like(other) {
            Some(Unlikeness::Length)
        } else if years(self) && years(other) && begins(self) != begins(other) {
            Some(Unlikeness::Beginning)
        } else {
            (self.first <= other.last && other.first <= self.last).then_some(Unlikeness::Overlap)
        }
    }

    /// Tells whether a day is in it.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Returns how it is named.
    #[must_use]
    pub fn name(&self) -> PeriodName {
        self.name
    }

    /// Tells whether it begins with a month and ends with one.
    #[must_use]
    pub fn has_whole_months(&self) -> bool {
        self.first.day() == 1 && ends_month(self.last)
    }

    /// Returns its label on an axis.
    #[must_use]
    pub fn form(&self) -> PeriodForm {
        let whole = self.has_whole_months();
        match (self.name, self.months()) {
            (PeriodName::FinancialYear, _) => PeriodForm::FinancialYear,
            (_, Some(1)) if whole => PeriodForm::Month,
            (PeriodName::Plain, Some(3)) if whole && self.first.month() % 3 == 1 => {
                PeriodForm::Quarter
            }
            (PeriodName::Plain, Some(12)) if whole && self.first.month() == 1 => PeriodForm::Year,
            _ if ends_month(self.last) => PeriodForm::EndOfMonth,
            _ => PeriodForm::EndDay,
        }
    }

    /// Writes its days so that the texts sort as the periods do (ISO 8601): `2024-04-01/2025-03-31`.
    #[must_use]
    pub fn key(&self) -> String {
        // By days and not by name: `2024-Q1` and `January to March 2024` are one period and one key.
        format!("{}/{}", iso_day(self.first), iso_day(self.last))
    }

    /// Writes its days for an `id` or a URL: `2024-04-01-to-2025-03-31`.
    #[must_use]
    pub fn anchor(&self) -> String {
        format!("{}-to-{}", iso_day(self.first), iso_day(self.last))
    }

    fn leap_days(&self) -> u32 {
        let years = self.first.year()..=self.last.year();
        let leaps =
            years.filter_map(|year| Day::new(year, 2, 29).ok()).filter(|&day| self.contains(day));
        u32::try_from(leaps.count()).unwrap_or(u32::MAX)
    }

    fn named(first: Day, last: Day, name: PeriodName) -> Result<Period, ValueError> {
        if last < first {
            return Err(ValueError::new(format!(
                "a period that begins on {} cannot end on {}",
                in_english(first),
                in_english(last)
            ))
            .help("write the earlier date first"));
        }

        Ok(Period { first, last, name })
    }
}

impl PartialEq for Period {
    fn eq(&self, other: &Period) -> bool {
        (self.first, self.last) == (other.first, other.last)
    }
}

impl Eq for Period {}

impl Hash for Period {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.first, self.last).hash(state);
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Period) -> Ordering {
        (self.first, self.last).cmp(&(other.first, other.last))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Period) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn ends_month(day: Day) -> bool {
    day == day.last_of_month()
}

type Reading = Option<Result<Period, ValueError>>;

fn read(tidy: &str, lexicon: &Lexicon) -> Reading {
    let words = &lexicon.dates;

    // `2024-25` before dates, which would read a nonexistent month; ranges last, since every other form may
    // be an end of one.
    read_financial_year(tidy, lexicon)
        .or_else(|| read_quarter(tidy, words))
        .or_else(|| read_ending(tidy, words))
        .or_else(|| date::read(tidy, words).map(|date| date.and_then(of_date)))
        .or_else(|| read_range(tidy, lexicon))
}

fn of_date(date: Date) -> Result<Period, ValueError> {
    Period::new(date.first_day(), date.last_day())
}

/// Reads `2024-25`, `2024/25`, `2024-2025`, and after the words for it `2024 to 2025`.
fn read_financial_year(tidy: &str, lexicon: &Lexicon) -> Reading {
    let openings = lexicon.dates.financial_year;
    let named = openings.iter().find_map(|name| text::strip_phrase(tidy, name));
    let years = named.unwrap_or(tidy);
    let spelled = || text::split_at_word(named?, lexicon.numbers.ranges.to);
    let (first, second) = years.split_once(['-', '/', '–']).or_else(spelled)?;
    let first = read_year(first.trim_end())?;
    let second = second.trim_start();

    let next = first.checked_add(1)?;
    let follows = match text::digits::<i16>(second, 2) {
        Some(short) => short == next % 100,
        None => read_year(second)? == next,
    };

    // ISO 8601 reads months here: 2009-10 is October.
    let month = named.is_none()
        && years.len() == 7
        && years.contains('-')
        && (1..=12).contains(&(next % 100));

    if month {
        return None;
    }

    if !follows {
        // `2024-03` and `2024-99` are left to the reader of months; the rest can only be a financial year.
        let slash = named.is_some() || !years.contains('-') || second.len() == 4;

        return slash.then(|| {
            Err(ValueError::new(format!("a financial year that begins in {first} ends in {next}"))
                .help(format!(
                    "write `{first}/{:02}`, or `{first} to {second}` for calendar years",
                    next % 100
                )))
        });
    }

    // The government's financial year, as in British statistics; the tax year begins five days later.
    let first_day = Day::new(first, 4, 1).ok()?;
    let last_day = Day::new(next, 3, 31).ok()?;

    Some(Period::named(first_day, last_day, PeriodName::FinancialYear))
}

/// Reads `2024-Q1`, `2024 Q1` and `Q1 2024`.
fn read_quarter(tidy: &str, words: &Dates) -> Reading {
    let (one, two) = tidy.split_once(['-', ' '])?;
    let quarter = |text: &'_ str| -> Option<String> {
        let (letter, number) = text.split_at_checked(words.quarter.len())?;
        letter.eq_ignore_ascii_case(words.quarter).then(|| number.to_owned())
    };
    let (year, quarter) = match quarter(two) {
        Some(quarter) => (one, quarter),
        None => (two, quarter(one)?),
    };
    let year = read_year(year)?;
    let number: i8 = text::digits(&quarter, quarter.len()).filter(|_| !quarter.is_empty())?;

    if !(1..=4).contains(&number) {
        return Some(Err(ValueError::new(format!(
            "there is no quarter {number}: quarters run from Q1 to Q4"
        ))));
    }

    let first = Day::new(year, number * 3 - 2, 1).ok()?;
    let last = Day::new(year, number * 3, 1).ok()?.last_of_month();

    Some(Period::new(first, last))
}

/// Reads `year ending March 2025` and `6 months to 30 June 2025`.
fn read_ending(tidy: &str, words: &Dates) -> Reading {
    let strip = |list: &[&str], text| list.iter().find_map(|it| text::strip_phrase(text, it));
    let tidy = strip(words.articles, tidy).unwrap_or(tidy);
    let named = words
        .endings
        .iter()
        .find_map(|(name, months)| Some((*months, text::strip_phrase(tidy, name)?)));

    let (months, end) = named.or_else(|| {
        let (count, rest) = tidy.split_once(' ')?;
        let months: i32 = text::digits(count, count.len())?;
        Some((months, strip(words.months_to, rest)?))
    })?;

    let end = match date::read(end, words)? {
        Ok(end) => end,
        Err(error) => return Some(Err(error)),
    };

    Some(ending(months, end))
}

fn ending(months: i32, end: Date) -> Result<Period, ValueError> {
    if end.precision() == Precision::Year {
        return Err(ValueError::new(
            "a period that is named by its end needs the month of its end",
        )
        .help(format!("write `year ending December {}`", end.iso())));
    }

    let last = end.last_day();
    let too_long = || {
        ValueError::new(format!("a period cannot have {months} months"))
            .help("write a number of months from 1 to 1200")
    };

    // A century: longer than any series, and far from where the calendar ends.
    if !(1..=1200).contains(&months) {
        return Err(too_long());
    }

    let back = |day: Day, months: i32| -> Option<Day> {
        let span = Span::new().try_months(months).ok()?;
        let day = day.checked_sub(span).ok()?;

        // As for dates: an earlier year is a typing error.
        (day.year() >= 1000).then_some(day)
    };

    // The end of a month is not a fixed day: six months to 28 February begin on 1 September, not 29 August.
    let first = if ends_month(last) {
        back(last.first_of_month(), months - 1)
    } else {
        back(last, months).and_then(|day| day.checked_add(1.day()).ok())
    };
    let first = first.ok_or_else(too_long)?;

    Period::named(first, last, PeriodName::Ending(months))
}

/// Reads two dates with "to" between them; the first may omit what it shares with the second.
fn read_range(tidy: &str, lexicon: &Lexicon) -> Reading {
    let words = &lexicon.dates;
    let ends = text::split_range(tidy, &lexicon.numbers.ranges).or_else(|| tidy.split_once('/'))?;
    let (first, last) = (ends.0.trim(), ends.1.trim());
    let last_date = match date::read(last, words)? {
        Ok(date) => date,
        Err(error) => return Some(Err(error)),
    };

    // "5 to 11 July 2024", "July to September 2024": the missing words are at the end.
    let mut first_date = date::read(first, words);
    let mut rest = last;
    while first_date.is_none() {
        rest = rest.split_once(' ')?.1;
        first_date = date::read(&format!("{first} {rest}"), words);
    }

    Some(first_date?.and_then(|first| Period::new(first.first_day(), last_date.last_day())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).expect(text)
    }

    const READ: &[(&str, &str)] = &[
        ("2024", "2024-01-01/2024-12-31"),
        ("2024-03", "2024-03-01/2024-03-31"),
        ("March 2024", "2024-03-01/2024-03-31"),
        ("2009-10", "2009-10-01/2009-10-31"),
        ("2024-Q1", "2024-01-01/2024-03-31"),
        ("q4 2024", "2024-10-01/2024-12-31"),
        ("2024-25", "2024-04-01/2025-03-31"),
        ("2024/25", "2024-04-01/2025-03-31"),
        ("2024-2025", "2024-04-01/2025-03-31"),
        ("2009/10", "2009-04-01/2010-03-31"),
        ("2009-2010", "2009-04-01/2010-03-31"),
        ("1999-00", "1999-04-01/2000-03-31"),
        ("FY 2009-10", "2009-04-01/2010-03-31"),
        ("financial year 2024 to 2025", "2024-04-01/2025-03-31"),
        ("2024 to 2025", "2024-01-01/2025-12-31"),
        ("2020 to 2024", "2020-01-01/2024-12-31"),
        ("year ending March 2025", "2024-04-01/2025-03-31"),
        ("the year to March 2025", "2024-04-01/2025-03-31"),
        ("YE March 2025", "2024-04-01/2025-03-31"),
        ("year ending 31 March 2025", "2024-04-01/2025-03-31"),
        ("year ending 2025-03", "2024-04-01/2025-03-31"),
        ("12 months to March 2025", "2024-04-01/2025-03-31"),
        ("year ending 4 July 2025", "2024-07-05/2025-07-04"),
        ("year ending February 2024", "2023-03-01/2024-02-29"),
        ("6 months to June 2024", "2024-01-01/2024-06-30"),
        ("quarter ending June 2024", "2024-04-01/2024-06-30"),
        ("5 July 2024 to 4 July 2025", "2024-07-05/2025-07-04"),
        ("2024-07-05 to 2025-07-04", "2024-07-05/2025-07-04"),
        ("2024-07-05/2025-07-04", "2024-07-05/2025-07-04"),
        ("July 2024 to June 2025", "2024-07-01/2025-06-30"),
        ("July to September 2024", "2024-07-01/2024-09-30"),
        ("5 to 11 July 2024", "2024-07-05/2024-07-11"),
        ("5–11 July 2024", "2024-07-05/2024-07-11"),
        ("between 28 June and 4 July 2024", "2024-06-28/2024-07-04"),
        ("2025-08-20", "2025-08-20/2025-08-20"),
    ];

    #[test]
    fn periods_are_read() {
        for &(text, key) in READ {
            assert_eq!(period(text).key(), key, "{text}");
        }
    }

    #[test]
    fn invalid_periods_get_a_reason() {
        for (text, message) in [
            (
                "4 July 2025 to 5 July 2024",
                "a period that begins on 4 July 2025 cannot end on 5 July 2024",
            ),
            ("2024/26", "a financial year that begins in 2024 ends in 2025"),
            ("2020-2024", "a financial year that begins in 2020 ends in 2021"),
            ("2024-99", "there is no month 99: months run from 01 to 12"),
            ("2024-Q5", "there is no quarter 5: quarters run from Q1 to Q4"),
            ("year ending 2025", "a period that is named by its end needs the month of its end"),
            ("year ending 31 June 2025", "31 June 2025 does not exist: June 2025 has 30 days"),
            ("0 months to June 2024", "a period cannot have 0 months"),
            ("9999999999 months to June 2024", "`9999999999 months to June 2024` is not a period"),
            ("last year", "`last year` is not a period"),
            ("", "`` is not a period"),
        ] {
            assert_eq!(Period::parse(text).expect_err(text).message, message);
        }
    }

    #[test]
    fn periods_of_one_length_are_alike() {
        for (one, other, like) in [
            ("year ending March 2024", "year ending March 2025", true),
            ("2024", "2024-25", true),
            ("2024", "2025", true),
            ("5 July 2024 to 4 July 2025", "2024", true),
            ("2024-02", "2024-03", true),
            ("2024", "2024-Q1", false),
            ("5 July 2023 to 22 March 2024", "5 July 2024 to 22 March 2025", true),
            ("1 to 7 July 2024", "8 to 14 July 2024", true),
            ("1 to 7 July 2024", "8 to 15 July 2024", false),
        ] {
            assert_eq!(period(one).is_like(&period(other)), like, "{one}, {other}");
        }
    }

    #[test]
    fn incomparable_periods_get_a_reason() {
        use Unlikeness::{Beginning, Length, Overlap};

        for (one, other, why) in [
            ("year ending March 2024", "year ending March 2025", None),
            ("2024-25", "year ending March 2024", None),
            ("5 July 2023 to 22 March 2024", "5 July 2024 to 22 March 2025", None),
            ("2024-Q1", "2024-Q2", None),
            ("5 July 2023 to 4 July 2024", "5 July 2024 to 22 March 2025", Some(Length)),
            ("2024", "2024-Q1", Some(Length)),
            ("2023", "2024-25", Some(Beginning)),
            ("year ending March 2025", "year ending June 2025", Some(Beginning)),
            ("3 months to March 2025", "3 months to April 2025", Some(Overlap)),
        ] {
            assert_eq!(period(one).unlikeness(&period(other)), why, "{one}, {other}");
            assert_eq!(period(other).unlikeness(&period(one)), why, "{other}, {one}");
        }
    }

    #[test]
    fn days_are_counted() {
        assert_eq!(period("2024").days(), 366);
        assert_eq!(period("2024-07-05").days(), 1);
        assert_eq!(period("2024-25").months(), Some(12));
        assert_eq!(period("2024-25"), period("year ending March 2025"));
        assert_eq!(period("2024-25").anchor(), "2024-04-01-to-2025-03-31");
    }

    #[test]
    fn financial_years_begin_when_a_site_says() {
        let years = |text: &str| FinancialYear::parse(text).ok();
        for (text, years, key) in [
            ("2024-25", years("07-01"), "2024-07-01/2025-06-30"),
            ("FY 2024/25", years("04-06"), "2024-04-06/2025-04-05"),
            ("2009-10", years("10-01"), "2009-10-01/2010-09-30"),
            ("2009-10", None, "2009-10-01/2009-10-31"),
            ("2024-Q1", years("07-01"), "2024-01-01/2024-03-31"),
            ("year ending March 2025", years("07-01"), "2024-04-01/2025-03-31"),
        ] {
            let read = Period::parse_on_site(text, years).map(|period| period.key());
            assert_eq!(read.as_deref(), Ok(key), "{text}");
        }

        for text in ["", "1 April", "4-1", "02-29", "13-01", "01-01", "2024-04-01"] {
            assert!(FinancialYear::parse(text).is_err(), "{text}");
        }
    }
}
