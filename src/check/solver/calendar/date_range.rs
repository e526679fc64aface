//! Durations that contradict the two dates next to them.
//!
//! Invariant: both ends may count or not, and days may be working days; a duration is refuted only where it
//! fits none of these readings.

use jiff::civil::Date;

use super::super::amount::{AmountKind, DateParts, WrittenAmount};
use super::super::refutation::{Fault, Refutation};
use super::super::sentence::Sentence;
use super::super::share::is_participle;
use super::day::CalendarDay;
use super::interval::{allowed, days, length};
use crate::lexicon::WordRoles as W;
use crate::value::Qualifier;

/// The name of a day in a message.
const DAY: &str = "day";

const MONTH: f64 = 30.4375;
const YEAR: f64 = 365.25;
const WEEK: f64 = 7.0;

/// The time between two dates, with the durations that may describe it.
struct DateRange {
    first: usize,
    last: usize,
    /// In days; `most` counts both ends.
    least: f64,
    most: f64,
    /// In working days, where both days are known.
    working: Option<f64>,
    /// Whether its ends are years.
    is_in_years: bool,
}

/// One end of a date range.
#[derive(Clone, Copy)]
struct End {
    parts: DateParts,
    is_year: bool,
    first: usize,
    last: usize,
    is_joined: bool,
}

/// Reports durations that do not fit their dates, and ranges that end before they begin.
pub(super) fn check(s: &Sentence<'_>, days: &[CalendarDay]) -> Vec<Refutation> {
    let ends = ends(s, days);
    let mut found = Vec::new();

    for pair in ends.windows(2) {
        let (one, two) = (pair[0], pair[1]);
        // "From 2018 to 2019 to 2020 to 2021" compares two two-year periods.
        let goes_on = s.is(two.last + 1, W::TO) && s.is_date(two.last + 2);
        if goes_on || !is_tied(s, one, two) {
            continue;
        }

        if let Some(refutation) = backwards(s, one, two) {
            found.push(refutation);
            continue;
        }

        let Some(date_range) = date_range(one, two) else { continue };

        // "For two weeks between 1 June and 31 July": any shorter duration fits within a window.
        let is_window = s.led_by(one.first, W::BETWEEN, W::ON | W::THE | W::FILLER | W::IN);
        let mut said = lengths(s, &date_range).filter(|&index| {
            let is_inside =
                s.amounts[index].value <= date_range.most && s.at[index] < date_range.first;
            !is_window || !is_inside
        });
        found.extend(said.find_map(|index| contradiction(s, &date_range, index)));
        found.extend(part_of_year(s, &date_range, one));
    }

    found
}

/// Lists the days, months and years of a sentence in text order.
fn ends(s: &Sentence<'_>, days: &[CalendarDay]) -> Vec<End> {
    let mut ends: Vec<End> = days
        .iter()
        .map(|day| End {
            parts: day.parts,
            is_year: false,
            first: day.first,
            last: day.last,
            is_joined: day.is_joined,
        })
        .collect();

    for (index, amount) in s.amounts.iter().enumerate() {
        let token = s.at[index];
        let is_known = days.iter().any(|day| (day.first..=day.last + 2).contains(&token));
        let end = |parts: DateParts, is_year: bool| End {
            parts,
            is_year,
            first: token,
            last: token,
            is_joined: false,
        };

        match amount.kind {
            AmountKind::Date(parts) if parts.day.is_none() && !is_known => {
                ends.push(end(parts, false));
            }
            AmountKind::Year { is_financial: false } if !is_known => {
                ends.push(end(DateParts { year: amount.year(), ..DateParts::default() }, true));
            }
            _ => {}
        }
    }

    ends.extend(months(s));
    ends.sort_by_key(|end| end.first);
    ends
}

/// Finds the months named without day and year: "from January to March".
fn months<'s>(s: &'s Sentence<'_>) -> impl Iterator<Item = End> + 's {
    let dates = &s.lexicon.dates;

    s.tokens.iter().enumerate().filter_map(move |(token, it)| {
        let written = &s.text[it.start as usize..it.end as usize];
        let is_name =
            s.is_word(token) && written.starts_with(char::is_uppercase) && dates.is_month(written);
        let month = is_name.then(|| dates.month(written))??;
        let parts = DateParts { month, ..DateParts::default() };

        Some(End { parts, is_year: false, first: token, last: token, is_joined: false })
    })
}

/// Tells whether words make two dates a range: "from D to D", "opens on D and closes on D".
fn is_tied(s: &Sentence<'_>, one: End, two: End) -> bool {
    // "From 9 am on Monday, 3 March, until 5 pm on 7 March"
    const WIDEST: usize = 9;
    // With what was done in between.
    const WIDEST_RUN: usize = 18;

    if one.is_year != two.is_year || one.parts.day.is_some() != two.parts.day.is_some() {
        return false;
    }
    if one.is_joined {
        return true;
    }

    let gap = s.between(one.last, two.first);
    if gap.len() > WIDEST_RUN || gap.is_empty() {
        return false;
    }

    let led = W::FROM | W::BETWEEN;
    let fillers = W::ON | W::THE | W::FILLER | W::IN;
    let is_between = s.led_by(one.first, W::BETWEEN, fillers);
    let is_range = gap.clone().any(|token| {
        s.is(token, W::TO) || s.is_sign(token, '–') || is_between && s.is(token, W::AND)
    });
    let is_plain = gap.clone().all(|token| {
        s.is(token, W::TO | W::AND | W::ON | W::THE | W::IN | W::AT)
            || s.is_sign(token, '–')
            || s.is_sign(token, ',')
            || s.amount(token).is_some_and(|amount| amount.kind == AmountKind::Time)
    });
    let is_close = gap.len() == 1 || s.led_by(one.first, led, fillers);
    // "Launched in July 2023 after talks with 140 firms, runs until the end of June 2030"
    let is_run = gap.len() <= WIDEST_RUN
        && s.any(one.first.saturating_sub(3)..one.first, W::FOUNDED)
        && gap.clone().any(|at| {
            let until = at + 1;
            s.is(at, W::RUNS)
                && s.is(until, W::TO)
                && (until + 1..two.first)
                    .all(|at| s.is(at, W::THE | W::ENDS | W::OF | W::ON | W::IN | W::AT))
        })
        && !s.any(gap.clone(), W::BREAK);
    if is_run {
        return true;
    }

    if gap.len() > WIDEST {
        return false;
    }

    // "Opens on D and closes at noon on D"
    let verb = gap.clone().rev().find(|&token| s.is(token, W::ENDS));
    // "One credit expires on D, and the other expires on D"
    let ends_too = s.any(one.first.saturating_sub(3)..one.first, W::ENDS);
    let ends = !ends_too
        && verb.is_some_and(|verb| {
            let joins = s.any(gap.start..verb, W::AND)
                || s.is_sign(verb - 1, ',')
                    && s.any(one.first.saturating_sub(3)..one.first, W::FOUNDED);
            joins
                && s.between(verb, two.first)
                    .all(|token| s.is(token, W::ON | W::IN | W::AT | W::THE))
        });

    is_range && is_plain && is_close || ends
}

/// Reports "from 1 June 2025 to 3 May 2025".
fn backwards(s: &Sentence<'_>, one: End, two: End) -> Option<Refutation> {
    let (from, to) = (date(one.parts)?, date(two.parts)?);
    let is_led = s.led_by(one.first, W::FROM, W::ON | W::THE)
        || one.is_joined
        || s.any(s.between(one.last, two.first), W::ENDS);
    let is_moved = (0..s.tokens.len()).any(|token| s.is(token, W::MOVED | W::RISE | W::FALL));
    if to >= from || !is_led || is_moved {
        return None;
    }

    let written = &s.text[s.tokens[one.first].start as usize..s.tokens[two.last].end as usize];
    let message = format!("you wrote {written}; the second date is before the first");

    Some(Refutation::at_tokens(
        s,
        Fault::Date,
        one.first..=two.last,
        message,
        "check the two dates",
    ))
}

fn date(parts: DateParts) -> Option<Date> {
    Date::new(parts.year?, parts.month, parts.day?).ok()
}

/// Measures a range; an end without a year takes that of the other.
fn date_range(one: End, two: End) -> Option<DateRange> {
    // Any year will do where none is named; the second end may be in the next year.
    const COMMON_YEAR: i16 = 2023;

    let (mut from, mut to) = (one.parts, two.parts);
    let known = from.year.is_some() && to.year.is_some();
    let (first, last) = (one.first.min(two.first), one.last.max(two.last));
    let plain =
        DateRange { first, last, least: 0.0, most: 0.0, working: None, is_in_years: one.is_year };

    if one.is_year {
        let years = f64::from(to.year? - from.year?);
        return (years > 0.0).then_some(DateRange {
            least: years * YEAR,
            most: (years + 1.0) * YEAR,
            ..plain
        });
    }

    let goes_back = (to.month, to.day) < (from.month, from.day);
    let year = to.year.or(from.year.map(|year| year + i16::from(goes_back)));
    let year = year.unwrap_or(COMMON_YEAR + i16::from(goes_back));
    to.year = Some(to.year.unwrap_or(year));
    from.year = Some(from.year.unwrap_or(year - i16::from(goes_back)));

    if from.day.is_none() {
        let months = f64::from(to.year? - from.year?) * 12.0 + f64::from(to.month - from.month);
        let is_forward = months > 0.0 || known && months >= 0.0;
        return is_forward.then_some(DateRange {
            least: months * MONTH,
            most: (months + 1.0) * MONTH,
            ..plain
        });
    }

    let (from, to) = (date(from)?, date(to)?);
    let between = days(from, to);
    (between > 0.0).then(|| DateRange {
        least: between,
        most: between + 1.0,
        working: Some(working_days(from, to)),
        ..plain
    })
}

/// Counts the days from Monday to Friday, including both ends.
fn working_days(from: Date, to: Date) -> f64 {
    // Longer ranges are not counted in working days.
    const MOST: usize = 120;

    let is_working = |date: &Date| date.weekday().to_monday_zero_offset() < 5;
    let count = from.series(jiff::Span::new().days(1)).take(MOST).take_while(|day| *day <= to);

    u32::try_from(count.filter(is_working).count()).map_or(0.0, f64::from)
}

/// Finds the durations that describe a range.
fn lengths<'s>(s: &'s Sentence<'_>, date_range: &'s DateRange) -> impl Iterator<Item = usize> + 's {
    // "The 100-Day Campaign" is a name.
    let is_name = move |index: usize| {
        let unit = s.written(index).rsplit(['-', '‑', ' ']).next().unwrap_or_default();
        unit.starts_with(char::is_uppercase)
    };
    let is_length = move |index: &usize| {
        let amount = &s.amounts[*index];
        let token = s.at[*index];
        // "41 years, two months of service"
        let is_second = index.checked_sub(1).is_some_and(|before| {
            let gap = s.between(s.at[before], token);
            s.amounts[before].kind == AmountKind::Duration
                && gap.len() <= 1
                && gap.clone().all(|at| s.is(at, W::AND) || s.is_sign(at, ','))
        });
        let is_first = s.amounts.get(index + 1).is_some_and(|next| {
            let gap = s.between(token, s.at[index + 1]);
            next.kind == AmountKind::Duration
                && gap.len() <= 1
                && gap.clone().all(|at| s.is(at, W::AND) || s.is_sign(at, ','))
        });
        if is_name(*index) || is_second || is_first {
            return false;
        }

        let is_said = amount.kind == AmountKind::Duration
            && amount.low.is_none()
            && !amount.is_limit()
            && !s.follows(token, W::INTERVAL)
            && !s.is(token + 1, W::EACH | W::BACK | W::AFTER | W::LATER | W::EARLIER | W::OR);
        is_said && (is_before(s, token, date_range.first) || is_behind(s, date_range.last, token))
    };

    (0..s.amounts.len()).filter(is_length)
}

/// Reports "the first half of the year, from January to September".
fn part_of_year(s: &Sentence<'_>, date_range: &DateRange, from: End) -> Option<Refutation> {
    // Months in a quarter.
    const QUARTER: f64 = 3.0;
    // "The second quarter of the financial year, that is from April to"
    const REACH: usize = 8;

    let start = date_range.first.saturating_sub(REACH);
    let part = (start..date_range.first)
        .rev()
        .find(|&token| s.is(token, W::PART_OF_YEAR) && s.follows(token, W::WHICH_PART))?;
    let gap = s.between(part, date_range.first);
    let is_stated = gap.clone().all(|token| {
        s.is(token, W::OF | W::THE | W::FROM | W::BETWEEN | W::LINK | W::STOP)
            || s.is_date(token)
            || s.amount(token).is_some_and(|it| it.kind == AmountKind::Duration)
            || s.sign(token).is_some_and(|sign| ",(–".contains(sign))
            || s.lexicon.amounts.spans.iter().any(|(span, _)| *span == s.word(token))
    });
    let is_beside = s.has_sign(gap, &['(', ',', '–']) && is_stated;
    let halves = s.lexicon.amounts.fraction_nouns;
    let share = halves.iter().find(|(noun, _)| *noun == s.word(part)).map(|(_, share)| *share)?;
    let months = QUARTER * 4.0 / f64::from(share);

    let is_months = from.parts.day.is_none() && !from.is_year;
    let counted = (date_range.most / MONTH).round();
    if !is_months || !is_beside || (counted - months).abs() < 1.0 {
        return None;
    }

    let words = &s.text[s.tokens[part].start as usize..s.tokens[part].end as usize];
    let dates =
        &s.text[s.tokens[date_range.first].start as usize..s.tokens[date_range.last].end as usize];
    let message =
        format!("you wrote a {words}; {dates} is {}", length(date_range.most, "month", MONTH));

    Some(Refutation::at_tokens(s, Fault::Date, part..=date_range.last, message, "check the months"))
}

/// "The ten-week consultation runs from D", "for ten weeks, from D".
fn is_before(s: &Sentence<'_>, token: usize, first: usize) -> bool {
    // "The two-year pilot, now under way in six counties, began on"
    const REACH: usize = 12;

    if token >= first {
        return false;
    }

    let gap = s.between(token, first);
    // "The two-year pilot, now under way in six counties, began on": counts do not matter.
    let is_other = |kind: AmountKind| !matches!(kind, AmountKind::Time | AmountKind::Count);
    let has_other = gap.clone().any(|at| s.amount(at).is_some_and(|it| is_other(it.kind)));
    let others = W::BREAK | W::AND | W::NOT | W::AFTER | W::EARLIER | W::INTERVAL;

    // "Payment in 30 days during the period from": a length within another.
    let is_within = gap.clone().any(|at| s.is(at, W::DURING) && s.is(at + 1, W::THE));

    // "The 91-day bill in the auctions of", "the 3-year bond, extended from": such a duration names a
    // product.
    let is_name = s
        .tokens
        .get(token)
        .is_some_and(|it| s.text[it.start as usize..it.end as usize].contains('-'));
    let lasts = W::RUNS | W::FOUNDED | W::ENDS;
    let is_said = s.any(gap.clone(), lasts) || s.has_sign(gap.clone(), &['(']);

    // "Twelve months ended in June–July", "the past 30 years as measured by"
    let is_measured = gap.clone().any(|at| s.is(at, W::AS) && is_participle(s, s.word(at + 1)));
    let is_within =
        is_within || is_measured || s.any(gap.clone(), W::ENDING) || is_name && !is_said;
    // "For the past 21 months, surpassing the record set from 1982-1984"
    let is_of_a_record = s.any(gap.clone(), W::BEAT | W::RECORD);
    let breaks = is_within || is_of_a_record || s.any(gap.clone(), others);

    // "Her ten-year term (2010–2020)", "for two weeks: 1 June to"
    let inner = gap.start..gap.end.saturating_sub(1).max(gap.start);
    let stops = s.has_sign(inner, &[';', '(', ')', ':']) || s.has_sign(gap.clone(), &[';', ')']);

    !has_other && !breaks && !stops && gap.len() <= REACH
}

/// "From D to D, a period of ten weeks", "(ten weeks)".
fn is_behind(s: &Sentence<'_>, last: usize, token: usize) -> bool {
    const REACH: usize = 6;

    if token <= last {
        return false;
    }

    let gap = s.between(last, token);
    let is_plain = gap.clone().all(|at| {
        s.is(at, W::A | W::OF | W::FOR | W::DURING | W::TOTAL | W::FILLER | W::LASTING | W::LINK)
            // The full stop is that of "i.e."
            || s.sign(at).is_some_and(|sign| matches!(sign, ',' | '(' | '–' | '.'))
    });
    // ", gives schools six weeks to apply"
    let gives = s.is_sign(gap.start, ',') && s.is(gap.start + 1, W::GIVES) && gap.len() <= 4;
    if gives && (gap.start + 2..gap.end).all(|at| s.is_word(at)) {
        return true;
    }
    // "The 2021–2024 plan covers six years"
    let verb = gap.clone().find(|&at| s.is(at, W::LASTING));
    let is_verb = verb.is_some_and(|verb| {
        gap.clone().all(|at| s.is_word(at))
            && (verb + 1..gap.end).all(|at| s.is(at, W::FOR | W::DURING | W::A | W::FILLER | W::OF))
    });
    if is_verb && gap.len() <= REACH {
        return true;
    }

    let opens = s.has_sign(gap.start..gap.start + 1, &[',', '(', '–']);
    let in_all = s.is(token + 1, W::IN) && s.is(token + 2, W::ALL | W::TOTAL);
    let closes = in_all
        || s.is_sign(token + 1, ')')
        || s.is_sign(token + 1, ',')
        || s.is_sign(token + 1, '.')
        || s.is_sign(token + 1, '–')
        || token + 1 >= s.tokens.len()
        || s.is_sign(gap.start, '(');
    let says = s.any(gap.clone(), W::LASTING) || closes;

    opens && is_plain && says && gap.len() <= REACH
}

/// Reports a duration that does not fit.
fn contradiction(s: &Sentence<'_>, date_range: &DateRange, index: usize) -> Option<Refutation> {
    // A length further off is that of something else.
    const FURTHEST: f64 = 12.0;

    let amount = &s.amounts[index];
    let unit = amount.unit.as_deref()?;
    let unit_days = s.lexicon.amounts.spans.iter().find(|(span, _)| *span == unit)?.1;

    // Hours and minutes are counted within days.
    if unit_days < 1.0 {
        return None;
    }

    let (low, high) = said(amount, unit_days, date_range.is_in_years);

    // "For at least 90 days between the two" requires only a part of the time.
    let is_least = amount.says_more() || amount.qualifier == Qualifier::AtLeast;
    let high = if is_least { f64::MAX } else { high };

    // "Sixty days" are two months.
    let months = amount.value / 30.0;
    let is_in_months = unit_days < WEEK && months >= 1.0 && months.fract() == 0.0;
    let low = if is_in_months { low.min(months * MONTH) } else { low };
    let high = if is_in_months { high.max(months * 31.0) } else { high };
    let fits = |least: f64, most: f64| high >= least && low <= most;

    // "Six weeks from April to June" may begin late in one month and end early in the other.
    let is_months = !date_range.is_in_years && date_range.working.is_none();
    let loose = if is_months && unit_days < MONTH { 2.0 * MONTH } else { 0.0 };
    let is_working =
        date_range.working.is_some_and(|days| unit_days < WEEK && fits(days - 1.0, days));
    if fits(date_range.least - loose, date_range.most) || is_working {
        return None;
    }

    // "Over 22,000 days of violations between 2003 and 2007" are days of many places.
    if amount.value > date_range.most * FURTHEST {
        return None;
    }

    let token = s.at[index];
    let (one, two) = (&s.tokens[date_range.first], &s.tokens[date_range.last]);
    let dates = &s.text[one.start as usize..two.end as usize];
    let is_counted_days = date_range.working.is_some() && unit_days <= WEEK * 2.0;
    let measured = match is_counted_days {
        true => length(date_range.least, DAY, 1.0),
        false => length(date_range.least, unit, unit_days),
    };
    let message = format!("you wrote {}; {dates} is {measured}", s.written(index));

    Some(Refutation::at_tokens(
        s,
        Fault::Date,
        token.min(date_range.first)..=token.max(date_range.last),
        message,
        "check the dates and the length of time",
    ))
}

/// Returns the days that a duration allows.
fn said(amount: &WrittenAmount, unit_days: f64, is_in_years: bool) -> (f64, f64) {
    // People who count weeks or months drop the odd days.
    const OVER: f64 = 0.75;
    // "About ten weeks" may mean nine.
    const ABOUT: f64 = 0.15;
    const MORE: f64 = 1.5;

    let slack =
        if unit_days < WEEK || is_in_years && unit_days >= YEAR { 0.0 } else { OVER * unit_days };
    let (low, high) = allowed(amount, ABOUT, MORE);

    (low - slack, high + slack)
}
