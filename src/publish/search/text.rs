//! The text of a page as the index reads it: its words, its headings and the places that results can lead to.
//!
//! In: the blocks of a page. Out: one text, with marks where a heading begins and ends and where an element has an id.
//! Invariant: the text is the one that Pagefind reads in the same HTML. Blocks end in a full stop, so that
//! excerpts read well, and what is no text (forms, drawings, scripts) is left out.

use std::borrow::Cow;
use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use crate::content::html::{self, HtmlTag, Token};
use crate::proof::Block;

/// Signs within words, beside letters and digits (Unicode's "Punctuation, Connector").
pub(super) const CONNECTORS: [char; 10] = ['_', '‿', '⁀', '⁔', '︳', '︴', '﹍', '﹎', '﹏', '＿'];

/// How many ids around each other take part in the same text: real pages have two.
const ANCHORS_AROUND: usize = 8;

/// The text of a page.
#[derive(Debug, Default)]
pub(super) struct SearchText {
    pub(super) words: String,
    /// In the order of the text.
    pub(super) marks: Vec<PlacedMark>,
    pub(super) anchors: Vec<AnchorText>,
    /// The first picture of the page.
    pub(super) image: Option<Picture>,
}

/// A mark, and the byte of the text before which it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedMark {
    pub(super) at: usize,
    pub(super) mark: TextMark,
}

/// What begins or ends between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextMark {
    /// A heading of this level.
    Heading(u8),
    HeadingEnd,
    /// The element with this number among the anchors.
    Anchor(usize),
}

/// An element with an id, to which a result can lead.
#[derive(Debug)]
pub(super) struct AnchorText {
    pub(super) element: String,
    pub(super) id: String,
    pub(super) words: String,
}

/// A picture.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) source: String,
    pub(super) alt: String,
}

/// Reads the text of a page.
pub(super) fn search_text(blocks: &[Block]) -> SearchText {
    let mut reader = TextReader::default();

    for block in blocks {
        match block {
            Block::Heading { anchor, words } => {
                let id = html::Attribute {
                    name: "id".to_owned(),
                    value: (*anchor).to_owned(),
                    span: 0..0,
                };
                reader.open(&HtmlTag {
                    name: "h2".to_owned(),
                    attributes: vec![id],
                    ..HtmlTag::default()
                });
                reader.text(words);
                reader.close("h2");
            }
            Block::Paragraph(words) => {
                reader.open(&HtmlTag { name: "p".to_owned(), ..HtmlTag::default() });
                reader.text(words);
                reader.close("p");
            }
            Block::Prose(html) => reader.html(html),
        }

        // What a block leaves open swallows nothing of the next.
        reader.close_all();
        reader.text.words.push('\n');
    }

    reader.text
}

/// Reads HTML into a text.
#[derive(Debug, Default)]
struct TextReader {
    text: SearchText,
    open: Vec<TextElement>,
    /// How many elements of a name are open: an end tag of any other name ends nothing, and nothing is searched for it.
    open_names: HashMap<String, usize>,
}

/// An element whose end tag is still to come.
#[derive(Debug)]
struct TextElement {
    name: String,
    is_heading: bool,
    is_sentence: bool,
    /// Where its own text and marks begin.
    words_start: usize,
    marks_start: usize,
    /// Whether its text is left out.
    is_ignored: bool,
    /// The anchors that its text belongs to.
    anchors: Vec<usize>,
}

impl TextReader {
    fn html(&mut self, html: &str) {
        for token in html::tokens(html) {
            match token {
                Token::Open(tag) => self.open(&tag),
                Token::Close(name, _) => self.close(&name),
                Token::Text(words, _) => self.text(&words),
                Token::Comment(_) | Token::Doctype(_) | Token::Unfinished(..) => {}
            }
        }
    }

    fn text(&mut self, words: &str) {
        self.text.words.push_str(words);

        if let Some(element) = self.open.last()
            && !element.is_ignored
        {
            for &anchor in &element.anchors {
                self.text.anchors[anchor].words.push_str(words);
            }
        }
    }

    fn open(&mut self, tag: &HtmlTag) {
        // The one attribute of Pagefind's that a writer's HTML may have: the others would change what a page is found by.
        let is_ignored = is_never_text(&tag.name) || tag.get("data-pagefind-ignore").is_some();
        let around = self.open.last().filter(|_| is_inline(&tag.name));
        let mut anchors = around.map_or_else(Vec::new, |element| element.anchors.clone());

        if let Some(id) = tag.get("id") {
            let anchor = self.anchor(&tag.name, id);
            anchors.truncate(ANCHORS_AROUND);
            anchors.push(anchor);
        }

        if tag.name == "img" && self.text.image.is_none() {
            self.text.image = tag.get("src").map(|source| Picture {
                source: single_spaced(source).into_owned(),
                alt: single_spaced(tag.get("alt").unwrap_or_default()).into_owned(),
            });
        }

        // `a<br>b` are two words.
        if tag.name == "br" {
            self.text.words.push(' ');
        }

        if is_void(&tag.name) || (tag.is_self_closing && self.is_in_foreign()) {
            return;
        }

        let heading = heading_level(&tag.name);
        let element = TextElement {
            name: tag.name.clone(),
            is_heading: heading.is_some(),
            is_sentence: heading.is_some() || is_sentence(&tag.name),
            words_start: self.text.words.len(),
            marks_start: self.text.marks.len(),
            is_ignored,
            anchors,
        };

        if let Some(level) = heading {
            self.mark(TextMark::Heading(level));
        }

        if element.is_sentence {
            self.text.words.push(' ');
        }

        *self.open_names.entry(element.name.clone()).or_default() += 1;
        self.open.push(element);
    }

    /// Ends the nearest open element of a name, and all within it.
    fn close(&mut self, name: &str) {
        if !self.open_names.contains_key(name) {
            return;
        }

        while let Some(element) = self.open.pop() {
            let is_it = element.name == name;
            self.end(&element);
            if is_it {
                return;
            }
        }
    }

    fn close_all(&mut self) {
        while let Some(element) = self.open.pop() {
            self.end(&element);
        }
    }

    fn end(&mut self, element: &TextElement) {
        if let Some(count) = self.open_names.get_mut(&element.name) {
            *count -= 1;
            if *count == 0 {
                self.open_names.remove(&element.name);
            }
        }

        if element.is_ignored {
            self.text.words.truncate(element.words_start);
            self.text.marks.truncate(element.marks_start);
            return;
        }

        if element.is_sentence {
            // What ends in a sign of its own (a colon, a question mark) needs no full stop.
            if self.text.words[element.words_start..].ends_with(may_end_sentence) {
                self.text.words.push('.');
            }
            self.text.words.push(' ');
        }

        if element.is_heading {
            self.mark(TextMark::HeadingEnd);
        }
    }

    fn mark(&mut self, mark: TextMark) {
        // A mark ends a word.
        self.text.words.push(' ');
        self.text.marks.push(PlacedMark { at: self.text.words.len(), mark });
    }

    fn anchor(&mut self, element: &str, id: &str) -> usize {
        let anchor = self.text.anchors.len();
        self.text.anchors.push(AnchorText {
            element: element.to_owned(),
            id: id.chars().filter(|letter| !letter.is_whitespace()).collect(),
            words: String::new(),
        });
        self.mark(TextMark::Anchor(anchor));

        anchor
    }

    /// Tells whether drawings or formulas are open, where `/>` ends an element.
    fn is_in_foreign(&self) -> bool {
        ["svg", "math"].iter().any(|name| self.open_names.contains_key(*name))
    }
}

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// Tells whether the text of an element that is no heading is a sentence of its own.
fn is_sentence(name: &str) -> bool {
    matches!(name, "p" | "td" | "div" | "ul" | "li" | "article" | "section")
}

/// Tells whether an element's text belongs to the anchor around it.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdo"
            | "big"
            | "br"
            | "button"
            | "cite"
            | "code"
            | "dfn"
            | "em"
            | "i"
            | "img"
            | "input"
            | "kbd"
            | "label"
            | "map"
            | "object"
            | "output"
            | "q"
            | "samp"
            | "script"
            | "select"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "textarea"
            | "time"
            | "tt"
            | "var"
    )
}

/// Tells whether an element holds no words of the page.
fn is_never_text(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "style"
            | "script"
            | "noscript"
            | "label"
            | "form"
            | "svg"
            | "footer"
            | "nav"
            | "iframe"
            | "template"
    )
}

/// Tells whether an element has no content, and no end tag (HTML standard, "Void elements", and those of the past).
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Tells whether a sentence that ends in this sign lacks its full stop: after a word, a quotation, a bracket.
fn may_end_sentence(last: char) -> bool {
    // Digits above the line, in circles and in fractions are signs and not part of a word (Unicode's "Number, Other").
    let is_sign = matches!(last, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{215f}' | '\u{2460}'..='\u{24ff}');

    matches!(last, '\'' | '"' | ')' | '$' | '*' | '\u{200c}' | '\u{200d}')
        || last.is_alphabetic()
        || (last.is_alphanumeric() && !is_sign)
        || is_combining_mark(last)
        || CONNECTORS.contains(&last)
}

/// Returns a text on one line, as Pagefind keeps it: without white space around it, and with one blank for two or more
/// characters of white space or for the end of a line.
pub(super) fn single_spaced(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let mut out = String::new();
    let mut copied = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if !letter.is_whitespace() {
            continue;
        }

        let mut end = start + letter.len_utf8();
        let mut is_single = letter != '\n';
        while let Some((at, next)) = letters.next_if(|(_, next)| next.is_whitespace()) {
            end = at + next.len_utf8();
            is_single = false;
        }

        if !is_single {
            out.push_str(&text[copied..start]);
            out.push(' ');
            copied = end;
        }
    }

    if copied == 0 {
        return Cow::Borrowed(text);
    }

    out.push_str(&text[copied..]);

    Cow::Owned(out)
}
