//! Template variables of ministers.

use std::borrow::Cow;

use super::party::PartyLink;
use super::words::{Lang, VocabularyTerm, When};
use crate::render::printer::{Card, fields};

/// A minister in a card, styled as of the page's date.
#[derive(Debug, Clone)]
pub(crate) struct MinisterCard<'s> {
    /// The id; empty where the person is only described.
    pub(crate) id: Cow<'s, str>,
    /// The name.
    pub(crate) name: Cow<'s, str>,
    /// The honorific and the name.
    pub(crate) styled_name: Cow<'s, str>,
    /// The language of the name, where it is not the page's.
    pub(crate) name_lang: Option<Lang>,
    /// The language of the role, where it is not the page's.
    pub(crate) lang: Option<Lang>,
    /// The language of the organisation, where it is not the page's.
    pub(crate) organisation_lang: Option<Lang>,
    /// The address; none where the person is only described.
    pub(crate) url: Option<Cow<'s, str>>,
    /// The role held on that date.
    pub(crate) role: Option<Cow<'s, str>>,
    /// Whether that role was held until an appointment.
    pub(crate) acting: bool,
    /// The organisation of that role.
    pub(crate) organisation: Option<Cow<'s, str>>,
    /// The country.
    pub(crate) country: Option<PartyLink<'s>>,
    /// The picture of the person.
    pub(crate) portrait: Option<PortraitImage<'s>>,
    /// The last role, where all are over by the build's day; only where a card answers as of that day.
    pub(crate) former: Option<FormerRole<'s>>,
}

/// A picture of a person.
#[derive(Debug, Clone)]
pub(crate) struct PortraitImage<'s> {
    /// Its address.
    pub(crate) url: Cow<'s, str>,
    /// What it shows.
    pub(crate) alt: Cow<'s, str>,
    /// The language of what it shows, where it is not the page's.
    pub(crate) lang: Option<Lang>,
    /// Who took it.
    pub(crate) credit: Option<Cow<'s, str>>,
}

/// The last role of somebody who is no longer in office.
#[derive(Debug, Clone)]
pub(crate) struct FormerRole<'s> {
    /// `Security Minister`
    pub(crate) title: Cow<'s, str>,
    /// The language of the title, where it is not the page's.
    pub(crate) lang: Option<Lang>,
    /// `Home Office`
    pub(crate) organisation: Option<Cow<'s, str>>,
    /// From which year to which, as far as that is known.
    pub(crate) years: String,
}

/// `minister`: the rest of a minister's page.
#[derive(Debug, Clone)]
pub(crate) struct MinisterContext<'s> {
    /// What the card shows.
    pub(crate) card: MinisterCard<'s>,
    /// All roles, newest first.
    pub(crate) roles: Vec<RoleEntry<'s>>,
    /// Other spellings.
    pub(crate) aliases: Vec<Cow<'s, str>>,
    /// The name in other languages.
    pub(crate) names: Vec<ForeignName<'s>>,
    /// What this person signed, newest first.
    pub(crate) signed: Vec<SignedAgreement<'s>>,
}

/// A role over time.
#[derive(Debug, Clone)]
pub(crate) struct RoleEntry<'s> {
    /// `Security Minister`
    pub(crate) title: Cow<'s, str>,
    /// The language of the title, where it is not the page's.
    pub(crate) lang: Option<Lang>,
    /// `Home Office`
    pub(crate) organisation: Option<Cow<'s, str>>,
    /// From when; none where it is not known.
    pub(crate) from: Option<When>,
    /// Until when; none where it is held, or not known.
    pub(crate) to: Option<When>,
    /// Whether it was held on behalf of somebody else.
    pub(crate) acting: bool,
    /// Whether it is known to be held on the day as of which the page answers.
    pub(crate) current: bool,
}

/// A name in another language.
#[derive(Debug, Clone)]
pub(crate) struct ForeignName<'s> {
    /// The BCP 47 tag.
    pub(crate) language: Cow<'s, str>,
    /// `ltr` or `rtl`.
    pub(crate) direction: &'static str,
    /// The name.
    pub(crate) name: Cow<'s, str>,
}

/// An agreement that a minister acted in.
#[derive(Debug, Clone)]
pub(crate) struct SignedAgreement<'s> {
    /// The agreement: an [`AgreementCard`].
    pub(crate) agreement: Card,
    /// What happened: usually `signed`.
    pub(crate) event: VocabularyTerm,
    /// When.
    pub(crate) date: When,
    /// The role that was held then.
    pub(crate) role: Option<Cow<'s, str>>,
}

fields! {
    MinisterCard<'_> {
        id, name, styled_name, name_lang, lang, organisation_lang, url, role, acting, organisation,
        country, portrait, former,
    }
    PortraitImage<'_> { url, alt, lang, credit }
    FormerRole<'_> { title, lang, organisation, years }
    MinisterContext<'_> { ..card, roles, aliases, names, signed }
    RoleEntry<'_> { title, lang, organisation, from, to, acting, current }
    ForeignName<'_> { language, direction, name }
    SignedAgreement<'_> { agreement, event, date, role }
}
