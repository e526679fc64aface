//! What keeps readers out who cannot see the page, or use it another way.
//!
//! In: the prose of a page as it was read. Out: findings. Invariant: what fails WCAG 2.2 for certain is
//! an error; what only hinders readers is a warning.

mod headings;
mod lacks;
mod links;

use crate::content::Document;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::site::{EntryId, Site};
use crate::source::Span;

/// Judges the prose of a page.
pub(super) fn of_page(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let page = Page { site, id, document: site.document(id) };
    lacks::told(&page, findings);
    headings::in_order(&page, findings);
    links::worded(&page, findings);
}

/// A page whose prose is judged.
struct Page<'s> {
    site: &'s Site,
    id: EntryId,
    document: &'s Document,
}

impl Page<'_> {
    fn place(&self, span: Span) -> Place {
        Place::new(&self.document.path, span)
    }

    fn finding(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.place(span), message)
    }

    /// Tells whether raw HTML is HTML here, and not shown as text.
    fn has_html(&self) -> bool {
        self.site.config().raw_html
    }

    /// Returns the code of the language that the page is written in, without a country.
    fn language(&self) -> &str {
        self.site.language_of(self.id).base()
    }
}
