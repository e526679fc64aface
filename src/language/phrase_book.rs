//! The phrases of every language: the built-in ones, and over them those of a site.
//!
//! In: the files of `templates/languages/`. Out: a [`PhraseBook`], and findings about files that are
//! misnamed or incomplete. Invariant: a language has every key that English has; what its own files
//! lack comes from the languages above it, and in the end from English.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::phrase_file::{self, PhraseLayer};
use super::{Language, LanguageTag, Phrases};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::source::{SitePath, Source, Span, builtin};

/// The folder of the files of phrases, with its slash.
pub const PHRASE_FOLDER: &str = "templates/languages/";

const EXTENSION: &str = ".yaml";

/// How many missing phrases a finding names: enough to know which part of the file was forgotten.
const NAMED_IN_FINDING: usize = 3;

/// The phrases of every language that has some.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PhraseBook {
    english: Arc<Phrases>,
    by_tag: BTreeMap<Box<str>, Arc<Phrases>>,
}

/// What the files say, by tag and before any fallback.
type LayersByTag = BTreeMap<Box<str>, PhraseLayer>;

impl PhraseBook {
    /// Returns the languages that are built in.
    #[must_use]
    pub fn built_in() -> PhraseBook {
        PhraseBook::read(&[]).0
    }

    /// Reads a site's files of phrases over the built-in ones.
    #[must_use]
    pub fn read(sources: &[Source]) -> (PhraseBook, Vec<Diagnostic>) {
        let theme: Vec<(SitePath, &str)> = builtin::below(PHRASE_FOLDER).collect();
        let (built_in, mut findings) = read_built_in(&theme);
        let english = built_in.get("en").cloned().unwrap_or_default();

        let mut own = LayersByTag::new();
        let mut tagged: Vec<(&Source, LanguageTag)> = Vec::new();
        for source in sources {
            // A site's files include those of the theme that it does not replace.
            if theme.iter().any(|(path, text)| *path == source.path && *text == &*source.text) {
                continue;
            }

            let Some(tag) = tag_of_file(&source.path) else {
                findings.push(misnamed(source));
                continue;
            };

            let (layer, found) = phrase_file::read(&source.path, &source.text, &tag, &english);
            findings.extend(found);
            own.insert(tag.as_str().into(), layer);
            tagged.push((source, tag));
        }

        // In a second pass, once all files are read: what `cy-GB` lacks may be in the site's `cy`.
        for (source, tag) in &tagged {
            let has = |layers: &LayersByTag, key: &str| {
                with_fallbacks(tag.as_str())
                    .any(|tag| layers.get(tag).is_some_and(|layer| layer.contains_key(key)))
            };

            // A phrase that the language's built-in file has is not missing in the site's.
            let is_missing = |key: &&str| !has(&own, key) && !has(&built_in, key);
            let missing: Vec<&str> = english.keys().map(|key| &**key).filter(is_missing).collect();
            findings.extend(incomplete(source, tag, &missing));
        }

        (combined(&english, &built_in, &own), findings)
    }

    /// Returns a language with the most specific phrases that there are for its tag.
    #[must_use]
    pub fn language(&self, tag: &LanguageTag) -> Language {
        Language::new(tag, Arc::clone(self.phrases(tag)))
    }

    /// Returns the most specific phrases that there are for a tag.
    pub(super) fn phrases(&self, tag: &LanguageTag) -> &Arc<Phrases> {
        // `en-US` takes the phrases of `en`.
        let specific = with_fallbacks(tag.as_str()).find_map(|tag| self.by_tag.get(tag));
        specific.unwrap_or(&self.english)
    }

    /// Tells whether there are phrases for a tag, or for one that it falls back to.
    #[must_use]
    pub fn has_language(&self, tag: &str) -> bool {
        with_fallbacks(tag).any(|tag| self.by_tag.contains_key(tag))
    }
}

/// Tells whether a path is that of a file of phrases.
#[must_use]
pub fn is_phrase_file(path: &SitePath) -> bool {
    path.as_str().strip_prefix(PHRASE_FOLDER).is_some_and(|name| name.ends_with(EXTENSION))
}

/// Reports a language without any phrases, at the place that names it.
#[must_use]
pub fn missing_language(tag: &LanguageTag, place: Place) -> Diagnostic {
    let file = format!("{PHRASE_FOLDER}{}{EXTENSION}", tag.base());
    let name = tag.english_name();
    let message = format!("there are no phrases in {name} yet, so menus are in English");

    // A single missing phrase is only a warning about the file; here the whole frame of the page is in
    // English.
    Diagnostic::new(Code::MissingWords, place, message)
        .severity(Severity::Warning)
        .help(format!(
            "write them into `{file}`: `chancery explain missing-words` shows how, and all of them in English"
        ))
}

fn read_built_in(theme: &[(SitePath, &str)]) -> (LayersByTag, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut layers = LayersByTag::new();

    // English first: it decides which keys and placeholders the others have.
    let is_english = |path: &SitePath| path.as_str().ends_with("/en.yaml");
    let (first, others): (Vec<_>, Vec<_>) = theme.iter().partition(|(path, _)| is_english(path));
    for (path, text) in first.into_iter().chain(others) {
        let english = layers.get("en").cloned().unwrap_or_default();
        if let Some(tag) = tag_of_file(path) {
            let (layer, found) = phrase_file::read(path, text, &tag, &english);
            findings.extend(found);
            layers.insert(tag.as_str().into(), layer);
        }
    }

    (layers, findings)
}

/// Lays the files of each language over those that it falls back to.
fn combined(english: &PhraseLayer, built_in: &LayersByTag, own: &LayersByTag) -> PhraseBook {
    let mut book = PhraseBook::default();
    let tags: BTreeSet<&Box<str>> = built_in.keys().chain(own.keys()).collect();
    for tag in tags {
        let mut by_key = english.clone();
        let mut is_changed = false;
        let fallbacks: Vec<&str> = with_fallbacks(tag).collect();

        // From the most general to the most specific; a site's file beats the built-in one of its tag.
        for tag in std::iter::once("en").chain(fallbacks.into_iter().rev()) {
            by_key.extend(built_in.get(tag).cloned().unwrap_or_default());

            if let Some(layer) = own.get(tag) {
                // One changed phrase is enough: house style could contradict it on the same page.
                is_changed = true;
                by_key.extend(layer.clone());
            }
        }

        book.by_tag.insert(tag.clone(), Arc::new(Phrases { by_key, is_changed }));
    }

    book.english = book.by_tag.get("en").cloned().unwrap_or_default();

    book
}

/// Returns a tag and those that it falls back to, the most specific first: `en-GB`, `en`.
fn with_fallbacks(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(above, _)| above))
}

/// Returns the tag that a file is named for, if its name is the canonical one.
fn tag_of_file(path: &SitePath) -> Option<LanguageTag> {
    let name = path.as_str().strip_prefix(PHRASE_FOLDER)?.strip_suffix(EXTENSION)?;
    LanguageTag::parse(name).ok().filter(|tag| tag.as_str() == name)
}

fn misnamed(source: &Source) -> Diagnostic {
    let name = source.path.name();
    let place = Place::new(&source.path, Span::default());
    let message = format!("the file of phrases `{name}` is not named for a language");
    let tag = LanguageTag::parse(name.strip_suffix(EXTENSION).unwrap_or(name));

    Diagnostic::new(Code::BadValue, place, message).help(match tag {
        Ok(tag) => format!("rename it to `{tag}{EXTENSION}`"),
        Err(_) => {
            format!("name it by the language's BCP 47 tag, e.g. `fr{EXTENSION}` for French")
        }
    })
}

/// Reports all phrases that a file lacks in one finding: there may be two hundred.
fn incomplete(source: &Source, tag: &LanguageTag, missing: &[&str]) -> Option<Diagnostic> {
    let (phrases, are) = match missing.len() {
        0 => return None,
        1 => ("1 phrase".to_owned(), "is"),
        many => (format!("{many} phrases"), "are"),
    };

    let named: Vec<String> =
        missing.iter().take(NAMED_IN_FINDING).map(|key| format!("`{key}`")).collect();
    let more = match missing.len().saturating_sub(NAMED_IN_FINDING) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };

    let name = tag.english_name();
    let message = format!("{phrases} of {name} {are} missing, and will read in English");
    let place = Place::new(&source.path, Span::default());

    Some(Diagnostic::new(Code::MissingWords, place, message).help(format!(
        "add {}{more}; `chancery explain missing-words` shows the English ones",
        named.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_languages_are_complete() {
        let theme: Vec<(SitePath, &str)> = builtin::below(PHRASE_FOLDER).collect();
        let (layers, findings) = read_built_in(&theme);

        assert_eq!(findings, []);

        for tag in ["cy", "ar"] {
            let missing: Vec<_> =
                layers["en"].keys().filter(|key| !layers[tag].contains_key(*key)).collect();
            assert!(missing.is_empty(), "{tag} lacks {missing:?}");
        }
    }

    #[test]
    fn a_tag_falls_back_to_those_above_it() {
        let chain: Vec<&str> = with_fallbacks("zh-Hant-TW").collect();
        assert_eq!(chain, ["zh-Hant-TW", "zh-Hant", "zh"]);
    }
}
