//! Series that are said to rise, to fall or to be sorted: "rose for the third year running: 410, 420, 415".

use super::super::amount::AmountKind;
use super::super::refutation::{Fault, Refutation};
use super::super::sentence::Sentence;
use super::{Order, contradicts, is_value, refutation};
use crate::lexicon::WordRoles as W;

/// Reports series that contradict their stated direction or order.
pub(super) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    if let Some(found) = in_all(s) {
        return vec![found];
    }

    let Some((word, order)) = streak(s).or_else(|| listed(s)) else {
        return Vec::new();
    };

    // "By 120 in May" is a change, not a level.
    let is_level = |index: usize| {
        !s.led_by(s.at[index], W::BY, W::FILLER)
            && !s.is(s.at[index] + 1, W::RISE | W::FALL | W::MORE)
    };
    let found = runs(s, is_level).into_iter().find_map(|mut run| {
        by_year(s, &mut run);

        // In a rise, the earlier value is the smaller.
        let wrong = run.windows(2).find(|pair| contradicts(s, pair[0], pair[1], order))?;

        // "To 3.0% (from 3.3% in March and 3.8% in February)": the newest may come first.
        let is_reversed = run.windows(2).all(|pair| !contradicts(s, pair[1], pair[0], order));
        if is_reversed && s.any(0..s.tokens.len(), W::FROM | W::AFTER) {
            return None;
        }
        Some(refutation(s, word, (wrong[0], wrong[1]), order))
    });

    found.into_iter().collect()
}

/// "Rose for the third year running", "has fallen in four consecutive years", "fell every year".
fn streak(s: &Sentence<'_>) -> Option<(usize, Order)> {
    let says_streak = (0..s.tokens.len()).any(|token| {
        // "For the third year running", "four consecutive quarters", "every year"
        let is_streak = s.is(token, W::STREAK)
            && (is_span(s, token.wrapping_sub(1))
                || is_span(s, token + 1)
                || s.follows(token, W::A) && token > 1 && s.is(token - 2, W::IN));
        is_streak || s.is(token, W::ALL) && is_span(s, token + 1)
    });
    // "To 5.2% and 5.8% in October and November respectively" states two series at once.
    if !says_streak || s.any(0..s.tokens.len(), W::RESPECTIVELY) {
        return None;
    }

    let verbs = W::RISE_VERB | W::FALL_VERB;
    // "Has gone up every year"
    let is_verb = |token: usize| !s.is(token, W::UP | W::DOWN) || s.follows(token, W::CHANGE);
    let word = (0..s.tokens.len()).find(|&token| s.is(token, verbs) && is_verb(token))?;
    let other = (0..s.tokens.len()).any(|token| {
        let against = if s.is(word, W::RISE_VERB) { W::FALL_VERB } else { W::RISE_VERB };
        s.is(token, against)
    });
    let order = if s.is(word, W::RISE_VERB) { Order::Second } else { Order::First };

    (!other && !s.any(0..s.tokens.len(), W::NOT)).then_some((word, order))
}

/// "Grew in all four quarters: by 0.3%, 0.1%, -0.2% and 0.4%": one of the sizes is a fall.
fn in_all(s: &Sentence<'_>) -> Option<Refutation> {
    let verb = (0..s.tokens.len())
        .find(|&at| s.is(at, W::RISE_VERB | W::FALL_VERB) && !s.is(at, W::UP | W::DOWN))?;
    let is_stated = (0..s.tokens.len()).any(|at| {
        let is_count = s.amount(at + 1).is_some_and(|it| {
            matches!(it.kind, AmountKind::Duration | AmountKind::Fraction | AmountKind::Count)
        });
        s.is(at, W::ALL) && is_count && s.follows(at, W::IN | W::DURING)
    });
    let is_open = s.any(0..s.tokens.len(), W::NOT | W::COMPLEMENT | W::BREAK) || !is_stated;

    // A fall stated as "by -0.2%" is still a fall: only a rise must have no minus sign.
    let is_rise = s.is(verb, W::RISE_VERB);
    let run = runs(s, |index| s.amounts[index].kind == AmountKind::Percent)
        .into_iter()
        .find(|run| s.at[run[0]] > verb)
        .filter(|_| is_rise && !is_open)?;
    let fall = run.into_iter().find(|&index| s.amounts[index].sign == Some(true))?;

    let message = format!("you wrote \"{}\"; {} is a fall", s.word(verb), s.written(fall));
    let help = "check the values, or how often they rose";
    Some(Refutation::at_tokens(s, Fault::Superlative, verb..=s.at[fall], message, help))
}

/// Tells whether a word is a unit of time, singular or plural.
fn is_span(s: &Sentence<'_>, token: usize) -> bool {
    let word = s.lexicon.amounts.singular(s.word(token));
    s.lexicon.amounts.spans.iter().any(|(span, _)| *span == word)
}

/// "From highest to lowest: 5, 4, 3", "in descending order".
fn listed(s: &Sentence<'_>) -> Option<(usize, Order)> {
    (0..s.tokens.len()).find_map(|token| {
        let is_from = s.follows(token, W::FROM)
            || s.follows(token, W::THE) && token > 1 && s.is(token - 2, W::FROM);
        let other = if s.is(token + 2, W::THE) { token + 3 } else { token + 2 };
        if is_from && s.is(token + 1, W::TO) {
            if s.is(token, W::HIGHEST) && s.is(other, W::LOWEST) {
                return Some((token, Order::First));
            }
            if s.is(token, W::LOWEST) && s.is(other, W::HIGHEST) {
                return Some((token, Order::Second));
            }
        }

        // "In descending order"; "since ascending to the bench" sorts nothing.
        let is_order = s.is(token, W::ASCENDING | W::DESCENDING) && s.follows(token, W::IN);
        is_order
            .then(|| (token, if s.is(token, W::DESCENDING) { Order::First } else { Order::Second }))
    })
}

/// Finds the lists of three or more values of one kind.
fn runs(s: &Sentence<'_>, may_belong: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    // "420 in the year to June 2023,"
    const WIDEST: usize = 8;
    const SHORTEST: usize = 3;

    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (index, amount) in s.amounts.iter().enumerate() {
        if !is_value(s, index) || !may_belong(index) {
            continue;
        }

        let run = runs.last_mut().filter(|run| {
            run.last().is_some_and(|&last| {
                let gap = s.between(s.at[last], s.at[index]);
                let is_parted = s.has_sign(gap.clone(), &[',', ';', '(', ')'])
                    || s.any(gap.clone(), W::AND | W::TO | W::FOLLOWED);
                s.amounts[last].likeness() == amount.likeness() && gap.len() <= WIDEST && is_parted
            })
        });
        match run {
            Some(run) => run.push(index),
            None => runs.push(vec![index]),
        }
    }

    runs.retain(|run| run.len() >= SHORTEST);
    runs
}

/// Sorts a list by year, where each value has one.
fn by_year(s: &Sentence<'_>, run: &mut [usize]) {
    // "420 homes in the year to"
    const REACH: usize = 5;

    let year = |index: usize| {
        (s.at[index] + 1..s.at[index] + REACH)
            .take_while(|&at| !s.is_value(at))
            .find_map(|at| s.amount(at)?.year())
    };
    if let Some(years) = run.iter().map(|&index| year(index)).collect::<Option<Vec<i16>>>()
        && years.is_sorted_by(|one, two| one > two)
    {
        run.reverse();
    }
}
