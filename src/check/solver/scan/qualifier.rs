//! Qualifiers of the amounts of a sentence: "about", "up to", "or more".

use super::super::amount::AmountKind;
use super::super::sentence::Sentence;
use crate::lexicon::{WordRoles, starts_with_phrase};
use crate::value::Qualifier;

/// Reads the qualifiers of all amounts.
pub(super) fn read(sentence: &mut Sentence<'_>) {
    for index in 0..sentence.amounts.len() {
        let found = before(sentence, index).or_else(|| after(sentence, index));
        if let Some(qualifier) = found {
            sentence.amounts[index].qualifier = qualifier;
        } else if index > 0 && shares(sentence, index) {
            sentence.amounts[index].qualifier = sentence.amounts[index - 1].qualifier;
        }
    }
}

fn before(sentence: &Sentence<'_>, index: usize) -> Option<Qualifier> {
    // At least four significant digits.
    const COUNTED: f64 = 1000.0;

    let token = sentence.at[index];
    let amount = &sentence.amounts[index];
    let numbers = &sentence.lexicon.numbers;

    // "More than the 70", "a total of": an article or "total of" may come between.
    let mut first = token;
    for _ in 0..3 {
        let back = first.checked_sub(1)?;
        let steps_over = sentence.is(back, WordRoles::THE | WordRoles::A)
            || sentence.is(back, WordRoles::OF) && sentence.follows(back, WordRoles::TOTAL)
            || sentence.is(back, WordRoles::TOTAL) && first < token;
        let start = sentence.tokens[first].start as usize;
        if numbers.qualifier_before(&sentence.text[..start]).is_some() || !steps_over {
            break;
        }
        first = back;
    }

    let start = sentence.tokens[first].start as usize;
    let (qualifier, from) = numbers.qualifier_before(&sentence.text[..start])?;
    let word = sentence.tokens.partition_point(|token| (token.start as usize) < from);
    let leading = word.checked_sub(1);

    // "8% more than the 70", "far fewer than the": a comparison, not a qualifier.
    if matches!(qualifier, Qualifier::MoreThan | Qualifier::FewerThan)
        && sentence.any(word..first, WordRoles::THAN)
    {
        let has_article = first < token;
        let compared = leading.is_some_and(|leading| {
            sentence.amount(leading).is_some()
                || sentence.is(leading, WordRoles::MANY)
                || has_article && sentence.is_word(leading)
                || sentence
                    .amount_at(leading.saturating_sub(1))
                    .is_some_and(|it| has_article && sentence.amounts[it].is_count_or_money())
        });
        if compared {
            return None;
        }
    }

    // "35 basis points below the 4.43 per cent"
    let is_beyond = sentence.is(word, WordRoles::BEYOND) && first < token;
    if is_beyond && leading.is_some_and(|leading| sentence.amount(leading).is_some()) {
        return None;
    }

    // "Add up to", "three times as many as"
    if matches!(qualifier, Qualifier::UpTo) {
        let sums = leading.is_some_and(|leading| {
            sentence.is(leading, WordRoles::ADDS) || sentence.amount(leading).is_some()
        });
        if sums {
            return None;
        }
    }

    // "As many as 8,412 villages" is emphasis: an exact count is not a limit.
    let is_counted = amount.last_unit > 0.0 && amount.value / amount.last_unit >= COUNTED;
    if sentence.is(word, WordRoles::AS) && is_counted {
        return Some(Qualifier::Exact);
    }

    // "Over the three years" is a duration, and so is "over 30 years".
    let is_over = amount.kind == AmountKind::Duration && sentence.is(word, WordRoles::DURING);
    (!is_over).then_some(qualifier)
}

fn after(sentence: &Sentence<'_>, index: usize) -> Option<Qualifier> {
    let rest = &sentence.text[sentence.amounts[index].end as usize..];
    if rest.starts_with('+') {
        return Some(Qualifier::AtLeast);
    }

    let trimmed = rest.trim_start();
    let found = sentence
        .lexicon
        .numbers
        .qualifiers_after
        .iter()
        .find(|(phrase, _)| starts_with_phrase(trimmed, phrase).is_some());
    let soft =
        sentence.lexicon.hedges.after.iter().any(|it| {
            it.starts_with(char::is_alphabetic) && starts_with_phrase(trimmed, it).is_some()
        });

    found.map(|it| it.1).or_else(|| soft.then_some(Qualifier::About))
}

/// Tells whether an amount shares the qualifier of the previous one: "about 20 and 30".
fn shares(sentence: &Sentence<'_>, index: usize) -> bool {
    let (one, two) = (&sentence.amounts[index - 1], &sentence.amounts[index]);
    let gap = sentence.between(sentence.at[index - 1], sentence.at[index]);
    let softens = matches!(
        one.qualifier,
        Qualifier::About | Qualifier::MoreThan | Qualifier::AtLeast | Qualifier::UpTo
    );

    softens
        && one.kind == two.kind
        && gap.len() == 1
        && sentence.is(gap.start, WordRoles::AND | WordRoles::OR)
}
