//! What sentences claim, held against the records that their page names.
//!
//! In: a [`Site`], and the [`Statement`]s of its documents. Out: findings.
//! Invariant: a number is never tied to a figure by itself; its unit and the words around it must
//! fit. What is doubtful is not said.

mod change;
mod label;
mod names;
mod number;
mod periods;
mod status;
mod subject;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::content::statement::{Setting, Statement, Token, tokens};
use crate::content::{Document, Kind};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::site::{EntryId, Site};
use crate::value::Day;
use names::Spellings;
use subject::{Bound, Figures, Subject};

/// What sentences are compared with beyond the records that their page names.
#[derive(Debug, Default)]
pub(super) struct Register {
    figures: Figures,
    spellings: Arc<Spellings>,
}

impl Register {
    /// Lists the words of all figures and the names of all ministers; what is as it was in the
    /// register before is taken over.
    pub(super) fn of(site: &Site, before: &Register) -> Register {
        let spellings = Spellings::of(site);
        let is_other = spellings != *before.spellings;
        Register {
            figures: Figures::of(site, &before.figures),
            spellings: if is_other { Arc::new(spellings) } else { Arc::clone(&before.spellings) },
        }
    }

    /// Tells whether all names are spelt as in another register. A figure's words need no such
    /// question: they matter to the pages that name it alone.
    pub(super) fn names_as(&self, other: &Register) -> bool {
        Arc::ptr_eq(&self.spellings, &other.spellings)
    }
}

/// Holds the sentences of a page against the records.
pub(super) fn of_page(site: &Site, id: EntryId, register: &Register) -> Vec<Diagnostic> {
    // These rules read English, and what they make of another language is chance.
    if site.language_of(id).lexicon().is_none() {
        return Vec::new();
    }

    let document = site.document(id);
    let day = site.day_of(id);
    let subjects = register.figures.of_page(site, id);
    let own = site.agreement(id).map(|_| id);
    let uses = site.uses(id, Kind::Agreement).into_iter().filter(|&it| it != id);
    let agreements = own.into_iter().chain(uses).collect();
    let page = Page { site, id, document, day, subjects, agreements };
    let mut findings = names::drift(&page, &register.spellings);

    let mut before = None;
    for statement in &document.statements.all {
        let read = Read::of(&page, statement, before.take().filter(|_| statement.follows));
        change::claims(&page, &read, &mut findings);

        if !page.subjects.is_empty() {
            number::typed(&page, &read, &mut findings);
            label::typed(&page, &read, &mut findings);
        }

        periods::unlike(&page, &read, &mut findings);
        status::wording(&page, &read, &mut findings);
        before = Some(Before { statement, bound: read.bound });
    }

    label::referred(&page, &mut findings);

    findings
}

/// A page, and what its sentences may speak of.
struct Page<'s> {
    site: &'s Site,
    id: EntryId,
    document: &'s Document,
    day: Day,
    subjects: Vec<Subject<'s>>,
    /// The agreements that it names, its own first.
    agreements: Vec<EntryId>,
}

/// What the sentence before stated: "This" and "that figure" speak of it.
struct Before<'s> {
    statement: &'s Statement,
    bound: Vec<Bound>,
}

/// A statement with what was found in it.
struct Read<'s> {
    statement: &'s Statement,
    /// The sentence right before, where it states something.
    before: Option<Before<'s>>,
    tokens: Vec<Token>,
    /// The numbers of it that are values of a figure: in the order of its amounts.
    bound: Vec<Bound>,
}

impl<'s> Read<'s> {
    fn of(page: &Page<'s>, statement: &'s Statement, before: Option<Before<'s>>) -> Read<'s> {
        let candidate =
            statement.amounts.iter().any(|amount| subject::may_be(&page.subjects, amount));
        let wanted = candidate
            || !statement.changes.is_empty()
            || !statement.references.is_empty()
            || !statement.comparisons.is_empty()
            || status::may_speak(statement);
        let tokens = if wanted { tokens(&statement.text) } else { Vec::new() };
        let bound = match candidate {
            true => subject::bound(&page.subjects, statement, &tokens),
            false => Vec::new(),
        };
        let mut read = Read { statement, before, tokens, bound };

        if let Some(bound) = read.carried_on(page).filter(|_| candidate && read.bound.is_empty()) {
            read.bound.push(bound);
        }

        read
    }

    /// Ties the one number of a sentence to the figure of the sentence before: "In 2011, the number
    /// was 1,391."
    fn carried_on(&self, page: &Page<'s>) -> Option<Bound> {
        let before = self.before.as_ref()?;
        let subject = before.bound.first()?.subject;
        let one = before.bound.iter().all(|bound| bound.subject == subject);
        let (number, amount) = self.statement.only_value()?;

        if !one || amount.value() < Decimal::ONE_HUNDRED || !self.speaks_on() {
            return None;
        }

        let counts = subject::counts_another(&page.subjects[subject], self, amount);
        let mut found = page.subjects[subject].holding(amount, amount.value());
        let (observation, _) = found.find(|(_, it)| page.subjects[subject].knew(it))?;

        (!counts).then_some(Bound { amount: number, subject, observation, score: 1 })
    }

    /// Tells whether the sentence goes on about what the one before was about.
    fn speaks_on(&self) -> bool {
        let is = |at: usize, list: &[&str]| {
            list.iter().any(|known| known.eq_ignore_ascii_case(self.word(at)))
        };
        let about = |at: usize| {
            is(at, &["this", "that", "the"]) && is(at + 1, &["figure", "number", "total"])
        };
        is(0, &["this", "that", "it"]) || (0..5).any(about)
    }

    fn word(&self, at: usize) -> &'s str {
        self.tokens.get(at).map_or("", |token| token.of(&self.statement.text))
    }

    /// Returns the first token that begins at a byte or behind it.
    fn token_at(&self, byte: u32) -> usize {
        self.tokens.partition_point(|token| token.start < byte)
    }

    fn place(&self, page: &Page<'_>, start: u32, end: u32) -> Place {
        Place::new(&page.document.path, self.statement.span(start, end))
    }

    /// Tells whether a mend can be offered: not in somebody else's words.
    fn may_be_rewritten(&self, at: u32) -> bool {
        !self.statement.is_quoted(at)
    }

    /// Tells whether a reference can stand there.
    fn may_refer(&self, at: u32) -> bool {
        self.statement.setting == Setting::Prose && self.may_be_rewritten(at)
    }

    /// Makes a finding about a stretch; in somebody else's words it is a warning, and nothing in it
    /// is to be rewritten.
    fn finding(
        &self,
        page: &Page<'_>,
        code: Code,
        (start, end): (u32, u32),
        (message, help): (String, String),
    ) -> Diagnostic {
        let finding = Diagnostic::new(code, self.place(page, start, end), message);
        if self.may_be_rewritten(start) {
            return finding.help(help);
        }

        finding.severity(Severity::Warning).help(QUOTED)
    }
}

/// What to do about a false number in somebody else's words.
const QUOTED: &str = "leave the quotation as it is: say what is right beside it in your own words, \
                      or waive the finding with `allow` and the reason";
