//! Translations that are older than the last update of their source.
//!
//! In: a translation. Out: a finding. Invariant: only the dates of updates are compared, since no program
//! can tell whether a correction was translated.

use super::place::place_in;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::site::{EntryId, Site};

/// Reports a translation that is older than the last update of its source.
pub(super) fn stale(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let named = site.entry(page).head.translation_of.as_ref();
    let (Some(since), Some(named)) =
        (site.translations().outdated_since(site.index(), page), named)
    else {
        return;
    };

    let message = format!(
        "`{}` was updated on {}, and this translation does not show it yet",
        named.value,
        house_style::date(since)
    );
    let finding =
        Diagnostic::new(Code::StaleTranslation, place_in(site, page, named.span), message);

    findings.push(finding.help(
        "translate what was changed, and add an entry to the translation's own `updates`; \
         until then the page says so to its readers",
    ));
}
