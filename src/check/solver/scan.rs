//! Reads a sentence into words with their roles, and amounts.
//!
//! In: the running text of a sentence, where its references are, and the words of its language. Out: a
//! [`Sentence`]. Invariant: linear in the length of the text; a date, a year, an age, a time of day, or the
//! name of something is never read as a count.

mod calendar;
mod complete;
mod fraction;
mod qualifier;
mod quantity;
mod skip;

use super::amount::{AmountKind, WrittenAmount};
use super::sentence::{Sentence, SentenceToken, SentenceTokenKind};
use crate::lexicon::{Lexicon, WordRoles, is_any};
use crate::value::{self, Grouping, Magnitude, Qualifier, Unit};

/// Replaces code, and references without their own text, in a sentence's text.
const OBJECT: char = '\u{fffc}';

/// A sentence with more tokens is a list in disguise and cannot be read reliably.
const MOST_TOKENS: usize = 260;

/// Tells whether the thousands of a number are separated from it by a space: "90, 000".
fn has_torn_number(text: &str) -> bool {
    memchr::memchr_iter(b',', text.as_bytes()).any(|at| {
        let before = text.as_bytes()[..at].last().is_some_and(u8::is_ascii_digit);
        let Some(rest) = text[at + 1..].strip_prefix(' ').filter(|_| before) else {
            return false;
        };
        let group = rest.get(..3).is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
        let following = rest.get(3..).unwrap_or_default();
        let has_decimals = following
            .strip_prefix('.')
            .is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
        let is_thousand =
            rest.starts_with("000") && !following.starts_with(|it: char| it.is_alphanumeric());

        group && (is_thousand || has_decimals)
    })
}

/// What was found at a position of the text.
enum Scanned {
    /// An amount; its qualifier and its noun are read later.
    Amount(Box<WrittenAmount>),
    /// Something that is not an amount.
    Nothing {
        /// The end of the skipped text: an address, a code.
        end: usize,
    },
}

/// The text to read, with the context needed to classify its numbers.
struct Scanner<'t> {
    text: &'t str,
    lexicon: &'static Lexicon,
    /// The start of each reference, with its index in the body.
    references: &'t [(u32, u32)],
    /// Whether it may hold the address of a site or of a mailbox.
    has_address: bool,
}

/// Reads a sentence; none if it is too long to be prose.
pub(crate) fn scan<'t>(
    text: &'t str,
    references: &[(u32, u32)],
    lexicon: &'static Lexicon,
) -> Option<Sentence<'t>> {
    // "90, 000 tonnes" is not a list of two numbers, and other numbers may be split as well.
    if has_torn_number(text) {
        return None;
    }

    let has_address = skip::may_hold_address(text);
    let reader = Scanner { text, lexicon, references, has_address };
    let mut sentence = Sentence {
        text,
        lexicon,
        tokens: Vec::with_capacity(text.len() / 5),
        amounts: Vec::new(),
        at: Vec::new(),
        words: String::with_capacity(text.len()),
    };
    let mut at = 0;

    while let Some(sign) = text[at..].chars().next() {
        if sentence.tokens.len() > MOST_TOKENS {
            return None;
        }

        if sign.is_whitespace() {
            at += sign.len_utf8();
            continue;
        }

        match reader.at(at, &sentence) {
            Some(Scanned::Amount(amount)) => {
                at = amount.end as usize;
                let index = sentence.amounts.len();
                sentence.at.push(sentence.tokens.len());
                sentence.tokens.push(SentenceToken {
                    start: amount.start,
                    end: amount.end,
                    kind: SentenceTokenKind::Amount(index),
                    roles: WordRoles::NONE,
                });
                sentence.amounts.push(*amount);
            }
            Some(Scanned::Nothing { end }) => {
                push_word(&mut sentence, at, end);
                at = end;
            }
            None if sign.is_alphanumeric() => {
                let end = at + word_length(&text[at..]);
                push_word(&mut sentence, at, end);
                at = end;
            }
            None => {
                let end = at + sign.len_utf8();
                sentence.tokens.push(SentenceToken {
                    start: size(at),
                    end: size(end),
                    kind: SentenceTokenKind::Sign(plain_sign(sign)),
                    roles: sign_roles(sign, lexicon),
                });
                at = end;
            }
        }
    }

    complete::join_spans(&mut sentence);
    complete::neighbours(&mut sentence);
    complete::spans(&mut sentence);
    qualifier::read(&mut sentence);
    nouns(&mut sentence);
    complete::units_before(&mut sentence);
    complete::units_after(&mut sentence);

    Some(sentence)
}

impl Scanner<'_> {
    /// Reads what begins at a byte, if it is more than a word or a sign.
    fn at(&self, at: usize, sentence: &Sentence<'_>) -> Option<Scanned> {
        let rest = &self.text[at..];
        let first = rest.chars().next()?;

        if first == OBJECT {
            return Some(self.reference(at));
        }

        if self.has_address
            && let Some(end) = skip::address(self.text, at)
        {
            return Some(Scanned::Nothing { end });
        }

        if let Some(end) = skip::bare_decimal(self.text, at) {
            return Some(Scanned::Nothing { end });
        }

        let words = &self.lexicon.amounts;
        let is_letter = first.is_alphabetic();

        // Nearly all words and signs end here.
        if is_letter && !self.may_begin_amount(rest) || is_punctuation(rest) {
            return None;
        }

        if let Some(amount) = calendar::date(self.text, at, self.lexicon) {
            return Some(Scanned::Amount(Box::new(amount)));
        }

        if let Some(end) = skip::number(self.text, at, self.lexicon).filter(|_| !self.is_money(at))
        {
            return Some(Scanned::Nothing { end });
        }

        calendar::clock(self.text, at, self.lexicon)
            .or_else(|| calendar::financial_year(self.text, at, self.lexicon))
            .or_else(|| calendar::age(self.text, at, self.lexicon))
            .or_else(|| fraction::multiple(self.text, at, words, self.lexicon))
            .or_else(|| fraction::fraction(self.text, at, sentence, self.lexicon))
            .or_else(|| quantity::quantity(self.text, at, sentence, self.lexicon))
            .map(|amount| Scanned::Amount(Box::new(amount)))
    }

    /// Tells whether a letter and digits are money and not a code: "R1.2 billion", but not the road "R21".
    fn is_money(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        if !rest.starts_with(|first: char| first.is_ascii_uppercase()) {
            return false;
        }

        let found = value::scan(rest, Grouping::TiedSpace, self.lexicon).and_then(Result::ok);
        found.is_some_and(|found| {
            matches!(found.numeral.unit(), Unit::Currency(_))
                && (found.numeral.magnitude() != Magnitude::One
                    || rest[..found.end].contains([',', '.']))
        })
    }

    fn reference(&self, at: usize) -> Scanned {
        let end = at + OBJECT.len_utf8();
        let known = self.references.iter().find(|&&(start, _)| start as usize == at);

        match known {
            Some(&(_, index)) => Scanned::Amount(Box::new(WrittenAmount {
                kind: AmountKind::Reference(index),
                ..blank(at, end)
            })),
            None => Scanned::Nothing { end },
        }
    }

    /// Tells whether a word may begin an amount: a number in words, a month, a currency, a fraction.
    fn may_begin_amount(&self, rest: &str) -> bool {
        // The longest such word is "seventy".
        const LONGEST: usize = 12;

        let head = leading_word(rest);
        let end = head.len();
        let bytes = rest.as_bytes();

        // "EUR", "FY25", "R1.2", "US$", "KSh": no other words have a second capital, a digit or a sign there.
        let is_capital = bytes[0].is_ascii_uppercase();
        let is_code =
            |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'$';
        if is_capital && bytes.iter().skip(1).take(2).any(is_code) {
            return true;
        }

        // "B12", "mid-2024"
        if bytes.get(end).is_some_and(|byte| byte.is_ascii_digit() || *byte == b'-') {
            return true;
        }
        if head.len() > LONGEST || !head.is_ascii() {
            return false;
        }

        let mut lower = [0; LONGEST];
        let lower = &mut lower[..head.len()];
        lower.copy_from_slice(head.as_bytes());
        lower.make_ascii_lowercase();
        let word = std::str::from_utf8(lower).unwrap_or_default();

        self.lexicon.words.roles(word).meets(WordRoles::AMOUNT)
            && (!self.is_article(word) || self.counts_once(&rest[end..]))
    }

    /// Tells whether a word is an article, which may only count what it is followed by: "a third", "a million".
    fn is_article(&self, word: &str) -> bool {
        let single = self.lexicon.amounts.single;
        single.iter().any(|(it, _)| *it == word) && self.lexicon.numbers.cardinal(word).is_none()
    }

    /// Tells whether the word after an article is a fraction or a magnitude.
    fn counts_once(&self, after: &str) -> bool {
        let numbers = &self.lexicon.numbers;
        let next = leading_word(after.trim_start_matches(|sign: char| !sign.is_alphanumeric()));
        let is_fraction =
            || self.lexicon.words.roles(&next.to_ascii_lowercase()).meets(WordRoles::AMOUNT);

        is_any(next, numbers.hundred)
            || numbers.magnitudes.iter().any(|(word, _)| word.eq_ignore_ascii_case(next))
            || is_fraction()
    }
}

/// Makes an empty amount at a position, to be filled in.
fn blank(start: usize, end: usize) -> WrittenAmount {
    WrittenAmount {
        start: size(start),
        end: size(end),
        kind: AmountKind::Count,
        value: 0.0,
        shown: 0.0,
        half: 0.0,
        last_unit: 0.0,
        low: None,
        qualifier: Qualifier::Exact,
        decimals: 0,
        noun: Vec::new(),
        unit: None,
        has_magnitude: false,
        is_spelled: false,
        sign: None,
        is_basis_points: false,
    }
}

fn push_word(sentence: &mut Sentence<'_>, start: usize, end: usize) {
    let from = sentence.words.len();
    let written = &sentence.text[start..end];
    if written.is_ascii() {
        sentence.words.push_str(written);
        sentence.words[from..].make_ascii_lowercase();
    } else {
        for char in written.chars() {
            match char {
                '’' | '‘' => sentence.words.push('\''),
                '‑' => sentence.words.push('-'),
                char => sentence.words.extend(char.to_lowercase()),
            }
        }
    }

    let word = &sentence.words[from..];
    let mut roles = sentence.lexicon.words.roles(word);
    if roles == WordRoles::NONE
        && let Some(bare) = word.strip_suffix("'s").or_else(|| word.strip_suffix('\''))
    {
        roles = sentence.lexicon.words.roles(bare).without(WordRoles::EVIDENCE);
    }

    // "74 this fall, 58 last fall"
    let is_season = sentence.lexicon.dates.seasons.contains(&word)
        && sentence.tokens.last().is_some_and(|before| {
            before.roles.meets(WordRoles::NOW | WordRoles::BEFORE | WordRoles::DEMONSTRATIVE)
        });
    if is_season {
        roles = WordRoles::EVIDENCE;
    }

    // "In May there were 24,300" is not a modal verb.
    if roles.meets(WordRoles::MOOD) && start > 0 {
        let is_month = sentence.lexicon.dates.is_month(&sentence.text[start..end]);
        roles = roles.without(if is_month { WordRoles::MOOD } else { WordRoles::NONE });
    }

    sentence.tokens.push(SentenceToken {
        start: size(start),
        end: size(end),
        kind: SentenceTokenKind::Word { start: size(from), end: size(sentence.words.len()) },
        roles,
    });
}

/// Returns the length of the word at the start of a text: letters and digits, with apostrophes, hyphens and
/// points inside.
fn word_length(text: &str) -> usize {
    // Nearly all words are letters and digits of ASCII, and end at a space.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if plain > 0
        && matches!(text.as_bytes().get(plain), None | Some(b' ' | b',' | b';' | b':' | b')'))
    {
        return plain;
    }

    let mut end = 0;
    let mut signs = text.char_indices().peekable();

    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|&(_, next)| next);
        let inside = matches!(sign, '\'' | '’' | '-' | '‑' | '.' | '&')
            && next.is_some_and(char::is_alphanumeric);

        // "U.S." and "e.g." are words; "end.Then" lacks a space.
        let is_point = sign == '.' && end > 1 && !text[..end].contains('.');
        if !(sign.is_alphanumeric() || inside && end > 0 && !is_point) {
            break;
        }

        end = at + sign.len_utf8();
    }

    end
}

/// Tells whether a text begins with a sign that no amount begins with.
fn is_punctuation(text: &str) -> bool {
    let mut signs = text.chars();
    let first = signs.next().unwrap_or_default();
    let is_separator = matches!(
        first,
        ',' | '.'
            | ';'
            | ':'
            | '('
            | ')'
            | '"'
            | '\''
            | '“'
            | '”'
            | '‘'
            | '’'
            | '?'
            | '!'
            | '/'
            | '|'
    );

    // ".5 per cent"
    is_separator && !signs.next().is_some_and(|next| first == '.' && next.is_ascii_digit())
}

/// Returns the letters at the front of a text.
fn leading_word(text: &str) -> &str {
    let plain = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let end = match text.as_bytes().get(plain) {
        None => plain,
        Some(next) if next.is_ascii() => plain,
        Some(_) => text.find(|sign: char| !sign.is_alphabetic()).unwrap_or(text.len()),
    };

    &text[..end]
}

/// Returns the roles of a sign: most have none.
fn sign_roles(sign: char, lexicon: &Lexicon) -> WordRoles {
    match sign {
        // A bullet or a bar within a line begins another item.
        '*' | '•' | '|' | '·' => WordRoles::BREAK,
        '&' | ';' => lexicon.words.roles(sign.encode_utf8(&mut [0; 4])),
        _ => WordRoles::NONE,
    }
}

fn plain_sign(sign: char) -> char {
    match sign {
        '—' | '–' | '-' | '−' | '‒' => '–',
        '“' | '”' | '"' => '"',
        '[' => '(',
        ']' => ')',
        other => other,
    }
}

/// Reads the nouns after the amounts.
fn nouns(sentence: &mut Sentence<'_>) {
    // "1,900 failed Iraqi asylum seekers": more words rarely belong to the noun phrase.
    const LONGEST: usize = 4;

    for index in 0..sentence.amounts.len() {
        let first = sentence.at[index] + 1;
        let mut noun = Vec::new();

        for token in first..first + LONGEST + 2 {
            let roles = sentence.roles(token);
            if !sentence.is_word(token) || noun.len() == LONGEST {
                break;
            }
            if roles.meets(WordRoles::STOP | WordRoles::LINK) {
                // "1,900 more homes"
                if noun.is_empty() && roles.meets(WordRoles::MORE | WordRoles::ADDITIONAL) {
                    continue;
                }
                break;
            }

            let word = sentence.word(token);
            noun.push(sentence.lexicon.amounts.singular(word));
        }

        let is_measured = sentence.is(first, WordRoles::MEASURE);
        let amount = &mut sentence.amounts[index];
        if amount.kind == AmountKind::Count && is_measured {
            amount.unit = noun.first().cloned();
        }
        amount.noun = noun;
    }
}

fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
