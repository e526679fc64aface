//! Sentences that claim something which can be held against records: numbers, changes, the standing of
//! an agreement.
//!
//! In: the running text of a block, with the places it came from. Out: [`Statement`]s; a sentence that
//! claims nothing is let go. Invariant: every place points into the source, however its marks were
//! turned into signs, and nothing here is quadratic in the length of a sentence.

mod amount;
mod change;
mod flow;
mod names;
mod sentence;
mod token;
mod words;

pub use amount::{Amount, Measure};
pub use change::{ChangeClaim, Comparison, Size};
pub use names::Name;
pub use token::{Token, TokenKind, tokens};
pub use words::{MONTHS, TURNING};

pub(super) use flow::Flow;
pub(super) use names::Hints;

use crate::source::Span;
use flow::Stretch;

/// Stands in a statement's text for a reference without words of its own, and for code.
pub const OBJECT: char = '\u{fffc}';

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// In the prose.
    Prose,
    /// In a title or a summary, where no reference can stand.
    FrontMatter,
}

/// A sentence that claims something.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Its words, as a reader sees them; [`OBJECT`] for a reference without words of its own.
    pub text: Box<str>,
    /// The references in it: where each begins in the text, and its number in the body.
    pub references: Box<[(u32, u32)]>,
    /// The numbers in it that may be figures, in order.
    pub amounts: Box<[Amount]>,
    /// The changes that it claims.
    pub changes: Box<[ChangeClaim]>,
    /// Two values that it sets against each other, where it claims no size of the change.
    pub comparisons: Box<[Comparison]>,
    /// Where it stands.
    pub setting: Setting,
    /// Whether it stands in a block quote.
    pub in_block_quote: bool,
    /// Whether quotation marks are open where it begins.
    pub begins_quoted: bool,
    /// Whether the statement before it is the sentence right before it.
    pub follows: bool,
    stretches: Box<[Stretch]>,
}

impl Statement {
    /// Returns where a stretch of the text stands in the source.
    #[must_use]
    pub fn span(&self, start: u32, end: u32) -> Span {
        flow::span(&self.stretches, start, end)
    }

    /// Returns the words of a stretch of the text.
    #[must_use]
    pub fn words(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Tells whether an amount may as well be a year.
    #[must_use]
    pub fn is_like_year(&self, amount: &Amount) -> bool {
        amount.is_bare() && amount.is_like_year(&self.text)
    }

    /// Counts its amounts without those that may as well be years.
    #[must_use]
    pub fn numbers(&self) -> usize {
        self.amounts.iter().filter(|amount| !self.is_like_year(amount)).count()
    }

    /// Returns its one number that is neither a year nor the size of a change, with its place among
    /// the amounts; nothing where there are several.
    #[must_use]
    pub fn only_value(&self) -> Option<(usize, &Amount)> {
        let is_size = |at: usize| {
            self.changes.iter().any(|it| matches!(it.size, Size::Amount(own) if own as usize == at))
        };
        let all = self.amounts.iter().enumerate();
        let mut values = all.filter(|&(at, it)| !is_size(at) && !self.is_like_year(it));
        let only = values.next().filter(|(_, it)| !it.in_range);
        only.filter(|_| values.next().is_none())
    }

    /// Returns the qualifier of an amount, as written: "up to".
    #[must_use]
    pub fn qualifier(&self, amount: &Amount) -> &str {
        self.words(amount.start, amount.number).trim_end()
    }

    /// Tells whether a byte of the text stands in somebody else's words.
    #[must_use]
    pub fn is_quoted(&self, at: u32) -> bool {
        let before = self.text.get(..at as usize).unwrap_or_default();
        self.in_block_quote || sentence::open_at_end(before, self.begins_quoted)
    }
}

/// What is read out of the prose for the checks.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    /// Sentences that claim something, in order; those of the front matter come first.
    pub all: Vec<Statement>,
    /// Names of people and agreements, as they are spelt.
    pub names: Vec<Name>,
}

/// Reads a block's text, and empties it.
pub(super) fn read(flow: &mut Flow, hints: &Hints, found: &mut Statements) {
    names::read(flow, hints, &mut found.names);
    sentence::read(flow, hints.compares, &mut found.all);
    flow.clear();
}
