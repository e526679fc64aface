//! Superlatives, ranks and comparisons that the sentence's own numbers refute.
//!
//! In: a sentence. Out: [`Refutation`]s. Invariant: two values are compared only where words rank or compare
//! them, and are refuted only where the one that should be larger is smaller at any rounding.

mod among;
mod comparison;
mod rank;
mod series;

use super::amount::AmountKind;
use super::refutation::{Fault, Refutation};
use super::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// Which of two values must be the larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The first is the larger, as with "highest".
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

/// Checks what a sentence says about the order of its values.
pub(super) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    // Fewer than two values cannot be ranked.
    let values = s.amounts.iter().filter(|amount| amount.likeness().is_some()).count();
    if values < 2 {
        return Vec::new();
    }

    let mut found = rank::check(s);
    found.extend(among::check(s));
    found.extend(comparison::check(s));
    found.extend(series::check(s));
    found.truncate(1);

    found
}

/// Tells whether two values contradict an order, at any rounding.
fn contradicts(s: &Sentence<'_>, first: usize, second: usize, order: Order) -> bool {
    // Things of one kind that are compared differ less.
    const ABSURD: f64 = 1000.0;

    // "-3.9%, higher than the -4.1% of May": sizes below zero have the opposite order.
    let is_negative = |index: usize| s.amounts[index].sign == Some(true);
    // "The income of their 550 million people is less than the wealth of the 3 richest"
    let times = s.amounts[first].value / s.amounts[second].value.max(1e-9);
    if is_negative(first) || is_negative(second) || !(1.0 / ABSURD..=ABSURD).contains(&times) {
        return false;
    }

    let (one, two) = (s.amounts[first].range(), s.amounts[second].range());
    match order {
        Order::First => one.high < two.low,
        Order::Second => one.low > two.high,
    }
}

/// Finds the next value of the same kind after a token, within a reach and a clause.
fn value_after(s: &Sentence<'_>, token: usize, reach: usize) -> Option<usize> {
    (token + 1..(token + 1 + reach).min(s.tokens.len()))
        .take_while(|&at| !breaks(s, at))
        .filter_map(|at| s.amount_at(at))
        .find(|&index| is_value(s, index))
}

/// Finds the last value before a token, within a reach and a clause.
fn value_before(s: &Sentence<'_>, token: usize, reach: usize) -> Option<usize> {
    (token.saturating_sub(reach)..token)
        .rev()
        .take_while(|&at| !breaks(s, at))
        .filter_map(|at| s.amount_at(at))
        .find(|&index| is_value(s, index))
}

/// Tells whether a new clause begins at a token; "with" does not begin one.
fn breaks(s: &Sentence<'_>, token: usize) -> bool {
    s.is(token, W::BREAK) && !s.is(token, W::WITH)
}

/// Tells whether an amount is a value that can be ranked: not a limit, a range or a duration.
fn is_value(s: &Sentence<'_>, index: usize) -> bool {
    let amount = &s.amounts[index];
    let is_counted =
        matches!(amount.kind, AmountKind::Count | AmountKind::Money(_) | AmountKind::Percent)
            || is_count_of_days(s, index);

    // "The three", "one of" count what is ranked.
    let is_small_word =
        amount.is_spelled && amount.kind == AmountKind::Count && !amount.has_magnitude;
    is_counted && amount.low.is_none() && !amount.is_limit() && !is_small_word
}

/// Tells whether an amount counts days rather than being a duration: "320 days of rain".
fn is_count_of_days(s: &Sentence<'_>, index: usize) -> bool {
    let amount = &s.amounts[index];
    amount.kind == AmountKind::Duration
        && amount.value.fract() == 0.0
        && amount.unit.as_deref().is_some_and(|unit| {
            s.lexicon
                .amounts
                .spans
                .iter()
                .any(|(span, days)| *span == unit && (1.0..2.0).contains(days))
        })
        && s.is(s.at[index] + 1, W::OF)
}

/// Tells whether two values can be compared.
fn are_alike(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    let (one, two) = (&s.amounts[first], &s.amounts[second]);

    // "412 of the 1,200": the second is a whole.
    let is_part = |index: usize| {
        let amount = &s.amounts[index];
        let is_count = amount.kind == AmountKind::Count && amount.unit.is_none();
        is_count && s.is(s.at[index] + 1, W::OF)
    };
    // "The largest, 61 million bushels, topping that of 2019 (64 million)": a magnitude shows that both
    // measure the same thing.
    let is_bare = two.kind == AmountKind::Count && two.noun.is_empty() && two.unit.is_none();
    let is_as_large = one.kind == AmountKind::Count && one.has_magnitude && two.has_magnitude;
    let is_like =
        one.likeness() == two.likeness() || is_bare && (is_count_of_days(s, first) || is_as_large);
    is_like && s.counts_alike(first, second) && !is_part(first)
}

/// Makes a refutation of two values in the wrong order.
fn refutation(s: &Sentence<'_>, word: usize, pair: (usize, usize), order: Order) -> Refutation {
    let (first, second) = (s.written(pair.0), s.written(pair.1));
    let claim = s.word(word);
    let compared = match order {
        Order::First => "less than",
        Order::Second => "more than",
    };
    let message = format!("you wrote \"{claim}\"; {first} is {compared} {second}");
    let first_token = word.min(s.at[pair.0]);
    let last_token = word.max(s.at[pair.1]).max(s.at[pair.0]);

    Refutation::at_tokens(
        s,
        Fault::Superlative,
        first_token..=last_token,
        message,
        "check the two values, or what they are said to be",
    )
}

#[cfg(test)]
mod tests {
    use super::super::{scan, testing};
    use super::*;
    use crate::lexicon::ENGLISH;

    const REFUTED: &[&str] = &[
        "With 320 days of rain, Oban was wetter than Fort William, which had 340.",
        "Hull recorded the most cases, 412, followed by Leeds with 530 and York with 205.",
        "Kent had the highest rate of the three at 4.1%, ahead of Surrey with 5.0%.",
        "The wettest month was May (320 mm), followed by June (340 mm).",
        "Building led with 4,300 new jobs, followed by health care with 2,900 and then retail with 3,700.",
        "Hull (320) was larger than Leeds (340).",
        "Women (320) outnumbered men (340) for the first time.",
        "Exports of £3.2 billion exceeded imports of £3.5 billion.",
        "The number of homes rose for the third year running: 410, 420, 415.",
        "Homelessness has fallen for three consecutive years, from 510 in 2022 to 480 in 2023 and 495 in 2024.",
        "The court dealt with a record 412 cases, beating the 430 of 2019.",
        "Leeds ranked second with 500 visitors, behind York with 400.",
        "From highest to lowest, the rates were 5.1%, 4.2%, 4.6% and 3.0%.",
        "Turnout was highest in Kent (41%) and lowest in Surrey (52%).",
        "Hull, with 412 cases, had the most, ahead of Leeds (530).",
        "The museum had more visitors (320,000) than the gallery (340,000).",
        "In 2024 there were 320 fires, fewer than the 310 in 2023.",
        "At 4.1%, unemployment is lower than in Spain, where it stands at 3.9%.",
        "Torr has the fewest vacancies (51), followed by Hale (42).",
        "The largest grant, £2.1 million, goes to Hale; the smallest, £2.4 million, to Torr.",
        "The port handled a record 4.1 million tonnes, up from the previous record of 4.3 million tonnes.",
        "Leeds came first with 41 medals, York second with 52 and Hull third with 12.",
        "Kent's rate of 4.1 per cent is the highest in the country, ahead of Surrey's 5.0 per cent.",
        "Rainfall was heavier in Oban, at 320 mm, than in Hale, at 340 mm.",
        "More people arrived (12,400) than left (13,100).",
        "The new bridge (410 m) is longer than the old one (450 m).",
        "France was the top destination with 12,000 visits, followed by Spain with 15,000.",
        "Of the four regions, the North had the lowest unemployment, 5.2%, compared with 4.8% in the South.",
        "The county's busiest library is in Hale, where 12,000 loans were made, against 14,500 in Torr.",
        "More women (3,100) than men (3,400) applied.",
        "The 2024 total of 5,200 was the largest ever, exceeding the 5,600 recorded in 2021.",
        "Torr's turnout, at 61%, was above Hale's, at 64%.",
        "Hale's 340 complaints were fewer than Torr's 310.",
        "Spending on roads (£4.1 million) was higher than spending on schools (£5.2 million).",
        "Sales have grown every year: 4.1 million in 2021, 4.4 million in 2022, 4.2 million in 2023 and 4.9 million in 2024.",
        "The top three, in descending order, are Hale (41), Torr (44) and Avon (30).",
        "At £310, the fee is lower than the £290 charged in Torr.",
        "The most expensive project was the bridge, at £4.1 million, followed by the tunnel at £6.3 million.",
        "Unemployment, at 4.4 per cent, is the lowest since records began, below the 4.1 per cent of 2019.",
        "The 412 mm of rain in May made it the wettest month, ahead of June's 430 mm.",
    ];

    const SILENT: &[&str] = &[
        "Kent had the highest rate of the three at 5.1%, ahead of Surrey with 5.0%.",
        "The wettest month was May (350 mm), followed by June (340 mm).",
        "Building led with 4,300 new jobs, followed by health care with 3,700 and then retail with 2,900.",
        "Hull (340) was larger than Leeds (320).",
        "Women (340) outnumbered men (320) for the first time.",
        "The number of homes rose for the third year running: 410, 420, 435.",
        "Homelessness has fallen for three consecutive years, from 510 in 2022 to 495 in 2023 and 480 in 2024.",
        "The court dealt with a record 452 cases, beating the 430 of 2019.",
        "Leeds ranked second with 500 visitors, behind York with 600.",
        "From highest to lowest, the rates were 5.1%, 4.6%, 4.2% and 3.0%.",
        "Turnout was highest in Kent (61%) and lowest in Surrey (52%).",
        "The museum had more visitors (360,000) than the gallery (340,000).",
        "In 2024 there were 320 fires, fewer than the 330 in 2023.",
        "Torr has the fewest vacancies (42), followed by Hale (51).",
        "The highest turnout since 2019, when it was 63%, was 58%.",
        "Unemployment was 4.1%, the second highest, behind Kent with 5.0%.",
        "The most common offence was theft (412 of 1,200 cases), followed by fraud.",
        "The largest of the 12 schools has 412 pupils, with 530 expected next year.",
        "More people arrived (13,400) than left (13,100).",
        "Prices rose by 3.6% in May, more than the 3.4% recorded in April.",
    ];

    fn found(text: &str) -> Vec<Refutation> {
        let sentence = scan(text, &[], &ENGLISH).unwrap();
        check(&sentence)
    }

    #[test]
    fn what_cannot_be_true_is_refuted() {
        for text in REFUTED {
            assert!(!found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_may_be_true_is_silent() {
        for text in SILENT.iter().chain(testing::TEMPTING) {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
