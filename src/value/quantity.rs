//! A number with its unit, its qualifier and what the true value may be.

use std::fmt;

use rust_decimal::Decimal;

use super::number::{self, Magnitude, Number};
use super::{Bound, Interval, Qualifier, Unit, ValueError, text, unit, words};

/// A value as a briefing states it.
///
/// The **interval** is what the true value may be. A plain integer is exact; `rounded_to` stands
/// for half of it either way; without it a decimal or a number with a magnitude stands for half a
/// unit in its last written place. A qualifier then says more:
///
/// | qualifier | interval of *x* |
/// |---|---|
/// | exact | *x*, within its rounding |
/// | about | 15% either way, and at least the rounding |
/// | nearly | from 10% below, or the rounding if that is more, to *x* and not *x* itself |
/// | up to | from 0 to *x* |
/// | at most, fewer than | everything below *x*; nothing below 0 where things are counted |
/// | at least, more than | everything above *x* |
/// | between | from the low number to the high one, each within its rounding |
///
/// A limit ("up to", "more than") is taken at its word, whatever it was rounded to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    number: Number,
    /// The high end of a range.
    upper: Option<Number>,
    unit: Unit,
    /// Whether the unit's name was written with the number, so that it is printed with it.
    named: bool,
    qualifier: Qualifier,
    interval: Interval,
    written: String,
}

/// How far "about" reaches, in per cent either way.
///
/// One reading serves both sides: what we write with "about" never claims more than what we take
/// another's "about" to mean. "About 27%" must cover 23.5% to 30.2%.
pub(super) const ABOUT: i64 = 15;

/// How far "nearly" reaches, in per cent downwards.
const NEARLY: i64 = 10;

impl Quantity {
    /// Reads a value: `1,900`, `-0.5%`, `up to £12.3 billion`, `about 27 per cent`, `500 to 900`.
    ///
    /// `rounded_to` is the unit to which its publisher rounded it, `default_unit` the unit of a
    /// number that is written without one.
    ///
    /// # Errors
    ///
    /// Refuses what has no number in digits, thousands that are grouped wrongly, more digits than
    /// a decimal can keep, two qualifiers, and signs that belong to no unit.
    pub fn parse(
        text: &str,
        rounded_to: Option<Decimal>,
        default_unit: Option<&Unit>,
    ) -> Result<Quantity, ValueError> {
        const LONGEST: usize = 200;
        let tidy = text::tidy(text);
        if tidy.len() > LONGEST {
            return Err(unreadable(text));
        }
        if rounded_to.is_some_and(|unit| unit <= Decimal::ZERO) {
            return Err(ValueError::new(
                "a number cannot be rounded to nought or less",
            ));
        }
        let (qualifier, rest) = take_qualifier(&tidy)?;
        let range = match qualifier {
            None => read_range(rest),
            Some(_) => None,
        };
        let (part, upper) = match range {
            Some((low, high)) => (low, Some(high)),
            None => (read_part(rest).ok_or_else(|| unreadable(text))??, None),
        };
        let qualifier = match upper {
            Some(_) => Qualifier::Between,
            None => qualifier.unwrap_or(Qualifier::Exact),
        };
        let named = matches!(part.unit, Unit::Named(_));
        let unit = match part.unit {
            Unit::None => default_unit.cloned().unwrap_or_default(),
            unit => unit,
        };
        if let Some(upper) = &upper
            && upper.value <= part.number.value
        {
            return Err(ValueError::new(format!(
                "{} ends where it begins, or before",
                text::quote(text)
            ))
            .help("write the lower number first"));
        }
        let mut quantity = Quantity {
            interval: Interval::unbounded(),
            number: part.number,
            upper,
            unit,
            named,
            qualifier,
            written: text.trim().to_owned(),
        };
        quantity.interval = quantity.reading(rounded_to);
        Ok(quantity)
    }

    /// Makes an exact quantity of a computed number.
    #[must_use]
    pub fn exact(value: Decimal, unit: Unit) -> Quantity {
        let number = Number {
            value,
            places: value.normalize().scale(),
            magnitude: Magnitude::One,
        };
        Quantity {
            number,
            upper: None,
            unit,
            named: false,
            qualifier: Qualifier::Exact,
            interval: Interval::exact(value),
            written: value.to_string(),
        }
    }

    /// Returns the number in full: 12300000000; of a range its low end.
    #[must_use]
    pub fn number(&self) -> Decimal {
        self.number.value
    }

    /// Returns the high end of a range.
    #[must_use]
    pub fn upper(&self) -> Option<Decimal> {
        self.upper.map(|upper| upper.value)
    }

    /// Returns the unit.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Returns the qualifier.
    #[must_use]
    pub fn qualifier(&self) -> Qualifier {
        self.qualifier
    }

    /// Returns what the true value may be.
    #[must_use]
    pub fn interval(&self) -> Interval {
        self.interval
    }

    /// Returns the text that it was read from.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Returns the word of size behind the number.
    #[must_use]
    pub fn magnitude(&self) -> Magnitude {
        self.number.magnitude
    }

    /// Returns the digits behind the decimal point, as written.
    #[must_use]
    pub fn places(&self) -> u32 {
        self.number.places
    }

    /// Returns the unit in the last written place: 0.1 billion of `£12.3 billion`.
    #[must_use]
    pub fn written_unit(&self) -> Decimal {
        self.number
            .half_unit()
            .checked_mul(Decimal::TWO)
            .unwrap_or_default()
    }

    /// Writes it in house style, with its qualifier: `up to £12.3 billion`.
    ///
    /// The unit's name stands there only if it stood in the text: a series in "people" prints
    /// `1,900`, since its sentence names them.
    #[must_use]
    pub fn words(&self) -> String {
        let bare = self.bare_words();
        match words::qualifier(self.qualifier, self.unit.is_counted()) {
            "" => bare,
            qualifier => format!("{qualifier} {bare}"),
        }
    }

    /// Writes it in house style without its qualifier: `£12.3 billion`.
    #[must_use]
    pub fn bare_words(&self) -> String {
        let mut text = match &self.upper {
            None => self.amount(&self.number),
            Some(upper) => words::range(&self.amount(&self.number), &self.amount(upper)),
        };
        match &self.unit {
            Unit::PercentagePoints => {
                let one = self.upper.is_none()
                    && self.number.value.abs() == Decimal::ONE
                    && self.places() == 0;
                text.push(' ');
                text.push_str(words::percentage_points(one));
            }
            Unit::Named(name) if self.named => {
                text.push(' ');
                text.push_str(name);
            }
            _ => {}
        }
        text
    }

    /// Writes the full number for programs, in ASCII: `12300000000`, `-0.5`; a range as
    /// `500/900`.
    #[must_use]
    pub fn machine(&self) -> String {
        let low = self.number.value.normalize().to_string();
        match &self.upper {
            None => low,
            Some(upper) => format!("{low}/{}", upper.value.normalize()),
        }
    }

    /// Adds another quantity of the same unit, with what the qualifiers then allow to say.
    ///
    /// None where the units differ, where one is bounded above and the other below, or where the
    /// number grows too large.
    #[must_use]
    pub fn sum(&self, other: &Quantity) -> Option<Quantity> {
        let qualifier = self.qualifier.of_sum(other.qualifier)?;
        let interval = self.interval.sum(&other.interval);
        self.joined(other, qualifier, interval, Decimal::checked_add)
    }

    /// Takes away another quantity of the same unit, with what the qualifiers then allow to say.
    ///
    /// None where it cannot be said, as for a sum, and for ranges.
    #[must_use]
    pub fn difference(&self, other: &Quantity) -> Option<Quantity> {
        if self.upper.is_some() || other.upper.is_some() {
            return None;
        }
        // "Up to" begins at nothing, which a difference need not do.
        let own = match self.qualifier {
            Qualifier::UpTo => Qualifier::AtMost,
            qualifier => qualifier,
        };
        let qualifier = own.of_sum(other.qualifier.flipped())?;
        let interval = self.interval.difference(&other.interval);
        let mut difference = self.joined(other, qualifier, interval, Decimal::checked_sub)?;
        if self.unit == Unit::Percent {
            difference.unit = Unit::PercentagePoints;
        }
        Some(difference)
    }

    /// Returns what the quotient of this and another quantity may be, if that is not nought.
    #[must_use]
    pub fn ratio(&self, other: &Quantity) -> Option<Interval> {
        self.interval.ratio(&other.interval)
    }

    fn joined(
        &self,
        other: &Quantity,
        qualifier: Qualifier,
        interval: Interval,
        join: impl Fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Option<Quantity> {
        if !self.unit.is_like(&other.unit) {
            return None;
        }
        let join = |one: &Number, two: &Number| -> Option<Number> {
            let value = join(one.value, two.value)?;
            let magnitude = one.magnitude.min(two.magnitude);
            let places = if one.magnitude == two.magnitude {
                one.places.max(two.places)
            } else {
                value.checked_div(magnitude.value())?.normalize().scale()
            };
            Some(Number {
                value,
                places,
                magnitude,
            })
        };
        let upper = match (&self.upper, &other.upper) {
            (None, None) => None,
            (one, two) => Some(join(
                one.as_ref().unwrap_or(&self.number),
                two.as_ref().unwrap_or(&other.number),
            )?),
        };
        let mut joined = Quantity {
            number: join(&self.number, &other.number)?,
            upper,
            unit: if self.unit == Unit::None {
                other.unit.clone()
            } else {
                self.unit.clone()
            },
            named: self.named || other.named,
            qualifier,
            interval,
            written: String::new(),
        };
        joined.written = joined.words();
        Some(joined)
    }

    /// Writes one number with the signs that stand close to it.
    fn amount(&self, number: &Number) -> String {
        let sign = if number.value.is_sign_negative() && !number.value.is_zero() {
            "\u{2212}"
        } else {
            ""
        };
        let words = number.words();
        match &self.unit {
            Unit::Currency(currency) => format!("{sign}{}{words}", currency.prefix()),
            Unit::Percent => format!("{sign}{words}%"),
            _ => format!("{sign}{words}"),
        }
    }

    /// Works out what the true value may be.
    fn reading(&self, rounded_to: Option<Decimal>) -> Interval {
        let value = self.number.value;
        let rounding = |number: &Number| {
            rounded_to
                .and_then(|unit| unit.checked_div(Decimal::TWO))
                .or_else(|| number.written_rounding())
        };
        let half = rounding(&self.number).unwrap_or_default();
        let share = |percent: i64| {
            Decimal::new(percent, 2)
                .checked_mul(value.abs())
                .unwrap_or_default()
                .max(half)
        };
        // Of what is counted there cannot be fewer than none.
        let floor = (self.unit.is_counted() && value >= Decimal::ZERO)
            .then_some(Bound::closed(Decimal::ZERO));
        match self.qualifier {
            Qualifier::Exact => Interval::around(value, half),
            Qualifier::About => Interval::around(value, share(ABOUT).max(self.number.half_unit())),
            Qualifier::Nearly => {
                let reach = share(NEARLY).max(self.number.half_unit());
                let low = value.checked_sub(reach).map(Bound::closed);
                Interval::new(low, Some(Bound::open(value)))
            }
            Qualifier::UpTo => {
                let low = (value >= Decimal::ZERO).then_some(Bound::closed(Decimal::ZERO));
                Interval::new(low, Some(Bound::closed(value)))
            }
            Qualifier::AtMost => Interval::new(floor, Some(Bound::closed(value))),
            Qualifier::FewerThan => Interval::new(floor, Some(Bound::open(value))),
            Qualifier::AtLeast => Interval::new(Some(Bound::closed(value)), None),
            Qualifier::MoreThan => Interval::new(Some(Bound::open(value)), None),
            Qualifier::Between => {
                let upper = self.upper.as_ref().unwrap_or(&self.number);
                let half_upper = rounding(upper).unwrap_or_default();
                Interval::new(
                    value.checked_sub(half).map(Bound::closed),
                    upper.value.checked_add(half_upper).map(Bound::closed),
                )
            }
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

/// Reads what a figure is rounded to: `100`, `0.1`, `1 million`, `£100 million`.
///
/// # Errors
///
/// Refuses what is no positive number.
pub fn parse_rounding(text: &str) -> Result<Decimal, ValueError> {
    let quantity = Quantity::parse(text, None, None)?;
    let plain = quantity.qualifier == Qualifier::Exact && quantity.number() > Decimal::ZERO;
    if plain {
        Ok(quantity.number())
    } else {
        Err(
            ValueError::new(format!("nothing can be rounded to {}", text::quote(text)))
                .help("write the unit of rounding as a number: `100`, `0.1`, `1 million`"),
        )
    }
}

/// A number with its sign and its unit.
struct Part {
    number: Number,
    unit: Unit,
}

fn unreadable(text: &str) -> ValueError {
    if text.trim().is_empty() {
        return ValueError::new("a value is missing").help("write for example `1,900`");
    }
    let error = ValueError::new(format!("{} is not a value", text::quote(text)));
    if text.chars().any(|char| char.is_ascii_digit()) {
        error.help("write for example `1,900`, `27%`, `£12.3 billion` or `up to £12.3 billion`")
    } else {
        error.help("write the number in digits, for example `1,900` or `about 27%`")
    }
}

/// Takes a qualifier off either end of a text.
fn take_qualifier(tidy: &str) -> Result<(Option<Qualifier>, &str), ValueError> {
    let before = |text: &'_ str| -> Option<(Qualifier, usize)> {
        words::QUALIFIERS.iter().find_map(|(phrase, qualifier)| {
            let rest = text::strip_phrase(text, phrase)?;
            Some((*qualifier, rest.len()))
        })
    };
    let mut found = None;
    let mut rest = tidy;
    if let Some((qualifier, left)) = before(rest) {
        rest = rest.get(rest.len() - left..).unwrap_or_default();
        found = Some(qualifier);
    }
    let behind = words::QUALIFIERS_BEHIND
        .iter()
        .find_map(|(phrase, qualifier)| Some((*qualifier, text::strip_phrase_end(rest, phrase)?)));
    let twice = before(rest).is_some() || (found.is_some() && behind.is_some());
    if twice {
        return Err(
            ValueError::new(format!("{} is qualified twice", text::quote(tidy)))
                .help("keep the one that is true: `about`, `up to`, `more than`"),
        );
    }
    Ok(match behind {
        Some((qualifier, rest)) => (Some(qualifier), rest),
        None => (found, rest),
    })
}

/// Reads `500 to 900`, `£5 million to £6 million`, `10 to 15%`, `between 500 and 900`.
fn read_range(tidy: &str) -> Option<(Part, Number)> {
    let from = words::FROM
        .iter()
        .find_map(|word| text::strip_phrase(tidy, word));
    let range = from.unwrap_or(tidy);
    let (low, high) = words::TO
        .iter()
        .find_map(|to| range.split_once(to))
        .or_else(|| from.and(range.split_once(words::AND)))
        .or_else(|| split_hyphen(range))?;
    let high = read_part(high.trim())?.ok()?;
    let mut low = read_part(low.trim())?.ok()?;
    if low.unit != Unit::None && high.unit != Unit::None && low.unit != high.unit {
        return None;
    }
    // "£5 to £6 million" means millions at both ends.
    if low.number.magnitude == Magnitude::One {
        low.number.value = low
            .number
            .value
            .checked_mul(high.number.magnitude.value())
            .filter(|value| *value < Decimal::from(10_u64.pow(18)))?;
        low.number.magnitude = high.number.magnitude;
    }
    if low.unit == Unit::None {
        low.unit = high.unit;
    }
    Some((low, high.number))
}

/// Splits `500-900` at the hyphen between its numbers.
fn split_hyphen(range: &str) -> Option<(&str, &str)> {
    let (low, high) = range.split_once('-')?;
    let digit = |char: char| char.is_ascii_digit();
    let joins = low.ends_with(|char| digit(char) || char == '%')
        && high.starts_with(|char| digit(char) || char == '£');
    joins.then_some((low, high))
}

/// Reads a number with its sign and unit; none where there is no number in digits.
fn read_part(tidy: &str) -> Option<Result<Part, ValueError>> {
    let (negative, rest) = take_sign(tidy);
    let (currency, rest) = match unit::Currency::strip(rest) {
        Some((currency, rest)) => (Some(currency), rest),
        None => (None, rest),
    };
    let (negative, rest) = match (negative, take_sign(rest)) {
        (None, signed) => signed,
        (signed, _) => (signed, rest),
    };
    let read = number::read(rest, currency.is_some())?;
    Some(read.and_then(|(mut number, rest)| {
        if negative == Some(true) {
            number.value = -number.value;
        }
        Ok(Part {
            number,
            unit: read_unit(currency, rest)?,
        })
    }))
}

/// Takes a plus or minus sign off the front; `true` is minus.
fn take_sign(tidy: &str) -> (Option<bool>, &str) {
    for (sign, negative) in [
        ("-", true),
        ("+", false),
        ("minus ", true),
        ("plus ", false),
    ] {
        if let Some(rest) = tidy.strip_prefix(sign) {
            return (Some(negative), rest.trim_start());
        }
    }
    (None, tidy)
}

/// Reads what stands behind a number.
fn read_unit(currency: Option<unit::Currency>, rest: &str) -> Result<Unit, ValueError> {
    let stray = || {
        ValueError::new(format!(
            "{} is neither a size nor a unit",
            text::quote(rest)
        ))
    };
    let misspelt = words::MAGNITUDES
        .iter()
        .map(|(word, _)| *word)
        .filter(|word| word.len() > 5)
        .find(|word| {
            let first = rest.split(' ').next().unwrap_or_default().to_lowercase();
            let first = first.strip_suffix('s').unwrap_or(&first).to_owned();
            first == *word || strsim::damerau_levenshtein(&first, word) == 1
        });
    if let Some(word) = misspelt {
        return Err(stray().help(format!("did you mean `{word}`?")));
    }
    if let Some(currency) = currency {
        return match rest {
            "" => Ok(Unit::Currency(currency)),
            _ => {
                Err(stray()
                    .help("a sum of money ends with its number or with `million`, `billion`"))
            }
        };
    }
    if rest.is_empty() {
        return Ok(Unit::None);
    }
    match Unit::parse(rest) {
        Ok(unit) => Ok(unit),
        Err(_) => {
            Err(stray()
                .help("write `%`, `percentage points`, or what is counted, such as `people`"))
        }
    }
}
