//! What a number counts or measures.

use std::fmt;

use super::{ValueError, text};
use crate::lexicon::{ENGLISH, Lexicon, WordRoles, is_any, starts_with_phrase};

/// A currency, by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(u8);

/// A row of the table of currencies.
struct CurrencyEntry {
    code: &'static str,
    /// The symbol that a British reader reads as this currency and no other.
    symbol: Option<&'static str>,
    /// Further signs before a number, which are read but not printed.
    signs: &'static [&'static str],
    /// Other currencies with the same sign or name: Singapore's dollar is "$" at home and "S$" abroad.
    namesakes: &'static [&'static str],
}

/// Currencies by their codes.
///
/// A list and not any three letters, because `NHS` and `MPs` are not money.
const CURRENCIES: [CurrencyEntry; 39] = [
    CurrencyEntry::new("GBP", Some("£")),
    CurrencyEntry::new("EUR", Some("€")),
    CurrencyEntry::new("USD", Some("$"))
        .signs(&["US$"])
        .namesakes(&["AUD", "CAD", "HKD", "JMD", "NZD", "SGD", "TTD", "XCD"]),
    CurrencyEntry::new("JPY", Some("¥")).namesakes(&["CNY"]),
    CurrencyEntry::new("INR", Some("₹")).signs(&["Rs.", "Rs"]).namesakes(&["PKR", "LKR"]),
    CurrencyEntry::new("UAH", Some("₴")),
    CurrencyEntry::new("ILS", Some("₪")),
    CurrencyEntry::new("KRW", Some("₩")),
    CurrencyEntry::new("TRY", Some("₺")),
    CurrencyEntry::new("NGN", Some("₦")),
    CurrencyEntry::new("AED", None),
    CurrencyEntry::new("AUD", None).signs(&["AU$", "A$"]),
    CurrencyEntry::new("BRL", None).signs(&["R$"]),
    CurrencyEntry::new("CAD", None).signs(&["CA$", "C$"]),
    CurrencyEntry::new("CHF", None),
    CurrencyEntry::new("CNY", None),
    CurrencyEntry::new("CZK", None),
    CurrencyEntry::new("DKK", None),
    CurrencyEntry::new("EGP", None),
    CurrencyEntry::new("HKD", None).signs(&["HK$"]),
    CurrencyEntry::new("HUF", None),
    CurrencyEntry::new("IQD", None).namesakes(&["JOD", "KWD"]),
    CurrencyEntry::new("JOD", None),
    CurrencyEntry::new("KWD", None),
    CurrencyEntry::new("MXN", None),
    CurrencyEntry::new("NOK", None).namesakes(&["DKK", "SEK"]),
    CurrencyEntry::new("NZD", None).signs(&["NZ$"]),
    CurrencyEntry::new("PKR", None),
    CurrencyEntry::new("PLN", None),
    CurrencyEntry::new("QAR", None),
    CurrencyEntry::new("SAR", None),
    CurrencyEntry::new("SEK", None),
    CurrencyEntry::new("SGD", None).signs(&["S$"]),
    CurrencyEntry::new("ZAR", None).signs(&["R"]),
    CurrencyEntry::new("LKR", None),
    CurrencyEntry::new("KES", None).signs(&["KShs", "KSh", "Ksh"]),
    CurrencyEntry::new("JMD", None).signs(&["J$"]),
    CurrencyEntry::new("TTD", None).signs(&["TT$"]),
    CurrencyEntry::new("XCD", None).signs(&["EC$"]),
];

impl CurrencyEntry {
    const fn new(code: &'static str, symbol: Option<&'static str>) -> CurrencyEntry {
        CurrencyEntry { code, symbol, signs: &[], namesakes: &[] }
    }

    const fn signs(mut self, signs: &'static [&'static str]) -> CurrencyEntry {
        self.signs = signs;
        self
    }

    const fn namesakes(mut self, namesakes: &'static [&'static str]) -> CurrencyEntry {
        self.namesakes = namesakes;
        self
    }
}

impl Currency {
    /// Finds a currency by its symbol or its ISO 4217 code.
    #[must_use]
    pub fn find(text: &str) -> Option<Currency> {
        Currency::position(|entry| {
            entry.code == text || entry.symbol == Some(text) || entry.signs.contains(&text)
        })
    }

    /// Returns the ISO 4217 code: `GBP`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.entry().code
    }

    /// Returns the symbol: `£`; the code if there is none.
    #[must_use]
    pub fn symbol(&self) -> &'static str {
        self.entry().symbol.unwrap_or(self.code())
    }

    /// Finds the currency at the start of a text, with the length of its sign or code in bytes.
    pub(super) fn at(text: &str) -> Option<(Currency, usize)> {
        let bytes = text.as_bytes();
        let first = *bytes.first()?;

        // Most words have at most one capital: the table is searched only for possible signs and codes.
        let code = bytes.get(..3).filter(|code| code.iter().all(u8::is_ascii_uppercase));
        let marked = bytes.iter().take(3).any(|&byte| byte == b'$') || first >= 0x80;
        // "R1.2 billion" and "KSh 6.8 billion", but not a word that begins with these letters.
        let is_rand = first == b'R' && bytes.get(1).is_some_and(u8::is_ascii_digit);
        let is_shilling = text.starts_with("KSh") || text.starts_with("Ksh");
        // "Rs 5,520", "Rs. 40 million": those of India, unless a record says otherwise.
        let is_rupee = text.strip_prefix("Rs").is_some_and(|rest| {
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            rest.trim_start_matches([' ', '\u{a0}'])
                .starts_with(|first: char| first.is_ascii_digit())
        });
        if code.is_none() && !marked && !is_rand && !is_shilling && !is_rupee {
            return None;
        }

        let length = |entry: &CurrencyEntry| {
            let marks = entry.signs.iter().copied().chain(entry.symbol).chain([entry.code]);
            let fits = |mark: &&str| {
                let is_stated = match *mark {
                    "R" => is_rand,
                    "Rs" | "Rs." => is_rupee,
                    _ => true,
                };
                text.starts_with(*mark) && is_stated
            };
            marks.filter(fits).map(str::len).next()
        };
        let found = (0_u8..).zip(&CURRENCIES).find_map(|(at, entry)| Some((at, length(entry)?)));
        found.map(|(at, length)| (Currency(at), length))
    }

    /// Tells whether a sum in this currency, as named in running text, may be in another.
    fn may_mean(self, other: Currency) -> bool {
        self == other || self.entry().namesakes.contains(&other.code())
    }

    fn entry(self) -> &'static CurrencyEntry {
        const TABLE: &[CurrencyEntry] = &CURRENCIES;
        &TABLE[usize::from(self.0)]
    }

    fn position(fits: impl Fn(&CurrencyEntry) -> bool) -> Option<Currency> {
        (0_u8..).zip(&CURRENCIES).find(|(_, entry)| fits(entry)).map(|(at, _)| Currency(at))
    }
}

/// What a number counts or measures.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Unit {
    /// No unit is stated.
    #[default]
    None,
    /// Parts of a hundred.
    Percent,
    /// The difference between two percentages.
    PercentagePoints,
    /// Money.
    Currency(Currency),
    /// Things that are counted: "people", "returns".
    Named(String),
}

/// What may be said of two values of one unit.
///
/// The source is S. S. Stevens, "On the theory of scales of measurement" (1946).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitScale {
    /// Its nought is nothing: one value may be twice another. Counts, money, shares and rates.
    Ratio,
    /// Its nought is a convention: temperatures and index points have differences, and no percentages.
    Interval,
    /// Its numbers are places in an order; the first is the highest.
    Rank,
}

impl Unit {
    /// Reads `%`, `per cent`, `percentage points`, `£`, `GBP`, `people`.
    ///
    /// # Errors
    ///
    /// Refuses text with characters that do not occur in units.
    pub fn parse(text: &str) -> Result<Unit, ValueError> {
        Unit::read(text, &ENGLISH)
    }

    /// Reads a unit with a lexicon.
    pub(super) fn read(text: &str, lexicon: &Lexicon) -> Result<Unit, ValueError> {
        // A unit has few words; a longer text is a sentence without its number.
        const LONGEST: usize = 80;

        let words = &lexicon.units;
        let tidy = text::tidy(text);

        // "number" is what statistical tables write for no unit.
        if tidy.is_empty() || is_any(&tidy, words.none) {
            return Ok(Unit::None);
        }

        if let Some((unit, length)) = scan(&tidy, lexicon)
            && length == tidy.len()
        {
            return Ok(unit);
        }

        // A record may have a code in lower case; in running text "all" and "try" are words.
        let lower = tidy.len() == 3 && tidy.bytes().all(|byte| byte.is_ascii_lowercase());
        let code = if lower { tidy.to_uppercase() } else { tidy.clone() };
        if let Some(currency) = Currency::find(&code) {
            return Ok(Unit::Currency(currency));
        }

        if let Some(sign) = temperature(&tidy, words) {
            return Ok(Unit::Named(sign.to_owned()));
        }

        // "index, 2015 = 100" says what the index is compared with.
        let is_index = first_word_is_any(&tidy, words.indices);
        let fits = |char: char| {
            char.is_alphanumeric() || " -'/,.()°µ".contains(char) || is_index && "=:".contains(char)
        };
        let named = tidy.starts_with(char::is_alphabetic)
            && tidy.chars().all(fits)
            // "12.5 per 100,000 people" is a rate, and "MtCO2e" a name; any other number is a second value.
            && (is_index || tidy.contains(words.per) || has_digits_in_words_only(&tidy))
            && tidy.chars().count() <= LONGEST;

        if named {
            Ok(Unit::Named(tidy))
        } else {
            Err(ValueError::new(format!("{} is not a unit", text::quote(text))).help(
                "write `%`, `percentage points`, a currency such as `GBP`, a measure such as `tonnes` or `°C`, or what is counted, such as `people`",
            ))
        }
    }

    /// Tells whether a number of this unit in running text may be a value in the unit of a record.
    ///
    /// A bare number may count whatever the record does, and "$" may be the dollar of several countries.
    #[must_use]
    pub fn may_mean(&self, recorded: &Unit) -> bool {
        match (self, recorded) {
            (Unit::None, Unit::None | Unit::Named(_)) => true,
            (Unit::Currency(own), Unit::Currency(other)) => own.may_mean(*other),
            (own, other) => own == other,
        }
    }

    /// Tells whether its things are counted one by one.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        matches!(self, Unit::None | Unit::Named(_))
    }

    /// Returns its scale, which decides whether a change may be given in per cent.
    #[must_use]
    pub fn scale(&self) -> UnitScale {
        let Unit::Named(name) = self else {
            return UnitScale::Ratio;
        };

        let words = &ENGLISH.units;
        if is_any(name, words.ranks) {
            UnitScale::Rank
        } else if self.is_temperature() || first_word_is_any(name, words.indices) {
            UnitScale::Interval
        } else {
            UnitScale::Ratio
        }
    }

    /// Tells whether it is a scale of temperature.
    #[must_use]
    pub fn is_temperature(&self) -> bool {
        let Unit::Named(name) = self else {
            return false;
        };

        ENGLISH.units.temperatures.iter().any(|(sign, _)| sign == name)
    }

    /// Tells whether a value needs its unit to be understood: tonnes, degrees and rates do.
    ///
    /// People and returns are counted, and the sentence around the number names them; an index and a rank have
    /// numbers without a unit.
    #[must_use]
    pub fn is_measure(&self) -> bool {
        let Unit::Named(name) = self else {
            return false;
        };
        if self.is_temperature() {
            return true;
        }
        if self.scale() != UnitScale::Ratio {
            return false;
        }

        let is_measure = |word: &str| {
            let word = word.to_lowercase();
            is_any(&word, ENGLISH.units.measures)
                || ENGLISH.words.roles(&word).meets(WordRoles::MEASURE)
        };

        // `MtCO2e`, `m3`, `£ per head`, `km/h`
        name.starts_with(ENGLISH.units.per)
            || name.contains(&format!(" {}", ENGLISH.units.per))
            || name.contains(|sign: char| sign == '/' || sign.is_numeric())
            || name.split([' ', '-']).any(is_measure)
    }

    /// Tells whether numbers in this unit and the other can be added and compared.
    ///
    /// A bare number takes the other's unit: "1,900" and "2,600 people" are both people.
    #[must_use]
    pub fn is_like(&self, other: &Unit) -> bool {
        self == other
            || matches!((self, other), (Unit::None, Unit::Named(_)) | (Unit::Named(_), Unit::None))
    }
}

/// Finds the unit after a number, at the start of a text, with its length in bytes.
///
/// Only units in a table are found; other nouns ("people") are units only in a record.
pub(super) fn scan(text: &str, lexicon: &Lexicon) -> Option<(Unit, usize)> {
    let words = &lexicon.units;
    let first = |phrases: &[&str]| phrases.iter().find_map(|it| starts_with_phrase(text, it));

    // "Percentage points" begins as "percentage" does.
    if let Some(length) = first(words.points) {
        return Some((Unit::PercentagePoints, length));
    }

    if let Some(length) = first(words.percent) {
        return Some((Unit::Percent, length));
    }

    let named = words
        .currencies
        .iter()
        .find_map(|(name, code)| Some((starts_with_phrase(text, name)?, code)))
        .and_then(|(length, code)| Some((Currency::find(code)?, length)));
    let coded = || {
        let (currency, length) = Currency::at(text)?;
        let is_code = text.as_bytes()[0].is_ascii_uppercase() && !text[..length].ends_with('$');
        let ends = !text[length..].starts_with(char::is_alphanumeric);
        (is_code && ends).then_some((currency, length))
    };

    named.or_else(coded).map(|(currency, length)| (Unit::Currency(currency), length))
}

/// Returns the sign of a temperature in one of its names.
fn temperature(name: &str, words: &crate::lexicon::Units) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let named = |names: &[&str]| names.contains(&lower.as_str());
    words.temperatures.iter().find(|(_, names)| named(names)).map(|(sign, _)| *sign)
}

/// Tells whether a name begins with one of the words.
fn first_word_is_any(name: &str, words: &[&str]) -> bool {
    let end = name.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(name.len());
    is_any(&name[..end], words)
}

/// Tells whether every digit of a unit follows a letter: `MtCO2e`, `m3`.
fn has_digits_in_words_only(unit: &str) -> bool {
    let mut before = ' ';
    unit.chars().all(|sign| {
        let is_apart = sign.is_ascii_digit() && !before.is_alphanumeric();
        before = sign;
        !is_apart
    })
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unit::None => "",
            Unit::Percent => "%",
            Unit::PercentagePoints => ENGLISH.units.points[0],
            Unit::Currency(currency) => currency.code(),
            Unit::Named(name) => name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read() {
        for (text, shown) in [
            ("%", "%"),
            ("per cent", "%"),
            ("Percent", "%"),
            ("percentage points", "percentage points"),
            ("pp", "percentage points"),
            ("£", "GBP"),
            ("gbp", "GBP"),
            ("pounds", "GBP"),
            ("€", "EUR"),
            ("IQD", "IQD"),
            ("per 100,000 people", "per 100,000 people"),
            ("MtCO2e", "MtCO2e"),
            ("AU$", "AUD"),
            ("S$", "SGD"),
            ("people", "people"),
            ("°C", "°C"),
            ("degrees Celsius", "°C"),
            ("Fahrenheit", "°F"),
            ("index, 2015 = 100", "index, 2015 = 100"),
            ("µg/m³", "µg/m³"),
            ("  small  boats ", "small boats"),
            ("number", ""),
            ("", ""),
        ] {
            assert_eq!(Unit::parse(text).expect(text).to_string(), shown);
        }

        assert!(Unit::parse("§§").is_err());
        assert!(Unit::parse("people = 5").is_err());
        assert!(Unit::parse("5 people").is_err());
        assert!(Unit::parse("to 900").is_err());
    }

    #[test]
    fn only_a_ratio_scale_has_percentages() {
        use UnitScale::{Interval, Rank, Ratio};

        for (text, scale, is_measure) in [
            ("°C", Interval, true),
            ("degrees Fahrenheit", Interval, true),
            ("index", Interval, false),
            ("index points", Interval, false),
            ("index (2015 = 100)", Interval, false),
            ("rank", Rank, false),
            ("people", Ratio, false),
            ("place names", Ratio, false),
            ("small boats", Ratio, false),
            ("per 100,000 people", Ratio, true),
            ("tonnes", Ratio, true),
            ("MtCO2e", Ratio, true),
            ("gigawatts", Ratio, true),
            ("weeks", Ratio, true),
            ("million people", Ratio, true),
            ("km/h", Ratio, true),
            ("GBP", Ratio, false),
            ("%", Ratio, false),
        ] {
            let unit = Unit::parse(text).expect(text);
            assert_eq!((unit.scale(), unit.is_measure()), (scale, is_measure), "{text}");
        }
    }
}
