//! A sentence of a page, with the figures that its numbers were matched to.

use rust_decimal::Decimal;

use super::matching::{self, FigureMatch};
use super::page::PageFacts;
use crate::content::statement::{Setting, Statement, Token, tokens};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// What to do about a false number in somebody else's words.
const QUOTED: &str = "leave the quotation as it is: say what is right beside it in your own words, \
                      or waive the finding with `allow` and the reason";

/// The sentence right before, where it states something: "This" and "that figure" refer to it.
pub(super) struct PreviousSentence<'s> {
    pub(super) statement: &'s Statement,
    pub(super) matches: Vec<FigureMatch>,
}

/// A sentence of a page, with the figures that its numbers were matched to.
pub(super) struct Sentence<'s> {
    pub(super) statement: &'s Statement,
    pub(super) previous: Option<PreviousSentence<'s>>,
    /// Its words and numbers; empty where no rule can find anything in it.
    pub(super) tokens: Vec<Token>,
    /// The numbers that are values of a figure, in the order of the statement's amounts.
    pub(super) matches: Vec<FigureMatch>,
}

/// A range of a sentence's text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextRange {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// What a finding says, and what to do about it.
pub(super) struct Advice {
    pub(super) message: String,
    pub(super) help: String,
}

impl<'s> Sentence<'s> {
    pub(super) fn read(
        page: &PageFacts<'s>,
        statement: &'s Statement,
        previous: Option<PreviousSentence<'s>>,
    ) -> Sentence<'s> {
        let may_hold_values =
            statement.mentions.iter().any(|amount| matching::may_be_value(&page.figures, amount));

        let may_matter = may_hold_values
            || !statement.changes.is_empty()
            || !statement.references.is_empty()
            || !statement.comparisons.is_empty()
            || may_speak_of_status(statement);

        // Most sentences claim nothing; taking them apart would be most of the work.
        let tokens = if may_matter { tokens(&statement.text) } else { Vec::new() };
        let matches = match may_hold_values {
            true => matching::match_amounts(&page.figures, statement, &tokens),
            false => Vec::new(),
        };

        let mut sentence = Sentence { statement, previous, tokens, matches };
        if may_hold_values && sentence.matches.is_empty() {
            sentence.matches.extend(sentence.carried_on(page));
        }

        sentence
    }

    /// Matches the one number of a sentence to the figure of the sentence before: "In 2011, the number
    /// was 1,391."
    fn carried_on(&self, page: &PageFacts<'s>) -> Option<FigureMatch> {
        let previous = self.previous.as_ref()?;
        let at = previous.matches.first()?.figure;
        let is_only_one = previous.matches.iter().all(|matched| matched.figure == at);
        let (number, amount) = self.statement.only_value()?;

        // A small number fits too many things for the words alone to decide.
        if !is_only_one || amount.value() < Decimal::ONE_HUNDRED || !self.continues_previous() {
            return None;
        }

        let figure = &page.figures[at];
        let counts = matching::counts_another(figure, &self.statement.text, &self.tokens, amount);
        let mut found = figure.holding(amount, amount.value());
        let (observation, _) = found.find(|(_, it)| figure.knew(it))?;

        (!counts).then_some(FigureMatch { amount: number, figure: at, observation, score: 1 })
    }

    /// Tells whether the sentence goes on about what the one before was about.
    pub(super) fn continues_previous(&self) -> bool {
        let is = |at: usize, list: &[&str]| {
            list.iter().any(|known| known.eq_ignore_ascii_case(self.word(at)))
        };
        let about = |at: usize| {
            is(at, &["this", "that", "the"]) && is(at + 1, &["figure", "number", "total"])
        };
        is(0, &["this", "that", "it"]) || (0..5).any(about)
    }

    /// Tells whether the sentence may say how far an agreement is.
    pub(super) fn may_speak_of_status(&self) -> bool {
        may_speak_of_status(self.statement)
    }

    /// Tells whether only a word such as "to", and an article, are between two bytes.
    pub(super) fn leads_to(&self, from: u32, to: u32, leading: &[&str]) -> bool {
        let (first, last) = (self.token_at(from), self.token_at(to));

        first < last
            && leading.contains(&self.word(first))
            && (first + 1..last).all(|at| matches!(self.word(at), "a" | "the" | "total" | "of"))
    }

    pub(super) fn word(&self, at: usize) -> &'s str {
        self.tokens.get(at).map_or("", |token| token.of(&self.statement.text))
    }

    /// Returns the first token that begins at or after a byte.
    pub(super) fn token_at(&self, byte: u32) -> usize {
        self.tokens.partition_point(|token| token.start < byte)
    }

    /// Returns the range from the start of one token to the end of another.
    pub(super) fn range(&self, first: usize, last: usize) -> TextRange {
        TextRange { start: self.tokens[first].start, end: self.tokens[last].end }
    }

    pub(super) fn place(&self, page: &PageFacts<'_>, range: TextRange) -> Place {
        Place::new(&page.document.path, self.statement.span(range.start, range.end))
    }

    /// Returns the words of a range, as written.
    pub(super) fn words(&self, range: TextRange) -> &'s str {
        self.statement.words(range.start, range.end)
    }

    /// Tells whether a correction can be offered: not in somebody else's words.
    pub(super) fn may_be_rewritten(&self, at: u32) -> bool {
        !self.statement.is_quoted(at)
    }

    /// Tells whether a reference can be written there.
    pub(super) fn may_refer(&self, at: u32) -> bool {
        self.statement.setting == Setting::Prose && self.may_be_rewritten(at)
    }

    /// Makes a finding about a range. In a quotation it is a warning, and advises no change of it.
    pub(super) fn finding(
        &self,
        page: &PageFacts<'_>,
        code: Code,
        range: TextRange,
        advice: Advice,
    ) -> Diagnostic {
        let finding = Diagnostic::new(code, self.place(page, range), advice.message);
        if self.may_be_rewritten(range.start) {
            return finding.help(advice.help);
        }

        finding.severity(Severity::Warning).help(QUOTED)
    }
}

/// Tells whether a statement may say how far an agreement is, before it is taken apart.
fn may_speak_of_status(statement: &Statement) -> bool {
    const WORDS: &[&str] = &["force", "ratif", "binding", "signed", "treaty"];

    let lower = statement.text.to_ascii_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}
