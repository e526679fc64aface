//! What many pages say differently in the same way, said once.
//!
//! In: pages with their changes. Out: the same without what they share, and that. Invariant: every change of
//! every page is in one of the two.

use std::collections::BTreeMap;

use super::change::{PageChange, PageDifference, PagePart, PartChange, SharedChange};
use crate::proof::printed_page::BlockKind;

/// From how many pages on a change of their text is said once: fewer are listed, since each may need another look.
const TEXT_FROM: usize = 6;
/// From how many pages on a change of menu or footer is said once.
const FRAME_FROM: usize = 2;

/// Takes out of pages what they share.
pub(super) fn take_shared(pages: &mut Vec<PageDifference>) -> Vec<SharedChange> {
    let mut by_change: BTreeMap<PartChange, Vec<String>> = BTreeMap::new();
    for page in pages.iter().filter(|page| is_compared(page)) {
        for change in &page.changes {
            let addresses = by_change.entry(change.clone()).or_default();

            // A page may say one thing twice.
            if addresses.last() != Some(&page.address) {
                addresses.push(page.address.clone());
            }
        }
    }

    by_change.retain(|change, addresses| {
        let from = match change.part {
            // A list's page says it for all of its entries.
            PagePart::Block { kind: BlockKind::Listed, .. } => return false,
            PagePart::Frame | PagePart::Markup => FRAME_FROM,
            PagePart::Title | PagePart::Head(_) | PagePart::Block { .. } => TEXT_FROM,
        };
        addresses.len() >= from
    });

    for page in pages.iter_mut().filter(|page| is_compared(page)) {
        page.changes.retain(|change| !by_change.contains_key(change));
    }

    pages.retain(|page| page.kind != PageChange::Changed || !page.changes.is_empty());

    // The one on most pages first: it is the one that everybody sees.
    let mut shared: Vec<SharedChange> =
        by_change.into_iter().map(|(change, pages)| SharedChange { change, pages }).collect();
    shared.sort_by(|one, other| {
        other.pages.len().cmp(&one.pages.len()).then_with(|| one.change.cmp(&other.change))
    });

    shared
}

/// Tells whether a page is compared with an old version of it.
fn is_compared(page: &PageDifference) -> bool {
    matches!(page.kind, PageChange::Changed | PageChange::Moved { .. })
}
