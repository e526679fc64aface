//! What the template of each route may read.

use tera::Context;

use super::context::{Link, PageContext, Pagination, Publisher, SiteContext, When};
use super::navigation::{breadcrumbs, folder_title, footer, navigation, toc};
use super::versions::{self, Lang};
use super::{Edition, RenderError, cards, data, image, json_ld, records};
use crate::content::Kind;
use crate::language::Language;
use crate::site::{Address, EntryId, Route, RouteKind, Site, Voice, href};
use crate::value::Date;

/// How many of each kind the home page shows.
const HOME: usize = 6;

/// How many corrections and updates the home page shows.
const UPDATES: usize = 4;

/// Makes the variable `site` of pages in a language.
pub(super) fn site_context<'s>(site: &'s Site, language: &Language) -> SiteContext<'s> {
    let config = site.config();

    SiteContext {
        title: config.title.to_string(),
        description: config.description.as_deref().map(str::to_owned),
        language: config.language.value.to_string(),
        direction: config.language.value.direction(),
        lang: (site.language().tag() != language.tag()).then(|| Lang::of(site.language())),
        base_url: config.base_url.whole(),
        home_url: cards::url(site, &site.home_address()).into_owned(),
        feed_url: cards::url(site, &site.feed_address()).into_owned(),
        search_url: config.search.then(|| cards::url(site, &site.search_address()).into_owned()),
        publisher: config.publisher.as_ref().map(|publisher| Publisher {
            name: publisher.name.to_string(),
            url: publisher.url.as_deref().map(str::to_owned),
            contact: publisher.contact.as_deref().map(str::to_owned),
        }),
        licence: config.licence.as_deref().map(str::to_owned),
        navigation: navigation(site, language),
        footer: footer(site, language),
        extra: cards::extra(config.extra.as_deref()),
        as_of: When::date(Date::from_day(site.as_of().day), language),
    }
}

impl Edition {
    /// Makes the context of a route, and names its template.
    pub(super) fn context(&self, route: &Route) -> Result<(String, Context), RenderError> {
        let site = &*self.site;
        let mut context = Context::new();
        let own = match &route.kind {
            RouteKind::Home => self.home(&mut context)?,
            RouteKind::Entry(id, page) => self.entry(*id, *page, &mut context)?,
            RouteKind::List(kind, page) => self.list(*kind, *page, &mut context)?,
            RouteKind::Topics(page) => self.terms(true, *page, &mut context)?,
            RouteKind::Countries(page) => self.terms(false, *page, &mut context)?,
            RouteKind::Topic(id, page) | RouteKind::Country(id, page) => {
                self.term(matches!(route.kind, RouteKind::Topic(..)), id, *page, &mut context)?
            }
            RouteKind::DataPage => self.data(&mut context)?,

            RouteKind::Redirect(id) => {
                context.insert("target", &cards::link(site, *id, site.language_of(*id)));
                context.insert("permalink", &self.permalink(site.address(*id)));
                let page = Edition::page("redirect", "", site.title(*id), site.language_of(*id));
                ("redirect.html".to_owned(), page)
            }

            RouteKind::Search => {
                let mut page = Edition::page(
                    "search",
                    "",
                    self.site.language().phrase("search"),
                    site.language(),
                );
                page.noindex = true;
                ("search.html".to_owned(), page)
            }

            _ => {
                let mut page = Edition::page(
                    "not-found",
                    "",
                    site.language().phrase("not_found"),
                    site.language(),
                );

                page.noindex = true;

                ("404.html".to_owned(), page)
            }
        };
        let (template, mut page) = own;
        page.url = cards::url(site, &route.address).into_owned();

        page.permalink = self.permalink(&route.address);

        if route.kind.is_page() && page.image.is_none() {
            page.image.clone_from(&self.image);
        }

        if page.json_ld.is_none() && route.kind.is_page() {
            let of = match route.kind {
                RouteKind::Entry(id, 1) => Some(id),
                _ => None,
            };
            page.json_ld = Some(json_ld::page(site, of, &page));
        }

        let shared = self.shared(&page.language);
        context.insert("page", &page);
        context.insert_value("site", shared.site.clone());
        context.insert_value("words", shared.words.clone());

        Ok((template, context))
    }

    fn permalink(&self, address: &Address) -> String {
        let base = &self.site.config().base_url;
        base.absolute(&href(base.path(), address))
    }

    /// Makes the variable `page` of a route that no file describes.
    fn page(
        kind: &'static str,
        id: &str,
        title: &str,
        language: &Language,
    ) -> PageContext<'static> {
        PageContext {
            kind,
            id: id.to_owned(),
            title: title.to_owned(),
            summary: None,
            language: language.tag().to_owned(),
            direction: language.direction(),
            locale: versions::locale(language),
            translations: Vec::new(),
            outdated: None,
            url: String::new(),
            permalink: String::new(),
            date: None,
            updated: None,
            noindex: false,
            draft: false,
            embargo: None,
            og_type: "website",
            image: None,
            json_ld: None,
            feed_url: None,
            alternates: Vec::new(),
            breadcrumbs: Vec::new(),
            content: String::new(),
            toc: Vec::new(),
            extra: cards::extra(None),
        }
    }

    /// Makes the variable `page` of a file: its head, its prose and its headings.
    fn entry_page(
        &self,
        kind: &'static str,
        id: EntryId,
        body: bool,
    ) -> Result<PageContext<'_>, RenderError> {
        let site = &*self.site;
        let entry = site.entry(id);
        let language = site.language_of(id);
        let mut page = Edition::page(kind, &entry.id.value, &entry.head.title, language);
        page.translations = versions::translations(site, id);

        page.outdated = versions::outdated(site, id);
        page.summary = entry.head.summary.as_deref().map(str::to_owned);
        page.draft = entry.head.draft;
        page.noindex = !site.is_indexed(id);
        page.extra = cards::extra(entry.head.extra.as_deref());

        page.breadcrumbs = breadcrumbs(site, id);
        page.image = image::own(site, &*self.files, id);

        if let Some(briefing) = site.briefing(id) {
            page.date = briefing.date.as_ref().map(|date| When::moment(date.value, language));
            page.updated = cards::last_update(briefing, site.as_of().day)
                .map(|date| When::date(date, language));
            page.embargo = cards::embargo(site, briefing).map(|end| When::moment(end, language));
        }

        if body {
            page.content = self.body(id)?;
            page.toc = toc(site, id);
        }

        Ok(page)
    }

    fn home(&self, context: &mut Context) -> Result<(String, PageContext<'_>), RenderError> {
        let site = &*self.site;
        let mut page = match site.section("") {
            Some(id) => {
                let mut page = self.entry_page("home", id, true)?;
                if page.title.is_empty() {
                    page.title = site.config().title.to_string();
                }

                page
            }
            None => Edition::page("home", "", &site.config().title, site.language()),
        };

        page.breadcrumbs.clear();

        if page.summary.is_none() {
            page.summary = site.config().description.as_deref().map(str::to_owned);
        }

        page.json_ld = Some(json_ld::website(site));

        let voice = self.voice_in("");
        let first = |kind| &site.listed(kind)[..site.listed(kind).len().min(HOME)];
        context.insert("briefings", &self.cards(first(Kind::Briefing), voice));
        context.insert("updates", &records::recent_updates(site, UPDATES));
        context.insert("agreements", &self.cards(first(Kind::Agreement), voice));

        context.insert("figures", &self.cards(&site.key_figures(HOME), voice));
        context.insert("ministers", &cards::ministers_now(site, first(Kind::Minister)));

        for (name, kind) in [
            ("briefings_url", Kind::Briefing),
            ("agreements_url", Kind::Agreement),
            ("ministers_url", Kind::Minister),
            ("figures_url", Kind::Figure),
        ] {
            context.insert(name, &cards::url(site, &Site::list_address(kind)));
        }

        Ok(("home.html".to_owned(), page))
    }

    fn entry(
        &self,
        id: EntryId,
        number: usize,
        context: &mut Context,
    ) -> Result<(String, PageContext<'_>), RenderError> {
        let site = &*self.site;
        let kind = if site.is_section(id) { "section" } else { site.kind(id).word() };
        let mut page = self.entry_page(kind, id, number == 1)?;

        match site.kind(id) {
            Kind::Page if site.is_section(id) => {
                let items = site.section_items(id);
                let voice = Voice { day: site.as_of().day, language: site.language_of(id) };
                let shown = self.pagination(context, site.address(id), number, items.len());
                context.insert("items", &self.page_cards(&items[shown], voice));
            }

            Kind::Page => {}
            Kind::Briefing => {
                page.og_type = "article";
                context.insert("briefing", &records::briefing(self, id));
            }
            Kind::Agreement => context.insert("agreement", &records::agreement(self, id)),
            Kind::Minister => {
                page.og_type = "profile";
                context.insert("minister", &records::minister(self, id));
            }
            Kind::Figure => {
                page.alternates = vec![data::alternate_of(site, id)];
                context.insert("figure", &records::figure(site, id));
            }
        }

        if !matches!(site.kind(id), Kind::Page | Kind::Briefing) {
            let mentions = site.mentions(id);
            let shown = self.pagination(context, site.address(id), number, mentions.len());
            context.insert("mentions", &records::mentions(self, id, &mentions[shown]));
        }

        let own = site.entry(id).head.template.as_ref().map(|template| template.value.to_string());
        Ok((own.unwrap_or_else(|| format!("{kind}.html")), page))
    }

    fn list(
        &self,
        kind: Kind,
        number: usize,
        context: &mut Context,
    ) -> Result<(String, PageContext<'_>), RenderError> {
        let site = &*self.site;
        let address = Site::list_address(kind);
        let mut page = self.section_page(None, kind.folder(), number)?;
        page.alternates = data::alternates(site, Some(kind));

        if kind == Kind::Briefing {
            page.feed_url = Some(cards::url(site, &site.feed_address()).into_owned());
        }

        let voice = self.voice_in(kind.folder());
        let ids = site.listed(kind);
        let ids = &ids[self.pagination(context, &address, number, ids.len())];

        match kind {
            Kind::Minister => context.insert("items", &cards::ministers_now(site, ids)),
            _ => context.insert("items", &self.cards(ids, voice)),
        }

        Ok((format!("{}.html", kind.folder()), page))
    }

    /// Returns how the list of a folder speaks: in the language of its section, or of the site.
    fn voice_in(&self, folder: &str) -> Voice<'_> {
        let site = &*self.site;
        let section = site.section(folder);
        let language = section.map_or(site.language(), |section| site.language_of(section));
        Voice { day: site.as_of().day, language }
    }

    /// Makes the variable `page` of a list, with the words of its section where it has any; without
    /// a title it is called by its section, or by its folder.
    fn section_page(
        &self,
        title: Option<&str>,
        folder: &str,
        number: usize,
    ) -> Result<PageContext<'_>, RenderError> {
        let language = self.voice_in(folder).language;
        let mut page = match self.site.section(folder) {
            Some(section) => self.entry_page("list", section, number == 1)?,
            None => Edition::page("list", "", "", language),
        };

        page.kind = "list";
        page.breadcrumbs.clear();
        page.title = match title {
            Some(title) => title.to_owned(),
            None => folder_title(&self.site, folder, language).0,
        };

        Ok(page)
    }

    fn terms(
        &self,
        is_topics: bool,
        number: usize,
        context: &mut Context,
    ) -> Result<(String, PageContext<'_>), RenderError> {
        let site = &*self.site;
        let (terms, folder, address) = if is_topics {
            (site.topics(), "topics", site.topics_address())
        } else {
            (site.countries(), "countries", site.countries_address())
        };
        let page = self.section_page(None, folder, number)?;
        let terms: Vec<_> = terms.iter().collect();
        let shown = self.pagination(context, &address, number, terms.len());
        context.insert("terms", &records::terms(site, &terms[shown]));

        Ok((format!("{folder}.html"), page))
    }

    fn term(
        &self,
        is_topic: bool,
        id: &str,
        number: usize,
        context: &mut Context,
    ) -> Result<(String, PageContext<'_>), RenderError> {
        let site = &*self.site;
        let (terms, kind, list, list_folder) = if is_topic {
            (site.topics(), "topic", site.topics_address(), "topics")
        } else {
            (site.countries(), "country", site.countries_address(), "countries")
        };
        let term = terms.get(id).expect("a term's route is made from the term");
        let folder = term.address.as_str().trim_matches('/');
        let mut page = self.section_page(Some(&term.title), folder, number)?;
        page.kind = kind;

        id.clone_into(&mut page.id);

        let voice = self.voice_in(folder);
        let (title, lang) = folder_title(site, list_folder, voice.language);
        page.breadcrumbs = vec![Link { title: title.into(), lang, url: cards::url(site, &list) }];

        if is_topic {
            page.feed_url = Some(cards::url(site, &term.address.beside("feed.xml")).into_owned());
        }

        let shown = self.pagination(context, &term.address, number, term.briefings.len());
        context.insert("items", &self.page_cards(&term.briefings[shown], voice));

        // Only the first page shows what does not grow with the years.
        let (agreements, ministers): (&[EntryId], &[EntryId]) =
            if number == 1 { (&term.agreements, &term.ministers) } else { (&[], &[]) };
        context.insert("agreements", &self.cards(agreements, voice));
        context.insert("ministers", &cards::ministers_now(site, ministers));

        Ok((format!("{kind}.html"), page))
    }

    /// The page that documents the files for programs.
    fn data(&self, context: &mut Context) -> Result<(String, PageContext<'_>), RenderError> {
        let site = &*self.site;
        let mut page = self.section_page(None, "data", 1)?;
        page.kind = "data";
        page.json_ld = Some(data::catalogue(site));
        page.alternates = data::alternates(site, None);
        context.insert("data", &data::context(site));
        Ok(("data.html".to_owned(), page))
    }

    /// Adds `pagination`, and returns which items stand on the page.
    fn pagination(
        &self,
        context: &mut Context,
        first: &Address,
        number: usize,
        items: usize,
    ) -> std::ops::Range<usize> {
        let site = &*self.site;
        let count = site.page_count(items);
        let url = |number: usize| cards::url(site, &first.page(number)).into_owned();

        context.insert(
            "pagination",
            &Pagination {
                number,
                count,
                items,
                first: url(1),
                previous: (number > 1).then(|| url(number - 1)),
                next: (number < count).then(|| url(number + 1)),
                last: url(count),
            },
        );

        let by = site.config().paginate_by;
        let start = ((number - 1) * by).min(items);

        start..(start + by).min(items)
    }
}
