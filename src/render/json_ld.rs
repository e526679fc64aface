//! JSON-LD after schema.org: `WebSite`, `NewsArticle`, `Legislation`, `Person`, `Dataset`.

use super::cards;
use crate::content::Kind;
use crate::content::agreement::{EventKind, Party, RelationKind};
use crate::site::{EntryId, Site, Voice};

/// Describes the home page.
pub(super) fn website(site: &Site) -> String {
    let config = site.config();
    Node::whole("WebSite")
        .text("name", Some(&*config.title))
        .text("url", Some(config.base_url.whole()))
        .text("description", config.description.as_deref())
        .text("inLanguage", Some(config.language.value.as_str()))
        .node("publisher", publisher(site).as_ref())
        .print()
}

/// Describes the page of an entry; plain pages have nothing to say beyond their HTML.
pub(super) fn entry(site: &Site, id: EntryId) -> Option<String> {
    let node = match site.kind(id) {
        Kind::Page => None,
        Kind::Briefing => article(site, id),
        Kind::Agreement => legislation(site, id),
        Kind::Minister => person(site, id),
        Kind::Figure => dataset(site, id),
    };
    node.map(Node::print)
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
    site.config().base_url.absolute(&cards::url(site, site.address(id)))
}

/// Names an entry, with the address of its page.
fn named_page(site: &Site, kind: &str, id: EntryId) -> Node {
    Node::named(kind, Some(site.title(id))).text("url", Some(permalink(site, id)))
}

fn publisher(site: &Site) -> Option<Node> {
    let publisher = site.config().publisher.as_ref()?;
    let node = Node::named("Organization", Some(&publisher.name));
    Some(node.text("url", publisher.url.as_deref()))
}

fn article(site: &Site, id: EntryId) -> Option<Node> {
    let briefing = site.briefing(id)?;
    let date = briefing.date.as_ref().map(|date| date.value.iso());
    let updated = cards::last_update(briefing, site.as_of().day).map(|date| date.iso());
    let name = |kind, id| named_page(site, kind, id);
    let ministers = site.named(id, Kind::Minister).into_iter().map(|id| name("Person", id));
    let agreements = site.named(id, Kind::Agreement).into_iter().map(|id| name("Legislation", id));
    let voice = site.voice_of(id);
    let figures = site.uses(id, Kind::Figure).into_iter().map(|it| observation(site, it, voice));
    let countries = briefing.countries.iter();
    let work =
        |id: EntryId| name("NewsArticle", id).text("inLanguage", Some(site.language_of(id).tag()));
    let translations = site.translations_of(id).iter().map(|&id| work(id));
    let source = site.source_of(id).map(work);
    let (url, publisher) = (permalink(site, id), publisher(site));
    let node = Node::whole("NewsArticle")
        .text("headline", Some(site.title(id)))
        .text("description", site.entry(id).head.summary.as_deref())
        .text("url", Some(&url))
        .text("mainEntityOfPage", Some(&url))
        .text("datePublished", date.as_ref())
        .text("dateModified", updated.or_else(|| date.clone()))
        .text("inLanguage", Some(voice.language.tag()))
        .nodes("workTranslation", translations)
        .node("translationOfWork", source.as_ref())
        .node("author", publisher.as_ref())
        .node("publisher", publisher.as_ref())
        .nodes("about", agreements)
        .nodes("mentions", ministers.chain(figures))
        .texts("keywords", briefing.topics.iter().map(|topic| &*topic.value))
        .nodes(
            "contentLocation",
            countries.map(|it| Node::named("Country", Some(&voice.language.country(it.value)))),
        );
    Some(node)
}

/// One value of a figure as of a day.
fn observation(site: &Site, id: EntryId, Voice { day, language }: Voice<'_>) -> Node {
    let known = site.figure(id).and_then(|figure| figure.known_on(day).next_back());
    let period = known.and_then(|known| known.period.as_ref());
    Node::named("Observation", Some(site.title(id)))
        .text("url", Some(permalink(site, id)))
        .text("value", known.map(|known| known.value.value.words_in(language)))
        .text("observationPeriod", period.map(|period| period.value.words_in(language)))
}

fn legislation(site: &Site, id: EntryId) -> Option<Node> {
    let agreement = site.agreement(id)?;
    let day = site.as_of().day;
    let language = site.language_of(id);
    let signed = agreement
        .timeline
        .iter()
        .filter(|event| event.event == EventKind::Signed)
        .map(|event| event.date.value)
        .filter(|date| date.first_day() <= day)
        .min();
    let status = agreement.status_on(day).map(|event| event.event);
    let force = match status {
        Some(EventKind::InForce) => Some("https://schema.org/InForce"),
        Some(EventKind::Suspended | EventKind::Terminated) => Some("https://schema.org/NotInForce"),
        _ => None,
    };
    // schema.org lets only people and organisations contribute: a state acts as its government.
    let party = |party: &Party| match party {
        Party::Country(country) => {
            let name = language.country(*country);
            Node::named("GovernmentOrganization", Some(&name))
                .node("areaServed", Some(&Node::named("Country", Some(&name))))
        }
        Party::Named(name) => Node::named("Organization", Some(name)),
    };
    let relations = site.relations(id).into_iter();
    let amended = relations
        .filter(|(kind, is_inverse, _)| *kind == RelationKind::Amends && !is_inverse)
        .find(|(_, _, ids)| !ids.is_empty());
    let amended = amended.map(|(_, _, ids)| ids).unwrap_or_default();
    let node = Node::whole("Legislation")
        .text("name", Some(site.title(id)))
        .text("alternateName", agreement.short_title.as_deref())
        .text("description", site.entry(id).head.summary.as_deref())
        .text("url", Some(permalink(site, id)))
        .text(
            "legislationType",
            agreement.instrument.map(|it| language.term("instrument", it.id())),
        )
        .text("legislationDate", signed.map(|date| date.iso()))
        .text("legislationLegalForce", force)
        .nodes(
            "legislationAmends",
            amended.into_iter().map(|id| named_page(site, "Legislation", id)),
        )
        .nodes("contributor", agreement.parties.iter().map(|it| party(&it.value)));
    Some(node)
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
        .text("url", Some(permalink(site, id)))
        .text("jobTitle", role.map(|role| &*role.title.value))
        .node("worksFor", employer.as_ref());
    Some(node)
}

fn dataset(site: &Site, id: EntryId) -> Option<Node> {
    let figure = site.figure(id)?;
    let base = &site.config().base_url;
    let csv = base.absolute(&cards::url(site, &site.address(id).beside("data.csv")));
    let known: Vec<_> = figure.known_on(site.as_of().day).collect();
    let periods: Vec<_> = known.iter().filter_map(|known| known.period.as_ref()).collect();
    let coverage = periods
        .first()
        .zip(periods.last())
        .map(|(first, last)| format!("{}/{}", first.value.first(), last.value.last()));
    let source = figure.source.as_ref();
    let creator = source.and_then(|source| source.publisher.as_deref());
    let creator = creator.map(|name| Node::named("Organization", Some(name)));
    // Search engines ask for a description; the title is the least that is true.
    let description = figure.measure.as_deref().or(site.entry(id).head.summary.as_deref());
    let download = Node::new("DataDownload")
        .text("encodingFormat", Some("text/csv"))
        .text("contentUrl", Some(csv));
    let node = Node::whole("Dataset")
        .text("name", Some(site.title(id)))
        .text("description", Some(description.unwrap_or_else(|| site.title(id))))
        .text("url", Some(permalink(site, id)))
        .text("temporalCoverage", coverage)
        .text("spatialCoverage", figure.geography.as_deref())
        .text("variableMeasured", figure.measure.as_deref())
        .text("isBasedOn", source.and_then(|source| source.url.as_deref()))
        .node("creator", creator.as_ref())
        .node("publisher", publisher(site).as_ref())
        .nodes("distribution", [download]);
    Some(node)
}
