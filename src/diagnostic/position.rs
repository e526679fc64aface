//! Converts spans to lines and columns.
//!
//! In: findings, and their texts. Out: positions. Invariant: each file is read and indexed once per run.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::finding::{Diagnostic, Place};
use super::texts::{LoadedTexts, Texts};
use crate::source::{LineColumn, LineIndex, SitePath};

/// A place as people and editors count it, in lines and columns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The file, relative to the site's root.
    pub path: SitePath,
    /// The first character.
    pub start: LineColumn,
    /// One past the last character; the same as the start where the place is a point.
    pub end: LineColumn,
    /// What the line is called where it is no line of the file: "paragraph 12".
    pub name: Option<Box<str>>,
}

impl Position {
    /// Returns the last line that is not empty, for editors that mark whole lines.
    #[must_use]
    pub fn last_line(&self) -> usize {
        // A range that ends with a line feed ends, as editors count, at column 1 of the next line.
        let ends_before_line = self.end.column == 1 && self.end.line > self.start.line;
        self.end.line - usize::from(ends_before_line)
    }
}

/// Returns the position of a finding; line 1, column 1 where its file has no text.
#[must_use]
pub fn place(diagnostic: &Diagnostic, texts: &dyn Texts) -> Position {
    let loaded = LoadedTexts::load(std::slice::from_ref(diagnostic), texts);
    LineIndexes::build(&loaded).position(&diagnostic.place)
}

/// Returns the positions of many findings, in their order, and reads each file once.
#[must_use]
pub fn places(diagnostics: &[Diagnostic], texts: &dyn Texts) -> Vec<Position> {
    let loaded = LoadedTexts::load(diagnostics, texts);
    let lines = LineIndexes::build(&loaded);
    diagnostics.iter().map(|finding| lines.position(&finding.place)).collect()
}

/// The line indexes of loaded texts.
pub(super) struct LineIndexes<'a> {
    indexes: BTreeMap<&'a SitePath, LineIndex<'a>>,
    loaded: &'a LoadedTexts,
}

impl<'a> LineIndexes<'a> {
    pub(super) fn build(loaded: &'a LoadedTexts) -> LineIndexes<'a> {
        let index = |(path, text): (&'a SitePath, &'a Arc<str>)| (path, LineIndex::new(text));
        LineIndexes { indexes: loaded.iter().map(index).collect(), loaded }
    }

    pub(super) fn index(&self, path: &SitePath) -> Option<&LineIndex<'a>> {
        self.indexes.get(path)
    }

    pub(super) fn position(&self, place: &Place) -> Position {
        let at = |offset: u32| match self.index(&place.path) {
            Some(index) => index.place(offset as usize),
            None => LineColumn { line: 1, column: 1 },
        };
        let start = at(place.span.start);
        let name = self.loaded.line_names(&place.path).get(start.line - 1).cloned();
        Position { path: place.path.clone(), start, end: at(place.span.end).max(start), name }
    }
}
