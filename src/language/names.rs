//! The names of languages, from CLDR.

use icu_locale::Locale;
use icu_locale::names::{LanguageIdentifierDisplayName, LanguageIdentifierDisplayNameOptions};
use writeable::TryWriteable as _;

/// Returns the name of one language in another, or none if CLDR has none.
pub(super) fn display_name(language: &Locale, named: &Locale) -> Option<String> {
    let name = LanguageIdentifierDisplayName::try_new_heavy(
        language.into(),
        named.id.clone(),
        LanguageIdentifierDisplayNameOptions::default(),
    );

    let mut text = String::new();
    name.ok()?.as_borrowed().try_write_to(&mut text).ok()?.ok()?;

    Some(text)
}

/// Returns words capitalised as at the start of a sentence or in a menu: CLDR has "français".
#[must_use]
pub fn capitalized(name: String) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name,
    }
}

/// The names of the nations of the United Kingdom by language: Unicode CLDR 48.2, `common/subdivisions` (Unicode License
/// v3), which has no other part of a state in more than a few languages.
const SUBDIVISIONS: &str = include_str!("subdivisions.tsv");

/// Returns CLDR's name of a part of a state in a language, by its ISO 3166-2 code.
pub(super) fn subdivision(language: &str, code: &str) -> Option<String> {
    // CLDR has the Norwegian of books under that of both.
    let language = if language == "nb" { "no" } else { language };

    SUBDIVISIONS.lines().find_map(|line| {
        let mut cells = line.split('\t');
        let is_it = cells.next() == Some(language) && cells.next() == Some(code);
        is_it.then(|| cells.next().map(str::to_owned)).flatten()
    })
}
