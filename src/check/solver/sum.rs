//! Totals and their parts: "18 doctors, 12 nurses and 9 clerks, 39 in all".
//!
//! In: a sentence. Out: the totals that their parts refute. Invariant: a total is refuted only where the
//! words say that the list is complete, given the rounding of every part; a list that may be incomplete only
//! refutes a total that it exceeds, as a warning.

use super::amount::{AmountKind, Likeness, WrittenAmount};
use super::claim::differences;
use super::refutation::{Fault, Refutation, number};
use super::sentence::Sentence;
use super::share::{is_led_by_whole, is_participle};
use crate::lexicon::WordRoles as W;
use crate::value::Qualifier;

/// How completely the words connect a total to its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SumTie {
    /// The parts are complete.
    Full,
    /// They are probably complete, and the total may be too high as well as too low.
    Likely,
    /// They may be incomplete.
    Open,
}

/// A total with its parts, by their indices.
#[derive(Debug, Clone)]
struct Total {
    whole: usize,
    parts: Vec<usize>,
    tie: SumTie,
}

/// Checks the totals of a sentence.
pub(crate) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    // A longer list is a table in prose.
    const MOST: usize = 14;

    let differences: Vec<usize> = differences(s).iter().map(|it| it.amount).collect();
    let mut found = Vec::new();

    for (likeness, group) in s.groups(&[]) {
        let is_summed = matches!(likeness, Likeness::Count(_) | Likeness::Money(_));
        let group = without_breakdowns(s, group);
        if !is_summed || !(3..=MOST).contains(&group.len()) || has_limits(s, &group) {
            continue;
        }

        let total =
            (0..group.len()).find_map(|at| before_parts(s, &group[at..], &differences)).or_else(
                || (2..group.len()).find_map(|at| after_parts(s, &group[..=at], &differences)),
            );
        let total = total.or_else(|| added(s, &group));
        let total = total.filter(|it| !are_repeated(s, it) && !is_misread(s, it));
        found.extend(total.and_then(|total| judge(s, &total)));
    }

    found
}

/// Leaves out what brackets break down: "54, comprising 13 full-time members (one principal, four senior and eight
/// others) and 41 part-time members".
fn without_breakdowns(s: &Sentence<'_>, group: Vec<usize>) -> Vec<usize> {
    let in_brackets = |index: &usize| {
        let before = (0..s.at[*index]).rev();
        let mut signs = before.filter_map(|token| s.sign(token).filter(|it| "()".contains(*it)));
        signs.next() == Some('(')
    };
    let outside: Vec<usize> = group.iter().copied().filter(|it| !in_brackets(it)).collect();

    // Of "120 (70 men and 50 women)" the bracket is all there is.
    if outside.len() < 3 { group } else { outside }
}

fn has_limits(s: &Sentence<'_>, group: &[usize]) -> bool {
    group.iter().any(|&index| {
        let amount = &s.amounts[index];
        let spans = &s.lexicon.amounts.spans;
        let is_span =
            amount.noun.first().is_some_and(|noun| spans.iter().any(|(span, _)| span == noun));
        amount.is_limit() || is_span || amount.qualifier == Qualifier::FewerThan
    })
}

/// Tells whether a part recurs, so that it counts more than once: "£78,000 in 2004 and £156,000 for the next three
/// years".
fn are_repeated(s: &Sentence<'_>, total: &Total) -> bool {
    const REACH: usize = 6;

    total.parts.iter().any(|&part| {
        let first = s.at[part] + 1;
        let length = (first..first + REACH)
            .find(|&at| s.amount(at).is_some_and(|it| it.kind == AmountKind::Duration));
        length.is_some_and(|length| s.any(first..length, W::FOR))
    })
}

/// Tells whether a part has lost its magnitude: "of the $56.3 million, $34.1 was for courts and $22.1 million …".
fn is_misread(s: &Sentence<'_>, total: &Total) -> bool {
    let is_lost = |&part: &usize| !s.amounts[part].has_magnitude && s.amounts[part].decimals > 0;
    s.amounts[total.whole].has_magnitude && total.parts.iter().any(is_lost)
}

/// Tells whether two neighbours belong to one list.
fn are_listed(s: &Sentence<'_>, one: usize, two: usize) -> bool {
    const LONGEST: usize = 14;

    let gap = s.between(s.at[one], s.at[two]);
    let joins = gap.clone().any(|at| s.is(at, W::AND) || matches!(s.sign(at), Some(',' | ';')));

    // "From a low of 650, and up nearly 100 from last year's total": changes are not parts.
    if s.any(gap.clone(), W::UP | W::DOWN) {
        return false;
    }

    let breaks =
        gap.clone().any(|at| s.is(at, W::BREAK) && !s.is(at, W::WITH) && !s.is_sign(at, ';'));
    // "120 against and 40 abstentions" are votes.
    let compares = gap.clone().any(|at| {
        let is_vote = s.is(at, W::OTHER_SIDE)
            && (s.is(at + 1, W::AND) || !s.is_word(at + 1) && s.amount(at + 1).is_none());
        s.is(at, W::COMPARED | W::THAN) && !is_vote
    });
    let compares = compares || s.is(s.at[two].saturating_sub(1), W::FROM);
    let ends = s.has_sign(gap.clone(), &['.', ':']);

    joins
        && !breaks
        && !compares
        && !ends
        && !s.any(gap.clone(), W::OR)
        && s.word_count(gap) <= LONGEST
}

/// Tells whether "and" closes a list.
fn is_closed(s: &Sentence<'_>, parts: &[usize]) -> bool {
    let [.., one, two] = parts else {
        return false;
    };
    let gap = s.between(s.at[*one], s.at[*two]);
    s.any(gap.clone(), W::AND) || gap.into_iter().any(|at| s.is(at, W::ADDITIONAL | W::PLUS))
}

/// Tells whether amounts of another kind are among those of a list.
fn has_foreign(s: &Sentence<'_>, first: usize, last: usize, group: &[usize]) -> bool {
    const FEW: f64 = 20.0;

    let is_money = matches!(s.amounts[first].kind, AmountKind::Money(_));
    (s.at[first]..s.at[last]).any(|at| {
        s.amount_at(at).is_some_and(|index| {
            let kind = s.amounts[index].kind;
            let is_value = matches!(
                kind,
                AmountKind::Count
                    | AmountKind::Money(_)
                    | AmountKind::Percent
                    | AmountKind::Fraction
                    | AmountKind::Multiple
            );
            // "£14 million for two schools": a small count does not interrupt sums of money.
            let is_few = s.amounts[index].kind == AmountKind::Count
                && s.amounts[index].value <= FEW
                && is_money;
            is_value && !is_few && !group.contains(&index)
        })
    })
}

/// "T comprises a, b and c": the first amount of a group and the list directly after it.
fn before_parts(s: &Sentence<'_>, group: &[usize], differences: &[usize]) -> Option<Total> {
    let (&whole, rest) = group.split_first()?;
    let (&first, _) = rest.split_first()?;
    let mut parts = vec![first];
    for pair in rest.windows(2) {
        // "54 police, 33 customs officers and 21 prosecutors, made 77 arrests": "and" closes the list.
        let joins = s.any(s.between(s.at[pair[0]], s.at[pair[1]]), W::AND);
        if is_closed(s, &parts) && !joins || !are_listed(s, pair[0], pair[1]) {
            break;
        }
        parts.push(pair[1]);
    }

    let last = *parts.last()?;
    let own: Vec<usize> = std::iter::once(whole).chain(parts.iter().copied()).collect();
    let lead = s.between(s.at[whole], s.at[first]);
    let breaks = lead.clone().any(|at| s.is(at, W::BREAK) && !s.is(at, W::WITH) && !is_open(s, at));
    // "$2.1 billion – larger than logging ($1.9 billion) and coffee ($1.7 billion)"
    let compares = s.any(lead.clone(), W::THAN);
    if parts.len() < 2
        || !is_closed(s, &parts)
        || compares
        || is_past_last(s, &parts)
        || own.iter().any(|index| differences.contains(index))
        || breaks
        || s.any(lead.clone(), W::LIMIT | W::COMPARED)
        || ends_sentence(s, lead)
        || has_foreign(s, whole, last, &own)
    {
        return None;
    }

    // "33,931 vehicles of ministries, 26,395 vehicles of firms and 16,335 vehicles of councils": the first is a part too.
    let said = |index: usize| (s.word(s.at[index] + 1), s.word(s.at[index] + 2));
    let is_part = !said(whole).0.is_empty() && parts.iter().all(|&part| said(part) == said(whole));

    let tie = tie_before(s, whole, &parts).filter(|tie| !is_part || *tie == SumTie::Full)?;
    let around = s.at[whole].saturating_sub(3)..(s.at[last] + 5).min(s.tokens.len());
    let opens = around.into_iter().any(|at| is_open(s, at));

    Some(Total { whole, parts, tie: if opens { SumTie::Open } else { tie } })
}

/// Tells whether a full stop other than that of an abbreviation is in a range: not "B.C.: 30 seats".
fn ends_sentence(s: &Sentence<'_>, mut range: std::ops::Range<usize>) -> bool {
    range.any(|at| s.is_sign(at, '.') && (s.is_word(at + 1) || s.amount_at(at + 1).is_some()))
}

fn is_open(s: &Sentence<'_>, token: usize) -> bool {
    // "And 65 paramedics took part"
    let is_taken = s.follows(token, W::TAKES);

    // "A" and "per" are recognised as words of rates.
    s.is(token, W::OPEN) && !s.is(token, W::EACH) && !is_taken
}

/// Returns how the words between a total and the first of its parts connect them.
fn tie_before(s: &Sentence<'_>, whole: usize, parts: &[usize]) -> Option<SumTie> {
    const LONGEST: usize = 22;

    let words = &s.lexicon.wholes;
    let (token, first, last) = (s.at[whole], s.at[parts[0]], s.at[parts[parts.len() - 1]]);
    let lead = token + 1..first;
    if s.word_count(lead.clone()) > LONGEST {
        return None;
    }

    let is_money = matches!(s.amounts[whole].kind, AmountKind::Money(_));
    let before = token.saturating_sub(5)..token;
    let ends_with =
        |sign: char| (lead.start.max(first.saturating_sub(2))..first).any(|at| s.is_sign(at, sign));
    let says_total = s.any(before.clone(), W::TOTAL)
        || s.find_phrase(lead.clone(), words.in_all).is_some()
        || s.any(lead.clone(), W::TOTAL);
    // "$170 million ($21 million more) for solar, and $110 million for wind": the bracket is of the first alone.
    let closes = closes_bracket(s, last) && !s.has_sign(first..last, &[')']);
    let in_brackets = |index: &usize| s.is_sign(s.at[*index].wrapping_sub(1), '(');
    let are_parallel = are_parallel(s, parts);

    if s.find_phrase(lead.clone(), words.comprise).is_some() {
        return Some(SumTie::Full);
    }
    if ends_with(':') {
        let is_stated = says_total || are_parallel || is_money && are_tailed(s, parts);
        // "417,000 enlisted: 332,000 served overseas, 152,000 were wounded and 61,000 …" may be the same people.
        let are_distinct = are_tailed(s, parts) || count_the_same(s, whole, parts);
        return match is_stated {
            true => Some(SumTie::Full),
            false => are_distinct.then_some(SumTie::Likely),
        };
    }
    if s.is_sign(first - 1, '(') && closes && !in_brackets(&parts[1]) {
        let is_short = is_money && lead.len() <= 5;
        let is_stated = is_short || says_total || have_parts(s, parts) || are_parallel;
        return is_stated.then_some(if says_total { SumTie::Full } else { SumTie::Likely });
    }
    if parts.iter().all(in_brackets) && is_money && !in_brackets(&whole) {
        let is_covered = s.any(lead.clone(), W::SHARED | W::COMPRISE);
        let is_led = s.has_sign(lead, &['–', ':']);
        // "Aviation ($530 million), port ($400 million) and transit security ($400 million)" are parts of something else.
        return match () {
            () if is_covered || says_total => Some(SumTie::Full),
            () if is_led => Some(SumTie::Likely),
            () => None,
        };
    }

    // "Besides the 63 shootings, there were 29 stabbings and 11 others": the total is not the subject.
    let is_subject = (token + 1..first).all(|at| s.is_word(at) && !s.is(at, W::THERE));
    let is_list = s.follows(first, W::BE)
        && lead.len() <= 5
        && is_subject
        && s.follows(token, W::THE | W::DEMONSTRATIVE);
    if is_list {
        return Some(SumTie::Full);
    }

    loose_tie(s, whole, parts, says_total)
}

/// Tells whether a bracket closes directly after the last part.
fn closes_bracket(s: &Sentence<'_>, last: usize) -> bool {
    const REACH: usize = 7;

    (last..(last + REACH).min(s.tokens.len())).any(|at| s.is_sign(at, ')'))
}

/// Returns how a list is connected to a total that is not said to consist of it.
fn loose_tie(s: &Sentence<'_>, whole: usize, parts: &[usize], says_total: bool) -> Option<SumTie> {
    let words = &s.lexicon.wholes;
    let (token, first, last) = (s.at[whole], s.at[parts[0]], s.at[parts[parts.len() - 1]]);
    let lead = token + 1..first;
    let is_money = matches!(s.amounts[whole].kind, AmountKind::Money(_));
    let are_parallel = are_parallel(s, parts);

    // "Of the 940 homes, 410 are in the north …"
    let is_fronted = token <= 5 && is_led_by_whole(s, whole) && s.has_sign(lead.clone(), &[',']);
    // "Of the 124, 63 were shot and 36 died by other means": the last part closes the list.
    let is_closed = is_fronted
        && (last + 1..last + 5).any(|at| s.is(at, W::COMPLEMENT) && s.amount_at(at + 1).is_none());
    // "Of the £94 million, £41 million goes to …": the parts may be incomplete, but cannot exceed the whole.
    let is_whole = s.is(0, W::OF) && s.led_by(token, W::OF, W::DETERMINER | W::THE);
    let rests = s.led_by(last, W::REMAINING, W::FILLER | W::THE);
    if is_fronted && is_whole && !are_parallel && !is_closed && !rests {
        return Some(SumTie::Open);
    }
    // "Of the 3,640 visits, 2,215 were to shops, 980 to homes and the remaining 345 to schools"
    if is_fronted && rests {
        return Some(SumTie::Likely);
    }
    // "Of 493 duties, 202 were met late and 89 were not met": others may follow.
    if is_closed {
        return Some(SumTie::Open);
    }

    // "Of £11 million for courts, £7 million for aid and £6 million for youth": the first is for a purpose of
    // its own.
    let own = s.word(token + 1);
    let is_like_parts = !own.is_empty()
        && s.is(token + 1, W::PREPOSITION)
        && parts.iter().all(|&part| s.word(s.at[part] + 1) == own);
    if is_like_parts && !says_total {
        return None;
    }

    let is_dashed = are_parallel
        && (lead.start.max(first.saturating_sub(2))..first).any(|at| s.is_sign(at, '–'));
    let is_with = s.any(lead.clone(), W::WITH) && is_money && are_parallel;
    // "Total trade was £59 billion, with exports of £28 billion and imports of £31 billion"
    let is_named = are_named(s, parts)
        && says_total
        && (s.is(token + 1, W::WITH)
            || s.is(token + 2, W::WITH)
            || s.is_sign(token + 1, '(') && closes_bracket(s, last));
    if is_named {
        return Some(SumTie::Likely);
    }
    // "A total of 612 responders – 384 police, 143 firefighters and 65 paramedics – took part"
    let is_enclosed = says_total
        && s.is_sign(first - 1, '–')
        && (last + 1..last + 5).any(|at| s.is_sign(at, '–'))
        && !s.has_sign(lead.clone(), &[',']);
    if is_enclosed {
        return Some(SumTie::Full);
    }

    let picks = s.find_phrase(lead.clone(), words.of_which).is_some();
    let includes = picks
        || s.find_phrase(lead, words.includes).is_some()
            && (is_money && are_parallel && !is_past_last(s, parts)
                || count_the_same(s, whole, parts));
    // "Designated 18 of them, including six of his family, and 15 companies": the comma ends the list.
    let is_ended = parts.len() == 2 && s.has_sign(s.between(first, last), &[',']);
    if is_dashed && !says_total || is_fronted && are_parallel || is_with || includes && !is_ended {
        return Some(SumTie::Open);
    }

    (is_dashed && says_total).then_some(SumTie::Full)
}

/// Tells whether a new clause precedes the last part: "including £3 million for roads, and ended with £4
/// million".
fn is_past_last(s: &Sentence<'_>, parts: &[usize]) -> bool {
    let [.., one, two] = parts else {
        return false;
    };

    s.between(s.at[*one], s.at[*two])
        .any(|at| s.follows(at, W::AND) && is_participle(s, s.word(at)))
}

fn count_the_same(s: &Sentence<'_>, whole: usize, parts: &[usize]) -> bool {
    let noun = &s.amounts[whole].noun;
    !noun.is_empty()
        && parts.iter().all(|&part| s.amounts[part].noun.iter().any(|it| noun.contains(it)))
}

/// Tells whether each part is named as one of two or three that make up a whole: "men", "full-time".
fn have_parts(s: &Sentence<'_>, parts: &[usize]) -> bool {
    parts.iter().all(|&part| {
        let next = s.at[part] + 1;
        s.any(next..next + 3, W::PART)
    })
}

/// Tells whether each part is followed by its purpose.
fn are_tailed(s: &Sentence<'_>, parts: &[usize]) -> bool {
    parts.iter().all(|&part| s.is(s.at[part] + 1, W::PREPOSITION | W::OF))
}

/// Tells whether each part is named before its number, with nothing after it: "exports of £28 billion".
fn are_named(s: &Sentence<'_>, parts: &[usize]) -> bool {
    parts.iter().all(|&part| {
        let token = s.at[part];
        let is_led = s.follows(token, W::OF)
            || token > 0 && s.is_word(token - 1) && s.roles(token - 1) == W::NONE;
        is_led && (!s.is_word(token + 1) || s.is(token + 1, W::AND))
    })
}

/// Tells whether the parts of a list are worded alike: all "in …", all "for …", all participles.
fn are_parallel(s: &Sentence<'_>, parts: &[usize]) -> bool {
    const REACH: usize = 5;

    let fillers = W::BE | W::OF | W::THEM | W::HAVE | W::THE | W::A | W::MOOD;
    let next: Vec<usize> = parts
        .iter()
        .map(|&part| {
            let first = s.at[part] + 1;
            (first..first + REACH)
                .find(|&at| s.is_word(at) && !s.is(at, fillers))
                .unwrap_or(usize::MAX)
        })
        .collect();
    if next.contains(&usize::MAX) {
        return false;
    }

    let word = s.word(next[0]);
    let is_same = next.iter().all(|&at| s.word(at) == word);
    let are_participles = next.iter().all(|&at| is_participle(s, s.word(at)));
    let are_prepositions = next.iter().all(|&at| s.is(at, W::PREPOSITION));

    is_same || are_participles || are_prepositions || have_parts(s, parts)
}

/// "a, b and c, 120 in all": the last amount of a group and the list directly before it.
fn after_parts(s: &Sentence<'_>, group: &[usize], differences: &[usize]) -> Option<Total> {
    let (&whole, before) = group.split_last()?;
    let mut parts = vec![*before.last()?];
    for pair in before.windows(2).rev() {
        if !are_listed(s, pair[0], pair[1]) {
            break;
        }
        parts.insert(0, pair[0]);
    }

    let (first, last) = (*parts.first()?, *parts.last()?);
    let own: Vec<usize> = parts.iter().copied().chain(std::iter::once(whole)).collect();
    let range = s.at[first]..s.at[whole];
    let breaks =
        range.clone().any(|at| s.is(at, W::BREAK) && !s.is(at, W::WITH) && !s.is_sign(at, ';'));
    let around = s.at[first].saturating_sub(3)..range.end;
    let opens = around.into_iter().any(|at| is_open(s, at) && !s.is(at, W::ADDITIONAL | W::PLUS));
    if parts.len() < 2
        || !is_closed(s, &parts)
        || parts.iter().any(|index| differences.contains(index))
        || breaks
        || opens
        || has_foreign(s, first, whole, &own)
        || s.amounts[first].value >= s.amounts[whole].value && !is_misscaled(s, &parts, whole)
    {
        return None;
    }

    // "In April he paid £50 million, and in May £70 million, for a total of £180 million": earlier payments
    // are in an earlier sentence.
    let sum: f64 = parts.iter().map(|&part| s.amounts[part].value).sum();
    let are_steps = sum < s.amounts[whole].value
        && parts
            .windows(2)
            .all(|pair| s.between(s.at[pair[0]], s.at[pair[1]]).any(|at| s.is_date(at)));
    if are_steps {
        return None;
    }

    // "Also agreed to pay interest of $5 million and fines of $74 million, for a total of more than $108 million": what
    // came before is part of it.
    // "The state will provide $35,000 and the city $115,000, bringing the total to $300,000": a total may have had other
    // parts before these.
    let is_brought = s.any(s.at[last]..s.at[whole], W::BRINGING);
    let is_added_to = s.find_phrase(0..s.at[first], s.lexicon.wholes.added_to).is_some();
    let goes_on = sum < s.amounts[whole].value
        && (is_brought || is_added_to || (0..s.at[first]).any(|at| is_open(s, at)));
    if goes_on {
        return None;
    }

    is_total_after(s, last, whole).then_some(Total { whole, parts, tie: SumTie::Full })
}

/// "The €420 million comes on top of €1.2 billion, bringing the total to …", "adding 340 to the 1,900 makes …"
fn added(s: &Sentence<'_>, group: &[usize]) -> Option<Total> {
    // "On top of the €1.2 billion already paid by the Union"
    const LONGEST: usize = 12;

    let &[one, two, whole] = group else {
        return None;
    };
    let (first, middle, last) = (s.at[one], s.at[two], s.at[whole]);
    let words = &s.lexicon.wholes;
    let between = s.between(first, middle);
    let joint = s.find_phrase(between.clone(), words.added_to);
    let is_led = joint.is_some_and(|(at, length)| {
        // "To the 1,900" alone is an addition only after a verb of adding.
        let is_plain = s.is(at, W::TO) && !s.any(0..first, W::ADDS);
        !is_plain && (at + length..middle).all(|it| s.is(it, W::FILLER | W::THE))
    });
    // "On top of the 480 announced in May there will be a further 350"
    let is_fronted = s.find_phrase(0..first, words.added_to).is_some_and(|(at, length)| {
        at == 0 && !s.is(at, W::TO) && (length..first).all(|it| s.is(it, W::FILLER | W::THE))
    });
    let is_led = is_led || is_fronted && s.follows(middle, W::ADDITIONAL);

    let tail = s.between(middle, last);
    let brings = tail.clone().any(|at| s.is(at, W::BRINGING)) && s.follows(last, W::TO)
        || s.find_phrase(tail.clone(), words.makes).is_some();
    let breaks = (first..last).any(|at| s.is(at, W::BREAK) && !s.is(at, W::WITH));
    let is_near = s.word_count(between) <= LONGEST && s.word_count(tail) <= LONGEST;

    (is_led && brings && !breaks && is_near && !s.any(first..last, W::FROM)).then(|| Total {
        whole,
        parts: vec![one, two],
        tie: SumTie::Full,
    })
}

/// Tells whether parts are a thousand or a million times a total: "million" was written for "billion".
fn is_misscaled(s: &Sentence<'_>, parts: &[usize], whole: usize) -> bool {
    let sum: f64 = parts.iter().map(|&part| s.amounts[part].value).sum();
    is_slip(sum / s.amounts[whole].value.max(1e-9))
}

/// Tells whether an amount is the total of the amounts before it.
fn is_total_after(s: &Sentence<'_>, last: usize, whole: usize) -> bool {
    const TAIL: usize = 5;

    let words = &s.lexicon.wholes;
    let token = s.at[whole];
    let gap = s.at[last] + 1..token;
    let tail = token + 1..(token + TAIL).min(s.tokens.len());
    let is_apart = s.any(gap.clone(), W::AND) || s.has_sign(gap.clone(), &[',', ':', '–', '(']);

    let makes = s.find_phrase(gap.clone(), words.makes).is_some();
    // "… last year, and $9 million in total since": another total.
    let is_joined = s.led_by(token, W::AND, W::FILLER) && s.has_sign(gap.clone(), &[',']);
    if (is_apart || makes) && !is_joined && s.find_phrase(tail, words.in_all).is_some() {
        return true;
    }

    let opening = 0..s.at[last].min(3);
    let is_together = s.any(opening, W::TOGETHER) && makes;
    // "12 dead and 31 injured, and a total of 60 …", "out of a total of 60": another total.
    let is_other = |at: usize| {
        let at = if s.follows(at, W::A | W::THE) { at - 1 } else { at };
        s.follows(at, W::AND | W::OF | W::FROM | W::IN)
    };
    let names_total = (gap.start..token).any(|at| {
        s.find_phrase(at..token, words.adds_up).filter(|it| !is_other(it.0)).is_some_and(
            |(at, length)| {
                // "For a total of about 220", "bringing the joint fund to £75 million"
                (at + length..token).all(|it| s.is(it, W::FILLER | W::THE))
            },
        )
    });
    let takes = s.any(gap.clone(), W::BRINGING)
        || s.any(gap.clone(), W::ADDED) && s.any(gap.clone(), W::TOTAL);
    let is_brought = s.follows(token, W::TO) && takes;
    // "The total number of casualties stands at 53"
    let stands = s.follows(token, W::AT | W::BE)
        && s.has_sign(gap.clone(), &[','])
        && gap.into_iter().any(|at| s.is(at, W::TOTAL) && s.follows(at, W::THE));

    is_together || names_total || is_brought || stands
}

/// Tells whether a number is a thousand or a million times another: "million" was written for "billion".
fn is_slip(ratio: f64) -> bool {
    const POWERS: [f64; 4] = [1e3, 1e6, 1e-3, 1e-6];
    const NEAR: f64 = 0.02;

    POWERS.iter().any(|power| (ratio / power - 1.0).abs() < NEAR)
}

/// Compares the sum of the parts with the total.
fn judge(s: &Sentence<'_>, total: &Total) -> Option<Refutation> {
    // A smaller total is as often a count of kinds: "two teams, 18 doctors and 12 nurses".
    const LEAST: f64 = 10.0;
    // A sum outside these ratios to the total belongs to something else.
    const LOW: f64 = 0.4;
    const HIGH: f64 = 2.5;

    let whole = &s.amounts[total.whole];
    let parts: Vec<&WrittenAmount> = total.parts.iter().map(|&index| &s.amounts[index]).collect();
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let ratio = sum / whole.value.max(1e-9);
    // "$1.9 billion: $1.2 million on roads and $700 million on rail": "million" was written for "billion".
    let is_part_slip = parts.iter().any(|part| {
        let rest = whole.value - (sum - part.value);
        is_slip(part.value / rest.max(1e-9))
    });
    let is_near = (LOW..=HIGH).contains(&ratio) || is_slip(ratio) || is_part_slip;
    if whole.value < LEAST || !is_near || meets(&parts, whole) {
        return None;
    }

    // "96 km in four sections: 30 km, 26 km, 15 km and 25 km": the first is a part like the others.
    let group = s.groups(&[]).into_iter().find(|(_, group)| group.contains(&total.whole));
    let is_part = group.is_some_and(|(_, group)| {
        group.iter().any(|&other| {
            let own = other == total.whole || total.parts.contains(&other);
            !own && (s.amounts[other].value - sum - whole.value).abs() <= whole.half
        })
    });
    if is_part {
        return None;
    }

    // "The $15.4 million includes $8,593,000 and $6,901,700" was cut off, and not rounded.
    let exceeds = sum > whole.value + 2.0 * whole.half && !whole.says_more();
    if total.tie == SumTie::Open && !exceeds {
        return None;
    }

    // One part may be the sum of the others, or not be a part at all.
    let holds_otherwise = parts.len() > 2
        && (0..parts.len()).any(|left| {
            let others: Vec<&WrittenAmount> = parts
                .iter()
                .enumerate()
                .filter(|&(at, _)| at != left)
                .map(|(_, part)| *part)
                .collect();
            meets(&others, whole)
                || total.tie != SumTie::Full
                    && (others.iter().map(|it| it.value).sum::<f64>() - parts[left].value).abs()
                        < 1e-9
        });
    let has_larger =
        total.tie == SumTie::Open && parts.iter().any(|part| part.value >= whole.value);
    if holds_otherwise || has_larger {
        return None;
    }

    Some(refute(s, total, sum))
}

/// Tells whether the parts of a fronted whole cannot overlap: sums of money, things in several places, or a rest.
fn are_apart(s: &Sentence<'_>, total: &Total) -> bool {
    let is_fronted = s.is(0, W::OF) && s.led_by(s.at[total.whole], W::OF, W::DETERMINER | W::THE);
    let is_money = matches!(s.amounts[total.whole].kind, AmountKind::Money(_));
    let is_placed = |&part: &usize| {
        let next = s.at[part] + 1;
        s.is(next, W::IN) || s.is(next, W::BE) && s.is(next + 1, W::IN)
    };
    let rests = total.parts.last().is_some_and(|&last| {
        let led = W::FILLER | W::THE;
        s.led_by(s.at[last], W::REMAINING, led) || s.led_by(s.at[last], W::COMPLEMENT, led)
    });

    is_fronted && (is_money || rests || total.parts.iter().all(is_placed))
}

/// Tells whether parts add up to a total, given the rounding of each.
fn meets(parts: &[&WrittenAmount], whole: &WrittenAmount) -> bool {
    // "About 30 and more than 20" may each be off by this fraction.
    const SOFT: f64 = 0.06;

    let soft = |amount: &WrittenAmount| match amount.qualifier {
        Qualifier::Exact | Qualifier::Between => 0.0,
        _ => SOFT * amount.value,
    };
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let slack: f64 =
        parts.iter().map(|part| part.half + soft(part)).sum::<f64>() + whole.half + soft(whole);
    let more = if parts.iter().any(|part| part.says_more()) { whole.value * SOFT } else { 0.0 };

    (sum - whole.value).abs() <= slack * 1.02 + more + 1e-9
}

fn refute(s: &Sentence<'_>, total: &Total, sum: f64) -> Refutation {
    const MILLION: f64 = 1e6;
    const BILLION: f64 = 1e9;

    let whole = &s.amounts[total.whole];
    let said = match whole.has_magnitude {
        true if sum >= BILLION => format!("{} billion", number(sum / BILLION, 3)),
        true if sum >= MILLION => format!("{} million", number(sum / MILLION, 3)),
        _ => number(sum, 2),
    };

    Refutation {
        fault: Fault::Sum,
        start: whole.start,
        end: whole.end,
        message: format!("you wrote {}; the parts make {said}", s.written(total.whole)),
        help: "compare the total and each part with their source".to_owned(),
        is_weak: total.tie != SumTie::Full && !are_apart(s, total),
        is_inferred: false,
        fix: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::solver::testing::refutes;

    fn is_refuted(text: &str) -> bool {
        refutes(super::check, text)
    }

    #[test]
    fn a_total_is_the_sum_of_its_parts() {
        let refuted = [
            "The 34 new posts are 18 doctors, 12 nurses and 9 clerks.",
            "The £48 million comprises £30 million for roads, £12 million for bridges and £9 million for drains.",
            "We will plant 5,000 oaks, 3,000 birches and 1,500 rowans: 10,500 trees altogether.",
            "Phase one brings 120 jobs and phase two a further 80, for a total of 220.",
            "Together, the 320 places in Leeds and 180 in York make 550 new places.",
            "Of 86 applicants, 51 were men and 45 were women.",
            "The $90 million will be split between schools ($40 million), clinics ($35 million) and libraries ($25 million).",
            "The €420 million comes on top of the €1.2 billion paid, bringing the total to €1.82 billion.",
            "Adding the 340 beds to the 1,900 already open brings capacity to 2,440.",
            "On top of the 480 places there will be a further 350, taking the total to 930.",
            "We spent $1.9 billion this year: $1.2 million on highways and $700 million on rail.",
            "The $9.6-million pier is met by the Union ($4.4 million), us ($3.2 million) and the port ($1 million).",
            "A total of 612 people – 384 police officers, 143 firefighters and 65 medics – took part.",
            "The package is worth £47 million, made up of £18.5 million for rail, £12.2 million for buses and £6.3 million for paths.",
            "Of the 3,640 visits in 2025-26, 2,215 were to shops, 980 to homes and the remaining 345 to schools.",
            "The unit, whose 118 members comprise 64 police, 33 customs officers and 25 prosecutors, made 77 arrests.",
            "A total of 1,250 officers will be hired: 700 for patrols, 350 for investigations and 300 for training.",
        ];
        let silent = [
            "The 39 new posts are 18 doctors, 12 nurses and 9 clerks.",
            "The £48 million includes £30 million for roads and £12 million for bridges.",
            "Of 86 applicants, 51 were men and 30 gave no address.",
            "The fund rose from £40 million to £60 million and then to £75 million.",
            "There were 120 arrests, including 40 for theft and 35 for assault.",
            "The €420 million comes on top of the €1.2 billion paid, bringing the total to €1.62 billion.",
            "Adding the 340 beds to the 1,900 already open brings capacity to 2,240.",
            "We spent $1.9 billion this year: $1.2 billion on highways and $700 million on rail.",
            "Up to 300 homes, 120 in Leeds and 90 in York, will be built.",
            "The £1.2 million will pay for £0.8 million of roads and £0.45 million of bridges.",
            "The state will provide £35,000 and the city £115,000, bringing the total to £300,000.",
            "Total revenues exceed £2.1 billion, larger than logging (£1.9 billion) and coffee (£1.7 billion).",
            "Besides the 63 shootings, there were 29 stabbings and 11 other deaths.",
            "The bill funds security (£530 million), ports (£400 million) and transit (£400 million).",
            "The £15.4 million includes a loan of £8,593,000 and a grant of £6,901,700.",
        ];

        for text in refuted {
            assert!(is_refuted(text), "silent: {text}");
        }
        for text in silent {
            assert!(!is_refuted(text), "refuted: {text}");
        }
    }
}
