//! What a claim of a change is measured from, and which value it is about.

/// The words around a claim of a change.
#[derive(Debug)]
pub struct ClaimWords {
    /// What refers to a number of the sentence before: "this" in "this figure".
    pub determiners: &'static [&'static str],
    /// What follows them: "figure".
    pub counts: &'static [&'static str],
    /// What comes before a stated rounding.
    pub rounded_to: &'static str,
    /// What may follow that.
    pub nearest: &'static str,
    /// Roundings in words.
    pub roundings: &'static [(&'static str, i64)],
}
