//! Splits a text into a date, a time of the day and a zone, in whatever order and form people write them.
//!
//! In: a text. Out: its parts. Invariant: no word of the text is passed over unless it adds nothing.

use jiff::civil::Time;
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

use super::meant::meant;
use crate::lexicon::{ENGLISH, european_dates};

/// A date with a time, as it is written.
pub(super) struct WrittenTime<'t> {
    pub(super) date: &'t str,
    pub(super) clock: Time,
    /// What is left: a zone, an offset, or nothing.
    pub(super) rest: &'t str,
}

/// What stands behind a time.
pub(super) enum WrittenZone {
    /// Nothing, or "local time".
    None,
    Known(TimeZone),
    Unknown,
}

/// Splits a text into its date, its time, and what follows; the time may come first.
pub(super) fn split(tidy: &str) -> Option<WrittenTime<'_>> {
    let words: Vec<&str> = tidy.split(' ').collect();

    for (at, _) in words.iter().enumerate() {
        let start = offset_in(tidy, words[at]);
        let Some((clock, length)) = clock_at(&tidy[start..]) else {
            continue;
        };

        let before = without_fillers(&tidy[..start]);
        let after = tidy[start + length..].trim_start_matches([' ', ',']);
        if !before.is_empty() {
            // The parts of a date may look like a time: `3.06 2025`.
            let Some(_) = meant(before) else {
                continue;
            };
            return Some(WrittenTime { date: before, clock, rest: after });
        }

        // The time came first: the date is the longest text that can be read as one, and a zone may follow.
        let after = without_leading_fillers(after);
        let mut ends: Vec<usize> = after.match_indices(' ').map(|(end, _)| end).collect();
        ends.push(after.len());
        let end = ends.into_iter().rev().find(|&end| meant(&after[..end]).is_some())?;
        return Some(WrittenTime { date: &after[..end], clock, rest: after[end..].trim_start() });
    }

    None
}

/// Returns where a part of a text begins.
fn offset_in(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// Takes commas and words that add nothing off the end of a date: "3 June 2025 at".
fn without_fillers(text: &str) -> &str {
    let text = text.trim_end_matches([' ', ',', '–', '—', '-', '|']);
    match text.rsplit_once(' ') {
        Some((rest, last)) if is_filler(last) => without_fillers(rest),
        _ => text,
    }
}

fn without_leading_fillers(text: &str) -> &str {
    match text.split_once(' ') {
        Some((first, rest)) if is_filler(first) => without_leading_fillers(rest),
        _ => text,
    }
}

fn is_filler(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.eq_ignore_ascii_case("on")
        || ENGLISH.dates.date_fillers.contains(&&*word.to_lowercase())
        || european_dates::is_filler(word)
}

/// Reads a time at the beginning of a text: `10:30`, `10.30 a.m.`, `10am`, `10h30`, `10 Uhr`; returns its length too.
fn clock_at(text: &str) -> Option<(Time, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hour_length = digits(text);
    let mut hour: i8 = text.get(..hour_length).filter(|_| hour_length <= 2)?.parse().ok()?;
    let mut end = hour_length;
    let (mut minute, mut second) = (0, 0);

    let mut has_minute = false;
    if text[end..].starts_with([':', '.', 'h', 'H']) && digits(&text[end + 1..]) == 2 {
        minute = text[end + 1..end + 3].parse().ok()?;
        end += 3;
        has_minute = true;

        if text[end..].starts_with(':') && digits(&text[end + 1..]) == 2 {
            second = text[end + 1..end + 3].parse().ok()?;
            end += 3;
            // Fractions of a second mean nothing for a page.
            let fraction = text[end..].strip_prefix('.').map_or(0, |rest| 1 + digits(rest));
            end += fraction;
        }
    }

    // More digits or dots make it another number, as in `10.30.2025`.
    if text[end..]
        .starts_with(|next: char| next.is_ascii_digit() || matches!(next, '.' | ':' | '/'))
    {
        return None;
    }

    let rest = text[end..].trim_start();
    let blanks = text.len() - end - rest.len();
    let lower = rest.to_ascii_lowercase();
    if let Some(&(word, hours)) =
        ENGLISH.dates.half_days.iter().find(|(word, _)| lower.starts_with(word))
    {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + hours;
        end += blanks + word.len();
    } else {
        let word = rest.split([' ', ',']).next().unwrap_or_default();
        let is_hour = european_dates::is_hour(word);
        if is_hour {
            end += blanks + word.len();
        }
        // A number alone is no time.
        if !is_hour && !has_minute {
            return None;
        }
    }

    Some((Time::new(hour, minute, second, 0).ok()?, end))
}

/// Reads what stands behind a time.
pub(super) fn zone(
    written: &str,
    site: Option<&TimeZone>,
    instant: impl Fn(&TimeZone) -> Option<jiff::Zoned>,
) -> WrittenZone {
    // A mail program names the zone once more: `+0100 (BST)`.
    let written = written.trim_matches(['(', ')']);
    let written = written.split_once(" (").map_or(written, |(zone, _)| zone).trim();
    let lower = written.to_ascii_lowercase();
    if lower.is_empty() || lower == "local time" {
        return WrittenZone::None;
    }

    let after_utc = ["utc", "gmt"].iter().find_map(|name| lower.strip_prefix(name));
    let offset = offset(after_utc.unwrap_or(&lower)).or_else(|| named_offset(&lower));
    if let Some(offset) = offset {
        return WrittenZone::Known(TimeZone::fixed(offset));
    }

    // What the site's own zone is called on that day.
    let own = site.and_then(&instant).filter(|zoned| {
        let info = zoned.time_zone().to_offset_info(zoned.timestamp());
        info.abbreviation().eq_ignore_ascii_case(written)
    });
    if let Some(zoned) = own {
        return WrittenZone::Known(zoned.time_zone().clone());
    }

    TimeZoneDatabase::bundled().get(written).map_or(WrittenZone::Unknown, WrittenZone::Known)
}

/// Reads an offset from UTC: `+0100`, `+01:00`, `+1`, `-5`.
fn offset(written: &str) -> Option<Offset> {
    let sign = match written.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let digits = written.trim_start_matches(['+', '-', '−']);
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 => digits.split_at(2),
        None => (digits, "0"),
    };

    let is_number = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(hours) || !is_number(minutes) {
        return None;
    }

    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    // Offsets run from -12 to +14 hours.
    (hours <= 14 && minutes < 60)
        .then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok())
        .flatten()
}

/// Returns the offset of a zone by the letters that mean one alone, as in Europe, or that mail has (RFC 2822).
fn named_offset(lower: &str) -> Option<Offset> {
    let hours = match lower {
        "z" | "ut" | "utc" | "gmt" | "wet" => 0,
        "cet" | "mez" | "west" => 1,
        "cest" | "mesz" | "eet" => 2,
        "eest" => 3,
        "edt" => -4,
        "est" | "cdt" => -5,
        "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        _ => return None,
    };

    Offset::from_hours(hours).ok()
}
