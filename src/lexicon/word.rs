//! What single words do in a sentence that claims something.
//!
//! A sentence is solved by the roles of its words and not by their spelling: a preposition that leads to a
//! base, a verb of a rise, a word that begins another thought. A word may have several roles.

use std::collections::HashMap;
use std::ops::BitOr;

/// A set of roles that a word may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordRoles(u128);

impl WordRoles {
    /// No role.
    pub const NONE: WordRoles = WordRoles(0);

    /// Tells whether the two sets share a role.
    #[must_use]
    pub const fn meets(self, other: WordRoles) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns the roles of this set that another one lacks.
    #[must_use]
    pub const fn without(self, other: WordRoles) -> WordRoles {
        WordRoles(self.0 & !other.0)
    }

    /// Joins two sets.
    #[must_use]
    pub const fn or(self, other: WordRoles) -> WordRoles {
        WordRoles(self.0 | other.0)
    }
}

impl BitOr for WordRoles {
    type Output = WordRoles;

    fn bitor(self, other: WordRoles) -> WordRoles {
        self.or(other)
    }
}

/// Names the roles, each by a bit of its own.
macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $name:ident = $bit:literal;)+) => {
        impl WordRoles {
            $($(#[doc = $doc])+ pub const $name: WordRoles = WordRoles(1 << $bit);)+
        }
    };
}

roles! {
    /// Leads to an earlier value: "from".
    FROM = 0;
    /// Leads to a later value: "to".
    TO = 1;
    /// Leads to the size of a change: "by".
    BY = 2;
    /// Leads from a part to its whole: "of".
    OF = 3;
    /// Leads to a time or a place: "in".
    IN = 4;
    /// Leads to a base, or to a day: "on".
    ON = 5;
    /// Leads to a level: "at".
    AT = 6;
    /// Leads to what something is compared with: "than".
    THAN = 7;
    /// Joins the two halves of a comparison: "as".
    AS = 8;
    /// Joins two things: "and".
    AND = 9;
    /// Leads to another name of the same: "or".
    OR = 10;
    /// "With".
    WITH = 11;
    /// A definite article or possessive: "the", "its".
    THE = 12;
    /// An indefinite article: "a".
    A = 13;
    /// "Up".
    UP = 14;
    /// "Down".
    DOWN = 15;
    /// "Between".
    BETWEEN = 16;
    /// Leads to the day that a change is counted from: "since".
    SINCE = 17;
    /// Leads to a length of time: "during", "over".
    DURING = 18;
    /// "For".
    FOR = 19;
    /// Forms of the verb "to be".
    BE = 20;
    /// Forms of the verb "to have".
    HAVE = 21;
    /// Says that something grew, as a verb, a noun or an adjective.
    RISE = 22;
    /// Says that something shrank.
    FALL = 23;
    /// Says that something changed, and not which way: "change", "improved".
    CHANGE = 24;
    /// A verb of a rise that has a subject: "rose", "has grown".
    RISE_VERB = 25;
    /// A verb of a fall that has a subject.
    FALL_VERB = 26;
    /// Adds nothing to what comes after it: "about", "a further", "just".
    FILLER = 27;
    /// Links a claim to the values that it is made of: "which is", "representing".
    LINK = 28;
    /// Begins another thought: "while", "despite".
    BREAK = 29;
    /// Shows that two times are compared: "now", "last", "previously".
    EVIDENCE = 30;
    /// Sets a value against another: "compared", "against".
    COMPARED = 31;
    /// Speaks of the time before: "previous", "was".
    BEFORE = 32;
    /// Speaks of today: "now", "this".
    NOW = 33;
    /// Joins words and says nothing of what is counted.
    STOP = 34;
    /// Says nothing of what a change is a change of: "the number", "real terms".
    GENERIC = 35;
    /// Makes a share the share of the others: "not", "remaining".
    COMPLEMENT = 36;
    /// May come between a number and its other name: "or about", "that is".
    APPOSITION = 37;
    /// Any preposition that may introduce the parts of a list: "for", "in".
    PREPOSITION = 38;
    /// Shows that a list of parts is not the whole: "including", "such as".
    OPEN = 39;
    /// Names a part of a whole that has two or three: "women", "full-time".
    PART = 40;
    /// Names people, or what they make up: "households".
    PEOPLE = 41;
    /// Compares two values: "more", "fewer".
    MORE = 42;
    /// May come before the number of a whole: "the", "all", "some".
    DETERMINER = 43;
    /// Shares out: "each", "apiece", "per".
    EACH = 44;
    /// Shows that all of it is meant: "total", "altogether".
    TOTAL = 45;
    /// Says that something is wished for, planned, possible or denied.
    MOOD = 46;
    /// Denies: "not", "no".
    NOT = 47;
    /// A level to be reached, or one of many: "target", "average".
    TARGET = 48;
    /// Shows a rate, a pace or a repeated count: "average", "per", "monthly".
    RATE = 49;
    /// The first half of "more than": "many", "much".
    MANY = 50;
    /// Points at what has just been said: "this", "that", "it".
    DEMONSTRATIVE = 51;
    /// A relative pronoun: "which", "whom".
    WHICH = 52;
    /// Whole things that a relative clause picks from: "them", "these".
    THEM = 53;
    /// Shows that the claim is about prices or shares of something else: "real", "inflation".
    ADJUSTED = 54;
    /// The greatest of several: "highest", "most".
    HIGHEST = 55;
    /// The least of several: "lowest", "fewest".
    LOWEST = 56;
    /// Adds a number to another: "additional", "extra".
    ADDITIONAL = 57;
    /// The last of several parts: "remaining", "rest".
    REMAINING = 58;
    /// Says that parts make a whole: "comprises".
    COMPRISE = 59;
    /// Says that parts come together: "together", "combined".
    TOGETHER = 60;
    /// Splits a whole into equal parts: "shared", "divided".
    SHARED = 61;
    /// Words for a state or stock, of which there is one at a time: "stood", "population".
    STOCK = 62;
    /// Half a year, a quarter: names of parts of a year.
    PART_OF_YEAR = 63;
    /// Comes before a part of a year: "first", "last".
    WHICH_PART = 64;
    /// Ends a period: "ending", "to".
    ENDING = 65;
    /// A noun for a person's office: "minister".
    OFFICE = 66;
    /// Says what somebody was, or will be: "former".
    OTHER_TIME = 67;
    /// A possessive or an adverb that makes a wish of a number: "maximum".
    LIMIT = 68;
    /// Names a unit that things are measured in: "tonne".
    MEASURE = 69;
    /// A word of time that a rate is counted by: "annually".
    ANNUALLY = 70;
    /// Words for a yearly return: "anniversary".
    ANNIVERSARY = 71;
    /// Words for a beginning: "opened", "founded".
    FOUNDED = 72;
    /// Born.
    BORN = 73;
    /// Ago, earlier.
    AGO = 74;
    /// Beats another: "beating", "surpassing".
    BEAT = 75;
    /// Follows another in a ranking: "followed", "ahead".
    RANKED = 76;
    /// Takes a new level: "taking", "bringing".
    BRINGING = 77;
    /// Adds or takes away a number of things: "added", "recruited", "closed".
    ADDED = 78;
    /// A part of a word that counts in thirds: "third".
    RECORD = 79;
    /// Unchanged: "flat", "unchanged".
    LEVEL = 80;
    /// Subjects of a count that a claim goes on about: "figure", "number", "total".
    COUNT_NOUN = 81;
    /// Conditions of a pair: "respectively".
    RESPECTIVELY = 82;
    /// Short forms that end in a full stop and end no sentence: "approx", "dr".
    ABBREVIATION = 83;
    /// All of something: "all", "every", "both".
    ALL = 84;
    /// At the most and at the least: "least", "most" after "at".
    LEAST = 85;
    /// A pair of answers that exclude each other, the first half: "for", "men".
    ONE_SIDE = 86;
    /// The second half: "against", "women".
    OTHER_SIDE = 87;
    /// Worth, cost: what a price is of.
    WORTH = 88;
    /// Says who said it: "said".
    SAID = 89;
    /// Leads to a whole of many: "among".
    AMONG = 90;
    /// Adds one more part: "plus".
    PLUS = 91;
    /// The first half of "out of".
    OUT = 92;
    /// Says that numbers are summed: "add up to".
    ADDS = 93;
    /// Says that a return of the year is kept: "marks", "celebrates".
    MARKS = 100;
    /// Says that something came into being, of things only: "built", "established".
    ORIGIN = 101;
    /// Counts on from a day: "after".
    AFTER = 102;
    /// Counts on from the day just named: "later".
    LATER = 103;
    /// Counts back from the day just named, or to be named: "before", "earlier".
    EARLIER = 104;
    /// Counts back from today: "ago".
    BACK = 105;
    /// Says when something ends: "closes".
    ENDS = 106;
    /// Says that a day was changed: "postponed".
    MOVED = 107;
    /// A part of a day: "evening".
    DAYTIME = 108;
    /// Compares by more: "larger", "wetter".
    GREATER = 109;
    /// Compares by less: "smaller", "drier".
    SMALLER = 110;
    /// Says that something happened time after time: "running", "consecutive".
    STREAK = 111;
    /// Says that the first of two is larger: "outnumbered".
    EXCEEDS = 112;
    /// Points at a like time: "same", "corresponding".
    SAME = 113;
    /// In front in a ranking: "ahead".
    AHEAD = 114;
    /// Further down in a ranking: "behind".
    BEHIND = 115;
    /// Begins the rest of a ranking: "followed", "then".
    FOLLOWED = 116;
    /// Says how long a stretch is, behind it: "lasting", "period".
    LASTING = 117;
    /// Stands before a length of time that is no whole stretch: "every", "within".
    INTERVAL = 118;
    /// Makes a value one that others may beat: "previous".
    EARLIER_RECORD = 119;
    /// Adds a share to the whole: "half as many again".
    AGAIN = 120;
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
