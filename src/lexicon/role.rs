//! Titles of office.

/// The words around a title of office.
#[derive(Debug)]
pub struct RoleWords {
    /// Endings of what comes before a title that was or will be held at another time, in lower case: "former".
    pub other_times: &'static [&'static str],
    /// What a title of office has at least one of: "minister".
    pub offices: &'static [&'static str],
    /// Words of a title that tell no two offices apart: "of", "the", "State".
    pub small: &'static [&'static str],
    /// Words that make another office of the same title: "deputy".
    pub ranks: &'static [&'static str],
    /// Honorifics between a title and a name: "Rt Hon", "Sir".
    pub honorifics: &'static [&'static str],
    /// What joins a name to the title after it, beside a comma: "is", "was appointed".
    pub copulas: &'static [&'static str],
    /// Words within a title that are written small: "of", "for".
    pub joints: &'static [&'static str],
    /// Words that make a title one of another time, near it: "served", "will".
    pub past: &'static [&'static str],
}
