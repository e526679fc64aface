//! The repository's own site, which the README shows, and the showcase of every feature.
//!
//! Properties of every page of any site are checked on both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use chancery::source::disk::DiskFiles;
use chancery::workspace::Workspace;
use percent_encoding::percent_decode_str;

use crate::support::{Element, Output, as_of, elements, output, over_theme};

/// A site in the repository, as built on some day.
pub(crate) struct Built {
    base: &'static str,
    pub(crate) output: Output,
    /// The pages with their elements.
    pages: BTreeMap<String, Vec<Element>>,
}

pub(crate) fn built(folder: &str, day: &str) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = DiskFiles::open(&root).expect("the repository holds a site");
    output(&mut Workspace::new(over_theme(files)), &as_of(day))
}

fn with_pages(base: &'static str, output: Output) -> Built {
    let pages = output.pages().map(|path| (path.to_owned(), elements(output.text(path))));
    Built { base, pages: pages.collect(), output }
}

static EXAMPLE: LazyLock<Built> =
    LazyLock::new(|| with_pages("https://example.org", built("", "2025-11-15")));

pub(crate) static SHOWCASE: LazyLock<Built> =
    LazyLock::new(|| with_pages("https://corpus.example", built("tests/showcase", "2026-01-15")));

fn sites() -> [&'static Built; 2] {
    [&EXAMPLE, &SHOWCASE]
}

#[test]
fn they_build_with_no_finding_on_any_day() {
    // The day on which the newest briefing was published, days around it, and some years later.
    for day in ["2025-08-20", "2025-08-21", "2025-11-15", "2026-06-30", "2030-01-01"] {
        assert_eq!(built("", day).findings, "", "as of {day}");
    }

    // One page of the showcase is an outdated translation on purpose.
    let findings = &SHOWCASE.output.findings;
    assert!(findings.starts_with("warning[stale-translation]: `river-levels`"), "{findings}");
    assert_eq!(findings.matches("\n --> ").count(), 1, "{findings}");
}

/// Returns the file in which an address of the site is published, and its anchor.
fn file_of(base: &str, page: &str, url: &str) -> Option<(String, Option<String>)> {
    let url = url.strip_prefix(base).unwrap_or(url);
    if url.contains("://") || url.starts_with("mailto:") || url.starts_with("tel:") {
        return None;
    }

    let (path, anchor) = match url.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (url, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() && !url.is_empty() {
        return Some((page.to_owned(), anchor));
    }

    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    assert!(path.starts_with('/'), "{page}: `{url}` depends on where it is read");

    let path = path.trim_start_matches('/');
    let is_folder = path.is_empty() || path.ends_with('/');

    Some((if is_folder { format!("{path}index.html") } else { path.to_owned() }, anchor))
}

#[test]
fn every_link_leads_somewhere() {
    for Built { base, output, pages } in sites() {
        let ids: BTreeMap<&str, BTreeSet<&str>> = pages
            .iter()
            .map(|(path, all)| (&**path, all.iter().filter_map(|it| it.get("id")).collect()))
            .collect();

        let mut links = 0;
        for (page, all) in pages {
            let urls = all.iter().flat_map(|it| [it.get("href"), it.get("src")]).flatten();
            for url in urls {
                let Some((file, anchor)) = file_of(base, page, url) else {
                    continue;
                };

                links += 1;
                assert!(output.has(&file), "{page}: `{url}` leads to no file");

                if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
                    let anchor = percent_decode_str(&anchor).decode_utf8_lossy();
                    let there = ids.get(file.as_str()).is_some_and(|ids| ids.contains(&*anchor));
                    assert!(there, "{page}: `{url}` leads to no anchor");
                }
            }
        }

        assert!(links > 500, "{links} links are too few to have been looked at");
    }
}

#[test]
fn every_page_can_be_reached_from_the_home_page() {
    for Built { base, pages, .. } in sites() {
        let mut seen: BTreeSet<String> = BTreeSet::from(["index.html".to_owned()]);
        let mut next = vec!["index.html".to_owned()];
        while let Some(page) = next.pop() {
            let all = pages.get(page.as_str()).map(Vec::as_slice).unwrap_or_default();

            // The search page is reached through its form.
            let ways = all.iter().filter_map(|it| match it.name.as_str() {
                "a" => it.get("href"),
                "form" => it.get("action"),
                _ => None,
            });

            for url in ways {
                let file = file_of(base, &page, url).map(|(file, _)| file);
                if let Some(file) = file.filter(|file| seen.insert(file.clone())) {
                    next.push(file);
                }
            }
        }

        let listed = pages.iter().filter(|(path, all)| *path != "404.html" && !is_redirect(all));
        let lost: Vec<_> =
            listed.filter(|(path, _)| !seen.contains(*path)).map(|it| it.0).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}

fn is_redirect(page: &[Element]) -> bool {
    page.iter().any(|it| it.get("http-equiv") == Some("refresh"))
}

#[test]
fn the_sitemap_lists_the_pages_and_feeds_are_well_formed() {
    for Built { base, output, pages } in sites() {
        let sitemap = output.text("sitemap.xml");
        let urls: BTreeSet<String> = sitemap
            .split("<loc>")
            .skip(1)
            .filter_map(|part| {
                file_of(base, "", part.split("</loc>").next()?).map(|(file, _)| file)
            })
            .collect();

        let listed: BTreeSet<String> = pages
            .iter()
            .filter(|(page, all)| *page != "404.html" && !is_redirect(all))
            .filter(|(_, all)| !all.iter().any(|it| it.get("content") == Some("noindex")))
            .map(|(page, _)| page.clone())
            .collect();

        assert_eq!(urls, listed);

        let feeds = output.files.iter().filter(|(path, _)| path.contains("feed"));
        for (path, bytes) in feeds.chain(output.files.get_key_value("sitemap.xml")) {
            let mut reader = quick_xml::Reader::from_reader(bytes.as_slice());
            let mut last =
                quick_xml::events::Event::Start(quick_xml::events::BytesStart::new("xml"));
            while last != quick_xml::events::Event::Eof {
                last = reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}"));
            }
        }
    }
}

#[test]
fn every_json_ld_block_parses() {
    for Built { base, output, pages } in sites() {
        let mut blocks = 0;
        for (page, all) in pages {
            let is_data = |it: &&Element| it.name == "script" && it.get("src").is_none();
            for element in all.iter().filter(is_data) {
                let node: serde_json::Value = serde_json::from_str(&element.script)
                    .unwrap_or_else(|error| panic!("{page}: {error}: {}", element.script));
                assert_eq!(node["@context"], "https://schema.org", "{page}");
                assert!(node["@type"].is_string(), "{page}");
                let url = node["url"].as_str().unwrap_or_default();
                let file = file_of(base, page, url).map(|(file, _)| file);
                let file = file.unwrap_or_else(|| panic!("{page}: `{url}` is not ours"));
                assert!(output.has(&file), "{page}: `{url}`");

                blocks += 1;
            }
        }

        assert!(blocks > 20, "{blocks}");
    }
}

#[test]
fn no_page_holds_inline_style_or_script() {
    for Built { pages, .. } in sites() {
        for (page, all) in pages {
            for element in all {
                assert!(element.name != "style", "{page}");

                if element.name == "script" && element.get("src").is_none() {
                    assert_eq!(element.get("type"), Some("application/ld+json"), "{page}");
                }

                assert!(element.get("src").is_none() || element.script.is_empty(), "{page}");

                for name in element.attributes.keys() {
                    assert!(name != "style" && !name.starts_with("on"), "{page}: {element:?}");
                }

                let url = element.get("href").or(element.get("src")).unwrap_or_default();
                assert!(
                    !url.starts_with("javascript:") && !url.starts_with("data:"),
                    "{page}: {url}"
                );
            }
        }
    }
}

#[test]
fn ids_are_unique_and_labels_lead_to_them() {
    for Built { pages, .. } in sites() {
        for (page, all) in pages {
            let mut ids = BTreeSet::new();
            for id in all.iter().filter_map(|it| it.get("id")) {
                assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{page}: `{id}`");
                assert!(ids.insert(id), "{page}: two elements have the id `{id}`");
            }

            for label in all.iter().filter_map(|it| it.get("aria-labelledby")) {
                assert!(ids.contains(label), "{page}: no `{label}`");
            }

            assert_eq!(all.iter().filter(|it| it.name == "h1").count(), 1, "{page}: one h1");
        }
    }
}
