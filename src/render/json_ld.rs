//! JSON-LD after schema.org: `WebSite`, `NewsArticle`, `Legislation`, `Person`, `Dataset`, and the pages
//! that hold them.
//!
//! In: a site. Out: the text of a script element. Invariant: it says what the records say and no more; what
//! nobody wrote is left out.

use super::cards;
use super::context::{Link, PageContext};
use crate::content::Kind;
use crate::content::agreement::{Agreement, Availability, EventKind, Party, RelationKind};
use crate::content::briefing::{Briefing, Update, UpdateKind};
use crate::content::figure::{self, Figure};
use crate::content::minister;
use crate::site::{EntryId, Site, Voice};
use crate::value::{Date, Day, Unit};

/// Describes the home page.
pub(super) fn website(site: &Site) -> String {
    let config = site.config();

    Node::whole("WebSite")
        .text("name", Some(&*config.title))
        .text("url", Some(config.base_url.whole()))
        .text("description", config.description.as_deref())
        .text("inLanguage", Some(config.language.value.as_str()))
        .rights(site)
        .node("potentialAction", search(site).as_ref())
        .print()
}

/// Says how the site is searched, where it can be.
fn search(site: &Site) -> Option<Node> {
    let page = cards::url(site, &site.search_address());
    let page = site.config().base_url.absolute(&page);
    site.config().search.then(|| {
        let template = format!("{page}?q={{search_term_string}}");
        let entry = Node::new("EntryPoint").text("urlTemplate", Some(template));
        Node::new("SearchAction").node("target", Some(&entry))
    })
}

/// Describes a page of an entry, a list or a text: what it is about, and the way to it.
///
/// Of several pages about one record the first alone says what it is; the others go on with who refers
/// to it.
pub(super) fn page(site: &Site, of: Option<EntryId>, page: &PageContext<'_>) -> String {
    let node = of.and_then(|id| match site.kind(id) {
        Kind::Page => None,
        Kind::Briefing => article(site, id),
        Kind::Agreement => legislation(site, id),
        Kind::Minister => person(site, id),
        Kind::Figure => dataset(site, id),
    });
    let kind = if page.kind == "page" || node.is_some() { "WebPage" } else { "CollectionPage" };

    match node {
        Some(node) => illustrated(site, of, node, page)
            .node("mainEntityOfPage", Some(&web_page(site, Node::new(kind), page))),
        None => web_page(site, Node::whole(kind), page).text("name", Some(&page.title)),
    }
    .print()
}

/// Adds the image of a briefing, or of what has one of its own: the site's image is no picture of a minister.
fn illustrated(site: &Site, of: Option<EntryId>, node: Node, page: &PageContext<'_>) -> Node {
    let has_own = |id: EntryId| site.briefing(id).is_some() || site.entry(id).head.image.is_some();
    if !of.is_some_and(has_own) {
        return node;
    }

    let image = page.image.as_ref().map(|image| {
        Node::new("ImageObject")
            .text("url", Some(&image.url))
            .text("width", image.width.map(|width| width.to_string()))
            .text("height", image.height.map(|height| height.to_string()))
            .text("caption", Some(&image.alt))
    });

    node.node("image", image.as_ref())
}

/// Says where a page is, and by which way it is reached.
fn web_page(site: &Site, node: Node, page: &PageContext<'_>) -> Node {
    let home = cards::url(site, &site.home_address());
    let home = Link { title: (&*site.config().title).into(), lang: None, url: home };
    let own = Link { title: (&*page.title).into(), lang: None, url: (&*page.url).into() };
    let last = page.breadcrumbs.last().filter(|last| last.url == own.url);
    let own = last.is_none().then_some(&own);
    let way = std::iter::once(&home).chain(&page.breadcrumbs).chain(own);

    let item = |(number, link): (usize, &Link<'_>)| {
        Node::new("ListItem")
            .raw("position", &number.to_string())
            .text("name", Some(&link.title))
            .text("item", Some(site.config().base_url.absolute(&link.url)))
    };
    let items = (1..).zip(way).map(item);

    node.text("url", Some(&page.permalink))
        .text("inLanguage", Some(&page.language))
        .node("breadcrumb", Some(&Node::new("BreadcrumbList").nodes("itemListElement", items)))
}

/// An object of JSON while it is written. What is not known is left out.
pub(super) struct Node(Vec<u8>);

impl Node {
    fn new(kind: &str) -> Node {
        Node(b"{".to_vec()).text("@type", Some(kind))
    }

    /// Begins a node that stands by itself.
    pub(super) fn whole(kind: &str) -> Node {
        let begun = Node(Vec::with_capacity(2 << 10)).sign("{");
        begun.text("@context", Some("https://schema.org")).text("@type", Some(kind))
    }

    pub(super) fn named(kind: &str, name: Option<&str>) -> Node {
        Node::new(kind).text("name", name)
    }

    pub(super) fn text(self, key: &str, text: Option<impl AsRef<str>>) -> Node {
        match text {
            Some(text) => self.key(key).quoted(text.as_ref()),
            None => self,
        }
    }

    fn texts(self, key: &str, texts: impl IntoIterator<Item = impl AsRef<str>>) -> Node {
        self.list(key, texts, |node, text| node.quoted(text.as_ref()))
    }

    /// Writes a value that is JSON already: a number, `true`.
    fn raw(self, key: &str, json: &str) -> Node {
        self.key(key).sign(json)
    }

    pub(super) fn node(self, key: &str, inner: Option<&Node>) -> Node {
        match inner {
            Some(inner) => self.key(key).closed(inner),
            None => self,
        }
    }

    pub(super) fn nodes(self, key: &str, inner: impl IntoIterator<Item = Node>) -> Node {
        self.list(key, inner, |node, inner| node.closed(&inner))
    }

    /// Adds who publishes it and under which licence.
    pub(super) fn rights(self, site: &Site) -> Node {
        self.node("publisher", publisher(site).as_ref()).licence(site.config().licence.as_deref())
    }

    /// Adds a licence: an address, or a work that is known by its name.
    fn licence(self, licence: Option<&str>) -> Node {
        match licence {
            Some(url) if url.starts_with("http") => self.text("license", Some(url)),
            Some(name) => self.node("license", Some(&Node::named("CreativeWork", Some(name)))),
            None => self,
        }
    }

    /// Prints the node, so that no text in it can end the script element that holds it.
    pub(super) fn print(self) -> String {
        let bytes = self.sign("}").0;
        let text = String::from_utf8(bytes).expect("it was put together from texts");
        if !text.bytes().any(|byte| matches!(byte, b'<' | b'>' | b'&')) {
            return text;
        }

        text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
    }

    fn list<T>(
        self,
        key: &str,
        items: impl IntoIterator<Item = T>,
        write: impl Fn(Node, T) -> Node,
    ) -> Node {
        let mut items = items.into_iter();
        let Some(first) = items.next() else {
            return self;
        };
        let begun = write(self.key(key).sign("["), first);
        items.fold(begun, |node, item| write(node.sign(","), item)).sign("]")
    }

    fn key(self, key: &str) -> Node {
        let comma = if self.0.ends_with(b"{") { "" } else { "," };
        self.sign(comma).quoted(key).sign(":")
    }

    fn quoted(mut self, text: &str) -> Node {
        serde_json::to_writer(&mut self.0, text).expect("memory takes whatever is written to it");
        self
    }

    fn closed(mut self, inner: &Node) -> Node {
        self.0.extend_from_slice(&inner.0);
        self.sign("}")
    }

    fn sign(mut self, sign: &str) -> Node {
        self.0.extend_from_slice(sign.as_bytes());
        self
    }
}

fn permalink(site: &Site, id: EntryId) -> String {
    site.config().base_url.absolute(site.url(id))
}

fn publisher(site: &Site) -> Option<Node> {
    let publisher = site.config().publisher.as_ref()?;
    let contact = publisher.contact.as_deref();
    let email = contact.filter(|it| it.contains('@') && !it.contains(char::is_whitespace));
    let node = Node::named("Organization", Some(&publisher.name));
    Some(node.text("url", publisher.url.as_deref()).text("email", email))
}

/// Names another record, and where it is described.
fn named(site: &Site, kind: &str, id: EntryId) -> Node {
    Node::named(kind, Some(site.title(id))).text("url", Some(permalink(site, id)))
}

fn article(site: &Site, id: EntryId) -> Option<Node> {
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
        named(site, "NewsArticle", id).text("inLanguage", Some(site.language_of(id).tag()))
    };
    let translations = site.translations_of(id).iter().map(|&id| work(id));

    let source = site.source_of(id).map(work);
    let node = Node::whole("NewsArticle")
        .text("headline", Some(site.title(id)))
        .text("description", site.entry(id).head.summary.as_deref())
        .text("url", Some(permalink(site, id)))
        .text("articleSection", Some(voice.language.term("type", briefing.r#type.id())))
        .text("datePublished", date.as_ref())
        .text("dateModified", updated.or_else(|| date.clone()))
        .text("inLanguage", Some(voice.language.tag()))
        .nodes("workTranslation", translations)
        .node("translationOfWork", source.as_ref())
        .text("creativeWorkStatus", briefing.withdrawn_on(today).map(|_| "Withdrawn"))
        .node("author", publisher(site).as_ref())
        .rights(site)
        .nodes("correction", corrections(briefing, today))
        .nodes("about", agreements.map(|it| named(site, "Legislation", it)))
        .nodes("mentions", ministers.map(|it| named(site, "Person", it)).chain(figures))
        .texts("keywords", briefing.topics.iter().map(|topic| &*topic.value))
        .nodes(
            "contentLocation",
            countries.map(|it| Node::named("Country", Some(&voice.language.country(it.value)))),
        );

    Some(node)
}

/// What was put right by a day.
fn corrections(briefing: &Briefing, day: Day) -> impl Iterator<Item = Node> {
    let is_known = move |update: &&Update| {
        update.kind == UpdateKind::Correction && update.date.value.first_day() <= day
    };

    briefing.updates.iter().filter(is_known).map(|update| {
        Node::new("CorrectionComment")
            .text("text", Some(&update.note))
            .text("datePublished", Some(update.date.value.iso()))
    })
}

/// One value of a figure as of a day.
fn observation(site: &Site, id: EntryId, Voice { day, language }: Voice<'_>) -> Node {
    let known = site.figure(id).and_then(|figure| figure.known_on(day).next_back());
    let period = known.and_then(|known| known.period.as_ref());
    named(site, "Observation", id)
        .text("value", known.map(|known| language.quantity(&known.value.value)))
        .text("observationPeriod", period.map(|period| language.period(&period.value)))
}

fn legislation(site: &Site, id: EntryId) -> Option<Node> {
    let agreement = site.agreement(id)?;
    let day = site.as_of().day;
    let language = site.language_of(id);

    // schema.org lets only people and organisations contribute: a state acts as its government.
    let party = |party: &Party| match party {
        Party::Country(country) => {
            let name = language.country(*country);
            Node::named("GovernmentOrganization", Some(&name))
                .node("areaServed", Some(&Node::named("Country", Some(&name))))
        }
        Party::Named(name) => Node::named("Organization", Some(name)),
    };

    let related = site.related_agreements(id);
    let related = |kind: RelationKind| -> Vec<Node> {
        let own = related.iter().filter(|it| it.kind == kind && !it.is_inverse);
        own.map(|it| named(site, "Legislation", it.id)).collect()
    };

    let text = match &agreement.text {
        Some(Availability::Published(url)) => {
            Some(Node::new("LegislationObject").text("url", Some(url)))
        }
        _ => None,
    };

    let node = Node::whole("Legislation")
        .text("name", Some(site.title(id)))
        .text("alternateName", agreement.short_title.as_deref())
        .text("description", site.entry(id).head.summary.as_deref())
        .text("url", Some(permalink(site, id)))
        .text(
            "legislationType",
            agreement.instrument.map(|it| language.term("instrument", it.id())),
        )
        .text("legislationDate", signed(agreement, day).map(|date| date.iso()))
        .text("legislationLegalForce", force(agreement, day))
        .nodes("legislationAmends", related(RelationKind::Amends))
        // To supersede is less than to repeal; this property takes both.
        .nodes("legislationChanges", related(RelationKind::Supersedes))
        .nodes("legislationEnsuresImplementationOf", related(RelationKind::Implements))
        .nodes("isBasedOn", related(RelationKind::BuildsOn))
        .node("encoding", text.as_ref())
        .nodes("contributor", agreement.parties.iter().map(|it| party(&it.value)));

    Some(node)
}

/// Returns when an agreement was first signed, where that is not still to come.
fn signed(agreement: &Agreement, day: Day) -> Option<Date> {
    let signed = agreement.timeline.iter().filter(|event| event.event == EventKind::Signed);
    signed.map(|event| event.date.value).filter(|date| date.first_day() <= day).min()
}

/// Tells whether an agreement is in force, where an event says so; what is amended stays as it was.
fn force(agreement: &Agreement, day: Day) -> Option<&'static str> {
    let force = |event: EventKind| match event {
        EventKind::InForce => Some("https://schema.org/InForce"),
        EventKind::Suspended | EventKind::Terminated => Some("https://schema.org/NotInForce"),
        _ => None,
    };

    let past = agreement.timeline.iter().filter(|event| event.date.value.first_day() <= day);
    let telling = past.filter(|event| force(event.event).is_some());

    telling.max_by_key(|event| event.date.value).and_then(|event| force(event.event))
}

fn person(site: &Site, id: EntryId) -> Option<Node> {
    let minister = site.minister(id)?;
    let day = site.as_of().day;
    let role = minister.role_on(day).filter(|role| role.is_known_to_be_held_on(day));
    let organisation = role.and_then(|role| role.organisation.as_deref());
    let employer = organisation.map(|name| Node::named("GovernmentOrganization", Some(name)));

    let spellings = minister.other_names.iter().map(|name| &*name.value);
    let names = spellings.chain(minister.names.iter().map(|(_, name)| &**name));
    let node = Node::whole("Person")
        .text("name", Some(site.title(id)))
        .texts("alternateName", names)
        .text("honorificPrefix", minister.honorific.as_deref())
        .text("description", site.entry(id).head.summary.as_deref())
        .text("url", Some(permalink(site, id)))
        .text("jobTitle", role.map(|role| &*role.title.value))
        .node("worksFor", employer.as_ref())
        .nodes("hasOccupation", minister.roles.iter().map(|it| occupation(minister, it)));

    Some(node)
}

/// A role with its dates: schema.org puts them around the occupation.
fn occupation(minister: &minister::Minister, role: &minister::Role) -> Node {
    let country = minister.country.as_ref();
    let country = country.map(|it| Node::named("Country", Some(it.value.name())));
    let occupation = Node::named("Occupation", Some(&role.title.value))
        .node("occupationLocation", country.as_ref());

    Node::new("Role")
        .text("startDate", role.from.as_ref().map(|date| date.value.iso()))
        .text("endDate", role.to.as_ref().map(|date| date.value.iso()))
        .node("hasOccupation", Some(&occupation))
}

fn dataset(site: &Site, id: EntryId) -> Option<Node> {
    let figure = site.figure(id)?;
    let base = &site.config().base_url;
    let csv = base.absolute(&cards::url(site, &site.address(id).beside("data.csv")));
    let known: Vec<_> = figure.known_on(site.as_of().day).collect();
    let source = figure.source.as_ref();
    let creator = source.and_then(|source| source.publisher.as_deref());
    let creator = creator.map(|name| Node::named("Organization", Some(name)));

    let download = Node::new("DataDownload")
        .text("encodingFormat", Some("text/csv"))
        .text("contentUrl", Some(csv));

    let catalogue = base.absolute(&cards::url(site, &site.data_address()));
    let catalogue =
        Node::named("DataCatalog", Some(&site.config().title)).text("url", Some(catalogue));
    let published = known.iter().filter_map(|it| it.published.as_ref()).map(|it| it.value).max();
    let node = Node::whole("Dataset")
        .text("name", Some(site.title(id)))
        .text("description", Some(description(site, id, figure)))
        .text("url", Some(permalink(site, id)))
        .text("dateModified", published.map(|date| date.iso()))
        .text("temporalCoverage", coverage(&known))
        .text("spatialCoverage", figure.geography.as_deref())
        .node("variableMeasured", Some(&variable(site, id, figure)))
        .texts("keywords", figure.say.iter().map(|word| &*word.value))
        .raw("isAccessibleForFree", "true")
        .node("isBasedOn", source.and_then(origin).as_ref())
        .node("creator", creator.as_ref())
        .node("publisher", publisher(site).as_ref())
        // The words of this site have a licence; the numbers have that of their source.
        .licence(source.and_then(|source| source.licence.as_deref()))
        .node("includedInDataCatalog", Some(&catalogue))
        .nodes("distribution", [download]);

    Some(node)
}

/// What search engines show of a data set; the title is the least that is true.
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
    Some(format!("{first}/{last}"))
}

fn variable(site: &Site, id: EntryId, figure: &Figure) -> Node {
    let unit = figure.unit.as_ref().filter(|unit| **unit != Unit::None);
    let name = figure.measure.as_deref().unwrap_or_else(|| site.title(id));
    Node::named("PropertyValue", Some(name)).text("unitText", unit.map(Unit::to_string))
}

/// The publication that values come from.
fn origin(source: &figure::FigureSource) -> Option<Node> {
    let is_known = source.title.is_some() || source.url.is_some();

    is_known.then(|| {
        let by = source.publisher.as_deref();
        let by = by.map(|name| Node::named("Organization", Some(name)));
        Node::named("CreativeWork", source.title.as_deref())
            .text("url", source.url.as_deref())
            .node("publisher", by.as_ref())
    })
}
