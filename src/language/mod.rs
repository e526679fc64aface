//! Languages: how dates, numbers and phrases read on a page.
//!
//! In: a BCP 47 tag, the phrases of its file, and values. Out: text for readers.
//! Invariant: an English value reads the same on a page and in a finding, because both come from
//! [`house_style`]; in every other language it comes from CLDR (through ICU4X) and from the phrases.

mod change_size;
mod collation;
mod conventions;
mod date_order;
pub mod house_style;
mod language_set;
mod names;
mod phrase_book;
mod phrase_file;
mod phrased;
mod phrases;
#[cfg(test)]
mod properties;
mod tag;
#[cfg(test)]
mod tests;
mod vague_links;
mod values;

use std::sync::Arc;

use icu_locale::Locale;
use icu_locale::names::RegionDisplayName;
use icu_plurals::{PluralCategory, PluralRules};
use rust_decimal::Decimal;

use self::collation::Collation;
use self::conventions::Conventions;
use self::names::display_name;
use crate::lexicon::Lexicon;
use crate::value::Country;

pub use collation::SortKey;
pub use language_set::LanguageSet;
pub use names::capitalized;
pub use phrase_book::{PHRASE_FOLDER, PhraseBook, is_phrase_file, missing_language};
pub use phrases::{PLURAL_CATEGORIES, Phrase, PhraseSegment, Phrases};
pub use tag::LanguageTag;
pub use vague_links::is_vague_link_text;

/// A language that pages are written in, with its phrases. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Language(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    tag: LanguageTag,
    phrases: Arc<Phrases>,
    conventions: Conventions,
    plural_rules: PluralRules,
    collation: Collation,
    /// Its own name for itself.
    name: Box<str>,
}

impl PartialEq for Language {
    fn eq(&self, other: &Language) -> bool {
        // Everything else is derived from the tag and the phrases.
        Arc::ptr_eq(&self.0, &other.0)
            || (self.0.tag == other.0.tag && self.0.phrases == other.0.phrases)
    }
}

impl Eq for Language {}

impl Default for Language {
    /// Returns English without any phrases, for when no site has been read yet.
    fn default() -> Language {
        Language::new(&LanguageTag::default(), Arc::default())
    }
}

impl Language {
    /// Makes a language from its tag and its phrases.
    ///
    /// # Panics
    ///
    /// Never: CLDR's root locale, the fallback for every other, is compiled into the program.
    #[must_use]
    pub fn new(tag: &LanguageTag, phrases: Arc<Phrases>) -> Language {
        let locale = tag.locale();
        let plural_rules = PluralRules::try_new_cardinal(locale.into())
            // A language without plural rules gets the root's, which have one form only.
            .or_else(|_| PluralRules::try_new_cardinal((&Locale::UNKNOWN).into()))
            .expect("the plural rules of the root locale are compiled in");

        let name =
            display_name(locale, locale).map_or_else(|| tag.as_str().to_owned(), capitalized);

        Language(Arc::new(Inner {
            tag: tag.clone(),
            phrases,
            conventions: Conventions::load(tag),
            plural_rules,
            collation: Collation::for_tag(tag),
            name: name.into(),
        }))
    }

    /// Returns its BCP 47 tag, as `lang` and `hreflang` take it.
    #[must_use]
    pub fn tag(&self) -> &str {
        self.0.tag.as_str()
    }

    /// Returns the code of the language alone: `en` for `en-GB`.
    #[must_use]
    pub fn base(&self) -> &str {
        self.0.tag.base()
    }

    /// Returns `ltr` or `rtl`.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        self.0.tag.direction()
    }

    /// Returns the lexicon that its prose is read with, if there is one.
    #[must_use]
    pub fn lexicon(&self) -> Option<&'static Lexicon> {
        Lexicon::for_language(self.tag())
    }

    /// Returns its own name for itself: "Cymraeg".
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Returns its English name, for findings: "Welsh".
    #[must_use]
    pub fn english_name(&self) -> String {
        self.0.tag.english_name()
    }

    /// Returns the name of another language in this one: "Saesneg".
    #[must_use]
    pub fn name_of(&self, other: &Language) -> String {
        display_name(self.0.tag.locale(), other.0.tag.locale())
            .unwrap_or_else(|| other.name().to_owned())
    }

    /// Returns the name of a country, of a part of one or of an organisation: "Y Deyrnas Unedig".
    ///
    /// A site's own organisation without a name in the language has that of its settings.
    #[must_use]
    pub fn country(&self, country: &Country) -> String {
        if let Country::Own(own) = country {
            return own.name.in_language(self.tag()).to_owned();
        }

        // CLDR's English names are not those that the Foreign Office prints.
        if self.base() == "en" {
            return country.name().into_owned();
        }

        let name = match country {
            Country::State(_) => self.region(&country.code()),
            Country::Part(part) => names::subdivision(self.base(), part.code())
                .or_else(|| self.named_by_phrase(country)),
            Country::Organisation(_) => {
                self.named_by_phrase(country).or_else(|| self.region(&country.code()))
            }
            Country::Own(_) => None,
        };

        name.unwrap_or_else(|| country.name().into_owned())
    }

    /// Returns CLDR's name of a region; the European Union and the United Nations are among them.
    fn region(&self, code: &str) -> Option<String> {
        let region = code.parse().ok()?;
        let name = RegionDisplayName::try_new_light(self.0.tag.locale().into(), region).ok()?;
        Some(name.as_borrowed().to_string())
    }

    /// Returns the name that the phrases have, if they are of this language and not English ones in its place.
    fn named_by_phrase(&self, country: &Country) -> Option<String> {
        let name = self.term("country", &country.code());
        (!name.is_empty() && name != country.name()).then(|| name.to_owned())
    }

    /// Returns the place of a text in a list that a reader of the language searches.
    #[must_use]
    pub fn sort_key(&self, text: &str) -> SortKey {
        self.0.collation.key(text)
    }

    /// Returns its phrases.
    #[must_use]
    pub fn phrases(&self) -> &Phrases {
        &self.0.phrases
    }

    /// Returns a phrase that has no placeholders.
    #[must_use]
    pub fn phrase(&self, key: &str) -> &str {
        self.0.phrases.text(key)
    }

    /// Returns the phrase for a keyword of front matter: for `type` and `press-release` the one
    /// called `type_press_release`.
    #[must_use]
    pub fn term(&self, group: &str, id: &str) -> &str {
        self.phrase(&format!("{group}_{}", id.replace('-', "_")))
    }

    /// Returns a phrase with values for its placeholders.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        phrases::fill(self.phrase(key), values)
    }

    /// Returns the form of a phrase for a number printed with the given decimals, with values for its
    /// placeholders.
    #[must_use]
    pub fn fill_plural(
        &self,
        key: &str,
        number: Decimal,
        decimals: u32,
        values: &[(&str, &str)],
    ) -> String {
        // CLDR's categories depend on the decimals that are printed: "1 point", "1.0 points".
        let printed = conventions::icu_decimal(number, decimals);
        let category = category_name(self.0.plural_rules.category_for(&printed));
        phrases::fill(self.0.phrases.form(key, category), values)
    }

    /// Returns CLDR's plural category of a whole number: `one`, `few`, `other`.
    #[must_use]
    pub fn plural_category(&self, count: u64) -> &'static str {
        category_name(self.0.plural_rules.category_for(count))
    }

    /// Returns the plural categories that the language distinguishes.
    #[must_use]
    pub fn plural_categories(&self) -> Vec<&'static str> {
        let mut all: Vec<PluralCategory> = self.0.plural_rules.categories().collect();
        all.sort_unstable();
        all.into_iter().map(category_name).collect()
    }
}

fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
