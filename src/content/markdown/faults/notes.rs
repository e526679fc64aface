//! Notes that lose their text, or their mark.
//!
//! In: the definitions of notes and the marks that refer to them. Out: findings. Invariant: names are compared as the
//! parser compares them, without regard to case.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::report::Report;
use crate::diagnostic::{Code, nearest};
use crate::source::composed;

/// The notes of a body.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The place of each text, by the note's name.
    texts: BTreeMap<String, NoteText>,
    /// The names that the text refers to.
    marks: BTreeSet<String>,
}

#[derive(Debug)]
struct NoteText {
    name: String,
    range: Range<usize>,
    is_empty: bool,
}

impl Notes {
    pub(super) fn reference(&mut self, name: &str) {
        self.marks.insert(name.to_lowercase());
    }

    pub(super) fn definition(&mut self, name: &str, range: &Range<usize>, report: &mut Report<'_>) {
        let written = &report.body[range.clone()];
        let text = written.split_once("]:").map_or("", |(_, text)| text);
        let is_empty = text.trim_matches(['>', ' ', '\t', '\r', '\n']).is_empty();
        let range = range.start..range.start + name.len() + "[^]:".len();
        let key = name.to_lowercase();

        let Some(first) = self.texts.get(&key) else {
            let text = NoteText { name: name.to_owned(), range, is_empty };
            self.texts.insert(key, text);
            return;
        };

        let message = format!("the note `[^{name}]` has a second text here, which is not printed");
        let finding = report
            .finding(Code::LostText, range, message)
            .label(report.place(first.range.clone()), "this one is printed")
            .help("give it a name of its own, or take one of the two out");
        report.push(finding);
    }

    /// Returns the name of a note that is written with the same letters, each of them as one sign or as several.
    pub(super) fn respelt(&self, name: &str) -> Option<&str> {
        // Only letters outside of ASCII have two forms.
        if name.is_ascii() {
            return None;
        }

        let sought = composed(name).to_lowercase();
        let note =
            self.texts.values().find(|note| composed(&note.name).to_lowercase() == sought)?;
        Some(&note.name)
    }

    /// Returns the name of a note that a misspelt one most likely means.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        // One number is as near as any other. A page of thousands of notes would be compared with each of them.
        const MOST: usize = 200;

        let has_letters = |name: &str| name.contains(char::is_alphabetic);
        let notes = self.texts.values().take(MOST).map(|note| &*note.name);
        has_letters(name).then(|| nearest(name, notes.filter(|it| has_letters(it)))).flatten()
    }

    pub(super) fn finish(self, report: &mut Report<'_>) {
        for (key, note) in &self.texts {
            if self.marks.contains(key) {
                if note.is_empty {
                    let message = format!("the note `[^{}]` has no text", note.name);
                    let finding = report.finding(Code::LostText, note.range.clone(), message);
                    report.push(finding.help(
                        "write it behind the colon; further paragraphs of it begin with four blanks",
                    ));
                }
                continue;
            }

            let message =
                format!("nothing refers to the note `[^{}]`, and it is not printed", note.name);
            let finding = report.finding(Code::LostText, note.range.clone(), message);
            report.push(finding.help(format!(
                "write `[^{}]` where the note belongs, or take its text out",
                note.name
            )));
        }
    }
}
