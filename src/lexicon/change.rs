//! Rises and falls.

/// The direction of a change, as far as it is known.
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
    /// Claims of exactly no change.
    pub none: &'static [&'static str],
    /// Claims of little or no change.
    pub little: &'static [&'static str],
    /// Claims that the direction is unclear.
    pub unclear: &'static [&'static str],
    /// Words before a size that give its direction, without the article: "fall of".
    pub phrases: &'static [(&'static str, Direction)],
    /// Words after a size that give its direction: "lower".
    pub phrases_after: &'static [(&'static str, Direction)],
    /// Words that may come before such a phrase and add nothing: "a", "by".
    pub openings: &'static [&'static str],
    /// Last words of a size before a word of direction: "27% or" "more".
    pub alternatives: &'static [&'static str],

    /// Those that come only after a size: "27% lower".
    pub comparatives: &'static [&'static str],
    /// Verbs that include the size: the factor for the first value, in hundredths.
    pub multiples: &'static [(&'static str, i64)],

    /// The one of them that may follow an object: "cut waiting times by 9%".
    pub by: &'static [&'static str],
    /// The one of them that also precedes a whole: "27% of returns".
    pub of: &'static [&'static str],

    /// Words that begin a new clause, whatever follows.
    pub conjunctions: &'static [&'static str],
    /// The ending of a negated verb.
    pub negated_ending: &'static str,

    /// Demonstratives at the start of a sentence that refer to the previous one: "this".
    pub back_references: &'static [&'static str],
}

impl ChangeWords {
    /// Returns the factor of a verb, in hundredths: 200 for "doubled".
    #[must_use]
    pub fn multiple(&self, word: &str) -> Option<i64> {
        let known = self.multiples.iter().find(|(verb, _)| verb.eq_ignore_ascii_case(word))?;
        Some(known.1)
    }
}
