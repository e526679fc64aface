//! The vocabulary of front matter: enums of the words that a key may take, and those that a site adds.
//!
//! In: a word. Out: its variant. Invariant: every word is read, listed and printed from one table.

use std::borrow::Cow;
use std::sync::Arc;

use crate::config::{OwnWord, SiteVocabulary};
use crate::diagnostic::nearest;
use crate::language::{Language, LanguageTag};
use crate::value::ValueError;

/// What a site's settings say that decides how a record is read.
#[derive(Clone, Copy)]
pub(super) struct SiteWords<'s> {
    /// The site's own words, organisations and contacts.
    pub(super) vocabulary: &'s SiteVocabulary,
    /// The language of the record.
    pub(super) language: &'s LanguageTag,
}

/// A set of built-in words that a site may add to.
pub trait BuiltInWord: Copy + Eq + 'static {
    /// How the keys of its phrases begin: `type`.
    const GROUP: &'static str;

    /// What a word of it is, as messages say it: "a type of briefing".
    const WHAT: &'static str;

    /// All of them, in listing order.
    const ALL_WORDS: &'static [Self];

    /// Returns the word as it is written in front matter.
    fn written(self) -> &'static str;

    /// Returns the English words that readers see.
    fn english(self) -> &'static str;
}

/// A word of front matter: a built-in one, or one that the site's settings add or rename.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Choice<T> {
    /// A word that every site knows.
    BuiltIn(T),
    /// A word of the site's own.
    Own(Arc<OwnWord>),
}

impl<T: BuiltInWord + Default> Default for Choice<T> {
    fn default() -> Choice<T> {
        Choice::BuiltIn(T::default())
    }
}

impl<T: BuiltInWord> Choice<T> {
    /// Reads a word; the site's own come first, so that they can rename a built-in one.
    ///
    /// # Errors
    /// If it is none of them; the advice names the nearest, or all.
    pub fn parse(text: &str, own: &[Arc<OwnWord>]) -> Result<Choice<T>, ValueError> {
        if let Some(own) = own.iter().find(|own| *own.id == *text) {
            return Ok(Choice::Own(Arc::clone(own)));
        }

        let known = T::ALL_WORDS.iter().copied();
        if let Some(found) = known.clone().find(|known| known.written() == text) {
            return Ok(Choice::BuiltIn(found));
        }

        let ids = known.map(|it| -> &str { it.written() }).chain(own.iter().map(|own| &*own.id));
        Err(ValueError {
            message: format!("`{text}` is not {}", T::WHAT),
            help: Some(match nearest(text, ids.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of: {}", ids.collect::<Vec<_>>().join(", ")),
            }),
            ..ValueError::default()
        })
    }

    /// Returns the word as it is written in front matter.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Choice::BuiltIn(word) => word.written(),
            Choice::Own(own) => &own.id,
        }
    }

    /// Returns the words that readers of a language see; a site's own are in its language where they are not translated.
    #[must_use]
    pub fn words<'w>(&'w self, language: &'w Language) -> &'w str {
        match self {
            Choice::BuiltIn(word) => language.term(T::GROUP, word.written()),
            Choice::Own(own) => own.words.in_language(language.tag()),
        }
    }

    /// Returns the words of a finding.
    #[must_use]
    pub fn english(&self) -> Cow<'_, str> {
        match self {
            Choice::BuiltIn(word) => word.english().into(),
            Choice::Own(own) => own.words.in_language("en").into(),
        }
    }

    /// Returns the built-in word; none for one of the site's own.
    #[must_use]
    pub fn built_in(&self) -> Option<T> {
        match self {
            Choice::BuiltIn(word) => Some(*word),
            // A renamed word means what it meant.
            Choice::Own(own) => T::ALL_WORDS.iter().copied().find(|it| it.written() == &*own.id),
        }
    }
}

/// Declares an enum of the words that a key may take, each with its form for readers.
macro_rules! words {
    ($(#[$doc:meta])* pub enum $name:ident ($what:literal) {
        $($(#[$attr:ident])? $variant:ident $id:literal $words:literal,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub enum $name {
            $($(#[$attr])? #[doc = $words] $variant,)*
        }

        impl $name {
            /// All variants, in listing order.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// All words, as they are written in front matter.
            pub const IDS: &[&str] = &[$($id,)*];

            /// Returns the word as it is written in front matter.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $($name::$variant => $id,)* }
            }

            /// Returns the word as a page shows it.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $($name::$variant => $words,)* }
            }

            /// Parses a word.
            ///
            /// # Errors
            /// If it is none of them; the advice names the nearest, or all.
            pub fn parse(text: &str) -> Result<$name, $crate::value::ValueError> {
                let known = $name::ALL.iter().copied();
                if let Some(found) = known.clone().find(|known| known.id() == text) {
                    return Ok(found);
                }
                let ids = known.map($name::id);
                Err($crate::value::ValueError {
                    message: format!(concat!("`{}` is not ", $what), text),
                    help: Some(match $crate::diagnostic::nearest(text, ids.clone()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("write one of: {}", ids.collect::<Vec<_>>().join(", ")),
                    }),
                    ..$crate::value::ValueError::default()
                })
            }
        }
    };
}
pub(super) use words;

/// Lets a site add to an enum of words.
macro_rules! open_words {
    ($name:ident, $group:literal, $what:literal) => {
        impl $crate::content::words::BuiltInWord for $name {
            const GROUP: &'static str = $group;
            const WHAT: &'static str = $what;
            const ALL_WORDS: &'static [$name] = $name::ALL;

            fn written(self) -> &'static str {
                self.id()
            }

            fn english(self) -> &'static str {
                self.words()
            }
        }
    };
}
pub(super) use open_words;
