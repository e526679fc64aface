//! Finds which two amounts of a sentence are base and value.

mod clause;
mod gap;

use super::amount::{AmountKind, Likeness};
use super::claim::{ChangeAssertion, Difference};
use super::sentence::Sentence;
use crate::lexicon::WordRoles as W;
use crate::value::Qualifier;

/// The wording that connects two amounts.
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
    /// "Against A last year, B".
    Fronted,
    /// "B after A in 2022".
    After,
    /// "B, having been A".
    Once,
    /// "A in 2022 and B in 2023".
    Dated,
    /// "A in the north and B in the south, a gap of …".
    Gap,
    /// "B is three times the A".
    Times,
    /// No word connects them, but there are no other candidates.
    Loose,
}

/// A base and a value, by the indices of their amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) base: usize,
    pub(crate) value: usize,
    pub(crate) tie: PairTie,
}

pub(crate) use gap::apart;

/// How many words may come between two connected amounts.
const REACH: usize = 16;

/// The same where "up from" precedes the second: no other amount can be its value.
const LONG_REACH: usize = 30;

/// Words that may precede a number without a meaning of their own.
const FILLERS: W = W::FILLER;

/// Finds the neighbours in a group that words connect.
pub(crate) fn explicit(s: &Sentence<'_>, group: &[usize]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();

    for two in group.windows(2) {
        // "From 855,000 to 1.1 million, and in the other market from 1.4 million to 3.4 million": a value that "from"
        // or "to" attaches to its base has no other.
        let is_taken = pairs.last().is_some_and(|it| {
            matches!(it.tie, PairTie::FromTo | PairTie::ToFrom)
                && (it.base == two[0] || it.value == two[0])
        });
        pairs.extend(tie(s, two[0], two[1], group.len()).filter(|_| !is_taken));
    }

    pairs
}

fn tie(s: &Sentence<'_>, first: usize, second: usize, members: usize) -> Option<Pair> {
    if !are_near(s, first, second, members)
        || !are_values(s, first, second, members)
        || clause::is_rank_of_another_time(s, s.at[second])
    {
        return None;
    }

    let (i, j) = (s.at[first], s.at[second]);
    let gap = s.between(i, j);
    let words = s.word_count(gap.clone());
    let narrow = FILLERS.without(W::TO.or(W::BY));
    let led = |roles: W| s.led_by(i, roles, narrow);
    let last = |roles: W, fillers: W| s.led_by(j, roles, fillers);
    let from_last = last(W::FROM, narrow);
    let longest = if is_up_from(s, i, j) { LONG_REACH } else { 10 };

    let pair = |base: usize, value: usize, tie: PairTie| Some(Pair { base, value, tie });
    let near = |roles: W, reach: usize| s.any(j.saturating_sub(reach).max(gap.start)..j, roles);

    if led(W::FROM) && last(W::TO, narrow) && words <= 9 && !has_new_subject(s, gap.clone()) {
        return pair(first, second, PairTie::FromTo);
    }
    if from_last && !led(W::FROM) && !begins_pair(s, j) && words <= longest {
        return pair(second, first, PairTie::ToFrom);
    }
    if clause::is_fronted(s, first, second) {
        return pair(first, second, PairTie::Fronted);
    }
    if let Some(tie) = clause::of_the_past(s, first, second) {
        return pair(second, first, tie);
    }
    let is_compared = s.any(gap.clone(), W::COMPARED);
    if last(W::TO, narrow) && words <= REACH && !is_compared && is_this_figure(s, gap.clone(), j) {
        return pair(first, second, PairTie::ThisFigure);
    }
    if near(W::COMPARED, 7) {
        return pair(second, first, PairTie::Compared);
    }
    // "18 times higher than in December, with 10,490 in total"
    let than = gap.clone().rev().take(6).find(|&token| s.is(token, W::THAN));
    let leads_than = |than: usize| {
        // "More than double to over £10,000" gives the size, not the base.
        !s.has_sign(than..j, &[',', '(', '–'])
            && !s.any(than + 1..j, W::TO | W::RISE | W::FALL)
            && !s.led_by(j, W::FOR, W::THE | W::DETERMINER)
    };
    // "Will join more than 12,000 others" compares nothing.
    let is_qualified =
        matches!(s.amounts[second].qualifier, Qualifier::MoreThan | Qualifier::FewerThan);
    if than.is_some_and(leads_than) && !is_qualified {
        return pair(second, first, PairTie::Than);
    }
    if near(W::ON, 3) && near(W::RISE | W::FALL, 5) {
        return pair(second, first, PairTie::On);
    }
    if let Some(pair) = in_brackets(s, first, second) {
        return Some(pair);
    }
    // "(4.5 to 6.5%)" is a range.
    let shares_unit = s.amounts[first].kind == AmountKind::Percent
        && s.written(first).ends_with(|last: char| last.is_ascii_digit());
    if i > 0 && s.is_sign(i - 1, '(') && s.is(j - 1, W::TO) && !shares_unit {
        return pair(first, second, PairTie::Bracketed);
    }
    if let Some(pair) = by_time(s, first, second) {
        return Some(pair);
    }
    let is_past = s.any(gap.clone(), W::BEFORE) || s.any(i.saturating_sub(2)..i, W::BEFORE);
    if is_past && s.any(gap.clone(), W::NOW) && words <= 9 {
        return pair(first, second, PairTie::ThenNow);
    }
    if clause::are_before_and_after(s, first, second) {
        return pair(first, second, PairTie::ThenNow);
    }
    if clause::are_counted_on(s, first, second) {
        return pair(first, second, PairTie::Dated);
    }

    // "640 notices for littering in 2024. In 2025 there was an increase, to 588"
    let longest = if last(W::TO, narrow) { REACH } else { 9 };
    dated(s, first, second).filter(|_| words <= longest)
}

/// Tells whether a value begins another pair: "to 4.3% in the north and from 5.8% to 6.5% in the south".
fn begins_pair(s: &Sentence<'_>, token: usize) -> bool {
    // "From 5.8% in July to 6.5%"
    const REACH: usize = 5;

    (token + 1..token + REACH)
        .any(|at| s.is(at, W::TO) && s.amount(at + 1).is_some_and(|it| it.likeness().is_some()))
}

/// Tells whether something else rises or falls between two amounts: "from 14% in July as the monthly rate
/// increased to 1.9%".
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

/// Tells whether two amounts count the same thing, are near each other, and no new clause begins between
/// them.
fn are_near(s: &Sentence<'_>, first: usize, second: usize, members: usize) -> bool {
    let (i, j) = (s.at[first], s.at[second]);
    let gap = s.between(i, j);

    // "…; this year there were 156,000"
    let semicolons = gap.clone().filter(|&token| s.is_sign(token, ';')).count();
    let is_past = |at: usize| s.is(at, W::BEFORE | W::AGO) && !s.is(at, W::BE | W::HAVE);
    let is_then_now = semicolons == 1
        && members == 2
        && (s.any(gap.clone(), W::NOW)
            || gap.clone().any(is_past)
            || s.find_phrase(gap.clone(), s.lexicon.amounts.once).is_some());
    let breaks = gap.clone().any(|token| {
        s.is(token, W::BREAK) && !s.is(token, W::WITH) && !(s.is_sign(token, ';') && is_then_now)
    });
    let longest = if is_up_from(s, i, j) { LONG_REACH } else { REACH };

    s.counts_alike(first, second) && !breaks && s.word_count(gap) <= longest
}

/// Tells whether "up from" precedes the second of two amounts.
fn is_up_from(s: &Sentence<'_>, i: usize, j: usize) -> bool {
    let from = s.between(i, j).rev().find(|&token| s.is(token, W::FROM));

    // "Up from 68.5%", "up 4.1% from 68.5%"
    let is_up = |from: usize| {
        s.follows(from, W::UP | W::DOWN)
            || from > 1 && s.amount(from - 1).is_some() && s.is(from - 2, W::UP | W::DOWN)
    };
    s.led_by(j, W::FROM, FILLERS.without(W::BY.or(W::TO))) && from.is_some_and(is_up)
}

/// Tells whether two amounts can be the values of one thing at two times.
fn are_values(s: &Sentence<'_>, first: usize, second: usize, members: usize) -> bool {
    let (i, j) = (s.at[first], s.at[second]);

    // "Which makes up 60.7% of output, slowed from 5%": a share is not a growth rate.
    let is_share =
        |index: usize| s.amounts[index].kind == AmountKind::Percent && s.is(s.at[index] + 1, W::OF);
    // "4.6% of GDP, compared with 4.2% the year before", "72.6% of them, up 4.1% from 68.5%"
    let is_up_by = j > 2 && s.amount(j - 2).is_some() && s.is(j - 3, W::UP | W::DOWN);
    let is_compared =
        s.led_by(j, W::COMPARED, W::FILLER | W::WITH) || s.follows(j, W::FROM) && is_up_by;
    let is_ellipsis = is_compared
        || members == 2
            && (dated(s, first, second).is_some()
                || clause::of_the_past(s, first, second) == Some(PairTie::Once));
    if is_share(first) != is_share(second) && !s.led_by(i, W::FROM, W::FILLER) && !is_ellipsis {
        return false;
    }

    // "The first four months of 2024" is a time, and small numbers in words often count kinds.
    let is_time_name = |index: usize| {
        s.amounts[index].kind == AmountKind::Duration && s.follows(s.at[index], W::WHICH_PART)
    };
    let is_small = |index: usize| s.amounts[index].is_spelled && s.amounts[index].value < 20.0;
    let is_count = s.amounts[first].kind == AmountKind::Count;
    if is_time_name(first)
        || is_time_name(second)
        || is_count && is_small(first) != is_small(second)
    {
        return false;
    }

    // Durations next to values are rarely values themselves.
    let from_one = s.led_by(i, W::FROM, FILLERS) || s.led_by(j, W::FROM, FILLERS);
    let rather = s.led_by(j, W::THAN, FILLERS) && s.any(s.between(i, j), W::NOT);
    let is_once = || clause::of_the_past(s, first, second) == Some(PairTie::Once);
    let is_set = s.led_by(j, W::COMPARED, W::FILLER | W::WITH);
    let is_length = s.amounts[first].kind == AmountKind::Duration;
    let is_parted = clause::are_before_and_after(s, first, second);
    if is_length && !(from_one || rather || is_set || is_parted || is_once()) {
        return false;
    }

    // "From 5.9% at the short end to 6.5% at the long end" are two places; "(1990 average = 100)" is a scale; and of
    // "between 1.5% and 2.5%, up from 45%", neither is a value.
    let is_place =
        s.amounts[first].kind == AmountKind::Percent && s.is(i + 1, W::AT) && s.is(i + 2, W::THE);
    let is_scale = [i, j].iter().any(|&at| at > 0 && s.is_sign(at - 1, '='));
    let is_range_end =
        i > 2 && s.is(i - 1, W::AND) && s.amount(i - 2).is_some() && s.is(i - 3, W::BETWEEN);
    if is_place || is_scale || is_range_end {
        return false;
    }

    // "An additional £5 billion, up from £8 billion"
    !s.follows(i, W::ADDITIONAL) || s.is(i - 1, W::A)
}

/// Tells whether the words between refer back to the first amount: "… That figure rose to".
fn is_this_figure(s: &Sentence<'_>, gap: std::ops::Range<usize>, second: usize) -> bool {
    // "It increased funding to £3.5 million" and "that number is growing by 500,000 to 700,000" say something else.
    // "Has risen by 19% to 1,430"
    let is_size = |at: usize| s.amount(at).is_some_and(|it| it.kind == AmountKind::Percent);
    let is_plain = |at: usize| s.is(at, W::FILLER | W::IN) || s.is_time(at) || is_size(at);
    let leads_on = |verb: usize| (verb + 1..second).all(is_plain);

    gap.clone().any(|token| {
        let verb = (token..second).find(|&at| s.is(at, W::RISE_VERB | W::FALL_VERB | W::CHANGE));
        s.is(token, W::DEMONSTRATIVE)
            && verb.is_none_or(leads_on)
            && (s.is(token + 1, W::COUNT_NOUN)
                || s.is_sign(token.wrapping_sub(1), ',') && verb == Some(token + 1))
    })
}

/// Pairs "B (2023: A)", "B, above last year (A)", "B (previously A)": the bracket holds the base.
fn in_brackets(s: &Sentence<'_>, first: usize, second: usize) -> Option<Pair> {
    // A longer bracket is a sentence by itself.
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

/// Pairs the value before a claim with the base that follows the claim: "1,205, 95 fewer than the 1,280", "at
/// 22%, 3% lower than the 25% of 2018".
pub(crate) fn through(s: &Sentence<'_>, token: usize, group: &[usize]) -> Option<Pair> {
    // "More than the total of around 1,280"
    const REACH: usize = 8;
    const BACK: usize = 14;

    let base = *group.iter().find(|&&index| s.at[index] > token)?;
    let at = s.at[base];

    // "60% more than firms with more than 500 staff", "7% lower than the total for the 23 directors": neither is what is
    // compared.
    let qualifier = s.amounts[base].qualifier;
    let is_group = matches!(qualifier, Qualifier::MoreThan | Qualifier::FewerThan)
        && s.any(s.between(token, at), W::WITH);
    if is_group || s.led_by(at, W::FOR, W::THE | W::DETERMINER | W::FILLER.without(W::FOR)) {
        return None;
    }

    let leads = W::THAN | W::ON | W::FROM | W::COMPARED;
    let gap = s.between(token, at);
    // "318 short of the 2,165", "95 above the 1,280"
    let is_compared = s.is(token + 1, W::MORE) && !s.is(token + 1, W::ADDITIONAL);
    let falls_short = s.is(token + 1, W::FALL) && s.is(token + 2, W::OF);
    let leads = if is_compared || falls_short { leads | W::MORE | W::OF } else { leads };
    // "An addition of 460 over the 2,850"
    let is_over = (gap.clone()).any(|at| s.is(at, W::DURING) && s.is(at + 1, W::THE | W::BEFORE));
    let leads = if is_over { leads | W::DURING } else { leads };
    let is_led = gap.len() <= REACH
        && s.any(gap.clone(), leads)
        && !s.has_sign(gap.clone(), &[',', ';', '–', '('])
        && !s.any(gap.clone(), W::AND | W::OR)
        && s.led_by(
            at,
            leads,
            W::FILLER
                | W::DETERMINER
                | W::GENERIC
                | W::RECORD
                | W::TARGET
                | W::MOOD
                | W::NOW
                | W::BEFORE,
        );

    let value = *group.iter().rev().find(|&&index| s.at[index] < token)?;
    let back = s.between(s.at[value], token);
    let is_near = s.word_count(back.clone()) <= BACK
        && !back.clone().any(|at| s.is(at, W::BREAK) && !s.is(at, W::WITH))
        && !s.any(back, W::AND);

    (is_led && is_near).then_some(Pair { base, value, tie: PairTie::Than })
}

/// Pairs "A last year and B this year", "A a year ago, since eased to B": each value has its time next to it.
fn by_time(s: &Sentence<'_>, first: usize, second: usize) -> Option<Pair> {
    // A time further from a value belongs to another.
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
    let after_first = gap.start..gap.end.min(gap.start + NEAR);
    let after_second = j + 1..(j + 1 + NEAR).min(s.tokens.len());
    let until = |range: std::ops::Range<usize>| {
        let end = range
            .clone()
            .find(|&at| s.sign(at).is_some_and(|sign| matches!(sign, ',' | ';' | '(' | '–')));
        range.start..end.unwrap_or(range.end)
    };
    let after_second = until(after_second);

    let leads_to = s.led_by(j, W::TO, W::FILLER.without(W::TO | W::BY))
        && s.any(gap.clone(), W::RISE_VERB | W::FALL_VERB | W::CHANGE);
    if is_past(after_first.clone()) && (leads_to || is_now(after_second.clone())) {
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

    // "2,318 in January, 2,106 a year before", "3,406 at the end of June, 3,281 a year ago"
    let links = W::IN | W::ON | W::AT | W::OF | W::THE | W::ENDS | W::NOW | W::WHICH_PART;
    let only_time = gap.clone().all(|at| {
        s.is(at, links)
            || s.is_date(at)
            || s.is_month(at)
            || s.is_sign(at, ',')
            || s.lexicon.amounts.spans.iter().any(|(span, _)| *span == s.word(at))
    });
    if only_time && !gap.is_empty() && is_past(after_second.clone()) {
        return Some(Pair { base: second, value: first, tie: PairTie::ThenNow });
    }

    let joined = s.any(gap.clone(), W::AND) || s.has_sign(gap, &[',', ';', '(']);
    (is_now(until(after_first)) && is_past(after_second) && joined).then_some(Pair {
        base: second,
        value: first,
        tie: PairTie::ThenNow,
    })
}

/// Pairs "A in 2022 and B in 2023" by the years; the earlier is the base.
fn dated(s: &Sentence<'_>, first: usize, second: usize) -> Option<Pair> {
    // "640 fixed penalty notices in 2024"
    const NEAR: usize = 9;

    let (i, j) = (s.at[first], s.at[second]);
    let year = |mut range: std::ops::Range<usize>| range.find_map(|token| s.amount(token)?.year());
    let before = year(s.between(i, j));
    let lead = year(i.saturating_sub(5)..i);
    let following = year(j + 1..j + 5);

    // "£2 billion, a rise over the year before, and includes £1 billion for roads": a part is not another
    // year's value.
    if s.find_phrase(s.between(i, j), s.lexicon.wholes.includes).is_some() {
        return None;
    }

    // "640 notices in 2024. In 2025 there was an increase, to 588"
    let last = s.between(i, j).rev().find_map(|token| s.amount(token)?.year());
    let at_once = s.between(i, j).take(NEAR).find_map(|token| s.amount(token)?.year());

    // "KSh 640 million in May and KSh 720 million in June": months of one year, if no year is named.
    if before.is_none() && following.is_none() && lead.is_none() {
        return in_months(s, first, second);
    }

    let (one, two) = match (before, following, lead) {
        (Some(one), Some(two), _) => (one, two),
        (Some(one), None, None) if at_once == Some(one) && last != at_once => (one, last?),
        (Some(two), None, Some(one)) => (one, two),
        _ => return None,
    };

    let (base, value) = if one <= two { (first, second) } else { (second, first) };
    (one != two).then_some(Pair { base, value, tie: PairTie::Dated })
}

/// Pairs "A in May and B in June" where the months are near enough to be in one year.
fn in_months(s: &Sentence<'_>, first: usize, second: usize) -> Option<Pair> {
    // "640 million shillings in May"
    const NEAR: usize = 5;
    // Of October and February, the order is not clear.
    const APART: i8 = 7;

    let month = |from: usize, end: usize| {
        let mut near = from + 1..end.min(from + 1 + NEAR);
        let at = near.find(|&at| s.is_month(at) && s.follows(at, W::IN))?;
        let token = s.tokens[at];
        s.lexicon.dates.month(&s.text[token.start as usize..token.end as usize])
    };
    // "Rose 3% in January and 5% in March" lists changes.
    if s.amounts[first].kind == AmountKind::Percent {
        return None;
    }
    let (i, j) = (s.at[first], s.at[second]);
    let (one, two) = (month(i, j)?, month(j, s.tokens.len())?);

    (one < two && two - one <= APART).then_some(Pair {
        base: first,
        value: second,
        tie: PairTie::Dated,
    })
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
            // "After the two cameras were installed"
            let is_small = amount.is_spelled && amount.value < 20.0;
            amount.is_count_or_money() && !is_small
                || matches!(
                    amount.kind,
                    AmountKind::Percent | AmountKind::Points | AmountKind::Multiple
                )
        })
    });
    // "…; that is 570 more" refers to the pair.
    let breaks = gap.clone().any(|at| {
        let is_gap = s.is(at + 1, W::THE) && s.is(at + 2, W::GAP);
        let points_back = s.is_sign(at, ';') && (is_gap || s.is(at + 1, W::DEMONSTRATIVE));
        s.is(at, W::BREAK) && !s.is(at, W::WITH) && !points_back
    });
    // "Fell by 3% between 2019 and 2025, from 14% to 11%": two dates form one time.
    let joins = gap.clone().any(|at| s.is(at, W::AND) && !(s.is_time(at - 1) && s.is_time(at + 1)))
        && !s.any(gap.clone(), W::BE);
    // "Which contracted by 0.5 percent, and of fishing, which slowed from …": another subject.
    let goes_on = token > j && gap.clone().any(|at| s.is(at, W::BE) || s.is(at, W::WHICH));
    // "Weakened by 3% with volatility rising sharply from 6% to 12%": the values belong to the second verb. "Fell by 27%,
    // dropping from 2,600 to 1,900" repeats the first.
    let is_movement = |at: usize| {
        s.is(at, W::RISE_VERB | W::FALL_VERB) && !s.is(at, W::UP | W::DOWN) && at > token + 1
    };
    let repeats = |at: usize| {
        let head = if s.follows(at, W::HAVE) { at - 1 } else { at };
        s.sign(head - 1).is_some() && s.is(at + 1, W::FROM)
    };
    let has_own_verb = token < i
        && gap.clone().any(|at| is_movement(at) && !s.follows(at, W::A | W::THE) && !repeats(at));
    // "Has not doubled; it came down from 71,260 to 63,180"
    let turns = token < i
        && s.lexicon.changes.multiple(s.word(token)).is_some_and(|it| it > 100)
        && s.any(gap.clone(), W::FALL_VERB | W::DOWN);
    if has_other || breaks || joins && !goes_on || turns || has_own_verb {
        return false;
    }

    let is_led = token < i
        && s.led_by(i, W::FROM | W::BETWEEN, W::FILLER.without(W::TO))
        && (!s.has_sign(gap.clone(), &[',']) || is_set_off(s, gap.clone(), pair));
    // The only claim of a sentence is about its only two values, even at a distance.
    let goes_straight = s.is(0, W::FROM) || !gap.clone().any(|at| s.sign(at).is_some());
    let is_alone = s.amounts.len() == 3 && (token < i || is_explicit(pair.tie) && goes_straight);
    // "4.6 million, compared with 4.0 million in the same three months of last year – an increase of 22%"
    let is_apposed = token > j && is_apposed(s, j, token);
    s.word_count(gap) <= if is_led || is_alone || is_apposed { LED } else { NEAR }
}

/// Tells whether a comma sets a pair off at the end: "fell by 12% after two cameras were installed, from 58 to 51".
fn is_set_off(s: &Sentence<'_>, gap: std::ops::Range<usize>, pair: &Pair) -> bool {
    let comma = gap.clone().find(|&at| s.is_sign(at, ','));
    pair.tie == PairTie::FromTo
        && comma.is_some_and(|comma| {
            // "…, falling from 38 weeks to 29"
            let is_gerund = s.is(comma + 1, W::RISE | W::FALL | W::CHANGE | W::MOTION)
                && s.word(comma + 1).ends_with(s.lexicon.wholes.gerund_ending);
            let lead = if is_gerund { comma + 2 } else { comma + 1 };
            let is_plain = |at: usize| s.sign(at).is_none_or(|it| it == '/');
            s.is(lead, W::FROM) && (gap.start..comma).all(is_plain)
        })
}

/// Tells whether the wording says which of a pair is the base, so that little else can be meant.
fn is_explicit(tie: PairTie) -> bool {
    matches!(tie, PairTie::FromTo | PairTie::ToFrom | PairTie::Fronted | PairTie::Once)
}

/// Tells whether only linking words come between the last comma after a pair and a claim.
fn is_linked(s: &Sentence<'_>, pair_end: usize, token: usize, pair_start: usize) -> bool {
    let gap = s.between(pair_end, token);
    let separator = gap.clone().rev().find(|&at| {
        s.sign(at).is_some_and(|sign| matches!(sign, ',' | '(' | '–' | ':' | ';' | '.'))
    });
    // "To 0.6 per cent now implied annual growth of around 7 per cent": a word of its own begins another claim.
    let Some(separator) = separator else {
        return clause::opens_with_base(s, pair_start)
            || !gap.clone().any(|at| {
                s.is(at, W::RISE | W::FALL)
                    && (gap.start..at)
                        .any(|it| s.is_word(it) && s.roles(it) == W::NONE && !s.is_month(it))
            });
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
    // "…, meaning that compliance has improved by 12%" names the only thing that a sentence counts.
    let may_name = s.is(separator + 2, W::DEMONSTRATIVE) && s.amounts.len() <= 5;
    let is_points = s.amount(token).is_some_and(|it| it.kind == AmountKind::Points);
    let is_only = is_points && s.is(separator + 1, W::LINK) && s.amounts.len() == 3;
    let is_name = |at: usize| {
        s.is_word(at) && (may_name && at == separator + 3 || is_only && at == separator + 2)
    };

    is_fronted
        || clause::opens_with_base(s, pair_start)
        || is_apposed(s, pair_end, token)
        || (separator + 1..token).all(|at| {
            s.is_time(at)
                || is_name(at)
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

/// Pairs the only two like amounts of a sentence with its only claim, where that follows in apposition:
/// "Output was £17,212 million (the third-quarter figure being £16,904 million), an increase of 3.1%".
pub(crate) fn loose(
    s: &Sentence<'_>,
    claim: &ChangeAssertion,
    group: &[usize],
    differences: &[Difference],
) -> Option<Pair> {
    // Longer sentences have more than one subject.
    const WIDEST: usize = 30;

    let &[first, second] = group else {
        return None;
    };
    let (i, j) = (s.at[first], s.at[second]);
    let is_apposed = claim.token > j && is_apposed(s, j, claim.token);
    if !is_apposed || claim.token - i > WIDEST || !s.counts_alike(first, second) {
        return None;
    }

    let is_difference = |index: usize| differences.iter().any(|it| it.amount == index);
    let mut own = vec![first, second];
    own.extend((0..s.amounts.len()).filter(|&it| is_difference(it) || s.at[it] == claim.token));
    let breaks =
        (i..claim.token).any(|at| s.is(at, W::BREAK) && !s.is(at, W::WITH) && !s.is_sign(at, ';'));
    if !s.has_only(&own) || breaks || !are_levels(s, first, second) {
        return None;
    }

    Some(Pair { base: first, value: second, tie: PairTie::Loose })
}

/// Tells whether two amounts may be the values of one thing, and not a share, a length, a limit, a range or a part.
fn are_levels(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    let is_level = |index: usize| {
        let amount = &s.amounts[index];
        let spans = &s.lexicon.amounts.spans;
        let is_span =
            amount.noun.first().is_some_and(|noun| spans.iter().any(|(span, _)| span == noun));
        let is_share = amount.kind == AmountKind::Percent && s.is(s.at[index] + 1, W::OF);
        !is_share && !is_span && !amount.is_limit() && amount.kind != AmountKind::Duration
    };

    // "To £375 billion, within which loans for homes were £267 billion": a part is not the value of another time.
    let gap = s.between(s.at[first], s.at[second]);
    let is_part = gap.clone().any(|at| s.is(at, W::WHICH) && at > 0 && s.is_word(at - 1))
        || s.find_phrase(gap.clone(), s.lexicon.wholes.includes).is_some();
    // "Serving 2,000 to 3,000 tenants"
    let is_range = gap.len() == 1 && s.is(gap.start, W::TO);
    let is_small = |index: usize| s.amounts[index].is_spelled && s.amounts[index].value < 20.0;

    is_level(first)
        && is_level(second)
        && !is_part
        && !is_range
        && !(is_small(first) && is_small(second))
}

/// Tells whether a claim is in apposition to the last value: "…, a saving of 24%".
fn is_apposed(s: &Sentence<'_>, last: usize, token: usize) -> bool {
    let gap = s.between(last, token);
    let separator = gap
        .clone()
        .rev()
        .find(|&at| s.sign(at).is_some_and(|sign| matches!(sign, ',' | '(' | '–' | ':' | ')')));

    separator.is_some_and(|separator| {
        let head = separator + 1;
        // "Meaning that there are 680 more"
        let leads_on = s.is(head, W::LINK) && s.is(head + 1, W::DEMONSTRATIVE);
        if leads_on && (head + 2..token).all(|at| s.is(at, W::FILLER | W::LINK | W::BE | W::THERE))
        {
            return true;
        }

        // "Registering a growth of 12.9%"
        let is_gerund = s.word(head).ends_with(s.lexicon.wholes.gerund_ending);
        let is_noun = s.is(head, W::A)
            || s.is(head, W::LINK) && is_gerund
            || s.is(head, W::UP | W::DOWN)
            || head == token
            || s.is(head, W::WHICH | W::DEMONSTRATIVE | W::OR);
        is_noun
            && (head..token).all(|at| s.is(at, W::FILLER | W::LINK | W::RISE | W::FALL | W::CHANGE))
    })
}

/// Tells whether a group can be the values of a change.
pub(crate) fn may_change(likeness: &Likeness, group: &[usize]) -> bool {
    // Among more values than these, some two fit any claim.
    const MOST: usize = 4;

    (2..=MOST).contains(&group.len())
        && !matches!(likeness, Likeness::Count(Some(unit)) if unit.is_empty())
}
