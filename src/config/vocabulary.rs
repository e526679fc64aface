//! What a site adds to the words of front matter: organisations, types, instruments, events, contacts, and the names of
//! its topics in other languages.
//!
//! In: the settings. Out: a [`SiteVocabulary`]. Invariant: it holds no places, so that settings that say the same read
//! pages in the same way.

use std::sync::Arc;

use super::contact::{self, CONTACT, Contact};
use super::local_text::{self, IN_LANGUAGES, LOCAL_TEXT};
use crate::diagnostic::{Code, nearest};
use crate::language::LanguageTag;
use crate::value::{Country, LocalText, Organisation, ValueError, quote};
use crate::yaml::{Fields, Key, KeyValue, Node, NodeReader, Schema, Text, Value, ValueType};

/// The words of a site's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteVocabulary {
    /// Organisations that stand beside countries.
    pub organisations: Vec<Arc<Organisation>>,
    /// Types of briefings.
    pub types: Vec<Arc<OwnWord>>,
    /// Kinds of instruments.
    pub instruments: Vec<Arc<OwnWord>>,
    /// Events of agreements.
    pub events: Vec<Arc<OwnWord>>,
    /// Whom to ask, by id.
    pub contacts: Vec<(Box<str>, Arc<Contact>)>,
    /// The names of topics, by their spelling in briefings.
    pub topics: Vec<TopicNames>,
}

/// A topic as briefings spell it, and its names by BCP 47 tag.
pub type TopicNames = (Box<str>, Vec<(Box<str>, Box<str>)>);

/// A word for front matter, with what readers see; one of the id of a built-in word renames it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnWord {
    /// As it is written in front matter.
    pub id: Box<str>,
    /// As readers see it.
    pub words: LocalText,
    /// Of an event: the status that follows it.
    pub status: OwnStatus,
}

/// The status of an agreement after an event of a site's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OwnStatus {
    /// The event is a status itself: "Initialled".
    #[default]
    Own,
    /// It stays as it was.
    Unchanged,
    /// That of a built-in event, by its word.
    Of(Box<str>),
}

/// The word for [`OwnStatus::Unchanged`].
const UNCHANGED: &str = "unchanged";

impl SiteVocabulary {
    /// Reads the code of a country, or what stands in its place.
    ///
    /// # Errors
    ///
    /// Refuses any other text, suggesting what it may mean.
    pub fn country(&self, text: &str) -> Result<Country, ValueError> {
        Country::parse_among(text, &self.organisations)
    }

    /// Finds a contact by its id.
    #[must_use]
    pub fn contact(&self, id: &str) -> Option<&Arc<Contact>> {
        self.contacts.iter().find(|(known, _)| **known == *id).map(|(_, contact)| contact)
    }

    /// Explains that a text is the id of no contact, where it can only be one.
    #[must_use]
    pub fn unknown_contact(&self, text: &str) -> Option<ValueError> {
        // "Press office" is a text, and so is "press@example.org": an id has neither blanks nor capitals.
        let near = nearest(text, self.contacts.iter().map(|(id, _)| &**id));
        let is_id = is_id(text) && (text.contains('-') || near.is_some());
        (is_id && !self.contacts.is_empty()).then(|| {
            let error = ValueError::new(format!("there is no contact {}", quote(text)));
            match near {
                Some(near) => error.help(format!("did you mean `{near}`?")),
                None => {
                    error.help("add it to `contacts` in `content/site.yaml`, or write whom to ask")
                }
            }
        })
    }
}

/// The keys of [`SiteVocabulary`] in `site.yaml`.
pub(super) const KEYS: &[Key] = &[
    Key::new(
        "organisations",
        table(&ValueType::OneOf(&[ValueType::Text, ValueType::Map(ORGANISATION)])),
        "organisations that stand beside countries, by id",
    ),
    Key::new("types", table(&LOCAL_TEXT), "types of briefings of the site's own, by id"),
    Key::new("instruments", table(&LOCAL_TEXT), "kinds of instruments of the site's own, by id"),
    Key::new(
        "events",
        table(&ValueType::OneOf(&[ValueType::Text, ValueType::Map(EVENT), IN_LANGUAGES])),
        "events of agreements of the site's own, by id",
    ),
    Key::new(
        "contacts",
        table(&ValueType::OneOf(&[ValueType::Text, ValueType::Map(CONTACT)])),
        "whom to ask, by an id that briefings name",
    ),
    Key::new("topics", table(&IN_LANGUAGES), "the names of topics in other languages"),
];

const fn table(value: &'static ValueType) -> ValueType {
    ValueType::Table { key: &ValueType::Text, value }
}

const ORGANISATION: &Schema = &Schema {
    what: "an organisation",
    groups: &[&[
        Key::new("name", LOCAL_TEXT, "its name").required(),
        Key::new("short", LOCAL_TEXT, "what it is called for short"),
        Key::new("url", ValueType::Url, "its own site"),
        Key::new("members", ValueType::List(&ValueType::Country), "codes of its members"),
    ]],
};

const EVENT: &Schema = &Schema {
    what: "an event",
    groups: &[&[
        Key::new("words", LOCAL_TEXT, "what readers see").required(),
        Key::new("status", ValueType::Text, "the event whose status follows, or `unchanged`"),
    ]],
};

/// What was read of [`KEYS`].
#[derive(Default)]
pub(super) struct OwnWords {
    pub(super) vocabulary: SiteVocabulary,
    /// The statuses that events name, which are checked where events are known.
    pub(super) statuses: Vec<Text>,
}

/// Reads [`KEYS`]; `own` is the language of the site.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>, own: &LanguageTag) -> OwnWords {
    let mut statuses = Vec::new();
    let word = |reading: &mut NodeReader<'_>, entry: &KeyValue| {
        let words = local_text::read(reading, &entry.node, "a word", own)?;
        let id = entry.key.value.clone();
        Some(Arc::new(OwnWord { id, words, status: OwnStatus::Own }))
    };

    let organisations =
        entries(fields, "organisations", |reading, entry| organisation(reading, entry, own));
    let types = entries(fields, "types", word);
    let instruments = entries(fields, "instruments", word);
    let events = entries(fields, "events", |reading, entry| {
        let (word, status) = event(reading, entry, own)?;
        statuses.extend(status);
        Some(Arc::new(word))
    });
    let contacts = entries(fields, "contacts", |reading, entry| {
        let contact = contact::contact(reading, &entry.node, own)?;
        Some((entry.key.value.clone(), Arc::new(contact)))
    });

    let vocabulary = SiteVocabulary {
        organisations,
        types,
        instruments,
        events,
        contacts,
        topics: topics(fields),
    };

    OwnWords { vocabulary, statuses }
}

/// Reads the entries of a table with ids.
fn entries<T>(
    fields: &mut Fields<'_, '_, '_>,
    key: &'static str,
    mut read: impl FnMut(&mut NodeReader<'_>, &KeyValue) -> Option<T>,
) -> Vec<T> {
    let Some(node) = fields.node(key) else {
        return Vec::new();
    };

    let entries = fields.reading.map(node, &format!("`{key}`")).unwrap_or_default();
    let read = |entry: &KeyValue| {
        if !is_id(&entry.key.value) {
            let message = format!("{} cannot be an id", quote(&entry.key.value));
            let help = "write small letters, digits and hyphens, such as `press-office`";
            fields.reading.report(Code::BadValue, entry.key.span, message, help);
            return None;
        }

        read(fields.reading, entry)
    };

    entries.iter().filter_map(read).collect()
}

/// Tells whether a text is an id: small letters, digits and hyphens.
fn is_id(text: &str) -> bool {
    const LONGEST: usize = 60;

    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty()
        && text.len() <= LONGEST
        && text.bytes().all(fits)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn organisation(
    reading: &mut NodeReader<'_>,
    entry: &KeyValue,
    own: &LanguageTag,
) -> Option<Arc<Organisation>> {
    let id = &entry.key.value;
    if let Ok(country @ (Country::State(_) | Country::Part(_))) = Country::parse(id) {
        let message = format!("`{id}` is the code of {}", country.name());
        let help = "give the organisation a longer id";
        reading.report(Code::BadValue, entry.key.span, message, help);
        return None;
    }

    let id = id.clone();
    let has_keys = has_key(&entry.node, ORGANISATION);
    if !has_keys {
        let name = local_text::read(reading, &entry.node, "an organisation", own)?;
        let organisation = Organisation { id, name, short: None, url: None, members: Vec::new() };
        return Some(Arc::new(organisation));
    }

    let mut fields = Fields::from_node(reading, ORGANISATION, &entry.node)?;
    let name = local_text::local_text(&mut fields, "name", own);
    let short = local_text::local_text(&mut fields, "short", own);
    let url = fields.address("url").map(|url| url.value);
    let written = fields.texts("members");
    let members = written.iter().filter_map(|text| match Country::parse(&text.value) {
        Ok(country) => Some(country),
        Err(error) => {
            fields.reading.bad(Code::BadValue, text.span, error);
            None
        }
    });
    let members = members.collect();

    fields.finish();

    Some(Arc::new(Organisation { id, name: name?, short, url, members }))
}

/// Tells whether a node is a map with a key of a schema, and not one of languages.
fn has_key(node: &Node, schema: &Schema) -> bool {
    let Value::Map(entries) = &node.value else {
        return false;
    };

    let is_language = |entry: &KeyValue| LanguageTag::parse(&entry.key.value).is_ok();
    let is_key = |entry: &KeyValue| schema.keys().any(|key| *key.name == *entry.key.value);
    entries.iter().any(is_key) || !entries.iter().any(is_language)
}

fn event(
    reading: &mut NodeReader<'_>,
    entry: &KeyValue,
    own: &LanguageTag,
) -> Option<(OwnWord, Option<Text>)> {
    let id = entry.key.value.clone();
    if !has_key(&entry.node, EVENT) {
        let words = local_text::read(reading, &entry.node, "an event", own)?;
        return Some((OwnWord { id, words, status: OwnStatus::Own }, None));
    }

    let mut fields = Fields::from_node(reading, EVENT, &entry.node)?;
    let words = local_text::local_text(&mut fields, "words", own);
    let written = fields.text("status");

    fields.finish();

    let status = match &written {
        None => OwnStatus::Own,
        Some(text) if &*text.value == UNCHANGED => OwnStatus::Unchanged,
        Some(text) => OwnStatus::Of(text.value.clone()),
    };
    let named = written.filter(|text| &*text.value != UNCHANGED);

    Some((OwnWord { id, words: words?, status }, named))
}

/// Reads the names of topics; their keys are spelled as in briefings, and are no ids.
fn topics(fields: &mut Fields<'_, '_, '_>) -> Vec<TopicNames> {
    let Some(node) = fields.node("topics") else {
        return Vec::new();
    };

    let entries = fields.reading.map(node, "`topics`").unwrap_or_default();
    let read = |entry: &KeyValue| {
        let what = "the names of a topic";
        let languages = fields.reading.map(&entry.node, what)?;
        let names = local_text::by_language(fields.reading, languages, what);
        let names = names.into_iter().map(|(tag, words)| (tag, words.value)).collect();

        Some((entry.key.value.clone(), names))
    };

    entries.iter().filter_map(read).collect()
}
