//! Values and periods in the notation of spreadsheets and tables that can be read in two ways.
//!
//! In: the text of a value or of a period, with the others of its record. Out: a question to the writer.
//! Invariant: an unambiguous text is never questioned.

use crate::language::house_style;
use crate::lexicon::{ENGLISH, MissingReason, ValueMark, WordRoles};
use crate::value::{Currency, Period, PeriodName, Quantity, Unit, ValueError, YearStarts, quote};

/// Asks about a value whose signs have one meaning in a table and another in a sentence.
pub(super) fn question(text: &str) -> Option<ValueError> {
    let text = text.trim();

    footnote_mark(text)
        .or_else(|| in_brackets(text))
        .or_else(|| decimal_comma(text))
        .or_else(|| thousands_point(text))
}

/// A value as written in a table: with the marks of its publisher, or with a mark in its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WrittenValue<'t> {
    /// A value, without its marks.
    Value {
        /// The text of the value.
        text: &'t str,
        /// What its marks say.
        marks: Vec<ValueMark>,
    },
    /// There is none.
    Missing(MissingReason),
}

/// Splits the marks of statistical offices from a value: `1,900 [p]`, `4.7r`, `[c]`.
pub(super) fn marked(text: &str) -> WrittenValue<'_> {
    let table = &ENGLISH.marks;
    let text = text.trim();
    if let Some(reason) = missing(text) {
        return WrittenValue::Missing(reason);
    }

    let find = |word: &str| {
        let word = word.trim().to_lowercase();
        table.beside.iter().find(|(mark, _)| *mark == word).map(|(_, mark)| *mark)
    };

    let mut rest = text;
    let mut marks = Vec::new();
    while let Some((before, found)) = last_mark(rest, &find) {
        marks.extend(found.into_iter().filter(|mark| !marks.contains(mark)).collect::<Vec<_>>());
        rest = before.trim_end();
    }

    WrittenValue::Value { text: rest, marks }
}

/// Reads a mark that stands in place of a value.
fn missing(text: &str) -> Option<MissingReason> {
    let table = &ENGLISH.marks;
    let bare = bracketed(text);
    let word = bare.unwrap_or(text).trim().to_lowercase();
    let in_brackets = table.bracketed.iter().filter(|_| bare.is_some());

    table.instead.iter().chain(in_brackets).find(|(mark, _)| *mark == word).map(|(_, it)| *it)
}

fn bracketed(text: &str) -> Option<&str> {
    let inside = |open, close| text.strip_prefix(open)?.strip_suffix(close);
    inside('[', ']').or_else(|| inside('(', ')'))
}

/// Takes the marks off the end of a text: those in one pair of brackets, or one letter.
fn last_mark<'t>(
    text: &'t str,
    find: &impl Fn(&str) -> Option<ValueMark>,
) -> Option<(&'t str, Vec<ValueMark>)> {
    let is_number = |before: &str| before.contains(|sign: char| sign.is_ascii_digit());

    if text.ends_with([']', ')']) {
        let open = text.rfind(['[', '('])?;
        let inside = bracketed(&text[open..])?;
        let marks: Option<Vec<_>> = inside.split([',', ';', '/']).map(find).collect();
        return Some((&text[..open], marks?)).filter(|(before, _)| is_number(before));
    }

    // "1,900 provisional", "1,900 r"
    if let Some((before, mark)) = text.rsplit_once([' ', '\u{a0}'])
        && let Some(found) = find(mark)
        && is_number(before)
    {
        return Some((before, vec![found]));
    }

    // "1,900r"; but "50p" is money, and "£5.2b" a size.
    let touching = ENGLISH.marks.touching.iter().find_map(|mark| {
        let before = text.strip_suffix(mark)?;
        let is_grouped = before.contains([',', '.']) || before.len() > 3;
        (before.ends_with(|sign: char| sign.is_ascii_digit() || sign == '%') && is_grouped)
            .then_some((before, mark))
    });
    touching.and_then(|(before, mark)| Some((before, vec![find(mark)?])))
}

/// `1,900*`, `1,900†`
fn footnote_mark(text: &str) -> Option<ValueError> {
    let bare = text.trim_end_matches(['*', '†', '‡', '¹', '²', '³']);
    if bare.len() == text.len()
        || !bare.ends_with(|sign: char| sign.is_ascii_digit() || sign == '%')
    {
        return None;
    }

    let message = format!("{} ends with the mark of a footnote", quote(text));
    Some(ValueError::new(message).help(format!(
        "write `{{value: \"{}\", note: …}}`, with what the footnote says",
        bare.trim_end()
    )))
}

/// `(1,900)`, which accountants read as minus 1,900
fn in_brackets(text: &str) -> Option<ValueError> {
    let bare = text.strip_prefix('(')?.strip_suffix(')')?;
    if !bare.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }

    Some(
        ValueError::new(format!("{} is in brackets, as a loss is in accounts", quote(text)))
            .help(format!("write `-{bare}` if it is less than nothing, and `{bare}` if it is not")),
    )
}

/// `1.900,00`, `12,3`
fn decimal_comma(text: &str) -> Option<ValueError> {
    let digits = number_of(text)?;
    let (whole, decimals) = digits.rsplit_once(',')?;
    let is_decimal =
        matches!(decimals.len(), 1 | 2) && decimals.bytes().all(|it| it.is_ascii_digit());
    let is_whole = whole.split('.').all(|group| group.bytes().all(|it| it.is_ascii_digit()));
    if !is_decimal || !is_whole || whole.is_empty() {
        return None;
    }

    let right = text.replacen(digits, &format!("{}.{decimals}", whole.replace('.', ",")), 1);
    Some(
        ValueError::new(format!("{} has a comma before its decimals", quote(text)))
            .help(format!("write `{right}`: a point before decimals, commas between thousands")),
    )
}

/// `1.900`: a decimal that ends in zeros more likely means nineteen hundred.
fn thousands_point(text: &str) -> Option<ValueError> {
    let digits = number_of(text)?;
    let (whole, decimals) = digits.rsplit_once('.')?;
    let is_thousand = decimals.len() == 3 && decimals.ends_with('0') && !whole.contains(',');
    let is_grouped = whole.contains('.');
    let is_plain = text.ends_with(digits);
    if !(is_thousand && is_plain && whole != "0" || is_grouped && decimals.len() == 3) {
        return None;
    }

    let right = text.replacen(digits, &digits.replace('.', ","), 1);
    let help = match is_grouped {
        true => format!("write `{right}`: commas between thousands"),
        false => format!(
            "write `{right}` for thousands, or `{whole}.{}` for a decimal",
            decimals
                .trim_end_matches('0')
                .chars()
                .next()
                .map_or("0", |_| decimals.trim_end_matches('0'))
        ),
    };

    Some(ValueError::new(format!("{} may be thousands or a decimal", quote(text))).help(help))
}

/// Returns the digits of a text with their points and commas.
fn number_of(text: &str) -> Option<&str> {
    let start = text.find(|sign: char| sign.is_ascii_digit())?;
    let rest = &text[start..];
    let end = rest.find(|sign: char| !(sign.is_ascii_digit() || sign == '.' || sign == ','));
    let digits = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',']);

    Some(digits)
}

/// Asks about a value with a unit other than its record's.
pub(super) fn unit_question(quantity: &Quantity, unit: Option<&Unit>) -> Option<ValueError> {
    let (own, other) = (quantity.unit(), unit?);
    // In a record of Australian dollars, "$" is theirs.
    let is_namesake = own.may_mean(other);
    let is_known = matches!(own, Unit::None) || matches!(other, Unit::None);

    // "24,103 returns" may count people; a currency, a percentage or a tonne may not.
    let is_word = match (own, other) {
        (Unit::Named(own), Unit::Named(other)) => measure_alike(own, other),
        _ => false,
    };
    let is_rate = matches!(
        (own, other),
        (Unit::Percent | Unit::PercentagePoints, Unit::Percent | Unit::PercentagePoints)
    );
    if is_namesake || is_known || is_word || is_rate {
        return None;
    }

    let name = |unit: &Unit| match unit {
        Unit::Currency(currency) => Currency::code(currency).to_owned(),
        unit => unit.to_string(),
    };
    let message = format!(
        "the record's unit is {}, and {} is in {}",
        name(other),
        house_style::quantity(quantity),
        name(own)
    );

    Some(
        ValueError::new(message)
            .help(format!("give the value in {}, or correct `unit`", name(other))),
    )
}

/// Tells whether two unit names may mean one thing: not if only one of them is a measure.
fn measure_alike(own: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split_whitespace().map(|word| ENGLISH.amounts.singular(&word.to_lowercase())).collect()
    };
    let is_measure = |name: &str| {
        name.split_whitespace()
            .any(|word| ENGLISH.words.roles(&word.to_lowercase()).meets(WordRoles::MEASURE))
    };
    let (own_words, other_words) = (words(own), words(other));

    own_words.iter().any(|word| other_words.contains(word)) || is_measure(own) == is_measure(other)
}

/// Reads the period of a value: `2009-10` is read as its neighbours are, or by the site's settings.
///
/// # Errors
///
/// As [`Period::parse`]; and asks if it cannot be decided whether it is a financial year or a month.
pub(super) fn period(text: &str, others: &[&str], years: YearStarts) -> Result<Period, ValueError> {
    by_neighbours(text, others, years).map(|period| period.in_years(years))
}

fn by_neighbours(text: &str, others: &[&str], years: YearStarts) -> Result<Period, ValueError> {
    if !Period::may_be_month_or_year(text) {
        return Period::parse(text);
    }

    let text = text.trim();
    let year = text.replacen('-', "/", 1);
    let is_other = |other: &&&str| other.trim() != text;
    let named = |other: &str| Period::parse(other).ok().map(|it| (it.name(), it.months()));
    let stated = others.iter().filter(is_other).filter(|it| !Period::may_be_month_or_year(it));
    let stated = stated.into_iter().find_map(|other| named(other));

    match stated {
        Some((PeriodName::FinancialYear, _)) => Period::parse(&year),
        Some((_, Some(1))) => Period::parse(text),
        // "2009-10", "2010-11": no series has steps of a year and a month.
        None if others.iter().filter(is_other).count() > 0 => Period::parse(&year),
        // With the setting for financial years, it is one of them.
        None if years.financial.is_some() => Period::parse(&year),
        _ => Err(ValueError::new(format!("{} may be a month or a financial year", quote(text)))
            .help(format!(
                "write `{year}` for the financial year, or `{}` for the month",
                Period::parse(text).map_or_else(|_| text.to_owned(), |it| house_style::period(&it))
            ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::YearStart;

    #[test]
    fn what_has_two_readings_is_asked_about() {
        for (text, help) in [
            ("1,900*", "write `{value: \"1,900\", note: …}`, with what the footnote says"),
            ("4.7%†", "write `{value: \"4.7%\", note: …}`, with what the footnote says"),
            ("(1,900)", "write `-1,900` if it is less than nothing, and `1,900` if it is not"),
            ("1.900,00", "write `1,900.00`: a point before decimals, commas between thousands"),
            (
                "€12,3 million",
                "write `€12.3 million`: a point before decimals, commas between thousands",
            ),
            ("1.900", "write `1,900` for thousands, or `1.9` for a decimal"),
            ("£1.900.000", "write `£1,900,000`: commas between thousands"),
        ] {
            let asked = question(text).and_then(|it| it.help);
            assert_eq!(asked.as_deref(), Some(help), "{text}");
        }
    }

    #[test]
    fn what_has_one_is_not() {
        for text in [
            "1,900",
            "1.9",
            "1.312",
            "0.500",
            "£12.3 billion",
            "-0.5%",
            "up to £2,500",
            "500 to 900",
        ] {
            assert_eq!(question(text), None, "{text}");
        }
    }

    #[test]
    fn the_marks_of_statistical_offices_are_read() {
        use ValueMark::{Break, Estimated, Provisional, Revised};

        for (text, bare, marks) in [
            ("1,900 p", "1,900", &[Provisional][..]),
            ("1,900p", "1,900", &[Provisional]),
            ("1,900 (p)", "1,900", &[Provisional]),
            ("4.7% [r]", "4.7%", &[Revised]),
            ("4.7r", "4.7", &[Revised]),
            ("£12.3 billion [p, e]", "£12.3 billion", &[Provisional, Estimated]),
            ("1900 [b] [r]", "1900", &[Revised, Break]),
            ("1,900 provisional", "1,900", &[Provisional]),
            ("1,900", "1,900", &[]),
            ("50p", "50p", &[]),
            ("1,900 people", "1,900 people", &[]),
            ("12.5 per 100,000 people (aged 16)", "12.5 per 100,000 people (aged 16)", &[]),
            ("(1,900)", "(1,900)", &[]),
        ] {
            let found = WrittenValue::Value { text: bare, marks: marks.to_vec() };
            assert_eq!(marked(text), found, "{text}");
        }
    }

    #[test]
    fn a_mark_in_place_of_a_value_says_why_there_is_none() {
        use MissingReason::{Confidential, Low, NotApplicable, NotAvailable};

        for (text, reason) in [
            ("[c]", Confidential),
            ("c", Confidential),
            (":", NotAvailable),
            ("..", NotAvailable),
            ("-", NotAvailable),
            ("[x]", NotAvailable),
            ("n/a", NotAvailable),
            ("[z]", NotApplicable),
            ("[low]", Low),
        ] {
            assert_eq!(marked(text), WrittenValue::Missing(reason), "{text}");
        }
    }

    #[test]
    fn a_period_follows_its_neighbours() {
        for (text, others, key) in [
            ("2009-10", &["2012-13", "2009-10"][..], Some("2009-04-01/2010-03-31")),
            ("2009-10", &["2009-10", "2009-11"], Some("2009-10-01/2009-10-31")),
            ("2009-10", &["2009-10", "2010-11"], Some("2009-04-01/2010-03-31")),
            ("2009-10", &["2009-10"], None),
            ("2012-13", &[], Some("2012-04-01/2013-03-31")),
        ] {
            let read = period(text, others, YearStarts::default()).ok().map(|it| it.key());
            assert_eq!(read.as_deref(), key, "{text} {others:?}");
        }
    }
    #[test]
    fn a_period_follows_the_settings_where_no_neighbour_tells() {
        let years = YearStarts { financial: YearStart::parse("07-01").ok(), academic: None };
        for (text, others, key) in [
            ("2009-10", &["2009-10"][..], "2009-07-01/2010-06-30"),
            ("2024-25", &[], "2024-07-01/2025-06-30"),
            ("2009-10", &["2009-10", "2010-03"], "2009-10-01/2009-10-31"),
            ("2009", &[], "2009-01-01/2009-12-31"),
        ] {
            let read = period(text, others, years).ok().map(|it| it.key());
            assert_eq!(read.as_deref(), Some(key), "{text} {others:?}");
        }
    }
}
