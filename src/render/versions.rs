//! The languages of pages as templates see them: which one, which others there are, and whether a
//! translation is behind.
//!
//! In: a site and a page. Out: what its template reads, a part of [`context`](super::context).
//! Invariant: a language is named only where it is not the one that is read already.

use serde::Serialize;

use super::context::When;
use crate::language::Language;
use crate::site::{EntryId, Site};

/// A language that is not the page's, for `lang` and `dir`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Lang {
    /// The BCP 47 tag.
    pub(super) tag: Box<str>,
    /// `ltr` or `rtl`.
    pub(super) direction: &'static str,
}

/// A page in one of the languages that it is published in.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Translation {
    /// The BCP 47 tag.
    pub(super) language: String,
    /// `ltr` or `rtl`.
    pub(super) direction: &'static str,
    /// What the language calls itself: `Cymraeg`.
    pub(super) name: String,
    /// The tag as Open Graph has it: `cy`, `en_GB`.
    pub(super) locale: String,
    /// The page's title in it.
    pub(super) title: String,
    /// The page's address.
    pub(super) url: String,
    /// Its absolute address.
    pub(super) permalink: String,
    /// Whether it is the page itself.
    pub(super) current: bool,
    /// Whether the others were translated from it.
    pub(super) source: bool,
}

/// That a translation does not show what its source says by now.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Outdated {
    /// What the page's language calls that of the source.
    pub(super) language: String,
    /// When the source was updated.
    pub(super) date: When,
    /// The source's address.
    pub(super) url: String,
}

impl Lang {
    pub(super) fn of(language: &Language) -> Lang {
        Lang { tag: language.tag().into(), direction: language.direction() }
    }

    /// Returns the language of an entry, where it is not the one that is spoken.
    pub(super) fn of_entry(site: &Site, id: EntryId, spoken: &Language) -> Option<Lang> {
        let own = site.language_of(id);
        (own.tag() != spoken.tag()).then(|| Lang::of(own))
    }
}

/// Returns the languages that a page is published in, its own among them; the source comes first.
pub(super) fn translations(site: &Site, page: EntryId) -> Vec<Translation> {
    let source = site.source_of(page).unwrap_or(page);
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

    site.versions(page).into_iter().map(version).collect()
}

/// Writes a tag as Open Graph has it: `en_GB`.
pub(super) fn locale(language: &Language) -> String {
    language.tag().replace('-', "_")
}

/// Words that a translation does not show what its source says by now.
pub(super) fn outdated(site: &Site, id: EntryId) -> Option<Outdated> {
    let since = site.outdated_since(id)?;
    let source = site.source_of(id)?;
    let language = site.language_of(id);

    Some(Outdated {
        language: language.name_of(site.language_of(source)),
        date: When::date(since, language),
        url: site.url(source).to_owned(),
    })
}
