//! One spelling for letters that Unicode writes in two ways.
//!
//! In: text. Out: the same in composed form (NFC). Invariant: ids, addresses and paths are compared in this form
//! alone; files are opened under the name that they have.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Returns a text in Unicode's composed form: macOS decomposes `é` in file names, and keyboards compose it.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    // Almost every id and path is ASCII, which has one form.
    match text.is_ascii() || is_nfc(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(composed("e\u{301}te\u{301}.md"), "été.md");
        assert!(matches!(composed("été.md"), Cow::Borrowed(_)));
    }
}
