//! What a number counts or measures.

use std::fmt;

use super::{ValueError, text, words};

/// A currency: its ISO 4217 code and the symbol that stands for no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency {
    code: &'static str,
    symbol: Option<&'static str>,
}

/// Currencies by their ISO 4217 codes, with a symbol where a British reader knows it for this one.
///
/// The codes are a list and not any three letters, because `NHS` and `MPs` are no money.
const CURRENCIES: [Currency; 34] = [
    Currency::new("GBP", Some("£")),
    Currency::new("EUR", Some("€")),
    Currency::new("USD", Some("$")),
    Currency::new("JPY", Some("¥")),
    Currency::new("INR", Some("₹")),
    Currency::new("UAH", Some("₴")),
    Currency::new("ILS", Some("₪")),
    Currency::new("KRW", Some("₩")),
    Currency::new("TRY", Some("₺")),
    Currency::new("NGN", Some("₦")),
    Currency::new("AED", None),
    Currency::new("AUD", None),
    Currency::new("BRL", None),
    Currency::new("CAD", None),
    Currency::new("CHF", None),
    Currency::new("CNY", None),
    Currency::new("CZK", None),
    Currency::new("DKK", None),
    Currency::new("EGP", None),
    Currency::new("HKD", None),
    Currency::new("HUF", None),
    Currency::new("IQD", None),
    Currency::new("JOD", None),
    Currency::new("KWD", None),
    Currency::new("MXN", None),
    Currency::new("NOK", None),
    Currency::new("NZD", None),
    Currency::new("PKR", None),
    Currency::new("PLN", None),
    Currency::new("QAR", None),
    Currency::new("SAR", None),
    Currency::new("SEK", None),
    Currency::new("SGD", None),
    Currency::new("ZAR", None),
];

impl Currency {
    const fn new(code: &'static str, symbol: Option<&'static str>) -> Currency {
        Currency { code, symbol }
    }

    /// Finds a currency by its symbol or its ISO 4217 code.
    #[must_use]
    pub fn find(text: &str) -> Option<Currency> {
        CURRENCIES
            .into_iter()
            .find(|currency| currency.code == text || currency.symbol == Some(text))
    }

    /// Returns the ISO 4217 code: `GBP`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Returns the symbol: `£`; the code where there is none.
    #[must_use]
    pub fn symbol(&self) -> &'static str {
        self.symbol.unwrap_or(self.code)
    }

    /// Takes a currency off the front of a text.
    pub(super) fn strip(text: &str) -> Option<(Currency, &str)> {
        // "US$" says which dollars are meant.
        let text = text.strip_prefix("US").filter(|rest| rest.starts_with('$')).unwrap_or(text);

        CURRENCIES.into_iter().find_map(|currency| {
            let symbol = currency
                .symbol
                .and_then(|symbol| text.strip_prefix(symbol))
                .or_else(|| text.strip_prefix(currency.code));
            symbol.map(|rest| (currency, rest.trim_start()))
        })
    }
}

/// What a number counts or measures.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Unit {
    /// Nothing said.
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

impl Unit {
    /// Reads `%`, `per cent`, `percentage points`, `£`, `GBP`, `people`.
    ///
    /// # Errors
    ///
    /// Refuses what holds other signs than a unit's words can have.
    pub fn parse(text: &str) -> Result<Unit, ValueError> {
        const LONGEST: usize = 80;

        let tidy = text::tidy(text);
        let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(&tidy));
        if tidy.is_empty() || is(&words::NO_UNIT) {
            return Ok(Unit::None);
        }

        if is(&words::PERCENT) {
            return Ok(Unit::Percent);
        }

        if is(&words::PERCENTAGE_POINTS) {
            return Ok(Unit::PercentagePoints);
        }

        let lower = tidy.len() == 3 && tidy.bytes().all(|byte| byte.is_ascii_lowercase());
        let code = if lower { tidy.to_uppercase() } else { tidy.clone() };
        if let Some(currency) = Currency::find(&code) {
            return Ok(Unit::Currency(currency));
        }

        let spoken = words::CURRENCIES
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&tidy))
            .and_then(|(_, code)| Currency::find(code));

        if let Some(currency) = spoken {
            return Ok(Unit::Currency(currency));
        }

        let fits = |char: char| char.is_alphanumeric() || " -'/,.()".contains(char);
        let named = tidy.starts_with(char::is_alphabetic)
            && tidy.chars().all(fits)
            // "12.5 per 100,000 people" is a rate; any other number is a second value.
            && (tidy.contains(words::PER) || !tidy.contains(|char: char| char.is_ascii_digit()))
            && tidy.chars().count() <= LONGEST;

        if named {
            Ok(Unit::Named(tidy))
        } else {
            Err(ValueError::new(format!("{} is not a unit", text::quote(text))).help(
                "write `%`, `percentage points`, a currency such as `GBP`, or what is counted, such as `people`",
            ))
        }
    }

    /// Tells whether its things are counted one by one.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        matches!(self, Unit::None | Unit::Named(_))
    }

    /// Tells whether numbers in this unit and the other can be added and compared.
    ///
    /// A bare number takes the other's name: "1,900" and "2,600 people" are both people.
    #[must_use]
    pub fn is_like(&self, other: &Unit) -> bool {
        self == other
            || matches!((self, other), (Unit::None, Unit::Named(_)) | (Unit::Named(_), Unit::None))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unit::None => "",
            Unit::Percent => "%",
            Unit::PercentagePoints => words::PERCENTAGE_POINTS[0],
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
            ("people", "people"),
            ("  small  boats ", "small boats"),
            ("number", ""),
            ("", ""),
        ] {
            assert_eq!(Unit::parse(text).expect(text).to_string(), shown);
        }

        assert!(Unit::parse("§§").is_err());
        assert!(Unit::parse("5 people").is_err());
        assert!(Unit::parse("to 900").is_err());
    }
}
