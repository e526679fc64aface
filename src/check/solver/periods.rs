//! Values that a sentence compares although they cover periods of different lengths.
//!
//! In: a sentence. Out: [`Refutation`]s. Invariant: the sentence itself gives the period of each of the two
//! values, and the longer period has the larger value.

use std::ops::Range;

use super::amount::{AmountKind, WrittenAmount};
use super::claim::differences;
use super::refutation::{Fault, Refutation, number};
use super::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// Months in a year, a half-year and a quarter.
const YEAR: f64 = 12.0;
const HALF: f64 = 6.0;
const QUARTER: f64 = 3.0;

/// The days of a month.
const MONTH: f64 = 30.4375;

/// Weeks and fortnights; months and years are read with the words around them.
const MOST_DAYS: f64 = 20.0;

/// A period that a sentence names, with its length in months.
#[derive(Debug, Clone, Copy, PartialEq)]
struct PeriodMention {
    months: f64,
    first: usize,
    /// One past its last token.
    end: usize,
    /// Whether it is a year without further words: "in 2024".
    is_named_year: bool,
}

/// Reports comparisons of values over periods of different lengths.
pub(super) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    // A rate, a pace or a limit may be compared with anything.
    if s.any(0..s.tokens.len(), W::PACE | W::TARGET) {
        return Vec::new();
    }

    let periods = periods(s);
    if periods.len() < 2 {
        return Vec::new();
    }

    // "Rose by 3.1 points to 55.4": the amount of a change is not the value of a period.
    let sizes: Vec<usize> = differences(s).iter().map(|it| it.amount).collect();
    let mut found = Vec::new();
    for (_, group) in s.groups(&sizes) {
        for pair in group.windows(2) {
            let is_flow = pair.iter().all(|&index| s.amounts[index].is_count_or_money());
            if is_flow && s.counts_alike(pair[0], pair[1]) && is_compared(s, pair[0], pair[1]) {
                found.extend(refute(s, &periods, pair[0], pair[1]));
            }
        }
    }

    found
}

/// Tells whether words compare two values.
fn is_compared(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    // "; in 2024 it handled 2.5 million, so traffic has fallen by half"
    const CLAIM: usize = 14;

    let (i, j) = (s.at[first], s.at[second]);
    let gap = s.between(i, j);
    let changes = W::RISE | W::FALL;
    let is_led =
        s.led_by(j, W::FROM | W::ON, W::FILLER.without(W::TO | W::BY)) && s.any(0..j, changes);
    let is_from_to = s.led_by(i, W::FROM, W::FILLER.without(W::TO | W::BY))
        && s.led_by(j, W::TO, W::FILLER.without(W::TO | W::BY))
        && s.any(0..i, changes);
    let is_fronted = s.any(0..i.min(3), W::COMPARED);
    let is_set =
        is_fronted || s.any(gap, W::COMPARED | W::THAN | W::BEYOND) || is_led || is_from_to;
    let is_claimed = s.any(j + 1..(j + CLAIM).min(s.tokens.len()), W::RISE_VERB | W::FALL_VERB);

    is_claimed || is_set && (!says_whole(s) || s.any(0..s.tokens.len(), changes.without(W::MORE)))
}

/// Tells whether the longer period is emphasised as whole: "13,100 in the whole of 2024"; "in all of 2024"
/// only counts.
fn says_whole(s: &Sentence<'_>) -> bool {
    (0..s.tokens.len()).any(|token| {
        s.is(token, W::FULL)
            && (s.is(token + 1, W::OF) || is_year_word(s, token + 1) || s.is_date(token + 1))
    })
}

fn is_year_word(s: &Sentence<'_>, token: usize) -> bool {
    span_days(s, token).is_some_and(|days| (365.0..367.0).contains(&days))
}

fn span_days(s: &Sentence<'_>, token: usize) -> Option<f64> {
    let word = s.word(token);
    s.lexicon.amounts.spans.iter().find(|(span, _)| *span == word).map(|&(_, days)| days)
}

/// Finds the periods that a sentence names, in text order.
fn periods(s: &Sentence<'_>) -> Vec<PeriodMention> {
    let mut periods: Vec<PeriodMention> = Vec::new();
    let mut at = 0;

    while at < s.tokens.len() {
        match period(s, at) {
            Some(period) => {
                at = period.end;
                periods.push(period);
            }
            None => at += 1,
        }
    }

    periods
}

/// Reads a period that begins at a token, with the year that it is a part of.
fn period(s: &Sentence<'_>, token: usize) -> Option<PeriodMention> {
    let explicit = |months: f64, after: usize| {
        Some(PeriodMention { months, first: token, end: whole_of(s, after), is_named_year: false })
    };

    // "The same quarter", "the equivalent period" is as long as the other.
    let is_same = (token.saturating_sub(3)..token).any(|at| s.is(at, W::SAME));
    if is_same {
        return None;
    }

    if s.is(token, W::QUARTER_CODE) {
        return explicit(QUARTER, token + 1);
    }
    if s.is(token, W::HALF_CODE) {
        return explicit(HALF, token + 1);
    }
    // "The June quarter", "the June 2025 quarter"
    let after_month = if s.is_date(token + 1) { token + 2 } else { token + 1 };
    if is_month(s, token) && s.is(after_month, W::PART_OF_YEAR) {
        return explicit(part_length(s, after_month)?, after_month + 1);
    }
    // "The first fortnight of the season"
    let days =
        span_days(s, token + 1).filter(|&days| s.is(token, W::WHICH_PART) && days < MOST_DAYS);
    if let Some(days) = days {
        return explicit(days / MONTH, token + 2);
    }

    let is_named = s.is(token, W::WHICH_PART) && s.is(token + 1, W::PART_OF_YEAR);
    let part = if is_named { token + 1 } else { token };
    if is_named || s.is(part, W::PART_OF_YEAR) && s.is(part + 1, W::ENDING) {
        return explicit(part_length(s, part)?, part + 1);
    }
    if is_year_word(s, token) && s.is(token + 1, W::ENDING) {
        return explicit(YEAR, token + 2);
    }

    counted(s, token).or_else(|| months(s, token)).or_else(|| year(s, token))
}

/// Returns the months of a quarter or of a half.
fn part_length(s: &Sentence<'_>, token: usize) -> Option<f64> {
    let nouns = s.lexicon.amounts.fraction_nouns;
    let parts = nouns.iter().find(|(noun, _)| *noun == s.word(token))?.1;

    Some(YEAR / f64::from(parts))
}

/// Skips the year that a part belongs to: "of 2025", "of the year to June 2025".
fn whole_of(s: &Sentence<'_>, after: usize) -> usize {
    // "Of the financial year 2024-25", "to the end of June 2025"
    const REACH: usize = 5;

    let rest = (after..after + REACH).take_while(|&at| {
        s.is(at, W::OF | W::THE | W::ENDING | W::TO | W::NOW | W::WHICH_PART | W::BEFORE)
            || s.is_date(at)
            || is_year_word(s, at)
            || is_month(s, at)
    });

    rest.last().map_or(after, |last| last + 1)
}

/// Reads "nine months to September", "in the first three months of 2025".
fn counted(s: &Sentence<'_>, token: usize) -> Option<PeriodMention> {
    let amount = s.amount(token)?;
    let next = token + 1;
    let is_length = amount.kind == AmountKind::Duration && amount.low.is_none();
    let is_of_time = s.is(next, W::ENDING | W::TO | W::OF | W::FROM)
        || s.led_by(token, W::IN | W::DURING, W::THE | W::WHICH_PART | W::FILLER);
    let is_relative = s.is(next, W::BACK | W::LATER | W::EARLIER | W::AFTER);
    let months = amount.value / MONTH;

    let is_close = (months - months.round()).abs() < 0.1;
    let months = if is_close { months.round() } else { months };
    (is_length && is_of_time && !is_relative && (0.2..=YEAR).contains(&months)).then(|| {
        PeriodMention { months, first: token, end: whole_of(s, next), is_named_year: false }
    })
}

/// Reads the number of a month, with its year or alone.
fn month(s: &Sentence<'_>, token: usize) -> Option<i8> {
    if let Some(parts) = s.amount(token).and_then(WrittenAmount::date) {
        return parts.day.is_none().then_some(parts.month);
    }

    let it = s.tokens.get(token)?;
    let written = &s.text[it.start as usize..it.end as usize];
    let dates = &s.lexicon.dates;
    let is_name =
        s.is_word(token) && written.starts_with(char::is_uppercase) && dates.is_month(written);

    is_name.then(|| dates.month(written))?
}

/// Reads two months joined by a hyphen.
fn hyphenated(s: &Sentence<'_>, token: usize) -> Option<(i8, i8)> {
    let it = s.tokens.get(token).filter(|_| s.is_word(token))?;
    let written = &s.text[it.start as usize..it.end as usize];
    let (one, two) = written.split_once('-')?;
    let dates = &s.lexicon.dates;

    (dates.is_month(one) && dates.is_month(two)).then(|| dates.month(one).zip(dates.month(two)))?
}

fn is_month(s: &Sentence<'_>, token: usize) -> bool {
    month(s, token).is_some()
}

/// Reads "in January 2025", "between January and June 2025".
fn months(s: &Sentence<'_>, token: usize) -> Option<PeriodMention> {
    // "April-September 2025"
    if let Some((first, last)) = hyphenated(s, token) {
        let months = f64::from((last - first).rem_euclid(12)) + 1.0;
        return Some(PeriodMention {
            months,
            first: token,
            end: whole_of(s, token + 1),
            is_named_year: false,
        });
    }

    let first = month(s, token)?;
    let joint = token + 1;
    let is_joint = s.is(joint, W::TO | W::AND) && s.follows(token, W::BETWEEN | W::FROM | W::IN)
        || s.is(joint, W::TO)
        || s.is_sign(joint, '–');
    let last = month(s, token + 2).filter(|_| is_joint);

    // "By June", "in the year to June" names a point in time, or the end of another period.
    let is_led = s.follows(token, W::IN | W::DURING | W::FOR | W::OF | W::BETWEEN | W::FROM);
    match last {
        Some(last) => {
            // "Between December 2009 and December 2010"
            let year = |at: usize| s.amount(at).and_then(WrittenAmount::year);
            let years = match (year(token), year(token + 2)) {
                (Some(one), Some(two)) => f64::from(two - one) * YEAR,
                _ => 0.0,
            };
            let months = match years > 0.0 {
                true => years + f64::from(last - first) + 1.0,
                false => f64::from((last - first).rem_euclid(12)) + 1.0,
            };
            Some(PeriodMention { months, first: token, end: token + 3, is_named_year: false })
        }
        None => (is_led && !s.is(joint, W::AND)).then_some(PeriodMention {
            months: 1.0,
            first: token,
            end: joint,
            is_named_year: false,
        }),
    }
}

/// Reads "in 2024", "for the whole of 2024", "the 2024 total".
fn year(s: &Sentence<'_>, token: usize) -> Option<PeriodMention> {
    if let Some(amount) = s.amount(token) {
        // "In calendar year 2024", "in the financial year 2024-25"
        let head = if token > 1 && is_year_word(s, token - 1) { token - 2 } else { token };
        let is_led = s.led_by(head, W::IN | W::DURING | W::FOR | W::OF, W::WHOLE | W::OF | W::THE);
        let is_named = matches!(amount.kind, AmountKind::Year { .. }) && is_led;
        return is_named.then_some(PeriodMention {
            months: YEAR,
            first: token,
            end: token + 1,
            is_named_year: true,
        });
    }

    // "All of last year", "the full year"; "last year" alone may mean a part of it.
    let is_whole =
        is_year_word(s, token) && (token.saturating_sub(4)..token).any(|at| s.is(at, W::WHOLE));
    is_whole.then_some(PeriodMention {
        months: YEAR,
        first: token,
        end: token + 1,
        is_named_year: false,
    })
}

/// Finds the period of a value: after it, or else before it.
fn period_of(
    s: &Sentence<'_>,
    periods: &[PeriodMention],
    index: usize,
    reach: Range<usize>,
) -> Option<PeriodMention> {
    // "3,400 calls to the line in the first quarter"
    const AFTER: usize = 9;

    let token = s.at[index];
    let following = periods.iter().find(|period| period.first > token && period.first < reach.end);
    let following = following.filter(|period| {
        let gap = s.between(token, period.first);
        let is_other = gap.clone().any(|at| s.is_value(at))
            || s.any(gap.clone(), W::BREAK | W::COMPARED | W::THAN);
        gap.len() <= AFTER && !is_other && !s.has_sign(gap, &[',', ';', '(', ')', '–'])
    });
    let front = || {
        let in_front =
            periods.iter().rfind(|period| period.end <= token && period.first >= reach.start)?;
        let gap = s.between(in_front.end - 1, token);
        (!gap.clone().any(|at| s.is_value(at))).then_some(in_front)
    };

    following.or_else(front).copied()
}

fn refute(
    s: &Sentence<'_>,
    periods: &[PeriodMention],
    first: usize,
    second: usize,
) -> Option<Refutation> {
    // 13 weeks are a quarter, and 52 a year.
    const UNLIKE: f64 = 1.3;
    // Counts of one thing differ by little more than their periods.
    const FURTHEST: f64 = 20.0;

    let (i, j) = (s.at[first], s.at[second]);
    let one = period_of(s, periods, first, 0..j)?;
    let two = period_of(s, periods, second, one.end.max(i)..s.tokens.len())?;
    let ratio = one.months.max(two.months) / one.months.min(two.months);
    if one == two || ratio < UNLIKE {
        return None;
    }

    // A level may be larger by chance; a count over a longer period is larger because of the period.
    let (one_value, two_value) = (s.amounts[first].value, s.amounts[second].value);
    // "4 The third-quarter output of 2.018 million": a note, or another count.
    let times = (one_value / two_value).max(two_value / one_value);
    // "Raised from $3 billion to $7 billion during the first quarter": both limits are of one time.
    let is_from_to =
        s.led_by(i, W::FROM, W::FILLER) && s.led_by(j, W::TO, W::FILLER.without(W::TO));
    if times > ratio * FURTHEST || is_from_to && !(one.first > i && one.first < j) {
        return None;
    }

    let values =
        if one.months > two.months { one_value / two_value } else { two_value / one_value };
    let is_by_time = values >= ratio.sqrt();
    let has_change = s.any(0..s.tokens.len(), W::RISE | W::FALL);
    let is_explicit = !one.is_named_year || !two.is_named_year;
    if !is_explicit || values <= 1.0 && !has_change || !is_by_time {
        return None;
    }

    let message = format!(
        "{} was counted over {} and {} over {}",
        s.written(first),
        length(one.months),
        s.written(second),
        length(two.months)
    );
    let help = "compare the same months of another year, or two times of equal length; otherwise give the \
                new value alone";
    let tokens = i..=two.end.saturating_sub(1).max(j);

    Some(Refutation::at_tokens(s, Fault::Periods, tokens, message, help))
}

/// Writes a number of months.
fn length(months: f64) -> String {
    let count = number(months, 1);
    let plural = if count == "1" { "" } else { "s" };

    format!("{count} month{plural}")
}

#[cfg(test)]
mod tests {
    use super::super::scan;
    use super::*;
    use crate::lexicon::ENGLISH;

    const REFUTED: &[&str] = &[
        "Visitor numbers rose to 510,000 in the year to June 2025, up from 124,000 in the first quarter of 2024.",
        "In the first half of 2025 the court heard 1,200 cases, against 2,600 in 2024.",
        "Revenue in the nine months to September was £3.1 million, against £4.6 million in 2024.",
        "The hotline took 940 calls in May 2025, down from 11,300 in 2024.",
        "Q1 2025 exports were worth £1.1 billion, down from £4.4 billion in 2024.",
        "Between January and March 2025 the unit rescued 88 people, fewer than the 340 rescued in 2024.",
        "The number of fires fell to 410 between January and April 2025, from 1,690 in 2024.",
        "Complaints fell from 1,400 in 2024 to 310 in the first quarter of 2025.",
        "Road deaths have fallen: 41 in the first three months of 2025 compared with 160 during 2024.",
        "Arrivals reached 31,000 in July; in all of last year there were 290,000, so tourism has collapsed.",
        "Passengers numbered 2.1 million in the six months to September, compared with 4.4 million in the 12 months to September 2024.",
        "A total of 520 inspections were made in the first half of the year, a fall on the 1,090 made in 2024.",
        "The first quarter brought 310 complaints, compared with 1,400 in 2024.",
        "In the second half of 2025, 45,000 homes were started, less than the 96,000 started in the whole of 2024.",
        "The police made 310 arrests in the first six months of this year, down from 700 in 2024.",
        "From January to March the service answered 9,100 calls, well below the 38,000 answered in 2024.",
        "Fires fell sharply, from 1,690 in 2024 to 410 in the three months to March 2025.",
        "In July the port handled 41,000 boxes, compared with 490,000 in the whole of 2024, a fall of 92%.",
        "Visits in the first half of the year (41,000) were lower than in 2024 (85,000).",
        "Sales in Q3 were £4.1 million, down from £16.3 million in the 2024 financial year.",
        "In April-September 2025 it lent ₹2,140 million, down from ₹4,690 million in the financial year 2024-25.",
        "Boardings numbered 212,000 in the third quarter of 2025, down from 834,000 in calendar year 2024.",
        "Exports came to 1.1 million tonnes in the second quarter of 2025, less than the 2.3 million of the first half of 2024.",
        "We issued 520 tickets in the first fortnight of the season, up on the 240 issued in the first week of the last.",
        "Tourists spent $1.9 billion in the June quarter, up from $0.7 billion in April 2025.",
        "The number of applications fell from 12,400 in the year to March 2024 to 3,200 in the quarter to March 2025.",
    ];

    const SILENT: &[&str] = &[
        "In the first half of 2025 the court heard 1,200 cases, against 1,150 in the first half of 2024.",
        "In the first half of 2025 the court heard 1,200 cases, against 1,150 in the same period of 2024.",
        "In the first half of 2025 the court heard 1,200 cases, already more than half of the 2,300 heard in 2024.",
        "Revenue in the nine months to September was £3.1 million, against £2.9 million in the nine months to September 2024.",
        "Q1 2025 exports were worth £1.1 billion, down from £1.4 billion in Q1 2024.",
        "Complaints fell from 340 in the first quarter of 2024 to 310 in the first quarter of 2025.",
        "Passengers numbered 4.6 million in the 12 months to September, compared with 4.4 million in the 12 months to September 2024.",
        "3,400 calls were made in the first quarter, compared with 3,100 a year earlier.",
        "In April-September 2025 it lent ₹2,140 million, down from ₹4,690 million in April-September 2024.",
        "Tourists spent $1.9 billion in the June quarter, up from $1.7 billion in the June 2024 quarter.",
        "In May the index rose by 3.1 points to 55.4 in the second quarter.",
        "The unit took 340 calls in 2025, compared with 310 in 2024.",
        "There were 3,400 calls in the first quarter, compared with 3,500 in the fourth quarter of 2024.",
        "Unemployment stood at 42,000 in March, compared with 45,000 in 2024.",
        "45,000 homes were started in the first quarter, compared with 196,000 in the whole of 2024.",
    ];

    fn found(text: &str) -> Vec<Refutation> {
        let sentence = scan(text, &[], &ENGLISH).unwrap();
        check(&sentence)
    }

    #[test]
    fn what_cannot_be_true_is_refuted() {
        for text in REFUTED {
            assert!(!found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_may_be_true_is_silent() {
        for text in SILENT {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
