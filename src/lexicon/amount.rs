//! Amounts other than plain quantities: fractions, multiples, durations, dates.

/// The words of amounts in running text.
#[derive(Debug)]
pub struct AmountWords {
    /// Names of weekdays and their short forms, in lower case; Monday is 0.
    pub weekdays: &'static [(&'static str, i8)],
    /// The nouns of fractions with their divisor: ("third", 3), ("thirds", 3).
    pub fraction_nouns: &'static [(&'static str, u32)],
    /// Words before such a noun that give it another meaning: "the second half", "last quarter".
    pub fraction_blocks: &'static [&'static str],
    /// Words after such a noun that give it another meaning: "a third time", "a quarter of a century".
    pub fraction_stops: &'static [&'static str],
    /// Words that may follow "half" as a share: "of", "the".
    pub half_followers: &'static [&'static str],
    /// Words that join a ratio: "in", "out of".
    pub ratios: &'static [&'static str],
    /// Single words for a multiple: ("twice", 2).
    pub multiples: &'static [(&'static str, u32)],
    /// Words that make the number before them a multiple: "times".
    pub times: &'static [&'static str],
    /// Base forms of verbs with a multiple, in hundredths: ("double", 200).
    pub multiple_bases: &'static [(&'static str, u32)],
    /// Words that make the number after them a multiple: "a factor of".
    pub factors: &'static [&'static str],
    /// Basis points: hundredths of a percentage point.
    pub basis_points: &'static [&'static str],
    /// Percentage points, written as "points" alone.
    pub bare_points: &'static [&'static str],
    /// Units of time, in days.
    pub spans: &'static [(&'static str, f64)],
    /// Ordinals with their number, and names of anniversaries with their years.
    pub ordinals: &'static [(&'static str, u32)],
    /// Words before an age: "aged".
    pub aged: &'static [&'static str],
    /// Words after the number of an age: "year-old", "years old".
    pub year_old: &'static [&'static str],
    /// Endings of a time of day: "am".
    pub clock: &'static [&'static str],
    /// Words for hundredths of a currency unit, with the currency: ("pence", "GBP").
    pub coins: &'static [(&'static str, &'static str)],
    /// Words that make the number after them a name, whatever its size: "flight".
    pub references: &'static [&'static str],
    /// Words before a magnitude without a number: "a million", "half a million".
    pub single: &'static [(&'static str, f64)],
    /// Endings of plurals, with those of their singulars: ("ies", "y").
    pub plurals: &'static [(&'static str, &'static str)],
    /// Endings that only look like a plural's.
    pub singulars: &'static [&'static str],
    /// Letters that make a code of adjacent digits: the "G" of "5G".
    pub code_letters: &'static [&'static str],
    /// Words that a hyphen may join to a year without making a code of it: "mid-2024".
    pub year_prefixes: &'static [&'static str],
    /// Words that may come between "aged" and the number.
    pub age_fillers: &'static [&'static str],
    /// Words that may follow a multiple: "three times that".
    pub multiple_leads: &'static [&'static str],
    /// The ending of a multiple in one word: "fold".
    pub fold: &'static str,
    /// Words that make a change a yearly rate: "per annum".
    pub yearly: &'static [&'static str],
    /// Words that contrast a clause about the past with the one before: "where they used to wait".
    pub contrasts: &'static [&'static str],
    /// Words before an earlier value: "having been", "when it was".
    pub once: &'static [&'static str],
    /// Phrases for the founding of something: "set up".
    pub founded: &'static [&'static str],
    /// Phrases for values that are adjusted by numbers not given: "real terms".
    pub adjusted: &'static [&'static str],
    /// Words after the number in a duration: "and a half".
    pub and_a_half: &'static [&'static str],
}

impl AmountWords {
    /// Returns the singular of a word in lower case, as far as its ending shows it.
    #[must_use]
    pub fn singular(&self, word: &str) -> String {
        // "Gas", "bus", "was" end like plurals but are not.
        const SHORTEST: usize = 4;

        let word = word.strip_suffix("'s").unwrap_or(word);
        if word.len() < SHORTEST || self.singulars.iter().any(|ending| word.ends_with(ending)) {
            return word.to_owned();
        }

        let found = self.plurals.iter().find_map(|&(plural, singular)| {
            word.strip_suffix(plural).map(|stem| format!("{stem}{singular}"))
        });

        found.unwrap_or_else(|| word.to_owned())
    }
}
