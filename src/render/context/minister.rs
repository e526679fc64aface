//! What the templates of ministers read.

use std::borrow::Cow;

use serde::Serialize;
use tera::Value;

use super::agreement::Party;
use super::{Term, When};
use crate::render::versions::Lang;

/// A minister in a card, styled as of the page's date.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct MinisterCard<'s> {
    /// The id; empty where the person is only described.
    pub(in crate::render) id: Cow<'s, str>,
    /// The name.
    pub(in crate::render) name: Cow<'s, str>,
    /// The honorific and the name.
    pub(in crate::render) styled_name: Cow<'s, str>,
    /// The language of the name, where it is not the page's.
    pub(in crate::render) name_lang: Option<Lang>,
    /// The language of role and organisation, where it is not the page's.
    pub(in crate::render) lang: Option<Lang>,
    /// The address; none where the person is only described.
    pub(in crate::render) url: Option<Cow<'s, str>>,
    /// The role held on that date.
    pub(in crate::render) role: Option<Cow<'s, str>>,
    /// Whether that role was held until somebody was appointed.
    pub(in crate::render) acting: bool,
    /// The organisation of that role.
    pub(in crate::render) organisation: Option<Cow<'s, str>>,
    /// The country.
    pub(in crate::render) country: Option<Party<'s>>,
}

/// `minister`: the rest of a minister's page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct MinisterContext<'s> {
    /// What the card shows.
    #[serde(flatten)]
    pub(in crate::render) card: MinisterCard<'s>,
    /// All roles, newest first.
    pub(in crate::render) roles: Vec<Role<'s>>,
    /// Other spellings.
    pub(in crate::render) aliases: Vec<Cow<'s, str>>,
    /// The name in other languages.
    pub(in crate::render) names: Vec<NameIn<'s>>,
    /// What this person signed, newest first.
    pub(in crate::render) signed: Vec<SignedAgreement<'s>>,
}

/// A role over time.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Role<'s> {
    /// `Security Minister`
    pub(in crate::render) title: Cow<'s, str>,
    /// `Home Office`
    pub(in crate::render) organisation: Option<Cow<'s, str>>,
    /// From when; none where it is not known.
    pub(in crate::render) from: Option<When>,
    /// Until when; none where it is held, or not known.
    pub(in crate::render) to: Option<When>,
    /// Whether it was held for somebody else.
    pub(in crate::render) acting: bool,
    /// Whether it is held on the day that the page answers for, as far as is known.
    pub(in crate::render) current: bool,
}

/// A name in another language.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct NameIn<'s> {
    /// The BCP 47 tag.
    pub(in crate::render) language: Cow<'s, str>,
    /// `ltr` or `rtl`.
    pub(in crate::render) direction: &'static str,
    /// The name.
    pub(in crate::render) name: Cow<'s, str>,
}

/// An agreement that a minister acted in.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct SignedAgreement<'s> {
    /// The agreement: an [`AgreementCard`].
    pub(in crate::render) agreement: Value,
    /// What happened: usually `signed`.
    pub(in crate::render) event: Term,
    /// When.
    pub(in crate::render) date: When,
    /// The role that was held then.
    pub(in crate::render) role: Option<Cow<'s, str>>,
}
