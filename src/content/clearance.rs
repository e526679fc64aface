//! Sign-offs of a page: who cleared it, and which words.
//!
//! In: the fields of a front matter, and a text. Out: [`Clearance`]s, and the hash of a page's words. Invariant:
//! what does not change the words on the page does not change the hash.

use super::front_matter;
use crate::diagnostic::Code;
use crate::source::{Hash, Source, Spanned};
use crate::value::Date;
use crate::yaml::{Fields, Key, Schema, Text, ValueType};

/// An entry of `clearance`.
#[derive(Debug, Clone)]
pub struct Clearance {
    /// Who signed it off.
    pub by: Text,
    /// In which role.
    pub role: Option<Box<str>>,
    /// When.
    pub on: Option<Spanned<Date>>,
    /// The hash of the words and values that were signed off.
    pub hash: Option<Text>,
}

/// The key that holds them.
pub const CLEARANCE: &str = "clearance";

/// The keys that say whether and how a page is published, and not what is on it.
const UNSEEN: [&str; 6] = [CLEARANCE, "allow", "draft", "embargo", "review_by", "aliases"];

pub(super) const ENTRY: &Schema = &Schema {
    what: "an entry of `clearance`",
    groups: &[&[
        Key::new("by", ValueType::Text, "who signed the page off").required(),
        Key::new("role", ValueType::Text, "the role in which"),
        Key::new("on", ValueType::Date, "the day"),
        Key::new("hash", ValueType::Text, "what was signed off; `chancery clear` writes it"),
    ]],
};

pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Vec<Clearance> {
    let items = fields.maps(CLEARANCE);

    items
        .iter()
        .filter_map(|item| {
            let mut fields = Fields::from_node(fields.reading, ENTRY, item)?;
            let by = fields.text("by");
            let role = fields.text("role").map(|text| text.value);
            let on = fields.parsed("on", Code::BadDate, Date::parse);
            let hash = fields.text("hash");

            fields.finish();

            Some(Clearance { by: by?, role, on, hash })
        })
        .collect()
}

/// Returns the hash of what a file puts on its page, however its lines are broken.
#[must_use]
pub fn words_hash(source: &Source) -> Hash {
    // Findings about the front matter are made where the page is read.
    let front = front_matter::split(source, &mut Vec::new());
    let seen = front.entries.iter().filter(|entry| !UNSEEN.contains(&&*entry.key.value));
    let keys = seen.map(|entry| {
        let written = &source.text[entry.node.span.range()];
        format!("{}: {}", entry.key.value, single_spaced(written))
    });
    let body = single_spaced(source.text.get(front.body..).unwrap_or_default());
    let words: Vec<String> = keys.chain([body]).collect();

    Hash::digest(words.join("\n").as_bytes())
}

/// Returns a text with single blanks between its words.
fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
