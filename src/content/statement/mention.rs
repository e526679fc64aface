//! Numbers of a sentence that may be values of figures, as opposed to dates, names and numbered things.

use rust_decimal::Decimal;

use super::flow::size;
use super::token::{Token, TokenKind};
use crate::lexicon::{Lexicon, Numbers, is_any, starts_with_phrase};
use crate::value::{Grouping, Magnitude, Numeral, Qualifier, Quantity, Unit, scan};

/// A quantity that a sentence mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityMention {
    /// Its first byte in the statement's text, including the qualifier.
    pub start: u32,
    /// The first byte of its currency or its digits.
    pub number: u32,
    /// One past its last byte, including magnitude and unit.
    pub end: u32,
    /// Its number and unit.
    pub numeral: Numeral,
    /// Its qualifier.
    pub qualifier: Qualifier,
    /// Whether it is one end of a range, or one of two numbers after "between".
    pub in_range: bool,
    /// Its first and last token.
    pub(super) tokens: TokenRange,
}

/// Tokens of a sentence, by the indices of the first and the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TokenRange {
    pub(super) first: u32,
    pub(super) last: u32,
}

impl QuantityMention {
    /// Returns the number in full.
    #[must_use]
    pub fn value(&self) -> Decimal {
        self.numeral.value()
    }

    /// Returns its unit.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        self.numeral.unit()
    }

    /// Returns the quantity that it states, rounded to a unit if that is known.
    #[must_use]
    pub fn quantity(&self, rounded_to: Option<Decimal>) -> Quantity {
        Quantity::new(self.numeral.clone(), self.qualifier, rounded_to)
    }

    /// Tells whether it reads as a year: four digits, without anything that makes them a quantity.
    pub(super) fn is_like_year(&self, text: &str) -> bool {
        let value = self.value();
        self.end - self.number == 4
            && self.numeral.is_plain()
            && value >= Decimal::from(1000)
            && value < Decimal::from(2200)
            && text.as_bytes().get(self.number as usize).is_some_and(u8::is_ascii_digit)
    }
}

/// Tells whether a number looks like a year of our time.
fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

/// Reads the numbers of a sentence that may be values of figures.
pub(super) fn read(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<QuantityMention> {
    let reader = Reader { text, tokens, lexicon, words: &lexicon.numbers };
    let mut mentions: Vec<QuantityMention> = Vec::new();
    let mut at = 0;

    while at < tokens.len() {
        match reader.mention(at, mentions.last()) {
            Some(mention) => {
                at = mention.tokens.last as usize + 1;
                mentions.push(mention);
            }
            None => at += 1,
        }
    }

    reader.mark_ranges(&mut mentions);

    mentions
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    lexicon: &'t Lexicon,
    words: &'t Numbers,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text_in(self.text))
    }

    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    fn touches(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Reads the number that begins at a token, with its currency; `last` is the one before it.
    fn mention(&self, at: usize, last: Option<&QuantityMention>) -> Option<QuantityMention> {
        let start = self.tokens[at].start as usize;
        let found = scan(&self.text[start..], Grouping::TiedSpace, self.lexicon)?.ok()?;
        let numeral = found.numeral;
        let has_currency = matches!(numeral.unit(), Unit::Currency(_)) && !self.is_number(at);
        let digits = (at..at + 4).find(|&at| self.is_number(at)).unwrap_or(at);

        // "1,90" is two numbers and not a value; "05" is part of something else.
        if !found.is_spelled
            && (self.has_leading_zero(digits) || self.is_compound(digits, has_currency))
        {
            return None;
        }

        let number_end = start + found.number_end;
        let is_bare_number = (found.number_end == found.end || has_currency)
            && numeral.magnitude() == Magnitude::One;
        if !found.is_spelled && is_bare_number && self.is_glued(number_end) {
            return None;
        }

        // "One", "two" in running text are not values.
        let plain = numeral.is_plain();
        if found.is_spelled && plain {
            return None;
        }

        let tokens_end = start + found.end;
        let last_token = self.tokens.partition_point(|it| (it.start as usize) < tokens_end) - 1;
        if plain && (self.is_name(at) || self.is_date(at, last_token)) {
            return None;
        }

        let (qualifier, first) = self.qualifier(at, last);

        Some(QuantityMention {
            start: self.tokens[first].start,
            number: self.tokens[at].start,
            end: size(tokens_end),
            numeral,
            qualifier,
            in_range: false,
            tokens: TokenRange { first: size(first), last: size(last_token) },
        })
    }

    fn has_leading_zero(&self, at: usize) -> bool {
        let whole = self.word(at).split('.').next().unwrap_or_default();
        whole.len() > 1 && whole.starts_with('0')
    }

    /// Tells whether a number is part of a date, a time, a telephone number or a version.
    fn is_compound(&self, at: usize, money: bool) -> bool {
        let joined = |sign: &str| matches!(sign, "/" | ":" | "." | "-" | "#" | "@" | "_" | "\\");

        // "+44 20 7946 0018", "020 7946 0018"
        if self.is_number(at + 1) || (at > 0 && self.is_number(at - 1)) {
            return true;
        }

        let next = self.word(at + 1);
        let is_tied = self.touches(at + 1) && self.is_number(at + 2) && self.touches(at + 2);
        if is_tied && joined(next) {
            // "500-900" and "10-15%" are ranges; "12-34-56" is not.
            return next != "-" || self.word(at + 3) == "-";
        }

        if !self.touches(at) || at == 0 || money {
            return false;
        }

        let sign = self.before(at, 1);

        // "2024-25"
        if matches!(sign, "-" | "–") && is_year(self.before(at, 2)) {
            return true;
        }

        if joined(sign) && (sign != "-" || self.before(at, 3) == "-" || !self.is_minus(at)) {
            return true;
        }

        // ">=1,900"; after any other letter an equals sign makes it a setting.
        if sign == "=" {
            return !matches!(self.before(at, 2), "<" | ">");
        }

        !matches!(
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
                | "≈"
                | "≥"
                | "≤"
                | ">"
                | "<"
                | ","
                | "…"
        )
    }

    /// Tells whether the hyphen before a number is a minus, or joins the ends of a range.
    fn is_minus(&self, at: usize) -> bool {
        let sign = self.tokens[at - 1];
        let range = at >= 2 && self.is_number(at - 2);
        (sign.spaced || at == 1) || range
    }

    /// Tells whether letters that are neither a magnitude nor a unit are adjacent to a number: `19th`, `5G`,
    /// `5-year`.
    fn is_glued(&self, number_end: usize) -> bool {
        let next = self.tokens.partition_point(|it| (it.start as usize) < number_end);
        let Some(token) = self.tokens.get(next).filter(|token| !token.spaced) else {
            return false;
        };
        let word = token.text_in(self.text);

        match token.kind {
            TokenKind::Word => !self.words_may_touch(word),
            TokenKind::Sign if matches!(word, "-" | "\u{2011}") => {
                let after = self.tokens.get(next + 1);
                after.is_some_and(|after| !after.spaced && after.kind == TokenKind::Word)
            }
            _ => false,
        }
    }

    fn words_may_touch(&self, word: &str) -> bool {
        is_any(word, self.lexicon.units.coins)
    }

    /// Tells whether the word before a number makes it part of a name: "section 47".
    fn is_name(&self, at: usize) -> bool {
        // "No. 10": the full stop belongs to the abbreviation.
        let stop = usize::from(self.before(at, 1) == "." && self.before(at, 2).len() <= 3);
        let before = self.before(at, 1 + stop);

        // "Last year 1,312 cases were heard": no year or week has a number in the thousands.
        let time = is_any(before, self.words.name_times);
        if is_any(before, self.words.names) && !(time && self.word(at).contains(',')) {
            return true;
        }

        // "sections 4 and 5", "pages 12 to 20"
        let joined = is_any(before, self.words.joints) || matches!(before, "," | "–");
        let first_is_number = at >= 2 && self.is_number(at - 2);
        let is_in_list = joined && first_is_number && is_any(self.before(at, 3), self.words.names);

        // "one in 5", "1 in 5"
        let is_ratio = is_any(before, self.words.ratio)
            && ((first_is_number && self.before(at, 2).len() <= 2)
                || self.words.cardinal(self.before(at, 2)).is_some());

        is_ratio || is_in_list || (at == 0 && matches!(self.word(1), "." | ")"))
    }

    fn is_date(&self, at: usize, end: usize) -> bool {
        let dates = &self.lexicon.dates;
        let next = self.word(end + 1);
        let next_but_one = self.tokens.get(end + 2);
        let leads_to_number = next_but_one.is_some_and(|it| it.kind == TokenKind::Number);
        let after = self.tokens.get(end + 1).map_or("", |it| &self.text[it.start as usize..]);

        dates.is_month(self.before(at, 1))
            || dates.is_month(next)
            || is_any(next, self.words.dating)
            || self.words.ages.iter().any(|age| starts_with_phrase(after, age).is_some())
            // "14 to 16 January", "5 and 6 May"
            || ((is_any(next, self.words.joints) || matches!(next, "–" | "-"))
                && leads_to_number
                && dates.is_month(self.word(end + 3)))
            // "1 in 5"
            || (is_any(next, self.words.ratio)
                && leads_to_number
                && next_but_one.is_some_and(|it| it.end - it.start <= 3))
    }

    /// Returns the qualifier of a number, and the first token of its words; the number's own token if it has
    /// none.
    fn qualifier(&self, at: usize, last: Option<&QuantityMention>) -> (Qualifier, usize) {
        let plain = (Qualifier::Exact, at);
        let before = &self.text[..self.tokens[at].start as usize];
        let Some((qualifier, start)) = self.words.qualifier_before(before) else {
            return plain;
        };
        let first = self.tokens.partition_point(|it| (it.start as usize) < start);

        // An arrow is not a limit: "->", "=>".
        let is_sign = self.tokens[first].kind == TokenKind::Sign;
        if is_sign && self.touches(first) && matches!(self.before(first, 1), "-" | "=" | "–") {
            return plain;
        }

        // "27% lower than 2,600" is a comparison with a value, not a limit.
        let is_size = |last: &QuantityMention| {
            let tied = last.tokens.last as usize + 1 == first;
            tied && matches!(last.unit(), Unit::Percent | Unit::PercentagePoints)
        };
        let compares = is_any(self.word(first), self.lexicon.changes.comparatives);
        if compares && last.is_some_and(is_size) {
            return plain;
        }

        (qualifier, first)
    }

    /// Tells whether a year ends the first value's date: "from 42% in 2013 to 72% in 2015".
    fn is_a_date_before(&self, low: &QuantityMention, high: &QuantityMention) -> bool {
        let before = self.before(low.tokens.first as usize, 1);
        let dates = &self.lexicon.dates;
        low.is_like_year(self.text)
            && !high.is_like_year(self.text)
            && (is_any(before, dates.before_year) || dates.is_month(before))
    }

    /// Marks the ends of ranges, and completes the first end with the magnitude and unit of the second.
    fn mark_ranges(&self, mentions: &mut [QuantityMention]) {
        let words = &self.words.ranges;
        for second in 1..mentions.len() {
            let (head, tail) = mentions.split_at_mut(second);
            let (low, high) = (&mut head[second - 1], &mut tail[0]);
            let gap = low.tokens.last as usize + 1;

            if gap + 1 != high.tokens.first as usize || self.is_a_date_before(low, high) {
                continue;
            }

            if low.unit() != high.unit() && !low.numeral.is_plain() {
                continue;
            }

            let joint = self.word(gap);
            let opening = self.before(low.tokens.first as usize, 1);
            let joined = is_any(joint, words.to);
            let between = is_any(joint, words.and) && is_any(opening, words.between);
            let is_range = matches!(joint, "–" | "-" | "—") || between || joined;

            if is_range {
                low.numeral.complete_from(&high.numeral);
            }

            // In "from 500 to 900" the two are an earlier and a later value.
            if is_range && !(joined && is_any(opening, words.from)) {
                (low.in_range, high.in_range) = (true, true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;
    use crate::language::house_style;
    use crate::lexicon::ENGLISH;

    fn found(text: &str) -> Vec<String> {
        let mentions = read(text, &tokens(text), &ENGLISH);

        mentions
            .iter()
            .filter(|mention| !mention.is_like_year(text))
            .map(|mention| {
                let qualifier = &text[mention.start as usize..mention.number as usize];
                let quantity = Quantity::new(mention.numeral.clone(), Qualifier::Exact, None);
                format!("{qualifier}{}", house_style::quantity(&quantity))
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
            ("More than 1,900 people", &["More than 1,900"][..]),
            ("worth £12.3bn or £12.3 billion", &["£12.3 billion", "£12.3 billion"]),
            ("fell by nine per cent, or 9%", &["9%", "9%"]),
            ("twenty-seven percent", &["27%"]),
            ("fourteen point five per cent", &["14.5%"]),
            ("two million people", &["2 million"]),
            ("9.0 percentage points", &["9.0 percentage points"]),
            ("some 35 000 returns", &["some 35,000"]),
            ("up to US$5m", &["up to $5 million"]),
            ("A$30.9 billion and IQD 5 billion", &["AUD 30.9 billion", "IQD 5 billion"]),
            ("from £2 to £3 million", &["£2 million", "£3 million"]),
            ("from 28.3 to 19.3 per cent", &["28.3%", "19.3%"]),
            ("(1,900 in all)", &["1,900"]),
            ("Last year 1,312 cases", &["1,312"]),
            ("500-900 places", &["500", "900"]),
            ("an increase of 50p", &["50"]),
        ] {
            assert_eq!(found(&text.replace("35 000", "35\u{a0}000")), expected, "{text}");
        }
    }

    /// Records have always read these; prose had a shorter list.
    #[test]
    fn every_qualifier_of_a_record_is_one_in_prose() {
        for (phrase, qualifier) in ENGLISH.numbers.qualifiers {
            // "Under 18" is more often an age than a limit.
            if phrase.split(' ').next_back().is_some_and(|it| is_any(it, ENGLISH.numbers.names)) {
                continue;
            }

            let touching = format!("({phrase}1,900)");
            let is_sign = !phrase.contains(char::is_alphabetic);
            let texts = [Some(format!("It is {phrase} 1,900 now")), is_sign.then_some(touching)];
            for text in texts.into_iter().flatten() {
                let mentions = read(&text, &tokens(&text), &ENGLISH);
                let read: Vec<Qualifier> = mentions.iter().map(|it| it.qualifier).collect();
                assert_eq!(read, [*qualifier], "{text}");
            }
        }
    }

    #[test]
    fn a_comparison_is_no_limit() {
        for text in ["27% lower than 2,600", "x -> 2,600", "11% more than 2,600"] {
            let mentions = read(text, &tokens(text), &ENGLISH);
            let last = mentions.last().expect(text);
            assert_eq!(last.qualifier, Qualifier::Exact, "{text}");
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
            "width=5",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
