//! A text with its tokens, and the words of its language.

use crate::content::statement::Token;
use crate::lexicon::{Lexicon, is_any};

/// A text with its tokens, and the words of its language.
#[derive(Clone, Copy)]
pub(super) struct TokenizedText<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) lexicon: &'static Lexicon,
}

impl<'t> TokenizedText<'t> {
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.text_in(self.text))
    }

    /// Tells whether a token is one of the listed words, ignoring case.
    pub(super) fn is(&self, at: usize, list: &[&str]) -> bool {
        is_any(self.word(at), list)
    }
}
