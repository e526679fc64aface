//! The days on which the financial and the academic years of a site begin.

use super::{Day, ValueError, text};

/// The day on which the years of a state or an organisation begin, where it is not 1 January.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearStart {
    month: i8,
    day: i8,
}

/// The first days of a site's years, as far as its settings name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct YearStarts {
    /// That of financial years; 1 April without it.
    pub financial: Option<YearStart>,
    /// That of academic years; 1 September without it.
    pub academic: Option<YearStart>,
}

impl YearStart {
    /// Reads a month and a day: `04-01`.
    ///
    /// # Errors
    ///
    /// Refuses text that is not a day of every year, and 1 January, where the calendar year begins.
    pub fn parse(text: &str) -> Result<YearStart, ValueError> {
        // Not a leap year: the day must exist in every year.
        const ANY_YEAR: i16 = 2023;

        let parts = text.trim().split_once('-');
        let read = |part: &str| text::digits::<i8>(part, 2);
        let found = parts.and_then(|(month, day)| {
            let (month, day) = (read(month)?, read(day)?);
            Day::new(ANY_YEAR, month, day).is_ok().then_some(YearStart { month, day })
        });
        let years = found.ok_or_else(|| {
            ValueError::new(format!("{} is not a day of every year", text::quote(text)))
                .help("write the month and the day on which such years begin: `04-01`")
        })?;

        if (years.month, years.day) == (1, 1) {
            return Err(ValueError::new("a year that begins on 1 January is the calendar year")
                .help("take the line out, and write such periods as `2024`"));
        }

        Ok(years)
    }

    /// Returns the day of a calendar year on which such a year begins.
    pub(super) fn day_in(self, year: i16) -> Option<Day> {
        Day::new(year, self.month, self.day).ok()
    }
}
