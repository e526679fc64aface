//! Changes compare like with like, and a record's claim of one is what its series supports.

use super::at;
use crate::content::figure::{Figure, Observation};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::site::{EntryId, Site};
use crate::source::{Span, Spanned};
use crate::value::{Change, Claim, Period, Quantity, Unlikeness, Verdict};

/// Reports a record's claim of a change that its series does not support.
pub(super) fn claimed(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let Some(figure) = site.figure(id) else {
        return;
    };

    let Some(claim) = &figure.change else {
        return;
    };

    let known: Vec<&Observation> =
        figure.known_on(site.as_of().day).filter(|one| one.period.is_some()).collect();
    let [earlier @ .., to] = known.as_slice() else {
        return;
    };

    let Some(nearest) = earlier.last() else {
        findings.push(without_base(site, id, claim, to));
        return;
    };

    match earlier.iter().rev().find(|from| unlikeness(from, to).is_none()) {
        Some(from) => findings.extend(held(site, id, claim, (from, to), earlier)),
        None => findings.extend(unlikeness(nearest, to).map(|why| {
            let message = format!(
                "`{}` compares unlike periods: {}",
                claim.value.written(),
                unlike(nearest, to, why)
            );
            Diagnostic::new(Code::UnlikePeriods, at(site, id, claim.span), message)
                .help("add the value of a like period to the `series`, or take the change out")
        })),
    }
}

/// Reports a claim that says from nothing how far it went.
fn without_base(site: &Site, id: EntryId, claim: &Spanned<Claim>, to: &Observation) -> Diagnostic {
    let message = format!(
        "`{}` does not say from which value: the series holds {} alone",
        claim.value.written(),
        house_style::quantity(&to.value.value)
    );

    let help = "add the value that it is compared with to the `series`, so that a reader can reckon it again";
    let implied = claim.value.implied_base(&to.value.value);
    let finding = Diagnostic::new(Code::WrongChange, at(site, id, claim.span), message)
        .label(at(site, id, to.value.span), "the only value");

    match implied {
        Some((low, high)) => {
            let (low, high) = (house_style::quantity(&low), house_style::quantity(&high));
            finding.help(format!("{help}; the claim implies one between {low} and {high}"))
        }
        None => finding.help(help),
    }
}

fn held(
    site: &Site,
    id: EntryId,
    claim: &Spanned<Claim>,
    (from, to): (&Observation, &Observation),
    earlier: &[&Observation],
) -> Option<Diagnostic> {
    let change = Change::between(&from.value.value, &to.value.value)?;
    let code = match claim.value.verdict(&change) {
        Verdict::Right => return None,
        Verdict::TooExact => Code::OverPreciseChange,
        Verdict::OtherUnit => Code::PointsNotPercent,
        Verdict::OtherDirection | Verdict::Wrong => Code::WrongChange,
    };

    let said = claim.value.written();
    let figure = site.figure(id)?;
    let sum = format!("{} is {}", values(figure, from, to), house_style::computed_change(&change));
    let place = at(site, id, claim.span);
    let message = match code {
        Code::OverPreciseChange => format!("{sum}; `{said}` claims more than that"),
        _ => format!("{sum}, and not `{said}`"),
    };

    let finding = Diagnostic::new(code, place.clone(), message)
        .label(at(site, id, from.value.span), "from this value")
        .label(at(site, id, to.value.span), "to this one");

    let words = house_style::change(&change);

    Some(match of_earlier(&claim.value, earlier) {
        Some(period) if code == Code::WrongChange => finding.help(format!(
            "that was the change to {period}: take the line out, or bring it up to date"
        )),
        _ if code == Code::WrongChange => finding.help(format!(
            "compare the two values and the claim with the source; from these values it is {words}"
        )),
        _ => finding.help(format!("say {words}")).fix(place, words),
    })
}

/// Returns the period to which the claim is right, where it is one of an earlier change.
fn of_earlier(claim: &Claim, earlier: &[&Observation]) -> Option<String> {
    let pair = earlier.windows(2).rev().find(|pair| {
        let change = Change::between(&pair[0].value.value, &pair[1].value.value);
        unlikeness(pair[0], pair[1]).is_none()
            && change.is_some_and(|change| claim.verdict(&change) == Verdict::Right)
    })?;
    pair[1].period.as_ref().map(|period| house_style::period(&period.value))
}

/// Words two values and how they were rounded: "2,600 to 1,900, both rounded to 100,".
fn values(figure: &Figure, from: &Observation, to: &Observation) -> String {
    let words = format!(
        "{} to {}",
        house_style::quantity(&from.value.value),
        house_style::quantity(&to.value.value)
    );
    match figure.rounded_to {
        Some(unit) => {
            let unit = house_style::quantity(&Quantity::exact(unit, crate::value::Unit::None));
            format!("{words}, both rounded to {unit},")
        }
        None => words,
    }
}

/// Reports references that ask for the change between unlike periods.
pub(super) fn asked(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    if !site.is_filed(page) {
        return;
    }

    let day = site.day_of(page);
    for (number, reference) in site.document(page).body.references.iter().enumerate() {
        let Some(part) = reference.part.as_deref().filter(|part| part.starts_with("change")) else {
            continue;
        };

        let Some(id) = site.referenced(page, number) else {
            continue;
        };
        let known: Vec<&Observation> =
            site.figure(id).map(|figure| figure.known_on(day).collect()).unwrap_or_default();
        let [earlier @ .., to] = known.as_slice() else {
            continue;
        };

        let from = match part.strip_prefix("change from ") {
            Some(period) => Period::parse(period).ok().and_then(|period| {
                earlier
                    .iter()
                    .find(|one| one.period.as_ref().is_some_and(|known| known.value == period))
            }),
            None => earlier.last(),
        };

        let Some((from, why)) = from.and_then(|from| Some((from, unlikeness(from, to)?))) else {
            continue;
        };

        let place = at(site, page, reference.span);
        let message = format!(
            "this change of `{}` compares unlike periods: {}",
            site.title(id),
            unlike(from, to, why)
        );

        let finding = Diagnostic::new(Code::UnlikePeriods, place.clone(), message)
            .label(at(site, id, from.value.span), "from this value")
            .label(at(site, id, to.value.span), "to this one");

        let like = earlier.iter().rev().find(|from| unlikeness(from, to).is_none());
        findings.push(match like.and_then(|from| from.period.as_ref()) {
            Some(period) => {
                let words = house_style::period(&period.value);
                let finding = finding.help(format!(
                    "compare with a like period: `[[{}#change from {words}]]`",
                    reference.target
                ));

                match part {
                    "change" => {
                        let end = Span { start: reference.span.end, ..reference.span };
                        finding.fix(at(site, page, end), format!(" from {words}"))
                    }
                    _ => finding,
                }
            }
            None => finding.help("give the values alone, each with its period; or add the value of a like period to the record"),
        });
    }
}

fn unlikeness(from: &Observation, to: &Observation) -> Option<Unlikeness> {
    from.period.as_ref()?.value.unlikeness(&to.period.as_ref()?.value)
}

/// Says what is unlike of two periods.
fn unlike(from: &Observation, to: &Observation, why: Unlikeness) -> String {
    let (Some(from), Some(to)) = (&from.period, &to.period) else {
        return String::new();
    };
    let (from, to) = (from.value, to.value);
    let both = |of: fn(&Period) -> String| {
        format!(
            "{} ({}) and {} ({})",
            house_style::period(&from),
            of(&from),
            house_style::period(&to),
            of(&to)
        )
    };

    match why {
        Unlikeness::Length => both(house_style::period_length),
        Unlikeness::Beginning => {
            both(|period| format!("from {}", house_style::day(period.first())))
        }
        Unlikeness::Overlap => format!(
            "{} and {} have days in common",
            house_style::period(&from),
            house_style::period(&to)
        ),
    }
}
