//! The agreements that a sentence names, and which of them a phrase is about.
//!
//! In: a sentence and the agreements of its page. Out: [`AgreementMentions`]. Invariant: a phrase is about
//! an agreement only where no other words are between the two than those that join them.

use std::ops::Range;

use super::page::PageFacts;
use super::sentence::Sentence;
use crate::content::Kind;
use crate::site::EntryId;

/// What makes a phrase a hope, a condition or a denial.
const SUPPOSING: &[&str] = &[
    "not", "never", "yet", "will", "would", "shall", "may", "might", "must", "could", "should",
    "to", "once", "when", "until", "before", "if", "after", "upon", "pending", "awaiting",
    "without", "towards", "expected", "due", "plan", "plans", "can", "cannot", "nor", "whether",
    "unless", "till", "being", "no", "soon", "bring", "brings", "bringing", "for",
];

/// What an agreement is called where its name is not given.
const NOUNS: &[&str] = &[
    "agreement",
    "treaty",
    "deal",
    "pact",
    "accord",
    "memorandum",
    "partnership",
    "statement",
    "arrangement",
    "convention",
    "protocol",
    "package",
    "declaration",
    "it",
    "which",
    "that",
];

/// Words that may be between an agreement and what is said of it.
const BETWEEN: &[&str] = &[
    "has",
    "have",
    "had",
    "now",
    "already",
    "also",
    "since",
    "formally",
    "then",
    ",",
    "been",
    "is",
    "was",
    "in",
    "with",
    "on",
    "of",
    "signed",
    "agreed",
    "concluded",
    "reached",
    "today",
    "yesterday",
    "this",
    "last",
    "week",
    "month",
    "year",
];

/// How many words before a phrase may make it a hope or a denial: more belong to another clause.
const SUPPOSING_REACH: usize = 7;

/// How many words there may be between an agreement and what is said of it.
const SUBJECT_REACH: usize = 10;

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
                let word = sentence.word(at);
                SUPPOSING.iter().any(|known| known.eq_ignore_ascii_case(word))
                    || word.ends_with("n’t")
            })
    }

    /// Finds the agreement that a phrase is about: right before it, or right after "signed the".
    pub(super) fn subject(
        &self,
        sentence: &Sentence<'_>,
        first: usize,
        last: usize,
    ) -> Option<EntryId> {
        let lower = |at: usize| sentence.word(at).to_lowercase();

        let mut at = first;

        for _ in 0..SUBJECT_REACH {
            // "Is signed by both" alone at the head of a sentence is about what went before.
            at = at.checked_sub(1)?;

            if let Some(&(_, id)) = self.named.iter().find(|&&(token, _)| token == at) {
                return Some(id);
            }

            let word = lower(at);
            if NOUNS.contains(&&*word) {
                return self.subject_of_noun(sentence, at, &word);
            }

            let is_joining = BETWEEN.contains(&&*word) || self.about.contains(&word);
            if !is_joining {
                break;
            }
        }

        // "They ratified the [[agreement]]", "have signed the agreement"
        let next = last + 1 + usize::from(matches!(&*lower(last + 1), "the" | "this" | "a"));
        self.named.iter().find(|&&(token, _)| token == next).map(|&(_, id)| id)
    }

    /// Finds what "the agreement", or "which", refers to.
    fn subject_of_noun(&self, sentence: &Sentence<'_>, at: usize, noun: &str) -> Option<EntryId> {
        let lower = |at: usize| sentence.word(at).to_lowercase();
        let nearest = self.named.iter().rev().find(|&&(token, _)| token < at);
        let is_definite =
            (at.saturating_sub(3)..at).any(|it| matches!(&*lower(it), "the" | "this"));
        let is_pronoun = matches!(noun, "it" | "which" | "that");

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
