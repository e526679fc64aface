//! Finds the suggestion for "did you mean".
//!
//! In: an unknown word, and the known ones. Out: the nearest. Invariant: this is the only measure of
//! nearness in the program.

use foldhash::{HashMap, HashMapExt as _};

/// The longest word that is searched for, in bytes: ids and keys are short. A longer text is not a misspelling, and
/// the comparison is quadratic.
const WORD_MAX: usize = 100;

/// Finds the known word that a misspelt one most likely means.
///
/// Near means: one slip (an extra, missing, wrong or swapped letter) and one more for every five letters,
/// or a prefix of at least four letters. A word of one or two letters is near to none but itself in another case.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if word.len() > WORD_MAX {
        return None;
    }

    let lower = word.to_lowercase();
    let sought = Letters::of(&lower);
    let near = known.into_iter().filter_map(|near| {
        let known = Letters::of(near);
        let longer = known.count.max(sought.count);

        // Most words differ by their length or their letters, and need not be compared.
        // In a word of one or two letters any slip gives another word.
        let allowed = (1 + longer / 5).min(longer.saturating_sub(1) / 2);
        let begins = sought.count > 3 && begins_with(near, &lower);
        if known.least_distance(sought) > allowed && !begins {
            return None;
        }

        let distance = strsim::damerau_levenshtein(&lower, &near.to_lowercase());
        (distance <= allowed || begins).then_some((distance, near))
    });

    // By distance and then by the word itself, so that ties are broken the same way on every run.
    near.min().map(|(_, near)| near)
}

/// Tells whether one slip at most lies between two words in lower case: an extra, missing, wrong or swapped letter.
#[must_use]
pub fn is_one_slip(word: &str, known: &str) -> bool {
    word.len() <= WORD_MAX && strsim::damerau_levenshtein(word, known) <= 1
}

/// Tells whether a word begins with a prefix in lower case, whatever its own case.
fn begins_with(word: &str, prefix: &str) -> bool {
    match word.get(..prefix.len()) {
        Some(start) if start.is_ascii() => start.eq_ignore_ascii_case(prefix),
        _ => !word.is_ascii() && word.to_lowercase().starts_with(prefix),
    }
}

/// The letters of a word: how many, and which.
#[derive(Debug, Clone, Copy)]
struct Letters {
    count: usize,
    /// A bit for each letter that occurs; letters of other scripts share the upper ones.
    set: u64,
}

impl Letters {
    fn of(word: &str) -> Letters {
        let bit = |letter: char| match letter.to_ascii_lowercase() {
            lower @ 'a'..='z' => u32::from(lower) - u32::from('a'),
            digit @ '0'..='9' => 26 + u32::from(digit) - u32::from('0'),
            // A letter and its capital have one bit, as they count as the same.
            other => 36 + other.to_lowercase().next().map_or(0, u32::from) % 28,
        };

        let letters = Letters { count: 0, set: 0 };
        word.chars().fold(letters, |letters, letter| Letters {
            count: letters.count + 1,
            set: letters.set | 1 << bit(letter),
        })
    }

    /// Returns how many slips lie between two words at least.
    fn least_distance(self, other: Letters) -> usize {
        // A slip adds a letter to one of the words at most.
        let only = |one: u64, other: u64| (one & !other).count_ones() as usize;
        let by_letters = only(self.set, other.set).max(only(other.set, self.set));
        by_letters.max(self.count.abs_diff(other.count))
    }
}

/// Words that many unknown ones are compared with.
///
/// The time of a search does not grow with their number, so that ten thousand dead links on a site of ten thousand
/// pages cost no more than a hundred times a hundred on one of a hundred.
#[derive(Debug)]
pub struct KnownWords<'k> {
    words: Vec<&'k str>,
    /// The words that hold three bytes in a row, by these.
    by_gram: HashMap<[u8; 3], Vec<u32>>,
}

impl<'k> KnownWords<'k> {
    /// Up to this number every word is compared.
    const FEW: usize = 500;
    /// Three bytes that more words than this have in common distinguish none of them.
    const COMMON: usize = 200;
    /// How many of the words that share most are compared.
    const COMPARED: usize = 50;

    /// Collects words.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = &'k str>) -> KnownWords<'k> {
        let words: Vec<&str> = words.into_iter().collect();
        let mut by_gram: HashMap<[u8; 3], Vec<u32>> = HashMap::new();
        if words.len() > KnownWords::FEW {
            for (at, word) in (0..).zip(&words) {
                for gram in grams(word) {
                    let with_gram = by_gram.entry(gram).or_default();
                    if with_gram.len() <= KnownWords::COMMON && with_gram.last() != Some(&at) {
                        with_gram.push(at);
                    }
                }
            }
        }

        KnownWords { words, by_gram }
    }

    /// Finds the word that a misspelt one most likely means, as [`nearest`] does.
    #[must_use]
    pub fn nearest(&self, word: &str) -> Option<&'k str> {
        if self.words.len() <= KnownWords::FEW || word.len() > WORD_MAX {
            return nearest(word, self.words.iter().copied());
        }

        let mut shared: HashMap<u32, usize> = HashMap::new();
        for gram in grams(word) {
            let with_gram = self.by_gram.get(&gram).map(Vec::as_slice).unwrap_or_default();
            if with_gram.len() <= KnownWords::COMMON {
                with_gram.iter().for_each(|at| *shared.entry(*at).or_default() += 1);
            }
        }

        // Those that share most first, and then by their number, so that every run compares the same.
        let mut shared: Vec<(usize, u32)> =
            shared.into_iter().map(|(at, count)| (count, at)).collect();
        shared.sort_unstable_by_key(|(count, at)| (std::cmp::Reverse(*count), *at));
        shared.truncate(KnownWords::COMPARED);

        nearest(word, shared.iter().map(|(_, at)| self.words[*at as usize]))
    }
}

/// Returns the groups of three bytes in a word; only the case of plain letters is levelled, which costs nothing.
fn grams(word: &str) -> impl Iterator<Item = [u8; 3]> {
    word.as_bytes().windows(3).filter_map(|gram| {
        let gram: [u8; 3] = gram.try_into().ok()?;
        Some(gram.map(|byte| byte.to_ascii_lowercase()))
    })
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
        assert_eq!(nearest("ÉCOLES", ["écoles", "ecole"]), Some("écoles"));

        assert_eq!(nearest("x", ["a", "b"]), None);
        assert_eq!(nearest("ab", ["ac"]), None);
        assert_eq!(nearest("X", ["x"]), Some("x"));
    }

    #[test]
    fn of_very_many_words_the_near_one_is_found() {
        let words: Vec<String> = (0..20_000).map(|at| format!("page-{at}")).collect();
        let words = words.iter().map(String::as_str).chain(["river-data-agreement"]);
        let known = KnownWords::new(words);
        assert_eq!(known.nearest("river-dta-agreement"), Some("river-data-agreement"));
        assert_eq!(known.nearest("nothing-like-it"), None);
    }
}
