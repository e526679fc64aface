//! A sentence as the solver reads it: words with their roles, and amounts.

use super::amount::{AmountKind, Likeness, WrittenAmount};
use crate::lexicon::{Lexicon, WordRoles};

/// A word, a sign or an amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SentenceToken {
    /// Its first byte in the sentence's text.
    pub(crate) start: u32,
    /// One past its last byte.
    pub(crate) end: u32,
    pub(crate) kind: SentenceTokenKind,
    /// The roles of its word; none for signs and amounts.
    pub(crate) roles: WordRoles,
}

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum SentenceTokenKind {
    /// A word, by its range in `Sentence::words`.
    Word { start: u32, end: u32 },
    /// A sign that is not part of a word.
    Sign(char),
    /// An amount, by its index.
    Amount(usize),
}

/// A sentence to be solved.
#[derive(Debug, Clone)]
pub(crate) struct Sentence<'t> {
    pub(crate) text: &'t str,
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) tokens: Vec<SentenceToken>,
    pub(crate) amounts: Vec<WrittenAmount>,
    /// The token of each amount.
    pub(crate) at: Vec<usize>,
    /// Its words in lower case, with straight apostrophes.
    pub(super) words: String,
}

impl Sentence<'_> {
    /// Returns the roles of a token; none out of range.
    pub(crate) fn roles(&self, token: usize) -> WordRoles {
        self.tokens.get(token).map_or(WordRoles::NONE, |token| token.roles)
    }

    /// Tells whether a token has any of the roles.
    pub(crate) fn is(&self, token: usize, roles: WordRoles) -> bool {
        self.roles(token).meets(roles)
    }

    /// Tells whether the previous token has any of the roles.
    pub(crate) fn follows(&self, token: usize, roles: WordRoles) -> bool {
        token > 0 && self.is(token - 1, roles)
    }

    /// Returns the word of a token, in lower case; empty for signs and amounts.
    pub(crate) fn word(&self, token: usize) -> &str {
        match self.tokens.get(token).map(|token| token.kind) {
            Some(SentenceTokenKind::Word { start, end }) => {
                &self.words[start as usize..end as usize]
            }
            _ => "",
        }
    }

    pub(crate) fn is_word(&self, token: usize) -> bool {
        matches!(
            self.tokens.get(token),
            Some(SentenceToken { kind: SentenceTokenKind::Word { .. }, .. })
        )
    }

    pub(crate) fn sign(&self, token: usize) -> Option<char> {
        match self.tokens.get(token)?.kind {
            SentenceTokenKind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub(crate) fn is_sign(&self, token: usize, sign: char) -> bool {
        self.sign(token) == Some(sign)
    }

    /// Returns the index of the amount at a token.
    pub(crate) fn amount_at(&self, token: usize) -> Option<usize> {
        match self.tokens.get(token)?.kind {
            SentenceTokenKind::Amount(index) => Some(index),
            _ => None,
        }
    }

    /// Returns the amount at a token.
    pub(crate) fn amount(&self, token: usize) -> Option<&WrittenAmount> {
        self.amount_at(token).map(|index| &self.amounts[index])
    }

    /// Tells whether a token is a date, a year or a duration.
    pub(crate) fn is_time(&self, token: usize) -> bool {
        self.amount(token).is_some_and(|amount| {
            matches!(
                amount.kind,
                AmountKind::Date(_) | AmountKind::Year { .. } | AmountKind::Duration
            )
        })
    }

    /// Tells whether a token names a day or a year.
    pub(crate) fn is_date(&self, token: usize) -> bool {
        self.amount(token).is_some_and(|amount| {
            matches!(amount.kind, AmountKind::Date(_) | AmountKind::Year { .. })
        })
    }

    /// Tells whether a token names a month without a year.
    pub(crate) fn is_month(&self, token: usize) -> bool {
        self.is_word(token) && {
            let SentenceToken { start, end, .. } = self.tokens[token];
            self.lexicon.dates.is_month(&self.text[start as usize..end as usize])
        }
    }

    /// Tells whether a token is the size of a change: "by 1.8 points".
    pub(crate) fn is_value_of_change(&self, token: usize) -> bool {
        let is_size = self
            .amount(token)
            .is_some_and(|amount| amount.likeness().is_some() || amount.kind == AmountKind::Points);
        is_size && self.led_by(token, WordRoles::BY, WordRoles::FILLER.without(WordRoles::TO))
    }

    /// Tells whether a sentence has no other values than some amounts: times and small numbers in words do not count.
    pub(crate) fn has_only(&self, own: &[usize]) -> bool {
        const SMALL: f64 = 20.0;

        self.amounts.iter().enumerate().all(|(index, amount)| {
            let is_value = amount.is_count_or_money()
                || matches!(
                    amount.kind,
                    AmountKind::Percent
                        | AmountKind::Points
                        | AmountKind::Multiple
                        | AmountKind::Fraction
                );
            let is_small = amount.is_spelled && amount.value < SMALL;
            own.contains(&index) || !is_value || is_small
        })
    }

    /// Tells whether a token is a count or a sum of money.
    pub(crate) fn is_value(&self, token: usize) -> bool {
        self.amount(token).is_some_and(WrittenAmount::is_count_or_money)
    }

    /// Returns the tokens strictly between two, in either order.
    #[expect(clippy::unused_self, reason = "reads as a question about the sentence, beside `any`")]
    pub(crate) fn between(&self, one: usize, two: usize) -> std::ops::Range<usize> {
        let (first, last) = if one < two { (one, two) } else { (two, one) };
        first + 1..last.max(first + 1)
    }

    /// Tells whether any token in a range has any of the roles.
    pub(crate) fn any(&self, mut range: std::ops::Range<usize>, roles: WordRoles) -> bool {
        range.any(|token| self.is(token, roles))
    }

    /// Tells whether any of the signs is in a range.
    pub(crate) fn has_sign(&self, mut range: std::ops::Range<usize>, signs: &[char]) -> bool {
        range.any(|token| self.sign(token).is_some_and(|sign| signs.contains(&sign)))
    }

    /// Counts the words in a range.
    pub(crate) fn word_count(&self, range: std::ops::Range<usize>) -> usize {
        range.filter(|&token| self.is_word(token)).count()
    }

    /// Tells whether a phrase begins at a token.
    pub(crate) fn phrase_at(&self, token: usize, phrase: &str) -> bool {
        // Nearly all phrases fail at their first letter.
        let first = self.word(token).as_bytes().first();
        first == phrase.as_bytes().first()
            && phrase.split(' ').enumerate().all(|(at, word)| self.word(token + at) == word)
    }

    /// Returns the length in tokens of the first of some phrases that begins at a token.
    pub(crate) fn length_at(&self, token: usize, phrases: &[&str]) -> Option<usize> {
        // Long tables are asked for at every word of every sentence: nearly all of a table fails at a byte.
        let first = self.word(token).as_bytes().first()?;
        let mut like = phrases.iter().filter(|it| it.as_bytes().first() == Some(first));
        let found = like.find(|phrase| self.phrase_at(token, phrase))?;

        Some(found.split(' ').count())
    }

    /// Finds the first of some phrases in a range; returns its first token and its length in tokens.
    pub(crate) fn find_phrase(
        &self,
        mut range: std::ops::Range<usize>,
        phrases: &[&str],
    ) -> Option<(usize, usize)> {
        let end = range.end;
        range.find_map(|token| {
            let length = self.length_at(token, phrases)?;
            (token + length <= end).then_some((token, length))
        })
    }

    /// Tells whether the word before a token, skipping fillers, has any of the roles.
    pub(crate) fn led_by(&self, token: usize, roles: WordRoles, fillers: WordRoles) -> bool {
        // "From just over a total of 5,000": no more words than these are fillers.
        const REACH: usize = 6;

        for back in 1..=REACH {
            let Some(before) = token.checked_sub(back) else {
                return false;
            };

            if self.is(before, roles) {
                return true;
            }
            if !self.is(before, fillers) {
                return false;
            }
        }

        false
    }

    /// Groups the amounts that can be compared, in order of first appearance; ranges, and the amounts in
    /// `without`, are left out.
    pub(crate) fn groups(&self, without: &[usize]) -> Vec<(Likeness, Vec<usize>)> {
        let mut groups: Vec<(Likeness, Vec<usize>)> = Vec::new();

        for (index, amount) in self.amounts.iter().enumerate() {
            // A negative level has no percentage change.
            let is_negative = amount.sign == Some(true);
            let is_time_name = amount.kind == AmountKind::Duration && self.names_a_time(index);
            let is_skipped =
                is_negative || is_time_name || self.repeats(index) || self.is_marker(index);
            if without.contains(&index) || amount.low.is_some() || is_skipped {
                continue;
            }

            let Some(likeness) = amount.likeness() else {
                continue;
            };

            match groups.iter_mut().find(|(known, _)| *known == likeness) {
                Some((_, members)) => members.push(index),
                None => groups.push((likeness, vec![index])),
            }
        }

        groups
    }

    /// Tells whether a number marks an item of a list: "two factors: (1) higher returns and (2) lower costs".
    fn is_marker(&self, index: usize) -> bool {
        const LAST: f64 = 12.0;

        let (token, amount) = (self.at[index], &self.amounts[index]);
        let in_brackets = token > 0 && self.is_sign(token - 1, '(') && self.is_sign(token + 1, ')');
        in_brackets
            && self.is_word(token + 2)
            && !amount.is_spelled
            && amount.value <= LAST
            && self.amounts.iter().enumerate().any(|(other, it)| {
                let at = self.at[other];
                other != index
                    && it.value <= LAST
                    && at > 0
                    && self.is_sign(at - 1, '(')
                    && self.is_sign(at + 1, ')')
            })
    }

    /// Tells whether an amount repeats the previous one in digits: "six (06) sections".
    fn repeats(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else {
            return false;
        };
        let (token, word) = (self.at[index], self.at[before]);

        self.amounts[before].is_spelled
            && (self.amounts[before].value - self.amounts[index].value).abs() < f64::EPSILON
            && word + 2 == token
            && self.is_sign(word + 1, '(')
    }

    /// Tells whether a duration says when and not how long: "the first four months of the year", "in the
    /// twelve months to April", "the previous five-year plan".
    fn names_a_time(&self, index: usize) -> bool {
        // "Ending in September"
        const REACH: usize = 4;

        let token = self.at[index];
        // "Lengthened to 10 weeks in April" is a value.
        let ends = self.is(token + 1, WordRoles::ENDING | WordRoles::TO)
            && (token + 1..token + REACH)
                .take_while(|&at| self.is(at, WordRoles::ENDING | WordRoles::TO | WordRoles::IN))
                .last()
                .is_some_and(|last| self.is_date(last + 1) || self.is_month(last + 1));

        ends || self.follows(token, WordRoles::WHICH_PART)
            || self.written(index).contains('-')
            || self.led_by(
                token,
                WordRoles::THE,
                WordRoles::BEFORE | WordRoles::NOW | WordRoles::EVIDENCE | WordRoles::INTERVAL,
            ) && token > 0
                && !self.is(token - 1, WordRoles::THE)
    }

    /// Tells whether two amounts may count the same thing: one has no noun, or they share one.
    pub(crate) fn counts_alike(&self, one: usize, two: usize) -> bool {
        let telling = |index: usize| {
            self.amounts[index].noun.iter().filter(|word| {
                let roles = self.lexicon.words.roles(word);
                // Participles and words of time do not name what is counted.
                !word.ends_with("ed")
                    && !word.ends_with("ing")
                    && !word.ends_with("en")
                    && !roles.meets(
                        WordRoles::GENERIC
                            | WordRoles::AGO
                            | WordRoles::TOTAL
                            | WordRoles::ANNUALLY
                            | WordRoles::PARTICIPLE,
                    )
            })
        };

        let mut first = telling(one).peekable();
        let mut second = telling(two).peekable();
        if first.peek().is_none() || second.peek().is_none() {
            return true;
        }

        let second: Vec<_> = second.collect();
        first.any(|word| second.contains(&word))
    }

    /// Returns the text of an amount, as written, without its qualifier.
    pub(crate) fn written(&self, index: usize) -> &str {
        let amount = &self.amounts[index];
        &self.text[amount.start as usize..amount.end as usize]
    }
}
