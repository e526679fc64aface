//! The next moment at which a site changes although nobody edits it.
//!
//! In: a [`Site`]. Out: a [`NextChange`]. Invariant: a build at any moment before it gives
//! the same site.

use jiff::Timestamp;

use super::link::Site;
use super::publication::HoldReason;
use crate::config::Config;
use crate::content::agreement::Agreement;
use crate::content::briefing::Briefing;
use crate::content::figure::{Figure, MissingValue};
use crate::content::minister::Minister;
use crate::content::{Document, Entry, Record};
use crate::source::SitePath;
use crate::value::{Date, Day, first_instant};

/// Why a site changes at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeReason {
    /// An embargo ends.
    Embargo,
    /// A page's date comes.
    Date,
    /// A role begins, or has ended.
    Role,
    /// An event of an agreement.
    Event,
    /// A figure's value is published, or its next release was due.
    Figure,
    /// An update or a withdrawal takes effect.
    Update,
    /// The date of a review is over.
    Review,
    /// A waiver is over.
    Waiver,
    /// A notice begins or is over.
    Notice,
}

/// The next moment at which a site changes by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextChange {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: ChangeReason,
    /// The file that says so.
    pub file: SitePath,
}

impl ChangeReason {
    /// Returns the word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ChangeReason::Embargo => "embargo",
            ChangeReason::Date => "date",
            ChangeReason::Role => "role",
            ChangeReason::Event => "event",
            ChangeReason::Figure => "figure",
            ChangeReason::Update => "update",
            ChangeReason::Review => "review",
            ChangeReason::Waiver => "waiver",
            ChangeReason::Notice => "notice",
        }
    }

    /// Says what happens then: "an embargo ends".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            ChangeReason::Embargo => "an embargo ends",
            ChangeReason::Date => "a page's date comes",
            ChangeReason::Role => "a role begins or ends",
            ChangeReason::Event => "an agreement has an event",
            ChangeReason::Figure => "a figure has a new value, or its release is due",
            ChangeReason::Update => "an update or a withdrawal takes effect",
            ChangeReason::Review => "the date of a review is over",
            ChangeReason::Waiver => "a waiver is over",
            ChangeReason::Notice => "a notice begins or is over",
        }
    }
}

/// Returns the next moment after that of a site at which another build would give another site or other
/// findings.
#[must_use]
pub fn next_change(site: &Site) -> Option<NextChange> {
    let as_of = site.as_of();
    let zone = site.config().zone();
    let change = |at, reason, file: &SitePath| NextChange { at, reason, file: file.clone() };

    let ends = site.publication().holds.iter().zip(site.index().all_documents());
    let ends = ends.filter_map(|(hold, document)| {
        let hold = (*hold)?;
        let reason = match hold.reason {
            HoldReason::Date => ChangeReason::Date,
            _ => ChangeReason::Embargo,
        };
        Some(change(hold.until?, reason, &document.path))
    });

    // Days are compared first: time zones take time, and almost all days are over.
    let days = site.index().documents().iter().filter_map(|document| {
        let path = &document.path;
        let next = days(document).filter(|(day, _)| *day > as_of.day).min_by_key(|(day, _)| *day);
        next.map(|(day, reason)| (day, reason, path))
    });
    let day = days.min_by_key(|(day, ..)| *day);
    let day = day.map(|(day, reason, path)| change(first_instant(day, &zone), reason, path));

    let settings = crate::config::path();
    let notice = days_of_notice(site.config()).filter(|day| *day > as_of.day).min();
    let notice =
        notice.map(|day| change(first_instant(day, &zone), ChangeReason::Notice, &settings));

    // Of several at one moment what comes out is named.
    ends.filter(|it| it.at > as_of.moment).chain(day).chain(notice).min_by_key(|it| it.at)
}

/// Returns the days on which the notice of the settings comes and goes.
fn days_of_notice(config: &Config) -> impl Iterator<Item = Day> {
    let notice = config.notice.iter();
    notice.flat_map(|notice| {
        let begins = notice.from.as_ref().map(|from| from.value.first_day());
        begins.into_iter().chain(after(notice.until.value))
    })
}

/// Returns the days on which something about a document changes.
fn days(document: &Document) -> impl Iterator<Item = (Day, ChangeReason)> {
    let mut days = Vec::new();
    document.entries().for_each(|entry| days_of_entry(entry, &mut days));
    days.into_iter()
}

fn days_of_entry(entry: &Entry, days: &mut Vec<(Day, ChangeReason)>) {
    let waivers = entry.head.allow.iter().filter_map(|it| after(it.until.value));
    days.extend(waivers.map(|day| (day, ChangeReason::Waiver)));

    match &entry.record {
        Record::Page => {}
        Record::Briefing(briefing) => days_of_briefing(briefing, days),
        Record::Agreement(agreement) => days_of_agreement(agreement, days),
        Record::Minister(minister) => days_of_minister(minister, days),
        Record::Figure(figure) => days_of_figure(figure, days),
    }
}

fn days_of_briefing(briefing: &Briefing, days: &mut Vec<(Day, ChangeReason)>) {
    let updates = briefing.updates.iter().map(|update| update.date.value);
    let withdrawn = briefing.withdrawn.as_ref().and_then(|it| it.date.as_ref());
    let changes = updates.chain(withdrawn.map(|date| date.value));
    days.extend(changes.map(|date| (date.first_day(), ChangeReason::Update)));

    let review = briefing.review_by.as_ref().and_then(|it| after(it.value));
    days.extend(review.map(|day| (day, ChangeReason::Review)));
}

fn days_of_agreement(agreement: &Agreement, days: &mut Vec<(Day, ChangeReason)>) {
    let events = agreement.timeline.iter().map(|event| event.date.value.first_day());
    days.extend(events.map(|day| (day, ChangeReason::Event)));
}

fn days_of_minister(minister: &Minister, days: &mut Vec<(Day, ChangeReason)>) {
    for role in &minister.roles {
        let begins = role.from.as_ref().map(|from| from.value.first_day());
        let ended = role.to.as_ref().and_then(|to| after(to.value));
        days.extend(begins.into_iter().chain(ended).map(|day| (day, ChangeReason::Role)));
    }
}

fn days_of_figure(figure: &Figure, days: &mut Vec<(Day, ChangeReason)>) {
    let known = figure.all_series().flat_map(|(_, one)| {
        let values = one.series.iter().flat_map(|it| std::iter::once(it).chain(&it.revised));
        let gaps = one.gaps.iter().filter_map(MissingValue::known_from);
        values.filter_map(|it| one.known_from(it)).chain(gaps)
    });
    let due = figure.source.as_ref().and_then(|it| after(it.next_release.as_ref()?.value));
    days.extend(known.chain(due).map(|day| (day, ChangeReason::Figure)));
}

/// Returns the day after a date, which is over with its last day.
fn after(date: Date) -> Option<Day> {
    date.last_day().tomorrow().ok()
}
