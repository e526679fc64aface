//! The times that a sentence names, and their relation to its values.
//!
//! In: the words of a sentence, and the day of its page. Out: [`NamedPeriod`]s in order. Invariant: a time is
//! a base only after a preposition that makes it one.

use crate::check::solver::{AmountKind, Solvable, WrittenAmount};
use crate::lexicon::{RecordWords, WordRoles as W};
use crate::value::{Day, Period, YearStarts};

/// The relation of a time to the values of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// The base of a change: "since 2019", "than in 2019".
    Base,
    /// The time of a value: "in 2024".
    Value,
    /// How far back a superlative goes: "the lowest since 2019".
    Reach,
    /// The end of a future period: "by 2030".
    Deadline,
    /// A time without a preposition: "the 2024 total".
    Bare,
}

/// A time that a sentence names.
#[derive(Debug, Clone, Copy)]
pub(super) struct NamedPeriod {
    pub(super) token: usize,
    pub(super) period: Period,
    pub(super) lead: Lead,
    /// Whether "since" introduces it.
    pub(super) is_since: bool,
    /// Whether its year is not written: "in March".
    pub(super) is_guess: bool,
    /// Whether it is the second of two times that bound a period: "between 2019 and 2024".
    pub(super) ends_range: bool,
}

impl NamedPeriod {
    /// Tells whether it ends after a day, so that its value is not known yet.
    pub(super) fn is_after(&self, day: Day) -> bool {
        self.period.last() > day && self.period.first() > day || self.lead == Lead::Deadline
    }
}

/// Returns the days that a time means: all of it, or its last day after "at the end of"; none where words
/// before it leave only a part.
pub(super) fn days_meant(s: &Solvable<'_>, named: &NamedPeriod) -> Option<Period> {
    let words = &s.lexicon.records;
    let is_part = |at: usize| RecordWords::holds(words.parts_of_times, s.word(at));
    let Some(at) = led_by(s, named.token) else {
        let before = named.token.checked_sub(1);
        return (!before.is_some_and(is_part)).then_some(named.period);
    };
    let last = named.period.last();

    if s.is(at, W::OF) {
        let before = at.checked_sub(1)?;
        let is_end = RecordWords::holds(words.ends_of_times, s.word(before))
            && s.led_by(before, W::AT, W::THE)
            && named.period.days() > 1;
        return match is_end {
            true => Period::new(last, last).ok(),
            // "As of", "for the whole of"
            false => s.is(before, W::AS | W::FULL | W::ALL).then_some(named.period),
        };
    }

    let leads = W::IN | W::DURING | W::FOR | W::AT | W::AS | W::ON;
    let is_whole = s.is(at, leads) && !(at.saturating_sub(1)..named.token).any(is_part);
    is_whole.then_some(named.period)
}

/// Reads all times that a sentence names; `years` is the site's setting for financial years.
pub(super) fn named(s: &Solvable<'_>, day: Day, years: YearStarts) -> Vec<NamedPeriod> {
    let mut found: Vec<NamedPeriod> = Vec::new();
    let mut token = 0;

    while token < s.tokens.len() {
        let Some((period, end)) = at(s, token, day) else {
            token += 1;
            continue;
        };

        let period = period.in_years(years);
        let is_second = found.last().is_some_and(|before| {
            let is_joined = s.is(token.saturating_sub(1), W::AND | W::TO);
            is_joined && before.lead == Lead::Base && token - before.token <= 6
        });
        let since =
            led_by(s, token).filter(|&at| s.is(at, W::SINCE)).or_else(|| since_start(s, token));
        let is_since = since.is_some();
        let lead = match since {
            _ if is_second => Lead::Value,
            Some(since) if is_reach(s, since) => Lead::Reach,
            _ => lead(s, token, &period),
        };

        let is_guess = !(token..end).any(|at| s.is_date(at));
        found.push(NamedPeriod { token, period, lead, is_since, is_guess, ends_range: is_second });
        token = end.max(token + 1);
    }

    found
}

/// Reads the time at a token; returns the token after it.
fn at(s: &Solvable<'_>, token: usize, day: Day) -> Option<(Period, usize)> {
    part_of_year(s, token, day)
        .or_else(|| relative(s, token, day))
        .or_else(|| scanned(s, token))
        .or_else(|| month(s, token, day))
}

fn scanned(s: &Solvable<'_>, token: usize) -> Option<(Period, usize)> {
    let start = s.tokens[token].start as usize;
    let is_candidate =
        s.amount(token).is_some_and(|it| !it.is_count_or_money() || it.unit.is_none())
            || s.is_word(token) && !s.is(token, W::STOP);
    if !is_candidate {
        return None;
    }

    // "2009-10" looks like a month, and is a financial year to a reader.
    if s.amount(token).is_some_and(|it| matches!(it.kind, AmountKind::Year { is_financial: true }))
    {
        let written = &s.text[start..s.tokens[token].end as usize];
        let period = Period::parse(&written.replace(['-', '–'], "/")).ok()?;
        return Some((period, token + 1));
    }

    if let Some(found) = months_to(s, token) {
        return Some(found);
    }

    let (period, length) = Period::scan(&s.text[start..], s.lexicon)?;
    let end = start + length;

    // "Between 1990 and 2024", "from 2019 to 2024" are two times.
    if s.is_date(token) && led_by(s, token).is_some_and(|at| s.is(at, W::FROM | W::BETWEEN)) {
        let own = &s.text[start..s.tokens[token].end as usize];
        if own.len() < length {
            let (period, _) = Period::scan(own, s.lexicon)?;
            return Some((period, token + 1));
        }
    }

    let next = s.tokens.iter().position(|it| it.start as usize >= end);
    Some((period, next.unwrap_or(s.tokens.len())))
}

/// Reads "three months to June 2025", with the number in words.
fn months_to(s: &Solvable<'_>, token: usize) -> Option<(Period, usize)> {
    const DAYS_IN_MONTH: f64 = 30.4375;

    let amount = s.amount(token).filter(|it| it.kind == AmountKind::Duration && it.is_spelled)?;
    let months = (amount.value / DAYS_IN_MONTH).round();
    let is_whole = (amount.value - months * DAYS_IN_MONTH).abs() < 1.0;
    let date = s.tokens.get(token + 2).filter(|_| s.is_date(token + 2) && is_whole)?;
    if !s.is(token + 1, W::TO | W::ENDING) {
        return None;
    }

    let end = &s.text[date.start as usize..date.end as usize];
    let period = Period::parse(&format!("{months} months to {end}")).ok()?;
    Some((period, token + 3))
}

/// Reads "the first quarter of 2025"; without a year it is the latest that has ended.
fn part_of_year(s: &Solvable<'_>, token: usize, day: Day) -> Option<(Period, usize)> {
    let words = &s.lexicon.records;
    if s.is_month(token) {
        return months_until(s, token, day);
    }
    let &(_, number) = words.part_numbers.iter().find(|(word, _)| *word == s.word(token))?;
    let &(_, months) = words.parts.iter().find(|(word, _)| *word == s.word(token + 1))?;
    // "Shrank for the second quarter running", "in a row" count quarters.
    let running = s.find_phrase(token + 2..token + 5, words.running);
    if running.is_some_and(|(at, _)| at == token + 2) {
        return None;
    }
    let after = token + 2 + usize::from(s.is(token + 2, W::OF));
    let year = s.amount(after).and_then(WrittenAmount::year).filter(|_| s.is_date(after));

    let count = 12 / months;
    let number = if number == 0 { count } else { number };
    if number > count {
        return None;
    }

    let of = |year: i16| {
        let first = Day::new(year, (number - 1) * months + 1, 1).ok()?;
        let last = Day::new(year, number * months, 1).ok()?.last_of_month();
        Period::new(first, last).ok()
    };

    match year {
        Some(year) => Some((of(year)?, after + 1)),
        // "The last quarter" is the latest one, not the fourth.
        None if s.is(token, W::EVIDENCE) => None,
        None => {
            let own = of(day.year())?;
            let period = if own.last() <= day { own } else { of(day.year() - 1)? };
            Some((period, token + 2))
        }
    }
}

/// Reads "the September quarter of 2026", as Australia and New Zealand name quarters, by their last month; without a
/// year it is the latest that has ended.
fn months_until(s: &Solvable<'_>, token: usize, day: Day) -> Option<(Period, usize)> {
    let words = &s.lexicon.records;
    let &(_, months) = words.parts.iter().find(|(word, _)| *word == s.word(token + 1))?;
    let written = &s.text[s.tokens[token].start as usize..s.tokens[token].end as usize];
    let month = s.lexicon.dates.month(written)?;

    let after = token + 2 + usize::from(s.is(token + 2, W::OF));
    let year = s.amount(after).and_then(WrittenAmount::year).filter(|_| s.is_date(after));
    let of = |year: i16| {
        let last = Day::new(year, month, 1).ok()?.last_of_month();
        let begins = month - months;
        let first = match begins < 0 {
            true => Day::new(year - 1, begins + 13, 1),
            false => Day::new(year, begins + 1, 1),
        };
        Period::new(first.ok()?, last).ok()
    };

    match year {
        Some(year) => Some((of(year)?, after + 1)),
        None => {
            let own = of(day.year())?;
            let period = if own.last() <= day { own } else { of(day.year() - 1)? };
            Some((period, token + 2))
        }
    }
}

/// Reads "last year" and "this year".
fn relative(s: &Solvable<'_>, token: usize, day: Day) -> Option<(Period, usize)> {
    let words = &s.lexicon.records;
    let phrase = format!("{} {}", s.word(token), s.word(token + 1));
    let back = if RecordWords::holds(words.last_year, &phrase) {
        1
    } else if RecordWords::holds(words.this_year, &phrase) {
        0
    } else {
        return None;
    };

    let year = day.year() - back;
    let period = Period::new(Day::new(year, 1, 1).ok()?, Day::new(year, 12, 31).ok()?).ok()?;
    Some((period, token + 2))
}

/// Reads a month without a year: the latest that has ended.
fn month(s: &Solvable<'_>, token: usize, day: Day) -> Option<(Period, usize)> {
    if !s.is_word(token) {
        return None;
    }

    let range = s.tokens[token].start as usize..s.tokens[token].end as usize;
    let name = &s.text[range];
    let number = s.lexicon.dates.is_month(name).then(|| s.lexicon.dates.month(name))??;
    let of = |year: i16| {
        let first = Day::new(year, number, 1).ok()?;
        Period::new(first, first.last_of_month()).ok()
    };
    let own = of(day.year())?;
    let period = if own.last() <= day { own } else { of(day.year() - 1)? };

    Some((period, token + 1))
}

/// Finds the preposition before a time.
fn led_by(s: &Solvable<'_>, token: usize) -> Option<usize> {
    const REACH: usize = 4;
    let fillers = s.lexicon.records.period_fillers;

    for back in 1..=REACH {
        let at = token.checked_sub(back)?;
        let is_preposition = s.is(
            at,
            W::SINCE
                | W::FROM
                | W::IN
                | W::DURING
                | W::FOR
                | W::OF
                | W::AT
                | W::AS
                | W::TO
                | W::BY
                | W::ON
                | W::BETWEEN
                | W::AND
                | W::THAN
                | W::WITH
                | W::COMPARED,
        );
        if is_preposition {
            return Some(at);
        }
        if !RecordWords::holds(fillers, s.word(at)) && !s.is(at, W::ENDING) {
            return None;
        }
    }

    None
}

/// Finds "since" before the start of a series: "since records began in 1990", "since the series began in 2020".
fn since_start(s: &Solvable<'_>, token: usize) -> Option<usize> {
    const REACH: usize = 6;

    let is_start = s.follows(token, W::IN) && token > 1 && s.is(token - 2, W::FOUNDED);
    let since =
        (token.saturating_sub(REACH)..token).find(|&at| s.is(at, W::SINCE) && at + 2 < token)?;
    let is_plain = (since + 1..token).all(|at| s.is_word(at));

    (is_start && is_plain).then_some(since)
}

/// Tells whether "since" introduces the reach of a superlative and not the base of a change: "the lowest
/// since 2019", "for the first time since 2019", but not "has fallen by 12% since 2019".
fn is_reach(s: &Solvable<'_>, since: usize) -> bool {
    // "The highest level of any year since"
    const REACH: usize = 5;

    let words = &s.lexicon.records;
    let ranks = W::HIGHEST | W::LOWEST | W::RECORD;
    let lists = [
        words.highs,
        words.lows,
        words.least,
        words.extremes,
        words.sharpest,
        words.first,
        words.every,
        words.ever,
    ];
    let is_rank = |at: usize| {
        s.is(at, ranks)
            || lists.iter().any(|list| RecordWords::holds(list, s.word(at)))
            || words.than_any.iter().any(|phrase| s.phrase_at(at, phrase))
    };

    // A size or a verb of change between them makes the time a base.
    (since.saturating_sub(REACH)..since)
        .rev()
        .take_while(|&at| s.is_word(at) && (is_rank(at) || !s.is(at, W::RISE_VERB | W::FALL_VERB)))
        .any(is_rank)
}

fn lead(s: &Solvable<'_>, token: usize, period: &Period) -> Lead {
    let Some(at) = led_by(s, token) else {
        return Lead::Bare;
    };

    // "Than in 2019", "compared with the same month in 2019"
    let base = W::THAN | W::WITH | W::COMPARED | W::FROM;
    let is_compared = |at: usize| {
        at > 0
            && (s.is(at - 1, base)
                || s.is(at - 1, W::THE | W::THEM) && at > 1 && s.is(at - 2, base))
    };

    // "On 30 June" is the day of a value; "on 2023" is a base.
    if s.is(at, W::ON) {
        return if period.days() == 1 { Lead::Value } else { Lead::Base };
    }
    if s.is(at, W::SINCE | W::FROM | W::BETWEEN | W::THAN | W::WITH | W::COMPARED) {
        return Lead::Base;
    }
    if s.is(at, W::BY) {
        return Lead::Deadline;
    }
    if s.is(at, W::IN | W::DURING | W::FOR) && is_compared(at)
        || s.is(at, W::TO) && at > 0 && s.is(at - 1, W::COMPARED)
    {
        return Lead::Base;
    }

    Lead::Value
}
