//! Which documents are held back at a moment, why, and until when.
//!
//! In: the documents and the moment; and, where something is held, the site of all documents. Out: a
//! [`Publication`]. Invariant: what only held pages use is held with them, and comes out with the first of
//! them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::as_of::AsOf;
use crate::config::Config;
use crate::content::briefing::Briefing;
use crate::content::{Document, Kind, Record};
use crate::source::SitePath;

/// Why a document is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldReason {
    /// It is a draft.
    Draft,
    /// It is under embargo.
    Embargo,
    /// Its date has not come.
    Date,
    /// It is a record, and every page that names it is held back.
    Users,
    /// It is a translation of what is held back.
    Source,
}

/// What holds a document back, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// Why.
    pub reason: HoldReason,
    /// When it ends by itself; none for a draft.
    pub until: Option<Timestamp>,
}

impl Hold {
    /// Tells whether it lasts longer than another one.
    #[must_use]
    pub fn outlasts(&self, other: &Hold) -> bool {
        later(self.until, other.until) == Ordering::Greater
    }

    /// Returns the longer of two.
    fn longer(self, other: Hold) -> Hold {
        if other.outlasts(&self) { other } else { self }
    }
}

/// Compares two ends; none is later than any.
pub(super) fn later(one: Option<Timestamp>, other: Option<Timestamp>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => one.cmp(&other),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
    }
}

/// What is held back of all documents and files of a site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Publication {
    /// For each document, in the order of the input, what holds it back.
    pub(super) holds: Vec<Option<Hold>>,
    /// The files that only held pages show.
    pub(super) files: BTreeMap<SitePath, Hold>,
    /// Whether what is held is shown all the same, and marked.
    pub(super) shows_held: bool,
}

impl Publication {
    /// Decides by each document's own keys: a draft, an embargo, a date, and the source of a translation.
    #[must_use]
    pub fn by_own_keys(documents: &[Arc<Document>], config: &Config, as_of: AsOf) -> Publication {
        let hold = |document: &Arc<Document>| own_hold(document, &config.zone(), as_of);
        let mut holds: Vec<_> = documents.iter().map(hold).collect();
        hold_translations(documents, &mut holds);

        Publication { holds, ..Publication::default() }
    }

    /// Shows what is held as well.
    #[must_use]
    pub fn showing_held(self) -> Publication {
        Publication { shows_held: true, ..self }
    }

    /// Returns what holds back a document, by its number in the input.
    #[must_use]
    pub fn hold(&self, document: usize) -> Option<Hold> {
        self.holds[document]
    }

    /// Tells whether what is held is shown all the same.
    #[must_use]
    pub fn shows_held(&self) -> bool {
        self.shows_held
    }

    /// Tells whether anything is held back.
    #[must_use]
    pub fn holds_any(&self) -> bool {
        self.holds.iter().any(Option::is_some)
    }

    /// Returns what holds a file back, unless it is shown all the same.
    pub(super) fn held_file(&self, file: &SitePath) -> Option<Hold> {
        self.files.get(file).copied().filter(|_| !self.shows_held)
    }

    /// Tells whether a document of the input is published.
    pub(super) fn is_published(&self, document: usize) -> bool {
        self.shows_held || self.holds[document].is_none()
    }
}

fn own_hold(document: &Document, zone: &TimeZone, as_of: AsOf) -> Option<Hold> {
    let head = &document.own.head;
    if head.draft {
        return Some(Hold { reason: HoldReason::Draft, until: None });
    }

    let hold = |reason, until| Hold { reason, until: Some(until) };
    let embargo = head.embargo.as_ref().map(|it| hold(HoldReason::Embargo, it.value.instant()));
    let date = match &document.own.record {
        Record::Briefing(briefing) => date_of_issue(briefing, zone, as_of),
        _ => None,
    };
    let date = date.map(|begins| hold(HoldReason::Date, begins));

    // At its very moment a page is out. An embargo that ends with the date is the reason that writers know.
    let holds = embargo.into_iter().chain(date).filter(|it| it.until > Some(as_of.moment));
    holds.reduce(Hold::longer)
}

/// Returns when a briefing's date begins, if that may be after the moment of the build.
fn date_of_issue(briefing: &Briefing, zone: &TimeZone, as_of: AsOf) -> Option<Timestamp> {
    let date = briefing.date.as_ref()?.value;

    // Almost all pages are of the past, and time zones take time.
    let is_past = date.day().tomorrow().is_ok_and(|next| next < as_of.day);
    (!is_past).then(|| date.begins(zone))
}

/// Holds translations at least as long as their sources, whose news they contain.
///
/// A held translation does not hold its source, which may be out already.
fn hold_translations(documents: &[Arc<Document>], holds: &mut [Option<Hold>]) {
    if holds.iter().all(Option::is_none) {
        return;
    }

    let sources: HashMap<(Kind, &str), Hold> = documents
        .iter()
        .zip(holds.iter())
        .filter(|(document, _)| document.own.head.translation_of.is_none())
        .filter_map(|(document, hold)| Some((key(document, &document.own.id.value), (*hold)?)))
        .collect();

    for (document, hold) in documents.iter().zip(holds) {
        let Some(source) = &document.own.head.translation_of else {
            continue;
        };

        if let Some(of_source) = sources.get(&key(document, &source.value)) {
            let inherited = Hold { reason: HoldReason::Source, ..*of_source };
            *hold = Some(hold.map_or(inherited, |own| own.longer(inherited)));
        }
    }
}

fn key<'d>(document: &Document, id: &'d str) -> (Kind, &'d str) {
    (document.own.record.kind(), id)
}
