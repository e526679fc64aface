//! Footnotes: the marks in the text, and the notes at its end.
//!
//! In: the footnotes and their references, as in the prose. Out: HTML. Invariant: notes are numbered in the
//! order in which the text refers to them, and an unreferenced note is not printed.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Rendition, Writer, escape, escaped_url, text};

#[derive(Default)]
pub(super) struct Footnotes {
    /// The names, in the order in which the text refers to them, and how often it does.
    order: Vec<(String, usize)>,
    /// The index of each name in that order.
    numbers: HashMap<String, usize>,
    /// The notes as HTML, by name.
    notes: HashMap<String, String>,
    /// The name of the open note, and the HTML from before it.
    open: Option<(String, String)>,
}

impl Writer<'_, '_> {
    /// Writes the mark that links to a note.
    pub(super) fn footnote_reference(&mut self, name: &str) {
        // The parser finds a note without regard to case.
        let name = &*name.to_lowercase();
        let number = match self.footnotes.numbers.get(name) {
            Some(&index) => index,
            None => {
                self.footnotes.numbers.insert(name.to_owned(), self.footnotes.order.len());
                self.footnotes.order.push((name.to_owned(), 0));
                self.footnotes.order.len() - 1
            }
        };

        // The note itself is indexed; the mark that links to it is not one of the page's words.
        if self.rendition == Rendition::Search {
            return;
        }

        self.footnotes.order[number].1 += 1;

        let time = self.footnotes.order[number].1;
        let number = number + 1;
        let id = back_anchor(number, time);
        let shown = self.language.integer(number as u64);
        let url = escaped_url(&self.anchor_url(&format!("fn-{number}")));

        self.raw(format!(
            "<sup class=\"footnote-ref\"><a href=\"{url}\" id=\"{id}\" role=\"doc-noteref\">{shown}</a></sup>"
        ));
    }

    /// Begins a note. It is written where it is defined and printed at the end; until then its HTML is kept
    /// apart.
    pub(super) fn open_footnote(&mut self, name: &str) {
        self.flush();
        let before = std::mem::take(&mut self.html);
        self.footnotes.open = Some((name.to_lowercase(), before));
    }

    pub(super) fn close_footnote(&mut self) {
        self.flush();
        if let Some((name, before)) = self.footnotes.open.take() {
            let note = std::mem::replace(&mut self.html, before);
            // Of two notes of the same name the first counts.
            self.footnotes.notes.entry(name).or_insert(note);
        }
    }

    /// Writes the notes that the text refers to, in the order in which it does.
    pub(super) fn print_footnotes(&mut self) {
        let Footnotes { order, notes, .. } = std::mem::take(&mut self.footnotes);
        let used = order
            .iter()
            .enumerate()
            .filter_map(|(number, (name, times))| Some((number + 1, times, notes.get(name)?)));
        let used: Vec<_> = used.collect();

        if used.is_empty() {
            return;
        }

        let title = text(self.language.phrase("footnotes"));
        let _ = write!(
            self.html,
            "<section class=\"footnotes\" role=\"doc-endnotes\"><h2 id=\"part-footnotes\">{title}</h2>\n<ol>\n",
        );

        for (number, times, note) in used {
            let mut back = String::new();
            let shown = self.language.integer(number as u64);
            let mut label = String::new();
            escape(&mut label, &self.language.fill("back_to_note", &[("number", &shown)]));

            for time in 1..=*times {
                let url = escaped_url(&self.anchor_url(&back_anchor(number, time)));
                let _ = write!(
                    back,
                    " <a href=\"{url}\" role=\"doc-backlink\" aria-label=\"{label}\">↩</a>"
                );
            }

            let note = note.trim_end();
            let note = match note.strip_suffix("</p>") {
                // The way back belongs at the end of the note's last line, not below it.
                Some(note) => format!("{note}{back}</p>"),
                None => format!("{note}<p>{back}</p>"),
            };

            let _ = writeln!(self.html, "<li id=\"fn-{number}\">{note}</li>");
        }

        self.html.push_str("</ol>\n</section>\n");
    }
}

fn back_anchor(number: usize, time: usize) -> String {
    if time == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{time}") }
}
