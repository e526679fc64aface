//! A number in digits, as written: its grouping, decimals and magnitude.

use rust_decimal::Decimal;

use super::{Magnitude, ValueError, text};
use crate::lexicon::{Lexicon, Numbers, starts_with_phrase};

impl Magnitude {
    /// Returns its power of ten.
    pub(super) fn power(self) -> u32 {
        match self {
            Magnitude::One => 0,
            Magnitude::Thousand => 3,
            Magnitude::Million => 6,
            Magnitude::Billion => 9,
            Magnitude::Trillion | Magnitude::LakhCrore => 12,
            Magnitude::Lakh => 5,
            Magnitude::Crore => 7,
        }
    }

    /// Returns it as a number.
    #[must_use]
    pub fn value(self) -> Decimal {
        Decimal::from(10_u64.pow(self.power()))
    }

    /// Returns the magnitude for labels on an axis up to a number; thousands are written out.
    #[must_use]
    pub fn of_axis(highest: Decimal) -> Magnitude {
        // No thousands: "1,900" is as short as "1.9 thousand", and is the form in tables.
        [Magnitude::Trillion, Magnitude::Billion, Magnitude::Million]
            .into_iter()
            .find(|magnitude| highest >= magnitude.value())
            .unwrap_or(Magnitude::One)
    }
}

/// A number as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// The number, its magnitude multiplied in.
    pub value: Decimal,
    /// The number of decimals, as written.
    pub places: u32,
    /// The word after it.
    pub magnitude: Magnitude,
}

impl Number {
    /// Returns half a unit in the last written place.
    pub(super) fn half_unit(&self) -> Decimal {
        half_unit(self.places).checked_mul(self.magnitude.value()).unwrap_or_default()
    }

    /// Returns half a unit in the last written place if that shows how it was rounded: for a decimal or a
    /// number with a magnitude. A plain integer is exact.
    pub(super) fn written_rounding(&self) -> Option<Decimal> {
        // "1,900" may be a count or a rounding, and a record has `rounded_to` to say so; "12.3 billion" cannot
        // be a count.
        (self.places > 0 || self.magnitude != Magnitude::One).then(|| self.half_unit())
    }

    /// Returns the number before its magnitude, without a sign: 12.3 of `−12.3 billion`.
    #[must_use]
    pub fn coefficient(&self) -> Decimal {
        self.value.abs().checked_div(self.magnitude.value()).unwrap_or_default()
    }

    /// Tells whether it is less than zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.value.is_sign_negative() && !self.value.is_zero()
    }
}

/// Returns half a unit in a decimal place; zero beyond the places of a decimal.
pub(super) fn half_unit(places: u32) -> Decimal {
    Decimal::try_new(5, places.saturating_add(1)).unwrap_or_default()
}

/// Writes a number that is not negative with thousands grouped by commas and at least the given number of
/// decimals: `1,900`, `12.30`.
#[must_use]
pub fn grouped(number: Decimal, places: u32) -> String {
    let plain = fixed(number, places);
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut grouped = String::with_capacity(plain.len() + whole.len() / 3);

    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }

    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }

    grouped
}

/// Writes a number with at least the given number of decimals, and more if it has them.
#[must_use]
pub fn fixed(number: Decimal, places: u32) -> String {
    let number = number.normalize();
    let mut plain = number.to_string();
    let missing = places.saturating_sub(number.scale());

    if number.scale() == 0 && missing > 0 {
        plain.push('.');
    }

    plain.extend(std::iter::repeat_n('0', missing as usize));

    plain
}

/// Which spaces may group the digits of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Any: the whole text is one value.
    AnySpace,
    /// Thin and no-break spaces: in running text an ordinary one may separate two numbers.
    TiedSpace,
}

/// The most digits that are kept before the decimal point and after it.
const MOST_DIGITS: (usize, usize) = (18, 9);

/// Returns the length in bytes of the digits at the start of a text, with their grouping and decimals.
#[must_use]
pub fn digits_length(text: &str, grouping: Grouping) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();

    // "1,98,720": lakh and crore are grouped by two digits, and the last thousand by three.
    if let Some(indian) = indian_length(bytes, end) {
        end = indian;
    }

    while end > 0 {
        let gap = match text[end..].chars().next() {
            Some(gap @ (',' | '\u{202f}' | '\u{a0}')) => gap.len_utf8(),
            Some(' ') if grouping == Grouping::AnySpace => 1,
            _ => break,
        };

        // Exactly three digits: "in 2019,2020" has two numbers, and so has "5, 6".
        let group = end + gap;
        if !(0..3).all(|place| digit(group + place)) || digit(group + 3) {
            break;
        }

        end = group + 3;
    }

    if end > 0 && bytes.get(end) == Some(&b'.') && digit(end + 1) {
        end += 1 + bytes[end + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    }

    end
}

/// Returns the length of digits with Indian grouping, after the first one or two.
fn indian_length(bytes: &[u8], first: usize) -> Option<usize> {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let comma = |at: usize| bytes.get(at) == Some(&b',');
    let mut end = first;

    if !(1..=2).contains(&first) {
        return None;
    }
    while comma(end) && digit(end + 1) && digit(end + 2) && comma(end + 3) {
        end += 3;
    }

    let ends = comma(end) && (1..=3).all(|place| digit(end + place)) && !digit(end + 4);
    (end > first && ends).then_some(end + 4)
}

/// Takes a number and its magnitude off the start of a text without a sign; returns it with the rest,
/// trimmed.
///
/// None if the text does not begin with a digit. After a currency (`money`) a separate letter is a magnitude
/// too: `£5 m`.
pub(super) fn scan<'t>(
    text: &'t str,
    money: bool,
    grouping: Grouping,
    lexicon: &Lexicon,
) -> Option<Result<(Number, &'t str), ValueError>> {
    let length = digits_length(text, grouping);
    if length == 0 {
        return None;
    }

    let (digits, rest) = text.split_at(length);
    if let Err(error) = check_grouping(text, length, grouping) {
        return Some(Err(error));
    }

    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (magnitude, rest) = take_magnitude(rest, money, &lexicon.numbers);
    let too_long = || {
        ValueError::new(format!("{} has more digits than can be kept", text::quote(digits)))
            .help("write at most 18 digits before the decimal point and 9 after it")
    };

    let value = decimal(whole, fraction, magnitude).ok_or_else(too_long);
    let places = u32::try_from(fraction.len()).unwrap_or(u32::MAX);

    Some(value.map(|value| (Number { value, places, magnitude }, rest)))
}

/// Makes a decimal of digits; none if it is too long to be kept exactly.
fn decimal(whole: &str, fraction: &str, magnitude: Magnitude) -> Option<Decimal> {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    if digits(whole) > MOST_DIGITS.0 || fraction.len() > MOST_DIGITS.1 {
        return None;
    }

    // Trailing zeros add no value, and would use up the digits of a decimal.
    let kept = fraction.trim_end_matches('0');
    let all = whole.bytes().chain(kept.bytes()).filter(u8::is_ascii_digit);
    let mantissa = all.fold(0_i128, |number, digit| number * 10 + i128::from(digit - b'0'));
    let scale = u32::try_from(kept.len()).ok()?;
    let power = magnitude.power();
    let mantissa = mantissa.checked_mul(10_i128.pow(power.saturating_sub(scale)))?;
    let value = Decimal::try_from_i128_with_scale(mantissa, scale.saturating_sub(power)).ok()?;

    (value < LIMIT).then_some(value)
}

/// The smallest number that is too large: sums of smaller ones can still be computed exactly.
const LIMIT: Decimal = Decimal::from_parts(2_808_348_672, 232_830_643, 0, false, 0);

/// Refuses wrong grouping of thousands.
fn check_grouping(text: &str, length: usize, grouping: Grouping) -> Result<(), ValueError> {
    const SEPARATORS: [char; 4] = [',', ' ', '\u{202f}', '\u{a0}'];

    let digits = &text[..length];
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |it| (it.0, Some(it.1)));

    // In running text a comma after a number is punctuation; in a record it can only be an error.
    let rest = &text[length..];
    let slips = grouping == Grouping::AnySpace
        && fraction.is_none()
        && rest
            .strip_prefix(',')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let whole = match slips {
        true => {
            let is_part = |char: char| char == ',' || char.is_ascii_digit();
            let more = rest.find(|char| !is_part(char)).unwrap_or(rest.len());
            text[..length + more].trim_end_matches(',')
        }
        false => whole,
    };

    let mut groups = whole.split(SEPARATORS);
    let first = groups.next().unwrap_or_default();
    let mut others = groups.peekable();
    if others.peek().is_none() {
        return Ok(());
    }

    // `1,234 567` has two kinds of separator, and one of them is an error.
    let mixed = whole.contains(',') && whole.contains(&SEPARATORS[1..]);

    // `0,123` is a decimal with a comma, as in half of Europe.
    let first_fits = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let is_indian = indian_length(whole.as_bytes(), first.len()) == Some(whole.len());
    if !mixed && first_fits && (is_indian || others.all(|group| group.len() == 3)) {
        return Ok(());
    }

    Err(wrong_grouping(whole))
}

fn wrong_grouping(whole: &str) -> ValueError {
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let right = digits
        .parse::<u64>()
        .map_or_else(|_| "1,234,567".to_owned(), |number| grouped(Decimal::from(number), 0));

    let help = match whole.split_once(',') {
        // Three digits after a comma are a group; one or two are decimals.
        Some((whole, fraction)) if !fraction.contains([',', ' ']) && fraction.len() < 3 => {
            format!("write `{right}`, or with a decimal point `{whole}.{fraction}`")
        }
        _ => format!("write `{right}`"),
    };

    ValueError::new(format!("the thousands of `{whole}` are grouped wrongly")).help(help)
}

/// Takes a magnitude off the front.
pub(super) fn take_magnitude<'t>(
    text: &'t str,
    money: bool,
    words: &Numbers,
) -> (Magnitude, &'t str) {
    let trimmed = text.trim_start();

    // `5m` is five million, but `5 m` five metres unless it is money.
    let apart = trimmed.len() < text.len();
    for &(word, magnitude) in words.magnitudes {
        if apart && word.len() < 2 && !money {
            continue;
        }

        if let Some(length) = starts_with_phrase(trimmed, word) {
            return (magnitude, trimmed[length..].trim_start());
        }
    }

    (Magnitude::One, trimmed)
}
