//! The numbers and periods of a text, with their units.
//!
//! In: words, and the lexicon of their language. Out: the ranges of words that are numbers. Invariant: every word
//! with a digit is in one of them, whatever the language.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::proof::printed_page::Word;
use crate::value::{Period, Quantity};

/// Returns the ranges of words that are numbers, in order.
pub(super) fn numbers(words: &[Word], lexicon: Option<&Lexicon>) -> Vec<Range<usize>> {
    let line = Line::new(words);
    let mut found = Vec::new();
    let mut at = 0;

    while at < words.len() {
        let named = lexicon.map_or(0, |lexicon| line.named_period(at, lexicon));
        let end = match begins_number(words, at) {
            _ if named > at => named,
            true => {
                let scanned = lexicon.map_or(0, |lexicon| line.scan(at, lexicon));
                scanned.max(without_lexicon(words, at))
            }
            false => {
                at += 1;
                continue;
            }
        };

        found.push(at..end);
        at = end;
    }

    found
}

/// Tells whether a number may begin at a word: a digit, or a sign of currency before one.
fn begins_number(words: &[Word], at: usize) -> bool {
    let has_digit = |word: &Word| word.text.contains(char::is_numeric);
    let next = words.get(at + 1).is_some_and(|next| has_digit(next) && !next.is_spaced);
    has_digit(&words[at]) || (is_sign(&words[at]) && next)
}

/// Returns the end of the number that begins at a word: the digits, with the signs that touch them.
fn without_lexicon(words: &[Word], at: usize) -> usize {
    let digits = if is_sign(&words[at]) { at + 1 } else { at };
    let after = words.get(digits + 1);
    let is_unit = after.is_some_and(|word| !word.is_spaced && is_sign(word));
    digits + 1 + usize::from(is_unit)
}

/// Tells whether a word is a sign of a unit: of currency, or of parts of a hundred.
fn is_sign(word: &Word) -> bool {
    matches!(&*word.text, "£" | "$" | "€" | "¥" | "₹" | "%" | "‰" | "−" | "+")
}

/// Words as one line, in which values are read.
struct Line {
    text: String,
    /// Where each word begins and ends.
    places: Vec<Range<usize>>,
}

impl Line {
    fn new(words: &[Word]) -> Line {
        let mut text = String::new();
        let mut places = Vec::with_capacity(words.len());
        for word in words {
            if word.is_spaced {
                text.push(' ');
            }

            let start = text.len();
            text.push_str(&word.text);
            places.push(start..text.len());
        }

        Line { text, places }
    }

    /// Returns the word after the longest value or period that begins at a word.
    fn scan(&self, at: usize, lexicon: &Lexicon) -> usize {
        let start = self.places[at].start;
        let rest = &self.text[start..];
        let period = Period::scan(rest, lexicon).map_or(0, |(_, length)| length);
        let quantity = Quantity::scan(rest, lexicon).map_or(0, |(_, length)| length);

        // A day is no period, and its month no unit.
        self.word_at(start + period.max(quantity).max(day(rest, lexicon)))
    }

    /// Returns the word after the period that begins at a word with letters: "March 2025", "year ending March 2025".
    fn named_period(&self, at: usize, lexicon: &Lexicon) -> usize {
        let place = &self.places[at];
        let word = &self.text[place.clone()];
        let endings = lexicon.dates.endings.iter();
        let mut endings = endings.filter_map(|(words, _)| words.split(' ').next());

        // Tried only where a period may begin: reading one at every word takes as long as all else.
        if !lexicon.dates.is_month(word) && !endings.any(|first| first.eq_ignore_ascii_case(word)) {
            return 0;
        }

        match Period::scan(&self.text[place.start..], lexicon) {
            Some((_, length)) => self.word_at(place.start + length),
            None => 0,
        }
    }

    /// Returns the first word that begins at a byte or after it.
    fn word_at(&self, byte: usize) -> usize {
        self.places.partition_point(|place| place.start < byte)
    }
}

/// Returns the length of a day and a month in words at the start of a text: "3 June", "3 June 2025".
fn day(text: &str, lexicon: &Lexicon) -> usize {
    let mut words = text.split(' ');
    let (Some(day), Some(month)) = (words.next(), words.next()) else {
        return 0;
    };

    let month_word = month.trim_end_matches(|sign: char| !sign.is_alphanumeric());
    let is_day = day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    if !is_day || lexicon.dates.month(month_word).is_none() {
        return 0;
    }

    let year = words.next().filter(|_| month_word == month).unwrap_or_default();
    let digits = year.bytes().take_while(u8::is_ascii_digit).count();
    let length = day.len() + 1 + month_word.len();
    if digits == 4 { length + 1 + digits } else { length }
}
