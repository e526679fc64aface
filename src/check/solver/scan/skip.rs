//! Numbers that count nothing: addresses, codes, telephone numbers.

use crate::lexicon::{Lexicon, is_any};

/// Tells whether a text may hold an address: nearly none does.
pub(super) fn may_hold_address(text: &str) -> bool {
    text.contains('@') || text.contains("://") || text.contains("www.")
}

/// Finds the end of an address of the web or of a mailbox.
pub(super) fn address(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let first = rest.as_bytes().first()?;
    if !first.is_ascii_alphanumeric() {
        return None;
    }

    // Only the first word of a long text matters.
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = &rest[..end];
    let is_address = word.contains("://") || word.starts_with("www.") || word.contains('@');

    is_address.then(|| at + word.trim_end_matches(['.', ',', ')', ';', ':']).len())
}

/// Finds the end of digits that are not a number: `12-34-56`, `1.2.3`, `12/34`, `B12`, `3rd`, `020 7946
/// 0018`.
pub(super) fn number(text: &str, at: usize, lexicon: &Lexicon) -> Option<usize> {
    let rest = &text[at..];
    let bytes = rest.as_bytes();
    let first = *bytes.first()?;

    if first == b'#' || first == b'+' {
        let digits = rest[1..].bytes().take_while(|&byte| is_part(byte)).count();
        let is_phone = first == b'+' && rest[1..].bytes().filter(u8::is_ascii_digit).count() >= 8;
        return (digits > 0 && (first == b'#' || is_phone && digits > 8))
            .then_some(at + 1 + digits);
    }

    if first.is_ascii_alphabetic() {
        return code(rest, lexicon).map(|length| at + length);
    }
    if !first.is_ascii_digit() {
        return None;
    }

    telephone(rest).or_else(|| joined(rest, lexicon)).map(|length| at + length)
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b' ' | b'(' | b')' | b'-')
}

/// Returns the length of a code of letters and digits: "B12", "COVID-19", "A1(M)".
fn code(text: &str, lexicon: &Lexicon) -> Option<usize> {
    let end = text
        .find(|char: char| !(char.is_alphanumeric() || matches!(char, '-' | '/' | '.')))
        .unwrap_or(text.len());
    let word = text[..end].trim_end_matches(['.', '-', '/']);
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let after = word.as_bytes().get(letters).copied();

    // "EUR5", "US20" are money or nothing; in a code, digits follow letters or a hyphen directly.
    let direct = after.is_some_and(|byte| byte.is_ascii_digit()) && letters > 0;
    let hyphenated = after == Some(b'-')
        && word[letters + 1..].starts_with(|char: char| char.is_ascii_digit())
        && !word[letters + 1..].contains(|char: char| char.is_ascii_alphabetic());
    let is_money = letters == 3 && word[..letters].bytes().all(|byte| byte.is_ascii_uppercase());
    let is_financial_year = lexicon.dates.financial_year.iter().any(|name| word.starts_with(name));
    let is_prefix = is_any(&word[..letters], lexicon.amounts.year_prefixes);

    // "P12,976" is money in a currency that we do not know; skip all of it.
    let mut end = word.len();
    while let Some(group) = text[end..].strip_prefix(',')
        && group.bytes().take(3).filter(u8::is_ascii_digit).count() == 3
    {
        end += 4;
    }

    ((direct || hyphenated) && !is_money && !is_financial_year && !is_prefix).then_some(end)
}

/// Returns the length of a telephone number: a group that begins with zero, followed by more groups.
fn telephone(text: &str) -> Option<usize> {
    let end = text
        .bytes()
        .take_while(|&byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'-'))
        .count();
    let number = text[..end].trim_end_matches([' ', '-']);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let groups = number.split([' ', '-']).count();
    let begins = text.starts_with('0') || number.starts_with("1300") || number.starts_with("1800");

    (begins && groups > 1 && digits >= 8).then_some(number.len())
}

/// Returns the length of digits joined by more hyphens, slashes or points than a number has.
fn joined(text: &str, lexicon: &Lexicon) -> Option<usize> {
    let part = |char: char| char.is_ascii_digit() || matches!(char, '-' | '/' | '.' | ':');
    let end = text.find(|char: char| !part(char)).unwrap_or(text.len());
    let word = text[..end].trim_end_matches(['-', '/', '.', ':']);
    let count = |sign: char| word.matches(sign).count();

    let is_code = count('-') >= 2 || count('.') >= 2 || count('/') >= 1 && !is_financial_year(word);
    if is_code {
        return Some(word.len());
    }

    // "3rd", "5G", "4x4", "12th": letters adjacent to the digits. "5km", "£5m", "50p", "5pm" are read
    // elsewhere.
    let letters = text[word.len()..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let tail = &text[word.len()..word.len() + letters];
    let is_ordinal =
        is_any(tail, lexicon.dates.ordinals) || is_any(tail, lexicon.amounts.code_letters);
    let goes_on = text[word.len() + letters..].starts_with(|char: char| char.is_ascii_digit());
    (is_ordinal || letters > 0 && goes_on).then_some(word.len() + letters)
}

/// Tells whether digits are the years of a financial year: 2024/25.
fn is_financial_year(word: &str) -> bool {
    word.split_once('/').is_some_and(|(one, two)| {
        one.len() == 4 && (two.len() == 2 || two.len() == 4) && one.starts_with(['1', '2'])
    })
}

/// Finds the end of a decimal without its zero: ".9 percent". It is rare, and no number is better than a wrong one.
pub(super) fn bare_decimal(text: &str, at: usize) -> Option<usize> {
    let digits = text[at..].strip_prefix('.')?;
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let is_free = text[..at].chars().next_back().is_none_or(char::is_whitespace);

    (is_free && length > 0).then_some(at + 1 + length)
}
