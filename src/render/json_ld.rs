//! JSON-LD after schema.org: `WebSite`, `NewsArticle`, `Legislation`, `Person`, `Dataset`.

use serde_json::{Value, json};

use super::cards;
use crate::content::Kind;
use crate::content::agreement::{EventKind, Party};
use crate::site::{EntryId, Site};

/// Describes the home page.
pub(super) fn website(site: &Site) -> String {
    let config = site.config();
    print(json!({
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": config.title,
        "url": config.base_url.whole(),
        "description": config.description,
        "inLanguage": config.language,
        "publisher": publisher(site),
    }))
}

/// Describes the page of an entry; plain pages have nothing to say beyond their HTML.
pub(super) fn entry(site: &Site, id: EntryId) -> Option<String> {
    let value = match site.kind(id) {
        Kind::Page => return None,
        Kind::Briefing => article(site, id),
        Kind::Agreement => legislation(site, id),
        Kind::Minister => person(site, id),
        Kind::Figure => dataset(site, id),
    };
    Some(print(value))
}

/// What every node that stands by itself begins with.
const CONTEXT: &str = "https://schema.org";

/// Prints a node, so that no text in it can end the script element that holds it.
fn print(mut node: Value) -> String {
    prune(&mut node);
    let text = node.to_string();
    if !text.contains(['<', '>', '&']) {
        return text;
    }
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Takes out what is not known.
fn prune(node: &mut Value) {
    match node {
        Value::Object(map) => {
            map.values_mut().for_each(prune);
            map.retain(|_, value| {
                !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty())
            });
        }
        Value::Array(list) => list.iter_mut().for_each(prune),
        _ => {}
    }
}

fn permalink(site: &Site, id: EntryId) -> String {
    site.config().base_url.absolute(&cards::url(site, site.address(id)))
}

fn publisher(site: &Site) -> Value {
    match &site.config().publisher {
        Some(publisher) => json!({
            "@type": "Organization",
            "name": publisher.name,
            "url": publisher.url,
        }),
        None => Value::Null,
    }
}

fn article(site: &Site, id: EntryId) -> Value {
    let Some(briefing) = site.briefing(id) else {
        return Value::Null;
    };
    let date = briefing.date.as_ref().map(|date| date.value.iso());
    let updated = cards::last_update(briefing, site.as_of().day).map(|date| date.iso());
    let name = |kind, id| {
        json!({
            "@type": kind,
            "name": site.title(id),
            "url": permalink(site, id),
        })
    };
    let ministers = site.named(id, Kind::Minister).into_iter().map(|id| name("Person", id));
    let agreements = site.named(id, Kind::Agreement).into_iter().map(|id| name("Legislation", id));
    let figures = site
        .uses(id, Kind::Figure)
        .into_iter()
        .map(|figure| observation(site, figure, site.day_of(id)));
    json!({
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": site.title(id),
        "description": site.entry(id).head.summary,
        "url": permalink(site, id),
        "mainEntityOfPage": permalink(site, id),
        "datePublished": date,
        "dateModified": updated.or(date),
        "inLanguage": site.config().language,
        "author": publisher(site),
        "publisher": publisher(site),
        "about": agreements.collect::<Vec<_>>(),
        "mentions": ministers.chain(figures).collect::<Vec<_>>(),
        "keywords": briefing.topics.iter().map(|topic| &*topic.value).collect::<Vec<_>>(),
        "contentLocation": briefing
            .countries
            .iter()
            .map(|country| json!({"@type": "Country", "name": country.value.name()}))
            .collect::<Vec<_>>(),
    })
}

/// One value of a figure as of a day.
fn observation(site: &Site, id: EntryId, day: crate::value::Day) -> Value {
    let known = site.figure(id).and_then(|figure| figure.known_on(day).next_back());
    let value = known.map(|known| known.value.value.words());
    json!({
        "@type": "Observation",
        "name": site.title(id),
        "url": permalink(site, id),
        "value": value,
        "observationPeriod": known.and_then(|known| known.period.as_ref()).map(|period| period.value.words()),
    })
}

fn legislation(site: &Site, id: EntryId) -> Value {
    let Some(agreement) = site.agreement(id) else {
        return Value::Null;
    };
    let day = site.as_of().day;
    let signed = agreement
        .timeline
        .iter()
        .filter(|event| event.event == EventKind::Signed)
        .map(|event| event.date.value)
        .filter(|date| date.first_day() <= day)
        .min()
        .map(|date| date.iso());
    let status = agreement.status_on(day).map(|event| event.event);
    let force = match status {
        Some(EventKind::InForce) => Some("https://schema.org/InForce"),
        Some(EventKind::Suspended | EventKind::Terminated) => Some("https://schema.org/NotInForce"),
        _ => None,
    };
    // schema.org lets only people and organisations contribute: a state acts as its government.
    let party = |party: &Party| match party {
        Party::Country(country) => json!({
            "@type": "GovernmentOrganization",
            "name": country.name(),
            "areaServed": {"@type": "Country", "name": country.name()},
        }),
        Party::Named(name) => json!({"@type": "Organization", "name": name}),
    };
    let changes = |words: &str| {
        let groups = site.relations(id);
        let group = groups.into_iter().find(|(known, _)| *known == words);
        group.map(|(_, ids)| ids.into_iter().map(|id| permalink(site, id)).collect::<Vec<_>>())
    };
    json!({
        "@context": CONTEXT,
        "@type": "Legislation",
        "name": site.title(id),
        "alternateName": agreement.short_title,
        "description": site.entry(id).head.summary,
        "url": permalink(site, id),
        "legislationType": agreement.instrument.map(crate::content::agreement::Instrument::words),
        "legislationDate": signed,
        "legislationLegalForce": force,
        "legislationAmends": changes("Amends"),
        "contributor": agreement.parties.iter().map(|it| party(&it.value)).collect::<Vec<_>>(),
    })
}

fn person(site: &Site, id: EntryId) -> Value {
    let Some(minister) = site.minister(id) else {
        return Value::Null;
    };
    let day = site.as_of().day;
    let role = minister.role_on(day).filter(|role| role.is_known_to_be_held_on(day));
    let names: Vec<&str> = minister
        .other_names
        .iter()
        .map(|name| &*name.value)
        .chain(minister.names.iter().map(|(_, name)| &**name))
        .collect();
    json!({
        "@context": CONTEXT,
        "@type": "Person",
        "name": site.title(id),
        "alternateName": names,
        "honorificPrefix": minister.honorific,
        "url": permalink(site, id),
        "jobTitle": role.map(|role| &role.title.value),
        "worksFor": role.and_then(|role| role.organisation.as_deref())
            .map(|name| json!({"@type": "GovernmentOrganization", "name": name})),
    })
}

fn dataset(site: &Site, id: EntryId) -> Value {
    let Some(figure) = site.figure(id) else {
        return Value::Null;
    };
    let base = &site.config().base_url;
    let csv = base.absolute(&cards::url(site, &site.address(id).beside("data.csv")));
    let known: Vec<_> = figure.known_on(site.as_of().day).collect();
    let periods: Vec<_> = known.iter().filter_map(|known| known.period.as_ref()).collect();
    let coverage = periods
        .first()
        .zip(periods.last())
        .map(|(first, last)| format!("{}/{}", first.value.first(), last.value.last()));
    let source = figure.source.as_ref();
    // Search engines ask for a description; the title is the least that is true.
    let description = figure.measure.as_deref().or(site.entry(id).head.summary.as_deref());
    json!({
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": site.title(id),
        "description": description.unwrap_or_else(|| site.title(id)),
        "url": permalink(site, id),
        "temporalCoverage": coverage,
        "spatialCoverage": figure.geography,
        "variableMeasured": figure.measure,
        "isBasedOn": source.and_then(|source| source.url.as_deref()),
        "creator": source.and_then(|source| source.publisher.as_deref())
            .map(|name| json!({"@type": "Organization", "name": name})),
        "publisher": publisher(site),
        "distribution": [{
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": csv,
        }],
    })
}
