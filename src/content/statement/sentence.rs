//! Splits a block into sentences, and keeps those that claim something.

use super::flow::{Flow, size};
use super::{Setting, Statement, amount, change, token, words};
use crate::content::prose::sentence_ends;

/// The longest sentence that is read, in bytes: what is longer is no prose.
const LONGEST: usize = 4000;

/// Reads the sentences of a block. Where nothing can be compared with a record (`compares`), only
/// those are kept whose claim the sentence itself can refute.
pub(super) fn read(flow: &Flow, compares: bool, found: &mut Vec<Statement>) {
    let text = flow.text();
    let mut places = words::Claims::of(text);
    let mut next = places.next(0);

    if next.is_none() {
        return;
    }

    let mut start = 0;
    let mut quoted = false;
    let mut before = false;

    // The sentence before, where it claims nothing, and whether quotation marks are open there.
    let mut plain = (0, 0, false);
    for end in sentence_ends(text).into_iter().chain([text.len()]) {
        let sentence = &text[start..end];
        let claims = next.is_some_and(|at| at < end);
        let statement = match claims && sentence.len() <= LONGEST {
            true => claim(flow, (start, end), compares, (quoted, before)),
            false => None,
        };

        let is_first = !before;
        before = statement.is_some();

        if let Some(mut statement) = statement {
            let looks_back = statement.changes.iter().any(|change| change.looks_back);
            if is_first && looks_back && plain.1 - plain.0 <= LONGEST {
                found.extend(referring(flow, plain));
                statement.follows = true;
            }

            found.push(statement);
        }

        plain = (start, end, quoted);
        quoted = open_at_end(sentence, quoted);
        start = end;

        if claims {
            next = places.next(end);
        }
    }
}

fn claim(
    flow: &Flow,
    (start, end): (usize, usize),
    compares: bool,
    (begins_quoted, follows): (bool, bool),
) -> Option<Statement> {
    let sentence = &flow.text()[start..end];
    let tokens = token::tokens(sentence);
    let mut amounts = amount::read(sentence, &tokens);
    let (changes, comparisons) = change::read(sentence, &tokens, &amounts);
    let (from, to) = (size(start), size(end));
    let references = flow.references(from, to);
    let speaks = !references.is_empty() || compares;
    let standing = speaks && states_standing(sentence);

    let proves = changes.iter().any(|change| change.pair.is_some() || change.looks_back)
        || !comparisons.is_empty();
    let is_year = |it: &amount::Amount| it.is_bare() && it.is_like_year(sentence);
    let holds = compares && amounts.iter().any(|it| !is_year(it));

    if !(standing || proves || holds) {
        return None;
    }

    amounts.shrink_to_fit();

    Some(Statement {
        text: sentence.into(),
        references,
        amounts: amounts.into(),
        changes: changes.into(),
        comparisons: comparisons.into(),
        setting: flow.setting,
        in_block_quote: flow.quotes > 0 && flow.setting == Setting::Prose,
        begins_quoted,
        follows,
        stretches: flow.part(from, to),
    })
}

/// Keeps a sentence that claims nothing for its references: "In all there were [[returns]]. That is a
/// rise of 14%."
fn referring(flow: &Flow, (start, end, begins_quoted): (usize, usize, bool)) -> Option<Statement> {
    let (from, to) = (size(start), size(end));
    let references = flow.references(from, to);

    (!references.is_empty()).then(|| Statement {
        text: flow.text()[start..end].into(),
        references,
        amounts: Box::default(),
        changes: Box::default(),
        comparisons: Box::default(),
        setting: flow.setting,
        in_block_quote: flow.quotes > 0 && flow.setting == Setting::Prose,
        begins_quoted,
        follows: false,
        stretches: flow.part(from, to),
    })
}

/// Tells whether a sentence says how far an agreement has come.
fn states_standing(sentence: &str) -> bool {
    const WORDS: &[&str] = &["force", "ratif", "treaty", "treaties", "binding", "signed"];
    let lower = sentence.to_ascii_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// Tells whether quotation marks are open at the end of a text.
///
/// A single mark opens before a letter and closes behind a word's end; inside a word, and behind a
/// plural that owns something, it is an apostrophe.
pub(super) fn open_at_end(text: &str, open_before: bool) -> bool {
    // The first bytes of all other marks; most sentences hold none of them.
    if memchr::memchr3(b'"', 0xe2, 0xc2, text.as_bytes()).is_none() {
        return open_before;
    }

    let mut double = open_before;
    let mut single = false;
    let mut before = ' ';
    let mut signs = text.chars().peekable();

    while let Some(sign) = signs.next() {
        let next = signs.peek().copied().unwrap_or(' ');
        match sign {
            '“' | '«' | '„' => double = true,
            '”' | '»' => double = false,
            '"' => double = !double,
            '‘' if !before.is_alphanumeric() => single = true,
            '’' if single && !next.is_alphanumeric() && before != 's' => single = false,
            '’' if single && !next.is_alphanumeric() && matches!(next, '.' | ',' | ';') => {
                single = false;
            }
            _ => {}
        }

        before = sign;
    }

    double || single
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_open_and_close() {
        assert!(open_at_end("He said: “We have deported 35,000", false));
        assert!(!open_at_end("He said: “We have.” There were 35,000", false));
        assert!(open_at_end("it carries on", true));
        assert!(!open_at_end("the Ministers’ visit cost £5", false));
        assert!(open_at_end("the ‘landmark deal worth £5", false));
        assert!(!open_at_end("the ‘landmark’ deal worth £5", false));
    }
}
