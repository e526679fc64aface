//! The words, numbers and signs of a sentence.

use super::OBJECT;
use super::flow::size;
use crate::value::{Grouping, digits_length};

/// A word, a number or a sign of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its first byte in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Its kind.
    pub kind: TokenKind,
    /// Whether white space comes before it.
    pub spaced: bool,
}

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with digits and apostrophes inside: `women's`, `G7`.
    Word,
    /// Digits, with grouping and decimals.
    Number,
    /// Any other sign.
    Sign,
    /// Code, or a reference without its own text.
    Object,
}

impl Token {
    /// Returns its text.
    #[must_use]
    pub fn text_in<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Splits a sentence into tokens.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut spaced = true;
    let mut rest = text;

    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();

        if first.is_whitespace() {
            spaced = true;
            rest = &rest[first.len_utf8()..];
            continue;
        }

        let (length, kind) = if first.is_ascii_digit() {
            (digits_length(rest, Grouping::TiedSpace), TokenKind::Number)
        } else if first.is_alphanumeric() {
            (word_length(rest), TokenKind::Word)
        } else if first == OBJECT {
            (first.len_utf8(), TokenKind::Object)
        } else {
            (first.len_utf8(), TokenKind::Sign)
        };

        tokens.push(Token { start: size(start), end: size(start + length), kind, spaced });
        spaced = false;
        rest = &rest[length..];
    }

    tokens
}

/// Returns the length of a word: an apostrophe belongs to it if a letter follows.
fn word_length(text: &str) -> usize {
    // Nearly all words are of ASCII and end at a sign of it.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if text.as_bytes().get(plain).is_none_or(|next| next.is_ascii() && *next != b'\'') {
        return plain;
    }

    let mut end = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let apostrophe = matches!(sign, '\'' | '’');
        let next = signs.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(sign.is_alphanumeric() || (apostrophe && next)) {
            break;
        }

        end = at + sign.len_utf8();
    }

    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_taken_apart() {
        let text = "Women’s pay: £12.3bn (up 9.5%), 1,900 of 35\u{a0}052 in G7.";
        let all: Vec<&str> = tokens(text).iter().map(|token| token.text_in(text)).collect();

        assert_eq!(
            all,
            [
                "Women’s",
                "pay",
                ":",
                "£",
                "12.3",
                "bn",
                "(",
                "up",
                "9.5",
                "%",
                ")",
                ",",
                "1,900",
                "of",
                "35\u{a0}052",
                "in",
                "G7",
                "."
            ]
        );
    }
}
