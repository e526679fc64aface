//! The figures that a page names, and which of its numbers are theirs.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_stemmers::{Algorithm, Stemmer};

use crate::content::figure::{Figure, Observation};
use crate::content::statement::{Amount, MONTHS, Measure, Size, Statement, Token, TokenKind};
use crate::content::{Document, Kind};
use crate::language::house_style;
use crate::site::{EntryId, Site};
use crate::value::{Day, Unit};

/// How many of the figures that a page names its sentences are compared with. What names more is a
/// list, and each of its numbers would be held against each of them.
const MOST: usize = 300;

/// Words that join others: they end what a number counts, and say nothing of it.
const JOINING: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "by", "for", "from", "to", "with", "and", "or", "as", "at",
    "who", "which", "that", "is", "are", "was", "were", "be", "been", "has", "have", "had", "its",
    "it", "their", "this", "under", "every", "each",
];

/// Further words that say nothing of what is counted; the names of months are none either.
const EMPTY: &[&str] = &[
    "all",
    "kind",
    "total",
    "number",
    "numbers",
    "year",
    "years",
    "month",
    "months",
    "quarter",
    "period",
    "uk",
    "united",
    "kingdom",
    "gb",
    "people",
    "per",
    "cent",
    "percent",
    "announced",
    "rounded",
    "new",
    "said",
    "government",
    "during",
    "between",
    "than",
    "more",
    "not",
    "one",
    "figure",
    "figures",
    "value",
    "worth",
    "share",
    "rate",
    "level",
    "up",
    "down",
    "over",
    "end",
    "ending",
    "made",
    "before",
    "after",
    "since",
    "into",
    "out",
    "will",
    "would",
    "also",
    "most",
    "state",
];

/// Stems of words for people whom a figure of some act may count without naming them.
const PEOPLE: &[&str] = &[
    "peopl", "person", "individu", "men", "women", "children", "crimin", "offend", "seeker",
    "migrant", "national", "nation", "other", "famili", "adult", "resid", "citizen", "foreign",
];

/// A figure with the words that it is spoken of in.
#[derive(Debug)]
struct Known {
    /// The stems of its title and measure.
    stems: Vec<Box<str>>,
    /// The stems of its unit.
    unit: Vec<Box<str>>,
    /// The stems of each phrase of `say`.
    say: Vec<Vec<Box<str>>>,
    /// The stems of each phrase of `never_say`, with its number.
    never: Vec<Vec<Box<str>>>,
    /// The numbers of its observations by their values, oldest first.
    values: HashMap<Decimal, Vec<usize>>,
}

/// All figures of a site, each with the document that its words were read from.
#[derive(Debug, Default)]
pub(super) struct Figures {
    known: HashMap<EntryId, (Arc<Document>, Arc<Known>)>,
}

/// A figure as a page sees it.
pub(super) struct Subject<'s> {
    pub(super) id: EntryId,
    pub(super) figure: &'s Figure,
    /// The page's own day, as of which values are known.
    day: Day,
    /// The values that were known on that day, oldest period first.
    pub(super) series: Vec<&'s Observation>,
    known: &'s Known,
    /// Whether the page is the figure's own.
    pub(super) is_own: bool,
}

/// An amount that is a value of a figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    /// The number of the amount.
    pub(super) amount: usize,
    /// The number of the subject.
    pub(super) subject: usize,
    /// The number of the observation in the series.
    pub(super) observation: usize,
    /// How well the words fit.
    pub(super) score: usize,
}

impl Known {
    fn of(stemmer: &Stemmer, title: &str, figure: &Figure) -> Known {
        let mut stems = stems(stemmer, title);
        stems.extend(self::stems(stemmer, figure.measure.as_deref().unwrap_or_default()));
        stems.sort_unstable();
        stems.dedup();

        let phrases = |words: &[crate::yaml::Text]| -> Vec<Vec<Box<str>>> {
            words.iter().map(|phrase| raw_stems(stemmer, &phrase.value)).collect()
        };

        let unit = match &figure.unit {
            Some(Unit::Named(name)) => raw_stems(stemmer, name),
            _ => Vec::new(),
        };

        let (say, never) = (phrases(&figure.say), phrases(&figure.never_say));
        let mut values: HashMap<Decimal, Vec<usize>> = HashMap::new();
        for (number, observation) in figure.series.iter().enumerate() {
            values.entry(observation.value.value.number()).or_default().push(number);
        }

        Known { stems, unit, say, never, values }
    }
}

impl Figures {
    pub(super) fn of(site: &Site, before: &Figures) -> Figures {
        let stemmer = Stemmer::create(Algorithm::English);
        let listed = site.listed(Kind::Figure).iter();
        let known = listed.filter_map(|&id| {
            let document = site.shared_document(id);
            let as_before = before.known.get(&id).filter(|(it, _)| Arc::ptr_eq(it, document));
            let known = match as_before {
                Some((_, known)) => Arc::clone(known),
                None => {
                    let (title, figure) = (&site.entry(id).head.title, site.figure(id)?);
                    Arc::new(Known::of(&stemmer, title, figure))
                }
            };

            Some((id, (Arc::clone(document), known)))
        });

        Figures { known: known.collect() }
    }

    /// Returns the figures that a page names, its own first.
    pub(super) fn of_page<'s>(&'s self, site: &'s Site, page: EntryId) -> Vec<Subject<'s>> {
        let day = site.day_of(page);
        let own = site.figure(page).map(|_| page);
        let uses = site.uses(page, Kind::Figure);
        let ids = own.into_iter().chain(uses.into_iter().filter(|&id| id != page));

        ids.take(MOST)
            .filter_map(|id| {
                let (figure, known) = (site.figure(id)?, &*self.known.get(&id)?.1);
                let series = figure.known_on(day).collect();
                Some(Subject { id, figure, day, series, known, is_own: id == page })
            })
            .collect()
    }
}

impl<'s> Subject<'s> {
    /// Returns the observations that hold an amount's value in its unit, newest first.
    pub(super) fn holding(
        &self,
        amount: &Amount,
        value: Decimal,
    ) -> impl Iterator<Item = (usize, &'s Observation)> {
        let numbers = self.known.values.get(&value).map(Vec::as_slice).unwrap_or_default();
        let all = numbers.iter().rev().map(|&number| (number, &self.figure.series[number]));
        let measure = amount.measure;
        all.filter(move |(_, it)| measures(measure, it.value.value.unit()))
    }

    /// Tells whether a value was known on the page's day.
    pub(super) fn knew(&self, observation: &Observation) -> bool {
        self.figure.known_from(observation).is_none_or(|known| known <= self.day)
    }

    /// Returns what to ask for a value in double brackets.
    pub(super) fn reference(&self, site: &Site, observation: &Observation) -> String {
        let id = &site.entry(self.id).id.value;
        let newest = self.series.last().is_some_and(|last| std::ptr::eq(*last, observation));
        match &observation.period {
            Some(period) if !newest => format!("[[{id}#{}]]", house_style::period(&period.value)),
            _ => format!("[[{id}]]"),
        }
    }

    /// Counts how many of its words stand among some stems; a phrase of `say` or
    /// `never_say` counts for two more.
    pub(super) fn score(&self, found: &[Box<str>]) -> usize {
        let holds = |stem: &str| found.binary_search_by(|known| (**known).cmp(stem)).is_ok();
        let words = self.words_among(found);

        // A word that is never to be said of it shows all the same that it is meant.
        let said = self.known.say.iter().chain(&self.known.never).any(|phrase| {
            !phrase.is_empty() && phrase.iter().all(|stem| is_empty(stem) || holds(stem))
        });
        words + if said { 2 } else { 0 }
    }

    /// Counts how many of its words stand among some stems.
    fn words_among(&self, found: &[Box<str>]) -> usize {
        self.known.stems.iter().filter(|stem| found.binary_search(stem).is_ok()).count()
    }

    /// Returns how many words it is known by.
    fn width(&self) -> usize {
        self.known.stems.len()
    }

    /// Finds the phrases of `never_say` among the tokens of a sentence: the number of the phrase, its
    /// first and its last token.
    pub(super) fn never_said(&self, text: &str, tokens: &[Token]) -> Vec<(usize, usize, usize)> {
        if self.known.never.is_empty() {
            return Vec::new();
        }

        let stemmer = Stemmer::create(Algorithm::English);
        let stems: Vec<Box<str>> =
            tokens.iter().map(|token| stem(&stemmer, token.of(text))).collect();
        let mut found = Vec::new();

        for at in 0..stems.len() {
            let longest = self
                .known
                .never
                .iter()
                .enumerate()
                .filter(|(_, phrase)| !phrase.is_empty() && stems[at..].starts_with(phrase));

            if let Some((number, phrase)) = longest.max_by_key(|(_, phrase)| phrase.len()) {
                found.push((number, at, at + phrase.len() - 1));
            }
        }

        found
    }

    fn names_unit(&self, stem: &str) -> bool {
        self.known.unit.iter().any(|known| **known == *stem)
            || self.known.stems.binary_search_by(|known| (**known).cmp(stem)).is_ok()
            || self.known.never.iter().any(|phrase| phrase.iter().any(|known| **known == *stem))
    }
}

/// Tells whether some figure holds a value that is written as an amount is.
pub(super) fn may_be(subjects: &[Subject<'_>], amount: &Amount) -> bool {
    if subjects.is_empty() {
        return false;
    }

    let value = amount.value();
    subjects.iter().any(|subject| subject.holding(amount, value).next().is_some())
}

/// The currencies that are written with a dollar sign.
const DOLLARS: [&str; 6] = ["USD", "AUD", "CAD", "HKD", "NZD", "SGD"];

/// Tells whether a unit of a record is what the words at a typed number say.
fn measures(measure: Measure, unit: &Unit) -> bool {
    match (measure, unit) {
        (Measure::Count, Unit::None | Unit::Named(_))
        | (Measure::Percent, Unit::Percent)
        | (Measure::Points, Unit::PercentagePoints) => true,
        (Measure::Pounds, Unit::Currency(currency)) => currency.code() == "GBP",
        (Measure::Euros, Unit::Currency(currency)) => currency.code() == "EUR",
        // Whoever counts in Singapore's dollars writes "$" at home and "S$" abroad.
        (Measure::Dollars, Unit::Currency(currency)) => DOLLARS.contains(&currency.code()),
        (Measure::Money, Unit::Currency(currency)) => {
            !matches!(currency.code(), "GBP" | "EUR" | "USD")
        }
        _ => false,
    }
}

/// Tells whether the unit of a typed number and the words around it are those of a figure.
pub(super) fn is_spoken_of(
    subject: &Subject<'_>,
    text: &str,
    tokens: &[Token],
    amount: &Amount,
) -> bool {
    let stemmer = Stemmer::create(Algorithm::English);
    let score = subject.score(&sentence_stems(&stemmer, text, tokens));
    let noun = noun(&stemmer, text, tokens, amount);
    let newest = subject.figure.series.last();
    newest.is_some_and(|it| measures(amount.measure, it.value.value.unit()))
        && fits(subject, amount, score, &noun)
}

/// Ties the amounts of a statement to the figures that they are values of.
pub(super) fn bound(
    subjects: &[Subject<'_>],
    statement: &Statement,
    tokens: &[Token],
) -> Vec<Bound> {
    let stemmer = Stemmer::create(Algorithm::English);
    let found = sentence_stems(&stemmer, &statement.text, tokens);
    let mut all = Vec::new();

    for (number, amount) in statement.amounts.iter().enumerate() {
        let size = Size::Amount(u32::try_from(number).unwrap_or(u32::MAX));
        let is_change = statement.changes.iter().any(|change| change.size == size);
        if is_change || amount.in_range || statement.is_like_year(amount) {
            continue;
        }

        let noun = noun(&stemmer, &statement.text, tokens, amount);
        let value = amount.value();
        let best = subjects.iter().enumerate().filter_map(|(at, subject)| {
            // A value that was known before one that was not, and the newest of equals.
            let known = subject.holding(amount, value).find(|(_, it)| subject.knew(it));
            let (observation, _) = known.or_else(|| subject.holding(amount, value).next())?;
            let score = subject.score(&found);

            fits(subject, amount, score, &noun).then_some(Bound {
                amount: number,
                subject: at,
                observation,
                score,
            })
        });

        // Of several that fit alike, the first that the page names.
        let best = best.reduce(|one, two| if two.score > one.score { two } else { one });
        all.extend(best);
    }

    all
}

/// Tells whether the words around a number are those of a figure.
fn fits(subject: &Subject<'_>, amount: &Amount, score: usize, noun: &Noun) -> bool {
    let person = noun.stems.iter().any(|stem| PEOPLE.contains(&&**stem));

    // "35,000 failed asylum seekers" are people.
    let named = noun.stems.iter().any(|stem| subject.names_unit(stem))
        || person && subject.known.unit.iter().any(|unit| PEOPLE.contains(&&**unit));

    // "1,900 officers" are no arrivals, whatever else the sentence speaks of.
    if noun.counts && !named && !person {
        return false;
    }

    let telling = amount.significant() >= 3 && amount.measure != Measure::Count;
    let small = amount.value() < Decimal::ONE_HUNDRED;
    match amount.measure {
        Measure::Count if small => named && score >= 2,
        // Four digits that are no year and a word of the figure do not meet by chance.
        Measure::Count if amount.significant() >= 4 => score >= 1,
        _ => score >= 2 || (score == 1 && (telling || named || subject.width() == 1)),
    }
}

/// Tells whether the words behind a number count something that a figure does not.
pub(super) fn counts_another(
    subject: &Subject<'_>,
    read: &super::Read<'_>,
    amount: &Amount,
) -> bool {
    let stemmer = Stemmer::create(Algorithm::English);
    let noun = noun(&stemmer, &read.statement.text, &read.tokens, amount);
    noun.counts && !noun.stems.iter().any(|stem| subject.names_unit(stem))
}

/// The words that follow a number: "1,900 Iraqi nationals".
struct Noun {
    stems: Vec<Box<str>>,
    /// Whether one of them is a plural, so that the number counts it.
    counts: bool,
}

fn noun(stemmer: &Stemmer, text: &str, tokens: &[Token], amount: &Amount) -> Noun {
    const TIMES: &[&str] = &["times", "years", "months", "weeks", "days", "hours"];

    let from = tokens.partition_point(|token| token.start < amount.end);
    let counted = if amount.measure == Measure::Count { 4 } else { 0 };
    let words: Vec<&str> = tokens[from..]
        .iter()
        .take(counted)
        .map(|token| (token.kind, token.of(text)))
        .take_while(|(kind, word)| {
            *kind == TokenKind::Word && !JOINING.contains(&word.to_lowercase().as_str())
        })
        .map(|(_, word)| word)
        .collect();

    let plural = |word: &&str| {
        (word.ends_with('s') && word.len() > 3 && !word.ends_with("ss") || *word == "staff")
            && !TIMES.contains(word)
    };
    let counts = words.iter().any(plural);

    Noun { stems: words.into_iter().map(|word| stem(stemmer, word)).collect(), counts }
}

/// Returns the stems of a sentence's words, sorted.
pub(super) fn sentence_stems(stemmer: &Stemmer, text: &str, tokens: &[Token]) -> Vec<Box<str>> {
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let mut found: Vec<Box<str>> = words.map(|token| stem(stemmer, token.of(text))).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Counts how well a sentence's words fit a figure.
pub(super) fn score_in(subject: &Subject<'_>, text: &str, tokens: &[Token]) -> usize {
    let stemmer = Stemmer::create(Algorithm::English);
    subject.score(&sentence_stems(&stemmer, text, tokens))
}

/// Finds the figure that a sentence speaks of by its words alone.
pub(super) fn spoken_of(subjects: &[Subject<'_>], text: &str, tokens: &[Token]) -> Option<usize> {
    let stemmer = Stemmer::create(Algorithm::English);
    let found = sentence_stems(&stemmer, text, tokens);
    let mut scores: Vec<(usize, usize)> =
        subjects.iter().enumerate().map(|(at, subject)| (subject.score(&found), at)).collect();
    scores.sort_by_key(|&(score, at)| (std::cmp::Reverse(score), at));
    let &(best, at) = scores.first()?;

    let second = scores.get(1).map_or(0, |&(score, _)| score);

    // One word, said or not, is spoken of many things: "arrivals at the airport".
    let words = subjects[at].words_among(&found);
    (best >= 3 && words >= 2 && best > second).then_some(at)
}

/// Returns the stems of a text's words that say something.
fn stems(stemmer: &Stemmer, text: &str) -> Vec<Box<str>> {
    let words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '\'' && sign != '’');
    words
        .filter(|word| !word.is_empty() && !is_empty(&word.to_lowercase()))
        .filter(|word| !word.starts_with(|first: char| first.is_ascii_digit()))
        .map(|word| stem(stemmer, word))
        .collect()
}

/// Returns the stems of all words of a phrase.
fn raw_stems(stemmer: &Stemmer, text: &str) -> Vec<Box<str>> {
    let words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '\'' && sign != '’');
    words.filter(|word| !word.is_empty()).map(|word| stem(stemmer, word)).collect()
}

fn is_empty(word: &str) -> bool {
    JOINING.contains(&word) || EMPTY.contains(&word) || MONTHS.contains(&word)
}

fn stem(stemmer: &Stemmer, word: &str) -> Box<str> {
    let lower = word.to_lowercase();
    let bare = lower.trim_end_matches("’s").trim_end_matches("'s");
    stemmer.stem(bare).into()
}

impl Subject<'_> {
    /// Returns the words that the record would have instead of those that it never says.
    pub(super) fn says(&self) -> Vec<&str> {
        self.figure.say.iter().map(|phrase| &*phrase.value).collect()
    }

    /// Tells whether the record speaks itself of a size, such as a claim whose base is not known.
    pub(super) fn speaks_of(&self, size: &str) -> bool {
        let caveat = self.figure.caveat.as_deref().unwrap_or_default();
        let change = self.figure.change.as_ref().map_or("", |change| change.value.written());
        caveat.contains(size) || change.contains(size)
    }
}
