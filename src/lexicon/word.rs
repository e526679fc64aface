//! Roles of single words in a sentence with a claim.
//!
//! The solver works on the roles of words and not on their spelling: a preposition before a base, a verb of a
//! rise, a word that begins a new clause. A word may have several roles.

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

    /// Returns the set of one role, by its number.
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

    /// Returns the roles of this set that another does not have.
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
    /// Precedes an earlier value: "from".
    FROM,
    /// Precedes a later value: "to".
    TO,
    /// Precedes the size of a change: "by".
    BY,
    /// Between a part and its whole: "of".
    OF,
    /// Precedes a time or a place: "in".
    IN,
    /// Precedes a base, or a day: "on".
    ON,
    /// Precedes a level: "at".
    AT,
    /// Precedes what something is compared with: "than".
    THAN,
    /// Joins the two halves of a comparison: "as".
    AS,
    /// Joins two things: "and".
    AND,
    /// Precedes another name for the same thing: "or".
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
    /// Precedes the day that a change is counted from: "since".
    SINCE,
    /// Precedes a duration: "during", "over".
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
    /// A change without a direction: "change", "improved".
    CHANGE,
    /// A verb of a rise with a subject: "rose", "has grown".
    RISE_VERB,
    /// A verb of a fall with a subject.
    FALL_VERB,
    /// Adds nothing to what comes after it: "about", "a further", "just".
    FILLER,
    /// Between a claim and its values: "which is", "representing".
    LINK,
    /// Begins a new clause: "while", "despite".
    BREAK,
    /// Shows that two times are compared: "now", "last", "previously".
    EVIDENCE,
    /// Compares two values: "compared", "against".
    COMPARED,
    /// Refers to an earlier time: "previous", "was".
    BEFORE,
    /// Refers to the present: "now", "this".
    NOW,
    /// A function word, which does not describe what is counted.
    STOP,
    /// Does not describe what changes: "the number", "real terms".
    GENERIC,
    /// Turns a share into its complement: "not", "remaining".
    COMPLEMENT,
    /// May come between a number and its apposition: "or about", "that is".
    APPOSITION,
    /// Any preposition that may introduce the parts of a list: "for", "in".
    PREPOSITION,
    /// Shows that a list of parts is incomplete: "including", "such as".
    OPEN,
    /// Names one of two or three parts of a whole: "women", "full-time".
    PART,
    /// Names people, or groups of them: "households".
    PEOPLE,
    /// Compares two values: "more", "fewer".
    MORE,
    /// May come before the number of a whole: "the", "all", "some".
    DETERMINER,
    /// Distributes: "each", "apiece", "per".
    EACH,
    /// Shows that all of it is meant: "total", "altogether".
    TOTAL,
    /// Marks a wish, a plan, a possibility or a denial.
    MOOD,
    /// Denies: "not", "no".
    NOT,
    /// A level to reach, or an average: "target", "average".
    TARGET,
    /// Shows a rate, a pace or a repeated count: "average", "per", "monthly".
    RATE,
    /// The first half of "more than": "many", "much".
    MANY,
    /// Refers to what has just been said: "this", "that", "it".
    DEMONSTRATIVE,
    /// A relative pronoun: "which", "whom".
    WHICH,
    /// Pronouns for the whole in a relative clause: "them", "these".
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
    /// Words for a stock, which has one level at a time: "stood", "population".
    STOCK,
    /// Half a year, a quarter: names of parts of a year.
    PART_OF_YEAR,
    /// Comes before a part of a year: "first", "last".
    WHICH_PART,
    /// Ends a period: "ending", "to".
    ENDING,
    /// A noun for a person's office: "minister".
    OFFICE,
    /// Refers to a former or future office: "former".
    OTHER_TIME,
    /// A word for a limit: "maximum", "cap".
    LIMIT,
    /// A unit of measurement: "tonne".
    MEASURE,
    /// A unit of time of a rate: "annually".
    ANNUALLY,
    /// Words for a yearly event: "anniversary".
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
    /// Precedes a new level: "taking", "bringing".
    BRINGING,
    /// Adds or takes away a number of things: "added", "recruited", "closed".
    ADDED,
    /// A claim of an extreme: "record".
    RECORD,
    /// Unchanged: "flat", "unchanged".
    LEVEL,
    /// Subjects that refer back to a count: "figure", "number", "total".
    COUNT_NOUN,
    /// Pairs two lists: "respectively".
    RESPECTIVELY,
    /// Abbreviations whose full stop does not end a sentence: "approx", "dr".
    ABBREVIATION,
    /// All of something: "all", "every", "both".
    ALL,
    /// Limits after "at": "least", "most".
    LEAST,
    /// The first of two answers that exclude each other: "for", "men".
    ONE_SIDE,
    /// The second of them: "against", "women".
    OTHER_SIDE,
    /// Marks a price or a value: "worth", "cost".
    WORTH,
    /// Introduces reported speech: "said".
    SAID,
    /// Compares by position: "above", "below".
    BEYOND,
    /// Precedes a whole with many members: "among".
    AMONG,
    /// Adds one more part: "plus".
    PLUS,
    /// A verb of growth: the percentage beside it is a rate, not a level.
    GROWTH,
    /// A verb for lasting over a time: "runs".
    RUNS,
    /// Marks a value below zero: "negative".
    NEGATIVE,
    /// Marks a yearly value: "annual".
    YEARLY,
    /// A mean of several: "average".
    MEAN,
    /// The first half of "out of".
    OUT,
    /// Introduces a sum: "add up to".
    ADDS,
    /// Verbs for observing an anniversary: "marks", "celebrates".
    MARKS,
    /// Verbs for the origin of a thing: "built", "established".
    ORIGIN,
    /// Counts forward from a day: "after".
    AFTER,
    /// Counts forward from the day just named: "later".
    LATER,
    /// Counts back from the day just named, or to be named: "before", "earlier".
    EARLIER,
    /// Counts back from today: "ago".
    BACK,
    /// Verbs for the end of something: "closes".
    ENDS,
    /// Verbs for a changed date: "postponed".
    MOVED,
    /// A part of a day: "evening".
    DAYTIME,
    /// A comparative of more: "larger", "wetter".
    GREATER,
    /// A comparative of less: "smaller", "drier".
    SMALLER,
    /// Marks consecutive events: "running", "consecutive".
    STREAK,
    /// A verb for the first of two being larger: "outnumbered".
    EXCEEDS,
    /// Refers to the corresponding time: "same", "corresponding".
    SAME,
    /// In front in a ranking: "ahead".
    AHEAD,
    /// Further down in a ranking: "behind".
    BEHIND,
    /// Introduces the rest of a ranking: "followed", "then".
    FOLLOWED,
    /// After a range, introduces its duration: "lasting", "period".
    LASTING,
    /// Precedes a duration that is not that of a whole range: "every", "within".
    INTERVAL,
    /// Marks a value that may be beaten: "previous".
    EARLIER_RECORD,
    /// May begin an amount: a number in words, a month, a weekday, "half", "twice".
    AMOUNT,
    /// The second of two things named before: "the latter".
    LATTER,
    /// Adds the whole to a share: "half as many again".
    AGAIN,
    /// An abbreviation of a quarter: "Q1".
    QUARTER_CODE,
    /// An abbreviation of a half-year: "H1".
    HALF_CODE,
    /// Marks a value as a rate, a pace or a part: "average", "already", "alone".
    PACE,
    /// Marks all of a time: "whole", "full", "all".
    WHOLE,
    /// The same with emphasis: "whole", "full".
    FULL,
    /// A participle without a regular ending: "made".
    PARTICIPLE,
    /// From the least to the greatest: "ascending".
    ASCENDING,
    /// From the greatest to the least: "descending".
    DESCENDING,
    /// A noun for the difference between two values: "gap".
    GAP,
    /// A verb that "up" and "down" give a direction to: "came".
    MOTION,
    /// Compares counts at two times: "fewer".
    FEWER,
    /// Begins a sentence that states a count: "there".
    THERE,
    /// A verb that grants a duration: "gives".
    GIVES,
    /// A verb with a duration as its object: "takes".
    TAKES,
    /// Marks a claim as false: "mistaken".
    DENIED,
    /// The second half of "in fact".
    FACT,
    /// Contrasts two values without a change in time: "but", "while".
    CONTRAST,
}

/// The roles of all words of a language.
#[derive(Debug)]
pub struct WordTable {
    entries: &'static [(WordRoles, &'static str)],
    index: std::sync::OnceLock<HashMap<&'static str, WordRoles, foldhash::fast::FixedState>>,
}

impl WordTable {
    /// Makes a table of roles, each with its words in lower case, separated by spaces.
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
