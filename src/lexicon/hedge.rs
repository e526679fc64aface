//! Words near a number, besides its qualifier, that say how exact it is.

/// The words that limit or soften a number at a distance.
#[derive(Debug)]
pub struct HedgeWords {
    /// Words shortly before a number that soften it.
    pub before: &'static [&'static str],
    /// Phrases directly after a number that soften it: "or more".
    pub after: &'static [&'static str],
    /// Words that may come between a limit and its number: "a total of".
    pub fillers: &'static [&'static str],
    /// The limits that may come before them: "up to".
    pub limits: &'static [&'static str],
    /// Qualifiers of a number that is a threshold, in lower case: "loans above £3,000".
    pub thresholds: &'static [&'static str],
    /// Words that deny what follows.
    pub denials: &'static [&'static str],
    /// Words that open a noun phrase, so that no qualifier can follow: "the" in "the £640 million fund".
    pub openers: &'static [&'static str],
    /// Words that may join two numbers with one qualifier: "about £320 and £1,200".
    pub joints: &'static [&'static str],
}
