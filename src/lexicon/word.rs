//! What single words do in a sentence that claims something.
//!
//! A sentence is solved by the roles of its words and not by their spelling: a preposition that leads to a
//! base, a verb of a rise, a word that begins another thought. A word may have several roles.

use std::collections::HashMap;
use std::ops::BitOr;

/// A set of roles that a word may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordRoles {
    low: u128,
    high: u64,
}

impl WordRoles {
    /// No role.
    pub const NONE: WordRoles = WordRoles { low: 0, high: 0 };

    /// Returns the set of the role of a number.
    const fn single(number: u32) -> WordRoles {
        match number < u128::BITS {
            true => WordRoles { low: 1 << number, high: 0 },
            false => WordRoles { low: 0, high: 1 << (number - u128::BITS) },
        }
    }

    /// Tells whether the two sets share a role.
    #[must_use]
    pub const fn meets(self, other: WordRoles) -> bool {
        self.low & other.low != 0 || self.high & other.high != 0
    }

    /// Returns the roles of this set that another one lacks.
    #[must_use]
    pub const fn without(self, other: WordRoles) -> WordRoles {
        WordRoles { low: self.low & !other.low, high: self.high & !other.high }
    }

    /// Joins two sets.
    #[must_use]
    pub const fn or(self, other: WordRoles) -> WordRoles {
        WordRoles { low: self.low | other.low, high: self.high | other.high }
    }
}

impl BitOr for WordRoles {
    type Output = WordRoles;

    fn bitor(self, other: WordRoles) -> WordRoles {
        self.or(other)
    }
}

/// Names the roles and numbers them in order.
macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// The numbers of the roles.
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the constants are")]
        #[repr(u32)]
        enum Number { $($name,)+ }

        impl WordRoles {
            $($(#[doc = $doc])+ pub const $name: WordRoles = WordRoles::single(Number::$name as u32);)+
        }
    };
}

roles! {
    /// Leads to an earlier value: "from".
    FROM,
    /// Leads to a later value: "to".
    TO,
    /// Leads to the size of a change: "by".
    BY,
    /// Leads from a part to its whole: "of".
    OF,
    /// Leads to a time or a place: "in".
    IN,
    /// Leads to a base, or to a day: "on".
    ON,
    /// Leads to a level: "at".
    AT,
    /// Leads to what something is compared with: "than".
    THAN,
    /// Joins the two halves of a comparison: "as".
    AS,
    /// Joins two things: "and".
    AND,
    /// Leads to another name of the same: "or".
    OR,
    /// "With".
    WITH,
    /// A definite article or possessive: "the", "its".
    THE,
    /// An indefinite article: "a".
    A,
    /// "Up".
    UP,
    /// "Down".
    DOWN,
    /// "Between".
    BETWEEN,
    /// Leads to the day that a change is counted from: "since".
    SINCE,
    /// Leads to a length of time: "during", "over".
    DURING,
    /// "For".
    FOR,
    /// Forms of the verb "to be".
    BE,
    /// Forms of the verb "to have".
    HAVE,
    /// Says that something grew, as a verb, a noun or an adjective.
    RISE,
    /// Says that something shrank.
    FALL,
    /// Says that something changed, and not which way: "change", "improved".
    CHANGE,
    /// A verb of a rise that has a subject: "rose", "has grown".
    RISE_VERB,
    /// A verb of a fall that has a subject.
    FALL_VERB,
    /// Adds nothing to what comes after it: "about", "a further", "just".
    FILLER,
    /// Links a claim to the values that it is made of: "which is", "representing".
    LINK,
    /// Begins another thought: "while", "despite".
    BREAK,
    /// Shows that two times are compared: "now", "last", "previously".
    EVIDENCE,
    /// Sets a value against another: "compared", "against".
    COMPARED,
    /// Speaks of the time before: "previous", "was".
    BEFORE,
    /// Speaks of today: "now", "this".
    NOW,
    /// Joins words and says nothing of what is counted.
    STOP,
    /// Says nothing of what a change is a change of: "the number", "real terms".
    GENERIC,
    /// Makes a share the share of the others: "not", "remaining".
    COMPLEMENT,
    /// May come between a number and its other name: "or about", "that is".
    APPOSITION,
    /// Any preposition that may introduce the parts of a list: "for", "in".
    PREPOSITION,
    /// Shows that a list of parts is not the whole: "including", "such as".
    OPEN,
    /// Names a part of a whole that has two or three: "women", "full-time".
    PART,
    /// Names people, or what they make up: "households".
    PEOPLE,
    /// Compares two values: "more", "fewer".
    MORE,
    /// May come before the number of a whole: "the", "all", "some".
    DETERMINER,
    /// Shares out: "each", "apiece", "per".
    EACH,
    /// Shows that all of it is meant: "total", "altogether".
    TOTAL,
    /// Says that something is wished for, planned, possible or denied.
    MOOD,
    /// Denies: "not", "no".
    NOT,
    /// A level to be reached, or one of many: "target", "average".
    TARGET,
    /// Shows a rate, a pace or a repeated count: "average", "per", "monthly".
    RATE,
    /// The first half of "more than": "many", "much".
    MANY,
    /// Points at what has just been said: "this", "that", "it".
    DEMONSTRATIVE,
    /// A relative pronoun: "which", "whom".
    WHICH,
    /// Whole things that a relative clause picks from: "them", "these".
    THEM,
    /// Shows that the claim is about prices or shares of something else: "real", "inflation".
    ADJUSTED,
    /// The greatest of several: "highest", "most".
    HIGHEST,
    /// The least of several: "lowest", "fewest".
    LOWEST,
    /// Adds a number to another: "additional", "extra".
    ADDITIONAL,
    /// The last of several parts: "remaining", "rest".
    REMAINING,
    /// Says that parts make a whole: "comprises".
    COMPRISE,
    /// Says that parts come together: "together", "combined".
    TOGETHER,
    /// Splits a whole into equal parts: "shared", "divided".
    SHARED,
    /// Words for a state or stock, of which there is one at a time: "stood", "population".
    STOCK,
    /// Half a year, a quarter: names of parts of a year.
    PART_OF_YEAR,
    /// Comes before a part of a year: "first", "last".
    WHICH_PART,
    /// Ends a period: "ending", "to".
    ENDING,
    /// A noun for a person's office: "minister".
    OFFICE,
    /// Says what somebody was, or will be: "former".
    OTHER_TIME,
    /// A possessive or an adverb that makes a wish of a number: "maximum".
    LIMIT,
    /// Names a unit that things are measured in: "tonne".
    MEASURE,
    /// A word of time that a rate is counted by: "annually".
    ANNUALLY,
    /// Words for a yearly return: "anniversary".
    ANNIVERSARY,
    /// Words for a beginning: "opened", "founded".
    FOUNDED,
    /// Born.
    BORN,
    /// Ago, earlier.
    AGO,
    /// Beats another: "beating", "surpassing".
    BEAT,
    /// Follows another in a ranking: "followed", "ahead".
    RANKED,
    /// Takes a new level: "taking", "bringing".
    BRINGING,
    /// Adds or takes away a number of things: "added", "recruited", "closed".
    ADDED,
    /// A part of a word that counts in thirds: "third".
    RECORD,
    /// Unchanged: "flat", "unchanged".
    LEVEL,
    /// Subjects of a count that a claim goes on about: "figure", "number", "total".
    COUNT_NOUN,
    /// Conditions of a pair: "respectively".
    RESPECTIVELY,
    /// Short forms that end in a full stop and end no sentence: "approx", "dr".
    ABBREVIATION,
    /// All of something: "all", "every", "both".
    ALL,
    /// At the most and at the least: "least", "most" after "at".
    LEAST,
    /// A pair of answers that exclude each other, the first half: "for", "men".
    ONE_SIDE,
    /// The second half: "against", "women".
    OTHER_SIDE,
    /// Worth, cost: what a price is of.
    WORTH,
    /// Says who said it: "said".
    SAID,
    /// Compares by its place: "above", "below".
    BEYOND,
    /// Leads to a whole of many: "among".
    AMONG,
    /// Adds one more part: "plus".
    PLUS,
    /// Says that a whole grows or shrinks: the percentage beside it is its pace, and no level.
    GROWTH,
    /// Says that something goes on over a time, as its verb: "runs".
    RUNS,
    /// Says that a value is below nothing: "negative".
    NEGATIVE,
    /// Says that each year has it: "annual".
    YEARLY,
    /// A mean of several: "average".
    MEAN,
    /// The first half of "out of".
    OUT,
    /// Says that numbers are summed: "add up to".
    ADDS,
    /// Says that a return of the year is kept: "marks", "celebrates".
    MARKS,
    /// Says that something came into being, of things only: "built", "established".
    ORIGIN,
    /// Counts on from a day: "after".
    AFTER,
    /// Counts on from the day just named: "later".
    LATER,
    /// Counts back from the day just named, or to be named: "before", "earlier".
    EARLIER,
    /// Counts back from today: "ago".
    BACK,
    /// Says when something ends: "closes".
    ENDS,
    /// Says that a day was changed: "postponed".
    MOVED,
    /// A part of a day: "evening".
    DAYTIME,
    /// Compares by more: "larger", "wetter".
    GREATER,
    /// Compares by less: "smaller", "drier".
    SMALLER,
    /// Says that something happened time after time: "running", "consecutive".
    STREAK,
    /// Says that the first of two is larger: "outnumbered".
    EXCEEDS,
    /// Points at a like time: "same", "corresponding".
    SAME,
    /// In front in a ranking: "ahead".
    AHEAD,
    /// Further down in a ranking: "behind".
    BEHIND,
    /// Begins the rest of a ranking: "followed", "then".
    FOLLOWED,
    /// Says how long a stretch is, behind it: "lasting", "period".
    LASTING,
    /// Stands before a length of time that is no whole stretch: "every", "within".
    INTERVAL,
    /// Makes a value one that others may beat: "previous".
    EARLIER_RECORD,
    /// May begin an amount: a number in words, a month, a weekday, "half", "twice".
    AMOUNT,
    /// The second of two that have been named: "the latter".
    LATTER,
    /// Adds a share to the whole: "half as many again".
    AGAIN,
    /// A short name of a quarter: "Q1".
    QUARTER_CODE,
    /// A short name of half a year: "H1".
    HALF_CODE,
    /// Makes a value a rate, a pace or a part that is told as such: "average", "already", "alone".
    PACE,
    /// Says that all of a time is meant: "whole", "full", "all".
    WHOLE,
    /// The same, and draws attention to it: "whole", "full".
    FULL,
    /// A participle that does not look like one: "made".
    PARTICIPLE,
    /// From the least to the greatest: "ascending".
    ASCENDING,
    /// From the greatest to the least: "descending".
    DESCENDING,
    /// A noun for what lies between two values: "gap".
    GAP,
    /// A verb that "up" and "down" give a direction to: "came".
    MOTION,
    /// Says how many of a thing there are, against another time: "fewer".
    FEWER,
    /// Opens a sentence that says how many there are: "there".
    THERE,
    /// Leaves a length of time to somebody: "gives".
    GIVES,
    /// A verb of a length of time: "takes".
    TAKES,
    /// Says that a claim is false: "mistaken".
    DENIED,
    /// The second half of "in fact".
    FACT,
    /// Sets two values side by side without a change in time: "but", "while".
    CONTRAST,
}

/// The roles of all words of a language.
#[derive(Debug)]
pub struct WordTable {
    entries: &'static [(WordRoles, &'static str)],
    index: std::sync::OnceLock<HashMap<&'static str, WordRoles, foldhash::fast::FixedState>>,
}

impl WordTable {
    /// Makes a table of roles, each with its words in lower case, apart by a space.
    #[must_use]
    pub const fn new(entries: &'static [(WordRoles, &'static str)]) -> WordTable {
        WordTable { entries, index: std::sync::OnceLock::new() }
    }

    /// Returns the roles of a word in lower case.
    #[must_use]
    pub fn roles(&self, word: &str) -> WordRoles {
        self.index().get(word).copied().unwrap_or_default()
    }

    fn index(&self) -> &HashMap<&'static str, WordRoles, foldhash::fast::FixedState> {
        self.index.get_or_init(|| {
            let mut index: HashMap<_, WordRoles, _> =
                HashMap::with_hasher(foldhash::fast::FixedState::default());

            for &(roles, words) in self.entries {
                for word in words.split_ascii_whitespace() {
                    let known = index.entry(word).or_default();
                    *known = *known | roles;
                }
            }

            index
        })
    }
}
