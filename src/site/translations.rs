//! Translations: which pages are versions of one another.
//!
//! In: an [`Index`]. Out: its [`Translations`], and findings. Invariant: a source is not a translation
//! itself, and has at most one translation in each language.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::id::EntryId;
use super::index::Index;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::value::Date;
use crate::yaml::Text;

/// Which pages are translations of which.
#[derive(Debug, Default)]
pub struct Translations {
    /// Every page that names its source.
    claimants: Vec<EntryId>,
    sources: BTreeMap<EntryId, EntryId>,
    /// The translations of each source, by the tag of their language.
    by_source: BTreeMap<EntryId, Vec<EntryId>>,
}

impl Translations {
    /// Resolves the sources that pages name.
    ///
    /// They depend on ids and languages only, like the directory: with the same directory the previous
    /// translations are kept.
    pub(super) fn build(index: &Index, previous: Option<&Arc<Translations>>) -> Arc<Translations> {
        if let Some(previous) = previous {
            return Arc::clone(previous);
        }

        let mut translations = Translations::default();
        for document in index.document_ids() {
            let Some(source) = &index.document(document).own.head.translation_of else {
                continue;
            };

            let page = index.own_entry(document);
            translations.claimants.push(page);

            // With several candidates it is unclear which is meant: that is a finding, and not a translation.
            if let [source] = possible_sources(index, page, source).as_slice() {
                translations.sources.insert(page, *source);
                translations.by_source.entry(*source).or_default().push(page);
            }
        }

        for pages in translations.by_source.values_mut() {
            pages.sort_by_key(|&page| (index.language_of(page).tag(), page));
        }

        Arc::new(translations)
    }

    /// Returns the source of a translation.
    pub fn source_of(&self, page: EntryId) -> Option<EntryId> {
        self.sources.get(&page).copied()
    }

    /// Returns the translations of a page, by the tags of their languages.
    pub fn of_source(&self, source: EntryId) -> &[EntryId] {
        self.by_source.get(&source).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns every version of a page: the source first, then its translations, including the page itself.
    /// Empty if the page is in one language only.
    pub fn versions(&self, page: EntryId) -> Vec<EntryId> {
        let source = self.source_of(page).unwrap_or(page);
        match self.of_source(source) {
            [] => Vec::new(),
            translations => std::iter::once(source).chain(translations.iter().copied()).collect(),
        }
    }

    /// Tells whether a page is a translation, or has one.
    pub(super) fn has_versions(&self, page: EntryId) -> bool {
        self.sources.contains_key(&page) || self.by_source.contains_key(&page)
    }

    /// Tells whether two pages are versions of each other.
    pub(super) fn are_versions(&self, one: EntryId, other: EntryId) -> bool {
        let source = |page: EntryId| self.source_of(page).unwrap_or(page);
        !self.sources.is_empty() && source(one) == source(other)
    }

    /// Returns the day from which a translation is out of date, if that has come by the build's day.
    pub fn outdated_since(&self, index: &Index, page: EntryId) -> Option<Date> {
        let source = last_change(index, self.source_of(page)?)?;
        let own = last_change(index, page)?;

        // A month may be any of its days, and is read in favour of the translation.
        (own.last_day() < source.first_day()).then_some(source)
    }
}

/// Returns when a briefing last changed for readers, by the build's day.
fn last_change(index: &Index, page: EntryId) -> Option<Date> {
    let day = index.as_of().day;
    let briefing = index.briefing(page)?;
    let published = briefing.date.as_ref().map(|date| Date::from_day(date.value.day()));
    let updates = briefing.updates.iter().map(|update| update.date.value);
    let withdrawn = briefing.withdrawn.as_ref().and_then(|it| it.date.as_ref());
    let all = published.into_iter().chain(updates).chain(withdrawn.map(|it| it.value));

    // Of two dates with the same first day the more exact one is used.
    all.filter(|date| date.first_day() <= day).max_by_key(|date| (date.first_day(), Reverse(*date)))
}

/// Returns the possible sources of a translation: pages of its kind that are not translations.
fn possible_sources(index: &Index, page: EntryId, source: &Text) -> Vec<EntryId> {
    let fits = |id: &EntryId| {
        *id != page
            && index.kind(*id) == index.kind(page)
            && index.is_filed(*id)
            // With a chain of translations, it would depend on order which of them is out of date.
            && index.entry(*id).head.translation_of.is_none()
    };

    index.with_id(&source.value).iter().copied().filter(fits).collect()
}

/// Reports translations without a source, of one another, and duplicates in a language.
///
/// `unknown` words the finding about an id that names nothing.
pub(super) fn findings(
    index: &Index,
    translations: &Translations,
    unknown: impl Fn(EntryId, &str, &Place) -> Option<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for &page in &translations.claimants {
        let Some(named) = &index.entry(page).head.translation_of else {
            continue;
        };
        let place = Place::new(&index.file(page).path, named.span);
        let claim = TranslationClaim { page, named, place };

        findings.extend(match translations.source_of(page) {
            None => wrong_source(index, translations, &claim)
                .or_else(|| unknown(page, &named.value, &claim.place)),
            Some(source) => wrong_language(index, translations, claim, source),
        });
    }

    findings
}

/// The source that a page names.
struct TranslationClaim<'s> {
    page: EntryId,
    named: &'s Text,
    place: Place,
}

/// Explains why a source that exists cannot be one.
fn wrong_source(
    index: &Index,
    translations: &Translations,
    claim: &TranslationClaim<'_>,
) -> Option<Diagnostic> {
    let TranslationClaim { page, named, place } = claim;
    let id = &*named.value;
    let sources = possible_sources(index, *page, named);

    if sources.len() > 1 {
        let message = format!("`{id}` names {} pages that this may translate", sources.len());
        let mut finding = Diagnostic::new(Code::AmbiguousReference, place.clone(), message)
            .help("give one of them another id by `slug`, and name that");
        for source in sources {
            finding = finding.label(index.place(source), "a page of this id");
        }

        return Some(finding);
    }

    let found = index.find_all(id);
    let own_kind = index.kind(*page);
    let other = found.iter().copied().find(|it| it != page && index.kind(*it) == own_kind);

    if let Some(other) = other {
        let source = translations.source_of(other).map(|source| &*index.entry(source).id.value);
        return Some(translated_twice(id, source, place));
    }

    found.contains(page).then(|| {
        let message = "a page cannot be a translation of itself";
        let help = "name the page that it was translated from";
        Diagnostic::new(Code::UnknownReference, place.clone(), message).help(help)
    })
}

/// Explains that the source is itself a translation; its own source is given.
fn translated_twice(id: &str, source: Option<&str>, place: &Place) -> Diagnostic {
    let message = format!("`{id}` is a translation itself");
    let finding = Diagnostic::new(Code::BadValue, place.clone(), message);
    match source {
        Some(source) => finding
            .help(format!("name what both were translated from: `{source}`"))
            .fix(place.clone(), source),
        None => finding.help("name the page that both were translated from"),
    }
}

/// Explains that a translation has the same language as its source or as another translation.
fn wrong_language(
    index: &Index,
    translations: &Translations,
    claim: TranslationClaim<'_>,
    source: EntryId,
) -> Option<Diagnostic> {
    let TranslationClaim { page, place, .. } = claim;
    let language = index.language_of(page).tag();
    let written = index.entry(page).head.language.as_ref();

    // At the language where one is written, since that can be changed.
    let at = written.map_or(place, |it| Place::new(&index.file(page).path, it.span));

    if index.language_of(source).tag() == language {
        let message = format!("this page and its source are both in `{language}`");
        let help = match written {
            Some(_) => "write the language that the page was translated into",
            None => {
                "add `language` with the tag of what it was translated into, e.g. `language: cy`"
            }
        };
        let finding = Diagnostic::new(Code::BadValue, at, message).help(help);

        return Some(finding.label(index.place(source), "the source"));
    }

    let others = translations.of_source(source).iter();
    let twin = others.copied().find(|&it| index.language_of(it).tag() == language)?;

    (twin != page).then(|| {
        let name = &*index.entry(source).id.value;
        let message = format!("`{name}` is translated into `{language}` twice");
        Diagnostic::new(Code::BadValue, at, message)
            .label(index.place(twin), "it is translated here first")
            .help("keep one of them; give the other its own language")
    })
}
