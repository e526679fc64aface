//! Nonexistent days, and weekdays that do not fit their dates.

use jiff::civil::Date;

use super::super::amount::{AmountKind, DateParts, WrittenAmount};
use super::super::refutation::{Fault, Refutation};
use super::super::sentence::Sentence;
use super::interval::days as days_between;
use crate::lexicon::WordRoles as W;

/// A day that a sentence names, in full or by its number next to another: "3 to 14 November".
#[derive(Debug, Clone, Copy)]
pub(super) struct CalendarDay {
    pub(super) parts: DateParts,
    /// Its first and last token; the two days of "3–14 November" share them.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Whether a range or list joins it to the next day.
    pub(super) is_joined: bool,
}

/// Finds the days that a sentence names, in text order.
pub(super) fn days(s: &Sentence<'_>) -> Vec<CalendarDay> {
    let mut days: Vec<CalendarDay> = Vec::new();

    for (index, amount) in s.amounts.iter().enumerate() {
        let Some(parts) = amount.date() else { continue };
        let token = s.at[index];
        let whole = CalendarDay { parts, first: token, last: token, is_joined: false };

        if parts.day.is_none() {
            days.extend(range_before(s, token, parts));
            continue;
        }

        days.extend(number_before(s, token, parts));
        match number_after(s, token, parts) {
            Some((one, two)) => days.extend([one, two]),
            None => days.push(whole),
        }
    }

    days
}

/// Reads a whole number of at most two digits as a day of the month.
fn day_number(value: f64) -> Option<i8> {
    const MOST: f64 = 31.0;

    #[expect(clippy::cast_possible_truncation, reason = "it is a small whole number")]
    ((1.0..=MOST).contains(&value) && value.fract() == 0.0).then_some(value as i8)
}

/// Reads the 3 of "Monday 3 to Friday 14 November".
fn number_before(s: &Sentence<'_>, token: usize, parts: DateParts) -> Option<CalendarDay> {
    let joint = token.checked_sub(1)?;
    let first = token.checked_sub(2)?;
    if !(s.is(joint, W::TO | W::AND) || s.is_sign(joint, '–')) {
        return None;
    }

    let amount = s.amount(first)?;
    let is_plain = amount.kind == AmountKind::Count && amount.low.is_none() && !amount.is_spelled;
    let day = day_number(amount.value).filter(|_| is_plain)?;
    let weekday = first.checked_sub(1).and_then(|before| weekday_at(s, before));
    let led = first
        .checked_sub(1)
        .is_some_and(|before| s.is(before, W::FROM | W::BETWEEN | W::ON | W::THE));

    // "Between 3 and 14 November"; a bare "3 to 14 November" may be a score.
    (weekday.is_some() || led).then_some(CalendarDay {
        parts: DateParts { day: Some(day), weekday, ..parts },
        first: if weekday.is_some() { first - 1 } else { first },
        last: first,
        is_joined: true,
    })
}

/// Reads "3–14 November".
fn range_before(s: &Sentence<'_>, token: usize, parts: DateParts) -> Vec<CalendarDay> {
    let Some(amount) = token.checked_sub(1).and_then(|before| s.amount(before)) else {
        return Vec::new();
    };
    let (Some(low), Some(high)) = (amount.low.and_then(day_number), day_number(amount.value))
    else {
        return Vec::new();
    };
    if amount.kind != AmountKind::Count {
        return Vec::new();
    }

    [(low, true), (high, false)]
        .map(|(day, is_joined)| CalendarDay {
            parts: DateParts { day: Some(day), ..parts },
            first: token - 1,
            last: token,
            is_joined,
        })
        .to_vec()
}

/// Reads "November 3–14, 2025".
fn number_after(
    s: &Sentence<'_>,
    token: usize,
    parts: DateParts,
) -> Option<(CalendarDay, CalendarDay)> {
    if parts.year.is_some() || !s.is_sign(token + 1, '–') {
        return None;
    }

    let amount = s.amount(token + 2)?;
    let is_plain = amount.kind == AmountKind::Count && amount.low.is_none() && !amount.is_spelled;
    let day = day_number(amount.value).filter(|_| is_plain)?;
    let year = if s.is_sign(token + 3, ',') { s.amount(token + 4) } else { s.amount(token + 3) };
    let year =
        year.filter(|it| matches!(it.kind, AmountKind::Year { .. })).and_then(WrittenAmount::year);
    // "Wednesday–Thursday, November 6–7": each day has its own weekday.
    let earlier = token
        .checked_sub(2)
        .filter(|_| s.is_sign(token - 1, '–') || s.is(token - 1, W::AND | W::TO))
        .and_then(|before| weekday_at(s, before));
    let one = DateParts { year, weekday: earlier.or(parts.weekday), ..parts };
    let two = DateParts { day: Some(day), weekday: earlier.and(parts.weekday), ..one };

    Some((
        CalendarDay { parts: one, first: token, last: token + 2, is_joined: true },
        CalendarDay { parts: two, first: token, last: token + 2, is_joined: false },
    ))
}

/// Reads a word as a weekday: its full name, capitalised.
fn weekday_at(s: &Sentence<'_>, token: usize) -> Option<i8> {
    // "Sat", "sun" and "wed" are also other words.
    const SHORTEST: usize = 6;

    let word = s.word(token);
    let start = s.tokens.get(token)?.start as usize;
    let is_name = word.len() >= SHORTEST && s.text[start..].starts_with(char::is_uppercase);
    let names = s.lexicon.amounts.weekdays;

    names.iter().find(|(name, _)| is_name && *name == word).map(|&(_, day)| day)
}

/// Finds the weekday next to a date: "on Tuesday evening (4 November 2025)", "4 November 2025, a Tuesday".
fn weekday_beside(s: &Sentence<'_>, day: &CalendarDay) -> Option<(i8, usize)> {
    let opens = |token: usize| s.is_sign(token, '(') || s.is_sign(token, ',');
    let before = day.first.checked_sub(2).and_then(|name| {
        let separator = name + 1;
        let back = name.checked_sub(1);
        if opens(separator) && s.is(name, W::DAYTIME) {
            return back.and_then(|name| Some((weekday_at(s, name)?, name)));
        }
        let is_beside = s.is_sign(separator, '(') || s.is(separator, W::DAYTIME);
        is_beside.then(|| weekday_at(s, name).map(|weekday| (weekday, name)))?
    });

    before.or_else(|| weekday_after(s, day))
}

fn weekday_after(s: &Sentence<'_>, day: &CalendarDay) -> Option<(i8, usize)> {
    // "4 November 2025 falls this year on a Sunday"
    const REACH: usize = 5;

    let next = day.last + 1;
    if s.is_sign(next, '(') {
        let name = if s.is(next + 1, W::A) { next + 2 } else { next + 1 };
        return Some((weekday_at(s, name).filter(|_| s.is_sign(name + 1, ')'))?, name));
    }

    let verb = if s.is_sign(next, ',') && !s.is(next + 1, W::A) { next + 1 } else { next };
    let is_claim = s.is_sign(verb, ',') && s.is(verb + 1, W::A)
        || s.is(verb, W::BE) && s.is(verb + 1, W::A)
        || s.is(verb + 1, W::ON) && s.is(verb + 2, W::A);
    (verb + 1..verb + REACH)
        .take_while(|&token| s.is(token, W::A | W::ON | W::BE) || weekday_at(s, token).is_some())
        .find_map(|token| Some((weekday_at(s, token)?, token)))
        .filter(|_| is_claim)
}

/// Reports nonexistent days, and weekdays that do not fit.
pub(super) fn check(
    s: &Sentence<'_>,
    days: &[CalendarDay],
    today: Option<Date>,
) -> Vec<Refutation> {
    let mut found = Vec::new();

    for (at, day) in days.iter().enumerate() {
        if let Some(refutation) = missing(s, day) {
            found.push(refutation);
            continue;
        }

        let joined = days.get(at + 1).filter(|next| day.is_joined || is_joined(s, day, next));
        found.extend(weekday(s, day, joined, today));
        found.extend(joined.and_then(|next| two_weekdays(s, day, next)));
    }

    found
}

/// Reports "31 April".
fn missing(s: &Sentence<'_>, day: &CalendarDay) -> Option<Refutation> {
    // A year with a 29 February, used where the date has no year.
    const LEAP_YEAR: i16 = 2024;
    // "Letter No. 49 of February": the number of something else.
    const MOST: i8 = 31;

    let number = day.parts.day?;
    let year = day.parts.year.unwrap_or(LEAP_YEAR);

    // "In April 40 people" names no day.
    let written = &s.text[s.tokens[day.first].start as usize..s.tokens[day.last].end as usize];
    let is_sure = day.parts.year.is_some()
        || day.parts.weekday.is_some()
        || written.starts_with(|char: char| char.is_ascii_digit());
    let is_numbered = number > MOST
        && (day.first.saturating_sub(3)..day.first).any(|at| s.is(at, W::ABBREVIATION | W::NOT));
    // "2 0 May" is a split number; "20.0Jan-21", "99May" and "60 Dec-19" are labels of a chart.
    let is_glued = written.contains(char::is_alphabetic) && !written.contains(char::is_whitespace);
    let is_axis = number > MOST && s.is_sign(day.last + 1, '–');
    let is_split = number == 0 && day.first > 0 && s.amount(day.first - 1).is_some();
    let is_torn = is_glued || is_axis || is_split;
    let is_denied = s.find_phrase(0..s.tokens.len(), s.lexicon.dates.denials).is_some();
    if !is_sure
        || is_numbered
        || is_torn
        || is_denied
        || Date::new(year, day.parts.month, number).is_ok()
    {
        return None;
    }

    let last = Date::new(year, day.parts.month, 1).ok()?.last_of_month().day();
    let message = format!("you wrote {written}; there is no such day, the month has {last}");

    Some(Refutation::at_tokens(
        s,
        Fault::Date,
        day.first..=day.last,
        message,
        "check the day and the month",
    ))
}

/// Tells whether two days form a range: "Monday 3 March to Friday 7 March".
fn is_joined(s: &Sentence<'_>, one: &CalendarDay, two: &CalendarDay) -> bool {
    let gap = s.between(one.last, two.first);
    gap.len() == 1 && gap.clone().all(|token| s.is(token, W::TO | W::AND) || s.is_sign(token, '–'))
}

/// Reports a weekday that does not fit its date.
fn weekday(
    s: &Sentence<'_>,
    day: &CalendarDay,
    joined: Option<&CalendarDay>,
    today: Option<Date>,
) -> Option<Refutation> {
    // Outside these years calendars differ, or the digits were misread.
    const YEARS: std::ops::RangeInclusive<i16> = 1800..=2150;
    // In days from the page's date.
    const NEAR: f64 = 75.0;

    let number = day.parts.day?;
    let beside = weekday_beside(s, day);
    let weekday = day.parts.weekday.or(beside.map(|(weekday, _)| weekday))?;
    let on = |year: i16| Date::new(year, day.parts.month, number).ok();
    let years = possible_years(s, day, joined, today);
    let fits = years
        .iter()
        .filter_map(|&year| on(year))
        .any(|date| date.weekday().to_monday_zero_offset() == weekday);
    let known = years.first().copied().filter(|year| YEARS.contains(year) && !fits)?;

    let date = on(known)?;
    let (first, last) = match beside {
        Some((_, token)) if day.parts.weekday.is_none() => {
            (day.first.min(token), day.last.max(token))
        }
        _ => (day.first, day.last),
    };
    let written = &s.text[s.tokens[first].start as usize..s.tokens[last].end as usize];
    let name = weekday_name(s, date.weekday().to_monday_zero_offset());
    let message = match day.parts.year {
        Some(_) => format!("you wrote {written}; that day is a {name}"),
        None => format!("you wrote {written}; in {known} that day is a {name}"),
    };

    // "On Tuesday, August 8" may refer to a year long past, unless it is near the page's date.
    let is_near = today.is_some_and(|today| days_between(today, date).abs() <= NEAR);
    // "On Friday, August 14th, a crowd gathered" may be of a year named in another sentence.
    let speaks_of_now = (0..s.tokens.len())
        .any(|at| s.is(at, W::MOOD | W::NOW) && !s.is(at, W::BE | W::HAVE | W::NOT));
    let is_weak = day.parts.year.is_none() && joined.is_none() && !(is_near && speaks_of_now);
    let help = "check the weekday and the date";

    Some(Refutation::at_tokens(s, Fault::Date, first..=last, message, help).weak(is_weak))
}

/// Returns the years that a day may be in, the likeliest first.
fn possible_years(
    s: &Sentence<'_>,
    day: &CalendarDay,
    joined: Option<&CalendarDay>,
    today: Option<Date>,
) -> Vec<i16> {
    if let Some(year) = day.parts.year {
        return vec![year];
    }

    // "From Monday 3 March to Friday 7 March 2025"
    if let Some(year) = joined.and_then(|next| next.parts.year) {
        return vec![year, year - 1];
    }

    let Some(year) = today.map(Date::year) else { return Vec::new() };
    let named = s.amounts.iter().filter_map(WrittenAmount::year);

    [year, year - 1, year + 1].into_iter().chain(named).collect()
}

/// Reports two weekdays that no single year fits.
fn two_weekdays(s: &Sentence<'_>, one: &CalendarDay, two: &CalendarDay) -> Option<Refutation> {
    // Weekdays repeat after 28 years.
    const YEARS: std::ops::Range<i16> = 2000..2028;

    let (first, second) = (one.parts.weekday?, two.parts.weekday?);
    let has_year = one.parts.year.is_some() || two.parts.year.is_some();
    let fits = |year: i16, parts: DateParts, weekday: i8| {
        Date::new(year, parts.month, parts.day.unwrap_or(1))
            .is_ok_and(|date| date.weekday().to_monday_zero_offset() == weekday)
    };
    let turns = i16::from(two.parts.month < one.parts.month);
    let possible = YEARS
        .into_iter()
        .any(|year| fits(year, one.parts, first) && fits(year + turns, two.parts, second));

    (!has_year && !possible).then(|| {
        let written = &s.text[s.tokens[one.first].start as usize..s.tokens[two.last].end as usize];
        let message = format!("you wrote {written}; in no year do both weekdays fit");
        Refutation::at_tokens(
            s,
            Fault::Date,
            one.first..=two.last,
            message,
            "check the weekdays and the dates",
        )
    })
}

fn weekday_name(s: &Sentence<'_>, weekday: i8) -> String {
    let names = s.lexicon.amounts.weekdays;
    let name = names.iter().find(|(_, day)| *day == weekday).map_or("", |(name, _)| name);
    let mut chars = name.chars();

    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
