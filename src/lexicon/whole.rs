//! Words that make numbers a total or a share.

/// The phrases that connect parts to their whole in a sentence or a table.
///
/// Phrases are in lower case, with single spaces between words.
#[derive(Debug)]
pub struct WholeWords {
    /// Between a total and its parts: "made up of", "split between".
    pub comprise: &'static [&'static str],
    /// After a total of the listed numbers: "in all", "in total".
    pub in_all: &'static [&'static str],
    /// Between the parts and their total: "for a total of", "bringing the total to".
    pub adds_up: &'static [&'static str],
    /// Verbs before a total in a sentence that begins with "together": "make", "come to".
    pub makes: &'static [&'static str],
    /// Between an addition and the number that it is added to: "on top of".
    pub added_to: &'static [&'static str],
    /// Between a whole and a part of it: "of which", "of whom".
    pub of_which: &'static [&'static str],
    /// Between a whole and some of its parts: "including".
    pub includes: &'static [&'static str],
    /// Between two numbers that are not whole and part: "worth of", "average of".
    pub no_whole: &'static [&'static str],
    /// Nouns for a share: "a success rate of 75%".
    pub share_nouns: &'static [&'static str],
    /// Directly before the complement of a share: "the other".
    pub others: &'static [&'static str],
    /// Between a part of a whole and its share: "making up", "which gives".
    pub share_verbs: &'static [&'static str],
    /// The ending of a verb in a clause without a subject: "ing".
    pub gerund_ending: &'static str,
    /// Words for answers that exclude each other: "main", "single".
    pub exclusive: &'static [&'static str],
    /// Words for the division of a whole at the start of a sentence: "by age, …".
    pub divides: &'static [&'static str],
    /// Words for a whole, such as a budget or a capacity, of which a share may exceed a hundred: "capacity".
    pub passes_hundred: &'static [&'static str],
    /// Endings of participles, to distinguish them from a noun after a number: "ed".
    pub participle_endings: &'static [&'static str],
    /// Things that can fall below zero: "profits".
    pub below_zero: &'static [&'static str],
    /// Before the rest of a whole: "leaving", "the other".
    pub leaves: &'static [&'static str],
    /// After the rest of a whole: "remain", "unspent".
    pub left: &'static [&'static str],
    /// Words for answers that may overlap: "also", "both".
    pub overlaps: &'static [&'static str],
    /// Verbs that give a place in a ranking: "came" in "came second".
    pub placed: &'static [&'static str],
    /// Words that exclude any other: "only" in "behind only".
    pub only: &'static [&'static str],
    /// Between a rate and its equivalent over a longer time: "or", "which is".
    pub rate_joints: &'static [&'static str],
    /// Before a product that is repeated as one number: "in other words".
    pub in_other_words: &'static [&'static str],
    /// For each one: "each", "apiece", "a head".
    pub apiece: &'static [&'static str],
    /// Before what is counted for each: "per", "for every".
    pub per: &'static [&'static str],
    /// Words for sharing out a whole, or for a product: "totalling", "programme".
    pub product_cues: &'static [&'static str],
    /// Words for a number that is not part of a product: "first", "additional", "between".
    pub product_stops: &'static [&'static str],
    /// Other names of a unit of time in a rate, in days: ("annum", 365.25).
    pub rate_spans: &'static [(&'static str, f64)],
    /// Headings of a row or a column of totals.
    pub table_totals: &'static [&'static str],
    /// Headings of a row that is part of another: "of which".
    pub table_subtotals: &'static [&'static str],
    /// Words in the heading of numbers that cannot be added up: "rate", "average".
    pub table_unsummed: &'static [&'static str],
    /// Words in the heading of a column of shares: "share", "%".
    pub table_shares: &'static [&'static str],
    /// Words in the heading of a column of changes in per cent: "change".
    pub table_changes: &'static [&'static str],
}
