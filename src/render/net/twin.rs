//! A net in words: each line of the drawing once, and the relations that had no room in it.
//!
//! In: an agreement and those around it. Out: its own relations, with those of their agreements, and
//! the relations of agreements further away.
//! Invariant: a tie is listed under that one of its agreements that is nearer to the page's own.

use super::neighbourhood::Neighbourhood;
use crate::content::agreement::RelationKind;
use crate::render::cards::relation_words;
use crate::render::context::{NetAgreement, NetRelation, RelatedAgreements};
use crate::render::edition::Edition;
use crate::site::{EntryId, Voice};

/// Lists the relations of the page's agreement, drawn or not.
pub(super) fn relations(
    edition: &Edition,
    id: EntryId,
    neighbourhood: &Neighbourhood,
) -> Vec<NetRelation> {
    let site = &*edition.site;
    let voice = Voice { day: site.as_of().day, language: site.language_of(id) };
    let mut said = Vec::new();
    let mut agreement = |other: EntryId| {
        // An agreement that is in two relations shows its own relations once.
        let is_new = !said.contains(&other);
        said.push(other);
        let number = neighbourhood.members.iter().position(|&it| it == other && is_new);

        NetAgreement {
            agreement: edition.card(other, voice),
            relations: number.map(|number| own(edition, neighbourhood, number)).unwrap_or_default(),
        }
    };

    let relations = site.relation_groups(id).into_iter();

    relations
        .map(|group| NetRelation {
            words: relation_words(voice.language, group.kind, group.is_inverse),
            agreements: group
                .agreements
                .into_iter()
                .filter(|it| *it != id)
                .map(&mut agreement)
                .collect(),
        })
        .filter(|relation| !relation.agreements.is_empty())
        .collect()
}

/// Lists the relations of agreements that have none with the page's.
pub(super) fn further(edition: &Edition, neighbourhood: &Neighbourhood) -> Vec<NetAgreement> {
    let voice = voice(edition, neighbourhood);
    let mut order: Vec<usize> =
        (0..neighbourhood.members.len()).filter(|&it| neighbourhood.steps[it] > 1).collect();

    // The nearest first, as a reader would follow the lines outwards.
    order.sort_by_key(|&number| (neighbourhood.steps[number], number));
    let agreement = |number: usize| NetAgreement {
        agreement: edition.card(neighbourhood.members[number], voice),
        relations: own(edition, neighbourhood, number),
    };

    order.into_iter().map(agreement).filter(|it| !it.relations.is_empty()).collect()
}

/// Returns the voice of the page that shows the net.
fn voice<'e>(edition: &'e Edition, neighbourhood: &Neighbourhood) -> Voice<'e> {
    let here = neighbourhood.members[neighbourhood.here];
    Voice { day: edition.site.as_of().day, language: edition.site.language_of(here) }
}

/// Lists the relations of an agreement whose other end is no nearer to the page's agreement.
fn own(edition: &Edition, neighbourhood: &Neighbourhood, number: usize) -> Vec<RelatedAgreements> {
    let voice = voice(edition, neighbourhood);
    let place = |number: usize| (neighbourhood.steps[number], number);
    let others = |kind: usize, is_older: bool| {
        let ends = neighbourhood
            .ties
            .iter()
            .filter(move |tie| tie.kind == kind)
            .map(move |tie| if is_older { (tie.from, tie.to) } else { (tie.to, tie.from) });
        let own = ends.filter(|&(from, to)| from == number && place(from) < place(to));
        own.map(|(_, to)| edition.card(neighbourhood.members[to], voice)).collect::<Vec<_>>()
    };

    let mut relations = Vec::new();
    // The relations that it states, then those that others state, as on its own page.
    for is_older in [true, false] {
        for (kind, at) in RelationKind::ALL.iter().zip(0..) {
            let words = relation_words(voice.language, *kind, !is_older);
            relations.push(RelatedAgreements { words, agreements: others(at, is_older) });
        }
    }

    relations.retain(|relation| !relation.agreements.is_empty());

    relations
}
