//! The list of changes, in words.

use std::borrow::Cow;

use super::cards;
use super::context::{ChangeCard, PageLink, VocabularyTerm, When};
use crate::content::figure::{Figure, Observation};
use crate::language::{Language, capitalized};
use crate::site::{EntryId, Site, SiteChange, SiteChangeKind, earlier_value};

/// How many pages are named that printed an earlier value; a figure may be on hundreds.
const NAMED: usize = 10;

/// Writes a change in a language.
pub(super) fn card<'s>(site: &'s Site, change: &SiteChange, language: &Language) -> ChangeCard<'s> {
    let SiteChange { date, entry, kind } = *change;
    let date = date.map(|date| When::date(date, language));
    let page = cards::link(site, entry, language);
    let of_kind =
        |id: &'static str, words: &str| VocabularyTerm { id: id.into(), words: words.to_owned() };
    let bare = |kind, words| ChangeCard {
        kind,
        date: date.clone(),
        page: page.clone(),
        words,
        replaced_by: None,
        had_said: None,
        printed_by: Vec::new(),
        more_pages: 0,
    };

    match kind {
        SiteChangeKind::Update(number) => {
            let update = site.briefing(entry).map(|briefing| &briefing.updates[number]);
            let id = update.map_or("major", |update| update.kind.id());
            let words = update.map(|update| Cow::from(&*update.note));
            bare(of_kind(id, language.term("update", id)), words)
        }

        SiteChangeKind::Withdrawal => {
            let withdrawn = site.briefing(entry).and_then(|it| it.withdrawn.as_ref());
            let reason = withdrawn.and_then(|it| it.reason.as_deref()).map(Cow::from);
            ChangeCard {
                replaced_by: site.replacement(entry).map(|id| cards::link(site, id, language)),
                ..bare(of_kind("withdrawal", language.phrase("withdrawn")), reason)
            }
        }

        SiteChangeKind::Revision { series, value, revision } => {
            let card = bare(of_kind("revision", language.phrase("change_revision")), None);
            let figure = site.figure(entry);
            match figure.and_then(|figure| RevisedValue::find(figure, series, value, revision)) {
                Some(revised) => with_revision(card, site, entry, &revised, language),
                None => card,
            }
        }
    }
}

/// A value of a figure before a revision, and after it.
struct RevisedValue<'s> {
    /// The name of its series, where the figure has several.
    series: Option<&'s str>,
    before: &'s Observation,
    after: &'s Observation,
}

impl<'s> RevisedValue<'s> {
    fn find(
        figure: &'s Figure,
        series: usize,
        value: usize,
        revision: usize,
    ) -> Option<RevisedValue<'s>> {
        let (series, one) = figure.all_series().nth(series)?;
        let first = one.series.get(value)?;
        let before = match revision.checked_sub(1) {
            Some(earlier) => first.revised.get(earlier)?,
            None => first,
        };

        Some(RevisedValue { series, before, after: first.revised.get(revision)? })
    }
}

fn with_revision<'s>(
    card: ChangeCard<'s>,
    site: &'s Site,
    figure: EntryId,
    revised: &RevisedValue<'s>,
    language: &Language,
) -> ChangeCard<'s> {
    let RevisedValue { before, after, .. } = *revised;
    let old = language.quantity(&before.value.value);
    let new = language.quantity(&after.value.value);
    let became = match &before.period {
        Some(period) => {
            let period = language.period(&period.value);
            let period = match revised.series {
                Some(series) => format!("{series}{}{period}", language.phrase("comma")),
                None => period,
            };
            language.fill("value_became_in", &[("period", &period), ("old", &old), ("new", &new)])
        }
        None => language.fill("value_became", &[("old", &old), ("new", &new)]),
    };
    let became = capitalized(became);
    let words = match &after.note {
        Some(note) => format!("{became} {note}"),
        None => became,
    };

    let pages = earlier_value::pages_with(site, figure, before);
    let printed_by: Vec<PageLink<'_>> =
        pages.iter().take(NAMED).map(|&page| cards::link(site, page, language)).collect();

    ChangeCard {
        words: Some(words.into()),
        had_said: (!pages.is_empty()).then(|| language.fill("had_said", &[("value", &old)])),
        more_pages: pages.len() - printed_by.len(),
        printed_by,
        ..card
    }
}

/// Returns the fragment that tells a change from the others of its page, for feeds; it never changes.
pub(super) fn fragment(site: &Site, change: &SiteChange) -> String {
    let date = change.date.map(|date| date.iso()).unwrap_or_default();
    match change.kind {
        SiteChangeKind::Update(_) => {
            // Of several on one day the note tells them apart, wherever they stand in the list.
            let number = earlier_of_day(site, change);
            format!("update-{date}-{number}")
        }
        SiteChangeKind::Withdrawal => format!("withdrawal-{date}"),
        SiteChangeKind::Revision { series, value, .. } => {
            let figure = site.figure(change.entry);
            let one = figure.and_then(|it| it.all_series().nth(series)).map(|(_, one)| one);
            let period = one.and_then(|it| it.series[value].period.as_ref());
            let period = period.map(|it| format!("{}-{}", it.value.first(), it.value.last()));
            format!("revision-{}-{date}", period.unwrap_or_default())
        }
    }
}

/// Counts the updates of a change's day that stand before it.
fn earlier_of_day(site: &Site, change: &SiteChange) -> usize {
    let SiteChangeKind::Update(number) = change.kind else {
        return 0;
    };
    let updates = site.briefing(change.entry).map(|it| it.updates.as_slice()).unwrap_or_default();
    let of_day =
        |update: &&crate::content::briefing::Update| Some(update.date.value) == change.date;

    updates.iter().take(number).filter(of_day).count()
}
