//! The phrases of a language, by key, with places in braces: `Page {number} of {count}`.

use std::collections::BTreeMap;

use serde::Serialize;

/// The categories of plurals, as CLDR names them.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A phrase, or one for each category of number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Phrase {
    /// One for all.
    Text(Box<str>),
    /// By category; `other` is for every number that has none of its own.
    Plural(BTreeMap<Box<str>, Box<str>>),
}

/// All phrases of a language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    /// The phrases by key.
    pub all: BTreeMap<Box<str>, Phrase>,
    /// Whether a site changed any of them.
    pub is_changed: bool,
}

impl Phrases {
    /// Returns a phrase; of one with several forms that for all other numbers.
    pub(super) fn text(&self, key: &str) -> &str {
        self.form(key, "other")
    }

    /// Returns the form of a phrase for a category.
    pub(super) fn form(&self, key: &str, category: &str) -> &str {
        match self.all.get(key) {
            Some(Phrase::Text(text)) => text,
            Some(Phrase::Plural(forms)) => {
                forms.get(category).or_else(|| forms.get("other")).map_or("", |form| form)
            }
            None => "",
        }
    }
}

/// Names the places of a phrase, in their order.
#[must_use]
pub fn places_of(phrase: &str) -> Vec<&str> {
    let opened = phrase.split('{').skip(1);
    opened.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// Puts values into the places of a phrase; a place without a value stays as it is.
pub(super) fn filled(phrase: &str, places: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((name, after)) = behind.split_once('}') else {
            break;
        };

        out.push_str(before);

        match places.iter().find(|(place, _)| *place == name) {
            Some((_, value)) => out.push_str(value),
            None => out.extend(["{", name, "}"]),
        }

        rest = after;
    }

    out.push_str(rest);

    out
}
