//! Words that restrict a figure to a part: "exports to Ireland", "the price of exports", "starts by women".
//!
//! In: the words of a figure in a sentence. Out: whether they are narrowed. Invariant: a time never narrows a
//! figure.

use crate::check::prose::figure::PageFigure;
use crate::check::prose::stemmer::WordStemmer;
use crate::check::solver::{AmountKind, Solvable};
use crate::lexicon::{RecordWords, WordRoles as W};

/// Tells whether words directly before or after those of a figure leave only a part of it, or mean something
/// else.
pub(super) fn is_narrowed(
    s: &Solvable<'_>,
    figure: &PageFigure<'_>,
    first: usize,
    last: usize,
) -> bool {
    let next = last + 1;

    restricts(s, figure, next)
        || is_part_of_name(s, figure, next)
        || is_done_to(s, figure, next)
        || is_of_thing(s, first)
}

/// Tells whether a preposition with an object that the figure does not mention begins at a token: "to
/// Ireland", "in the north", "on Sundays", "per head".
pub(super) fn restricts(s: &Solvable<'_>, figure: &PageFigure<'_>, at: usize) -> bool {
    let preposition = W::PREPOSITION | W::OF | W::ON | W::WITH | W::IN | W::AT | W::FOR | W::BY;
    let is_relation = s.is_word(at)
        && s.word(at).ends_with("ing")
        && !s.is(at, W::RISE | W::FALL | W::CHANGE | W::ENDING | W::STOP | W::BREAK | W::FILLER);
    // "Passengers coming ashore" are those who came ashore.
    let is_stated = |at: usize| {
        let stemmer = WordStemmer::new(s.lexicon);
        s.is_word(at) && figure.terms.names_unit(&stemmer.stem(s.word(at)))
    };
    if is_relation {
        return !is_stated(at) && !is_stated(at + 1);
    }
    if !s.is(at, preposition) && !s.is(at, W::EACH) || s.is(at, W::A | W::UP | W::DOWN) {
        return false;
    }

    // The size of a change, a time or a superlative may follow, after articles and qualifiers.
    let plain = W::FILLER | W::THE | W::A | W::DETERMINER | W::DEMONSTRATIVE;
    let mut next = at + 1;
    while s.is(next, plain) && s.amount(next).is_none() {
        next += 1;
    }
    if !s.is_word(next) {
        return false;
    }

    let records = &s.lexicon.records;
    let is_time = s.is_month(next)
        || s.is(next, W::GENERIC | W::EVIDENCE | W::NOW | W::BEFORE | W::PART_OF_YEAR | W::ENDING)
        || records.part_numbers.iter().any(|(word, _)| *word == s.word(next))
        || RecordWords::holds(records.period_fillers, s.word(next))
        || s.word(next).rsplit('-').next() == Some(records.year)
        || s.is_time(next + 1);
    let is_rank = s.is(
        next,
        W::HIGHEST
            | W::LOWEST
            | W::RECORD
            | W::RISE
            | W::FALL
            | W::COUNT_NOUN
            | W::TOTAL
            | W::LEVEL
            | W::TARGET
            | W::STOP,
    );
    let stemmer = WordStemmer::new(s.lexicon);
    let is_own = figure.terms.names_unit(&stemmer.stem(s.word(next)));

    !is_time && !is_rank && !is_own
}

/// "Retail sales volumes rose": the figure's words are part of a longer name.
fn is_part_of_name(s: &Solvable<'_>, figure: &PageFigure<'_>, at: usize) -> bool {
    let plain = W::STOP
        | W::FILLER
        | W::RISE
        | W::FALL
        | W::CHANGE
        | W::BE
        | W::HAVE
        | W::MOOD
        | W::COUNT_NOUN
        | W::GENERIC;
    let word = s.word(at);
    let stemmer = WordStemmer::new(s.lexicon);
    let is_thing = s.is_word(at)
        && !s.is(at, plain)
        && !word.ends_with("ed")
        && !word.ends_with("ly")
        && !RecordWords::holds(s.lexicon.records.reaching, word)
        && !figure.terms.names_unit(&stemmer.stem(word));

    is_thing && s.is(at + 1, W::RISE_VERB | W::FALL_VERB | W::BE | W::HAVE)
}

/// "The price of dairy exports" is not a value of exports.
fn is_of_thing(s: &Solvable<'_>, first: usize) -> bool {
    let mut at = first;
    while at > 0 && s.is(at - 1, W::THE | W::A | W::DETERMINER) && !s.is(at - 1, W::OF) {
        at -= 1;
    }
    if !s.follows(at, W::OF) || at < 2 || !s.is_word(at - 2) {
        return false;
    }

    let plain = W::COUNT_NOUN
        | W::RISE
        | W::FALL
        | W::CHANGE
        | W::STOCK
        | W::HIGHEST
        | W::LOWEST
        | W::GENERIC
        | W::STOP
        | W::FILLER
        | W::TOTAL
        | W::RECORD
        | W::ENDING;
    let word = s.word(at - 2);
    !s.is(at - 2, plain)
        && !RecordWords::holds(s.lexicon.records.whole, word)
        && !word.ends_with("th")
}

/// "Waste sent to landfill": a participle with a complement.
fn is_done_to(s: &Solvable<'_>, figure: &PageFigure<'_>, at: usize) -> bool {
    let verbs = W::RISE | W::FALL | W::CHANGE | W::BE | W::HAVE | W::MOOD | W::PREPOSITION | W::OF;

    s.is_word(at) && !s.is(at, verbs) && restricts(s, figure, at + 1)
}

/// Tells whether the verb after a figure's words restricts it to a part: "were made on quiet roads".
pub(super) fn has_restricted_verb(s: &Solvable<'_>, figure: &PageFigure<'_>, last: usize) -> bool {
    // "Were recently made on": no verb phrase has more words.
    const LONGEST: usize = 3;

    let mut next = last + 1;
    if !s.is(next, W::BE | W::HAVE) {
        return false;
    }

    while next <= last + LONGEST && s.is_word(next) && !s.is(next, W::PREPOSITION | W::OF) {
        next += 1;
    }

    restricts(s, figure, next)
}

/// Tells whether a sentence states shares of a whole, so that its other numbers may be parts: "10% of the
/// total".
pub(super) fn states_shares(s: &Solvable<'_>) -> bool {
    s.amounts.iter().zip(&s.at).any(|(amount, &token)| {
        matches!(amount.kind, AmountKind::Percent | AmountKind::Fraction) && s.is(token + 1, W::OF)
    })
}

/// Tells whether a word before a number makes it one of several: "the first £64 million".
pub(super) fn is_one_of_several(s: &Solvable<'_>, token: usize) -> bool {
    let Some(before) = token.checked_sub(1) else {
        return false;
    };
    let is_numbered =
        s.lexicon.records.part_numbers.iter().any(|(word, _)| *word == s.word(before));
    let is_from = s.is(token + 1, W::FROM)
        && !s.amount(token + 2).is_some_and(|it| it.kind != AmountKind::Count);

    is_numbered || is_from
}
