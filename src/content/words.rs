//! The vocabulary of front matter: enums of the words that a key may take.

/// Makes an enum of the words that a key may take, with how each reads.
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
            /// All of them, in the order in which they are listed.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

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

            /// Reads the word.
            ///
            /// # Errors
            /// That it is none of them, with the nearest, or all.
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
                })
            }
        }
    };
}
pub(super) use words;
