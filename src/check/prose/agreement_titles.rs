//! What an agreement may be called in a sentence.
//!
//! In: the record of an agreement. Out: [`AgreementTitles`]. Invariant: two words name an agreement only where the last
//! is an instrument: "Grid treaty", and not "on the coast".

use std::ops::RangeInclusive;

use crate::check::solver::Solvable;
use crate::lexicon::{Lexicon, WordRoles};
use crate::site::{EntryId, Site};

/// What an agreement may be called: its title, its short title, or the last words of either.
pub(super) struct AgreementTitles {
    pub(super) id: EntryId,
    /// Each in lower case, without words that only join; what is tried first comes first.
    endings: Vec<Vec<String>>,
}

impl AgreementTitles {
    pub(super) fn collect(site: &Site, id: EntryId, lexicon: &Lexicon) -> AgreementTitles {
        let short =
            site.agreement(id).and_then(|it| Some(it.short_title.as_ref()?.in_language("en")));
        let titles = [Some(site.title(id)), short];
        let mut endings: Vec<Vec<String>> = Vec::new();

        for title in titles.into_iter().flatten() {
            let whole = content_words(title, lexicon);
            let is_named = whole.last().is_some_and(|last| {
                lexicon.names.instruments.iter().any(|it| it.eq_ignore_ascii_case(last))
            });

            for length in [whole.len(), 3, 2] {
                // "Grid treaty" names one; "fisheries on the coast" does not.
                let is_telling = length == whole.len() || length == 3 || is_named;
                if length >= 2 && length <= whole.len() && is_telling {
                    endings.push(whole[whole.len() - length..].to_vec());
                }
            }
        }

        AgreementTitles { id, endings }
    }

    /// Returns the tokens of a sentence that name the agreement.
    pub(super) fn find(&self, words: &Solvable<'_>) -> Option<RangeInclusive<usize>> {
        self.endings.iter().find_map(|ending| find_words(words, ending))
    }
}

fn content_words(title: &str, lexicon: &Lexicon) -> Vec<String> {
    title
        .split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '\'' | '’' | '-')))
        .flat_map(|word| word.split('–'))
        .map(|word| word.to_lowercase().replace('’', "'"))
        .filter(|word| !word.is_empty() && !lexicon.words.roles(word).meets(WordRoles::STOP))
        .collect()
}

/// Finds words one after another; words that only join may come between.
fn find_words(words: &Solvable<'_>, wanted: &[String]) -> Option<RangeInclusive<usize>> {
    let (head, rest) = wanted.split_first()?;

    (0..words.tokens.len()).filter(|&at| words.word(at) == head).find_map(|first| {
        let mut at = first;
        for word in rest {
            at += 1;
            while words.is(at, WordRoles::STOP) || words.sign(at) == Some('–') {
                at += 1;
            }
            if words.word(at) != word {
                return None;
            }
        }

        Some(first..=at)
    })
}
