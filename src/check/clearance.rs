//! Whether pages are signed off, and as they are now.
//!
//! In: a briefing of a site. Out: findings, and the hash that a sign-off keeps. Invariant: the hash depends on the
//! page's words and on what its references and lists print as of its own date, and on nothing that comes later.

use super::place::place_in;
use crate::config;
use crate::content::agreement::EventKind;
use crate::content::briefing::BriefingType;
use crate::content::clearance::CLEARANCE;
use crate::content::{Choice, Kind};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::language::house_style;
use crate::site::{EntryId, Site};
use crate::source::Hash;
use crate::value::{LocalText, ValueError};
use crate::yaml::Text;

/// Returns the hash of the words and values that a page prints; `words` is that of its own words.
#[must_use]
pub fn clearance_hash(site: &Site, page: EntryId, words: Hash) -> String {
    let mut lines = vec![words.hex()];
    lines.extend(references(site, page));
    lines.extend(records(site, page));

    Hash::digest(lines.join("\n").as_bytes()).hex()
}

/// Returns what each reference of the prose prints.
fn references(site: &Site, page: EntryId) -> Vec<String> {
    let count = site.document(page).body.references.len();
    let answers = (0..count).filter_map(|number| {
        let entry = site.referenced(page, number)?;
        site.answers().printed(page, entry, number).ok()
    });

    answers.map(|answer| answer.words).collect()
}

/// Returns what the page shows of the records that it names, as of its date.
fn records(site: &Site, page: EntryId) -> Vec<String> {
    let day = site.day_of(page);
    let mut lines = Vec::new();

    for id in site.uses(page, Kind::Figure) {
        let Some(figure) = site.figure(id) else {
            continue;
        };
        let source = figure.source.as_ref();
        let source = source.and_then(|it| it.title.as_deref()).unwrap_or_default();
        lines.push(format!("{} {source}", site.title(id)));
        for (name, one) in figure.all_series() {
            let name = name.map(|name| format!("{name} ")).unwrap_or_default();
            lines.extend(one.known_on(day).map(|it| {
                let period = it.period.as_ref().map(|period| house_style::period(&period.value));
                let value = house_style::quantity(&it.value.value);
                format!("{name}{} {value}", period.unwrap_or_default())
            }));
        }
    }

    for id in site.uses(page, Kind::Minister) {
        let role = site.minister(id).and_then(|minister| minister.role_on(day));
        let title = role.map(|role| role.title.value.own()).unwrap_or_default();
        let organisation = role.and_then(|role| role.organisation.as_ref());
        let organisation = organisation.map(LocalText::own).unwrap_or_default();
        lines.push(format!("{}, {title}, {organisation}", site.title(id)));
    }

    for id in site.uses(page, Kind::Agreement) {
        let event = site.agreement(id).and_then(|agreement| agreement.status_on(day));
        let event = event.map(|event| format!("{} {}", event.event.id(), event.date.value.iso()));
        lines.push(format!("{}, {}", site.title(id), event.unwrap_or_default()));
    }

    lines
}

/// Reports types in the settings that no briefing can have, and events whose status is that of none.
pub(super) fn types(site: &Site) -> Vec<Diagnostic> {
    let config = site.config();
    let report = |named: &Text, error: ValueError| {
        Diagnostic::new(Code::BadValue, Place::new(&config::path(), named.span), error.message)
            .help_if(error.help)
    };

    let types = config.clearance.iter().filter_map(|named| {
        let parsed = Choice::<BriefingType>::parse(&named.value, &config.vocabulary.types);
        Some(report(named, parsed.err()?))
    });
    let statuses = config.event_statuses.iter().filter_map(|named| {
        // Not one of the site's own: two could follow one another in a circle.
        let parsed = Choice::<EventKind>::parse(&named.value, &[]);
        Some(report(named, parsed.err()?))
    });

    types.chain(statuses).collect()
}

/// Reports a page that is not signed off as its site asks, or that has changed since it was.
pub(super) fn sign_off(site: &Site, page: EntryId, findings: &mut Vec<Diagnostic>) {
    let document = site.document(page);
    let Some(briefing) = site.briefing(page).filter(|_| site.index().is_filed(page)) else {
        return;
    };

    let types = &site.config().clearance;
    let is_asked = types.iter().any(|named| *named.value == *briefing.r#type.id());
    if is_asked && briefing.clearance.is_empty() && !document.own.head.draft {
        let message = format!(
            "nobody has signed this page off, and the site asks for it: `{CLEARANCE}` in `site.yaml` names `{}`",
            briefing.r#type.id()
        );
        findings.push(
            Diagnostic::new(Code::MissingClearance, site.place(page), message)
                .help(format!("run `chancery clear {} --by \"A NAME\"`", document.path)),
        );
    }

    let Some(words) = document.words_hash else {
        return;
    };

    let now = clearance_hash(site, page, words);
    for clearance in &briefing.clearance {
        let is_current = clearance.hash.as_ref().is_some_and(|hash| *hash.value == *now);
        if is_current {
            continue;
        }

        let by = &clearance.by.value;
        let on = clearance.on.as_ref().map(|on| format!(" on {}", house_style::date(on.value)));
        let on = on.unwrap_or_default();
        let (span, message) = match &clearance.hash {
            Some(hash) => (
                hash.span,
                format!(
                    "`{by}` signed this page off{on}, and it has changed since: its words, or a value that it prints"
                ),
            ),
            None => (
                clearance.by.span,
                format!("the sign-off of `{by}` does not say what was signed off"),
            ),
        };
        findings.push(
            Diagnostic::new(Code::ClearanceVoid, place_in(site, page, span), message).help(
                format!(
                    "let them read it again, then run `chancery clear {} --by \"{by}\"`",
                    document.path
                ),
            ),
        );
    }
}
