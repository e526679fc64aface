//! The newest updates and figures, for the home page, and the newest briefings, for feeds.
//!
//! In: a [`Site`]. Out: each newest first. Invariant: briefings that are withdrawn by the build's day are
//! left out, but in feeds.

use std::cmp::Reverse;

use super::id::EntryId;
use super::link::Site;
use super::terms::Term;
use crate::content::Kind;
use crate::content::briefing::{Briefing, Update, UpdateKind};
use crate::content::figure::FigureSource;
use crate::value::Date;

/// Returns the newest corrections and major updates by the build's day, newest first.
#[must_use]
pub fn recent_updates(site: &Site, most: usize) -> Vec<(EntryId, &Update)> {
    let day = site.as_of().day;
    let mut updates: Vec<_> = briefings_in_force(site)
        .flat_map(|(id, briefing)| briefing.updates.iter().map(move |update| (id, update)))
        .filter(|(_, update)| {
            // A corrected spelling is not news.
            update.kind != UpdateKind::Minor && update.date.value.first_day() <= day
        })
        .collect();

    // A stable sort: for one day, the newer briefing's update comes first.
    updates.sort_by_key(|(_, update)| Reverse(update.date.value));
    updates.truncate(most);

    updates
}

/// Returns the figures that the settings name, in their order; where they name none, those that the newest briefings
/// name, newest first.
#[must_use]
pub fn key_figures(site: &Site, most: usize) -> Vec<EntryId> {
    let chosen = &site.config().key_figures;
    if !chosen.is_empty() {
        // An unknown id has a finding.
        return chosen.iter().filter_map(|id| site.find_record(Kind::Figure, &id.value)).collect();
    }

    let mut figures: Vec<EntryId> = Vec::new();
    for (briefing, _) in briefings_in_force(site) {
        for figure in site.named(briefing, Kind::Figure) {
            // Stops early: most sites have far more briefings than needed.
            if figures.len() == most {
                return figures;
            }

            if !figures.contains(&figure) {
                figures.push(figure);
            }
        }
    }

    figures
}

/// Returns the figures whose next release is today or later, with its date and source, the next one first.
#[must_use]
pub fn coming_releases(site: &Site) -> Vec<(EntryId, Date, &FigureSource)> {
    let today = site.as_of().day;
    let release = |&id: &EntryId| {
        let source = site.figure(id)?.source.as_ref()?;
        let date = source.next_release.as_ref()?.value;
        // A month counts until its last day: nobody knows on which day of it.
        (date.last_day() >= today).then_some((id, date, source))
    };

    let mut releases: Vec<_> = site.listed(Kind::Figure).iter().filter_map(release).collect();
    // A stable sort: those of one day stay in the order of the list.
    releases.sort_by_key(|(_, date, _)| (date.first_day(), date.last_day()));

    releases
}

/// Returns the briefings of a list, newest first, with their data.
fn briefings_in_force(site: &Site) -> impl Iterator<Item = (EntryId, &Briefing)> {
    let briefings = site.listed(Kind::Briefing).iter();
    briefings.filter_map(|&id| Some((id, site.briefing(id)?)))
}

/// Returns the briefings of the site's feed or of a topic's, newest first.
///
/// Those that are withdrawn are in no list, but readers of a feed have them and have to learn of it.
#[must_use]
pub fn feed_briefings(site: &Site, topic: Option<&Term>) -> Vec<EntryId> {
    let listed = topic.map_or_else(|| site.listed(Kind::Briefing), |topic| &topic.briefings);
    let of_topic = |id: &EntryId| {
        let spellings = site.briefing(*id).map(|it| it.topics.as_slice()).unwrap_or_default();
        let names_it = |topic: &Term| {
            let mut named = spellings.iter().filter_map(|it| site.topics().by_spelling(&it.value));
            named.any(|named| named.id == topic.id)
        };
        topic.is_none_or(names_it)
    };

    let most = site.config().feed_items;
    let withdrawn = site.lists().withdrawn().iter().copied().filter(of_topic);
    let mut briefings: Vec<EntryId> = listed.iter().copied().take(most).chain(withdrawn).collect();
    briefings.sort_by_key(|&id| site.lists().rank(id));
    briefings.truncate(most);

    briefings
}
