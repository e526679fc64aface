//! Language tags (BCP 47), as front matter and settings have them.
//!
//! In: text as people write it. Out: a canonical tag, or a [`ValueError`] that proposes one. Invariant:
//! two spellings of one language give equal tags.

use std::fmt;

use icu_locale::{
    Direction, LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality,
    LocaleExpander, TransformResult,
};

use super::names::display_name;
use crate::value::{ValueError, quote};

/// The tag of a language in BCP 47's canonical form: `en-GB`, `cy`, `ar`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageTag {
    locale: Locale,
    text: Box<str>,
    is_right_to_left: bool,
}

/// What people write instead of a tag, with the tag: names of languages, and countries whose code
/// is not that of their language.
const COMMON_MISTAKES: [(&str, &str); 16] = [
    ("arabic", "ar"),
    ("english", "en"),
    ("french", "fr"),
    ("german", "de"),
    ("polish", "pl"),
    ("spanish", "es"),
    ("urdu", "ur"),
    ("welsh", "cy"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gr", "el"),
    ("jp", "ja"),
    ("kp", "ko"),
    ("wal", "cy"),
    ("wel", "cy"),
    ("iq", "ar"),
];

impl LanguageTag {
    /// Reads a tag.
    ///
    /// # Errors
    ///
    /// Refuses text that is not a tag, and codes of no language.
    pub fn parse(text: &str) -> Result<LanguageTag, ValueError> {
        let Ok(mut locale) = Locale::try_from_str(text) else {
            // POSIX writes `en_GB` for what BCP 47 calls `en-GB`.
            let dashed = text.contains('_').then(|| LanguageTag::parse(&text.replace('_', "-")));
            return Err(match dashed {
                Some(Ok(tag)) => not_a_tag(text).help(format!("write `{tag}`")),
                _ => not_a_tag(text),
            });
        };

        // ICU also reads bare scripts and codes of up to eight letters, which no language has.
        if !(2..=3).contains(&base_of(text).len()) {
            return Err(not_a_tag(text));
        }

        // `iw` becomes `he`, and `en-gb` `en-GB`: pages are grouped by the canonical tag.
        LocaleCanonicalizer::new_extended().canonicalize(&mut locale);

        // CLDR knows a likely region for every language that exists.
        let mut likely = LanguageIdentifier::from(locale.id.language);
        let expansion = LocaleExpander::new_extended().maximize(&mut likely);
        if expansion == TransformResult::Unmodified && likely.region.is_none() {
            return Err(not_a_tag(text));
        }

        Ok(LanguageTag::from(locale))
    }

    /// Returns the tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the code of the language alone: `en`.
    #[must_use]
    pub fn base(&self) -> &str {
        self.locale.id.language.as_str()
    }

    /// Returns the language's English name, for findings: "Welsh".
    #[must_use]
    pub fn english_name(&self) -> String {
        display_name(&icu_locale::locale!("en"), &self.locale)
            .unwrap_or_else(|| format!("`{}`", self.text))
    }

    /// Returns `ltr` or `rtl`.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        if self.is_right_to_left { "rtl" } else { "ltr" }
    }

    pub(super) fn locale(&self) -> &Locale {
        &self.locale
    }
}

impl Default for LanguageTag {
    fn default() -> LanguageTag {
        LanguageTag::from(icu_locale::locale!("en"))
    }
}

impl From<Locale> for LanguageTag {
    fn from(locale: Locale) -> LanguageTag {
        let direction = LocaleDirectionality::new_extended().get(&locale.id);
        LanguageTag {
            text: locale.to_string().into(),
            is_right_to_left: direction == Some(Direction::RightToLeft),
            locale,
        }
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn base_of(text: &str) -> &str {
    text.split('-').next().unwrap_or_default()
}

fn not_a_tag(text: &str) -> ValueError {
    let base = base_of(text).to_ascii_lowercase();
    let meant = COMMON_MISTAKES.iter().find(|(mistake, _)| *mistake == base);
    let help = match meant {
        Some((_, tag)) => format!("write `{tag}`"),
        None => "write a BCP 47 tag, e.g. `en`, `en-GB`, `cy` or `ar`".to_owned(),
    };

    ValueError::new(format!("{} is not a language tag", quote(text))).help(help)
}
