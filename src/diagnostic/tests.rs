//! All formats for one set of findings, and properties that hold for any.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::source::{SitePath, Span};

struct Pages(BTreeMap<SitePath, Arc<str>>);

impl Texts for Pages {
    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        self.0.get(path).cloned()
    }
}

const BRIEFING: &str = "---\r\ntitle: \"Returns agreement with Iraq\"\r\nsumary: The two \
    governments signed an agreement.\r\nministers:\r\n  - dan-jarvs\r\n  - hamish-falconer\r\n\
    ---\r\n\r\nSigned by [[dan-jarvs]] in August.\r\n\r\n## What was agreed\r\n\r\nAn \
    end.\r\n";
const FIGURE: &str = "---\ntitle: Returns\nvalue: 24,103\n---\n";
const WIDE: &str =
    "---\ntitle: \"مذكرة تفاهم 覚書 🇮🇶\"\n---\n覚書は[[覚え書き]]に\u{1b}[31m\tend\n";
const HOSTILE: &str = "content/a:b,c%d\n\u{1b}[2J.md";

fn pages() -> Pages {
    let long = format!("start {} [[gone]] {}", "x".repeat(500_000), "é".repeat(250_000));
    let texts = [
        ("content/briefings/uk-iraq.md", BRIEFING),
        ("content/figures/returns.md", FIGURE),
        ("content/figures/2025-10-01-returns.md", FIGURE),
        ("content/wide.md", WIDE),
        ("content/long.md", &long),
        ("content/empty.md", ""),
        (HOSTILE, "one\rtwo\n"),
    ];

    Pages(texts.into_iter().map(|(path, text)| (SitePath::new(path), Arc::from(text))).collect())
}

/// Finds the `nth` place of a word in a file.
fn on(pages: &Pages, path: &str, word: &str, nth: usize) -> Place {
    let text = &pages.0[&SitePath::new(path)];
    let (at, _) = text.match_indices(word).nth(nth).expect("the sample holds the word");
    Place::new(&SitePath::new(path), Span::new(at, at + word.len()))
}

fn at(path: &str, start: usize, end: usize) -> Place {
    Place::new(&SitePath::new(path), Span::new(start, end))
}

fn samples(pages: &Pages) -> Vec<Diagnostic> {
    let briefing = "content/briefings/uk-iraq.md";
    let block = on(pages, briefing, "ministers:", 0).span.start as usize;

    vec![
        Diagnostic::new(Code::UnknownKey, on(pages, briefing, "sumary", 0), "unknown key `sumary`")
            .help("did you mean `summary`?")
            .fix(on(pages, briefing, "sumary", 0), "summary"),
        Diagnostic::new(
            Code::UnknownReference,
            on(pages, briefing, "dan-jarvs", 1),
            "no record `dan-jarvs`",
        )
        .label(on(pages, briefing, "dan-jarvs", 0), "named here as well")
        .help("did you mean `dan-jarvis`?"),
        Diagnostic::new(
            Code::WrongType,
            at(briefing, block, block + 45),
            "a list where one text is expected",
        )
        .severity(Severity::Warning),
        Diagnostic::new(
            Code::DuplicateId,
            on(pages, "content/figures/returns.md", "Returns", 0),
            "two figures have the id `returns`",
        )
        .label(on(pages, "content/figures/2025-10-01-returns.md", "Returns", 0), "the other one")
        .fix(
            on(pages, "content/figures/2025-10-01-returns.md", "title: Returns\n", 0),
            "title: Returns\nslug: returns-october\n",
        ),
        Diagnostic::new(
            Code::UnknownReference,
            on(pages, "content/wide.md", "覚え書き", 0),
            "no record `覚え書き`\u{1b}[2J\nand a second line",
        )
        .help("100%: see \u{9b}31m"),
        Diagnostic::new(
            Code::UnknownReference,
            on(pages, "content/long.md", "gone", 0),
            "no record `gone`",
        )
        .fix(on(pages, "content/long.md", "gone", 0), "found"),
        Diagnostic::new(Code::MissingKey, at("content/empty.md", 0, 0), "no `title`"),
        Diagnostic::new(Code::DuplicateUrl, at(HOSTILE, 4, 7), "two pages at `/b/`")
            .label(at("static/b/index.html", 3, 9), "a file of the same address"),
        Diagnostic::new(Code::NotUtf8, at("content/gone.md", 7, 7), "not UTF-8"),
        Diagnostic::new(Code::YamlSyntax, at("content/figures/returns.md", 900, 20), "past"),
    ]
}

fn written(format: Format) -> String {
    let pages = pages();
    write(&samples(&pages), &pages, format, Style::PLAIN)
}

#[test]
fn full_shows_the_source() {
    insta::assert_snapshot!(written(Format::Full));
}

#[test]
fn concise_is_one_line_per_finding() {
    insta::assert_snapshot!(written(Format::Concise));
}

#[test]
fn json_is_one_object_per_line() {
    let text = written(Format::Json);
    for line in text.lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        assert_eq!(object["version"], 1);
    }

    assert_eq!(text.lines().count(), samples(&pages()).len());
    insta::assert_snapshot!(text);
}

#[test]
fn github_gets_workflow_commands() {
    insta::assert_snapshot!(written(Format::Github));
}

/// Asserts that a document fits a JSON Schema.
#[track_caller]
fn assert_fits(schema: &str, document: &serde_json::Value) {
    let schema: serde_json::Value = serde_json::from_str(schema).expect("a schema is JSON");
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("schema.json", schema).expect("it can be added");
    let index = compiler.compile("schema.json", &mut schemas).expect("a schema is valid");
    if let Err(error) = schemas.validate(document, index) {
        panic!("{error:#}\n{document:#}");
    }
}

#[test]
fn json_fits_its_schema() {
    for line in written(Format::Json).lines() {
        assert_fits(super::JSON_SCHEMA, &serde_json::from_str(line).expect("a line is JSON"));
    }
}

#[test]
fn gitlab_gets_a_code_quality_report() {
    let text = written(Format::Gitlab);
    let report: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    // The keys of "Code quality report format" in GitLab's documentation.
    assert_fits(
        r#"{"type": "array", "items": {
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "fingerprint": {"pattern": "^[0-9a-f]{32}$"},
                "location": {"required": ["path", "lines"], "properties": {"lines": {
                    "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}}}
            }}}"#,
        &report,
    );
    insta::assert_snapshot!(text);
}

#[test]
fn code_scanning_gets_sarif() {
    // OASIS, SARIF 2.1.0 with errata 1: `sarif-2.1/schema/sarif-schema-2.1.0.json` of oasis-tcs/sarif-spec.
    let schema = include_str!("../../tests/schemas/sarif-2.1.0.json");
    let text = written(Format::Sarif);
    let log: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_fits(schema, &log);
    assert_fits(
        schema,
        &serde_json::from_str(&write(&[], &pages(), Format::Sarif, Style::PLAIN)).expect("JSON"),
    );
    insta::assert_snapshot!(text);
}

#[test]
fn other_systems_get_junit() {
    let text = written(Format::Junit);
    let pages = pages();
    for report in [text.clone(), write(&[], &pages, Format::Junit, Style::PLAIN)] {
        let mut reader = quick_xml::Reader::from_str(&report);
        reader.config_mut().check_end_names = true;
        while reader.read_event().expect("it is well-formed") != quick_xml::events::Event::Eof {}
    }
    insta::assert_snapshot!(text);
}

#[test]
fn the_summary_of_a_step_is_a_table() {
    let pages = pages();
    let text = summary(&samples(&pages), &pages);
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), samples(&pages).len() + 2);
    assert!(rows.iter().all(|row| row.matches('|').count() == 5), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn fingerprints_are_unique_and_survive_moved_lines() {
    let path = SitePath::new("a.md");
    let prints = |text: &str| {
        let pages = Pages([(path.clone(), Arc::from(text))].into());
        let at = text.match_indices("gone").map(|(at, _)| Place::new(&path, Span::new(at, at + 4)));
        let findings: Vec<_> =
            at.map(|place| Diagnostic::new(Code::DeadLink, place, "no page `gone`")).collect();
        let loaded = texts::LoadedTexts::load(&findings, &pages);
        fingerprint::fingerprints(&findings, &position::LineIndexes::build(&loaded))
    };

    let before = prints("one gone\ntwo gone gone\n");
    let after = prints("new\n\nmore\n  one gone\n\ntwo gone gone\n");
    assert_eq!(before, after);
    assert_eq!(before.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
}

#[test]
fn colour_is_optional() {
    let pages = pages();
    let style = Style { colour: true, width: 80 };
    let text = write(&samples(&pages), &pages, Format::Full, style);
    assert!(text.contains("\u{1b}[1m"));
    assert!(!text.contains("\u{1b}[31m\tend") && !text.contains("\u{1b}[2J"));
}

#[test]
fn every_format_names_the_same_place() {
    let pages = pages();
    let findings = samples(&pages);
    for (finding, position) in findings.iter().zip(places(&findings, &pages)) {
        assert_eq!(place(finding, &pages), position);
        let one = std::slice::from_ref(finding);
        let full = write(one, &pages, Format::Full, Style::PLAIN);
        let (line, column) = (position.start.line, position.start.column);
        if pages.text(&position.path).is_some() {
            assert!(full.contains(&format!(":{line}:{column}\n")), "{full}");
        }
    }
}

#[test]
fn a_long_line_stays_short() {
    let text = written(Format::Full);
    let longest = text.lines().map(|line| line.chars().count()).max();
    assert!(longest < Some(140), "{longest:?}");
}

#[test]
fn many_labels_are_counted() {
    let pages = pages();
    let path = "content/long.md";
    let mut finding = Diagnostic::new(Code::DuplicateUrl, at(path, 0, 5), "many");

    for n in 0..500 {
        finding = finding.label(at(path, n * 900, n * 900 + 3), "here");
    }

    let text = write(&[finding], &pages, Format::Full, Style::PLAIN);
    assert!(text.contains("and 488 more places"), "{text}");
    assert!(text.lines().count() < 80, "{text}");
}

#[test]
fn format_names_are_read_back() {
    for &format in Format::ALL {
        assert_eq!(Format::parse(format.as_str()), Some(format));
    }
    assert_eq!(Format::parse("xml"), None);
}

#[test]
fn every_code_is_explained() {
    for &code in Code::ALL {
        let name = code.as_str();
        let said = code.explain();
        for part in [said.summary, said.meaning, said.why, said.fix] {
            assert!(part.len() > 10, "{name} lacks a part");
            assert_eq!(part, part.trim(), "{name}");
        }

        assert!(!said.summary.ends_with('.'), "{name}");

        for example in [said.wrong, said.right] {
            let indented = |line: &str| line.is_empty() || line.starts_with("    ");
            assert!(!example.is_empty() && example.lines().all(indented), "{name}");
        }

        assert_ne!(said.wrong, said.right, "{name}");

        let printed = explain(code);
        assert!(printed.lines().all(|line| line.chars().count() <= 80), "{name}");
        assert_eq!(printed.contains("Reserved:"), !code.is_run(), "{name}");
        let may_be_waived = ["allow:", "chancery: allow"].iter().any(|it| printed.contains(it));
        assert_eq!(may_be_waived, code.may_be_silenced(), "{name}");
    }
}

#[test]
fn explanations_speak_to_writers() {
    let foreign = [
        "serde", "rust", "struct", "enum", "deserial", "parse", "panic", "null", "regex", "string",
        "integer", "boolean", "utf8",
    ];

    for &code in Code::ALL {
        let printed = explain(code).to_lowercase().replace(code.as_str(), "");
        for word in foreign {
            assert!(!printed.contains(word), "{} says `{word}`", code.as_str());
        }
    }
}

#[test]
fn explanations_are_printed_in_full() {
    insta::assert_snapshot!("explain_dead_link", explain(Code::DeadLink));
    insta::assert_snapshot!("explain_list", list());
}

#[test]
fn misspelt_codes_get_a_suggestion() {
    assert_eq!(nearest_code("dead-lnk"), Some(Code::DeadLink));
    assert_eq!(nearest_code("Yaml_Trap"), Some(Code::YamlTrap));
    assert_eq!(nearest_code("weather"), None);
    assert_eq!(nearest_code(&"x".repeat(1 << 20)), None);
}

fn any_text() -> impl Strategy<Value = String> {
    let letters = prop_oneof![
        3 => Just("a".to_string()),
        1 => Just("\n".to_string()),
        1 => prop::sample::select(vec![
            "\r\n", "\r", "\t", "é", "覚", "🇮🇶", "\u{200d}", "\u{301}", "\u{1b}[31m", "\0",
            "\u{e000}1:1:1", " ", "[[x]]", "//", "{", "\u{9b}", "\u{2028}", "::stop-commands::x",
            "::", "\n::add-mask::x", "##[group]", "##", "#", "[x]", "##vso[x]",
        ]).prop_map(str::to_string),
        1 => any::<char>().prop_map(String::from),
        1 => (1..2000_usize).prop_map(|n| "y".repeat(n)),
    ];

    prop::collection::vec(letters, 0..60).prop_map(|parts| parts.concat())
}

prop_compose! {
    fn any_place()(
        file in prop::sample::select(vec!["a.md", "b.md", "none.md", "::c\n::d##[e]", "##"]),
        start in 0..3000_usize,
        length in prop_oneof![Just(0), 0..8_usize, 0..4000_usize],
    ) -> Place {
        // Short texts and distant places alike: every third start is small.
        let start = if start % 3 == 0 { start % 40 } else { start };
        at(file, start, start + length)
    }
}

prop_compose! {
    fn any_finding()(
        place in any_place(),
        message in any_text(),
        labels in prop::collection::vec((any_place(), any_text()), 0..4),
        help in prop::option::of(any_text()),
        fix in prop::collection::vec((any_place(), any_text()), 0..4),
    ) -> Diagnostic {
        let mut finding = Diagnostic::new(Code::DeadLink, place, message).help_if(help);
        for (place, text) in labels {
            finding = finding.label(place, text);
        }
        for (place, replacement) in fix {
            finding = finding.fix(place, replacement);
        }
        finding
    }
}

fn obeyed_by_terminals(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

/// Tells whether a CI runner takes a line of a log for a command that the format does not mean.
fn obeyed_by_runners(line: &str, format: Format) -> bool {
    if format == Format::Github {
        let is_ours = ["::error file=", "::warning file="].iter().any(|it| line.starts_with(it));
        return !is_ours;
    }

    let in_brackets = line.split("##").skip(1).any(|after| {
        after.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).starts_with('[')
    });
    line.trim_start().starts_with("::") || in_brackets
}

#[test]
fn of_very_many_findings_the_rest_are_counted() {
    let pages = pages();
    let path = "content/long.md";
    let finding = |n| Diagnostic::new(Code::DeadLink, at(path, n, n + 1), "dead");
    let mut findings: Vec<_> = (0..100_000).map(finding).collect();
    findings.push(Diagnostic::new(Code::MissingKey, at("content/wide.md", 0, 0), "no `title`"));

    let text = write(&findings, &pages, Format::Full, Style::PLAIN);
    assert_eq!(text.matches("error[dead-link]").count(), 1000);
    assert!(text.contains("and 99000 more findings in content/long.md"));
    assert!(text.contains("error[missing-key]"));
    assert_eq!(write(&findings, &pages, Format::Json, Style::PLAIN).lines().count(), 100_001);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_finding_makes_a_format_panic(
        a in any_text(),
        b in any_text(),
        findings in prop::collection::vec(any_finding(), 1..4),
    ) {
        let texts = [("a.md", a), ("b.md", b)];
        let pages = Pages(texts.into_iter().map(|(path, text)| {
            (SitePath::new(path), Arc::from(text))
        }).collect());
        for &format in Format::ALL {
            let text = write(&findings, &pages, format, Style::PLAIN);
            prop_assert!(!text.contains(obeyed_by_terminals), "{text:?}");
            for line in text.lines() {
                prop_assert!(!obeyed_by_runners(line, format), "{line:?}");
            }
            if matches!(format, Format::Concise | Format::Json | Format::Github) {
                prop_assert_eq!(text.lines().count(), findings.len());
            }
        }
    }
}
