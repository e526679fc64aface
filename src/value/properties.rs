//! Properties of all values, tested with random input.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::drawn::{date, qualified, rounded};
use super::*;

/// Texts similar enough to values to reach every reader.
fn value_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1",
        "9",
        "00",
        "900",
        "2024",
        "-",
        "–",
        ",",
        ".",
        " ",
        " ",
        ":",
        "/",
        "T",
        "Z",
        "+01:00",
        "£",
        "%",
        "€",
        "up to ",
        "about ",
        "more than",
        "million",
        "bn",
        "m",
        " to ",
        "between ",
        " and ",
        "Q1",
        "March",
        "year ending ",
        " months to ",
        "FY",
        "31",
        "02",
        "12",
        "percentage points",
        "é",
        "\u{a0}",
        "\u{2212}",
        "people",
        "a fall of ",
        "a quarter",
        "99999999999999999",
    ]);

    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

fn read_everything(text: &str) {
    let _ = Date::parse(text);
    let _ = Moment::parse(text);
    let _ = Period::parse(text);
    let _ = Unit::parse(text);
    let _ = Country::parse(text);

    let _ = Claim::parse(text);
    let _ = parse_rounding(text);

    if let Ok(quantity) = Quantity::parse(text, Some(Decimal::ONE_HUNDRED), None) {
        let _ = (quantity.machine(), quantity.written_unit());

        for other in ["7", "about 0.000000001 trillion", "-3", "999999999999999999"] {
            let other = Quantity::parse(other, None, None).expect("a value");
            let _ = (quantity.sum(&other), quantity.difference(&other), quantity.ratio(&other));
            for change in [Change::between(&quantity, &other), Change::between(&other, &quantity)] {
                let _ = change.map(|change| change.summary());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_makes_a_reader_panic(text in any::<String>(), near in value_like()) {
        read_everything(&text);
        read_everything(&near);
    }

    #[test]
    fn no_number_makes_a_change_panic(
        one in any::<(i128, u32)>(),
        two in any::<(i128, u32)>(),
        unit in prop::sample::select(vec![Unit::None, Unit::Percent]),
    ) {
        let exact = |(mantissa, scale): (i128, u32)| {
            let number = Decimal::try_from_i128_with_scale(mantissa >> 32, scale % 29);
            Quantity::exact(number.unwrap_or(Decimal::MAX), unit.clone())
        };
        let (one, two) = (exact(one), exact(two));
        let _ = (one.machine(), one.written_unit(), one.sum(&two), one.difference(&two));
        if let Some(change) = Change::between(&one, &two) {
            let claim = Claim::parse("a fall of 5%").expect("a claim");
            let _ = (change.summary(), claim.verdict(&change));
        }
    }

    #[test]
    fn quotients_of_any_sign_contain_the_truth(
        ends in prop::array::uniform4(-50..50_i64),
        at in prop::array::uniform2(0..=4_i64),
    ) {
        let interval = |one: i64, two: i64| Interval::closed(one.into(), two.into());
        let inside = |one: i64, two: i64, at: i64| Decimal::new((one * at + two * (4 - at)) * 25, 2);
        let [a, b, c, d] = ends;
        let (one, two) = (inside(a, b, at[0]), inside(c, d, at[1]));
        if let Some(ratio) = interval(a, b).ratio(&interval(c, d)) {
            prop_assert!(ratio.contains(one / two), "{ratio:?} has no {one}/{two}");
        } else {
            prop_assert!(c.min(d) <= 0 && c.max(d) >= 0);
        }
    }

    #[test]
    fn the_truth_stays_inside(one in prop_oneof![rounded(), qualified()], two in prop_oneof![rounded(), qualified()]) {
        let ((truth, said), (true_two, said_two)) = (one, two);
        let (one, two) = (said.interval(), said_two.interval());
        prop_assert!(one.contains(truth) && two.contains(true_two));
        prop_assert!(one.sum(&two).contains(truth + true_two));
        prop_assert!(one.difference(&two).contains(truth - true_two));
        if let Some(ratio) = one.ratio(&two) {
            prop_assert!(ratio.contains(truth / true_two), "{ratio:?}");
        }
        if let Some(change) = Interval::percentage_change(&two, &one) {
            let exact = (truth - true_two) * Decimal::ONE_HUNDRED / true_two;
            prop_assert!(change.contains(exact.round_dp(8)) || change.contains(exact), "{change:?}");
        }
        for (joined, exact) in [
            (said.sum(&said_two), truth + true_two),
            (said.difference(&said_two), truth - true_two),
        ] {
            if let Some(joined) = joined {
                prop_assert!(joined.interval().contains(exact));
            }
        }
    }

    #[test]
    fn dates_read_back(date in date()) {
        prop_assert_eq!(Date::parse(&date.iso()), Ok(date));
        prop_assert!(date.first_day() <= date.last_day());
    }

    #[test]
    fn periods_read_back(one in date(), two in date()) {
        let (one, two) = (one.min(two), one.max(two));
        let last = two.last_day().max(one.first_day());
        let period = Period::new(one.first_day(), last).expect("in order");
        prop_assert_eq!(Period::parse(&period.key()), Ok(period));
        prop_assert!(period.is_like(&period));
        prop_assert!(period.key().is_ascii() && period.anchor().is_ascii());
    }
}
