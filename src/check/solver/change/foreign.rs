//! Claims of a change that the nearby values do not measure, because they have their own base or subject.
//!
//! In: a claim, and the pair of values next to it. Out: whether the claim is about something else. Invariant:
//! values that "from" and "to" attach to a claim belong to it, unless they are rates.

use crate::check::solver::amount::{AmountKind, WrittenAmount};
use crate::check::solver::claim::{ChangeAssertion, Measure, direction};
use crate::check::solver::pairs::{Pair, PairTie};
use crate::check::solver::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// Verbs of change; some of them are nouns as well.
const CHANGES: W = W::RISE_VERB.or(W::FALL_VERB).or(W::RISE).or(W::FALL);

/// A claim and the pair of values next to it, by their tokens.
struct Claimed<'s> {
    s: &'s Sentence<'s>,
    claim: &'s ChangeAssertion,
    pair: &'s Pair,
    /// The token of the claim.
    token: usize,
    base: usize,
    value: usize,
    /// The earlier and the later token of the pair.
    first: usize,
    last: usize,
}

/// Tells whether the words name another base for a claim than that of a pair, or another subject.
pub(super) fn is_of_another_base(
    s: &Sentence<'_>,
    claim: &ChangeAssertion,
    group: &[usize],
    pair: &Pair,
) -> bool {
    let (base, value) = (s.at[pair.base], s.at[pair.value]);
    let (first, last) = (base.min(value), base.max(value));
    let it = Claimed { s, claim, pair, token: claim.token, base, value, first, last };
    let is_loose = pair.tie == PairTie::Loose;

    is_loose && (it.is_over_another() || is_addition(s, group))
        || it.is_times_another()
        || it.is_repeated()
        || it.is_component()
        || it.is_parted()
        || it.is_next()
        || it.is_turned()
        || it.is_effect()
        || it.is_of_other_brackets()
        || it.has_own_year()
        || it.has_own_base()
        || it.has_own_comparison()
        || has_base_of_its_own(s, claim.token)
        || !is_explicit(pair) && (it.has_own_changes() || it.has_own_subject())
}

/// "An additional 650 jobs, bringing the total to 2,850, a rise of 30%": the base is the total less the addition.
fn is_addition(s: &Sentence<'_>, group: &[usize]) -> bool {
    group.iter().any(|&index| {
        s.led_by(s.at[index], W::ADDITIONAL, W::FILLER) || s.is(s.at[index] + 1, W::ADDITIONAL)
    })
}

impl Claimed<'_> {
    /// "An increase of 26% over the previous year and more than double the 753 of 1996"
    fn is_over_another(&self) -> bool {
        let &Claimed { s, token, .. } = self;
        s.is(token + 1, W::DURING | W::ON)
            && (token + 2..token + 4).any(|at| s.is(at, W::BEFORE) && !s.is(at, W::BE | W::HAVE))
    }

    /// "Halved and then halved again, from 4,800 to 1,200": the values measure both steps together.
    fn is_repeated(&self) -> bool {
        let &Claimed { s, token, .. } = self;
        self.claim.measure == Measure::Verb && (token + 1..token + 7).any(|at| s.is(at, W::AGAIN))
    }

    /// "From 58 to 65, or three times the increase that a cure would bring", "to twice the amount allowed for one"
    fn is_times_another(&self) -> bool {
        let &Claimed { s, token, base, .. } = self;
        let next = token + 1;
        let has_own_base = s.is(next, W::THE) && s.amount(next + 1).is_none();
        // "Among children under 15, nine times higher than in 25 other countries"
        let is_place = s.follows(base, W::IN);

        self.claim.measure == Measure::Multiple
            && self.pair.tie != PairTie::Times
            && (has_own_base || is_place)
    }

    /// "To £800 million for homes and quadrupled funding to £48 million for schools"
    fn is_parted(&self) -> bool {
        let &Claimed { s, token, base, value, .. } = self;
        self.claim.measure == Measure::Verb
            && (base..value).contains(&token)
            && s.any(base..token, W::AND)
    }

    /// "From 2.83% to 2.84%: this reflects 0.06 points for the new period and 0.04 points for new data"
    fn is_component(&self) -> bool {
        let &Claimed { s, token, first, last, .. } = self;
        let points = s.amounts.iter().filter(|it| it.kind == AmountKind::Points).count();

        self.claim.measure == Measure::Points
            && points > 1
            && !(first..last).contains(&token)
            && s.any(token..s.tokens.len(), W::AND)
    }

    /// "£556 for men, up 1.8%, compared with £459 for women, up 2.2%"; "by 0.2 points to 1.4% in 2017 and by 0.1 points
    /// to 1.6% in 2018"
    fn has_own_changes(&self) -> bool {
        let s = self.s;
        let is_change = |index: usize| {
            let kind = s.amounts[index].kind;
            matches!(kind, AmountKind::Percent | AmountKind::Points)
                && index != self.pair.base
                && index != self.pair.value
                && direction(s, s.at[index]).is_some()
        };

        matches!(self.claim.measure, Measure::Percent | Measure::Points)
            && (0..s.amounts.len()).filter(|&index| is_change(index)).count() > 1
    }

    /// "Trade was almost $100 billion and our investment grew 12 per cent to over $227 billion"
    fn has_own_subject(&self) -> bool {
        let &Claimed { s, token, first, last, .. } = self;
        let joint = (first..token.min(last)).find(|&at| s.is(at, W::AND));
        let is_noun = |at: usize| s.is_word(at) && s.roles(at) == W::NONE;

        self.claim.measure == Measure::Percent
            && (s.led_by(last, W::TO, W::FILLER.without(W::TO))
                || s.amounts[self.pair.value].kind == AmountKind::Percent)
            && joint.is_some_and(|at| (at + 1..token).any(is_noun))
    }

    /// "With a 4% dip in 2008, spending will be down to $254 billion in 2008 from $384 billion in 2005"
    fn has_own_year(&self) -> bool {
        let &Claimed { s, token, base, value, first, .. } = self;
        let year = |at: usize| (at + 1..at + 4).find_map(|it| s.amount(it)?.year());

        match (year(token), year(base)) {
            (Some(own), Some(earlier)) => {
                token < first && own > earlier + 1 && year(value) == Some(own)
            }
            _ => false,
        }
    }

    /// "This is an increase of 127% since 2017", "a 64% increase in funds from 2002", after the values of other years
    fn has_own_base(&self) -> bool {
        // "Increase in federal K-12 education funds from"
        const REACH: usize = 9;
        const NEAR: usize = 4;

        let &Claimed { s, token, base, value, .. } = self;
        let start = (token + 1..token + REACH)
            .take_while(|&at| s.sign(at).is_none())
            .find(|&at| s.is(at, W::SINCE | W::FROM | W::ON | W::COMPARED | W::THAN));
        let own = start.and_then(|at| s.amount(at + 1)?.year());
        let has = |at: usize, own: i16| {
            (at.saturating_sub(NEAR)..at + NEAR)
                .any(|it| s.amount(it).and_then(WrittenAmount::year) == Some(own))
        };
        let is_dated = |at: usize| (at.saturating_sub(NEAR)..at + NEAR).any(|it| s.is_date(it));

        own.is_some_and(|own| is_dated(base) && !has(base, own) && !has(value, own))
    }

    /// "Increased by 1.8 points to 54.6%, compared with 61% before the crisis"
    fn has_own_comparison(&self) -> bool {
        let &Claimed { s, token, base, value, .. } = self;
        self.pair.tie == PairTie::Compared
            && token < value
            && value < base
            && s.led_by(value, W::TO, W::FILLER.without(W::TO))
            && s.led_by(token, W::BY, W::FILLER.without(W::TO))
            && s.has_sign(value..base, &[','])
            && !s.has_only(&[self.pair.base, self.pair.value])
    }

    /// "Slipped by 1.2 points in 2024, to 81.7%, before recovering to 84.3%"
    fn is_turned(&self) -> bool {
        let &Claimed { s, token, first, last, .. } = self;
        !(first..last).contains(&token)
            && (first..last).any(|at| {
                let gerund = s.word(at + 1).ends_with(s.lexicon.wholes.gerund_ending);
                s.is(at, W::EARLIER | W::AFTER) && gerund
            })
    }

    /// "Cutting the wait from 12 to 8 weeks reduced complaints by 18%": the pair is the cause, and the claim is told of
    /// something else.
    fn is_effect(&self) -> bool {
        let &Claimed { s, token, last, .. } = self;
        let between = last + 1..token;
        if token <= last || between.clone().any(|at| s.sign(at).is_some()) {
            return false;
        }

        let is_name = |at: usize| s.is_word(at) && s.roles(at) == W::NONE;
        let is_object = |at: usize| s.is(at, W::DEMONSTRATIVE) || is_name(at);

        // "Cut demand by 20%"
        let verb = between.clone().find(|&at| s.is(at, CHANGES));
        let has_object = verb.is_some_and(|verb| (verb + 1..token).any(is_object));
        let is_told_of_object = has_object && s.led_by(token, W::BY, W::FILLER);

        // "Brought 12% more firms into the scheme"
        let counts_other = s.is(token + 1, W::MORE | W::FEWER)
            && s.is_word(token + 2)
            && !s.is(token + 2, W::THAN | W::PREPOSITION | W::AND | W::BE);

        // "Reducing classes from 30 to 24 would cost 20% more": the noun of the pair may come first.
        let noun = s.amounts[self.pair.value].noun.first();
        let has_verb = between.into_iter().any(|at| {
            (is_name(at) || s.is(at, W::BRINGING | W::WORTH))
                && !(at == last + 1 && noun.is_some_and(|noun| s.word(at).starts_with(noun)))
        });

        is_told_of_object || counts_other || self.is_led_by_gerund() && has_verb
    }

    /// "Reducing classes from 30 to 24": the pair is part of the subject.
    fn is_led_by_gerund(&self) -> bool {
        let &Claimed { s, first, .. } = self;
        let start = (0..first).rev().find(|&at| s.sign(at).is_some()).map_or(0, |sign| sign + 1);
        let is_gerund = |at: usize| s.word(at).ends_with(s.lexicon.wholes.gerund_ending);

        is_gerund(start) && !(start + 1..first).any(|at| s.is(at, CHANGES) && !is_gerund(at))
    }

    /// "A 150% increase (from 200 to 500) or a 200% increase": the pair stands in the brackets of another claim.
    fn is_of_other_brackets(&self) -> bool {
        // "150% increase in fees ("
        const NEAR: usize = 5;

        let &Claimed { s, token, first, last, .. } = self;
        let open = (0..first).rev().take_while(|&at| !s.is_sign(at, ')'));
        let Some(open) = open.into_iter().find(|&at| s.is_sign(at, '(')) else {
            return false;
        };

        let is_claim = |at: usize| {
            let kind = s.amount(at).map(|it| it.kind);
            matches!(kind, Some(AmountKind::Percent | AmountKind::Points | AmountKind::Multiple))
                && at != token
                && direction(s, at).is_some()
        };

        s.has_sign(last..token, &[')']) && (open.saturating_sub(NEAR)..open).any(is_claim)
    }

    /// "Declined from 153,065 to 113,949, followed by a 4.9% increase"
    fn is_next(&self) -> bool {
        let &Claimed { s, token, last, .. } = self;
        token > last && s.any(last..token, W::FOLLOWED)
    }
}

/// Tells whether a percentage beside rates is a growth rate itself, whose base is not another rate.
pub(super) fn is_growth(
    s: &Sentence<'_>,
    claim: &ChangeAssertion,
    pair: &Pair,
    is_points: bool,
) -> bool {
    let first = s.at[pair.base].min(s.at[pair.value]);

    // "Prices rose by 1.0% in July, bringing the annual rate to 8.9% from 9.1%"
    let is_brought = claim.token < first && s.any(claim.token..first, W::BRINGING);

    // "By 4% in 2026, almost 5% in 2027 and 2½% in 2028"
    let is_dated =
        pair.tie == PairTie::Dated && s.is(claim.token + 1, W::IN) && s.is_date(claim.token + 2);

    // "Grew by 2.8% in 2025, 2.6% in 2026 and 2.1% in 2027"
    let is_listed = claim.measure == Measure::Percent && !is_explicit(pair);

    is_brought || is_listed && (!is_points || is_dated)
}

/// Tells whether words identify the base of a pair.
fn is_explicit(pair: &Pair) -> bool {
    matches!(pair.tie, PairTie::FromTo | PairTie::ToFrom | PairTie::Bracketed | PairTie::Once)
}

/// Tells whether a claim's base has no number here: "0.1 points lower than in March".
pub(super) fn has_base_of_its_own(s: &Sentence<'_>, token: usize) -> bool {
    // "0.1 points lower, in each case, than at the last meeting"
    const NEAR: usize = 8;
    const REACH: usize = 12;

    let is_end = |at: &usize| s.sign(*at).is_some() || s.is(*at, W::AND);
    let lead = (token + 1..token + 1 + NEAR)
        .take_while(|&at| s.amount(at).is_none() && matches!(s.sign(at), None | Some(',')))
        .find(|&at| s.is(at, W::THAN | W::COMPARED));

    // "An increase of $8.6 million from the budget request"
    let noun = if s.is(token + 1, W::RISE | W::FALL) { token + 2 } else { token + 1 };
    let is_named = s.is(noun, W::FROM) && s.is(noun + 1, W::THE | W::DETERMINER);
    let lead = lead.or_else(|| is_named.then_some(noun));

    // "More than five times that of the youngest"
    let lead = lead.or_else(|| {
        (s.is(token + 1, W::DEMONSTRATIVE) && s.is(token + 2, W::OF)).then_some(token + 2)
    });

    // "16 basis points lower than in October 2025, when households were paying 3.70 per cent"
    let is_given_later = |lead: usize| {
        let end = (lead + 1..(lead + REACH).min(s.tokens.len())).find(is_end);
        end.is_some_and(|end| {
            let leads_on = s.lexicon.amounts.contrasts.contains(&s.word(end + 1));
            let is_value = |at: usize| s.amount(at).is_some_and(|it| it.likeness().is_some());
            leads_on && (end + 2..(end + REACH).min(s.tokens.len())).any(is_value)
        })
    };

    lead.filter(|&lead| !is_given_later(lead)).is_some_and(|lead| {
        (lead + 1..(lead + REACH).min(s.tokens.len()))
            .take_while(|at| !is_end(at))
            .all(|at| s.amount(at).is_none_or(|amount| amount.likeness().is_none()))
    })
}

/// Tells whether a difference is one of several components of a change: "a rise of £0.90, plus 2%", "by 4,000
/// places over four years, from 13,750 to 14,750 annually".
pub(super) fn is_one_of_several(s: &Sentence<'_>, token: usize) -> bool {
    const NEAR: usize = 3;
    const YEAR: f64 = 365.0;

    let following = token + 1..(token + 1 + NEAR).min(s.tokens.len());
    // "A year earlier" is a time.
    let is_time = |at: usize| {
        s.is(at + 2, W::AGO | W::LATER)
            || s.is(at, W::A) && at > 0 && s.is(at - 1, W::IN | W::DURING)
    };
    let is_yearly = |at: usize| {
        let spans = s.lexicon.amounts.spans.iter();
        let is_span = spans.copied().any(|(span, days)| span == s.word(at + 1) && days >= YEAR);
        let each = s.is(at, W::EACH) && (is_span || s.is(at + 1, W::ANNUALLY)) && !is_time(at);
        s.is(at, W::ANNUALLY) || each
    };

    s.any(following, W::PLUS) || (0..s.tokens.len()).any(is_yearly)
}
