//! Directions: "rose to 22,410 from 23,170".

use super::amount::AmountKind;
use super::claim::{claims, differences};
use super::pairs::{self, Pair, PairTie};
use super::refutation::{Fault, Refutation};
use super::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// Checks the directions that the verbs of a sentence give to its pairs of values.
pub(crate) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    // With more values than these, neighbours need not belong together.
    const MOST: usize = 6;

    let mut without: Vec<usize> = differences(s).iter().map(|it| it.amount).collect();
    without.extend(claims(s).iter().filter_map(|it| it.amount));
    let mut found = Vec::new();

    for (_, group) in s.groups(&without) {
        if group.len() <= MOST {
            let pairs = pairs::explicit(s, &group);
            found.extend(pairs.iter().filter_map(|pair| check_pair(s, pair)));
        }
    }

    found
}

fn check_pair(s: &Sentence<'_>, pair: &Pair) -> Option<Refutation> {
    let (base, value) = (&s.amounts[pair.base], &s.amounts[pair.value]);
    if base.is_limit() || value.is_limit() || base.value <= 0.0 || value.value <= 0.0 {
        return None;
    }

    let (one, two) = (s.at[pair.base], s.at[pair.value]);
    let (first, last) = (one.min(two), one.max(two));
    let verb = match pair.tie {
        PairTie::FromTo => verb_before(s, first)?,
        PairTie::ThenTo => verb_before(s, last)?,
        PairTie::ToFrom => adverb_before(s, first, last).or_else(|| verb_before(s, first))?,
        // "Dipped to 31.2 million tonnes (2024: 30.1 million)"
        PairTie::Dated if two < one && s.follows(two, W::TO) && s.has_sign(two..one, &['(']) => {
            verb_before(s, first)?
        }
        PairTie::ThenNow if two < one && first > 0 && s.is_sign(first - 1, ':') => {
            verb_before(s, first).or_else(|| comparative_before(s, first))?
        }
        PairTie::ThisFigure => verb_before(s, last).filter(|&verb| verb > first)?,
        PairTie::Compared if is_of_a_time(s, last) && leads_to(s, first) => {
            verb_before(s, first).or_else(|| comparative_before(s, first))?
        }
        _ => return None,
    };

    // "Demand grew from 12% in spring to 10% in autumn": it grew at a pace that fell.
    if base.kind == AmountKind::Percent && s.is(verb, W::GROWTH) {
        return None;
    }

    let rises = s.is(verb, W::RISE_VERB | W::RISE);
    let (from, to) = (base.range(), value.range());
    let is_wrong = if rises { to.high < from.low } else { to.low > from.high };

    is_wrong.then(|| {
        let (written, other) = if rises { ("a rise", "a fall") } else { ("a fall", "a rise") };
        let (base, value) = (s.written(pair.base), s.written(pair.value));
        let token = s.tokens[verb];

        Refutation {
            fault: Fault::Change,
            start: token.start,
            end: token.end,
            message: format!("you wrote {written}; {base} to {value} is {other}"),
            help: "check which of the two values is the earlier one, and the verb".to_owned(),
            is_weak: false,
            fix: None,
        }
    })
}

/// Finds the verb that leads to the first amount, over few words.
fn verb_before(s: &Sentence<'_>, first: usize) -> Option<usize> {
    // Two words that say something: "rose in the north from".
    const BUDGET: usize = 5;

    let mut spent = 0;
    for at in (0..first).rev() {
        let roles = s.roles(at);
        let is_limit = roles.meets(W::UP) && s.is(at + 1, W::TO);
        // "Buyers draw down loans": an adverb is a direction only after "is" or "went".
        let is_particle =
            roles.meets(W::UP | W::DOWN) && !s.follows(at, W::BE | W::CHANGE | W::HAVE);
        let is_noun = s.follows(at, W::A | W::THE) && !roles.meets(W::UP | W::DOWN) || is_particle;

        if roles.meets(W::RISE_VERB | W::FALL_VERB) && !is_limit && !is_noun {
            // "Grew at a slower pace, from 8.4% to 4.8%" is a rise of another size.
            let is_pace =
                (at + 1..first).any(|it| s.is(it, W::PACE | W::RATE) || s.is(it, W::CHANGE));
            return (!is_pace).then_some(at);
        }
        if roles.meets(W::BREAK | W::AND | W::NOT) || s.is_sign(at, '.') || s.is_sign(at, ';') {
            return None;
        }

        let is_plain = roles.meets(W::FILLER | W::FROM | W::TO | W::IN | W::DURING)
            || s.amount(at).is_some()
            || s.is_sign(at, ',');
        spent += if is_plain { 1 } else { 3 };
        if spent >= BUDGET * 2 {
            return None;
        }
    }

    None
}

/// Finds "fewer" before a colon: "saw fewer patients this winter: 412,700, compared with".
fn comparative_before(s: &Sentence<'_>, first: usize) -> Option<usize> {
    const REACH: usize = 8;

    let colon = first.checked_sub(1).filter(|&at| s.is_sign(at, ':'))?;
    let verb = (colon.saturating_sub(REACH)..colon).rev().find(|&at| s.is(at, W::MORE))?;
    let denied = s.any(verb.saturating_sub(3)..verb, W::NOT) || s.is(verb + 1, W::THAN);
    (!denied && s.is(verb, W::RISE | W::FALL)).then_some(verb)
}

/// Finds "up" or "down" right before "from".
fn adverb_before(s: &Sentence<'_>, first: usize, last: usize) -> Option<usize> {
    let reach = last.saturating_sub(5).max(first + 1);
    (reach..last).rev().find(|&at| s.is(at, W::UP | W::DOWN))
}

fn leads_to(s: &Sentence<'_>, first: usize) -> bool {
    s.follows(first, W::TO | W::AT) || first > 0 && s.is_sign(first - 1, ':')
}

/// Tells whether the second amount is of another time: "compared with 340 a year earlier".
fn is_of_a_time(s: &Sentence<'_>, last: usize) -> bool {
    const REACH: usize = 7;

    (last + 1..last + REACH).take_while(|&at| s.sign(at).is_none()).any(|at| {
        s.is(at, W::AGO)
            || s.is_date(at)
            || s.is_month(at)
            // "Last winter", "the previous season", "a year earlier"
            || s.is(at, W::BEFORE) && !s.is(at, W::BE | W::HAVE) && s.is_word(at + 1)
    })
}
