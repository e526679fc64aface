//! English, as the governments of its speakers write it.

use super::{Changes, Dates, Direction, Fraction, Lexicon, Magnitude, Month, Numbers, Qualifier, Ranges, Units};
use Direction::{Fall, Rise};
use Qualifier::{About, AtLeast, AtMost, Exact, FewerThan, MoreThan, Nearly, UpTo};

/// The lexicon of English.
pub static ENGLISH: Lexicon = Lexicon { numbers: NUMBERS, units: UNITS, dates: DATES, changes: CHANGES };

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
        ("in excess of", MoreThan), ("just more than", MoreThan),
        ("just over", MoreThan), ("well over", MoreThan),
        ("just under", Nearly), ("just below", Nearly),
        ("more than", MoreThan), ("greater than", MoreThan),
        ("fewer than", FewerThan), ("less than", FewerThan), ("lower than", FewerThan),
        ("at least", AtLeast), ("at most", AtMost), ("up to", UpTo),
        ("over", MoreThan), ("above", MoreThan), ("exceeding", MoreThan),
        ("under", FewerThan), ("below", FewerThan),
        ("almost", Nearly), ("nearly", Nearly),
        ("close to", About), ("approximately", About), ("approx.", About), ("approx", About),
        ("around", About), ("about", About), ("roughly", About), ("circa", About), ("some", About),
        ("exactly", Exact),
        ("~", About), (">=", AtLeast), ("<=", AtMost), (">", MoreThan), ("<", FewerThan),
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
    ranges: Ranges {
        openings: &["from", "between"],
        joints: &[" to ", " until ", " – ", "–", " - "],
        between: ("between", "and"),
    },
    fractions: &[
        Fraction { phrase: "a tenth", noun: "tenth", hundredths: 1000 },
        Fraction { phrase: "a fifth", noun: "fifth", hundredths: 2000 },
        Fraction { phrase: "a quarter", noun: "quarter", hundredths: 2500 },
        Fraction { phrase: "a third", noun: "third", hundredths: 3333 },
        Fraction { phrase: "half", noun: "half", hundredths: 5000 },
        Fraction { phrase: "two thirds", noun: "thirds", hundredths: 6667 },
        Fraction { phrase: "three quarters", noun: "quarters", hundredths: 7500 },
    ],
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
};

const CHANGES: Changes = Changes {
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
};
