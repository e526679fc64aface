//! Which two amounts a sentence ties together as a base and a value.

use super::amount::{AmountKind, Likeness};
use super::claim::{ChangeAssertion, Difference};
use super::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// How two amounts are tied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PairTie {
    /// "From A to B".
    FromTo,
    /// "To B from A", "B, up from A".
    ToFrom,
    /// "This figure rose to B".
    ThisFigure,
    /// "B, compared with A".
    Compared,
    /// "B more than the A".
    Than,
    /// "B, a rise on the A".
    On,
    /// "(A to B)".
    Bracketed,
    /// "A last year, B now".
    ThenNow,
    /// "A a year ago, since eased to B".
    ThenTo,
    /// "A in 2022 and B in 2023".
    Dated,
    /// "B is three times the A".
    Times,
    /// No word ties them; there is nothing else that they could be.
    Loose,
}

/// A base and a value, by the indices of their amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) base: usize,
    pub(crate) value: usize,
    pub(crate) tie: PairTie,
}

/// How many words may come between two amounts that are tied.
const REACH: usize = 16;

/// The same where the second follows "up from": nothing else can be its value.
const LONG_REACH: usize = 30;

/// Words of a gap that may stand before a number and lead to nothing.
const FILLERS: W = W::FILLER;

/// Finds the neighbours of a group that words tie together.
pub(crate) fn explicit(s: &Sentence<'_>, group: &[usize]) -> Vec<Pair> {
    group.windows(2).filter_map(|pair| tie(s, pair[0], pair[1], group.len())).collect()
}

fn tie(s: &Sentence<'_>, first: usize, second: usize, members: usize) -> Option<Pair> {
    let (i, j) = (s.at[first], s.at[second]);
    let gap = s.between(i, j);
    let words = s.word_count(gap.clone());

    if !s.counts_alike(first, second) {
        return None;
    }

    // "…; this year there were 156,000"
    let semicolons = gap.clone().filter(|&token| s.is_sign(token, ';')).count();
    let is_then_now = semicolons == 1 && members == 2 && s.any(gap.clone(), W::NOW);
    let breaks = gap.clone().any(|token| {
        s.is(token, W::BREAK) && !s.is(token, W::WITH) && !(s.is_sign(token, ';') && is_then_now)
    });
    let last = |roles: W, fillers: W| s.led_by(j, roles, fillers);
    let is_up_from = last(W::FROM, FILLERS.without(W::BY.or(W::TO))) && {
        let from = gap.clone().rev().find(|&token| s.is(token, W::FROM));
        from.is_some_and(|from| s.follows(from, W::UP | W::DOWN))
    };
    if breaks || words > if is_up_from { LONG_REACH } else { REACH } {
        return None;
    }

    // "Which makes up 60.7% of output, slowed from 5%": a share is no level of growth.
    let is_share =
        |index: usize| s.amounts[index].kind == AmountKind::Percent && s.is(s.at[index] + 1, W::OF);
    if is_share(first) != is_share(second) && !s.led_by(i, W::FROM, W::FILLER) {
        return None;
    }

    // "The first four months of 2024" is a time, and "a factor of five" is no count.
    let is_time_name = |index: usize| {
        s.amounts[index].kind == AmountKind::Duration && s.follows(s.at[index], W::WHICH_PART)
    };
    let is_small = |index: usize| s.amounts[index].is_spelled && s.amounts[index].value < 20.0;
    let is_count = s.amounts[first].kind == AmountKind::Count;
    if is_time_name(first)
        || is_time_name(second)
        || is_count && is_small(first) != is_small(second)
    {
        return None;
    }

    // Lengths of time stand beside values far more often than they are values.
    let narrow = FILLERS.without(W::TO.or(W::BY));
    let led = |roles: W| s.led_by(i, roles, narrow);
    let from_last = last(W::FROM, narrow);
    let rather = last(W::THAN, narrow) && s.any(gap.clone(), W::NOT);
    if s.amounts[first].kind == AmountKind::Duration && !led(W::FROM) && !from_last && !rather {
        return None;
    }

    // "An additional £5 billion, up from £8 billion"
    if s.follows(i, W::ADDITIONAL) && !s.is(i - 1, W::A) {
        return None;
    }

    let pair = |base: usize, value: usize, tie: PairTie| Some(Pair { base, value, tie });
    let near = |roles: W, reach: usize| s.any(j.saturating_sub(reach).max(gap.start)..j, roles);

    if led(W::FROM) && last(W::TO, narrow) && words <= 9 && !has_new_subject(s, gap.clone()) {
        return pair(first, second, PairTie::FromTo);
    }
    if from_last
        && !led(W::FROM)
        && !begins_pair(s, j)
        && words <= if is_up_from { LONG_REACH } else { 10 }
    {
        return pair(second, first, PairTie::ToFrom);
    }
    let is_compared = s.any(gap.clone(), W::COMPARED);
    if last(W::TO, narrow) && words <= REACH && !is_compared && is_this_figure(s, gap.clone()) {
        return pair(first, second, PairTie::ThisFigure);
    }
    if near(W::COMPARED, 7) {
        return pair(second, first, PairTie::Compared);
    }
    // "18 times higher than in December, with 10,490 in total"
    let than = gap.clone().rev().take(6).find(|&token| s.is(token, W::THAN));
    let leads_than = |than: usize| {
        // "More than double to over £10,000" says how much, and not than what.
        !s.has_sign(than..j, &[',', '(', '–']) && !s.any(than..j, W::TO)
    };
    if than.is_some_and(leads_than) {
        return pair(second, first, PairTie::Than);
    }
    if near(W::ON, 3) && near(W::RISE | W::FALL, 5) {
        return pair(second, first, PairTie::On);
    }
    if let Some(pair) = in_brackets(s, first, second) {
        return Some(pair);
    }
    if i > 0 && s.is_sign(i - 1, '(') && s.is(j - 1, W::TO) {
        return pair(first, second, PairTie::Bracketed);
    }
    if let Some(pair) = by_time(s, first, second) {
        return Some(pair);
    }
    if s.any(gap.clone(), W::BEFORE) && s.any(gap.clone(), W::NOW) && words <= 9 {
        return pair(first, second, PairTie::ThenNow);
    }

    dated(s, first, second).filter(|_| words <= 9)
}

/// Tells whether a value begins a pair of its own: "to 4.3% in the north and from 5.8% to 6.5% in the south".
fn begins_pair(s: &Sentence<'_>, token: usize) -> bool {
    // "From 5.8% in July to 6.5%"
    const REACH: usize = 5;

    (token + 1..token + REACH)
        .any(|at| s.is(at, W::TO) && s.amount(at + 1).is_some_and(|it| it.likeness().is_some()))
}

/// Tells whether something else rises or falls in a gap: "from 14% in July as the monthly rate increased to 1.9%".
fn has_new_subject(s: &Sentence<'_>, gap: std::ops::Range<usize>) -> bool {
    // "From £223,000 in 2024 – this compares to £160,000 elsewhere"
    let is_remark = gap.clone().any(|at| s.is(at, W::DEMONSTRATIVE) && s.is_sign(at - 1, '–'));

    is_remark
        || gap.clone().any(|verb| {
            s.is(verb, W::RISE_VERB | W::FALL_VERB)
                && (gap.start..verb).any(|at| {
                    let is_noun = s.is_word(at) && s.roles(at) == W::NONE && !s.is_month(at);
                    is_noun || s.is(at, W::AS | W::RATE)
                })
        })
}

/// Tells whether a gap goes on about the amount before it: "… That figure rose to".
fn is_this_figure(s: &Sentence<'_>, gap: std::ops::Range<usize>) -> bool {
    gap.clone().any(|token| {
        s.is(token, W::DEMONSTRATIVE)
            && (s.is(token + 1, W::COUNT_NOUN)
                || s.is_sign(token.wrapping_sub(1), ',')
                    && s.is(token + 1, W::RISE_VERB | W::FALL_VERB))
    })
}

/// Ties "B (2023: A)", "B, above last year (A)", "B (previously A)": the bracket holds the base.
fn in_brackets(s: &Sentence<'_>, first: usize, second: usize) -> Option<Pair> {
    // A longer bracket is a sentence of its own.
    const WIDEST: usize = 6;

    let (i, j) = (s.at[first], s.at[second]);
    let open = (j.saturating_sub(WIDEST).max(i + 1)..j).rev().find(|&at| s.is_sign(at, '('))?;
    let close = (j + 1..j + WIDEST).find(|&at| s.is_sign(at, ')'))?;
    let is_before = |at: usize| {
        s.is(at, W::FROM | W::AGO)
            || s.is(at, W::BEFORE) && !s.is(at, W::BE | W::HAVE)
            || s.is_sign(at, ':') && s.is_date(at - 1)
    };
    let is_past = (open + 1..close).any(is_before)
        || (open.saturating_sub(3).max(i + 1)..open).any(is_before);
    let is_dated = (open + 1..close).any(|at| s.is_date(at));
    let is_now = (open + 1..close).any(|at| s.is(at, W::NOW) && !s.is(at, W::BE | W::HAVE));

    ((is_past || is_dated) && !is_now).then_some(Pair {
        base: second,
        value: first,
        tie: PairTie::Dated,
    })
}

/// Pairs the value before a claim with the base that the claim's own words lead to: "1,205, 95 fewer than
/// the 1,280", "at 22%, 3% lower than the 25% of 2018".
pub(crate) fn through(s: &Sentence<'_>, token: usize, group: &[usize]) -> Option<Pair> {
    // "More than the total of around 1,280"
    const REACH: usize = 8;
    const BACK: usize = 14;

    let base = *group.iter().find(|&&index| s.at[index] > token)?;
    let at = s.at[base];
    let leads = W::THAN | W::ON | W::FROM | W::COMPARED;
    let gap = s.between(token, at);
    // "318 short of the 2,165", "95 above the 1,280"
    let is_compared = s.is(token + 1, W::MORE) && !s.is(token + 1, W::ADDITIONAL);
    let leads = if is_compared { leads | W::MORE | W::OF } else { leads };
    let is_led = gap.len() <= REACH
        && s.any(gap.clone(), leads)
        && !s.has_sign(gap.clone(), &[',', ';', '–', '('])
        && !s.any(gap.clone(), W::AND | W::OR)
        && s.led_by(at, leads, W::FILLER | W::DETERMINER | W::GENERIC | W::RECORD | W::TARGET);

    let value = *group.iter().rev().find(|&&index| s.at[index] < token)?;
    let back = s.between(s.at[value], token);
    let is_near = s.word_count(back.clone()) <= BACK
        && !back.clone().any(|at| s.is(at, W::BREAK) && !s.is(at, W::WITH))
        && !s.any(back, W::AND);

    (is_led && is_near).then_some(Pair { base, value, tie: PairTie::Than })
}

/// Ties "A last year and B this year", "A a year ago, since eased to B": each value has its time beside it.
fn by_time(s: &Sentence<'_>, first: usize, second: usize) -> Option<Pair> {
    // A time further from its value is another's.
    const NEAR: usize = 7;

    let (i, j) = (s.at[first], s.at[second]);
    let gap = s.between(i, j);
    let past = W::AGO | W::BEFORE.without(W::BE | W::HAVE);
    let is_past = |range: std::ops::Range<usize>| {
        range.clone().any(|at| s.is(at, past) && !s.is(at, W::BE | W::HAVE | W::NOW))
    };
    let is_now = |range: std::ops::Range<usize>| {
        range.clone().any(|at| s.is(at, W::NOW) && !s.is(at, W::BE | W::HAVE | W::BEFORE))
    };
    let behind_first = gap.start..gap.end.min(gap.start + NEAR);
    let behind_second = j + 1..(j + 1 + NEAR).min(s.tokens.len());
    let until = |range: std::ops::Range<usize>| {
        let end = range
            .clone()
            .find(|&at| s.sign(at).is_some_and(|sign| matches!(sign, ',' | ';' | '(' | '–')));
        range.start..end.unwrap_or(range.end)
    };
    let behind_second = until(behind_second);

    let leads_to = s.led_by(j, W::TO, W::FILLER.without(W::TO | W::BY))
        && s.any(gap.clone(), W::RISE_VERB | W::FALL_VERB | W::CHANGE);
    if is_past(behind_first.clone()) && (leads_to || is_now(behind_second.clone())) {
        return Some(Pair {
            base: first,
            value: second,
            tie: if leads_to { PairTie::ThenTo } else { PairTie::ThenNow },
        });
    }

    // "It had 14,600 claims, and has since grown to 9,250"
    let has_since = leads_to
        && gap.clone().any(|at| s.is(at, W::SINCE) && s.is(at + 1, W::RISE_VERB | W::FALL_VERB));
    if has_since {
        return Some(Pair { base: first, value: second, tie: PairTie::ThenTo });
    }

    // "The former being 1,320 and the latter 1,716"
    if s.any(gap.clone(), W::LATTER) {
        return Some(Pair { base: first, value: second, tie: PairTie::ThenNow });
    }

    // "2,318 in January, 2,106 a year before"
    let only_time = gap.clone().all(|at| {
        s.is(at, W::IN | W::ON | W::THE) || s.is_date(at) || s.is_month(at) || s.is_sign(at, ',')
    });
    if only_time && !gap.is_empty() && is_past(behind_second.clone()) {
        return Some(Pair { base: second, value: first, tie: PairTie::ThenNow });
    }

    let joined = s.any(gap.clone(), W::AND) || s.has_sign(gap, &[',', ';', '(']);
    (is_now(until(behind_first)) && is_past(behind_second) && joined).then_some(Pair {
        base: second,
        value: first,
        tie: PairTie::ThenNow,
    })
}

/// Ties "A in 2022 and B in 2023" by the years; the earlier is the base.
fn dated(s: &Sentence<'_>, first: usize, second: usize) -> Option<Pair> {
    let (i, j) = (s.at[first], s.at[second]);
    let year = |mut range: std::ops::Range<usize>| range.find_map(|token| s.amount(token)?.year());
    let before = year(s.between(i, j));
    let lead = year(i.saturating_sub(5)..i);
    let behind = year(j + 1..j + 5);

    // "£2 billion, a rise over the year before, and includes £1 billion for roads": a part is no other year's value.
    if s.find_phrase(s.between(i, j), s.lexicon.wholes.includes).is_some() {
        return None;
    }

    let (one, two) = match (before, behind, lead) {
        (Some(one), Some(two), _) => (one, two),
        (Some(two), None, Some(one)) => (one, two),
        _ => return None,
    };

    let (base, value) = if one <= two { (first, second) } else { (second, first) };
    (one != two).then_some(Pair { base, value, tie: PairTie::Dated })
}

/// Tells whether a claim belongs to the amounts of a pair.
pub(crate) fn is_attached(s: &Sentence<'_>, token: usize, pair: &Pair) -> bool {
    // A claim further from its values belongs to others.
    const NEAR: usize = 8;
    const LED: usize = 16;

    let (one, two) = (s.at[pair.base], s.at[pair.value]);
    let (i, j) = (one.min(two), one.max(two));

    if (i..j).contains(&token) {
        return true;
    }

    if token > j && !is_linked(s, j, token, i) {
        return false;
    }

    let gap = if token < i { s.between(token, i) } else { s.between(j, token) };
    let has_other = gap.clone().any(|at| {
        s.amount(at).is_some_and(|amount| {
            amount.is_count_or_money()
                || matches!(
                    amount.kind,
                    AmountKind::Percent | AmountKind::Points | AmountKind::Multiple
                )
        })
    });
    let breaks = gap.clone().any(|at| s.is(at, W::BREAK) && !s.is(at, W::WITH));
    let joins = s.any(gap.clone(), W::AND) && !s.any(gap.clone(), W::BE | W::LINK.without(W::LINK));
    // "Which contracted by 0.5 percent, and of fishing, which slowed from …": another subject.
    let goes_on = token > j && gap.clone().any(|at| s.is(at, W::BE) || s.is(at, W::WHICH));
    if has_other || breaks || joins && !goes_on {
        return false;
    }

    let is_led = token < i
        && s.led_by(i, W::FROM | W::BETWEEN, W::FILLER.without(W::TO))
        && !s.has_sign(gap.clone(), &[',']);
    // The only claim of a sentence is about its only two values, further off.
    let is_alone = s.amounts.len() == 3 && token < i;
    s.word_count(gap) <= if is_led || is_alone { LED } else { NEAR }
}

/// Tells whether only linking words come between the last comma after a pair and a claim.
fn is_linked(s: &Sentence<'_>, pair_end: usize, token: usize, pair_start: usize) -> bool {
    let gap = s.between(pair_end, token);
    let separator = gap.clone().rev().find(|&at| {
        s.sign(at).is_some_and(|sign| matches!(sign, ',' | '(' | '–' | ':' | ';' | '.'))
    });
    let Some(separator) = separator else {
        return true;
    };

    // "…, from 9,120 the year before; approvals, by contrast, were up by 12%"
    let semicolon = gap.clone().find(|&at| s.is_sign(at, ';'));
    let is_new_subject = semicolon.is_some_and(|semicolon| {
        (semicolon + 1..token).any(|at| s.is_word(at) && s.roles(at) == W::NONE)
    });
    if is_new_subject {
        return false;
    }

    // "With 212 against 251, road deaths fell by …"
    let is_fronted =
        s.is(0, W::WITH | W::AT | W::FROM | W::AS) && !s.has_sign(0..pair_start, &[',']);
    is_fronted
        || (separator + 1..token).all(|at| {
            s.is_time(at)
                || s.is(
                    at,
                    W::FILLER
                        | W::LINK
                        | W::RISE
                        | W::FALL
                        | W::CHANGE
                        | W::DURING
                        | W::IN
                        | W::DEMONSTRATIVE,
                )
        })
}

/// Pairs the only two like amounts of a sentence with its only claim, where time or comparison is meant.
pub(crate) fn loose(
    s: &Sentence<'_>,
    claim: &ChangeAssertion,
    group: &[usize],
    differences: &[Difference],
) -> Option<Pair> {
    // Longer sentences have more subjects than one.
    const WIDEST: usize = 30;

    let &[first, second] = group else {
        return None;
    };
    let (i, j) = (s.at[first], s.at[second]);
    let is_difference = |index: usize| differences.iter().any(|it| it.amount == index);
    let has_other = s.amounts.iter().enumerate().any(|(index, amount)| {
        matches!(
            amount.kind,
            AmountKind::Count
                | AmountKind::Money(_)
                | AmountKind::Percent
                | AmountKind::Points
                | AmountKind::Multiple
        ) && index != first
            && index != second
            && !is_difference(index)
            && s.at[index] != claim.token
    });

    let (low, high) = (claim.token.min(i), claim.token.max(j));
    let breaks =
        (low..high).any(|at| s.is(at, W::BREAK) && !s.is(at, W::WITH) && !s.is_sign(at, ';'));
    if has_other || breaks || high - low > WIDEST || !s.counts_alike(first, second) {
        return None;
    }

    // "With 170,000 chargers now, on track to deploy 500,000 by 2026": a target is no value.
    let is_aimed =
        |token: usize| (token + 1..token + 5).any(|at| s.is(at, W::BY) && s.is_date(at + 1));
    if is_aimed(i) || is_aimed(j) {
        return None;
    }

    let (one, two) = (&s.amounts[first], &s.amounts[second]);
    let is_share = one.kind == AmountKind::Percent && (s.is(i + 1, W::OF) || s.is(j + 1, W::OF));
    let is_span = |index: usize| {
        s.amounts[index]
            .noun
            .first()
            .is_some_and(|noun| s.lexicon.amounts.spans.iter().any(|(span, _)| span == noun))
    };
    if is_share
        || one.kind == AmountKind::Duration
        || one.is_limit()
        || two.is_limit()
        || is_span(first)
        || is_span(second)
    {
        return None;
    }

    let mut dates: Vec<&str> = Vec::new();
    for (index, amount) in s.amounts.iter().enumerate() {
        if matches!(amount.kind, AmountKind::Date(_) | AmountKind::Year { .. })
            && !dates.contains(&s.written(index))
        {
            dates.push(s.written(index));
        }
    }

    let is_dated = dates.len() >= 2;
    let evident = s.any(i..(j + 6).min(s.tokens.len()), W::EVIDENCE.without(W::TO.or(W::ON)));
    let gap = s.between(i, j);

    // "To £375 billion, within which loans for homes were £267 billion": a part is no other time's value.
    let is_part = gap.clone().any(|at| s.is(at, W::WHICH) && at > 0 && s.is_word(at - 1))
        || s.find_phrase(gap.clone(), s.lexicon.wholes.includes).is_some();
    if is_part {
        return None;
    }

    let parts_dates = gap.clone().any(|at| s.is_date(at));
    let joins = s.any(gap.clone(), W::AND) && !parts_dates && !s.any(gap.clone(), W::NOW);

    // "Serving 2,000 to 3,000 tenants" is a range.
    let is_range = gap.len() == 1 && s.is(gap.start, W::TO);
    let others = W::TARGET | W::WORTH | W::RESPECTIVELY | W::ADDITIONAL.without(W::MORE.or(W::A));
    let is_apposed = claim.token > j && is_apposed(s, j, claim.token);
    let is_other = !is_apposed
        && (low..(high + 6).min(s.tokens.len()))
            .any(|at| s.is(at, others) && !s.is(at, W::MORE | W::A));

    let semicolon = (low..high).find(|&at| s.is_sign(at, ';'));
    let is_new_subject = semicolon.is_some_and(|semicolon| {
        claim.token > semicolon
            && i < semicolon
            && j < semicolon
            && (semicolon + 1..claim.token).any(|at| s.is_word(at) && s.roles(at) == W::NONE)
    });
    if is_new_subject {
        return None;
    }

    // "…, an increase of 3.1%": what stands apposed to the values is about them.
    if !(evident || is_dated || is_apposed) || joins || is_other || is_range {
        return None;
    }

    Some(Pair { base: first, value: second, tie: PairTie::Loose })
}

/// Tells whether a claim follows the last value as another name of the change: "…, a saving of 24%".
fn is_apposed(s: &Sentence<'_>, last: usize, token: usize) -> bool {
    let gap = s.between(last, token);
    let separator = gap
        .clone()
        .rev()
        .find(|&at| s.sign(at).is_some_and(|sign| matches!(sign, ',' | '(' | '–' | ':' | ')')));

    separator.is_some_and(|separator| {
        let head = separator + 1;
        let is_noun = s.is(head, W::A)
            || s.is(head, W::UP | W::DOWN)
            || head == token
            || s.is(head, W::WHICH | W::DEMONSTRATIVE | W::OR);
        is_noun
            && (head..token).all(|at| s.is(at, W::FILLER | W::LINK | W::RISE | W::FALL | W::CHANGE))
    })
}

/// Tells whether a group can be the values of a change at all.
pub(crate) fn may_change(likeness: &Likeness, group: &[usize]) -> bool {
    // Of more values than these, any claim fits some two.
    const MOST: usize = 4;

    (2..=MOST).contains(&group.len())
        && !matches!(likeness, Likeness::Count(Some(unit)) if unit.is_empty())
}
