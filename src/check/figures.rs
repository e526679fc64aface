//! Figures say who counted, for when, and whether that is the newest.

use super::at;
use crate::content::Kind;
use crate::content::figure::{Figure, Observation};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::site::{EntryId, Site};
use crate::source::{Span, Spanned};
use crate::value::{Date, Day, Period};

/// So many days before a release, a page had better wait for it.
const SOON: i64 = 7;

/// Reports a figure whose record does not say where it comes from.
pub(super) fn sourced(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let Some(figure) = site.figure(id) else {
        return;
    };
    let source = figure.source.as_ref();
    let is_named = source.is_some_and(|source| {
        source.title.is_some() || source.publisher.is_some() || source.url.is_some()
    });

    let Some(newest) = figure.series.last().filter(|_| !is_named) else {
        return;
    };

    let message = format!("the figure `{}` has no source", site.title(id));
    findings
        .push(Diagnostic::new(Code::UnsourcedFigure, at(site, id, newest.value.span), message).help(
        "say who counted and where it is published: `source` with `title`, `publisher` and `url`",
    ));
}

/// Reports values without a period.
pub(super) fn dated(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let series = site.figure(id).map(|figure| figure.series.as_slice()).unwrap_or_default();
    for value in series.iter().filter(|value| value.period.is_none()) {
        let message = format!("the figure `{}` does not say for when it is", site.title(id));
        findings.push(
            Diagnostic::new(Code::PeriodlessFigure, at(site, id, value.value.span), message).help(
                "add `period`, for example `period: year ending March 2025`; the source says which",
            ),
        );
    }
}

/// Reports a record whose next release has passed and is not in it.
pub(super) fn behind(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let Some(release) = site.figure(id).and_then(release_missing) else {
        return;
    };

    if release.value.last_day() < site.as_of().day {
        let words = house_style::date(release.value);
        let message =
            format!("the release of {words} has passed, and the figure has no value of it");

        findings.push(
            Diagnostic::new(Code::StaleFigure, at(site, id, release.span), message).help(format!(
                "add its value to the `series` with `published: {}`, and say under `next_release` when the one after it is due",
                release.value.iso()
            )),
        );
    }
}

/// Returns the next release of a figure, where the record has no value that came out with it or later.
fn release_missing(figure: &Figure) -> Option<&Spanned<Date>> {
    let release = figure.source.as_ref()?.next_release.as_ref()?;
    let mut values =
        figure.series.iter().flat_map(|first| std::iter::once(first).chain(&first.revised));
    let first = release.value.first_day();
    let has_it = values.any(|value| figure.known_from(value).is_some_and(|known| known >= first));
    (!has_it && !figure.series.is_empty()).then_some(release)
}

/// Reports a briefing that was dated after, on or shortly before a release that it does not use.
pub(super) fn overtaken(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let date = site.briefing(page).and_then(|briefing| briefing.date.as_ref());
    let Some(day) = date.map(|date| date.value.day()) else {
        return;
    };

    for id in site.uses(page, Kind::Figure) {
        let Some(figure) = site.figure(id) else {
            continue;
        };
        let release = release_missing(figure);
        let Some((release, when)) =
            release.and_then(|release| Some((release, timing(release.value, day)?)))
        else {
            continue;
        };

        let message = format!("a newer release of `{}` {when}", site.title(id));
        let place = at(site, page, first_use(site, page, id));
        let help = "wait for it, or name the release that the value is of; \
                    once it is out, add its value to the record's `series`";

        findings.push(
            Diagnostic::new(Code::StaleFigure, place, message)
                .label(at(site, id, release.span), "the next release")
                .help(help),
        );
    }
}

/// Says how a release stands to a page's day, where that matters.
fn timing(release: Date, day: Day) -> Option<String> {
    let words = house_style::date(release);

    if release.last_day() < day {
        return Some(format!("came out in the meantime, {words}, before this page's date"));
    }

    if release.first_day() != release.last_day() {
        return None;
    }

    match release.first_day().duration_since(day).as_hours() / 24 {
        0 => Some(format!("comes out on this page's date, {words}")),
        1 => Some(format!("is due the next day, {words}")),
        days if days <= SOON => Some(format!("is due {days} days after this page's date, {words}")),
        _ => None,
    }
}

/// Reports figures of a briefing's lists, and embedded and labelled ones, of which nothing was known on
/// its date; a reference that prints the value is told of when the site is linked.
pub(super) fn too_young(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let date = site.briefing(page).and_then(|briefing| briefing.date.as_ref());
    if date.is_none() {
        return;
    }

    for id in site.uses(page, Kind::Figure) {
        let Err(unanswered) = site.answer(id, None, site.voice_of(page)) else {
            continue;
        };

        let silent = site.document(page).body.references.iter().enumerate().find(|(number, it)| {
            let is_silent = it.part.is_none() && (it.embed || it.labelled);
            is_silent && site.referenced(page, *number) == Some(id)
        });
        let place = listed(site, page, id).or(silent.map(|(_, reference)| reference.span));
        if let Some(span) = place.filter(|_| unanswered.code == Code::FigureAfterPage) {
            findings.push(
                Diagnostic::new(unanswered.code, at(site, page, span), unanswered.message)
                    .help_if(unanswered.help),
            );
        }
    }
}

/// Returns where a page first names a figure: in its lists, or in its prose.
fn first_use(site: &Site, page: EntryId, id: EntryId) -> Span {
    let in_prose = || site.places(page, id).first().map(|(span, _)| *span);
    listed(site, page, id).or_else(in_prose).unwrap_or_default()
}

/// Returns where a briefing's list names a figure.
fn listed(site: &Site, page: EntryId, id: EntryId) -> Option<Span> {
    let named = site.briefing(page).into_iter().flat_map(|briefing| briefing.named(Kind::Figure));
    named
        .into_iter()
        .find(|named| site.find_record(Kind::Figure, &named.value) == Some(id))
        .map(|named| named.span)
}

/// Reports a value that is asked for by its period where a newer one was known, and the page shows
/// the newer one nowhere.
pub(super) fn older(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    if !site.is_filed(page) || site.briefing(page).is_none() {
        return;
    }

    let day = site.day_of(page);
    let listed = site.named(page, Kind::Figure);
    let references = &site.document(page).body.references;
    let asked = |number: usize| {
        let figure = site.referenced(page, number)?;
        Some((figure, period_of(site, figure, references[number].part.as_deref(), day)?))
    };
    let all: Vec<_> = (0..references.len()).map(asked).collect();

    for (number, asked) in all.iter().enumerate() {
        let Some((id, Asked::Period(period))) = asked else {
            continue;
        };

        let Some(newest) = site.figure(*id).and_then(|figure| figure.known_on(day).next_back())
        else {
            continue;
        };

        let is_newest = |asked: &Asked| match asked {
            Asked::Newest => true,
            Asked::Period(period) => is_for(newest, period),
        };
        let shown = all.iter().flatten().any(|(other, asked)| other == id && is_newest(asked));
        if shown || listed.contains(id) {
            continue;
        }

        let of = newest
            .period
            .as_ref()
            .map(|period| format!(" for {}", house_style::period(&period.value)));
        let message = format!(
            "on this page's date `{}` had a newer value than that for {}: {}{}",
            site.title(*id),
            house_style::period(period),
            house_style::quantity(&newest.value.value),
            of.unwrap_or_default()
        );

        let help =
            format!("write `[[{}]]` for the newest value, or show both", references[number].target);
        findings.push(
            Diagnostic::new(Code::StaleFigure, at(site, page, references[number].span), message)
                .help(help),
        );
    }
}

/// What a reference asks of a figure.
enum Asked {
    /// Something of its newest value.
    Newest,
    /// The value of a period.
    Period(Period),
}

/// Tells what a part asks for; nothing where it shows no value.
fn period_of(site: &Site, id: EntryId, part: Option<&str>, day: Day) -> Option<Asked> {
    let figure = site.figure(id)?;
    match part {
        None | Some("change" | "period") => Some(Asked::Newest),
        Some(part) if part.starts_with("change from ") => Some(Asked::Newest),
        Some(part) => {
            let period = Period::parse(part).ok()?;
            let is_known = figure.known_on(day).any(|known| is_for(known, &period));
            is_known.then_some(Asked::Period(period))
        }
    }
}

fn is_for(value: &Observation, period: &Period) -> bool {
    value.period.as_ref().is_some_and(|own| own.value == *period)
}
