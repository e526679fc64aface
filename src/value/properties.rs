//! What holds of every value, tried on drawn ones.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

/// Texts that are near enough to values to reach every reader.
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
        let _ = (quantity.words(), quantity.machine(), quantity.written_unit());

        for other in ["7", "about 0.000000001 trillion", "-3", "999999999999999999"] {
            let other = Quantity::parse(other, None, None).expect("a value");
            let _ = (quantity.sum(&other), quantity.difference(&other), quantity.ratio(&other));
            for change in [Change::between(&quantity, &other), Change::between(&other, &quantity)] {
                let _ = change.map(|change| change.words());
            }
        }
    }
}

/// Draws a text of a value, its parts chosen freely.
fn quantity_text() -> impl Strategy<Value = String> {
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
        |(qualifier, whole, fraction, places, magnitude, (before, behind))| {
            let fraction = match places {
                0 => String::new(),
                places => format!(
                    ".{:0width$}",
                    u32::from(fraction) % 10_u32.pow(u32::from(places)),
                    width = usize::from(places)
                ),
            };

            format!("{qualifier}{before}{whole}{fraction}{magnitude}{behind}")
        },
    )
}

/// Draws a true value and one that was rounded from it, with its unit of rounding.
fn rounded() -> impl Strategy<Value = (Decimal, Quantity)> {
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

fn qualified() -> impl Strategy<Value = (Decimal, Quantity)> {
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
fn date() -> impl Strategy<Value = Date> {
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
        let _ = (one.words(), one.machine(), one.written_unit(), one.sum(&two), one.difference(&two));
        if let Some(change) = Change::between(&one, &two) {
            let claim = Claim::parse("a fall of 5%").expect("a claim");
            let _ = (change.words(), claim.verdict(&change));
        }
    }

    #[test]
    fn printed_quantities_read_back(text in quantity_text()) {
        let read = Quantity::parse(&text, None, None).expect("a value");
        let again = Quantity::parse(&read.words(), None, None).expect("its words");
        prop_assert_eq!(read.number(), again.number());
        prop_assert_eq!(read.qualifier(), again.qualifier());
        prop_assert_eq!(read.unit(), again.unit());
        prop_assert_eq!(read.interval(), again.interval());
        prop_assert_eq!(read.words(), again.words());
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
                // What the words say is no narrower than what may be true.
                let again = Quantity::parse(&joined.words(), None, None).expect("its words");
                let exact_words = joined.qualifier() == Qualifier::Exact;
                prop_assert!(exact_words || again.interval().contains(exact), "{joined}: {exact}");
            }
        }
    }

    #[test]
    fn quotients_of_any_sign_hold_the_truth(
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
    fn no_change_claims_more_than_its_values_hold(
        from in prop_oneof![rounded(), qualified()],
        to in prop_oneof![rounded(), qualified()],
    ) {
        let ((was, from), (is, to)) = (from, to);
        let Some(change) = Change::between(&from, &to) else { return Ok(()) };
        prop_assert!(change.interval().contains((is - was) * Decimal::ONE_HUNDRED / was)
            || !((is * Decimal::ONE_HUNDRED) % was).is_zero());
        let said = change.words();
        if ["a rise", "a fall"].contains(&said.as_str()) || said.starts_with("between ") {
            return Ok(());
        }
        let claim = Claim::parse(&said).expect("its own words");
        prop_assert_eq!(claim.verdict(&change), Verdict::Right, "{} of {} to {}", said, from, to);
    }

    #[test]
    fn changes_of_percentages_are_held(from in 0..1000_i64, to in 0..1000_i64, about in any::<bool>()) {
        let word = if about { "about " } else { "" };
        let read = |tenths| {
            let text = format!("{word}{}%", Decimal::new(tenths, 1));
            Quantity::parse(&text, None, None).expect("a value")
        };
        let change = Change::between(&read(from), &read(to)).expect("a change");
        let said = change.words();
        if !said.starts_with("between ") && !said.ends_with("change") {
            let claim = Claim::parse(&said).expect("its own words");
            prop_assert_eq!(claim.verdict(&change), Verdict::Right, "{}", said);
        }
    }

    #[test]
    fn dates_read_back(date in date()) {
        prop_assert_eq!(Date::parse(&date.iso()), Ok(date));
        prop_assert_eq!(Date::parse(&date.words()), Ok(date));
        prop_assert!(date.first_day() <= date.last_day());
    }

    #[test]
    fn periods_read_back(one in date(), two in date(), months in 1..200_i32) {
        let (one, two) = (one.min(two), one.max(two));
        let mut periods = vec![
            Period::new(one.first_day(), two.last_day().max(one.first_day())).expect("in order"),
            Period::new(one.first_day(), one.last_day()).expect("in order"),
        ];
        let next = i32::from(one.first_day().year()) + 1;
        periods.extend(Period::parse(&format!("{}/{:02}", next - 1, next % 100)));
        periods.extend(Period::parse(&format!("{months} months to {}", one.words())));
        for period in periods {
            prop_assert_eq!(Period::parse(&period.words()), Ok(period));
            prop_assert_eq!(Period::parse(&period.words()).expect("read").words(), period.words());
            prop_assert_eq!(Period::parse(&period.key()), Ok(period));
            prop_assert!(period.is_like(&period));
            prop_assert!(period.key().is_ascii() && period.anchor().is_ascii());
        }
    }
}
