//! The axis of values: positions of numbers, and the round numbers of its labels.
//!
//! In: numbers and their unit. Out: a [`Scale`]. Invariant: the axis of columns holds nought.

use rust_decimal::Decimal;

use crate::language::Language;
use crate::value::{Magnitude, Quantity, Unit};

/// Where an axis may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// At nought: the length of a column is its value, and a truncated one makes a small change look large.
    Nought,
    /// At a round number below the lowest value, where nought would leave more than half of the chart empty. Of a rate,
    /// an index or a temperature readers want the changes, and a line claims no length.
    Values,
}

/// An axis from a low round number to a high one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scale {
    low: Decimal,
    high: Decimal,
    step: Decimal,
    magnitude: Magnitude,
    unit: Unit,
}

/// The most steps of an axis: more labels would not fit below a narrow chart.
const STEPS: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

impl Scale {
    /// Makes the axis that covers all of these numbers.
    pub(super) fn new(numbers: impl Iterator<Item = Decimal>, unit: &Unit, base: Base) -> Scale {
        let numbers: Vec<Decimal> = numbers.collect();
        let zero = Decimal::ZERO;
        let whole = numbers.iter().all(Decimal::is_integer);
        let least = numbers.iter().copied().min().unwrap_or_default();
        let most = numbers.iter().copied().max().unwrap_or_default();

        let may_be_cut = base == Base::Values && least < most && wastes_half(least, most);
        let (low, high) =
            if may_be_cut { (least, most) } else { (least.min(zero), most.max(zero)) };

        // Where all values are one, the axis still needs a length.
        let high = if low == high { high.saturating_add(Decimal::ONE) } else { high };
        let step = step(high.saturating_sub(low), whole && unit.is_counted());
        let out = |number: Decimal, round: fn(&Decimal) -> Decimal| {
            let steps = number.checked_div(step).map(|steps| round(&steps));
            steps.and_then(|steps| steps.checked_mul(step)).unwrap_or(number)
        };
        // A number of 28 digits is rounded when it is divided, perhaps to the wrong side.
        let (low, high) = (out(low, Decimal::floor).min(low), out(high, Decimal::ceil).max(high));

        Scale { low, high, step, magnitude: Magnitude::of_axis(high.max(-low)), unit: unit.clone() }
    }

    /// Tells whether nought is not on the axis.
    pub(super) fn is_cut(&self) -> bool {
        self.low > Decimal::ZERO || self.high < Decimal::ZERO
    }

    /// Returns the position of a number in thousandths of the axis, from its low end.
    pub(super) fn place(&self, number: Decimal) -> Decimal {
        let span = self.high.saturating_sub(self.low);
        // Divided before multiplied, since a number may use all digits of a decimal.
        let share = number.saturating_sub(self.low).checked_div(span).unwrap_or_default();
        (share.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::ONE_THOUSAND).round_dp(1)
    }

    /// Returns the round numbers of the axis, lowest first, with their words.
    pub(super) fn ticks(&self, language: &Language) -> Vec<(Decimal, String)> {
        let mut ticks = Vec::new();
        let mut number = self.low;

        // The second condition only guards against a step that is lost in a number of 28 digits.
        while number <= self.high && ticks.len() < 12 {
            ticks.push((number, self.words(number, language)));
            match number.checked_add(self.step) {
                Some(next) => number = next,
                None => break,
            }
        }

        ticks
    }

    /// Returns the high end.
    pub(super) fn high(&self) -> Decimal {
        self.high
    }

    /// Returns the unit of the axis: "£ billion", "million people", "%".
    pub(super) fn title(&self, language: &Language) -> String {
        let size = language.magnitude(self.magnitude);
        let unit = match &self.unit {
            Unit::Currency(currency) => language.currency(*currency).to_owned(),
            unit => language.unit(unit),
        };

        // Whole phrases, as the order of magnitude and unit differs: "£ billion", but "million
        // people".
        let key = match &self.unit {
            _ if size.is_empty() => return unit,
            _ if unit.is_empty() => return size.to_owned(),
            Unit::Currency(_) => "axis_money",
            _ => "axis_counted",
        };

        language.fill(key, &[("size", size), ("unit", &unit)])
    }

    /// Writes a number in the unit of the axis.
    pub(super) fn words(&self, number: Decimal, language: &Language) -> String {
        let number = number.checked_div(self.magnitude.value()).unwrap_or(number);
        // Other units appear once, in the title of the axis; a per cent sign is short, and expected
        // at each number.
        let unit = if self.unit == Unit::Percent { Unit::Percent } else { Unit::None };
        language.quantity(&Quantity::exact(number.normalize(), unit))
    }
}

/// Tells whether an axis from nought would leave more than half of its length empty.
pub(super) fn wastes_half(least: Decimal, most: Decimal) -> bool {
    let is_one_sided = least > Decimal::ZERO || most < Decimal::ZERO;
    let span = most.saturating_sub(least);
    let length = most.abs().max(least.abs());

    is_one_sided && span.saturating_mul(Decimal::TWO) < length
}

/// Returns the smallest of 1, 2 and 5, times a power of ten, that divides a span into few steps; counts have
/// no half steps.
fn step(span: Decimal, counted: bool) -> Decimal {
    let enough = |step: Decimal| span.checked_div(step).is_some_and(|steps| steps <= STEPS);
    let least = if counted { 0 } else { -9 };
    let powers = (least..=9).map(|power: i32| match u32::try_from(power) {
        Ok(power) => Decimal::from(10_u64.pow(power)),
        Err(_) => Decimal::new(1, power.unsigned_abs()),
    });

    // A `u64` ends at 10^19; the numbers of a decimal go on to 10^28.
    let large = (10..=27).scan(Decimal::from(1_000_000_000), |power, _| {
        *power = power.checked_mul(Decimal::TEN)?;
        Some(*power)
    });

    powers
        .chain(large)
        .flat_map(|power| [1, 2, 5].map(|digit| power.saturating_mul(Decimal::from(digit))))
        .find(|step| enough(*step))
        .unwrap_or(span)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::language::LanguageTag;
    use crate::language::PhraseBook;

    fn shown(numbers: &[&str], unit: &str) -> (String, String) {
        let unit = Unit::parse(unit).unwrap_or_default();
        let language = PhraseBook::built_in().language(&LanguageTag::default());
        let numbers = numbers.iter().map(|text| text.parse::<Decimal>().expect("a number"));
        let scale = Scale::new(numbers, &unit, Base::Nought);
        let ticks: Vec<String> =
            scale.ticks(&language).into_iter().map(|(_, words)| words).collect();
        (ticks.join(" "), scale.title(&language))
    }

    #[test]
    fn ticks_are_round_and_include_zero() {
        for (numbers, unit, ticks, title) in [
            (&["2600", "1900"][..], "people", "0 1,000 2,000 3,000", "people"),
            (&["28.3", "19.3"], "%", "0% 10% 20% 30%", "%"),
            (&["0.4"], "%", "0% 0.1% 0.2% 0.3% 0.4%", "%"),
            (&["12300000000"], "GBP", "0 5 10 15", "£ billion"),
            (&["800000"], "GBP", "0 200,000 400,000 600,000 800,000", "£"),
            (&["-3.5", "4"], "%", "−4% −2% 0% 2% 4%", "%"),
            (&["0"], "people", "0 1", "people"),
            (&["3"], "people", "0 1 2 3", "people"),
            (&["68350000"], "people", "0 20 40 60 80", "million people"),
            (&["0.4", "2"], "tonnes", "0 0.5 1 1.5 2", "tonnes"),
            (&[], "", "0 1", ""),
        ] {
            assert_eq!(shown(numbers, unit), (ticks.to_owned(), title.to_owned()));
        }
    }

    proptest! {
        #[test]
        fn every_number_is_between_the_ends(
            mantissas in prop::collection::vec(any::<i128>(), 0..5), scale in 0..20_u32,
            base in prop::sample::select(vec![Base::Nought, Base::Values])
        ) {
            let number = |mantissa: i128| {
                Decimal::try_from_i128_with_scale(mantissa >> 32, scale).unwrap_or_default()
            };
            let numbers: Vec<Decimal> = mantissas.into_iter().map(number).collect();
            let axis = Scale::new(numbers.iter().copied(), &Unit::None, base);
            prop_assert!((2..=8).contains(&axis.ticks(&Language::default()).len()));
            for number in numbers {
                prop_assert!(axis.low <= number && number <= axis.high);
                let place = axis.place(number);
                prop_assert!(place >= Decimal::ZERO && place <= Decimal::ONE_THOUSAND);
            }
        }
    }
}
