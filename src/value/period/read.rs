//! Reads periods as statistics name them.
//!
//! In: a tidy text, and a lexicon. Out: a period. Invariant: records and prose are read by the same functions.

use jiff::civil::{ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

use super::{Period, PeriodName, ends_month};
use crate::lexicon::{Dates, Lexicon};
use crate::value::date;
use crate::value::day::read_year;
use crate::value::{Date, Day, Precision, ValueError, text};

pub(super) type Reading = Option<Result<Period, ValueError>>;

/// Reads a tidy text; none if it is no period, an error if it is one that does not exist.
pub(super) fn read(tidy: &str, lexicon: &Lexicon) -> Reading {
    let words = &lexicon.dates;

    // `2024-25` before dates, which would read a nonexistent month; ranges last, since every other form may
    // be an end of one.
    read_split_year(tidy, lexicon)
        .or_else(|| read_quarter(tidy, words))
        .or_else(|| read_half(tidy, words))
        .or_else(|| read_week(tidy, words))
        .or_else(|| read_decade(tidy, words))
        .or_else(|| read_ending(tidy, words))
        .or_else(|| date::read(tidy, words).map(|date| date.and_then(of_date)))
        .or_else(|| read_range(tidy, lexicon))
        .or_else(|| read_point(tidy, words))
}

fn of_date(date: Date) -> Result<Period, ValueError> {
    Period::new(date.first_day(), date.last_day())
}

/// Which kind of year begins in one calendar year and ends in the next.
#[derive(Clone, Copy)]
struct SplitYear {
    name: PeriodName,
    /// The month whose first day is its own, unless the site says otherwise.
    first_month: i8,
    /// Its name in a message, with its article.
    what: &'static str,
}

// The government's financial year, as in British statistics; the tax year begins five days later.
const FINANCIAL: SplitYear =
    SplitYear { name: PeriodName::FinancialYear, first_month: 4, what: "a financial year" };

// As the Department for Education defines it.
const ACADEMIC: SplitYear =
    SplitYear { name: PeriodName::AcademicYear, first_month: 9, what: "an academic year" };

/// Reads `2024-25`, `2024/25`, `2024-2025`, and with the words for it `2024 to 2025`, `FY24/25`.
fn read_split_year(tidy: &str, lexicon: &Lexicon) -> Reading {
    let words = &lexicon.dates;
    let bare = words.articles.iter().find_map(|it| text::strip_phrase(tidy, it)).unwrap_or(tidy);
    let academic = words.academic_year.iter().find_map(|name| without_name(bare, name));
    let (kind, named) = match academic {
        Some(years) => (ACADEMIC, Some(years)),
        None => (FINANCIAL, words.financial_year.iter().find_map(|name| without_name(bare, name))),
    };

    let years = named.unwrap_or(tidy);
    let spelled = || text::split_at_word(named?, lexicon.numbers.ranges.to);
    let Some((first, second)) = years.split_once(['-', '/', '–']).or_else(spelled) else {
        let year = read_year(named?)?;
        return Some(Err(one_year(tidy, year, kind)));
    };
    let first = read_year(first.trim_end()).or_else(|| named.and(century_of(first.trim())))?;
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
        // `2024-03` and `2024-99` are left to the reader of months; the rest can only be such a year.
        let slash = named.is_some() || !years.contains('-') || second.len() == 4;

        return slash.then(|| {
            Err(ValueError::new(format!("{} that begins in {first} ends in {next}", kind.what))
                .help(format!(
                    "write `{first}/{:02}`, or `{first} to {second}` for calendar years",
                    next % 100
                )))
        });
    }

    let first_day = Day::new(first, kind.first_month, 1).ok()?;
    let last_day = Day::new(next, kind.first_month, 1).ok()?.yesterday().ok()?;

    Some(Period::named(first_day, last_day, kind.name))
}

/// Takes the name of a kind of year off either end: `FY2024/25`, `2024/25 financial year`.
fn without_name<'t>(tidy: &'t str, name: &str) -> Option<&'t str> {
    // An abbreviation may touch its years.
    let is_short = name.bytes().all(|byte| byte.is_ascii_uppercase());
    let touching = || {
        let start =
            tidy.get(..name.len()).filter(|it| is_short && it.eq_ignore_ascii_case(name))?;
        let rest = &tidy[start.len()..];
        rest.starts_with(|sign: char| sign.is_ascii_digit()).then_some(rest)
    };

    text::strip_phrase(tidy, name).or_else(touching).or_else(|| text::strip_phrase_end(tidy, name))
}

/// Reads the first of two short years: 24 of `FY24/25`.
fn century_of(short: &str) -> Option<i16> {
    // No statistics of this kind look seventy years back or thirty ahead.
    const PIVOT: i16 = 70;

    let year: i16 = text::digits(short, 2)?;
    Some(if year < PIVOT { 2000 + year } else { 1900 + year })
}

/// Asks which two years are meant: `FY2025` ends in 2025 in the United States, and begins in it elsewhere.
fn one_year(tidy: &str, year: i16, kind: SplitYear) -> ValueError {
    let message =
        format!("{} names one year, and {} has days of two", text::quote(tidy), kind.what);
    ValueError::new(message).help(format!(
        "write `{}/{:02}` or `{year}/{:02}`, with the year in which it begins first",
        year - 1,
        year % 100,
        (year + 1) % 100
    ))
}

/// Reads a part of a year by its letter and number, in either order: `2024-Q1`, `2024 Q1`, `Q1 2024`.
fn numbered_part(tidy: &str, letter: &str) -> Option<(i16, i8)> {
    let number = |text: &str| -> Option<i8> {
        let (start, digits) = text.split_at_checked(letter.len())?;
        let fits = start.eq_ignore_ascii_case(letter) && (1..=2).contains(&digits.len());
        fits.then(|| text::digits(digits, digits.len())).flatten()
    };

    let (one, two) = match tidy.split_once(['-', ' ']) {
        Some(parts) => parts,
        // ISO 8601 may leave the hyphen out: `2025W01`.
        None => tidy.split_at_checked(4)?,
    };

    match number(two) {
        Some(number) => Some((read_year(one)?, number)),
        None => Some((read_year(two)?, number(one)?)),
    }
}

fn read_quarter(tidy: &str, words: &Dates) -> Reading {
    let (year, number) = numbered_part(tidy, words.quarter)?;
    if !(1..=4).contains(&number) {
        return Some(Err(ValueError::new(format!(
            "there is no quarter {number}: quarters run from Q1 to Q4"
        ))));
    }

    let first = Day::new(year, number * 3 - 2, 1).ok()?;
    let last = Day::new(year, number * 3, 1).ok()?.last_of_month();

    Some(Period::new(first, last))
}

/// Reads `H1 2025` and `first half of 2025`.
fn read_half(tidy: &str, words: &Dates) -> Reading {
    let spelled = || {
        let bare = words.articles.iter().find_map(|it| text::strip_phrase(tidy, it));
        let bare = bare.unwrap_or(tidy);
        let named = words.halves.iter();
        let mut found =
            named.filter_map(|(name, number)| Some((text::strip_phrase(bare, name)?, *number)));
        found.find_map(|(year, number)| Some((read_year(year)?, number)))
    };
    let (year, number) = numbered_part(tidy, words.half).or_else(spelled)?;
    if !(1..=2).contains(&number) {
        return Some(Err(ValueError::new(format!(
            "there is no half {number}: halves are H1 and H2"
        ))));
    }

    let first = Day::new(year, number * 6 - 5, 1).ok()?;
    let last = Day::new(year, number * 6, 1).ok()?.last_of_month();

    Some(Period::named(first, last, PeriodName::Half))
}

/// Reads `week ending 5 January 2025`, `w/c 30 December 2024`, and ISO 8601's `2025-W01`.
fn read_week(tidy: &str, words: &Dates) -> Reading {
    // From the first day to the last.
    const REST: i64 = 6;

    let bare = words.articles.iter().find_map(|it| text::strip_phrase(tidy, it)).unwrap_or(tidy);
    let strip = |list: &[&str]| list.iter().find_map(|it| text::strip_phrase(bare, it));
    let day = |text: &str| {
        let date = date::read(text, words)?.ok()?;
        (date.precision() == Precision::Day).then(|| date.first_day())
    };

    if let Some(last) = strip(words.weeks_ending).and_then(day) {
        let first = last.checked_sub(REST.days()).ok()?;
        return Some(Period::named(first, last, PeriodName::Week));
    }
    if let Some(first) = strip(words.weeks_beginning).and_then(day) {
        let last = first.checked_add(REST.days()).ok()?;
        return Some(Period::named(first, last, PeriodName::Week));
    }

    let spelled = || {
        let (number, year) = strip(words.weeks_numbered)?.split_once(' ')?;
        let year =
            words.date_fillers.iter().find_map(|it| text::strip_phrase(year, it)).unwrap_or(year);
        Some((read_year(year)?, text::digits(number, number.len())?))
    };
    let (year, number) = numbered_part(tidy, words.week).or_else(spelled)?;
    let Ok(monday) = ISOWeekDate::new(year, number, Weekday::Monday) else {
        let last = Day::new(year, 12, 28).ok()?.iso_week_date().week();
        return Some(Err(ValueError::new(format!("{year} has no week {number}"))
            .help(format!("its weeks run from W01 to W{last}"))));
    };
    let first = monday.date();
    let last = first.checked_add(REST.days()).ok()?;

    Some(Period::named(first, last, PeriodName::Week))
}

/// Reads `as at 31 March 2025` and `end of March 2025`: a day.
fn read_point(tidy: &str, words: &Dates) -> Reading {
    let strip = |list: &[&str], text| list.iter().find_map(|it| text::strip_phrase(text, it));
    let at = strip(words.points_in_time, tidy);
    let end = strip(words.ends_of, at.unwrap_or(tidy));
    let text = end.or(at)?;

    let date = match date::read(text, words)? {
        Ok(date) => date,
        Err(error) => return Some(Err(error)),
    };
    // "As at March 2025" is said of its last day, and "end of 5 March" is no period.
    if end.is_some() && date.precision() == Precision::Day {
        return None;
    }
    let last = date.last_day();

    Some(Period::new(last, last))
}

/// Reads `2010s`.
fn read_decade(tidy: &str, words: &Dates) -> Reading {
    let bare = words.articles.iter().find_map(|it| text::strip_phrase(tidy, it)).unwrap_or(tidy);
    let year = read_year(words.decade.iter().find_map(|ending| bare.strip_suffix(ending))?)?;
    if year % 10 != 0 {
        return None;
    }

    Some(Period::new(Day::new(year, 1, 1).ok()?, Day::new(year + 9, 12, 31).ok()?))
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
