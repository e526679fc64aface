//! What a figure counts.

use rust_stemmers::Algorithm;

/// The words of what figures count.
#[derive(Debug)]
pub struct FigureWords {
    /// How its words are reduced to stems.
    pub stemming: Algorithm,
    /// Endings that a stem is taken without: "’s".
    pub possessives: &'static [&'static str],
    /// Words that join others, in lower case. They end what a number counts, and say nothing of it.
    pub joining: &'static [&'static str],
    /// Further words, in lower case, that say nothing of what is counted.
    pub empty: &'static [&'static str],
    /// Stems of words for people, whom a figure of some act may count without naming them.
    pub people: &'static [&'static str],
    /// Endings of plurals: "s".
    pub plural_endings: &'static [&'static str],
    /// Longer endings that are none: "ss".
    pub singular_endings: &'static [&'static str],
    /// Plurals without such an ending.
    pub plurals: &'static [&'static str],
    /// Plurals that say how long or how often, and not what is counted.
    pub durations: &'static [&'static str],
}
