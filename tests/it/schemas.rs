//! The JSON Schemas that editors get describe what the reader reads.

use boon::{Compiler, Schemas};
use chancery::config;
use chancery::content::{Kind, keys};
use chancery::diagnostic::Code;
use chancery::yaml::json_schema;
use serde_json::Value;

use crate::support::{as_of, build, files};
use crate::tidy;

/// Returns the schema of a file by its path; none for one without a record.
fn schema_of(path: &str) -> Option<Value> {
    if path.ends_with("content/site.yaml") {
        return Some(json_schema(config::keys()));
    }

    let below = path.split_once("content/")?.1;
    let name = below.rsplit('/').next()?;
    let kind = match below.split_once('/').map(|(folder, _)| folder) {
        Some("briefings") => Kind::Briefing,
        Some("agreements") => Kind::Agreement,
        Some("ministers") => Kind::Minister,
        Some("figures") => Kind::Figure,
        _ => Kind::Page,
    };

    // A section has fewer keys than any schema for editors.
    (name != "_index.md" && path.ends_with(".md")).then(|| json_schema(keys(kind)))
}

/// Returns what a schema says against a document, or nothing.
fn fault(schema: &Value, document: &Value) -> Option<String> {
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.add_resource("schema.json", schema.clone()).unwrap();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    schemas.validate(document, index).err().map(|error| format!("{error:#}"))
}

/// Reads a file as an editor's YAML does, which knows neither dates nor `yes`.
fn front_matter(path: &str, text: &str) -> Value {
    let yaml = match path.ends_with(".md") {
        true => text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")).unwrap().0,
        false => text,
    };
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_document_of_the_example_and_the_showcase_fits() {
    let mut count = 0;
    for folder in ["content", "tests/showcase/content"] {
        let ends = [".md", ".yaml"];
        for (path, text) in ends.iter().flat_map(|end| tidy::texts(folder, end)) {
            let Some(schema) = schema_of(&path) else {
                continue;
            };

            let document = front_matter(&path, &text);
            assert_eq!(fault(&schema, &document), None, "{path}");
            count += 1;
        }
    }

    assert!(count > 20, "{count} documents were looked at");
}

/// Faults that the reader finds in the keys of a file, and an editor must find as well.
const FAULTY: [(&str, &str, Code); 8] = [
    ("briefings/a.md", "title: A\ndate: 2025-06-03\nsummary: s\ntags: [a]", Code::UnknownKey),
    ("briefings/a.md", "title: A\ndate: 2025-06-03", Code::MissingKey),
    (
        "briefings/a.md",
        "title: A\ndate: 2025-06-03\nsummary: s\nupdates: [{date: 2025-06-04, nte: x}]",
        Code::UnknownKey,
    ),
    ("figures/a.md", "title: A\nseries: [1, 2]", Code::WrongType),
    ("figures/a.md", "title: A\nvalue: 1\nsource: {titel: x}", Code::UnknownKey),
    ("ministers/a.md", "country: gb", Code::MissingKey),
    (
        "agreements/a.md",
        "title: A\nparties: [gb, iq]\ntimeline: [{event: signed}]",
        Code::MissingKey,
    ),
    ("a.md", "title: A\ndraft: maybe", Code::WrongType),
];

#[test]
fn a_schema_finds_what_the_reader_finds() {
    for (path, yaml, code) in FAULTY {
        let path = format!("content/{path}");
        let text = format!("---\n{yaml}\n---\n");
        let site = files(&format!(
            "-- content/site.yaml --\ntitle: T\nbase_url: https://x.example/\n-- {path} --\n{text}"
        ));
        let found = build(site, &as_of("2025-06-05")).findings;
        assert!(found.contains(&format!("[{}]", code.as_str())), "{yaml}\n{found}");

        let schema = schema_of(&path).unwrap();
        assert!(
            fault(&schema, &front_matter(&path, &text)).is_some(),
            "{yaml}: the schema takes it"
        );
    }
}

#[test]
fn every_key_has_a_description() {
    let kinds = [Kind::Page, Kind::Briefing, Kind::Agreement, Kind::Minister, Kind::Figure];
    let schemas = kinds.map(|kind| json_schema(keys(kind)));
    for schema in schemas.iter().chain([&json_schema(config::keys())]) {
        for (key, property) in schema["properties"].as_object().unwrap() {
            assert!(property["description"].as_str().is_some_and(|it| it.len() > 5), "{key}");
        }
    }
}
