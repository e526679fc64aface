//! The change from one value to another, said as exactly as the values allow and no more so.

use rust_decimal::{Decimal, RoundingStrategy};

use super::number::{grouped, half_unit};
use super::quantity::ABOUT;
use super::{Direction, Interval, Qualifier, Quantity, Unit, words};

/// How far "about a quarter" reaches, in per cent either way: 23.5% to 30.2% is about a quarter.
pub(super) const FRACTION: i64 = 21;

/// What is "little" change, either way, in per cent and in percentage points.
pub(super) const LITTLE: (i64, i64) = (5, 1);

/// In what a change is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeUnit {
    /// In per cent of the first value.
    Percent,
    /// In percentage points, where the values are percentages.
    Points,
}

/// What the values allow to say of a change, before it is put into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// It is surely none.
    NoChange,
    /// It may be none, and is small.
    LittleChange,
    /// It may be none, and is not surely small.
    NoClearChange,
    /// Which way it goes, and no more.
    Bare {
        /// Whether it goes upwards.
        rise: bool,
    },
    /// Which way it goes, and by how much.
    Sized {
        /// Whether it goes upwards.
        rise: bool,
        /// By how much.
        size: Size,
    },
}

/// How large a change is, as far as it can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Exactly(Decimal),
    LessThan(Decimal),
    About(Decimal),
    /// About one of `words::FRACTIONS`, by its place there.
    AboutPart(usize),
    UpTo(Decimal),
    AtLeast(Decimal),
    MoreThan(Decimal),
    Between(Decimal, Decimal),
}

/// The change from one value to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    interval: Interval,
    relative: Option<Interval>,
    estimate: Option<Decimal>,
    unit: ChangeUnit,
    /// The decimals that the values were written with; for percentage points alone.
    places: u32,
    /// Whether both values are published numbers, with no word to widen them.
    plain: bool,
}

impl Change {
    /// Works out the change between two values of one unit.
    ///
    /// Percentages change in percentage points, all else in per cent of the first value. None
    /// where the units differ, where the first value may be nought, where one may be negative (a
    /// loss after a profit is no fall of 136%), and where the values do not even tell which way it
    /// went.
    #[must_use]
    pub fn between(from: &Quantity, to: &Quantity) -> Option<Change> {
        if !from.unit().is_like(to.unit()) {
            return None;
        }

        let (old, new) = (from.interval(), to.interval());
        let is_positive = |it: &Interval| it.low().is_some_and(|low| low.value >= Decimal::ZERO);
        let has_base = is_positive(&old) && !old.contains(Decimal::ZERO);
        let relative = (has_base && is_positive(&new))
            .then(|| Interval::percentage_change(&old, &new))
            .flatten();

        let level = old.value().is_some() && old == new;
        let points = matches!(from.unit(), Unit::Percent | Unit::PercentagePoints);
        let (unit, interval) = if points {
            (ChangeUnit::Points, new.difference(&old))
        } else if level {
            (ChangeUnit::Percent, Interval::exact(Decimal::ZERO))
        } else {
            (ChangeUnit::Percent, relative?)
        };

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

    /// Returns what the true change may be, in per cent or percentage points; a fall is negative.
    #[must_use]
    pub fn interval(&self) -> Interval {
        self.interval
    }

    /// Returns what the true change may be in per cent of the first value, of percentages too.
    #[must_use]
    pub fn relative(&self) -> Option<Interval> {
        self.relative
    }

    /// Returns the change of the numbers as written, not rounded; none where one is a range.
    #[must_use]
    pub fn estimate(&self) -> Option<Decimal> {
        self.estimate
    }

    /// Returns in what it is measured.
    #[must_use]
    pub fn unit(&self) -> ChangeUnit {
        self.unit
    }

    /// Returns which way it goes.
    #[must_use]
    pub fn direction(&self) -> Direction {
        direction(&self.interval)
    }

    /// Tells whether the values support the exact difference of two published percentages.
    ///
    /// Statisticians print 28.3% less 19.3% as 9.0 points, although each may be off by half a
    /// unit in its last place: the reader can subtract them too. So the difference may be off by
    /// one such unit; by more, or where a value is qualified, it is not supported.
    pub(super) fn supports_points(&self, size: Decimal) -> bool {
        let unit = Decimal::try_new(1, self.places).unwrap_or_default();
        self.unit == ChangeUnit::Points
            && self.plain
            && self.estimate.is_some_and(|estimate| estimate.abs() == size)
            && Interval::around(size, unit).holds(&self.size())
    }

    /// Writes the change for a reader, as exactly as the values allow.
    ///
    /// | what the values allow | words |
    /// |---|---|
    /// | all that may be true rounds to one whole per cent | "a rise of 11%" |
    /// | all of it lies within 15% of one | "a fall of about 27%" |
    /// | all of it lies within 21% of a simple fraction | "a fall of about a quarter" |
    /// | it lies between limits | "a fall of between 19% and 32%", "a rise of up to 2%" |
    /// | it has but one limit | "a rise of more than 16%" |
    /// | it may be nought, and is small | "little or no change" |
    /// | it may be nought, and is not surely small | "no clear change" |
    #[must_use]
    pub fn words(&self) -> String {
        match self.said() {
            Said::NoChange => words::NO_CHANGE.to_owned(),
            Said::LittleChange => words::LITTLE_CHANGE.to_owned(),
            Said::NoClearChange => words::NO_CLEAR_CHANGE.to_owned(),
            Said::Bare { rise } => words::bare_change(rise).to_owned(),
            Said::Sized { rise, size } => words::change(rise, &self.size_words(size)),
        }
    }

    /// Tells what may be said of it, in any language.
    pub(super) fn said(&self) -> Said {
        match self.direction() {
            Direction::Level => Said::NoChange,
            Direction::Unclear => self.unclear(),
            Direction::Rise => self.sized(true),
            Direction::Fall => self.sized(false),
        }
    }

    /// Returns the decimals that the values were written with.
    pub(super) fn places(&self) -> u32 {
        self.places
    }

    /// Writes what the arithmetic comes to, for those who would check it: "a fall of 23.5% to
    /// 30.2%", "a fall of 9.0 percentage points, or 31.8%".
    #[must_use]
    pub fn reckoned(&self) -> String {
        let rise = match self.direction() {
            Direction::Level | Direction::Unclear => return self.words(),
            Direction::Rise => true,
            Direction::Fall => false,
        };

        let tenths = |size: Decimal| {
            let size = size.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
            format!("{}%", grouped(size.normalize(), 0))
        };

        if self.unit == ChangeUnit::Points
            && let Some(points) = self.estimate.filter(|_| self.plain)
        {
            let relative = self.relative.map(|it| if rise { it } else { it.negated() });
            let middle = relative.and_then(|it| {
                it.low()?.value.checked_add(it.high()?.value)?.checked_div(Decimal::TWO)
            });
            let relative = middle.map(|size| words::or(&tenths(size))).unwrap_or_default();
            return words::change(rise, &format!("{}{relative}", self.print(points.abs())));
        }

        let print = |size: Decimal| match self.unit {
            ChangeUnit::Percent => tenths(size),
            ChangeUnit::Points => self.print(size),
        };

        let size = self.size();
        let end = |bound: Option<super::Bound>| bound.map(|end| print(end.value));
        match (end(size.low()), end(size.high())) {
            (Some(low), Some(high)) if low == high => words::change(rise, &low),
            (Some(low), Some(high)) => words::change(rise, &words::range(&low, &high)),
            _ => self.words(),
        }
    }

    /// Returns its size without its direction; for what goes one way only.
    pub(super) fn size(&self) -> Interval {
        match self.direction() {
            Direction::Fall => self.interval.negated(),
            _ => self.interval,
        }
    }

    fn size_words(&self, size: Size) -> String {
        let qualified = |qualifier: Qualifier, size: Decimal| {
            format!("{} {}", words::qualifier(qualifier, false), self.print(size))
        };

        match size {
            Size::Exactly(size) => self.print(size),
            Size::LessThan(size) => qualified(Qualifier::FewerThan, size),
            Size::About(size) => qualified(Qualifier::About, size),
            Size::AboutPart(part) => {
                let about = words::qualifier(Qualifier::About, false);
                format!("{about} {}", words::FRACTIONS[part].0)
            }
            Size::UpTo(size) => qualified(Qualifier::UpTo, size),
            Size::AtLeast(size) => qualified(Qualifier::AtLeast, size),
            Size::MoreThan(size) => qualified(Qualifier::MoreThan, size),
            Size::Between(low, high) => {
                let low = match self.unit {
                    ChangeUnit::Percent => self.print(low),
                    ChangeUnit::Points => grouped(low, self.places),
                };
                words::between(&low, &self.print(high))
            }
        }
    }

    fn unclear(&self) -> Said {
        let end = |bound: Option<super::Bound>| bound.map_or(Decimal::ZERO, |end| end.value.abs());
        let (fall, rise) = (end(self.interval.low()), end(self.interval.high()));
        let little = Decimal::from(match self.unit {
            ChangeUnit::Percent => LITTLE.0,
            ChangeUnit::Points => LITTLE.1,
        });

        if fall <= little && rise <= little {
            return Said::LittleChange;
        }

        if fall.is_zero() || rise.is_zero() {
            let size = Size::UpTo(self.outwards(fall.max(rise)));
            return Said::Sized { rise: fall.is_zero(), size };
        }

        Said::NoClearChange
    }

    fn sized(&self, rise: bool) -> Said {
        let size = self.size();
        let low = size.low().map_or(Decimal::ZERO, |low| low.value);
        let hundred = Decimal::ONE_HUNDRED;

        // Nothing falls by more than all of it: that end of a fall says nothing.
        let whole = self.unit == ChangeUnit::Percent && !rise && low < hundred;
        let high = size.high().map(|high| high.value).filter(|high| !(whole && *high >= hundred));
        let Some(high) = high else {
            return self.least(rise, &size);
        };

        let size = self
            .exactly(&size)
            .or_else(|| self.about(low, high))
            .or_else(|| self.about_part(&size))
            .unwrap_or_else(|| self.between_sizes(low, high));

        Said::Sized { rise, size }
    }

    /// Says the limit of a change that has only a lower one.
    fn least(&self, rise: bool, size: &Interval) -> Said {
        let Some(low) = size.low() else {
            return Said::Bare { rise };
        };
        let limit = self.inwards(low.value);
        if limit.is_zero() {
            return Said::Bare { rise };
        }

        let is_reached = limit == low.value && low.closed;
        let size = if is_reached { Size::AtLeast(limit) } else { Size::MoreThan(limit) };

        Said::Sized { rise, size }
    }

    /// Says one number, where all that may be true rounds to it.
    fn exactly(&self, size: &Interval) -> Option<Size> {
        // What was "about" stays so, however near it is.
        if !self.plain {
            return None;
        }

        let nearest = self.nearest(size)?;
        if self.supports_points(nearest) {
            return Some(Size::Exactly(nearest));
        }

        let half = half_unit(self.scale());
        if !Interval::around(nearest, half).holds(size) {
            return None;
        }

        Some(match nearest.is_zero() {
            true => Size::LessThan(Decimal::new(1, self.scale())),
            false => Size::Exactly(nearest),
        })
    }

    fn about(&self, low: Decimal, high: Decimal) -> Option<Size> {
        let size = Interval::closed(low, high);
        let nearest = self.nearest(&size)?;
        near(nearest, ABOUT)?.holds(&size).then_some(Size::About(nearest))
    }

    fn about_part(&self, size: &Interval) -> Option<Size> {
        if self.unit == ChangeUnit::Points {
            return None;
        }

        let is_near =
            |part: i64| near(Decimal::new(part, 2), FRACTION).is_some_and(|near| near.holds(size));
        words::FRACTIONS.iter().position(|(_, part)| is_near(*part)).map(Size::AboutPart)
    }

    fn between_sizes(&self, low: Decimal, high: Decimal) -> Size {
        let (low, high) = (self.inwards(low), self.outwards(high));
        if low.is_zero() { Size::UpTo(high) } else { Size::Between(low, high) }
    }

    /// Returns the printed number that stands nearest to what was computed.
    fn nearest(&self, size: &Interval) -> Option<Decimal> {
        let middle = match self.estimate.map(|estimate| estimate.abs()) {
            Some(estimate) if size.contains(estimate) => estimate,
            _ => {
                let (low, high) = (size.low()?.value, size.high()?.value);
                low.checked_add(high)?.checked_div(Decimal::TWO)?
            }
        };

        Some(self.rounded(middle, RoundingStrategy::MidpointAwayFromZero))
    }

    fn inwards(&self, size: Decimal) -> Decimal {
        self.rounded(size, RoundingStrategy::ToZero)
    }

    fn outwards(&self, size: Decimal) -> Decimal {
        self.rounded(size, RoundingStrategy::AwayFromZero)
    }

    fn rounded(&self, size: Decimal, strategy: RoundingStrategy) -> Decimal {
        size.round_dp_with_strategy(self.scale(), strategy)
    }

    /// Returns the decimals that it is printed with.
    fn scale(&self) -> u32 {
        match self.unit {
            ChangeUnit::Percent => 0,
            ChangeUnit::Points => self.places,
        }
    }

    fn print(&self, size: Decimal) -> String {
        let number = grouped(size, self.scale());

        match self.unit {
            ChangeUnit::Percent => format!("{number}%"),
            ChangeUnit::Points => {
                let one = size == Decimal::ONE && self.places == 0;
                format!("{number} {}", words::percentage_points(one))
            }
        }
    }
}

/// Tells which way the values of an interval go.
pub(super) fn direction(interval: &Interval) -> Direction {
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

/// Returns what lies within so many per cent of a size.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: &str, to: &str, rounded_to: Option<i64>) -> Option<String> {
        let read =
            |text: &str| Quantity::parse(text, rounded_to.map(Decimal::from), None).expect(text);
        Change::between(&read(from), &read(to)).map(|change| change.words())
    }

    #[test]
    fn changes_are_said_as_exactly_as_they_are_known() {
        for (from, to, rounded_to, said) in [
            ("2,600", "1,900", Some(100), "a fall of about 27%"),
            ("2,600", "1,900", None, "a fall of 27%"),
            // The returns of 5 July 2024 to 22 March 2025, as the Home Office has them.
            ("21,807", "24,103", None, "a rise of 11%"),
            ("5,244", "6,339", None, "a rise of 21%"),
            ("3,101", "3,594", None, "a rise of 16%"),
            ("1,610", "1,848", None, "a rise of 15%"),
            ("5,508", "6,781", None, "a rise of 23%"),
            ("28.3%", "19.3%", None, "a fall of 9.0 percentage points"),
            ("42%", "72%", None, "a rise of 30 percentage points"),
            ("4%", "5%", None, "a rise of 1 percentage point"),
            ("27%", "27%", Some(1), "little or no change"),
            ("about 3%", "5%", None, "a rise of between 1 and 3 percentage points"),
            ("100", "100", None, "no change"),
            ("0", "0", None, "no change"),
            ("100", "0", None, "a fall of 100%"),
            ("1,000", "1,003", None, "a rise of less than 1%"),
            ("100", "350", None, "a rise of 250%"),
            ("1,000", "1,300", Some(100), "a rise of between 19% and 43%"),
            ("2,000", "1,500", Some(100), "a fall of about a quarter"),
            ("1,000", "1,100", Some(100), "a rise of up to 22%"),
            ("500", "520", Some(100), "no clear change"),
            ("2,600", "2,600", Some(100), "little or no change"),
            ("500", "500", Some(100), "no clear change"),
            ("30,000", "more than 35,000", None, "a rise of more than 16%"),
            ("2,600", "fewer than 1,900", None, "a fall of more than 26%"),
            ("50", "at least 75", None, "a rise of at least 50%"),
            ("100", "more than 100", None, "a rise"),
            ("more than 35,000", "20,000", None, "a fall of more than 42%"),
            ("20%", "more than 30%", None, "a rise of more than 10 percentage points"),
        ] {
            assert_eq!(words(from, to, rounded_to).as_deref(), Some(said), "{from} to {to}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not_said() {
        for (from, to) in [
            ("up to £5", "£6"),
            ("0", "5"),
            ("-5", "5"),
            ("5", "-5"),
            ("more than 5", "more than 6"),
            ("5 people", "£6"),
            ("5%", "6 percentage points"),
        ] {
            assert_eq!(words(from, to, None), None, "{from} to {to}");
        }
    }
}
