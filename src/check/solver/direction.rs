//! Directions: "rose to 22,410 from 23,170".

use super::amount::AmountKind;
use super::claim::{claims, differences};
use super::pairs::{self, Pair, PairTie};
use super::refutation::{Fault, Refutation};
use super::sentence::Sentence;
use super::share::is_participle;
use crate::lexicon::WordRoles as W;

/// Checks the directions that the verbs of a sentence give to its pairs of values.
pub(crate) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    // Among more values than these, neighbours need not belong together.
    const MOST: usize = 6;

    let mut without: Vec<usize> = differences(s).iter().map(|it| it.amount).collect();
    without.extend(claims(s).iter().filter_map(|it| it.amount));
    // "By 1.4 points in 2024, or by 2% in relative terms, before climbing to 74.2%"
    without.extend((0..s.amounts.len()).filter(|&index| {
        s.amounts[index].kind == AmountKind::Percent
            && s.led_by(s.at[index], W::BY, W::FILLER.without(W::TO | W::OF))
    }));
    let mut found = Vec::new();

    for (_, group) in s.groups(&without) {
        if group.len() <= MOST {
            let pairs = pairs::explicit(s, &group);
            found.extend(pairs.iter().filter_map(|pair| check_pair(s, pair)));
        }
    }

    found
}

/// Tells whether a pair crosses two lists: "79,167 residents and 20,513 citizens, up from 63,627 and 17,334".
fn are_parallel_lists(s: &Sentence<'_>, pair: &Pair) -> bool {
    // "79,167 new permanent residents and"
    const REACH: usize = 6;

    let (one, two) = (s.at[pair.base].min(s.at[pair.value]), s.at[pair.base].max(s.at[pair.value]));
    let is_counted =
        |at: usize| s.is_value(at) || s.amount(at).is_some_and(|it| it.kind == AmountKind::Percent);
    let joined = |from: usize, to: usize| {
        let has_joint = (from + 1..to).any(|at| s.is(at, W::AND));
        has_joint && !s.has_sign(from + 1..to, &[',', ';', '.'])
    };
    let before = (one.saturating_sub(REACH)..one).rev().find(|&at| is_counted(at));
    let after = (two + 1..(two + 1 + REACH).min(s.tokens.len())).find(|&at| is_counted(at));

    before.is_some_and(|at| joined(at, one)) && after.is_some_and(|at| joined(two, at))
}

fn check_pair(s: &Sentence<'_>, pair: &Pair) -> Option<Refutation> {
    // "The pay gap has narrowed"
    const GAP_REACH: usize = 3;
    // No two values of one thing differ by so much.
    const ABSURD: f64 = 50.0;
    // "Million" for "billion"
    const SLIP: f64 = 0.4;

    let (base, value) = (&s.amounts[pair.base], &s.amounts[pair.value]);
    // "From a negative position of £46 million to a negative position of £47 million": a negative amount
    // falls as its size grows.
    let is_negative = [pair.base, pair.value]
        .iter()
        .any(|&index| s.any(s.at[index].saturating_sub(6)..s.at[index], W::NEGATIVE));
    if is_negative || base.is_limit() || value.is_limit() || base.value <= 0.0 || value.value <= 0.0
    {
        return None;
    }

    // "Prices rose 1.6%, slower than the 2.0% of June", "the annual rise was 6.1%, compared with 15.3%": sizes of rises.
    let value_at = s.at[pair.value];
    // So is "declined $33 billion, from a $10 billion surplus".
    let is_size = (value.kind == AmountKind::Percent || pair.tie == PairTie::ToFrom)
        && s.follows(value_at, W::RISE_VERB | W::FALL_VERB)
        && !s.follows(value_at, W::UP | W::DOWN);
    if is_size {
        return None;
    }

    // "Rs 416 million in 2013 and Rs 219 million for the first five months of 2014"
    let is_part = (0..s.tokens.len()).any(|at| {
        s.amount(at).is_some_and(|it| it.kind == AmountKind::Duration)
            && s.follows(at, W::WHICH_PART)
    });
    if is_part || are_parallel_lists(s, pair) {
        return None;
    }

    let verb = leading_word(s, pair)?;
    let is_explicit = matches!(pair.tie, PairTie::FromTo | PairTie::ToFrom | PairTie::ThisFigure);
    let is_certain = is_explicit || s.has_only(&[pair.base, pair.value]);

    // "The pay gap has narrowed from 59 cents to 84 cents": the values are not those of the gap.
    if s.any(verb.saturating_sub(GAP_REACH)..verb, W::GAP) && base.kind != AmountKind::Points {
        let is_gap_of = s.any(0..verb, W::OF | W::BETWEEN);
        if !is_gap_of {
            return None;
        }
    }

    // "Demand grew from 12% in spring to 10% in autumn": the growth rate fell while demand grew.
    if base.kind == AmountKind::Percent && s.is(verb, W::GROWTH) {
        return None;
    }

    // "Has risen from 20,766 to over 116, 604", "passed one million (1.002 Mbd), up from 974,000": a number was misread,
    // unless a magnitude was.
    let times = (value.value / base.value).max(base.value / value.value);
    // "Cut to $31.1 million, down from $46.5": a magnitude was lost or swapped.
    let is_money = [pair.base, pair.value]
        .iter()
        .all(|&it| s.written(it).starts_with(|first: char| !first.is_ascii_digit()));
    let is_slip = is_money
        && [1e3, 1e6, 1e9].iter().any(|power| (SLIP..=1.0 / SLIP).contains(&(times / power)));
    if times > ABSURD && !is_slip {
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
            is_weak: !is_certain,
            is_inferred: false,
            fix: None,
        }
    })
}

/// Finds the word directly before a pair that gives it a direction.
fn leading_word(s: &Sentence<'_>, pair: &Pair) -> Option<usize> {
    let (one, two) = (s.at[pair.base], s.at[pair.value]);
    let (first, last) = (one.min(two), one.max(two));

    match pair.tie {
        PairTie::FromTo => verb_before(s, first),
        PairTie::ThenTo => verb_before(s, last),
        PairTie::ToFrom => adverb_before(s, first, last).or_else(|| verb_before(s, first)),
        // "Dipped to 31.2 million tonnes (2024: 30.1 million)"
        PairTie::Dated if two < one && s.follows(two, W::TO) && s.has_sign(two..one, &['(']) => {
            verb_before(s, first)
        }
        PairTie::ThenNow if two < one && first > 0 && s.is_sign(first - 1, ':') => {
            stated_before(s, first)
        }
        PairTie::Once | PairTie::After if leads_to(s, first) => verb_before(s, first),
        PairTie::ThisFigure => verb_before(s, last).filter(|&verb| verb > first),
        // "Increased by 1.8 points to 54.6%, compared with 61% before the crisis": the rise has a base of its own.
        PairTie::Compared if is_of_a_time(s, last) && leads_to(s, first) => stated_before(s, first)
            .filter(|&verb| !(verb..first).any(|at| s.is_value_of_change(at))),
        _ => None,
    }
}

/// Finds the direction before a value that follows "to", "at" or a colon. Before a colon, a verb with an
/// object, as in "cut red tape: 412", does not describe what is counted.
fn stated_before(s: &Sentence<'_>, first: usize) -> Option<usize> {
    let is_colon = first > 0 && s.is_sign(first - 1, ':');

    verb_before(s, first)
        .filter(|&verb| !is_colon || is_direction(s, verb))
        .or_else(|| comparative_before(s, first))
}

/// Tells whether a word says that its subject, or its object, rose or fell.
fn is_direction(s: &Sentence<'_>, token: usize) -> bool {
    let next = token + 1;
    if !s.is(token, W::RISE | W::FALL) {
        return false;
    }
    if s.is(token, W::UP | W::DOWN) {
        return s.follows(token, W::BE | W::CHANGE | W::HAVE | W::MOTION) || s.is(next, W::FROM);
    }
    // "Fewer farmers applied"
    if s.is(token, W::FEWER) {
        return s.is_word(next) && !s.is(next, W::STOP | W::FILLER);
    }

    // "A drop in births"; "cut red tape" has an object and does not describe what is counted.
    let is_noun =
        s.led_by(token, W::A | W::THE, W::FILLER) && s.is(next, W::IN | W::OF | W::TO | W::FROM);
    let ends = !s.is_word(next) && s.amount(next).is_none()
        || s.is(
            next,
            W::IN | W::DURING | W::TO | W::FROM | W::AT | W::ON | W::NOW | W::BEFORE | W::SINCE,
        );
    let is_noun_alone = s.follows(token, W::A) && s.is_sign(next, ',');

    is_noun || is_noun_alone || s.is(token, W::RISE_VERB | W::FALL_VERB) && ends
}

/// Finds the verb that governs the first amount, over few words.
fn verb_before(s: &Sentence<'_>, first: usize) -> Option<usize> {
    // Two content words: "rose in the north from".
    const BUDGET: usize = 5;

    let mut spent = 0;
    for at in (0..first).rev() {
        let roles = s.roles(at);
        let is_limit = roles.meets(W::UP) && s.is(at + 1, W::TO);
        // "Buyers draw down loans": an adverb is a direction only after "is" or "went".
        let is_particle =
            roles.meets(W::UP | W::DOWN) && !s.follows(at, W::BE | W::CHANGE | W::HAVE | W::MOTION);
        // "To cut the proposed increase in half – from 60,000 to 30,000"
        let is_led = s.follows(at, W::A | W::THE)
            || at > 1 && s.is(at - 2, W::A | W::THE) && is_participle(s, s.word(at - 1));
        let is_noun = is_led && !roles.meets(W::UP | W::DOWN) || is_particle || is_name(s, at);

        if roles.meets(W::RISE_VERB | W::FALL_VERB) && !is_limit && !is_noun {
            // "Grew at a slower pace, from 8.4% to 4.8%" gives the size of a rise.
            let is_pace = (at + 1..first).any(|it| {
                s.is(it, W::PACE | W::RATE) && !s.is(it, W::FILLER) || s.is(it, W::CHANGE)
            });
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

/// Tells whether a word is part of a name: "Fallen Hero Compensation".
fn is_name(s: &Sentence<'_>, token: usize) -> bool {
    let is_capital = |at: usize| {
        s.is_word(at) && s.text[s.tokens[at].start as usize..].starts_with(char::is_uppercase)
    };

    token > 0 && is_capital(token) && is_capital(token + 1) && !is_capital(token - 1)
}

/// Finds "fewer" before a colon: "saw fewer patients this winter: 412,700, compared with".
fn comparative_before(s: &Sentence<'_>, first: usize) -> Option<usize> {
    const REACH: usize = 8;

    let colon = first.checked_sub(1).filter(|&at| s.is_sign(at, ':'))?;
    let verb = (colon.saturating_sub(REACH)..colon).rev().find(|&at| s.is(at, W::MORE))?;
    let denied = s.any(verb.saturating_sub(3)..verb, W::NOT) || s.is(verb + 1, W::THAN);
    (!denied && s.is(verb, W::RISE | W::FALL)).then_some(verb)
}

/// Finds "up" or "down" directly before "from".
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

#[cfg(test)]
mod tests {
    use crate::check::solver::testing::refutes;

    #[test]
    fn a_direction_is_that_of_the_two_values() {
        // Each has its values reversed against its right twin.
        let pairs = [
            (
                "The number of open cases has come down to {}, having been {} in March.",
                "412",
                "377",
            ),
            ("Waits have lengthened from a median of {1} days to {0} days.", "19", "23"),
            ("The wait has grown to {} days; last spring it was {}.", "14", "21"),
            ("Ridership slipped to {} in May, after {} in April.", "3.4 million", "3.1 million"),
        ];

        for (text, value, base) in pairs {
            let fill = |value: &str, base: &str| {
                let text = text.replace("{0}", value).replace("{1}", base);
                text.replacen("{}", value, 1).replacen("{}", base, 1)
            };
            assert!(refutes(super::check, &fill(value, base)), "silent: {}", fill(value, base));
            assert!(!refutes(super::check, &fill(base, value)), "refuted: {}", fill(base, value));
        }
    }

    #[test]
    fn a_direction_of_another_thing_is_silent() {
        let silent = [
            "Crime has fallen in Leeds, with 412 officers on the beat compared with 398 a year ago.",
            "Prices are still rising, if more slowly: inflation was 3.2% in January and 2.7% in February.",
            "The council cut red tape: 412 permits were issued in 2025, compared with 398 in 2024.",
            "The age limit changes from 25 to 23 as the rate increases in April.",
            "A fall is expected, with 412 forecast for 2025 after 398 in 2024.",
            "Sales rose from 855,000 to 1.1 million, and exports increased from 1.4 million to almost 3.4 million.",
            "It will raise Fallen Hero Compensation from £12,420 to £100,000.",
            "The deficit declined £33 billion, from a £10 billion surplus to a £23 billion deficit.",
            "The amendment would cut the proposed increase in half – from 60,000 to 30,000 visas.",
            "Oil output passed one million barrels (1.002 Mbd), up from 974,000 in June.",
            "We gave £8.5 million for homes and, in 2006, it increased other funding to £3.5 million.",
        ];

        for text in silent {
            assert!(!refutes(super::check, text), "refuted: {text}");
        }
    }
}
