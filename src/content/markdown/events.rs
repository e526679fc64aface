//! The Markdown events of a body.
//!
//! In: a body. Out: events with their byte ranges in it. Invariant: reading a page and printing it go through the same
//! events.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use super::addresses::{self, PlacedEvent};
use super::colons::HiddenColons;
use super::quotes::Quotes;

/// A body, ready to be read.
#[derive(Debug)]
pub struct Markdown<'t> {
    body: &'t str,
    parsed: HiddenColons<'t>,
    /// Whether an address may stand bare in the text.
    has_addresses: bool,
}

/// Returns the extensions to CommonMark that pages may use.
#[must_use]
pub fn options() -> Options {
    // GFM brings alerts, wiki links are the references, and smart punctuation lets writers type straight
    // quotation marks.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_WIKILINKS
}

impl<'t> Markdown<'t> {
    /// Prepares a body.
    #[must_use]
    pub fn new(body: &'t str) -> Markdown<'t> {
        Markdown {
            body,
            parsed: HiddenColons::hide(body),
            has_addresses: addresses::may_hold(body),
        }
    }

    /// Returns the events, with their byte ranges in the body.
    pub fn events(&self) -> MarkdownEvents<'_> {
        MarkdownEvents {
            markdown: self,
            parser: Parser::new_ext(&self.parsed.text, options()).into_offset_iter(),
            quotes: Quotes::default(),
            run: Vec::new(),
            ready: VecDeque::new(),
            scope: Scope::default(),
        }
    }
}

/// The events of a body, in order.
pub struct MarkdownEvents<'m> {
    markdown: &'m Markdown<'m>,
    parser: OffsetIter<'m>,
    quotes: Quotes,
    /// Text that is being collected: an address in it may be in several events.
    run: Vec<PlacedEvent<'m>>,
    /// What was read and not yet returned.
    ready: VecDeque<PlacedEvent<'m>>,
    scope: Scope,
}

/// What is open where an address must stay as it is.
#[derive(Debug, Default)]
struct Scope {
    /// Links, images and code blocks.
    closed: u32,
    /// Whether a link in raw HTML is open.
    is_in_anchor: bool,
}

impl<'m> Iterator for MarkdownEvents<'m> {
    type Item = PlacedEvent<'m>;

    fn next(&mut self) -> Option<PlacedEvent<'m>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }

            let Some((event, range)) = self.parser.next() else {
                self.end_run();
                return self.ready.pop_front();
            };

            if let Some(mark) = self.contents_mark(&event, &range) {
                return Some(mark);
            }

            let event = self.markdown.parsed.restore(event, &range);
            let event = self.quotes.mend(event, &range, self.markdown.body);
            if !self.markdown.has_addresses {
                return Some((event, range));
            }

            if matches!(event, Event::Text(_)) && self.scope.is_open() {
                self.run.push((event, range));
                continue;
            }

            self.end_run();
            self.scope.enter(&event);
            self.ready.push_back((event, range));
        }
    }
}

impl<'m> MarkdownEvents<'m> {
    /// Returns a mark for a table of contents in double brackets, `[[TOC]]`, as the text that it is: no id is in capitals.
    fn contents_mark(
        &mut self,
        event: &Event<'_>,
        range: &Range<usize>,
    ) -> Option<PlacedEvent<'m>> {
        let Event::Start(Tag::Link { link_type, dest_url, .. }) = event else {
            return None;
        };
        if !is_reference(*link_type) || !matches!(&**dest_url, "TOC" | "_TOC_" | "__TOC__") {
            return None;
        }

        // The words within repeat the mark.
        self.parser
            .by_ref()
            .take_while(|(event, _)| *event != Event::End(TagEnd::Link))
            .for_each(drop);
        self.end_run();
        self.ready
            .push_back((Event::Text(self.markdown.body[range.clone()].into()), range.clone()));
        self.ready.pop_front()
    }

    /// Turns the addresses in the collected text into links.
    fn end_run(&mut self) {
        if !self.run.is_empty() {
            addresses::link(&mut self.run, self.markdown.body, &mut self.ready);
        }
    }
}

impl Scope {
    /// Tells whether a bare address becomes a link here.
    fn is_open(&self) -> bool {
        self.closed == 0 && !self.is_in_anchor
    }

    fn enter(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                self.closed += 1;
            }
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => self.closed -= 1,
            // A link that is never closed ends with its block, lest it hold every address after it.
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                self.is_in_anchor = false;
            }
            Event::InlineHtml(tag) | Event::Html(tag) => {
                let tag = tag.trim_start().as_bytes();
                match tag {
                    [b'<', b'a' | b'A', b' ' | b'\t' | b'\n' | b'>', ..] => {
                        self.is_in_anchor = true;
                    }
                    [b'<', b'/', b'a' | b'A', ..] => self.is_in_anchor = false,
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// Tells whether a link is written in double brackets.
#[must_use]
pub fn is_reference(link: LinkType) -> bool {
    matches!(link, LinkType::WikiLink { .. })
}
