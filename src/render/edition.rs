//! A site, a theme and the files, made ready to render with.
//!
//! In: the parts that `Edition::new` puts together. Out: what every page reads, and the cards of records.
//! Invariant: immutable except for the card cache and a counter, which do not affect output.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tera::Tera;

use super::card_cache::CardCache;
use super::cards;
use super::context::{LanguageContext, SocialImage};
use super::printer::{AsView, Card, Program, pack};
use super::theme::Theme;
use crate::content::Kind;
use crate::site::{EntryId, Route, Site, Voice};
use crate::source::Files;

/// A site and a theme, made ready to render any of its routes.
pub struct Edition {
    pub(super) site: Arc<Site>,
    pub(super) theme: Arc<Theme>,
    pub(super) tera: Tera,
    pub(super) files: Arc<dyn Files>,
    /// The variables of each language, in the order of the site's languages.
    pub(super) shared: Vec<LanguageContext>,
    /// The image of pages that name none of their own.
    pub(super) image: Option<SocialImage>,
    pub(super) card_cache: CardCache,
    /// Whether templates are printed by their programs, where they have one.
    pub(super) has_programs: bool,
    /// How many templates Tera had to print.
    pub(super) printed_by_tera: AtomicUsize,
}

impl Edition {
    /// Makes an edition of another site, with the same theme and files.
    #[must_use]
    pub fn with_site(&self, site: Arc<Site>) -> Edition {
        Edition::new(site, Arc::clone(&self.theme), Arc::clone(&self.files))
    }

    /// Makes an edition that prints everything by Tera, which is what every page has to be equal to.
    #[must_use]
    pub fn by_tera(&self) -> Edition {
        Edition { has_programs: false, ..self.with_site(Arc::clone(&self.site)) }
    }

    /// Returns how many pages and embedded cards Tera had to print so far, since their templates hold something that the
    /// printer leaves to it.
    #[must_use]
    pub fn printed_by_tera(&self) -> usize {
        self.printed_by_tera.load(Ordering::Relaxed)
    }

    /// Returns the program of a template.
    pub(super) fn program(&self, template: &str) -> Option<&Program> {
        self.theme.programs.get(template).filter(|_| self.has_programs)
    }

    /// Returns everything that is published, in a fixed order.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        self.site.routes()
    }

    /// Returns the site.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Returns the files that pages are rendered from.
    #[must_use]
    pub fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// Returns the variables that all pages of a language read.
    pub(super) fn shared(&self, tag: &str) -> &LanguageContext {
        // The first language is the site's own, which is always there.
        self.shared.iter().find(|shared| *shared.tag == *tag).unwrap_or(&self.shared[0])
    }

    /// Returns the cards of entries, as of a day and in a language.
    pub(super) fn cards(&self, ids: &[EntryId], voice: Voice<'_>) -> Vec<Card> {
        ids.iter().map(|&id| self.card(id, voice)).collect()
    }

    /// Returns the cards of entries as listed pages, of any kind.
    pub(super) fn page_cards(&self, ids: &[EntryId], voice: Voice<'_>) -> Vec<Card> {
        ids.iter().map(|&id| self.page_card(id, voice)).collect()
    }

    /// Returns the card of an entry as a page: a record's own page may refer to others too.
    pub(super) fn page_card(&self, id: EntryId, voice: Voice<'_>) -> Card {
        match self.site.kind(id) {
            Kind::Page | Kind::Briefing => self.card(id, voice),
            // Not cached: under this key the cache holds the record's own card.
            Kind::Agreement | Kind::Minister | Kind::Figure => {
                pack(cards::briefing(&self.site, id, voice.language).view()).into()
            }
        }
    }

    /// Returns the card of an entry, as of a day and in a language; a figure's is without its series.
    pub(super) fn card(&self, id: EntryId, voice: Voice<'_>) -> Card {
        self.card_cache.card(&self.site, id, voice)
    }
}
