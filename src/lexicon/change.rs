//! Rises and falls.

/// Which way a change goes, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Certainly upwards.
    Rise,
    /// Certainly downwards.
    Fall,
    /// Certainly unchanged.
    Level,
    /// Not known.
    Unclear,
}

/// The words of changes.
#[derive(Debug)]
pub struct ChangeWords {
    /// How a claim of exactly no change reads.
    pub none: &'static [&'static str],
    /// How a claim of little or no change reads.
    pub little: &'static [&'static str],
    /// How a claim reads that nobody can tell which way it went.
    pub unclear: &'static [&'static str],
    /// What comes before a size and gives its direction, without the article: "fall of".
    pub phrases: &'static [(&'static str, Direction)],
    /// What comes after a size and gives its direction: "lower".
    pub phrases_after: &'static [(&'static str, Direction)],
    /// What may come before such a phrase and adds nothing: "a", "by".
    pub openings: &'static [&'static str],
    /// The last word of what still belongs to a size, before a word of direction: "27% or" "more".
    pub alternatives: &'static [&'static str],

    /// Those of them that come after a size only: "27% lower".
    pub comparatives: &'static [&'static str],
    /// Verbs that hold the size in themselves: what the first value is multiplied by, in hundredths.
    pub multiples: &'static [(&'static str, i64)],

    /// The one of them that an object may come before: "cut waiting times by 9%".
    pub by: &'static [&'static str],
    /// The one of them that also leads to a whole: "27% of returns".
    pub of: &'static [&'static str],

    /// What begins another thought, whatever follows.
    pub conjunctions: &'static [&'static str],
    /// The ending of a verb that is denied.
    pub negated_ending: &'static str,

    /// Demonstratives that a sentence begins with when it speaks of the one before: "this".
    pub back_references: &'static [&'static str],
}

impl ChangeWords {
    /// Returns what a verb multiplies the first value by, in hundredths: 200 for "doubled".
    #[must_use]
    pub fn multiple(&self, word: &str) -> Option<i64> {
        let known = self.multiples.iter().find(|(verb, _)| verb.eq_ignore_ascii_case(word))?;
        Some(known.1)
    }
}
