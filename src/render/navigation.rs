//! Ways through the site: the menu, the footer, the way from the home page, the headings of a page.

use super::cards;
use super::context::Link;
use crate::content::{Heading, Kind};
use crate::site::{Address, EntryId, Site};

const LISTS: [(Kind, &str); 4] = [
    (Kind::Briefing, "Briefings"),
    (Kind::Agreement, "Agreements"),
    (Kind::Minister, "Ministers"),
    (Kind::Figure, "Figures"),
];

pub(super) fn navigation(site: &Site) -> Vec<Link<'_>> {
    let config = site.config();
    if config.navigation.is_empty() {
        let lists = LISTS.into_iter().filter(|(kind, _)| !site.listed(*kind).is_empty());
        return lists
            .map(|(kind, _)| Link {
                title: list_title(site, kind).into(),
                url: cards::url(site, &Site::list_address(kind)),
            })
            .collect();
    }
    config
        .navigation
        .iter()
        .map(|item| {
            // A dead item is a finding; a preview shows it leading to the page that says so.
            let target = site.menu_target(&item.url.value);
            let (url, title) = target.unwrap_or_else(|_| (item.url.value.to_string(), None));
            let list = || {
                let of = |kind: &Kind| cards::url(site, &Site::list_address(*kind)) == url;
                let kind = LISTS.iter().map(|(kind, _)| *kind).find(of);
                kind.map(|kind| list_title(site, kind))
            };
            let title = title.or_else(list);
            Link {
                title: item
                    .title
                    .as_deref()
                    .map(str::to_owned)
                    .or(title)
                    .unwrap_or_else(|| item.url.value.to_string())
                    .into(),
                url: url.into(),
            }
        })
        .collect()
}

/// Links what the menu leaves out, so that every page can be reached.
pub(super) fn footer(site: &Site) -> Vec<Link<'_>> {
    let named: Vec<_> = navigation(site).into_iter().map(|link| link.url).collect();
    let mut links = Vec::new();
    let mut add = |title: String, address: &Address| {
        let url = cards::url(site, address);
        if !named.contains(&url) {
            links.push(Link { title: title.into(), url });
        }
    };
    for (kind, _) in LISTS {
        if !site.config().navigation.is_empty() && !site.listed(kind).is_empty() {
            add(list_title(site, kind), &Site::list_address(kind));
        }
    }
    if !site.topics().is_empty() {
        add("Topics".to_owned(), &site.topics_address());
    }
    if !site.countries().is_empty() {
        add("Countries".to_owned(), &site.countries_address());
    }
    if site.has_data() {
        add(data_title(site), &site.data_address());
    }
    for id in site.root_pages() {
        add(site.title(id).to_owned(), site.address(id));
    }
    links
}

/// The title of the page that documents the files for programs.
pub(super) fn data_title(site: &Site) -> String {
    site.section("data").and_then(|id| own_title(site, id)).unwrap_or_else(|| "Data".to_owned())
}

/// A section's own title names the list of its kind.
pub(super) fn list_title(site: &Site, kind: Kind) -> String {
    let usual = LISTS.iter().find(|(known, _)| *known == kind).map_or("", |(_, title)| title);
    let section = site.section(kind.folder());
    section.and_then(|id| own_title(site, id)).unwrap_or_else(|| usual.to_owned())
}

/// The title that a section's front matter gives; where it gives none, the id stands in its place.
pub(super) fn own_title(site: &Site, id: EntryId) -> Option<String> {
    let entry = site.entry(id);
    (*entry.head.title != *entry.id.value).then(|| entry.head.title.to_string())
}

/// Scripts that are written from right to left, by the language subtags that use them (CLDR).
const RIGHT_TO_LEFT: [&str; 11] =
    ["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];

/// Tells in which direction a language is written.
pub(super) fn direction(language: &str) -> &'static str {
    let base = language.split('-').next().unwrap_or_default().to_lowercase();
    if RIGHT_TO_LEFT.contains(&base.as_str()) { "rtl" } else { "ltr" }
}

/// The way from the home page: the list of the kind, and the sections of the folders.
pub(super) fn breadcrumbs(site: &Site, id: EntryId) -> Vec<Link<'_>> {
    let mut crumbs = Vec::new();
    if !site.is_filed(id) {
        let kind = site.kind(id);
        crumbs.push(Link {
            title: list_title(site, kind).into(),
            url: cards::url(site, &Site::list_address(kind)),
        });
        return crumbs;
    }
    let folder = site.document(id).path.folder();
    let below = folder.strip_prefix("content/").unwrap_or_default();
    let mut way = String::new();
    for part in below.split('/').filter(|part| !part.is_empty()) {
        if !way.is_empty() {
            way.push('/');
        }
        way.push_str(part);
        let kind = LISTS.iter().map(|(kind, _)| *kind).find(|kind| kind.folder() == way);
        if let Some(kind) = kind {
            crumbs.push(Link {
                title: list_title(site, kind).into(),
                url: cards::url(site, &Site::list_address(kind)),
            });
        } else if let Some(section) = site.section(&way).filter(|&section| section != id) {
            crumbs.push(cards::link(site, section));
        }
    }
    crumbs
}

/// Nests the headings of a page; those below level 4 are left to the page itself.
pub(super) fn toc(site: &Site, id: EntryId) -> Vec<super::context::Heading> {
    let headings = &site.document(id).body.headings;
    let shown: Vec<(u32, &Heading)> =
        (0..).zip(headings).filter(|(_, heading)| (2..=4).contains(&heading.level)).collect();
    nested(site, id, &shown)
}

fn nested(site: &Site, id: EntryId, headings: &[(u32, &Heading)]) -> Vec<super::context::Heading> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(&(number, heading)) = headings.get(at) {
        let below =
            headings[at + 1..].iter().take_while(|(_, next)| next.level > heading.level).count();
        all.push(super::context::Heading {
            id: heading.id.to_string(),
            title: site.heading_words(id, number),
            level: heading.level,
            children: nested(site, id, &headings[at + 1..=at + below]),
        });
        at += below + 1;
    }
    all
}
