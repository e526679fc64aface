//! Words that mark names of people and of agreements.

/// The words of names. They are compared as written, including case.
#[derive(Debug)]
pub struct NameWords {
    /// Titles before people's names; the last word of each.
    pub titles: &'static [&'static str],
    /// Nouns at the end of an agreement's name.
    pub instruments: &'static [&'static str],
    /// Words that join the words of an agreement's name.
    pub joints: &'static [&'static str],
    /// Words in lower case that are part of a name if a capitalised word follows.
    pub particles: &'static [&'static str],
    /// Particles that are joined to the word after them.
    pub prefixes: &'static [&'static str],
    /// Endings of a possessive, which are not part of a name.
    pub possessives: &'static [&'static str],
    /// The article that may precede an agreement's name.
    pub article: &'static str,
}
