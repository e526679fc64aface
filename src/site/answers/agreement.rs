//! The answers of agreements: their status, their parties, the dates of their events.
//!
//! In: an agreement, a part and a voice. Out: an [`Answer`]. Invariant: events after the day are ignored.

use std::borrow::Cow;

use crate::content::Choice;
use crate::content::agreement::{Agreement, EventKind, Party};
use crate::diagnostic::Code;
use crate::language::{Language, house_style};
use crate::site::answer::{Answer, ReferenceError, no_part};
use crate::site::id::EntryId;
use crate::site::index::{Index, Voice};

/// Answers a part of an agreement.
pub(super) fn answer(
    index: &Index,
    id: EntryId,
    agreement: &Agreement,
    part: &str,
    voice: Voice<'_>,
) -> Result<Answer, ReferenceError> {
    let Voice { day, language } = voice;
    match part {
        "status" => {
            let status = match agreement.status_on(day) {
                Some(event) => event.event.status().words(language).to_owned(),
                None => language.phrase("status_not_known").to_owned(),
            };
            // Within a sentence; by itself a status is a label, and is capitalised.
            Ok(Answer::new(index, id, status.to_lowercase()))
        }

        "parties" => {
            let parties = agreement.parties.iter();
            let names: Vec<_> = parties.map(|party| party.value.name_in(language)).collect();
            Ok(Answer::new(index, id, join(&names, language)))
        }

        part => {
            let own = &index.config().vocabulary.events;
            if Choice::<EventKind>::parse(part, own).is_err() {
                let known = EventKind::ALL.iter().map(|event| event.id());
                let known = known.chain(own.iter().map(|event| &*event.id));
                return Err(no_part(index, id, part, known.chain(["status", "parties"])));
            }

            let dates = agreement.timeline.iter().filter(|entry| entry.event.id() == part);
            let dates = dates.map(|entry| entry.date.value);

            // The latest: a treaty is amended more than once.
            let last = dates.filter(|date| date.first_day() <= day).max();

            last.map(|date| Answer::new(index, id, language.date(date))).ok_or_else(|| {
                let title = index.title(id);
                let day = house_style::day(day);
                ReferenceError::new(
                    Code::UnknownReference,
                    format!("`{title}` has no event `{part}` up to {day}"),
                    "add the event with its date to the agreement's `timeline`, or say it in other words",
                )
            })
        }
    }
}

impl Party {
    /// Returns the party's name.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Party::Country(country) => country.name(),
            Party::Named(name) => Cow::from(&**name),
        }
    }

    /// Returns the party's name in a language; a party that is not a state is named as in its record.
    #[must_use]
    pub fn name_in(&self, language: &Language) -> Cow<'_, str> {
        match self {
            Party::Country(country) => language.country(country).into(),
            Party::Named(name) => Cow::from(&**name),
        }
    }
}

/// Joins names as in prose.
fn join(names: &[Cow<'_, str>], language: &Language) -> String {
    match names {
        [] => String::new(),
        [one] => one.to_string(),
        [first @ .., last] => {
            let first = first.join(language.phrase("comma"));
            [&first, language.phrase("and"), &**last].concat()
        }
    }
}
