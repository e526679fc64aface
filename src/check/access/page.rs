//! A page whose prose is checked for accessibility.

use crate::content::Document;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::site::{EntryId, Site};
use crate::source::Span;

/// A page whose prose is checked for accessibility.
pub(super) struct PageProse<'s> {
    pub(super) site: &'s Site,
    pub(super) id: EntryId,
    pub(super) document: &'s Document,
}

impl PageProse<'_> {
    pub(super) fn place(&self, span: Span) -> Place {
        Place::new(&self.document.path, span)
    }

    pub(super) fn finding(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.place(span), message)
    }

    /// Tells whether raw HTML is published as HTML, and not shown as text.
    pub(super) fn has_html(&self) -> bool {
        self.site.config().raw_html
    }

    /// Returns the code of the language that the page is written in, without a country.
    pub(super) fn language(&self) -> &str {
        self.site.language_of(self.id).base()
    }
}
