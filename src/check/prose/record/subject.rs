//! A figure that a sentence is about, and the findings made from the two.
//!
//! In: a sentence, a figure and the times that the sentence names. Out: findings placed in the sentence's own words.
//! Invariant: where the words of the previous sentence are prepended, spans are relative to the sentence's
//! own words.

use super::binding::Binding;
use super::pair::SeriesPair;
use super::period::NamedPeriod;
use super::stems::SentenceStems;
use crate::check::prose::page::PageFacts;
use crate::check::prose::sentence::{Advice, Sentence, TextRange};
use crate::check::prose::series::RecordSeries;
use crate::check::solver::Solvable;
use crate::content::figure::Observation;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language::house_style;
use crate::lexicon::WordRoles as W;
use crate::value::Day;

/// A figure that a sentence is about, with everything that its claims are compared with.
pub(super) struct Subject<'p> {
    pub(super) page: &'p PageFacts<'p>,
    pub(super) sentence: &'p Sentence<'p>,
    /// Its words, preceded by those of the previous sentence where it continues about the figure named there.
    pub(super) words: &'p Solvable<'p>,
    /// The byte where the sentence's own words begin.
    pub(super) shift: u32,
    /// The stems of its words.
    pub(super) stems: &'p SentenceStems,
    pub(super) binding: Binding<'p>,
    pub(super) series: &'p RecordSeries<'p>,
    pub(super) periods: &'p [NamedPeriod],
    /// Whether the sentence is about this figure alone.
    pub(super) is_only_one: bool,
    /// The day that "last year" is counted from.
    pub(super) day: Day,
}

/// A finding, and the token that it points to.
pub(super) struct RecordFinding {
    pub(super) token: usize,
    pub(super) diagnostic: Diagnostic,
}

impl<'p> Subject<'p> {
    /// Tells whether this is the figure nearest to a token, which a claim there is about.
    pub(super) fn is_nearest(&self, token: usize, others: &[usize]) -> bool {
        let own = self.binding.first.abs_diff(token);
        others.iter().all(|other| other.abs_diff(token) >= own)
    }

    pub(super) fn found(
        &self,
        code: Code,
        first: usize,
        last: usize,
        advice: Advice,
    ) -> RecordFinding {
        let tokens = &self.words.tokens;
        let range = self.own_range(TextRange { start: tokens[first].start, end: tokens[last].end });
        let diagnostic = self.sentence.finding(self.page, code, range, advice);

        RecordFinding { token: first, diagnostic }
    }

    /// Maps a byte of the joined words to the sentence.
    pub(super) fn own(&self, byte: u32) -> u32 {
        byte.saturating_sub(self.shift)
    }

    pub(super) fn own_range(&self, range: TextRange) -> TextRange {
        TextRange { start: self.own(range.start), end: self.own(range.end) }
    }

    /// Labels a finding with the two values of a change.
    pub(super) fn labelled(&self, diagnostic: Diagnostic, pair: SeriesPair) -> Diagnostic {
        let values = &self.series.values;
        let (base, value) = (values[pair.base].observation, values[pair.value].observation);

        diagnostic
            .label(self.place(base), "the earlier value in the record")
            .label(self.place(value), "the later value in the record")
    }

    /// Returns the reference that prints the change to the newest value, where a reference is possible.
    pub(super) fn change_reference(&self, pair: SeriesPair, token: usize) -> Option<String> {
        let may_refer = self.sentence.may_refer(self.own(self.words.tokens[token].start));
        let is_newest = pair.value == self.series.latest();
        if !may_refer || self.binding.figure.is_own || !is_newest {
            return None;
        }

        let id = &self.page.site.entry(self.binding.figure.id).id.value;
        let base = self.series.values[pair.base].observation.period.as_ref()?;
        Some(match pair.base + 1 == pair.value {
            true => format!("[[{id}#change]]"),
            false => format!("[[{id}#change from {}]]", house_style::period(&base.value)),
        })
    }

    pub(super) fn place(&self, observation: &Observation) -> Place {
        let record = self.page.site.document(self.binding.figure.id);
        record.place_of_value(observation.value.span)
    }

    pub(super) fn title(&self) -> &'p str {
        self.page.site.title(self.binding.figure.id)
    }

    /// Returns the reference that prints a value, where a reference is possible.
    pub(super) fn reference(&self, observation: &Observation, token: usize) -> Option<String> {
        let may_refer = self.sentence.may_refer(self.own(self.words.tokens[token].start));
        let is_possible = may_refer && !self.binding.figure.is_own;
        is_possible.then(|| self.binding.figure.reference(self.page.site, observation))
    }

    /// Tells whether words near a token state a wish, a plan or a denial.
    pub(super) fn is_hypothetical(&self, token: usize) -> bool {
        const REACH: usize = 12;

        let near = token.saturating_sub(REACH)..token + 3;
        self.words.any(near, W::MOOD.or(W::NOT))
            || self.periods.iter().any(|it| it.is_after(self.day))
    }
}

/// Names the period of a value: "for 2024".
pub(super) fn period_of(observation: &Observation) -> String {
    let period = observation.period.as_ref();
    period.map_or_else(String::new, |period| house_style::period(&period.value))
}
