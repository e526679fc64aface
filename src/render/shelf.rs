//! Cards that many pages show: what a template reads of one is made once, and then shared.
//!
//! In: an entry, a day and a language. Out: its card, as the types of [`context`](super::context) describe it.
//! Invariant: a card from the shelf equals one that is made anew; the shelf holds a bounded number, so
//! that it does not grow with the site.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tera::Value;

use super::{Edition, cards};
use crate::content::Kind;
use crate::content::minister::Role;
use crate::site::{EntryId, Site, Voice};
use crate::value::Day;

/// How many cards are kept, at about two kilobytes each: those of ten thousand pages.
const PLACES: usize = 1 << 14;

/// How far apart the versions of one card stand: a prime, so that they do not fall on one another.
const STRIDE: usize = 3967;

/// Cards, each in the one place where it may stand.
pub(super) struct Shelf(Box<[Mutex<Option<Kept>>]>);

struct Kept {
    of: Version,
    card: Value,
}

/// An entry in a language, and how much is known of it: between two events of an agreement its card is the same on
/// every day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Version {
    id: EntryId,
    known: usize,
    /// The place of the language among those of the site.
    language: usize,
}

impl Default for Shelf {
    fn default() -> Shelf {
        Shelf(std::iter::repeat_with(Mutex::default).take(PLACES).collect())
    }
}

impl Shelf {
    fn place(&self, of: Version) -> MutexGuard<'_, Option<Kept>> {
        let version = of.known.wrapping_add(of.language.wrapping_mul(STRIDE));
        let number = of.id.index().wrapping_add(version.wrapping_mul(STRIDE)) % PLACES;
        // A card is put there whole or not at all, whatever became of a thread that held the lock.
        self.0[number].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Edition {
    /// Returns the cards of entries, as of a day and in a language.
    pub(super) fn cards(&self, ids: &[EntryId], voice: Voice<'_>) -> Vec<Value> {
        ids.iter().map(|&id| self.card(id, voice)).collect()
    }

    /// Returns the cards of entries as pages that are listed, whatever else they are.
    pub(super) fn page_cards(&self, ids: &[EntryId], voice: Voice<'_>) -> Vec<Value> {
        ids.iter().map(|&id| self.page_card(id, voice)).collect()
    }

    /// Returns the card of an entry as a page: a record's own page may refer to others too.
    pub(super) fn page_card(&self, id: EntryId, voice: Voice<'_>) -> Value {
        match self.site.kind(id) {
            Kind::Page | Kind::Briefing => self.card(id, voice),
            _ => Value::from_serializable(&cards::briefing(&self.site, id, voice.language)),
        }
    }

    /// Returns the card of an entry, as of a day and in a language; a figure's is without its series.
    pub(super) fn card(&self, id: EntryId, voice: Voice<'_>) -> Value {
        let languages = self.site.languages();
        let language = languages.all().iter().position(|it| it.tag() == voice.language.tag());
        let known = known(&self.site, id, voice.day);
        let of = Version { id, known, language: language.unwrap_or_default() };

        if let Some(kept) = self.shelf.place(of).as_ref().filter(|kept| kept.of == of) {
            return kept.card.clone();
        }

        let card = card(&self.site, id, voice);
        *self.shelf.place(of) = Some(Kept { of, card: card.clone() });

        card
    }
}

/// Counts what is known of an entry by a day. Knowledge only grows, so that the number tells what it
/// is; of a minister it is the role that decides.
fn known(site: &Site, id: EntryId, day: Day) -> usize {
    if let Some(agreement) = site.agreement(id) {
        agreement.timeline.iter().filter(|event| event.date.value.first_day() <= day).count()
    } else if let Some(figure) = site.figure(id) {
        figure.series.iter().map(|first| figure.versions_on(first, day).count()).sum()
    } else if let Some(minister) = site.minister(id) {
        let role = minister.role_on(day);
        let is_held = |one: &Role| role.is_some_and(|role| std::ptr::eq(role, one));
        minister.roles.iter().position(is_held).map_or(0, |number| number + 1)
    } else {
        0
    }
}

fn card(site: &Site, id: EntryId, voice: Voice<'_>) -> Value {
    match site.kind(id) {
        Kind::Page | Kind::Briefing => {
            Value::from_serializable(&cards::briefing(site, id, voice.language))
        }
        Kind::Agreement => Value::from_serializable(&cards::agreement(site, id, voice, false)),
        Kind::Minister => Value::from_serializable(&cards::minister(site, id, voice)),
        Kind::Figure => Value::from_serializable(&cards::figure(site, id, voice)),
    }
}
