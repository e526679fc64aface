//! Translations: which pages say the same in several languages.
//!
//! In: a site with its index. Out: its [`Translations`], and findings. Invariant: a source is no
//! translation itself, and has one translation at most in each language.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{EntryId, Site};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::value::Date;
use crate::yaml::Text;

/// Which pages are translations of which.
#[derive(Debug, Default)]
pub(super) struct Translations {
    /// Every page that says what it is a translation of.
    claims: Vec<EntryId>,
    sources: BTreeMap<EntryId, EntryId>,
    /// The translations of each source, by the tag of their language.
    of: BTreeMap<EntryId, Vec<EntryId>>,
}

/// Returns the translations of a site. They rest on ids and languages alone, as the index does.
pub(super) fn of(site: &Site, before: &Site) -> Arc<Translations> {
    if Arc::ptr_eq(&site.index, &before.index) {
        return Arc::clone(&before.translations);
    }

    let mut translations = Translations::default();
    for (number, document) in site.documents.iter().enumerate() {
        let Some(source) = &document.own.head.translation_of else {
            continue;
        };

        let page = site.own(number);
        translations.claims.push(page);

        if let [source] = site.may_be_source(page, source).as_slice() {
            translations.sources.insert(page, *source);
            translations.of.entry(*source).or_default().push(page);
        }
    }

    for pages in translations.of.values_mut() {
        pages.sort_by_key(|&page| (site.language_of(page).tag(), page));
    }

    Arc::new(translations)
}

impl Site {
    /// Returns the page that a page is a translation of.
    pub fn source_of(&self, page: EntryId) -> Option<EntryId> {
        self.translations.sources.get(&page).copied()
    }

    /// Returns the translations of a page, by the tags of their languages.
    pub fn translations_of(&self, source: EntryId) -> &[EntryId] {
        self.translations.of.get(&source).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns all that says what a page says: the source first, then its translations; the page
    /// itself among them. Nothing where it is in one language only.
    pub fn versions(&self, page: EntryId) -> Vec<EntryId> {
        let source = self.source_of(page).unwrap_or(page);
        match self.translations_of(source) {
            [] => Vec::new(),
            translations => std::iter::once(source).chain(translations.iter().copied()).collect(),
        }
    }

    /// Tells whether two pages say the same in two languages.
    pub(super) fn are_versions(&self, one: EntryId, other: EntryId) -> bool {
        let source = |page: EntryId| self.source_of(page).unwrap_or(page);
        !self.translations.sources.is_empty() && source(one) == source(other)
    }

    /// Returns the day from which a translation no longer shows what its source says, where it is
    /// behind by the build's day.
    pub fn outdated_since(&self, page: EntryId) -> Option<Date> {
        let newest = |page: EntryId| {
            let day = self.as_of().day;
            let briefing = self.briefing(page)?;
            let published = briefing.date.as_ref().map(|date| Date::from_day(date.value.day()));
            let updates = briefing.updates.iter().map(|update| update.date.value);
            let withdrawn = briefing.withdrawn.as_ref().and_then(|it| it.date.as_ref());
            let all = published.into_iter().chain(updates).chain(withdrawn.map(|it| it.value));

            // Of two on one day the more exact one says more.
            all.filter(|date| date.first_day() <= day)
                .max_by_key(|date| (date.first_day(), Reverse(*date)))
        };
        let source = newest(self.source_of(page)?)?;
        let own = newest(page)?;

        (own.last_day() < source.first_day()).then_some(source)
    }

    /// Returns the pages that a translation may mean: those of its kind that are no translations.
    fn may_be_source(&self, page: EntryId, source: &Text) -> Vec<EntryId> {
        let all = self.index.by_id.get(&source.value).map(Vec::as_slice).unwrap_or_default();
        let fits = |id: &EntryId| {
            *id != page
                && self.kind(*id) == self.kind(page)
                && self.is_filed(*id)
                && self.entry(*id).head.translation_of.is_none()
        };

        all.iter().copied().filter(fits).collect()
    }
}

/// Reports translations of nothing, of one another, and into a language that is there already.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for &page in &site.translations.claims {
        let head = &site.entry(page).head;
        let Some(named) = &head.translation_of else {
            continue;
        };
        let place = Place::new(&site.document(page).path, named.span);

        findings.extend(match site.source_of(page) {
            None => wrong_source(site, page, named, place),
            Some(source) => wrong_language(site, page, source, place),
        });
    }

    findings
}

fn wrong_source(site: &Site, page: EntryId, named: &Text, place: Place) -> Option<Diagnostic> {
    let id = &*named.value;
    let sources = site.may_be_source(page, named);
    if sources.len() > 1 {
        let message = format!("`{id}` names {} pages that this may translate", sources.len());
        let mut finding = Diagnostic::new(Code::AmbiguousReference, place, message)
            .help("give one of them another id by `slug`, and name that");
        for source in sources {
            finding = finding.label(site.place(source), "a page of this id");
        }

        return Some(finding);
    }

    let found = site.find_all(id);
    let own_kind = site.kind(page);
    let other = found.iter().copied().find(|&it| it != page && site.kind(it) == own_kind);

    if let Some(other) = other {
        return Some(translated_twice(site, other, id, place));
    }

    if found.contains(&page) {
        let message = "a page cannot be a translation of itself";
        let help = "name the page that it was translated from";
        return Some(Diagnostic::new(Code::UnknownReference, place, message).help(help));
    }

    site.wrong_listed(own_kind, id, &place)
}

/// Words that a page was translated from a translation.
fn translated_twice(site: &Site, other: EntryId, id: &str, place: Place) -> Diagnostic {
    let message = format!("`{id}` is a translation itself");
    let finding = Diagnostic::new(Code::BadValue, place.clone(), message);
    match site.source_of(other) {
        Some(source) => {
            let right = &*site.entry(source).id.value;
            finding
                .help(format!("name what both were translated from: `{right}`"))
                .fix(place, right)
        }
        None => finding.help("name the page that both were translated from"),
    }
}

fn wrong_language(site: &Site, page: EntryId, source: EntryId, place: Place) -> Option<Diagnostic> {
    let language = site.language_of(page).tag();
    let head = &site.entry(page).head;
    let written = head.language.as_ref();
    let at = written.map_or(place, |it| Place::new(&site.document(page).path, it.span));

    if site.language_of(source).tag() == language {
        let message = format!("this page and its source are both in `{language}`");
        let help = match written {
            Some(_) => "write the language that the page was translated into",
            None => {
                "add `language` with the tag of what it was translated into, e.g. `language: cy`"
            }
        };
        let finding = Diagnostic::new(Code::BadValue, at, message).help(help);

        return Some(finding.label(site.place(source), "the source"));
    }

    let others = site.translations_of(source).iter();
    let twin = others.copied().find(|&it| site.language_of(it).tag() == language)?;

    (twin != page).then(|| {
        let name = &*site.entry(source).id.value;
        let message = format!("`{name}` is translated into `{language}` twice");
        Diagnostic::new(Code::BadValue, at, message)
            .label(site.place(twin), "it is translated here first")
            .help("keep one of them; give the other its own language")
    })
}
