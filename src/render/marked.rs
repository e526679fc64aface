//! A page for those who write it: where it was written, block by block.
//!
//! In: a route. Out: the entry whose file holds the page's words, and the page with a comment before each block of
//! its text. Invariant: but for those comments it is the page that is published.

use super::edition::Edition;
use super::error::RenderError;
use super::html::Rendition;
use super::prose;
use crate::site::{EntryId, PageKind, Route, RouteKind};

impl Edition {
    /// Returns the entry whose file holds the words of a page; none for what is made of records alone.
    #[must_use]
    pub fn written_in(&self, route: &Route) -> Option<EntryId> {
        let index = self.site.index();
        let RouteKind::Page(page) = &route.kind else {
            return None;
        };

        match page {
            PageKind::Entry(id, _) | PageKind::Redirect(id) => Some(*id),
            PageKind::Home => index.section(""),
            PageKind::List(kind, _) => index.section(kind.folder()),
            PageKind::Taxonomy(taxonomy, _) => index.section(taxonomy.folder()),
            PageKind::Term(..)
            | PageKind::Changes(_)
            | PageKind::Data
            | PageKind::Search
            | PageKind::NotFound => None,
        }
    }

    /// Renders a page with a comment before each block of its text, `<!--chancery LINE-->`, and one behind the
    /// last, whose line is 0; none for files and for pages without text.
    ///
    /// # Errors
    /// As [`Edition::render`].
    pub fn render_marked(&self, route: &Route) -> Result<Option<Vec<u8>>, RenderError> {
        let (RouteKind::Page(page), Some(id)) = (&route.kind, self.written_in(route)) else {
            return Ok(None);
        };

        let mut context = self.context(&route.address, page)?;
        // Further pages of a list have none of its text.
        if context.page.content.is_empty() {
            return Ok(None);
        }

        context.page.content = prose::render(self, id, Rendition::Marked)?.body;
        Ok(Some(self.print(&context, route)?))
    }
}
