//! What a claim of a change is measured from, and which value it is about.

/// The words around a claim of a change.
#[derive(Debug)]
pub struct ClaimWords {
    /// What refers to a number of the sentence before: "this" in "this figure".
    pub determiners: &'static [&'static str],
    /// What follows them: "figure".
    pub counts: &'static [&'static str],
    /// What leads to the value that a change starts from.
    pub base_prepositions: &'static [&'static str],
    /// Words that may come between a preposition and its value.
    pub fillers: &'static [&'static str],
    /// What makes the number before it a length of time.
    pub durations: &'static [&'static str],
    /// What leads to the period of a claim.
    pub period_prepositions: &'static [&'static str],
    /// Words, in lower case, of a change on the year before.
    pub years: &'static [&'static str],
    /// The word of a year that is counted in months, in lower case.
    pub months: &'static str,
    /// What comes before it there.
    pub twelve: &'static [&'static str],
    /// Words, in lower case, of a change that is measured from another time.
    pub other_bases: &'static [&'static str],
    /// What comes before a stated rounding.
    pub rounded_to: &'static str,
    /// What may follow that.
    pub nearest: &'static str,
    /// Roundings in words.
    pub roundings: &'static [(&'static str, i64)],
}
