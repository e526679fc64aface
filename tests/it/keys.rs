//! The keys of each kind, as data, match the reader: each accepts a value of its type and no other.

use std::cell::Cell;

use chancery::content::{self, Kind, SiteReading};
use chancery::diagnostic::{Code, Diagnostic};
use chancery::source::{SitePath, Source};
use chancery::yaml::{Draft, DraftItem, Key, Schema, ValueType, write, write_front_matter};
use chancery::{config, yaml};

/// A kind of file with its keys.
struct KindOfFile {
    path: String,
    keys: &'static Schema,
}

fn kinds() -> Vec<KindOfFile> {
    let file = |kind: Kind| KindOfFile {
        path: format!("content/{}/x.md", kind.folder()).replace("//", "/"),
        keys: content::keys(kind),
    };
    let settings = KindOfFile { path: config::PATH.to_owned(), keys: config::keys() };

    Kind::ALL.into_iter().map(file).chain([settings]).collect()
}

/// Reads a file of one kind with some keys.
fn read(kind: &KindOfFile, entries: &[(&str, Draft)]) -> Vec<Diagnostic> {
    let is_settings = kind.path == config::PATH;
    let mut items: Vec<DraftItem> = entries
        .iter()
        .map(|(key, value)| DraftItem::Entry((*key).to_owned(), value.clone()))
        .collect();

    // Without an address there is a warning, though the key is not required.
    if is_settings && !entries.iter().any(|(key, _)| *key == "base_url") {
        items.push(DraftItem::Entry("base_url".to_owned(), "https://www.example.org/".into()));
    }

    let text = if is_settings { write(&items) } else { write_front_matter(&items, "Words.\n") };
    let source = Source::decode(SitePath::new(&kind.path), text.into_bytes());
    let source = source.expect("what is written is UTF-8");

    if is_settings {
        config::parse(&source).1
    } else {
        content::parse(&source, &SiteReading::default()).1
    }
}

/// Makes values of every type; each day is later than the previous one, as some keys require.
#[derive(Default)]
struct Samples {
    day: Cell<u32>,
}

impl Samples {
    fn date(&self) -> String {
        self.day.set(self.day.get() + 1);
        format!("{}-01-01", 2000 + self.day.get())
    }

    /// Returns a value for each alternative of a type.
    fn all(&self, value: ValueType) -> Vec<Draft> {
        let text = |text: &str| vec![Draft::from(text)];

        match value {
            ValueType::Text => text("Words"),
            ValueType::Flag => vec![Draft::Bare("yes")],
            ValueType::Count => vec![Draft::Bare("10")],
            ValueType::Number => vec![Draft::Bare("100")],
            ValueType::Date | ValueType::Moment => text(&self.date()),
            ValueType::Time => text("2024-05-01T09:00:00+01:00"),
            ValueType::Period => text("2024"),
            ValueType::DayOfYear => text("04-01"),
            ValueType::TimeZone => text("Europe/London"),
            ValueType::Quantity => text("1,900"),
            ValueType::Unit => text("people"),
            ValueType::Change => text("a fall of 27%"),
            ValueType::Country => text("gb"),
            ValueType::Language => text("cy"),
            ValueType::Url => text("https://www.example.org/"),
            ValueType::Email => text("press@example.org"),
            ValueType::Phone => text("+44 20 7946 0000"),
            ValueType::SitePath => text("/old/page/"),
            ValueType::Slug => text("another-name"),
            ValueType::ImageFile => text("photo.png"),
            ValueType::Check => text("missing-alt"),
            ValueType::Word(words) | ValueType::OpenWord(words) => {
                words.iter().map(|word| Draft::from(*word)).collect()
            }
            ValueType::Id(_) => text("some-id"),
            ValueType::List(item) => {
                self.all(*item).into_iter().map(|item| Draft::List(vec![item])).collect()
            }
            ValueType::Table { key, value } => {
                let key = match *key {
                    // An id, since names of one's own are.
                    ValueType::Text => "words".to_owned(),
                    key => match self.all(key).swap_remove(0) {
                        Draft::Text(key) => key,
                        _ => panic!("a key is a text"),
                    },
                };

                let table = |value| Draft::Map(vec![(key.clone(), value)]);
                self.all(*value).into_iter().map(table).collect()
            }
            ValueType::Map(schema) => vec![Draft::Map(self.entries(schema))],
            ValueType::OneOf(types) => types.iter().flat_map(|one| self.all(*one)).collect(),
            ValueType::Free => vec![Draft::Map(vec![("any".to_owned(), "thing".into())])],
        }
    }

    /// Returns all keys of a map with a value each; of those that exclude one another, the series.
    fn entries(&self, schema: &Schema) -> Vec<(String, Draft)> {
        let has_series = schema.keys().any(|key| key.name == "series");
        let keys = schema
            .keys()
            .filter(|key| !has_series || !matches!(key.name, "value" | "period" | "data"));

        keys.map(|key| (key.name.to_owned(), self.all(key.value).swap_remove(0))).collect()
    }

    fn required(&self, schema: &Schema, without: &str) -> Vec<(&'static str, Draft)> {
        let keys = schema.keys().filter(|key| key.is_required && key.name != without);
        keys.map(|key| (key.name, self.all(key.value).swap_remove(0))).collect()
    }
}

/// Returns a value that a type does not take; none where it takes anything.
fn wrong(value: ValueType) -> Option<Draft> {
    match value {
        ValueType::Text | ValueType::Unit | ValueType::Id(_) => {
            Some(Draft::Map(vec![("a".to_owned(), "b".into()), ("c".to_owned(), "d".into())]))
        }
        // A single text and a list of words are both accepted by one of the alternatives.
        ValueType::OneOf(_) => None,
        _ => Some("no, such thing!".into()),
    }
}

fn codes(findings: &[Diagnostic]) -> Vec<Code> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn every_key_takes_values_of_its_type() {
    for kind in kinds() {
        for key in kind.keys.keys() {
            let samples = Samples::default();
            // A file of values has to lie beside the figure; `figures::` has cases of it.
            for value in samples.all(key.value).into_iter().filter(|_| key.name != "data") {
                let mut entries = samples.required(kind.keys, key.name);
                entries.push((key.name, value));
                let findings = read(&kind, &entries);
                assert!(findings.is_empty(), "{}: {entries:?}\n{findings:#?}", kind.path);
            }
        }
    }
}

#[test]
fn no_key_takes_values_of_another_type() {
    for kind in kinds() {
        for key in kind.keys.keys() {
            let Some(value) = wrong(key.value) else {
                continue;
            };

            let mut entries = Samples::default().required(kind.keys, key.name);
            entries.push((key.name, value));
            assert!(!read(&kind, &entries).is_empty(), "{}: `{}`", kind.path, key.name);
        }
    }
}

#[test]
fn the_required_keys_are_those_that_are_reported_missing() {
    for kind in kinds() {
        let samples = Samples::default();
        assert_eq!(codes(&read(&kind, &samples.required(kind.keys, ""))), [], "{}", kind.path);

        for key in kind.keys.keys().filter(|key| key.is_required) {
            let without = samples.required(kind.keys, key.name);
            assert_eq!(codes(&read(&kind, &without)), [Code::MissingKey], "`{}`", key.name);

            let mut empty = without;
            empty.push((key.name, "".into()));
            assert_eq!(codes(&read(&kind, &empty)), [Code::MissingKey], "`{}`", key.name);
        }
    }
}

#[test]
fn keys_are_described_for_writers() {
    fn check(key: &Key) {
        let about = key.about;
        assert!((3..80).contains(&about.len()), "`{}`: {about}", key.name);
        assert!(!about.ends_with('.') && !about.contains('\n'), "{about}");
        assert!(!about.starts_with(char::is_uppercase), "{about}");
    }

    for kind in kinds() {
        let mut names: Vec<&str> = kind.keys.keys().map(|key| key.name).collect();
        kind.keys.keys().for_each(check);
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }
}

#[test]
fn a_written_title_is_the_title() {
    for title in ["no", "1.10", "Returns: a record", "@home", "*", "\"Quoted\" [[id]]", "a #b"] {
        let kind = &kinds()[0];
        let text = write_front_matter(&[DraftItem::Entry("title".to_owned(), title.into())], "");
        let source = Source::decode(SitePath::new(&kind.path), text.into_bytes());
        let (document, findings) =
            content::parse(&source.expect("it is UTF-8"), &SiteReading::default());
        assert_eq!((&*document.own.head.title, findings.len()), (title, 0), "{findings:#?}");
        assert_eq!(yaml::scalar(&yaml::scalar(title)).is_empty(), title.is_empty());
    }
}
