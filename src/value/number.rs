//! A number in digits, as it was written: its grouping, its decimals, its magnitude.

use rust_decimal::Decimal;

use super::{Magnitude, ValueError, text, words};

impl Magnitude {
    /// Returns its power of ten.
    pub(super) fn power(self) -> u32 {
        match self {
            Magnitude::One => 0,
            Magnitude::Thousand => 3,
            Magnitude::Million => 6,
            Magnitude::Billion => 9,
            Magnitude::Trillion => 12,
        }
    }

    /// Returns it as a number.
    #[must_use]
    pub fn value(self) -> Decimal {
        Decimal::from(10_u64.pow(self.power()))
    }

    /// Returns the one in which an axis up to a number is labelled: thousands are written out.
    #[must_use]
    pub fn of_axis(highest: Decimal) -> Magnitude {
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
    /// The digits behind the decimal point.
    pub places: u32,
    /// The word behind it.
    pub magnitude: Magnitude,
}

impl Number {
    /// Returns half a unit in the last written place.
    pub(super) fn half_unit(&self) -> Decimal {
        half_unit(self.places).checked_mul(self.magnitude.value()).unwrap_or_default()
    }

    /// Returns half a unit in the last written place where that says how it was rounded: for a
    /// decimal or a number with a magnitude. A plain integer is exact.
    pub(super) fn written_rounding(&self) -> Option<Decimal> {
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

/// Returns half a unit in a decimal place; nought beyond the places that a decimal can keep.
pub(super) fn half_unit(places: u32) -> Decimal {
    Decimal::try_new(5, places.saturating_add(1)).unwrap_or_default()
}

/// Writes a number that is not negative with its thousands grouped by commas and at least so many
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

/// Writes a number with at least so many decimals, and more if it has them.
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

/// Takes a number and its magnitude off the front of a text without a sign.
///
/// Returns it with what follows, trimmed; none where the text does not begin with a digit. After a
/// currency (`money`) a letter apart from the number is a magnitude too: `£5 m`.
pub(super) fn read(tidy: &str, money: bool) -> Option<Result<(Number, &str), ValueError>> {
    if !tidy.starts_with(|char: char| char.is_ascii_digit()) {
        return None;
    }

    let (whole, rest) = take_grouped(tidy);
    let (fraction, rest) = take_fraction(rest);
    Some(number(whole, fraction, rest, money))
}

fn number<'a>(
    whole: &str,
    fraction: &str,
    rest: &'a str,
    money: bool,
) -> Result<(Number, &'a str), ValueError> {
    let digits = ungrouped(whole)?;
    let (magnitude, rest) = take_magnitude(rest, money);
    let too_long = || {
        ValueError::new(format!(
            "{} has more digits than can be kept",
            text::quote(format!("{whole}.{fraction}").trim_end_matches('.'))
        ))
        .help("write at most 18 digits before the decimal point and 9 behind it")
    };

    let scale = fraction.trim_end_matches('0').len();
    let places = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
    if digits.len() > 18 || places > 9 {
        return Err(too_long());
    }

    let mantissa: i128 =
        format!("{digits}{}", &fraction[..scale]).parse().map_err(|_| too_long())?;
    let scale = u32::try_from(scale).unwrap_or(u32::MAX);
    let power = magnitude.power();
    let mantissa =
        mantissa.checked_mul(10_i128.pow(power.saturating_sub(scale))).ok_or_else(too_long)?;
    let value = Decimal::try_from_i128_with_scale(mantissa, scale.saturating_sub(power))
        .map_err(|_| too_long())?;

    if value >= Decimal::from(10_u64.pow(18)) {
        return Err(too_long());
    }

    let number = Number { value, places, magnitude };
    Ok((number, rest))
}

/// Splits off digits with the commas and spaces between them.
fn take_grouped(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;

    loop {
        let joins = match bytes.get(end) {
            Some(b',') => digit(end + 1),
            // A space joins thousands only before exactly three digits.
            Some(b' ') => (1..=3).all(|ahead| digit(end + ahead)) && !digit(end + 4),
            Some(byte) => byte.is_ascii_digit(),
            None => false,
        };

        if !joins {
            return text.split_at(end);
        }

        end += 1;
    }
}

fn take_fraction(text: &str) -> (&str, &str) {
    let Some(rest) = text.strip_prefix('.') else {
        return ("", text);
    };
    let end = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
    if end == 0 { ("", text) } else { rest.split_at(end) }
}

/// Takes the commas or spaces out of a whole number whose thousands are grouped rightly.
fn ungrouped(whole: &str) -> Result<String, ValueError> {
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let groups: Vec<&str> = whole.split([',', ' ']).collect();
    let (Some((first, others)), true) = (groups.split_first(), groups.len() > 1) else {
        return Ok(digits);
    };

    let mixed = whole.contains(',') && whole.contains(' ');
    let first_fits = (1..=3).contains(&first.len()) && !first.starts_with('0');
    if !mixed && first_fits && others.iter().all(|group| group.len() == 3) {
        return Ok(digits);
    }

    let right = digits
        .parse::<u64>()
        .map_or_else(|_| "1,234,567".to_owned(), |number| grouped(Decimal::from(number), 0));

    let help = match (&groups[..], whole.contains(',')) {
        ([whole, fraction], true) if fraction.len() < 3 => {
            format!("write `{right}`, or with a decimal point `{whole}.{fraction}`")
        }
        _ => format!("write `{right}`"),
    };

    Err(ValueError::new(format!("the thousands of `{whole}` are grouped wrongly")).help(help))
}

/// Takes a magnitude off the front. But for money, a letter must touch the number: `5 m` is metres.
fn take_magnitude(text: &str, money: bool) -> (Magnitude, &str) {
    let apart = text.starts_with(' ');
    let text = text.trim_start();
    for (word, magnitude) in words::MAGNITUDES {
        if apart && word.len() < 2 && !money {
            continue;
        }

        if let Some(rest) = text::strip_phrase(text, word) {
            return (magnitude, rest);
        }
    }

    (Magnitude::One, text)
}
