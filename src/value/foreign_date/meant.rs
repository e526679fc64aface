//! Reads dates in forms that are not read elsewhere: by the months of other languages, by the order of other countries,
//! by weeks and by days of a year.
//!
//! In: a text. Out: what it most likely means. Invariant: no word of the text is passed over unless it adds nothing.

use jiff::civil::ISOWeekDate;
use jiff::tz::TimeZone;

use crate::lexicon::{Dates, ENGLISH, european_dates};
use crate::value::day::read_year;
use crate::value::{Day, text};

/// What a text that is no date most likely means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    Day(Day),
    /// The day may come before the month, or after it.
    Either(Day, Day),
    /// A month of a year, as ISO 8601 has it.
    Month(String),
    /// A day and a month without their year.
    Yearless {
        month: i8,
        day: i8,
    },
}

/// Returns what a text without a time most likely means.
pub(super) fn meant(tidy: &str) -> Option<Meant> {
    let words = &ENGLISH.dates;
    let tidy = without_weekday(tidy);

    // Programs write days as eight digits, and Unix's clocks as ten or thirteen.
    if !tidy.is_empty() && tidy.bytes().all(|byte| byte.is_ascii_digit()) {
        return run_of_digits(tidy);
    }
    if let Some(day) = of_iso_8601(tidy) {
        return Some(Meant::Day(day));
    }

    // The last six are the signs behind year, month and day in East Asia.
    let is_between = |sign: char| {
        matches!(
            sign,
            '/' | '.' | '-' | '–' | '—' | ' ' | ',' | '_' | '年' | '月' | '日' | '년' | '월' | '일'
        )
    };
    let is_filler = |part: &str| {
        words.date_fillers.contains(&&*part.to_lowercase()) || european_dates::is_filler(part)
    };
    let parts: Vec<&str> =
        tidy.split(is_between).filter(|part| !part.is_empty() && !is_filler(part)).collect();

    match parts.as_slice() {
        [one, two] => two_parts(one, two, words),
        [one, two, three] => three_parts([one, two, three], tidy.contains('-'), words),
        _ => None,
    }
}

/// Reads the week or the day of a year: `2025-W23-2`, `2025-155` (ISO 8601).
fn of_iso_8601(tidy: &str) -> Option<Day> {
    let (year, rest) = tidy.split_once('-')?;
    let year = read_year(year)?;

    if let Some(week) = rest.strip_prefix(['W', 'w']) {
        let (week, weekday) = week.split_once('-')?;
        let weekday =
            jiff::civil::Weekday::from_monday_one_offset(text::digits(weekday, 1)?).ok()?;
        let week = text::digits(week, 2)?;
        return ISOWeekDate::new(year, week, weekday).ok().map(ISOWeekDate::date);
    }

    let day: i16 = text::digits(rest, 3)?;
    Day::new(year, 1, 1).ok()?.with().day_of_year(day).build().ok()
}

fn run_of_digits(digits: &str) -> Option<Meant> {
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let seconds = match digits.len() {
        8 => {
            let (month, day) = (number(4..6)?, number(6..8)?);
            if let Some(day) = day_of(number(0..4)?, month, day) {
                return Some(Meant::Day(day));
            }

            let (one, two, year) = (number(0..2)?, number(2..4)?, number(4..8)?);
            return either(day_of(year, two, one), day_of(year, one, two));
        }
        10 => digits.parse::<i64>().ok()?,
        13 => digits.parse::<i64>().ok()? / 1000,
        _ => return None,
    };

    let instant = jiff::Timestamp::from_second(seconds).ok()?;
    Some(Meant::Day(instant.to_zoned(TimeZone::UTC).date()))
}

/// Reads `07/2025`, `2025-7`, or a day without its year.
fn two_parts(one: &str, two: &str, words: &Dates) -> Option<Meant> {
    let month = |year: &str, month: &str| -> Option<Meant> {
        let (year, month) = (read_year(year)?, number(month, words)?);
        (1..=12).contains(&month).then(|| Meant::Month(format!("{year}-{month:02}")))
    };
    if let Some(meant) = month(two, one).or_else(|| month(one, two)) {
        return Some(meant);
    }

    let (day, name) = if month_of(two, words).is_some() { (one, two) } else { (two, one) };
    let (day, month) = (number(day, words)?, month_of(name, words)?);
    let day = i8::try_from(day).ok()?;
    // In a leap year, so that 29 February is a day.
    Day::new(2024, month, day).is_ok().then_some(Meant::Yearless { month, day })
}

fn three_parts(parts: [&str; 3], has_hyphens: bool, words: &Dates) -> Option<Meant> {
    let [one, two, three] = parts;

    // A month in letters leaves no doubt.
    let named = parts.iter().position(|part| month_of(part, words).is_some());
    // `3.VI.2025`
    if let Some(at) = named.or_else(|| roman(two).map(|_| 1)) {
        let month = i16::from(month_of(parts[at], words).or_else(|| roman(two))?);
        let (day, year) = match at {
            0 => (two, three),
            1 if one.len() == 4 => (three, one),
            1 => (one, three),
            _ if one.len() == 4 => (two, one),
            _ => return None,
        };

        return Some(Meant::Day(day_of(year_of(year)?, month, number(day, words)?)?));
    }

    let (first, second, third) = (number(one, words)?, number(two, words)?, number(three, words)?);
    if one.len() == 4 {
        return either(day_of(first, second, third), None);
    }

    if three.len() == 4 {
        return either(day_of(third, second, first), day_of(third, first, second));
    }

    // Two digits of a year: at the end for people, at the beginning for programs, which write hyphens.
    let last = year_of(three)?;
    let of_people = either(day_of(last, second, first), day_of(last, first, second));
    let of_programs = match has_hyphens {
        true => day_of(year_of(one)?, second, third),
        false => None,
    };
    match (of_people, of_programs) {
        (None, programs) => programs.map(Meant::Day),
        (Some(Meant::Day(day)), Some(program)) => either(Some(day), Some(program)),
        (people, _) => people,
    }
}

fn either(one: Option<Day>, other: Option<Day>) -> Option<Meant> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => Some(Meant::Either(one, other)),
        (one, other) => one.or(other).map(Meant::Day),
    }
}

fn day_of(year: i16, month: i16, day: i16) -> Option<Day> {
    let day = Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1000..=9999).contains(&year).then_some(day)
}

/// Returns the number of a month by its name, in English or else in another language.
fn month_of(word: &str, words: &Dates) -> Option<i8> {
    words.month(word).or_else(|| european_dates::month(word))
}

/// Returns the number of a month in Roman numerals.
fn roman(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let at = MONTHS.iter().position(|month| *month == word)?;
    i8::try_from(at + 1).ok()
}

/// Reads the number of a day or a month, or the number of a month by its name.
fn number(part: &str, words: &Dates) -> Option<i16> {
    if let Some(month) = month_of(part, words) {
        return Some(month.into());
    }

    let end = part.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(part.len());
    let (digits, ending) = part.split_at(end);
    let is_plain = ending.is_empty()
        || words.ordinals.contains(&&*ending.to_lowercase())
        || european_dates::is_ordinal(ending);
    is_plain.then(|| digits.parse().ok()).flatten()
}

/// Reads a year, of four digits or of the last two of this century.
fn year_of(part: &str) -> Option<i16> {
    let year = part.trim_start_matches(['\'', '’']).parse::<i16>().ok()?;
    match part.trim_start_matches(['\'', '’']).len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// Returns the weekday that a word names, counted from Monday as 0.
pub(super) fn weekday(word: &str) -> Option<i8> {
    let word = word.trim_matches([',', '.', '(', ')']).to_lowercase();
    let mut known = ENGLISH.amounts.weekdays.iter();
    let known = known.find(|(name, _)| *name == word).map(|(_, number)| *number);
    known.or_else(|| european_dates::weekday(&word))
}

/// Takes the name of a weekday off either end.
fn without_weekday(tidy: &str) -> &str {
    let is_weekday = |word: &str| weekday(word).is_some();

    let tidy = match tidy.split_once(' ') {
        Some((first, rest)) if is_weekday(first) => rest,
        _ => tidy,
    };
    match tidy.rsplit_once(' ') {
        Some((rest, last)) if is_weekday(last) => rest.trim_end_matches(','),
        _ => tidy,
    }
}
