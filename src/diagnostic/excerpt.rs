//! The few lines of a source that a finding shows.
//!
//! In: a line index and stretches of its text. Out: clean text of bounded size, and where each
//! byte of the source is in it.
//! Invariant: an excerpt's size depends on the finding, never on the source.

use std::ops::Range;

use super::clean::picture;
use crate::source::{LineIndex, Span};

/// How many bytes of one line are enough for any terminal, where its width cuts further.
pub(super) const ROOM: usize = 1200;
/// How many lines a stretch is underlined over; of a longer one, its beginning.
const LINES: usize = 12;
/// How many lines may lie between two stretches that are shown in one excerpt.
const GAP: usize = 6;
/// Put where a line goes on unseen.
const CUT: char = '…';

/// A stretch of a source as it can be shown: on character bounds, at most [`LINES`] lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) bytes: Range<usize>,
    pub(super) lines: Range<usize>,
}

/// Fits a span into its text and to what can be shown.
pub(super) fn shown(index: &LineIndex, span: Span) -> Shown {
    let floor = |offset: u32| {
        let offset = (offset as usize).min(index.text().len());
        (0..=offset).rev().find(|&at| index.text().is_char_boundary(at)).unwrap_or(0)
    };
    let start = floor(span.start);
    let mut end = floor(span.end).max(start);
    let first = index.place(start).line;
    let mut last = index.place(end).line;

    if last >= first + LINES {
        last = first + LINES - 1;
        end = index.line(last).end;
    } else if last > first && index.line(last).start == end {
        // The line feed at the end of a stretch does not make the next line part of it.
        last -= 1;
        end = end.min(index.line(last).end).max(start);
    }

    Shown { bytes: start..end, lines: first..last + 1 }
}

/// Returns a stretch as it is, for an edit; none where it cannot be shown whole.
pub(super) fn whole(index: &LineIndex, span: Span) -> Option<Shown> {
    let bytes = span.range();
    index.text().get(bytes.clone())?;
    let lines = index.place(bytes.start).line..index.place(bytes.end).line + 1;
    (lines.len() <= LINES).then_some(Shown { bytes, lines })
}

/// Sorts stretches of one file into groups that are near enough to be shown together.
///
/// `of` tells the stretch of an item; the items of a group keep their order.
pub(super) fn near<T>(items: Vec<T>, of: impl Fn(&T) -> &Shown) -> Vec<Vec<T>> {
    let mut groups: Vec<(Range<usize>, Vec<T>)> = Vec::new();
    for item in items {
        let lines = of(&item).lines.clone();
        let close = groups.iter_mut().find(|(held, _)| {
            lines.start <= held.end + GAP
                && held.start <= lines.end + GAP
                && lines.end.max(held.end) - lines.start.min(held.start) <= 2 * LINES + GAP
        });

        match close {
            Some((held, group)) => {
                *held = lines.start.min(held.start)..lines.end.max(held.end);
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
    // From a byte of the source to its byte in the text, for each that begins a character.
    marks: Vec<(usize, usize)>,
}

impl Excerpt {
    /// Cuts out the lines of all stretches, and of each line that has more than `room` bytes the
    /// part that they point to.
    pub(super) fn of(index: &LineIndex, stretches: &[&Shown], room: usize) -> Excerpt {
        let first = stretches.iter().map(|s| s.lines.start).min().unwrap_or(1);
        let end = stretches.iter().map(|s| s.lines.end).max().unwrap_or(2);
        let mut excerpt = Excerpt { first_line: first, text: String::new(), marks: Vec::new() };

        for number in first..end {
            if number > first {
                excerpt.text.push('\n');
            }

            let line = index.line(number);
            let guilty = stretches
                .iter()
                .filter(|stretch| stretch.lines.contains(&number))
                .map(|stretch| stretch.bytes.start.clamp(line.start, line.end))
                .min();
            let window = window(index.text(), &line, guilty.unwrap_or_default(), room);
            excerpt.push_line(index.text(), &line, window);
        }

        excerpt
    }

    fn push_line(&mut self, text: &str, line: &Range<usize>, window: Range<usize>) {
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
        self.marks.push((source, self.text.len()));
    }

    /// Returns where a stretch lies in the text, cut to what is there.
    pub(super) fn range(&self, bytes: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let behind = self.marks.partition_point(|&(source, _)| source <= offset);
            self.marks[..behind].last().map_or(0, |&(_, here)| here)
        };
        let start = at(bytes.start);
        start..at(bytes.end).max(start)
    }

    /// Tells whether all of a stretch can be seen.
    pub(super) fn holds(&self, bytes: &Range<usize>) -> bool {
        [bytes.start, bytes.end]
            .iter()
            .all(|offset| self.marks.binary_search_by_key(offset, |&(source, _)| source).is_ok())
    }
}

/// Returns the part of a line that is shown: some of what stands before the guilty part, and on.
fn window(text: &str, line: &Range<usize>, guilty: usize, room: usize) -> Range<usize> {
    if line.len() <= room {
        return line.clone();
    }

    let bound = |offset: usize| {
        (offset..line.end).find(|&at| text.is_char_boundary(at)).unwrap_or(line.end)
    };
    let start = bound(guilty.saturating_sub(room / 3).max(line.start));

    start..bound((start + room).min(line.end))
}
