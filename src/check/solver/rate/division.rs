//! Quotients: "KSh 48 million has gone to 1,200 groups, an average of KSh 40,000 each".
//!
//! In: a sentence. Out: the quotient that its total and its count refute. Invariant: the words derive the
//! quotient from two numbers before it, and the sentence has no other number.

use super::{SLACK, years};
use crate::check::solver::amount::{AmountKind, Range, WrittenAmount};
use crate::check::solver::refutation::{Fault, Refutation, number};
use crate::check::solver::sentence::Sentence;
use crate::lexicon::WordRoles as W;
use crate::value::Qualifier;

/// What a quotient is per.
struct Divisor {
    /// The noun, in the singular; none for "each".
    noun: Option<String>,
    /// "Per 100,000 people".
    scale: Option<usize>,
}

/// A quotient with its operands, by their indices.
struct Quotient {
    total: usize,
    count: usize,
    each: usize,
    scale: f64,
}

/// Checks the quotient that ends a sentence or its clause.
pub(super) fn check(s: &Sentence<'_>) -> Option<Refutation> {
    let found = quotient(s)?;
    let range = |index: usize| match s.amounts[index].kind {
        AmountKind::Duration => years(s, index),
        _ => Some(s.amounts[index].range()),
    };
    let (total, count, each) = (range(found.total)?, range(found.count)?, range(found.each)?);
    if count.low <= 0.0 || each.low <= 0.0 || count.value < 2.0 {
        return None;
    }

    let quotient = Range {
        value: total.value / count.value * found.scale,
        low: total.low / count.high * found.scale,
        high: total.high / count.low * found.scale,
    };
    let holds = quotient.meets(each.low * (1.0 - SLACK), each.high * (1.0 + SLACK));
    (!holds && is_near(each.value / quotient.value)).then(|| refute(s, &found, quotient.value))
}

/// Tells whether a ratio is near enough that the numbers belong together; a power of ten is a slip.
pub(super) fn is_near(off: f64) -> bool {
    const MOST: f64 = 8.0;
    const SLIPS: [f64; 4] = [1e3, 1e6, 1e-3, 1e-6];

    (1.0 / MOST..=MOST).contains(&off) || SLIPS.iter().any(|power| (off / power - 1.0).abs() < 0.02)
}

/// Finds a total, a count and a quotient, where the sentence has no other numbers.
fn quotient(s: &Sentence<'_>) -> Option<Quotient> {
    // A smaller number is "one in so many".
    const LEAST: f64 = 10.0;
    // "668 new cases per 100,000"
    const NEAR: usize = 4;

    let is_value = |amount: &WrittenAmount| amount.is_count_or_money();
    let values: Vec<usize> = (0..s.amounts.len()).filter(|&it| is_value(&s.amounts[it])).collect();
    let spans: Vec<usize> =
        (0..s.amounts.len()).filter(|&it| s.amounts[it].kind == AmountKind::Duration).collect();

    // "Fined between £1,000 to £2,000 each": the ends of a range are not total and quotient.
    let are_ends = |pair: &[usize]| {
        let gap = s.between(s.at[pair[0]], s.at[pair[1]]);
        gap.len() == 1 && s.any(gap, W::TO | W::AND)
    };
    if values.windows(2).any(are_ends) {
        return None;
    }

    let (each, divisor) = values.iter().rev().find_map(|&it| Some((it, divisor(s, it)?)))?;
    // "…, equates to $2,500 per person, and follows the $9 million paid in May"
    let others: Vec<usize> =
        values.iter().copied().filter(|&it| it < each && Some(it) != divisor.scale).collect();
    let count = match (&others[..], &spans[..]) {
        (&[one, two], []) => [two, one].into_iter().find(|&it| {
            let other = if it == one { two } else { one };
            is_counted(s, it, &divisor) && is_total(s, other, each)
        })?,
        (&[total], &[length]) if is_total(s, total, each) && is_span(s, length, &divisor) => length,
        _ => return None,
    };
    let total = others.iter().copied().find(|&it| it != count)?;
    let is_hedged = [total, count, each]
        .into_iter()
        .any(|it| !matches!(s.amounts[it].qualifier, Qualifier::Exact | Qualifier::About));
    let last = s.at[each];
    // "Four defendants are charged with four counts of theft and two counts each of arson"
    let is_small = |it: usize| s.amounts[it].is_spelled && s.amounts[it].value < LEAST;
    let are_small = [total, count, each].into_iter().all(is_small);
    let is_last = s.at[total] < last && s.at[count] < last && !are_small;
    let scale = divisor.scale.map_or(1.0, |it| s.amounts[it].value);

    // "With 3,150 officers for 1.4 million residents, the county has 275 officers per 100,000 people"
    // "668 cases per 100,000 men and 530 per 100,000 women" are two rates.
    let following = s.at[total] + 1..(s.at[total] + 1 + NEAR).min(s.tokens.len());
    let is_rate = following.into_iter().any(|at| s.is(at, W::EACH) && s.amount(at + 1).is_some());
    if divisor.scale.is_some() && (is_rate || s.amounts[total].value < LEAST) {
        return None;
    }

    let names_total = divisor.scale.is_some()
        && !s.any(0..s.tokens.len(), W::COMPARED)
        && !s.amounts[each].noun.is_empty()
        && s.amounts[each].noun.first() == s.amounts[total].noun.first();
    let is_derived = names_total || is_derived(s, last);

    (is_last && !is_hedged && is_derived && !is_denied(s)).then_some(Quotient {
        total,
        count,
        each,
        scale,
    })
}

/// Reads the words after a quotient: "each", "a head", "per pupil", "per 100,000 people".
fn divisor(s: &Sentence<'_>, index: usize) -> Option<Divisor> {
    // "150 litres a head", "4.5 tonnes for every hectare"
    const REACH: usize = 4;

    let words = &s.lexicon.wholes;
    let token = s.at[index];
    let stop = s.at.get(index + 1).copied().unwrap_or(s.tokens.len()).max(token + 1);
    let reach = token + 1..stop.min(token + REACH);

    let per = reach.clone().find_map(|at| {
        s.find_phrase(at..(stop + 1).min(s.tokens.len()), words.per).filter(|it| it.0 == at)
    });
    if let Some((at, length)) = per {
        let next = at + length;
        if let Some(scale) = s.amount_at(next).filter(|&it| s.amounts[it].kind == AmountKind::Count)
        {
            return Some(Divisor { noun: None, scale: Some(scale) });
        }
        let is_generic = words.apiece.iter().any(|phrase| s.phrase_at(at, phrase));
        let noun = (!is_generic).then(|| s.lexicon.amounts.singular(s.word(next)));
        return s.is_word(next).then_some(Divisor { noun, scale: None });
    }
    if s.find_phrase(reach.clone(), words.apiece).is_some() {
        return Some(Divisor { noun: None, scale: None });
    }

    // "900 a month", "£900 a term"
    let article = reach.clone().find(|&at| s.is(at, W::A) && s.is(at, W::EACH))?;
    let noun = s.lexicon.amounts.singular(s.word(article + 1));
    s.is_word(article + 1).then_some(Divisor { noun: Some(noun), scale: None })
}

/// Tells whether a number counts the things that a quotient is per.
fn is_counted(s: &Sentence<'_>, index: usize, divisor: &Divisor) -> bool {
    let amount = &s.amounts[index];
    let Some(noun) = &divisor.noun else {
        return amount.kind == AmountKind::Count && amount.unit.is_none();
    };
    let is_span = s.lexicon.amounts.spans.iter().any(|(span, _)| *span == noun);

    amount.kind == AmountKind::Count
        && !is_span
        && (amount.noun.contains(noun) || amount.unit.as_ref() == Some(noun))
}

/// Tells whether a duration is counted in the unit that a quotient is per: "over the 12 months, … 800 a
/// month".
fn is_span(s: &Sentence<'_>, index: usize, divisor: &Divisor) -> bool {
    divisor.noun.is_some() && s.amounts[index].unit == divisor.noun
}

/// Tells whether a total has the kind of a quotient: one currency, unit or noun.
fn is_total(s: &Sentence<'_>, total: usize, each: usize) -> bool {
    let (one, two) = (&s.amounts[total], &s.amounts[each]);
    let is_count = one.kind == AmountKind::Count && one.unit.is_none();
    let are_alike = one.noun.is_empty()
        || two.noun.is_empty()
        || one.noun.iter().any(|noun| two.noun.contains(noun))
        // "900 a month", "12 per 100,000 people"
        || two.noun.first().is_some_and(|noun| s.lexicon.words.roles(noun).meets(W::EACH));

    one.likeness() == two.likeness() && (!is_count || are_alike)
}

/// Tells whether the words before a quotient derive it: ", an average of", "that is to say", "works out at".
fn is_derived(s: &Sentence<'_>, token: usize) -> bool {
    // "A mean yield of about"
    const REACH: usize = 7;

    let words = &s.lexicon.wholes;
    let start = token.saturating_sub(REACH);
    let joint = (start..token)
        .rev()
        .find_map(|at| s.find_phrase(at..token, words.rate_joints).filter(|found| found.0 == at));
    if joint.is_some_and(|(at, length)| (at + length..token).all(|it| s.is(it, W::FILLER | W::A))) {
        return true;
    }

    // "Had a rate of 42 offences per 10,000 people"
    let is_rate = s.follows(token, W::OF)
        && token > 2
        && s.is(token - 2, W::RATE | W::MEAN)
        && s.follows(token - 2, W::A);
    if is_rate {
        return true;
    }

    // "…, a yield of 4.5 tonnes": the noun belongs to the quotient.
    let separator = (start..token).rev().find(|&at| s.sign(at).is_some());
    separator.is_some_and(|at| {
        let of = token - 1;
        s.sign(at).is_some_and(|sign| ",–:(".contains(sign))
            && (s.is(at + 1, W::A) && (at + 1..token).any(|it| s.is(it, W::OF)) || of == at)
            && (at + 1..token).all(|it| s.is_word(it) && !s.is(it, W::AND | W::BREAK))
    })
}

/// Tells whether a number is a first, a maximum or a further one, so that nothing is derived.
fn is_denied(s: &Sentence<'_>) -> bool {
    (0..s.tokens.len()).any(|at| {
        let is_stop = s.lexicon.wholes.product_stops.contains(&s.word(at));
        let adds = s.is(at, W::UP) && s.follows(at, W::ADDS);
        let is_own = s.is(at, W::WITH) || s.is_sign(at, ';');

        is_stop && !adds && !s.is(at, W::MEAN) || s.is(at, W::BREAK) && !is_own
    })
}

fn refute(s: &Sentence<'_>, found: &Quotient, quotient: f64) -> Refutation {
    let amount = &s.amounts[found.each];
    let (total, count) = (s.written(found.total), s.written(found.count));
    let for_how_many = match found.scale > 1.0 {
        true => format!(" for {} of them", number(found.scale, 0)),
        false => String::new(),
    };

    Refutation {
        fault: Fault::Sum,
        start: amount.start,
        end: amount.end,
        message: format!(
            "you wrote {}; {total} over {count} is {}{for_how_many}",
            s.written(found.each),
            number(quotient, if quotient < 100.0 { 2 } else { 0 })
        ),
        help: "compare all three numbers with their source".to_owned(),
        is_weak: false,
        is_inferred: false,
        fix: None,
    }
}
