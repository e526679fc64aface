//! Raw HTML in Markdown: its links and images, its anchors, and what its readers would miss.

use std::ops::Range;

use super::Reader;
use super::naming::{ElementKind, OpenElement, is_file_name};
use crate::content::html::{self, Fragment, Tag, Token};
use crate::content::prose::{Form, Lack, Link, RawHeading};
use crate::content::runs::Piece;
use crate::source::Span;

/// Raw HTML that is being read.
#[derive(Default)]
pub(super) struct Html {
    /// The lines of a block that are read so far: a tag may go over several.
    block: Fragment<'static>,
    /// Whether a block is open.
    is_block: bool,
    /// The heading whose words are being read.
    pub(super) heading: Option<RawHeading>,
    /// The tables that are open, the innermost last.
    tables: Vec<Table>,
}

/// A table that is being read.
struct Table {
    span: Span,
    /// Whether it has names of columns or rows, or places things only.
    is_fine: bool,
    cells: u32,
}

impl Reader<'_> {
    pub(super) fn begin_html(&mut self) {
        self.end_block();
        self.html.is_block = true;
    }

    pub(super) fn html(&mut self, text: &str, range: Range<usize>) {
        if self.html.is_block {
            self.html.block.push(text, range);
        } else {
            self.tags(&Fragment::new(text, range));
        }
    }

    pub(super) fn end_html(&mut self) {
        let block = std::mem::take(&mut self.html.block);
        self.tags(&block);
        self.html.is_block = false;
        self.end_block();
    }

    fn tags(&mut self, fragment: &Fragment<'_>) {
        for token in html::tokens(fragment.text()) {
            match token {
                Token::Text(words) => {
                    self.say(&words);
                    self.block.push(&words);
                }
                Token::Open(tag) => {
                    self.part(&tag.name);
                    let place = fragment.place(&tag.span);
                    self.open_tag(&tag, place, fragment);
                }
                Token::Close(name, span) => {
                    let place = fragment.place(&span);
                    self.close_tag(&name, &place);
                    self.part(&name);
                }
            }
        }
    }

    /// Parts the words before a tag from those after it, where a browser shows them apart.
    fn part(&mut self, name: &str) {
        const INLINE: [&str; 20] = [
            "a", "abbr", "b", "bdi", "cite", "code", "data", "em", "i", "img", "mark", "q", "s",
            "small", "span", "strong", "sub", "sup", "time", "u",
        ];

        match INLINE.contains(&name) {
            true => {}
            false if self.html.is_block && !self.block.is_linked() => self.end_block(),
            false => self.block.push(" "),
        }
    }

    fn open_tag(&mut self, tag: &Tag, place: Range<usize>, fragment: &Fragment<'_>) {
        let anchors = [Some("id"), (tag.name == "a").then_some("name")];
        let anchors = anchors.into_iter().flatten().filter_map(|name| tag.get(name));
        self.body.anchors.extend(anchors.filter(|id| !id.is_empty()).map(Box::from));
        self.reach(&place);

        let first = self.addresses(tag, fragment);
        let span = self.in_source(place.clone());
        match &*tag.name {
            "a" => {
                self.end_anchor(place.start);
                if let Some(link) = first {
                    self.open_anchor(tag, link, place);
                }
            }

            "img" | "area" | "input" => self.image(tag, first, span),
            "iframe" if !is_named(tag) => self.lacks(Lack::FrameTitle, span, true),
            "table" => {
                let is_fine = is_presentation(tag);
                self.html.tables.push(Table { span, is_fine, cells: 0 });
            }

            "th" | "td" => {
                let is_header = tag.name == "th" || tag.says("scope") || tag.says("role");
                if let Some(table) = self.html.tables.last_mut() {
                    table.is_fine |= is_header;
                    table.cells += 1;
                }
            }

            // A drawing, or an element that a script knows, may bring a name of its own.
            "svg" | "math" | "object" | "video" | "canvas" | "slot" => self.name(),
            name if name.contains('-') => self.name(),

            name => {
                if let Some(level) = heading_level(name) {
                    let is_empty = !is_named(tag);
                    self.html.heading = Some(RawHeading { level, span, is_empty });
                } else if is_named(tag) {
                    self.name();
                }
            }
        }
    }

    /// Adds the addresses of a tag to the links, and returns the index of the first.
    fn addresses(&mut self, tag: &Tag, fragment: &Fragment<'_>) -> Option<u32> {
        let first = u32::try_from(self.body.links.len()).unwrap_or(u32::MAX);

        for address in html::addresses(tag) {
            let span = self.in_source(fragment.place(&address.span()));

            self.body.links.push(Link {
                start: span.start,
                target: address.text().into(),
                span,
                words: span,
                image: address.is_shown,
                form: Form::Html,
                is_listed: self.lists > 0 || self.html.is_block,
                sentence: None,
            });
        }

        (self.body.links.len() > first as usize).then_some(first)
    }

    fn open_anchor(&mut self, tag: &Tag, link: u32, place: Range<usize>) {
        let opening = place.len();
        let is_hidden = tag.get("aria-hidden") == Some("true");
        self.open.push(OpenElement::new(ElementKind::Anchor(link), place, opening));
        if is_hidden || is_named(tag) {
            self.name();
        }

        self.block.begin_link(Piece::Link(link, Box::default()), self.open.len());
    }

    /// Ends a link in raw HTML, where it was opened last.
    pub(super) fn end_anchor(&mut self, at: usize) {
        if matches!(self.open.last(), Some(OpenElement { kind: ElementKind::Anchor(_), .. })) {
            self.end_words(at);
            self.close();
            self.block.end_link(self.open.len());
        }
    }

    fn image(&mut self, tag: &Tag, first: Option<u32>, span: Span) {
        let is_image = match &*tag.name {
            "input" => tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")),
            "area" => first.is_some(),
            _ => true,
        };

        if !is_image || is_presentation(tag) || tag.get("aria-hidden") == Some("true") {
            return;
        }

        match tag.get("alt") {
            Some(alt) => {
                let target = first.map(|link| self.body.links[link as usize].target.clone());
                if is_file_name(alt.trim(), &target.unwrap_or_default()) {
                    self.lacks(Lack::FileName, span, true);
                }

                self.say(alt);

                match first {
                    _ if self.block.is_linked() => self.block.push(alt),
                    Some(link) => self.block.push_link(link, alt),
                    None => {}
                }
            }

            None if is_named(tag) => self.name(),

            None => {
                self.lacks(Lack::Alt, span, true);
                // It has its own finding; the link around it has no other fault.
                self.name();
            }
        }
    }

    fn close_tag(&mut self, name: &str, place: &Range<usize>) {
        match name {
            "a" => self.end_anchor(place.start),
            "table" => {
                if let Some(table) = self.html.tables.pop()
                    && !table.is_fine
                    && table.cells > 1
                {
                    self.lacks(Lack::Header, table.span, true);
                }
            }
            name if heading_level(name).is_some() => {
                self.body.raw_headings.extend(self.html.heading.take());
            }
            _ => {}
        }
    }
}

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// Tells whether a tag gives its element a name of its own.
fn is_named(tag: &Tag) -> bool {
    ["aria-label", "aria-labelledby", "title"].into_iter().any(|name| tag.says(name))
}

/// Tells whether a tag says that its element is for the eye alone.
fn is_presentation(tag: &Tag) -> bool {
    matches!(tag.get("role"), Some("presentation" | "none"))
}
