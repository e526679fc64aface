//! Lists whose introduction gives a total: "The 2,300 places are made up of:" and its items.
//!
//! In: the introduction and the items. Out: the total, where the items refute it. Invariant: every item
//! has exactly one number of the total's kind at its head; the items are never read together otherwise.

use super::amount::{Likeness, WrittenAmount};
use super::refutation::{Fault, Refutation, number};
use super::scan::scan;
use super::sentence::Sentence;
use crate::lexicon::{Lexicon, WordRoles as W};

/// How many words may come before the number of an item: "Western region: 34".
const HEAD: usize = 6;

/// Checks the total that introduces a list against its items.
pub(crate) fn check(
    introduction: &str,
    items: &[&str],
    lexicon: &'static Lexicon,
) -> Option<Refutation> {
    let intro = scan(introduction, &[], lexicon)?;
    let whole = total(&intro)?;
    let likeness = intro.amounts[whole].likeness()?;
    let parts: Vec<WrittenAmount> =
        items.iter().map(|item| part(item, &likeness, lexicon)).collect::<Option<_>>()?;

    refute(&intro, whole, &parts)
}

/// Finds the one number that can be the total: nothing of its kind stands beside it.
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

    // "The first 3 of our 12 grants include:" has two, and "two of the three winners" none.
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
fn part(item: &str, likeness: &Likeness, lexicon: &'static Lexicon) -> Option<WrittenAmount> {
    let sentence = scan(item, &[], lexicon)?;
    let groups = sentence.groups(&[]);
    let (_, group) = groups.into_iter().find(|(known, _)| known == likeness)?;
    let first = *group.first()?;
    let is_head = sentence.word_count(0..sentence.at[first]) <= HEAD;
    let amount = &sentence.amounts[first];

    (is_head && group.len() == 1 && !amount.is_limit()).then(|| amount.clone())
}

fn refute(intro: &Sentence<'_>, whole: usize, parts: &[WrittenAmount]) -> Option<Refutation> {
    // A list far from its total is not what the total is made of.
    const NEAREST: f64 = 0.4;
    const FURTHEST: f64 = 2.5;
    const SMALLEST: f64 = 10.0;
    const ALL_BUT_A_SLIP: f64 = 0.75;

    let total = &intro.amounts[whole];
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let slack: f64 = parts.iter().chain([total]).map(rounding).sum();
    let is_near = (NEAREST * total.value..=FURTHEST * total.value).contains(&sum);
    let adds_up = (sum - total.value).abs() <= slack + 1e-9;

    // One item may stand beside the total, or repeat it.
    let has_subtotal =
        parts.len() >= 3 && parts.iter().any(|one| (sum - one.value - total.value).abs() <= slack);
    if parts.len() < 2 || total.value < SMALLEST || !is_near || adds_up || has_subtotal {
        return None;
    }

    let phrases = intro.lexicon.wholes.comprise;
    let is_told = intro.find_phrase(0..intro.tokens.len(), phrases).is_some()
        || (0..intro.tokens.len()).any(|at| intro.is(at, W::TOTAL | W::COMPRISE));

    // "The 30 winners come from: 5 countries, 40 towns": other things are counted.
    let counts_others = !is_told
        && parts.iter().any(|part| {
            !part.noun.is_empty() && !part.noun.iter().any(|word| total.noun.contains(word))
        });
    if counts_others {
        return None;
    }

    // Without such words, a list that falls far short names the largest items only.
    if !is_told && sum < ALL_BUT_A_SLIP * total.value {
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
        is_weak: !is_told,
        fix: None,
    })
}

/// Returns how far an amount may be from what it stands for.
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
        assert!(!is_refuted("The 2,200 new places are made up of:", &items));
        assert!(is_refuted(
            "A total of £90 million will go to:",
            &["Roads: £50 million", "Rail: £30 million"]
        ));
        assert!(!is_refuted(
            "A total of £80 million will go to:",
            &["Roads: £50 million", "Rail: £30 million"]
        ));

        // Open lists, and lists of other things.
        assert!(!is_refuted("The 2,300 new places include:", &items));
        assert!(!is_refuted(
            "The 30 winners represent:",
            &["5 countries", "40 towns", "3 regions"]
        ));
        assert!(!is_refuted("We will deliver 86 new projects:", &["a bridge in 2027", "34 parks"]));
        assert!(!is_refuted("Two of the three winners are:", &["Hale, with 34", "Torr, with 51"]));
    }
}
