//! The agreements that a sentence names, and which of them a phrase is about.
//!
//! In: a sentence and the agreements of its page. Out: [`AgreementMentions`]. Invariant: a phrase is about
//! an agreement only where no other words are between the two than those that join them.

use std::ops::Range;

use super::page::PageFacts;
use super::sentence::Sentence;
use crate::content::Kind;
use crate::site::EntryId;

/// How many words before a phrase may make it a hope or a denial: more belong to another clause.
const SUPPOSING_REACH: usize = 7;

/// How many words there may be between an agreement and what is said of it.
const SUBJECT_REACH: usize = 10;

/// How many words before a noun its article may be: "the new returns agreement".
const ARTICLE_REACH: usize = 3;

/// The agreements that a sentence names.
pub(super) struct AgreementMentions {
    /// Each with the token of its name that is nearest to what follows, in order.
    pub(super) named: Vec<(usize, EntryId)>,
    /// The tokens of names that are spelt out.
    spelt_out: Vec<Range<usize>>,
    /// The one agreement that the page names, where it names but one.
    only: Option<EntryId>,
    /// The words of that one's title and parties: "the returns agreement with Iraq".
    about: Vec<String>,
}

impl AgreementMentions {
    pub(super) fn find(page: &PageFacts<'_>, sentence: &Sentence<'_>) -> AgreementMentions {
        let mut named = Vec::new();
        for &(at, number) in &sentence.statement.references {
            let id = page.site.referenced(page.id, number as usize);
            if let Some(id) = id.filter(|&id| page.site.kind(id) == Kind::Agreement) {
                named.push((sentence.token_at(at), id));
            }
        }

        let mut spelt_out = Vec::new();
        let text = sentence.statement.text.to_lowercase();

        // Letters that change their length in lower case would make every place in the text wrong.
        if text.len() == sentence.statement.text.len() {
            for &id in &page.agreements {
                let short = page.site.agreement(id).and_then(|it| it.short_title.as_deref());
                for name in [Some(page.site.title(id)), short].into_iter().flatten() {
                    let name = name.to_lowercase();
                    let found = text.find(name.as_str()).filter(|_| !name.is_empty());

                    named.extend(found.map(|at| {
                        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                        let end = sentence.token_at(byte(at + name.len()));
                        spelt_out.push(sentence.token_at(byte(at))..end);
                        (end.saturating_sub(1), id)
                    }));
                }
            }
        }

        named.sort_unstable();

        let is_agreement = page.site.agreement(page.id).is_some();
        let only = match &*page.agreements {
            [one] => Some(*one),
            [one, ..] if is_agreement => Some(*one),
            _ => None,
        };
        let about = only.map(|id| describing_words(page, id)).unwrap_or_default();

        AgreementMentions { named, spelt_out, only, about }
    }

    /// Tells whether a phrase is a hope, a condition or a denial.
    pub(super) fn is_supposed(&self, sentence: &Sentence<'_>, first: usize) -> bool {
        (first.saturating_sub(SUPPOSING_REACH)..first)
            .rev()
            .take_while(|&at| !matches!(sentence.word(at), ";" | ":" | "–" | "—"))
            // The words of a name say nothing: "the Amendment to the Protocol has been ratified".
            .filter(|at| !self.spelt_out.iter().any(|name| name.contains(at)))
            .any(|at| {
                sentence.is(at, sentence.lexicon.agreements.suppositions) || sentence.is_negated(at)
            })
    }

    /// Finds the agreement that a phrase is about: right before it, or right after "signed the".
    pub(super) fn subject(
        &self,
        sentence: &Sentence<'_>,
        first: usize,
        last: usize,
    ) -> Option<EntryId> {
        let words = &sentence.lexicon.agreements;
        let mut at = first;

        for _ in 0..SUBJECT_REACH {
            // "Is signed by both" alone at the head of a sentence is about what went before.
            at = at.checked_sub(1)?;

            if let Some(&(_, id)) = self.named.iter().find(|&&(token, _)| token == at) {
                return Some(id);
            }

            if sentence.is(at, words.nouns) {
                return self.subject_of_noun(sentence, at);
            }

            let is_described = || self.about.contains(&sentence.word(at).to_lowercase());
            if !sentence.is(at, words.joining) && !is_described() {
                break;
            }
        }

        // "They ratified the [[agreement]]", "have signed the agreement"
        let next = last + 1 + usize::from(sentence.is(last + 1, words.articles));
        self.named.iter().find(|&&(token, _)| token == next).map(|&(_, id)| id)
    }

    /// Finds what "the agreement", or "which", refers to.
    fn subject_of_noun(&self, sentence: &Sentence<'_>, at: usize) -> Option<EntryId> {
        let words = &sentence.lexicon.agreements;
        let nearest = self.named.iter().rev().find(|&&(token, _)| token < at);
        let is_definite = (at.saturating_sub(ARTICLE_REACH)..at)
            .any(|at| sentence.is(at, words.definite_articles));
        let is_pronoun = sentence.is(at, words.pronouns);

        match (nearest, is_pronoun) {
            (Some(&(_, id)), true) => Some(id),
            (None, false) if is_definite => self.only,
            _ => None,
        }
    }
}

/// Returns the words of an agreement's title and of its parties' names, in lower case.
fn describing_words(page: &PageFacts<'_>, id: EntryId) -> Vec<String> {
    let parties = page.site.agreement(id).map(|it| it.parties.as_slice()).unwrap_or_default();
    let names = parties.iter().map(|party| party.value.name());
    let texts = names.chain(std::iter::once(page.site.title(id)));
    let words = texts.flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));

    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
