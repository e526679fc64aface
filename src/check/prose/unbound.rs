//! Numbers that are the value of no record, where every number has to be one.
//!
//! In: a document, and all records. Out: findings. Invariant: a date, a version, a size of a change between two bound
//! values and whatever is code is no such number.

use super::Vocabulary;
use super::matching;
use super::page::PageFacts;
use super::sentence::{PreviousSentence, Sentence, TextRange};
use crate::check::solver;
use crate::content::statement::{QuantityMention, Statement};
use crate::diagnostic::{Code, Diagnostic};
use crate::site::{EntryId, Site};
use crate::value::Unit;

/// Lists the numbers of a document that are the value of no record.
pub(in crate::check) fn unbound_numbers(
    site: &Site,
    id: EntryId,
    vocabulary: &Vocabulary,
) -> Vec<Diagnostic> {
    let Some(lexicon) = site.language_of(id).lexicon() else {
        return Vec::new();
    };
    let index = vocabulary.figures.iter().find(|index| index.reads(lexicon));
    let page = PageFacts::gather(site, id, lexicon, index);

    let mut findings = Vec::new();
    let mut previous = None;
    for statement in &page.document.statements.all {
        let sentence =
            Sentence::read(&page, statement, previous.take().filter(|_| statement.follows));
        findings.extend(unbound(&page, &sentence));
        previous = Some(PreviousSentence { statement, matches: sentence.matches });
    }

    findings
}

fn unbound(page: &PageFacts<'_>, sentence: &Sentence<'_>) -> Vec<Diagnostic> {
    let statement = sentence.statement;
    let claimed = claimed(page, sentence);
    let is_bound = |(number, mention): &(usize, &QuantityMention)| {
        sentence.matches.iter().any(|matched| matched.amount == *number)
            || states_small_value(page, statement, mention)
            || claimed.iter().any(|at| (mention.start..mention.end).contains(at))
    };

    let free = statement.mentions.iter().enumerate();
    let free = free.filter(|(_, mention)| !is_no_count(statement, mention));
    let free = free.filter(|it| !is_bound(it));

    free.map(|(_, mention)| {
        let range = TextRange { start: mention.number, end: mention.end };
        let written = sentence.words(range);
        let message = format!("`{written}` is the value of no record");
        let help = "add the figure to the records, with a title in the words of this sentence; or waive it: \
                    `<!-- chancery: allow unbound-number \"the reason\" -->`";
        Diagnostic::new(Code::UnboundNumber, sentence.place(page, range), message).help(help)
    })
    .collect()
}

/// Returns where the sizes of changes are that follow from bound values: "a rise of 14%".
fn claimed(page: &PageFacts<'_>, sentence: &Sentence<'_>) -> Vec<u32> {
    let has_match = |matches: &[matching::FigureMatch]| !matches.is_empty();
    let is_bound = has_match(&sentence.matches)
        || sentence.previous.as_ref().is_some_and(|it| has_match(&it.matches));
    let Some(words) = sentence.solvable.as_ref().filter(|_| is_bound && !page.figures.is_empty())
    else {
        return Vec::new();
    };

    let claimed = solver::claims(words).into_iter().filter_map(|it| it.amount);
    let differences = solver::differences(words).into_iter().map(|it| it.amount);
    claimed.chain(differences).map(|index| words.amounts[index].start).collect()
}

/// Tells whether a small count, which words alone do not bind on a page, is a figure's value: "47 crates".
fn states_small_value(
    page: &PageFacts<'_>,
    statement: &Statement,
    mention: &QuantityMention,
) -> bool {
    let value = mention.value();
    page.figures.iter().any(|figure| {
        figure.holding(mention, value).next().is_some() && figure.is_named_in(&statement.text)
    })
}

/// Tells whether a number counts nothing, besides those that no sentence states as a value: a year, "Python 3".
fn is_no_count(statement: &Statement, mention: &QuantityMention) -> bool {
    let before = statement.text.get(..mention.number as usize).unwrap_or_default();
    let name = before.trim_end();
    let word = name.rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();

    // At the head of a sentence any word has a capital; "Tool 2.0" is a name there as well.
    let written = statement.words(mention.number, mention.end);
    let is_first = word.len() == name.trim_start().len();
    let is_name = word.starts_with(char::is_uppercase) && (!is_first || written.contains('.'));
    let is_plain = *mention.unit() == Unit::None && mention.number == mention.start;

    statement.is_like_year(mention) || is_name && is_plain && name.len() < before.len()
}
