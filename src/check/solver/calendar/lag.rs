//! How long before or after another date something happened: "n years ago, in Y", "two weeks after D".

use jiff::civil::Date;

use super::super::amount::{AmountKind, WrittenAmount};
use super::super::refutation::{Fault, Refutation};
use super::super::sentence::Sentence;
use super::interval::{DateInterval, Elapsed, allowed, length};
use crate::lexicon::WordRoles as W;

const WEEK: f64 = 7.0;
const YEAR: f64 = 365.25;

/// The tolerance, as a part of the unit: "two years ago" may mean one and a half.
const UNIT: f64 = 0.6;

/// The part of a year by which a count of full years may fall short of the time: a day is missing.
const FULL: f64 = 0.997;

/// A date of a sentence, with its token.
#[derive(Clone, Copy)]
struct Anchor {
    interval: DateInterval,
    token: usize,
}

/// A duration, and what the dates next to it imply.
struct Lag {
    /// The elapsed time under each reading of the dates.
    readings: Vec<Elapsed>,
    first: usize,
    last: usize,
    /// Whether it counts to the page's date.
    is_today: bool,
}

/// Reports durations that fit no reading of the dates next to them.
pub(super) fn check(s: &Sentence<'_>, today: Option<Date>) -> Vec<Refutation> {
    let anchors: Vec<Anchor> = s
        .amounts
        .iter()
        .enumerate()
        .filter_map(|(index, amount)| {
            // "A year ago in the FY 2006 budget" names the budget.
            let is_named = matches!(amount.kind, AmountKind::Year { .. })
                && s.written(index).starts_with(char::is_alphabetic);
            let interval = DateInterval::read(amount).filter(|_| !is_named)?;
            Some(Anchor { interval, token: s.at[index] })
        })
        .collect();
    if anchors.is_empty() {
        return Vec::new();
    }

    let mut found = Vec::new();
    for token in 0..s.tokens.len() {
        let Some(span) = span(s, token) else { continue };

        // "Every two years since 2005" is not a duration.
        let is_each = s.follows(token, W::EACH) && !s.follows(token, W::A);
        // "The average of the highest three years since 1986" are some of them.
        let is_some = s.follows(token, W::HIGHEST | W::LOWEST);
        // "Has risen by seven years since 1980" is a size, and "a year later than planned" has no date.
        let is_size = s.led_by(token, W::BY, W::FILLER) || s.is(token + 2, W::THAN);
        if is_each || is_some || is_size || s.follows(token, W::NOT | W::DEMONSTRATIVE) {
            continue;
        }

        let lag = ago(s, &anchors, token, today)
            .or_else(|| since(s, &anchors, token, today))
            .or_else(|| between(s, &anchors, token))
            .or_else(|| later(s, &anchors, token));
        found.extend(lag.and_then(|lag| contradiction(s, &lag, &span)));
    }

    found
}

/// A duration, with the days that it allows.
struct DateSpan<'s> {
    written: &'s str,
    unit: &'s str,
    unit_days: f64,
    low: f64,
    high: f64,
}

/// Reads a duration: "two weeks", "a decade".
fn span<'s>(s: &'s Sentence<'_>, token: usize) -> Option<DateSpan<'s>> {
    let unit_days = |unit: &str| s.lexicon.amounts.spans.iter().find(|(span, _)| *span == unit);

    if let Some(index) = s.amount_at(token) {
        let amount = &s.amounts[index];
        let is_length =
            amount.kind == AmountKind::Duration && amount.low.is_none() && !amount.is_limit();
        let unit = amount.unit.as_deref().filter(|_| is_length)?;
        let days = unit_days(unit)?.1;
        let (low, high) = said(amount, days);
        return Some(DateSpan { written: s.written(index), unit, unit_days: days, low, high });
    }

    // "A year", "a decade": not "half a year", nor "the first quarters of a year".
    if !s.follows(token, W::A)
        || token > 1 && (s.is(token - 2, W::PART_OF_YEAR | W::OF) || s.amount(token - 2).is_some())
    {
        return None;
    }

    let &(unit, days) = unit_days(s.word(token))?;
    let article = s.tokens[token - 1].start as usize;
    let end = s.tokens[token].end as usize;
    let slack = UNIT * days;
    let (low, high) = (days - slack, days + slack);

    Some(DateSpan { written: &s.text[article..end], unit, unit_days: days, low, high })
}

/// Finds the date that follows a token after a few function words: "ago, in 1990".
fn after(s: &Sentence<'_>, anchors: &[Anchor], token: usize) -> Option<Anchor> {
    // "Ago, on the"
    const REACH: usize = 4;

    (token + 1..=token + REACH)
        .take_while(|&at| {
            s.is(at, W::IN | W::ON | W::THE)
                || s.sign(at).is_some_and(|it| ",(–".contains(it))
                || s.is_date(at)
        })
        .find_map(|at| anchors.iter().find(|anchor| anchor.token == at).copied())
}

/// Finds the date that precedes a token by a few function words: "in 1990, more than 25 years".
fn before(s: &Sentence<'_>, anchors: &[Anchor], token: usize) -> Option<Anchor> {
    const REACH: usize = 6;

    (token.saturating_sub(REACH)..token)
        .rev()
        .take_while(|&at| {
            s.is(at, W::A | W::FILLER.without(W::TO | W::BY | W::OF))
                || s.sign(at).is_some_and(|it| ",(–)".contains(it))
                || s.is_date(at)
        })
        .find_map(|at| anchors.iter().find(|anchor| anchor.token == at).copied())
}

/// "Twenty-five years ago, in 1990", "in 1990, 25 years ago".
fn ago(s: &Sentence<'_>, anchors: &[Anchor], token: usize, today: Option<Date>) -> Option<Lag> {
    if !s.is(token + 1, W::BACK) {
        return None;
    }

    let anchor = after(s, anchors, token + 1).or_else(|| before(s, anchors, token))?;
    let today = DateInterval::day(today?);

    Some(Lag {
        readings: vec![today.since(anchor.interval)],
        first: token.min(anchor.token),
        last: (token + 1).max(anchor.token),
        is_today: true,
    })
}

/// "In the 25 years since 1990", "has led it for 12 years, since 2009".
fn since(s: &Sentence<'_>, anchors: &[Anchor], token: usize, today: Option<Date>) -> Option<Lag> {
    // "Since the agreement of"
    const REACH: usize = 6;

    let led = s.led_by(token, W::FOR, W::FILLER);
    let is_parted = s.is_sign(token + 1, ',') && led;

    // "Had you saved $100 a week since 1990" is a rate.
    let is_rate =
        s.amount(token).is_none() && !(token > 1 && s.is(token - 2, W::FOR | W::IN | W::DURING));
    if is_rate {
        return None;
    }

    // "Ten years have passed since"
    let has_passed = s.is(token + 1, W::HAVE) && s.word(token + 2).ends_with("ed");
    let word = match (is_parted, has_passed) {
        (true, _) => token + 2,
        (_, true) => token + 3,
        _ => token + 1,
    };
    if !s.is(word, W::SINCE) {
        return None;
    }

    let is_plain = |at: &usize| s.sign(*at).is_none() && !s.is(*at, W::BREAK | W::AND);
    let start = (word + 1..word + REACH)
        .take_while(is_plain)
        .find_map(|at| anchors.iter().find(|anchor| anchor.token == at))?;

    // "In the four years since the rise of 1996, the economy grew": the four years are long past.
    let is_past = s.led_by(token, W::IN | W::DURING, W::THE | W::FILLER)
        && !s.any(0..s.tokens.len(), W::HAVE | W::NOW);
    if is_past {
        return None;
    }

    // Any other date may be its end, and so may today.
    let mut ends: Vec<DateInterval> =
        anchors.iter().filter(|it| it.token != start.token).map(|it| it.interval).collect();
    ends.push(DateInterval::day(today?));

    Some(Lag {
        readings: ends.iter().map(|end| end.since(start.interval)).collect(),
        first: token,
        last: start.token,
        is_today: ends.len() == 1,
    })
}

/// "In 2015, five years after the agreement of 2010"; reversed for "before".
fn between(s: &Sentence<'_>, anchors: &[Anchor], token: usize) -> Option<Lag> {
    // "After the opening of the old bridge in"
    const REACH: usize = 8;

    let word = token + 1;
    let is_back = s.is(word, W::EARLIER);
    // "At least 250 days from 1951 – 1962" are somewhere between the two.
    let is_range = s.is_sign(word + 2, '–') || s.is(word + 2, W::TO);
    let is_from = s.is(word, W::FROM) && s.is_date(word + 1) && !is_range;
    if !is_from && !s.is(word, W::AFTER | W::EARLIER) {
        return None;
    }

    let is_plain = |at: &usize| s.sign(*at).is_none() && !s.is(*at, W::BREAK | W::AND);
    let base = (word + 1..word + REACH)
        .take_while(is_plain)
        .find_map(|at| anchors.iter().find(|anchor| anchor.token == at))?;
    let other = before(s, anchors, token).or_else(|| after(s, anchors, base.token))?;
    let (later, earlier) = if is_back { (*base, other) } else { (other, *base) };

    Some(Lag {
        readings: vec![later.interval.since(earlier.interval)],
        first: token.min(other.token),
        last: base.token.max(other.token),
        is_today: false,
    })
}

/// "Opened in 1990, it closed 15 years later, in 2005".
fn later(s: &Sentence<'_>, anchors: &[Anchor], token: usize) -> Option<Lag> {
    let word = token + 1;
    let is_back = s.is(word, W::EARLIER);
    if !s.is(word, W::LATER | W::EARLIER) {
        return None;
    }

    // "And reported in March 2025, three years later"
    let following = after(s, anchors, word);
    let named = following.or_else(|| before(s, anchors, token).filter(|_| !is_back))?;
    let limit = if following.is_some() { token } else { named.token };
    let readings: Vec<Elapsed> = anchors
        .iter()
        .filter(|anchor| anchor.token < limit)
        .map(|anchor| match is_back {
            true => anchor.interval.since(named.interval),
            false => named.interval.since(anchor.interval),
        })
        .collect();
    let first = anchors.iter().map(|anchor| anchor.token).filter(|&at| at < limit).max()?;

    (!readings.is_empty()).then_some(Lag {
        readings,
        first,
        last: named.token.max(word),
        is_today: false,
    })
}

/// Reports a duration that fits no reading.
fn contradiction(s: &Sentence<'_>, lag: &Lag, span: &DateSpan<'_>) -> Option<Refutation> {
    let &DateSpan { written, unit, unit_days, low, high } = span;

    // Hours cannot be compared with dates.
    if unit_days < 1.0 {
        return None;
    }

    // Between two known days, six years and ten months are "six years": full ones are counted, as of an age.
    let is_year = (YEAR..2.0 * YEAR).contains(&unit_days);
    let grace = |it: &Elapsed| {
        let is_exact = is_year && it.most - it.least < 1.0;
        if is_exact { (FULL - UNIT) * YEAR } else { 0.0 }
    };
    let fits = lag.readings.iter().any(|it| high + grace(it) >= it.least && low <= it.most);
    let reading = lag.readings.first().filter(|_| !fits)?;

    let middle = f64::midpoint(reading.least, reading.most);
    let measured = length((middle.abs() / unit_days).round() * unit_days, unit, unit_days);
    let message = match (lag.is_today, middle < 0.0) {
        (_, true) => format!("you wrote {written}; the dates are the other way round"),
        (true, _) => format!("you wrote {written}; by the day of the page it is {measured}"),
        (false, _) => format!("you wrote {written}; the two dates are {measured} apart"),
    };

    Some(Refutation::at_tokens(
        s,
        Fault::Date,
        lag.first..=lag.last,
        message,
        "check the dates and the length of time",
    ))
}

/// Returns the days that a duration allows.
fn said(amount: &WrittenAmount, unit_days: f64) -> (f64, f64) {
    // "Twenty years ago" may mean eighteen.
    const ROUND: f64 = 0.12;
    const ABOUT: f64 = 0.2;
    const MORE: f64 = 1.4;

    let value = amount.value;
    let count = value / unit_days;
    let is_round = unit_days >= YEAR && count >= 10.0 && (count / 5.0).fract() == 0.0;
    let slack = match unit_days {
        days if days < WEEK => 1.0,
        _ if is_round => ROUND * value,
        days => UNIT * days,
    };
    let (low, high) = allowed(amount, ABOUT, MORE);

    (low - slack, high + slack)
}
