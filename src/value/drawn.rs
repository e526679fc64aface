//! Random values for property tests, in this room and in those that print values.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

/// Draws a text of a value, its parts chosen freely.
pub(crate) fn quantity_text() -> impl Strategy<Value = String> {
    let qualifier = prop::sample::select(vec![
        "",
        "about ",
        "up to ",
        "at least ",
        "at most ",
        "more than ",
        "fewer than ",
        "nearly ",
        "minus ",
    ]);

    let magnitude = prop::sample::select(vec!["", "k", " thousand", " million", "bn", " trillion"]);
    let signs = prop::sample::select(vec![
        ("", ""),
        ("£", ""),
        ("", "%"),
        ("IQD ", ""),
        ("", " percentage points"),
        ("", " people"),
    ]);

    let places = 0..4_u8;

    (qualifier, 0..900_000_u32, any::<u16>(), places, magnitude, signs).prop_map(
        |(qualifier, whole, fraction, places, magnitude, (before, after))| {
            let fraction = match places {
                0 => String::new(),
                places => format!(
                    ".{:0width$}",
                    u32::from(fraction) % 10_u32.pow(u32::from(places)),
                    width = usize::from(places)
                ),
            };

            format!("{qualifier}{before}{whole}{fraction}{magnitude}{after}")
        },
    )
}

/// Draws a true value and its rounded form, with the unit of rounding.
pub(crate) fn rounded() -> impl Strategy<Value = (Decimal, Quantity)> {
    let units = prop::sample::select(vec![1_i64, 5, 10, 100, 1000]);

    (1..200_000_i64, units, any::<bool>()).prop_map(|(truth, unit, up)| {
        let below = truth / unit * unit;
        let near = match (truth - below) * 2 {
            twice if twice > unit || (twice == unit && up) => below + unit,
            _ => below,
        };

        let rounding = Some(Decimal::from(unit));
        let quantity = Quantity::parse(&near.to_string(), rounding, None).expect("a value");

        (Decimal::from(truth), quantity)
    })
}

pub(crate) fn qualified() -> impl Strategy<Value = (Decimal, Quantity)> {
    let words = prop::sample::select(vec![
        "",
        "up to ",
        "more than ",
        "fewer than ",
        "at least ",
        "at most ",
        "about ",
        "nearly ",
    ]);

    (words, 1..100_000_i64, 1..100_000_i64).prop_map(|(word, one, two)| {
        let (low, high) = (one.min(two), one.max(two) + 1);
        let (truth, said) = match word {
            "up to " | "fewer than " | "at most " => (low, high),
            "" | "about " => (one, one),
            // At most a tenth below.
            "nearly " => (high * 10 - high / 2, high * 10),
            _ => (high, low),
        };

        let quantity = Quantity::parse(&format!("{word}{said}"), None, None).expect("a value");
        (Decimal::from(truth), quantity)
    })
}

/// Draws dates of every precision.
pub(crate) fn date() -> impl Strategy<Value = Date> {
    (1000..=9999_i16, 1..=12_i8, 1..=31_i8, 0..3_u8).prop_filter_map(
        "the day must exist",
        |(year, month, day, precision)| {
            Date::parse(&match precision {
                0 => format!("{year}"),
                1 => format!("{year}-{month:02}"),
                _ => format!("{year}-{month:02}-{day:02}"),
            })
            .ok()
        },
    )
}
