//! What the templates of agreements read.

use std::borrow::Cow;

use serde::Serialize;
use tera::Value;

use super::minister::MinisterCard;
use super::{Term, When};
use crate::render::versions::Lang;

/// An agreement in a card, with its status as of the page's date.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct AgreementCard<'s> {
    /// Its id.
    pub(in crate::render) id: Cow<'s, str>,
    /// Its full title.
    pub(in crate::render) title: Cow<'s, str>,
    /// The language of titles and summary, where it is not the page's.
    pub(in crate::render) lang: Option<Lang>,
    /// What it is called after its first mention.
    pub(in crate::render) short_title: Option<Cow<'s, str>>,
    /// Its address.
    pub(in crate::render) url: Cow<'s, str>,
    /// One or two sentences.
    pub(in crate::render) summary: Option<Cow<'s, str>>,
    /// Treaty, memorandum…
    pub(in crate::render) instrument: Option<Term>,
    /// The derived status.
    pub(in crate::render) status: Status,
    /// The parties.
    pub(in crate::render) parties: Vec<Party<'s>>,
    /// Its events up to the page's date, oldest first.
    pub(in crate::render) timeline: Vec<Event<'s>>,
}

/// An agreement's status, derived from its last event.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Status {
    /// `signed`, `in-force`, …; `not-begun` where no event is known yet.
    pub(in crate::render) id: &'static str,
    /// `Signed`, `In force`
    pub(in crate::render) words: String,
    /// Since when.
    pub(in crate::render) since: Option<When>,
}

/// A party to an agreement: a state, or a name.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Party<'s> {
    /// Its name.
    pub(in crate::render) name: Cow<'s, str>,
    /// The country's page; none for what is no state.
    pub(in crate::render) url: Option<Cow<'s, str>>,
}

/// An event of an agreement.
#[expect(clippy::struct_field_names, reason = "`event` is the key that writers know")]
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Event<'s> {
    /// When, as precisely as it is known.
    pub(in crate::render) date: When,
    /// `signed`, … and its words.
    pub(in crate::render) event: Term,
    /// Where.
    pub(in crate::render) place: Option<Cow<'s, str>>,
    /// Who acted for each party.
    pub(in crate::render) by: Vec<Signatory<'s>>,
    /// A remark.
    pub(in crate::render) note: Option<Cow<'s, str>>,
    /// Whether it lies after the day the page answers for.
    pub(in crate::render) future: bool,
}

/// Who acted for a party.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Signatory<'s> {
    /// The party.
    pub(in crate::render) party: Party<'s>,
    /// The person, styled as on the day of the event.
    pub(in crate::render) minister: MinisterCard<'s>,
}

/// `agreement`: the rest of an agreement's page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct AgreementContext<'s> {
    /// What its card shows; its timeline holds all events.
    #[serde(flatten)]
    pub(in crate::render) card: AgreementCard<'s>,
    /// `yes`, `no`, `unknown`, in words ("Legally binding").
    pub(in crate::render) binding: Option<Term>,
    /// Where its text is published.
    pub(in crate::render) text_url: Option<Cow<'s, str>>,
    /// Why its text is not published.
    pub(in crate::render) text_reason: Option<Cow<'s, str>>,
    /// Its value: a [`FigureCard`].
    pub(in crate::render) value: Option<Value>,
    /// Relations, each with its words ("Builds on", "Built on by"), derived both ways.
    pub(in crate::render) relations: Vec<Relation>,
    /// The net of relations around it; none where fewer than three agreements are connected.
    pub(in crate::render) net: Option<Net>,
}

/// An agreement and those around it, drawn and in words.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Net {
    /// The drawing as SVG (`| safe`); its name is the element `part-net`.
    pub(in crate::render) svg: String,
    /// The kinds of relations in the drawing, for its key.
    pub(in crate::render) kinds: Vec<NetKind>,
    /// The agreement's own relations, those that had no room in the drawing too.
    pub(in crate::render) relations: Vec<NetRelation>,
    /// Relations between agreements of the drawing that have none with this one.
    pub(in crate::render) further: Vec<NetAgreement>,
    /// How many other agreements have a relation with one that is drawn.
    pub(in crate::render) left_out: usize,
}

/// A kind of relation as a net draws it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct NetKind {
    /// The class of its lines.
    pub(in crate::render) class: &'static str,
    /// `Builds on`, `Implements`, …
    pub(in crate::render) words: String,
}

/// Agreements in one relation to the one that the page is about.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct NetRelation {
    /// `Builds on`, `Built on by`, `Implements`, …
    pub(in crate::render) words: String,
    /// The agreements, with relations of their own.
    pub(in crate::render) agreements: Vec<NetAgreement>,
}

/// An agreement of a net with its relations.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct NetAgreement {
    /// The agreement: an [`AgreementCard`].
    pub(in crate::render) agreement: Value,
    /// Its relations to agreements of the drawing that are not said elsewhere.
    pub(in crate::render) relations: Vec<Relation>,
}

/// Agreements in one relation to this one.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Relation {
    /// `Builds on`, `Built on by`, `Implements`, …
    pub(in crate::render) words: String,
    /// The agreements: each an [`AgreementCard`].
    pub(in crate::render) agreements: Vec<Value>,
}
