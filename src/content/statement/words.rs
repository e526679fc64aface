//! The English words that numbers and changes are read by; another language needs another such file.

use crate::value::{Direction, Magnitude};

/// Beginnings of words, one of which stands in every sentence that claims something without a digit.
const CLAIMING: &[&str] = &[
    "per cent", "percent", "million", "billion", "thousand", "force", "ratif", "treaty",
    "treaties", "binding", "legally", "signed", "half", "halv", "quarter", "third", "fifth",
    "tenth", "doubl", "trebl", "tripl", "quadrupl",
];

/// Which three letters begin such a word: a bit for each, by five bits of every letter.
const BEGINNINGS: [u64; 512] = {
    let mut bits = [0; 512];
    let mut at = 0;
    while at < CLAIMING.len() {
        let key = beginning(CLAIMING[at].as_bytes(), 0);
        bits[key / 64] |= 1 << (key % 64);
        at += 1;
    }
    bits
};

const fn beginning(bytes: &[u8], at: usize) -> usize {
    let (one, two, three) = (bytes[at] & 31, bytes[at + 1] & 31, bytes[at + 2] & 31);
    (one as usize) << 10 | (two as usize) << 5 | three as usize
}

/// The places of a text from which on it may claim something: a digit, or a word without one.
///
/// This is a scan over all text of a site: sixteen bytes are looked at together for digits, and words
/// by their first three letters.
pub(super) struct Claims<'t> {
    bytes: &'t [u8],
    /// The first digit behind all that was asked for.
    digit: Option<usize>,
}

impl<'t> Claims<'t> {
    pub(super) fn of(text: &'t str) -> Claims<'t> {
        Claims { bytes: text.as_bytes(), digit: first_digit(text.as_bytes(), 0) }
    }

    /// Returns the first place at a byte or behind it; the bytes asked for must not go back.
    pub(super) fn next(&mut self, from: usize) -> Option<usize> {
        if self.digit.is_some_and(|digit| digit < from) {
            self.digit = first_digit(self.bytes, from);
        }

        let end = self.digit.unwrap_or(self.bytes.len()).max(from);
        let spaces = memchr::memchr_iter(b' ', &self.bytes[from..end]);
        let words = std::iter::once(from).chain(spaces.map(|space| from + space + 1));
        let is_claim = |at: &usize| at + 4 < self.bytes.len() && begins_claim(self.bytes, *at);

        words.into_iter().find(is_claim).or(self.digit)
    }
}

fn first_digit(bytes: &[u8], from: usize) -> Option<usize> {
    const WIDTH: usize = 16;

    let holds = |chunk: &&[u8]| chunk.iter().fold(false, |it, byte| it | byte.is_ascii_digit());
    let chunk = bytes[from..].chunks(WIDTH).position(|chunk| holds(&chunk))?;
    let start = from + chunk * WIDTH;
    bytes[start..].iter().position(u8::is_ascii_digit).map(|at| start + at)
}

fn begins_claim(bytes: &[u8], at: usize) -> bool {
    let key = beginning(bytes, at);
    BEGINNINGS[key / 64] >> (key % 64) & 1 == 1
        && CLAIMING.iter().any(|word| {
            let head = bytes.get(at..at + word.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
        })
}

/// Tells whether a word is one of some, whatever its case.
pub(super) fn is(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// What may stand before a number and says how it is meant; the longest first.
pub(super) const QUALIFIERS: &[&[&str]] = &[
    &["not", "more", "than"],
    &["no", "more", "than"],
    &["no", "fewer", "than"],
    &["no", "less", "than"],
    &["not", "less", "than"],
    &["a", "maximum", "of"],
    &["a", "minimum", "of"],
    &["as", "many", "as"],
    &["as", "much", "as"],
    &["in", "excess", "of"],
    &["just", "more", "than"],
    &["just", "over"],
    &["well", "over"],
    &["just", "under"],
    &["just", "below"],
    &["more", "than"],
    &["greater", "than"],
    &["fewer", "than"],
    &["less", "than"],
    &["at", "least"],
    &["at", "most"],
    &["up", "to"],
    &["close", "to"],
    &["over"],
    &["above"],
    &["exceeding"],
    &["under"],
    &["below"],
    &["almost"],
    &["nearly"],
    &["approximately"],
    &["around"],
    &["about"],
    &["roughly"],
    &["circa"],
    &["some"],
    &["exactly"],
];

/// What makes the number behind it the name or the place of something, and no figure.
pub(super) const NAMING: &[&str] = &[
    "section",
    "sections",
    "clause",
    "clauses",
    "article",
    "articles",
    "regulation",
    "regulations",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "chapter",
    "chapters",
    "part",
    "parts",
    "schedule",
    "schedules",
    "annex",
    "annexes",
    "appendix",
    "page",
    "pages",
    "table",
    "tables",
    "figure",
    "figures",
    "chart",
    "box",
    "note",
    "notes",
    "question",
    "recommendation",
    "recommendations",
    "resolution",
    "directive",
    "order",
    "act",
    "rule",
    "rules",
    "form",
    "phase",
    "stage",
    "step",
    "tier",
    "level",
    "levels",
    "grade",
    "band",
    "category",
    "class",
    "type",
    "group",
    "room",
    "gate",
    "platform",
    "flight",
    "route",
    "junction",
    "line",
    "no",
    "nos",
    "number",
    "numbers",
    "ref",
    "reference",
    "version",
    "volume",
    "issue",
    "cp",
    "cm",
    "cmd",
    "cmnd",
    "hc",
    "hl",
    "si",
    "iso",
    "en",
    "bs",
    "cop",
    "covid",
    "lot",
    "unit",
    "block",
    "floor",
    "building",
    "zone",
    "area",
    "goal",
    "protocol",
    "war",
    "age",
    "aged",
    "ages",
    "year",
    "years",
    "day",
    "week",
    "session",
    "bill",
    "amendment",
    "district",
    "ward",
    "sector",
    "channel",
    "radio",
    "bbc",
    "apollo",
    "horizon",
    "vision",
    "agenda",
    "tel",
    "telephone",
    "phone",
    "call",
    "fax",
    "mobile",
    "ext",
    "extension",
    "box",
    "key",
    "top",
    "round",
    "lane",
    "highway",
    "interstate",
    "motorway",
    "size",
    "model",
    "mark",
    "series",
    "episode",
    "item",
    "exhibit",
    "decree",
    "law",
    "title",
    "under",
];

/// Units of time.
pub(super) const TIMES: &[&str] =
    &["second", "minute", "hour", "day", "night", "week", "fortnight", "month", "year", "decade"];

/// What makes a number before it an age, a time of day or a date.
pub(super) const DATING: &[&str] = &[
    "am",
    "pm",
    "noon",
    "midnight",
    "bst",
    "gmt",
    "cet",
    "cest",
    "utc",
    "est",
    "edt",
    "hrs",
    "o’clock",
    "o'clock",
    "ad",
    "bc",
    "bce",
    "ce",
    "century",
    "st",
    "nd",
    "rd",
    "th",
];

/// The months, and their short forms.
pub const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Tells whether a word names a month; `May` and `March` are meant with a capital.
pub(super) fn is_month(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_uppercase()) && is(word, MONTHS)
}

/// Words of size behind a number, whole or as letters that touch it.
pub(super) fn magnitude(word: &str, touching: bool) -> Option<Magnitude> {
    Some(match word {
        "thousand" | "Thousand" => Magnitude::Thousand,
        "million" | "Million" | "mn" | "mln" => Magnitude::Million,
        "billion" | "Billion" | "bn" | "bln" => Magnitude::Billion,
        "trillion" | "Trillion" | "tn" | "trn" => Magnitude::Trillion,
        "k" | "K" if touching => Magnitude::Thousand,
        "m" | "M" if touching => Magnitude::Million,
        "b" | "B" if touching => Magnitude::Billion,
        _ => return None,
    })
}

/// Reads a number word.
pub(super) fn number_word(word: &str) -> Option<i64> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    // The longest has nine letters: most words end here.
    if !(3..=9).contains(&word.len()) || !word.is_ascii() {
        return None;
    }

    let place = |list: &[&str]| list.iter().position(|known| known.eq_ignore_ascii_case(word));
    let small = place(&SMALL).and_then(|at| i64::try_from(at).ok());

    small.or_else(|| place(&TENS).and_then(|at| i64::try_from(at).ok()).map(|at| (at + 2) * 10))
}

/// Words of a rise.
const UP: &[&str] = &[
    "rise",
    "rises",
    "rose",
    "risen",
    "rising",
    "increase",
    "increases",
    "increased",
    "increasing",
    "grow",
    "grows",
    "grew",
    "grown",
    "growing",
    "growth",
    "climb",
    "climbed",
    "climbing",
    "jump",
    "jumps",
    "jumped",
    "surge",
    "surged",
    "soared",
    "up",
    "uplift",
    "boost",
    "gain",
    "gained",
    "higher",
    "more",
    "expanded",
    "upturn",
    "upswing",
    "spike",
    "hike",
    "raise",
    "raises",
    "raised",
    "raising",
];

/// Words of a fall.
const DOWN: &[&str] = &[
    "fall",
    "falls",
    "fell",
    "fallen",
    "falling",
    "drop",
    "drops",
    "dropped",
    "dropping",
    "decrease",
    "decreases",
    "decreased",
    "decreasing",
    "decline",
    "declines",
    "declined",
    "declining",
    "reduction",
    "reductions",
    "reduce",
    "reduced",
    "reduces",
    "reducing",
    "cut",
    "cuts",
    "cutting",
    "down",
    "shrank",
    "shrunk",
    "slumped",
    "slump",
    "plunged",
    "plummeted",
    "tumbled",
    "lower",
    "fewer",
    "less",
    "dip",
    "dipped",
    "slashed",
    "contracted",
    "shrinking",
];

/// Reads a word of change, and tells whether it is the change itself: `a fall`, `fell`, `lower`.
pub(super) fn direction(word: &str) -> Option<Direction> {
    if !(2..=10).contains(&word.len()) {
        return None;
    }

    if is(word, UP) {
        Some(Direction::Rise)
    } else if is(word, DOWN) {
        Some(Direction::Fall)
    } else {
        None
    }
}

/// Words of change that stand behind the size alone: "27% lower".
pub(super) const BEHIND_ONLY: &[&str] = &["higher", "lower", "more", "fewer", "less"];

/// What may stand between a size and the change that it is the size of: "a 27% year-on-year fall".
pub(super) const BETWEEN: &[&str] = &[
    "year",
    "on",
    "annual",
    "overall",
    "further",
    "real",
    "terms",
    "net",
    "sharp",
    "total",
    "percentage",
    "month",
    "quarter",
    "single",
    "average",
    "additional",
    "cumulative",
    "cash",
    "quarterly",
    "monthly",
    "yearly",
    "relative",
    "estimated",
    "significant",
    "substantial",
    "dramatic",
    "massive",
    "huge",
    "steep",
    "historic",
    "record",
    "nominal",
];

/// What begins another thought, whatever stands behind it.
pub const TURNING: &[&str] =
    &["and", "but", "while", "whereas", "whilst", "with", "although", "including"];

/// What begins another thought where a change is spoken of behind it.
const BREAKING: &[&str] = &[
    "though",
    "alongside",
    "despite",
    "because",
    "plus",
    "when",
    "where",
    "after",
    "following",
    "per",
    "among",
    "amid",
    "if",
    "unless",
    "helping",
    "allowing",
    "enabling",
    "supporting",
    "delivering",
    "for",
];

/// Tells whether a change behind a word may be of something else than what stands before it.
pub(super) fn breaks(word: &str) -> bool {
    is(word, TURNING) || is(word, BREAKING)
}

/// What makes a change one against something that is no earlier value.
pub(super) const OTHER_BASES: &[&str] = &[
    "than",
    "since",
    "against",
    "versus",
    "vs",
    "relative",
    "below",
    "above",
    "target",
    "targets",
    "forecast",
    "forecasts",
    "plan",
    "plans",
    "planned",
    "expected",
    "average",
    "baseline",
];

/// Fractions as a size of change, in hundredths of a per cent.
pub(super) fn fraction(word: &str) -> Option<(&'static str, i64)> {
    const FRACTIONS: [(&str, &str, i64); 6] = [
        ("half", "half", 5000),
        ("third", "a third", 3333),
        ("quarter", "a quarter", 2500),
        ("fifth", "a fifth", 2000),
        ("tenth", "a tenth", 1000),
        ("thirds", "two thirds", 6667),
    ];

    let found = FRACTIONS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(word))?;
    Some((found.1, found.2))
}

/// Verbs that hold the size of a change in themselves: what the first value is multiplied by, in
/// hundredths.
pub(super) fn multiple(word: &str) -> Option<i64> {
    const MULTIPLES: [(&[&str], i64); 4] = [
        (&["doubled", "doubling", "doubles"], 200),
        (&["trebled", "tripled", "tripling", "trebling"], 300),
        (&["quadrupled", "quadrupling"], 400),
        (&["halved", "halving", "halves"], 50),
    ];

    MULTIPLES.iter().find(|(words, _)| is(word, words)).map(|&(_, multiple)| multiple)
}

/// Titles that people are introduced by; the last word of each.
pub(super) const TITLES: &[&str] = &[
    "Minister",
    "Secretary",
    "President",
    "Chancellor",
    "Ambassador",
    "Commissioner",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Sir",
    "Dame",
    "Lord",
    "Lady",
    "Baroness",
    "Baron",
    "General",
    "Premier",
    "Taoiseach",
    "Tánaiste",
    "Governor",
    "Senator",
    "Excellency",
    "Hon",
    "Honourable",
    "Honorable",
    "King",
    "Queen",
    "Prince",
    "Sheikh",
    "Mayor",
    "Representative",
    "Chief",
    "Director",
    "Attorney",
    "Deputy",
    "Foreign",
    "Prime",
    "Minister’s",
    "Professor",
    "Mx",
    "Sheik",
];

/// What an agreement is called by.
pub(super) const INSTRUMENTS: &[&str] = &[
    "Agreement",
    "Treaty",
    "Accord",
    "Convention",
    "Protocol",
    "Memorandum",
    "Partnership",
    "Statement",
    "Declaration",
    "Pact",
    "Arrangement",
    "Compact",
];

/// What joins the words of an agreement's name.
pub(super) const JOINING: &[&str] = &["of", "on", "and", "the", "for", "between", "to", "in"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_text_claims_nothing() {
        let visit = "The Minister visited the port and thanked all who work there.";
        assert_eq!(Claims::of(visit).next(0), None);
        for text in
            ["in 2025", "Nine per cent", "a Treaty is signed", "two million", "Ratified at last"]
        {
            assert!(Claims::of(text).next(0).is_some(), "{text}");
        }
    }

    #[test]
    fn number_words_are_read() {
        assert_eq!(number_word("nine"), Some(9));
        assert_eq!(number_word("Twenty"), Some(20));
        assert_eq!(number_word("nineties"), None);
    }
}
