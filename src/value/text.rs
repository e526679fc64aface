//! Text as it comes out of word processors, made plain before it is read.

/// Returns the text with plain spaces, hyphens and minus signs, and no invisible characters.
///
/// The en dash stays: between numbers it means "to".
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            // Minus sign, hyphen, non-breaking hyphen.
            '\u{2212}' | '\u{2010}' | '\u{2011}' => tidy.push('-'),
            '\u{2019}' => tidy.push('\''),
            char if char.is_whitespace() => {
                if !tidy.is_empty() && !tidy.ends_with(' ') {
                    tidy.push(' ');
                }
            }
            char => tidy.push(char),
        }
    }

    if tidy.ends_with(' ') {
        tidy.pop();
    }

    tidy
}

/// Returns a text between backticks for a message, shortened if it is long.
#[must_use]
pub fn quote(text: &str) -> String {
    const LONGEST: usize = 60;

    let text = text.trim();
    if text.chars().count() <= LONGEST {
        format!("`{text}`")
    } else {
        let start: String = text.chars().take(LONGEST).collect();
        format!("`{start}…`")
    }
}

/// Takes a word or phrase off the front, whatever its case, where it ends at a word's end.
pub(super) fn strip_phrase<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let head = text.get(..phrase.len())?;
    let rest = text.get(phrase.len()..)?;

    if !head.eq_ignore_ascii_case(phrase) {
        return None;
    }

    let whole = phrase.ends_with(|last: char| !last.is_alphanumeric())
        || !rest.starts_with(char::is_alphanumeric);
    whole.then(|| rest.trim_start())
}

/// Takes a word or phrase off the end, whatever its case, where it starts at a word's start.
pub(super) fn strip_phrase_end<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let start = text.len().checked_sub(phrase.len())?;
    let rest = text.get(..start)?;
    let tail = text.get(start..)?;
    let whole = phrase.starts_with(|first: char| !first.is_alphanumeric())
        || !rest.ends_with(char::is_alphabetic);
    (tail.eq_ignore_ascii_case(phrase) && whole).then(|| rest.trim_end())
}

/// Reads a whole number of exactly so many digits.
pub(super) fn digits<N: std::str::FromStr>(text: &str, count: usize) -> Option<N> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Appends a number, padded with zeros to a width.
///
/// Pages are full of dates, and `format!` takes five times as long for one.
pub fn push_number(text: &mut String, number: impl Into<i32>, width: usize) {
    let number: i32 = number.into();
    let mut digits = [b'0'; 11];
    let mut rest = number.unsigned_abs();
    let mut at = digits.len();

    while rest > 0 || at > digits.len() - width {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
    }

    if number < 0 {
        text.push('-');
    }

    text.extend(digits[at..].iter().copied().map(char::from));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidy_makes_plain() {
        assert_eq!(tidy("  1\u{202f}900\u{a0}  people "), "1 900 people");
        assert_eq!(tidy("\u{2212}0.5%\u{200b}"), "-0.5%");
        assert_eq!(tidy("\u{a0}"), "");
    }

    #[test]
    fn phrases_end_where_words_end() {
        assert_eq!(strip_phrase("Up to £5", "up to"), Some("£5"));
        assert_eq!(strip_phrase("overt 5", "over"), None);
        assert_eq!(strip_phrase("é", "x"), None);
        assert_eq!(strip_phrase_end("5 or more", "or more"), Some("5"));
        assert_eq!(strip_phrase_end("5 for more", "or more"), None);
    }

    #[test]
    fn numbers_are_padded_with_zeros() {
        let pushed = |number: i32, width| {
            let mut text = String::new();
            push_number(&mut text, number, width);
            text
        };

        assert_eq!(pushed(7, 1), "7");
        assert_eq!(pushed(0, 2), "00");
        assert_eq!(pushed(31, 2), "31");
        assert_eq!(pushed(987, 4), "0987");
        assert_eq!(pushed(i32::MIN, 2), "-2147483648");
    }
}
