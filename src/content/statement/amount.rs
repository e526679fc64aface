//! Numbers of a sentence that may be figures, told apart from dates, names and places of things.

use rust_decimal::Decimal;

use super::token::{Token, TokenKind};
use super::words;
use crate::value::{Magnitude, Quantity};

/// What a typed number measures, as far as the words that touch it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Nothing said.
    Count,
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Pounds.
    Pounds,
    /// Euros.
    Euros,
    /// Dollars of the United States, as far as is said.
    Dollars,
    /// Money of another kind.
    Money,
}

/// A number in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Where it begins in the statement's text, with its qualifier.
    pub start: u32,
    /// Where its sign of currency or its digits begin.
    pub number: u32,
    /// One past its last byte, with the words of its size and unit.
    pub end: u32,
    mantissa: i64,
    scale: u8,
    magnitude: Magnitude,
    /// What it measures.
    pub measure: Measure,
    /// Whether it is one end of a range, or of what is said "between" two numbers.
    pub in_range: bool,
    /// Its first and its last token.
    pub(super) tokens: (u32, u32),
}

impl Amount {
    /// Returns the number in full.
    #[must_use]
    pub fn value(&self) -> Decimal {
        let bare = Decimal::new(self.mantissa, u32::from(self.scale));
        let size = match self.magnitude {
            Magnitude::One => return bare,
            Magnitude::Thousand => 1_000,
            Magnitude::Million => 1_000_000,
            Magnitude::Billion => 1_000_000_000,
            Magnitude::Trillion => 1_000_000_000_000_i64,
        };

        bare.checked_mul(Decimal::from(size)).unwrap_or(bare)
    }

    /// Returns the digits behind the decimal point, as written.
    #[must_use]
    pub fn places(&self) -> u32 {
        u32::from(self.scale)
    }

    /// Returns how it was written without its qualifier, in digits: `£12.3 billion`, `9%`.
    #[must_use]
    pub fn canonical(&self) -> String {
        let bare = Decimal::new(self.mantissa, u32::from(self.scale));
        let money = match self.measure {
            Measure::Pounds => "£",
            Measure::Euros => "€",
            Measure::Dollars => "$",
            _ => "",
        };

        let magnitude = match self.magnitude {
            Magnitude::One => "",
            Magnitude::Thousand => " thousand",
            Magnitude::Million => " million",
            Magnitude::Billion => " billion",
            Magnitude::Trillion => " trillion",
        };

        let unit = match self.measure {
            Measure::Percent => "%",
            Measure::Points => " percentage points",
            _ => "",
        };

        format!("{money}{bare}{magnitude}{unit}")
    }

    /// Returns the quantity that it states, with a qualifier and within a rounding.
    #[must_use]
    pub fn quantity(&self, qualifier: &str, rounded_to: Option<Decimal>) -> Option<Quantity> {
        let text = format!("{qualifier} {}", self.canonical());
        Quantity::parse(&text, rounded_to, None).ok()
    }

    /// Returns the digits that say something: 3 of `12.3 billion`, 2 of `2,600`.
    #[must_use]
    pub fn significant(&self) -> usize {
        let digits = self.mantissa.unsigned_abs().to_string();
        let digits = if self.scale == 0 { digits.trim_end_matches('0') } else { &digits };
        digits.trim_start_matches('0').len()
    }

    /// Returns the unit that it may have been rounded to, judged by the noughts at its end; a
    /// decimal and a number with a magnitude say so themselves.
    #[must_use]
    pub fn likely_rounding(&self) -> Option<Decimal> {
        if self.scale > 0 || self.magnitude != Magnitude::One || self.mantissa == 0 {
            return None;
        }

        let digits = self.mantissa.unsigned_abs().to_string();
        let noughts = digits.len() - digits.trim_end_matches('0').len();

        // Two digits are meant at least: 100 schools are no schools "to the nearest hundred".
        let power = noughts.min(digits.len().saturating_sub(2));
        let power = u32::try_from(power).ok().filter(|&power| power > 0)?;

        Some(Decimal::from(10_i64.checked_pow(power)?))
    }

    /// Tells whether it reads as a year: four digits, and nothing that makes them a quantity.
    pub(super) fn is_like_year(&self, text: &str) -> bool {
        let digits = self.end - self.number == 4 && self.measure == Measure::Count;
        digits
            && self.scale == 0
            && (1000..2200).contains(&self.mantissa)
            && text.as_bytes().get(self.number as usize).is_some_and(u8::is_ascii_digit)
    }

    /// Takes the size or the unit of the number that follows in a range: "£2 to £3 million".
    pub(super) fn take_from(&mut self, other: &Amount) {
        if self.measure == Measure::Count && self.magnitude == Magnitude::One {
            self.measure = other.measure;
        }

        if self.measure == other.measure
            && self.magnitude == Magnitude::One
            && self.mantissa.abs() < 1000 * 10_i64.pow(u32::from(self.scale.min(6)))
        {
            self.magnitude = other.magnitude;
        }
    }

    /// Tells whether nothing but digits was written.
    pub(super) fn is_bare(&self) -> bool {
        self.measure == Measure::Count && self.magnitude == Magnitude::One
    }
}

/// Tells whether a number is written as the years of our time are.
fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

/// Reads the numbers of a sentence that may be figures.
pub(super) fn read(text: &str, tokens: &[Token]) -> Vec<Amount> {
    let reader = Reader { text, tokens };
    let mut amounts: Vec<Amount> = Vec::new();
    let mut at = 0;

    while at < tokens.len() {
        match reader.amount(at) {
            Some(amount) => {
                at = amount.tokens.1 as usize + 1;
                amounts.push(amount);
            }
            None => at += 1,
        }
    }

    reader.ranges(&mut amounts);

    amounts
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    fn touches(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// Reads the number that begins at a token, with its currency.
    fn amount(&self, at: usize) -> Option<Amount> {
        let (money, digits) = self.currency(at);
        let token = self.tokens.get(digits)?;
        let (mantissa, scale, mut end) = match token.kind {
            TokenKind::Number => self.digits(digits, money.is_some())?,
            TokenKind::Word => self.number_words(digits)?,
            _ => return None,
        };

        let spelt = token.kind == TokenKind::Word;
        let mut magnitude = Magnitude::One;
        if let Some(found) =
            words::magnitude(self.word(end + 1), self.touches(end + 1) || money.is_some())
        {
            magnitude = found;
            end += 1;
        } else if token.kind == TokenKind::Number && self.glued(end, at) {
            return None;
        }

        let (measure, end) = self.measure(money, end);
        let bare = measure == Measure::Count && magnitude == Magnitude::One;

        // "One", "two" in running text are no figures.
        if spelt && bare {
            return None;
        }

        if bare && (self.is_name(at) || self.is_date(at, end)) {
            return None;
        }

        let qualified = self.qualifier(at);

        Some(Amount {
            start: self.tokens[qualified].start,
            number: self.tokens[at].start,
            end: self.tokens[end].end,
            mantissa,
            scale,
            magnitude,
            measure,
            in_range: false,
            tokens: (super::flow::size(qualified), super::flow::size(end)),
        })
    }

    /// Reads a sign of currency, and returns the token behind it.
    fn currency(&self, at: usize) -> (Option<Measure>, usize) {
        let other = |word: &str| matches!(word, "A" | "C" | "S" | "NZ" | "HK" | "AU" | "CA" | "R");
        match self.word(at) {
            "£" => (Some(Measure::Pounds), at + 1),
            "€" => (Some(Measure::Euros), at + 1),
            "$" => (Some(Measure::Dollars), at + 1),
            "US" if self.touches(at + 1) && self.word(at + 1) == "$" => {
                (Some(Measure::Dollars), at + 2)
            }
            word if other(word) && self.touches(at + 1) && self.word(at + 1) == "$" => {
                (Some(Measure::Money), at + 2)
            }
            "¥" | "₹" | "₩" | "₺" => (Some(Measure::Money), at + 1),
            "EUR" => (Some(Measure::Euros), at + 1),
            "GBP" => (Some(Measure::Pounds), at + 1),
            "USD" => (Some(Measure::Dollars), at + 1),
            _ => (None, at),
        }
    }

    fn digits(&self, at: usize, money: bool) -> Option<(i64, u8, usize)> {
        let token = self.tokens[at];
        let written = token.of(self.text);
        let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));

        if whole.len() > 24 || fraction.len() > 6 {
            return None;
        }

        let digits: String =
            whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
        let leading = whole.len() > 1 && whole.starts_with('0');
        if digits.len() > 15 || leading || self.is_compound(at, money) {
            return None;
        }

        Some((digits.parse().ok()?, u8::try_from(fraction.len()).ok()?, at))
    }

    /// Tells whether a number is a part of a date, a time, a telephone number, a version.
    fn is_compound(&self, at: usize, money: bool) -> bool {
        let number =
            |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        let joined = |sign: &str| matches!(sign, "/" | ":" | "." | "-" | "#" | "@" | "_" | "\\");

        // "+44 20 7946 0018", "020 7946 0018"
        if number(at + 1) || (at > 0 && number(at - 1)) {
            return true;
        }

        let next = self.word(at + 1);
        if self.touches(at + 1) && number(at + 2) && self.touches(at + 2) && joined(next) {
            // "500-900" and "10-15%" are ranges; "12-34-56" is not.
            return next != "-" || self.word(at + 3) == "-";
        }

        if self.touches(at) && at > 0 && !money {
            let sign = self.before(at, 1);

            // "2024-25"
            if matches!(sign, "-" | "–") && is_year(self.before(at, 2)) {
                return true;
            }

            if joined(sign) && (sign != "-" || self.before(at, 3) == "-" || !self.is_minus(at)) {
                return true;
            }

            return !matches!(
                sign,
                "(" | "["
                    | "“"
                    | "‘"
                    | "\""
                    | "'"
                    | "+"
                    | "-"
                    | "−"
                    | "–"
                    | "—"
                    | "~"
                    | ">"
                    | "<"
                    | ","
                    | "…"
            );
        }

        false
    }

    /// Tells whether the hyphen before a number is a minus, or joins the ends of a range.
    fn is_minus(&self, at: usize) -> bool {
        let sign = self.tokens[at - 1];
        let range = at >= 2 && self.tokens[at - 2].kind == TokenKind::Number;
        (sign.spaced || at == 1) || range
    }

    /// Tells whether letters that are no size touch the number: `19th`, `5G`, `5-year`.
    fn glued(&self, end: usize, start: usize) -> bool {
        let Some(next) = self.tokens.get(end + 1).filter(|next| !next.spaced) else {
            return false;
        };
        let word = next.of(self.text);
        match next.kind {
            TokenKind::Word => !matches!(word, "pc" | "p" | "pp") || start == usize::MAX,
            TokenKind::Sign if matches!(word, "-" | "\u{2011}") => self
                .tokens
                .get(end + 2)
                .is_some_and(|after| !after.spaced && after.kind == TokenKind::Word),
            _ => false,
        }
    }

    /// Reads `nine`, `twenty-seven`, `fourteen point five`.
    fn number_words(&self, at: usize) -> Option<(i64, u8, usize)> {
        let mut value = words::number_word(self.word(at))?;
        let mut end = at;
        if value >= 20 {
            let hyphen = usize::from(self.word(at + 1) == "-");
            if let Some(unit) = words::number_word(self.word(at + 1 + hyphen))
                && (1..10).contains(&unit)
            {
                value += unit;
                end = at + 1 + hyphen;
            }
        }

        if self.word(end + 1) == "hundred" && value < 10 {
            return None;
        }

        if self.word(end + 1) == "point"
            && let Some(tenth) = words::number_word(self.word(end + 2)).filter(|it| *it < 10)
        {
            return Some((value * 10 + tenth, 1, end + 2));
        }

        Some((value, 0, end))
    }

    /// Reads the unit behind a number; returns the last token of it.
    fn measure(&self, money: Option<Measure>, end: usize) -> (Measure, usize) {
        if let Some(money) = money {
            return (money, end);
        }

        let word = |ahead: usize| self.word(end + ahead);
        let points = |ahead: usize| matches!(word(ahead), "point" | "points");
        match word(1) {
            "%" if points(2) => (Measure::Points, end + 2),
            "%" => (Measure::Percent, end + 1),
            "percentage" if points(2) => (Measure::Points, end + 2),
            "percentage" if word(2) == "-" && points(3) => (Measure::Points, end + 3),
            "ppts" | "pp" => (Measure::Points, end + 1),
            "percent" | "Percent" | "pc" if points(2) => (Measure::Points, end + 2),
            "percent" | "Percent" | "pc" => (Measure::Percent, end + 1),

            "per" | "Per" if matches!(word(2), "cent" | "Cent") => {
                if points(3) {
                    (Measure::Points, end + 3)
                } else {
                    (Measure::Percent, end + 2)
                }
            }

            "pounds" => (Measure::Pounds, end + 1),
            "euros" | "euro" => (Measure::Euros, end + 1),
            "dollars" => (Measure::Dollars, end + 1),
            "yen" | "kroner" | "kronor" | "francs" | "dinars" | "rupees" | "yuan" => {
                (Measure::Money, end + 1)
            }
            _ => (Measure::Count, end),
        }
    }

    /// Tells whether the word before makes the number the name of something: "section 47".
    fn is_name(&self, at: usize) -> bool {
        let opening = usize::from(self.before(at, 1) == "." && self.before(at, 2).len() <= 3);
        let before = self.before(at, 1 + opening);

        // "Last year 1,312 cases were heard": no year or week has a number in the thousands.
        let time = words::is(before, &["year", "years", "week", "day", "session"]);
        if words::is(before, words::NAMING) && !(time && self.word(at).contains(',')) {
            return true;
        }

        // "sections 4 and 5", "pages 12 to 20"
        let joined = matches!(before, "and" | "to" | "or" | "," | "–");
        let first_is_number = at >= 2 && self.tokens[at - 2].kind == TokenKind::Number;
        let one_in = before == "in"
            && ((first_is_number && self.before(at, 2).len() <= 2)
                || words::number_word(self.before(at, 2)).is_some());

        one_in
            || (joined && first_is_number && words::is(self.before(at, 3), words::NAMING))
            || (at == 0 && matches!(self.word(1), "." | ")"))
    }

    fn is_date(&self, at: usize, end: usize) -> bool {
        words::is_month(self.before(at, 1))
            || words::is_month(self.word(end + 1))
            || words::is(self.word(end + 1), words::DATING)
            || (self.word(end + 1) == "years" && self.word(end + 2) == "old")
            || (self.word(end + 1) == "year" && self.word(end + 2) == "old")
            // "14 to 16 January", "5 and 6 May"
            || (matches!(self.word(end + 1), "to" | "and" | "–" | "-" | "or")
                && self.tokens.get(end + 2).is_some_and(|it| it.kind == TokenKind::Number)
                && words::is_month(self.word(end + 3)))
            // "1 in 5"
            || (self.word(end + 1) == "in"
                && self.tokens.get(end + 2).is_some_and(|it| it.kind == TokenKind::Number)
                && self.tokens.get(end + 2).is_some_and(|it| it.end - it.start <= 3))
    }

    /// Returns the first token of the qualifier before a number; the number's own where none is.
    fn qualifier(&self, at: usize) -> usize {
        let fits = |phrase: &&&[&str]| {
            phrase.len() <= at
                && phrase.iter().enumerate().all(|(place, word)| {
                    self.word(at - phrase.len() + place).eq_ignore_ascii_case(word)
                })
        };
        words::QUALIFIERS.iter().find(fits).map_or(at, |phrase| at - phrase.len())
    }

    /// Tells whether a year ends the first value's date: "from 42% in 2013 to 72% in 2015".
    fn is_a_date_before(&self, low: &Amount, high: &Amount) -> bool {
        let before = self.before(low.tokens.0 as usize, 1);
        low.is_like_year(self.text)
            && !high.is_like_year(self.text)
            && (words::is(before, &["in", "of", "since", "during", "year", "early", "late"])
                || words::is_month(before))
    }

    /// Marks the ends of ranges, and lets the first end share the size and unit of the second.
    fn ranges(&self, amounts: &mut [Amount]) {
        for second in 1..amounts.len() {
            let (head, tail) = amounts.split_at_mut(second);
            let (low, high) = (&mut head[second - 1], &mut tail[0]);
            let gap = low.tokens.1 as usize + 1;

            if gap + 1 != high.tokens.0 as usize || self.is_a_date_before(low, high) {
                continue;
            }

            let alike = low.measure == high.measure || low.is_bare();
            let joint = if alike { self.word(gap) } else { "" };
            let first = low.tokens.0 as usize;
            let from = self.before(first, 1).eq_ignore_ascii_case("from");
            let between = self.before(first, 1).eq_ignore_ascii_case("between");

            match joint {
                "to" if from => low.take_from(high),
                "to" | "–" | "-" | "—" => {
                    low.take_from(high);
                    (low.in_range, high.in_range) = (true, true);
                }
                "and" if between => {
                    low.take_from(high);
                    (low.in_range, high.in_range) = (true, true);
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let amounts = read(text, &tokens(text));

        amounts
            .iter()
            .filter(|amount| !amount.is_like_year(text))
            .map(|amount| {
                let qualifier = &text[amount.start as usize..amount.number as usize];
                format!("{qualifier}{}", amount.canonical())
            })
            .collect()
    }

    #[test]
    fn a_year_and_a_value_are_no_range() {
        assert_eq!(found("from 42% in 2013 to 72% in 2015"), ["42%", "72%"]);
        assert_eq!(found("from 500 in May 2013 to 720"), ["500", "720"]);
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (text, expected) in [
            ("More than 1,900 people", &["More than 1900"][..]),
            ("worth £12.3bn or £12.3 billion", &["£12.3 billion", "£12.3 billion"]),
            ("fell by nine per cent, or 9%", &["9%", "9%"]),
            ("twenty-seven percent", &["27%"]),
            ("9.0 percentage points", &["9.0 percentage points"]),
            ("some 35 000 returns", &["some 35000"]),
            ("up to US$5m", &["up to $5 million"]),
            ("from £2 to £3 million", &["£2 million", "£3 million"]),
            ("from 28.3 to 19.3 per cent", &["28.3%", "19.3%"]),
            ("(1,900 in all)", &["1900"]),
            ("Last year 1,312 cases", &["1312"]),
            ("500-900 places", &["500", "900"]),
        ] {
            assert_eq!(found(&text.replace("35 000", "35\u{a0}000")), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_figure_is_left() {
        for text in [
            "on 20 August 2025 at 10:30",
            "August 20, 2025",
            "from 14 to 16 January",
            "section 47 of the Act, clauses 4 and 5",
            "call 0300 123 4567 or +44 20 7946 0018",
            "London SW1A 2AA",
            "a 5-year plan, the 19th time, 24/7, 5G, the 1990s",
            "the G7, COVID-19 and a B12",
            "CP 1234",
            "No. 10",
            "one of the two",
            "aged 16",
            "9am and 5 pm",
            "in 2024-25 and 2023/24",
            "1 in 5",
            "version 1.2.3",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
