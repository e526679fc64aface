//! Two values of different things with a stated difference: "83.4 in the north but 76.9 in the south, a gap
//! of 6.5".

use super::{Pair, PairTie};
use crate::check::solver::sentence::Sentence;
use crate::lexicon::WordRoles as W;

/// Pairs the only two like values of a sentence with the gap between them, before or after it.
pub(crate) fn apart(s: &Sentence<'_>, token: usize, group: &[usize]) -> Option<Pair> {
    // At a greater distance, the gap is between others.
    const REACH: usize = 24;

    let &[first, second] = group else {
        return None;
    };
    let (i, j) = (s.at[first], s.at[second]);
    let (low, high) = (token.min(i), token.max(j));
    // "To grow from 1.8% to 2.5%, leaving a gap of 6 points" to something else.
    if s.led_by(i, W::FROM, W::FILLER.without(W::TO)) {
        return None;
    }

    let is_between = (i..j).contains(&token);
    let breaks = (low..high).any(|at| {
        s.is(at, W::BREAK) && !s.is(at, W::WITH | W::CONTRAST | W::AMONG) || s.is_sign(at, '.')
    });
    let words = s.word_count(low..high);

    (!is_between && !breaks && words <= REACH).then_some(Pair {
        base: second,
        value: first,
        tie: PairTie::Gap,
    })
}
