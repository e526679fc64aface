//! Decides which figures of a page a sentence is about.
//!
//! In: the words of a sentence. Out: [`Binding`]s. Invariant: a single word binds only where it is the whole
//! noun phrase: not in "airport arrivals" or "arrivals at the airport".

use super::narrowing;
use super::stems::SentenceStems;
use crate::check::prose::figure::PageFigure;
use crate::check::prose::page::PageFacts;
use crate::check::prose::stemmer::is_empty;
use crate::check::solver::Solvable;
use crate::lexicon::{RecordWords, WordRoles as W};

/// A figure that a sentence is about.
#[derive(Clone, Copy)]
pub(super) struct Binding<'p> {
    pub(super) figure: &'p PageFigure<'p>,
    /// The first token of its words, or its reference.
    pub(super) first: usize,
    pub(super) last: usize,
    /// How many words of the figure match there.
    pub(super) words: usize,
    pub(super) is_reference: bool,
}

impl Binding<'_> {
    /// Tells whether the words around it restrict the figure to a part.
    pub(super) fn is_narrowed(&self, s: &Solvable<'_>) -> bool {
        !self.is_reference && narrowing::is_narrowed(s, self.figure, self.first, self.last)
    }
}

/// Finds the figures that a sentence names, by reference or by their words. The stems are those of its words.
pub(super) fn bind<'p>(
    page: &'p PageFacts<'p>,
    s: &Solvable<'_>,
    stems: &SentenceStems,
) -> Vec<Binding<'p>> {
    let references = page.references_in(s);

    let found = page.figures.iter().filter_map(|figure| {
        let reference = references.iter().find(|(_, id)| *id == figure.id);
        if let Some(&(token, _)) = reference {
            return Some(Binding {
                figure,
                first: token,
                last: token,
                words: 0,
                is_reference: true,
            });
        }

        named(s, stems, figure)
    });
    let all: Vec<Binding<'p>> = found.collect();

    // "Dairy exports" does not match "exports"; of equal names it cannot be decided which is meant.
    let is_hidden = |own: &Binding<'_>| {
        !own.is_reference
            && all.iter().any(|other| {
                let is_within = other.first <= own.first && own.last <= other.last;
                other.figure.id != own.figure.id
                    && !other.is_reference
                    && is_within
                    && other.words >= own.words
            })
    };

    all.iter().filter(|own| !is_hidden(own)).copied().collect()
}

/// Finds the figure of which a sentence states two values and one word: "Arrivals fell from 2,600 to 1,900."
pub(super) fn by_values<'p>(
    page: &'p PageFacts<'p>,
    s: &Solvable<'_>,
    stems: &SentenceStems,
) -> Option<Binding<'p>> {
    let values = s.amounts.iter().filter(|amount| amount.is_count_or_money()).count();
    if values < 2 || page.figures.is_empty() {
        return None;
    }

    let sorted = stems.sorted();

    page.figures.iter().find_map(|figure| {
        let series = figure.known_numbers()?;
        let mut stated = (0..s.amounts.len()).filter(|&index| {
            let amount = &s.amounts[index];
            series.is_like(amount) && !series.holding(amount).is_empty()
        });
        let (first, last) = (stated.next()?, stated.next()?);
        let is_named = stated.next().is_none() && figure.score(&sorted) >= 1;

        is_named.then(|| Binding {
            figure,
            first: s.at[first],
            last: s.at[last],
            words: 1,
            is_reference: false,
        })
    })
}

/// Finds the longest phrase of a figure in a sentence: verbatim, or with its words near each other.
fn named<'p>(
    s: &Solvable<'_>,
    stems: &SentenceStems,
    figure: &'p PageFigure<'p>,
) -> Option<Binding<'p>> {
    // "Exports of our dairy farms": this many words may come between two of its words.
    const GAP: usize = 3;
    const MOST_WORDS: usize = 6;

    let may_hold = |phrase: &[Box<str>]| phrase.iter().all(|stem| stems.may_hold(stem));
    let whole = figure.phrases().filter(|it| !it.is_empty() && may_hold(it));
    let together = whole.filter_map(|phrase| {
        let at = stems.all.windows(phrase.len()).position(|window| window == phrase)?;
        let (first, last) = (stems.token(at), stems.token(at + phrase.len() - 1));
        Some(Binding { figure, first, last, words: phrase.len(), is_reference: false })
    });
    if let Some(found) = together.max_by_key(|it| it.words) {
        let is_name = found.words > 1 || is_whole_name(s, stems, found.first, figure);
        return is_name.then_some(found);
    }

    // All of its telling words have to be there, and of most phrases one is not.
    let may_tell = |stem: &str| stems.may_hold(stem) || is_empty(s.lexicon, stem);
    let some = figure.phrases().filter(|it| it.iter().all(|stem| may_tell(stem)));
    let telling = some.map(|phrase| figure.telling(phrase));
    let apart = telling.filter(|it| (2..=MOST_WORDS).contains(&it.len())).filter_map(|phrase| {
        let places = phrase.iter().map(|stem| stems.all.iter().position(|it| **it == **stem));
        let mut places = places.collect::<Option<Vec<_>>>()?;
        places.sort_unstable();

        let (first, last) = (*places.first()?, *places.last()?);
        let is_near = last - first <= phrase.len() + GAP;
        let (first, last) = (stems.token(first), stems.token(last));
        is_near.then_some(Binding { figure, first, last, words: phrase.len(), is_reference: false })
    });

    apart.max_by_key(|it| it.words)
}

/// Tells whether a word stands alone and is not part of a longer name.
fn is_whole_name(
    s: &Solvable<'_>,
    stems: &SentenceStems,
    token: usize,
    figure: &PageFigure<'_>,
) -> bool {
    let words = &s.lexicon.records;
    let own = |at: usize| figure.terms.names_unit(stems.of_token(at));
    let plain = W::STOP | W::FILLER | W::RISE | W::FALL | W::CHANGE | W::BE | W::HAVE | W::MOOD;
    let is_plain = |at: usize| s.is(at, plain) || RecordWords::holds(words.whole, s.word(at));

    if let Some(before) = token.checked_sub(1)
        && s.is_word(before)
        && !is_plain(before)
        && !own(before)
        && !s.word(before).ends_with("ly")
        && !s.word(before).ends_with("ed")
    {
        return false;
    }

    let next = token + 1;
    if !s.is_word(next) {
        return true;
    }

    // "At the airport", "of foreign offenders"
    if s.is(next, W::AT | W::OF | W::TO | W::FOR | W::WITH | W::BY | W::ON | W::FROM | W::IN) {
        let telling = (next + 1..next + 4)
            .take_while(|&at| s.is_word(at))
            .find(|&at| !s.is(at, W::STOP | W::FILLER | W::GENERIC));
        let is_time = |at: usize| s.is(at, W::GENERIC | W::EVIDENCE) || s.is_month(at);
        return telling.is_none_or(|at| own(at) || is_time(at));
    }

    is_plain(next)
        || own(next)
        || s.word(next).ends_with("ed")
        || s.word(next).ends_with("ly")
        || RecordWords::holds(words.reaching, s.word(next))
        || RecordWords::holds(words.last_year, &format!("{} {}", s.word(next), s.word(next + 1)))
}
