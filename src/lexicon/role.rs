//! Titles of office.

/// The words around a title of office.
#[derive(Debug)]
pub struct RoleWords {
    /// Endings of the text before a title that belongs to another time, in lower case: "former".
    pub other_times: &'static [&'static str],
    /// Words of which every title of office has one: "minister".
    pub offices: &'static [&'static str],
    /// Words that do not distinguish offices: "of", "the", "State".
    pub small: &'static [&'static str],
    /// Words that make another office of the same title: "deputy".
    pub ranks: &'static [&'static str],
    /// Honorifics between a title and a name: "Rt Hon", "Sir".
    pub honorifics: &'static [&'static str],
    /// Words, besides a comma, between a name and the title after it: "is", "was appointed".
    pub copulas: &'static [&'static str],
    /// Words within a title in lower case: "of", "for".
    pub joints: &'static [&'static str],
    /// Words that put a title near them in another time: "served", "will".
    pub past: &'static [&'static str],
}
