//! Template variables for the translations of a page.

use super::words::When;
use crate::render::printer::fields;

/// A page in one of the languages that it is published in.
#[derive(Debug, Clone)]
pub(crate) struct Translation {
    /// The BCP 47 tag.
    pub(crate) language: String,
    /// `ltr` or `rtl`.
    pub(crate) direction: &'static str,
    /// The language's own name: `Cymraeg`.
    pub(crate) name: String,
    /// The tag as Open Graph has it: `cy`, `en_GB`.
    pub(crate) locale: String,
    /// The page's title in it.
    pub(crate) title: String,
    /// The page's address.
    pub(crate) url: String,
    /// Its absolute address.
    pub(crate) permalink: String,
    /// Whether it is the page itself.
    pub(crate) current: bool,
    /// Whether the others were translated from it.
    pub(crate) source: bool,
}

/// Marks a translation whose source has been updated since.
#[derive(Debug, Clone)]
pub(crate) struct OutdatedNotice {
    /// The source's language, named in the page's language.
    pub(crate) language: String,
    /// When the source was updated.
    pub(crate) date: When,
    /// The source's address.
    pub(crate) url: String,
}

fields! {
    Translation { language, direction, name, locale, title, url, permalink, current, source }
    OutdatedNotice { language, date, url }
}
