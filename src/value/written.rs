//! The parts of a quantity's text: qualifier, sign, currency, number, magnitude, unit.

use super::number::Number;
use super::numeral::{self, Numeral, NumeralMatch};
use super::unit::Currency;
use super::{Grouping, Qualifier, Unit, ValueError, text};
use crate::lexicon::{Lexicon, Numbers};

/// The parts of a quantity's text.
pub(super) struct QuantityParts {
    /// The number with its unit; the low end of a range.
    pub(super) numeral: Numeral,
    /// The high end of a range.
    pub(super) upper: Option<Number>,
    /// The qualifier of the number.
    pub(super) qualifier: Qualifier,
}

/// Splits the text of a quantity into its parts; the whole text must be read.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Result<QuantityParts, ValueError> {
    // No value is longer, and the message would be as long as the text.
    const LONGEST: usize = 200;

    let tidy = text::tidy(text);
    if tidy.len() > LONGEST {
        return Err(unreadable(text));
    }

    let (qualifier, rest) = take_qualifier(&tidy, &lexicon.numbers)?;
    if qualifier.is_none()
        && let Some((low, upper)) = read_range(rest, lexicon)
    {
        if low.value() >= upper.value {
            let message = format!("{} ends where it begins, or before", text::quote(text));
            return Err(ValueError::new(message).help("write the lower number first"));
        }

        let upper = Some(upper);
        return Ok(QuantityParts { numeral: low, upper, qualifier: Qualifier::Between });
    }

    let numeral = read_numeral(rest, lexicon).ok_or_else(|| unreadable(text))??;
    let qualifier = qualifier.unwrap_or(Qualifier::Exact);

    Ok(QuantityParts { numeral, upper: None, qualifier })
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

/// Strips a qualifier from either end of a text.
fn take_qualifier<'t>(
    tidy: &'t str,
    words: &Numbers,
) -> Result<(Option<Qualifier>, &'t str), ValueError> {
    let before = words.qualifier_at(tidy);
    let rest = before.map_or(tidy, |(_, length)| tidy[length..].trim_start());
    let after = words
        .qualifiers_after
        .iter()
        .find_map(|&(phrase, qualifier)| Some((qualifier, text::strip_phrase_end(rest, phrase)?)));

    // "about more than 500" has no clear meaning.
    let twice = before.is_some() && (after.is_some() || words.qualifier_at(rest).is_some());
    if twice {
        return Err(ValueError::new(format!("{} is qualified twice", text::quote(tidy)))
            .help("keep the one that is true: `about`, `up to`, `more than`"));
    }

    Ok(match after {
        Some((qualifier, rest)) => (Some(qualifier), rest),
        None => (before.map(|(qualifier, _)| qualifier), rest),
    })
}

/// Reads `500 to 900`, `£5 million to £6 million`, `10 to 15%`, `between 500 and 900`.
fn read_range(tidy: &str, lexicon: &Lexicon) -> Option<(Numeral, Number)> {
    let (low, high) =
        text::split_range(tidy, &lexicon.numbers.ranges).or_else(|| split_hyphen(tidy))?;
    let high = read_numeral(high.trim(), lexicon)?.ok()?;
    let mut low = read_numeral(low.trim(), lexicon)?.ok()?;

    if low.unit != Unit::None && high.unit != Unit::None && low.unit != high.unit {
        return None;
    }

    low.complete_from(&high);

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

/// Reads a number with its sign and unit, and nothing after it; none if there is no number in digits.
fn read_numeral(tidy: &str, lexicon: &Lexicon) -> Option<Result<Numeral, ValueError>> {
    let words = &lexicon.numbers;
    let (before, rest) = take_sign(tidy, words);
    let (currency, rest) = match Currency::at(rest) {
        Some((currency, length)) => (Some(currency), rest[length..].trim_start()),
        None => (None, rest),
    };

    // "-£5m" and "£-5m"
    let (after, rest) = match before {
        Some(_) => (None, rest),
        None => take_sign(rest, words),
    };
    let is_negative = before.or(after) == Some(true);

    match numeral::scan_money(rest, currency, Grouping::AnySpace, lexicon)? {
        Ok(found) if found.is_spelled => None,
        Ok(found) => Some(whole(rest, found, lexicon).map(|mut numeral| {
            if is_negative {
                numeral.number.value = -numeral.number.value;
            }
            numeral
        })),
        Err(error) => Some(Err(error)),
    }
}

/// Strips a plus or minus sign from the start; `true` is minus.
fn take_sign<'t>(tidy: &'t str, words: &Numbers) -> (Option<bool>, &'t str) {
    for (sign, negative) in [('-', true), ('+', false)] {
        if let Some(rest) = tidy.strip_prefix(sign) {
            return (Some(negative), rest.trim_start());
        }
    }

    for &(word, negative) in words.signs {
        if let Some(rest) = text::strip_phrase(tidy, word) {
            return (Some(negative), rest);
        }
    }

    (None, tidy)
}

/// Returns a numeral that spans a whole text, or reports what is left over.
fn whole(text: &str, found: NumeralMatch, lexicon: &Lexicon) -> Result<Numeral, ValueError> {
    if found.end == text.len() {
        return Ok(found.numeral);
    }

    let rest = text[found.number_end..].trim_start();
    let stray = || ValueError::new(format!("{} is neither a size nor a unit", text::quote(rest)));
    if let Some(word) = misspelt(rest, &lexicon.numbers) {
        return Err(stray().help(format!("did you mean `{word}`?")));
    }

    let numeral = found.numeral;
    if matches!(numeral.unit, Unit::Currency(_)) && found.end == found.number_end {
        return Err(
            stray().help("a sum of money ends with its number or with `million`, `billion`")
        );
    }

    match Unit::read(rest, lexicon) {
        Ok(unit) => Ok(Numeral { unit, ..numeral }),
        Err(_) => {
            Err(stray()
                .help("write `%`, `percentage points`, or what is counted, such as `people`"))
        }
    }
}

/// Finds the magnitude that the first word of a text misspells: "milion", "millions".
fn misspelt(rest: &str, words: &Numbers) -> Option<&'static str> {
    // One error in a shorter word may make another word.
    const SHORTEST: usize = 6;

    let first = rest.split(' ').next().unwrap_or_default().to_lowercase();
    let first = first.strip_suffix('s').unwrap_or(&first);
    let names = words.magnitudes.iter().map(|&(word, _)| word).filter(|it| it.len() >= SHORTEST);

    names.into_iter().find(|word| first == *word || strsim::damerau_levenshtein(first, word) == 1)
}
