//! Periods: a first and a last day, with the names that statistics use.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use jiff::Span;

use super::day::{in_english, iso_day};
use super::year_start::YearStarts;
use super::{Day, ValueError, text};
use crate::lexicon::{ENGLISH, Lexicon};

mod read;

use read::read;

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
    /// An academic year.
    AcademicYear,
    /// A half of a calendar year.
    Half,
    /// A quarter of a calendar year.
    Quarter,
    /// A calendar month.
    Month,
    /// A week: labelled by its last day.
    Week,
    /// A single day.
    Day,
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
    /// As an academic year.
    AcademicYear,
    /// As a half of a calendar year.
    Half,
    /// As a week, by its last day.
    Week,
    /// By a number of months and its end.
    Ending(i32),
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
    /// | `H1 2025`, `2025-H1`, `first half of 2025` | January to June 2025 |
    /// | `academic year 2024/25`, `AY2024/25` | 1 September 2024 to 31 August 2025 |
    /// | `week ending 5 January 2025`, `w/c 30 December 2024`, `2025-W01` | the seven days |
    /// | `2010s` | 2010 to 2019 |
    /// | `2025-08-20`, `as at 20 August 2025` | the day |
    /// | `end of March 2025` | 31 March 2025 |
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
                     `H1 2025`, `week ending 5 January 2025`, `year ending March 2025` or \
                     `5 July 2024 to 4 July 2025`",
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
    pub fn parse_on_site(text: &str, years: YearStarts) -> Result<Period, ValueError> {
        let is_year = years.financial.is_some() && Period::may_be_month_or_year(text);
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

    /// Returns the same financial or academic year with the site's first day; any other period unchanged.
    #[must_use]
    pub fn in_years(self, years: YearStarts) -> Period {
        let start = match self.name {
            PeriodName::FinancialYear => years.financial,
            PeriodName::AcademicYear => years.academic,
            _ => None,
        };
        let own = start.and_then(|start| {
            let first = start.day_in(self.first.year())?;
            let next = start.day_in(self.first.year().checked_add(1)?)?;
            Some(Period { first, last: next.yesterday().ok()?, name: self.name })
        });

        own.unwrap_or(self)
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

    /// Returns the same part of the year before; none if it has no whole months.
    #[must_use]
    pub fn year_before(&self) -> Option<Period> {
        let months = self.months()?;
        let back = |day: Day| day.checked_sub(Span::new().years(1)).ok();

        // Through the first day after it: the end of February is not a fixed day.
        let first = back(self.first)?;
        let next = first.checked_add(Span::new().try_months(months).ok()?).ok()?;
        let last = next.yesterday().ok()?;

        Some(Period { first, last, name: self.name })
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
            (PeriodName::AcademicYear, _) => PeriodForm::AcademicYear,
            (PeriodName::Half, _) => PeriodForm::Half,
            (PeriodName::Week, _) => PeriodForm::Week,
            _ if self.first == self.last => PeriodForm::Day,
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

#[cfg(test)]
mod tests {
    use super::super::year_start::YearStart;
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
        ("H1 2025", "2025-01-01/2025-06-30"),
        ("2025-H2", "2025-07-01/2025-12-31"),
        ("first half of 2025", "2025-01-01/2025-06-30"),
        ("the second half of 2025", "2025-07-01/2025-12-31"),
        ("2nd half 2025", "2025-07-01/2025-12-31"),
        ("week ending 5 January 2025", "2024-12-30/2025-01-05"),
        ("w/e 5 Jan 2025", "2024-12-30/2025-01-05"),
        ("week commencing 30 December 2024", "2024-12-30/2025-01-05"),
        ("w/c 30 December 2024", "2024-12-30/2025-01-05"),
        ("2025-W01", "2024-12-30/2025-01-05"),
        ("2025W01", "2024-12-30/2025-01-05"),
        ("W1 2025", "2024-12-30/2025-01-05"),
        ("week 1 of 2025", "2024-12-30/2025-01-05"),
        ("academic year 2024/25", "2024-09-01/2025-08-31"),
        ("2024/25 academic year", "2024-09-01/2025-08-31"),
        ("AY2024/25", "2024-09-01/2025-08-31"),
        ("school year 2024 to 2025", "2024-09-01/2025-08-31"),
        ("FY2024/25", "2024-04-01/2025-03-31"),
        ("FY2024-25", "2024-04-01/2025-03-31"),
        ("FY24/25", "2024-04-01/2025-03-31"),
        ("FY 24-25", "2024-04-01/2025-03-31"),
        ("FY98/99", "1998-04-01/1999-03-31"),
        ("2024/25 financial year", "2024-04-01/2025-03-31"),
        ("as at 31 March 2025", "2025-03-31/2025-03-31"),
        ("as at end of March 2025", "2025-03-31/2025-03-31"),
        ("end March 2025", "2025-03-31/2025-03-31"),
        ("as at March 2025", "2025-03-31/2025-03-31"),
        ("2010s", "2010-01-01/2019-12-31"),
        ("the 1990s", "1990-01-01/1999-12-31"),
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
            ("H3 2025", "there is no half 3: halves are H1 and H2"),
            ("2025-W54", "2025 has no week 54"),
            ("FY2025", "`FY2025` names one year, and a financial year has days of two"),
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
            ("2025-W01", "week ending 12 January 2025", true),
            ("H1 2025", "H2 2025", true),
            ("H1 2025", "2025-Q1", false),
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
    fn years_begin_when_a_site_says() {
        let years = |financial: &str, academic: &str| YearStarts {
            financial: YearStart::parse(financial).ok(),
            academic: YearStart::parse(academic).ok(),
        };
        for (text, years, key) in [
            ("2024-25", years("07-01", ""), "2024-07-01/2025-06-30"),
            ("FY 2024/25", years("04-06", ""), "2024-04-06/2025-04-05"),
            ("FY2024/25", years("04-06", ""), "2024-04-06/2025-04-05"),
            ("2009-10", years("10-01", ""), "2009-10-01/2010-09-30"),
            ("2009-10", years("", "08-01"), "2009-10-01/2009-10-31"),
            ("2024-Q1", years("07-01", ""), "2024-01-01/2024-03-31"),
            ("year ending March 2025", years("07-01", ""), "2024-04-01/2025-03-31"),
            ("academic year 2024/25", years("07-01", "08-01"), "2024-08-01/2025-07-31"),
            ("academic year 2024/25", years("07-01", ""), "2024-09-01/2025-08-31"),
        ] {
            let read = Period::parse_on_site(text, years).map(|period| period.key());
            assert_eq!(read.as_deref(), Ok(key), "{text}");
        }

        for text in ["", "1 April", "4-1", "02-29", "13-01", "01-01", "2024-04-01"] {
            assert!(YearStart::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_year_before_is_as_long() {
        for (text, key) in [
            ("2024-02", "2023-02-01/2023-02-28"),
            ("2025-02", "2024-02-01/2024-02-29"),
            ("2024-Q1", "2023-01-01/2023-03-31"),
            ("H1 2025", "2024-01-01/2024-06-30"),
            ("2024-25", "2023-04-01/2024-03-31"),
        ] {
            assert_eq!(period(text).year_before().map(|it| it.key()).as_deref(), Some(key));
        }

        assert_eq!(period("2025-W01").year_before(), None);
    }
}
