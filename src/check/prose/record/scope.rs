//! Decides whether the clause around a number speaks of everything that a figure counts.
//!
//! In: a number that a sentence gives a figure. Out: a [`Clause`]. Invariant: a word that is not the figure's
//! limits the number where it may restrict the figure to a part; elsewhere it only makes the clause not
//! plain.

use std::ops::Range;

use super::narrowing;
use super::period::NamedPeriod;
use super::subject::Subject;
use crate::check::solver::AmountKind;
use crate::lexicon::{RecordWords, WordRoles as W};

/// The words around a number, its figure and its time, up to the next punctuation.
pub(super) struct Clause<'c> {
    subject: &'c Subject<'c>,
    /// The index of the number.
    index: usize,
    /// The last token of the number, the figure and the time.
    last: usize,
    tokens: Range<usize>,
}

impl<'c> Clause<'c> {
    pub(super) fn around(
        subject: &'c Subject<'c>,
        index: usize,
        named: Option<&NamedPeriod>,
    ) -> Clause<'c> {
        let s = subject.words;
        let token = s.at[index];
        let time = named.map_or(token, |named| named.token);
        let first = subject.binding.first.min(token).min(time);
        let last = subject.binding.last.max(token).max(time);

        // "The Ministry said that": the attribution is not part of the claim.
        let begins_after = |at: &usize| {
            s.sign(*at).is_some()
                || s.is(*at, W::SAID)
                || RecordWords::holds(s.lexicon.records.reporting, s.word(*at))
        };
        let start = (0..first).rev().find(begins_after).map_or(0, |at| at + 1);
        // "And 120 schools were repaired" has its own subject.
        let is_other = |at: usize| s.is(at, W::THE) || s.amount(at).is_some();
        let ends_at = |at: &usize| {
            s.sign(*at).is_some() || s.is(*at, W::BREAK) || s.is(*at, W::AND) && is_other(at + 1)
        };
        let end = (last + 1..s.tokens.len()).find(ends_at).unwrap_or(s.tokens.len());

        Clause { subject, index, last, tokens: start..end }
    }

    /// Tells whether words restrict, or may restrict, the number to a part of what the figure counts.
    pub(super) fn is_limited(&self) -> bool {
        // "In the north, 4,000 homes": the beginning of a sentence restricts all of it.
        self.restricts(0)
            || self.is_picked()
            || self.is_of_the_whole()
            || self.counts_a_kind()
            || self.names_a_kind()
            || self.tokens.clone().any(|at| {
                self.restricts(at) || self.describes(at) || self.adds(at) || self.is_elsewhere(at)
            })
    }

    /// Tells whether the clause states a wish, a plan or a denial: "were to be completed".
    pub(super) fn is_hypothetical(&self) -> bool {
        let s = self.subject.words;

        self.tokens.clone().any(|at| {
            s.is(at, W::MOOD | W::NOT) && !s.is_month(at) && !is_own_word(self.subject, at)
                || s.is(at, W::BE) && s.is(at + 1, W::TO)
                || s.is(at, W::TO) && s.is(at + 1, W::BE)
        })
    }

    /// Tells whether it has only words of the figure and its time, and words without content.
    pub(super) fn is_plain(&self) -> bool {
        let s = self.subject.words;
        self.names_in_full() && self.tokens.clone().all(|at| !s.is_word(at) || self.is_neutral(at))
    }

    /// Tells whether the figure is referenced, or named with at least two of its words.
    pub(super) fn names_in_full(&self) -> bool {
        let stems = self.subject.stems;
        let mut own = self.tokens.clone().filter(|&at| is_own_word(self.subject, at));
        let first = own.next();

        self.subject.binding.is_reference
            || first.is_some_and(|first| own.any(|at| stems.of_token(at) != stems.of_token(first)))
    }

    /// "4,000 of the homes", "of whom 4,000", "including 4,000", "permits for 4,000 homes"
    fn is_picked(&self) -> bool {
        // "Of which, in the end, 4,000": this many words may come between.
        const REACH: usize = 4;

        let s = self.subject.words;
        let token = s.at[self.index];
        let near = token.saturating_sub(REACH).max(self.tokens.start)..token;
        let is_example = |at: usize| {
            s.is(at, W::WHICH) || RecordWords::holds(s.lexicon.records.examples, s.word(at))
        };

        let is_led = token.checked_sub(2).is_some_and(|before| {
            s.is(token - 1, W::FOR | W::WITH | W::OF)
                && s.is_word(before)
                && !s.is(before, W::COUNT_NOUN | W::TOTAL | W::HIGHEST | W::LOWEST)
                && !is_own_word(self.subject, before)
        });

        s.is(token + 1, W::OF) || is_led || near.into_iter().any(is_example)
    }

    /// "Of the homes completed, 4,000": the number is a part of the figure.
    fn is_of_the_whole(&self) -> bool {
        let s = self.subject.words;
        let mut at = self.subject.binding.first;
        while at > 0 && s.is(at - 1, W::THE | W::DETERMINER) && !s.is(at - 1, W::OF) {
            at -= 1;
        }

        let is_head = at < 2 || s.sign(at - 2).is_some();
        s.follows(at, W::AMONG) || s.follows(at, W::OF) && is_head
    }

    /// "4,000 affordable homes": the first word of the noun phrase is not the figure's.
    fn counts_a_kind(&self) -> bool {
        let s = self.subject.words;
        let amount = &s.amounts[self.index];
        let first = s.at[self.index] + 1;

        amount.kind == AmountKind::Count
            && !amount.noun.is_empty()
            && !is_own_word(self.subject, first)
    }

    /// "Affordable homes completed", "homes that councils completed": a foreign word before or among the
    /// figure's own.
    fn names_a_kind(&self) -> bool {
        let (s, binding) = (self.subject.words, &self.subject.binding);
        let token = s.at[self.index];
        let is_telling = |at: usize| s.is_word(at) && !self.is_neutral(at);
        let within = binding.first..=binding.last;

        // The number itself may be among them: "completed 4,000 homes".
        let is_led = !within.contains(&token)
            && binding.first.checked_sub(1).is_some_and(|before| {
                is_telling(before) && !s.is(before, W::PREPOSITION | W::SAID)
            });

        !binding.is_reference && (is_led || within.into_iter().any(is_telling))
    }

    /// Tells whether a verb at a token adds information about what is counted: "were flats", "had been sold".
    fn describes(&self, at: usize) -> bool {
        let s = self.subject.words;
        let next = at + 1;
        if !s.is(at, W::BE | W::HAVE) || !s.is_word(next) || is_own_word(self.subject, next) {
            return false;
        }

        let is_participle = s.is(next, W::PARTICIPLE) || s.word(next).ends_with("ed");
        let counts = s.is(next, W::RISE | W::FALL | W::CHANGE | W::MARKS | W::BE | W::LEVEL)
            || RecordWords::holds(s.lexicon.records.whole, s.word(next))
            || RecordWords::holds(s.lexicon.records.reaching, s.word(next));

        !counts && (is_participle || !self.is_neutral(next))
    }

    /// Tells whether a token adds another thing to what is counted: "completed or begun", "completed and
    /// sold", "completed a safety check".
    fn adds(&self, at: usize) -> bool {
        let s = self.subject.words;
        let next = at + 1;
        let is_other = s.is_word(next) && !is_own_word(self.subject, next);
        let is_verb = s.is(next, W::PARTICIPLE | W::GENERIC) || s.word(next).ends_with("ed");

        let is_second = s.is(at, W::AND) && is_other && (is_verb || next + 1 == self.tokens.end);
        let is_object = at > self.last && s.is(at, W::THE | W::A) && !self.is_neutral(next);

        s.is(at, W::OR) || is_second || is_object && is_other
    }

    /// Tells whether a token names a place or a body that does not occur in the figure's words.
    fn is_elsewhere(&self, at: usize) -> bool {
        let s = self.subject.words;
        if !s.is_word(at) || is_own_word(self.subject, at) {
            return false;
        }

        let text = &s.text[s.tokens[at].start as usize..s.tokens[at].end as usize];
        let geography = self.subject.binding.figure.record.geography.as_deref();
        let is_known = geography.is_some_and(|it| it.contains(text)) || s.is_month(at);

        // The first word is capitalised in any case.
        let is_name = at > 0 && s.word(at).len() > 2 && text.starts_with(char::is_uppercase);
        let is_area = RecordWords::holds(s.lexicon.records.areas, s.word(at));

        !is_known && (is_area || is_name && !self.is_neutral(at))
    }

    /// Tells whether a preposition at a token has an object that the figure does not mention.
    fn restricts(&self, at: usize) -> bool {
        // "In the financial year", "as at the end of": this many words may come before a time.
        const REACH: usize = 4;

        let leads_to_time =
            self.subject.periods.iter().any(|it| it.token > at && it.token - at <= REACH);
        let is_name = is_own_word(self.subject, at);
        !leads_to_time
            && !is_name
            && narrowing::restricts(self.subject.words, self.subject.binding.figure, at)
    }

    /// Tells whether a word does not describe what is counted, or is one of the figure's own.
    fn is_neutral(&self, at: usize) -> bool {
        let s = self.subject.words;
        let (word, records) = (s.word(at), &s.lexicon.records);
        let joints = W::STOP | W::FILLER | W::GENERIC | W::BE | W::HAVE | W::THE | W::A;
        let changes = W::RISE | W::FALL | W::CHANGE | W::LEVEL | W::MARKS | W::BRINGING;
        let counts = W::COUNT_NOUN | W::TOTAL;
        let times = W::ENDING | W::PART_OF_YEAR | W::WHICH_PART | W::EVIDENCE;
        let lists = [records.whole, records.reaching, records.period_fillers];

        is_own_word(self.subject, at)
            || s.is(at, joints | changes | counts | times)
            || s.is_month(at)
            || word.ends_with("ed")
            || word.ends_with("ly")
            || lists.iter().any(|list| RecordWords::holds(list, word))
    }
}

/// Tells whether a word is one of those that name the figure or what it counts.
pub(super) fn is_own_word(subject: &Subject<'_>, at: usize) -> bool {
    let stem = subject.stems.of_token(at);
    let figure = subject.binding.figure;
    let is_in_phrase = || figure.phrases().any(|phrase| phrase.iter().any(|own| **own == *stem));

    figure.terms.names_unit(stem) || is_in_phrase()
}
