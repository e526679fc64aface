//! BCP 47 tags, as front matter and settings have them.

use std::fmt;

use icu_locale::{
    Direction, LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality,
    LocaleExpander, TransformResult,
};

use crate::value::{ValueError, text};

/// The tag of a language, in the form that BCP 47 prefers: `en-GB`, `cy`, `ar`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    locale: Locale,
    text: Box<str>,
    is_right_to_left: bool,
}

/// What is written for a tag, and what is meant: names, and countries whose code is not that of
/// their language.
const MEANT: [(&str, &str); 16] = [
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

impl Tag {
    /// Reads a tag.
    ///
    /// # Errors
    ///
    /// Refuses what is no tag, and codes that stand for no language.
    pub fn parse(written: &str) -> Result<Tag, ValueError> {
        let base = written.split('-').next().unwrap_or_default();
        let wrong = || {
            let lower = base.to_ascii_lowercase();
            let meant = MEANT.iter().find(|(known, _)| *known == lower);
            let help = match meant {
                Some((_, meant)) => format!("write `{meant}`"),
                None => "write a BCP 47 tag, e.g. `en`, `en-GB`, `cy` or `ar`".to_owned(),
            };
            ValueError::new(format!("{} is no language tag", text::quote(written))).help(help)
        };

        let Ok(mut locale) = Locale::try_from_str(written) else {
            // Systems write `en_GB` for what BCP 47 calls `en-GB`.
            let dashed = written.contains('_').then(|| Tag::parse(&written.replace('_', "-")));
            return Err(match dashed {
                Some(Ok(tag)) => wrong().help(format!("write `{tag}`")),
                _ => wrong(),
            });
        };

        if !(2..=3).contains(&base.len()) {
            return Err(wrong());
        }

        LocaleCanonicalizer::new_extended().canonicalize(&mut locale);

        let mut whole = LanguageIdentifier::from(locale.id.language);
        let is_known = LocaleExpander::new_extended().maximize(&mut whole);
        if is_known == TransformResult::Unmodified && whole.region.is_none() {
            return Err(wrong());
        }

        Ok(Tag::of(locale))
    }

    fn of(locale: Locale) -> Tag {
        let direction = LocaleDirectionality::new_extended().get(&locale.id);
        Tag {
            text: locale.to_string().into(),
            is_right_to_left: direction == Some(Direction::RightToLeft),
            locale,
        }
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

    /// Returns the language's English name, for messages: "Welsh".
    #[must_use]
    pub fn name(&self) -> String {
        super::name_in(&icu_locale::locale!("en"), &self.locale)
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

impl Default for Tag {
    fn default() -> Tag {
        Tag::of(icu_locale::locale!("en"))
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
