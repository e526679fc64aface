//! An open link, image or reference, and the words inside it.
//!
//! In: ranges and words in the order of the text. Out: whether the element has a text alternative. Invariant:
//! knows only one element; its context is the builder's concern.

use std::ops::Range;

use crate::source::Span;

/// The longest text that may be just a file name, in bytes.
///
/// A longer text is a description, so the rest of it need not be copied.
const LONGEST_NAME: usize = 120;

/// A link, image or reference whose words are being read.
pub(super) struct OpenElement {
    pub(super) kind: ElementKind,
    /// Its whole range in the body.
    pub(super) whole: Range<usize>,
    /// The range of its words.
    pub(super) words: Range<usize>,
    /// Its words, as far as needed to judge them.
    pub(super) said: String,
    /// Whether something in it other than text gives it a name.
    pub(super) is_named: bool,
    /// The first image in it that has no alternative text.
    pub(super) mute: Option<Span>,
}

/// The kind of an element, with its index among those of its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementKind {
    Link(u32),
    Image(u32),
    Reference(u32),
    /// A link in raw HTML.
    Anchor(u32),
}

impl OpenElement {
    /// Begins at a range of the body; `opening` bytes come before the words.
    pub(super) fn new(kind: ElementKind, whole: Range<usize>, opening: usize) -> OpenElement {
        let start = (whole.start + opening).min(whole.end);
        OpenElement {
            kind,
            whole,
            words: start..start,
            said: String::new(),
            is_named: false,
            mute: None,
        }
    }

    /// Adds words, up to the length that decides whether they are a file name.
    pub(super) fn say(&mut self, text: &str) {
        if self.said.len() <= LONGEST_NAME {
            let more = text.chars().take(LONGEST_NAME + 1);
            self.said.extend(more);
        }
    }

    /// Tells whether a screen reader would have nothing to read out for it.
    pub(super) fn says_nothing(&self) -> bool {
        !self.is_named && self.said.trim().is_empty()
    }
}

/// Tells whether an image's words are a file name, as cameras and editors give them.
pub(super) fn is_file_name(words: &str, target: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".tif", ".tiff", ".bmp",
        ".heic", ".pdf",
    ];

    // The prefixes of common cameras and phones, before a number.
    const CAMERAS: [&str; 8] =
        ["img_", "img-", "dsc_", "dsc0", "dscn", "pxl_", "screenshot_", "image_"];

    if words.contains(char::is_whitespace) {
        return false;
    }

    let lower = words.to_lowercase();
    let file = target.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);

    // "Logo" for `logo.png` is a word; words joined by `_` or `-` are a file name.
    let joined = words.contains(['_', '-']) && stem.eq_ignore_ascii_case(words);
    let is_camera = CAMERAS.iter().any(|known| {
        lower
            .strip_prefix(known)
            .is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_digit()))
    });

    joined || is_camera || ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::is_file_name;

    #[test]
    fn file_names_are_not_descriptions() {
        for name in ["IMG_1234", "IMG_1234.jpg", "photo.png", "DSC01234", "pm-visit-2025", "a.SVG"]
        {
            assert!(is_file_name(name, "../images/pm-visit-2025.jpg"), "{name}");
        }

        for words in ["Logo", "Baghdad", "Returns by year, 2019 to 2025", "UK-Iraq", "P.M.", "10"] {
            assert!(!is_file_name(words, "logo.png"), "{words}");
        }
    }
}
