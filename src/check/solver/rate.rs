//! Rates and products: "£8 a week, or £416 a year", "60 clubs, £25,000 each".
//!
//! In: a sentence. Out: the rates and products that do not hold. Invariant: a product is refuted only where
//! the sentence has exactly its three numbers, and no order of them makes it true.

mod division;

use super::amount::{AmountKind, Range, WrittenAmount};
use super::refutation::{Fault, Refutation, number};
use super::sentence::Sentence;
use crate::lexicon::WordRoles as W;
use crate::value::Qualifier;

/// Relative tolerance of a product, for hidden rounding.
const SLACK: f64 = 0.015;

/// A value per unit of time.
#[derive(Debug, Clone, Copy)]
struct Rate {
    amount: usize,
    /// The unit of time in days.
    days: f64,
    /// The tokens of the unit of time.
    start: usize,
    end: usize,
    /// Whether it is the total over that time and not a rate: "over ten years".
    is_stretch: bool,
}

/// Checks the rates and the products of a sentence.
pub(crate) fn check(s: &Sentence<'_>) -> Vec<Refutation> {
    let is_plain = |amount: &WrittenAmount| {
        !matches!(
            amount.kind,
            AmountKind::Percent | AmountKind::Multiple | AmountKind::Fraction | AmountKind::Points
        ) && amount.low.is_none()
    };
    if !s.amounts.iter().all(is_plain) {
        return Vec::new();
    }

    let mut found = spans(s);
    if found.is_empty() {
        found.extend(product(s).or_else(|| division::check(s)));
    }

    found
}

/// Returns the length in days of the unit of time at a token, if it is one.
fn span(s: &Sentence<'_>, token: usize) -> Option<f64> {
    let word = s.word(token);
    if word.is_empty() {
        return None;
    }

    let lexicon = s.lexicon;
    let known = lexicon.amounts.spans.iter().chain(lexicon.wholes.rate_spans);
    known.filter(|(span, _)| *span == word).map(|it| it.1).next()
}

/// Returns the days of the duration at a token: "over twelve months", "over a four-year degree".
fn length(s: &Sentence<'_>, token: usize) -> Option<f64> {
    let amount = s.amount(token)?;
    (amount.kind == AmountKind::Duration && amount.low.is_none()).then_some(amount.value)
}

/// Finds the values that have a unit of time.
fn rates(s: &Sentence<'_>) -> Vec<Rate> {
    // "£8 for each household a week"
    const REACH: usize = 5;

    let mut rates = Vec::new();

    for (index, amount) in s.amounts.iter().enumerate() {
        let token = s.at[index];
        if !amount.is_count_or_money() {
            continue;
        }

        let is_next =
            |token: &&usize| !s.amount(**token).is_some_and(|it| it.kind == AmountKind::Duration);
        let stop = s.at[index + 1..].iter().find(is_next).copied().unwrap_or(s.tokens.len());
        let after = (token + 1..(token + REACH).min(stop)).find_map(|at| {
            let is_led = s.is(at, W::EACH | W::DURING | W::IN)
                && !s.has_sign(token + 1..at, &[',', '(', '–', ':']);
            // "Over a year", "in a week", "over a full year"
            let over = s.is(at, W::DURING | W::IN);
            let head = if over && s.is(at + 1, W::A | W::THE) { at + 2 } else { at + 1 };
            let next = if over && s.is(head, W::FULL) { head + 1 } else { head };
            let days =
                is_led.then(|| span(s, next).or_else(|| over.then(|| length(s, next))?))??;
            Some(Rate { amount: index, days, start: at, end: next + 1, is_stretch: over })
        });
        // "Every month 300 homes are connected"
        let before = || {
            let first = token.checked_sub(2)?;
            let days = s.is(first, W::EACH).then(|| span(s, token - 1)).flatten()?;
            Some(Rate { amount: index, days, start: first, end: token + 1, is_stretch: false })
        };
        rates.extend(after.or_else(before));
    }

    rates
}

/// How many words may be between a rate and the phrase that leads to the other.
const FAR: usize = 10;

/// Finds the last phrase in a range that equates a rate with another: "to a carer, which comes to".
fn last_joint(s: &Sentence<'_>, range: std::ops::Range<usize>) -> Option<(usize, usize)> {
    range.clone().rev().find_map(|at| {
        s.find_phrase(at..range.end, s.lexicon.wholes.rate_joints).filter(|found| found.0 == at)
    })
}

/// "£8 a week, or £624 a year"
fn spans(s: &Sentence<'_>) -> Vec<Refutation> {
    let rates = rates(s);

    rates
        .windows(2)
        .filter_map(|pair| {
            let (one, two) = (pair[0], pair[1]);

            // "£3.07 billion over ten years (£1.96 billion over five years)": the two need not be
            // proportional.
            if one.is_stretch && two.is_stretch {
                return None;
            }

            // "£14.5 million over five years (£3.5 million a year for two years)": the rate lasts for a part.
            let recurs = s.is(two.end, W::FOR)
                && s.amount(two.end + 1).is_some_and(|it| it.kind == AmountKind::Duration);
            if recurs {
                return None;
            }

            // "£50 a person a month, or £2,400 a year for a family of four"
            let is_twice = (s.at[one.amount] + 1..one.start).any(|at| s.is(at, W::EACH));
            if is_twice {
                return None;
            }

            let are_alike = s.amounts[one.amount].likeness() == s.amounts[two.amount].likeness()
                && s.counts_alike(one.amount, two.amount);
            let (from, to) = (one.end.max(s.at[one.amount] + 1), s.at[two.amount]);
            let joint = last_joint(s, from.min(to)..to);
            // The phrase must be near the start of what follows, not deep inside another clause.
            let is_near = joint.is_some_and(|(at, _)| at - from <= 6 && to - at <= 6);
            // "£15 per month (£180 a year)"
            // "60 patients a day, 420 a week"
            let lists = s.is_sign(from, ',')
                && (s.amounts[two.amount].noun.is_empty() && s.at[two.amount] + 1 == two.start
                    || !s.amounts[one.amount].noun.is_empty()
                        && s.amounts[one.amount].noun == s.amounts[two.amount].noun);
            let is_apposed = (matches!(s.sign(from), Some('–' | '(')) || lists)
                && (from + 1..to).all(|at| s.is(at, W::FILLER | W::APPOSITION));
            let is_near = is_near
                || joint.is_some_and(|(at, length)| to - at - length <= 2 && at - from <= FAR);
            let is_joined = is_near || is_apposed;
            // "Or more than 16 million a year"
            let end = if s.follows(to, W::THAN) && s.is(to - 2, W::MORE) { to - 1 } else { to };
            let breaks = !is_apposed
                && s.any(from.min(end)..end, W::BREAK | W::AND | W::COMPARED | W::THAN | W::FROM);
            let (joint_start, joint_end) = joint.map_or((to, to), |(at, length)| (at, at + length));
            let is_change = (one.start.min(from)..to).any(|at| {
                s.is(at, W::UP | W::DOWN | W::RISE_VERB | W::FALL_VERB)
                    && !s.follows(at, W::ADDS)
                    && !(joint_start..joint_end).contains(&at)
            });

            // "£9.50 an hour, equivalent to an extra £1,000 a year" gives the rise, not the wage.
            let is_extra = s.led_by(to, W::ADDITIONAL, W::FILLER | W::A) && !s.follows(to, W::THAN);
            // "From £3.75 a quarter or £15 a year to £3 a quarter": the second pair replaces the first.
            let leads_on = joint.is_some_and(|(at, length)| length == 1 && s.is(at, W::TO));
            // "£25 a week for each child under four": an age is no other value.
            let is_age = |it: usize| {
                let amount = &s.amounts[it];
                amount.is_spelled && amount.value < 20.0 && amount.qualifier == Qualifier::FewerThan
            };
            let is_next = (one.amount + 1..two.amount)
                .all(|it| s.amounts[it].kind == AmountKind::Duration || is_age(it));
            if !is_next
                || !are_alike
                || !is_joined
                || breaks
                || is_change
                || is_extra
                || leads_on && s.any(0..s.at[one.amount], W::FROM)
            {
                return None;
            }
            judge_spans(s, one, two)
        })
        .collect()
}

/// Returns how often one unit of time goes into another, by the usual ways to compute it.
fn times(short: f64, long: f64) -> Option<Range> {
    const HOUR: f64 = 0.05;
    const DAY: f64 = 1.5;
    const WEEK: f64 = 20.0;
    const MONTH: f64 = 60.0;

    let ratio = long / short;
    if ratio <= 1.5 {
        return None;
    }

    // Working hours, days and weeks; ten months of school; a month of four weeks.
    let least = match short {
        it if it < HOUR => 0.24,
        it if it < DAY => 0.49,
        it if it < WEEK && long < MONTH => 0.9,
        it if it < WEEK => 0.72,
        it if it < MONTH => 0.82,
        _ => 0.97,
    };

    Some(Range { value: ratio, low: ratio * least, high: ratio * 1.04 })
}

/// Returns the number of things with a rate each: "each of the 24 crews", before it.
fn each_of(s: &Sentence<'_>, rate: usize) -> Option<f64> {
    let before = (0..rate).find(|&index| {
        let token = s.at[index];
        s.amounts[index].kind == AmountKind::Count
            && s.led_by(token, W::OF, W::THE)
            && (token.saturating_sub(4)..token).any(|at| s.is(at, W::EACH) && !s.is(at, W::A))
    })?;

    Some(s.amounts[before].value)
}

fn judge_spans(s: &Sentence<'_>, one: Rate, two: Rate) -> Option<Refutation> {
    let (short, long) = if one.days < two.days { (one, two) } else { (two, one) };
    let times = times(short.days, long.days)?;
    let (a, b) = (s.amounts[short.amount].range(), s.amounts[long.amount].range());
    let low = b.low / a.high.max(1e-9);
    let high = b.high / a.low.max(1e-9);
    let is_limit = s.amounts[short.amount].is_limit() != s.amounts[long.amount].is_limit();
    // "Each of the 24 crews seals 15 kilometres a month" may be followed by the total of all.
    let many = [Some(1.0), each_of(s, one.amount)];
    let holds = many.into_iter().flatten().any(|many| {
        high / many >= times.low * (1.0 - SLACK) && low / many <= times.high * (1.0 + SLACK)
    });
    let is_far = !division::is_near(b.value / (a.value * times.value).max(1e-9));
    if a.value <= 0.0 || is_limit || holds || is_far {
        return None;
    }

    let amount = &s.amounts[two.amount];
    let makes = number(a.value * times.value.round(), 0);
    Some(Refutation {
        fault: Fault::Sum,
        start: amount.start,
        end: amount.end,
        message: format!(
            "you wrote {} and {}; {} times {} is {makes}",
            s.written(one.amount),
            s.written(two.amount),
            number(times.value.round(), 0),
            s.written(short.amount)
        ),
        help: "compare both rates with their source".to_owned(),
        is_weak: false,
        is_inferred: false,
        fix: None,
    })
}

/// "A grant of £900,000 shared between 60 clubs, giving each £25,000"
fn product(s: &Sentence<'_>) -> Option<Refutation> {
    let values: Vec<usize> = (0..s.amounts.len())
        .filter(|&index| {
            s.amounts[index].is_count_or_money() || s.amounts[index].kind == AmountKind::Duration
        })
        .collect();
    let &[one, two, three] = &values[..] else {
        return None;
    };
    let hedged = values.iter().any(|&index| {
        let qualifier = s.amounts[index].qualifier;
        !matches!(qualifier, Qualifier::Exact | Qualifier::About)
    });
    let words = &s.lexicon.wholes;
    let all = 0..s.tokens.len();
    let stops = all.clone().any(|at| {
        // "Add up to" is not a limit.
        let adds = s.is(at, W::UP) && s.follows(at, W::ADDS);
        words.product_stops.contains(&s.word(at)) && !adds && !is_mean_of_each(s, at)
    });
    // "£5,000 each in March and £1.6 million since": a further number, not the product.
    let joins = s.any(s.at[one]..s.at[three], W::AND);
    let breaks = joins
        || all
            .clone()
            .any(|at| s.is(at, W::BREAK) && !s.is(at, W::WITH | W::SHARED) && !s.is_sign(at, ';'));
    let cues = [words.product_cues, words.in_other_words];
    let picks = s.find_phrase(all.clone(), words.of_which).is_some();
    // "£50,000 to £120,000 for every household"
    let is_range = [(one, two), (two, three)].into_iter().any(|(first, second)| {
        let gap = s.between(s.at[first], s.at[second]);
        gap.len() == 1 && s.is(gap.start, W::TO)
    });
    // "£30 million each year for five years, doubling the budget from last year's £15 million"
    let changes = s.any(s.at[one]..s.at[three], W::FROM)
        && (0..s.at[three]).any(|at| {
            s.lexicon.changes.multiple(s.word(at)).is_some()
                || s.is(at, W::RISE_VERB | W::FALL_VERB)
        });
    // "£150 for three members, compared to £1,500 per funeral", "£5 million per person or £10 million per couple"
    let compares = s.any(all.clone(), W::COMPARED | W::THAN);
    let is_per = |at: &usize| words.per.iter().any(|phrase| s.phrase_at(*at, phrase));
    let differs =
        all.clone().filter(|at| is_per(at) && (*at == 0 || !is_per(&(at - 1)))).count() > 1;
    if picks
        || is_range
        || changes
        || compares
        || differs
        || hedged
        || stops
        || breaks
        || cues.iter().all(|it| s.find_phrase(all.clone(), it).is_none())
    {
        return None;
    }

    let factors = [one, two, three];
    let money: Vec<usize> = factors
        .into_iter()
        .filter(|&it| matches!(s.amounts[it].kind, AmountKind::Money(_)))
        .collect();
    let others: Vec<usize> = factors.into_iter().filter(|it| !money.contains(it)).collect();

    match (&money[..], &others[..]) {
        (&[a, b], &[n]) if s.amounts[a].kind == s.amounts[b].kind => {
            money_product(s, Product { a, b, n })
        }
        ([], &[a, b, n]) => count_product(s, Product { a, b, n }),
        _ => None,
    }
}

/// Tells whether a word makes the amount a mean: "at an average cost of £600,000 each".
fn is_mean_of_each(s: &Sentence<'_>, token: usize) -> bool {
    const NEAR: usize = 4;

    s.is(token, W::MEAN)
        && (token + 1..token + NEAR)
            .any(|at| s.amount(at).is_some() && s.any(at + 1..at + NEAR, W::EACH))
}

/// Three amounts of which one may be the product of the others.
#[derive(Debug, Clone, Copy)]
struct Product {
    a: usize,
    b: usize,
    n: usize,
}

/// Finds the words that make an amount apply to each thing, not to each unit of time.
fn apiece(s: &Sentence<'_>) -> Option<usize> {
    let words = &s.lexicon.wholes;
    (0..s.tokens.len()).find(|&at| {
        let is_each =
            words.apiece.iter().any(|phrase| s.phrase_at(at, phrase)) && span(s, at + 1).is_none();
        let per = words.per.iter().find(|phrase| s.phrase_at(at, phrase));
        let is_per = per.is_some_and(|phrase| {
            let next = at + phrase.split(' ').count();
            // "£6,000 per pupil in 40 schools" does not multiply.
            let noun = s.lexicon.amounts.singular(s.word(next));
            let counts_other =
                s.amounts.iter().filter(|it| it.kind == AmountKind::Count).any(|it| {
                    !it.noun.is_empty()
                        && !it
                            .noun
                            .iter()
                            .any(|it| it.starts_with(&noun) || noun.starts_with(it.as_str()))
                });
            s.is_word(next) && span(s, next).is_none() && !counts_other
        });
        is_each || is_per
    })
}

fn money_product(s: &Sentence<'_>, product: Product) -> Option<Refutation> {
    // "Each" must be near its number.
    const NEAR: usize = 5;

    let Product { a, b, n } = product;
    let count = &s.amounts[n];
    let is_shared =
        (0..s.tokens.len()).any(|at| s.is(at, W::SHARED) && !s.is(at, W::BETWEEN | W::AMONG));

    let is_tied = match count.kind {
        AmountKind::Duration => over_years(s, product),
        _ => {
            let each = apiece(s);
            let is_near = each.is_some_and(|each| {
                [a, b, n].iter().any(|&index| s.at[index].abs_diff(each) <= NEAR)
            });
            // "Shared between 60 clubs, £25,000 each"
            is_near
                || is_shared
                    && s.led_by(s.at[n], W::BETWEEN | W::AMONG | W::DURING, W::FILLER | W::THE)
                    && each.is_some()
        }
    };
    let n = match count.kind {
        AmountKind::Duration => years(s, n),
        _ => Some(count.range()),
    }?;
    let (a, b) = (s.amounts[a].range(), s.amounts[b].range());
    if !is_tied || n.value < 2.0 || is_product(a, n, b) || is_product(b, n, a) {
        return None;
    }

    refute_product(s, product, a, b, n)
}

/// "£4 million a year for five years"
fn over_years(s: &Sentence<'_>, product: Product) -> bool {
    let token = s.at[product.n];
    let unit = s.amounts[product.n].unit.as_deref().unwrap_or("");
    let length = s.lexicon.amounts.spans.iter().find(|(name, _)| *name == unit).map(|it| it.1);
    let is_yearly = (0..s.tokens.len())
        .any(|at| s.is(at, W::EACH) && length.is_some() && span(s, at + 1) == length);
    // "In each of the five years to 2030"
    let in_each = s.led_by(token, W::OF, W::THE)
        && (token.saturating_sub(4)..token).any(|at| s.is(at, W::EACH) && !s.is(at, W::A));
    let led = W::FOR | W::DURING | W::PREPOSITION;

    in_each
        || is_yearly
            && s.led_by(
                token,
                led,
                W::FILLER.without(W::BY)
                    | W::THE
                    | W::WHICH_PART
                    | W::EVIDENCE
                    | W::STOP.without(W::FOR),
            )
}

/// Returns the number as written; durations in their own unit.
fn shown(s: &Sentence<'_>, index: usize) -> f64 {
    match s.amounts[index].kind {
        AmountKind::Duration => years(s, index).map_or(0.0, |range| range.value),
        _ => s.amounts[index].value,
    }
}

/// Returns a duration as a number of its units.
fn years(s: &Sentence<'_>, index: usize) -> Option<Range> {
    let amount = &s.amounts[index];
    let unit = amount.unit.as_deref()?;
    let days = s.lexicon.amounts.spans.iter().find(|(span, _)| *span == unit)?.1;
    let range = amount.range();

    Some(Range { value: range.value / days, low: range.low / days, high: range.high / days })
}

fn is_product(one: Range, two: Range, product: Range) -> bool {
    one.high * two.high >= product.low * (1.0 - SLACK)
        && one.low * two.low <= product.high * (1.0 + SLACK)
}

fn refute_product(
    s: &Sentence<'_>,
    product: Product,
    a: Range,
    b: Range,
    n: Range,
) -> Option<Refutation> {
    // A product further off belongs to other numbers; a power of ten is a slip.
    const MOST: f64 = 50.0;

    let (big, small) = if a.value > b.value { (a, b) } else { (b, a) };
    let off = big.value / (small.value * n.value).max(1e-9);
    // "€1.8 billion in four strands of €450 billion": the magnitudes of the two were swapped.
    let turned = small.value / (big.value * n.value).max(1e-9);
    let is_slip = [-6, -3, 3, 6].iter().any(|&power| {
        let ten = 10_f64.powi(power);
        (off - ten).abs() < 0.02 * ten || (turned - ten).abs() < 0.02 * ten
    });
    if !(1.0 / MOST..=MOST).contains(&off) && !is_slip {
        return None;
    }

    let (first, second) = match s.amounts[product.a].value > s.amounts[product.b].value {
        true => (product.b, product.a),
        false => (product.a, product.b),
    };
    let later = if s.at[first] > s.at[second] { first } else { second };
    let amount = &s.amounts[later];
    Some(Refutation {
        fault: Fault::Sum,
        start: amount.start,
        end: amount.end,
        message: format!(
            "you wrote {} in all; {} times {} is {}",
            s.written(second),
            number(n.value, 2),
            s.written(first),
            number(small.value * n.value, 2)
        ),
        help: "compare all three numbers with their source".to_owned(),
        is_weak: false,
        is_inferred: false,
        fix: None,
    })
}

/// "Twelve teams of eight volunteers each, 112 people in total"
fn count_product(s: &Sentence<'_>, product: Product) -> Option<Refutation> {
    const FURTHEST: f64 = 10.0;

    let Product { a, b, n } = product;
    apiece(s)?;
    // "In other words 940 vehicles" counts as a total, like "in all".
    let has_total = (0..s.tokens.len()).any(|at| s.is(at, W::TOTAL))
        || s.find_phrase(0..s.tokens.len(), s.lexicon.wholes.in_other_words).is_some();
    let mut sorted = [a, b, n];
    sorted.sort_by(|one, two| shown(s, *one).total_cmp(&shown(s, *two)));
    let count = |index: usize| match s.amounts[index].kind {
        AmountKind::Duration => years(s, index),
        _ => Some(s.amounts[index].range()),
    };
    let (x, y, z) = (count(sorted[0])?, count(sorted[1])?, count(sorted[2])?);
    let off = z.value / (x.value * y.value).max(1e-9);
    if !has_total
        || x.value < 2.0
        || is_product(x, y, z)
        || !(1.0 / FURTHEST..=FURTHEST).contains(&off)
    {
        return None;
    }

    let amount = &s.amounts[sorted[2]];
    Some(Refutation {
        fault: Fault::Sum,
        start: amount.start,
        end: amount.end,
        message: format!(
            "you wrote {}; {} times {} is {}",
            s.written(sorted[2]),
            s.written(sorted[0]),
            s.written(sorted[1]),
            number(x.value * y.value, 2)
        ),
        help: "compare all three numbers with their source".to_owned(),
        is_weak: false,
        is_inferred: false,
        fix: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::check::solver::testing::refutes;

    fn is_refuted(text: &str) -> bool {
        refutes(super::check, text)
    }

    #[test]
    fn rates_and_products_hold() {
        let refuted = [
            "Families will save £8 a week, or £624 a year.",
            "Every month 300 homes are connected, or 4,600 a year.",
            "A grant of £900,000 will be shared equally between 60 clubs, giving each £25,000.",
            "Each of the 240 schools receives £5,000, a total of £1.6 million.",
            "The scheme will cost £4 million a year for five years, £25 million in all.",
            "Twelve teams of eight volunteers each, 112 people in total, took part.",
            "The county, with 200,000 residents, will receive £10 million, or £500 a head.",
            "The stipend is ₹1,200 a month, which adds up to ₹16,800 over a full year.",
            "The bridge carries 38,000 vehicles a day, or more than 16 million a year.",
            "The ₹6,000 is paid in three equal instalments of ₹2,500 each.",
            "The voucher is $45 a month, or $640 over twelve months.",
            "The scholarship pays $2,500 a year, or $12,500 over a four-year degree.",
            "A driver saving $18 a week on tolls will be $1,136 a year better off.",
            "Grants totalling KSh 48 million went to 1,200 groups, an average of KSh 60,000 each.",
            "Pumping 260 million litres a day to 2 million people works out at 150 litres a head.",
            "Each of the 47 counties receives 20 vans, in other words 1,040 vans nationwide.",
            "With 126 drownings in a country of 1.4 million, that works out to 12 per 100,000 people.",
            "We put $30 million into each of the four years to 2030, that is, $150 million in all.",
            "We are building 40 clinics at an average cost of $600,000 each, a $34 million investment.",
            "The harvest of 54,000 tonnes came from 12,000 hectares, a yield of 5.5 tonnes per hectare.",
            "The clinic saw 9,600 patients over the 12 months, an average of 900 a month.",
            "The €1.8 billion programme has four equal strands, each endowed with €450 billion.",
        ];
        let silent = [
            "Families will save £8 a week, or £416 a year.",
            "Every month 300 homes are connected, or 3,600 a year.",
            "A grant of £900,000 will be shared equally between 60 clubs, giving each £15,000.",
            "The 45 grants of up to £20,000 each add up to £1.2 million.",
            "The scheme will cost £4 million a year for five years, £20 million in all.",
            "The fare rose from £8 a week to £12 a week.",
            "Twelve nurses treat 40 patients each day, and 300 others wait.",
            "The stipend is ₹1,200 a month, which adds up to ₹14,400 over a full year.",
            "The scholarship pays $2,500 a year, or $10,000 over a four-year degree.",
            "Each of the 24 crews seals 15 kilometres a month, or 4,320 kilometres over 12 months.",
            "Grants totalling KSh 48 million went to 1,200 groups, an average of KSh 40,000 each.",
            "With 126 drownings in a country of 1.4 million, that works out to 9 per 100,000 people.",
            "It saved 222 million tons of carbon over 30 years, what 28 million homes emit in a year.",
            "Each of the 24 crews has 6 vans, and 1,040 vans are in use nationwide.",
            "The fund paid $2,500 a year to students and spent $12,500 over the summer on advice.",
        ];

        for text in refuted {
            assert!(is_refuted(text), "silent: {text}");
        }
        for text in silent {
            assert!(!is_refuted(text), "refuted: {text}");
        }
    }
}
