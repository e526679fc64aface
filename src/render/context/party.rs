//! States and other parties, in the cards of agreements and ministers.

use crate::render::printer::fields;
use std::borrow::Cow;

/// A party to an agreement: a state, or a name.
#[derive(Debug, Clone)]
pub(crate) struct PartyLink<'s> {
    /// Its name.
    pub(crate) name: Cow<'s, str>,
    /// The country's page; none for a party that is not a state.
    pub(crate) url: Option<Cow<'s, str>>,
}

/// `organisation`: what the settings say of an organisation of the site's own.
#[derive(Debug, Clone)]
pub(crate) struct OrganisationContext<'s> {
    /// What it is called for short.
    pub(crate) short: Option<Cow<'s, str>>,
    /// Its own site.
    pub(crate) url: Option<Cow<'s, str>>,
    /// Its members.
    pub(crate) members: Vec<PartyLink<'s>>,
}

fields! {
    OrganisationContext<'_> { short, url, members }
    PartyLink<'_> { name, url }
}
