//! How long something was counted.

/// A word for a length of time.
#[derive(Debug)]
pub struct LengthWord {
    /// The word itself.
    pub word: &'static str,
    /// What follows it where it says how long: "year ending".
    pub followers: &'static [&'static str],
    /// Its length in months.
    pub months: i64,
}

/// The words of how long something was counted.
#[derive(Debug)]
pub struct DurationWords {
    /// Words for a length of time.
    pub lengths: &'static [LengthWord],
    /// What makes the number before it a count of months.
    pub months: &'static [&'static str],
    /// What follows that where it says how long.
    pub followers: &'static [&'static str],
    /// What leads to a year by its number.
    pub year_prepositions: &'static [&'static str],
    /// What may begin "all of" before it.
    pub whole: &'static [&'static str],
    /// What may end it.
    pub of: &'static [&'static str],
}
