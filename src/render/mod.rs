//! Pages: a route of the site becomes the bytes that are published there.
//!
//! In: a [`Site`], a [`Theme`], a [`Route`] and the files for the text of pages. Out: bytes.
//! Invariant: the same site, theme and route give the same bytes, on any thread and in any order;
//! there is no other way to render a page.

mod card_cache;
mod cards;
mod changes;
mod chart;
mod contact;
mod context;
mod data;
mod description;
mod edition;
mod embed;
mod error;
mod feed;
mod figure_card;
mod functions;
mod home;
mod html;
mod image;
mod json;
mod json_ld;
mod last_modified;
mod marked;
mod navigation;
mod net;
mod pages;
mod phrases;
mod printer;
mod prose;
mod records;
mod redirects;
mod rewrite;
mod sitemap;
pub mod style_sheet;
mod theme;
mod versions;
mod words;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use card_cache::CardCache;
use context::{LanguageContext, TemplateContext};
pub use edition::Edition;
pub use error::{RenderError, SourceError};
use printer::{AsView, ViewFields, pack};
pub use redirects::{RedirectFormat, redirects};
pub use theme::{Theme, load};
pub use words::{CardWords, DateWords};

use crate::diagnostic::{Diagnostic, Place};
use crate::language::Language;
use crate::site::{Address, FileKind, PageKind, Route, RouteKind, Site};
use crate::source::{Files, Span};

/// A template, and what it may read.
#[derive(Clone, Copy)]
struct TemplateCall<'c> {
    template: &'c str,
    variables: &'c dyn ViewFields,
    shared: &'c LanguageContext,
}

impl Edition {
    /// Makes an edition, including everything that is the same on every page.
    #[must_use]
    pub fn new(site: Arc<Site>, theme: Arc<Theme>, files: Arc<dyn Files>) -> Edition {
        // A clone, because its functions answer for one site and the theme outlives the edition.
        let mut tera = theme.tera.clone();
        functions::bind(&mut tera, &site, &theme.assets);
        phrases::bind(&mut tera, &site);

        let shared = |language: &Language| {
            let variables = pages::site_context(&site, &*files, language);
            let words = phrases::words(language);
            LanguageContext::new(language.tag(), pack(variables.view()), words)
        };
        let shared = site.index().languages().all().iter().map(shared).collect();

        let image = image::of_site(&site, &*files);

        Edition {
            site,
            theme,
            tera,
            files,
            shared,
            image,
            card_cache: CardCache::default(),
            has_programs: true,
            printed_by_tera: AtomicUsize::new(0),
        }
    }

    /// Renders a route.
    ///
    /// # Errors
    /// The finding of a template that failed, or a file that cannot be read or has changed since linking.
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
            FileKind::Feed => feed::site(self, address),
            FileKind::TopicFeed(topic) => feed::topic(self, topic, address),
            FileKind::ChangesFeed => Ok(feed::changes(self, address)),
            FileKind::Sitemap => Ok(sitemap::sitemap(&self.site).into_bytes()),
            FileKind::SitemapPart(part) => Ok(sitemap::part(&self.site, *part).into_bytes()),
            FileKind::Robots => Ok(sitemap::robots(&self.site).into_bytes()),
            FileKind::Redirects => Ok(redirects::of_settings(&self.site).into_bytes()),
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
                Ok(Some(context.to_json()))
            }
            RouteKind::File(_) => Ok(None),
        }
    }

    fn print(
        &self,
        context: &TemplateContext<'_>,
        route: &Route,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        // About the size of a page, to avoid reallocation.
        let mut page = String::with_capacity(24 << 10);
        let call = TemplateCall {
            template: &context.template,
            variables: context,
            shared: context.shared,
        };
        self.print_template(call, || self.place(route), &mut page)?;

        // A text file ends in a line break, and templates seldom do.
        if !page.ends_with('\n') {
            page.push('\n');
        }

        Ok(page.into_bytes())
    }

    /// Prints a template with its variables: by its program, or else by Tera, which also says what is wrong.
    fn print_template(
        &self,
        call: TemplateCall<'_>,
        place: impl FnOnce() -> Place,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        let TemplateCall { template, variables, shared } = call;

        if let Some(program) = self.program(template) {
            let host = functions::PageHost {
                site: &self.site,
                assets: &self.theme.assets,
                tag: &shared.tag,
            };
            if printer::print(program, variables, &host, out).is_ok() {
                return Ok(());
            }
            out.clear();
        }
        self.printed_by_tera.fetch_add(1, Ordering::Relaxed);

        let context = context::to_tera(variables, shared);
        let printed = self
            .tera
            .render(template, &context)
            .map_err(|error| Box::new(self.theme.render_error(&error, template, place())))?;
        out.push_str(&printed);

        Ok(())
    }

    /// Returns where a route comes from, for findings: its file, or the settings.
    fn place(&self, route: &Route) -> Place {
        match &route.kind {
            RouteKind::Page(PageKind::Entry(id, _) | PageKind::Redirect(id)) => {
                self.site.place(*id)
            }
            RouteKind::File(FileKind::FigureCsv(id)) => self.site.place(*id),
            RouteKind::Page(
                PageKind::Home
                | PageKind::List(..)
                | PageKind::Taxonomy(..)
                | PageKind::Term(..)
                | PageKind::Changes(_)
                | PageKind::Data
                | PageKind::Search
                | PageKind::NotFound,
            )
            | RouteKind::File(
                FileKind::Data(_)
                | FileKind::Feed
                | FileKind::TopicFeed(_)
                | FileKind::ChangesFeed
                | FileKind::Sitemap
                | FileKind::SitemapPart(_)
                | FileKind::Robots
                | FileKind::Redirects
                | FileKind::Asset(_),
            ) => Place::new(&crate::config::path(), Span::default()),
        }
    }
}
