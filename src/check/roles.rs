//! Checks that ministers hold the roles that pages give them, and that no office has two holders at once.
//!
//! The rules are Whitehall's for role appointments: both ends count, and two appointments to one role
//! may share only the day on which it is handed over. In: ministers, and the pages and agreements that
//! name them. Out: findings. Invariant: a role without dates contradicts nothing.

use std::collections::BTreeMap;

use super::place::place_in;
use crate::content::minister::{Minister, Role};
use crate::content::{Kind, Piece};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language::house_style;
use crate::lexicon::Lexicon;
use crate::site::{EntryId, Site};
use crate::value::{Date, Day};

/// Reports ministers named by a briefing who held no role on its day.
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
            // A record without roles says nothing about any day.
            .is_none_or(|minister| minister.roles.is_empty() || minister.role_on(day).is_some());

        if !held {
            let unanswered = site.answers().no_role(id, day);
            let place = place_in(site, page, named.span);
            let finding = Diagnostic::new(unanswered.code, place, unanswered.message)
                .label(place_in(site, page, date.span), "the briefing's date");
            findings.push(finding.help_if(unanswered.help));
        }
    }
}

/// Reports ministers who signed an agreement but held no role on any day of the event.
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
                let help = site.answers().no_role(signatory, date.first_day()).help;
                let message = format!(
                    "{} held no role in {}",
                    site.title(signatory),
                    house_style::date(date)
                );

                let place = place_in(site, id, by.minister.span);
                findings.push(
                    Diagnostic::new(Code::RoleNotHeld, place, message)
                        .label(place_in(site, id, event.date.span), "the date of the event")
                        .help_if(help),
                );
            }
        }
    }
}

fn may_be_held_in(role: &Role, date: Date) -> bool {
    // An event dated by month may be on any of its days, and so may the ends of a role: what may be true is
    // not reported.
    let begun = role.from.as_ref().is_none_or(|from| from.value.first_day() <= date.last_day());
    let over = role.to.as_ref().is_some_and(|to| to.value.last_day() < date.first_day());
    begun && !over
}

/// Reports `Home Secretary [[a-minister]]` where the record gives that role other dates.
pub(super) fn titles_in_prose(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let Some(lexicon) = site.language_of(page).lexicon() else {
        return;
    };

    if !site.index().is_filed(page) {
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

            // A reference that asks for the role prints the right one, or has a finding already.
            let Some(minister) = site.minister(id).filter(|_| asked.part.is_none()) else {
                continue;
            };

            if let Some(title) = title_not_held(lexicon, minister, before, day) {
                let place = Place::new(&document.path, asked.span);
                findings.push(wrong_style(site, WrongStyle { minister: id, title, day, place }));
            }
        }
    }
}

/// Finds a title of the minister that ends the text and was held only on other days.
fn title_not_held<'m>(
    lexicon: &Lexicon,
    minister: &'m Minister,
    before: &str,
    day: Day,
) -> Option<&'m str> {
    // Capitals differ between records and prose: "home secretary", "Home Secretary".
    let before = before.trim_end().to_lowercase();
    let title = minister.roles.iter().map(Role::english_title).find(|title| {
        let rest = before.strip_suffix(&title.to_lowercase());
        // "the then Home Secretary", "former Home Secretary" refer to another time.
        rest.is_some_and(|rest| {
            !lexicon.roles.other_times.iter().any(|time| rest.trim_end().ends_with(time))
        })
    })?;

    // The same title may have been held twice, years apart.
    let held =
        minister.roles.iter().any(|role| role.english_title() == title && role.may_be_held_on(day));

    (!held).then_some(title)
}

/// A minister with a title that was not theirs on the day.
struct WrongStyle<'s> {
    minister: EntryId,
    title: &'s str,
    day: Day,
    place: Place,
}

fn wrong_style(site: &Site, style: WrongStyle<'_>) -> Diagnostic {
    let WrongStyle { minister, title, day, place } = style;
    let message = format!("{} was not {title} on {}", site.title(minister), house_style::day(day));
    let help = site.answers().no_role(minister, day).help.unwrap_or_default();
    let id = &site.entry(minister).id.value;

    Diagnostic::new(Code::RoleNotHeld, place, message)
        .help(format!("write `[[{id}#full]]`, or \"then {title}\"; {help}"))
}

/// An office, as records write it. The same title in two countries is two offices.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Office {
    title: String,
    organisation: Option<String>,
    country: Option<String>,
}

/// A minister's time in an office.
#[derive(Clone, Copy)]
struct Appointment<'s> {
    minister: EntryId,
    role: &'s Role,
}

/// Reports two appointments to one office that overlap by more than the day of a handover.
pub(super) fn overlapping(site: &Site) -> Vec<Diagnostic> {
    let mut offices: BTreeMap<Office, Vec<Appointment<'_>>> = BTreeMap::new();
    for &id in site.listed(Kind::Minister) {
        let Some(minister) = site.minister(id) else {
            continue;
        };

        // An acting minister holds the office alongside its holder.
        for role in minister.roles.iter().filter(|role| !role.acting && role.from.is_some()) {
            let office = Office {
                title: role.english_title().to_lowercase(),
                organisation: role.english_organisation().map(str::to_lowercase),
                country: minister.country.as_ref().map(|country| country.value.code()),
            };
            offices.entry(office).or_default().push(Appointment { minister: id, role });
        }
    }

    let mut findings = Vec::new();
    for appointments in offices.values_mut() {
        appointments.sort_by_key(|one| (one.role.from.as_ref().map(|it| it.value), one.minister));

        for (at, &later) in appointments.iter().enumerate() {
            // The end of the last appointment before it is the doubtful one; one finding per appointment is
            // enough.
            let mut before = appointments[..at].iter().rev();
            if let Some(&earlier) = before.find(|earlier| overlap(earlier.role, later.role)) {
                findings.push(overlap_finding(site, earlier, later));
            }
        }
    }

    findings
}

/// Tells whether two roles certainly overlap: months and years are read in their favour.
fn overlap(one: &Role, other: &Role) -> bool {
    let begin = |role: &Role| role.from.as_ref().map_or(Day::MAX, |from| from.value.last_day());
    let end = |role: &Role| role.to.as_ref().map_or(Day::MAX, |to| to.value.first_day());
    begin(one).max(begin(other)) < end(one).min(end(other))
}

fn overlap_finding(site: &Site, earlier: Appointment<'_>, later: Appointment<'_>) -> Diagnostic {
    let since = |role: &Role| {
        role.from.as_ref().map_or_else(String::new, |from| house_style::date(from.value))
    };

    let title = later.role.english_title();
    let (first, second) = (site.title(earlier.minister), site.title(later.minister));

    let message = if earlier.minister == later.minister {
        format!("{second} holds `{title}` twice at one time")
    } else {
        format!("{second} is `{title}` from {} while {first} still is", since(later.role))
    };

    let help = match &earlier.role.to {
        None => format!("say until when {first} held it: add `to`"),
        Some(_) => "compare the dates; two may share only the day of the handover, and whoever stands in is `acting: yes`".to_owned(),
    };

    let begin = later.role.from.as_ref().map_or(later.role.span, |from| from.span);
    let end = earlier.role.to.as_ref().map_or(earlier.role.span, |to| to.span);

    Diagnostic::new(Code::OverlappingRoles, place_in(site, later.minister, begin), message)
        .label(
            place_in(site, earlier.minister, end),
            format!("{first} since {}", since(earlier.role)),
        )
        .help(help)
}
