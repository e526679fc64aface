//! The files that `add` and `new` write, as values for the writer of front matter.
//!
//! In: a title, a day. Out: front matter and bodies. Invariant: with any title, the file parses without a
//! finding about its syntax.

use crate::content::{Kind, placeholder};
use crate::yaml::{Draft, DraftItem, scalar, write_front_matter};

mod example;

pub(super) use example::{ScaffoldFile, site};

/// What is added, in words.
pub(super) struct NewEntry<'a> {
    pub(super) kind: Kind,
    pub(super) title: &'a str,
    pub(super) date: &'a str,
    /// The id of the page that it translates, and the tag of its own language.
    pub(super) translates: Option<(&'a str, &'a str)>,
}

/// Returns the text of a new page or record.
pub(super) fn added(new: &NewEntry<'_>) -> String {
    let NewEntry { kind, title, date, translates } = *new;
    let first = entry(if kind == Kind::Minister { "name" } else { "title" }, title);
    let mut items = vec![first];
    if let Some((source, language)) = translates {
        items.extend([entry("language", language), entry("translation_of", source)]);
    }

    items.extend(match kind {
        Kind::Page => vec![entry("summary", placeholder::SUMMARY)],
        // Lists and links are those of its source.
        Kind::Briefing if translates.is_some() => {
            vec![entry("date", date), entry("summary", placeholder::SUMMARY)]
        }
        Kind::Briefing => briefing(date),
        Kind::Agreement => agreement(date),
        Kind::Minister => minister(date),
        Kind::Figure => figure(date),
    });

    // What is new must not be published by the next build before it is finished.
    items.extend([comment("Take this line out to publish."), flag("draft")]);

    let body = match kind {
        Kind::Briefing | Kind::Page => format!("{}\n", placeholder::BODY),
        _ => String::new(),
    };

    write_front_matter(&items, &body)
}

/// Fills a site's own archetype: `{title}` and `{date}` in the front matter as YAML, in the body as they are.
pub(super) fn filled(archetype: &str, new: &NewEntry<'_>) -> String {
    // The front matter ends with the second line of three hyphens.
    let start = if archetype.starts_with("---") { 3 } else { 0 };
    let end = archetype[start..].find("\n---").map_or(0, |at| start + at);
    let (front, body) = archetype.split_at(end);

    let fill = |text: &str, title: &str| text.replace("{title}", title).replace("{date}", new.date);

    fill(front, &scalar(new.title)) + &fill(body, new.title)
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
