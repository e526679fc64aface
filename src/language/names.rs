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
