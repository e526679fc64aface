//! Ministers hold the roles that pages give them, and nobody holds one that somebody else holds.
//!
//! The rules are Whitehall's for role appointments: both ends count, and two appointments to one role
//! may share only the day on which it is handed over.

use std::collections::BTreeMap;

use crate::content::minister::{Minister, Role};
use crate::content::{Document, Kind, Piece};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language::house_style;
use crate::site::{EntryId, Site};
use crate::source::{Span, Spanned};
use crate::value::{Date, Day};

/// Reports ministers whom a briefing names on a day on which they held no role.
pub(super) fn listed_ministers(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let Some(briefing) = site.briefing(page) else {
        return;
    };

    let Some(date) = &briefing.date else {
        return;
    };
    let day = date.value.day();
    for named in briefing.named(Kind::Minister) {
        let Some(id) = site.find_record(Kind::Minister, &named.value) else {
            continue;
        };

        let held = site
            .minister(id)
            .is_none_or(|minister| minister.roles.is_empty() || minister.role_on(day).is_some());

        if !held {
            let unanswered = site.no_role(id, day);
            let place = Place::new(&site.document(page).path, named.span);
            let finding = Diagnostic::new(unanswered.code, place, unanswered.message)
                .label(Place::new(&site.document(page).path, date.span), "the briefing's date");
            findings.push(finding.help_if(unanswered.help));
        }
    }
}

/// Reports ministers who signed an agreement and held no role on any day of the event.
pub(super) fn signatories(site: &Site, id: EntryId, findings: &mut Vec<Diagnostic>) {
    let agreement = site.agreement(id);
    for event in agreement.map(|agreement| agreement.timeline.as_slice()).unwrap_or_default() {
        for by in &event.by {
            let Some(signatory) = site.find_record(Kind::Minister, &by.minister.value) else {
                continue;
            };

            let roles = site
                .minister(signatory)
                .map(|minister| minister.roles.as_slice())
                .unwrap_or_default();

            let date = event.date.value;
            if !roles.is_empty() && !roles.iter().any(|role| may_be_held_in(role, date)) {
                let path = &site.document(id).path;
                let help = site.no_role(signatory, date.first_day()).help;
                let message = format!(
                    "{} held no role in {}",
                    site.title(signatory),
                    house_style::date(date)
                );

                findings.push(
                    Diagnostic::new(Code::RoleNotHeld, Place::new(path, by.minister.span), message)
                        .label(Place::new(path, event.date.span), "the date of the event")
                        .help_if(help),
                );
            }
        }
    }
}

fn may_be_held_in(role: &Role, date: Date) -> bool {
    let begun = role.from.as_ref().is_none_or(|from| from.value.first_day() <= date.last_day());
    let over = role.to.as_ref().is_some_and(|to| to.value.last_day() < date.first_day());
    begun && !over
}

/// Reports `Home Secretary [[a-minister]]` where the record gives that role other dates.
pub(super) fn titles_in_prose(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    if !site.is_filed(page) || site.language_of(page).lexicon().is_none() {
        return;
    }

    let document = site.document(page);
    let day = site.day_of(page);
    for sentence in document.body.sentences.iter() {
        let pieces: Vec<_> = sentence.pieces().collect();
        for pair in pieces.windows(2) {
            let [Piece::Text(before), Piece::Reference(number, _)] = pair else {
                continue;
            };
            let number = *number as usize;
            let Some(id) = site.referenced(page, number) else {
                continue;
            };

            let asked = &document.body.references[number];
            let Some(minister) = site.minister(id).filter(|_| asked.part.is_none()) else {
                continue;
            };

            if let Some(title) = title_not_held(minister, before, day) {
                findings.push(styled_wrongly(site, document, id, title, (asked.span, day)));
            }
        }
    }
}

/// Finds a title of the minister's that ends the text and was held on other days only.
fn title_not_held<'m>(minister: &'m Minister, before: &str, day: Day) -> Option<&'m str> {
    let before = before.trim_end().to_lowercase();
    let title = minister.roles.iter().map(|role| &*role.title.value).find(|title| {
        let rest = before.strip_suffix(&title.to_lowercase());
        // "the then Home Secretary", "former Home Secretary" speak of another time.
        rest.is_some_and(|rest| {
            !["former", "then", "previous", "ex-", "future", "next"]
                .iter()
                .any(|past| rest.trim_end().ends_with(past))
        })
    })?;
    let held =
        minister.roles.iter().any(|role| *role.title.value == *title && role.may_be_held_on(day));

    (!held).then_some(title)
}

fn styled_wrongly(
    site: &Site,
    document: &Document,
    id: EntryId,
    title: &str,
    (span, day): (Span, Day),
) -> Diagnostic {
    let message = format!("{} was not {title} on {}", site.title(id), house_style::day(day));
    let help = site.no_role(id, day).help.unwrap_or_default();
    let finding = Diagnostic::new(Code::RoleNotHeld, Place::new(&document.path, span), message);
    finding
        .help(format!("write `[[{}#full]]`, or \"then {title}\"; {help}", site.entry(id).id.value))
}

/// An office: its title, organisation and country, as they are written.
type Office = (String, Option<String>, Option<String>);

/// Reports two appointments to one office that overlap by more than the day of a handover.
pub(super) fn overlapping(site: &Site) -> Vec<Diagnostic> {
    let mut offices: BTreeMap<Office, Vec<(EntryId, &Role)>> = BTreeMap::new();
    for &id in site.listed(Kind::Minister) {
        let Some(minister) = site.minister(id) else {
            continue;
        };
        let country = minister.country.as_ref().map(|country| country.value.code());
        for role in minister.roles.iter().filter(|role| !role.acting && role.from.is_some()) {
            let organisation = role.organisation.as_deref().map(str::to_lowercase);
            let office = (role.title.value.to_lowercase(), organisation, country.clone());
            offices.entry(office).or_default().push((id, role));
        }
    }

    let mut findings = Vec::new();
    for appointments in offices.values_mut() {
        appointments.sort_by_key(|(id, role)| (role.from.as_ref().map(|from| from.value), *id));

        for (at, &(second, later)) in appointments.iter().enumerate() {
            let earlier =
                appointments[..at].iter().rev().find(|(_, earlier)| overlap(earlier, later));
            if let Some(&(first, earlier)) = earlier {
                findings.push(held_twice(site, (first, earlier), (second, later)));
            }
        }
    }

    findings
}

/// Tells whether two roles overlap for certain: a month or a year is read to their advantage.
fn overlap(one: &Role, other: &Role) -> bool {
    let begin = |role: &Role| role.from.as_ref().map_or(Day::MAX, |from| from.value.last_day());
    let end = |role: &Role| role.to.as_ref().map_or(Day::MAX, |to| to.value.first_day());
    begin(one).max(begin(other)) < end(one).min(end(other))
}

fn held_twice(
    site: &Site,
    (first, earlier): (EntryId, &Role),
    (second, later): (EntryId, &Role),
) -> Diagnostic {
    let since = |role: &Role| {
        role.from.as_ref().map_or_else(String::new, |from| house_style::date(from.value))
    };
    let title = &later.title.value;
    let message = if first == second {
        format!("{} holds `{title}` twice at one time", site.title(second))
    } else {
        format!(
            "{} is `{title}` from {} while {} still is",
            site.title(second),
            since(later),
            site.title(first)
        )
    };

    let until =
        |role: &Role| -> Span { role.to.as_ref().map_or(role.span, |to: &Spanned<Date>| to.span) };
    let help = match &earlier.to {
        None => format!("say until when {} held it: add `to`", site.title(first)),
        Some(_) => "compare the dates; two may share only the day of the handover, and who stands in is `acting: yes`".to_owned(),
    };

    let place = later.from.as_ref().map_or(later.span, |from| from.span);

    Diagnostic::new(Code::OverlappingRoles, Place::new(&site.document(second).path, place), message)
        .label(
            Place::new(&site.document(first).path, until(earlier)),
            format!("{} since {}", site.title(first), since(earlier)),
        )
        .help(help)
}
