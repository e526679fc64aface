//! What the solver found: a claim that no reading of its sentence makes true.

use std::fmt::Write as _;

use super::sentence::Sentence;

/// What is wrong with a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Change,
    PointsNotPercent,
    /// More exact than what it is measured by.
    Precision,
    Sum,
    Share,
    Date,
    Periods,
    Superlative,
}

/// A claim that is refuted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refutation {
    pub(crate) fault: Fault,
    /// Where the claim is in the sentence's text.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// What is wrong, in a colleague's words.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: String,
    /// Whether the words leave a doubt, so that it must not stop a build.
    pub(crate) is_weak: bool,
    /// What can replace the claim without a doubt.
    pub(crate) fix: Option<String>,
}

impl Refutation {
    /// Makes a refutation of the claim that stands in some tokens.
    pub(crate) fn at_tokens(
        sentence: &Sentence<'_>,
        fault: Fault,
        tokens: std::ops::RangeInclusive<usize>,
        message: String,
        help: &str,
    ) -> Refutation {
        let start = sentence.tokens.get(*tokens.start()).map_or(0, |token| token.start);
        let end = sentence.tokens.get(*tokens.end()).map_or(start, |token| token.end);

        Refutation { fault, start, end, message, help: help.to_owned(), is_weak: false, fix: None }
    }

    /// Makes a warning of it where its words leave a doubt.
    pub(crate) fn weak(self, is_weak: bool) -> Refutation {
        Refutation { is_weak: self.is_weak || is_weak, ..self }
    }
}

/// Writes a number with its thousands grouped and at most so many decimals.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let mut grouped = String::from(sign);

    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }

    let fraction = fraction.trim_end_matches('0');
    if !fraction.is_empty() {
        let _ = write!(grouped, ".{fraction}");
    }

    grouped
}

/// Writes a share or a change in per cent, to the decimal that tells it from a hundred.
pub(crate) fn percent(value: f64) -> String {
    // A rounded number near a hundred says "all" of what is not all; with so many decimals it is all to a reader.
    const MOST_DECIMALS: usize = 4;

    let written = |decimals: usize| number(value, decimals);
    let is_apart = |decimals: &usize| written(*decimals).trim_start_matches('-') != "100";
    let decimals = match (value.abs() - 100.0).abs() {
        distance if distance <= f64::EPSILON => 0,
        distance if distance < 1.0 => (1..MOST_DECIMALS).find(is_apart).unwrap_or(MOST_DECIMALS),
        _ if value.abs() >= 100.0 => 0,
        _ => 1,
    };

    format!("{}%", written(decimals))
}
