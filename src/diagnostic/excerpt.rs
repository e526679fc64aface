//! Cuts out the lines of a source that a finding shows.
//!
//! In: a line index and ranges of its text. Out: clean text of bounded size, with a map from bytes of the
//! source to bytes of the excerpt.
//! Invariant: an excerpt's size depends on the finding, never on the source.

use std::ops::Range;

use super::clean::picture;
use crate::source::{LineIndex, Span};

/// Bytes of one line that fill the widest terminal; the renderer cuts to the real width.
pub(super) const ROOM: usize = 1200;
/// Number of lines that are underlined at most; of a longer range, its first lines.
const LINES: usize = 12;
/// Number of lines between two ranges up to which they share an excerpt.
const GAP: usize = 6;
/// Marks where a line is cut.
const CUT: char = '…';

/// A range of a source that can be shown: on character boundaries, at most [`LINES`] lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct VisibleRange {
    pub(super) bytes: Range<usize>,
    pub(super) lines: Range<usize>,
}

/// Clamps a span to its text and to the lines that can be shown.
pub(super) fn visible_range(index: &LineIndex, span: Span) -> VisibleRange {
    // A fix's place may come from a parser that counts bytes, and a slice within a character would panic.
    let floor = |offset: u32| index.text().floor_char_boundary(offset as usize);
    let start = floor(span.start);
    let mut end = floor(span.end).max(start);
    let first = index.place(start).line;
    let mut last = index.place(end).line;

    if last >= first + LINES {
        last = first + LINES - 1;
        end = index.line(last).end;
    } else if last > first && index.line(last).start == end {
        // A line feed at the end of a range does not make the next line part of it.
        last -= 1;
        end = end.min(index.line(last).end).max(start);
    }

    VisibleRange { bytes: start..end, lines: first..last + 1 }
}

/// Returns the range of an edit; none where it cannot be shown completely.
pub(super) fn complete_range(index: &LineIndex, span: Span) -> Option<VisibleRange> {
    let bytes = span.range();
    index.text().get(bytes.clone())?;
    let lines = index.place(bytes.start).line..index.place(bytes.end).line + 1;
    (lines.len() <= LINES).then_some(VisibleRange { bytes, lines })
}

/// Groups the ranges of one file that are close enough to share an excerpt.
///
/// `range` returns the range of an item; the items of a group keep their order.
pub(super) fn grouped<T>(items: Vec<T>, range: impl Fn(&T) -> &VisibleRange) -> Vec<Vec<T>> {
    let mut groups: Vec<(Range<usize>, Vec<T>)> = Vec::new();
    for item in items {
        let lines = range(&item).lines.clone();
        let close = groups.iter_mut().find(|(covered, _)| {
            // Two marks far apart in one excerpt would show everything between them.
            lines.start <= covered.end + GAP
                && covered.start <= lines.end + GAP
                && lines.end.max(covered.end) - lines.start.min(covered.start) <= 2 * LINES + GAP
        });

        match close {
            Some((covered, group)) => {
                *covered = lines.start.min(covered.start)..lines.end.max(covered.end);
                group.push(item);
            }
            None => groups.push((lines, vec![item])),
        }
    }

    groups.into_iter().map(|(_, group)| group).collect()
}

/// Clean lines of a source.
pub(super) struct Excerpt {
    pub(super) first_line: usize,
    pub(super) text: String,
    checkpoints: Vec<Checkpoint>,
}

/// Where a character of the source begins in the excerpt; both in bytes.
struct Checkpoint {
    source: usize,
    excerpt: usize,
}

impl Excerpt {
    /// Cuts out the lines of all ranges; a line of more than `room` bytes is cut to the part that the
    /// ranges point to.
    pub(super) fn cut(index: &LineIndex, ranges: &[&VisibleRange], room: usize) -> Excerpt {
        let first = ranges.iter().map(|s| s.lines.start).min().unwrap_or(1);
        let end = ranges.iter().map(|s| s.lines.end).max().unwrap_or(2);
        let mut excerpt =
            Excerpt { first_line: first, text: String::new(), checkpoints: Vec::new() };

        for number in first..end {
            if number > first {
                excerpt.text.push('\n');
            }

            let line = index.line(number);

            // The first range of a line decides which part of a long line is shown.
            let guilty = ranges
                .iter()
                .filter(|range| range.lines.contains(&number))
                .map(|range| range.bytes.start.clamp(line.start, line.end))
                .min();
            let window = window(index.text(), &line, guilty.unwrap_or_default(), room);
            excerpt.push_line(index.text(), &line, window);
        }

        excerpt
    }

    fn push_line(&mut self, text: &str, line: &Range<usize>, window: Range<usize>) {
        // Marked even where it is cut off, so that a range that begins there still maps to the line.
        self.mark(line.start);

        if window.start > line.start {
            self.text.push(CUT);
        }

        for (at, c) in text[window.clone()].char_indices() {
            self.mark(window.start + at);
            self.text.push(picture(c));
        }

        self.mark(window.end);

        if window.end < line.end {
            self.text.push(CUT);
        }
    }

    fn mark(&mut self, source: usize) {
        self.checkpoints.push(Checkpoint { source, excerpt: self.text.len() });
    }

    /// Maps a range of the source into the excerpt, clamped to what is shown.
    pub(super) fn range(&self, bytes: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let next = self.checkpoints.partition_point(|point| point.source <= offset);
            self.checkpoints[..next].last().map_or(0, |point| point.excerpt)
        };
        let start = at(bytes.start);
        start..at(bytes.end).max(start)
    }

    /// Tells whether a range of the source is shown completely.
    pub(super) fn holds(&self, bytes: &Range<usize>) -> bool {
        [bytes.start, bytes.end].iter().all(|offset| {
            self.checkpoints.binary_search_by_key(offset, |point| point.source).is_ok()
        })
    }
}

/// Returns the part of a line that is shown: a third of the room before the relevant byte, the rest after.
fn window(text: &str, line: &Range<usize>, guilty: usize, room: usize) -> Range<usize> {
    if line.len() <= room {
        return line.clone();
    }

    let bound = |offset: usize| text.ceil_char_boundary(offset).min(line.end);

    // More room after the relevant byte: a word explains itself by what follows.
    let start = bound(guilty.saturating_sub(room / 3).max(line.start));

    start..bound((start + room).min(line.end))
}
