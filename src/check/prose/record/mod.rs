//! Sentences held against the figures that they are about: values, periods, changes, superlatives.
//!
//! In: a sentence of a page, and the figures that the page names. Out: findings, and values that only another page can
//! refute. Invariant: a number that may count something else, and a time that the series does not hold, are never
//! reported.

mod base;
mod binding;
mod change;
mod continued;
mod exactness;
mod multiple;
mod narrowing;
mod pair;
mod period;
mod resolve;
mod scope;
mod slip;
mod stated;
mod stems;
mod superlative;
mod value;

use super::page::PageFacts;
use super::report::PageReport;
use super::sentence::{Advice, Sentence, TextRange};
use super::series::RecordSeries;
use crate::check::solver::Solvable;
use crate::content::figure::Observation;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language::house_style;
use crate::lexicon::WordRoles as W;
use crate::value::Day;
use binding::Binding;
use pair::SeriesPair;
use period::NamedPeriod;
pub(super) use stated::settled;
use stems::SentenceStems;

/// A figure that a sentence is about, with all that its claims are held against.
struct Subject<'p> {
    page: &'p PageFacts<'p>,
    sentence: &'p Sentence<'p>,
    /// Its words; those of the sentence before come first where it goes on about the figure named there.
    words: &'p Solvable<'p>,
    /// Where the sentence's own words begin.
    shift: u32,
    /// The stems of its words.
    stems: &'p SentenceStems,
    binding: Binding<'p>,
    series: &'p RecordSeries<'p>,
    periods: &'p [NamedPeriod],
    /// Whether the sentence is about this figure alone.
    is_only_one: bool,
    /// The day that "last year" is counted from.
    day: Day,
}

/// Reports what a sentence says otherwise than the figures that it is about, and the values that it gives them for
/// times of which their records have none.
pub(super) fn check(page: &PageFacts<'_>, sentence: &Sentence<'_>, report: &mut PageReport) {
    // More amounts than these are a table in prose.
    const MOST_AMOUNTS: usize = 24;

    let Some(words) = &sentence.solvable else {
        return;
    };
    if words.amounts.len() > MOST_AMOUNTS || !says_something(words) {
        return;
    }

    let stems = SentenceStems::read(words);
    let (bindings, parts): (Vec<_>, Vec<_>) =
        binding::bind(page, words, &stems).into_iter().partition(|it| !it.is_narrowed(words));
    let own = JoinedWords { words, stems: &stems, shift: 0, only_changes: false };

    if bindings.is_empty() {
        if parts.is_empty() {
            let told = binding::by_values(page, words, &stems).into_iter().collect();
            about_figures(page, sentence, JoinedWords { only_changes: true, ..own }, told, report);
        }
        continued::check(page, sentence, report);
    } else {
        about_figures(page, sentence, own, bindings, report);
    }

    let parts: Vec<_> = parts.iter().map(|it| it.figure.id).collect();
    report.findings.extend(slip::slips(page, sentence, words, stems.all, &parts));

    // Without a number of its own, a sentence of references says what its records say.
    if words.amounts.iter().any(|amount| amount.likeness().is_some()) {
        resolve::with_values(page, sentence, &mut report.findings);
    }
}

/// The words of a sentence, after those of the one before where it goes on.
#[derive(Clone, Copy)]
struct JoinedWords<'p> {
    words: &'p Solvable<'p>,
    stems: &'p SentenceStems,
    /// Where its own words begin.
    shift: u32,
    /// Whether it is held against changes only: no words of its own name the figure.
    only_changes: bool,
}

/// Holds a sentence against each of the figures that it is about.
fn about_figures<'p>(
    page: &'p PageFacts<'p>,
    sentence: &'p Sentence<'p>,
    joined: JoinedWords<'p>,
    bindings: Vec<Binding<'p>>,
    report: &mut PageReport,
) {
    let JoinedWords { words, stems, shift, only_changes } = joined;
    let is_only_one = bindings.len() == 1;
    let periods = match bindings.is_empty() {
        true => Vec::new(),
        false => period::named(words, page.day, page.site.config().financial_year),
    };
    let places: Vec<usize> = bindings.iter().map(|it| it.first).collect();

    for binding in bindings {
        let Some(series) = &binding.figure.numbers else {
            continue;
        };

        let others: Vec<usize> =
            places.iter().copied().filter(|&place| place != binding.first).collect();
        let subject = Subject {
            page,
            sentence,
            words,
            shift,
            stems,
            series,
            periods: &periods,
            is_only_one,
            day: page.day,
            binding,
        };

        if !only_changes {
            report.stated.extend(stated::values(&subject, &others));
        }
        if subject.series.values.is_empty() {
            continue;
        }

        let mut found = change::contradicted(&subject);
        found.extend(multiple::contradicted(&subject));
        found.extend(base::missing(&subject));

        if !only_changes {
            found.extend(value::differing(&subject));
            found.extend(superlative::denied(&subject));
        }

        let own = found.into_iter().filter(|it| {
            words.tokens[it.token].start >= shift && subject.is_nearest(it.token, &others)
        });
        report.findings.extend(own.map(|it| it.diagnostic));
    }
}

/// Tells whether a sentence has anything that a record can refute: a number that is typed, a change, a rank.
fn says_something(words: &Solvable<'_>) -> bool {
    let claims =
        W::RISE_VERB | W::FALL_VERB | W::HIGHEST | W::LOWEST | W::RECORD | W::NOT | W::STREAK;

    words.amounts.iter().any(|amount| amount.reference().is_none())
        || words.any(0..words.tokens.len(), claims)
}

/// A finding, and the token that it is about.
struct RecordFinding {
    token: usize,
    diagnostic: Diagnostic,
}

impl<'p> Subject<'p> {
    /// Of several figures in a sentence, a claim is about the one named nearest to it.
    fn is_nearest(&self, token: usize, others: &[usize]) -> bool {
        let own = self.binding.first.abs_diff(token);
        others.iter().all(|other| other.abs_diff(token) >= own)
    }

    fn found(&self, code: Code, first: usize, last: usize, advice: Advice) -> RecordFinding {
        let tokens = &self.words.tokens;
        let range = self.own_range(TextRange { start: tokens[first].start, end: tokens[last].end });
        let diagnostic = self.sentence.finding(self.page, code, range, advice);

        RecordFinding { token: first, diagnostic }
    }

    /// Returns where a byte of the words is in the sentence.
    fn own(&self, byte: u32) -> u32 {
        byte.saturating_sub(self.shift)
    }

    fn own_range(&self, range: TextRange) -> TextRange {
        TextRange { start: self.own(range.start), end: self.own(range.end) }
    }

    /// Shows the two values of a change beside a finding.
    fn labelled(&self, diagnostic: Diagnostic, pair: SeriesPair) -> Diagnostic {
        let values = &self.series.values;
        let (base, value) = (values[pair.base].observation, values[pair.value].observation);

        diagnostic
            .label(self.place(base), "the earlier value in the record")
            .label(self.place(value), "the later value in the record")
    }

    /// Returns the reference that gives a change to the newest value, where the sentence can hold one.
    fn change_reference(&self, pair: SeriesPair, token: usize) -> Option<String> {
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

    fn place(&self, observation: &Observation) -> Place {
        let path = &self.page.site.document(self.binding.figure.id).path;
        Place::new(path, observation.value.span)
    }

    fn title(&self) -> &'p str {
        self.page.site.title(self.binding.figure.id)
    }

    /// Returns the reference that gives a value, where the sentence can hold one.
    fn reference(&self, observation: &Observation, token: usize) -> Option<String> {
        let may_refer = self.sentence.may_refer(self.own(self.words.tokens[token].start));
        let is_possible = may_refer && !self.binding.figure.is_own;
        is_possible.then(|| self.binding.figure.reference(self.page.site, observation))
    }

    /// Tells whether words near a token make what it says a wish, a plan or a denial.
    fn is_hypothetical(&self, token: usize) -> bool {
        const REACH: usize = 12;

        use crate::lexicon::WordRoles as W;
        let near = token.saturating_sub(REACH)..token + 3;
        self.words.any(near, W::MOOD.or(W::NOT))
            || self.periods.iter().any(|it| it.is_after(self.day))
    }
}

/// Names the period of a value: "for 2024".
fn period_of(observation: &Observation) -> String {
    let period = observation.period.as_ref();
    period.map_or_else(String::new, |period| house_style::period(&period.value))
}
