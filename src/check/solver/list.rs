//! Lists whose introduction gives a total: "The 2,300 places are made up of:" and its items.
//!
//! In: the introduction and the items. Out: the total, where the items refute it. Invariant: every item has
//! exactly one number of the total's kind at its start; the items are combined in no other way.

use super::amount::{AmountKind, Likeness, WrittenAmount};
use super::refutation::{Fault, Refutation, number};
use super::scan::scan;
use super::sentence::Sentence;
use crate::lexicon::{Lexicon, WordRoles as W};

/// How many words may come before the number of an item: "Western region: 34".
const HEAD: usize = 6;

/// The longest list that is added up: nobody breaks a total down into more.
const ITEMS_MAX: usize = 500;

/// A list whose sum is further below its total is not a breakdown of it.
const NEAREST: f64 = 0.4;
const FURTHEST: f64 = 2.5;

/// Checks the total in a list or its introduction against the items.
pub(crate) fn check(
    introduction: &str,
    items: &[&str],
    lexicon: &'static Lexicon,
) -> Option<Refutation> {
    if items.len() > ITEMS_MAX {
        return None;
    }

    let read: Vec<Sentence<'_>> =
        items.iter().map(|item| scan(item, &[], lexicon)).collect::<Option<_>>()?;

    let start = introducing_sentence(introduction, lexicon);
    let intro = scan(&introduction[start..], &[], lexicon)?;
    let found = introduced(&intro, &read)
        .or_else(|| own_total(&intro, &read))
        .or_else(|| shares(&intro, &read))?;

    Some(found.shifted(start))
}

/// Returns where the sentence begins that introduces the list, with those that it refers back to: "There are 46
/// observers. They come from:".
fn introducing_sentence(introduction: &str, lexicon: &'static Lexicon) -> usize {
    // "Dr. Hale", "No. 12"
    const ABBREVIATION: usize = 3;

    let ends_sentence = |at: usize| {
        let before = introduction[..at].trim_end_matches([')', '”', '"']);
        let word = before.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
        let next = introduction[at + 1..].trim_start();

        word.len() > ABBREVIATION && next.starts_with(char::is_uppercase)
    };

    let end = introduction.rmatch_indices(['.', '!', '?']).find(|(at, _)| ends_sentence(*at));
    let Some((end, _)) = end else {
        return 0;
    };

    let last = &introduction[end + 1..];
    let refers_back = scan(last, &[], lexicon).is_none_or(|sentence| {
        sentence.is(0, W::DEMONSTRATIVE)
            || sentence.find_phrase(0..sentence.tokens.len(), lexicon.wholes.comprise).is_some()
                && sentence.amounts.is_empty()
    });

    if refers_back { 0 } else { end + 1 }
}

/// "The 2,300 places are made up of:"
fn introduced(intro: &Sentence<'_>, items: &[Sentence<'_>]) -> Option<Refutation> {
    let whole = total(intro)?;
    let likeness = intro.amounts[whole].likeness()?;
    let parts: Vec<WrittenAmount> =
        items.iter().map(|item| part(item, &likeness)).collect::<Option<_>>()?;

    refute(intro, whole, &parts)
}

/// "Total: $62.0 million" as the last item, or the first.
fn own_total(intro: &Sentence<'_>, items: &[Sentence<'_>]) -> Option<Refutation> {
    const FEWEST: usize = 3;

    let is_total = |item: &Sentence<'_>| {
        let named =
            item.is(0, W::TOTAL) || item.is(1, W::TOTAL) && item.is(0, W::ALL | W::THE | W::A);
        named && item.amounts.iter().filter(|it| it.likeness().is_some()).count() == 1
    };
    let (last, first) = (items.split_last()?, items.split_first()?);
    let (total, parts) = if is_total(last.0) { last } else { first };
    if !is_total(total) || parts.len() < FEWEST - 1 || parts.iter().any(is_total) {
        return None;
    }

    let whole = total.amounts.iter().find(|it| it.likeness().is_some())?;
    let likeness = whole.likeness()?;
    let parts: Vec<WrittenAmount> =
        parts.iter().map(|item| part(item, &likeness)).collect::<Option<_>>()?;
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let slack: f64 = parts.iter().chain([whole]).map(rounding).sum();
    let is_near = (NEAREST * whole.value..=FURTHEST * whole.value).contains(&sum);
    let is_summed = matches!(likeness, Likeness::Count(_) | Likeness::Money(_));
    if !is_summed || !is_near || (sum - whole.value).abs() <= slack + 1e-9 {
        return None;
    }

    let written = &total.text[whole.start as usize..whole.end as usize];
    Some(in_introduction(
        intro,
        format!(
            "the list says {written} in all; its other items make {}",
            number(sum / (whole.value / whole.shown), 2)
        ),
    ))
}

/// "The cost is met as follows:" and items of 55%, 30% and 25%
fn shares(intro: &Sentence<'_>, items: &[Sentence<'_>]) -> Option<Refutation> {
    const HUNDRED: f64 = 100.0;
    // Far above a hundred, several answers were possible.
    const MOST: f64 = 130.0;
    const FEWEST: usize = 3;

    let words = &intro.lexicon.wholes;
    let all = 0..intro.tokens.len();
    let is_whole = intro.find_phrase(all.clone(), words.comprise).is_some()
        || all.clone().any(|at| words.exclusive.contains(&intro.word(at)));
    let has_values = intro.amounts.iter().any(|it| it.likeness().is_some());
    if !is_whole || has_values || items.len() < FEWEST {
        return None;
    }

    let parts: Vec<WrittenAmount> =
        items.iter().map(|item| part(item, &Likeness::Percent)).collect::<Option<_>>()?;
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let slack: f64 = parts.iter().map(rounding).sum::<f64>() + 0.5;
    let exceeds = sum > HUNDRED + slack && sum <= MOST;

    exceeds.then(|| {
        let message = format!("the percentages of the list make {}%, and not 100%", number(sum, 2));
        in_introduction(intro, message)
    })
}

/// Places a refutation at the list's introduction.
fn in_introduction(intro: &Sentence<'_>, message: String) -> Refutation {
    let last = intro.tokens.len().saturating_sub(1);
    let help = "compare the total and every item with their source, or say that the list is a part";

    Refutation::at_tokens(intro, Fault::Sum, 0..=last, message, help)
}

/// Finds the one number that can be the total: the only one of its kind.
fn total(intro: &Sentence<'_>) -> Option<usize> {
    let groups = intro.groups(&[]);
    let mut summed = groups.iter().filter(|(likeness, _)| {
        matches!(likeness, Likeness::Count(_) | Likeness::Money(_) | Likeness::Percent)
    });
    let (_, group) = summed.next()?;

    // "The 46 observers came from three countries": small numbers in words count kinds.
    let is_small =
        |index: &usize| intro.amounts[*index].is_spelled && intro.amounts[*index].value < 10.0;
    let group: Vec<usize> = match group.len() {
        1 => group.clone(),
        _ => group.iter().copied().filter(|index| !is_small(index)).collect(),
    };

    // "The first 3 of our 12 grants include:" has two candidates, and "two of the three winners" none.
    let &[whole] = group.as_slice() else {
        return None;
    };
    let is_only = summed.next().is_none();
    let is_open =
        (0..intro.tokens.len()).any(|at| intro.is(at, W::OPEN) && !intro.is(at, W::FILLER));
    let amount = &intro.amounts[whole];

    (is_only && !is_open && !amount.is_limit() && !amount.says_more()).then_some(whole)
}

/// Reads the number of an item.
fn part(sentence: &Sentence<'_>, likeness: &Likeness) -> Option<WrittenAmount> {
    let groups = sentence.groups(&[]);
    let (_, group) = groups.into_iter().find(|(known, _)| known == likeness)?;
    let first = *group.first()?;
    let is_head = sentence.word_count(0..sentence.at[first]) <= HEAD;
    let amount = &sentence.amounts[first];

    (is_head && group.len() == 1 && !amount.is_limit()).then(|| amount.clone())
}

fn refute(intro: &Sentence<'_>, whole: usize, parts: &[WrittenAmount]) -> Option<Refutation> {
    const SMALLEST: f64 = 10.0;
    const ALL_BUT_A_SLIP: f64 = 0.75;

    let total = &intro.amounts[whole];
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let slack: f64 = parts.iter().chain([total]).map(rounding).sum();
    let is_near = (NEAREST * total.value..=FURTHEST * total.value).contains(&sum);
    let adds_up = (sum - total.value).abs() <= slack + 1e-9;

    // One item may be a subtotal, or repeat the total.
    let has_subtotal =
        parts.len() >= 3 && parts.iter().any(|one| (sum - one.value - total.value).abs() <= slack);
    if parts.len() < 2 || total.value < SMALLEST || !is_near || adds_up || has_subtotal {
        return None;
    }

    let phrases = intro.lexicon.wholes.comprise;
    let is_stated = intro.find_phrase(0..intro.tokens.len(), phrases).is_some()
        || (0..intro.tokens.len()).any(|at| intro.is(at, W::TOTAL | W::COMPRISE));

    // "If you were there on March 8 or 15:": a number that counts nothing is no total.
    if !is_stated && total.kind == AmountKind::Count && total.noun.is_empty() {
        return None;
    }

    // "The 30 winners come from: 5 countries, 40 towns": the items count something else.
    let counts_others = !is_stated
        && parts.iter().any(|part| {
            !part.noun.is_empty() && !part.noun.iter().any(|word| total.noun.contains(word))
        });
    if counts_others {
        return None;
    }

    // Without such words, a list far below the total names only the largest items.
    if !is_stated && sum < ALL_BUT_A_SLIP * total.value {
        return None;
    }

    let written = intro.written(whole);
    let scale = total.value / total.shown;
    Some(Refutation {
        fault: Fault::Sum,
        start: total.start,
        end: total.end,
        message: format!(
            "you wrote {written}; the items of the list make {}",
            number(sum / scale, 2)
        ),
        help: "compare the total and every item with their source, or say that the list is a part"
            .to_owned(),
        is_weak: !is_stated,
        is_inferred: false,
        fix: None,
    })
}

/// Returns how far an amount may be off because of its rounding and qualifier.
fn rounding(amount: &WrittenAmount) -> f64 {
    const SOFT: f64 = 0.06;

    match amount.says_about() || amount.says_more() || amount.says_less() {
        true => amount.half.max(SOFT * amount.value),
        false => amount.half,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ENGLISH;

    #[test]
    fn a_list_makes_its_total() {
        let is_refuted = |intro: &str, items: &[&str]| check(intro, items, &ENGLISH).is_some();

        let items = ["1,200 in primary schools", "700 in secondary schools", "300 in colleges"];
        assert!(is_refuted("The 2,300 new places are made up of:", &items));
        assert!(is_refuted("There are 2,300 new places. They come from:", &items));
        assert!(is_refuted("Schools open today. The 2,300 new places are made up of:", &items));
        assert!(!is_refuted("Rooms hold 2,300 books. For schools we add these:", &items));
        assert!(!is_refuted("The 2,200 new places are made up of:", &items));
        assert!(is_refuted(
            "A total of £90 million will go to:",
            &["Roads: £50 million", "Rail: £30 million"]
        ));
        assert!(!is_refuted(
            "A total of £80 million will go to:",
            &["Roads: £50 million", "Rail: £30 million"]
        ));

        // The total is an item of the list, or the sum of all of it.
        let costs = ["2026: $12.5 million", "2027: $14 million", "Total: $62 million"];
        assert!(is_refuted("Funding for the reef:", &costs));
        let costs = ["2026: $12.5 million", "2027: $14 million", "Total: $26.5 million"];
        assert!(!is_refuted("Funding for the reef:", &costs));
        assert!(is_refuted("It is paid as follows:", &["Union: 60%", "State: 25%", "City: 25%"]));
        assert!(!is_refuted("It is paid as follows:", &["Union: 60%", "State: 25%", "City: 15%"]));
        assert!(!is_refuted("What they want:", &["Buses: 60%", "Trains: 35%", "Trams: 25%"]));

        // Open lists, and lists of other things.
        assert!(!is_refuted("The 2,300 new places include:", &items));
        assert!(!is_refuted(
            "The 30 winners represent:",
            &["5 countries", "40 towns", "3 regions"]
        ));
        assert!(!is_refuted("We will deliver 86 new projects:", &["a bridge in 2027", "34 parks"]));

        // Only small numbers in words, none of which is a total.
        assert!(!is_refuted("Two of the three grants go to:", &items));
        assert!(!is_refuted("Two of the three winners are:", &["Hale, with 34", "Torr, with 51"]));
    }
}
