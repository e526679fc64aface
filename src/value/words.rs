//! The English words of this room, and dates for its errors.

use super::date::Day;
use super::{Magnitude, Qualifier};

/// The months in order.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What may stand between the ends of a range, the usual one first.
pub(super) const TO: [&str; 5] = [" to ", " until ", " – ", "–", " - "];

/// What may stand before a range.
pub(super) const FROM: [&str; 2] = ["from", "between"];

/// What stands between the ends of a range that begins with "between".
pub(super) const AND: &str = " and ";

/// What may stand before the years of a financial year.
pub(super) const FINANCIAL_YEAR: [&str; 3] = ["financial year", "fiscal year", "FY"];

/// The beginnings of a period that is named by its end, and its months, the longest first.
pub(super) const ENDING: [(&str, i32); 16] = [
    ("12 months ending in", 12),
    ("year ending in", 12),
    ("year ending", 12),
    ("year ended", 12),
    ("year to end of", 12),
    ("year to the end of", 12),
    ("year to", 12),
    ("yr ending", 12),
    ("YE", 12),
    ("half-year ending", 6),
    ("half year ending", 6),
    ("half-year to", 6),
    ("half year to", 6),
    ("quarter ending", 3),
    ("quarter to", 3),
    ("month ending", 1),
];

/// What may follow "6 months" in a period that is named by its end.
pub(super) const MONTHS_TO: [&str; 10] = [
    "months to the end of",
    "months to end of",
    "months ending",
    "months ended",
    "months until",
    "months to",
    "month ending",
    "month ended",
    "month to",
    "months up to",
];

/// What a reader may put before a value, and what it means; longer phrases before shorter.
pub(super) const QUALIFIERS: [(&str, Qualifier); 45] = [
    ("not more than", Qualifier::AtMost),
    ("no more than", Qualifier::AtMost),
    ("no fewer than", Qualifier::AtLeast),
    ("not less than", Qualifier::AtLeast),
    ("no less than", Qualifier::AtLeast),
    ("a maximum of", Qualifier::AtMost),
    ("a minimum of", Qualifier::AtLeast),
    ("as many as", Qualifier::UpTo),
    ("as much as", Qualifier::UpTo),
    ("in excess of", Qualifier::MoreThan),
    ("just more than", Qualifier::MoreThan),
    ("just over", Qualifier::MoreThan),
    ("well over", Qualifier::MoreThan),
    ("just under", Qualifier::Nearly),
    ("just below", Qualifier::Nearly),
    ("more than", Qualifier::MoreThan),
    ("greater than", Qualifier::MoreThan),
    ("fewer than", Qualifier::FewerThan),
    ("less than", Qualifier::FewerThan),
    ("lower than", Qualifier::FewerThan),
    ("at least", Qualifier::AtLeast),
    ("at most", Qualifier::AtMost),
    ("up to", Qualifier::UpTo),
    ("over", Qualifier::MoreThan),
    ("above", Qualifier::MoreThan),
    ("exceeding", Qualifier::MoreThan),
    ("under", Qualifier::FewerThan),
    ("below", Qualifier::FewerThan),
    ("almost", Qualifier::Nearly),
    ("nearly", Qualifier::Nearly),
    ("close to", Qualifier::About),
    ("approximately", Qualifier::About),
    ("approx.", Qualifier::About),
    ("approx", Qualifier::About),
    ("around", Qualifier::About),
    ("about", Qualifier::About),
    ("roughly", Qualifier::About),
    ("circa", Qualifier::About),
    ("some", Qualifier::About),
    ("exactly", Qualifier::Exact),
    ("~", Qualifier::About),
    (">=", Qualifier::AtLeast),
    ("<=", Qualifier::AtMost),
    (">", Qualifier::MoreThan),
    ("<", Qualifier::FewerThan),
];

/// What a reader may put behind a value.
pub(super) const QUALIFIERS_BEHIND: [(&str, Qualifier); 4] = [
    ("or more", Qualifier::AtLeast),
    ("or fewer", Qualifier::AtMost),
    ("or less", Qualifier::AtMost),
    ("and over", Qualifier::AtLeast),
];

/// Words and letters that multiply the number before them.
pub(super) const MAGNITUDES: [(&str, Magnitude); 13] = [
    ("thousand", Magnitude::Thousand),
    ("million", Magnitude::Million),
    ("billion", Magnitude::Billion),
    ("trillion", Magnitude::Trillion),
    ("mln", Magnitude::Million),
    ("mn", Magnitude::Million),
    ("m", Magnitude::Million),
    ("bln", Magnitude::Billion),
    ("bn", Magnitude::Billion),
    ("b", Magnitude::Billion),
    ("trn", Magnitude::Trillion),
    ("tn", Magnitude::Trillion),
    ("k", Magnitude::Thousand),
];

/// The ways to write per cent.
pub(super) const PERCENT: [&str; 5] = ["%", "per cent", "percent", "percentage", "pc"];

/// The ways to write percentage points.
pub(super) const PERCENTAGE_POINTS: [&str; 9] = [
    "percentage points",
    "percentage point",
    "percentage-points",
    "percentage-point",
    "per cent points",
    "% points",
    "ppts",
    "ppt",
    "pp",
];

/// What begins the second half of a rate.
pub(super) const PER: &str = "per ";

/// The ways to say that there is no unit.
pub(super) const NO_UNIT: [&str; 3] = ["number", "none", "count"];

/// Names of currencies in prose, with their codes.
pub(super) const CURRENCIES: [(&str, &str); 6] = [
    ("pounds sterling", "GBP"),
    ("pounds", "GBP"),
    ("sterling", "GBP"),
    ("euros", "EUR"),
    ("US dollars", "USD"),
    ("yen", "JPY"),
];

/// The words of a rise or a fall, as people write them; `true` is a rise.
pub(super) const DIRECTIONS: [(&str, bool); 36] = [
    ("increased by", true),
    ("increase of", true),
    ("increase by", true),
    ("increasing by", true),
    ("rising by", true),
    ("risen by", true),
    ("rose by", true),
    ("rise of", true),
    ("rise by", true),
    ("growth of", true),
    ("grown by", true),
    ("grew by", true),
    ("gone up by", true),
    ("went up by", true),
    ("up by", true),
    ("up", true),
    ("decreased by", false),
    ("decrease of", false),
    ("decrease by", false),
    ("reduction of", false),
    ("reduced by", false),
    ("drop of", false),
    ("dropped by", false),
    ("fallen by", false),
    ("falling by", false),
    ("fell by", false),
    ("fall of", false),
    ("fall by", false),
    ("decline of", false),
    ("declined by", false),
    ("cut by", false),
    ("cut of", false),
    ("gone down by", false),
    ("went down by", false),
    ("down by", false),
    ("down", false),
];

/// Words of direction behind a size: "a 27% fall", "27% lower".
pub(super) const DIRECTIONS_BEHIND: [(&str, bool); 14] = [
    ("increase", true),
    ("rise", true),
    ("growth", true),
    ("more", true),
    ("higher", true),
    ("up", true),
    ("decrease", false),
    ("reduction", false),
    ("fall", false),
    ("drop", false),
    ("decline", false),
    ("fewer", false),
    ("lower", false),
    ("down", false),
];

/// What a claim of no change says.
pub(super) const LITTLE_CHANGE: &str = "little or no change";

/// What is said of values that may have moved either way, and by more than a little.
pub(super) const NO_CLEAR_CHANGE: &str = "no clear change";

/// What a claim of exactly no change says.
pub(super) const NO_CHANGE: &str = "no change";

/// Fractions that a reader can picture, in per cent to the hundredth, the finest first.
pub(super) const FRACTIONS: [(&str, i64); 7] = [
    ("a tenth", 1000),
    ("a fifth", 2000),
    ("a quarter", 2500),
    ("a third", 3333),
    ("half", 5000),
    ("two thirds", 6667),
    ("three quarters", 7500),
];

/// Reads a month's name, whole or by its first three letters.
pub(super) fn read_month(word: &str) -> Option<i8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let at = MONTHS.iter().position(|month| {
        month.eq_ignore_ascii_case(word)
            || month.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(word))
            || (*month == "September" && word.eq_ignore_ascii_case("Sept"))
    })?;
    i8::try_from(at + 1).ok()
}

/// Reads the day of a month: `5`, `05`, `5th`.
pub(super) fn read_day(word: &str) -> Option<i8> {
    let end = word.find(|char: char| !char.is_ascii_digit()).unwrap_or(word.len());
    let (number, ending) = word.split_at(end);
    let plain = ["", "st", "nd", "rd", "th"].contains(&ending);
    (plain && (1..=2).contains(&number.len())).then(|| number.parse().ok()).flatten()
}

/// Returns the name of a day's month.
fn month_name(day: Day) -> &'static str {
    usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at).copied()).unwrap_or_default()
}

/// Writes a day for an error: "20 August 2025".
pub(super) fn day(day: Day) -> String {
    format!("{} {}", day.day(), month(day))
}

/// Says why a day does not exist in the month that begins at `first`.
pub(super) fn no_such_day(first: Day, day: i8) -> String {
    let month = month(first);
    format!("{day} {month} does not exist: {month} has {} days", first.days_in_month())
}

fn month(day: Day) -> String {
    format!("{} {:04}", month_name(day), day.year())
}
