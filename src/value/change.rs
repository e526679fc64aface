//! The change from one value to another, exactly as precise as the values allow.

use rust_decimal::{Decimal, RoundingStrategy};

use super::number::half_unit;
use super::quantity::ABOUT;
use super::{Direction, Fraction, Interval, Qualifier, Quantity, Unit, UnitScale};

/// How far "about a quarter" reaches, in per cent either way: 23.5% to 30.2% is about a quarter.
pub(super) const FRACTION: i64 = 21;

/// The largest "little" change in either direction, in per cent and in percentage points.
pub(super) const LITTLE: (i64, i64) = (5, 1);

/// How far the change of two published numbers may be off, in halves of a unit in its last printed place.
///
/// Statisticians print 9.6 to 9.4 as a fall of 2%, although the true change lies between 1% and 3%: the reader
/// can compute it from the published numbers. Three halves, because each of two rounded numbers may be off by
/// half a unit, and so may the printed change.
const PUBLISHED: i64 = 3;

/// A size from which a percentage is printed as a whole number: two digits are as many as are read.
const WHOLE_FROM: Decimal = Decimal::TEN;

/// The unit in which a change is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeUnit {
    /// In per cent of the first value.
    Percent,
    /// In percentage points, if the values are percentages.
    Points,
}

/// What the values allow to be said about a change, before it is put into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeSummary {
    /// Certainly none.
    NoChange,
    /// Perhaps none, and certainly small.
    LittleChange,
    /// Perhaps none, and perhaps not small.
    NoClearChange,
    /// Its direction only.
    Unsized {
        /// Whether it goes upwards.
        rise: bool,
    },
    /// Its direction, and its size.
    Sized {
        /// Whether it goes upwards.
        rise: bool,
        /// Its size.
        size: ChangeSize,
    },
}

/// The size of a change, as exactly as it can be stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeSize {
    /// The published numbers give it, and bear its digits.
    Exactly(Decimal),
    /// Less than a size, of which a smaller one would not be printed.
    LessThan(Decimal),
    /// Near a number.
    About(Decimal),
    /// Near a simple fraction.
    AboutFraction(Fraction),
    /// Anything up to a limit.
    UpTo(Decimal),
    /// A limit or more.
    AtLeast(Decimal),
    /// More than a limit.
    MoreThan(Decimal),
    /// Between two limits.
    Between(Decimal, Decimal),
}

impl ChangeSize {
    /// Tells whether its words contain a number.
    fn names(self, number: Decimal) -> bool {
        match self {
            ChangeSize::Exactly(size)
            | ChangeSize::LessThan(size)
            | ChangeSize::About(size)
            | ChangeSize::UpTo(size)
            | ChangeSize::AtLeast(size)
            | ChangeSize::MoreThan(size)
            | ChangeSize::Between(_, size) => size == number,
            ChangeSize::AboutFraction(_) => false,
        }
    }
}

/// The change from one value to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    interval: Interval,
    relative: Option<Interval>,
    estimate: Option<Decimal>,
    unit: ChangeUnit,
    /// The decimals of the written values; for percentage points only.
    places: u32,
    /// Whether both values are published numbers without a qualifier.
    plain: bool,
}

impl Fraction {
    /// All fractions, the smallest first.
    pub(super) const ALL: [Fraction; 7] = [
        Fraction::Tenth,
        Fraction::Fifth,
        Fraction::Quarter,
        Fraction::Third,
        Fraction::Half,
        Fraction::TwoThirds,
        Fraction::ThreeQuarters,
    ];

    /// Returns it in per cent, to the hundredth.
    #[must_use]
    pub fn percent(self) -> Decimal {
        let hundredths = match self {
            Fraction::Tenth => 1000,
            Fraction::Fifth => 2000,
            Fraction::Quarter => 2500,
            // A third has no finite decimal; the tolerance of 21% makes the difference irrelevant.
            Fraction::Third => 3333,
            Fraction::Half => 5000,
            Fraction::TwoThirds => 6667,
            Fraction::ThreeQuarters => 7500,
        };

        Decimal::new(hundredths, 2)
    }
}

impl Change {
    /// Computes the change between two values of one unit.
    ///
    /// Percentages change in percentage points, everything else in per cent of the first value. None if the
    /// units differ or have no ratios, if the first value may be zero, if one may be negative (a loss after a profit is not a
    /// fall of 136%), or if the values do not even show the direction.
    #[must_use]
    pub fn between(from: &Quantity, to: &Quantity) -> Option<Change> {
        let has_ratio = [from, to].iter().all(|value| value.unit().scale() == UnitScale::Ratio);
        if !from.unit().is_like(to.unit()) || !has_ratio {
            return None;
        }

        let (old, new) = (from.interval(), to.interval());
        let is_positive = |it: &Interval| it.low().is_some_and(|low| low.value >= Decimal::ZERO);
        let has_base = is_positive(&old) && !old.contains(Decimal::ZERO);
        let relative = (has_base && is_positive(&new))
            .then(|| Interval::percentage_change(&old, &new))
            .flatten();

        // Two equal exact values: no change, even from a base of zero, where a percentage is undefined.
        let level = old.value().is_some() && old == new;
        let points = matches!(from.unit(), Unit::Percent | Unit::PercentagePoints);
        let (unit, interval) = if points {
            (ChangeUnit::Points, new.difference(&old))
        } else if level {
            (ChangeUnit::Percent, Interval::exact(Decimal::ZERO))
        } else {
            (ChangeUnit::Percent, relative?)
        };

        // With no bound in either direction there is nothing to say.
        if !interval.is_bounded() && interval.contains(Decimal::ZERO) {
            return None;
        }

        Some(Change {
            interval,
            relative,
            estimate: estimate(from, to, unit),
            unit,
            places: from.places().max(to.places()),
            plain: [from, to].iter().all(|value| value.qualifier() == Qualifier::Exact),
        })
    }

    /// Returns the interval of the true change, in per cent or percentage points; negative for a fall.
    #[must_use]
    pub fn interval(&self) -> Interval {
        self.interval
    }

    /// Returns the interval of the true change in per cent of the first value, for percentages too.
    #[must_use]
    pub fn relative(&self) -> Option<Interval> {
        self.relative
    }

    /// Returns the change of the numbers as written, unrounded; none if one is a range.
    #[must_use]
    pub fn estimate(&self) -> Option<Decimal> {
        self.estimate
    }

    /// Returns the unit in which it is measured.
    #[must_use]
    pub fn unit(&self) -> ChangeUnit {
        self.unit
    }

    /// Returns its direction.
    ///
    /// Two published numbers that differ by one in their last place show it, although what they were rounded from
    /// may have been equal.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let found = direction(&self.interval);
        let Some(published) = self.estimate.filter(|_| self.plain) else {
            return found;
        };

        let end = |bound: Option<super::Bound>| bound.map(|bound| bound.value);
        let touches = |it: &Interval| end(it.low()).is_some_and(|low| low.is_zero());
        match found {
            Direction::Unclear if published > Decimal::ZERO && touches(&self.interval) => {
                Direction::Rise
            }
            Direction::Unclear
                if published < Decimal::ZERO && touches(&self.interval.negated()) =>
            {
                Direction::Fall
            }
            found => found,
        }
    }

    /// Tells whether the values support a size as the change of two published numbers.
    ///
    /// Statisticians print 28.3% less 19.3% as 9.0 points, and 9.6 to 9.4 as a fall of 2%, although each number
    /// may be off by half a unit in its last place: the reader can compute it too. So the change may be off by a
    /// unit of its own last place, and half of one more; by more, or if a value is qualified, it is not supported.
    pub(super) fn supports(&self, size: Decimal) -> bool {
        match self.unit {
            ChangeUnit::Points => self.supports_points(size),
            ChangeUnit::Percent => {
                let places = size.normalize().scale();
                places <= 1
                    && self.nearest_at(&self.size(), places) == Some(size.normalize())
                    && self.is_published(size, places)
            }
        }
    }

    fn supports_points(&self, size: Decimal) -> bool {
        let unit = Decimal::try_new(1, self.places).unwrap_or_default();
        self.plain
            && self.estimate.is_some_and(|estimate| estimate.abs() == size)
            && Interval::around(size, unit).holds(&self.size())
    }

    /// Tells whether a size with that many decimals is near enough to all that may be true.
    fn is_published(&self, size: Decimal, places: u32) -> bool {
        let reach = half_unit(places).checked_mul(Decimal::from(PUBLISHED)).unwrap_or_default();
        self.plain && !size.is_zero() && Interval::around(size, reach).holds(&self.size())
    }

    /// Summarizes what the values allow to be said, independent of language.
    #[must_use]
    pub fn summary(&self) -> ChangeSummary {
        // Published as one number, and not rounded so much that a change could hide in it.
        let is_level = self.plain && self.estimate.is_some_and(|estimate| estimate.is_zero());
        let unit = match self.unit {
            ChangeUnit::Percent => Decimal::ONE,
            ChangeUnit::Points => Decimal::try_new(1, self.places).unwrap_or_default(),
        };
        if is_level && Interval::around(Decimal::ZERO, unit).holds(&self.interval) {
            return ChangeSummary::NoChange;
        }

        match self.direction() {
            Direction::Level => ChangeSummary::NoChange,
            Direction::Unclear => self.unclear(),
            Direction::Rise => self.sized(true),
            Direction::Fall => self.sized(false),
        }
    }

    /// Summarizes between which limits it lies, where [`summary`](Change::summary) names one number that the
    /// rounding of the values blurs.
    #[must_use]
    pub fn bounds(&self) -> Option<ChangeSummary> {
        let ChangeSummary::Sized { rise, size: ChangeSize::Exactly(printed) } = self.summary()
        else {
            return None;
        };

        // Where all that may be true rounds to it, the printed number says as much as limits would.
        let size = self.size();
        if Interval::around(printed, half_unit(printed.scale())).holds(&size) {
            return None;
        }

        let places = match self.unit {
            ChangeUnit::Percent => 1,
            ChangeUnit::Points => self.places,
        };

        let outwards = |end: Option<super::Bound>, strategy| {
            Some(end?.value.max(Decimal::ZERO).round_dp_with_strategy(places, strategy))
        };
        let low = outwards(size.low(), RoundingStrategy::ToZero)?;
        let high = outwards(size.high(), RoundingStrategy::AwayFromZero)?;
        let size =
            if low.is_zero() { ChangeSize::UpTo(high) } else { ChangeSize::Between(low, high) };

        Some(ChangeSummary::Sized { rise, size })
    }

    /// Returns the decimals that its size is printed with.
    #[must_use]
    pub fn places(&self) -> u32 {
        match self.unit {
            ChangeUnit::Percent => 0,
            ChangeUnit::Points => self.places,
        }
    }

    /// Returns the difference of two published percentages, which any reader can compute; none if one has a
    /// qualifier.
    #[must_use]
    pub fn published_difference(&self) -> Option<Decimal> {
        self.estimate.filter(|_| self.plain && self.unit == ChangeUnit::Points)
    }

    /// Returns its size without its direction, if the direction is certain.
    #[must_use]
    pub fn size(&self) -> Interval {
        match self.direction() {
            Direction::Fall => self.interval.negated(),
            _ => self.interval,
        }
    }

    fn unclear(&self) -> ChangeSummary {
        let end = |bound: Option<super::Bound>| bound.map_or(Decimal::ZERO, |end| end.value.abs());
        let (fall, rise) = (end(self.interval.low()), end(self.interval.high()));
        let little = Decimal::from(match self.unit {
            ChangeUnit::Percent => LITTLE.0,
            ChangeUnit::Points => LITTLE.1,
        });

        if fall <= little && rise <= little {
            return ChangeSummary::LittleChange;
        }

        if fall.is_zero() || rise.is_zero() {
            let size = ChangeSize::UpTo(self.outwards(fall.max(rise)));
            return ChangeSummary::Sized { rise: fall.is_zero(), size };
        }

        ChangeSummary::NoClearChange
    }

    fn sized(&self, rise: bool) -> ChangeSummary {
        let size = self.size();
        let low = size.low().map_or(Decimal::ZERO, |low| low.value);
        let hundred = Decimal::ONE_HUNDRED;

        // Nothing falls by more than 100%: that end of the interval adds nothing.
        let is_relative_fall = self.unit == ChangeUnit::Percent && !rise;
        let whole = is_relative_fall && low < hundred;
        let high = size.high().map(|high| high.value).filter(|high| !(whole && *high >= hundred));

        // "A fall of up to 100%" would be true of every fall.
        let Some(high) = high else {
            return self.least(rise, &size);
        };

        // From the most exact words to the least: the first that cover the whole interval are used.
        let words = self
            .exactly(&size)
            .or_else(|| self.about(&size))
            .or_else(|| self.less_than(high))
            .or_else(|| self.about_fraction(&size))
            .unwrap_or_else(|| self.between_sizes(low, high));

        // A rounded number would say that everything is gone.
        if is_relative_fall && !size.contains(hundred) && words.names(hundred) {
            return self.nearly_all(&size);
        }

        ChangeSummary::Sized { rise, size: words }
    }

    /// Summarizes a fall so large that a whole number would say "all": 99.6%, or more than 99%.
    fn nearly_all(&self, size: &Interval) -> ChangeSummary {
        // A share is rarely read more exactly than to one decimal.
        const PLACES: u32 = 1;

        let nearest = self.nearest_at(size, PLACES).filter(|it| *it < Decimal::ONE_HUNDRED);
        let known = nearest.filter(|nearest| {
            let around = Interval::around(*nearest, half_unit(PLACES));
            self.plain && around.holds(size)
        });

        match known {
            Some(known) => ChangeSummary::Sized { rise: false, size: ChangeSize::Exactly(known) },
            None => self.least(false, size),
        }
    }

    /// Summarizes a change that has only a lower limit.
    fn least(&self, rise: bool, size: &Interval) -> ChangeSummary {
        let Some(low) = size.low() else {
            return ChangeSummary::Unsized { rise };
        };
        let limit = self.inwards(low.value);

        // "A rise of more than 0%" adds nothing to "a rise".
        if limit.is_zero() {
            return ChangeSummary::Unsized { rise };
        }

        let is_reached = limit == low.value && low.closed;
        let size =
            if is_reached { ChangeSize::AtLeast(limit) } else { ChangeSize::MoreThan(limit) };

        ChangeSummary::Sized { rise, size }
    }

    /// Returns the change of the published numbers, with as many digits as they bear.
    fn exactly(&self, size: &Interval) -> Option<ChangeSize> {
        // The change of an "about" stays "about", however narrow its interval.
        if !self.plain {
            return None;
        }

        let nearest = self.nearest(size)?;
        if self.unit == ChangeUnit::Points {
            let is_near = || {
                !nearest.is_zero()
                    && Interval::around(nearest, half_unit(self.places())).holds(size)
            };
            let is_borne = self.supports_points(nearest) || is_near();
            return is_borne.then_some(ChangeSize::Exactly(nearest));
        }

        let fits = |&places: &u32| {
            let nearest = self.nearest_at(size, places)?;
            self.is_published(nearest, places).then_some(ChangeSize::Exactly(nearest))
        };

        percent_places(nearest).iter().find_map(fits)
    }

    fn about(&self, size: &Interval) -> Option<ChangeSize> {
        let nearest = self.nearest(size)?;
        let places = match self.unit {
            ChangeUnit::Percent => percent_places(nearest),
            ChangeUnit::Points => &[self.places][..],
        };
        let fits = |&places: &u32| {
            let nearest = self.nearest_at(size, places)?;
            let is_near = near(nearest, ABOUT)?.holds(size);
            is_near.then_some(ChangeSize::About(nearest))
        };

        // Of an "about", the coarsest digits that cover it: they claim the least.
        places.iter().rev().find_map(fits)
    }

    /// Returns the smallest printed size, if the whole change is below it.
    fn less_than(&self, high: Decimal) -> Option<ChangeSize> {
        let units = match self.unit {
            ChangeUnit::Percent => [Decimal::new(1, 1), Decimal::ONE],
            ChangeUnit::Points => [Decimal::try_new(1, self.places).unwrap_or_default(); 2],
        };

        units.into_iter().find(|unit| high < *unit).map(ChangeSize::LessThan)
    }

    fn about_fraction(&self, size: &Interval) -> Option<ChangeSize> {
        // "A rise of about a quarter" in percentage points would be read as a quarter of the first value.
        if self.unit == ChangeUnit::Points {
            return None;
        }

        let is_near = |fraction: &Fraction| {
            near(fraction.percent(), FRACTION).is_some_and(|near| near.holds(size))
        };

        Fraction::ALL.into_iter().find(is_near).map(ChangeSize::AboutFraction)
    }

    fn between_sizes(&self, low: Decimal, high: Decimal) -> ChangeSize {
        let (low, high) = (self.inwards(low), self.outwards(high));
        if low.is_zero() { ChangeSize::UpTo(high) } else { ChangeSize::Between(low, high) }
    }

    /// Returns the printable number nearest to the computed one.
    fn nearest(&self, size: &Interval) -> Option<Decimal> {
        self.nearest_at(size, self.places())
    }

    /// Returns the number with the given decimals that is nearest to the computed one.
    fn nearest_at(&self, size: &Interval, places: u32) -> Option<Decimal> {
        let middle = match self.estimate.map(|estimate| estimate.abs()) {
            // The printed numbers give the change that a reader computes, if that is within the interval.
            Some(estimate) if size.contains(estimate) => estimate,
            _ => {
                let (low, high) = (size.low()?.value, size.high()?.value);
                low.checked_add(high)?.checked_div(Decimal::TWO)?
            }
        };

        Some(middle.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
    }

    fn inwards(&self, size: Decimal) -> Decimal {
        self.rounded(size, RoundingStrategy::ToZero)
    }

    fn outwards(&self, size: Decimal) -> Decimal {
        self.rounded(size, RoundingStrategy::AwayFromZero)
    }

    fn rounded(&self, size: Decimal, strategy: RoundingStrategy) -> Decimal {
        size.round_dp_with_strategy(self.places(), strategy)
    }
}

/// Returns the direction of the values in an interval.
fn direction(interval: &Interval) -> Direction {
    let zero = Decimal::ZERO;
    if interval.value() == Some(zero) {
        Direction::Level
    } else if interval.contains(zero) {
        Direction::Unclear
    } else if interval.low().is_some_and(|low| low.value >= zero) {
        Direction::Rise
    } else {
        Direction::Fall
    }
}

/// Returns the interval within a percentage of a size.
pub(super) fn near(size: Decimal, percent: i64) -> Option<Interval> {
    let reach = size.checked_mul(Decimal::new(percent, 2))?;
    Some(Interval::around(size, reach))
}

fn estimate(from: &Quantity, to: &Quantity, unit: ChangeUnit) -> Option<Decimal> {
    if from.upper().is_some() || to.upper().is_some() {
        return None;
    }

    let difference = to.number().checked_sub(from.number())?;
    match unit {
        ChangeUnit::Points => Some(difference),
        ChangeUnit::Percent if difference.is_zero() => Some(difference),
        ChangeUnit::Percent => {
            difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from.number())
        }
    }
}

/// Returns the numbers of decimals in which a percentage may be printed, the most exact first.
fn percent_places(nearest: Decimal) -> &'static [u32] {
    if nearest >= WHOLE_FROM { &[0] } else { &[1, 0] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_is_of_all_only_where_nothing_may_be_left() {
        use ChangeSize::{About, AtLeast, Exactly, MoreThan};

        let tenths = |tenths: i64| Decimal::new(tenths, 1);
        for (from, to, rounded_to, expected) in [
            ("1,900", "7", None, Exactly(tenths(996))),
            ("200", "1", None, Exactly(tenths(995))),
            ("200", "2", None, Exactly(tenths(990))),
            ("100,000", "7", None, MoreThan(tenths(990))),
            ("1,900", "1,862", None, Exactly(tenths(20))),
            ("£12.3 billion", "£0.01 billion", None, MoreThan(tenths(990))),
            ("190,000", "300", Some(100), MoreThan(tenths(990))),
            ("about 1,900", "about 12", None, About(tenths(990))),
            ("1,900", "60", None, Exactly(tenths(970))),
            ("about 1,900", "about 60", None, About(tenths(970))),
            // What is left may be nothing, or is nothing.
            ("1,900", "0", None, Exactly(tenths(1000))),
            ("1,900", "fewer than 5", None, MoreThan(tenths(990))),
            ("2,000", "up to 200", None, AtLeast(tenths(900))),
        ] {
            let rounding = rounded_to.map(Decimal::from);
            let read = |text: &str| Quantity::parse(text, rounding, None).expect(text);
            let change = Change::between(&read(from), &read(to)).expect(from);
            let summary = ChangeSummary::Sized { rise: false, size: expected };
            assert_eq!(change.summary(), summary, "{from} to {to}");
        }
    }

    #[test]
    fn the_printed_digits_are_those_that_the_published_numbers_bear() {
        use ChangeSize::{About, Exactly, LessThan};

        let tenths = |tenths: i64| Decimal::new(tenths, 1);
        for (from, to, rounded_to, rise, expected) in [
            ("4.7%", "4.8%", None, true, Exactly(tenths(1))),
            ("4.8%", "4.7%", None, false, Exactly(tenths(1))),
            ("9.6", "9.4", None, false, Exactly(tenths(20))),
            ("€108.0 billion", "€107.4 billion", None, false, Exactly(tenths(6))),
            ("586,300", "589,000", None, true, Exactly(tenths(5))),
            ("£100.9 billion", "£101.0 billion", None, true, Exactly(tenths(1))),
            ("£12.3 billion", "£12.9 billion", None, true, Exactly(tenths(50))),
            ("104", "105", Some(1), true, Exactly(tenths(10))),
            ("2,600", "1,900", Some(100), false, About(tenths(270))),
            ("1,000,000", "1,000,100", None, true, LessThan(tenths(1))),
        ] {
            let rounding = rounded_to.map(Decimal::from);
            let read = |text: &str| Quantity::parse(text, rounding, None).expect(text);
            let change = Change::between(&read(from), &read(to)).expect(from);
            let summary = ChangeSummary::Sized { rise, size: expected };
            assert_eq!(change.summary(), summary, "{from} to {to}");
        }

        let read = |text: &str| Quantity::parse(text, None, None).expect(text);
        let level = Change::between(&read("4.7%"), &read("4.7%")).expect("a change");
        assert_eq!(level.summary(), ChangeSummary::NoChange);
    }

    #[test]
    fn unknown_changes_are_none() {
        for (from, to) in [
            ("up to £5", "£6"),
            ("0", "5"),
            ("-5", "5"),
            ("5", "-5"),
            ("more than 5", "more than 6"),
            ("5 people", "£6"),
            ("5%", "6 percentage points"),
            ("10.7 °C", "11.2 °C"),
            ("100.9 index points", "101.0 index points"),
        ] {
            let read = |text: &str| Quantity::parse(text, None, None).expect(text);
            assert_eq!(Change::between(&read(from), &read(to)), None, "{from} to {to}");
        }
    }
}
