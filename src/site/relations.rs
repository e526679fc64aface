//! What agreements say of one another and of ministers, turned round.

use super::{EntryId, Site};
use crate::content::Kind;
use crate::content::agreement::RelationKind;

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
