//! The phrases of a language, by key: `Page {number} of {count}`.
//!
//! In: text with placeholders in braces. Out: its segments, or the text with values filled in.
//! Invariant: there is one parser of placeholders, for checking phrases, for filling them here, and for
//! the filters of templates.

use std::collections::BTreeMap;

use serde::Serialize;

/// CLDR's categories of plural forms.
pub const PLURAL_CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A phrase, or its forms for the plural categories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Phrase {
    /// One text for every number.
    Text(Box<str>),
    /// Texts by category; `other` serves every category that has none of its own.
    Plural(BTreeMap<Box<str>, Box<str>>),
}

/// All phrases of a language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    /// The phrases by key.
    pub by_key: BTreeMap<Box<str>, Phrase>,
    /// Whether the site changed any of the built-in ones.
    pub is_changed: bool,
}

/// A part of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhraseSegment<'p> {
    /// Text that is printed as it is written.
    Text(&'p str),
    /// The name of a placeholder, without its braces.
    Placeholder(&'p str),
}

impl Phrase {
    /// Returns its texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let (text, forms) = match self {
            Phrase::Text(text) => (Some(text), None),
            Phrase::Plural(forms) => (None, Some(forms.values())),
        };

        text.into_iter().chain(forms.into_iter().flatten()).map(|text| &**text)
    }
}

impl Phrases {
    /// Returns a phrase, or the `other` form of one with plural forms; nothing if there is none.
    pub(super) fn text(&self, key: &str) -> &str {
        self.form(key, "other")
    }

    /// Returns the form of a phrase for a plural category.
    pub(super) fn form(&self, key: &str, category: &str) -> &str {
        match self.by_key.get(key) {
            Some(Phrase::Text(text)) => text,
            Some(Phrase::Plural(forms)) => {
                // CLDR's own rule: `other` is the one category that every language has.
                forms.get(category).or_else(|| forms.get("other")).map_or("", |form| form)
            }
            None => "",
        }
    }
}

impl<'p> PhraseSegment<'p> {
    /// Splits a phrase at its placeholders; a brace that is never closed is text.
    pub fn split(phrase: &'p str) -> impl Iterator<Item = PhraseSegment<'p>> {
        let mut rest = phrase;
        let mut placeholder = None;

        std::iter::from_fn(move || {
            if let Some(name) = placeholder.take() {
                return Some(PhraseSegment::Placeholder(name));
            }

            if rest.is_empty() {
                return None;
            }

            let opened = rest.split_once('{');
            let found = opened.and_then(|(text, inner)| Some((text, inner.split_once('}')?)));
            let Some((text, (name, after))) = found else {
                return Some(PhraseSegment::Text(std::mem::take(&mut rest)));
            };

            rest = after;
            placeholder = Some(name);

            Some(PhraseSegment::Text(text))
        })
    }
}

/// Names the placeholders of a phrase, in their order.
pub(super) fn placeholders(phrase: &str) -> impl Iterator<Item = &str> {
    PhraseSegment::split(phrase).filter_map(|segment| match segment {
        PhraseSegment::Placeholder(name) => Some(name),
        PhraseSegment::Text(_) => None,
    })
}

/// Fills the placeholders of a phrase; one without a value is printed as it is written.
pub(super) fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    // Room for the usual values, a date or a number with its unit.
    let mut out = String::with_capacity(phrase.len() + 32);
    for segment in PhraseSegment::split(phrase) {
        match segment {
            PhraseSegment::Text(text) => out.push_str(text),
            PhraseSegment::Placeholder(name) => {
                match values.iter().find(|(placeholder, _)| *placeholder == name) {
                    Some((_, value)) => out.push_str(value),
                    // A visible fault is better than a silently missing number; the check of phrases reports
                    // it first.
                    None => out.extend(["{", name, "}"]),
                }
            }
        }
    }

    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled() {
        let values = [("number", "2"), ("count", "{number}")];
        for (phrase, filled) in [
            ("Page {number} of {count}", "Page 2 of {number}"),
            ("{number}", "2"),
            ("{number}{number}", "22"),
            ("{unknown} page", "{unknown} page"),
            ("a { brace", "a { brace"),
            ("{number} and {count", "2 and {count"),
            ("", ""),
        ] {
            assert_eq!(fill(phrase, &values), filled);
        }

        assert_eq!(placeholders("{one} and {two}").collect::<Vec<_>>(), ["one", "two"]);
    }
}
