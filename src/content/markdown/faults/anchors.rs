//! Ids that stand twice on a page.
//!
//! In: the ids that a writer gives to headings and to HTML, and those that a page takes for its own parts. Out:
//! findings. Invariant: an id made from words gives way to all of these, and is never at fault.

use std::collections::BTreeMap;
use std::ops::Range;

use super::report::Report;
use crate::diagnostic::Code;

/// The ids in the built-in templates; a test compares them.
pub const PARTS: &[&str] = &[
    "part-agreements",
    "part-browse",
    "part-cite",
    "part-data",
    "part-envelope",
    "part-facts",
    "part-figure-chart",
    "part-figures",
    "part-filters",
    "part-footnotes",
    "part-hint",
    "part-licence",
    "part-main",
    "part-mentions",
    "part-net",
    "part-notes",
    "part-results",
    "part-roles",
    "part-signed",
    "part-sort",
    "part-timeline",
    "part-toc",
    "part-updates",
    "part-use",
    "part-words",
];

/// How the ids of embedded charts begin.
const CHART: &str = "part-chart-";

/// The ids of a page.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    /// Where the writer gives each for the first time.
    given: BTreeMap<Box<str>, Range<usize>>,
    /// Those given again.
    again: Vec<(Box<str>, Range<usize>)>,
    /// Whether the page has notes.
    pub(crate) has_notes: bool,
}

impl Anchors {
    /// Adds an id that the writer gives, with its place in the body.
    pub(crate) fn give(&mut self, id: &str, place: Range<usize>) {
        match self.given.contains_key(id) {
            true => self.again.push((id.into(), place)),
            false => {
                self.given.insert(id.into(), place);
            }
        }
    }

    /// Tells whether an id is given by the writer or taken by the page.
    pub(crate) fn is_taken(&self, id: &str) -> bool {
        self.given.contains_key(id) || self.is_of_page(id)
    }

    /// Tells whether an id is one that the page's own parts, charts and notes may have.
    pub(crate) fn is_of_page(&self, id: &str) -> bool {
        PARTS.contains(&id) || id.starts_with(CHART) || (self.has_notes && is_of_note(id))
    }

    /// Reports the ids that stand twice.
    pub(crate) fn finish(self, report: &mut Report<'_>) {
        for (id, place) in &self.again {
            let message = format!("the id `{id}` stands on the page already");
            let finding = report
                .finding(Code::DuplicateAnchor, place.clone(), message)
                .label(report.place(self.given[id].clone()), "first given here")
                .help("give it a name of its own: a link to it leads to the first");
            report.push(finding);
        }

        let mut own: Vec<_> = self.given.iter().filter(|(id, _)| self.is_of_page(id)).collect();
        own.sort_by_key(|(_, place)| place.start);

        for (id, place) in own {
            let what = if is_of_note(id) { "a note" } else { "a part of the page" };
            let message = format!("the id `{id}` is that of {what}");
            let finding = report.finding(Code::DuplicateAnchor, place.clone(), message);
            report.push(finding.help("give it another name; one from your own words is safest"));
        }
    }
}

/// Tells whether an id has the form of those of notes: `fn-1`, `fnref-1`, `fnref-1-2`.
fn is_of_note(id: &str) -> bool {
    let Some(numbers) = id.strip_prefix("fn-").or_else(|| id.strip_prefix("fnref-")) else {
        return false;
    };
    numbers.split('-').all(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
}
