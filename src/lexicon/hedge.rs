//! Words near a number that say how exact it is, beside its qualifier.

/// The words that limit or soften a number from afar.
#[derive(Debug)]
pub struct HedgeWords {
    /// Words that soften a number shortly before it.
    pub before: &'static [&'static str],
    /// Phrases right after a number that do: "or more".
    pub after: &'static [&'static str],
    /// Words that may come between a limit and its number: "a total of".
    pub fillers: &'static [&'static str],
    /// The limits that may come before them: "up to".
    pub limits: &'static [&'static str],
    /// Qualifiers of a number at which something begins or ends, in lower case: "loans above £3,000".
    pub thresholds: &'static [&'static str],
    /// Words that deny what follows.
    pub denials: &'static [&'static str],
    /// What opens a noun phrase, so that no qualifier can come after it: "the" in "the £640 million fund".
    pub openers: &'static [&'static str],
    /// What may join two numbers that share a qualifier: "about £320 and £1,200".
    pub joints: &'static [&'static str],
}
