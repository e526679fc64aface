//! The values of a figure as numbers, for comparison with sentences.
//!
//! In: a figure as of a page's day. Out: its values, oldest first, in one unit. Invariant: a series that has
//! ranges or mixed units is left out.

use rust_decimal::prelude::ToPrimitive as _;

use crate::check::solver::{AmountKind, WrittenAmount};
use crate::content::figure::{Figure, Observation};
use crate::lexicon::Lexicon;
use crate::value::{Period, Qualifier, Quantity, Unit};

/// A value of a figure.
#[derive(Clone, Copy)]
pub(in crate::check::prose) struct RecordValue<'p> {
    pub(in crate::check::prose) value: f64,
    /// Half of the unit that it is rounded to.
    pub(in crate::check::prose) half: f64,
    pub(in crate::check::prose) qualifier: Qualifier,
    pub(in crate::check::prose) has_magnitude: bool,
    pub(in crate::check::prose) observation: &'p Observation,
}

/// The values that a figure had on a page's day.
pub(in crate::check::prose) struct RecordSeries<'p> {
    pub(in crate::check::prose) values: Vec<RecordValue<'p>>,
    /// The unit of all of them.
    pub(in crate::check::prose) unit: Unit,
    /// All values of all versions, whenever they were known.
    every: Vec<RecordValue<'p>>,
}

impl<'p> RecordSeries<'p> {
    /// Reads the values of a figure; `known` are those that were known on the page's day, and may be empty.
    pub(in crate::check::prose) fn read(
        record: &'p Figure,
        known: &[&'p Observation],
        lexicon: &Lexicon,
    ) -> Option<RecordSeries<'p>> {
        let named = record.series.iter().map(|it| it.value.value.unit());

        // "4.1 million tonnes", then "3.6 million": a unit that is written once applies to all.
        let unit = named.clone().find(|unit| **unit != Unit::None).or(record.unit.as_ref());
        let unit = unit.cloned().unwrap_or_default();
        let is_uniform = named.clone().all(|it| *it == Unit::None || it.is_like(&unit));
        let is_plain = record.series.iter().all(|it| it.value.value.upper().is_none());
        if !is_uniform || !is_plain {
            return None;
        }

        let scale = multiplier(&unit, lexicon);
        let read = |observation: &'p Observation| RecordValue::read(observation, &unit, scale);
        let values = known.iter().map(|it| read(it)).collect::<Option<Vec<_>>>()?;
        let versions =
            record.series.iter().flat_map(|first| std::iter::once(first).chain(&first.revised));
        let every = versions.filter_map(read).collect();

        Some(RecordSeries { values, unit, every })
    }

    pub(in crate::check::prose) fn latest(&self) -> usize {
        self.values.len() - 1
    }

    /// Tells whether an amount has the unit of the series.
    pub(in crate::check::prose) fn is_like(&self, amount: &WrittenAmount) -> bool {
        match (&self.unit, amount.kind) {
            (Unit::Percent, AmountKind::Percent)
            | (Unit::None | Unit::Named(_), AmountKind::Count) => true,
            (Unit::Currency(own), AmountKind::Money(other)) => {
                Unit::Currency(other).may_mean(&Unit::Currency(*own))
            }
            _ => false,
        }
    }

    pub(in crate::check::prose) fn is_rate(&self) -> bool {
        self.unit == Unit::Percent
    }

    /// Returns the indices of the values that an amount states.
    pub(in crate::check::prose) fn holding(&self, amount: &WrittenAmount) -> Vec<usize> {
        let all = self.values.iter().enumerate();
        all.filter(|(_, value)| value.is_written_as(amount)).map(|(at, _)| at).collect()
    }

    /// Tells whether an amount is a value of any version, whether known on the page's day or not.
    pub(in crate::check::prose) fn has_held(&self, amount: &WrittenAmount) -> bool {
        self.every.iter().any(|value| value.is_written_as(amount))
    }

    /// Finds the value of a period: the same days, or the only short period that ends in it.
    pub(in crate::check::prose) fn at(&self, period: &Period) -> Option<usize> {
        // The ends of weeks and fiscal years are named a day or two off.
        const SLACK: i32 = 3;
        // A stock is counted on a day or in a month, and named by its year.
        const SHORT: u32 = 31;

        let periods = || {
            let all = self.values.iter().enumerate();
            all.filter_map(|(at, it)| Some((at, it.period()?)))
        };
        let is_near = |one: crate::value::Day, two: crate::value::Day| {
            one.since(two).is_ok_and(|span| span.get_days().abs() <= SLACK)
        };
        let same = periods().find(|(_, own)| {
            is_near(own.first(), period.first()) && is_near(own.last(), period.last())
        });
        if let Some((at, _)) = same {
            return Some(at);
        }

        let mut within =
            periods().filter(|(_, own)| own.days() <= SHORT && period.contains(own.last()));
        let (at, own) = within.next()?;
        (within.next().is_none() && own.days() < period.days()).then_some(at)
    }

    /// Finds the value the given number of months before another.
    pub(in crate::check::prose) fn months_before(
        &self,
        later: usize,
        months: i32,
    ) -> Option<usize> {
        let last = self.values[later].period()?.last();
        let wanted = |it: &RecordValue<'_>| {
            let own = it.period()?.last();
            let years = i32::from(last.year()) - i32::from(own.year());
            Some(years * 12 + i32::from(last.month()) - i32::from(own.month()))
        };

        self.values[..later].iter().rposition(|it| wanted(it) == Some(months))
    }
}

impl<'p> RecordValue<'p> {
    fn read(observation: &'p Observation, unit: &Unit, scale: f64) -> Option<RecordValue<'p>> {
        let quantity = &observation.value.value;
        let value = quantity.number().to_f64()? * scale;

        Some(RecordValue {
            value,
            half: half(quantity, unit)? * scale,
            qualifier: quantity.qualifier(),
            has_magnitude: quantity.magnitude() != crate::value::Magnitude::One || scale > 1.0,
            observation,
        })
    }

    pub(in crate::check::prose) fn period(&self) -> Option<&'p Period> {
        self.observation.period.as_ref().map(|period| &period.value)
    }

    /// Tells whether an amount is this value, to the precision that it is written with.
    pub(in crate::check::prose) fn is_written_as(&self, amount: &WrittenAmount) -> bool {
        const EXACT: f64 = 1e-9;

        // The coarser rounding decides: "4.1%" is not 4.2%, and "£12.3 billion" is said of £12.26 billion.
        let half = written_half(amount, self.has_magnitude).max(self.half);
        let distance = (amount.value - self.value).abs();
        distance <= half * 1.001 + EXACT * self.value.abs()
    }

    pub(in crate::check::prose) fn low(&self) -> f64 {
        self.value - self.half
    }

    pub(in crate::check::prose) fn high(&self) -> f64 {
        self.value + self.half
    }
}

/// Returns half of the unit that a written number is rounded to; a number in millions is rounded more freely.
pub(in crate::check::prose) fn written_half(amount: &WrittenAmount, has_magnitude: bool) -> f64 {
    if amount.kind == AmountKind::Percent {
        return 0.5 * 10_f64.powi(-i32::try_from(amount.decimals).unwrap_or(0));
    }
    if amount.has_magnitude || amount.decimals > 0 {
        return amount.half;
    }

    // "10,600" may be said of 10,610; "430" of 426 only where the words say so.
    let is_round = amount.last_unit >= 100.0;
    let is_soft = has_magnitude || amount.qualifier != Qualifier::Exact;
    if is_round || is_soft && amount.last_unit > 1.0 { amount.last_unit / 2.0 } else { 0.5 }
}

fn half(quantity: &Quantity, unit: &Unit) -> Option<f64> {
    if quantity.qualifier() == Qualifier::Exact {
        let interval = quantity.interval();
        let low = interval.low()?.value.to_f64()?;
        let high = interval.high()?.value.to_f64()?;
        let written = (high - low) / 2.0;
        let is_whole_rate = *unit == Unit::Percent && written == 0.0;
        return Some(if is_whole_rate { 0.5 } else { written });
    }

    let is_rounded = quantity.places() > 0 || quantity.magnitude() != crate::value::Magnitude::One;
    Some(if is_rounded { quantity.written_unit().to_f64()? / 2.0 } else { 0.0 })
}

/// Returns the factor of a unit such as "million tonnes".
fn multiplier(unit: &Unit, lexicon: &Lexicon) -> f64 {
    let Unit::Named(name) = unit else {
        return 1.0;
    };
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let magnitudes = lexicon.numbers.magnitudes.iter();
    let found = magnitudes.filter(|(word, _)| word.len() > 2).find(|(word, _)| *word == first);

    found.and_then(|(_, magnitude)| magnitude.value().to_f64()).unwrap_or(1.0)
}
