//! The search index: what is in it, what never is, and that it is the same every time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::Path;

use chancery::output::OutputTarget;
use chancery::publish::publish;
use chancery::source::memory::MemoryFiles;
use chancery::workspace::{BuildOptions, Workspace};
use serde_json::Value;

use crate::support::{as_of, files, over_theme};

const SITE: &str = include_str!("search.txt");

/// Files of an output folder by their path.
type Files = BTreeMap<String, Vec<u8>>;

fn publish_to(out: &Path, files: MemoryFiles, options: &BuildOptions) {
    let mut workspace = Workspace::new(over_theme(files));
    let built = workspace.build(options, &mut |_| {}).unwrap();
    assert!(built.findings.is_empty(), "{:#?}", built.findings);
    let site = out.with_file_name("site");
    fs::create_dir_all(&site).unwrap();

    let stage = OutputTarget::open(out, &site).unwrap().stage().unwrap();
    publish(&built, &stage, &|| {}).unwrap();
    stage.commit().unwrap();
}

fn read(out: &Path) -> Files {
    let below = walkdir::WalkDir::new(out).into_iter().map(Result::unwrap);
    let files = below.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let name = entry.path().strip_prefix(out).unwrap().to_str().unwrap();
        (name.replace('\\', "/"), fs::read(entry.path()).unwrap())
    });
    files.collect()
}

fn published(options: &BuildOptions) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    publish_to(&out, files(SITE), options);
    read(&out)
}

fn index(files: &Files) -> BTreeSet<&str> {
    files.keys().filter_map(|name| name.strip_prefix("search/pagefind/")).collect()
}

/// The index's data about each page, by address.
fn pages(files: &Files) -> BTreeMap<String, Value> {
    let fragments = files.iter().filter(|(name, _)| name.ends_with(".pf_fragment"));
    let pages = fragments.map(|(_, bytes)| {
        let mut text = String::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
        let page: Value = serde_json::from_str(text.strip_prefix("pagefind_dcd").unwrap()).unwrap();
        (page["url"].as_str().unwrap().to_owned(), page)
    });

    pages.collect()
}

fn options() -> BuildOptions {
    as_of("2026-01-01")
}

#[test]
fn every_page_of_its_own_is_found_and_no_other() {
    let files = published(&options());
    let found: Vec<String> = pages(&files).into_keys().collect();

    assert_eq!(
        found,
        [
            "/about/",
            "/agreements/pact/",
            "/briefings/2025/dams/",
            "/briefings/2025/signed/",
            "/figures/floods/",
            "/ministers/asta/",
            "/ministers/bare/",
        ]
    );
}

#[test]
fn what_is_withheld_or_withdrawn_is_nowhere_in_the_index() {
    // Drafts that are shown are not searchable either.
    for drafts in [false, true] {
        let pages = pages(&published(&BuildOptions { drafts, ..options() }));
        let all = serde_json::to_string(&pages).unwrap().to_lowercase();
        for words in ["quicksilver", "marmalade", "porcelain"] {
            assert!(!all.contains(words), "{words}");
        }
    }
}

#[test]
fn a_page_is_its_own_words() {
    let pages = pages(&published(&options()));
    let words = |url: &str| pages[url]["content"].as_str().unwrap().to_owned();
    let dams = words("/briefings/2025/dams/");

    assert_eq!(
        dams,
        "Dams are to be looked after. Dams held. There were 40 floods, said Asta Jons. \
         Pact on the sharing of rivers is signed. What is next. More dams. Notes. A dam is a wall."
    );

    // The title of a result is not part of its text, but is used if there is none.
    assert_eq!(pages["/briefings/2025/dams/"]["meta"]["title"], "Dams are safe");
    assert_eq!(words("/ministers/bare/"), "Bo Bare.");
    assert_eq!(
        words("/agreements/pact/"),
        "Rivers are shared. The Pact. Timeline. Signed, 1 May 2025, Oslo, Asta Jons, By the river."
    );

    assert_eq!(
        words("/figures/floods/"),
        "Floods of rivers. 40, 2024. River Board, Floods. Counted by hand."
    );
}

#[test]
fn headings_can_be_led_to() {
    let pages = pages(&published(&options()));
    let anchors = |url: &str| {
        let anchors = pages[url]["anchors"].as_array().unwrap().iter();
        let anchors = anchors.filter(|anchor| anchor["element"].as_str().unwrap().starts_with('h'));
        anchors.map(|anchor| anchor["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };

    assert_eq!(anchors("/briefings/2025/dams/"), ["what-is-next", "part-footnotes"]);
    assert_eq!(anchors("/agreements/pact/"), ["part-timeline"]);
}

#[test]
fn pages_are_filed_by_what_they_are_about() {
    let pages = pages(&published(&options()));
    let filed = |url: &str| serde_json::to_string(&pages[url]["filters"]).unwrap();

    assert_eq!(
        filed("/briefings/2025/dams/"),
        r#"{"agreement":["pact|Pact on the sharing of rivers"],"country":["no|Norway"],"minister":["asta|Asta Jons"],"topic":["rivers|Rivers","dams-weirs|Dams & weirs"],"type":["speech|Speech"]}"#
    );

    assert_eq!(
        filed("/agreements/pact/"),
        r#"{"agreement":["pact|Pact on the sharing of rivers"],"country":["no|Norway","se|Sweden"],"minister":["asta|Asta Jons"],"type":["agreement|Agreement"]}"#
    );

    assert_eq!(
        filed("/ministers/asta/"),
        r#"{"country":["no|Norway"],"minister":["asta|Asta Jons"],"type":["minister|Minister"]}"#
    );
    assert_eq!(filed("/about/"), r#"{"type":["page|Page"]}"#);
}

#[test]
fn the_index_is_the_same_each_time() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| published(&options()))
    };
    let first = on(1);
    assert!(index(&first).len() > 10);

    for threads in [1, 2, 8] {
        assert!(on(threads) == first, "{threads} threads");
    }
}

#[test]
fn only_what_is_asked_for_is_published() {
    let files = published(&options());
    let index = index(&files);
    let named = |end: &str| index.iter().filter(|name| name.ends_with(end)).copied().collect();
    let (scripts, programs): (Vec<&str>, Vec<&str>) = (named(".js"), named(".pagefind"));
    assert_eq!(scripts, ["pagefind.js"]);

    assert_eq!(programs, ["wasm.en.pagefind"]);
    let others = [".css", ".html"].map(named);
    assert_eq!(others, [Vec::<&str>::new(), Vec::new()]);
}

#[test]
fn a_language_that_pagefind_does_not_know_is_searched_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let site = SITE.replace("language: en", "language: cy");
    publish_to(&out, files(&site), &options());
    let files = read(&out);
    assert!(index(&files).contains("wasm.unknown.pagefind"), "{:?}", index(&files));
    assert_eq!(pages(&files).len(), 7);
}

#[test]
fn where_search_is_off_nothing_speaks_of_it() {
    let off = SITE.replacen("title: Rivers", "search: false\ntitle: Rivers", 1);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");

    for (site, options) in
        [(off.as_str(), options()), (SITE, BuildOptions { search: false, ..options() })]
    {
        // Files of an earlier build are removed.
        publish_to(&out, files(SITE), &self::options());
        assert!(!index(&read(&out)).is_empty());
        publish_to(&out, files(site), &options);
        let files = read(&out);
        let named: Vec<&String> = files.keys().filter(|name| name.contains("search")).collect();
        assert_eq!(named, Vec::<&String>::new());

        for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
            let page = String::from_utf8_lossy(bytes);
            assert!(!page.contains("/search/") && !page.contains("search-box"), "{name}");
        }
    }
}

#[test]
fn an_index_that_is_the_same_keeps_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    publish_to(&out, files(SITE), &options());
    let written = |name: &str| fs::metadata(out.join(name)).unwrap().modified().unwrap();
    let names: Vec<String> = read(&out).into_keys().filter(|it| it.contains("search/")).collect();
    let before: Vec<_> = names.iter().map(|name| written(name)).collect();

    publish_to(&out, files(SITE), &options());
    let after: Vec<_> = names.iter().map(|name| written(name)).collect();
    assert_eq!(before, after);
}
