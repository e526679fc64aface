//! Claims that the calendar refutes: weekdays, days that do not exist, lengths of time, ages and
//! anniversaries.
//!
//! In: a sentence, and the day of its page where that is known. Out: [`Refutation`]s. Invariant: dates are
//! intervals, a year being all its days; a claim is refuted only where no day of them makes it true.

mod age;
mod anniversary;
mod day;
mod interval;
mod lag;
mod stretch;

use jiff::civil::Date;

use super::amount::Kind;
use super::refutation::Refutation;
use super::sentence::Sentence;

/// Checks the dates, ages and lengths of time of a sentence.
pub(super) fn check(s: &Sentence<'_>, today: Option<Date>) -> Vec<Refutation> {
    let has_date =
        s.amounts.iter().any(|amount| matches!(amount.kind, Kind::Date(_) | Kind::Year { .. }));
    if !has_date {
        return Vec::new();
    }

    let days = day::days(s);
    let mut found = day::check(s, &days, today);
    found.extend(stretch::check(s, &days));
    found.extend(lag::check(s, today));
    found.extend(anniversary::check(s, today));
    found.extend(age::check(s, today));

    found
}
