//! Template variables of contacts.

use super::words::Lang;
use crate::render::printer::fields;

/// Whom to ask, and how.
#[derive(Debug, Clone)]
pub(crate) struct ContactCard {
    /// The person, the desk, or the whole contact where it was written as one text; addresses and numbers in it are links.
    pub(crate) name: Vec<TextPiece>,
    /// The department.
    pub(crate) organisation: Option<String>,
    /// The e-mail address.
    pub(crate) email: Option<String>,
    /// The telephone number as it is written, and the address that dials it.
    pub(crate) phone: Option<TextPiece>,
    /// When somebody answers.
    pub(crate) hours: Option<String>,
    /// Whom to call at other times; addresses and numbers in it are links.
    pub(crate) out_of_hours: Vec<TextPiece>,
    /// A page with more.
    pub(crate) url: Option<String>,
    /// The language of its words, where it is not the page's.
    pub(crate) lang: Option<Lang>,
}

/// A part of a text: words, or a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextPiece {
    /// The words.
    pub(crate) words: String,
    /// Where they lead: `mailto:`, `tel:` or a web address; none for plain words.
    pub(crate) url: Option<String>,
}

fields! {
    ContactCard { name, organisation, email, phone, hours, out_of_hours, url, lang }
    TextPiece { words, url }
}
