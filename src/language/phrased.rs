//! Writes values with the phrases of a language.
//!
//! In: a language, and a value. Out: its text. Invariant: with the English phrases of the built-in theme
//! a value reads as in [`house_style`](super::house_style); a property test holds the two together.

use rust_decimal::Decimal;

use super::Language;
use super::change_size::{SizeWords, change_size};
use super::house_style::{NO_BREAK_SPACE, WORD_JOINER};
use crate::value::{
    Change, ChangeSummary, ChangeUnit, Date, DifferenceWords, Direction, Fraction, Magnitude,
    Moment, Number, Period, PeriodForm, PeriodName, Precision, Qualifier, Quantity, Unit,
    ValueDifference,
};

pub(super) fn date(language: &Language, date: Date) -> String {
    let conventions = language.conventions();
    let first = date.first_day();
    match date.precision() {
        // ISO 8601 is at least unambiguous where the months have no names.
        _ if !conventions.has_months() => date.iso(),
        Precision::Year => conventions.year(first),
        Precision::Month => conventions.month(first),
        Precision::Day => conventions.day(first),
    }
}

pub(super) fn moment(language: &Language, moment: &Moment) -> String {
    let date = date(language, Date::from_day(moment.day()));
    let Some(time) = moment.time() else {
        return date;
    };

    let two_digits =
        |number: i8| language.conventions().padded(u64::from(number.unsigned_abs()), 2);
    let time = format!("{}:{}", two_digits(time.hour()), two_digits(time.minute()));

    language.fill("moment", &[("date", &date), ("time", &time)])
}

pub(super) fn period(language: &Language, period: &Period) -> String {
    let conventions = language.conventions();
    let (first, last) = (period.first(), period.last());
    let range =
        |key: &str, from: String, to: String| language.fill(key, &[("from", &from), ("to", &to)]);

    match period.name() {
        _ if !conventions.has_months() => {
            range("range_of_days", first.to_string(), last.to_string())
        }
        PeriodName::FinancialYear => {
            range("financial_year", conventions.year(first), conventions.year(last))
        }
        PeriodName::AcademicYear => {
            range("academic_year", conventions.year(first), conventions.year(last))
        }
        PeriodName::Half => {
            let key = if first.month() == 1 { "first_half" } else { "second_half" };
            language.fill(key, &[("year", &conventions.year(first))])
        }
        PeriodName::Week => language.fill("week_ending", &[("end", &conventions.day(last))]),
        PeriodName::Ending(months) => ending(language, period, months),

        PeriodName::Plain if !period.has_whole_months() && first == last => conventions.day(first),
        PeriodName::Plain if !period.has_whole_months() => {
            range("range_of_days", conventions.day(first), conventions.day(last))
        }

        PeriodName::Plain if first.month() == 1 && last.month() == 12 => {
            match first.year() == last.year() {
                true => conventions.year(first),
                false => range("range_of_years", conventions.year(first), conventions.year(last)),
            }
        }

        PeriodName::Plain if first.year() != last.year() => {
            range("range_of_months", conventions.month(first), conventions.month(last))
        }
        PeriodName::Plain if first.month() == last.month() => conventions.month(first),
        PeriodName::Plain => {
            range("range_of_months", conventions.bare_month(first), conventions.month(last))
        }
    }
}

pub(super) fn short_period(language: &Language, period: &Period) -> String {
    let conventions = language.conventions();
    let (first, last) = (period.first(), period.last());
    match period.form() {
        _ if !conventions.has_months() => last.to_string(),
        PeriodForm::Year => conventions.year(first),
        PeriodForm::FinancialYear | PeriodForm::AcademicYear => {
            let from = conventions.padded(u64::from(first.year().unsigned_abs()), 4);
            let to = conventions.padded(u64::from(last.year().unsigned_abs() % 100), 2);
            language.fill("financial_year_short", &[("from", &from), ("to", &to)])
        }
        PeriodForm::Quarter => {
            let number = u64::from(first.month().unsigned_abs()).div_ceil(3);
            let number = conventions.padded(number, 1);
            let year = conventions.year(first);
            language.fill("quarter", &[("number", &number), ("year", &year)])
        }
        PeriodForm::Month | PeriodForm::EndOfMonth => conventions.short_month(last),
        PeriodForm::Half => {
            let number = conventions.padded(if first.month() == 1 { 1 } else { 2 }, 1);
            let year = conventions.year(first);
            language.fill("half", &[("number", &number), ("year", &year)])
        }
        PeriodForm::EndDay | PeriodForm::Week | PeriodForm::Day => conventions.short_day(last),
    }
}

pub(super) fn axis_caption<'l>(language: &'l Language, period: &Period) -> &'l str {
    match period.form() {
        PeriodForm::Year
        | PeriodForm::Half
        | PeriodForm::Quarter
        | PeriodForm::Month
        | PeriodForm::Day => "",
        PeriodForm::FinancialYear => language.phrase("axis_financial_year"),
        PeriodForm::AcademicYear => language.phrase("axis_academic_year"),
        PeriodForm::Week => language.phrase("axis_week_ending"),
        PeriodForm::EndOfMonth | PeriodForm::EndDay => match period.months() {
            Some(12) => language.phrase("axis_year_ending"),
            _ => language.phrase("axis_period_ending"),
        },
    }
}

pub(super) fn quantity(language: &Language, quantity: &Quantity) -> String {
    let low = quantity.low();
    let text = match (quantity.unit(), quantity.high()) {
        (Unit::PercentagePoints, None) => points(language, low),
        (_, None) => amount(language, low, quantity.unit()),
        (_, Some(high)) => {
            let from = amount(language, low, quantity.unit());
            let to = amount(language, high, quantity.unit());
            language.fill("range_of_values", &[("from", &from), ("to", &to)])
        }
    };

    let text = match quantity.unit() {
        // A range has no number of its own; a hundred selects the form for many.
        Unit::PercentagePoints if quantity.high().is_some() => {
            let values = [("number", text.as_str())];
            after_value(
                &text,
                language.fill_plural("percentage_points", Decimal::ONE_HUNDRED, 0, &values),
            )
        }
        Unit::Named(name) if quantity.names_unit() => {
            after_value(&text, language.fill("value_of_unit", &[("value", &text), ("unit", name)]))
        }
        _ => text,
    };

    qualified(language, quantity.qualifier(), text, quantity.unit().is_counted())
}

pub(super) fn difference(language: &Language, difference: &ValueDifference) -> String {
    let size = difference.size();
    let rise = match difference.direction() {
        Direction::Level | Direction::Unclear => return language.phrase("no_change").to_owned(),
        Direction::Rise => true,
        Direction::Fall => false,
    };

    let counted = |key: &str| {
        let digits = language.conventions().number(size.low().coefficient(), size.places());
        let sized = match magnitude_key(size.magnitude()) {
            None => digits,
            Some(_) => amount(language, size.low(), &Unit::None),
        };
        let values = [("number", sized.as_str())];
        let counted = language.fill_plural(key, size.low().coefficient(), size.places(), &values);

        qualified(language, size.qualifier(), tied(&counted), false)
    };

    let (key, words) = match (difference.words(), rise) {
        (DifferenceWords::Sum | DifferenceWords::Count, true) => {
            ("difference_more", quantity(language, size))
        }
        (DifferenceWords::Sum, false) => ("difference_less", quantity(language, size)),
        (DifferenceWords::Count, false) => ("difference_fewer", quantity(language, size)),
        // The first place is the highest, and has the lowest number.
        (DifferenceWords::Rank, true) => ("difference_lower", counted("rank_places")),
        (DifferenceWords::Rank, false) => ("difference_higher", counted("rank_places")),
        (DifferenceWords::Points, true) => ("difference_higher", counted("index_points")),
        (DifferenceWords::Points, false) => ("difference_lower", counted("index_points")),
        (DifferenceWords::Level, true) => ("difference_higher", quantity(language, size)),
        (DifferenceWords::Level, false) => ("difference_lower", quantity(language, size)),
    };

    language.fill(key, &[("size", &words)])
}

pub(super) fn change(language: &Language, change: &Change, summary: ChangeSummary) -> String {
    let (rise, size) = match summary {
        ChangeSummary::NoChange => return language.phrase("no_change").to_owned(),
        ChangeSummary::LittleChange => return language.phrase("little_change").to_owned(),
        ChangeSummary::NoClearChange => return language.phrase("no_clear_change").to_owned(),
        ChangeSummary::Unsized { rise: true } => return language.phrase("a_rise").to_owned(),
        ChangeSummary::Unsized { rise: false } => return language.phrase("a_fall").to_owned(),
        ChangeSummary::Sized { rise, size } => (rise, size),
    };

    let size = change_size(size, &PhrasedSize { language, change });
    language.fill(if rise { "rise_of" } else { "fall_of" }, &[("size", &size)])
}

/// Writes a period that is named by its end.
fn ending(language: &Language, period: &Period, months: i32) -> String {
    let conventions = language.conventions();
    let last = period.last();

    // Some languages need another word before a month than before a day.
    let (end, kind) = match last == last.last_of_month() {
        true => (conventions.month(last), "month"),
        false => (conventions.day(last), "day"),
    };

    match months {
        12 => language.fill(&format!("year_ending_{kind}"), &[("end", &end)]),
        1 => language.fill(&format!("month_ending_{kind}"), &[("end", &end)]),
        months => {
            let number = Decimal::from(months);
            let count = conventions.number(number, 0);
            let values = [("count", count.as_str()), ("end", end.as_str())];
            language.fill_plural(&format!("months_to_{kind}"), number, 0, &values)
        }
    }
}

/// Writes one number with the signs that touch it.
fn amount(language: &Language, number: &Number, unit: &Unit) -> String {
    let coefficient = number.coefficient();
    let digits = language.conventions().number(coefficient, number.places);
    let sized = match magnitude_key(number.magnitude) {
        None => digits,
        Some(key) => language.fill_plural(key, coefficient, number.places, &[("number", &digits)]),
    };

    let whole = match unit {
        Unit::Percent => language.fill("percent", &[("number", &sized)]),
        Unit::Currency(currency) => {
            let symbol = language.currency(*currency);

            // A symbol is adjacent to the number, a code is not: they are two phrases.
            let key = if symbol == currency.code() { "money_by_code" } else { "money" };
            language.fill(key, &[("currency", symbol), ("number", &sized)])
        }
        _ => sized,
    };

    let is_money = matches!(unit, Unit::Currency(_));
    signed(language, number, tied(&whole), is_money)
}

/// Ties the words of a value together, so that no line ends between them.
fn tied(value: &str) -> String {
    value.replace(' ', NO_BREAK_SPACE)
}

/// Ties the first word after a value to it; the others may go onto the next line.
fn after_value(value: &str, text: String) -> String {
    match text.strip_prefix(value).and_then(|rest| rest.strip_prefix(' ')) {
        Some(rest) => format!("{value}{NO_BREAK_SPACE}{rest}"),
        None => text,
    }
}

fn magnitude_key(magnitude: Magnitude) -> Option<&'static str> {
    match magnitude {
        Magnitude::One => None,
        Magnitude::Thousand => Some("thousands"),
        Magnitude::Million => Some("millions"),
        Magnitude::Billion => Some("billions"),
        Magnitude::Trillion => Some("trillions"),
        Magnitude::Lakh => Some("lakhs"),
        Magnitude::Crore => Some("crores"),
        Magnitude::LakhCrore => Some("lakh_crores"),
    }
}

/// Writes percentage points, whose number decides which form their name takes.
fn points(language: &Language, number: &Number) -> String {
    let coefficient = number.coefficient();
    let digits = language.conventions().number(coefficient, number.places);
    let digits = signed(language, number, digits, false);
    let values = [("number", digits.as_str())];
    let text = language.fill_plural("percentage_points", coefficient, number.places, &values);
    after_value(&digits, text)
}

fn signed(language: &Language, number: &Number, text: String, is_money: bool) -> String {
    if !number.is_negative() {
        return text;
    }

    // A line could break between the sign and the symbol of a currency.
    let joined = if is_money { format!("{WORD_JOINER}{text}") } else { text };
    language.conventions().negative(&joined)
}

/// Puts the words of a qualifier around a value.
fn qualified(language: &Language, qualifier: Qualifier, value: String, is_counted: bool) -> String {
    let key = match qualifier {
        Qualifier::Exact | Qualifier::Between => return value,
        Qualifier::About => "value_about",
        Qualifier::UpTo => "value_up_to",
        Qualifier::AtLeast => "value_at_least",
        Qualifier::AtMost => "value_at_most",
        Qualifier::MoreThan => "value_more_than",
        Qualifier::FewerThan if is_counted => "value_fewer_than",
        Qualifier::FewerThan => "value_less_than",
        Qualifier::Nearly => "value_nearly",
    };

    language.fill(key, &[("value", &value)])
}

/// The size of a change by the phrases of a language.
struct PhrasedSize<'l> {
    language: &'l Language,
    change: &'l Change,
}

impl SizeWords for PhrasedSize<'_> {
    fn number(&self, size: Decimal) -> String {
        change_number(self.language, self.change, size)
    }

    fn qualified(&self, qualifier: Qualifier, size: Decimal) -> String {
        qualified(self.language, qualifier, self.number(size), false)
    }

    fn about_fraction(&self, fraction: Fraction) -> String {
        self.language.phrase(about_fraction_key(fraction)).to_owned()
    }

    fn between(&self, low: Decimal, high: Decimal) -> String {
        let low = match self.change.unit() {
            ChangeUnit::Percent => self.number(low),
            ChangeUnit::Points => self.language.conventions().number(low, self.change.places()),
        };

        self.language.fill("value_between", &[("low", &low), ("high", &self.number(high))])
    }
}

fn change_number(language: &Language, change: &Change, size: Decimal) -> String {
    let digits = language.conventions().number(size, change.places());
    let values = [("number", digits.as_str())];
    match change.unit() {
        ChangeUnit::Percent => language.fill("percent", &values),
        ChangeUnit::Points => {
            let text = language.fill_plural("percentage_points", size, change.places(), &values);
            after_value(&digits, text)
        }
    }
}

fn about_fraction_key(fraction: Fraction) -> &'static str {
    match fraction {
        Fraction::Tenth => "about_a_tenth",
        Fraction::Fifth => "about_a_fifth",
        Fraction::Quarter => "about_a_quarter",
        Fraction::Third => "about_a_third",
        Fraction::Half => "about_half",
        Fraction::TwoThirds => "about_two_thirds",
        Fraction::ThreeQuarters => "about_three_quarters",
    }
}
