//! Two typed values set against each other over times of unequal length, where the sentence says over
//! what times.

use super::{Page, Read};
use crate::content::statement::QuantityMention;
use crate::diagnostic::{Code, Diagnostic};
use crate::value::Unit;

/// How long a value was counted, as its sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Time {
    months: i64,
    /// Whether the length itself is said, and does not only follow from the name of a year.
    is_said: bool,
}

/// Reports comparisons of a value over one time with a value over a longer one.
pub(super) fn unlike(page: &Page<'_>, read: &Read<'_>, findings: &mut Vec<Diagnostic>) {
    let statement = read.statement;
    for comparison in &statement.comparisons {
        let one = &statement.mentions[comparison.from as usize];
        let two = &statement.mentions[comparison.to as usize];

        // Rates and levels may be set beside each other over any time.
        if !matches!(one.unit(), Unit::None | Unit::Currency(_)) {
            continue;
        }

        let (first, second) = if one.start < two.start { (one, two) } else { (two, one) };
        let between = time(read, read.token_at(first.end), read.token_at(second.start));
        let begins = || time(read, 0, read.token_at(first.start));
        let before = between.or_else(begins);
        let behind = time(read, read.token_at(second.end), read.tokens.len());
        let (Some((early, _, _)), Some((late, from, to))) = (before, behind) else {
            continue;
        };

        if early.months == late.months || !(early.is_said || late.is_said) {
            continue;
        }

        let said = |amount: &QuantityMention| statement.words(amount.start, amount.end).to_owned();
        let message = format!(
            "{} was counted over {} and {} over {}",
            said(first),
            months(early.months),
            said(second),
            months(late.months)
        );

        let place = (read.tokens[from].start, read.tokens[to].end);
        let help = "compare the same months of another year, or two times of equal length; \
                    otherwise give the new value alone";
        findings.push(read.finding(page, Code::UnlikePeriods, place, (message, help.to_owned())));
    }
}

fn months(count: i64) -> String {
    if count == 1 { "1 month".to_owned() } else { format!("{count} months") }
}

/// Finds the time that stands first in a stretch of tokens, with its first and last token.
fn time(read: &Read<'_>, from: usize, to: usize) -> Option<(Time, usize, usize)> {
    let is = |at: usize, list: &[&str]| {
        at < to && list.iter().any(|word| word.eq_ignore_ascii_case(read.word(at)))
    };

    let ends = &["ending", "ended", "to", "ending", "until", "from", "of"];

    (from..to.min(from + 14)).find_map(|at| {
        let said = |months: i64, last: usize| Some((Time { months, is_said: true }, at, last));
        if is(at, &["year"]) && is(at + 1, &["ending", "ended", "to"]) {
            return said(12, at + 1);
        }

        if is(at, &["half"]) && is(at + 1, &["of"]) {
            return said(6, at + 1);
        }

        if is(at, &["quarter"]) && is(at + 1, ends) {
            return said(3, at + 1);
        }

        if is(at + 1, &["months", "month"]) && is(at + 2, ends) {
            return said(count(read.word(at))?, at + 1);
        }

        if is(at, &["in", "during", "throughout"]) {
            let whole = is(at + 1, &["all", "the"]) && is(at + 2, &["of"]);
            let last = at + if whole { 3 } else { 1 };
            let word = read.word(last);
            let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
            if year && last < to && !matches!(read.word(last + 1), "-" | "/" | "–") {
                return Some((Time { months: 12, is_said: false }, last, last));
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
