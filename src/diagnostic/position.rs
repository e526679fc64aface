//! Spans to lines and columns, with one index for each file of a run.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Diagnostic, Place, Texts};
use crate::source::{LineColumn, LineIndex, SitePath};

/// A place as people and editors count it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The file, relative to the site's root.
    pub path: SitePath,
    /// The first character.
    pub start: LineColumn,
    /// One past the last character; the same as the start where the place is a point.
    pub end: LineColumn,
}

impl Position {
    /// Returns the end for editors that mark whole lines: the last line with something in it.
    #[must_use]
    pub fn last_line(&self) -> usize {
        let ends_before_line = self.end.column == 1 && self.end.line > self.start.line;
        self.end.line - usize::from(ends_before_line)
    }
}

/// Counts the line and column of one finding; line 1, column 1 where its file has no text.
#[must_use]
pub fn place(diagnostic: &Diagnostic, texts: &dyn Texts) -> Position {
    let read = Read::of(std::slice::from_ref(diagnostic), texts);
    Lines::of(&read).position(&diagnostic.place)
}

/// Counts the lines and columns of many findings, in their order, and reads each file once.
#[must_use]
pub fn places(diagnostics: &[Diagnostic], texts: &dyn Texts) -> Vec<Position> {
    let read = Read::of(diagnostics, texts);
    let lines = Lines::of(&read);
    diagnostics.iter().map(|finding| lines.position(&finding.place)).collect()
}

/// The texts that a run's findings point into.
pub(super) struct Read(BTreeMap<SitePath, Arc<str>>);

impl Read {
    pub(super) fn of(diagnostics: &[Diagnostic], texts: &dyn Texts) -> Read {
        let mut read = BTreeMap::new();
        for path in diagnostics.iter().flat_map(paths) {
            if !read.contains_key(path) {
                read.insert(path.clone(), texts.text(path));
            }
        }

        let known = |(path, text): (_, Option<Arc<str>>)| Some((path, text?));
        Read(read.into_iter().filter_map(known).collect())
    }
}

fn paths(finding: &Diagnostic) -> impl Iterator<Item = &SitePath> {
    let labels = finding.labels.iter().map(|label| &label.place.path);
    let edits = finding.fix.iter().map(|edit| &edit.place.path);
    std::iter::once(&finding.place.path).chain(labels).chain(edits)
}

/// The line indexes of those texts.
pub(super) struct Lines<'a>(BTreeMap<&'a SitePath, LineIndex<'a>>);

impl<'a> Lines<'a> {
    pub(super) fn of(read: &'a Read) -> Lines<'a> {
        let index = |(path, text): (&'a SitePath, &'a Arc<str>)| (path, LineIndex::new(text));
        Lines(read.0.iter().map(index).collect())
    }

    pub(super) fn index(&self, path: &SitePath) -> Option<&LineIndex<'a>> {
        self.0.get(path)
    }

    pub(super) fn position(&self, place: &Place) -> Position {
        let at = |offset: u32| match self.index(&place.path) {
            Some(index) => index.place(offset as usize),
            None => LineColumn { line: 1, column: 1 },
        };
        let start = at(place.span.start);
        Position { path: place.path.clone(), start, end: at(place.span.end).max(start) }
    }
}
