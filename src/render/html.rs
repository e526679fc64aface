//! Prose to HTML.
//!
//! In: the Markdown events of a body, and the site that answers its references. Out: HTML. Invariant: a link,
//! reference or heading is found in the page's [`Body`] by the place of its event, so that omissions in one
//! rendition do not shift later events.

mod footnotes;
mod images;
mod marks;
mod quotes;
mod references;

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd, html,
};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::edition::Edition;
use super::rewrite;
use crate::content::html::{self as raw_html, Fragment};
use crate::content::markdown::{Markdown, PlacedEvent};
use crate::content::{Body, Link, markdown, prose_text};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::site::{Destination, EntryId, href};
use crate::source::LineIndex;
use crate::value::web_address::{self, LinkReach};
use footnotes::Footnotes;
use images::ImageTag;

/// What an attribute of raw HTML holds in place of an address that no reader can or may follow.
const REFUSED: &str = "about:invalid";

/// The purpose that prose is rendered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rendition {
    /// The page itself; its URLs begin at the root of the host.
    Page,
    /// A feed, which is read elsewhere; its URLs have scheme and host.
    Feed,
    /// A search index: the page's own words, without cards of other pages and without the links to notes
    /// and back.
    Search,
    /// The page itself, with a comment before each block that says the line on which the block was written. For
    /// those who write; no site is published like this.
    Marked,
}

/// The prose of an entry as HTML.
#[derive(Debug, Default)]
pub(super) struct RenderedProse {
    /// The text; without the line that ends a press release, where notes follow, since pages print one themselves.
    pub(super) body: String,
    /// The notes to editors; empty where there are none.
    pub(super) notes: String,
}

/// Renders a page's prose.
///
/// # Errors
/// The finding that an embedded record's template made.
pub(super) fn render(
    edition: &Edition,
    page: EntryId,
    rendition: Rendition,
    text: &str,
) -> Result<RenderedProse, Box<Diagnostic>> {
    let parsed = &edition.site.document(page).body;
    let body = prose_text(text, parsed.start as usize, parsed.notes);
    let markdown = Markdown::new(&body);

    let mut writer = Writer {
        edition,
        page,
        body: parsed,
        language: edition.site.language_of(page),
        rendition,
        lines: (rendition == Rendition::Marked).then(|| LineIndex::new(text)),
        out: Vec::with_capacity(128),
        is_begun: false,
        // Tags make prose longer, by about a half.
        html: String::with_capacity(body.len() + body.len() / 2),
        table: TableState::default(),
        footnotes: Footnotes::default(),
        notes: String::new(),
        quotes: Vec::new(),
        image: 0,
        embedded: 0,
        error: None,
    };

    let mut events = markdown.events();
    while let Some(event) = events.next() {
        writer.event(event, &mut events);
    }

    writer.flush();
    writer.print_footnotes();
    writer.mark_end();

    match writer.error {
        Some(error) => Err(error),
        None if writer.notes.is_empty() => {
            Ok(RenderedProse { body: writer.html, notes: String::new() })
        }
        None => {
            let ends = writer.language.phrase("ends");
            let body = quotes::without_end_line(&writer.html, ends).to_owned();
            Ok(RenderedProse { body, notes: writer.notes })
        }
    }
}

struct Writer<'e, 't> {
    edition: &'e Edition,
    page: EntryId,
    /// The links, references and headings found when the page was parsed.
    body: &'e Body,
    language: &'e Language,
    rendition: Rendition,
    /// The lines of the file, where blocks are marked with them.
    lines: Option<LineIndex<'t>>,
    /// Pending events, in order.
    out: Vec<Event<'t>>,
    /// Whether the pending events go on with those that were last written.
    is_begun: bool,
    html: String,
    table: TableState,
    footnotes: Footnotes,
    /// The notes to editors, once the rest of the prose begins.
    notes: String,
    /// Where the HTML of each open block quote begins.
    quotes: Vec<usize>,
    /// Nesting depth within images, whose content becomes alternative text and not HTML.
    image: usize,
    /// How much of other entries was embedded so far.
    embedded: usize,
    error: Option<Box<Diagnostic>>,
}

#[derive(Default)]
struct TableState {
    alignments: Vec<Alignment>,
    cell: usize,
    head: bool,
    /// The number of the table on the page: screen readers list tables as regions, and each needs a name.
    number: usize,
}

/// How many events are kept before they are written: an event takes much more memory than its HTML.
const PENDING_MAX: usize = 1024;

impl<'t> Writer<'_, 't> {
    fn event(&mut self, placed: PlacedEvent<'t>, rest: &mut dyn Iterator<Item = PlacedEvent<'t>>) {
        // The words of an image are read with it.
        if self.out.len() >= PENDING_MAX && self.image == 0 {
            self.flush();
            self.is_begun = true;
        }

        let (event, range) = placed;
        match event {
            Event::Start(tag) => self.start(tag, range, rest),
            Event::End(tag) => self.end(tag),
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::Rule if self.ends_notes(range.start) => {
                self.flush();
                self.notes = std::mem::take(&mut self.html);
            }
            // A comment within a line, or another mark that readers do not see (CommonMark, 6.6).
            Event::InlineHtml(html) if html.starts_with("<!") || html.starts_with("<?") => {}
            Event::Html(html) | Event::InlineHtml(html) => {
                self.raw_html(&Fragment::new(&html, range));
            }
            // CommonMark, section 2.3: U+0000 must be replaced.
            Event::Text(text) if text.contains('\0') => {
                self.out.push(Event::Text(text.replace('\0', "\u{fffd}").into()));
            }
            event => self.out.push(event),
        }
    }

    fn start(
        &mut self,
        tag: Tag<'t>,
        range: Range<usize>,
        rest: &mut dyn Iterator<Item = PlacedEvent<'t>>,
    ) {
        self.mark(&tag, range.start);

        match tag {
            Tag::Paragraph => self.paragraph(rest),

            // A tag may go over several lines.
            Tag::HtmlBlock => {
                let mut block = Fragment::default();
                for (event, range) in until(rest, TagEnd::HtmlBlock) {
                    if let Event::Html(line) = event {
                        block.push(&line, range);
                    }
                }

                self.raw_html(&block);
            }

            Tag::Link { link_type, .. } if markdown::is_reference(link_type) => {
                self.reference(range.start, &mut until(rest, TagEnd::Link));
            }
            Tag::Image { link_type, .. } if markdown::is_reference(link_type) => {
                // There is no room for a card inside a line: the reference is answered with text.
                self.reference(range.start, &mut until(rest, TagEnd::Image));
            }
            Tag::Link { .. } if self.is_not_there_yet(range.start) => {
                self.events(&mut until(rest, TagEnd::Link));
            }

            // Only the words are left of what no reader may follow. It is an error, but a preview shows the page.
            Tag::Link { ref dest_url, .. } if is_refused(dest_url) => {
                self.events(&mut until(rest, TagEnd::Link));
            }
            Tag::Image { ref dest_url, .. } if is_refused(dest_url) => {
                self.events(&mut until(rest, TagEnd::Image));
            }

            Tag::Link { link_type, dest_url, title, id } => {
                let found = self.link_url(range.start);
                // The URL of an e-mail address has its scheme already, and Pulldown's writer would put another before it.
                let link_type = match found {
                    Some(_) => LinkType::Inline,
                    None => link_type,
                };
                let dest_url = found.map_or(dest_url, CowStr::from);
                self.out.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }

            Tag::Image { dest_url, title, .. } => {
                let image = ImageTag { start: range.start, address: &dest_url, title: &title };
                self.image(&image, &mut until(rest, TagEnd::Image));
            }

            Tag::Heading { level, classes, .. } => self.heading(range.start, level as u8, &classes),

            Tag::Table(alignments) => {
                self.table.alignments = alignments;
                self.table.number += 1;

                let number = self.language.integer(self.table.number as u64);
                let label = self.language.fill("table_number", &[("number", &number)]);

                // Focusable, so that a table wider than the screen can be scrolled by keyboard
                // (WCAG 2.2, 2.1.1).
                let mut open =
                    "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\""
                        .to_owned();

                escape(&mut open, &label);
                open.push_str("\"><table>");
                self.raw(open);
            }

            Tag::TableHead => {
                self.table.head = true;
                self.table.cell = 0;
                self.raw("<thead><tr>");
            }

            Tag::TableRow => {
                self.table.cell = 0;
                self.raw("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::BlockQuote(Some(kind)) => self.alert(kind),
            Tag::BlockQuote(None) => {
                self.flush();
                self.quotes.push(self.html.len());
                self.out.push(Event::Start(tag));
            }
            Tag::CodeBlock(kind) => self.code(&kind),

            Tag::FootnoteDefinition(name) => self.open_footnote(&name),

            tag => self.out.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.raw(format!("</h{}>\n", level as u8)),
            TagEnd::Table => self.raw("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.table.head = false;
                self.raw("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.raw("</tr>\n"),
            TagEnd::TableCell => {
                self.table.cell += 1;
                self.raw(if self.table.head { "</th>" } else { "</td>" });
            }
            TagEnd::BlockQuote(Some(_)) => self.raw("</div>\n"),
            TagEnd::BlockQuote(None) => {
                self.out.push(Event::End(tag));
                self.flush();
                let start = self.quotes.pop().unwrap_or(self.html.len());
                if let Some(figure) = quotes::with_speaker(&self.html[start..]) {
                    self.html.truncate(start);
                    self.html.push_str(&figure);
                }
            }
            TagEnd::CodeBlock => self.raw("</code></pre>\n"),

            TagEnd::FootnoteDefinition => self.close_footnote(),

            tag => self.out.push(Event::End(tag)),
        }
    }

    /// Writes a paragraph; one that holds nothing but embedded records becomes their cards.
    fn paragraph(&mut self, rest: &mut dyn Iterator<Item = PlacedEvent<'t>>) {
        let mut first = rest.next();

        // A picture with a caption, and nothing beside it, is a figure.
        if let Some((Event::Start(Tag::Image { link_type, title, .. }), _)) = &first
            && !title.is_empty()
            && !markdown::is_reference(*link_type)
        {
            let inner = first.into_iter().chain(until(rest, TagEnd::Paragraph)).collect();
            self.captioned(inner);
            return;
        }

        // Most paragraphs begin with words: then the rest need not be collected to decide.
        if let Some(words) = first.take_if(|(first, _)| !may_surround_embeds(first)) {
            self.out.push(Event::Start(Tag::Paragraph));
            self.event(words, rest);
            return;
        }

        let inner: Vec<_> = first.into_iter().chain(until(rest, TagEnd::Paragraph)).collect();

        // A card is a block, and a `<p>` ends where a block begins (HTML standard, "the p
        // element").
        if !only_embeds(&inner) {
            self.out.push(Event::Start(Tag::Paragraph));
            let mut inner = inner.into_iter();
            while let Some(event) = inner.next() {
                self.event(event, &mut inner);
            }

            self.out.push(Event::End(TagEnd::Paragraph));

            return;
        }

        for (event, range) in inner {
            if let Event::Start(Tag::Image { link_type, .. }) = event
                && markdown::is_reference(link_type)
            {
                self.embed(range.start);
            }
        }
    }

    fn raw(&mut self, html: impl Into<CowStr<'t>>) {
        self.out.push(Event::InlineHtml(html.into()));
    }

    fn flush(&mut self) {
        // Pulldown's writer begins a block on a new line, and takes its first for one. An empty text tells it that it
        // goes on within a line.
        let goes_on = std::mem::take(&mut self.is_begun) && !self.html.ends_with('\n');
        let before = goes_on.then_some(Event::Text("".into()));

        html::push_html(&mut self.html, before.into_iter().chain(self.out.drain(..)));
    }

    /// Writes raw HTML, with its links resolved as those of Markdown are, and without comments.
    fn raw_html(&mut self, fragment: &Fragment<'_>) {
        if !self.edition.site.config().raw_html {
            // Shown as text, and not dropped: the writer has to see what the site does not allow.
            let text = raw_html::without_comment_marks(fragment.text()).into_owned();
            if !text.trim().is_empty() {
                self.out.push(Event::Text(text.into()));
            }
            return;
        }

        let html = rewrite::addresses(fragment.text(), |address| {
            let start = self.in_source(fragment.place(&address.span()).start);
            let link = self.body.links_at(start).find(|link| *link.target == *address.text())?;
            match is_refused(&link.target) {
                true => Some(REFUSED.to_owned()),
                false => self.follow(link),
            }
        });

        let html = raw_html::without_comments(&html).into_owned();
        self.raw(html);
    }

    /// Tells whether the notes to editors end at a byte of the body.
    fn ends_notes(&self, start: usize) -> bool {
        let start = self.in_source(start);
        self.body.notes.is_some_and(|it| (it.end as usize..it.rest as usize).contains(&start))
    }

    /// Returns the place in the source of a byte of the body.
    fn in_source(&self, byte: usize) -> usize {
        self.body.start as usize + byte
    }

    /// Writes events in their order.
    fn events(&mut self, events: &mut dyn Iterator<Item = PlacedEvent<'t>>) {
        while let Some(event) = events.next() {
            self.event(event, events);
        }
    }

    /// Tells whether the Markdown link that begins at a byte of the body leads to what was not there on the day
    /// of the past that is built.
    fn is_not_there_yet(&self, start: usize) -> bool {
        self.edition.site.as_of().is_past && self.link_url(start).is_none()
    }

    /// Returns the URL of the Markdown link that begins at a byte of the body; none where it is dead.
    fn link_url(&self, start: usize) -> Option<String> {
        // A dead link is an error, but a preview still shows the page: the link stays as written.
        let link = self.body.links_at(self.in_source(start)).next()?;
        self.follow(link)
    }

    fn follow(&self, link: &Link) -> Option<String> {
        let site = &self.edition.site;
        let base = site.config().base_url.path();
        match site.follow(self.page, link) {
            Destination::Entry(entry, anchor) => {
                Some(self.url(with_anchor(href(base, site.address(entry)), anchor.as_deref())))
            }
            Destination::Published(address, suffix) => {
                Some(self.url(href(base, &address) + &suffix))
            }
            Destination::Here(anchor) => Some(self.anchor_url(&anchor)),
            Destination::Elsewhere => Some(link.target.to_string()),
            Destination::Dead(_) | Destination::Refused(_) => None,
        }
    }

    /// Turns a URL from the host's root into what the rendition needs.
    fn url(&self, rooted: String) -> String {
        match self.rendition {
            Rendition::Feed => self.edition.site.config().base_url.absolute(&rooted),
            Rendition::Page | Rendition::Search | Rendition::Marked => rooted,
        }
    }

    /// Returns the URL of an anchor of the page.
    fn anchor_url(&self, anchor: &str) -> String {
        match self.rendition {
            Rendition::Feed => {
                // In a feed reader `#anchor` alone would refer to the reader's own document.
                with_anchor(self.url(self.edition.site.url(self.page).to_owned()), Some(anchor))
            }
            Rendition::Page | Rendition::Search | Rendition::Marked => format!("#{anchor}"),
        }
    }

    /// Makes the URLs that a template printed absolute; `//host/` has a host already.
    fn with_absolute_urls(&self, html: &str) -> String {
        let absolute = rewrite::addresses(html, |address| match address.text() {
            rooted if rooted.starts_with('/') && !rooted.starts_with("//") => {
                Some(self.url(rooted.to_owned()))
            }
            anchor => anchor.strip_prefix('#').map(|anchor| self.anchor_url(anchor)),
        });
        absolute.into_owned()
    }

    fn heading(&mut self, start: usize, level: u8, classes: &[CowStr<'_>]) {
        let mut open = format!("<h{level}");
        if let Some(heading) = self.body.heading_at(self.in_source(start)) {
            open.push_str(" id=\"");
            escape(&mut open, &heading.id);
            open.push('"');
        }

        if !classes.is_empty() {
            open.push_str(" class=\"");
            escape(&mut open, &classes.join(" "));
            open.push('"');
        }

        open.push('>');
        self.raw(open);
    }

    fn cell(&mut self) {
        // Pulldown's own writer sets inline styles, which a strict Content-Security-Policy forbids.
        let class = match self.table.alignments.get(self.table.cell) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };

        let open = if self.table.head { "<th scope=\"col\"" } else { "<td" };
        self.raw(format!("{open}{class}>"));
    }

    fn alert(&mut self, kind: BlockQuoteKind) {
        let id = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        let title = text(self.language.term("alert", id));

        self.raw(format!(
            "<div class=\"alert alert-{id}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n"
        ));
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            // The first word of an info string names the language (CommonMark, 4.5); rustdoc's
            // lists have commas.
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };

        // Focusable for the same reason as a table: long lines are scrolled by keyboard.
        let mut open = String::from("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            open.push_str(" class=\"language-");
            escape(&mut open, language);
            open.push('"');
        }

        open.push('>');
        self.raw(open);
    }
}

/// Tells whether no reader can or may follow an address.
fn is_refused(address: &str) -> bool {
    matches!(web_address::reach(address), LinkReach::Refused(_))
}

fn escape(out: &mut String, text: &str) {
    // Writing to a `String` cannot fail.
    let _ = escape_html(out, text);
}

fn escaped_url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    let _ = escape_href(&mut out, url);
    out
}

/// Escapes text between tags.
pub(super) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let _ = escape_html_body_text(&mut out, words);
    out
}

fn with_anchor(mut url: String, anchor: Option<&str>) -> String {
    if let Some(anchor) = anchor {
        url.push('#');
        url.push_str(anchor);
    }

    url
}

/// Takes events up to the end of the tag just opened; such tags do not nest.
fn until<'e, 't>(
    events: &'e mut dyn Iterator<Item = PlacedEvent<'t>>,
    end: TagEnd,
) -> impl Iterator<Item = PlacedEvent<'t>> + use<'e, 't> {
    events.take_while(move |(event, _)| !matches!(event, Event::End(found) if *found == end))
}

/// Tells whether an event may come before, between or after the embedded records of a paragraph that holds nothing
/// else, or begin one.
fn may_surround_embeds(event: &Event<'_>) -> bool {
    match event {
        Event::Start(Tag::Image { link_type, .. }) => markdown::is_reference(*link_type),
        Event::SoftBreak | Event::HardBreak => true,
        Event::Text(text) => text.trim().is_empty(),
        // A comment, which is not printed.
        Event::InlineHtml(html) => html.starts_with("<!"),
        _ => false,
    }
}

fn only_embeds(events: &[PlacedEvent<'_>]) -> bool {
    let mut is_within = false;
    let mut has_any = false;
    for (event, _) in events {
        match event {
            Event::Start(Tag::Image { link_type, .. }) if markdown::is_reference(*link_type) => {
                is_within = true;
                has_any = true;
            }
            Event::End(TagEnd::Image) if is_within => is_within = false,
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(text) if text.trim().is_empty() => {}
            Event::InlineHtml(html) if html.starts_with("<!") => {}
            // The events within are the embed's label.
            _ if is_within => {}
            _ => return false,
        }
    }

    has_any
}
