//! Words for what a figure counts.

use rust_stemmers::Algorithm;

/// The words for what figures count.
#[derive(Debug)]
pub struct FigureWords {
    /// The algorithm that reduces words to stems.
    pub stemming: Algorithm,
    /// Endings that are stripped before stemming: "’s".
    pub possessives: &'static [&'static str],
    /// Joining words, in lower case. They end the noun phrase of a number, and do not describe what is
    /// counted.
    pub joining: &'static [&'static str],
    /// Further words, in lower case, that do not describe what is counted.
    pub empty: &'static [&'static str],
    /// Stems of words for people, whom a figure of some act may count without naming them.
    pub people: &'static [&'static str],
    /// Endings of plurals: "s".
    pub plural_endings: &'static [&'static str],
    /// Longer endings that are not plural: "ss".
    pub singular_endings: &'static [&'static str],
    /// Plurals without such an ending.
    pub plurals: &'static [&'static str],
    /// Plurals that say how long or how often, not what is counted.
    pub durations: &'static [&'static str],
}
