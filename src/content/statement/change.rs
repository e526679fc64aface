//! Changes that a sentence claims, and pairs of values that it sets against each other.
//!
//! A size is tied to a word of change that stands right at it; a pair to a claim only where nothing
//! between them begins another thought. What is doubtful is no claim.

use super::amount::{Amount, Measure};
use super::token::{Token, TokenKind};
use super::{flow, words};
use crate::value::Direction;

/// How large a change is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// The statement's amount of this number, in per cent or percentage points.
    Amount(u32),
    /// A fraction by its name: "a quarter".
    Fraction(&'static str),
    /// What the first value was multiplied by, in hundredths: "doubled" is 200.
    Multiple(i64),
}

/// Two values that a sentence sets against each other, by the numbers of its amounts.
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
    /// How large.
    pub size: Size,
    /// Which way.
    pub direction: Direction,
    /// Where the size begins in the text, with its qualifier, and where it ends.
    pub start: u32,
    /// One past the size.
    pub end: u32,
    /// Where "a fall of 27%" or "a 27% fall" begins and ends, where it is a noun.
    pub noun: Option<(u32, u32)>,
    /// The values that it is the change of, where the sentence has them.
    pub pair: Option<Comparison>,
    /// Whether it may speak of the pair of the sentence before: "That is a fall of 27%."
    pub looks_back: bool,
    /// Whether it is measured against something else than an earlier value: "since 2010", "than
    /// forecast".
    pub other_base: bool,
    /// Whether it is wished for, expected or denied.
    pub supposed: bool,
}

/// How many words may stand between a claim and its values.
const REACH: usize = 14;

/// What may stand between "from" and its number.
const FILLERS: &[&str] = &[
    "a",
    "an",
    "the",
    "its",
    "their",
    "record",
    "high",
    "peak",
    "low",
    "of",
    "average",
    "only",
    "just",
    "previous",
    "total",
    "estimated",
    "around",
    "about",
    "nearly",
    "over",
    "current",
    "level",
    "levels",
    "figure",
    "rate",
];

/// Reads the changes of a sentence, and the values that it sets against each other.
pub(super) fn read(
    text: &str,
    tokens: &[Token],
    amounts: &[Amount],
) -> (Vec<ChangeClaim>, Vec<Comparison>) {
    let reader = Reader { text, tokens, amounts };
    let mut claims = reader.claims();
    let values: Vec<usize> = (0..amounts.len())
        .filter(|&at| {
            let size = |claim: &ChangeClaim| claim.size == Size::Amount(flow::size(at));
            !claims.iter().any(size)
                && !amounts[at].is_like_year(text)
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
    amounts: &'t [Amount],
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        words::is(self.word(at), list)
    }

    /// Finds the amount that begins at a token.
    fn amount_at(&self, token: usize) -> Option<usize> {
        let token = flow::size(token);
        self.amounts.binary_search_by_key(&token, |amount| amount.tokens.0).ok()
    }

    /// Tells whether an amount only says how long: "12 months prior". Where two are weeks, they are
    /// what is compared: "from 18 weeks to 12 weeks".
    fn is_length_of_time(&self, amount: usize) -> bool {
        let unit = |amount: usize| {
            let word = self.word(self.amounts[amount].tokens.1 as usize + 1);
            let bare = word.strip_suffix('s').unwrap_or(word);
            words::is(bare, words::TIMES).then_some(bare)
        };

        let Some(own) = unit(amount) else {
            return false;
        };

        let neighbours = amount.saturating_sub(2)..(amount + 3).min(self.amounts.len());
        let shared = neighbours
            .filter(|&other| other != amount)
            .any(|other| unit(other) == Some(own) || self.gap_is_to(other, amount));

        !shared
    }

    /// Tells whether only "to" stands between two amounts: "from 18 to 12 weeks".
    fn gap_is_to(&self, one: usize, two: usize) -> bool {
        one < two && self.gap(one, two).len() == 1 && self.is(self.gap(one, two).start, &["to"])
    }

    fn is_change_size(&self, amount: usize) -> bool {
        let amount = &self.amounts[amount];
        matches!(amount.measure, Measure::Percent | Measure::Points) && !amount.in_range
    }

    fn claims(&self) -> Vec<ChangeClaim> {
        let mut claims: Vec<ChangeClaim> = Vec::new();
        for at in 0..self.tokens.len() {
            if self.tokens[at].kind != TokenKind::Word {
                continue;
            }

            if let Some(direction) = words::direction(self.word(at)) {
                let found = self.behind(at, direction).or_else(|| self.before(at, direction));
                if let Some(claim) = found
                    && !claims.iter().any(|known| known.start == claim.start)
                {
                    claims.push(claim);
                }
            } else if let Some(multiple) = words::multiple(self.word(at)) {
                claims.push(self.multiple(at, multiple));
            }
        }

        claims
    }

    /// Reads "fell by 27%", "a fall of about 27%", "cut crime by a third".
    fn behind(&self, at: usize, direction: Direction) -> Option<ChangeClaim> {
        if self.is(at, words::BEHIND_ONLY) {
            return None;
        }

        let mut next = at + 1;
        let joined = self.is(next, &["by", "of"]);
        if !joined && self.amount_at(next).is_none() {
            // "cut waiting times by 9%": the object stands between.
            let by = (next..next + 5).find(|&by| self.is(by, &["by"]))?;
            let plain = (next..by).all(|it| {
                self.tokens.get(it).is_some_and(|token| token.kind == TokenKind::Word)
                    && !words::breaks(self.word(it))
                    && words::direction(self.word(it)).is_none()
            });

            if !plain {
                return None;
            }

            next = by;
        }

        if self.is(next, &["by", "of"]) {
            next += 1;
        }

        if self.is(next, &["a", "an", "the", "another", "further"])
            && (self.is(next + 1, &["further", "total"]) || self.amount_at(next + 1).is_some())
        {
            next += 1;
        }

        if self.is(next, &["further", "total", "another", "of", "record"]) {
            next += 1;
        }

        if let Some(amount) = self.amount_at(next) {
            let fits = self.is_change_size(amount) && !self.is_share(self.amounts[amount].tokens.1);
            return fits.then(|| self.claim(direction, amount, at));
        }

        self.fraction(at, next, direction)
    }

    /// Reads "a 27% fall", "27% lower", "11% up".
    fn before(&self, at: usize, direction: Direction) -> Option<ChangeClaim> {
        const NOUNS: &[&str] = &[
            "rise",
            "increase",
            "growth",
            "jump",
            "surge",
            "uplift",
            "boost",
            "hike",
            "fall",
            "drop",
            "decrease",
            "decline",
            "reduction",
            "cut",
            "dip",
            "up",
            "down",
            "climb",
            "spike",
            "slump",
            "gain",
        ];

        if !self.is(at, NOUNS) && !self.is(at, words::BEHIND_ONLY) {
            return None;
        }

        let mut back = at;
        for _ in 0..5 {
            back = back.checked_sub(1)?;
            let hyphen = self.word(back) == "-" && !self.tokens[back].spaced;
            if !hyphen && !self.is(back, words::BETWEEN) {
                break;
            }
        }

        let last = flow::size(back);
        let amount = self.amounts.binary_search_by_key(&last, |amount| amount.tokens.1).ok()?;

        // "more than 27%" was taken with its number; "up" before "to" or "from" belongs to a value.
        let leads_on = self.is(at, &["up", "down"]) && self.is(at + 1, &["to"]);
        if !self.is_change_size(amount) || leads_on {
            return None;
        }

        let mut claim = self.claim(direction, amount, at);
        let start = self.amounts[amount].tokens.0 as usize;
        let article = start.checked_sub(1).filter(|&it| self.is(it, &["a", "an"]));

        claim.noun = match self.is(at, words::BEHIND_ONLY) || self.is(at, &["up", "down"]) {
            true => None,
            false => article.map(|it| (self.tokens[it].start, self.tokens[at].end)),
        };

        let last = at.max(self.amounts[amount].tokens.1 as usize);
        claim.other_base = self.has_other_base(last);

        Some(claim)
    }

    /// A size that "of" follows is a share: "down 27% of the way", "27% of returns".
    fn is_share(&self, last: u32) -> bool {
        self.is(last as usize + 1, &["of"])
    }

    fn claim(&self, direction: Direction, amount: usize, at: usize) -> ChangeClaim {
        let size = &self.amounts[amount];
        let is_noun = self.is(at + 1, &["of"]) && at > 0 && self.is(at - 1, &["a", "an"]);

        ChangeClaim {
            size: Size::Amount(flow::size(amount)),
            direction,
            start: size.start,
            end: size.end,
            noun: is_noun.then(|| (self.tokens[at - 1].start, size.end)),
            pair: None,
            looks_back: false,
            other_base: self.has_other_base(at.max(size.tokens.1 as usize)),
            supposed: self.is_supposed(at),
        }
    }

    fn fraction(&self, at: usize, mut next: usize, direction: Direction) -> Option<ChangeClaim> {
        let start = next;

        while self.is(
            next,
            &[
                "more", "than", "over", "almost", "nearly", "about", "around", "just", "a", "one",
                "two", "-", "under", "at", "least",
            ],
        ) {
            next += 1;
        }

        let (name, _) = words::fraction(self.word(next)).filter(|_| next < start + 5)?;

        // "By half of", "by half a million" and "a third time" are no size of a change.
        let plain = self.is(next - 1, &["a", "one", "two", "-"]) || name == "half";
        if !plain
            || self.is(next + 1, &["of", "a", "time", "year", "quarter", "-"])
            || !self.is(start - 1, &["by", "of"])
        {
            return None;
        }

        Some(ChangeClaim {
            size: Size::Fraction(name),
            direction,
            start: self.tokens[start].start,
            end: self.tokens[next].end,
            noun: None,
            pair: None,
            looks_back: false,
            other_base: self.has_other_base(next),
            supposed: self.is_supposed(at),
        })
    }

    fn multiple(&self, at: usize, multiple: i64) -> ChangeClaim {
        let two = at >= 2 && self.is(at - 2, &["more"]) && self.is(at - 1, &["than"]);
        let one = at >= 1 && self.is(at - 1, &["nearly", "almost", "over", "roughly"]);
        let start = at - if two { 2 } else { usize::from(one) };

        ChangeClaim {
            size: Size::Multiple(multiple),
            direction: if multiple < 100 { Direction::Fall } else { Direction::Rise },
            start: self.tokens[start].start,
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
        // "By 2030" is an aim.
        let aimed = (last + 1..last + 4)
            .any(|at| self.is(at, &["by"]) && self.word(at + 1).starts_with("20"));

        aimed
            || (last + 1..last + 9)
                .take_while(|&at| {
                    !matches!(self.word(at), "," | ";" | "." | "(" | ")" | "–" | "—" | "")
                })
                .take_while(|&at| !self.is(at, &["from", "to"]))
                .any(|at| {
                    // "Against" and "than" may lead to the first value itself.
                    let leads = self.is(at, &["than", "against", "versus", "vs"]);
                    let value = (at + 1..at + 4).any(|it| self.amount_at(it).is_some());
                    self.is(at, words::OTHER_BASES) && !(leads && value)
                })
    }

    /// Tells whether a change is wished for, expected or denied.
    fn is_supposed(&self, at: usize) -> bool {
        const MOODS: &[&str] = &[
            "will",
            "would",
            "could",
            "may",
            "might",
            "should",
            "shall",
            "must",
            "aim",
            "aims",
            "aiming",
            "target",
            "targets",
            "targeting",
            "plan",
            "plans",
            "pledge",
            "pledged",
            "expected",
            "forecast",
            "projected",
            "expects",
            "set",
            "if",
            "not",
            "never",
            "hopes",
            "potential",
            "commitment",
            "committed",
            "goal",
            "ambition",
            "proposed",
            "can",
            "estimated",
            "estimates",
            "predicted",
            "due",
        ];

        let back = at.saturating_sub(8);

        (back..at)
            .rev()
            .take_while(|&it| !matches!(self.word(it), "," | ";" | "–" | "—"))
            .any(|it| self.is(it, MOODS) || self.word(it).ends_with("n’t"))
            || (at > 0 && self.is(at - 1, &["to"]))
    }

    /// Tells whether a word such as "from" leads to an amount.
    fn leads(&self, amount: usize, list: &[&str]) -> bool {
        let mut at = self.amounts[amount].tokens.0 as usize;
        for _ in 0..5 {
            let Some(before) = at.checked_sub(1) else {
                return false;
            };

            at = before;

            if self.is(at, list) {
                return true;
            }

            if !self.is(at, FILLERS) {
                return false;
            }
        }

        false
    }

    fn gap(&self, one: usize, two: usize) -> std::ops::Range<usize> {
        self.amounts[one].tokens.1 as usize + 1..self.amounts[two].tokens.0 as usize
    }

    /// Tells whether nothing in a stretch of tokens begins another thought; what stands in brackets
    /// is said by the way.
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

            let breaking =
                words::breaks(self.word(at)) && !(at > 0 && self.is(at - 1, &["compared"]));
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
        let (one, two) = (&self.amounts[first], &self.amounts[second]);
        let gap = self.gap(first, second);
        if one.measure != two.measure || one.in_range || two.in_range || !self.runs_on(gap.clone())
        {
            return None;
        }

        let (first_number, second_number) = (flow::size(first), flow::size(second));
        let rising = Comparison { from: first_number, to: second_number };
        let falling = Comparison { from: second_number, to: first_number };
        let (from, to) = (&["from"][..], &["to"][..]);

        if self.leads(first, from) && self.leads(second, to) {
            return Some(rising);
        }

        if self.leads(first, to) && self.leads(second, from) {
            return Some(falling);
        }

        let against =
            gap.clone().any(|at| self.is(at, &["compared"]) && self.is(at + 1, &["with", "to"]));
        let down_from = self.leads(second, from)
            && gap.clone().any(|at| words::direction(self.word(at)).is_some());

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
        let after = values.partition_point(|&at| (self.amounts[at].tokens.0 as usize) < begin);
        let known = |one: Option<&usize>, two: Option<&usize>| {
            let (one, two) = (flow::size(*one?), flow::size(*two?));
            pairs.iter().copied().find(|pair| {
                (pair.from == one && pair.to == two) || (pair.from == two && pair.to == one)
            })
        };

        let before = |back: usize| after.checked_sub(back).and_then(|at| values.get(at));

        if let Some(pair) = known(values.get(after), values.get(after + 1)) {
            let start = self.amounts[values[after]].tokens.0 as usize;
            if self.runs_on(end + 1..start) {
                return Some(pair);
            }
        }

        if let Some(pair) = known(before(2), before(1)) {
            let last = self.amounts[values[after - 1]].tokens.1 as usize;
            let gap = last + 1..begin;
            let own = gap.clone().filter(|&at| words::direction(self.word(at)).is_some()).count();
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
        let (one, two) = (&self.amounts[to], &self.amounts[from]);
        let before = one.tokens.1 as usize + 1..begin;
        let behind = end + 1..two.tokens.0 as usize;
        let base = self.is(end + 1, &["from", "on", "over", "compared", "against", "than", "more"])
            || self.is(end + 2, &["from", "on", "over", "compared", "against", "than"]);
        let fits = one.measure == two.measure
            && !one.in_range
            && !two.in_range
            && !self.leads(to, &["from"])
            && base
            && before.len() <= 8
            && behind.len() <= 6
            && self.runs_on(before)
            && self.runs_on(behind)
            && claim.end < two.start;

        fits.then(|| Comparison { from: flow::size(from), to: flow::size(to) })
    }

    /// Returns the first and last token of a claim with its word of change.
    fn phrase(&self, claim: &ChangeClaim) -> (usize, usize) {
        let (start, end) = claim.noun.unwrap_or((claim.start, claim.end));
        let begin = self.tokens.partition_point(|token| token.start < start);
        let last = self.tokens.partition_point(|token| token.end <= end).saturating_sub(1);
        let more = [last + 1, last + 2]
            .into_iter()
            .find(|&at| self.is(at, words::BEHIND_ONLY) || self.is(at, &["up", "down"]));
        (begin, more.unwrap_or(last))
    }

    /// "A 40% increase in capacity" is no change of staff: what follows "in" must be a time, or have
    /// been spoken of.
    fn is_of_the_same(&self, begin: usize, end: usize) -> bool {
        const TIMES: &[&str] = &[
            "a", "one", "just", "only", "less", "under", "two", "three", "total", "all", "real",
            "cash", "this", "that", "january", "march",
        ];

        // "20% more firms" counts firms.
        let counts = self.is(end, &["more", "fewer", "less", "higher", "lower"])
            && self.tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Word);
        if counts && !self.is(end + 1, &["than", "compared", "year", "on", "over", "in"]) {
            return false;
        }

        if !self.is(end + 1, &["in", "of", "for"]) {
            return true;
        }

        let article = usize::from(self.is(end + 2, &["the", "its", "their", "our"]));
        let at = end + 2 + article;
        let Some(token) = self.tokens.get(at) else {
            return true;
        };
        let word = token.of(self.text);

        if token.kind != TokenKind::Word || self.is(at, TIMES) || words::is_month(word) {
            return true;
        }

        if self.is(
            at,
            &[
                "year", "years", "month", "months", "quarter", "period", "same", "last", "past",
                "previous", "number", "numbers", "first", "number", "space",
            ],
        ) {
            return true;
        }

        let stem =
            |word: &str| word.chars().take(5).flat_map(char::to_lowercase).collect::<String>();
        let wanted = stem(word);

        self.tokens[..begin]
            .iter()
            .any(|token| token.kind == TokenKind::Word && stem(token.of(self.text)) == wanted)
    }

    fn looks_back(&self) -> bool {
        let begins = self.is(0, &["this", "that", "it"]);
        begins
            && (1..4).any(|at| {
                self.is(at, &["is", "was", "represents", "means", "marks", "equates", "amounts"])
            })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{amount, token};
    use super::*;

    fn claims(text: &str) -> Vec<String> {
        let tokens = token::tokens(text);
        let amounts = amount::read(text, &tokens);
        let (claims, _) = read(text, &tokens, &amounts);
        let number = |at: u32| amounts[at as usize].canonical();

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
            ("Returns rose to 24,103, up 11% from 21,807", "+11% of 21807 to 24103"),
            ("There were 6,339 enforced returns (21% up on 5,244)", "+21% of 5244 to 6339"),
            ("a 27% fall from 2,600 to 1,900", "-27% of 2600 to 1900"),
            ("Arrivals fell by 27% to 1,900 from 2,600", "-27% of 2600 to 1900"),
            ("1,900, compared with 2,600 the year before, a fall of 27%", "-27% of 2600 to 1900"),
            ("24,103, an 11% increase on the 21,807 a year ago", "+11% of 21807 to 24103"),
            ("It doubled from 100 to 210", "+doubled of 100 to 210"),
            ("fell by a third from 300 to 200", "-a third of 300 to 200"),
            ("24,103 returns, 11% more than the 21,807 of 2023", "+11% of 21807 to 24103"),
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
