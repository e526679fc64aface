//! Template variables of lists, and the mentions of a record.

use std::borrow::Cow;

use super::figure::FigureValue;
use crate::render::printer::{Card, fields};

/// A topic or a country in the list of them.
#[derive(Debug, Clone)]
pub(crate) struct TermCard<'s> {
    /// Its name.
    pub(crate) title: &'s str,
    /// Its page.
    pub(crate) url: Cow<'static, str>,
    /// How many briefings, agreements and ministers it groups.
    pub(crate) count: usize,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub(crate) struct Pagination {
    /// This page, from 1.
    pub(crate) number: usize,
    /// How many pages.
    pub(crate) count: usize,
    /// How many items on all of them.
    pub(crate) items: usize,
    /// The first page.
    pub(crate) first: String,
    /// The page before.
    pub(crate) previous: Option<String>,
    /// The page after.
    pub(crate) next: Option<String>,
    /// The last page.
    pub(crate) last: String,
}

/// `mentions`: the pages that refer to a record, newest first; one page of them.
#[derive(Debug, Clone)]
pub(crate) struct MentionCard<'s> {
    /// The page that refers to it: a [`BriefingCard`].
    pub(crate) page: Card,
    /// For a figure: the value that the page shows beside its prose, as of its date; none for pages that show
    /// it only in their prose.
    pub(crate) value: Option<FigureValue<'s>>,
    /// The sentences that refer to it, as text, with what was printed for the record.
    pub(crate) sentences: Vec<QuotedSentence>,
}

/// A sentence that uses a record.
#[derive(Debug, Clone)]
pub(crate) struct QuotedSentence {
    /// Its text up to what was printed for the record.
    pub(crate) before: String,
    /// What was printed for the record, on that page's date.
    pub(crate) printed: String,
    /// The rest of it.
    pub(crate) after: String,
}

fields! {
    TermCard<'_> { title, url, count }
    Pagination { number, count, items, first, previous, next, last }
    MentionCard<'_> { page, value, sentences }
    QuotedSentence { before, printed, after }
}
