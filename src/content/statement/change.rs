//! ChangeWords that a sentence claims, and pairs of values that it sets against each other.
//!
//! In: a sentence with its tokens and mentions. Out: claims and comparisons. Invariant: a size is tied to
//! a word of change right beside it, and a pair to a claim only if nothing between them begins another
//! thought; what is doubtful is no claim.

use super::flow::size;
use super::mention::QuantityMention;
use super::token::{Token, TokenKind};
use crate::lexicon::{ChangeWords, Fraction, Lexicon, is_any};
use crate::value::{Direction, Qualifier, Unit};

/// How large a change is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimedSize {
    /// The statement's mention of this index, in per cent or percentage points.
    Mention(u32),
    /// A simple fraction: "nearly a quarter".
    Fraction(Fraction, Qualifier),
    /// What the first value was multiplied by, in hundredths: 200 for "doubled".
    Multiple(i64, Qualifier),
}

/// Two values that a sentence sets against each other, by the indices of its mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// The earlier one.
    pub from: u32,
    /// The later one.
    pub to: u32,
}

/// A change that a sentence claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeClaim {
    /// Its size.
    pub size: ClaimedSize,
    /// Its direction.
    pub direction: Direction,
    /// Where the size begins in the text, with its qualifier.
    pub start: u32,
    /// One past the size.
    pub end: u32,
    /// Where "a fall of 27%" or "a 27% fall" begins and ends, if the change is a noun.
    pub noun: Option<(u32, u32)>,
    /// The values that it is the change of, if the sentence has them.
    pub pair: Option<Comparison>,
    /// Whether it may be about the pair of the sentence before: "That is a fall of 27%."
    pub looks_back: bool,
    /// Whether it is measured against something other than an earlier value: "since 2010", "than
    /// forecast".
    pub other_base: bool,
    /// Whether it is wished for, expected or denied.
    pub supposed: bool,
}

/// How many words may come between a claim and its values: two clauses without a conjunction are
/// rarely longer.
const REACH: usize = 14;

/// Reads the changes of a sentence, and the values that it sets against each other.
pub(super) fn read(
    text: &str,
    tokens: &[Token],
    mentions: &[QuantityMention],
    lexicon: &Lexicon,
) -> (Vec<ChangeClaim>, Vec<Comparison>) {
    let words = &lexicon.changes;
    let reader = Reader { text, tokens, mentions, lexicon, words };
    let mut claims = reader.claims();
    let values: Vec<usize> = (0..mentions.len())
        .filter(|&at| {
            let is_size = |claim: &ChangeClaim| claim.size == ClaimedSize::Mention(size(at));
            !claims.iter().any(is_size)
                && !mentions[at].is_like_year(text)
                && !reader.is_length_of_time(at)
        })
        .collect();
    let pairs: Vec<Comparison> =
        values.windows(2).filter_map(|pair| reader.pair(pair[0], pair[1])).collect();

    for claim in &mut claims {
        if !claim.other_base {
            claim.pair = reader.pair_of(claim, &pairs, &values);
            let (begin, end) = reader.phrase(claim);
            claim.other_base = claim.pair.is_none() && !reader.is_of_the_same(begin, end);
        }

        claim.looks_back = claim.pair.is_none() && values.is_empty() && reader.looks_back();
    }

    (claims, pairs)
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    mentions: &'t [QuantityMention],
    lexicon: &'t Lexicon,
    words: &'t ChangeWords,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        is_any(self.word(at), list)
    }

    /// Finds the mention that begins at a token.
    fn mention_at(&self, token: usize) -> Option<usize> {
        let token = size(token);
        self.mentions.binary_search_by_key(&token, |mention| mention.tokens.first).ok()
    }

    /// Tells whether a mention only says how long: "12 months prior". If two are weeks, they are what is
    /// compared: "from 18 weeks to 12 weeks".
    fn is_length_of_time(&self, mention: usize) -> bool {
        let numbers = &self.lexicon.numbers;
        let unit = |mention: usize| {
            let word = self.word(self.mentions[mention].tokens.last as usize + 1);
            let bare = word.strip_suffix(numbers.plural).unwrap_or(word);
            is_any(bare, numbers.times).then_some(bare)
        };

        let Some(own) = unit(mention) else {
            return false;
        };

        let neighbours = mention.saturating_sub(2)..(mention + 3).min(self.mentions.len());
        let shared = neighbours
            .filter(|&other| other != mention)
            .any(|other| unit(other) == Some(own) || self.gap_is_to(other, mention));

        !shared
    }

    /// Tells whether only "to" is between two mentions: "from 18 to 12 weeks".
    fn gap_is_to(&self, one: usize, two: usize) -> bool {
        one < two
            && self.gap(one, two).len() == 1
            && self.is(self.gap(one, two).start, self.words.to)
    }

    fn is_change_size(&self, mention: usize) -> bool {
        let mention = &self.mentions[mention];
        matches!(mention.unit(), Unit::Percent | Unit::PercentagePoints) && !mention.in_range
    }

    fn claims(&self) -> Vec<ChangeClaim> {
        let mut claims: Vec<ChangeClaim> = Vec::new();
        for at in 0..self.tokens.len() {
            if self.tokens[at].kind != TokenKind::Word {
                continue;
            }

            if let Some(direction) = self.words.direction(self.word(at)) {
                let found =
                    self.size_after(at, direction).or_else(|| self.size_before(at, direction));
                if let Some(claim) = found
                    && !claims.iter().any(|known| known.start == claim.start)
                {
                    claims.push(claim);
                }
            } else if let Some(multiple) = self.words.multiple(self.word(at)) {
                claims.push(self.multiple(at, multiple));
            }
        }

        claims
    }

    /// Reads "fell by 27%", "a fall of about 27%", "cut crime by a third".
    fn size_after(&self, at: usize, direction: Direction) -> Option<ChangeClaim> {
        if self.is(at, self.words.comparatives) {
            return None;
        }

        let mut next = at + 1;
        let joined = self.is(next, self.words.size_prepositions);
        if !joined && self.mention_at(next).is_none() {
            // "cut waiting times by 9%": the object comes first.
            let by = (next..next + 5).find(|&by| self.is(by, self.words.by))?;
            let plain = (next..by).all(|it| {
                self.tokens.get(it).is_some_and(|token| token.kind == TokenKind::Word)
                    && !self.words.begins_another_thought(self.word(it))
                    && self.words.direction(self.word(it)).is_none()
            });

            if !plain {
                return None;
            }

            next = by;
        }

        if self.is(next, self.words.size_prepositions) {
            next += 1;
        }

        if self.is(next, self.words.determiners)
            && (self.is(next + 1, self.words.additions) || self.mention_at(next + 1).is_some())
        {
            next += 1;
        }

        if self.is(next, self.words.intensifiers) {
            next += 1;
        }

        if let Some(mention) = self.mention_at(next) {
            let fits =
                self.is_change_size(mention) && !self.is_share(self.mentions[mention].tokens.last);
            return fits.then(|| self.claim(direction, mention, at));
        }

        self.fraction(at, next, direction)
    }

    /// Reads "a 27% fall", "27% lower", "11% up".
    fn size_before(&self, at: usize, direction: Direction) -> Option<ChangeClaim> {
        if !self.is(at, self.words.nouns) && !self.is(at, self.words.comparatives) {
            return None;
        }

        let mut back = at;
        for _ in 0..5 {
            back = back.checked_sub(1)?;
            let hyphen = self.word(back) == "-" && !self.tokens[back].spaced;
            if !hyphen && !self.is(back, self.words.modifiers) {
                break;
            }
        }

        let last = size(back);
        let mention =
            self.mentions.binary_search_by_key(&last, |mention| mention.tokens.last).ok()?;

        // "more than 27%" was taken with its number; "up" before "to" or "from" belongs to a value.
        let leads_on = self.is(at, self.words.adverbs) && self.is(at + 1, self.words.to);
        if !self.is_change_size(mention) || leads_on {
            return None;
        }

        let mut claim = self.claim(direction, mention, at);
        let start = self.mentions[mention].tokens.first as usize;
        let article = start.checked_sub(1).filter(|&it| self.is(it, self.words.articles));

        claim.noun = match self.is(at, self.words.comparatives) || self.is(at, self.words.adverbs) {
            true => None,
            false => article.map(|it| (self.tokens[it].start, self.tokens[at].end)),
        };

        let last = at.max(self.mentions[mention].tokens.last as usize);
        claim.other_base = self.has_other_base(last);

        Some(claim)
    }

    /// A size that "of" follows is a share: "down 27% of the way", "27% of returns".
    fn is_share(&self, last: u32) -> bool {
        self.is(last as usize + 1, self.words.of)
    }

    fn claim(&self, direction: Direction, mention: usize, at: usize) -> ChangeClaim {
        let words = self.words;
        let own = &self.mentions[mention];
        let is_noun = self.is(at + 1, words.of) && at > 0 && self.is(at - 1, words.articles);

        ChangeClaim {
            size: ClaimedSize::Mention(size(mention)),
            direction,
            start: own.start,
            end: own.end,
            noun: is_noun.then(|| (self.tokens[at - 1].start, own.end)),
            pair: None,
            looks_back: false,
            other_base: self.has_other_base(at.max(own.tokens.last as usize)),
            supposed: self.is_supposed(at),
        }
    }

    /// Reads "by a quarter", "of nearly two thirds".
    fn fraction(&self, at: usize, first: usize, direction: Direction) -> Option<ChangeClaim> {
        // "Just over two thirds" has as many words as any.
        const LONGEST: usize = 5;

        let (words, numbers) = (self.words, &self.lexicon.numbers);
        if first == 0 || !self.is(first - 1, words.size_prepositions) {
            return None;
        }

        let start = self.tokens.get(first)?.start;
        let (qualifier, length) =
            numbers.qualifier_at(&self.text[start as usize..]).unwrap_or((Qualifier::Exact, 0));
        let mut noun = self.tokens.partition_point(|it| it.start < start + size(length));
        let mut count = None;
        while self.is(noun, numbers.fraction_counts) || self.word(noun) == "-" {
            count = Some(self.word(noun)).filter(|word| *word != "-").or(count);
            noun += 1;
        }

        let fraction =
            numbers.fraction_by_noun(self.word(noun)).filter(|_| noun < first + LONGEST)?;

        // "Two quarters" are no "three quarters", and "by a million" is no fraction at all.
        let phrase = numbers.fractions.iter().find(|it| it.2 == fraction).map_or("", |it| it.0);
        let counted = match (count, phrase.split_once(' ')) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(count), Some((own, _))) => {
                numbers.cardinal(own).is_none() || own.eq_ignore_ascii_case(count)
            }
        };

        // "By half of", "by half a million" and "a third time" are no size of a change.
        let next = self.word(noun + 1);
        if !counted || is_any(next, numbers.fraction_stops) || next == "-" {
            return None;
        }

        Some(ChangeClaim {
            size: ClaimedSize::Fraction(fraction, qualifier),
            direction,
            start,
            end: self.tokens[noun].end,
            noun: None,
            pair: None,
            looks_back: false,
            other_base: self.has_other_base(noun),
            supposed: self.is_supposed(at),
        })
    }

    /// Reads "doubled", "more than halved".
    fn multiple(&self, at: usize, multiple: i64) -> ChangeClaim {
        let own = self.tokens[at].start;
        let before = &self.text[..own as usize];
        let (qualifier, start) = self
            .lexicon
            .numbers
            .qualifier_before(before)
            .map_or((Qualifier::Exact, own), |(qualifier, start)| (qualifier, size(start)));

        ChangeClaim {
            size: ClaimedSize::Multiple(multiple, qualifier),
            direction: if multiple < 100 { Direction::Fall } else { Direction::Rise },
            start,
            end: self.tokens[at].end,
            noun: None,
            pair: None,
            looks_back: false,
            other_base: self.has_other_base(at),
            supposed: self.is_supposed(at),
        }
    }

    /// Tells whether what follows a claim measures it against something else than an earlier value.
    fn has_other_base(&self, last: usize) -> bool {
        let from = self.lexicon.numbers.ranges.from;

        // "By 2030" is an aim.
        let aimed = (last + 1..last + 4)
            .any(|at| self.is(at, self.words.by) && self.word(at + 1).starts_with("20"));

        aimed
            || (last + 1..last + 9)
                .take_while(|&at| {
                    !matches!(self.word(at), "," | ";" | "." | "(" | ")" | "–" | "—" | "")
                })
                .take_while(|&at| !self.is(at, from) && !self.is(at, self.words.to))
                .any(|at| {
                    // "Against" and "than" may lead to the first value itself.
                    let leads = self.is(at, self.words.against);
                    let value = (at + 1..at + 4).any(|it| self.mention_at(it).is_some());
                    self.is(at, self.words.other_bases) && !(leads && value)
                })
    }

    /// Tells whether a change is wished for, expected or denied.
    fn is_supposed(&self, at: usize) -> bool {
        let back = at.saturating_sub(8);

        (back..at).rev().take_while(|&it| !matches!(self.word(it), "," | ";" | "–" | "—")).any(
            |it| {
                self.is(it, self.words.moods) || self.word(it).ends_with(self.words.negated_ending)
            },
        ) || (at > 0 && self.is(at - 1, self.words.infinitive))
    }

    /// Tells whether a word such as "from" leads to an mention.
    fn leads(&self, mention: usize, list: &[&str]) -> bool {
        let mut at = self.mentions[mention].tokens.first as usize;
        for _ in 0..5 {
            let Some(before) = at.checked_sub(1) else {
                return false;
            };

            at = before;

            if self.is(at, list) {
                return true;
            }

            if !self.is(at, self.words.fillers) {
                return false;
            }
        }

        false
    }

    fn gap(&self, one: usize, two: usize) -> std::ops::Range<usize> {
        self.mentions[one].tokens.last as usize + 1..self.mentions[two].tokens.first as usize
    }

    /// Tells whether nothing in a range of tokens begins another thought; what is in brackets is an
    /// aside.
    fn runs_on(&self, gap: std::ops::Range<usize>) -> bool {
        let mut at = gap.start;
        let mut reach = 0;
        while at < gap.end {
            if self.word(at) == "("
                && let Some(end) = (at + 1..gap.end).find(|&it| self.word(it) == ")")
            {
                at = end + 1;
                continue;
            }

            let breaking = self.words.begins_another_thought(self.word(at))
                && !(at > 0 && self.is(at - 1, self.words.compared));
            reach += 1;

            if breaking || reach > REACH || matches!(self.word(at), ";" | ":" | "?" | "!" | "|") {
                return false;
            }

            at += 1;
        }

        true
    }

    /// Reads two neighbouring values as one set against the other.
    fn pair(&self, first: usize, second: usize) -> Option<Comparison> {
        let (one, two) = (&self.mentions[first], &self.mentions[second]);
        let gap = self.gap(first, second);
        if one.unit() != two.unit() || one.in_range || two.in_range || !self.runs_on(gap.clone()) {
            return None;
        }

        let (first_number, second_number) = (size(first), size(second));
        let rising = Comparison { from: first_number, to: second_number };
        let falling = Comparison { from: second_number, to: first_number };
        let (from, to) = (self.lexicon.numbers.ranges.from, self.words.to);

        if self.leads(first, from) && self.leads(second, to) {
            return Some(rising);
        }

        if self.leads(first, to) && self.leads(second, from) {
            return Some(falling);
        }

        let against = gap.clone().any(|at| {
            self.is(at, self.words.compared) && self.is(at + 1, self.words.compared_with)
        });
        let down_from = self.leads(second, from)
            && gap.clone().any(|at| self.words.direction(self.word(at)).is_some());

        // "Compared with" says more than the distance; "from" may belong to something else.
        let close = gap.len() <= if against { REACH } else { 9 } && !self.leads(first, from);
        (close && (against || down_from)).then_some(falling)
    }

    /// Finds the pair that a claim is the change of.
    fn pair_of(
        &self,
        claim: &ChangeClaim,
        pairs: &[Comparison],
        values: &[usize],
    ) -> Option<Comparison> {
        let (begin, end) = self.phrase(claim);
        let after = values.partition_point(|&at| (self.mentions[at].tokens.first as usize) < begin);
        let known = |one: Option<&usize>, two: Option<&usize>| {
            let (one, two) = (size(*one?), size(*two?));
            pairs.iter().copied().find(|pair| {
                (pair.from == one && pair.to == two) || (pair.from == two && pair.to == one)
            })
        };

        let before = |back: usize| after.checked_sub(back).and_then(|at| values.get(at));

        if let Some(pair) = known(values.get(after), values.get(after + 1)) {
            let start = self.mentions[values[after]].tokens.first as usize;
            if self.runs_on(end + 1..start) {
                return Some(pair);
            }
        }

        if let Some(pair) = known(before(2), before(1)) {
            let last = self.mentions[values[after - 1]].tokens.last as usize;
            let gap = last + 1..begin;
            let own =
                gap.clone().filter(|&at| self.words.direction(self.word(at)).is_some()).count();
            if self.runs_on(gap) && own <= 1 && self.is_of_the_same(begin, end) {
                return Some(pair);
            }
        }

        if let Some(pair) = known(before(1), values.get(after)) {
            return Some(pair);
        }

        self.around(claim, before(1).copied()?, values.get(after).copied()?, (begin, end))
    }

    /// Reads "24,103 returns, up 11% on 21,807".
    fn around(
        &self,
        claim: &ChangeClaim,
        to: usize,
        from: usize,
        (begin, end): (usize, usize),
    ) -> Option<Comparison> {
        let (one, two) = (&self.mentions[to], &self.mentions[from]);
        let before = one.tokens.last as usize + 1..begin;
        let behind = end + 1..two.tokens.first as usize;
        let bases = self.words.base_prepositions;
        let base = self.is(end + 1, bases)
            || self.is(end + 1, self.words.comparatives)
            || self.is(end + 2, bases);
        let fits = one.unit() == two.unit()
            && !one.in_range
            && !two.in_range
            && !self.leads(to, self.lexicon.numbers.ranges.from)
            && base
            && before.len() <= 8
            && behind.len() <= 6
            && self.runs_on(before)
            && self.runs_on(behind)
            && claim.end < two.start;

        fits.then(|| Comparison { from: size(from), to: size(to) })
    }

    /// Returns the first and last token of a claim with its word of change.
    fn phrase(&self, claim: &ChangeClaim) -> (usize, usize) {
        let (start, end) = claim.noun.unwrap_or((claim.start, claim.end));
        let begin = self.tokens.partition_point(|token| token.start < start);
        let last = self.tokens.partition_point(|token| token.end <= end).saturating_sub(1);
        let more = [last + 1, last + 2]
            .into_iter()
            .find(|&at| self.is(at, self.words.comparatives) || self.is(at, self.words.adverbs));
        (begin, more.unwrap_or(last))
    }

    /// "A 40% increase in capacity" is no change of staff: what follows "in" must be a time, or have
    /// been spoken of.
    fn is_of_the_same(&self, begin: usize, end: usize) -> bool {
        let words = self.words;

        // "20% more firms" counts firms.
        let counts = self.is(end, words.comparatives)
            && self.tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Word);
        if counts && !self.is(end + 1, words.comparative_joints) {
            return false;
        }

        if !self.is(end + 1, words.topics) {
            return true;
        }

        let article = usize::from(self.is(end + 2, words.topic_articles));
        let at = end + 2 + article;
        let Some(token) = self.tokens.get(at) else {
            return true;
        };
        let word = token.of(self.text);

        let is_time = self.is(at, words.time_topics) || self.lexicon.dates.is_month(word);
        if token.kind != TokenKind::Word || is_time {
            return true;
        }

        let stem =
            |word: &str| word.chars().take(5).flat_map(char::to_lowercase).collect::<String>();
        let wanted = stem(word);

        self.tokens[..begin]
            .iter()
            .any(|token| token.kind == TokenKind::Word && stem(token.of(self.text)) == wanted)
    }

    /// Tells whether the sentence begins as one that is about the sentence before: "That is …".
    fn looks_back(&self) -> bool {
        self.is(0, self.words.back_references) && (1..4).any(|at| self.is(at, self.words.copulas))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{mention, token};
    use super::*;
    use crate::language::house_style;
    use crate::lexicon::ENGLISH;
    use crate::value::Quantity;

    fn claims(text: &str) -> Vec<String> {
        let tokens = token::tokens(text);
        let mentions = mention::read(text, &tokens, &ENGLISH);
        let (claims, _) = read(text, &tokens, &mentions, &ENGLISH);
        let number = |at: u32| {
            house_style::quantity(&Quantity::new(
                mentions[at as usize].numeral.clone(),
                Qualifier::Exact,
                None,
            ))
        };

        claims
            .iter()
            .map(|claim| {
                let size = &text[claim.start as usize..claim.end as usize];
                let pair =
                    claim.pair.map(|it| format!(" of {} to {}", number(it.from), number(it.to)));
                let way = if claim.direction == Direction::Fall { "-" } else { "+" };
                format!("{way}{size}{}", pair.unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn changes_are_tied_to_their_values() {
        for (text, expected) in [
            (
                "drug use has fallen by nine per cent, from 28.3 per cent to 19.3 per cent",
                "-nine per cent of 28.3% to 19.3%",
            ),
            (
                "from 42 percent to 72 percent - an increase of 30 percent",
                "+30 percent of 42% to 72%",
            ),
            (
                "fallen by nine per cent from 28.3% in 2003/04 (when it was founded) to 19.3% in 2011/12",
                "-nine per cent of 28.3% to 19.3%",
            ),
            (
                "rose from 42% in 2013 (when it began) to 72% in 2015 – an increase of 30 percent",
                "+30 percent of 42% to 72%",
            ),
            ("Returns rose to 24,103, up 11% from 21,807", "+11% of 21,807 to 24,103"),
            ("There were 6,339 enforced returns (21% up on 5,244)", "+21% of 5,244 to 6,339"),
            ("a 27% fall from 2,600 to 1,900", "-27% of 2,600 to 1,900"),
            ("Arrivals fell by 27% to 1,900 from 2,600", "-27% of 2,600 to 1,900"),
            ("1,900, compared with 2,600 the year before, a fall of 27%", "-27% of 2,600 to 1,900"),
            ("24,103, an 11% increase on the 21,807 a year ago", "+11% of 21,807 to 24,103"),
            ("It doubled from 100 to 210", "+doubled of 100 to 210"),
            ("fell by a third from 300 to 200", "-a third of 300 to 200"),
            ("24,103 returns, 11% more than the 21,807 of 2023", "+11% of 21,807 to 24,103"),
            ("cut waiting times by 9%", "-9%"),
            ("cut by a third, from 18 to 12 weeks", "-a third of 18 to 12"),
            ("5,200 offenders, a 14% increase on the same period 12 months prior", "+14%"),
        ] {
            assert_eq!(claims(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_no_change_is_left() {
        for text in [
            "up to 27% of returns",
            "27% of returns fell",
            "rose to 27%",
            "more than 27%",
            "inflation of 3%",
            "a third of all cuts",
        ] {
            assert_eq!(claims(text), Vec::<String>::new(), "{text}");
        }

        for text in [
            "rose from 120 to 150 staff, a 40% increase in capacity",
            "from £2 million to £3 million, and costs fell by 10%",
            "up 12% from 2019 to 2024",
        ] {
            let found = claims(text);
            assert!(found.iter().all(|claim| !claim.contains(" of ")), "{text}: {found:?}");
        }
    }
}
