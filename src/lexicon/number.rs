//! Numbers: how they are counted, qualified, multiplied and joined.

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
    /// More, and not it.
    MoreThan,
    /// Less, and not it.
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
}

/// A fraction that a change is said in: "a quarter".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// How it is said as a size: "a quarter", "two thirds".
    pub phrase: &'static str,
    /// The noun alone: "quarter", "thirds".
    pub noun: &'static str,
    /// Its size in hundredths of a per cent: 2,500.
    pub hundredths: i64,
}

/// The words of numbers.
#[derive(Debug)]
pub struct Numbers {
    /// Numbers in words below a hundred: those below twenty and the tens.
    pub cardinals: &'static [(&'static str, u32)],
    /// What multiplies a number in words and is not read: "hundred".
    pub hundred: &'static [&'static str],
    /// What stands before the decimals of a number in words: "point".
    pub point: &'static [&'static str],
    /// Words that give a number its sign, `true` for a minus: "minus".
    pub signs: &'static [(&'static str, bool)],
    /// What comes before a number and says how it is meant.
    pub qualifiers: &'static [(&'static str, Qualifier)],
    /// What comes after a number and says how it is meant: "or more".
    pub qualifiers_after: &'static [(&'static str, Qualifier)],
    /// Words and letters that multiply the number before them. A single letter must touch the number,
    /// unless that is money: `5 m` is metres.
    pub magnitudes: &'static [(&'static str, Magnitude)],
    /// How two numbers are joined to a range.
    pub ranges: Ranges,
    /// Fractions that a reader can picture.
    pub fractions: &'static [Fraction],
}

/// How the two ends of a range are joined.
#[derive(Debug)]
pub struct Ranges {
    /// What may come before the low end: "from", "between".
    pub openings: &'static [&'static str],
    /// What joins the ends: "to".
    pub joints: &'static [&'static str],
    /// The opening after which another word joins the ends, and that word: "between", "and".
    pub between: (&'static str, &'static str),
}
