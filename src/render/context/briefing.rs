//! Template variables of briefings.

use std::borrow::Cow;

use tera::Value;

use super::contact::ContactCard;
use super::translation::Translation;
use super::words::{Lang, PageLink, VocabularyTerm, When};
use crate::render::printer::{Card, fields};

/// A briefing, or another page, as a list shows it.
#[derive(Debug, Clone)]
pub(crate) struct BriefingCard<'s> {
    /// Its title.
    pub(crate) title: Cow<'s, str>,
    /// Its address.
    pub(crate) url: Cow<'s, str>,
    /// The language of the title, where it is not the page's that shows the card.
    pub(crate) lang: Option<Lang>,
    /// The language of the summary, where it is not the page's.
    pub(crate) summary_lang: Option<Lang>,
    /// The other languages that it is published in.
    pub(crate) translations: Vec<Translation>,
    /// Its summary.
    pub(crate) summary: Option<Cow<'s, str>>,
    /// Its date; none for plain pages.
    pub(crate) date: Option<When>,
    /// Press release, speech…; none for plain pages.
    pub(crate) r#type: Option<VocabularyTerm>,
    /// Whether it was withdrawn.
    pub(crate) withdrawn: bool,
    /// The free map of its front matter.
    pub(crate) extra: Value,
}

/// `briefing`: the rest of a briefing's page.
#[derive(Debug, Clone)]
pub(crate) struct BriefingContext<'s> {
    /// Press release, speech…
    pub(crate) r#type: VocabularyTerm,
    /// When it was published.
    pub(crate) date: When,
    /// The ministers, as they were styled on its date: each a [`MinisterCard`].
    pub(crate) ministers: Vec<Card>,
    /// The agreements that it names, as of its date: each an [`AgreementCard`].
    pub(crate) agreements: Vec<Card>,
    /// The first of them, at a glance: none that the prose shows with a chart, and none at all beside a single one.
    pub(crate) key_figures: Vec<Card>,
    /// "Figures in this briefing": those of its front matter and of its prose, each a
    /// [`FigureCard`].
    pub(crate) figures: Vec<Card>,
    /// Updates, newest first.
    pub(crate) updates: Vec<UpdateNote<'s>>,
    /// Its newest correction, where there is one.
    pub(crate) correction: Option<UpdateNote<'s>>,
    /// Why and since when it is withdrawn.
    pub(crate) withdrawn: Option<WithdrawalNotice<'s>>,
    /// Its topics.
    pub(crate) topics: Vec<PageLink<'s>>,
    /// Its countries.
    pub(crate) countries: Vec<PageLink<'s>>,
    /// Briefings that share most with it: each a [`BriefingCard`].
    pub(crate) related: Vec<Card>,
    /// Briefings that link here: each a [`BriefingCard`].
    pub(crate) linked_from: Vec<Card>,
    /// What is known of a speech; none for other briefings.
    pub(crate) speech: Option<SpeechContext<'s>>,
    /// Whom to ask.
    pub(crate) contact: Option<ContactCard>,
    /// How to cite it, as one line of text.
    pub(crate) cite: Cow<'s, str>,
}

/// Where, when and by whom a speech is given.
#[derive(Debug, Clone)]
pub(crate) struct SpeechContext<'s> {
    /// The minister, as styled on the briefing's date: a [`MinisterCard`].
    pub(crate) speaker: Option<Card>,
    /// The venue.
    pub(crate) place: Option<Cow<'s, str>>,
    /// The language of the venue, where it is not the page's.
    pub(crate) place_lang: Option<Lang>,
    /// When, where that is not the briefing's date.
    pub(crate) delivered: Option<When>,
    /// Whether it was written before it was given.
    pub(crate) check_against_delivery: bool,
}

/// A change to a briefing after it was published.
#[derive(Debug, Clone)]
pub(crate) struct UpdateNote<'s> {
    /// When.
    pub(crate) date: When,
    /// What.
    pub(crate) note: Cow<'s, str>,
    /// `major`, `minor` or `correction`, and its word.
    pub(crate) kind: VocabularyTerm,
}

/// A change to a briefing, with the briefing: on the home page.
#[derive(Debug, Clone)]
pub(crate) struct RecentUpdate<'s> {
    /// The briefing.
    pub(crate) page: PageLink<'s>,
    /// What changed.
    pub(crate) update: UpdateNote<'s>,
}

/// A change of something that was published: on the page of changes.
#[derive(Debug, Clone)]
pub(crate) struct ChangeCard<'s> {
    /// `correction`, `major`, `withdrawal` or `revision`, and its word.
    pub(crate) kind: VocabularyTerm,
    /// When, if that is known.
    pub(crate) date: Option<When>,
    /// What changed.
    pub(crate) page: PageLink<'s>,
    /// The note, the reason, or both values.
    pub(crate) words: Option<Cow<'s, str>>,
    /// What to read instead of a withdrawn briefing.
    pub(crate) replaced_by: Option<PageLink<'s>>,
    /// The words above the pages that printed an earlier value.
    pub(crate) had_said: Option<String>,
    /// The pages that printed it, at most ten.
    pub(crate) printed_by: Vec<PageLink<'s>>,
    /// How many more there are.
    pub(crate) more_pages: usize,
}

/// The withdrawal of a briefing.
#[derive(Debug, Clone)]
pub(crate) struct WithdrawalNotice<'s> {
    /// When.
    pub(crate) date: Option<When>,
    /// Why.
    pub(crate) reason: Option<Cow<'s, str>>,
    /// What to read instead.
    pub(crate) replaced_by: Option<PageLink<'s>>,
}

fields! {
    BriefingCard<'_> { title, url, lang, summary_lang, translations, summary, date, r#type, withdrawn, extra }
    BriefingContext<'_> {
        r#type, date, ministers, agreements, key_figures, figures, updates, correction, withdrawn, topics,
        countries, related, linked_from, speech, contact, cite,
    }
    SpeechContext<'_> { speaker, place, place_lang, delivered, check_against_delivery }
    UpdateNote<'_> { date, note, kind }
    RecentUpdate<'_> { ..update, page }
    ChangeCard<'_> { kind, date, page, words, replaced_by, had_said, printed_by, more_pages }
    WithdrawalNotice<'_> { date, reason, replaced_by }
}
