//! Properties of all printed values, tested with random input.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Language, LanguageTag, PhraseBook, house_style};
use crate::source::{SitePath, Source};
use crate::value::drawn::{date, qualified, quantity_text, rounded};
use crate::value::{Change, Claim, Date, Period, Qualifier, Quantity, ValueComparison, Verdict};

/// Returns English with one changed phrase, so that values are written with phrases and not in house style.
fn changed_english() -> Language {
    let own =
        Source::decode(SitePath::new("templates/languages/en.yaml"), b"home: Start\n".to_vec());
    let (book, findings) = PhraseBook::read(&[own.expect("UTF-8")]);
    assert_eq!(findings, []);
    book.language(&LanguageTag::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn printed_quantities_read_back(text in quantity_text()) {
        let read = Quantity::parse(&text, None, None).expect("a value");
        let again = Quantity::parse(&house_style::quantity(&read), None, None).expect("its words");
        prop_assert_eq!(read.number(), again.number());
        prop_assert_eq!(read.qualifier(), again.qualifier());
        prop_assert_eq!(read.unit(), again.unit());
        prop_assert_eq!(read.interval(), again.interval());
        prop_assert_eq!(house_style::quantity(&read), house_style::quantity(&again));
    }

    #[test]
    fn no_sum_claims_more_than_its_parts(
        one in prop_oneof![rounded(), qualified()],
        two in prop_oneof![rounded(), qualified()],
    ) {
        let ((first, said), (second, other)) = (one, two);
        for (joined, exact) in
            [(said.sum(&other), first + second), (said.difference(&other), first - second)]
        {
            let Some(joined) = joined.filter(|it| it.qualifier() != Qualifier::Exact) else {
                continue;
            };
            // The words allow every possible true value.
            let words = house_style::quantity(&joined);
            let again = Quantity::parse(&words, None, None).expect("its words");
            prop_assert!(again.interval().contains(exact), "{words}: {exact}");
        }
    }

    #[test]
    fn no_change_claims_more_than_its_values(
        from in prop_oneof![rounded(), qualified()],
        to in prop_oneof![rounded(), qualified()],
    ) {
        let ((was, from), (is, to)) = (from, to);
        let Some(change) = Change::between(&from, &to) else { return Ok(()) };
        prop_assert!(change.interval().contains((is - was) * Decimal::ONE_HUNDRED / was)
            || !((is * Decimal::ONE_HUNDRED) % was).is_zero());
        let said = house_style::change(&change);
        if ["a rise", "a fall"].contains(&said.as_str()) || said.starts_with("between ") {
            return Ok(());
        }
        let claim = Claim::parse(&said).expect("its own words");
        prop_assert_eq!(claim.verdict(&change), Verdict::Right, "{} of {:?} to {:?}", said, from, to);
    }

    #[test]
    fn changes_of_percentages_claim_no_more_than_is_known(from in 0..1000_i64, to in 0..1000_i64, about in any::<bool>()) {
        let word = if about { "about " } else { "" };
        let read = |tenths| {
            let text = format!("{word}{}%", Decimal::new(tenths, 1));
            Quantity::parse(&text, None, None).expect("a value")
        };
        let change = Change::between(&read(from), &read(to)).expect("a change");
        let said = house_style::change(&change);
        if !said.starts_with("between ") && !said.ends_with("change") {
            let claim = Claim::parse(&said).expect("its own words");
            prop_assert_eq!(claim.verdict(&change), Verdict::Right, "{}", said);
        }
    }

    #[test]
    fn dates_read_back(date in date()) {
        prop_assert_eq!(Date::parse(&house_style::date(date)), Ok(date));
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
        periods.extend(Period::parse(&format!("{months} months to {}", house_style::date(one))));
        for period in periods {
            prop_assert_eq!(Period::parse(&house_style::period(&period)), Ok(period));
            prop_assert_eq!(house_style::period(&Period::parse(&house_style::period(&period)).expect("read")), house_style::period(&period));
        }
    }
}

proptest! {
    // Every case makes a language of its own.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn english_phrases_match_house_style(
        (one, two) in (1..900_000_u32, 1..900_000_u32),
        qualifier in prop::sample::select(vec![
            "", "about ", "up to ", "at least ", "at most ", "more than ", "fewer than ", "nearly ",
        ]),
        form in prop::sample::select(vec![
            "#", "-#", "£#", "#%", "IQD #", "# percentage points", "# people", "#.5 million",
            "£#.25 billion", "# to 999,999", "-£# million", "# °C", "-#.5 index points", "NOK #", "# thousand", "#.0 trillion",
        ]),
        months in 1..30_i32,
    ) {
        let english = changed_english();
        let plain = PhraseBook::built_in().language(&LanguageTag::default());
        let form = if form.contains("to") { form.to_owned() } else { format!("{qualifier}{form}") };
        let read = |number: u32| {
            let text = form.replace('#', &number.to_string());
            Quantity::parse(&text, Some(Decimal::TEN), None)
        };

        if let (Ok(one), Ok(two)) = (read(one), read(two)) {
            // Pages tie the parts of a value together; findings have plain spaces.
            let untied = |text: String| text.replace('\u{a0}', " ").replace('\u{2060}', "");
            prop_assert_eq!(english.quantity(&one), plain.quantity(&one));
            prop_assert_eq!(untied(plain.quantity(&one)), house_style::quantity(&one));
            if let Some(compared) = ValueComparison::between(&one, &two) {
                prop_assert_eq!(english.comparison(&compared), plain.comparison(&compared));
                prop_assert_eq!(untied(plain.comparison(&compared)), house_style::comparison(&compared));
            }
        }

        let year = 1990 + one % 40;
        let month = 1 + two % 12;
        for period in [
            format!("{year}"),
            format!("{year}-{month:02}"),
            format!("{year}-Q{}", 1 + two % 4),
            format!("{year}/{:02}", (year + 1) % 100),
            format!("{months} months to {year}-{month:02}"),
            format!("{months} months to {year}-{month:02}-03"),
            format!("{year} to {}", year + 1),
            format!("{year}-{month:02}-01 to {}-{month:02}-01", year + 1),
        ] {
            let period = Period::parse(&period).expect("a period");
            prop_assert_eq!(english.period(&period), house_style::period(&period));
            prop_assert_eq!(english.short_period(&period), house_style::short_period(&period));
            prop_assert_eq!(english.axis_caption(&period), house_style::axis_caption(&period));
        }
    }
}
