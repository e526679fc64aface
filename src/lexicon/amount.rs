//! Amounts that are no plain quantities: fractions, multiples, lengths of time, dates.

/// The words of amounts in running text.
#[derive(Debug)]
pub struct AmountWords {
    /// Names of weekdays and their short forms, in lower case; Monday is 0.
    pub weekdays: &'static [(&'static str, i8)],
    /// The nouns of fractions with what they divide by: ("third", 3), ("thirds", 3).
    pub fraction_nouns: &'static [(&'static str, u32)],
    /// What before such a noun makes it another thing: "the second half", "last quarter".
    pub fraction_blocks: &'static [&'static str],
    /// What after such a noun makes it another thing: "a third time", "a quarter of a century".
    pub fraction_stops: &'static [&'static str],
    /// What may follow "half" where it is a share: "of", "the".
    pub half_followers: &'static [&'static str],
    /// How a ratio is joined: "in", "out of".
    pub ratios: &'static [&'static str],
    /// Single words for a multiple: ("twice", 2).
    pub multiples: &'static [(&'static str, u32)],
    /// What makes the number before it a multiple: "times".
    pub times: &'static [&'static str],
    /// Base forms of verbs with a multiple, in hundredths: ("double", 200).
    pub multiple_bases: &'static [(&'static str, u32)],
    /// What makes the number after it a multiple: "a factor of".
    pub factors: &'static [&'static str],
    /// What multiplies the number before it beside the magnitudes that records know: "crore".
    pub large: &'static [(&'static str, f64)],
    /// Basis points: hundredths of a percentage point.
    pub basis_points: &'static [&'static str],
    /// Percentage points, where only "points" is written.
    pub bare_points: &'static [&'static str],
    /// Lengths of time in days.
    pub spans: &'static [(&'static str, f64)],
    /// Ordinals with their number, and names of anniversaries with their years.
    pub ordinals: &'static [(&'static str, u32)],
    /// What comes before an age: "aged".
    pub aged: &'static [&'static str],
    /// What comes between the number and the end of an age: "year-old", "years old".
    pub year_old: &'static [&'static str],
    /// What ends a time of day: "am".
    pub clock: &'static [&'static str],
    /// Words for money of which a hundred make a unit, with its currency: ("pence", "GBP").
    pub coins: &'static [(&'static str, &'static str)],
    /// What shows that the number after it names something, whatever its size: "flight".
    pub references: &'static [&'static str],
    /// A magnitude without a number of its own comes after one of these: "a million", "half a million".
    pub single: &'static [(&'static str, f64)],
    /// How plurals end, with what a singular has there: ("ies", "y").
    pub plurals: &'static [(&'static str, &'static str)],
    /// Endings that look like a plural's.
    pub singulars: &'static [&'static str],
    /// What may touch digits and makes a code of them: the "G" of "5G".
    pub code_letters: &'static [&'static str],
    /// What a hyphen may join to a year, and makes no code of it: "mid-2024".
    pub year_prefixes: &'static [&'static str],
    /// What may come between "aged" and the number.
    pub age_fillers: &'static [&'static str],
    /// What a multiple may lead to: "three times that".
    pub multiple_leads: &'static [&'static str],
    /// The ending of a multiple in one word: "fold".
    pub fold: &'static str,
    /// What makes a change a yearly rate: "per annum".
    pub yearly: &'static [&'static str],
    /// What leads to a value of the time before: "having been", "when it was".
    pub once: &'static [&'static str],
    /// What of several words says that something came into being: "set up".
    pub founded: &'static [&'static str],
    /// What says that values are adjusted by numbers that are not given: "real terms".
    pub adjusted: &'static [&'static str],
    /// What follows the number and the word "and" of a length: "and a half".
    pub and_a_half: &'static [&'static str],
}

impl AmountWords {
    /// Returns the singular of a word in lower case, as far as its ending shows it.
    #[must_use]
    pub fn singular(&self, word: &str) -> String {
        // "Gas", "bus", "was" end like plurals and are none.
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
