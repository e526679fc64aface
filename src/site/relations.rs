//! Relations of agreements to one another and to ministers, in both directions.
//!
//! In: an [`Index`] and the list of agreements. Out: [`Relations`]. Invariant: every relation is written
//! once, at one agreement, and available at both.

use super::id::EntryId;
use super::index::Index;
use super::lists::Lists;
use super::renumbering::Renumbering;
use crate::content::Kind;
use crate::content::agreement::RelationKind;

/// A relation of an agreement to another one, seen from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgreementRelation {
    /// The kind of relation.
    pub kind: RelationKind,
    /// Whether the other agreement states it, so that it is read from the other end.
    pub is_inverse: bool,
    /// The other agreement.
    pub other: EntryId,
}

/// An event of an agreement in which a minister acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgreementAct {
    /// The agreement.
    pub agreement: EntryId,
    /// The position of the event in the agreement's timeline.
    pub event: usize,
}

/// The agreements to which one has the same relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationGroup {
    /// The kind of relation.
    pub kind: RelationKind,
    /// Whether the others state it, so that it is read from the other end.
    pub is_inverse: bool,
    /// The other agreements.
    pub agreements: Vec<EntryId>,
}

impl RelationGroup {
    /// Groups the relations of an agreement: those that it states, then those that others state.
    pub(super) fn collect(relations: &[AgreementRelation]) -> Vec<RelationGroup> {
        let mut groups = Vec::new();
        for is_inverse in [false, true] {
            // In the order of the kinds and not of the record, so that all pages have the same order.
            for kind in RelationKind::ALL.iter().copied() {
                let group = relations.iter().filter(|it| it.is_inverse == is_inverse);
                let group = group.filter(|it| it.kind == kind).map(|it| it.other);
                groups.push(RelationGroup { kind, is_inverse, agreements: group.collect() });
            }
        }

        groups.retain(|group| !group.agreements.is_empty());

        groups
    }
}

/// Agreements as seen from the entries that they name.
#[derive(Debug)]
pub(super) struct Relations {
    /// For each entry, the agreements that relate to it.
    inverse: Vec<Vec<(RelationKind, EntryId)>>,
    /// For each entry, the events of agreements in which it acted.
    acts: Vec<Vec<AgreementAct>>,
}

impl Relations {
    /// Inverts the relations of all agreements. They are few, so this is done at every link.
    pub(super) fn build(index: &Index, lists: &Lists) -> Relations {
        // One slot for each entry rather than a map: an empty `Vec` allocates nothing.
        let mut inverse: Vec<_> = index.entries().map(|_| Vec::new()).collect();
        let mut acts: Vec<_> = index.entries().map(|_| Vec::new()).collect();
        for &id in lists.of_kind(Kind::Agreement) {
            let Some(agreement) = index.agreement(id) else {
                continue;
            };

            for relation in &agreement.relations {
                if let Some(to) = index.find_record(Kind::Agreement, &relation.to.value) {
                    inverse[to.index()].push((relation.kind, id));
                }
            }

            for (event, entry) in agreement.timeline.iter().enumerate() {
                for by in &entry.by {
                    if let Some(by) = index.find_record(Kind::Minister, &by.minister.value) {
                        acts[by.index()].push(AgreementAct { agreement: id, event });
                    }
                }
            }
        }

        Relations { inverse, acts }
    }

    /// Returns the relations of an agreement: those that it states, as written, then those that others state.
    pub(super) fn of_agreement(&self, index: &Index, id: EntryId) -> Vec<AgreementRelation> {
        let own = index.agreement(id).into_iter().flat_map(|agreement| &agreement.relations);
        let own = own.filter_map(|relation| {
            let other = index.find_record(Kind::Agreement, &relation.to.value)?;
            Some(AgreementRelation { kind: relation.kind, is_inverse: false, other })
        });

        let inverse = self.inverse[id.index()].iter();
        let inverse =
            inverse.map(|&(kind, other)| AgreementRelation { kind, is_inverse: true, other });

        own.chain(inverse).collect()
    }

    /// Returns the events of agreements in which a minister acted.
    pub(super) fn acts(&self, id: EntryId) -> &[AgreementAct] {
        &self.acts[id.index()]
    }

    /// Returns the same under other numbers; what is gone is left out.
    pub(super) fn renumbered(&self, renumbering: &Renumbering) -> Relations {
        let mut inverse = vec![Vec::new(); renumbering.entry_count];
        let mut acts = vec![Vec::new(); renumbering.entry_count];

        for (old, (relations, events)) in self.inverse.iter().zip(&self.acts).enumerate() {
            let Some(id) = renumbering.entry(EntryId::new(old)) else {
                continue;
            };

            let relation = |&(kind, other): &_| Some((kind, renumbering.entry(other)?));
            inverse[id.index()] = relations.iter().filter_map(relation).collect();
            let act = |act: &AgreementAct| {
                Some(AgreementAct { agreement: renumbering.entry(act.agreement)?, ..*act })
            };
            acts[id.index()] = events.iter().filter_map(act).collect();
        }

        Relations { inverse, acts }
    }

    /// Returns the entries whose acts differ from those in the relations of another site, which must have
    /// the same entries.
    pub(super) fn with_other_acts<'s>(
        &'s self,
        index: &'s Index,
        previous: &'s Relations,
    ) -> impl Iterator<Item = EntryId> + 's {
        index.entries().filter(|id| self.acts(*id) != previous.acts(*id))
    }
}
