//! Anniversaries and birthdays that do not fit the year that they count from.

use jiff::civil::Date;

use super::super::amount::AmountKind;
use super::super::refutation::{Fault, Refutation};
use super::super::sentence::Sentence;
use super::super::share::is_participle;
use crate::lexicon::WordRoles as W;

/// An anniversary: its number and its tokens.
struct Anniversary {
    number: i16,
    first: usize,
    last: usize,
}

/// Reports anniversaries that fit no two years of a sentence, nor the year of its page.
pub(super) fn check(s: &Sentence<'_>, today: Option<Date>) -> Vec<Refutation> {
    let said: Vec<Anniversary> =
        (0..s.tokens.len()).filter_map(|token| anniversary(s, token)).collect();

    // With several anniversaries, each may have its own year.
    let [said] = &said[..] else {
        return Vec::new();
    };

    // "Born in 1981 had 1.01 children up to their 30th birthday": nothing says that it is kept now.
    // So does the past of "marked", or "a meeting held to mark".
    let is_kept = (0..s.tokens.len()).any(|at| {
        let is_present = !is_participle(s, s.word(at)) && !s.follows(at, W::TO);
        s.is(at, W::MARKS) && is_present || s.is(at, W::NOW) && !s.is(at, W::BE | W::HAVE)
    });
    refute(s, said, today).map(|it| it.weak(!is_kept)).into_iter().collect()
}

/// Reads "50th anniversary", "golden jubilee", "centenary", "celebrates 75 years".
fn anniversary(s: &Sentence<'_>, token: usize) -> Option<Anniversary> {
    if s.is(token, W::ANNIVERSARY) {
        let named = token.checked_sub(1).and_then(|before| Some((ordinal(s, before)?, before)));
        let spaced = named.or_else(|| {
            // "Its 50th wedding anniversary"
            let before = token.checked_sub(2).filter(|_| s.is_word(token - 1))?;
            Some((ordinal(s, before)?, before))
        });
        let (number, first) = spaced.or_else(|| Some((ordinal(s, token)?, token)))?;
        return Some(Anniversary { number, first, last: token });
    }

    // "Now in its fifth year": four years have passed, or nearly five.
    let is_ordinal_year = is_year_word(s, token);
    if is_ordinal_year
        && token > 2
        && s.is(token - 2, W::THE)
        && s.is(token - 3, W::IN)
        && s.any(0..s.tokens.len(), W::NOW)
    {
        return Some(Anniversary {
            number: ordinal(s, token - 1)? - 1,
            first: token - 1,
            last: token,
        });
    }

    marked_years(s, token)
}

/// Reads "celebrates its 75 years of service".
fn marked_years(s: &Sentence<'_>, token: usize) -> Option<Anniversary> {
    // Few words may come between.
    const REACH: usize = 3;
    const DAYS: f64 = 365.25;
    const MOST: f64 = 2000.0;

    let amount = s.amount(token)?;
    let is_years = amount.kind == AmountKind::Duration
        && amount.unit.as_deref().is_some_and(|unit| is_year(s, unit));
    let is_marked = s.led_by(token, W::MARKS, W::THE | W::FILLER)
        || (token.saturating_sub(REACH)..token).any(|at| s.is(at, W::MARKS))
            && s.follows(token, W::THE);
    let number = amount.value / DAYS;
    let is_whole = number.fract() == 0.0 && number < MOST;
    let is_relative = s.is(token + 1, W::BACK | W::LATER | W::AFTER | W::EARLIER);

    #[expect(clippy::cast_possible_truncation, reason = "an anniversary is a small number")]
    (is_years && is_marked && is_whole && !is_relative).then_some(Anniversary {
        number: number as i16,
        first: token,
        last: token,
    })
}

fn is_year_word(s: &Sentence<'_>, token: usize) -> bool {
    is_year(s, s.word(token))
}

/// Tells whether a unit of time is the year.
fn is_year(s: &Sentence<'_>, unit: &str) -> bool {
    const DAYS: std::ops::Range<f64> = 365.0..366.0;

    s.lexicon.amounts.spans.iter().any(|(span, days)| *span == unit && DAYS.contains(days))
}

/// Reads a word as the number of an anniversary: "50th", "fiftieth", "golden".
fn ordinal(s: &Sentence<'_>, token: usize) -> Option<i16> {
    let word = s.word(token);
    let digits = word.trim_end_matches(|char: char| char.is_alphabetic());
    let is_ordinal = s.lexicon.dates.ordinals.contains(&&word[digits.len()..]);
    if !digits.is_empty() && is_ordinal {
        return digits.parse().ok();
    }

    let &(_, number) = s.lexicon.amounts.ordinals.iter().find(|(name, _)| *name == word)?;
    i16::try_from(number).ok()
}

/// Tells whether an anniversary may be counted from a year: "founded in 1925", "the 1998 act".
fn is_base(s: &Sentence<'_>, token: usize) -> bool {
    // "Opened by the Queen in"
    const REACH: usize = 6;

    let led = (token.saturating_sub(REACH)..token)
        .rev()
        .take_while(|&at| s.sign(at).is_none() && s.amount(at).is_none())
        .any(|at| s.is(at, W::FOUNDED | W::ORIGIN | W::BORN));
    let phrases = s.lexicon.amounts.founded;
    let started =
        s.find_phrase(token.saturating_sub(REACH)..token, phrases).is_some_and(|(at, _)| {
            (at..token).all(|it| s.sign(it).is_none() && s.amount(it).is_none())
        });
    let named = s.led_by(token, W::OF, W::THE) && s.is_word(token + 1) && !s.is(token + 1, W::STOP);

    led || started || named
}

/// Tells whether a year dates the event of an anniversary: "the 40th anniversary of the floods of 1975".
fn is_of_year(s: &Sentence<'_>, said: &Anniversary, token: usize) -> bool {
    // "Of the great hurricane and the floods of"
    const REACH: usize = 8;

    let gap = said.last + 1..token;
    s.is(said.last + 1, W::OF)
        && gap.len() <= REACH
        && s.follows(token, W::OF | W::IN)
        && gap.clone().all(|at| s.is_word(at) && !s.is(at, W::BREAK))
}

fn refute(s: &Sentence<'_>, said: &Anniversary, today: Option<Date>) -> Option<Refutation> {
    // An anniversary may be celebrated a year early or late.
    const SLACK: i16 = 1;
    // Anniversaries are prepared some years ahead.
    const AHEAD: i16 = 5;

    let years: Vec<(i16, usize)> = s
        .amounts
        .iter()
        .enumerate()
        .filter_map(|(index, it)| Some((it.year()?, s.at[index])))
        .collect();
    let bases: Vec<i16> = years
        .iter()
        .filter(|&&(_, token)| is_base(s, token) || years.len() == 1 && is_of_year(s, said, token))
        .map(|it| it.0)
        .collect();
    let base = *bases.first()?;
    let is_now = s.any(0..s.tokens.len(), W::MARKS | W::NOW);

    // Any two of the years may be meant; so may the page's, unless a later one is named.
    let mut all: Vec<i16> = years.iter().map(|it| it.0).collect();
    let is_later = years.iter().any(|&(year, _)| year > base) && !s.any(0..s.tokens.len(), W::NOW);
    all.extend(today.map(Date::year).filter(|_| !is_later));
    let fits = all.iter().any(|one| all.iter().any(|two| (two - one - said.number).abs() <= SLACK));

    let other = years.iter().map(|it| it.0).rfind(|&year| year > base);
    let end = other.or(today.map(Date::year).filter(|_| is_now && years.len() == 1))?;
    // "In 2023 she marked the 58th anniversary" does not name the first year.
    let is_absurd = (end - base) * 3 < said.number;
    // "As we prepare to mark the 400th anniversary": it is still to come.
    let is_to_come = other.is_none()
        && (0..=AHEAD).contains(&(base + said.number - end))
        && (1..s.tokens.len()).any(|at| s.is(at, W::MARKS) && s.follows(at, W::TO | W::MOOD));
    // "In 1983, she marked the 20th anniversary" names the year of the celebration.
    let is_kept_then = s.amount(1).is_some_and(|it| it.year() == Some(base)) && s.is(0, W::IN);
    if fits || is_absurd || is_to_come || is_kept_then || years.len() > 3 || end <= base {
        return None;
    }

    // Another duration may refer to another day.
    let has_other = s
        .amounts
        .iter()
        .enumerate()
        .any(|(index, it)| it.kind == AmountKind::Duration && s.at[index] != said.first);
    if has_other {
        return None;
    }

    let written = &s.text[s.tokens[said.first].start as usize..s.tokens[said.last].end as usize];
    let message = format!("you wrote {written}; from {base} to {end} is {} years", end - base);

    Some(Refutation::at_tokens(
        s,
        Fault::Date,
        said.first..=said.last,
        message,
        "check the number of years and the year they are counted from",
    ))
}
