//! Wholes and their parts: what shows that numbers make a total, or are a share of one.

/// The phrases by which a sentence or a table ties parts to their whole.
///
/// Phrases are in lower case, their words apart by one space.
#[derive(Debug)]
pub struct WholeWords {
    /// Between a total and its parts: "made up of", "split between".
    pub comprise: &'static [&'static str],
    /// After a total, of what has been listed before: "in all", "in total".
    pub in_all: &'static [&'static str],
    /// Before a total, behind its parts: "for a total of", "bringing the total to".
    pub adds_up: &'static [&'static str],
    /// Verbs that do the same where the sentence begins with "together": "make", "come to".
    pub makes: &'static [&'static str],
    /// Between a number and what it is added to: "on top of".
    pub added_to: &'static [&'static str],
    /// Between a whole and a part of it: "of which", "of whom".
    pub of_which: &'static [&'static str],
    /// Between a whole and some of its parts: "including".
    pub includes: &'static [&'static str],
    /// Between a whole and a part, where neither is a number of the other: "worth of", "average of".
    pub no_whole: &'static [&'static str],
    /// Nouns for a share: "a success rate of 75%".
    pub share_nouns: &'static [&'static str],
    /// Right before the share that others leave: "the other".
    pub others: &'static [&'static str],
    /// Between a part of a whole and its share: "making up", "which gives".
    pub share_verbs: &'static [&'static str],
    /// How the verb of a clause without a subject of its own ends: "ing".
    pub gerund_ending: &'static str,
    /// Shows that the answers to a question exclude each other: "main", "single".
    pub exclusive: &'static [&'static str],
    /// What a whole is divided by at the head of a sentence: "by age, …".
    pub divides: &'static [&'static str],
    /// Says that a share is one of a budget, a capacity, and may pass a hundred: "capacity".
    pub passes_hundred: &'static [&'static str],
    /// How participles end, without which a word behind a number is taken for its noun: "ed".
    pub participle_endings: &'static [&'static str],
    /// What can fall below zero: "profits".
    pub below_zero: &'static [&'static str],
    /// Before what remains of a whole: "leaving", "the other".
    pub leaves: &'static [&'static str],
    /// After what remains of a whole: "remain", "unspent".
    pub left: &'static [&'static str],
    /// Shows that the answers to a question may be several: "also", "both".
    pub overlaps: &'static [&'static str],
    /// Verbs that give a place in a ranking: "came" in "came second".
    pub placed: &'static [&'static str],
    /// Shows that no other is meant: "only" in "behind only".
    pub only: &'static [&'static str],
    /// Between a rate and what it makes over a longer time: "or", "which is".
    pub rate_joints: &'static [&'static str],
    /// Says a product again as one number: "in other words".
    pub in_other_words: &'static [&'static str],
    /// For each one: "each", "apiece", "a head".
    pub apiece: &'static [&'static str],
    /// Before what is counted, for each one: "per", "for every".
    pub per: &'static [&'static str],
    /// Shows that a whole is given out, or a product meant: "totalling", "programme".
    pub product_cues: &'static [&'static str],
    /// Shows that a number is none of the product's: "first", "additional", "between".
    pub product_stops: &'static [&'static str],
    /// Other names of a length of time in a rate, in days: ("annum", 365.25).
    pub rate_spans: &'static [(&'static str, f64)],
    /// How a row or a column of totals is headed.
    pub table_totals: &'static [&'static str],
    /// How a row is headed that is part of another: "of which".
    pub table_subtotals: &'static [&'static str],
    /// What in a heading shows that the numbers below cannot be added: "rate", "average".
    pub table_unsummed: &'static [&'static str],
    /// What in a heading shows that the column is shares of a whole: "share", "%".
    pub table_shares: &'static [&'static str],
    /// What in a heading shows that the column is a change in per cent: "change".
    pub table_changes: &'static [&'static str],
}
