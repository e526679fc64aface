//! The agreements that a sentence names.
//!
//! In: a sentence and the agreements of its page. Out: [`AgreementMentions`]. Invariant: an agreement is
//! named by its reference, by its title or the last words of it, or as "the agreement" where the page has
//! only one.

use super::page::PageFacts;
use crate::check::solver::Solvable;
use crate::content::Kind;
use crate::lexicon::WordRoles;
use crate::site::EntryId;

/// A place where a sentence names an agreement.
#[derive(Debug, Clone, Copy)]
pub(super) struct AgreementMention {
    pub(super) id: EntryId,
    /// The first and the last token of its name.
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The agreements that a sentence names.
pub(super) struct AgreementMentions {
    /// All mentions, unordered.
    pub(super) named: Vec<AgreementMention>,
}

impl AgreementMentions {
    pub(super) fn find(page: &PageFacts<'_>, words: &Solvable<'_>) -> AgreementMentions {
        let mut named = references(page, words);

        named.extend(page.agreement_titles().iter().filter_map(|titles| {
            let (first, last) = titles.find(words)?.into_inner();
            Some(AgreementMention { id: titles.id, first, last })
        }));

        // "The agreement was signed", where only one can be meant.
        if named.is_empty() {
            named.extend(only(page, words));
        }

        AgreementMentions { named }
    }

    /// Returns the agreements that are named, without duplicates.
    pub(super) fn agreements(&self) -> Vec<EntryId> {
        let mut all: Vec<EntryId> = self.named.iter().map(|mention| mention.id).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Returns the mention of an agreement that is nearest to a phrase, unless another agreement is nearer.
    pub(super) fn nearest(
        &self,
        words: &Solvable<'_>,
        id: EntryId,
        phrase: &std::ops::Range<usize>,
        reach: usize,
    ) -> Option<AgreementMention> {
        let distance = |mention: &AgreementMention| match mention.last < phrase.start {
            true => phrase.start - mention.last,
            // A name after the phrase can be its object only if no name precedes the phrase.
            false => mention.first.saturating_sub(phrase.end) + 1,
        };

        let nearest = self.named.iter().copied().min_by_key(distance)?;
        let gap = match nearest.last < phrase.start {
            true => nearest.last + 1..phrase.start,
            false => phrase.end..nearest.first,
        };

        (nearest.id == id && words.word_count(gap) <= reach).then_some(nearest)
    }
}

fn references(page: &PageFacts<'_>, words: &Solvable<'_>) -> Vec<AgreementMention> {
    let mentions = page.references_in(words).into_iter().filter_map(|(token, id)| {
        let is_agreement = page.site.kind(id) == Kind::Agreement;
        is_agreement.then_some(AgreementMention { id, first: token, last: token })
    });

    mentions.collect()
}

/// Finds "the agreement" where the page has only one, or is that agreement's own page.
fn only(page: &PageFacts<'_>, words: &Solvable<'_>) -> Option<AgreementMention> {
    // "The new returns agreement": the article comes before the words that describe it.
    const ARTICLE_REACH: usize = 3;

    let is_own = page.site.agreement(page.id).is_some();
    let id = match &*page.agreements {
        [one] => *one,
        [one, ..] if is_own => *one,
        _ => return None,
    };
    let own = &words.lexicon.agreements;

    let at = (0..words.tokens.len()).find(|&at| {
        let is_noun =
            own.nouns.contains(&words.word(at)) && !own.pronouns.contains(&words.word(at));
        let before = at.saturating_sub(ARTICLE_REACH)..at;
        // "The first deal under the initiative" may be any of several.
        let is_definite = before.clone().any(|it| own.definite_articles.contains(&words.word(it)))
            && !words.any(before, WordRoles::WHICH_PART);
        is_noun && is_definite
    })?;

    Some(AgreementMention { id, first: at, last: at })
}
