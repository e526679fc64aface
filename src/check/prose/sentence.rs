//! A sentence of a page, with the figures whose values its numbers are.

use rust_decimal::Decimal;

use super::matching::{self, FigureMatch};
use super::page::PageFacts;
use super::tokenized::TokenizedText;
use crate::check::solver::{self, Solvable};
use crate::content::statement::{Setting, Statement, Token, tokens};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::lexicon::{Lexicon, is_any};

/// Help for a false number in a quotation.
const QUOTED: &str = "leave the quotation as it is: say what is right beside it in your own words, \
                      or waive the finding with `allow` and the reason";

/// How many words at the start of a sentence may refer to a number of the previous one.
const SUBJECT_REACH: usize = 5;

/// The previous sentence, where it makes a statement: "This" and "that figure" refer to it.
pub(super) struct PreviousSentence<'s> {
    pub(super) statement: &'s Statement,
    pub(super) matches: Vec<FigureMatch>,
}

/// A sentence of a page, with the figures whose values its numbers are.
pub(super) struct Sentence<'s> {
    pub(super) statement: &'s Statement,
    /// The words of its language.
    pub(super) lexicon: &'static Lexicon,
    pub(super) previous: Option<PreviousSentence<'s>>,
    /// Its words and numbers; empty where no rule applies to it.
    pub(super) tokens: Vec<Token>,
    /// Its words with their roles, and its amounts; none where no rule applies, or where it is too long to be
    /// prose.
    pub(super) solvable: Option<Solvable<'s>>,
    /// The numbers that are values of a figure, in the order of the statement's amounts.
    pub(super) matches: Vec<FigureMatch>,
}

/// A range of a sentence's text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextRange {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The message and help of a finding.
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
            || !statement.references.is_empty()
            || page.lexicon.standing.is_in(&statement.text);

        // Most sentences claim nothing; tokenizing them all would be most of the work.
        let tokens = if may_matter { tokens(&statement.text) } else { Vec::new() };
        let may_be_solved = statement.may_refute_itself()
            || statement.cue_count > 0 && (previous.is_some() || !page.figures.is_empty())
            || !page.agreements.is_empty() && page.lexicon.standing.is_in(&statement.text);
        let read = || solver::scan(&statement.text, &statement.references, page.lexicon);
        let solvable = may_be_solved.then(read).flatten();

        let mut sentence = Sentence {
            statement,
            lexicon: page.lexicon,
            previous,
            tokens,
            solvable,
            matches: Vec::new(),
        };
        if may_hold_values {
            let values = sentence.values();
            sentence.matches =
                matching::match_amounts(&page.figures, sentence.text(), statement, &values);
            if sentence.matches.is_empty() {
                sentence.matches.extend(sentence.carried_on(page, &values));
            }
        }

        sentence
    }

    /// Lists the mentions that are neither years nor sizes of a change: "by 14%".
    fn values(&self) -> Vec<usize> {
        let sizes: Vec<u32> = match &self.solvable {
            Some(words) => {
                let claimed = solver::claims(words).into_iter().filter_map(|it| it.amount);
                let differences = solver::differences(words).into_iter().map(|it| it.amount);
                claimed.chain(differences).map(|index| words.amounts[index].start).collect()
            }
            None => Vec::new(),
        };
        let all = self.statement.mentions.iter().enumerate().filter(|(_, mention)| {
            let is_size = sizes.iter().any(|at| (mention.start..mention.end).contains(at));
            !is_size && !self.statement.is_like_year(mention)
        });

        all.map(|(number, _)| number).collect()
    }

    /// Matches the only number of a sentence to the figure of the previous sentence: "In 2011, the number was
    /// 1,391."
    fn carried_on(&self, page: &PageFacts<'s>, values: &[usize]) -> Option<FigureMatch> {
        let previous = self.previous.as_ref()?;
        let at = previous.matches.first()?.figure;
        let is_only_one = previous.matches.iter().all(|matched| matched.figure == at);
        let &[number] = values else {
            return None;
        };
        let amount = &self.statement.mentions[number];

        // A small number fits too many things to decide by words alone.
        if !is_only_one
            || amount.in_range
            || amount.value() < Decimal::ONE_HUNDRED
            || !self.continues_previous()
        {
            return None;
        }

        let figure = &page.figures[at];
        let counts = matching::counts_another(figure, self.text(), amount);
        let mut found = figure.holding(amount, amount.value());
        let (observation, _) = found.find(|(_, it)| figure.knew(it))?;

        (!counts).then_some(FigureMatch { amount: number, figure: at, observation, score: 1 })
    }

    /// Tells whether the sentence continues the subject of the previous one.
    pub(super) fn continues_previous(&self) -> bool {
        let words = &self.lexicon.claims;
        let refers = |at: usize| self.is(at, words.determiners) && self.is(at + 1, words.counts);

        self.is(0, self.lexicon.changes.back_references) || (0..SUBJECT_REACH).any(refers)
    }

    /// Tells whether the sentence may state the status of an agreement.
    pub(super) fn may_speak_of_status(&self) -> bool {
        self.lexicon.standing.is_in(&self.statement.text)
    }

    /// Tells whether a token is one of the listed words, ignoring case.
    pub(super) fn is(&self, at: usize, list: &[&str]) -> bool {
        is_any(self.word(at), list)
    }

    /// Tells whether a verb is negated by its ending: "isn’t".
    pub(super) fn is_negated(&self, at: usize) -> bool {
        self.word(at).to_lowercase().ends_with(self.lexicon.changes.negated_ending)
    }

    pub(super) fn text(&self) -> TokenizedText<'_> {
        TokenizedText { text: &self.statement.text, tokens: &self.tokens, lexicon: self.lexicon }
    }

    pub(super) fn word(&self, at: usize) -> &'s str {
        self.tokens.get(at).map_or("", |token| token.text_in(&self.statement.text))
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

    /// Tells whether a correction can be offered: not inside a quotation.
    pub(super) fn may_be_rewritten(&self, at: u32) -> bool {
        !self.statement.is_quoted(at)
    }

    /// Tells whether a reference can be written there.
    pub(super) fn may_refer(&self, at: u32) -> bool {
        self.statement.setting == Setting::Prose && self.may_be_rewritten(at)
    }

    /// Makes a finding for a range. In a quotation it is a warning without advice to change the words.
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
