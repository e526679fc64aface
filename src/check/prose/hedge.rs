//! Words near a number that express what its qualifier would.
//!
//! In: a number in its sentence. Out: whether the words around it limit or soften it. Invariant: a
//! doubtful case counts as expressed, since "dropped qualifier" stops a build.

use super::sentence::{Sentence, TextRange};
use crate::content::statement::QuantityMention;
use crate::lexicon::{ends_with_phrase, starts_with_phrase};

/// Tells whether words other than the qualifier itself say that a number is not exact.
pub(super) fn is_expressed(sentence: &Sentence<'_>, amount: &QuantityMention) -> bool {
    is_hedged(sentence, amount)
        || is_threshold(sentence, amount)
        || shares_qualifier(sentence, amount)
}

/// How many words before a number are searched for a hedge.
const HEDGE_REACH: usize = 5;

/// How many words before a number are searched for a denial.
const DENIAL_REACH: usize = 6;

/// Tells whether other words near the number express what the qualifier would.
fn is_hedged(sentence: &Sentence<'_>, amount: &QuantityMention) -> bool {
    let words = &sentence.lexicon.hedges;
    let at = sentence.token_at(amount.start);
    let after = sentence.token_at(amount.end);
    let rest = sentence.tokens.get(after).map_or("", |token| {
        sentence.statement.text.get(token.start as usize..).unwrap_or_default()
    });

    (at.saturating_sub(HEDGE_REACH)..at).any(|at| sentence.is(at, words.before))
        || words.after.iter().any(|phrase| starts_with_phrase(rest, phrase).is_some())
        || is_limited_from_afar(sentence, amount)
}

/// Tells whether a limit precedes the article before a number: "up to a total of £5,000".
fn is_limited_from_afar(sentence: &Sentence<'_>, amount: &QuantityMention) -> bool {
    let words = &sentence.lexicon.hedges;
    let mut at = sentence.token_at(amount.start);
    while let Some(before) = at.checked_sub(1)
        && sentence.is(before, words.fillers)
    {
        at = before;
    }

    let start = sentence.tokens.get(at).map_or(amount.start, |token| token.start);
    let text = sentence.words(TextRange { start: 0, end: start }).trim_end();
    words.limits.iter().any(|limit| ends_with_phrase(text, limit).is_some())
}

/// Tells whether a limit is not a value but a threshold, "loans above £3,000", or is denied: "no school loses
/// more than 1.5%".
fn is_threshold(sentence: &Sentence<'_>, amount: &QuantityMention) -> bool {
    let words = &sentence.lexicon.hedges;
    let qualifier = sentence.statement.qualifier(amount).to_lowercase();
    let at = sentence.token_at(amount.start);

    let is_denied = || {
        (at.saturating_sub(DENIAL_REACH)..at)
            .rev()
            .take_while(|&at| !matches!(sentence.word(at), "," | ";" | ":" | "–" | "—"))
            .any(|at| sentence.is(at, words.denials) || sentence.is_negated(at))
    };

    words.thresholds.contains(&&*qualifier) || (!qualifier.is_empty() && is_denied())
}

/// Tells whether a number shares the qualifier of the number before it: "about £320 and £1,200".
fn shares_qualifier(sentence: &Sentence<'_>, amount: &QuantityMention) -> bool {
    if !sentence.statement.qualifier(amount).is_empty() {
        return false;
    }

    let joints = sentence.lexicon.hedges.joints;
    let amounts = &sentence.statement.mentions;
    let mut later = amount;
    for before in amounts.iter().rev().skip_while(|it| it.start >= amount.start) {
        let joint = sentence.statement.words(before.end, later.start).trim();
        if before.unit() != amount.unit() || !joints.contains(&joint) {
            return false;
        }

        if !sentence.statement.qualifier(before).is_empty() {
            return true;
        }

        later = before;
    }

    false
}
