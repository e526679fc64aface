//! The English words of charts; another language needs another such file.

use std::fmt::Write as _;

use super::Point;
use crate::value::Change;

/// Behind the period of a value that may be revised.
pub(super) const PROVISIONAL: &str = "provisional";

/// The key of bars and dots of values that may be revised.
pub(super) const KEY_PROVISIONAL: &str = "provisional: may be revised";

/// The key of what a limit leaves open.
pub(super) const KEY_OPEN: &str = "open: may lie anywhere in it";

/// The key of the line over a value that is not exact.
pub(super) const KEY_RANGE: &str = "where the exact value may lie";

/// Describes a chart to those who do not see it.
pub(super) fn description(kind: &str, points: &[Point<'_>]) -> String {
    let mut text = format!("{kind} of {} values. ", points.len());
    if let [first, .., last] = points
        && points.len() > super::MOST_BARS
    {
        let _ = write!(text, "From {} to {}", said(first), said(last));
        text.push_str(&change(first, last));
        let by_number = |point: &&Point<'_>| point.quantity.number();
        if let (Some(low), Some(high)) =
            (points.iter().min_by_key(by_number), points.iter().max_by_key(by_number))
        {
            let _ = write!(text, "; lowest {}, highest {}", said(low), said(high));
        }
    } else {
        let all: Vec<String> = points.iter().map(said).collect();
        text.push_str(&all.join("; "));
    }
    text.push_str(". The table has all values.");
    text
}

fn said(point: &Point<'_>) -> String {
    let provisional = if point.provisional { format!(", {PROVISIONAL}") } else { String::new() };
    format!("{} ({}{provisional})", point.quantity.words(), point.period.words())
}

fn change(first: &Point<'_>, last: &Point<'_>) -> String {
    let like = first.period.unlikeness(&last.period).is_none();
    let change = like.then(|| Change::between(first.quantity, last.quantity)).flatten();
    change.map_or_else(String::new, |change| format!(", {}", change.words()))
}
