//! Words about a figure besides its number: the time of a value, and its rank.

/// The words for comparing sentences with figures.
#[derive(Debug)]
pub struct RecordWords {
    /// The year before the page's.
    pub last_year: &'static [&'static str],
    /// The page's year.
    pub this_year: &'static [&'static str],
    /// Words that may come between a preposition and a period: "the end of".
    pub period_fillers: &'static [&'static str],
    /// Parts of a year with their months: ("quarter", 3).
    pub parts: &'static [(&'static str, i8)],
    /// Which of the parts, counted from one; 0 is the last.
    pub part_numbers: &'static [(&'static str, i8)],
    /// Phrases for a base a year earlier: "on the year".
    pub year_before: &'static [&'static str],
    /// Phrases directly after a value that date it a year before another: "a year earlier".
    pub distances: &'static [&'static str],
    /// Phrases for a base some months earlier: ("on the month", 1).
    pub steps_before: &'static [(&'static str, i32)],
    /// Claims of the highest value ever.
    pub record_highs: &'static [&'static str],
    /// Claims of the lowest value ever.
    pub record_lows: &'static [&'static str],
    /// Phrases that make a superlative one of all times: "on record".
    pub ever: &'static [&'static str],
    /// Denials in a superlative of all times: "never".
    pub never: &'static [&'static str],
    /// Words after it for a high value: "so many".
    pub so_high: &'static [&'static str],
    /// Words after it for a low value: "so few".
    pub so_low: &'static [&'static str],
    /// Words after "five-year" in a claim of the highest value in five years.
    pub highs: &'static [&'static str],
    /// The same for the lowest.
    pub lows: &'static [&'static str],
    /// The word "year" in "five-year" and "third year".
    pub year: &'static str,
    /// Words that make "the third year" part of an unbroken run: "running".
    pub running: &'static [&'static str],
    /// Units of time that series are counted by, with their months: ("year", 12).
    pub step_spans: &'static [(&'static str, i32)],
    /// Adjectives of such steps: ("annual", 12).
    pub steps: &'static [(&'static str, i32)],
    /// Words that make a run of all steps: "every" in "every year since 2020".
    pub every: &'static [&'static str],
    /// Words that make a change the first of its kind: "first".
    pub first: &'static [&'static str],
    /// The same after a verb: "first time".
    pub first_time: &'static [&'static str],
    /// Words that make a change the greatest of its kind: "sharpest".
    pub sharpest: &'static [&'static str],
    /// Superlatives of the lowest value with a further meaning: "poorest".
    pub least: &'static [&'static str],
    /// Superlatives whose direction depends on the figure: "best".
    pub extremes: &'static [&'static str],
    /// Phrases that limit a superlative to the value's own year: "so far this year".
    pub so_far: &'static [&'static str],
    /// Phrases after a comparative that make it a superlative: "than in any".
    pub than_any: &'static [&'static str],
    /// Nouns for the value of a time: "level" in "half of the 2019 level".
    pub levels: &'static [&'static str],
    /// Shorter times and smaller areas, which a yearly series does not cover.
    pub narrower: &'static [&'static str],
    /// Adverbs of an area other than the figure's: "citywide".
    pub elsewhere: &'static [&'static str],
    /// Verbs between a figure and its number that are not part of its name: "reached".
    pub reaching: &'static [&'static str],
    /// Words that may come before a figure's single word without narrowing it: "total", "national".
    pub whole: &'static [&'static str],
    /// Beginnings of words for numbers that may change, or have changed: "provisional".
    pub revisions: &'static [&'static str],
    /// Words for numbers that others gave, or that are superseded: "estimated", "originally".
    pub unsettled: &'static [&'static str],
    /// Words before an example rather than a whole: "including".
    pub examples: &'static [&'static str],
    /// Words that introduce reported speech: "that".
    pub reporting: &'static [&'static str],
    /// Nouns for a part of a country: "north".
    pub areas: &'static [&'static str],
    /// Words that narrow a named time to a part of it: "early".
    pub parts_of_times: &'static [&'static str],
    /// Words that narrow a named time to its last day: "end".
    pub ends_of_times: &'static [&'static str],
    /// Words for an unspecified time, or a mean over times: "month", "so far".
    pub times: &'static [&'static str],
}

impl RecordWords {
    /// Tells whether a text has a word that begins like those for provisional and revised numbers.
    #[must_use]
    pub fn mentions_revisions(&self, text: &str) -> bool {
        let bytes = text.as_bytes();

        self.revisions.iter().any(|word| {
            // The first letter apart, since it may be capitalised.
            let (first, rest) = word.as_bytes().split_at(1);
            memchr::memmem::find_iter(bytes, rest)
                .any(|at| at > 0 && bytes[at - 1].eq_ignore_ascii_case(&first[0]))
        })
    }

    /// Tells whether a word is in a list.
    #[must_use]
    pub fn holds(list: &[&str], word: &str) -> bool {
        list.contains(&word)
    }
}
