//! Superlatives, ranks and comparisons that the sentence's own numbers refute.
//!
//! In: a sentence. Out: [`Refutation`]s. Invariant: two values are set against each other only by words
//! that rank or compare them, and the one that should be the larger is the smaller at any rounding.

mod comparison;
mod rank;
mod series;

use super::amount::Kind;
use super::refutation::{Fault, Refutation};
use super::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// Which of two values must be the larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The first is the larger, as what is highest is.
    First,
    /// The second is the larger.
    Second,
}

impl Order {
    fn reversed(self) -> Order {
        match self {
            Order::First => Order::Second,
            Order::Second => Order::First,
        }
    }
}

/// Checks what a sentence says of the order of its values.
pub(super) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    // Of fewer values than two, nothing can be ranked.
    let values = s.amounts.iter().filter(|amount| amount.likeness().is_some()).count();
    if values < 2 {
        return Vec::new();
    }

    let mut found = rank::check(s);
    found.extend(comparison::check(s));
    found.extend(series::check(s));
    found.truncate(1);

    found
}

/// Tells whether two values contradict an order, at any rounding.
fn contradicts(s: &Sentence<'_>, first: usize, second: usize, order: Order) -> bool {
    let (one, two) = (s.amounts[first].range(), s.amounts[second].range());
    match order {
        Order::First => one.high < two.low,
        Order::Second => one.low > two.high,
    }
}

/// Finds the value of the same kind that comes next after a token, within a reach and a clause.
fn value_after(s: &Sentence<'_>, token: usize, reach: usize) -> Option<usize> {
    (token + 1..(token + 1 + reach).min(s.tokens.len()))
        .take_while(|&at| !breaks(s, at))
        .filter_map(|at| s.amount_at(at))
        .find(|&index| is_value(s, index))
}

/// Finds the value that comes last before a token, within a reach and a clause.
fn value_before(s: &Sentence<'_>, token: usize, reach: usize) -> Option<usize> {
    (token.saturating_sub(reach)..token)
        .rev()
        .take_while(|&at| !breaks(s, at))
        .filter_map(|at| s.amount_at(at))
        .find(|&index| is_value(s, index))
}

/// Tells whether a token begins another thought; "with" does not.
fn breaks(s: &Sentence<'_>, token: usize) -> bool {
    s.is(token, W::BREAK) && !s.is(token, W::WITH)
}

/// Tells whether an amount is a value that can be ranked: no limit, no range and no length of time.
fn is_value(s: &Sentence<'_>, index: usize) -> bool {
    let amount = &s.amounts[index];
    let is_counted = matches!(amount.kind, Kind::Count | Kind::Money(_) | Kind::Percent);

    // "The three", "one of" count what is ranked.
    let is_small_word = amount.is_spelled && amount.kind == Kind::Count && !amount.has_magnitude;
    is_counted && amount.low.is_none() && !amount.is_limit() && !is_small_word
}

/// Tells whether two values can be set against each other.
fn are_alike(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    let (one, two) = (&s.amounts[first], &s.amounts[second]);

    // "412 of the 1,200": the second is a whole.
    let is_part = |index: usize| s.is(s.at[index] + 1, W::OF) && s.amounts[index].kind == Kind::Count;
    one.likeness() == two.likeness() && s.counts_alike(first, second) && !is_part(first)
}

/// Makes a refutation of two values in the wrong order.
fn refutation(
    s: &Sentence<'_>,
    word: usize,
    pair: (usize, usize),
    order: Order,
) -> Refutation {
    let (first, second) = (s.written(pair.0), s.written(pair.1));
    let claim = s.word(word);
    let compared = match order {
        Order::First => "less than",
        Order::Second => "more than",
    };
    let message = format!("you wrote \"{claim}\"; {first} is {compared} {second}");
    let first_token = word.min(s.at[pair.0]);
    let last_token = word.max(s.at[pair.1]).max(s.at[pair.0]);

    Refutation::of(
        s,
        Fault::Superlative,
        first_token..=last_token,
        message,
        "check the two values, or what they are said to be",
    )
}
