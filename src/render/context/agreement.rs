//! Template variables of agreements.

use std::borrow::Cow;

use super::minister::MinisterCard;
use super::party::PartyLink;
use super::words::{Lang, VocabularyTerm, When};
use crate::render::printer::{Card, fields};

/// An agreement in a card, with its status as of the page's date.
#[derive(Debug, Clone)]
pub(crate) struct AgreementCard<'s> {
    /// Its id.
    pub(crate) id: Cow<'s, str>,
    /// Its full title.
    pub(crate) title: Cow<'s, str>,
    /// The language of the titles, where it is not the page's.
    pub(crate) lang: Option<Lang>,
    /// The language of the summary, where it is not the page's.
    pub(crate) summary_lang: Option<Lang>,
    /// Its name after the first mention.
    pub(crate) short_title: Option<Cow<'s, str>>,
    /// Its address.
    pub(crate) url: Cow<'s, str>,
    /// One or two sentences.
    pub(crate) summary: Option<Cow<'s, str>>,
    /// Treaty, memorandum…
    pub(crate) instrument: Option<VocabularyTerm>,
    /// The derived status.
    pub(crate) status: Status,
    /// The parties.
    pub(crate) parties: Vec<PartyLink<'s>>,
    /// Its events up to the page's date, oldest first.
    pub(crate) timeline: Vec<Event<'s>>,
}

/// An agreement's status, derived from its last event.
#[derive(Debug, Clone)]
pub(crate) struct Status {
    /// `signed`, `in-force`, …; `not-begun` where no event is known yet.
    pub(crate) id: Cow<'static, str>,
    /// `Signed`, `In force`
    pub(crate) words: String,
    /// Since when.
    pub(crate) since: Option<When>,
}

/// An event of an agreement.
#[expect(clippy::struct_field_names, reason = "`event` is the key that writers know")]
#[derive(Debug, Clone)]
pub(crate) struct Event<'s> {
    /// When, as precisely as it is known.
    pub(crate) date: When,
    /// `signed`, … and its words.
    pub(crate) event: VocabularyTerm,
    /// Where.
    pub(crate) place: Option<Cow<'s, str>>,
    /// Who acted for each party.
    pub(crate) by: Vec<SignatoryCard<'s>>,
    /// A remark.
    pub(crate) note: Option<Cow<'s, str>>,
    /// Whether it is after the day as of which the page answers.
    pub(crate) future: bool,
}

/// Who acted for a party.
#[derive(Debug, Clone)]
pub(crate) struct SignatoryCard<'s> {
    /// The party.
    pub(crate) party: PartyLink<'s>,
    /// The person, styled as on the day of the event.
    pub(crate) minister: MinisterCard<'s>,
}

/// `agreement`: the rest of an agreement's page.
#[derive(Debug, Clone)]
pub(crate) struct AgreementContext<'s> {
    /// What its card shows; its timeline holds all events.
    pub(crate) card: AgreementCard<'s>,
    /// `yes`, `no`, `unknown`, in words ("Legally binding").
    pub(crate) binding: Option<VocabularyTerm>,
    /// Where its text is published.
    pub(crate) text_url: Option<Cow<'s, str>>,
    /// Why its text is not published.
    pub(crate) text_reason: Option<Cow<'s, str>>,
    /// Its value: a [`FigureCard`].
    pub(crate) value: Option<Card>,
    /// Relations, each with its words ("Builds on", "Built on by"), derived both ways.
    pub(crate) relations: Vec<RelatedAgreements>,
    /// The net of relations around it; none where fewer than three agreements are connected.
    pub(crate) net: Option<Net>,
}

/// An agreement and those around it, drawn and in words.
#[derive(Debug, Clone)]
pub(crate) struct Net {
    /// The drawing as SVG (`| safe`); its name is the element `part-net`.
    pub(crate) svg: String,
    /// The kinds of relations in the drawing, for its key.
    pub(crate) kinds: Vec<NetKind>,
    /// The agreement's own relations, including those that did not fit into the drawing.
    pub(crate) relations: Vec<NetRelation>,
    /// Relations between other agreements of the drawing.
    pub(crate) further: Vec<NetAgreement>,
    /// How many other agreements are related to one that is drawn.
    pub(crate) left_out: usize,
}

/// A kind of relation as a net draws it.
#[derive(Debug, Clone)]
pub(crate) struct NetKind {
    /// The class of its lines.
    pub(crate) class: &'static str,
    /// `Builds on`, `Implements`, …
    pub(crate) words: String,
}

/// Agreements in one relation to the one that the page is about.
#[derive(Debug, Clone)]
pub(crate) struct NetRelation {
    /// `Builds on`, `Built on by`, `Implements`, …
    pub(crate) words: String,
    /// The agreements, with relations of their own.
    pub(crate) agreements: Vec<NetAgreement>,
}

/// An agreement of a net with its relations.
#[derive(Debug, Clone)]
pub(crate) struct NetAgreement {
    /// The agreement: an [`AgreementCard`].
    pub(crate) agreement: Card,
    /// Its relations to agreements of the drawing that are not listed elsewhere.
    pub(crate) relations: Vec<RelatedAgreements>,
}

/// Agreements in one relation to this one.
#[derive(Debug, Clone)]
pub(crate) struct RelatedAgreements {
    /// `Builds on`, `Built on by`, `Implements`, …
    pub(crate) words: String,
    /// The agreements: each an [`AgreementCard`].
    pub(crate) agreements: Vec<Card>,
}

fields! {
    AgreementCard<'_> {
        id, title, lang, summary_lang, short_title, url, summary, instrument, status, parties, timeline,
    }
    Status { id, words, since }
    Event<'_> { date, event, place, by, note, future }
    SignatoryCard<'_> { party, minister }
    AgreementContext<'_> { ..card, binding, text_url, text_reason, value, relations, net }
    Net { svg, kinds, relations, further, left_out }
    NetKind { class, words }
    NetRelation { words, agreements }
    NetAgreement { agreement, relations }
    RelatedAgreements { words, agreements }
}
