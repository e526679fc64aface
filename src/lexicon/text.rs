//! Compares words and phrases of a table with a text.

/// Tells whether a word is in a list, ignoring case.
#[must_use]
pub fn is_any(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Strips a phrase from the start of a text, if it ends at the end of a word; returns its length in bytes.
///
/// The words of a phrase are separated by one space; in the text, by any white space.
#[must_use]
#[inline]
pub fn starts_with_phrase(text: &str, phrase: &str) -> Option<usize> {
    // Nearly all phrases of a table fail at their first letter; that much is looked at without a call.
    let (own, first) = (text.as_bytes().first()?, phrase.as_bytes().first()?);
    if !own.eq_ignore_ascii_case(first) {
        return None;
    }

    phrase_length(text, phrase)
}

/// Returns the length of a phrase at the start of a text whose first letters are equal.
fn phrase_length(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text;
    for (at, word) in phrase.split(' ').enumerate() {
        if at > 0 {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
        }

        let head = rest.get(..word.len())?;
        if !head.eq_ignore_ascii_case(word) {
            return None;
        }
        rest = &rest[word.len()..];
    }

    let whole = phrase.ends_with(is_sign) || !begins_inside_word(rest);
    whole.then_some(text.len() - rest.len())
}

/// Strips a phrase from the end of a text, if it starts at the start of a word; returns the byte where it
/// begins.
#[must_use]
pub fn ends_with_phrase(text: &str, phrase: &str) -> Option<usize> {
    let (own, last) = (text.as_bytes().last()?, phrase.as_bytes().last()?);
    if !own.eq_ignore_ascii_case(last) {
        return None;
    }

    let mut rest = text;
    for (at, word) in phrase.rsplit(' ').enumerate() {
        if at > 0 {
            let trimmed = rest.trim_end();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
        }

        let start = rest.len().checked_sub(word.len())?;
        if !rest.get(start..)?.eq_ignore_ascii_case(word) {
            return None;
        }
        rest = &rest[..start];
    }

    let whole = phrase.starts_with(is_sign) || !rest.ends_with(char::is_alphanumeric);
    whole.then_some(rest.len())
}

fn is_sign(char: char) -> bool {
    !char.is_alphanumeric()
}

/// Tells whether a text continues the word before it: "millions" after "million", "year’s" after "year".
fn begins_inside_word(text: &str) -> bool {
    let bare = text.strip_prefix(['\'', '’']).filter(|rest| rest.starts_with(char::is_alphabetic));
    bare.is_some() || text.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_end_where_words_end() {
        assert_eq!(starts_with_phrase("Up to £5", "up to"), Some(5));
        assert_eq!(starts_with_phrase("up\u{a0} to £5", "up to"), Some(7));
        assert_eq!(starts_with_phrase("overt 5", "over"), None);
        assert_eq!(starts_with_phrase("year’s end", "year"), None);
        assert_eq!(starts_with_phrase("~5", "~"), Some(1));
        assert_eq!(starts_with_phrase("é", "x"), None);
    }

    #[test]
    fn phrases_begin_where_words_begin() {
        assert_eq!(ends_with_phrase("of no  more than", "more than"), Some(7));
        assert_eq!(ends_with_phrase("moreover", "over"), None);
        assert_eq!(ends_with_phrase("a >=", ">="), Some(2));
        assert_eq!(ends_with_phrase("é", "xx"), None);
    }
}
