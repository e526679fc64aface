//! Counts, sums of money, percentages, points and durations.

use rust_decimal::prelude::ToPrimitive;

use super::super::amount::{AmountKind, WrittenAmount};
use super::super::sentence::{Sentence, SentenceTokenKind};
use super::blank;
use crate::lexicon::{Lexicon, WordRoles, starts_with_phrase};
use crate::value::{Currency, Grouping, Magnitude, NumeralMatch, Unit, digits_length, scan};

/// Reads the quantity that begins at a byte.
pub(super) fn quantity(
    text: &str,
    at: usize,
    sentence: &Sentence<'_>,
    lexicon: &Lexicon,
) -> Option<WrittenAmount> {
    let (sign, number_at) = sign(text, at);
    let rest = &text[number_at..];

    let mut amount =
        numeral(text, number_at, lexicon).or_else(|| single(text, number_at, lexicon))?;
    amount.start = super::size(at);
    amount.sign = sign.or_else(|| is_negative(sentence).then_some(true));

    // "Clause 7" names something; "7.5%" after the same word does not.
    let is_plain = amount.kind == AmountKind::Count && !amount.has_magnitude;
    let digits = &rest[..digits_length(rest, Grouping::TiedSpace)];
    if is_plain && !digits.contains(',') && is_name(sentence, &amount, lexicon) {
        return None;
    }

    let end = amount.end as usize;
    let amount = match range(text, end, &amount, lexicon) {
        Some(range) => WrittenAmount { start: amount.start, ..range },
        None => unit(text, amount, lexicon),
    };

    // "18-wheeler", "two-bedroom": an adjective does not count.
    let rest = &text[amount.end as usize..];
    let is_adjective = is_plain
        && amount.kind == AmountKind::Count
        && rest.strip_prefix(['-', '‑']).is_some_and(|rest| rest.starts_with(char::is_alphabetic));

    (!is_adjective).then_some(amount)
}

/// Reads the sign before a number: `-3%`, `+4`.
fn sign(text: &str, at: usize) -> (Option<bool>, usize) {
    let rest = &text[at..];
    let Some(first) = rest.chars().next().filter(|char| matches!(char, '-' | '−' | '–' | '+'))
    else {
        return (None, at);
    };

    let before = text[..at].chars().next_back();
    let is_free = before.is_none_or(|char| char.is_whitespace() || matches!(char, '(' | '|'));
    let after = &rest[first.len_utf8()..];
    let touches = after.starts_with(|char: char| char.is_ascii_digit() || "£$€".contains(char));

    match is_free && touches {
        true => (Some(first != '+'), at + first.len_utf8()),
        false => (None, at),
    }
}

/// Tells whether the word before a number makes it negative: "minus 7.7 percent".
fn is_negative(sentence: &Sentence<'_>) -> bool {
    sentence.tokens.len().checked_sub(1).is_some_and(|last| {
        let word = sentence.word(last);
        sentence.lexicon.numbers.signs.iter().any(|&(sign, minus)| minus && sign == word)
    })
}

/// Reads a numeral in digits or words, with its unit.
fn numeral(text: &str, at: usize, lexicon: &Lexicon) -> Option<WrittenAmount> {
    let rest = &text[at..];
    let spaced = spaced_digits(text, at);
    if let Some((value, length)) = spaced {
        return Some(counted(blank(at, at + length), value, 0, Magnitude::One));
    }
    let decimal = comma_decimal(text, at, lexicon).or_else(|| mixed(text, at, lexicon));
    if decimal.is_some() {
        return decimal;
    }

    // "S$1. billion" has lost its decimals.
    let digits = rest.find(|sign: char| sign.is_ascii_digit()).unwrap_or(0);
    let after_digits = rest[digits..].trim_start_matches(|sign: char| sign.is_ascii_digit());
    let is_broken = after_digits.strip_prefix(". ").is_some_and(|tail| {
        let mut magnitudes = lexicon.numbers.magnitudes.iter().filter(|(word, _)| word.len() > 3);
        magnitudes.any(|(word, _)| starts_with_phrase(tail, word).is_some())
    });
    if is_broken {
        return None;
    }

    if let Some(amount) = hundreds(text, at, lexicon) {
        return Some(amount);
    }

    let found = scan(rest, Grouping::TiedSpace, lexicon)?.ok()?;
    let is_glued = !found.is_spelled
        && found.end == found.number_end
        && rest[found.end..].starts_with(char::is_alphabetic)
        && coin(&rest[found.end..], lexicon).is_none();
    if is_glued {
        // "5km", "20mph"
        let letters = &rest[found.end..];
        let end = letters.find(|char: char| !char.is_alphanumeric()).unwrap_or(letters.len());
        let is_unit =
            lexicon.words.roles(&letters[..end].to_ascii_lowercase()).meets(WordRoles::MEASURE);
        if !is_unit {
            return None;
        }
    }

    // "One" is more often a pronoun.
    if found.is_spelled
        && found.numeral.is_plain()
        && found.numeral.value() == rust_decimal::Decimal::ONE
    {
        return None;
    }

    let length = found.end;
    let amount = of_numeral(at, length, &found)?;
    let amount = hyphenated(text, amount, lexicon);
    Some(coins(text, amount, lexicon))
}

/// Reads a magnitude joined to its number by a hyphen: "the $18.6-million cost".
fn hyphenated(text: &str, amount: WrittenAmount, lexicon: &Lexicon) -> WrittenAmount {
    // A letter after a hyphen is part of a name: "5-k run".
    const SHORTEST: usize = 3;

    let end = amount.end as usize;
    let Some(rest) = text[end..].strip_prefix(['-', '‑']).filter(|_| !amount.has_magnitude)
    else {
        return amount;
    };
    let skipped = text.len() - end - rest.len();
    let magnitudes = lexicon.numbers.magnitudes.iter().filter(|(word, _)| word.len() >= SHORTEST);
    let found = magnitudes
        .filter_map(|&(word, magnitude)| Some((starts_with_phrase(rest, word)?, magnitude)));

    match found.max_by_key(|it| it.0) {
        Some((length, magnitude)) => {
            let scale = magnitude.value().to_f64().unwrap_or(1.0);
            let joined = WrittenAmount { end: super::size(end + skipped + length), ..amount };
            let (value, decimals) = (joined.value * scale, joined.decimals);
            counted(joined, value, decimals, magnitude)
        }
        None => amount,
    }
}

fn of_numeral(at: usize, length: usize, found: &NumeralMatch) -> Option<WrittenAmount> {
    let numeral = &found.numeral;
    let value = numeral.value().to_f64()?;
    let places = numeral.written_places();
    let mut amount = counted(blank(at, at + length), value, places, numeral.magnitude());
    amount.is_spelled = found.is_spelled;
    if found.is_spelled && numeral.magnitude() == Magnitude::One && places == 0 {
        amount.half = 0.0;
    }

    amount.kind = match numeral.unit() {
        Unit::Percent => AmountKind::Percent,
        Unit::PercentagePoints => AmountKind::Points,
        Unit::Currency(currency) => AmountKind::Money(*currency),
        _ => AmountKind::Count,
    };

    Some(amount)
}

/// Completes a number with the rounding that its digits show.
fn counted(
    mut amount: WrittenAmount,
    value: f64,
    places: u32,
    magnitude: Magnitude,
) -> WrittenAmount {
    // A smaller number is exact as written: "4,310 homes" were counted.
    const COUNTED: f64 = 10_000.0;
    // The most rounding that trailing zeros may hide, relative to the number.
    const WIDEST: f64 = 0.004;
    // "2 million" rarely means 2.5 million.
    const WIDEST_MAGNITUDE: f64 = 0.1;

    let scale = magnitude.value().to_f64().unwrap_or(1.0);
    let shown = value / scale;
    let unit = 10_f64.powi(-i32::try_from(places).unwrap_or(0));

    amount.value = value;
    amount.shown = shown;
    amount.decimals = places;
    amount.has_magnitude = magnitude != Magnitude::One;
    amount.half = if places > 0 {
        unit / 2.0 * scale
    } else if amount.has_magnitude {
        0.5_f64.min(WIDEST_MAGNITUDE * shown) * scale
    } else if value < COUNTED {
        0.0
    } else {
        let zeros = trailing_zeros(value);
        if zeros == 0 { 0.0 } else { (10_f64.powi(zeros) / 2.0).min(WIDEST * value) }
    };
    amount.last_unit =
        if places > 0 { unit * scale } else { 10_f64.powi(trailing_zeros(shown)) * scale };

    amount
}

fn trailing_zeros(value: f64) -> i32 {
    let mut rest = value;
    let mut zeros = 0;

    while rest >= 10.0 && (rest / 10.0).fract() == 0.0 {
        rest /= 10.0;
        zeros += 1;
    }

    zeros
}

/// Reads `8 000` with a plain space, where it is unambiguous.
fn spaced_digits(text: &str, at: usize) -> Option<(f64, usize)> {
    let rest = &text[at..];
    let before = text[..at].chars().next_back();
    let alone = before
        .is_none_or(|char| char.is_whitespace() || matches!(char, '(' | '£' | '$' | '€' | '|'));
    let after_number = text[..at].trim_end().ends_with(|char: char| char.is_ascii_digit());
    let length = digits_length(rest, Grouping::AnySpace);
    let digits = &rest[..length];
    let is_spaced = digits.contains(' ') && !digits.contains(',') && !digits.starts_with('0');
    let goes_on = rest[length..]
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));

    if !alone || after_number || !is_spaced || goes_on {
        return None;
    }

    let plain: String =
        digits.chars().filter(|char| char.is_ascii_digit() || *char == '.').collect();
    Some((plain.parse().ok()?, length))
}

/// Reads `60,3%`: one or two digits after a comma are decimals, as South Africa writes them.
fn comma_decimal(text: &str, at: usize, lexicon: &Lexicon) -> Option<WrittenAmount> {
    const MOST_PLACES: usize = 2;

    let rest = &text[at..];
    let whole = rest.bytes().take_while(u8::is_ascii_digit).count();
    let tail = rest.get(whole..)?.strip_prefix(',').filter(|_| (1..=3).contains(&whole))?;
    let places = tail.bytes().take_while(u8::is_ascii_digit).count();
    let goes_on = tail[places..].starts_with(',')
        && tail[places + 1..].starts_with(|char: char| char.is_ascii_digit());
    if !(1..=MOST_PLACES).contains(&places) || goes_on {
        return None;
    }

    let value = format!("{}.{}", &rest[..whole], &tail[..places]).parse().ok()?;
    let end = at + whole + 1 + places;
    let places = u32::try_from(places).unwrap_or(1);
    let amount = counted(blank(at, end), value, places, Magnitude::One);
    let amount = with_unit_word(text, amount, end, lexicon);

    Some(amount)
}

/// Reads `4¼%`, `6 ½ per cent`, `½`: a whole number and a fraction sign.
fn mixed(text: &str, at: usize, lexicon: &Lexicon) -> Option<WrittenAmount> {
    // Two decimals are enough for any quarter.
    const PLACES: u32 = 2;

    let rest = &text[at..];
    let whole = rest.bytes().take_while(u8::is_ascii_digit).count();
    let tail = rest[whole..].strip_prefix([' ', '\u{a0}']).filter(|_| whole > 0);
    let tail = tail.unwrap_or(&rest[whole..]);
    let sign = tail.chars().next()?;
    let part = match sign {
        '¼' => 0.25,
        '½' => 0.5,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    };

    let value = if whole > 0 { rest[..whole].parse::<f64>().ok()? } else { 0.0 };
    let end = text.len() - tail.len() + sign.len_utf8();
    let amount = counted(blank(at, end), value + part, PLACES, Magnitude::One);

    Some(with_unit_word(text, amount, end, lexicon))
}

/// Reads "a million", "half a million", "a hundred".
fn single(text: &str, at: usize, lexicon: &Lexicon) -> Option<WrittenAmount> {
    let rest = &text[at..];
    let numbers = &lexicon.numbers;

    lexicon.amounts.single.iter().rev().find_map(|&(phrase, share)| {
        let length = starts_with_phrase(rest, phrase)?;
        let after = rest[length..].trim_start();
        let skipped = rest.len() - after.len();
        let magnitude = numbers
            .magnitudes
            .iter()
            .filter(|(word, _)| word.len() > 3)
            .find_map(|&(word, magnitude)| Some((starts_with_phrase(after, word)?, magnitude)));
        let hundred = numbers.hundred.iter().find_map(|word| starts_with_phrase(after, word));

        let (word_length, value) = match (magnitude, hundred) {
            (Some((length, magnitude)), _) => (length, magnitude.value().to_f64()?),
            (None, Some(length)) => (length, 100.0),
            (None, None) => return None,
        };
        let mut amount =
            counted(blank(at, at + skipped + word_length), value * share, 0, Magnitude::One);
        amount.is_spelled = true;
        amount.has_magnitude = true;
        amount.half = 0.05 * amount.value;

        let end = amount.end as usize;
        Some(with_unit_word(text, amount, end, lexicon))
    })
}

/// Reads "three hundred", "two hundred and fifty thousand".
fn hundreds(text: &str, at: usize, lexicon: &Lexicon) -> Option<WrittenAmount> {
    const HUNDRED: f64 = 100.0;

    let numbers = &lexicon.numbers;
    let (count, length) = cardinal(&text[at..], lexicon)?;
    let rest = text[at + length..].trim_start_matches(['-', ' ']);
    let word = numbers.hundred.iter().find_map(|word| starts_with_phrase(rest, word))?;
    let mut value = count * HUNDRED;
    let mut end = text.len() - rest.len() + word;

    // "And fifty-two"
    let after = text[end..].trim_start();
    let joint = numbers.ranges.and.iter().find_map(|and| starts_with_phrase(after, and));
    let tail = joint.map(|length| after[length..].trim_start());
    if let Some(tail) = tail
        && let Some((more, length)) = cardinal(tail, lexicon)
    {
        value += more;
        end = text.len() - tail.len() + length;
    }

    let rest = text[end..].trim_start();
    let magnitude = numbers.magnitudes.iter().filter(|(word, _)| word.len() > 3);
    let multiplied = magnitude.filter_map(|&(word, magnitude)| {
        Some((starts_with_phrase(rest, word)?, magnitude.value().to_f64()?))
    });
    let mut has_magnitude = false;
    if let Some((length, scale)) = multiplied.max_by_key(|it| it.0) {
        value *= scale;
        end = text.len() - rest.len() + length;
        has_magnitude = true;
    }

    let mut amount = counted(blank(at, end), value, 0, Magnitude::One);
    amount.is_spelled = true;
    amount.has_magnitude = has_magnitude;

    Some(with_unit_word(text, amount, end, lexicon))
}

/// Reads a number below a hundred in words.
fn cardinal(text: &str, lexicon: &Lexicon) -> Option<(f64, usize)> {
    let word_end = |text: &str| text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let first = &text[..word_end(text)];
    let value = lexicon.numbers.cardinal(first)?;
    let rest = text[first.len()..].trim_start_matches(['-', ' ']);
    let second = &rest[..word_end(rest)];

    // "Twenty-seven"; "twenty hundred" is not a number.
    match lexicon.numbers.cardinal(second).filter(|unit| value >= 20 && (1..10).contains(unit)) {
        Some(unit) => Some((f64::from(value + unit), text.len() - rest.len() + second.len())),
        None => Some((f64::from(value), first.len())),
    }
}

/// Reads the unit after a number in words: "a hundred per cent", "half a million pounds".
fn with_unit_word(
    text: &str,
    mut amount: WrittenAmount,
    end: usize,
    lexicon: &Lexicon,
) -> WrittenAmount {
    let rest = text[end..].trim_start();
    let skipped = text.len() - end - rest.len();
    let money =
        lexicon.units.currencies.iter().find_map(|&(name, code)| {
            Some((starts_with_phrase(rest, name)?, Currency::find(code)?))
        });
    let percent = lexicon.units.percent.iter().find_map(|unit| starts_with_phrase(rest, unit));

    if let Some((length, currency)) = money {
        amount.kind = AmountKind::Money(currency);
        amount.end = super::size(end + skipped + length);
    } else if let Some(length) = percent {
        amount.kind = AmountKind::Percent;
        amount.end = super::size(end + skipped + length);
    }

    amount
}

fn coin(text: &str, lexicon: &Lexicon) -> Option<(usize, &'static str)> {
    lexicon
        .amounts
        .coins
        .iter()
        .find_map(|&(coin, code)| Some((starts_with_phrase(text, coin)?, code)))
}

/// Reads the coins after a number: `50p`, `75 cents`.
fn coins(text: &str, mut amount: WrittenAmount, lexicon: &Lexicon) -> WrittenAmount {
    const COINS: f64 = 100.0;

    if amount.kind != AmountKind::Count || amount.has_magnitude {
        return amount;
    }

    let end = amount.end as usize;
    let rest = text[end..].trim_start();
    let skipped = text.len() - end - rest.len();

    // A single letter must be adjacent to its number.
    if let Some((length, code)) = coin(rest, lexicon)
        && (skipped == 0 || length > 1)
        && let Some(currency) = Currency::find(code)
    {
        amount.kind = AmountKind::Money(currency);
        amount.value /= COINS;
        amount.half /= COINS;
        amount.last_unit /= COINS;
        amount.end = super::size(end + skipped + length);
    }

    amount
}

/// Tells whether a number is part of a name: "section 4".
fn is_name(sentence: &Sentence<'_>, amount: &WrittenAmount, lexicon: &Lexicon) -> bool {
    const SMALL: f64 = 100.0;

    let Some(last) = sentence.tokens.len().checked_sub(1) else {
        return false;
    };

    let token = sentence.tokens[last];
    let touches = token.end == amount.start;
    if matches!(token.kind, SentenceTokenKind::Sign('#' | '§' | '/' | '_')) && touches {
        return true;
    }

    // "Test 1 (a pilot)": a small number directly after a capitalised word, with no noun after it.
    let before = &sentence.text[sentence.tokens[last].start as usize..];
    let is_capital = before.starts_with(char::is_uppercase)
        && last > 0
        && sentence.tokens[last].roles == WordRoles::NONE
        && !lexicon.dates.is_month(
            &sentence.text
                [sentence.tokens[last].start as usize..sentence.tokens[last].end as usize],
        );
    let after = sentence.text[amount.end as usize..].trim_start();
    if is_capital
        && !is_named_value(sentence, after)
        && !amount.is_spelled
        && amount.value < SMALL
        && !after.starts_with(char::is_alphabetic)
    {
        return true;
    }

    // "No more than" is not a name; "phases two", spelt in words, is one for only a few nouns.
    let word = sentence.word(last).trim_end_matches('.');
    // "We are building 40 clinics" is a verb.
    let is_verb = word.ends_with(lexicon.wholes.gerund_ending)
        && sentence.follows(last, WordRoles::BE | WordRoles::BY);

    // "The A 38" is a road, but "a 38-hour week" and "A six-week consultation" are not.
    let is_article = before.starts_with(char::is_lowercase)
        || amount.is_spelled
        || sentence.text[amount.end as usize..].starts_with(['-', '‑']);
    let is_letter = word.len() == 1 && is_article;

    let is_number = amount.is_spelled && amount.value > 12.0;

    lexicon.amounts.references.contains(&word) && !(is_letter || is_number || is_verb)
}

/// Tells whether a name with its number is one of several: "(Skerra 81, Ostmark 77)", "saw 118 and Serangan
/// 87".
fn is_named_value(sentence: &Sentence<'_>, after: &str) -> bool {
    let Some(joint) = sentence.tokens.len().checked_sub(2) else {
        return false;
    };

    let follows = joint > 0 && sentence.is_value(joint - 1);
    if follows && (sentence.is_sign(joint, ',') || sentence.is(joint, WordRoles::AND)) {
        return true;
    }

    // The first of a list in brackets: followed by another name with its number.
    let next = after.strip_prefix(',').map(str::trim_start).unwrap_or_default();
    let name = next.split([' ', ',']).next().unwrap_or_default();
    let is_name = name.starts_with(char::is_uppercase);
    let rest = next[name.len()..].trim_start();

    sentence.is_sign(joint, '(')
        && is_name
        && name.to_lowercase() != sentence.word(joint + 1)
        && rest.starts_with(|sign: char| sign.is_ascii_digit())
}

/// Reads the rest of a range: `5–10%`, `£5 to £6 million`, `5 to 10 per cent`.
fn range(text: &str, end: usize, low: &WrittenAmount, lexicon: &Lexicon) -> Option<WrittenAmount> {
    let rest = &text[end..];
    let trimmed = rest.trim_start();
    let dash = trimmed.chars().next().filter(|char| matches!(char, '-' | '–' | '—'))?;
    let after = trimmed[dash.len_utf8()..].trim_start();
    let is_spaced = rest.starts_with(' ');
    let high_at = text.len() - after.len();
    let high = numeral(text, high_at, lexicon)?;

    // A spaced dash joins a range only between near values; otherwise it begins an aside.
    let (mut low_value, mut low_half) = (low.value, low.half);
    if low.kind == AmountKind::Count
        && !low.has_magnitude
        && high.has_magnitude
        && low.value < 1000.0
    {
        let scale = high.value / high.shown;
        low_value *= scale;
        low_half *= scale;
    } else if matches!((low.kind, high.kind), (AmountKind::Money(one), AmountKind::Money(two)) if one == two)
        && !low.has_magnitude
        && high.has_magnitude
    {
        let scale = high.value / high.shown;
        low_value *= scale;
    }

    let fits =
        low.kind == high.kind || low.kind == AmountKind::Count || high.kind == AmountKind::Count;
    let ordered = low_value < high.value && (!is_spaced || high.value <= 4.0 * low_value);
    let kind = if high.kind == AmountKind::Count { low.kind } else { high.kind };
    (fits && ordered).then(|| {
        let high = unit(text, WrittenAmount { kind, ..high }, lexicon);
        WrittenAmount { low: Some(low_value - low_half), ..high }
    })
}

/// Reads what follows a plain number and changes its kind: points, a duration.
fn unit(text: &str, mut amount: WrittenAmount, lexicon: &Lexicon) -> WrittenAmount {
    let words = &lexicon.amounts;
    if amount.kind != AmountKind::Count || amount.has_magnitude {
        return amount;
    }

    let end = amount.end as usize;
    let rest = &text[end..];
    let trimmed = rest.trim_start_matches([' ', '\u{a0}', '-', '‑']);
    let skipped = rest.len() - trimmed.len();
    let find =
        |phrases: &[&str]| phrases.iter().filter_map(|it| starts_with_phrase(trimmed, it)).max();

    if let Some(length) = find(words.basis_points) {
        const BASIS: f64 = 100.0;
        amount.kind = AmountKind::Points;
        amount.is_basis_points = true;
        amount.value /= BASIS;
        amount.half /= BASIS;
        amount.end = super::size(end + skipped + length);
        return amount;
    }
    if let Some(length) = find(lexicon.units.points) {
        amount.kind = AmountKind::Points;
        amount.end = super::size(end + skipped + length);
        return amount;
    }

    let half = words.and_a_half.iter().find_map(|it| starts_with_phrase(trimmed, it)).unwrap_or(0);
    let span_text = trimmed[half..].trim_start_matches([' ', '-']);
    let span = words.spans.iter().find_map(|&(span, days)| {
        // No unit of time has the first letter of most words behind a number.
        let first = span_text.as_bytes().first()?;
        if !span.as_bytes().first()?.eq_ignore_ascii_case(first) {
            return None;
        }

        let plural = format!("{span}s");
        let length =
            starts_with_phrase(span_text, &plural).or_else(|| starts_with_phrase(span_text, span));
        let length = length.or_else(|| {
            (span == "century").then(|| starts_with_phrase(span_text, "centuries")).flatten()
        })?;
        Some((span, days, length))
    });

    if let Some((span, days, length)) = span
        && skipped > 0
    {
        let number = amount.value + if half > 0 { 0.5 } else { 0.0 };
        amount.kind = AmountKind::Duration;
        amount.value = number * days;
        amount.shown = number;
        amount.half *= days;
        amount.last_unit *= days;
        amount.unit = Some(span.to_owned());
        amount.end = super::size(text.len() - span_text.len() + length);
    }

    amount
}
