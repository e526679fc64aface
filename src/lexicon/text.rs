//! How words and phrases of a table are compared with a text.

/// Tells whether a word is one of some, whatever its case.
#[must_use]
pub fn is_any(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Takes a phrase off the front of a text, where it ends at a word's end; returns the bytes that it
/// takes there.
///
/// The words of a phrase are joined by a space; any white space joins them in the text.
#[must_use]
pub fn starts_with_phrase(text: &str, phrase: &str) -> Option<usize> {
    // Nearly all phrases of a table fail at their first letter.
    let (own, first) = (text.as_bytes().first()?, phrase.as_bytes().first()?);
    if !own.eq_ignore_ascii_case(first) {
        return None;
    }

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

/// Takes a phrase off the end of a text, where it starts at a word's start; returns the byte at which
/// it begins there.
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

/// Tells whether a text goes on with the word before it: "millions" with "million", "year’s" with "year".
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
