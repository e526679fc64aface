//! Changes that a sentence claims and the series of its figure refutes.
//!
//! In: a figure that a sentence is about. Out: `wrong-change`, `points-not-percent`, `over-precise-change`.
//! Invariant: a claim is refuted only if no pair of values that its words may mean supports it.

use super::exactness::too_exact;
use super::narrowing;
use super::pair::{PercentRange, SeriesPair};
use super::period::Lead;
use super::subject::{RecordFinding, Subject, period_of};
use super::value::{is_place, values};
use crate::check::prose::sentence::Advice;
use crate::check::solver::{
    AllowedRange, AmountKind, ChangeAssertion, ChangeWay, Difference, Measure, allowed,
    allowed_multiples, claims, differences, is_of_another, said_in_percent,
};
use crate::diagnostic::Code;
use crate::language::house_style;
use crate::lexicon::WordRoles as W;
use crate::value::Qualifier;

/// The pairs that a claim may refer to, the likeliest first.
struct CandidatePairs {
    pairs: Vec<SeriesPair>,
    /// The two tokens where the finding is shown.
    token: usize,
}

/// Reports the changes that the series refutes.
pub(super) fn contradicted(subject: &Subject<'_>) -> Vec<RecordFinding> {
    let series = &subject.series;
    let has_limits = series.values.iter().any(|it| it.qualifier != Qualifier::Exact);
    if series.values.len() < 2 || has_limits {
        return Vec::new();
    }

    let s = subject.words;
    let claims = claims(s);
    let differences = differences(s);
    let mut found: Vec<RecordFinding> =
        claims.iter().filter_map(|claim| check_claim(subject, claim)).collect();
    found.extend(differences.iter().filter_map(|it| check_difference(subject, it)));

    if claims.is_empty() && differences.is_empty() {
        found.extend(check_direction(subject));
    }

    found
}

fn check_claim(subject: &Subject<'_>, claim: &ChangeAssertion) -> Option<RecordFinding> {
    let s = subject.words;
    let is_rate = subject.series.is_rate();

    // "Declined 31 percent (965) of all submissions" is a share.
    let is_share = s.is_sign(claim.token + 1, '(') && s.is_value(claim.token + 2);
    if is_share
        || claim.measure == Measure::Multiple
        || claim.measure == Measure::Points && !is_rate
        || claim.measure == Measure::Fraction && is_rate
        || claim.amount.is_some_and(|index| is_of_another(s, index))
    {
        return None;
    }

    // "By 30% in the north"
    let last = claim.token + 1;
    let is_restricted =
        narrowing::restricts(s, subject.binding.figure, last) && !s.is(last, W::TO | W::FROM);
    // "Paid on average 4% more"
    let is_average = s.any(claim.token.saturating_sub(2)..claim.token, W::TARGET);
    if is_restricted || is_average {
        return None;
    }

    let is_met = |pair: &SeriesPair| meets(subject, claim, *pair);
    let Some(meant) = meant(subject, claim.token) else {
        // Two values of the figure in the sentence refute the claim by themselves; how exact it may be, only
        // their record says.
        let pair = stated_pair(subject, claim.token).filter(is_met)?;
        return too_exact(subject, claim, pair);
    };
    if let Some(found) = without_base(subject, claim, &meant) {
        return Some(found);
    }
    if let Some(pair) = meant.pairs.iter().find(|it| is_met(it)) {
        return too_exact(subject, claim, *pair);
    }

    let first = meant.pairs.first().copied()?;
    let is_difference = is_rate
        && claim.measure == Measure::Percent
        && meant.pairs.iter().any(|pair| is_difference(subject, claim, *pair));

    Some(refuted(subject, claim, first, is_difference))
}

/// A percentage change whose base is negative for every pair that may be meant.
fn without_base(
    subject: &Subject<'_>,
    claim: &ChangeAssertion,
    meant: &CandidatePairs,
) -> Option<RecordFinding> {
    let values = &subject.series.values;
    let is_relative = matches!(claim.measure, Measure::Percent | Measure::Fraction | Measure::Verb)
        && !subject.series.is_rate();
    let has_none = meant.pairs.iter().all(|pair| values[pair.base].high() < 0.0);
    let pair = meant.pairs.first().copied().filter(|_| is_relative && has_none)?;

    let message = format!(
        "{} has a negative base: {} is no change in per cent",
        written_claim(subject, claim),
        written_pair(subject, pair)
    );
    let help = "write both values, each with its period".to_owned();
    let mut found =
        subject.found(Code::WrongChange, claim.token, claim.token, Advice { message, help });
    found.diagnostic = subject.labelled(found.diagnostic, pair);

    Some(found)
}

/// Finds the pairs that a claim may refer to; none if it may be about something else.
fn meant(subject: &Subject<'_>, token: usize) -> Option<CandidatePairs> {
    if subject.is_hypothetical(token) || !is_attached(subject, token) {
        return None;
    }

    let s = subject.words;
    let series = &subject.series;

    // "Up 1.3 points on a year earlier, though down 2.3 on the quarter": each has its own base.
    let mut places: Vec<usize> = claims(s).iter().map(|it| it.token).collect();
    places.extend(differences(s).iter().map(|it| s.at[it.amount]));
    places.sort_unstable();
    let are_apart = places.windows(2).any(|pair| s.has_sign(pair[0]..pair[1], &[',', ';', '–']));
    if places.len() > 1 && (are_apart || s.any(0..s.tokens.len(), W::BREAK | W::AND)) {
        return None;
    }

    let values = values(subject);
    let sizes: Vec<usize> = differences(s).iter().map(|it| it.amount).collect();
    let stated: Vec<Vec<usize>> = values.iter().map(|&at| series.holding(&s.amounts[at])).collect();
    let mut others = s.amounts.iter().enumerate().filter(|(index, amount)| {
        series.is_like(amount)
            && !values.contains(index)
            && !sizes.contains(index)
            && (amount.noun.is_empty() || amount.kind != AmountKind::Count)
            && amount.kind != AmountKind::Percent
    });

    // Other values have another subject; two values of the figure itself are for the solver to check.
    if stated.iter().any(Vec::is_empty) || stated.len() > 1 || others.next().is_some() {
        return None;
    }

    // Of two bases or two times it cannot be decided which is meant.
    let count =
        |wanted: fn(&Lead) -> bool| subject.periods.iter().filter(|it| wanted(&it.lead)).count();
    if count(|lead| *lead == Lead::Base) > 1
        || count(|lead| matches!(lead, Lead::Value | Lead::Bare)) > 1
    {
        return None;
    }

    let mut base = subject.periods.iter().filter(|it| it.lead == Lead::Base);
    let mut value = subject.periods.iter().filter(|it| matches!(it.lead, Lead::Value | Lead::Bare));
    let (base, value) = (base.next(), value.next());

    let value_at = match value {
        Some(period) => Some(series.at(&period.period)?),
        None => None,
    };
    let base_at = match base {
        Some(period) => Some(series.at(&period.period)?),
        None => None,
    };

    let steps = base_months(subject, token);
    let pairs = pairs(subject, base_at, value_at, stated.first().map(Vec::as_slice), steps)?;
    (!pairs.is_empty()).then_some(CandidatePairs { pairs, token })
}

/// Returns the two values of the figure that a sentence states, if it states no other.
fn stated_pair(subject: &Subject<'_>, token: usize) -> Option<SeriesPair> {
    let s = subject.words;
    let values = values(subject);
    let mut places: Vec<usize> = values
        .iter()
        .map(|&at| subject.series.holding(&s.amounts[at]).last().copied())
        .collect::<Option<_>>()?;
    places.sort_unstable();

    let &[base, value] = &places[..] else {
        return None;
    };
    let is_meant = base != value && !subject.is_hypothetical(token);
    is_meant.then_some(SeriesPair { base, value })
}

fn pairs(
    subject: &Subject<'_>,
    base: Option<usize>,
    value: Option<usize>,
    stated: Option<&[usize]>,
    steps: Option<i32>,
) -> Option<Vec<SeriesPair>> {
    let series = &subject.series;
    let latest = series.latest();
    let stated_value = stated.and_then(|stated| stated.last().copied());
    let value_at = value.or(stated_value).unwrap_or(latest);

    if let Some(base) = base {
        let pair = SeriesPair { base, value: value_at };
        return Some(if base < value_at { vec![pair] } else { Vec::new() });
    }

    if let Some(months) = steps {
        let base = series.months_before(value_at, months)?;
        return Some(vec![SeriesPair { base, value: value_at }]);
    }

    // Without a named base: the value before, the value a year before, and any earlier pair unless a time is
    // named.
    let mut pairs = Vec::new();
    if let Some(before) = value_at.checked_sub(1) {
        let year = series.months_before(value_at, 12);
        pairs.extend(year.map(|base| SeriesPair { base, value: value_at }));
        pairs.push(SeriesPair { base: before, value: value_at });
    }
    if value.is_none() {
        let all = (0..series.values.len())
            .flat_map(|value| (0..value).map(move |base| SeriesPair { base, value }));
        pairs.extend(all);
    }

    Some(pairs)
}

/// Reads the base that a sentence names by its distance: "on the year" is twelve months. Of several, the one nearest
/// after a claim counts: "4.4% higher than a year earlier, although growth on the previous quarter was 1.5%".
pub(super) fn base_months(subject: &Subject<'_>, claim: usize) -> Option<i32> {
    const YEAR: i32 = 12;

    let text = subject.words.text.to_ascii_lowercase();
    let words = &subject.words.lexicon.records;
    let start = subject.words.tokens[claim].start as usize;
    let years = words.year_before.iter().map(|phrase| (*phrase, YEAR));
    let steps = words.steps_before.iter().copied();
    let phrases: Vec<(&str, i32)> = steps.chain(years).collect();

    // From word to word, and not phrase by phrase through the whole sentence: it is asked for at every claim.
    let mut before = ' ';
    let found = text.char_indices().filter(|&(_, letter)| {
        let is_start = !before.is_alphanumeric();
        before = letter;
        is_start
    });
    let found = found.flat_map(|(at, _)| {
        let rest = &text[at..];
        let ends = |phrase: &str| !rest[phrase.len()..].starts_with(char::is_alphanumeric);
        let here =
            phrases.iter().filter(move |(phrase, _)| rest.starts_with(phrase) && ends(phrase));
        here.map(move |&(_, months)| (at < start, at.abs_diff(start), months))
    });

    found.min().map(|(_, _, months)| months)
}

/// Tells whether no new clause begins between a figure's words and a claim.
pub(super) fn is_attached(subject: &Subject<'_>, token: usize) -> bool {
    const REACH: usize = 16;

    let s = subject.words;
    let binding = &subject.binding;
    let (first, last) = match binding.last < token {
        true => (binding.last + 1, token),
        false => (token + 1, binding.first),
    };
    if first > last || last - first > REACH || s.any(first..last, W::BREAK) {
        return first > last;
    }

    let around = binding.first.saturating_sub(2)..token.max(binding.last) + 8;
    if around.into_iter().any(|at| is_place(subject, at)) {
        return false;
    }
    // "… were in cities, where they fell by 19%": a new clause, about a part.
    let conjunctions = s.lexicon.changes.conjunctions;
    let parts = |at: usize| conjunctions.contains(&s.word(at)) && !s.is(at, W::AND | W::WITH);
    if (first..last).any(parts) {
        return false;
    }
    if binding.last > token {
        return !s.any(first..last, W::AND);
    }

    // "Returns, and visits to prisons rose by 45%": a new subject after "and".
    let Some(and) = (first..last).rev().find(|&at| s.is(at, W::AND)) else {
        return true;
    };
    let plain = W::STOP | W::FILLER | W::RISE | W::FALL | W::CHANGE | W::BE | W::HAVE;
    !(and + 1..last).any(|at| s.is_word(at) && !s.is(at, plain))
}

pub(super) fn range_of(subject: &Subject<'_>, pair: SeriesPair) -> Option<PercentRange> {
    let values = &subject.series.values;
    let (base, value) = (&values[pair.base], &values[pair.value]);
    if base.low() <= 0.0 || value.low() < 0.0 {
        return None;
    }

    let percent = |base: f64, value: f64| (value / base - 1.0) * 100.0;
    Some(PercentRange {
        low: percent(base.high(), value.low()),
        high: percent(base.low(), value.high()),
    })
}

fn meets(subject: &Subject<'_>, claim: &ChangeAssertion, pair: SeriesPair) -> bool {
    let s = subject.words;
    let values = &subject.series.values;
    let (base, value) = (&values[pair.base], &values[pair.value]);
    let amount = claim.amount.map(|index| &s.amounts[index]);

    match claim.measure {
        Measure::Points => {
            let decimals = amount.map_or(0, |amount| amount.decimals);
            let slack = 0.6 * 10_f64.powi(-i32::try_from(decimals).unwrap_or(0));
            let slack = match claim.qualifier {
                Qualifier::Exact => slack,
                _ => slack.max(0.15 * claim.size) + 0.5,
            };
            let points = value.value - base.value;
            signed(claim.way, points, points).any(|it| (it.low - claim.size).abs() <= slack)
        }
        Measure::Verb => {
            let ratio = value.value / base.value;
            allowed_multiples(claim).iter().any(|it| it.low <= ratio && ratio <= it.high)
        }
        _ => {
            let Some(change) = range_of(subject, pair) else {
                return true;
            };
            let allowed = allowed(claim, amount);
            signed(claim.way, change.low, change.high).any(|it| overlaps(it, allowed))
        }
    }
}

/// Returns the sizes of a change in a claim's direction.
fn signed(way: ChangeWay, low: f64, high: f64) -> impl Iterator<Item = PercentRange> {
    let up = (way != ChangeWay::Down).then_some(PercentRange { low, high });
    let down = (way != ChangeWay::Up).then_some(PercentRange { low: -high, high: -low });
    up.into_iter().chain(down)
}

fn overlaps(change: PercentRange, allowed: AllowedRange) -> bool {
    change.high >= allowed.low && change.low <= allowed.high
}

fn is_difference(subject: &Subject<'_>, claim: &ChangeAssertion, pair: SeriesPair) -> bool {
    let values = &subject.series.values;
    let points = values[pair.value].value - values[pair.base].value;
    let amount = claim.amount.map(|index| &subject.words.amounts[index]);
    let allowed = allowed(claim, amount);
    let slack = values[pair.value].half + values[pair.base].half;

    signed(claim.way, points - slack, points + slack).any(|it| overlaps(it, allowed))
}

fn written_pair(subject: &Subject<'_>, pair: SeriesPair) -> String {
    written_pair_of(subject, pair.base, pair.value)
}

/// Writes two values with their times: "2,600 (2023) to 1,900 (2024)".
pub(super) fn written_pair_of(subject: &Subject<'_>, base: usize, value: usize) -> String {
    let values = &subject.series.values;
    let (base, value) = (values[base].observation, values[value].observation);

    format!(
        "{} ({}) to {} ({})",
        house_style::quantity(&base.value.value),
        period_of(base),
        house_style::quantity(&value.value.value),
        period_of(value)
    )
}

/// Writes the change of a pair: "a fall of 52%".
fn stated(subject: &Subject<'_>, pair: SeriesPair) -> String {
    let values = &subject.series.values;
    let (base, value) = (values[pair.base].value, values[pair.value].value);
    let way = if value < base { "a fall" } else { "a rise" };

    if subject.series.is_rate() {
        let points = (value - base).abs();
        return format!("{way} of {points:.1} percentage points");
    }
    if base <= 0.0 {
        return way.to_owned();
    }

    said_in_percent((value / base - 1.0) * 100.0)
}

fn written_claim<'s>(subject: &'s Subject<'_>, claim: &ChangeAssertion) -> &'s str {
    match claim.amount {
        Some(index) => subject.words.written(index),
        None => subject.words.word(claim.token),
    }
}

fn refuted(
    subject: &Subject<'_>,
    claim: &ChangeAssertion,
    pair: SeriesPair,
    is_difference: bool,
) -> RecordFinding {
    let written = written_claim(subject, claim);
    let truth = stated(subject, pair);
    let sum = written_pair(subject, pair);
    let (code, message) = match is_difference {
        true => (
            Code::PointsNotPercent,
            format!("{written} is a difference in percentage points: {sum} is {truth}"),
        ),
        false => (
            Code::WrongChange,
            format!("you wrote {written}; the record of `{}` has {sum}, {truth}", subject.title()),
        ),
    };
    let help = format!("write \"{truth}\", or name the two times that are meant");
    let mut found = subject.found(code, claim.token, claim.token, Advice { message, help });
    found.diagnostic = subject.labelled(found.diagnostic, pair);

    found
}

/// "Starts rose by 2,200": a difference that no two values of the series have.
fn check_difference(subject: &Subject<'_>, difference: &Difference) -> Option<RecordFinding> {
    let s = subject.words;
    let amount = &s.amounts[difference.amount];
    let token = s.at[difference.amount];
    if !subject.series.is_like(amount)
        || subject.series.is_rate()
        || amount.qualifier != Qualifier::Exact
    {
        return None;
    }
    // A difference may count only a part: "rose by 300 girls".
    let is_named = amount.noun.is_empty() || subject.binding.words > 1;
    let meant = meant(subject, token).filter(|_| is_named)?;
    let range = amount.range();
    let values = &subject.series.values;
    let is_met = |pair: &SeriesPair| {
        let (base, value) = (&values[pair.base], &values[pair.value]);
        let size = value.value - base.value;
        let slack = base.half + value.half;
        signed(difference.way, size - slack, size + slack)
            .any(|it| it.high >= range.low && it.low <= range.high)
    };
    if meant.pairs.iter().any(is_met) {
        return None;
    }

    // A number far from every difference of the series is a change of something else.
    let pair = *meant.pairs.first()?;
    let size = (values[pair.value].value - values[pair.base].value).abs();
    if size == 0.0 || !(0.3..=3.0).contains(&(amount.value / size)) {
        return None;
    }

    let message = format!(
        "you wrote {}; the record of `{}` has {}, {}",
        s.written(difference.amount),
        subject.title(),
        written_pair(subject, pair),
        stated(subject, pair)
    );
    let help = "correct the difference, or name the two times that are meant".to_owned();
    let mut found =
        subject.found(Code::WrongChange, meant.token, meant.token, Advice { message, help });
    found.diagnostic = subject.labelled(found.diagnostic, pair);

    Some(found)
}

/// "Burglary rose last year": a direction opposite to that of the two values.
fn check_direction(subject: &Subject<'_>) -> Option<RecordFinding> {
    const REACH: usize = 7;

    let s = subject.words;
    let binding = &subject.binding;
    if binding.is_reference {
        return None;
    }

    // "Went down in 2025"
    let is_led = |at: usize| {
        s.follows(at, W::MOTION | W::CHANGE | W::BE) && !s.is(at + 1, W::TO | W::BY | W::FROM)
    };
    let near = binding.last + 1..(binding.last + 1 + REACH).min(s.tokens.len());
    let mut verbs = near.filter(|&at| {
        s.is(at, W::RISE_VERB | W::FALL_VERB) && (!s.is(at, W::UP | W::DOWN) || is_led(at))
    });
    let verb = verbs.next()?;
    if verbs.next().is_some() || s.is(verb + 1, W::BY) || !values(subject).is_empty() {
        return None;
    }

    // "Fell for the second quarter in a row": a run is checked elsewhere.
    if s.find_phrase(verb..s.tokens.len(), s.lexicon.records.running).is_some() {
        return None;
    }

    // "Fell for the first time since 2021" refers to one year; its reach is checked elsewhere.
    if subject.periods.iter().any(|it| it.lead == Lead::Reach) {
        return None;
    }

    // Only where the sentence names the two times.
    let has_time = base_months(subject, verb).is_some() || !subject.periods.is_empty();
    let meant = meant(subject, verb).filter(|_| has_time)?;
    let pair = *meant.pairs.first()?;
    let values = &subject.series.values;
    let (base, value) = (&values[pair.base], &values[pair.value]);
    let is_clear = (value.value - base.value).abs() > 2.0 * (value.half + base.half);
    let is_rise = s.is(verb, W::RISE_VERB);
    if !is_clear || (value.value > base.value) == is_rise {
        return None;
    }

    let message = format!(
        "you wrote \"{}\"; the record of `{}` has {}, {}",
        s.word(verb),
        subject.title(),
        written_pair(subject, pair),
        stated(subject, pair)
    );
    let help = "correct the verb, or name the two times that are meant".to_owned();
    let mut found = subject.found(Code::WrongChange, verb, verb, Advice { message, help });
    found.diagnostic = subject.labelled(found.diagnostic, pair);

    Some(found)
}
