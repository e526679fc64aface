//! Colons that open no definition.
//!
//! In: a body. Out: the text that the parser is given. Invariant: both have the same length, and differ only in colons
//! at the head of a line without a blank behind them.
//!
//! The parser takes every colon at the head of a line for a definition; here it has to have a blank behind it, so that
//! `:tada:`, `:::note` and `:30` stay text. Such a colon is given to the parser as another sign, and put back into
//! what it returns.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

/// The signs that may stand for a colon, of which one is chosen that the body does not hold.
///
/// All are punctuation, as the colon is, so that quotation marks and emphasis beside them mean the same; and Markdown
/// gives none a meaning. The last is a control character, which no sound body holds.
const STAND_INS: [u8; 7] = [b',', b';', b'?', b'%', b'@', b'/', 0x1a];

/// How many bytes of marks may stand before a colon at the head of its line.
const FARTHEST: usize = 64;

/// The text for the parser.
#[derive(Debug)]
pub(super) struct HiddenColons<'t> {
    pub(super) text: Cow<'t, str>,
    /// What stands for a colon, if any does.
    stand_in: Option<char>,
}

impl<'t> HiddenColons<'t> {
    /// Hides the colons of a body that open no definition.
    pub(super) fn hide(body: &'t str) -> HiddenColons<'t> {
        let bytes = body.as_bytes();
        let colons = memchr::memchr_iter(b':', bytes).filter(|&at| is_text(bytes, at));
        let colons: Vec<usize> = colons.collect();
        let nothing = HiddenColons { text: Cow::Borrowed(body), stand_in: None };

        if colons.is_empty() {
            return nothing;
        }

        let unused = STAND_INS.iter().find(|sign| memchr::memchr(**sign, bytes).is_none());
        let Some(&stand_in) = unused else {
            return nothing;
        };

        let sign = char::from(stand_in);
        let mut text = String::with_capacity(body.len());
        let mut done = 0;
        for at in colons {
            text.push_str(&body[done..at]);
            text.push(sign);
            done = at + 1;
        }

        text.push_str(&body[done..]);

        HiddenColons { text: Cow::Owned(text), stand_in: Some(sign) }
    }

    /// Puts the colons back into an event of the parser.
    pub(super) fn restore<'e>(&self, event: Event<'e>, range: &Range<usize>) -> Event<'e> {
        let Some(sign) = self.stand_in else {
            return event;
        };

        // Blocks around others hold no text of their own.
        let is_text = match &event {
            Event::Start(tag) => matches!(
                tag,
                Tag::Link { .. }
                    | Tag::Image { .. }
                    | Tag::Heading { .. }
                    | Tag::CodeBlock(_)
                    | Tag::FootnoteDefinition(_)
            ),
            event => !matches!(event, Event::End(_)),
        };

        // An entity (`&comma;`) may yield the sign without its standing for a colon.
        if !is_text || !self.text[range.clone()].contains(sign) {
            return event;
        }

        let back = |text: CowStr<'e>| match text.contains(sign) {
            true => CowStr::from(text.replace(sign, ":")),
            false => text,
        };

        match event {
            Event::Text(text) => Event::Text(back(text)),
            Event::Code(text) => Event::Code(back(text)),
            Event::Html(text) => Event::Html(back(text)),
            Event::InlineHtml(text) => Event::InlineHtml(back(text)),
            Event::FootnoteReference(name) => Event::FootnoteReference(back(name)),
            Event::Start(tag) => Event::Start(restored_tag(tag, back)),
            event => event,
        }
    }
}

fn restored_tag<'e>(tag: Tag<'e>, back: impl Fn(CowStr<'e>) -> CowStr<'e>) -> Tag<'e> {
    match tag {
        Tag::Link { link_type, dest_url, title, id } => {
            Tag::Link { link_type, dest_url: back(dest_url), title: back(title), id: back(id) }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            Tag::Image { link_type, dest_url: back(dest_url), title: back(title), id: back(id) }
        }
        Tag::Heading { level, id, classes, attrs } => Tag::Heading {
            level,
            id: id.map(&back),
            classes: classes.into_iter().map(&back).collect(),
            attrs: attrs.into_iter().map(|(name, value)| (back(name), value.map(&back))).collect(),
        },
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            Tag::CodeBlock(CodeBlockKind::Fenced(back(info)))
        }
        Tag::FootnoteDefinition(name) => Tag::FootnoteDefinition(back(name)),
        tag => tag,
    }
}

/// Tells whether a colon is at the head of its line and opens no definition.
fn is_text(bytes: &[u8], at: usize) -> bool {
    if matches!(bytes.get(at + 1), Some(b' ' | b'\t')) {
        return false;
    }

    // Marks of quotes, lists and definitions may come before it; most colons have a letter there.
    let far = at.saturating_sub(FARTHEST);
    let before = &bytes[far..at];
    let marks = memchr::memrchr(b'\n', before).map_or(before, |end| &before[end + 1..]);
    if marks.len() == FARTHEST || !marks.iter().all(|byte| b" \t>-*+.):0123456789".contains(byte)) {
        return false;
    }

    // `:---|---:` gives the columns of a table their sides.
    let line = memchr::memchr(b'\n', &bytes[at..]).map_or(&bytes[at..], |end| &bytes[at..at + end]);
    let is_delimiter_row =
        line.contains(&b'-') && line.iter().all(|byte| b":-| \t\r".contains(byte));

    !is_delimiter_row
}
