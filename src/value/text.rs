//! Normalizes text from word processors before it is read.

use crate::lexicon::{Ranges, ends_with_phrase, starts_with_phrase};

/// Returns the text with plain spaces, hyphens and minus signs, and no invisible characters.
///
/// The en dash stays: between numbers it means "to".
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            // Zero-width spaces and direction marks come with text pasted from a web page.
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            // Minus sign, hyphen, non-breaking hyphen.
            '\u{2212}' | '\u{2010}' | '\u{2011}' => tidy.push('-'),
            // Word processors curl apostrophes, while the lexicon has straight ones.
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
    // A message stays on one line of a terminal.
    const LONGEST: usize = 60;

    let text = text.trim();
    if text.chars().count() <= LONGEST {
        format!("`{text}`")
    } else {
        let start: String = text.chars().take(LONGEST).collect();
        format!("`{start}…`")
    }
}

/// Strips a word or phrase from the start, ignoring case, if it ends at the end of a word.
pub(super) fn strip_phrase<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    starts_with_phrase(text, phrase).map(|length| text[length..].trim_start())
}

/// Strips a word or phrase from the end, ignoring case, if it starts at the start of a word.
pub(super) fn strip_phrase_end<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    ends_with_phrase(text, phrase).map(|start| text[..start].trim_end())
}

/// Splits a tidy text at the first of the words that occurs in it between spaces.
pub(super) fn split_at_word<'a>(text: &'a str, words: &[&str]) -> Option<(&'a str, &'a str)> {
    words.iter().find_map(|word| {
        text.match_indices(word).find_map(|(at, _)| {
            let before = text[..at].strip_suffix(' ')?;
            let after = text[at + word.len()..].strip_prefix(' ')?;
            Some((before, after))
        })
    })
}

/// Splits a text at the word or the dash that joins the ends of a range.
pub(super) fn split_range<'t>(tidy: &'t str, words: &Ranges) -> Option<(&'t str, &'t str)> {
    // A spaced dash before a bare one, which would leave the spaces.
    const DASHES: [&str; 3] = [" – ", "–", " - "];

    let strip = |list: &[&str]| list.iter().find_map(|word| strip_phrase(tidy, word));
    let between = strip(words.between);
    let opened = strip(words.from).or(between);
    let range = opened.unwrap_or(tidy);

    split_at_word(range, words.to)
        .or_else(|| DASHES.iter().find_map(|dash| range.split_once(dash)))
        .or_else(|| split_at_word(opened?, words.and))
}

/// Reads a whole number of exactly the given number of digits.
pub(super) fn digits<N: std::str::FromStr>(text: &str, count: usize) -> Option<N> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Appends a number, padded with zeros to a width.
///
/// Pages are full of dates, and `format!` takes five times as long.
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
    fn tidying_normalizes_characters() {
        assert_eq!(tidy("  1\u{202f}900\u{a0}  people "), "1 900 people");
        assert_eq!(tidy("\u{2212}0.5%\u{200b}"), "-0.5%");
        assert_eq!(tidy("\u{a0}"), "");
    }

    #[test]
    fn phrases_are_taken_off_either_end() {
        assert_eq!(strip_phrase("Up to £5", "up to"), Some("£5"));
        assert_eq!(strip_phrase_end("5 or more", "or more"), Some("5"));
        assert_eq!(strip_phrase_end("5 for more", "or more"), None);
        assert_eq!(split_at_word("to 5 to 6", &["until", "to"]), Some(("to 5", "6")));
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
