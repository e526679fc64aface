//! Navigation: the menu, the footer, breadcrumbs, and the table of contents.

use super::cards;
use super::context::{Lang, PageLink, TocEntry};
use crate::config::MenuItem;
use crate::content::{Heading, Kind};
use crate::diagnostic::Code;
use crate::language::Language;
use crate::site::{Address, EntryId, MenuTarget, Site};

/// The most pages without a section that the foot of every page names: a few dozen is what a reader looks through. Who
/// has more needs a menu of their own, or sections.
const FOOTER_MAX: usize = 24;

/// The kinds that have lists, in the order of the menu.
const LISTS: [Kind; 4] = [Kind::Briefing, Kind::Agreement, Kind::Minister, Kind::Figure];

/// Returns the main menu, for a page in a language.
pub(super) fn navigation<'s>(site: &'s Site, language: &Language) -> Vec<PageLink<'s>> {
    let items = &site.config().navigation;
    if items.is_empty() {
        let lists = LISTS.into_iter().filter(|kind| !site.listed(*kind).is_empty());
        return lists.map(|kind| list_link(site, kind, language)).collect();
    }

    menu(site, items, language)
}

/// Returns the links of a menu that are printed.
fn menu<'s>(site: &'s Site, items: &'s [MenuItem], language: &Language) -> Vec<PageLink<'s>> {
    // On a day of the past a page of the menu may not have been there; and what no reader may follow is never
    // printed, not even in a preview.
    let is_printed = |item: &&MenuItem| match site.menu_target(&item.url.value) {
        Ok(_) => true,
        Err(error) => {
            let is_refused = error.code == Code::UnsafeLink;
            !site.as_of().is_past && !is_refused && !site.is_empty_list(&item.url.value)
        }
    };
    items.iter().filter(is_printed).map(|item| menu_link(site, item, language)).collect()
}

fn menu_link<'s>(site: &'s Site, item: &'s MenuItem, language: &Language) -> PageLink<'s> {
    // A dead item is a finding; a preview shows it leading to the page that says so.
    let target = site.menu_target(&item.url.value);
    let target = target.unwrap_or_else(|_| MenuTarget::elsewhere(&item.url.value));
    let MenuTarget { url, entry } = target;
    let foreign = |own: &Language| (own.tag() != language.tag()).then(|| Lang::new(own));

    if let Some(title) = &item.title {
        return PageLink {
            title: title.in_language(language.tag()).into(),
            lang: title
                .translated(language.tag())
                .map_or_else(|| foreign(site.language()), |_| None),
            url: url.into(),
        };
    }

    if let Some(entry) = entry {
        return PageLink {
            title: site.title(entry).into(),
            lang: foreign(site.language_of(entry)),
            url: url.into(),
        };
    }

    // The list of a kind has no entry to take a title from, and gets the usual one.
    let of = |kind: &Kind| cards::url(site, &Address::list(*kind)) == url;
    match LISTS.into_iter().find(of) {
        Some(kind) => list_link(site, kind, language),
        None => cards::own_link(item.url.value.to_string(), url),
    }
}

/// Returns what the foot of pages links to: what the settings name, and then every page outside the menu, so that
/// each can be reached.
pub(super) fn footer<'s>(site: &'s Site, language: &Language) -> Vec<PageLink<'s>> {
    let mut links = menu(site, &site.config().footer, language);
    let named = navigation(site, language).into_iter().chain(links.iter().cloned());
    let named: Vec<_> = named.map(|link| link.url).collect();
    let mut add = |link: PageLink<'s>| {
        if !named.contains(&link.url) {
            links.push(link);
        }
    };

    for kind in LISTS {
        // Without a menu of the site's own the lists are in the main menu already.
        if !site.config().navigation.is_empty() && !site.listed(kind).is_empty() {
            add(list_link(site, kind, language));
        }
    }

    if !site.topics().is_empty() {
        let (title, lang) = folder_title(site, "topics", language);
        add(PageLink { title: title.into(), lang, url: cards::url(site, &Address::topics()) });
    }

    if !site.countries().is_empty() {
        let (title, lang) = folder_title(site, "countries", language);
        add(PageLink { title: title.into(), lang, url: cards::url(site, &Address::countries()) });
    }

    if site.lists().has_data() {
        let (title, lang) = folder_title(site, "data", language);
        add(PageLink { title: title.into(), lang, url: cards::url(site, &Address::data()) });
    }

    if site.config().search {
        let title = language.phrase("search").to_owned();
        let url = cards::url(site, &Address::search());
        add(PageLink { title: title.into(), lang: None, url });
    }

    // Last, because there may be many: about, contact, accessibility, and so on.
    for id in site.root_pages().into_iter().take(FOOTER_MAX) {
        add(cards::link(site, id, language));
    }

    links
}

/// Links the list of a kind.
fn list_link<'s>(site: &'s Site, kind: Kind, language: &Language) -> PageLink<'s> {
    let (title, lang) = folder_title(site, kind.folder(), language);
    PageLink { title: title.into(), lang, url: cards::url(site, &Address::list(kind)) }
}

/// Returns the title of a folder's list: its section's own, or else the phrase of the language; with the
/// language of the title, if it is another one.
pub(super) fn folder_title(
    site: &Site,
    folder: &str,
    language: &Language,
) -> (String, Option<Lang>) {
    let section = site.index().section(folder);
    match section.and_then(|id| Some((id, own_title(site, id)?))) {
        Some((id, title)) => (title, Lang::of_entry(site, id, language)),
        None => (language.phrase(folder).to_owned(), None),
    }
}

/// Returns the title in a section's front matter; none if the id is used instead.
pub(super) fn own_title(site: &Site, id: EntryId) -> Option<String> {
    let entry = site.entry(id);
    // Front matter without a title gets the id for one, which is the name of a file.
    (*entry.head.title != *entry.id.value).then(|| entry.head.title.to_string())
}

/// Returns the breadcrumbs of an entry: the list of its kind, and the sections of its folders.
pub(super) fn breadcrumbs(site: &Site, id: EntryId) -> Vec<PageLink<'_>> {
    let language = site.language_of(id);
    let mut crumbs = Vec::new();

    // An inline record is in no folder; only the list of its kind is above it.
    if !site.index().is_filed(id) {
        crumbs.push(list_link(site, site.kind(id), language));
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

        // A list before a section: the section of such a folder supplies the list's words and has no page of
        // its own.
        if let Some(kind) = LISTS.into_iter().find(|kind| kind.folder() == way) {
            crumbs.push(list_link(site, kind, language));
        } else if let Some(section) = site.index().section(&way).filter(|&section| section != id) {
            crumbs.push(cards::link(site, section, language));
        }
    }

    crumbs
}

/// Nests the headings of a page; those below level 4 are left to the page itself.
pub(super) fn toc(site: &Site, id: EntryId) -> Vec<TocEntry> {
    let headings = &site.document(id).body.headings;

    // The first level is the title's own.
    let shown: Vec<(u32, &Heading)> =
        (0..).zip(headings).filter(|(_, heading)| (2..=4).contains(&heading.level)).collect();
    nested(site, id, &shown)
}

fn nested(site: &Site, id: EntryId, headings: &[(u32, &Heading)]) -> Vec<TocEntry> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(&(number, heading)) = headings.get(at) {
        let below =
            headings[at + 1..].iter().take_while(|(_, next)| next.level > heading.level).count();
        all.push(TocEntry {
            id: heading.id.to_string(),
            title: site.answers().heading_words(id, number),
            level: heading.level,
            children: nested(site, id, &headings[at + 1..=at + below]),
        });

        at += below + 1;
    }

    all
}
