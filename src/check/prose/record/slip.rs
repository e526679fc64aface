//! Numbers that look like a typing error: words of a figure, and a number one digit away from its value.
//!
//! In: a sentence without a named figure, or with a number that none of its figures holds. Out: `wrong-value`.
//! Invariant: the fewer digits a number has, the more of the figure's words must occur around it.

use super::narrowing;
use super::value;
use crate::check::prose::figure::PageFigure;
use crate::check::prose::page::PageFacts;
use crate::check::prose::sentence::{Advice, Sentence, TextRange};
use crate::check::prose::series::{RecordSeries, RecordValue};
use crate::check::prose::stemmer::WordStemmer;
use crate::check::solver::{AmountKind, Solvable, WrittenAmount, claims, differences};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::house_style;
use crate::site::EntryId;
use crate::value::Qualifier;

/// A figure whose value may have been intended by a number.
struct Intended<'p> {
    figure: &'p PageFigure<'p>,
    value: RecordValue<'p>,
    /// How many more of the figure's words are in the sentence than the number requires.
    margin: isize,
    score: usize,
    /// Whether the number has as many digits as the value.
    is_same_size: bool,
}

/// Reports numbers that differ by a typing error from the value of the one figure that their sentence
/// describes. `stems` are those of its words.
pub(super) fn slips(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    s: &Solvable<'_>,
    mut stems: Vec<Box<str>>,
    parts: &[EntryId],
) -> Vec<Diagnostic> {
    let has_value = s
        .amounts
        .iter()
        .any(|amount| amount.is_count_or_money() || amount.kind == AmountKind::Percent);
    if !has_value {
        return Vec::new();
    }

    let like: Vec<(&PageFigure<'_>, &RecordSeries<'_>)> =
        page.figures.iter().filter_map(|figure| Some((figure, figure.known_numbers()?))).collect();

    // Punctuation and numbers have empty stems.
    stems.retain(|stem| !stem.is_empty());
    stems.sort_unstable();
    stems.dedup();

    let mut findings = Vec::new();
    let mut sizes: Vec<usize> = claims(s).iter().filter_map(|it| it.amount).collect();
    sizes.extend(differences(s).iter().map(|it| it.amount));

    for (index, amount) in s.amounts.iter().enumerate() {
        let is_value = amount.is_count_or_money() || amount.kind == AmountKind::Percent;
        let is_known =
            like.iter().any(|(_, series)| series.is_like(amount) && series.has_held(amount));
        // "$75-million" is read as $75.
        let is_cut = s.text[amount.end as usize..].starts_with(['-', '\u{2011}']);
        if !is_value
            || is_known
            || is_cut
            || narrowing::is_one_of_several(s, s.at[index])
            || sizes.contains(&index)
            || amount.low.is_some()
            || amount.is_spelled
        {
            continue;
        }

        let mut intended: Vec<Intended<'_>> = like
            .iter()
            .filter(|(_, series)| series.is_like(amount))
            .filter_map(|(figure, series)| intended(figure, series, s, index, &stems))
            .filter(|it| !parts.contains(&it.figure.id) || it.is_same_size && it.margin > 0)
            .collect();
        intended.sort_by_key(|it| std::cmp::Reverse((it.margin, it.score)));

        let best = match intended.as_slice() {
            [first, second, ..] if first.score <= second.score => continue,
            [first, ..] if first.margin >= 0 => first,
            _ => continue,
        };

        // If the words describe another figure of the same unit equally well, that may be what is counted.
        let is_described_better = like.iter().any(|(figure, series)| {
            figure.id != best.figure.id
                && series.is_like(amount)
                && figure.score(&stems) >= best.score
                && !series.values.iter().any(|it| {
                    s.amounts.iter().any(|own| series.is_like(own) && it.is_written_as(own))
                })
        });
        if is_described_better {
            continue;
        }

        findings.push(report(page, sentence, amount, best));
    }

    findings
}

fn intended<'p>(
    figure: &'p PageFigure<'p>,
    series: &RecordSeries<'p>,
    s: &Solvable<'_>,
    index: usize,
    stems: &[Box<str>],
) -> Option<Intended<'p>> {
    let amount = &s.amounts[index];
    let holds = |own: &WrittenAmount| series.is_like(own) && series.has_held(own);
    if s.amounts.iter().any(holds) {
        return None;
    }

    let value = *series.values.last().filter(|_| series.values.len() == 1)?;
    let mut needed = needed_score(amount, &value)?;
    if amount.kind == AmountKind::Count && !counts_own(figure, s, index) {
        if !amount.noun.is_empty() {
            return None;
        }

        // "Of the completions, 26,485 (71 per cent) were …": the noun is elsewhere.
        needed += 1;
    }

    let score = figure.score(stems);
    let bonus =
        usize::from(value.qualifier != Qualifier::Exact && value.qualifier == amount.qualifier);
    let margin = isize::try_from(score + bonus).ok()? - isize::try_from(needed).ok()?;

    let is_same_size = is_same_size(amount, &value);

    Some(Intended { figure, value, margin, score, is_same_size })
}

/// Tells whether the noun of a count is one of the figure's words.
fn counts_own(figure: &PageFigure<'_>, s: &Solvable<'_>, index: usize) -> bool {
    let stemmer = WordStemmer::new(s.lexicon);
    s.amounts[index].noun.iter().any(|word| figure.terms.names_unit(&stemmer.stem(word)))
}

/// Returns how many words of a figure must be around a number that is this near to its value; none if it is
/// not near.
fn needed_score(amount: &WrittenAmount, value: &RecordValue<'_>) -> Option<usize> {
    // A number of three or more digits rarely agrees with another in all but one by chance; one of two does
    // in one case of five.
    const FEW_WORDS: usize = 2;
    const SOME_WORDS: usize = 3;

    let (one, two) = (digits(amount.value), digits(value.value));
    let is_same_size = is_same_size(amount, value);
    if value::has_same_digits(amount.value, value.value) {
        return Some(if is_same_size { FEW_WORDS } else { SOME_WORDS });
    }
    if !is_same_size {
        return None;
    }

    let length = one.len().max(two.len());
    let at = |digits: &[u8], place: usize| digits.get(place).copied().unwrap_or(b'0');
    let apart = (0..length).filter(|&place| at(&one, place) != at(&two, place)).count();
    match (apart, length) {
        (1, 3..) => Some(FEW_WORDS),
        (1, 2) => Some(SOME_WORDS),
        _ => None,
    }
}

fn is_same_size(amount: &WrittenAmount, value: &RecordValue<'_>) -> bool {
    (amount.value.log10().floor() - value.value.log10().floor()).abs() < 0.5
}

/// Returns the digits of a number without leading and trailing zeros.
fn digits(value: f64) -> Vec<u8> {
    let text = format!("{value:.3}");
    let mut digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    let first = digits.iter().position(|&digit| digit != b'0').unwrap_or(0);

    digits.split_off(first)
}

fn report(
    page: &PageFacts<'_>,
    sentence: &Sentence<'_>,
    amount: &WrittenAmount,
    intended: &Intended<'_>,
) -> Diagnostic {
    let observation = intended.value.observation;
    let right = house_style::quantity(&observation.value.value);
    let title = page.site.title(intended.figure.id);
    let range = TextRange { start: amount.start, end: amount.end };
    let message =
        format!("you wrote {}; the record of `{title}` has {right}", sentence.words(range));
    let help = match sentence.may_refer(amount.start) && !intended.figure.is_own {
        true => format!(
            "write `{}`; if the number counts something else, say what",
            intended.figure.reference(page.site, observation)
        ),
        false => format!("write {right}; if the number counts something else, say what"),
    };
    let advice = Advice { message, help };
    let record = page.site.document(intended.figure.id);

    sentence
        .finding(page, Code::WrongValue, range, advice)
        // A heuristic measured on few sites must not stop a build.
        .severity(Severity::Warning)
        .label(record.place_of_value(observation.value.span), "the value in the record")
}
