//! Template variables of the home page.

use std::borrow::Cow;

use super::briefing::BriefingCard;
use super::page::PictureContext;
use super::words::{PageLink, When};
use crate::render::printer::{Card, fields};

/// The newest briefing, as the home page leads with it.
#[derive(Debug, Clone)]
pub(crate) struct LeadContext<'s> {
    /// What its card shows.
    pub(crate) card: BriefingCard<'s>,
    /// Its own image; not the site's.
    pub(crate) picture: Option<PictureContext>,
    /// The first figure that it names, as of its date: a [`FigureCard`].
    pub(crate) figure: Option<Card>,
}

/// What the home page says first, until a day.
#[derive(Debug, Clone)]
pub(crate) struct NoticeContext {
    /// One or two sentences.
    pub(crate) text: String,
    /// Where to read more.
    pub(crate) url: Option<String>,
}

/// Figures that come out on one day, from one source.
#[derive(Debug, Clone)]
pub(crate) struct ReleaseCard<'s> {
    /// When.
    pub(crate) date: When,
    /// The publication.
    pub(crate) title: Option<Cow<'s, str>>,
    /// Who publishes it.
    pub(crate) publisher: Option<Cow<'s, str>>,
    /// The figures that it brings, at most six.
    pub(crate) figures: Vec<PageLink<'s>>,
    /// How many more there are.
    pub(crate) more_figures: usize,
}

fields! {
    LeadContext<'_> { ..card, picture, figure }
    NoticeContext { text, url }
    ReleaseCard<'_> { date, title, publisher, figures, more_figures }
}
