//! Reads the prose of a page: its headings, links, references and claims.
//!
//! In: a source's text. Out: a [`Body`]. Invariant: links, references and headings are in the order of the text, each
//! with the place of its event, where `render` finds it.

mod addresses;
mod block;
mod builder;
mod claims;
mod colons;
mod density;
mod element;
mod events;
mod faults;
mod html_words;
mod outline;
mod quotes;
mod raw;

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

pub use self::addresses::PlacedEvent;
pub(super) use self::density::too_dense;
pub use self::events::{Markdown, MarkdownEvents, is_reference, options};
pub use self::faults::PARTS;
pub(super) use self::faults::is_element;

use self::block::BlockText;
use self::builder::{BodyBuilder, HeaderRow};
use self::claims::Claims;
use self::element::{ElementKind, OpenElement};
use self::faults::FaultFinder;
pub(super) use self::faults::Report;
use self::outline::{OpenHeading, Outline};
use self::raw::RawHtml;
use super::fitted::fitted;
use super::kind::Kind;
use super::prose::{Body, Form, Lack, Link, Reference};
use super::runs::Piece;
use super::statement::{Hints, Statements};
use crate::source::{Hash, Span, composed};

/// Reads a body, with its claims and its faults.
pub(super) fn read(report: Report<'_>, hints: &Hints, found: &mut Statements) -> Body {
    let Report { body, start, .. } = report;
    let empty = Body {
        start: u32::try_from(start).unwrap_or(u32::MAX),
        is_empty: body.trim().is_empty(),
        mark: Hash::digest(body.trim().as_bytes()).short(),
        ..Body::default()
    };

    let mut reader = Reader {
        page: BodyBuilder {
            body: empty,
            block: BlockText::new(hints.lexicon),
            ..BodyBuilder::default()
        },
        text: body,
        outline: Outline::default(),
        claims: Claims::new(start, hints, found),
        is_code: false,
        html: RawHtml::default(),
        faults: FaultFinder::new(report),
    };

    let markdown = Markdown::new(body);
    for (event, range) in markdown.events() {
        reader.event(event, range);
    }

    reader.claims.end_block();
    reader.page.end_block();
    reader.outline.finish(&mut reader.page.body, &mut reader.faults);
    reader.faults.finish();

    // Truncated HTML may never close its last heading; browsers still show it.
    let BodyBuilder { mut body, raw_heading, .. } = reader.page;
    body.raw_headings.extend(raw_heading);

    body.sort_anchors();
    body.headings = fitted(body.headings);
    body.titles = body.titles.fitted();
    body.links = fitted(body.links);

    body.raw_headings = fitted(body.raw_headings);
    body.lacks = fitted(body.lacks);
    body.references = fitted(body.references);
    body.sentences = body.sentences.fitted();
    // A footnote is read after the text that refers to it.
    body.openers.sort_unstable();

    body
}

/// Reads the body event by event. Each part collects one thing and gets only the events that it needs: the
/// body with its running text, the outline, the claims and the raw HTML.
struct Reader<'t> {
    page: BodyBuilder,
    /// The body as written.
    text: &'t str,
    outline: Outline,
    claims: Claims<'t>,
    /// Whether a code block, which is not prose, is being read.
    is_code: bool,
    html: RawHtml,
    faults: FaultFinder<'t>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        self.faults.event(&event, &range);

        // The end of an element repeats its whole range, closing bracket included, which is not part of its
        // words.
        if !matches!(event, Event::End(_)) {
            self.page.reach(&range);
        }

        // Code is quoted from elsewhere: it makes no claims and names no link.
        if self.is_code && matches!(event, Event::Text(_)) {
            return;
        }

        self.claims.event(&event, &range);

        match event {
            Event::Start(tag) => self.start_tag(tag, range),
            Event::End(tag) => self.end_tag(tag),
            Event::Text(text) | Event::Code(text) => {
                self.page.say(&text);
                self.page.block.push(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.page.block.push(" "),
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = &html;
                self.html.push(&mut self.page, &mut self.faults, html, range);
            }
            _ => {}
        }
    }

    fn start_tag(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Link { link_type, dest_url, .. } if is_reference(link_type) => {
                self.reference(link_type, &dest_url, range, false);
            }
            Tag::Image { link_type, dest_url, .. } if is_reference(link_type) => {
                self.reference(link_type, &dest_url, range, true);
            }
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, range, false),
            Tag::Image { link_type, dest_url, .. } => self.link(link_type, &dest_url, range, true),

            Tag::Heading { level, id, .. } => {
                self.page.end_block();
                let id = id.map(|id| Box::from(&*composed(&id)));
                let span = self.without_line_end(range);
                self.outline.begin(OpenHeading { level: level as u8, id, span });
            }

            Tag::CodeBlock(_) => {
                self.page.end_block();
                self.is_code = true;
            }

            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::TableCell => {}
            Tag::HtmlBlock => self.html.begin(&mut self.page),
            Tag::List(_) | Tag::Table(_) => {
                self.page.end_block();
                self.page.lists += 1;
            }

            Tag::TableHead => {
                self.page.end_block();
                let span = self.without_line_end(range);
                self.page.header = Some(HeaderRow { span, cells: 0, filled: 0, is_filled: false });
            }

            _ => self.page.end_block(),
        }
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link | TagEnd::Image => self.end_words_in_brackets(),
            TagEnd::HtmlBlock => self.html.end(&mut self.page, &mut self.faults),
            TagEnd::List(_) | TagEnd::Table => {
                self.page.end_block();
                self.page.lists -= 1;
            }
            TagEnd::TableHead => {
                self.end_header();
                self.page.end_block();
            }
            TagEnd::Heading(_) => {
                self.outline.end(&mut self.page.block, &mut self.page.body, self.text);
                self.page.end_block();
            }
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}

            TagEnd::TableCell => {
                if let Some(header) = &mut self.page.header {
                    header.cells += 1;
                    header.filled += u32::from(std::mem::take(&mut header.is_filled));
                }

                self.page.end_block();
            }

            _ => self.page.end_block(),
        }
    }

    fn without_line_end(&self, range: Range<usize>) -> Span {
        let end = range.start + self.text[range.clone()].trim_end().len();
        self.page.in_source(range.start..end)
    }

    fn reference(&mut self, link: LinkType, target: &CowStr<'_>, range: Range<usize>, embed: bool) {
        // In a table the bar of a label is escaped, and the backslash stays with the target.
        let raw = target.strip_suffix('\\').unwrap_or(target);
        let opening = if embed { 3 } else { 2 };
        let from = range.start + opening;
        let blank = raw.len() - raw.trim_start().len();
        let span = match raw.trim().len() {
            // Empty brackets have no id to point at.
            0 => self.page.in_source(range.clone()),
            width => self.page.in_source(from + blank..from + blank + width),
        };

        let start = self.page.in_source(range.clone()).start;

        let (id, part) = match raw.split_once('#') {
            Some((id, part)) => (id, Some(part.trim().into())),
            None => (raw, None),
        };
        let (kind, id) = kind_and_id(id.trim());
        let labelled = matches!(link, LinkType::WikiLink { has_pothole: true });
        let number = u32::try_from(self.page.body.references.len()).unwrap_or(u32::MAX);

        // An embedded record is printed as a card, and is not part of a sentence.
        self.claims.reference(number, (!labelled && !embed).then_some(span));

        // After the target and its bar, the label begins.
        let opening = target.len() + opening + 1;
        self.page.open.push(OpenElement::new(ElementKind::Reference(number), range, opening));

        self.page.body.references.push(Reference {
            start,
            kind,
            target: id.into(),
            part,
            labelled,
            embed,
            is_listed: self.page.lists > 0,
            span,
            words: span,
            sentence: None,
        });

        if embed {
            self.page.name();
        }

        let label = labelled.then(Box::default);
        self.page.block.begin_link(Piece::Reference(number, label), self.page.open.len());
    }

    fn link(&mut self, link: LinkType, target: &CowStr<'_>, range: Range<usize>, image: bool) {
        let written = &self.text[range.clone()];
        let span = match link {
            // From the end: the words of a link may repeat its address.
            LinkType::Inline => match written.rfind(&**target).filter(|_| !target.is_empty()) {
                Some(at) => range.start + at..range.start + at + target.len(),
                None => range.clone(),
            },
            _ => range.clone(),
        };

        let form = match link {
            LinkType::Autolink | LinkType::Email => Form::Address,
            _ => Form::Brackets,
        };

        let target = match link {
            // CommonMark makes `<a@b.example>` a link to `mailto:`, and the target has none.
            LinkType::Email => format!("mailto:{target}").into(),
            _ => Box::from(&**target),
        };

        let number = u32::try_from(self.page.body.links.len()).unwrap_or(u32::MAX);
        let start = self.page.in_source(range.clone()).start;
        let span = self.page.in_source(span);

        self.page.body.links.push(Link {
            start,
            target,
            span,
            words: span,
            image,
            form,
            is_listed: self.page.lists > 0,
            sentence: None,
        });

        let (kind, opening) = match image {
            true => (ElementKind::Image(number), 2),
            false => (ElementKind::Link(number), 1),
        };

        // A bare address has no bracket before it.
        let opening = if written.starts_with(['[', '!', '<']) { opening } else { 0 };
        self.page.open.push(OpenElement::new(kind, range, opening));
        self.page.block.begin_link(Piece::Link(number, Box::default()), self.page.open.len());
    }

    /// Ends a link in brackets, and the elements that raw HTML left open in it.
    fn end_words_in_brackets(&mut self) {
        while let Some(open) = self.page.close() {
            self.page.block.end_link(self.page.open.len());
            if !matches!(open.kind, ElementKind::Anchor(_)) {
                return;
            }
        }
    }

    /// Checks the first row of a table.
    fn end_header(&mut self) {
        let Some(header) = self.page.header.take() else {
            return;
        };

        match header.filled {
            0 => self.page.lacks(Lack::Header, header.span, false),
            // With two columns an empty first cell is normal: it is above the row headers.
            1 if header.cells > 2 => self.page.lacks(Lack::MostOfHeader, header.span, false),
            _ => {}
        }
    }
}

/// Splits `figure:returns` into its kind and its id.
fn kind_and_id(target: &str) -> (Option<Kind>, &str) {
    let Some((word, id)) = target.split_once(':') else {
        return (None, target);
    };
    match Kind::ALL.into_iter().find(|kind| kind.word() == word.trim()) {
        Some(kind) => (Some(kind), id.trim()),
        None => (None, target),
    }
}
