//! Addresses that were published and lead nowhere now.
//!
//! In: a site, and the manifest of what was published before. Out: findings, at the page that took the place of an
//! address where it is found. Invariant: no file is read; an address that leads somewhere, or that the settings call
//! gone, has no finding.

use std::collections::{BTreeMap, BTreeSet};

use crate::config;
use crate::diagnostic::{Code, Diagnostic, Place, Texts};
use crate::output::{Manifest, OutPath, PageMark};
use crate::site::{EntryId, PageKind, RouteKind, Site};
use crate::source::{Hash, Span, builtin};

/// How many files beside a page, or further addresses, a message names.
const NAMED: usize = 3;

/// Endings of files that belong to the look of a site, and to nobody's links.
const DESIGN: [&str; 8] = [".css", ".js", ".map", ".woff", ".woff2", ".ttf", ".otf", ".ico"];

/// What was published before.
#[derive(Debug, Clone, Copy)]
pub struct PublishedSite<'m> {
    /// The list of its files.
    pub manifest: &'m Manifest,
    /// Whether it is the folder that the build replaces, which may never have been online.
    pub is_replaced: bool,
}

/// Returns what the page of a route can be found by again, wherever it is printed.
#[must_use]
pub fn page_mark(site: &Site, kind: &RouteKind) -> Option<PageMark> {
    match kind {
        RouteKind::Page(PageKind::Entry(id, 1) | PageKind::Redirect(id)) => {
            Some(entry_mark(site, *id))
        }
        _ => None,
    }
}

fn entry_mark(site: &Site, id: EntryId) -> PageMark {
    // An inline record has a title and no text: that of its file is another page's.
    let body = &site.document(id).body;
    let text = (site.index().is_filed(id) && !body.is_empty).then_some(body.mark);
    PageMark { title: Hash::digest(site.title(id).as_bytes()).short(), text }
}

/// Finds addresses that were published and lead nowhere now.
#[must_use]
pub fn vanished(site: &Site, texts: &dyn Texts, published: PublishedSite<'_>) -> Vec<Diagnostic> {
    let lost = lost(site, published.manifest);
    if lost.is_empty() {
        return Vec::new();
    }

    let candidates = Candidates::collect(site, published.manifest);
    let mut findings = Vec::new();
    let mut by_page: BTreeMap<EntryId, (SuccessorMatch, Vec<Lost>)> = BTreeMap::new();

    for one in lost {
        match candidates.find(&one) {
            Some((id, likeness)) => {
                let page = by_page.entry(id).or_insert_with(|| (likeness, Vec::new()));
                page.0 = page.0.max(likeness);
                page.1.push(one);
            }
            None => findings.push(without_successor(&one, published)),
        }
    }

    for (id, (likeness, lost)) in by_page {
        findings.push(with_successor(site, texts, id, likeness, &lost));
    }

    findings
}

/// An address that leads nowhere, with the files beside it that went with it.
#[derive(Debug)]
struct Lost {
    address: String,
    is_page: bool,
    mark: Option<PageMark>,
    beside: Vec<String>,
}

/// Lists the addresses that lead nowhere; files go with the page that they lay beside.
fn lost(site: &Site, manifest: &Manifest) -> Vec<Lost> {
    let files: BTreeSet<String> = site.routes().iter().map(|route| route.address.file()).collect();
    let gone = site.gone();
    let is_lost = |path: &&OutPath| {
        let address = address(path);
        counts(path.as_str())
            && !files.contains(path.as_str())
            && !gone.iter().any(|gone| gone.covers(&address))
            && !goes_with_redirect(site, path.as_str())
    };

    let mut lost: Vec<Lost> = Vec::new();
    let mut alone = Vec::new();
    let mut pages: BTreeMap<String, usize> = BTreeMap::new();

    // Pages first: a page's file may come after those beside it in the order of paths.
    let (first, second): (Vec<&OutPath>, Vec<&OutPath>) =
        manifest.files().keys().filter(is_lost).partition(|path| is_page(path.as_str()));
    for path in first {
        let address = address(path);
        pages.insert(address.clone(), lost.len());
        lost.push(Lost { address, is_page: true, mark: manifest.mark(path), beside: Vec::new() });
    }

    for path in second {
        let folder =
            format!("/{}", path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder));
        let page = pages.get(&format!("{}/", folder.trim_end_matches('/')));
        match page {
            Some(&page) => lost[page].beside.push(address(path)),
            None => alone.push(Lost {
                address: address(path),
                is_page: false,
                mark: None,
                beside: Vec::new(),
            }),
        }
    }

    lost.append(&mut alone);
    lost
}

/// Tells whether people and programs link to a file: pages, documents, pictures, data and feeds; not what a page of the
/// site loads by itself, nor the second page of a list, whose items move on with every briefing.
fn counts(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_further = path.strip_suffix("/index.html").is_some_and(|folder| {
        let mut parts = folder.rsplit('/');
        let number = parts.next().is_some_and(|part| part.bytes().all(|it| it.is_ascii_digit()));
        number && parts.next() == Some("page")
    });
    let is_for_servers = matches!(path, "404.html" | "robots.txt")
        || path.starts_with("search/")
        || (path.starts_with("sitemap") && path.ends_with(".xml"))
        || name.starts_with('_');

    !is_further
        && !is_for_servers
        && !builtin::is_theme_file(path)
        && !DESIGN.iter().any(|ending| name.ends_with(ending))
}

/// Tells whether the page that a file lay beside is redirected: its readers have found the new one.
fn goes_with_redirect(site: &Site, path: &str) -> bool {
    let Some((folder, _)) = path.rsplit_once('/').filter(|_| !is_page(path)) else {
        return false;
    };

    let route = site.route(&format!("/{folder}/"));
    route.is_some_and(|route| matches!(route.kind, RouteKind::Page(PageKind::Redirect(_))))
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

fn address(path: &OutPath) -> String {
    let name = path.as_str();
    let folder = name.strip_suffix("index.html");
    let folder = folder.filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(name))
}

/// Why a page is taken for the successor of an address; the surest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum SuccessorMatch {
    Name,
    Title,
    Text,
}

/// The pages that an address may have moved to.
struct Candidates {
    texts: BTreeMap<u64, EntryId>,
    titles: BTreeMap<u64, EntryId>,
    names: BTreeMap<String, EntryId>,
}

impl Candidates {
    fn collect(site: &Site, manifest: &Manifest) -> Candidates {
        let mut candidates =
            Candidates { texts: BTreeMap::new(), titles: BTreeMap::new(), names: BTreeMap::new() };

        // Of two alike the first is taken.
        for id in site.index().entries() {
            let mark = entry_mark(site, id);
            if let Some(text) = mark.text {
                candidates.texts.entry(text).or_insert(id);
            }
            candidates.titles.entry(mark.title).or_insert(id);

            // A page that was there before did not take the place of another of its name.
            let own = site.address(id);
            if manifest.files().get(&*own.file()).is_none() {
                candidates.names.entry(last_part(own.as_str()).to_owned()).or_insert(id);
            }
        }

        candidates
    }

    fn find(&self, lost: &Lost) -> Option<(EntryId, SuccessorMatch)> {
        if !lost.is_page {
            return None;
        }

        let text = lost.mark.and_then(|mark| self.texts.get(&mark.text?));
        let title = lost.mark.and_then(|mark| self.titles.get(&mark.title));
        let name = || self.names.get(last_part(&lost.address));

        text.map(|id| (*id, SuccessorMatch::Text))
            .or_else(|| title.map(|id| (*id, SuccessorMatch::Title)))
            .or_else(|| name().map(|id| (*id, SuccessorMatch::Name)))
    }
}

/// Returns the last part of an address: the name of its page.
fn last_part(address: &str) -> &str {
    address.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

fn with_successor(
    site: &Site,
    texts: &dyn Texts,
    id: EntryId,
    likeness: SuccessorMatch,
    lost: &[Lost],
) -> Diagnostic {
    let addresses: Vec<&str> = lost.iter().map(|lost| &*lost.address).collect();
    let leads = if addresses.len() == 1 { "leads" } else { "lead" };
    let was = if addresses.len() == 1 { "was" } else { "were" };
    let reason = match likeness {
        SuccessorMatch::Text => "has the same text",
        SuccessorMatch::Title => "has the same title",
        SuccessorMatch::Name => "has the same name",
    };
    let message = format!(
        "{} {was} published and {leads} nowhere now; this page {reason}",
        named(&addresses)
    );

    let written: Vec<String> = addresses.iter().map(|address| yaml_text(address)).collect();
    let key = format!("aliases: [{}]", written.join(", "));
    let document = site.document(id);
    let aliases = &site.entry(id).head.aliases;
    let help = match aliases.is_empty() {
        true => format!("add `{key}`, so that links to the old address lead here"),
        false => format!("add {} to `aliases`, so that links lead here", named(&addresses)),
    };
    let finding = Diagnostic::new(Code::VanishedUrl, site.place(id), message).help(help);

    // An inline record has no front matter of its own.
    let text = texts.text(&document.path).filter(|_| site.index().is_filed(id));
    let edit = text.and_then(|text| match aliases.last() {
        None => Some((after_opening(&text)?, format!("{key}{}", line_end(&text)))),
        Some(alias) => after_alias(&text, alias.span, &written),
    });

    match edit {
        Some((at, text)) => finding.fix(Place::new(&document.path, Span::new(at, at)), text),
        None => finding,
    }
}

fn without_successor(lost: &Lost, published: PublishedSite<'_>) -> Diagnostic {
    let beside = match &*lost.beside {
        [] => String::new(),
        [one] => format!("; so does `{one}`"),
        more => format!("; so do {} files beside it", more.len()),
    };
    let message = format!("`{}` was published and leads nowhere now{beside}", lost.address);

    let setting = format!("`gone: [{{address: {}, reason: \"why\"}}]`", yaml_text(&lost.address));
    let remedy = match lost.is_page {
        true => format!(
            "add it to the `aliases` of the page that took its place; or put the page back and say `withdrawn`; \
             or, if it has to go, list it here: {setting}"
        ),
        false => {
            format!(
                "put the file back under this name; or, if it has to go, list it here: {setting}"
            )
        }
    };
    let help = match published.is_replaced {
        true => {
            format!("{remedy}; if the output folder was never online, delete it and build again")
        }
        false => remedy,
    };

    // No file is at fault: the settings are where such an address can be listed.
    Diagnostic::new(Code::VanishedUrl, Place::new(&config::path(), Span::default()), message)
        .help(help)
}

/// Names a few addresses, and counts many.
fn named(addresses: &[&str]) -> String {
    let quoted: Vec<String> =
        addresses.iter().take(NAMED).map(|address| format!("`{address}`")).collect();
    match addresses.len() {
        1 => quoted.concat(),
        count if count > NAMED => format!("{} and {} more", quoted.join(", "), count - NAMED),
        _ => quoted.join(" and "),
    }
}

/// Writes an address as YAML in brackets, in quotation marks where it holds a sign of YAML.
fn yaml_text(address: &str) -> String {
    let is_plain = address
        .chars()
        .all(|sign| sign.is_alphanumeric() || matches!(sign, '/' | '-' | '_' | '.' | '~'));
    match is_plain {
        true => address.to_owned(),
        false => serde_json::Value::from(address).to_string(),
    }
}

/// Returns where the first key of a front matter stands.
fn after_opening(text: &str) -> Option<usize> {
    let end = text.find('\n')?;
    (text[..end].trim_end() == "---").then_some(end + 1)
}

fn line_end(text: &str) -> &'static str {
    let end = text.find('\n').unwrap_or_default();
    if text[..end].ends_with('\r') { "\r\n" } else { "\n" }
}

/// Returns where further aliases go after the last one, and the text: on lines of their own, or in brackets.
fn after_alias(text: &str, last: Span, written: &[String]) -> Option<(usize, String)> {
    let start = text[..last.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[start..last.start as usize];
    let quote = text[last.end as usize..].starts_with(['"', '\'']);
    let end = last.end as usize + usize::from(quote);

    let indent = before.trim_end_matches(['"', '\'']);
    if let Some(spaces) = indent.strip_suffix("- ").filter(|spaces| spaces.trim().is_empty()) {
        let lines = written.iter().map(|one| format!("{}{spaces}- {one}", line_end(text)));
        return Some((end, lines.collect()));
    }

    let is_in_brackets = before.contains('[');
    is_in_brackets.then(|| (end, format!(", {}", written.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_link_to_counts() {
        for path in [
            "index.html",
            "briefings/x/index.html",
            "briefings/x/map.svg",
            "report.pdf",
            "feed.xml",
            "topics/a/feed.xml",
            "data/figures.csv",
            "old.html",
            "page/about/index.html",
        ] {
            assert!(counts(path), "{path}");
        }

        for path in [
            "404.html",
            "robots.txt",
            "sitemap.xml",
            "sitemap-2.xml",
            "search/index.html",
            "search/pagefind/fragment/en_1.pf_fragment",
            "briefings/page/2/index.html",
            "chancery.css",
            "favicon.svg",
            "site.css",
            "fonts/a.woff2",
            "_redirects",
        ] {
            assert!(!counts(path), "{path}");
        }
    }

    #[test]
    fn an_alias_is_added_as_the_others_are_written() {
        let add = |text: &str, last: &str| {
            let start = text.find(last).unwrap();
            let span = Span::new(start, start + last.len());
            let edit = after_alias(text, span, &["/b/".to_owned()]);
            edit.map(|(at, new)| format!("{}{new}{}", &text[..at], &text[at..]))
        };

        assert_eq!(add("aliases: [/a/]\n", "/a/").unwrap(), "aliases: [/a/, /b/]\n");
        assert_eq!(add("aliases: [\"/a/\"]\n", "/a/").unwrap(), "aliases: [\"/a/\", /b/]\n");
        assert_eq!(
            add("aliases:\n  - /a/\nx: y\n", "/a/").unwrap(),
            "aliases:\n  - /a/\n  - /b/\nx: y\n"
        );
        assert_eq!(add("aliases: /a/\n", "/a/"), None);
    }
}
