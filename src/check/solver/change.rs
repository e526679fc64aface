//! Changes: percentages, points, fractions and multiples that the values of the sentence refute.

mod difference;
mod foreign;

use super::amount::{AmountKind, Likeness, Range, WrittenAmount};
use super::claim::{
    AllowedRange, ChangeAssertion, ChangeWay, Difference, Measure, allowed, allowed_multiples,
    claims, differences, is_gap,
};
use super::is_short;
use super::pairs::{self, Pair, PairTie};
use super::refutation::{Fault, Refutation, number, percent};
use super::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// Checks the changes that a sentence claims.
pub(crate) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    refuted(s, |_, _| true)
}

/// Checks the changes of two sentences that are read as one: a verb such as "doubled" needs its values next to it.
pub(crate) fn check_joined(s: &Sentence<'_>) -> Vec<Refutation> {
    refuted(s, |claim, pair| {
        // "Five per cent more is $24.7 billion. I ask for $26 billion, a 15% increase": two subjects.
        pair.tie != PairTie::Loose && claim.measure != Measure::Multiple
    })
}

/// Checks those of the changes whose pair of values is accepted.
fn refuted(s: &Sentence<'_>, accepts: impl Fn(&ChangeAssertion, &Pair) -> bool) -> Vec<Refutation> {
    // Prices, per-head rates and seasonal series are adjusted by numbers that are not in the sentence.
    let is_adjusted = (0..s.tokens.len()).any(|at| {
        s.is(at, W::ADJUSTED) && !s.is(at, W::BREAK)
            || s.lexicon.amounts.adjusted.iter().any(|phrase| s.phrase_at(at, phrase))
    });
    if is_adjusted || s.amounts.len() < 2 || s.any(0..s.tokens.len(), W::DENIED) {
        return Vec::new();
    }

    let differences = differences(s);
    let claims: Vec<ChangeAssertion> =
        claims(s).into_iter().filter(|claim| !is_denied(s, claim.token)).collect();
    let mut found: Vec<Refutation> = claims
        .iter()
        .filter_map(|claim| check_claim(s, claim, &claims, &differences, &accepts))
        .collect();
    found.extend(differences.iter().filter_map(|it| difference::check(s, it, &differences)));

    found
}

/// "They say that rents tripled, from $900 to $1,800; in fact they doubled."
fn is_denied(s: &Sentence<'_>, token: usize) -> bool {
    (token..s.tokens.len()).any(|at| s.is(at, W::FACT) && s.follows(at, W::IN))
}

fn check_claim(
    s: &Sentence<'_>,
    claim: &ChangeAssertion,
    claims: &[ChangeAssertion],
    differences: &[Difference],
    accepts: &impl Fn(&ChangeAssertion, &Pair) -> bool,
) -> Option<Refutation> {
    let mut without: Vec<usize> = differences.iter().map(|it| it.amount).collect();
    without.extend(claims.iter().filter_map(|it| it.amount));

    // "By 10% in 2024 and by another 10% in 2025, or 21% over both years" states no level.
    without.extend((0..s.amounts.len()).filter(|&index| {
        s.amounts[index].kind == AmountKind::Percent
            && s.led_by(s.at[index], W::BY, W::FILLER.without(W::TO | W::OF))
    }));

    // "Faster than the 7.0% growth of the second quarter"
    without.extend((0..s.amounts.len()).filter(|&index| {
        s.amounts[index].kind == AmountKind::Percent
            && s.is(s.at[index] + 1, W::RISE | W::FALL)
            && !s.is(s.at[index] + 1, W::MORE | W::UP | W::DOWN)
    }));

    // "1,116 per 100,000 people"
    without.extend((0..s.amounts.len()).filter(|&index| {
        s.amounts[index].kind == AmountKind::Count
            && s.follows(s.at[index], W::EACH)
            && !s.follows(s.at[index], W::A)
    }));

    s.groups(&without).into_iter().find_map(|(likeness, group)| {
        let is_rate = likeness == Likeness::Percent;
        if claim.measure == Measure::Fraction && is_rate
            || claim.measure == Measure::Points && !is_rate
        {
            return None;
        }

        let group = narrowed(s, claim, group)?;
        let pair = tied(s, claim, &group, claims, differences).filter(|it| accepts(claim, it))?;
        if foreign::is_of_another_base(s, claim, &group, &pair) {
            return None;
        }

        let refutation = judge(s, claim, &group, &pair, differences)?;
        let is_points = refutation.fault == Fault::PointsNotPercent;
        let is_own = !is_rate || !foreign::is_growth(s, claim, &pair, is_points);
        is_own.then_some(refutation)
    })
}

/// Returns the values that a claim may be about; of many, those that "from … to" connects directly to it.
fn narrowed(s: &Sentence<'_>, claim: &ChangeAssertion, group: Vec<usize>) -> Option<Vec<usize>> {
    // Among more values than these, some pair fits any claim.
    const MOST: usize = 4;
    const NEAR_BEFORE: usize = 7;
    const NEAR_AFTER: usize = 6;

    if group.len() < 2 {
        return None;
    }
    if group.len() <= MOST {
        return Some(group);
    }

    let mut near = pairs::explicit(s, &group).into_iter().filter(|pair| {
        let (first, last) = (s.at[pair.base], s.at[pair.value]);
        let is_near = first > claim.token && first - claim.token <= NEAR_BEFORE
            || claim.token > last && claim.token - last <= NEAR_AFTER;
        pair.tie == PairTie::FromTo && is_near && pairs::is_attached(s, claim.token, pair)
    });
    let only = near.next()?;

    near.next().is_none().then(|| vec![only.base, only.value])
}

/// Finds the pair of values that a claim refers to.
fn tied(
    s: &Sentence<'_>,
    claim: &ChangeAssertion,
    group: &[usize],
    claims: &[ChangeAssertion],
    differences: &[Difference],
) -> Option<Pair> {
    let is_word = claim.amount.is_none();
    let limits = group.iter().any(|&index| s.amounts[index].is_limit());
    if limits && claim.measure != Measure::Points {
        return None;
    }

    // "At £900, three times last year's £400": the base follows the multiple, whatever time is named.
    let mut found: Vec<Pair> = Vec::new();
    if claim.measure == Measure::Multiple {
        found.extend(multiple_pair(s, claim, group));
    }
    if found.is_empty() && !(claim.measure == Measure::Multiple && is_word) {
        let explicit = pairs::explicit(s, group).into_iter();
        found.extend(explicit.filter(|pair| pairs::is_attached(s, claim.token, pair)));
    }
    if found.is_empty() && claim.measure != Measure::Multiple {
        found.extend(pairs::through(s, claim.token, group));
    }
    if found.is_empty() && claim.measure == Measure::Points && is_gap(s, claim.token) {
        found.extend(pairs::apart(s, claim.token, group));
    }

    // "Doubled" is often said of things that are not counted.
    let may_be_loose =
        matches!(claim.measure, Measure::Percent | Measure::Points | Measure::Fraction);
    if found.is_empty() && may_be_loose && claims.len() == 1 {
        found.extend(pairs::loose(s, claim, group, differences));
    }

    // "Up 8% to 260, from 221 three years ago" may be a yearly rate.
    let is_level = group.first().is_some_and(|&it| s.amounts[it].kind == AmountKind::Percent);
    let is_rate =
        |pair: &Pair| claim.measure != Measure::Multiple && !is_level && is_years_ago(s, pair.base);
    found.into_iter().find(|pair| !is_rate(pair))
}

/// "At 6,300, attendance is three times the 3,150 of 2019."
fn multiple_pair(s: &Sentence<'_>, claim: &ChangeAssertion, group: &[usize]) -> Option<Pair> {
    const REACH: usize = 12;

    let &[first, second] = group else {
        return None;
    };

    // "The next five largest parties and these five": small numbers in words are not values.
    let is_small = |index: usize| s.amounts[index].is_spelled && s.amounts[index].value < 20.0;
    if is_small(first) && is_small(second) {
        return None;
    }

    let (i, j) = (s.at[first], s.at[second]);
    let token = claim.token;
    let pair = Pair { base: second, value: first, tie: PairTie::Times };

    // "Nine times higher than in 25 other countries"
    if s.follows(j, W::IN) {
        return None;
    }

    // "Up 13.0%, slowing from 20.0% but still more than double the 5.8% of 2020": it is unclear which of the
    // three is doubled.
    let likeness = s.amounts[first].likeness();
    let has_other = s.amounts.iter().enumerate().any(|(index, amount)| {
        index != first && index != second && amount.likeness() == likeness && s.at[index] < token
    });
    if has_other {
        return None;
    }

    if i < token && token < j {
        let before = s.between(i, token);
        let after = s.between(token, j);
        let plain = W::AS
            | W::MANY
            | W::MORE
            | W::THAN
            | W::THE
            | W::COUNT_NOUN
            | W::OF
            | W::IN
            | W::FILLER
            | W::THEM
            | W::EVIDENCE
            | W::RATE
            | W::GENERIC;
        // "Would more than double to over £10,000" is followed by the value, not by a base.
        let leads = after.clone().all(|at| s.is(at, plain) && !s.is(at, W::TO)) && after.len() <= 9;
        let is_joined = claim.amount.is_none() && s.any(before.clone(), W::AND);
        return (leads && before.len() <= 12 && !is_joined).then_some(pair);
    }

    // "Three times as many people came (6,300) as in 2019 (2,100)"
    let asks = s.is(token + 1, W::AS) && s.any(i..j, W::AS | W::COMPARED | W::THAN);
    (token < i && i - token <= REACH && asks).then_some(pair)
}

fn is_years_ago(s: &Sentence<'_>, base: usize) -> bool {
    const YEARS: f64 = 700.0;

    let after = s.at[base] + 1;
    (after..after + 5).any(|at| {
        s.amount(at)
            .is_some_and(|amount| amount.kind == AmountKind::Duration && amount.value >= YEARS)
            && s.is(at + 1, W::AGO)
    })
}

/// Tries a claim on every candidate: the values, their sums, and bases computed from differences.
fn judge(
    s: &Sentence<'_>,
    claim: &ChangeAssertion,
    group: &[usize],
    pair: &Pair,
    differences: &[Difference],
) -> Option<Refutation> {
    let likeness = s.amounts[*group.first()?].likeness()?;
    let is_rate = likeness == Likeness::Percent;
    let own: Vec<Range> = group.iter().map(|&index| s.amounts[index].range()).collect();
    let others: Vec<Range> = differences
        .iter()
        .filter(|it| s.amounts[it.amount].likeness().as_ref() == Some(&likeness))
        .map(|it| s.amounts[it.amount].range())
        .collect();
    let mut values = own.clone();

    // "From A to B" identifies the two; looser wording may mean a sum.
    let is_explicit = matches!(pair.tie, PairTie::FromTo | PairTie::ToFrom);
    if own.len() == 3 && !is_explicit {
        for one in 0..own.len() {
            for two in 0..one {
                values.push(own[one].sum(own[two]));
            }
        }
    }

    if own.len() <= 3
        && claim.measure == Measure::Percent
        && holds_by_difference(s, claim, &own, &others)
    {
        return None;
    }

    // "Came down from 41 days to 32, an improvement of 28%" takes the change of the wrong base.
    let stated = (is_explicit && own.len() == 2).then_some(pair.base);

    let mut is_difference = false;
    for (at, base) in values.iter().enumerate() {
        for (other, value) in values.iter().enumerate() {
            if at == other
                || base.value == 0.0
                || stated.is_some_and(|stated| group.get(at) != Some(&stated))
            {
                continue;
            }
            let is_own = at < own.len() && other < own.len();
            let is_points = is_rate
                && is_own
                && claim.measure == Measure::Percent
                && is_difference_of(s, claim, *base, *value);
            is_difference |= is_points;

            // "Rose 2%, from 73% to 75%" means points, although 2.7% could be truncated to 2.
            if holds(s, claim, *base, *value, group)
                && !(is_points && is_plainly_points(claim, *base, *value))
            {
                return None;
            }
        }
    }

    if is_rate && pair.tie == PairTie::Loose && !is_difference {
        return None;
    }

    refute(s, claim, pair, is_difference)
}

/// Base ± difference is a candidate too: "28 or 16% fewer than the 175".
fn holds_by_difference(
    s: &Sentence<'_>,
    claim: &ChangeAssertion,
    values: &[Range],
    differences: &[Range],
) -> bool {
    let AllowedRange { low, high } = allowed(claim, claim.amount.map(|index| &s.amounts[index]));
    let fits = |from: f64, to: f64| to >= low && from <= high;

    values.iter().any(|value| {
        differences.iter().any(|difference| {
            let (v, d) = (value, difference);
            v.value > d.value
                && d.value > 0.0
                && (fits(
                    d.low / (v.high - d.low).max(1e-9) * 100.0,
                    d.high / (v.low - d.high).max(1e-9) * 100.0,
                ) || fits(d.low / v.high * 100.0, d.high / v.low.max(1e-9) * 100.0)
                    || fits(d.low / (v.high + d.low) * 100.0, d.high / (v.low + d.high) * 100.0))
        })
    })
}

/// Returns the change from a base to a value, in per cent.
fn change(base: Range, value: Range) -> Option<Range> {
    (base.low > 0.0).then(|| Range {
        value: (value.value - base.value) / base.value * 100.0,
        low: (value.low - base.high) / base.high * 100.0,
        high: (value.high - base.low) / base.low * 100.0,
    })
}

fn meets(change: Option<Range>, allowed: AllowedRange, way: ChangeWay) -> bool {
    let Some(change) = change else {
        return true;
    };
    let up = change.high >= allowed.low && change.low <= allowed.high;
    let down = -change.low >= allowed.low && -change.high <= allowed.high;

    match way {
        ChangeWay::Up => up,
        ChangeWay::Down => down,
        ChangeWay::Any => up || down,
    }
}

/// Tells whether a claim is true of a base and a value.
fn holds(
    s: &Sentence<'_>,
    claim: &ChangeAssertion,
    base: Range,
    value: Range,
    group: &[usize],
) -> bool {
    let amount = claim.amount.map(|index| &s.amounts[index]);

    match claim.measure {
        Measure::Percent | Measure::Fraction => {
            meets(change(base, value), allowed(claim, amount), claim.way)
        }
        Measure::Multiple | Measure::Verb => {
            let low = if base.high > 0.0 { value.low / base.high } else { 0.0 };
            let high = if base.low > 0.0 { value.high / base.low } else { f64::MAX };
            allowed_multiples(claim).iter().any(|it| high >= it.low && low <= it.high)
        }
        Measure::Points => holds_in_points(s, claim, base, value, group),
    }
}

fn holds_in_points(
    s: &Sentence<'_>,
    claim: &ChangeAssertion,
    base: Range,
    value: Range,
    group: &[usize],
) -> bool {
    let Some(amount) = claim.amount.map(|index| &s.amounts[index]) else {
        return true;
    };

    // Both rates and their difference may be rounded.
    let coarsest = group.iter().map(|&index| s.amounts[index].decimals).min().unwrap_or(0);
    let places = coarsest.min(amount.decimals);
    let unit = |places: u32| 10_f64.powi(-i32::try_from(places).unwrap_or(0));
    let slack = match amount.is_basis_points {
        // "By 644 basis points, from 41.7% to 48.1%": a difference finer than its rates shows that these are rounded.
        true => {
            let finest = group.iter().map(|&index| s.amounts[index].decimals).max().unwrap_or(0);
            let steps = claim.size / unit(finest.max(1));
            if (steps - steps.round()).abs() < 1e-6 { 0.011 } else { unit(finest.max(1)) }
        }
        false => (0.6 * unit(places)).max(0.011),
    };
    let slack = slack + if amount.says_about() { 0.1 * claim.size } else { 0.0 };
    let difference = match claim.way {
        ChangeWay::Up => value.value - base.value,
        ChangeWay::Down => base.value - value.value,
        ChangeWay::Any => (value.value - base.value).abs(),
    };

    (difference - claim.size).abs() <= slack
        || amount.says_more() && difference > claim.size - slack
        || amount.says_less()
            && (claim.size * 0.8 - slack..=claim.size + slack).contains(&difference)
        || amount.is_limit() && difference <= claim.size + slack
}

/// Tells whether a percentage equals the difference of two rates in points.
fn is_difference_of(s: &Sentence<'_>, claim: &ChangeAssertion, base: Range, value: Range) -> bool {
    let AllowedRange { low, high } = allowed(claim, claim.amount.map(|index| &s.amounts[index]));
    let difference = value.value - base.value;
    let way = match claim.way {
        ChangeWay::Up => difference >= 0.0,
        ChangeWay::Down => difference <= 0.0,
        ChangeWay::Any => true,
    };

    way && (low - 1e-9..=high + 1e-9).contains(&difference.abs())
}

/// Tells whether a claim equals the difference of two rates exactly, rather than their change rounded.
fn is_plainly_points(claim: &ChangeAssertion, base: Range, value: Range) -> bool {
    const EXACT: f64 = 0.001;
    const ROUNDED: f64 = 0.55;

    let difference = (value.value - base.value).abs();
    let change = difference / base.value * 100.0;
    (difference - claim.size).abs() < EXACT && (change - claim.size).abs() > ROUNDED
}

fn refute(
    s: &Sentence<'_>,
    claim: &ChangeAssertion,
    pair: &Pair,
    is_difference: bool,
) -> Option<Refutation> {
    // A larger change is hardly ever what a sentence claims.
    const ABSURD: f64 = 1000.0;

    let pair = &oriented(s, claim, pair);
    let (base, value) = (&s.amounts[pair.base], &s.amounts[pair.value]);
    let change = change(base.range(), value.range())?;
    // "Doubling from £750,000 to £1.5 billion": "billion" was written for "million".
    let is_slip = || {
        let ratio = value.value / base.value;
        let sizes = allowed_multiples(claim);
        let fits =
            |power: f64| sizes.iter().any(|it| (it.low..=it.high).contains(&(ratio / power)));
        claim.measure == Measure::Verb && [1e3, 1e6].into_iter().any(fits)
    };
    // "$1 million spent on rail creates twice as many jobs as $1 million spent on roads"
    let are_equal = (base.value - value.value).abs() < f64::EPSILON;
    if base.value <= 0.0 || are_equal || change.low > ABSURD && !is_slip() {
        return None;
    }

    if is_far_off(claim, pair, change) {
        return None;
    }

    let token = s.tokens[claim.token];
    let (start, end) = (token.start, token.end);
    let claimed = &s.text[start as usize..end as usize];
    let (from, to) = (s.written(pair.base), s.written(pair.value));

    if is_difference {
        let points = in_points(base, value);
        return Some(Refutation {
            fault: Fault::PointsNotPercent,
            start,
            end,
            message: format!(
                "you wrote {claimed}; {from} to {to} is {}, or {}",
                said_in_points(base, value),
                percent(change.value.abs())
            ),
            help: format!("write \"{points}\""),
            is_weak: !is_certain(s, claim.amount, pair),
            is_inferred: false,
            fix: Some(points),
        });
    }

    let said = match claim.measure {
        Measure::Multiple | Measure::Verb => {
            format!("{} times as much", number(value.value / base.value, 2))
        }
        Measure::Points if is_in_basis_points(s, claim) => said_in_basis_points(base, value),
        Measure::Points => said_in_points(base, value),
        Measure::Percent | Measure::Fraction => said_in_percent(change.value),
    };

    Some(Refutation {
        fault: Fault::Change,
        start,
        end,
        message: format!("you wrote {claimed}; {from} to {to} is {said}"),
        help: format!("compare both values with their source; if they are right, write \"{said}\""),
        is_weak: !is_certain(s, claim.amount, pair),
        is_inferred: false,
        fix: None,
    })
}

/// Tells whether little else can be meant: the words say which value is the base, or the sentence has no other.
fn is_certain(s: &Sentence<'_>, claim: Option<usize>, pair: &Pair) -> bool {
    match pair.tie {
        PairTie::FromTo
        | PairTie::ToFrom
        | PairTie::Bracketed
        | PairTie::Fronted
        | PairTie::Once
        | PairTie::Times => true,
        PairTie::Loose => false,
        _ if !is_short(s) => false,
        _ => {
            let own = [pair.base, pair.value].into_iter().chain(claim);
            claim.is_some_and(|claim| is_adjacent(s, s.at[claim], pair))
                || s.has_only(&own.collect::<Vec<_>>())
        }
    }
}

/// Tells whether a claim is directly between its value and its base: "2.84%, 55 basis points lower than the 3.09%".
fn is_adjacent(s: &Sentence<'_>, token: usize, pair: &Pair) -> bool {
    let (value, base) = (s.at[pair.value], s.at[pair.base]);
    let is_lead = |at: usize| s.is(at, W::LINK | W::FILLER) || s.is_sign(at, ',');
    let leads_on = |at: usize| s.is(at, W::MORE | W::THAN | W::THE | W::FILLER);

    pair.tie == PairTie::Than
        && (value..token).skip(1).all(is_lead)
        && (token + 1..base).all(leads_on)
        && token < base
}

/// Tells whether a change is so far from a claimed percentage that the claim is of other values, unless a power of ten
/// was lost: "150,419 came in May, and arrivals of ten months rose 14.6% to 1.65 million".
fn is_far_off(claim: &ChangeAssertion, pair: &Pair, change: Range) -> bool {
    const TIMES: f64 = 8.0;
    const POINTS: f64 = 20.0;
    const LOST: f64 = 97.0;
    const NEAR: f64 = 0.03;

    let is_explicit = matches!(pair.tie, PairTie::FromTo | PairTie::ToFrom);
    let ratio = change.value.abs() / claim.size.max(1e-9);
    let is_slip = [10.0, 100.0, 1000.0].into_iter().any(|power| (ratio / power - 1.0).abs() < NEAR);

    // "By 80% to $1, last week we announced $28 million": the two are no values of one thing.
    let is_lost = change.value < -LOST && claim.size < LOST;

    claim.measure == Measure::Percent
        && !is_explicit
        && !is_slip
        && (is_lost || change.value.abs() > claim.size * TIMES + POINTS)
}

/// Orders a loose pair so that it fits the claim's direction, since no word says which value is the base.
fn oriented(s: &Sentence<'_>, claim: &ChangeAssertion, pair: &Pair) -> Pair {
    let rises = s.amounts[pair.value].value > s.amounts[pair.base].value;
    let turns = pair.tie == PairTie::Loose
        && (claim.way == ChangeWay::Up && !rises || claim.way == ChangeWay::Down && rises);

    match turns {
        true => Pair { base: pair.value, value: pair.base, ..*pair },
        false => *pair,
    }
}

fn is_in_basis_points(s: &Sentence<'_>, claim: &ChangeAssertion) -> bool {
    claim.amount.is_some_and(|index| s.amounts[index].is_basis_points)
}

fn said_in_basis_points(base: &WrittenAmount, value: &WrittenAmount) -> String {
    let way = if value.value < base.value { "a fall" } else { "a rise" };
    format!("{way} of {} basis points", number((value.value - base.value).abs() * 100.0, 0))
}

fn said_in_points(base: &WrittenAmount, value: &WrittenAmount) -> String {
    let way = if value.value < base.value { "a fall" } else { "a rise" };
    format!("{way} of {}", in_points(base, value))
}

/// Writes the difference of two rates with their decimals: "9.0 percentage points".
fn in_points(base: &WrittenAmount, value: &WrittenAmount) -> String {
    let places = base.decimals.max(value.decimals) as usize;
    let difference = (value.value - base.value).abs();
    format!("{difference:.places$} percentage points")
}

pub(crate) fn said_in_percent(change: f64) -> String {
    match change {
        it if it > 0.0 => format!("a rise of {}", percent(it)),
        it if it < 0.0 => format!("a fall of {}", percent(-it)),
        _ => "no change".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::solver::testing::refutes;

    fn is_refuted(text: &str) -> bool {
        refutes(super::check, text)
    }

    #[test]
    fn a_multiple_is_that_of_its_values() {
        let refuted = [
            "The fleet has trebled: there were 2,100 in 2022 and there are 4,300 today.",
            "Waits have been cut in half, from 18 weeks to 12.",
            "Enrolment grew by a factor of four, from 1,500 girls in 2019 to 4,500 in 2025.",
            "Members have quintupled, going from 120 in 2015 to 480 now.",
            "At 1,340, the number of solar schools is double the 580 of two years ago.",
            "Doubling the fund from £750,000 to £1.5 billion helps more clubs.",
            "Waits halved – a grant now takes 36 working days, where it used to take 48.",
            "The list of patients has been cut in half in 18 months: there were 7,900 in March 2025 and 6,300 in September 2026.",
            "Grants have increased fivefold – 640 were paid in its first year and 1,920 in its third.",
        ];
        let silent = [
            "The fleet has doubled: there were 2,100 in 2022 and there are 4,300 today.",
            "Waits have been cut in half, from 18 weeks to 9.",
            "Enrolment grew by a factor of three, from 1,500 girls in 2019 to 4,500 in 2025.",
            "The list has not doubled; it came down from 71,260 to 63,180.",
            "That rents tripled, from $900 to $1,800, is a myth.",
            "They say that rents tripled, from $900 to $1,800; in fact they doubled.",
        ];

        for text in refuted {
            assert!(is_refuted(text), "silent: {text}");
        }
        for text in silent {
            assert!(!is_refuted(text), "refuted: {text}");
        }
    }

    #[test]
    fn a_change_finds_its_base_in_another_clause() {
        let refuted = [
            "Against last season's 84,000 bales, the 96,600 ginned so far are an increase of 25%.",
            "The share rose by 6% between 2018 and 2025, from 71% to 77%.",
            "The average claim was £1,840, having been £1,600 the year before, which is 25% more.",
            "Production came down from 250 tonnes to 200 tonnes, an improvement of 25 per cent.",
            "Median Review Now 63 Days, Down 40% From 90",
            "As many as 8,412 villages were lit, as against 7,650 in 2024, registering a growth of 15%.",
            "It collected KSh 640 million in May and KSh 720 million in June, a rise of 22.5 per cent.",
            "Turnout stood at 51.1%, against 50.7% five years ago: up by 0.4%.",
            "Waits averaged 48 minutes before the upgrade and 36 minutes after it, a 35% improvement.",
            "Whereas 54% of parcels arrived on time in 2023, 63% did in 2025, an improvement of 9%.",
            "Registrations crossed 2.4 lakh in March, three times the 60,000 of a year ago.",
        ];
        let silent = [
            "Against last season's 84,000 bales, the 96,600 ginned so far are an increase of 15%.",
            "The share rose by 6 percentage points between 2018 and 2025, from 71% to 77%.",
            "The average claim was £1,840, having been £1,600 the year before, which is 15% more.",
            "Median Review Now 63 Days, Down 30% From 90",
            "It collected KSh 640 million in May and KSh 720 million in June, a rise of 12.5 per cent.",
            "Sales rose 3 percent in January, 2 percent in February and 5 percent in March.",
            "Waits averaged 48 minutes before the upgrade and 36 minutes after it, a 25% improvement.",
            "Registrations crossed 2.4 lakh in March, four times the 60,000 of a year ago.",
            "The fund was cut from £900 million to £416 million, which is 34% less than the previous year.",
            "Growth eased from 0.7% to 0.5%, 0.1 percentage points weaker than staff had expected.",
            "The shekel weakened by 3% with volatility rising sharply from 6% to 12%.",
            "Yields climbed by 0.1 points at all maturities, from 5.9% at the short end to 6.5% at the long end.",
            "The rate rose by 644 basis points, from 41.7% to 48.1%.",
            "The index rose by 7.25 points to 1,405.72, from 1,398 in February.",
            "The credit ranges from £800 for 20% savings to £2,000 for 50% savings.",
            "£1 million spent on rail creates twice as many jobs as £1 million spent on roads.",
            "Life expectancy rose from 58 to 65, or three times the increase that a cure would bring.",
            "Growth of 5.2% would be within the forecast range (4.5 to 6.5%).",
            "We got £236 million, an increase of £9.2 million over last year and £36 million over the request.",
        ];

        for text in refuted {
            assert!(is_refuted(text), "silent: {text}");
        }
        for text in silent {
            assert!(!is_refuted(text), "refuted: {text}");
        }
    }

    #[test]
    fn a_gap_lies_between_two_values() {
        let refuted = [
            "Petrol costs KSh 178, KSh 14 cheaper than the KSh 188 of last month.",
            "The new rate of $14.20 an hour is $1.70 above the current $12.90.",
            "House prices climbed to $742,000, $58,000 up on the $694,000 of a year ago.",
            "Handovers average 34 minutes, compared to 51 minutes last winter – 27 minutes quicker.",
            "The wage goes from EC$8.50 to EC$10.00 an hour, an increase of EC$2.50.",
            "Literacy stands at 84.7% among men and 77.0% among women, a gap of 9.7 percentage points.",
            "Girls scored 512 on average and boys 487, a difference of 35 points.",
            "The guard stood at 15,120 on 31 July, compared with 14,340 in 2025, meaning that there are 680 more members.",
            "Applicants wait 23 days where they used to wait 41, a saving of 28 days.",
            "The allowance goes up from £33 to £41, which puts an extra £11 in every pocket.",
            "A total of 2,745 teachers were working, 380 more than the 2,465 on the register in 2025.",
            "Enrolment reached 21,460, which is 1,240 short of the planned 22,500.",
            "There are 3,210 nurses in post, an addition of 460 over the 2,850 in post last year.",
            "We have 2,764 wardens, compared to 2,591 in March – an extra 153 people on the streets.",
        ];
        let silent = [
            "Petrol costs KSh 178, KSh 10 cheaper than the KSh 188 of last month.",
            "The new rate of $14.20 an hour is $1.30 above the current $12.90.",
            "Handovers average 34 minutes, compared to 51 minutes last winter – 17 minutes quicker.",
            "The wage goes from EC$8.50 to EC$10.00 an hour, an increase of EC$1.50.",
            "Literacy stands at 84.7% among men and 77.0% among women, a gap of 7.7 percentage points.",
            "Girls scored 512 on average and boys 487, a difference of 25 points.",
            "The guard stood at 15,120 on 31 July, compared with 14,340 in 2025, meaning that there are 780 more members.",
            "Applicants wait 23 days where they used to wait 41, a saving of 18 days.",
            "The allowance goes up from £33 to £41, which puts an extra £8 in every pocket.",
            "The poll put them at 48% and 45%, with a margin of error of 4 percentage points.",
            "The $275 billion difference came from a lower balance: $500 billion, not $932 billion.",
        ];

        for text in refuted {
            assert!(is_refuted(text), "silent: {text}");
        }
        for text in silent {
            assert!(!is_refuted(text), "refuted: {text}");
        }
    }
}
