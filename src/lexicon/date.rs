//! Dates and periods.

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
    /// The months in order.
    pub months: [Month; 12],
    /// What may end the number of a day: "th".
    pub ordinals: &'static [&'static str],
    /// What may come before a period and says nothing: "the".
    pub articles: &'static [&'static str],
    /// What may come before the years of a financial year, the usual one first.
    pub financial_year: &'static [&'static str],
    /// The letter before the number of a quarter: `Q1`.
    pub quarter: &'static str,
    /// The beginnings of a period that is named by its end, and its months.
    pub endings: &'static [(&'static str, i32)],
    /// What follows "6" in a period that is named by its end: "months to".
    pub months_to: &'static [&'static str],
}
