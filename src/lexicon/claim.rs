//! Words that identify the base and the value of a claimed change.

/// The words around a claim of a change.
#[derive(Debug)]
pub struct ClaimWords {
    /// Words that refer to a number of the previous sentence: "this" in "this figure".
    pub determiners: &'static [&'static str],
    /// Nouns after them: "figure".
    pub counts: &'static [&'static str],
    /// Words before a stated rounding.
    pub rounded_to: &'static str,
    /// A word that may follow that.
    pub nearest: &'static str,
    /// Roundings in words.
    pub roundings: &'static [(&'static str, i64)],
}
