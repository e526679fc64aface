//! Running text with the places that it came from.
//!
//! Smart punctuation, entities and line breaks make the text differ from the source: a segment of
//! equal length is mapped byte by byte, any other as a whole.

use std::ops::Range;

use super::{OBJECT, Setting};
use crate::source::Span;

/// A part of the text that came from one place of the source; it ends where the next one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segment {
    /// Where it begins in the text.
    at: u32,
    /// Its length in the text.
    length: u32,
    /// Its span in the source.
    source: Span,
}

/// The running text of a block that is being read.
#[derive(Debug)]
pub(in crate::content) struct Flow {
    text: String,
    segments: Vec<Segment>,
    references: Vec<(u32, u32)>,
    /// The setting of the block.
    pub(in crate::content) setting: Setting,
    /// How many block quotes it is in.
    pub(in crate::content) quotes: u32,
}

impl Flow {
    pub(in crate::content) fn new(setting: Setting) -> Flow {
        let (text, segments, references) = (String::new(), Vec::new(), Vec::new());
        Flow { text, segments, references, setting, quotes: 0 }
    }

    /// Adds words with their place in the source.
    pub(in crate::content) fn push(&mut self, words: &str, source: Range<usize>) {
        let (at, length) = (size(self.text.len()), size(words.len()));
        let source = Span::from(source);
        self.text.push_str(words);

        // Text that continues unchanged, as it mostly does, stays one segment.
        if let Some(last) = self.segments.last_mut()
            && is_plain(last)
            && last.source.end == source.start
            && length == source.end - source.start
        {
            last.length += length;
            last.source.end = source.end;
            return;
        }

        self.segments.push(Segment { at, length, source });
    }

    /// Adds a reference; its words follow.
    pub(in crate::content) fn reference(&mut self, number: u32) {
        self.references.push((size(self.text.len()), number));
    }

    /// Adds a placeholder for something without words.
    pub(in crate::content) fn object(&mut self, source: Range<usize>) {
        self.push(OBJECT.encode_utf8(&mut [0; 4]), source);
    }

    pub(in crate::content) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.segments.clear();
        self.references.clear();
    }

    /// Maps a range of the text to the source.
    pub(super) fn span(&self, start: u32, end: u32) -> Span {
        span(&self.segments, start, end)
    }

    /// Returns the segments of a part of the text, relative to the start of that part.
    pub(super) fn part(&self, start: u32, end: u32) -> Box<[Segment]> {
        let first = self.segments.partition_point(|it| it.at + it.length <= start);
        let part = self.segments[first..].iter().take_while(|it| it.at < end);
        part.map(|it| cut(it, start, end)).collect()
    }

    /// Returns the references of a part of the text, relative to the start of that part.
    pub(super) fn references(&self, start: u32, end: u32) -> Box<[(u32, u32)]> {
        let first = self.references.partition_point(|&(at, _)| at < start);
        let part = self.references[first..].iter().take_while(|&&(at, _)| at < end);
        part.map(|&(at, number)| (at - start, number)).collect()
    }
}

/// Maps a range of a text to the source.
pub(super) fn span(segments: &[Segment], start: u32, end: u32) -> Span {
    let of = |at: u32| {
        let found = segments.partition_point(|it| it.at + it.length <= at);
        segments.get(found).or(segments.last())
    };

    let first = of(start).map_or(0, |it| match is_plain(it) {
        true => it.source.start + (start.saturating_sub(it.at)).min(it.length),
        false => it.source.start,
    });

    let last = of(end.saturating_sub(1)).map_or(0, |it| match is_plain(it) {
        true => it.source.start + (end.saturating_sub(it.at)).min(it.length),
        false => it.source.end,
    });

    Span { start: first, end: last.max(first) }
}

fn cut(segment: &Segment, start: u32, end: u32) -> Segment {
    let from = segment.at.max(start);
    let to = (segment.at + segment.length).min(end);
    let source = match is_plain(segment) {
        true => Span {
            start: segment.source.start + (from - segment.at),
            end: segment.source.start + (to - segment.at),
        },
        false => segment.source,
    };

    Segment { at: from - start, length: to - from, source }
}

fn is_plain(segment: &Segment) -> bool {
    segment.length == segment.source.end - segment.source.start
}

pub(super) fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_survive_what_markdown_does_to_text() {
        // It’s **1,900**&nbsp;now
        let mut flow = Flow::new(Setting::Prose);
        flow.push("It", 10..12);
        flow.push("’", 12..13);
        flow.push("s ", 13..15);
        flow.push("1,900", 17..22);

        flow.push("\u{a0}", 24..30);
        flow.push("now", 30..33);

        let at = flow.text().find("1,900").map_or(0, size);
        assert_eq!(flow.span(at, at + 5), Span::new(17, 22));
        assert_eq!(flow.span(2, 5), Span::new(12, 13));
        assert_eq!(flow.span(0, size(flow.text().len())), Span::new(10, 33));

        let part = flow.part(at, at + 7);
        assert_eq!(span(&part, 0, 5), Span::new(17, 22));
        assert_eq!(span(&part, 5, 7), Span::new(24, 30));
    }
}
