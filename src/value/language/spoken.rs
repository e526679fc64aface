//! Values as a language says them: `words()` of this room is English, `words_in` is for readers.

use rust_decimal::Decimal;

use super::Language;
use crate::value::change::{Said, Size};
use crate::value::number::Number;
use crate::value::period::{Form, Name};
use crate::value::{
    Change, ChangeUnit, Currency, Date, Magnitude, Moment, Period, Precision, Qualifier, Quantity,
    Unit,
};

impl Date {
    /// Writes it for a reader, in a language: `20 Awst 2025`.
    #[must_use]
    pub fn words_in(&self, language: &Language) -> String {
        if language.is_house_style() {
            return self.words();
        }

        let first = self.first_day();
        match self.precision() {
            _ if !language.has_months() => self.iso(),
            Precision::Year => language.year(first),
            Precision::Month => language.month(first),
            Precision::Day => language.day(first),
        }
    }
}

impl Moment {
    /// Writes it for a reader, in a language and in its own offset: `20 Awst 2025, 10:30`.
    #[must_use]
    pub fn words_in(&self, language: &Language) -> String {
        if language.is_house_style() {
            return self.words();
        }

        let date = Date::from_day(self.day()).words_in(language);
        if !self.has_time() {
            return date;
        }

        let (hour, minute) = self.time();
        let two = |number: i8| language.numerals(u64::from(number.unsigned_abs()), 2);
        let time = format!("{}:{}", two(hour), two(minute));

        language.fill("moment", &[("date", &date), ("time", &time)])
    }
}

impl Period {
    /// Writes it for a reader, in a language: `y flwyddyn hyd at fis Mawrth 2025`.
    #[must_use]
    pub fn words_in(&self, language: &Language) -> String {
        if language.is_house_style() {
            return self.words();
        }

        let (first, last) = (self.first(), self.last());
        let range = |key: &str, from: String, to: String| {
            language.fill(key, &[("from", &from), ("to", &to)])
        };

        let whole = self.has_whole_months();
        match self.name() {
            _ if !language.has_months() => {
                range("range_of_days", first.to_string(), last.to_string())
            }
            Name::FinancialYear => {
                range("financial_year", language.year(first), language.year(last))
            }
            Name::Ending(months) => self.ending_in(language, months),
            Name::Plain if !whole && first == last => language.day(first),
            Name::Plain if !whole => {
                range("range_of_days", language.day(first), language.day(last))
            }

            Name::Plain if first.month() == 1 && last.month() == 12 => {
                match first.year() == last.year() {
                    true => language.year(first),
                    false => range("range_of_years", language.year(first), language.year(last)),
                }
            }

            Name::Plain if first.year() != last.year() => {
                range("range_of_months", language.month(first), language.month(last))
            }
            Name::Plain if first.month() == last.month() => language.month(first),
            Name::Plain => {
                range("range_of_months", language.bare_month(first), language.month(last))
            }
        }
    }

    fn ending_in(&self, language: &Language, months: i32) -> String {
        let last = self.last();

        // Before a month some languages need another word than before a day.
        let (end, of) = match last == last.last_of_month() {
            true => (language.month(last), "month"),
            false => (language.day(last), "day"),
        };

        match months {
            12 => language.fill(&format!("year_ending_{of}"), &[("end", &end)]),
            1 => language.fill(&format!("month_ending_{of}"), &[("end", &end)]),
            months => {
                let number = Decimal::from(months);
                let count = language.digits(number, 0);
                let places = [("count", count.as_str()), ("end", end.as_str())];
                language.counted(&format!("months_to_{of}"), number, 0, &places)
            }
        }
    }

    /// Writes it as shortly as an axis needs it, in a language, as [`Period::short`] does.
    #[must_use]
    pub fn short_in(&self, language: &Language) -> String {
        if language.is_house_style() {
            return self.short();
        }

        let (first, last) = (self.first(), self.last());
        match self.form() {
            _ if !language.has_months() => last.to_string(),
            Form::Year => language.year(first),
            Form::FinancialYear => {
                let from = language.numerals(u64::from(first.year().unsigned_abs()), 4);
                let to = language.numerals(u64::from(last.year().unsigned_abs() % 100), 2);
                language.fill("financial_year_short", &[("from", &from), ("to", &to)])
            }
            Form::Quarter => {
                let number = u64::from(first.month().unsigned_abs()).div_ceil(3);
                let number = language.numerals(number, 1);
                let year = language.year(first);
                language.fill("quarter", &[("number", &number), ("year", &year)])
            }
            Form::Month | Form::EndOfMonth => language.short_month(last),
            Form::EndDay => language.short_day(last),
        }
    }

    /// Returns what must stand beside the axis for [`Period::short_in`] to be understood.
    #[must_use]
    pub fn short_of_in<'l>(&self, language: &'l Language) -> &'l str {
        if language.is_house_style() {
            return self.short_of();
        }

        match self.form() {
            Form::Year | Form::Quarter | Form::Month => "",
            Form::FinancialYear => language.phrase("axis_financial_year"),
            Form::EndOfMonth | Form::EndDay => match self.months() {
                Some(12) => language.phrase("axis_year_ending"),
                _ => language.phrase("axis_period_ending"),
            },
        }
    }
}

impl Currency {
    /// Returns what stands for it in a language: its symbol, its name, or its code.
    #[must_use]
    pub fn symbol_in<'l>(&self, language: &'l Language) -> &'l str
    where
        'static: 'l,
    {
        match language.phrase(&format!("currency_{}", self.code().to_lowercase())) {
            "" => self.symbol(),
            named => named,
        }
    }
}

impl Magnitude {
    /// Returns its word alone, in a language; nothing for one.
    #[must_use]
    pub fn word_in(self, language: &Language) -> &str {
        match self {
            Magnitude::One => "",
            Magnitude::Thousand => language.phrase("size_thousand"),
            Magnitude::Million => language.phrase("size_million"),
            Magnitude::Billion => language.phrase("size_billion"),
            Magnitude::Trillion => language.phrase("size_trillion"),
        }
    }
}

impl Qualifier {
    /// Writes a value with the qualifier before it, or behind it.
    fn of_in(self, language: &Language, value: String, is_counted: bool) -> String {
        let key = match self {
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
}

impl Quantity {
    /// Writes it for a reader, in a language, with its qualifier: `hyd at £12.3 biliwn`.
    ///
    /// The unit's own name is the writer's, and stays as it was written.
    #[must_use]
    pub fn words_in(&self, language: &Language) -> String {
        if language.is_house_style() {
            return self.words();
        }

        let (number, upper) = self.numbers();
        let is_range = upper.is_some();
        let bare = match (self.unit(), upper) {
            (Unit::PercentagePoints, None) => {
                return self.qualifier().of_in(language, points(language, number), false);
            }
            (_, None) => self.amount_in(language, number),
            (_, Some(upper)) => {
                let from = self.amount_in(language, number);
                let to = self.amount_in(language, upper);
                language.fill("range_of_values", &[("from", &from), ("to", &to)])
            }
        };

        let bare = match self.unit() {
            Unit::PercentagePoints if is_range => {
                let places = [("number", bare.as_str())];
                language.counted("percentage_points", Decimal::ONE_HUNDRED, 0, &places)
            }
            Unit::Named(name) if self.is_named() => {
                language.fill("value_of_unit", &[("value", &bare), ("unit", name)])
            }
            _ => bare,
        };

        self.qualifier().of_in(language, bare, self.unit().is_counted())
    }

    /// Writes one number with the signs that stand close to it.
    fn amount_in(&self, language: &Language, number: &Number) -> String {
        let written = number.written();
        let digits = language.digits(written, number.places);
        let sized = match number.magnitude {
            Magnitude::One => digits,
            magnitude => {
                let key = match magnitude {
                    Magnitude::Thousand => "thousands",
                    Magnitude::Million => "millions",
                    Magnitude::Billion => "billions",
                    _ => "trillions",
                };
                language.counted(key, written, number.places, &[("number", &digits)])
            }
        };

        let whole = match self.unit() {
            Unit::Percent => language.fill("percent", &[("number", &sized)]),
            Unit::Currency(currency) => {
                let symbol = currency.symbol_in(language);
                let key = if symbol == currency.code() { "money_by_code" } else { "money" };
                language.fill(key, &[("currency", symbol), ("number", &sized)])
            }
            _ => sized,
        };

        language.signed(number.is_negative(), &whole)
    }
}

/// Writes percentage points, whose number decides on the form of the words.
fn points(language: &Language, number: &Number) -> String {
    let written = number.written();
    let digits = language.digits(written, number.places);
    let digits = language.signed(number.is_negative(), &digits);
    language.counted("percentage_points", written, number.places, &[("number", &digits)])
}

impl Change {
    /// Writes the change for a reader, in a language, as exactly as the values allow.
    #[must_use]
    pub fn words_in(&self, language: &Language) -> String {
        if language.is_house_style() {
            return self.words();
        }

        let (rise, size) = match self.said() {
            Said::NoChange => return language.phrase("no_change").to_owned(),
            Said::LittleChange => return language.phrase("little_change").to_owned(),
            Said::NoClearChange => return language.phrase("no_clear_change").to_owned(),
            Said::Bare { rise: true } => return language.phrase("a_rise").to_owned(),
            Said::Bare { rise: false } => return language.phrase("a_fall").to_owned(),
            Said::Sized { rise, size } => (rise, size),
        };

        let value = |qualifier: Qualifier, size: Decimal| {
            qualifier.of_in(language, self.size_in(language, size), false)
        };

        let size = match size {
            Size::Exactly(size) => self.size_in(language, size),
            Size::LessThan(size) => value(Qualifier::FewerThan, size),
            Size::About(size) => value(Qualifier::About, size),
            Size::AboutPart(part) => language.phrase(PARTS[part]).to_owned(),
            Size::UpTo(size) => value(Qualifier::UpTo, size),
            Size::AtLeast(size) => value(Qualifier::AtLeast, size),
            Size::MoreThan(size) => value(Qualifier::MoreThan, size),
            Size::Between(low, high) => {
                let low = match self.unit() {
                    ChangeUnit::Percent => self.size_in(language, low),
                    ChangeUnit::Points => language.digits(low, self.places()),
                };
                let high = self.size_in(language, high);
                language.fill("value_between", &[("low", &low), ("high", &high)])
            }
        };

        language.fill(if rise { "rise_of" } else { "fall_of" }, &[("size", &size)])
    }

    fn size_in(&self, language: &Language, size: Decimal) -> String {
        match self.unit() {
            ChangeUnit::Percent => {
                language.fill("percent", &[("number", &language.digits(size, 0))])
            }
            ChangeUnit::Points => {
                let digits = language.digits(size, self.places());
                let places = [("number", digits.as_str())];
                language.counted("percentage_points", size, self.places(), &places)
            }
        }
    }
}

/// The phrases of `words::FRACTIONS`, in its order.
const PARTS: [&str; 7] = [
    "about_a_tenth",
    "about_a_fifth",
    "about_a_quarter",
    "about_a_third",
    "about_half",
    "about_two_thirds",
    "about_three_quarters",
];
