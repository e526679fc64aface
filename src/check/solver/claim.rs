//! Claims of a change: by how much a sentence says that a value rose, fell or was multiplied.

mod difference;

use super::amount::{AmountKind, WrittenAmount};
use super::sentence::Sentence;
use crate::lexicon::WordRoles as W;
use crate::value::Qualifier;
pub(crate) use difference::differences;
pub(super) use difference::is_gap;

/// The direction of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChangeWay {
    Up,
    Down,
    /// Not stated.
    Any,
}

/// What the size of a claim measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// The change in per cent of the base.
    Percent,
    /// The difference of two rates.
    Points,
    /// The change as a fraction of the base.
    Fraction,
    /// The value as a multiple of the base: "three times the".
    Multiple,
    /// A multiple in a verb: "doubled".
    Verb,
}

/// A claim of a change.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChangeAssertion {
    /// The amount with its size; none for a verb.
    pub(crate) amount: Option<usize>,
    /// Its token.
    pub(crate) token: usize,
    pub(crate) measure: Measure,
    pub(crate) way: ChangeWay,
    /// The size: per cent, points, or a multiple.
    pub(crate) size: f64,
    pub(crate) qualifier: Qualifier,
    /// Whether "n times more" may also mean n + 1 times.
    pub(crate) may_add_one: bool,
}

/// An amount that is a difference: "28 fewer", "by 120".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) amount: usize,
    pub(crate) way: ChangeWay,
}

/// The signed interval, in per cent, that a claim allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct AllowedRange {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

const DIRECTIONS: W = W::RISE.or(W::FALL).or(W::CHANGE);

/// Finds the direction that an adjacent word gives to an amount; none if no word does.
pub(crate) fn direction(sentence: &Sentence<'_>, token: usize) -> Option<ChangeWay> {
    let s = sentence;
    if let Some(Some(negative)) = s.amount(token).map(|amount| amount.sign) {
        return Some(if negative { ChangeWay::Down } else { ChangeWay::Up });
    }

    // "Rose to 8%", "between 5 and 8%" are levels; "up to" is a limit; "$800 for 20% savings" has a condition.
    if token > 0 && s.is(token - 1, W::TO | W::AT | W::FROM | W::BETWEEN | W::FOR) {
        return None;
    }
    // "Rose to about 19%", but not "led to a 19% rise"
    let mut back = token;
    while back > 0
        && s.is(back - 1, W::FILLER)
        && !s.is(back - 1, W::A | W::THE | W::BY | W::OF | W::TO | W::UP | W::MORE)
    {
        back -= 1;
    }
    let is_level = back < token
        && s.follows(back, W::TO)
        && back > 1
        && s.is(back - 2, W::RISE_VERB | W::FALL_VERB);
    if is_level {
        return None;
    }

    after(s, token).or_else(|| before(s, token))
}

fn way(sentence: &Sentence<'_>, token: usize) -> Option<ChangeWay> {
    let roles = sentence.roles(token);
    if roles.meets(W::RISE) {
        Some(ChangeWay::Up)
    } else if roles.meets(W::FALL) {
        Some(ChangeWay::Down)
    } else if roles.meets(W::CHANGE) {
        Some(ChangeWay::Any)
    } else {
        None
    }
}

/// "8% increase", "8% year-on-year rise", "8% more".
fn after(s: &Sentence<'_>, token: usize) -> Option<ChangeWay> {
    // "An 8 per cent year-on-year real-terms increase": no more modifiers than these.
    const REACH: usize = 4;

    for next in token + 1..=token + REACH {
        // "8%, up from" belongs to the value.
        if s.is(next, W::UP | W::DOWN) && next > token + 1 {
            return None;
        }
        // "A 10% down payment" is a thing.
        let is_adjective =
            s.is(next, W::DOWN) && s.is_word(next + 1) && s.roles(next + 1) == W::NONE;
        if is_adjective && next == token + 1 && s.follows(token, W::A | W::THE) {
            return None;
        }
        // "11% up from 10.3%" is a level.
        let is_level = s.is(next, W::UP | W::DOWN)
            && s.is(next + 1, W::FROM)
            && s.amount(next + 2).is_some_and(|it| it.kind == AmountKind::Percent);
        if is_level {
            return None;
        }
        // "8% up to" states no direction.
        if s.is(next, W::UP) && s.is(next + 1, W::TO) {
            return None;
        }
        // "47% went to landfill" is a share.
        if s.is(next, W::MOTION) && s.is(next + 1, W::TO) && s.amount(next + 2).is_none() {
            return None;
        }
        if let Some(way) = way(s, next) {
            // "8% of", "8% more or less"
            return (!s.is(next, W::EACH)).then_some(way);
        }

        // "8% year-on-year", "8%–plus": a dash counts only if it touches.
        let is_filler =
            s.is(next, W::FILLER.or(W::OR)) && !s.is(next, W::OF | W::BY | W::TO | W::THE);
        let touches = s.tokens.get(next).is_some_and(|it| it.start <= s.tokens[next - 1].end);
        if !(is_filler || s.is_sign(next, '–') && touches) {
            return None;
        }
    }

    None
}

/// "Rose by 8%", "an increase of about 8%", "cut waiting times by 8%".
fn before(s: &Sentence<'_>, token: usize) -> Option<ChangeWay> {
    // The object of a verb may come between it and "by".
    const REACH: usize = 12;

    let mut has_by = false;

    for back in 1..=REACH {
        let at = token.checked_sub(back)?;
        let roles = s.roles(at);
        has_by |= roles.meets(W::BY);

        // "Made up of 8%" is a share.
        let verbs = || s.lexicon.wholes.comprise.iter().chain(s.lexicon.wholes.share_verbs);
        let comprises = || verbs().any(|it| it.contains(' ') && s.phrase_at(at - 1, it));
        if roles.meets(W::UP) && at > 0 && comprises() {
            return None;
        }
        if roles.meets(W::UP) && s.is(at + 1, W::TO)
            || roles.meets(W::MORE) && s.is(at + 1, W::THAN)
        {
            continue;
        }
        // "35 basis points below the 4.43 per cent": the base is not the size of a fall; "at or
        // below 3 percent" is a level.
        let is_level = at > 0 && (s.amount(at - 1).is_some() || s.is(at - 1, W::OR));
        if roles.meets(W::BEYOND) && is_level {
            return None;
        }
        if let Some(way) = way(s, at) {
            return Some(way);
        }
        if roles.meets(W::FILLER)
            || s.is_sign(at, ':')
            || s.is_time(at)
            || roles.meets(W::IN | W::SINCE | W::DURING)
        {
            continue;
        }

        let is_object = has_by && s.is_word(at) && !roles.meets(W::BREAK | W::AND | W::OR | W::TO);
        if !is_object {
            return None;
        }
    }

    None
}

/// Finds the claims of a sentence.
pub(crate) fn claims(s: &Sentence<'_>) -> Vec<ChangeAssertion> {
    let mut claims = Vec::new();

    for (index, amount) in s.amounts.iter().enumerate() {
        let token = s.at[index];
        if amount.low.is_some() && amount.kind != AmountKind::Percent
            || is_of_another(s, index)
            || is_yearly(s, token)
        {
            continue;
        }

        if let Some(claim) = of_amount(s, index, token) {
            claims.push(claim);
        }
    }

    for token in 0..s.tokens.len() {
        if let Some(claim) = of_verb(s, token) {
            claims.push(claim);
        }
    }

    claims
}

fn of_amount(s: &Sentence<'_>, index: usize, token: usize) -> Option<ChangeAssertion> {
    let amount = &s.amounts[index];
    let claim = |measure: Measure, way: ChangeWay, size: f64| {
        Some(ChangeAssertion {
            amount: Some(index),
            token,
            measure,
            way,
            size,
            qualifier: amount.qualifier,
            may_add_one: false,
        })
    };
    let next = token + 1;
    let is_multiple_lead = |at: usize| s.lexicon.amounts.multiple_leads.contains(&s.word(at));

    match amount.kind {
        AmountKind::Percent => {
            // "62 per cent grow maize" is a share of farmers.
            if s.is(next, W::GROWTH) && !s.is(next, W::BY) {
                return None;
            }

            // "Today it is below 2 per cent" is a level.
            if amount.qualifier == Qualifier::FewerThan && s.led_by(token, W::BE, W::FILLER) {
                return None;
            }

            // "An additional 3 per cent surtax" is a rate.
            let is_rate = s.led_by(token, W::ADDITIONAL, W::NONE)
                && !s.is(next, W::RISE | W::FALL | W::CHANGE)
                && s.is_word(next);
            if is_rate {
                return None;
            }

            let way = direction(s, token)?;
            let is_share = s.is(next, W::OF) && !s.follows(token, W::BY);
            if is_share { None } else { claim(Measure::Percent, way, amount.value) }
        }
        AmountKind::Points => {
            let way = direction(s, token).unwrap_or(ChangeWay::Any);
            claim(Measure::Points, way, amount.value)
        }
        AmountKind::Fraction => {
            // "Half as many"
            if s.is(next, W::AS) && s.is(next + 1, W::MANY) {
                // "Half as many again"
                let again = if s.is(next + 2, W::AGAIN) { 1.0 } else { 0.0 };
                return claim(Measure::Multiple, ChangeWay::Up, amount.value + again);
            }
            // "Half what it was"
            if is_multiple_lead(next) {
                return claim(Measure::Multiple, ChangeWay::Up, amount.value);
            }
            // "Cut in half", "down by half" of counts leave half.
            let is_halved = s.follows(token, W::IN) && token > 1 && s.is(token - 2, W::FALL_VERB);
            if is_halved && (amount.value - 0.5).abs() < f64::EPSILON {
                return claim(Measure::Verb, ChangeWay::Up, amount.value);
            }
            // "Cut to a third of its"
            let cut = s.follows(token, W::TO) && s.is(next, W::OF);
            if cut && s.any(token.saturating_sub(7)..token, W::FALL) {
                return claim(Measure::Verb, ChangeWay::Up, amount.value);
            }

            let led = s.led_by(token, W::BY | W::OF, W::FILLER)
                || s.any(token.saturating_sub(4)..token, W::BY)
                || s.is(next, W::MORE)
                || way(s, next).is_some();
            let way = direction(s, token).filter(|way| *way != ChangeWay::Any && led)?;
            claim(Measure::Fraction, way, amount.value * 100.0)
        }
        // "Grew by a factor of five"
        AmountKind::Count if is_factor(s, token) => {
            claim(Measure::Multiple, ChangeWay::Up, amount.value)
        }
        AmountKind::Multiple => {
            let leads = s.is(next, W::AS | W::THE | W::MORE | W::RISE)
                || is_multiple_lead(next)
                || is_owned_value(s, next)
                || s.is(next, W::WHICH)
                || s.follows(token, W::BY | W::RISE_VERB)
                || way(s, next).is_some();
            let by_fold = s.text[..amount.end as usize].ends_with(s.lexicon.amounts.fold);
            if !(leads || by_fold) {
                return None;
            }

            let mut found = claim(Measure::Multiple, ChangeWay::Up, amount.value)?;
            found.may_add_one = !s.is(next, W::AS | W::THE);
            Some(found)
        }
        _ => None,
    }
}

/// Tells whether a number is a factor: "by a factor of five".
fn is_factor(s: &Sentence<'_>, token: usize) -> bool {
    let phrases = s.lexicon.amounts.factors;
    let is_led = s.find_phrase(token.saturating_sub(3)..token, phrases).is_some();

    is_led && s.any(token.saturating_sub(6)..token, W::RISE_VERB | W::RISE)
}

/// Tells whether a value with a time or a possessor follows: "last year's 400".
fn is_owned_value(s: &Sentence<'_>, token: usize) -> bool {
    const REACH: usize = 3;

    let owner = (token..token + REACH).find(|&at| s.word(at).ends_with("'s"));
    owner.is_some_and(|owner| s.is_value(owner + 1))
}

/// Reads "doubled", "will halve", "double the 389,000".
fn of_verb(s: &Sentence<'_>, token: usize) -> Option<ChangeAssertion> {
    const HUNDRED: f64 = 100.0;

    let word = s.word(token);
    if word.is_empty() {
        return None;
    }

    let (changes, amounts) = (&s.lexicon.changes, &s.lexicon.amounts);
    let finite = changes.multiple(word).map(|it| {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let size = it as f64 / HUNDRED;
        size
    });
    let base = amounts.multiple_bases.iter().find(|(base, _)| *base == word);
    let next = token + 1;

    let (size, measure) = match (finite, base) {
        // "A fall from 95% to 90% would mean a doubling of admissions"
        (Some(_), _) if s.is(next, W::OF) && s.follows(token, W::TO | W::A) => return None,
        (Some(size), _) if !s.is(next, W::DOWN) => (size, Measure::Verb),
        (None, Some(&(_, size))) => {
            let size = f64::from(size) / HUNDRED;
            let is_that = amounts.multiple_leads.contains(&s.word(next));
            let leads = s.is(next, W::THE) || is_that;
            let is_verb = s.is(next, W::TO | W::FROM)
                || s.follows(token, W::TO)
                || s.follows(token, W::MOOD)
                || s.is_sign(next, ',');
            if leads && (s.amount(next + 1).is_some() || is_that) {
                (size, Measure::Multiple)
            } else if is_verb {
                (size, Measure::Verb)
            } else {
                return None;
            }
        }
        _ => return None,
    };

    let start = s.tokens[token].start as usize;
    let qualifier = s.lexicon.numbers.qualifier_before(&s.text[..start]).map(|it| it.0);

    Some(ChangeAssertion {
        amount: None,
        token,
        measure,
        way: ChangeWay::Up,
        size,
        qualifier: qualifier.unwrap_or(Qualifier::Exact),
        may_add_one: false,
    })
}

/// Tells whether a claim is about something other than the values: "a 40% increase in capacity", "less than
/// the 7% rise in prices".
pub(crate) fn is_of_another(s: &Sentence<'_>, index: usize) -> bool {
    let token = s.at[index];
    let compared =
        token >= 2 && s.is(token - 1, W::THE) && s.is(token - 2, W::THAN | W::WITH | W::COMPARED)
            || token >= 2 && s.is(token - 1, W::THE) && s.is(token - 2, W::BREAK);
    if compared {
        return true;
    }

    // "10% above the OECD average"
    let is_level = s.is(token + 1, W::MORE) && s.any(token + 2..token + 7, W::TARGET);
    if is_level {
        return true;
    }

    // Past the noun of the change: "8% year-on-year increase in …".
    let mut next = token + 1;
    while next <= token + 3 && !s.is(next, W::IN | W::OF) {
        if !s.is(next, DIRECTIONS | W::FILLER) {
            return false;
        }
        next += 1;
    }
    if next > token + 4 || !s.is(next, W::IN | W::OF) || next == token + 1 && !s.is(next, W::IN) {
        return false;
    }

    let mut object = Vec::new();
    for at in next + 1..next + 4 {
        if !s.is_word(at) {
            break;
        }
        if s.is(at, W::GENERIC) || s.is(at, W::THE | W::A) {
            continue;
        }
        if s.is(at, W::STOP) {
            break;
        }
        object.push(s.lexicon.amounts.singular(s.word(at)));
    }

    if object.is_empty() {
        return false;
    }

    // A noun named before in the sentence is what the values count.
    let is_known = (0..token.saturating_sub(1))
        .any(|at| s.is_word(at) && object.contains(&s.lexicon.amounts.singular(s.word(at))));
    let has_values = s.amounts.iter().enumerate().any(|(other, amount)| {
        other != index && amount.likeness().is_some() && s.at[other] < token
    });

    !is_known && has_values && !s.lexicon.dates.is_month(&capitalised(&object[0]))
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Tells whether a claim is a growth rate: "8% a year".
fn is_yearly(s: &Sentence<'_>, token: usize) -> bool {
    const NEAR: usize = 5;

    let next = token + 1;
    let per_year = s.is(next, W::EACH)
        && s.lexicon.amounts.spans.iter().any(|(span, _)| *span == s.word(next + 1))
        || s.lexicon.amounts.yearly.iter().any(|phrase| s.phrase_at(next, phrase))
        || s.is(next, W::ANNUALLY);

    // "An annual average growth of 20%" is per year; "an average increase of 80%" is of the whole period.
    let near = token.saturating_sub(NEAR)..token;
    let is_average =
        near.clone().any(|at| s.is(at, W::YEARLY)) && near.clone().any(|at| s.is(at, W::MEAN));

    per_year || is_average || s.any(near, W::ADJUSTED)
}

/// Tells whether the interval that rounding leaves, in per cent, is small beside a claim's own digits: "10%"
/// of 9.4% to 10.7%.
pub(crate) fn is_within_reason(width: f64, decimals: u32) -> bool {
    // Three points for a whole percentage; three units of the last decimal otherwise.
    const WHOLE: f64 = 3.0;
    const UNITS: f64 = 3.0;

    match decimals {
        0 => width <= WHOLE,
        places => width <= UNITS * 10_f64.powi(-i32::try_from(places).unwrap_or(1)),
    }
}

/// Returns the change in per cent that a claim allows, without sign.
pub(crate) fn allowed(claim: &ChangeAssertion, amount: Option<&WrittenAmount>) -> AllowedRange {
    match claim.measure {
        Measure::Fraction => allowed_fraction(claim),
        _ => allowed_percent(claim, amount),
    }
}

fn allowed_percent(claim: &ChangeAssertion, amount: Option<&WrittenAmount>) -> AllowedRange {
    const WHOLE: f64 = 100.0;

    let size = claim.size;
    let decimals = amount.map_or(0, |amount| amount.decimals);
    let unit = 10_f64.powi(-i32::try_from(decimals).unwrap_or(0));

    // Writers round up, down and to nearest: one unit either way.
    let (mut low, mut high) = (size - unit, size + unit);

    // "A 730 percent increase" may mean 734.
    if decimals == 0 && size >= 100.0 {
        let slack = if (size / 5.0).fract() == 0.0 {
            (0.03 * size).max(5.0)
        } else {
            (0.015 * size).max(1.0)
        };
        (low, high) = (size - slack, size + slack);
    }
    if let Some(from) = amount.and_then(|amount| amount.low) {
        low = from - unit;
    }

    // A fall of 100% leaves nothing: it is not a rounded 99.6%.
    let is_all = (size - WHOLE).abs() < f64::EPSILON;
    if claim.way == ChangeWay::Down && is_all && claim.qualifier == Qualifier::Exact {
        return AllowedRange { low: size, high };
    }

    match claim.qualifier {
        Qualifier::About => {
            let slack = (0.1 * size).max(2.0);
            (low, high) = (low.min(size - slack), high.max(size + slack));
        }
        Qualifier::MoreThan | Qualifier::AtLeast => {
            (low, high) = (size - unit / 2.0, size * 2.0 + 10.0);
        }
        Qualifier::FewerThan | Qualifier::Nearly => {
            // "Nearly 80%" is said of 80.5% as well.
            (low, high) = ((size * 0.86).min(size - 2.0), size + unit);
        }
        Qualifier::UpTo | Qualifier::AtMost => (low, high) = (0.0, size + unit),
        Qualifier::Exact | Qualifier::Between => {}
    }

    AllowedRange { low, high }
}

fn allowed_fraction(claim: &ChangeAssertion) -> AllowedRange {
    // A fraction is never exact to the hundredth.
    let size = claim.size;
    let slack = 0.08 * size + 1.5;

    match claim.qualifier {
        Qualifier::MoreThan | Qualifier::AtLeast => {
            AllowedRange { low: size - 1.0, high: size * 1.5 + 3.0 }
        }
        Qualifier::FewerThan | Qualifier::Nearly => {
            AllowedRange { low: size * 0.8 - 1.0, high: size + 0.5 }
        }
        Qualifier::About => AllowedRange { low: size * 0.85 - 1.0, high: size * 1.15 + 1.0 },
        Qualifier::UpTo | Qualifier::AtMost => AllowedRange { low: 0.0, high: size + slack },
        Qualifier::Exact | Qualifier::Between => {
            AllowedRange { low: size - slack, high: size + slack }
        }
    }
}

/// Returns the multiples that a claim allows.
pub(crate) fn allowed_multiples(claim: &ChangeAssertion) -> Vec<AllowedRange> {
    let sizes = [claim.size, claim.size + 1.0];
    let sizes = if claim.may_add_one { &sizes[..] } else { &sizes[..1] };

    sizes.iter().map(|&size| allowed_multiple(claim, size)).collect()
}

fn allowed_multiple(claim: &ChangeAssertion, size: f64) -> AllowedRange {
    let is_verb = claim.measure == Measure::Verb;
    let grows = size > 1.0;

    let (low, high) = match (claim.qualifier, grows, is_verb) {
        // "More than doubled" may be said of five times, and is true of it.
        (Qualifier::MoreThan | Qualifier::AtLeast, true, _) => (size * 0.985, size * 2.6),
        // "More than halved" leaves less than half.
        (Qualifier::MoreThan | Qualifier::AtLeast, false, true) => (0.28, 0.505),
        (Qualifier::MoreThan | Qualifier::AtLeast, false, false) => (size * 0.99, size * 1.5),
        (Qualifier::FewerThan | Qualifier::Nearly, true, _) => (size * 0.82, size * 1.01),
        (Qualifier::FewerThan | Qualifier::Nearly, false, true) => (0.495, 0.62),
        (Qualifier::FewerThan | Qualifier::Nearly, false, false) => (size * 0.8, size * 1.01),
        (Qualifier::About, ..) => (size * 0.88, size * 1.14),
        (Qualifier::UpTo | Qualifier::AtMost, ..) => (0.0, size * 1.01),
        // "Doubled" may understate.
        (_, true, true) => (size * 0.92, size * 1.25),
        (_, true, false) => (size * 0.92, size * 1.1),
        (_, false, _) => (size * 0.88, size * 1.1),
    };

    AllowedRange { low, high }
}
