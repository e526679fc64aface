//! Rises and falls.

use super::is_any;

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

    /// Words of a rise.
    pub rises: &'static [&'static str],
    /// Words of a fall.
    pub falls: &'static [&'static str],
    /// Those of them that are nouns, or like nouns after a size: "a 27% fall", "27% up".
    pub nouns: &'static [&'static str],
    /// Those of them that come after a size only: "27% lower".
    pub comparatives: &'static [&'static str],
    /// Those of them that may also lead to a value: "up to".
    pub adverbs: &'static [&'static str],
    /// Verbs that hold the size in themselves: what the first value is multiplied by, in hundredths.
    pub multiples: &'static [(&'static str, i64)],

    /// What may come between a size and its change: "a 27% year-on-year fall".
    pub modifiers: &'static [&'static str],
    /// What comes between a change and its size: "by", "of".
    pub size_prepositions: &'static [&'static str],
    /// The one of them that an object may come before: "cut waiting times by 9%".
    pub by: &'static [&'static str],
    /// The one of them that also leads to a whole: "27% of returns".
    pub of: &'static [&'static str],
    /// Articles before a noun of change.
    pub articles: &'static [&'static str],
    /// What may come before a size and adds nothing: "a further 27%".
    pub determiners: &'static [&'static str],
    /// What may follow a determiner and adds nothing.
    pub additions: &'static [&'static str],
    /// What may come right before a size, after all others.
    pub intensifiers: &'static [&'static str],

    /// What leads to the later value.
    pub to: &'static [&'static str],
    /// What may come between "from" and its number.
    pub fillers: &'static [&'static str],
    /// What a value is set against another with: "compared".
    pub compared: &'static [&'static str],
    /// What follows it: "with".
    pub compared_with: &'static [&'static str],
    /// What leads to another base, or to the first value itself: "than".
    pub against: &'static [&'static str],
    /// What leads to the first value after a claim: "up 11% on 21,807".
    pub base_prepositions: &'static [&'static str],
    /// What shows that a change is not against an earlier value.
    pub other_bases: &'static [&'static str],

    /// What begins another thought, whatever follows.
    pub conjunctions: &'static [&'static str],
    /// What begins another thought if a change follows.
    pub breaks: &'static [&'static str],
    /// What makes a change one that is wished for, expected or denied.
    pub moods: &'static [&'static str],
    /// The ending of a verb that is denied.
    pub negated_ending: &'static str,
    /// What makes the verb after it an intention.
    pub infinitive: &'static [&'static str],

    /// Demonstratives that a sentence begins with when it speaks of the one before: "this".
    pub back_references: &'static [&'static str],
    /// Verbs that follow them: "is", "represents".
    pub copulas: &'static [&'static str],

    /// What leads from a change to what it is a change of: "in", "of".
    pub topics: &'static [&'static str],
    /// Articles and possessives before such a topic.
    pub topic_articles: &'static [&'static str],
    /// Topics that are times, or that repeat what has been counted.
    pub time_topics: &'static [&'static str],
    /// What after a comparative shows that it counts nothing of its own: "more than".
    pub comparative_joints: &'static [&'static str],
}

impl ChangeWords {
    /// Returns the direction of a word of change: `a fall`, `fell`, `lower`.
    #[must_use]
    pub fn direction(&self, word: &str) -> Option<Direction> {
        if is_any(word, self.rises) {
            Some(Direction::Rise)
        } else if is_any(word, self.falls) {
            Some(Direction::Fall)
        } else {
            None
        }
    }

    /// Returns what a verb multiplies the first value by, in hundredths: 200 for "doubled".
    #[must_use]
    pub fn multiple(&self, word: &str) -> Option<i64> {
        let known = self.multiples.iter().find(|(verb, _)| verb.eq_ignore_ascii_case(word))?;
        Some(known.1)
    }

    /// Tells whether a change after a word may be of something else than what comes before it.
    #[must_use]
    pub fn begins_another_thought(&self, word: &str) -> bool {
        is_any(word, self.conjunctions) || is_any(word, self.breaks)
    }
}
