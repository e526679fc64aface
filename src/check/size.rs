//! Checks of how much a page shows of others.
//!
//! In: a page of a site. Out: findings. Invariant: what is counted is what the renderer counts, which leaves out
//! the rest.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::site::{EMBEDDED_MAX, EntryId, Site};

/// Reports the first embed that a page has no more room for.
///
/// A few hundred embeds of one long series would make a page of a hundred megabytes.
pub(super) fn embeds(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    if !site.index().is_filed(page) {
        return;
    }

    let document = site.document(page);
    let references = document.body.references.iter().enumerate();
    let mut shown = 0;

    for (index, reference) in references.filter(|(_, reference)| reference.embed) {
        let Some(entry) = site.referenced(page, index) else {
            continue;
        };

        shown += site.embedded_size(entry);
        if shown > EMBEDDED_MAX {
            let place = Place::new(&document.path, reference.span);
            let message = format!(
                "with this the page embeds more than {EMBEDDED_MAX} values and events of other pages"
            );
            let help = "refer to it without the `!`: a link to its page shows the same";
            findings.push(Diagnostic::new(Code::TooLarge, place, message).help(help));
            return;
        }
    }
}
