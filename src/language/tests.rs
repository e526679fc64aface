//! Values in several languages, from tables of cases.

use rust_decimal::Decimal;

use super::*;
use crate::value::{Change, Date, Moment, Period, Quantity, Unit};

fn language(tag: &str) -> Language {
    PhraseBook::built_in().language(&LanguageTag::parse(tag).expect(tag))
}

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text, None, None).expect(text)
}

fn period(text: &str) -> Period {
    Period::parse(text).expect(text)
}

fn change(from: &str, to: &str, rounded_to: Option<i64>) -> Change {
    let read = |text: &str| Quantity::parse(text, rounded_to.map(Decimal::from), None).expect(text);
    Change::between(&read(from), &read(to)).expect("the values can be compared")
}

#[test]
fn house_style_writes_dates() {
    for (text, words) in [
        ("2025-08-20", "20 August 2025"),
        ("2025-08", "August 2025"),
        ("2025", "2025"),
        ("20th Aug 2025", "20 August 2025"),
        ("Sept. 2025", "September 2025"),
        ("2024-02-29", "29 February 2024"),
    ] {
        assert_eq!(house_style::date(Date::parse(text).expect(text)), words);
    }

    for (text, words) in [
        ("2025-08-20", "20 August 2025"),
        ("2025-08-20T10:30:00+01:00", "20 August 2025, 10:30"),
        ("2025-08-20t23:59:01.250 -0530", "20 August 2025, 23:59"),
        ("2025-08-20 09:05Z", "20 August 2025, 09:05"),
    ] {
        assert_eq!(house_style::moment(&Moment::parse(text).expect(text)), words);
    }
}

#[test]
fn house_style_writes_periods() {
    for (text, words) in [
        ("2024", "2024"),
        ("2024-03", "March 2024"),
        ("March 2024", "March 2024"),
        ("2009-10", "October 2009"),
        ("2024-Q1", "January to March 2024"),
        ("q4 2024", "October to December 2024"),
        ("2024-25", "financial year 2024 to 2025"),
        ("2024/25", "financial year 2024 to 2025"),
        ("2024-2025", "financial year 2024 to 2025"),
        ("2009/10", "financial year 2009 to 2010"),
        ("2009-2010", "financial year 2009 to 2010"),
        ("1999-00", "financial year 1999 to 2000"),
        ("FY 2009-10", "financial year 2009 to 2010"),
        ("financial year 2024 to 2025", "financial year 2024 to 2025"),
        ("2024 to 2025", "2024 to 2025"),
        ("2020 to 2024", "2020 to 2024"),
        ("year ending March 2025", "year ending March 2025"),
        ("the year to March 2025", "year ending March 2025"),
        ("YE March 2025", "year ending March 2025"),
        ("year ending 31 March 2025", "year ending March 2025"),
        ("year ending 2025-03", "year ending March 2025"),
        ("12 months to March 2025", "year ending March 2025"),
        ("year ending 4 July 2025", "year ending 4 July 2025"),
        ("year ending February 2024", "year ending February 2024"),
        ("6 months to June 2024", "6 months to June 2024"),
        ("quarter ending June 2024", "3 months to June 2024"),
        ("5 July 2024 to 4 July 2025", "5 July 2024 to 4 July 2025"),
        ("2024-07-05 to 2025-07-04", "5 July 2024 to 4 July 2025"),
        ("2024-07-05/2025-07-04", "5 July 2024 to 4 July 2025"),
        ("July 2024 to June 2025", "July 2024 to June 2025"),
        ("July to September 2024", "July to September 2024"),
        ("5 to 11 July 2024", "5 to 11 July 2024"),
        ("5–11 July 2024", "5 to 11 July 2024"),
        ("between 28 June and 4 July 2024", "28 June to 4 July 2024"),
        ("2025-08-20", "20 August 2025"),
    ] {
        assert_eq!(house_style::period(&period(text)), words, "{text}");
    }

    assert_eq!(house_style::period_length(&period("2024")), "12 months");
    assert_eq!(house_style::period_length(&period("5 July 2024 to 22 March 2025")), "261 days");
    assert_eq!(house_style::period_length(&period("2024-03")), "1 month");
}

#[test]
fn an_axis_has_short_names() {
    for (text, short, caption) in [
        ("2024", "2024", ""),
        ("2024-Q3", "Q3 2024", ""),
        ("2024-03", "Mar 2024", ""),
        ("2024-25", "2024/25", "financial year"),
        ("1999-2000", "1999/00", "financial year"),
        ("year ending March 2025", "Mar 2025", "year ending"),
        ("6 months to March 2025", "Mar 2025", "period ending"),
        ("5 July 2024 to 22 March 2025", "22 Mar 2025", "period ending"),
        ("5 July 2024 to 4 July 2025", "4 Jul 2025", "year ending"),
        ("2020 to 2024", "Dec 2024", "period ending"),
    ] {
        let period = period(text);
        let said = (house_style::short_period(&period), house_style::axis_caption(&period));
        assert_eq!(said, (short.to_owned(), caption), "{text}");
    }
}

#[test]
fn house_style_writes_quantities() {
    for (text, words) in [
        ("1,900", "1,900"),
        ("1900", "1,900"),
        ("1\u{202f}900", "1,900"),
        ("1 234 567", "1,234,567"),
        ("-0.5%", "−0.5%"),
        ("\u{2212}0.5%", "−0.5%"),
        ("+14%", "14%"),
        ("12.3 million", "12.3 million"),
        ("£12.3 billion", "£12.3 billion"),
        ("£12.3bn", "£12.3 billion"),
        ("£12.3 m", "£12.3 million"),
        ("£ 800,000", "£800,000"),
        ("-£5m", "−£5 million"),
        ("£-5m", "−£5 million"),
        ("up to £12.3 billion", "up to £12.3 billion"),
        ("more than 35,000", "more than 35,000"),
        ("over 35,000", "more than 35,000"),
        ("about 27%", "about 27%"),
        ("around 27 per cent", "about 27%"),
        ("approximately 27 percent", "about 27%"),
        ("nearly 9,400", "nearly 9,400"),
        ("almost 9,400", "nearly 9,400"),
        ("at least 5", "at least 5"),
        ("no more than 5", "at most 5"),
        ("fewer than 500", "fewer than 500"),
        ("less than 5%", "less than 5%"),
        ("under £5 million", "less than £5 million"),
        ("35,000 or more", "at least 35,000"),
        ("9.0 percentage points", "9.0 percentage points"),
        ("1 percentage point", "1 percentage point"),
        ("1.50%", "1.50%"),
        ("500 to 900", "500 to 900"),
        ("500-900", "500 to 900"),
        ("500–900", "500 to 900"),
        ("between 500 and 900 people", "500 to 900 people"),
        ("£5 to £6 million", "£5 million to £6 million"),
        ("10 to 15%", "10% to 15%"),
        ("€5.00", "€5.00"),
        ("$2 trillion", "$2 trillion"),
        ("US$5.5 million", "$5.5 million"),
        ("IQD 5 billion", "IQD 5 billion"),
        ("5 million pounds", "£5 million"),
        ("1,900 people", "1,900 people"),
        ("12.3 million people", "12.3 million people"),
        ("5 m", "5 m"),
        ("12.5 per 100,000 people", "12.5 per 100,000 people"),
        ("0", "0"),
        ("-0", "0"),
    ] {
        assert_eq!(house_style::quantity(&quantity(text)), words, "{text}");
    }

    let bare = |text| house_style::bare_quantity(&quantity(text));
    assert_eq!(bare("up to £12.3 billion"), "£12.3 billion");
    assert_eq!(bare("500 to 900"), "500 to 900");
}

#[test]
fn a_default_unit_is_not_printed() {
    let words = |text: &str, unit: &str| {
        let unit = crate::value::Unit::parse(unit).expect(unit);
        house_style::quantity(&Quantity::parse(text, None, Some(&unit)).expect(text))
    };

    assert_eq!(words("12.3 billion", "GBP"), "£12.3 billion");
    assert_eq!(words("1,900", "people"), "1,900");
    assert_eq!(words("27%", "people"), "27%");
}

#[test]
fn sums_and_differences_keep_their_qualifiers() {
    for (one, two, sum, difference) in [
        ("1,900", "2,600", Some("4,500"), Some("−700")),
        ("up to £300,000", "up to £200,000", Some("up to £500,000"), None),
        ("up to £300,000", "£200,000", Some("up to £500,000"), Some("at most £100,000")),
        ("more than 5", "5", Some("more than 10"), Some("more than 0")),
        ("more than 5", "up to 5", None, Some("more than 0")),
        ("£12.3 billion", "£800 million", Some("£13,100 million"), Some("£11,500 million")),
        ("28.3%", "19.3%", Some("47.6%"), Some("9.0 percentage points")),
        ("about 5", "about 6", Some("about 11"), None),
        ("up to £300,000", "£0.2 million", None, None),
        ("about 5", "up to 6", None, None),
        ("500 to 900", "100", Some("600 to 1,000"), None),
        ("5 people", "£5", None, None),
    ] {
        let words = |result: Option<Quantity>| result.as_ref().map(house_style::quantity);
        let (first, second) = (quantity(one), quantity(two));
        assert_eq!(words(first.sum(&second)).as_deref(), sum, "{one} + {two}");
        assert_eq!(words(first.difference(&second)).as_deref(), difference, "{one} - {two}");
    }
}

#[test]
fn house_style_writes_changes_as_exactly_as_they_are_known() {
    for (from, to, rounded_to, words) in [
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
        ("27%", "27%", Some(1), "no change"),
        ("27%", "28%", Some(1), "a rise of 1 percentage point"),
        ("4.7%", "4.8%", None, "a rise of 0.1 percentage points"),
        ("about 3%", "5%", None, "a rise of between 1 and 3 percentage points"),
        ("100", "100", None, "no change"),
        ("0", "0", None, "no change"),
        ("100", "0", None, "a fall of 100%"),
        ("1,000", "1,003", None, "a rise of 0.3%"),
        ("100,000", "100,003", None, "a rise of less than 0.1%"),
        ("9.6", "9.4", None, "a fall of 2%"),
        ("€108.0 billion", "€107.4 billion", None, "a fall of 0.6%"),
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
        let change = change(from, to, rounded_to);
        assert_eq!(house_style::change(&change), words, "{from} to {to}");
    }
}

#[test]
fn the_arithmetic_of_a_change_is_shown() {
    for (from, to, rounded_to, words) in [
        ("2,600", "1,900", Some(100), "a fall of 23.5% to 30.2%"),
        ("2,600", "1,900", None, "a fall of 26.9%"),
        ("28.3%", "19.3%", None, "a fall of 9.0 percentage points, or 31.8%"),
        ("30,000", "more than 35,000", None, "a rise of more than 16%"),
        ("500", "520", Some(100), "no clear change"),
    ] {
        let change = change(from, to, rounded_to);
        assert_eq!(house_style::computed_change(&change), words, "{from} to {to}");
    }
}

#[test]
fn dates_read_in_every_language() {
    for (tag, day, month, time) in [
        ("en", "20 August 2025", "August 2025", "20 August 2025, 09:05"),
        ("en-US", "August 20, 2025", "August 2025", "August 20, 2025, 09:05"),
        ("cy", "20 Awst 2025", "Awst 2025", "20 Awst 2025, 09:05"),
        ("ar", "20 أغسطس 2025", "أغسطس 2025", "20 أغسطس 2025، 09:05"),
        ("ar-EG", "٢٠ أغسطس ٢٠٢٥", "أغسطس ٢٠٢٥", "٢٠ أغسطس ٢٠٢٥، ٠٩:٠٥"),
        ("fr", "20 août 2025", "août 2025", "20 août 2025, 09:05"),
        ("de", "20. August 2025", "August 2025", "20. August 2025, 09:05"),
        // CLDR has no months in Klingon, nor in Azerbaijani in Arabic letters.
        ("az-Arab", "2025-08-20", "2025-08", "2025-08-20, 09:05"),
    ] {
        let language = language(tag);
        let date = |text: &str| language.date(Date::parse(text).expect(text));
        let moment = Moment::parse("2025-08-20T09:05+01:00").expect("a time");
        let said = (date("2025-08-20"), date("2025-08"), language.moment(&moment));
        assert_eq!(said, (day.to_owned(), month.to_owned(), time.to_owned()), "{tag}");
    }
}

#[test]
fn quantities_read_in_every_language() {
    for (tag, written, words) in [
        ("cy", "up to £12.3 billion", "hyd at £12.3\u{a0}biliwn"),
        ("cy", "2 million", "2\u{a0}filiwn"),
        ("cy", "3 percentage points", "3\u{a0}phwynt canran"),
        ("cy", "fewer than 500", "llai na 500"),
        ("cy", "-£5m", "\u{2212}\u{2060}£5\u{a0}miliwn"),
        ("cy", "IQD 1,900", "IQD\u{a0}1,900"),
        ("ar", "up to £12.3 billion", "ما يصل إلى 12.3\u{a0}مليار\u{a0}جنيه\u{a0}إسترليني"),
        ("ar", "5 million", "5\u{a0}ملايين"),
        ("ar", "2 percentage points", "نقطتان مئويتان"),
        ("ar", "9.0 percentage points", "9.0\u{a0}نقاط مئوية"),
        ("ar", "about 27%", "نحو 27%"),
        ("ar-EG", "1,900", "١٬٩٠٠"),
        ("ar-EG", "27%", "٢٧%"),
        ("fr", "12,345.60", "12\u{202f}345,60"),
        ("de", "12,345.60", "12.345,60"),
        ("de", "500 to 900 people", "500 to 900\u{a0}people"),
        ("es", "1,900", "1900"),
    ] {
        let quantity = quantity(written);
        assert_eq!(language(tag).quantity(&quantity), words, "{written} in {tag}");
        assert!(quantity.machine().is_ascii());
    }
}

#[test]
fn periods_and_changes_read_in_every_language() {
    for (tag, written, words, short) in [
        ("cy", "2024-25", "blwyddyn ariannol 2024 i 2025", "2024/25"),
        ("cy", "year ending March 2025", "y flwyddyn hyd at fis Mawrth 2025", "Maw 2025"),
        ("cy", "July to September 2024", "Gorffennaf i fis Medi 2024", "Ch3 2024"),
        ("ar", "2024-Q1", "من يناير إلى مارس 2024", "الربع 1 من 2024"),
        ("ar", "6 months to June 2025", "6 أشهر حتى يونيو 2025", "يونيو 2025"),
        ("fr", "2024-03", "mars 2024", "mars 2024"),
    ] {
        let period = period(written);
        let language = language(tag);
        let said = (language.period(&period), language.short_period(&period));
        assert_eq!(said, (words.to_owned(), short.to_owned()), "{written} in {tag}");
    }

    for (tag, from, to, words) in [
        ("cy", "2,600", "1,900", "gostyngiad o tua 27%"),
        ("cy", "2,000", "1,500", "gostyngiad o tua chwarter"),
        ("cy", "500", "520", "dim newid clir"),
        ("ar", "2,600", "1,900", "انخفاض قدره نحو 27%"),
        ("ar", "28.3%", "19.3%", "انخفاض قدره 9.0\u{a0}نقاط مئوية"),
    ] {
        let rounded_to = (!from.contains('%')).then_some(100);
        let change = change(from, to, rounded_to);
        assert_eq!(language(tag).change(&change), words, "{from} to {to} in {tag}");
    }
}

#[test]
fn differences_read_in_every_language() {
    use crate::value::ValueComparison;

    for (tag, unit, from, to, words) in [
        ("en", "°C", "11.20", "10.72", "0.48\u{a0}°C lower"),
        ("en", "EUR", "-0.3 billion", "4.1 billion", "€4.4\u{a0}billion more"),
        ("en", "people", "0", "700", "700 more"),
        ("en", "index", "100.9", "101.0", "0.1\u{a0}points higher"),
        ("en", "index", "101", "100", "1\u{a0}point lower"),
        ("en", "rank", "5", "3", "2\u{a0}places higher"),
        ("en", "°C", "10.7", "10.7", "no change"),
        ("cy", "°C", "11.20", "10.72", "0.48\u{a0}°C yn is"),
        ("cy", "EUR", "-0.3 billion", "4.1 billion", "€4.4\u{a0}biliwn yn fwy"),
        ("cy", "rank", "5", "3", "2\u{a0}safle yn uwch"),
        ("ar", "°C", "11.20", "10.72", "أدنى بمقدار 0.48\u{a0}°C"),
    ] {
        let unit = Unit::parse(unit).expect(unit);
        let read = |text: &str| Quantity::parse(text, None, Some(&unit)).expect(text);
        let found = ValueComparison::between(&read(from), &read(to)).expect(from);
        assert_eq!(language(tag).comparison(&found), words, "{from} to {to} in {tag}");
    }
}
