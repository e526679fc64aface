//! Typed values that a sentence compares although they cover times of unequal length.
//!
//! In: the comparisons of a sentence. Out: findings. Invariant: the sentence itself must say how long
//! one of the two values was counted.

use super::page::PageFacts;
use super::sentence::{Advice, Sentence};
use crate::content::statement::QuantityMention;
use crate::diagnostic::{Code, Diagnostic};
use crate::value::Unit;

/// How long a value was counted, as its sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct CountingTime {
    months: i64,
    /// Whether the length itself is said, and does not only follow from the name of a year.
    is_explicit: bool,
    /// The first and the last token that say so.
    first: usize,
    last: usize,
}

/// Reports comparisons of a value over one time with a value over a longer one.
pub(super) fn unlike(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let statement = sentence.statement;
    for comparison in &statement.comparisons {
        let one = &statement.mentions[comparison.from as usize];
        let two = &statement.mentions[comparison.to as usize];

        // Rates and levels may be set beside each other over any time.
        if !matches!(one.unit(), Unit::None | Unit::Currency(_)) {
            continue;
        }

        let (first, second) = if one.start < two.start { (one, two) } else { (two, one) };
        let find = |from: usize, to: usize| counting_time(sentence, from, to);
        let between = find(sentence.token_at(first.end), sentence.token_at(second.start));
        let early = between.or_else(|| find(0, sentence.token_at(first.start)));
        let late = find(sentence.token_at(second.end), sentence.tokens.len());

        let (Some(early), Some(late)) = (early, late) else {
            continue;
        };

        if early.months == late.months || !(early.is_explicit || late.is_explicit) {
            continue;
        }

        let written = |amount: &QuantityMention| statement.words(amount.start, amount.end);
        let message = format!(
            "{} was counted over {} and {} over {}",
            written(first),
            months(early.months),
            written(second),
            months(late.months)
        );

        let help = "compare the same months of another year, or two times of equal length; \
                    otherwise give the new value alone";
        let advice = Advice { message, help: help.to_owned() };
        let range = sentence.range(late.first, late.last);
        findings.push(sentence.finding(page, Code::UnlikePeriods, range, advice));
    }
}

fn months(count: i64) -> String {
    if count == 1 { "1 month".to_owned() } else { format!("{count} months") }
}

/// How many tokens after a value may say how long it was counted.
const REACH: usize = 14;

/// Finds the first time in a range of tokens.
fn counting_time(sentence: &Sentence<'_>, from: usize, to: usize) -> Option<CountingTime> {
    let is = |at: usize, list: &[&str]| {
        at < to && list.iter().any(|word| word.eq_ignore_ascii_case(sentence.word(at)))
    };

    let ends = &["ending", "ended", "to", "ending", "until", "from", "of"];

    (from..to.min(from + REACH)).find_map(|at| {
        let explicit =
            |months: i64| Some(CountingTime { months, is_explicit: true, first: at, last: at + 1 });

        if is(at, &["year"]) && is(at + 1, &["ending", "ended", "to"]) {
            return explicit(12);
        }

        if is(at, &["half"]) && is(at + 1, &["of"]) {
            return explicit(6);
        }

        if is(at, &["quarter"]) && is(at + 1, ends) {
            return explicit(3);
        }

        if is(at + 1, &["months", "month"]) && is(at + 2, ends) {
            return explicit(count(sentence.word(at))?);
        }

        if is(at, &["in", "during", "throughout"]) {
            let is_whole = is(at + 1, &["all", "the"]) && is(at + 2, &["of"]);
            let last = at + if is_whole { 3 } else { 1 };
            let word = sentence.word(last);
            let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));

            // "2024-25", "2024/25" is another kind of year.
            let is_longer = matches!(sentence.word(last + 1), "-" | "/" | "–");
            if is_year && last < to && !is_longer {
                return Some(CountingTime { months: 12, is_explicit: false, first: last, last });
            }
        }

        None
    })
}

/// Reads a count of months.
fn count(word: &str) -> Option<i64> {
    const WORDS: [&str; 13] = [
        "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];

    let digits = word.parse().ok().filter(|count| (1..=60).contains(count));

    digits.or_else(|| {
        let at = WORDS.iter().position(|known| known.eq_ignore_ascii_case(word))?;
        i64::try_from(at).ok().filter(|count| *count > 0)
    })
}
