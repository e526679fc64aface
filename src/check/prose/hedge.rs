//! Words near a number that say what its qualifier would.
//!
//! In: a number in its sentence. Out: whether the words around it limit or soften it. Invariant: a
//! doubtful case counts as expressed, since "dropped qualifier" stops a build.

use super::sentence::Sentence;
use crate::content::statement::QuantityMention;

/// Tells whether words other than the qualifier itself say that a number is not exact.
pub(super) fn is_expressed(sentence: &Sentence<'_>, amount: &QuantityMention) -> bool {
    is_hedged(sentence, amount)
        || is_threshold(sentence, amount)
        || shares_qualifier(sentence, amount)
}

/// Tells whether other words near the number say what the qualifier would.
fn is_hedged(sentence: &Sentence<'_>, amount: &QuantityMention) -> bool {
    const HEDGES: &[&str] = &[
        "potential",
        "potentially",
        "maximum",
        "could",
        "may",
        "might",
        "cap",
        "capped",
        "ceiling",
        "limit",
        "most",
        "exceed",
        "exceeds",
        "exceeded",
        "exceeding",
        "topped",
        "tops",
        "surpass",
        "surpassed",
        "past",
        "beyond",
        "upwards",
        "excess",
        "estimated",
        "estimate",
        "possible",
        "as",
        "least",
        "minimum",
        "plus",
        "nearly",
        "almost",
        "passed",
        "reach",
        "reaching",
    ];

    let at = sentence.token_at(amount.start);
    let after = sentence.token_at(amount.end);
    let before = (at.saturating_sub(5)..at)
        .any(|it| HEDGES.iter().any(|hedge| hedge.eq_ignore_ascii_case(sentence.word(it))));
    let or_more = sentence.word(after) == "or"
        && matches!(sentence.word(after + 1), "more" | "fewer" | "less" | "above" | "under" | "so");

    before
        || matches!(sentence.word(after), "+" | "plus")
        || or_more
        || is_limited_from_afar(sentence, amount)
}

/// Tells whether a limit precedes the article of a number: "up to a total of £5,000".
fn is_limited_from_afar(sentence: &Sentence<'_>, amount: &QuantityMention) -> bool {
    const FILLERS: &[&str] =
        &["a", "an", "the", "total", "sum", "of", "overall", "combined", "further", "additional"];
    const LIMITS: &[&[&str]] = &[
        &["up", "to"],
        &["more", "than"],
        &["fewer", "than"],
        &["less", "than"],
        &["at", "most"],
        &["close", "to"],
        &["over"],
        &["about"],
        &["around"],
        &["approximately"],
    ];

    let is = |at: usize, word: &str| sentence.word(at).eq_ignore_ascii_case(word);
    let mut at = sentence.token_at(amount.start);
    while let Some(before) = at.checked_sub(1)
        && FILLERS.iter().any(|filler| is(before, filler))
    {
        at = before;
    }

    LIMITS.iter().any(|limit| {
        at >= limit.len()
            && limit.iter().zip(at - limit.len()..).all(|(word, place)| is(place, word))
    })
}

/// Tells whether a limit is not a value but where something begins or ends: "loans above £3,000", or
/// is denied: "no school loses more than 1.5%".
fn is_threshold(sentence: &Sentence<'_>, amount: &QuantityMention) -> bool {
    const LIMITS: &[&str] = &["above", "below", "under", "exceeding", "in excess of"];

    let qualifier = sentence.statement.qualifier(amount).to_lowercase();
    let at = sentence.token_at(amount.start);
    let denied = || {
        (at.saturating_sub(6)..at)
            .rev()
            .take_while(|&it| !matches!(sentence.word(it), "," | ";" | ":" | "–" | "—"))
            .any(|it| {
                let word = sentence.word(it).to_lowercase();
                matches!(&*word, "no" | "not" | "never" | "none" | "nobody" | "cannot" | "without")
                    || word.ends_with("n’t")
            })
    };

    LIMITS.contains(&&*qualifier) || (!qualifier.is_empty() && denied())
}

/// Tells whether a number shares the qualifier of the one before: "about £320 and £1,200".
fn shares_qualifier(sentence: &Sentence<'_>, amount: &QuantityMention) -> bool {
    if !sentence.statement.qualifier(amount).is_empty() {
        return false;
    }

    let amounts = &sentence.statement.mentions;
    let mut later = amount;
    for before in amounts.iter().rev().skip_while(|it| it.start >= amount.start) {
        let joint = sentence.statement.words(before.end, later.start).trim();
        if before.unit() != amount.unit() || !matches!(joint, "and" | "or" | "," | ", and") {
            return false;
        }

        if !sentence.statement.qualifier(before).is_empty() {
            return true;
        }

        later = before;
    }

    false
}
