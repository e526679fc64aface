//! Matches the numbers of a sentence to the figures that they are values of.
//!
//! In: a sentence's amounts, tokens, and the figures of its page. Out: [`FigureMatch`]es. Invariant: a
//! value alone never makes a match; words of the figure's record must be in the sentence.

use rust_decimal::Decimal;
use rust_stemmers::{Algorithm, Stemmer};

use super::figure::{JOINING, PageFigure, stem};
use crate::content::statement::{ClaimedSize, QuantityMention, Statement, Token, TokenKind};
use crate::value::Unit;

/// Stems of words for people whom a figure of some act may count without naming them.
const PEOPLE: &[&str] = &[
    "peopl", "person", "individu", "men", "women", "children", "crimin", "offend", "seeker",
    "migrant", "national", "nation", "other", "famili", "adult", "resid", "citizen", "foreign",
];

/// An amount that is a value of a figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct FigureMatch {
    /// The number of the amount in the statement.
    pub(super) amount: usize,
    /// The number of the figure among those of the page.
    pub(super) figure: usize,
    /// The place of the observation in the series.
    pub(super) observation: usize,
    /// How well the words fit.
    pub(super) score: usize,
}

/// Tells whether some figure holds an amount's value in its unit.
pub(super) fn may_be_value(figures: &[PageFigure<'_>], amount: &QuantityMention) -> bool {
    if figures.is_empty() {
        return false;
    }

    let value = amount.value();
    figures.iter().any(|figure| figure.holding(amount, value).next().is_some())
}

/// Matches the amounts of a statement to the figures that they are values of.
pub(super) fn match_amounts(
    figures: &[PageFigure<'_>],
    statement: &Statement,
    tokens: &[Token],
) -> Vec<FigureMatch> {
    let stemmer = Stemmer::create(Algorithm::English);
    let stems = sentence_stems(&stemmer, &statement.text, tokens);
    let mut found = Vec::new();

    for (number, amount) in statement.mentions.iter().enumerate() {
        let size = ClaimedSize::Mention(u32::try_from(number).unwrap_or(u32::MAX));
        let is_change = statement.changes.iter().any(|change| change.size == size);
        if is_change || amount.in_range || statement.is_like_year(amount) {
            continue;
        }

        let noun = CountedNoun::read(&stemmer, &statement.text, tokens, amount);
        let value = amount.value();
        let fitting = figures.iter().enumerate().filter_map(|(at, figure)| {
            // The newest of equal values, and one that was known before one that was not.
            let known = figure.holding(amount, value).find(|(_, it)| figure.knew(it));
            let (observation, _) = known.or_else(|| figure.holding(amount, value).next())?;
            let score = figure.score(&stems);
            let matched = FigureMatch { amount: number, figure: at, observation, score };

            fits(figure, amount, score, &noun).then_some(matched)
        });

        // Of several that fit alike, the first that the page names.
        found.extend(fitting.reduce(|one, two| if two.score > one.score { two } else { one }));
    }

    found
}

/// Tells whether the unit of a typed number and the words around it are those of a figure.
pub(super) fn is_about(
    figure: &PageFigure<'_>,
    text: &str,
    tokens: &[Token],
    amount: &QuantityMention,
) -> bool {
    let stemmer = Stemmer::create(Algorithm::English);
    let score = figure.score(&sentence_stems(&stemmer, text, tokens));
    let noun = CountedNoun::read(&stemmer, text, tokens, amount);
    let newest = figure.record.series.last();

    newest.is_some_and(|it| amount.unit().may_mean(it.value.value.unit()))
        && fits(figure, amount, score, &noun)
}

/// Tells whether the words around a number are those of a figure.
fn fits(
    figure: &PageFigure<'_>,
    amount: &QuantityMention,
    score: usize,
    noun: &CountedNoun,
) -> bool {
    let are_people = |stems: &[Box<str>]| stems.iter().any(|stem| PEOPLE.contains(&&**stem));
    let counts_people = are_people(&noun.stems);

    // "35,000 failed asylum seekers" are people.
    let is_named = noun.stems.iter().any(|stem| figure.terms.names_unit(stem))
        || counts_people && are_people(&figure.terms.unit);

    // "1,900 officers" are no arrivals, whatever else the sentence is about.
    if noun.is_plural && !is_named && !counts_people {
        return false;
    }

    let is_telling = amount.numeral.significant_digits() >= 3 && *amount.unit() != Unit::None;
    let is_small = amount.value() < Decimal::ONE_HUNDRED;

    match amount.unit() {
        Unit::None if is_small => is_named && score >= 2,
        // Four digits that are no year and a word of the figure do not meet by chance.
        Unit::None if amount.numeral.significant_digits() >= 4 => score >= 1,
        _ => {
            let is_only_word = figure.terms.stems.len() == 1;
            score >= 2 || (score == 1 && (is_telling || is_named || is_only_word))
        }
    }
}

/// Tells whether the words after a number count something that a figure does not.
pub(super) fn counts_another(
    figure: &PageFigure<'_>,
    text: &str,
    tokens: &[Token],
    amount: &QuantityMention,
) -> bool {
    let stemmer = Stemmer::create(Algorithm::English);
    let noun = CountedNoun::read(&stemmer, text, tokens, amount);
    noun.is_plural && !noun.stems.iter().any(|stem| figure.terms.names_unit(stem))
}

/// The words that follow a number: "1,900 Iraqi nationals".
struct CountedNoun {
    stems: Vec<Box<str>>,
    /// Whether one of them is a plural, so that the number counts it.
    is_plural: bool,
}

impl CountedNoun {
    /// Reads the words after an amount, up to one that joins another thought.
    fn read(
        stemmer: &Stemmer,
        text: &str,
        tokens: &[Token],
        amount: &QuantityMention,
    ) -> CountedNoun {
        const TIMES: &[&str] = &["times", "years", "months", "weeks", "days", "hours"];
        // "1,900 failed Iraqi asylum seekers": longer nouns are rare, and reach into what follows.
        const LONGEST: usize = 4;

        let from = tokens.partition_point(|token| token.start < amount.end);
        let counted = if *amount.unit() == Unit::None { LONGEST } else { 0 };
        let words: Vec<&str> = tokens[from..]
            .iter()
            .take(counted)
            .map(|token| (token.kind, token.of(text)))
            .take_while(|(kind, word)| {
                *kind == TokenKind::Word && !JOINING.contains(&word.to_lowercase().as_str())
            })
            .map(|(_, word)| word)
            .collect();

        let is_plural = |word: &&str| {
            let has_ending = word.ends_with('s') && word.len() > 3 && !word.ends_with("ss");
            (has_ending || *word == "staff") && !TIMES.contains(word)
        };

        CountedNoun {
            is_plural: words.iter().any(is_plural),
            stems: words.into_iter().map(|word| stem(stemmer, word)).collect(),
        }
    }
}

/// Returns the stems of a sentence's words, sorted.
fn sentence_stems(stemmer: &Stemmer, text: &str, tokens: &[Token]) -> Vec<Box<str>> {
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let mut stems: Vec<Box<str>> = words.map(|token| stem(stemmer, token.of(text))).collect();
    stems.sort_unstable();
    stems.dedup();

    stems
}

/// Counts how well a sentence's words fit a figure.
pub(super) fn sentence_score(figure: &PageFigure<'_>, text: &str, tokens: &[Token]) -> usize {
    let stemmer = Stemmer::create(Algorithm::English);
    figure.score(&sentence_stems(&stemmer, text, tokens))
}

/// Finds the one figure that a sentence describes by its words alone.
pub(super) fn described(figures: &[PageFigure<'_>], text: &str, tokens: &[Token]) -> Option<usize> {
    let stemmer = Stemmer::create(Algorithm::English);
    let stems = sentence_stems(&stemmer, text, tokens);
    let mut scores: Vec<(usize, usize)> =
        figures.iter().enumerate().map(|(at, figure)| (figure.score(&stems), at)).collect();
    scores.sort_by_key(|&(score, at)| (std::cmp::Reverse(score), at));

    let &(best, at) = scores.first()?;
    let second = scores.get(1).map_or(0, |&(score, _)| score);

    // One word, or one phrase, may be said of many things: "arrivals at the airport".
    let words = figures[at].shared_words(&stems);
    (best >= 3 && words >= 2 && best > second).then_some(at)
}
