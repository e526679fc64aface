//! Claims of a change without values, compared with the series of the figure that the sentence is about.
//!
//! In: a claim such as "up 12% on the year before". Out: a finding. Invariant: a claim that is right of
//! any year of the series, or that may be measured from another time, is accepted.

use super::figure::PageFigure;
use super::judgement::{RecordPair, ValuePair, judge, verdict};
use super::matching;
use super::page::PageFacts;
use super::sentence::{Advice, Sentence, TextRange};
use crate::content::figure::Observation;
use crate::content::statement::{ChangeClaim, ClaimedSize, QuantityMention, Statement};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::house_style;
use crate::lexicon::ENGLISH;
use crate::value::{Change, Period, Unit, Verdict};

/// How many values of a series, from the newest, a claim may be about. A daily series holds thousands,
/// and a claim about a day far back names it.
const YEARS: usize = 40;

/// A figure that a claim is about, and the value that the sentence gives of it.
struct ClaimedFigure<'s> {
    figure: &'s PageFigure<'s>,
    observation: Option<&'s Observation>,
}

/// Reports a claim without values that the series of its figure contradicts.
pub(super) fn contradicted(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    claim: &ChangeClaim,
) -> Option<Diagnostic> {
    if matches!(claim.size, ClaimedSize::Multiple(..)) {
        return None;
    }

    let ClaimedFigure { figure, observation } = claimed_figure(page, sentence, claim)?;
    let series = &figure.series;
    let period = named_period(sentence, claim);
    let base = if period.is_some() { Base::YearBefore } else { Base::read(sentence, claim) };

    let later = match (observation, period) {
        (Some(observation), _) => series.iter().position(|it| std::ptr::eq(*it, observation))?,
        (None, Some(period)) => {
            let own = |it: &&Observation| it.period.as_ref().map(|it| it.value);
            series.iter().position(|it| own(it) == Some(period))?
        }
        (None, None) => series.len().checked_sub(1)?,
    };

    let Some(earlier) = later.checked_sub(1) else {
        // Only where nobody could know more is the missing value the writer's to add.
        let is_whole = series.len() == 1 && figure.record.series.len() == 1;
        let is_certain = observation.is_some() && is_whole && base == Base::YearBefore;
        return is_certain.then(|| baseless(page, sentence, claim, figure)).flatten();
    };

    if base == Base::Other || !is_year_apart(series[earlier], series[later]) {
        return None;
    }

    let pair = |later: usize| -> ValuePair<'_> {
        RecordPair { figure, earlier: series[later - 1], later: series[later] }.into()
    };

    // What is right of another year of the series may be meant of that year.
    let first = series.len().saturating_sub(YEARS).max(1);
    let is_right_elsewhere = (first..series.len()).filter(|&at| at != later).any(|at| {
        let pair = pair(at);
        Change::between(&pair.from, &pair.to)
            .and_then(|change| verdict(sentence.statement, claim, &change))
            .is_some_and(|verdict| verdict == Verdict::Right)
    });

    if is_right_elsewhere { None } else { judge(page, sentence, claim, &pair(later)) }
}

fn is_year_apart(earlier: &Observation, later: &Observation) -> bool {
    let last = |one: &Observation| Some(one.period.as_ref()?.value.last());

    match (last(later), last(earlier)) {
        (Some(later), Some(earlier)) => {
            later.year() - earlier.year() == 1 && later.month() == earlier.month()
        }
        _ => false,
    }
}

/// Reads the period that a claim is about: "fell by 27% in the year ending March 2025".
fn named_period(sentence: &Sentence<'_>, claim: &ChangeClaim) -> Option<Period> {
    let end = sentence.token_at(claim.end);
    let is = |at: usize, list: &[&str]| list.contains(&&*sentence.word(at).to_lowercase());
    let at = (end..end + 6).find(|&at| is(at, &["in", "for", "during"]))? + 1;
    let at = at + usize::from(is(at, &["the"]));
    let start = sentence.tokens.get(at)?.start;

    let text = &sentence.statement.text[start as usize..];
    Period::scan(text, &ENGLISH).map(|(period, _)| period)
}

/// What a claim without values is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    /// "On the year before", "year on year", "in a year".
    YearBefore,
    /// The sentence does not say.
    Unstated,
    /// Another time, or something else.
    Other,
}

impl Base {
    fn read(sentence: &Sentence<'_>, claim: &ChangeClaim) -> Base {
        const OTHER: &[&str] = &[
            "month",
            "months",
            "monthly",
            "quarter",
            "quarterly",
            "week",
            "weeks",
            "decade",
            "since",
            "day",
            "days",
            "years",
            "average",
            "half",
            "pandemic",
            "pre-pandemic",
            "forecast",
            "target",
            "plan",
            "election",
            "summer",
            "winter",
            "peak",
            "term",
        ];

        let end = sentence.token_at(claim.end);
        let start = sentence.token_at(claim.start).saturating_sub(4);
        let mut base = Base::Unstated;

        for at in start..(end + 14).min(sentence.tokens.len()) {
            let word = sentence.word(at);
            if at > end && matches!(word, "." | ";" | "–" | "—") {
                break;
            }

            let lower = word.to_lowercase();
            let twelve = at > 0 && matches!(sentence.word(at - 1), "12" | "twelve");
            if lower == "months" && twelve {
                base = Base::YearBefore;
            } else if OTHER.contains(&&*lower) {
                return Base::Other;
            }

            if lower == "year" || lower == "annual" || lower == "annually" {
                base = Base::YearBefore;
            }

            let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());

            // "Since 2019", "in 2024": another base, or another end, than the newest values.
            if year {
                return Base::Other;
            }
        }

        base
    }
}

/// Finds the one figure that a claim is about, and the value that its sentence gives of it.
fn claimed_figure<'s>(
    page: &'s PageFacts<'s>,
    sentence: &Sentence<'_>,
    claim: &ChangeClaim,
) -> Option<ClaimedFigure<'s>> {
    let mentions = mentions(page, sentence, claim);
    if mentions.is_empty() && claim.looks_back {
        return figure_of_previous(page, sentence);
    }

    if let Some(first) = mentions.first() {
        let is_only_one = mentions.iter().all(|mention| mention.figure == first.figure);

        // Another number might be the value that the claim is about.
        let explained = sentence.matches.len() + sizes(sentence.statement) + durations(sentence);
        let is_alone = sentence.statement.value_count() == explained;
        let is_near = first.at <= claim.start && is_same_thought(sentence, first.at, claim.start);

        return (is_only_one && is_alone && is_near).then(|| ClaimedFigure {
            figure: &page.figures[first.figure],
            observation: first.observation,
        });
    }

    // Without a value the words alone must tell, and no other number may be near the claim.
    if sentence.statement.value_count() > sizes(sentence.statement)
        || sentence.statement.changes.len() > 1
    {
        return None;
    }

    let at = matching::described(&page.figures, &sentence.statement.text, &sentence.tokens)?;
    let figure = &page.figures[at];

    // A percentage may be said to change in per cent or in points, and no words tell which.
    let is_percentage = figure.record.unit == Some(Unit::Percent);
    let is_certain = !is_percentage && is_same_thought(sentence, 0, claim.start);
    is_certain.then_some(ClaimedFigure { figure, observation: None })
}

/// A figure in a sentence: where it is named, and which value of it.
struct FigureMention<'s> {
    at: u32,
    /// Its number among the page's figures.
    figure: usize,
    observation: Option<&'s Observation>,
}

/// Lists the figures that a sentence names by a value or by a reference.
fn mentions<'s>(
    page: &'s PageFacts<'s>,
    sentence: &Sentence<'_>,
    claim: &ChangeClaim,
) -> Vec<FigureMention<'s>> {
    let mut mentions = Vec::new();
    for matched in &sentence.matches {
        let series = &page.figures[matched.figure].record.series;
        let amount = &sentence.statement.mentions[matched.amount];

        // "Rose by 15% to 24,103": the value comes after the claim and is what it led to.
        let is_outcome =
            amount.start > claim.end && sentence.leads_to(claim.end, amount.start, &["to"]);
        mentions.push(FigureMention {
            at: if is_outcome { claim.start } else { amount.end },
            figure: matched.figure,
            observation: series.get(matched.observation),
        });
    }

    for &(at, number) in &sentence.statement.references {
        let id = page.site.referenced(page.id, number as usize);
        let figure = page.figures.iter().position(|figure| Some(figure.id) == id);
        let has_no_part = page.document.body.references[number as usize].part.is_none();

        if let Some(figure) = figure {
            let newest = page.figures[figure].series.last().copied();
            let observation = newest.filter(|_| has_no_part);
            mentions.push(FigureMention { at, figure, observation });
        }
    }

    mentions
}

/// Finds the figure of which the sentence before gave one value, and nothing else: "There were 24,754.
/// That is a rise of 2%."
fn figure_of_previous<'s>(
    page: &'s PageFacts<'s>,
    sentence: &Sentence<'_>,
) -> Option<ClaimedFigure<'s>> {
    let previous = sentence.previous.as_ref()?;

    match (&*previous.matches, &*previous.statement.references) {
        ([matched], []) if previous.statement.only_value().is_some() => {
            let figure = &page.figures[matched.figure];
            let observation = figure.record.series.get(matched.observation);
            Some(ClaimedFigure { figure, observation })
        }
        ([], &[(_, number)]) if previous.statement.value_count() == 0 => {
            let id = page.site.referenced(page.id, number as usize)?;
            let figure = page.figures.iter().find(|figure| figure.id == id)?;
            let has_no_part = page.document.body.references[number as usize].part.is_none();
            let observation = figure.series.last().copied();
            has_no_part.then_some(ClaimedFigure { figure, observation })
        }
        _ => None,
    }
}

/// Counts the changes of a statement whose size is one of its numbers.
fn sizes(statement: &Statement) -> usize {
    let is_number = |claim: &&ChangeClaim| matches!(claim.size, ClaimedSize::Mention(_));
    statement.changes.iter().filter(is_number).count()
}

/// Counts the lengths of time: "12 months prior" is no other number.
fn durations(sentence: &Sentence<'_>) -> usize {
    let is_duration = |amount: &&QuantityMention| {
        let next = sentence.word(sentence.token_at(amount.end));
        matches!(next, "months" | "years" | "year" | "weeks" | "days")
    };
    sentence.statement.mentions.iter().filter(is_duration).count()
}

/// The most words between a figure and a claim about it.
const CLAIM_REACH: usize = 30;

/// How many words right before a claim may begin no other thought.
const CLAUSE_REACH: usize = 9;

/// Tells whether no other thought begins right before a claim: "returns, and visits rose 12%".
fn is_same_thought(sentence: &Sentence<'_>, from: u32, to: u32) -> bool {
    let (first, last) = (sentence.token_at(from), sentence.token_at(to));
    let near = last.saturating_sub(CLAUSE_REACH).max(first);

    last - first <= CLAIM_REACH && (near..last).all(|at| !begins_another(sentence.word(at)))
}

fn begins_another(word: &str) -> bool {
    ENGLISH.changes.conjunctions.contains(&word) || matches!(word, ";" | ":" | "|")
}

/// Reports a change of a figure that holds no earlier value.
fn baseless(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    claim: &ChangeClaim,
    figure: &PageFigure<'_>,
) -> Option<Diagnostic> {
    let ClaimedSize::Mention(at) = claim.size else {
        return None;
    };

    let size = house_style::bare_quantity(&sentence.statement.mentions[at as usize].quantity(None));
    if figure.mentions_size(&size) {
        return None;
    }

    let title = page.site.title(figure.id);
    let range = TextRange { start: claim.start, end: claim.end };
    let message = format!(
        "`{}` has no base: the figure `{title}` holds no value for the year before, so that \
         nobody can check the sum",
        sentence.words(range)
    );

    let help = format!(
        "add the earlier value to the `series` of `{}`; if it is not published, leave the change \
         out, or say in the record's `caveat` that {size} was claimed without a base",
        page.site.entry(figure.id).id.value
    );

    let finding = sentence.finding(page, Code::WrongChange, range, Advice { message, help });
    let record = page.site.place(figure.id);

    Some(finding.severity(Severity::Warning).label(record, "the record with its one value"))
}
