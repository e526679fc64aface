//! Reads the prose of a page for what it refers to.
//!
//! In: a source's text. Out: a [`Body`]. Invariant: links, references and headings are in the order of the text, each
//! with the place of its event, by which `render` finds it.

mod naming;
mod raw;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use self::naming::{Open, What};
use self::raw::Html;
use super::prose::{self, Body, Form, Heading, Lack, Link, Reference};
use super::runs::Piece;
use super::statement::{self, Flow, Hints, Setting, Statements};
use super::{Kind, fitted, slug};
use crate::source::Span;

/// The Markdown that is read: CommonMark with the extensions of [`options`].
#[must_use]
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_WIKILINKS
}

/// Returns the Markdown events of a body, with their byte ranges in the body.
pub fn events(body: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(body, options()).into_offset_iter()
}

/// Tells whether a link is written in double brackets.
#[must_use]
pub fn is_reference(link: LinkType) -> bool {
    matches!(link, LinkType::WikiLink { .. })
}

/// Reads the body that begins at a byte of a source's text, and what it claims.
pub(super) fn read(text: &str, start: usize, hints: &Hints, found: &mut Statements) -> Body {
    let body = &text[start..];
    let mut reader = Reader {
        body: Body {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            is_empty: body.trim().is_empty(),
            ..Body::default()
        },
        text: body,
        start,
        block: Vec::new(),
        words: String::new(),
        within: None,
        outermost: 0,
        heading: None,
        slugs: HashMap::new(),
        code: false,
        flow: Flow::new(Setting::Prose),
        quotes: Vec::new(),
        silent: 0,
        bare: false,
        open: Vec::new(),
        lists: 0,
        header: None,
        html: Html::default(),
        hints,
        found,
    };

    for (event, range) in events(body) {
        reader.event(event, range);
    }

    reader.flush();

    let unclosed = reader.html.heading.take();
    reader.body.raw_headings.extend(unclosed);

    let mut body = reader.body;
    body.sort_anchors();
    body.headings = fitted(body.headings);
    body.titles = body.titles.fitted();
    body.links = fitted(body.links);

    body.raw_headings = fitted(body.raw_headings);
    body.lacks = fitted(body.lacks);
    body.references = fitted(body.references);
    body.sentences = body.sentences.fitted();

    body
}

struct Reader<'t> {
    body: Body,
    text: &'t str,
    start: usize,
    /// The running text of the block that is being read, up to its last link or reference.
    block: Vec<Piece<Box<str>>>,
    /// The words behind that: in most blocks, all of them.
    words: String,
    /// The link or reference whose words are being read.
    within: Option<(Piece<Box<str>>, String)>,
    /// How many links were open once it was.
    outermost: usize,
    heading: Option<(HeadingLevel, Option<Box<str>>, Span)>,
    slugs: HashMap<String, usize>,
    /// Whether a code block is being read: no prose.
    code: bool,
    /// The running text of the block with its places, for what it claims.
    flow: Flow,
    /// The block quotes that are open, and whether each is a quotation.
    quotes: Vec<bool>,
    /// How many images are open: their words are no claims.
    silent: u32,
    /// Whether the words of a reference without a label are being read: its id.
    bare: bool,
    /// The links, images and references that are open, the innermost last.
    open: Vec<Open>,
    /// How many lists and tables are open.
    lists: u32,
    /// The first row of a table, while it is read.
    header: Option<Header>,
    html: Html,
    hints: &'t Hints,
    found: &'t mut Statements,
}

/// The first row of a table.
struct Header {
    span: Span,
    cells: u32,
    /// How many of its cells say something, and whether this one does.
    filled: u32,
    is_filled: bool,
}

impl<'t> Reader<'t> {
    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        if !matches!(event, Event::End(_)) {
            self.reach(&range);
        }

        match event {
            Event::Start(tag) => self.start_tag(tag, range),
            Event::End(tag) => self.end_tag(tag),

            Event::Text(text) if !self.code => {
                if self.silent == 0 && !self.bare {
                    self.flow.push(&text, self.placed(range));
                }

                self.say(&text);
                self.push(&text);
            }

            Event::Code(code) => {
                self.say(&code);
                self.flow.object(self.placed(range));
                self.push(&code);
            }

            Event::SoftBreak | Event::HardBreak => {
                self.flow.push(" ", self.placed(range));
                self.push(" ");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, range),
            _ => {}
        }
    }

    fn start_tag(&mut self, tag: Tag<'t>, range: Range<usize>) {
        match tag {
            Tag::Link { link_type, dest_url, .. } if is_reference(link_type) => {
                self.reference(link_type, &dest_url, range, false);
            }
            Tag::Image { link_type, dest_url, .. } if is_reference(link_type) => {
                self.silent += 1;
                self.reference(link_type, &dest_url, range, true);
            }
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, range, false),
            Tag::Image { link_type, dest_url, .. } => {
                self.silent += 1;
                self.link(link_type, &dest_url, range, true);
            }

            Tag::Heading { level, id, .. } => {
                self.flush();
                let span = self.without_line_end(range);
                self.heading = Some((level, id.map(|id| Box::from(&*id)), span));
            }

            Tag::CodeBlock(_) => {
                self.flush();
                self.code = true;
            }

            // An alert looks like a block quote and is nobody else's words.
            Tag::BlockQuote(kind) => {
                self.flush();
                self.quotes.push(kind.is_none());
                self.flow.quotes += u32::from(kind.is_none());
            }

            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            Tag::HtmlBlock => self.begin_html(),
            Tag::List(_) | Tag::Table(_) => {
                self.flush();
                self.lists += 1;
            }

            Tag::TableHead => {
                self.flush();
                let span = self.without_line_end(range);
                self.header = Some(Header { span, cells: 0, filled: 0, is_filled: false });
            }

            // A row is read as one: its first cell says what the others count.
            Tag::TableCell => {
                let end = Span::from(range).shifted(self.start).range();
                self.flow.push(" | ", end.start..end.start);
            }
            _ => self.flush(),
        }
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                self.bare = false;
                self.end_words_in_brackets();
            }
            TagEnd::Image => {
                self.silent -= 1;
                self.end_words_in_brackets();
            }
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::List(_) | TagEnd::Table => {
                self.flush();
                self.lists -= 1;
            }
            TagEnd::TableHead => {
                self.end_header();
                self.flush();
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => self.code = false,

            TagEnd::BlockQuote(_) => {
                self.flush();
                let was_quote = self.quotes.pop().unwrap_or(false);
                self.flow.quotes -= u32::from(was_quote);
            }

            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}

            TagEnd::TableCell => {
                if let Some(header) = &mut self.header {
                    header.cells += 1;
                    header.filled += u32::from(std::mem::take(&mut header.is_filled));
                }

                self.close_block();
            }

            _ => self.flush(),
        }
    }

    fn placed(&self, range: Range<usize>) -> Range<usize> {
        range.start + self.start..range.end + self.start
    }

    fn without_line_end(&self, range: Range<usize>) -> Span {
        let end = range.start + self.text[range.clone()].trim_end().len();
        Span::from(range.start..end).shifted(self.start)
    }

    fn push(&mut self, text: &str) {
        if let Some((_, words)) = &mut self.within {
            words.push_str(text);
            return;
        }

        self.words.push_str(text);
    }

    /// Puts the words that were read into the block.
    fn close_words(&mut self) {
        if !self.words.is_empty() {
            self.block.push(Piece::Text(self.words.as_str().into()));
            self.words.clear();
        }
    }

    fn reference(&mut self, link: LinkType, target: &CowStr<'_>, range: Range<usize>, embed: bool) {
        // In a table the bar of a label is escaped, and the backslash stays with the target.
        let raw = target.strip_suffix('\\').unwrap_or(target);
        let opening = if embed { 3 } else { 2 };
        let from = self.start + range.start + opening;
        let blank = raw.len() - raw.trim_start().len();
        let span = match raw.trim().len() {
            0 => Span::from(range.clone()).shifted(self.start),
            width => Span::new(from + blank, from + blank + width),
        };

        let start = Span::from(range.clone()).shifted(self.start).start;

        let (id, part) = match raw.split_once('#') {
            Some((id, part)) => (id, Some(part.trim().into())),
            None => (raw, None),
        };
        let (kind, id) = kind_and_id(id.trim());
        let labelled = matches!(link, LinkType::WikiLink { has_pothole: true });
        let number = u32::try_from(self.body.references.len()).unwrap_or(u32::MAX);
        self.flow.reference(number);

        self.open.push(Open::new(What::Reference(number), range, target.len() + opening + 1));

        if !labelled && !embed {
            self.flow.object(span.range());
            self.bare = true;
        }

        self.body.references.push(Reference {
            start,
            kind,
            target: id.into(),
            part,
            labelled,
            embed,
            is_listed: self.lists > 0,
            span,
            words: span,
            sentence: None,
        });

        if embed {
            self.name();
        }

        self.begin_link(Piece::Reference(number, None));
    }

    fn link(&mut self, link: LinkType, target: &CowStr<'_>, range: Range<usize>, image: bool) {
        let written = &self.text[range.clone()];
        let span = match link {
            LinkType::Inline => match written.rfind(&**target).filter(|_| !target.is_empty()) {
                Some(at) => Span::new(range.start + at, range.start + at + target.len()),
                None => Span::from(range.clone()),
            },
            _ => Span::from(range.clone()),
        };

        let form = match link {
            LinkType::Autolink | LinkType::Email => Form::Address,
            _ => Form::Brackets,
        };

        let target = match link {
            LinkType::Email => format!("mailto:{target}").into(),
            _ => Box::from(&**target),
        };

        let number = u32::try_from(self.body.links.len()).unwrap_or(u32::MAX);
        let start = Span::from(range.clone()).shifted(self.start).start;
        let span = span.shifted(self.start);

        self.body.links.push(Link {
            start,
            target,
            span,
            words: span,
            image,
            form,
            is_listed: self.lists > 0,
            sentence: None,
        });

        let (what, opening) = match image {
            true => (What::Image(number), 2),
            false => (What::Link(number), 1),
        };

        self.open.push(Open::new(what, range, opening));
        self.begin_link(Piece::Link(number, Box::default()));
    }

    /// A link within a link (an image that is one) belongs to the outer one.
    fn begin_link(&mut self, piece: Piece<Box<str>>) {
        if self.within.is_none() {
            self.within = Some((piece, String::new()));
            self.outermost = self.open.len();
        }
    }

    /// Ends a link that is written in brackets, and what raw HTML opened in it and did not close.
    fn end_words_in_brackets(&mut self) {
        while let Some(open) = self.close() {
            self.end_link();
            if !matches!(open.what, What::Anchor(_)) {
                return;
            }
        }
    }

    /// Ends the words of the outermost link, once it is closed.
    fn end_link(&mut self) {
        if self.open.len() < self.outermost {
            self.end_words_of_link();
        }
    }

    fn end_words_of_link(&mut self) {
        let Some((piece, words)) = self.within.take() else {
            return;
        };

        self.close_words();
        self.block.push(match piece {
            Piece::Reference(number, _) => {
                let labelled = self.body.references[number as usize].labelled;
                Piece::Reference(number, labelled.then(|| words.into()))
            }
            Piece::Link(number, _) => Piece::Link(number, words.into()),
            Piece::Text(text) => Piece::Text(text),
        });
    }

    fn end_heading(&mut self) {
        let Some((level, id, span)) = self.heading.take() else {
            return;
        };

        self.close_words();
        let id = self.anchor(id);
        self.body.titles.push(self.block.iter().map(Piece::as_deref));
        let level = level as u8;
        self.body.headings.push(Heading { id, level, span, marks: self.marks(level, span) });

        self.flush();
    }

    /// Makes the heading's anchor unique on the page, as GitHub does: `-1`, `-2`…
    fn anchor(&mut self, id: Option<Box<str>>) -> Box<str> {
        let words = || {
            let words = self.block.iter().map(|piece| match piece {
                Piece::Text(text) | Piece::Link(_, text) | Piece::Reference(_, Some(text)) => {
                    &**text
                }
                Piece::Reference(number, None) => &*self.body.references[*number as usize].target,
            });
            slug::slugify(&words.collect::<String>())
        };
        let mut base = id.map_or_else(words, String::from);
        if base.is_empty() {
            base = "section".to_owned();
        }

        let mut id = base.clone();
        while self.slugs.contains_key(&id) {
            let count = self.slugs.entry(base.clone()).or_insert(0);
            *count += 1;
            id = format!("{base}-{count}");
        }

        self.slugs.insert(id.clone(), 0);

        id.into()
    }

    fn flush(&mut self) {
        statement::read(&mut self.flow, self.hints, self.found);
        self.close_block();
    }

    /// Ends a block, or a cell of a table.
    fn close_block(&mut self) {
        // A link in raw HTML that is still open goes on in a block of its own.
        self.end_words_of_link();

        // Words alone refer to nothing, and a card that stands alone is no sentence.
        let is_card = |piece: &Piece<Box<str>>| match piece {
            Piece::Text(text) => text.trim().is_empty(),
            Piece::Reference(number, _) => self.body.references[*number as usize].embed,
            Piece::Link(..) => false,
        };

        let is_text = |piece: &Piece<Box<str>>| matches!(piece, Piece::Text(_));
        let only_cards = self.words.trim().is_empty() && self.block.iter().all(is_card);
        if self.block.iter().all(is_text) || only_cards {
            self.block.clear();
            self.words.clear();
            return;
        }

        self.close_words();

        let pieces = std::mem::take(&mut self.block);
        let Body { references, links, sentences, .. } = &mut self.body;

        prose::sentences(&pieces, sentences, |piece, sentence| match piece {
            Piece::Reference(number, _) => references[*number as usize].sentence = Some(sentence),
            Piece::Link(number, _) => links[*number as usize].sentence = Some(sentence),
            Piece::Text(_) => {}
        });
    }

    /// Finds the signs that make a line a heading.
    fn marks(&self, level: u8, span: Span) -> Span {
        let within = span.start as usize - self.start..span.end as usize - self.start;
        let written = &self.text[within];
        let signs = written.bytes().take_while(|byte| *byte == b'#').count();
        let is_before = !written[signs..].starts_with(|next: char| !next.is_whitespace());

        if signs == usize::from(level) && is_before {
            return Span::new(span.start as usize, span.start as usize + signs);
        }

        let line = written.trim_end_matches(['=', '-']).len();
        Span::new(span.start as usize + line, span.start as usize + written.len())
    }

    /// Judges the first row of a table.
    fn end_header(&mut self) {
        let Some(header) = self.header.take() else {
            return;
        };

        match header.filled {
            0 => self.lacks(Lack::Header, header.span, false),
            1 if header.cells > 2 => self.lacks(Lack::MostOfHeader, header.span, false),
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
