//! Dates and periods.

use super::is_any;

/// The names of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its name in full.
    pub name: &'static str,
    /// Its short forms, without a full stop.
    pub short: &'static [&'static str],
}

/// The words of dates and periods.
#[derive(Debug)]
pub struct Dates {
    /// Names of seasons that are also words of change: "fall".
    pub seasons: &'static [&'static str],
    /// The months in order.
    pub months: [Month; 12],
    /// Whether months are capitalised, so that "may" and "march" are other words.
    pub months_are_capitalised: bool,
    /// Endings of the number of a day: "th".
    pub ordinals: &'static [&'static str],
    /// Words between the parts of a date that add nothing: "3rd of June".
    pub date_fillers: &'static [&'static str],
    /// Words after a time of the first or the second half of a day, with the hours that they add.
    pub half_days: &'static [(&'static str, i8)],
    /// Words that may come before a period and add nothing: "the".
    pub articles: &'static [&'static str],
    /// Words that may come before the years of a financial year, the usual one first.
    pub financial_year: &'static [&'static str],
    /// Words that stand with the years of an academic year.
    pub academic_year: &'static [&'static str],
    /// The letter before the number of a quarter: `Q1`.
    pub quarter: &'static str,
    /// The letter before the number of a half: `H1`.
    pub half: &'static str,
    /// Halves of a year in words, before the year, with their number.
    pub halves: &'static [(&'static str, i8)],
    /// The letter before the number of a week: `W01`.
    pub week: &'static str,
    /// Words before the last day of a week.
    pub weeks_ending: &'static [&'static str],
    /// Words before the first day of a week.
    pub weeks_beginning: &'static [&'static str],
    /// Words before the number of a week.
    pub weeks_numbered: &'static [&'static str],
    /// Words before a day for which a stock is counted: "as at".
    pub points_in_time: &'static [&'static str],
    /// Words before a month or a year whose last day is meant: "end of".
    pub ends_of: &'static [&'static str],
    /// What follows the first year of a decade: "2010s".
    pub decade: &'static [&'static str],
    /// Beginnings of a period that is named by its end, with its months.
    pub endings: &'static [(&'static str, i32)],
    /// Words after the number in a period that is named by its end: "months to" after "6".
    pub months_to: &'static [&'static str],
    /// Words before a year that is the date of a value: "42% in 2013".
    pub before_year: &'static [&'static str],
    /// Phrases that say that a day does not exist.
    pub denials: &'static [&'static str],
}

impl Dates {
    /// Returns the number of a month, 1 to 12, by its name or a short form of it.
    #[must_use]
    pub fn month(&self, word: &str) -> Option<i8> {
        let word = word.strip_suffix('.').unwrap_or(word);
        let names =
            |month: &Month| month.name.eq_ignore_ascii_case(word) || is_any(word, month.short);
        let at = self.months.iter().position(names)?;
        i8::try_from(at + 1).ok()
    }

    /// Tells whether a word of a sentence names a month.
    #[must_use]
    pub fn is_month(&self, word: &str) -> bool {
        let is_capital = word.starts_with(|first: char| first.is_ascii_uppercase());
        (is_capital || !self.months_are_capitalised) && self.month(word).is_some()
    }
}
