//! English amounts that are no plain quantities.

use super::amount::AmountWords;

/// The words of English amounts.
pub(super) const AMOUNTS: AmountWords = AmountWords {
    weekdays: &[
        ("monday", 0), ("tuesday", 1), ("wednesday", 2), ("thursday", 3), ("friday", 4), ("saturday", 5),
        ("sunday", 6), ("mon", 0), ("tue", 1), ("tues", 1), ("wed", 2), ("thu", 3), ("thur", 3), ("thurs", 3),
        ("fri", 4), ("sat", 5), ("sun", 6),
    ],
    fraction_nouns: &[
        ("half", 2), ("halves", 2), ("third", 3), ("thirds", 3), ("quarter", 4), ("quarters", 4),
        ("fifth", 5), ("fifths", 5), ("sixth", 6), ("sixths", 6), ("seventh", 7), ("sevenths", 7),
        ("eighth", 8), ("eighths", 8), ("ninth", 9), ("ninths", 9), ("tenth", 10), ("tenths", 10),
    ],
    fraction_blocks: &[
        "first", "second", "last", "latter", "other", "final", "each", "either", "next", "opening",
        "closing", "every", "fourth", "third", "this", "that", "current", "previous",
    ],
    fraction_stops: &[
        "quarter", "year", "time", "million", "thousand", "billion", "dozen", "hour", "day", "month",
        "week", "century", "party", "reading", "place", "world", "phase", "round", "term", "stage",
        "person", "country", "straight", "consecutive", "successive", "pound", "grade", "annual",
        "generation", "class", "option", "offence", "offense", "degree", "hand", "runway", "such",
        "and", "meeting", "edition", "one", "countries", "largest", "highest", "biggest", "lowest",
        "lane", "phase", "tranche", "instalment", "report", "crossing", "ending", "anniversary", "in",
        "review", "site", "school", "hospital", "bridge", "ferry", "terminal", "vaccine", "minister",
        "years", "quarterly", "ship", "vessel", "centre", "branch", "parish", "wave",
    ],
    half_followers: &["of", "the", "its", "their", "as", "that", "those", "all", "were", "are", "had", "have"],
    ratios: &["in", "out of", "in every", "of every", "out of every"],
    multiples: &[
        ("twice", 2), ("twofold", 2), ("two-fold", 2), ("thrice", 3), ("threefold", 3), ("three-fold", 3),
        ("fourfold", 4), ("four-fold", 4), ("fivefold", 5), ("five-fold", 5), ("sixfold", 6),
        ("six-fold", 6), ("sevenfold", 7), ("eightfold", 8), ("tenfold", 10), ("ten-fold", 10),
    ],
    times: &["times", "fold", "time"],
    multiple_bases: &[("double", 200), ("treble", 300), ("triple", 300), ("quadruple", 400), ("halve", 50)],
    basis_points: &["basis points", "basis point", "basis-point", "basis-points", "bps"],
    bare_points: &["points", "point"],
    spans: &[
        ("second", 1.0 / 86_400.0), ("minute", 1.0 / 1_440.0), ("hour", 1.0 / 24.0), ("day", 1.0),
        ("week", 7.0), ("fortnight", 14.0), ("month", 30.4375), ("year", 365.25), ("decade", 3652.5),
        ("century", 36_525.0), ("night", 1.0), ("min", 1.0 / 1_440.0), ("hr", 1.0 / 24.0),
    ],
    ordinals: &[
        ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7),
        ("eighth", 8), ("ninth", 9), ("tenth", 10), ("eleventh", 11), ("twelfth", 12), ("thirteenth", 13),
        ("fourteenth", 14), ("fifteenth", 15), ("twentieth", 20), ("twenty-fifth", 25), ("thirtieth", 30),
        ("thirty-fifth", 35), ("fortieth", 40), ("fiftieth", 50), ("sixtieth", 60), ("seventieth", 70),
        ("seventy-fifth", 75), ("eightieth", 80), ("ninetieth", 90), ("centenary", 100), ("hundredth", 100),
        ("bicentenary", 200), ("sesquicentenary", 150), ("tercentenary", 300),
        ("sesquicentennial", 150), ("centennial", 100), ("bicentennial", 200), ("silver", 25), ("ruby", 40),
        ("golden", 50), ("diamond", 60), ("platinum", 70),
    ],
    aged: &["aged", "age"],
    year_old: &["year-old", "years old", "year old", "year-olds", "years-old", "-year-old", "-year-olds"],
    clock: &["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "hrs", "noon", "o'clock", "o’clock"],
    coins: &[("pence", "GBP"), ("p", "GBP"), ("cents", "USD"), ("cent", "USD"), ("c", "EUR")],
    references: &[
        "ab", "act", "amendment", "annex", "appendix", "article", "articles", "band", "bill", "box",
        "building", "case", "category", "channel", "chapter", "class", "clause", "clauses", "code",
        "count", "counts", "district", "division", "docket", "figure", "flight", "floor", "form",
        "formula", "goal", "goals", "grade", "group", "highway", "interstate", "issue", "item", "law",
        "level", "lot", "measure", "no", "nos", "number", "operation", "order", "page", "pages", "para",
        "paragraph", "paragraphs", "part", "parts", "phase", "precinct", "proposition", "q", "question",
        "ref", "regulation", "regulations", "resolution", "road", "room", "route", "rule", "rules",
        "schedule", "sdg", "section", "sections", "stage", "street", "suite", "table", "target", "tier",
        "title", "unit", "version", "volume", "ward", "zone", "§", "junction", "platform", "gate", "line",
        "recommendation", "directive", "covid", "apollo", "vision", "agenda", "horizon", "call", "m", "a",
        "bus", "pier", "berth", "lane", "round",
    ],
    single: &[("a", 1.0), ("one", 1.0), ("half a", 0.5), ("a quarter of a", 0.25)],
    plurals: &[
        ("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("s", ""),
    ],
    singulars: &["ss", "us", "is"],
    and_a_half: &["and a half", "-and-a-half"],
};
