//! Dates in forms that are not read here: what was meant.
//!
//! In: a text that is no date. Out: an error with the right form. Invariant: where two days may be meant, both are
//! named and none is chosen.

use jiff::civil::Time;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::day::{in_english, iso_day, offset_words, read_year};
use super::{Day, ValueError, text};
use crate::lexicon::{Dates, ENGLISH};

/// What a text that is no date most likely means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Meant {
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

/// Explains a text that is no date, where a day, a month or a year is expected.
pub(super) fn date_error(tidy: &str, written: &str) -> ValueError {
    match meant(tidy) {
        Some(meant) => of_day(written, &meant),
        None => ValueError::new(format!("{} is not a date", text::quote(written))).help(
            "write year, month and day as `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where no more is known",
        ),
    }
}

/// Explains a text that is neither a day nor a time.
pub(super) fn day_error(tidy: &str, written: &str) -> ValueError {
    match meant(tidy) {
        Some(Meant::Month(iso)) => no_day(written, &iso),
        Some(meant) => of_day(written, &meant),
        None => ValueError::new(format!("{} is not a date", text::quote(written)))
            .help("write year, month and day as `YYYY-MM-DD`"),
    }
}

/// Explains a date that lacks its day: `2025-08` or `2025`.
pub(super) fn no_day(written: &str, iso: &str) -> ValueError {
    let rest = match iso.len() {
        4 => format!("{iso}-MM-DD"),
        _ => format!("{iso}-DD"),
    };

    ValueError::new(format!("{} names no day", text::quote(written)))
        .help(format!("write the day too: `{rest}`"))
}

fn of_day(written: &str, meant: &Meant) -> ValueError {
    let shown = text::quote(written);
    let error = ValueError::new(format!("{shown} is not how a date is written"));

    match meant {
        // Which of the two is wrong is not known, so nothing is offered.
        Meant::Day(day) if has_other_weekday(written, *day) => {
            let day = format!("{} is a {}", in_english(*day), day.strftime("%A"));
            ValueError::new(format!("{day}, which {shown} contradicts"))
                .help("find out which of the two is right, and write the day as `YYYY-MM-DD`")
        }
        Meant::Day(day) => {
            let iso = iso_day(*day);
            error.help(format!("write `{iso}`")).fix(iso)
        }
        Meant::Month(iso) => error.help(format!("write `{iso}`")).fix(iso),
        Meant::Either(one, other) => {
            let (first, second) = (in_english(*one), in_english(*other));
            ValueError::new(format!("{shown} may be {first} or {second}")).help(format!(
                "write `{}` for {first}, or `{}` for {second}",
                iso_day(*one),
                iso_day(*other)
            ))
        }
        Meant::Yearless { month, day } => ValueError::new(format!("{shown} names no year"))
            .help(format!("write the year too: `YYYY-{month:02}-{day:02}`")),
    }
}

/// Explains a text that has a time, in a form or with a zone that is not read.
pub(super) fn time_error(written: &str, zone: Option<&TimeZone>) -> ValueError {
    let shown = text::quote(written);
    let help = "write a time with its offset from UTC as `YYYY-MM-DDTHH:MM:SS+HH:MM`, or a day alone as \
                `YYYY-MM-DD`";
    let error = ValueError::new(format!("{shown} is not how a time is written"));

    let tidy = text::tidy(written);
    let Some((date, clock, rest)) = parts(&tidy) else {
        return ValueError::new(format!("{shown} is not a time")).help(help);
    };
    let day = match meant(date) {
        // An offset that is none, such as `+25:00`.
        Some(Meant::Day(_)) if rest.starts_with(['+', '-']) => {
            return ValueError::new(format!("{shown} is not a time")).help(help);
        }
        Some(Meant::Day(day)) => day,
        Some(either @ Meant::Either(..)) => return of_day(written, &either),
        _ => return ValueError::new(format!("{shown} is not a time")).help(help),
    };

    // A zone that is named by its city, or as UTC, decides; else the one of the site.
    let named = match rest.to_ascii_lowercase().as_str() {
        "" => None,
        "utc" | "gmt" | "z" => Some(TimeZone::UTC),
        _ => TimeZoneDatabase::bundled().get(rest).ok(),
    };
    let is_unknown = named.is_none() && !rest.is_empty();

    match named.as_ref().or(zone).filter(|_| !is_unknown) {
        Some(zone) => with_offset(error, day, clock, zone),
        None => error.help(format!(
            "write `{}T{clock}` and the offset from UTC behind it: `Z`, or hours and minutes as `+HH:MM`",
            iso_day(day)
        )),
    }
}

/// Explains a time without a zone; that of the site says which offset was probably meant.
pub(super) fn no_offset(
    written: &str,
    day: Day,
    clock: Time,
    zone: Option<&TimeZone>,
) -> ValueError {
    let error =
        ValueError::new(format!("{} does not say in which time zone", text::quote(written)));

    match zone {
        Some(zone) => with_offset(error, day, clock, zone),
        None => error.help(
            "add the offset from UTC: `Z`, or hours and minutes as `+HH:MM`; `timezone` in \
             `content/site.yaml` lets Chancery work it out",
        ),
    }
}

fn with_offset(error: ValueError, day: Day, clock: Time, zone: &TimeZone) -> ValueError {
    let Ok(zoned) = day.to_datetime(clock).to_zoned(zone.clone()) else {
        return error;
    };

    let right = format!("{}T{clock}{}", iso_day(day), offset_words(Some(zoned.offset())));
    let name = zone.iana_name().unwrap_or("UTC");
    error.help(format!("write `{right}`, with the offset of {name} on that day")).fix(right)
}

/// Splits a text into its date, its time, and what follows.
fn parts(tidy: &str) -> Option<(&str, Time, &str)> {
    // `T` stands between them in ISO 8601, a blank or a comma elsewhere.
    let colon = tidy.find(':')?;
    let hour = tidy[..colon].trim_end_matches(|sign: char| sign.is_ascii_digit()).len();
    let date = tidy[..hour].trim_end_matches([' ', ',']);
    let bare =
        date.strip_suffix(['T', 't']).filter(|it| it.ends_with(|last: char| last.is_ascii_digit()));
    let date = bare.unwrap_or(date);

    let rest = &tidy[hour..];
    let end = rest.find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, ':' | '.')));
    let (clock, rest) = rest.split_at(end.unwrap_or(rest.len()));
    let mut numbers = clock.split(':');
    let mut hour: i8 = numbers.next()?.parse().ok()?;
    let minute = numbers.next()?.parse().ok()?;
    let second = numbers.next().and_then(|second| second.split('.').next()?.parse().ok());

    let rest = rest.trim_start();
    let lower = rest.to_ascii_lowercase();
    let half = ENGLISH.dates.half_days.iter().find(|(word, _)| lower.starts_with(word));
    let rest = match half {
        Some(&(word, hours)) => {
            hour = hour % 12 + hours;
            rest[word.len()..].trim_start()
        }
        None => rest,
    };

    Some((date, Time::new(hour, minute, second.unwrap_or(0), 0).ok()?, rest))
}

/// Returns what a text without a time most likely means.
fn meant(tidy: &str) -> Option<Meant> {
    let words = &ENGLISH.dates;
    let tidy = without_weekday(tidy);

    // Programs write days as eight digits, and Unix's clocks as ten or thirteen.
    if tidy.bytes().all(|byte| byte.is_ascii_digit()) {
        return run_of_digits(tidy);
    }

    let is_between = |sign: char| matches!(sign, '/' | '.' | '-' | ' ' | ',' | '_');
    let parts: Vec<&str> = tidy
        .split(is_between)
        .filter(|part| !part.is_empty() && !words.date_fillers.contains(&&*part.to_lowercase()))
        .collect();

    match parts.as_slice() {
        [one, two] => two_parts(one, two, words),
        [one, two, three] => three_parts([one, two, three], tidy.contains('-'), words),
        _ => None,
    }
}

fn run_of_digits(digits: &str) -> Option<Meant> {
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let seconds = match digits.len() {
        8 => {
            let (month, day) = (number(4..6)?, number(6..8)?);
            return Some(Meant::Day(day_of(number(0..4)?, month, day)?));
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

    let (day, name) = if words.month(two).is_some() { (one, two) } else { (two, one) };
    let (day, month) = (number(day, words)?, words.month(name)?);
    let day = i8::try_from(day).ok()?;
    // In a leap year, so that 29 February is a day.
    Day::new(2024, month, day).is_ok().then_some(Meant::Yearless { month, day })
}

fn three_parts(parts: [&str; 3], has_hyphens: bool, words: &Dates) -> Option<Meant> {
    let [one, two, three] = parts;

    // A month in letters leaves no doubt.
    if let Some(at) = parts.iter().position(|part| words.month(part).is_some()) {
        let month = i16::from(words.month(parts[at])?);
        let (day, year) = match at {
            0 => (two, three),
            1 if one.len() == 4 => (three, one),
            1 => (one, three),
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

/// Reads the number of a day or a month, or the number of a month by its name.
fn number(part: &str, words: &Dates) -> Option<i16> {
    if let Some(month) = words.month(part) {
        return Some(month.into());
    }

    let end = part.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(part.len());
    let (digits, ending) = part.split_at(end);
    let is_plain = ending.is_empty() || words.ordinals.contains(&&*ending.to_lowercase());
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
fn weekday(word: &str) -> Option<i8> {
    let word = word.trim_matches([',', '.', '(', ')']).to_lowercase();
    let mut known = ENGLISH.amounts.weekdays.iter();
    known.find(|(name, _)| *name == word).map(|(_, number)| *number)
}

/// Tells whether a text names another weekday than the day's own.
fn has_other_weekday(written: &str, day: Day) -> bool {
    let named = written.split_whitespace().filter_map(weekday);
    named.into_iter().any(|named| named != day.weekday().to_monday_zero_offset())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_that_was_meant_is_the_fix() {
        for (text, fix) in [
            ("14/07/2025", Some("2025-07-14")),
            ("07/14/2025", Some("2025-07-14")),
            ("3/3/2025", Some("2025-03-03")),
            ("14.7.2025", Some("2025-07-14")),
            ("14-07-2025", Some("2025-07-14")),
            ("14/07/25", Some("2025-07-14")),
            ("2025-6-3", Some("2025-06-03")),
            ("2025/06/03", Some("2025-06-03")),
            ("2025.06.03", Some("2025-06-03")),
            ("20250603", Some("2025-06-03")),
            ("3-Jun-2025", Some("2025-06-03")),
            ("3 June, 2025", Some("2025-06-03")),
            ("3rd of June 2025", Some("2025-06-03")),
            ("Tuesday 3 June 2025", Some("2025-06-03")),
            ("Tue, 3 Jun 2025", Some("2025-06-03")),
            ("2025 June 3", Some("2025-06-03")),
            ("1719999999", Some("2024-07-03")),
            ("1719999999000", Some("2024-07-03")),
            ("07/2025", Some("2025-07")),
            ("2025-7", Some("2025-07")),
            // What may be read in two ways, or in none.
            ("03/06/2025", None),
            ("3 June", None),
            ("tomorrow", None),
            ("31/02/2025", None),
            ("1.2.3.4", None),
            ("", None),
        ] {
            let error = date_error(&text::tidy(text), text);
            assert_eq!(error.fix.as_deref(), fix, "{text}: {error}");
        }
    }

    #[test]
    fn two_days_are_asked_about() {
        let error = date_error("03/06/2025", "03/06/2025");
        assert_eq!(error.message, "`03/06/2025` may be 3 June 2025 or 6 March 2025");
        assert_eq!(
            error.help.as_deref(),
            Some("write `2025-06-03` for 3 June 2025, or `2025-03-06` for 6 March 2025")
        );
    }

    #[test]
    fn a_time_gets_the_offset_of_the_site() {
        let london = TimeZoneDatabase::bundled().get("Europe/London").expect("a zone");
        for (text, fix) in [
            ("03/22/2010 7:06 PM", Some("2010-03-22T19:06:00Z")),
            ("14/07/2025, 7:06 a.m.", Some("2025-07-14T07:06:00+01:00")),
            ("14/07/2025 12:30 am", Some("2025-07-14T00:30:00+01:00")),
            ("3 June 2025 at 10:30", Some("2025-06-03T10:30:00+01:00")),
            ("2025-06-03T10:30:00 Europe/Paris", Some("2025-06-03T10:30:00+02:00")),
            ("2025-06-03 10:30 GMT", Some("2025-06-03T10:30:00Z")),
            ("03/06/2025 10:30", None),
            ("2025-06-03 10:30 XYZ", None),
        ] {
            let error = time_error(text, Some(&london));
            assert_eq!(error.fix.as_deref(), fix, "{text}: {error}");
        }

        assert_eq!(time_error("14/07/2025 7:06 PM", None).fix, None);
    }
}
