//! Nets: an agreement and its neighbours, as a drawing and in words.
//!
//! In: an agreement with its relations. Out: an `<svg>` element of boxes and arrows, and lists that
//! say the same.
//! Invariant: the lists say everything that the drawing shows.

mod drawing;
mod elements;
mod layers;
mod letters;
mod lines;
mod neighbourhood;
mod plan;
mod twin;

use super::cards::{self, relation_words};
use super::context::{Net, NetKind};
use super::edition::Edition;
use crate::content::agreement::RelationKind;
use crate::site::{EntryId, Site, Voice};
use crate::value::LocalText;
use drawing::Words;

/// Fewer agreements fit in a sentence, which a drawing does not make clearer.
const LEAST: usize = 3;

/// Draws the net around an agreement; none if it has only one neighbour.
pub(super) fn net(edition: &Edition, id: EntryId) -> Option<Net> {
    let site = &*edition.site;
    let neighbourhood = neighbourhood::neighbourhood(site, id);
    if neighbourhood.members.len() < LEAST {
        return None;
    }

    let language = site.language_of(id);
    let words: Vec<Words<'_>> =
        neighbourhood.members.iter().map(|&it| words(site, it, id)).collect();
    let plan = plan::plan(words.len(), neighbourhood.here, &neighbourhood.ties, |number, room| {
        // A callback of the layout: how many lines a title needs depends on the width of its box.
        words[number].count(room)
    });

    let right_to_left = language.direction() == "rtl";
    let kinds = RelationKind::ALL.iter().zip(0..);
    let kinds =
        kinds.filter(|(_, number)| neighbourhood.ties.iter().any(|tie| tie.kind == *number));

    Some(Net {
        svg: drawing::svg(&plan, &neighbourhood.ties, &words, right_to_left),
        kinds: kinds
            .map(|(kind, _)| NetKind {
                class: drawing::class(*kind),
                words: relation_words(language, *kind, false),
            })
            .collect(),
        relations: twin::relations(edition, id, &neighbourhood),
        further: twin::further(edition, &neighbourhood),
        left_out: neighbourhood.left_out,
    })
}

fn words(site: &Site, id: EntryId, here: EntryId) -> Words<'_> {
    let agreement = site.agreement(id).expect("relations lead to agreements only");
    let voice = Voice { day: site.as_of().day, language: site.language_of(here) };
    let full_title = site.title(id);
    let status = cards::status(agreement, voice).words;

    Words {
        title: agreement.short_title.as_ref().map_or(full_title, LocalText::own),
        full_title,
        // No link to the page itself.
        url: (id != here).then(|| site.url(id)),
        state: match agreement.status_on(voice.day) {
            Some(event) => {
                let year = voice.language.year(event.date.value.first_day());
                voice.language.fill("status_in_year", &[("status", &status), ("year", &year)])
            }
            None => status,
        },
    }
}
