//! The template variables of each page.
//!
//! In: the kind of a page and its address. Out: a [`TemplateContext`]. Invariant: every kind of page has its
//! own arm and its own [`Variables`], so that the compiler requires them for a new kind.

use std::borrow::Cow;
use std::ops::Range;

use super::context::{
    Lang, LicenceContext, PageContext, PageLink, Pagination, PublisherContext, SiteContext,
    TemplateContext, Variables, When,
};
use super::edition::Edition;
use super::error::RenderError;
use super::html::{RenderedProse, Rendition};
use super::navigation::{breadcrumbs, folder_title, footer, navigation, toc};
use super::{cards, changes, contact, data, description, image, json_ld, prose, records, versions};
use crate::content::Kind;
use crate::language::Language;
use crate::site::{Address, EntryId, HoldReason, PageKind, Site, Taxonomy, Voice, href};
use crate::source::Files;
use crate::value::Date;

/// Makes the variable `site` of pages in a language.
pub(super) fn site_context<'s>(
    site: &'s Site,
    files: &dyn Files,
    language: &Language,
) -> SiteContext<'s> {
    let config = site.config();

    SiteContext {
        title: config.title.in_language(language.tag()).to_owned(),
        description: config
            .description
            .as_ref()
            .map(|it| it.in_language(language.tag()).to_owned()),
        language: config.language.value.to_string(),
        direction: config.language.value.direction(),
        lang: (site.language().tag() != language.tag()
            && config.title.translated(language.tag()).is_none())
        .then(|| Lang::new(site.language())),
        base_url: config.base_url.whole(),
        home_url: cards::url(site, &Address::home()).into_owned(),
        feed_url: cards::url(site, &Address::feed()).into_owned(),
        search_url: config.search.then(|| cards::url(site, &Address::search()).into_owned()),
        publisher: config.publisher.as_ref().map(|publisher| PublisherContext {
            name: publisher.name.in_language(language.tag()).to_owned(),
            url: publisher.url.as_deref().map(str::to_owned),
            contact: publisher
                .contact
                .as_deref()
                .map(|it| contact::card(it, language, site.language())),
        }),
        logo: config.logo.as_ref().and_then(|logo| image::of_settings(site, files, logo)),
        licence: config.licence.as_ref().map(|licence| LicenceContext {
            name: licence.name.to_string(),
            url: licence.url.as_deref().map(str::to_owned),
            logo: licence.logo.as_ref().and_then(|logo| image::of_settings(site, files, logo)),
        }),
        navigation: navigation(site, language),
        footer: footer(site, language),
        extra: cards::extra(config.extra.as_deref()),
        as_of: When::date(Date::from_day(site.as_of().day), language),
        drafts: site.publication().shows_held(),
    }
}

/// A page's template, its variable `page`, and the variables of its kind.
pub(super) struct PageParts<'s> {
    pub(super) template: Cow<'s, str>,
    pub(super) page: PageContext<'s>,
    pub(super) variables: Variables<'s>,
}

impl Edition {
    /// Returns everything that the template of a page may read.
    pub(super) fn context(
        &self,
        address: &Address,
        kind: &PageKind,
    ) -> Result<TemplateContext<'_>, RenderError> {
        let PageParts { template, mut page, variables } = match kind {
            PageKind::Home => self.home(address)?,
            PageKind::Entry(id, number) => self.entry(address, *id, *number)?,
            PageKind::List(kind, number) => self.list(address, *kind, *number)?,
            PageKind::Taxonomy(taxonomy, number) => self.taxonomy(address, *taxonomy, *number)?,
            PageKind::Term(taxonomy, id, number) => self.term(address, *taxonomy, id, *number)?,
            PageKind::Changes(number) => self.changes(address, *number)?,
            PageKind::Data => self.data(address)?,
            PageKind::Redirect(id) => self.redirect(address, *id),
            PageKind::Search => self.search(address),
            PageKind::NotFound => self.not_found(address),
        };

        // Redirects, the search page and the 404 page are neither shared nor indexed.
        if kind.has_content() {
            page.image = page.image.or_else(|| self.image.clone());

            if page.json_ld.is_none() {
                let id = match kind {
                    // Of a record's several pages only the first describes it: the others list its mentions.
                    PageKind::Entry(id, 1) => Some(*id),
                    _ => None,
                };
                page.json_ld = Some(json_ld::page(&self.site, id, &page));
            }
        }

        if page.description.is_empty() {
            page.description = description::page_description(self, &page, kind);
        }

        let shared = self.shared(&page.language);

        Ok(TemplateContext { template, shared, page, variables })
    }

    fn permalink(&self, address: &Address) -> String {
        let base = &self.site.config().base_url;
        base.absolute(&href(base.path(), address))
    }

    /// Returns the variable `page` of a generated page.
    pub(super) fn unfiled_page(
        &self,
        address: &Address,
        kind: &'static str,
        title: &str,
        language: &Language,
    ) -> PageContext<'static> {
        PageContext {
            kind,
            id: String::new(),
            title: title.to_owned(),
            summary: None,
            description: String::new(),

            language: language.tag().to_owned(),
            direction: language.direction(),
            locale: versions::locale(language),
            translations: Vec::new(),
            outdated: None,

            url: cards::url(&self.site, address).into_owned(),
            permalink: self.permalink(address),

            date: None,
            updated: None,
            noindex: false,
            draft: false,
            embargo: None,
            scheduled: None,

            // The type of everything that Open Graph (ogp.me) has no type for.
            og_type: "website",
            image: None,
            picture: None,
            json_ld: None,
            feed_url: None,
            alternates: Vec::new(),

            breadcrumbs: Vec::new(),
            content: String::new(),
            notes: String::new(),
            toc: Vec::new(),
            extra: cards::extra(None),
        }
    }

    /// Returns the variable `page` of a page that a file describes: its head, and on the first of several
    /// pages its prose and its headings.
    pub(super) fn entry_page(
        &self,
        address: &Address,
        id: EntryId,
        number: usize,
    ) -> Result<PageContext<'_>, RenderError> {
        let site = &*self.site;
        let entry = site.entry(id);
        let language = site.language_of(id);
        let kind = if site.index().is_section(id) { "section" } else { site.kind(id).word() };
        let briefing = site.briefing(id);
        let date = briefing.and_then(|briefing| briefing.date.as_ref());

        let updated = briefing.and_then(|it| cards::last_update(it, site.as_of().day));
        let (reason, until) = cards::hold(site, id).unzip();
        let until = until.flatten().map(|until| When::moment(until, language));
        let is_scheduled = reason == Some(HoldReason::Date);

        let (content, toc) = match number {
            1 => (prose::render(self, id, Rendition::Page)?, toc(site, id)),
            _ => (RenderedProse::default(), Vec::new()),
        };

        Ok(PageContext {
            id: entry.id.value.to_string(),
            summary: entry.head.summary.as_deref().map(str::to_owned),
            translations: versions::translations(site, id),
            outdated: versions::outdated(site, id),
            date: date.map(|date| When::moment(date.value, language)),
            updated: updated.map(|date| When::date(date, language)),
            noindex: !site.index().is_indexed(id),
            draft: entry.head.draft,
            embargo: until.clone().filter(|_| !is_scheduled),
            scheduled: until.filter(|_| is_scheduled),
            og_type: match site.kind(id) {
                Kind::Briefing => "article",
                Kind::Minister => "profile",
                Kind::Page | Kind::Agreement | Kind::Figure => "website",
            },
            image: image::of_entry(site, &*self.files, id),
            picture: image::shown_of_entry(site, &*self.files, id),
            alternates: match site.kind(id) {
                Kind::Figure => vec![data::alternate_of(site, id)],
                Kind::Page | Kind::Briefing | Kind::Agreement | Kind::Minister => Vec::new(),
            },
            breadcrumbs: breadcrumbs(site, id),
            content: content.body,
            notes: content.notes,
            toc,
            extra: cards::extra(entry.head.extra.as_deref()),
            ..self.unfiled_page(address, kind, &entry.head.title, language)
        })
    }

    /// Returns the variable `page` of a list, with the words of its section where it has one.
    fn list_page(
        &self,
        address: &Address,
        folder: &str,
        number: usize,
    ) -> Result<PageContext<'_>, RenderError> {
        let language = self.list_voice(folder).language;
        let (title, _) = folder_title(&self.site, folder, language);
        let page = match self.site.index().section(folder) {
            Some(section) => self.entry_page(address, section, number)?,
            None => self.unfiled_page(address, "list", "", language),
        };

        Ok(PageContext { kind: "list", title, breadcrumbs: Vec::new(), ..page })
    }

    /// Returns the voice of a list: the language of its section, or else of the site.
    pub(super) fn list_voice(&self, folder: &str) -> Voice<'_> {
        let site = &*self.site;
        let section = site.index().section(folder);
        let language = section.map_or(site.language(), |section| site.language_of(section));
        Voice { day: site.as_of().day, language }
    }

    fn entry(
        &self,
        address: &Address,
        id: EntryId,
        number: usize,
    ) -> Result<PageParts<'_>, RenderError> {
        let site = &*self.site;
        let page = self.entry_page(address, id, number)?;
        let mentions = || {
            let mentions = site.mentions(id);
            let (pagination, shown) = self.pagination(site.address(id), number, mentions.len());
            (records::mentions(self, id, &mentions[shown]), pagination)
        };

        let variables = match site.kind(id) {
            Kind::Page if site.index().is_section(id) => {
                let items = site.lists().section_items(id);
                let voice = Voice { day: site.as_of().day, language: site.language_of(id) };
                let (pagination, shown) = self.pagination(site.address(id), number, items.len());
                Variables::Section { items: self.page_cards(&items[shown], voice), pagination }
            }

            Kind::Page => Variables::None {},
            Kind::Briefing => {
                let mentions = site.mentions(id);
                let (pagination, shown) = self.pagination(site.address(id), number, mentions.len());
                let briefing = Box::new(records::briefing(self, id, &mentions[shown]));
                Variables::Briefing { briefing, pagination }
            }

            Kind::Agreement => {
                let agreement = Box::new(records::agreement(self, id));
                let (mentions, pagination) = mentions();
                Variables::Agreement { agreement, mentions, pagination }
            }

            Kind::Minister => {
                let minister = Box::new(records::minister(self, id));
                let (mentions, pagination) = mentions();
                Variables::Minister { minister, mentions, pagination }
            }

            Kind::Figure => {
                let figure = Box::new(records::figure(site, id));
                let (mentions, pagination) = mentions();
                Variables::Figure { figure, mentions, pagination }
            }
        };

        let template = match &site.entry(id).head.template {
            Some(template) => Cow::from(&*template.value),
            None => format!("{}.html", page.kind).into(),
        };

        Ok(PageParts { template, page, variables })
    }

    fn list(
        &self,
        address: &Address,
        kind: Kind,
        number: usize,
    ) -> Result<PageParts<'_>, RenderError> {
        let site = &*self.site;

        // The site's feed holds only briefings.
        let feed = (kind == Kind::Briefing).then(|| cards::url(site, &Address::feed()));
        let page = PageContext {
            alternates: data::alternates(site, Some(kind)),
            feed_url: feed.map(Cow::into_owned),
            ..self.list_page(address, kind.folder(), number)?
        };

        let ids = site.listed(kind);
        let (pagination, shown) = self.pagination(&Address::list(kind), number, ids.len());
        let voice = self.list_voice(kind.folder());
        let variables = match kind {
            Kind::Minister => {
                let cards = cards::ministers_now(site, &ids[shown]);
                let (former, items) = cards.into_iter().partition(|card| card.former.is_some());
                Variables::Ministers { items, former, pagination }
            }
            Kind::Page | Kind::Briefing | Kind::Agreement | Kind::Figure => {
                Variables::Section { items: self.cards(&ids[shown], voice), pagination }
            }
        };

        let template = format!("{}.html", kind.folder()).into();
        Ok(PageParts { template, page, variables })
    }

    fn taxonomy(
        &self,
        address: &Address,
        taxonomy: Taxonomy,
        number: usize,
    ) -> Result<PageParts<'_>, RenderError> {
        let site = &*self.site;
        let (terms, first) = match taxonomy {
            Taxonomy::Topics => (site.topics(), Address::topics()),
            Taxonomy::Countries => (site.countries(), Address::countries()),
        };

        let page = self.list_page(address, taxonomy.folder(), number)?;

        let terms: Vec<_> = terms.iter().collect();
        let (pagination, shown) = self.pagination(&first, number, terms.len());
        let variables =
            Variables::Taxonomy { terms: records::terms(site, &terms[shown]), pagination };

        let template = format!("{}.html", taxonomy.folder()).into();
        Ok(PageParts { template, page, variables })
    }

    fn term(
        &self,
        address: &Address,
        taxonomy: Taxonomy,
        id: &str,
        number: usize,
    ) -> Result<PageParts<'_>, RenderError> {
        let site = &*self.site;
        let (terms, kind, list) = match taxonomy {
            Taxonomy::Topics => (site.topics(), "topic", Address::topics()),
            Taxonomy::Countries => (site.countries(), "country", Address::countries()),
        };
        let term = terms.get(id).expect("a term's route is made from the term");
        let folder = term.address.as_str().trim_matches('/');
        let voice = self.list_voice(folder);

        let (title, lang) = folder_title(site, taxonomy.folder(), voice.language);
        let feed = match taxonomy {
            Taxonomy::Topics => Some(cards::url(site, &term.address.beside("feed.xml"))),
            Taxonomy::Countries => None,
        };

        let page = PageContext {
            kind,
            id: id.to_owned(),
            title: term.title.to_string(),
            breadcrumbs: vec![PageLink { title: title.into(), lang, url: cards::url(site, &list) }],
            feed_url: feed.map(Cow::into_owned),
            ..self.list_page(address, folder, number)?
        };

        // Only the first page shows what does not grow over the years.
        let (agreements, ministers): (&[EntryId], &[EntryId]) =
            if number == 1 { (&term.agreements, &term.ministers) } else { (&[], &[]) };
        let (pagination, shown) = self.pagination(&term.address, number, term.briefings.len());

        let variables = Variables::Term {
            items: self.page_cards(&term.briefings[shown], voice),
            agreements: self.cards(agreements, voice),
            ministers: cards::ministers_now(site, ministers),
            organisation: term
                .organisation
                .as_deref()
                .filter(|_| number == 1)
                .map(|it| cards::organisation(site, it, voice.language)),
            pagination,
        };

        Ok(PageParts { template: format!("{kind}.html").into(), page, variables })
    }

    /// Returns a page of what changed after it was published.
    fn changes(&self, address: &Address, number: usize) -> Result<PageParts<'_>, RenderError> {
        let site = &*self.site;
        let feed = Address::changes().beside("feed.xml");
        let page = PageContext {
            feed_url: Some(cards::url(site, &feed).into_owned()),
            ..self.list_page(address, "changes", number)?
        };

        let all = site.lists().changes();
        let (pagination, shown) = self.pagination(&Address::changes(), number, all.len());
        let language = self.list_voice("changes").language;
        let changes = all[shown].iter().map(|change| changes::card(site, change, language));
        let variables = Variables::Changes { changes: changes.collect(), pagination };

        Ok(PageParts { template: "changes.html".into(), page, variables })
    }

    /// Returns the page that documents the data files.
    fn data(&self, address: &Address) -> Result<PageParts<'_>, RenderError> {
        let site = &*self.site;
        let page = PageContext {
            kind: "data",
            json_ld: Some(data::catalogue(site)),
            alternates: data::alternates(site, None),
            ..self.list_page(address, "data", 1)?
        };

        let variables = Variables::Data { data: data::context(site) };
        Ok(PageParts { template: "data.html".into(), page, variables })
    }

    fn redirect(&self, address: &Address, id: EntryId) -> PageParts<'_> {
        let site = &*self.site;
        let language = site.language_of(id);
        let variables = Variables::Redirect {
            target: cards::link(site, id, language),
            permalink: self.permalink(site.address(id)),
        };

        let page = self.unfiled_page(address, "redirect", site.title(id), language);
        PageParts { template: "redirect.html".into(), page, variables }
    }

    fn search(&self, address: &Address) -> PageParts<'_> {
        let language = self.site.language();
        let page = PageContext {
            noindex: true,
            ..self.unfiled_page(address, "search", language.phrase("search"), language)
        };
        PageParts { template: "search.html".into(), page, variables: Variables::None {} }
    }

    fn not_found(&self, address: &Address) -> PageParts<'_> {
        let language = self.site.language();
        let page = PageContext {
            noindex: true,
            ..self.unfiled_page(address, "not-found", language.phrase("not_found"), language)
        };
        PageParts { template: "404.html".into(), page, variables: Variables::None {} }
    }

    /// Returns the links between the pages of a list, and which items a page shows.
    fn pagination(
        &self,
        first: &Address,
        number: usize,
        items: usize,
    ) -> (Pagination, Range<usize>) {
        let site = &*self.site;
        let count = site.index().page_count(items);
        let url = |number: usize| cards::url(site, &first.page(number)).into_owned();
        let pagination = Pagination {
            number,
            count,
            items,
            first: url(1),
            previous: (number > 1).then(|| url(number - 1)),
            next: (number < count).then(|| url(number + 1)),
            last: url(count),
        };

        let by = site.config().paginate_by;
        let start = ((number - 1) * by).min(items);

        (pagination, start..(start + by).min(items))
    }
}
