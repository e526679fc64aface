//! A day, or a point in time.

use std::cmp::Ordering;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use super::day::{iso_day, offset_words};
use super::{Day, Precision, ValueError, foreign_date, text};

/// A day, or a time of a day with its offset from UTC, as it was written (RFC 3339).
///
/// Moments sort by their instant; a day's instant is its first one in UTC. At the same instant a
/// day comes before a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    local: DateTime,
    offset: Option<Offset>,
    instant: Timestamp,
}

impl Moment {
    /// Reads a day as [`Date::parse`](super::Date::parse) does, or a time: `2025-08-20T10:30:00+01:00`.
    ///
    /// A space may replace the `T`, and the seconds may be left out.
    ///
    /// # Errors
    ///
    /// Refuses a date without a day, a time without an offset, and nonexistent days and times.
    pub fn parse(text: &str) -> Result<Moment, ValueError> {
        Moment::read(text, None)
    }

    /// Reads a day or a time as [`Moment::parse`] does; the errors advise the offset of a time zone.
    ///
    /// # Errors
    ///
    /// As [`Moment::parse`]: a zone is never applied, as it may have been added later than the time.
    pub fn read(text: &str, zone: Option<&TimeZone>) -> Result<Moment, ValueError> {
        let tidy = text::tidy(text);
        if let Some((date, time)) = split_time(&tidy) {
            return read_time(date, time, text, zone);
        }

        let date = super::date::read(&tidy, &crate::lexicon::ENGLISH.dates)
            .unwrap_or_else(|| Err(foreign_date::day_error(&tidy, text, zone)))?;
        if date.precision() != Precision::Day {
            return Err(foreign_date::no_day(text, &date.iso()));
        }

        Moment::of(date.first_day(), None).ok_or_else(|| out_of_reach(text))
    }

    /// Reads a time as [`Moment::read`] does; `what` says what needs it: "an embargo ends at a time".
    ///
    /// # Errors
    ///
    /// As [`Moment::read`], and refuses a day; the help never leads to a day alone.
    pub fn read_time(
        text: &str,
        zone: Option<&TimeZone>,
        what: &str,
    ) -> Result<Moment, ValueError> {
        let help = || foreign_date::time_help(text, zone);

        match Moment::read(text, zone) {
            Ok(moment) if moment.has_time() => Ok(moment),
            Ok(_) => Err(ValueError::new(format!("{what}, and this is a day")).help(help())),
            // What is written with a time has the right advice already.
            Err(error) if foreign_date::has_time(text) => Err(error),
            Err(error) => Err(ValueError { fix: None, ..error }.help(help())),
        }
    }

    /// Takes a day as a moment; outside the range of instants it is clamped.
    #[must_use]
    pub fn from_day(day: Day) -> Moment {
        // An embargo far in the future must not turn into one in the past.
        let edge = if day.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        let local = day.at(0, 0, 0, 0);
        Moment { local, offset: None, instant: Offset::UTC.to_timestamp(local).unwrap_or(edge) }
    }

    /// Takes an instant as a moment in UTC.
    #[must_use]
    pub fn from_instant(instant: Timestamp) -> Moment {
        Moment { local: Offset::UTC.to_datetime(instant), offset: Some(Offset::UTC), instant }
    }

    /// Takes an instant as a moment in a time zone.
    #[must_use]
    pub fn in_zone(instant: Timestamp, zone: &TimeZone) -> Moment {
        let offset = zone.to_offset(instant);
        Moment { local: offset.to_datetime(instant), offset: Some(offset), instant }
    }

    /// Returns when it begins on a site: a day begins at its first instant in the site's time zone.
    ///
    /// Outside the range of instants it is clamped.
    #[must_use]
    pub fn begins(&self, zone: &TimeZone) -> Timestamp {
        match self.has_time() {
            true => self.instant,
            false => first_instant(self.day(), zone),
        }
    }

    /// Returns the day as written, in its own offset.
    #[must_use]
    pub fn day(&self) -> Day {
        self.local.date()
    }

    /// Tells whether a time of the day was written.
    #[must_use]
    pub fn has_time(&self) -> bool {
        self.offset.is_some()
    }

    /// Returns the time of the day as written, in its own offset.
    #[must_use]
    pub fn time(&self) -> Option<jiff::civil::Time> {
        self.offset.map(|_| self.local.time())
    }

    /// Returns the instant; a day's is its first one in UTC.
    #[must_use]
    pub fn instant(&self) -> Timestamp {
        self.instant
    }

    /// Writes it as RFC 3339: `2025-08-20T10:30:00+01:00`; a day as `2025-08-20T00:00:00Z`.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        let time = self.local.time();
        let mut text = iso_day(self.day());
        for (sign, part) in [('T', time.hour()), (':', time.minute()), (':', time.second())] {
            text.push(sign);
            text::push_number(&mut text, part, 2);
        }

        if time.subsec_nanosecond() != 0 {
            let fraction = format!(".{:09}", time.subsec_nanosecond());
            text.push_str(fraction.trim_end_matches('0'));
        }

        text.push_str(&offset_words(self.offset));

        text
    }

    /// Writes it for HTML's `datetime`: `2025-08-20`, `2025-08-20T10:30:00+01:00`.
    #[must_use]
    pub fn iso(&self) -> String {
        if self.has_time() { self.rfc3339() } else { iso_day(self.day()) }
    }

    fn of(day: Day, time: Option<(jiff::civil::Time, Offset)>) -> Option<Moment> {
        let local = match time {
            Some((time, _)) => day.to_datetime(time),
            None => day.at(0, 0, 0, 0),
        };
        let offset = time.map(|(_, offset)| offset);
        let instant = offset.unwrap_or(Offset::UTC).to_timestamp(local).ok()?;
        Some(Moment { local, offset, instant })
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Moment) -> Ordering {
        // The offset distinguishes two moments at one instant, so that the order agrees with equality.
        let key = |moment: &Moment| (moment.instant, moment.offset, moment.local);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Moment) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

/// Returns the first instant of a day in a time zone; outside the range of instants it is clamped.
///
/// Where clocks are put forward at midnight, the day begins an hour later.
#[must_use]
pub fn first_instant(day: Day, zone: &TimeZone) -> Timestamp {
    // What is held until a day far in the future must not come out at once.
    let edge = if day.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    day.to_zoned(zone.clone()).map_or(edge, |begins| begins.timestamp())
}

fn out_of_reach(text: &str) -> ValueError {
    ValueError::new(format!("{} is too far from today", text::quote(text)))
}

/// Splits a text into a date and the time after it: after a `T`, a space or a comma, `10:30…`.
fn split_time(tidy: &str) -> Option<(&str, &str)> {
    let colon = tidy.find(':')?;
    let head = tidy.get(..colon)?;
    let hour = head.trim_end_matches(|char: char| char.is_ascii_digit()).len();
    let time = tidy.get(hour..)?;
    let date = head.get(..hour)?;
    let date = date.strip_suffix(['T', 't', ' ']).unwrap_or(date);
    Some((date.trim_end_matches([' ', ',']), time))
}

fn read_time(
    date: &str,
    time: &str,
    whole: &str,
    zone: Option<&TimeZone>,
) -> Result<Moment, ValueError> {
    let unreadable = || foreign_date::time_error(whole, zone);

    let day = match super::date::read(date, &crate::lexicon::ENGLISH.dates) {
        Some(Ok(day)) if day.precision() == Precision::Day => day.first_day(),
        Some(Err(error)) => return Err(error),
        _ => return Err(unreadable()),
    };

    let end = time
        .find(|char: char| !(char.is_ascii_digit() || char == ':' || char == '.'))
        .unwrap_or(time.len());
    let (clock, offset) = time.split_at(end);
    let clock = read_clock(clock).ok_or_else(unreadable)??;
    let offset = offset.trim_start();

    // Never guessed: a build on a server in another zone would lift an embargo hours early.
    if offset.is_empty() {
        return Err(foreign_date::no_offset(whole, day, clock, zone));
    }

    let offset = read_offset(offset).ok_or_else(unreadable)?;
    Moment::of(day, Some((clock, offset))).ok_or_else(|| out_of_reach(whole))
}

fn read_clock(clock: &str) -> Option<Result<jiff::civil::Time, ValueError>> {
    let mut parts = clock.splitn(4, ':');
    let hour: i8 = text::digits(parts.next()?, 2)?;
    let minute: i8 = text::digits(parts.next()?, 2)?;
    let (second, nanosecond) = match parts.next() {
        None => (0, 0),
        Some(second) => match second.split_once('.') {
            None => (text::digits(second, 2)?, 0),
            Some((second, fraction)) => (text::digits(second, 2)?, read_fraction(fraction)?),
        },
    };

    if parts.next().is_some() {
        return None;
    }

    Some(jiff::civil::Time::new(hour, minute, second, nanosecond).map_err(|_| {
        ValueError::new(format!("there is no time {clock} in a day"))
            .help("hours run from 00 to 23, minutes and seconds from 00 to 59")
    }))
}

/// Reads the decimals of a second, nine at most, as nanoseconds.
fn read_fraction(fraction: &str) -> Option<i32> {
    let count = fraction.len();
    if count == 0 || count > 9 {
        return None;
    }

    let number: i32 = text::digits(fraction, count)?;
    let missing = u32::try_from(9 - count).ok()?;

    number.checked_mul(10_i32.checked_pow(missing)?)
}

fn read_offset(text: &str) -> Option<Offset> {
    if text.eq_ignore_ascii_case("z") || text.eq_ignore_ascii_case("utc") {
        return Some(Offset::UTC);
    }

    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };

    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None => (rest.get(..2)?, rest.get(2..).filter(|rest| !rest.is_empty()).unwrap_or("00")),
    };
    let hours: i32 = text::digits(hours, 2).filter(|&hours| hours < 24)?;
    let minutes: i32 = text::digits(minutes, 2).filter(|&minutes| minutes < 60)?;

    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read() {
        for (text, rfc3339) in [
            ("2025-08-20", "2025-08-20T00:00:00Z"),
            ("2025-08-20T10:30:00+01:00", "2025-08-20T10:30:00+01:00"),
            ("2025-08-20 10:30Z", "2025-08-20T10:30:00Z"),
            ("2025-08-20t23:59:01.250 -0530", "2025-08-20T23:59:01.25-05:30"),
            ("20 August 2025, 10:30 +01", "2025-08-20T10:30:00+01:00"),
        ] {
            let moment = Moment::parse(text).expect(text);
            assert_eq!(moment.rfc3339(), rfc3339);
            assert_eq!(Moment::parse(&moment.iso()).as_ref(), Ok(&moment));
        }
    }

    #[test]
    fn a_time_needs_its_offset_and_a_day() {
        for (text, message) in [
            ("2025-08-20T10:30", "`2025-08-20T10:30` does not say in which time zone"),
            ("2025-08", "`2025-08` names no day"),
            ("2025-08T10:30Z", "`2025-08T10:30Z` is not a time"),
            ("10:30", "`10:30` is not a time"),
            ("2025-08-20T24:00Z", "there is no time 24:00 in a day"),
            ("2025-08-20T10:30+25:00", "`2025-08-20T10:30+25:00` is not a time"),
            ("2025-02-30T10:30Z", "30 February 2025 does not exist: February 2025 has 28 days"),
        ] {
            assert_eq!(Moment::parse(text).expect_err(text).message, message);
        }
    }

    #[test]
    fn the_day_is_the_one_that_was_written() {
        let moment = Moment::parse("2025-08-20T00:30+01:00").expect("a time");
        assert_eq!(iso_day(moment.day()), "2025-08-20");
        assert_eq!(moment.instant().to_string(), "2025-08-19T23:30:00Z");
        assert!(moment < Moment::parse("2025-08-20").expect("a day"));
        assert!(
            Moment::parse("2025-08-20").expect("a day")
                < Moment::parse("2025-08-20T00:00Z").expect("a time")
        );
    }
}
