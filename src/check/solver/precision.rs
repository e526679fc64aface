//! Changes that are stated more exactly than the sentence's own rounding of its values allows.
//!
//! In: a sentence that names a rounding: "both rounded to the nearest hundred". Out: claims that are more
//! exact.
//! Invariant: without such words the rounding of a value is unknown, and nothing is reported.

use super::amount::AmountKind;
use super::change::said_in_percent;
use super::claim::{Measure, claims, is_within_reason};
use super::pairs::{self, PairTie};
use super::refutation::{Fault, Refutation};
use super::sentence::Sentence;
use crate::value::Qualifier;

/// Reports percentages of two values that the stated rounding does not allow.
pub(crate) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    let Some(unit) = stated_rounding(s) else {
        return Vec::new();
    };

    let claims = claims(s);
    let sizes: Vec<usize> = claims.iter().filter_map(|it| it.amount).collect();
    let groups = s.groups(&sizes);
    let mut found = Vec::new();

    for claim in claims.iter().filter(|it| it.measure == Measure::Percent) {
        let Some(index) = claim.amount.filter(|_| claim.qualifier == Qualifier::Exact) else {
            continue;
        };
        let pair = groups.iter().flat_map(|(_, group)| pairs::explicit(s, group)).find(|pair| {
            let is_value =
                matches!(s.amounts[pair.base].kind, AmountKind::Count | AmountKind::Money(_));
            is_value && matches!(pair.tie, PairTie::FromTo | PairTie::ToFrom)
        });
        let Some(pair) = pair else {
            continue;
        };

        let (base, value) = (s.amounts[pair.base].value, s.amounts[pair.value].value);
        let half = unit / 2.0;
        if base <= half {
            continue;
        }

        let percent = |base: f64, value: f64| (value / base - 1.0) * 100.0;
        let (low, high) = (percent(base + half, value - half), percent(base - half, value + half));
        if is_within_reason(high - low, s.amounts[index].decimals) {
            continue;
        }

        let message = format!(
            "you wrote {}; {} to {}, so rounded, is anything from {} to {}",
            s.written(index),
            s.written(pair.base),
            s.written(pair.value),
            said_in_percent(low),
            said_in_percent(high)
        );
        let help = "say \"about\", or use the values before they were rounded";
        let token = claim.token;
        found.push(Refutation::at_tokens(s, Fault::Precision, token..=token, message, help));
    }

    found
}

/// Reads "both rounded to the nearest 100".
fn stated_rounding(s: &Sentence<'_>) -> Option<f64> {
    let words = &s.lexicon.claims;
    let (_, rest) = s.text.split_once(words.rounded_to)?;
    let rest = rest.trim_start().trim_start_matches(words.nearest).trim_start();
    let word = rest.split(char::is_whitespace).next()?.trim_end_matches(['.', ',', ')', ';']);

    match words.roundings.iter().find(|(known, _)| *known == word) {
        Some(&(_, unit)) => u32::try_from(unit).ok().map(f64::from),
        None => word.replace(',', "").parse().ok().filter(|unit| *unit > 0.0),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::solver::testing::refutes;

    #[test]
    fn what_was_rounded_bears_no_exact_change() {
        let refuted = "Output rose from 1,300 to 1,400 tonnes, both rounded to the nearest hundred, a rise of 8%.";
        assert!(refutes(super::check, refuted));

        for silent in [
            "Output rose from 1,300 to 1,400 tonnes, both rounded to the nearest hundred, a rise of about 8%.",
            "Output rose from 1,300 to 1,400 tonnes, a rise of 8%.",
            "Output rose from 131,300 to 141,400 tonnes, both rounded to the nearest 100, a rise of 8%.",
        ] {
            assert!(!refutes(super::check, silent), "{silent}");
        }
    }
}
