//! Round trips of the writer and the reader.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SitePath, Span};
use crate::value::YearStarts;

/// Reads a text as a document.
fn read(text: &str) -> (Tree, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let span = Span::new(0, text.len());
    let tree = parse(&SitePath::new("content/p.md"), text, span, &mut findings);
    (tree, findings)
}

/// Reads a node back as a draft; the typed reader must find no trap in it.
fn draft(reading: &mut NodeReader<'_>, node: &Node) -> Draft {
    match &node.value {
        Value::Scalar { text, .. } => {
            // The typed reader trims, and reads a blank text as none.
            if let Some(read) = reading.text(node, "a text") {
                assert_eq!(&*read.value, text.trim());
            }

            Draft::Text(text.to_string())
        }
        Value::List(items) => Draft::List(items.iter().map(|item| draft(reading, item)).collect()),
        Value::Map(entries) => Draft::Map(
            entries
                .iter()
                .map(|entry| (entry.key.value.to_string(), draft(reading, &entry.node)))
                .collect(),
        ),
    }
}

/// Returns a draft with its inline lists and maps as blocks, which are read alike.
fn spread(value: &Draft) -> Draft {
    let texts = |items: &[String]| items.iter().map(|item| Draft::Text(item.clone())).collect();

    match value {
        Draft::Text(_) => value.clone(),
        Draft::Bare(text) => Draft::Text((*text).to_owned()),
        Draft::InlineList(items) => Draft::List(texts(items)),
        Draft::List(items) => Draft::List(items.iter().map(spread).collect()),
        Draft::InlineMap(entries) => Draft::Map(
            entries.iter().map(|(key, text)| (key.clone(), Draft::Text(text.clone()))).collect(),
        ),
        Draft::Map(entries) => {
            Draft::Map(entries.iter().map(|(key, value)| (key.clone(), spread(value))).collect())
        }
    }
}

#[track_caller]
fn check(entries: &[(String, Draft)]) {
    let items: Vec<DraftItem> =
        entries.iter().map(|(key, value)| DraftItem::Entry(key.clone(), value.clone())).collect();
    let text = write(&items);
    let (tree, mut findings) = read(&text);

    // A control character is written as an escape, reads back, and is refused.
    findings.retain(|finding| finding.code != Code::ControlCharacter);
    assert!(findings.is_empty(), "{text}\n{findings:#?}");

    let path = SitePath::new("content/p.md");
    let whole = tree.whole;
    let mut reading = NodeReader {
        path: &path,
        source: &text,
        years: YearStarts::default(),
        data: None,
        zone: None,
        whole,
        findings,
    };
    let root = tree.root.expect("something was written");
    let read = draft(&mut reading, &root);

    assert!(reading.findings.is_empty(), "{text}\n{:#?}", reading.findings);

    let written: Vec<_> = entries.iter().map(|(key, value)| (key.clone(), spread(value))).collect();
    assert_eq!(read, Draft::Map(written), "{text}");
}

/// Texts that YAML, or an old version of it, reads as something else.
const TRAPS: &[&str] = &[
    "",
    "no",
    "Yes",
    "on",
    "off",
    "y",
    "~",
    "null",
    "true",
    "1.10",
    "0x1f",
    "1e3",
    ".5",
    "12:30",
    "2024-25",
    "2024-01-01",
    "1,900",
    "a: b",
    "a:",
    ": a",
    "a #b",
    "# a",
    "@handle",
    "*star",
    "&and",
    "!bang",
    "%",
    "|",
    ">",
    "-",
    "- a",
    "a -",
    "---",
    "...",
    "? a",
    "?",
    "`tick`",
    "'single'",
    "\"double\"",
    "it's",
    "a\\b",
    "[[figure:returns]]",
    "[a",
    "{a}",
    "a, b",
    "line\nbreak",
    "tab\there",
    "\u{a0}nbsp",
    " leading",
    "trailing ",
    "مذكرة تفاهم",
    "覚書",
    "\u{feff}bom",
    "\u{1b}[31m",
    "\u{2028}",
    "\u{85}",
    "=",
    "<<",
    "£12.3 billion",
    "http://x.example/#a",
];

#[test]
fn traps_are_quoted() {
    for trap in TRAPS {
        let text = Draft::Text((*trap).to_owned());
        let list = Draft::List(vec![text.clone(), text.clone()]);
        let inline = Draft::InlineList(vec![(*trap).to_owned()]);
        let table = Draft::InlineMap(vec![((*trap).to_owned(), (*trap).to_owned())]);
        let map = Draft::Map(vec![((*trap).to_owned(), text.clone())]);

        for value in [text, list, inline, table, map] {
            check(&[("key".to_owned(), value), ("next".to_owned(), "a".into())]);
        }
    }
}

#[test]
fn plain_texts_stay_plain() {
    for text in ["A title", "press-release", "One or two sentences, in all.", "£12.3 billion", "gb"]
    {
        assert_eq!(scalar(text), text);
    }

    assert_eq!(scalar("no"), "\"no\"");
    assert_eq!(scalar("Returns: a record"), "\"Returns: a record\"");
}

#[test]
fn comments_and_examples_are_no_values() {
    let roles = Draft::List(vec![Draft::Map(vec![("title".to_owned(), "Minister".into())])]);
    let items = [
        DraftItem::Entry("name".to_owned(), "A. Name".into()),
        DraftItem::Comment("Two\nlines".to_owned()),
        DraftItem::Example("roles".to_owned(), roles.clone()),
        DraftItem::Entry("roles".to_owned(), roles),
    ];

    let expected = "name: A. Name\n# Two\n# lines\n# roles:\n#   - title: Minister\nroles:\n  - title: Minister\n";
    assert_eq!(write(&items), expected);
    assert_eq!(write_front_matter(&items[..1], "Words.\n"), "---\nname: A. Name\n---\n\nWords.\n");
}

#[test]
fn an_error_within_a_masked_character_is_in_place() {
    let block = "%\u{a0}| a |\n{> [!NOTE]\n%}%}s](\r\na{%\u{feff}[^1][[@{%\n";
    let text = format!("---\n{block}---\n{block}");
    let (_, findings) = read(&text);

    for finding in &findings {
        let places =
            [finding.place.span].into_iter().chain(finding.fix.iter().map(|e| e.place.span));
        assert!(places.clone().all(|span| text.get(span.range()).is_some()), "{finding:?}");
    }

    let invented = |finding: &Diagnostic| finding.message.contains("`_`");
    assert!(!findings.iter().any(invented), "{findings:?}");
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z ]{0,6}",
        2 => prop::sample::select(TRAPS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[-:#,\\[\\]{}&*!|>'\"%@`? \\t\\n]{1,3}",
    ];

    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn any_entries<V: Strategy>(value: V) -> impl Strategy<Value = Vec<(String, V::Value)>> {
    prop::collection::vec((any_text(), value), 0..4).prop_map(|mut entries| {
        // A key is written once.
        let mut seen = std::collections::BTreeSet::new();
        entries.retain(|(key, _)| seen.insert(key.clone()));
        entries
    })
}

fn any_draft() -> impl Strategy<Value = Draft> {
    let leaf = prop_oneof![
        any_text().prop_map(Draft::Text),
        prop::collection::vec(any_text(), 0..4).prop_map(Draft::InlineList),
        any_entries(any_text()).prop_map(Draft::InlineMap),
    ];

    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Draft::List),
            any_entries(inner).prop_map(Draft::Map),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn written_yaml_reads_back(entries in any_entries(any_draft())) {
        if !entries.is_empty() {
            check(&entries);
        }
    }
}
