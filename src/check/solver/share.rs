//! Shares of a whole: "6,300 of 8,400 (75%)", "a third of the 2,400, or 800".
//!
//! In: a sentence. Out: the shares that its part and its whole refute. Invariant: a share is refuted only
//! where no two like amounts of the sentence have it, including their sums and, where the words ask for it,
//! their complements.

mod clause;

use super::amount::{AmountKind, Likeness, Range, WrittenAmount};
use super::claim::direction;
use super::refutation::{Fault, Refutation, percent};
use super::sentence::Sentence;
use crate::lexicon::WordRoles as W;
use crate::value::Qualifier;

/// A share with the part and the whole that the words connect it to, by their indices.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub(super) claim: usize,
    pub(super) part: usize,
    pub(super) whole: usize,
}

/// The shares in per cent that a claim allows.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    low: f64,
    high: f64,
}

/// Checks the shares that a sentence claims.
pub(crate) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    // "£50 million and £10 million respectively" pairs the amounts in another way.
    if s.any(0..s.tokens.len(), W::RESPECTIVELY) {
        return Vec::new();
    }

    let claims = (0..s.amounts.len()).filter(|&index| is_share(s, index));

    claims
        .filter_map(|claim| {
            refuted(s, claim)
                .or_else(|| in_brackets(s, claim))
                .or_else(|| {
                    let share = clause::share(s, claim)?;
                    let found = judge(s, share, &[share.part, share.whole]);
                    found.map(|it| it.weak(!is_certain(s, &share)))
                })
                .or_else(|| slip(s, claim))
        })
        .collect()
}

/// "A quarter of the $260 million – $65 billion": "billion" was written for "million".
fn slip(s: &Sentence<'_>, claim: usize) -> Option<Refutation> {
    const POWERS: [f64; 4] = [1e3, 1e6, 1e-3, 1e-6];
    // A slip keeps the digits.
    const NEAR: f64 = 0.01;

    let groups = s.groups(&[claim]);
    let (_, group) = groups.iter().find(|(likeness, _)| matches!(likeness, Likeness::Money(_)))?;
    let &[one, two] = &group[..] else {
        return None;
    };
    let whole = [one, two].into_iter().find(|&it| {
        s.at[it] > s.at[claim] && s.at[it] - s.at[claim] <= 5 && is_led_by_whole(s, it)
    })?;
    let part = if whole == one { two } else { one };
    let size = &s.amounts[claim];
    let share = if size.kind == AmountKind::Fraction { size.value } else { size.value / 100.0 };
    let ratio = s.amounts[part].value / (s.amounts[whole].value * share).max(1e-9);

    POWERS
        .iter()
        .any(|power| (ratio / power - 1.0).abs() < NEAR)
        .then(|| refute(s, Share { claim, part, whole }))
}

/// "Nearly three in four submitters (5,022 out of 8,100)": the bracket gives part and whole.
fn in_brackets(s: &Sentence<'_>, claim: usize) -> Option<Refutation> {
    // The share and its bracket are one noun phrase: "of those who responded to the consultation".
    const REACH: usize = 14;

    let token = s.at[claim];
    let open = (token + 1..(token + REACH).min(s.tokens.len())).find(|&at| s.is_sign(at, '('))?;
    let plain = (token + 1..open).all(|at| s.is_word(at) && !s.is(at, W::BREAK | W::AND));
    let part = s.amount_at(open + 1)?;
    let whole = (open + 2..open + 8).find_map(|at| s.amount_at(at))?;
    let gap = s.between(s.at[part], s.at[whole]);
    let leads = s.any(gap.clone(), W::OF)
        && gap.clone().all(|at| s.is_word(at) && !s.is(at, W::WHICH | W::THEM));
    let close = (s.at[whole] + 1..s.at[whole] + 4).any(|at| s.is_sign(at, ')'));
    let are_alike = s.amounts[part].likeness() == s.amounts[whole].likeness()
        && s.amounts[part].value < s.amounts[whole].value;

    let share = Share { claim, part, whole };
    (plain && leads && close && are_alike).then(|| judge(s, share, &[part, whole])).flatten()
}

/// Tells whether an amount is a share and not a change.
pub(super) fn is_share(s: &Sentence<'_>, index: usize) -> bool {
    let amount = &s.amounts[index];
    let token = s.at[index];
    let is_kind = amount.kind == AmountKind::Percent && amount.value <= 100.0
        || amount.kind == AmountKind::Fraction;

    // "EUR 600 million, or 15 per cent, more than in the budget for 2026" is a change.
    let is_change =
        s.is_sign(token + 1, ',') && s.is(token + 2, W::MORE) && s.is(token + 3, W::THAN);
    if is_change {
        return false;
    }

    let is_plain = amount.low.is_none() && amount.sign.is_none();
    // "That is a 26 per cent tax increase"
    let is_named_change = s.follows(token, W::A)
        && s.is_word(token + 1)
        && s.is(token + 2, W::RISE | W::FALL)
        && !s.is(token + 2, W::MORE);
    // "36 of 120 closed, 10% a year"
    let is_span = |at: usize| s.lexicon.amounts.spans.iter().any(|(span, _)| *span == s.word(at));
    let is_rate = s.is(token + 1, W::EACH) && (!s.is(token + 1, W::A) || is_span(token + 2));
    // "A 47% and 16% drop respectively"
    let next = s.at.get(index + 1).copied();
    let leads_to_change = next.is_some_and(|next| {
        next == token + 2 && s.is(token + 1, W::AND) && direction(s, next).is_some()
    });

    is_kind
        && is_plain
        && !is_rate
        && !is_named_change
        && !leads_to_change
        && direction(s, token).is_none()
}

fn refuted(s: &Sentence<'_>, claim: usize) -> Option<Refutation> {
    let groups = s.groups(&[]);

    groups.iter().find_map(|(_, group)| {
        // Among more values than these, the words hardly show which belong together.
        const MOST: usize = 9;

        let is_value = |index: usize| {
            let amount = &s.amounts[index];
            (amount.is_count_or_money() || amount.kind == AmountKind::Duration)
                && amount.value > 0.0
        };
        if !(2..=MOST).contains(&group.len()) || !group.iter().all(|&index| is_value(index)) {
            return None;
        }

        group.iter().find_map(|&part| {
            let share = tied(s, claim, part, group)?;
            // What is counted later in the sentence is no part of it: "2,400 – three-quarters – and a further 310".
            let last = [share.claim, share.part, share.whole]
                .map(|index| s.at[index])
                .into_iter()
                .max()?;
            let own: Vec<usize> = group.iter().copied().filter(|&it| s.at[it] <= last).collect();
            let found = judge(s, share, if is_closed(s, last) { &own } else { group });
            found.map(|it| it.weak(!is_certain(s, &share)))
        })
    })
}

/// Tells whether little else can be meant: the share or its ratio is in brackets, or the sentence has no other values
/// and the share no verb of its own.
fn is_certain(s: &Sentence<'_>, share: &Share) -> bool {
    let token = s.at[share.claim];
    let opens = |at: usize| at > 0 && s.sign(at - 1).is_some_and(|sign| "(–".contains(sign));
    let closes =
        |at: usize| (at + 1..at + 4).any(|it| s.sign(it).is_some_and(|sign| ")–".contains(sign)));
    let is_set_off = opens(s.at[share.part]) && closes(s.at[share.whole].max(s.at[share.part]));
    let in_brackets =
        s.is_sign(token.wrapping_sub(1), '(') && s.is_sign(token + 1, ')') || is_set_off;
    let next = token + 1;
    let has_verb = s.is_word(next) && (s.roles(next) == W::NONE || s.word(next).ends_with("ed"));

    in_brackets || s.has_only(&[share.claim, share.part, share.whole]) && !has_verb
}

/// Tells whether a bracket, a dash or a comma closes the apposition that ends at a token.
fn is_closed(s: &Sentence<'_>, last: usize) -> bool {
    const REACH: usize = 4;

    (last + 1..last + REACH)
        .take_while(|&at| s.amount(at).is_none())
        .any(|at| s.sign(at).is_some_and(|sign| ")–,".contains(sign)))
}

/// Tells whether a percentage is of another thing than the number beside it: of a content, of what was before, or of a
/// sample.
fn measures_another(s: &Sentence<'_>, claim: usize, part: usize) -> bool {
    // "Barrels of diesel (0.001% sulphur)": the bracket says of what the percentage is.
    let next = claim + 1;
    let is_of_content = s.is_sign(claim.wrapping_sub(1), '(')
        && s.is_word(next)
        && !s.is(next, W::OF | W::AND | W::OR | W::STOP);

    // "A fall of 92,000 (2.0%)" is measured against what was.
    let of = (part.saturating_sub(3)..part).rev().find(|&at| s.is(at, W::OF | W::BY));
    let is_change = of.is_some_and(|of| {
        let leads = of > 0 && s.is(of - 1, W::RISE | W::FALL | W::CHANGE)
            || s.follows(of, W::AND)
                && (0..of).any(|at| s.is(at, W::RISE | W::FALL) && s.is(at + 1, W::OF));
        leads && (of + 1..part).all(|at| s.is(at, W::FILLER | W::A))
    });

    // "In a study of 200 of them, nearly 90% …": they are the whole of the share.
    let is_sample = s.is(part + 1, W::OF)
        && s.is(part + 2, W::THEM)
        && s.led_by(part, W::OF | W::AMONG, W::FILLER);

    is_of_content || is_change || is_sample
}

/// Finds the whole of a claim and a part, if the claim is in apposition to the part.
fn tied(s: &Sentence<'_>, claim: usize, part: usize, group: &[usize]) -> Option<Share> {
    let (p, a) = (s.at[claim], s.at[part]);
    let (first, last) = (p.min(a), p.max(a));
    let amount = &s.amounts[part];

    // "Of those 360, a quarter": a demonstrative marks a whole.
    let points_back = a > 1 && s.is(a - 1, W::DEMONSTRATIVE | W::THEM) && !s.is(a - 1, W::WHICH);
    if points_back && s.is(a - 2, W::OF) {
        return None;
    }

    if measures_another(s, p, a) {
        return None;
    }

    // "One (5%)" is a pronoun or a single thing.
    if amount.is_limit() || amount.is_spelled && amount.value < 2.0 {
        return None;
    }

    let inner: Vec<usize> = (0..s.amounts.len())
        .filter(|&index| {
            (first + 1..last).contains(&s.at[index]) && s.amounts[index].likeness().is_some()
        })
        .collect();
    let named_inside = match inner[..] {
        [] => None,
        [whole] if group.contains(&whole) && is_led_by_whole(s, whole) => Some(whole),
        _ => return None,
    };

    // "As a 100% investment, out of which £5 million": a share of which a part is taken is not the share of
    // that part.
    let picks_between = p < a && s.find_phrase(p..a, s.lexicon.wholes.of_which).is_some();
    if picks_between || !is_apposed(s, first, last, named_inside) || is_of_another(s, p, group) {
        return None;
    }

    let whole = match named_inside {
        Some(whole) => whole,
        None => *group
            .iter()
            .filter(|&&whole| whole != part && is_whole(s, whole, first, last))
            .find(|&&whole| s.amounts[whole].value > amount.value)?,
    };
    let (one, two) = (&s.amounts[part], &s.amounts[whole]);
    // "Of the 60 contracts, 33 went to local firms": 33 is not followed by its own noun.
    let is_fronted = s.at[whole] < s.at[part] && s.any(0..s.at[whole].min(3), W::OF);
    let is_ratio = is_fronted || is_ratio(s, part, whole) || named_inside.is_some();
    let participle = one.noun.first().is_some_and(|noun| is_participle(s, noun));
    let is_alike =
        is_ratio || one.kind != AmountKind::Count || participle || s.counts_alike(part, whole);
    let low = first.min(s.at[whole]);
    let high = last.max(s.at[whole]);
    let picks = s.find_phrase(low..high, s.lexicon.wholes.of_which).is_some();
    let breaks = (low..high).any(|at| {
        let points_back = picks || s.is(at + 1, W::DEMONSTRATIVE);
        let is_allowed = s.is(at, W::WITH | W::SHARED) || s.is_sign(at, ';') && points_back;
        s.is(at, W::BREAK) && !is_allowed
    });

    (whole != part && one.value < two.value && !two.is_limit() && is_alike && !breaks)
        .then_some(Share { claim, part, whole })
}

/// Tells whether two tokens are in apposition: "240 firms (75%", "half of the budget, or £30m".
fn is_apposed(s: &Sentence<'_>, first: usize, last: usize, inside: Option<usize>) -> bool {
    // A longer noun phrase contains another statement.
    const LONGEST_HEAD: usize = 5;
    const LONGEST_RATIO: usize = 12;

    let gap = first + 1..last;
    let from = inside.map_or(first + 1, |whole| s.at[whole] + 1);
    let is_separator = |at: usize| {
        let points_back = s.is_sign(at, ';') && s.is(at + 1, W::DEMONSTRATIVE);
        matches!(s.sign(at), Some('(' | ',' | '–' | ':')) || s.is(at, W::OR) || points_back
    };
    let Some(separator) = (from..last).find(|&at| is_separator(at)) else {
        return false;
    };
    let in_brackets = s.is_sign(separator, '(');
    let words = s.word_count(first + 1..separator);
    let longest = if inside.is_some() { LONGEST_RATIO } else { LONGEST_HEAD };

    // "24 of the 96 were in poor condition, or a quarter": across a verb, a comma alone is not enough.
    let of_them = s.is(last + 1, W::OF) && s.is(last + 2, W::THEM);
    // "250 in all"
    let in_all = s.find_phrase(last + 1..last + 3, s.lexicon.wholes.in_all).is_some();
    let is_introduced = in_brackets
        || of_them
        || in_all
        || s.is(separator, W::OR)
        || s.word_count(separator + 1..last) > 0;
    let is_head = (first + 1..separator).all(|at| {
        let is_verb = s.is(at, W::BE | W::HAVE | W::SAID) && !is_introduced;
        let is_change =
            s.is(at, W::UP | W::DOWN | W::RISE_VERB | W::FALL_VERB | W::AND) && inside.is_none();
        (s.is_word(at) || s.amount_at(at).is_some())
            && !is_verb
            && !is_change
            && !s.is(at, W::BREAK)
    });
    let tail = separator + 1..last;

    // "At 65%, with 18,600 of the 24,800"
    let leads_with = s.is_value(last)
        && s.is(separator + 1, W::WITH)
        && s.is(last + 1, W::OF)
        && s.is_sign(separator, ',');
    let tail = if leads_with { separator + 2..last } else { tail };

    words <= longest && is_head && is_tail(s, tail) && !gap.is_empty()
}

/// Tells whether the words after a separator only introduce an apposition: "or about", "a success rate of".
fn is_tail(s: &Sentence<'_>, tail: std::ops::Range<usize>) -> bool {
    const MOST_OTHERS: usize = 1;

    let is_noun = |at: usize| s.lexicon.wholes.share_nouns.contains(&s.word(at));
    let has_noun = tail.clone().any(is_noun);
    let mut others = 0;

    for at in tail {
        if s.is(at, W::MORE) && !s.is(at + 1, W::THAN) || s.is(at, W::AND | W::UP | W::DOWN) {
            return false;
        }
        if s.is(at, W::APPOSITION | W::FILLER | W::LINK | W::OR)
            || s.is(at, W::SAID) && s.follows(at, W::TO)
            || is_noun(at)
            || s.is_sign(at, ',')
            || s.is_sign(at, '.')
        {
            continue;
        }
        others += 1;
        if !s.is_word(at) || !has_noun || others > MOST_OTHERS {
            return false;
        }
    }

    true
}

/// Tells whether the whole of a share is something that the values do not count: "30% of respondents".
fn is_of_another(s: &Sentence<'_>, claim: usize, group: &[usize]) -> bool {
    let next = claim + 1;
    // "With half the sign-up period gone, 9,000 of the 105,000 have applied"
    let is_of_a_thing = s.is(next, W::THE) && s.is_word(next + 1);
    let is_counted = group.iter().any(|&index| {
        let noun = &s.amounts[index].noun;
        (next + 1..next + 4).any(|at| noun.contains(&s.lexicon.amounts.singular(s.word(at))))
    });
    if is_of_a_thing && !is_counted {
        return true;
    }
    if !s.is(next, W::OF) {
        return false;
    }

    // "4,100 were accepted, 62% of them women": of those that were accepted.
    if s.is(next + 1, W::THEM) && s.is_word(next + 2) && !s.is(next + 2, W::STOP) {
        return true;
    }

    let mut at = next + 1;
    while (s.is(at, W::DETERMINER) || is_possessive(s, at)) && !s.is(at, W::THEM) {
        at += 1;
    }
    // "54.3% of the country's reserves of 1,410 tonnes"
    let of = (at..at + 6).find(|&of| s.is(of, W::OF) && s.amount_at(of + 1).is_some());
    let at_amount = of.filter(|&of| (at..of).all(|it| s.is_word(it))).map_or(at, |of| of + 1);
    let leads = s.amount_at(at_amount).is_some_and(|index| group.contains(&index));
    let is_total = s.is(at, W::THEM | W::TOTAL | W::TARGET | W::DEMONSTRATIVE)
        || s.follows(at, W::TOTAL | W::THE) && !s.is_word(at);

    // "A third of farms inspected (800 of 2,400)": the bracket gives the whole of the share.
    let ratio = (next + 1..(next + 8).min(s.tokens.len())).any(|at| {
        let separates = matches!(s.sign(at), Some('(' | ',' | '–'));
        separates
            && s.amount_at(at + 1).is_some_and(|index| group.contains(&index))
            && s.is(at + 2, W::OF)
            && !s.is(at + 3, W::WHICH | W::THEM)
    });

    !(leads || is_total || ratio)
}

/// Tells whether words mark an amount as a whole: "of the 2,400", "out of some 300", "among 90".
pub(super) fn is_led_by_whole(s: &Sentence<'_>, whole: usize) -> bool {
    const REACH: usize = 5;

    let token = s.at[whole];
    for back in 1..=REACH {
        let Some(at) = token.checked_sub(back) else {
            return false;
        };

        if s.is(at, W::OF | W::AMONG) {
            // "Out of a total of 450"
            if s.follows(at, W::TOTAL) {
                continue;
            }
            return !(at > 0 && s.lexicon.wholes.no_whole.contains(&s.word(at - 1)));
        }
        if !s.is(at, W::DETERMINER) && !is_possessive(s, at) {
            return false;
        }
    }

    false
}

/// Tells whether a word is a participle, so not a noun of the number before it.
pub(super) fn is_participle(s: &Sentence<'_>, word: &str) -> bool {
    s.lexicon
        .wholes
        .participle_endings
        .iter()
        .any(|ending| word.len() > 3 && word.ends_with(ending))
}

/// Tells whether a word names an owner: "the region's 640 dairies".
pub(super) fn is_possessive(s: &Sentence<'_>, token: usize) -> bool {
    s.lexicon.names.possessives.iter().any(|ending| s.word(token).ends_with(ending))
}

/// Tells whether two amounts form "part of whole" with only articles and a noun between.
fn is_ratio(s: &Sentence<'_>, part: usize, whole: usize) -> bool {
    const LONGEST: usize = 6;

    let gap = s.between(s.at[part], s.at[whole]);
    s.at[part] < s.at[whole]
        && gap.len() <= LONGEST
        && is_led_by_whole(s, whole)
        && gap.into_iter().all(|at| s.is_word(at))
}

/// Tells whether the words mark an amount as the whole of a part and a share between two tokens.
fn is_whole(s: &Sentence<'_>, whole: usize, first: usize, last: usize) -> bool {
    const NEAR: usize = 6;

    let token = s.at[whole];
    if is_led_by_whole(s, whole) {
        // A whole that comes later must follow closely: "27 (30%) of the 90".
        return token < first || token - last <= NEAR;
    }
    // "43 per cent (965) of all submissions (3,145)"
    let is_bracketed = token > last
        && s.is_sign(token - 1, '(')
        && s.any(last + 1..last + 3, W::OF)
        && s.word_count(last + 1..token) <= NEAR + 2
        && (last + 1..token).all(|at| s.amount_at(at).is_none());
    if is_bracketed {
        return true;
    }

    let words = &s.lexicon.wholes;
    let around = first.saturating_sub(NEAR).max(token + 1)..(last + NEAR).min(s.tokens.len());
    let picks = token < first && s.find_phrase(around, words.of_which).is_some();
    let is_total = s.led_by(token, W::TOTAL, W::OF | W::A | W::BE)
        || s.find_phrase(token + 1..(token + NEAR).min(s.tokens.len()), words.in_all).is_some()
            && token < first;
    // "Of 5,200", "a total of 5,200 … of whom"
    let has_rate = token < first && (first..last).any(|at| words.share_nouns.contains(&s.word(at)));

    picks || is_total && has_rate
}

/// Tries every reading of a share.
pub(super) fn judge(s: &Sentence<'_>, share: Share, group: &[usize]) -> Option<Refutation> {
    // "80% of the $20 notes, worth $83 billion": amounts that differ this much are not part and whole.
    const ABSURD: f64 = 30.0;

    // "1.7 of 2.8 million"
    let (part, whole) = (&s.amounts[share.part], &s.amounts[share.whole]);
    if whole.has_magnitude && !part.has_magnitude && part.decimals > 0 {
        return None;
    }

    let claim = &s.amounts[share.claim];
    let bounds = bounds(claim);
    let is_complement = s.any(0..s.tokens.len(), W::COMPLEMENT | W::NOT);
    let values: Vec<Range> = group.iter().map(|&index| rounded(&s.amounts[index])).collect();

    let holds = |part: Range, whole: Range| {
        if whole.low <= 0.0 || part.value > whole.value {
            return false;
        }
        let (low, high) = (part.low / whole.high * 100.0, part.high / whole.low * 100.0);
        let fits = |low: f64, high: f64| high >= bounds.low && low <= bounds.high;
        fits(low, high) || is_complement && fits(100.0 - high, 100.0 - low)
    };
    // "3 of 389, 27 of 385": where the words give the ratio, no other amounts are tried.
    let is_said = group.len() > 3 && is_ratio(s, share.part, share.whole);
    for (one, part) in values.iter().enumerate() {
        for (two, whole) in values.iter().enumerate() {
            if is_said && group[one] != share.part && group[two] != share.whole {
                continue;
            }
            // "36 were repaired, 84 were not (30%)": the part of the sum of both.
            let sums = values.len() > 2
                && (holds(*part, part.sum(*whole)) || adds(&values, one, two, &holds));
            if one != two && (holds(*part, *whole) || sums) {
                return None;
            }
        }
    }

    let stated = s.amounts[share.part].value / s.amounts[share.whole].value * 100.0;
    let ratio = bounds.high / stated.max(f64::MIN_POSITIVE);
    // "R2.4 million, or 75%, of the R3.2 billion": "million" was written for "billion".
    let is_slip =
        [1e3, 1e6].iter().any(|power| (bounds.low / power..=bounds.high / power).contains(&stated));
    let is_stated = ratio < ABSURD || is_slip || is_ratio(s, share.part, share.whole);
    is_stated.then(|| refute(s, share))
}

/// Returns the values that a number may stand for: "22,000" beside "15,000" is rounded to the thousand.
fn rounded(amount: &WrittenAmount) -> Range {
    const THOUSAND: f64 = 1000.0;

    let range = amount.range();
    let is_rounded = amount.kind == AmountKind::Count
        && !amount.has_magnitude
        && amount.value >= 10.0 * THOUSAND
        && (amount.value / THOUSAND).fract() == 0.0;
    let half = THOUSAND / 2.0;

    match is_rounded {
        true => Range {
            low: range.low.min(amount.value - half),
            high: range.high.max(amount.value + half),
            ..range
        },
        false => range,
    }
}

/// "240 and 60 of the 400 (75%)": the share may be of two parts together.
fn adds(values: &[Range], one: usize, two: usize, holds: &impl Fn(Range, Range) -> bool) -> bool {
    let sum = values[one].sum(values[two]);
    values.iter().enumerate().any(|(at, whole)| at != one && at != two && holds(sum, *whole))
}

fn refute(s: &Sentence<'_>, share: Share) -> Refutation {
    let (claim, part, whole) =
        (&s.amounts[share.claim], &s.amounts[share.part], &s.amounts[share.whole]);
    let is = percent(part.value / whole.value * 100.0);

    Refutation {
        fault: Fault::Share,
        start: claim.start,
        end: claim.end,
        message: format!(
            "you wrote {}; {} of {} is {is}",
            s.written(share.claim),
            s.written(share.part),
            s.written(share.whole)
        ),
        help: format!(
            "compare all three numbers with their source; if the other two are right, write {is}"
        ),
        is_weak: false,
        is_inferred: false,
        fix: None,
    }
}

/// Returns the shares that a claim allows.
fn bounds(claim: &WrittenAmount) -> Bounds {
    let is_fraction = claim.kind == AmountKind::Fraction;
    let size = if is_fraction { claim.value * 100.0 } else { claim.value };
    let unit = 10_f64.powi(-i32::try_from(claim.decimals).unwrap_or(0));
    // Writers round up, down and to nearest; a fraction is never exact to the hundredth.
    let slack = if is_fraction { 0.08 * size + 1.5 } else { unit };

    let (low, high) = match claim.qualifier {
        Qualifier::About => {
            (size - slack.max(2.0).max(0.12 * size), size + slack.max(2.0).max(0.12 * size))
        }
        Qualifier::MoreThan | Qualifier::AtLeast => (size - unit.min(1.0), size * 1.5 + 5.0),
        Qualifier::FewerThan | Qualifier::Nearly => {
            // "Nearly three quarters" does not mean 62%.
            ((size * 0.86).min(size - 3.0), size + unit.min(1.0))
        }
        Qualifier::UpTo | Qualifier::AtMost => (0.0, size + unit),
        Qualifier::Exact | Qualifier::Between => (size - slack, size + slack),
    };

    Bounds { low: low - 1e-9, high: high + 1e-9 }
}

#[cfg(test)]
mod tests {
    use crate::check::solver::testing::refutes;

    fn is_refuted(text: &str) -> bool {
        refutes(super::check, text)
    }

    #[test]
    fn a_share_is_that_of_its_part() {
        let refuted = [
            "In all, 6,300 of 8,400 applications (65%) were approved.",
            "Of 5,200 applications, 3,900 (85 per cent) were approved.",
            "A third of the 2,400 farms inspected, or 1,200, failed.",
            "One in five of the 2,000 buses, or 650, is electric.",
            "There are 150 judges, 60 of whom (50 per cent) are women.",
            "We answered 4,410 of 4,900 letters in time, a rate of 95%.",
            "Two in three schools (180 of 360) have signed up.",
            "The council received 840 bids and funded 126 of them, or 25 per cent.",
            "Turnout was 54%: 9,600 of the 24,000 registered voters cast a ballot.",
            "Of the 1,200 staff, 35 per cent, or 540, are women.",
            "With 6,300 of 8,400 forms returned, a response rate of 65%, the survey closed.",
            "Inspectors visited 1,640 kitchens, of which 410 (or 35 per cent) were closed.",
            "Women received 41% of the loans, taking 328 of the 1,000 on offer.",
            "Out of 640 wards, 480, constituting 65% of the total, have a piped supply.",
            "Nearly three in four cooperatives (310 out of 500) filed their accounts on time.",
            "The Bank lends $45 million of the $60 million needed and we find the remaining 35%.",
            "Only one candidate in five was shortlisted: of 1,200 who applied, 180 were called.",
            "The highway is 75% complete, with 78 of its 120 kilometres paved.",
            "In the south, 48 of 120 clinics reported shortages; that is 30%.",
            "A quarter of the $260 million package – $65 billion – is for ports.",
            "At 38 minutes, the average wait in our offices is half of the 57 minutes of 2019.",
            "So far, 3.6 crore of the 4.8 crore households have taps, an achievement of 80 per cent.",
            "The Fund approved 64 of the 96 applications, a rejection rate of 43 per cent.",
            "Of the 3,600 homes, 2,400 – three-quarters – have been cleared, and work has begun on a further 310.",
            "One in four of the 1,500 bridges that were inspected, 250 in all, was rated poor, and the first 90 will be mended.",
        ];
        let silent = [
            "In all, 6,300 of 8,400 applications (75%) were approved.",
            "Of 5,200 applications, 3,900 (75 per cent) were approved, 12% more than last year.",
            "Of the 320 firms, 240 replied and 45% said they were content.",
            "Of 120 homes, 30 (75%) were not occupied; the other 90 were.",
            "About a third of the 2,400 farms, or 750, failed.",
            "More than half of the 8,200 claims – 5,100 – were paid.",
            "In 36 of 120 wards, 50% of voters stayed at home.",
            "Only 27 of the 90 labs, 12% fewer than in May, passed.",
            "Inspectors visited 1,640 kitchens, of which 410 (or 25 per cent) were closed.",
            "A quarter of the $260 million package – $65 million – is for ports.",
            "At 38 minutes, the average wait in our offices is two-thirds of the 57 minutes of 2019.",
            "The Fund approved 64 of the 96 applications, a rejection rate of 33 per cent.",
            "Women received 41% of the loans, taking 410 of the 1,000 on offer.",
            "Women won 43% of the votes, taking 171 of the 450 seats.",
            "Nearly three in four cooperatives (365 out of 500) filed their accounts on time.",
            "Only one candidate in five was shortlisted: of 1,200 who applied, 240 were called.",
            "Some 43% of respondents were women, with 171 of the 450 members replying from abroad.",
            "The 12 schools among the 40 here make up 25% of the region's schools.",
            "With half the sign-up period gone, 9,000 of the 105,000 seniors have joined.",
            "Only 230 of 24,354 claims were paid, a rate of .9 percent.",
            "Only 63% of graduates enrolled (1.7 of 2.8 million).",
            "22 of the 24 chairs, accounting for 94% of the board's voting power, agreed.",
            "With £1,727 million and as a 100% investment, out of which £500 million is for locks.",
        ];

        for text in refuted {
            assert!(is_refuted(text), "silent: {text}");
        }
        for text in silent {
            assert!(!is_refuted(text), "refuted: {text}");
        }
    }
}
