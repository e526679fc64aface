//! JSON-LD after schema.org: `WebSite`, `NewsArticle`, `Legislation`, `Person`, `Dataset`, and the pages
//! that hold them.
//!
//! In: a site. Out: the text of a script element. Invariant: it contains only what the records state; missing
//! values are left out.

use super::cards;
use super::context::{PageContext, PageLink};
use super::json::JsonObject;
use crate::config::Licence;
use crate::content::agreement::{Agreement, Availability, EventKind, Party, RelationKind};
use crate::content::briefing::{Briefing, Update, UpdateKind};
use crate::content::figure::{self, Figure};
use crate::content::minister;
use crate::content::{Choice, Kind};
use crate::language::Language;
use crate::site::{Address, EntryId, Site, Voice};
use crate::value::{Country, Date, Day, LocalText, Unit};

/// Describes the home page.
pub(super) fn website(site: &Site) -> String {
    let config = site.config();

    JsonObject::document("WebSite")
        .string("name", Some(config.title.own()))
        .string("url", Some(config.base_url.whole()))
        .string("description", config.description.as_ref().map(LocalText::own))
        .string("inLanguage", Some(config.language.value.as_str()))
        .rights(site)
        .object("potentialAction", search(site).as_ref())
        .finish()
}

/// Describes how the site is searched, if it can be.
fn search(site: &Site) -> Option<JsonObject> {
    let page = cards::url(site, &Address::search());
    let page = site.config().base_url.absolute(&page);
    site.config().search.then(|| {
        let template = format!("{page}?q={{search_term_string}}");
        let entry = JsonObject::new("EntryPoint").string("urlTemplate", Some(template));
        JsonObject::new("SearchAction").object("target", Some(&entry))
    })
}

/// Describes a page of an entry, a list or a text: what it is about, and its breadcrumbs.
///
/// Of several pages about one record only the first describes it; the others continue the list of
/// mentions.
pub(super) fn page(site: &Site, of: Option<EntryId>, page: &PageContext<'_>) -> String {
    let node = of.and_then(|id| match site.kind(id) {
        Kind::Page => None,
        Kind::Briefing => article(site, id),
        Kind::Agreement => legislation(site, id),
        Kind::Minister => person(site, id),
        Kind::Figure => dataset(site, id),
    });
    // Whatever is neither a text nor about one record is a list.
    let kind = if page.kind == "page" || node.is_some() { "WebPage" } else { "CollectionPage" };

    match node {
        Some(node) => with_image(site, of, node, page)
            .object("mainEntityOfPage", Some(&web_page(site, JsonObject::new(kind), page))),
        None => web_page(site, JsonObject::document(kind), page).string("name", Some(&page.title)),
    }
    .finish()
}

/// Adds the image of a briefing, or of a record with its own: the site's image does not depict a minister.
fn with_image(
    site: &Site,
    of: Option<EntryId>,
    node: JsonObject,
    page: &PageContext<'_>,
) -> JsonObject {
    let has_own =
        |id: EntryId| site.briefing(id).is_some() || site.entry(id).images().next().is_some();
    if !of.is_some_and(has_own) {
        return node;
    }

    let image = page.image.as_ref().map(|image| {
        JsonObject::new("ImageObject")
            .string("url", Some(&image.url))
            // As text, which is how schema.org writes a distance.
            .string("width", image.width.map(|width| width.to_string()))
            .string("height", image.height.map(|height| height.to_string()))
            .string("caption", Some(&image.alt))
    });

    node.object("image", image.as_ref())
}

/// Describes where a page is, with its breadcrumbs.
fn web_page(site: &Site, node: JsonObject, page: &PageContext<'_>) -> JsonObject {
    let home = cards::url(site, &Address::home());
    let home = PageLink { title: site.config().title.own().into(), lang: None, url: home };
    let own = PageLink { title: (&*page.title).into(), lang: None, url: (&*page.url).into() };

    // The first page of a list may be the last of its own crumbs, and must not be listed twice.
    let last = page.breadcrumbs.last().filter(|last| last.url == own.url);
    let own = last.is_none().then_some(&own);
    let way = std::iter::once(&home).chain(&page.breadcrumbs).chain(own);

    let item = |(number, link): (usize, &PageLink<'_>)| {
        JsonObject::new("ListItem")
            .literal("position", &number.to_string())
            .string("name", Some(&link.title))
            .string("item", Some(site.config().base_url.absolute(&link.url)))
    };
    let items = (1..).zip(way).map(item);

    node.string("url", Some(&page.permalink)).string("inLanguage", Some(&page.language)).object(
        "breadcrumb",
        Some(&JsonObject::new("BreadcrumbList").objects("itemListElement", items)),
    )
}

impl JsonObject {
    /// Adds who publishes it and under which licence.
    pub(super) fn rights(self, site: &Site) -> JsonObject {
        self.object("publisher", publisher(site).as_ref())
            .licence(site.config().licence.as_ref().map(Licence::identifier))
    }

    /// Adds a licence: an address, or a work that is known by its name.
    fn licence(self, licence: Option<&str>) -> JsonObject {
        match licence {
            // schema.org takes a URL or a CreativeWork for a licence, and no plain text.
            Some(url) if url.starts_with("http") => self.string("license", Some(url)),
            Some(name) => {
                self.object("license", Some(&JsonObject::named("CreativeWork", Some(name))))
            }
            None => self,
        }
    }
}

fn permalink(site: &Site, id: EntryId) -> String {
    site.config().base_url.absolute(site.url(id))
}

fn publisher(site: &Site) -> Option<JsonObject> {
    let publisher = site.config().publisher.as_ref()?;
    let contact = publisher.contact.as_deref();

    // `contact` may be free text: a press office may write a telephone number or two sentences there.
    let text = contact.and_then(|it| it.name.as_ref()).map(LocalText::own);
    let text = text.filter(|it| it.contains('@') && !it.contains(char::is_whitespace));
    let email = contact.and_then(|it| it.email.as_deref()).or(text);
    let node = JsonObject::named("Organization", Some(publisher.name.own()));
    Some(
        node.string("url", publisher.url.as_deref())
            .string("email", email)
            .string("telephone", contact.and_then(|it| it.phone.as_deref())),
    )
}

/// Names another record, and where it is described.
fn named(site: &Site, kind: &str, id: EntryId) -> JsonObject {
    JsonObject::named(kind, Some(site.title(id))).string("url", Some(permalink(site, id)))
}

fn article(site: &Site, id: EntryId) -> Option<JsonObject> {
    let briefing = site.briefing(id)?;
    let today = site.as_of().day;
    let date = briefing.date.as_ref().map(|date| date.value.iso());
    let updated = cards::last_update(briefing, today).map(|date| date.iso());
    let ministers = site.named(id, Kind::Minister).into_iter();

    let agreements = site.named(id, Kind::Agreement).into_iter();
    let voice = site.voice_of(id);
    let figures = site.uses(id, Kind::Figure).into_iter().map(|it| observation(site, it, voice));
    let countries = briefing.countries.iter();
    let work = |id: EntryId| {
        named(site, "NewsArticle", id).string("inLanguage", Some(site.language_of(id).tag()))
    };
    let translations = site.translations().of_source(id).iter().map(|&id| work(id));

    let source = site.translations().source_of(id).map(work);
    let node = JsonObject::document("NewsArticle")
        .string("headline", Some(site.title(id)))
        .string("description", site.entry(id).head.summary.as_deref())
        .string("url", Some(permalink(site, id)))
        .string("articleSection", Some(briefing.r#type.words(voice.language)))
        .string("datePublished", date.as_ref())
        // Search engines want a date of change on every article; one without updates has its first.
        .string("dateModified", updated.or_else(|| date.clone()))
        .string("inLanguage", Some(voice.language.tag()))
        .objects("workTranslation", translations)
        .object("translationOfWork", source.as_ref())
        .string("creativeWorkStatus", briefing.withdrawn_on(today).map(|_| "Withdrawn"))
        .object("author", publisher(site).as_ref())
        .rights(site)
        .objects("correction", corrections(briefing, today))
        .objects("about", agreements.map(|it| named(site, "Legislation", it)))
        .objects("mentions", ministers.map(|it| named(site, "Person", it)).chain(figures))
        .strings("keywords", briefing.topics.iter().map(|topic| &*topic.value))
        .objects("contentLocation", countries.map(|it| location(&it.value, voice.language)));

    Some(node)
}

/// Returns the corrections made by a day.
fn corrections(briefing: &Briefing, day: Day) -> impl Iterator<Item = JsonObject> {
    let is_known = move |update: &&Update| {
        update.kind == UpdateKind::Correction && update.date.value.first_day() <= day
    };

    briefing.updates.iter().filter(is_known).map(|update| {
        JsonObject::new("CorrectionComment")
            .string("text", Some(&update.note))
            .string("datePublished", Some(update.date.value.iso()))
    })
}

/// One value of a figure as of a day.
fn observation(site: &Site, id: EntryId, Voice { day, language }: Voice<'_>) -> JsonObject {
    let known = site.figure(id).and_then(|figure| figure.known_on(day).next_back());
    let period = known.and_then(|known| known.period.as_ref());
    named(site, "Observation", id)
        .string("value", known.map(|known| language.quantity(&known.value.value)))
        .string("observationPeriod", period.map(|period| language.period(&period.value)))
}

fn legislation(site: &Site, id: EntryId) -> Option<JsonObject> {
    let agreement = site.agreement(id)?;
    let day = site.as_of().day;
    let language = site.language_of(id);

    // schema.org lets only people and organisations contribute: a state acts as its government.
    let party = |party: &Party| match party {
        Party::Country(country) => {
            let name = language.country(country);
            match country.is_organisation() {
                true => JsonObject::named("Organization", Some(&name)),
                false => JsonObject::named("GovernmentOrganization", Some(&name))
                    .object("areaServed", Some(&location(country, language))),
            }
        }
        Party::Named(name) => JsonObject::named("Organization", Some(name)),
    };

    let related = site.agreement_relations(id);
    let related = |kind: RelationKind| -> Vec<JsonObject> {
        let own = related.iter().filter(|it| it.kind == kind && !it.is_inverse);
        own.map(|it| named(site, "Legislation", it.other)).collect()
    };

    let text = match &agreement.text {
        Some(Availability::Published(url)) => {
            Some(JsonObject::new("LegislationObject").string("url", Some(url)))
        }
        _ => None,
    };

    let node = JsonObject::document("Legislation")
        .string("name", Some(site.title(id)))
        .string("alternateName", agreement.short_title.as_ref().map(LocalText::own))
        .string("description", site.entry(id).head.summary.as_deref())
        .string("url", Some(permalink(site, id)))
        .string("legislationType", agreement.instrument.as_ref().map(|it| it.words(language)))
        .string("legislationDate", signed(agreement, day).map(|date| date.iso()))
        .string("legislationLegalForce", force(agreement, day))
        .objects("legislationAmends", related(RelationKind::Amends))
        // To supersede is less than to repeal; this property takes both.
        .objects("legislationChanges", related(RelationKind::Supersedes))
        .objects("legislationEnsuresImplementationOf", related(RelationKind::Implements))
        .objects("isBasedOn", related(RelationKind::BuildsOn))
        .object("encoding", text.as_ref())
        .objects("contributor", agreement.parties.iter().map(|it| party(&it.value)));

    Some(node)
}

/// Returns when an agreement was first signed, if that is in the past.
fn signed(agreement: &Agreement, day: Day) -> Option<Date> {
    let signed = agreement.timeline.iter().filter(|it| it.event.kind() == Some(EventKind::Signed));
    signed.map(|event| event.date.value).filter(|date| date.first_day() <= day).min()
}

/// Returns whether an agreement is in force, if an event says so; an amendment does not change it.
fn force(agreement: &Agreement, day: Day) -> Option<&'static str> {
    let force = |event: &Choice<EventKind>| match event.kind() {
        Some(EventKind::InForce | EventKind::Extended) => Some("https://schema.org/InForce"),
        Some(EventKind::Suspended | EventKind::Withdrawn | EventKind::Terminated) => {
            Some("https://schema.org/NotInForce")
        }
        _ => None,
    };

    let past = agreement.timeline.iter().filter(|event| event.date.value.first_day() <= day);
    let telling = past.filter(|event| force(&event.event).is_some());

    telling.max_by_key(|event| event.date.value).and_then(|event| force(&event.event))
}

fn person(site: &Site, id: EntryId) -> Option<JsonObject> {
    let minister = site.minister(id)?;
    let day = site.as_of().day;

    // As on pages that answer as of today: a role without dates does not count as held.
    let role = minister.role_on(day).filter(|role| role.is_known_to_be_held_on(day));
    let language = site.language_of(id);
    let words = |text| site.index().words_in(id, text, language).0;
    let organisation = role.and_then(|role| role.organisation.as_ref()).map(words);
    let employer = organisation.map(|name| JsonObject::named("GovernmentOrganization", Some(name)));

    let spellings = minister.other_names.iter().map(|name| &*name.value);
    let names = spellings.chain(minister.names.iter().map(|(_, name)| &**name));
    let node = JsonObject::document("Person")
        .string("name", Some(site.title(id)))
        .strings("alternateName", names)
        .string("honorificPrefix", minister.honorific.as_deref())
        .string("description", site.entry(id).head.summary.as_deref())
        .string("url", Some(permalink(site, id)))
        .string("jobTitle", role.map(|role| words(&role.title.value)))
        .object("worksFor", employer.as_ref())
        .objects(
            "hasOccupation",
            minister.roles.iter().map(|it| occupation(minister, it, language)),
        );

    Some(node)
}

/// Describes a country, a part of one or an organisation by its name.
fn location(country: &Country, language: &Language) -> JsonObject {
    let kind = match country {
        Country::State(_) => "Country",
        Country::Part(_) => "AdministrativeArea",
        // A place, since what is about an organisation is about its members.
        Country::Organisation(_) | Country::Own(_) => "Place",
    };

    JsonObject::named(kind, Some(&language.country(country)))
}

/// Describes a role with its dates, which schema.org wraps around the occupation.
fn occupation(
    minister: &minister::Minister,
    role: &minister::Role,
    language: &Language,
) -> JsonObject {
    let country = minister.country.as_ref();
    let country = country.map(|it| location(&it.value, language));
    let occupation = JsonObject::named("Occupation", Some(role.title.value.own()))
        .object("occupationLocation", country.as_ref());

    JsonObject::new("Role")
        .string("startDate", role.from.as_ref().map(|date| date.value.iso()))
        .string("endDate", role.to.as_ref().map(|date| date.value.iso()))
        .object("hasOccupation", Some(&occupation))
}

fn dataset(site: &Site, id: EntryId) -> Option<JsonObject> {
    let figure = site.figure(id)?;
    let base = &site.config().base_url;
    let csv = base.absolute(&cards::url(site, &site.address(id).beside("data.csv")));
    let day = site.as_of().day;
    let known: Vec<_> = figure.all_series().flat_map(|(_, one)| one.known_on(day)).collect();
    let source = figure.source.as_ref();
    let creator = source.and_then(|source| source.publisher.as_deref());
    let creator = creator.map(|name| JsonObject::named("Organization", Some(name)));

    let download = JsonObject::new("DataDownload")
        .string("encodingFormat", Some("text/csv"))
        .string("contentUrl", Some(csv));

    let catalogue = base.absolute(&cards::url(site, &Address::data()));
    let catalogue = JsonObject::named("DataCatalog", Some(site.config().title.own()))
        .string("url", Some(catalogue));
    let published = known.iter().filter_map(|it| it.published.as_ref()).map(|it| it.value).max();
    let node = JsonObject::document("Dataset")
        .string("name", Some(site.title(id)))
        .string("description", Some(description(site, id, figure)))
        .string("url", Some(permalink(site, id)))
        .string("dateModified", published.map(|date| date.iso()))
        .string("temporalCoverage", coverage(&known))
        .string("spatialCoverage", figure.geography.as_deref())
        .one_or_more("variableMeasured", variables(site, id, figure))
        .strings("keywords", figure.say.iter().map(|word| &*word.value))
        // Search engines for data sets ask for it, and everything that Chancery publishes is open.
        .literal("isAccessibleForFree", "true")
        .object("isBasedOn", source.and_then(origin).as_ref())
        .object("creator", creator.as_ref())
        .object("publisher", publisher(site).as_ref())
        // The text of this site has a licence; the numbers have that of their source.
        .licence(source.and_then(|source| source.licence.as_deref()))
        .object("includedInDataCatalog", Some(&catalogue))
        .objects("distribution", [download]);

    Some(node)
}

/// Describes a data set for search engines; without a summary the title has to do.
fn description(site: &Site, id: EntryId, figure: &Figure) -> String {
    let summary = site.entry(id).head.summary.as_deref();
    let parts = [summary, figure.measure.as_deref(), figure.caveat.as_deref()];
    let sentence = |part: &str| match part.ends_with(['.', '!', '?']) {
        true => part.to_owned(),
        false => format!("{part}."),
    };
    let parts: Vec<String> = parts.into_iter().flatten().map(sentence).collect();
    if parts.is_empty() { site.title(id).to_owned() } else { parts.join(" ") }
}

/// Returns the days that values cover, from the first to the last.
fn coverage(known: &[&figure::Observation]) -> Option<String> {
    let periods = || known.iter().filter_map(|known| known.period.as_ref());
    let first = periods().map(|period| period.value.first()).min()?;
    let last = periods().map(|period| period.value.last()).max()?;

    // ISO 8601 writes an interval with a slash.
    Some(format!("{first}/{last}"))
}

/// Describes what is measured: of several series each by its name.
fn variables(site: &Site, id: EntryId, figure: &Figure) -> Vec<JsonObject> {
    let unit = figure.unit.as_ref().filter(|unit| **unit != Unit::None);
    let measure = figure.measure.as_deref().unwrap_or_else(|| site.title(id));
    let has_values = |one: &&(Option<&str>, &Figure)| !one.1.series.is_empty();
    let variable = |name: Option<&str>| {
        let name = match name {
            Some(name) => format!("{measure}: {name}"),
            None => measure.to_owned(),
        };
        JsonObject::named("PropertyValue", Some(&name))
            .string("unitText", unit.map(Unit::to_string))
    };

    // A figure without a value still says what it will measure.
    let named = figure.all_series().filter(|one| figure.parts.is_empty() || has_values(&one));
    named.map(|(name, _)| variable(name)).collect()
}

/// The publication that values come from.
fn origin(source: &figure::FigureSource) -> Option<JsonObject> {
    let is_known = source.title.is_some() || source.url.is_some();

    is_known.then(|| {
        let by = source.publisher.as_deref();
        let by = by.map(|name| JsonObject::named("Organization", Some(name)));
        JsonObject::named("CreativeWork", source.title.as_deref())
            .string("url", source.url.as_deref())
            .object("publisher", by.as_ref())
    })
}
