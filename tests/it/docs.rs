//! The documentation is correct: what templates may read, and examples that build.

#![expect(clippy::unwrap_used, reason = "what reads the documents is part of the tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chancery::config;
use chancery::content::{self, Kind};
use chancery::output::OutputTarget;
use chancery::publish::publish;
use chancery::source::builtin::OverTheme;
use chancery::source::memory::MemoryFiles;
use chancery::value::Moment;
use chancery::workspace::{BuildOptions, Workspace};
use chancery::yaml::{Key, Schema, ValueType};

use crate::support::{as_of, build_clean};

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The structs of a Rust file, each with its fields and the types that are flattened into it.
fn structs(rust: &str) -> Vec<(String, BTreeSet<String>, Vec<String>)> {
    let mut structs: Vec<(String, BTreeSet<String>, Vec<String>)> = Vec::new();
    let mut inside = false;

    for line in rust.lines() {
        let plain = line.trim().trim_start_matches("pub(crate) ");
        if let Some(name) = plain.strip_prefix("struct ") {
            let name = name.split([' ', '<']).next().unwrap_or_default();
            structs.push((name.to_owned(), BTreeSet::new(), Vec::new()));
            inside = true;
        } else if line == "}" {
            inside = false;
        } else if inside
            && let Some((field, kind)) = plain.split_once(": ")
            && !plain.starts_with('/')
        {
            let (name, fields, flattened) = structs.last_mut().unwrap();
            if is_flattened(rust, name, field) {
                let kind = kind.split([',', '<']).next().unwrap_or_default();
                flattened.push(kind.to_owned());
            } else {
                fields.insert(field.trim_start_matches("r#").to_owned());
            }
        }
    }

    structs
}

/// Tells whether the fields of a field are fields of the struct itself: `Name<'_> { ..field, … }`.
fn is_flattened(rust: &str, name: &str, field: &str) -> bool {
    let declared = rust.split_once("fields! {").map_or("", |(_, declared)| declared);
    let declared = declared.replace("<'_>", "");
    declared.lines().any(|line| line.trim().starts_with(&format!("{name} {{ ..{field},")))
}

/// The text below a heading, up to the next heading.
fn section<'d>(document: &'d str, heading: &str) -> &'d str {
    let opening = format!("\n{heading}\n");
    let start = document.find(&opening).unwrap_or_else(|| panic!("no heading `{heading}`"));
    let text = &document[start + opening.len()..];
    &text[..text.find("\n#").unwrap_or(text.len())]
}

/// The words in backticks of the cells in one column of the tables of a text.
fn cells(text: &str, column: usize) -> impl Iterator<Item = &str> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(move |row| row.split(" | ").nth(column)).flat_map(quoted)
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_field_that_templates_read_is_documented_and_no_other() {
    let document = read("docs/templates.md");
    let mut known = Vec::new();
    let files = [
        "page",
        "list",
        "words",
        "translation",
        "party",
        "briefing",
        "agreement",
        "minister",
        "figure",
        "home",
        "data",
        "contact",
    ];
    for file in files {
        known.extend(structs(&read(&format!("src/render/context/{file}.rs"))));
    }

    assert!(known.len() > 20, "the context was not read");

    for (name, fields, flattened) in &known {
        let text = section(&document, &format!("### {name}"));
        let documented: BTreeSet<String> = cells(text, 0).map(str::to_owned).collect();
        assert_eq!(documented, *fields, "the fields of {name}");
        for other in flattened {
            assert!(text.contains(&format!("[{other}]")), "{name} has all fields of {other}");
        }
    }

    let types = document.split("\n## Types\n").nth(1).unwrap();
    let types = &types[..types.find("\n## ").unwrap()];
    let headings: Vec<&str> = types.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    assert_eq!(headings.len(), known.len(), "{headings:?}");
}

/// The template files, relative to their folder.
fn templates(folder: &str, all: &mut Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let name = path.strip_prefix(&root).unwrap();
        let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        match path.is_dir() {
            true => templates(&name.join("/"), all),
            false => all.push(name.join("/")),
        }
    }
}

#[test]
fn every_template_is_documented_with_its_blocks() {
    let document = read("docs/templates.md");
    let document = section(&document, "## The templates");
    let mut names = Vec::new();
    templates("", &mut names);

    // A file of phrases is not a template.
    names.retain(|name| !name.ends_with(".yaml"));
    names.sort();

    let documented: BTreeSet<&str> = cells(document, 0).collect();
    assert_eq!(documented, names.iter().map(String::as_str).collect());

    for name in &names {
        let text = read(&format!("templates/{name}"));
        let blocks: BTreeSet<&str> = text
            .split("{% block ")
            .chain(text.split("{%- block "))
            .filter_map(|piece| piece.split(' ').next())
            .filter(|word| text.contains(&format!("block {word} %}}")))
            .collect();

        let row = document.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).unwrap();
        let documented: BTreeSet<&str> = row
            .rsplit(" | ")
            .next()
            .filter(|_| !blocks.is_empty())
            .into_iter()
            .flat_map(quoted)
            .collect();

        assert_eq!(documented, blocks, "the blocks of {name}");
    }
}

#[test]
fn every_custom_property_and_class_of_the_theme_is_documented() {
    let document = read("docs/templates.md");
    let theme = document.split("\n## The theme\n").nth(1).unwrap();
    let documented: BTreeSet<&str> = quoted(theme).collect();
    let css = read("static/chancery.css");
    let sign = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let word =
        |text: &str| text.split(|letter| !sign(letter)).next().unwrap_or_default().to_owned();

    for line in css.lines().filter(|line| !line.trim_start().starts_with("/*")) {
        for (at, mark) in line.match_indices(['.', '-']) {
            let before = line[..at].chars().next_back();
            let name = word(&line[at + 1..]);
            match mark {
                "." if name.starts_with(|first: char| first.is_ascii_lowercase()) => {
                    assert!(documented.contains(name.as_str()), "the class `{name}`: {line}");
                }
                "-" if name.starts_with('-') && !before.is_some_and(sign) => {
                    let property = format!("-{name}");
                    assert!(documented.contains(property.as_str()), "`{property}`: {line}");
                }
                _ => {}
            }
        }
    }
}

/// The files of a document's examples: each is in a fence below its path.
fn example_files(document: &str) -> Vec<(&str, &str)> {
    document
        .split("\n`content/")
        .skip(1)
        .map(|piece| {
            let (name, rest) = piece.split_once("`:\n\n```").unwrap();
            let (_, text) = rest.split_once('\n').unwrap();
            (name, &text[..text.find("```").unwrap()])
        })
        .collect()
}

#[test]
fn the_examples_of_the_readme_build_without_a_finding() {
    let readme = read("README.md");
    let examples = example_files(&readme);
    assert_eq!(examples.len(), 4);

    let mut files: MemoryFiles =
        examples.into_iter().map(|(name, text)| (format!("content/{name}"), text)).collect();
    files.insert("content/site.yaml", "title: Rivers\nbase_url: https://www.example.org/\n");

    let mut workspace = Workspace::new(Arc::new(OverTheme::new(files)));
    let options = BuildOptions {
        as_of: Moment::parse("2025-10-01").unwrap(),
        now: Moment::parse("2025-10-01").unwrap(),
        drafts: false,
        base_url: None,
        search: true,
    };
    let built = workspace.build(&options, &mut |_| {}).unwrap();
    assert!(built.findings.is_empty(), "{:#?}", built.findings);

    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("public"));
    fs::create_dir(&site).unwrap();

    let stage = OutputTarget::open(&out, &site).unwrap().stage().unwrap();
    publish(&built, &stage, &|| {}).unwrap();
    stage.commit().unwrap();

    let page = fs::read_to_string(out.join("briefings/river-data/index.html")).unwrap();
    for words in ["Rivers Minister Jo Marsh</a> has signed", "a fall of about 27%", "2,600"] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn the_page_kind_of_the_documents_builds() {
    let document = read("docs/templates.md");
    let mut files = MemoryFiles::default();
    for (before, text) in document.split("`:\n\n```\n").zip(document.split("`:\n\n```\n").skip(1)) {
        files.insert(before.rsplit('`').next().unwrap(), text.split("```").next().unwrap());
    }

    files.insert("content/site.yaml", "title: Rivers\nbase_url: https://www.example.org/\n");

    let out = build_clean(files, &as_of("2025-10-01"));
    let page = out.text("consultations/flood-warnings/index.html");
    assert!(page.contains("Open from 1 September 2025 to 30 November 2025"), "{page}");
    assert!(page.contains("Tell us what you think."), "{page}");

    let list = out.text("consultations/index.html");
    assert!(list.contains("Closes on 30 November 2025"), "{list}");
}

#[test]
fn every_english_phrase_stands_in_the_documents() {
    let phrases = read("templates/languages/en.yaml");
    let documented = read("docs/languages.md").contains(&phrases);
    assert!(documented, "copy `templates/languages/en.yaml` into the end of `docs/languages.md`");
}

/// A row of the README's tables of keys.
struct KeyRow<'d> {
    keys: Vec<&'d str>,
    text: &'d str,
}

/// Returns the rows of the tables below a heading; a `#` in an example is not a heading.
fn key_rows<'d>(document: &'d str, heading: &str) -> Vec<KeyRow<'d>> {
    let mut rows = Vec::new();
    let mut is_below = false;
    let mut is_example = false;
    for line in document.lines() {
        if line.starts_with("```") {
            is_example = !is_example;
        } else if line.starts_with('#') && !is_example {
            is_below = line == heading;
        } else if is_below && line.starts_with("| `") {
            let first = line[2..].split(" | ").next().unwrap_or_default();
            rows.push(KeyRow { keys: quoted(first).collect(), text: line });
        }
    }

    assert!(!rows.is_empty(), "no table below `{heading}`");

    rows
}

/// Adds the schemas that a value may contain to the list.
fn nested(value: ValueType, all: &mut Vec<&'static Schema>) {
    match value {
        ValueType::Map(schema) => all.push(schema),
        ValueType::List(item) => nested(*item, all),
        ValueType::Table { value, .. } => nested(*value, all),
        ValueType::OneOf(types) => types.iter().for_each(|one| nested(*one, all)),
        _ => {}
    }
}

#[test]
fn the_tables_of_the_readme_are_the_keys() {
    let readme = read("README.md");
    let tables = [
        (vec!["## A site's files"], content::keys(Kind::Page)),
        (vec!["## A site's files", "## A briefing"], content::keys(Kind::Briefing)),
        (vec!["## A site's files", "## An agreement"], content::keys(Kind::Agreement)),
        (vec!["## A site's files", "## A minister"], content::keys(Kind::Minister)),
        (vec!["## A site's files", "## A figure"], content::keys(Kind::Figure)),
        (vec!["## Settings: content/site.yaml"], config::keys()),
    ];
    let every_page: BTreeSet<&str> =
        key_rows(&readme, "## A site's files").iter().flat_map(|row| row.keys.clone()).collect();

    for (headings, schema) in tables {
        let rows: Vec<KeyRow> =
            headings.iter().flat_map(|heading| key_rows(&readme, heading)).collect();
        let row = |name: &str| rows.iter().rev().find(|row| row.keys.contains(&name));
        let mut known: BTreeSet<&str> = BTreeSet::new();

        for key in schema.keys() {
            let row = row(key.name).unwrap_or_else(|| panic!("`{}` of {}", key.name, schema.what));
            known.insert(key.name);

            if key.is_required {
                assert!(row.text.contains("required"), "{}", row.text);
            }

            if let ValueType::Word(words) | ValueType::OpenWord(words) = key.value {
                for word in words {
                    assert!(row.text.contains(&format!("`{word}`")), "`{word}`: {}", row.text);
                }
            }

            let mut maps = Vec::new();
            nested(key.value, &mut maps);

            // A record that a list defines inline has the keys of its kind, which have a table.
            maps.retain(|map| map.keys().all(|key| key.name != "id"));
            for inner in maps.iter().flat_map(|map| map.keys()) {
                nested_key(&readme, row, inner);
                known.insert(inner.name);
            }
        }

        // The table of every page is for all kinds; keys of only some kinds are checked with those.
        let own = rows.iter().flat_map(|row| &row.keys).filter(|key| !every_page.contains(*key));
        for key in own {
            assert!(known.contains(key), "`{key}` is no key of {}", schema.what);
        }
    }
}

/// Asserts that a key of a nested map is in the row of its map, or in an example.
fn nested_key(readme: &str, row: &KeyRow, key: &Key) {
    let mut words = row.text.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
    let is_documented = words.any(|word| word == key.name);
    let is_in_example = readme.contains(&format!("{}: ", key.name));

    assert!(is_documented || is_in_example, "`{}` is not in: {}", key.name, row.text);
}
