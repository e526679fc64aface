//! Fractions and multiples.

use super::super::amount::{AmountKind, WrittenAmount};
use super::super::sentence::Sentence;
use super::blank;
use crate::lexicon::{AmountWords, Lexicon, WordRoles, starts_with_phrase};
use crate::value::{Grouping, digits_length};

/// Reads a number at the start of a text, in digits or in one word.
fn number(text: &str, lexicon: &Lexicon) -> Option<(f64, usize)> {
    let digits = digits_length(text, Grouping::TiedSpace);
    if digits > 0 {
        let plain: String =
            text[..digits].chars().filter(|char| char.is_ascii_digit() || *char == '.').collect();
        return Some((plain.parse().ok()?, digits));
    }

    let end = text.find(|char: char| !char.is_alphabetic()).unwrap_or(text.len());
    let word = &text[..end];
    lexicon.numbers.cardinal(word).map(|value| (f64::from(value), end))
}

/// Skips white space or one hyphen.
fn gap(text: &str) -> usize {
    let spaces = text.len() - text.trim_start().len();
    match spaces {
        0 if text.starts_with(['-', '‑']) => text.chars().next().map_or(0, char::len_utf8),
        spaces => spaces,
    }
}

/// Reads "three times", "twice", "tenfold", "2.5x".
pub(super) fn multiple(
    text: &str,
    at: usize,
    words: &AmountWords,
    lexicon: &Lexicon,
) -> Option<WrittenAmount> {
    let rest = &text[at..];
    let make = |value: u32, length: usize| WrittenAmount {
        kind: AmountKind::Multiple,
        value: f64::from(value),
        ..blank(at, at + length)
    };

    let single = words
        .multiples
        .iter()
        .filter_map(|&(word, value)| Some((starts_with_phrase(rest, word)?, value)))
        .max();
    if let Some((length, value)) = single {
        return Some(make(value, length));
    }

    let (value, length) = number(rest, lexicon)?;
    let after = &rest[length..];
    let skipped = gap(after);
    let times = &after[skipped..];
    let found = words.times.iter().find_map(|word| starts_with_phrase(times, word));
    // "Two and a half times"
    let half =
        words.and_a_half.iter().find_map(|phrase| starts_with_phrase(times, phrase)).and_then(
            |length| {
                let next = times[length..].trim_start();
                let found = words.times.iter().find_map(|word| starts_with_phrase(next, word))?;
                Some((times.len() - next.len()) + found)
            },
        );
    let letter = after.starts_with('x') && !after[1..].starts_with(char::is_alphanumeric);

    let (value, end) = if let Some(found) = found.filter(|_| skipped > 0) {
        (value, length + skipped + found)
    } else if let Some(found) = half {
        (value + 0.5, length + skipped + found)
    } else if letter {
        (value, length + 1)
    } else {
        return None;
    };

    Some(WrittenAmount { value, ..make(0, end) })
}

/// Reads "a third", "two-thirds", "half", "one in five", "3 out of 4".
pub(super) fn fraction(
    text: &str,
    at: usize,
    sentence: &Sentence<'_>,
    lexicon: &Lexicon,
) -> Option<WrittenAmount> {
    let words = &lexicon.amounts;
    let rest = &text[at..];
    let blocked = sentence
        .tokens
        .len()
        .checked_sub(1)
        .is_some_and(|last| words.fraction_blocks.contains(&sentence.word(last)));

    if blocked {
        return None;
    }

    ratio(rest, lexicon)
        .or_else(|| one_in(rest, lexicon))
        .or_else(|| noun(rest, lexicon))
        .or_else(|| halved(rest, sentence, lexicon))
        .or_else(|| remaining(rest, sentence, lexicon))
        .map(|(value, length)| WrittenAmount {
            kind: AmountKind::Fraction,
            value,
            is_spelled: true,
            ..blank(at, at + length)
        })
}

/// Reads "half" in "cut in half in 18 months", "fell by more than half between 2023 and 2025".
fn halved(text: &str, sentence: &Sentence<'_>, lexicon: &Lexicon) -> Option<(f64, usize)> {
    let last = sentence.tokens.len().checked_sub(1)?;
    let is_cut = sentence.is(last, WordRoles::IN) && sentence.follows(last, WordRoles::FALL_VERB);
    let halves = lexicon.amounts.fraction_nouns.iter().filter(|(_, divisor)| *divisor == 2);
    let length = halves.filter_map(|(noun, _)| starts_with_phrase(text, noun)).max()?;

    // "By about half"
    let by =
        (0..3).filter_map(|back| last.checked_sub(back)).find(|&at| sentence.is(at, WordRoles::BY));
    let is_size = by.is_some_and(|by| {
        (by + 1..=last).all(|at| sentence.is(at, WordRoles::FILLER))
            && sentence.any(0..by, WordRoles::FALL_VERB | WordRoles::RISE_VERB)
    });

    (is_cut || is_size).then_some((0.5, length))
}

/// Reads "one in five", "3 out of 4".
fn ratio(text: &str, lexicon: &Lexicon) -> Option<(f64, usize)> {
    let (part, length) = number(text, lexicon)?;
    let after = text[length..].trim_start_matches(['-', ' ', '\u{a0}']);
    let first = after.as_bytes().first()?;
    let joints = lexicon.amounts.ratios.iter();
    let joint = joints
        // Behind nearly all numbers another letter follows.
        .filter(|joint| joint.as_bytes().first().is_some_and(|it| it.eq_ignore_ascii_case(first)))
        .filter_map(|joint| Some((starts_with_phrase(after, &joint.replace('-', " "))?, *joint)))
        .max()?;
    let whole_text = after[joint.0..].trim_start_matches(['-', ' ', '\u{a0}']);
    let (whole, whole_length) = number(whole_text, lexicon)?;
    let end = text.len() - whole_text.len() + whole_length;
    let next = text[end..].trim_start();

    // "9 in 2024", "45 out of 150 seats" are not simple fractions, nor is "3 in 10 million".
    let is_simple = part >= 1.0
        && part < whole
        && part <= 10.0
        && whole.fract() == 0.0
        && (whole <= 10.0 || [12.0, 15.0, 20.0, 25.0, 50.0, 100.0, 1000.0].contains(&whole));
    if !is_simple {
        return None;
    }

    let is_unit = next.starts_with(['%', ',', '.'])
        && next[1..].starts_with(|c: char| c.is_ascii_digit())
        || next.starts_with('%')
        || lexicon.amounts.spans.iter().any(|(span, _)| {
            starts_with_phrase(next, span).is_some()
                || starts_with_phrase(next, &format!("{span}s")).is_some()
        })
        || lexicon
            .numbers
            .magnitudes
            .iter()
            .any(|(word, _)| word.len() > 2 && starts_with_phrase(next, word).is_some())
        || lexicon.units.percent.iter().any(|unit| starts_with_phrase(next, unit).is_some());

    (!is_unit).then_some((part / whole, end))
}

/// Reads "quarter" after "the remaining".
fn remaining(text: &str, sentence: &Sentence<'_>, lexicon: &Lexicon) -> Option<(f64, usize)> {
    let last = sentence.tokens.len().checked_sub(1)?;
    let end = text.find(|char: char| !char.is_alphabetic()).unwrap_or(text.len());
    let word = &text[..end];
    let known = lexicon.amounts.fraction_nouns.iter().find(|(noun, _)| *noun == word)?;

    // "The remaining half hour" is a duration.
    let next = text[end..].trim_start();
    let next_end = next.find(|char: char| !char.is_alphabetic()).unwrap_or(next.len());
    let names = next_end > 0 && lexicon.words.roles(&next[..next_end]) == WordRoles::NONE;
    let leads = sentence.is(last, WordRoles::REMAINING) && sentence.follows(last, WordRoles::THE);

    (leads && !names).then(|| (1.0 / f64::from(known.1), end))
}

/// Reads "one candidate in five was": with the noun inside.
fn one_in(text: &str, lexicon: &Lexicon) -> Option<(f64, usize)> {
    let (one, length) = number(text, lexicon).filter(|&(value, _)| value < 1.5)?;
    let rest = text[length..].strip_prefix(' ')?;
    let noun = rest.find(|char: char| !char.is_ascii_lowercase()).filter(|&end| end > 2)?;
    let after = rest[noun..].strip_prefix(' ')?;
    let roles = lexicon.words.roles(&rest[..noun]);
    let joint =
        lexicon.amounts.ratios.iter().filter_map(|joint| starts_with_phrase(after, joint)).max()?;
    let whole_text = after[joint..].strip_prefix(' ')?;
    let end = whole_text.find(|char: char| !char.is_ascii_lowercase()).unwrap_or(whole_text.len());
    let whole = lexicon.numbers.cardinal(&whole_text[..end]).filter(|&it| it > 1)?;

    // "One school in three counties": the second number counts the noun that follows.
    let next = whole_text[end..].trim_start();
    let next_end = next.find(|char: char| !char.is_alphabetic()).unwrap_or(next.len());
    let next_roles = lexicon.words.roles(&next[..next_end].to_ascii_lowercase());
    let verbs = WordRoles::BE | WordRoles::HAVE | WordRoles::MOOD | WordRoles::SAID;
    let is_alone = next_end == 0 || next_roles.meets(verbs);

    let is_noun = !roles.meets(WordRoles::STOP | WordRoles::AMOUNT);
    (is_alone && is_noun).then(|| (one / f64::from(whole), text.len() - whole_text.len() + end))
}

/// Reads "a third", "two-thirds", "half".
fn noun(text: &str, lexicon: &Lexicon) -> Option<(f64, usize)> {
    let words = &lexicon.amounts;
    let word_end = |text: &str| text.find(|char: char| !char.is_alphabetic()).unwrap_or(text.len());
    let first = &text[..word_end(text)];
    let divisor = |word: &str| {
        let lower = word.to_ascii_lowercase();
        words.fraction_nouns.iter().find(|(noun, _)| *noun == lower).map(|it| it.1)
    };

    // "Half of", "half the"
    if divisor(first) == Some(2) {
        let after = &text[first.len()..];
        let next = after.trim_start();
        let follows = words.half_followers.iter().any(|it| starts_with_phrase(next, it).is_some());
        let ends = next.is_empty() || next.starts_with([',', '.', ';', '–', '—', ')', ':']);
        return ((follows || ends) && !after.starts_with('-')).then_some((0.5, first.len()));
    }

    let count = match lexicon.numbers.cardinal(first) {
        Some(count) => count,
        None if words.single.iter().any(|(it, _)| it.eq_ignore_ascii_case(first)) => 1,
        None => return None,
    };
    let skipped = gap(&text[first.len()..]);
    let noun_text = &text[first.len() + skipped..];
    let noun = &noun_text[..word_end(noun_text)];
    let divisor = divisor(noun).filter(|_| skipped > 0)?;
    let is_plural = noun.ends_with('s');
    let end = first.len() + skipped + noun.len();
    let after = &text[end..];
    let next_word = {
        let next = after.trim_start_matches(['-', ' ']);
        next[..word_end(next)].to_ascii_lowercase()
    };

    let counted = (count > 1) == is_plural && count < divisor;
    let stopped = words.fraction_stops.contains(&next_word.as_str()) || after.starts_with('-');

    // "A third hospital", "a quarter century": a content word directly after it makes it something else.
    let roles = lexicon.words.roles(&next_word);
    let names = !is_plural
        && count == 1
        && divisor != 2
        && !next_word.is_empty()
        && after.starts_with(' ')
        && roles == WordRoles::NONE
        && first.eq_ignore_ascii_case("a");

    (counted && !stopped && !names).then(|| (f64::from(count) / f64::from(divisor), end))
}
