//! Reads texts that may be written in several languages: `title: {en: Harbours, cy: Harbwrs}`.
//!
//! In: a node. Out: a [`LocalText`], and findings. Invariant: a plain text is in the language of what holds it.

use crate::diagnostic::Code;
use crate::language::LanguageTag;
use crate::source::Spanned;
use crate::value::LocalText;
use crate::yaml::{Fields, KeyValue, Node, NodeReader, Text, Value, ValueType};

/// The type of such a text in a schema.
pub const LOCAL_TEXT: ValueType = ValueType::OneOf(&[ValueType::Text, IN_LANGUAGES]);

/// Words by language.
pub const IN_LANGUAGES: ValueType =
    ValueType::Table { key: &ValueType::Language, value: &ValueType::Text };

/// Reads a key whose value is a text, or a map of languages to texts; `own` is the language of the plain text.
pub fn local_text(
    fields: &mut Fields<'_, '_, '_>,
    key: &'static str,
    own: &LanguageTag,
) -> Option<LocalText> {
    let node = fields.node(key)?;
    match &node.value {
        Value::Map(_) => read(fields.reading, node, &format!("`{key}`"), own),
        // Through the fields, which report a required text that is empty.
        _ => fields.text(key).map(|text| text.value.into()),
    }
}

/// As [`local_text`], with the place of the value.
pub fn local_text_at(
    fields: &mut Fields<'_, '_, '_>,
    key: &'static str,
    own: &LanguageTag,
) -> Option<Spanned<LocalText>> {
    let text = local_text(fields, key, own)?;
    let span = fields.node(key)?.span;
    Some(Spanned::new(text, span))
}

/// Reads a node that is a text, or a map of languages to texts.
pub(super) fn read(
    reading: &mut NodeReader<'_>,
    node: &Node,
    what: &str,
    own: &LanguageTag,
) -> Option<LocalText> {
    let Value::Map(entries) = &node.value else {
        return reading.text(node, what).map(|text| text.value.into());
    };

    let mut all = by_language(reading, entries, what);
    let is_own = |(tag, _): &(Box<str>, Text)| **tag == *own.as_str();
    let is_near = |(tag, _): &(Box<str>, Text)| tag.split('-').next() == Some(own.base());

    // Words in no language of the site are better than none; a page says which they are in.
    let at = all.iter().position(is_own).or_else(|| all.iter().position(is_near)).unwrap_or(0);
    if all.is_empty() {
        return None;
    }

    let (_, words) = all.remove(at);
    let others = all.into_iter().map(|(tag, words)| (tag, words.value)).collect();

    Some(LocalText::new(words.value, others))
}

/// Reads a key that holds words in other languages: `titles: {cy: …}`.
pub fn in_languages(
    fields: &mut Fields<'_, '_, '_>,
    key: &'static str,
) -> Vec<(Box<str>, Box<str>)> {
    let Some(node) = fields.node(key) else {
        return Vec::new();
    };

    let what = format!("`{key}`");
    let entries = fields.reading.map(node, &what).unwrap_or_default();
    let all = by_language(fields.reading, entries, &what);

    all.into_iter().map(|(tag, words)| (tag, words.value)).collect()
}

/// Reads words by the canonical tags of their languages.
pub(super) fn by_language(
    reading: &mut NodeReader<'_>,
    entries: &[KeyValue],
    what: &str,
) -> Vec<(Box<str>, Text)> {
    let read = |entry: &KeyValue| {
        let tag = match LanguageTag::parse(&entry.key.value) {
            Ok(tag) => Some(tag),
            Err(error) => {
                reading.bad(Code::BadValue, entry.key.span, error);
                None
            }
        };
        let words = reading.text(&entry.node, &format!("an entry of {what}"))?;

        Some((tag?.as_str().into(), words))
    };

    entries.iter().filter_map(read).collect()
}
