//! ElementKind links, images and references say: their words, and whether there are any.

use std::ops::Range;

use super::Reader;
use crate::content::prose::{Lack, Omission};
use crate::source::Span;

/// Something whose words are being read.
pub(super) struct OpenElement {
    pub(super) kind: ElementKind,
    /// Its whole range in the body.
    whole: Range<usize>,
    /// The range of its words.
    words: Range<usize>,
    /// Its words, as far as it takes to judge them.
    said: String,
    /// Whether something in it that is no text gives it a name.
    is_named: bool,
    /// The first image in it that says nothing.
    mute: Option<Span>,
}

/// ElementKind is being read, by its number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementKind {
    Link(u32),
    Image(u32),
    Reference(u32),
    /// A link in raw HTML.
    Anchor(u32),
}

/// The longest words that may be no more than a file's name, in bytes.
const LONGEST_NAME: usize = 120;

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

    fn say(&mut self, text: &str) {
        if self.said.len() <= LONGEST_NAME {
            let more = text.chars().take(LONGEST_NAME + 1);
            self.said.extend(more);
        }
    }

    fn says_nothing(&self) -> bool {
        !self.is_named && self.said.trim().is_empty()
    }
}

impl Reader<'_> {
    /// Extends the words of the open element to what it contains.
    pub(super) fn reach(&mut self, range: &Range<usize>) {
        if let Some(open) = self.open.last_mut() {
            open.words.end = open.words.end.max(range.end);
        }
    }

    /// Notes words within what is open.
    pub(super) fn say(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.say(text);
        }

        if !text.trim().is_empty() {
            self.name_blocks();
        }
    }

    /// Notes that what is open has a name that is no text.
    pub(super) fn name(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.is_named = true;
        }
        self.name_blocks();
    }

    /// Notes words for the heading and the cell that are open.
    fn name_blocks(&mut self) {
        if let Some(heading) = &mut self.html.heading {
            heading.is_empty = false;
        }

        if let Some(header) = &mut self.header {
            header.is_filled = true;
        }
    }

    /// Closes what was opened last, and judges its words.
    pub(super) fn close(&mut self) -> Option<OpenElement> {
        let open = self.open.pop()?;
        let is_mute = open.says_nothing();
        let words = if open.words.is_empty() { &open.whole } else { &open.words };
        let words = self.in_source(words.clone());

        match open.kind {
            ElementKind::Link(number) | ElementKind::Anchor(number) => {
                let link = &mut self.body.links[number as usize];
                link.words = words;
                let is_raw = matches!(open.kind, ElementKind::Anchor(_));

                match open.mute {
                    Some(image) if is_mute => self.lacks(Lack::LinkedAlt, image, false),
                    None if is_mute => self.lacks(Lack::LinkWords, words, is_raw),
                    _ => {}
                }
            }

            ElementKind::Image(number) => {
                let link = &mut self.body.links[number as usize];
                link.words = words;
                let is_name = is_file_name(open.said.trim(), &link.target);
                let span = self.in_source(open.whole.clone());

                match is_mute {
                    true => self.mute_image(span),
                    false if is_name => self.lacks(Lack::FileName, words, false),
                    false => {}
                }
            }

            ElementKind::Reference(number) => {
                let reference = &mut self.body.references[number as usize];
                reference.words = words;
                if reference.labelled && !reference.embed && is_mute {
                    self.lacks(Lack::LinkWords, words, false);
                }
            }
        }

        if let Some(outer) = self.open.last_mut() {
            outer.words.end = outer.words.end.max(open.whole.end);
            outer.is_named |= open.is_named;
            outer.say(&open.said);
        }

        Some(open)
    }

    /// Notes an image without words: within a link, the words of the link may do.
    fn mute_image(&mut self, span: Span) {
        match self.open.last_mut() {
            Some(link) => link.mute = link.mute.or(Some(span)),
            None => self.lacks(Lack::Alt, span, false),
        }
    }

    pub(super) fn lacks(&mut self, what: Lack, span: Span, is_raw: bool) {
        self.body.lacks.push(Omission { what, span, is_raw });
    }

    /// Notes where the words of a link in raw HTML end.
    pub(super) fn end_words(&mut self, at: usize) {
        if let Some(open) = self.open.last_mut() {
            open.words.end = at.max(open.words.start);
        }
    }
}

/// Tells whether an image's words are the name of a file, as cameras and editors give them.
pub(super) fn is_file_name(words: &str, target: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".tif", ".tiff", ".bmp",
        ".heic", ".pdf",
    ];
    const CAMERAS: [&str; 8] =
        ["img_", "img-", "dsc_", "dsc0", "dscn", "pxl_", "screenshot_", "image_"];

    if words.contains(char::is_whitespace) {
        return false;
    }

    let lower = words.to_lowercase();
    let file = target.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
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
    fn names_of_files_are_told_from_words() {
        for name in ["IMG_1234", "IMG_1234.jpg", "photo.png", "DSC01234", "pm-visit-2025", "a.SVG"]
        {
            assert!(is_file_name(name, "../images/pm-visit-2025.jpg"), "{name}");
        }

        for words in ["Logo", "Baghdad", "Returns by year, 2019 to 2025", "UK-Iraq", "P.M.", "10"] {
            assert!(!is_file_name(words, "logo.png"), "{words}");
        }
    }
}
