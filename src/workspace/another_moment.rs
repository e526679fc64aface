//! The site as readers would see it at another moment.
//!
//! In: an edition, and a moment. Out: an edition without drafts and without what is held back then. Invariant: the
//! edition that it is made from, and what the workspace remembers, stay as they are.

use std::sync::Arc;

use super::whole_site::WholeSite;
use crate::render::Edition;
use crate::site::{self, AsOf, Input, Publication};
use crate::value::Moment;

/// Links an edition's documents again, as of another moment.
#[must_use]
pub fn edition_as_of(edition: &Edition, moment: Moment) -> Edition {
    let present = edition.site();
    let config = &present.input().config;

    // What the edition takes for the present decides whether the moment is past.
    let now = Moment::from_instant(present.as_of().moment);
    let as_of = AsOf::at(moment, &config.zone(), now);
    let documents = &present.input().documents;
    let own = Arc::new(Publication::by_own_keys(documents, config, as_of));
    let is_held = own.holds_any();

    let mut input = Input { as_of, publication: own, ..present.input().clone() };
    if is_held {
        // A picture that only held pages show may stay: in a preview it is there in any case.
        let is_in_theme = |_: &str| true;
        input.publication = WholeSite::link(&input, None, &is_in_theme).publication;
    }

    let (site, _) = site::link(input, Some(present));
    edition.with_site(Arc::new(site))
}
