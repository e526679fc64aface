//! What names of people and of agreements are recognised by.

/// The words of names. They are compared as they are written, capitals included.
#[derive(Debug)]
pub struct NameWords {
    /// Titles that people are introduced by; the last word of each.
    pub titles: &'static [&'static str],
    /// What an agreement is called by.
    pub instruments: &'static [&'static str],
    /// What joins the words of an agreement's name.
    pub joints: &'static [&'static str],
    /// Words in lower case that may be inside a name, and are part of it when a capital follows.
    pub particles: &'static [&'static str],
    /// Particles that are tied to the word after them.
    pub prefixes: &'static [&'static str],
    /// Endings of a possessive, which are not part of a name.
    pub possessives: &'static [&'static str],
    /// The article that may come before an agreement's name.
    pub article: &'static str,
}
