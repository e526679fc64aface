//! Dates, years, times of day and ages.

use super::super::amount::{AmountKind, DateParts, WrittenAmount};
use super::blank;
use crate::lexicon::{Lexicon, starts_with_phrase};

/// A position in a text that is read piece by piece.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip_spaces(mut self) -> Cursor<'t> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self
    }

    fn skip(mut self, sign: char) -> Cursor<'t> {
        if self.rest().starts_with(sign) {
            self.at += sign.len_utf8();
        }
        self
    }

    fn word(self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|char: char| !char.is_alphabetic()).unwrap_or(rest.len());
        &rest[..end]
    }

    fn digits(self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
        &rest[..end]
    }

    fn after(mut self, piece: &str) -> Cursor<'t> {
        self.at += piece.len();
        self
    }

    /// Skips white space and, if it follows, a phrase with the white space after it.
    fn skip_phrase(self, phrase: &str) -> Cursor<'t> {
        let next = self.skip_spaces();
        match starts_with_phrase(next.rest(), phrase) {
            Some(length) => Cursor { at: next.at + length, ..next }.skip_spaces(),
            None => self,
        }
    }
}

/// Reads a date: `Friday 5 March 2025`, `March 5, 2025`, `2025-03-05`, `March 2025`.
pub(super) fn date(text: &str, at: usize, lexicon: &Lexicon) -> Option<WrittenAmount> {
    let start = Cursor { text, at };
    let weekday = weekday(start, lexicon);
    let cursor = weekday.map_or(start, |(_, after)| after);
    let (mut parts, end) = day_month(cursor, lexicon)
        .or_else(|| month_day(cursor, lexicon))
        .or_else(|| iso(cursor))?;
    parts.weekday = weekday.map(|(day, _)| day);

    // "March 2025" after a weekday is unrelated to it.
    if parts.weekday.is_some() && parts.day.is_none() {
        return None;
    }

    Some(WrittenAmount { kind: AmountKind::Date(parts), ..blank(at, end) })
}

fn weekday<'t>(cursor: Cursor<'t>, lexicon: &Lexicon) -> Option<(i8, Cursor<'t>)> {
    let word = cursor.word();
    let lower = word.to_ascii_lowercase();
    let &(_, day) = lexicon.amounts.weekdays.iter().find(|(name, _)| *name == lower)?;
    let is_capital = word.starts_with(char::is_uppercase);
    let mut after = cursor.after(word).skip('.').skip(',').skip_spaces();

    for article in lexicon.dates.articles {
        after = after.skip_phrase(article);
    }

    is_capital.then_some((day, after))
}

/// Reads `5 March 2025`, `the 5th of March`.
fn day_month(cursor: Cursor<'_>, lexicon: &Lexicon) -> Option<(DateParts, usize)> {
    let digits = cursor.digits();
    let day = digits.parse().ok().filter(|_| digits.len() <= 2)?;
    let mut after = cursor.after(digits);
    let ending = after.word();

    if lexicon.dates.ordinals.iter().any(|it| it.eq_ignore_ascii_case(ending)) {
        after = after.after(ending);
    }

    after = after.skip_spaces();
    for of in lexicon.changes.of {
        after = after.skip_phrase(of);
    }

    let month = after.word();
    let parts = DateParts {
        month: lexicon.dates.is_month(month).then(|| lexicon.dates.month(month))??,
        day: Some(day),
        ..DateParts::default()
    };
    let after = after.after(month);

    Some(with_year(parts, after))
}

/// Reads `March 5, 2025`, `March 2025`.
fn month_day(cursor: Cursor<'_>, lexicon: &Lexicon) -> Option<(DateParts, usize)> {
    let month = cursor.word();
    let number = lexicon.dates.is_month(month).then(|| lexicon.dates.month(month))??;
    let after = cursor.after(month).skip('.');
    let spaced = after.skip_spaces();
    let mut parts = DateParts { month: number, ..DateParts::default() };

    let next = match spaced.rest().starts_with(',') {
        true => spaced.skip(',').skip_spaces(),
        false => spaced,
    };
    if let Some((year, end)) = year(next) {
        parts.year = Some(year);
        return Some((parts, end));
    }

    let digits = spaced.digits();
    let day = digits.parse().ok().filter(|_| !digits.is_empty() && digits.len() <= 2)?;
    let after_day = spaced.after(digits);

    // "March 5,200" and "May 5%" are a month and a number.
    let rest = after_day.rest();
    let is_number = rest.strip_prefix(',').is_some_and(|rest| {
        rest.len() >= 3 && rest.bytes().take(3).all(|byte| byte.is_ascii_digit())
    });
    if is_number || rest.starts_with(['%', '.', ':']) && !rest.starts_with(". ") && rest != "." {
        return None;
    }

    let ending = after_day.word();
    let after_day = match lexicon.dates.ordinals.iter().any(|it| it.eq_ignore_ascii_case(ending)) {
        true => after_day.after(ending),
        false => after_day,
    };
    parts.day = Some(day);

    Some(with_year(parts, after_day))
}

fn with_year(mut parts: DateParts, after: Cursor<'_>) -> (DateParts, usize) {
    let next = after.skip('.').skip(',').skip_spaces();
    match year(next) {
        Some((year, end)) => {
            parts.year = Some(year);
            (parts, end)
        }
        None => (parts, after.at),
    }
}

/// Reads the four digits of a year, unless further characters make them a larger number.
fn year(cursor: Cursor<'_>) -> Option<(i16, usize)> {
    let digits = cursor.digits();
    let after = cursor.after(digits);
    let rest = after.rest();
    let goes_on = rest
        .strip_prefix([',', '.'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let year = digits.parse().ok().filter(|_| digits.len() == 4 && !goes_on)?;

    (!rest.starts_with(char::is_alphanumeric)).then_some((year, after.at))
}

/// Reads `2025-03-05`.
fn iso(cursor: Cursor<'_>) -> Option<(DateParts, usize)> {
    let text = cursor.rest().get(..10)?;
    let bytes = text.as_bytes();

    // "2007-01-001" is the number of a file.
    if cursor.rest()[10..].starts_with(|char: char| char.is_alphanumeric() || char == '-') {
        return None;
    }
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }

    let number = |range: std::ops::Range<usize>| {
        let digits = &text[range];
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i16>().ok())?
    };
    let narrow = |number: i16| i8::try_from(number).ok();
    let parts = DateParts {
        year: Some(number(0..4)?),
        month: narrow(number(5..7)?)?,
        day: Some(narrow(number(8..10)?)?),
        weekday: None,
    };

    (1..=12).contains(&parts.month).then_some((parts, cursor.at + 10))
}

/// Reads a time of day: `11:45`, `9am`, `5.30 pm`.
pub(super) fn clock(text: &str, at: usize, lexicon: &Lexicon) -> Option<WrittenAmount> {
    let start = Cursor { text, at };
    let hours = start.digits();
    if hours.is_empty() || hours.len() > 2 {
        return None;
    }

    let mut after = start.after(hours);
    let minutes = after.skip(':').digits();
    let has_colon = after.rest().starts_with(':') && minutes.len() == 2;
    if has_colon {
        after = after.skip(':').after(minutes);
    } else if after.rest().starts_with('.') && after.skip('.').digits().len() == 2 {
        after = after.skip('.').after(after.skip('.').digits());
    }

    let ending = after.skip_spaces();
    let named =
        lexicon.amounts.clock.iter().find_map(|name| starts_with_phrase(ending.rest(), name));
    let end = match named {
        Some(length) => ending.at + length,
        None if has_colon => after.at,
        None => return None,
    };

    Some(WrittenAmount { kind: AmountKind::Time, ..blank(at, end) })
}

/// Reads `2024-25`, `2024/25`, `FY25`; and a year alone.
pub(super) fn financial_year(text: &str, at: usize, lexicon: &Lexicon) -> Option<WrittenAmount> {
    let start = Cursor { text, at };
    let mut cursor = start;
    let marked = lexicon
        .dates
        .financial_year
        .iter()
        .find(|name| name.len() == 2 && start.rest().starts_with(**name));
    if let Some(name) = marked {
        cursor = cursor.after(name).skip_spaces();
    }

    let digits = cursor.digits();
    // "FY '06"
    let is_short = text[..cursor.at].ends_with(['\'', '’', '‘']) && digits.len() == 2;
    if is_short
        && !cursor
            .after(digits)
            .rest()
            .starts_with(|next: char| next.is_alphanumeric() || next == '%')
    {
        let year: i16 = digits.parse().ok()?;
        let century = if year < 50 { 2000 } else { 1900 };
        return Some(WrittenAmount {
            kind: AmountKind::Year { is_financial: false },
            value: f64::from(century + year),
            ..blank(at, cursor.at + digits.len())
        });
    }

    let first: i16 = digits.parse().ok()?;
    let after = cursor.after(digits);
    let rest = after.rest();
    let number = |year: i16, end: usize, is_financial: bool| WrittenAmount {
        kind: AmountKind::Year { is_financial },
        value: f64::from(year),
        ..blank(at, end)
    };

    if marked.is_some() && digits.len() == 2 {
        return Some(number(2000 + first - 1, after.at, true));
    }
    if digits.len() != 4 || !(1600..2200).contains(&first) {
        return None;
    }

    let joint = ['-', '–', '/'].into_iter().find(|&joint| rest.starts_with(joint));
    if let Some(joint) = joint {
        let second = after.skip(joint).digits();
        let end = after.skip(joint).after(second);
        let fits = match second.len() {
            2 => second.parse::<i16>().is_ok_and(|it| (first + 1) % 100 == it),
            4 => second.parse::<i16>().is_ok_and(|it| first + 1 == it),
            _ => false,
        };
        if fits && !end.rest().starts_with(char::is_alphanumeric) {
            return Some(number(first, end.at, true));
        }
    }

    // "2,024", "2024%", "2024.5" and "2024m" are numbers; "1990s" is a decade.
    let is_number = rest
        .strip_prefix([',', '.'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || rest.starts_with('%');
    let is_decade = rest
        .strip_prefix(['s', '’', '\''])
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let touches = rest.starts_with(char::is_alphanumeric) && !is_decade;
    let followed = after.skip_spaces().rest();
    let is_counted = lexicon
        .units
        .percent
        .iter()
        .chain(lexicon.units.points)
        .any(|unit| starts_with_phrase(followed, unit).is_some())
        || lexicon
            .numbers
            .magnitudes
            .iter()
            .any(|(word, _)| word.len() > 2 && starts_with_phrase(followed, word).is_some());

    (!is_number && !touches && !is_counted && first < 2100)
        .then(|| number(first, after.at, marked.is_some()))
}

/// Reads `aged 16 to 24`, `16-year-old`, `27 years old`.
pub(super) fn age(text: &str, at: usize, lexicon: &Lexicon) -> Option<WrittenAmount> {
    let words = &lexicon.amounts;
    let start = Cursor { text, at };
    let named = words.aged.iter().find_map(|word| starts_with_phrase(start.rest(), word));

    if let Some(length) = named {
        let mut cursor = Cursor { at: at + length, ..start }.skip_spaces();
        for filler in words.age_fillers {
            cursor = cursor.skip_phrase(filler);
        }
        let years = cursor.digits();
        let value: f64 = years.parse().ok()?;
        let mut after = cursor.after(years);

        // "16 to 24", "16–24"
        for joint in
            lexicon.numbers.ranges.to.iter().chain(lexicon.numbers.ranges.and).chain(&["-", "–"])
        {
            let next = after.skip_phrase(joint);
            let upper = next.digits();
            if next.at > after.at && !upper.is_empty() && upper.len() <= 2 {
                after = next.after(upper);
                return Some(WrittenAmount {
                    kind: AmountKind::Age,
                    low: Some(value),
                    value,
                    ..blank(at, after.at)
                });
            }
        }

        return Some(WrittenAmount { kind: AmountKind::Age, value, ..blank(at, after.at) });
    }

    // "Name, 59, Town"
    let digits = start.digits();
    let value: Option<f64> = digits.parse().ok();
    let after = start.after(digits);
    let before = &text[..at];
    let is_apposed = digits.len() == 2
        && before.ends_with(", ")
        && before[..before.len() - 2].ends_with(char::is_alphabetic)
        && after.rest().starts_with(',')
        && !after.rest()[1..].starts_with(|char: char| char.is_ascii_digit())
        && before[..before.len() - 2].rsplit(' ').next().is_some_and(|word| {
            word.starts_with(char::is_uppercase) && !lexicon.dates.is_month(word)
        });
    if is_apposed {
        return Some(WrittenAmount { kind: AmountKind::Age, value: value?, ..blank(at, after.at) });
    }

    let (value, after) = match value {
        Some(value) => (value, after),
        None => {
            let word = start.word();
            let number = lexicon.numbers.cardinal(word).filter(|_| !word.is_empty())?;
            (f64::from(number), start.after(word))
        }
    };
    let next = after.skip('-').skip_spaces();
    let end = words.year_old.iter().find_map(|it| starts_with_phrase(next.rest(), it))?;

    Some(WrittenAmount { kind: AmountKind::Age, value, ..blank(at, next.at + end) })
}
