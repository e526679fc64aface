//! Numbers: their words, qualifiers, magnitudes and ranges.

/// How a written number relates to the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// The number itself, within its rounding.
    Exact,
    /// Somewhere near it.
    About,
    /// Anything from zero to it.
    UpTo,
    /// It or more.
    AtLeast,
    /// It or less.
    AtMost,
    /// More, not including it.
    MoreThan,
    /// Less, not including it.
    FewerThan,
    /// A little less.
    Nearly,
    /// Anything from a lower number to a higher one.
    Between,
}

/// The word after a number that multiplies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Magnitude {
    /// None.
    One,
    /// Thousand.
    Thousand,
    /// Million.
    Million,
    /// Billion: a thousand million, as in all official English since 1974.
    Billion,
    /// Trillion: a million million.
    Trillion,
    /// Lakh, as South Asia counts: a hundred thousand.
    Lakh,
    /// Crore: ten million.
    Crore,
    /// Lakh crore: a million million.
    LakhCrore,
}

/// A fraction that readers can picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fraction {
    /// 10%.
    Tenth,
    /// 20%.
    Fifth,
    /// 25%.
    Quarter,
    /// 33.33%.
    Third,
    /// 50%.
    Half,
    /// 66.67%.
    TwoThirds,
    /// 75%.
    ThreeQuarters,
}

/// The words of numbers.
#[derive(Debug)]
pub struct Numbers {
    /// Numbers in words below a hundred: those below twenty, and the tens.
    pub cardinals: Cardinals,
    /// What multiplies a number in words, so that it is not read: "hundred".
    pub hundred: &'static [&'static str],
    /// Words before the decimals of a number in words: "point".
    pub point: &'static [&'static str],
    /// Words for the sign of a number; `true` is minus.
    pub signs: &'static [(&'static str, bool)],
    /// Qualifiers before a number.
    pub qualifiers: &'static [(&'static str, Qualifier)],
    /// Qualifiers after a number: "or more".
    pub qualifiers_after: &'static [(&'static str, Qualifier)],
    /// Words and letters that multiply the number before them. A single letter must be adjacent to the
    /// number, unless that is money: `5 m` is metres.
    pub magnitudes: &'static [(&'static str, Magnitude)],
    /// Words that join two numbers to a range.
    pub ranges: Ranges,
    /// Fractions as a size, "a quarter", and their noun, "quarter".
    pub fractions: &'static [(&'static str, &'static str, Fraction)],
    /// Words that make the number after them a name or a place: "section 47".
    pub names: &'static [&'static str],
    /// Those of `names` that are times; none of them has a number in the thousands.
    pub name_times: &'static [&'static str],
    /// Words that join numbers in a list: "sections 4 and 5".
    pub joints: &'static [&'static str],
    /// Words between the numbers of a ratio: "1 in 5".
    pub ratio: &'static [&'static str],
    /// Words that make the number before them an age, a time of day or a date.
    pub dating: &'static [&'static str],
    /// Phrases that make the number before them an age: "years old".
    pub ages: &'static [&'static str],
}

/// The names of small numbers.
#[derive(Debug)]
pub struct Cardinals {
    words: &'static [(&'static str, u32)],
    /// The lengths of the words that begin with each letter: a bit for each length, by five bits of the letter.
    lengths: [u32; 32],
}

impl Cardinals {
    /// Makes the table of some numbers with their names, which are in lower case.
    #[must_use]
    pub const fn new(words: &'static [(&'static str, u32)]) -> Cardinals {
        let mut lengths = [0; 32];
        let mut at = 0;

        while at < words.len() {
            let word = words[at].0.as_bytes();
            lengths[(word[0] & 31) as usize] |= 1 << (word.len() & 31);
            at += 1;
        }

        Cardinals { words, lengths }
    }

    /// Returns the number that a word names, whatever its case.
    #[must_use]
    pub fn value(&self, word: &str) -> Option<u32> {
        // This is asked of every word of a site, and nearly all of them fail here.
        let first = *word.as_bytes().first()?;
        if self.lengths[usize::from(first & 31)] >> (word.len() & 31) & 1 == 0 {
            return None;
        }

        let known = self.words.iter().find(|(name, _)| name.eq_ignore_ascii_case(word))?;
        Some(known.1)
    }
}

/// How the two ends of a range are joined.
#[derive(Debug)]
pub struct Ranges {
    /// Words that may come before a range, or before an earlier value: "from".
    pub from: &'static [&'static str],
    /// Words before a range with `and`: "between".
    pub between: &'static [&'static str],
    /// Words between the ends: "to".
    pub to: &'static [&'static str],
    /// Words between the ends after `between`: "and".
    pub and: &'static [&'static str],
}

impl Numbers {
    /// Returns the value of a number in words below twenty, or of a ten.
    #[must_use]
    pub fn cardinal(&self, word: &str) -> Option<u32> {
        self.cardinals.value(word)
    }

    /// Finds the qualifier at the end of the text before a number; returns the byte where it begins.
    #[must_use]
    pub fn qualifier_before(&self, text: &str) -> Option<(Qualifier, usize)> {
        let text = text.trim_end();
        let last = text.chars().next_back()?;

        self.qualifiers.iter().find_map(|&(phrase, qualifier)| {
            // Nearly all phrases fail here, and this runs for every number of a site.
            let ends = phrase.chars().next_back()?;
            if !ends.eq_ignore_ascii_case(&last) {
                return None;
            }

            Some((qualifier, super::ends_with_phrase(text, phrase)?))
        })
    }

    /// Finds the qualifier at the start of a text; returns its length in bytes.
    #[must_use]
    pub fn qualifier_at(&self, text: &str) -> Option<(Qualifier, usize)> {
        self.qualifiers.iter().find_map(|&(phrase, qualifier)| {
            Some((qualifier, super::starts_with_phrase(text, phrase)?))
        })
    }

    /// Finds a fraction by its noun: "quarter".
    #[must_use]
    pub fn fraction_by_noun(&self, word: &str) -> Option<Fraction> {
        let known = self.fractions.iter().find(|(_, noun, _)| noun.eq_ignore_ascii_case(word))?;
        Some(known.2)
    }
}
