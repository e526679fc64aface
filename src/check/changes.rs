//! Changes of figures: a record claims only what its series supports, and only like periods are compared.

use rust_decimal::Decimal;

use super::place::{place_in, place_of_value};
use super::verdict::{DisputedChange, refutation};
use crate::content::figure::Observation;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::site::{EntryId, Site};
use crate::source::{Span, Spanned};
use crate::value::{
    Change, ChangeUnit, Claim, Period, UnitScale, Unlikeness, ValueDifference, Verdict,
};

/// Two observations of a series whose change is claimed or referenced.
#[derive(Clone, Copy)]
struct ObservationPair<'s> {
    from: &'s Observation,
    to: &'s Observation,
}

/// Reports a record's claim of a change that its series does not support.
pub(super) fn claimed(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    // In a series that could not be read whole, the value that is compared with may be missing.
    let Some(figure) = site.figure(id).filter(|_| site.document(id).is_sound) else {
        return;
    };

    let Some(claim) = &figure.change else {
        return;
    };

    // A value without a period has its own finding, and cannot be compared.
    let known: Vec<&Observation> =
        figure.known_on(site.as_of().day).filter(|one| one.period.is_some()).collect();

    let [earlier @ .., to] = known.as_slice() else {
        return;
    };

    let Some(nearest) = earlier.last() else {
        findings.push(without_base(site, id, claim, to));
        return;
    };

    // What the figure compares with, then the nearest of equal length: a series may mix quarters with years.
    let base = figure.base(to, site.as_of().day);
    let nearest_first = base.into_iter().chain(earlier.iter().rev().copied());
    let mut comparable = nearest_first
        .map(|from| ObservationPair { from, to })
        .filter(|pair| pair.unlikeness().is_none());
    let first = comparable.next();
    let second = comparable.next();
    let is_right = |pair: &ObservationPair<'_>| {
        let change = pair.change();
        change.is_some_and(|change| claim.value.verdict(&change) == Verdict::Right)
    };

    match first {
        // A monthly figure may claim its change on the month as well as that on the year.
        Some(_) if second.is_some_and(|second| is_right(&second)) => {}
        Some(pair) => findings.extend(unsupported(site, id, claim, pair, earlier)),
        None => {
            let pair = ObservationPair { from: nearest, to };
            findings.extend(pair.unlikeness().map(|why| {
                let message = format!(
                    "`{}` compares unlike periods: {}",
                    claim.value.written(),
                    pair.difference(why)
                );
                Diagnostic::new(Code::UnlikePeriods, place_in(site, id, claim.span), message)
                    .help("add the value of a like period to the `series`, or take the change out")
            }));
        }
    }
}

/// Reports a claim without an earlier value in its series.
fn without_base(site: &Site, id: EntryId, claim: &Spanned<Claim>, to: &Observation) -> Diagnostic {
    let message = format!(
        "`{}` does not say which value it is measured from: the series holds only {}",
        claim.value.written(),
        house_style::quantity(&to.value.value)
    );

    let help =
        "add the value that it is compared with to the `series`, so that readers can check the sum";
    let finding = Diagnostic::new(Code::WrongChange, place_in(site, id, claim.span), message)
        .label(place_of_value(site, id, to.value.span), "the only value");

    match claim.value.implied_base(&to.value.value) {
        Some((low, high)) => {
            let (low, high) = (house_style::quantity(&low), house_style::quantity(&high));
            finding.help(format!("{help}; the claim implies one between {low} and {high}"))
        }
        None => finding.help(help),
    }
}

fn unsupported(
    site: &Site,
    id: EntryId,
    claim: &Spanned<Claim>,
    pair: ObservationPair<'_>,
    earlier: &[&Observation],
) -> Option<Diagnostic> {
    let Some(change) = pair.change() else {
        return without_percentage(site, id, claim, pair);
    };
    let words = house_style::change(&change);
    let disputed = DisputedChange {
        written: claim.value.written(),
        direction: claim.value.direction(),
        from: &pair.from.value.value,
        to: &pair.to.value.value,
        rounded_to: site.figure(id)?.rounded_to,
        change: &change,
        replacement: words.clone(),
    };

    let refuted = refutation(claim.value.verdict(&change), &disputed)?;
    let place = place_in(site, id, claim.span);
    let finding = Diagnostic::new(refuted.code, place.clone(), refuted.message)
        .label(place_of_value(site, id, pair.from.value.span), "from this value")
        .label(place_of_value(site, id, pair.to.value.span), "to this one");

    // The record alone does not show which of the three numbers is wrong.
    if refuted.code != Code::WrongChange {
        return Some(finding.help(refuted.help).fix(place, words));
    }

    // The commonest cause: the series was updated, and the claim below it was not.
    Some(match earlier_period(&claim.value, earlier) {
        Some(period) => finding.help(format!(
            "that was the change to {period}: take the line out, or bring it up to date"
        )),
        None => finding.help(refuted.help),
    })
}

/// Reports a percentage change where there can be none: of a temperature, or from a negative value.
fn without_percentage(
    site: &Site,
    id: EntryId,
    claim: &Spanned<Claim>,
    pair: ObservationPair<'_>,
) -> Option<Diagnostic> {
    let (from, to) = (&pair.from.value, &pair.to.value);
    let difference = ValueDifference::between(&from.value, &to.value)?;
    let unit = from.value.unit();
    let has_ratio = unit.scale() == UnitScale::Ratio;
    // Economists give the change of a price index in per cent: its nought is one.
    if unit.scale() == UnitScale::Interval && !unit.is_temperature() {
        return None;
    }

    let has_base = from.value.number() > Decimal::ZERO && to.value.number() >= Decimal::ZERO;
    if claim.value.unit() != ChangeUnit::Percent || has_ratio && has_base {
        return None;
    }

    let why = match has_ratio {
        false => format!("is in per cent, and values in {unit} have differences only"),
        true if from.value.number() < Decimal::ZERO => "has a negative base".to_owned(),
        true if from.value.number().is_zero() => "has a base of nought".to_owned(),
        true => "goes through nought".to_owned(),
    };
    let message = format!(
        "`{}` {why}: {} to {} is {}",
        claim.value.written(),
        house_style::quantity(&from.value),
        house_style::quantity(&to.value),
        house_style::difference(&difference)
    );
    let finding = Diagnostic::new(Code::WrongChange, place_in(site, id, claim.span), message)
        .label(place_of_value(site, id, from.span), "from this value")
        .label(place_of_value(site, id, to.span), "to this one");

    Some(finding.help("take the line out: pages print the difference by themselves"))
}

/// Returns the period for which the claim is right, where it is left over from an earlier release.
fn earlier_period(claim: &Claim, earlier: &[&Observation]) -> Option<String> {
    let mut pairs =
        earlier.windows(2).rev().map(|two| ObservationPair { from: two[0], to: two[1] });

    let is_right = |pair: &ObservationPair<'_>| {
        let change = pair.change().filter(|_| pair.unlikeness().is_none());
        change.is_some_and(|change| claim.verdict(&change) == Verdict::Right)
    };

    let pair = pairs.find(is_right)?;
    pair.to.period.as_ref().map(|period| house_style::period(&period.value))
}

/// Reports references that ask for the change between unlike periods.
pub(super) fn referenced(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    if !site.index().is_filed(page) {
        return;
    }

    let day = site.day_of(page);
    for (number, reference) in site.document(page).body.references.iter().enumerate() {
        let Some(part) = reference.part.as_deref() else {
            continue;
        };

        // A record that is itself broken has a finding already, at its cause.
        let Some(id) = site.referenced(page, number).filter(|&id| site.document(id).is_sound)
        else {
            continue;
        };

        let Some(whole) = site.figure(id) else {
            continue;
        };
        let (figure, part) = match whole.asked_part(part) {
            Some((series, part)) => (&series.figure, part.unwrap_or_default()),
            None => (whole, part),
        };
        let words = ["change", "difference"].into_iter().find(|word| part.starts_with(word));
        let Some(asked) = words.map(|word| &part[word.len()..]) else {
            continue;
        };

        let known: Vec<&Observation> = figure.known_on(day).collect();
        let [earlier @ .., to] = known.as_slice() else {
            continue;
        };

        let years = site.config().years;
        let from = match asked.strip_prefix(" from ") {
            // A period that cannot be read was already reported when the site was linked.
            Some(period) => figure.period_named(period, years).ok().and_then(|period| {
                earlier
                    .iter()
                    .copied()
                    .find(|one| one.period.as_ref().is_some_and(|known| known.value == period))
            }),
            None => figure.base(to, day),
        };

        let pair = from.map(|from| ObservationPair { from, to });
        let Some((pair, why)) = pair.and_then(|pair| Some((pair, pair.unlikeness()?))) else {
            continue;
        };

        let place = place_in(site, page, reference.span);
        let message = format!(
            "this change of `{}` compares unlike periods: {}",
            site.title(id),
            pair.difference(why)
        );

        let finding = Diagnostic::new(Code::UnlikePeriods, place, message)
            .label(place_of_value(site, id, pair.from.value.span), "from this value")
            .label(place_of_value(site, id, to.value.span), "to this one");

        let like = earlier
            .iter()
            .rev()
            .find(|from| ObservationPair { from, to }.unlikeness().is_none())
            .and_then(|from| from.period.as_ref());

        findings.push(match like {
            Some(period) => {
                let words = house_style::period(&period.value);
                let finding = finding.help(format!(
                    "compare with a like period: `[[{}#{} from {words}]]`",
                    reference.target,
                    reference.part.as_deref().unwrap_or_default().split(" from ").next().unwrap_or_default()
                ));

                match asked {
                    // Only the short form can be completed; in the long one the words would be repeated.
                    "" => {
                        let end = Span { start: reference.span.end, ..reference.span };
                        finding.fix(place_in(site, page, end), format!(" from {words}"))
                    }
                    _ => finding,
                }
            }
            None => finding.help("give the values alone, each with its period; or add the value of a like period to the record"),
        });
    }
}

impl ObservationPair<'_> {
    fn change(&self) -> Option<Change> {
        Change::between(&self.from.value.value, &self.to.value.value)
    }

    fn unlikeness(&self) -> Option<Unlikeness> {
        self.from.period.as_ref()?.value.unlikeness(&self.to.period.as_ref()?.value)
    }

    /// Words how the periods of the two differ.
    fn difference(&self, why: Unlikeness) -> String {
        let (Some(from), Some(to)) = (&self.from.period, &self.to.period) else {
            return String::new();
        };

        let (from, to) = (from.value, to.value);
        let both = |property: fn(&Period) -> String| {
            format!(
                "{} ({}) and {} ({})",
                house_style::period(&from),
                property(&from),
                house_style::period(&to),
                property(&to)
            )
        };

        match why {
            Unlikeness::Length => both(house_style::period_length),
            Unlikeness::Beginning => {
                both(|period| format!("from {}", house_style::day(period.first())))
            }
            Unlikeness::Overlap => {
                format!(
                    "{} and {} have days in common",
                    house_style::period(&from),
                    house_style::period(&to)
                )
            }
        }
    }
}
