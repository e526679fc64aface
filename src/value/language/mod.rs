//! A language: how dates, numbers and words read in it.
//!
//! In: a BCP 47 tag, and the phrases of its file. Out: text for readers.
//! Invariant: a value reads in English as its own `words()` have it, so that findings and pages say
//! the same; what is not English comes of CLDR, by ICU4X, and of the phrases.

mod phrases;
mod spoken;
mod tag;

use std::sync::Arc;

use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::{FixedCalendarDateTimeFormatter, fieldsets};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal as IcuDecimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale::Locale;
use icu_locale::names::{
    LanguageIdentifierDisplayName, LanguageIdentifierDisplayNameOptions, RegionDisplayName,
};
use icu_plurals::{PluralCategory, PluralRules};
use rust_decimal::Decimal;
use writeable::TryWriteable as _;

pub use phrases::{CATEGORIES, Phrase, Phrases, places_of};
pub use tag::Tag;

use super::number::fixed;
use super::{Country, Day, words};

/// A language that a page is written in. To clone it costs nothing.
#[derive(Debug, Clone)]
pub struct Language(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    tag: Tag,
    phrases: Arc<Phrases>,
    /// Whether dates and numbers are those of British English, which need no tables.
    british: bool,
    formats: Formats,
    rules: PluralRules,
    name: Box<str>,
}

type Dates<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// The tables of a language, from CLDR.
#[derive(Debug)]
struct Formats {
    day: Dates<fieldsets::YMD>,
    month: Dates<fieldsets::YM>,
    year: Dates<fieldsets::Y>,
    short_day: Dates<fieldsets::YMD>,
    short_month: Dates<fieldsets::YM>,
    bare_month: Dates<fieldsets::M>,
    number: DecimalFormatter,
    /// Whether CLDR has the language's months; without them a date is written as ISO 8601 has it.
    has_months: bool,
}

impl Formats {
    /// Finds the tables; CLDR has some for every language, if only those of none in particular.
    fn of(locale: &Locale) -> Option<Formats> {
        let mut formats = Formats {
            day: Dates::try_new(locale.into(), fieldsets::YMD::long()).ok()?,
            month: Dates::try_new(locale.into(), fieldsets::YM::long()).ok()?,
            year: Dates::try_new(locale.into(), fieldsets::Y::medium()).ok()?,
            short_day: Dates::try_new(locale.into(), fieldsets::YMD::medium()).ok()?,
            short_month: Dates::try_new(locale.into(), fieldsets::YM::medium()).ok()?,
            bare_month: Dates::try_new(locale.into(), fieldsets::M::long()).ok()?,
            number: DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default())
                .ok()?,
            has_months: true,
        };
        let month = formats.bare_month.format(&icu_date(Day::constant(2025, 8, 1))?).to_string();
        formats.has_months = month != "M08";

        Some(formats)
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Language) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.0.tag == other.0.tag && self.0.phrases == other.0.phrases)
    }
}

impl Eq for Language {}

impl Default for Language {
    /// English without any phrases: what stands before a site is read.
    fn default() -> Language {
        Language::new(&Tag::default(), Arc::default())
    }
}

impl Language {
    /// Makes a language of its tag and its phrases.
    ///
    /// # Panics
    /// Never: the tables of no language in particular, which stand in for all others, are part of
    /// the program.
    #[must_use]
    pub fn new(tag: &Tag, phrases: Arc<Phrases>) -> Language {
        let locale = tag.locale();
        let und = Locale::UNKNOWN;
        let formats = Formats::of(locale)
            .or_else(|| Formats::of(&und))
            .expect("the tables of no language in particular are part of the program");

        let rules = PluralRules::try_new_cardinal(locale.into())
            .or_else(|_| PluralRules::try_new_cardinal((&und).into()))
            .expect("the rules of no language in particular are part of the program");

        let name = name_in(locale, locale).map_or_else(|| tag.as_str().to_owned(), capital);
        let british = matches!(tag.as_str(), "en" | "en-GB");

        Language(Arc::new(Inner {
            tag: tag.clone(),
            phrases,
            british,
            formats,
            rules,
            name: name.into(),
        }))
    }

    /// Returns its BCP 47 tag, as `lang` and `hreflang` have it.
    #[must_use]
    pub fn tag(&self) -> &str {
        self.0.tag.as_str()
    }

    /// Returns `ltr` or `rtl`.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        self.0.tag.direction()
    }

    /// Tells whether it is English of any country, which the checks of prose read.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.0.tag.base() == "en"
    }

    /// Returns its name in itself: "Cymraeg".
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Returns its English name, for messages: "Welsh".
    #[must_use]
    pub fn english_name(&self) -> String {
        self.0.tag.name()
    }

    /// Returns the name of another language in this one: "Saesneg".
    #[must_use]
    pub fn name_of(&self, other: &Language) -> String {
        name_in(self.0.tag.locale(), other.0.tag.locale())
            .unwrap_or_else(|| other.name().to_owned())
    }

    /// Returns the name of a country: "Y Deyrnas Unedig".
    #[must_use]
    pub fn country(&self, country: Country) -> String {
        if self.is_english() {
            return country.name().to_owned();
        }

        let name = country.code().parse().ok().and_then(|region| {
            let name = RegionDisplayName::try_new_light(self.0.tag.locale().into(), region).ok()?;
            Some(name.as_borrowed().to_string())
        });

        name.unwrap_or_else(|| country.name().to_owned())
    }

    /// Returns its phrases.
    #[must_use]
    pub fn phrases(&self) -> &Arc<Phrases> {
        &self.0.phrases
    }

    /// Returns a phrase without places.
    #[must_use]
    pub fn phrase(&self, key: &str) -> &str {
        self.0.phrases.text(key)
    }

    /// Returns the phrase of a word of front matter: of `type` and `press-release` it is that of
    /// `type_press_release`.
    #[must_use]
    pub fn term(&self, group: &str, id: &str) -> &str {
        self.phrase(&format!("{group}_{}", id.replace('-', "_")))
    }

    /// Returns a phrase with values in its places.
    #[must_use]
    pub fn fill(&self, key: &str, places: &[(&str, &str)]) -> String {
        phrases::filled(self.phrase(key), places)
    }

    /// Returns the form of a phrase for a number, with values in its places.
    #[must_use]
    pub fn counted(
        &self,
        key: &str,
        number: Decimal,
        digits: u32,
        places: &[(&str, &str)],
    ) -> String {
        let category = self.0.rules.category_for(&decimal(&fixed(number, digits)));
        phrases::filled(self.0.phrases.form(key, category_word(category)), places)
    }

    /// Names the category of a whole number, as CLDR does: `one`, `few`, `other`.
    #[must_use]
    pub fn category(&self, count: u64) -> &'static str {
        category_word(self.0.rules.category_for(count))
    }

    /// Names the categories that its plurals need.
    #[must_use]
    pub fn categories(&self) -> Vec<&'static str> {
        let mut all: Vec<PluralCategory> = self.0.rules.categories().collect();
        all.sort_unstable();
        all.into_iter().map(category_word).collect()
    }

    /// Writes a whole number: `1,900`.
    #[must_use]
    pub fn integer(&self, number: u64) -> String {
        self.digits(Decimal::from(number), 0)
    }

    /// Writes a number whose digits are not grouped, with noughts before it up to a width.
    pub(super) fn numerals(&self, number: u64, width: usize) -> String {
        let plain = format!("{number:0width$}");
        if self.0.british {
            return plain;
        }

        let digit = |digit: char| self.integer(u64::from(digit.to_digit(10).unwrap_or_default()));
        plain.chars().map(digit).collect()
    }

    /// Writes a number that is not negative with so many decimals: `1,900`, `12.30`.
    pub(super) fn digits(&self, number: Decimal, places: u32) -> String {
        if self.0.british {
            return super::number::grouped(number, places);
        }
        self.0.formats.number.format(&decimal(&fixed(number, places))).to_string()
    }

    /// Writes a sign before a number, or behind it, as the language's numbers have it.
    pub(super) fn signed(&self, is_negative: bool, number: &str) -> String {
        if !is_negative {
            return number.to_owned();
        }

        let one = match self.0.british {
            true => String::new(),
            false => self.0.formats.number.format(&decimal("-1")).to_string(),
        };
        let digit = one.find(char::is_numeric).unwrap_or(0);

        // CLDR has a hyphen where a minus sign is meant; print has the sign itself.
        let sign = match &one[..digit] {
            "-" | "" => "\u{2212}",
            sign => sign,
        };

        format!("{sign}{number}")
    }

    /// Writes a day: `20 August 2025`.
    pub(super) fn day(&self, day: Day) -> String {
        self.dated(day, words::day, |formats, date| formats.day.format(date).to_string())
    }

    /// Writes a day's month: `August 2025`.
    pub(super) fn month(&self, day: Day) -> String {
        self.dated(day, words::month, |formats, date| formats.month.format(date).to_string())
    }

    /// Writes a day's month without its year: `August`.
    pub(super) fn bare_month(&self, day: Day) -> String {
        let english = |day| words::month_name(day).to_owned();
        self.dated(day, english, |formats, date| formats.bare_month.format(date).to_string())
    }

    /// Writes a day's year: `2025`.
    #[must_use]
    pub fn year(&self, day: Day) -> String {
        self.dated(day, words::year, |formats, date| formats.year.format(date).to_string())
    }

    /// Writes a day in few letters: `20 Aug 2025`.
    pub(super) fn short_day(&self, day: Day) -> String {
        let short = |formats: &Formats, date: &_| formats.short_day.format(date).to_string();
        let short = self.dated(day, words::short_day, short);
        if has_letters(&short) { short } else { self.day(day) }
    }

    /// Writes a day's month in few letters: `Aug 2025`.
    pub(super) fn short_month(&self, day: Day) -> String {
        let short = |formats: &Formats, date: &_| formats.short_month.format(date).to_string();
        let short = self.dated(day, words::short_month, short);
        if has_letters(&short) { short } else { self.month(day) }
    }

    /// Tells whether the language's own tables have the names of months.
    pub(super) fn has_months(&self) -> bool {
        self.0.british || self.0.formats.has_months
    }

    fn dated(
        &self,
        day: Day,
        british: impl Fn(Day) -> String,
        format: impl Fn(&Formats, &IcuDate<Gregorian>) -> String,
    ) -> String {
        match icu_date(day).filter(|_| !self.0.british) {
            Some(date) => format(&self.0.formats, &date),
            None => british(day),
        }
    }

    /// Tells whether values read as their own `words()` have them: in British English, whose
    /// phrases no site changed.
    pub(super) fn is_house_style(&self) -> bool {
        self.0.british && !self.0.phrases.is_changed
    }
}

fn icu_date(day: Day) -> Option<IcuDate<Gregorian>> {
    let (month, number) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    IcuDate::try_new_gregorian(i32::from(day.year()), month, number).ok()
}

/// Tells a month in letters from one in digits, whose order only its readers know.
fn has_letters(date: &str) -> bool {
    date.contains(char::is_alphabetic)
}

fn decimal(plain: &str) -> IcuDecimal {
    plain.parse().expect("a decimal is written in digits, with a point at most")
}

fn category_word(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// Returns the name of a language in another; none where CLDR has none.
fn name_in(language: &Locale, named: &Locale) -> Option<String> {
    let name = LanguageIdentifierDisplayName::try_new_heavy(
        language.into(),
        named.id.clone(),
        LanguageIdentifierDisplayNameOptions::default(),
    );

    let mut text = String::new();
    name.ok()?.as_borrowed().try_write_to(&mut text).ok()?.ok()?;

    Some(text)
}

/// Begins a name with a capital, as a menu does.
fn capital(name: String) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name,
    }
}
