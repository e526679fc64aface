//! The vocabulary of front matter: enums of the words that a key may take.
//!
//! In: a word. Out: its variant. Invariant: every word is read, listed and printed from one table.

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
