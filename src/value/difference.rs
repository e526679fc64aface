//! The difference between two values: in their own unit, and never in per cent.
//!
//! In: two quantities of one unit. Out: a [`ValueDifference`], or a [`ValueComparison`] where a change in per cent has a
//! meaning. Invariant: no percentage is made of a scale without a nought, nor of a value that may be below it.

use rust_decimal::{Decimal, RoundingStrategy};

use super::number::Number;
use super::{Change, Direction, Interval, Magnitude, Qualifier, Quantity, Unit, UnitScale};

/// How much higher or lower one value is than another, in their unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueDifference {
    size: Quantity,
    unit: Unit,
    direction: Direction,
    interval: Interval,
    words: DifferenceWords,
    through_nought: bool,
}

/// Which words a language has for the direction of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceWords {
    /// Higher and lower.
    Level,
    /// More and less, of money.
    Sum,
    /// More and fewer, of what is counted.
    Count,
    /// Points of a scale, higher and lower.
    Points,
    /// Places in an order.
    Rank,
}

/// What is said of two values of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueComparison {
    /// A change in per cent or in percentage points.
    Change(Change),
    /// A difference in their own unit, because a percentage would have no meaning.
    Difference(ValueDifference),
}

impl ValueComparison {
    /// Compares two values as their unit allows.
    ///
    /// None if their units differ, or if a limit such as "up to" leaves nothing to say.
    #[must_use]
    pub fn between(from: &Quantity, to: &Quantity) -> Option<ValueComparison> {
        if let Some(change) = Change::between(from, to) {
            return Some(ValueComparison::Change(change));
        }

        let is_below = |value: &Quantity| value.number() < Decimal::ZERO;
        let has_no_percentage = unit_of(from, to).scale() != UnitScale::Ratio
            || from.number() <= Decimal::ZERO
            || is_below(to);

        let difference = has_no_percentage.then(|| ValueDifference::between(from, to)).flatten();
        difference.map(ValueComparison::Difference)
    }

    /// Returns the interval of the true change, in the unit in which it is said; negative for a fall.
    #[must_use]
    pub fn interval(&self) -> Interval {
        match self {
            ValueComparison::Change(change) => change.interval(),
            ValueComparison::Difference(difference) => difference.interval(),
        }
    }

    /// Returns the change of the numbers as written, in the unit in which it is said; none if one is a range.
    #[must_use]
    pub fn estimate(&self) -> Option<Decimal> {
        match self {
            ValueComparison::Change(change) => change.estimate(),
            ValueComparison::Difference(difference) => Some(difference.signed()),
        }
    }
}

impl ValueDifference {
    /// Computes the difference of two published values.
    ///
    /// It is printed with the digits that both values have. None if the units differ, or if one value is a range
    /// or a limit ("up to", "more than"), from which nothing can be subtracted.
    #[must_use]
    pub fn between(from: &Quantity, to: &Quantity) -> Option<ValueDifference> {
        let is_point = |value: &Quantity| {
            matches!(value.qualifier(), Qualifier::Exact | Qualifier::About | Qualifier::Nearly)
        };
        if !from.unit().is_like(to.unit()) || !is_point(from) || !is_point(to) {
            return None;
        }

        let interval = to.interval().difference(&from.interval());
        let exact = to.number().checked_sub(from.number())?;
        let number = printed(exact.abs(), from, to)?;

        // A reader can subtract two published values, so one unit in their last place is no reason for "about".
        let step = last_place(&number)?;
        let reach = Interval::around(exact, step);
        let is_plain = [from, to].iter().all(|value| value.qualifier() == Qualifier::Exact);
        let qualifier = match is_plain && reach.holds(&interval) {
            true => Qualifier::Exact,
            false => Qualifier::About,
        };

        let direction = match exact {
            none if none.is_zero() => Direction::Level,
            fall if fall.is_sign_negative() => Direction::Fall,
            _ => Direction::Rise,
        };

        let unit = unit_of(from, to);
        let words = DifferenceWords::of_unit(unit);
        // 28.3% less 19.3% is 9.0 percentage points, not 9%.
        let unit = if *unit == Unit::Percent { &Unit::PercentagePoints } else { unit };
        let printed_unit = match words {
            // The words of the direction name what is counted: "700 fewer", "2 places higher".
            DifferenceWords::Count | DifferenceWords::Points | DifferenceWords::Rank => Unit::None,
            DifferenceWords::Level | DifferenceWords::Sum => unit.clone(),
        };
        let below = |value: &Quantity| value.number() < Decimal::ZERO;

        Some(ValueDifference {
            size: Quantity::of_size(number, printed_unit, qualifier),
            unit: unit.clone(),
            direction,
            interval,
            words,
            through_nought: below(from) != below(to),
        })
    }

    /// Returns its size, which is never negative, with "about" where the values need it.
    #[must_use]
    pub fn size(&self) -> &Quantity {
        &self.size
    }

    /// Returns the unit of its values; percentage points, if those are percentages.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Returns its direction: level, a rise or a fall.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Returns the interval of the true difference; negative for a fall.
    #[must_use]
    pub fn interval(&self) -> Interval {
        self.interval
    }

    /// Returns which words tell its direction.
    #[must_use]
    pub fn words(&self) -> DifferenceWords {
        self.words
    }

    /// Tells whether one value is below nought and the other is not.
    #[must_use]
    pub fn is_through_nought(&self) -> bool {
        self.through_nought
    }

    fn signed(&self) -> Decimal {
        match self.direction {
            Direction::Fall => -self.size.number(),
            _ => self.size.number(),
        }
    }
}

impl DifferenceWords {
    fn of_unit(unit: &Unit) -> DifferenceWords {
        match unit {
            Unit::Currency(_) => DifferenceWords::Sum,
            unit if unit.scale() == UnitScale::Rank => DifferenceWords::Rank,
            // An index is a number without a unit, and two of them are so many points apart.
            unit if unit.scale() == UnitScale::Interval && !unit.is_measure() => {
                DifferenceWords::Points
            }
            unit if unit.is_counted() && !unit.is_measure() => DifferenceWords::Count,
            _ => DifferenceWords::Level,
        }
    }
}

/// Returns the unit that either value names.
fn unit_of<'q>(from: &'q Quantity, to: &'q Quantity) -> &'q Unit {
    if *from.unit() == Unit::None { to.unit() } else { from.unit() }
}

/// Returns a difference with the digits in which it is printed: those of the coarser value, unless few would be
/// left.
fn printed(size: Decimal, from: &Quantity, to: &Quantity) -> Option<Number> {
    // Of fewer units of the coarser value one more digit is printed, as far as the finer one has it.
    const FEWEST_STEPS: Decimal = Decimal::TEN;

    let (one, two) = (from.written_unit(), to.written_unit());
    let coarse = one.max(two);
    let is_large = size >= coarse.checked_mul(FEWEST_STEPS)?;
    let finer = coarse.checked_div(FEWEST_STEPS)?.max(one.min(two));
    let step = if is_large { coarse } else { finer };
    let steps = size.checked_div(step)?;
    let steps = steps.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let value = steps.checked_mul(step)?;

    let (low, high) = (from.magnitude().min(to.magnitude()), from.magnitude().max(to.magnitude()));
    let magnitude = if value >= high.value() || low == high { high } else { low };
    let places = places_of(step, magnitude)?;

    Some(Number { value, places, magnitude })
}

fn places_of(step: Decimal, magnitude: Magnitude) -> Option<u32> {
    Some(step.checked_div(magnitude.value())?.normalize().scale())
}

fn last_place(number: &Number) -> Option<Decimal> {
    number.half_unit().checked_mul(Decimal::TWO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, unit: &str) -> Quantity {
        let unit = Unit::parse(unit).expect(unit);
        Quantity::parse(text, None, Some(&unit)).expect(text)
    }

    #[test]
    fn a_difference_has_the_digits_of_its_values() {
        use Direction::{Fall, Level, Rise};

        for (from, to, unit, direction, size, places) in [
            ("11.20", "10.72", "°C", Fall, "0.48", 2),
            ("-7.3", "-6.1", "°C", Rise, "1.2", 1),
            ("-0.3 billion", "4.1 billion", "EUR", Rise, "4400000000", 1),
            ("-966 million", "4.1 billion", "EUR", Rise, "5100000000", 1),
            ("950 million", "1.2 billion", "EUR", Rise, "250000000", 0),
            ("-966 million", "-0.3 billion", "EUR", Rise, "670000000", 0),
            ("2,600", "1,900", "people", Fall, "700", 0),
            ("4.7", "4.8", "%", Rise, "0.1", 1),
            ("101.0", "101.0", "index", Level, "0", 1),
            ("5", "3", "rank", Fall, "2", 0),
        ] {
            let found = ValueDifference::between(&read(from, unit), &read(to, unit)).expect(from);
            assert_eq!(found.direction(), direction, "{from} to {to}");
            assert_eq!(found.size().number().normalize().to_string(), size, "{from} to {to}");
            assert_eq!(found.size().places(), places, "{from} to {to}");
        }
    }

    #[test]
    fn a_percentage_is_only_of_a_ratio() {
        for (from, to, unit, is_percentage) in [
            ("11.20", "10.72", "°C", false),
            ("100.9", "101.0", "index", false),
            ("5", "3", "rank", false),
            ("-0.3 billion", "4.1 billion", "EUR", false),
            ("4.1 billion", "-0.3 billion", "EUR", false),
            ("0", "5", "people", false),
            ("-2", "-1", "GBP", false),
            ("2,600", "1,900", "people", true),
            ("4.7", "4.8", "%", true),
            ("-0.3", "0.4", "%", true),
        ] {
            let found = ValueComparison::between(&read(from, unit), &read(to, unit)).expect(from);
            assert_eq!(
                matches!(found, ValueComparison::Change(_)),
                is_percentage,
                "{from} to {to}"
            );
        }

        assert_eq!(ValueComparison::between(&read("up to 5", "GBP"), &read("-6", "GBP")), None);
        assert_eq!(ValueComparison::between(&read("£5", ""), &read("-6%", "")), None);
    }

    #[test]
    fn about_stands_where_the_rounding_needs_it() {
        let hundred = Some(Decimal::ONE_HUNDRED);
        let people = |text: &str| Quantity::parse(text, hundred, None).expect(text);
        let found =
            ValueDifference::between(&people("2,600"), &people("1,900")).expect("a difference");
        assert_eq!(found.size().qualifier(), Qualifier::About);

        let plain = ValueDifference::between(&read("2,600", ""), &read("1,900", "")).expect("one");
        assert_eq!(plain.size().qualifier(), Qualifier::Exact);
    }
}
