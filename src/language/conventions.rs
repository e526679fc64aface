//! How a language writes dates and numbers.
//!
//! In: days and decimals. Out: their text. Invariant: British English comes from [`house_style`], and
//! loads no tables; every other language has those of CLDR, or of CLDR's root locale.

use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::{FixedCalendarDateTimeFormatter, fieldsets};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal as IcuDecimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale::Locale;
use rust_decimal::Decimal;

use super::date_order::{self, DateForm};
use super::house_style;
use super::tag::LanguageTag;
use crate::value::{Day, fixed, grouped};

/// A language's way to write dates and numbers.
#[derive(Debug)]
pub(super) enum Conventions {
    /// Those of British English.
    British,
    /// Those of CLDR.
    Cldr(Box<CldrTables>),
}

type DateFormatter<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// The tables of a language, from CLDR.
#[derive(Debug)]
pub(super) struct CldrTables {
    day: DateFormatter<fieldsets::YMD>,
    month: DateFormatter<fieldsets::YM>,
    year: DateFormatter<fieldsets::Y>,
    short_day: DateFormatter<fieldsets::YMD>,
    short_month: DateFormatter<fieldsets::YM>,
    bare_month: DateFormatter<fieldsets::M>,
    number: DecimalFormatter,
    has_months: bool,
    tag: LanguageTag,
}

impl CldrTables {
    fn load(locale: &Locale, tag: &LanguageTag) -> Option<CldrTables> {
        let mut tables = CldrTables {
            day: DateFormatter::try_new(locale.into(), fieldsets::YMD::long()).ok()?,
            month: DateFormatter::try_new(locale.into(), fieldsets::YM::long()).ok()?,
            year: DateFormatter::try_new(locale.into(), fieldsets::Y::medium()).ok()?,
            short_day: DateFormatter::try_new(locale.into(), fieldsets::YMD::medium()).ok()?,
            short_month: DateFormatter::try_new(locale.into(), fieldsets::YM::medium()).ok()?,
            bare_month: DateFormatter::try_new(locale.into(), fieldsets::M::long()).ok()?,
            number: DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default())
                .ok()?,
            has_months: true,
            tag: tag.clone(),
        };

        // The root locale calls August "M08", and so does a language that CLDR has no months for.
        let august = icu_date(Day::constant(2025, 8, 1))?;
        tables.has_months = tables.bare_month.format(&august).to_string() != "M08";

        Some(tables)
    }

    /// Writes a date in one of the forms of a day, or of a month and its year.
    fn write(&self, form: DateForm, date: IcuDate<Gregorian>) -> String {
        let date = &date;
        let icu = || match form {
            DateForm::Day => self.day.format(date).to_string(),
            DateForm::ShortDay => self.short_day.format(date).to_string(),
            DateForm::Month => self.month.format(date).to_string(),
            DateForm::ShortMonth => self.short_month.format(date).to_string(),
        };

        let Some(pattern) = date_order::published(&self.tag, form).filter(|_| self.has_months)
        else {
            return icu();
        };

        // A month takes the name that it has within a day, and not the form of a month with its year, which ICU4X
        // cannot always write.
        // Some languages write a word or a full stop behind a year, which the pattern has itself.
        let year = self.year.format(date).to_string();
        let year: String = year.chars().filter(|it| it.is_numeric()).collect();
        let written = match form {
            DateForm::Day => date_order::reorder(pattern, &self.day.format(date), &year),
            DateForm::ShortDay | DateForm::ShortMonth => {
                date_order::reorder(pattern, &self.short_day.format(date), &year)
            }
            DateForm::Month => date_order::reorder(pattern, &self.bare_month.format(date), &year),
        };

        written.unwrap_or_else(icu)
    }
}

impl Conventions {
    /// Finds the conventions of a language.
    pub(super) fn load(tag: &LanguageTag) -> Conventions {
        // Not every English: `en-US` puts the month first.
        if matches!(tag.as_str(), "en" | "en-GB") {
            return Conventions::British;
        }

        // A language that CLDR lacks still has dates and numbers, those of the root locale.
        let tables = CldrTables::load(tag.locale(), tag)
            .or_else(|| CldrTables::load(&Locale::UNKNOWN, tag))
            .expect("the tables of the root locale are compiled in");

        Conventions::Cldr(Box::new(tables))
    }

    /// Tells whether the names of months are known; without them a date is written in ISO 8601.
    pub(super) fn has_months(&self) -> bool {
        match self {
            Conventions::British => true,
            Conventions::Cldr(tables) => tables.has_months,
        }
    }

    /// Writes a day: `20 August 2025`.
    pub(super) fn day(&self, day: Day) -> String {
        self.dated(day, house_style::day, |cldr, date| cldr.write(DateForm::Day, *date))
    }

    /// Writes a day's month and year: `August 2025`.
    pub(super) fn month(&self, day: Day) -> String {
        self.dated(day, house_style::month, |cldr, date| cldr.write(DateForm::Month, *date))
    }

    /// Writes a day's month without its year: `August`.
    pub(super) fn bare_month(&self, day: Day) -> String {
        let british = |day| house_style::month_name(day).to_owned();
        self.dated(day, british, |cldr, date| cldr.bare_month.format(date).to_string())
    }

    /// Writes a day's year: `2025`.
    pub(super) fn year(&self, day: Day) -> String {
        self.dated(day, house_style::year, |cldr, date| cldr.year.format(date).to_string())
    }

    /// Writes a day in few letters: `20 Aug 2025`.
    pub(super) fn short_day(&self, day: Day) -> String {
        let short = self
            .dated(day, house_style::short_day, |cldr, date| cldr.write(DateForm::ShortDay, *date));

        // Where the short form is digits alone, the long one is used.
        if names_month(&short) { short } else { self.day(day) }
    }

    /// Writes a day's month and year in few letters: `Aug 2025`.
    pub(super) fn short_month(&self, day: Day) -> String {
        let short = self.dated(day, house_style::short_month, |cldr, date| {
            cldr.write(DateForm::ShortMonth, *date)
        });

        if names_month(&short) { short } else { self.month(day) }
    }

    fn dated(
        &self,
        day: Day,
        british: impl Fn(Day) -> String,
        cldr: impl Fn(&CldrTables, &IcuDate<Gregorian>) -> String,
    ) -> String {
        match (self, icu_date(day)) {
            // A day that the calendar of CLDR cannot hold is still written.
            (Conventions::Cldr(tables), Some(date)) => cldr(tables, &date),
            _ => british(day),
        }
    }

    /// Writes a number that is not negative, with grouped digits and the given number of decimals: `1,900`,
    /// `12.30`.
    pub(super) fn number(&self, number: Decimal, decimals: u32) -> String {
        match self {
            Conventions::British => grouped(number, decimals),
            Conventions::Cldr(tables) => {
                tables.number.format(&icu_decimal(number, decimals)).to_string()
            }
        }
    }

    /// Writes a number without grouping its digits, padded with zeros to a width: the hour `09`.
    pub(super) fn padded(&self, number: u64, width: usize) -> String {
        let plain = format!("{number:0width$}");
        if matches!(self, Conventions::British) {
            return plain;
        }

        // Digit by digit: a formatter of whole numbers would drop the zeros.
        let digit = |digit: char| {
            let digit = digit.to_digit(10).unwrap_or_default();
            self.number(Decimal::from(digit), 0)
        };

        plain.chars().map(digit).collect()
    }

    /// Writes a minus sign before a number, with the mark of direction that some languages add to it.
    pub(super) fn negative(&self, number: &str) -> String {
        let minus_one = match self {
            Conventions::British => String::new(),
            Conventions::Cldr(tables) => {
                tables.number.format(&icu_decimal(Decimal::NEGATIVE_ONE, 0)).to_string()
            }
        };

        let digit = minus_one.find(char::is_numeric).unwrap_or(0);

        // CLDR often has a hyphen; print has the minus sign itself.
        let sign = match &minus_one[..digit] {
            "-" | "" => "\u{2212}",
            sign => sign,
        };

        format!("{sign}{number}")
    }
}

/// Converts a number with exactly the printed decimals.
pub(super) fn icu_decimal(number: Decimal, decimals: u32) -> IcuDecimal {
    fixed(number, decimals)
        .parse()
        .expect("a decimal is written in digits, with at most a sign and a point")
}

fn icu_date(day: Day) -> Option<IcuDate<Gregorian>> {
    let (month, number) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    IcuDate::try_new_gregorian(i32::from(day.year()), month, number).ok()
}

/// Tells whether a date names its month: `8/20/2025` can be read in two orders.
fn names_month(date: &str) -> bool {
    date.contains(char::is_alphabetic)
}
