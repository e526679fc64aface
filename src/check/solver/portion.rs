//! Values that are claimed to be a fraction of another: "at 38 minutes, the wait is half of the 57 minutes of
//! 2019".
//!
//! In: a sentence. Out: the fractions that its two values refute. Invariant: the value is the subject of the
//! fraction, and the only like amount before it.

use super::amount::AmountKind;
use super::refutation::Refutation;
use super::sentence::Sentence;
use super::share::{Share, judge};
use crate::lexicon::WordRoles as W;

/// Checks the fractions in a sentence that refer to another value.
pub(super) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    let is_fraction = |index: &usize| s.amounts[*index].kind == AmountKind::Fraction;
    let fractions = (0..s.amounts.len()).filter(is_fraction);

    fractions
        .filter_map(|claim| {
            let share = tied(s, claim)?;
            judge(s, share, &[share.part, share.whole])
        })
        .collect()
}

fn tied(s: &Sentence<'_>, claim: usize) -> Option<Share> {
    let token = s.at[claim];
    let whole = base(s, token)?;
    let likeness = s.amounts[whole].likeness()?;

    let mut before = (0..s.amounts.len()).filter(|&index| {
        s.at[index] < token && s.amounts[index].likeness().as_ref() == Some(&likeness)
    });
    let part = before.next()?;
    let (one, two) = (&s.amounts[part], &s.amounts[whole]);
    let is_plain = before.next().is_none()
        && one.low.is_none()
        && two.low.is_none()
        && !one.is_limit()
        && !two.is_limit()
        && !one.is_spelled
        && s.counts_alike(part, whole);
    let is_claimed = is_plain && is_subject(s, part) && is_joined(s, s.at[part], token);

    is_claimed.then_some(Share { claim, part, whole })
}

/// Finds the base of a fraction: "half of the 57 minutes", "a quarter of last year's 400".
fn base(s: &Sentence<'_>, token: usize) -> Option<usize> {
    // "Of the previous year's total of 400"
    const REACH: usize = 6;

    let first = match () {
        () if s.is(token + 1, W::OF) => token + 2,
        () if s.is(token + 1, W::THE) => token + 1,
        () => return None,
    };
    let at = (first..first + REACH)
        .find(|&at| s.amount(at).is_some_and(|it| it.likeness().is_some()))?;
    let plain = W::THE | W::EVIDENCE | W::NOW | W::BEFORE | W::GENERIC | W::COUNT_NOUN | W::OF;
    let is_led = (first..at).all(|at| s.is(at, plain) || s.is_date(at));
    // "A quarter of 400" is not a comparison, and "half of the 12 months" is a time.
    let is_named = at > first && s.amounts[s.amount_at(at)?].kind != AmountKind::Percent;

    s.amount_at(at).filter(|_| is_led && is_named)
}

/// Tells whether a value is the topic of its sentence: "At 38 minutes, …", "The first release, $400 million,
/// …".
fn is_subject(s: &Sentence<'_>, part: usize) -> bool {
    const HEAD: usize = 3;

    let at = s.at[part];
    let is_head = at <= HEAD && (0..at).all(|it| s.is(it, W::AT | W::WITH | W::THE | W::FILLER));
    let is_apposed = at > 0
        && s.sign(at - 1).is_some_and(|sign| matches!(sign, ',' | '(' | '–'))
        && s.sign(at + 1).is_some_and(|sign| matches!(sign, ',' | ')' | '–'));

    is_head || is_apposed
}

/// Tells whether a verb predicates a fraction of a value.
fn is_joined(s: &Sentence<'_>, part: usize, claim: usize) -> bool {
    // "The average wait in an office of the Licensing Branch is exactly"
    const REACH: usize = 14;

    let gap = s.between(part, claim);
    let is_free = gap.len() <= REACH
        && !s.any(gap.clone(), W::BREAK | W::AND | W::NOT | W::MOOD | W::RISE_VERB | W::FALL_VERB)
        && !s.has_sign(gap, &[';', ':']);
    let mut back = claim;
    while back > 0 && s.is(back - 1, W::FILLER) && !s.is(back - 1, W::OF | W::BY | W::TO) {
        back -= 1;
    }

    is_free && s.follows(back, W::BE)
}

#[cfg(test)]
mod tests {
    use crate::check::solver::testing::{TEMPTING, refutes};

    #[test]
    fn a_fraction_is_that_of_its_two_values() {
        let refuted = [
            "At 42 minutes, the median call is a third of the 63 minutes of 2019.",
            "The first grant, £30 million, is exactly a quarter of the £180 million fund.",
            "At £120, a permit is half of last year's £180.",
            "The 1,200 places are a tenth of the 24,000 that we promised.",
        ];
        let silent = [
            "At 42 minutes, the median call is two thirds of the 63 minutes of 2019.",
            "The first grant, £45 million, is exactly a quarter of the £180 million fund.",
            "At £90, a permit is half of last year's £180.",
            "The 2,400 places are a tenth of the 24,000 that we promised.",
            "At 42 minutes, the call was cut by half of the 63 minutes of 2019.",
            "Of the 480 staff, 120 are new, and half of the 360 others are part-time.",
            "At £120, a permit is less than half of the £260 of 2019.",
        ];

        let is_refuted = |text: &str| refutes(super::check, text);
        for text in refuted {
            assert!(is_refuted(text), "silent: {text}");
        }
        for text in silent.iter().chain(TEMPTING) {
            assert!(!is_refuted(text), "refuted: {text}");
        }
    }
}
