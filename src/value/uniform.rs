//! The values of a series in one magnitude, so that a table can be read down its column.
//!
//! In: the quantities of a series. Out: the same, none rounded. Invariant: no value gains a digit that looks measured.

use super::number::Number;
use super::{Magnitude, Quantity, Unit};

/// Returns the magnitude in which all values of a series are written.
///
/// "−€966 million" beside "€4.1 billion" makes readers compare 966 with 4. The largest magnitude that any value has
/// is taken, unless a value would need more decimals than can be compared at a glance.
#[must_use]
pub fn common_magnitude<'q>(
    quantities: &(impl Iterator<Item = &'q Quantity> + Clone),
) -> Option<Magnitude> {
    /// The most decimals of a number in a table.
    const MOST_PLACES: u32 = 3;

    let mut magnitudes: Vec<Magnitude> = quantities.clone().map(Quantity::magnitude).collect();
    magnitudes.sort_unstable_by_key(|magnitude| std::cmp::Reverse(magnitude.power()));
    magnitudes.dedup();
    if magnitudes.len() < 2 {
        return None;
    }

    let fits = |magnitude: &Magnitude| {
        quantities.clone().all(|quantity| {
            let numbers = [Some(quantity.low()), quantity.high()];
            numbers.into_iter().flatten().all(|number| places(number, *magnitude) <= MOST_PLACES)
        })
    };
    let smallest = magnitudes.last().copied();

    magnitudes.into_iter().find(fits).or(smallest)
}

impl Quantity {
    /// Returns the same value, written in a magnitude and with or without its unit.
    #[must_use]
    pub fn written_in(&self, magnitude: Option<Magnitude>, named: bool) -> Quantity {
        let mut written = self.clone();
        if let Some(magnitude) = magnitude {
            written.rewrite(|number| Number {
                places: places(number, magnitude),
                magnitude,
                ..*number
            });
        }
        written.name_unit(named);

        written
    }
}

/// Counts the decimals that a number needs in a magnitude to keep its last written place; nought of one that is
/// nought.
fn places(number: &Number, magnitude: Magnitude) -> u32 {
    if number.value.is_zero() {
        return 0;
    }

    (number.places + magnitude.power()).saturating_sub(number.magnitude.power())
}

/// Tells whether a table of these values names their unit: always where it is a measure, and where the values
/// themselves name different ones.
#[must_use]
pub fn names_units<'q>(quantities: &(impl Iterator<Item = &'q Quantity> + Clone)) -> bool {
    let named = || quantities.clone().filter(|quantity| quantity.names_unit());
    let Some(first) = named().next().map(Quantity::unit) else {
        return false;
    };

    let is_measure = matches!(first, Unit::Named(_)) && first.is_measure();
    is_measure || named().any(|quantity| quantity.unit() != first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_has_one_magnitude() {
        for (texts, magnitude) in [
            (&["-€966 million", "€4.1 billion"][..], Some(Magnitude::Billion)),
            (&["€4.1 billion", "€5 billion"], None),
            (&["£950 thousand", "£2.5 trillion"], Some(Magnitude::Thousand)),
            (&["1,900", "2,600"], None),
            (&["900,000", "1.2 million"], Some(Magnitude::One)),
            (&["£0", "£1.2 million"], Some(Magnitude::Million)),
        ] {
            let read = |text: &&str| Quantity::parse(text, None, None).expect(text);
            let read: Vec<_> = texts.iter().map(read).collect();
            assert_eq!(common_magnitude(&read.iter()), magnitude, "{texts:?}");
        }
    }

    #[test]
    fn a_unit_is_named_by_all_or_by_none() {
        for (texts, named) in [
            (&["2,600", "1,900 warnings"][..], false),
            (&["2,600 people", "1,900 returns"], true),
            (&["10.72 °C", "11.2 °C"], true),
            (&["9.4 per 100,000 people", "9.6"], true),
        ] {
            let read = |text: &&str| Quantity::parse(text, None, None).expect(text);
            let read: Vec<_> = texts.iter().map(read).collect();
            assert_eq!(names_units(&read.iter()), named, "{texts:?}");
        }
    }
}
