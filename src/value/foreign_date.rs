//! Dates in forms that are not read here: what was meant.
//!
//! In: a text that is no date. Out: an error with the right form. Invariant: where two days may be meant, both are
//! named and none is chosen.

mod clock;
mod meant;

use jiff::civil::Time;
use jiff::tz::{Offset, TimeZone};

use self::clock::{WrittenTime, WrittenZone};
use self::meant::{Meant, meant, weekday};
use super::day::{in_english, iso_day, offset_words};
use super::{Day, ValueError, text};

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
pub(super) fn day_error(tidy: &str, written: &str, zone: Option<&TimeZone>) -> ValueError {
    match meant(tidy) {
        Some(Meant::Month(iso)) => no_day(written, &iso),
        Some(meant) => of_day(written, &meant),
        // `3 June 2025, 10am` has a time without a colon.
        None if clock::split(tidy).is_some() => time_error(written, zone),
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
    // A `T` stands between day and time in ISO 8601.
    let parted = tidy.replacen(['T', 't'], " ", usize::from(has_t(&tidy)));
    let Some(WrittenTime { date, clock, rest }) = clock::split(&parted) else {
        return ValueError::new(format!("{shown} is not a time")).help(help);
    };

    let at = |day: Day, zone: &TimeZone| day.to_datetime(clock).to_zoned(zone.clone()).ok();
    let day = match meant(date) {
        Some(Meant::Day(day)) if has_other_weekday(written, day) => {
            return of_day(written, &Meant::Day(day));
        }
        Some(Meant::Day(day)) => day,
        Some(Meant::Either(one, other)) => {
            return of_either_time(written, [one, other], clock, zone);
        }
        _ => return ValueError::new(format!("{shown} is not a time")).help(help),
    };

    let zone = match clock::zone(rest, zone, |zone| at(day, zone)) {
        WrittenZone::None => zone.cloned(),
        WrittenZone::Known(zone) => Some(zone),
        // An offset that is none, such as `+25:00`.
        WrittenZone::Unknown if rest.starts_with(['+', '-']) => {
            return ValueError::new(format!("{shown} is not a time")).help(help);
        }
        WrittenZone::Unknown => None,
    };

    match zone {
        Some(zone) => with_offset(error, day, clock, &zone),
        None => error.help(format!(
            "write `{}T{clock}` and the offset from UTC behind it: `Z`, or hours and minutes as `+HH:MM`",
            iso_day(day)
        )),
    }
}

/// Tells whether a `T` parts a day from a time: `2025-06-03T10:00`.
fn has_t(tidy: &str) -> bool {
    let at = tidy.find(['T', 't']);
    at.is_some_and(|at| {
        tidy[..at].ends_with(|sign: char| sign.is_ascii_digit())
            && tidy[at + 1..].starts_with(|sign: char| sign.is_ascii_digit())
    })
}

/// Asks which of two days is meant, with the time of each as it is to be written.
fn of_either_time(
    written: &str,
    days: [Day; 2],
    clock: Time,
    zone: Option<&TimeZone>,
) -> ValueError {
    let right = days.map(|day| {
        let zoned = zone.and_then(|zone| day.to_datetime(clock).to_zoned(zone.clone()).ok());
        // Without a zone the offset is the writer's to fill in.
        let offset =
            zoned.map_or_else(|| "+HH:MM".to_owned(), |it| offset_words(Some(it.offset())));
        format!("`{}T{clock}{offset}` for {}", iso_day(day), in_english(day))
    });

    let message = format!(
        "{} may be {} or {}",
        text::quote(written),
        in_english(days[0]),
        in_english(days[1])
    );
    ValueError::new(message).help(format!("write {}", right.join(", or ")))
}

/// Tells whether a text has a time of the day in it.
pub(super) fn has_time(written: &str) -> bool {
    let tidy = text::tidy(written);
    let parted = tidy.replacen(['T', 't'], " ", usize::from(has_t(&tidy)));
    clock::split(&parted).is_some()
}

/// Says how a day of which the time is missing is written with one; `meant` tells the day, where it is known.
pub(super) fn time_help(written: &str, zone: Option<&TimeZone>) -> String {
    let example = |day: Day| {
        let zoned = zone.and_then(|zone| day.at(9, 0, 0, 0).to_zoned(zone.clone()).ok());
        let offset = zoned.map_or(Offset::UTC, |it| it.offset());
        format!("`{}T09:00:00{}`", iso_day(day), offset_words(Some(offset)))
    };

    match meant(&text::tidy(written)) {
        Some(Meant::Day(day)) => format!("write the time with its offset, e.g. {}", example(day)),
        Some(Meant::Either(one, other)) => format!(
            "write {} for 9:00 on {}, or {} for {}",
            example(one),
            in_english(one),
            example(other),
            in_english(other)
        ),
        Some(Meant::Month(iso)) => {
            format!("write the day and the time too: `{iso}-DDTHH:MM:SS+HH:MM`")
        }
        Some(Meant::Yearless { month, day }) => {
            format!("write the year and the time too: `YYYY-{month:02}-{day:02}THH:MM:SS+HH:MM`")
        }
        None => "write day, time and offset from UTC as `YYYY-MM-DDTHH:MM:SS+HH:MM`".to_owned(),
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
    // An offset that the writer gave needs no reason.
    let help = match zone.iana_name() {
        Some(name) => format!("write `{right}`, with the offset of {name} on that day"),
        None => format!("write `{right}`"),
    };
    error.help(help).fix(right)
}

/// Tells whether a text names another weekday than the day's own.
fn has_other_weekday(written: &str, day: Day) -> bool {
    let named = written.split_whitespace().filter_map(weekday);
    named.into_iter().any(|named| named != day.weekday().to_monday_zero_offset())
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
            ("13062025", Some("2025-06-13")),
            ("2025–06–03", Some("2025-06-03")),
            ("3.VI.2025", Some("2025-06-03")),
            ("2025-W23-2", Some("2025-06-03")),
            ("2025-154", Some("2025-06-03")),
            ("2025年6月3日", Some("2025-06-03")),
            ("1er juin 2025", Some("2025-06-01")),
            ("mardi 3 juin 2025", Some("2025-06-03")),
            ("Dienstag, den 3. Juni 2025", Some("2025-06-03")),
            ("3 de junio de 2025", Some("2025-06-03")),
            ("3 czerwca 2025 r.", Some("2025-06-03")),
            ("3. kesäkuuta 2025", Some("2025-06-03")),
            ("2025. június 3.", Some("2025-06-03")),
            ("2025 m. birželio 3 d.", Some("2025-06-03")),
            ("2025. gada 3. jūnijs", Some("2025-06-03")),
            ("3 Ιουνίου 2025", Some("2025-06-03")),
            ("3 юни 2025", Some("2025-06-03")),
            ("07/2025", Some("2025-07")),
            ("2025-7", Some("2025-07")),
            // What may be read in two ways, or in none.
            ("03/06/2025", None),
            ("3 June", None),
            ("tomorrow", None),
            // October in Croatian, November in Polish.
            ("3 listopada 2025", None),
            ("nobody 3 June 2025", None),
            ("3 or 4 June 2025", None),
            ("03062025", None),
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
        let london = jiff::tz::TimeZoneDatabase::bundled().get("Europe/London").expect("a zone");
        for (text, fix) in [
            ("03/22/2010 7:06 PM", Some("2010-03-22T19:06:00Z")),
            ("14/07/2025, 7:06 a.m.", Some("2025-07-14T07:06:00+01:00")),
            ("14/07/2025 12:30 am", Some("2025-07-14T00:30:00+01:00")),
            ("3 June 2025 at 10:30", Some("2025-06-03T10:30:00+01:00")),
            ("2025-06-03T10:30:00 Europe/Paris", Some("2025-06-03T10:30:00+02:00")),
            ("2025-06-03 10:30 GMT", Some("2025-06-03T10:30:00Z")),
            ("Tue, 03 Jun 2025 10:30:00 +0100", Some("2025-06-03T10:30:00+01:00")),
            ("Tue, 03 Jun 2025 10:30:00 +0100 (BST)", Some("2025-06-03T10:30:00+01:00")),
            ("Tue, 03 Jun 2025 10:30:00 GMT", Some("2025-06-03T10:30:00Z")),
            ("2025-06-03 10:30 BST", Some("2025-06-03T10:30:00+01:00")),
            ("2025-06-03 10:30 CEST", Some("2025-06-03T10:30:00+02:00")),
            ("2025-06-03 10:30 UTC+2", Some("2025-06-03T10:30:00+02:00")),
            ("10:30 3 June 2025", Some("2025-06-03T10:30:00+01:00")),
            ("10.30am on Tuesday 3 June 2025", Some("2025-06-03T10:30:00+01:00")),
            ("3. Juni 2025, 10 Uhr", Some("2025-06-03T10:00:00+01:00")),
            ("3 juin 2025 à 10h30", Some("2025-06-03T10:30:00+01:00")),
            ("Wed, 03 Jun 2025 10:30:00 +0100", None),
            ("2025-06-03T10:00:00+25:00", None),
            ("03/06/2025 10:30", None),
            ("2025-06-03 10:30 XYZ", None),
        ] {
            let error = time_error(text, Some(&london));
            assert_eq!(error.fix.as_deref(), fix, "{text}: {error}");
        }

        assert_eq!(time_error("14/07/2025 7:06 PM", None).fix, None);

        let error = time_error("03/06/2025 10:30", Some(&london));
        assert_eq!(
            error.help.as_deref(),
            Some(
                "write `2025-06-03T10:30:00+01:00` for 3 June 2025, or `2025-03-06T10:30:00Z` for 6 March 2025"
            )
        );
    }
}
