//! Typed numbers that are values of a figure: loose ones, ones that lost their qualifier, and ones
//! that nobody could know yet.

use super::subject::{Bound, Subject};
use super::{Page, Read};
use crate::content::figure::Observation;
use crate::content::statement::Amount;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language::house_style;
use crate::value::{Qualifier, Quantity};

/// Reports typed numbers that a record says otherwise, or better.
pub(super) fn typed(page: &Page<'_>, read: &Read<'_>, findings: &mut Vec<Diagnostic>) {
    for bound in &read.bound {
        let subject = &page.subjects[bound.subject];
        let amount = &read.statement.amounts[bound.amount];
        let observation = &subject.figure.series[bound.observation];

        if !subject.knew(observation) {
            findings.extend(too_early(page, read, subject, (amount, observation), bound));
        } else if let Some(finding) = dropped(page, read, subject, (amount, observation)) {
            findings.push(finding);
        } else {
            findings.extend(loose(page, read, subject, (amount, observation)));
        }
    }
}

fn too_early(
    page: &Page<'_>,
    read: &Read<'_>,
    subject: &Subject<'_>,
    (amount, observation): (&Amount, &Observation),
    bound: &Bound,
) -> Option<Diagnostic> {
    // A round number may have been announced before the exact one came out.
    if amount.significant() < 3 || bound.score < 2 {
        return None;
    }

    let known = subject.figure.known_from(observation)?;
    let title = page.site.title(subject.id);
    let value = house_style::quantity(&observation.value.value);
    let message = format!(
        "{value} is the value of `{title}` that was first known on {}, after this page's date, {}",
        house_style::day(known),
        house_style::day(page.day)
    );

    let help = "use the value that was known on the page's date, or correct one of the two dates";
    let finding = read.finding(
        page,
        Code::FigureAfterPage,
        (amount.start, amount.end),
        (message, help.to_owned()),
    );

    let record = Place::new(&page.site.document(subject.id).path, observation.value.span);
    Some(finding.label(record, "the value in the figure's record"))
}

fn dropped(
    page: &Page<'_>,
    read: &Read<'_>,
    subject: &Subject<'_>,
    (amount, observation): (&Amount, &Observation),
) -> Option<Diagnostic> {
    let quantity = &observation.value.value;
    if matches!(quantity.qualifier(), Qualifier::Exact | Qualifier::Between) {
        return None;
    }

    let typed = amount.quantity(read.statement.qualifier(amount), None)?;
    let other = is_hedged(read, amount) || is_threshold(read, amount) || shares(read, amount);
    if typed.interval().holds(&quantity.interval()) || other {
        return None;
    }

    let (said, words) = (written(read, amount), house_style::quantity(quantity));
    let title = page.site.title(subject.id);
    let lost = house_style::qualifier(quantity);
    let message = match read.statement.qualifier(amount) {
        "" => format!("`{said}` has lost its \"{lost}\": the record of `{title}` says {words}"),
        _ => format!("`{said}` claims more than the record of `{title}`, which says {words}"),
    };

    let reference = subject.reference(page.site, observation);
    let refers = read.may_refer(amount.start) && !subject.is_own;
    let help = match refers {
        true => format!("write `{reference}`, or \"{words}\""),
        false => format!("write \"{words}\""),
    };

    let place = (amount.start, amount.end);
    let finding = read.finding(page, Code::DroppedQualifier, place, (message, help));
    let record = Place::new(&page.site.document(subject.id).path, observation.value.span);
    let finding = finding.label(record, format!("the record says {words}"));
    let replacement = if refers { reference } else { words };

    Some(match read.may_be_rewritten(amount.start) && !quantity_is_named(quantity) {
        true => finding.fix(read.place(page, amount.start, amount.end), replacement),
        false => finding,
    })
}

/// Tells whether other words near the number say what the qualifier would.
fn is_hedged(read: &Read<'_>, amount: &Amount) -> bool {
    const HEDGES: &[&str] = &[
        "potential",
        "potentially",
        "maximum",
        "could",
        "may",
        "might",
        "cap",
        "capped",
        "ceiling",
        "limit",
        "most",
        "exceed",
        "exceeds",
        "exceeded",
        "exceeding",
        "topped",
        "tops",
        "surpass",
        "surpassed",
        "past",
        "beyond",
        "upwards",
        "excess",
        "estimated",
        "estimate",
        "possible",
        "as",
        "least",
        "minimum",
        "plus",
        "nearly",
        "almost",
        "passed",
        "reach",
        "reaching",
    ];

    let at = read.token_at(amount.start);
    let behind = read.token_at(amount.end);
    let before = (at.saturating_sub(5)..at)
        .any(|it| HEDGES.iter().any(|hedge| hedge.eq_ignore_ascii_case(read.word(it))));
    let or_more = read.word(behind) == "or"
        && matches!(read.word(behind + 1), "more" | "fewer" | "less" | "above" | "under" | "so");

    before || matches!(read.word(behind), "+" | "plus") || or_more || is_limited_afar(read, amount)
}

/// Tells whether a limit stands before the article of a number: "up to a total of £5,000".
fn is_limited_afar(read: &Read<'_>, amount: &Amount) -> bool {
    const FILLERS: &[&str] =
        &["a", "an", "the", "total", "sum", "of", "overall", "combined", "further", "additional"];
    const LIMITS: &[&[&str]] = &[
        &["up", "to"],
        &["more", "than"],
        &["fewer", "than"],
        &["less", "than"],
        &["at", "most"],
        &["close", "to"],
        &["over"],
        &["about"],
        &["around"],
        &["approximately"],
    ];

    let is = |at: usize, word: &str| read.word(at).eq_ignore_ascii_case(word);
    let mut at = read.token_at(amount.start);
    while let Some(before) = at.checked_sub(1)
        && FILLERS.iter().any(|filler| is(before, filler))
    {
        at = before;
    }

    LIMITS.iter().any(|limit| {
        at >= limit.len()
            && limit.iter().zip(at - limit.len()..).all(|(word, place)| is(place, word))
    })
}

/// Tells whether a limit is no value but where something begins or ends: "loans above £3,000", or is
/// denied: "no school loses more than 1.5%".
fn is_threshold(read: &Read<'_>, amount: &Amount) -> bool {
    const LIMITS: &[&str] = &["above", "below", "under", "exceeding", "in excess of"];

    let qualifier = read.statement.qualifier(amount).to_lowercase();
    let at = read.token_at(amount.start);
    let denied = || {
        (at.saturating_sub(6)..at)
            .rev()
            .take_while(|&it| !matches!(read.word(it), "," | ";" | ":" | "–" | "—"))
            .any(|it| {
                let word = read.word(it).to_lowercase();
                matches!(&*word, "no" | "not" | "never" | "none" | "nobody" | "cannot" | "without")
                    || word.ends_with("n’t")
            })
    };

    LIMITS.contains(&&*qualifier) || (!qualifier.is_empty() && denied())
}

/// Tells whether a number shares the qualifier of the one before: "about £320 and £1,200".
fn shares(read: &Read<'_>, amount: &Amount) -> bool {
    if !read.statement.qualifier(amount).is_empty() {
        return false;
    }

    let amounts = &read.statement.amounts;
    let mut later = amount;
    for before in amounts.iter().rev().skip_while(|it| it.start >= amount.start) {
        let joint = read.statement.words(before.end, later.start).trim();
        if before.measure != amount.measure || !matches!(joint, "and" | "or" | "," | ", and") {
            return false;
        }

        if !read.statement.qualifier(before).is_empty() {
            return true;
        }

        later = before;
    }

    false
}

fn loose(
    page: &Page<'_>,
    read: &Read<'_>,
    subject: &Subject<'_>,
    (amount, observation): (&Amount, &Observation),
) -> Option<Diagnostic> {
    // What a sentence quotes, and a title, can hold no reference.
    if subject.is_own || !read.may_refer(amount.start) {
        return None;
    }

    let reference = subject.reference(page.site, observation);
    let title = page.site.title(subject.id);
    let period = observation.period.as_ref().map(|period| house_style::period(&period.value));
    let period = period.map_or_else(String::new, |period| format!(" for {period}"));
    let message = format!(
        "`{}` is typed in, and is the value of the figure `{title}`{period}",
        written(read, amount)
    );

    let quantity = &observation.value.value;
    let typed = amount.quantity(read.statement.qualifier(amount), None)?;

    // "More than 1,900" of an exact 1,900 is another statement, and not for us to judge.
    let limits = !matches!(typed.qualifier(), Qualifier::Exact | Qualifier::About);
    let limited = !matches!(quantity.qualifier(), Qualifier::Exact | Qualifier::About);
    if (limits || limited) && typed.qualifier() != quantity.qualifier() {
        return None;
    }

    let place = read.place(page, amount.start, amount.end);
    let finding = Diagnostic::new(Code::LooseNumber, place.clone(), message);

    // No reference can stand in the words of a link, so the edit is the writer's.
    if page.document.body.is_linked(place.span) {
        let help = format!("write `{reference}` beside the link, and words without it in the link");
        return Some(finding.help(help));
    }

    let finding =
        finding.help(format!("write `{reference}`, so that the number is kept with its source"));

    Some(match quantity_is_named(quantity) {
        true => finding,
        false => finding.fix(place, reference),
    })
}

/// Tells whether a value prints the name of what it counts, which the sentence then has twice.
fn quantity_is_named(quantity: &Quantity) -> bool {
    quantity.upper().is_some()
        || house_style::bare_quantity(quantity).ends_with(char::is_alphabetic)
            && matches!(quantity.unit(), crate::value::Unit::Named(_))
            && !house_style::bare_quantity(quantity).ends_with("illion")
}

/// Returns an amount as it was written.
pub(super) fn written<'s>(read: &Read<'s>, amount: &Amount) -> &'s str {
    read.statement.words(amount.start, amount.end)
}
