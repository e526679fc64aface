//! The newest updates and figures, for the home page.
//!
//! In: a [`Site`]. Out: updates and figures, newest first. Invariant: briefings that are withdrawn by the
//! build's day are left out.

use std::cmp::Reverse;

use super::id::EntryId;
use super::link::Site;
use crate::content::Kind;
use crate::content::briefing::{Briefing, Update, UpdateKind};

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

/// Returns the figures that the newest briefings name, newest first.
#[must_use]
pub fn key_figures(site: &Site, most: usize) -> Vec<EntryId> {
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

/// Returns the briefings that are not withdrawn by the build's day, newest first.
fn briefings_in_force(site: &Site) -> impl Iterator<Item = (EntryId, &Briefing)> {
    let day = site.as_of().day;
    let briefings = site.listed(Kind::Briefing).iter();
    briefings
        .filter_map(|&id| Some((id, site.briefing(id)?)))
        .filter(move |(_, briefing)| briefing.withdrawn_on(day).is_none())
}
