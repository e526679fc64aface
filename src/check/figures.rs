//! Checks that figures have a source and a period, and are used with the newest value.
//!
//! In: the figures of a site and the pages that use them. Out: findings. Invariant: which values were known
//! depends on the page's day, never on the build's.

use super::place::{place_in, place_of_value};
use crate::content::Kind;
use crate::content::figure::{Figure, FigureSource, Observation};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::house_style;
use crate::site::{EntryId, Site};
use crate::source::{Span, Spanned};
use crate::value::{Date, Day, Period};

/// How many days before a release a finding advises to wait for it: about as far as a planned announcement
/// can be postponed.
const SOON: i64 = 7;

/// Reports a figure whose record names no source.
pub(super) fn unsourced(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let Some(figure) = site.figure(id) else {
        return;
    };
    let is_named = |source: &FigureSource| {
        source.title.is_some() || source.publisher.is_some() || source.url.is_some()
    };
    if figure.source.as_ref().is_some_and(is_named) {
        return;
    }

    // A record without a value has its own finding, and needs no source yet.
    let mut newest = figure.all_series().filter_map(|(_, one)| one.series.last());
    let Some(newest) = newest.find(|it| !it.source.as_deref().is_some_and(is_named)) else {
        return;
    };

    let message = format!("the figure `{}` has no source", site.title(id));
    let help =
        "say who counted and where it is published: `source` with `title`, `publisher` and `url`";
    let place = place_of_value(site, id, newest.value.span);
    findings.push(Diagnostic::new(Code::UnsourcedFigure, place, message).help(help));
}

/// Reports values without a period.
pub(super) fn periodless(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let values = site.figure(id).into_iter().flat_map(Figure::all_series);
    let values = values.flat_map(|(_, one)| &one.series);
    for value in values.filter(|value| value.period.is_none()) {
        let message =
            format!("the figure `{}` does not say which period it is for", site.title(id));
        let help =
            "add `period`, for example `period: year ending March 2025`; the source says which";
        let place = place_of_value(site, id, value.value.span);
        findings.push(Diagnostic::new(Code::PeriodlessFigure, place, message).help(help));
    }
}

/// Reports a record that lacks a release whose date has passed.
pub(super) fn overdue(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let Some(release) = site.figure(id).and_then(missing_release) else {
        return;
    };

    // A release "in May" is not late before June.
    if release.value.last_day() < site.as_of().day {
        let words = house_style::date(release.value);
        let message =
            format!("the release of {words} has passed, and the figure has no value from it");

        findings.push(
            Diagnostic::new(Code::StaleFigure, place_in(site, id, release.span), message).help(format!(
                "add its value to the `series` with `published: {}`, and say under `next_release` when the one after it is due",
                release.value.iso()
            )),
        );
    }
}

/// Returns the next release of a figure, unless some value of the record came out with it or later.
fn missing_release(figure: &Figure) -> Option<&Spanned<Date>> {
    let release = figure.source.as_ref()?.next_release.as_ref()?;

    // A release may bring a revision without a new period.
    let first = release.value.first_day();
    let has_it = figure.all_series().any(|(_, one)| {
        let mut values =
            one.series.iter().flat_map(|first| std::iter::once(first).chain(&first.revised));
        values.any(|value| one.known_from(value).is_some_and(|known| known >= first))
    });

    (!has_it && figure.has_values()).then_some(release)
}

/// Reports a briefing dated after, on or shortly before a release that it does not use.
pub(super) fn overtaken(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let date = site.briefing(page).and_then(|briefing| briefing.date.as_ref());
    let Some(day) = date.map(|date| date.value.day()) else {
        return;
    };

    for id in site.uses(page, Kind::Figure) {
        let Some(figure) = site.figure(id) else {
            continue;
        };
        let release = missing_release(figure);
        let Some((release, when)) =
            release.and_then(|release| Some((release, timing(release.value, day)?)))
        else {
            continue;
        };

        let message = format!("a newer release of `{}` {when}", site.title(id));
        let place = place_in(site, page, first_use(site, page, id));
        let help = "wait for it, or name the release that the value is of; \
                    once it is out, add its value to the record's `series`";

        findings.push(
            Diagnostic::new(Code::StaleFigure, place, message)
                .label(place_in(site, id, release.span), "the next release")
                .help(help),
        );
    }
}

/// Words when a release comes out, seen from a page's day; none where it is too far off to matter.
fn timing(release: Date, day: Day) -> Option<String> {
    let words = house_style::date(release);

    if release.last_day() < day {
        return Some(format!("came out in the meantime, {words}, before this page's date"));
    }

    // "Due in May" gives no day to wait for.
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

/// Reports figures without a known value on a briefing's date, where a list, an embed or a label uses them.
/// References that print the value are reported when the site is linked.
pub(super) fn not_yet_known(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let date = site.briefing(page).and_then(|briefing| briefing.date.as_ref());

    // Any other page answers as of today, when all values of the record are known.
    if date.is_none() {
        return;
    }

    for id in site.uses(page, Kind::Figure) {
        let Err(unanswered) = site.answers().answer(id, None, site.voice_of(page)) else {
            continue;
        };

        let unprinted =
            site.document(page).body.references.iter().enumerate().find(|(number, it)| {
                let prints_no_value = it.part.is_none() && (it.embed || it.labelled);
                prints_no_value && site.referenced(page, *number) == Some(id)
            });

        // The list first, since it shows the figure in the box whatever the prose does.
        let place = listed(site, page, id).or(unprinted.map(|(_, reference)| reference.span));
        if let Some(span) = place.filter(|_| unanswered.code == Code::FigureAfterPage) {
            findings.push(
                Diagnostic::new(unanswered.code, place_in(site, page, span), unanswered.message)
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

/// Reports a reference to a value by its period although a newer one was known, unless the page shows the
/// newer one as well.
pub(super) fn older_than_known(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    if !site.index().is_filed(page) || site.briefing(page).is_none() {
        return;
    }

    let day = site.day_of(page);
    let listed = site.named(page, Kind::Figure);
    let references = &site.document(page).body.references;
    let value_of = |number: usize| {
        let id = site.referenced(page, number)?;
        let value = referenced_value(site, id, references[number].part.as_deref(), day)?;
        Some((id, value))
    };
    let all: Vec<_> = (0..references.len()).map(value_of).collect();

    for (number, referenced) in all.iter().enumerate() {
        let Some((id, ReferencedValue::OfPeriod(period))) = referenced else {
            continue;
        };

        let Some(newest) = site.figure(*id).and_then(|figure| figure.known_on(day).next_back())
        else {
            continue;
        };

        let is_newest = |value: &ReferencedValue| match value {
            ReferencedValue::Newest => true,
            ReferencedValue::OfPeriod(period) => is_for(newest, period),
        };

        let is_shown = all.iter().flatten().any(|(other, value)| other == id && is_newest(value));

        // A page that shows both values compares them on purpose.
        if is_shown || listed.contains(id) {
            continue;
        }

        let period_words = newest
            .period
            .as_ref()
            .map(|period| format!(" for {}", house_style::period(&period.value)));

        let message = format!(
            "on this page's date `{}` had a newer value than that for {}: {}{}",
            site.title(*id),
            house_style::period(period),
            house_style::quantity(&newest.value.value),
            period_words.unwrap_or_default()
        );

        let help =
            format!("write `[[{}]]` for the newest value, or show both", references[number].target);
        findings.push(
            Diagnostic::new(
                Code::StaleFigure,
                place_in(site, page, references[number].span),
                message,
            )
            .help(help),
        );
    }
}

/// The value of a figure that a reference prints.
enum ReferencedValue {
    Newest,
    OfPeriod(Period),
}

/// Returns which value a reference with a given part prints; none where it prints none.
fn referenced_value(
    site: &Site,
    id: EntryId,
    part: Option<&str>,
    day: Day,
) -> Option<ReferencedValue> {
    let figure = site.figure(id)?;

    match part {
        // These parts are computed from the newest value of the day.
        None | Some("change" | "difference" | "period") => Some(ReferencedValue::Newest),
        Some(part) if part.starts_with("change from ") || part.starts_with("difference from ") => {
            Some(ReferencedValue::Newest)
        }
        Some(part) => {
            let period = figure.period_named(part, site.config().years).ok()?;
            let is_known = figure.known_on(day).any(|known| is_for(known, &period));
            is_known.then_some(ReferencedValue::OfPeriod(period))
        }
    }
}

fn is_for(value: &Observation, period: &Period) -> bool {
    value.period.as_ref().is_some_and(|own| own.value == *period)
}
