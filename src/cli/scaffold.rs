//! The files that `add` and `new` write, as values for the writer of front matter.
//!
//! In: a title, a day. Out: front matter and bodies. Invariant: with any title, the file parses without a
//! finding about its syntax.

use crate::content::{Kind, placeholder};
use crate::yaml::{Draft, DraftItem, write, write_front_matter};

/// A file of a new site.
pub(super) struct ScaffoldFile {
    /// Its path from the site's root.
    pub(super) path: String,
    /// Its text.
    pub(super) text: String,
}

/// Returns the text of a new page or record.
pub(super) fn added(kind: Kind, title: &str, date: &str) -> String {
    let first = entry(if kind == Kind::Minister { "name" } else { "title" }, title);
    let mut items = vec![first];
    items.extend(match kind {
        Kind::Page => Vec::new(),
        Kind::Briefing => briefing(date),
        Kind::Agreement => agreement(date),
        Kind::Minister => minister(date),
        Kind::Figure => figure(date),
    });

    // What is new must not be published by the next build before it is finished.
    items.extend([comment("Take this line out to publish."), flag("draft")]);

    let body = match kind {
        Kind::Briefing => format!("{}\n", placeholder::BODY),
        _ => String::new(),
    };

    write_front_matter(&items, &body)
}

/// Returns the files of a new site; its example figure has a value for each of the last two years.
pub(super) fn site(date: &str, year: i16) -> Vec<ScaffoldFile> {
    let file = |path: &str, text: String| ScaffoldFile { path: format!("content/{path}"), text };

    let home = [entry("title", "Our briefings")];
    let about = [
        entry("title", "About this site"),
        entry("summary", "Who publishes these briefings, and how their figures are sourced."),
    ];

    vec![
        file("site.yaml", write(&settings())),
        file("_index.md", write_front_matter(&home, include_str!("scaffold/_index.md"))),
        file("about.md", write_front_matter(&about, include_str!("scaffold/about.md"))),
        file(
            &format!("briefings/{date}-first-briefing.md"),
            write_front_matter(&first_briefing(date), include_str!("scaffold/first-briefing.md")),
        ),
        file("ministers/example-minister.md", write_front_matter(&example_minister(), "")),
        file("figures/example-figure.md", write_front_matter(&example_figure(year), "")),
        // The output is built from the content, and the work folder is what a killed build leaves.
        ScaffoldFile {
            path: ".gitignore".to_owned(),
            text: "/public/\n/.public.chancery/\n".to_owned(),
        },
    ]
}

fn briefing(date: &str) -> Vec<DraftItem> {
    vec![
        entry("date", date),
        entry("summary", placeholder::SUMMARY),
        comment("press-release, news, speech, factsheet, q-and-a or joint-statement"),
        entry("type", "press-release"),
        comment(
            "Ids: the names of files in content/agreements, ministers and figures, without .md",
        ),
        list("agreements", &[]),
        list("ministers", &[]),
        list("figures", &[]),
        list("topics", &[]),
        comment("ISO 3166-1 codes, e.g. gb, fr"),
        list("countries", &[]),
    ]
}

fn agreement(date: &str) -> Vec<DraftItem> {
    let by = [("gb", "a-minister"), ("fr", "another-minister")];
    let by = by.map(|(party, minister)| (party.to_owned(), minister.to_owned()));
    let event = map([
        ("date", date.into()),
        ("event", "signed".into()),
        ("place", "London".into()),
        ("by", Draft::InlineMap(by.into())),
    ]);

    vec![
        comment(
            "treaty, memorandum-of-understanding, joint-statement, declaration, exchange-of-notes,\n\
             arrangement or commercial-package",
        ),
        // Keys that only some agreements have are comments: an example must not be published by mistake.
        example("instrument", "treaty".into()),
        entry("binding", "unknown"),
        comment("ISO 3166-1 codes, or names"),
        list("parties", &[]),
        comment("The status is read off the last event; a date may be a day, a month or a year."),
        example("timeline", Draft::List(vec![event])),
        list("timeline", &[]),
    ]
}

fn minister(date: &str) -> Vec<DraftItem> {
    let role = map([
        ("title", "Minister for Examples".into()),
        ("organisation", "Example department".into()),
        ("from", date.into()),
    ]);

    vec![
        comment("ISO 3166-1 code"),
        example("country", "gb".into()),
        comment("Leave a date out where it is not known."),
        example("roles", Draft::List(vec![role])),
        list("roles", &[]),
    ]
}

fn figure(date: &str) -> Vec<DraftItem> {
    let source = map([
        ("title", "Name of the publication".into()),
        ("url", "https://www.example.org/statistics".into()),
        ("publisher", "Who publishes it".into()),
        ("published", date.into()),
    ]);
    let series = map([
        ("year ending March 2024", "2,600".into()),
        ("year ending March 2025", "1,900".into()),
    ]);

    vec![
        comment("What is counted, and in what"),
        example("measure", "Returns of people with no right to remain".into()),
        example("unit", "people".into()),
        example("source", source),
        comment("To how much the values were rounded"),
        example("rounded_to", Draft::Bare("100")),
        comment("Values by period: 2024, 2024-03, 2024-Q1, 2024-25, year ending March 2025"),
        example("series", series),
    ]
}

fn settings() -> Vec<DraftItem> {
    vec![
        comment("The site's settings. Every key is explained in the README."),
        entry("title", "Our briefings"),
        entry("base_url", "https://www.example.org/"),
        entry("description", "Briefings with their sources, agreements and figures."),
        entry("language", "en"),
        DraftItem::Entry("publisher".to_owned(), map([("name", "Example department".into())])),
    ]
}

fn first_briefing(date: &str) -> Vec<DraftItem> {
    vec![
        entry("title", "A first briefing"),
        entry("date", date),
        entry(
            "summary",
            "What a briefing looks like, with a minister and a figure that are records.",
        ),
        entry("type", "news"),
        list("ministers", &["example-minister"]),
        list("figures", &["example-figure"]),
        list("topics", &["Examples"]),
    ]
}

fn example_minister() -> Vec<DraftItem> {
    let role = map([
        ("title", "Minister for Examples".into()),
        ("organisation", "Example department".into()),
    ]);

    vec![
        entry("name", "Example Minister"),
        entry("summary", "A minister who is an example, to be replaced."),
        DraftItem::Entry("roles".to_owned(), Draft::List(vec![role])),
    ]
}

fn example_figure(year: i16) -> Vec<DraftItem> {
    let source =
        map([("title", "Example statistics".into()), ("publisher", "Example department".into())]);
    // The last two whole years: the current one has no value yet.
    let series =
        vec![((year - 2).to_string(), "2,600".into()), ((year - 1).to_string(), "1,900".into())];

    vec![
        entry("title", "Examples counted"),
        entry("summary", "A figure that is an example, to be replaced."),
        entry("unit", "examples"),
        entry("measure", "Examples counted in a year"),
        DraftItem::Entry("source".to_owned(), source),
        DraftItem::Entry("rounded_to".to_owned(), Draft::Bare("100")),
        DraftItem::Entry("series".to_owned(), Draft::Map(series)),
        entry("caveat", "These numbers are examples and mean nothing."),
    ]
}

fn entry(key: &str, text: &str) -> DraftItem {
    DraftItem::Entry(key.to_owned(), text.into())
}

fn flag(key: &str) -> DraftItem {
    DraftItem::Entry(key.to_owned(), Draft::Bare("yes"))
}

fn list(key: &str, texts: &[&str]) -> DraftItem {
    let texts = texts.iter().map(|text| (*text).to_owned()).collect();
    DraftItem::Entry(key.to_owned(), Draft::InlineList(texts))
}

fn example(key: &str, value: Draft) -> DraftItem {
    DraftItem::Example(key.to_owned(), value)
}

fn comment(text: &str) -> DraftItem {
    DraftItem::Comment(text.to_owned())
}

fn map<const N: usize>(entries: [(&str, Draft); N]) -> Draft {
    Draft::Map(entries.map(|(key, value)| (key.to_owned(), value)).into())
}
