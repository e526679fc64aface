//! English, as the governments of its speakers write it.

use rust_stemmers::Algorithm;

use super::{
    AgreementStanding, AgreementWords, ChangeWords, ClaimWords, Cues, Dates, Direction, LengthWord,
    DurationWords, FigureWords, Fraction, HedgeWords, LabelWords, Lexicon, Magnitude, Month, NameWords,
    Numbers, Qualifier, Ranges, RoleWords, StandingWords, StandingPhrase, Units,
};
use AgreementStanding::{Binding, InForce, Ratified, Signed};
use Direction::{Fall, Rise};
use Qualifier::{About, AtLeast, AtMost, Exact, FewerThan, MoreThan, Nearly, UpTo};

/// The lexicon of English.
pub static ENGLISH: Lexicon = Lexicon {
    cues: Cues::new(&[
        "per cent", "percent", "thousand", "million", "billion", "trillion", "half", "halv", "quarter",
        "third", "fifth", "tenth", "doubl", "trebl", "tripl", "quadrupl", "force", "ratif", "treaty",
        "treaties", "binding", "signed",
    ]),
    numbers: NUMBERS,
    amounts: super::en_amounts::AMOUNTS,
    wholes: super::en_wholes::WHOLES,
    words: &super::en_words::WORDS,
    units: UNITS,
    dates: DATES,
    changes: CHANGES,
    names: NAMES,
    standing: StandingWords {
        cues: &["force", "ratif", "treaty", "treaties", "binding", "signed"],
    },
    agreements: AGREEMENTS,
    claims: CLAIMS,
    durations: DURATIONS,
    figures: FIGURES,
    hedges: HEDGES,
    labels: LABELS,
    roles: ROLES,
};

const NUMBERS: Numbers = Numbers {
    cardinals: &[
        ("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6),
        ("seven", 7), ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12),
        ("thirteen", 13), ("fourteen", 14), ("fifteen", 15), ("sixteen", 16), ("seventeen", 17),
        ("eighteen", 18), ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40),
        ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90),
    ],
    hundred: &["hundred"],
    point: &["point"],
    signs: &[("minus", true), ("plus", false)],
    qualifiers: &[
        ("not more than", AtMost), ("no more than", AtMost),
        ("no fewer than", AtLeast), ("not less than", AtLeast), ("no less than", AtLeast),
        ("a maximum of", AtMost), ("a minimum of", AtLeast),
        ("as many as", UpTo), ("as much as", UpTo),
        ("in excess of", MoreThan), ("just more than", MoreThan), ("upwards of", MoreThan),
        ("a little more than", MoreThan), ("slightly more than", MoreThan), ("a little over", MoreThan),
        ("slightly over", MoreThan), ("just short of", Nearly), ("a little under", Nearly),
        ("slightly under", Nearly), ("slightly less than", Nearly), ("just less than", Nearly),
        ("estimated at", About), ("an average of", About), ("higher than", MoreThan),
        ("in the region of", About), ("in the order of", About), ("more or less", About),
        ("an estimated", About),
        ("just over", MoreThan), ("well over", MoreThan),
        ("just under", Nearly), ("just below", Nearly),
        ("more than", MoreThan), ("greater than", MoreThan),
        ("fewer than", FewerThan), ("less than", FewerThan), ("lower than", FewerThan),
        ("at least", AtLeast), ("at most", AtMost), ("up to", UpTo),
        ("over", MoreThan), ("above", MoreThan), ("exceeding", MoreThan),
        ("under", FewerThan), ("below", FewerThan),
        ("almost", Nearly), ("nearly", Nearly),
        ("close to", About), ("approximately", About), ("approx.", About), ("approx", About),
        ("around", About), ("about", About), ("roughly", About), ("circa", About), ("ca.", About),
        ("c.", About), ("some", About),
        ("exactly", Exact),
        ("~", About), ("≈", About), ("≥", AtLeast), ("≤", AtMost),
        (">=", AtLeast), ("<=", AtMost), (">", MoreThan), ("<", FewerThan),
    ],
    qualifiers_after: &[
        ("or more", AtLeast), ("or fewer", AtMost), ("or less", AtMost), ("and over", AtLeast),
    ],
    magnitudes: &[
        ("thousand", Magnitude::Thousand), ("million", Magnitude::Million),
        ("billion", Magnitude::Billion), ("trillion", Magnitude::Trillion),
        ("mln", Magnitude::Million), ("mn", Magnitude::Million), ("m", Magnitude::Million),
        ("bln", Magnitude::Billion), ("bn", Magnitude::Billion), ("b", Magnitude::Billion),
        ("trn", Magnitude::Trillion), ("tn", Magnitude::Trillion), ("k", Magnitude::Thousand),
    ],
    ranges: Ranges { from: &["from"], between: &["between"], to: &["to", "until"], and: &["and"] },
    fractions: &[
        ("a tenth", "tenth", Fraction::Tenth), ("a fifth", "fifth", Fraction::Fifth),
        ("a quarter", "quarter", Fraction::Quarter), ("a third", "third", Fraction::Third),
        ("half", "half", Fraction::Half), ("two thirds", "thirds", Fraction::TwoThirds),
        ("three quarters", "quarters", Fraction::ThreeQuarters),
    ],
    fraction_counts: &["a", "one", "two"],
    fraction_stops: &["of", "a", "time", "year", "quarter"],
    names: &[
        "section", "sections", "clause", "clauses", "article", "articles", "regulation",
        "regulations", "paragraph", "paragraphs", "para", "paras", "chapter", "chapters", "part",
        "parts", "schedule", "schedules", "annex", "annexes", "appendix", "page", "pages", "table",
        "tables", "figure", "figures", "chart", "box", "note", "notes", "question",
        "recommendation", "recommendations", "resolution", "directive", "order", "act", "rule",
        "rules", "form", "phase", "stage", "step", "tier", "level", "levels", "grade", "band",
        "category", "class", "type", "group", "room", "gate", "platform", "flight", "route",
        "junction", "line", "no", "nos", "number", "numbers", "ref", "reference", "version",
        "volume", "issue", "cp", "cm", "cmd", "cmnd", "hc", "hl", "si", "iso", "en", "bs", "cop",
        "covid", "lot", "unit", "block", "floor", "building", "zone", "area", "goal", "protocol",
        "war", "age", "aged", "ages", "year", "years", "day", "week", "session", "bill",
        "amendment", "district", "ward", "sector", "channel", "radio", "bbc", "apollo", "horizon",
        "vision", "agenda", "tel", "telephone", "phone", "call", "fax", "mobile", "ext",
        "extension", "key", "top", "round", "lane", "highway", "interstate", "motorway", "size",
        "model", "mark", "series", "episode", "item", "exhibit", "decree", "law", "title", "under",
    ],
    name_times: &["year", "years", "week", "day", "session"],
    joints: &["and", "to", "or"],
    ratio: &["in"],
    dating: &[
        "am", "pm", "noon", "midnight", "bst", "gmt", "cet", "cest", "utc", "est", "edt", "hrs",
        "o’clock", "o'clock", "ad", "bc", "bce", "ce", "century", "st", "nd", "rd", "th",
    ],
    ages: &["years old", "year old"],
    times: &[
        "second", "minute", "hour", "day", "night", "week", "fortnight", "month", "year", "decade",
    ],
    plural: "s",
};

const UNITS: Units = Units {
    percent: &["%", "per cent", "percent", "percentage", "pc"],
    points: &[
        "percentage points", "percentage point", "percentage-points", "percentage-point",
        "per cent points", "per cent point", "percent points", "percent point",
        "pc points", "pc point", "% points", "% point", "ppts", "ppt", "pp",
    ],
    per: "per ",
    none: &["number", "none", "count"],
    currencies: &[
        ("pounds sterling", "GBP"), ("pounds", "GBP"), ("sterling", "GBP"),
        ("euros", "EUR"), ("euro", "EUR"), ("US dollars", "USD"), ("dollars", "USD"),
        ("yen", "JPY"), ("yuan", "CNY"), ("rupees", "INR"), ("francs", "CHF"),
        ("kronor", "SEK"), ("kroner", "NOK"), ("dinars", "IQD"),
    ],
    coins: &["p"],
};

const DATES: Dates = Dates {
    months: [
        Month { name: "January", short: &["Jan"] },
        Month { name: "February", short: &["Feb"] },
        Month { name: "March", short: &["Mar"] },
        Month { name: "April", short: &["Apr"] },
        Month { name: "May", short: &[] },
        Month { name: "June", short: &["Jun"] },
        Month { name: "July", short: &["Jul"] },
        Month { name: "August", short: &["Aug"] },
        Month { name: "September", short: &["Sept", "Sep"] },
        Month { name: "October", short: &["Oct"] },
        Month { name: "November", short: &["Nov"] },
        Month { name: "December", short: &["Dec"] },
    ],
    months_are_capitalised: true,
    ordinals: &["st", "nd", "rd", "th"],
    articles: &["the"],
    financial_year: &["financial year", "fiscal year", "FY"],
    quarter: "Q",
    endings: &[
        ("12 months ending in", 12), ("year ending in", 12), ("year ending", 12), ("year ended", 12),
        ("year to end of", 12), ("year to the end of", 12), ("year to", 12), ("yr ending", 12), ("YE", 12),
        ("half-year ending", 6), ("half year ending", 6), ("half-year to", 6), ("half year to", 6),
        ("quarter ending", 3), ("quarter to", 3), ("month ending", 1),
    ],
    months_to: &[
        "months to the end of", "months to end of", "months ending", "months ended", "months until",
        "months to", "month ending", "month ended", "month to", "months up to",
    ],
    before_year: &["in", "of", "since", "during", "year", "early", "late"],
};

const CHANGES: ChangeWords = ChangeWords {
    none: &["no change"],
    little: &["little or no change"],
    unclear: &["no clear change"],
    phrases: &[
        ("increased by", Rise), ("increase of", Rise), ("increase by", Rise), ("increasing by", Rise),
        ("rising by", Rise), ("risen by", Rise), ("rose by", Rise), ("rise of", Rise), ("rise by", Rise),
        ("growth of", Rise), ("grown by", Rise), ("grew by", Rise), ("gone up by", Rise),
        ("went up by", Rise), ("up by", Rise), ("up", Rise),
        ("decreased by", Fall), ("decrease of", Fall), ("decrease by", Fall), ("reduction of", Fall),
        ("reduced by", Fall), ("drop of", Fall), ("dropped by", Fall), ("fallen by", Fall),
        ("falling by", Fall), ("fell by", Fall), ("fall of", Fall), ("fall by", Fall),
        ("decline of", Fall), ("declined by", Fall), ("cut by", Fall), ("cut of", Fall),
        ("gone down by", Fall), ("went down by", Fall), ("down by", Fall), ("down", Fall),
    ],
    phrases_after: &[
        ("increase", Rise), ("rise", Rise), ("growth", Rise), ("more", Rise), ("higher", Rise), ("up", Rise),
        ("decrease", Fall), ("reduction", Fall), ("fall", Fall), ("drop", Fall), ("decline", Fall),
        ("fewer", Fall), ("lower", Fall), ("down", Fall),
    ],
    openings: &["a", "an", "by"],
    alternatives: &["or"],

    rises: &[
        "rise", "rises", "rose", "risen", "rising", "increase", "increases", "increased",
        "increasing", "grow", "grows", "grew", "grown", "growing", "growth", "climb", "climbed",
        "climbing", "jump", "jumps", "jumped", "surge", "surged", "soared", "up", "uplift", "boost",
        "gain", "gained", "higher", "more", "expanded", "upturn", "upswing", "spike", "hike",
        "raise", "raises", "raised", "raising",
    ],
    falls: &[
        "fall", "falls", "fell", "fallen", "falling", "drop", "drops", "dropped", "dropping",
        "decrease", "decreases", "decreased", "decreasing", "decline", "declines", "declined",
        "declining", "reduction", "reductions", "reduce", "reduced", "reduces", "reducing", "cut",
        "cuts", "cutting", "down", "shrank", "shrunk", "slumped", "slump", "plunged", "plummeted",
        "tumbled", "lower", "fewer", "less", "dip", "dipped", "slashed", "contracted", "shrinking",
    ],
    nouns: &[
        "rise", "increase", "growth", "jump", "surge", "uplift", "boost", "hike", "fall", "drop",
        "decrease", "decline", "reduction", "cut", "dip", "up", "down", "climb", "spike", "slump",
        "gain",
    ],
    comparatives: &["higher", "lower", "more", "fewer", "less"],
    adverbs: &["up", "down"],
    multiples: &[
        ("doubled", 200), ("doubling", 200), ("doubles", 200),
        ("trebled", 300), ("tripled", 300), ("tripling", 300), ("trebling", 300),
        ("quadrupled", 400), ("quadrupling", 400), ("halved", 50), ("halving", 50), ("halves", 50),
    ],

    modifiers: &[
        "year", "on", "annual", "overall", "further", "real", "terms", "net", "sharp", "total",
        "percentage", "month", "quarter", "single", "average", "additional", "cumulative", "cash",
        "quarterly", "monthly", "yearly", "relative", "estimated", "significant", "substantial",
        "dramatic", "massive", "huge", "steep", "historic", "record", "nominal",
    ],
    size_prepositions: &["by", "of"],
    by: &["by"],
    of: &["of"],
    articles: &["a", "an"],
    determiners: &["a", "an", "the", "another", "further"],
    additions: &["further", "total"],
    intensifiers: &["further", "total", "another", "of", "record"],

    to: &["to"],
    fillers: &[
        "a", "an", "the", "its", "their", "record", "high", "peak", "low", "of", "average", "only",
        "just", "previous", "total", "estimated", "around", "about", "nearly", "over", "current",
        "level", "levels", "figure", "rate",
    ],
    compared: &["compared"],
    compared_with: &["with", "to"],
    against: &["than", "against", "versus", "vs"],
    base_prepositions: &["from", "on", "over", "compared", "against", "than"],
    other_bases: &[
        "than", "since", "against", "versus", "vs", "relative", "below", "above", "target",
        "targets", "forecast", "forecasts", "plan", "plans", "planned", "expected", "average",
        "baseline",
    ],

    conjunctions: &[
        "and", "but", "while", "whereas", "whilst", "with", "although", "including",
    ],
    breaks: &[
        "though", "alongside", "despite", "because", "plus", "when", "where", "after", "following",
        "per", "among", "amid", "if", "unless", "helping", "allowing", "enabling", "supporting",
        "delivering", "for",
    ],
    moods: &[
        "will", "would", "could", "may", "might", "should", "shall", "must", "aim", "aims",
        "aiming", "target", "targets", "targeting", "plan", "plans", "pledge", "pledged",
        "expected", "forecast", "projected", "expects", "set", "if", "not", "never", "hopes",
        "potential", "commitment", "committed", "goal", "ambition", "proposed", "can", "estimated",
        "estimates", "predicted", "due",
    ],
    negated_ending: "n’t",
    infinitive: &["to"],

    back_references: &["this", "that", "it"],
    copulas: &["is", "was", "represents", "means", "marks", "equates", "amounts"],

    topics: &["in", "of", "for"],
    topic_articles: &["the", "its", "their", "our"],
    time_topics: &[
        "a", "one", "just", "only", "less", "under", "two", "three", "total", "all", "real", "cash", "this",
        "that", "january", "march", "year", "years", "month", "months", "quarter", "period", "same", "last",
        "past", "previous", "number", "numbers", "first", "space",
    ],
    comparative_joints: &["than", "compared", "year", "on", "over", "in"],
};

const NAMES: NameWords = NameWords {
    titles: &[
        "Minister", "Secretary", "President", "Chancellor", "Ambassador", "Commissioner", "Mr",
        "Mrs", "Ms", "Dr", "Sir", "Dame", "Lord", "Lady", "Baroness", "Baron", "General", "Premier",
        "Taoiseach", "Tánaiste", "Governor", "Senator", "Excellency", "Hon", "Honourable",
        "Honorable", "King", "Queen", "Prince", "Sheikh", "Mayor", "Representative", "Chief",
        "Director", "Attorney", "Deputy", "Foreign", "Prime", "Minister’s", "Professor", "Mx",
        "Sheik",
    ],
    instruments: &[
        "Agreement", "Treaty", "Accord", "Convention", "Protocol", "Memorandum", "Partnership",
        "Statement", "Declaration", "Pact", "Arrangement", "Compact",
    ],
    joints: &["of", "on", "and", "the", "for", "between", "to", "in"],
    particles: &[
        "al", "el", "bin", "ibn", "de", "van", "von", "der", "da", "di", "la", "le", "abu", "of",
        "on", "and", "the", "for", "&",
    ],
    prefixes: &["al-", "el-"],
    possessives: &["’s", "'s"],
    article: "The",
};

const AGREEMENTS: AgreementWords = AgreementWords {
    phrases: &[
        StandingPhrase {
            words: "into force",
            verbs: &["entered", "came", "come", "gone", "went"],
            standing: InForce,
        },
        StandingPhrase {
            words: "in force",
            verbs: &[
                "is", "are", "was", "were", "been", "now", "already", "currently", "remains", "formally",
            ],
            standing: InForce,
        },
        StandingPhrase {
            words: "ratified",
            verbs: &[
                "is", "are", "was", "were", "been", "now", "already", "currently", "remains", "formally",
                "has", "have", "both", "had", "the",
            ],
            standing: Ratified,
        },
        StandingPhrase {
            words: "signed",
            verbs: &[
                "is", "are", "was", "were", "been", "now", "already", "currently", "remains", "formally",
                "has", "have", "had",
            ],
            standing: Signed,
        },
        StandingPhrase { words: "legally binding", verbs: &["is", "are", "was"], standing: Binding },
        StandingPhrase { words: "binding", verbs: &["is", "are", "was"], standing: Binding },
    ],
    suppositions: &[
        "not", "never", "yet", "will", "would", "shall", "may", "might", "must", "could",
        "should", "to", "once", "when", "until", "before", "if", "after", "upon", "pending",
        "awaiting", "without", "towards", "expected", "due", "plan", "plans", "can",
        "cannot", "nor", "whether", "unless", "till", "being", "no", "soon", "bring",
        "brings", "bringing", "for",
    ],
    nouns: &[
        "agreement", "treaty", "deal", "pact", "accord", "memorandum", "partnership",
        "statement", "arrangement", "convention", "protocol", "package", "declaration",
        "it", "which", "that",
    ],
    pronouns: &["it", "which", "that"],
    definite_articles: &["the", "this"],
    articles: &["the", "this", "a"],
    joining: &[
        "has", "have", "had", "now", "already", "also", "since", "formally", "then", ",",
        "been", "is", "was", "in", "with", "on", "of", "signed", "agreed", "concluded",
        "reached", "today", "yesterday", "this", "last", "week", "month", "year",
    ],
    treaty: &["treaty"],
    treaty_verbs: &["is", "was", ",", "as"],
    treaty_denials: &["not", "no"],
};

const CLAIMS: ClaimWords = ClaimWords {
    determiners: &["this", "that", "the"],
    counts: &["figure", "number", "total"],
    base_prepositions: &["from", "on", "over"],
    fillers: &["a", "the", "total", "of"],
    durations: &["months", "years", "year", "weeks", "days"],
    period_prepositions: &["in", "for", "during"],
    years: &["year", "annual", "annually"],
    months: "months",
    twelve: &["12", "twelve"],
    other_bases: &[
        "month", "months", "monthly", "quarter", "quarterly", "week", "weeks", "decade",
        "since", "day", "days", "years", "average", "half", "pandemic", "pre-pandemic",
        "forecast", "target", "plan", "election", "summer", "winter", "peak", "term",
    ],
    rounded_to: "rounded to",
    nearest: "the nearest",
    roundings: &[("ten", 10), ("hundred", 100), ("thousand", 1000)],
};

const DURATIONS: DurationWords = DurationWords {
    lengths: &[
        LengthWord { word: "year", followers: &["ending", "ended", "to"], months: 12 },
        LengthWord { word: "half", followers: &["of"], months: 6 },
        LengthWord {
            word: "quarter",
            followers: &["ending", "ended", "to", "until", "from", "of"],
            months: 3,
        },
    ],
    months: &["months", "month"],
    followers: &["ending", "ended", "to", "until", "from", "of"],
    year_prepositions: &["in", "during", "throughout"],
    whole: &["all", "the"],
    of: &["of"],
};

const FIGURES: FigureWords = FigureWords {
    stemming: Algorithm::English,
    possessives: &["’s", "'s"],
    joining: &[
        "a", "an", "the", "of", "in", "on", "by", "for", "from", "to", "with", "and", "or",
        "as", "at", "who", "which", "that", "is", "are", "was", "were", "be", "been", "has",
        "have", "had", "its", "it", "their", "this", "under", "every", "each",
    ],
    empty: &[
        "all", "kind", "total", "number", "numbers", "year", "years", "month", "months",
        "quarter", "period", "uk", "united", "kingdom", "gb", "people", "per", "cent",
        "percent", "announced", "rounded", "new", "said", "government", "during", "between",
        "than", "more", "not", "one", "figure", "figures", "value", "worth", "share",
        "rate", "level", "up", "down", "over", "end", "ending", "made", "before", "after",
        "since", "into", "out", "will", "would", "also", "most", "state",
    ],
    people: &[
        "peopl", "person", "individu", "men", "women", "children", "crimin", "offend",
        "seeker", "migrant", "national", "nation", "other", "famili", "adult", "resid",
        "citizen", "foreign",
    ],
    plural_endings: &["s"],
    singular_endings: &["ss"],
    plurals: &["staff"],
    durations: &["times", "years", "months", "weeks", "days", "hours"],
};

const HEDGES: HedgeWords = HedgeWords {
    before: &[
        "potential", "potentially", "maximum", "could", "may", "might", "cap", "capped",
        "ceiling", "limit", "most", "exceed", "exceeds", "exceeded", "exceeding", "topped",
        "tops", "surpass", "surpassed", "past", "beyond", "upwards", "excess", "estimated",
        "estimate", "possible", "as", "least", "minimum", "plus", "nearly", "almost",
        "passed", "reach", "reaching",
    ],
    after: &["+", "plus", "or more", "or fewer", "or less", "or above", "or under", "or so"],
    fillers: &[
        "a", "an", "the", "total", "sum", "of", "overall", "combined", "further",
        "additional",
    ],
    limits: &[
        "up to", "more than", "fewer than", "less than", "at most", "close to", "over", "about",
        "around", "approximately",
    ],
    thresholds: &["above", "below", "under", "exceeding", "in excess of"],
    denials: &["no", "not", "never", "none", "nobody", "cannot", "without"],
    joints: &["and", "or", ",", ", and"],
};

const LABELS: LabelWords = LabelWords {
    denials: &[
        "not", "never", "no", "nor", "neither", "rather", "instead", "unlike", "without",
        "nothing", "cannot", "distinct", "different", "differ", "excluding", "except",
        "confuse", "confused", "isn’t", "aren’t", "wasn’t", "weren’t", "don’t", "word",
        "term", "call", "called", "calling", "nobody", "none", "wrongly",
    ],
    denials_after: &["not", "never"],
    separators: &[
        ";", ":", "—", "but", "while", "whereas", "although", "alongside", "plus",
        "including", "separately", "also", "some", "many", "most", "few", "part", "whom",
        "which", "where", "when", "because", "after", "before", "as", "with", "than",
        "against", "or",
    ],
    limit_joints: &["than", "as"],
    limit_words: &["more", "fewer", "less", "many", "much"],
    parts: &["some", "many", "most", "few", "part", "half", "none", "several"],
    of: &["of"],
    things: &[
        "powers", "power", "orders", "order", "policy", "policies", "scheme", "schemes",
        "law", "laws", "rules", "flights", "flight", "agreement", "agreements", "notice",
        "notices", "process", "system", "arrangements", "centre", "centres", "case",
        "cases", "appeals", "appeal", "deal", "deals", "bill", "act", "plan", "plans",
        "target", "targets", "staff", "officers",
    ],
    endings: &["ed", "ing", "s"],
};

const ROLES: RoleWords = RoleWords {
    other_times: &["former", "then", "previous", "ex-", "future", "next"],
};
