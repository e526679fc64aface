//! Pages: a route of the site becomes the bytes that are published there.
//!
//! In: a [`Site`], a [`Theme`], a [`Route`] and the files for the text of pages. Out: bytes.
//! Invariant: the same site, theme and route give the same bytes, on any thread and in any order;
//! there is no other way to make a page.

mod card_cache;
mod cards;
mod chart;
mod context;
mod data;
mod error;
mod feed;
mod functions;
mod html;
mod image;
mod json;
mod json_ld;
mod last_modified;
mod navigation;
mod net;
mod pages;
mod phrases;
mod records;
mod rewrite;
mod sitemap;
mod theme;
mod versions;
mod words;

use std::sync::Arc;

use tera::{Context, Tera, Value};

use card_cache::CardCache;
use context::TemplateContext;
pub use error::{RenderError, SourceError};
use html::Rendition;
pub use theme::{Theme, load};
pub use words::{CardWords, DateWords};

use crate::content::Kind;
use crate::diagnostic::{Diagnostic, Place};
use crate::language::Language;
use crate::site::{Address, EntryId, FileKind, PageKind, Route, RouteKind, Site};
use crate::source::{Files, Source, Span};

/// What is the same on every page of a language.
struct LanguageContext {
    tag: Box<str>,
    /// The variable `site`.
    site: Value,
    /// The variable `words`: the phrases of the templates.
    words: Value,
}

/// A site and a theme, made ready to render any of its routes.
pub struct Edition {
    site: Arc<Site>,
    theme: Arc<Theme>,
    tera: Tera,
    files: Arc<dyn Files>,
    /// What all pages of a language read, in the order of the site's languages.
    shared: Vec<LanguageContext>,
    /// What others show of pages that have no image of their own.
    image: Option<context::Image>,
    card_cache: CardCache,
}

impl Edition {
    /// Makes an edition; what is the same on every page is made here, once.
    #[must_use]
    pub fn new(site: Arc<Site>, theme: Arc<Theme>, files: Arc<dyn Files>) -> Edition {
        let mut tera = theme.tera.clone();
        functions::bind(&mut tera, &site, &theme);
        phrases::bind(&mut tera, &site);
        let shared = |language: &Language| LanguageContext {
            tag: language.tag().into(),
            site: Value::from_serializable(&pages::site_context(&site, language)),
            words: phrases::words(language),
        };
        let shared = site.index().languages().all().iter().map(shared).collect();

        let image = image::of_site(&site, &*files);
        let card_cache = CardCache::default();
        Edition { site, theme, tera, files, shared, image, card_cache }
    }

    /// Returns what all pages of a language read.
    fn shared(&self, tag: &str) -> &LanguageContext {
        self.shared.iter().find(|shared| *shared.tag == *tag).unwrap_or(&self.shared[0])
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

    /// Renders a route.
    ///
    /// # Errors
    /// A template's finding, or that a file cannot be read or has changed since it was linked.
    pub fn render(&self, route: &Route) -> Result<Vec<u8>, RenderError> {
        match &route.kind {
            RouteKind::Page(page) => {
                let context = self.context(&route.address, page)?;
                Ok(self.print(&context, route)?)
            }
            RouteKind::File(file) => self.file(&route.address, file),
        }
    }

    fn file(&self, address: &Address, kind: &FileKind) -> Result<Vec<u8>, RenderError> {
        match kind {
            FileKind::Feed => self.feed(address),
            FileKind::TopicFeed(topic) => self.topic_feed(topic, address),
            FileKind::Sitemap => Ok(sitemap::sitemap(&self.site).into_bytes()),
            FileKind::SitemapPart(part) => Ok(sitemap::part(&self.site, *part).into_bytes()),
            FileKind::Robots => Ok(sitemap::robots(&self.site).into_bytes()),
            FileKind::FigureCsv(id) => Ok(data::figure_csv(&self.site, *id)),
            FileKind::Data(file) => Ok(data::file(&self.site, *file)),
            FileKind::Asset(number) => {
                let source = &self.site.assets()[*number].source;
                let bytes = self.files.read(source);
                Ok(bytes.map_err(|error| SourceError::Unreadable(source.clone(), error))?)
            }
        }
    }

    /// Returns what the template of a route may read, as `docs/templates.md` lists it; files have no
    /// template.
    ///
    /// # Errors
    /// As [`Edition::render`].
    pub fn context_of(&self, route: &Route) -> Result<Option<serde_json::Value>, RenderError> {
        match &route.kind {
            RouteKind::Page(page) => {
                let context = self.context(&route.address, page)?;
                Ok(Some(serde_json::to_value(&context).unwrap_or_default()))
            }
            RouteKind::File(_) => Ok(None),
        }
    }

    fn print(
        &self,
        context: &TemplateContext<'_>,
        route: &Route,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut bytes = Vec::with_capacity(24 << 10);
        self.tera.render_to(&context.template, &context.to_tera(), &mut bytes).map_err(
            |error| Box::new(self.theme.render_error(&error, &context.template, self.place(route))),
        )?;

        if bytes.last() != Some(&b'\n') {
            bytes.push(b'\n');
        }

        Ok(bytes)
    }

    /// Returns where a route comes from, for findings: its file, or the settings.
    fn place(&self, route: &Route) -> Place {
        match &route.kind {
            RouteKind::Page(PageKind::Entry(id, _) | PageKind::Redirect(id)) => {
                self.site.place(*id)
            }
            _ => Place::new(&crate::config::path(), Span::default()),
        }
    }

    /// Renders the prose of an entry; inline records have none.
    fn body(&self, id: EntryId) -> Result<String, RenderError> {
        self.prose(id, Rendition::Page)
    }

    fn prose(&self, id: EntryId, rendition: Rendition) -> Result<String, RenderError> {
        let document = self.site.document(id);
        if !self.site.index().is_filed(id) || document.body.is_empty {
            return Ok(String::new());
        }

        let bytes = self
            .files
            .read(&document.path)
            .map_err(|error| SourceError::Unreadable(document.path.clone(), error))?;

        let source = Source::decode(document.path.clone(), bytes)
            .ok()
            .filter(|source| source.hash == document.hash);
        let source = source.ok_or_else(|| SourceError::Changed(document.path.clone()))?;

        Ok(html::render(self, id, rendition, &source.text[document.body.start as usize..])?)
    }

    /// Renders the card of an embedded record, as of the page's day; `number` tells it from the other
    /// references of the page.
    fn embedded(
        &self,
        page: EntryId,
        id: EntryId,
        number: usize,
    ) -> Result<String, Box<Diagnostic>> {
        let site = &self.site;
        let voice = site.voice_of(page);
        let (template, card) = match site.kind(id) {
            Kind::Agreement => ("embed/agreement.html", self.card(id, voice)),
            Kind::Minister => ("embed/minister.html", self.card(id, voice)),
            Kind::Figure => {
                let anchor = format!("part-chart-{number}");
                let card = cards::figure_with_series(site, id, voice, &anchor);
                ("embed/figure.html", Value::from_serializable(&card))
            }
            Kind::Page | Kind::Briefing => ("embed/briefing.html", self.card(id, voice)),
        };

        let mut context = Context::new();
        context.insert_value("card", card);

        let shared = self.shared(voice.language.tag());
        context.insert_value("site", shared.site.clone());
        context.insert_value("words", shared.words.clone());

        self.tera
            .render(template, &context)
            .map(|html| html.trim().to_owned())
            .map_err(|error| Box::new(self.theme.render_error(&error, template, site.place(page))))
    }

    fn topic_feed(&self, topic: &str, own: &Address) -> Result<Vec<u8>, RenderError> {
        let Some(term) = self.site.topics().get(topic) else {
            return Ok(Vec::new());
        };

        let channel = feed::Channel {
            title: self.site.language().fill(
                "feed_of_topic",
                &[("site", &self.site.config().title), ("topic", &term.title)],
            ),
            address: own,
            page: &term.address,
            briefings: &term.briefings,
        };

        feed::atom(self, &channel)
    }
}
