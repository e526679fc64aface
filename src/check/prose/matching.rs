//! Matches the numbers of a sentence to the figures that they are values of.
//!
//! In: a sentence's amounts, tokens, and the figures of its page. Out: [`FigureMatch`]es. Invariant: a
//! value alone never makes a match; words of the figure's record must be in the sentence.

use rust_decimal::Decimal;

use super::figure::PageFigure;
use super::stemmer::WordStemmer;
use super::tokenized::TokenizedText;
use crate::content::statement::{QuantityMention, Statement, TokenKind};
use crate::lexicon::FigureWords;
use crate::value::Unit;

/// An amount that is a value of a figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct FigureMatch {
    /// The index of the amount in the statement.
    pub(super) amount: usize,
    /// The index of the figure among those of the page.
    pub(super) figure: usize,
    /// The index of the observation in the series.
    pub(super) observation: usize,
    /// How well the words match.
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

/// Matches the amounts of a statement to the figures whose values they are.
pub(super) fn match_amounts(
    figures: &[PageFigure<'_>],
    text: TokenizedText<'_>,
    statement: &Statement,
    values: &[usize],
) -> Vec<FigureMatch> {
    let stemmer = WordStemmer::new(text.lexicon);
    let stems = sentence_stems(&stemmer, text);
    let mut found = Vec::new();

    for &number in values {
        let amount = &statement.mentions[number];
        if amount.in_range {
            continue;
        }

        let noun = CountedNoun::read(&stemmer, text, amount);
        let value = amount.value();
        let fitting = figures.iter().enumerate().filter_map(|(at, figure)| {
            // Of equal values, the newest, and one that was known on the page's day before one that was not.
            let known = figure.holding(amount, value).find(|(_, it)| figure.knew(it));
            let (observation, _) = known.or_else(|| figure.holding(amount, value).next())?;
            let score = figure.score(&stems);
            let matched = FigureMatch { amount: number, figure: at, observation, score };

            fits(figure, amount, score, &noun).then_some(matched)
        });

        // Of equal scores, the figure that the page names first.
        found.extend(fitting.reduce(|one, two| if two.score > one.score { two } else { one }));
    }

    found
}

/// Tells whether the unit of a typed number and the words around it are those of a figure.
pub(super) fn is_about(
    figure: &PageFigure<'_>,
    text: TokenizedText<'_>,
    amount: &QuantityMention,
) -> bool {
    let stemmer = WordStemmer::new(text.lexicon);
    let score = figure.score(&sentence_stems(&stemmer, text));
    let noun = CountedNoun::read(&stemmer, text, amount);
    let newest = figure.record.series.last();

    newest.is_some_and(|it| amount.unit().may_mean(it.value.value.unit()))
        && fits(figure, amount, score, &noun)
}

/// Tells whether the words around a number fit a figure.
fn fits(
    figure: &PageFigure<'_>,
    amount: &QuantityMention,
    score: usize,
    noun: &CountedNoun,
) -> bool {
    let people = figure.lexicon.figures.people;
    let are_people = |stems: &[Box<str>]| stems.iter().any(|stem| people.contains(&&**stem));
    let counts_people = are_people(&noun.stems);

    // "35,000 failed asylum seekers" counts people.
    let is_named = noun.stems.iter().any(|stem| figure.terms.names_unit(stem))
        || counts_people && are_people(&figure.terms.unit);

    // "1,900 officers" are not arrivals, whatever else the sentence is about.
    if noun.is_plural && !is_named && !counts_people {
        return false;
    }

    let is_telling = amount.numeral.significant_digits() >= 3 && *amount.unit() != Unit::None;
    let is_small = amount.value() < Decimal::ONE_HUNDRED;

    match amount.unit() {
        Unit::None if is_small => is_named && score >= 2,
        // Four digits that are not a year rarely meet a word of the figure by chance.
        Unit::None if amount.numeral.significant_digits() >= 4 => score >= 1,
        _ => {
            let is_only_word = figure.terms.stems.len() == 1;
            score >= 2 || (score == 1 && (is_telling || is_named || is_only_word))
        }
    }
}

/// Tells whether the noun after a number is something that the figure does not count.
pub(super) fn counts_another(
    figure: &PageFigure<'_>,
    text: TokenizedText<'_>,
    amount: &QuantityMention,
) -> bool {
    let stemmer = WordStemmer::new(text.lexicon);
    let noun = CountedNoun::read(&stemmer, text, amount);
    noun.is_plural && !noun.stems.iter().any(|stem| figure.terms.names_unit(stem))
}

/// The words that follow a number: "1,900 Iraqi nationals".
struct CountedNoun {
    stems: Vec<Box<str>>,
    /// Whether one of them is a plural, and so is what the number counts.
    is_plural: bool,
}

impl CountedNoun {
    /// Reads the words after an amount, up to a word that begins another clause.
    fn read(
        stemmer: &WordStemmer,
        text: TokenizedText<'_>,
        amount: &QuantityMention,
    ) -> CountedNoun {
        // "1,900 failed Iraqi asylum seekers": more words than four rarely belong to the noun.
        const LONGEST: usize = 4;

        let own = &text.lexicon.figures;
        let from = text.tokens.partition_point(|token| token.start < amount.end);
        let counted = if *amount.unit() == Unit::None { LONGEST } else { 0 };
        let words: Vec<&str> = text.tokens[from..]
            .iter()
            .take(counted)
            .map(|token| (token.kind, token.text_in(text.text)))
            .take_while(|(kind, word)| {
                *kind == TokenKind::Word && !own.joining.contains(&word.to_lowercase().as_str())
            })
            .map(|(_, word)| word)
            .collect();

        CountedNoun {
            is_plural: words.iter().any(|word| is_plural(own, word)),
            stems: words.into_iter().map(|word| stemmer.stem(word)).collect(),
        }
    }
}

fn is_plural(own: &FigureWords, word: &str) -> bool {
    // "Gas", "bus", "was" end like plurals but are not.
    const SHORTEST: usize = 4;

    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let has_ending =
        word.len() >= SHORTEST && ends(own.plural_endings) && !ends(own.singular_endings);

    (has_ending || own.plurals.contains(&word)) && !own.durations.contains(&word)
}

/// Returns the stems of a sentence's words, sorted.
fn sentence_stems(stemmer: &WordStemmer, text: TokenizedText<'_>) -> Vec<Box<str>> {
    let words = text.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let mut stems: Vec<Box<str>> =
        words.map(|token| stemmer.stem(token.text_in(text.text))).collect();
    stems.sort_unstable();
    stems.dedup();

    stems
}
