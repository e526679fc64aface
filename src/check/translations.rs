//! Translations that no longer show what their sources say.

use super::at;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::site::{EntryId, Site};

/// Finds a translation that is older than what changed in its source.
pub(super) fn stale(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let named = site.entry(page).head.translation_of.as_ref();
    let (Some(since), Some(named)) = (site.outdated_since(page), named) else {
        return;
    };

    let message = format!(
        "`{}` was updated on {}, and this translation does not show it yet",
        named.value,
        house_style::date(since)
    );
    let finding = Diagnostic::new(Code::StaleTranslation, at(site, page, named.span), message);

    findings.push(finding.help(
        "translate what was changed, and add an entry to the translation's own `updates`; \
         until then the page says so to its readers",
    ));
}
