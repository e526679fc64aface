//! What a sentence says of a figure beside its number: the time that it is of, and its rank.

/// The words that sentences and figures are compared by.
#[derive(Debug)]
pub struct RecordWords {
    /// The year before the page's.
    pub last_year: &'static [&'static str],
    /// The page's year.
    pub this_year: &'static [&'static str],
    /// What may come between a preposition and a period: "the end of".
    pub period_fillers: &'static [&'static str],
    /// Parts of a year with their months: ("quarter", 3).
    pub parts: &'static [(&'static str, i8)],
    /// Which of the parts, counted from one; 0 is the last.
    pub part_numbers: &'static [(&'static str, i8)],
    /// Bases that are a year back: "on the year".
    pub year_before: &'static [&'static str],
    /// Bases that are some months back: ("on the month", 1).
    pub steps_before: &'static [(&'static str, i32)],
    /// Claims of the highest value of all.
    pub record_highs: &'static [&'static str],
    /// Claims of the lowest value of all.
    pub record_lows: &'static [&'static str],
    /// What makes a superlative one of all times: "on record".
    pub ever: &'static [&'static str],
    /// What a superlative of all times denies: "never".
    pub never: &'static [&'static str],
    /// What follows it where the value is high: "so many".
    pub so_high: &'static [&'static str],
    /// What follows it where the value is low: "so few".
    pub so_low: &'static [&'static str],
    /// What follows "five-year" in a claim of the highest value of five years.
    pub highs: &'static [&'static str],
    /// The same of the lowest.
    pub lows: &'static [&'static str],
    /// The year of "five-year" and of "third year".
    pub year: &'static str,
    /// What makes "the third year" one of an unbroken run: "running".
    pub running: &'static [&'static str],
    /// Lengths of time that series are counted by, with their months: ("year", 12).
    pub step_spans: &'static [(&'static str, i32)],
    /// Adjectives of such steps: ("annual", 12).
    pub steps: &'static [(&'static str, i32)],
    /// What makes a run of all steps: "every" in "every year since 2020".
    pub every: &'static [&'static str],
    /// Makes a change the first of its kind: "first".
    pub first: &'static [&'static str],
    /// The same behind a verb: "first time".
    pub first_time: &'static [&'static str],
    /// Makes a change the greatest of its kind: "sharpest".
    pub sharpest: &'static [&'static str],
    /// Superlatives of the lowest value that say more than that: "poorest".
    pub least: &'static [&'static str],
    /// Superlatives of which the figure decides whether they are high or low: "best".
    pub extremes: &'static [&'static str],
    /// What makes a superlative one of the value's own year: "so far this year".
    pub so_far: &'static [&'static str],
    /// What follows a comparative that is a superlative in fact: "than in any".
    pub than_any: &'static [&'static str],
    /// What a time's value is called: "level" in "half of the 2019 level".
    pub levels: &'static [&'static str],
    /// Shorter times and smaller areas, of which a series of years knows nothing.
    pub narrower: &'static [&'static str],
    /// Adverbs of another area than the figure's: "citywide".
    pub elsewhere: &'static [&'static str],
    /// Verbs that give a number to what they follow, and are no part of its name: "reached".
    pub reaching: &'static [&'static str],
    /// What may come before a figure's one word and changes nothing of it: "total", "national".
    pub whole: &'static [&'static str],
}

impl RecordWords {
    /// Tells whether a word stands in a list.
    #[must_use]
    pub fn holds(list: &[&str], word: &str) -> bool {
        list.contains(&word)
    }
}
