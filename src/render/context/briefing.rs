//! What the templates of briefings read.

use std::borrow::Cow;

use serde::Serialize;
use tera::Value;

use super::{Link, Term, When};
use crate::render::versions::{Lang, Translation};

/// A briefing, or another page, as a list shows it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct BriefingCard<'s> {
    /// Its title.
    pub(in crate::render) title: Cow<'s, str>,
    /// Its address.
    pub(in crate::render) url: Cow<'s, str>,
    /// The language of title and summary, where it is not the page's that shows the card.
    pub(in crate::render) lang: Option<Lang>,
    /// The other languages that it is published in.
    pub(in crate::render) translations: Vec<Translation>,
    /// Its summary.
    pub(in crate::render) summary: Option<Cow<'s, str>>,
    /// Its date; none for plain pages.
    pub(in crate::render) date: Option<When>,
    /// Press release, speech…; none for plain pages.
    pub(in crate::render) r#type: Option<Term>,
    /// Whether it was withdrawn.
    pub(in crate::render) withdrawn: bool,
    /// The free map of its front matter.
    pub(in crate::render) extra: Value,
}

/// `briefing`: the rest of a briefing's page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct BriefingContext<'s> {
    /// Press release, speech…
    pub(in crate::render) r#type: Term,
    /// When it was published.
    pub(in crate::render) date: When,
    /// The ministers, as they were styled on its date: each a [`MinisterCard`].
    pub(in crate::render) ministers: Vec<Value>,
    /// The agreements that it names, as of its date: each an [`AgreementCard`].
    pub(in crate::render) agreements: Vec<Value>,
    /// "Figures in this briefing": those of its front matter and of its prose, each a
    /// [`FigureCard`].
    pub(in crate::render) figures: Vec<Value>,
    /// Updates, newest first.
    pub(in crate::render) updates: Vec<Update<'s>>,
    /// Its newest correction, where there is one.
    pub(in crate::render) correction: Option<Update<'s>>,
    /// Why and since when it is withdrawn.
    pub(in crate::render) withdrawn: Option<Withdrawn<'s>>,
    /// Its topics.
    pub(in crate::render) topics: Vec<Link<'s>>,
    /// Its countries.
    pub(in crate::render) countries: Vec<Link<'s>>,
    /// Briefings that share most with it: each a [`BriefingCard`].
    pub(in crate::render) related: Vec<Value>,
    /// Briefings that link here: each a [`BriefingCard`].
    pub(in crate::render) linked_from: Vec<Value>,
    /// Whom to ask.
    pub(in crate::render) contact: Option<Cow<'s, str>>,
    /// How to cite it, as one line of text.
    pub(in crate::render) cite: Cow<'s, str>,
}

/// A change to a briefing after it was published.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Update<'s> {
    /// When.
    pub(in crate::render) date: When,
    /// What.
    pub(in crate::render) note: Cow<'s, str>,
    /// `major`, `minor` or `correction`, and its word.
    pub(in crate::render) kind: Term,
}

/// A change to a briefing, with the briefing: on the home page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct RecentUpdate<'s> {
    /// The briefing.
    pub(in crate::render) page: Link<'s>,
    /// What changed.
    #[serde(flatten)]
    pub(in crate::render) update: Update<'s>,
}

/// That a briefing was withdrawn.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Withdrawn<'s> {
    /// When.
    pub(in crate::render) date: Option<When>,
    /// Why.
    pub(in crate::render) reason: Option<Cow<'s, str>>,
    /// What to read instead.
    pub(in crate::render) replaced_by: Option<Link<'s>>,
}
