//! Addresses that were published and are gone: what a build says, and what a server is told.

use std::collections::BTreeMap;

use chancery::diagnostic::{self, Code, Severity};
use chancery::output::{Manifest, ManifestEntry, OutPath};
use chancery::proof::{PublishedSite, page_mark, vanished};
use chancery::render::{RedirectFormat, redirects};
use chancery::source::memory::MemoryFiles;
use chancery::workspace::{Build, Workspace};

use crate::support::{SETTINGS, as_of, files, over_theme};

const DAY: &str = "2025-10-01";

fn built(files: MemoryFiles) -> (Build, Workspace) {
    let mut workspace = Workspace::new(over_theme(files));
    let built = workspace.build(&as_of(DAY), &mut |_| {}).unwrap();
    // Some of these sites lose their only page.
    let others = built.findings.iter().filter(|finding| finding.code != Code::EmptySite);
    assert_eq!(others.count(), 0, "{:#?}", built.findings);
    (built, workspace)
}

/// Returns the manifest that a build would write.
fn manifest(files: MemoryFiles) -> Manifest {
    let (built, _) = built(files);
    let mut entries = BTreeMap::new();
    let mut marks = BTreeMap::new();
    for route in built.edition.routes() {
        let path = OutPath::new(&route.address.file()).unwrap();
        entries.insert(path.clone(), ManifestEntry::new(b""));
        if let Some(mark) = page_mark(built.edition.site(), &route.kind) {
            marks.insert(path, mark);
        }
    }

    // As it is read from a file.
    let manifest = Manifest::from(entries).with_marks(marks, false);
    Manifest::parse(&manifest.to_bytes()).unwrap()
}

fn site(text: &str) -> MemoryFiles {
    files(&format!("{SETTINGS}{text}"))
}

/// Returns the findings of a site after another was published.
fn said(old: &str, new: &str) -> String {
    let published = manifest(site(old));
    let (built, workspace) = built(site(new));
    let published = PublishedSite { manifest: &published, is_replaced: false };
    let found = vanished(built.edition.site(), &workspace, published);
    assert!(found.iter().all(|finding| finding.severity == Severity::Error));

    // A fix that is applied leaves nothing to find.
    for finding in found.iter().filter(|finding| !finding.fix.is_empty()) {
        let mut files = site(new);
        for edit in &finding.fix {
            let text = diagnostic::Texts::text(&workspace, &edit.place.path).unwrap();
            let range = edit.place.span.range();
            let fixed = [&text[..range.start], &edit.replacement, &text[range.end..]].concat();
            files.insert(edit.place.path.as_str(), &*fixed);
        }
        let (built, workspace) = self::built(files);
        let rest = vanished(built.edition.site(), &workspace, published);
        assert!(rest.len() < found.len(), "{rest:#?}");
    }

    let line = |finding: &diagnostic::Diagnostic| {
        let help = finding.help.as_deref().unwrap_or_default();
        format!("{}: {} ({help})\n", finding.place.path, finding.message)
    };
    found.iter().map(line).collect()
}

const PAGE: &str = "---\ntitle: Rules for boats\n---\n\nEvery boat has a number and a name.\n";
const OTHER: &str = "---\ntitle: Another page\n---\n\nOf other things.\n";

#[test]
fn a_page_that_is_gone_fails() {
    let said =
        said(&format!("-- content/a.md --\n{PAGE}"), &format!("-- content/b.md --\n{OTHER}"));
    assert!(
        said.starts_with("content/site.yaml: `/a/` was published and leads nowhere now"),
        "{said}"
    );
    assert!(said.contains("gone: [{address: /a/, reason: \"why\"}]"), "{said}");
}

#[test]
fn a_page_with_the_same_text_is_its_successor() {
    let new = PAGE.replace("Rules for boats", "What boats must have");
    let said =
        said(&format!("-- content/a.md --\n{PAGE}"), &format!("-- content/news/b.md --\n{new}"));
    assert!(said.contains("content/news/b.md: "), "{said}");
    assert!(said.contains("this page has the same text"), "{said}");
    assert!(said.contains("add `aliases: [/a/]`"), "{said}");
}

#[test]
fn so_is_one_with_the_same_title_or_name() {
    let old = format!("-- content/a.md --\n{PAGE}");
    let title = format!("-- content/b.md --\n{}", PAGE.replace("number", "flag"));
    assert!(said(&old, &title).contains("has the same title"), "{}", said(&old, &title));

    let name = format!("-- content/news/a.md --\n{OTHER}");
    assert!(said(&old, &name).contains("has the same name"), "{}", said(&old, &name));
}

#[test]
fn one_page_may_follow_several() {
    let old = format!("-- content/a.md --\n{PAGE}-- content/c/a.md --\n{PAGE}");
    let new = format!("-- content/b.md --\n{}", PAGE.replace("boats\n", "boats\naliases: [/z/]\n"));
    let said = said(&old, &new);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("`/a/` and `/c/a/` were published and lead nowhere now"), "{said}");
}

#[test]
fn an_alias_is_an_address_for_ever() {
    let with = PAGE.replace("boats\n", "boats\naliases: [/old/]\n");
    let said = said(&format!("-- content/a.md --\n{with}"), &format!("-- content/a.md --\n{PAGE}"));
    assert!(said.contains("`/old/` was published and leads nowhere now"), "{said}");
}

#[test]
fn nothing_is_said_where_nothing_is_lost() {
    let old = format!("-- content/a.md --\n{PAGE}");
    let alias =
        format!("-- content/b.md --\n{}", PAGE.replace("boats\n", "boats\naliases: [/a/]\n"));
    let gone = format!(
        "gone:\n  - {{address: /a/, reason: withdrawn by court order}}\n-- content/b.md --\n{OTHER}"
    );
    let below = "gone:\n  - {address: /a/*, reason: an old project}\n".to_owned();
    for new in [old.clone(), alias, gone, below] {
        assert_eq!(said(&old, &new), "", "{new}");
    }
}

#[test]
fn files_go_with_their_page_and_are_said_with_it() {
    let bundle = |folder: &str, aliases: &str| {
        format!(
            "-- content/{folder}/index.md --\n---\ntitle: Boats{aliases}\n---\n\nWords of it.\n-- content/{folder}/map.svg --\n<svg/>\n-- content/{folder}/list.pdf --\n%PDF\n"
        )
    };
    let old = bundle("a", "");
    assert_eq!(said(&old, &bundle("b", "\naliases: [/a/]")), "");

    let lost = said(&old, "");
    assert_eq!(lost.lines().count(), 1, "{lost}");
    assert!(
        lost.contains("`/a/` was published and leads nowhere now; so do 2 files beside it"),
        "{lost}"
    );

    let without = bundle("a", "").replace("-- content/a/list.pdf --\n%PDF\n", "");
    let lost = said(&old, &without);
    assert!(lost.contains("`/a/list.pdf` was published and leads nowhere now"), "{lost}");
    assert!(lost.contains("put the file back under this name"), "{lost}");
}

#[test]
fn further_pages_of_lists_may_go() {
    let briefings = |count: usize| {
        (0..count)
            .map(|n| format!("-- content/briefings/2025-01-02-b{n}.md --\n---\ntitle: Briefing {n}\ndate: 2025-01-02\nsummary: Words.\n---\n\nText {n}.\n"))
            .collect::<Vec<_>>()
            .concat()
    };
    let old = format!("paginate_by: 2\n{}", briefings(5));
    let new = format!("paginate_by: 5\n{}", briefings(5));
    assert_eq!(said(&old, &new), "");
}

#[test]
fn gone_and_published_at_once_is_a_fault() {
    let text = format!(
        "{SETTINGS}gone:\n  - {{address: /a/, reason: an error}}\n-- content/a.md --\n{PAGE}"
    );
    let mut workspace = Workspace::new(over_theme(files(&text)));
    let built = workspace.build(&as_of(DAY), &mut |_| {}).unwrap();
    let [finding] = &*built.findings else { panic!("{:#?}", built.findings) };
    assert_eq!(finding.message, "`/a/` is listed under `gone`, and `/a/` is published");
}

const REDIRECTED: &str = "gone:
  - {address: /leak/, reason: published by mistake}
  - {address: \"/2019/*\", reason: moved to the archive}
-- content/boats/index.md --
---
title: Boats
aliases: [/old boats/, /ships, /réponse/, '/a$1\"b;c/', /page.php]
---

![A map](map.svg)
-- content/boats/map.svg --
<svg xmlns=\"http://www.w3.org/2000/svg\"/>
";

fn redirects_of(base: &str, format: &str) -> String {
    let text = format!("{}{REDIRECTED}", SETTINGS.replace("https://x.example/", base));
    let (built, _) = built(files(&text));
    redirects(built.edition.site(), RedirectFormat::parse(format).unwrap())
}

#[test]
fn redirects_for_hosts() {
    let text = redirects_of("https://x.example/", "netlify");
    let lines: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "/old%20boats/ /boats/ 301!",
            "/old%20boats/map.svg /boats/map.svg 301!",
            "/ships/ /boats/ 301!",
            "/ships/map.svg /boats/map.svg 301!",
            "/r%C3%A9ponse/ /boats/ 301!",
            "/r%C3%A9ponse/map.svg /boats/map.svg 301!",
            "/a%241%22b%3Bc/ /boats/ 301!",
            "/a%241%22b%3Bc/map.svg /boats/map.svg 301!",
            "/page.php /boats/ 301!",
        ]
    );

    let text = redirects_of("https://x.example/press/", "gitlab");
    assert!(
        text.contains("\n/press/ships/ /press/boats/ 301\n/press/ships /press/boats/ 301\n"),
        "{text}"
    );
    assert!(!text.contains('!'), "{text}");
}

#[test]
fn redirects_for_servers() {
    let text = redirects_of("https://x.example/press/", "nginx");
    for line in [
        "    \"/press/old boats/\" \"/press/boats/\";",
        "    \"/press/old boats\" \"/press/boats/\";",
        "    \"/press/a$1\\\"b;c/\" \"/press/boats/\";",
        "    \"/press/leak/\" 1;",
        "    \"~^/press/2019/\" 1;",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }

    let text = redirects_of("https://x.example/press/", "apache");
    for line in [
        "RedirectMatch 301 \"^/press/old boats/?$\" \"/press/boats/\"",
        "RedirectMatch 301 \"^/press/a[$]1\\\"b;c/?$\" \"/press/boats/\"",
        "RedirectMatch 301 \"^/press/page[.]php$\" \"/press/boats/\"",
        "RedirectMatch 410 \"^/press/leak/?$\"",
        "RedirectMatch 410 \"^/press/2019/\"",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
}

#[test]
fn the_file_of_redirects_is_published_where_the_settings_ask() {
    let with = |settings: &str, more: &str| {
        let (built, _) =
            built(files(&format!("{SETTINGS}{settings}-- content/a.md --\n{PAGE}{more}")));
        let route = built.edition.routes().iter().find(|it| it.address.as_str() == "/_redirects");
        route.map(|route| String::from_utf8(built.edition.render(route).unwrap()).unwrap())
    };
    assert_eq!(with("", ""), None);
    assert!(with("redirects: netlify\n", "").unwrap().starts_with("# Written by Chancery"));

    // A file of the site's own is kept as it is.
    let own = "-- static/_redirects --\n/x /y 302\n";
    assert_eq!(with("redirects: netlify\n", own).unwrap(), "/x /y 302\n");
}
