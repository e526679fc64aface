//! Which agreements a net shows.
//!
//! In: an agreement. Out: it and those around it, newest first, and how they relate to one another.
//! Invariant: the result does not depend on the order in which relations are written.

use std::collections::{BTreeMap, BTreeSet};

use super::elements::Tie;
use crate::content::agreement::RelationKind;
use crate::site::{EntryId, Site};

/// The most agreements in a drawing: more would make it longer than the page.
const MOST: usize = 12;

/// How many there may be before agreements whose path changes direction are left out: a hundred arrangements
/// that implement the same treaty say little about any one of them.
const MOST_WITH_ASIDE: usize = 8;

/// How many steps away an agreement may be along relations in one direction.
const FAR: usize = 3;

/// How many steps away if the direction changes: what builds on the same agreement as this one.
const FAR_ASIDE: usize = 2;

/// An agreement and those around it.
#[derive(Debug)]
pub(super) struct Neighbourhood {
    /// The agreements, newest first.
    pub(super) members: Vec<EntryId>,
    /// The number of steps to each.
    pub(super) steps: Vec<usize>,
    /// Which of them the page is about.
    pub(super) here: usize,
    /// All relations between them.
    pub(super) ties: Vec<Tie>,
    /// How many others have a relation with one of them.
    pub(super) left_out: usize,
}

/// The path by which an agreement was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// Only to older agreements, or only to newer ones.
    Straight(bool),
    /// Down and up again, or the other way round.
    Aside,
}

/// Searches outwards from an agreement, breadth first.
pub(super) fn neighbourhood(site: &Site, id: EntryId) -> Neighbourhood {
    let mut found: BTreeMap<EntryId, usize> = [(id, 0)].into();
    let mut left_out = BTreeSet::new();
    let mut edge = vec![(id, None)];

    for step in 1.. {
        let mut next: BTreeMap<EntryId, Way> = BTreeMap::new();
        for (from, way) in edge {
            for relation in site.agreement_relations(from) {
                let other = relation.other;
                let is_older = !relation.is_inverse || other == from;
                let way = match way {
                    None => Way::Straight(is_older),
                    Some(Way::Straight(before)) if before == is_older => Way::Straight(is_older),
                    Some(_) => Way::Aside,
                };

                if !found.contains_key(&other) {
                    // If reached on several paths, the straightest counts.
                    next.entry(other).and_modify(|it| *it = way.min(*it)).or_insert(way);
                }
            }
        }

        let mut next: Vec<_> = next.into_iter().collect();

        // If there is no room for all, those on a straight path come first, and of these the newest.
        next.sort_by_cached_key(|&(other, way)| (way == Way::Aside, age(site, other)));
        edge = Vec::new();

        for (other, way) in next {
            let (far, most) = match way {
                Way::Straight(_) => (FAR, MOST),
                Way::Aside => (FAR_ASIDE, MOST_WITH_ASIDE),
            };

            if step <= far && found.len() < most {
                found.insert(other, step);
                edge.push((other, Some(way)));
            } else {
                left_out.insert(other);
            }
        }

        if edge.is_empty() {
            break;
        }
    }

    // An agreement too far on one path may be near on another.
    left_out.retain(|other| !found.contains_key(other));

    let mut members: Vec<EntryId> = found.keys().copied().collect();
    members.sort_by_cached_key(|&member| age(site, member));

    let number: BTreeMap<EntryId, usize> = members.iter().copied().zip(0..).collect();
    let mut ties = BTreeSet::new();
    for &member in &members {
        for relation in site.agreement_relations(member).into_iter().filter(|it| !it.is_inverse) {
            if let Some((&from, &to)) = number.get(&member).zip(number.get(&relation.other)) {
                ties.insert(Tie { from, to, kind: number_of(relation.kind) });
            }
        }
    }

    Neighbourhood {
        steps: members.iter().map(|member| found[member]).collect(),
        here: number[&id],
        members,
        // An agreement that relates to itself is an error, and no line can be drawn for it.
        ties: ties.into_iter().filter(|tie| tie.from != tie.to).collect(),
        left_out: left_out.len(),
    }
}

/// Returns the index of a kind in [`RelationKind::ALL`].
fn number_of(kind: RelationKind) -> usize {
    RelationKind::ALL.iter().position(|it| *it == kind).unwrap_or_default()
}

/// Returns the sort key that puts the newest agreements first, by their first event.
fn age(site: &Site, id: EntryId) -> impl Ord + use<> {
    let dates = site.agreement(id).into_iter().flat_map(|it| &it.timeline).map(|it| it.date.value);
    (std::cmp::Reverse(dates.min().map(|date| date.first_day())), site.entry(id).id.value.clone())
}
