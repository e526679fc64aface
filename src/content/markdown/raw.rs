//! Raw HTML in Markdown: its links and images, its anchors, and its missing text alternatives.

use std::ops::Range;

use super::builder::BodyBuilder;
use super::element::{ElementKind, OpenElement, is_file_name};
use super::faults::FaultFinder;
use crate::content::html::{self, Fragment, HtmlTag, Token};
use crate::content::prose::{Form, Lack, Link, RawHeading};
use crate::content::runs::Piece;
use crate::source::Span;

/// Raw HTML that is being read.
#[derive(Default)]
pub(super) struct RawHtml {
    /// The lines of the block so far: a tag may span several.
    block: Fragment<'static>,
    /// Whether a block is open.
    is_block: bool,
    /// The tables that are open, the innermost last.
    tables: Vec<RawTable>,
}

/// A table that is being read.
struct RawTable {
    span: Span,
    /// Whether it has headers, or is for layout only.
    is_fine: bool,
    cells: u32,
}

impl RawHtml {
    pub(super) fn begin(&mut self, page: &mut BodyBuilder) {
        page.end_block();
        self.is_block = true;
    }

    pub(super) fn push(
        &mut self,
        page: &mut BodyBuilder,
        faults: &mut FaultFinder<'_>,
        text: &str,
        range: Range<usize>,
    ) {
        if self.is_block {
            self.block.push(text, range);
        } else {
            self.tags(page, faults, &Fragment::new(text, range));
        }
    }

    pub(super) fn end(&mut self, page: &mut BodyBuilder, faults: &mut FaultFinder<'_>) {
        let block = std::mem::take(&mut self.block);
        self.tags(page, faults, &block);
        self.is_block = false;
        page.end_block();
    }

    fn tags(
        &mut self,
        page: &mut BodyBuilder,
        faults: &mut FaultFinder<'_>,
        fragment: &Fragment<'_>,
    ) {
        faults.html(fragment);

        for token in html::tokens(fragment.text()) {
            match token {
                Token::Text(words, _) => {
                    page.say(&words);
                    page.block.push(&words);
                }
                Token::Open(tag) => {
                    self.separate(page, &tag.name);
                    let place = fragment.place(&tag.span);
                    faults.open_tag(&tag, place.clone(), fragment);
                    self.open_tag(page, &tag, place, fragment);
                }
                Token::Close(name, span) => {
                    let place = fragment.place(&span);
                    faults.close_tag(&name, &place);
                    self.close_tag(page, &name, &place);
                    self.separate(page, &name);
                }
                Token::Comment(part) => faults.hidden(fragment, &part),
                Token::Doctype(part) => faults.doctype(fragment.place(&part)),
                Token::Unfinished(kind, span) => faults.unfinished(kind, fragment.place(&span)),
            }
        }
    }

    /// Separates the words before a tag from those after it, if a browser does.
    fn separate(&mut self, page: &mut BodyBuilder, name: &str) {
        // The elements that HTML lays out inline; all others start a new line, and so separate words.
        const INLINE: [&str; 20] = [
            "a", "abbr", "b", "bdi", "cite", "code", "data", "em", "i", "img", "mark", "q", "s",
            "small", "span", "strong", "sub", "sup", "time", "u",
        ];

        match INLINE.contains(&name) {
            true => {}
            false if self.is_block && !page.block.is_linked() => page.end_block(),
            false => page.block.push(" "),
        }
    }

    fn open_tag(
        &mut self,
        page: &mut BodyBuilder,
        tag: &HtmlTag,
        place: Range<usize>,
        fragment: &Fragment<'_>,
    ) {
        // `name` on a link is the anchor of older HTML, and browsers still jump to it.
        let anchors = [Some("id"), (tag.name == "a").then_some("name")];
        let anchors = anchors.into_iter().flatten().filter_map(|name| tag.get(name));
        page.body.anchors.extend(anchors.filter(|id| !id.is_empty()).map(Box::from));
        page.reach(&place);

        let first = self.addresses(page, tag, fragment);
        let span = page.in_source(place.clone());
        match &*tag.name {
            // Links do not nest: a browser closes the open one.
            "a" => {
                end_anchor(page, place.start);
                if let Some(link) = first {
                    open_anchor(page, tag, link, place);
                }
            }

            "img" | "area" | "input" => image(page, tag, first, span),
            "iframe" if !is_named(tag) => page.lacks(Lack::FrameTitle, span, true),
            "table" => {
                let is_fine = is_presentation(tag);
                self.tables.push(RawTable { span, is_fine, cells: 0 });
            }

            "th" | "td" => {
                let is_header = tag.name == "th" || tag.says("scope") || tag.says("role");
                if let Some(table) = self.tables.last_mut() {
                    table.is_fine |= is_header;
                    table.cells += 1;
                }
            }

            // A drawing, or an element that a script controls, may have its own name.
            "svg" | "math" | "object" | "video" | "canvas" | "slot" => page.name(),
            name if name.contains('-') => page.name(),

            name => {
                if let Some(level) = heading_level(name) {
                    let is_empty = !is_named(tag);
                    page.raw_heading = Some(RawHeading { level, span, is_empty });
                } else if is_named(tag) {
                    page.name();
                }
            }
        }
    }

    /// Adds the addresses of a tag to the links, and returns the index of the first.
    fn addresses(
        &mut self,
        page: &mut BodyBuilder,
        tag: &HtmlTag,
        fragment: &Fragment<'_>,
    ) -> Option<u32> {
        let first = u32::try_from(page.body.links.len()).unwrap_or(u32::MAX);

        for address in html::addresses(tag) {
            let span = page.in_source(fragment.place(&address.span()));

            page.body.links.push(Link {
                start: span.start,
                target: address.text().into(),
                span,
                words: span,
                image: address.is_shown,
                form: Form::Html,
                // A block of HTML may be a layout, whose context only a browser can determine.
                is_listed: page.lists > 0 || self.is_block,
                sentence: None,
            });
        }

        (page.body.links.len() > first as usize).then_some(first)
    }

    fn close_tag(&mut self, page: &mut BodyBuilder, name: &str, place: &Range<usize>) {
        match name {
            "a" => end_anchor(page, place.start),
            "table" => {
                if let Some(table) = self.tables.pop()
                    && !table.is_fine
                    // A single cell is a frame around something, and needs no header.
                    && table.cells > 1
                {
                    page.lacks(Lack::Header, table.span, true);
                }
            }
            name if heading_level(name).is_some() => {
                page.body.raw_headings.extend(page.raw_heading.take());
            }
            _ => {}
        }
    }
}

fn open_anchor(page: &mut BodyBuilder, tag: &HtmlTag, link: u32, place: Range<usize>) {
    let opening = place.len();

    // Hidden from screen readers, it needs no words; the link beside it usually has them.
    let is_hidden = tag.get("aria-hidden") == Some("true");
    page.open.push(OpenElement::new(ElementKind::Anchor(link), place, opening));
    if is_hidden || is_named(tag) {
        page.name();
    }

    page.block.begin_link(Piece::Link(link, Box::default()), page.open.len());
}

/// Ends a link in raw HTML, where it was opened last.
fn end_anchor(page: &mut BodyBuilder, at: usize) {
    if matches!(page.open.last(), Some(OpenElement { kind: ElementKind::Anchor(_), .. })) {
        page.end_words(at);
        page.close();
        page.block.end_link(page.open.len());
    }
}

fn image(page: &mut BodyBuilder, tag: &HtmlTag, first: Option<u32>, span: Span) {
    let is_image = match &*tag.name {
        // All other inputs are fields of a form.
        "input" => tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")),
        "area" => first.is_some(),
        _ => true,
    };

    if !is_image || is_presentation(tag) || tag.get("aria-hidden") == Some("true") {
        return;
    }

    match tag.get("alt") {
        Some(alt) => {
            let target = first.map(|link| page.body.links[link as usize].target.clone());
            if is_file_name(alt.trim(), &target.unwrap_or_default()) {
                page.lacks(Lack::FileName, span, true);
            }

            page.say(alt);

            match first {
                // Within a link, the alternative text is part of the link's words.
                _ if page.block.is_linked() => page.block.push(alt),
                Some(link) => page.block.push_link(link, alt),
                None => {}
            }
        }

        None if is_named(tag) => page.name(),

        None => {
            page.lacks(Lack::Alt, span, true);
            // It has its own finding, so the link around it needs none.
            page.name();
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
fn is_named(tag: &HtmlTag) -> bool {
    ["aria-label", "aria-labelledby", "title"].into_iter().any(|name| tag.says(name))
}

/// Tells whether a tag declares its element to be decoration.
fn is_presentation(tag: &HtmlTag) -> bool {
    matches!(tag.get("role"), Some("presentation" | "none"))
}
