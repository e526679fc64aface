//! What agreements say of one another and of ministers, turned round.

use super::{EntryId, Site};
use crate::content::Kind;
use crate::content::agreement::RelationKind;

/// An agreement that stands in a relation to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Related {
    /// Which relation.
    pub kind: RelationKind,
    /// Whether it is the other one that says so, and the relation is to be read from its end.
    pub is_inverse: bool,
    /// The other agreement.
    pub id: EntryId,
}

impl Site {
    /// Returns the agreements that stand in a relation to an agreement: what it says of others, as it is
    /// written, then what others say of it.
    pub fn related_agreements(&self, id: EntryId) -> Vec<Related> {
        let own = self.agreement(id).map(|it| it.relations.as_slice()).unwrap_or_default();
        let own = own.iter().filter_map(|relation| {
            let id = self.find_record(Kind::Agreement, &relation.to.value)?;
            Some(Related { kind: relation.kind, is_inverse: false, id })
        });

        let others = self.relations.related_to[id.index()].iter();
        let others = others.map(|&(kind, id)| Related { kind, is_inverse: true, id });

        own.chain(others).collect()
    }
}

/// Agreements as those see them whom they name.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// For each node, the agreements that relate to it.
    pub(super) related_to: Vec<Vec<(RelationKind, EntryId)>>,
    /// For each node, the events of agreements in which it acted.
    pub(super) acts: Vec<Vec<(EntryId, usize)>>,
}

/// Turns round what agreements say. They are few, so that this is done at every link.
pub(super) fn of(site: &Site) -> Relations {
    let mut related_to: Vec<_> = site.entries().map(|_| Vec::new()).collect();
    let mut acts: Vec<_> = site.entries().map(|_| Vec::new()).collect();
    for &id in site.listed(Kind::Agreement) {
        let Some(agreement) = site.agreement(id) else {
            continue;
        };

        for relation in &agreement.relations {
            if let Some(to) = site.find_record(Kind::Agreement, &relation.to.value) {
                related_to[to.index()].push((relation.kind, id));
            }
        }

        for (number, event) in agreement.timeline.iter().enumerate() {
            for by in &event.by {
                if let Some(minister) = site.find_record(Kind::Minister, &by.minister.value) {
                    acts[minister.index()].push((id, number));
                }
            }
        }
    }

    Relations { related_to, acts }
}

impl Site {
    /// Returns the relations that an agreement has with others, both ways: of which kind, who relates,
    /// and to whom.
    pub fn relatives(&self, id: EntryId) -> Vec<(RelationKind, EntryId, EntryId)> {
        let own = self.agreement(id).into_iter().flat_map(|agreement| &agreement.relations);
        let own = own.filter_map(|relation| {
            let to = self.find_record(Kind::Agreement, &relation.to.value)?;
            Some((relation.kind, id, to))
        });
        let others = self.relations.related_to[id.index()].iter();
        own.chain(others.map(|&(kind, from)| (kind, from, id))).collect()
    }
}
