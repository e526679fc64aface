//! The index is the one that Pagefind's own library makes of the same pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use super::{FOLDER, page, write_index};
use crate::output::OutputTarget;
use crate::proof::{Block, PageText, page_text};
use crate::publish::index::searchable;
use crate::render::Edition;
use crate::source::Files;
use crate::source::builtin::OverTheme;
use crate::source::disk::DiskFiles;
use crate::source::memory::MemoryFiles;
use crate::value::Moment;
use crate::workspace::{BuildOptions, Workspace};

/// The files of an index by their names.
type IndexFiles = BTreeMap<String, Vec<u8>>;

fn edition(files: impl Files + 'static, day: &str) -> Edition {
    let as_of = Moment::parse(day).unwrap();
    let options = BuildOptions { as_of, now: as_of, drafts: false, base_url: None, search: true };
    let mut workspace = Workspace::new(Arc::new(OverTheme::new(files)));

    workspace.build(&options, &mut |_| {}).unwrap().edition
}

/// Returns the index as it is published.
fn ours(edition: &Edition) -> IndexFiles {
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("out"));
    fs::create_dir_all(&site).unwrap();

    let stage = OutputTarget::open(&out, &site).unwrap().stage().unwrap();
    let leaks = write_index(edition, &stage, None, &|| {}).unwrap();
    assert!(leaks.is_empty());
    stage.commit().unwrap();

    let root = out.join(FOLDER);
    let entries = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let name = entry.path().strip_prefix(&root).unwrap().to_str().unwrap();
        (name.replace('\\', "/"), fs::read(entry.path()).unwrap())
    });

    files.collect()
}

/// Returns the index that Pagefind makes of the same pages as HTML.
fn theirs(edition: &Edition) -> IndexFiles {
    let language = edition.site().language().tag().split('-').next().unwrap().to_lowercase();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let options = PagefindServiceConfig::builder().force_language(language).build();
        let mut index = PagefindIndex::new(Some(options)).unwrap();
        for id in searchable(edition) {
            let text = page_text(edition, id).unwrap();
            let html = html(edition, &text);
            index.add_html_file(None, Some(text.url), html).await.unwrap();
        }

        let files = index.get_files().await.unwrap();
        files
            .into_iter()
            .map(|file| (file.filename.to_str().unwrap().to_owned(), file.contents))
            .collect()
    })
}

/// Returns a page as a document for Pagefind.
fn html(edition: &Edition, text: &PageText) -> String {
    let data = page::page_data(edition, text);
    let mut html = String::from("<html><body><main data-pagefind-body>");
    let mut attribute = |what: &str, name: &str, value: &str| {
        write!(html, "<meta data-pagefind-{what}=\"{name}[content]\" content=\"").unwrap();
        escape_html(&mut html, value).unwrap();
        html.push_str("\">\n");
    };

    for (field, value) in &data.meta {
        attribute("meta", field.as_str(), value);
    }
    for (facet, values) in &data.facets {
        for value in values {
            attribute("filter", facet, value);
        }
    }
    attribute("sort", "date", &data.date);

    let start = html.len();
    for block in &text.blocks {
        match block {
            Block::Heading { anchor, words } => {
                write!(html, "<h2 id=\"{anchor}\">").unwrap();
                escape_html_body_text(&mut html, words).unwrap();
                html.push_str("</h2>\n");
            }
            Block::Paragraph(words) => {
                html.push_str("<p>");
                escape_html_body_text(&mut html, words).unwrap();
                html.push_str("</p>\n");
            }
            Block::Prose(prose) => html.push_str(prose),
        }
    }

    if html[start..].trim().is_empty() {
        html.push_str("<p>");
        escape_html_body_text(&mut html, &text.title).unwrap();
        html.push_str("</p>");
    }

    html + "</main></body></html>"
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut out).unwrap();

    out.strip_prefix(b"pagefind_dcd").unwrap().to_vec()
}

/// An index without the names of its files, which are hashes of another kind.
#[derive(Debug, PartialEq, Eq)]
struct Content {
    /// The files of each kind.
    files: BTreeMap<String, BTreeSet<Vec<u8>>>,
    /// The table, with the rank of a file among those of its kind in place of its name.
    table: Vec<u8>,
    entry: String,
    /// The program.
    client: IndexFiles,
}

fn content(index: &IndexFiles, client: &[&String]) -> Content {
    let mut named: BTreeMap<String, BTreeMap<Vec<u8>, &str>> = BTreeMap::new();
    let mut table = Vec::new();
    let mut table_name = "";
    for (path, bytes) in index {
        if let Some((folder, name)) = path.split_once('/') {
            let name = name.split('.').next().unwrap();
            assert!(
                named.entry(folder.to_owned()).or_default().insert(unpacked(bytes), name).is_none()
            );
        } else if let Some(name) = path.strip_suffix(".pf_meta") {
            table = unpacked(bytes);
            table_name = name.strip_prefix("pagefind.").unwrap();
        }
    }

    for files in named.values() {
        for (rank, name) in files.values().enumerate() {
            replace(&mut table, name, &format!("{rank:0>width$}", width = name.len()));
        }
    }

    let entry = String::from_utf8(index["pagefind-entry.json"].clone()).unwrap();
    let files = named.into_iter().map(|(kind, files)| (kind, files.into_keys().collect()));

    Content {
        files: files.collect(),
        table,
        entry: entry.replace(table_name, "TABLE"),
        client: client.iter().map(|&name| (name.clone(), index[name].clone())).collect(),
    }
}

fn replace(bytes: &mut [u8], name: &str, by: &str) {
    let found: Vec<usize> = memchr::memmem::find_iter(bytes, name).collect();
    assert!(!found.is_empty(), "{name} is not in the table");
    for start in found {
        bytes[start..start + by.len()].copy_from_slice(by.as_bytes());
    }
}

/// Compares both ways of making an index, and returns it.
#[track_caller]
fn check(files: impl Files + 'static, day: &str) -> Content {
    let edition = edition(files, day);
    let (ours, theirs) = (ours(&edition), theirs(&edition));
    let client: Vec<&String> = ours
        .keys()
        .filter(|name| !name.contains(".pf_") && *name != "pagefind-entry.json")
        .collect();
    assert_eq!(client.len(), 2, "{client:?}");

    let (ours, theirs) = (content(&ours, &client), content(&theirs, &client));

    // First what can be read.
    let text = |content: &Content| -> Vec<String> {
        let fragments = content.files["fragment"].iter();
        fragments.map(|it| String::from_utf8(it.clone()).unwrap()).collect()
    };
    let (our_texts, their_texts) = (text(&ours), text(&theirs));
    for (ours, theirs) in our_texts.iter().zip(&their_texts) {
        assert_eq!(ours, theirs);
    }

    assert_eq!(our_texts.len(), their_texts.len());
    assert_eq!(ours.files.keys().collect::<Vec<_>>(), theirs.files.keys().collect::<Vec<_>>());
    assert!(ours.files["filter"] == theirs.files["filter"], "facets");
    assert!(ours.files["index"] == theirs.files["index"], "words");
    assert!(ours.table == theirs.table, "the table");
    assert_eq!(ours.entry, theirs.entry);
    assert!(ours.client == theirs.client, "the program");

    ours
}

fn folder(name: &str) -> DiskFiles {
    DiskFiles::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn the_example_is_indexed_as_by_pagefind() {
    check(folder(""), "2025-11-15");
}

#[test]
fn the_showcase_is_indexed_as_by_pagefind() {
    check(folder("tests/showcase"), "2026-01-15");
}

/// Words that are hard to take apart, and markup around them.
const HARD: &str = "\
Café, cafe and CAFÉ; naïve—naive. UK–Iraq, UK-wide, e-mail, don't, l’été, snake_case, camelCase, XMLHttp.

office.is_open() and example.org/a_b?c=D, v1.2.3, U.S., a.b-c.d-e, 12.5%, £1,900m, 2024/25, km², H₂O, ½ 1️⃣ 🇬🇧👍🏽 © ™.

## İstanbul, Straße and ΟΔΥΣΣΕΥΣ

カタカナデータベース データベース がぎぐ バンド, 한국어 각, العَرَبِيَّة, Việt Nam, Ångström, æther, ﬁnance.

soft\u{ad}hyphen, zero\u{200b}width, no\u{a0}break, _emphasis_ and `code_span`, **bold**ly.

### A *heading* with [a link](https://www.example.org/a) and 3 words

- One item
- Another:

  1. deep
  2. deeper?

| Name | Value |
|---|--:|
| River | 40 |
| Lake (big) | |

> A quotation “with marks”

> [!NOTE]
> A note.

Line one\\
line two<br>line three. A & B < C.

<div class=\"box\"><p id=\"here\">Raw <b>ht</b>ml <a id=\"in\" href=\"https://www.example.org/\">in <em>it</em></a></p><p>unclosed<p>again</div>

<details><summary>More</summary>Hidden &amp; found</details> <svg><text>drawn</text></svg> <nav>menu</nav>

SearchTerm

: What it means[^note]

[^note]: A note at the foot, *with* words.

![A picture of a river](river.png)

###### The least heading

The end of it all";

/// Returns a site in which hard words stand among many others.
fn hard_site(language: &str, pages: usize) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    let settings = format!("title: T\nbase_url: https://x.example/\nlanguage: {language}\n");
    files.insert("content/site.yaml", settings);

    // Not random, and no two pages alike.
    let mut state = 1_u64;
    let mut next = move |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let hard: Vec<&str> =
        HARD.split_whitespace().filter(|word| !word.contains(['<', '|', '[', '#'])).collect();

    files.insert(
        "content/briefings/hard/index.md",
        format!("---\ntitle: Café-crème of “Åland”\nsummary: S\ndate: 2025-01-01\n---\n\n{HARD}\n"),
    );
    files.insert("content/briefings/hard/river.png", "not looked at");

    for page in 0..pages {
        let mut text = format!(
            "---\ntitle: Page {page} of été\nsummary: Nr. {page}\ndate: 2025-{:02}-{:02}\ntopics: [Topic {}, Tide & time]\n---\n\n",
            page % 12 + 1,
            page % 28 + 1,
            page % 7,
        );
        for at in 0..120 {
            match next(3) {
                0 => text.push_str(hard[usize::try_from(next(hard.len() as u64)).unwrap()]),
                1 => write!(text, "word{}", next(400)).unwrap(),
                _ => write!(text, "walking{}s", next(9)).unwrap(),
            }
            text.push_str(if at % 30 == 29 { "\n\n## Part of it\n\n" } else { " " });
        }
        files.insert(format!("content/briefings/page-{page}.md"), text + "\n");
    }

    files
}

#[test]
fn hard_words_are_indexed_as_by_pagefind_in_any_language() {
    for language in ["en", "fr", "de", "ar", "cy", "ja", "pt-BR"] {
        let content = check(hard_site(language, 30), "2026-01-01");
        let texts = content.files["fragment"].iter().map(|it| String::from_utf8_lossy(it));
        let hard: Vec<_> = texts.filter(|it| it.contains("Café-crème")).collect();
        assert_eq!(hard.len(), 1);
        for words in [
            "office.is_open() and",
            "zerowidth, no break",
            "Raw html in it. unclosed again.",
            "river.png",
        ] {
            assert!(hard[0].contains(words), "{words}: {}", hard[0]);
        }
    }
}

#[test]
fn an_index_of_several_parts_is_divided_as_by_pagefind() {
    let content = check(hard_site("en", 300), "2026-01-01");
    assert!(content.files["index"].len() > 1);
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let edition = edition(hard_site("en", 300), "2026-01-01");
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| ours(&edition))
    };
    let first = on(1);
    for threads in [2, 7] {
        assert!(on(threads) == first, "{threads} threads");
    }
}

#[test]
fn a_page_without_text_is_found_by_its_title() {
    let mut files = MemoryFiles::default();
    files.insert("content/site.yaml", "title: T\nbase_url: https://x.example/\n");
    files.insert("content/map.md", "---\ntitle: The map\n---\n\n<svg><text>drawn</text></svg>\n");
    files.insert("content/nothing.md", "---\ntitle: \"—\"\n---\n");

    let index = ours(&edition(files, "2026-01-01"));
    let fragments = index.iter().filter(|(name, _)| name.starts_with("fragment/"));
    let texts: Vec<String> =
        fragments.map(|(_, bytes)| String::from_utf8(unpacked(bytes)).unwrap()).collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert!(texts[0].contains("\"content\":\"The map.\""), "{texts:?}");
}
