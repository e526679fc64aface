//! Escapes in double quotation marks.
//!
//! In: a scalar as it is written. Out: its escapes of single characters. Invariant: a backslash behind a backslash begins
//! none.

use std::ops::Range;

/// An escape.
pub(super) struct Escape {
    /// Its range in the written scalar.
    pub(super) range: Range<usize>,
    /// What it stands for.
    pub(super) sign: char,
}

/// Returns the escapes of a scalar that stand for control characters or are numbers (YAML 1.2.2, section 5.7).
pub(super) fn escapes(written: &str) -> impl Iterator<Item = Escape> {
    let mut at = 0;

    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memchr(b'\\', &written.as_bytes()[at..])?;
            let letter = *written.as_bytes().get(start + 1)?;
            let (digits, sign) = match letter {
                b'x' => (2, None),
                b'u' => (4, None),
                b'U' => (8, None),
                b'0' => (0, Some('\0')),
                b'a' => (0, Some('\u{7}')),
                b'b' => (0, Some('\u{8}')),
                b'v' => (0, Some('\u{b}')),
                b'f' => (0, Some('\u{c}')),
                b'e' => (0, Some('\u{1b}')),
                b'N' => (0, Some('\u{85}')),
                _ => (0, None),
            };

            let end = start + 2 + digits;
            at = end.min(written.len());

            let number = written.get(start + 2..end).filter(|number| !number.is_empty());
            let number = number.and_then(|number| u32::from_str_radix(number, 16).ok());
            if let Some(sign) = sign.or_else(|| number.and_then(char::from_u32)) {
                return Some(Escape { range: start..end, sign });
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_have_their_places() {
        let found = |written: &str| -> Vec<(String, char)> {
            escapes(written).map(|it| (written[it.range].to_owned(), it.sign)).collect()
        };

        assert_eq!(found(r#""a\u0000b\v""#), [("\\u0000".into(), '\0'), ("\\v".into(), '\u{b}')]);
        assert_eq!(found(r#""\\u0000 \n \" \x1""#), []);
        assert_eq!(found("\\"), []);
        assert_eq!(found("\\u00é"), []);
    }
}
