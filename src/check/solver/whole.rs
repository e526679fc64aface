//! Impossible shares: more than the whole, and lists that add up to more or less than the whole.
//!
//! In: a sentence. Out: percentages and fractions that exceed a hundred, or that should add up to it and do
//! not.
//! Invariant: a list must add up to a hundred only where its words exclude others and overlaps.

use super::amount::AmountKind;
use super::claim::{ChangeWay, direction};
use super::refutation::{Fault, Refutation, number};
use super::sentence::Sentence;
use super::share::{is_participle, is_share};
use crate::lexicon::WordRoles as W;

const HUNDRED: f64 = 100.0;

/// Checks the shares of a sentence against a whole.
pub(crate) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    let mut found: Vec<Refutation> =
        (0..s.amounts.len()).filter_map(|index| over_hundred(s, index)).collect();
    found.extend(percentages(s));
    found.extend(fractions(s));

    found
}

/// "Fell by 120%", "112% of households"
fn over_hundred(s: &Sentence<'_>, index: usize) -> Option<Refutation> {
    // "250% of pupils" is more likely a multiple.
    const MOST: f64 = 200.0;

    let amount = &s.amounts[index];
    let token = s.at[index];
    if amount.kind != AmountKind::Percent || amount.value <= HUNDRED || amount.low.is_some() {
        return None;
    }

    let way = direction(s, token);
    let refute = |message: String, help: &str| Refutation {
        fault: Fault::Share,
        start: amount.start,
        end: amount.end,
        message,
        help: help.to_owned(),
        is_weak: false,
        is_inferred: false,
        fix: None,
    };
    let written = s.written(index);

    let may_pass_zero =
        (0..s.tokens.len()).any(|at| s.lexicon.wholes.below_zero.contains(&s.word(at)));
    if way == Some(ChangeWay::Down) && falls(s, token) && amount.sign.is_none() && !may_pass_zero {
        return Some(refute(
            format!("nothing can fall by {written}: 100% is all of it"),
            "check the percentage, or say it as a multiple of the new value",
        ));
    }
    if way.is_some() || amount.value > MOST {
        return None;
    }

    let words = &s.lexicon.wholes;
    let next = token + 1;
    let of_people = s.is(next, W::OF) && s.any(next + 1..next + 5, W::PEOPLE);
    let passes =
        (token.saturating_sub(4)..next + 9).any(|at| words.passes_hundred.contains(&s.word(at)));
    let of_them = s.is(next, W::OF) && s.is(next + 1, W::THEM)
        || s.follows(token, W::OR) && token >= 2 && s.any(token.saturating_sub(4)..token, W::THEM);
    let in_brackets = token >= 2
        && s.is_sign(token - 1, '(')
        && s.is_sign(next, ')')
        && (s.is(next + 1, W::BE | W::HAVE | W::SAID)
            || s.any(token.saturating_sub(8)..token, W::THEM))
        && (token.saturating_sub(6)..token).any(|at| s.is_value(at));

    (!passes && (of_people || of_them || in_brackets)).then(|| {
        refute(
            format!("{written} is more than all of them"),
            "check the percentage and what it is a share of",
        )
    })
}

/// Tells whether a percentage is the size of a fall, and not part of "40% less than 120%".
fn falls(s: &Sentence<'_>, token: usize) -> bool {
    // "At or below 300% of the poverty line" is a limit.
    let is_limit = s.led_by(token, W::BEYOND, W::FILLER);
    // "Numbers have increased – fall chinook by 300%": the season.
    let has_risen = s.any(0..token, W::RISE_VERB);
    let by_verb = !has_risen
        && !is_limit
        && s.led_by(token, W::BY | W::FALL_VERB | W::FALL, W::FILLER.without(W::TO));
    let by_noun = s.is(token + 1, W::FALL) && !s.is(token + 1, W::MORE | W::DOWN);

    by_verb && !s.is(token + 1, W::OF | W::RISE) || by_noun
}

/// "70% to roads, 25% to rail and 15% to buses"
fn percentages(s: &Sentence<'_>) -> Option<Refutation> {
    let shares = listed(s)?;
    let (first, last) = (shares[0], shares[shares.len() - 1]);
    let sum: f64 = shares.iter().map(|&index| size(s, index)).sum();
    let slack = rounding(s, &shares);

    let range = s.at[first]..(s.at[last] + 12).min(s.tokens.len());
    let count = shares.len();
    let remains = last_remains(s, s.at[last]);
    // "82% among men, 79% among women" are shares of two wholes.
    let answers = |side: W| range.clone().any(|at| s.is(at, side) && !s.is(at, W::PART));
    let undecided = answers(W::ONE_SIDE) && answers(W::OTHER_SIDE);
    // Far above a hundred, the shares belong to several questions.
    let is_near = sum <= HUNDRED * 1.3;
    let is_stated = is_exclusive(s, s.at[last])
        || opens_with_whole(s, s.at[first]) && (are_alike(s, &shares) || is_of_things(s, &shares))
        || is_elliptical(s, &shares);
    let exceeds = sum > HUNDRED + slack;
    let misses = sum < HUNDRED - slack;

    // Two shares must nearly add up, since the remaining one completes the whole; of more, an earlier one may
    // have been left out. "35% of the supply and the balance of 11%" are parts of 46%, named in the previous
    // sentence.
    let is_close = sum >= HUNDRED * 0.7;
    let falls_short = misses && is_close && (count == 2 || rests_at_end(s, s.at[last]));
    let fails_to_rest = remains && (exceeds || falls_short);
    let is_wrong = fails_to_rest && sum <= HUNDRED * 1.5
        || count >= 3 && exceeds && is_near && (is_stated || undecided || is_three_way(s, &shares))
        || count == 2 && exceeds && sum <= HUNDRED * 1.5 && is_opposed(s, &shares);

    let amount = &s.amounts[last];
    is_wrong.then(|| Refutation {
        fault: Fault::Sum,
        start: amount.start,
        end: amount.end,
        message: format!("the percentages make {}%, and not 100%", number(sum, 2)),
        help:
            "compare each percentage with its source; if people could give several answers, say so"
                .to_owned(),
        is_weak: false,
        is_inferred: false,
        fix: None,
    })
}

/// Returns the shares of a sentence, percentages and fractions, if they form exactly one list.
fn listed(s: &Sentence<'_>) -> Option<Vec<usize>> {
    const MOST: usize = 7;
    // More words between two answers contain another question.
    const LONGEST_STEP: usize = 12;

    let is_percent = |index: usize| s.amounts[index].kind == AmountKind::Percent;
    let shares: Vec<usize> = (0..s.amounts.len())
        .filter(|&index| {
            (is_percent(index) || s.amounts[index].kind == AmountKind::Fraction)
                && is_share(s, index)
        })
        .collect();
    let all = s
        .amounts
        .iter()
        .filter(|amount| {
            matches!(amount.kind, AmountKind::Percent | AmountKind::Points | AmountKind::Fraction)
        })
        .count();
    // Fractions alone are rounded more coarsely than percentages: they have a rule of their own.
    let has_percent = shares.iter().any(|&index| is_percent(index));
    if !(2..=MOST).contains(&shares.len()) || all != shares.len() || !has_percent {
        return None;
    }

    let words = &s.lexicon.wholes;
    // "Boys made up 58%" does not state a rise.
    let comprises = |at: usize| {
        at > 0 && words.share_verbs.iter().any(|it| it.contains(' ') && s.phrase_at(at - 1, it))
    };
    // "While the other 48% …" excludes others too.
    let rests = last_remains(s, s.at[shares[shares.len() - 1]]);
    // "Firms and staff would each pay 30%, and the remaining 40% …"
    let is_each = (0..s.at[shares[0]]).any(|at| s.is(at, W::EACH) && !s.is(at, W::A));
    let overlaps = is_each
        || (0..s.tokens.len()).any(|at| {
            let is_own = comprises(at) || rests && s.is(at, W::CONTRAST);
            words.overlaps.contains(&s.word(at)) && !is_own
        });
    let is_list = shares.windows(2).all(|pair| {
        let gap = s.between(s.at[pair[0]], s.at[pair[1]]);
        let joins =
            gap.clone().any(|at| s.is(at, W::AND | W::OR) || matches!(s.sign(at), Some(',' | ';')));
        joins && gap.len() <= LONGEST_STEP && !s.has_sign(gap, &['.'])
    });
    let verbs = W::RISE_VERB | W::FALL_VERB;
    let changes = (0..s.tokens.len()).any(|at| s.is(at, verbs) && !s.is(at, W::UP | W::DOWN))
        || shares.iter().any(|&index| s.follows(s.at[index], W::FROM | W::TO));
    // "23% were under 18" limits the age, and not the share.
    let has_limit = shares.iter().any(|&index| s.amounts[index].is_limit());

    // "49% of the indicators of freedom, only 32% of those of rule": each is a share of a different whole.
    let own_wholes = shares.iter().filter(|&&index| {
        let of = s.at[index] + 1;
        s.is(of, W::OF) && !s.is(of + 1, W::THEM | W::DEMONSTRATIVE)
    });
    let are_of_one = own_wholes.count() < 2;

    let is_free = !overlaps && !changes || is_three_way(s, &shares);
    (is_free && is_list && !has_limit && are_of_one).then_some(shares)
}

/// Tells whether three answers are rise, no change and fall.
fn is_three_way(s: &Sentence<'_>, shares: &[usize]) -> bool {
    let &[one, two, three] = shares else {
        return false;
    };
    let ends = [s.at[two], s.at[three], s.tokens.len()];
    let says = |roles: W| {
        [one, two, three].into_iter().zip(ends).any(|(index, end)| {
            (s.at[index]..end).any(|at| s.is(at, roles) && !s.is(at, W::UP | W::DOWN | W::MORE))
        })
    };

    s.any(0..s.at[one], W::OF | W::AMONG)
        && says(W::RISE_VERB)
        && says(W::FALL_VERB)
        && says(W::LEVEL | W::SAME)
}

/// Returns a share in per cent.
fn size(s: &Sentence<'_>, index: usize) -> f64 {
    let amount = &s.amounts[index];
    if amount.kind == AmountKind::Fraction { amount.value * HUNDRED } else { amount.value }
}

/// Tells whether the words say that the shares exclude each other: "their main reason", "by tenure".
fn is_exclusive(s: &Sentence<'_>, last: usize) -> bool {
    let words = &s.lexicon.wholes;
    let is_divided = s.is(0, W::BY) && words.divides.contains(&s.word(1)) && !s.is_word(2);

    is_divided || (0..last).any(|at| words.exclusive.contains(&s.word(at)))
}

/// Tells whether shares of a whole of things, not of people who may give several answers, each have a verb:
/// "Of all the waste, 47% went to landfill, 36% was recycled and 27% was composted."
fn is_of_things(s: &Sentence<'_>, shares: &[usize]) -> bool {
    const REACH: usize = 8;

    let first = s.at[shares[0]];
    let comma = (0..first).find(|&at| s.is_sign(at, ','));
    let is_fronted = s.is(0, W::OF)
        && comma.is_some_and(|comma| {
            comma <= REACH
                && s.any(0..comma, W::ALL | W::TOTAL | W::THE)
                && !s.any(0..comma, W::PEOPLE)
        });
    let [.., one, two] = shares else {
        return false;
    };
    let is_closed = s.any(s.between(s.at[*one], s.at[*two]), W::AND);
    // "Wind for 29%": each share follows the same preposition.
    let are_led = shares.iter().all(|&index| s.follows(s.at[index], W::FOR));
    let are_stated = shares.iter().all(|&index| {
        let next = s.at[index] + 1;
        s.is(next, W::BE)
            || is_participle(s, s.word(next))
            || s.is(next, W::PREPOSITION | W::CHANGE)
    });

    is_fronted && is_closed && (are_led || are_stated)
}

/// Tells whether the later shares omit the words of the first: "64% of respondents said the car, 27% public
/// transport and 18% walking" are answers to one question.
fn is_elliptical(s: &Sentence<'_>, shares: &[usize]) -> bool {
    // The name of an answer is a few words.
    const LONGEST: usize = 6;

    // "Children (39%), people with conditions (40%) and older people (32%)" may be the same people.
    let in_brackets =
        shares.iter().skip(1).all(|&index| s.is_sign(s.at[index].wrapping_sub(1), '('));
    let is_short = !in_brackets
        && shares.windows(2).skip(1).all(|pair| {
            let gap = s.between(s.at[pair[0]], s.at[pair[1]]);
            let says =
                s.any(gap.clone(), W::BE | W::HAVE | W::OF | W::IN | W::PART | W::PREPOSITION);
            !says && s.word_count(gap) <= LONGEST
        });
    let last_gap = match shares {
        [.., one, two] => s.between(s.at[*one], s.at[*two]),
        _ => return false,
    };
    let last = s.at[shares[shares.len() - 1]];
    // "Rates are 35%, 33%, 28% and 25%" names no answers.
    let are_answers = s.is(s.at[shares[0]] + 1, W::OF)
        || shares.iter().skip(1).all(|&index| s.is_word(s.at[index] + 1));
    let says_last =
        s.any(last + 1..(last + 4).min(s.tokens.len()), W::OF | W::IN | W::BE | W::PART);

    shares.len() >= 3 && is_short && are_answers && s.any(last_gap, W::AND) && !says_last
}

/// Returns how far the sum of some percentages may be off because of rounding.
fn rounding(s: &Sentence<'_>, shares: &[usize]) -> f64 {
    // "About 30%" and "nearly half" may be off by this fraction of themselves.
    const SOFT: f64 = 0.06;
    // A fraction may be off by this many points.
    const FRACTION: f64 = 3.0;
    // The sum of whole percentages may be off by this.
    const SUM: f64 = 0.5;

    let own = shares.iter().map(|&index| {
        let amount = &s.amounts[index];
        if amount.kind == AmountKind::Fraction {
            return FRACTION;
        }
        let unit = 10_f64.powi(-i32::try_from(amount.decimals).unwrap_or(0));
        let is_soft = amount.says_about() || amount.says_more() || amount.says_less();
        unit / 2.0 + if is_soft { SOFT * amount.value } else { 0.0 }
    });

    own.sum::<f64>() + SUM
}

/// Tells whether the last share is the rest: "the remaining 13%", "the remainder, 13%", "13% for the rest";
/// not "the remaining districts averaged 13%".
fn last_remains(s: &Sentence<'_>, token: usize) -> bool {
    const REACH: usize = 5;

    let is_rest = |at: usize| s.is(at, W::REMAINING);
    let is_led = s.led_by(token, W::REMAINING, W::FILLER)
        || s.lexicon.wholes.others.iter().any(|phrase| {
            let length = phrase.split(' ').count();
            token >= length && s.phrase_at(token - length, phrase)
        });
    // A noun for the rest, and no word that counts others: "the remainder came to 13%".
    let is_noun = (token.saturating_sub(REACH)..token)
        .any(|at| is_rest(at) && (!s.is_word(at + 1) || s.is(at + 1, W::STOP | W::LINK | W::BE)));

    is_led || is_noun || rests_at_end(s, token)
}

/// "13% for the rest"
fn rests_at_end(s: &Sentence<'_>, token: usize) -> bool {
    let following = token + 1..(token + 6).min(s.tokens.len());
    let before = s.led_by(token, W::REMAINING, W::FILLER)
        || s.any(token.saturating_sub(3)..token, W::REMAINING);

    before
        || following
            .into_iter()
            .any(|at| s.is(at, W::REMAINING) && !s.is_word(at + 1) && s.follows(at, W::THE))
}

/// "Of the money, 70% …", "is split: 70% …"
fn opens_with_whole(s: &Sentence<'_>, first: usize) -> bool {
    s.is(0, W::OF)
        || s.is(first + 1, W::OF) && s.is(first + 2, W::THE)
        || s.is(0, W::OUT)
        || s.any(0..first, W::SHARED) && !s.is(0, W::BETWEEN)
        || s.find_phrase(0..first, s.lexicon.wholes.comprise).is_some()
}

/// Tells whether the words after the shares are alike: "to roads, … to rail".
fn are_alike(s: &Sentence<'_>, shares: &[usize]) -> bool {
    let next = |index: usize| {
        let at = s.at[index] + 1;
        // "45 per cent going to roads, 35 per cent to rail"
        let is_gerund = s.word(at).ends_with(s.lexicon.wholes.gerund_ending);
        if s.is(at, W::PREPOSITION) && !(is_gerund && s.is(at + 1, W::PREPOSITION)) {
            at
        } else {
            at + 1
        }
    };
    let Some(&first) = shares.first() else {
        return false;
    };
    let word = s.word(next(first));

    let in_brackets = shares.iter().all(|&index| s.is_sign(s.at[index].wrapping_sub(1), '('));
    if in_brackets {
        return true;
    }

    // "60% of the fund is for housing, 30% for schools and 25% for health"
    let rest_led = s.is(s.at[first] + 1, W::OF)
        && !s.any(s.at[first]..s.at[first] + 6, W::PEOPLE)
        && shares[1..].iter().all(|&index| s.is(s.at[index] + 1, W::PREPOSITION));
    if rest_led {
        return true;
    }

    let all_led = shares.iter().all(|&index| s.is(next(index), W::PREPOSITION));
    !word.is_empty() && (all_led || shares.iter().all(|&index| s.word(next(index)) == word))
}

/// Tells whether two shares are of opposite answers: "57% backed the plan and 48% opposed it".
fn is_opposed(s: &Sentence<'_>, shares: &[usize]) -> bool {
    const REACH: usize = 4;

    let after = |index: usize| s.at[index] + 1..s.at[index] + 1 + REACH;
    // "52% of men and 61% of women" are shares of two wholes.
    let is_of = shares
        .iter()
        .skip(1)
        .any(|&index| s.is(s.at[index] + 1, W::OF) && !s.is(s.at[index] + 2, W::THEM));
    let &[one, two] = shares else {
        return false;
    };

    // "54% female and 46% male"
    // "88% were male and 12% were female"
    let side = |index: usize| {
        let next = s.at[index] + 1;
        if s.is(next, W::BE) { next + 1 } else { next }
    };
    let (next, other) = (side(one), side(two));
    if s.is(next, W::ONE_SIDE) && s.is(other, W::OTHER_SIDE)
        || s.is(next, W::OTHER_SIDE) && s.is(other, W::ONE_SIDE)
    {
        return true;
    }

    // "Men make up 63% of staff and women 47%"
    let (first, second) = (s.at[one], s.at[two]);
    let verbs = s.lexicon.wholes.share_verbs.iter().filter(|it| it.contains(' '));
    let comprises = verbs.into_iter().any(|it| first > 1 && s.phrase_at(first - 2, it));
    let sides = W::ONE_SIDE | W::OTHER_SIDE;
    let is_elliptic = s.follows(second, sides) && !s.is_word(second + 1);
    if comprises && is_elliptic && s.any(first.saturating_sub(5)..first, sides) {
        return true;
    }

    !is_of
        && !shares.iter().any(|&index| s.any(after(index), W::PART))
        && (s.any(after(one), W::ONE_SIDE) && s.any(after(two), W::OTHER_SIDE)
            || s.any(after(one), W::OTHER_SIDE) && s.any(after(two), W::ONE_SIDE))
}

/// "Two thirds walk, a quarter come by bus and a fifth are driven."
fn fractions(s: &Sentence<'_>) -> Option<Refutation> {
    // Fractions are rounded, and so is their sum.
    const MOST: f64 = 1.06;

    let shares: Vec<usize> = (0..s.amounts.len())
        .filter(|&index| s.amounts[index].kind == AmountKind::Fraction && is_share(s, index))
        .collect();
    let has_values = s.amounts.iter().any(|amount| {
        matches!(amount.kind, AmountKind::Percent | AmountKind::Count | AmountKind::Money(_))
    });
    let [.., one, two] = &shares[..] else {
        return None;
    };
    let are_joined = shares.windows(2).all(|pair| {
        let gap = s.between(s.at[pair[0]], s.at[pair[1]]);
        gap.clone().any(|at| s.is(at, W::AND) || s.is_sign(at, ','))
    });
    let is_closed = s.any(s.between(s.at[*one], s.at[*two]), W::AND);
    let overlaps = (0..s.tokens.len()).any(|at| s.lexicon.wholes.overlaps.contains(&s.word(at)));
    // "A third of pupils, a quarter of teachers and half of parents" have three wholes.
    let are_of_several = shares.iter().skip(1).any(|&index| s.is(s.at[index] + 1, W::OF));
    let sum: f64 = shares.iter().map(|&index| s.amounts[index].value).sum();
    // "And the remaining quarter" excludes others.
    let fails_to_rest = last_remains(s, s.at[*two]) && sum < 2.0 - MOST;
    if shares.len() < 3
        || has_values
        || !are_joined
        || !is_closed
        || overlaps
        || are_of_several
        || sum <= MOST && !fails_to_rest
    {
        return None;
    }

    let amount = &s.amounts[*two];
    Some(Refutation {
        fault: Fault::Sum,
        start: amount.start,
        end: amount.end,
        message: format!("the fractions make {}% of the whole", number(sum * HUNDRED, 0)),
        help: "compare each fraction with its source; if people could give several answers, say so"
            .to_owned(),
        is_weak: false,
        is_inferred: false,
        fix: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::check::solver::testing::refutes;

    fn is_refuted(text: &str) -> bool {
        refutes(super::check, text)
    }

    #[test]
    fn shares_of_one_whole_make_it() {
        let refuted = [
            "The number of derelict sites has fallen by 120 per cent.",
            "Some 112% of households now have broadband.",
            "Of the money, 70% goes to roads, 25% to rail and 15% to buses.",
            "Renewables provided 46% of power, gas 33%, nuclear 18% and the remainder, 13%, came from imports.",
            "Two thirds of the seats are red, a quarter are blue and a fifth are green.",
            "In the poll, 57% backed the plan and 48% opposed it.",
            "Main source of water: borehole 41%, piped supply 33%, river or dam 22%, vendor 14%.",
            "Boys made up 58% of pupils, and girls the remaining 52%.",
            "Road freight carries 71% of the cargo; the remaining 39% goes by rail.",
            "Of all the land restored, 44% was wetland, 38% was woodland and 28% was grassland.",
            "Two-thirds of members voted for the strike, 24% voted against and 19% abstained.",
            "It is split three ways, with 50% going to schools, 30% to clinics and 30% to roads.",
            "Half of the catch is exported, a third is sold and the remaining quarter is canned.",
            "Of those convicted, 88% were male and 22% were female.",
            "Of the firms, 52% expect sales to rise, 31% to stay the same and 27% to fall.",
            "Grants made up 62% of the money, while loans made up the other 48%.",
            "By tenure, 61% of homes are owned outright, 22% are mortgaged and 27% are rented.",
        ];
        let silent = [
            "Exports have grown by 120 per cent.",
            "The trust met 112% of its target for patients.",
            "Of the money, 60% goes to roads, 25% to rail and 15% to buses.",
            "Turnout was 61% of men and 54% of women.",
            "A third of pupils, half of teachers and a quarter of parents replied.",
            "In the poll, 57% backed the plan and 43% opposed it.",
            "Employment was 76% among men, 72% among women and 54% among the young.",
            "Main source of water: borehole 41%, piped supply 33%, river or dam 22%, vendor 4%.",
            "Asked what worried them, 61% named prices, 44% crime and 28% power cuts.",
            "Of respondents, 61% use the bus, 44% cycle and 28% walk at least once a week.",
            "Turnout was 61% in the north, 54% in the south and the remaining districts averaged 48%.",
            "Half of the catch is exported, a quarter is sold and the remaining quarter is canned.",
            "We fund children (supported by 39%), people in care (40%) and older people (32%).",
        ];

        for text in refuted {
            assert!(is_refuted(text), "silent: {text}");
        }
        for text in silent {
            assert!(!is_refuted(text), "refuted: {text}");
        }
    }
}
