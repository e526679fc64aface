//! The solver's result: a claim that no reading of its sentence makes true.

use std::fmt::Write as _;

use super::sentence::Sentence;

/// The kind of fault in a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Change,
    PointsNotPercent,
    /// More exact than its values.
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
    /// The bytes of the claim in the sentence's text.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The message of the finding.
    pub(crate) message: String,
    /// The help of the finding.
    pub(crate) help: String,
    /// Whether the words leave a doubt, so that the finding must not stop a build.
    pub(crate) is_weak: bool,
    /// Whether the order of the words and their likeness alone tie the numbers to each other. On real text such a
    /// finding has been wrong more often than right, so it must not stop a build either.
    pub(crate) is_inferred: bool,
    /// A replacement of the claim that is certainly right.
    pub(crate) fix: Option<String>,
}

impl Refutation {
    /// Makes a refutation of the claim at the given tokens.
    pub(crate) fn at_tokens(
        sentence: &Sentence<'_>,
        fault: Fault,
        tokens: std::ops::RangeInclusive<usize>,
        message: String,
        help: &str,
    ) -> Refutation {
        let start = sentence.tokens.get(*tokens.start()).map_or(0, |token| token.start);
        let end = sentence.tokens.get(*tokens.end()).map_or(start, |token| token.end);

        Refutation {
            fault,
            start,
            end,
            message,
            help: help.to_owned(),
            is_weak: false,
            is_inferred: false,
            fix: None,
        }
    }

    /// Moves it along the text, where the sentence was read from a later byte on.
    pub(crate) fn shifted(self, by: usize) -> Refutation {
        let by = u32::try_from(by).unwrap_or(u32::MAX);
        Refutation {
            start: self.start.saturating_add(by),
            end: self.end.saturating_add(by),
            ..self
        }
    }

    /// Makes it a warning, because nothing but the order of words ties its numbers to each other.
    pub(crate) fn inferred(self) -> Refutation {
        Refutation { is_inferred: true, ..self }
    }

    /// Makes it a warning where its words leave a doubt.
    pub(crate) fn weak(self, is_weak: bool) -> Refutation {
        Refutation { is_weak: self.is_weak || is_weak, ..self }
    }
}

/// Writes a number with grouped thousands and at most the given number of decimals.
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

/// Writes a share or a change in per cent, with enough decimals to distinguish it from a hundred.
pub(crate) fn percent(value: f64) -> String {
    // A number rounded to a hundred would say "all" of what is not all; with this many decimals it is all to
    // a reader.
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
