//! The languages of pages for templates: the page's own, the other versions, and whether a translation is out
//! of date.
//!
//! In: a site and a page. Out: what its template reads, a part of [`context`](super::context).
//! Invariant: a language is named only where it differs from that of the surrounding text.

use super::context::{OutdatedNotice, Translation, When};
use crate::language::Language;
use crate::site::{EntryId, Site};

/// Returns the languages that a page is published in, its own among them; the source comes first.
pub(super) fn translations(site: &Site, page: EntryId) -> Vec<Translation> {
    let source = site.translations().source_of(page).unwrap_or(page);
    let version = |id: EntryId| {
        let language = site.language_of(id);

        Translation {
            language: language.tag().to_owned(),
            direction: language.direction(),
            name: language.name().to_owned(),
            locale: locale(language),
            title: site.title(id).to_owned(),
            url: site.url(id).to_owned(),
            permalink: site.config().base_url.absolute(site.url(id)),
            current: id == page,
            source: id == source,
        }
    };

    site.translations().versions(page).into_iter().map(version).collect()
}

/// Writes a tag as Open Graph has it: `en_GB`.
pub(super) fn locale(language: &Language) -> String {
    language.tag().replace('-', "_")
}

/// Returns when and where the source of a translation was updated since, if it was.
pub(super) fn outdated(site: &Site, id: EntryId) -> Option<OutdatedNotice> {
    let since = site.translations().outdated_since(site.index(), id)?;
    let source = site.translations().source_of(id)?;
    let language = site.language_of(id);

    Some(OutdatedNotice {
        language: language.name_of(site.language_of(source)),
        date: When::date(since, language),
        url: site.url(source).to_owned(),
    })
}
