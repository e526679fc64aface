//! Accessibility of a page's prose.
//!
//! In: the parsed prose of a page. Out: findings. Invariant: a certain failure of WCAG 2.2 is an error; what
//! only hinders readers is a warning.

mod headings;
mod lacks;
mod links;
mod page;

use crate::diagnostic::Diagnostic;
use crate::site::{EntryId, Site};
use page::PageProse;

/// Checks the prose of a page.
pub(super) fn check_page(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let page = PageProse { site, id, document: site.document(id) };

    lacks::missing_words(&page, findings);
    headings::order(&page, findings);
    links::texts(&page, findings);
}
