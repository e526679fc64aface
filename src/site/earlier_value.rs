//! Who printed a value that was revised since.
//!
//! In: a [`Site`], a figure and an earlier value of it. Out: pages. Invariant: a page is named only where it prints
//! that very value, in its prose or beside it.

use super::id::EntryId;
use super::link::Site;
use super::mentions::Mention;
use crate::content::figure::Observation;

/// Returns the pages that print an observation of a figure as it was before its revision, newest first.
#[must_use]
pub fn pages_with(site: &Site, figure: EntryId, before: &Observation) -> Vec<EntryId> {
    let prints = |mention: &&Mention| {
        let beside = site.shown_beside(**mention, figure);
        beside.is_some_and(|shown| std::ptr::eq(shown, before))
            || is_in_prose(site, mention.page, figure, before)
    };

    site.mentions(figure).iter().filter(prints).map(|mention| mention.page).collect()
}

fn is_in_prose(site: &Site, page: EntryId, figure: EntryId, before: &Observation) -> bool {
    let references = site.document(page).body.references.len();
    let machine = before.value.value.machine();

    (0..references).filter(|number| site.referenced(page, *number) == Some(figure)).any(|number| {
        let answer = site.answers().printed(page, figure, number);
        answer.is_ok_and(|it| it.revised.is_some() && it.machine.as_ref() == Some(&machine))
    })
}
