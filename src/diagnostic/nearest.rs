//! Finds the suggestion for "did you mean".
//!
//! In: an unknown word, and the known ones. Out: the nearest. Invariant: this is the only measure of
//! nearness in the program.

/// Finds the known word that a misspelt one most likely means.
///
/// Near means: one slip (an extra, missing, wrong or swapped letter) and one more for every five letters,
/// or a prefix of at least four letters. A word of one or two letters is near to none but itself in another case.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // Ids and keys are short. A longer text is not a misspelling, and the comparison is quadratic.
    if word.len() > 100 {
        return None;
    }

    let lower = word.to_lowercase();
    let length = lower.chars().count();

    known
        .into_iter()
        .filter_map(|near| {
            let known = near.to_lowercase();
            let longer = known.chars().count().max(length);

            // Words whose lengths differ by more than the allowed number of errors need not be compared.
            // In a word of one or two letters any slip gives another word.
            let allowed = (1 + longer / 5).min(longer.saturating_sub(1) / 2);
            let begins = length > 3 && known.starts_with(&lower);
            if longer - known.chars().count().min(length) > allowed && !begins {
                return None;
            }

            let distance = strsim::damerau_levenshtein(&lower, &known);
            (distance <= allowed || begins).then_some((distance, near))
        })
        // By distance and then by the word itself, so that ties are broken the same way on every run.
        .min()
        .map(|(_, near)| near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_misspellings_are_near() {
        let keys = ["summary", "title", "topics", "type"];
        assert_eq!(nearest("sumary", keys), Some("summary"));
        assert_eq!(nearest("tpye", keys), Some("type"));
        assert_eq!(nearest("Title", keys), Some("title"));
        assert_eq!(nearest("colour", keys), None);

        assert_eq!(nearest("marsh", ["jo-marsh"]), None);
        assert_eq!(nearest("jo-mars", ["jo-marsh", "jo-moss"]), Some("jo-marsh"));
        assert_eq!(nearest("river", ["river-levels"]), Some("river-levels"));

        assert_eq!(nearest("x", ["a", "b"]), None);
        assert_eq!(nearest("ab", ["ac"]), None);
        assert_eq!(nearest("X", ["x"]), Some("x"));
    }
}
