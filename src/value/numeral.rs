//! A number with its unit, in digits or in words.
//!
//! In: a text that begins with one. Out: the number, and where it ends. Invariant: [`scan`] reads both
//! records and running text; a record also requires that nothing is left over.

use rust_decimal::Decimal;

use super::number::{self, Number};
use super::{Currency, Grouping, Magnitude, Unit, ValueError, unit};
use crate::lexicon::{Lexicon, Numbers, is_any};

/// A number with its unit: `£12.3 billion`, `nine per cent`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    pub(super) number: Number,
    pub(super) unit: Unit,
}

/// A numeral at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumeralMatch {
    /// What it states.
    pub numeral: Numeral,
    /// Where its number and magnitude end.
    pub number_end: usize,
    /// Where its unit ends.
    pub end: usize,
    /// Whether its number is written in words.
    pub is_spelled: bool,
}

impl Numeral {
    /// Returns the number in full: 12300000000.
    #[must_use]
    pub fn value(&self) -> Decimal {
        self.number.value
    }

    /// Returns its unit; none if no unit is adjacent to it.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Returns the word or letter that multiplies its number.
    #[must_use]
    pub fn magnitude(&self) -> Magnitude {
        self.number.magnitude
    }

    /// Returns how many decimals were written.
    #[must_use]
    pub fn written_places(&self) -> u32 {
        self.number.places
    }

    /// Tells whether it is a plain number without a unit or a magnitude.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.unit == Unit::None && self.number.magnitude == Magnitude::One
    }

    /// Counts the significant digits: 3 of `12.3 billion`, 2 of `2,600`.
    #[must_use]
    pub fn significant_digits(&self) -> usize {
        let mut mantissa = self.mantissa();

        // Trailing zeros after a decimal point are significant: 2.60 has three digits.
        if self.number.places == 0 {
            while mantissa != 0 && mantissa.is_multiple_of(10) {
                mantissa /= 10;
            }
        }

        mantissa.checked_ilog10().map_or(0, |power| power as usize + 1)
    }

    /// Returns the unit to which it may have been rounded, judged by its trailing zeros; none if a decimal or
    /// a magnitude shows the rounding.
    #[must_use]
    pub fn likely_rounding(&self) -> Option<Decimal> {
        let mut mantissa = self.mantissa();
        if self.number.places > 0 || self.number.magnitude != Magnitude::One || mantissa == 0 {
            return None;
        }

        // At least two digits are significant: 100 schools are not "100 to the nearest hundred".
        let mut power = 0;
        while mantissa >= 100 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            power += 1;
        }

        (power > 0).then(|| Decimal::from(10_u64.pow(power)))
    }

    /// Completes the low end of a range from its high end: "£2 to £3 million", "10 to 15%".
    pub fn complete_from(&mut self, high: &Numeral) {
        if self.unit == Unit::None && self.number.magnitude == Magnitude::One {
            self.unit = high.unit.clone();
        }

        // "1,500 to 2 million" does not begin at 1,500 million.
        let is_small = self.number.value.abs() < Decimal::ONE_THOUSAND;
        let fits = self.unit == high.unit || high.unit == Unit::None;
        if fits && is_small && self.number.magnitude == Magnitude::One {
            let multiplied = self.number.value.checked_mul(high.number.magnitude.value());
            self.number.value = multiplied.unwrap_or(self.number.value);
            self.number.magnitude = high.number.magnitude;
        }
    }

    /// Returns its digits as a whole number: 123 of `12.3 billion`.
    fn mantissa(&self) -> u128 {
        let coefficient = self.number.coefficient();
        let ten = Decimal::from(10_u64.pow(self.number.places.min(9)));
        let whole = coefficient.checked_mul(ten).unwrap_or_default();
        whole.trunc().mantissa().unsigned_abs()
    }
}

/// Reads the numeral at the start of a text: a currency, a number in digits or words, its magnitude and its
/// unit.
///
/// None if there is no number. A noun that is counted ("people") is not read as a unit: in running text its
/// end cannot be determined.
#[must_use]
pub fn scan(
    text: &str,
    grouping: Grouping,
    lexicon: &Lexicon,
) -> Option<Result<NumeralMatch, ValueError>> {
    // Called at every word of a text; nearly all calls return here.
    if !may_begin(text, lexicon) {
        return None;
    }

    match Currency::at(text) {
        Some((currency, length)) => {
            let rest = text[length..].trim_start();
            scan_money(rest, Some(currency), grouping, lexicon).map(|read| {
                read.map(|read| NumeralMatch {
                    number_end: read.number_end + (text.len() - rest.len()),
                    end: read.end + (text.len() - rest.len()),
                    ..read
                })
            })
        }
        None => scan_money(text, None, grouping, lexicon),
    }
}

/// Reads a numeral after its currency, if it has one.
pub(super) fn scan_money(
    text: &str,
    currency: Option<Currency>,
    grouping: Grouping,
    lexicon: &Lexicon,
) -> Option<Result<NumeralMatch, ValueError>> {
    let money = currency.is_some();
    let (read, is_spelled) = match number::scan(text, money, grouping, lexicon) {
        Some(read) => (read, false),
        None => (Ok(scan_words(text, money, &lexicon.numbers)?), true),
    };

    let (number, rest) = match read {
        Ok(read) => read,
        Err(error) => return Some(Err(error)),
    };

    let number_end = text[..text.len() - rest.len()].trim_end().len();
    let (unit, end) = match currency {
        Some(currency) => (Unit::Currency(currency), number_end),
        None => match unit::scan(rest, lexicon) {
            Some((unit, length)) => (unit, text.len() - rest.len() + length),
            None => (Unit::None, number_end),
        },
    };

    let numeral = Numeral { number, unit };
    Some(Ok(NumeralMatch { numeral, number_end, end, is_spelled }))
}

fn may_begin(text: &str, lexicon: &Lexicon) -> bool {
    // Signs that end or enclose something.
    const ENCLOSING: &[u8] = b",;:()?!\"'/";

    let Some(&first) = text.as_bytes().first() else {
        return false;
    };
    if ENCLOSING.contains(&first) || text.starts_with(['“', '”', '‘', '’']) {
        return false;
    }

    // Currency symbols and codes, and digits; anything else may be a number in words.
    !first.is_ascii_alphabetic()
        || first.is_ascii_uppercase() && Currency::at(text).is_some()
        || lexicon.numbers.cardinal(first_word(text)).is_some()
}

fn first_word(text: &str) -> &str {
    // Nearly all words are of ASCII and end at a sign of it.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let end = match text.as_bytes().get(plain) {
        Some(next) if !next.is_ascii() => text.find(|char: char| !char.is_alphanumeric()),
        _ => Some(plain),
    };

    &text[..end.unwrap_or(text.len())]
}

/// Takes a number in words off the start of a text: `nine`, `twenty-seven`, `fourteen point five`, `two
/// million`.
fn scan_words<'t>(text: &'t str, money: bool, words: &Numbers) -> Option<(Number, &'t str)> {
    let first = first_word(text);
    let mut value = words.cardinal(first)?;
    let mut rest = &text[first.len()..];

    // "Twenty-seven" and "twenty seven" are one number; "nine" and "seven" are two.
    if value >= 20
        && let Some((unit, after)) = next_cardinal(rest, words)
        && (1..10).contains(&unit)
    {
        value += unit;
        rest = after;
    }

    let next = first_word(rest.trim_start());
    if value < 10 && is_any(next, words.hundred) {
        return None;
    }

    let mut number = Decimal::from(value);
    let mut places = 0;
    if is_any(next, words.point)
        && let Some((tenth, after)) = next_cardinal(&rest.trim_start()[next.len()..], words)
        && tenth < 10
    {
        number = Decimal::new(i64::from(value) * 10 + i64::from(tenth), 1);
        places = 1;
        rest = after;
    }

    let (magnitude, rest) = number::take_magnitude(rest, money, words);
    let value = number.checked_mul(magnitude.value())?;

    Some((Number { value, places, magnitude }, rest))
}

/// Takes a number in words off the start, after a space or a hyphen.
fn next_cardinal<'t>(text: &'t str, words: &Numbers) -> Option<(u32, &'t str)> {
    let bare = text.trim_start();
    let bare = bare.strip_prefix('-').unwrap_or(bare);
    let word = first_word(bare);
    Some((words.cardinal(word)?, &bare[word.len()..]))
}
