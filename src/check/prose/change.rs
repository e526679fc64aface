//! Claimed changes, reckoned again.
//!
//! A pair of values is taken from the sentence itself, or from the sentence before ("That is a fall
//! of…"), or from the series of the figure that the sentence speaks of. Values of a record bring their
//! own rounding with them. Of typed values the rounding is not known: they are read as generously as
//! their noughts allow, and what may be true is let be.

use rust_decimal::Decimal;

use super::subject::{self, Subject};
use super::{Page, Read};
use crate::content::figure::Observation;
use crate::content::statement::{Amount, ChangeClaim, Comparison, Size, Statement, TURNING};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::language::house_style;
use crate::value::{
    Bound, Change, ChangeUnit, Claim, Direction, Interval, Period, Qualifier, Quantity, Unit,
    Verdict,
};

/// How many values of a series, from the newest, a claim may be meant of.
const YEARS: usize = 40;

/// Two values and where they come from.
struct Pair<'s> {
    from: Quantity,
    to: Quantity,
    /// The figure and its two observations, where they are a record's.
    record: Option<(&'s Subject<'s>, &'s Observation, &'s Observation)>,
    /// Whether their rounding is known, so that too exact a claim can be told.
    is_sure: bool,
}

/// Reports claimed changes that their values do not support.
pub(super) fn claims(page: &Page<'_>, read: &Read<'_>, findings: &mut Vec<Diagnostic>) {
    for claim in &read.statement.changes {
        if let Some(values) = values_of(read, claim) {
            if let Some(pair) = pair(page, read, &values) {
                findings.extend(judged(page, read, claim, &pair));
            }
        } else if !claim.supposed && !claim.other_base {
            findings.extend(against_series(page, read, claim));
        }
    }
}

/// A typed value and the sentence that it stands in.
type Typed<'s> = (&'s Statement, &'s Amount);

/// Finds the two values that a claim is about, the earlier first: in its sentence, or in the one
/// before, or one in each.
fn values_of<'s>(read: &Read<'s>, claim: &ChangeClaim) -> Option<[Typed<'s>; 2]> {
    let both = |statement: &'s Statement, pair: Comparison| {
        let of = |number: u32| Some((statement, statement.amounts.get(number as usize)?));
        Some([of(pair.from)?, of(pair.to)?])
    };

    if let Some(pair) = claim.pair {
        return both(read.statement, pair);
    }

    let before = read.before.as_ref()?.statement;
    match &*before.comparisons {
        _ if !before.changes.is_empty() => None,
        [pair] if claim.looks_back => both(before, *pair),
        [] => across(read, claim, before),
        _ => None,
    }
}

/// Finds one value in the sentence before and one at the claim: "There were 1,488. This figure rose
/// by 10% to 1,641", "There were 82. This is an increase of 164% from the 31 of 2010".
fn across<'s>(
    read: &Read<'s>,
    claim: &ChangeClaim,
    before: &'s Statement,
) -> Option<[Typed<'s>; 2]> {
    let (_, old) = before.only_value()?;
    let (_, own) = read.statement.only_value()?;
    let fits = old.measure == own.measure && read.statement.changes.len() == 1 && read.speaks_on();

    if !fits || own.start < claim.end || claim.supposed {
        return None;
    }

    let (old, own) = ((before, old), (read.statement, own));
    if leads_to(read, claim.end, own.1.start, &["to"]) {
        Some([old, own])
    } else if leads_to(read, claim.end, own.1.start, &["from", "on", "over"]) {
        Some([own, old])
    } else {
        None
    }
}

fn pair<'s>(page: &'s Page<'s>, read: &Read<'_>, values: &[Typed<'_>; 2]) -> Option<Pair<'s>> {
    let [from, to] = *values;
    if let Some(record) = of_record(page, from, to) {
        let (_, earlier, later) = record;
        return Some(Pair {
            from: earlier.value.value.clone(),
            to: later.value.value.clone(),
            record: Some(record),
            is_sure: true,
        });
    }

    let stated = stated_rounding(from.0).or_else(|| stated_rounding(read.statement));
    let quantity = |(statement, amount): Typed<'_>| {
        let rounding = stated.or_else(|| amount.likely_rounding());
        amount.quantity(statement.qualifier(amount), rounding)
    };

    Some(Pair { from: quantity(from)?, to: quantity(to)?, record: None, is_sure: stated.is_some() })
}

/// Finds the figure of the page that holds both values.
fn of_record<'s>(
    page: &'s Page<'s>,
    (statement, from): Typed<'_>,
    (_, to): Typed<'_>,
) -> Option<(&'s Subject<'s>, &'s Observation, &'s Observation)> {
    let candidates = page.subjects.iter().filter(|subject| {
        let one = [from, to];
        one.iter().all(|amount| subject::may_be(std::slice::from_ref(*subject), amount))
    });

    candidates
        .filter_map(|subject| {
            let of = |amount: &Amount| {
                let mut holding = subject.holding(amount, amount.value());
                holding.find(|(_, it)| subject.knew(it)).map(|(_, it)| it)
            };
            let (earlier, later) = (of(from)?, of(to)?);
            let tokens = crate::content::statement::tokens(&statement.text);
            let score = subject::score_in(subject, &statement.text, &tokens);

            (score >= 1).then_some((score, (subject, earlier, later)))
        })
        .reduce(|one, two| if two.0 > one.0 { two } else { one })
        .map(|(_, found)| found)
}

/// Reads "both rounded to the nearest 100" out of a sentence.
fn stated_rounding(statement: &Statement) -> Option<Decimal> {
    let at = statement.text.find("rounded to")?;
    let rest = &statement.text[at + "rounded to".len()..];
    let rest = rest.trim_start().trim_start_matches("the nearest").trim_start();
    let word = rest.split(char::is_whitespace).next()?.trim_end_matches(['.', ',', ')', ';']);

    match word {
        "ten" => Some(Decimal::TEN),
        "hundred" => Some(Decimal::ONE_HUNDRED),
        "thousand" => Some(Decimal::ONE_THOUSAND),
        digits => digits.replace(',', "").parse().ok().filter(|unit| *unit > Decimal::ZERO),
    }
}

/// Holds a claim against its pair.
fn judged(
    page: &Page<'_>,
    read: &Read<'_>,
    claim: &ChangeClaim,
    pair: &Pair<'_>,
) -> Option<Diagnostic> {
    let change = Change::between(&pair.from, &pair.to)?;
    let code = match verdict(read.statement, claim, &change)? {
        Verdict::Right => return None,
        Verdict::TooExact if pair.is_sure => Code::OverPreciseChange,
        Verdict::TooExact => return None,
        Verdict::OtherUnit => Code::PointsNotPercent,
        Verdict::OtherDirection | Verdict::Wrong => Code::WrongChange,
    };

    let said = read.statement.words(claim.start, claim.end);
    let truth = house_style::computed_change(&change);
    let values = values(pair);
    let message = match code {
        Code::OverPreciseChange => format!("{values} is {truth}; `{said}` claims more than that"),
        Code::PointsNotPercent => format!("{values} is {truth}; that is not `{said}`"),
        _ if opposes(&change, claim) => {
            format!("{values} is {truth}, and the text says the opposite")
        }
        _ => format!("{values} is {truth}; `{said}` is another number"),
    };

    let place = (claim.start, claim.end);
    let finding =
        read.finding(page, code, place, (message, mend(page, read, claim, pair, &change)));
    let finding = labelled(page, finding, pair);

    Some(match fix(page, read, claim, pair, (&change, code)) {
        Some((start, end, words)) => finding.fix(read.place(page, start, end), words),
        None => finding,
    })
}

fn labelled(page: &Page<'_>, finding: Diagnostic, pair: &Pair<'_>) -> Diagnostic {
    let Some((subject, earlier, later)) = pair.record else {
        return finding;
    };
    let path = &page.site.document(subject.id).path;
    finding
        .label(Place::new(path, earlier.value.span), "the earlier value in the record")
        .label(Place::new(path, later.value.span), "the later value in the record")
}

/// Names the two values, and their rounding where it decides.
fn values(pair: &Pair<'_>) -> String {
    let values =
        format!("{} to {}", house_style::quantity(&pair.from), house_style::quantity(&pair.to));
    let rounded = pair.record.and_then(|(subject, ..)| subject.figure.rounded_to);
    match rounded {
        Some(unit) => format!("{values}, both rounded to {},", unit.normalize()),
        None => values,
    }
}

fn way(change: &Change) -> Direction {
    match change.direction() {
        Direction::Fall => Direction::Fall,
        _ => Direction::Rise,
    }
}

/// Tells whether the values surely went the other way than the text says.
fn opposes(change: &Change, claim: &ChangeClaim) -> bool {
    matches!(
        (change.direction(), claim.direction),
        (Direction::Fall, Direction::Rise) | (Direction::Rise, Direction::Fall)
    )
}

/// Holds a claim against a change.
fn verdict(statement: &Statement, claim: &ChangeClaim, change: &Change) -> Option<Verdict> {
    let words = match claim.size {
        Size::Amount(at) => {
            let amount = statement.amounts.get(at as usize)?;
            format!("{} {}", statement.qualifier(amount), amount.canonical())
        }
        Size::Fraction(_) => fraction_words(statement.words(claim.start, claim.end)),
        Size::Multiple(hundredths) => {
            return multiple(statement.words(claim.start, claim.end), hundredths, change);
        }
    };

    let way = if claim.direction == Direction::Fall { "a fall of" } else { "a rise of" };
    let parsed = Claim::parse(&format!("{way} {}", words.trim())).ok()?;
    let verdict = parsed.verdict(change);

    Some(match verdict {
        Verdict::TooExact if counts_points(&parsed, change) => Verdict::OtherUnit,
        // Who says "about" of the change as it is written claims no more than the words bear.
        Verdict::TooExact if is_about(statement, claim) && is_near_to(&parsed, change) => {
            Verdict::Right
        }
        verdict => verdict,
    })
}

fn is_about(statement: &Statement, claim: &ChangeClaim) -> bool {
    let Size::Amount(at) = claim.size else {
        return false;
    };
    let amount = statement.amounts.get(at as usize);
    let words =
        amount.map(|amount| format!("{} {}", statement.qualifier(amount), amount.canonical()));
    let quantity = words.and_then(|words| Quantity::parse(words.trim(), None, None).ok());

    quantity.is_some_and(|quantity| quantity.qualifier() == Qualifier::About)
}

/// Tells whether a claim's words hold the change of the numbers as written.
fn is_near_to(claim: &Claim, change: &Change) -> bool {
    change.estimate().is_some_and(|size| claim.reading().contains(size.abs()))
        && claim.unit() == change.unit()
}

/// Tells whether a claim in per cent is just the difference of two percentages as they are written:
/// "by 10%, from about 40% to about 30%".
fn counts_points(claim: &Claim, change: &Change) -> bool {
    let is_percent = claim.unit() == ChangeUnit::Percent && change.unit() == ChangeUnit::Points;
    let written = change.estimate().map(|points| points.abs());
    let relative = change.relative().and_then(|it| it.value());
    is_percent
        && written.is_some_and(|points| claim.reading().contains(points))
        && !relative.is_some_and(|size| claim.reading().contains(size.abs()))
}

/// Writes a fraction as claims are read: "one third" is "a third".
fn fraction_words(written: &str) -> String {
    let plain = written.to_lowercase().replace("one-", "a ").replace("one ", "a ");
    plain.replace("two-", "two ").replace('-', " ").replace("a half", "half")
}

/// Holds "doubled", "more than halved" against a change; they are never meant to the hundredth.
fn multiple(written: &str, hundredths: i64, change: &Change) -> Option<Verdict> {
    let truth = change.relative()?;
    let written = written.to_lowercase();
    let size = Decimal::from(hundredths - 100);
    let reach = Decimal::from(if hundredths < 100 { 10 } else { hundredths / 8 });
    let over = written.starts_with("more than") || written.starts_with("over");
    let reading = match (over, hundredths < 100) {
        (true, false) => Interval::new(Some(Bound::closed(size - Decimal::ONE)), None),
        (true, true) => Interval::new(None, Some(Bound::closed(size + Decimal::ONE))),
        _ => Interval::around(size, reach),
    };

    let opposite = (hundredths < 100) == truth.low().is_some_and(|low| low.value >= Decimal::ZERO);

    Some(match reading.meets(&truth) {
        true => Verdict::Right,
        false if opposite => Verdict::OtherDirection,
        false => Verdict::Wrong,
    })
}

/// Returns the size of a change in words that stand for the claimed one: "about 27%".
fn size_words(change: &Change) -> Option<String> {
    let words = house_style::change(change);
    let size = words.strip_prefix("a fall of ").or_else(|| words.strip_prefix("a rise of "))?;
    Some(size.to_owned())
}

/// Says how to mend a claim.
fn mend(
    page: &Page<'_>,
    read: &Read<'_>,
    claim: &ChangeClaim,
    pair: &Pair<'_>,
    change: &Change,
) -> String {
    let words = house_style::change(change);
    let size = size_words(change).filter(|_| way(change) == claim.direction);
    let write = match (&size, pair.record) {
        (Some(size), _) => format!("write \"{size}\""),
        (None, _) => format!("write \"{words}\""),
    };

    let reference = change_reference(page, pair);
    let may_refer = |subject: &Subject<'_>| read.may_refer(claim.start) && !subject.is_own;
    match (pair.record, reference) {
        (Some((subject, ..)), Some(reference)) if may_refer(subject) => {
            format!("write `{reference}`, which gives \"{words}\"")
        }
        (Some(_), _) => write,
        (None, _) => format!("{write} if both values are right; else correct the one that is not"),
    }
}

/// Returns the reference that reckons the change of a record's two values.
fn change_reference(page: &Page<'_>, pair: &Pair<'_>) -> Option<String> {
    let (subject, earlier, later) = pair.record?;
    let id = &page.site.entry(subject.id).id.value;
    let series = &subject.series;
    let is = |at: usize, one: &Observation| {
        series.len().checked_sub(at).is_some_and(|at| std::ptr::eq(series[at], one))
    };

    match (is(1, later), is(2, earlier), &earlier.period) {
        (true, true, _) => Some(format!("[[{id}#change]]")),
        (true, false, Some(period)) => {
            Some(format!("[[{id}#change from {}]]", house_style::period(&period.value)))
        }
        _ => None,
    }
}

/// Makes the edit that mends a claim, where it is mechanical.
fn fix(
    page: &Page<'_>,
    read: &Read<'_>,
    claim: &ChangeClaim,
    pair: &Pair<'_>,
    (change, code): (&Change, Code),
) -> Option<(u32, u32, String)> {
    let sure = pair.record.is_some() || code != Code::WrongChange;
    if !read.may_be_rewritten(claim.start) || !sure || way(change) != claim.direction {
        return None;
    }

    if let (Some((start, end)), true) = (claim.noun, read.may_refer(claim.start))
        && let Some(reference) = change_reference(page, pair)
        && pair.record.is_some_and(|(subject, ..)| !subject.is_own)
    {
        return Some((start, end, reference));
    }

    // "A about 27% fall" would be no English.
    if claim.noun.is_some_and(|(_, end)| end != claim.end) {
        let (start, end) = claim.noun?;
        return Some((start, end, house_style::change(change)));
    }

    Some((claim.start, claim.end, size_words(change)?))
}

/// Holds a claim without values against the series of the figure that its sentence speaks of.
fn against_series(page: &Page<'_>, read: &Read<'_>, claim: &ChangeClaim) -> Option<Diagnostic> {
    if matches!(claim.size, Size::Multiple(_)) {
        return None;
    }

    let (subject, observation) = spoken_of(page, read, claim)?;
    let series = &subject.series;
    let period = named_period(read, claim);
    let base = if period.is_some() { Base::YearBefore } else { Base::of(read, claim) };
    let later = match (observation, period) {
        (Some(observation), _) => series.iter().position(|it| std::ptr::eq(*it, observation))?,
        (None, Some(period)) => {
            let of = |it: &&Observation| it.period.as_ref().map(|it| it.value);
            series.iter().position(|it| of(it) == Some(period))?
        }
        (None, None) => series.len().checked_sub(1)?,
    };

    let Some(earlier) = later.checked_sub(1) else {
        let is_whole = series.len() == 1 && subject.figure.series.len() == 1;
        let told = observation.is_some() && is_whole && base == Base::YearBefore;
        return told.then(|| baseless(page, read, claim, subject)).flatten();
    };

    let is_yearly = |at: usize| {
        let year = |at: usize| Some(series[at].period.as_ref()?.value.last());
        match (year(at), year(at - 1)) {
            (Some(one), Some(two)) => one.year() - two.year() == 1 && one.month() == two.month(),
            _ => false,
        }
    };

    if base == Base::Other || !is_yearly(later) {
        return None;
    }

    let record = |later: usize| Pair {
        from: series[later - 1].value.value.clone(),
        to: series[later].value.value.clone(),
        record: Some((subject, series[later - 1], series[later])),
        is_sure: true,
    };

    // What is right of another year of the series may be meant of that year.
    let first = series.len().saturating_sub(YEARS).max(1);
    let other = (first..series.len()).filter(|&at| at != earlier + 1).any(|at| {
        let pair = record(at);
        Change::between(&pair.from, &pair.to)
            .and_then(|change| verdict(read.statement, claim, &change))
            .is_some_and(|verdict| verdict == Verdict::Right)
    });
    if other { None } else { judged(page, read, claim, &record(later)) }
}

/// Reads the period that a claim is of: "fell by 27% in the year ending March 2025".
fn named_period(read: &Read<'_>, claim: &ChangeClaim) -> Option<Period> {
    const LONGEST: usize = 8;

    let end = read.token_at(claim.end);
    let is = |at: usize, list: &[&str]| list.contains(&&*read.word(at).to_lowercase());
    let at = (end..end + 6).find(|&at| is(at, &["in", "for", "during"]))? + 1;
    let at = at + usize::from(is(at, &["the"]));
    let start = read.tokens.get(at)?.start;

    let ends = (at..at + LONGEST).rev().filter_map(|last| read.tokens.get(last));
    ends.map(|last| read.statement.words(start, last.end))
        .find_map(|words| Period::parse(words).ok())
}

/// What a claim without values is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    /// "On the year before", "year on year", "in a year".
    YearBefore,
    /// Nothing is said.
    Unsaid,
    /// Another time, or something else.
    Other,
}

impl Base {
    fn of(read: &Read<'_>, claim: &ChangeClaim) -> Base {
        const OTHER: &[&str] = &[
            "month",
            "months",
            "monthly",
            "quarter",
            "quarterly",
            "week",
            "weeks",
            "decade",
            "since",
            "day",
            "days",
            "years",
            "average",
            "half",
            "pandemic",
            "pre-pandemic",
            "forecast",
            "target",
            "plan",
            "election",
            "summer",
            "winter",
            "peak",
            "term",
        ];

        let end = read.token_at(claim.end);
        let start = read.token_at(claim.start).saturating_sub(4);
        let mut base = Base::Unsaid;

        for at in start..(end + 14).min(read.tokens.len()) {
            let word = read.word(at);
            if at > end && matches!(word, "." | ";" | "–" | "—") {
                break;
            }

            let lower = word.to_lowercase();
            let twelve = at > 0 && matches!(read.word(at - 1), "12" | "twelve");
            if lower == "months" && twelve {
                base = Base::YearBefore;
            } else if OTHER.contains(&&*lower) {
                return Base::Other;
            }

            if lower == "year" || lower == "annual" || lower == "annually" {
                base = Base::YearBefore;
            }

            let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());

            // "Since 2019", "in 2024": another base, or another end, than the newest values.
            if year {
                return Base::Other;
            }
        }

        base
    }
}

/// Finds the one figure that a claim's sentence speaks of, and the value that it names.
fn spoken_of<'s>(
    page: &'s Page<'s>,
    read: &Read<'_>,
    claim: &ChangeClaim,
) -> Option<(&'s Subject<'s>, Option<&'s Observation>)> {
    let mut found: Vec<(u32, usize, Option<&'s Observation>)> = Vec::new();
    for bound in &read.bound {
        let series = &page.subjects[bound.subject].figure.series;
        let amount = &read.statement.amounts[bound.amount];

        // "Rose by 15% to 24,103": the value stands behind the claim and is what it led to.
        let is_led_to =
            amount.start > claim.end && leads_to(read, claim.end, amount.start, &["to"]);
        let at = if is_led_to { claim.start } else { amount.end };
        found.push((at, bound.subject, series.get(bound.observation)));
    }

    for &(at, number) in &read.statement.references {
        let id = page.site.referenced(page.id, number as usize);
        let subject = page.subjects.iter().position(|subject| Some(subject.id) == id);
        let plain = page.document.body.references[number as usize].part.is_none();
        if let Some(subject) = subject {
            let newest = page.subjects[subject].series.last().copied();
            found.push((at, subject, newest.filter(|_| plain)));
        }
    }

    if found.is_empty() && claim.looks_back {
        return spoken_of_before(page, read);
    }

    let first = found.first().copied();
    if let Some((at, subject, observation)) = first {
        let one = found.iter().all(|&(_, other, _)| other == subject);
        let told = read.bound.len() + sizes(read.statement) + times(read);
        let alone = read.statement.numbers() == told;
        let near = at <= claim.start && is_near(read, at, claim.start);
        return (one && alone && near).then(|| (&page.subjects[subject], observation));
    }

    // Without a value the words alone must tell, and no other number may stand beside the claim.
    if read.statement.numbers() > sizes(read.statement) || read.statement.changes.len() > 1 {
        return None;
    }

    let subject = subject::spoken_of(&page.subjects, &read.statement.text, &read.tokens)?;
    let subject = &page.subjects[subject];
    let percent = subject.figure.unit == Some(Unit::Percent);

    (!percent && is_near(read, 0, claim.start)).then_some((subject, None))
}

/// Finds the figure of which the sentence before gave one value, and nothing else: "There were 24,754.
/// That is a rise of 2%."
fn spoken_of_before<'s>(
    page: &'s Page<'s>,
    read: &Read<'_>,
) -> Option<(&'s Subject<'s>, Option<&'s Observation>)> {
    let before = read.before.as_ref()?;
    match (&*before.bound, &*before.statement.references) {
        ([bound], []) if before.statement.only_value().is_some() => {
            let subject = &page.subjects[bound.subject];
            Some((subject, subject.figure.series.get(bound.observation)))
        }
        ([], &[(_, number)]) if before.statement.numbers() == 0 => {
            let id = page.site.referenced(page.id, number as usize)?;
            let subject = page.subjects.iter().find(|subject| subject.id == id)?;
            let plain = page.document.body.references[number as usize].part.is_none();
            plain.then(|| (subject, subject.series.last().copied()))
        }
        _ => None,
    }
}

/// Counts the changes of a statement whose size is one of its numbers.
fn sizes(statement: &Statement) -> usize {
    let is_number = |claim: &&ChangeClaim| matches!(claim.size, Size::Amount(_));
    statement.changes.iter().filter(is_number).count()
}

/// Tells whether nothing but a word such as "to" and an article stands between two places.
fn leads_to(read: &Read<'_>, from: u32, to: u32, leading: &[&str]) -> bool {
    let (first, last) = (read.token_at(from), read.token_at(to));
    first < last
        && leading.contains(&read.word(first))
        && (first + 1..last).all(|at| matches!(read.word(at), "a" | "the" | "total" | "of"))
}

/// Counts the lengths of time: "12 months prior" is no other number.
fn times(read: &Read<'_>) -> usize {
    let is_time = |amount: &&Amount| {
        let next = read.word(read.token_at(amount.end));
        matches!(next, "months" | "years" | "year" | "weeks" | "days")
    };
    read.statement.amounts.iter().filter(is_time).count()
}

/// Tells whether nothing right before a claim begins another thought: "returns, and visits rose 12%".
fn is_near(read: &Read<'_>, from: u32, to: u32) -> bool {
    let (first, last) = (read.token_at(from), read.token_at(to));
    let near = last.saturating_sub(9).max(first);
    last - first <= 30 && (near..last).all(|at| !begins_another(read.word(at)))
}

fn begins_another(word: &str) -> bool {
    TURNING.contains(&word) || matches!(word, ";" | ":" | "|")
}

/// Reports a change of a figure that holds no earlier value.
fn baseless(
    page: &Page<'_>,
    read: &Read<'_>,
    claim: &ChangeClaim,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    let Size::Amount(at) = claim.size else {
        return None;
    };
    let size = read.statement.amounts[at as usize].canonical();
    if subject.speaks_of(&size) {
        return None;
    }

    let title = page.site.title(subject.id);
    let said = read.statement.words(claim.start, claim.end);
    let message = format!(
        "`{said}` has no base: the figure `{title}` holds no value for the year before, so that \
         nobody can reckon it again"
    );

    let help = format!(
        "add the earlier value to the `series` of `{}`; if it is not published, leave the change \
         out, or say in the record's `caveat` that {size} was claimed without a base",
        page.site.entry(subject.id).id.value
    );

    let place = (claim.start, claim.end);
    let finding = read.finding(page, Code::WrongChange, place, (message, help));
    let record = page.site.place(subject.id);

    Some(finding.severity(Severity::Warning).label(record, "the record with its one value"))
}
