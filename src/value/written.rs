//! The text of a quantity, taken apart: qualifier, sign, currency, number, magnitude, unit.

use rust_decimal::Decimal;

use super::number::{self, Number};
use super::unit::Currency;
use super::{Magnitude, Qualifier, Unit, ValueError, text, words};

/// What stands in the text of a quantity.
pub(super) struct Written {
    /// The number; of a range the low one.
    pub(super) number: Number,
    /// The high number of a range.
    pub(super) upper: Option<Number>,
    /// The unit, or none where none was written.
    pub(super) unit: Unit,
    /// The word that qualifies the number.
    pub(super) qualifier: Qualifier,
}

/// Takes the text of a quantity apart.
pub(super) fn read(text: &str) -> Result<Written, ValueError> {
    const LONGEST: usize = 200;

    let tidy = text::tidy(text);
    if tidy.len() > LONGEST {
        return Err(unreadable(text));
    }

    let (qualifier, rest) = take_qualifier(&tidy)?;
    if qualifier.is_none()
        && let Some((low, upper)) = read_range(rest)
    {
        return if low.number.value < upper.value {
            Ok(Written {
                number: low.number,
                upper: Some(upper),
                unit: low.unit,
                qualifier: Qualifier::Between,
            })
        } else {
            Err(ValueError::new(format!("{} ends where it begins, or before", text::quote(text)))
                .help("write the lower number first"))
        };
    }

    let part = read_part(rest).ok_or_else(|| unreadable(text))??;

    Ok(Written {
        number: part.number,
        upper: None,
        unit: part.unit,
        qualifier: qualifier.unwrap_or(Qualifier::Exact),
    })
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
        return Err(ValueError::new(format!("{} is qualified twice", text::quote(tidy)))
            .help("keep the one that is true: `about`, `up to`, `more than`"));
    }

    Ok(match behind {
        Some((qualifier, rest)) => (Some(qualifier), rest),
        None => (found, rest),
    })
}

/// Reads `500 to 900`, `£5 million to £6 million`, `10 to 15%`, `between 500 and 900`.
fn read_range(tidy: &str) -> Option<(Part, Number)> {
    let from = words::FROM.iter().find_map(|word| text::strip_phrase(tidy, word));
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
    let (currency, rest) = match Currency::strip(rest) {
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
        Ok(Part { number, unit: read_unit(currency, rest)? })
    }))
}

/// Takes a plus or minus sign off the front; `true` is minus.
fn take_sign(tidy: &str) -> (Option<bool>, &str) {
    for (sign, negative) in [("-", true), ("+", false), ("minus ", true), ("plus ", false)] {
        if let Some(rest) = tidy.strip_prefix(sign) {
            return (Some(negative), rest.trim_start());
        }
    }

    (None, tidy)
}

/// Reads what stands behind a number.
fn read_unit(currency: Option<Currency>, rest: &str) -> Result<Unit, ValueError> {
    let stray = || ValueError::new(format!("{} is neither a size nor a unit", text::quote(rest)));
    let misspelt =
        words::MAGNITUDES.iter().map(|(word, _)| *word).filter(|word| word.len() > 5).find(
            |word| {
                let first = rest.split(' ').next().unwrap_or_default().to_lowercase();
                let first = first.strip_suffix('s').unwrap_or(&first).to_owned();
                first == *word || strsim::damerau_levenshtein(&first, word) == 1
            },
        );

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
