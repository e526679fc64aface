//! A direct-mapped cache of record cards.
//!
//! In: an entry, a day and a language. Out: its card, as the types of [`context`](super::context) describe it.
//! Invariant: a cached card equals a fresh one; the number of slots is fixed, so the cache does not grow with
//! the site.
//!
//! It is filled lazily, with a lock for each slot, and not before rendering: which versions of a card a site
//! shows depends on the days of the pages that show it, and a preview that renders one page must not render
//! the cards of ten thousand. No thread waits for a card: it is rendered outside the lock.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::printer::{AsView, Card, pack};
use super::{cards, figure_card};
use crate::content::Kind;
use crate::content::figure::Figure;
use crate::content::minister::Role;
use crate::site::{EntryId, Site, Voice};
use crate::value::Day;

/// Number of slots, at about two kilobytes a card: enough for the cards of ten thousand pages.
const SLOTS: usize = 1 << 14;

/// Hash stride between the versions of a card; prime, to spread collisions.
const STRIDE: usize = 3967;

/// Record cards, each in the one slot that its key maps to; a newer card evicts what is there.
pub(super) struct CardCache(Box<[Mutex<Option<Slot>>]>);

struct Slot {
    key: CardKey,
    card: Card,
}

/// An entry in a language, and how much of it is known: between two events of an agreement its card is the
/// same on every day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct CardKey {
    id: EntryId,
    knowledge: usize,
    /// The index of the language among those of the site.
    language: usize,
}

impl Default for CardCache {
    fn default() -> CardCache {
        CardCache(std::iter::repeat_with(Mutex::default).take(SLOTS).collect())
    }
}

impl CardCache {
    /// Returns the card of an entry, as of a day and in a language; a figure's is without its series.
    pub(super) fn card(&self, site: &Site, id: EntryId, voice: Voice<'_>) -> Card {
        let languages = site.index().languages();
        let language = languages.all().iter().position(|it| it.tag() == voice.language.tag());
        let knowledge = knowledge(site, id, voice.day);
        let key = CardKey { id, knowledge, language: language.unwrap_or_default() };

        if let Some(slot) = self.slot(key).as_ref().filter(|slot| slot.key == key) {
            return slot.card.clone();
        }

        // Rendered outside the lock: that two threads occasionally render the same card costs less than
        // waiting.
        let card = card(site, id, voice);
        *self.slot(key) = Some(Slot { key, card: card.clone() });

        card
    }

    fn slot(&self, key: CardKey) -> MutexGuard<'_, Option<Slot>> {
        // Overflow is harmless: a hash only has to spread.
        let version = key.knowledge.wrapping_add(key.language.wrapping_mul(STRIDE));
        let index = key.id.index().wrapping_add(version.wrapping_mul(STRIDE)) % SLOTS;

        // A poisoned slot is still valid: a card is stored in one assignment.
        self.0[index].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts the facts known about an entry by a day. They only increase, so equal counts mean equal cards; for
/// a minister the role of the day decides.
fn knowledge(site: &Site, id: EntryId, day: Day) -> usize {
    if let Some(agreement) = site.agreement(id) {
        agreement.timeline.iter().filter(|event| event.date.value.first_day() <= day).count()
    } else if let Some(figure) = site.figure(id) {
        let versions = |one: &Figure| -> usize {
            one.series.iter().map(|first| one.versions_on(first, day).count()).sum()
        };
        // A page of an earlier day does not name a source that was published since.
        let sources = figure.all_sources();
        let known = sources
            .filter(|it| it.published.as_ref().is_some_and(|it| it.value.first_day() <= day));

        figure.all_series().map(|(_, one)| versions(one)).sum::<usize>() + known.count()
    } else if let Some(minister) = site.minister(id) {
        let role = minister.role_on(day);
        let is_held = |one: &Role| role.is_some_and(|role| std::ptr::eq(role, one));
        // Zero means that no role was held on the day.
        minister.roles.iter().position(is_held).map_or(0, |number| number + 1)
    } else {
        0
    }
}

fn card(site: &Site, id: EntryId, voice: Voice<'_>) -> Card {
    let card = match site.kind(id) {
        Kind::Page | Kind::Briefing => pack(cards::briefing(site, id, voice.language).view()),
        // Only the agreement's own page shows future events.
        Kind::Agreement => pack(cards::agreement(site, id, voice, false).view()),
        Kind::Minister => pack(cards::minister(site, id, voice).view()),
        Kind::Figure => pack(figure_card::figure(site, id, voice).view()),
    };

    card.into()
}
