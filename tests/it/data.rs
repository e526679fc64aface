//! `/data/`: the files for programs match their description on the page, and contain only what is published.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

use crate::frame::particular;
use crate::support::{Output, as_of, build_clean, elements, files};

const SITE: &str = include_str!("data.txt");

static BUILT: LazyLock<Output> = LazyLock::new(|| build_clean(files(SITE), &as_of("2025-09-01")));

macro_rules! file {
    ($name:ident, $path:literal) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), BUILT.text($path));
        }
    };
}

#[test]
fn data_page() {
    let page = particular(BUILT.text("data/index.html"), BUILT.text("404.html"));
    insta::assert_snapshot!("data_page", page);
}

file!(agreements_csv, "data/agreements.csv");
file!(agreement_events_csv, "data/agreement-events.csv");
file!(ministers_csv, "data/ministers.csv");
file!(figures_csv, "data/figures.csv");
file!(csv_metadata, "data/csv-metadata.json");

macro_rules! json {
    ($name:ident, $path:literal) => {
        #[test]
        fn $name() {
            let pretty = serde_json::to_string_pretty(&json($path)).expect("it was just read");
            insta::assert_snapshot!(stringify!($name), pretty);
        }
    };
}

json!(agreements_json, "data/agreements.json");
json!(ministers_json, "data/ministers.json");
json!(figures_json, "data/figures.json");

fn json(path: &str) -> Value {
    serde_json::from_str(BUILT.text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The names of columns or fields in the table with a caption on the page.
fn documented(caption: &str) -> Vec<String> {
    let page = BUILT.text("data/index.html");
    let table = page.split(&format!("<caption>{caption}</caption>")).nth(1);
    let table = table.unwrap_or_else(|| panic!("no table `{caption}`"));
    let table = table.split("</table>").next().expect("a table ends");
    let names = table.split("<th scope=\"row\"><code>").skip(1);
    names.filter_map(|rest| Some(rest.split_once("</code>")?.0.to_owned())).collect()
}

/// The columns of a CSV file.
fn header(path: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(BUILT.text(path).as_bytes());
    let header = reader.headers().expect("there is a header").clone();
    for record in reader.records() {
        record.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    header.iter().map(str::to_owned).collect()
}

/// Collects the path to every key of an object.
fn walk(path: &str, value: &Value, ways: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let way = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                ways.insert(way.clone());
                walk(&way, value, ways);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(&format!("{path}[]"), item, ways)),
        _ => {}
    }
}

#[test]
fn the_page_documents_every_column_of_every_table_and_no_other() {
    let metadata = json("data/csv-metadata.json");
    let tables = metadata["tables"].as_array().expect("tables");
    assert_eq!(tables.len(), 4);

    for table in tables {
        let name = table["url"].as_str().expect("a name");
        let columns = table["tableSchema"]["columns"].as_array().expect("columns");
        let described: Vec<&str> = columns.iter().filter_map(|it| it["name"].as_str()).collect();
        let header = header(&format!("data/{name}"));
        assert_eq!(header, described, "{name}");
        assert_eq!(header, documented(name), "{name}");
    }

    let own = header("figures/ferry-passengers/data.csv");
    assert_eq!(own, header("data/figures.csv")[..own.len()]);
}

#[test]
fn the_page_documents_every_key_of_every_json_file_and_no_other() {
    for name in ["agreements.json", "ministers.json", "figures.json"] {
        let file = json(&format!("data/{name}"));
        let documented: BTreeSet<String> = documented(name).into_iter().collect();
        let mut ways = BTreeSet::new();

        for item in file["records"].as_array().expect("records") {
            walk("", item, &mut ways);
        }

        let missing: Vec<_> = documented.difference(&ways).collect();
        assert!(missing.is_empty(), "{name} has no {missing:?}");

        // An object that is described as a whole ("id, url and title") is not entered.
        let is_within = |way: &String| {
            documented.iter().any(|known| {
                let below = |way: &str| way.starts_with(&format!("{known}."));
                below(way) && !documented.iter().any(|other| below(other))
            })
        };
        let extra: Vec<_> = ways.difference(&documented).filter(|way| !is_within(way)).collect();
        assert!(extra.is_empty(), "the page does not document {extra:?} of {name}");
    }

    let mut ways = BTreeSet::new();
    let mut envelope = json("data/figures.json");
    envelope.as_object_mut().expect("an object").remove("records");
    walk("", &envelope, &mut ways);
    assert_eq!(ways, documented("Keys beside records").into_iter().collect());
}

#[test]
fn what_is_not_published_or_not_yet_known_is_in_no_file() {
    for word in ["embargoed", "secret", "unready", "2,900"] {
        let found = BUILT.with(word);
        assert!(found.is_empty(), "`{word}` is in {found:?}");
    }
}

#[test]
fn numbers_are_decimal_and_formulas_are_words() {
    let text = BUILT.text("data/figures.json");
    assert!(text.contains("\"value\":12300000000,"), "{text}");
    assert!(text.contains("\"value\":0.1,"), "{text}");
    let events = BUILT.text("data/agreement-events.csv");
    assert!(events.contains(",'=SUM(A1:A9)"), "{events}");
    assert!(BUILT.text("data/agreements.json").contains("\"=SUM(A1:A9)\""));
}

#[test]
fn a_site_without_records_has_no_data() {
    let site = "-- content/site.yaml --\ntitle: T\nbase_url: https://x.example/\n\
                -- content/p.md --\n---\ntitle: P\n---\n";
    let built = build_clean(files(site), &as_of("2025-09-01"));
    let data: Vec<_> = built.files.keys().filter(|path| path.starts_with("data")).collect();
    assert!(data.is_empty(), "{data:?}");

    let site = format!("{site}-- content/ministers/a.md --\n---\nname: A\n---\n");
    let built = build_clean(files(&site), &as_of("2025-09-01"));
    let data: Vec<_> = built.files.keys().filter(|path| path.starts_with("data")).collect();
    let expected =
        ["data/csv-metadata.json", "data/index.html", "data/ministers.csv", "data/ministers.json"];
    assert_eq!(data, expected);
}

#[test]
fn pages_name_their_files() {
    let alternates = |page: &str| -> Vec<String> {
        let all = elements(BUILT.text(page));
        let links = all.iter().filter(|it| it.name == "link" && it.get("rel") == Some("alternate"));
        let files = links.filter(|it| it.get("type") != Some("application/atom+xml"));
        files.filter_map(|it| it.get("href")).map(str::to_owned).collect()
    };

    assert_eq!(alternates("figures/fares/index.html"), ["/base/figures/fares/data.csv"]);
    assert_eq!(alternates("ministers/index.html"), ["/base/data/ministers.csv"]);
    assert_eq!(alternates("data/index.html").len(), 4);
    assert_eq!(alternates("index.html"), <[&str; 0]>::default());
}

#[test]
fn lines_end_as_rfc_4180_says() {
    let all = BUILT.files.keys().filter(|path| path.ends_with(".csv"));
    for path in all {
        let text = BUILT.text(path);
        assert!(text.lines().count() > 1 && text.ends_with("\r\n"), "{path}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{path}");
    }
}
