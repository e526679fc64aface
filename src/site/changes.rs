//! What changed after it was published: corrections, updates, withdrawals, and values that were revised.
//!
//! In: an [`Index`]. Out: [`SiteChange`]s, newest first. Invariant: nothing is listed before its day.

use super::id::EntryId;
use super::index::Index;
use super::translations::Translations;
use crate::content::briefing::{Briefing, UpdateKind};
use crate::content::figure::Figure;
use crate::value::Date;

/// A change of something that was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SiteChange {
    /// When, as exactly as it is known; none for a withdrawal without a date.
    pub date: Option<Date>,
    /// The page or record that changed.
    pub entry: EntryId,
    /// What changed.
    pub kind: SiteChangeKind,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteChangeKind {
    /// An update or correction of a briefing, by its number in the list.
    Update(usize),
    /// The withdrawal of a briefing.
    Withdrawal,
    /// A revised value of a figure.
    Revision {
        /// The number of the series among all of the figure.
        series: usize,
        /// The number of the value in that series.
        value: usize,
        /// The number of the revision, from 0.
        revision: usize,
    },
}

/// Collects what changed by the build's day, newest first; minor changes are left out.
pub(super) fn collect(index: &Index, translations: &Translations) -> Vec<SiteChange> {
    let mut changes = Vec::new();
    for entry in index.entries() {
        // A translation says the same as its source.
        if translations.source_of(entry).is_some() {
            continue;
        }

        if let Some(briefing) = index.briefing(entry) {
            of_briefing(index, entry, briefing, &mut changes);
        } else if let Some(figure) = index.figure(entry) {
            of_figure(index, entry, figure, &mut changes);
        }
    }

    // A stable sort, so that changes of one day keep the order of their files.
    changes.sort_by_key(|change| std::cmp::Reverse(change.date.map(|date| date.first_day())));

    changes
}

fn of_briefing(index: &Index, entry: EntryId, briefing: &Briefing, changes: &mut Vec<SiteChange>) {
    let day = index.as_of().day;
    let updates = briefing.updates.iter().enumerate();
    let known = updates.filter(|(_, update)| {
        // A corrected spelling is not news.
        update.kind != UpdateKind::Minor && update.date.value.first_day() <= day
    });
    changes.extend(known.map(|(number, update)| SiteChange {
        date: Some(update.date.value),
        entry,
        kind: SiteChangeKind::Update(number),
    }));

    let withdrawn = briefing.withdrawn_on(day);
    changes.extend(withdrawn.map(|withdrawal| SiteChange {
        date: withdrawal.date.as_ref().map(|date| date.value),
        entry,
        kind: SiteChangeKind::Withdrawal,
    }));
}

fn of_figure(index: &Index, entry: EntryId, figure: &Figure, changes: &mut Vec<SiteChange>) {
    let day = index.as_of().day;
    for (series, (_, one)) in figure.all_series().enumerate() {
        for (value, first) in one.series.iter().enumerate() {
            for (revision, revised) in first.revised.iter().enumerate() {
                let published = revised.published.as_ref().map(|date| date.value);
                let date = published.filter(|date| date.first_day() <= day);
                changes.extend(date.map(|date| SiteChange {
                    date: Some(date),
                    entry,
                    kind: SiteChangeKind::Revision { series, value, revision },
                }));
            }
        }
    }
}
