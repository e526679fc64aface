//! Amounts completed from their neighbours: "3 hours 41 minutes", "from 20 weeks to 14", "36 days, where it
//! used to take 48".
//!
//! Invariant: a number takes the unit of another only where the words compare the two.

use super::super::amount::{AmountKind, WrittenAmount};
use super::super::sentence::{Sentence, SentenceTokenKind};
use crate::lexicon::WordRoles;

/// Joins "3 hours 41 minutes" to one duration.
pub(super) fn join_spans(sentence: &mut Sentence<'_>) {
    let mut index = 1;

    while index < sentence.amounts.len() {
        let (one, two) = (&sentence.amounts[index - 1], &sentence.amounts[index]);
        let gap = sentence.between(sentence.at[index - 1], sentence.at[index]);
        let is_joined = gap.len() <= 1 && gap.clone().all(|at| sentence.is(at, WordRoles::AND));
        let spans = one.kind == AmountKind::Duration && two.kind == AmountKind::Duration;

        // "60 minutes and 3 hours" are two durations.
        let is_smaller = spans
            && two.value / two.shown < one.value / one.shown
            && two.value < one.value / one.shown;
        if !(is_joined && is_smaller) {
            index += 1;
            continue;
        }

        let last = sentence.amounts.remove(index);
        let first = &mut sentence.amounts[index - 1];
        let unit = last.value / last.shown;
        first.value += last.value;
        first.shown = first.value / unit;
        first.half = 0.0;
        first.end = last.end;
        first.unit = last.unit;

        let from = sentence.at[index - 1];
        let to = sentence.at.remove(index);
        sentence.tokens[from].end = last.end;
        sentence.tokens.drain(from + 1..=to);
        for at in &mut sentence.at[index..] {
            *at -= to - from;
        }
        for token in &mut sentence.tokens[from + 1..] {
            if let SentenceTokenKind::Amount(number) = &mut token.kind
                && *number > index - 1
            {
                *number -= 1;
            }
        }
    }
}

/// Completes amounts from their neighbours: "from 20 weeks to 14", "from 2 to 3 million".
pub(super) fn neighbours(sentence: &mut Sentence<'_>) {
    for second in 1..sentence.amounts.len() {
        let first = second - 1;
        let gap = sentence.between(sentence.at[first], sentence.at[second]);
        let joins = |sentence: &Sentence<'_>, roles: WordRoles, most: usize| {
            gap.len() <= most
                && gap.clone().all(|token| sentence.is_word(token))
                && gap.clone().any(|token| sentence.is(token, roles))
                && gap.clone().all(|token| {
                    sentence.is(token, roles | WordRoles::FILLER | WordRoles::STOP | WordRoles::NOT)
                })
        };
        let (one, two) = (sentence.amounts[first].clone(), sentence.amounts[second].clone());
        let is_bare =
            |amount: &WrittenAmount| amount.kind == AmountKind::Count && !amount.has_magnitude;
        let pairs = WordRoles::TO | WordRoles::AND | WordRoles::FROM | WordRoles::THAN;

        // "from 5 to 10 per cent", "from 20 to 14 weeks"
        if is_bare(&one)
            && matches!(two.kind, AmountKind::Percent | AmountKind::Duration)
            && joins(sentence, pairs, 4)
        {
            let days = if two.kind == AmountKind::Duration { two.value / two.shown } else { 1.0 };
            let low = &mut sentence.amounts[first];
            low.kind = two.kind;
            low.unit = two.unit.clone();
            low.value *= days;
            low.half *= days;
        }

        // "from £2 to £3 million"
        let same = one.kind == two.kind || one.kind == AmountKind::Count;
        if same
            && two.has_magnitude
            && !one.has_magnitude
            && one.value < 1000.0
            && two.value / one.value.max(1e-9) > 1000.0
            && joins(sentence, pairs, 4)
        {
            let scale = two.value / two.shown;
            let low = &mut sentence.amounts[first];
            low.kind = two.kind;
            low.value *= scale;
            low.half = low.half.max(0.5 * if low.decimals > 0 { 0.1 } else { 1.0 }) * scale;
            low.has_magnitude = true;
        }

        // "from 20 weeks to 14", "from £20 to 14"
        if is_bare(&two)
            && matches!(one.kind, AmountKind::Duration | AmountKind::Money(_))
            && joins(sentence, pairs, 4)
        {
            let after = sentence.at[second] + 1;
            let is_last = !sentence.is_word(after) || sentence.is(after, WordRoles::STOP);
            if is_last && !sentence.written(second).contains(',') {
                let days =
                    if one.kind == AmountKind::Duration { one.value / one.shown } else { 1.0 };
                let high = &mut sentence.amounts[second];
                high.kind = one.kind;
                high.unit = one.unit.clone();
                high.value *= days;
                high.half *= days;
            }
        }
    }
}

/// Gives a bare number the unit of the duration that it is compared with: "84 days, down 40% from 112".
pub(super) fn spans(sentence: &mut Sentence<'_>) {
    // A wait many times another is not one.
    const MOST: f64 = 20.0;

    for second in 1..sentence.amounts.len() {
        let amount = &sentence.amounts[second];
        let is_bare =
            amount.kind == AmountKind::Count && !amount.has_magnitude && amount.low.is_none();
        if !is_bare || !is_set_against(sentence, second) {
            continue;
        }

        let is_between = |other: &&WrittenAmount| {
            matches!(other.kind, AmountKind::Percent | AmountKind::Multiple | AmountKind::Fraction)
        };
        // "Over the next four years, from 13,750 to 14,750" does not compare durations.
        let is_value = |index: &usize| {
            let known = &sentence.amounts[*index];
            let times = WordRoles::DURING
                | WordRoles::IN
                | WordRoles::FOR
                | WordRoles::SINCE
                | WordRoles::BY;
            let fillers = WordRoles::THE | WordRoles::EVIDENCE | WordRoles::WHICH_PART;
            let ratio = sentence.amounts[second].value / known.shown.max(1e-9);
            known.kind == AmountKind::Duration
                && !sentence.led_by(sentence.at[*index], times, fillers)
                && (1.0 / MOST..=MOST).contains(&ratio)
        };
        let mut before =
            (0..second).rev().skip_while(|&index| is_between(&&sentence.amounts[index]));
        let Some(known) =
            before.next().filter(is_value).map(|index| sentence.amounts[index].clone())
        else {
            continue;
        };

        let days = known.value / known.shown;
        let own = &mut sentence.amounts[second];
        own.kind = known.kind;
        own.unit = known.unit;
        own.value *= days;
        own.half *= days;
        own.last_unit *= days;
    }
}

/// Gives the first of two values the unit written once, after the second: "from 3,100 to 3,500 tonnes".
pub(super) fn units_before(sentence: &mut Sentence<'_>) {
    for second in 1..sentence.amounts.len() {
        let (i, j) = (sentence.at[second - 1], sentence.at[second]);
        let (one, two) = (&sentence.amounts[second - 1], &sentence.amounts[second]);
        let is_led = sentence.led_by(i, WordRoles::FROM | WordRoles::BETWEEN, WordRoles::FILLER);
        let is_joined = i + 2 == j && sentence.is(i + 1, WordRoles::TO | WordRoles::AND);
        let is_bare = one.kind == AmountKind::Count && one.unit.is_none() && one.noun.is_empty();

        if is_led && is_joined && is_bare && two.kind == AmountKind::Count && two.unit.is_some() {
            let (unit, noun) = (two.unit.clone(), two.noun.clone());
            let first = &mut sentence.amounts[second - 1];
            first.unit = unit;
            first.noun = noun;
        }
    }
}

/// Gives a bare number the only unit of its sentence, where the words compare the two: "1.1 million tonnes,
/// less than the 2.3 million of 2024".
pub(super) fn units_after(sentence: &mut Sentence<'_>) {
    let mut known: Vec<&String> = sentence
        .amounts
        .iter()
        .filter(|it| it.kind == AmountKind::Count)
        .filter_map(|it| it.unit.as_ref())
        .collect();
    known.dedup();
    let &[unit] = &known[..] else {
        return;
    };
    let unit = unit.clone();

    let fillers = WordRoles::FILLER | WordRoles::WITH | WordRoles::THE;
    for index in 1..sentence.amounts.len() {
        let amount = &sentence.amounts[index];
        let is_bare =
            amount.kind == AmountKind::Count && amount.unit.is_none() && amount.noun.is_empty();
        let counts = |it: &usize| sentence.amounts[*it].kind == AmountKind::Count;
        let known = (0..index).rev().find(counts);
        let Some(known) =
            known.filter(|&it| is_bare && sentence.amounts[it].unit.as_ref() == Some(&unit))
        else {
            continue;
        };

        // "Within 400 metres, from 214 shops to 232" does not compare metres.
        let (token, first) = (sentence.at[index], sentence.at[known]);
        let led = |at: usize, roles: WordRoles| sentence.led_by(at, roles, fillers);
        let is_up_from = sentence.follows(token, WordRoles::FROM)
            && sentence.is(token.saturating_sub(2), WordRoles::UP | WordRoles::DOWN);
        let is_to = led(token, WordRoles::TO) && led(first, WordRoles::FROM);
        if led(token, WordRoles::THAN | WordRoles::COMPARED) || is_up_from || is_to {
            sentence.amounts[index].unit = Some(unit.clone());
        }
    }
}

/// Tells whether a number without a noun follows words of comparison: "from 112", "when it was 38".
fn is_set_against(sentence: &Sentence<'_>, index: usize) -> bool {
    let token = sentence.at[index];
    let after = token + 1;
    let ends = !sentence.is_word(after) && sentence.amount(after).is_none()
        || sentence.is(after, WordRoles::STOP)
            && !sentence.is(after, WordRoles::A | WordRoles::OF | WordRoles::TO);
    let compares = WordRoles::FROM | WordRoles::THAN | WordRoles::COMPARED;
    let is_led = sentence.led_by(
        token,
        compares,
        WordRoles::FILLER.without(WordRoles::BY) | WordRoles::WITH,
    );
    let is_said = |at: usize| {
        sentence.is(at, WordRoles::BE) && sentence.follows(at, WordRoles::DEMONSTRATIVE)
            || sentence.is(at, WordRoles::TAKES)
    };

    ends && (is_led || token > 0 && is_said(token - 1))
}
