//! Ages that do not fit the year of birth.

use jiff::civil::Date;

use super::super::amount::{AmountKind, WrittenAmount};
use super::super::refutation::{Fault, Refutation};
use super::super::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// Reports ages that fit neither a year of the sentence nor the year of its page.
pub(super) fn check(s: &Sentence<'_>, today: Option<Date>) -> Vec<Refutation> {
    let ages: Vec<(f64, usize)> = s
        .amounts
        .iter()
        .enumerate()
        .filter(|&(index, amount)| {
            let token = s.at[index];
            let is_turned = amount.kind == AmountKind::Count
                && s.follows(token, W::MARKS)
                && (s.is(token + 1, W::IN | W::ON | W::NOW) || !s.is_word(token + 1));

            // "At 74, Dr Hale, who was born in 1960"
            let is_at = amount.kind == AmountKind::Count
                && s.follows(token, W::AT)
                && s.is_sign(token + 1, ',')
                && s.any(token..s.tokens.len(), W::BORN);
            // "Who was born on 12 March 1951, was 75 when he died"
            let is_stated = amount.kind == AmountKind::Count
                && s.follows(token, W::BE)
                && s.lexicon.amounts.contrasts.contains(&s.word(token + 1))
                && s.any(0..token, W::BORN);
            let is_turned = is_turned || is_at || is_stated;
            (amount.kind == AmountKind::Age || is_turned) && amount.low.is_none()
        })
        .map(|(index, amount)| (amount.value, index))
        .collect();

    // With several ages, each may belong to another person.
    let [(age, index)] = ages[..] else {
        return Vec::new();
    };

    // "Are aged 18 years or over"
    let token = s.at[index];
    if s.any(token + 1..token + 4, W::OR) {
        return Vec::new();
    }

    // "Born on 9 June 1951, died on 2 February 2026 aged 79" says when; with one date, it may be any time of a life.
    let dates = s.amounts.iter().filter(|it| it.year().is_some()).count();
    let is_of_many = s.any(0..s.tokens.len(), W::PEOPLE);
    let is_certain = dates == 2 && !is_of_many;
    refute(s, age, index, today).map(|it| it.weak(!is_certain)).into_iter().collect()
}

/// Finds the year of birth, or the year when a thing was made.
fn birth(s: &Sentence<'_>, index: usize) -> Option<(i16, usize)> {
    // "Born in the village of Hale on"
    const REACH: usize = 8;

    let at = |token: usize| s.amount(token).and_then(WrittenAmount::year);
    let years: Vec<(i16, usize)> =
        (0..s.tokens.len()).filter_map(|token| Some((at(token)?, token))).collect();

    let born = years.iter().copied().find(|&(_, token)| {
        (token.saturating_sub(REACH)..token)
            .rev()
            .take_while(|&before| !s.is_date(before) && !s.is(before, W::AND))
            .any(|before| s.is(before, W::BORN))
    });
    let lifetime = years.windows(2).find(|pair| {
        let (one, two) = (pair[0].1, pair[1].1);
        two == one + 2
            && s.is_sign(one + 1, '–')
            && one > 0
            && s.is_sign(one - 1, '(')
            && s.is_sign(two + 1, ')')
    });

    born.or(lifetime.map(|pair| pair[0])).or_else(|| origin(s, index, &years))
}

/// "The 150-year-old bridge, built in 1890".
fn origin(s: &Sentence<'_>, index: usize, years: &[(i16, usize)]) -> Option<(i16, usize)> {
    const REACH: usize = 4;

    let age = s.at[index];
    let is_attribute =
        s.written(index).contains('-') || s.led_by(age, W::BE | W::MARKS, W::FILLER | W::NOW);

    // "The 1975 treaty is now 50 years old"
    let named = years.iter().copied().find(|&(_, token)| {
        let is_named =
            s.follows(token, W::THE) && s.is_word(token + 1) && s.is(token + 2, W::BE | W::MARKS);
        is_named && token < age && age - token < 2 * REACH
    });
    if is_attribute && named.is_some() {
        return named;
    }

    years.iter().copied().find(|&(_, token)| {
        let verbs = W::ORIGIN | W::FOUNDED;
        let verb = (token.saturating_sub(REACH)..token)
            .rev()
            .find(|&at| s.is(at, verbs) && !s.is(at, W::SINCE));
        let is_led = verb.is_some_and(|verb| {
            verb == 0
                || s.is_sign(verb - 1, ',')
                || s.is_sign(verb - 1, '(')
                || s.follows(verb, W::HAVE)
                || s.follows(verb, W::BE) && verb > 1 && s.is(verb - 2, W::WHICH)
        });
        is_attribute && is_led
    })
}

fn refute(s: &Sentence<'_>, age: f64, index: usize, today: Option<Date>) -> Option<Refutation> {
    // Allows for the year before a birthday, and for round ages such as "100-year-old".
    const ROUND: f64 = 0.12;
    // The years of birth that a study puts together.
    const COHORT: i16 = 15;

    let (born, token) = birth(s, index)?;
    let is_thing = !s.any(0..s.tokens.len(), W::BORN) && !s.is_sign(token + 1, '–');
    let mut years: Vec<i16> = s
        .amounts
        .iter()
        .enumerate()
        .filter(|&(index, _)| s.at[index] != token)
        .filter_map(|(_, amount)| amount.year())
        .collect();
    let last = years.iter().copied().max();
    years.extend(today.map(Date::year));

    let amount = &s.amounts[index];

    // "Born in 1822, she escaped around the age of 27": the age at an unnamed time.
    let is_now = s.any(s.at[index].saturating_sub(4)..s.at[index], W::BE | W::MARKS)
        || s.any(0..s.tokens.len(), W::NOW.without(W::BE));
    if last.is_none() && !is_now || amount.says_about() {
        return None;
    }

    if let Some(exact) = exact_age(s, token, index).filter(|_| !is_thing) {
        let is_wrong = (exact - age).abs() > 0.5 && years.len() == usize::from(today.is_some()) + 1;
        return is_wrong.then(|| {
            let message =
                format!("you wrote {}; between the two dates are {exact} years", s.written(index));
            at_age(s, index, message)
        });
    }

    let is_round = age >= 100.0 && (age / 10.0).fract() == 0.0;
    let slack = match (is_thing, is_round) {
        (true, true) => ROUND * age,
        (true, false) => 1.0,
        (false, _) => 0.0,
    };
    // "The 1965 to 1970 birth cohort at age 40": the years are of several births, and no other time is named.
    let is_cohort = years.iter().any(|&year| year > born && year - born < COHORT)
        && !s.follows(token, W::IN | W::ON)
        && age > f64::from(COHORT);
    if is_cohort {
        return None;
    }

    let fits = years.iter().any(|&year| {
        let passed = f64::from(year - born);
        let is_least = amount.says_more() && age <= passed + slack;
        is_least || age <= passed + slack && age >= passed - 1.0 - slack
    });
    let end = last.or(today.map(Date::year)).filter(|&year| year > born && !fits)?;

    let passed = end - born;
    let message = format!(
        "you wrote {}; from {born} to {end} is {} or {passed} years",
        s.written(index),
        passed - 1
    );

    Some(at_age(s, index, message))
}

fn at_age(s: &Sentence<'_>, index: usize, message: String) -> Refutation {
    let tokens = s.at[index]..=s.at[index];
    Refutation::at_tokens(s, Fault::Date, tokens, message, "check the age and the date of birth")
}

/// Counts the full years between the day of birth and the day next to an age: "died on 2 February 2026, aged
/// 84".
fn exact_age(s: &Sentence<'_>, birth: usize, index: usize) -> Option<f64> {
    // "On 2 February 2026 at the age of 84"
    const NEAR: usize = 5;

    let day = |token: usize| {
        let parts = s.amount(token)?.date()?;
        Date::new(parts.year?, parts.month, parts.day?).ok()
    };
    let age = s.at[index];
    let before = (age.saturating_sub(NEAR)..age).rev().find(|&at| s.is_date(at));
    // "Was 75 when he died on 2 October 2026"
    let after = || {
        let leads = s.lexicon.amounts.contrasts.contains(&s.word(age + 1));
        (age + 1..age + 2 + NEAR).find(|&at| leads && s.is_date(at))
    };
    let beside = before.filter(|&at| at != birth).or_else(after)?;
    let gap = beside.min(age) + 1..beside.max(age);
    let is_beside = beside != birth && !s.any(gap, W::AND | W::BREAK);
    let (born, died) = (day(birth)?, day(beside).filter(|_| is_beside)?);

    let before_birthday = (died.month(), died.day()) < (born.month(), born.day());
    Some(f64::from(died.year() - born.year() - i16::from(before_birthday)))
}
