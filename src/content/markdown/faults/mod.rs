//! What Markdown swallows, or prints by accident.
//!
//! In: the events of a body while it is read. Out: findings about this file alone. Invariant: nothing here changes what
//! is read or printed.

mod anchors;
mod balance;
mod blocks;
mod brackets;
mod definitions;
mod embeds;
mod emphasis;
mod foreign;
mod frame;
mod hashes;
mod lists;
mod literal;
mod notes;
mod pasted;
mod printed_tags;
mod report;
mod tables;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

pub(super) use anchors::Anchors;
pub use anchors::PARTS;
pub(crate) use balance::is_element;

use self::balance::TagBalance;
use self::embeds::Embeds;
use self::foreign::ForeignTags;
use self::frame::PageFrame;
use self::literal::Literal;
use self::notes::Notes;
use self::pasted::OfficeMarks;
pub(crate) use self::report::Report;
use crate::content::html::{Fragment, HtmlTag, Unfinished};
use crate::diagnostic::{TextKind, escaped_control};
use crate::source::is_forbidden;

/// Looks for faults while a body is read.
pub(super) struct FaultFinder<'f> {
    report: Report<'f>,
    literal: Literal,
    notes: Notes,
    embeds: Embeds,
    balance: TagBalance,
    office: OfficeMarks,
    frame: PageFrame,
    pub(super) anchors: Anchors,
    foreign: ForeignTags,
    /// Where the blocks of text begin, in order.
    blocks: Vec<usize>,
    /// How many columns the open table has.
    columns: usize,
    /// Whether a line below the open table was taken for a row of it.
    is_below_table: bool,
    /// Whether a code block is open.
    is_code: bool,
}

impl<'f> FaultFinder<'f> {
    pub(super) fn new(report: Report<'f>) -> FaultFinder<'f> {
        FaultFinder {
            literal: Literal::new(report.body),
            notes: Notes::default(),
            embeds: Embeds::default(),
            balance: TagBalance::default(),
            office: OfficeMarks::default(),
            frame: PageFrame::default(),
            anchors: Anchors::default(),
            foreign: ForeignTags::default(),
            blocks: Vec::new(),
            columns: 0,
            is_below_table: false,
            is_code: false,
            report,
        }
    }

    /// Takes an event of the body.
    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        self.embeds.event(event, range, &mut self.report);

        match event {
            Event::Text(text) if !self.is_code => {
                self.literal.keep(self.report.body, range);
                forbidden_entity(text, range, &mut self.report);
            }
            Event::FootnoteReference(name) => {
                self.notes.reference(name);
                self.anchors.has_notes = true;
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        self.balance.start(tag);
        if !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ) {
            self.blocks.push(range.start);
        }

        match tag {
            Tag::CodeBlock(kind) => {
                self.is_code = true;
                if kind.is_fenced() {
                    blocks::fenced_code(range, &mut self.report);
                }
            }
            Tag::Heading { .. } => blocks::heading(range, &mut self.report),
            Tag::FootnoteDefinition(name) => self.notes.definition(name, range, &mut self.report),
            Tag::Table(columns) => {
                self.columns = columns.len();
                self.is_below_table = false;
            }
            Tag::TableRow => {
                tables::surplus_cells(range, self.columns, &mut self.report);
                if !self.is_below_table {
                    self.is_below_table = tables::line_below(range, self.columns, &mut self.report);
                }
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.foreign.address(dest_url, range, &self.report);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.balance.end(tag, &mut self.report);
        if tag == TagEnd::CodeBlock {
            self.is_code = false;
        }
    }

    /// Takes an opening tag of raw HTML, which lies at a place in the body.
    pub(super) fn open_tag(&mut self, tag: &HtmlTag, place: Range<usize>, html: &Fragment<'_>) {
        self.office.tag(tag, &place);
        if !self.balance.is_in_drawing() {
            self.frame.tag(tag, &place);
        }

        // `name` of a link is the id of older HTML, and often repeats it.
        let id = tag.attribute("id");
        let id = id.or_else(|| tag.attribute("name").filter(|_| tag.name == "a"));
        if let Some(id) = id.filter(|id| self.report.has_html && !id.value.is_empty()) {
            self.anchors.give(&id.value, html.place(&id.span));
        }

        self.balance.open(tag, place, &mut self.report);
    }

    /// Takes an end tag of raw HTML.
    pub(super) fn close_tag(&mut self, name: &str, place: &Range<usize>) {
        self.balance.close(name, place, &mut self.report);
    }

    /// Takes a piece of raw HTML.
    pub(super) fn html(&mut self, html: &Fragment<'_>) {
        let place = |at: usize| html.place(&(at..at + 1)).start;
        printed_tags::after_comment(html, &mut self.report);
        self.office.html(html.text(), place);
        if self.report.has_html {
            self.foreign.html(html.text(), place);
        }
    }

    /// Takes the declaration of a page's type.
    pub(super) fn doctype(&mut self, place: Range<usize>) {
        self.frame.declaration("<!DOCTYPE>", &place);
    }

    /// Takes a part of raw HTML that is a comment, or what browsers take for one.
    pub(super) fn hidden(&mut self, html: &Fragment<'_>, part: &Range<usize>) {
        let written = &html.text()[part.clone()];
        let start = |length: usize| html.place(&(part.start..part.start + length));
        if !self.report.has_html {
            return;
        }

        if written.starts_with("<?xml") {
            self.frame.declaration("<?xml>", &start("<?xml".len()));
        } else if written.starts_with("<?") {
            self.foreign.instruction(html.place(part));
        } else if written.starts_with("<![CDATA[") && !self.balance.is_in_drawing() {
            printed_tags::hidden_text(start("<![CDATA[".len()), &mut self.report);
        }
    }

    /// Takes what is not finished where its piece of raw HTML ends.
    pub(super) fn unfinished(&mut self, kind: Unfinished, place: Range<usize>) {
        if kind == Unfinished::Tag {
            let name = self.report.body[place.clone()].trim_start_matches(['<', '/']);
            let name = name.split(|sign: char| !sign.is_ascii_alphanumeric()).next();
            self.balance.unfinished(name.unwrap_or_default());
        }
        printed_tags::unfinished(kind, place, &mut self.report);
    }

    /// Reports what can be told once the whole body is read.
    pub(super) fn finish(self) {
        let FaultFinder {
            mut report,
            literal,
            mut notes,
            mut balance,
            mut office,
            mut foreign,
            frame,
            anchors,
            blocks,
            ..
        } = self;

        let printed = printed_tags::find(&literal, &mut report);
        printed.iter().for_each(|name| balance.unfinished(name));
        balance.finish(&mut report);
        frame.finish(&mut report);
        brackets::find(&literal, &mut notes, &mut report);
        hashes::find(&literal, &mut report);
        tables::printed(&literal, &mut report);
        pasted::find(&literal, &mut report);
        emphasis::find(&literal, &blocks, &mut report);
        definitions::find(&literal, &mut report);
        foreign.read(&literal, &report);

        office.printed(&literal);
        foreign.finish(&mut report);
        office.finish(&mut report);
        anchors.finish(&mut report);
        notes.finish(&mut report);
    }
}

/// Reports an entity that stands for a control character: `&#11;`.
fn forbidden_entity(text: &str, range: &Range<usize>, report: &mut Report<'_>) {
    let is_entity = report.body.as_bytes().get(range.start) == Some(&b'&');
    if let Some(sign) = text.chars().find(|sign| is_forbidden(*sign)).filter(|_| is_entity) {
        let finding = escaped_control(report.place(range.clone()), sign, TextKind::Prose);
        report.push(finding);
    }
}
