//! The showcase: a site that uses every feature once, in `tests/showcase/`.
//!
//! Properties of every page of any site are checked in `example.rs`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::example::{SHOWCASE, built};

/// The notice on every page, so that nobody takes it for news.
const NOTICE: &str = "Nobody and nothing on this page is real";

/// What is held back: under embargo, a record that nothing else names, a draft, and what has a later date.
const HELD: [&str; 4] = [
    "briefings/showcase/2026-01-05-embargoed",
    "figures/stairs",
    "briefings/showcase/2026-01-06-drafted",
    "briefings/showcase/2091-03-01-last-ferry",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/showcase")
}

/// Returns the files below a folder of the showcase: path within the folder, and bytes.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let root = root().join(folder);
    let walk = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter();
    let files = walk.flatten().filter(|entry| entry.file_type().is_file());
    let files: Vec<_> = files
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).expect("it lies below the folder");
            let path = path.to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).expect("the showcase can be read"))
        })
        .collect();

    assert!(!files.is_empty(), "{folder} is empty");

    files
}

/// Returns a page's text: `/` for the home page.
fn page(address: &str) -> &'static str {
    SHOWCASE.output.text(&format!("{}index.html", address.trim_start_matches('/')))
}

#[test]
fn every_page_says_that_nothing_in_it_is_real() {
    for (path, bytes) in files("content") {
        if Path::new(&path).extension().is_some_and(|it| it == "md") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(NOTICE), "{path} lacks `{NOTICE}`");
        }
    }
}

#[test]
fn every_file_is_published_and_what_is_withheld_is_not() {
    let output = &SHOWCASE.output;
    let mut withheld = 0;
    for (path, bytes) in files("content") {
        let Some(name) = path.strip_suffix(".md") else {
            continue;
        };

        let text = String::from_utf8(bytes).unwrap();
        if HELD.contains(&name) {
            withheld += 1;
            continue;
        }

        let slug = text.lines().find_map(|line| line.strip_prefix("slug: "));
        let (folder, last) = name.rsplit_once('/').unwrap_or(("", name));
        let dated = last.get(..11).filter(|it| it.starts_with("202")).map(str::len);
        let last = slug.unwrap_or(&last[dated.unwrap_or_default()..]);
        let url = match last {
            "_index" | "index" => format!("/{folder}/"),
            last => format!("/{folder}/{last}/"),
        };

        assert!(output.has(format!("{url}index.html").trim_start_matches('/')), "{path}: {url}");
    }

    assert_eq!(withheld, HELD.len());

    for words in [
        "secret of the lighthouse",
        "foghorn",
        "embargoed",
        "drafted",
        "stairs",
        "4,711",
        "last ferr",
        "last-ferr",
    ] {
        assert_eq!(output.with(words), [""; 0], "{words}");
    }
}

#[test]
fn every_kind_of_page_is_there() {
    let output = &SHOWCASE.output;
    for file in [
        "404.html",
        "robots.txt",
        "data/agreements.json",
        "data/figures.csv",
        "search/index.html",
        "sitemap.xml",
        "feed.xml",
        "topics/harbours/feed.xml",
        "countries/iq/index.html",
        "figures/ferry-passengers/data.csv",
        // Old addresses.
        "people/ada-quill/index.html",
        "old/about.html",
        "hakkında/index.html",
        // Lists of several pages, inline records, files beside a page and in `static/`.
        "briefings/index.html",
        "agreements/moon-declaration/index.html",
        "ministers/odhiambo-achieng/index.html",
        "figures/tides-measured/index.html",
        "briefings/showcase/harbour-plan/plan.svg",
        "briefings/showcase/harbour-plan/notes of the master.txt",
        "images/lamp.svg",
        "site.css",
    ] {
        assert!(output.has(file), "no {file}");
    }
}

/// What some page must show for each feature.
const SHOWN: &[(&str, &[&str])] = &[
    ("/", &["<h2", "Corrections and updates", "Ferry passengers", "Exchange of notes on pilots"]),
    (
        "/briefings/showcase/harbour-treaty-signed/",
        &[
            "<time datetime=\"2025-02-10T11:30:00Z\">10 February 2025, 11:30</time>",
            "The second paragraph named the wrong harbour. It is Liverpool, and not Birkenhead.",
            "<a href=\"mailto:press@corpus.example\">",
            "Rt Hon Ada Quill",
            "class=\"agreement\">signed</a> as of",
            "up to £12.3 billion",
            "(now 2,400 for financial year 2024 to 2025)",
            "(revised since to 2,200 on 19 June 2025)",
            "<a href=\"/topics/trade-tolls/\">Trade &amp; tolls</a>",
        ],
    ),
    (
        "/briefings/showcase/ferry-strike-news/",
        &[
            "18 March 2025, 23:45",
            "Harbour Master of Mombasa (acting), Harbour Office",
            "Night desk",
        ],
    ),
    (
        "/briefings/showcase/speech-at-the-quay/",
        &["Speech", "“There never was one,”", "footnote-ref"],
    ),
    (
        "/briefings/showcase/ferries-factsheet/",
        &[
            "Line chart of 80 values",
            "Line chart of 30 values",
            "Bar chart of 6 values",
            "Bar chart of 2 values",
            "−£3.4 million",
            "a fall of 9.0 percentage points",
            "500 to 900",
            "more than 35,000",
            "fewer than 10",
            "nearly 2,000",
            "about 27%",
            "1,234,567,890,123",
            "€7.5 million",
        ],
    ),
    (
        "/briefings/showcase/questions-on-ferries/",
        &["Q and A", "id=\"in-force\"", "laid before parliament"],
    ),
    (
        "/briefings/showcase/joint-statement-on-tides/",
        &["Joint statement", "alert-important", "card-agreement", "Declaration on the moon"],
    ),
    (
        "/briefings/showcase/passengers-of-2023/",
        &["1,900", "(revised since to 2,200 on 19 June 2025)"],
    ),
    (
        "/briefings/showcase/wrong-timetable/",
        &[
            "banner-stop",
            "The timetable was last year&#39;s.",
            "href=\"/briefings/showcase/winter-timetable/\"",
        ],
    ),
    ("/briefings/showcase/no-timetable/", &["banner-stop", "Summer came."]),
    (
        "/briefings/showcase/harbour-plan/",
        &[
            "<img src=\"/briefings/showcase/harbour-plan/plan.svg\"",
            "href=\"/briefings/showcase/harbour-plan/notes%20of%20the%20master.txt\"",
            "<img src=\"/images/lamp.svg\"",
            "\"https://corpus.example/briefings/showcase/harbour-plan/water.png\"",
        ],
    ),
    (
        "/agreements/harbour-treaty/",
        &[
            "badge-in-force",
            "Laid before parliament",
            "Provisionally applied",
            "January 2027",
            "Union of Harbours",
            "Supersedes",
            "Implemented by",
            "Amended by",
            "https://texts.corpus.example/harbour-treaty.pdf",
            "at least IQD 5.25 billion",
        ],
    ),
    ("/agreements/harbour-charter/", &["badge-terminated", "Superseded by", "2009", "Saint-Malo"]),
    ("/agreements/second-protocol/", &["it has not been laid before parliament yet", "Amends"]),
    ("/agreements/pilots-memorandum/", &["badge-suspended", "the annex names pilots"]),
    (
        "/agreements/ferry-package/",
        &["Commercial package", "up to £12.3 billion", "Quayside Shipbuilders"],
    ),
    (
        "/ministers/ada-quill/",
        &["(acting)", "2019", "Adah Quill", "<bdi lang=\"ar\" dir=\"rtl\">", "Ratified"],
    ),
    ("/ministers/bron-otully/", &["Minister without Portfolio", "Bron O&#39;Tully"]),
    ("/ministers/wanjiru-kamau/", &["Cabinet Secretary for Bridges", "1 September 2026"]),
    (
        "/figures/ferry-passengers/",
        &["Whoever crosses twice is counted twice.", "provisional", "Late forms were counted."],
    ),
    ("/figures/unknown-yet/", &["No value"]),
    (
        "/guide/prose/",
        &["<del>", "<dl>", "alert-caution", "class=\"right\"", "<details>", "<h6", "lang=\"ar\""],
    ),
    (
        "/guide/references/",
        &["Is the treaty in force?", "a rise of between 4% and 14%", "the <em>plan</em>"],
    ),
    (
        "/briefings/showcase/river-levels/",
        &["hreflang=\"cy\"", "hreflang=\"ar\"", "href=\"/briefings/showcase/lefelau-afonydd/\""],
    ),
    (
        "/briefings/showcase/lefelau-afonydd/",
        &["<html lang=\"cy\" dir=\"ltr\"", "10 Tachwedd 2025", "Ada Cwil", "Cytundeb"],
    ),
    (
        "/briefings/showcase/manasib-al-anhar/",
        &["<html lang=\"ar\" dir=\"rtl\"", "10 نوفمبر 2025", "إدريس الناصري", "banner-wait"],
    ),
    ("/consultations/", &["Closes on 30 November 2025"]),
    (
        "/consultations/night-ferries/",
        &["Open from 1 September 2025", "Who should light the lamp?"],
    ),
];

#[test]
fn every_feature_shows() {
    // Pages tie the parts of a value together with spaces and joiners that do not break.
    let untied = |page: &str| page.replace('\u{a0}', " ").replace('\u{2060}', "");
    let missing: Vec<String> = SHOWN
        .iter()
        .flat_map(|(address, all)| all.iter().map(move |words| (address, words)))
        .filter(|(address, words)| !untied(page(address)).contains(**words))
        .map(|(address, words)| format!("{address}: {words}"))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_release_that_was_missed_is_told_of() {
    let findings = built("tests/showcase", "2026-07-01").findings;
    let missed = "warning[stale-figure]: the release of 18 June 2026 has passed";
    assert_eq!(findings.matches(missed).count(), 1, "{findings}");
}
