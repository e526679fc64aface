//! Hostile input: whatever the bytes are, nothing panics.
//!
//! The sizes are those of DESIGN.md section 9, one megabyte; how long each takes is for a benchmark.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use chancery::check::may_publish;
use chancery::content::SiteReading;
use chancery::diagnostic::{Code, Diagnostic};
use chancery::lexicon::ENGLISH;
use chancery::proof::check_pages;
use chancery::source::builtin::OverTheme;
use chancery::source::memory::MemoryFiles;
use chancery::source::{SitePath, Source};
use chancery::value::Moment;
use chancery::workspace::{BuildOptions, Workspace};
use chancery::{config, content, render};
use proptest::prelude::*;

use crate::support::runs_slow_tests;

/// Builds a site with one hostile file and two good ones, and renders all of it if it may be published.
fn build(path: &str, bytes: impl Into<Vec<u8>>) -> Vec<Diagnostic> {
    let mut files = MemoryFiles::default();
    files.insert("content/figures/f.md", "---\ntitle: F\nvalue: 1\n---\n");
    files.insert("content/m.md", "---\ntitle: M\n---\n[[a]] [[f]] [a](a.md)\n");
    files.insert(path, bytes.into());

    let as_of = Moment::parse("2026-01-01").unwrap();
    let options = BuildOptions { as_of, now: as_of, drafts: true, base_url: None, search: true };
    let mut workspace = Workspace::new(Arc::new(OverTheme::new(files)));
    let built = workspace.build(&options, &mut |_| {}).unwrap();

    if may_publish(&built.findings) {
        let _ = check_pages(&built.edition, built.held_words().as_ref());
    }

    built.findings
}

fn english() -> SiteReading {
    SiteReading { lexicon: Some(&ENGLISH), ..SiteReading::default() }
}

/// What has a meaning in YAML and Markdown, and what breaks readers of text.
const PIECES: &[&str] = &[
    "---\n",
    "\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\t",
    ":",
    ": ",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "|",
    ">",
    "#",
    " #",
    "&a",
    "*a",
    "!t",
    "%",
    "@",
    "`",
    "\\",
    "<<",
    "~",
    "title",
    "date",
    "2025-08-20",
    "summary",
    "series",
    "figures",
    "roles",
    "timeline",
    "by",
    "slug",
    "aliases",
    "allow",
    "extra",
    "[[",
    "]]",
    "![[",
    "f",
    "|",
    "#change",
    "](",
    "![",
    "a.md",
    "#x",
    "<b>",
    "<!--",
    "-->",
    "<div",
    "</div>",
    "<p>",
    "</main>",
    "<br/>",
    "https://",
    "www.",
    "a@b.example",
    ":::",
    "• ",
    "##a",
    "[a][b]",
    "[a]: b",
    "[^1]",
    "[^1]:",
    "> [!NOTE]\n",
    "| a | b |\n|---|---|\n",
    "```",
    "$",
    "=",
    "**",
    "_",
    "~~",
    "é",
    "\u{a0}",
    "\u{feff}",
    "\0",
    "\u{202e}",
    "𝒳",
    "👩‍👩‍👧",
    "9",
    ".",
    "1,900",
    "up to £",
    "%}",
    "{{",
    "}}",
    "{%",
    "if",
    "for",
    "extends",
    "include",
    "block",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..400),
        soup().prop_map(String::into_bytes),
        soup().prop_map(|text| format!("---\n{text}\n---\n{text}").into_bytes()),
        soup().prop_map(|text| format!("---\ntitle: A\n{text}\n---\n").into_bytes()),
        soup().prop_map(|text| format!("---\ntitle: A\n---\n{text}").into_bytes()),
    ]
}

fn source(path: &str, bytes: Vec<u8>) -> Option<Source> {
    Source::decode(SitePath::new(path), bytes).ok()
}

/// Asserts that the places of findings are within the text, on character boundaries.
fn in_place(text: &str, findings: &[Diagnostic]) {
    for finding in findings {
        let labels = finding.labels.iter().map(|label| &label.place);
        let edits = finding.fix.iter().map(|edit| &edit.place);
        for place in std::iter::once(&finding.place).chain(labels).chain(edits) {
            let span = place.span;
            assert!(text.get(span.range()).is_some(), "{finding:?} is out of {text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_read(bytes in bytes(), kind in 0..5_usize) {
        let folders = ["", "briefings/", "agreements/", "ministers/", "figures/"];
        if let Some(source) = source(&format!("content/{}a.md", folders[kind]), bytes) {
            let (_, findings) = content::parse(&source, &english());
            in_place(&source.text, &findings);
        }
    }

    #[test]
    fn any_settings_are_read(bytes in bytes()) {
        if let Some(source) = source(config::PATH, bytes) {
            let (_, findings) = config::parse(&source);
            in_place(&source.text, &findings);
        }
    }

    #[test]
    fn any_template_is_read(bytes in bytes()) {
        if let Some(source) = source("templates/page.html", bytes) {
            let text = Arc::clone(&source.text);
            let (_, findings) = render::load(vec![source], std::collections::BTreeMap::default());
            in_place(&text, &findings);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if runs_slow_tests() { 60 } else { 25 }, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_built(bytes in bytes(), briefing in any::<bool>()) {
        build(if briefing { "content/briefings/a.md" } else { "content/a.md" }, bytes);
    }
}

/// The words of the sentences in `tests/corpus/batches/`, sentence by sentence.
static SENTENCES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/batches");
    let mut sentences = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let batch = fs::read_to_string(entry.unwrap().path()).unwrap();
        let (_, cases) = batch.split_once("== cases\n").unwrap();
        let texts = cases.lines().filter_map(|line| line.split_once(": "));
        let words =
            |text: &str| text.replace("\\n", " \n ").split(' ').map(str::to_owned).collect();
        sentences.extend(texts.map(|(_, text)| words(text)));
    }

    // The folder is listed in no particular order, and a failure must be reproducible.
    sentences.sort_unstable();

    sentences
});

/// Pieces of sentences about numbers in a random order: lists without an end, totals without parts, unclosed
/// brackets.
fn scrambled() -> impl Strategy<Value = String> {
    let piece = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..15_usize);
    let piece = piece.prop_map(|(sentence, from, count)| {
        let words = sentence.get(&SENTENCES[..]);
        let from = from.index(words.len());
        words[from..words.len().min(from + count)].join(" ").replace(" \n ", "\n")
    });
    let end = prop::sample::select(vec![
        "\n\n",
        ". ",
        ":\n\n- ",
        "\n- ",
        ".\n\nTwo of the three grants go to:\n\n- ",
    ]);
    let sentence = (prop::collection::vec(piece, 1..4), end);
    let sentence = sentence.prop_map(|(pieces, end)| format!("{}{end}", pieces.join(" ")));

    prop::collection::vec(sentence, 40).prop_map(|sentences| sentences.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if runs_slow_tests() { 150 } else { 5 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_sentence_is_solved(body in scrambled()) {
        compare("boats", &body, 0);
    }
}

#[test]
fn a_page_of_marks_is_refused_and_long_prose_is_not() {
    let is_refused = |body: &str| {
        let findings = build("content/a.md", page(body));
        findings.iter().any(|it| it.message.contains("marks of Markdown"))
    };

    for piece in ["*a* ", "[a] ", "'", "> a\n\n", "- a\n\n", "|1|2|3|\n", "# h\n\n", "\\*", "`a` "]
    {
        assert!(is_refused(&piece.repeat(300_000 / piece.len())), "{piece}");
        // A short page takes little, whatever it is made of.
        assert!(!is_refused(&piece.repeat(100_000 / piece.len())), "{piece}");
    }

    let table = "|month|one|two|three|\n|-|-|-|-|\n".to_owned()
        + &many(10_000, &|at| format!("| {at} | {at}.5 people | 12.3 per cent | 4,567 |\n"));
    for text in [
        "It's a **word** of [some](https://example.org/) more; \"so\" it is.\n\n- one item\n"
            .repeat(5000),
        "<tr><td class=\"a\">1</td><td>2</td></tr>\n".repeat(9000),
        "- another item\n".repeat(30_000),
        table,
    ] {
        assert!(text.len() > 250_000 && !is_refused(&text), "{}", &text[..40]);
    }
}

#[test]
fn what_is_too_much_to_compare_or_to_list_is_counted() {
    let said = |path: &str, text: String| {
        let findings = build(path, text);
        assert!(findings.len() < 5_100, "{}", findings.len());
        let mut counted = findings.into_iter().filter(|it| it.code == Code::TooLarge);
        counted.next().map(|it| it.message)
    };

    let rises = "Arrivals rose by 20% to 1,200. ";
    let over = said("content/a.md", page(&rises.repeat(10_001)));
    assert_eq!(
        over.unwrap(),
        "the page has 10001 sentences, items and rows with numbers to compare; the limit is 10000"
    );
    assert_eq!(said("content/a.md", page(&rises.repeat(10_000))), None);

    let keys = many(6_000, &|at| format!("k{at}: 1\n"));
    let over = said("content/a.md", format!("---\ntitle: A\n{keys}---\n"));
    assert_eq!(over.unwrap(), "the file has 6000 findings; only the first 5000 are listed");
}

#[test]
fn elements_that_are_too_many_to_follow_are_said() {
    let open_html = |body: String| {
        let findings = build("content/a.md", page(&body)).into_iter();
        findings.filter(|it| it.code == Code::OpenHtml).map(|it| it.message).collect::<Vec<_>>()
    };

    let said = open_html("<b>".repeat(600));
    assert_eq!(said, ["more than 500 elements and blocks are open around this one"]);

    let within_quotes = format!("{} a <b>word\n", ">".repeat(600));
    assert_eq!(open_html(within_quotes).len(), 1);

    let balanced = format!("{}word{}\n", "<b>".repeat(400), "</b>".repeat(400));
    assert_eq!(open_html(balanced), [""; 0]);
}

#[test]
fn control_characters_without_end_are_counted() {
    let findings = build("content/a.md", page(&"a\u{1}".repeat(1_500)));
    let said: Vec<_> = findings
        .iter()
        .filter(|it| it.code == Code::ControlCharacter)
        .map(|it| &it.message)
        .collect();

    assert_eq!(said.len(), 1_001);
    assert!(said.iter().any(|it| *it == "500 more control characters follow this one"));
}

const MEGABYTE: usize = 1 << 20;

fn page(body: &str) -> String {
    format!("---\ntitle: A\n---\n{body}")
}

fn many(count: usize, line: &dyn Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// Large files by name; each is at most about a megabyte.
/// Pages for the checks of what Markdown swallows or prints by accident.
fn large_faults() -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(MEGABYTE / piece.len());
    vec![
        ("open tags", page(&"<b>".repeat(300_000))),
        ("open tags and other ends", page(&"<b></i>".repeat(150_000))),
        ("tags of blocks", page(&"<div>\n\n</p>".repeat(80_000))),
        ("words in angle brackets", page(&"<x> ".repeat(250_000))),
        ("links without an end", page(&"[a](".repeat(250_000))),
        ("links the wrong way round", page(&")[a.md]".repeat(140_000))),
        ("labels in one line", page(&"[a]:".repeat(250_000))),
        ("labels", page(&many(60_000, &|at| format!("[a]: {at}\n")))),
        ("brackets in pairs", page(&format!("{}{}", "[".repeat(400_000), "]".repeat(400_000)))),
        ("colons at the head", page(&":".repeat(MEGABYTE))),
        ("colons on lines", page(&fill("a\n:b\n"))),
        ("dots behind www", page(&format!("www.{}", "a.".repeat(500_000)))),
        ("words behind www", page(&fill(&format!("www.{} ", "a.".repeat(190))))),
        ("addresses", page(&fill("https://a.b/c_d "))),
        ("at signs", page(&fill("a@b."))),
        ("braces in the body", page(&fill("{{a "))),
        ("bullets", page(&fill("• a\n"))),
        ("tabs", page(&fill("a\tb\n"))),
        ("notes", page(&many(40_000, &|at| format!("[^{at}]: n\n\n")))),
        ("marks of notes", page(&many(90_000, &|at| format!("[^{at}] ")))),
        ("control characters", page(&fill("a\u{1}"))),
    ]
}

fn large() -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(MEGABYTE / piece.len());
    let front = |text: &str| format!("---\ntitle: A\n{text}\n---\n");
    let mut all: Vec<(&'static str, String)> = vec![
        ("braces in front matter", front(&format!("extra: {}", "{".repeat(100_000)))),
        ("brackets in front matter", front(&format!("extra: {}", "[".repeat(100_000)))),
        ("brackets on lines of their own", front(&format!("extra: {}", "[\n ".repeat(100_000)))),
        ("dashes in front matter", front(&format!("extra:\n  {}", "- ".repeat(100_000)))),
        ("question marks in front matter", front(&format!("extra:\n  {}", "? ".repeat(100_000)))),
        ("deeper and deeper keys", front(&many(1000, &|at| format!("{}a:\n", " ".repeat(at))))),
        ("keys", front(&many(90_000, &|at| format!("k{at}: 1\n")))),
        ("the same key", front(&many(90_000, &|_| "same: 1\n".to_owned()))),
        ("keys without space", front(&many(90_000, &|at| format!("k{at}:1\n")))),
        ("lines without key", front(&many(90_000, &|at| format!("k{at}\n")))),
        ("open quotes", front(&many(90_000, &|at| format!("k{at}: \"\n")))),
        ("colons", front(&format!("summary: {}", "a: ".repeat(300_000)))),
        ("a long text in front matter", front(&format!("summary: {}", "a".repeat(1_000_000)))),
        ("a long text of several bytes", front(&format!("summary: {}", "é".repeat(500_000)))),
        ("hashes", front(&format!("summary: {}", "a #b ".repeat(200_000)))),
        ("references in prose", page(&many(100_000, &|_| "[[f]] ".to_owned()))),
        ("unknown references", page(&many(80_000, &|at| format!("[[x{at}]] ")))),
        ("dead links", page(&many(80_000, &|at| format!("[](x{at}) ")))),
        ("dead anchors", page(&many(80_000, &|at| format!("[](#x{at}) ")))),
        ("headings", page(&many(10_000, &|at| format!("# h{at}\n")))),
        ("the same heading", page(&many(100_000, &|_| "# h\n".to_owned()))),
        (
            "headings and links to them",
            page(&many(30_000, &|at| format!("# h{at}\n\n[](#h{at})\n\n"))),
        ),
        ("headings and dead links", page(&many(30_000, &|at| format!("# h{at}\n\n[](#zzzz)\n\n")))),
        (
            "anchors and links to them",
            page(&many(25_000, &|at| format!("<a id=x{at}></a>[](#x{at})\n\n"))),
        ),
        ("footnotes", page(&many(30_000, &|at| format!("a[^{at}]\n\n[^{at}]: n\n\n")))),
        ("one footnote often", page(&format!("{}\n\n[^1]: n\n", "a[^1] ".repeat(100_000)))),
        ("link definitions", page(&many(40_000, &|at| format!("[a{at}]: /x\n\n[a{at}]\n\n")))),
        ("embeds", page(&many(3_000, &|_| "![[f]]\n\n".to_owned()))),
        ("deep lists", page(&many(1000, &|at| format!("{}- a\n", "  ".repeat(at.min(500)))))),
        ("deep lists in one line", page(&"- ".repeat(100_000))),
        ("deep quotes in one line", page(&">".repeat(100_000))),
        ("emphasis of one word", page(&"*a ".repeat(300_000))),
        ("emphasis both ways", page(&"*a_ ".repeat(250_000))),
        ("escaped signs", page(&"\\*".repeat(500_000))),
        ("entities", page(&"&amp;".repeat(200_000))),
        ("quotation marks", page(&fill("\"a\" "))),
        ("inline HTML", page(&fill("<b>"))),
        ("open HTML", page(&fill("<a "))),
        ("open comments", page(&fill("<!-- "))),
        ("code", page(&fill("`a` "))),
        ("open code", page(&many(1400, &|at| "`".repeat(at) + " "))),
        ("sentences", page(&fill("A b [[f]]. "))),
        ("sentences without a space", page(&fill("a."))),
        ("a table of many rows", page(&format!("|a|\n|-|\n{}", "|b|\n".repeat(250_000)))),
        (
            "a table of many columns",
            page(&format!(
                "{}\n{}\n{}",
                "|a".repeat(20_000),
                "|-".repeat(20_000),
                "|b\n".repeat(100)
            )),
        ),
        ("a table of references", page(&format!("|a|\n|-|\n{}", "|[[f\\|b]]|\n".repeat(90_000)))),
        ("a table cell of entities", page(&format!("|a|\n|-|\n|{}|\n", "a&amp;".repeat(170_000)))),
        ("definition lists", page(&fill("a\n: b\n\n"))),
        ("digits", page(&fill("1"))),
        ("numbers", page(&fill("1 "))),
        ("points", page(&fill("1."))),
        ("grouped digits", page(&fill("1,000,"))),
        ("per cent", page(&fill("per cent "))),
        ("percentages", page(&fill("9 per cent "))),
        ("changes", page(&fill("rose by 9% from 1 to 1 "))),
        ("changes in sentences", page(&fill("It rose by 9% from 1 to 1 of [[f]]. "))),
        ("a sentence without an end", page(&fill("F fell to 1, up to 1 and "))),
        ("names", page(&fill("Prime Minister Al Sudani "))),
        ("apostrophes", page(&fill("Al' "))),
        ("one name", page(&fill("A-"))),
        ("open quotations", page(&fill("“1 ‘1 "))),
        ("standing", page(&fill("The [[f]] is in force and signed. "))),
        ("numbers in front matter", front(&format!("summary: {}", "1% up ".repeat(150_000)))),
        ("lines", page(&fill("a\n"))),
        ("hard breaks", page(&fill("a  \n"))),
    ];
    all.extend(lists());
    all.extend(signs());

    all
}

/// Pages with very many of one thing.
fn lists() -> Vec<(&'static str, String)> {
    let front = |text: &str| format!("---\ntitle: A\n{text}\n---\n");

    vec![
        ("topics", front(&format!("topics: [{}]", many(40_000, &|at| format!("t{at}, "))))),
        ("aliases", front(&format!("aliases: [{}]", many(60_000, &|at| format!("/a{at}/, "))))),
        ("a list on one line", front(&format!("extra: {{a: [{}]}}", "1, ".repeat(300_000)))),
        ("dead files", page(&many(60_000, &|at| format!("[a](x{at}.md) ")))),
        ("unused definitions", page(&many(60_000, &|at| format!("[a{at}]: /x{at}\n")))),
        ("undefined references", page(&many(80_000, &|at| format!("[x][a{at}] ")))),
        (
            "empty cells",
            page(&format!(
                "{}\n{}\n{}",
                "|a".repeat(1000),
                "|-".repeat(1000),
                "||\n".repeat(300_000)
            )),
        ),
    ]
}

/// Pages of one Markdown character, or of two or three, repeated.
fn signs() -> impl Iterator<Item = (&'static str, String)> {
    let signs = [
        "*", "_", "[", "![", "[[", "]]", "[[a", "![[a", "[[a|", "[a](", "[a](b", ">", "> ", "|",
        "|-", "`", "~", "<", "#", "\\", "&", "$", "a", "é", ":", "[^", "[^a]", "- ", "1. ", "\t",
        "\0",
    ];

    signs.into_iter().map(|sign| (sign, page(&sign.repeat(MEGABYTE / sign.len()))))
}

#[test]
#[expect(clippy::print_stdout, reason = "whoever asks for the times reads them")]
fn large_pages_are_built() {
    // A megabyte without optimisation is slow. Quadratic behaviour is visible at an eightieth of it as well.
    let part = if runs_slow_tests() { 20 } else { 80 };
    for (name, text) in large().into_iter().chain(large_faults()).chain(large_words()) {
        let mut end =
            if cfg!(debug_assertions) { text.len().min(MEGABYTE / part) } else { text.len() };
        while !text.is_char_boundary(end) {
            end -= 1;
        }

        let closed = if text[..end].contains("\n---\n") { "" } else { "\n---\n" };
        let begun = std::time::Instant::now();
        build("content/a.md", format!("{}{closed}", &text[..end]));

        // `HOSTILE_TIMES=1 cargo test --release --test it hostile::large -- --nocapture`
        if std::env::var_os("HOSTILE_TIMES").is_some() {
            let all = begun.elapsed();
            let begun = std::time::Instant::now();
            let source =
                source("content/a.md", format!("{}{closed}", &text[..end]).into_bytes()).unwrap();
            let _ = content::parse(&source, &english());

            println!(
                "{:>8.3} s, parse {:>8.3} s  {name:?}",
                all.as_secs_f64(),
                begun.elapsed().as_secs_f64()
            );
        }
    }
}

/// Pages of a megabyte that are not refused for their marks.
fn large_words() -> Vec<(&'static str, String)> {
    let fill = |piece: &str| page(&piece.repeat(MEGABYTE / piece.len()));

    vec![
        ("words in marks", fill("**word** *word* `code` ")),
        ("labelled references", fill("[[f#change|the change]] ")),
        ("references in words", fill("some words [[f]] and more ")),
        ("references to nothing", page(&many(45_000, &|at| format!("[[unknown{at}]] some ")))),
        ("rises", fill("It rose by about 20% to [[f]]. ")),
        ("rises and falls", fill("They fell by 12% from 1,100 to 970 and rose again to [[f]]. ")),
        (
            "a list without a total",
            page(&format!("The total is 100:\n\n{}", "- 10 people\n".repeat(80_000))),
        ),
        (
            "long rows",
            page(&format!(
                "|a|b|c|\n|-|-|-|\n{}",
                many(40_000, &|at| format!("|row {at}|{at} 000|{at}00|\n"))
            )),
        ),
        (
            "headings and words",
            page(&many(25_000, &|at| format!("## heading {at}\n\nSome more text of it.\n\n"))),
        ),
        ("tags", fill("<b>word</b> and ")),
        ("days", fill("On Tuesday 5 May 2025 it was signed. ")),
    ]
}

/// Writes each kind of large page as a site of its own, so that the time and the memory of a build can be measured:
/// `docs/reliability.md` has the command.
#[test]
fn every_large_page_can_be_measured() {
    let Some(folder) = std::env::var_os("HOSTILE_SITES") else {
        return;
    };

    for (name, text) in large().into_iter().chain(large_faults()).chain(large_words()) {
        let name: String = name
            .chars()
            .flat_map(|it| {
                if it.is_alphanumeric() {
                    vec![it]
                } else {
                    format!("_{:x}", u32::from(it)).chars().collect()
                }
            })
            .collect();
        let content = Path::new(&folder).join(name).join("content");
        fs::create_dir_all(content.join("figures")).unwrap();
        fs::write(content.join("site.yaml"), "title: T\nbase_url: https://www.example.org/\n")
            .unwrap();
        fs::write(content.join("figures/f.md"), "---\ntitle: F\nunit: people\nsource: {title: S, publisher: P}\nseries: {2023: 1000, 2024: 1200}\n---\n").unwrap();
        fs::write(content.join("a.md"), text).unwrap();
    }
}

/// A briefing that names a figure, a minister and an agreement, so that its sentences are compared.
fn briefing(figures: &str, body: &str) -> String {
    format!(
        "---\ntitle: A\nsummary: S\ndate: 2025-08-20\nfigures: [{figures}]\n\
         ministers: [keir-starmer]\nagreements: [returns]\n---\n{body}"
    )
}

/// Builds a briefing whose sentences are compared with records.
fn compare(figures: &str, body: &str, more: usize) -> Vec<Diagnostic> {
    let mut files = MemoryFiles::default();
    let figure = "---\ntitle: Small boat arrivals\nunit: people\nseries: {\"2023\": \"2,600\", \
                  \"2024\": \"1,900\"}\nsay: [arrivals]\nnever_say: [deported]\n\
                  source: {title: S, publisher: P, published: 2025-01-01}\n---\n";

    files.insert("content/figures/boats.md", figure);

    for number in 0..more {
        let figure = figure.replace("Small", &format!("Small {number}"));
        files.insert(format!("content/figures/f{number}.md"), figure);
    }

    files.insert("content/ministers/keir-starmer.md", "---\nname: Keir Starmer\n---\n");

    let agreement = "---\ntitle: The returns agreement\n\
                     timeline: [{date: 2025-01-01, event: signed}]\n---\n";
    files.insert("content/agreements/returns.md", agreement);
    files.insert("content/briefings/a.md", briefing(figures, body));

    let as_of = Moment::parse("2026-01-01").unwrap();
    let options = BuildOptions { as_of, now: as_of, drafts: true, base_url: None, search: true };
    let mut workspace = Workspace::new(Arc::new(OverTheme::new(files)));

    workspace.build(&options, &mut |_| {}).unwrap().findings
}

#[test]
#[expect(clippy::print_stdout, reason = "whoever asks for the times reads them")]
fn large_briefings_are_compared() {
    let part = if runs_slow_tests() { 20 } else { 80 };
    let size = if cfg!(debug_assertions) { MEGABYTE / part } else { MEGABYTE };
    for piece in [
        "1",
        "1,900 ",
        "per cent ",
        "arrivals fell to 1,900 and ",
        "from 1 to 2 ",
        "Prime Minister Keir and Starmer ",
        "“1 ‘2,600 ",
        "Arrivals fell to 1,900. ",
        "In all [[boats]]. That is a fall of 4%. ",
        "Arrivals were 2,600. This number was 1,900. ",
        "about 1,900 and 2,600 and ",
        "deported 1,900 arrivals. ",
        "The returns agreement is in force. ",
    ] {
        let begun = std::time::Instant::now();
        let findings = compare("boats", &piece.repeat(size / piece.len()), 0);
        if std::env::var_os("HOSTILE_TIMES").is_some() {
            let seconds = begun.elapsed().as_secs_f64();
            println!("{seconds:>8.3} s, {} findings  {piece:?}", findings.len());
        }
    }

    let row = "|arrivals 1,900|2,600|\n";
    compare("boats", &format!("|a|b|\n|-|-|\n{}", row.repeat(size / row.len())), 0);
}

#[test]
#[expect(clippy::print_stdout, reason = "whoever asks for the times reads them")]
fn a_briefing_of_many_figures_is_compared() {
    let more = if cfg!(debug_assertions) { 1_000 } else { 10_000 };
    let named = (0..more).map(|number| format!("f{number}")).collect::<Vec<_>>().join(", ");
    let begun = std::time::Instant::now();
    let body = "Arrivals fell to 1,900. They rose by 9% in a year. ".repeat(more / 5);
    let findings = compare(&named, &body, more);
    assert!(findings.iter().any(|finding| finding.code == Code::LooseNumber));

    if std::env::var_os("HOSTILE_TIMES").is_some() {
        println!("{:>8.3} s  {more} figures", begun.elapsed().as_secs_f64());
    }
}

#[test]
fn large_records_are_built() {
    let periods: String = (0..9_000)
        .map(|at| format!("  \"{}-{:02}\": 1\n", 1000 + at / 12, at % 12 + 1))
        .collect::<Vec<_>>()
        .concat();

    build("content/figures/a.md", format!("---\ntitle: A\nseries:\n{periods}---\n"));

    let roles: String = (0..5_000)
        .map(|at| format!("  - {{title: R, from: {}-01-01}}\n", 1000 + at))
        .collect::<Vec<_>>()
        .concat();

    build("content/ministers/a.md", format!("---\nname: A\nroles:\n{roles}---\n"));

    let relations = many(5_000, &|at| format!("  - a{at}\n"));
    build("content/agreements/a.md", format!("---\ntitle: A\namends:\n{relations}---\n"));

    let keys = many(5_000, &|at| format!("k{at}: 1\n"));
    build("content/site.yaml", keys);
    build("templates/page.html", "{{".repeat(50_000));
    build("templates/page.html", "{% if a %}".repeat(5_000));
    build("templates/page.html", format!("{{{{ {}a }}}}", "(".repeat(5_000)));
}

/// Returns the messages of the findings with a code about a site that is not small.
fn messages(files: &[(&str, String)], code: Code) -> Vec<String> {
    let mut site = MemoryFiles::default();
    for (path, text) in files {
        site.insert(path, text.as_str());
    }

    let as_of = Moment::parse("2026-01-01").unwrap();
    let options = BuildOptions { as_of, now: as_of, drafts: true, base_url: None, search: false };
    let mut workspace = Workspace::new(Arc::new(OverTheme::new(site)));
    let built = workspace.build(&options, &mut |_| {}).unwrap();

    // A preview prints what a build refuses, and must not freeze.
    let printed = |route| built.edition.render(route).map_or(0, |bytes| bytes.len());
    let largest = built.edition.routes().iter().map(printed).max();
    assert!(largest < Some(8 << 20), "{largest:?}");

    let found = built.findings.iter().filter(|finding| finding.code == code);
    found.map(|finding| finding.message.clone()).collect()
}

fn long_series(periods: usize) -> String {
    let period = |at: usize| format!("  {:04}-{:02}: {at}\n", 1000 + at / 12, at % 12 + 1);
    format!("---\ntitle: F\nseries:\n{}---\n", many(periods, &period))
}

#[test]
fn a_page_embeds_no_more_than_it_can_show() {
    let figure = ("content/figures/f.md", long_series(1000));
    let found = |count| {
        let page = ("content/a.md", page(&"![[f]]\n\n".repeat(count)));
        messages(&[figure.clone(), page], Code::TooLarge)
    };

    assert_eq!(found(9), [""; 0]);
    let said = "with this the page embeds more than 10000 values and events of other pages";
    assert_eq!(found(800), [said]);

    let events = many(200, &|at| format!("  - {{date: {}-01-01, event: amended}}\n", 1800 + at));
    let agreement = format!("---\ntitle: G\nparties: [gb, ie]\ntimeline:\n{events}---\n");
    let page = page(&"![[g]]\n\n".repeat(5000));
    let files = [("content/agreements/g.md", agreement), ("content/a.md", page)];
    assert_eq!(messages(&files, Code::TooLarge), [said]);
}

#[test]
fn a_page_has_no_more_of_anything_than_a_reader_can_use() {
    let briefing = |keys: &str| {
        let text = format!("---\ntitle: A\nsummary: S\ndate: 2025-08-20\n{keys}\n---\n");
        messages(&[("content/briefings/a.md", text)], Code::TooLarge)
    };
    let list = |key: &str, count, item: &dyn Fn(usize) -> String| {
        format!("{key}: [{}]", many(count, &|at| format!("{}, ", item(at))))
    };
    let number = |at: usize| format!("n{at}");

    assert_eq!(briefing(&list("topics", 50, &number)), [""; 0]);
    assert_eq!(
        briefing(&list("topics", 51, &number)),
        ["the briefing has 51 topics; the limit is 50"]
    );
    assert_eq!(
        briefing(&list("aliases", 1001, &|at| format!("/n{at}/"))),
        ["`aliases` has 1001 items; the limit is 1000"]
    );
    assert_eq!(
        briefing(&list("countries", 90_000, &|_| "gb".to_owned())),
        ["`countries` has 90000 items; the limit is 1000"]
    );

    let figure =
        |periods| messages(&[("content/figures/f.md", long_series(periods))], Code::TooLarge);
    assert_eq!(figure(20_000), [""; 0]);
    assert_eq!(figure(20_001), ["the series has 20001 values; the limit is 20000"]);

    let extra = |count| format!("extra:\n{}", many(count, &|at| format!("  k{at}: 1\n")));
    assert_eq!(briefing(&extra(49_000)), [""; 0]);
    assert_eq!(briefing(&extra(50_000)), ["more than 100000 keys and values are written here"]);
}

#[test]
fn the_foot_of_a_page_does_not_grow_with_the_site() {
    let page = |at: usize| {
        let path: &str = Box::leak(format!("content/p{at}.md").into_boxed_str());
        (path, format!("---\ntitle: Page {at}\n---\n"))
    };
    let pages: Vec<_> = (0..300).map(page).collect();

    let mut site = MemoryFiles::default();
    for (path, text) in &pages {
        site.insert(path, text.as_str());
    }

    let output = crate::support::build(site, &crate::support::as_of("2026-01-01"));
    let links = output.text("p7/index.html").matches("<a ").count();
    assert!(links < 60, "{links} links");
}

#[test]
fn advice_for_very_many_unknown_ids_is_bounded() {
    let figure = |at: usize| {
        let path: &str = Box::leak(format!("content/figures/river-dat-{at}.md").into_boxed_str());
        (path, "---\ntitle: F\nvalue: 1\n---\n".to_owned())
    };
    let mut files: Vec<_> = (0..100).map(figure).collect();
    let ids = many(5000, &|at| format!("[[river-data-{at}]] "));
    files.push(("content/b.md", page(&ids)));

    assert_eq!(messages(&files, Code::UnknownReference).len(), 5000);
}
