//! The arithmetic of a change, in words that a reader can follow.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::value::{Bound, Change, ChangeUnit, Interval, Quantity};

/// Writes what two values are the change of: "a fall of 23.5% to 30.2%", "a rise of 9.0 percentage
/// points, or 31.8%".
pub(super) fn words(from: &Quantity, to: &Quantity, change: &Change) -> String {
    let falls = to.number() < from.number();
    let way = if falls { "a fall of" } else { "a rise of" };
    match change.unit() {
        ChangeUnit::Percent => format!("{way} {}", sizes(change.interval(), falls)),
        ChangeUnit::Points => {
            let points = change.estimate().unwrap_or_default().abs();
            let places = usize::try_from(from.places().max(to.places())).unwrap_or(0);
            let unit = match points == Decimal::ONE {
                true => "percentage point",
                false => "percentage points",
            };
            let relative = relative(from, to).map(|it| format!(", or {it}"));
            format!("{way} {points:.places$} {unit}{}", relative.unwrap_or_default())
        }
    }
}

/// Writes the change of the numbers as they stand, in per cent of the first.
fn relative(from: &Quantity, to: &Quantity) -> Option<String> {
    let difference = to.number().checked_sub(from.number())?.abs();
    let share = difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from.number())?;
    Some(format!("{}%", rounded(share)))
}

/// Writes the least and the greatest size of a change.
fn sizes(interval: Interval, falls: bool) -> String {
    let interval = if falls { interval.negated() } else { interval };
    let end = |bound: Option<Bound>| bound.map(|bound| rounded(bound.value));
    match (end(interval.low()), end(interval.high())) {
        (Some(low), Some(high)) if low == high => format!("{low}%"),
        (Some(low), Some(high)) => format!("{low}% to {high}%"),
        (Some(low), None) => format!("{low}% or more"),
        (None, Some(high)) => format!("{high}% or less"),
        (None, None) => "an unknown size".to_owned(),
    }
}

fn rounded(size: Decimal) -> Decimal {
    let one = size.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    match one.fract().is_zero() {
        true => one.trunc(),
        false => one,
    }
}
